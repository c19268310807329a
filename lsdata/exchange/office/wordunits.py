"""Units as tables print them (``tỷ đồng``, ``Tr.USD``, ``1000 tấn``) -> unit and power of ten of the data package."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from .naming import fold, unmarked

_SCALES = [  # longest first
    (r"nghìn tỷ|ngàn tỷ|1\.?000 tỷ", 12),
    (r"tỷ", 9),
    (r"triệu|tr\.?", 6),
    (r"nghìn|ngàn|ng\.|1[., ]?000", 3),
]
_ALSO = {  # unit of the package -> other words in print
    "VND": "đồng|đ|vnđ|vnd|đồng việt nam",
    "USD": "usd|đô la mỹ|đô la|us$|đôla|usd mỹ",
    "percent": "%|phần trăm|lần %",
    "percentage_points": "điểm phần trăm|điểm %",
    "ha": "ha|hecta|héc ta",
    "tonnes": "tấn|t",
    "quintals_per_ha": "tạ/ha",
    "persons": "người|lao động|lượt người|học sinh|trẻ em",
    "visitors": "lượt khách|lượt người|lượt|người|khách",
    "passengers": "lượt hành khách|lượt khách|lượt người|hành khách|lượt|hk",
    "enterprises": "doanh nghiệp|dn|d.nghiệp",
    "cooperatives": "hợp tác xã|htx",
    "households": "hộ",
    "communes": "xã",
    "schools": "trường",
    "criteria_per_commune": "tiêu chí/xã|tiêu chí",
    "vehicles_per_day": "xe/ngày|lượt xe/ngày|phương tiện/ngày",
}  # fmt: skip
DITTO = {"-nt-", "nt", '"', "”", "″", "''", "-do-", "như trên"}
LINE = re.compile(r"^\(?(?:đơn vị(?:\s+tính)?|đvt|unit)\s*[:：]\s*(.+?)\)?$", re.IGNORECASE)


class Unit(NamedTuple):
    """Units of the package that a printed one may mean, and its power of ten."""

    measures: tuple[str, ...]
    mult: int

    def of(self, own: str) -> str:
        """The one that an indicator has, else the first."""
        return own if own in self.measures else self.measures[0]


class Units:
    """The words for units that a package knows.

    Parameters
    ----------
    rows : of its table of units.
    """

    def __init__(self, rows: Iterable[dict[str, str]]):
        self._words: dict[str, list[str]] = {}
        self._names = {}
        for row in rows:
            code = row["unit_measure"]
            self._names[code] = row["name_vi"]
            for word in (row["name_vi"], row["name_en"], row["name_en_one"], *_ALSO.get(code, "").split("|")):
                known = self._words.setdefault(fold(word), []) if word else []
                if word and code not in known:
                    known.append(code)

    def read(self, text: str) -> Unit | None:
        """What a printed unit means; None where no unit of the package is called so.

        >>> units = Units([{"unit_measure": "VND", "name_vi": "đồng", "name_en": "VND", "name_en_one": "VND"}])
        >>> units.read("Tỉ đồng"), units.read("Tr.đ"), units.read("bao")
        (Unit(measures=('VND',), mult=9), Unit(measures=('VND',), mult=6), None)
        """
        left = fold(unmarked(text)).strip("() ")
        if left in self._words:
            return Unit(tuple(self._words[left]), 0)
        for words, mult in _SCALES:
            if m := re.match(rf"(?:{words})\s*", left):
                found = self._words.get(left[m.end() :])
                return Unit(tuple(found), mult) if found else None
        return None

    def printed(self, measure: str) -> str:
        """The name of a unit, for people."""
        return self._names.get(measure, measure)


def in_brackets(text: str) -> str:
    """What stands in the last brackets of a head or label, which may be a unit.

    >>> in_brackets("GRDP (giá so sánh) (ĐVT: tỷ đồng)"), in_brackets("Diện tích")
    ('tỷ đồng', '')
    """
    found = re.findall(r"\(([^()]+)\)", text)
    return found[-1].removeprefix("ĐVT:").strip() if found else ""
