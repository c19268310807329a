"""The long table as Parquet, for pandas, R and databases: typed columns, what it is and its sources beside them.

It is made in the process of one report only: the threads that pyarrow may start would be lost in a fork.
"""

from __future__ import annotations

import io
import json

from .records import COLUMNS, records, text, words

_TOLD = ("title", "area", "period", "lang", "as_of", "sector")


def write(report: dict) -> bytes:
    """The figures of a report, one a row; the columns have the names of codes, their heads stand in their metadata."""
    import pyarrow as pa
    from pyarrow import parquet

    kinds = {"text": pa.string(), "number": pa.float64(), "count": pa.int32(), "date": pa.date32()}
    heads = words(report["lang"])["heads"]
    fields = [pa.field(name, kinds[kind], metadata={"label": heads[name]}) for name, kind in COLUMNS.items()]
    sources = [{k: text(v) if isinstance(v, str) else v for k, v in one.items()} for one in report["sources"]]
    told = {name: text(report[name]) for name in _TOLD} | {
        "headline": text(report["headline"]["text"]),
        "sources": json.dumps(sources, ensure_ascii=False, sort_keys=True),
    }
    made = records(report)
    columns = [pa.array([r[field.name] for r in made], type=field.type) for field in fields]
    out = io.BytesIO()
    parquet.write_table(pa.table(columns, schema=pa.schema(fields, metadata=told)), out, compression="snappy")
    return out.getvalue()
