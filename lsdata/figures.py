"""A chart made publishable: title that states the finding, subtitle, source line, alt text, status at each mark."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from . import charts, evidence, measures, numerals
from .charts import Mark
from .facts import Fact, Run
from .narrative import Voice
from .quotes import attribution
from .tables import measure_name, named
from .wording import Runs, capital, flat

if TYPE_CHECKING:
    import pandas as pd

    from .brief import Brief

ALT_LENGTH = 250
SOURCES_SHOWN = 3


def finish(b: Brief, ax, frame: pd.DataFrame, kind: str, label: bool, title: str) -> None:
    """See ``Brief.finish``."""
    import matplotlib.pyplot as plt

    facts = b.facts_of(frame)
    if not facts:
        plt.close(ax.figure)
        return
    marks = marks_of(b, frame, facts)
    if kind == "clock":
        words = {k: b.voice.word(f"chart.{k}") for k in ("even_pace", "elapsed_axis", "plan_axis")}
        now = next((i for i, m in enumerate(marks) if m.own and m.fact.period == b.period), None)
        charts.clock(ax, marks, band=measures.BAND, words=words, lang=b.lang, lead=now)
    else:
        charts.ticks(ax, b.lang, percent=all(f.unit == "%" for f in facts))
    charts.dress(ax, marks, label=label and kind != "clock", names=kind == "spans")
    heading, alt = compose(b, ax, marks, kind, title, hollow=len(ax.patches) != len(marks))
    b.note(*facts)
    charts.show(ax.figure, heading, alt)


def marks_of(b: Brief, frame: pd.DataFrame, facts: list[Fact]) -> list[Mark]:
    """A mark a row, in the order of the frame."""
    names = frame.label if "label" in frame else [""] * len(facts)
    return [
        Mark(f, name, f.area == b.area, evidence.closes(b.data, f.indicator, f.period, f.measure) > b.period.end, text)
        for f, name, text in zip(facts, names, _texts(b, facts, frame.value), strict=True)
    ]


def compose(
    b: Brief, ax, marks: list[Mark], kind: str, title: str, *, hollow: bool, lead: Fact | None = None
) -> tuple[str, str]:
    """Title, subtitle and source line, written around a drawn chart; ``lead`` is what the title is about.

    Returns
    -------
    The title, and the alt text.
    """
    facts, lead = [m.fact for m in marks], lead or newest(b, marks)
    heading = flat(_title(b, facts, lead, title))
    charts.frame_text(ax, heading, _subtitle(b, facts), _source(b, marks, hollow=hollow))
    return heading, _alt(b, facts, lead, kind)


def _texts(b: Brief, facts: list[Fact], drawn: Iterable[float]) -> list[str]:
    """What stands at each mark: as printed, or in the scale that is drawn where sources print several."""
    if len({f.unit for f in facts if not f.derived}) < 2:
        return [f.text("table") for f in facts]
    out = []
    for f, value in zip(facts, drawn, strict=True):
        decimals = f.decimals - round(math.log10(value / f.value)) if f.value else f.decimals
        out.append(numerals.quantity(numerals.number(value, decimals, b.lang), "", f.qualifier, b.lang))
    return out


def newest(b: Brief, marks: list[Mark]) -> Fact:
    """The fact a chart is about: the report's own period and area, else the newest before it."""
    cited = [m for m in marks if m.fact.source_id] or marks  # a constant is what a chart measures against
    own = [m for m in cited if m.own] or cited
    past = [m.fact for m in own if not m.after] or [m.fact for m in own]
    now = [f for f in past if f.period == b.period] or [f for f in past if f.period == max(f.period for f in past)]
    now = [f for f in now if f.plan_by != "central"] or now  # the provincial budget plan, as in the headline
    return max(now, key=lambda f: abs(f.value))


def _title(b: Brief, facts: list[Fact], lead: Fact, key: str) -> Runs:
    voice = b.voice
    # A finding of another period than the report's says which, unless the pattern does.
    tail = [Run(f" ({lead.period.short(b.lang)})")] if lead.period != b.period and key in ("", "title_plan_of") else []
    key = key or _finding(voice, facts, lead)
    area = b.data.areas[lead.area][f"name_{b.lang}"]
    name = voice.short(lead.indicator)
    part = lead.measure == "share_change_pp" and b.data.indicators[lead.indicator]["kind"] != "share"
    about = voice.fill("headline.share_of", I=name) if part else name
    fields = {"I": about, "P": voice.period(lead.period), "A": area}
    if lead.measure == "pct_of_plan":
        fields |= {"plan": voice.plan_word(lead, short=True), "elapsed": voice.elapsed(lead.period)}
    value = voice.value(lead, "table" if lead.value < 0 and key == "title_top" else "prose")
    return capital(voice.fill(f"chart.{key}", V=value, **fields, **voice.be(lead.indicator))) + tail


def _finding(voice: Voice, facts: list[Fact], lead: Fact) -> str:
    """The pattern for what a chart shows: progress of a plan, a change, the largest of several, a level."""
    if lead.measure == "pct_of_plan" and lead.period.elapsed:
        return "title_plan_year" if lead.period.part == "Y" else "title_plan"
    over = _across(facts)
    change = voice.direction(lead) if lead.measure in ("yoy_pct", "mom_pct", "share_change_pp") else ""
    if change in ("up", "down") or (change == "flat" and over != "indicator"):
        return "title_" + {"area": "place_", "indicator": "top_", "period": ""}[over] + change
    return "title_top" if over == "indicator" else "title_level"


def _across(facts: list[Fact]) -> str:
    """What a chart goes through: ``area``, ``indicator``, else ``period``."""
    return next((k for k in ("area", "indicator") if len({getattr(f, k) for f in facts}) > 1), "period")


def _subtitle(b: Brief, facts: list[Fact]) -> str:
    """Measure, unit, area, periods, status."""
    first, spans = facts[0], sorted({f.period for f in facts})
    one_indicator, one_area = (len({getattr(f, k) for f in facts}) == 1 for k in ("indicator", "area"))
    parts = [named(b.voice, first.indicator)] if one_indicator else []
    parts += [measure_name(b.voice, first.measure)] if first.measure != "level" or not parts else []
    units = {f.unit for f in facts if f.source_id}
    parts += units if len(units) == 1 and first.unit not in ("%", "") else []
    parts += [b.data.areas[first.area][f"full_{b.lang}"]] if one_area else []
    if len(spans) == 1:
        return capital_text(", ".join([*parts, spans[0].name(b.lang)]))
    same = len({s.part for s in spans}) == 1 and spans[0].part not in ("", "Y")
    parts += [spans[0].name(b.lang, year=False)] if same else []
    return capital_text(", ".join([*parts, years(min(p.start for p in spans), spans[-1].end)]))


def years(first: date, last: date) -> str:
    """``2019–2021``, or the one year that both days lie in."""
    return f"{first.year}–{last.year}" if first.year != last.year else str(first.year)


def capital_text(text: str) -> str:
    return text[:1].upper() + text[1:]


def _source(b: Brief, marks: list[Mark], *, hollow: bool) -> str:
    """Publisher and date of each source, then what a mark means."""
    voice, cited = b.voice, dict.fromkeys(s for m in marks for s in b.voice.sources_of(m.fact) if s)
    names = "; ".join([attribution(voice, s) for s in cited][:SOURCES_SHOWN])
    if (more := len(cited) - SOURCES_SHOWN) > 0:
        names += voice.word("chart.more").replace("{n}", str(more))
    notes = [voice.word("chart.source").replace("{list}", names)]
    if any(m.fact.status in "EP" and not m.after for m in marks):
        notes.append(voice.word("chart.dots_E" if hollow else "chart.bars_E"))
    if any(m.after for m in marks):
        notes.append(voice.word("chart.after"))
    return " ".join(notes)


def _alt(b: Brief, facts: list[Fact], lead: Fact, kind: str) -> str:
    """Kind, measure, place; the finding with the first and last or the highest and lowest value; where the numbers are."""
    voice, areas, over = b.voice, b.data.areas, _across(facts)

    def point(f: Fact) -> str:
        if (not f.source_id or f.measure.startswith("other_")) and voice.has(f"measure.{f.measure}"):  # no indicator's
            name = voice.word(f"measure.{f.measure}")
        elif over == "area":
            name = areas[f.area][f"name_{b.lang}"]
        else:
            name = voice.short(f.indicator) if over == "indicator" else f.period.name(b.lang)
        return f"{name} {f.text('table')}"

    ends = [facts[0], facts[-1]]
    if len({f.period for f in facts}) == 1:
        ends = [max(facts, key=lambda f: f.value), min(facts, key=lambda f: f.value)]
    others = ", ".join(point(f) for f in dict.fromkeys(ends) if f.id != lead.id)
    finding = "; ".join(x for x in (point(lead), others) if x) + "."
    name = named(voice, lead.indicator)
    if over == "indicator" and lead.measure != "level" and voice.has(f"measure.{lead.measure}"):
        name = voice.word(f"measure.{lead.measure}")
    fields = {"kind": voice.word(f"chart.{kind}"), "I": name, "A": areas[lead.area][f"full_{b.lang}"]}
    key = "alt" if b.tables else "alt_no_table"
    text = flat(voice.fill(f"chart.{key}", finding=capital_text(finding), n=str(b.tables), **fields))
    return text if len(text) <= ALT_LENGTH else text[: ALT_LENGTH - 1].rsplit(" ", 1)[0] + "…"
