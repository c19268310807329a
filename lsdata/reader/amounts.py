"""Printed numbers of running text: value, decimals, range, whole, scale and unit, whatever the print did to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from .tokens import Tokens
from .words import Lexicon, key

_GROUPED = {"vi": re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?"), "en": re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")}
_OTHER = {"vi": "en", "en": "vi"}
_POINT = {"vi": ",", "en": "."}
TOTALS = [tuple(key(w) for w in words.split()) for words in (
    "trên tổng số", "trong tổng số", "trên tổng", "trong số", "trên", "of", "of the", "out of", "out of the", "of a total of", "out of a total of", "among", "among the",
)]  # fmt: skip
_DASHES = frozenset("-–~")
_PERCENT = frozenset(("percent", "percentage", "per", "pct"))
_CURRENCIES = frozenset(("$", "€", "us", "usd", "vnd", key("VNĐ"), "eur"))
_TWICE, _HUNDRED = 2, 100
_BY = key("by")
_TO = frozenset(key(w) for w in ("đến", "tới", "to"))
_PER = frozenset(key(w) for w in ("/", "per", "mỗi", "a", "an"))
_PERIODS = frozenset(key(w) for w in ("năm", "year", "tháng", "month", "ngày", "day", "quý", "quarter"))
_PER_WHAT = _PERIODS | frozenset(
    key(w) for w in ("người", "person", "xã", "ha", "hộ", "head", "capita", "lượt", "km2", "vụ", "cây", "con", "giờ")
)
_HEADS = frozenset(key(w) for w in ("dân", "người", "trẻ", "hộ", "people", "persons"))
_ORDINAL = frozenset(("st", "nd", "rd", "th"))


class Read(NamedTuple):
    """The digits of a number: value, decimals, and whether they are written as another language writes them."""

    value: float
    decimals: int
    odd: bool = False


@dataclass(slots=True)
class Number:
    """A printed number with what belongs to it."""

    value: float
    decimals: int
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

    @property
    def percent(self) -> bool:
        return self.unit == "percent"

    def measured_as(self, other: Number) -> None:
        """Take scale and unit from the number behind it: "3-5 triệu tấn"."""
        self.mult, self.unit, self.unit_text, self.known_unit = (
            other.mult,
            other.unit,
            other.unit_text,
            other.known_unit,
        )
        self.per, self.words = other.per, other.words

    @property
    def points(self) -> bool:
        return self.unit in ("percentage_points", "percentage_points_per_year")

    @property
    def times(self) -> bool:
        return self.unit == "times"


def digits(text: str, lang: str) -> Read | None:
    """The number that digits, points and commas stand for; None where they stand for none.

    >>> digits("1.320", "vi"), digits("42,9", "vi"), digits("575.22", "vi"), digits("1,320.5", "en")
    (Read(value=1320.0, decimals=0, odd=False), Read(value=42.9, decimals=1, odd=False), Read(value=575.22, decimals=2, odd=True), Read(value=1320.5, decimals=1, odd=False))
    """
    if text.isdecimal():
        return Read(float(text), 0)
    for used in (lang, _OTHER[lang]):
        point = _POINT[used]
        plain = re.fullmatch(rf"\d+\{point}\d+", text)
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


def measure(tokens: Tokens, at: int, lang: str, lexicon: Lexicon, currency: str = "") -> tuple[Number, int] | None:
    """The number at a place with scale, unit, range and whole, and the place after it; None where digits are no number.

    Parameters
    ----------
    currency : unit that stands before the number (``US$620 million``).
    """
    read = digits(tokens.texts[at], lang)
    if read is None or read.value > 1e15:
        return None
    n = Number(read.value, read.decimals, odd=read.odd)
    begin, at = at, at + 1
    if at < len(tokens) and tokens.keys[at] in _ORDINAL and tokens.starts[at] == tokens.ends[at - 1]:
        n.ordinal, at = True, at + 1
    if at + 1 < len(tokens) and tokens.keys[at] == "/" and tokens.is_number(at + 1) and read.decimals == 0:
        whole = digits(tokens.texts[at + 1], lang)
        beyond = whole is not None and at + 2 < len(tokens) and _beyond(n.value, whole.value, tokens, at + 2, lexicon)
        if whole and whole.decimals == 0 and (1e15 >= whole.value >= n.value or beyond):
            n.total, at = int(whole.value), at + 2
    if at < len(tokens) and not n.decimals and lexicon.void.longest(tokens.keys, at)[0]:
        return None
    at = _unit(n, tokens, at, lexicon)
    if currency and not n.unit:
        n.unit, n.unit_text, n.known_unit = currency, currency, True
    if n.total is None:
        lead = begin - 1
        while currency and lead > 0 and tokens.keys[lead] in _CURRENCIES:
            lead -= 1
        at = _more(n, tokens, at, lang, lexicon, currency, tokens.keys[lead] if begin else "", begin)
    return n, at


def _more(
    n: Number, tokens: Tokens, at: int, lang: str, lexicon: Lexicon, currency: str, first: str, begin: int
) -> int:
    """A second number that belongs to the first: the end of a range, the whole, a smaller scale."""
    if at + 1 >= len(tokens):
        return at
    word = tokens.keys[at]
    step = at + 1
    while currency and word in _DASHES and step < len(tokens) and tokens.keys[step] in _CURRENCIES:
        step += 1
    if (first == "between" and word == "and") or (step > at + 1 and tokens.is_number(step)):
        return _between(n, tokens, at, lang, lexicon, currency)
    if (word in _DASHES or word in _TO) and tokens.is_number(at + 1) and not _row(n, tokens, at, first):
        second = digits(tokens.texts[at + 1], lang)
        other = Number(second.value, second.decimals) if second else None
        if other and other.value > n.value:
            after = _unit(other, tokens, at + 2, lexicon)
            if currency and not other.unit:
                other.unit, other.unit_text, other.known_unit = currency, n.unit_text, True
            if word == "to" and n.unit and not currency and first not in ("from", "between"):
                return at  # "fell by 8,300 tonnes to 47,600 tonnes"
            if word == "to" and first == "from" and n.percent and lexicon.moves(tokens.keys, begin - 2):
                return at  # "rising from 69.8% to 73.4%"
            if word == "to" and first == _BY and not other.unit and other.value > _TWICE * n.value:
                return at  # "fell by 3,210 to 12,450"
            alike = not n.unit or (n.unit == other.unit and n.mult in (0, other.mult))
            noun = after < len(tokens) and tokens.texts[after][:1].islower() and not lexicon.knows(tokens.keys[after])
            close = tokens.starts[at + 1] == tokens.ends[at] and tokens.starts[at] == tokens.ends[at - 1]
            bare = not other.unit and word in _DASHES and not (noun and close)  # "30-35 toa/ngày"
            if alike and not bare and (n.unit or not n.mult or n.mult == other.mult):
                n.upper = other.value
                n.measured_as(other)
                return after
    if n.mult and not n.unit and tokens.is_number(at):
        second = digits(tokens.texts[at], lang)
        other = Number(second.value, second.decimals) if second else None
        after = _unit(other, tokens, at + 1, lexicon) if other else at
        if other and 0 < other.mult < n.mult and other.value * 10**other.mult < 10**n.mult and not n.decimals:
            n.value = n.value * 10 ** (n.mult - other.mult) + other.value
            n.decimals = other.decimals
            n.measured_as(other)
            return after
    if n.decimals == 0 and not n.mult:
        for phrase in TOTALS:
            step = at + len(phrase)
            if tuple(tokens.keys[at:step]) == phrase and tokens.is_number(step):
                second = digits(tokens.texts[step], lang)
                other = Number(second.value, second.decimals) if second else None
                after = _unit(other, tokens, step + 1, lexicon) if other else at
                if (
                    other
                    and other.decimals == 0
                    and 1e15 >= other.value >= n.value
                    and not other.mult
                    and other.unit != "percent"
                    and n.unit in ("", other.unit)
                ):
                    n.total = int(other.value)
                    if not n.unit:
                        n.unit, n.unit_text, n.known_unit, n.words = (
                            other.unit,
                            other.unit_text,
                            other.known_unit,
                            other.words,
                        )
                    return after
    return at


def _beyond(value: float, planned: float, tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    """True of more than was planned: "2.090/2.060 tỷ đồng"."""
    measured = lexicon.scales.longest(tokens.keys, at)[0] or lexicon.units.longest(tokens.keys, at)[0]
    return bool(measured) and _HUNDRED <= planned < value < _TWICE * planned


def _between(n: Number, tokens: Tokens, at: int, lang: str, lexicon: Lexicon, currency: str) -> int:
    """The upper end of "between $10 billion and $10.5 billion", "US$3,500 - US$4,000"."""
    step = at + 1
    while currency and step < len(tokens) and tokens.keys[step] in _CURRENCIES:
        step += 1
    second = digits(tokens.texts[step], lang) if tokens.is_number(step) else None
    if second is None:
        return at
    other = Number(second.value, second.decimals)
    after = _unit(other, tokens, step + 1, lexicon)
    if currency and not other.unit:
        other.unit, other.unit_text, other.known_unit = currency, n.unit_text, True
    alike = n.unit in ("", other.unit) and n.mult in (0, other.mult)
    if not alike or other.value <= n.value:
        return at
    n.upper = other.value
    n.measured_as(other)
    return after


def _row(n: Number, tokens: Tokens, at: int, first: str) -> bool:
    """True of one of three percentages in a row: "36% - 26% - 38%"."""
    if not n.percent or tokens.keys[at] not in _DASHES:
        return False
    behind = tokens.keys[at + 2 : at + 4]
    return first in _DASHES or (
        len(behind) > 1 and behind[0] == "%" and behind[1] in _DASHES and tokens.is_number(at + 4)
    )


def _unit(n: Number, tokens: Tokens, at: int, lexicon: Lexicon) -> int:
    """Scale, unit and what it is per, from a place on."""
    begin = at
    if at < len(tokens):
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
    if at + 1 < len(tokens) and tokens.keys[at] == "-" and tokens.keys[at + 1] in _PERCENT:
        at += tokens.ends[at] == tokens.starts[at + 1]  # "a 7.9-percent increase"
    if at < len(tokens) and tokens.keys[at] == key("lần"):
        n.unit, n.unit_text, n.known_unit = "times", tokens.texts[at], True
        return at + 1
    if at + 1 < len(tokens) and tokens.keys[at] == "-" and tokens.keys[at + 1] == "fold":
        n.unit, n.unit_text, n.known_unit = "times", "-fold", True
        return at + 2
    if at < len(tokens) and tokens.keys[at] in ("times", "fold"):
        n.unit, n.unit_text, n.known_unit = "times", tokens.texts[at], True
        return at + 1
    if at < len(tokens):
        length, found = lexicon.units.longest(tokens.keys, at)
        if length:
            n.unit, n.known_unit = found[0].code, True
            n.words = tokens.keys[at : at + length]
            at += length
            while at + 1 < len(tokens) and tokens.keys[at] in _PER and _per(tokens, at):
                n.per += f"/{tokens.texts[at + 1].lower()}" if n.per else tokens.texts[at + 1].lower()
                at += 2
            if (
                at + 2 < len(tokens)
                and tokens.keys[at] == "/"
                and tokens.is_number(at + 1)
                and tokens.keys[at + 2] in _HEADS
                and not tokens.texts[at + 1].strip("10.,")
            ):
                n.per, at = f"{tokens.texts[at + 1]} {tokens.texts[at + 2].lower()}", at + 3  # "70 thuê bao/100 dân"
    if at > begin:
        n.unit_text = " ".join(tokens.texts[begin:at]).replace(" / ", "/")
    return at


def _measured(tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    """True where a unit stands, behind the point of an abbreviation too."""
    at += at < len(tokens) and tokens.texts[at] == "."
    return at < len(tokens) and bool(lexicon.units.longest(tokens.keys, at)[0])


def _per(tokens: Tokens, at: int) -> bool:
    return tokens.keys[at + 1] in (_PERIODS if tokens.keys[at] in ("a", "an") else _PER_WHAT)
