"""One number: the figure it is, by its clause and by what holds around it."""

from __future__ import annotations

import re
from dataclasses import replace

from ..periods import Period
from . import bases, crops, provisos
from .amounts import Number
from .carrying import carry
from .catalogue import Catalogue
from .clauses import Clause
from .completing import can_be, is_sum, of_line
from .context import LOW, Context, Line
from .counting import unit_of
from .figure import Figure
from .fitting import YEAR, of_full_year, standing
from .lists import Listed
from .measures import RISES, Measured
from .measuring import measured
from .naming import indicator, seasonal
from .prose import Prose
from .restating import restated
from .results import of_month
from .saying import Before, Said
from .times import Time
from .timing import own_time
from .timing import period as period_of
from .topic import codes as codes_of
from .topic import remember
from .topic import subject as subject_of
from .units import MONEY
from .whereabouts import area as area_of
from .words import key, keys

_PER_SO_MANY = re.compile(
    r" và \d[\d,]* giường(?: bệnh)? ?(?:trên|/) ?(?:một |1 )?vạn dân|(?: and \d[\d.]* \w+(?: beds)?)? (?:per|for every) (?:10,000|ten thousand)(?: (?:people|inhabitants|population|residents)|(?=[.,;)]|$))"
)
_OF, _PRICES = ("of",), frozenset((key("giá"), "price", "prices"))
_GROWTH, _HUNDRED = "growth", 100
_PEOPLE_TOLD = re.compile(r"(?:vạn|10\.000) dân|per (?:10,000|ten thousand)")
_GENERAL = frozenset(
    ("năng suất", "sản lượng", "diện tích", "năng suất bình quân", "sản lượng ước", "yield", "output", "area")
)  # of the crop just named


def figure_of(
    catalogue: Catalogue, context: Context, clause: Clause, s: Said, line: Line, prose: Prose, listed: Listed | None, *, first: bool
) -> Figure:  # fmt: skip
    """The figure of one number.

    Parameters
    ----------
    context, line : what holds in the document and in the sentence; both go on with what this number says.
    clause, s : the number with its words, and what these say.
    prose : the paragraph, for places and words.
    listed : what it takes from a list before it. ``first`` : nothing in the sentence was read before.
    """
    n: Number = clause.number.value
    of_line(n, s, line, clause, context.counts)
    if not n.unit and n.mult and is_sum(n, line, clause, context.money):
        n.unit, n.known_unit = context.money, True
    subject, new = subject_of(catalogue, clause, s, listed, line, first=first)
    fresh = new and prose.text[subject.start : subject.end].lower() not in _GENERAL
    aside = line.bracket and not clause.inside  # what stood in brackets is no list
    aside = aside and not (line.in_other_words and clause.bare)  # "giảm 255 vụ (16,13%), 82 người chết"
    near = not first and not aside and (clause.boundary <= 1 or clause.bare or clause.named)
    if subject.gap and s.base is None and s.verb in ("up", "down"):
        s.verb, s.sign = "level", 1  # the wording holds the verb: "có thêm … xã đạt chuẩn"
    carry(context, clause, s, line, new=new, fresh=fresh, near=near)
    m = measured(n, s, line.before, bracket=clause.bracket, near=near, head=new and listed is None)
    bases.hold(context, line, s)
    kind = bases.kind(line, s, m)
    period, covers_to, of_period = period_of(context, clause, s, line, listed, kind, first=first, new=fresh)
    area, of_area = area_of(catalogue, context, clause, s, line, period)
    measure, base, of_base = bases.change(catalogue, context, line, s, m, period)
    if "base_unsaid" in of_base and provisos.of_prices(context, measure, period) and not s.average:
        measure = "mom_pct"
    elif "base_unsaid" in of_base and measure == "yoy_pct" and provisos.of_stock(context, clause, s, period):
        measure = "dec_pct"
    codes, of_subject = codes_of(catalogue, context, subject, new, s, prose, first=first)
    of_another = first and not new and n.percent and _GROWTH in clause.words
    if of_another and not any(code.endswith("_growth") for code in codes):
        codes, of_subject = (), ["subject_unknown"]  # "This year the province plans growth of 9.5%"
    if _second(clause, s, line, measure, listed):
        codes, of_subject = (), ["subject_ambiguous"]
    codes, measure, of_codes = _permitted(catalogue, context, clause, s, line, codes, measure, new=new)
    if new and codes and all(catalogue.data.indicators[c]["season"] for c in codes):
        context.subject_codes = codes  # of the season that the clause has named; and so is its change
    if not new and codes and provisos.does_otherwise(clause, context.subject_text):
        codes, of_subject = (), ["subject_unknown"]
        context.subject_codes = ()
    if new and not codes and provisos.without(clause):
        context.subject_codes = ()  # nor is its change of it
    code, of_indicator = indicator(
        codes, measure, m.unit, area, context.sector, context.family, context.last, catalogue, gap=subject.gap
    )
    if "unit_unlike" in of_indicator and m.unit != "rank" and (new or (measure == "level" and m.unit not in MONEY)):
        context.subject_codes = ()  # nor is what follows of it
    reasons = [*of_period, *of_area, *m.reasons, *of_base, *of_subject, *of_codes, *(of_indicator if codes else ())]
    if measure == "plan_target" and period is not None and period.months < YEAR and of_full_year(clause):
        period = period.of_year
    stands = standing(clause, line, covers_to)
    prices = codes[:1] == ("cpi",)
    if (
        of_month(s, line, measure, prices=prices)
        and period is not None
        and period.months > 1
        and (prices or not stands)
    ):
        period = Period(period.end.year, period.end.month, 1)
    if measure == "level" and (sign := provisos.in_price_list(context, clause, s, line, m, period)):
        measure, m = "mom_pct", replace(m, value=sign * m.value, changes=True)
    beside = clause.bracket and clause.bare
    if measure == "share_pct" and m.value > _HUNDRED and (beside or not (s.of_whole or s.verb == "share")):
        measure = "index"  # "lúa 29.540 ha (100,2%)"
    if n.percent and measure == "level" and clause.behind[:1] != _OF and _is_index(s, line, codes, m):
        measure = "index"
    kept = bool(codes) and not any(c.startswith("public_investment") for c in codes)
    code, measure = restated(context, clause, s, line, prose, m, code, measure, kept=kept)
    if code:
        code, measure, m, of_kind = _settled(catalogue, clause, s, line, code, measure, m, period)
        reasons += of_kind
    if n.unit.endswith("_points_per_year") and measure == "share_change_pp" and s.base is None:
        measure, m = "level", replace(m, value=abs(m.value), changes=False)  # "giảm trên 4 điểm phần trăm/năm"
    if code:
        remember(catalogue, context, (code,))
        context.last = code
        context.prices = context.prices or (measure == "mom_pct" and context.family == "cpi")
    crops.note(context, clause, s, line, prose, period, unit=n.unit, fresh=fresh)
    if period is not None and crops.of_a_year(catalogue, context, clause, s, line, m, code, period, covers_to):
        period = period.of_year
    if (
        code == "cpi_average"
        and not s.average
        and period is not None
        and period.months == 1
        and own_time(s) is not None
    ):
        code = "cpi"  # "CPI bình quân quý I tăng 3,58%, trong đó tháng 1 tăng 4,12%"
    of_price = context.family == "cpi" or (context.prices and not _PRICES.isdisjoint(keys(context.subject_text)))
    if s.average and measure == "yoy_pct" and of_price and period is not None and period.months == 1:
        period = Period(period.year, 1, period.month) if own_time(s) is None else period  # "…; bình quân tăng 1,98%"
    told = measure != "plan_target" and "F" not in (s.status, line.status)
    context.latest = period if told and period is not None else context.latest
    around = set(clause.words)
    if n.unit in ("doctors", "beds") and (
        _PER_SO_MANY.match(prose.text, clause.number.end)
        or _PEOPLE_TOLD.search(context.subject_text)
        or (clause.before and _PEOPLE_TOLD.search(prose.text, clause.before[0].start, clause.number.start))
    ):
        n.unit = m.unit = f"{n.unit}_per_10000"
    unit = unit_of(catalogue, code, measure, m, context.subject_text, around, gap=subject.gap)
    unit = unit if n.unit or can_be(unit, n) else ""
    if unit in ("doctors", "beds") and _PEOPLE_TOLD.search(context.subject_text):
        unit = f"{unit}_per_10000"  # "số bác sĩ trên một vạn dân là 7,1"
    reasons, percent = list(dict.fromkeys([*reasons, *_doubts(n)])), n.percent
    figure = Figure(
        obs_value=m.value,
        measure=measure,
        indicator=code,
        time_period=period.code if period else "",
        ref_area=area,
        unit_measure=unit,
        unit_mult=0 if unit == "percent" else n.mult,
        decimals=m.decimals,
        obs_value_upper=m.upper,
        obs_total=n.total if m.value >= 0 and not percent else None,
        obs_status="F" if measure == "plan_target" else s.status or ("" if s.of_base else line.status) or "A",
        qualifier=n.qualifier,
        plan_by=s.plan_by if measure in ("pct_of_plan", "plan_target") else "",
        covers_to=covers_to,
        locator=context.locator,
        start=prose.place(clause.number.start),
        end=prose.end(clause.number.end),
        paragraph=context.paragraph,
        text=prose.text[clause.number.start : clause.number.end],
        words=context.subject_text,
        unit=n.unit_text if n.unit else "",
        base=base,
        sure="high" if not reasons else "low" if LOW & set(reasons) else "medium",
        reasons=tuple(reasons),
    )
    line.in_other_words = False
    line.subjects.append(context.subject)
    line.told.append(period)
    line.previous = s
    swapped = {measure, line.before.measure} <= {"change", *RISES} and (measure == "change") != (
        line.before.measure == "change"
    )
    if clause.bracket and clause.bare and swapped and s.base is None:
        line.in_other_words = measure != "change"
        line.read += 1
        return figure  # "giảm 255 vụ (16,13%), 82 người chết (11,31%)"
    if unit == "rank" and line.before.percent:
        line.read += 1
        return figure  # "mức tăng (7,45%) đứng thứ 2; cao nhất là … (13,03%)"
    line.before = Before(
        measure, s.verb or (line.before.verb if not new or measure == "change" else ""), -1 if m.value < 0 else 1, percent, s.target,
        measure == "pct_of_plan" or (line.before.planned and not new), isinstance(line.base, Time) and (line.base.shape == "same" or (line.base_first and line.base.shape == "half")), n.unit or unit, n.total is not None, m.measure, s.base is not None,
        measure == "contribution_pp" or line.before.contributed, s.compared, n.value * 10**n.mult,
        measure if percent and not n.points and measure != "plan_target" else line.before.rated,
    )  # fmt: skip
    counts = bool(n.unit) and not (percent or n.points or n.times)
    if counts and n.known_unit and n.unit not in MONEY:
        context.counts = n.unit
    context.money = n.unit if n.unit in MONEY else context.money
    line.counts = n.unit if counts else line.counts
    line.read += 1
    return figure


def _is_index(s: Said, line: Line, codes: tuple[str, ...], m: Measured) -> bool:
    """True of a level that says how large something is beside what it was: "IIP đạt 119,3%", "32.150 tấn, bằng 101,3%"."""
    if (
        s.target
        or s.plan
        or s.base is not None
        or s.of_base
        or s.rate
        or s.part
        or not _HUNDRED / 2 < m.value < 3 * _HUNDRED
    ):
        return False
    plain = s.verb in ("level", "ratio")
    branch = any(code.startswith("iip") for code in codes)
    return plain and (branch or line.before.measure == "index" or (s.equals and m.value > _HUNDRED))


def _second(clause: Clause, s: Said, line: Line, measure: str, listed: Listed | None) -> bool:
    """True of a bare percentage of the kind of the one before it: one subject has not two figures of a kind."""
    n: Number = clause.number.value
    again = line.before.measure == measure and measure not in ("change", "")
    alone = again and n.percent and listed is None and s.base is None and not clause.bracket and clause.bare
    planned_by_another = s.plan and line.previous is not None and s.plan_by != line.previous.plan_by
    return alone and not (planned_by_another or s.before_times or s.after_times)


def _permitted(
    catalogue: Catalogue, context: Context, clause: Clause, s: Said, line: Line, codes: tuple[str, ...], measure: str, *, new: bool
) -> tuple[tuple[str, ...], str, list[str]]:  # fmt: skip
    """The indicators that the words around a number leave of those its subject may be; its measure; why none is left."""
    known, n = catalogue.data.indicators, clause.number.value
    if any(c.endswith("_share") and c.removesuffix("_share") in known for c in codes):
        measure = "share_pct" if measure == "level" else measure
        codes = codes if measure == "plan_target" else tuple(c.removesuffix("_share") for c in codes)
    reached = measure == "level" and n.percent and new and s.verb == "level" and not s.counts
    if reached and codes and all(known[c]["unit_measure"] in MONEY for c in codes):
        measure = "pct_of_plan"  # "Thu ngân sách quý I đạt 28%"
    labour = provisos.of_labour(clause, line)
    if not codes:
        return codes, measure, []
    several = clause.bracket and s.share_head and not new and any("share" in i.roles for i in clause.before)
    barred = (
        several  # a structure of several, in brackets
        or (line.structure == "other" and measure == "share_pct")
        or (provisos.mean_of_time(clause) and not any("_per_" in code for code in codes))
        or provisos.without(clause)
        or (s.verb == "short" and measure == "level")  # "còn thiếu 7,64 tiêu chí"
        or provisos.of_others(clause, codes)
        or (bool(clause.after) and "within" in clause.after[0].roles)  # "1.1 million of whom stayed overnight"
        or provisos.of_customs(context, clause, codes)
        or provisos.of_freight(context.subject_text, codes)
        or (labour and measure == "share_pct" and any(c.startswith(("grdp_", "gdp_")) for c in codes))
        or (s.part and provisos.of_product(clause, codes))
        or provisos.branch(context.subject_text, context.family, measure)
    )
    return ((), measure, ["subject_unknown"]) if barred else (seasonal(codes, clause, catalogue), measure, [])


def _settled(
    catalogue: Catalogue, clause: Clause, s: Said, line: Line, code: str, measure: str, m: Measured, period: Period | None
) -> tuple[str, str, Measured, list[str]]:  # fmt: skip
    """An indicator, measure and value as the clause and the kind of the indicator settle them; why they are not sure."""
    known = catalogue.data.indicators
    code = provisos.constant(code, clause, known)
    if line.structure == "economy" and measure == "plan_target" and f"{code}_share" in known:
        code = f"{code}_share"
    if not (code := provisos.from_abroad(clause, code, known)):
        return "", measure, m, ["subject_unknown"]
    based = s.base is not None or isinstance(line.base, Time)
    yearly = clause.number.value.per in ("năm", "year") or provisos.yearly(clause)
    return provisos.of_kind(code, measure, m, known, period, equals=s.equals, base=based, yearly=yearly)


def _doubts(n: Number) -> list[str]:
    """Why a number as printed is not sure."""
    return ["printed_point"] * n.odd + ["unit_unknown"] * (bool(n.unit) and not n.known_unit)
