"""The tables of a report: figures of the period, any frame of facts, the plan's indicators, words beside figures, tasks.

Each function gives ``Table``s or nothing where there is no evidence; the brief numbers and shows them.
"""

from __future__ import annotations

from . import conflicts, evidence, summary, telling
from .facts import Fact, Run, escape, mark
from .headline import LEADING, Question, headline, paced, progress
from .measures import BAND
from .narrative import Runs, Voice, markup
from .tables import Column, Table

WORDS = ("name", "area", "period", "unit", "verdict", "status", "source", "sector", "said", "shown", "task", "set_on")
MEASURES = (
    "level",
    "index",
    "yoy_pct",
    "mom_pct",
    "dec_pct",
    "share_pct",
    "contribution_pp",
    "plan_target",
    "pct_of_plan",
    "gap_pp",
)
NEWEST_SHOWN = 4  # unpublished indicators named in the table of the period


def columns(voice: Voice, *keys: str) -> list[Column]:
    """Heads by key: from the phrase files' ``[column]``, else ``[measure]``; words left, numbers right."""
    heads = [voice.word(f"column.{k}" if voice.has(f"column.{k}") else f"measure.{k}") for k in keys]
    return [Column(k, h, k not in WORDS) for k, h in zip(keys, heads, strict=True)]


def scope(q: Question) -> str:
    return summary.label(q, typed=True, area=False)


def status(voice: Voice, facts: list[Fact]) -> str:
    """The least certain status of some facts, in words."""
    published = [f for f in facts if f and not f.derived]
    results = [f for f in published if f.measure != "plan_target"]  # a target is no estimate of its result
    worst = max((f.status for f in results or published), key="APEF".index, default="D")
    return voice.word("status.A_table" if worst == "A" else f"status.{worst}")


def period_rows(q: Question, sector: str, lead: str) -> list[Table]:
    """The figures of the period, an indicator a row (``lead`` in bold); the newest of what was not published for it."""
    voice, data = q.voice, q.voice.data
    rows, bold, soft, missing = [], set(), set(), []
    head = data.sectors[sector]["headline"].split()
    for i in dict.fromkeys(data.counterpart(i, q.area) for i in data.indicators_of(sector)):
        facts = q.facts(i)
        if any(m in facts for m in LEADING):
            bold |= {len(rows)} if i == lead else set()
            rows.append(indicator_row(q, i, facts))
        elif i in head and data.measured(i, q.area):
            missing.append(i)
    for i in missing[:NEWEST_SHOWN] if rows else []:
        own = data.indicators[i]
        soft.add(len(rows))
        unit = data.unit(own["unit_measure"], int(own["unit_mult"]), voice.lang)
        rows.append({"name": own[f"name_{voice.lang}"], "unit": unit, "status": voice.word("word.not_published")})
    out = []
    if rows:
        keys = ("name", "unit", "level", "yoy_pct", "index", "pct_of_plan", "plan_target", "share_pct")
        legend = [voice.word("legend.dots")]
        if any(r.get("verdict") for r in rows):
            legend.append(markup(voice.fill("legend.band", n=Run(f"{BAND:.0f}", "rule", "band"))))
        heads = columns(voice, *keys, "verdict", "status", "source")
        out.append(Table(heads, rows, voice.word("section.rows"), scope(q), bold, soft, legend))
    return out + newest(q, missing)


def indicator_row(q: Question, indicator: str, facts: dict[str, Fact]) -> dict:
    """One indicator's row: figure, change, % of plan with its verdict, target, status, sources."""
    voice = q.voice
    row: dict = {"name": voice.data.indicators[indicator][f"name_{voice.lang}"]}
    row |= {m: f for m, f in facts.items() if m in LEADING}
    level, pct, goal = facts.get("level"), facts.get("pct_of_plan"), q.target(indicator)
    used = [f for m, f in facts.items() if m in row]
    if level:
        row["unit"] = level.unit
    if goal:
        row["plan_target"] = [voice.value(goal)]
    if pct and paced(q, pct):
        row["verdict"] = voice.verdict_word(progress(q, pct)[0], voice.polarity(indicator))
    row["status"], row["source"] = status(voice, used), voice.refs(*used, *([goal] if goal else []))
    return row


def newest(q: Question, indicators: list[str]) -> list[Table]:
    """The newest figures of indicators without one in the period, each with its own period."""
    voice, rows, soft = q.voice, [], set()
    for i, found in evidence.ladder(voice.data, indicators, q.area, q.period, q.as_of).items():
        fact = Fact.of(found[0], voice.data, voice.lang)
        soft |= {len(rows)} if evidence.closes(voice.data, i, fact.period) > q.period.end else set()
        value = voice.value(fact, "table" if fact.unit == "%" else "prose")
        name = voice.data.indicators[i][f"name_{voice.lang}"]
        rows.append(
            {
                "name": name,
                "level": value,
                "what": voice.word(f"measure.{fact.measure}"),
                "period": voice.period(fact.period),
                "source": voice.refs(fact),
            }
        )
    if not rows:
        return []
    heads = [
        *columns(voice, "name", "level"),
        Column("what", voice.word("column.measure")),
        *columns(voice, "period", "source"),
    ]
    legend = [voice.word("legend.after")] if soft else []
    return [Table(heads, rows, voice.word("section.missing"), scope(q), set(), soft, legend)]


def facts_table(
    q: Question, facts: list[Fact], caption: str, elapsed: dict[str, float], verdicts: dict[str, str]
) -> list[Table]:
    """Facts pivoted: one row an indicator, area and period, one column a measure; share gone and verdict by fact id."""
    voice, grid = q.voice, {}
    for f in facts:
        grid.setdefault((f.area, f.indicator, f.period), {})[f.measure] = f
    rows, lead, soft = [], set(), set()
    for (area, indicator, period), found in grid.items():
        row: dict = {
            "area": voice.data.areas[area][f"name_{voice.lang}"],
            "name": voice.data.indicators[indicator][f"name_{voice.lang}"],
        }
        row |= {"period": voice.period(period), **found, "source": voice.refs(*found.values()), "unit": _unit(found)}
        wide = [
            f
            for f in found.values()
            if f.measure.startswith("implied") and f.high - f.low > telling.WIDE * abs(f.value)
        ]
        row["interval"] = voice.between(wide[-1]) if wide else "–"
        row["status"] = status(voice, list(found.values()))
        for f in found.values():
            if f.id in elapsed:
                row["elapsed"] = voice.share_gone(elapsed[f.id])
            if verdicts.get(f.id):
                row["verdict"] = voice.verdict_word(verdicts[f.id], voice.polarity(indicator))
        lead |= {len(rows)} if (period, area) == (q.period, q.area) else set()
        only = next(iter(found)) if len(found) == 1 else ""
        soft |= {len(rows)} if evidence.closes(voice.data, indicator, period, only) > q.period.end else set()
        rows.append(row)
    keys = [k for k, i in (("area", 0), ("name", 1)) if len({key[i] for key in grid}) > 1]
    units = {r["unit"] for r in rows}
    keys += [
        "period",
        *(["unit"] if len(units) > 1 else []),
        "elapsed",
        *sorted(dict.fromkeys(f.measure for f in facts), key=_place),
        "interval",
        "verdict",
        "status",
        "source",
    ]
    head = "" if "name" in keys else rows[0]["name"]
    legend = [voice.word("legend.derived")] if any(f.derived for f in facts) else []
    legend += [voice.word("legend.after")] if soft else []
    lead = lead if len(lead) < len(rows) else set()
    one = units.pop() if len(units) == 1 else ""
    named = " · ".join(x for x in (escape(head), mark("rule", one) if one else "") if x)  # a unit may hold digits
    return [Table(columns(voice, *keys), rows, voice.word(f"section.{caption}"), named, lead, soft, legend)]


def _place(measure: str) -> int:
    """Where a measure's column stands; derived ones come last, in the order of their rows."""
    return MEASURES.index(measure) if measure in MEASURES else len(MEASURES)


def _unit(found: dict[str, Fact]) -> str:
    """The unit that a row's levels are in; shares, points and multiples carry theirs in the head."""
    levels = [f.unit for m, f in found.items() if f.unit not in ("", "%", "lần", "times") and not m.endswith("_pp")]
    return found["level"].unit if "level" in found else levels[0] if levels else ""


def plan_indicators(q: Question) -> list[Table]:
    """The table every such review ends in: plan of the year, result, % of plan, change on the year, source."""
    voice, data = q.voice, q.voice.data
    rows, soft = [], set()
    for i in dict.fromkeys(data.counterpart(i, q.area) for i in data.indicators_of("overview")):
        facts, goal = q.facts(i), q.target(i)
        shown = {m: facts[m] for m in ("level", "pct_of_plan", "yoy_pct", "index") if m in facts}
        if not shown and not goal:
            soft.add(len(rows))
        used = [*shown.values(), *([goal] if goal else [])]
        level = shown.get("level")
        result = shown.get("yoy_pct") if not level and data.lead_measures(i)[0] == "yoy_pct" else None
        rows.append(
            {
                "name": data.indicators[i][f"name_{voice.lang}"], "plan_target": [voice.value(goal)] if goal else None,
                "result": [voice.value(level)] if level else [voice.value(result, "table")] if result else None, "pct_of_plan": shown.get("pct_of_plan"),
                "yoy_pct": shown.get("yoy_pct"), "status": status(voice, used) if shown else voice.word("word.not_published"), "source": voice.refs(*used),
            }
        )  # fmt: skip
    heads = columns(voice, "name", "plan_target", "result", "pct_of_plan", "yoy_pct", "status", "source")
    return [
        Table(heads, rows, voice.word("section.plan_indicators"), scope(q), set(), soft, [voice.word("legend.dots")])
    ]


def said_and_shown(q: Question) -> list[Table]:
    """A row a sector: how the sources rate it in words, and the headline that its figures give."""
    voice, data, rows = q.voice, q.voice.data, []
    for sector in data.sectors:
        if sector == "outlook":
            continue
        rated = [
            s
            for s in evidence.statements(data, sector, q.area, q.period, q.as_of)
            if s["aspect"] in ("rating", "structure") and s["period"] == q.period
        ]
        said: Runs = []
        for s in rated[:2]:
            said += ([Run(" ")] if said else []) + [
                Run(s[f"text_{voice.lang}"], "given", s["statement_id"]),
                *voice.cite(s["source_id"]),
            ]
        head = summary.of_all(q, sector) if sector == "overview" else headline(q, sector)
        shown = head.runs if head.evidence == "figures" else ""
        if rated or shown:
            facts = list(head.facts.values()) if shown else []
            rows.append(
                {
                    "sector": data.sectors[sector][f"name_{voice.lang}"],
                    "said": said,
                    "shown": [*shown, *voice.refs(*facts)] if shown else voice.word("word.no_figures"),
                }
            )
    return (
        [Table(columns(voice, "sector", "said", "shown"), rows, voice.word("section.said"), scope(q))] if rows else []
    )


def tasks(q: Question) -> list[Table]:
    """What was set for the time after the period, a task a row, with the pace that its plans would need."""
    voice, data = q.voice, q.voice.data
    found = evidence.tasks(data, "", q.area, q.period, q.as_of)
    rows = []
    for r in sorted(found, key=lambda r: (list(data.sectors).index(r["sector"]), r["task_id"])):
        text = Run(r[f"text_{voice.lang}"], "given", r["task_id"])
        day = voice.date(r["set_on"]) if r["set_on"] else "–"
        rows.append(
            {
                "sector": data.sectors[r["sector"]][f"name_{voice.lang}"],
                "task": text,
                "period": voice.period(r["period"]),
                "set_on": day,
                "source": voice.cite(r["source_id"]),
            }
        )
    return (
        [
            Table(
                columns(voice, "task", "sector", "period", "set_on", "source"),
                rows,
                voice.word("section.tasks"),
                scope(q),
            )
        ]
        if rows
        else []
    )


def not_chosen(q: Question, said: dict[str, Fact]) -> list[Table]:
    """Figures that a source prints and that were not taken, with the reason."""
    voice, rows = q.voice, []
    for used, other, why in conflicts.not_chosen(q, said):
        row = {
            "name": voice.data.indicators[used.indicator][f"name_{voice.lang}"],
            "what": voice.word(f"measure.{used.measure}"),
            "period": voice.period(used.period),
        }
        row |= {
            "used": voice.value(used, _form(used)),
            "other": voice.value(other, _form(other)),
            "reason": why,
            "source": voice.refs(other),
        }
        rows.append(row)
    heads = [
        Column(k, voice.word("column.measure" if k == "what" else f"column.{k}"), k in ("used", "other"))
        for k in ("name", "what", "period", "used", "other", "reason", "source")
    ]
    return [Table(heads, rows, voice.word("section.not_chosen"))] if rows else []


def _form(f: Fact) -> str:
    """Levels with their unit, since sources differ in scale; changes with their sign."""
    return "table" if f.unit == "%" else "prose"


def sources(q: Question, cited: dict[str, int]) -> list[Table]:
    """Every source of the page, in the order of first use."""
    voice, rows = q.voice, []
    for source_id in sorted(cited, key=lambda s: cited[s]):
        s = voice.data.sources[source_id]
        row = {
            "number": voice.cite(source_id),
            "title": Run(s["title"], "given", source_id),
            "publisher": Run(s["publisher"], "given", source_id),
        }
        rows.append(
            row
            | {
                "published": voice.date(s["published_on"]) if s["published_on"] else "",
                "authority": voice.word(f"authority.{s['authority']}"),
            }
        )
    heads = [Column(k, voice.word(f"column.{k}")) for k in ("number", "title", "publisher", "published", "authority")]
    return [Table(heads, rows, voice.word("section.sources"))] if rows else []
