"""Changes that the package has no measure for, held against the levels, plans and rates that they are of."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..checks.rules import identities
from ..dataset import Dataset
from ..errors import PeriodError
from ..formulas import evaluate, parse
from ..periods import Period
from .figure import Figure
from .holding import POINTS, Held, amount, ends

MADE = {  # measure -> what gives it; `base_` is the figure of the base, `since_base` the growth from it, `growth` that of the whole
    "change": ("level - base_level", "level * since_base / (100 + since_base)"),
    "plan_gap": ("level - plan_target", "level * (pct_of_plan - 100) / pct_of_plan"),
    "growth_share_pct": ("contribution_pp / growth * 100",),
    "change_pct": ("level / base_level * 100 - 100",),
    "change_pp": ("yoy_pct - base_yoy_pct", "level - base_level"),
}
MOST = 3  # rows that are tried for a name
YEAR_BEFORE = ("", "same")  # bases that are no period, and mean the same one a year before


class Apart(NamedTuple):
    """A change that nothing gives: what the first choice of figures gives, and those figures."""

    figure: Figure
    value: float
    rows: tuple[dict, ...]
    own: bool  # all of them are of the text


def apart(figures: Sequence[Figure], found: Sequence[Held], data: Dataset, as_of: str = "") -> Iterator[Apart]:
    """Changes of a text that differ from what its own figures, or published ones, make of them.

    Parameters
    ----------
    found : its figures that the package has a place for.
    """
    for f in figures:
        if (
            f.measure not in MADE
            or f.sure == "low"
            or f.indicator not in data.indicators
            or f.ref_area not in data.areas
        ):
            continue
        try:
            period = Period.parse(f.time_period)
            base = period.prior() if f.base in YEAR_BEFORE else f.since
        except PeriodError:
            continue
        if one := _apart(f, period, base, found, data, as_of):
            yield one


def _apart(
    f: Figure, period: Period, base: Period | None, found: Sequence[Held], data: Dataset, as_of: str
) -> Apart | None:
    """What a change should have been; None where some choice of figures gives it, or none is at hand."""
    mine, first = f.interval, None
    for formula in MADE[f.measure]:
        tree, names = parse(formula)
        choices = [_rows(name, f, period, base, found, data, as_of) for name in names]
        for rows in itertools.product(*choices):
            by_name = dict(zip(names, rows, strict=True))
            if any(not _fits(f, name, r) for name, r in by_name.items()):
                continue
            try:
                value, interval = evaluate(tree, {n: (amount(r), ends(r)) for n, r in by_name.items()})
            except ZeroDivisionError:
                continue
            if interval.overlaps(mine):
                return None
            first = first or Apart(f, value / 10.0**f.unit_mult, rows, all("text_id" in r for r in rows))
    return first


def _fits(f: Figure, name: str, row: dict) -> bool:
    """True where an amount is in the unit of the change, and a rate in per cent."""
    if name.removeprefix("base_") in ("level", "plan_target") and f.measure in ("change", "plan_gap"):
        return row["unit_measure"] == f.unit_measure
    return f.measure == "change_pct" or name == "level" or row["unit_measure"] in POINTS


def _rows(
    name: str, f: Figure, period: Period, base: Period | None, found: Sequence[Held], data: Dataset, as_of: str
) -> list[dict]:
    """Figures of the text, then published ones, for a name of a formula."""
    indicator, measure, when = data.counterpart(f.indicator, f.ref_area), name, period
    if name.startswith("base_"):
        measure, when = name.removeprefix("base_"), base
    elif name == "since_base":  # it is known of one base
        measure, when = "yoy_pct", period if base == period.prior() else None
    elif name == "growth":
        indicator, measure = identities()["contributions"].cells["growth"]
        indicator = data.counterpart(indicator, f.ref_area) if indicator in data.indicators else ""
    elif name == "plan_target":
        when = period.of_year
    if not indicator or when is None:
        return []
    key = (f.ref_area, indicator, when, measure)
    own = [h.row for h in found if (h.row["area"], h.row["indicator"], h.row["period"], h.row["measure"]) == key]
    there = data.find(area=f.ref_area, indicator=indicator, period=when, measure=measure, vintages=True, as_of=as_of)
    return [*own[:MOST], *there[:MOST]]
