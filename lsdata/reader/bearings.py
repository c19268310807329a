"""What a text is about: its area, its period and its year, by the times and names it prints and how it prints them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from ..periods import Period
from . import places
from .anchoring import about
from .catalogue import Catalogue
from .clauses import sentences
from .context import Context
from .goals import names_goals
from .items import Phrases
from .places import OPENING, Lexed
from .provisos import CUSTOMS
from .reported import times_told
from .saying import EVENTS
from .times import Time
from .when import Anchor, months_told, settle
from .words import key, keys

_YEAR = re.compile(
    r"(?<![\d.,/-])((?:19|20)\d\d)(?![\d.,/%-])(?! (?:%|tỷ|triệu|nghìn|ha|tấn|xã|người|hộ)\b)"
)  # "Điện Biên 2024"
_REPORT = re.compile(
    r"^(?:[^.;]{0,80}, )?(?:báo cáo|bản tin|report)[^.;,]{0,40} (?:ngày|of) (\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_LAST_MONTH, _FIRST_TWO = 12, 2
_LAST_DAY = re.compile(
    r"24 ?(?:giờ|h) qua[^.;]{0,60}(?:mắc|nhiễm|dương tính)|(?:past|last) 24 hours[^.;]{0,60}(?:infections|cases)"
)
_HARM = re.compile(r"(?<!\w)(?:chết|mất tích|bị thương|sập|tốc mái|dead|killed|missing|injured|destroyed)(?!\w)")
_OPENS = 200  # letters
_BEFORE = frozenset((key("trước"), "before"))
_PLANS = Phrases(keys("kế hoạch"), keys("dự toán"), ("plan",))
_STORMS = EVENTS - {key("cháy"), "fire"}
_WORDS, _FEW = 4, 3  # items


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
    anchor, targets = about((times_told(one.items, False, False) for one in lexed), published, titled=titled), False
    if lexed and any(names_goals(one.items) for one in lexed[:OPENING]) and anchor.known_year is not None:
        below = (times_told(one.items, False, False) for one in lexed if not names_goals(one.items))
        own = about(below, published)
        if own.period is not None and own.period.end.year < anchor.known_year:
            anchor, titled = own, False  # "Hung Yen party congress sets goals for 2030", of what was done by 2025
    if anchor.known_year is None and (done := _done(lexed)) is not None:
        anchor = replace(anchor, year=done)
    if anchor.known_year is None:
        anchor, targets = about((times_told(one.items, True, False) for one in lexed), published), True
    if anchor.known_year is None:
        anchor = replace(anchor, year=_later(lexed))
    anchor = _not_before(lexed, anchor)
    if anchor.known_year is None and (printed := _report_of(lexed)) is not None:
        anchor = replace(anchor, year=printed.year - (printed.month == 1), date=printed)
    if anchor.known_year is None:
        named = next((m for one in lexed[:OPENING] if (m := _YEAR.search(one.prose.text))), None)
        anchor = replace(anchor, year=int(named[1]) if named else None)
    days = [
        (t, not any(i.kind == "num" for i in one.items))
        for one in lexed[:OPENING]
        for t in times_told(one.items, True, False)
        if t.shape == "day" and t.to_date and t.year
    ]
    upto = settle(days[0][0], anchor).period if days else None  # a heading that goes up to a day
    own = anchor.period
    if upto is not None and own == upto.of_year and upto != own and _of_plans(lexed, own.year):
        return replace(anchor, period=upto)  # "Kế hoạch vốn năm 2022 …. Đến hết ngày 15/11/2022 giải ngân …"
    if upto is not None and (own is None or (own == upto and not titled)) and _of_event(lexed):
        return replace(anchor, period=Period(upto.end.year, upto.end.month, 1))  # what a storm has done up to a day
    if upto is not None and (own is None or (days[0][1] and own.months == 1 and own.end == upto.end)):
        return replace(anchor, period=upto)  # though a month of them is told below it
    if own is not None and own.months == 1 and not titled and _stood_on_its_day(lexed, anchor):
        return replace(anchor, period=Period(own.year, 1, own.month))
    if own is not None:
        return anchor
    if anchor.date is not None and _compares_with_the_year_before(lexed, anchor.date.year):
        return replace(anchor, period=Period(anchor.date.year, 1, months_told(anchor.date.year, anchor.date)))
    if anchor.known_year is not None and (part := _part(lexed, anchor)) is not None:
        return replace(anchor, period=part)
    day = anchor.date
    if (
        upto is None
        and day is not None
        and (_harmed(lexed) or any(_LAST_DAY.search(one.prose.text[:_OPENS]) for one in lexed[:_FEW]))
    ):
        return replace(anchor, period=Period(day.year, day.month, 1))  # what a storm has done, told on a day
    if not targets:
        other = about((times_told(one.items, True, False) for one in lexed), published)
        return replace(anchor, period=other.period) if other.known_year == anchor.known_year else anchor
    return anchor


def _report_of(lexed: list[Lexed]) -> date | None:
    """The day of the report that a text says it is: "Báo cáo 221/BC-UBND ngày 15/11/2019"."""
    told = next((m for one in lexed[:OPENING] if (m := _REPORT.search(one.prose.text))), None)
    try:
        return date(int(told[3]), int(told[2]), int(told[1])) if told else None
    except ValueError:
        return None


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
    title = {k for one in lexed[:1] for item in one.items for k in item.keys}
    if not _STORMS.isdisjoint(title):
        return _BEFORE.isdisjoint(title)
    opening = [one.items[:_FEW] for one in lexed[1:_FEW]]
    told = {k for items in opening for item in items for k in item.keys}
    return not _STORMS.isdisjoint(told) and _BEFORE.isdisjoint(told)


def _harmed(lexed: list[Lexed]) -> bool:
    """True of a text that opens with a storm and with what it has done: "325 nhà sập", "left 54 people dead"."""
    return _of_event(lexed) and any(_HARM.search(one.prose.text[: 2 * _OPENS]) for one in lexed[:_FEW])


def _part(lexed: list[Lexed], anchor: Anchor) -> Period | None:
    """The months that the first paragraphs tell without their year, which is known from elsewhere."""
    told = (t for one in lexed[:_FIRST_TWO] for t in times_told(one.items, False, False))
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


def _stood_on_its_day(lexed: list[Lexed], anchor: Anchor) -> bool:
    """True of a text that opens with what stood on its day, beside the end of the year before: "VND63.9 trillion on October 31, 2017"."""
    for one in lexed[:OPENING]:
        for sentence in sentences(one.items):
            times = [i.value for i in sentence if i.kind == "time"]
            on = any(t.shape == "day" and t.year and t.month == anchor.period.month for t in times)
            if on and any(i.kind == "num" for i in sentence) and any(t.shape == "december" for t in times):
                return True
    return False


def _compares_with_the_year_before(lexed: list[Lexed], year: int) -> bool:
    """True of a text that compares with the same day or months of the year before: "larger than on the same date of 2016"."""
    told = (t for one in lexed for t in times_told(one.items, True, True))
    return any(t.shape == "same" and t.year == year - 1 for t in told)


def _later(lexed: list[Lexed]) -> int | None:
    """The year of a text that names no year but those it compares with: the year after them; that of a month it goes on from."""
    told = [t for one in lexed for t in times_told(one.items, True, True) if t.year is not None and not _deadline(t)]
    again = {t for one in lexed for s in sentences(one.items) for t in _again(times_told(s, True, True))}
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
    days = [t for one in lexed for t in times_told(one.items, False, False) if t.shape == "day" and t.to_date]
    return max((t.year for t in days if t.year is not None), default=None)
