"""What two states hold of an area: whether it is alike, and from which year on it is not.

A claim about a period rests on rows of that period, of its year and of earlier ones. Where two states differ only from
some year on, all that was claimed of earlier periods still stands and need not be gone through.
"""

from __future__ import annotations

from ..checks.survey import doubtful
from ..periods import Period
from .figures import State

ALWAYS = 0  # before every year


def since(before: State, after: State, area: str) -> int | None:
    """The first year of whose periods another thing may be claimed; None where both hold the same of the area.

    The same: rows and words of the area, its country, neighbours and parts, their sources, and all codes.
    """
    if not (before.has(area) and after.has(area)):
        return ALWAYS
    (was, said, told, codes), (now, said_now, told_now, codes_now) = (_held(s, area) for s in (before, after))
    alike = all(told[k] == told_now[k] for k in told.keys() & told_now.keys())
    if codes != codes_now or not alike:
        return ALWAYS
    years = [Period.parse(r[3]).year for r in was ^ now] + [year - 1 for year, _ in said ^ said_now]
    if not years:
        return None
    if _spoken(before, area) != _spoken(after, area):  # a sector's first figures take the place of words
        return ALWAYS
    old, new = (doubtful(s.data, area, s.as_of) for s in (before, after))
    doubts = [(before, i) for i in old if i not in new] + [(after, i) for i in new if i not in old]
    return min(years + [s.data.by_id[i]["period"].year for s, i in doubts])


def _held(s: State, area: str) -> tuple[set, set, dict, list]:
    """All that the claims about an area may rest on: rows, words with their year, sources, codes."""
    data, tables = s.data, s.data.tables
    near = {area, *data.others(area), *data.within(area), *data.formed_from(area)}
    rows = [tables["figures"][n] for n in data.positions(area=near, as_of=s.as_of, unverified=True)]
    first = ("ref_area", "indicator", "measure", "time_period")
    names = [*first, *sorted(k for k in (rows[0] if rows else ()) if k not in first)]
    words = [r for t in ("statements", "tasks") for r in tables[t] if r["ref_area"] == area]
    words = [r for r in words if data.known(r["source_id"], s.as_of)]
    told = {x: data.sources[x] for x in {r["source_id"] for r in (*rows, *words)}}
    said = {(Period.parse(r["time_period"]).year, tuple(sorted(r.items()))) for r in words}
    codes = [tables.get(t) for t in ("indicators", "sectors", "areas", "acknowledgements")]
    return {tuple(r[k] for k in names) for r in rows}, said, told, codes


def _spoken(s: State, area: str) -> set[str]:
    """Sectors of which anything but targets is known."""
    figures = (s.data.tables["figures"][n] for n in s.data.positions(area=area, as_of=s.as_of))
    return {s.data.indicators[r["indicator"]]["sector"] for r in figures if r["measure"] != "plan_target"}
