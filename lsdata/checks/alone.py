"""What can be said of one figure: by itself, beside what other sources print for it, and beside its own series."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from statistics import median
from typing import TYPE_CHECKING

from ..periods import Period, known_by
from ..plans import SEASON_MONTH
from ..rows import STATUS_ORDER
from ..territory import before
from .judging import FAILS, HOLDS, REVISED, Domain, Judged, judge
from .rules import Rule, kinds
from .series import Rows, Series, whole

if TYPE_CHECKING:
    from ..dataset import Dataset

Rules = dict[str, Rule]
APART = 45  # days between two publications from which the later one is a new vintage
PAST = 6  # periods of a series that say what is usual for it
FAR = 8.0  # times the usual distance from the middle
STEP = {"rate": 15.0, "index": 15.0}  # points: a smaller distance from the middle is none
WIDE = 40.0  # the same of what changes more from year to year
MOST, MOST_POINTS = 0.25, 10.0  # of a figure, and points: what lies farther apart is no revision
FEW = 3  # levels of which none is far from the others
SIZES = 300.0  # times the middle of the series, a month: about a unit
UP_TO_100 = ("share",)  # kinds of indicators between 0 and 100
AT_A_DATE = ("stock", "count", "share", "index")  # kinds that are counted on a day, which may lie in the period
GRACE = 5  # days: offices print a month's figures in its last days
DATED = ("printed", "address")  # bases of a date that tell the day itself


def of_series(data: Dataset, s: Series, rules: Rules, domain: Domain, counts: Counter) -> Iterator[Judged]:
    """All that can be said of the figures of a series one by one; of those that are right it is only counted."""
    outside = _outside(data, s)
    for measure, periods in s.by.items():
        for period, rows in periods.items():
            wrong = outside or _unlike(s, measure) or _when(data, s.area, period)
            if len(rows) > 1:
                yield from _sources(data, s, rows, rules, domain)
            for r in rows:
                said = {"bounds": _bound(s, r), "validity": wrong}
                if measure.endswith("_pp"):
                    said["points"] = measure if r["unit_measure"] == "percent" else ""
                for rule, reason in said.items():
                    if reason:
                        yield Judged(rules[rule], FAILS, {"figure": r}, extra={"M": reason})
                    else:
                        counts[rule, HOLDS] += 1
    yield from _far(s, rules["far"])
    if s.rises:
        yield from _sizes(s, rules["size"])


def early(data: Dataset, series: Iterable[Series], rule: Rule, counts: Counter) -> Iterator[Judged]:
    """What a source printed before the period had ended and did not call an estimate: a judgement a source, area and period.

    Where the source's date is worked out, it came out so early or later: that is told as a note.
    """
    found: dict[tuple[str, str, Period], Rows] = {}
    days = {source_id: known_by(r["published_on"]) for source_id, r in data.sources.items()}
    plans = kinds()["plan"].values()
    for s in series:
        if s.own["kind"] in AT_A_DATE or s.indicator in plans:
            continue
        for r in (r for measure in s.by if measure != "plan_target" for r in s.rows(measure)):
            if r["status"] in "AP" and (day := days[r["source_id"]]):
                if (_end(s, r) - day).days > GRACE:
                    found.setdefault((r["source_id"], r["area"], r["period"]), []).append(r)
                else:
                    counts[rule.id, HOLDS] += 1
    for (source_id, *_), rows in found.items():
        rows.sort(key=lambda r: r["id"])
        roles = {"figure": rows[0]} | {f"p{n}": r for n, r in enumerate(rows[1:], 1)}
        certain = data.sources[source_id]["date_basis"] in DATED
        yield Judged(rule, FAILS if certain else REVISED, roles, extra={"n": len(rows)})


def _sources(data: Dataset, s: Series, rows: Rows, rules: Rules, domain: Domain) -> Iterator[Judged]:
    """The chosen figure against each other one of the same key that covers the same days."""
    keys: dict[tuple, Rows] = {}
    for r in rows:
        keys.setdefault((r["plan_by"], r["unit_measure"], r["covers_to"] if not whole(r) else ""), []).append(r)
    for chosen, *others in keys.values():
        for other in others:
            found = judge(rules["two_sources"], [{"other": other, "chosen": chosen}], domain)
            if found.outcome == FAILS and (factor := _slip(found, domain)):
                yield found._replace(rule=rules["two_units"], extra={"x": factor})
                continue
            if found.outcome == FAILS and _later(data, s, chosen, other) and not _far_apart(found, domain):
                found = found._replace(outcome=REVISED)
            yield found


def _slip(found: Judged, domain: Domain) -> int:
    """How many times one amount is the other where both differ by a unit: a thousand, a million; else 0."""
    a, b = (sum(domain[found.rows[role]["id"]]) for role in ("other", "chosen"))
    if found.lead["measure"] not in ("level", "plan_target") or a * b <= 0:
        return 0
    times = max(a / b, b / a)
    return next((10**n for n in (3, 6, 9) if 0.9 < times / 10**n < 1.1), 0)


def _far_apart(found: Judged, domain: Domain) -> bool:
    """True where two figures are farther apart than one is revised to the other."""
    a, b = (domain[found.rows[role]["id"]] for role in ("other", "chosen"))
    gap, size = max(a.low - b.high, b.low - a.high), min(max(map(abs, a)), max(map(abs, b)))
    return gap > (MOST_POINTS if found.lead["unit_measure"] == "percent" else MOST * size)


def _later(data: Dataset, s: Series, one: dict, other: dict) -> bool:
    """True where two publications are two vintages: far apart in time, on both sides of the period's end, or the newer one
    nearer to a final figure."""
    a, b = (data.sources[r["source_id"]]["known_by"] or date.min for r in (one, other))
    newer = one if a > b else other
    better = min(one, other, key=lambda r: STATUS_ORDER.index(r["status"]))
    if abs((a - b).days) >= APART or min(a, b) <= _end(s, one) < max(a, b):
        return True
    return one["status"] != other["status"] and (a == b or newer is better)


def _bound(s: Series, r: dict) -> str:
    """The limit that a value breaks, as it is said; empty where it breaks none."""
    value, upper = r["value"], r["upper"] if r["upper"] is not None else r["value"]
    if upper < value:
        return "low ≤ high"
    if r["total"] and value > float(r["total"]):
        return f"≤ {r['total']}"
    if r["measure"] == "yoy_pct" and value < -100 and s.indicator not in kinds()["signed"]:
        return "≥ −100"
    if r["measure"] in ("index", "pct_of_plan") and value < 0:
        return "≥ 0"
    share = r["measure"] == "share_pct" or (s.own["kind"] in UP_TO_100 and r["measure"] in ("level", "plan_target"))
    if share and not 0 <= value <= upper <= 100:
        return "0–100"
    counted = s.own["kind"] in ("stock", "count")
    return "≥ 0" if counted and r["measure"] in ("level", "plan_target") and value < 0 else ""


def _outside(data: Dataset, s: Series) -> str:
    """Why an indicator has no place in an area: only a country has it, or a country has another for it."""
    if data.areas[s.area]["level"] != "country":
        return "" if data.measured(s.indicator, s.area) else "national"
    return "provincial" if s.own.get("national") else ""


def _when(data: Dataset, area: str, period: Period) -> str:
    """Why an area has no figure of a period: it was not yet, or no longer; one that was formed from others has sums of theirs."""
    row = data.areas[area]
    if row["valid_to"] and period.start.isoformat() > row["valid_to"]:
        return "no_longer"
    return "not_yet" if before(data, area, period) and not row.get("formed_from") else ""


def _unlike(s: Series, measure: str) -> str:
    """Why a measure does not fit its indicator: a rate of change has no level."""
    rate = s.indicator.endswith("_growth") and s.own["kind"] == "rate" and s.own["unit_measure"] == "percent"
    return "no_level" if rate and measure == "level" else ""


def _end(s: Series, row: dict) -> date:
    """The last day that a figure covers; of a crop the end of its season."""
    end = row["period"].end
    if s.own["season"] in SEASON_MONTH:
        end = min(end, Period(end.year, SEASON_MONTH[s.own["season"]], 1).end)
    return min(end, date.fromisoformat(row["covers_to"])) if row["covers_to"] else end


def _far(s: Series, rule: Rule) -> Iterator[Judged]:
    """Changes on a year before against the others of the series: beyond all of them, and by far."""
    rows = sorted(
        (found[0] for p, found in s.by.get("yoy_pct", {}).items() if p.months <= 12), key=lambda r: r["value"]
    )
    if len(rows) <= PAST:
        return
    middle = median(r["value"] for r in rows)
    usual = max(STEP.get(s.own["kind"], WIDE), FAR * median(abs(r["value"] - middle) for r in rows))
    for r in rows:
        if abs(r["value"] - middle) <= usual or r["value"] not in (rows[0]["value"], rows[-1]["value"]):
            yield Judged(rule, HOLDS, {"figure": r})
        else:
            others = [x for x in rows if x is not r]
            yield Judged(rule, FAILS, {"figure": r, "low": others[0], "high": others[-1]}, extra={"n": len(others)})


def _sizes(s: Series, rule: Rule) -> Iterator[Judged]:
    """Levels a month against the others of the series: a unit mistaken is a thousand times off."""
    found = [
        (rows[0], rows[0]["value"] * 10.0 ** rows[0]["mult"] / p.months) for p, rows in s.by.get("level", {}).items()
    ]
    found = [(r, v) for r, v in found if v > 0 and not s.own["season"]]
    if len(found) <= FEW:
        return
    middle = median(v for _, v in found)
    for r, v in found:
        times = max(v / middle, middle / v)
        yield Judged(rule, FAILS if times > SIZES else HOLDS, {"figure": r}, extra={"x": times, "more": v > middle})
