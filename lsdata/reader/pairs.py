"""Two numbers of a sentence that are told as a pair: more by both, each with its base, two bases in turn."""

from __future__ import annotations

from itertools import pairwise

from .clauses import Clause
from .items import MIDDLE
from .saying import CHANGES, Said
from .times import Time
from .trailtimes import based
from .words import key

_PAIR = 2
_OF_BASES = frozenset(
    ("same", "previous_month", "previous_quarter", "previous_year", "december", "start_of_year", "month", "year")
)
_MORE, _BUT = ("more",), (("but",), ("while",), ("whereas",))
_PRICED = frozenset((key("giá"), key("vàng"), key("đô"), "USD", "usd", "dollar", "gold"))
_PAIRED = 2  # words between the two of a pair: "và tăng"


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
        within = (
            parts[i].bracket and parts[i].bare and not parts[i - 1].after
        )  # "0.13% (1,020 persons) more than in 2010"
        n = parts[i - 1].number.value
        apart = parts[i - 1].bare and parts[i - 1].boundary in (1, 2)
        plain = before.verb == "" and before.base is None and (apart or parts[i - 1].words in _BUT)
        alike = within or (joined and not (n.percent or n.points or n.times or before.target))
        if one.compared and plain and alike:
            before.verb, before.sign, before.base, before.compared = one.verb, one.sign, one.base, True
            before.plan, before.base_area = one.plan, one.base_area


def two(parts: list[Clause], told: list[Said]) -> None:
    """Two bases behind two numbers are of one each: "tăng 3,7% và 12,9% so với tháng trước và cùng kỳ năm trước"."""
    for i, (one, both) in enumerate(pairwise(parts)):
        if both.boundary > 1 or told[i].base is not None or told[i].verb not in CHANGES or not both.bare:
            continue
        behind = [item for item in both.after if item.kind == "time"]
        led = next((n for n, item in enumerate(both.after) if "base" in item.roles), -1)
        shapes = {item.value.shape for item in behind}
        paired = led >= 0 and len(behind) == _PAIR == len(shapes) and shapes <= _OF_BASES
        alike = both.number.value.percent == one.number.value.percent
        if paired and alike and both.after[led].start < behind[0].start:
            told[i].base, told[i].base_first = based(behind[0].value), False
            told[i + 1].base, told[i + 1].base_first = based(behind[1].value), False
            told[i + 1].after_times, told[i + 1].of_base = [], False


def of_then(parts: list[Clause], told: list[Said]) -> None:
    """A time behind the second of two numbers of a base is of both: "against 81 enterprises and 22 cooperatives a year ago"."""
    for i, (one, both) in enumerate(pairwise(parts)):
        s, then = told[i], told[i + 1]
        joined = (
            both.boundary == 0
            and both.bare
            and not one.after
            and isinstance(then.base, Time)
            and not (then.verb or then.after_times)
        )
        if s.of_base and joined and s.base is None and not (s.before_times or s.after_times or s.target or s.plan):
            s.after_times = then.after_times = [then.base]
            then.base, then.of_base = None, True


def before_two(parts: list[Clause], told: list[Said]) -> None:
    """Two bases before two numbers are of one each: "so với tháng 12 và cùng kỳ năm trước tăng lần lượt 1,52% và 3,08%"."""
    for i, (one, both) in enumerate(pairwise(parts)):
        if both.boundary > 1 or told[i].verb not in CHANGES or not both.bare:
            continue
        led = next((n for n, item in enumerate(one.before) if "base" in item.roles), -1)
        times = [item.value for item in one.before[led + 1 :] if item.kind == "time"]
        turns = any("respectively" in item.roles for item in (*one.before, *one.after, *both.after))
        s, n = told[i], both.number.value
        paired = led >= 0 and len(times) == _PAIR and turns
        if paired and n.percent == one.number.value.percent:
            told[i + 1].verb, told[i + 1].sign = s.verb, s.sign
            for said, time in ((s, times[0]), (told[i + 1], times[1])):
                said.base, said.base_first, said.of_base = based(time), True, False
                said.before_times = [t for t in said.before_times if t not in times]


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
            and (parts[i + 1].boundary == 0 or (parts[i + 1].boundary == 1 and two.verb == one.verb and not bare))
            and one.base is None
            and two.base is None
            and len(parts[i + 1].before) <= _PAIRED
            and not _of_two(parts[i], parts[i + 1])
        ):
            one.base, two.base = turn
            two.verb, two.sign = (one.verb, one.sign) if bare else (two.verb, two.sign)
            i += 2
        else:
            i += 1
    last, s = parts[-1], told[-1]
    alone = len(parts) > _PAIR and last.boundary == MIDDLE and last.number.value.percent and s.base is None
    if turn and alone and s.verb in ("up", "down") and _PRICED.intersection(last.words):
        s.base = turn[0]  # "Giá vàng giảm 2,15% so với tháng trước, giảm 16,9% so với cùng kỳ; đô la Mỹ tăng 0,02%"
    return turn


def aimed_to(parts: list[Clause], told: list[Said]) -> None:
    """What is planned is what something is brought to, not what it comes from: "plans to expand orchards from 4,100 ha to 10,000 ha"."""
    for s, to in pairwise(told):
        if s.verb == "from" and s.target and to.verb == "to" and not to.target:
            s.target, s.plan_head, to.target = False, False, True


def moved_to(parts: list[Clause], told: list[Said]) -> None:
    """A second percentage with what it came to moves as the first: "exports increased 14.8% to $306 billion and imports 17.9% to $292 billion"."""
    for i in range(2, len(parts) - 1):
        first, to, s, then = told[i - 2 : i + 2]
        percents = parts[i - 2].number.value.percent and parts[i].number.value.percent
        if percents and first.verb in ("up", "down") and to.verb == then.verb == "to" and s.verb == "":
            if parts[i].boundary <= 1 and s.base is None and not s.target:
                s.verb, s.sign = first.verb, first.sign


def _of_two(one: Clause, two: Clause) -> bool:
    """True of a number each for two that are named: "with manufacturing and electricity growing by 10.1% and 7.2% respectively"."""
    apart = any("respectively" in item.roles for item in two.after)
    return apart and any("conj" in item.roles for item in one.before[1:])
