"""What is claimed of an area in a period: each claim a code that can be compared, and the sentence of a report for it.

A claim is what a reader takes from a sentence: that something rose, stands behind its plan, misses its target, outruns
the country, is the highest, is a record. Its number may be revised and the claim stand; it has flipped where it says
another thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from .. import summary, telling
from ..dataset import EVERYTHING
from ..facts import Fact, Run
from ..headline import RECORD_OF, Headline, Question, headline, paced, progress, record
from ..measures import difference, expected, part_of_plan, verdict
from ..narrative import BAD, GOOD
from ..plans import season_over
from ..wording import Runs, capital, flat

KINDS = ("direction", "trend", "plan", "target", "country", "rank", "record", "headline")
FIGURES = "figures words parts"  # what a headline that claims something rests on
ORDINALS = {1: "st", 2: "nd", 3: "rd"}  # in English; of more areas than twenty no rank is given
MOST_AREAS = 20
CHANGES_SAID = ("yoy_pct", "index", "mom_pct", "dec_pct", "contribution_pp", "share_change_pp")


@dataclass(frozen=True)
class Claim:
    """One claim.

    Parameters
    ----------
    kind : one of ``KINDS``.
    area, sector, indicator, period, measure, plan_by : what it is about; a headline has no indicator.
    says : what it says, as a code (``up``, ``below``); of a headline its text.
    word : the same in words.
    runs : the sentence that a report would write.
    facts : the figures behind it, as they are printed.
    places : of a rank, the other areas that are clearly above and clearly below, and the highest (one, or none).
    said : False where a report says nothing of the kind: it only stands against a claim of before.
    """

    kind: str
    area: str
    sector: str
    indicator: str
    period: str
    measure: str
    plan_by: str
    says: str
    word: str
    runs: Runs
    facts: tuple[Fact, ...] = ()
    places: tuple[frozenset[str], frozenset[str], frozenset[str]] | None = None
    said: bool = True

    @property
    def key(self) -> tuple[str, ...]:
        """What two claims have in common that can be held against each other."""
        return self.kind, self.area, self.sector, self.indicator, self.period, self.measure, self.plan_by

    def flipped(self, now: Claim) -> bool:
        """True where the later claim says another thing; another number is no other thing."""
        if self.kind == "headline":
            return _unnumbered(self.runs) != _unnumbered(now.runs)
        if not self.places or not now.places:
            return self.says != now.says
        (above, below, top), (above_now, below_now, top_now) = self.places, now.places
        apart = bool(above & below_now or below & above_now or (top and top_now and top != top_now))
        same = len(above | below) == len(above_now | below_now)
        return apart or (same and self.says != now.says and (above | below) == (above_now | below_now))


def claims(q: Question, sectors: Iterable[str], heads: Iterable[str] | None = None) -> dict[tuple, Claim]:
    """All claims of an area in a period, by key: those of its figures, then the headlines.

    Parameters
    ----------
    q : whose report it is.
    sectors : whose indicators and headlines.
    heads : whose headlines, where not those of all the sectors.
    """
    data, sectors = q.voice.data, list(sectors)
    wanted = {data.counterpart(i, q.area) for s in sectors for i in data.indicators_of(s)}
    rows = data.find(area=q.area, indicator=wanted or ["-"], period=q.period, as_of=q.as_of)
    facts = [Fact.of(r, data, q.voice.lang) for r in rows]
    mults = {r["id"]: r["mult"] for r in rows}
    found = [c for f in facts for c in _of_change(q, f)]
    found += _plans(q, facts, mults)
    for indicator in dict.fromkeys(f.indicator for f in facts):
        found += [*_of_rate(q, indicator), *_record(q, indicator)]
    chosen: dict[str, Headline] = {}  # each once, though the overview looks at all
    for sector in sorted(sectors if heads is None else heads, key=lambda s: s in EVERYTHING):
        found += _headline(q, sector, chosen)
    return {c.key: c for c in found}


def _unnumbered(runs: Runs) -> str:
    """What a sentence says apart from the numbers of its figures; their signs stay."""
    return "".join(re.sub(r"[^-+−].*", "#", r.text, count=1) if r.kind == "fact" else r.text for r in runs)


def _claim(q: Question, kind: str, lead: Fact, says: str, word: str, runs: Runs, *facts: Fact, **more) -> Claim:
    sector = q.voice.data.indicators[lead.indicator]["sector"]
    about = (q.area, sector, lead.indicator, lead.period.code, lead.measure, lead.plan_by)
    return Claim(kind, *about, says, word, runs, facts or (lead,), **more)


def _of_change(q: Question, f: Fact) -> Iterator[Claim]:
    """That something rose or fell, and whether by more than a year before."""
    voice = q.voice
    months = {"mom_pct": "mom", "dec_pct": "dec"}
    if f.measure not in CHANGES_SAID:
        return
    way = voice.direction(f)
    if f.measure == "index":  # the same period of the year before is a hundred
        way = "up" if f.low >= 100 < f.value else "down" if f.high <= 100 > f.value else "flat"
    if f.measure in months:
        fields = {"I": voice.subject(f.indicator, f.area), "P": voice.period(f.period), **voice.be(f.indicator)}
        runs = capital(voice.fill(f"changes.{months[f.measure]}_{way}", V=f, refs=voice.refs(f), **fields))
    elif f.measure == "contribution_pp":
        runs = telling.patterns(q, [f], "contribution_of")[0] if way in ("up", "down") else []
    elif f.measure == "share_change_pp":
        runs = telling.share_changes(q, [f])[0]
    else:
        runs = voice.figures({f.measure: f})
    says = "flat" if way == "zero" else way
    if runs:
        yield _claim(q, "direction", f, says, voice.word(f"changes.says_{way}"), runs)
    before = q.facts(f.indicator, f.period.prior()).get("yoy_pct") if f.measure == "yoy_pct" else None
    if before and before.id != f.id and (said := voice.compared(f, before)):
        key = _trend(f, before)
        yield _claim(q, "trend", f, key, voice.word(f"changes.says_{key}"), summary.about(q, f, said), f, before)


def _trend(now: Fact, then: Fact) -> str:
    """What ``Voice.compared`` says of two rates."""
    if now.value * then.value < 0:
        return "turned_down" if now.value < 0 else "turned_up"
    larger = abs(now.value) > abs(then.value)
    return ("faster" if larger else "slower") if now.value > 0 else ("deeper" if larger else "narrower")


def _plans(q: Question, facts: list[Fact], mults: dict[str, int]) -> Iterator[Claim]:
    """The verdict on each % of plan: published, else calculated from level and stated plan."""
    voice, data = q.voice, q.voice.data
    stated = [f for f in facts if f.measure == "pct_of_plan"]
    known = {f.indicator for f in stated}
    for level in (f for f in facts if f.measure == "level" and f.indicator not in known and f.period.cumulative):
        where = {"area": level.area, "indicator": level.indicator, "measure": "plan_target", "as_of": q.as_of}
        for plan in data.find(period=level.period.of_year, **where) if paced(q, level) else ():
            goal = Fact.of(plan, data, voice.lang)
            if data.by_id[level.id]["unit_measure"] == plan["unit_measure"] and goal.upper is None and goal.value:
                share = replace(part_of_plan(level, goal, mults[level.id] - plan["mult"]), plan_by=goal.plan_by)
                stated.append(share)
                voice.met |= {share.id: share, goal.id: goal}
    for pct in stated:
        own = data.indicators[pct.indicator]
        over = own["kind"] == "flow" and season_over(own["season"], pct.period)
        if over:
            band = expected(pct.period, [], gone=1.0)
            says = verdict(pct.low, pct.high, pct.value, band)
        elif paced(q, pct):
            says, band = progress(q, pct)
        else:
            continue
        polarity = voice.polarity(pct.indicator)
        runs = [*voice.figures({"pct_of_plan": pct}), Run(" "), *voice.verdict(pct, says, band)]
        says = "above" if says == "met" and polarity != GOOD else says
        claim = _claim(q, "plan", pct, says, voice.verdict_word(says, polarity), runs)
        yield replace(claim, measure="pct_of_plan")  # one claim, published or calculated


def _of_rate(q: Question, indicator: str) -> Iterator[Claim]:
    """A growth rate beside its target for the year, beside the country's, among the neighbours'."""
    voice, data = q.voice, q.voice.data
    own = q.facts(indicator).get("yoy_pct")
    if not own or own.period != q.period or data.lead_measures(indicator)[0] != "yoy_pct":
        return
    goal = q.target(indicator)
    name, when = voice.fill("headline.growth_of", I=voice.short(indicator)), voice.period(q.period)
    if goal and goal.unit == own.unit and voice.polarity(indicator) != BAD:
        gap = difference(own, goal)
        met = "met" if own.value >= goal.value else "below_range" if goal.upper is not None else "below"
        said = voice.sentence(f"target_{met}", I=name, P=when, T=goal, g=gap, refs=voice.refs(own, goal))
        says = met.removesuffix("_range")
        runs = [*voice.figures({"yoy_pct": own}), Run(" "), *said]
        yield _claim(q, "target", own, says, voice.word(f"verdict.target_{says}"), runs, own, goal)
    day, near = q.period.end.isoformat(), []
    for area in data.others(q.area):
        place = data.areas[area]
        if not (place["valid_from"] or "0") <= day <= (place["valid_to"] or "9"):
            continue
        same = data.counterpart(indicator, area)
        rows = data.find(area=area, indicator=same, period=q.period, measure="yoy_pct", as_of=q.as_of)
        near += [Fact.of(r, data, voice.lang) for r in rows[:1]]
    for f in (f for f in near if data.areas[f.area]["level"] == "country"):
        gap = difference(own, f)
        says = "equal" if gap.value == 0 else "above" if gap.value > 0 else "below"
        fields = {"O": voice.place(q.area), "A": voice.place(f.area), "W": _signed(q, f), "g": gap}
        said = voice.sentence(f"others_{says}", I=name, refs=voice.refs(f), **fields)
        runs = [*voice.figures({"yoy_pct": own}), Run(" "), *said]
        yield _claim(q, "country", own, says, voice.word(f"changes.says_country_{says}"), runs, own, f)
    others = [f for f in near if data.areas[f.area]["level"] != "country"]
    if 0 < len(others) < MOST_AREAS:
        yield _rank(q, own, others)


def _rank(q: Question, own: Fact, others: list[Fact]) -> Claim:
    """The place among the areas compared; an order only where rounding leaves no doubt."""
    voice, every = q.voice, [own, *others]
    above, below = [f for f in others if f.low > own.high], [f for f in others if f.high < own.low]
    lead = max(every, key=lambda f: f.value)
    clear = all(f is lead or f.high < lead.low for f in every)
    key = "rank_open" if not clear else "rank_first" if lead is own else "rank"
    n, place = len(every), len(above) + 1
    ordinal = Run(f"thứ {place}" if voice.lang == "vi" else f"{place}{ORDINALS.get(place, 'th')}", "rule", "rank")
    fields = {
        "I": voice.fill("headline.growth_of", I=voice.short(own.indicator)), "P": voice.period(own.period), "n": voice.count(n),
        "O": voice.place(own.area), "W": _signed(q, own), "k": ordinal, "A": voice.place(lead.area), "V": _signed(q, lead),
        "refs": voice.refs(own, *([lead] if lead is not own and clear else [])),
    }  # fmt: skip
    runs = voice.fill(f"changes.{key}", **fields)
    word = voice.word("changes.says_rank").replace("{k}", ordinal.text).replace("{n}", str(n))
    places = (*(frozenset(f.area for f in fs) for fs in (above, below)), frozenset([lead.area] if clear else []))
    return _claim(q, "rank", own, f"{place}/{n}", word, runs, *every, places=places)


def _record(q: Question, indicator: str) -> Iterator[Claim]:
    """That a figure is the lowest or highest of its kind; where five are known and it is neither, what stands against it."""
    voice, data = q.voice, q.voice.data
    facts = q.facts(indicator)
    lead = facts.get("yoy_pct" if data.lead_measures(indicator)[0] == "yoy_pct" else "level")
    if not lead or lead.period != q.period:
        return
    earlier = q.earlier(indicator, lead.measure)
    if len(earlier) + 1 < RECORD_OF or {f.unit for f in earlier} != {lead.unit}:
        return
    extreme = record(q, indicator, lead)
    says = extreme[0] if extreme else "none"
    since, n = (earlier[0].period, len(earlier) + 1) if not extreme else extreme[1:]
    said = voice.sentence(f"record_{says}", n=voice.count(n), Y1=voice.period(since.of_year)) if extreme else (
        voice.fill("changes.record_none", n=voice.count(n), Y1=voice.period(since.of_year))
    )  # fmt: skip
    runs = [*voice.figures({lead.measure: lead}), Run(" "), *said]
    word = voice.word(f"changes.says_record_{says}")
    yield _claim(q, "record", lead, says, word, runs, said=bool(extreme))


def _headline(q: Question, sector: str, chosen: dict[str, Headline]) -> Iterator[Claim]:
    """The headline of a sector, where it rests on something."""
    whole = sector in EVERYTHING
    head = summary.of_all(q, sector, chosen) if whole else chosen.setdefault(sector, headline(q, sector))
    if head.evidence in FIGURES.split():
        facts = tuple(q.voice.met[r.id] for r in head.runs if r.kind == "fact" and r.id in q.voice.met)
        yield Claim("headline", q.area, sector, "", q.period.code, "", "", flat(head.runs), "", head.runs, facts)


def _signed(q: Question, f: Fact) -> Run:
    """A rate inside a sentence that does not name its direction."""
    return q.voice.value(f, "table" if f.value < 0 else "prose")
