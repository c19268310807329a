"""The data package on disk: where it lies, how it is opened, what it takes from the bundled one.

A package is a folder with ``datapackage.json`` (Frictionless) and the CSV or Parquet tables it describes, or one
workbook with a sheet a table. It may stand alone, know the codes of the bundled package, or lie beside its figures
(``"extends"`` in its descriptor: ``"codes"`` or ``"figures"``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from . import door, integrity
from .errors import PackageError
from .storages import WORKBOOK, Sheet, failure, read_sheets

TABLES = (
    "figures", "indicators", "units", "sectors", "areas", "sources", "statements", "tasks", "events", "constants",
    "acknowledgements",
)  # fmt: skip
CODES = ("indicators", "units", "sectors", "areas", "constants")  # what a package may take from the bundled one
SHARED = ("units", "sectors", "areas", "constants")  # and takes where it has none and says nothing
OWN_FIRST = (*CODES, "acknowledgements")  # a row of its own stands in the place of the bundled one
EXTENDS = ("codes", "figures")
ABOUT = "package"  # the sheet of a workbook that says what a descriptor says

Tables = dict[str, list[dict[str, str]]]


class Opened(NamedTuple):
    """A package as it was read: what it says of itself, its own rows, and all rows."""

    about: dict
    own: Tables
    tables: Tables


def _home(name: str) -> Path:
    """The repository's folder where the module runs from a checkout, else the one the wheel carries.

    The checkout comes first: an editable install may have left a stale copy in ``_data``.
    """
    here = Path(__file__).resolve().parent
    beside = here.parent / name
    return beside if (here.parent / "pyproject.toml").is_file() and beside.is_dir() else here / f"_{name}"


def data_home() -> Path:
    """Folder of the bundled data package."""
    return _home("data")


def notebooks_home() -> Path:
    """Folder of the bundled notebooks."""
    return _home("notebooks")


@lru_cache(maxsize=1)
def contract() -> dict:
    """The descriptor of the bundled package, which every package of one's own is held to."""
    return json.loads((data_home() / "datapackage.json").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def schemas() -> dict[str, dict]:
    """Table -> its schema in the bundled package: fields with constraints, keys."""
    return {r["name"]: r["schema"] for r in contract()["resources"]}


def open_package(path: str | Path | None = None) -> Tables:
    """The tables of a package, checked: name -> rows as dicts of text, those it takes from the bundled one among them.

    Parameters
    ----------
    path : folder or workbook (``.xlsx``) of the package; default the bundled one.

    Raises
    ------
    PackageError : no package there, or rows that break its contract (all of them, ``.failures`` is a frame).
    """
    return opened(path).tables


def own_tables(path: str | Path | None = None) -> Tables:
    """The rows that a package holds itself, checked as by ``open_package``."""
    return opened(path).own


def opened(path: str | Path | None = None) -> Opened:
    """All that ``about``, ``own_tables`` and ``open_package`` give, from one reading."""
    place = Path(path) if path else data_home()
    described, found = _found(place)
    own, base = _checked_tables(place, described, found)
    own = {name: own.get(name, []) for name in TABLES}
    return Opened(described, own, {name: base.get(name, []) + own[name] for name in TABLES})


def about(path: str | Path | None = None) -> dict:
    """What the descriptor of a package says of it: name, title, ``extends``, ``area``, ``period`` …; no tables.

    Raises
    ------
    PackageError : no package there.
    """
    described, _ = _found(Path(path) if path else data_home())
    return described


def check_parts(
    parts: Iterable[door.Part], base: Tables, wrong: list[dict], rules: dict[str, dict] | None = None
) -> Tables:
    """Parts that were read, filled and held against each other and a base: their rows, table by table.

    Raises
    ------
    PackageError : anything is wrong, ``wrong`` among that.
    """
    parts = list(parts)
    integrity.settle(parts, base, rules or schemas(), wrong)
    if wrong:
        raise PackageError(wrong)
    return {t: [r for p in parts if p.table == t for r in p.rows] for t in dict.fromkeys(p.table for p in parts)}


def _checked_tables(place: Path, described: dict, found: dict) -> tuple[Tables, Tables]:
    """A package's own rows, and those of the bundled one that stand beside them."""
    extends = described.get("extends", "")
    bound = bool(extends) or is_workbook(place)
    wrong, parts, rules = [], [], {}
    for name, (schema, sheet) in found.items():
        rules[name] = schemas()[name] if bound else schema
        try:
            parts.append(door.read(sheet(), name, rules[name], wrong))
        except PackageError as e:
            wrong += e.rows
            parts.append(door.Part(name, Sheet(name, "", [], ()), [], [], [], readable=False))
    base = _base(place, extends, parts, wrong)
    rules |= {name: schemas()[name] for name in TABLES if name not in rules}
    return check_parts(parts, base, wrong, {name: rules[name] for name in TABLES}), base


def _base(place: Path, extends: str, parts: list[door.Part], wrong: list[dict]) -> Tables:
    """What a package takes from the bundled one; a code or acknowledgement of its own replaces the bundled one's."""
    own = {p.table for p in parts}
    taken = {"figures": TABLES, "codes": CODES}.get(extends) or [t for t in SHARED if t not in own]
    if place.resolve() == data_home().resolve() or not taken:
        return {}
    bundled = _bundled()
    base = {}
    for table in taken:
        key = schemas()[table]["primaryKey"]
        mine = {tuple(r[c] for c in key): (p, i) for p in parts if p.table == table for i, r in enumerate(p.rows)}
        base[table] = [r for r in bundled[table] if tuple(r[c] for c in key) not in mine]
        if table in OWN_FIRST or len(base[table]) == len(bundled[table]):
            continue
        for row in bundled[table]:
            part, index = mine.get(tuple(row[c] for c in key), (None, 0))
            if part and any(part.rows[index][c] not in ("", row[c]) for c in row):
                expected = "as in the bundled package; a correction is a new source with its own date"
                wrong.append(part.wrong(index, "+".join(key), " · ".join(row[c] for c in key if row[c]), expected))
    return base


@lru_cache(maxsize=1)
def _bundled() -> Tables:
    return open_package()


def is_workbook(place: Path) -> bool:
    """True where a package is one workbook."""
    return place.suffix.lower() in WORKBOOK


def _found(place: Path):
    """What a package says of itself, and its tables: name -> (schema, a function that reads its sheet)."""
    if is_workbook(place):
        return _in_workbook(place)
    descriptor = place / "datapackage.json"
    if not descriptor.is_file():
        expected = "not a data package: no datapackage.json in this folder"
        if place.is_file():
            expected = "not a data package: name its folder, or a workbook (.xlsx)"
        raise PackageError([failure(str(place), expected)])
    try:
        described = json.loads(descriptor.read_text(encoding="utf-8-sig"))
        resources = described.pop("resources")
        paths = [r["path"] for r in resources]
        found = {r["name"]: (r["schema"], lambda file=place / r["path"]: _sheet(file)) for r in resources}
        for schema, _ in found.values():
            _ = [f["type"] for f in schema["fields"]], [f["name"] for f in schema["fields"]]
        astray = [str(r) for r in paths if Path(r).is_absolute() or ".." in Path(r).parts]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as e:
        reason = f"not a Frictionless descriptor of CSV tables ({e!r})"
        raise PackageError([failure(descriptor.name, reason)]) from None
    if astray:
        expected = "inside the package's folder; put the file there, and write its name alone"
        raise PackageError([failure(descriptor.name, expected, column="path", value=path) for path in astray])
    return _checked(described, found, descriptor.name)


def _sheet(file: Path) -> Sheet:
    try:
        return read_sheets(file)[0]
    except PackageError as e:
        if not file.is_file():
            raise PackageError([failure(file.name, "missing: the descriptor names it")]) from None
        raise e


def _in_workbook(place: Path):
    """The same of a workbook: sheets that are called like tables, and ``package``."""
    sheets = {s.name: s for s in read_sheets(place)}
    rows = (cells for _, cells in sheets[ABOUT].rows) if ABOUT in sheets else ()
    described = {cells[0]: _value(cells[1]) for cells in rows if len(cells) > 1 and cells[0]}
    found = {name: (schemas()[name], lambda s=sheet: s) for name, sheet in sheets.items() if name in TABLES}
    if not found:
        expected = (
            f"not a data package: none of its sheets is called {', '.join(TABLES[:3])} …; lsdata new --excel makes one"
        )
        raise PackageError([failure(place.name, expected)])
    strange = {n: door.near(n, TABLES) for n in sheets if n not in (*TABLES, ABOUT)}
    wrong = [
        failure(place.name, f"{near!r}, is it? A table has exactly this name; call another sheet otherwise", sheet=n)
        for n, near in strange.items() if near
    ]  # fmt: skip
    if wrong:
        raise PackageError(wrong)
    return _checked(described, found, f"{place.name}, sheet {ABOUT}")


def _value(text: str) -> object:
    """What a cell of the sheet ``package`` says: JSON, or plain text."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _checked(described: dict, found: dict, where: str):
    """The two, where the package says nothing that nobody understands."""
    known = f"one of {', '.join(TABLES)}"
    strange = sorted(set(found) - set(TABLES))
    wrong = [failure(where, known, column="resources", value=name) for name in strange]
    if described.get("extends", "") not in ("", *EXTENDS):
        wrong.append(failure(where, f"one of {', '.join(EXTENDS)}", column="extends", value=described["extends"]))
    if wrong:
        raise PackageError(wrong)
    return described, {name: found[name] for name in TABLES if name in found}
