"""What a change is measured from: which measure that makes it, and how far one base holds in a list."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from ..periods import Period
from .catalogue import Catalogue
from .clauses import Clause
from .comparing import against
from .context import Context, Line
from .figure import Figure
from .items import Item
from .measuring import RISES, Measured
from .saying import Said
from .times import Time
from .timing import own_time
from .when import Anchor, settle
from .whereabouts import known, of_day

_ALLOTTED = frozenset(("allocated", "assigned", "earmarked", "planned", "targeted", "budgeted"))
_PAIRED = 2  # words between the two of a pair: "và tăng"


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
        code = settled.period.code if settled.period else ""
        on = against(period, settled.period, base.shape)
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
        base = None if s.average or (line.period is not None and line.period.months > 1) else base
    if m.changes and m.measure == "yoy_pct" and isinstance(base, Time):
        return {"previous_month": "mom_pct", "december": "dec_pct"}.get(base.shape, m.measure)
    return m.measure


def change(
    catalogue: Catalogue, context: Context, line: Line, s: Said, m: Measured, period: Period | None
) -> tuple[str, str, list[str]]:
    """The measure of a number, by the base its clause names or the one that holds; that base; why it is not sure."""
    found = measure_on(catalogue, context, m.measure, m.changes, s.base, s.base_area, period)
    if m.changes and s.base is None and line.base is not None:
        carried = measure_on(catalogue, context, m.measure, m.changes, line.base, line.base_area, period)
        told = own_time(s)
        longer = (
            period is not None
            and period.months > 1
            and (not line.base_first or (told is not None and told.shape in ("months", "half")))
        )
        outgrown = longer and (carried[0] == "mom_pct" or (carried[0] == "dec_pct" and s.average))
        known = not isinstance(line.base, Time) or line.base_first or line.base.shape == "start_of_year"
        if not outgrown and (known or "base_other" not in carried[2]):
            found = carried
    return found


def at_least(parts: list[Clause], told: list[Said], lang: str) -> None:
    """A "từ" that no "lên", "đến" follows: "GRDP tăng từ 10,5%" means so much or more."""
    last, n = told[-1], parts[-1].number.value
    if (
        lang == "vi"
        and last.verb == "from"
        and last.led in ("up", "down", "level", "growth")
        and n.upper is None
        and not last.after_times
    ):
        last.verb, n.qualifier = last.led, n.qualifier or "over"


def shared(parts: list[Clause], told: list[Said]) -> None:
    """What the last of a list says of plan and base holds for those before it: "91,4% và 96% kế hoạch"."""
    for i in range(len(parts) - 1, 0, -1):
        one, before = told[i], told[i - 1]
        behind = parts[i].after[:1]
        if (
            parts[i].bracket
            and behind
            and behind[0].keys == (")",)
            and not one.of_base
            and one.base is not None
            and before.base is None
            and not parts[i - 1].after
            and before.verb == one.verb
        ):
            before.base, before.base_area = one.base, one.base_area  # "tăng 6.100 tỷ đồng (tăng 7,4%) so với …"
        if (
            one.counted
            and parts[i].boundary <= 2
            and not parts[i - 1].after
            and not before.rate
            and parts[i].number.value.unit == parts[i - 1].number.value.unit
        ):
            if one.plan and not before.plan and before.base is None and before.verb not in ("up", "down"):
                before.plan, before.plan_by = True, before.plan_by or one.plan_by
            if (
                one.base is not None
                and before.base is None
                and not (one.base == "plan" and before.verb in ("up", "down"))
            ):
                before.base, before.base_area = one.base, one.base_area


def of_plan(parts: list[Clause], told: list[Said]) -> None:
    """The plan itself, right behind a part of it: "78.2% of the target of $1 billion", "34.2% of the VND18 trillion allocated"."""
    for i, (one, plan) in enumerate(pairwise(parts)):
        led = [k for item in one.after for k in item.keys]
        if (
            not one.number.value.percent
            or plan.before
            or plan.number.value.percent
            or led[-1:] not in (["of"], ["the"])
        ):
            continue
        if told[i].plan or (
            led[:1] == ["of"] and any(i.roles & {"plan", "target"} or _ALLOTTED & set(i.keys) for i in plan.after[:6])
        ):
            told[i].plan, told[i + 1].target, told[i + 1].plan, told[i + 1].verb = True, True, False, ""


def in_turn(parts: list[Clause], told: list[Said]) -> None:
    """Two bases told of one subject hold in turn for the pairs after it: "tăng 1,2% so với tháng trước và tăng 8% so với cùng kỳ; X tăng 0,5% và tăng 3%"."""
    turn: list[object] = []
    i = 0
    while i < len(parts) - 1:
        one, two = told[i], told[i + 1]
        changes = (
            one.verb in ("up", "down")
            and two.verb in ("up", "down")
            and parts[i].number.value.percent
            and parts[i + 1].number.value.percent
        )
        if (
            changes
            and parts[i + 1].boundary <= 1
            and isinstance(one.base, Time)
            and isinstance(two.base, Time)
            and one.base != two.base
        ):
            turn = [one.base, two.base]
            i += 2
        elif (
            changes
            and turn
            and parts[i + 1].boundary == 0
            and one.base is None
            and two.base is None
            and len(parts[i + 1].before) <= _PAIRED
        ):
            one.base, two.base = turn
            i += 2
        else:
            i += 1


def monthly(found: list[Figure], said: list[Said]) -> list[Figure]:
    """Before what adds up over months stands the month: "ước 26.840 tấn …; lũy kế 2 tháng đạt 52.190 tấn"."""
    out = list(found)
    at = next(
        (
            i
            for i, s in enumerate(said)
            if (t := own_time(s)) is not None and t.shape in ("months", "half") and t.cumulated
        ),
        0,
    )
    if not at or any(own_time(s) is not None for s in said[:at]) or found[at].measure != "level":
        return out
    period = Period.parse(found[at].time_period) if found[at].time_period else None
    if period is None or not period.cumulative or period.months == 1:
        return out
    month = Period(period.end.year, period.end.month, 1).code
    if any(
        f.measure == "level" and f.unit_measure == found[at].unit_measure and f.time_period == period.code
        for f in found[:at]
    ):
        out[:at] = [replace(f, time_period=month) if f.time_period == period.code else f for f in out[:at]]
    return out


def deadline(found: list[Figure], said_of: list[Said]) -> list[Figure]:
    """A year said once at the end of a list of targets holds for all of it: "to cut X to 0.35% and raise Y to 40 by 2030"."""
    out, year = list(found), ""
    for i in range(len(found) - 1, -1, -1):
        f, s = out[i], said_of[i]
        if f.measure != "plan_target" or s.before_times:
            year = ""
        elif s.after_times:
            year = f.time_period
        elif year:
            reasons = tuple(r for r in f.reasons if r not in ("period_carried", "period_unknown"))
            out[i] = replace(f, time_period=year, covers_to="", reasons=reasons, sure=f.sure if reasons else "high")
    return out


def spread(found: list[Figure], said_of: list[Said]) -> list[Figure]:
    """A base said once at the end of a list holds for all of it."""
    later, timed = None, False
    out = list(found)
    for i in range(len(found) - 1, -1, -1):
        f, s = found[i], said_of[i]
        if isinstance(s.base, Time) and not s.base_first and f.measure in (*RISES, "index"):
            later, timed = f, bool(s.before_times or s.after_times)
        elif later is not None and later.measure == "change_pct" and f.measure not in RISES:
            later = None
        elif (
            "base_unsaid" in f.reasons
            and later is not None
            and f.measure == "yoy_pct"
            and (f.time_period == later.time_period or (later.measure == "mom_pct" and not timed))
        ):
            reasons = tuple(r for r in f.reasons if r != "base_unsaid")
            if later.measure == "mom_pct":
                found[i] = f = replace(f, time_period=later.time_period)
            out[i] = replace(
                f, measure=later.measure if later.measure in RISES else f.measure, base=later.base, reasons=reasons
            )
            if not reasons:
                out[i] = replace(out[i], sure="high")
        timed = timed or bool(s.before_times or s.after_times)
    return out
