"""Units of figures: which printed unit can stand for that of an indicator."""

from __future__ import annotations

MONEY = frozenset(("USD", "VND", "EUR", "CNY"))
_ALIKE = (
    frozenset(("visitors", "passengers", "turns", "persons")),
    frozenset(("criteria_per_commune", "criteria")),
    frozenset(("vehicles", "vehicles_per_day")),
    frozenset(("pupils", "persons")),
    frozenset(("percentage_points", "percentage_points_per_year", "percent")),
)  # fmt: skip


def alike(unit: str, own: str) -> bool:
    """True where a printed unit can stand for that of an indicator."""
    return unit == own or any(unit in group and own in group for group in _ALIKE)
