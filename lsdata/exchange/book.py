"""A data package as one workbook that people fill in: a sheet a table, with notes, drop-down lists and codes to look up.

Numbers are numbers with the decimals that were printed, everything else is text, so that no spreadsheet makes a date of
``2020-06``. A workbook that is there already keeps its other sheets, and the look of the cells that do not change.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..package import ABOUT, TABLES
from ..storages.workbook import text as shown
from . import looks
from .saving import is_number, resource, told

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

# The order of sheets: what is written each time, what is looked up, what is set up once.
SHEETS = (
    "figures", "sources", "statements", "tasks", "events", "acknowledgements", "indicators", "sectors", "areas", "units",
    "constants",
)  # fmt: skip
DIGITS = 15  # that a number of a workbook holds
FORMULAS = ("=", "+", "-", "@")

Rows = Sequence[Sequence[str]]


def workbook(
    tables: Mapping[str, Rows], about: Mapping, *, old: Path | None = None, guide: str = "", lang: str = "vi",
    examples: bool = False,
) -> bytes:  # fmt: skip
    """The workbook as a file's content.

    Parameters
    ----------
    tables : arranged tables: name -> rows of cells in the order of the contract. An old workbook gets no empty sheets.
    about : what stands in the sheet ``package``.
    old : the workbook that this one replaces.
    guide : Markdown for a first sheet README.
    lang : of the notes.
    examples : the rows are examples, and look like it.
    """
    from openpyxl import Workbook

    book = opened(old) if old else Workbook()
    if not old:
        book.remove(book.active)
    tables = {name: rows for name, rows in tables.items() if rows or not old or name in book.sheetnames}
    if guide:
        looks.guide(book.create_sheet("README"), guide)
    _about(book, about)
    for name in TABLES:
        if name not in tables and name in book.sheetnames:
            book.remove(book[name])
    new = [name for name in SHEETS if name in tables and not _is_ours(book, name)]
    for name in new:
        sheet = _blank(book, name)
        for column, field in enumerate(_fields(name), start=1):
            _write(sheet.cell(1, column), field["name"])
    for name, rows in tables.items():
        _fill(book[name], [is_number(f) for f in _fields(name)], rows)
        if name in new:
            looks.dress(book[name], _fields(name), rows, lang=lang, examples=examples)
    if new:
        looks.lists(book, about, new, lang=lang)
    looks.unfold(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def opened(path: Path, *, only_names: bool = False) -> Workbook:
    """A workbook of a person's, without the warnings of openpyxl; texts keep their bold words."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(path, read_only=only_names, rich_text=not only_names)


def _fields(table: str) -> list[dict]:
    return resource(table)["schema"]["fields"]


def _is_ours(book: Workbook, name: str) -> bool:
    """True where a sheet has the columns of its table, in their order."""
    if name not in book.sheetnames:
        return False
    head = [c.value for c in next(book[name].iter_rows(min_row=1, max_row=1), ())]
    known = [f["name"] for f in _fields(name)]
    return head[: len(known)] == known and not any(head[len(known) :])


def _blank(book: Workbook, name: str) -> Worksheet:
    """A new sheet, in the place of one that has its name."""
    if name not in book.sheetnames:
        return book.create_sheet(name)
    place = book.sheetnames.index(name)
    book.remove(book[name])
    return book.create_sheet(name, place)


def _about(book: Workbook, about: Mapping) -> None:
    new = ABOUT not in book.sheetnames
    sheet = book.create_sheet(ABOUT) if new else book[ABOUT]
    said = told(about)
    _fill(sheet, [False, False], list(said.items()))
    if new:
        _write(sheet.cell(1, 1), "key")
        _write(sheet.cell(1, 2), "value")
        looks.dress(sheet, [{"name": "key", "type": "string"}, {"name": "value", "type": "string"}], list(said.items()))


def _fill(sheet: Worksheet, numeric: Sequence[bool], rows: Rows) -> None:
    """Write the rows below the head; what stood there goes."""
    used = sheet.max_row
    for line, cells in enumerate(rows, start=2):
        for column, (text, number) in enumerate(zip(cells, numeric, strict=True), start=1):
            if text or line <= used:
                _write(sheet.cell(line, column), text, number=number)
    if used > len(rows) + 1:
        sheet.delete_rows(len(rows) + 2, used - len(rows) - 1)


def _write(cell: Cell, text: str, *, number: bool = False) -> None:
    """Put a text into a cell, as a number where it is one; a cell that says so already is left as it is."""
    if shown(cell) == text:
        return
    if not text:
        cell.value = None
    elif number and _holds(text):
        decimals = len(text.partition(".")[2])
        cell.value = float(text) if decimals else int(text)
        cell.number_format = "0." + "0" * decimals if decimals else "0"
    else:
        cell.value, cell.number_format = text, "@"
        cell.data_type = "s"  # also where it looks like a formula or an error
        if text.startswith(FORMULAS):
            cell.quotePrefix = True


def _holds(text: str) -> bool:
    """True where a number of a workbook says the same as a text of a column of numbers."""
    whole, _, decimals = text.partition(".")
    try:
        same = f"{float(text):.{len(decimals)}f}" == text
    except ValueError:
        return False
    return same and len((whole + decimals).lstrip("-0")) <= DIGITS and not (float(text) == 0 and text.startswith("-"))
