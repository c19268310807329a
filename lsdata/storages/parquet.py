"""Parquet, where pyarrow is installed."""

from __future__ import annotations

from pathlib import Path

from ..errors import PackageError, ParameterError
from .sheets import Sheet, failure, number


def read(path: Path) -> Sheet:
    """The table of a Parquet file; numbers as the shortest text that is them.

    Raises
    ------
    ParameterError : pyarrow is not installed.
    PackageError : not a Parquet file.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        needed = 'Parquet needs a library that is not installed: pip install "lsdata[parquet]"'
        raise ParameterError(f"{path.name}: {needed}") from None
    try:
        table = pq.ParquetFile(path).read()
    except pa.ArrowInvalid:
        raise PackageError([failure(path.name, "not a Parquet file")]) from None
    columns = [[_text(v) for v in column.to_pylist()] for column in table.columns]
    return Sheet(path.name, "", table.column_names, enumerate(map(list, zip(*columns, strict=True)), start=2))


def _text(value: object) -> str:
    if value is None:
        return ""
    return number(value) if isinstance(value, int | float) else str(value)
