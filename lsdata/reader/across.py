"""What the numbers of a sentence say of each other: a base or a plan told once, two bases in turn, the plan behind a part of it."""

from __future__ import annotations

from itertools import pairwise

from .behind import PLANNED
from .clauses import IS, Clause
from .completing import in_lists, of_parts
from .fitting import price
from .saying import CHANGES, Said
from .times import Time
from .trailing import based

_HIGH = 200  # per cent
_LOW_AFTER = 50  # per cent
_LOW = 30  # per cent: an index below it is hardly one
_PAIR = 2
_OF_BASES = frozenset(
    ("same", "previous_month", "previous_quarter", "previous_year", "december", "start_of_year", "month", "year")
)
_MORE, _BUT = ("more",), (("but",), ("while",), ("whereas",))
_OF_THAT_OF = ("of", "that", "of")
_PAIRED = 2  # words between the two of a pair: "và tăng"


def across(parts: list[Clause], told: list[Said], lang: str, *, planned: bool) -> None:
    """Complete what each number of a sentence says by what those beside it say; ``planned``: a part of a plan was told before."""
    at_least(parts, told, lang)
    as_much(parts, told)
    in_lists(parts, told)
    two(parts, told)
    before_two(parts, told)
    values(parts, told)
    shared(parts, told)
    shares(parts, told)
    of_parts(parts)
    equal(parts, told, planned=planned)
    of_plan(parts, told)
    prices(parts, told)


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


def as_much(parts: list[Clause], told: list[Said]) -> None:
    """What is more or less by two numbers is so by both: "41 courses and 1,150 trainees more than in 2010", "1,180 or 66.1% higher"."""
    for i in range(1, len(parts)):
        one, before = told[i], told[i - 1]
        if not (one.compared or before.compared):
            continue
        more = parts[i].after[:1] and parts[i].after[0].keys == _MORE and parts[i].boundary <= 1
        if more and before.compared and one.verb == "" and one.base is None:
            one.verb, one.sign, one.compared = "up", 1, True  # "9 fewer deaths, but 3 more injured"
        joined = parts[i].bare and any("conj" in item.roles for item in parts[i].before) and not parts[i - 1].after
        n = parts[i - 1].number.value
        apart = parts[i - 1].bare and parts[i - 1].boundary in (1, 2)
        plain = before.verb == "" and before.base is None and (apart or parts[i - 1].words in _BUT)
        if joined and one.compared and plain and not (n.percent or n.points or n.times or before.target):
            before.verb, before.sign, before.base, before.compared = one.verb, one.sign, one.base, True
            before.plan, before.base_area = one.plan, one.base_area


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


def before_two(parts: list[Clause], told: list[Said]) -> None:
    """Two bases before two numbers are of one each: "so với tháng 12 và cùng kỳ năm trước tăng lần lượt 1,52% và 3,08%"."""
    for i, (one, both) in enumerate(pairwise(parts)):
        if both.boundary > 1 or not both.bare:
            continue
        led = next((n for n, item in enumerate(one.before) if "base" in item.roles), -1)
        times = [item.value for item in one.before[led + 1 :] if item.kind == "time"]
        turns = any("respectively" in item.roles for item in (*one.before, *one.after, *both.after))
        s, n = told[i], both.number.value
        paired = led >= 0 and len(times) == _PAIR and turns
        if paired and s.verb in CHANGES and n.percent == one.number.value.percent:
            told[i + 1].verb, told[i + 1].sign = s.verb, s.sign
            for said, time in ((s, times[0]), (told[i + 1], times[1])):
                said.base, said.base_first, said.of_base = based(time), True, False
                said.before_times = [t for t in said.before_times if t not in times]


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
        times = told[i + 1].after_times
        again = len(times) == _PAIR and times[1].shape == "year" and times[0].year is not None
        if again and both.bare and both.boundary <= 1 and not (told[i].after_times or told[i].before_times):
            told[i].after_times = [times[0]]
            told[i + 1].after_times = [times[0]._replace(year=times[1].year)]


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
            if isinstance(told[i].base, Time) and told[i].base.shape == "this_year":
                told[i].base = None  # "44.3 per cent of this year's VND27.9 trillion plan"


def prices(parts: list[Clause], told: list[Said]) -> None:
    """A price is of the month that its change is: "8.000 - 12.000 đồng/kg, thấp hơn tháng trước khoảng 500 đồng"."""
    for i, (one, change) in enumerate(pairwise(parts)):
        base = told[i + 1].base
        monthly = isinstance(base, Time) and (
            base.shape == "previous_month" or (base.shape, base.year) == ("month", None)
        )
        if monthly and change.boundary <= 1 and price(one) and told[i].base is None:
            told[i].of_month = True


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
