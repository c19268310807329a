"""What the figures of one sentence share: one result has one period, and a base or a year said once holds for a list."""

from __future__ import annotations

from dataclasses import replace

from ..periods import Period
from .clauses import Clause
from .context import Line
from .figure import Figure
from .measures import RISES
from .saying import Said
from .times import Time
from .timing import own_time
from .words import key

_ALONE, _AS_TO = "alone", (key("về"),)
_BUT = ("but",), (key("nhưng"),), (key("song"),)


def monthly(found: list[Figure], said: list[Said]) -> list[Figure]:
    """Before what adds up over months stands the month: "ước 26.840 tấn …; lũy kế 2 tháng đạt 52.190 tấn"."""
    out, last = list(found), -1
    for at, one in enumerate(said):
        told = own_time(one)
        if told is None or told.shape not in ("months", "half") or not told.cumulated:
            continue
        begin = 0 if last < 0 else _first(found, said, last, at)
        last = at
        named = any(own_time(s) is not None for s in said[begin:at])
        pair = (
            at == 1 and one.before_times and found[0].measure == found[1].measure == "yoy_pct"
        )  # "tăng 53,17%, tính chung 6 tháng tăng 24,74%"
        if begin < at and not named and (found[at].measure == "level" or pair):
            out[begin:at] = _of_month(found, begin, at)
    return out


def of_month(s: Said, line: Line, measure: str, *, prices: bool = False) -> bool:
    """True of a number that is of one month, though what is told of several may stand before it."""
    if measure == "dec_pct" and prices:
        return any(t.shape == "month" and t.to_date for t in (*s.before_times, *s.after_times))  # "by May 2018"
    part = measure == "contribution_pp" and line.before.measure == "mom_pct" and own_time(s) is None
    return measure == "mom_pct" or part  # "tăng 1,06%, làm CPI chung tăng 0,2 điểm phần trăm"


def _first(found: list[Figure], said: list[Said], last: int, at: int) -> int:
    """Where the result begins that adds up to a number: the level of its unit before it."""
    unit = found[at].unit_measure
    levels = (i for i in range(at - 1, last, -1) if found[i].measure == "level" and own_time(said[i]) is None)
    return next((i for i in levels if found[i].unit_measure == unit), at)


def _of_month(found: list[Figure], begin: int, at: int) -> list[Figure]:
    """The figures before what adds up, of the last month of its period."""
    period = Period.parse(found[at].time_period) if found[at].time_period else None
    before = found[begin:at]
    if period is None or not period.cumulative or period.months == 1:
        return before
    month = Period(period.end.year, period.end.month, 1).code
    told = found[at].measure != "level" or any(
        f.measure == "level" and f.unit_measure == found[at].unit_measure and f.time_period in (period.code, "")
        for f in before
    )
    carried = {period.code, *(f.time_period for f in found[:begin])} if begin else {period.code}
    if not told and not begin:
        return before
    return [replace(f, time_period=month) if f.time_period in carried else f for f in before]


def deadline(found: list[Figure], said_of: list[Said]) -> list[Figure]:
    """A year said once at the end of a list of targets holds for all of it: "to cut X to 0.35% and raise Y to 40 by 2030"."""
    out, year = list(found), ""
    for i in range(len(found) - 1, -1, -1):
        f, s = out[i], said_of[i]
        if f.measure != "plan_target" or s.before_times:
            year = ""
        elif s.after_times:
            year = f.time_period
        elif year:
            reasons = tuple(r for r in f.reasons if r not in ("period_carried", "period_unknown"))
            out[i] = replace(f, time_period=year, covers_to="", reasons=reasons, sure=f.sure if reasons else "high")
    return out


def spread(found: list[Figure], said_of: list[Said], parts: list[Clause]) -> list[Figure]:
    """A base said once at the end of a list holds for all of it."""
    later, timed = None, False
    out = list(found)
    for i in range(len(found) - 1, -1, -1):
        f, s = found[i], said_of[i]
        apart = parts[i].behind[:1] != _AS_TO  # "giảm 4,1% về số lượng nhưng tăng 12,6% về vốn so với quý trước"
        if i + 1 < len(found) and apart and any(item.keys in _BUT for item in parts[i + 1].before):
            later = None  # "up 13.5%, but down 2.8% compared with the quarter before"
        if isinstance(s.base, Time) and not s.base_first and f.measure in (*RISES, "index"):
            later, timed = f, bool(s.before_times or s.after_times)
        elif later is not None and later.measure == "change_pct" and f.measure not in RISES:
            later = None
        elif (
            "base_unsaid" in f.reasons
            and later is not None
            and f.measure == "yoy_pct"
            and (f.time_period == later.time_period or (later.measure == "mom_pct" and not timed))
        ):
            reasons = tuple(r for r in f.reasons if r != "base_unsaid")
            if later.measure == "mom_pct":
                f = replace(f, time_period=later.time_period)
            out[i] = replace(
                f, measure=later.measure if later.measure in RISES else f.measure, base=later.base, reasons=reasons
            )
            if not reasons:
                out[i] = replace(out[i], sure="high")
        timed = timed or bool(s.before_times or s.after_times)
    return out


def closing(found: list[Figure], said: list[Said], parts: list[Clause]) -> list[Figure]:
    """A time said once at the end of an English list holds for all of it: "4.5% in A, 16% in B and 30% in C in the first six months"."""
    last = len(found) - 1
    alone = last >= 1 and _ALONE in parts[last].behind  # "14.2%, and 13.1% in October alone"
    own = last >= 1 and said[last].after_times and not alone and not (said[last].before_times or said[last].of_base)
    if not own or said[last].verb == "from":
        return found
    rises = found[last].measure in RISES
    out = list(found)
    for i in range(last - 1, -1, -1):
        f, behind = found[i], parts[i + 1]
        joined = behind.boundary == 0 and any(
            "level" in x.roles for x in behind.before
        )  # "466 tonnes of rice worth $210 million in September"
        if (
            not (rises or joined)
            or own_time(said[i]) is not None
            or behind.boundary > 1
            or f.measure != found[last].measure
            or said[i].base
        ):
            break
        out[i] = replace(f, time_period=found[last].time_period, covers_to=found[last].covers_to)
    return out


def one_result(found: list[Figure], said: list[Said], parts: list[Clause]) -> list[Figure]:
    """A level and its change are one result: on the month before it is a month's, on a crop before it is a crop's."""
    out = list(found)
    for i in range(1, len(found)):
        f, before = out[i], out[i - 1]
        beside = f.words == before.words and parts[i].boundary <= 1 and own_time(said[i]) is None
        if not beside or f.measure == "level" or not (f.time_period and before.time_period):
            continue
        if before.measure in ("level", "pct_of_plan") and _dated_by(f, before, said, i):
            _redate(out, said, parts, i, before.time_period)
        elif (
            before.measure == "mom_pct"
            and f.measure in ("yoy_pct", "dec_pct")
            and _of_its_month(f, before, said[: i + 1])
        ):
            out[i] = replace(
                f, time_period=before.time_period
            )  # "tăng 0,49% so với tháng trước, tăng 3,47% so với cùng kỳ"
    return out


def _dated_by(change: Figure, level: Figure, said: list[Said], i: int) -> bool:
    """True of a change whose base tells the period of the level before it."""
    mine, its = Period.parse(change.time_period), Period.parse(level.time_period)
    base, told = said[i].base, own_time(said[i - 1])
    monthly = change.measure == "mom_pct" and mine.months == 1 and its.cumulative and its.end == mine.end
    season = isinstance(base, Time) and base.shape == "season" and its.of_year == mine
    upto = told is not None and (told.to_date or told.shape == "to_now")  # "đến nay thu hoạch xong, năng suất …"
    return mine != its and ((monthly and told is None) or (season and (told is None or upto)))


def _of_its_month(change: Figure, monthly: Figure, said: list[Said]) -> bool:
    mine, its = Period.parse(change.time_period), Period.parse(monthly.time_period)
    alike = its.months == 1 and mine.cumulative and mine.end == its.end
    return alike and not any(own_time(s) is not None for s in said)


def _redate(out: list[Figure], said: list[Said], parts: list[Clause], i: int, carried: str) -> None:
    """Give the period of a change to what is told of the same result before it and after it."""
    period = out[i].time_period
    for step, stop in ((-1, -1), (1, len(out))):
        for k in range(i + step, stop, step):
            apart = parts[k].boundary > 1 if step > 0 else False
            if apart or out[k].time_period != carried or (own_time(said[k]) is not None and k != i - 1):
                break
            out[k] = replace(out[k], time_period=period, covers_to="")
