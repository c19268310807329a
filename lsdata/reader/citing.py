"""Figures of a table held against the very sources that it names beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..dataset import Dataset
from ..intervals import Interval, printed
from .holding import Held, amount, rounded
from .worked import SPACES

if TYPE_CHECKING:
    from .documents import Document, Paragraph

_ENTRY = re.compile(r"\[(\d{1,3})\]\s")  # of the list of sources
_MARK = re.compile(r"\[(\d{1,3})\]")
_MARKS = re.compile(r"(?:\[\d{1,3}\]\s{0,2}){1,20}")


def cited(document: Document, found: Sequence[Held], data: Dataset) -> Iterator[tuple[Held, tuple[dict, ...]]]:
    """Figures that none of the sources beside them prints, each with what those print.

    A source whose figure the package does not have says nothing.
    """
    text = document.text.translate(SPACES)
    names = _sources(document, text, data)
    if not names:
        return
    beside = {
        (p.table, p.row): _ids(text, p, names)
        for p in document.paragraphs
        if p.table and _MARKS.fullmatch(text, p.start, p.end)
    }
    for h in found:
        p = document.paragraphs[h.figure.paragraph - 1]
        own = (p.table and _ids(text, p, names)) or beside.get((p.table, p.row), frozenset())
        rows = tuple(r for r in h.published if r["source_id"] in own)
        if rows and not any(prints(r, h.row) for r in rows):
            yield h, rows


def prints(published: dict, row: dict) -> bool:
    """True where a figure is a published one as it was printed, or rounded."""
    ends = [_near(row, row["value"], amount(published))]
    if row["upper"] is not None and published["upper"] is not None:
        ends.append(_near(row, row["upper"], published["upper"] * 10.0 ** published["mult"]))
    return all(ends)


def _near(row: dict, value: float, other: float) -> bool:
    plain = printed(value, row["decimals"]) * 10.0 ** row["mult"]
    wide = plain if row["qualifier"] or row["upper"] is not None else rounded(row)
    return any(one.overlaps(Interval(other, other)) for one in (plain, wide))


def _sources(document: Document, text: str, data: Dataset) -> dict[str, frozenset[str]]:
    """Number in the list of sources -> ids of those that have its title and publisher."""
    out: dict[str, frozenset[str]] = {}
    for p in document.paragraphs:
        if m := _ENTRY.match(text, p.start, p.end):
            words = _plain(text[p.start : p.end])
            own = (
                s["source_id"]
                for s in data.sources.values()
                if len(s["title"]) > 3 and _plain(s["title"]) in words and _plain(s["publisher"]) in words
            )
            if ids := frozenset(own):
                out[m[1]] = out.get(m[1], frozenset()) | ids
    return out


def _plain(text: str) -> str:
    return " ".join(text.translate(SPACES).split())


def _ids(text: str, p: Paragraph, names: dict[str, frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*(names.get(m[1], ()) for m in _MARK.finditer(text, p.start, p.end)))
