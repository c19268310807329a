"""The area that a new package is made for: a known one by its code or its name, a new one by both."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from .. import filling, package
from ..errors import ParameterError
from .office.naming import fold

NOWHERE = {"ref_area": "VN-EX", "name_vi": "Ví dụ", "name_en": "Example"}  # a province that is none
LIST = "lsdata list areas --all"
_CODE = re.compile(r"[A-Z]{2}(-[A-Z0-9]+)*")
_LEVELS = {  # first word of an area's full name -> its level
    "tỉnh": "province", "thành phố": "province", "huyện": "district", "quận": "district", "thị xã": "district",
    "xã": "commune", "phường": "commune", "thị trấn": "commune", "đặc khu": "commune",
}  # fmt: skip

Row = dict[str, str]


def locate(area: str = "", name: str = "") -> tuple[Row, Row | None]:
    """The area that is meant, every column filled; its own row where the bundled package does not know it.

    Parameters
    ----------
    area : its code, or the name of a known one: full or short, in any case, with or without accents.
    name : name of one that is not known.

    Raises
    ------
    ParameterError : a code or a name that is none, or one without the other.

    Example
    -------
    >>> locate("tỉnh bến tre")[0]["ref_area"], locate("VN-09-180", "xã Tân Thanh")[0]["level"]
    ('VN-50', 'commune')
    """
    known, area, name = _bundled(), " ".join(area.split()), " ".join(name.split())
    if not area and not name:
        return _filled(NOWHERE), NOWHERE
    code = _coded(area)
    code = code if code in known else _called(area or name, _bundled_names()) or code
    if code in known:
        if name and not _keys(known[code]) & {_key(name), _bare(name)}:
            raise ParameterError(
                f"area {area!r} is {known[code]['name_vi']}, not {name!r}; take its own code, or leave the name out"
            )
        return known[code], None
    if not code:
        raise ParameterError(f"{_unknown(name)}; a new one needs a code as well, like VN-09-180 for one in VN-09")
    if not name:
        raise ParameterError(f"{_unknown(area)}; a new one needs a code and a name, like VN-09-180 and 'xã Tân Thanh'")
    if not _CODE.fullmatch(code):
        raise ParameterError(
            f"area {area!r} is no code of an area; write one like VN-09, or VN-09-180 for one in VN-09"
        )
    row = {"ref_area": code, **_named(code, name)}
    return _filled(row), row


def known_area(area: str, areas: Mapping[str, Row]) -> str:
    """The code of the one of some areas that is meant by its code, its name or another name of it.

    Raises
    ------
    ParameterError : none is called so, or several are.

    Example
    -------
    >>> known_area("cao bằng", _bundled())
    'VN-04'
    """
    area = " ".join(area.split())
    if code := next((c for c in (area, _coded(area)) if c in areas), ""):
        return code
    if code := _called(area, _by_name(areas, "aliases")):
        return code
    raise ParameterError(_unknown(area, areas))


def followers(row: Row) -> list[Row]:
    """The areas that an area went into when it ended."""
    code = row["ref_area"]
    return [r for r in _bundled().values() if code in f"{r['formed_from']} {r['part_from']}".split()]


@cache
def _bundled() -> dict[str, Row]:
    return {r["ref_area"]: r for r in package.open_package()["areas"]}


def _filled(row: Row) -> Row:
    whole = {f["name"]: row.get(f["name"], "") for f in package.schemas()["areas"]["fields"]}
    filling.fill("areas", whole, {"areas": _bundled()})
    return whole


def _key(name: str) -> str:
    """A name for comparison, ``TP.`` written out."""
    return re.sub(r"^tp\b\.?\s*", "thành phố ", fold(name))


def _bare(name: str) -> str:
    """The same without accents."""
    letters = unicodedata.normalize("NFD", _key(name).replace("đ", "d"))
    return "".join(c for c in letters if not unicodedata.combining(c))


def _keys(row: Row, others: str = "") -> set[str]:
    """What an area is called: with its level and without, with accents and without.

    Parameters
    ----------
    others : the column of other names, where they count.
    """
    names = [row[c] for c in ("name_vi", "name_en", "full_vi", "full_en")]
    names += [row["full_vi"][len(_level_word(row["full_vi"])) :], *row.get(others, "").split(" | ")]
    return {spelling(n) for n in names if n for spelling in (_key, _bare)}


def _called(name: str, by_name: Mapping[str, list[str]]) -> str:
    """The code of the one area that is called so; empty where there is none, or several."""
    found = (by_name.get(spelling(name), []) for spelling in (_key, _bare))
    return next((codes[0] for codes in found if len(codes) == 1), "")


def _by_name(areas: Mapping[str, Row], others: str = "") -> dict[str, list[str]]:
    """What areas are called -> their codes."""
    found: dict[str, list[str]] = {}
    for code, row in areas.items():
        for name in _keys(row, others):
            found.setdefault(name, []).append(code)
    return found


@cache
def _bundled_names() -> dict[str, list[str]]:
    return _by_name(_bundled())


def _coded(text: str) -> str:
    """A code in capitals; a name as it is."""
    return text.upper() if _CODE.fullmatch(text.upper()) else text


def _unknown(text: str, known: Mapping[str, Row] | None = None) -> str:
    """That nothing is called so, and what is nearly."""
    known = _bundled() if known is None else known
    by_word = {_bare(row[c]): code for code, row in reversed(list(known.items())) for c in ("full_vi", "name_vi")}
    by_word |= {code.lower(): code for code in known}
    alike = 0.75 if _CODE.fullmatch(text.upper()) else 0.6  # of codes, one may be near to most
    codes = dict.fromkeys(by_word[w] for w in difflib.get_close_matches(_bare(text), by_word, 5, alike))
    near = ", ".join(f"{known[c]['name_vi']} ({c})" for c in list(codes)[:3])
    return f"unknown area {text!r}; {f'did you mean {near}? ' if near else ''}{LIST} lists the known ones"


def _level_word(name: str) -> str:
    """The word for its level that a name begins with, and the space after it."""
    low = name.lower()
    return next((f"{w} " for w in sorted(_LEVELS, key=len, reverse=True) if low.startswith(f"{w} ")), "")


def _named(code: str, name: str) -> Row:
    """Names, level and parent of a new area, from its full name and its code."""
    parent = code.rpartition("-")[0]
    row = {"parent": parent} if parent in _bundled() else {}
    word = _level_word(name)
    if not word:
        return row | {"name_vi": name, "level": "commune" if code.count("-") > 1 else "province"}
    level = "district" if word == "thành phố " and code.count("-") > 1 else _LEVELS[word.strip()]
    return row | {"name_vi": name[len(word) :], "level": level, "full_vi": word + name[len(word) :]}
