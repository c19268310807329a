"""The frames a notebook works on: chosen rows of its area, period and day of knowledge, each with a label for its mark.

A frame shows nothing; what is said, tabled or drawn of it is the brief's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import constants, measures
from .facts import Fact
from .frames import records
from .headline import Question
from .periods import Period

if TYPE_CHECKING:
    import pandas as pd


class Selection:
    """Frames of one sector, area and period, in one language, and the facts their rows stand for."""

    def __init__(self, sector: str, q: Question):
        self.sector, self.q, self.voice, self.data = sector, q, q.voice, q.voice.data
        self.area, self.period, self.lang, self.as_of = q.area, q.period, q.voice.lang, q.as_of
        self._derived: dict[str, Fact] = {}  # facts made in a cell, by their address

    def series(self, indicator, areas=None, *, like: str = "", measure: str = "") -> pd.DataFrame:
        """Comparable periods of one or more indicators, as ``Dataset.series``, with a ``label`` for each mark."""
        f = self.data.series(
            indicator, areas or self.area, like=like, measure=measure, as_of=self.as_of, lang=self.lang
        )
        return self.labelled(f)

    def select(self, indicator=(), *, period=None, measure=(), area=None, vintages: bool = False) -> pd.DataFrame:
        """Chosen rows of the area: of the sector's indicators unless some are named, of all periods unless one is."""
        codes = ([indicator] if isinstance(indicator, str) else list(indicator)) or self.data.indicators_of(self.sector)
        area = area or self.area
        codes = [self.data.counterpart(c, area) for c in codes if self.data.check("indicator", c)]
        if not codes:
            return self.labelled(self.data.frame([], self.lang))
        where = {"indicator": codes, "area": area, "period": period, "measure": measure}
        f = self.data.select(**where, as_of=self.as_of, vintages=vintages, lang=self.lang)
        order = {c: i for i, c in enumerate(codes)}
        return self.labelled(f.sort_values("indicator", key=lambda s: s.map(order), kind="stable", ignore_index=True))

    def now(self, indicator=(), *, measure=()) -> pd.DataFrame:
        """Chosen rows of the report's period."""
        return self.select(indicator, period=self.period.code, measure=measure)

    def newest(self, indicator, *, measure="") -> pd.DataFrame:
        """Rows of several indicators in one period: the report's, else the newest before it that has them."""
        f = self.select(indicator, measure=measure or ())
        f = f[(f.end <= str(self.period.end)) & (f.months <= 12)]
        counts = f.groupby(["end", "period"]).size().reset_index(name="n").sort_values(["end", "n"])
        periods = [self.period.code] if self.period.code in set(f.period) else list(counts.period[-1:])
        return self.labelled(f[f.period.isin(periods)].reset_index(drop=True), by="indicator")

    def compare(self, indicator: str, *, measure: str = "") -> pd.DataFrame:
        """The same measure and period for the area, its country and its neighbours: only those that published it."""
        day, others = self.period.end.isoformat(), {a: self.data.areas[a] for a in self.data.others(self.area)}
        places = [a for a, r in others.items() if (r["valid_from"] or "0") <= day <= (r["valid_to"] or "9")]
        f = self.data.series(indicator, [self.area, *places], measure=measure, as_of=self.as_of, lang=self.lang)
        return self.labelled(f[f.period == self.period.code].reset_index(drop=True), by="area")

    def derive(self, frame: pd.DataFrame, *, unit: str = "", **formulas: str) -> pd.DataFrame:
        """``ls.derive`` in the report's language, labelled."""
        return self.labelled(measures.derive(frame, unit=unit, lang=self.lang, **formulas))

    def constant(self, name: str, frame: pd.DataFrame) -> pd.DataFrame:
        """A number set by a decision, beside the rows it is read against, so that ``derive`` can use it.

        Parameters
        ----------
        name : constant of ``constants.csv``, as in ``nr_criteria``.
        frame : rows of facts.

        Returns
        -------
        DataFrame : for each area, indicator and period of ``frame`` a row whose measure is ``name``, with the value in
            force at the period's end; none where no decision in force then was published by ``as_of``.
        """
        rows, facts = constants.beside(self, name, frame)
        self._derived |= facts
        return rows

    def labelled(self, f: pd.DataFrame, by: str = "") -> pd.DataFrame:
        by = by or ("area" if len(set(f.area)) > 1 else "period")
        names = {
            "area": lambda area: self.data.areas[area][f"name_{self.lang}"], "indicator": self.voice.short,
            "period": lambda period: Period.parse(period).short(self.lang),
        }  # fmt: skip
        return f.assign(label=[names[by](code) for code in f[by]])

    def facts_of(self, frame: pd.DataFrame) -> list[Fact]:
        """The facts of a frame's rows, in their order."""
        return [self._fact_of(r) for r in records(frame)]

    def _fact_of(self, r: dict) -> Fact:
        if r["fact"] in self.data.by_id:
            return Fact.of(self.data.by_id[r["fact"]], self.data, self.lang)
        if r["formula"] or r["fact"] not in self._derived:  # a constant has no formula and is known
            self._derived[r["fact"]] = Fact(
                id=r["fact"], period=Period.parse(r["period"]), source_id=r["source"], inputs=tuple(r["inputs"].split()), lang=self.lang,
                decimals=measures.decimals(r["measure"], r["value"], r["low"], r["high"]), plan_by=r.get("plan_by", ""), name=r["name"],
                place=self.data.areas[r["area"]].get(f"name_{self.lang}", ""),
                **{k: r[k] for k in ("area", "indicator", "measure", "value", "low", "high", "unit", "status", "formula")},
            )  # fmt: skip
        return self._derived[r["fact"]]
