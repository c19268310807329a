"""A published report as text with paragraphs, whichever file it came in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from lsdata.errors import ReadError

from .formats.blocks import Block, Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with text.

    Parameters
    ----------
    number : from 1, over the document.
    start, end : where it stands in the text of the document; the mark of a list or the number of a heading stands before.
    kind : ``heading``, ``item`` of a list, ``cell`` of a table, ``note`` at the foot or end; else empty.
    page, table, row, column : from 1; 0 where there is none.
    """

    number: int
    start: int
    end: int
    kind: str = ""
    page: int = 0
    table: int = 0
    row: int = 0
    column: int = 0


@dataclass(frozen=True)
class Document:
    """A report as it was read.

    Parameters
    ----------
    text : of ``txt`` the file as it is; of ``md`` as well, letter for letter, with U+200B where markup stood within a paragraph;
        of other kinds the paragraphs, with an empty line between them.
    kind : ``txt``, ``md``, ``html``, ``docx``, ``pdf``.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    name: str = ""
    kind: str = "txt"
    encoding: str = ""

    def locator(self, paragraph: Paragraph) -> str:
        """Where a paragraph stands, as ``figures.csv`` says it; a paragraph of a page is counted from the top of the page.

        >>> report = of_text("Thu ngân sách\\n\\nThu đạt 49,5% dự toán.")
        >>> report.locator(report.paragraphs[1])
        'para 2'
        """
        if paragraph.table:
            return f"table {paragraph.table}, row {paragraph.row}"
        if paragraph.page:
            return f"page {paragraph.page}, para {paragraph.number - self._before[paragraph.page]}"
        return f"para {paragraph.number}"

    @cached_property
    def _before(self) -> dict[int, int]:
        """How many paragraphs come before each page."""
        return {p.page: p.number - 1 for p in reversed(self.paragraphs)}


def of_text(text: str, kind: str = "txt", name: str = "") -> Document:
    """A report given as text.

    Parameters
    ----------
    kind : ``txt``, ``md`` or ``html``; a table that stands in plain text as it does in Markdown is read as one.
    name : what to call it.
    """
    from .formats import markdown, plain, web

    if kind == "html":
        return _of_blocks(web.blocks(text), kind, name)
    if kind == "md":
        text, spans = markdown.markdown(text)
    else:
        prose, cells = markdown.tables(text)
        spans = sorted([*plain.spans(prose), *cells])
    return _of_spans(text, spans, kind, name)


def of_file(source: str | Path | bytes | BinaryIO, *, name: str = "", max_size: int = 20_000_000) -> Document:
    """A report as a file: plain text, Markdown, a web page, a Word document, a PDF with a text layer.

    Parameters
    ----------
    source : a path, the bytes of a file, or a stream of bytes such as standard input.
    name : what to call it; the name of the file otherwise. What a file is, it tells by itself, then by the ending of its name.
    max_size : bytes; a longer file is not read.

    Raises
    ------
    ReadError : it cannot be read: why, and what to try.
    """
    from .formats import files

    data, name = files.content(source, name, max_size)
    try:
        return _read(data, name)
    except ReadError as e:
        raise ReadError(f"{name}: {e}") from None


def _read(data: bytes, name: str) -> Document:
    from .formats import files

    kind, encoding = files.kind(data, name), ""
    try:
        if kind in ("docx", "pdf"):
            document = _of_blocks(_unpacked(data, kind), kind, name)
            files.check(document.text)
        else:
            text, encoding = files.text(data, kind == "html")
            document = of_text(text, kind, name)
    except ReadError:
        raise
    except MemoryError:
        raise ReadError("takes more memory than there is; save only its text") from None
    except Exception:  # what is damaged fails anywhere, in ways of its own
        raise ReadError(f"a damaged {kind} file; open it and save it again") from None
    if not document.paragraphs:
        raise ReadError("has no text; expected the text of a report")
    return replace(document, encoding=encoding)


def _unpacked(data: bytes, kind: str) -> list[Block]:
    if kind == "docx":
        from .formats import word

        return word.blocks(data)
    from .formats import pdf

    return pdf.blocks(data)


def _of_spans(text: str, spans: list[Span], kind: str, name: str) -> Document:
    return Document(text, tuple(Paragraph(i, *one) for i, one in enumerate(spans, 1)), name, kind)


def _of_blocks(blocks: list[Block], kind: str, name: str) -> Document:
    """A document of paragraphs that have no text around them; the mark of a list that was typed stands before its paragraph."""
    from .formats import plain

    text = "\n\n".join(one.text for one in blocks)
    spans, at = [], 0
    for one in blocks:
        end = at + len(one.text)
        own = plain.span(text, at, end) if one.kind in ("", "heading", "item") else Span(at, end)
        spans.append(Span(own.start, end, one.kind or own.kind, *one[2:]))
        at = end + 2
    return _of_spans(text, spans, kind, name)
