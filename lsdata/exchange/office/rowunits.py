"""The unit of each figure of a table: from its row, its head, the line above the table; the same as last time."""

from __future__ import annotations

import math

from ...filling import POINTS
from .heads import Line, Table
from .layoutfile import quoted
from .layouts import PERCENT, Column, Layout, Row
from .wordunits import DITTO, Units, in_brackets

_THOUSANDFOLD = 2.5  # powers of ten; between January and December a total grows by one
_SCALES = {"3": "nghìn ", "6": "triệu ", "9": "tỷ ", "12": "nghìn tỷ "}


class RowUnits:
    """Units as a table prints them, and what they mean.

    Parameters
    ----------
    layout, text : the layout, and its text for the lines that messages name.
    units : words for units.
    wrong : where failures go.
    """

    def __init__(self, layout: Layout, units: Units, text: str, wrong: list[dict]):
        self.layout, self.units, self.text, self.wrong = layout, units, text, wrong
        self.seen: dict[str, str] = {}
        self.sizes: dict[str, float] = {}
        self._at: dict[str, str] = {}

    def weigh(self, row: Row, at: str, value: str, mult: str) -> None:
        """Note how large the largest level of a row is, as a power of ten of its unit."""
        if mult and (size := abs(float(value))):
            size = round(math.log10(size) + int(mult), 1)
            self.sizes[row.label] = max(size, self.sizes.get(row.label, size))
            self._at.setdefault(row.label, at)

    def changed(self) -> list[str]:
        """Rows about a thousand times as large as last time, or as small: their unit is probably not what it says."""
        before, out = self.layout.last.get("sizes", {}), []
        for sign, word in ((1, "larger"), (-1, "smaller")):
            rows = [r for r, size in self.sizes.items() if r in before and sign * (size - before[r]) >= _THOUSANDFOLD]
            if rows:
                named = ", ".join(f"{r!r} ({self._at[r]}, {self.seen.get(r) or 'no unit'})" for r in rows[:3])
                more = f" and {len(rows) - 3} more" if len(rows) > 3 else ""
                out.append(f"about 1000 times {word} than last time: {named}{more}; look whether the unit is right")
        return out

    def compare(self, row: Row, table: Table, line: Line) -> None:
        """Refuse a unit that is not that of last time."""
        printed = self._of_row(table, line) or table.unit_line()[0]
        self.seen[row.label] = printed
        before = self.layout.last.get("units", {}).get(row.label)
        if before is None or before == printed:
            return
        now = self.units.read(printed)
        if now and now == self.units.read(before):
            return
        own = f"{quoted(row.label)} = {quoted(before)}"
        at = next((n for n, one in enumerate(self.text.splitlines(), 1) if one.strip().startswith(own)), 0)
        where = self.layout.line(str(at or ""))
        remedy = (
            f"if the table has changed it, change {quoted(before)} to {quoted(printed)} in {where}, else mend the file"
        )
        expected = f"{before!r}, the unit of {row.label!r} last time; {remedy}"
        self.wrong.append(table.grid.wrong(expected, line.row, table.units or table.names, value=printed))

    def unit(
        self, row: Row, column: Column, at: int, table: Table, line: Line, measure: str, indicator: dict
    ) -> tuple[str, str]:
        """Unit and power of ten of a figure; what cannot be told is a failure."""
        if measure in PERCENT:
            return "percent", "0"
        if measure in POINTS:
            return self._of_points(column, table.heads[at], measure), "0"
        words = row.unit or self._of_row(table, line) or column.unit or self._known(table.heads[at])
        words = words or table.unit_line()[0] or self.layout.unit
        meant = self.units.read(words)
        if meant and indicator["unit_measure"] in meant.measures:
            return indicator["unit_measure"], str(meant.mult)
        where = self.layout.line(str(row.line))
        name = _SCALES.get(indicator["unit_mult"], "") + self.units.printed(indicator["unit_measure"])
        place = {"row": line.row, "column": table.units or table.names}
        if meant:
            remedy = f"choose another indicator in {where}, or write unit = … for the row there"
            expected = f"a unit of {indicator['indicator']} ({name}); {remedy}"
        else:
            expected = f"a unit that is known; write unit = … for the row in {where}, in words like {name!r}"
        failing = table.grid.wrong(expected, **place, value=words)
        if not words:
            expected = (
                f"{line.name!r} has no unit; write unit = … into [table] of {self.layout.name}, in words like {name!r}"
            )
            failing = table.grid.wrong(expected, **place)
        if failing not in self.wrong:
            self.wrong.append(failing)
        return "", ""

    def _of_points(self, column: Column, head: str, measure: str) -> str:
        """Percentage points; the change of a share keeps the % that stands over it, for a check to say what it means."""
        meant = self.units.read(column.unit or self._known(head))
        printed = measure == "share_change_pp" and meant is not None and meant.measures == ("percent",)
        return "percent" if printed else "percentage_points"

    def _of_row(self, table: Table, line: Line) -> str:
        """The unit in a row's own cell, as above it where it says so, or in brackets after its name."""
        row = line.row
        word = table.grid.over(row, table.units).text if table.units else ""
        while word in DITTO and row > table.bottom:
            row -= 1
            word = table.grid.over(row, table.units).text or word
        return word or self._known(line.printed)

    def _known(self, text: str) -> str:
        """What stands in brackets, if it is a unit."""
        return in_brackets(text) if self.units.read(in_brackets(text)) else ""
