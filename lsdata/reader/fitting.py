"""What the measure, the unit and the base of a number say of its period."""

from __future__ import annotations

from ..periods import Period
from .clauses import Clause
from .context import Context, Line
from .items import Phrases
from .saying import Said
from .times import Time
from .units import MONEY
from .when import Anchor, settle
from .words import key, keys

QUARTER, YEAR = 3, 12  # months
_A_YEAR_OF = ("yoy_pct", "plan_target", "share_change_pp")  # measures that are told a year
_AVERAGE = frozenset((key("quân"), "average", "annual"))
_HEAD = frozenset((key("quân"), key("người"), "capita", "per", "average"))
_PER_HEAD = Phrases(keys("đầu người"), ("per", "head"), ("per", "capita"))
_PERENNIAL = frozenset(
    key(w)
    for w in "quế bưởi xoài nhãn fruit coffee rubber pepper cashew forest lâu trái quả rừng chè phê tiêu điều su dừa cam hằng hàng tôm thủy nuôi muối shrimp fish".split()
)  # fmt: skip
_YEARLY = frozenset(("year", key("yearly"), "annual", key("năm")))
_OF_IT = ("of", "it"), ("of", "which")
_PER = ("per",), ("a",), ("an",)
_WEIGHTS = tuple((w,) for w in "kg kilo kilogram kilogramm kilogramme ton tonn tonne pound litr litre dozen".split())
_NOW = frozenset((key("hiện"), key("currently"), "now"))
_STOCKS = frozenset(("outstanding", "loans", "deposits", key("nợ")))
_FORECASTS = frozenset(key(w) for w in ("forecast", "forecasts", "projection", "outlook", "target", "goal"))
_SCENARIO = frozenset((key("kịch"), "scenario", "scenarios"))
_DAMAGED = frozenset(key(w) for w in ("hỏng", "trắng", "ngập", "hại", "gãy"))
A_YEAR = ("năm", "year", "annum")


def stock_on(clause: Clause, s: Said) -> Time | None:
    """The day that loans and deposits stood at: "had outstanding loans of VND68.4 trillion on July 31"."""
    days = [t for t in s.before_times if t.shape == "day" and t.year is None]
    days += [t for t in s.after_times if t.shape == "day"]
    stock = days and clause.number.value.unit in MONEY and not _STOCKS.isdisjoint((*clause.words, *clause.behind))
    return days[-1] if stock else None


def of_base(s: Said, now: Period | None) -> Period | None:
    """What is compared with a part of last year is of the same part of this year: "up 5% on the first eight months of last year"."""
    base = s.base
    if not isinstance(base, Time) or base.shape not in ("months", "half") or now is None:
        return None
    then = settle(base, Anchor(now, now.end.year)).period
    period = Period(then.year + 1, then.month, then.months) if then is not None and then.months < YEAR else None
    return period if period is not None and period.end.year == now.end.year and period.end <= now.end else None


def of_measure(
    context: Context, clause: Clause, s: Said, line: Line, measure: str, period: Period | None, covers_to: str
) -> tuple[Period | None, str]:
    """The period of a number that names none, as its measure and its base have it."""
    led = line.base if line.base_first and isinstance(line.base, Time) and line.base.shape == "month" else None
    base = (
        s.base if isinstance(s.base, Time) else led if s.base is None else None
    )  # "So với tháng 9/2024, X tăng 5,1%; Y giảm 1,1%"
    shape = base.shape if base is not None else ""
    if period is None:
        return None, covers_to
    of_it = clause.behind[:2] in _OF_IT  # "60.2 trillion VND was invested from 2011 to 2020, 27.6 percent of it …"
    if (
        period.months > YEAR
        and measure in ("level", "share_pct")
        and clause.number.value.percent
        and not (s.average or of_it or (clause.bracket and clause.bare))  # "1.920 tỷ đồng (8,5%)"
    ):
        return period.of_year, covers_to  # a rate of several years is that of the last
    month = Period(period.end.year, period.end.month, 1)
    part = 1 < period.months <= YEAR
    now = price(clause) and not _NOW.isdisjoint(clause.words)  # "giá lợn hơi hiện ở mức 38.000 đồng/kg"
    if (s.spoken_of == "month" or now) and part and not covers_to:
        return month, covers_to
    yearly = clause.number.value.per in A_YEAR or clause.number.value.unit.endswith("_per_year")
    if measure in _A_YEAR_OF and yearly and context.span is not None:
        return context.span, ""  # "tăng bình quân 9,4%/năm"
    if measure in _A_YEAR_OF and yearly and s.average and line.since is not None and line.since.year < period.end.year:
        return Period(line.since.year + 1, 1, YEAR * (period.end.year - line.since.year)), ""
    if (
        period.months > YEAR
        and measure == "level"
        and clause.number.value.unit in MONEY
        and _PER_HEAD.stand(clause.words)
    ):
        return period.of_year, covers_to  # "giai đoạn 2021-2025 … GRDP bình quân đầu người đạt 3.555 USD"
    if measure == "plan_target" and period.months > YEAR and _of_term(clause, line):
        return period, ""
    if measure == "plan_target" and line.period == period and period.months < YEAR:
        if not _SCENARIO.isdisjoint((*clause.words, *clause.behind)):
            return period, ""  # "quý I ước tăng 8,9%, chưa tới mức 9,8% mà kịch bản vạch ra"
    within = line.told and line.before.measure == "plan_target" and any("within" in i.roles for i in clause.before)
    if measure == "plan_target" and within:
        return line.told[-1], ""  # "In the second half … 1.4 million visitors, including 140,000 foreigners"
    if measure == "plan_target" or shape == "season":
        return period.of_year, ""
    crop = s.spoken_of == "crop" or (shape == "same" and base is not None and base.n == YEAR)
    if crop and period.months < YEAR and line.period is None:
        return period.of_year, covers_to  # "giá vải cao hơn vụ trước 10%"
    if shape in ("quarter", "previous_quarter") and period.months in (6, 9, 12):
        return Period(period.end.year, period.end.month - 2, QUARTER), covers_to
    if part and shape == "same" and base is not None and base.n == 1 and not line.stock:
        return month, covers_to  # "so với cùng tháng năm trước tăng 16,2%"
    since = part and base is not None and shape == "month" and base.month % YEAR + 1 == period.end.month
    since = since and base is not None and base.year in (None, period.end.year)  # "rose 0.12% from October"
    part = part and not clause.number.value.points
    of_month = part and not standing(clause, line, covers_to) and (measure == "mom_pct" or shape == "previous_month")
    stood = (
        measure == "change" and bool(covers_to) and not price(clause)
    )  # "hoàn thành 2.316 căn, tăng 308 căn so với cuối tháng 5"
    return month if (since or of_month) and not stood else period, covers_to


def standing(clause: Clause, line: Line, covers_to: str) -> bool:
    """True of money that stood on a day, not a price: what it is against the month before is of the same months."""
    return line.stock or (bool(covers_to) and line.counts in MONEY and not price(clause))


def lasting(clause: Clause) -> bool:
    """True of trees and forests, that are of no crop season."""
    return not (_PERENNIAL.isdisjoint(clause.words) and _PERENNIAL.isdisjoint(clause.behind))


def lost(clause: Clause) -> bool:
    """True of fields that were damaged, whatever crop stood on them: "4.190 ha rau màu vụ Đông hư hỏng"."""
    return clause.number.value.unit == "ha" and not _DAMAGED.isdisjoint(clause.behind)


def of_full_year(clause: Clause) -> bool:
    """True of a target that is named a year's, whatever part of it the sentence speaks of: "the full-year target (8–9%)"."""
    return any("plan" in item.roles and not _YEARLY.isdisjoint(item.keys) for item in clause.before)


def _of_term(clause: Clause, line: Line) -> bool:
    """True of a target that is of all the years: a growth a year, a sum of money that is no one's income."""
    n = clause.number.value
    grown = n.percent and (line.before.measure == "yoy_pct" or not _AVERAGE.isdisjoint(clause.words))
    return bool(grown) or (n.unit in MONEY and not n.per and _HEAD.isdisjoint(clause.words))


def revised(clause: Clause) -> bool:
    """True of a forecast or a target that is changed: what it was is of the same time."""
    return not _FORECASTS.isdisjoint(clause.words)


def price(clause: Clause) -> bool:
    """True of so much money a kilogramme, a tonne: "50.000 đồng/kg"."""
    n = clause.number.value
    if n.unit not in MONEY:
        return False
    per = (n.per and n.per not in A_YEAR) or (clause.behind[:1] in _PER and clause.behind[1:2] in _WEIGHTS)
    return bool(per or (clause.after and clause.after[0].kind == "join"))
