"""From clause to clause: what one says, what it takes over from the one before, and the figures that come of it."""

from __future__ import annotations

import re
from dataclasses import replace

from . import leading, trailing
from .amounts import Number
from .bases import in_turn, measure_on, shared, spread
from .catalogue import Catalogue
from .clauses import Clause, clauses, sentences
from .context import LOW, Context, Line
from .figure import Figure
from .items import Item
from .lists import respectively
from .measuring import Before, measured
from .naming import indicator, seasonal
from .prose import Prose
from .saying import Said, uncounted
from .subjects import NOTHING, Subject
from .times import Time
from .timing import own_time
from .timing import period as period_of
from .topic import codes as codes_of
from .topic import remember
from .topic import subject as subject_of
from .units import alike
from .when import settle
from .whereabouts import area as area_of
from .words import key, keys

_RELATIVE = ("same", "previous_month", "previous_quarter", "previous_year", "start_of_year", "december")
_SEASON = re.compile(
    r"\b(?:vụ|lúa|ngô|rau|lạc|khoai|đậu|cây)\b.{0,30}\b(?:xuân|mùa|hè|thu|đông|thu đông)\b", re.IGNORECASE
)
_VISITOR = frozenset((key("khách"), key("đón"), "visitors", "tourists"))
_GENERAL = frozenset(
    ("năng suất", "sản lượng", "diện tích", "năng suất bình quân", "sản lượng ước", "yield", "output", "area")
)  # of the crop just named
_SERIES = 3  # periods of one sentence that make a row of them
_DOING = ((key("thực"),), (key("kết"),), (key("tình"),), (key("đánh"),))


class Grammar:
    """Reads paragraphs one after the other.

    Parameters
    ----------
    catalogue : indicators and areas.
    context : what the document is about.
    """

    def __init__(self, catalogue: Catalogue, context: Context) -> None:
        self.catalogue, self.context = catalogue, context
        self.number, self.locator = 1, ""
        self.chain: Line | None = None  # of a list that goes on in the next paragraph
        self.list: Line | None = None  # of the items of a list
        self.item = False

    def paragraph(
        self, found_items: list[Item], prose: Prose, lang: str, number: int, locator: str = "", *, item: bool = False
    ) -> list[Figure]:
        """The figures of a paragraph, in order; ``item``: it is one of a list."""
        found: list[Figure] = []
        self.number, self.locator, self.item = number, locator, item
        self.context.base, self.context.said, self.context.season = None, False, None
        if not item and self.chain is None:
            self.list = None
        if self.context.main is not None:
            self.context.period, self.context.covers_to = self.context.main, ""
        self.context.subject, self.context.local = NOTHING, False
        self.context.subject_codes, self.context.subject_text = (), ""
        for sentence in sentences(found_items):
            found += self._sentence(sentence, prose, lang)
        return found

    def heading(self, found_items: list[Item]) -> None:
        """What a heading says of the paragraphs below it: period, what they are about; of what was done before what is planned."""
        times = [
            (i.value, n and bool(found_items[n - 1].roles & {"plan", "target"}))
            for n, i in enumerate(found_items)
            if i.kind == "time"
        ]
        done = [t for t, planned in times if not planned] or [t for t, _ in times]
        for time in done[:1]:
            settled = settle(time, self.context.anchor)
            if settled.period and time.shape not in _RELATIVE:
                self.context.period = self.context.main = settled.period
                self.context.covers_to = settled.covers_to
        for item in found_items:
            if item.kind == "subject":
                remember(self.catalogue, self.context, item.value)

    def _sentence(self, sentence: list[Item], prose: Prose, lang: str) -> list[Figure]:
        parts = clauses(sentence, lang)
        if not parts:
            self.mention(sentence)
            return []
        marked = self.list is not None and (self.item or sentence[0].kind == "noise")  # "(2) …"
        line, self.chain = (
            self.chain
            or (replace(self.list, before=Before(), subjects=[]) if marked and self.list else Line(Before())),
            None,
        )
        if line.base is None and self.context.base is not None:
            line.base = self.context.base
        found: list[tuple[Figure, Said]] = []
        lists = respectively(sentence, self.catalogue)
        told = [_said(clause, lang) for clause in parts]
        before = self.context.period, self.context.covers_to
        shared(parts, told)
        in_turn(parts, told)
        for i, clause in enumerate(parts):
            if uncounted(clause, told[i]):
                continue
            figure, s = self._clause(clause, told[i], line, prose, lists.get(i), first=not found)
            found.append((figure, s))
        if sentence[-1].kind == "sep" and sentence[-1].keys[0] in ";:" and line.target:
            self.list = self.chain = Line(
                Before(), target=True, listed=True, period=line.period, covers_to=line.covers_to
            )
        if line.target and any(i.keys == (":",) for i in sentence) and self.list is None:
            self.list = Line(
                Before(), target=True, listed=True, period=line.period
            )  # "các chỉ tiêu đến năm 2030: (1) …"
        bases = [s.base for _, s in found if s.base is not None]
        only = bases and all(isinstance(b, Time) and b.shape == "previous_month" for b in bases)
        if len({f.time_period for f, s in found if own_time(s) is not None}) >= _SERIES and before[0] is not None:
            self.context.period, self.context.covers_to = before  # a row of quarters or years
        self.context.base = bases[-1] if only else line.base if not bases and self.context.base is not None else None
        return spread([f for f, _ in found], [s for _, s in found])

    def mention(self, sentence: list[Item]) -> None:
        """A sentence or paragraph without a number can name the period and the area of what follows."""
        for n, item in enumerate(sentence):
            if n and "base" in sentence[n - 1].roles:
                continue
            if item.kind == "time" and item.value.shape not in (*_RELATIVE, "day", "this", "this_year", "years", "rest") and not (item.value.shape == "half" and item.value.n == 2):  # fmt: skip
                settled = settle(item.value, self.context.anchor)
                if settled.period and (item.value.year is not None or item.value.shape != "month"):
                    self.context.period, self.context.covers_to = settled.period, settled.covers_to
        last = sentence[-1] if sentence else None
        if last is not None and last.kind == "sep" and last.keys[0] in ";:":
            doing = any(i.keys[:1] in _DOING for i in sentence)
            line = Line(Before(), listed=True, target=not doing and any(i.roles & {"target", "plan"} for i in sentence))
            for n, item in enumerate(sentence):
                if (
                    item.kind == "time"
                    and item.value.shape not in _RELATIVE
                    and not (n and "base" in sentence[n - 1].roles)
                ):
                    settled = settle(item.value, self.context.anchor)
                    if settled.period is not None:
                        line.period, line.covers_to = settled.period, settled.covers_to
            self.chain = line
            self.list = line if line.target or line.period else None

    # --- one number -----------------------------------------------------------------------------------------------------

    def _clause(self, clause: Clause, s: Said, line: Line, prose: Prose, listed, *, first: bool) -> tuple[Figure, Said]:
        n: Number = clause.number.value
        context = self.context
        reasons: list[str] = []
        if not n.unit and n.mult and line.before.unit not in ("", "percent"):
            n.unit, n.known_unit = line.before.unit, True  # "16 million people …, 1.46 million in the voluntary scheme"
        subject, new = subject_of(self.catalogue, clause, s, listed, line, first=first)
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
        if new:
            self.context.share = s.share_head
        elif self.context.share:
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
        m = measured(n, s, line.before, bracket=clause.bracket, near=near, head=new)
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
        area, why = area_of(self.catalogue, context, clause, s, line, period)
        reasons += why
        measure, base_text, why = measure_on(self.catalogue, context, m.measure, m.changes, base, base_area, period)
        if m.changes and base is None and line.base is not None:
            carried = measure_on(self.catalogue, context, m.measure, m.changes, line.base, line.base_area, period)
            outgrown = carried[0] == "mom_pct" and period is not None and period.months > 1 and not line.base_first
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
        codes, why = codes_of(self.catalogue, context, subject, new, s, prose, first=first)
        if (
            bare
            and n.percent
            and listed is None
            and s.base is None
            and not clause.bracket
            and line.before.measure == measure
            and measure not in ("change", "")
        ):
            codes, why = (), ["subject_ambiguous"]  # one subject has not two figures of a kind
        reasons += why
        if any(c.endswith("_share") and c.removesuffix("_share") in self.catalogue.data.indicators for c in codes):
            measure = "share_pct" if measure == "level" else measure
            codes = codes if measure == "plan_target" else tuple(c.removesuffix("_share") for c in codes)
        told = self.context
        if clause.bracket and s.share_head and not new and any("share" in i.roles for i in clause.before):
            codes = ()  # a structure of several, in brackets
        codes = seasonal(codes, clause, self.catalogue)
        code, why = indicator(
            codes, measure, m.unit, area, told.sector, told.family, told.last, self.catalogue, gap=subject.gap
        )
        reasons += why if codes else []
        if new and "unit_unlike" in why:
            context.subject_codes = ()  # nor is what follows of it
        status = "F" if measure == "plan_target" else line.status or "A"
        if n.odd:
            reasons.append("printed_point")
        if n.unit and not n.known_unit:
            reasons.append("unit_unknown")
        figure = self._figure(
            clause, m, measure, code, period, covers_to, area, status, s, base_text, subject, prose, reasons
        )
        if code:
            remember(self.catalogue, self.context, (code,))
            self.context.last = code
        if (
            period is not None
            and period.months < 12
            and (self.catalogue.data.indicators[code]["season"] if code else _SEASON.search(figure.words))
        ):
            figure = replace(figure, time_period=period.of_year.code)
        line.subjects.append(context.subject)
        line.previous = s
        line.before = Before(
            measure, s.verb or (line.before.verb if not new else ""), -1 if m.value < 0 else 1, n.percent, s.target,
            measure == "pct_of_plan" or (line.before.planned and not new), isinstance(line.base, Time) and line.base.shape == "same", n.unit,
        )  # fmt: skip
        line.read += 1
        return figure, s

    def _figure(
        self,
        clause: Clause,
        m,
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
        start, end = prose.place(clause.number.start), prose.place(clause.number.end)
        unit = m.unit
        if code and measure in ("level", "plan_target", "change", "plan_gap"):
            own = self.catalogue.data.indicators[code]["unit_measure"]
            if subject.gap or (alike(unit, own) and own != "percent"):
                unit = own
            if code.endswith("_growth") and own == "percent" and measure == "level":
                measure = "yoy_pct"
        if (
            unit == "percentage_points_per_year"
            and f"{code}_reduction" in self.catalogue.data.indicators
            and measure == "share_change_pp"
        ):
            code, measure = f"{code}_reduction", "level"  # so many points a year, an indicator of its own
            m = replace(m, value=abs(m.value), upper=None)
        words = self.context.subject_text
        if not unit and (code or _VISITOR & set(keys(words))):
            unit = self.catalogue.data.indicators[code]["unit_measure"] if code else "visitors"
        if unit == "turns":
            unit = "visitors" if _VISITOR & set(keys(words)) else unit
        told = tuple(dict.fromkeys(reasons))
        sure = "high" if not told else "low" if any(r in LOW for r in told) else "medium"
        return Figure(
            m.value, measure, code, period.code if period else "", area, unit, 0 if unit == "percent" else n.mult, m.decimals, m.upper,
            n.total, status, n.qualifier, s.plan_by if measure in ("pct_of_plan", "plan_target") else "", covers_to,
            start=start, end=end, text=prose.text[clause.number.start : clause.number.end], words=words, unit=n.unit_text, base=base,
            paragraph=self.number, locator=self.locator, sure=sure, reasons=told,
        )  # fmt: skip


def _grown(line: Line, s: Said) -> bool:
    """True of the growth that a target makes: "phấn đấu đón 7 triệu lượt khách, tăng 90% so với năm 2022"."""
    return line.before.measure == "plan_target" and s.verb == "up" and isinstance(s.base, Time)


def _said(clause: Clause, lang: str) -> Said:
    """What the items around a number say of it."""
    s = Said(
        counted=clause.boundary <= 1 and all(i.kind in ("sep", "join") or "conj" in i.roles for i in clause.before)
    )
    leading.before(s, clause, lang)
    trailing.after(s, clause, lang)
    return s
