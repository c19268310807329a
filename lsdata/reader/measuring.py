"""Which measure a number is, and its value in it: from what its clause says and what the clause before was."""

from __future__ import annotations

from .amounts import Number
from .measures import PLAIN, RISES, At, Measured, signed
from .percents import percent
from .saying import Before, Said
from .times import Time
from .verbs import NEGATIVE
from .words import key

_AND_APART = (",", "and")  # "62 people were killed, up 4, and 88 injured"
_PLANS = (key("hoạch"),), (key("tiêu"),), (key("toán"),)
_LARGE = 0.75  # of a level: a gap to a plan is smaller
_MORE_THAN = (",", key("hơn"))
_LACKING, _LOST = (key("hụt"),), (key("mất"),)
_STEPS, _UP_TO = ("bậc", "hạng"), (key("lên"),)
_JOINING = frozenset((key("và"), "and"))
_OVERALL = frozenset(("overall", "rate", key("chung")))
_OR = ("or",)


def measured(n: Number, s: Said, before: Before, *, bracket: bool, near: bool, head: bool) -> Measured:
    """The measure of a number.

    Parameters
    ----------
    before : the number before it in its sentence.
    bracket : the number stands alone in brackets.
    near : only a comma or "and" parts it from the number before.
    head : the clause names a subject of its own.
    """
    sign = s.sign
    verb = s.verb
    if n.sign == "-" and verb == "contribution":
        s.inverse = True  # "a contribution of minus 22.05%"
    elif n.sign and not (n.times or s.plan):
        verb, sign = ("down", -1) if n.sign == "-" else ("up", 1)
    if n.unit == "permil" and verb in ("up", "down"):
        return signed(n, "change", sign, changes=True)  # "14,8‰, giảm 0,2‰"
    if n.percent or n.unit == "permil":
        return percent(n, s, verb, sign, before, At(bracket, near, head))
    if before.measure == "contribution_pp" and n.unit == "points" and verb == "" and not s.target:
        return signed(n, "contribution_pp", 1, "percentage_points")  # "…, riêng công nghiệp 9,9 điểm"
    if n.points:
        return _points(n, s, verb, sign, before, near)
    if n.times:
        return _times(n, s)
    again = n.total is not None and before.unit == "rank" and s.counted  # "thứ 43/63 về tốc độ tăng và 17/63 về quy mô"
    if again or (verb == "rank" and (not n.known_unit or n.total is not None or n.unit == "rank")) or n.ordinal:
        return Measured("level", n.value, decimals=n.decimals, unit="rank")
    if bracket and s.base == "plan" and verb in (*PLAIN, "exceed", "short") and not s.of_base:
        return signed(n, "plan_target", 1)  # "so với chỉ tiêu giao của UBND (70.544 người)"
    if bracket and s.opened and s.plan and verb in ("exceed", "short"):
        return signed(n, "plan_target", 1)  # "vượt chỉ tiêu dự toán (108.800 tỷ đồng)"
    if (
        bracket
        and verb == ""
        and s.counted
        and n.total is None
        and before.measure in RISES
        and s.base is None
        and not (s.before_times or before.beside)
    ):
        return signed(n, "change", before.sign, changes=True)  # "tăng 2,63% (1,32 tạ/ha)"
    if before.measure in RISES and near and s.words == _OR and not s.plan and before.rated and n.known_unit:
        return signed(n, "change", before.sign, changes=True)  # "down 2.3% or 790 ha"
    if bracket and before.measure == "pct_of_plan" and verb == "" and s.base is None and (s.counted or _of_year(s)):
        return signed(n, "plan_target", 1, reasons=("several_readings",))  # "đạt 52,3% kế hoạch năm (1.225.000 tấn)"
    if verb == "to" and before.measure == "index" and n.mult:
        verb = "level"  # "more than doubled to 2.06 million"
    return _amount(n, s, verb, sign, before, near)


def _of_year(s: Said) -> bool:
    """True where nothing but the year stands before it: "đạt 35,8% chỉ tiêu giao (cả năm 600 tỷ đồng)"."""
    return len(s.before_times) == 1 and s.before_times[0].shape in ("this_year", "year") and s.words[-1:] == ("(",)


def _points(n: Number, s: Said, verb: str, sign: int, before: Before, near: bool) -> Measured:
    scored = before.measure == "level" and before.unit == "percentage_points" and n.unit_text == "points"
    if scored and verb in ("up", "down"):
        return signed(n, "change", sign, "points", changes=True)  # of a score: "63.9 points, up 1.2 points"
    if verb == "to" and s.words[-1:] == _UP_TO and before.measure == "level" and before.verb != "from":
        verb, sign = "up", 1  # "67,5%, nhích lên 2,1 điểm phần trăm"
    if verb == "contribution" and s.moves and isinstance(s.base, Time):
        verb, sign = ("up", 1) if s.moves > 0 else ("down", -1)  # "kéo giảm 0,61 điểm % so với đầu năm"
    if verb == "share" and before.measure in RISES and s.base is None:
        verb = "contribution"  # "surged 41.6 per cent, accounting for 9.95 percentage points"
    taken = s.words[:-1] == (",",) and s.words[-1] in NEGATIVE  # "…, reducing 0.6 points"
    overall = taken or not _OVERALL.isdisjoint(s.words)
    if before.contributed and verb in ("up", "down") and s.base is None and overall:
        return signed(n, "contribution_pp", sign)  # "dragging the overall rate down by 0.28 percentage points"
    if verb == "contribution":
        return signed(n, "contribution_pp", -1 if s.inverse else 1)
    if verb in ("up", "down") and s.base == "plan":
        return signed(n, "plan_gap", sign)
    if verb in ("up", "down", "growth", "fall", "exceed", "short"):
        if s.target and s.base is None:
            return signed(n, "plan_target", sign)
        sign = -1 if verb in ("down", "fall", "short") else 1
        if verb in ("exceed", "short") and (s.plan or s.base == "plan" or before.measure == "plan_target"):
            return signed(n, "plan_gap", sign)
        own = s.base is None or (s.base not in ("plan", "area", "other"))
        rate = (before.measure in RISES and near and not s.rate) or s.grows != 0
        return signed(n, "change_pp" if rate or not own or s.plan else "share_change_pp", sign, changes=True)
    if before.measure == "change" and near and verb == "" and s.base is None:
        return signed(n, "change_pp", before.sign, changes=True)  # "increased by 18.8 trillion VND, or 2.1 points"
    if before.contributed and verb == "" and s.base is None and not s.target:
        return signed(n, "contribution_pp", 1)  # "contributed 5.36 points; industry, 11.2% and 3.42 points"
    if s.striving and verb == "":
        return signed(n, "plan_target", 1)  # "giảm 4,29 điểm phần trăm, vượt mục tiêu đề ra là 4 điểm phần trăm"
    if before.measure in ("contribution_pp", "share_change_pp", "change_pp"):
        again = before.raw == "share_change_pp" and verb == "" and isinstance(s.base, Time)
        measure = (
            "share_change_pp" if again else before.measure
        )  # "tăng 3,1 điểm so với tháng trước và 9,8 điểm so với cùng kỳ"
        return signed(n, measure, before.sign if verb == "" else 1, changes=measure != "contribution_pp")
    if n.unit_text == "points" and not (s.target or before.contributed):
        return signed(n, "level", sign, "points")  # a score: "the PCI with 63.9 points"
    return signed(n, "plan_target" if s.target else "level", sign, reasons=() if s.target else ("measure_unknown",))


def _times(n: Number, s: Said) -> Measured:
    """So many times as much: an index, or a part of a plan, in hundreds of per cent."""
    value, decimals = round(n.value * 100, 9), n.decimals - 2
    if s.plan:
        return Measured("pct_of_plan", value, None, decimals, "percent")
    if s.verb == "down" and n.upper is None and n.value > 1:
        value, decimals = round(100 / n.value, 1), 1  # "giảm hơn 5 lần": to less than a fifth
        n.qualifier = {"over": "under", "under": "over"}.get(n.qualifier, n.qualifier)
    doubtful = ("several_readings",) if s.verb in ("up", "down") and s.verb != "ratio" else ()
    upper = None if n.upper is None else round(n.upper * 100, 9)
    return Measured("index", value, upper, decimals, "percent", doubtful, changes=True)


def _amount(n: Number, s: Said, verb: str, sign: int, before: Before, near: bool) -> Measured:
    if verb == "exceed" and s.plan and n.total is not None:
        return signed(n, "level", 1)  # "met or exceeded 27 of 33 main indicators of its plan"
    alike = before.measure == "level" and before.unit == n.unit and near and s.words[-1:] in _PLANS
    if (
        verb in ("exceed", "short")
        and alike
        and s.plan
        and s.base is None
        and before.size
        and n.value * 10**n.mult >= before.size * _LARGE
    ):
        return signed(n, "plan_target", 1)  # "đạt 12.580 tấn, vượt mục tiêu 12.000 tấn"
    if verb in ("exceed", "short") and (s.plan or (before.measure == "pct_of_plan" and s.base is None)):
        return signed(n, "plan_gap", 1 if verb == "exceed" else -1)
    if verb == "exceed" and isinstance(s.base, Time):
        return signed(n, "change", 1, changes=True)  # "vượt cùng kỳ 24,6 nghìn tấn"
    fewer = (before.based and s.words[-1:] == _LACKING and n.known_unit) or (
        near and before.measure == "level" and before.unit == n.unit and s.words[-1:] == _LACKING
    )  # "54,2 tạ/ha, hụt 1,3 tạ/ha"
    beyond = verb == "" and near and s.words[:2] == _MORE_THAN and before.measure == "level" and before.unit == n.unit
    if beyond and n.known_unit and s.base is None:
        return signed(n, "change", 1, changes=True)  # "4,2 tấn/ha, hơn vườn cũ 1,1 tấn/ha"
    lost = verb == "" and s.words[-1:] == _LOST and near and before.measure == "level" and before.unit == n.unit
    if lost and n.known_unit:
        return signed(n, "change", -1, changes=True)  # "chỉ còn 118.000 đồng/kg, mất 17.000 đồng/kg so với đầu tháng"
    if verb == "short" and (s.base is not None or fewer):
        return signed(n, "change", -1, changes=True)
    if verb == "to" and n.unit in _STEPS and s.words[-1:] == _UP_TO:
        return signed(n, "change", 1, changes=True)  # "xếp thứ 11/34, lên 6 bậc"
    if n.total is not None and verb in ("up", "down", "fall", "growth") and not (s.target or s.adds):
        return signed(n, "level", 1)  # "output declined in 9 of the 32 key products"
    if s.of_base:
        return signed(n, "plan_target" if s.target or s.plan else "level", sign if verb == "deficit" else 1)
    if verb in ("fall", "growth") and not s.beside:
        verb = "level"
    goes_on = (before.measure == "change" and s.base is not None) or (before.measure in RISES and s.counted)
    if verb == "" and near and goes_on and isinstance(s.base, Time):
        return signed(n, "change", before.sign, changes=True)
    if verb in ("up", "down", "fall", "growth"):
        if s.plan and s.base == "plan":
            return signed(n, "plan_gap", sign)
        if s.target:
            return signed(n, "plan_target", 1)
        if (
            s.adds
            and s.base is None
            and not (near and before.unit == n.unit and not s.before_times)
            and n.known_unit
            and (n.unit not in ("USD", "VND", "ha", "tonnes") or before.unit == "projects")
        ):
            return signed(n, "level", 1)  # "thêm 25 dự án"
        return signed(n, "change", sign, changes=True)
    if verb == "from" and near and before.verb == "deficit":
        verb, sign = before.verb, before.sign
    if verb == "" and near and s.counted and before.verb in ("surplus", "deficit"):
        verb, sign = before.verb, before.sign
    if verb in ("surplus", "deficit"):
        return signed(n, "level", sign)
    again = s.base is None or (isinstance(s.base, Time) and not s.base_first)
    if s.equals and near and before.measure in RISES and again and before.unit == "percent" and not s.target:
        return signed(n, "change", before.sign, changes=True)  # "tăng 2,64%, bằng 7.300 con"
    if s.target or (s.plan_head and not s.plan and n.total is None):
        return signed(n, "plan_target", 1)
    if (
        before.measure == "change"
        and near
        and verb == ""
        and before.verb in ("up", "down")
        and s.counted
        and s.words != _AND_APART
        and not before.compared
        and (not n.mult or not _JOINING.isdisjoint(s.words))
    ):
        return signed(n, "change", before.sign, changes=True)  # "giảm 3 vụ, 2 người chết"
    return signed(n, "level", 1)
