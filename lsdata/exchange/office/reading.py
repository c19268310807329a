"""An office's table -> rows of figures.csv, each with the cell it stands in."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ...dataset import Dataset, load
from ...errors import PackageError
from . import dating, drift, guessing, layoutfile, layouts, printing
from .grid import Grid, grids, letter
from .layouts import PERCENT, Column, Layout, Row
from .rowunits import RowUnits
from .wordunits import Units

FIELDS = (
    "ref_area indicator time_period measure plan_by obs_value obs_value_upper obs_total unit_measure unit_mult obs_status "
    "decimals qualifier covers_to source_id locator note note_vi"
).split()
_MANY = 6  # decimals that no number format asked for


class Reading(NamedTuple):
    """What a table holds.

    Parameters
    ----------
    rows : of figures.csv, all text, in the order of the table.
    places : file, sheet and cell of each row.
    notes : what was different from last time and could be followed.
    unread : names of rows that have figures and are not in the layout.
    period : that the table is of.
    last : what it looked like, for ``remember``.
    """

    rows: list[dict[str, str]]
    places: list[tuple[str, str, str]]
    notes: list[str]
    unread: list[str]
    period: str
    last: dict


def read(
    file: str | Path, layout: str | Path, *, data: Dataset | None = None, period: str = "", source: str = ""
) -> Reading:
    """The figures of an office's table, by its layout.

    Parameters
    ----------
    file : XLSX or CSV.
    layout : path of a layout, or its text.
    data : whose indicators, areas and units are meant; default ``load()``.
    period : that the table is of; default, as its title or heads say.
    source : ``source_id`` of the rows.

    Raises
    ------
    PackageError : the table is not as the layout says, or a cell cannot be read; all of it at once, each with its remedy.
    """
    data = load() if data is None else data
    text, name = layoutfile.opened(layout)
    own = layouts.parse(text, data, name)
    notes, wrong = [], []
    found = drift.hold(grids(file), own, period, notes, wrong)
    notes += _hidden(found)
    wrong += _elsewhere(found, own, data)
    numbers = _figures(found, own, wrong)
    units = RowUnits(own, Units(data.units.values()), text, wrong)
    rows, cells = [], []
    for row, line in found.rows:
        columns = [(c, at) for c, at in found.columns if (line.row, at) in numbers]
        if any(_measure(c, row) not in PERCENT for c, _ in columns):
            units.compare(row, found.table, line)
        for column, at in columns:
            said = _said(row, column, own, numbers[line.row, at])
            indicator = data.indicators[said["indicator"]]
            unit = units.unit(row, column, at, found.table, line, said["measure"], indicator)
            more = {"time_period": dating.resolve(column.period, found.period).code, "source_id": source}
            more |= {"unit_measure": unit[0], "unit_mult": unit[1], "locator": f"cell {letter(at)}{line.row}"}
            more |= dict(
                zip(("note", "note_vi"), _note(found.table.grid, row, column, numbers[line.row, at]), strict=True)
            )
            if said["measure"] in ("level", "plan_target"):
                units.weigh(row, f"{letter(at)}{line.row}", said["obs_value"], unit[1])
            rows.append({f: (said | more).get(f, "") for f in FIELDS})
            cells.append((line.row, at))
    kept = _once(found.table.grid, own, rows, cells, notes, wrong)
    rows, cells = [rows[i] for i in kept], [cells[i] for i in kept]
    notes += _plain(own, rows, [numbers[cell] for cell in cells])
    notes += units.changed()
    notes += _rounded(found.table.grid, cells)
    if wrong:
        raise PackageError(wrong)
    grid, standing = found.table.grid, [[c.head, c.period, letter(at)] for c, at in found.columns]
    last = {"period": found.period.code, "sheet": grid.sheet, "columns": standing}
    last |= {"units": units.seen, "sizes": units.sizes}
    places = [(grid.file, grid.sheet, f"{letter(c)}{r}") for r, c in cells]
    return Reading(rows, places, list(dict.fromkeys(notes)), found.unread, found.period.code, last)


def remember(layout: str, reading: Reading) -> str:
    """The text of a layout with what the table looked like in a reading; all else stays as the person wrote it.

    Parameters
    ----------
    layout : its text.
    reading : of ``read``.
    """
    return layoutfile.renewed(layout, reading.last)


def _measure(column: Column, row: Row) -> str:
    """What a figure measures: a row may say what its levels are."""
    return row.measure if row.measure and column.measure == "level" else column.measure


def _said(row: Row, column: Column, layout: Layout, figure: printing.Figure) -> dict[str, str]:
    """What the layout and the cell say of a figure."""
    value, upper = (_value(v, row, column) for v in (figure.value, figure.upper))
    places = max(len(v.partition(".")[2]) for v in (value, upper))
    if layout.holds == "areas":
        what = {"ref_area": row.code, "indicator": column.indicator}
    else:
        what = {"ref_area": layout.area, "indicator": column.instead.get(row.code, row.code)}
    return what | {
        "measure": _measure(column, row),
        "plan_by": column.plan_by,
        "obs_value": value,
        "obs_value_upper": upper,
        "obs_status": column.status,
        "decimals": str(places),
        "qualifier": figure.qualifier,
    }


def _base(row: Row, column: Column) -> int:
    """What a change is printed on, 100 or 0: of the row, where it says what its levels are."""
    return row.base if row.measure and column.measure == "level" else column.base


def _value(value: str, row: Row, column: Column) -> str:
    """A printed value, rounded and taken from its base as its column says; empty where there is none."""
    value = printing.rounded(value, column.decimals) if value and column.decimals >= 0 else value
    base = _base(row, column)
    return printing.less(value, base) if value and base else value


def _note(grid: Grid, row: Row, column: Column, figure: printing.Figure) -> tuple[str, str]:
    """What a reader must know: the sheet where there are several, a change that was printed as an index."""
    en, vi = [], []
    if grid.several:
        en.append(f"sheet {grid.sheet}")
        vi.append(f"trang tính {grid.sheet}")
    if base := _base(row, column):
        printed = printing.rounded(figure.value, column.decimals) if column.decimals >= 0 else figure.value
        en.append(f"printed as {printed}, base = {base}")
        vi.append(f"bảng ghi {printed.replace('.', ',')}, gốc = {base}")
    return "; ".join(en), "; ".join(vi)


def _figures(found: drift.Found, layout: Layout, wrong: list[dict]) -> dict[tuple[int, int], printing.Figure]:
    grid = found.table.grid
    places = [(line.row, at) for _, line in found.rows for _, at in found.columns if _says(grid, line.row, at)]
    return printing.figures(grid, sorted(places), layout.numbers, layout.missing, layout.name, wrong)


def _says(grid: Grid, row: int, column: int) -> bool:
    return bool(grid.at(row, column).text) or (row, column) in grid.formulas


def _elsewhere(found: drift.Found, layout: Layout, data: Dataset) -> list[dict]:
    """What is wrong with a table whose title speaks of another area than its layout."""
    told = [a for a in guessing.named(found.table, data, found.period) if data.areas[a]["level"] != "country"]
    if not layout.area or not told or data.areas[layout.area]["level"] == "country":
        return []
    mine = data.areas[layout.area]
    if any(a in (layout.area, mine["parent"]) or data.areas[a]["name_vi"] == mine["name_vi"] for a in told):
        return []
    row, column, _ = next(t for t in found.table.title if t[2])
    areas = ", ".join(f"{a} ({data.areas[a]['name_vi']})" for a in told)
    expected = (
        f"the title speaks of {areas}, and {layout.name} is of {layout.area}: name the layout that is meant, --layout"
    )
    return [found.table.grid.wrong(expected, row, column)]


def _hidden(found: drift.Found) -> list[str]:
    """Hidden rows and columns are read like others, and said."""
    hidden = found.table.grid.hidden
    columns = [f"column {letter(at)} is hidden in the file" for _, at in found.columns if letter(at) in hidden]
    return columns + [f"row {n.row} {n.name!r} is hidden in the file" for _, n in found.rows if str(n.row) in hidden]


def _plain(layout: Layout, rows: list[dict], figures: list[printing.Figure]) -> list[str]:
    """Figures with many decimals that no number format asked for."""
    found = [
        r["locator"].split()[1] for r, f in zip(rows, figures, strict=True) if f.general and int(r["decimals"]) >= _MANY
    ]
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    say = f"many decimals and no number format; decimals = 1 for the column in {layout.name} rounds them"
    return [f"{found[0]}{more}: {say}"] if found else []


def _rounded(grid: Grid, cells: list[tuple[int, int]]) -> list[str]:
    """How many figures are taken as shown, though their cells hold more decimals."""
    found = [f"{letter(c)}{r}" for r, c in cells if grid.at(r, c).rounded]
    if not found:
        return []
    one = len(found) == 1
    more = f" and {len(found) - 3} more" if len(found) > 3 else ""
    said = (
        "cell is shown with fewer decimals than it holds"
        if one
        else "cells are shown with fewer decimals than they hold"
    )
    return [f"{len(found)} {said}, and read as shown: {', '.join(found[:3])}{more}"]


def _once(
    grid: Grid, layout: Layout, rows: list[dict], cells: list[tuple[int, int]], notes: list[str], wrong: list[dict]
) -> list[int]:
    """The rows that are kept, one a key: the same figure twice is said, two different ones are refused."""
    seen: dict[tuple, int] = {}
    for i, row in enumerate(rows):
        key = tuple(row[k] for k in FIELDS[:5])
        first = seen.setdefault(key, i)
        if first == i:
            continue
        before, figure = rows[first], " · ".join(row[k] for k in FIELDS[:4])
        here, there = (r["locator"].removeprefix("cell ") for r in (row, before))
        if same := _same(row, before):
            notes.append(f"{here} says {figure} again, as {there} does")
            seen[key] = i if same is row else first
        else:
            expected = f"the figure of {there}, {before['obs_value']}, though both are {figure}: change a row or column of {layout.name}"
            wrong.append(grid.wrong(expected, *cells[i], value=row["obs_value"]))
    return sorted(seen.values())


def _same(row: dict, other: dict) -> dict | None:
    """The one with more decimals of two figures that are one, rounded differently; None where they differ."""
    fine, coarse = sorted((row, other), key=lambda r: -int(r["decimals"]))
    alike = printing.rounded(fine["obs_value"], int(coarse["decimals"])) == coarse["obs_value"]
    return (fine if fine["decimals"] != coarse["decimals"] else other) if alike else None
