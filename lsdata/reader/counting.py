"""The unit of a figure: that of its indicator, of what its subject counts, or as printed."""

from __future__ import annotations

from .catalogue import Catalogue
from .measures import Measured
from .units import alike
from .words import key, keys, lexicon

_VISITOR = frozenset((key("khách"), key("đón"), "visitors", "tourists", "arrivals"))
_CARRIED = frozenset((key("vận"), key("chuyển"), "carriage", "transport"))
_NUMBER_OF = "số "
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
    if not m.unit and words.lower() in _PEOPLE:
        return "persons"
    if not m.unit and words.lower().startswith(_NUMBER_OF):
        length, units = lexicon("vi").units.longest(list(keys(words)), 1)
        return units[0].code if length else ""  # "số dự án giảm 11"
    if not m.unit and measure in ("level", "change") and (noun := noun_of(list(keys(words)))):
        return noun  # "the number of employed workers is 51.5 million"
    if m.unit in ("visitors", "turns") and (_CARRIED & set(keys(words)) or words.lower().startswith(_PASSENGERS)):
        return "passengers" if m.unit == "visitors" or _PASSENGER in keys(words) else m.unit
    return "visitors" if m.unit in ("", "turns") and _VISITOR & (around | set(keys(words))) else m.unit


def noun_of(told: list[str]) -> str:
    """What an English subject counts, by its words: "unemployed people", "the number of new firms"."""
    found = [units[0].code for at in range(len(told)) if (units := lexicon("en").units.longest(told, at)[1])]
    return next((code for code in found if code in _COUNTABLE), "")
