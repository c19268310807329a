"""What the label of a row names: an indicator, an area, a time, or a part of the row above."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .amounts import Number
from .behind import COUNTRY
from .catalogue import JOINING, Catalogue
from .cells import Cell
from .heads import Head, time_cell, tokens, unit_in
from .times import Time
from .words import keys, lexicon

_LEADING = re.compile(r"^\s*(?:(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,4}|[a-hA-H])\s?[.)]\s*|\d{1,2}(?:\.\d{1,2}){1,3}\s+)?(?P<child>[-–+•*]\s*|(?:trong đó|of which|chia ra|bao gồm|including)\s*[:,]?\s*[-–+•*]?\s*)?", re.IGNORECASE)  # fmt: skip
_BRACKETS = re.compile(r"\([^()]{0,80}\)")
LOCAL = ("?",)  # areas that the package does not know


@dataclass(slots=True)
class Caption:
    """What stands around a table: unit, time, area, subject, whose plan, which columns are calculated."""

    unit: Number | None = None
    time: Time | None = None
    areas: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    words: str = ""
    plan_by: str = ""
    worked: str = ""


@dataclass(slots=True)
class Row:
    """What a row says of its numbers."""

    words: str = ""
    codes: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    unit: Number | None = None
    time: Time | None = None
    status: str = ""
    measure: Head | None = None
    said: tuple[tuple[str, ...], str] | None = None  # subject of the column before, where the row names none
    sector: str = ""
    family: str = ""
    cells: dict[int, Cell] = field(default_factory=dict)


class Labels:
    """Reads the labels of a table one below the other.

    Parameters
    ----------
    sector, family : of the indicators found before.
    """

    def __init__(self, catalogue: Catalogue, lang: str, sector: str, family: str) -> None:
        self.catalogue, self.lang, self.sector, self.family = catalogue, lang, sector, family
        self.parent = ""

    def read(self, text: str, row: Row) -> None:
        """Put into a row what its label says."""
        m = _LEADING.match(text)
        label = text[m.end() :]
        unit, bare = unit_in(label, self.lang) if "(" in text or "," in text else (None, label)
        if unit and not self.codes(bare) and self.codes(label):
            unit, bare = None, label  # the last of several things that are counted together
        row.words, row.unit = bare or text, unit
        row.codes = self.codes(bare)
        if not row.codes and (time := time_cell(bare, self.lang)):
            row.time, row.words = time, ""
        elif not row.codes and (areas := self.areas(bare)):
            row.areas, row.words = areas, ""
        elif not row.codes and m["child"] and self.parent:
            above = self.parent.split()
            row.codes = next(
                (c for n in range(min(4, len(above)), 0, -1) if (c := self.codes(" ".join((*above[:n], bare))))), ()
            )
        if not m["child"] and row.words:
            self.parent = row.words
        self._remember(row.codes)

    def areas(self, text: str, *, anywhere: bool = False) -> tuple[str, ...]:
        """Areas of the name that a text is; or of the first name in it. Several have one name at different times."""
        if not anywhere and keys(text) in COUNTRY:
            return ("VN",)
        found = tokens(text)
        words = found.keys if anywhere else [k for k in found.keys if k not in JOINING]
        for lead in range(len(words) if anywhere else min(3, len(words))):
            length, codes = self.catalogue.areas.longest(words, lead)
            if length and (found.texts[lead][:1].isupper() if anywhere else lead + length == len(words)):
                return tuple(codes)
        return ()

    def codes(self, text: str) -> tuple[str, ...]:
        """Indicators whose wording a text is, whatever fills it up before and behind."""
        for one in dict.fromkeys((text, _BRACKETS.sub(" ", text))):
            found = [k for k in tokens(one).keys if k not in JOINING]
            for words in (found, [k for k in found if k[0].isalnum()]):
                for at in range(min(4, len(words))):
                    if at and not self._filled(words[:at]):
                        break
                    length, codes = self.catalogue.subjects.longest(words, at)
                    if length and self._filled(words[at + length :]):
                        return tuple(codes)
        return ()

    def in_per_cent(self, codes: tuple[str, ...]) -> bool:
        """True where all of these indicators are measured in per cent."""
        known = self.catalogue.data.indicators
        return bool(codes) and all(known[c]["unit_measure"] == "percent" for c in codes)

    def _filled(self, words: list[str]) -> bool:
        """True where words say nothing that another indicator could be told by."""
        at, roles = 0, lexicon(self.lang).roles
        while at < len(words):
            length, names = roles.longest(words, at)
            area, _ = self.catalogue.areas.longest(words, at)
            if area > length:
                at += area
            elif length and "filler" in names:
                at += length
            else:
                return False
        return True

    def _remember(self, codes: tuple[str, ...]) -> None:
        known = self.catalogue.data.indicators
        if len(sectors := {known[c]["sector"] for c in codes}) == 1:
            self.sector = sectors.pop()
        if len(families := {c.split("_")[0] for c in codes}) == 1:
            self.family = families.pop()
