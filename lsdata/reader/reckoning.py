"""Calculated numbers of a text held against what their formulas give: with figures of the text, and with published ones."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..dataset import Dataset
from ..formulas import CALENDAR, calendar_of, evaluate, parse
from ..periods import Period
from .figure import Figure
from .holding import NOISE, Held, amount, ends
from .worked import Worked, table

MOST = 8  # rows that are tried for a name of a formula
NEAR = 8  # paragraphs back from a number to what it is of
ANYWHERE = ("used", "difference_pp", "gap_pp")  # said of the country, too
SAME = ("value", "upper", "decimals", "mult", "qualifier", "unit_measure", "plan_by")
RATES = ("yoy_pct", "pct_of_plan", "level", "share_pct")


class Off(NamedTuple):
    """A number that no formula gives: what the nearest choice of figures gives, in its scale, and those figures."""

    worked: Worked
    value: float
    rows: tuple[dict, ...]


def said(one: Off) -> Figure:
    """A number that a source is said to have, as the figure that it should be."""
    w, row = one.worked, one.rows[0]
    value = -abs(w.value) if row["value"] < 0 else w.value
    return Figure(
        value, row["measure"], row["indicator"], row["period"].code, row["area"], row["unit_measure"],
        row["mult"] if w.scale is None else w.scale, w.decimals, start=w.start, end=w.end, paragraph=w.paragraph,
        plan_by=row["plan_by"],
    )  # fmt: skip


def off(found: Sequence[Worked], held: Sequence[Held], data: Dataset, as_of: str = "") -> Iterator[Off]:
    """Calculated numbers that are not what the figures beside them make.

    A number that cannot be calculated, because a figure is missing, is passed over.
    """
    if found and held:
        shelf = _Shelf(held, data, as_of)
        yield from (one for w in found if (one := shelf.off(w)))


class _Shelf:
    """Figures of a text and published ones: area, indicator and period -> measure -> rows, those of the text first."""

    def __init__(self, held: Sequence[Held], data: Dataset, as_of: str):
        self.data, self.rows = data, {}
        self.figures = [h.figure for h in held]
        self.areas = {h.row["area"] for h in held}
        self.spoken = {h.row["period"] for h in held}
        others = {o for a in self.areas for o in data.others(a)}
        for r in [*(h.row for h in held), *data.find(area=self.areas | others, vintages=True, as_of=as_of)]:
            own = self.rows.setdefault((r["area"], r["indicator"], r["period"]), {}).setdefault(r["measure"], [])
            if len(own) < MOST and not any(all(o[k] == r[k] for k in SAME) for o in own):
                own.append(r)

    def off(self, w: Worked) -> Off | None:
        """What its formulas give, of what the text speaks of just before where they can; None where one gives the number.

        Whose number it is a sentence does not always say: it stands where any figures of the period give it.
        """
        nearest: Off | None = None
        least, near = (), self._near(w)
        for value, rows in self._made(w):
            scales = (0,)
            if w.name in table()["amounts"]:
                own = int(self.data.indicators[rows[0]["indicator"]]["unit_mult"])
                scales = (w.scale,) if w.scale is not None else (rows[0]["mult"], own)
            for scale in scales:
                made = value / 10.0**scale
                apart = abs(abs(w.value) - abs(made))
                if apart <= _half(w) + NOISE * abs(made):
                    return None
                if nearest is None or (rows[0]["indicator"] not in near, apart) < least:
                    nearest, least = Off(w, made, rows), (rows[0]["indicator"] not in near, apart)
        return nearest

    def _near(self, w: Worked) -> tuple[str, ...]:
        """What the text speaks of just before a number."""
        before = (f for f in self.figures if f.start < w.start and f.paragraph >= w.paragraph - NEAR)
        return tuple(dict.fromkeys(f.indicator for f in before))

    def _made(self, w: Worked) -> Iterator[tuple[float, tuple[dict, ...]]]:
        """What each choice of figures gives, in units, with those figures."""
        for formula in table()["made"][w.name]:
            tree, names = parse(formula)
            if w.name == "used" and w.measures and not {*names} & {*w.measures}:
                continue
            wanted = [n for n in names if n not in CALENDAR]
            whole = all(n.removesuffix("_yoy") in self.data.indicators for n in wanted)
            for area, indicator, period in self.rows:
                if (area not in self.areas and w.name not in ANYWHERE) or period not in (w.periods or self.spoken):
                    continue
                fixed = calendar_of(period)
                if (w.indicators and not whole and indicator not in w.indicators) or {*names} & {
                    *CALENDAR
                } - fixed.keys():
                    continue
                for rows in itertools.product(*(self._choice(n, area, indicator, period) for n in wanted)):
                    if len({r["measure"] for n, r in zip(wanted, rows, strict=True) if n.endswith("rate")}) > 1:
                        continue
                    try:
                        value, span = evaluate(
                            tree, {n: (amount(r), ends(r)) for n, r in zip(wanted, rows, strict=True)} | fixed
                        )
                    except ZeroDivisionError:
                        continue
                    if w.part == "upper" and rows[0]["upper"] is not None:
                        value = rows[0]["upper"] * 10.0 ** rows[0]["mult"]
                    yield {"low": span.low, "high": span.high}.get(w.part, value), rows

    def _choice(self, name: str, area: str, indicator: str, period: Period) -> list[dict]:
        """Figures that a name of a formula may be."""
        own = name.removesuffix("_yoy")
        if own in self.data.indicators:
            return self._at(area, own, period, "level" if own == name else "yoy_pct")
        if name == "other_rate":
            others = dict.fromkeys(a for a, *_ in self.rows if a != area)
            return [r for a in others for r in self._rates(a, indicator, period)]
        if name == "earlier_rate":
            earlier = [p for a, i, p in self.rows if (a, i, p.part) == (area, indicator, period.part) and p < period]
            return [r for p in earlier for r in self._rates(area, indicator, p)]
        if name == "prior":
            return self._at(area, indicator, period.prior(), "level")
        if name in ("rate", "vintage_rate"):
            return self._rates(area, indicator, period)
        return self._at(area, indicator, period.of_year if name == "plan_target" else period, name)

    def _rates(self, area: str, indicator: str, period: Period) -> list[dict]:
        """Percentages of an indicator, or of its counterpart where the area is a country."""
        own = self.data.counterpart(indicator, area)
        found = [r for m in RATES for r in self._at(area, own, period, m)]
        return [r for r in found if r["unit_measure"] == "percent"]

    def _at(self, area: str, indicator: str, period: Period, measure: str) -> list[dict]:
        return self.rows.get((area, indicator, period), {}).get(measure, [])


def _half(w: Worked) -> float:
    """Half a unit of the last digit that is one: of 5,500 fifty; where a source has the number, of the last printed."""
    unit, value = 10.0**-w.decimals, abs(w.value)
    while w.name != "used" and w.decimals == 0 and value and value % (unit * 10) == 0:
        unit *= 10
    return unit / 2
