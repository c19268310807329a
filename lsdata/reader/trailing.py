"""What the words behind a number say of it: plan, base, times; in English the verb too."""

from __future__ import annotations

from .behind import (
    COUNTRY,
    DOWN_WORDS,
    GOALS,
    PLANNED,
    SET_OUT,
    WERE,
    answers,
    binds,
    compares,
    leads_to_plan,
    planned_for,
)
from .clauses import Clause
from .items import Item
from .saying import Said
from .times import RELATIVE
from .trailtimes import of_time
from .wholes import of_what
from .words import key

_MOVES = tuple(("the", word) for word in ("fall", "rise", "decline", "drop", "increase", "decrease", "gain"))
_PLACES = frozenset(("below", "above", "behind", "ahead", "beyond"))
_WHOLE = frozenset((key("tổng"), "gdp", "grdp"))
_THAN, _FEWER = ("than",), ("fewer",)
_MORE, _OVER = ("more",), ("over",)
_ON_TIME, _HUNDRED = (("over",), ("on",)), 100
_OF, _LEADING_ON = ("of",), (("the",), ("its",), ("this",), ("a",), ("from",))
_AS, _LOST = ((key("như"),),), ((key("mất"),), (key("bớt"),))
_COMES = ("comes",), ("came",), ("come",)
_OFF, _MEANS = ("off",), frozenset((key("bình"), key("trung"), "average"))
_IN_EXCESS = ("in", "excess")
_GAPS = {
    ("past",): ("exceed", 1),
    ("away",): ("short", -1),
    ("under",): ("short", -1),
    ("short",): ("short", -1),
}  # to a plan
_LEVEL = (key("mức"),)
_THAT, _BY, _RESOLUTION = (key("mà"),), (key("theo"),), key("quyết")
_PLANNED = key("kế"), key("hoạch")
_STRIVING = frozenset((key("phấn"), "striving"))
_GROWING = frozenset((key("tăng"), "growth"))


def _mean(items: list[Item]) -> bool:
    """True of words for a mean or a level right behind a number."""
    means = any("average" in item.roles or item.keys[:1] == _LEVEL for item in items)
    return means and all(item.kind == "word" for item in items)


def after(s: Said, clause: Clause, lang: str) -> None:
    """Note what the items behind a number say."""
    of_what(s, clause, lang)
    pending = False
    after, n = clause.after, clause.number.value
    for i, item in enumerate(after):
        roles = item.roles
        if item.kind == "sep":
            continue
        if item.kind == "time":
            pending = of_time(s, clause, i, lang, pending=pending)
            continue
        is_it = i and after[i - 1].keys in WERE and not GOALS.isdisjoint(item.keys[-1:])
        if is_it and lang == "en" and n.percent and s.base is None:
            s.target, s.striving = True, True  # "Growth of 12.5% is the target for 2025"
            continue
        if item.kind == "area":
            if not (pending or i) and s.verb == "ratio" and n.times and lang == "vi":
                s.base, s.base_area = "area", item  # "cao gấp 3,3 lần cả nước"
            if pending:
                s.base, s.base_area, pending = "area", item, False
            continue
        if i == 0 and item.keys in (_MORE, _FEWER) and any(x.keys[:1] == _THAN for x in after[2:4]):
            s.verb, s.sign = ("up", 1) if item.keys == _MORE else ("down", -1)
            s.compared = True  # "12 more communes than planned"
            continue
        if item.keys == _MORE and i == 0 and clause.behind[1:2] in WERE and not n.percent and lang == "en":
            continue  # "1,840 more were damaged"
        if item.keys == _MORE and i == 0 and n.known_unit and not (n.percent or n.points) and after[1:2]:
            if after[1].kind in ("word", "subject") and not after[1].roles:
                continue  # "9 more communes"
        led = None if i else next((x for x in after[1:] if x.keys not in _LEADING_ON), None)
        if item.keys == _OVER and i == 0 and leads_to_plan(after[1:]):
            s.verb = "up"  # "5.9% over the plan"
        over = item.keys in _ON_TIME and i == 0 and n.percent and n.value < _HUNDRED and s.verb == "" and not s.plan
        if lang == "en" and over and led is not None and led.kind == "time" and led.value.shape in RELATIVE:
            s.verb, s.sign, pending = "up", 1, True  # "15,419 came back, 7.1% over the previous year"
            continue
        if led is not None and led.roles & {"plan"} and item.keys[:1] in _GAPS:
            if n.points or item.keys[0] != "short":
                s.verb, s.sign = _GAPS[item.keys[:1]]
                s.plan, s.base = True, "plan"  # "1.2 points short of the goal", "US$21 million past the target"
                continue
        if item.keys == _OFF and i == 0 and n.percent and s.verb in ("", "level"):
            s.verb, s.sign, pending = "down", -1, True  # "3.3% off the level of June 2020"
            continue
        if item.keys[:2] == _IN_EXCESS:
            s.verb, s.sign, s.compared, pending = (
                "up",
                1,
                True,
                True,
            )  # "74 firms in excess of the number at the beginning of the year"
            continue
        if s.verb == "to" and s.parted and lang == "en" and compares(item):
            s.verb = ""  # "438 had to be culled, 61% fewer than in 2012"
        moved = (
            s.verb in ("up", "down") and clause.words[-3:-1] in _MOVES and n.points
        )  # "The fall was 0.76 points larger"
        if (
            lang == "en"
            and i <= 2
            and not s.compared
            and compares(item)
            and not (("growth" in roles or item.kind == "subject") and after[0].keys[:1] == _OF)
            and not any(answers(x) for x in after[:i])
            and (s.parted or moved or s.verb in ("", "level", "share", "ratio", "estimate", "growth", "fall"))
        ):
            s.grows = s.sign if moved else s.grows
            s.compared = True
            s.verb = "down" if any(k in DOWN_WORDS for k in item.keys) else "up"
            s.sign = -1 if s.verb == "down" else 1
            pending = (
                "base" in roles
                or bool(_PLACES & set(item.keys))
                or "than" in item.keys
                or item.keys[-1] == "from"
                or item.keys[0] == "short"
                or pending
            )
            continue
        if "base" in roles and clause.number.value.percent and after[i + 1 : i + 2] and _WHOLE & set(after[i + 1].keys):
            s.part, s.verb = True, ""  # "thấp hơn 3% so với tổng dư nợ", "bằng 46,6% so với GDP"
            continue
        if "base" in roles and i == 0 and clause.words[-1:] in _LOST and s.verb in ("", "level"):
            s.verb, s.sign = "down", -1  # "mất khoảng 9,1 triệu lượt so với năm 2020"
        if "base" in roles or ("from" in roles and lang == "en"):
            pending = not (i and after[i - 1].keys in _COMES)  # "VND2,037 billion comes from the central budget"
            continue
        planned = item.kind == "subject" and i <= 2 and all(code.endswith("_plan") for code in item.value)
        if item.kind == "subject" and not pending and (planned or (i == 0 and item.keys[:2] == _PLANNED)):
            s.plan = True  # "48,3% kế hoạch vốn đầu tư công"
        if item.kind == "counted" and _STRIVING & set(item.keys):
            s.target = s.striving = True
        if pending and lang == "en" and not PLANNED.isdisjoint(item.keys) and after[i - 1].keys[-1:] == ("than",):
            s.plan, s.base, pending = True, "plan", False  # "350 ha less than planned for this year"
            continue
        must = lang == "en" and "target" in roles and binds(item) and not s.plan
        planned = lang == "en" and i <= 1 and planned_for(after, i) and not (s.plan or clause.number.value.total)
        of_so_many = lang == "en" and n.total is not None  # "14 of the 16 targets assigned to it"
        if (roles == {"target"} and i <= 1 and not (s.plan or of_so_many)) or must or planned:
            s.target = True  # "95 percent of the capital must be disbursed"
            if planned:
                continue
            if item.keys == ("ceiling",):
                s.verb, s.sign = "", 1  # "well below the 4% ceiling"
        named = i > 0 and after[0].kind == "word" and not after[0].roles  # by whom
        set_out = item.keys[-2:] in SET_OUT and not n.points and (named or not n.percent)
        if set_out and s.verb in ("exceed", "short") and s.at_plan:
            s.target = s.striving = True  # "vượt xa mục tiêu 280 triệu USD tỉnh đặt ra"
            s.plan, s.verb, s.base = False, "", None
        if item.keys[-2:] in SET_OUT and s.verb in ("exceed", "short") and any(x.keys == _THAT for x in after[:i]):
            s.target, s.of_base, s.verb, s.sign = True, True, "", 1  # "chưa đạt mức 13,5%/năm mà Đại hội đề ra"
        if "plan" in roles and i and after[i - 1].keys[-1:] in _AS:
            s.target = True  # "tăng 8% như Nghị quyết"
        elif "plan" in roles and i and after[i - 1].keys == _BY and _RESOLUTION in item.keys and not s.plan:
            s.target = True  # "để cả năm đạt 10,5% theo Nghị quyết"
        elif "plan" in roles and i and after[i - 1].keys == _THAT:
            s.target, s.of_base, s.verb, s.sign = True, True, "", 1  # "chưa tới mức 9,8% mà kịch bản vạch ra"
        elif "plan" in roles:
            s.plan = True
            if pending:
                s.base, pending = "plan", False
        elif (
            "other" in roles
            and ((s.equals and n.percent) or (s.verb == "ratio" and n.times))
            and not (s.plan or s.base or pending)
            and (_mean(after[:i]) or not _MEANS.isdisjoint(item.keys))
        ):
            s.base, s.of_country = "other", item.keys[-2:] in COUNTRY  # "bằng 69% mức bình quân cả nước"
        elif "other" in roles and pending:
            s.base, s.of_country, pending = "other", item.keys[-2:] in COUNTRY, False
        for role, by in (("by_central", "central"), ("by_province", "provincial")):
            if role in roles or ("plan" in roles and by in item.keys):  # "of the central budget plan"
                s.plan_by = by
                if role in roles and pending:
                    s.plan, s.base, pending = True, "plan", False  # "thấp hơn 4,5% so với mức tỉnh giao"
        if "provisional" in roles and not pending:
            s.status = "P"  # "by provisional figures"
        if "average" in roles:
            s.average = True
        part = item.kind in ("subject", "counted") or (item.kind == "word" and (not roles or "number_of" in roles))
        if part and i < 3 and s.equals and not (s.plan or pending) and "about" not in after[0].roles:
            s.of_whole = True
        if roles & {"growth", "up"} or _GROWING & set(item.keys):
            s.of_growth = True
