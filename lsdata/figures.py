"""A chart made publishable: title that states the finding, subtitle, source line, alt text, status at each mark."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from . import charts, evidence, measures
from .facts import Fact, Run
from .narrative import Runs, capital, flat
from .periods import date_name

if TYPE_CHECKING:
    import pandas as pd

    from .brief import Brief

ALT_LENGTH = 250
SOURCES_SHOWN = 3


def finish(b: Brief, ax, frame: pd.DataFrame, kind: str, label: bool, title: str) -> None:
    """See ``Brief.finish``."""
    import matplotlib.pyplot as plt
    from IPython.display import display

    facts = b.facts_of(frame)
    if not facts:
        plt.close(ax.figure)
        return
    lead = _lead(b, facts)
    if kind == "clock":
        now = next((i for i, f in enumerate(facts) if f.period == b.period and f.area == b.area), None)
        words = {k: b.voice.word(f"chart.{k}") for k in ("even_pace", "elapsed_axis", "plan_axis")}
        charts.clock(
            ax, facts, [r.label for r in frame.itertuples()], band=measures.BAND, words=words, lang=b.lang, lead=now
        )
        label = False
    else:
        charts.ticks(ax, b.lang, percent=all(f.unit == "%" for f in facts))
    own = [f.area == b.area for f in facts]
    after = [evidence.closes(b.data, f.indicator, f.period, f.measure) > b.period.end for f in facts]
    charts.dress(
        ax, facts, own, after, label=label, names=[r.label for r in frame.itertuples()] if kind == "spans" else None
    )
    heading = flat(_title(b, facts, lead, title))
    charts.frame_text(ax, heading, _subtitle(b, facts), _source(b, facts))
    alt = _alt(b, facts, lead, kind)
    b.note(*facts)
    out = io.StringIO()
    ax.figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    plt.close(ax.figure)
    svg = out.getvalue()
    meta = {"image/svg+xml": {"alt": alt}, "lsdata": {"part": "figure", "caption": heading}}
    display({"image/svg+xml": svg[svg.index("<svg") :], "text/plain": alt}, raw=True, metadata=meta)


def _late(b: Brief, facts: list[Fact]) -> bool:
    return any(evidence.closes(b.data, f.indicator, f.period, f.measure) > b.period.end for f in facts)


def _lead(b: Brief, facts: list[Fact]) -> Fact:
    """The fact a chart is about: the report's own period and area, else the newest before it."""
    cited = [f for f in facts if f.source_id] or facts  # a constant is what a chart measures against
    own = [f for f in cited if f.area == b.area] or cited
    past = [f for f in own if evidence.closes(b.data, f.indicator, f.period, f.measure) <= b.period.end] or own
    newest = max(f.period for f in past)
    now = [f for f in past if f.period == (b.period if any(f.period == b.period for f in past) else newest)]
    now = [f for f in now if f.plan_by != "central"] or now  # the provincial budget plan, as in the headline
    return max(now, key=lambda f: abs(f.value))


def _title(b: Brief, facts: list[Fact], lead: Fact, key: str) -> Runs:
    voice = b.voice
    places = len({f.area for f in facts}) > 1
    several = len({f.indicator for f in facts}) > 1 and not places
    # A finding of another period than the report's says which, unless the pattern does.
    tail = [Run(f" ({lead.period.short(b.lang)})")] if lead.period != b.period and not key else []
    if not key:
        change = voice.direction(lead) if lead.measure in ("yoy_pct", "mom_pct") else ""
        plan = "title_plan_year" if lead.period.part == "Y" else "title_plan"
        key = (
            plan
            if lead.measure == "pct_of_plan" and lead.period.elapsed
            else f"title_{'place_' if places else 'top_' if several else ''}{change}"
            if change in (("up", "down") if several else ("up", "down", "flat"))
            else "title_top"
            if several
            else "title_level"
        )
    fields = {
        "I": voice.short(lead.indicator),
        "P": voice.period(lead.period),
        "A": b.data.areas[lead.area][f"name_{b.lang}"],
        **voice.be(lead.indicator),
    }
    if lead.measure == "pct_of_plan":
        fields |= {"plan": voice.plan_word(lead, short=True), "elapsed": voice.elapsed(lead.period)}
    value = voice.value(lead, "table" if lead.value < 0 and key == "title_top" else "prose")
    return capital(voice.fill(f"chart.{key}", V=value, **fields)) + tail


def _subtitle(b: Brief, facts: list[Fact]) -> str:
    """Measure, unit, area, periods, status."""
    voice, first = b.voice, facts[0]
    indicators, areas = dict.fromkeys(f.indicator for f in facts), dict.fromkeys(f.area for f in facts)
    measure = (
        voice.word(f"measure.{first.measure}")
        if voice.has(f"measure.{first.measure}")
        else first.measure.replace("_", " ")
    )
    what = [b.data.indicators[next(iter(indicators))][f"name_{b.lang}"]] if len(indicators) == 1 else []
    what += [measure] if first.measure != "level" or not what else []
    where = [b.data.areas[a][f"full_{b.lang}"] for a in areas] if len(areas) == 1 else []
    spans = sorted({f.period for f in facts})
    when = (
        [spans[0].name(b.lang)]
        if len(spans) == 1
        else [
            f"{spans[0].start.year}–{spans[-1].end.year}"
            if spans[0].start.year != spans[-1].end.year
            else str(spans[0].start.year)
        ]
    )
    if len(spans) > 1 and len({s.part for s in spans}) == 1 and spans[0].part not in ("", "Y"):
        when.insert(0, spans[0].name(b.lang, year=False))
    units = {f.unit for f in facts if f.source_id}
    unit = [units.pop()] if len(units) == 1 and first.unit not in ("%", "") else []
    return capital_text(", ".join([*what, *unit, *where, *when]))


def capital_text(text: str) -> str:
    return text[:1].upper() + text[1:]


def _source(b: Brief, facts: list[Fact]) -> str:
    """Publisher and date of each source, then what a mark means."""
    names = []
    for s in dict.fromkeys(f.source_id for f in facts if f.source_id):
        row = b.data.sources[s]
        names.append(
            f"{row['publisher']}, {date_name(row['published_on'], b.lang)}" if row["published_on"] else row["publisher"]
        )
    more = len(names) - SOURCES_SHOWN
    text = b.voice.word("chart.source").replace(
        "{list}",
        "; ".join(names[:SOURCES_SHOWN]) + (b.voice.word("chart.more").replace("{n}", str(more)) if more > 0 else ""),
    )
    notes = (
        [b.voice.word("chart.bars_E")] if any(f.status in "EP" and f.period.end <= b.period.end for f in facts) else []
    )
    notes += [b.voice.word("chart.after")] if _late(b, facts) else []
    return " ".join([text, *notes])


def _alt(b: Brief, facts: list[Fact], lead: Fact, kind: str) -> str:
    """Kind, measure, place; the finding with the first and last or the highest and lowest value; where the numbers are."""
    voice = b.voice
    several = len({x.indicator for x in facts}) > 1 and len({x.area for x in facts}) == 1

    def point(f: Fact) -> str:
        name = (
            voice.word(f"measure.{f.measure}")
            if (not f.source_id or f.measure.startswith("other_"))
            and voice.has(f"measure.{f.measure}")  # no indicator's
            else b.data.areas[f.area][f"name_{b.lang}"]
            if len({x.area for x in facts}) > 1
            else voice.short(f.indicator)
            if several
            else f.period.name(b.lang)
        )
        return f"{name} {f.text('table')}"

    ends = (
        [facts[0], facts[-1]]
        if len({f.period for f in facts}) > 1
        else [max(facts, key=lambda f: f.value), min(facts, key=lambda f: f.value)]
    )
    finding = f"{point(lead)}; {', '.join(point(f) for f in dict.fromkeys(ends) if f.id != lead.id)}.".replace(
        "; .", "."
    )
    name = b.data.indicators[lead.indicator][f"name_{b.lang}"]
    name = (
        voice.word(f"measure.{lead.measure}")
        if several and lead.measure != "level" and voice.has(f"measure.{lead.measure}")
        else name
    )
    key = "alt" if b._tables else "alt_no_table"
    text = flat(
        voice.fill(
            f"chart.{key}",
            kind=voice.word(f"chart.{kind}"),
            I=name,
            A=b.data.areas[lead.area][f"full_{b.lang}"],
            finding=capital_text(finding),
            n=str(b._tables),
        )
    )
    return text if len(text) <= ALT_LENGTH else text[: ALT_LENGTH - 1].rsplit(" ", 1)[0] + "…"
