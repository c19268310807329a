"""The period that a heading names for what stands below it: of what was done before what is planned."""

from __future__ import annotations

from ..periods import Period
from .goals import names_goals, of_goal
from .items import Item
from .places import OPENING
from .times import RELATIVE, Time
from .when import Anchor, Settled, settle

_DECEMBER = 12


def times(items: list[Item]) -> list[tuple[Time, bool]]:
    """The times of a heading, each with whether it is that of a plan; not what something is compared with."""
    return [
        (item.value, bool(n and items[n - 1].roles & {"plan", "target"}))
        for n, item in enumerate(items)
        if item.kind == "time" and not (n and "base" in items[n - 1].roles) and not of_goal(items, n)
    ]


def period(
    items: list[Item], told: list[tuple[Time, bool]], anchor: Anchor, number: int
) -> tuple[Settled | None, Period | None]:
    """What a heading says of the time of what is below it, and the months that it adds up to beside a month.

    Parameters
    ----------
    told : its ``times``.
    number : its paragraph, from 1.
    """
    done = [t for t, planned in told if not planned] or [t for t, _ in told]
    done = [t for t in done if t.shape not in RELATIVE and not (t.shape == "season" and t.n and t.year is None)]
    done = [t for t in done if t.shape != "day" or t.to_date]  # not the day of publication
    aims = number == 1 and any("target" in i.roles for i in items)
    done = [t for t in done if not (aims and t.shape == "this_year")]  # "Ca Mau aims for growth of 8% this year"
    settled = [settle(t, anchor) for t in done]
    if number <= OPENING and anchor.known_year is not None and names_goals(items):
        settled = [s for s in settled if s.period is not None and s.period.end.year <= anchor.known_year]
    first = settled[0].period if settled else None
    if first is None:
        return None, None
    ends = first.end if first.months > 1 else None  # "quý III và 9 tháng", not "tháng 9 và 9 tháng"
    alike = [
        s
        for s in settled
        if s.period is not None and (s is settled[0] or (s.period.end == ends and s.period.cumulative))
    ]
    year = next((s for s in settled if s.period is not None and s.period == first.of_year), None)
    if first.months == 1 and first.month == _DECEMBER and year is not None:
        alike = [year]  # "tháng Mười hai và năm 2011"
    found = max(alike, key=lambda s: s.period.months if s.period is not None else 0)
    sums = [s.period for s in settled if s.period is not None and s.period.cumulative and s.period.months > 1]
    of_month = found.period is not None and found.period.months == 1
    wide = next((p for p in sums if of_month and found.period is not None and p.end == found.period.end), None)
    return found, wide
