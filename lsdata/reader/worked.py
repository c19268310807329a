"""Numbers that a text says are calculated: where they stand, what they are called, of which period and indicator."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import numerals
from ..checks.rules import rules
from ..dataset import Dataset
from ..errors import ReadError
from ..periods import Period
from ..wording import languages, phrases

if TYPE_CHECKING:
    from .documents import Document, Paragraph

LONGEST = 700  # characters of a sentence in which one is looked for
RANGE = "–"
MOST = 10  # words of the name of a period
WITHIN = ("plan_item",)  # sentences that are only a part of one
ENDS = ("low", "high")
NUMERIC = r"(?:[^\W\d]+ ){0,6}[+\-\u2212]?\d[^\n;()]{0,50}?"  # a number with its unit, and what qualifies it
_FIELD = re.compile(r"\{(\w+)\}")
_NUMBER = re.compile(r"[+\-\u2212]?\d[\d.,]*\d|[+\-\u2212]?\d")
SPACES = dict.fromkeys((0xA0, 0x202F, 0x2060, 0x200B, 0xFEFF), " ")  # a letter for a letter
_ASIDE = re.compile(r"\s*[\[(]")  # the mark of a source, a day
_STOP = re.compile(r"[.!?…]\s+(?=[^\W_a-z])|\n")


@dataclass(frozen=True, slots=True)
class Worked:
    """A number that is calculated.

    Parameters
    ----------
    start, end : where it stands, without its unit; ``paragraph`` from 1.
    value, decimals, scale : as printed; ``scale`` is the power of ten of its words, None where there are none.
    name : of ``[made]``; ``part``: ``low`` or ``high`` where it is an end of it, ``upper`` of a range that was published.
    periods, indicators, measures : that it may be of; empty: any that the text speaks of.
    """

    start: int
    end: int
    paragraph: int
    value: float
    decimals: int
    name: str
    scale: int | None = None
    part: str = ""
    periods: tuple[Period, ...] = ()
    indicators: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()


class Pattern(NamedTuple):
    """A sentence of the phrase files: what of it stands in any text (found first), the whole, what its fields are."""

    fixed: str
    find: re.Pattern[str]
    fields: dict[str, tuple[str, str]]
    lang: str


@lru_cache(maxsize=1)
def table() -> dict[str, dict[str, Any]]:
    """The file as it is."""
    return tomllib.loads(Path(__file__).with_name("worked.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def patterns() -> list[Pattern]:
    """The sentences of ``[said]`` in every language."""
    out = []
    for lang in languages():
        for key, fields in table()["said"].items():
            head, _, name = key.partition(".")
            text = rules()[name].words[f"fails_{lang}"] if head == "rule" else phrases(lang).get(head, {}).get(name)
            if text:
                within = head == "verdict" or name in WITHIN
                out.append(_pattern(text.replace("{refs}", ""), fields, lang, "" if within else '^["“]?'))
    return out


def _pattern(text: str, fields: dict[str, str], lang: str, shape: str) -> Pattern:
    """A pattern as an expression: numbers and their units where figures stand, a few words where others do.

    Parameters
    ----------
    shape : what it begins with: the beginning of a sentence.
    """
    parts, seen = _FIELD.split(text.rstrip(".")), set()
    fixed = max(parts[::2], key=len).replace("\u00a0", " ").strip()
    for i, part in enumerate(parts):
        if i % 2 == 0:
            shape += re.escape(part.replace("\u00a0", " "))
        else:
            words = NUMERIC if part in fields else r"[^\n]{1,120}?"
            shape += words if part in seen else f"(?P<{part}>{words})"
            seen.add(part)
    wordy = not parts[-1] and len(parts) > 1 and parts[-2] not in fields  # it ends with words: with all of them
    end = r"(?=\s*(?:[.;,)\[]|$))" if wordy else r"(?=[.;,\n)]?(?:\s|\[|$))"
    told = {name: (what.partition(" ")[0], what.partition(" ")[2]) for name, what in fields.items()}
    return Pattern(fixed, re.compile(shape + end, re.IGNORECASE), told, lang)


def worked(document: Document, data: Dataset) -> list[Worked]:
    """The numbers of a text that it says are calculated, in its sentences and under the heads of its tables."""
    text = document.text.translate(SPACES)
    names = _Names(data)
    out = [one for p in document.paragraphs if p.kind != "cell" for one in _said(text, p, names)]
    found: dict[int, Worked] = {}
    for w in sorted([*out, *_tables(document, text, names)], key=lambda w: (w.start, w.scale is None, not w.periods)):
        found.setdefault(w.start, w)  # sentences of one beginning are several patterns
    return list(found.values())


class _Names:
    """Periods and indicators by the names that reports print them under."""

    def __init__(self, data: Dataset):
        self.periods: dict[str, Period] = {}
        known = {r["time_period"] for r in data.tables["figures"]}
        for period in sorted(map(Period.parse, known), key=lambda p: p.code):
            for lang in languages():
                for name in (period.name(lang), period.short(lang)):
                    self.periods.setdefault(_plain(name), period)
        self.measures = {_plain(text): key for lang in languages() for key, text in phrases(lang)["measure"].items()}
        self.indicators: dict[str, list[str]] = {}
        for code, row in data.indicators.items():
            for lang in languages():
                if name := row.get(f"name_{lang}"):
                    self.indicators.setdefault(_plain(name), []).append(code)

    def period(self, words: str) -> tuple[Period, ...]:
        found = self.periods.get(_plain(words))
        return (found,) if found else ()

    def ending(self, words: str) -> tuple[Period, ...]:
        """The period that some words end with: of ``mức tăng GRDP 6 tháng đầu năm 2020`` the first half."""
        own = words.split()[-MOST:]
        return next((found for n in range(len(own)) if (found := self.period(" ".join(own[n:])))), ())

    def year(self, words: str, after: int = 0) -> tuple[Period, ...]:
        """All periods that end in the year which some words end with, or some years after it."""
        years = {own.end.year + after for own in self.ending(words)}
        return tuple(p for p in dict.fromkeys(self.periods.values()) if p.end.year in years)

    def within(self, words: str) -> tuple[str, ...]:
        """Indicators whose whole name stands in some words; of several the longest."""
        own = _plain(words)
        found = [name for name in self.indicators if name in own]
        return tuple(self.indicators[max(found, key=len)]) if found else ()


def _plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").lower().split())


def _said(text: str, p: Paragraph, names: _Names) -> Iterator[Worked]:
    """Calculated numbers of a paragraph's sentences."""
    at = p.start
    for stop in [*(m.end() for m in _STOP.finditer(text, p.start, p.end)), p.end]:
        sentence, start, at = text[at:stop], at, stop
        if len(sentence) > LONGEST or not any(c.isdigit() for c in sentence):
            continue
        low = sentence.lower()
        for pattern in patterns():
            if pattern.fixed.lower() in low:
                for m in pattern.find.finditer(sentence):
                    yield from _fields(m, start, p.number, pattern, names)


def _fields(m: re.Match[str], at: int, paragraph: int, pattern: Pattern, names: _Names) -> Iterator[Worked]:
    groups = m.groupdict()
    for field, (name, more) in pattern.fields.items():
        if not (words := groups.get(field)):  # a pattern of one language alone has it
            continue
        after, _, base = more.rpartition(" ")
        own = groups.get(base) if more not in ("", *ENDS) else groups.get("P") or groups.get("when")
        periods = names.year(own or "", bool(after)) if base == "B" else names.ending(own or "")
        periods = periods or names.year(groups.get("Y") or "")
        if (own or groups.get("Y")) and not periods:
            continue
        part = more if more in ENDS else ""
        yield from _numbers(words, at + m.start(field), paragraph, pattern.lang, name, (part,), periods)


def _numbers(
    words: str, at: int, paragraph: int, lang: str, name: str, parts: tuple[str, ...], periods=(), indicators=(), measures=()
) -> Iterator[Worked]:  # fmt: skip
    """The numbers at the start of some words, one for each part."""
    found = list(_NUMBER.finditer(words))
    if len(found) < len(parts):
        return
    for part, n in zip(parts, found, strict=False):
        try:
            read = numerals.read(words[n.start() :] if len(parts) == 1 else n[0], lang)
        except ReadError:
            continue
        scale = read.mult or None
        if len(parts) == 1 and words[n.end() : n.end() + 1] == RANGE and len(found) > 1:  # of a range both ends
            rest, after = words[n.end() + 1 :], at + n.end() + 1
            yield from _numbers(rest, after, paragraph, lang, name, ("upper",), periods, indicators, measures)
        yield Worked(
            at + n.start(),
            at + n.end(),
            paragraph,
            read.value,
            read.decimals,
            name,
            scale,
            part,
            tuple(periods),
            tuple(indicators),
            tuple(measures),
        )


@lru_cache
def _titles(group: str = "column") -> dict[str, tuple[str, str, str]]:
    """Title of a column -> its key, the name of what it holds, its language."""
    return {
        _plain(phrases(lang)["column"][key]): (key, name, lang)
        for lang in languages()
        for key, name in table()[group].items()
    }


def _dates() -> list[str]:
    """Titles of a column of days of publication."""
    return [_plain(phrases(lang)["column"]["published"]) for lang in languages()]


def _tables(document: Document, text: str, names: _Names) -> Iterator[Worked]:
    """Calculated numbers of tables, by the heads of their columns."""
    tables: dict[int, list[Paragraph]] = {}
    for p in document.paragraphs:
        if p.table:
            tables.setdefault(p.table, []).append(p)
    for cells in tables.values():
        heads = {p.column: _plain(text[p.start : p.end]) for p in cells if p.row == 1}
        own = {column: _titles()[head] for column, head in heads.items() if head in _titles()}
        if next(iter(heads.values()), "") in _dates():
            own |= {column: _titles("dated")[head] for column, head in heads.items() if head in _titles("dated")}
        if not own:
            continue
        before = document.paragraphs[cells[0].number - 2] if cells[0].number > 1 else None
        caption = text[before.start : before.end] if before else ""
        around = next((x for part in caption.split(" · ") if (x := names.period(part))), ())
        rows: dict[int, list[Paragraph]] = {}
        for p in cells:
            rows.setdefault(p.row, []).append(p)
        for row in (found for n, found in rows.items() if n > 1):
            words = {p.column: text[p.start : p.end] for p in row}
            periods = next((x for c in sorted(words) if (x := names.period(words[c]))), ()) or around
            measures = next(([x] for c in sorted(words) if (x := names.measures.get(_plain(words[c])))), ())
            indicators = next((x for c in sorted(words) if (x := names.within(words[c]))), ()) or names.within(caption)
            for p in row:
                if p.column in own:
                    key, name, lang = own[p.column]
                    parts = ENDS if key == "interval" else ("",)
                    number = _ASIDE.split(words[p.column], maxsplit=1)[0]
                    yield from _numbers(number, p.start, p.number, lang, name, parts, periods, indicators, measures)
