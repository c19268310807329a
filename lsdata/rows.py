"""A printed figure as a typed row; from which day its source counts; which of several rows comes first.

Many sources print the same figure. One row is chosen for a key (area, indicator, period, measure, plan): not
unverified, the whole period before a part of it, final before provisional before estimate before expectation,
official before press before copies, newest, with more decimals. A percentage whose own source's level has been replaced is not
chosen: it speaks of another figure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from . import intervals
from .periods import Period, known_by

if TYPE_CHECKING:
    from .dataset import Dataset

STATUS_ORDER = "APEF"
AUTHORITY_ORDER = ("official", "press", "mirror", "unverified")
BESIDE_A_LEVEL = ("yoy_pct", "mom_pct", "dec_pct", "index", "pct_of_plan")  # measures that say something of a level
NOT_BEFORE_DAYS = 90  # a source of which only a "not before" is known counts from so long after its newest period
_AS_PRINTED = ("indicator", "measure", "plan_by", "unit_measure", "qualifier", "covers_to", "source_id", "locator")


def typed(r: dict[str, str]) -> dict:
    """A row of ``figures.csv`` with its id, period, numbers, and the interval that its rounding permits."""
    value, decimals = float(r["obs_value"]), int(r["decimals"])
    low, high = intervals.printed(value, decimals, r["qualifier"])
    upper, upper_decimals = None, 0
    if r["obs_value_upper"]:  # each end of a range is printed, and rounded, with the decimals of its own
        upper = float(r["obs_value_upper"])
        held = (len(r[c].partition(".")[2]) for c in ("obs_value", "obs_value_upper"))
        decimals, upper_decimals = (min(n, decimals) if decimals < 0 else n for n in held)
        low = intervals.printed(value, decimals, r["qualifier"]).low
        high = intervals.printed(upper, upper_decimals).high
    key = (r["ref_area"], r["indicator"], r["time_period"].replace("/", "_"), r["measure"], r["plan_by"])
    return {c: r[c] for c in _AS_PRINTED} | {
        "id": ".".join(x for x in key if x) + "@" + r["source_id"], "area": r["ref_area"], "period": Period.parse(r["time_period"]),
        "value": value, "decimals": decimals, "upper": upper, "upper_decimals": upper_decimals, "total": r["obs_total"],
        "mult": int(r["unit_mult"]), "status": r["obs_status"], "low": low, "high": high,
    }  # fmt: skip


class Figures(Mapping):
    """Id -> typed row of a table of figures, each typed when it is first asked for: most questions are for a few.

    Parameters
    ----------
    table : rows of ``figures.csv``.
    """

    def __init__(self, table: list[dict[str, str]]):
        self.table = table
        self._typed: list[dict | None] = [None] * len(table)

    @cached_property
    def index(self) -> dict[str, dict[str, list[int]]]:
        """Area -> indicator -> positions of its rows in the table."""
        found: dict[str, dict[str, list[int]]] = {}
        for n, r in enumerate(self.table):
            found.setdefault(r["ref_area"], {}).setdefault(r["indicator"], []).append(n)
        return found

    def at(self, areas: Collection[str], indicators: Collection[str]) -> Iterator[int]:
        """Positions of the rows of these areas and indicators; none named: of all."""
        for own in (self.index.get(a, {}) for a in areas or self.index):
            for i in indicators or own:
                yield from own.get(i, ())

    def row(self, n: int) -> dict:
        """The typed row at a position of the table."""
        found = self._typed[n]
        if found is None:
            found = self._typed[n] = typed(self.table[n])
        return found

    def __getitem__(self, address: str) -> dict:
        area, indicator = (*str(address).split(".", 2), "", "")[:2]
        for n in reversed(self.index.get(area, {}).get(indicator, [])):
            if self.row(n)["id"] == address:
                return self.row(n)
        raise KeyError(address)

    def __iter__(self) -> Iterator[str]:
        return (self.row(n)["id"] for n in range(len(self)))

    def __len__(self) -> int:
        return len(self.table)


def newest(table: list[dict[str, str]]) -> dict[str, date]:
    """Source -> end of the newest period of its figures, targets aside."""
    ends: dict[str, date] = {}
    for source, period in {(r["source_id"], r["time_period"]) for r in table if r["measure"] != "plan_target"}:
        end = Period.parse(period).end
        ends[source] = max(end, ends.get(source, end))
    return ends


def counts_from(source: dict[str, str], newest: date | None) -> date | None:
    """The day from which a source counts; None where it has no date.

    Parameters
    ----------
    source : row of ``sources.csv``. A scope has the day in it: the figures that decided it may be outside.
    newest : as ``newest`` gives it; None where it has no such figures.
    """
    if "known_by" in source:
        return date.fromisoformat(source["known_by"]) if source["known_by"] else None
    day = known_by(source["published_on"])
    not_before = len(source["published_on"]) < 10 and source["date_basis"] in ("title", "content", "none")
    return max(day or date.min, newest + timedelta(days=NOT_BEFORE_DAYS)) if not_before and newest else day


def key(r: dict) -> tuple:
    """What rows of one figure have in common, in the order of time."""
    p = r["period"]
    return (r["area"], r["indicator"], p.end, -p.months, r["measure"], r["plan_by"])


def rank(r: dict, source: dict) -> tuple:
    """The smaller, the sooner a row is chosen among those of its key; the source's id decides last, never row order."""
    newest = source["known_by"] or date.min
    partial = bool(r["covers_to"]) and r["covers_to"] < r["period"].end.isoformat()
    return (
        source["authority"] == "unverified", partial, STATUS_ORDER.index(r["status"]), AUTHORITY_ORDER.index(source["authority"]),
        -newest.toordinal(), r["mult"] - r["decimals"], r["source_id"],
    )  # fmt: skip


def corrects(source_id: str, earlier: str) -> bool:
    """True where a source is a later correction of another: ``report-r2`` of ``report``."""
    (own, n), (other, m) = (re.fullmatch(r"(.*?)(?:-r(\d+))?", i).groups() for i in (source_id, earlier))
    return own == other and int(n or 1) > int(m or 1)


def outdated(data: Dataset, row: dict, as_of: str = "") -> dict | None:
    """The level that has replaced the one beside which a percentage was printed; None where that one still stands.

    Parameters
    ----------
    row : of the data set; whatever is no percentage of a level (``BESIDE_A_LEVEL``) is never outdated.
    as_of : day of knowledge.
    """
    if row["measure"] not in BESIDE_A_LEVEL:
        return None
    found = data.positions(row["area"], row["indicator"], row["period"], "level", as_of)
    levels = [data.by_id.row(n) for n in found]
    own = next((r for r in levels if r["source_id"] == row["source_id"]), None)
    now = min(levels, key=lambda r: rank(r, data.sources[r["source_id"]]), default=None)
    if own is None or own["unit_measure"] != now["unit_measure"]:
        return None
    factor = 10.0 ** (own["mult"] - now["mult"])
    return now if own["high"] * factor < now["low"] or own["low"] * factor > now["high"] else None
