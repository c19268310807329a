"""Areas and what they consist of: what lies in one, what it was formed from, what holds it, and when it stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .dataset import Dataset


def within(data: Dataset, area: str) -> list[str]:
    """Areas whose parent it is, valid or not."""
    data.check("area", area)
    return [a for a, r in data.areas.items() if r["parent"] == area]


def formed_from(data: Dataset, area: str) -> list[str]:
    """Areas that went into it whole on its first day; none where it also took a part of another."""
    row = data.areas[data.check("area", area)]
    return [] if row.get("part_from") else (row.get("formed_from") or "").split()


def stands(data: Dataset, area: str, period: Period) -> bool:
    """True where an area is valid on the last day of a period."""
    row, day = data.areas[area], period.end.isoformat()
    return (row["valid_from"] or day) <= day <= (row["valid_to"] or day)


def before(data: Dataset, area: str, period: Period) -> bool:
    """True where a period ends before an area was formed; one that holds that day belongs to neither territory."""
    return period.end.isoformat() < data.areas[area]["valid_from"]


def parts(data: Dataset, area: str, period: Period) -> list[str]:
    """What an area consists of in a period: before its first day what it was formed from, then the areas within."""
    if before(data, area, period):
        return formed_from(data, area)
    return [a for a in within(data, area) if stands(data, a, period)]


def published_within(
    data: Dataset, indicators: Iterable[str], area: str, period: Period, as_of: str = ""
) -> dict[str, tuple[Period, list[dict]]]:
    """What the areas that make an area up have of some indicators: of a period, else of the newest before it.

    A country is not known through a few of its provinces: there only indicators count that more than half of them have.

    Returns
    -------
    dict : indicator -> the period, and the typed rows of the areas in it, the plan of its year among them; an indicator
        without rows is absent.
    """
    codes, wanted = parts(data, area, period), list(dict.fromkeys(indicators))
    rows = data.find(area=codes, indicator=wanted, as_of=as_of) if codes and wanted else []
    out: dict[str, tuple[Period, list[dict]]] = {}
    for i in wanted:
        own = [r for r in rows if r["indicator"] == i]
        past = {r["period"] for r in own if r["measure"] != "plan_target" and r["period"].end <= period.end}
        if not past:
            continue
        newest = max(past, key=lambda p: (p == period, p.end, p.part == period.part, -p.months))
        found = [r for r in own if r["period"] == newest]
        found += [r for r in own if r["period"] == newest.of_year != newest and r["measure"] == "plan_target"]
        places = {r["area"] for r in found}
        if data.areas[area]["level"] != "country" or 2 * len(places) > len(codes):
            out[i] = newest, found
    return out


def holders(data: Dataset, area: str) -> list[str]:
    """The areas that hold an area, the nearest first."""
    out, above = [], data.areas[area]["parent"]
    while above in data.areas and above not in out:
        out.append(above)
        above = data.areas[above]["parent"]
    return out
