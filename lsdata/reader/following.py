"""What a percentage is that goes on with the number before it, stands in brackets behind it or in a list."""

from __future__ import annotations

from .amounts import Number
from .measures import PLAIN, RISES, At, Measured, carried, level, of_plan, signed
from .saying import Before, Said
from .times import Time
from .units import MONEY
from .words import key, keys

_THAT_IS = (key("tức"),)
_MUCH, _DONE = key("mức"), keys("thực hiện")
_WHOLE = 100  # per cent: more is no share
_LEAST, _HALF = 20, 60  # per cent: an index below it is hardly one


def beside(n: Number, s: Said, verb: str, sign: int, before: Before, at: At) -> Measured | None:
    """What goes on with the number before it, or is compared as "bằng" does."""
    again = before.measure if before.measure in ("share_pct", "pct_of_plan") else ""
    if at.bracket and again and s.before_times and verb in ("", "level") and not at.head:
        return signed(
            n, again, 1
        )  # "chiếm 1,7% tổng dư nợ (năm 2012 là 2,1%)", "33.9% of the plan (same period of 2022: 41.5%)"
    counted = (
        s.counts and at.near and not at.head and before.measure == "level" and before.unit not in (*MONEY, "percent")
    )
    if counted and verb == "level" and s.base is None and not (s.plan or s.target):
        return signed(n, "share_pct", 1)  # "thi hành xong 17.850 việc, đạt 71,7% số việc có điều kiện"
    if before.total and at.near and verb in PLAIN and s.base is None and not (s.plan or s.target or s.rate or at.head):
        paid = before.unit in MONEY and verb == "level"  # "6.020/11.900 tỷ đồng, đạt 50,6%"
        return of_plan(n, 0, 1) if paid else signed(n, "share_pct", 1)  # "545/984 trường, tỷ lệ 55,4%"
    alike = isinstance(s.base, Time) and s.base_first and not (s.equals or s.of_base or s.plan)
    if alike and verb in ("", "level") and n.value < _LEAST:
        return signed(n, "yoy_pct", 1, changes=True)  # "So với tháng trước, …; khai khoáng 12,21%"
    same = (
        (s.equals or s.words[-1:] == _THAT_IS)
        and n.value < (_LEAST if s.base is not None or before.sign < 0 else _HALF)
        and not s.of_whole
    )
    if (at.bracket or same) and at.near and before.measure == "change" and not at.head and (verb == "" or same):
        return signed(n, "yoy_pct", before.sign, changes=True)  # "tăng 1.845 tỷ đồng, tương ứng 6,1% so với đầu năm"
    if (
        verb == ""
        and before.measure in RISES
        and at.near
        and (not at.head or (s.counted and s.base))
        and s.base != "plan"
    ):
        return signed(n, "yoy_pct", before.sign, changes=True)
    if (
        verb in ("level", "ratio")
        and s.base is None
        and (before.planned or before.measure == "plan_gap")
        and not at.head
        and not s.of_whole
    ):
        return of_plan(n, 0, 1)  # "đạt 5.930 tỷ đồng, tức 94%"
    if (
        verb in ("level", "ratio")
        and s.base is None
        and (s.of_whole or (before.total and s.equals and at.near))
        and not s.target
    ):
        return signed(n, "share_pct", 1)
    if s.indexed:
        return signed(n, "index", 1, changes=True)
    if (
        verb in ("level", "ratio")
        and s.base is None
        and s.equals
        and (
            (before.based and before.measure in (*RISES, "level"))
            or before.measure == "index"
            or (before.based and before.measure == "share_pct" and n.value > _WHOLE)
        )
        and n.value >= _LEAST
    ):
        return signed(n, "index", 1, changes=True)  # "khách du lịch chỉ bằng 55,9%"
    if verb == "" and before.measure == "change" and at.near and not at.head and isinstance(s.base, Time):
        return signed(
            n, "yoy_pct", before.sign, changes=True
        )  # "an increase of 170 thousand persons … and of 1.1 per cent"
    if verb == "level" and _MUCH in s.words and isinstance(s.base, Time) and n.value < _LEAST and not s.equals:
        return signed(n, "yoy_pct", sign, changes=True)  # "dẫn đầu là thuốc với mức 6,9% so với tháng trước"
    if verb in ("level", "ratio") or (verb == "" and s.base is not None):
        if s.base is not None and s.base != "plan" and not s.target:
            return signed(n, "index", 1, changes=True)
        if (
            before.verb == "growth"
            and before.measure in RISES
            and before.percent
            and not (at.head or s.rate or s.target)
        ):
            return carried(n, s, before)  # "mức tăng X được công bố là 48%, trong nguồn mới nhất là 47%"
        return signed(n, "share_pct", 1) if s.share_head else level(n, s)
    return None


def listed(n: Number, s: Said, verb: str, before: Before, at: At) -> Measured:
    """What a list, brackets or the subject make of a bare percentage."""
    if at.bracket and s.counted and verb == "" and before.measure == "level" and not before.percent and not at.head:
        if before.unit not in (*MONEY, "") and s.base is None and not s.target and not s.before_times:
            return signed(n, "share_pct", 1)  # "2.045 xã (23%)"
    if at.bracket and s.counted and before.measure == "contribution_pp" and verb == "" and s.base is None:
        return signed(n, "growth_share_pct", 1)  # "đóng góp 3,72 điểm phần trăm (46,4%)"
    if s.words[:1] == ("to",) and "and" in s.words and before.measure == "share_pct" and at.near and not s.target:
        return signed(n, "share_pct", 1)  # "44.6% went to investment and 49.8% to recurrent spending"
    if s.words[-2:] == _DONE and before.measure == "plan_target" and verb == "":
        return level(n, s)  # "kế hoạch 66%, thực hiện 66,3%"
    if s.words[-1:] == ("for",) and before.measure == "share_pct" and verb == "":
        return signed(n, "share_pct", 1)  # "accounted for 63.8%; those in the red channel for 9.8%"
    if s.words[-1:] == ("or",) and before.measure == "level" and not before.percent and at.near and s.base is None:
        return signed(n, "share_pct", 1)  # "with $149.9 million, or 27.8 per cent"
    if s.within and verb == "" and not s.counts and before.measure == "level" and not (before.percent or s.target):
        return signed(n, "share_pct", 1)  # "421.380 hồ sơ, trong đó 78,6% nộp trực tuyến"
    if s.rate and verb == "":
        return level(n, s)
    if at.bracket and before.measure in RISES and s.before_times and verb in ("", "estimate") and not at.head:
        return carried(n, s, before)  # "6,8%/năm (2016: 6,1%; 2017: 6,9%)"
    if before.measure == "pct_of_plan" and at.head and s.average and not at.near and not s.plan:
        return level(n, s)  # "equal to 76.8% of the plan; bed occupancy averaged 69%"
    if before.percent and (at.near or at.head) and verb == "":
        if at.bracket and before.measure in RISES and not at.head:
            return level(n, s)
        return carried(n, s, before)
    if before.measure == "change" and at.near and verb == "" and not at.head:
        return signed(n, "yoy_pct", before.sign, changes=True)
    if s.share_head:
        return signed(n, "share_pct", 1)
    return level(n, s)
