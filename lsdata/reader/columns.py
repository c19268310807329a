"""A number of a table as a figure: its measure by the head of its column, its time, area and unit by row, head and caption."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ..periods import Period
from .amounts import Number
from .cells import Cell
from .comparing import against
from .figure import Figure
from .heads import Head
from .labels import LOCAL, Caption, Labels, Row
from .naming import indicator
from .times import RELATIVE, Time
from .units import alike
from .when import Settled, settle

if TYPE_CHECKING:
    from .context import Context

_NEAR = (70.0, 150.0)  # an index of the same period stands between
_RISE = 50.0  # below, it is a rise
_LOW = frozenset((
    "subject_unknown", "subject_ambiguous", "period_unknown", "area_unknown", "area_local", "measure_unknown", "unit_unknown",
    "unit_unlike", "several_readings", "base_other",
))  # fmt: skip
_POINTS = ("contribution_pp", "share_change_pp", "change_pp")
_PER_CENT = ("pct_of_plan", "share_pct", "growth_share_pct", "yoy_pct", "mom_pct", "dec_pct", "index", "change_pct")
_Codes = tuple[str, ...]
_OWN_PERIOD = ("level", "plan_target")


class _Measured(NamedTuple):
    """What a number tells: the base is that of a change in per cent, if it is named."""

    measure: str
    value: float
    upper: float | None
    decimals: int
    base: str = ""


def written(cells: Sequence[Cell], h: Head) -> str:
    """How a column writes what is compared: ``index`` (105,3), ``change`` (+5,3), or ``open``.

    Parameters
    ----------
    cells : its numbers.
    h : its head; one that speaks of a rise or a fall says that it is one.
    """
    numbers = [c.number for c in cells]
    if h.signed or any(n.sign for n in numbers):
        return "change"
    near = sum(_NEAR[0] <= n.value <= _NEAR[1] for n in numbers)
    if numbers and ("index" in h.parts or (2 * near > len(numbers) and all(n.value >= _RISE for n in numbers))):
        return "index"
    return "change" if numbers and all(n.value < _RISE for n in numbers) else "open"


class Columns:
    """Makes figures of the numbers of a table.

    Parameters
    ----------
    labels : reads what heads name.
    caption, context : what holds where row and column say nothing.
    """

    def __init__(self, labels: Labels, caption: Caption, context: Context) -> None:
        self.labels, self.caption, self.context = labels, caption, context
        self.catalogue = labels.catalogue
        told = self._settled(caption.time, None) if caption.time else Settled(None)
        self.told = bool(told.period)
        self.period = told.period or context.anchor.period or context.period

    def figure(self, row: Row, cell: Cell, h: Head, led: Head | None, way: str, locator: str) -> Figure | None:
        """The figure of one number; None where it is calculated by the report itself.

        Parameters
        ----------
        led : head of the column of levels before it, whose time and status hold for what is derived from them.
        way : how its column writes what is compared.
        """
        own = row.measure
        measured = own if own and own.role == "figure" and own.measure and h.measure in ("level", "") else h
        if measured.role == "worked" or row.status == "worked":
            return None
        n, reasons = cell.number, ["table_head"]
        codes, words = self._subject(row, h)
        if measured is not h and way != "index":
            way = written((cell,), measured)
        when = self._period(row, h, measured, led, reasons)
        source = n if n.unit else measured.unit or row.unit or self.caption.unit or n  # of its unit
        measure, value, upper, decimals, base = self._measure(n, source, measured, codes, when.period, way, reasons)
        if measure == "plan_target" and when.period:
            when = self._of_plan(when.period, h, measured)
        area = self._area(row, h, when.period, reasons)
        unit, mult, printed = self._unit(n, source, measure, measured, reasons)
        code, why = (
            indicator(
                codes, measure, unit, area, row.sector, row.family, self.context.last, self.catalogue, gap=not unit
            )
            if codes
            else ("", ["subject_unknown"])
        )
        reasons += why
        unit, measure = self._as_known(code, unit, measure)
        status = (
            "F"
            if measure == "plan_target"
            else row.status or h.status or (led.status if led and measured.measure != "level" else "") or "A"
        )
        by = (measured.plan_by or self.caption.plan_by) if measure in ("pct_of_plan", "plan_target") else ""
        told = tuple(dict.fromkeys(reasons))
        one = cell.prose
        return Figure(
            value, measure, code, when.period.code if when.period else "", area, unit, mult, decimals, upper, n.total, status, n.qualifier,
            by, when.covers_to, locator, one.place(cell.start), one.place(cell.end), cell.paragraph.number, one.text[cell.start : cell.end],
            words, printed, base, "low" if _LOW & set(told) else "medium", told,
        )  # fmt: skip

    # --- what it is of, where -------------------------------------------------------------------------------------------

    def _subject(self, row: Row, h: Head) -> tuple[_Codes, str]:
        rest = "" if not h.rest or self.labels.areas(h.rest) else h.rest
        if not row.words:
            own = self.labels.codes(rest) if rest else ()
            if rest or not row.said:
                row.said = (own, rest) if own or not self.caption.codes else (self.caption.codes, self.caption.words)
            return row.said
        if rest:
            for both in (f"{rest} {row.words}", f"{row.words} {rest}"):
                if codes := self.labels.codes(both):
                    return codes, both
        return row.codes, row.words

    def _area(self, row: Row, h: Head, period: Period | None, reasons: list[str]) -> str:
        if row.areas == LOCAL:
            reasons.append("area_local")
            return ""
        found = row.areas or (h.rest and self.labels.areas(h.rest)) or self.caption.areas or self.context.areas
        if not found:
            reasons.append("area_unknown")
            return ""
        day = period.end.isoformat() if period else ""
        return next((c for c in found if not day or self.catalogue.fits(c, day)), found[0])

    # --- when -----------------------------------------------------------------------------------------------------------

    def _settled(self, t: Time, period: Period | None) -> Settled:
        anchor = self.context.anchor
        return settle(t, replace(anchor, period=period or anchor.period or self.context.period))

    def _period(self, row: Row, h: Head, measured: Head, led: Head | None, reasons: list[str]) -> Settled:
        """The period of a number; of a plan, that of the result beside it."""
        own = [t for t in h.own if t.shape not in RELATIVE or measured.measure == "level"]
        if measured.measure in ("plan_target", "pct_of_plan"):
            own = [t for t in own if t.shape != "year" or (self.period and t.year != self.period.year)]
        if not own and led and measured.measure not in _OWN_PERIOD:
            own = led.own
        t = _joined(own, row.time)
        if t is None:
            if self.period is None:
                reasons.append("period_unknown")
            elif not self.told:
                reasons.append("period_carried")
            return Settled(self.period)
        found = self._settled(t, self.period)
        if found.period is None:
            reasons.append("period_unknown")
        elif found.carried and self.context.anchor.year is None and not self.told:
            reasons.append("year_carried")
        return found

    def _of_plan(self, period: Period, h: Head, measured: Head) -> Settled:
        """The year that a plan is for, unless its head names another time."""
        own = [t for t in (*h.own, *measured.own) if t.shape not in RELATIVE]
        if own and (found := self._settled(_joined(own, None), self.period)).period:
            return found
        return Settled(period if period.months > 12 else Period(period.end.year, 1, 12))

    # --- which measure --------------------------------------------------------------------------------------------------

    def _measure(
        self, n: Number, source: Number, h: Head, codes: _Codes, period: Period | None, way: str, reasons: list[str]
    ) -> _Measured:
        sign = -1 if n.sign == "-" else 1
        value, upper = sign * n.value, None if n.upper is None else sign * n.upper
        if upper is not None and upper < value:
            value, upper = upper, value
        asked = h.measure
        if n.times and asked in ("compared", "pct_of_plan"):
            return _Measured("index" if asked == "compared" else asked, round(value * 100, 9), None, n.decimals - 2)
        if asked == "compared":
            if n.unit and not (n.percent or n.points):
                return _Measured("change", value, upper, n.decimals)
            if h.falls and not n.sign:
                value, upper = (-value, None) if upper is None else (-upper, -value)
            return self._compared(n, h, value, upper, period, way, reasons)
        if asked == "plan_gap" and (source.percent or not (n.unit or h.unit)):
            return _Measured("pct_of_plan", *_moved(100, value, upper), n.decimals)
        if asked in ("level", "percent", "") and source.percent:
            asked = self._per_cent(
                n, codes, "level" if asked == "percent" and self.labels.codes(h.rest) else asked, reasons
            )
        elif asked == "":
            reasons.append("measure_unknown")
            asked = "level" if n.unit or source is not n else ""
        return _Measured(asked, value, upper, n.decimals)

    def _per_cent(self, n: Number, codes: _Codes, asked: str, reasons: list[str]) -> str:
        """What a per cent is where its head names no measure."""
        if self._goes(codes, "share", "rate") and asked == "level" and not all(c.endswith("_growth") for c in codes):
            return "level"
        if n.sign or (codes and all(c.endswith("_growth") for c in codes)):
            return "yoy_pct"
        if self._goes(codes, "index") and asked == "level":
            return "index" if _NEAR[0] <= n.value <= _NEAR[1] else "yoy_pct"
        if codes or asked != "level":
            reasons.append("measure_unknown")
            return ""
        return "level"

    def _goes(self, codes: _Codes, *kinds: str) -> bool:
        known = self.catalogue.data.indicators
        return bool(codes) and all(known[c]["kind"] in kinds for c in codes)

    def _compared(
        self, n: Number, h: Head, value: float, upper: float | None, period: Period | None, way: str, reasons: list[str]
    ) -> _Measured:
        if way == "open":
            reasons.append("several_readings")
            way = "index" if n.value >= _NEAR[0] else "change"
        measure, base = self._base(h, period, reasons)
        if measure == "yoy_pct" and way == "index":
            return _Measured("index", value, upper, n.decimals, base)
        if way == "index":
            value, upper = _moved(-100, value, upper)
        return _Measured(measure, value, upper, n.decimals, base)

    def _base(self, h: Head, period: Period | None, reasons: list[str]) -> tuple[str, str]:
        """The measure of a change in per cent, and its base."""
        times = h.base or [t for t in h.own if t.shape in RELATIVE]
        for part, measure in (("mom", "mom_pct"), ("dec", "dec_pct"), ("yoy", "yoy_pct")):
            if part in h.parts:
                return measure, ""
        if not times:
            if h.rest and "base" in h.parts:
                reasons.append("measure_unknown")
                return "", ""
            reasons.append("base_unsaid")
            return "yoy_pct", ""
        base = self._settled(times[0], period).period
        code = base.code if base else ""
        if on := against(period, base, times[0].shape):
            return on, code
        reasons.append("base_other")
        return "change_pct", code or times[0].shape

    # --- in what unit ---------------------------------------------------------------------------------------------------

    def _unit(self, n: Number, source: Number, measure: str, h: Head, reasons: list[str]) -> tuple[str, int, str]:
        if measure in _POINTS:
            return "percentage_points", 0, n.unit_text or (h.unit.unit_text if h.unit else "")
        if measure in _PER_CENT or n.percent:
            return "percent", 0, n.unit_text or ("%" if h.unit or "%" in h.text else "")
        if not source.unit and (source is n or not source.mult):
            reasons.append("unit_unknown")
            return "", n.mult, ""
        if not source.known_unit:
            reasons.append("unit_unknown")
        return source.unit, n.mult + (source.mult if source is not n else 0), source.unit_text

    def _as_known(self, code: str, unit: str, measure: str) -> tuple[str, str]:
        """Unit and measure as the indicator has them."""
        if not code:
            return unit, measure
        own = self.catalogue.data.indicators[code]["unit_measure"]
        if measure in ("level", "plan_target", "change", "plan_gap") and alike(unit, own):
            unit = own
        return unit, "yoy_pct" if code.endswith("_growth") and own == "percent" and measure == "level" else measure


def _moved(by: float, value: float, upper: float | None) -> tuple[float, float | None]:
    return round(value + by, 9), None if upper is None else round(upper + by, 9)


def _joined(own: list[Time], row: Time | None) -> Time | None:
    """One time of those that head and row name: a month in a row under the head of a year is that year's."""
    named = [t for t in own if t.shape != "year"] or own
    t = row or (named[-1] if named else None)
    if t is None or t.year is not None or t.shape in RELATIVE:
        return t
    year = next((o.year for o in own if o.year is not None), None)
    return t._replace(year=year) if year is not None else t
