"""What a named time means where it stands: "this year" so far or to come, "5 năm", a day that closes a year."""

from __future__ import annotations

from ..periods import Period
from . import fitting
from .clauses import Clause
from .context import Context, Line
from .items import Phrases
from .saying import Said
from .times import Time
from .when import Anchor, Settled, settle
from .words import keys

_YEAR, _FIVE_YEARS = 12, 60  # months
_YEAR_CLOSES = (31, 1)  # day and month to which the money of the year before is paid
_DISASTERS = frozenset(("flood", "floods", "storm", "storms", "typhoon"))  # in English, up to the end of a month
_EXAM = Phrases(keys("kỳ thi"))


def settled_in(context: Context, clause: Clause, s: Said, line: Line, own: Time, now: Period | None) -> Settled:
    """The period that a named time means; what it says of what comes after is noted."""
    if own.shape == "now":  # "The city now has 312 shops", in a report of a month
        if (spoken := context.main or context.anchor.period) is not None:
            return Settled(spoken, "", True)
        own = own._replace(shape="this_year", n=1)
    to_now = own.shape == "to_now"
    now = context.main or context.anchor.period or now if to_now else now
    settled = settle(own, anchor(context, line, own, now))
    period, upto = settled.period, context.upto
    if own.shape == "this_year" and own.n and _so_far(context, s, line, period):
        return Settled(context.main, "", True)  # "ngành nông nghiệp năm nay tăng 1,82%", in a half-year report
    if period is None:
        return settled
    if own.shape == "this_year" and own.n and period == now and _to_come(context, s, period):
        return settled._replace(period=Period(period.year + 1, 1, _YEAR))
    if s.verb == "from" and period.months == _YEAR:
        line.since = period
    if own.shape in ("month", "day") and _EXAM.stand(clause.words):
        return settled._replace(period=period.of_year, covers_to="")  # "Kỳ thi tháng 6/2023, tỷ lệ tốt nghiệp 98,12%"
    if s.target and own.shape == "day" and own.to_date and (own.day, own.month) == _YEAR_CLOSES and context.main:
        return settled._replace(
            period=context.main.of_year, covers_to=""
        )  # what a year's plan is to pay, to 31 January
    if own.shape == "day" and own.to_date:
        context.upto = period
    if to_now and upto is not None and period == upto.of_year:
        return settled._replace(period=upto)
    if own.shape == "day" and own.to_date and context.event and period.cumulative:
        return settled._replace(period=Period(period.end.year, period.end.month, 1))  # what a storm has done
    if own.shape == "month" and own.to_date and (fitting.price(clause) or not _DISASTERS.isdisjoint(clause.words)):
        return settled._replace(period=Period(period.end.year, period.end.month, 1))  # a price at the end of a month
    return settled


def term(context: Context, s: Said, own: Time, now: Period | None) -> Period | None:
    """The years that "5 năm" means: those named before, else for an average those up to the year spoken of."""
    span, main = context.span, context.main
    ahead = main is not None and span is not None and span.year > main.end.year  # "giai đoạn 2026-2030"
    if span is not None and (not ahead or s.target or s.plan or s.status == "F"):
        return span
    if now is not None and now.months >= _FIVE_YEARS:
        return now
    average = s.average or own.n == 1 or ahead  # "trong năm năm qua"
    return Period(now.end.year - 4, 1, _FIVE_YEARS) if average and now is not None and now.end.month == _YEAR else None


def anchor(context: Context, line: Line, own: Time, now: Period | None) -> Anchor:
    """What a time is told beside: the sentence, else the text; "this year" is that of what was spoken of last."""
    year = line.period.end.year if line.period is not None else context.anchor.known_year
    day = context.anchor.date
    told = (own.shape == "previous_year" and not own.n) or (own.shape == "this_year" and own.n)
    if told and day is not None and day.month == 1 and year == day.year - 1 and line.period is None:
        return Anchor(now, day.year, day)  # "last year", "this year", told in January
    if own.ours and context.anchor.known_year is not None:
        year = max(context.anchor.known_year, day.year if day is not None else 0)
        return Anchor(now, year, day)  # "In 2019, … in the first half of this year"
    part = own.year is None and own.shape in ("month", "quarter") and context.said
    spoken = context.period if context.said and line.period is None and not own.back else None
    if (
        spoken is not None
        and year is not None
        and own.year is None
        and own.shape in ("months", "half", "day", "season")
    ):
        year = max(year, spoken.end.year)  # "In 2024 …. In the third quarter of 2025 …. In the nine months"
    whole = now is not None and now.months == _YEAR and part and line.period is None  # "in 2011 … in August"
    if now is not None and (year is None or own.shape in ("this", "this_year", "to_now") or whole):
        year = now.end.year
        if own.shape == "this_year" and not own.n and line.period is None and context.latest is not None:
            year = max(year, context.latest.end.year)  # "từ 8,6 năm 2015 lên 10,2 năm 2018. Trong năm, …"
        if own.shape == "this_year" and own.n and day is not None and day.year == context.anchor.known_year:
            return Anchor(now, day.year, day)
        if own.shape == "this_year" and own.n and context.anchor.known_year is not None:
            year = max(year, context.anchor.known_year)
    return Anchor(now, year, context.anchor.date)


def _so_far(context: Context, s: Said, line: Line, year: Period | None) -> bool:
    """True of "this year" that means what has passed of it: results, in a text about its first months."""
    main = context.main
    part = main is not None and main.cumulative and main.months < _YEAR and main.of_year == year
    ahead = s.plan or s.plan_head or s.target or "F" in (s.status, line.status) or s.status == "E"
    crop = context.season is not None or any(t.shape == "season" for t in s.before_times)
    return part and not ahead and not crop


def _to_come(context: Context, s: Said, year: Period) -> bool:
    """True of a forecast for "this year" in a text about a year that is over."""
    over = context.main == year and context.anchor.date is None
    return over and (s.status == "F" or s.target)
