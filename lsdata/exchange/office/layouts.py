"""The layout of an office's table, a TOML file that a person looks over: which column and row is which figure.

``[table]`` says where the table stands and what holds for all of it, ``[[columns]]`` what each column is, ``[rows]`` which
indicator (or area) each row is; ``[last]`` is what the table looked like when it was last read, written by lsdata.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass, field, fields

from ...dataset import MEASURES, Dataset
from ...errors import PackageError, UnknownName, unknown
from ...storages import failure
from . import dating
from .layoutfile import quoted

MISSING = ("", "-", "–", "—", "...", "…", "....", ".", "x", "X", "n/a")
STATUS = ("A", "E", "P", "F")
PERCENT = ("yoy_pct", "mom_pct", "dec_pct", "index", "pct_of_plan", "share_pct")


@dataclass(frozen=True)
class Column:
    """A column of figures.

    Parameters
    ----------
    head : the rows of its head joined by `` / ``, with placeholders.
    measure : as in figures.csv; empty for a column that is left out.
    period : relative to the table's, or fixed.
    status : A, E, P or F.
    indicator : of the column, where rows are areas.
    unit : as printed, where neither row nor table says it.
    base : 100 where a change is printed as 102.1, the month before being 100.
    decimals : to round to, where the file's format shows more than is meant; -1 as shown.
    plan_by : central or provincial.
    optional : whether the table may come without it.
    instead : indicator of a row -> what it is in this column: ``{ cpi = "cpi_average" }``.
    line, head_line : its lines in the layout, of ``[[columns]]`` and of its head.
    """

    head: str
    measure: str = ""
    period: str = "P"
    status: str = "A"
    indicator: str = ""
    unit: str = ""
    base: int = 0
    decimals: int = -1
    plan_by: str = ""
    optional: bool = False
    instead: dict = field(default_factory=dict)
    line: int = field(default=0, compare=False)
    head_line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Row:
    """A row of figures.

    Parameters
    ----------
    label : its name, with those it stands under where that alone tells it apart: ``Ngô > Diện tích``.
    code : indicator, or area where rows are areas; empty for a row that is left out.
    unit, measure : in place of the printed unit, and of ``level``.
    base : 100 where that measure is printed as 102.1.
    optional : whether the table may come without it.
    line : its line in the layout.
    """

    label: str
    code: str = ""
    unit: str = ""
    measure: str = ""
    base: int = 0
    optional: bool = False
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Layout:
    """A layout: the entries of ``[table]``, its columns and rows, those left open, what it looked like last time."""

    name: str
    columns: list[Column]
    rows: list[Row]
    sheet: str = ""
    row_names: str = "Chỉ tiêu"
    holds: str = "indicators"
    area: str = ""
    every: str = "month"
    unit: str = ""
    numbers: str = ""
    missing: tuple[str, ...] = MISSING
    left_open: tuple[str, ...] = ()
    last: dict = field(default_factory=dict)

    @property
    def read(self) -> list[Column]:
        """The columns that are not left out."""
        return [c for c in self.columns if c.measure and (c.indicator or self.holds != "areas")]

    def line(self, text: str) -> str:
        """Where a line of the layout is, for messages."""
        return f"line {text} of {self.name}" if text else self.name


_TABLE = {"sheet": str, "row_names": str, "rows": str, "area": str, "every": str, "unit": str, "numbers": str, "missing": list}  # fmt: skip
_KINDS = {"str": str, "int": int, "bool": bool, "dict": dict}


def parse(text: str, data: Dataset, name: str = "layout") -> Layout:
    """A layout from its text, checked against the codes of a data set.

    Raises
    ------
    PackageError : no TOML, unknown entries or codes, periods and heads that cannot be understood; all of them.
    """
    try:
        content = tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as e:
        raise PackageError([failure(name, f"not TOML: {e}")]) from None
    wrong = [
        failure(name, f"{unknown('part', k, ('table', 'columns', 'rows', 'last'))}")
        for k in content.keys() - {"table", "columns", "rows", "last"}
    ]
    kinds = {"table": dict, "columns": list, "rows": dict, "last": dict}
    for part, kind in kinds.items():
        if not isinstance(content.get(part, kind()), kind):
            sign = f"[[{part}]]" if kind is list else f"[{part}]"
            raise PackageError([failure(name, f"{part} is a part of its own: write {sign} and its lines below it")])
    last = content.get("last", {})
    if not _is_last(last):
        wrong.append(
            failure(
                name,
                "lsdata writes the part [last]; delete all of it, and it is written anew",
                row=_at(text, r"\[last\]"),
            )
        )
    table = content.get("table", {})
    _check(table, _TABLE, "table", _at(text, r"\[table\]"), name, wrong)
    columns = [_column(c, n, text, name, wrong) for n, c in enumerate(content.get("columns", []))]
    rows = [_row(k, v, text, name, wrong) for k, v in content.get("rows", {}).items()]
    more = {k: v for k, v in table.items() if k in _TABLE and k not in ("rows", "missing")}
    more["left_open"] = tuple(json.loads(x) for x in re.findall(r'(?m)^# ("[^"\\\n]*") = ', text))
    if isinstance(table.get("missing"), list):
        more["missing"] = ("", *(str(m) for m in table["missing"]))
    layout = Layout(name, columns, rows, holds=table.get("rows", "indicators"), last=last, **more)
    if not wrong:
        _check_codes(layout, data, text, wrong)
    if wrong:
        raise PackageError(wrong)
    return layout


def _is_last(last: dict) -> bool:
    """Whether the part on the last time is as lsdata writes it."""
    columns, units, sizes = last.get("columns", []), last.get("units", {}), last.get("sizes", {})
    numbers = isinstance(sizes, dict) and all(isinstance(x, int | float) for x in sizes.values())
    lists = isinstance(columns, list) and all(isinstance(c, list) and len(c) == 3 for c in columns)
    texts = [last.get("period", ""), *(units.values() if isinstance(units, dict) else [0])]
    return lists and numbers and all(isinstance(t, str) for t in [*texts, *(x for c in columns for x in c)])


def _at(text: str, pattern: str, nth: int = 0) -> int:
    """Line of the n-th match of a pattern at the beginning of a line; 0 where there is none."""
    found = [m.start() for m in re.finditer(rf"(?m)^[ \t]*(?:{pattern})", text)]
    return text.count("\n", 0, found[nth]) + 1 if nth < len(found) else 0


def _check(entry: object, known: dict[str, type], kind: str, line: int, name: str, wrong: list[dict]) -> None:
    if not isinstance(entry, dict):
        wrong.append(failure(name, f"{kind}: write its entries one a line, like head = …", row=line))
        return
    for key, value in entry.items():
        if key not in known:
            wrong.append(failure(name, str(unknown(f"entry of {kind}", key, known)), row=line))
        elif not isinstance(value, known[key]) or isinstance(value, bool) != (known[key] is bool):
            shape = {
                str: 'a text in quotation marks, like "…"',
                int: "a whole number",
                bool: "true or false",
                list: "a list",
                dict: 'like { cpi = "cpi_average" }',
            }
            wrong.append(failure(name, shape[known[key]], row=line, column=f"{kind}, {key}", value=value))


def _column(entry: object, n: int, text: str, name: str, wrong: list[dict]) -> Column:
    line = _at(text, r"\[\[columns\]\]", n)
    known = {f.name: _KINDS[f.type] for f in fields(Column) if "line" not in f.name}
    before = len(wrong)
    _check(entry, known, f"column {n + 1}", line, name, wrong)
    if len(wrong) > before or not entry.get("head"):
        if len(wrong) == before:
            wrong.append(failure(name, 'a column without head; write head = "…"', row=line))
        return Column("")
    lines = text.splitlines()
    head_line = next((n for n in range(line, len(lines)) if re.match(r"\s*head\s*=", lines[n])), line - 1) + 1
    return Column(**entry, line=line, head_line=head_line)


def _row(label: str, entry: object, text: str, name: str, wrong: list[dict]) -> Row:
    line = _at(text, f"{re.escape(quoted(label))}|'{re.escape(label)}'|{re.escape(label)}\\s*=")
    if not isinstance(entry, str | dict):
        wrong.append(failure(name, 'a code in quotation marks, like "cpi"', row=line, column=label, value=entry))
        return Row(label)
    entry = {"code": entry} if isinstance(entry, str) else entry
    if "code" not in entry:
        entry = {("code" if k in ("indicator", "area") else k): v for k, v in entry.items()}
    known = {f.name: _KINDS[f.type] for f in fields(Row) if f.name not in ("line", "label")}
    before = len(wrong)
    _check(entry, known, f"row {label!r}", line, name, wrong)
    return Row(label, **entry, line=line) if len(wrong) == before else Row(label)


def _check_codes(layout: Layout, data: Dataset, text: str, wrong: list[dict]) -> None:
    def one(value: str, known, line: int, what: str) -> None:
        if value and value not in known:
            wrong.append(failure(layout.name, str(unknown(what, value, known)), row=line))

    def code(kind: str, value: str, line: int) -> None:
        try:
            data.check(kind, value)
        except UnknownName as e:
            wrong.append(failure(layout.name, str(e), row=line))

    top = _at(text, r"\[table\]")
    one(layout.holds, ("indicators", "areas"), top, "kind of rows")
    one(layout.every, dating.EVERY, top, "every")
    one(layout.numbers, ("vi", "en"), top, "numbers")
    rows_are = "area" if layout.holds == "areas" else "indicator"
    if layout.area:
        code("area", layout.area, top)
    elif rows_are == "indicator":
        wrong.append(failure(layout.name, 'no area: write the code of the table\'s area, like area = "VN-09"', row=top))
    if not layout.read:
        both = "measure and indicator" if rows_are == "area" else "measure"
        wrong.append(failure(layout.name, f"no column to read: give at least one [[columns]] its {both}"))
    for c in layout.columns:
        one(c.measure, MEASURES, c.line, "measure")
        one(c.status, STATUS, c.line, "status")
        one(c.plan_by, ("central", "provincial"), c.line, "plan_by")
        if not dating.is_relative(c.period):
            expected = "P, ytd, year, P-1Y, ytd-1Y, year-1Y, previous, or a period like 2025"
            wrong.append(failure(layout.name, expected, row=c.line, column="period", value=c.period))
        for word in re.findall(r"\{(.*?)\}", c.head):
            one(word, dating.PLACEHOLDERS, c.line, "placeholder")
        for indicator in [c.indicator, *(x for pair in c.instead.items() for x in pair)]:
            if indicator:
                code("indicator", str(indicator), c.line)
    for r in layout.rows:
        if r.code:
            code(rows_are, r.code, r.line)
        one(r.measure, MEASURES, r.line, "measure")
    for x in (*layout.columns, *layout.rows):
        if not -1 <= getattr(x, "decimals", 0) <= 10:
            wrong.append(failure(layout.name, "0 to 10", row=x.line, column="decimals", value=x.decimals))
        if x.base and (x.base != 100 or x.measure not in ("yoy_pct", "mom_pct", "dec_pct")):
            expected = "base = 100, beside a measure yoy_pct, mom_pct or dec_pct"
            wrong.append(failure(layout.name, expected, row=x.line, column="base", value=x.base))
