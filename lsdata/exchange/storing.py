"""Rows put into a package where it lies, in the form in which it lies there; and the layouts it remembers."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

from .. import package
from ..errors import ParameterError
from ..package import TABLES, Tables
from ..storages import text
from . import saving
from .comparing import key
from .replacing import replace

Row = dict[str, str]


def append(place: Path, about: dict, own: Tables, new: Tables) -> tuple[str, ...]:
    """Add rows to the tables of a package; names of the files that were written, all of them or none.

    A table that is sorted by its key stays so; a CSV file keeps its separator, decimal sign, encoding and line ends.

    Raises
    ------
    ParameterError : it cannot be written.
    PackageError : a cell that its form cannot hold.
    """
    if package.is_workbook(place):
        from .book import workbook

        if place.suffix.lower() != ".xlsx":
            raise ParameterError(f"{place} may hold macros, which would be lost; save it as an Excel workbook (.xlsx)")
        whole = {t: [*own[t], *new.get(t, [])] for t in TABLES}  # rows that moved would leave their comments behind
        replace(place.parent, {place.name: workbook(saving.arranged(whole, about, "xlsx"), about, old=place)})
        return (place.name,)
    changed = [t for t in saving.ORDER if new.get(t)]
    described = json.loads((place / "datapackage.json").read_text(encoding="utf-8-sig"))
    paths = {r["name"]: r["path"] for r in described["resources"]}
    missing = [t for t in changed if t not in paths]
    for table in missing:
        paths[table] = f"{table}.csv"
        described["resources"].append(saving.resource(table, own=True) | {"path": paths[table]})
    contents = {paths[t]: _file(place / paths[t], t, _ordered(t, own[t], new[t])) for t in changed}
    if missing:
        contents["datapackage.json"] = (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()
    replace(place, contents)
    return tuple(contents)


def _ordered(table: str, own: list[Row], new: list[Row]) -> list[Row]:
    by_key = partial(key, table)
    rows = [*own, *new]
    return sorted(rows, key=by_key) if own == sorted(own, key=by_key) else rows


def _file(path: Path, table: str, rows: list[Row]) -> bytes:
    fields = package.schemas()[table]["fields"]
    form = "parquet" if path.suffix.lower() == ".parquet" else "csv"
    cells = saving.arranged({table: rows}, {"extends": "codes"}, form)[table]
    if form == "parquet":
        return saving.parquet(fields, cells)
    how = text.dialect(path) if path.is_file() else text.PLAIN
    # Beside a figure its decimals tell what a comma means; other numbers keep their point.
    numeric = [table == "figures" and saving.is_number(f) for f in fields]
    return text.write([f["name"] for f in fields], cells, numeric, how)


def layouts_of(place: Path) -> list[Path]:
    """The layouts that a package remembers, by name."""
    return sorted(layouts_home(place).glob("*.toml"))


def layouts_home(place: Path) -> Path:
    """Where they lie: ``layouts/`` in a folder, ``NAME.layouts/`` beside a workbook."""
    return place.with_name(f"{place.stem}.layouts") if package.is_workbook(place) else place / "layouts"
