"""One number: the figure it is, by its clause and by what holds around it."""

from __future__ import annotations

import re
from dataclasses import replace

from . import provisos
from .amounts import Number
from .bases import measure_on
from .catalogue import Catalogue
from .clauses import Clause
from .context import LOW, Context, Line
from .figure import Figure
from .lists import Listed
from .measuring import Before, Measured, measured
from .naming import indicator, seasonal
from .prose import Prose
from .saying import Said
from .subjects import Subject
from .times import Time
from .timing import period as period_of
from .topic import codes as codes_of
from .topic import remember
from .topic import subject as subject_of
from .units import alike
from .whereabouts import area as area_of
from .words import key, keys

_SEASON = re.compile(
    r"\b(?:vụ|lúa|ngô|rau|lạc|khoai|đậu|cây)\b.{0,30}\b(?:xuân|mùa|hè|thu|đông|thu đông)\b", re.IGNORECASE
)
_IN_MONEY = ("VND", "USD")
_VISITOR = frozenset((key("khách"), key("đón"), "visitors", "tourists"))
_GENERAL = frozenset(
    ("năng suất", "sản lượng", "diện tích", "năng suất bình quân", "sản lượng ước", "yield", "output", "area")
)  # of the crop just named


def figure_of(
    catalogue: Catalogue,
    context: Context,
    clause: Clause,
    s: Said,
    line: Line,
    prose: Prose,
    listed: Listed | None,
    *,
    first: bool,
) -> Figure:
    """The figure of one number.

    Parameters
    ----------
    context, line : what holds in the document and in the sentence; both go on with what this number says.
    clause, s : the number with its words, and what these say.
    prose : the paragraph, for places and words. The figure has no paragraph and locator yet.
    listed : what it takes from a list before it. ``first`` : nothing in the sentence was read before.
    """
    n: Number = clause.number.value
    reasons: list[str] = []
    if not n.unit and n.mult and line.before.unit not in ("", "percent"):
        n.unit, n.known_unit = line.before.unit, True  # "16 million people …, 1.46 million in the voluntary scheme"
    subject, new = subject_of(catalogue, clause, s, listed, line, first=first)
    if new and s.verb == "level":
        line.status = ""
    general = new and prose.text[subject.start : subject.end].lower() in _GENERAL
    if (new and not general) or (not clause.bracket and line.bracket):
        line.own = None
    if line.bracket and not clause.bracket:
        line.areas = ()
    line.bracket = clause.bracket
    if s.status:
        line.status = s.status
    bare = clause.bare
    near = not first and (clause.boundary <= 1 or bare)
    if subject.gap and s.base is None and s.verb in ("up", "down"):
        s.verb, s.sign = "level", 1  # the wording holds the verb: "có thêm … xã đạt chuẩn"
    line.pace = line.pace or provisos.pace(clause)
    if line.pace and n.percent and clause.bracket:
        s.plan, s.plan_head, s.target, s.verb, line.target = True, False, False, "", False
    context.planned = context.planned or line.before.measure == "pct_of_plan"
    if (
        context.planned
        and n.percent
        and not new
        and s.verb in ("level", "ratio")
        and s.base is None
        and line.before.measure == "level"
        and line.before.unit in _IN_MONEY
        and not (s.of_whole or s.target)
    ):
        s.plan = True  # "chi ngân sách 12.400 tỷ đồng, đạt 106%"
    line.structure = provisos.structure(clause) or line.structure
    if line.structure and n.percent and s.verb in ("", "level") and s.base is None and not (s.plan or s.target):
        s.verb = "share"
    if new:
        context.share = s.share_head and n.percent
    elif context.share:
        s.share_head = True
    if s.target:
        line.target = line.target or not (clause.bracket or s.striving)
    elif (
        line.target
        and not s.plan
        and s.verb not in ("exceed", "short")
        and (line.listed or (s.base is None and not s.before_times) or (near and _grown(line, s)))
    ):
        s.target = True
    last = line.previous
    if last is not None and last.aside and s.verb == "" and s.base is None and not new:
        s.verb, s.sign, s.base, s.base_area, s.grows = last.verb, last.sign, last.base, last.base_area, last.grows
    elif (
        last is not None and clause.bracket and clause.bare and last.base is not None and last.base != "plan" and not last.base_first
        and s.base is None and s.verb in ("", "level") and line.before.measure in ("change_pp", "share_change_pp") and n.percent
    ):  # fmt: skip
        s.of_base, s.base, s.base_area, s.grows = True, last.base, last.base_area, last.grows
    elif last is not None and clause.bracket and clause.bare and last.base == "plan" and n.percent and s.base is None:
        s.aside, s.of_base, s.base = True, True, "plan"  # "3 points below the target (7–7.5%)"
    m = measured(n, s, line.before, bracket=clause.bracket, near=near, head=new and listed is None)
    base, base_area = s.base, s.base_area
    context.prices = context.prices or (isinstance(base, Time) and base.shape == "previous_month")
    if isinstance(base, Time):
        line.base, line.base_area, line.base_first = base, None, s.base_first
    elif base in ("area", "other"):
        line.base, line.base_area = base, base_area
    kind = m.measure
    if m.changes and m.measure == "yoy_pct" and isinstance(base or line.base, Time):
        shape = (base or line.base).shape
        kind = {"previous_month": "mom_pct", "december": "dec_pct"}.get(shape, kind)
    period, covers_to, why = period_of(context, clause, s, line, listed, kind, first=first, new=new and not general)
    reasons += why
    area, why = area_of(catalogue, context, clause, s, line, period)
    reasons += why
    measure, base_text, why = measure_on(catalogue, context, m.measure, m.changes, base, base_area, period)
    if m.changes and base is None and line.base is not None:
        carried = measure_on(catalogue, context, m.measure, m.changes, line.base, line.base_area, period)
        longer = period is not None and period.months > 1 and not line.base_first
        outgrown = longer and (carried[0] == "mom_pct" or (carried[0] == "dec_pct" and s.average))
        if not outgrown and (not isinstance(line.base, Time) or line.base_first or "base_other" not in carried[2]):
            measure, base_text, why = carried
    reasons += [*m.reasons, *why]
    if (
        "base_unsaid" in reasons
        and measure == "yoy_pct"
        and context.prices
        and context.family == "cpi"
        and period is not None
        and period.months == 1
    ):
        measure = "mom_pct"  # the groups of a price bulletin are told as its index is
    codes, why = codes_of(catalogue, context, subject, new, s, prose, first=first)
    if (
        bare
        and n.percent
        and listed is None
        and s.base is None
        and not clause.bracket
        and line.before.measure == measure
        and measure not in ("change", "")
        and (not s.plan_by or last is None or s.plan_by == last.plan_by)
    ):
        codes, why = (), ["subject_ambiguous"]  # one subject has not two figures of a kind
    reasons += why
    if any(c.endswith("_share") and c.removesuffix("_share") in catalogue.data.indicators for c in codes):
        measure = "share_pct" if measure == "level" else measure
        codes = codes if measure == "plan_target" else tuple(c.removesuffix("_share") for c in codes)
    told = context
    if clause.bracket and s.share_head and not new and any("share" in i.roles for i in clause.before):
        codes = ()  # a structure of several, in brackets
    if (
        (line.structure == "other" and measure == "share_pct")
        or (provisos.mean_of_time(clause) and not _per(codes))
        or (codes and provisos.without(clause))
    ):
        codes, reasons = (), [*reasons, "subject_unknown"]
    elif codes and provisos.branch(context.subject_text, context.family, measure):
        codes, reasons = (), [*reasons, "subject_unknown"]  # of GRDP, not of turnover
    codes = seasonal(codes, clause, catalogue)
    code, why = indicator(codes, measure, m.unit, area, told.sector, told.family, told.last, catalogue, gap=subject.gap)
    reasons += why if codes else []
    if new and "unit_unlike" in why:
        context.subject_codes = ()  # nor is what follows of it
    if code:
        code = provisos.constant(code, clause, catalogue.data.indicators)
        if line.structure == "economy" and measure == "plan_target" and f"{code}_share" in catalogue.data.indicators:
            code = f"{code}_share"
        said_base = base is not None or isinstance(line.base, Time)
        code, measure, m, why = provisos.of_kind(
            code,
            measure,
            m,
            catalogue.data.indicators,
            period,
            equals=s.equals,
            base=said_base,
            yearly=n.per in ("năm", "year"),
        )
        reasons += why
    status = "F" if measure == "plan_target" else line.status or "A"
    if n.odd:
        reasons.append("printed_point")
    if n.unit and not n.known_unit:
        reasons.append("unit_unknown")
    figure = _figure(
        catalogue,
        context,
        clause,
        m,
        measure,
        code,
        period,
        covers_to,
        area,
        status,
        s,
        base_text,
        subject,
        prose,
        reasons,
    )
    if code:
        remember(catalogue, context, (code,))
        context.last = code
    if (
        period is not None
        and period.months < 12
        and (catalogue.data.indicators[code]["season"] if code else _SEASON.search(figure.words))
    ):
        figure = replace(figure, time_period=period.of_year.code)
    line.subjects.append(context.subject)
    line.previous = s
    line.before = Before(
        measure, s.verb or (line.before.verb if not new else ""), -1 if m.value < 0 else 1, n.percent, s.target,
        measure == "pct_of_plan" or (line.before.planned and not new), isinstance(line.base, Time) and line.base.shape == "same", n.unit,
    )  # fmt: skip
    line.read += 1
    return figure


def _figure(
    catalogue: Catalogue,
    context: Context,
    clause: Clause,
    m: Measured,
    measure: str,
    code: str,
    period,
    covers_to,
    area,
    status,
    s: Said,
    base: str,
    subject: Subject,
    prose: Prose,
    reasons: list[str],
) -> Figure:
    n: Number = clause.number.value
    start, end = prose.place(clause.number.start), prose.end(clause.number.end)
    unit = m.unit
    if code and measure in ("level", "plan_target", "change", "plan_gap"):
        own = catalogue.data.indicators[code]["unit_measure"]
        if subject.gap or (alike(unit, own) and own != "percent"):
            unit = own
        if code.endswith("_growth") and own == "percent" and measure == "level":
            measure = "yoy_pct"
    words = context.subject_text
    if not unit and (code or _VISITOR & set(keys(words))):
        unit = catalogue.data.indicators[code]["unit_measure"] if code else "visitors"
    if unit == "turns":
        unit = "visitors" if _VISITOR & set(keys(words)) else unit
    told = tuple(dict.fromkeys(reasons))
    sure = "high" if not told else "low" if any(r in LOW for r in told) else "medium"
    return Figure(
        m.value, measure, code, period.code if period else "", area, unit, 0 if unit == "percent" else n.mult, m.decimals, m.upper,
        n.total, status, n.qualifier, s.plan_by if measure in ("pct_of_plan", "plan_target") else "", covers_to,
        start=start, end=end, text=prose.text[clause.number.start : clause.number.end], words=words, unit=n.unit_text, base=base, paragraph=context.paragraph, locator=context.locator, sure=sure, reasons=told,
    )  # fmt: skip


def _per(codes: tuple[str, ...]) -> bool:
    """True of indicators that are means of a day or a month themselves."""
    return any("_per_" in code for code in codes)


def _grown(line: Line, s: Said) -> bool:
    """True of the growth that a target makes: "phấn đấu đón 7 triệu lượt khách, tăng 90% so với năm 2022"."""
    return line.before.measure == "plan_target" and s.verb == "up" and isinstance(s.base, Time)
