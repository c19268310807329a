"""Parquet, where pyarrow is installed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from ..errors import PackageError, ParameterError
from .sheets import Sheet, failure, number


def read(path: Path) -> Sheet:
    """The table of a Parquet file; numbers with all the digits that mean something.

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
    narrow = [pa.types.is_float32(column.type) or pa.types.is_float16(column.type) for column in table.columns]
    columns = [[_text(v, n) for v in c.to_pylist()] for c, n in zip(table.columns, narrow, strict=True)]
    return Sheet(path.name, "", table.column_names, enumerate(map(list, zip(*columns, strict=True)), start=2))


def _text(value: object, narrow: bool) -> str:
    """A value as text; a float of 32 bits has seven digits."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, Decimal):
        return number(value, max(0, -int(value.as_tuple().exponent)))
    if narrow:
        value = float(format(value, ".7g"))
    return number(value) if isinstance(value, int | float) else str(value)
