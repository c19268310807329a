"""Sheets of an office's file as a grid of cells: merged, hidden, indented and bold as they stand there."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from ...errors import PackageError
from ...storages import failure, shown
from ...storages.workbook import DAMAGED

LARGEST = 100_000  # cells of a merged range


class Cell(NamedTuple):
    """A cell that says something.

    Parameters
    ----------
    text : what stands there, spaces tidied.
    number : the number as shown, decimal point, where the cell holds a number and not a text.
    indent : steps to the right, by format or by leading spaces.
    bold : whether it is.
    general : a number whose format says nothing about decimals.
    rounded : a number whose format shows fewer decimals than it has.
    """

    text: str
    number: str = ""
    indent: int = 0
    bold: bool = False
    general: bool = False
    rounded: bool = False


@dataclass
class Grid:
    """One sheet. Rows and columns count from 1.

    Parameters
    ----------
    file, sheet : where it lies; ``sheet`` is empty for CSV.
    cells : (row, column) -> cell, those that say something.
    spans : (row, column) -> (top, left, bottom, right) of the merged range that it lies in.
    hidden : names of hidden rows and columns, as in ``D`` or ``12``.
    several : whether the file has more sheets.
    formulas : cells whose formula has no saved result.
    """

    file: str
    sheet: str = ""
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    spans: dict[tuple[int, int], tuple[int, int, int, int]] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    several: bool = False
    formulas: set[tuple[int, int]] = field(default_factory=set)

    @cached_property
    def bottom(self) -> int:
        return max((r for r, _ in self.cells), default=0)

    @cached_property
    def right(self) -> int:
        return max((c for _, c in self.cells), default=0)

    def at(self, row: int, column: int) -> Cell:
        """The cell itself; one without text where there is nothing."""
        return self.cells.get((row, column), _EMPTY)

    def over(self, row: int, column: int) -> Cell:
        """The cell, or what its merged range says."""
        top, left, _, _ = self.spans.get((row, column), (row, column, row, column))
        return self.at(top, left)

    def wrong(self, expected: str, row: int = 0, column: int = 0, **value: str) -> dict:
        """One line of a PackageError about this sheet."""
        place = {"sheet": self.sheet, "row": row, "column": letter(column)}
        return failure(self.file, expected, **place, **value)


_EMPTY = Cell("")


def letter(column: int) -> str:
    """The name of a column: 1 is ``A``, 28 is ``AB``."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def spaced(text: str) -> str:
    """A text in one line: composed letters, single spaces."""
    return re.sub(r"[\s\u00a0\u200b\u202f]+", " ", unicodedata.normalize("NFC", text)).strip()


def grids(path: str | Path) -> list[Grid]:
    """The sheets of an XLSX or CSV file that say something; hidden ones are left out.

    Raises
    ------
    PackageError : no such file, or one that cannot be read; what to save it as.
    """
    path = Path(path)
    try:
        if path.suffix.lower() in (".xlsx", ".xlsm"):
            found = list(_workbook(path))
        elif path.suffix.lower() in (".csv", ".tsv", ".txt"):
            found = [_text(path)]
        else:
            raise PackageError([failure(path.name, "neither CSV nor a workbook; save it as .xlsx or as CSV UTF-8")])
    except FileNotFoundError:
        raise PackageError([failure(path.name, "missing: there is no such file")]) from None
    except OSError as e:
        reason = f"cannot be read: {e.strerror or e}; close the program that has it open, or check its permissions"
        raise PackageError([failure(path.name, reason)]) from None
    found = [g for g in found if g.cells]
    if not found:
        raise PackageError([failure(path.name, "empty: there is no table in it")])
    for grid in found:
        grid.several = len(found) > 1
    return found


def _workbook(path: Path) -> Iterator[Grid]:
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # extensions that openpyxl does not know hold no cells
            book = openpyxl.load_workbook(path, data_only=True, rich_text=True)
            formulas = openpyxl.load_workbook(path)
    except DAMAGED:
        expected = "not a workbook that can be read (damaged, an older .xls, or locked by a password); save it as .xlsx"
        raise PackageError([failure(path.name, expected)]) from None
    for sheet in (s for s in book.worksheets if s.sheet_state == "visible"):
        grid = Grid(path.name, sheet.title)
        for area in sheet.merged_cells.ranges:
            box = (area.min_row, area.min_col, area.max_row, area.max_col)
            if area.size["rows"] * area.size["columns"] <= LARGEST:  # a larger one merges nothing that anybody reads
                grid.spans |= {(r, c): box for r in range(box[0], box[2] + 1) for c in range(box[1], box[3] + 1)}
        for place, one in _cells(formulas[sheet.title]):
            if one.data_type == "f" and sheet.cell(*place).value is None:
                grid.formulas.add(place)
        grid.cells = {place: cell for place, one in _cells(sheet) if (cell := _cell(one)).text}
        grid.hidden = {str(r) for r, d in sheet.row_dimensions.items() if d.hidden}
        for name, d in sheet.column_dimensions.items():
            if d.hidden:  # one entry stands for the columns from min to max
                grid.hidden |= {letter(c) for c in range(d.min or 0, (d.max or 0) + 1)} or {name}
        yield grid


def _cells(sheet) -> list:
    """The cells that there are; ``iter_rows`` makes all that there could be, a million rows where one cell lies astray."""
    return sorted(sheet._cells.items())


def _cell(one) -> Cell:
    value = one.value
    if value is None:
        return _EMPTY
    indent, bold = int(one.alignment.indent or 0), bool(one.font.bold) if one.has_style else False
    if isinstance(value, int | float) and not isinstance(value, bool):
        if value == 0 and (mark := shown.zero(one.number_format)):
            return Cell(mark, "", indent, bold)
        text = shown.number(value, one.number_format)
        general, rounded = one.number_format in ("General", "@"), shown.is_rounded(value, one.number_format)
        return Cell(text, text, indent, bold, general, rounded)
    if isinstance(value, date | time):
        return Cell(shown.day(value, one.number_format), "", indent, bold)
    text = shown.rich(value) if isinstance(value, list) else str(value)
    return Cell(spaced(text), "", indent or _leading(text), bold)


def _leading(text: str) -> int:
    return len(text) - len(text.lstrip(" \t\u00a0"))


def _text(path: Path) -> Grid:
    content = path.read_bytes()
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as e:
        expected = f'not UTF-8 text (byte {e.start}); save it as "CSV UTF-8"'
        raise PackageError([failure(path.name, expected)]) from None
    if text[:4].lower() == "sep=":  # a line for Excel alone; it stays a line
        separator, text = text[4:5] or ",", "\n" + text.partition("\n")[2]
    else:
        separator = max(";\t,", key=lambda s: _columns(text, s))
    grid = Grid(path.name)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        for row, cells in enumerate(reader, start=1):
            grid.cells |= {
                (row, c): Cell(spaced(t), "", _leading(t)) for c, t in enumerate(cells, start=1) if spaced(t)
            }
    except csv.Error as e:
        raise PackageError([failure(path.name, f"not CSV ({e}); save it as CSV UTF-8")]) from None
    return grid


def _columns(text: str, separator: str) -> int:
    """How well a separator divides a text: rows that have the most common number of cells, if more than one."""
    try:
        widths = [len(r) for r in csv.reader(io.StringIO(text, newline=""), delimiter=separator) if r]
    except csv.Error:
        return 0
    usual = max(set(widths) - {1}, key=widths.count, default=0)
    return widths.count(usual) if usual else 0
