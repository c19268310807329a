"""Cells as people and spreadsheets write them, brought to the form that the data package holds.

Spaces around a text, letters in decomposed Unicode (NFD), ``42,9`` and ``1.320,5``, ``13/07/2020``, ``6T/2020``,
``ước``: each has one meaning. ``1.320`` has two: it is settled by the decimals that the row gives, else by how the
other numbers of the file are written.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from .errors import PeriodError
from .periods import Period

DAYS = ("published_on", "start", "end", "covers_to", "valid_from", "valid_to", "set_on", "acknowledged_on")
WORDS = {  # column -> what people write in place of a code
    "obs_status": {"chính thức": "A", "ước": "E", "ước tính": "E", "dự ước": "E", "sơ bộ": "P", "kế hoạch": "F", "dự kiến": "F"},
    "qualifier": {"hơn": "over", "trên": "over", "gần": "under", "dưới": "under", "khoảng": "about"},
    "level": {"tỉnh": "province", "huyện": "district", "xã": "commune", "cả nước": "country"},
    "plan_by": {"trung ương": "central", "địa phương": "provincial", "tỉnh": "provincial"},
    "date_basis": {},
    "used": {"có": "yes", "rồi": "yes", "không": "no", "chưa": "no"},
}  # fmt: skip
_NOT_PRINTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_GROUPING_SPACES = re.compile(r"(?<=[0-9])[ \u00a0\u2007\u202f](?=[0-9]{3}(?![0-9]))")  # as in 1 320,5
_CANONICAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_WRITTEN = {  # decimal sign -> a number with it: sign, whole part with or without groups, decimals
    sign: re.compile(rf"(-?)([1-9][0-9]{{0,2}}(?:{group}[0-9]{{3}})+|[0-9]+)(?:{point}([0-9]+))?")
    for sign, group, point in (("point", ",", r"\."), ("comma", r"\.", ","))
}
_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_DAY_ISO = re.compile(r"([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})([ T][0-9:.]*)?")
_MONTH = re.compile(r"([0-9]{1,2})[/.-]([0-9]{4})")


def clean(text: str) -> str:
    """A text without spaces around it, its letters composed (NFC), its lines ended by line feeds."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def unprintable(text: str) -> str:
    """The first character that no table can hold, as in ``U+0000``; empty where there is none."""
    found = _NOT_PRINTED.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def tidy(text: str, field: dict) -> str:
    """A cell in the form of its column, where it can have meant one thing only; else as it came.

    Parameters
    ----------
    text : as of ``clean``.
    field : of a table schema: name, type, constraints.
    """
    name = field["name"]
    if name == "time_period":
        return _period(text)
    if name in DAYS:
        return _day(text)
    if field["type"] in ("number", "integer"):
        meant = readings(text)
        values = list(dict.fromkeys(meant.values()))
        if field["type"] == "integer":
            values = [v.partition(".")[0] for v in values if not v.partition(".")[2].strip("0")]
        return values[0] if len(values) == 1 else text
    if "enum" in field.get("constraints", {}):
        codes = {str(code).lower(): str(code) for code in field["constraints"]["enum"]}
        return codes.get(text.lower(), WORDS.get(name, {}).get(text.lower(), text))
    return text


def readings(text: str) -> dict[str, str]:
    """What a printed number can mean: ``point`` or ``comma``, its decimal sign, -> the number with a decimal point.

    >>> readings("1.320"), readings("1.320,5"), readings("−42,9 %")
    ({'point': '1.320', 'comma': '1320'}, {'comma': '1320.5'}, {'comma': '-42.9'})
    """
    bare = _GROUPING_SPACES.sub("", text.strip())
    bare = bare.removesuffix("%").rstrip().replace("\u2212", "-").replace("\u2013", "-").removeprefix("+")
    found = {}
    for sign, pattern in _WRITTEN.items():
        if m := pattern.fullmatch(bare):
            found[sign] = m[1] + re.sub("[.,]", "", m[2]) + (f".{m[3]}" if m[3] else "")
    return found


@lru_cache(maxsize=4096)
def decimal_sign(text: str) -> str:
    """``point`` or ``comma``, where a number can be written with one of them only; else empty."""
    found = readings(text)
    return next(iter(found)) if len(found) == 1 else ""


def is_canonical(text: str) -> bool:
    """True for a number with a decimal point and without grouping."""
    return _CANONICAL.fullmatch(text) is not None


def is_day(text: str) -> bool:
    """True for a day as spreadsheets write it."""
    return _DAY_ISO.fullmatch(text) is not None or _DAY.fullmatch(text) is not None


def _period(text: str) -> str:
    if day := _DAY_ISO.fullmatch(text):  # a spreadsheet made a date of 6/2020
        text = f"{day[1]}-{int(day[2]):02d}" if int(day[3]) == 1 else text
    try:
        return Period.parse(text).code
    except PeriodError:
        return text


def _day(text: str) -> str:
    if m := _DAY_ISO.fullmatch(text):
        return f"{m[1]}-{int(m[2]):02d}-{int(m[3]):02d}"
    if m := _DAY.fullmatch(text):
        return f"{m[3]}-{int(m[2]):02d}-{int(m[1]):02d}"
    if m := _MONTH.fullmatch(text):
        return f"{m[2]}-{int(m[1]):02d}"
    return text
