"""Tables of facts as HTML: one row an indicator, period or area, every number marked with its address.

Own tables rather than a data frame's: units in the head or in a column of their own, words for status, ``…`` for what
was not published, no ids that change from run to run.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from .facts import Fact, Run, mark
from .narrative import Voice
from .numerals import NBSP
from .wording import markup

WORDS = (  # columns of words: on the left; all others hold numbers
    "area authority measure name number period published publisher reason said sector set_on shown source status task "
    "title unit verdict words".split()
)
UNBROKEN = ("verdict", "status", "unit")  # short words that read badly in two lines
Cell = Fact | Run | list[Run] | str | None


@dataclass(frozen=True)
class Column:
    """Head of a column: its key, its text, whether it holds numbers."""

    key: str
    head: str
    numeric: bool = False


@dataclass(frozen=True)
class Table:
    """A table to be printed.

    Parameters
    ----------
    columns, rows : heads, and cells by column key; None prints as ``…`` in a number column, ``–`` elsewhere. A row's
        ``tone`` is ``lead`` (bold: the report's own) or ``mute`` (soft: not published, after the period).
    caption, scope : what it holds; for which period and day of knowledge.
    legend : lines under the table.
    key : of the phrase files' ``[section]`` table.
    """

    columns: list[Column]
    rows: list[dict[str, Cell]]
    caption: str
    scope: str = ""
    legend: Iterable[str] = ()
    key: str = ""

    def html(self, number: str) -> str:
        """``<table class="ls-table">`` with caption, then its legend. ``number`` is as in ``Bảng 1.``"""
        columns = [c for c in self.columns if any(r.get(c.key) not in (None, "", "–") for r in self.rows)]
        head = "".join(f'<th scope="col"{_class("n" if c.numeric else "")}>{html.escape(c.head)}</th>' for c in columns)
        body = []
        for row in self.rows:
            first = f'<th scope="row">{cell(row.get(columns[0].key), columns[0])}</th>'
            cells = "".join(
                f'<td{_class("n" if c.numeric else "")} data-h="{html.escape(c.head)}">{cell(row.get(c.key), c)}</td>'
                for c in columns[1:]
            )
            body.append(f"<tr{_class(row.get('tone', ''))}>{first}{cells}</tr>")
        legend = f'<p class="ls-legend">{" ".join(self.legend)}</p>' if self.legend else ""
        title = f"<caption><b>{mark('rule', number)} {html.escape(self.caption[:1].upper() + self.caption[1:])}</b> <span>{self.scope}</span></caption>"
        return f'<table class="ls-table">{title}<thead><tr>{head}</tr></thead><tbody>{"".join(body)}</tbody></table>{legend}'

    def text(self, number: str) -> str:
        """Plain lines, for where HTML is not shown."""
        return f"{number} {self.caption[:1].upper() + self.caption[1:]} ({len(self.rows)})"


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""


def cell(value: Cell, column: Column) -> str:
    """One cell as HTML."""
    if value is None or value == "" or value == []:
        return "…" if column.numeric else "–"
    if isinstance(value, Fact):
        return value.span("table")
    if isinstance(value, Run):
        return value.markup()
    if isinstance(value, list):
        return markup(value)
    text = value.replace(" ", NBSP) if column.key in UNBROKEN else value
    return mark("rule", text) if column.key == "unit" and re.search(r"\d", text) else html.escape(text)  # "(100 kg)"


def named(voice: Voice, indicator: str) -> str:
    """An indicator's name, as it stands alone."""
    return voice.data.indicators[indicator][f"name_{voice.lang}"]


def measure_name(voice: Voice, measure: str) -> str:
    """A measure's name; a formula that the phrase files do not know has its own."""
    return voice.word(f"measure.{measure}") if voice.has(f"measure.{measure}") else measure.replace("_", " ")


def board(
    voice: Voice, caption: str, keys: Iterable[str], rows: list[dict[str, Cell]], scope: str = "", legend: Iterable[str] = (),
) -> list[Table]:  # fmt: skip
    """A table worded by the phrase files, ``[section]`` and ``[column]`` (else ``[measure]``); none without rows."""
    heads = [voice.word(f"column.{k}" if voice.has(f"column.{k}") else f"measure.{k}") for k in keys]
    columns = [Column(k, head, k not in WORDS) for k, head in zip(keys, heads, strict=True)]
    return [Table(columns, rows, voice.word(f"section.{caption}"), scope, legend, caption)] if rows else []


def after(voice: Voice, rows: list[dict[str, Cell]]) -> list[str]:
    """What soft type means, for the legend of a table where it stands for what came after the period."""
    return [voice.word("legend.after")] if any(r["tone"] == "mute" for r in rows) else []
