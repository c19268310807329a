"""How a workbook looks and helps: heads that say what to fill in, drop-down lists, sheets of codes, a guide."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from .. import filling, package
from ..numerals import NBSP, unit_words

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

NAVY, TINT, INK, SOFT = "0F2B5B", "AEBEDA", "1A1A1A", "595959"
CODES, CHOICES = "codes", "choices"  # sheets: the bundled codes with their names; what the drop-down lists hold, hidden
LONGEST = 220  # letters of a warning that Excel shows
OWN = 200  # codes of one's own that a drop-down list has room for
LAST = 1_048_576
WIDEST, NARROWEST = 48, 9
FONT, FIXED = "Calibri", "Consolas"
PAGE, LINE = 90, 15.5  # letters of a line of the guide, points of its height
COLUMNS = {  # table -> its code
    "areas": "ref_area", "sectors": "sector", "indicators": "indicator", "units": "unit_measure", "sources": "source_id",
}  # fmt: skip
WORDS = {
    "vi": {
        "must": "PHẢI ĐIỀN.", "may": "Có thể để trống.", "list": "Chọn trong danh sách hoặc gõ mã.",
        "other": "Mã này không có trong danh sách. Mã mới thì khai ở sheet {}. Vẫn ghi?",
        "value": "Giá trị này không có trong danh sách: {}. Vẫn ghi?",
        "heads": {"indicators": ("Mã chỉ tiêu", "Tên", "Lĩnh vực", "Đơn vị"), "sectors": ("Mã lĩnh vực", "Tên lĩnh vực"),
                  "areas": ("Mã địa bàn", "Tên địa bàn", "Đến ngày"), "units": ("Mã đơn vị", "Tên đơn vị")},
    },
    "en": {
        "must": "MUST BE FILLED IN.", "may": "May stay empty.", "list": "Choose from the list, or type the code.",
        "other": "This code is not in the list. A new one is described in the sheet {}. Write it all the same?",
        "value": "This value is not in the list: {}. Write it all the same?",
        "heads": {"indicators": ("Indicator", "Name", "Sector", "Unit"), "sectors": ("Sector code", "Sector name"),
                  "areas": ("Area", "Area name", "Until"), "units": ("Unit code", "Unit name")},
    },
}  # fmt: skip
INDENTS = {"item": 1, "code": 1, "part": 3}
_MARKED = re.compile(r"(\*\*.+?\*\*|`.+?`)")


@cache
def explanations(lang: str) -> dict[str, dict[str, str]]:
    """Table -> column -> what it is, where the language has words of its own for it."""
    file = Path(__file__).parent / "starter" / f"columns.{lang}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def is_needed(table: str, field: Mapping, lang: str) -> bool:
    """True for a column that nobody fills in for the user; of names and sentences, those in one language."""
    may = {*filling.OPTIONAL.get(table, ()), "locator"} - {f"{stem}_{lang}" for stem in ("name", "text", "reason")}
    return bool(field.get("constraints", {}).get("required")) and field["name"] not in may


def dress(
    sheet: Worksheet, fields: Sequence[dict], rows: Sequence[Sequence[str]], *, lang: str = "vi", examples: bool = False
) -> None:
    """The look of a table's sheet: head with notes, widths, frozen head, text where text belongs."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    words = WORDS[lang]
    for column, field in enumerate(fields, start=1):
        cell, letter = sheet.cell(1, column), get_column_letter(column)
        needed = sheet.title == package.ABOUT or is_needed(sheet.title, field, lang)
        _head(cell, dark=needed)
        if "description" in field:
            said = explanations(lang).get(sheet.title, {}).get(field["name"], field["description"])
            cell.comment = Comment(f"{words['must' if needed else 'may']}\n{said}", "lsdata")
        long = max([len(field["name"]) + 2, *(min(len(r[column - 1]), WIDEST) for r in rows[:500])])
        sheet.column_dimensions[letter].width = max(NARROWEST, min(long + 2, WIDEST))
        if field["type"] == "string":
            sheet.column_dimensions[letter].number_format = "@"
    for cells in sheet.iter_rows(min_row=2) if examples else ():
        for cell, field in zip(cells, fields, strict=True):
            cell.font = Font(name=FONT, italic=True, color=SOFT)
            if field["type"] == "string":
                cell.number_format = "@"
    sheet.row_dimensions[1].height = 22
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    _print(sheet)


def unfold(book: Workbook) -> None:
    """Give every note of a workbook the room that its text needs; openpyxl forgets it on reading."""
    for sheet in book.worksheets:
        for cell in (c for cells in sheet.iter_rows() for c in cells if c.comment):
            cell.comment.width, cell.comment.height = 320, 60 + 20 * (len(cell.comment.text) // 45)


def _head(cell: Cell, *, dark: bool) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    cell.font = Font(name=FONT, bold=dark, color="FFFFFF" if dark else INK)
    cell.fill = PatternFill("solid", fgColor=NAVY if dark else TINT)
    cell.alignment = Alignment(vertical="center")


def lists(book: Workbook, about: Mapping, tables: Iterable[str], *, lang: str = "vi") -> None:
    """Drop-down lists for new sheets: values of the schema; codes, the package's own first, then the bundled ones."""
    from openpyxl.utils import get_column_letter

    known = {t: rows for t, rows in _known(lang).items() if about.get("extends") or t not in book.sheetnames}
    if known and CODES not in book.sheetnames:
        _codes(book.create_sheet(CODES), known, lang)
    names = _choices(book, {t: [r[0] for r in rows] for t, rows in known.items()})
    for table in tables:
        for column, field in enumerate(package.schemas()[table]["fields"], start=1):
            values = field.get("constraints", {}).get("enum")
            other = _points_to(table, field["name"])
            if values:
                _choose(book[table], get_column_letter(column), '"' + ",".join(map(str, values)) + '"', lang, values)
            elif other in names:
                _choose(book[table], get_column_letter(column), names[other], lang, other)


def _points_to(table: str, column: str) -> str:
    keys = package.schemas()[table].get("foreignKeys", [])
    return next((k["reference"]["resource"] or table for k in keys if k["fields"] == [column]), "")


def _choose(sheet: Worksheet, letter: str, formula: str, lang: str, known: str | list) -> None:
    """A drop-down list for a column. Other values only warn: a code of one's own, ``ước`` for ``E``."""
    from openpyxl.worksheet.datavalidation import DataValidation

    words = WORDS[lang]
    said = words["other"].format(known) if isinstance(known, str) else words["value"].format(", ".join(map(str, known)))
    rule = DataValidation("list", formula1=formula, allow_blank=True, errorStyle="warning")
    rule.promptTitle, rule.prompt = str(sheet[f"{letter}1"].value), words["list"]
    rule.errorTitle, rule.error = rule.promptTitle, said[:LONGEST]
    rule.showInputMessage = rule.showErrorMessage = True
    rule.add(f"{letter}2:{letter}{LAST}")
    sheet.add_data_validation(rule)


@cache
def _known(lang: str) -> dict[str, list[tuple[str, ...]]]:
    """The bundled codes with their names, table by table, those of one sector together."""
    tables, name = package.open_package(), f"name_{lang}"
    sectors = {r["sector"]: r for r in sorted(tables["sectors"], key=lambda r: int(r["order"]))}
    units = {r["unit_measure"]: r for r in tables["units"]}
    indicators = sorted(tables["indicators"], key=lambda r: (int(sectors[r["sector"]]["order"]), r["indicator"]))
    return {
        "indicators": [
            (r["indicator"], r[name], sectors[r["sector"]][name], _unit(units[r["unit_measure"]], r["unit_mult"], lang))
            for r in indicators
        ],
        "areas": [(r["ref_area"], r[name], r["valid_to"]) for r in tables["areas"]],
        "sectors": [(code, r[name]) for code, r in sectors.items()],
        "units": [(code, r[name]) for code, r in units.items()],
    }


def _unit(row: Mapping[str, str], mult: str, lang: str) -> str:
    """The unit that an indicator's figures are printed in, with spaces that a filter finds."""
    return unit_words(row, int(mult), lang).replace(NBSP, " ")


def _codes(sheet: Worksheet, known: Mapping[str, list[tuple[str, ...]]], lang: str) -> None:
    """The codes as tables side by side, each with its own filter."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.table import Table, TableStyleInfo

    left = 1
    for table, rows in known.items():
        heads = WORDS[lang]["heads"][table]
        for line, cells in enumerate([heads, *rows], start=1):
            for column, text in enumerate(cells, start=left):
                sheet.cell(line, column, text or None).number_format = "@"
        for k, head in enumerate(heads):
            width = max([len(head) + 4, *(len(r[k]) for r in rows)])
            sheet.column_dimensions[get_column_letter(left + k)].width = min(width + 2, WIDEST)
            _head(sheet.cell(1, left + k), dark=True)
        last = get_column_letter(left + len(heads) - 1)
        shown = Table(displayName=f"codes_{table}", ref=f"{get_column_letter(left)}1:{last}{len(rows) + 1}")
        shown.tableStyleInfo = TableStyleInfo("TableStyleMedium2", showRowStripes=True)
        sheet.add_table(shown)
        left += len(heads) + 1
    sheet.freeze_panes = "A2"
    _print(sheet)


def _choices(book: Workbook, bundled: Mapping[str, list[str]]) -> dict[str, str]:
    """Table -> the name of its drop-down list: the package's own codes, first, and the bundled ones.

    Where there are both, a column of a hidden sheet holds them: how many there are of one's own, room for them with the
    last at the bottom, the bundled ones.
    """
    from openpyxl.utils import get_column_letter
    from openpyxl.workbook.defined_name import DefinedName

    names = {}
    for column, (table, key) in enumerate(COLUMNS.items(), start=1):
        there, codes = table in book.sheetnames, bundled.get(table, ())
        if not there and not codes:
            continue
        fields = [f["name"] for f in package.schemas()[table]["fields"]]
        k, at = get_column_letter(fields.index(key) + 1), get_column_letter(column)
        listed = f"OFFSET({table}!${k}$2,0,0,MAX(1,COUNTA({table}!${k}:${k})-1),1)"
        if codes:
            sheet = book[CHOICES] if CHOICES in book.sheetnames else book.create_sheet(CHOICES)
            sheet.sheet_state = "hidden"
            own = f"{table}!${k}$2:${k}${OWN + 1}"
            sheet[f"{at}1"] = f"=COUNTA({own})" if there else 0
            for line in range(2, OWN + 2) if there else ():
                sheet[f"{at}{line}"] = f'=IF(ROW()-1>{OWN}-{at}$1,INDEX({own},ROW()-1-{OWN}+{at}$1),"")'
            for line, code in enumerate(codes, start=OWN + 2):
                sheet[f"{at}{line}"] = code
            mine = f"{CHOICES}!${at}$1"
            listed = f"OFFSET({CHOICES}!${at}${OWN + 2},-{mine},0,{mine}+{len(codes)},1)"
        name = f"list_{table}"
        book.defined_names[name] = DefinedName(name, attr_text=listed)
        names[table] = name
    return names


def guide(sheet: Worksheet, text: str) -> None:
    """Markdown as a sheet to read: a heading, paragraph, item or line of code a row, in one column that wraps."""
    from openpyxl.styles import Alignment, Font

    sheet.column_dimensions["A"].width = PAGE
    sheet.sheet_view.showGridLines = False
    for line, (kind, words) in enumerate(_blocks(text), start=1):
        cell = sheet.cell(line, 1)
        cell.value = words if kind in ("code", "head") else _rich(words)
        cell.alignment = Alignment("left", "top", wrap_text=True, indent=INDENTS.get(kind, 0))
        sheet.row_dimensions[line].height = LINE * (2 if kind == "head" else 1.3 + len(words) // PAGE)
        if kind == "head":
            cell.alignment = Alignment(vertical="bottom")
            level = len(words) - len(words.lstrip("#"))
            cell.value = words.lstrip("# ")
            cell.font = Font(name=FONT, bold=True, size=18 if level == 1 else 14, color=NAVY)
        elif kind == "code":
            cell.font = Font(name=FIXED, size=11, color=NAVY)
    _print(sheet)


def _print(sheet: Worksheet) -> None:
    """On A4 across, as wide as the paper."""
    sheet.page_setup.paperSize, sheet.page_setup.orientation = sheet.PAPERSIZE_A4, "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _blocks(text: str) -> list[tuple[str, str]]:
    """The parts of a Markdown text: (head, item, part of an item, code or text; its words)."""
    blocks: list[tuple[str, str]] = []
    fenced, going_on = False, False
    for line in text.splitlines():
        if line.startswith("```"):
            fenced, going_on = not fenced, False
        elif fenced:
            blocks.append(("code", line))
        elif not line.strip():
            going_on = False
        elif line.startswith("#"):
            blocks.append(("head", line))
        elif line.lstrip().startswith("- "):
            kind, mark = ("part", "–") if line[0] == " " else ("item", "•")
            blocks.append((kind, f"{mark}  {line.lstrip()[2:]}"))
            going_on = True
        elif going_on:
            kind, words = blocks[-1]
            blocks[-1] = (kind, f"{words} {line.strip()}")
        else:
            blocks.append(("text", line))
            going_on = True
    return blocks


def _rich(words: str):
    """Text with its bold words and codes set apart."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    bold, code = InlineFont(rFont=FONT, b=True, sz=11), InlineFont(rFont=FIXED, color=NAVY, sz=11)
    parts = [p for p in _MARKED.split(words) if p]
    runs = [
        TextBlock(bold, p[2:-2]) if p[:2] == "**" else TextBlock(code, p[1:-1]) if p[0] == "`" else p for p in parts
    ]
    return CellRichText(*runs)
