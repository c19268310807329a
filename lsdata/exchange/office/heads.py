"""Where the table stands in a sheet: its head of several rows, the column of names, the lines above it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .grid import Grid, letter
from .naming import depth, fold, label, paths, unmarked
from .wordunits import LINE

SEP = " / "
LONGEST = 40  # characters of a head over the names of rows; what is longer is a title
NAMES = re.compile(
    r"(?:(?:tên|các)\s+)?(?:chỉ tiêu(?:\s+chủ yếu)?|nội dung|danh mục|diễn giải|khoản mục|mặt hàng|nhóm hàng|sản phẩm|ngành|"
    r"huyện(?:,?\s*(?:thành phố|tp))?|thành phố|đơn vị hành chính|địa phương|địa bàn|xã(?:,\s*phường)?|tỉnh|loại cây|indicators?|items?|areas?)\b.*"
)
UNITS = re.compile(r"(?:đơn vị(?:\s+tính)?|đvt|đ\.?v\.?\s*tính|unit)")
_NUMBERING = re.compile(r"(?:stt|tt|số tt|số thứ tự|no\.?)")
_COUNTED = re.compile(r"\(?(?:[a-zđ]|\d{1,2})\)?(?:\s*=.*)?", re.IGNORECASE)


@dataclass
class Line:
    """A row of the table.

    Parameters
    ----------
    row : its row in the sheet.
    name : its name, cleaned.
    printed : its name as it stands there.
    path : its name and those it stands under, nearest first.
    """

    row: int
    name: str
    printed: str
    path: list[str] = field(default_factory=list)


@dataclass
class Table:
    """A table found in a sheet.

    Parameters
    ----------
    grid : the sheet.
    named : the head over the names of rows.
    top, bottom : first and last row of its head.
    names, units : columns of the names of rows and of their units; ``units`` is 0 where there is none.
    heads : column -> its head, the rows of the head joined.
    lines : rows below the head that have a name.
    """

    grid: Grid
    named: str
    top: int
    bottom: int
    names: int
    units: int
    heads: dict[int, str]
    lines: list[Line]

    @property
    def title(self) -> list[tuple[int, int, str]]:
        """What stands above the head: row, column, text."""
        return sorted((r, c, cell.text) for (r, c), cell in self.grid.cells.items() if r < self.top)

    def unit_line(self) -> tuple[str, int, int]:
        """The unit that a line above the table gives for all of it, and its cell."""
        for r, c, text in self.title:
            if m := LINE.match(text):
                return m[1].strip(" ."), r, c
        return "", 0, 0

    def at(self, column: int) -> str:
        """The cell of a column's lowest head."""
        rows = [r for r in range(self.top, self.bottom + 1) if self.grid.at(r, column).text]
        return f"{letter(column)}{rows[-1] if rows else self.bottom}"


def find(grid: Grid, names: str = "") -> list[Table]:
    """The tables of a sheet: those with this head over the names of rows, else with one that offices use."""
    found, below = [], 0
    for (row, column), cell in sorted(grid.cells.items()):
        text = fold(unmarked(cell.text))
        known = text == fold(unmarked(names)) if names else len(text) <= LONGEST and NAMES.fullmatch(text)
        if row <= below or not known:
            continue
        table = _table(grid, row, column)
        if table and table.heads and table.lines:
            below = table.lines[-1].row
            if found and _continues(found[-1], table):
                found[-1].lines += table.lines
            else:
                found.append(table)
    return found


def _continues(table: Table, other: Table) -> bool:
    """Whether another table is the next page of one: the lowest heads are the same."""

    def lowest(one: Table) -> dict[int, str]:
        return {c: fold(head.rpartition(SEP)[2]) for c, head in one.heads.items()}

    return table.names == other.names and lowest(table) == lowest(other)


def _table(grid: Grid, row: int, names: int) -> Table | None:
    box = grid.spans.get((row, names), (row, names, row, names))
    bottom, top = box[2], box[0]
    while bottom < grid.bottom and (not _named(grid, bottom + 1, names, box[3])[0] or _is_count(grid, bottom + 1)):
        if _has_numbers(grid, bottom + 1, names) and not _is_count(grid, bottom + 1):
            break
        bottom += 1
    if bottom == grid.bottom:
        return None
    while top > 1 and _is_group(grid, top - 1, names):
        top -= 1
    rows = [r for r in range(top, bottom + 1) if not _is_count(grid, r)]
    bottom = rows[-1]
    while len(rows) > 1 and not any(grid.over(rows[-1], c).text for c in range(1, grid.right + 1)):
        rows.pop()  # an empty line between head and rows
    heads, units, numbering = {}, 0, 0
    for column in range(1, grid.right + 1):
        parts = _parts(grid, rows, column)
        text = SEP.join(parts)
        if column == names or not text or box[1] <= column <= box[3]:
            continue
        if UNITS.fullmatch(fold(unmarked(text))):
            units = units or column
        elif _NUMBERING.fullmatch(fold(text)):
            numbering = column
        else:
            heads[column] = text
    right = box[3]  # names may stand in several columns, one a step to the right
    while right + 1 not in {*heads, units, numbering} and _has_texts(grid, bottom + 1, right + 1):
        right += 1
    lines, deep = [], []
    for r in range(bottom + 1, grid.bottom + 1):
        text, at, number = _named(grid, r, names, right)
        if text and fold(text) == fold(grid.over(row, names).text):
            break  # the head again, as on a new page: a table of its own
        if not text or _is_count(grid, r):
            continue
        heading = not any(grid.at(r, c).text for c in heads)
        number = number or (grid.at(r, numbering).text if numbering else "")
        cell, name = grid.at(r, at), label(text)
        lines.append(Line(r, name, text))
        deep.append((name, depth(text, number, cell.indent + 2 * (at - names), cell.bold, heading)))
    for line, path in zip(lines, paths(deep), strict=True):
        line.path = path
    return Table(grid, unmarked(grid.over(row, names).text), top, bottom, names, units, heads, lines)


def _named(grid: Grid, row: int, left: int, right: int) -> tuple[str, int, str]:
    """The name of a row, its column, and what numbers it in a column to the left."""
    found = [(c, grid.at(row, c).text) for c in range(left, right + 1) if grid.at(row, c).text]
    if not found:
        return "", left, ""
    column, text = found[-1]
    return text, column, found[0][1] if len(found) > 1 else ""


def _has_texts(grid: Grid, top: int, column: int) -> bool:
    return any(
        r >= top and c == column and not cell.number and len(cell.text) > 1 and cell.text[0].isalpha()
        for (r, c), cell in grid.cells.items()
    )


def _parts(grid: Grid, rows: list[int], column: int) -> list[str]:
    """The texts over a column from the top, each merged cell and each repetition once."""
    parts: list[str] = []
    for i, row in enumerate(rows):
        text = unmarked(grid.over(row, column).text)
        if not text and (row, column) not in grid.spans and any(grid.at(r, column).text for r in rows[i + 1 :]):
            text = _group(grid, rows, i, column)
        if text and (not parts or text != parts[-1]):
            parts.append(text)
    return parts


def _group(grid: Grid, rows: list[int], i: int, column: int) -> str:
    """The head to the left that reaches over this column without a merged cell: one that has heads below it."""
    for left in range(column - 1, 0, -1):
        if (rows[i], left) in grid.spans:
            return ""
        if text := grid.at(rows[i], left).text:
            return unmarked(text) if any(grid.at(r, left).text for r in rows[i + 1 :]) else ""
    return ""


def _is_count(grid: Grid, row: int) -> bool:
    """Whether a row only counts the columns: A, B, 1, 2, 3 = 2/1."""
    texts = [grid.at(row, c).text for c in range(1, grid.right + 1) if grid.at(row, c).text]
    counted = [re.sub(r"\D", "", t.partition("=")[0]) for t in texts]
    digits = [int(d) for d in counted if d]
    return (
        len(texts) >= 3
        and all(_COUNTED.fullmatch(t) for t in texts)
        and len(digits) >= 2
        and digits == list(range(digits[0], digits[0] + len(digits)))
        and digits[0] <= 3
    )


def _has_numbers(grid: Grid, row: int, names: int) -> bool:
    return any(grid.at(row, c).number for c in range(names + 1, grid.right + 1))


def _is_group(grid: Grid, row: int, names: int) -> bool:
    """Whether the row above the head is a part of it: heads that reach over several columns, none over the names."""
    if grid.over(row, names).text:
        return False
    texts = [(c, grid.at(row, c).text) for c in range(1, grid.right + 1) if grid.at(row, c).text]
    if not texts or any(LINE.match(t) for _, t in texts):
        return False
    wide = [box for c, _ in texts if (box := grid.spans.get((row, c))) and box[3] > box[1] and box[1] > names]
    return len(texts) > 1 or bool(wide)
