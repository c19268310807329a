"""What the formats give: paragraphs found in a text, or paragraphs of their own."""

from __future__ import annotations

from typing import NamedTuple

PARAGRAPHS = 100_000  # no report has so many


class Span(NamedTuple):
    """A paragraph found in a text: where it starts and ends, what it is, where it stands."""

    start: int
    end: int
    kind: str = ""
    page: int = 0
    table: int = 0
    row: int = 0
    column: int = 0


class Block(NamedTuple):
    """A paragraph of a document that has no plain text of its own."""

    text: str
    kind: str = ""
    page: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
