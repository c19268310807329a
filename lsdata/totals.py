"""Sums over areas, and back-casts to a territory of today.

Only levels and targets of flows, stocks and counts are added up, over areas that do not overlap, each with a figure of
its own: no sum is partial. What is added up is a derived row whose formula and inputs name the parts.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from . import frames, measures, numerals
from .errors import ParameterError
from .periods import Period
from .territory import before, holders, parts, stands

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from .dataset import Dataset

ADDED = ("level", "plan_target")  # measures that may be added up over areas
NAMED = 5  # missing parts that a message names
WHY_NOT = {  # kind or measure -> why it may not, and what may be done
    "rate": "a rate cannot be added over areas: {i} needs its numerator and denominator; add each, then divide",
    "index": "an index cannot be added over areas: {i} needs the values behind it; add those, then divide",
    "share": "a share cannot be added over areas: {i} needs the part and the whole; add each, then divide",
    "percent": "a percentage cannot be added over areas: {i} needs the values behind it; add those, then divide",
    "change": "{m} cannot be added over areas: add the levels of {i} in both periods, then compare the sums",
    "pct_of_plan": "{m} cannot be added over areas: add the levels and the plans of {i}, then divide",
}


class Backcast(NamedTuple):
    """Figures of an area before it was formed.

    ``frame`` has a derived row a period; ``left_out`` says of which periods there is none, and why.
    """

    frame: pd.DataFrame
    left_out: list[tuple[str, str]]


def why_not(data: Dataset, indicator: str, measure: str = "level") -> str:
    """Why figures may not be added up over areas, in one line; empty where they may."""
    own = data.indicators[indicator]
    key = own["kind"] if own["kind"] in WHY_NOT else ""
    key = key or ("percent" if own["unit_measure"] == "percent" else "rate" if _is_ratio(own["unit_measure"]) else "")
    if measure not in ADDED:
        shares = dict.fromkeys(("share_pct", "share_change_pp"), "share")
        key = {"pct_of_plan": measure, "index": "index", **shares}.get(measure, "change")
    return WHY_NOT[key].format(i=indicator, m=measure) if key else ""


def add(
    data: Dataset, indicator: str, areas: Iterable[str], period: Period, *, area: str = "", measure: str = "level",
    name: str = "", as_of: str = "", lang: str = "en",
) -> dict:  # fmt: skip
    """The sum of the parts as a derived row, in the columns of a frame; see ``total``.

    Parameters
    ----------
    area : whose figure the sum is; default: the parts, joined by ``+``.
    name : what its measure is called; default: that of the parts.
    """
    areas = list(dict.fromkeys(areas))
    _check(data, indicator, areas, period, measure)
    known = data.find(area=areas, indicator=indicator, period=period, measure=measure, as_of=as_of)
    plan_by = _maker(known, areas)
    found = {r["area"]: r for r in known if r["plan_by"] == plan_by}
    asked = f"{indicator} ({measure}) in {period.code}"
    if missing := [a for a in areas if a not in found]:
        names = ", ".join(missing[:NAMED]) + (f" and {len(missing) - NAMED} more" if len(missing) > NAMED else "")
        raise ParameterError(f"no sum of {asked}: no figure of {names}; a sum needs all its parts")
    rows = [found[a] for a in areas]
    if early := [r["area"] for r in rows if r["covers_to"] and r["covers_to"] < period.end.isoformat()]:
        raise ParameterError(f"no sum of {asked}: the figure of {', '.join(early)} does not cover the whole period")
    if ranges := [r["area"] for r in rows if r["upper"] is not None]:
        raise ParameterError(f"no sum of {asked}: the figure of {', '.join(ranges)} is a range; add up its ends")
    if any(_is_ratio(r["unit_measure"]) for r in rows):
        raise ParameterError(WHY_NOT["rate"].format(i=indicator))
    if len(units := {r["unit_measure"] for r in rows}) > 1:
        raise ParameterError(f"no sum of {asked}: it is printed in {', '.join(sorted(units))}; bring it to one unit")
    mult = frames.own_mult(data, rows[0])
    value, low, high = (_sum(rows, end, mult) for end in ("value", "low", "high"))
    area, name = area or "+".join(areas), name or measure
    sources = list(dict.fromkeys(r["source_id"] for r in rows))
    unit = data.unit(rows[0]["unit_measure"], mult, lang)
    text = numerals.number(value, measures.decimals(name, value, low, high), lang)
    return {
        "fact": f"{area}.{indicator}.{period.code.replace('/', '_')}.{name}@sum", "area": area, "indicator": indicator,
        "name": data.indicators[indicator][f"name_{lang}"], "period": period.code, "start": period.start, "end": period.end,
        "months": period.months, "measure": name, "value": value, "unit": unit, "low": low, "high": high,
        "status": max((r["status"] for r in rows), key="APEF".index), "source": " ".join(sources),
        "published": max(data.sources[s]["published_on"] for s in sources), "printed": numerals.quantity(text, unit, "", lang),
        "formula": " + ".join(re.sub(r"\W", "_", a) for a in areas), "inputs": " ".join(r["id"] for r in rows), "plan_by": plan_by,
    }  # fmt: skip


def _sum(rows: list[dict], end: str, mult: int) -> float:
    """The sum of one end of the rows' intervals, in one power of ten, without the dust of binary fractions."""
    return float(sum(Decimal(repr(float(r[end]))).scaleb(r["mult"] - mult) for r in rows))


def _is_ratio(unit: str) -> bool:
    """True for a unit of which two do not make a sum: per cent, per hectare, a rank."""
    return unit in ("percent", "percentage_points", "rank") or "_per_" in unit


def _maker(rows: list[dict], areas: list[str]) -> str:
    """Whose plan the figures are of, where all areas have one of the same maker."""
    makers = [{r["plan_by"] for r in rows if r["area"] == a} for a in areas]
    common = set.intersection(*makers) if makers else set()
    return next((m for m in ("", "provincial", "central") if m in common), "")


def _check(data: Dataset, indicator: str, areas: list[str], period: Period, measure: str) -> None:
    """Refuse what may not be added up: this indicator or measure, areas that overlap or do not exist in the period."""
    data.check("indicator", indicator), data.check("measure", measure)
    if reason := why_not(data, indicator, measure):
        raise ParameterError(reason)
    named = set(areas)
    for a in areas:
        row = data.areas[data.check("area", a)]
        took = f"{row.get('formed_from') or ''} {row.get('part_from') or ''}".split()
        for less, more, how in (*((a, x, "lies in") for x in holders(data, a)), *((x, a, "went into") for x in took)):
            if {less, more} <= named:
                raise ParameterError(f"{less} {how} {more}: added up, it would count twice; name one of them")
        if not stands(data, a, period):
            span = f"from {row['valid_from']}" if before(data, a, period) else f"to {row['valid_to']}"
            hint = f"; before that add {row.get('formed_from')}" if row.get("formed_from") else ""
            raise ParameterError(f"{a} exists {span}, not at the end of {period.code}{hint}")
    if len(levels := {data.areas[a]["level"] for a in areas}) > 1:
        told = " and ".join(sorted(levels))
        raise ParameterError(f"areas of several levels ({told}) may hold each other: name areas of one level")


def total(
    data: Dataset, indicator: str, areas: Iterable[str] | str, period: str | Period, *, as_of: str = "",
    measure: str = "level", lang: str = "en",
) -> pd.DataFrame:  # fmt: skip
    """The sum of an indicator over areas, as a derived row whose formula and inputs name its parts.

    Parameters
    ----------
    areas : codes; one area is the sum of its parts: the areas within that the package lists, before its first day those
        it was formed from.
    measure : ``level`` or ``plan_target``; nothing else may be added up.

    Returns
    -------
    DataFrame : columns as in ``frame``; one row. Its area is the one asked for, of several their codes joined by ``+``;
        low and high are the sums of the parts' ends, status the least certain, source all of theirs.

    Raises
    ------
    ParameterError : a rate, index, share or change; a part without a figure; areas that overlap, or that do not exist
        at the end of the period.
    """
    period = Period.parse(period)
    codes = [areas] if isinstance(areas, str) else list(areas)
    own = data.check("area", codes[0]) if len(codes) == 1 else ""
    if own and not (codes := parts(data, own, period)):
        raise ParameterError(f"no areas are known that make up {own} in {period.code}; name the areas to add up")
    if not codes:
        raise ParameterError("no areas to add up; name one, or several")
    return as_frame(data, [add(data, indicator, codes, period, area=own, measure=measure, as_of=as_of, lang=lang)])


def backcast(
    data: Dataset, indicator: str, area: str, *, as_of: str = "", measure: str = "level", lang: str = "en"
) -> Backcast:
    """Figures of an area for the time before it was formed: a derived row for each period that all its parts have.

    A period that begins before its first day and ends after it is not back-cast: the parts stop inside it, so that only
    a figure published for the new territory counts.

    Returns
    -------
    Backcast : ``frame`` of derived rows, oldest first, and ``left_out``: (period, why there is none).

    Raises
    ------
    ParameterError : the area was not formed from others.
    """
    row = data.areas[data.check("area", area)]
    data.check("indicator", indicator), data.check("measure", measure)
    whole, some = ((row.get(c) or "").split() for c in ("formed_from", "part_from"))
    if not (whole or some) or not row["valid_from"]:
        raise ParameterError(f"{area} was not formed from other areas; its own figures are all there are")
    known = data.find(area=[*whole, *some], indicator=indicator, measure=measure, as_of=as_of)
    rows, left_out = [], []
    for period in sorted({r["period"] for r in known}):
        if not before(data, area, period):
            left_out.append((period.code, f"the period holds {row['valid_from']}, the first day of {area}"))
        elif some:
            left_out.append((period.code, f"{area} took a part only of {', '.join(some)}"))
        else:
            try:
                rows.append(add(data, indicator, whole, period, area=area, measure=measure, as_of=as_of, lang=lang))
            except ParameterError as e:
                left_out.append((period.code, str(e)))
    return Backcast(as_frame(data, rows), left_out)


def sums(data: Dataset, indicators: Iterable[str], area: str, period: Period, as_of: str = "", lang: str = "en"):
    """Indicator -> derived row: what an area has in a period by the sum of its parts alone, not by a figure of its own."""
    codes, out = parts(data, area, period), {}
    for i in dict.fromkeys(indicators) if codes else ():
        if not why_not(data, i) and not data.find(area=area, indicator=i, period=period, measure="level", as_of=as_of):
            try:
                out[i] = add(data, i, codes, period, area=area, as_of=as_of, lang=lang)
            except ParameterError:
                continue
    return out


def parts_total(data: Dataset, indicator: str, area: str, period: Period, *, as_of: str = "", lang: str = "en"):
    """The sum of an area's parts under a name of its own, to stand beside the area's own figure: one row, or none."""
    try:
        codes = parts(data, area, period)
        return [add(data, indicator, codes, period, area=area, name="parts_total", as_of=as_of, lang=lang)]
    except ParameterError:
        return []


def as_frame(data: Dataset, rows: list[dict]) -> pd.DataFrame:
    """DataFrame of derived rows, in the columns and types of every other."""
    import pandas as pd

    stamps = [r | {c: pd.Timestamp(r[c]) for c in ("start", "end")} for r in rows]
    return pd.DataFrame(stamps, columns=frames.COLUMNS) if rows else data.frame([])


def joined(data: Dataset, frame: pd.DataFrame, rows: list[dict]) -> pd.DataFrame:
    """A frame with derived rows put in: each indicator in its place, its periods in the order of time."""
    import pandas as pd

    if not rows:
        return frame
    every = pd.concat([f for f in (frame, as_frame(data, rows)) if len(f)], ignore_index=True)
    order = {i: n for n, i in enumerate(dict.fromkeys(every.indicator))}
    by = every.assign(order=every.indicator.map(order)).sort_values(["order", "end"], kind="stable", ignore_index=True)
    return by.drop(columns="order")
