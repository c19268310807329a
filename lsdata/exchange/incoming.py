"""What people bring: files, sheets and frames of figures, each told by its columns to be one of a package's tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from ..door import columns, near
from ..errors import PackageError, ParameterError
from ..filling import OPTIONAL
from ..package import ABOUT, TABLES, schemas
from ..storages import Sheet, failure, read_sheets
from ..storages.sheets import number

if TYPE_CHECKING:
    import pandas as pd

    Frames = pd.DataFrame | Mapping[str, pd.DataFrame]

READ_ONLY = ("README", "codes", "choices", ABOUT)  # sheets of a package's workbook that hold no rows of it


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
        found = [("", s) for file in _files(what) for s in _sheets(file)]
    tables = [(table or _table(sheet), sheet) for table, sheet in found]
    if wrong := [_strange(sheet) for table, sheet in tables if not table]:
        raise PackageError(wrong)
    return tables


def _files(what: str | Path | Iterable[str | Path]) -> list[str | Path]:
    files = [what] if isinstance(what, str | Path) else [*what] if isinstance(what, Iterable) else []
    if not files or not all(isinstance(f, str | Path) for f in files):
        raise ParameterError(f"{what!r} is neither a file, files, a frame nor frames by the name of their table")
    return files


def _sheets(file: str | Path) -> list[Sheet]:
    """The sheets of a file that hold rows, or look as if they should; notes and lists beside them are a person's own."""
    sheets = read_sheets(file)
    rows = [s for s in sheets if s.name not in READ_ONLY and (_table(s) or not s.name or _alike(s))]
    if rows:
        return rows
    named = [s for s in sheets if s.name not in READ_ONLY]
    raise PackageError([_strange(s) for s in named[:1]] or [failure(Path(file).name, "empty: a file with rows")])


def _alike(sheet: Sheet) -> bool:
    """True for a sheet with columns of a table, though not with those that it needs."""
    return any(len(columns(sheet) & _columns(t)) > 1 for t in TABLES)


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
    head = columns(sheet)
    fits = [t for t in TABLES if head and head <= _columns(t) and _needed(t) <= head | {"source_id"}]
    return fits[0] if fits else ""


def _columns(table: str) -> set[str]:
    return {f["name"] for f in schemas()[table]["fields"]}


def _needed(table: str) -> set[str]:
    required = {f["name"] for f in schemas()[table]["fields"] if f.get("constraints", {}).get("required")}
    return required - OPTIONAL.get(table, set())


def _strange(sheet: Sheet) -> dict:
    """Why a sheet is no table: what is missing of the one it is nearest to."""
    head = columns(sheet)
    table = max(TABLES, key=lambda t: len(head & _columns(t)))
    if not head:
        return failure(sheet.file, "empty: give it a row of column names and rows below it", sheet=sheet.name)
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
    columns = [[_text(v) for v in _values(frame.iloc[:, at])] for at in range(len(frame.columns))]
    rows = enumerate(map(list, zip(*columns, strict=True)), start=1)
    return Sheet(f"frame {name}".strip(), "", [str(c) for c in frame.columns], rows)


def _values(column: pd.Series) -> list:
    """The values of a column; a float of 32 bits has seven digits."""
    return [float(format(v, ".7g")) for v in column] if str(column.dtype) in ("float32", "float16") else column.tolist()


def _text(value: object) -> str:
    import pandas as pd

    if pd.api.types.is_scalar(value) and pd.isna(value):
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, Decimal):
        return number(value, max(0, -int(value.as_tuple().exponent)))
    if isinstance(value, int | float):
        return number(value)
    return value.date().isoformat() if hasattr(value, "to_pydatetime") else str(value)
