"""What a report says before and after its analysis: label, three numbers, opening, words, limits, sources, its JSON."""

from __future__ import annotations

from . import conflicts, evidence, parts, telling
from .dataset import EVERYTHING
from .facts import Fact, Run
from .headline import Headline, Question, against_target, headline, paced, progress, worded
from .measures import GAP, PACE_NEEDED, calculate, straight
from .narrative import BAD, GOOD, LEADING
from .periods import Period
from .wording import Runs, capital, flat, markup

OUTDATED = 3  # percentages of figures that were replaced, named in one sentence
MONEY = ("USD", "VND", "đồng")  # in the words of a unit


def label(q: Question, *, typed: bool = False, area: bool = True) -> str:
    """``tỉnh Lạng Sơn · 6 tháng đầu năm 2020 · số liệu biết đến ngày 13/7/2020``."""
    place = [[Run(q.voice.data.areas[q.area][f"full_{q.voice.lang}"])]] if area else []
    parts = [*place, [q.voice.period(q.period)], known(q)]
    return " · ".join((markup if typed else flat)(p) for p in parts)


def known(q: Question) -> Runs:
    """The day of knowledge."""
    return q.voice.fill("word.as_of", D=q.voice.date(q.as_of)) if q.as_of else [Run(q.voice.word("word.as_of_all"))]


def numbers(q: Question, head: Headline) -> list[tuple[Fact, Runs]]:
    """Up to three numbers to open with: level, % of plan, change of the lead indicator; then its target; then the next one's."""
    if head.evidence != "figures":
        return []
    voice, data = q.voice, q.voice.data
    own, runner_up = ([facts[m] for m in LEADING if m in facts] for facts in (head.facts, head.runner_up))
    others = (q.facts(i) for i in data.indicators_of(data.indicators[head.indicator]["sector"]))
    others = [next((facts[m] for m in LEADING if m in facts), None) for facts in others]
    found = {f.id: f for f in [*own, q.target(head.indicator), *runner_up, *others] if f}
    out = []
    for f in list(found.values())[:3]:
        key = "yoy_pct_same" if f.measure == "yoy_pct" and f in own[1:] else f.measure  # as the figure beside it
        plan = voice.plan_word(f) if f.measure == "pct_of_plan" else ""
        fields = {
            "short": voice.short(f.indicator),
            "P": voice.period(f.period),
            "B": voice.base(f.period),
            "Y": voice.period(f.period),
        }
        estimate = voice.word("label.estimate") if f.estimate else ""
        key = f"label.{key}" if voice.has(f"label.{key}") else "label.level"
        out.append((f, voice.fill(key, estimate=estimate, plan=plan, **fields)))
    return out


def lead(q: Question, sector: str, head: Headline) -> list[Runs]:
    """The two sentences of the opening."""
    voice, data = q.voice, q.voice.data
    if sector in EVERYTHING:
        sentences = overall(q)[1]
        if sector == "overview":
            return sentences
        plans = progress_rows(q, list(data.sectors)) if q.period.rest() else []
        behind = next((p["pct"] for p in plans if p["verdict"] == "below"), None)
        if behind is None:
            return sentences[-1:]
        pace = telling.pace(voice, calculate(behind, pace_needed=PACE_NEEDED, unit="times"))
        same = overall(q)[0].indicator == behind.indicator
        return [*sentences[:1], pace if same else about(q, behind, pace)]
    if head.evidence == "figures":
        one = next(iter(head.facts.values()))
        facts = _below(q, sector, one.indicator) or {m: f for m, f in head.runner_up.items() if m in LEADING}
        rate = data.lead_measures(one.indicator)[0] == "yoy_pct"
        goal, other = telling.target(q, one.indicator) if rate else [], other_series(q, sector, one)
        said = goal or other
        if facts and (other or not goal):
            said = [*said, voice.figures(facts, short=True)]
        return [voice.figures(head.facts), *(conflicts.doubted(q, one) or said or [voice.definition(one)])]
    if head.evidence == "parts":
        return parts.lead(q, sector)
    others = [r for r in evidence.statements(data, sector, q.area, q.period, q.as_of) if r != head.statement]
    out = [voice.quoted(r) for r in others[:1]] if head.statement else []
    nothing = {"n": voice.count(len(data.tables["sources"])), "P": voice.period(q.period)}
    return out + telling.newest(q, sector, limit=2 - len(out)) or [voice.sentence("none", **nothing)]


def suspected(q: Question, head: Headline, said: list[Runs]) -> list[Runs]:
    """After an opening, that figures it rests on do not agree; nothing where it tells of one in doubt.

    Parameters
    ----------
    said : the opening, as ``lead`` gives it.
    """
    runs = [*head.runs, *(r for s in said for r in s)]
    facts = [q.voice.met[r.id] for r in runs if r.kind == "fact" and r.id in q.voice.met]
    facts += [f for f, _ in numbers(q, head)]
    goals = [f for f in facts if f.measure == "plan_target"]  # a target is said beside what it is held against
    facts += [f for goal in goals for m, f in q.facts(goal.indicator).items() if m == "yoy_pct"]
    used = {i for f in facts for i in (f.id, *f.inputs)}
    return [] if used & q.doubts.keys() else conflicts.suspected(q, used)


def other_series(q: Question, sector: str, one: Fact) -> list[Runs]:
    """Which series the page opens with, where the sector's first one has no figure of the period."""
    voice, data = q.voice, q.voice.data
    first = data.counterpart(data.sectors[sector]["headline"].split()[0], q.area)
    if first == one.indicator or first not in parts.unpublished(q, [first]):
        return []
    name = data.indicators[first][f"name_{voice.lang}"]
    name = name[:1].lower() + name[1:] if name[1:2].islower() else name
    fields = {
        "P": voice.period(one.period),
        "J": voice.short(one.indicator),
        "definition": voice.meaning(one.indicator),
    }
    return [voice.sentence("other_series", I=name, **fields)]


def _below(q: Question, sector: str, but: str) -> dict[str, Fact]:
    """Good news on top does not hide what is below pace: the indicator farthest behind its plan."""
    rows = [p for p in progress_rows(q, [sector]) if p["verdict"] == "below" and p["indicator"] != but]
    return next((p["facts"] for p in rows if q.voice.polarity(p["indicator"]) == GOOD), {})


def verdict(q: Question, pct: Fact) -> tuple[Fact, Runs]:
    """The gap to an even pace as a fact, and the verdict in words."""
    (word, band), gap = progress(q, pct), gap_fact(pct)
    if q.voice.polarity(pct.indicator) != GOOD:
        return gap, q.voice.fill("verdict.gap_block", g=gap)
    if word in ("above", "below") and not straight(pct.period, band):
        return gap, q.voice.fill(f"verdict.block_usual_{word}", band=q.voice.usual(band))
    return gap, q.voice.fill(f"verdict.block_{word}", g=gap)


def verdict_of(q: Question, pct: Fact) -> Runs:
    """The verdict with what it is about: in a summary it follows sentences on something else."""
    return about(q, pct, verdict(q, pct)[1])


def about(q: Question, fact: Fact, said: Runs) -> Runs:
    """A sentence that opens with the name of what it is about."""
    first, *rest = said
    name = q.voice.short(fact.indicator)
    start = first if first.kind else Run(first.text[:1].lower() + first.text[1:])
    return [Run(f"{name[:1].upper()}{name[1:]}: "), start, *rest]


def gap_fact(pct: Fact) -> Fact:
    """% of plan less the share of the year gone, in points."""
    return calculate(pct, gap_pp=GAP, unit="points")


def progress_rows(q: Question, sectors: list[str]) -> list[dict]:
    """Every flow with % of plan in the period: facts, gap, verdict; farthest below first."""
    out = []
    for i, r in q.voice.data.indicators.items():
        facts = q.facts(i) if r["sector"] in sectors else {}
        pct = facts.get("pct_of_plan")
        if pct and paced(q, pct):
            word, band = progress(q, pct)
            row = {"indicator": i, "sector": r["sector"], "facts": facts, "pct": pct, "gap": gap_fact(pct).value}
            out.append(row | {"verdict": word, "expected": band})
    return sorted(out, key=lambda p: (p["gap"], p["indicator"]))


def rate_rows(q: Question, sectors: list[str]) -> list[dict]:
    """Every rate with a target for the year: value, target, distance."""
    data, out = q.voice.data, []
    for i, r in data.indicators.items():
        if r["sector"] in sectors and r["polarity"] != BAD and (goal := q.target(i)):
            value = q.facts(i).get("yoy_pct")
            if value and data.lead_measures(i)[0] == "yoy_pct":
                key, gap = against_target(value, goal)
                row = {"indicator": i, "sector": r["sector"], "value": value, "target": goal, "gap": gap, "key": key}
                out.append(row)
    return out


def of_all(q: Question, sector: str, chosen: dict[str, Headline] | None = None) -> Headline:
    """Headline of the overview (how many plans are where, then the farthest below) and of the outlook (how many tasks)."""
    voice = q.voice
    if sector == "outlook":
        ahead = q.period.rest() or Period(q.period.end.year + 1, 1, 12)
        found = [t for t in evidence.tasks(voice.data, "", q.area, q.period, q.as_of) if t["period"] == ahead]
        key, level = ("outlook", "tasks") if found else ("outlook_none", "none")
        return worded(voice, level, key, n=voice.count(len(found)), rest=voice.period(ahead))
    return overall(q, chosen)[0]


def overall(q: Question, chosen: dict[str, Headline] | None = None) -> tuple[Headline, list[Runs]]:
    """The province's headline, and the sentences that carry it; ``chosen`` are headlines of sectors that are known."""
    voice, data = q.voice, q.voice.data
    sectors = [s for s in data.sectors if s not in EVERYTHING]
    heads = [(chosen or {}).get(s) or headline(q, s) for s in sectors]
    plans = [p for p in progress_rows(q, sectors) if voice.polarity(p["indicator"]) == GOOD]
    order = data.indicators_of("overview")
    worst = (plans[:1] if plans and plans[0]["verdict"] == "below" else plans[-1:]) or [{}]
    rest = sorted((p for p in plans if p is not worst[0]), key=lambda p: (*order, p["indicator"]).index(p["indicator"]))
    ends = [p for p in worst if p] + rest[:1]
    sentences = [voice.figures({m: f for m, f in p["facts"].items() if m in LEADING}) for p in ends]
    sentences += [telling.target(q, r["indicator"], follows=False)[0] for r in rate_rows(q, sectors)[:1]]
    if not plans:
        with_figures = [h for h in heads if h.evidence == "figures"]
        others = (h for h in heads if h.evidence in ("words", "parts"))
        none = worded(voice, "earlier", P=voice.period(q.period), sector=voice.sector("overview"))
        best = min(with_figures, key=lambda h: h.rule, default=next(others, none))
        return best, sentences or [voice.figures(h.facts) for h in with_figures[:2]] or telling.newest(q, "overview", 2)
    counts = [(k, sum(p["verdict"] == k for p in plans)) for k in ("met", "above", "on", "below")]
    parts = [voice.fill(f"headline.count_{k}", n=voice.count(n)) for k, n in counts if n]
    (worst,) = worst
    one, way = worst["pct"], "below" if worst["verdict"] == "below" else "above"
    named = {"I": voice.short(one.indicator), "V": one, "plan": voice.plan_word(one, short=True)}
    runs = voice.fill(
        "headline.overview", counts=voice.chain(parts), worst=voice.fill(f"headline.worst_{way}", **named)
    )
    return Headline(runs, 5, "figures", worst["facts"], worst["verdict"]), sentences


def found(q: Question, said: dict[str, Fact]) -> list[Runs]:
    """What the checks found of figures that were said, a line each: what limits begin with."""
    return conflicts.found(q, said)


def limits(q: Question, sector: str, said: dict[str, Fact]) -> list[Runs]:
    """The checklist after what the checks found, first that apply."""
    voice, data = q.voice, q.voice.data

    def now(f: Fact) -> bool:
        return f.period in (q.period, evidence.season_year(data, f.indicator, q.period)) and f.area == q.area

    def expected(i: str) -> bool:
        season = not data.indicators[i]["season"] or evidence.season_year(data, i, q.period) or q.period.part == "Y"
        return bool(season) and data.indicators[i]["sector"] == sector and data.measured(i, q.area)

    own = [f for f in said.values() if now(f) and not f.derived]
    codes = [data.counterpart(i, q.area) for i in data.indicators_of(sector)]
    first = next((i for i in codes if any(f.indicator == i for f in own)), "")
    lead = (headline(q, sector).indicator if sector not in EVERYTHING else "") or first
    out: list[Runs] = parts.limits(q, sector, said)
    if any(f.estimate for f in own):
        out.append(voice.fill("limits.estimate"))
    if lead:
        out.append(capital(voice.fill("limits.series", I=voice.short(lead), definition=voice.meaning(lead))))
    if any(f.formula and f.measure.startswith("implied") for f in said.values()):
        out.append(voice.fill("limits.derived"))
    if gone := _outdated(q, codes):
        out.append(gone)
    leading = dict.fromkeys(data.counterpart(i, q.area) for i in data.sectors[sector]["headline"].split())
    missing = [i for i in parts.unpublished(q, leading) if expected(i) and not q.facts(i) and not q.target(i)]
    if missing and own:
        names = [[Run(voice.short(i))] for i in missing[:4]]
        out.append(capital(voice.fill("limits.missing", list=voice.listing(names))))
    constant = any("constant" in f.indicator for f in own)
    if not constant and any(unit in f.unit for f in own for unit in MONEY):
        out.append(voice.fill("limits.money"))
    words = evidence.statements(data, sector, q.area, q.period, q.as_of)
    if any(f.measure == "yoy_pct" for f in own) and all(s["aspect"] != "problem" for s in words):
        out.append(voice.fill("limits.cause"))
    if words and not own:
        out.append(voice.fill("limits.other_periods" if said else "limits.words_only"))
    if n := len(conflicts.not_chosen(q, said)):
        out.append(voice.fill("limits.differ" if n > 1 else "limits.differ_one", n=voice.count(n)))
    return out


def _outdated(q: Question, indicators: list[str]) -> Runs:
    """Percentages that speak of a figure which has been replaced, with the numbers, in one sentence."""
    voice, items = q.voice, []
    for pct, then, now in conflicts.outdated(q, indicators)[:OUTDATED]:
        items += [Run("; ")] if items else []
        items += voice.fill("limits.outdated_item", I=voice.short(pct.indicator), V=pct, L=then, T=now)
    return capital(voice.fill("limits.outdated", list=items)) if items else []
