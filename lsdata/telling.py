"""What to say of a frame of facts: two to four sentences, chosen by what the frame holds.

Progress against plan; one indicator over periods; one indicator over areas, or over the parts of one; several indicators
of one period; a derived figure with a sentence of its own in the phrase files. Rows of the report's period speak; where there are none, the
newest before it does, with its period in the sentence; rows from after the period are never said.
"""

from __future__ import annotations

from . import contributions, evidence
from .facts import Fact, Run
from .headline import Question, against_target, record
from .measures import difference
from .narrative import GOOD, LEADING, Voice
from .parts import compared
from .wording import Runs, capital

BASE_MOVED = 20.0  # per cent the other way: then the base is named
EVEN = 0.05  # so near to the pace so far that one decimal shows no difference
OTHER_PLANS = 3  # plans of other years in one sentence
SHARES = 4  # changes of shares told: a total has about so many parts
WIDE = 0.005  # an interval wider than this share of its value is printed


def tell(
    q: Question, facts: list[Fact], verdicts: dict[str, tuple[str, tuple[float, float]]], key: str = ""
) -> list[Runs]:
    """Sentences about the facts of a frame.

    Parameters
    ----------
    q : whose report it is.
    facts : rows of the frame, in its order.
    verdicts : fact id -> verdict and the band it was held against, where the frame is one of plan progress.
    key : a pattern of the phrase files' ``[sentence]`` to be used for each fact instead.
    """
    past = {f.id for f in facts if evidence.closes(q.voice.data, f.indicator, f.period) <= q.period.end}
    facts = [f for f in facts if f.id in past or f.measure == "plan_target"]
    if not facts:
        return []
    derived = {f.measure for f in facts if f.derived}
    if "parts_total" in derived:
        return compared(q, facts)
    spoken = all(q.voice.has(f"sentence.{m}") or q.voice.has(f"sentence.{m}_up") for m in derived)
    if key or (facts[0].derived and spoken):
        return patterns(q, facts, key)
    rest = [f for f in facts if f.measure != "share_change_pp"]  # beside a share its change is in the share's sentence
    if not rest:
        return share_changes(q, facts)
    facts = rest
    if verdicts:
        return plans(q, facts, verdicts)
    if len({f.area for f in facts}) > 1:
        return others(q, facts)
    if len({f.indicator for f in facts}) > 1:
        return parts(q, facts)
    return series(q, facts)


def at_or_before(q: Question, facts: list[Fact]) -> list[Fact]:
    """Facts of the report's period; else of the newest period before it."""
    now = [f for f in facts if f.period == q.period]
    newest = max((f.period for f in facts), default=None)
    return now or [f for f in facts if f.period == newest]


def patterns(q: Question, facts: list[Fact], key: str) -> list[Runs]:
    """A sentence a fact, from its own pattern: by sign where there is one for each."""
    voice, out = q.voice, []
    highest = max(facts, key=lambda f: f.value)
    for f in at_or_before(q, facts)[:3]:
        if not (name := contributions.pattern(q, f, key or f.measure)):
            continue
        for form in (voice.direction(f), "E" if f.estimate else ""):
            name = f"{name}_{form}" if form and voice.has(f"sentence.{name}_{form}") else name
        if name == "per_month" and highest.period == f.period:
            name = "per_month_one"
        fields = {
            "I": voice.subject(f.indicator, f.area), "P": voice.period(f.period), "P2": voice.period(highest.period), "W": highest,
            "B": voice.base(f.period), "Y": voice.period(f.period.of_year), "T": f, "A": voice.place(f.area), "refs": voice.refs(f),
            "clauses": voice.clauses({f.measure: f}), "N": Run(f.note, "given", f.id), "G": contributions.overall(q, f) or "",
            **voice.be(f.indicator), **voice.ends(f),
        }  # fmt: skip
        out.append(voice.sentence(name, V=f, **fields))
    return out


def share_changes(q: Question, facts: list[Fact]) -> list[Runs]:
    """What shares did on the year, in points; of a source that prints % for them, that it does."""
    voice, out = q.voice, []
    for f in at_or_before(q, facts)[:SHARES]:
        itself, way = voice.data.indicators[f.indicator]["kind"] == "share", voice.direction(f)
        key = "figures" if itself else "share_change"  # the subject of one that is a share says so
        if f.unit == "%" and way in ("up", "down"):
            key = f"share_printed_{way}{'_E' if f.estimate else ''}"
        about = {"I": voice.subject(f.indicator, f.area), "P": voice.period(f.period), "refs": voice.refs(f)}
        told = {"V": f, "B": voice.base(f.period), "clause": voice.change(f), "clauses": voice.change(f)}
        out.append(voice.sentence(key, **about, **told))
    return out


def plans(q: Question, facts: list[Fact], verdicts: dict) -> list[Runs]:
    """Verdict, pace needed, the plan implied and whether it stood still: for the first indicator, the next in one sentence."""
    voice, out = q.voice, []
    if len({f.indicator for f in facts}) > 1:
        return standings(q, [f for f in facts if f.measure == "pct_of_plan"], verdicts)
    for pct in at_or_before(q, [f for f in facts if f.measure == "pct_of_plan" and f.plan_by != "central"])[:1]:
        own = [f for f in facts if f.plan_by == pct.plan_by]
        if pct.period != q.period:
            out.append(voice.figures({"pct_of_plan": pct}))
        same = {f.measure: f for f in own if f.period == pct.period}
        out.append(voice.verdict(pct, *verdicts[pct.id]))
        if "pace_needed" in same:
            out.append(pace(voice, same["pace_needed"]))
        if plan := same.get("stated_plan"):
            out.append(stated(voice, plan, same.get("remaining")))
        elif plan := same.get("implied_plan"):
            wide = (plan.high - plan.low) > WIDE * abs(plan.value)
            key = _of_plan(voice, pct, "implied_plan" if wide else "implied_plan_exact")
            out.append(voice.sentence(key, V=plan, **voice.ends(plan)))
        year = pct.period.of_year
        past = {y: f for f in own if f.measure == "implied_plan" and (y := f.period.of_year) != year}
        # Plans that rounding cannot tell apart may be one plan.
        if plan and any(not plan.interval.overlaps(f.interval) for f in past.values()):
            items = [voice.fill("sentence.plan_item", V=f, Y=voice.period(y)) for y, f in sorted(past.items())]
            out.append(voice.sentence(_of_plan(voice, pct, "plans_moved"), list=voice.listing(items[-OTHER_PLANS:])))
    return out


def stated(voice: Voice, plan: Fact, rest: Fact | None) -> Runs:
    """The plan that a source states, and what remains of it."""
    fields = {"V": plan, "refs": voice.refs(plan)} | ({"R": rest} if rest else {})
    return voice.sentence(_of_plan(voice, plan, "stated_plan_rest" if rest else "stated_plan"), **fields)


def pace(voice: Voice, needed: Fact) -> Runs:
    """What the rest of the year would have to bring, as a multiple of what the period brought."""
    p = needed.period
    even = needed.low <= 1 <= needed.high or abs(needed.value - 1) < EVEN
    half = "pace_needed_half" if p.months == 6 else "pace_needed_other"
    key = _of_plan(voice, needed, "pace_even" if even else "pace_less" if needed.high < 1 else half)
    return voice.sentence(key, rest=voice.period(p.rest()), P=voice.period(p), V=needed)


def standings(q: Question, facts: list[Fact], verdicts: dict) -> list[Runs]:
    """Several plans at once: who is below, on and above pace, each with its percentage."""
    voice, out = q.voice, []
    named = {f.indicator for f in facts if f.plan_by == "provincial"}
    facts = [f for f in facts if f.plan_by != "central" or f.indicator not in named]
    for word in ("below", "on", "above", "met"):
        group = [f for f in at_or_before(q, facts) if verdicts[f.id][0] == word and voice.polarity(f.indicator) == GOOD]
        if group:
            items = [voice.fill("sentence.standing_item", I=voice.short(f.indicator), V=f) for f in group]
            text = voice.fill(f"sentence.standing_{word}", list=voice.listing(items), refs=voice.refs(*group))
            out.append(capital(text))
    return out


def _of_plan(voice: Voice, fact: Fact, key: str) -> str:
    """The sentence for what the figure is measured against: a budget plan has a word of its own."""
    own = f"{key}_{voice.data.indicators[fact.indicator]['plan_word']}"
    return own if voice.has(f"sentence.{own}") else key


def series(q: Question, facts: list[Fact]) -> list[Runs]:
    """One indicator over periods: the newest before, the change of pace, a base that moved, a record."""
    voice, out = q.voice, []
    facts = [f for f in facts if f.measure in LEADING]  # a target alone is no result
    if not facts:
        return []
    now = at_or_before(q, facts)
    by_measure = {f.measure: f for f in now}
    one = now[0]
    if one.period != q.period:
        out.append(voice.figures(by_measure))
    earlier, previous = [f for f in facts if f.period < one.period], {}
    if earlier:
        alike = [f for f in earlier if f.period.part == one.period.part]  # a half beside a half, not beside a month
        alike = alike or [f for f in earlier if (f.period.months == 1) == (one.period.months == 1)] or earlier
        newest = max(f.period for f in alike)
        previous = {f.measure: f for f in alike if f.period == newest}
        fields = {
            "P2": voice.period(newest),
            "clauses": voice.clauses(previous),
            "refs": voice.refs(*previous.values()),
        }
        out.append(voice.sentence("previous", I=voice.subject(one.indicator, one.area), **fields))
    growth = by_measure.get("yoy_pct") or q.facts(one.indicator, one.period).get("yoy_pct")
    before = q.facts(one.indicator, one.period.prior()).get("yoy_pct")
    if growth and before:
        if abs(before.value) >= BASE_MOVED and before.value * growth.value < 0:
            fields = {"B": voice.period(before.period), "clauses": voice.change(before), "refs": voice.refs(before)}
            if before.id in {f.id for f in previous.values()}:
                out.pop()  # said once, as what the change is read against
            out.append(voice.sentence("base_moved", I=voice.subject(one.indicator, one.area), **fields))
        else:
            out.append(voice.compared(growth, before))
    lead = by_measure.get("level") or growth
    if lead and one.period == q.period and (extreme := record(q, one.indicator, lead)):
        way, since, n = extreme
        out.append(voice.sentence(f"record_{way}", n=voice.count(n), Y1=voice.period(since.of_year)))
    return [s for s in out if s]


def others(q: Question, facts: list[Fact]) -> list[Runs]:
    """One indicator over areas, the report's period only: the own rate beside the country's, then the neighbours."""
    voice = q.voice
    same = [f for f in facts if f.period == q.period]
    own = next((f for f in same if f.area == q.area), None)
    country = next((f for f in same if f.area == voice.data.areas[q.area]["parent"]), None)
    rest = [f for f in same if f.area != q.area]
    out: list[Runs] = [voice.figures({own.measure: own})] if own and rest else []
    if own and country and own.unit == country.unit == "%":
        rest.remove(country)
        gap = difference(own, country)
        fields = {"O": voice.place(q.area), "A": voice.place(country.area), "refs": voice.refs(country)}
        key = "equal" if gap.value == 0 else "above" if gap.value > 0 else "below"
        other = voice.fill("check.down", V=country) if country.value < 0 else voice.value(country)
        out.append(voice.sentence(f"others_{key}", I=_compared(q, own), W=other, g=gap, **fields))
    if rest := rest[:3]:
        items = [voice.fill("sentence.others_item", A=voice.place(f.area), clauses=_plain(q, f)) for f in rest]
        key = "others_list" if len(out) > 1 else "others_list_of"  # the own figure may stand on the page already
        short = voice.short((own or rest[-1]).indicator)
        out.append(voice.sentence(key, list=voice.listing(items), refs=voice.refs(*rest), I=short))
    return out


def _compared(q: Question, own: Fact) -> Runs:
    """What of an indicator is compared: its growth, its share of plan, or the indicator itself."""
    short = q.voice.short(own.indicator)
    if own.measure == "pct_of_plan":
        return q.voice.fill("headline.plan_share_of", I=short)
    return q.voice.fill("headline.growth_of", I=short) if own.measure == "yoy_pct" else [Run(short)]


def _plain(q: Question, f: Fact) -> Runs:
    """``tăng 2,63%``: a clause without its base, for lists that name it once."""
    if f.measure == "yoy_pct" and q.voice.direction(f) in ("up", "down"):
        return q.voice.bare(f)
    return q.voice.level(f) if f.measure == "level" else [q.voice.value(f)]


def parts(q: Question, facts: list[Fact]) -> list[Runs]:
    """Several indicators of one period: the largest and the smallest."""
    voice = q.voice
    now = [f for f in at_or_before(q, facts) if f.measure == facts[0].measure]
    if len(now) < 2 or len({f.unit for f in now}) > 1:
        return [voice.figures({f.measure: f}) for f in now[:3]]
    top, low = max(now, key=lambda f: f.value), min(now, key=lambda f: f.value)
    fields = {"I": voice.short(top.indicator), "J": voice.short(low.indicator), "refs": voice.refs(top, low)}
    form = "table" if low.value < 0 else "prose"
    return [voice.sentence("parts_top", V=voice.value(top, form), W=voice.value(low, form), **fields)]


def target(q: Question, indicator: str, follows: bool = True) -> list[Runs]:
    """A rate beside its target for the year, a target that stands alone; ``follows``: the rate is told in the sentence before."""
    voice, goal = q.voice, q.target(indicator)
    if not goal:
        return []
    growth, refs = q.facts(indicator).get("yoy_pct"), voice.refs(goal)
    of_growth = growth is not None and goal.unit == "%" and voice.data.lead_measures(indicator)[0] == "yoy_pct"
    key, gap = against_target(growth, goal) if of_growth else ("", goal)
    about = voice.subject(indicator, goal.area)  # else the target is of the level
    about = voice.fill("headline.growth_of", I=voice.short(indicator)) if of_growth else about
    if not key and of_growth and follows:
        return [voice.sentence("target", T=goal, refs=refs)]
    if not key:
        return [voice.sentence("target_stock", Y=voice.period(goal.period), I=about, T=goal, refs=refs)]
    key = "target_met" if key == "target_above" else key
    fields = {"I": about, "P": voice.period(growth.period)}
    return [voice.sentence(key, T=goal, g=gap, refs=voice.refs(growth, goal), **fields)]


def newest(q: Question, sector: str, limit: int = 3) -> list[Runs]:
    """For indicators of the sector without a figure of the period: the newest that was published, with its period."""
    voice, out = q.voice, []
    lead = voice.data.indicators_of(sector)[:6]
    for rows in q.ladder(lead).values():
        best = next((r for r in rows if r["period"].end <= q.period.end), None)
        if best is None or rows[0]["step"] == 1:
            continue
        fact = Fact.of(best, voice.data, voice.lang)
        fields = {
            "I": voice.subject(fact.indicator, q.area),
            "P": voice.period(q.period),
            "P2": voice.period(fact.period),
        }
        key, day = ("newest_as_of", {"D": voice.date(q.as_of)}) if q.as_of else ("newest", {})
        out.append(voice.sentence(key, V=_named(voice, fact), refs=voice.refs(fact), **fields, **day))
    return out[:limit]


def _named(voice: Voice, fact: Fact) -> Runs:
    """A figure that says what it measures: a level as it stands, a change as a rise or fall, a percentage of its plan."""
    if fact.measure == "pct_of_plan":
        return [voice.value(fact), Run(f" {voice.plan_word(fact)}")]
    if fact.measure == "yoy_pct":
        return voice.fill("word.a_fall" if fact.value < 0 else "word.a_rise", V=fact)
    return [voice.value(fact)]
