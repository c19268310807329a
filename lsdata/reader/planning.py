"""What is a part of a plan, or is to be reached, though the clause of a number does not say so."""

from __future__ import annotations

from . import provisos
from .amounts import Number
from .behind import IS_TO
from .clauses import Clause
from .context import Context, Line
from .counting import noun_of
from .goals import of_results, opens_list
from .items import MIDDLE, Phrases
from .measures import RISES
from .saying import Said
from .times import Time
from .units import MONEY
from .when import settle
from .words import key, keys

_AND, _OF, _COMMA = ("and",), ("of",), (",",)
_THIS_RATE = Phrases(keys("tỷ lệ này"))
_REACHES = (key("đạt"),)
_AGAINST = frozenset(("below", "under", "above", "against", "than", "within"))  # "rose 3.25%, below the target of 4.5%"
_PAYING = Phrases(keys("giải ngân"), keys("thanh toán"))
_AT_RATE = ("(", *keys("tỷ lệ"))
_RATED, EQUAL = keys("đạt tỷ lệ"), keys("tương đương")
NO_CHANGE = ("", "level")  # verbs that tell of none
_PAID = Phrases(keys("giải ngân được"), keys("mới giải ngân"))
_WHILE = Phrases(keys("trong khi"), ("while",), ("whereas",))
_SEEN = frozenset(("expected", "forecast", "projected"))
_ASKED = frozenset(
    key(w) for w in "asked urged ordered instructed requested directed demanded fixes fixed".split()
)  # what is to be done
_BE = ("be",)
_PASSING = frozenset(key(w) for w in "exceeding exceeded exceeds surpassing surpassed beating beat".split())
_LEADS = frozenset(key(w) for w in ("to", "at", "reach", "exceed"))
_TO_DO = Phrases(
    keys("giao ngành"),
    keys("giao thu"),
    keys("giao chi"),
    keys("giao dự toán"),
    keys("giao kế hoạch"),
    keys("giao tăng"),
    keys("thống nhất"),
    keys("bố trí"),
)
_DONE = frozenset(key(w) for w in ("đã", "ước", "đạt", "được", "had", "has", "was", "were"))
_SECOND, _SUMMER = 2, 9  # half of a year, month
_NEXT = 2  # words
_COUNTED = tuple((key(w),) for w in ("số", "dân", "hộ", "xã", "trẻ", "người", "trường", "thôn", "lao"))
_HAS = ("it", "has"), ("it", "had"), ("there", "are"), ("there", "were")
_STILL = frozenset((key("nhưng"), key("đã"), "but", "managed", key("arriving")))  # what was done, not what is to be


def planned(context: Context, clause: Clause, s: Said, line: Line, *, new: bool, near: bool) -> None:
    """What is a part of a plan though its clause does not say so."""
    n: Number = clause.number.value
    percent = n.percent
    line.pace = line.pace or provisos.pace(clause)
    if line.pace and percent and clause.bracket:
        s.plan, s.plan_head, s.target, s.verb, line.target = True, False, False, "", False
    before = line.before
    apart = before.measure == "pct_of_plan" and percent and clause.bare and not clause.bracket and clause.boundary
    if apart and not s.plan and (clause.behind[:1] in _COUNTED or noun_of(list(clause.behind[:_NEXT]))):
        s.rate = True  # "vượt 3,4% kế hoạch; 75,3% dân số nông thôn được sử dụng nước hợp vệ sinh"
    listed = s.counted and near and clause.boundary == 0 and not clause.bracket and not (percent or n.points or n.times)
    if before.measure == "plan_target" and listed and s.verb == "" and s.base is None and _by_plan(line):
        s.target = True  # "Kế hoạch cả năm là 3,5 triệu lượt khách và 4.500 tỷ đồng doanh thu"
    again = clause.boundary == 0 and clause.words[:1] == _AND and clause.words[-1:] == _OF and s.verb == ""
    again = again and before.measure == "plan_target" and s.base is None and not percent
    if again and line.previous is not None and _by_plan(line):
        year = [t for t in line.previous.before_times if t.year is not None]
        s.target = True  # "The target for 2017 is 85 million tonnes of cargo and customs revenue of VND 48 trillion"
        s.before_times = s.before_times or year
    timed = before.measure == "plan_target" and near and clause.words == _COMMA and s.before_times and s.verb == ""
    if timed and s.base is None and not percent and _by_plan(line):
        s.target = True  # "the target is 2.1 million visitors, for the full year 16.7 million visitors"
    to_do = clause.words[-3:-1] in IS_TO and clause.words[-1:] != _BE and not percent
    if to_do and s.base is None and s.verb in (*NO_CHANGE, "to"):
        s.target, s.verb = True, "level"  # "In 2026 farmers are to replant 3,500 ha"
    asked = not (s.target or s.plan or s.base) and s.verb in (*NO_CHANGE, "to", "exceed")
    if asked and not (_ASKED.isdisjoint(clause.words) or _LEADS.isdisjoint(clause.words[-_NEXT:])):
        s.target, s.verb = True, "level"  # "has asked project owners to reach at least 95%"
    passed = before.measure == "plan_target" and percent and not (before.percent or clause.words or clause.bracket)
    if passed and line.previous is not None and line.previous.at_plan and not _PASSING.isdisjoint(line.previous.words):
        s.plan, s.verb = True, "exceed"  # "exceeding the goal of USD 7 billion by 67%"
    line.goal_unit = before.unit if before.measure == "plan_target" else line.goal_unit
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
    part = before.measure == "pct_of_plan" and percent and s.verb in ("level", "to") and s.base is None and not s.target
    if part and any("within" in i.roles for i in clause.before):
        s.plan = True  # "đạt khá (trên 20% so với dự toán), trong đó thuế thu nhập cá nhân đạt 25%"
    rated = bool(clause.before) and clause.before[-1].keys == _RATED
    paying = line.previous is not None and _PAYING.stand(line.previous.words)
    rated = rated or (paying and clause.bracket and clause.words == _AT_RATE)  # "(tỷ lệ 38%, …)"
    if percent and of_amount and rated and not ((new and not clause.bracket) or s.base or s.of_whole or s.target):
        s.plan, s.rate = True, False  # "711,2 tỷ đồng, đạt tỷ lệ 23,4%"
    alike_plan = (
        bool(line.goal_unit) and before.measure == "level" and bool(before.unit) and before.unit == line.goal_unit
    )
    if alike_plan and percent and paid and clause.inside:
        s.plan, line.target = True, False  # "The plan is to plant 5,000 ha; only 2,112 ha (42.2%) had been planted"
    after_plan = (
        ((line.target and of_amount) or alike_plan)
        and percent
        and near
        and not (new or s.base or s.of_whole or s.target)
    )
    if after_plan and s.verb in ("level", "ratio"):
        s.plan, line.target = True, False  # "kế hoạch vốn là 7.186 tỷ đồng, đến nay giải ngân 3.772 tỷ đồng, đạt 52,5%"
    last = line.previous
    of_goal = before.measure == "plan_target" and last is not None and last.base == "plan"
    out_of = last is not None and last.out_of
    paid_of = (
        before.measure == "plan_target" and (before.unit in MONEY or out_of) and line.read > 1 and near and not new
    )
    if percent and paid_of and s.verb in ("", "level", "ratio") and s.base is None and not s.of_whole:
        s.plan, s.target = True, False  # "8.320 tỷ đồng trong tổng số 17.150 tỷ đồng vốn kế hoạch, tức 48,5%"
    if percent and of_goal and s.verb == "level" and s.base is None:
        s.plan = True  # "so với chỉ tiêu giao (70.544 người) đạt 84%"
    paired = before.measure == "share_pct" and clause.inside and not clause.bracket and clause.words[-1:] == _REACHES
    again = context.planned and percent and not s.target and s.verb in ("to", "level") and s.base is None
    if again and _THIS_RATE.stand(clause.words):
        s.plan = True  # "bằng 28,9% kế hoạch vốn …; đến ngày 12/7, tỷ lệ này nhích lên 31,5%"
    if context.planned and percent and not new and paired and s.base is None:
        s.plan = True  # "(chiếm 56,4% tổng số, đạt 66,1% kế hoạch), vốn địa phương … (chiếm 43,6%, đạt 47,3%)"
    part_of = line.parts and clause.words[-2:] == EQUAL  # "trong đó thu nội địa 2.410 tỷ đồng, tương đương 82,7%"
    if (
        context.planned
        and percent
        and not (new or part_of)
        and ((of_amount and (bare or paid)) or (alike and bare and near))
    ):
        s.plan = True  # "chi ngân sách 12.400 tỷ đồng, đạt 106%"


def aimed(context: Context, clause: Clause, s: Said, line: Line, *, near: bool, left: bool) -> None:
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
    if line.target and clause.boundary >= MIDDLE and clause.words[-2:] in _HAS and not s.before_times:
        line.target, line.listed, line.period, line.own = (
            False,
            False,
            None,
            None,
        )  # "…; it has 1,850 ha certified organic"
    past = [t for t in s.before_times if t.shape == "year" and t.year is not None and context.main is not None]
    if line.target and not s.target and past and past[-1].year <= context.main.end.year and _WHILE.stand(clause.words):
        line.target = line.listed = False  # "phải có 830 km, trong khi cuối năm 2024 mới khai thác 120 km"
    if s.verb == "from" or (s.of_base and not s.target and any(t.shape in ("year", "december") for t in s.after_times)):
        return  # "to raise it to 56%, from 53.3% in 2015", "forest cover should be 60%, against 58% in 2020"
    aside = [t.last or t.year for t in s.before_times if t.shape in ("year", "years") and t.year is not None]
    now = line.period.end.year if line.period is not None else (context.anchor.known_year or 0) + 1
    if clause.bracket and line.target and not s.target and aside and aside[-1] < now:
        if s.verb in (*NO_CHANGE, "up", "down", "growth"):
            return  # "84,3 triệu đồng (năm 2025: 75,6 triệu đồng)", among the targets of 2026
    last = line.previous
    whole = line.before.measure == "plan_target" and last is not None and not (last.opened or left)
    alike = (
        whole
        and any("within" in i.roles for i in clause.before)
        and clause.number.value.unit == line.before.unit
        and not clause.number.value.percent
        and not (last is not None and last.of_base)
    )  # not "chưa đạt mục tiêu 3 triệu lượt; trong đó khách quốc tế 1,01 triệu lượt"
    if alike and s.verb in ("", "level", "to") and s.base is None and not of_results(clause.before):
        s.target = True  # "kế hoạch vốn là 5.736 tỷ đồng, trong đó … 468 tỷ đồng"
    s.target = s.target or _to_come(context, clause, s, line)
    if s.target:
        line.aims = line.aims or line.read == 0
        beside = line.read > 0 and line.before.measure in RISES and not _AGAINST.isdisjoint(clause.words)
        line.target = line.target or not (clause.bracket or s.striving or s.of_base or beside)
        line.listed = line.listed or (
            line.target and opens_list(clause.before)
        )  # "các chỉ tiêu: tăng trưởng 10% trở lên; …"
    elif line.target and s.plan and line.before.measure == "plan_target" and near and not s.base and _bare(s):
        s.target, s.plan = clause.number.value.percent, False  # "… và cả năm giải ngân 95% kế hoạch"
    elif line.target and not s.plan and s.verb not in ("exceed", "short"):
        dated = s.base is not None or any(
            not (
                (t.to_date and (t.shape == "year" or clause.number.value.qualifier == "over"))
                or t.shape in ("this_year", "term")
                or (s.status != "F" and _no_earlier(context, line, t))
                or (t.shape == "years" and t.last >= now)
            )
            for t in s.before_times
        )
        seen = s.status == "F" and not s.target and not _SEEN.isdisjoint(clause.words)
        grown = near and line.before.measure == "plan_target" and s.verb in ("up", "down") and isinstance(s.base, Time)
        if grown and clause.number.value.percent:
            s.status = "F"  # "đón 7 triệu lượt khách, tăng 90% so với năm 2022": what the target means
        else:
            s.target = (line.listed or grown or not dated) and not seen  # "…, and is expected to inch up to 4.0%"


def _no_earlier(context: Context, line: Line, t: Time) -> bool:
    """True of the time of the first target of a sentence, or a later one: "Phấn đấu quý IV …; thu ngân sách quý IV đạt"."""
    first, told = line.told[0] if line.told else None, settle(t, context.anchor).period
    if not line.aims or first is None or told is None or t.shape not in ("quarter", "year"):
        return False
    over = t.shape == "quarter" and context.main is not None and told.end <= context.main.end
    return told.start >= first.start and not over  # "Mục tiêu năm 2020 thu 2.400 tỷ đồng, quý II thu đạt 650 tỷ đồng"


def _bare(s: Said) -> bool:
    """True of a part of a plan with no verb, or with no more than a day up to which it is to be reached."""
    return s.verb == "" or (s.verb == "level" and any(t.to_date for t in s.before_times))


def _by_plan(line: Line) -> bool:
    """True where the number before is a plan's by its head or its aim."""
    return line.previous is not None and (line.previous.plan_head or line.previous.target)


def _to_come(context: Context, clause: Clause, s: Said, line: Line) -> bool:
    """True of what is told of a year after the day of the text, and is no forecast."""
    day, main = context.anchor.date, context.main
    told = next((t for t in (*s.before_times, *s.after_times) if t.shape == "year"), None)
    rest = any(
        (t.shape == "rest" or (t.shape == "half" and t.n == _SECOND and t.year is None)) and not t.back
        for t in s.before_times
    )
    if rest and told is None and main is not None and main.cumulative and main.end.month <= _SUMMER:
        undone = s.base is None and not (s.status or line.status) and _DONE.isdisjoint(clause.words)
        return undone and s.verb in NO_CHANGE  # "6 tháng cuối năm, tỉnh tập trung trồng 5.000 ha rừng"
    if day is None and told is not None and told.to_date and told.year is not None and main is not None:
        return (
            told.year > main.end.year and s.base is None and "F" not in (s.status, line.status)
        )  # "Đến hết năm 2020 có 38 xã đạt chuẩn"
    if day is None:
        to_come = told is not None and told.year is not None and main is not None and told.year == main.end.year + 1
        given = _TO_DO.stand(clause.words)  # "Năm 2019, Chính phủ giao ngành tăng trưởng 3%"
        plain = s.verb in ("", "up", "down") or (given and s.verb == "growth")
        plain = plain and s.base is None and not (s.status or line.status)
        return to_come and plain and (given or context.titled) and _DONE.isdisjoint(clause.words)
    early = day.month == 1 and main is not None and main.end.year == day.year - 1 and s.base is None
    early = early and _TO_DO.stand(clause.words) and _DONE.isdisjoint(clause.words)
    if early and any(t.shape == "this_year" and t.n for t in s.before_times):
        return "F" not in (s.status, line.status)  # "Năm nay, HĐND tỉnh giao thu ngân sách 9.980 tỷ đồng"
    line.school = line.school or any(t.shape == "season" and not t.n for t in s.before_times)
    if line.school:
        return False  # "Năm học 2012 - 2013, toàn tỉnh có 438 trường", told in August
    year = (told.year if told is not None else None) or (line.period.year if line.period is not None else None)
    return year is not None and year > day.year and "F" not in (s.status, line.status)
