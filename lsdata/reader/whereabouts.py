"""Where a number is of: the area that its clause names, else the sentence, else the document."""

from __future__ import annotations

from ..periods import Period
from .catalogue import Catalogue
from .clauses import Clause
from .context import Context, Line
from .saying import Said
from .words import keys

_COUNTRY = keys("cả nước"), keys("toàn quốc")


def area(
    catalogue: Catalogue, context: Context, clause: Clause, s: Said, line: Line, period: Period | None
) -> tuple[str, list[str]]:
    """The area of a number, and why it is not known: a district or commune that the catalogue does not have."""
    for item in reversed(clause.before):
        if item.kind == "local" and item is not s.base_area:
            context.local = True
            return "", ["area_local"]
        if item.kind == "area" and item is not s.base_area:
            context.local, line.areas = False, item.value
            return of_day(catalogue, item.value, period or known(context)), []
        if "other" in item.roles and s.base != "other" and item.keys in _COUNTRY:
            return "VN", []
    if s.of_base and s.base_area is not None:
        return of_day(catalogue, s.base_area.value, period or known(context)), []
    if s.of_base and s.base == "other" and any(item.keys[-2:] in _COUNTRY for item in clause.before):
        return "VN", []  # "cao hơn bình quân chung cả nước (40,5%)"
    if s.of_base:  # "thấp hơn mức 7,09% của cả nước"
        for item in clause.after:
            if item.kind == "area":
                return of_day(catalogue, item.value, period or known(context)), []
    if context.local and clause.boundary < 2:
        return "", ["area_local"]
    if line.areas:
        return of_day(catalogue, line.areas, period or known(context)), []
    if not context.areas:
        return "", ["area_unknown"]
    return of_day(catalogue, context.areas, period or known(context)), []


def of_day(catalogue: Catalogue, codes: tuple[str, ...], period: Period | None) -> str:
    """Of areas of one name the one that stood at the time."""
    day = period.end.isoformat() if period else ""
    fitting = [c for c in codes if not day or catalogue.fits(c, day)]
    return (fitting or list(codes))[0]


def known(context: Context) -> Period | None:
    """The period that holds where a number has none."""
    return context.period or context.anchor.period
