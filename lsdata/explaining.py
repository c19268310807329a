"""The sentence of a finding: which figures disagree and what they would have to be, each number with its address."""

from __future__ import annotations

from collections.abc import Iterable

from . import measures
from .checks.judging import REVISED, Domain
from .checks.relations import Relation, sides
from .checks.survey import Found
from .facts import CHANGES, Fact, Run
from .intervals import Interval
from .measures import IMPLIED_PLAN
from .narrative import Voice
from .wording import Runs, capital

SHOWN = 6  # figures that a sentence lists
AS_TIMES = "growth"  # the rule whose printed number may be a number of times


def sentence(voice: Voice, f: Found, domain: Domain) -> Runs:
    """What a finding says, without a full stop.

    Parameters
    ----------
    domain : what its figures may be, as its survey has it.
    """
    one = _Finding(voice, f, domain)
    pattern, fields = one.pattern(), one.fields()
    out = capital(voice.filled(pattern, **fields))
    return out + one.hint()


def fields(voice: Voice, f: Found, domain: Domain) -> dict[str, str | Run | Runs | Fact]:
    """What a pattern may say of a finding: its figures by role, what they imply, periods, sources."""
    return _Finding(voice, f, domain).fields()


def facts(voice: Voice, f: Found) -> list[Fact]:
    """The published figures of a finding."""
    return [Fact.of(r, voice.data, voice.lang) for r in f.judged.rows.values()]


class _Finding:
    """A finding with its figures as facts, by role."""

    def __init__(self, voice: Voice, found: Found, domain: Domain):
        self.voice, self.found, self.domain = voice, found, domain
        self.judged, self.rule, self.rows = found.judged, found.judged.rule, found.judged.rows
        self.facts = {role: Fact.of(r, voice.data, voice.lang) for role, r in self.rows.items()}
        self.lead = self.facts.get(self.rule.lead) or next(iter(self.facts.values()))

    def pattern(self) -> str:
        lang, revised = self.voice.lang, self.judged.outcome == REVISED
        if self.rule.identity:
            general = self.voice.words["identity"]
            key = {"=": "fails", "<=": "most", "within": "within"}[self.rule.sign]
            return general[key] + (general["later"] if revised else "")
        return self.rule.words[f"{'revised' if revised else 'fails'}_{lang}"]

    def fields(self) -> dict[str, str | Run | Runs | Fact]:
        """Every field that a pattern may have."""
        voice, lead, extra = self.voice, self.lead, self.judged.extra or {}
        period = lead.period
        out: dict = {
            "I": voice.short(lead.indicator), "P": voice.period(period), "B": voice.base(period), "a_lead": self.moved(lead),
            "A": voice.place(lead.area), **voice.be(lead.indicator), **self.facts,
        }  # fmt: skip
        out |= {f"a_{role}": self.moved(f) for role, f in self.facts.items()}
        others = {role: f for role, f in self.facts.items() if f is not lead}
        if other := next(iter(others.values()), None):
            first, later = sorted([lead, other], key=self._day)
            out |= self._sources(later, first) | {"a_first": self.moved(first), "a_later": self.moved(later)}
            out["P2"] = voice.period((self.facts.get("outer") or self.facts.get("earlier_pct") or other).period)
        else:
            out |= self._sources(lead, lead)
        out["parts"] = self.listed(others, lambda f: [voice.period(f.period)])
        out["list"] = self.listed(others, lambda f: [Run(voice.short(f.indicator))])
        out["figures"] = self.listed(self.facts, lambda f: [Run(voice.short(f.indicator))])
        if self.judged.formula and self.rule.sign != "within":
            made = self.made(self.lead, self.rule.id, self.judged.formula)
            out |= {"C": made, "a_C": self.moved(made)}
        if self.rule.soft_formula:
            out["N"] = self.made(self.facts[self.rule.soft], f"{self.rule.id}_soft", self.rule.soft_formula)
        if "pct_of_plan" in self.facts:
            out["plan"] = voice.plan_word(self.facts["pct_of_plan"], short=True)
        if "earlier_pct" in self.facts:
            out |= {"T": self.plan("level", "pct_of_plan"), "T2": self.plan("earlier_level", "earlier_pct")}
        if self.rule.id == "implied_cumulative":
            year = self.facts["level"].period
            out |= {"Q": voice.period(year), "P2": voice.period(year.prior())}
        if "M" in extra:
            out["M"] = self._reason(extra["M"])
        if "n" in extra:
            out["n"] = voice.count(extra["n"])
        if "x" in extra:
            out["x"] = voice.count(round(extra["x"]))
        return out

    def _day(self, fact: Fact) -> str:
        """Its source's day, a month or year at its end, so that two publications stand in their order."""
        day = self.voice.data.sources[fact.source_id]["published_on"]
        return day and f"{day}-99-99"[:10]

    def _sources(self, one: Fact, other: Fact) -> dict[str, Run]:
        """Publishers and days of two figures."""
        voice, out = self.voice, {}
        for mark, f in (("", one), ("2", other)):
            day = voice.data.sources[f.source_id]["published_on"]
            out |= {f"S{mark}": voice.publisher(f.source_id), f"D{mark}": voice.date(day) if day else Run("–")}
        return out

    def _reason(self, reason: str) -> Runs | str:
        """Why a figure alone is wrong: a limit, the name of its measure, or words of the phrase files."""
        voice = self.voice
        if self.rule.id == "bounds":
            return [Run(reason, "rule", "bound")]
        if self.rule.id == "points":
            return voice.word(f"measure.{reason}")
        return voice.fill(f"check.{reason}", A=voice.place(self.lead.area)) if voice.has(f"check.{reason}") else reason

    def moved(self, fact: Fact) -> Runs:
        """``a rise of 1.1%``, ``tăng 1,1%``; a figure that is no change as it is printed."""
        voice = self.voice
        if fact.measure == "pct_of_plan":
            return voice.fill("plan.after", V=fact, plan=voice.plan_word(fact))
        if fact.measure == "share_pct":
            return voice.fill("check.share", V=fact)
        if fact.measure not in CHANGES:
            return [voice.value(fact)]
        way = voice.direction(fact)
        way = way if way != "flat" else "up" if fact.value > 0 else "down"
        return voice.fill(f"check.{way}", V=fact)

    def listed(self, some: dict[str, Fact], name) -> Runs:
        """Figures with their names; of many the first."""
        items = [[*name(f), Run(" "), *self.moved(f)] for f in some.values()]
        more = [[Run("…")]] if len(items) > SHOWN else []
        return self.voice.listing([*items[:SHOWN], *more])

    def plan(self, level: str, pct: str) -> Fact:
        """The plan that a level and its percentage imply."""
        formula = IMPLIED_PLAN.replace("level", level).replace("pct_of_plan", pct)
        return self.made(self.facts[level], "implied_plan", formula, "implied_plan", (level, pct))

    def made(self, like: Fact, name: str, formula: str, measure: str = "", roles: Iterable[str] = ()) -> Fact:
        """What a formula on the figures gives, in the scale and unit of one of them."""
        rows = {r: self.rows[r] for r in roles or self.rows}
        cells = {role: r["id"] for role, r in rows.items()}
        factor = 10.0 ** next(r["mult"] for r in self.rows.values() if r["id"] == like.id)
        relation = Relation("0", "=", formula, cells)
        exact = {r["id"]: Interval(x := r["value"] * 10.0 ** r["mult"], x) for r in rows.values()}
        low, high = (x / factor for x in sides(relation, self.domain)[1])
        value = sides(relation, exact)[1].low / factor
        measure = measure or ("implied_change" if like.measure in CHANGES else "implied_figure")
        inputs = tuple(i for role, i in cells.items() if role in formula.replace(",", " ").split() or roles)
        own = f"{measures.address(measure, like.id, list(inputs) or [like.id])}.{name}"
        return Fact(
            id=own, area=like.area, indicator=like.indicator, period=like.period, measure=measure, value=value, low=low, high=high,
            unit=like.unit, decimals=self._decimals(like, value, low, high), lang=self.voice.lang, status=like.status,
            plan_by=like.plan_by, source_id=like.source_id, formula=self._shown(formula), inputs=inputs, name=like.name, place=like.place,
        )  # fmt: skip

    @staticmethod
    def _decimals(like: Fact, value: float, low: float, high: float) -> int:
        """As fine as the figure it stands beside, and no finer than its interval holds."""
        return (
            min(max(like.decimals, 0), max(0, measures.decimals("implied_pp", value, low, high)))
            if high > low
            else like.decimals
        )

    def _shown(self, formula: str) -> str:
        """A formula as readers see it: indicators in the place of an identity's names."""
        for name, (indicator, _) in self.rule.cells.items():
            formula = " ".join(indicator if word == name else word for word in formula.split())
        return self.voice.word("check.sum") if formula.startswith("p1") else formula

    def hint(self) -> Runs:
        """Where a printed change would fit as a number of times: that it may have been one."""
        if self.rule.id != AS_TIMES or self.judged.outcome == REVISED:
            return []
        change, made = self.facts["yoy_pct"], self.made(self.lead, self.rule.id, self.judged.formula)
        fits = Interval(made.low / 100, made.high / 100).overlaps(change.interval) and made.value >= 100
        return [Run(self.voice.word("check.as_times"))] if fits else []
