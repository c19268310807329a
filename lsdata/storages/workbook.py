"""Workbooks as Excel and its relatives write them: each cell as the text that stands in it.

A number keeps the decimals that its format shows (7 in ``0.0`` is ``7.0``: that is what was printed), a percentage is
read as its number (0.429 in ``0.0%`` is ``42.9``), a day is ``2020-07-13``.
"""

from __future__ import annotations

import datetime
import re
import warnings
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import PackageError
from .sheets import Sheet, failure, number

if TYPE_CHECKING:
    from openpyxl.cell import Cell

_SHOWN = re.compile(r"[+\-_( ]*[#0,]*[0#](?:\.([0#?]+))?[ %_)]*")  # of a format that shows a number as it is
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def read(path: Path) -> list[Sheet]:
    """The sheets of a workbook; those without a cell are left out.

    Raises
    ------
    PackageError : not a workbook that can be read.
    """
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl does not know (extensions, print settings) holds no cells
            book = openpyxl.load_workbook(path, data_only=True, read_only=True)
    except FileNotFoundError:
        raise
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError, TypeError):
        expected = 'not a workbook that can be read (an older .xls, or locked by a password); save it as "Excel Workbook (.xlsx)"'
        raise PackageError([failure(path.name, expected)]) from None
    try:
        sheets = []
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # some programs write a size that is not the sheet's
            rows = list(_rows(sheet))
            if rows:
                (_, head), *rest = rows
                sheets.append(Sheet(path.name, sheet.title, head, rest))
        return sheets
    finally:
        book.close()


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
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else str(value)


def _number(value: float, form: str) -> str:
    """A number with the decimals that it has, and the zeros that its format adds."""
    form = _LITERAL.sub("", (form or "").split(";")[0])
    shown = _SHOWN.fullmatch(form.strip())
    exact = Decimal(format(value, ".15g")) * 100 if "%" in form else value
    return number(exact, len(shown[1] or "") if shown else None)
