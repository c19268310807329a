"""When a number is of: the time that its clause names, else what holds in the sentence, the paragraph, the document."""

from __future__ import annotations

from ..periods import Period
from .clauses import Clause
from .context import Context, Line
from .lists import Listed
from .saying import Said
from .times import Time
from .when import Anchor, settle

_A_YEAR = ("năm", "year", "annum")
_OPENING = 4  # paragraphs
_OF_CROPS = frozenset(("ha", "tonnes", "quintals_per_ha", "tonnes_per_ha"))


def period(
    context: Context,
    clause: Clause,
    s: Said,
    line: Line,
    listed: Listed | None,
    measure: str,
    *,
    first: bool,
    new: bool,
) -> tuple[Period | None, str, list[str]]:
    """The period of a number, the day it goes up to, and why it is not sure.

    Parameters
    ----------
    listed : what the number takes from a list before it.
    measure : of the number: a target is of a year, a change on the month before of a month.
    first : nothing in the sentence was read before. ``new`` : its clause names a subject.
    """
    last = line.previous
    own = listed.time if listed is not None and listed.time is not None else own_time(s)
    if own is None and isinstance(s.base, Time) and s.of_base:
        own = s.base
    beside = (
        own is None
        and clause.bracket
        and last is not None
        and isinstance(last.base, Time)
        and s.verb in ("", "level")
        and clause.bare
        and not last.base_first
        and line.before.measure != "change"
    )
    if beside:  # "so với năm 2018 (7.044 tỷ đồng)"
        own = last.base
    now = line.period or context.period or context.anchor.period
    if own is None:
        unit = clause.number.value.unit
        period, covers_to, reasons = _unsaid(
            context, s, line, now, kept=not new or (clause.bracket and clause.bare), unit=unit
        )
    else:
        year = line.period.end.year if line.period is not None else context.anchor.known_year
        if own.shape in ("this", "this_year", "to_now") and now is not None:
            year = now.end.year
        if year is None and now is not None:
            year = now.end.year
        anchor = Anchor(now, year, context.anchor.date)
        settled = settle(own, anchor)
        if settled.period is None:
            return None, "", ["period_unknown"]
        period, covers_to = settled.period, settled.covers_to
        context.span = period if own.shape == "years" else context.span
        reasons = ["year_carried"] if settled.carried and context.anchor.year is None and now is None else []
        if s.verb == "from" and own in s.before_times and not s.after_times:
            line.period, line.covers_to = period, covers_to
            return period.prior(), "", ["base_unsaid"]  # "năm 2023, tăng từ 10.500 tỷ đồng lên …"
        if own.shape == "season" or (not new and now is not None and period.months < now.months and line.read):
            line.own = (period, covers_to)
            context.season = period if own.shape == "season" and own.n else context.season
        elif clause.bracket and line.period is not None and own.shape != "same":
            line.own = (period, covers_to)  # what a bracket says ends with it
        elif not (own.shape == "same" or s.of_base or s.striving or beside or s.verb == "from"):
            line.period, line.covers_to, line.own = period, covers_to, (period, covers_to)
            apart = bool(clause.before) and "within" in clause.before[0].roles  # "riêng tháng 9"
            main = context.main
            short = main is not None and context.said and (period.months < main.months or period.end < main.end)
            wider = context.period is None or period.months > context.period.months
            lasting = not short and ((first and not apart) or wider)
            main = context.main
            if (
                main is not None
                and main.months == 3
                and context.paragraph <= _OPENING
                and period.cumulative
                and period.end == main.end
            ):
                context.main = max(main, period, key=lambda p: p.months)  # "quý III" in the title, "9 tháng" below it
            if lasting and measure != "plan_target" and not clause.bracket:
                context.period, context.covers_to, context.said = period, covers_to, True
        elif clause.bracket and own.shape == "same":
            line.own = (period, covers_to)
    if period is not None and own is None:
        if (
            measure in ("yoy_pct", "plan_target", "share_change_pp")
            and context.span is not None
            and clause.number.value.per in _A_YEAR
        ):
            period, covers_to = context.span, ""  # "tăng bình quân 9,4%/năm"
        elif measure == "plan_target" or (isinstance(s.base, Time) and s.base.shape == "season"):
            period, covers_to = period.of_year, ""
        elif (
            isinstance(s.base, Time) and s.base.shape in ("quarter", "previous_quarter") and period.months in (6, 9, 12)
        ):
            period = Period(period.end.year, period.end.month - 2, 3)
        elif (
            1 < period.months < 12
            and isinstance(s.base, Time)
            and s.base.shape == "month"
            and s.base.month % 12 + 1 == period.end.month
            and s.base.year in (None, period.end.year)
        ):
            period = Period(period.end.year, period.end.month, 1)  # "rose 0.12% from October"
        elif measure == "mom_pct" and 1 < period.months < 12:
            period = Period(period.end.year, period.end.month, 1)
    return period, covers_to, reasons


def _unsaid(
    context: Context, s: Said, line: Line, now: Period | None, *, kept: bool, unit: str
) -> tuple[Period | None, str, list[str]]:
    """The period of a number that names none."""
    if s.verb == "from" and now is not None:
        return now.prior(), "", ["base_unsaid"]
    if kept and line.own is not None:
        return *line.own, []
    if context.season is not None and unit in _OF_CROPS and (line.period is None or line.own is not None):
        return context.season, "", []
    if line.period is not None:
        return line.period, line.covers_to, []
    if context.period is not None:
        return context.period, context.covers_to, [] if line.read else ["period_carried"]
    if now is not None:
        return now, "", ["period_carried"]
    if context.anchor.known_year is not None:
        return Period.parse(str(context.anchor.known_year)), "", ["period_carried"]
    return None, "", ["period_unknown"]


def own_time(s: Said) -> Time | None:
    """The time that a number is of: the one behind it, else the nearest before it; "11 tháng … năm 2017" is one time."""
    if s.after_times and (s.after_times[0].shape != "day" or s.after_times[0].to_date):
        return s.after_times[0]
    if not s.before_times:
        return None
    last = s.before_times[-1]
    if last.shape == "year" and not last.to_date and len(s.before_times) > 1:
        part = s.before_times[-2]
        if part.year is None and part.shape in ("half", "quarter", "month", "months", "season"):
            return part._replace(year=last.year)
    if last.shape == "day" and not last.to_date:
        return s.before_times[-2] if len(s.before_times) > 1 else None
    return last
