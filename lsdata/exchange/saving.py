"""A data package written in any of its forms: a folder of CSV or Parquet tables, or one workbook.

Every form holds the same texts, so that a package can go to Excel and back and lose nothing. A text that a spreadsheet
would calculate stands in CSV with an apostrophe before it, which reading takes off again.
"""

from __future__ import annotations

import copy
import io
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from .. import filling, package, tidying
from ..errors import PackageError, ParameterError
from ..package import SHARED, TABLES, Tables, contract
from ..storages import text
from .replacing import replace

FORMS = ("csv", "parquet", "xlsx")
# What others point to is written first, the descriptor last: a command that is killed leaves a package that opens.
ORDER = (
    "units", "sources", "areas", "sectors", "indicators", "constants", "statements", "tasks", "events", "figures",
    "acknowledgements",
)  # fmt: skip
LONGEST = 32_767  # UTF-16 units that a cell of a workbook holds
LONGEST_CSV = 131_072  # characters of a cell that Python's csv reads
MOST = 1_048_575  # rows below the head of a sheet


def save(tables: Tables, about: Mapping, dest: str | Path, *, to: str = "") -> Path:
    """Write a package; what stood there before stays until all of the new one is written.

    Parameters
    ----------
    tables : name -> rows as dicts of text; the order of rows is kept. Columns that a row does not have are empty.
    about : top-level keys of the descriptor, as of ``package.about``.
    dest : a folder, or a workbook ``….xlsx``. New, empty, or a package: that is replaced. Sheets of a workbook that are
        no tables, and files of a folder, stay.
    to : ``csv``, ``parquet`` (needs ``lsdata[parquet]``) or ``xlsx``; default, by ``dest``.

    Returns
    -------
    Path : where it stands.

    Raises
    ------
    ParameterError : a form that there is not, a place that holds something else, or that cannot be written.
    PackageError : cells that the form cannot hold; nothing has been written.
    """
    dest, form = where(dest, to)
    _require_room(dest, form)
    rows = arranged(tables, about, form)
    if form == "xlsx":
        from .book import workbook

        replace(dest.parent, {dest.name: workbook(rows, about, old=dest if dest.exists() else None)})
        return dest
    contents = files(rows, about, form)
    replace(dest, contents, [name for name in _described(dest) if name not in contents])
    return dest


def export(dest: str | Path, *, data: str | Path | None = None, to: str = "", over: bool = False) -> Path:
    """Write a package elsewhere, in this form or another: its own rows, without those that it extends.

    Parameters
    ----------
    dest, to : as of ``save``.
    data : the package; default as for ``load``.
    over : write over a package that stands there; otherwise that is refused.

    Raises
    ------
    PackageError : the package breaks its contract, or holds what the form cannot.
    ParameterError : as of ``save``; a package stands there already.
    """
    place, _ = where(dest, to)
    if not over and (place.is_file() or _described(place)):
        raise ParameterError(f"{place} is there already: name another place, or write over it (--over)")
    source = Path(data or os.environ.get("LSDATA_DATA") or package.data_home())
    held = package.opened(source)
    return save(held.own, held.about, dest, to=to)


def where(dest: str | Path, to: str = "") -> tuple[Path, str]:
    """The place and the form that are meant.

    Raises
    ------
    ParameterError : a form that there is not, or one that does not go with the name.
    """
    dest, suffix = Path(dest), Path(dest).suffix.lower()
    if to and to not in FORMS:
        raise ParameterError(f"to={to!r} is no form of a data package; take one of {', '.join(FORMS)}")
    if suffix in (".xls", ".xlsm", ".xlsb", ".ods", ".csv", ".parquet") and not dest.is_dir():
        raise ParameterError(
            f"{dest} is neither a folder nor an Excel workbook; write a folder, or a name that ends in .xlsx"
        )
    if suffix == ".xlsx":
        if to not in ("", "xlsx"):
            raise ParameterError(f"{dest} is a workbook and to={to!r} is not; name a folder, or leave the form out")
        return dest, "xlsx"
    return (dest.with_name(f"{dest.name}.xlsx"), "xlsx") if to == "xlsx" else (dest, to or "csv")


def _require_room(dest: Path, form: str) -> None:
    """Raises ParameterError where something stands that is no package."""
    if form == "xlsx":
        if dest.exists() and not _is_book(dest):
            raise ParameterError(f"{dest} is there and is no workbook of a data package; name another file")
        return
    if dest.exists() and not dest.is_dir():
        raise ParameterError(f"{dest} is a file; name a folder, or a workbook that ends in .xlsx")
    if dest.is_dir() and not _described(dest) and any(not p.name.startswith(".") for p in dest.iterdir()):
        raise ParameterError(f"{dest} holds other files and is no data package; name a new or an empty folder")


def _is_book(path: Path) -> bool:
    from .book import opened

    try:
        book = opened(path, only_names=True)
    except Exception:  # whatever openpyxl meets in a file that is none of its own
        return False
    names = set(book.sheetnames)
    book.close()  # Windows replaces no open file
    return not names.isdisjoint(("package", "figures"))


def _described(folder: Path) -> list[str]:
    """The descriptor and the files that it names; none where the folder is no package."""
    try:
        resources = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]
        return ["datapackage.json", *(r["path"] for r in resources if Path(r["path"]).name == r["path"])]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def arranged(tables: Tables, about: Mapping, form: str) -> dict[str, list[list[str]]]:
    """Tables in the columns of the contract, clean: name -> rows of cells, without what stands for nothing.

    Raises
    ------
    PackageError : every cell that the form cannot hold.
    """
    found: dict[str, list[list[str]]] = {}
    wrong = [
        {"file": name, "expected": f"a table of {', '.join(TABLES)}"} for name in sorted(set(tables) - set(TABLES))
    ]
    for key, said in told(about).items():
        if expected := _unwritable(said, form):
            wrong.append({"file": package.ABOUT, "column": key, "value": said, "expected": expected})
    for name in TABLES:
        rows = tables.get(name, [])
        if not rows and name in SHARED and not about.get("extends"):
            continue
        columns = [f["name"] for f in resource(name)["schema"]["fields"]]
        found[name] = [[tidying.clean(row.get(c, "")) for c in columns] for row in rows]
        if form == "xlsx" and len(rows) > MOST:
            wrong.append(
                {"file": name, "expected": f"{len(rows):,} rows where a sheet holds {MOST:,}; save it as parquet"}
            )
        for line, (row, cells) in enumerate(zip(rows, found[name], strict=True), start=2):
            place = {"file": name, "row": line}
            strange = [c for c, value in row.items() if value and c not in columns]
            wrong += [
                place | {"column": c, "value": row[c], "expected": "in a column of the contract"} for c in strange
            ]
            for column, cell in zip(columns, cells, strict=True):
                if expected := _unwritable(cell, form):
                    wrong.append(place | {"column": column, "value": cell, "expected": expected})
    if wrong:
        raise PackageError(wrong)
    return found


def told(about: Mapping) -> dict[str, str]:
    """What a package says of itself, as texts of the sheet ``package``: JSON, or a text that is no JSON as it is."""

    def said(value: object) -> str:
        if isinstance(value, str):
            try:
                json.loads(value)
            except ValueError:
                return value
        return json.dumps(value, ensure_ascii=False)

    return {key: said(value) for key, value in about.items() if key and key != "resources"}


def _unwritable(cell: str, form: str) -> str:
    """What a cell should have been; empty where it can be written."""
    if len(cell) < LONGEST // 2 and cell.isprintable():
        return ""
    if code := tidying.unprintable(cell):
        return f"text that a table can hold: take out the character {code}"
    if form == "xlsx" and len(cell.encode("utf-16-le")) // 2 > LONGEST:
        return f"a text that a cell of a workbook can hold: {LONGEST:,} characters at most, these are {len(cell):,}"
    if form == "csv" and len(cell) > LONGEST_CSV:
        return f"a text that readers of CSV take: {LONGEST_CSV:,} characters at most, these are {len(cell):,}"
    return ""


def resource(table: str, *, own: bool = False) -> dict:
    """What the descriptor says of a table; ``own``: of a package that extends the bundled one."""
    found = copy.deepcopy(next(r for r in contract()["resources"] if r["name"] == table))
    if own:  # what stands in another package, and what is filled in, a validator cannot know
        found["schema"].pop("foreignKeys", None)
        for field in found["schema"]["fields"]:
            if field["name"] in filling.OPTIONAL.get(table, ()):
                field.get("constraints", {}).pop("required", None)
    return found


def files(tables: Mapping[str, Sequence[Sequence[str]]], about: Mapping, form: str) -> dict[str, bytes]:
    """The files of a package's folder, from arranged tables: name -> content."""
    named = [r["name"] for r in contract()["resources"] if r["name"] in tables]
    described = [resource(name, own=bool(about.get("extends"))) for name in named]
    contents = {f"{name}.{form}": b"" for name in ORDER if name in tables}
    for r in described:
        r["path"] = f"{r['name']}.{form}"
        if form == "parquet":
            r |= {"format": "parquet", "mediatype": "application/vnd.apache.parquet"}
            r.pop("dialect", None)
            r.pop("encoding", None)
        fields, rows = r["schema"]["fields"], tables[r["name"]]
        if form == "parquet":
            contents[r["path"]] = parquet(fields, rows)
        else:
            contents[r["path"]] = text.write([f["name"] for f in fields], rows, [is_number(f) for f in fields])
    descriptor = {**{k: v for k, v in about.items() if k != "resources"}, "resources": described}
    return contents | {"datapackage.json": (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()}


def is_number(field: dict) -> bool:
    """True for a column of numbers."""
    return field["type"] in ("number", "integer")


def parquet(fields: list[dict], rows: Sequence[Sequence[str]]) -> bytes:
    """A table as the content of a Parquet file, all its columns texts.

    Raises
    ------
    ParameterError : pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise ParameterError('Parquet needs a library that is not installed: pip install "lsdata[parquet]"') from None
    columns = list(zip(*rows, strict=True)) or [()] * len(fields)
    arrays = {f["name"]: pa.array(c, pa.string()) for f, c in zip(fields, columns, strict=True)}
    out = io.BytesIO()
    pq.write_table(pa.table(arrays), out)
    return out.getvalue()
