"""What there is to say about a sector in a period: the evidence ladder, and the scope of a report.

"Not published" is the last word, not the first. The ladder, each row naming its own period: (1) the area and the
period; (2) rows inside the period; (3) the year or season that holds it; (4) the same indicator at other dates, newest
before first; (5) related indicators; (6) the country and neighbours; (7) words; (8) one sentence: none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from . import territory, totals
from .dataset import EVERYTHING, LATEST, Dataset, check_as_of
from .errors import PeriodError
from .periods import Period
from .plans import SEASON_MONTH
from .rows import Figures

SOME_SECTORS = 3  # the newest period is one with figures in so many sectors


def closes(data: Dataset, indicator: str, period: Period, measure: str = "") -> date:
    """The day from which a row counts as past: the last of its period, of a year's season that of its closing month.

    A target belongs to its period from the first day on.
    """
    if measure == "plan_target":
        return period.start
    month = SEASON_MONTH.get(data.indicators[indicator]["season"])
    return Period(period.year, month, 1).end if month and period.part == "Y" else period.end


def season_year(data: Dataset, indicator: str, period: Period) -> Period | None:
    """The year whose season closes inside a period that is not the year itself: a season belongs to that period."""
    month = SEASON_MONTH.get(data.indicators[indicator]["season"])
    inside = month and period.part != "Y" and period.start <= Period(period.end.year, month, 1).end <= period.end
    return period.of_year if inside else None


def step(data: Dataset, row: dict, period: Period) -> int:
    """Rung of the ladder (1 to 4) on which a row of the area's own stands, seen from a period."""
    if row["period"] == period:
        return 1
    if period.holds(row["period"]):
        return 2
    season = SEASON_MONTH.get(data.indicators[row["indicator"]]["season"])
    if season and row["period"].part == "Y":
        closing = Period(row["period"].year, season, 1)
        return 3 if period.holds(closing) or period == closing else 4
    return 3 if row["period"].holds(period) and row["period"].months <= 12 else 4  # years together are no year


def ladder(data: Dataset, indicators: list[str], area: str, period: Period, as_of: str = "") -> dict[str, list[dict]]:
    """Rows an indicator, nearest rung first, on a rung newest before the period first, then from after it.

    Returns
    -------
    dict : indicator -> rows with ``step`` added; an indicator without rows is absent.
    """
    out: dict[str, list[dict]] = {}
    own = [data.counterpart(i, area) for i in indicators]
    for r in data.find(area=area, indicator=own or ["-"], as_of=as_of):
        if r["measure"] != "plan_target":
            out.setdefault(r["indicator"], []).append({**r, "step": step(data, r, period)})
    out = {i: out[i] for i in own if i in out}  # in the order asked for: what leads a sector comes first
    for rows in out.values():
        rows.sort(
            key=lambda r: (
                r["step"],
                r["period"].end > period.end,
                r["period"].months > 12,  # an average over years says little of one
                abs((period.end - r["period"].end).days),
                r["period"].months,
                r["measure"] != "level",
            )
        )
    return out


def statements(data: Dataset, sector: str, area: str, period: Period, as_of: str = "") -> list[dict]:
    """What sources say of a sector in words: of the period, inside it, or of what holds it; in the order of time."""
    out = []
    for r in data.tables["statements"]:
        if r["ref_area"] != area or sector not in ("", r["sector"]) or not data.known(r["source_id"], as_of):
            continue
        p = Period.parse(r["time_period"])
        if p == period or period.holds(p) or (p.holds(period) and p.months <= 12):
            out.append({**r, "period": p})
    return sorted(out, key=lambda r: (r["period"] != period, r["period"].end, r["statement_id"]))


def events(data: Dataset, sector: str, area: str, start: date, end: date, as_of: str = "") -> list[dict]:
    """Dated context of a sector between two days (both held), for the area and its country."""
    places = {area, data.areas[area]["parent"]}
    out = []
    for r in data.tables["events"]:
        # A month or a year as start counts where it begins: it may be told before the day is known.
        day = date.fromisoformat((r["start"] + "-01-01")[:10])
        fits = r["ref_area"] in places and (sector == "" or sector in r["sectors"].split())
        if fits and start <= day <= end and data.known(r["source_id"], as_of):
            out.append(r)
    return sorted(out, key=lambda r: (r["start"], r["event_id"]))


def tasks(data: Dataset, sector: str, area: str, period: Period, as_of: str = "") -> list[dict]:
    """What was set for the rest of the period's year, or for the year after a full year."""
    ahead = period.rest() or Period(period.end.year + 1, 1, 12)
    out = []
    for r in data.tables["tasks"]:
        p = Period.parse(r["time_period"])
        ours = r["ref_area"] == area and sector in ("", r["sector"])
        if ours and (p == ahead or (period.rest() and p == period.of_year)) and data.known(r["source_id"], as_of):
            out.append({**r, "period": p})
    # What was set for the time ahead first, what was set for the whole year after it.
    order = list(data.sectors)
    return sorted(out, key=lambda r: (r["period"] != ahead, r["set_on"], order.index(r["sector"]), r["task_id"]))


def sectors_with_evidence(data: Dataset, area: str, period: Period, as_of: str = "") -> list[str]:
    """Sectors that have a row or words of the area on the first four rungs of the ladder, or tasks, in their order."""
    data.check("area", area)
    figures, through = data.tables["figures"], of_parts(data, area, period, as_of)

    def told(sector: str) -> bool:
        if sector in EVERYTHING:
            return has_evidence(data, area, period, as_of)
        own = [data.counterpart(i, area) for i in data.indicators_of(sector)]
        printed = (figures[n] for n in data.positions(area=area, indicator=own or ["-"], as_of=as_of))
        words = (known(data, sector, area, period, as_of) for known in (statements, tasks))
        return any(r["measure"] != "plan_target" for r in printed) or any(words) or not through.isdisjoint(own)

    return [s for s in data.sectors if told(s)]


def has_evidence(data: Dataset, area: str, period: Period, as_of: str = "") -> bool:
    """True where anything at all is known of the area in the period, in a part of it or in what holds it."""
    for n in data.positions(area=area, as_of=as_of, unverified=True):
        p = Period.parse(data.tables["figures"][n]["time_period"])
        if p == period or period.holds(p) or p.holds(period):
            return True
    return bool(statements(data, "", area, period, as_of) or of_parts(data, area, period, as_of))


def of_parts(data: Dataset, area: str, period: Period, as_of: str = "") -> set[str]:
    """Indicators that are known of an area in a period through its parts.

    Before its first day what adds up over the areas it was formed from; else what areas within printed. A country is not
    known through a few of its provinces.
    """
    codes = territory.parts(data, area, period)
    if not codes or data.areas[area]["level"] == "country":
        return set()
    rows = data.find(area=codes, period=period, as_of=as_of)
    found = {r["indicator"] for r in rows if r["measure"] != "plan_target"}
    return set(totals.sums(data, sorted(found), area, period, as_of)) if territory.before(data, area, period) else found


def require_evidence(data: Dataset, area: str, period: Period, as_of: str = "") -> None:
    """Raises PeriodError, with the nearest periods that have figures, where nothing is known of a period."""
    if has_evidence(data, area, period, as_of):
        return
    near = sorted(periods(data, area, as_of), key=lambda p: (abs((p.end - period.end).days), p.code))[:4]
    what = f"nothing is known of {area} in {period.code}" + (f" as of {as_of}" if as_of else "")
    if territory.before(data, area, period) and (parts := territory.formed_from(data, area)):
        day, codes = data.areas[area]["valid_from"], ", ".join(parts)
        raise PeriodError(
            f"{what}: it was formed on {day} from {codes}, whose figures do not add up; report those areas"
        )
    if not near:
        raise PeriodError(f"{what}: no figures of it at all")
    raise PeriodError(f"{what}; periods with figures nearby: {', '.join(p.code for p in sorted(near))}")


def periods(data: Dataset, area: str = "", as_of: str = "") -> list[Period]:
    """Periods that have figures (targets aside), oldest first."""
    printed = (data.tables["figures"][n] for n in data.positions(area=area or (), as_of=as_of, unverified=True))
    return sorted({Period.parse(r["time_period"]) for r in printed if r["measure"] != "plan_target"})


def period_of(data: Dataset, area: str, period: str | Period, as_of: str = "") -> Period:
    """The period that a command names; ``latest`` is the newest of its area, as ``latest_period`` finds it."""
    latest = isinstance(period, str) and period.lower() == LATEST
    return latest_period(data, area, as_of) if latest else Period.parse(period)


def latest_period(data: Dataset, area: str, as_of: str = "") -> Period:
    """The newest half-year, nine months or year of an area that has figures in three sectors.

    Where no period has as many, the newest of those that have most; where there are none of this kind, of all periods: of
    a month and the months to date the one that says more.

    Raises
    ------
    PeriodError : the area has no figures.
    """
    data.check("area", area)
    check_as_of(as_of)
    sectors: dict[Period, set[str]] = {p: set() for p in periods(data, area, as_of)}
    for r in (data.tables["figures"][n] for n in data.positions(area=area, as_of=as_of)):
        if r["measure"] != "plan_target":
            sectors[Period.parse(r["time_period"])].add(data.indicators[r["indicator"]]["sector"])
    if not sectors:
        raise PeriodError(f"no figures of {area} at all" + (f" as of {as_of}" if as_of else ""))
    sectors = {p: own for p, own in sectors.items() if p.part in ("S1", "P9M", "Y")} or sectors
    enough = min(SOME_SECTORS, max(map(len, sectors.values())))
    return max((p for p in sectors if len(sectors[p]) >= enough), key=lambda p: (p.end, len(sectors[p]), p.months))


def scope(data: Dataset, sector: str, area: str, as_of: str = "") -> Dataset:
    """The part of a data set that one report may see, and nothing else.

    Figures of the sector's own and related indicators (overview, outlook: all) for the area, its country, its
    neighbours, what it was formed from and the areas within, known at ``as_of``; the statements, tasks and events of the
    first three; sources and names that these need, the decision that formed the area, and the findings acknowledged that
    name one of its figures.
    """
    data.check("sector", sector), data.check("area", area)
    as_of = check_as_of(as_of)
    places = {area, *data.others(area)}
    parts = {*data.formed_from(area), *data.within(area)}
    wanted = set(data.indicators_of(sector)) | set(data.related_to(sector))
    wanted |= {data.indicators[i].get("national", "") for i in wanted} - {""}

    def cut(table: str, column: str, codes: set[str] | None) -> list[dict]:
        """Rows of these places, known by then, that name one of the codes in a column; None: all of them."""
        rows = [r for r in data.tables[table] if r["ref_area"] in places and data.known(r["source_id"], as_of)]
        return [r for r in rows if codes is None or not codes.isdisjoint(r[column].split())]

    sectors = None if sector in EVERYTHING else {sector}
    printed = data.positions(area=places | parts, indicator=wanted or ["-"], as_of=as_of, unverified=True)
    part = {
        "figures": [data.tables["figures"][n] for n in sorted(printed)], "statements": cut("statements", "sector", sectors),
        "tasks": cut("tasks", "sector", sectors), "events": cut("events", "sectors", sectors),
    }  # fmt: skip
    named = wanted | {i for r in part["tasks"] for i in r["indicators"].split()}
    cited = {r["source_id"] for rows in part.values() for r in rows}
    row = data.areas[area]
    decision = row.get("source_id") if row.get("formed_from") or row.get("part_from") else ""
    cited |= {decision} if decision in data.sources and data.known(decision, as_of) else set()
    days = {i: source["known_by"] for i, source in data.sources.items() if i in cited}
    part["indicators"] = [r for r in data.tables["indicators"] if r["indicator"] in named]
    part["sources"] = [
        r | {"known_by": days[r["source_id"]].isoformat() if days[r["source_id"]] else ""}
        for r in data.tables["sources"]
        if r["source_id"] in cited
    ]
    part["acknowledgements"] = _acknowledged(data.tables["acknowledgements"], part["figures"])
    return Dataset(data.tables | part, data.about)


def _acknowledged(rows: list[dict], figures: list[dict]) -> list[dict]:
    """Acknowledged findings that name one of these figures."""
    known = Figures(figures)
    return [r for r in rows if any(address in known for address in _addresses(r["finding"]))]


def _addresses(finding: str) -> Iterator[str]:
    """All that may be the id of a figure in a finding; an id may hold what stands between two others."""
    pieces = re.split(r"([:+,;|])", finding)
    for first in range(0, len(pieces), 2):
        for last in range(first + 1, len(pieces) + 1, 2):
            yield "".join(pieces[first:last])
