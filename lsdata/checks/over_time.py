"""What can be compared within one area and indicator: two years, two periods of a year, a period and those within it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from ..periods import Period
from ..plans import SEASON_MONTH
from .judging import FAILS, HOLDS, REVISED, UNJUDGED, Domain, Judged, judge
from .rules import Rule, kinds
from .series import Rows, Series, beside, whole

Rules = dict[str, Rule]
COMPARED = {"yoy_pct": "growth", "mom_pct": "growth_month", "index": "index_levels"}  # measure -> its rule


def of_series(s: Series, rules: Rules, domain: Domain, plans: Series | None) -> Iterator[Judged]:
    """All comparisons within a series; ``plans`` is the series that states its plan where that is an indicator of its own."""
    yield from _growth(s, rules, domain)
    yield from _shares(s, rules["share_change"], domain)
    yield from _plans(s, rules, domain, plans)
    if s.adds_up:
        yield from _added(s, rules, domain)
    if s.rises:
        yield from _nested(s, rules["cumulative"], domain)
        yield from _implied(s, rules["implied_cumulative"], domain)
    if s.own["kind"] in ("flow", "rate", "index") and s.indicator not in kinds()["signed"]:
        yield from _between(s, rules["growth_periods"], domain)


def _growth(s: Series, rules: Rules, domain: Domain) -> Iterator[Judged]:
    """Change and index against the levels of both periods; the two against each other."""
    percent = s.own["unit_measure"] == "percent"
    for measure, key in COMPARED.items() if s.indicator not in kinds()["real"] else ():
        for period, rows in s.by.get(measure, {}).items():
            levels, before = s.at("level", period), _month_before(period) if measure == "mom_pct" else period.prior()
            for r in rows if levels and period.months <= 12 else ():
                level = beside(levels, r)
                if level is None:
                    continue
                bases = [b for b in s.at("level", before, like=r) if b["unit_measure"] == level["unit_measure"]]
                bases.sort(key=lambda b: not _comparable(b, level))
                options = [{"level": level, "base": b, measure: r} for b in bases]
                if percent:
                    yield from _as_points(rules, options, domain)
                elif bases:
                    yield _of_own(judge(rules[key], options, domain), measure, "level")
                else:
                    yield Judged(rules[key], UNJUDGED, {"level": level, measure: r}, missing="base")
    for period, rows in s.by.get("index", {}).items():
        for r in rows:
            if changes := [c for c in s.at("yoy_pct", period, like=r) if c["covers_to"] == r["covers_to"]]:
                yield judge(rules["index_growth"], ({"index": r, "yoy_pct": c} for c in changes), domain)


def _as_points(rules: Rules, options: list[dict[str, dict]], domain: Domain) -> Iterator[Judged]:
    """The change of a percentage: where it is the difference of the two and not their ratio, it is in points."""
    for rows in options:
        if "yoy_pct" in rows:
            ratio, difference = (judge(rules["growth"], [rows], domain, f) for f in ("", "level - base"))
            if difference.outcome == HOLDS and ratio.outcome != HOLDS:
                yield Judged(rules["points"], FAILS, {"figure": rows["yoy_pct"]}, extra={"M": "yoy_pct"})


def _of_own(found: Judged, one: str, other: str) -> Judged:
    """Where a percentage stands beside a level of another source, the two may be of two vintages."""
    apart = found.rows[one]["source_id"] != found.rows[other]["source_id"]
    return found._replace(mild=True) if apart and found.outcome == FAILS else found


def _month_before(p: Period) -> Period:
    return Period(p.year - (p.month == 1), (p.month + 10) % 12 + 1, p.months)


def _comparable(base: dict, level: dict) -> bool:
    """True where both cover the same part of their periods."""
    return (whole(base) and whole(level)) or base["covers_to"][5:] == level["covers_to"][5:] != ""


def _shares(s: Series, rule: Rule, domain: Domain) -> Iterator[Judged]:
    """The change of a share against the shares of both years, or against the levels of what is a share itself."""
    for period, rows in s.by.get("share_change_pp", {}).items():
        measure = "level" if s.own["kind"] == "share" else "share_pct"
        for r in rows:
            shares, bases = s.at(measure, period, like=r)[:1], s.at(measure, period.prior(), like=r)
            if shares and bases:
                yield judge(rule, ({"share_pct": shares[0], "base": b, "share_change_pp": r} for b in bases), domain)
            elif shares:
                yield Judged(rule, UNJUDGED, {"share_pct": shares[0], "share_change_pp": r}, missing="base")


def _plans(s: Series, rules: Rules, domain: Domain, plans: Series | None) -> Iterator[Judged]:
    """% of plan against level and stated plan; of two periods against one plan."""
    years: dict[tuple[int, str], list[tuple[dict, dict | None]]] = {}
    for period, rows in s.by.get("pct_of_plan", {}).items():
        for r in rows if period.part else ():
            level = beside(s.at("level", period), r)
            if period.cumulative and r["value"] and not s.own["season"]:
                years.setdefault((period.end.year, r["plan_by"]), []).append((r, level))
            if level is None or not level["value"]:
                continue
            stated = [p for p in _stated(s, plans, period, r) if p["unit_measure"] == level["unit_measure"]]
            if stated:
                options = ({"pct_of_plan": r, "level": level, "plan_target": p} for p in stated)
                found = judge(rules["plan"], options, domain)
                other = found.rows["plan_target"]["plan_by"] != r["plan_by"]
                yield found._replace(outcome=REVISED) if other and found.outcome == FAILS else found
            else:
                yield Judged(rules["plan"], UNJUDGED, {"pct_of_plan": r, "level": level}, missing="plan_target")
    for pairs in years.values():
        pairs.sort(key=lambda x: (x[0]["period"].end, x[0]["source_id"]))
        for (pct0, level0), (pct, level) in itertools.pairwise(pairs):
            if level0 and level and level0["unit_measure"] == level["unit_measure"]:
                rows = {"pct_of_plan": pct, "level": level, "earlier_pct": pct0, "earlier_level": level0}
                yield judge(rules["one_plan"], [rows], domain)
            elif pct0["period"].end < pct["period"].end and s.rises:
                yield judge(rules["plan_falls"], [{"earlier_pct": pct0, "pct_of_plan": pct}], domain)


def _stated(s: Series, plans: Series | None, period: Period, pct: dict) -> Rows:
    """Plans of the year that a percentage may be of: its maker's first; a figure of an indicator that is a plan is one."""
    own = sorted(s.at("plan_target", period.of_year, like=pct), key=lambda p: p["plan_by"] != pct["plan_by"])
    if own or not plans:
        return own
    return plans.at("plan_target", period.of_year, like=pct) or plans.at("level", period.of_year, like=pct)


def _nested(s: Series, rule: Rule, domain: Domain) -> Iterator[Judged]:
    """A period's level against that of the shortest period which holds it."""
    levels = s.by.get("level", {})
    for inner in levels:
        outer = next((p for p in s.around(inner) if p.holds(inner)), None)
        options = [
            {"inner": a, "outer": b}
            for a in levels[inner]
            for b in levels.get(outer, ())
            if a["unit_measure"] == b["unit_measure"] and _covers(b, a)
        ]
        if options:
            found = judge(rule, options, domain)
            # A figure over several years may be their mean.
            yield found._replace(outcome=REVISED) if found.outcome == FAILS and outer.months > 12 else found


def _covers(outer: dict, inner: dict) -> bool:
    """True where the days that a figure covers are among those of another."""
    return whole(outer) or outer["covers_to"] >= (inner["covers_to"] or inner["period"].end.isoformat())


def _implied(s: Series, rule: Rule, domain: Domain) -> Iterator[Judged]:
    """Where nobody prints last year's level, growth implies it: its parts are no more than that."""
    levels = s.by.get("level", {})
    for period, rows in s.by.get("yoy_pct", {}).items():
        base = period.prior()
        if base in levels or period.months > 12 or period not in levels:
            continue
        widest = max((p for p in s.around(base) if base.holds(p)), key=lambda p: (p.months, p.first), default=None)
        for r in rows:
            level = beside(levels[period], r)
            inner = [a for a in levels.get(widest, ()) if level and a["unit_measure"] == level["unit_measure"]]
            if inner and r["value"] > -100:
                yield judge(rule, ({"inner": a, "level": level, "yoy_pct": r} for a in inner), domain)


def _added(s: Series, rules: Rules, domain: Domain) -> Iterator[Judged]:
    """A period's level against the sum of published periods that fill it, or that fill its beginning."""
    levels = {p: [r for r in rows if whole(r)] for p, rows in s.by.get("level", {}).items()}
    levels = {p: rows for p, rows in levels.items() if rows}
    for outer, found in _filled(levels):
        full = found[-1].end == outer.end
        if not full and (len(found) < 2 or not s.rises):
            continue
        rows = {f"p{n}": levels[p][0] for n, p in enumerate(found, 1)}
        options = [{"whole": w} | _of_source(levels, found, w) for w in levels[outer]]
        options += [{"whole": w} | rows for w in levels[outer]]
        if {r["unit_measure"] for r in rows.values()} == {levels[outer][0]["unit_measure"]}:
            formula = " + ".join(rows) if full else " - ".join(["whole", *list(rows)[1:]])
            judged = judge(rules["periods" if full else "periods_within"], options, domain, formula)
            averages = judged.outcome == FAILS and outer.months > 12
            yield judged._replace(outcome=REVISED) if averages else judged


def _of_source(levels: dict[Period, Rows], periods: list[Period], like: dict) -> dict[str, dict]:
    """The figures of some periods by role: each from the source of another figure where that has it, else the chosen."""
    out = {}
    for n, p in enumerate(periods, 1):
        out[f"p{n}"] = next((r for r in levels[p] if r["source_id"] == like["source_id"]), levels[p][0])
    return out


def _filled(known) -> Iterator[tuple[Period, list[Period]]]:
    """Periods that others of the same table fill without gap or overlap, from the start as far as they reach: each with the
    fewest that do."""
    by_start: dict[int, list[Period]] = {}
    for p in sorted(known, key=lambda p: -p.months):
        by_start.setdefault(p.first, []).append(p)
    for outer in known:
        if outer.months > 1 and (found := _fill(by_start, outer)):
            yield outer, found


def _fill(by_start: dict[int, list[Period]], outer: Period) -> list[Period]:
    """The fewest periods from the start of one towards its end, as far as they reach."""
    end = outer.first + outer.months
    reached: dict[int, list[Period]] = {outer.first: []}
    paths = dict(reached)
    while reached:
        ahead: dict[int, list[Period]] = {}
        for at, path in reached.items():
            for p in by_start.get(at, ()):
                after = at + p.months
                if p == outer or after > end or after in paths:
                    continue
                if after == end:
                    return [*path, p]
                ahead[after] = paths[after] = [*path, p]
        reached = ahead
    return max(paths.values(), key=lambda path: sum(p.months for p in path))


def _between(s: Series, rule: Rule, domain: Domain) -> Iterator[Judged]:
    """Growth of a period lies between that of the periods that fill it: it is their weighted mean."""
    if s.own["season"] in SEASON_MONTH:
        return
    changes = {p: [r for r in rows if whole(r)] for p, rows in s.by.get("yoy_pct", {}).items()}
    changes = {p: rows for p, rows in changes.items() if rows}
    for outer, found in _filled(changes):
        if found[-1].end != outer.end:
            continue
        formula = ", ".join(f"p{n}" for n in range(1, len(found) + 1))
        chosen = {f"p{n}": changes[p][0] for n, p in enumerate(found, 1)}
        options = [{"yoy_pct": w} | _of_source(changes, found, w) for w in changes[outer]]
        options += [{"yoy_pct": w} | chosen for w in changes[outer]]
        yield judge(rule, options, domain, formula)
