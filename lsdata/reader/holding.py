"""Figures of a text held against what was published, and against each other: which agree, whatever rounding permits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .. import intervals
from ..checks.judging import ZEROS, Domain
from ..dataset import Dataset
from ..errors import PeriodError
from ..intervals import Interval
from ..periods import Period
from ..rows import typed
from .figure import Figure
from .showing import rows as printed

if TYPE_CHECKING:
    from .documents import Document

POINTS = ("percent", "percentage_points")  # a text may print one for the other: the numbers are held against each other
NOISE = 1e-9  # what floating point may add, as a part of a number
_MONTHLY = re.compile(r"/\s?(?:tháng|month)|\ba month$", re.IGNORECASE)  # an average, not the level of its period
EXACT = 3  # digits
FAR = 0.10  # of what was published: what is farther from it is an error


@dataclass(frozen=True)
class Held:
    """A figure of a text beside the rows of the package for the same area, indicator, period, measure and plan.

    Parameters
    ----------
    row : the figure as a typed row; its id is its own, its source the text.
    table : the same as a row of ``figures.csv``.
    published : rows of its key, the chosen one first; ``agreeing`` are those that may be the same number.
    """

    figure: Figure
    row: dict
    table: dict[str, str]
    published: tuple[dict, ...] = ()
    agreeing: tuple[dict, ...] = ()

    @property
    def key(self) -> tuple:
        """What figures of one text have in common that must be one number."""
        r = self.row
        return r["area"], r["indicator"], r["period"], r["measure"], r["plan_by"], covered(r), kind(r)

    @property
    def beside(self) -> tuple[dict, ...]:
        """Published rows that cover the same days."""
        return tuple(r for r in self.published if covered(r) == covered(self.row))

    @property
    def otherwise(self) -> bool:
        """True where it was published, but as another number."""
        return bool(self.beside) and not self.agreeing


def held(document: Document, figures: Iterable[Figure], data: Dataset, source_id: str, as_of: str = "") -> list[Held]:
    """The figures of a text that the package has a place for, each beside what was published.

    Parameters
    ----------
    source_id : of the text.
    as_of : day of knowledge.
    """
    domain, out = Domain(), []
    placed = [one for f in figures if (one := _fitted(f, data))]
    for n, (f, table) in enumerate(zip(placed, printed(document, placed), strict=True)):
        table |= {"source_id": source_id}
        row = typed(table) | {"text_id": f"{n}"}
        found = data.find(
            area=f.ref_area, indicator=f.indicator, period=row["period"], measure=f.measure, vintages=True, as_of=as_of
        )
        same = [r for r in found if f.plan_by in ("", r["plan_by"]) and kind(r) == kind(row)]
        agreeing = tuple(r for r in same if agree(row, r, domain))
        out.append(Held(f, row, table, tuple(same), agreeing))
    return out


def _fitted(f: Figure, data: Dataset) -> Figure | None:
    """A figure whose codes the package knows, under the indicator of its area; None for one it has no place for."""
    if (
        not f.placed
        or _MONTHLY.search(f.text)
        or f.ref_area not in data.areas
        or f.indicator not in data.indicators
        or f.unit_measure not in data.units
    ):
        return None
    try:
        code = Period.parse(f.time_period).code
    except PeriodError:
        return None
    return replace(f, time_period=code, indicator=data.counterpart(f.indicator, f.ref_area))


def kind(row: dict) -> str:
    """Unit of a row; per cent and percentage points are one."""
    return "points" if row["unit_measure"] in POINTS else row["unit_measure"]


def covered(row: dict) -> str:
    """The day at which a figure stops before its period ends; empty where it covers all of it."""
    return row["covers_to"] if row["covers_to"] < row["period"].end.isoformat() else ""


def agree(a: dict, b: dict, domain: Domain | None = None) -> bool:
    """True where two rows may be the same number: rounded more, or as "over" or "nearly" something."""
    if a["qualifier"] and a["qualifier"] == b["qualifier"]:
        return alike(ends(a), ends(b))
    if a["upper"] is not None and b["upper"] is not None:
        return all(alike(x, y) for x, y in zip(_both(a), _both(b), strict=True))
    domain = Domain() if domain is None else domain
    one, other = (ends(r) if _exact(r) else domain[domain.own(_named(r))] for r in (a, b))
    return alike(one, other) or alike(rounded(a), other) or alike(one, rounded(b))


def alike(a: Interval, b: Interval) -> bool:
    """True where two intervals share more than an end: 24 and 25, both rounded, are two numbers."""
    shared, noise = min(a.high, b.high) - max(a.low, b.low), NOISE * max(map(abs, (*a, *b)))
    return shared > noise or (shared >= -noise and (a.low == a.high or b.low == b.high))


def _named(row: dict) -> dict:
    """A row under an id of its own: a text may print one key several times."""
    return row | {"id": f"{row['id']}#{row['text_id']}"} if "text_id" in row else row


def _exact(row: dict) -> bool:
    """True for a number that is printed as "over" something with so many digits that it can only be a little over it."""
    digits = f"{abs(row['value']):.{max(row['decimals'], 0)}f}".replace(".", "").strip("0")
    return bool(row["qualifier"]) and len(digits) >= EXACT


def _both(row: dict) -> tuple[Interval, Interval]:
    """What the two ends of a printed range may have been."""
    low, high = (intervals.printed(row[end], row["decimals"]) * 10.0 ** row["mult"] for end in ("value", "upper"))
    return low, high


def amount(row: dict) -> float:
    """The number of a row, in units."""
    return row["value"] * 10.0 ** row["mult"]


def ends(row: dict) -> Interval:
    """What it may have been before it was rounded."""
    return Interval(row["low"], row["high"]) * 10.0 ** row["mult"]


def rounded(row: dict) -> Interval:
    """What an amount may have been whose last zeros, two or more, are no digits."""
    value, digits = abs(row["value"]), 0
    counted = row["measure"] not in ("level", "plan_target") or not row["mult"] or row["upper"] is not None
    if counted or row["decimals"] or row["qualifier"] or not value or value % 100:
        return ends(row)
    while value % 10 ** (digits + 1) == 0 and 10 ** (digits + 1) <= value * ZEROS:
        digits += 1
    return intervals.printed(row["value"], -digits) * 10.0 ** row["mult"]


def far(a: dict, b: dict) -> bool:
    """True where two numbers differ in sign, or by more than a text is forgiven."""
    x, y = amount(a), amount(b)
    return x * y < 0 or abs(x - y) > FAR * abs(y)


def newer(one: Held, data: Dataset) -> dict | None:
    """The row that has replaced the one which a figure agrees with; None where that still stands."""
    if not one.agreeing or not one.beside or (chosen := one.beside[0]) in one.agreeing:
        return None
    days = [data.sources[r["source_id"]]["known_by"] for r in one.agreeing]
    day = data.sources[chosen["source_id"]]["known_by"]
    return chosen if day and all(d and d < day for d in days) else None


def twice(found: Sequence[Held]) -> list[tuple[Held, Held]]:
    """Figures that the text prints as another number elsewhere: each with one of those that most places agree on."""
    keys: dict[tuple, list[Held]] = {}
    for one in found:
        keys.setdefault(one.key, []).append(one)
    out = []
    for same in keys.values():
        if len(same) < 2:
            continue
        # What most places print stands for the text; of as many, what was published, then what comes first.
        ranked = sorted(same, key=lambda h: (-sum(agree(h.row, x.row) for x in same), not h.agreeing, h.figure.start))
        out += [(h, ranked[0]) for h in same if not agree(h.row, ranked[0].row)]
    return out
