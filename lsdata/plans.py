"""Progress against plan: how much of the year's plan a flow has reached, what remains, and the pace that would take.

A plan that a source states is used as stated; only where none is known is it implied by level and percentage.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import measures
from .frames import records
from .measures import BAND, derive, expected, verdict
from .periods import Period

if TYPE_CHECKING:
    import pandas as pd

SEASON_MONTH = {"winter_spring": 5, "spring": 7, "main": 11}  # the month in which a season closes


def season_over(season: str, period: Period) -> bool:
    """True where a season of the year closes inside a part of that year."""
    month = SEASON_MONTH.get(season)
    return bool(month) and period.part not in ("", "Y") and period.month <= month <= period.end.month


def plan_progress(frame: pd.DataFrame, *, band: float = BAND, lang: str = "en") -> pd.DataFrame:
    """How far flows are against the year's plan.

    Parameters
    ----------
    frame : rows of facts: % of plan as published, at periods from January on; levels; the plan of the year
        (plan_target) where a source states it. Level and % of plan imply a plan only where none is stated; where no
        source prints % of plan, it is calculated from level and stated plan.
    band : points around the share of the year gone that still count as on pace.

    Returns
    -------
    DataFrame : columns of ``frame`` and ``elapsed`` (share of the year gone, %; 100 for a season that is over),
        ``expected_low``, ``expected_high`` (the band, or the range of three or more earlier years), ``verdict`` (met,
        above, on, below). Rows a period: pct_of_plan, gap_pp (points from the share gone), stated_plan or implied_plan,
        remaining, pace_needed (times the pace so far; a whole year, and a season that is over, have none of the last
        two).
    """
    import pandas as pd

    known = frame.attrs  # what frames carry of their indicators
    printed = frame[frame.period.map(lambda p: Period.parse(p).cumulative).astype(bool)]
    pairs = _beside_plans(frame, known.get("flows"))
    made = _share_of_stated(frame, pairs, lang)
    inside = pd.concat([f for f in (printed, made) if len(f)] or [printed])
    stated = inside[inside.measure == "pct_of_plan"]
    with_plan = {_against(plan) for _, plan in pairs}
    implying = printed[[r["measure"] != "pct_of_plan" or _against(r) not in with_plan for r in records(printed)]]

    def gone(row: dict) -> float:
        period = Period.parse(row["period"])
        return 1.0 if season_over(known.get("seasons", {}).get(row["indicator"], ""), period) else period.elapsed

    def short(f: pd.DataFrame) -> pd.DataFrame:
        """Rows whose time is not over and whose plan is not met."""
        rows = records(f)
        return f[[gone(r) < 1 and (r["measure"] != "pct_of_plan" or r["value"] < 100) for r in rows]]

    over = [gone(r) > Period.parse(r["period"]).elapsed for r in records(inside)]
    unmet = [(level, plan) for level, plan in pairs if gone(level) < 1 and level["value"] < plan["value"]]
    out = [
        stated,
        derive(inside[[not x for x in over]], lang=lang, gap_pp=measures.GAP, unit="points"),
        derive(inside[over], lang=lang, gap_pp=measures.GAP_AT_END, unit="points"),
        pd.DataFrame([_stated(*pair) for pair in pairs], columns=frame.columns),
        derive(implying, lang=lang, implied_plan=measures.IMPLIED_PLAN),
        _remaining(frame, unmet, lang),
        derive(short(implying), lang=lang, remaining=measures.REMAINING),
        derive(short(inside), lang=lang, pace_needed=measures.PACE_NEEDED, unit="times"),
    ]
    out = pd.concat([f for f in out if len(f)] or [stated], ignore_index=True)
    percentages, rows = records(stated), records(out)
    out["elapsed"] = [100 * gone(r) for r in rows]
    bands = [expected((p := Period.parse(r["period"])), _earlier(percentages, r, p), band, gone(r)) for r in rows]
    out["expected_low"], out["expected_high"] = zip(*bands, strict=True) if bands else ((), ())
    out["verdict"] = [
        verdict(r["low"], r["high"], r["value"], within) if r["measure"] == "pct_of_plan" else ""
        for r, within in zip(rows, bands, strict=True)
    ]
    return out.sort_values(["area", "indicator", "end", "months"], kind="stable").reset_index(drop=True)


def _against(row: dict) -> tuple[str, ...]:
    """What a percentage and the plan that it is of have in common."""
    return row["area"], row["indicator"], row["period"], row["plan_by"]


def _beside_plans(frame: pd.DataFrame, flows: list[str] | None) -> list[tuple[dict, dict]]:
    """Levels since January, each with the plan of its year in the same unit, seen from the level's period.

    That plan is what % of plan is measured against; where nobody prints one, of flows alone: a stock or a rate has a
    target, of which no share is due by now.
    """
    rows, plans, out = records(frame), {}, []
    for r in rows:
        if r["measure"] == "plan_target":
            plans.setdefault((r["area"], r["indicator"], r["unit"], r["period"]), []).append(r)
    known = {_against(r) for r in rows if r["measure"] == "pct_of_plan"}
    measured = {key[:3] for key in known}
    for r in rows:
        period = Period.parse(r["period"])
        if r["measure"] != "level" or not period.cumulative:
            continue
        for plan in plans.get((r["area"], r["indicator"], r["unit"], period.of_year.code), ()):
            plan = plan | {k: r[k] for k in ("period", "start", "end", "months")}
            own = _against(plan)
            if own in known or (own[:3] not in measured and (flows is None or r["indicator"] in flows)):
                out.append((r, plan))
    return out


def _share_of_stated(frame: pd.DataFrame, pairs: list[tuple[dict, dict]], lang: str) -> pd.DataFrame:
    """% of plan where no source prints it, from level and plan."""
    known = {_against(r) for r in records(frame) if r["measure"] == "pct_of_plan"}
    unsaid = [pair for pair in pairs if _against(pair[1]) not in known]
    return derive(_together(frame, unsaid), pct_of_plan=measures.STATED_PCT, unit="percent", lang=lang)


def _remaining(frame: pd.DataFrame, pairs: list[tuple[dict, dict]], lang: str) -> pd.DataFrame:
    """What remains of stated plans, under the address of the level's period; a plan is set, so it is taken as printed."""
    pairs = [(level, plan | {"low": plan["value"], "high": plan["value"]}) for level, plan in pairs]
    out = derive(_together(frame, pairs), lang=lang, remaining=measures.STATED_REMAINING)
    inputs = [text.split() for text in out.inputs]
    return out.assign(fact=[measures.address("remaining", level, [plan]) for level, plan in inputs])


def _together(frame: pd.DataFrame, pairs: list[tuple[dict, dict]]) -> pd.DataFrame:
    """Levels and their plans as rows to calculate with."""
    import pandas as pd

    return pd.DataFrame([row for pair in pairs for row in pair], columns=frame.columns)


def _stated(level: dict, plan: dict) -> dict:
    """The plan of the year as a row of the level's period."""
    address = measures.address("stated_plan", level["fact"], [plan["fact"]])
    same = {k: plan[k] for k in ("value", "low", "high", "status", "source", "published", "printed", "plan_by")}
    return level | same | {"fact": address, "measure": "stated_plan", "formula": "plan_target", "inputs": plan["fact"]}


def _earlier(stated: list[dict], row: dict, period: Period) -> list[tuple[str, float, float]]:
    """% of plan of a row's indicator at the same point of earlier years: period, low, high."""
    same = (r for r in stated if (r["area"], r["indicator"]) == (row["area"], row["indicator"]))
    spans = ((Period.parse(r["period"]), r) for r in same)
    return [(r["period"], r["low"], r["high"]) for p, r in spans if p.part == period.part and p < period]
