"""The door of a data package: every cell checked once against the schema, all failures named at once.

What people and spreadsheets write is brought to the form of the package on the way (``tidying``). What passes, and
whose keys lead somewhere (``integrity``), is trusted from then on.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from .errors import PeriodError
from .filling import OPTIONAL
from .periods import Period, known_by
from .printed import LONG, Numbers, is_long
from .storages import Sheet, failure
from .tidying import DAYS, clean, is_canonical, is_day, tidy, unprintable

Row = dict[str, str]

ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")
_INTEGER = re.compile(r"-?[0-9]+")
_WORDS = {  # of a pattern that says little to a person
    r"^[^0-9]*$": "without digits: write them as words, as in 'dưới năm tuổi'",
    r"^[^a-z].*\.$": "a sentence: a capital at its beginning, a full stop at its end",
}


class Part(NamedTuple):
    """The rows of one table that came from one sheet.

    Parameters
    ----------
    table, sheet : which.
    rows, lines : the rows, and the line of each.
    gaps : indexes of rows with an empty cell that the schema requires.
    readable : False where the sheet could not be read, so that nobody is blamed for pointing into it.
    """

    table: str
    sheet: Sheet
    rows: list[Row]
    lines: list[int]
    gaps: list[int]
    readable: bool = True

    def wrong(self, index: int, column: str, value: str, expected: str) -> dict:
        """One line of a PackageError."""
        return failure(
            self.sheet.file, expected, sheet=self.sheet.name, row=self.lines[index], column=column, value=value
        )


def read(sheet: Sheet, table: str, schema: dict, wrong: list[dict], given: Row | None = None) -> Part:
    """The rows of a sheet, tidied and checked cell by cell.

    Parameters
    ----------
    sheet, table, schema : what to read, as which table.
    wrong : what is wrong is added to it.
    given : column -> what stands there where the sheet has nothing.
    """
    given = given or {}
    pointing = {c for f in schema.get("foreignKeys", []) for c in names(f["fields"])}
    fields = {f["name"]: _as_pointer(f) if f["name"] in pointing else f for f in schema["fields"]}
    required = [n for n, f in fields.items() if f.get("constraints", {}).get("required")]
    head, bad = _head(sheet, fields, set(required) - OPTIONAL.get(table, set()) - set(given))
    if bad:
        wrong += bad
        return Part(table, sheet, [], [], [], readable=False)
    part = Part(table, sheet, [], [], [])
    blank = dict.fromkeys(fields.keys() - set(head), "")
    faulty: dict[tuple[str, str], str] = {}
    readers = [_Column(c, fields.get(c), faulty) for c in head]
    needed = itemgetter(*required, required[0]) if required else lambda row: ()  # with one name it gives no tuple
    numbers = Numbers(part)
    for line, cells in sheet.rows:
        if len(cells) != len(head):
            if sheet.name or (len(cells) > len(head) and not any(cells[len(head) :])):
                wrong += [_nameless(sheet, line, text) for text in cells[len(head) :] if text]
                cells = (cells + [""] * len(head))[: len(head)]  # a sheet has no end to the right
            if len(cells) != len(head):
                wrong.append(failure(sheet.file, f"{len(cells)} cells where the header has {len(head)}", row=line))
                continue
        row = dict(zip(head, [reader[text] for reader, text in zip(readers, cells, strict=True)], strict=True))
        here = zip(head, cells, strict=True) if faulty else ()
        faults = [(c, faulty[c, text]) for c, text in here if (c, text) in faulty]
        row |= blank
        for column, value in given.items():
            row[column] = row[column] or value
        part.rows.append(row)
        part.lines.append(line)
        index = len(part.rows) - 1
        if table == "figures":
            faults = numbers.settle(index, head, cells, faults)
        # A row with a bad cell stays: its key is known, and the rows that point to it are not at fault.
        wrong += [part.wrong(index, c, row[c], fault) if c else _nameless(sheet, line, row[c]) for c, fault in faults]
        row.pop("", None)
        if "" in needed(row):
            part.gaps.append(index)
    wrong += numbers.undecided()
    return part


def columns(sheet: Sheet) -> set[str]:
    """The names over the columns of a sheet, in small letters."""
    return {clean(c).lower() for c in sheet.head} - {""}


def _nameless(sheet: Sheet, line: int, text: str) -> dict:
    expected = f"{text.strip()[:20]!r} stands in a column without a name; name the column, or empty it"
    return failure(sheet.file, expected, sheet=sheet.name, row=line)


def _head(sheet: Sheet, fields: dict[str, dict], required: set[str]) -> tuple[list[str], list[dict]]:
    """The columns of a sheet, empty for one without a name, and what is wrong with them."""
    head = [clean(c) for c in sheet.head]
    head = [c.lower() if c.lower() in fields else c for c in head]
    bad = [(c, "missing column") for c in sorted(required - set(head))]
    for c in head:
        if c and c not in fields:
            hint = f"; did you mean {found!r}?" if (found := near(c.lower(), fields)) else ""
            bad.append((c, f"a column that the descriptor does not know{hint}"))
    twice = sorted({c for c in head if c and head.count(c) > 1})
    if twice and not bad:
        bad = [(", ".join(twice), "a column that stands there twice")]
    return head, [failure(sheet.file, expected, sheet=sheet.name, column=c) for c, expected in bad]


def names(columns: str | list[str]) -> list[str]:
    """Columns of a key: Frictionless writes one without a list."""
    return [columns] if isinstance(columns, str) else columns


def _as_pointer(field: dict) -> dict:
    """A field that points to another table may hold a name as well: whether it is one is known when all is read."""
    rules = {k: v for k, v in field.get("constraints", {}).items() if k != "pattern"}
    return {**field, "constraints": rules}


def near(name: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The one of several names that is nearest; empty where none is near."""
    found = difflib.get_close_matches(name, list(known), n=50, cutoff=cutoff)
    return min(found, key=lambda w: (-difflib.SequenceMatcher(None, w, name).ratio(), w), default="")


class _Column(dict):
    """The cells of a column as they came -> as they are meant. Most recur: each is looked at once, and kept once."""

    def __init__(self, name: str, field: dict | None, faulty: dict[tuple[str, str], str]):
        super().__init__()
        self.name, self.field, self.faulty = name, field, faulty

    def __missing__(self, text: str) -> str:
        value, fault = _cell(text, self.field) if self.field else (clean(text), clean(text))
        if fault:
            self.faulty[self.name, text] = fault
        self[text] = value
        return value


def _cell(text: str, field: dict) -> tuple[str, str]:
    """A cell in the form of its column, and what it should have held; empty where it is right."""
    value = clean(text)
    if not value:
        return "", ""
    if value in ERRORS:
        return value, "a value: a spreadsheet could not calculate it; mend its formula, or type the value"
    if character := unprintable(value):
        return value, f"text without the control character {character}"
    fault = _expected(value, field)
    if fault and (meant := tidy(value, field)) != value and not _expected(meant, field):
        return meant, ""
    return value, fault


def _expected(value: str, field: dict) -> str:
    """What a cell should have held; empty where it is right."""
    rules, name = field.get("constraints", {}), field["name"]
    if "enum" in rules and value not in [str(x) for x in rules["enum"]]:
        return "one of " + ", ".join(str(x) for x in rules["enum"])
    if field["type"] == "number" and not is_canonical(value):
        date = "; a spreadsheet made a date of it: format the cell as text, then type it again"
        return "a number like 42.9 or 1320" + (date if is_day(value) else "")
    if field["type"] == "number" and is_long(value):
        return LONG
    if field["type"] == "integer" and not _INTEGER.fullmatch(value):
        return "a whole number"
    if "minimum" in rules and float(value) < rules["minimum"]:
        return f"{rules['minimum']} or more"
    if name == "time_period":
        try:
            code = Period.parse(value).code
        except PeriodError:
            return "a time period like 2020-S1, 6T/2020, 2020-Q2, 2020-M06 or 2019-01-01/P9M"
        return "" if code == value else f"in its one form, {code}"
    if "pattern" in rules and not re.fullmatch(rules["pattern"], value, re.ASCII):
        return _WORDS.get(rules["pattern"]) or f"of the form {field.get('example') or rules['pattern']}"
    if name in DAYS:
        try:
            known_by(value)
        except ValueError:
            return "a day that exists, like 2020-07-13"
    return ""
