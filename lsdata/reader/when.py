"""Which period a time means, given what the text is about; and what a text is about, given its first times."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from ..periods import Period
from .times import Time

FIRST_PARAGRAPHS = 12  # where a text says what it is about
_HALF_OVER = 15  # day of a month
EARLY = 45  # days that a text may be printed before its period ends
_AHEAD, _RECENT = 31, 62  # days before and after its end in which a text tells of a period as this year's
YEAR, _DAYS = 12, 366  # months, days
_TERM = 5  # years
NEW_YEAR = 31  # days of January in which a text is still about the year before
_ABOUT = frozenset(("half", "quarter", "month", "months", "year", "years", "rest", "season"))
_TOLD = frozenset(("year", "half", "quarter", "month", "months", "rest"))


@dataclass(frozen=True)
class Anchor:
    """What a text is about so far.

    Parameters
    ----------
    period, year : what its figures cover, where it does not say otherwise.
    date : the day it was written or published.
    """

    period: Period | None = None
    year: int | None = None
    date: datetime.date | None = None

    @property
    def known_year(self) -> int | None:
        return self.year if self.year is not None else self.period.end.year if self.period else None


class Settled(NamedTuple):
    """The period that a time means; None where the text does not tell.

    Parameters
    ----------
    period, covers_to : the period, and the day it stops at where that is printed.
    carried : its year or all of it is what the text is about, not what is printed there.
    """

    period: Period | None
    covers_to: str = ""
    carried: bool = False


def settle(t: Time, a: Anchor) -> Settled:
    """The period a time means in a text about something.

    >>> from lsdata.reader.times import find
    >>> about = Anchor(Period.parse("2020-S1"), 2020)
    >>> [settle(t, about).period.code for t in find("quý II tăng so với cùng kỳ năm trước và so với tháng trước", "vi")]
    ['2020-Q2', '2019-S1', '2020-M05']
    """
    if t.shape in _TOLD or t.shape == "season":
        return _told(t, a)
    if t.shape == "day":
        return _day(t, a)
    if t.shape == "years":
        return _years(t, a)
    return _relative(t, a)


def _told(t: Time, a: Anchor) -> Settled:
    year = t.year if t.year is not None else _year(t, a)
    if year is None:
        return Settled(None)
    if t.shape == "rest" and not t.n:
        own = a.period if a.period and a.period.end.year == year else None
        return Settled(own.rest() if own else None, "", True)
    if t.shape == "season":
        first, months = 1, 12
    elif t.shape == "half":
        first, months = 6 * t.n - 5, 6
    elif t.shape == "quarter":
        first, months = 3 * t.n - 2, 3
    elif t.shape == "month":
        first, months = t.month, 1
    elif t.shape == "months" and t.month:
        first, months = t.month, t.n
        year -= t.last < t.month
    else:
        first, months = {"year": (1, 12), "months": (1, t.n), "rest": (13 - t.n, t.n)}[t.shape]
    if t.to_date:
        first, months = 1, first + months - 1
    return Settled(Period(year, first, months), "", t.year is None)


def _year(t: Time, a: Anchor) -> int | None:
    """The year of a time that prints none; the last months of a year, named in its first quarter, are of the one before."""
    year = a.known_year
    if year is None:
        return None
    passed = a.period is not None and a.period.end.year == year and a.period.end.month <= 3
    last = t.shape == "month" and t.month >= 10 and passed and not t.back
    return year - t.back - last


def _day(t: Time, a: Anchor) -> Settled:
    year = t.year if t.year is not None else a.known_year
    if year is None:
        return Settled(None)
    year -= t.back if t.year is None else 0
    try:
        day = datetime.date(year, t.month, t.day)
    except ValueError:  # 31/6
        return Settled(None)
    return Settled(Period(year, 1, t.month), day.isoformat(), t.year is None)


def _years(t: Time, a: Anchor) -> Settled:
    last = t.last or a.known_year
    if t.year is None or last is None or last < t.year:
        return Settled(None)
    first = (
        t.year - t.back if last - t.year == _TERM else t.year
    )  # the plan of a term begins the year after its congress
    return Settled(Period(first, 1, 12 * (last - first + 1)), "", not t.last)


def _months_told(year: int, date: datetime.date | None) -> int:
    """Months that are told in a text of a day: the month it is printed in, once half of it is over."""
    if date is None or date.year != year:
        return 12
    return max(1, date.month - (date.day < _HALF_OVER))


def _relative(t: Time, a: Anchor) -> Settled:
    year, own = a.known_year, a.period
    if t.shape in ("previous_year", "this_year", "december"):
        if t.year is None and year is None:
            return Settled(None)
        if t.shape == "december":
            return Settled(Period(t.year if t.year is not None else year - 1, 12, 1), "", t.year is None)
        return Settled(Period(t.year if t.year is not None else year - t.back, 1, 12), "", t.year is None)
    if t.shape == "start_of_year" and t.year is not None:
        return Settled(Period(t.year, 1, 1))
    if t.shape == "to_now" and own is None and year is not None:
        return Settled(Period(year, 1, _months_told(year, a.date)), "", True)
    if own is None or t.shape == "start_of_year":
        return Settled(None)
    ends = own.end
    month = Period(ends.year, ends.month, 1)
    quarter = Period(ends.year, (ends.month - 1) // 3 * 3 + 1, 3)
    part = {1: month, 3: quarter}.get(t.n, own)
    if t.shape == "same":
        if t.year is not None:
            return Settled(Period(t.year, part.month, part.months))
        return Settled(part.prior(t.back or 1), "", True)
    if t.shape == "this":
        return Settled(part, "", True)
    if t.shape == "to_now":
        return Settled(own if own.cumulative else Period(ends.year, 1, ends.month), "", True)
    length = {"previous_month": 1, "previous_quarter": 3}.get(t.shape)
    if length is None:
        return Settled(None)
    before = (month if length == 1 else quarter).first - 1 - length
    return Settled(Period(before // 12, before % 12 + 1, length), "", True)


# --- what a text is about -----------------------------------------------------------------------------------------------


def about(times_by_paragraph: list[list[Time]], published: datetime.date | None = None) -> Anchor:
    """What a text is about: the period its title names, else the first its first paragraphs name.

    Parameters
    ----------
    times_by_paragraph : the times of its paragraphs, title first.
    published : the day it was published; where it is not known, a day printed in the first paragraphs stands in for it.
    """
    first = list(islice((x for x in times_by_paragraph if x), FIRST_PARAGRAPHS))
    date = published or _printed(first)
    year = _first_year(first, date)
    this = date.year if date is not None and _this_year(first) and date.month > 1 else 0
    later: Period | None = None
    for n, times in enumerate(first):
        named = [o for o in times if o.year is not None and o.shape in _ABOUT - {"years"}]
        upto = {t.year for told in first[:n] for t in told if t.shape == "day" and t.to_date}
        known = (
            {year}
            if year in upto and year is not None
            else {o.year for o in named if not (o.shape == "year" and o.to_date)}
        )
        beside = max((y for y in known if y is not None), default=year)
        found = [
            p
            for t in times
            if (t.shape != "season" or date is None) and (p := _just_past(t, date) or _period(t, beside))
        ]
        if times[0].shape == "day" and times[0].to_date and times[0].year is not None and found:
            found = [p for p in (settle(times[0], Anchor(None, year)).period,) if p is not None] + found
        past = [p for p in found if date is None or ((p.end - date).days <= EARLY and not (n and _long_ago(p, date)))]
        done = [p for p in past if not _second(p)]
        if done:
            widest = _widest(done)
            stood = _stood(first[:n], widest) if date is None else None
            return _anchor(stood or widest, date, this)
        later = later or next(iter(past), None)
    if later is not None:
        return _anchor(later, date, this)
    return Anchor(None, year, date)


def _long_ago(p: Period, date: datetime.date | None) -> bool:
    """True of a year named below the opening of a text of a day, that ended more than a year before it: a comparison."""
    return date is not None and p.months == YEAR and (date - p.end).days > _DAYS


def _stood(before: list[list[Time]], later: Period) -> Period | None:
    """The year at whose end something stood, told before a later year was named: "stood at 25.5 percent at the end of 2023"."""
    ends = [t.year for times in before for t in times if t.shape == "year" and t.to_date and t.year is not None]
    year = next((y for y in ends if y < later.year), None) if later.months == YEAR else None
    return Period(year, 1, YEAR) if year is not None else None


def _anchor(period: Period, date: datetime.date | None, this: int = 0) -> Anchor:
    return Anchor(period, max(period.end.year, this), date)


def _this_year(first: list[list[Time]]) -> bool:
    return any(t.shape == "this_year" and t.n for times in first for t in times)


def _second(period: Period) -> bool:
    """Months up to December: what is still to be done, while a title can tell."""
    return period.part in ("S2",) or (1 < period.months < 12 and period.end.month == 12 and "Q" not in period.part)


def _period(t: Time, year: int | None) -> Period | None:
    if t.shape not in _ABOUT or t.back or (t.to_date and t.shape == "year"):
        return None
    return settle(t, Anchor(None, year)).period


def _just_past(t: Time, date: datetime.date | None) -> Period | None:
    """What a time without a year means in a text of a day, where that has just passed or is passing."""
    if date is None or t.year is not None or t.shape not in ("month", "quarter", "months", "half"):
        return None
    period = _period(t, date.year)
    days = (date - period.end).days if period is not None else None
    return period if days is not None and -_AHEAD <= days <= _RECENT else None


def _widest(found: list[Period]) -> Period:
    """The first, or what adds up to its end: ``tháng 6 và 6 tháng đầu năm``."""
    return max((p for p in found if p.end == found[0].end and (p == found[0] or p.cumulative)), key=lambda p: p.months)


def _printed(first: list[list[Time]]) -> datetime.date | None:
    for times in first:
        for t in times:
            if t.shape == "day" and t.year is not None and not t.to_date:
                try:
                    return datetime.date(t.year, t.month, t.day)
                except ValueError:
                    continue
    return None


def _first_year(first: list[list[Time]], date: datetime.date | None) -> int | None:
    """The year the first paragraphs print first; else that of the date, in January the one before."""
    if date is not None and date.month > 1 and _this_year(first):
        return date.year  # "in the first half of this year"
    for times in first:
        for t in times:
            upto = t.shape == "day" and t.to_date  # "tính đến ngày 20-7-2018"
            if (
                t.year is not None
                and (t.shape in (*_TOLD, "start_of_year") or upto)
                and (upto or not t.to_date)
                and (date is None or date.year - (1 if t.shape == "year" else date.year) <= t.year <= date.year)
            ):
                return t.year
    if date is None:
        return None
    return date.year - (date.month == 1 and date.day <= NEW_YEAR)
