"""The figures that a check looks at, in order: of each area and indicator by measure and period, the chosen one first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING

from ..periods import Period
from ..rows import corrects, rank
from .rules import kinds

if TYPE_CHECKING:
    from ..dataset import Dataset

Rows = list[dict]


class Series:
    """The figures of one area and indicator.

    Parameters
    ----------
    own : the indicator's line in the package.
    rows : typed rows.
    rank : the smaller, the sooner a row is chosen.

    ``adds_up`` is true for what accumulates over time, ``rises`` where a longer period cannot have less of it.
    """

    __slots__ = ("_years", "adds_up", "area", "by", "indicator", "own", "rises")

    def __init__(self, area: str, indicator: str, own: dict, rows: Rows, rank: Callable[[dict], tuple]):
        self.area, self.indicator, self.own = area, indicator, own
        self.by: dict[str, dict[Period, Rows]] = {}
        for r in rows:
            self.by.setdefault(r["measure"], {}).setdefault(r["period"], []).append(r)
        for found in (rows for periods in self.by.values() for rows in periods.values() if len(rows) > 1):
            found.sort(key=rank)
        self._years: dict[int, list[Period]] = {}
        for p in sorted(self.by.get("level", {}), key=lambda p: p.months):
            self._years.setdefault(p.end.year if p.part else 0, []).append(p)
        self.adds_up = own["kind"] == "flow" and own["unit_measure"] not in ("percent", "percentage_points")
        signed = indicator in kinds()["signed"] or any(r["value"] < 0 for r in self.rows("level"))
        self.rises = self.adds_up and not signed

    def around(self, period: Period) -> Iterator[Period]:
        """Periods with a level that may hold this one or lie in it, the shortest first: of its year, then those over several."""
        yield from self._years.get(period.end.year, ())
        yield from self._years.get(0, ())

    def at(self, measure: str, period: Period, like: dict | None = None) -> Rows:
        """All figures of a measure and period, those of the source of ``like`` first."""
        found = self.by.get(measure, {}).get(period, [])
        if like is None or len(found) < 2:
            return found
        return sorted(found, key=lambda r: r["source_id"] != like["source_id"])

    def rows(self, measure: str) -> Iterator[dict]:
        for rows in self.by.get(measure, {}).values():
            yield from rows


def whole(row: dict) -> bool:
    """False for a figure that stops before its period ends."""
    return not row["covers_to"] or row["covers_to"] >= row["period"].end.isoformat()


def beside(level: Rows, row: dict) -> dict | None:
    """The level that a percentage speaks of: its own source's, else the chosen one where it covers the same days."""
    same = [r for r in level if r["source_id"] == row["source_id"]] or level[:1]
    return next((r for r in same if r["covers_to"] == row["covers_to"]), None)


def _standing(rows: Rows) -> Rows:
    """Figures without those that a later correction of their own source has replaced."""
    if not any("-r" in r["source_id"] for r in rows):
        return rows
    by_key: dict[tuple, Rows] = {}
    for r in rows:
        by_key.setdefault((r["period"], r["measure"], r["plan_by"]), []).append(r)

    def replaced(r: dict) -> bool:
        alike = by_key[r["period"], r["measure"], r["plan_by"]]
        return any(corrects(x["source_id"], r["source_id"]) for x in alike)

    return [r for r in rows if not replaced(r)]


def all_series(
    data: Dataset,
    areas: Collection[str] = (),
    indicators: Collection[str] = (),
    as_of: str = "",
    unverified: bool = False,
) -> Iterator[Series]:
    """Series by area and indicator, in the order of the table of figures.

    Parameters
    ----------
    areas, indicators : codes; none: all.
    as_of : day of knowledge.
    unverified : with sources that nobody vouches for.
    """
    figures, sources = data.by_id, data.sources
    for area, own in figures.index.items():
        if areas and area not in areas:
            continue
        for indicator in own:
            if indicators and indicator not in indicators:
                continue
            found = data.positions(area, indicator, as_of=as_of, unverified=unverified)
            rows = _standing([figures.row(n) for n in found])
            if rows:
                yield Series(
                    area, indicator, data.indicators[indicator], rows, lambda r: rank(r, sources[r["source_id"]])
                )
