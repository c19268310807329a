"""The figures of two states held against each other: new, revised, entered differently, restated, withdrawn.

A state is a data set on a day of knowledge. Of each figure (area, indicator, period, measure, plan) the chosen row of
one state is compared with that of the other, in one scale: 1.32 billion and 1,320 million are one amount.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass, replace

from ..dataset import MEASURES, Dataset
from ..facts import Fact
from ..intervals import Interval
from ..measures import decimals, difference, unit_name
from ..narrative import Voice

CHANGES = ("revised", "entered", "withdrawn", "restated", "new")
GROWTH = "figure_now / figure_before * 100 - 100"
POINTS = ("percent", "percentage_points", "percentage_points_per_year")
_CLOSE = 1e-12  # of the larger: floats of one printed number in two scales


@dataclass(frozen=True)
class State:
    """A data set, what was known of it on a day (all: empty), the voice that speaks of it, what it is called (or nothing)."""

    data: Dataset
    as_of: str
    voice: Voice
    name: str = ""

    def has(self, area: str) -> bool:
        return area in self.data.areas

    def chosen(self, areas: Collection[str], indicators: Collection[str]) -> dict[tuple, dict]:
        """Chosen rows by their key."""
        known = [a for a in areas if a in self.data.areas]
        rows = self.data.find(area=known or ["-"], indicator=indicators or ["-"], as_of=self.as_of)
        return {(r["area"], r["indicator"], r["period"], r["measure"], r["plan_by"]): r for r in rows}

    def published(self, fact: Fact) -> str:
        """The day of a fact's source, as far as it is known."""
        return self.data.sources[fact.source_id]["published_on"]


@dataclass(frozen=True)
class Figure:
    """One figure that is not the same in both states.

    Parameters
    ----------
    change : ``revised`` (another value, or another interval), ``entered`` (that, from the same source: nobody published
        a revision), ``withdrawn`` (chosen before, none now), ``restated`` (the same value with another source or
        status), ``new``.
    before, after : the chosen facts.
    difference : later less earlier: percentage points between percentages, per cent between levels; None where there
        is no such number.
    within : True where rounding permits that both are one number.
    reason : of a withdrawn figure, ``level`` (the level it was printed beside has been replaced) or ``gone``.
    """

    change: str
    sector: str
    before: Fact | None = None
    after: Fact | None = None
    difference: Fact | None = None
    within: bool = False
    reason: str = ""

    @property
    def fact(self) -> Fact:
        """The newer of the two."""
        return self.after or self.before


def figures(before: State, after: State, areas: Collection[str], indicators: Collection[str]) -> list[Figure]:
    """The figures of some areas that are not the same in both states, in the order of areas, indicators and time."""
    old, new = (s.chosen(areas, indicators) for s in (before, after))
    rank = {code: n for n, code in enumerate(dict.fromkeys([*after.data.indicators, *before.data.indicators]))}
    places = {code: n for n, code in enumerate(areas)}

    def order(key: tuple) -> tuple:
        area, indicator, period, measure, plan_by = key
        kind = MEASURES.index(measure) if measure in MEASURES else len(MEASURES)
        return places[area], rank[indicator], period.end, -period.months, kind, measure, plan_by

    found = (_compared(before, after, old.get(k), new.get(k)) for k in sorted(old.keys() | new.keys(), key=order))
    return [f for f in found if f]


def _compared(before: State, after: State, old: dict | None, new: dict | None) -> Figure | None:
    state = after if new else before
    sector = state.data.indicators[(new or old)["indicator"]]["sector"]
    was, now = (Fact.of(r, s.data, s.voice.lang) if r else None for r, s in ((old, before), (new, after)))
    if not old:
        return Figure("new", sector, None, now)
    if not new:
        return Figure("withdrawn", sector, was, None, reason=_reason(after, was))
    kind = "entered" if old["source_id"] == new["source_id"] else "revised"
    if old["unit_measure"] != new["unit_measure"]:
        return Figure(kind, sector, was, now)
    factor = 10.0 ** (new["mult"] - old["mult"])
    ends = [(old[k], new[k] if new[k] is None else new[k] * factor) for k in ("value", "low", "high", "upper")]
    if all(_same(a, b) for a, b in ends) and old["total"] == new["total"]:
        alike = (old["status"], old["source_id"]) == (new["status"], new["source_id"])
        return None if alike else Figure("restated", sector, was, now, within=True)
    within = was.interval.overlaps(now.interval * factor)
    gap = difference(now, was) if old["unit_measure"] in POINTS and factor == 1 else growth(now, was, factor)
    return Figure(kind, sector, was, now, gap, within)


def _same(a: float | None, b: float | None) -> bool:
    return a == b if a is None or b is None else math.isclose(a, b, rel_tol=_CLOSE, abs_tol=_CLOSE)


def _reason(after: State, was: Fact) -> str:
    """``level`` where the row is still there: a percentage whose level has been replaced is chosen no longer."""
    if was.area not in after.data.areas or was.indicator not in after.data.indicators:
        return "gone"
    where = {"area": was.area, "indicator": was.indicator, "period": was.period, "measure": was.measure}
    rows = after.data.find(**where, as_of=after.as_of, vintages=True)
    return "level" if any(r["plan_by"] == was.plan_by for r in rows) else "gone"


def growth(now: Fact, was: Fact, factor: float = 1.0) -> Fact | None:
    """By how many per cent a level was revised; ``factor`` takes the later to the scale of the earlier."""
    if was.value == 0 or was.interval.holds(0) or now.value * was.value < 0:
        return None
    value = (now.value * factor / was.value - 1) * 100
    span: Interval = (now.interval * factor / was.interval - 1) * 100
    head, _, source = now.id.rpartition("@")
    return replace(
        now, id=f"{head}.revision@{source}", measure="growth_pct", value=value, low=span.low, high=span.high,
        unit=unit_name("percent", now.lang), decimals=decimals("growth_pct", value, *span), upper=None, total="",
        qualifier="", formula=GROWTH, inputs=(now.id, was.id),
    )  # fmt: skip
