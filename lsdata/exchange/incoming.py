"""What people bring: files, sheets and frames of figures, each told by its columns to be one of a package's tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..door import near
from ..errors import PackageError, ParameterError
from ..filling import OPTIONAL
from ..package import ABOUT, TABLES, schemas
from ..storages import Sheet, failure, read_sheets
from ..storages.sheets import number
from ..tidying import clean

if TYPE_CHECKING:
    import pandas as pd

    Frames = pd.DataFrame | Mapping[str, pd.DataFrame]

READ_ONLY = ("README", "lists", ABOUT)  # sheets of a package's workbook that hold no rows of it


def sheets_of(what: str | Path | Iterable[str | Path] | Frames) -> list[tuple[str, Sheet]]:
    """The tables that somebody brings: (table, sheet).

    Parameters
    ----------
    what : a file or several, CSV, Parquet or workbooks; a frame, or frames by the name of their table.

    Raises
    ------
    PackageError : a file that cannot be read, or whose columns are those of no table.
    """
    if isinstance(what, Mapping):
        found = [(_known(name), _of_frame(frame, name)) for name, frame in what.items()]
    elif hasattr(what, "columns"):
        found = [("", _of_frame(what, ""))]
    else:
        files = [what] if isinstance(what, str | Path) else list(what)
        found = [("", s) for file in files for s in read_sheets(file) if s.name not in READ_ONLY]
    tables = [(table or _table(sheet), sheet) for table, sheet in found]
    if kept := [(table, sheet) for table, sheet in tables if table]:
        return kept
    raise PackageError(
        [_strange(sheet) for _, sheet in tables] or [failure(str(what), "a file with rows: it is empty")]
    )


def _known(name: str) -> str:
    if name not in TABLES:
        hint = f"; did you mean {found!r}?" if (found := near(name, TABLES)) else ""
        raise ParameterError(f"there is no table {name!r}, only {', '.join(TABLES)}{hint}")
    return name


def _table(sheet: Sheet) -> str:
    """Which table a sheet is: by its name, else by its columns; empty where it is none."""
    named = sheet.name or Path(sheet.file).stem
    if named in TABLES:
        return named
    head = {clean(c).lower() for c in sheet.head} - {""}
    fits = [t for t in TABLES if head and head <= _columns(t) and _needed(t) <= head | {"source_id"}]
    return fits[0] if fits else ""


def _columns(table: str) -> set[str]:
    return {f["name"] for f in schemas()[table]["fields"]}


def _needed(table: str) -> set[str]:
    required = {f["name"] for f in schemas()[table]["fields"] if f.get("constraints", {}).get("required")}
    return required - OPTIONAL.get(table, set())


def _strange(sheet: Sheet) -> dict:
    """Why a sheet is no table: what is missing of the one it is nearest to."""
    head = {clean(c).lower() for c in sheet.head} - {""}
    table = max(TABLES, key=lambda t: len(head & _columns(t)))
    if not head & _columns(table):
        expected = "no table of a package: its columns have other names; an office's own table is read by a layout (lsdata layout FILE)"
        return failure(sheet.file, expected, sheet=sheet.name)
    missing, unknown = sorted(_needed(table) - head - {"source_id"}), sorted(head - _columns(table))
    said = [f"without {', '.join(missing)}"] * bool(missing) + [
        f"with {', '.join(unknown)}, which it does not know"
    ] * bool(unknown)
    return failure(sheet.file, f"nearly the table {table}, but {' and '.join(said)}", sheet=sheet.name)


def _of_frame(frame: pd.DataFrame, name: str) -> Sheet:
    """A frame as a sheet; the row of a message is the frame's own, counted from 1."""
    columns = [[_text(v) for v in frame[c].tolist()] for c in frame.columns]
    rows = enumerate(map(list, zip(*columns, strict=True)), start=1)
    return Sheet(f"frame {name}".strip(), "", [str(c) for c in frame.columns], rows)


def _text(value: object) -> str:
    if value is None or value != value:  # a missing value is not itself
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return number(value)
    return value.date().isoformat() if hasattr(value, "to_pydatetime") else str(value)
