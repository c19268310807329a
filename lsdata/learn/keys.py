"""What an exercise's formulas give: the answer and every slip, each with the numbers that count as it."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .. import formulas, measures, numerals
from ..dataset import Dataset
from ..intervals import Interval
from . import programs
from .cases import Case, cases, operands

DIGITS = 3  # significant digits to which an answer may be rounded


@lru_cache
def rules() -> dict[str, dict]:
    """The exercises: name -> its table of ``exercises.toml``."""
    return tomllib.loads(Path(__file__).with_name("exercises.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=64)
def settable(data: Dataset, name: str, as_of: str = "") -> list[Case]:
    """Cases of an exercise in which the answer and every slip can be told apart."""
    rule = rules()[name]
    found = cases(data, rule, as_of)
    if "program" in rule:
        return [c for c in found if programs.runs(data, c, as_of)]
    return [c for c in found if _apart(data, c, rule)] if "key" in rule else found


def _apart(data: Dataset, case: Case, rule: dict) -> bool:
    try:
        keys = [key(data, case, rule, f) for f in (rule["key"], *rule["mistakes"].values())]
    except ZeroDivisionError:
        return False
    zones = [Interval(*k.zone) for k in keys]
    return not any(a.overlaps(b) for i, a in enumerate(zones) for b in zones[:i])


@dataclass(frozen=True)
class Key:
    """What a formula gives: value, what rounding permits, and the decimals that this holds."""

    value: float
    low: float
    high: float
    decimals: int

    @property
    def zone(self) -> tuple[float, float]:
        """Numbers that are as good as the value: inside its interval, or rounded to its digits, three of them at least.

        Of an exact value only itself.
        """
        if self.low == self.high:
            half = 0.0
        else:
            enough = DIGITS - 1 - math.floor(math.log10(abs(self.value))) if self.value else 0
            half = 10.0 ** -min(self.decimals, enough) / 2
        slack = 1e-9 * max(1.0, abs(self.value))
        return min(self.low, self.value - half) - slack, max(self.high, self.value + half) + slack

    def holds(self, x: float) -> bool:
        return self.zone[0] <= x <= self.zone[1]


def key(data: Dataset, case: Case, rule: dict, formula: str) -> Key:
    """A formula worked out on a case."""
    known = operands(data, case, exact=rule.get("exact", False)) | formulas.calendar_of(case.lead["period"])
    value, (low, high) = formulas.evaluate(formulas.parse(formula)[0], known)
    if low == high:
        exact = next(n for n in range(9) if n == 8 or abs(value - float(numerals.rounded(value, n))) < 1e-9)
        return Key(value, low, high, exact)
    held = numerals.decimals_held(Interval(low, high))
    return Key(value, low, high, measures.inside(value, low, high, held))
