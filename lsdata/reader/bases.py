"""What a change is measured from: which measure that makes it, and how far one base holds in a list."""

from __future__ import annotations

from itertools import pairwise

from ..periods import Period
from .catalogue import Catalogue
from .clauses import Clause
from .comparing import against
from .context import Context, Line
from .items import Item
from .measures import Measured
from .saying import CHANGES, Said
from .times import Time
from .timing import own_time
from .trailing import based
from .when import Anchor, settle
from .whereabouts import known, of_day

_ALLOTTED = frozenset(("allocated", "assigned", "earmarked", "planned", "targeted", "budgeted"))
_LOW_AFTER = 50  # per cent
_LOW = 30  # per cent: an index below it is hardly one
_PAIR = 2
_OF_BASES = frozenset(
    ("same", "previous_month", "previous_quarter", "previous_year", "december", "start_of_year", "month", "year")
)
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
        on = against(period, then, base.shape)
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
    for i, s in enumerate(told):
        beside = [told[k].verb for k in (i - 1, i + 1) if 0 <= k < len(told)]
        lone = (
            s.verb == "from"
            and s.led not in ("up", "down", "to")
            and not s.after_times
            and not {"to", "deficit", "surplus"} & set(beside)
        )
        if lang == "en" and lone and s.base is None and not parts[i].number.value.percent:
            s.verb = s.led  # "1.25 million tonnes of rice from 95,000 ha"
    for i, s in enumerate(told[:-1]):
        led = parts[i].before[-1].roles if parts[i].before else ()
        if lang == "vi" and "from" in led and parts[i].number.value.qualifier and told[i + 1].verb == "to":
            if parts[i + 1].boundary == 0 and s.verb != "from":
                s.led, s.verb, s.sign = s.verb, "from", 1  # "từ gần 8,86 triệu tấn lên gần 17,5 triệu tấn"
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


def equal(parts: list[Clause], told: list[Said], *, planned: bool) -> None:
    """A base at the end of a list holds for what "bằng" told before: "ngô 553 ha, bằng 99,6%; lạc 20 ha, bằng 85% so với cùng kỳ"."""
    base: object = None
    for i in range(len(parts) - 1, -1, -1):
        s, n = told[i], parts[i].number.value
        if isinstance(s.base, Time) and s.base.shape == "same" and (n.percent or parts[i].bracket):
            base = s.base
        elif s.base is not None or s.plan or s.target:
            base = None
        elif (
            base is not None
            and n.percent
            and s.equals
            and not (s.of_whole or s.share_head or s.rate)
            and n.value > _LOW
        ):
            s.base = base
    base = None
    for s, part in zip(told, parts, strict=True):
        n = part.number.value
        if isinstance(s.base, Time) and s.base.shape == "same" and not s.of_base:
            base = s.base
        elif s.base is not None or s.plan or s.target:
            base = None
        elif base is not None and n.percent and s.equals and not (s.of_whole or s.share_head or s.rate or planned):
            s.base = base if n.value > _LOW_AFTER else None  # "giảm 120 ha so với cùng kỳ, bằng 99,2%"


def two(parts: list[Clause], told: list[Said]) -> None:
    """Two bases behind two numbers are of one each: "tăng 3,7% và 12,9% so với tháng trước và cùng kỳ năm trước"."""
    for i, (one, both) in enumerate(pairwise(parts)):
        behind = [item for item in both.after if item.kind == "time"]
        led = next((n for n, item in enumerate(both.after) if "base" in item.roles), -1)
        shapes = {item.value.shape for item in behind}
        paired = led >= 0 and len(behind) == _PAIR == len(shapes) and shapes <= _OF_BASES
        if paired and both.bare and both.boundary <= 1 and told[i].base is None and told[i].verb in CHANGES:
            n = both.number.value
            if n.percent == one.number.value.percent and both.after[led].start < behind[0].start:
                told[i].base, told[i].base_first = based(behind[0].value), False
                told[i + 1].base, told[i + 1].base_first = based(behind[1].value), False
                told[i + 1].after_times, told[i + 1].of_base = [], False


def values(parts: list[Clause], told: list[Said]) -> None:
    """Two times behind two numbers of a base are of one each: "the 4.72% and 3.66% in the same period of 2021 and 2020"."""
    for i, both in enumerate(parts[1:]):
        times = told[i + 1].after_times
        again = len(times) == _PAIR and times[1].shape == "year" and times[0].year is not None
        if again and both.bare and both.boundary <= 1 and not (told[i].after_times or told[i].before_times):
            told[i].after_times = [times[0]]
            told[i + 1].after_times = [times[0]._replace(year=times[1].year)]


def of_plan(parts: list[Clause], told: list[Said]) -> None:
    """The plan itself, right behind a part of it: "78.2% of the target of $1 billion", "34.2% of the VND18 trillion allocated"."""
    for i, (one, plan) in enumerate(pairwise(parts)):
        led = [k for item in one.after for k in item.keys]
        if (
            not (one.number.value.percent or one.number.value.times)
            or plan.before
            or plan.number.value.percent
            or led[-1:] not in (["of"], ["the"])
        ):
            continue
        if told[i].plan or (
            (led[:1] == ["of"] or one.number.value.times)
            and any(i.roles & {"plan", "target"} or _ALLOTTED & set(i.keys) for i in plan.after[:6])
        ):
            told[i].plan, told[i + 1].target, told[i + 1].plan, told[i + 1].verb = True, True, False, ""


def in_turn(parts: list[Clause], told: list[Said], turn: list[object]) -> list[object]:
    """Two bases told of one subject hold in turn for the pairs after it: "tăng 1,2% so với tháng trước và tăng 8% so với cùng kỳ; X tăng 0,5% và tăng 3%"."""
    i = 0
    while i < len(parts) - 1:
        one, two = told[i], told[i + 1]
        bare = bool(turn) and two.verb == "" and parts[i + 1].bare  # "tăng 5,6% và 4,2%"
        changes = (
            one.verb in ("up", "down")
            and (two.verb in ("up", "down") or bare)
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
            two.verb, two.sign = (one.verb, one.sign) if bare else (two.verb, two.sign)
            i += 2
        else:
            i += 1
    return turn
