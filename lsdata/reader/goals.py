"""Sentences and headings that set goals, that go on with them, and that tell what was done."""

from __future__ import annotations

from itertools import pairwise

from ..periods import Period
from .behind import IS_TO
from .items import Item, Phrases, stands
from .when import Anchor, settle
from .words import key, keys

_TERM = 60  # months of a plan of years
_TASKS = (
    keys("nhiệm vụ"),
    keys("phương hướng"),
    ("estimates", "for"),
    ("targets", "for"),
    ("tasks", "for"),
    ("goals", "for"),
    ("objectives", "for"),
)
_SETTING = Phrases(*(
    keys(w) for w in (
        "đề ra các chỉ tiêu", "đề ra chỉ tiêu", "đề ra các mục tiêu", "đề ra mục tiêu", "plan foresees", "plan calls for", "plan envisages", "quyết nghị các chỉ tiêu", "quyết nghị chỉ tiêu", "đặt mục tiêu", "đặt ra mục tiêu", "đặt ra các mục tiêu",
        "đặt chỉ tiêu", "mục tiêu cụ thể", "chỉ tiêu cụ thể", "mục tiêu chủ yếu", "chỉ tiêu chủ yếu", "mục tiêu phấn đấu", "set the following targets", "set out the goals",
        "set the targets", "main targets", "key targets", "following targets", "targets include", "sets the targets", "set out the targets",
    )
))  # fmt: skip
_ENGLISH_GOALS = Phrases(("goals", "for"), ("targets", "for"), ("plan", "for"), ("goals", "to"), ("targets", "to"))
_PAST = (key("đã"),), ("had",), ("was",), ("were",), (key("hiện"),), (key("qua"),)
_BEFORE = ("same", "previous_year", "previous_month", "to_now", "day", "month", "months")
_OPENING, _HEAD = 2, 8  # words before
_HEADED = ((":",), ("-",), ("–",))
_GOALS = (
    keys("mục tiêu"),
    keys("chỉ tiêu"),
    keys("phương hướng"),
    keys("phấn đấu"),
    keys("dự kiến kế hoạch"),
    keys("dự kiến KH"),
    ("targets",),
    ("target",),
    ("goals",),
    ("objectives",),
)
_SOME = (key("các"),), (key("những"),), (key("một"), key("số"))
_DOING = ((key("TH"),), (key("thực"),), (key("kết"),), (key("tình"),), (key("đánh"),))
_GOALS_NAMED, _MET = (("goal",), ("goals",), ("target",), ("targets",)), (("met",), ("achieved",), ("fulfilled",))
_SO_THAT = (key("để"),)
_REACHING = ((key("đạt"),), (key("bằng"),), (key("phải"),))
_FOR = ("for",)
_PLAN, _PARTS = ("plan",), ("half", "months", "quarter", "month")


def sets_goals(items: list[Item], *, title: bool) -> bool:
    """True of a heading for what is to be reached; ``title``: it stands above the whole text."""
    numbered = next((n for n, i in enumerate(items) if i.kind not in ("noise", "sep", "num")), 0)
    items = items[numbered:]  # "Điều 2. Một số chỉ tiêu năm 2024"
    most = 0 if title and not (items and items[0].keys in _SOME) else _OPENING
    done = title and any(i.roles & {"up", "down", "exceed", "level"} for i in items)
    return not (of_results(items) or done) and any(0 <= stands(items, words) <= most for words in _GOALS)


def names_goals(items: list[Item]) -> bool:
    """True of a title that names what is to be reached, and no number: "sets goals for 2030", "về nhiệm vụ … năm 2024"."""
    told = tuple([k for item in items for k in item.keys])
    goals = _ENGLISH_GOALS.stand(told) or told[:2] in _TASKS or told[1:3] in _TASKS
    return goals and not of_results(items) and not any(i.kind == "num" for i in items)


def sets_tasks(items: list[Item]) -> bool:
    """True of a sentence that opens with a word for what is to be done and a colon: "Nhiệm vụ: cả năm thu gom 90% …"."""
    at = next((n for n, i in enumerate(items[:_HEAD]) if i.keys in _HEADED), 0)
    told = tuple(k for i in items[:at] for k in i.keys)
    timed = items[at].keys == (":",) or any(i.kind == "time" for i in items[:at])  # "Nhiệm vụ quý IV - …"
    return bool(at) and timed and told[:2] in _TASKS


def announced(items: list[Item], anchor: Anchor, main: Period | None) -> Period | None:
    """The period of the targets that a sentence sets for what is to come; those after it, up to the first result, are of it."""
    told = [i.value for i in items if i.kind == "time" and i.value.shape in ("year", "years", "this_year")]
    if not told or not (announces(items) or leads_to_tasks(items)):
        return None
    settled = [p for t in told if (p := settle(t, anchor).period) is not None]
    now = anchor.date.year if anchor.date is not None else main.end.year if main is not None else None
    if not settled or now is None:
        return None
    of_years = main is not None and anchor.date is None and main.months >= _TERM  # a text about a plan of years
    last = settled[-1].end.year
    return settled[-1] if last > now or (of_years and last == now) else None


def announces(items: list[Item]) -> bool:
    """True of a sentence that sets targets for what comes: "đề ra các chỉ tiêu …", "has set the following targets"."""
    told = tuple([k for item in items for k in item.keys])
    return _SETTING.stand(told) and not any("exceed" in i.roles for i in items)


def ends_targets(items: list[Item], anchor: Anchor, main: Period | None) -> bool:
    """True of a sentence behind targets that tells results, or of what was before the text's own period."""
    times = [i.value for n, i in enumerate(items) if i.kind == "time" and not (n and "base" in items[n - 1].roles)]
    told = [settle(t, anchor).period for t in times]
    return tells_results(items) or (main is not None and any(p is not None and p.end < main.start for p in told))


def leads_to_tasks(items: list[Item]) -> bool:
    """True of a sentence that is no more than a heading for what is to be done: "Tasks for 2009."."""
    if len(items) > _HEAD or not items or items[-1].kind != "time":
        return False
    told = [i for i in items if i.kind not in ("noise", "sep")]
    words = tuple([k for i in told[:-1] for k in i.keys])
    return words in _TASKS


def tells_results(items: list[Item]) -> bool:
    """True of a sentence that tells what was done."""
    past = any(i.keys in _PAST or "estimate" in i.roles for i in items)
    return past or of_results(items) or any(i.kind == "time" and i.value.shape in _BEFORE for i in items)


def opens_list(items: list[Item]) -> bool:
    """True where a colon follows a word for targets: "các chỉ tiêu đến năm 2030: (1) …", not "Đầu tư công: Kế hoạch vốn …"."""
    told = next((n for n, i in enumerate(items) if i.roles & {"target", "plan"}), len(items))
    return any(i.keys == (":",) for i in items[told:])


def ahead(sentence: list[Item], at: int) -> bool:
    """True of a time right behind "nhiệm vụ", "phương hướng": what is still to be done."""
    return tuple(k for item in sentence[max(0, at - 2) : at] for k in item.keys)[-2:] in _TASKS


def of_goal(items: list[Item], at: int) -> bool:
    """True of an English year that names a goal: "hit their 2020 goal"."""
    if items[at].value.shape != "year" or at + 1 == len(items):
        return False
    part = items[at + 1].keys == _PLAN and any(i.kind == "time" and i.value.shape in _PARTS for i in items)
    return items[at + 1].keys in _GOALS_NAMED or part  # "Implementation of the 2009 plan, first nine months"


def answers_goals(items: list[Item]) -> bool:
    """True of what tells how goals were met: "Met: 16 out of 21", "6.98% (goal: 7% or lower)"."""
    beside = any(a.keys == ("(",) and b.roles & {"plan", "target"} for a, b in pairwise(items))
    return beside or (bool(items) and items[0].keys in _MET)


def of_results(items: list[Item]) -> bool:
    """True of words for what was done: a plan beside them is carried out, not set ("kết quả thực hiện kế hoạch")."""
    return any(i.keys[:1] in _DOING for i in items)


def sets(items: list[Item], at: int) -> bool:
    """True where "mục tiêu" is set, not reached or passed: "để cả năm đạt mục tiêu tăng 12,5%" sets it."""
    return items[0].keys == _SO_THAT or not (
        at and (items[at - 1].roles & {"exceed", "short", "base"} or items[at - 1].keys[-1:] in _REACHING)
    )


def is_to_do(items: list[Item], at: int) -> bool:
    """True of a goal that is told by what is to be done: "the goal for 2024 is to send"."""
    told = [item for item in items[at + 1 :] if item.kind != "time" and item.keys != _FOR]
    return bool(told) and tuple(k for item in told[:2] for k in item.keys)[:2] in IS_TO
