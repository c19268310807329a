"""A table before anybody has described it: its rows of figures, period, kind of rows, area."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...dataset import Dataset
from ...errors import PackageError, ParameterError, unknown
from ...periods import Period
from . import dating, guessing, heads, naming
from .grid import Grid
from .layouts import MISSING
from .wordunits import DITTO, Unit, Units, in_brackets

_AREAS = ("huyện", "xã", "tỉnh", "địa phương", "địa bàn", "đơn vị hành chính", "thành phố", "area")


def chosen(found: list[Grid], sheet: str) -> heads.Table:
    """The table of a sheet; without a name, of the only one that has a table."""
    names = [g.sheet for g in found]
    if sheet and sheet not in names:
        raise ParameterError(f"{found[0].file}: {unknown('sheet', sheet, names)}")
    tables = {g.sheet: t for g in found if not sheet or g.sheet == sheet for t in heads.find(g)[:1]}
    if not tables:
        expected = "no table found: none of its cells is a head like 'Chỉ tiêu', 'Nội dung' or 'Địa phương' over names of rows, with figures beside it"
        raise PackageError([found[0].wrong(expected)])
    if len(tables) > 1:
        raise ParameterError(
            f"{found[0].file} has tables in several sheets: choose one of {', '.join(map(repr, tables))}"
        )
    return next(iter(tables.values()))


def when(table: heads.Table, period: str) -> tuple[Period | None, str]:
    """The table's period, as far as it is told, and its kind."""
    if period:
        now = Period.parse(period)
        kind = dating.kind_of(now)
        if not kind:
            raise ParameterError(
                f"period {period!r} is none of a table; write one like {', '.join(dating.EVERY.values())}"
            )
        return now, kind
    above = [m for _, _, text in table.title for m in dating.mentioned(text)] or dating.mentioned(table.grid.sheet)
    inside = [m for head in table.heads.values() for m in dating.mentioned(head)]
    for told in (above, inside):
        for kind in dating.EVERY:
            same = [p for k, p in told if k == kind]
            if same and (kind != "year" or all(k == "year" for k, _ in inside)):
                now = same[0] if told is above else max(same, key=lambda p: p.end)
                if kind == "months" and any(
                    re.search(rf"\btháng 0?{now.end.month}\b", naming.fold(h)) for h in table.heads.values()
                ):
                    return Period(now.end.year, now.end.month, 1), "month"  # a title of the months so far over both
                return now, kind
    numbers = [h for h in map(naming.fold, table.heads.values()) if "tháng" in h]
    return None, "month" if numbers else "year"


@dataclass
class Sketch:
    """What a draft is made from.

    Parameters
    ----------
    table : the table.
    data : whose codes are guessed.
    now, kind : its period, None where it is not told, and the kind of it.
    """

    table: heads.Table
    data: Dataset
    now: Period | None
    kind: str

    def __post_init__(self):
        grid, table = self.table.grid, self.table
        self.units = Units(self.data.units.values())
        self.lines = [ln for ln in table.lines if any(grid.at(ln.row, c).text for c in table.heads)]
        counted = [ln.row for ln in self.lines if any(self._counts(ln.row, c) for c in table.heads)]
        self.lines = [
            ln for ln in self.lines if ln.row <= max(counted, default=0)
        ]  # below it stand notes and signatures
        known = sum(bool(guessing.areas(ln.name, self.data, self.now)) for ln in self.lines)
        self.by_area = 2 * known >= max(1, len(self.lines)) or naming.fold(table.named).startswith(_AREAS)
        named = "" if self.by_area else self._area()
        self.area, self.area_told = named or getattr(self.data, "about", {}).get("area", ""), bool(named)

    @property
    def title(self) -> str:
        """What stands above the table and on its sheet's tab."""
        return " ".join([*(t for _, _, t in self.table.title), self.table.grid.sheet])

    def number(self, row: int, column: int) -> float | None:
        """About what a cell says, for a guess; None where it says no number."""
        cell = self.table.grid.at(row, column)
        bare = naming.unmarked(cell.text).replace(" ", "").removesuffix("%")
        bare = bare.replace(".", "").replace(",", ".") if "," in bare else bare
        try:
            return float(cell.number or bare)
        except ValueError:
            return None

    def marks(self) -> list[str]:
        """The marks for what is missing that the table has."""
        texts = [self.table.grid.at(ln.row, c).text for ln in self.lines for c in self.table.heads]
        return sorted({t for t in texts if t in MISSING} - {""})

    def _counts(self, row: int, column: int) -> bool:
        """Whether a cell holds a figure or says that there is none."""
        text = self.table.grid.at(row, column).text
        return self.number(row, column) is not None or bool(text and naming.fold(naming.unmarked(text)) in MISSING)

    def unit(self, text: str) -> Unit | None:
        """A printed unit, where it is one."""
        return self.units.read(text) if text else None

    def printed_unit(self, line: heads.Line) -> str:
        """The words for the unit of a line."""
        row, table = line.row, self.table
        word = table.grid.over(row, table.units).text if table.units else ""
        while word in DITTO and row > table.bottom:
            row -= 1
            word = table.grid.over(row, table.units).text or word
        bracket = in_brackets(line.printed)
        return word or (bracket if self.unit(bracket) else "") or table.unit_line()[0]

    def _area(self) -> str:
        """The area that the title names; empty where it names none."""
        return next(iter(guessing.named(self.table, self.data, self.now)), "")
