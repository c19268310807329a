"""Tables of facts as HTML: one row an indicator, period or area, every number marked with its address.

Own tables rather than a data frame's: units in the head or in a column of their own, words for status, ``…`` for what
was not published, no ids that change from run to run.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from .facts import Fact, Run, mark
from .narrative import Voice, markup
from .numerals import NBSP

UNBROKEN = ("verdict", "status", "unit")  # short words that read badly in two lines
Cell = Fact | Run | list[Run] | str | None


@dataclass(frozen=True)
class Column:
    """Head of a column: its key, its text, whether it holds numbers."""

    key: str
    head: str
    numeric: bool = False


@dataclass
class Table:
    """A table to be printed.

    Parameters
    ----------
    columns, rows : heads, and cells by column key; None prints as ``…`` in a number column, ``–`` elsewhere.
    caption, scope : what it holds; for which period and day of knowledge.
    lead, mute : indices of rows in bold (the report's own) and in soft type (not published, after the period).
    legend : lines under the table.
    """

    columns: list[Column]
    rows: list[dict[str, Cell]]
    caption: str
    scope: str = ""
    lead: set[int] = field(default_factory=set)
    mute: set[int] = field(default_factory=set)
    legend: list[str] = field(default_factory=list)

    def html(self, number: str) -> str:
        """``<table class="ls-table">`` with caption, then its legend. ``number`` is as in ``Bảng 1.``"""
        columns = [c for c in self.columns if any(r.get(c.key) not in (None, "", "–") for r in self.rows)]
        head = "".join(f'<th scope="col"{_class("n" if c.numeric else "")}>{html.escape(c.head)}</th>' for c in columns)
        body = []
        for i, row in enumerate(self.rows):
            first = f'<th scope="row">{cell(row.get(columns[0].key), columns[0])}</th>'
            cells = "".join(
                f'<td{_class("n" if c.numeric else "")} data-h="{html.escape(c.head)}">{cell(row.get(c.key), c)}</td>'
                for c in columns[1:]
            )
            body.append(
                f"<tr{_class('lead' if i in self.lead else 'mute' if i in self.mute else '')}>{first}{cells}</tr>"
            )
        legend = f'<p class="ls-legend">{" ".join(self.legend)}</p>' if self.legend else ""
        title = (
            f"<caption><b>{mark('rule', number)} {html.escape(self.caption)}</b> <span>{self.scope}</span></caption>"
        )
        return f'<table class="ls-table">{title}<thead><tr>{head}</tr></thead><tbody>{"".join(body)}</tbody></table>{legend}'

    def text(self, number: str) -> str:
        """Plain lines, for where HTML is not shown."""
        return f"{number} {self.caption} ({len(self.rows)})"


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


def sources_cell(voice: Voice, facts: Iterable[Fact]) -> list[Run]:
    """``[1]`` a source of these facts."""
    return voice.refs(*[f for f in facts if isinstance(f, Fact)])
