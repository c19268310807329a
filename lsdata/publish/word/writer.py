"""A report as a Word document, in the layout of Appendix I of Decree 30/2020/NĐ-CP."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from docx.document import Document
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.shared import Pt
from lxml.etree import _Element

from lsdata.errors import ReportError
from lsdata.publish.blocks import (
    SVG,
    Block,
    Figure,
    Heading,
    Items,
    Numbers,
    Paragraph,
    Preformatted,
    Span,
    Table,
    clean,
)  # fmt: skip
from lsdata.publish.letterhead import letterhead
from lsdata.publish.paper import Paper
from lsdata.publish.typesetting import png, svg_size
from lsdata.publish.word import frame, package, tables
from lsdata.publish.word.elements import Writer, bookmark, el, lines, paragraph, text
from lsdata.publish.word.styles import TEXT

_STYLES = {"headline": "Headline", "lead": "Lead", "verdict": "Verdict", "legend": "Legend", "label": "AsOf"}
_TALLEST = 600  # points a picture may be high
_UNREADABLE = (
    InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, ZeroDivisionError, ValueError,
)  # fmt: skip


def write(paper: Paper) -> bytes:
    """The document as a file; the same bytes for the same paper, whenever and wherever.

    Raises
    ------
    ReportError : a picture that cannot be read.
    """
    document = package.empty(paper)
    notes = package.notes_part(document)
    to = Writer(document.part, notes, {f"s-{one.number}" for one in paper.references})
    own = letterhead(paper.office, paper.lang, paper.words)
    content = _Content(document, to)
    elements = [*frame.head(own), *frame.title(paper, own)]
    made = list(content.elements(paper.blocks, paper.contents))
    if paper.references:
        content.name(Heading(1, (Span(paper.words["annex"]),)))
    elements += frame.contents(paper, content.headings) if paper.contents else []
    elements += [*made, *frame.signature(own)]
    if paper.references:
        elements += frame.sources(paper, to, content.headings[-1][0], len(content.headings))
    sheet = document.element.body[-1]
    for element in elements:
        sheet.addprevious(element)
    notes.element.extend(to.footnotes)
    return package.packed(document)


class _Content:
    """Turns the blocks of one document into elements."""

    def __init__(self, document: Document, to: Writer):
        self.document, self.to = document, to
        self.headings: list[tuple[str, Heading]] = []  # with the names of their bookmarks
        self.pictures = self.lists = 0

    def elements(self, blocks: tuple[Block, ...], new_page: bool) -> Iterator[_Element]:
        if new_page:
            yield paragraph("Gap", properties=(el("pageBreakBefore"),))
        for block, after in zip(blocks, [*blocks, None][1:], strict=True):
            yield from self._block(block, after)

    def _block(self, block: Block, after: Block | None) -> Iterator[_Element]:
        if isinstance(block, Heading):
            yield self._heading(block)
        elif isinstance(block, Paragraph):
            style = _STYLES.get(block.part, "BodyText")
            legends = block.part == "legend" and _is_legend(after)
            keep = (
                isinstance(after, Items) or block.part == "headline" or legends or after is None
            )  # no signature alone
            yield paragraph(style, *self.to.runs(block.spans), keep=keep)
        elif isinstance(block, Items):
            yield from self._items(block)
        elif isinstance(block, Numbers):
            yield from tables.numbers(block, self.to)
        elif isinstance(block, Table):
            yield from tables.table(block, self.to, _is_legend(after))
        elif isinstance(block, Figure):
            yield from self._figure(block)
        elif isinstance(block, Preformatted):
            yield paragraph("Preformatted", *lines(block.text))

    def name(self, heading: Heading) -> str:
        """The name of a heading's bookmark; the contents list it."""
        name = f"_Toc{len(self.headings) + 1:08d}"
        self.headings.append((name, heading))
        return name

    def _heading(self, block: Heading) -> _Element:
        level = max(1, min(block.level, 4))
        name = self.name(replace(block, level=level))
        label = [text(f"{block.label} ")] if block.label else []
        return paragraph(f"Heading{level}", *bookmark(name, len(self.headings), *label, *self.to.runs(block.spans)))

    def _items(self, block: Items) -> Iterator[_Element]:
        counted: tuple[_Element, ...] = ()
        if block.ordered:
            self.lists += 1
            package.counted(self.document, 1, self.lists + 2)
            counted = (el("numPr", el("ilvl", val=0), el("numId", val=self.lists + 2)),)
        for spans in block.items:
            style = "ListNumber" if block.ordered else "ListBullet"
            yield paragraph(style, *self.to.runs(spans), properties=counted)

    def _figure(self, block: Figure) -> Iterator[_Element]:
        self.pictures += 1
        number = self.pictures
        size = svg_size(block.data) if block.mime == SVG else None
        try:
            content = BytesIO(png(block.data) if block.mime == SVG else block.content)
            picture = self.document.part.new_pic_inline(content, *([Pt(side) for side in size] if size else []))
        except _UNREADABLE:
            raise ReportError(f"{block.label or 'a figure'}: its picture ({block.mime}) cannot be read") from None
        _fit(picture)
        picture.docPr.id, picture.docPr.name = number, f"Picture {number}"
        picture.docPr.set("descr", clean(block.alt))
        yield paragraph("Figure", el("r", el("drawing", picture)))
        label = (Span(f"{block.label} ", bold=True),) if block.label else ()
        yield paragraph("FigureCaption", *self.to.runs((*label, *block.caption)))


def _is_legend(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.part == "legend"


def _fit(picture: _Element) -> None:
    """At most as wide as the text, and as high as leaves room for the caption."""
    wide, high = picture.extent.cx, picture.extent.cy
    scale = min(1, Pt(TEXT / 20) / wide, Pt(_TALLEST) / high)
    shape = picture.graphic.graphicData.pic.spPr
    picture.extent.cx = shape.cx = round(wide * scale)
    picture.extent.cy = shape.cy = round(high * scale)
