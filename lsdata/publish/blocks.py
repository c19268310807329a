"""Blocks of typed spans: what a document for hand-in holds, before it is Word or PDF."""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Spans = tuple["Span", ...]
SVG = "image/svg+xml"
# What no document may hold, and what turns the order of letters round: control signs and bidirectional overrides.
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


@dataclass(frozen=True)
class Span:
    """A stretch of text.

    Parameters
    ----------
    kind, id : as of the typed runs of a report (fact, period, date, ref, rule, given) with what they name; ``note`` is
        the place of a footnote, its text in ``note``; ``break`` a new line; empty for plain words.
    href : address it leads to; ``#s-3`` is the third source of the list.
    """

    text: str
    kind: str = ""
    id: str = ""
    bold: bool = False
    italic: bool = False
    code: bool = False
    raised: bool = False
    href: str = ""
    note: Spans = ()


@dataclass(frozen=True)
class Heading:
    """Level 1 is the highest; ``label`` is its number as printed ("II."), given to those that are ``numbered``."""

    level: int
    spans: Spans
    label: str = ""
    numbered: bool = True
    block: Literal["heading"] = "heading"


@dataclass(frozen=True)
class Paragraph:
    """``part``: headline, lead, verdict, prose, text (explains the method), legend, label, output."""

    spans: Spans
    part: str = "prose"
    block: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class Items:
    """A list, an entry a row of spans."""

    items: tuple[Spans, ...]
    ordered: bool = False
    block: Literal["items"] = "items"


@dataclass(frozen=True)
class Numbers:
    """The numbers of an opening: pairs of value and label."""

    cells: tuple[tuple[Spans, Spans], ...]
    block: Literal["numbers"] = "numbers"


@dataclass(frozen=True)
class Row:
    cells: tuple[Spans, ...]
    tone: str = ""  # lead, mute, or empty


@dataclass(frozen=True)
class Table:
    """``numeric`` says of each column whether it stands on the right; ``label`` is its number as in ``Bảng 1.``"""

    label: str
    caption: Spans
    heads: tuple[Spans, ...]
    numeric: tuple[bool, ...]
    rows: tuple[Row, ...]
    key: str = ""  # of the phrase files' ``[section]`` table; empty for a table that lsdata did not make
    block: Literal["table"] = "table"


@dataclass(frozen=True)
class Figure:
    """A picture; SVG as text, other types in base64."""

    data: str
    mime: str
    alt: str
    label: str
    caption: Spans
    block: Literal["figure"] = "figure"

    @property
    def content(self) -> bytes:
        """What its file would hold."""
        return self.data.encode("utf-8") if self.mime == SVG else base64.b64decode(self.data)


@dataclass(frozen=True)
class Preformatted:
    text: str
    block: Literal["preformatted"] = "preformatted"


Block = Heading | Paragraph | Items | Numbers | Table | Figure | Preformatted


def clean(text: str) -> str:
    """Text that every format can hold: NFC, without control signs and what turns the order of letters round."""
    return _UNPRINTABLE.sub("", unicodedata.normalize("NFC", text))


def plain_text(spans: Iterable[Span]) -> str:
    """Words of spans, without footnotes."""
    return "".join(" " if s.kind == "break" else s.text for s in spans)
