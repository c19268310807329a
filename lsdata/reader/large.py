"""Numbers that stand large at the top of a report, and in its headline: they repeat what its text says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from .figure import Figure
from .worked import SPACES

if TYPE_CHECKING:
    from .documents import Document, Paragraph

OPENING = 20  # paragraphs at the top of a report
_WORDS = 4  # of a unit behind a number that stands alone
_NUMBER = re.compile(
    r"(?<![\w.,/–])(\d(?:[\d.,]*\d)?(?:[–-]\d(?:[\d.,]*\d)?)?)(?![\d/])(?:\s?(%|điểm|percentage point|points))?"
)
_DIGIT = re.compile(r"\d")


def misprinted(document: Document, figures: Sequence[Figure], made: Iterable[int]) -> Iterator[tuple[Figure, Figure]]:
    """Numbers of the opening that nothing in a text repeats, but for a digit or two: each as a figure, and that which it should repeat.

    Parameters
    ----------
    made : where calculated numbers start.
    """
    text, made = document.text.translate(SPACES), set(made)
    sure = [f for f in figures if f.placed and f.sure != "low" and f.paragraph <= OPENING]
    printed = {f.start: m for f in sure if (m := _NUMBER.search(text, f.start, _end(document, f)))}
    loose = {f.start: f for f in figures if not f.placed and f.paragraph <= OPENING}
    said = [(m.start(1), m[1], m[2]) for m in _NUMBER.finditer(text)]
    for p in document.paragraphs[:OPENING]:
        for m in _NUMBER.finditer(text, p.start, p.end):
            known = m.start(1) in made or any(f.start <= m.start() < f.end for f in sure)
            if known or not (any(s <= m.start() < f.end for s, f in loose.items()) or _alone(document, text, p, m)):
                continue
            if any(at != m.start(1) and (n, unit) == m.groups() for at, n, unit in said):
                continue
            like = [(d, f) for f in sure if (o := printed.get(f.start)) and (d := _apart(m, o))]
            if like:
                f = min(like, key=lambda one: one[0])[1]
                yield _as(f, m, p), f


def _end(document: Document, f: Figure) -> int:
    """Behind the unit of a figure."""
    return min(f.end + 20, document.paragraphs[f.paragraph - 1].end)


def _alone(document: Document, text: str, p: Paragraph, m: re.Match[str]) -> bool:
    """True where a number with its unit is all of a paragraph, or leads one of a table of one row."""
    if document.kind == "pdf":
        return False  # charts leave their ticks
    if text[p.start : m.start()].strip() not in ("", "+", "-", "\u2212"):
        return False
    if p.table:
        return not any(x.table == p.table and x.row > 1 for x in document.paragraphs)
    return len(text[m.end() : p.end].split()) <= _WORDS


def _apart(a: re.Match[str], b: re.Match[str]) -> int:
    """How many digits are others; 0 where two numbers are not alike."""
    if a[2] != b[2] or _DIGIT.sub("0", a[1]) != _DIGIT.sub("0", b[1]):
        return 0
    digits = [(x, y) for x, y in zip(a[1], b[1], strict=True) if x.isdigit()]
    other = sum(x != y for x, y in digits)
    return other if other <= 2 and other < len(digits) else 0


def _as(f: Figure, m: re.Match[str], p: Paragraph) -> Figure:
    """A number as the figure that it should repeat."""
    ends = [_value(part, f.decimals) for part in re.split("[–-]", m[1])]
    sign = -1 if f.obs_value < 0 else 1
    upper = ends[1] if len(ends) > 1 and f.obs_value_upper is not None else None
    place = {"start": m.start(1), "end": m.end(1), "paragraph": p.number, "text": m[0]}
    return replace(f, obs_value=sign * ends[0], obs_value_upper=upper, **place)


def _value(text: str, decimals: int) -> float:
    digits, tail = re.sub(r"\D", "", text), re.split("[.,]", text)
    scale = decimals if decimals > 0 and len(tail) > 1 and len(tail[-1]) == decimals else 0
    return int(digits) / 10**scale
