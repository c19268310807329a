"""Where a number is of: the area that its clause names, else the sentence, else the document."""

from __future__ import annotations

from ..periods import Period
from .catalogue import Catalogue
from .clauses import Clause
from .context import Context, Line
from .items import MIDDLE, Item
from .saying import Said
from .words import keys

_COUNTRY = keys("cả nước"), keys("toàn quốc"), ("national", "average")


def area(
    catalogue: Catalogue, context: Context, clause: Clause, s: Said, line: Line, period: Period | None
) -> tuple[str, list[str]]:
    """The area of a number, and why it is not known: a district or commune that the catalogue does not have."""
    if s.of_base and s.base_area is not None:
        return of_day(catalogue, s.base_area.value, period or known(context)), []  # "cao hơn cả nước (8,02%)"
    at = len(clause.before)
    if clause.boundary >= MIDDLE and line.areas and _beside(catalogue, context, line):
        line.areas = ()  # "trong khi cả nước tăng 5,05%; thu ngân sách …"
    past = False
    for item in reversed(clause.before):
        at -= 1
        past = past or (item.kind == "sep" and item.value >= MIDDLE) or "within" in item.roles
        if item.kind == "local" and item is not s.base_area:
            context.local = True
            return "", ["area_local"]
        if item.kind == "area" and item is not s.base_area:
            if (
                past
                and context.areas
                and catalogue.is_country(item.value[0])
                and not catalogue.is_country(context.areas[0])
            ):
                continue  # "đứng thứ 8/34 tỉnh, thành phố cả nước; trong đó …"
            if _aside(clause.before, at):  # "tỉnh Cà Mau (sau hợp nhất với Bạc Liêu)"
                continue
            if _within_it(clause.before, at):  # "huyện Mộc Châu (Sơn La)", "thị xã Sa Pa, tỉnh Lào Cai"
                continue
            if any("rank" in i.roles for i in clause.before[:at]):  # "ranking third nationwide, while the IIP …"
                continue
            context.local, line.areas = False, item.value
            return of_day(catalogue, item.value, period or known(context)), []
        if "other" in item.roles and s.base != "other" and item.keys[-2:] in _COUNTRY and not past:
            return "VN", []
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


def _aside(before: list[Item], at: int) -> bool:
    """True of an area in brackets behind another one."""
    signs = [i for i, item in enumerate(before[:at]) if item.keys in (("(",), (")",))]
    opened = bool(signs) and before[signs[-1]].keys == ("(",) and any(i.keys == (")",) for i in before[at:])
    return opened and signs[-1] > 0 and before[signs[-1] - 1].kind == "area"


def _within_it(before: list[Item], at: int) -> bool:
    """True of a province that tells where the district named right before it is."""
    bracket = at > 0 and before[at - 1].keys == ("(",)
    while at and (
        before[at - 1].kind == "sep"
        or before[at - 1].roles & {"filler", "target"}
        or (bracket and before[at - 1].kind == "word" and not before[at - 1].roles)
    ):
        at -= 1
    return at > 0 and before[at - 1].kind == "local"


def _beside(catalogue: Catalogue, context: Context, line: Line) -> bool:
    """True where a text about a province has spoken of the country."""
    return bool(context.areas) and catalogue.is_country(line.areas[0]) and not catalogue.is_country(context.areas[0])


def of_day(catalogue: Catalogue, codes: tuple[str, ...], period: Period | None) -> str:
    """Of areas of one name the one that stood at the time."""
    day = period.end.isoformat() if period else ""
    fitting = [c for c in codes if not day or catalogue.fits(c, day)]
    return (fitting or list(codes))[0]


def known(context: Context) -> Period | None:
    """The period that holds where a number has none."""
    return context.period or context.anchor.period
