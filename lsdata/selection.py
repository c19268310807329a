"""The frames a notebook works on: chosen rows of its area, period and day of knowledge, each with a label for its mark.

A frame shows nothing; what is said, tabled or drawn of it is the brief's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import constants, measures, revisions, territory, totals
from .facts import Fact
from .frames import comparable, records
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
        """Comparable periods of one or more indicators, as ``Dataset.series``, with a ``label`` for each mark.

        An area that was formed from others has the sums of these for the periods before its first day, labelled so.
        """
        f = self.data.series(
            indicator, areas or self.area, like=like, measure=measure, as_of=self.as_of, lang=self.lang
        )
        f = self._sound(f)
        made = self._before(indicator, like) if areas in (None, self.area) and measure in ("", "level") else []
        if not made:
            return self.labelled(f)
        f = self.labelled(totals.joined(self.data, f, made))
        self.facts_of(f)  # known by their address to whatever is derived of them
        added, marked = self.voice.word("word.added"), zip(f.label, f.formula, strict=True)
        return f.assign(label=[f"{label} ({added})" if formula else label for label, formula in marked])

    def _before(self, indicator, like: str) -> list[dict]:
        """Back-cast rows of the report's area: levels, of the periods that ``like`` names."""
        if not self.data.formed_from(self.area):
            return []
        codes = [indicator] if isinstance(indicator, str) else list(indicator)
        rows = (
            r
            for i in codes
            if self.data.lead_measures(i)[0] == "level"
            for r in records(self.data.backcast(i, self.area, as_of=self.as_of, lang=self.lang).frame)
        )
        return [r for r in rows if comparable(Period.parse(r["period"]), like)]

    def within(self, indicator: str = "") -> pd.DataFrame:
        """The areas within in the report's period, before the area's first day those it was formed from, a row each.

        Their sum (``parts_total``), where it may be made and all of them have a figure, stands in a row of the area's
        own, beside its published figure.

        Parameters
        ----------
        indicator : default: the first of the sector's that the areas within have in the period.
        """
        codes, data = territory.parts(self.data, self.area, self.period), self.data
        where = {"area": codes or ["-"], "period": self.period, "as_of": self.as_of}
        wanted = [indicator] if indicator else data.indicators_of(self.sector)
        pairs = ((code, m) for code in wanted for m in dict.fromkeys([*data.lead_measures(code), "level"]))
        for i, measure in pairs:
            if found := data.find(indicator=i, measure=measure, **where):
                own = data.find(area=self.area, indicator=i, period=self.period, measure=measure, as_of=self.as_of)
                total = totals.parts_total(data, i, self.area, self.period, as_of=self.as_of, lang=self.lang)
                rows = self._sound(data.frame([*found, *own], self.lang))
                return self.labelled(totals.joined(data, rows, total), by="area")
        return self.labelled(data.frame([], self.lang))

    def select(self, indicator=(), *, period=None, measure=(), area=None, vintages: bool = False) -> pd.DataFrame:
        """Chosen rows of the area: of the sector's indicators unless some are named, of all periods unless one is."""
        codes = ([indicator] if isinstance(indicator, str) else list(indicator)) or self.data.indicators_of(self.sector)
        area = area or self.area
        codes = [self.data.counterpart(c, area) for c in codes if self.data.check("indicator", c)]
        if not codes:
            return self.labelled(self.data.frame([], self.lang))
        where = {"indicator": codes, "area": area, "period": period, "measure": measure}
        f = self.data.select(**where, as_of=self.as_of, vintages=vintages, lang=self.lang)
        f = f if vintages else self._sound(f)
        order = {c: i for i, c in enumerate(codes)}
        return self.labelled(f.sort_values("indicator", key=lambda s: s.map(order), kind="stable", ignore_index=True))

    def revisions(self, indicator, *, area=None, like: str = "", measure=(), period=None) -> pd.DataFrame:
        """Figures of periods up to the report's that were published more than once, none in doubt, as ``Dataset.revisions``.

        The fact of a row is the distance of the newest figure from the first, its ``value``; ``like`` as in ``series``.
        """
        area = area or self.area
        codes = [self.data.counterpart(c, area) for c in ([indicator] if isinstance(indicator, str) else indicator)]
        where = {"measure": measure, "period": period, "as_of": self.as_of, "implied": False, "lang": self.lang}
        f = self.data.revisions(codes, area, **where)
        alike = f.period.map(lambda p: comparable(Period.parse(p), like)).astype(bool)
        sound = f.inputs.map(lambda ids: self.q.doubts.keys().isdisjoint(ids.split())).astype(bool)
        f = f[alike & sound & (f.end <= str(self.period.end))]
        facts = [revisions.shift(self.data, r, self.lang) for r in records(f)]
        self._derived |= {x.id: x for x in facts}
        f = f.assign(fact=[x.id for x in facts], value=f.revision, formula="")
        return self.labelled(f.reset_index(drop=True))

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
        f = self._sound(f)
        return self.labelled(f[f.period == self.period.code].reset_index(drop=True), by="area")

    def _sound(self, f: pd.DataFrame) -> pd.DataFrame:
        """Without figures that cannot be right beside the others, whichever of these is mended: nothing is built on them."""
        doubts = self.q.doubts
        return f[~f.fact.isin(list(doubts))].reset_index(drop=True) if set(f.fact) & doubts.keys() else f

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
        import pandas as pd

        return f.assign(label=pd.Series([names[by](code) for code in f[by]], index=f.index, dtype="str"))

    def facts_of(self, frame: pd.DataFrame) -> list[Fact]:
        """The facts of a frame's rows, in their order."""
        return [self._fact_of(r) for r in records(frame)]

    def _fact_of(self, r: dict) -> Fact:
        if r["fact"] in self.data.by_id:
            return Fact.of(self.data.by_id[r["fact"]], self.data, self.lang)
        if r["formula"] or r["fact"] not in self._derived:  # a constant has no formula and is known
            self._derived[r["fact"]] = measures.fact_of(r, self.data.areas, self.lang)
        return self._derived[r["fact"]]
