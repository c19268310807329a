"""A printed number with all that belongs to it: the end of its range, the whole it is a part of, a smaller scale behind it."""

from __future__ import annotations

from .amounts import Number, digits, unit
from .tokens import Tokens
from .words import Lexicon, key

TOTALS = [tuple(key(w) for w in words.split()) for words in (
    "trên tổng số", "trong tổng số", "trên tổng", "trong số", "trong", "trên", "of", "of the", "out of", "out of the", "of its", "of their", "out of its", "out of their", "of a total of", "out of a total of", "among", "among the",
)]  # fmt: skip
TOTALS += [("place", *phrase) for phrase in TOTALS if phrase[0] in ("of", "out", "among")]
TOTALS += [
    ("of", "the", owner, mark, "s") for owner in ("province", "city", "district", "country", "region") for mark in "'’"
]
_TOTAL = frozenset(words[0] for words in TOTALS)
_AMONG, _RANKS = (key("trong"),), (key("thứ"), key("hạng"))
_DASHES = frozenset("-–~")
_CURRENCIES = frozenset(("$", "€", "us", "usd", "vnd", key("VNĐ"), "eur"))
_TWICE, _HUNDRED = 2, 100
_THOUSAND, _LEAD = 1000, 9
REVISED = frozenset(("raised", "lowered", "revised", "cut", "adjusted", key("chỉnh")))
_FAR, _RANGING = 25, frozenset((".", ";", "range", "ranged", "ranging", "vari", "varied", "varying"))
_BY = key("by")
_AT = ("of", "at", "is", "reach", "about", "around")  # "a poverty rate of 1.8% to 2%"
_TO = frozenset(key(w) for w in ("đến", "tới", "to"))
_ORDINAL = frozenset(("st", "nd", "rd", "th"))


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
    if at < len(tokens.texts) and tokens.keys[at] in _ORDINAL and tokens.starts[at] == tokens.ends[at - 1]:
        n.ordinal, at = True, at + 1
    split = at + 1 < len(tokens.texts) and tokens.keys[at] == "/" and tokens.is_number(at + 1)
    if split and (read.decimals == 0 or _measured(tokens, at + 2, lexicon)):
        whole = digits(tokens.texts[at + 1], lang)
        beyond = whole is not None and _beyond(n.value, whole.value, tokens, at + 2, lexicon)
        if whole and whole.decimals == 0 and (1e15 >= whole.value >= n.value or beyond):
            n.total, at = int(whole.value), at + 2
    if at < len(tokens.texts) and not n.decimals and lexicon.void.longest(tokens.keys, at)[0]:
        return None
    at = unit(n, tokens, at, lexicon)
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
    if at + 1 >= len(tokens.texts):
        return at
    word, step = tokens.keys[at], at + 1
    ranged = bool(currency) and (word in _DASHES or (word == "to" and _of_dollars(n, tokens, begin, first, lexicon)))
    while ranged and step < len(tokens.texts) and tokens.keys[step] in _CURRENCIES:
        step += 1  # "US$13 billion to US$13.5 billion"
    if (first == "between" and word == "and") or (step > at + 1 and tokens.is_number(step)):
        return _between(n, tokens, at, lang, lexicon, currency)
    if (word in _DASHES or word in _TO) and tokens.is_number(at + 1) and not _row(n, tokens, at, first):
        second = digits(tokens.texts[at + 1], lang)
        other = Number(second.value, second.decimals) if second else None
        if other and other.value > n.value:
            after = unit(other, tokens, at + 2, lexicon)
            if currency and not other.unit:
                other.unit, other.unit_text, other.known_unit = currency, n.unit_text, True
            settled = (
                n.percent and first in _AT and not any(lexicon.moves(tokens.keys, begin - k) for k in range(1, _LEAD))
            )
            if word == "to" and n.unit and not currency and first not in ("from", "between") and not settled:
                return at  # "fell by 8,300 tonnes to 47,600 tonnes"
            led = tokens.keys[max(0, begin - _LEAD) : max(0, begin)]
            if word == "to" and first == "from" and n.percent and not REVISED.isdisjoint(led):
                return at  # "raised its growth forecast for 2024 from 5.9% to 6.4%"
            if word == "to" and first == "from" and _moved(n, tokens, begin, lexicon):
                return at  # "rising from 69.8% to 73.4%", "grew from 68,400 ha to 72,600 ha"
            if word == "to" and first == _BY and not other.unit and other.value > _TWICE * n.value:
                return at  # "fell by 3,210 to 12,450"
            alike = not n.unit or (n.unit == other.unit and n.mult in (0, other.mult))
            noun = (
                after < len(tokens.texts)
                and tokens.texts[after][:1].islower()
                and not lexicon.knows(tokens.keys[after])
            )
            close = tokens.starts[at + 1] == tokens.ends[at] and tokens.starts[at] == tokens.ends[at - 1]
            many = n.value >= _THOUSAND  # "18,000–20,000 new apartments"
            bare = not other.unit and word in _DASHES and not ((noun or many) and close)  # "30-35 toa/ngày"
            if alike and not bare and (n.unit or not n.mult or n.mult == other.mult):
                n.upper, n.decimals = other.value, max(n.decimals, other.decimals)  # "8 - 8,5%"
                n.measured_as(other)
                return after
    if n.mult and not n.unit and tokens.is_number(at):
        second = digits(tokens.texts[at], lang)
        other = Number(second.value, second.decimals) if second else None
        after = unit(other, tokens, at + 1, lexicon) if other else at
        if other and 0 < other.mult < n.mult and other.value * 10**other.mult < 10**n.mult and not n.decimals:
            n.value = n.value * 10 ** (n.mult - other.mult) + other.value
            n.decimals = other.decimals
            n.measured_as(other)
            return after
    if n.decimals == 0 and not n.mult and word in _TOTAL:
        for phrase in TOTALS:
            if phrase == _AMONG and first not in _RANKS:
                continue  # "giảm 312 hộ trong 1.240 hộ nghèo"
            step = at + len(phrase)
            if tuple(tokens.keys[at:step]) == phrase and tokens.is_number(step):
                second = digits(tokens.texts[step], lang)
                other = Number(second.value, second.decimals) if second else None
                after = unit(other, tokens, step + 1, lexicon) if other else at
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


def _moved(n: Number, tokens: Tokens, begin: int, lexicon: Lexicon) -> bool:
    """True where something has risen or fallen "from" a number; of an amount whose unit is told twice, in its sentence."""
    for back in range(2, 3 if n.percent else _FAR if n.unit else _LEAD):
        word = tokens.keys[begin - back] if begin >= back else "."
        if word in _RANGING:
            return False
        if lexicon.moves(tokens.keys, begin - back):
            return True
    return False


def _of_dollars(n: Number, tokens: Tokens, begin: int, first: str, lexicon: Lexicon) -> bool:
    """True of "US$13 billion to US$13.5 billion", where nothing has moved from the one to the other."""
    moved = any(lexicon.moves(tokens.keys, begin - back) for back in range(1, _LEAD))
    return bool(n.mult) and first not in ("from", _BY) and not moved


def _beyond(value: float, planned: float, tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    """True of more than was planned: "2.090/2.060 tỷ đồng"."""
    return _measured(tokens, at, lexicon) and _HUNDRED <= planned < value < _TWICE * planned


def _measured(tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    known = at < len(tokens.texts) and (
        lexicon.scales.longest(tokens.keys, at)[0] or lexicon.units.longest(tokens.keys, at)[0]
    )
    return bool(known)


def _between(n: Number, tokens: Tokens, at: int, lang: str, lexicon: Lexicon, currency: str) -> int:
    """The upper end of "between $10 billion and $10.5 billion", "US$3,500 - US$4,000"."""
    step = at + 1
    while currency and step < len(tokens.texts) and tokens.keys[step] in _CURRENCIES:
        step += 1
    second = digits(tokens.texts[step], lang) if tokens.is_number(step) else None
    if second is None:
        return at
    other = Number(second.value, second.decimals)
    after = unit(other, tokens, step + 1, lexicon)
    if currency and not other.unit:
        other.unit, other.unit_text, other.known_unit = currency, n.unit_text, True
    alike = n.unit in ("", other.unit) and n.mult in (0, other.mult)
    if not alike or other.value <= n.value:
        return at
    n.upper, n.decimals = other.value, max(n.decimals, other.decimals)
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
