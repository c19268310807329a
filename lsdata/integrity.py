"""Keys and codes of the tables of a package: no key twice, no code that leads nowhere, no required cell empty."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from .door import Part, Row, names, near
from .filling import fill

Tables = dict[str, list[Row]]
MAY_BE_EMPTY = ("locator", "decimals")  # the first is required of the bundled package alone, the second is filled later
LISTS = {  # columns of codes separated by spaces -> the table that knows them
    ("areas", "formed_from"): "areas",
    ("areas", "part_from"): "areas",
    ("sectors", "headline"): "indicators",
    ("sectors", "related"): "indicators",
    ("tasks", "indicators"): "indicators",
    ("events", "sectors"): "sectors",
}


class Pointer(NamedTuple):
    """A column that points to another table: a code, or a list of codes separated by spaces."""

    column: str
    table: str
    key: str
    listed: bool


def settle(parts: Iterable[Part], base: Tables, schemas: dict[str, dict], wrong: list[dict]) -> None:
    """Fill what follows from other cells, then check required cells, keys and codes; ``wrong`` gets what is wrong.

    Parameters
    ----------
    parts : all that came, their rows filled in place.
    base : rows that were checked before, which the parts may point to.
    schemas : table -> its schema.
    """
    parts = list(parts)
    together = {t: [*base.get(t, []), *(r for p in parts if p.table == t for r in p.rows)] for t in schemas}
    unread = {p.table for p in parts if not p.readable}
    pointers = {t: [p for p in _pointers(t, s) if p.table not in unread] for t, s in schemas.items()}
    astray = []
    for part in parts:
        for pointer in pointers[part.table]:
            astray += _astray(part, pointer, together.get(pointer.table, []))
    known = {
        t: {r[s["primaryKey"][0]]: r for r in together[t]}
        for t, s in schemas.items()
        if t in ("indicators", "sectors", "areas")
    }
    for part in sorted(parts, key=lambda p: p.table == "figures"):  # a unit comes from the indicator's row
        for index in part.gaps:
            row = part.rows[index]
            fill(part.table, row, known)
            silent = (
                MAY_BE_EMPTY
                if row.get("indicator", "") in known["indicators"]
                else (*MAY_BE_EMPTY, "unit_measure", "unit_mult")
            )
            wrong += [
                part.wrong(index, f["name"], "", "a value: the column is required")
                for f in schemas[part.table]["fields"]
                if f.get("constraints", {}).get("required") and not row[f["name"]] and f["name"] not in silent
            ]
    wrong += astray
    for table, schema in schemas.items():
        wrong += _twice([p for p in parts if p.table == table], names(schema.get("primaryKey", [])))


def _twice(parts: list[Part], key: list[str]) -> list[dict]:
    """Rows with a key that another has."""
    wrong, seen = [], {}
    for part in parts if key else []:
        for index, value in enumerate(map(itemgetter(*key, key[0]), part.rows)):
            if value in seen:
                text = " · ".join(v for v in value[:-1] if v)
                wrong.append(part.wrong(index, "+".join(key), text, f"unique: row {seen[value]} has this key"))
            seen.setdefault(value, part.lines[index])
    return wrong


def _pointers(table: str, schema: dict) -> list[Pointer]:
    """Columns that point to another table."""
    fields = {f["name"] for f in schema["fields"]}
    foreign = [
        Pointer(names(f["fields"])[0], f["reference"]["resource"] or table, names(f["reference"]["fields"])[0], False)
        for f in schema.get("foreignKeys", [])
    ]
    return foreign + [
        Pointer(column, other, "ref_area" if other == "areas" else other.removesuffix("s"), True)
        for (one, column), other in LISTS.items()
        if one == table and column in fields
    ]


def _astray(part: Part, pointer: Pointer, rows: list[Row]) -> list[dict]:
    """Cells that point to nothing. One that holds a name in place of a code gets the code, where the name is one row's."""
    there, wrong = {r[pointer.key] for r in rows}, []
    by_name: dict[str, set[str]] | None = None
    hints: dict[str, str] = {}
    for index, row in enumerate(part.rows):
        cell = row[pointer.column]
        for code in cell.split() if pointer.listed else [cell]:
            if not code or code in there:
                continue
            by_name = _by_name(rows, pointer.key) if by_name is None else by_name
            meant = by_name.get(code.casefold(), set())
            if len(meant) == 1 and not pointer.listed:
                row[pointer.column] = next(iter(meant))
                continue
            if code not in hints:
                hints[code] = _hint(code, meant, by_name)
            wrong.append(part.wrong(index, pointer.column, code, f"in {pointer.table}{hints[code]}"))
    return wrong


def _hint(code: str, meant: set[str], by_name: dict[str, set[str]]) -> str:
    """What a code that leads nowhere may have been."""
    if meant:
        return f"; several are called so: {', '.join(sorted(meant))}"
    found = near(code.casefold(), by_name)
    return f"; did you mean {min(by_name[found])!r}?" if found else ""


def _by_name(rows: list[Row], key: str) -> dict[str, set[str]]:
    """Names and codes, in small letters -> the codes that they stand for."""
    found: dict[str, set[str]] = {}
    for row in rows:
        for column in ("name_vi", "name_en", "full_vi", "full_en", key):
            if row.get(column):
                found.setdefault(row[column].casefold(), set()).add(row[key])
    return found
