"""The unit of a figure: that of its indicator, of what its subject counts, or as printed."""

from __future__ import annotations

from .catalogue import Catalogue
from .measures import Measured
from .units import alike
from .words import key, keys, lexicon

_VISITOR = frozenset((key("khách"), key("đón"), "visitors", "tourists", "arrivals"))
_CARRIED = frozenset((key("vận"), key("chuyển"), "carriage", "transport"))
_NUMBER_OF = "số "
_PIECES, _VEHICLES = "chiếc", frozenset((key("xe"), key("tô")))
_FLOWN, _FLIGHTS = "chuyến", frozenset((key("chuyến"), key("bay")))
_PASSENGERS, _PASSENGER = "hành khách", key("khách")
_COUNTABLE = (
    "persons",
    "visitors",
    "enterprises",
    "households",
    "passengers",
    "schools",
    "communes",
    "projects",
    "cases",
    "subscribers",
)
_PEOPLE = (
    "population",
    "the population",
    "labour force",
    "the labour force",
    "labor force",
    "the labor force",
    "dân số",
    "dân số trung bình",
    "lực lượng lao động",
    "death toll",
    "the death toll",
)
_OWN_UNIT = ("level", "plan_target", "change", "plan_gap")  # measures in the unit of the indicator


def unit_of(
    catalogue: Catalogue, code: str, measure: str, m: Measured, words: str, around: set[str], *, gap: bool
) -> str:
    """The unit of a figure: of its indicator where what is printed can stand for that."""
    own = catalogue.data.indicators[code]["unit_measure"] if code else ""
    if code and (not m.unit or (measure in _OWN_UNIT and (gap or (alike(m.unit, own) and own != "percent")))):
        return own
    if not m.unit and (words.lower() in _PEOPLE or words.lower().endswith(" population")):
        return "persons"
    if not m.unit and words.lower().startswith(_NUMBER_OF):
        length, units = lexicon("vi").units.longest(list(keys(words)), 1)
        return units[0].code if length else ""  # "số dự án giảm 11"
    if not m.unit and measure == "level" and not m.decimals and (noun := _head(words)):
        return noun
    if not m.unit and measure in ("level", "change") and (noun := noun_of(list(keys(words)))):
        return noun  # "the number of employed workers is 51.5 million"
    if m.unit == _PIECES and _VEHICLES & set(keys(words)):
        return "vehicles"  # "xe máy 158,4 nghìn chiếc", not telephones
    if m.unit == _FLOWN and {key("chuyến"), *keys(words)} | around >= _FLIGHTS:
        return "flights"  # "số chuyến bay cất, hạ cánh là 9.310 chuyến"
    if m.unit in ("visitors", "turns") and (_CARRIED & set(keys(words)) or words.lower().startswith(_PASSENGERS)):
        return "passengers" if m.unit == "visitors" or _PASSENGER in keys(words) else m.unit
    return "visitors" if m.unit in ("", "turns") and _VISITOR & (around | set(keys(words))) else m.unit


def _head(words: str) -> str:
    """What a Vietnamese subject begins with, where it can be counted: "Hồ sơ quá hạn là 512"."""
    length, units = lexicon("vi").units.longest(list(keys(words)) or [""], 0)
    return units[0].code if length and units[0].code in (*_COUNTABLE, "dossiers") else ""


_COMPOUNDS = frozenset((key(word), key("trường")) for word in "thị môi hiện công nông lâm quảng".split())


def noun_of(told: list[str], *, anything: bool = False) -> str:
    """What an English subject counts, by its words: "unemployed people", "the number of new firms"; ``anything``: known or not."""
    found = [
        units[0].code
        for at in range(len(told))
        if (units := lexicon("en").units.longest(told, at)[1])
        and not (at and tuple(told[at - 1 : at + 1]) in _COMPOUNDS)
    ]
    return next((code for code in found if anything or code in _COUNTABLE), "")
