"""What the time of a number is for the numbers after it: the period that goes on, and what the text turns out to be about."""

from __future__ import annotations

from ..periods import Period
from .clauses import Clause
from .context import Context
from .fitting import price
from .items import STRONG
from .words import key

_MEAN = frozenset((key("quân"), "average"))
_ALONE = "alone"
_OPENING, _SECOND = 4, 2  # paragraphs
_QUARTER, _YEAR = 3, 12  # months


def hold(context: Context, clause: Clause, period: Period, covers_to: str, *, first: bool, target: bool) -> None:
    """What the time of a number is for the numbers after it in the paragraph."""
    main = context.main
    if context.prices and main is not None and main.months == 1 and not _MEAN.isdisjoint(clause.words) and not first:
        return  # "CPI tháng 4 tăng 3,17%; bình quân 4 tháng tăng 13,06%": what follows is of the month
    last = main is not None and main.months > _YEAR == period.months and period.end == main.end  # of several years
    shorter = (
        main is not None
        and not last
        and period.end <= main.end
        and (period.months < main.months or period.end < main.end)
    )
    if main is not None and main.months == _QUARTER and context.paragraph <= _OPENING and not context.said:
        if period.cumulative and period.end == main.end and not shorter:
            context.main = period  # "quý III" in the title, "9 tháng" below it
    if main is not None and main.months == 1 and period.months == _YEAR and period.end.year < main.year:
        if context.paragraph <= _OPENING and not target:
            context.main = period  # "Country note, March 2024: growth … in 2023"
    if main is not None and main.months == _YEAR and context.titled and period == main.prior() and first and not target:
        if context.paragraph == _SECOND and clause.boundary >= STRONG:
            context.main = period  # "Outlook 2012: Viet Nam", and below it "Growth slowed to 5.9% in 2011"
    if main is not None and main.months == 1 and period.cumulative and period.months > 1 and period.end < main.end:
        if context.paragraph <= _OPENING and not target and period.end.year == main.end.year:
            context.main = context.period = period  # "Update, October 2020: … in the first nine months"
    summed = (
        main is not None and main.months == 1 and period.cumulative and period.months > 1 and period.end == main.end
    )
    if summed and not target and not context.prices:
        context.main = period  # a month, and the months up to it: what names none is of those
    if main is not None and main.months == 1 and covers_to and first and context.paragraph <= _OPENING:
        if period.cumulative and period.end == main.end and clause.boundary >= STRONG:
            context.wide = period  # "tháng 10" in the title, "Tính đến 31/10/2023" below it
    apart = bool(clause.before) and "within" in clause.before[0].roles  # "riêng tháng 9"
    apart = apart or (shorter and _ALONE in clause.words)  # "In December alone"
    wider = context.period is None or period.months > context.period.months
    if main is not None and period.months > _YEAR >= main.months and period.end == main.end and context.said:
        return  # "Between 2018 and 2022 growth averaged 9.6% a year", in a text about 2022
    lasting = not (shorter and (context.said or price(clause))) and ((first and not apart) or wider)
    if lasting and not target and not clause.bracket:
        context.period, context.covers_to, context.said, context.foreseen = period, covers_to, True, None
