"""Derived figures: formulas one can see, evaluated on values and on what rounding permits; named formulas made with it.

``derive`` takes a frame of facts and gives a frame of facts: the same columns, with ``formula`` and ``inputs``. A
column made by pandas alone may be drawn or shown; only a derived fact may be said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from . import numerals
from .facts import Fact
from .formulas import CALENDAR, calendar_of, evaluate, parse
from .frames import records
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
GAP_AT_END = "pct_of_plan - 100"  # of a season that is over
STATED_PCT = "level / plan_target * 100"
STATED_REMAINING = "plan_target - level"
_UNITS = {
    "percent": {"vi": "%", "en": "%"},
    "points": {"vi": "điểm phần trăm", "en": "percentage points"},
    "point": {"vi": "điểm phần trăm", "en": "percentage point"},
    "times": {"vi": "lần", "en": "times"},
}
SUMS = ("level", "plan_target", "parts_total")  # derived under these names: sums over areas
_AS_FINE = (*SUMS, "stated_plan", "remaining")  # printed as fine as what they were made from
_MOST = {"recovery_pct": 0, "pace_needed": 1, "peak_ratio": 1}  # decimals printed at most: these show scale only


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

    out, rows = [], records(frame)
    for name, formula in formulas.items():
        tree, names = parse(formula)
        figures = [n for n in names if n not in CALENDAR]
        for group in _groups(rows, set(figures)):
            fixed = calendar_of(Period.parse(next(iter(group.values()))["period"]))
            if not set(names) <= group.keys() | fixed.keys():
                continue
            try:
                operands = {n: (group[n]["value"], Interval(group[n]["low"], group[n]["high"])) for n in figures}
                value, (low, high) = evaluate(tree, operands | fixed)
            except ZeroDivisionError:
                continue
            lead, inputs = group[figures[0]], [group[n] for n in sorted(figures)]  # of the kind of what is named first
            ids = [r["fact"] for r in inputs]
            words = _UNITS.get(unit, {}).get(lang) or unit.replace("{unit}", lead["unit"]) or lead["unit"]
            text = numerals.number(value, decimals(name, value, low, high), lang)
            out.append(
                lead | {
                    "fact": address(name, lead["fact"], ids), "plan_by": next((_whose(i) for i in ids if _whose(i)), ""),
                    "measure": name, "value": value, "low": low, "high": high, "unit": words,
                    "status": max((r["status"] for r in inputs), key="APEF".index), "formula": formula, "inputs": " ".join(ids),
                    "printed": numerals.quantity(text, words, "", lang),
                }
            )  # fmt: skip
    return pd.DataFrame(out, columns=frame.columns) if out else frame.iloc[:0]


def unit_name(unit: str, lang: str) -> str:
    """Words of ``percent``, ``points`` or ``times``."""
    return _UNITS[unit][lang]


def fact_of(row: dict, areas: Mapping[str, dict], lang: str) -> Fact:
    """The fact that a derived row of a frame stands for; ``areas`` names its place."""
    return Fact(
        id=row["fact"], period=Period.parse(row["period"]), source_id=(row["source"].split() or [""])[0],
        inputs=tuple(row["inputs"].split()), lang=lang, plan_by=row.get("plan_by", ""), name=row["name"],
        decimals=decimals(row["measure"], row["value"], row["low"], row["high"]), place=areas[row["area"]].get(f"name_{lang}", ""),
        **{k: row[k] for k in ("area", "indicator", "measure", "value", "low", "high", "unit", "status", "formula")},
    )  # fmt: skip


def calculate(fact: Fact, *, unit: str, **formula: str) -> Fact:
    """A fact from another by a visible formula on its measure, as ``derive`` does it for frames."""
    ((name, text),) = formula.items()
    value, interval = evaluate(parse(text)[0], {fact.measure: (fact.value, fact.interval)} | calendar_of(fact.period))
    own, held = address(name, fact.id, [fact.id]), decimals(name, value, *interval)
    return _made(fact, name, value, interval, unit, id=own, decimals=held, formula=text, inputs=(fact.id,))


def difference(now: Fact, then: Fact) -> Fact:
    """The distance of two percentages in points, no finer than the coarser of the two; ``now`` less ``then``."""
    value, held = now.value - then.value, min(now.decimals, then.decimals)
    unit, formula = "point" if abs(value) == 1 else "points", f"{now.measure} - {then.measure}"
    other = then.id.split("@")[0].split(".", 1)[1]
    own = f"{now.id.split('@')[0]}.less.{then.area}.{other}@{now.source_id}"
    interval, inputs = now.interval - then.interval, (now.id, then.id)
    held = inside(value, *interval, held)
    return _made(now, "difference_pp", value, interval, unit, id=own, decimals=held, formula=formula, inputs=inputs)


def part_of_plan(level: Fact, plan: Fact, mult: int = 0) -> Fact:
    """What per cent of a stated plan a level is, where a source prints another; ``mult``: its power of ten less the plan's."""
    scale = 10.0**mult * 100
    value, interval = level.value / plan.value * scale, level.interval / plan.interval * scale
    head, _, source = level.id.rpartition("@")
    own = f"{'.'.join(head.split('.')[:3])}.plan_share{'.' if plan.plan_by else ''}{plan.plan_by}@{source}"
    held = max(1, decimals("plan_share", value, *interval))
    inputs = (level.id, plan.id)
    return _made(
        level, "plan_share", value, interval, "percent", id=own, decimals=held, formula=STATED_PCT, inputs=inputs
    )


def _made(lead: Fact, measure: str, value: float, interval: Interval, unit: str, **rest) -> Fact:
    """A derived fact: of the area, indicator, period and status of the one it was made from."""
    return replace(
        lead, measure=measure, value=value, low=interval.low, high=interval.high, unit=_UNITS[unit][lead.lang], upper=None,
        qualifier="", **rest,
    )  # fmt: skip


def decimals(measure: str, value: float, low: float, high: float) -> int:
    """Decimals of a derived figure: no finer than its interval holds, three digits for a level, and inside its interval."""
    largest = max(abs(low), abs(high))
    exact = measure.endswith("_pp") or measure in _AS_FINE
    enough = 2 if exact or largest < 10 else 1 if largest < 100 else 0
    return inside(
        value, low, high, numerals.decimals_held(Interval(low, high), most=min(enough, _MOST.get(measure, 2)))
    )


def inside(value: float, low: float, high: float, held: int) -> int:
    """As many decimals as keep the printed value between the ends of its interval, two at most; one narrower than the
    last digit asks for nothing."""
    while held < 2 and high - low >= 10.0**-held and not low <= float(numerals.rounded(value, held)) <= high:
        held += 1
    return held


def _groups(rows: list[dict], names: set[str]):
    """Rows that a formula sees together: name -> row."""
    if names <= {"value"}:
        yield from ({"value": r} for r in rows)
        return
    measures = {r["measure"] for r in rows}
    by_measure = bool(names & measures)
    groups: dict[tuple, dict[str, dict]] = {}
    plans: dict[tuple, dict[str, dict[str, dict]]] = {}
    for r in rows:
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


def address(name: str, lead: str, inputs: list[str]) -> str:
    """Id of a derived fact: that of its lead, with the formula's name and whose plan it is measured against."""
    head, _, source = lead.rpartition("@")
    whose = sorted({_whose(i) for i in inputs} - {""})
    return ".".join([*head.split(".")[:3], name, *whose]) + "@" + source


def expected(
    period: Period, earlier: list[tuple[str, float, float]], band: float = BAND, gone: float | None = None
) -> tuple[float, float]:
    """Where % of plan should be by now: around the share of the year gone, or within the range of earlier years.

    Parameters
    ----------
    earlier : period, low and high of % of plan at the same point of earlier years; three of them replace the line.
    gone : share of the time gone, 0 to 1, where it is not that of the year: 1 for a season that is over.
    """
    gone = period.elapsed if gone is None else gone
    if len({p for p, _, _ in earlier}) >= USUAL_YEARS and gone < 1:
        return min(low for _, low, _ in earlier), max(high for _, _, high in earlier)
    return 100 * gone - band, 100 * gone + band


def straight(period: Period, expected: tuple[float, float]) -> bool:
    """True where a band lies around the share of the year gone; else it is the range of earlier years."""
    return abs(sum(expected) - 200 * (period.elapsed or 0)) < 1e-9


def verdict(low: float, high: float, value: float, expected: tuple[float, float]) -> str:
    """``met``, ``above``, ``on`` or ``below``: % of plan, as an interval, against the band it should lie in by now."""
    if value >= 100:
        return "met"
    return "on" if Interval(low, high).overlaps(Interval(*expected)) else "above" if low > expected[1] else "below"
