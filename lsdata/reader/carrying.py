"""What the sentence and the paragraph add to what the clause of a number says: targets, plans, shares, the number before."""

from __future__ import annotations

from . import provisos
from .amounts import Number
from .clauses import Clause
from .context import Context, Line
from .goals import of_results, opens_list
from .items import MIDDLE, STRONG, Phrases
from .measures import IN_POINTS, RISES
from .saying import Said
from .times import Time
from .units import MONEY
from .words import key, keys

_RATE = keys("tỷ lệ")
_THAT = "that"
_AND, _OF, _THAT_IS = ("and",), ("of",), (key("tức"),)
_REST = ("the", "remaining"), keys("còn lại")
_REACHES = (key("đạt"),)
_IS, _WHOSE = (key("là"),), (key("của"),)
_AND_THE = ("and", "the")
_HAD_BEEN = (("it", "had", "been"), ("that", "had", "been"))
_RATED = keys("đạt tỷ lệ")
_PLAIN = ("", "level")
_RISE = frozenset(("figure", "pace", "increase", "rise", "that", "rate"))
_PAID = Phrases(keys("giải ngân được"), keys("mới giải ngân"))
_DONE = frozenset(key(w) for w in ("đã", "ước", "đạt", "được", "had", "has", "was", "were"))
_MOST_POINTS = 10  # that a share moves by
_OF_THE, _GROWTH = ("of", "the"), "growth"
_STILL = frozenset((key("nhưng"), key("đã"), "but"))  # what was done, not what is to be


def carry(context: Context, clause: Clause, s: Said, line: Line, *, new: bool, fresh: bool, near: bool) -> None:
    """Complete what a clause says, and note what it says for those after it.

    Parameters
    ----------
    new : the clause names a subject. ``fresh`` : one that is not a general word for the one before ("sản lượng").
    near : only a comma or "and" parts it from the number before.
    """
    if s.verb == "level" and (new or "but" in clause.words[:2]):
        line.status = ""
    line.status = s.status or line.status
    if (fresh and not (line.bracket and clause.inside)) or (line.bracket and not clause.inside):
        line.own = None
    if clause.inside and not line.bracket:
        line.around = line.areas
    elif line.bracket and not clause.inside:
        line.areas = line.around  # what brackets name ends with them
    left = line.bracket and not clause.inside  # brackets
    line.bracket = clause.inside
    s.rates = not line.counts
    alike = (
        line.before.percent == clause.number.value.percent or _THAT in clause.words
    )  # "and that of deaths by 52 people"
    if s.by and line.before.measure in (*RISES, "change") and alike:
        s.verb, s.sign = "down" if line.before.sign < 0 else "up", line.before.sign  # "fell by 6.7%, deaths by 0.4%"
    told = _RISE.intersection(clause.words)
    if s.verb == "to" and line.before.measure in RISES and (told - {"rate"} or (told and not new)):
        s.grows = 1  # "up 20.6%, pushing the three-month figure to 23.89%"
    if clause.words[-3:] in _HAD_BEEN and line.before.measure in RISES and clause.number.value.percent:
        s.verb, s.sign, s.grows = "growth", 1, 1  # "Growth was 8.44% in 2025; in the first half it had been 8.24%"
    if clause.words == _AND_THE and s.after_times and clause.number.value.percent and line.before.target:
        s.verb, s.sign, s.grows = "growth", 1, 1  # "6.68%, above the 6.2% planned and the 5.98% of 2014"
    _plan(context, clause, s, line, new=new, near=near)
    _share(context, clause, s, line, new=new)
    _target(context, clause, s, line, near=near, left=left)
    if line.previous is not None:
        _compared(clause, s, line, line.previous, new=new)


def _plan(context: Context, clause: Clause, s: Said, line: Line, *, new: bool, near: bool) -> None:
    """What is a part of a plan though its clause does not say so."""
    n: Number = clause.number.value
    line.pace = line.pace or provisos.pace(clause)
    if line.pace and n.percent and clause.bracket:
        s.plan, s.plan_head, s.target, s.verb, line.target = True, False, False, "", False
    before = line.before
    listed = (
        s.counted and near and clause.boundary == 0 and not clause.bracket and not (n.percent or n.points or n.times)
    )
    if before.measure == "plan_target" and listed and s.verb == "" and s.base is None and _planned(line):
        s.target = True  # "Kế hoạch cả năm là 3,5 triệu lượt khách và 4.500 tỷ đồng doanh thu"
    again = clause.boundary == 0 and clause.words[:1] == _AND and clause.words[-1:] == _OF and s.verb == ""
    if (
        before.measure == "plan_target"
        and again
        and s.base is None
        and _planned(line)
        and line.previous
        and not n.percent
    ):
        year = [t for t in line.previous.before_times if t.year is not None]
        s.target, s.before_times = (
            True,
            s.before_times or year,
        )  # "The target for 2017 is 85 million tonnes of cargo and customs revenue of VND 48 trillion"
    if before.measure == "plan_gap" and not (clause.words or clause.bracket or s.base or s.plan):
        s.target = True  # "285 short of the plan of 3,500"
    context.planned = context.planned or before.measure == "pct_of_plan"
    context.planned_unit = (
        (line.counts or context.counts) if before.measure in ("pct_of_plan", "plan_gap") else context.planned_unit
    )
    of_amount = before.measure == "level" and before.unit in MONEY
    alike = bool(before.unit) and before.unit == context.planned_unit and before.measure == "level"
    bare = s.verb in ("level", "ratio") and s.base is None and not (s.of_whole or s.target)
    paid = clause.bracket and clause.bare and s.verb == "" and s.base is None and not n.sign
    part = (
        before.measure == "pct_of_plan" and n.percent and s.verb in ("level", "to") and s.base is None and not s.target
    )
    if part and any("within" in i.roles for i in clause.before):
        s.plan = True  # "đạt khá (trên 20% so với dự toán), trong đó thuế thu nhập cá nhân đạt 25%"
    rated = bool(clause.before) and clause.before[-1].keys == _RATED
    if n.percent and of_amount and rated and not (new or s.base or s.of_whole or s.target):
        s.plan, s.rate = True, False  # "711,2 tỷ đồng, đạt tỷ lệ 23,4%"
    last = line.previous
    of_target = before.measure == "plan_target" and last is not None and last.base == "plan"
    paid_of = before.measure == "plan_target" and before.unit in MONEY and line.read > 1 and near and not new
    if n.percent and paid_of and s.verb in ("", "level") and s.base is None and not s.of_whole:
        s.plan, s.target = True, False  # "8.320 tỷ đồng trong tổng số 17.150 tỷ đồng vốn kế hoạch, tức 48,5%"
    if n.percent and of_target and s.verb == "level" and s.base is None:
        s.plan = True  # "so với chỉ tiêu giao (70.544 người) đạt 84%"
    paired = before.measure == "share_pct" and clause.inside and not clause.bracket and clause.words[-1:] == _REACHES
    if context.planned and n.percent and not new and paired and s.base is None:
        s.plan = True  # "(chiếm 56,4% tổng số, đạt 66,1% kế hoạch), vốn địa phương … (chiếm 43,6%, đạt 47,3%)"
    if context.planned and n.percent and not new and ((of_amount and (bare or paid)) or (alike and bare and near)):
        s.plan = True  # "chi ngân sách 12.400 tỷ đồng, đạt 106%"


def _planned(line: Line) -> bool:
    """True where the number before is a plan's by its head or its aim."""
    return line.previous is not None and (line.previous.plan_head or line.previous.target)


def _share(context: Context, clause: Clause, s: Said, line: Line, *, new: bool) -> None:
    """What is a share though its clause does not say so."""
    n: Number = clause.number.value
    line.structure = provisos.structure(clause) or line.structure
    alone = not (new or line.counts) and line.before.measure == "share_pct"
    alone = alone and not (
        line.previous is not None and "which" in line.previous.words
    )  # "Services, which account for 62%, rose 0.8%"
    s.of_share = alone and n.percent and s.verb in ("up", "down") and n.value < _MOST_POINTS
    line.of_sum = line.of_sum or (
        clause.boundary >= STRONG and clause.words[:2] == _OF_THE and _GROWTH not in clause.words
    )
    if line.of_sum and n.percent and s.verb in _PLAIN and s.base is None and not (s.plan or s.target):
        s.verb = "share"  # "Of the sum, 53 percent was registered capital"
    if (
        "equivalent" in clause.words[-2:]
        and n.percent
        and line.before.measure == "level"
        and s.base is None
        and not s.plan
    ):
        s.verb = "share" if not line.before.percent else s.verb  # "17 million people, equivalent to 33.4 percent"
    if clause.words[-1:] == _THAT_IS and n.percent and line.before.measure == "level" and not line.before.percent:
        s.verb = "share" if s.base is None and not (s.plan or s.target) else s.verb  # "nộp 14.385 tỷ đồng, tức 83,3%"
    if clause.words[-2:] in _REST and n.percent and s.base is None and not (s.plan or s.target):
        s.verb = "share"  # "and capital added to existing projects for the remaining 33.9%"
    within = any("within" in i.roles for i in clause.before)
    line.parts = within or (line.parts and clause.boundary < MIDDLE)
    part = line.parts and clause.bracket and clause.bare and s.verb == "" and line.before.measure == "level"
    if part and n.percent and s.base is None and not (s.plan or s.target):
        s.verb = "share"  # "trong đó ngân sách 720 tỷ đồng (31,2%), tín dụng 1.150 tỷ đồng (49,8%)"
    solved = line.before.unit == "cases" and line.before.measure == "level" and n.percent and not (s.plan or s.target)
    if solved and clause.before and clause.before[-1].keys[-2:] == _RATE and s.verb in _PLAIN and s.base is None:
        s.verb = "share"  # "điều tra làm rõ 318 vụ, đạt tỷ lệ 81,7%"
    if line.structure and n.percent and s.verb in (*_PLAIN, "to") and s.base is None and not (s.plan or s.target):
        s.verb = "share"
    led = next((i.keys for i in clause.before if i.kind != "sep"), ())
    if new and not (
        led == _WHOSE and clause.boundary <= MIDDLE
    ):  # "(tăng 8,2 điểm), của nông nghiệp từ 20,9% xuống 17,5%"
        context.share = s.share_head and (n.percent or n.points)
    elif context.share:
        s.share_head = True


def _to_come(context: Context, clause: Clause, s: Said, line: Line) -> bool:
    """True of what is told of a year after the day of the text, and is no forecast."""
    day, main = context.anchor.date, context.main
    told = next((t for t in (*s.before_times, *s.after_times) if t.shape == "year"), None)
    if day is None and told is not None and told.to_date and told.year is not None and main is not None:
        return (
            told.year > main.end.year and s.base is None and "F" not in (s.status, line.status)
        )  # "Đến hết năm 2020 có 38 xã đạt chuẩn"
    if day is None:
        to_come = told is not None and told.year is not None and main is not None and told.year == main.end.year + 1
        plain = s.verb in ("", "up", "down") and s.base is None and not (s.status or line.status)
        return to_come and plain and context.titled and _DONE.isdisjoint(clause.words)
    early = day.month == 1 and main is not None and main.end.year == day.year - 1 and s.base is None
    if early and any(t.shape == "this_year" and t.n for t in s.before_times) and _DONE.isdisjoint(clause.words):
        return "F" not in (s.status, line.status)  # "Năm nay, HĐND tỉnh giao thu ngân sách 9.980 tỷ đồng"
    line.school = line.school or any(t.shape == "season" and not t.n for t in s.before_times)
    if line.school:
        return False  # "Năm học 2012 - 2013, toàn tỉnh có 438 trường", told in August
    year = (told.year if told is not None else None) or (line.period.year if line.period is not None else None)
    return year is not None and year > day.year and "F" not in (s.status, line.status)


def _target(context: Context, clause: Clause, s: Said, line: Line, *, near: bool, left: bool) -> None:
    """A sentence that has set a target goes on with targets."""
    done = [t for t in s.before_times if t.shape in ("months", "half", "quarter", "month", "day")]
    if line.target and line.listed and not s.target and done and of_results(clause.before):
        line.target = line.listed = False  # "Kế hoạch năm 2020: 9.000 ha; thực hiện 6 tháng: 5.600 ha"
    if (
        line.target
        and not s.target
        and not line.listed
        and (
            (s.status == "E" and not clause.bracket)
            or of_results(clause.before)
            or not _STILL.isdisjoint(clause.words)
            or _PAID.stand(clause.words)
        )
    ):
        line.target = False  # "KH 8,5%/năm; TH 6,8%/năm"
    if s.verb == "from" or (s.of_base and not s.target and any(t.shape in ("year", "december") for t in s.after_times)):
        return  # "to raise it to 56%, from 53.3% in 2015", "forest cover should be 60%, against 58% in 2020"
    aside = [t.last or t.year for t in s.before_times if t.shape in ("year", "years") and t.year is not None]
    now = line.period.end.year if line.period is not None else (context.anchor.known_year or 0) + 1
    if clause.bracket and line.target and not s.target and aside and aside[-1] < now:
        if s.verb in _PLAIN:
            return  # "84,3 triệu đồng (năm 2025: 75,6 triệu đồng)", among the targets of 2026
    last = line.previous
    whole = line.before.measure == "plan_target" and last is not None and not (last.opened or left)
    alike = (
        whole
        and any("within" in i.roles for i in clause.before)
        and clause.number.value.unit == line.before.unit
        and not clause.number.value.percent
    )
    if alike and s.verb in ("", "level", "to") and s.base is None and not of_results(clause.before):
        s.target = True  # "kế hoạch vốn là 5.736 tỷ đồng, trong đó … 468 tỷ đồng"
    s.target = s.target or _to_come(context, clause, s, line)
    if s.target:
        line.target = line.target or not (clause.bracket or s.striving or s.of_base)
        line.listed = line.listed or (
            line.target and opens_list(clause.before)
        )  # "các chỉ tiêu: tăng trưởng 10% trở lên; …"
    elif line.target and not s.plan and s.verb not in ("exceed", "short"):
        dated = s.base is not None or any(
            not (
                (t.to_date and (t.shape == "year" or clause.number.value.qualifier == "over"))
                or t.shape in ("this_year", "term")
                or (t.shape == "years" and t.last >= now)
            )
            for t in s.before_times
        )
        grown = near and line.before.measure == "plan_target" and s.verb in ("up", "down") and isinstance(s.base, Time)
        if grown and clause.number.value.percent:
            s.status = "F"  # "đón 7 triệu lượt khách, tăng 90% so với năm 2022": what the target means
        else:
            s.target = line.listed or grown or not dated


def _compared(clause: Clause, s: Said, line: Line, last: Said, *, new: bool) -> None:
    """A number beside what the last one was compared with."""
    n: Number = clause.number.value
    if s.base is not None:
        return
    if (
        last.verb == "share"
        and n.percent
        and not new
        and s.verb in _PLAIN
        and line.before.measure == "level"
        and not s.plan
    ):
        s.verb = "share"  # "made up VND21.9 trillion, or 29.1 per cent"
    if n.percent and clause.bare and s.verb == "" and line.shared and line.before.measure == "level" and not s.plan:
        s.verb = "share"  # "X with 1,685 million USD, accounting for 23.2%, Y with 1,014 million USD, 14%"
    line.shared = line.shared or (n.percent and s.verb == "share" and line.before.measure == "level")
    alone = clause.bracket and clause.bare and last.base is not None and n.percent
    if s.opened and last.opened and n.percent and s.verb == "" and clause.bracket and line.before.percent:
        if line.before.measure in RISES and line.before.verb in ("up", "down"):
            s.verb, s.sign, s.base = (
                line.before.verb,
                line.before.sign,
                last.base,
            )  # "giảm sâu nhất là A (3%), kế đến là B (1%)"
    that = s.verb == "level" and clause.words == _IS and n.points
    if last.aside and (s.verb == "" or that) and not new:
        s.verb, s.sign, s.base, s.base_area, s.grows = last.verb, last.sign, last.base, last.base_area, last.grows
    elif alone and last.base == "plan":
        s.aside, s.of_base, s.base = True, True, "plan"  # "3 points below the target (7–7.5%)"
    elif alone and not last.base_first and s.verb in _PLAIN and line.before.measure in IN_POINTS:
        s.of_base, s.base, s.base_area, s.grows = True, last.base, last.base_area, last.grows
        s.of_country = last.of_country
