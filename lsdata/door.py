"""The door of a data package: every cell checked once against the schema, all failures named at once.

What people and spreadsheets write is brought to the form of the package on the way (``tidying``). What passes, and
whose keys lead somewhere (``integrity``), is trusted from then on.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from .errors import PeriodError
from .filling import OPTIONAL
from .periods import Period, known_by
from .storages import Sheet, Typed, failure
from .tidying import DAYS, clean, decimal_sign, is_canonical, is_day, readings, tidy, unprintable

Row = dict[str, str]

_INTEGER = re.compile(r"-?\d+")
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
    columns = [_Column(c, fields.get(c), faulty) for c in head]
    needed = itemgetter(*required, required[0]) if required else lambda row: ()  # with one name it gives no tuple
    numbers = _Numbers(part)
    for line, cells in sheet.rows:
        if len(cells) != len(head):
            if sheet.name or (len(cells) > len(head) and not any(cells[len(head) :])):
                wrong += [_nameless(sheet, line, text) for text in cells[len(head) :] if text]
                cells = (cells + [""] * len(head))[: len(head)]  # a sheet has no end to the right
            if len(cells) != len(head):
                wrong.append(failure(sheet.file, f"{len(cells)} cells where the header has {len(head)}", row=line))
                continue
        row = dict(zip(head, [column[text] for column, text in zip(columns, cells, strict=True)], strict=True))
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
    if "pattern" in rules and not re.fullmatch(rules["pattern"], value):
        return _WORDS.get(rules["pattern"]) or f"of the form {field.get('example') or rules['pattern']}"
    if name in DAYS:
        try:
            known_by(value)
        except ValueError:
            return "a day that exists, like 2020-07-13"
    return ""


class _Numbers:
    """The printed values of a table of figures: which sign divides, and how many decimals were printed."""

    def __init__(self, part: Part):
        self.part = part
        self.signs: Counter[str] = Counter()
        self.open: list[tuple[int, str, dict[str, str]]] = []  # (row, column, its readings)

    def settle(
        self, index: int, head: list[str], cells: list[str], faults: list[tuple[str, str]]
    ) -> list[tuple[str, str]]:
        """Settle the values of a row; what is wrong with it, ``faults`` among that."""
        row = self.part.rows[index]
        given, value = row["decimals"], row["obs_value"]
        if not row["obs_value_upper"] and given.isdigit() and len(value.partition(".")[2]) == int(given) and not faults:
            return faults  # as the package itself writes it
        if any(c in ("decimals", "obs_value_upper") for c, _ in faults):
            return faults
        faults = [(c, e) for c, e in faults if c != "obs_value"] if readings(value) else faults
        for column in ("obs_value", "obs_value_upper"):
            if row[column] and readings(row[column]):
                faults = faults + self._read(index, column, cells[head.index(column)])
        waiting = bool(self.open) and self.open[-1][0] == index
        return faults if faults or waiting or not value else faults + as_printed(row)

    def _read(self, index: int, column: str, text: str) -> list[tuple[str, str]]:
        """Settle one number of a row; what is wrong with it."""
        row = self.part.rows[index]
        given = int(row["decimals"]) if row["decimals"].isdigit() else None
        if isinstance(text, Typed):  # a number of the file: only its last zeros may be missing
            value = row[column]
            held = len(value.partition(".")[2])
            if text.shown and given != held:
                return [(column, f"what its cell shows, {text.shown}: type what was printed, or show all its decimals")]
            missing = given - held if given else 0
            row[column] = value + ("." if not held else "") + "0" * missing if missing > 0 else value
            return []
        meant = readings(clean(text))
        if given is not None and len(set(meant.values())) > 1:
            fit = {sign: v for sign, v in meant.items() if len(v.partition(".")[2]) == given}
            meant = fit or {"point": meant["point"]}
        if sign := decimal_sign(text):
            self.signs[sign] += 1
        if len(set(meant.values())) > 1:
            self.open.append((index, column, meant))
        else:
            row[column] = next(iter(meant.values()))
        return []

    def undecided(self) -> list[dict]:
        """Settle what the file as a whole decides; a line for each value that it does not."""
        wrong = []
        for index, column, meant in self.open:
            row = self.part.rows[index]
            if len(self.signs) == 1:
                row[column] = meant[next(iter(self.signs))]
                wrong += [self.part.wrong(index, c, row[c], expected) for c, expected in as_printed(row)]
            else:
                expected = f"certain: it may mean {meant['comma']} or {meant['point']}; fill in the column decimals"
                wrong.append(self.part.wrong(index, column, row[column], expected))
        return wrong


def as_printed(row: Row) -> list[tuple[str, str]]:
    """What is wrong with a figure whose cells are right one by one; its decimals are filled in where they are empty."""
    printed = [v for v in (row["obs_value"], row["obs_value_upper"]) if v]
    decimals = max(len(v.partition(".")[2]) for v in printed)
    row["decimals"] = row["decimals"] or str(decimals)
    if int(row["decimals"]) != decimals:
        return [("decimals", f"{decimals}, the decimals of {'–'.join(printed)} as printed")]
    if len(printed) == 2 and float(printed[1]) <= float(printed[0]):
        return [("obs_value_upper", f"above {printed[0]}, the lower end")]
    return []
