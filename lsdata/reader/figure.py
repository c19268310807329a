"""A figure as it was read: the columns of ``figures.csv``, the words it came from, and how sure the reading is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from .. import intervals
from ..dataset import MEASURES
from ..intervals import Interval
from ..periods import Period

Sureness = Literal["high", "medium", "low"]
ORDER: tuple[Sureness, ...] = ("low", "medium", "high")
COLUMNS = (
    "ref_area indicator time_period measure plan_by obs_value obs_value_upper obs_total unit_measure unit_mult obs_status "
    "decimals qualifier covers_to source_id locator note note_vi"
).split()
BESIDE = "start end paragraph text words unit base sure reasons".split()  # what a reading has beside those columns
_PERIOD = re.compile(r"\d{4}(?:-|$)")  # how a period in SDMX begins


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure.

    Parameters
    ----------
    ref_area, indicator, time_period, measure, plan_by : as in ``figures.csv``; empty where the text does not tell.
        Measures of the reader alone: ``change`` (absolute), ``change_pct`` and ``change_pp`` (on a base that the package has
        no measure for), ``growth_share_pct``, ``plan_gap``.
    obs_value, obs_value_upper, obs_total, unit_measure, unit_mult, decimals, qualifier : as printed; a fall is negative.
    start, end : where number, qualifier and unit stand in the text of the document; ``text`` is what stands there.
    paragraph : its number, from 1.
    words : the subject as printed. ``unit`` : the unit as printed.
    base : what a change is measured from: a period in SDMX, or its words.
    sure : ``high``: the clause says all of it; ``medium``: something was carried over; ``low``: something is not known.
    reasons : why it is not high: keys of ``[read]`` in the phrase files.
    """

    obs_value: float
    measure: str = ""
    indicator: str = ""
    time_period: str = ""
    ref_area: str = ""
    unit_measure: str = ""
    unit_mult: int = 0
    decimals: int = 0
    obs_value_upper: float | None = None
    obs_total: int | None = None
    obs_status: str = "A"
    qualifier: str = ""
    plan_by: str = ""
    covers_to: str = ""
    locator: str = ""
    start: int = 0
    end: int = 0
    paragraph: int = 1
    text: str = ""
    words: str = ""
    unit: str = ""
    base: str = ""
    sure: Sureness = "high"
    reasons: tuple[str, ...] = ()

    @property
    def placed(self) -> bool:
        """True where the data package has a place for it: its area, indicator, period and measure are known to it."""
        known = self.ref_area and self.indicator and self.time_period and self.measure in MEASURES
        return bool(known) and "base_other" not in self.reasons

    @property
    def interval(self) -> Interval:
        """What the number may have been before it was rounded, in units; a range from the one end to the other."""
        low, high = intervals.printed(self.obs_value, self.decimals, self.qualifier)
        if self.obs_value_upper is not None:
            high = intervals.printed(self.obs_value_upper, self.decimals).high
        return Interval(low, high) * 10.0**self.unit_mult

    @property
    def since(self) -> Period | None:
        """The period that a change is measured from; None where its base is words, an area, or not settled."""
        return Period.parse(self.base) if _PERIOD.match(self.base) else None

    def doubted(self, sure: Sureness, reason: str) -> Figure:
        """The same, no surer than this, for one more reason."""
        least = min(self.sure, sure, key=ORDER.index)
        return replace(self, sure=least, reasons=tuple(dict.fromkeys((*self.reasons, reason))))
