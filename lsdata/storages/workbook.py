"""Workbooks as Excel and its relatives write them: each cell as the text that stands in it.

A number keeps the decimals that its format shows (7 in ``0.0`` is ``7.0``: that is what was printed), a percentage is
read as its number (0.429 in ``0.0%`` is ``42.9``), a day is ``2020-07-13``.
"""

from __future__ import annotations

import datetime
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import PackageError
from . import shown
from .sheets import Sheet, Typed, failure, number

if TYPE_CHECKING:
    from openpyxl.cell import Cell

DAMAGED = (  # what openpyxl meets in a file that is none, or no longer whole
    zipfile.BadZipFile, zlib.error, AttributeError, EOFError, IndexError, KeyError, RuntimeError, SyntaxError, TypeError, ValueError,
)  # fmt: skip
_CONDITION = re.compile(r"\[[<>=]")  # a format for some numbers and another for others


def read(path: Path) -> list[Sheet]:
    """The sheets of a workbook; those without a cell are left out.

    Raises
    ------
    PackageError : not a workbook that can be read.
    """
    import openpyxl

    try:
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl does not know (extensions, print settings) holds no cells
            book = openpyxl.load_workbook(file, data_only=True, read_only=True)
            formulas = openpyxl.load_workbook(file, read_only=True) if _has_formulas(path) else None
            return [s for sheet in book.worksheets if (s := _sheet(path.name, sheet, formulas)).head]
    except FileNotFoundError:
        raise
    except DAMAGED:
        expected = 'not a workbook that can be read (damaged, an older .xls, or locked by a password); save it as "Excel Workbook (.xlsx)"'
        raise PackageError([failure(path.name, expected)]) from None


def _has_formulas(path: Path) -> bool:
    """Whether a sheet calculates anything: then cells without a result must be told from empty ones."""
    with zipfile.ZipFile(path) as parts:
        names = [n for n in parts.namelist() if n.startswith("xl/worksheets/")]
        return any(b"<f" in parts.read(n) for n in names)


def _sheet(file: str, sheet, formulas) -> Sheet:
    """The sheet as its cells show it, its first row with a cell being the head."""
    sheet.reset_dimensions()  # some programs write a size that is not the sheet's
    rows = list(_rows(sheet))
    if formulas is not None:
        asked = formulas[sheet.title]
        asked.reset_dimensions()
        unsaved = {
            (line, at): cell.value
            for line, cells in enumerate(asked.iter_rows(), start=1)
            for at, cell in enumerate(cells)
            if isinstance(cell.value, str) and cell.value.startswith("=")
        }
        for line, texts in rows:  # a formula that no program has calculated yet stands there as it is, and is refused
            for at, text in enumerate(texts):
                texts[at] = text or str(unsaved.get((line, at), ""))
    (_, head), *rest = rows or [(1, [])]
    return Sheet(file, sheet.title, head, rest)


def _rows(sheet) -> Iterator[tuple[int, list[str]]]:
    """Rows with a cell that says something."""
    for line, cells in enumerate(sheet.iter_rows(), start=1):
        texts = [text(cell) for cell in cells]
        if any(texts):
            yield line, texts


def text(cell: Cell) -> str:
    """What stands in a cell."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    if isinstance(value, datetime.date) and re.fullmatch(r"y+", cell.number_format or "", re.IGNORECASE):
        return str(value.year)
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else str(value)


def _number(value: float, form: str) -> Typed:
    """A number as its cell shows it; where its format shows another one, all its digits, and what is shown."""
    exact = Decimal(format(value, ".15g") if isinstance(value, float) else value)
    if "%" in form:
        exact *= 100
    told = "another number" if _CONDITION.search(form) else shown.number(value, form or "General")
    if told[-1:].isdigit() and Decimal(told) == exact:
        return Typed(told)
    text = number(exact)
    text.shown = told
    return text
