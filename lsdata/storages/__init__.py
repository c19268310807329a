"""Tables as they lie in files: CSV as programs and spreadsheets write it, Parquet, workbooks. Text in, text out.

What a cell should hold is no matter of a file's: ``package`` asks that, of every storage in the same way.
"""

from __future__ import annotations

from pathlib import Path

from ..errors import PackageError
from .sheets import Sheet, Typed, failure

__all__ = ["WORKBOOK", "Sheet", "Typed", "failure", "read_sheets"]
WORKBOOK = (".xlsx", ".xlsm")


def read_sheets(path: str | Path) -> list[Sheet]:
    """The tables of a file: one of a CSV or Parquet file, one a sheet of a workbook.

    Raises
    ------
    PackageError : the file is missing, or is none of these; what to save it as.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    try:
        if suffix in WORKBOOK:
            from .workbook import read

            return read(path)
        if suffix == ".parquet":
            from .parquet import read

            return [read(path)]
        if suffix in (".csv", ".tsv", ".txt"):
            from .text import read

            return [read(path)]
    except FileNotFoundError:
        raise PackageError([failure(path.name, "missing: there is no such file")]) from None
    except OSError as e:
        reason = f"cannot be read: {e.strerror or e}; close the program that has it open, or check its permissions"
        raise PackageError([failure(path.name, reason)]) from None
    raise PackageError([failure(path.name, "neither CSV, Parquet nor a workbook (.xlsx); save it as one of these")])
