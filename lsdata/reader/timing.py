"""When a number is of: the time that its clause names, else what holds in the sentence, the paragraph, the document."""

from __future__ import annotations

from itertools import pairwise

from ..periods import Period
from . import fitting
from .afterwards import hold
from .anchoring import HISTORY
from .clauses import Clause
from .context import Context, Line
from .items import MIDDLE, Phrases
from .lists import Listed
from .relative import anchor, settled_in, term
from .reported import AFTER, IF
from .saying import EVENTS, Said
from .times import Time
from .units import MONEY
from .when import TOLD, settle
from .words import key, keys

_SINCE = ("since",)
_HAS_DONE = (key("đã"),)
_YEAR, _DATE_LINE = 12, 6  # months, words
_TOGETHER = 45  # characters between the two words of one time
_LIVESTOCK = frozenset(("heads", "con"))  # counted on a day
_OF_IT = ("of", "it")  # "in 2022 alone the figure was …, 38.6% of it spent on energy"
_WHICH_HAD = ("which", "had")  # "The economy, which had shrunk by 1.85% in 2021, bounced back by 7.75% in 2022"
_WHILE = Phrases(keys("trong khi"), ("whereas",), ("while",))
_PAID = frozenset(key(w) for w in ("đã", "giải", "disbursed"))
_OF_CROPS = frozenset(("ha", "tonnes", "quintals_per_ha", "tonnes_per_ha"))


def period(
    context: Context,
    clause: Clause,
    s: Said,
    line: Line,
    listed: Listed | None,
    measure: str,
    *,
    first: bool,
    new: bool,
) -> tuple[Period | None, str, list[str]]:
    """The period of a number, the day it goes up to, and why it is not sure.

    Parameters
    ----------
    listed : what the number takes from a list before it.
    measure : of the number: a target is of a year, a change on the month before of a month.
    first : nothing in the sentence was read before. ``new`` : its clause names a subject.
    """
    if listed is not None and listed.then and listed.back <= len(line.told):
        # "88 tonnes in the quarter and 252 in nine months, up 7% and 8% respectively"
        return line.told[-listed.back], "", []
    own, beside = _named(clause, s, line, listed)
    if own is None and (day := fitting.stock_on(clause, s)) is not None:
        own = day._replace(to_date=True)
    if (
        own is not None
        and own.shape == "this_year"
        and measure == "plan_gap"
        and own in s.before_times + s.after_times
        and s.status != "F"
    ):
        own = None  # "kém mục tiêu cả năm 3,4 điểm": of the plan
    now = line.period or context.period or context.anchor.period
    if (apart := _apart(context, clause, s, line, own, now)) is not None:
        line.own, line.event = (apart, ""), apart if own is None else None
        if own is not None and first and own in s.before_times:
            line.period = apart  # "Năm năm qua, tỉnh thu hút 214 dự án với 2,43 tỷ USD"
        return apart, "", []
    if own is None and line.event is not None and not (clause.number.value.percent or s.base):
        return line.event, "", []  # "left 30 people dead and over 1,600 injured, sank 260 boats"
    kept = not new or (clause.inside and clause.bare) or clause.behind[:2] == _OF_IT
    if own is None and s.status == "F" and context.foreseen is not None and line.period is None and not kept:
        return context.foreseen, "", []
    if own is not None and own.shape == "rest" and _done_since(clause, own):
        own = None  # "tiết kiệm chi của các tháng còn lại, tỉnh đã giữ lại 38,6 tỷ đồng"
    if own is not None and (own.shape == "term" or (own.shape == "season" and fitting.lost(clause))):
        own = None
    if own is None and line.period is None and line.own is None and (period := fitting.of_base(s, now)) is not None:
        line.period, line.covers_to = period, ""
        return period, "", []
    done = line.before.measure == "plan_target" != measure and not _PAID.isdisjoint(clause.words)
    if own is None and done and context.main is not None and line.period == context.main.of_year:
        # "Kế hoạch năm 2019 là 512 tỷ đồng; đã giải ngân 268 tỷ đồng", told in nine months
        line.period, line.covers_to, line.own = None, "", None
    parts = not new or any("within" in i.roles for i in clause.before)
    line.lasting = fitting.lasting(clause) or (line.lasting and parts)
    monthly = isinstance(s.base, Time) and s.base.shape in ("month", "previous_month")
    counted = monthly and clause.number.value.unit not in MONEY  # "65 new firms, 12 more than in May"
    if own is None and measure == "change" and not counted and _of_level(clause, line):
        return line.told[-1], line.covers_to, []  # "28,980 VND per litre, up 2,910 VND"
    if own is None:
        period, covers_to, reasons = _unsaid(context, clause, s, line, now, kept=kept)
        return *fitting.of_measure(context, clause, s, line, measure, period, covers_to), reasons
    settled = settled_in(context, clause, s, line, own, now)
    if settled.period is None and own.shape == "this":  # "trong kỳ", in a text that tells no more than its day
        return *_unsaid(context, clause, s, line, now, kept=kept)[:2], ["period_carried"]
    if settled.period is None:
        return None, "", ["period_unknown"]
    period, covers_to = settled.period, settled.covers_to
    line.stock = own.to_date and own.shape == "month" and not own.cumulated and period.months > 1
    if own.shape == "years" and not (beside or s.of_base):
        context.span = period
    priced = fitting.price(clause) and period.months == 1  # "giá xăng trong tháng hạ từ 20.250 đồng/lít xuống …"
    if s.verb == "from" and own.shape == "years" and own in s.before_times and not s.after_times:
        line.period, line.covers_to = Period(period.end.year, 1, _YEAR), ""
        return Period(period.year, 1, _YEAR), "", []  # "From 2015 to 2020 the area grew from 68,400 ha to 72,600 ha"
    if s.verb == "from" and own in s.before_times and not (s.after_times or fitting.revised(clause) or priced):
        line.period, line.covers_to = period, covers_to
        return period.prior(), "", ["base_unsaid"]  # "năm 2023, tăng từ 10.500 tỷ đồng lên …"
    told = next((t for t in reversed(s.before_times) if t.shape == "year"), None)
    if s.verb == "from" and own in s.after_times and told is not None and line.period is None:
        # "cuối năm 2018, … giảm từ 41% năm 2017 xuống …"
        line.period = settle(told, anchor(context, line, told, now)).period
        if line.period is not None:
            hold(context, clause, line.period, "", first=first, target=False)
    part = not new and now is not None and period.months < now.months and line.read
    same = own.shape == "same"
    if (own.shape == "season" and own.n) or part:
        line.own = (period, covers_to)
        context.season = period if own.shape == "season" and own.n else context.season
    elif clause.inside and (same or line.read or _opening(clause.words) in AFTER):
        line.own = (period, covers_to)  # what a bracket says ends with it
    elif first and own in s.before_times and s.base is None and _opening(clause.words) == IF:
        line.own = (period, covers_to)  # "Nếu như năm 2019 đón 8,78 triệu lượt khách thì năm nay …"
    elif first and s.after_times and (_opening(clause.words) in AFTER or _WHICH_HAD in pairwise(clause.words)):
        pass  # "After a rise of 17.3% in the first half of 2022 came a fall of 12.1%"
    elif (
        line.read
        and own.shape in TOLD
        and own.year is not None
        and _WHILE.stand(clause.words)
        and now is not None
        and period != now
    ):
        line.own = (period, covers_to)  # "tăng 8,3%, trong khi năm 2015 tăng 9,1%; …"
    elif (
        own in s.after_times
        and own.shape == "year"
        and line.read
        and (now is None or line.before.unit == "times")  # "some seven times the 25.1 trillion of 2019"
        and _past(context, period)
    ):
        line.own = (period, covers_to)  # "94.1 percent now have power, a share that was 88.3 percent in 2016"
    elif s.status == "F" and own.shape == "this_year" and now is not None and now.months < _YEAR and line.read:
        line.own, context.foreseen = (
            (period, covers_to),
            period,
        )  # "expanded 5.1 percent in nine months, and is projected at 5.3 percent for the year"
    elif not (same or s.of_base or s.striving or beside or (s.verb == "from" and not fitting.revised(clause))):
        line.period, line.covers_to, line.own = period, covers_to, (period, covers_to)
        line.census = bool(covers_to) and clause.number.value.unit in _LIVESTOCK
        if not line.census:
            hold(context, clause, period, covers_to, first=first, target=measure == "plan_target")
    carried = settled.carried and context.anchor.year is None and now is None
    return period, covers_to, ["year_carried"] if carried else []


def _of_level(clause: Clause, line: Line) -> bool:
    """True of a change of the level told right before it, in its unit."""
    n, before = clause.number.value, line.before
    alike = (
        before.measure == "level" and bool(n.unit) and (n.unit == before.unit or before.unit.startswith(f"{n.unit}_"))
    )
    return alike and bool(line.told) and clause.bare and clause.boundary < MIDDLE


def _past(context: Context, period: Period) -> bool:
    """True of what ended before the year that the text is about."""
    year = context.anchor.known_year
    return year is not None and period.end.year < year


def _opening(words: tuple[str, ...]) -> tuple[str, ...]:
    """The first word, of what follows a colon or the dash of a date line where there is one."""
    signs = (n + 1 for n, word in enumerate(words) if word == ":" or (word in ("-", "–") and n < _DATE_LINE))
    at = next(signs, 0)
    return words[at : at + 1]


def _named(clause: Clause, s: Said, line: Line, listed: Listed | None) -> tuple[Time | None, bool]:
    """The time that a number names or takes from beside it, and whether it is what the number before was compared with."""
    own = listed.time if listed is not None and listed.time is not None else own_time(s)
    based = s.of_base or (s.verb == "from" and s.base_first)  # "so với năm 2010, tỷ lệ … từ 41% lên 87%"
    if own is None and isinstance(s.base, Time) and based:
        own = s.base
    base = s.base if own is None and isinstance(s.base, Time) and s.verb in ("", "level") else None
    if base is not None and not clause.number.value.percent:
        opened = (
            base.shape == "day" and base.year is None and s.base_first and clause.words[:1] == _SINCE
        )  # "Since 27 April … 21,400 cases"
        if base.shape == "start_of_year" or opened:  # "has served 8.1 million visitors since the beginning of 2024"
            own = base._replace(shape="to_now", cumulated=True)
        elif base.shape == "previous_year" and s.base_first and not s.of_base:
            own = base  # "năm ngoái sản lượng đạt 230.000 tấn"
    beside = own is None and _beside(clause, s, line)
    return (
        line.previous.base if beside and line.previous is not None else own
    ), beside  # "so với năm 2018 (7.044 tỷ đồng)"


def _apart(
    context: Context, clause: Clause, s: Said, line: Line, own: Time | None, now: Period | None
) -> Period | None:
    """The period of a number alone: of "5 năm", the years named before; of what a storm did on a day, its month."""
    if own is not None:
        told = term(context, s, own, now) if own.shape == "term" else None
        return Period(told.year - told.months // _YEAR * own.back, 1, told.months) if told is not None else None
    day = _event(clause, s)
    told = (*s.after_times, *s.before_times, *([s.base] if isinstance(s.base, Time) else []))
    priced = fitting.price(clause) and next((t for t in told if t.shape == "day" and t.year), None)
    if priced and not priced.to_date:
        return Period(priced.year, priced.month, 1)  # "29,820 VND per litre from 3pm on March 11, 2022"
    if day is None or now is None or now.months == 1 or clause.number.value.percent:
        return None
    period = settle(day, anchor(context, line, day, now)).period
    return Period(period.end.year, period.end.month, 1) if period is not None and period.end <= now.end else None


def _done_since(clause: Clause, own: Time) -> bool:
    """True of what "đã" tells behind a time and a comma."""
    at = next((n for n, i in enumerate(clause.before) if i.kind == "time" and i.value is own), len(clause.before))
    comma = next((n for n in range(at, len(clause.before)) if clause.before[n].keys == (",",)), len(clause.before))
    return any(i.keys == _HAS_DONE for i in clause.before[comma:])


def _event(clause: Clause, s: Said) -> Time | None:
    """The day of what happened: "bão đổ bộ ngày 7/9 làm 30 người chết"."""
    days = [t for t in s.before_times if t.shape == "day" and not t.to_date]
    return days[-1] if days and not EVENTS.isdisjoint(clause.words) else None


def _beside(clause: Clause, s: Said, line: Line) -> bool:
    """True of a number in brackets that is of the time the last one was compared with."""
    last = line.previous
    year = (
        last is not None and isinstance(last.base, Time) and last.base.shape == "year"
    )  # "up by 20 compared to 2021 (155)"
    again = line.before.measure == "change" and (
        not year or clause.number.value.percent
    )  # "14,210 more than in 2017 (8.2%)"
    alone = clause.bracket and clause.bare and s.verb in ("", "level") and not again
    return alone and s.base is None and last is not None and isinstance(last.base, Time) and not last.base_first


def _unsaid(
    context: Context, clause: Clause, s: Said, line: Line, now: Period | None, *, kept: bool
) -> tuple[Period | None, str, list[str]]:
    """The period of a number that names none."""
    unit = clause.number.value.unit
    revised = fitting.revised(clause) or clause.number.value.upper is not None
    if s.verb == "from" and now is not None and not revised and not (fitting.price(clause) and now.months == 1):
        return now.prior(), "", ["base_unsaid"]
    if kept and line.own is not None:
        return *line.own, []
    if (
        context.season is not None
        and unit in _OF_CROPS
        and not line.lasting
        and (line.period is None or line.own is not None)
    ):
        line.own = (context.season, "")  # and so is its change
        return context.season, "", []
    if line.census and unit not in _LIVESTOCK and unit not in ("", "percent", "percentage_points"):
        line.period, line.census = None, False  # "tổng đàn lợn tại thời điểm 1/4 …; sản lượng thịt …"
    if line.period is not None:
        return line.period, line.covers_to, []
    main = context.main
    if context.period is not None and main is not None and main.end.year - context.period.end.year >= HISTORY:
        return main, "", ["period_carried"]  # "Năm 1991, … hơn 60%. … Toàn tỉnh hiện có 49/85 xã đạt chuẩn"
    if context.period is not None:
        return context.period, context.covers_to, [] if line.read else ["period_carried"]
    if now is not None:
        return now, "", ["period_carried"]
    if context.anchor.known_year is not None:
        return Period.parse(str(context.anchor.known_year)), "", ["period_carried"]
    return None, "", ["period_unknown"]


def own_time(s: Said) -> Time | None:
    """The time that a number is of: the one behind it, else the nearest before it; "11 tháng … năm 2017" is one time."""
    if s.after_times and (s.after_times[0].shape != "day" or s.after_times[0].to_date):
        return s.after_times[0]
    if not s.before_times:
        return None
    pair = s.before_times[-2:]
    year = next((t for t in pair if t.shape == "year" and not t.to_date), None)
    part = next(
        (t for t in pair if t.year is None and t.shape in ("half", "quarter", "month", "months", "season")), None
    )
    together = year is not None and part is not None and pair[-1].start - pair[0].end <= _TOGETHER
    if year is not None and part is not None and together and (pair[-1] is year or part.shape == "season"):
        return part._replace(year=year.year)
    return next((t for t in reversed(s.before_times) if t.shape != "day" or t.to_date), None)
