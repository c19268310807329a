"""What a text is about: its area, its period and its year, by the times and names it prints and how it prints them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

from ..periods import Period
from . import places
from .anchoring import about
from .catalogue import Catalogue
from .clauses import sentences
from .context import Context
from .goals import ahead, of_goal
from .items import Item, Phrases
from .places import OPENING, Lexed
from .provisos import CUSTOMS
from .saying import EVENTS
from .times import Time
from .when import Anchor, settle
from .words import key, keys

_THAN = key("hơn")
_TOLD = ("told",), ("said",), ("says",), ("reported",), ("announced",)
_ON = ("on",)  # "on March 29", "up 5% on March"
_SINCE = ("since",), (key("kể"), key("từ")), (key("từ"),)
_YEAR = re.compile(
    r"(?<![\d.,/-])((?:19|20)\d\d)(?![\d.,/%-])(?! (?:%|tỷ|triệu|nghìn|ha|tấn|xã|người|hộ)\b)"
)  # "Điện Biên 2024"
_ABOVE = ("above",), ("below",)
_LAST_MONTH, _FIRST_TWO = 12, 2
_THE, _OF = ("the",), ("of",)
_FIRST = 5  # items of a paragraph
_BEFORE = frozenset((key("trước"), "before"))
_PLANS = Phrases(keys("kế hoạch"), keys("dự toán"), ("plan",))
_STORMS = EVENTS - {key("cháy"), "fire"}
_NEAR, _WORDS, _FEW = 12, 4, 3  # items


def context_of(
    lexed: list[Lexed], catalogue: Catalogue, area: str, period: Period | None, published: date | None
) -> Context:
    """What a text is about: its area, its period, its year."""
    anchor = _anchor(lexed, published)
    if (
        anchor.period is None
        and anchor.date is not None
        and anchor.date.year == anchor.known_year
        and anchor.date.month == _LAST_MONTH
    ):
        anchor = replace(anchor, period=Period(anchor.date.year, 1, _LAST_MONTH))  # a look back, in December
    if period is not None:
        anchor = type(anchor)(period, period.year, anchor.date)
    of_month = _of_prices(lexed, catalogue, anchor)
    titled, anchor = _told_by_title(lexed) or of_month is not anchor, of_month
    places.told_again(lexed)
    named = places.areas(lexed, catalogue)
    places.without_datelines(lexed, named)
    return Context(
        anchor,
        (area,) if area and not places.titled(lexed, named, area) else named,
        main=anchor.period,
        titled=titled,
        customs=_of_customs(lexed),
        event=(anchor.period is None or anchor.period.months == 1) and _of_event(lexed),
    )


def _of_prices(lexed: list[Lexed], catalogue: Catalogue, anchor: Anchor) -> Anchor:
    """A bulletin of prices is about its month, though it tells a mean of months beside it."""
    p = anchor.period
    opening = [item for one in lexed[:OPENING] for item in one.items if item.kind in ("subject", "time")]
    first = next((i.value for i in opening if i.kind == "subject"), ())
    known = catalogue.data.indicators
    prices = bool(first) and all(known[code]["kind"] == "index" and code.startswith("cpi") for code in first)
    if p is None or not prices or not p.cumulative or p.months == 1:
        return anchor
    month = Period(p.end.year, p.end.month, 1)
    told = next((i.value for i in opening if i.kind == "time" and i.value.shape in ("month", "months", "half")), None)
    return replace(anchor, period=month) if told is not None and settle(told, anchor).period == month else anchor


def _of_customs(lexed: list[Lexed]) -> bool:
    title = lexed[0].items if lexed else []
    return not any(i.kind == "num" for i in title) and CUSTOMS.stand(tuple([k for i in title for k in i.keys]))


def _told_by_title(lexed: list[Lexed]) -> bool:
    """True where a title, which has no number, names a period."""
    titles = (one for one in lexed[:OPENING] if not any(i.kind == "num" for i in one.items))
    told = (i.value for one in titles for i in one.items if i.kind == "time")
    return any(t.shape in ("half", "quarter", "month", "months", "year", "years") for t in told)


def _anchor(lexed: list[Lexed], published: date | None) -> Anchor:
    """What a text is about: by the times of what it reports, else by those of its targets and comparisons too."""
    titled = _told_by_title(lexed)
    anchor, targets = about([_told(one.items, False, False) for one in lexed], published, titled=titled), False
    if anchor.known_year is None and (done := _done(lexed)) is not None:
        anchor = replace(anchor, year=done)
    if anchor.known_year is None:
        anchor, targets = about([_told(one.items, True, False) for one in lexed], published), True
    if anchor.known_year is None:
        anchor = replace(anchor, year=_later(lexed))
    anchor = _not_before(lexed, anchor)
    if anchor.known_year is None:
        named = next((m for one in lexed[:OPENING] if (m := _YEAR.search(one.prose.text))), None)
        anchor = replace(anchor, year=int(named[1]) if named else None)
    days = [
        (t, not any(i.kind == "num" for i in one.items))
        for one in lexed[:OPENING]
        for t in _told(one.items, True, False)
        if t.shape == "day" and t.to_date and t.year
    ]
    upto = settle(days[0][0], anchor).period if days else None  # a heading that goes up to a day
    own = anchor.period
    if upto is not None and own == upto.of_year and upto != own and _of_plans(lexed, own.year):
        return replace(anchor, period=upto)  # "Kế hoạch vốn năm 2022 …. Đến hết ngày 15/11/2022 giải ngân …"
    if upto is not None and own in (None, upto) and _of_event(lexed):
        return replace(anchor, period=Period(upto.end.year, upto.end.month, 1))  # what a storm has done up to a day
    if upto is not None and (own is None or (days[0][1] and own.months == 1 and own.end == upto.end)):
        return replace(anchor, period=upto)  # though a month of them is told below it
    if own is not None:
        return anchor
    if anchor.known_year is not None and (part := _part(lexed, anchor)) is not None:
        return replace(anchor, period=part)
    if not targets:
        other = about([_told(one.items, True, False) for one in lexed], published)
        return replace(anchor, period=other.period) if other.known_year == anchor.known_year else anchor
    return anchor


def _of_plans(lexed: list[Lexed], year: int) -> bool:
    """True where the first paragraphs name a year for nothing but its plan."""
    named = [
        any(i.roles & {"plan", "target"} or _PLANS.stand(i.keys) for i in one.items[max(0, n - _WORDS * 2) : n])
        for one in lexed[:OPENING]
        for n, item in enumerate(one.items)
        if item.kind == "time" and item.value.shape == "year" and item.value.year == year and not item.value.to_date
    ]
    return bool(named) and all(named)


def _of_event(lexed: list[Lexed]) -> bool:
    """True of a text that opens with a storm or a flood: in its title, or at the beginning of a paragraph below it."""
    opening = [one.items if n == 0 else one.items[:_FEW] for n, one in enumerate(lexed[:_FEW])]
    told = {k for items in opening for item in items for k in item.keys}
    return not _STORMS.isdisjoint(told) and _BEFORE.isdisjoint(told)


def _part(lexed: list[Lexed], anchor: Anchor) -> Period | None:
    """The months that the first paragraphs tell without their year, which is known from elsewhere."""
    told = (t for one in lexed[:_FIRST_TWO] for t in _told(one.items, False, False))
    named = next((t for t in told if t.shape in ("half", "months", "quarter") and t.year is None and not t.back), None)
    return settle(named, anchor).period if named is not None else None


def _not_before(lexed: list[Lexed], anchor: Anchor) -> Anchor:
    """What a text compares with the same period of a year is of the year after, where nothing but a year's name says otherwise."""
    times = [item.value for one in lexed for item in one.items if item.kind == "time"]
    after = max((t.year for t in times if t.shape == "same" and t.year is not None), default=0) + 1
    firm = any(t.year == anchor.known_year and t.shape in ("half", "quarter", "month", "months", "day") for t in times)
    if firm or anchor.known_year is None or after != anchor.known_year + 1:
        return anchor
    period = anchor.period
    return replace(
        anchor, year=after, period=Period(period.year + 1, period.month, period.months) if period is not None else None
    )


def _later(lexed: list[Lexed]) -> int | None:
    """The year of a text that names no year but those it compares with: the year after them; that of a month it goes on from."""
    told = [t for one in lexed for t in _told(one.items, True, True) if t.year is not None and not _deadline(t)]
    again = {t for one in lexed for s in sentences(one.items) for t in _again(_told(s, True, True))}
    years = [t.year for t in told if t.shape in ("same", "year") or t in again]
    return max(years) + 1 if years else max((t.year for t in told), default=None)


def _again(told: list[Time]) -> list[Time]:
    """The months that a sentence compares with: December, and the month it speaks of, with another year: "tháng 8 … so với tháng 8/2021"."""
    own = {t.month for t in told if t.shape == "month" and t.year is None} | {_LAST_MONTH}
    return [t for t in told if t.shape == "month" and t.year is not None and t.month in own]


def _deadline(t: Time) -> bool:
    return t.shape == "year" and t.to_date  # "by 2030"


def _done(lexed: list[Lexed]) -> int | None:
    """The last year of the days up to which a text reports: "đến ngày 31/8/2024"."""
    days = [t for one in lexed for t in _told(one.items, False, False) if t.shape == "day" and t.to_date]
    return max((t.year for t in days if t.year is not None), default=None)


def _told(found: list[Item], targets: bool, bases: bool) -> list[Time]:
    """The times of a paragraph; with or without those that a target is set for, or that something is compared with."""
    told, spoken = [], []  # the second: days on which somebody told it
    for sentence in sentences(found):
        times = [n for n, item in enumerate(sentence) if item.kind == "time"]
        if not times:
            continue
        aims = any("target" in item.roles for item in sentence) and any(i.kind == "num" for i in sentence)
        results = any(sentence[n].value.shape == "same" for n in times) or _so_many_planned(sentence)
        if not targets and aims and not results:
            days = [sentence[n].value for n in times if not _based(sentence, n)]
            told += [t for t in days if t.shape == "day" and t.year is not None and not t.to_date]  # of a session
            continue
        planned = [n for n in times if n and (sentence[n - 1].roles & {"plan", "target"} or ahead(sentence, n))]
        counted = any(i.kind == "num" for i in sentence)
        if not targets:
            times = [n for n in times if not of_goal(sentence, n)]
        if not targets and (len(planned) < len(times) or counted):  # "kết quả năm 2019 và kế hoạch năm 2020"
            times = [n for n in times if n not in planned]
        told += [sentence[n].value for n in times if bases or not _based(sentence, n)]
        spoken += [sentence[n].value for n in times if _somebody_told(sentence, n)]
    wider = any(t.shape not in ("day", "same") and t.year is not None for t in told)
    opening = next((i for i in found if i.kind in ("time", "num")), None)
    line = opening.value if opening is not None and opening.kind == "time" else None  # "Nhan Dan, 25 May 2011 –"
    return [
        t
        for t in told
        if not (wider and t.shape == "day" and not (t.to_date or (t.year and (t is line or t in spoken))))
    ]


def _somebody_told(sentence: list[Item], at: int) -> bool:
    """True behind "its director told the Daily on"."""
    before = sentence[max(0, at - _FIRST) : at]
    return bool(before) and before[-1].keys == _ON and any(i.keys in _TOLD for i in before)


def _so_many_planned(sentence: list[Item]) -> bool:
    """True of "1.6 times the planned 3,000 hectares", "5 percent higher than planned": a result."""
    told = [item for item in sentence if item.keys != _THE]
    beside = [a for a, b in pairwise(told) if "target" in b.roles]
    return any((a.kind == "num" and a.value.times) or (a.keys and a.keys[-1] in ("than", _THAN)) for a in beside)


def _with_its_number(sentence: list[Item], at: int) -> bool:
    """True of a year in brackets that has a number of its own, behind another: "lên 5,46% (năm 2022 giảm 16,9%)"."""
    signs = (("(",), (")",))
    opening = next((n for n in range(at, max(-1, at - _NEAR), -1) if sentence[n].keys in signs), -1)
    closing = next((n for n in range(at, min(len(sentence), at + _NEAR)) if sentence[n].keys in signs), -1)
    if opening < 0 or closing < 0 or sentence[opening].keys != signs[0] or sentence[closing].keys != signs[1]:
        return False
    before, within = sentence[max(0, opening - _NEAR) : opening], sentence[at:closing]
    return any(i.kind == "num" for i in before) and any(i.kind == "num" for i in within)


def _based(sentence: list[Item], at: int) -> bool:
    """True of a time that something is compared with: "higher than in the first nine months of 2024"."""
    year = sentence[at].kind == "time" and sentence[at].value.shape == "year"
    if year and (
        _with_its_number(sentence, at) or (at and sentence[at - 1].kind == "num" and sentence[at - 1].value.times)
    ):
        return True  # "gấp gần 2 lần năm 2023"
    if at and sentence[at - 1].keys[-1:] == _OF:
        times = next((n for n in range(at - 1, max(-1, at - _FIRST), -1) if sentence[n].kind == "num"), -1)
        if times >= 0 and sentence[times].value.times:
            return True  # "2.4 times the number of July 2022"
    while at and "filler" in sentence[at - 1].roles and not sentence[at - 1].roles & {"base", "up", "down"}:
        at -= 1
    near = at
    while (
        near
        and at - near < _WORDS
        and sentence[near - 1].kind == "word"
        and not sentence[near - 1].roles - {"filler", "level"}
    ):
        near -= 1
    if near > 1 and sentence[near - 1].kind == "num" and _compares(sentence[near - 2]):
        return True  # "against 193,000 tonnes in 2014", "from US$157 million in crisis-hit 2009"
    back = at
    while back and at - back < _FIRST and sentence[back - 1].kind in ("word", "noise") and not sentence[back - 1].roles:
        back -= 1
    if (
        0 < back < at
        and "base" in sentence[back - 1].roles
        and sentence[at].kind == "time"
        and sentence[at].value.shape in ("year", "years")
    ):
        return True  # "So với đợt hạn mặn 2015 - 2016"
    with_it = at > 0 and sentence[at - 1].keys == ("with",) and any("base" in i.roles for i in sentence[: at - 1])
    if with_it:
        return True  # "Compared with last December …, and with May 2010 …"
    dated = sentence[at].kind == "time" and sentence[at].value.shape == "day"
    about = at > 0 and sentence[at - 1].keys == _ON and (dated or not any(i.kind == "num" for i in sentence))
    about = about and not (at > 1 and _compares(sentence[at - 2]))  # "8.7 thousand fewer than on 1 October 2013"
    return at > 0 and not about and _compares(sentence[at - 1])  # "Press conference on the first quarter of 2026"


def _compares(item: Item) -> bool:
    """True of a word after which a time is what something is compared with."""
    return "base" in item.roles or item.keys in (*_SINCE, *_ABOVE) or bool({"than", _THAN} & set(item.keys))
