"""Where a number is of: the area that its clause names, else the sentence, else the document."""

from __future__ import annotations

from ..periods import Period
from .behind import COUNTRY
from .catalogue import Catalogue
from .clauses import Clause
from .context import Context, Line
from .items import MIDDLE, STRONG, Item, Phrases
from .saying import Said
from .words import key, keys

_MERGING = frozenset(key(w) for w in ("sáp", "merger", "merging", "absorbing", "merged"))
_UNITED = Phrases(keys("hợp nhất"))
_GRDP_SINCE = 2015
_OF_PROVINCE = frozenset((key("tỉnh"), "provincial"))
_IN_THE_COUNTRY, _DOMESTIC = frozenset((key("trong"), key("nước"), key("sản"))), frozenset(("gross", "domestic"))
_HEAD = key("người")
_LISTING = frozenset((":", key("như")))
_FOREMOST = frozenset(key(w) for w in ("nhất", "dẫn", "đầu", "first", "second", "third", "leading", "top", "most"))


def area(
    catalogue: Catalogue, context: Context, clause: Clause, s: Said, line: Line, period: Period | None
) -> tuple[str, list[str]]:
    """The area of a number, and why it is not known: a district or commune that the catalogue does not have."""
    if s.of_base and s.base_area is not None:
        return of_day(catalogue, s.base_area.value, period or known(context), context), []  # "cao hơn cả nước (8,02%)"
    at = len(clause.before)
    if clause.boundary >= STRONG:
        context.local = False
    several = line.provinces > 1 and bool(context.areas) and catalogue.is_country(context.areas[0])
    if clause.boundary >= MIDDLE and line.areas and (several or _beside(catalogue, context, line)):
        line.areas = ()  # "trong khi cả nước tăng 5,05%; thu ngân sách …"
    past = parted = False
    for item in reversed(clause.before):
        at -= 1
        past = past or (item.kind == "sep" and item.value >= MIDDLE) or "within" in item.roles
        if item.kind == "local" and item is not s.base_area:
            context.local = True
            line.local = line.local or not _LISTING.isdisjoint(keys(str(item.value)))
            return "", ["area_local"]
        if item.kind == "area" and item is not s.base_area:
            if (
                past
                and context.areas
                and catalogue.is_country(item.value[0])
                and not catalogue.is_country(context.areas[0])
            ):
                continue  # "đứng thứ 8/34 tỉnh, thành phố cả nước; trong đó …"
            if catalogue.is_country(item.value[0]) and _foremost(context, catalogue, clause.before, at):
                continue  # "the second-largest exporter in Vietnam"
            if _merged(clause.before, at):
                continue  # "enlarged after absorbing Hai Duong province"
            if _aside(clause.before, at):  # "tỉnh Cà Mau (sau hợp nhất với Bạc Liêu)"
                continue
            if _within_it(clause.before, at):  # "huyện Mộc Châu (Sơn La)", "thị xã Sa Pa, tỉnh Lào Cai"
                continue
            if any("rank" in i.roles for i in clause.before[:at]):  # "ranking third nationwide, while the IIP …"
                continue
            if _joint(clause, at):
                context.local = line.local = True
                return "", ["area_local"]  # "In Dong Thap and An Giang"
            line.provinces += item.value != line.areas and not catalogue.is_country(item.value[0])
            context.local, line.local, line.areas = False, False, item.value
            return of_day(catalogue, item.value, period or known(context), context), []
        parted = parted or item.kind == "sep"
        if "world" in item.roles and not parted:
            context.local = True
            return "", ["area_local"]
        if item.kind == "subject" and _national(catalogue, context, item, period):
            line.areas = ("VN",)
            return "VN", []
        if "region" in item.roles and not past and context.areas and catalogue.is_country(context.areas[0]):
            context.local = True
            return "", ["area_local"]
        if "other" in item.roles and s.base != "other" and item.keys[-2:] in COUNTRY and not past:
            return "VN", []
    if s.of_base and s.base == "other" and (s.of_country or any(item.keys[-2:] in COUNTRY for item in clause.before)):
        return "VN", []  # "cao hơn bình quân chung cả nước (40,5%)"
    if s.of_base:  # "thấp hơn mức 7,09% của cả nước"
        for item in clause.after:
            if item.kind == "area":
                return of_day(catalogue, item.value, period or known(context), context), []
        if s.base == "other" and _OF_PROVINCE.isdisjoint(clause.words):
            return "", ["area_unknown"]  # "thấp hơn bình quân cả vùng (6,6%)"
    if line.local or (context.local and clause.boundary < 2):
        return "", ["area_local"]
    if line.areas:
        return of_day(catalogue, line.areas, period or known(context), context), []
    if not context.areas:
        return "", ["area_unknown"]
    return of_day(catalogue, context.areas, period or known(context), context), []


def _national(catalogue: Catalogue, context: Context, item: Item, period: Period | None) -> bool:
    """True of the GDP, in a text about a province of the years since that of a province is the GRDP."""
    if not context.areas or catalogue.is_country(context.areas[0]) or "VN" not in catalogue.data.areas:
        return False
    when = period or known(context)
    of_country = set(item.keys) >= _IN_THE_COUNTRY or ("gdp" in item.keys and set(item.keys) >= _DOMESTIC)
    return of_country and _HEAD not in item.keys and when is not None and when.year > _GRDP_SINCE


def _foremost(context: Context, catalogue: Catalogue, before: list[Item], at: int) -> bool:
    """True of the country that a province is the first in."""
    if not context.areas or catalogue.is_country(context.areas[0]):
        return False
    return any(
        k in _FOREMOST or (k.endswith("est") and k.isascii())
        for i in before[max(0, at - 6) : at]
        for k in i.keys
        if _HEAD not in i.keys  # "GRDP đầu người"
    )


def _merged(before: list[Item], at: int) -> bool:
    """True of a province that has gone up in another."""
    k = at
    while k and (before[k - 1].kind in ("area", "sep") or before[k - 1].roles & {"conj", "filler"}):
        k -= 1
    told = tuple(w for item in before[max(0, k - 2) : k] for w in item.keys)
    return not _MERGING.isdisjoint(told) or _UNITED.stand(told)


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


def _joint(clause: Clause, at: int) -> bool:
    """True of two areas with nothing but "and" between, of which no list tells one after the other."""
    items = clause.before
    two = (
        at > 1
        and "conj" in items[at - 1].roles
        and items[at - 2].kind == "area"
        and items[at - 2].value != items[at].value
    )
    return two and not any("respectively" in i.roles for i in (*items, *clause.after))


def _beside(catalogue: Catalogue, context: Context, line: Line) -> bool:
    """True where a text about a province has spoken of the country."""
    return bool(context.areas) and catalogue.is_country(line.areas[0]) and not catalogue.is_country(context.areas[0])


def of_day(catalogue: Catalogue, codes: tuple[str, ...], period: Period | None, context: Context | None = None) -> str:
    """Of areas of one name the one that stood at the time, and where the text is older, when it was written."""
    if len(codes) == 1:
        return codes[0]
    ends = period.end if period else None
    written = context.anchor.date if context is not None else None
    if ends is not None and written is not None:
        ends = min(ends, written)
    day = ends.isoformat() if ends else ""
    fitting = [c for c in codes if not day or catalogue.fits(c, day)]
    return (fitting or list(codes))[0]


def known(context: Context) -> Period | None:
    """The period that holds where a number has none."""
    return context.period or context.anchor.period
