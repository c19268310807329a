"""What the English words before a number come to, taken together."""

from __future__ import annotations

from itertools import pairwise

from .behind import AGAINST, PLANNED, WERE
from .clauses import Clause
from .items import Item
from .saying import Said
from .times import RELATIVE
from .units import MONEY
from .words import key

_BY = (key("by"),)
_RAISED_BY = ("raised", key("by"))
_PASSED = {
    ("topped",): ("exceed", 1), ("topping",): ("exceed", 1), ("beyond",): ("exceed", 1), ("outstripped",): ("exceed", 1), ("outstripping",): ("exceed", 1), ("cleared",): ("exceed", 1), ("passed",): ("exceed", 1), ("surpassed",): ("exceed", 1), ("exceed",): ("exceed", 1),
    ("exceeding",): ("exceed", 1), ("overshooting",): ("exceed", 1), ("overshot",): ("exceed", 1), ("missed",): ("short", -1), ("missing",): ("short", -1), ("misses",): ("short", -1),
}  # fmt: skip
_GROWS = frozenset(("output", "area", "production", "gardens", "orchards"))
_GAINED = ("gained",), ("lost",), ("sank",), ("advanced",)
_PACES = frozenset(("narrowed", "widened", "slowed", "eased", "deepened", "quickened", "accelerated"))
_MOVES = {
    ("decline",): -1,
    ("fall",): -1,
    ("drop",): -1,
    ("decrease",): -1,
    ("rise",): 1,
    ("increase",): 1,
    ("growth",): 1,
}
_SHARES = ("their", "share"), ("its", "share")
_TO_OF = ("to",), ("of",)
_COVERED = ("covered",)
_ON, _SHARE_OF, _OF_ALL = ("on",), ("share", "of"), frozenset(("gdp", "grdp", "economi"))
_ADDED, _WITH = ("added",), ("with",)
_ASKS, _NAMED = frozenset(key(w) for w in ("asks", "requires", "demands", "calls")), 5  # words
_FOR, _COMPARES = ("for",), frozenset(("up", "down", "exceed", "short", "base"))
_BEHIND, _FIGURES = ("behind",), (("figure",), ("level",), ("result",))
_SUPPLIED = (("supplied",), ("provided",), ("generated",))
_GAVE = (*_SUPPLIED, ("gave",), ("gives",), ("delivered",), ("brought",), ("yielded",))
_CROPS = ("stems", "trees", "bunches")
_CUT, _SHORT_OF = (("cut",), ("cutting",)), ("short", "of")
_THAT_OF = (("that", "of"), ("those", "of"))


def in_english(s: Said, clause: Clause, items: list[Item]) -> None:
    """What the English words before a number come to."""
    n = clause.number.value
    percent = n.percent
    if items and items[-1].keys == _ADDED and percent and clause.behind[:1] not in _TO_OF:
        s.verb, s.sign = "up", 1  # "Agriculture added 3.6% and contributed 0.52 percentage points"
    last = items[-1].keys if items else ()
    if last in (_ON, _COVERED) and s.verb == "up" and n.unit == "ha" and s.base is None:
        s.verb, s.sign = "level", 1  # "Dak Nong grows pepper on 34,110 ha"
    again = percent and last == _BY and len(items) > 1 and "conj" in items[-2].roles and s.verb in ("up", "down")
    if again:
        s.verb, s.by = (
            "up",
            True,
        )  # "rose by 18.2% against the month before, which had fewer days, and by 7.6% against …"
    if (
        percent
        and s.verb in ("", "level")
        and _SHARE_OF in pairwise(clause.words)
        and not _OF_ALL.isdisjoint(clause.words)
    ):
        s.share_head = True  # "The share of agriculture, forestry and fishery in GDP was 16.3%"
    if last in _GAINED and not (percent or n.points or not _GROWS.isdisjoint(clause.words)):
        s.verb = "level"  # "sales of goods gained 24,310 billion dongs"
    if percent and s.verb in ("", "level", "to") and last[-1:] == _BY:
        if not (clause.after and clause.after[0].keys == ("of",)):
            s.verb, s.by = "up", True  # "helped lift the index by 7.6 per cent"
        figure = len(items) > 2 and items[-2].keys in _FIGURES and any(i.kind == "time" for i in items[-4:-2])
        if figure and s.base is None and s.before_times:
            s.base, s.base_first = s.before_times.pop(), True  # "exceeding … and last year's figure by 57%"
    elif last == _BY and s.verb in ("", "level") and not n.points:
        s.by = True  # "its volume dropped by 2.8 million tonnes and its value by US$0.7 billion"
    if last == _BY and (told := _plan_by(items)):
        s.verb, s.sign = told  # "missed its target for the year by 4,000 TEU", "topped the yearly goal by 1.27 points"
        s.plan, s.target, s.plan_head = True, False, False
    elif (
        last == _BY
        and s.verb in ("exceed", "short")
        and not (s.plan or s.target or n.points or _plan_behind(clause))
        and (not percent or _of_another_time(items))
    ):
        # "exceeding the area of the previous crop by", "fell short of those of a year earlier, by"
        s.verb, s.sign = ("up", 1) if s.verb == "exceed" else ("down", -1)
        if s.base is None and s.before_times and s.before_times[-1].shape in (*RELATIVE, "year"):
            s.base, s.base_first = s.before_times.pop(), True
    if len(items) > 1 and items[-2].keys in AGAINST and s.verb in ("up", "down"):
        s.of_base = s.aside = True  # "against an increase of 10.7 per cent in the same period of 2015"
    if s.verb == "unchanged" and s.parted and s.status == "F":
        s.verb, s.before_times = (
            "",
            [t for t in s.before_times if t.shape != "same"],
        )  # "…, the same as a year before, and is projected at"
    apart = clause.words[-1:] in ((",",), (":",)) and ":" in clause.words and clause.behind[:1] == ("of",)
    if apart and percent and s.verb in ("up", "down") and s.base is None:
        s.verb, s.sign = (
            "",
            1,
        )  # "Access to services improved: in 2020, 91% of the rural population used hygienic water"
    goal = s.plan_head and s.verb == "growth" and percent and not (s.plan or s.target)
    led = [i for i in items if i.kind != "time" and (i.keys in WERE or i.roles != {"filler"})] if goal else []
    if any(a.roles & {"plan"} and b.keys in WERE for a, b in pairwise(led)):
        s.target = True  # "For 2021-2025 the goal is economic growth of 8.5-9.5% a year"
    for noun, pace in () if _PACES.isdisjoint(clause.words) else pairwise(items):
        if not _PACES.isdisjoint(pace.keys[:1]) and noun.keys[-1:] in _MOVES:
            s.grows = _MOVES[noun.keys[-1:]]  # "the decline narrowed from 21 per cent to 11.5 per cent"
    if percent and s.verb in ("from", "to") and any(pair in _SHARES for pair in pairwise(clause.words)):
        s.share_head = True  # "their share rose from 5 per cent to 12.3 per cent"
    if last == _BEHIND and len(items) > 1 and items[-2].keys in WERE and not n.points:
        s.verb, s.sign = "share" if percent else "", 1  # "electrical faults were behind 63.9 percent of the fires"
    if (
        last[-1:] == ("the",)
        and (percent or any(i.roles & _COMPARES for i in items))
        and clause.behind[:1]
        and (
            ((clause.behind[0] in PLANNED or clause.behind[0] == "asked") and clause.behind[1:2] in ((), _BY, _FOR))
            or not _ASKS.isdisjoint(clause.behind[:_NAMED])
        )
    ):
        s.target, s.striving, s.verb, s.plan = True, True, "", False  # "just above the 90% assigned by the Government"
    if n.points and last in _GAVE:
        s.verb = "contribution"  # "gave 7.31 percentage points to that figure"
    elif percent and s.verb in ("", "level") and s.base is None and last in _SUPPLIED and not s.after_times:
        s.verb = "share"  # "crude oil supplied 35.4%"
    elif n.points and s.verb in ("", "level") and not {"contributions", "contribution"}.isdisjoint(clause.words):
        s.verb = "contribution"  # "contributions: agriculture 0.52 percentage points, …"
    if last in _CUT and s.base is None and (n.unit in _CROPS or (n.unit == "ha" and clause.behind[:1] == ("of",))):
        s.verb, s.sign = "level", 1  # "growers cut 2.2 billion stems of flowers"
    if s.verb in ("up", "down") and s.base is None and items:
        raised = clause.words[-2:] == _RAISED_BY and n.unit not in MONEY
        if (last == ("for",) or raised) and not (percent or n.points):
            s.verb, s.sign = "", 1  # "cut lending rates for 36,900 customers", "shrimp was raised by 41,200 farms"
        elif last == _WITH and len(items) > 1 and items[-2].keys == (",",) and not percent:
            s.verb, s.sign = "", 1  # "rice is as good as lost, with 5,287 hectares sown against advice"
        elif s.parted and _was_done(items):
            s.verb, s.sign = "", 1  # "of rice was lost, and some 87,000 households ran short of water"
    if s.verb == "level" and len(items) > 1 and items[-2].keys == (",",) and "conj" in items[-1].roles:
        s.verb = ""  # "from February, which was cut short, and 9.5 percent from March 2025"


def _of_another_time(items: list[Item]) -> bool:
    """True of a time, or of "that of", between a verb and "by": "surpassing the previous year by 9.9%"."""
    at = max((n for n, i in enumerate(items) if i.roles & {"exceed", "short"}), default=len(items))
    words = tuple([k for i in items[at + 1 :] for k in i.keys])
    return any(i.kind == "time" for i in items[at:]) or words[:2] in _THAT_OF


def _plan_behind(clause: Clause) -> bool:
    return any("plan" in item.roles for item in clause.after)  # "surpassing by VND1.1 trillion the estimate"


def _plan_by(items: list[Item]) -> tuple[str, int] | None:
    """What a verb right before a plan and "by" says: the plan is passed or missed by so much."""
    at = next(
        (n for n in range(len(items) - 2, -1, -1) if items[n].keys[-1:] in _PASSED or items[n].keys[-2:] == _SHORT_OF),
        -1,
    )
    between = items[at + 1 : -1]
    through = any("plan" in i.roles for i in between) and all(
        i.kind == "time" or i.roles & {"plan", "filler", "by_central", "by_province"} for i in between
    )
    return _PASSED.get(items[at].keys[-1:], ("short", -1)) if at >= 0 and through else None


def _was_done(items: list[Item]) -> bool:
    """True of "was lost, and" right before a number."""
    end = items[-4:]
    return len(end) == 4 and end[0].keys in WERE and end[2].keys == (",",) and "conj" in end[3].roles
