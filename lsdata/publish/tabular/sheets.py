"""What stands in the workbook of a report: its cover, and one table a sheet, before anything is written.

The order and the texts follow the guidance of official statistics on spreadsheets that everybody can read: cover,
contents, notes, tables, sources; a title and a line on what a sheet holds; units in the heads; marks in words of their
own column; no empty cell.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ...periods import date_name
from ..document import address
from ..labels import capital
from .pivot import Measure, Pivot, Row, pivots
from .records import period_name, records, text, words

LONG = "how indicator note title citation meaning holds reason address".split()  # columns that deserve width
_FIGURES = (
    "indicator area period period_start period_end measure value lower upper unit status how source place note".split()
)


class Number(NamedTuple):
    """A number with the decimals that it is shown with; fewer than none are none."""

    value: float
    decimals: int = 0


class Link(NamedTuple):
    """Words that lead to a sheet of the workbook (``#name``) or to an address."""

    text: str
    target: str


Cell = str | Number | Link | date


@dataclass(frozen=True)
class Sheet:
    """A sheet that holds one table.

    Parameters
    ----------
    name : on its tab, at most 31 characters.
    table : name of the table, ASCII.
    title, lead : what stands above the table.
    heads : of its columns, all different.
    rows : cells, as many as there are heads, none empty.
    wide : places of the columns that hold long texts.
    fixed : columns that stay in view.
    """

    name: str
    table: str
    title: str
    lead: str
    heads: list[str]
    rows: list[list[Cell]]
    wide: frozenset[int] = frozenset()
    fixed: int = 0


def sheets(report: dict) -> list[Sheet]:
    """The sheets of a workbook after its cover, contents first."""
    lang = report["lang"]
    made = records(report)
    tables = [_table(n, pivot) for n, pivot in enumerate(pivots(made, lang), start=1)]
    figures = [_sheet(report, "figures", _FIGURES, [_figure(r, lang) for r in made])]
    others = _sheet(
        report, "others", "indicator area period measure chosen other reason".split(), _others(report, made)
    )
    missing = _sheet(report, "missing", ["indicator", "newest", "sources"], _missing(report))
    names = "source title publisher published authority address".split()
    sources = _sheet(report, "sources", names, [_source(s, lang) for s in report["sources"]])
    notes = _sheet(report, "notes", ["mark", "meaning"], _notes(report))
    after = [notes, *tables, *(s for s in (*figures, others, missing, sources) if s.rows)]
    rows: list[list[Cell]] = [[Link(s.name, f"#{s.name}"), s.title, Number(len(s.rows))] for s in after]
    return [_sheet(report, "contents", ["sheet", "holds", "rows"], rows), *after]


def cover(report: dict, author: str) -> list[tuple[str, Cell]]:
    """Lines of the cover: the style of each (title, heading, text), and what it says."""
    own, made = words(report["lang"]), records(report)
    says, names = own["cover"], own["sheets"]
    counts = {
        "figures": len(made), "calculated": sum(r["origin_code"] == "calculated" for r in made),
        "sources": len(report["sources"]), "all": names["figures"],
    }  # fmt: skip
    counts["published"] = counts["figures"] - counts["calculated"]
    holds = says["holds_text"].format(**counts) if made else says["holds_none"]
    title, known = text(report["title"]), text(report["as_of_name"])
    standfirst = text(report["standfirst"]["text"])
    return [
        ("title", title),
        ("text", says["area"].format(text=text(report["area_name"]))),
        ("text", says["period"].format(text=period_name(report["period_name"], report["lang"]))),
        ("text", says["language"].format(text=own["language"])),
        ("text", says["known"].format(text=known)),
        ("text", says["author"].format(text=author)),
        ("heading", says["finding"]),
        ("text", text(report["headline"]["text"])),
        *([("text", standfirst)] if standfirst else []),
        ("heading", says["holds"]),
        ("text", holds),
        *([("text", says["values"])] if made else []),
        ("text", Link(names["contents"], f"#{names['contents']}")),
        ("heading", says["cite"]),
        ("text", says["cite_text"].format(author=author, title=title, known=known, sources=names["sources"])),
    ]


def _sheet(report: dict, kind: str, names: list[str], rows: list[list[Cell]]) -> Sheet:
    own = words(report["lang"])
    heads = [own["heads"][name] for name in names]
    title = own["titles"][kind].format(period=text(report["period_name"]))
    wide = frozenset(i for i, name in enumerate(names) if name in LONG)
    return Sheet(own["sheets"][kind], kind, title, own["leads"][kind], heads, rows, wide)


def _table(n: int, pivot: Pivot) -> Sheet:
    own = words(pivot.lang)
    heads, marks = own["heads"], own["marks"]
    notes = [_row_notes(pivot, row) for row in pivot.rows]
    names = [heads["area"], heads["period"], *(m.head for m in pivot.measures), heads["status"], heads["sources"]]
    rows: list[list[Cell]] = []
    for row, note in zip(pivot.rows, notes, strict=True):
        numbers = [_value(pivot, row, m, marks) for m in pivot.measures]
        cells = [row.area, row.period, *numbers, _status(pivot, row), _origin(pivot, row)]
        rows.append([*cells, *([note or marks["Z"]] if any(notes) else [])])
    names += [heads["note"]] if any(notes) else []
    wide = frozenset([len(names) - 1] if any(notes) else [])
    name = own["sheets"]["table"].format(n=n)
    title = f"{name}. {pivot.name}"
    return Sheet(name, f"table_{n}", title, own["leads"]["table"], distinct(names, pivot.lang), rows, wide, fixed=2)


def distinct(heads: list[str], lang: str) -> list[str]:
    """Heads that a table can tell apart: of one length at most, a number behind what stands there already."""
    out: list[str] = []
    for head in heads:
        short, n = head if len(head) <= 200 else f"{head[:199]}…", 1
        one = short
        while one.lower() in (known.lower() for known in out):
            n += 1
            one = words(lang)["duplicate"].format(head=short, n=n)
        out.append(one)
    return out


def _value(pivot: Pivot, row: Row, column: Measure, marks: dict[str, str]) -> Cell:
    if column.key not in row.cells:
        return marks["Z" if column.calculated else "X"]
    return Number(*pivot.number(row.cells[column.key], column))


def _by(pivot: Pivot, row: Row, said: dict[Measure, str]) -> str:
    """What is said of the figures of a row, once where it is the same of all of them."""
    groups: dict[str, list[str]] = {}
    for column, what in said.items():
        groups.setdefault(what, []).append(row.cells[column.key]["measure"])
    if len(groups) == 1:
        return next(iter(groups))
    form = words(pivot.lang)["words"]["of"]
    return "; ".join(form.format(status=what, measures=", ".join(names)) for what, names in groups.items())


def _status(pivot: Pivot, row: Row) -> str:
    """Whether the published figures of a row are final, estimates or expectations, with the mark."""
    there = {m: row.cells[m.key] for m in pivot.measures if m.key in row.cells}
    said = {m: _marked(r, pivot.lang) for m, r in there.items() if not m.calculated}
    return capital(_by(pivot, row, said or {m: _marked(r, pivot.lang) for m, r in there.items()}))


def _marked(record: dict, lang: str) -> str:
    mark = words(lang)["marks"].get("C" if record["origin_code"] == "calculated" else record["status_code"], "")
    return f"{record['status']} {mark}".strip()


def _origin(pivot: Pivot, row: Row) -> str:
    """Numbers of the sources of a row."""
    said = {m: f"[{row.cells[m.key]['source']}]" for m in pivot.measures if row.cells.get(m.key, {}).get("source")}
    return _by(pivot, row, said) if said else words(pivot.lang)["marks"]["Z"]


def _row_notes(pivot: Pivot, row: Row) -> str:
    out = []
    for column in pivot.measures:
        if record := row.cells.get(column.key):
            converted = not column.calculated and pivot.shift(record, column) != 0
            out += _remarks(record, pivot.lang, as_printed=converted)
    return "; ".join(out)


def _remarks(record: dict, lang: str, *, as_printed: bool = False) -> list[str]:
    """What a number alone does not say: how it is printed where that is more, until when it counts, its note."""
    own, fact, name = words(lang)["words"], record["more"], record["measure"]
    out = []
    if as_printed or fact["qualifier"] or fact["upper"] is not None or fact["total"]:
        out.append(own["printed"].format(measure=name, text=record["printed"]))
    if record["covers_to"]:
        out.append(own["covers"].format(measure=name, day=text(date_name(record["covers_to"].isoformat(), lang))))
    return out + ([f"{name}: {record['note']}"] if record["note"] else [])


def _figure(record: dict, lang: str) -> list[Cell]:
    """A row of the long table."""
    none = words(lang)["marks"]["Z"]
    told = record | {
        "status": capital(_marked(record, lang)),
        "value": Number(record["value"], record["decimals"]), "lower": Number(record["lower"], record["digits"]),
        "upper": Number(record["upper"], record["digits"]),
        "source": record["source"] and Number(record["source"]),
    }  # fmt: skip
    told["note"] = "; ".join(_remarks(record, lang))
    return [told[name] or none for name in _FIGURES]


def _others(report: dict, made: Iterable[dict]) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for r in made:
        place: list[Cell] = [r["indicator"], r["area"], r["period"], r["measure"]]
        for other in r["more"].get("others") or []:
            texts: list[Cell] = [
                f"{text(one)} [{n}]" for one, n in ((r["printed"], r["source"]), (other["text"], other["source"]))
            ]
            rows.append([*place, *texts, capital(text(other["reason"]))])
    return rows


def _missing(report: dict) -> list[list[Cell]]:
    mark = words(report["lang"])["marks"]["X"]
    rows: list[list[Cell]] = []
    for one in report["missing"]:
        known = one["text"] != "…"
        newest = text(f"{one['text']}, {one['period_name']}") if known else mark
        rows.append([text(one["name"]), newest, text(one["source_name"]) if known else mark])
    return rows


def _source(source: dict, lang: str) -> list[Cell]:
    mark = words(lang)["marks"]["X"]
    url, told = text(address(source)), [text(source[k]) or mark for k in ("title", "publisher")]
    day = text(source["published_name"] or source["published"])
    shown: Cell = Link(url, url) if url else text(source["url"]) or mark
    return [
        Number(source["number"]),
        *told,
        period_name(day, lang) or mark,
        text(source["authority_name"]) or mark,
        shown,
    ]


def _notes(report: dict) -> list[list[Cell]]:
    own = words(report["lang"])
    marks: list[list[Cell]] = [
        [mark, own["meanings"][kind].format(all=own["sheets"]["figures"])] for kind, mark in own["marks"].items()
    ]
    said = [own["meanings"][kind] for kind in ("interval", "units", "rows")] + [text(one) for one in report["limits"]]
    return marks + [[own["words"]["note"].format(n=n), one] for n, one in enumerate(said, start=1)]
