"""The data package on disk: where it lies, how it is opened, checked once at the door.

A package is a folder with ``datapackage.json`` (Frictionless) and the CSV tables it describes. The check reads types,
required columns, codes, keys and foreign keys from the descriptor and reports every failing cell at once; what passes
is trusted from then on.
"""

from __future__ import annotations

import csv
import io
import json
import re
from functools import lru_cache
from pathlib import Path

from .errors import PackageError, PeriodError
from .periods import Period, known_by

TABLES = ("figures", "indicators", "units", "sectors", "areas", "sources", "statements", "tasks", "events", "constants")
_SHARED = ("units", "sectors", "areas", "constants")  # taken from the bundled package where a package has none
_LISTS = {  # columns of codes separated by spaces -> the table that knows them
    ("sectors", "headline"): "indicators",
    ("sectors", "related"): "indicators",
    ("tasks", "indicators"): "indicators",
    ("events", "sectors"): "sectors",
}
_DAYS = ("published_on", "start", "end", "covers_to", "valid_from", "valid_to", "set_on")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_INTEGER = re.compile(r"-?\d+")

Tables = dict[str, list[dict[str, str]]]


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


def open_package(path: str | Path | None = None) -> Tables:
    """The tables of a package, checked: name -> rows as dicts of text.

    Parameters
    ----------
    path : folder of the package; default the bundled one.

    Raises
    ------
    PackageError : no package there, or rows that break its contract (all of them, ``.failures`` is a frame).
    """
    folder = Path(path) if path else data_home()
    descriptor = folder / "datapackage.json"
    if not descriptor.is_file():
        raise PackageError([_wrong(str(path), "not a data package: no datapackage.json in this folder")])
    try:
        resources = json.loads(descriptor.read_text(encoding="utf-8"))["resources"]
        schemas = {r["name"]: r for r in resources}
        for r in resources:
            _ = Path(r["path"]), [f["type"] for f in r["schema"]["fields"]], [f["name"] for f in r["schema"]["fields"]]
    except (ValueError, KeyError, TypeError) as e:
        reason = f"not a Frictionless descriptor of CSV tables ({e!r})"
        raise PackageError([_wrong(descriptor.name, reason)]) from None
    tables: Tables = {}
    lines: dict[str, list[int] | None] = {}  # table -> line in its file of each row; None: it cannot be read
    known = f"one of {', '.join(TABLES)}"
    strange = sorted(set(schemas) - set(TABLES))
    wrong = [_wrong(descriptor.name, known, column="resources", value=name) for name in strange]
    for name in TABLES:
        if name in schemas:
            tables[name], lines[name] = _read(folder / schemas[name]["path"], schemas[name]["schema"], wrong)
    bundled = {} if folder == data_home() or set(_SHARED) <= set(tables) else open_package()
    for name in TABLES:
        tables.setdefault(name, bundled.get(name, []) if name in _SHARED else [])
    for name, resource in schemas.items():
        if name in tables:
            wrong += _check_keys(resource, tables, lines)
    if wrong:
        raise PackageError(wrong)
    return tables


def _wrong(file: str, expected: str, **place: object) -> dict:
    """One line of a PackageError: ``row``, ``column`` and ``value`` as far as there are any."""
    return {"file": file, **place, "expected": expected}


def _read(file: Path, schema: dict, wrong: list[dict]) -> tuple[list[dict[str, str]], list[int] | None]:
    """Rows of one table and their lines (None: it cannot be read); what is wrong is added to ``wrong``."""
    fields = {f["name"]: f for f in schema["fields"]}
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        wrong.append(_wrong(file.name, "missing: the descriptor names it"))
        return [], None
    except UnicodeDecodeError as e:
        wrong.append(_wrong(file.name, f"not UTF-8 text (byte {e.start}); save it as CSV UTF-8"))
        return [], None
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, [])
    if len(header) == 1 and ";" in header[0]:  # Excel's CSV where the comma is the decimal sign
        expected = 'columns are separated by semicolons; save it as "CSV UTF-8" with commas'
        wrong.append(_wrong(file.name, expected))
        return [], None
    bad = [(c, "missing column") for c in sorted(fields.keys() - set(header))]
    bad += [(c, "a column that the descriptor does not know") for c in header if c not in fields]
    twice = sorted({c for c in header if header.count(c) > 1})
    if twice and not bad:
        bad = [(", ".join(twice), "a column that stands there twice")]
    if bad:
        wrong += [_wrong(file.name, expected, column=c) for c, expected in bad]
        return [], None
    expectation = lru_cache(maxsize=None)(lambda column, value: _expected(value, fields[column]))  # most values recur
    rows, lines = [], []
    for cells in reader:
        line = reader.line_num
        if len(cells) != len(header):
            wrong.append(_wrong(file.name, f"{len(cells)} cells where the header has {len(header)}", row=line))
            continue
        row = dict(zip(header, cells, strict=True))
        bad = [(c, expected) for c, v in row.items() if (expected := expectation(c, v))]
        if not bad and "obs_value" in row:
            bad = _as_printed(row)
        wrong += [_wrong(file.name, expected, row=line, column=c, value=row[c]) for c, expected in bad]
        # A row with a bad cell stays: its key is known, and the rows that point to it are not at fault.
        rows.append(row)
        lines.append(line)
    return rows, lines


def _as_printed(row: dict[str, str]) -> list[tuple[str, str]]:
    """What is wrong with a figure whose cells are right one by one: decimals that are not those of the printed value."""
    printed = [v for v in (row["obs_value"], row.get("obs_value_upper", "")) if v]
    decimals = max(len(v.partition(".")[2]) for v in printed)
    if int(row["decimals"]) != decimals:
        return [("decimals", f"{decimals}, the decimals of {'–'.join(printed)} as printed")]
    if len(printed) == 2 and float(printed[1]) <= float(printed[0]):
        return [("obs_value_upper", f"above {printed[0]}, the lower end")]
    return []


def _expected(value: str, field: dict) -> str:
    """What a cell should have held; empty where it is right."""
    rules = field.get("constraints", {})
    if value == "":
        return "a value: the column is required" if rules.get("required") else ""
    if "enum" in rules and value not in [str(x) for x in rules["enum"]]:
        return "one of " + ", ".join(str(x) for x in rules["enum"])
    if field["type"] == "number" and not _NUMBER.fullmatch(value):
        return "a number like 42.9 (decimal point, no grouping)"
    if field["type"] == "integer" and not _INTEGER.fullmatch(value):
        return "a whole number"
    if "minimum" in rules and float(value) < rules["minimum"]:
        return f"{rules['minimum']} or more"
    if "pattern" in rules and not re.fullmatch(rules["pattern"], value):
        return f"of the form {field.get('example') or rules['pattern']}"
    if field["name"] in _DAYS:
        try:
            known_by(value)
        except ValueError:
            return "a day that exists, like 2020-07-13"
    if field["name"] == "time_period":
        try:
            code = Period.parse(value).code
        except PeriodError:
            return "an SDMX time period like 2020-S1 or 2019-01-01/P9M"
        return "" if code == value else f"in its one form, {code}"
    return ""


def _check_keys(resource: dict, tables: Tables, lines: dict[str, list[int] | None]) -> list[dict]:
    """Duplicate primary keys, foreign keys and listed codes that lead nowhere."""
    schema, name, file = resource["schema"], resource["name"], Path(resource["path"]).name
    numbered = list(zip(lines[name] or [], tables[name], strict=True))
    wrong, seen, key = [], {}, _names(schema.get("primaryKey", []))
    for line, row in numbered if key else []:
        value = tuple(row[c] for c in key)
        if value in seen:
            text, expected = " · ".join(v for v in value if v), f"unique: row {seen[value]} has this key"
            wrong.append(_wrong(file, expected, row=line, column="+".join(key), value=text))
        seen.setdefault(value, line)
    foreign = [
        (_names(f["fields"]), f["reference"]["resource"] or name, _names(f["reference"]["fields"]), False)
        for f in schema.get("foreignKeys", [])
    ]
    fields = {f["name"] for f in schema["fields"]}
    foreign += [
        ([column], other, [other.removesuffix("s")], True)
        for (table, column), other in _LISTS.items()
        if table == name and column in fields
    ]
    for columns, other, target, listed in foreign:
        if lines.get(other, []) is None:
            continue  # said already, and the rows that point there are not at fault
        known = {tuple(r[c] for c in target) for r in tables.get(other, [])}
        for line, row in numbered:
            values = [(code,) for code in row[columns[0]].split()] if listed else [tuple(row[c] for c in columns)]
            wrong += [
                _wrong(file, f"in {other}.csv", row=line, column="+".join(columns), value=" ".join(value))
                for value in values
                if any(value) and value not in known
            ]
    return wrong


def _names(columns: str | list[str]) -> list[str]:
    """Columns of a key: Frictionless writes one without a list."""
    return [columns] if isinstance(columns, str) else columns
