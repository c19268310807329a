"""What a change is measured from: which measure that makes it, and how far one base holds in a list."""

from __future__ import annotations

from ..periods import Period
from .catalogue import Catalogue
from .comparing import against
from .context import Context, Line
from .items import Item
from .measures import Measured
from .saying import Said
from .times import Time
from .timing import own_time
from .when import Anchor, settle
from .whereabouts import known, of_day
from .words import key

_MEAN = frozenset((key("quân"), "average"))


def measure_on(
    catalogue: Catalogue,
    context: Context,
    measure: str,
    changes: bool,
    base: object,
    base_area: Item | None,
    period: Period | None,
) -> tuple[str, str, list[str]]:
    """The measure of a change, by what it is measured from; its base; and why it is not sure."""
    if not changes or measure in ("plan_target",):
        return measure, "", []
    if base is None:
        if measure in ("yoy_pct", "index"):
            return measure, "", ["base_unsaid"]
        return measure, "", []
    if isinstance(base, Time):
        anchor = Anchor(period or context.anchor.period, context.anchor.year, context.anchor.date)
        settled = settle(base, anchor)
        then = settled.period
        if (
            then is not None
            and period is not None
            and base.shape == "month"
            and base.year is None
            and then.end > period.end
        ):
            then = Period(then.year - 1, then.month, then.months)  # "up on December", told in July
        code = then.code if then else ""
        far = base.shape == "previous_year" and base.back > 1  # "so với 5 năm trước"
        on = "" if far else against(period, then, base.shape)
        if measure == "yoy_pct":
            return (on, code, []) if on else ("change_pct", code or base.shape, ["base_other"])
        if measure == "index" and on != "yoy_pct":
            return "index", code or base.shape, ["base_other"]
        if (
            measure == "share_change_pp"
            and on != "yoy_pct"
            and not (on == "dec_pct" and period is not None and period.months == 12)
        ):
            return "change_pp", code or base.shape, ["base_other"]
        return measure, code, []
    where = (
        of_day(catalogue, base_area.value, period or known(context))
        if base == "area" and base_area is not None
        else str(base)
    )
    other = {"yoy_pct": "change_pct", "share_change_pp": "change_pp"}.get(measure, measure)
    return other, where, ["base_other"]


def hold(context: Context, line: Line, s: Said) -> None:
    """What a clause compares with holds for those after it."""
    context.prices = context.prices or (isinstance(s.base, Time) and s.base.shape == "previous_month")
    if isinstance(s.base, Time):
        line.base, line.base_area, line.base_first = s.base, None, s.base_first
    elif s.base in ("area", "other"):
        line.base, line.base_area = s.base, s.base_area


def kind(line: Line, s: Said, m: Measured) -> str:
    """The measure as far as the words for its base tell it; which period it is of depends on that."""
    base = s.base or line.base
    if s.base is None and isinstance(base, Time) and base.shape == "previous_month" and not line.base_first:
        told = own_time(s)
        sum_up = told is not None and told.shape in ("months", "half")
        base = None if s.average or sum_up or (line.period is not None and line.period.months > 1) else base
    if m.changes and m.measure == "yoy_pct" and isinstance(base, Time):
        return {"previous_month": "mom_pct", "december": "dec_pct"}.get(base.shape, m.measure)
    return m.measure


def change(
    catalogue: Catalogue, context: Context, line: Line, s: Said, m: Measured, period: Period | None
) -> tuple[str, str, list[str]]:
    """The measure of a number, by the base its clause names or the one that holds; that base; why it is not sure."""
    if s.base is None and m.measure == "share_change_pp" and line.since is not None and period is not None:
        if line.since.year < period.year - 1:
            return (
                "change_pp",
                line.since.code,
                ["base_other"],
            )  # "from 42.99% in 2010 to 12.11% in 2015, a reduction of"
    again = s.of_base and s.base is None and line.before.measure == "mom_pct" and m.measure == "yoy_pct"
    if again and period is not None and period.months == 1:
        return "mom_pct", "", []  # "tăng 2,17% so với tháng trước, thấp hơn mức tăng 3,28% của tháng 4"
    found = measure_on(catalogue, context, m.measure, m.changes, s.base, s.base_area, period)
    if m.changes and s.base is None and line.base is not None:
        carried = measure_on(catalogue, context, m.measure, m.changes, line.base, line.base_area, period)
        told = own_time(s)
        longer = (
            period is not None
            and period.months > 1
            and (not line.base_first or (told is not None and told.shape in ("months", "half")))
        )
        mean = s.average or not _MEAN.isdisjoint(s.words)  # "the average CPI of the year increased by 1.96%"
        outgrown = (longer and carried[0] == "mom_pct") or (mean and carried[0] in ("mom_pct", "dec_pct"))
        known = not isinstance(line.base, Time) or line.base_first or line.base.shape == "start_of_year"
        if not outgrown and (known or "base_other" not in carried[2]):
            found = carried
    return found
