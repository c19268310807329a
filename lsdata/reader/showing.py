"""A reading as a table for people, as records for programs, as CSV and as a frame."""

from __future__ import annotations

import csv
import io
import itertools
import re
import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from ..dataset import Dataset
from ..narrative import Voice
from ..numerals import NBSP
from .describing import locator, measure, period, place, stands, subject, summary, value, why
from .figure import BESIDE, COLUMNS, Figure

if TYPE_CHECKING:
    import pandas as pd

    from .documents import Document

NUMBERS = {"obs_value": "float64", "obs_value_upper": "float64", "obs_total": "Int64"}  # columns that may hold none
MARKS = {"high": " ", "medium": "~", "low": "?"}
WIDTH = 100  # characters of a line where no terminal says otherwise
OPENING, LONGEST = 5, 40  # words and letters of a paragraph that tell it from others
TELLING = {"area": "VN-09", "period": "2020-S1"}  # options that tell what a text does not, as one would write them
NARROW = 8  # no column is squeezed below this
FORMULA = re.compile(r"[=@\t\r]|[+-](?!\d)")  # a spreadsheet would run text that begins so


class Line(NamedTuple):
    """One figure of a table.

    Parameters
    ----------
    group : what it stands under.
    cells : number with mark, indicator, period, measure, value.
    note : what stands below it.
    """

    group: str
    cells: list[str]
    note: str = ""


def lines(document: Document, figures: Iterable[Figure], data: Dataset, lang: str, width: int = WIDTH) -> list[str]:
    """A reading as a table: a heading, then the figures by paragraph, each with what was understood and why it is not sure.

    Parameters
    ----------
    width : characters of a line.
    """
    voice, figures = Voice(data, lang), tuple(figures)
    names = {f.ref_area: place(voice, f) for f in figures}
    alone = next(iter(names.values())) if len(names) == 1 else ""
    about = " · ".join(x for x in (document.name, alone) if x)
    head = f"{about}{': ' if about else ''}{summary(voice, figures)}"
    body = []
    for n, f in enumerate(figures, 1):
        where = [f"{stands(voice, document, f)}{_opening(document, f)}", "" if alone else names[f.ref_area]]
        note = f"{MARKS[f.sure]} {why(voice, f)}" if f.reasons else ""
        body.append(Line(" · ".join(x for x in where if x), cells(voice, n, f), note))
    return [*textwrap.wrap(head.replace(NBSP, " "), width), *([""] if body else []), *table(voice, body, width)]


def _opening(document: Document, f: Figure) -> str:
    """The first words of the paragraph, by which it is found; nothing for a cell, nor where there is no other paragraph."""
    paragraph = document.paragraphs[f.paragraph - 1]
    if paragraph.table or len(document.paragraphs) == 1:
        return ""
    words = document.text[paragraph.start : paragraph.end].replace("\u200b", "").split()
    whole, begun = " ".join(words), " ".join(words[:OPENING])[:LONGEST]
    return f" “{begun}{'' if begun == whole else '…'}”"


def ending(voice: Voice, documents: Iterable[Document], figures: Iterable[Figure], width: int = WIDTH) -> list[str]:
    """What stands once below all tables: what their marks mean, what to tell where area or period is not known, that of a PDF."""
    figures = tuple(figures)
    sure = {f.sure for f in figures}
    marks = [f"{MARKS[s]} {voice.word(f'read.mark_{s}')}" for s in ("medium", "low") if s in sure]
    told = [*["; ".join(x) for x in (marks, hints(voice, figures)) if x], *remarks(voice, documents)]
    return [line.replace(NBSP, " ") for one in told for line in textwrap.wrap(one, width, break_on_hyphens=False)]


def hints(voice: Voice, figures: Iterable[Figure]) -> list[str]:
    """What to tell where the area or period of a figure is not known."""
    reasons = {r for f in figures for r in f.reasons}
    return [
        voice.word(f"read.hint_{k}").replace(" {X}", NBSP + x) for k, x in TELLING.items() if f"{k}_unknown" in reasons
    ]


def remarks(voice: Voice, documents: Iterable[Document]) -> list[str]:
    """What is to be known of the files that were read: a PDF has no tables."""
    return [voice.word("read.of_pdf")] if any(d.kind == "pdf" for d in documents) else []


def cells(voice: Voice, number: int, f: Figure) -> list[str]:
    """What a table shows of a figure: its number with the mark of its sureness, indicator, period, measure, value."""
    words = (subject(voice, f), period(voice, f), measure(voice, f), value(voice, f))
    return [f"{number:>3} {MARKS[f.sure]}", *(w.replace(NBSP, " ") for w in words)]


def table(voice: Voice, body: list[Line], width: int) -> list[str]:
    """Figures as columns side by side, each group under its title; a name that the figure above has too is left out."""
    if not body:
        return []
    titles = ["", *(voice.word(f"column.{k}") for k in ("name", "period", "measure")), voice.word("read.value")]
    sizes = _sizes([titles, *(one.cells for one in body)], width)
    out = list(_row(titles, sizes))
    first, after = " " * (sizes[0] + 2), " " * (sizes[0] + 4)
    for group, found in itertools.groupby(body, key=lambda one: one.group):
        out += textwrap.wrap(group, width)
        last = ""
        for one in found:
            shown = "" if one.cells[1] == last else one.cells[1]
            out += _row([one.cells[0], shown, *one.cells[2:]], sizes)
            out += textwrap.wrap(one.note.strip(), width, initial_indent=first, subsequent_indent=after)
            last = one.cells[1]
    return out


def _sizes(rows: list[list[str]], width: int) -> list[int]:
    """Widths of the columns, the widest narrowed until a line holds them all."""
    sizes = [max(len(r[i]) for r in rows) for i in range(len(rows[0]))]
    while sum(sizes) + 2 * len(sizes) - 2 > width and max(sizes) > NARROW:
        sizes[sizes.index(max(sizes))] -= 1
    return sizes


def _row(cells: list[str], sizes: list[int]) -> Iterator[str]:
    parts = [textwrap.wrap(c, size) or [""] if i else [c] for i, (c, size) in enumerate(zip(cells, sizes, strict=True))]
    for k in range(max(map(len, parts))):
        yield "  ".join((p[k] if k < len(p) else "").ljust(s) for p, s in zip(parts, sizes, strict=True)).rstrip()


def rows(document: Document, figures: Iterable[Figure]) -> list[dict[str, str]]:
    """Figures as rows of text, in the columns of ``figures.csv``: numbers with the decimals that were printed."""
    return [_text(document, f) for f in figures]


def _text(document: Document, f: Figure) -> dict[str, str]:
    row = {c: str(getattr(f, c, "")) for c in COLUMNS}
    upper = f.obs_value_upper is not None
    row["obs_value"] = _number(f.obs_value, 0 if upper else f.decimals)  # a range has its decimals at either end
    row["obs_value_upper"] = _number(f.obs_value_upper, f.decimals) if upper else ""
    row["obs_total"] = "" if f.obs_total is None else str(f.obs_total)
    return row | {"locator": locator(document, f)}


def _number(x: float, decimals: int) -> str:
    """A number with at least so many decimals.

    >>> _number(1320.0, 0), _number(42.9, 2), _number(150.0, -1)
    ('1320', '42.90', '150')
    """
    text = f"{x:.10f}".rstrip("0")
    held = len(text.partition(".")[2])
    return f"{x:.{max(held, decimals, 0)}f}"


def records(document: Document, figures: Iterable[Figure]) -> list[dict[str, Any]]:
    """Figures as plain data: the columns of ``figures.csv``, then where each stands and how sure it is; None for nothing."""
    out = []
    for f in figures:
        own = {c: getattr(f, c, "") for c in (*COLUMNS, *BESIDE)}
        own |= {"locator": locator(document, f), "reasons": list(f.reasons)}
        own |= {
            c: int(x) for c in ("obs_value", "obs_value_upper") if (x := own[c]) is not None and float(x).is_integer()
        }
        out.append({k: None if v == "" else v for k, v in own.items()})
    return out


def frame(document: Document, figures: Iterable[Figure]) -> pd.DataFrame:
    """DataFrame of a reading, one row a figure: the columns of ``figures.csv``, then where it stands and how sure it is.

    Reasons are keys, apart by spaces.
    """
    import pandas as pd

    rows = [
        {k: "" if v is None and k not in NUMBERS else v for k, v in r.items()} | {"reasons": " ".join(r["reasons"])}
        for r in records(document, figures)
    ]
    return pd.DataFrame(rows, columns=[*COLUMNS, *BESIDE]).astype(NUMBERS)


def separated(readings: Iterable[tuple[str, Document, Iterable[Figure]]]) -> str:
    """Readings (file, document, figures) as CSV: the columns of ``figures.csv``, then those beside; of several the file last."""
    readings = list(readings)
    several = ["file"] if len(readings) > 1 else []
    text = io.StringIO()
    out = csv.DictWriter(text, [*COLUMNS, *BESIDE, *several], lineterminator="\n", extrasaction="ignore")
    out.writeheader()
    for file, document, figures in readings:
        for f in figures:
            beside = {c: getattr(f, c) for c in BESIDE} | {"reasons": " ".join(f.reasons)}
            kept = {k: f"'{v}" if isinstance(v, str) and FORMULA.match(v) else v for k, v in beside.items()}
            out.writerow(_text(document, f) | kept | {"file": file})
    return text.getvalue()
