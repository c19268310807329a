"""Rows that were brought, held against what a package has: new, the same, different; and what becomes of a difference.

Two rows are one figure where their keys agree, a source and its corrections (``…-r2``) being one. They say the same where
the columns that were brought do; ``42.9`` of a spreadsheet is the ``42.90`` that was printed.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from .. import package
from ..door import Part, columns
from ..errors import PackageError, ParameterError
from ..package import TABLES, Tables
from ..periods import known_by

Row = dict[str, str]
Different = dict[
    str, list[tuple[tuple[Part, int], Row, Row]]
]  # table -> (where it came from, what was brought, what is there)


def key(table: str, row: Row) -> tuple[str, ...]:
    """The values of a row's primary key."""
    return tuple(row[c] for c in package.schemas()[table]["primaryKey"])


def compare(parts: list[Part], merged: Tables, correcting: bool = False) -> tuple[Tables, Tables, Different]:
    """New, same, different: what was brought against what is there, in the columns that it came with.

    Parameters
    ----------
    parts : what was brought, filled and checked.
    merged : what is there.
    correcting : a figure is the same as the newest vintage or different; else any vintage will do.
    """
    known = {r["source_id"]: r for r in merged["sources"]}
    there: dict[str, dict[tuple, list[Row]]] = {t: {} for t in TABLES}
    for table, found in merged.items():
        for row in found:
            there[table].setdefault(_family(table, row, known), []).append(row)
    new: Tables = {t: [] for t in TABLES}
    same: Tables = {t: [] for t in TABLES}
    different: Different = {t: [] for t in TABLES}
    for part in parts:
        head = columns(part.sheet)
        for index, row in enumerate(part.rows):
            vintages = sorted(there[part.table].get(_family(part.table, row, known), []), key=lambda r: _age(r, known))
            alike = [old for old in (vintages[-1:] if correcting else vintages) if not _difference(row, old, head)]
            if alike:
                same[part.table].append(alike[-1])
            elif any(key(part.table, old) == key(part.table, row) for old in vintages):
                different[part.table].append(((part, index), row, vintages[-1]))
            else:
                new[part.table].append(row)
    return new, same, different


def _family(table: str, row: Row, known: dict[str, Row]) -> tuple[str, ...]:
    """The key of a row, in which a source and its corrections are one."""
    *rest, last = key(table, row)
    return (*rest, _stem(last, known) if table == "figures" else last)


def _stem(source_id: str, known: dict[str, Row]) -> str:
    """A source without the number of its correction, where there is a source that it corrects."""
    stem = re.sub(r"-r[0-9]+$", "", source_id)
    return stem if stem in known else source_id


def _age(row: Row, known: dict[str, Row]) -> tuple[str, int]:
    """The larger, the newer a vintage: the day of its source, the number of its correction."""
    source = row.get("source_id", "")
    number = re.search(r"-r([0-9]+)$", source)
    return str(known_by(known[source]["published_on"]) or "") if source in known else "", int(
        number[1]
    ) if number else 0


def _difference(mine: Row, there: Row, head: set[str]) -> str:
    """The first column in which a row that was brought says something else; empty where it says nothing else."""
    figure = "obs_value" in mine
    for column in mine:
        a, b = mine[column], there[column]
        always = figure and column in ("obs_value", "unit_measure", "unit_mult")
        if a == b or (figure and column in ("decimals", "source_id")) or not (always or column in head):
            continue
        if column.startswith("obs_value") and a and b and Decimal(a) == Decimal(b):
            continue  # 42.9 of a spreadsheet is the 42.90 that was printed
        if a or column in ("obs_value", "obs_value_upper", "qualifier"):
            return column
    return ""


def refusals(different: Different) -> list[dict]:
    """A line for each row that differs, and what to do."""
    wrong = []
    for table, found in different.items():
        for (part, index), mine, there in found:
            column = _difference(mine, there, columns(part.sheet))
            what = f"{there[column]!r}, which {there.get('source_id', 'the package')} has"
            if table == "figures":
                expected = f"{what}: a correction is a source of its own, say the day it was published (--correct-on 2020-07-13)"
            else:
                expected = f"{what}: change it in {table} of the package, or give it another id"
            wrong.append(part.wrong(index, column, mine[column], expected))
    return wrong


def correct(new: Tables, different: Different, merged: Tables, day: str) -> None:
    """File figures that differ, and what came new with them, under a source of their own; the old ones stay."""
    try:
        date.fromisoformat(day)
    except ValueError:
        raise ParameterError(f"correct_on {day!r} is not a day; write it like 2020-07-13") from None
    if others := refusals({t: found for t, found in different.items() if t != "figures"}):
        raise PackageError(others)
    known = {r["source_id"]: r for r in merged["sources"]} | {r["source_id"]: r for r in new["sources"]}
    for source_id in dict.fromkeys(mine["source_id"] for _, mine, _ in different["figures"]):
        old, stem = known[source_id], _stem(source_id, known)
        vintages = [s for i, s in known.items() if _stem(i, known) == stem]
        newest = max(vintages, key=lambda s: _age(s, known))
        if day <= str(known_by(newest["published_on"]) or ""):
            of = f"{newest['source_id']}, published on {newest['published_on']}"
            raise ParameterError(f"correct_on {day} is not after {of}; a correction comes later")
        name = next(n for i in range(2, len(known) + 3) if (n := f"{stem}-r{i}") not in known)
        known[name] = old | {
            "source_id": name,
            "published_on": day,
            "date_basis": "printed",
            "note": f"corrects {source_id}",
        }
        new["sources"].append(known[name])
        corrected = [mine for _, mine, _ in different["figures"] if mine["source_id"] == source_id]
        for row in (*corrected, *(r for r in new["figures"] if r["source_id"] == source_id)):
            row["source_id"] = name


def named(row: Row) -> str:
    """A figure's key without its source, for a message."""
    return " · ".join(row[c] for c in ("ref_area", "indicator", "time_period", "measure", "plan_by") if row[c])
