"""What a clause says of its number: level, change, share, part of a plan; how sure its source was; against what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .amounts import Number
from .behind import OF_THEM
from .clauses import Clause
from .doing import does
from .items import MIDDLE, Item
from .times import Time
from .words import key

_DOWN_FROM = ("down", "from"), ("up", "from")
HAVE_BEEN = ("have", "been"), ("had", "been")
_WAS = ("was",), ("is",)
ASIDE_AT, SUSPENDED = (",", "at"), (("suspended",), ("dissolved",), ("withdrew",), ("resumed",), ("came",))
ONLY, _AND_SO = (key("only"),), (",", "and")
HAD = ("had",), ("have",), ("has",)
EVENTS = frozenset(
    key(w)
    for w in "bão lũ lốc sạt cháy typhoon typhoons storm storms flood floods landslide fire landfall earthquake".split()
)
_TENS_OF_THOUSANDS = 10_000
_LEAST, _A_DAY = 2, ("a", "day")
_SEVERAL, _MANY, _YEARS = 10, 1000, range(1900, 2101)
_NUMBER = (key("số"),)
HARMED = ("killed",), ("killing",), ("injured",), ("injuring",), ("wounded",), ("wounding",)  # so many persons
LED_ON = (key("by"),), ("from",), ("via",), ("through",), ("in",)
_JUST, _BY = (("just",), *ONLY, (key("chỉ"),), (key("mới"),), ("at",)), (key("by"),)
_TIMES = "lần"
CHANGES = ("up", "down", "growth", "fall")


@dataclass(slots=True)
class Said:
    """What was found around a number.

    Parameters
    ----------
    verb : role of the word that leads to the number; empty where none does.
    sign : -1 for a fall.
    base : what it is measured from: a time, ``plan``, an area, ``other``; None where nothing is said.
    base_first : the base stands before the number.
    times : times of the figure itself, before it and after it.
    plan : a plan is named behind the number or as what it is compared with.
    target : the sentence speaks of what is to be reached.
    """

    verb: str = ""
    sign: int = 1
    base: Any = None
    base_area: Item | None = None
    base_first: bool = False
    of_base: bool = False  # the number is the base's own: "so với 1.200 tỷ đồng của cùng kỳ"
    before_times: list[Any] = field(default_factory=list)
    after_times: list[Any] = field(default_factory=list)
    plan: bool = False
    plan_head: bool = False  # the plan is what the number is: "dự toán giao 9.800 tỷ đồng"
    plan_by: str = ""
    target: bool = False
    status: str = ""
    share_head: bool = False
    average: bool = False
    inverse: bool = False  # "làm giảm": a contribution that takes away
    compared: bool = False  # higher, lower … behind the number
    peopled: bool = (
        False  # words behind it name those who have something: "and 67.8 per cent of the population had cards"
    )
    of_whole: bool = False  # words behind it name what it is a part of: "bằng 13% quy mô GRDP"
    part: bool = False  # … and that is a whole with parts: "5.8 percent of GDP"
    or_part: bool = False  # … told in other words
    moves: int = 0  # 1 or -1 where a verb of contribution says which way: "kéo giảm"
    counts: bool = False  # "số" stands behind it
    led: str = ""  # the verb before "từ"
    in_list: bool = False  # it tells a part of what a number before it counts: "640 trường, trong đó mầm non 192"
    out_of: bool = False  # it is what was planned, behind a stroke: "12.350 ha/78.000 ha"
    within: bool = False  # "trong đó" stands right before it
    beside: bool = False  # the verb stands right before the number
    spoken_of: str = ""  # "month", "crop": of what it is, by what the next number is compared with
    of_country: bool = False  # what it is compared with is the country's: "so với bình quân chung cả nước"
    equals: bool = False  # "bằng", "tương đương"
    striving: bool = False  # only this number is a target: "13 xã phấn đấu đạt chuẩn"
    aside: bool = False  # it stands in brackets behind what it is compared with: "cao hơn năm 2021 (1,84%)"
    adds: bool = False  # "thêm"
    rate: bool = False  # the subject is a rate: "tỷ lệ …"
    counted: bool = False  # nothing but signs stands before it
    of_growth: bool = False  # a part of growth: "đóng góp 47% vào mức tăng chung"
    grows: int = 0  # 1 or -1 where a noun of growth or decline stands before
    opened: bool = False  # a bracket opens right before it
    of_share: bool = False  # a share of nothing but a structure moves: "chiếm 5,5%, giảm 0,11% so với cùng kỳ"
    rates: bool = False  # the sentence has told nothing but per cent
    makes: bool = False  # "làm CPI chung tăng": a contribution
    at_plan: bool = False  # the word for a plan stands right before it
    parted: bool = False  # a comma stands behind the last verb
    words: tuple[str, ...] = ()  # before it
    indexed: bool = False  # it equals so much of the year before, among rises and falls
    named: bool = False  # "như", "such as" stands before it: one of several
    by: bool = False  # nothing but "by" says that it is a change


@dataclass(slots=True)
class Before:
    """The number before it in the sentence: its measure, the role of its verb, its sign; what a list goes on with."""

    measure: str = ""
    verb: str = ""
    sign: int = 1
    percent: bool = False
    target: bool = False
    planned: bool = False  # a part of the plan was said of its subject
    based: bool = False  # the sentence has named the same period as its base
    unit: str = ""
    total: bool = False  # so many of so many
    raw: str = ""  # its measure before its base was considered
    beside: bool = False  # what it is compared with stands beside it
    contributed: bool = False  # a number of the sentence is a contribution
    compared: bool = False  # a word behind it says that it is more or less: "1,300 fewer"
    size: float = 0  # of a level, in its unit
    rated: str = ""  # the measure of the last percentage of the sentence, of which points are told


def uncounted(clause: Clause, s: Said, *, counts: bool = False, english: bool = False) -> bool:
    """True of a number that nothing counts and nothing measures: "mũi 3", "16-16-8"; ``counts``: the one before it counts something."""
    n: Number = clause.number.value
    lead = clause.before[-1] if clause.before else None
    if n.value == 1 and not n.decimals and not n.mult and lead is not None and "average" in lead.roles:
        return True  # "thu nhập bình quân 1 nhân khẩu/tháng"
    if (
        n.times
        and s.base is None
        and not s.plan
        and s.verb not in ("ratio", "up", "down", "level")
        and (
            not n.known_unit
            or (not english and n.unit_text == _TIMES and n.value < _SEVERAL and not n.decimals and not clause.after)
        )
    ):
        return True
    if n.unit or n.mult or n.total is not None or s.verb == "rank" or s.compared or n.ordinal:
        return False
    if s.verb == "from" and english and any(i.kind == "noise" and i.value == "per" for i in clause.before):
        return False  # "the number of doctors per 10,000 people rose from 5.6"
    if clause.after and (clause.after[0].kind == "counted" or "level" in clause.after[0].roles):
        return False
    last = next((item for item in reversed(clause.before) if item.keys not in _JUST), lead)
    if _counted(clause, s, last, counts=counts) or (english and _counted_in_english(clause, s, last, counts=counts)):
        return False
    if not english and clause.words[:1] == _NUMBER and n.value >= _SEVERAL and n.value not in _YEARS and not n.decimals:
        return False  # "Số giường bệnh thực kê 1.685"
    return last is None or not (
        last.roles & {"level", "to", "up", "down", "ratio", "share", "estimate"} or last.kind in ("subject", "time")
    )


def _counted(clause: Clause, s: Said, last: Item | None, *, counts: bool) -> bool:
    """True of a bare number that the words beside it make one of something; ``last``: the word before it."""
    n, behind, near = clause.number.value, clause.after[:1], clause.boundary <= 1
    if clause.bare and near and behind and "base" in behind[0].roles:
        return True  # "a drop of 1,300 from the quarter before and 800 from a year ago"
    if clause.bare and near and counts and behind and behind[0].keys in LED_ON:
        return True  # "121,549 tonnes went by sea and 1,178,764 by road"
    if counts and behind and does(behind[0].keys):
        return True  # "9,501 completed dissolution", "45 remain unemployed", "… và 734 tạm ngừng hoạt động"
    if last is None:
        return False
    if (last.keys == _BY and (s.verb in CHANGES or s.by)) or last.keys in HARMED:
        return True  # "dropped by 39, or 5.63 percent"
    if last.keys == (":",) and len(clause.before) > 1 and clause.before[-2].kind == "subject" and _of_a_time(clause):
        return True  # "Doanh nghiệp thành lập mới: 2.184"
    if counts and n.value >= _SEVERAL and ((last.kind == "area" and near) or (clause.bracket and "plan" in last.roles)):
        return True  # "… 26,918 cases, and Khanh Hoa 7,340", "8.150 lao động (kế hoạch năm 16.000)"
    alone = (
        counts
        and s.in_list
        and clause.boundary <= MIDDLE
        and not clause.after
        and n.value >= _SEVERAL
        and not n.decimals
    )
    if alone and last.kind in ("word", "subject") and not last.roles and n.value not in _YEARS:
        return True  # "640 trường, trong đó mầm non 192, tiểu học 246, THCS 122"
    return counts and "from" in last.roles and clause.words[-2:] in _DOWN_FROM  # "12 fires, down from 15"


def _of_a_time(clause: Clause) -> bool:
    """True where nothing but a time stands behind a number: "New enterprises: 318 in June"."""
    return all(item.kind in ("time", "sep") or "filler" in item.roles for item in clause.after)


def _counted_in_english(clause: Clause, s: Said, last: Item | None, *, counts: bool) -> bool:
    """True of a bare number that English words make one of something."""
    n, behind = clause.number.value, clause.behind
    if not n.decimals and (n.value >= _TENS_OF_THOUSANDS or _told_apart(clause)):
        return True  # "Russia sent 450,000", "the number of foreigners among them, 220,000, had hardly changed"
    if n.value >= _MANY and not (n.decimals or n.value in _YEARS) and (clause.after or clause.bare):
        return True  # "67,823 ran into difficulties"
    if behind[:2] in OF_THEM or (behind[:2] == _A_DAY and n.value >= _SEVERAL):
        return True  # "Korea leads with 118 of them", "Export vehicles averaged 345 a day"
    if clause.boundary == 0 and clause.words[-1:] == ("from",) and n.value >= _LEAST:
        return True  # "increased to 58 from 41"
    if clause.words[-1:] == ("another",) and behind[:1] and behind[0].endswith("ed"):
        return True  # "Another 87 suspended operation"
    if clause.words[-2:] == ASIDE_AT and not clause.after and n.value >= _SEVERAL:
        return True  # "Deaths, at 6,430, were lower by 68 people"
    if last is not None and "base" in last.roles and clause.boundary <= 1 and n.value >= _SEVERAL and not n.decimals:
        return True  # "fell to 41, compared with 44 at the end of 2015"
    if last is not None and (last.keys == (",",) or clause.words[-2:] == _AND_SO) and behind[:1] in SUSPENDED:
        return True  # "On the other hand, 688 suspended operation", "398 new firms, and 255 came back into operation"
    if (
        clause.words[:1] == ("of",)
        and clause.words[-1:] == (",",)
        and n.value >= _SEVERAL
        and n.value not in _YEARS
        and behind
    ):
        return True  # "Of the schools, 121 met the national standard"
    if clause.words[-1:] == ONLY and behind[:1] in HAD:
        return True  # "Out of 8 industrial parks, only 3 had a plant"
    if not counts:
        return False
    if s.verb in CHANGES and isinstance(s.base, Time) and n.value >= _SEVERAL:
        return True  # "612 new enterprises were set up, a year-on-year increase of 38"
    if last is not None and (last.roles & {"base", "from"} or (last.roles == {"target"} and clause.words[-1:] in _WAS)):
        return True  # "143 cases, as against 12 a year before", "35.4 beds …, while the plan was 34"
    if behind[:1] in HAD and len(behind) > 1 and behind[1].endswith("ed"):
        return True  # "1,325 had recovered and 35 had died"
    did = len(behind) > 1 and behind[0].endswith("li") and behind[1].endswith(("ed", "ing"))
    return did or behind[:2] in HAVE_BEEN  # "836 temporarily suspended operations", "318 have been dissolved"


def pass_on(told: list[Said], i: int) -> None:
    """The times before what is no figure are those of the next: "By 2025, according to Plan 85, it should have 15 doctors"."""
    for following in told[i + 1 : i + 2]:
        following.before_times = following.before_times or told[i].before_times


def _told_apart(clause: Clause) -> bool:
    """True of many between commas, behind "the number"."""
    many = clause.number.value.value >= _MANY and "number" in clause.words
    return many and not clause.bare and clause.before[-1].keys == (",",)
