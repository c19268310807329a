"""The publications of one figure: its rows in the order of time, which of them copy another, which one is final.

Days are those that sources print. A month or a year stands for all its days, and for its middle where an order is needed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from .intervals import Interval
from .periods import known_by
from .rows import AUTHORITY_ORDER

if TYPE_CHECKING:
    from .dataset import Dataset

COPY_DAYS = 90  # the same figure again within a quarter is a copy of one publication, not a second one


@lru_cache(maxsize=4096)
def day(published_on: str) -> date | None:
    """Where a source stands among others in time: its day, the middle of its month or year; None where it has no date."""
    end = known_by(published_on)
    if end is None or len(published_on) == len("2020-07-13"):
        return end
    return date(end.year, 7, 1) if len(published_on) == len("2020") else end.replace(day=15)


def day_of(data: Dataset, row: dict) -> date:
    return day(data.sources[row["source_id"]]["published_on"])


def whole(data: Dataset, positions: Iterable[int]) -> list[dict]:
    """Typed rows that cover the whole of their period, in the order of their days, the finer of one day first."""
    rows = [data.by_id.row(n) for n in positions]
    rows = [r for r in rows if not r["covers_to"] or r["covers_to"] >= r["period"].end.isoformat()]
    return sorted(rows, key=lambda r: (day_of(data, r), *_trust(data, r)))


def _trust(data: Dataset, row: dict) -> tuple:
    source = row["source_id"]
    return AUTHORITY_ORDER.index(data.sources[source]["authority"]), row["mult"] - row["decimals"], source


def distinct(data: Dataset, rows: list[dict]) -> list[dict]:
    """Rows in the order of time without those that copy one: they could be the same number, and came soon after it."""
    out: list[dict] = []
    for r in rows:
        if not any(same(o, r) for o in out if (day_of(data, r) - day_of(data, o)).days <= COPY_DAYS):
            out.append(r)
    return out


def same(a: dict, b: dict) -> bool:
    """True where two rows could be the same number, one of them rounded more."""
    return ends(a, a["mult"]).overlaps(ends(b, a["mult"]))


def surely_later(data: Dataset, row: dict, first: dict) -> bool:
    """True where a row was published after another on whichever days of the months or years that are named."""
    then, now = (data.sources[r["source_id"]]["published_on"] for r in (first, row))
    return known_by(then).isoformat() < f"{now}-01-01"[:10]


def final(data: Dataset, rows: list[dict]) -> dict | None:
    """The newest row from after the period's end that is no estimate; None where one of as good a source differs later."""
    n = max((i for i, r in enumerate(rows) if r["status"] == "A" and day_of(data, r) > r["period"].end), default=None)
    if n is None or any(_trust(data, r)[0] <= _trust(data, rows[n])[0] and not same(r, rows[n]) for r in rows[n + 1 :]):
        return None
    return rows[n]


def scaled(x: float, row: dict, mult: int) -> float:
    """A number of a row in another power of ten, without the dust of binary fractions."""
    return float(Decimal(repr(float(x))).scaleb(row["mult"] - mult))


def ends(row: dict, mult: int) -> Interval:
    return Interval(scaled(row["low"], row, mult), scaled(row["high"], row, mult))
