"""The unit that a number leaves unsaid: that of its list, of the whole it is a part of, of the number before it."""

from __future__ import annotations

from itertools import pairwise

from .amounts import Number
from .behind import WERE
from .clauses import Clause
from .context import Line
from .counting import noun_of
from .saying import HARMED, HAVE_BEEN, LED_ON, Said
from .units import MONEY
from .words import key

_MOST = 1000  # per cent that are told without their sign
_OF_THEM = ["of", "them"], ["of", "these"]
_OF_TURNS = ("vehicles", "visitors", "passengers")
_DONE = ("ed", "li", "ran", "came")  # keys of "completed", "voluntarily"
_OR = frozenset(("or", key("hay"), key("tức")))
_LEADING = 3  # words before a part: "of which"
_NUMBERED, _A_DAY = ("numbered",), ("a", "day")
_BILLIONS = "tỷ", "tỉ"
_EACH = (key("mỗi"), key("xã")), ("each", key("commune"))
_DAILY = (key("each"), key("day")), (key("peak"), key("day")), (key("mỗi"), key("ngày")), (key("ngày"), key("cao"))
_ENGLISH, _THOUSANDS = ("million", "thousand"), 10_000
_FROM = ("from",), ("in",), ("during",), ("over",)
_WENT, _THE_NUMBER, _IS = ("went",), (",", key("số")), (key("là"),)
_COUNTED = (
    "visitors",
    "passengers",
    "persons",
    "vehicles",
    "households",
    "enterprises",
    "heads",
    "flights",
    "cases",
    "subscribers",
)
_AGAIN, _DWELLINGS = frozenset(("another", "further")), ("apartments", "houses", "flats")
_MODALS = ("can",), ("could",), ("may",), ("will",)
_PEOPLE = ("visitors", "passengers", "persons")


def in_lists(parts: list[Clause], told: list[Said]) -> None:
    """The unit at the end of a list holds for all of it: "lần lượt đạt 1.200, 1.350 và 1.420 triệu USD"."""
    for i in range(len(parts) - 1, 0, -1):
        n, before = parts[i].number.value, parts[i - 1].number.value
        bare = not (parts[i - 1].after or before.unit or before.mult or before.ordinal or before.total)
        other = parts[i].bracket or (n.percent and not _OR.isdisjoint(parts[i].words))  # "by 39, or 5.63 percent"
        alike = _parallel(parts[i - 1], parts[i]) and n.unit in MONEY and bool(n.mult)
        if (
            (told[i].counted or alike)
            and bare
            and not other
            and n.unit
            and not n.times
            and not (n.percent and before.value >= _MOST)
        ):
            before.measured_as(n)


def _parallel(one: Clause, two: Clause) -> bool:
    """True of two numbers that a subject each leads to: "xuất khẩu 231, nhập khẩu 381 triệu USD"."""
    led = [item for item in two.before if item.kind != "sep"]
    return (
        two.boundary in (1, 2)
        and len(led) == 1
        and led[0].kind == "subject"
        and bool(one.before)
        and one.before[-1].kind == "subject"
    )


def of_parts(parts: list[Clause]) -> None:
    """A bare number that tells a part counts the same: "1,402 outbreaks, of which 262 are active"."""
    whole: Number | None = None
    for part in parts:
        n = part.number.value
        if whole is not None and not (n.mult or n.ordinal or n.known_unit) and _goes_on(part):
            n.unit, n.known_unit = whole.unit, whole.known_unit
        if n.unit and not (n.percent or n.points or n.times):
            whole = n


def _goes_on(part: Clause) -> bool:
    """True of a number that counts what the one before it does."""
    within = len(part.before) <= _LEADING and any("within" in i.roles for i in part.before)
    of_them = [k for item in part.after[:2] for k in item.keys][:2] in _OF_THEM  # "1,050 of them went abroad"
    compared = part.bare and any("base" in i.roles for i in part.after[:1]) and not part.number.value.unit
    return within or of_them or compared  # "by 130,400 people on the quarter and 414,600 on the year"


def _were_done(clause: Clause) -> bool:
    """True of "196 were dissolved" behind no more than a conjunction."""
    done = clause.after[1].keys[0].endswith(_DONE) if len(clause.after) > 1 and clause.after[1].keys else False
    return done and all(i.kind == "sep" or i.roles & {"conj", "linking", "framing"} for i in clause.before)


def _alone(n: Number, clause: Clause) -> bool:
    """True of many of what the paragraph counts: no noun beside the number says of what."""
    many = (n.mult and n.unit_text in _ENGLISH) or (not n.mult and not n.decimals and n.value >= _THOUSANDS)
    behind = clause.after[0] if clause.after else None
    free = behind is None or behind.kind in ("time", "sep") or behind.keys in _FROM
    return bool(many) and free and n.total is None and not noun_of(list(clause.words), anything=True)


def of_line(n: Number, s: Said, line: Line, clause: Clause, paragraph: str) -> None:
    """What a number takes from those before it in the sentence, and what a scale or a rate alone tells."""
    last = line.before.unit
    led, then = (beside[0].keys if beside else () for beside in (clause.before[-1:], clause.after))
    counted = line.counts if line.counts not in MONEY else paragraph
    last = counted if last in MONEY and not n.mult and not n.unit and counted else last  # "985 million USD, 14 more"
    at_area = bool(clause.before) and clause.before[-1].kind == "area"
    if (s.verb in ("up", "down", "from") or (s.verb == "to" and n.unit == "turns")) and (
        last.startswith(f"{n.unit}_per_") or (n.unit == "turns" and last in _OF_TURNS)
    ):
        n.unit, n.known_unit = last, True  # "14,1 tiêu chí/xã, tăng 0,6 tiêu chí"
    again = _AGAIN.isdisjoint(clause.words)  # "Another 8,120 suspended business"
    counted = counted if counted or again or paragraph in MONEY else paragraph
    if n.unit == "vehicles" and any(pair in _DAILY for pair in (*pairwise(clause.words), *pairwise(clause.behind))):
        n.unit = "vehicles_per_day"  # "bình quân mỗi ngày 165 - 180 xe"
    if n.unit == "criteria" and any(pair in _EACH for pair in pairwise(clause.words)):
        n.unit = "criteria_per_commune"  # "bình quân mỗi xã của tỉnh đạt 11,6 tiêu chí"
    if n.unit_text == "units" and paragraph in _DWELLINGS:
        n.unit = paragraph  # "7,420 apartments …, 19,800 units in nine months"
    if not n.unit and led in HARMED:
        n.unit, n.known_unit = "persons", True  # "killed 42 and injured 61"
    elif not n.unit and "number" in clause.words and (noun := noun_of(list(clause.words), anything=True)):
        n.unit, n.known_unit = noun, True  # "the number of hotel rooms on the island grew by 2,600"
    elif not n.unit and not n.decimals and then and then[0].endswith(_DONE) and counted:
        n.unit, n.known_unit = counted, True  # "9,501 completed dissolution"
    elif (
        not n.unit
        and clause.words[:2] == _THE_NUMBER
        and clause.words[-1:] == _IS
        and last not in MONEY
        and last != "percent"
    ):
        n.unit, n.known_unit = last, bool(last)  # "số giải thể là 203, số quay trở lại hoạt động là 655"
    elif not n.unit and not n.decimals and (then in _MODALS or clause.behind[:2] in HAVE_BEEN) and counted:
        n.unit, n.known_unit = counted, True  # "Of 5,740 fishing boats, 1,310 can reach offshore waters"
    elif not n.unit and not n.decimals and then and then[0].endswith(_DONE) and (noun := noun_of(list(clause.words))):
        n.unit, n.known_unit = noun, True  # "Enterprises, nine months: 1,094 newly established"
    elif not n.unit and not n.decimals and then in WERE and counted and _were_done(clause):
        n.unit, n.known_unit = counted, True  # "while 196 were dissolved"
    elif not n.unit and list(clause.behind[:2]) in _OF_THEM and (last or paragraph):
        n.unit, n.known_unit = (
            last if last in _PEOPLE else paragraph,
            True,
        )  # "148 projects … Korea leads with 118 of them"
    elif not n.unit and clause.behind[:2] == _A_DAY and noun_of(list(clause.words), anything=True) == "vehicles":
        n.unit, n.known_unit = "vehicles_per_day", True  # "Export vehicles averaged 345 a day"
    elif not n.unit and led == _NUMBERED and (noun := noun_of(list(clause.words), anything=True)):
        n.unit, n.known_unit = noun, True  # "Late files numbered 1,930"
    elif not n.unit and n.total is not None and (noun := noun_of(list(clause.words))):
        n.unit, n.known_unit = noun, True  # "Of its communes and wards, 138 of 143 meet the criteria"
    elif not n.unit and at_area and line.counts not in ("", *MONEY):
        n.unit, n.known_unit = line.counts, True  # "and Khanh Hoa 7,340"
    elif not n.unit and then in LED_ON and s.counted and line.counts not in ("", *MONEY) and not n.mult:
        n.unit, n.known_unit = line.counts, True  # "121,549 tonnes went by sea and 1,178,764 by road"
    elif not n.unit and line.of_them and line.of_them not in MONEY and not n.decimals and then in (*WERE, _WENT):
        n.unit, n.known_unit = line.of_them, True  # "Of them, 126,000 were foreigners"
    elif (
        not n.unit
        and not n.decimals
        and (s.target or line.before.measure == "pct_of_plan")
        and clause.bracket
        and line.counts not in ("", *MONEY)
    ):
        n.unit, n.known_unit = line.counts, True  # "66.6% of the plan (41,500)"
    elif not n.unit and n.mult and line.counts and (line.counts not in MONEY or last == line.counts):
        n.unit, n.known_unit = line.counts, True  # "16 million people …, 1.46 million in the voluntary scheme"
    elif (
        not n.unit
        and (s.compared or s.of_base or s.target or s.verb in ("to", "from", "up", "down"))
        and last not in ("", "percent", "percentage_points")
        and noun_of(list(clause.words)) in ("", last)
    ):
        n.unit, n.known_unit = last, True  # "65 new firms, 12 more than in April", "fell by 14 cases to 86"
    elif not n.unit and n.mult and n.unit_text.lower().endswith(_BILLIONS):
        n.unit, n.known_unit = "VND", True  # "vốn nhà nước 3.100 tỷ"
    elif not n.unit and paragraph in _COUNTED and _alone(n, clause):
        n.unit, n.known_unit = paragraph, True  # "1.6 million visitors …, but a mere 210,000 from May to October"
    elif n.unit == "points" and line.before.percent and s.verb in ("up", "down", "contribution"):
        n.unit = "percentage_points"  # "hộ nghèo còn 3,61%, giảm 0,66 điểm"
