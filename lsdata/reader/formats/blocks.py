"""What the formats give: paragraphs found in a text, or paragraphs of their own."""

from __future__ import annotations

from typing import NamedTuple

from lsdata.errors import ReadError

_PARAGRAPHS = 100_000  # no report has so many
WIDEST = 100  # columns of a table, or rows


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


def limit(paragraphs: int) -> None:
    """Refuse a document of more paragraphs than a report can have."""
    if paragraphs > _PARAGRAPHS:
        raise ReadError(f"more than {_PARAGRAPHS:,} paragraphs; no report has so many")


def extent(value: str | None, least: int = 1) -> int:
    """How many columns or rows a file says of a cell.

    >>> extent("3"), extent("0"), extent("a"), extent(None, 0), extent("99999")
    (3, 1, 1, 0, 100)
    """
    return (
        max(least, min(int(value), WIDEST))
        if value and value.isascii() and value.isdigit() and len(value) < 6
        else least
    )
