"""What the numbers of a sentence say of each other: a base or a plan told once, the plan behind a part of it."""

from __future__ import annotations

from itertools import pairwise

from .behind import PLANNED
from .clauses import IS, Clause
from .completing import in_lists, of_parts
from .fitting import YEAR, price
from .pairs import aimed_to, as_much, before_two, moved_to, of_then, two
from .saying import CHANGES, Said
from .surveys import answered
from .times import Time

_HIGH = 200  # per cent
_LOW_AFTER = 50  # per cent
_LOW = 30  # per cent: an index below it is hardly one
_PAIR = 2
_THE = ("the",)
_OF = ("of",)
_OF_THAT_OF = ("of", "that", "of")


def across(parts: list[Clause], told: list[Said], lang: str, *, planned: bool) -> None:
    """Complete what each number of a sentence says by what those beside it say; ``planned``: a part of a plan was told before."""
    at_least(parts, told, lang)
    answered(parts, told)
    if len(parts) == 1:
        return
    as_much(parts, told)
    in_lists(parts, told)
    two(parts, told)
    before_two(parts, told)
    of_then(parts, told)
    moved_to(parts, told)
    aimed_to(parts, told)
    values(parts, told)
    shared(parts, told)
    shares(parts, told)
    of_target(parts, told)
    of_parts(parts)
    equal(parts, told, planned=planned)
    of_plan(parts, told)
    prices(parts, told)
    of_crops(parts, told)


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
            and (before.verb == one.verb or (before.verb in CHANGES and one.verb in ("", "level")))
        ):
            before.base, before.base_area = one.base, one.base_area  # "down 5.2% (or USD 3.34 billion) compared with …"
        if (
            one.counted
            and parts[i].boundary <= 2
            and not parts[i - 1].after
            and not before.rate
            and parts[i].number.value.unit == parts[i - 1].number.value.unit
        ):
            if one.plan and not before.plan and before.base is None and before.verb not in ("up", "down"):
                before.plan, before.plan_by = True, before.plan_by or one.plan_by
            alone = isinstance(one.base, Time) and one.base.n == 1 and one.after_times
            if (
                one.base is not None
                and before.base is None
                and not alone  # "14.2%, and 13.1% in October on the same month"
                and not (one.base == "plan" and before.verb in ("up", "down"))
            ):
                before.base, before.base_area = one.base, one.base_area


def of_target(parts: list[Clause], told: list[Said]) -> None:
    """A percentage of a target that is told right behind it: "65.1 per cent of its target of 3,300 new firms"."""
    for one, then, part, after in zip(told, told[1:], parts, parts[1:], strict=False):
        led = part.after[:1] and part.after[0].keys == _OF and all("filler" in i.roles for i in part.after)
        aimed = led and after.before and "target" in after.before[0].roles and then.target
        if aimed and part.number.value.percent and one.base is None and one.verb in ("", "level"):
            one.plan = True


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
    base, grown = None, False
    for s, part in zip(told, parts, strict=True):
        n = part.number.value
        if isinstance(s.base, Time) and s.base.shape == "same" and not s.of_base:
            base = s.base
        elif s.base is not None or s.plan or s.target:
            base = None
        elif base is not None and n.percent and s.equals and not (s.of_whole or s.share_head or s.rate or planned):
            s.base = base if n.value > _LOW_AFTER else None  # "giảm 120 ha so với cùng kỳ, bằng 99,2%"
        elif (
            grown
            and n.percent
            and s.equals
            and s.base is None
            and not (s.of_whole or s.share_head or s.rate or planned)
        ):
            s.indexed = _LOW_AFTER < n.value < _HIGH and not (
                s.plan or s.target
            )  # "bia tăng 4,5%; áo 7,2 triệu cái, bằng 96,3%"
        grown = grown or (n.percent and s.verb in CHANGES and not (s.plan or s.target or s.share_head))


def shares(parts: list[Clause], told: list[Said]) -> None:
    """What the last of a list is a share of, the others are too: "or 59.5% and 38.4% of the total respectively"."""
    for i in range(len(parts) - 1, 0, -1):
        one, listed = told[i], parts[i].bare and parts[i].boundary <= 1 and not parts[i - 1].after
        percents = parts[i].number.value.percent and parts[i - 1].number.value.percent
        if listed and percents and one.part and one.verb == "" and told[i - 1].verb == "" and told[i - 1].base is None:
            told[i - 1].part = told[i - 1].of_whole = True


def values(parts: list[Clause], told: list[Said]) -> None:
    """Two times behind two numbers of a base are of one each: "the 4.72% and 3.66% in the same period of 2021 and 2020"."""
    for i, both in enumerate(parts[1:]):
        times, base = told[i + 1].after_times, told[i + 1].base
        led = parts[i].words[-1:] == _THE and isinstance(base, Time) and base.shape == "year" and len(times) == 1
        times = [base, *times] if led else times  # "above the 4.72% and 3.66% of 2021 and 2020"
        again = len(times) == _PAIR and times[1].shape == "year" and times[0].year is not None
        if again and both.bare and both.boundary <= 1 and not (told[i].after_times or told[i].before_times):
            told[i].after_times = [times[0]]
            told[i + 1].after_times = [times[0]._replace(year=times[1].year)]
            told[i + 1].base = None if led else base


def of_plan(parts: list[Clause], told: list[Said]) -> None:
    """The plan itself, right behind a part of it: "78.2% of the target of $1 billion", "34.2% of the VND18 trillion allocated"."""
    for i, (one, plan) in enumerate(pairwise(parts)):
        if not (one.after or plan.before):
            continue
        if told[i].plan and plan.behind[:3] == _OF_THAT_OF and plan.number.value.percent:
            told[i + 1].plan = True  # "66% of the estimate of the Ministry and 63.2% of that of the Council"
        led = [k for item in one.after if item.kind != "time" for k in item.keys]
        behind = any("plan" in item.roles for item in one.after)
        planned = [i for i in plan.before if i.roles & {"plan", "target"}]
        if one.number.value.times and planned and plan.boundary == 0 and len(plan.before) == 1:
            told[i].plan = told[i + 1].target = told[i + 1].striving = True  # "1.6 times the planned 3,000 hectares"
            continue
        if planned and len(plan.before) == 1 and any("base" in item.roles for item in one.after[-2:]):
            told[i + 1].striving = True  # "at 10.9% against a plan of 11.5%; cereal output at …"
            continue
        named = told[i].plan and bool(plan.before) and all(x.kind == "time" or x.keys in IS for x in plan.before)
        if behind and named and plan.boundary == 0 and not (plan.number.value.percent or plan.number.value.points):
            told[i + 1].target = told[i + 1].striving = True  # "75,2% kế hoạch năm là 374.000 tấn"
            continue
        if _out_of(one, plan, parts[i + 2] if i + 2 < len(parts) else None):
            told[i].plan = told[i + 1].plan = False
            told[i + 1].target = told[i + 1].striving = told[i + 1].out_of = True
            told[i + 1].verb = ""
            continue  # "12.350 ha/78.000 ha kế hoạch"
        if behind and one.after[0].kind == "join" and not plan.before and plan.boundary == 0:
            told[i].plan, told[i + 1].target = False, True  # "410 ha/KH 650 ha"
            continue
        out_of = bool(one.after) and "whole" in one.after[-1].roles and not (plan.before or plan.number.value.percent)
        if out_of and any("plan" in item.roles for item in plan.after[:2]):
            told[i + 1].plan, told[i + 1].target, told[i + 1].verb = False, True, ""
            continue  # "8.320 tỷ đồng trong tổng số 17.150 tỷ đồng vốn kế hoạch năm nay"
        if (
            not (one.number.value.percent or one.number.value.times or one.number.value.points)
            or plan.before
            or plan.number.value.percent
            or led[-1:] not in (["of"], ["the"], ["s"])
        ):
            continue
        if told[i].plan or (
            (led[:1] == ["of"] or one.number.value.times or told[i].compared)
            and any(i.roles & {"plan", "target"} or PLANNED & set(i.keys) for i in plan.after[:6])
        ):
            told[i].plan, told[i + 1].target, told[i + 1].plan, told[i + 1].verb = True, True, False, ""
            told[i + 1].striving = i > 0 or told[i + 1].striving  # "…, 52% of the target of 1.2 million; guests were …"
            if isinstance(told[i].base, Time) and told[i].base.shape == "this_year":
                told[i].base = None  # "44.3 per cent of this year's VND27.9 trillion plan"


def _out_of(one: Clause, plan: Clause, then: Clause | None) -> bool:
    """True of what was done and what was planned with a stroke between: a plan is named behind them, or behind what they come to."""
    stroke = len(one.after) == 1 and one.after[0].keys == ("/",) and not plan.before
    done, all_of_it = one.number.value, plan.number.value
    alike = bool(done.unit) and done.unit == all_of_it.unit and not (done.percent or done.points or done.times)
    told = (*plan.after, *(then.after if then is not None and then.number.value.percent else ()))
    return stroke and alike and any("plan" in item.roles for item in told)


def prices(parts: list[Clause], told: list[Said]) -> None:
    """A price is of the month that its change is: "8.000 - 12.000 đồng/kg, thấp hơn tháng trước khoảng 500 đồng"."""
    for i, (one, change) in enumerate(pairwise(parts)):
        base = told[i + 1].base
        monthly = isinstance(base, Time) and (
            base.shape == "previous_month" or (base.shape, base.year) == ("month", None)
        )
        if monthly and change.boundary <= 1 and price(one) and told[i].base is None:
            told[i].spoken_of = "month"


def of_crops(parts: list[Clause], told: list[Said]) -> None:
    """What is compared with the last crop is of this one: "thu 760 tỷ đồng từ vải, tăng 90 tỷ đồng so với vụ trước"."""
    for one, after, change in zip(told, told[1:], parts[1:], strict=False):
        crop = isinstance(after.base, Time) and (after.base.shape, after.base.n) == ("same", YEAR)
        if crop and change.boundary <= 1 and one.base is None:
            one.spoken_of = "crop"
