"""The tables of a sector by area: figures of the areas within, the area's own beside them, their sum where there is one.

A row an area, a column an indicator and measure; so many columns a table as a page is wide.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from . import boards, territory, totals
from .errors import ParameterError
from .facts import Fact, Run, escape, mark
from .measures import fact_of
from .tables import Cell, Column, Table, named
from .wording import Runs, capital, markup

if TYPE_CHECKING:
    from .headline import Question
    from .periods import Period

COLUMNS = 4  # figures a row


class _Figures(NamedTuple):
    """One column: an indicator's figures in one measure. ``whole`` is the sum; ``why`` says why there is none."""

    indicator: str
    measure: str
    unit: str
    facts: dict[str, Fact]  # area -> its fact
    printed: dict[str, Cell]
    whole: Fact | None
    why: str

    @property
    def key(self) -> str:
        return f"{self.indicator}.{self.measure}"


def tables(q: Question, sector: str) -> list[Table]:
    """Figures of the areas within for the sector's indicators: of the report's period first, then the newest before it."""
    data, periods = q.voice.data, {}
    codes = [data.counterpart(i, q.area) for i in data.indicators_of(sector)]
    found = territory.published_within(data, codes, q.area, q.period, q.as_of)
    for i, (period, rows) in found.items():
        own = data.find(area=q.area, indicator=i, as_of=q.as_of)
        rows = [*rows, *(r for r in own if r["period"] in {x["period"] for x in rows})]
        periods.setdefault(period, []).extend(_columns(q, i, period, rows))
    out = []
    for period in sorted(periods, key=lambda p: (p == q.period, p.end, p.code), reverse=True):
        columns = periods[period]
        out += [_table(q, period, columns[n : n + COLUMNS]) for n in range(0, len(columns), COLUMNS)]
    return out


def _columns(q: Question, indicator: str, period: Period, rows: list[dict]) -> list[_Figures]:
    """A column for each measure that the areas within have, in the order in which tables show measures."""
    data, lang, out = q.voice.data, q.voice.lang, []
    rows = sorted(rows, key=lambda r: r["plan_by"] == "central", reverse=True)
    held = {r["measure"] for r in rows if r["area"] != q.area}
    for measure in sorted(held, key=boards.MEASURES.index):
        own = {r["area"]: r for r in rows if r["measure"] == measure}
        ((scale, mult), _), *_ = Counter((r["unit_measure"], r["mult"]) for r in own.values()).most_common()
        facts = {area: Fact.of(r, data, lang) for area, r in own.items()}
        printed = {
            area: boards.figure(q, f, "table" if (own[area]["unit_measure"], own[area]["mult"]) == (scale, mult) else "prose")
            for area, f in facts.items()
        }  # fmt: skip
        unit = "" if scale == "percent" else data.unit(scale, mult, lang)
        whole, why = _sum(q, indicator, measure, next(iter(own.values()))["period"])
        if whole:
            printed[""] = q.voice.value(whole, "table" if whole.unit in (unit, "%") else "prose")
        out.append(_Figures(indicator, measure, unit, facts, printed, whole, why))
    return out


def _sum(q: Question, indicator: str, measure: str, period: Period) -> tuple[Fact | None, str]:
    """The sum over the areas within under a name of its own; else whether it may not be, or a part is missing."""
    data, codes = q.voice.data, territory.parts(q.voice.data, q.area, q.period)
    name = "parts_total" if measure == "level" else measure
    if totals.why_not(data, indicator, measure):
        return None, "not_summed"
    try:
        where = {"area": q.area, "measure": measure, "name": name, "as_of": q.as_of, "lang": q.voice.lang}
        return fact_of(totals.add(data, indicator, codes, period, **where), data.areas, q.voice.lang), ""
    except ParameterError:
        return None, "not_all"


def _table(q: Question, period: Period, columns: list[_Figures]) -> Table:
    """Areas down, figures across; then the area's own figures, then the sums."""
    voice, data = q.voice, q.voice.data
    one = columns[0].indicator if len({c.indicator for c in columns}) == 1 else ""
    heads = [Column("area", voice.word("column.area"))]
    heads += [Column(c.key, _head(q, c, one), numeric=True) for c in columns]
    heads += [Column(key, voice.word(f"column.{key}")) for key in ("status", "source")]
    places = {a: data.areas[a][f"name_{voice.lang}"] for a in territory.parts(data, q.area, q.period)}
    rows = []
    for area, name in (places | {q.area: data.areas[q.area][f"name_{voice.lang}"]}).items():
        facts = [c.facts[area] for c in columns if area in c.facts]
        if facts:
            rows.append(_row(q, area, name, columns, facts, "lead" if area == q.area else ""))
    if sums := [c.whole for c in columns if c.whole]:
        no = {c.key: Run("–") for c in columns if c.why == "not_summed"}
        rows.append(_row(q, "", voice.word("column.parts_total"), columns, sums, "") | no)
    legend = [voice.word("legend.dots"), *([voice.word("legend.added")] if sums else [])]
    legend += boards.doubt(q, [f for c in columns for f in c.facts.values()])
    for why in ("not_summed", "not_all"):
        if told := dict.fromkeys(c.indicator if c.measure == "level" else "" for c in columns if c.why == why):
            legend.append(markup(_unsummed(q, why, [i for i in told if i])))
    scope = boards.scope(replace(q, period=period))
    if one:
        unit = next((c.unit for c in columns if c.unit), "")
        scope = " · ".join([escape(named(voice, one)), *([mark("rule", unit)] if unit else []), scope])
    return Table(heads, rows, voice.word("section.within"), scope, [x for x in legend if x], "within")


def _row(q: Question, area: str, name: str, columns: list[_Figures], facts: list[Fact], tone: str) -> dict:
    """A row of the table; an empty ``area`` is that of the sums."""
    cells = {c.key: c.printed.get(area) for c in columns}
    return {
        "area": name,
        **cells,
        "status": boards.status(q.voice, facts),
        "source": q.voice.refs(*facts),
        "tone": tone,
    }


def _head(q: Question, column: _Figures, one: str) -> str:
    """What a column holds: of one indicator its measures, else the indicator, its measure where it is no level, its unit."""
    voice, measure = q.voice, column.measure
    words = voice.word(f"{'column' if voice.has(f'column.{measure}') else 'measure'}.{measure}")
    if one:
        return words
    name = named(voice, column.indicator)
    name = name if measure == "level" else f"{name}: {words[:1].lower()}{words[1:]}"
    return f"{name}, {column.unit}" if column.unit else name


def _unsummed(q: Question, why: str, indicators: list[str]) -> Runs:
    """Why there is no sum of some indicators; where only changes are shown, of them."""
    names = [named(q.voice, i) for i in indicators]
    names = [[Run(n[:1].lower() + n[1:] if n[1:2].islower() else n)] for n in names]
    if not names:
        return q.voice.fill("legend.changes_not_summed") if why == "not_summed" else []
    return capital(q.voice.fill(f"legend.{why}", list=q.voice.listing(names)))
