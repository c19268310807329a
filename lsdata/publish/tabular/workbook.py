"""The workbook as a file (XLSX): styles, tables, links and properties of its sheets; the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from textwrap import wrap
from typing import TYPE_CHECKING

from ..office import Office
from .separated import FORMULA
from .sheets import Cell, Link, Number, Sheet, cover, sheets, text, words

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell as Place
    from openpyxl.worksheet.worksheet import Worksheet

LANGUAGE = {"vi": "vi-VN", "en": "en-GB"}
FONT, SIZE = "Arial", 12
HEAD = 5  # row of the heads of a table
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNDATED = datetime(2000, 1, 1)
_EARLIEST = datetime(1900, 1, 1)
_PAPER_A4 = 9
_LONGEST_LINK = 2000
_DAY = "mm-dd-yy"  # shown in the order of the reader's own country
_NARROW, _WIDE, _ADDRESS, _COVER = (13, 28), 50, 110, 100  # characters
_FILTER = 4  # characters that the button of a head hides
_LINE = 16.0  # height in points: programs differ in whether they fit rows to wrapped text by themselves
_MOST = 25  # lines of a row: 409 points is the highest
_ROUND = 2  # characters of a line that stay free
_LARGE = {"title": 1.5, "heading": 2}  # lines of the cover that are higher than others
_SLIM = 1.1  # letters of a text, as widths count in digits


def write(report: dict, office: Office) -> bytes:
    """The workbook of a report.

    Parameters
    ----------
    report : report JSON.
    office : who hands it in: its agency is the author, its date the day.
    """
    from openpyxl import Workbook

    book, lang = Workbook(), report["lang"]
    _styles(book)
    author = text(office.agency) or "lsdata"
    name = words(lang)["sheets"]["cover"]
    first = book.active
    first.title = name
    _cover(first, cover(report, author))
    for sheet in sheets(report):
        _table(book.create_sheet(sheet.name), sheet, lang)
    own = book.properties
    own.title, own.creator, own.language = text(report["title"])[:255], author[:255], LANGUAGE[lang]
    own.lastModifiedBy, own.subject = own.creator, text(report["headline"]["text"])[:255]
    day = datetime.fromisoformat(office.date) if office.date else _UNDATED
    own.created = own.modified = max(day, _EARLIEST)
    return _packed(book, own.created)


def _styles(book: Workbook) -> None:
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    line, thick = Side("thin", color="BFBFBF"), Side("medium", color="000000")
    plain, left = Font(FONT, SIZE), Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)
    below = Border(bottom=line)
    book._named_styles["Normal"].font = plain
    made = (
        ("Heading 1", 16, Font(FONT, 16, bold=True), Alignment(vertical="center"), Border()),
        ("Heading 2", 17, Font(FONT, 13, bold=True), Alignment(vertical="center"), Border()),
        ("Hyperlink", 8, Font(FONT, SIZE, underline="single", color="0B4FA8"), Alignment(vertical="top"), Border()),
        ("lsdata head", None, Font(FONT, SIZE, bold=True), Alignment(horizontal="left", vertical="bottom", wrap_text=True, indent=1), Border(bottom=thick)),
        ("lsdata text", None, plain, left, below),
        ("lsdata number", None, plain, Alignment(horizontal="right", vertical="top", indent=1), below),
        ("lsdata link", None, Font(FONT, SIZE, underline="single", color="0B4FA8"), left, below),
    )  # fmt: skip
    for name, builtin, font, alignment, border in made:
        style = NamedStyle(name, font=font, alignment=alignment, border=border, builtinId=builtin)
        style.fill = PatternFill("solid", fgColor="E8EDF5") if name == "lsdata head" else PatternFill()
        book.add_named_style(style)


def _cover(ws: Worksheet, lines: Iterable[tuple[str, Cell]]) -> None:
    from openpyxl.styles import Alignment

    ws.column_dimensions["A"].width = _COVER
    styles = {"title": "Heading 1", "heading": "Heading 2"}
    for row, (kind, said) in enumerate(lines, start=1):
        place = ws.cell(row, 1)
        _fill(place, said, styles.get(kind, "Hyperlink" if isinstance(said, Link) else "Normal"))
        place.alignment = Alignment(wrap_text=True, vertical="bottom" if kind == "heading" else "top")
        large = _LARGE.get(kind, 1)
        ws.row_dimensions[row].height = _LINE * large * _lines(said, _COVER / large)
    _page(ws)


def _table(ws: Worksheet, sheet: Sheet, lang: str) -> None:
    """A sheet: title, what it holds, that it holds one table, the way back; then the table."""
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.table import Table, TableStyleInfo

    own = words(lang)
    contents = own["sheets"]["contents"]
    above: list[Cell] = [sheet.title, sheet.lead, own["words"]["one_table"], Link(own["words"]["back"], f"#{contents}")]
    if sheet.name == contents:
        above[3] = Link(own["words"]["back_cover"], f"#{own['sheets']['cover']}")
    for row, said in enumerate(above, start=1):
        _fill(ws.cell(row, 1), said, "Heading 1" if row == 1 else "Hyperlink" if isinstance(said, Link) else "Normal")
        ws.row_dimensions[row].height = _LINE * (1.5 if row == 1 else 1)
    widths = [_width(sheet, column) for column in range(len(sheet.heads))]
    for row, cells in enumerate([sheet.heads, *sheet.rows], start=HEAD):
        slim = 1 if row == HEAD else _SLIM
        lines = (_lines(cell, (width - _ROUND) * slim) for cell, width in zip(cells, widths, strict=True))
        ws.row_dimensions[row].height = _LINE * max(lines) + 2
    for column, head in enumerate(sheet.heads, start=1):
        place = ws.cell(HEAD, column)
        numbers = any(isinstance(r[column - 1], Number) for r in sheet.rows)
        _fill(place, head, "lsdata head")
        if numbers:
            place.alignment = Alignment(horizontal="right", vertical="bottom", wrap_text=True, indent=1)
        ws.column_dimensions[get_column_letter(column)].width = widths[column - 1]
        for row, cells in enumerate(sheet.rows, start=HEAD + 1):
            cell = cells[column - 1]
            style = "link" if isinstance(cell, Link) else "text" if isinstance(cell, str) and not numbers else "number"
            _fill(ws.cell(row, column), cell, f"lsdata {style}")
    last = f"{get_column_letter(len(sheet.heads))}{HEAD + len(sheet.rows)}"
    table = Table(name=sheet.table, displayName=sheet.table, ref=f"A{HEAD}:{last}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    ws.add_table(table)
    ws.freeze_panes = ws.cell(HEAD + 1, sheet.fixed + 1)
    ws.print_title_rows = f"{HEAD}:{HEAD}"
    _page(ws)


def _page(ws: Worksheet) -> None:
    ws.page_setup.orientation, ws.page_setup.paperSize = "landscape", _PAPER_A4
    ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
    ws.sheet_properties.pageSetUpPr.fitToPage = True


def _width(sheet: Sheet, column: int) -> float:
    """Characters that a column is wide: the longest word of its head, and its cells as far as they are not too long."""
    head = max(map(len, sheet.heads[column].split()), default=0) + _FILTER
    cells = max((len(_shown(row[column])) for row in sheet.rows), default=0) + _ROUND
    least, most = _NARROW
    links = any(isinstance(row[column], Link) for row in sheet.rows)
    return min(max(head, cells, least), _ADDRESS if links else _WIDE if column in sheet.wide else most)


def _lines(cell: Cell, width: float) -> int:
    """How many lines a cell needs in so many characters, at most as many as a row can be high."""
    said = _shown(cell)
    return 1 if len(said) <= width else min(_MOST, len(wrap(said, max(int(width), 4))))


def _shown(cell: Cell) -> str:
    if isinstance(cell, Number):
        return f"{cell.value:,.{max(0, cell.decimals)}f}"
    return cell.text if isinstance(cell, Link) else str(cell)


def _fill(place: Place, cell: Cell, style: str) -> None:
    """A number, a day, or text that stays text whatever it begins with."""
    from openpyxl.worksheet.hyperlink import Hyperlink

    place.style = style
    if isinstance(cell, Number):
        place.value = int(cell.value) if cell.decimals <= 0 else cell.value
        place.number_format = "#,##0" + ("." + "0" * cell.decimals if cell.decimals > 0 else "")
        return
    if isinstance(cell, date):
        place.value, place.number_format = cell, _DAY
        return
    said = cell.text if isinstance(cell, Link) else cell
    place.value = said
    place.data_type = "s"  # not what a text looks like: a formula, an error
    place.quotePrefix = bool(FORMULA.match(said))
    if isinstance(cell, Link) and cell.target.startswith("#"):
        place.hyperlink = Hyperlink(place.coordinate, location=f"'{cell.target[1:]}'!A1", display=said)
    elif isinstance(cell, Link) and len(cell.target) <= _LONGEST_LINK:
        place.hyperlink = cell.target


def _packed(book: Workbook, day: datetime) -> bytes:
    """The file; times and order of its parts never change."""
    from openpyxl.xml.functions import tostring

    plain, out = io.BytesIO(), io.BytesIO()
    book.save(plain)
    book.properties.modified = day  # saving sets the clock's
    core = tostring(book.properties.to_tree())
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n != "_rels/.rels", n)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 0, 0
            target.writestr(entry, core if name == "docProps/core.xml" else source.read(name))
    return out.getvalue()
