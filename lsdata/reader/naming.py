"""Which indicator a subject is, where its wording stands at several: by area, measure, unit, and what was spoken of before."""

from __future__ import annotations

from .catalogue import Catalogue
from .clauses import Clause
from .units import MONEY, alike

_OF_GROWTH = ("contribution_pp", "growth_share_pct")


def indicator(
    codes: tuple[str, ...], measure: str, unit: str, area: str, sector: str, family: str, last: str, catalogue: Catalogue, *, gap: bool = False
) -> tuple[str, list[str]]:  # fmt: skip
    """The one indicator of those with a wording that the measure, unit and area permit; else empty, and why.

    Parameters
    ----------
    codes : indicators that have the wording.
    measure, unit, area : of the figure.
    sector, family, last : of the indicators found before it: between several, what was spoken of last wins.
    gap : the wording holds the number, so the unit is the indicator's.
    """
    known = catalogue.data.indicators
    found = []
    for code in codes:
        code = f"{code}_rank" if unit == "rank" and f"{code}_rank" in known else code
        one = _meant(code, measure, unit, known)
        one = catalogue.of_area(one, area)
        if one in found or not _possible(known[one], measure, unit, gap):
            continue
        if area and catalogue.is_country(area) != _national(one, catalogue) and one in catalogue.national_pairs:
            continue
        found.append(one)
    if len(found) > 1:
        common = set.intersection(*(set(c.split("_")) for c in found))
        for narrowed in (
            [c for c in found if (set(c.split("_")) - common) & set(last.split("_"))],
            [c for c in found if c.split("_")[0] == family],
            [c for c in found if known[c]["sector"] == sector],
            [c for c in found if _fits(known[c], measure, unit)],
            [c for c in found if measure in _OF_GROWTH and known[c]["sector"] == "growth"],
        ):
            if len(narrowed) == 1:
                found = narrowed
                break
    wholes = [c for c in found if gap and all(o == c or o.startswith(f"{c}_") for o in found)]
    if (
        len(found) == 1 or len(wholes) == 1
    ):  # of the communes, of the border communes: of all where nothing else is said
        return (wholes or found)[0], []
    return "", ["subject_ambiguous"] if found else ["unit_unlike"] if codes else ["subject_unknown"]


_SEASONS = {1: "winter_spring", 2: "spring", 4: "main"}


def seasonal(codes: tuple[str, ...], clause: Clause, catalogue: Catalogue) -> tuple[str, ...]:
    """The indicators of a crop season, where the clause names one; none where the catalogue has only those of all seasons."""
    season = next((i.value.n for i in clause.before if i.kind == "time" and i.value.shape == "season" and i.value.n), 0)
    if not season:
        return codes
    known, name = catalogue.data.indicators, _SEASONS.get(season, "none")
    out = []
    for code in codes:
        if known[code]["season"]:
            out.append(code)
        elif known[code]["sector"] == "agriculture":
            out += [c for c, row in known.items() if row["season"] == name and c.endswith(f"_{code}")]
        else:
            out.append(code)
    return tuple(out)


def _national(code: str, catalogue: Catalogue) -> bool:
    return code in catalogue.of_countries.values()


def _meant(code: str, measure: str, unit: str, known: dict) -> str:
    """The growth of a product is an indicator of its own: ``grdp`` that rises is ``grdp_growth``."""
    growth = f"{code}_growth"
    if unit == "rank" and f"{growth}_rank" in known:
        return f"{growth}_rank"
    if growth in known and measure in ("yoy_pct", "change_pp", "level") and unit in ("percent", "percentage_points"):
        return growth
    if growth in known and measure == "plan_target" and unit == "percent":
        return growth
    if code.endswith("_growth") and measure in ("level", "plan_target", "pct_of_plan", "change") and unit in MONEY:
        return code.removesuffix("_growth") if code.removesuffix("_growth") in known else code
    return code


def _possible(row: dict[str, str], measure: str, unit: str, gap: bool) -> bool:
    """False where a figure cannot be of an indicator: tonnes of a rate, a share of an index."""
    own = row["unit_measure"]
    if measure in ("level", "change", "plan_gap") and not gap:
        return alike(unit, own) or (not unit and own != "percent" and own not in MONEY)
    if measure == "plan_target" and not gap:
        return alike(unit, own) or (unit == "percent" and row["kind"] in ("flow", "index", "rate"))
    if measure in _OF_GROWTH:
        return row["sector"] == "growth" or row["indicator"].startswith("iip_")
    return measure != "share_pct" or not row["indicator"].endswith("_balance")  # "a deficit equal to 10.2% of exports"


def _fits(row: dict[str, str], measure: str, unit: str) -> bool:
    if measure in ("level", "plan_target", "change"):
        return row["unit_measure"] == unit
    if measure in ("share_pct", "share_change_pp"):
        return row["kind"] == "share" or row["sector"] == "growth"
    return row["kind"] in ("flow", "index", "rate")
