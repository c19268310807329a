"""What a number is measured as: a measure, its value in it, and how the one before it is gone on with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from .amounts import Number
from .saying import Before, Said

PLAIN = ("", "level", "ratio", "estimate")
RISES = {"yoy_pct", "mom_pct", "dec_pct", "change_pct"}
IN_POINTS = ("change_pp", "share_change_pp")
POINTS = ("points_as_percent",)  # reason: points are written as per cent


class At(NamedTuple):
    """Where a number stands.

    Parameters
    ----------
    bracket : alone in brackets. ``near`` : only a comma or "and" parts it from the number before.
    head : its clause names a subject of its own.
    """

    bracket: bool
    near: bool
    head: bool


@dataclass(slots=True)
class Measured:
    """The measure of a number, its value and upper end in it, and why it is not sure."""

    measure: str
    value: float
    upper: float | None = None
    decimals: int = 0
    unit: str = ""
    reasons: tuple[str, ...] = ()
    changes: bool = False  # it is a change: its base says which


def signed(
    n: Number, measure: str, sign: int, unit: str = "", *, changes: bool = False, reasons: tuple[str, ...] = ()
) -> Measured:
    value, upper = sign * n.value, None if n.upper is None else sign * n.upper
    if upper is not None and upper < value:
        value, upper = upper, value
    return Measured(measure, value, upper, n.decimals, unit or n.unit, reasons, changes)


def of_plan(n: Number, base: float, sign: int) -> Measured:
    """Per cent beyond a plan, or short of it, as per cent of the plan."""
    value = round(base + sign * n.value, 9)
    upper = None if n.upper is None else round(base + sign * n.upper, 9)
    if upper is not None and upper < value:
        value, upper = upper, value
    return Measured("pct_of_plan", value, upper, n.decimals, "percent")


def level(n: Number, s: Said) -> Measured:
    return signed(n, "plan_target" if s.target or s.plan_head else "level", 1)


def carried(n: Number, s: Said, before: Before) -> Measured:
    """A member of a list: what the one before it was."""
    if before.measure == "pct_of_plan":
        return of_plan(n, 0, 1)
    if before.measure in RISES or before.measure == "yoy_pct":
        return signed(n, "yoy_pct", before.sign, changes=True)
    if before.measure in ("share_pct", "growth_share_pct", "index", "plan_target", "share_change_pp"):
        return signed(
            n,
            before.measure,
            before.sign if before.measure in ("share_change_pp", "plan_target") else 1,
            changes=before.measure == "index",
        )
    return level(n, s)
