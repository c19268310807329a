"""What the head of a column says of the figures below it: measure, unit, time, what they are measured from."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

from . import times
from .amounts import Number
from .extents import measure
from .times import RELATIVE, Time
from .tokens import TOKEN, Tokens
from .words import Trie, key, keys, lexicon, wordings

_BRACKET = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]]")
_YEAR = re.compile(r"(?<![\d.,/])(?:19|20)\d\d(?![\d.,/])")
_YEARS = re.compile(r"\b((?:19|20)\d\d)\s?/\s?((?:19|20)\d\d)\b")
_UNIT_IS = re.compile(
    r"(?:đơn vị(?: tính)?|đvt|units?(?: of measure)?)\s{0,3}:\s{0,3}([^.;\n()\[\]]{1,60})", re.IGNORECASE
)
_SHORT_MONEY = re.compile(r"\btr(?:iệu)?\.?\s?(?:đ|đồng)(?!\w)", re.IGNORECASE)
_MONTHS = re.compile(r"\b(\d{1,2})T(?=(?:19|20)\d\d|\b(?!\s?/?\d))")
_MARK = re.compile(r"\[\s?\d{1,3}\s?\]|\*{1,3}|[¹²³⁴†‡]")
_FALL = re.compile(r"\b(?:giảm|decrease|fall)\b", re.IGNORECASE)
_GROWTH = re.compile(r"\b(?:tăng|increase|growth|change|changes|rise)\b", re.IGNORECASE)


class HeadWords(NamedTuple):
    """What the heads of tables call things."""

    whole: Trie
    part: Trie
    status: Trie


@dataclass(slots=True)
class Head:
    """What a head says.

    Parameters
    ----------
    role : ``label``, ``ordinal``, ``unit``, ``period``, ``area``, ``status``, ``measure``, ``aside``, ``date``, ``other``,
        ``document``; ``worked`` of what is calculated; ``figure`` of all else.
    measure : of the figures; empty where it is not understood. ``compared`` : a change or an index, by its base.
    unit : printed in the head; None where none is.
    own, base : times of the figures, and of what they are measured from.
    rest : words that have no part of their own: the subject, or an area.
    signed, falls : it is headed as a rise or a fall; as a fall alone.
    """

    role: str = "figure"
    text: str = ""
    measure: str = ""
    unit: Number | None = None
    status: str = ""
    plan_by: str = ""
    own: list[Time] = field(default_factory=list)
    base: list[Time] = field(default_factory=list)
    rest: str = ""
    signed: bool = False
    falls: bool = False
    parts: frozenset[str] = frozenset()

    @property
    def leads(self) -> bool:
        """True of levels whose time or status hold for what is derived from them in the columns behind."""
        return self.role == "figure" and self.measure == "level" and bool(self.own or self.status)


@lru_cache
def head_words() -> HeadWords:
    """The lexicon of heads, of both languages."""
    known = tomllib.loads((resources.files(__package__) / "heads.toml").read_text(encoding="utf-8"))
    tries = []
    for group in HeadWords._fields:
        trie = Trie()
        for name, text in known[group].items():
            for one in wordings(text):
                trie.add(keys(one), name)
        tries.append(trie)
    return HeadWords(*tries)


def tokens(text: str) -> Tokens:
    """The words, numbers and signs of the text of a cell."""
    found = Tokens()
    for m in TOKEN.finditer(text):
        found.add(m[0], key(m[0]) if m[0][0].isalpha() else m[0], m.start(), m.end())
    return found


def without_marks(text: str) -> str:
    """A cell with spaces for the marks of its sources and notes."""
    return _MARK.sub(lambda m: " " * len(m[0]), text)


def unit_of(text: str, lang: str) -> Number | None:
    """The scale and unit that a text is, all of it: ``tỷ đồng``, ``%``, ``1.000 tấn``; None where it is none.

    >>> (n := unit_of("1.000 tấn", "vi")).unit, n.mult
    ('tonnes', 3)
    """
    text = _SHORT_MONEY.sub("triệu đồng", text.strip(" :.,;"))
    if m := _UNIT_IS.fullmatch(text):
        text = m[1]
    counted = re.match(r"1[.,]?000(?:[.,]000)?(?!\d)", text)
    found = tokens(text if counted else f"1 {text}")
    if len(found) < 2 - bool(counted and len(text) > 5) or not found.texts[0][0].isdecimal():
        return None
    read = measure(found, 0, lang, lexicon(lang))
    if read is None or read[1] < len(found) or not (read[0].unit or read[0].mult):
        return None
    n = read[0]
    if counted:
        n.mult += 6 if n.value >= 1_000_000 or len(counted[0]) > 6 else 3
        n.value = 1
    n.unit_text = text
    return n if n.value == 1 and n.upper is None and n.total is None else None


def unit_in(text: str, lang: str) -> tuple[Number | None, str]:
    """The unit that a head or a caption prints in it, and the text without it."""
    if m := _UNIT_IS.search(text):
        return unit_of(m[1], lang), f"{text[: m.start()].rstrip(' ([')} {text[m.end() :].lstrip(' )]')}".strip()
    for m in reversed(list(_BRACKET.finditer(text))):
        if n := unit_of(m[1], lang):
            return n, f"{text[: m.start()]} {text[m.end() :]}".strip()
    if n := unit_of(text, lang):
        return n, ""
    before, comma, after = text.rpartition(",")
    if comma and (n := unit_of(after, lang)):
        return n, before
    return None, text


def time_cell(text: str, lang: str) -> Time | None:
    """The time that a cell is, all of it; None where it is none."""
    text = text.strip(" :.,;()")
    if re.fullmatch(r"(?:19|20)\d\d", text):
        return Time(0, 4, "year", int(text))
    found = times.find(text, lang)
    if len(found) == 1 and not text[: found[0].start].strip() and not text[found[0].end :].strip():
        return found[0]
    return None


def status_of(text: str) -> str:
    """The status that a cell names: ``E``, ``P``, ``F``, ``worked``; empty for what is simply published."""
    words = list(keys(text))
    for at in range(len(words)):
        length, names = head_words().status.longest(words, at)
        if length:
            return names[0]
    return ""


def head(text: str, lang: str) -> Head:
    """What a head says; several rows of heads are one text.

    >>> h = head("Ước thực hiện 6 tháng (tỷ đồng)", "vi")
    >>> h.measure, h.status, h.unit.unit, h.unit.mult, h.own[0].shape
    ('level', 'E', 'VND', 9, 'half')
    >>> head("% so với dự toán", "vi").measure, head("Change on the year", "en").measure
    ('pct_of_plan', 'compared')
    """
    text = _MONTHS.sub(r"\1 tháng ", without_marks(text)).strip()
    whole = [w for w in keys(text) if w.isalnum() or w == "#"]
    length, names = head_words().whole.longest(whole, 0) if whole else (0, [])
    if length and length == len(whole):
        return Head(names[0], text)
    unit, bare = unit_in(text, lang)
    if length and [w for w in keys(bare) if w.isalnum()] == whole[:length]:
        return Head(names[0], text, unit=unit)
    h = Head(text=text, unit=unit)
    _words(h, bare, lang)
    h.measure = _measure(h, "%" in text or bool(unit and unit.percent), bool(unit and unit.points))
    if not bare and unit and not unit.percent and not unit.points:
        h.measure = "level"
    return h


def _words(h: Head, text: str, lang: str) -> None:
    """The parts of a head, its times, and the words that are left."""
    spans: list[tuple[int, int, Any]] = []
    if m := _YEARS.search(text):
        spans += [
            (m.start(1), m.end(1), Time(*m.span(1), "year", int(m[1]))),
            (m.end(1), m.end(), Time(*m.span(2), "year", int(m[2]))),
        ]
    else:
        spans += [(t.start, t.end, t) for t in times.find(text, lang)]
        spans += [
            (*m.span(), Time(*m.span(), "year", int(m[0])))
            for m in _YEAR.finditer(text)
            if not any(a <= m.start() < b for a, b, _ in spans)
        ]
    found, roles = tokens(text), lexicon(lang).roles
    parts: set[str] = set()
    rest: list[str] = []
    ratio: list[int] = []  # places of words like "tỷ lệ": of the subject, unless they tell of a plan
    at, based, seen = 0, False, set()
    while at < len(found):
        length, names = head_words().part.longest(found.keys, at)
        inside = next((s for s in spans if s[0] <= found.starts[at] < s[1]), None)
        if (
            inside
            and not (length and found.ends[at + length - 1] > inside[1])
            and not {"yoy", "mom", "dec"} & set(names)
        ):
            if id(inside) not in seen:
                seen.add(id(inside))
                slash = at and found.texts[at] == "/"
                told = h.base if based or slash or (h.own and "/" in text[h.own[-1].end : inside[0]]) else h.own
                told.append(inside[2])
            at += 1
            continue
        by_length, by = roles.longest(found.keys, at)
        by = [r for r in by if r.startswith("by_")]
        if not by and found.keys[at] in ("provincial", "central"):
            by, by_length = ["by_central"] if found.keys[at] == "central" else ["by_province"], 1
        if by and by_length >= length:
            h.plan_by = "central" if by == ["by_central"] else "provincial"
            at += by_length
            continue
        if length:
            parts.update(names)
            parts |= {"rise"} if found.keys[at] == "change" else set()
            based = based or "base" in names
            if "ratio" in names:
                ratio.append(len(rest))
                rest.append(text[found.starts[at] : found.ends[at + length - 1]])
            at += length
        elif found.texts[at] == "/":
            based, at = True, at + 1
        else:
            if found.texts[at][0].isalpha():
                rest.append(text[found.starts[at] : found.ends[at]])
            at += 1
    if "plan" in parts or len(ratio) == len(rest):
        rest = [word for i, word in enumerate(rest) if i not in ratio]
    if based or h.base:
        parts.add("base")
    h.parts, h.rest, h.signed = frozenset(parts - {"filler"}), " ".join(rest), "rise" in parts
    h.falls = h.signed and bool(_FALL.search(text)) and not _GROWTH.search(text)
    h.status = (
        "E"
        if "estimate" in parts and "plan" not in parts
        else "P"
        if "provisional" in parts
        else "F"
        if "expected" in parts
        else ""
    )


def _measure(h: Head, percent: bool, points: bool) -> str:
    parts = h.parts
    if "worked" in parts or ("gap" in parts and (points or "điểm" in h.text or "points" in h.text)):
        h.role = "worked"
        return ""
    compared = bool({"base", "yoy", "mom", "dec"} & parts) or any(t.shape in RELATIVE for t in h.base)
    if "contribution" in parts:
        return "growth_share_pct" if percent or "whole_growth" in parts else "contribution_pp"
    if "share" in parts:
        return "share_change_pp" if h.signed else "share_pct"
    if points:
        return "change_pp" if compared or h.signed else ""
    if "plan" in parts:
        if percent or "base" in parts or "ratio" in parts:
            return "plan_gap" if h.signed or "gap" in parts else "pct_of_plan"
        return "plan_target"
    if compared or (any(t.shape in RELATIVE for t in h.own) and (percent or h.signed)):
        return "change" if h.unit and not percent and (h.signed or "gap" in parts) else "compared"
    if "yearly" in parts:
        return "yoy_pct"
    if h.signed or ("gap" in parts and percent):
        return "compared"
    if "index" in parts:
        return "compared" if not h.rest else "level"
    if percent and not parts & {"level", "ratio"} and not h.own and not h.status and not h.rest:
        return "" if h.text.strip(" ()") != "%" else "percent"
    if percent and h.rest and "level" not in parts and not h.own and not h.status:
        return "percent"
    return "level" if not h.rest or h.own or h.status or "level" in parts or h.unit else ""
