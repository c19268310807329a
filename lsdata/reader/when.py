"""Which period a time means, given what the text is about."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from ..periods import Period
from .times import Time

_LATE = 9  # month after which a day is of the year before, told in January
_HALF_OVER = 15  # day of a month
_TERM = 5  # years
_SOWN = {3: 6, 4: 9, 6: 11}  # season -> month by which it has begun
TOLD = frozenset(("year", "half", "quarter", "month", "months", "rest"))


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
    if t.shape in TOLD or t.shape == "season":
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
        year = (12 * year + t.last - t.n) // 12
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
    if t.shape == "month" and t.n < 0:  # "last July"
        told = a.date.month if a.date is not None and a.date.year == year else a.period.end.month if a.period else 12
        return year - (t.month >= told)
    if (
        t.shape == "month"
        and t.month == 1
        and a.date is not None
        and (a.date.month, a.date.year) == (1, year + 1)
        and not t.back
    ):
        return a.date.year  # "in the first week of January", told in January
    ahead = t.shape == "season" and t.back < 0 and a.period is not None and a.period.end.month < _SOWN.get(t.n, 0)
    if ahead:
        return year  # "vụ Hè Thu tới", told in spring
    passed = a.period is not None and a.period.end.year == year and a.period.end.month <= 3
    last = t.shape == "month" and t.month >= 10 and passed and not t.back
    return year - t.back - last


def _day(t: Time, a: Anchor) -> Settled:
    year = t.year if t.year is not None else a.known_year
    if year is None:
        return Settled(None)
    year -= t.back if t.year is None else 0
    if t.year is None and t.month == 1 and a.date is not None and (a.date.month, a.date.year) == (1, year + 1):
        year = a.date.year if t.day <= a.date.day else year  # "tính đến ngày 11/01", told on 12 January
    elif t.year is None and t.month > _LATE and a.date is not None and (a.date.month, a.date.year) == (1, year):
        year -= 1  # "đến ngày 31/12", told in January
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


def months_told(year: int, date: datetime.date | None) -> int:
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
    if t.shape == "to_now" and t.year is not None and (own is None or own.end.year != t.year):
        return Settled(
            Period(t.year, 1, months_told(t.year, a.date))
        )  # "từ đầu năm 2020 đến nay", behind "cuối năm 2019"
    if t.shape == "to_now" and own is None and year is not None:
        return Settled(Period(year, 1, months_told(year, a.date)), "", True)
    if t.shape == "previous_month" and t.to_date and a.date is not None:  # "tính đến cuối tháng trước"
        told = Period(a.date.year, a.date.month, 1).first - 2
        return Settled(Period(told // 12, 1, told % 12 + 1), "", True)
    day = (
        a.date if a.date is not None and (own is None or t.shape == "week" or own.start <= a.date <= own.end) else None
    )
    if day is not None and (t.shape == "week" or (t.shape == "this" and t.n == 1)):
        return Settled(Period(day.year, day.month, 1), "", True)  # "trong tuần qua", told on a day
    if own is None or t.shape == "start_of_year":
        return Settled(None)
    ends = own.end
    month = Period(ends.year, ends.month, 1)
    quarter = Period(ends.year, (ends.month - 1) // 3 * 3 + 1, 3)
    part = {1: month, 3: quarter}.get(t.n, own)
    if t.shape == "week":
        return Settled(month, "", True)
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
    if t.to_date:
        return Settled(Period(before // 12, 1, before % 12 + 1), "", True)
    return Settled(Period(before // 12, before % 12 + 1, length), "", True)
