"""What a percentage is: a part of a plan, a change, a share, a contribution, an index, a level."""

from __future__ import annotations

from .amounts import Number
from .following import beside, listed
from .measures import IN_POINTS, PLAIN, POINTS, RISES, At, Measured, carried, level, of_plan, signed
from .saying import CHANGES, Before, Said
from .times import Time
from .units import MONEY
from .words import key

_FEW = 3  # words
_RATE = 50  # per cent: what is short of a plan by less
_MOST = 60  # per cent: of a rate that is aimed at, beside an amount
_COLON, _BESIDE = (":",), frozenset(("behind", "below", "above", "ahead"))
_LACKING, _UP_TO = key("hụt"), (key("lên"),)


def percent(n: Number, s: Said, verb: str, sign: int, before: Before, at: At) -> Measured:
    """The measure of a percentage; ``verb`` and ``sign``: as the words or its own sign have them."""
    if (found := _of_plan(n, s, verb, sign, before, at)) is not None:
        return found
    if (
        at.bracket
        and s.base in ("other", "area")
        and before.measure in IN_POINTS
        and before.rated in ("pct_of_plan", "share_pct")
    ):
        return signed(n, before.rated, 1)  # "4,5 điểm phần trăm so với bình quân chung cả nước (46,7%)"
    past = any(t.shape == "previous_year" for t in s.before_times) and not (s.target or s.plan)
    if past and before.measure == "plan_target" and verb == "":
        return (
            signed(n, "yoy_pct", 1, changes=True) if before.verb in ("up", "growth") else level(n, s)
        )  # "growth of 12% planned, while last year it managed 8.8%"
    planned = s.plan or before.planned or before.measure in ("pct_of_plan", "plan_target", "plan_gap")
    if verb == "short" and (s.base is not None or (_LACKING in s.words[-2:] and not planned)):
        verb, sign = "down", -1  # "hụt 5,2% so với cùng kỳ"
    for told in (_end, _change, _part, beside):
        if (found := told(n, s, verb, sign, before, at)) is not None:
            return found
    return listed(n, s, verb, before, at)


def _of_plan(n: Number, s: Said, verb: str, sign: int, before: Before, at: At) -> Measured | None:
    """What is a plan, a part of it, or a gap to it."""
    beyond = verb in ("short", "exceed") or not _BESIDE.isdisjoint(s.words)
    if s.words[-1:] == _COLON and (s.plan or s.target) and beyond and s.base is None:
        return signed(n, "level", 1)  # "coverage was still behind the plan: 86.2%"
    if s.target and verb in (*PLAIN, "to") and not s.of_base:
        return signed(n, "plan_target", 1)
    if at.bracket and s.opened and s.base == "plan" and s.base_first and s.named:
        return of_plan(n, 0, 1)  # "đạt tỷ lệ cao so với dự toán như lệ phí môn bài (92%)"
    if (s.aside or (at.bracket and s.opened and s.base_first)) and s.base == "plan":
        return signed(n, "plan_target", 1)  # "thấp hơn mục tiêu cả năm (8–9%)"
    if at.bracket and s.plan_head and not at.head and verb in (*PLAIN, "up", "down", "growth"):
        return signed(n, "plan_target", sign)  # "tăng 9,0% (kế hoạch 9%)"
    if at.bracket and s.opened and s.plan and verb in ("exceed", "short"):
        rate = before.percent and before.measure != "pct_of_plan" and (s.rates or n.value < _MOST)
        return signed(n, "plan_target", 1) if rate else of_plan(n, 0, 1)  # "tăng 6,84%, chưa đạt mục tiêu (8%)"
    if verb == "to" and before.measure == "plan_target" and len(s.words) < _FEW and not at.head:
        return signed(n, "plan_target", 1)  # "mục tiêu tăng trưởng từ 12% xuống 10,5%"
    if s.at_plan and verb in ("up", "down", "short") and at.near and before.percent and s.plan:
        return signed(n, "plan_target", 1)  # "tăng 6,23%, thấp hơn chỉ tiêu 7%"
    if s.base == "plan" and verb in ("up", "down") and at.near and before.percent and not at.head:
        if before.measure in ("level", "share_pct", "pct_of_plan") or before.verb == "growth":
            return signed(n, "plan_gap", sign, "percent", reasons=POINTS)  # "35,1%, thấp hơn 0,4% so với chỉ tiêu"
    if s.plan and s.base in (None, "plan") and not s.target and not s.of_base:
        if verb == "exceed" and at.near and not at.head and before.measure == "yoy_pct" and s.rates:
            return signed(n, "plan_gap", 1, "percent", reasons=POINTS)  # "tăng 8,57%, vượt 2,07% so với kế hoạch"
        if verb in ("exceed", "up"):
            return of_plan(n, 100, 1)
        rate = at.near and before.rated in ("level", "share_pct") and n.value >= _RATE and s.base is None and s.at_plan
        if rate and verb in ("short", "down"):
            return signed(n, "plan_target", 1)  # "đạt 67,5%, tăng 4 điểm phần trăm nhưng thấp hơn kế hoạch 70%"
        if verb in ("short", "down"):
            return of_plan(n, 100, -1)
        if verb in (*PLAIN, "to", "share", "growth"):
            return of_plan(n, 0, 1)
    if s.plan and not s.target and not s.of_base and verb in (*PLAIN, "share"):
        return of_plan(n, 0, 1)
    return None


def _end(n: Number, s: Said, verb: str, sign: int, before: Before, at: At) -> Measured | None:
    """What counts those who have something; an end of a move: "from 5% to 7%"; a number of the base itself."""
    if (
        s.counts
        and verb == ""
        and s.base is None
        and not (before.measure in RISES and at.near and not s.peopled)
        and not (at.bracket or s.plan or s.target or s.within)
    ):
        return level(n, s)  # "61,3% số hộ đạt …"
    if verb == "exceed" and s.base is None and ("rate" in s.words or s.rate):
        return level(n, s)  # "with the rate exceeding 99 percent"
    if verb == "exceed":
        return of_plan(n, 100, 1) if s.base is None else signed(n, "yoy_pct", 1, changes=True)
    if (
        verb == "to"
        and s.base_first
        and isinstance(s.base, Time)
        and not (s.of_base or s.rate or s.share_head or s.target)
    ):
        return signed(n, "yoy_pct", 1, changes=True)  # "so với tháng 12 năm ngoái, mặt bằng giá đã lên 9,87%"
    if verb == "to" and before.verb == "from" and before.measure in RISES:
        return carried(n, s, before)
    if verb == "to" and before.measure in RISES and before.verb in ("growth", "fall") and at.near and not at.head:
        return carried(n, s, before)  # "growth is forecast at 5.7% this year, recovering to 6.2% in 2013"
    later = (
        verb == "to" and before.measure in RISES and before.percent and not at.near and not (at.head or s.share_head)
    )
    if later and s.base is None and not (s.plan or s.target or s.rate):
        return carried(n, s, before)  # "nhích 4,9%; sang quý IV đã bật lên 24,3%"
    fallen = s.led in ("up", "down") and at.near and not at.head  # "up 5.7%, down from 8.07% in the same period"
    if verb == "from" and (before.verb == "to" or fallen) and before.measure in RISES:
        return carried(n, s, before)
    if verb == "from" and fallen and before.measure == "share_pct":
        return signed(n, "share_pct", 1)  # "54.2% of GDP, up from 50.8% a year earlier"
    if (
        s.part
        and s.base is None
        and verb in (*PLAIN, "to", "from", "surplus", "deficit")
        and not (s.plan or s.target or s.grows or (s.rate and verb == ""))
    ):
        return signed(n, "share_pct", 1)
    if (
        verb == "to"
        and not (at.head or s.rate or s.share_head or s.grows or "reaching" in s.words)
        and before.measure == "level"
        and before.unit in MONEY
    ):
        return signed(n, "yoy_pct", sign, changes=True)  # "giá 454 USD/tấn, nhích lên 3,1%"
    moved = verb == "to" and s.words[-1:] == _UP_TO and isinstance(s.base, Time) and not s.base_first
    if moved and not (s.rate or s.share_head):
        return signed(n, "yoy_pct", 1, changes=True)  # "CPI vọt lên 2,87% so với tháng trước"
    if verb in ("to", "from"):
        if s.share_head and not s.grows:
            return signed(n, "share_pct", 1)
        return signed(n, "yoy_pct", s.grows, changes=True) if s.grows else level(n, s)
    if s.base in ("other", "area") and before.measure in IN_POINTS and before.rated == "pct_of_plan":
        return signed(
            n, "pct_of_plan", 1
        )  # "72.4% of the plan, 6.8 points more than …, against a national average of 52.3%"
    if s.of_base:
        if s.plan or s.target:
            return signed(n, "plan_target", 1)
        again = isinstance(s.base, Time) or bool(
            s.after_times
        )  # "35.2 percent of the plan, against 31.1 percent a year earlier"
        if before.measure == "share_pct" or ((s.aside or again) and before.measure == "pct_of_plan"):
            return signed(n, before.measure, 1)
        if s.aside or before.measure in (*RISES, "change_pp"):
            rises = s.grows or before.measure in (*RISES, "change_pp")
            return (
                signed(
                    n,
                    "yoy_pct",
                    (s.grows or 1) if s.aside or before.measure == "change_pp" else sign if n.sign else before.sign,
                )
                if rises
                else level(n, s)
            )
        return level(n, s)
    return None


def _change(n: Number, s: Said, verb: str, sign: int, before: Before, at: At) -> Measured | None:
    """A rise or a fall, of a share or a rate in points."""
    if verb not in CHANGES:
        return None
    moves = verb in ("up", "down")
    if moves and s.share_head and s.base is None and not (s.compared or s.target):
        return _in_points(n, "share_change_pp", sign)  # a share that moves, written as per cent
    if s.target:
        return signed(n, "plan_target", sign)
    goes_on = moves and at.near and not at.head
    of_rate = goes_on and before.percent and before.measure == "level" and not s.compared
    if of_rate or s.of_share:
        return _in_points(n, "share_change_pp", sign)
    of_growth = goes_on and before.measure == "yoy_pct" and before.verb == "growth" and not before.beside
    if of_growth and isinstance(s.base, Time) and s.base.shape == "same":
        return _in_points(n, "change_pp", sign)
    return signed(n, "yoy_pct", sign, changes=True)


def _in_points(n: Number, measure: str, sign: int) -> Measured:
    """A change in percentage points that is printed as per cent."""
    return signed(n, measure, sign, "percent", changes=True, reasons=POINTS)


def _part(n: Number, s: Said, verb: str, sign: int, before: Before, at: At) -> Measured | None:
    """A share, a part of growth, a contribution."""
    if s.of_growth and (verb == "share" or (verb in ("level", "ratio") and before.measure == "contribution_pp")):
        return signed(n, "growth_share_pct", 1)  # "chiếm 57,8% mức tăng chung"
    if (
        verb == "share"
        and isinstance(s.base, Time)
        and s.base.shape == "same"
        and not s.base_first
        and not s.share_head
    ):
        return signed(n, "index", 1, changes=True)  # "accounting for 64.7% over the same period"
    if verb == "share":
        return signed(n, "plan_target" if s.target else "share_pct", 1)
    if verb == "contribution" and s.makes:
        return signed(n, "contribution_pp", -1 if s.inverse else 1, "percentage_points", reasons=POINTS)
    if verb == "contribution":
        if not s.of_growth and before.measure not in (*RISES, "contribution_pp", "growth_share_pct"):
            if s.moves and s.target:
                return signed(n, "plan_target", s.moves)  # "đặt chỉ tiêu kéo giảm 5% số vụ"
            if s.moves:
                return signed(n, "yoy_pct", s.moves, changes=True)  # "kéo giảm 5% số vụ"
            return signed(n, "share_pct", 1)
        return signed(n, "growth_share_pct", -1 if s.inverse else 1)
    return None
