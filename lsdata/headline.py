"""The headline of a sector, by rule.

Candidates are the sector's own indicators in the report's period. The first class with a candidate wins; inside a class
the lead indicator, then the larger gap. (1) official sources disagree; (2) far from plan; (3) change of direction;
(4) record; (5) off pace or off target; (6) large change; (7) otherwise. Rows of another period, or from after it,
never take it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from . import evidence, territory, totals
from .checks.survey import Found, doubtful
from .facts import Fact, Run
from .measures import BAND, difference, expected, fact_of, straight, verdict
from .narrative import BAD, GOOD, LEADING, Voice
from .periods import Period
from .wording import Runs, capital

FAR = 15.0  # points from an even pace, over the whole interval
OFF_TARGET = 1.0  # points of a rate from its target
QUOTED = 110  # letters of a source's own words that still make a headline
LARGE = 10.0  # per cent
RECORD_OF = 5  # figures of the same part of the year


@dataclass(frozen=True)
class Headline:
    """What a sector's report opens with, or could.

    ``rule`` is the class (0 where there are no figures), ``size`` how far it goes inside the class, ``evidence`` what it
    rests on: figures, words, parts (areas that make this one up), earlier, tasks, none. ``facts`` are the lead indicator's by measure, ``runner_up`` the next
    indicator's.
    """

    runs: Runs
    rule: int = 0
    evidence: str = "none"
    facts: dict[str, Fact] = field(default_factory=dict)
    verdict: str = ""
    runner_up: dict[str, Fact] = field(default_factory=dict)
    statement: dict | None = None
    size: float = 0.0

    @property
    def indicator(self) -> str:
        """The lead indicator; empty where there are no figures."""
        return next((f.indicator for f in self.facts.values()), "")


@dataclass(frozen=True)
class Question:
    """Whose headline, for when, as known on which day."""

    voice: Voice
    area: str
    period: Period
    as_of: str = ""

    @property
    def doubts(self) -> dict[str, Found]:
        """Figures of the area that cannot be right beside the others, whichever of these is mended: id -> finding."""
        return doubtful(self.voice.data, self.area, self.as_of)

    def facts(self, indicator: str, period: Period | None = None) -> dict[str, Fact]:
        """measure -> chosen fact, without those in doubt: what may be said, drawn and judged. ``published`` has all."""
        return {m: f for m, f in self.published(indicator, period).items() if f.id not in self.doubts}

    def published(self, indicator: str, period: Period | None = None) -> dict[str, Fact]:
        """measure -> chosen fact of one indicator in the period; a stated share of the provincial plan before the central."""
        data = self.voice.data
        own = data.counterpart(indicator, self.area)
        rows = data.find(area=self.area, indicator=own, period=period or self.period, as_of=self.as_of)
        if not rows and (year := evidence.season_year(data, own, period or self.period)):
            rows = data.find(area=self.area, indicator=own, period=year, as_of=self.as_of)
        rows.sort(key=lambda r: r["plan_by"] == "central", reverse=True)
        return {r["measure"]: Fact.of(r, data, self.voice.lang) for r in rows}

    def target(self, indicator: str) -> Fact | None:
        """The target for the year that the period ends in."""
        return self.facts(indicator, self.period.of_year).get("plan_target")

    def earlier(self, indicator: str, measure: str) -> list[Fact]:
        """Chosen facts of the same part of earlier years, oldest first."""
        data = self.voice.data
        own = data.counterpart(indicator, self.area)
        rows = data.find(area=self.area, indicator=own, measure=measure, as_of=self.as_of)
        same = [
            r for r in rows if self.period.part and r["period"].part == self.period.part and r["period"] < self.period
        ]
        return [Fact.of(r, data, self.voice.lang) for r in same if r["id"] not in self.doubts]

    def ladder(self, indicators: Iterable[str]) -> dict[str, list[dict]]:
        """Rows of the evidence ladder, nearest first, without those in doubt."""
        found = evidence.ladder(self.voice.data, list(indicators), self.area, self.period, self.as_of)
        sound = {i: [r for r in rows if r["id"] not in self.doubts] for i, rows in found.items()}
        return {i: rows for i, rows in sound.items() if rows}


def headline(q: Question, sector: str) -> Headline:
    """The headline of a sector: the one place where it is chosen."""
    codes = q.voice.data.indicators_of(sector)
    found = [(order > 0, c) for order, indicator in enumerate(codes) for c in candidates(q, indicator)]
    if not found:
        return _without_figures(q, sector)
    found.sort(key=lambda x: (x[1].rule, x[0], -x[1].size))
    best = found[0][1]
    runner_up = next((c.facts for _, c in found if c.indicator != best.indicator), {})
    return replace(best, runs=capital(best.runs), runner_up=runner_up)


def _without_figures(q: Question, sector: str) -> Headline:
    """A sector without figures of the period: the source's own rating, else the newest that was published, else tasks."""
    voice, data, name = q.voice, q.voice.data, q.voice.sector(sector)
    words = [s for s in evidence.statements(data, sector, q.area, q.period, q.as_of) if s["period"] == q.period]
    rated = [s for s in words if s["aspect"] == "rating"]
    past = q.ladder(data.indicators_of(sector))
    set_tasks = evidence.tasks(data, sector, q.area, q.period, q.as_of)
    chosen = min(rated or (words if not past else []), key=lambda s: len(s[f"text_{voice.lang}"]), default=None)
    if chosen and (len(chosen[f"text_{voice.lang}"]) <= QUOTED or not (past or set_tasks)):
        text = Run(chosen[f"text_{voice.lang}"].rstrip("."), "given", chosen["statement_id"])
        said = worded(voice, "words", S=voice.publisher(chosen["source_id"]), text=text)
        return replace(said, statement=chosen)
    if through := evidence.of_parts(data, q.area, q.period, q.as_of).intersection(data.indicators_of(sector)):
        return _through_parts(q, sector, through)
    if past:
        return worded(voice, "earlier", P=voice.period(q.period), sector=name)
    if set_tasks:
        return worded(voice, "tasks", sector=name, n=voice.count(len(set_tasks)))
    return worded(voice, "none", sector=name)


def _through_parts(q: Question, sector: str, known: set[str]) -> Headline:
    """An area that is known through its parts alone: the sum of what leads the sector, else that there are parts."""
    voice, data = q.voice, q.voice.data
    rows = totals.sums(
        data, [i for i in data.indicators_of(sector) if i in known], q.area, q.period, q.as_of, voice.lang
    )
    for row in rows.values():
        fact = fact_of(row, data.areas, voice.lang)
        whole = territory.before(data, q.area, q.period)  # else there may be areas within that nobody listed
        named = {"I": voice.short(fact.indicator), "V": fact, "n": voice.count(len(fact.inputs))}
        return worded(voice, "parts", "parts" if whole else "parts_within", **named)
    return worded(voice, "parts", "parts_only", sector=voice.sector(sector))


def worded(voice: Voice, evidence: str, key: str = "", **fields: str | Run) -> Headline:
    """A headline without figures of the period, its pattern named like the evidence unless by ``key``."""
    return Headline(capital(voice.fill(f"headline.{key or evidence}", **fields)), evidence=evidence)


def candidates(q: Question, indicator: str) -> list[Headline]:
    """Every class that one indicator can claim, with the words for it; none of a figure that cannot be right."""
    voice, facts = q.voice, q.facts(indicator)
    one = next((facts[m] for m in LEADING if m in facts), None)
    if one is None:
        return []
    subject, out = voice.short(one.indicator), []

    def add(rule: int, key: str, size: float = 0.0, verdict: str = "", **fields) -> None:
        runs = voice.fill(f"headline.{key}", **{"I": subject, **voice.be(one.indicator), **fields})
        out.append(Headline(runs, rule, "figures", facts, verdict, size=size))

    pct, growth, level = facts.get("pct_of_plan"), facts.get("yoy_pct"), facts.get("level")
    polarity = voice.polarity(one.indicator)
    if disagree(q, one):
        add(1, "disagree")
    if pct and one.period == q.period:
        word, band = progress(q, pct) if paced(q, pct) else ("", None)
        gap, whole = off(pct, band) if word else 0.0, one.period.part == "Y" or not word
        way = "year" if whole else word if word in ("on", "below") else "above"
        key = f"plan_{way}" if polarity == GOOD else "plan_year_neutral" if whole else "plan_neutral"
        off_pace = word in ("above", "below", "met") and polarity != "neutral"
        rule = 2 if gap > FAR and not whole else 5 if off_pace else 7
        add(rule, key, gap, word, V=pct, plan=voice.plan_word(pct, short=True), elapsed=voice.elapsed(one.period))
    if growth:
        before = next((f for f in q.earlier(indicator, "yoy_pct") if f.period == q.period.prior()), None)
        way, size = voice.direction(growth), abs(growth.value)
        if before and {way, voice.direction(before)} == {"up", "down"}:
            add(3, f"turned_{way}", size, V=growth)
        rule = 6 if size >= LARGE else 7
        add(rule, voice.moved(growth), size if rule == 6 else 0.0, V=growth)
    rate = growth and voice.data.lead_measures(one.indicator)[0] == "yoy_pct"
    lead = growth if rate else level
    if lead and (extreme := record(q, indicator, lead)):
        what = voice.fill("headline.growth_of", I=subject) if rate else subject
        add(4, f"record_{extreme[0]}", I=what, Y1=voice.period(extreme[1].of_year))
    if rate and polarity != BAD and (goal := q.target(indicator)):
        key, gap = against_target(growth, goal)
        if key:
            add(5, key, abs(gap.value), clause=voice.bare(growth), g=gap)
    if level and not growth and not pct:
        add(7, "level", V=level, clause=voice.level(level))
    elif not out:
        add(7, "level", V=one, clause=[voice.value(one)])
    return out


def paced(q: Question, pct: Fact) -> bool:
    """True where % of plan may be held against the share of the year gone: a flow since January that has no season."""
    own = q.voice.data.indicators[pct.indicator]
    return pct.period.cumulative and own["kind"] == "flow" and not own["season"]


def off(pct: Fact, expected: tuple[float, float]) -> float:
    """Points that % of plan is off at least: from an even pace, or from the range of earlier years."""
    even = 100 * (pct.period.elapsed or 0)
    low, high = (even, even) if straight(pct.period, expected) else expected
    return max(0.0, pct.low - high, low - pct.high)


def progress(q: Question, pct: Fact) -> tuple[str, tuple[float, float]]:
    """Verdict on % of plan, and the band it was held against: even pace, or the range of three or more earlier years."""
    earlier = q.earlier(pct.indicator, "pct_of_plan") if pct.period == q.period else []
    band = expected(pct.period, [(f.period.code, f.low, f.high) for f in earlier])
    return verdict(pct.low, pct.high, pct.value, band), band


def against_target(growth: Fact, goal: Fact) -> tuple[str, Fact]:
    """Which words a rate earns beside its full-year target (``""``: closer than a point), and the distance in points."""
    gap = difference(growth, goal)
    if growth.high <= goal.low - OFF_TARGET:
        return ("target_below_range" if goal.upper is not None else "target_below"), gap
    return ("target_above" if growth.value >= goal.value else ""), gap


def disagree(q: Question, one: Fact) -> bool:
    """Official sources so far apart that the verb or the verdict would differ."""
    data, growth = q.voice.data, "yoy_pct"
    rows = data.find(
        area=one.area, indicator=one.indicator, period=one.period, measure=(growth, "pct_of_plan"), as_of=q.as_of, vintages=True
    )  # fmt: skip
    rows = [r for r in rows if data.sources[r["source_id"]]["authority"] == "official" and not r["covers_to"]]
    rows = [r for r in rows if r["id"] not in q.doubts]
    for a, b in itertools.permutations(rows, 2):
        line = 0.0 if a["measure"] == growth else 100 * (one.period.elapsed or 1)
        apart = 0.0 if a["measure"] == growth else 2 * BAND
        same = (a["measure"], a["plan_by"]) == (b["measure"], b["plan_by"])
        if same and a["high"] <= line <= b["low"] and b["low"] - a["high"] > apart:
            return True
    return False


def record(q: Question, indicator: str, lead: Fact) -> tuple[str, Period, int] | None:
    """``low`` or ``high``, the first period and how many, where a figure is the extreme of five or more of its kind."""
    earlier = q.earlier(indicator, lead.measure)
    scale = {f.unit for f in earlier} | {lead.unit}
    if len(earlier) + 1 < RECORD_OF or len(scale) > 1:
        return None
    if lead.high < min(f.low for f in earlier):
        return "low", earlier[0].period, len(earlier) + 1
    return ("high", earlier[0].period, len(earlier) + 1) if lead.low > max(f.high for f in earlier) else None
