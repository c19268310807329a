"""What a text is about: the period and the year that its first times tell, and the day it was written."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from itertools import islice

from ..periods import Period
from .times import Time
from .when import TOLD, Anchor, months_told, settle

FIRST_PARAGRAPHS = 12  # where a text says what it is about
EARLY = 45  # days that a text may be printed before its period ends
_AHEAD, _RECENT = 31, 62  # days before and after its end in which a text tells of a period as this year's
_SPRING = 4  # month from which a text is about its own year
_QUARTER, _LONG = 3, 180  # months, days
HISTORY = 3  # years that a text looks back
_LAST = 31  # day of December
YEAR, _DAYS = 12, 366  # months, days
NEW_YEAR = 31  # days of January in which a text is still about the year before
_WHOLE = {
    "previous_year": (1,),
    "this_year": (1, YEAR),
}  # a whole year, by the months in which a text of a day tells it
_ABOUT = frozenset(("half", "quarter", "month", "months", "year", "years", "rest", "season"))


def about(
    times_by_paragraph: Iterable[list[Time]], published: datetime.date | None = None, *, titled: bool = False
) -> Anchor:
    """What a text is about: the period its title names, else the first its first paragraphs name.

    Parameters
    ----------
    times_by_paragraph : the times of its paragraphs, title first; no more are taken than are needed.
    published : the day it was published; where it is not known, a day printed in the first paragraphs stands in for it.
    titled : a title without a number names a period.
    """
    first = list(islice((x for x in times_by_paragraph if x), FIRST_PARAGRAPHS))
    date = published or _printed(first)
    if published is None and date is not None and first and _foretold(first[0], date):
        date = None  # "First half of 2026 (…, merged on 1 July 2025)": of an event
    year = _first_year(first, date)
    this = date.year if date is not None and _this_year(first) and date.month > 1 else 0
    whole = next((t for told in first for t in told if t.shape in _ABOUT or t.shape in _WHOLE), None)
    if date is not None and date.month in _WHOLE.get(whole.shape if whole is not None and not whole.n else "", ()):
        past = date.year - (date.month == 1)  # "licensed 84 projects last year", "sản lượng cả năm ước …"
        return Anchor(Period(past, 1, YEAR), past, date)
    later: Period | None = None
    now = False  # "so far this year" has been told
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
        if found and any(t.shape == "this_year" and not t.n for t in times):
            found += [found[0].of_year]  # "rose 7.01% in the fourth quarter of 2015; in the whole year by 6.68%"
        if times[0].shape == "day" and times[0].to_date and times[0].year is not None and found:
            found = [p for p in (settle(times[0], Anchor(None, year)).period,) if p is not None] + found
        opening = next((t for t in times if t.shape != "day"), times[0])
        if date is not None and found and opening.year is not None and _ends(opening, date):
            found = [Period(opening.year, 1, YEAR), *found]  # "Hết năm 2020, …", told on 30/12/2020
        past = [p for p in found if date is None or ((p.end - date).days <= EARLY and not (n and _long_ago(p, date)))]
        done = [p for p in past if not _second(p) or (date is not None and p.end < date)]
        if date is not None and done:
            done = _recent(done, date)
        later = [p for p in done if p.months == YEAR and p.year > done[0].end.year]
        done = (
            later if later and done[0].months > YEAR else done
        )  # "Between 2016 and 2020 by 11% a year, and in 2022 by 10.82%"
        last = max((p for p in done if p.months == YEAR), key=lambda p: p.year, default=None)
        if last is not None and done[0].months == YEAR and last.year - done[0].year >= HISTORY:
            done = [last]  # "Năm 1991, tỷ lệ hộ nghèo hơn 60%. … năm 2023 giảm còn 6,84%"
        if done:
            widest = _widest(done)
            if now and date is not None and widest.months == 1 and widest.year == date.year and not titled:
                widest = Period(
                    date.year, 1, months_told(date.year, date)
                )  # "So far this year …. October was the best month"
            if not titled and widest.months == YEAR and (running := _running(first, widest, date)) is not None:
                return Anchor(running, running.year, date)
            stood = _stood(first[:n], widest) if date is None else None
            return _anchor(stood or widest, date, this)
        later = later or next(iter(past), None)
        now = now or any(t.shape == "to_now" and t.cumulated and t.year is None for t in times)
    if later is not None:
        return _anchor(later, date, this)
    return Anchor(None, year, date)


def _recent(done: list[Period], date: datetime.date) -> list[Period]:
    """Without what has ended long before the day of a text that tells of later months: "(joined in July) In ten months"; in December the year."""
    if date.month == YEAR and all(p.year == date.year and (date - p.end).days > _LONG for p in done):
        return [Period(date.year, 1, YEAR)]  # "from January to April", in a text of December
    recent = [p for p in done if (date - p.end).days <= _RECENT]
    if recent and done[0].months == 1 and done[0] not in recent:
        return recent
    later = [p for p in done if p.cumulative and 1 < p.months < YEAR and p.end > done[0].end]
    return later if later and done[0].months <= _QUARTER and (date - done[0].end).days > _AHEAD else done


def _running(first: list[list[Time]], told: Period, date: datetime.date | None) -> Period | None:
    """The months up to the day of a text that tells of them too, where it names a year before: a comparison."""
    if date is None or date.month < _SPRING or told.year >= date.year:
        return None
    times = [t for told_there in first for t in told_there]
    own = any(t.year == date.year and (t.shape != "day" or t.to_date) for t in times)
    upto = any(t.shape == "day" and t.year is None and t.to_date and t.month <= date.month for t in times)
    ours = any(t.ours for t in times)  # "Nửa đầu năm nay"
    return Period(date.year, 1, months_told(date.year, date)) if own or upto or ours else None


def _long_ago(p: Period, date: datetime.date | None) -> bool:
    """True of a year named below the opening of a text of a day, that ended more than a year before it: a comparison."""
    return date is not None and p.months == YEAR and (date - p.end).days > _DAYS


def _stood(before: list[list[Time]], later: Period) -> Period | None:
    """The year at whose end something stood, told before a later year was named: "stood at 25.5 percent at the end of 2023"."""
    ends = [t.year for times in before for t in times if t.shape == "year" and t.to_date and t.year is not None]
    year = next((y for y in ends if y < later.end.year), None) if later.months >= YEAR else None
    return Period(year, 1, YEAR) if year is not None else None


def _anchor(period: Period, date: datetime.date | None, this: int = 0) -> Anchor:
    return Anchor(period, max(period.end.year, this), date)


def _ends(t: Time, date: datetime.date) -> bool:
    """True of the end of the year that a text of its last days, or of the first of the next, goes up to."""
    year = t.year if t.shape == "year" and t.to_date else None
    return year is not None and -_AHEAD <= (date - datetime.date(year, YEAR, _LAST)).days <= _RECENT


def _this_year(first: list[list[Time]]) -> bool:
    return any(t.shape == "this_year" and t.n for times in first for t in times)


def _foretold(title: list[Time], date: datetime.date) -> bool:
    """True of a day before the part of a year that the first times name: no text was written before what it tells."""
    parts = [t for t in title if t.year is not None and t.shape in ("half", "quarter", "month", "months")]
    told = [p for t in parts if (p := settle(t, Anchor()).period) is not None]
    return bool(told) and all(p.start > date for p in told)


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
    if (
        date is not None
        and date.month == 1
        and any(t.month == YEAR and t.shape == "month" and t.year is None for told in first for t in told)
    ):
        return date.year - 1  # "Thu, chi ngân sách tháng 12 và cả năm", told on 6 January
    for times in first:
        for t in times:
            upto = t.shape == "day" and t.to_date  # "tính đến ngày 20-7-2018"
            if (
                t.year is not None
                and (t.shape in (*TOLD, "start_of_year") or upto)
                and (upto or not t.to_date or t.shape == "month")
                and (date is None or date.year - (1 if t.shape == "year" else date.year) <= t.year <= date.year)
            ):
                return t.year
    if date is None:
        return None
    return date.year - (date.month == 1 and date.day <= NEW_YEAR)
