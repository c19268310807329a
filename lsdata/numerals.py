"""Printed numbers, both ways, in Vietnamese and English: the only place that formats, rounds or reads them.

Vietnamese groups by points and writes a decimal comma (``1.320``, ``42,9%``), English the other way round. Rounding
is half up, once, from the unrounded value, as statistics offices round. A no-break space joins number and unit.
"""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from .errors import ReadError
from .intervals import Interval

NBSP = "\u00a0"
MINUS = "\u2212"
SCALES = {
    "vi": {3: "nghìn", 6: "triệu", 9: "tỷ", 12: "nghìn tỷ"},
    "en": {3: "thousand", 6: "million", 9: "billion", 12: "trillion"},
}
QUALIFIERS = {
    "vi": {"over": "hơn", "under": "gần", "about": "khoảng"},
    "en": {"over": "more than", "under": "nearly", "about": "about"},
}
_READ_SCALES = {
    "vi": {"nghìn tỷ": 12, "nghìn tỉ": 12, "ngàn tỷ": 12, "nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9},
    "en": {"thousand": 3, "million": 6, "billion": 9, "trillion": 12},
}
_READ_QUALIFIERS = {
    "vi": {"hơn": "over", "trên": "over", "gần": "under", "khoảng": "about"},
    "en": {"more than": "over", "over": "over", "nearly": "under", "almost": "under", "about": "about"},
}


def rounded(value: float, decimals: int) -> Decimal:
    """Half up, never −0.

    >>> rounded(42.25, 1), rounded(-0.04, 1), rounded(5499, -2)
    (Decimal('42.3'), Decimal('0.0'), Decimal('5500'))
    """
    q = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    q = q.quantize(Decimal(1)) if decimals < 0 else q
    return abs(q) if q == 0 else q


def number(value: float, decimals: int, lang: str, *, signed: bool = False) -> str:
    """A number as it is printed, without its unit.

    Parameters
    ----------
    value, decimals : what is printed, with so many decimals (negative: rounded to tens, hundreds …).
    lang : ``vi`` or ``en``.
    signed : print both signs, U+2212 for minus, none for zero (tables of changes). A negative number carries its
        minus either way.

    >>> number(1320, 0, "vi"), number(-42.9, 1, "vi", signed=True), number(10221.8, 1, "en")
    ('1.320', '−42,9', '10,221.8')
    """
    q = rounded(value, decimals)
    text = f"{abs(q):,}"
    if lang == "vi":
        text = text.translate({ord(","): ".", ord("."): ","})
    sign = MINUS if q < 0 else "+" if signed and q > 0 else ""
    return sign + text


def percent(value: float, decimals: int, lang: str, *, signed: bool = False) -> str:
    """``42,9%``: no space before the sign, in both languages."""
    return number(value, decimals, lang, signed=signed) + "%"


def unit_words(names: dict[str, str], mult: int, lang: str, *, one: bool = False) -> str:
    """Scale and unit as printed: ``triệu USD``, ``tỷ đồng``, ``thousand visits``.

    Parameters
    ----------
    names : a row of ``units.csv``: name_vi, name_en, name_en_one.
    mult : power of ten of the printed scale.
    one : the number is 1 (English singular).
    """
    name = (
        names["name_vi"] if lang == "vi" else names["name_en_one"] if one and names["name_en_one"] else names["name_en"]
    )
    scale = SCALES[lang].get(mult, "")
    return NBSP.join(x for x in (scale, name) if x)


def quantity(text: str, unit: str, qualifier: str, lang: str) -> str:
    """Number, unit and qualifier in one: ``hơn 7.390 tỷ đồng``, ``about 75%``."""
    word = QUALIFIERS[lang].get(qualifier, "")
    joined = text + unit if unit == "%" else f"{text}{NBSP}{unit}" if unit else text
    return f"{word}{NBSP}{joined}" if word else joined


def decimals_held(interval: Interval, most: int = 2) -> int:
    """How many decimals a calculated number may be printed with: its last digit is no finer than the interval is wide.

    >>> decimals_held(Interval(5385.7, 5619.1)), decimals_held(Interval(2309, 2315)), decimals_held(Interval(3.08, 3.26))
    (-2, 0, 1)
    """
    width = interval.high - interval.low
    return most if width <= 0 else max(-12, min(most, -math.floor(math.log10(width) + 1e-9)))


class Printed(NamedTuple):
    """A number as it was read: value in the printed scale, its decimals, qualifier, power of ten, what follows it."""

    value: float
    decimals: int
    qualifier: str
    mult: int
    rest: str


def read(text: str, lang: str) -> Printed:
    """The number at the start of a printed text.

    Raises
    ------
    ReadError : no number there, or groups that fit no number.

    >>> read("hơn 7.390 tỷ đồng", "vi")
    Printed(value=7390.0, decimals=0, qualifier='over', mult=9, rest='đồng')
    """
    left = text.replace(NBSP, " ").strip()
    qualifier = ""
    for word, key in _READ_QUALIFIERS[lang].items():
        if left.lower().startswith(word + " "):
            qualifier, left = key, left[len(word) :].strip()
            break
    group, point = (r"\.", ",") if lang == "vi" else (",", r"\.")
    m = re.match(rf"([+\-{MINUS}])?(\d{{1,3}}(?:{group}\d{{3}})+|\d+)(?:{point}(\d+))?(?![\d.,]*\d)", left)
    if not m:
        raise ReadError(
            f"{text!r} does not start with a number as printed in {lang}; expected like {number(1320.5, 1, lang)}"
        )
    digits = re.sub(r"\D", "", m[2]) + ("." + m[3] if m[3] else "")
    value = -float(digits) if m[1] in ("-", MINUS) else float(digits)
    rest, mult = left[m.end() :].strip(), 0
    for word, power in sorted(_READ_SCALES[lang].items(), key=lambda x: -len(x[0])):
        if re.match(rf"{word}\b", rest):
            rest, mult = rest[len(word) :].strip(), power
            break
    return Printed(value, len(m[3] or ""), qualifier, mult, rest)
