"""Printed numbers of running text: value, decimals, scale and unit, whatever the print did to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from .tokens import Tokens
from .words import Lexicon, key

_GROUPED = {"vi": re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?"), "en": re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")}
_OTHER = {"vi": "en", "en": "vi"}
_POINT = {"vi": ",", "en": "."}
_DECIMAL = {"vi": re.compile(r"\d+,\d+"), "en": re.compile(r"\d+\.\d+")}
_PERCENT = frozenset(("percent", "percentage", "per", "pct"))
_PER = frozenset(key(w) for w in ("/", "per", "mỗi", "a", "an"))
_PERIODS = frozenset(key(w) for w in ("năm", "year", "tháng", "month", "ngày", "day", "quý", "quarter"))
_PER_WHAT = _PERIODS | frozenset(
    key(w) for w in ("người", "person", "xã", "ha", "hộ", "head", "capita", "lượt", "km2", "vụ", "cây", "con", "giờ")
)
_HEADS = frozenset(key(w) for w in ("dân", "người", "trẻ", "hộ", "nữ", "bé", "people", "persons", "inhabitants"))
_PLAIN = 3  # tokens: a stroke, a number, a head
_TEN_THOUSANDS, _IN_DIGITS = key("vạn"), ("10.000", "10,000", "10000")


class Read(NamedTuple):
    """The digits of a number: value, decimals, and whether they are written as another language writes them."""

    value: float
    decimals: int
    odd: bool = False


@dataclass(slots=True)
class Number:
    """A printed number with what belongs to it.

    ``percent``, ``points`` and ``times`` follow its unit; they are asked some forty times of each number, so they are kept.
    """

    value: float
    decimals: int
    percent: bool = field(default=False, init=False, compare=False, repr=False)
    points: bool = field(default=False, init=False, compare=False, repr=False)
    times: bool = field(default=False, init=False, compare=False, repr=False)
    upper: float | None = None
    total: int | None = None
    mult: int = 0
    unit: str = ""  # code, or the noun as printed
    unit_text: str = ""
    known_unit: bool = False
    per: str = ""  # what follows a slash: "năm", "người/năm"
    qualifier: str = ""
    sign: str = ""
    odd: bool = False
    ordinal: bool = False
    words: list[str] = field(default_factory=list)  # keys of the words of its unit

    def measured_as(self, other: Number) -> None:
        """Take scale and unit from the number behind it: "3-5 triệu tấn"."""
        self.mult, self.unit, self.unit_text, self.known_unit = (
            other.mult,
            other.unit,
            other.unit_text,
            other.known_unit,
        )
        self.per, self.words = other.per, other.words


_UNIT = Number.__dict__["unit"]  # the place of the dataclass where it is kept


def _measured_in(n: Number, unit: str) -> None:
    """Set the unit of a number, and with it whether it is a percentage, points or times."""
    _UNIT.__set__(n, unit)
    n.percent, n.times = unit == "percent", unit == "times"
    n.points = unit in ("percentage_points", "percentage_points_per_year")


Number.unit = property(_UNIT.__get__, _measured_in)  # type: ignore[assignment]


def digits(text: str, lang: str) -> Read | None:
    """The number that digits, points and commas stand for; None where they stand for none.

    >>> digits("1.320", "vi"), digits("42,9", "vi"), digits("575.22", "vi"), digits("1,320.5", "en")
    (Read(value=1320.0, decimals=0, odd=False), Read(value=42.9, decimals=1, odd=False), Read(value=575.22, decimals=2, odd=True), Read(value=1320.5, decimals=1, odd=False))
    """
    if text.isdecimal():
        return Read(float(text), 0)
    for used in (lang, _OTHER[lang]):
        point = _POINT[used]
        plain = _DECIMAL[used].fullmatch(text)
        if plain and not (used != lang and _GROUPED[lang].fullmatch(text) and text[0] != "0"):
            whole, _, part = text.partition(point)
            return Read(float(f"{whole}.{part}"), len(part), used != lang)
        if _GROUPED[used].fullmatch(text) and text[0] != "0":
            group = _POINT[_OTHER[used]]
            whole, _, part = text.replace(group, "").partition(point)
            return Read(float(f"{whole}.{part or 0}"), len(part), used != lang)
    signs = {c for c in text if not c.isdecimal()}
    if len(signs) == 1:  # groups that fit no number: 1.32.000
        return Read(float("".join(c for c in text if c.isdecimal())), 0, True)
    last = max(text.rfind("."), text.rfind(","))
    whole, part = (re.sub(r"\D", "", piece) for piece in (text[:last], text[last:]))
    return Read(float(f"{whole or 0}.{part}"), len(part), True) if part else None


def unit(n: Number, tokens: Tokens, at: int, lexicon: Lexicon) -> int:
    """Scale, unit and what it is per, from a place on."""
    begin = at
    if at < len(tokens.texts):
        length, powers = lexicon.scales.longest(tokens.keys, at)
        short = length and tokens.texts[at] in ("m", "k", "b", "tr") and tokens.starts[at] > tokens.ends[at - 1]
        if length and not (short and not _measured(tokens, at + length, lexicon)):
            n.mult, at = powers[0], at + length
            at += (
                tokens.texts[at - 1] == "tr" and _measured(tokens, at, lexicon) and tokens.texts[at] == "."
            )  # "148 tr.USD"
            if n.mult in (4, 15):  # vạn, triệu tỷ: no power of ten that the package has
                step = n.mult - (3 if n.mult == 4 else 12)
                n.value, n.mult, n.decimals = round(n.value * 10**step, 9), n.mult - step, n.decimals - step
    if at + 1 < len(tokens.texts) and tokens.keys[at] == "-" and tokens.keys[at + 1] in _PERCENT:
        at += tokens.ends[at] == tokens.starts[at + 1]  # "a 7.9-percent increase"
    if at < len(tokens.texts) and tokens.keys[at] == key("lần"):
        n.unit, n.unit_text, n.known_unit = "times", tokens.texts[at], True
        return at + 1
    if at + 1 < len(tokens.texts) and tokens.keys[at] == "-" and tokens.keys[at + 1] == "fold":
        n.unit, n.unit_text, n.known_unit = "times", "-fold", True
        return at + 2
    if at < len(tokens.texts) and tokens.keys[at] in ("times", "fold"):
        n.unit, n.unit_text, n.known_unit = "times", tokens.texts[at], True
        return at + 1
    if at < len(tokens.texts):
        length, found = lexicon.units.longest(tokens.keys, at)
        if length:
            n.unit, n.known_unit = found[0].code, True
            n.words = tokens.keys[at : at + length]
            at += length
            while at + 1 < len(tokens.texts) and tokens.keys[at] in _PER and _per(tokens, at):
                n.per += f"/{tokens.texts[at + 1].lower()}" if n.per else tokens.texts[at + 1].lower()
                at += 2
            at = _per_so_many(n, tokens, at)
    if at > begin:
        n.unit_text = " ".join(tokens.texts[begin:at]).replace(" / ", "/")
    return at


def so_many(tokens: Tokens, at: int) -> int:
    """The place past a stroke and what a rate is per: "/100 dân", "/1 vạn dân"; the place itself where none stands there."""
    if tokens.keys[at : at + 1] != ["/"] or not tokens.is_number(at + 1) or tokens.texts[at + 1].strip("10.,"):
        return at
    head = at + 2 + (tokens.keys[at + 2 : at + 3] == [_TEN_THOUSANDS])
    return head + 1 if not _HEADS.isdisjoint(tokens.keys[head : head + 1]) else at


def _per_so_many(n: Number, tokens: Tokens, at: int) -> int:
    """Past what a number is per: "70 thuê bao/100 dân", "12,5 bác sĩ/1 vạn dân"."""
    past = so_many(tokens, at)
    if past > at:
        n.per = " ".join(tokens.texts[at + 1 : past]).lower()
        if n.unit in ("doctors", "beds") and (past - at > _PLAIN or tokens.texts[at + 1] in _IN_DIGITS):
            n.unit = f"{n.unit}_per_10000"
    return past


def _measured(tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    """True where a unit stands, behind the point of an abbreviation too."""
    at += at < len(tokens.texts) and tokens.texts[at] == "."
    return at < len(tokens.texts) and bool(lexicon.units.longest(tokens.keys, at)[0])


def _per(tokens: Tokens, at: int) -> bool:
    return tokens.keys[at + 1] in (_PERIODS if tokens.keys[at] in ("a", "an") else _PER_WHAT)
