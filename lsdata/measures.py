"""Derived figures: formulas one can see, evaluated on values and on what rounding permits; named formulas made with it.

``derive`` takes a frame of facts and gives a frame of facts: the same columns, with ``formula`` and ``inputs``. A
column made by pandas alone may be drawn or shown; only a derived fact may be said.
"""

from __future__ import annotations

import ast
import operator
from dataclasses import replace
from typing import TYPE_CHECKING

from . import intervals, numerals
from .errors import ParameterError
from .facts import Fact
from .intervals import Interval
from .periods import Period

if TYPE_CHECKING:
    import pandas as pd

BAND = 5.0  # points around the share of the year gone within which a plan is on pace
USUAL_YEARS = 3  # so many earlier years at the same point of the year replace the straight line
IMPLIED_PLAN = "level / pct_of_plan * 100"
REMAINING = "level / pct_of_plan * 100 - level"
PACE_NEEDED = "(100 - pct_of_plan) / pct_of_plan * months / (12 - months)"
GAP = "pct_of_plan - elapsed_pct"
STATED_PCT = "level / plan_target * 100"
_UNITS = {
    "percent": {"vi": "%", "en": "%"},
    "points": {"vi": "điểm phần trăm", "en": "percentage points"},
    "times": {"vi": "lần", "en": "times"},
}
_MOST = {"recovery_pct": 0, "pace_needed": 1, "peak_ratio": 1}  # decimals printed at most: these show scale only
_OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def derive(frame: pd.DataFrame, *, unit: str = "", lang: str = "en", **formulas: str) -> pd.DataFrame:
    """Facts calculated from facts by a visible formula.

    Parameters
    ----------
    frame : rows of facts, as ``select`` and ``series`` give them.
    unit : ``percent``, ``points``, ``times``, or words; default: the unit of the first input. ``{unit}`` in it stands
        for that unit (``"{unit} a month"``).
    lang : language of the printed number.
    formulas : name="formula". Its names are ``value`` (each row by itself), measures (``level / pct_of_plan * 100``: one
        result for area, indicator and period), or indicators (``export_total + import_total``: one for area and period);
        ``months``, ``elapsed_pct`` (share of the year gone, 0 to 100) belong to the period. + − * / and parentheses.

    Returns
    -------
    DataFrame : columns of ``frame``; measure is the formula's name; low and high from the inputs' ends; one row a
        result. Where an input is missing there is no row.

    Raises
    ------
    ParameterError : a formula that is not arithmetic.

    Example
    -------
    >>> import lsdata
    >>> f = lsdata.load().select(sector="trade", area="VN-09", period="2020-S1")
    >>> p = derive(f, implied_plan="level / pct_of_plan * 100")
    >>> round(p.value.iloc[0]), round(p.low.iloc[0]), round(p.high.iloc[0])
    (5500, 5386, 5619)
    """
    import pandas as pd

    out = []
    records = frame.to_dict("records")
    for name, formula in formulas.items():
        tree, names = _parse(formula)
        for group in _groups(records, names):
            if not names <= group.keys() | {"months", "elapsed_pct"}:
                continue
            inputs = sorted((n, group[n]) for n in names & group.keys())
            lead = group[_first(tree, names & group.keys())]
            period = Period.parse(lead["period"])
            fixed = {"months": float(period.months), "elapsed_pct": 100 * (period.elapsed or 0)}
            if period.elapsed is None and "elapsed_pct" in formula:
                continue
            try:
                low, high = _spread(tree, {n: Interval(r["low"], r["high"]) for n, r in inputs}, fixed)
                value = _value(tree, fixed | {n: r["value"] for n, r in inputs})
            except ZeroDivisionError:
                continue
            words = _UNITS.get(unit, {}).get(lang) or unit.replace("{unit}", lead["unit"]) or lead["unit"]
            out.append(
                lead | {
                    "fact": _address(lead, name, [r["fact"] for _, r in inputs]), "plan_by": _plan_by(inputs), "measure": name, "value": value, "low": low, "high": high, "unit": words,
                    "status": max((r["status"] for _, r in inputs), key="APEF".index), "formula": formula,
                    "inputs": " ".join(r["fact"] for _, r in inputs),
                    "printed": numerals.quantity(numerals.number(value, decimals(name, low, high), lang), words, "", lang),
                }
            )  # fmt: skip
    return pd.DataFrame(out, columns=frame.columns) if out else frame.iloc[:0]


def calculate(name: str, formula: str, inputs: dict[str, Fact], *, unit: str) -> Fact:
    """One fact from facts by a visible formula, as ``derive`` does it for frames; of the first input's kind and period."""
    tree, _ = _parse(formula)
    lead = next(iter(inputs.values()))
    fixed = {"months": float(lead.period.months), "elapsed_pct": 100 * (lead.period.elapsed or 0)}
    low, high = _spread(tree, {n: i.interval for n, i in inputs.items()}, fixed)
    value = _value(tree, fixed | {n: i.value for n, i in inputs.items()})
    head, _, source = lead.id.rpartition("@")
    parts = head.split(".")
    return replace(
        lead, id=".".join([*parts[:3], name, *parts[4:]]) + "@" + source, measure=name, value=value, low=low, high=high,
        unit=_UNITS[unit][lead.lang], decimals=decimals(name, low, high), upper=None, qualifier="", formula=formula, inputs=tuple(i.id for i in inputs.values()),
    )  # fmt: skip


def difference(now: Fact, then: Fact) -> Fact:
    """The distance of two percentages in points, no finer than the coarser of the two; ``now`` less ``then``."""
    low, high = Interval(now.low, now.high) - Interval(then.low, then.high)
    other = then.id.split("@")[0].split(".", 1)[1]
    return replace(
        now, id=f"{now.id.split('@')[0]}.less.{then.area}.{other}@{now.source_id}", measure="difference_pp", value=now.value - then.value, low=low, high=high,
        unit=_UNITS["points"][now.lang] if abs(now.value - then.value) != 1 or now.lang == "vi" else "percentage point", decimals=min(now.decimals, then.decimals),
        upper=None, qualifier="", formula=f"{now.measure} - {then.measure}", inputs=(now.id, then.id),
    )  # fmt: skip


def decimals(measure: str, low: float, high: float) -> int:
    """Decimals of a derived figure: no finer than its interval holds; for a level three digits are enough."""
    largest = max(abs(low), abs(high))
    enough = 2 if measure.endswith("_pp") or largest < 10 else 1 if largest < 100 else 0
    return numerals.decimals_held(Interval(low, high), most=min(enough, _MOST.get(measure, 2)))


def _parse(formula: str) -> tuple[ast.expr, set[str]]:
    try:
        tree = ast.parse(formula, mode="eval").body
    except SyntaxError:
        raise ParameterError(f"formula {formula!r} is not arithmetic; write it like {IMPLIED_PLAN!r}") from None
    for node in ast.walk(tree):
        number = not isinstance(node, ast.Constant) or type(node.value) in (int, float)
        if not number or not isinstance(
            node, (ast.BinOp, ast.UnaryOp, ast.Name, ast.Constant, ast.Load, ast.USub, *_OPERATORS)
        ):
            raise ParameterError(
                f"formula {formula!r} holds {ast.unparse(node)!r}; only names, numbers, + - * / and ( ) are known"
            )
    names = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)} - {"months", "elapsed_pct"}
    if not names:
        raise ParameterError(f"formula {formula!r} names no figure; write it like {IMPLIED_PLAN!r}")
    return tree, names


def _first(tree: ast.expr, names: set[str]) -> str:
    """The name that a formula mentions first: its result is of that row's kind."""
    return next(
        n.id
        for n in sorted(ast.walk(tree), key=lambda n: getattr(n, "col_offset", 0))
        if isinstance(n, ast.Name) and n.id in names
    )


def _value(node: ast.expr, names: dict[str, float]) -> float:
    if isinstance(node, ast.BinOp):
        return _OPERATORS[type(node.op)](_value(node.left, names), _value(node.right, names))
    if isinstance(node, ast.UnaryOp):
        return -_value(node.operand, names)
    return names[node.id] if isinstance(node, ast.Name) else float(node.value)


def _spread(tree: ast.expr, inputs: dict[str, Interval], fixed: dict[str, float]) -> Interval:
    """What a formula may give, its inputs anywhere in their intervals; ZeroDivisionError where a denominator may be 0."""

    def range_of(node: ast.expr) -> Interval:
        def f(*values):
            return _value(node, {**fixed, **dict(zip(inputs, values, strict=True))})

        return intervals.spread(f, *inputs.values())

    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and range_of(node.right).holds(0):
            raise ZeroDivisionError(ast.unparse(node))
    return range_of(tree)


def _groups(records: list[dict], names: set[str]):
    """Rows that a formula sees together: name -> row."""
    if names <= {"value"}:
        yield from ({"value": r} for r in records)
        return
    measures = {r["measure"] for r in records}
    by_measure = bool(names & measures)
    groups: dict[tuple, dict[str, dict]] = {}
    plans: dict[tuple, dict[str, dict[str, dict]]] = {}
    for r in records:
        key = (r["area"], r["indicator"], r["period"]) if by_measure else (r["area"], r["measure"], r["period"])
        groups.setdefault(key, {}).setdefault(r["measure"] if by_measure else r["indicator"], r)
        if by_measure and r["measure"] in names and _whose(r["fact"]):
            plans.setdefault(key, {}).setdefault(_whose(r["fact"]), {}).setdefault(r["measure"], r)
    for key, group in groups.items():
        # The same revenue measured against two budget plans gives two results.
        yield from ({**group, **own} for own in plans.get(key, {"": {}}).values())


def _whose(fact: str) -> str:
    """Whose budget plan an address names: ``central``, ``provincial`` or nobody's."""
    return ".".join(fact.rpartition("@")[0].split(".")[4:])


def _plan_by(inputs: list[tuple[str, dict]]) -> str:
    return next((_whose(r["fact"]) for _, r in inputs if _whose(r["fact"])), "")


def _address(lead: dict, name: str, inputs: list[str]) -> str:
    head, _, source = lead["fact"].rpartition("@")
    whose = sorted({_whose(i) for i in inputs} - {""})
    return ".".join([*head.split(".")[:3], name, *whose]) + "@" + source


def straight(period: Period, expected: tuple[float, float]) -> bool:
    """True where a band lies around the share of the year gone; else it is the range of earlier years."""
    return abs(sum(expected) - 200 * (period.elapsed or 0)) < 1e-9


def verdict(low: float, high: float, value: float, expected: tuple[float, float]) -> str:
    """``met``, ``above``, ``on`` or ``below``: % of plan, as an interval, against the band it should lie in by now."""
    if value >= 100:
        return "met"
    return "on" if Interval(low, high).overlaps(Interval(*expected)) else "above" if low > expected[1] else "below"


def plan_progress(frame: pd.DataFrame, *, band: float = BAND, lang: str = "en") -> pd.DataFrame:
    """How far flows are against the year's plan.

    Parameters
    ----------
    frame : rows of facts: % of plan as published, at periods from January on; with levels, what they imply. Where only
        the level and the plan of the year (plan_target) were published, % of plan is calculated from them.
    band : points around the share of the year gone that still count as on pace.

    Returns
    -------
    DataFrame : columns of ``frame`` and ``elapsed`` (share of the year gone, %), ``expected_low``, ``expected_high`` (the
        band, or the range of three or more earlier years), ``verdict`` (met, above, on, below). Rows a period: pct_of_plan,
        gap_pp (points from the share gone), implied_plan, remaining, pace_needed (times the pace so far; a whole year has
        none of the last two).
    """
    import pandas as pd

    printed = frame[frame.period.map(lambda p: Period.parse(p).cumulative).astype(bool)]
    inside = pd.concat([f for f in (printed, _of_stated_plans(frame, printed, lang)) if len(f)] or [printed])
    stated = inside[(inside.measure == "pct_of_plan")]
    made = [derive(inside, lang=lang, gap_pp=GAP, unit="points"), derive(printed, lang=lang, implied_plan=IMPLIED_PLAN)]
    running = inside[inside.period.map(lambda p: (Period.parse(p).elapsed or 1) < 1).astype(bool)]
    short = running[(running.measure != "pct_of_plan") | (running.value < 100)]
    made += [
        derive(short, lang=lang, remaining=REMAINING),
        derive(short, lang=lang, pace_needed=PACE_NEEDED, unit="times"),
    ]
    out = pd.concat([stated, *[m for m in made if len(m)]], ignore_index=True)
    spans = [Period.parse(p) for p in out.period]
    out["elapsed"] = [100 * p.elapsed for p in spans]
    usual = [_usual(stated, r, p, band) for r, p in zip(out.to_dict("records"), spans, strict=True)]
    out["expected_low"], out["expected_high"] = [u[0] for u in usual], [u[1] for u in usual]
    out["verdict"] = [
        verdict(r.low, r.high, r.value, (r.expected_low, r.expected_high)) if r.measure == "pct_of_plan" else ""
        for r in out.itertuples()
    ]
    return out.sort_values(["area", "indicator", "end", "months"], kind="stable").reset_index(drop=True)


def _of_stated_plans(frame: pd.DataFrame, printed: pd.DataFrame, lang: str) -> pd.DataFrame:
    """% of plan where no source prints it but the level and the plan of its year are known, in one unit."""
    import pandas as pd

    records = frame.to_dict("records")
    plans = {(r["area"], r["indicator"], r["unit"], r["period"]): r for r in records if r["measure"] == "plan_target"}
    known = {(r["area"], r["indicator"], r["period"]) for r in records if r["measure"] == "pct_of_plan"}
    pairs = []
    for r in printed[printed.measure == "level"].to_dict("records"):
        plan = plans.get((r["area"], r["indicator"], r["unit"], Period.parse(r["period"]).of_year.code))
        if plan and (r["area"], r["indicator"], r["period"]) not in known:
            pairs += [r, plan | {"period": r["period"]}]
    both = pd.DataFrame(pairs, columns=frame.columns)
    return derive(both, pct_of_plan=STATED_PCT, unit="percent", lang=lang)


def _usual(stated: pd.DataFrame, row: dict, period: Period, band: float) -> tuple[float, float]:
    """The band around the share of the year gone, or the range of earlier years at the same point."""
    same = stated[(stated.area == row["area"]) & (stated.indicator == row["indicator"]) & (stated.fact != row["fact"])]
    earlier = same[
        same.period.map(lambda p: Period.parse(p).part == period.part and Period.parse(p) < period).astype(bool)
    ]
    if len(set(earlier.period)) >= USUAL_YEARS and period.part != "Y":
        return float(earlier.low.min()), float(earlier.high.max())
    return 100 * period.elapsed - band, 100 * period.elapsed + band
