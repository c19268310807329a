"""What a printed number may have been before it was rounded: intervals, their arithmetic, overlap.

A printed 24 % was something from 23.5 to 24.5; 1,320 million USD from 1,319.5 to 1,320.5. A formula on printed
numbers has its answer in an interval as well, and says no more than that.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import NamedTuple


class Interval(NamedTuple):
    """Closed interval; ``low <= high``.

    >>> Interval(1319.5, 1320.5) / Interval(0.235, 0.245)
    Interval(low=5385.714285714286, high=5619.148936170213)
    """

    low: float
    high: float

    def __add__(self, other):
        return spread(lambda a, b: a + b, self, of(other))

    def __sub__(self, other):
        return spread(lambda a, b: a - b, self, of(other))

    def __mul__(self, other):
        return spread(lambda a, b: a * b, self, of(other))

    def __truediv__(self, other):
        if of(other).holds(0):
            raise ZeroDivisionError(f"{other} may be 0")
        return spread(lambda a, b: a / b, self, of(other))

    def overlaps(self, other: Interval) -> bool:
        """True where the two could be the same number."""
        return self.low <= other[1] and other[0] <= self.high

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high


def of(x: float | tuple) -> Interval:
    """A number as the interval that holds only it."""
    return Interval(*x) if isinstance(x, tuple) else Interval(float(x), float(x))


def spread(f: Callable[..., float], *inputs: Interval) -> Interval:
    """Range of ``f`` over the corners of its inputs.

    Exact where ``f`` is monotone in each input, as sums, products, quotients and growth rates are.

    Raises
    ------
    ZeroDivisionError : a denominator is 0 at a corner.
    """
    ends = [f(*corner) for corner in itertools.product(*(sorted(set(i)) for i in inputs))]
    return Interval(min(ends), max(ends))


def printed(value: float, decimals: int, qualifier: str = "") -> Interval:
    """What a number printed with so many decimals may have been.

    Parameters
    ----------
    value : the printed number.
    decimals : decimals as printed; negative where a number ends in zeros that were rounded.
    qualifier : ``""``, ``"over"`` [v, v+u), ``"under"`` (v−u, v], ``"about"`` [v−u, v+u]; u is one unit of the last
        significant digit, at most 5 % of the value. A fall mirrors a rise: "over" is farther from 0.

    >>> printed(24, 0)
    Interval(low=23.5, high=24.5)
    >>> printed(7390, 0, "over")
    Interval(low=7390.0, high=7400.0)
    """
    half = 10.0**-decimals / 2
    if not qualifier:
        return Interval(round(value - half, 12), round(value + half, 12))
    unit = 10.0**-decimals
    while decimals <= 0 and value and value % (unit * 10) == 0:
        unit *= 10
    unit = min(unit, abs(value) * 0.05) if value else unit
    low = abs(value) if qualifier == "over" else abs(value) - unit
    high = abs(value) if qualifier == "under" else abs(value) + unit
    return Interval(float(low), float(high)) if value >= 0 else Interval(float(-high), float(-low))
