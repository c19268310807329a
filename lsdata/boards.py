"""The tables of a report: figures of the period, any frame of facts, the plan's indicators, words beside figures, tasks.

Each function gives ``Table``s or nothing where there is no evidence; the brief numbers and shows them.
"""

from __future__ import annotations

from collections.abc import Iterable

from . import conflicts, evidence, parts, summary, telling
from .facts import Fact, Form, Run, escape, mark
from .headline import LEADING, Question, headline, paced, progress
from .measures import BAND, SUMS
from .narrative import Voice
from .numerals import NBSP, SCALES
from .tables import Cell, Table, after, board, named
from .wording import Runs, markup

MEASURES = "level index yoy_pct mom_pct dec_pct share_pct share_change_pp contribution_pp plan_target pct_of_plan gap_pp".split()
NEWEST_SHOWN = 4  # unpublished indicators named in the table of the period

BARE = ("", "%", "lần", "times")  # units that the head of a column tells
IN_DOUBT = Run("*", "rule", "doubt")  # beside a figure that does not agree with others


def scope(q: Question) -> str:
    return summary.label(q, typed=True, area=False)


def status(voice: Voice, facts: list[Fact]) -> str:
    """The least certain status of some facts, in words."""
    published = [f for f in facts if not f.derived]
    results = [f for f in published if f.measure != "plan_target"]  # a target is no estimate of its result
    sums = max((f.status for f in facts if f.derived and f.measure in SUMS), key="APEF".index, default="A")
    worst = max((f.status for f in results or published), key="APEF".index, default="D" if sums == "A" else f"D_{sums}")
    return voice.word("status.A_table" if worst == "A" else f"status.{worst}")


def shown(voice: Voice, fact: Fact) -> Run:
    """A figure in a column that mixes scales and measures: levels with their unit, changes with their sign."""
    return voice.value(fact, "table" if fact.unit == "%" else "printed")


def figure(q: Question, fact: Fact | None, form: Form = "table") -> Cell:
    """A figure in a cell, with its mark where it is in doubt; none where there is no figure."""
    if fact is None:
        return None
    return [q.voice.value(fact, form), *([IN_DOUBT] if fact.id in q.doubts else [])]


def doubt(q: Question, facts: Iterable[Fact]) -> list[str]:
    """What the mark of a figure in doubt means, for the legend of a table that has one."""
    found = any(f.id in q.doubts for f in facts)
    return [markup(q.voice.fill("legend.doubt", mark=IN_DOUBT))] if found else []


def period_rows(q: Question, sector: str, lead: str) -> list[Table]:
    """The figures of the period, an indicator a row (``lead`` in bold); the newest of what was not published for it."""
    voice, data = q.voice, q.voice.data
    rows, without, printed = [], [], []
    head = data.sectors[sector]["headline"].split()
    for i in dict.fromkeys(data.counterpart(i, q.area) for i in data.indicators_of(sector)):
        facts = q.published(i)
        if any(m in facts for m in LEADING):
            printed += filter(None, [*facts.values(), _goal(q, i)])
            rows.append(indicator_row(q, i, facts) | {"tone": "lead" if i == lead else ""})
        elif i in head and data.measured(i, q.area):
            without.append(i)
    legend = [voice.word("legend.dots")]
    if any(r.get("verdict") for r in rows):
        legend.append(markup(voice.fill("legend.band", n=Run(f"{BAND:.0f}", "rule", "band"))))
    for i in parts.unpublished(q, without)[:NEWEST_SHOWN] if rows else []:
        own = data.indicators[i]
        unit = data.unit(own["unit_measure"], int(own["unit_mult"]), voice.lang)
        goal = _goal(q, i)
        row = {"name": named(voice, i), "unit": unit, "status": voice.word("word.not_published"), "tone": "mute"}
        rows.append(row | ({"plan_target": figure(q, goal, "prose"), "source": voice.refs(goal)} if goal else {}))
        printed += filter(None, [goal])
    keys = "name unit level yoy_pct index pct_of_plan plan_target share_pct verdict status source".split()
    return board(voice, "rows", keys, rows, scope(q), legend + doubt(q, printed)) + newest(q, without)


def indicator_row(q: Question, indicator: str, facts: dict[str, Fact]) -> dict:
    """One indicator's row: figure, change, % of plan with its verdict, target, status, sources."""
    voice = q.voice
    row: dict = {"name": named(voice, indicator)} | {m: figure(q, f) for m, f in facts.items() if m in LEADING}
    used = [f for m, f in facts.items() if m in row]
    if level := facts.get("level"):
        row["unit"] = level.unit
    goal = _goal(q, indicator)
    row["plan_target"] = figure(q, goal, "prose")
    if (pct := facts.get("pct_of_plan")) and pct.id not in q.doubts and paced(q, pct):
        row["verdict"] = voice.verdict_word(progress(q, pct)[0], voice.polarity(indicator))
    return row | {"status": status(voice, used), "source": voice.refs(*used, goal)}


def _goal(q: Question, indicator: str) -> Fact | None:
    """The target of the year as it is printed."""
    return q.published(indicator, q.period.of_year).get("plan_target")


def newest(q: Question, indicators: list[str]) -> list[Table]:
    """The newest figures of indicators without one in the period, each with its own period."""
    voice, rows = q.voice, []
    for i, found in q.ladder(indicators).items():
        fact = Fact.of(found[0], voice.data, voice.lang)
        late = evidence.closes(voice.data, i, fact.period) > q.period.end
        what = {"name": named(voice, i), "level": shown(voice, fact), "measure": _what(voice, fact)}
        when = {"period": voice.period(fact.period), "source": voice.refs(fact), "tone": "mute" if late else ""}
        rows.append(what | when)
    return board(voice, "missing", "name level measure period source".split(), rows, scope(q), after(voice, rows))


def _what(voice: Voice, fact: Fact) -> str:
    """What a figure measures, where it is not a plain level; over years a change is a yearly average."""
    if fact.measure == "yoy_pct" and fact.period.months > 12:
        return voice.word("measure.yoy_average")
    return "" if fact.measure == "level" else voice.word(f"measure.{fact.measure}")


def facts_table(
    q: Question, facts: list[Fact], caption: str, elapsed: dict[str, float], verdicts: dict[str, str]
) -> list[Table]:
    """Facts pivoted: one row an indicator, area and period, one column a measure; share gone and verdict by fact id."""
    voice, grid = q.voice, {}
    for f in facts:
        grid.setdefault((f.area, f.indicator, f.period), {})[f.measure] = f
    own = {key for key in grid if (key[0], key[2]) == (q.area, q.period)}
    rows = []
    for (area, indicator, period), found in grid.items():
        implied = [f for f in found.values() if f.measure.startswith("implied")]
        wide = [f for f in implied if f.high - f.low > telling.WIDE * abs(f.value)]
        only = next(iter(found)) if len(found) == 1 else ""
        late = evidence.closes(voice.data, indicator, period, only) > q.period.end
        lead = (area, indicator, period) in own and len(own) < len(grid)  # bold tells it from others
        row: dict = {m: figure(q, f) for m, f in found.items()} | {
            "area": voice.data.areas[area][f"name_{voice.lang}"], "name": named(voice, indicator), "period": voice.period(period),
            "unit": _unit(found), "interval": voice.between(wide[-1]) if wide else "–", "status": status(voice, list(found.values())),
            "source": voice.refs(*found.values()), "tone": "lead" if lead else "mute" if late else "",
        }  # fmt: skip
        for f in found.values():
            if _rescaled(f.unit, row["unit"], voice.lang):
                row[f.measure] = figure(q, f, "prose")  # thousands in a row of units: with its unit
            if f.id in elapsed:
                row["elapsed"] = voice.share_gone(elapsed[f.id])
            if verdicts.get(f.id):
                row["verdict"] = voice.verdict_word(verdicts[f.id], voice.polarity(indicator))
        rows.append(row)
    places, indicators, _ = (set(part) for part in zip(*grid, strict=True))
    units, made_of = {r["unit"] for r in rows}, {*voice.data.within(q.area), *voice.data.formed_from(q.area)}
    keys = [
        k
        for k, several in (("area", len(places) > 1 or not places.isdisjoint(made_of)), ("name", len(indicators) > 1))
        if several
    ]
    keys += ["period", "unit"] if len(units) > 1 else ["period"]
    keys += ["elapsed", *sorted(dict.fromkeys(f.measure for f in facts), key=_place)]
    keys += ["interval", "verdict", "status", "source"]
    derived = {"added" if f.measure in SUMS else "derived" for f in facts if f.derived}
    legend = [voice.word(f"legend.{key}") for key in sorted(derived)]
    head = [escape(rows[0]["name"])] if len(indicators) == 1 else []
    head += [mark("rule", u) for u in units if u and len(units) == 1]  # a unit may hold digits
    return board(voice, caption, keys, rows, " · ".join(head), legend + doubt(q, facts) + after(voice, rows))


def _place(measure: str) -> int:
    """Where a measure's column stands; derived ones come last, in the order of their rows."""
    return MEASURES.index(measure) if measure in MEASURES else len(MEASURES)


def _rescaled(unit: str, other: str, lang: str) -> bool:
    """True for two units that differ in their power of ten: ``nghìn lượt khách/tháng``, ``lượt khách``."""
    words = sorted(SCALES[lang].values(), key=len, reverse=True)
    scale, than = (next((w for w in words if u.startswith(w + NBSP)), "") for u in (unit, other))
    return scale != than and unit.removeprefix(scale + NBSP).startswith(other.removeprefix(than + NBSP)) and other != ""


def _unit(found: dict[str, Fact]) -> str:
    """The unit that a row's levels are in; shares, points and multiples carry theirs in the head."""
    levels = [f.unit for m, f in found.items() if f.unit not in BARE and not m.endswith("_pp")]
    return found["level"].unit if "level" in found else levels[0] if levels else ""


def plan_indicators(q: Question) -> list[Table]:
    """The table every such review ends in: plan of the year, result, % of plan, change on the year, source."""
    voice, data, rows, printed = q.voice, q.voice.data, [], []
    codes = dict.fromkeys(data.counterpart(i, q.area) for i in data.indicators_of("overview"))
    waiting = parts.unpublished(q, codes)
    for i in codes:
        goal, known = _goal(q, i), q.published(i)
        if not data.measured(i, q.area) or not (goal or known or i in waiting):
            continue
        facts = {m: known[m] for m in ("level", "pct_of_plan", "yoy_pct", "index") if m in known}
        used = [*facts.values(), *([goal] if goal else [])]
        result = figure(q, facts.get("level"), "prose")
        if not result and data.lead_measures(i)[0] == "yoy_pct":
            result = figure(q, facts.get("yoy_pct"))
        printed += used
        rows.append(
            {
                "name": named(voice, i), "plan_target": figure(q, goal, "prose"), "result": result,
                "pct_of_plan": figure(q, facts.get("pct_of_plan")), "yoy_pct": figure(q, facts.get("yoy_pct")), "source": voice.refs(*used),
                "status": status(voice, used) if facts else voice.word("word.not_published"), "tone": "" if used else "mute",
            }
        )  # fmt: skip
    keys = "name plan_target result pct_of_plan yoy_pct status source".split()
    legend = [voice.word("legend.dots"), *doubt(q, printed)]
    return board(voice, "plan_indicators", keys, rows, scope(q), legend)


def said_and_shown(q: Question) -> list[Table]:
    """A row a sector: how the sources rate it in words, and the headline that its figures give."""
    voice, data, rows = q.voice, q.voice.data, []
    for sector in data.sectors:
        if sector == "outlook":
            continue
        words = evidence.statements(data, sector, q.area, q.period, q.as_of)
        rated = [s for s in words if s["aspect"] in ("rating", "structure") and s["period"] == q.period]
        said: Runs = []
        for s in rated[:2]:
            text = Run(s[f"text_{voice.lang}"], "given", s["statement_id"])
            said += [*([Run(" ")] if said else []), text, *voice.cite(s["source_id"])]
        head = summary.of_all(q, sector) if sector == "overview" else headline(q, sector)
        figures = head.evidence == "figures"
        if rated or figures:
            found = [*head.runs, *voice.refs(*head.facts.values())] if figures else voice.word("word.no_figures")
            rows.append({"sector": data.sectors[sector][f"name_{voice.lang}"], "said": said, "shown": found})
    return board(voice, "said", ("sector", "said", "shown"), rows, scope(q))


def tasks(q: Question) -> list[Table]:
    """What was set for the time after the period, a task a row."""
    voice, sectors = q.voice, q.voice.data.sectors
    found = evidence.tasks(voice.data, "", q.area, q.period, q.as_of)
    rows = [
        {
            "task": Run(r[f"text_{voice.lang}"], "given", r["task_id"]), "sector": sectors[r["sector"]][f"name_{voice.lang}"],
            "period": voice.period(r["period"]), "set_on": voice.date(r["set_on"]) if r["set_on"] else "–", "source": voice.cite(r["source_id"]),
        }
        for r in sorted(found, key=lambda r: (list(sectors).index(r["sector"]), r["task_id"]))
    ]  # fmt: skip
    return board(voice, "tasks", "task sector period set_on source".split(), rows, scope(q))


def not_chosen(q: Question, said: dict[str, Fact]) -> list[Table]:
    """Figures that a source prints and that were not taken, with the reason."""
    voice = q.voice
    rows = [
        {
            "name": named(voice, used.indicator), "measure": voice.word(f"measure.{used.measure}"), "period": voice.period(used.period),
            "used": shown(voice, used), "other": shown(voice, other), "reason": why, "source": voice.refs(other),
        }
        for used, other, why in conflicts.not_chosen(q, said)
    ]  # fmt: skip
    return board(voice, "not_chosen", "name measure period used other reason source".split(), rows)


def sources(q: Question, cited: dict[str, int]) -> list[Table]:
    """Every source of the page, in the order of first use."""
    voice = q.voice
    rows = [
        {
            "number": voice.cite(i), "title": Run(s["title"], "given", i), "publisher": voice.publisher(i),
            "published": voice.date(s["published_on"]) if s["published_on"] else "", "authority": voice.word(f"authority.{s['authority']}"),
        }
        for i, s in ((i, voice.data.sources[i]) for i in sorted(cited, key=cited.get))
    ]  # fmt: skip
    return board(voice, "sources", "number title publisher published authority".split(), rows)
