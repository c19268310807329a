"""Which measure a number is, and its value in it: from what its clause says and what the clause before was."""

from __future__ import annotations

from dataclasses import dataclass

from .amounts import Number
from .saying import Before, Said
from .times import Time
from .units import MONEY

_LEAST = 20  # per cent: an index below it is hardly one
PLAIN = ("", "level", "ratio", "estimate")
RISES = {"yoy_pct", "mom_pct", "dec_pct", "change_pct"}


@dataclass(slots=True)
class Measured:
    """The measure of a number, its value and upper end in it, and why it is not sure."""

    measure: str
    value: float
    upper: float | None = None
    decimals: int = 0
    unit: str = ""
    reasons: tuple[str, ...] = ()
    changes: bool = False  # it is a change: its base says which


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
    if n.sign and not (n.times or s.plan):
        verb, sign = ("down", -1) if n.sign == "-" else ("up", 1)
    if n.percent or n.unit == "permil":
        return _percent(n, s, verb, sign, before, bracket, near, head)
    if n.points:
        return _points(n, s, verb, sign, before, near)
    if n.times:
        return _times(n, s)
    if (verb == "rank" and (not n.known_unit or n.total is not None or n.unit == "rank")) or n.ordinal:
        return Measured("level", n.value, decimals=n.decimals, unit="rank")
    if bracket and before.measure == "pct_of_plan" and verb == "" and s.counted and s.base is None:
        return _signed(n, "plan_target", 1, reasons=("several_readings",))  # "đạt 52,3% kế hoạch năm (1.225.000 tấn)"
    return _amount(n, s, verb, sign, before, near)


def _signed(
    n: Number, measure: str, sign: int, unit: str = "", *, changes: bool = False, reasons: tuple[str, ...] = ()
) -> Measured:
    value, upper = sign * n.value, None if n.upper is None else sign * n.upper
    if upper is not None and upper < value:
        value, upper = upper, value
    return Measured(measure, value, upper, n.decimals, unit or n.unit, reasons, changes)


def _of_plan(n: Number, base: float, sign: int) -> Measured:
    """Per cent beyond a plan, or short of it, as per cent of the plan."""
    value = round(base + sign * n.value, 9)
    upper = None if n.upper is None else round(base + sign * n.upper, 9)
    if upper is not None and upper < value:
        value, upper = upper, value
    return Measured("pct_of_plan", value, upper, n.decimals, "percent")


def _percent(
    n: Number, s: Said, verb: str, sign: int, before: Before, bracket: bool, near: bool, head: bool
) -> Measured:
    if s.target and verb in PLAIN and not s.of_base:
        return _signed(n, "plan_target", 1)
    if s.aside and s.base == "plan":
        return _signed(n, "plan_target", 1)  # "thấp hơn mục tiêu cả năm (8–9%)"
    if bracket and s.plan_head and not head and verb in (*PLAIN, "up", "down", "growth"):
        return _signed(n, "plan_target", sign)  # "tăng 9,0% (kế hoạch 9%)"
    if s.plan and s.base in (None, "plan") and not s.target and not s.of_base:
        if verb in ("exceed", "up"):
            return _of_plan(n, 100, 1)
        if verb in ("short", "down"):
            return _of_plan(n, 100, -1)
        if verb in (*PLAIN, "to", "share", "growth"):
            return _of_plan(n, 0, 1)
    if s.plan and not s.target and not s.of_base and verb in (*PLAIN, "share"):
        return _of_plan(n, 0, 1)
    if verb == "short" and s.base is not None:  # "hụt 5,2% so với cùng kỳ"
        verb, sign = "down", -1
    if s.counts and verb == "" and s.base is None and not (bracket or s.plan or s.target or s.within):
        return _level(n, s)  # "61,3% số hộ đạt …"
    if verb == "exceed":
        return _of_plan(n, 100, 1) if s.base is None else _signed(n, "yoy_pct", 1, changes=True)
    if verb == "to" and before.verb == "from" and before.measure in RISES:
        return _carried(n, s, before)
    if verb == "from" and before.verb == "to" and before.measure in RISES:
        return _carried(n, s, before)
    if (
        s.part
        and s.base is None
        and verb in (*PLAIN, "to", "surplus", "deficit")
        and not (s.plan or s.target or s.grows)
    ):
        return _signed(n, "share_pct", 1)
    if (
        verb == "to"
        and not (head or s.rate or s.share_head or s.grows)
        and before.measure == "level"
        and before.unit in MONEY
    ):
        return _signed(n, "yoy_pct", sign, changes=True)  # "giá 454 USD/tấn, nhích lên 3,1%"
    if verb in ("to", "from"):
        if s.share_head and not s.grows:
            return _signed(n, "share_pct", 1)
        return _signed(n, "yoy_pct", s.grows, changes=True) if s.grows else _level(n, s)
    if s.of_base:
        if s.plan or s.target:
            return _signed(n, "plan_target", 1)
        if s.aside and before.measure in ("pct_of_plan", "share_pct"):
            return _signed(n, before.measure, 1)
        if s.aside or before.measure in (*RISES, "change_pp"):
            rises = s.grows or before.measure in (*RISES, "change_pp")
            return (
                _signed(n, "yoy_pct", 1 if s.aside or before.measure == "change_pp" else before.sign)
                if rises
                else _level(n, s)
            )
        return _level(n, s)
    if verb in ("up", "down", "growth", "fall"):
        if (
            s.share_head and s.base is None and not s.compared and verb in ("up", "down")
        ):  # a share that moves, written as per cent
            return _signed(n, "share_change_pp", sign, "percent", changes=True, reasons=("points_as_percent",))
        if s.target:
            return _signed(n, "plan_target", sign)
        return _signed(n, "yoy_pct", sign, changes=True)
    if s.of_growth and (verb == "share" or (verb in ("level", "ratio") and before.measure == "contribution_pp")):
        return _signed(n, "growth_share_pct", 1)  # "chiếm 57,8% mức tăng chung"
    if verb == "share":
        return _signed(n, "plan_target" if s.target else "share_pct", 1)
    if verb == "contribution":
        if not s.of_growth and before.measure not in (*RISES, "contribution_pp", "growth_share_pct"):
            if s.moves:
                return _signed(n, "yoy_pct", s.moves, changes=True)  # "kéo giảm 5% số vụ"
            return _signed(n, "share_pct", 1)
        return _signed(n, "growth_share_pct", -1 if s.inverse else 1)
    if bracket and before.measure == "change" and verb == "" and not head:
        return _signed(n, "yoy_pct", before.sign, changes=True)
    if verb == "" and before.measure in RISES and near and not head and s.base != "plan":
        return _signed(n, "yoy_pct", before.sign, changes=True)
    if (
        verb in ("level", "ratio")
        and s.base is None
        and (before.planned or before.measure == "plan_gap")
        and not head
        and not s.of_whole
    ):
        return _of_plan(n, 0, 1)  # "đạt 5.930 tỷ đồng, tức 94%"
    if (
        verb in ("level", "ratio")
        and s.base is None
        and (s.of_whole or (before.total and s.equals and near))
        and not s.target
    ):
        return _signed(n, "share_pct", 1)
    if (
        verb in ("level", "ratio")
        and s.base is None
        and s.equals
        and ((before.based and before.measure in (*RISES, "level")) or before.measure == "index")
        and n.value >= _LEAST
    ):
        return _signed(n, "index", 1, changes=True)  # "khách du lịch chỉ bằng 55,9%"
    if verb == "" and before.measure == "change" and near and not head and isinstance(s.base, Time):
        return _signed(
            n, "yoy_pct", before.sign, changes=True
        )  # "an increase of 170 thousand persons … and of 1.1 per cent"
    if verb in ("level", "ratio") or (verb == "" and s.base is not None):
        if s.base is not None and s.base != "plan" and not s.target:
            return _signed(n, "index", 1, changes=True)
        return _signed(n, "share_pct", 1) if s.share_head else _level(n, s)
    if s.within and verb == "" and not s.counts and before.measure == "level" and not (before.percent or s.target):
        return _signed(n, "share_pct", 1)  # "421.380 hồ sơ, trong đó 78,6% nộp trực tuyến"
    if s.rate and verb == "":
        return _level(n, s)
    if bracket and before.measure in RISES and s.before_times and verb in ("", "estimate") and not head:
        return _carried(n, s, before)  # "6,8%/năm (2016: 6,1%; 2017: 6,9%)"
    if before.percent and (near or head) and verb == "":
        if bracket and before.measure in RISES and not head:
            return _level(n, s)
        return _carried(n, s, before)
    if before.measure == "change" and near and verb == "" and not head:
        return _signed(n, "yoy_pct", before.sign, changes=True)
    if s.share_head:
        return _signed(n, "share_pct", 1)
    return _level(n, s)


def _level(n: Number, s: Said) -> Measured:
    return _signed(n, "plan_target" if s.target or s.plan_head else "level", 1)


def _carried(n: Number, s: Said, before: Before) -> Measured:
    """A member of a list: what the one before it was."""
    if before.measure == "pct_of_plan":
        return _of_plan(n, 0, 1)
    if before.measure in RISES or before.measure == "yoy_pct":
        return _signed(n, "yoy_pct", before.sign, changes=True)
    if before.measure in ("share_pct", "growth_share_pct", "index", "plan_target", "share_change_pp"):
        return _signed(
            n,
            before.measure,
            before.sign if before.measure in ("share_change_pp", "plan_target") else 1,
            changes=before.measure == "index",
        )
    return _level(n, s)


def _points(n: Number, s: Said, verb: str, sign: int, before: Before, near: bool) -> Measured:
    if verb == "contribution":
        return _signed(n, "contribution_pp", -1 if s.inverse else 1)
    if verb in ("up", "down") and s.base == "plan":
        return _signed(n, "plan_gap", sign)
    if verb in ("up", "down", "growth", "fall", "exceed", "short"):
        if s.target and s.base is None:
            return _signed(n, "plan_target", sign)
        sign = -1 if verb in ("down", "fall", "short") else 1
        if verb in ("exceed", "short") and (s.plan or s.base == "plan"):
            return _signed(n, "plan_gap", sign)
        own = s.base is None or (s.base not in ("plan", "area", "other"))
        rate = (before.measure in RISES and near) or s.grows != 0
        return _signed(n, "change_pp" if rate or not own or s.plan else "share_change_pp", sign, changes=True)
    if before.measure in ("contribution_pp", "share_change_pp", "change_pp"):
        return _signed(n, before.measure, before.sign if verb == "" else 1, changes=before.measure != "contribution_pp")
    return _signed(n, "plan_target" if s.target else "level", sign, reasons=() if s.target else ("measure_unknown",))


def _times(n: Number, s: Said) -> Measured:
    """So many times as much: an index, or a part of a plan, in hundreds of per cent."""
    value, decimals = round(n.value * 100, 9), n.decimals - 2
    if s.plan:
        return Measured("pct_of_plan", value, None, decimals, "percent")
    doubtful = ("several_readings",) if s.verb in ("up", "down") and s.verb != "ratio" else ()
    upper = None if n.upper is None else round(n.upper * 100, 9)
    return Measured("index", value, upper, decimals, "percent", doubtful, changes=True)


def _amount(n: Number, s: Said, verb: str, sign: int, before: Before, near: bool) -> Measured:
    if verb in ("exceed", "short") and (s.plan or (before.measure == "pct_of_plan" and s.base is None)):
        return _signed(n, "plan_gap", 1 if verb == "exceed" else -1)
    if verb == "short" and s.base is not None:
        return _signed(n, "change", -1, changes=True)
    if s.of_base:
        return _signed(n, "plan_target" if s.target else "level", sign if verb == "deficit" else 1)
    if verb in ("fall", "growth") and not s.beside:
        verb = "level"
    if verb == "" and before.measure == "change" and near and s.base is not None:
        return _signed(n, "change", before.sign, changes=True)
    if verb in ("up", "down", "fall", "growth"):
        if s.plan and s.base == "plan":
            return _signed(n, "plan_gap", sign)
        if s.target:
            return _signed(n, "plan_target", 1)
        if (
            s.adds
            and s.base is None
            and not (near and before.unit == n.unit)
            and n.known_unit
            and n.unit not in ("USD", "VND", "ha", "tonnes")
        ):
            return _signed(n, "level", 1)  # "thêm 25 dự án"
        return _signed(n, "change", sign, changes=True)
    if verb == "from" and near and before.verb == "deficit":
        verb, sign = before.verb, before.sign
    if verb == "" and near and s.counted and before.verb in ("surplus", "deficit"):
        verb, sign = before.verb, before.sign
    if verb in ("surplus", "deficit"):
        return _signed(n, "level", sign)
    if s.target or (s.plan_head and not s.plan):
        return _signed(n, "plan_target", 1)
    if (
        before.measure == "change"
        and near
        and verb == ""
        and before.verb in ("up", "down")
        and s.counted
        and not n.mult
    ):
        return _signed(n, "change", before.sign, changes=True)  # "giảm 3 vụ, 2 người chết"
    return _signed(n, "level", 1)
