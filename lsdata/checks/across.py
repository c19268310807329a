"""What can be compared across indicators of one area and period, and across the areas that make one up."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from .. import territory, totals
from ..periods import Period
from .judging import UNJUDGED, Domain, Judged, judge
from .rules import Rule
from .series import Rows, Series, whole

if TYPE_CHECKING:
    from ..dataset import Dataset

Shelf = Mapping[str, Mapping[str, Series]]  # area -> indicator -> series


def of_area(data: Dataset, own: Mapping[str, Series], rules: list[Rule], domain: Domain) -> Iterator[Judged]:
    """The identities between indicators that an area has figures of; for a country, between their counterparts."""
    country = data.areas[next(iter(own.values())).area]["level"] == "country"
    for rule in rules:
        cells, lost = {}, 0
        for name, (indicator, measure) in rule.cells.items():
            series = own.get(_counterpart(data, indicator) if country else indicator)
            cells[name] = series.by.get(measure, {}) if series else {}
            lost += not cells[name]
        if lost > 1:
            continue
        for period in dict.fromkeys(itertools.chain(*cells.values())):
            rows = {name: [r for r in found.get(period, ()) if whole(r)] for name, found in cells.items()}
            missing = [name for name, found in rows.items() if not found]
            if not missing:
                for options in _options(rows, rule.mixed):
                    yield judge(rule, options, domain)
            elif len(missing) == 1 and rule.sign != "<=":
                first = {name: found[0] for name, found in rows.items() if found}
                yield Judged(rule, UNJUDGED, first, missing=" ".join(rule.cells[missing[0]]))


def _counterpart(data: Dataset, indicator: str) -> str:
    """What an indicator is called for a country; itself where that has no name of its own."""
    return data.indicators.get(indicator, {}).get("national") or indicator


def _options(rows: dict[str, Rows], mixed: bool) -> list[list[dict[str, dict]]]:
    """Choices of one figure a name: each source that has them all is judged by itself; else those of each source in turn,
    beside the chosen others, of which one has to hold."""
    sources = dict.fromkeys(r["source_id"] for found in rows.values() for r in found)
    alone, beside = [], []
    for s in sources:
        own = {name: next((r for r in found if r["source_id"] == s), None) for name, found in rows.items()}
        chosen = {name: own[name] or found[0] for name, found in rows.items()}
        if mixed or len({r["unit_measure"] for r in chosen.values()}) == 1:
            alone += [[chosen]] if all(own.values()) else []
            beside.append(chosen)
    return alone or ([beside] if beside else [])


def of_areas(data: Dataset, shelf: Shelf, rule: Rule, domain: Domain) -> Iterator[Judged]:
    """The level of an area against the sum of the areas within, where each of them has a figure."""
    for area, own in shelf.items():
        if not territory.within(data, area) and not data.areas[area].get("formed_from"):
            continue
        for indicator, series in own.items():
            if totals.why_not(data, indicator):
                continue
            for period, wholes in series.by.get("level", {}).items():
                yield from _of_parts(data, shelf, rule, domain, area, indicator, period, wholes)


def _of_parts(
    data: Dataset, shelf: Shelf, rule: Rule, domain: Domain, area: str, indicator: str, period: Period, wholes: Rows
) -> Iterator[Judged]:
    parts = territory.parts(data, area, period)
    found = [shelf[a][indicator].at("level", period) for a in parts if indicator in shelf.get(a, {})]
    found = [[r for r in rows if whole(r)] for rows in found]
    if not parts or not any(found):
        return
    chosen = {f"p{n}": rows[0] for n, rows in enumerate((f for f in found if f), 1)}
    wholes = [w for w in wholes if whole(w)]
    if len(chosen) < len(parts):
        if 2 * len(chosen) > len(parts) and wholes:
            yield Judged(rule, UNJUDGED, {"whole": wholes[0]} | chosen, missing="areas")
        return
    units = {r["unit_measure"] for r in [*chosen.values(), *wholes]}
    if wholes and len(units) == 1:
        yield judge(rule, ({"whole": w} | chosen for w in wholes), domain, " + ".join(chosen))
