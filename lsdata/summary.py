"""What a report says before and after its analysis: label, three numbers, opening, words, limits, sources, its JSON."""

from __future__ import annotations

from . import conflicts, evidence, telling
from .dataset import EVERYTHING
from .facts import Fact, Run
from .headline import LEADING, Headline, Question, against_target, headline, paced, progress
from .measures import GAP, PACE_NEEDED, calculate, difference, straight
from .narrative import BAD, GOOD, Runs, capital, flat, markup
from .periods import Period

SCHEMA = 1
MONEY = ("VND", "USD")


def label(q: Question, *, typed: bool = False, area: bool = True) -> str:
    """``tỉnh Lạng Sơn · 6 tháng đầu năm 2020 · số liệu biết đến ngày 13/7/2020``."""
    known = q.voice.fill("word.as_of", D=q.voice.date(q.as_of)) if q.as_of else [Run(q.voice.word("word.as_of_all"))]
    place = [[Run(q.voice.data.areas[q.area][f"full_{q.voice.lang}"])]] if area else []
    parts = [*place, [q.voice.period(q.period)], known]
    return " · ".join((markup if typed else flat)(p) for p in parts)


def numbers(q: Question, head: Headline) -> list[tuple[Fact, Runs]]:
    """Up to three numbers to open with: level, % of plan, change of the lead indicator; then its target; then the next one's."""
    voice, out = q.voice, []
    if head.evidence != "figures":
        return out

    def add(fact: Fact | None, same: bool) -> None:
        if fact and all(fact.id != f.id for f, _ in out) and len(out) < 3:
            key = "yoy_pct_same" if fact.measure == "yoy_pct" and same else fact.measure
            key = key if voice.has(f"label.{key}") else "level"
            estimate = voice.word("label.estimate") if fact.estimate else ""
            fields = {
                "short": voice.short(fact.indicator),
                "P": voice.period(fact.period),
                "B": voice.base(fact.period),
                "Y": voice.period(fact.period),
            }
            plan = voice.plan_word(fact) if fact.measure == "pct_of_plan" else ""
            out.append((fact, voice.fill(f"label.{key}", estimate=estimate, plan=plan, **fields)))

    for i, facts in enumerate((head.facts, head.runner_up)):
        lead = next(iter(facts.values()), None)
        for measure in LEADING:
            add(facts.get(measure), same=bool(out) and i == 0)
        if lead and i == 0:
            add(q.target(lead.indicator), same=True)
    for indicator in q.voice.data.indicators_of(_sector(q, head)):
        facts = q.facts(indicator)
        add(next((facts[m] for m in LEADING if m in facts), None), same=False)
    return out


def _sector(q: Question, head: Headline) -> str:
    return q.voice.data.indicators[next(iter(head.facts.values())).indicator]["sector"]


def lead(q: Question, sector: str, head: Headline) -> list[Runs]:
    """The two sentences of the opening."""
    voice = q.voice
    if sector == "outlook":
        behind = [
            p["pct"] for p in progress_rows(q, list(voice.data.sectors)) if p["verdict"] == "below" and q.period.rest()
        ]
        pace = [calculate(p, pace_needed=PACE_NEEDED, unit="times") for p in behind[:1]]
        sentences = overall(q)[1]
        return [sentences[0], telling.pace(voice, pace[0])] if pace else sentences[-1:]
    if sector in EVERYTHING:
        return overall(q)[1]
    if head.evidence == "figures":
        first = voice.figures(head.facts)
        one = next(iter(head.facts.values()))
        below = _below(q, sector, one.indicator)
        second = below or ({m: head.runner_up[m] for m in LEADING if m in head.runner_up} if head.runner_up else {})
        rest = voice.figures(second, short=True) if second else []
        goal = telling.target(q, one.indicator) if voice.data.lead_measures(one.indicator)[0] == "yoy_pct" else []
        other = other_series(q, sector, one)
        return [first, *(goal[:1] or other or [rest or voice.definition(one)]), *([rest] if other and rest else [])]
    others = [r for r in evidence.statements(voice.data, sector, q.area, q.period, q.as_of) if r != head.statement]
    out = [voice.quoted(r) for r in others[:1]] if head.statement else []
    found = out + telling.newest(q, sector, limit=2 - len(out))
    nothing = {"n": voice.count(len(voice.data.tables["sources"])), "P": voice.period(q.period)}
    return found or [voice.sentence("none", **nothing)]


def other_series(q: Question, sector: str, one: Fact) -> list[Runs]:
    """Which series the page opens with, where the sector's first one has no figure of the period."""
    voice, data = q.voice, q.voice.data
    first = data.counterpart(data.sectors[sector]["headline"].split()[0], q.area)
    if first == one.indicator or q.facts(first).keys() - {"plan_target"} or not data.measured(first, q.area):
        return []
    name = data.indicators[first][f"name_{voice.lang}"]
    name = name[:1].lower() + name[1:] if name[1:2].islower() else name
    definition = data.indicators[one.indicator][f"definition_{voice.lang}"]
    return [
        voice.sentence(
            "other_series", I=name, P=voice.period(one.period), J=voice.short(one.indicator), definition=definition
        )
    ]


def _below(q: Question, sector: str, but: str) -> dict[str, Fact]:
    """Good news on top does not hide what is below pace: the indicator farthest behind its plan."""
    rows = [p for p in progress_rows(q, [sector]) if p["verdict"] == "below" and p["indicator"] != but]
    return next((p["facts"] for p in rows if q.voice.polarity(p["indicator"]) == GOOD), {})


def verdict(q: Question, pct: Fact) -> tuple[Fact, Runs]:
    """The gap to an even pace as a fact, and the verdict in words."""
    word, expected = progress(q, pct)
    gap = gap_fact(pct)
    if q.voice.polarity(pct.indicator) != GOOD:
        return gap, q.voice.fill("verdict.gap_block", g=gap)
    if word in ("above", "below") and not straight(pct.period, expected):
        return gap, q.voice.fill(f"verdict.block_usual_{word}", band=q.voice.usual(expected))
    return gap, q.voice.fill(f"verdict.block_{word}", g=gap)


def gap_fact(pct: Fact) -> Fact:
    """% of plan less the share of the year gone, in points."""
    return calculate(pct, gap_pp=GAP, unit="points")


def progress_rows(q: Question, sectors: list[str]) -> list[dict]:
    """Every flow with % of plan in the period: facts, gap, verdict; farthest below first."""
    data, out = q.voice.data, []
    for i, r in data.indicators.items():
        if r["sector"] not in sectors:
            continue
        facts = q.facts(i)
        pct = facts.get("pct_of_plan")
        if pct and paced(q, pct):
            word, expected = progress(q, pct)
            out.append(
                {
                    "indicator": i,
                    "sector": r["sector"],
                    "facts": facts,
                    "pct": pct,
                    "gap": gap_fact(pct).value,
                    "verdict": word,
                    "expected": expected,
                }
            )
    return sorted(out, key=lambda p: (p["gap"], p["indicator"]))


def rate_rows(q: Question, sectors: list[str]) -> list[dict]:
    """Every rate with a target for the year: value, target, distance."""
    data, out = q.voice.data, []
    for i, r in data.indicators.items():
        if r["sector"] in sectors and r["polarity"] != BAD and (goal := q.target(i)):
            value = q.facts(i).get("yoy_pct")
            if value and data.lead_measures(i)[0] == "yoy_pct":
                out.append(
                    {
                        "indicator": i,
                        "sector": r["sector"],
                        "value": value,
                        "target": goal,
                        "gap": difference(value, goal),
                        "key": against_target(value, goal)[0],
                    }
                )
    return out


def of_all(q: Question, sector: str) -> Headline:
    """Headline of the overview (how many plans are where, then the farthest below) and of the outlook (how many tasks)."""
    voice = q.voice
    if sector == "outlook":
        ahead = q.period.rest() or Period(q.period.end.year + 1, 1, 12)
        found = [t for t in evidence.tasks(voice.data, "", q.area, q.period, q.as_of) if t["period"] == ahead]
        key = "outlook" if found else "outlook_none"
        return Headline(
            capital(voice.fill(f"headline.{key}", n=voice.count(len(found)), rest=voice.period(ahead))),
            evidence="tasks" if found else "none",
        )
    return overall(q)[0]


def overall(q: Question) -> tuple[Headline, list[Runs]]:
    """The province's headline, and the sentences that carry it."""
    voice, data = q.voice, q.voice.data
    sectors = [s for s in data.sectors if s not in EVERYTHING]
    heads = {s: headline(q, s) for s in sectors}
    plans = [p for p in progress_rows(q, sectors) if voice.polarity(p["indicator"]) == GOOD]
    sentences = [
        voice.figures({m: f for m, f in p["facts"].items() if m in LEADING})
        for p in (plans[:1] + plans[-1:] if len(plans) > 1 else plans)
    ]
    sentences += [telling.target(q, r["indicator"])[0] for r in rate_rows(q, sectors)[:1]]
    if not plans:
        with_figures = [h for h in heads.values() if h.evidence == "figures"]
        best = min(with_figures, key=lambda h: h.rule, default=None)
        if best is None:
            best = next(
                (h for h in heads.values() if h.evidence == "words"),
                Headline(
                    capital(
                        voice.fill(
                            "headline.earlier",
                            P=voice.period(q.period),
                            sector=data.sectors["overview"][f"name_{voice.lang}"].lower(),
                        )
                    ),
                    evidence="earlier",
                ),
            )
        return best, sentences or [voice.figures(h.facts) for h in with_figures[:2]] or telling.newest(q, "overview", 2)
    counts = [(k, sum(p["verdict"] == k for p in plans)) for k in ("met", "above", "on", "below")]
    parts = [voice.fill(f"headline.count_{k}", n=voice.count(n)) for k, n in counts if n]
    worst = plans[0] if plans[0]["verdict"] == "below" else plans[-1]
    one, way = worst["pct"], "below" if worst["verdict"] == "below" else "above"
    named = voice.fill(
        f"headline.worst_{way}", I=voice.short(one.indicator), V=one, plan=voice.plan_word(one, short=True)
    )
    counted = voice.chain(parts) if voice.lang == "vi" else voice.listing(parts)
    runs = voice.fill("headline.overview", counts=counted, worst=named)
    return Headline(runs, 5, "figures", worst["facts"], worst["verdict"]), sentences


def limits(q: Question, sector: str, said: dict[str, Fact]) -> list[Runs]:
    """The checklist, first that apply."""
    voice, data = q.voice, q.voice.data
    own = [
        f
        for f in said.values()
        if f.period in (q.period, evidence.season_year(data, f.indicator, q.period))
        and f.area == q.area
        and not f.derived
    ]
    out: list[Runs] = []
    head = next(iter(headline(q, sector).facts.values()), None) if sector not in EVERYTHING else None
    first = [i for i in data.indicators_of(sector) if any(f.indicator == data.counterpart(i, q.area) for f in own)]
    lead = head.indicator if head else first[0] if first else None
    if any(f.estimate for f in own):
        out.append(voice.fill("limits.estimate"))
    if lead:
        lead = data.counterpart(lead, q.area)
        out.append(
            capital(
                voice.fill(
                    "limits.series", I=voice.short(lead), definition=data.indicators[lead][f"definition_{voice.lang}"]
                )
            )
        )
    if any(f.formula and f.measure.startswith("implied") for f in said.values()):
        out.append(voice.fill("limits.derived"))
    missing = [
        i
        for i in dict.fromkeys(data.counterpart(i, q.area) for i in data.sectors[sector]["headline"].split())
        if data.indicators[i]["sector"] == sector
        and data.measured(i, q.area)
        and not q.facts(i)
        and (not data.indicators[i]["season"] or evidence.season_year(data, i, q.period) or q.period.part == "Y")
    ]
    if missing and own:
        names = [[Run(data.indicators[i][f"short_{voice.lang}"])] for i in missing[:4]]
        out.append(capital(voice.fill("limits.missing", list=voice.listing(names))))
    if any(unit in f.unit for f in own for unit in ("USD", "VND", "đồng")) and not any(
        "constant" in f.indicator for f in own
    ):
        out.append(voice.fill("limits.money"))
    causes = [s for s in evidence.statements(data, sector, q.area, q.period, q.as_of) if s["aspect"] == "problem"]
    if any(f.measure == "yoy_pct" for f in own) and not causes:
        out.append(voice.fill("limits.cause"))
    if not own and evidence.statements(data, sector, q.area, q.period, q.as_of):
        out.append(voice.fill("limits.other_periods" if said else "limits.words_only"))
    if n := len(conflicts.not_chosen(q, said)):
        out.append(voice.fill("limits.differ" if n > 1 else "limits.differ_one", n=voice.count(n)))
    return out
