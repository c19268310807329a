"""Tables of a Word document: those of a report, and those without lines that set things side by side."""

from __future__ import annotations

from dataclasses import replace

from lxml.etree import _Element

from lsdata.publish import columns
from lsdata.publish.blocks import Numbers, Row, Span, Spans, Table, plain_text
from lsdata.publish.word.elements import Writer, el, paragraph
from lsdata.publish.word.styles import TEXT

_MARGIN, _NARROW = 80, 40  # twentieths of a point on each side of a cell
_LINE = 2  # points of a cell's lines, and of what programs differ by
_SIZES = (11, 10)  # points of the type
_MANY = 7  # columns; a table of more is set in the smaller
_SHORT = 3  # rows; a table of fewer stays on its page
_TALL = 20  # lines in a cell; a row of more may go over to the next page, and no head of more is repeated
_ACROSS = 3  # numbers of an opening side by side


def table(block: Table, to: Writer, legend: bool) -> list[_Element]:
    """A table with its caption above; ``legend``: what follows belongs to it."""
    caption = _caption(block, to)  # first, for its footnotes come first
    if not block.heads:
        return [caption]
    margin, sizes = _MARGIN, _SIZES[1:] if len(block.heads) > _MANY else _SIZES
    size, widths, lines = _fit(block, sizes, margin)
    if not lines:
        margin = _NARROW
        size, widths, lines = _fit(block, sizes, margin)
    block = _untied(block, whole=lines > 0)
    widths = [round(w * 20) for w in widths]
    small = "Small" if size == _SIZES[-1] else ""
    tall = _tall(block.heads, widths, size)
    style = (
        f"TableText{small}" if tall else f"TableHead{small}"
    )  # a head keeps with its first row, if a page holds both
    head = [
        _cell(w, paragraph(style, *to.runs(spans)), anchored="" if tall else "center")
        for w, spans in zip(widths, block.heads, strict=True)
    ]
    repeated = None if tall else el("trPr", el("cantSplit"), el("tblHeader"))
    rows = [el("tr", repeated, *head)]
    for i, row in enumerate(block.rows):
        last = i == len(block.rows) - 1
        keep = legend if last else len(block.rows) <= _SHORT or i == len(block.rows) - 2
        tall = _tall(row.cells, widths, size)
        styles = [f"Table{'Number' if numeric else 'Text'}{small}" for numeric in block.numeric]
        rows.append(_row(row, widths, styles, to, keep and not tall, tall))
    return [caption, grid(rows, widths, "lsdataTable", margin, headed=True)]


def _fit(block: Table, sizes: tuple[float, ...], margin: int) -> columns.Fit:
    cells = [[plain_text(one) for one in row] for row in (block.heads, *(row.cells for row in block.rows))]
    bold = [True, *(row.tone == "lead" for row in block.rows)]
    return columns.fit(cells, bold, block.numeric, TEXT / 20, sizes, margin / 10 + _LINE)


def _caption(block: Table, to: Writer) -> _Element:
    label = (Span(f"{block.label} ", bold=True),) if block.label else ()
    return paragraph("Caption", *to.runs((*label, *block.caption)))


def _untied(block: Table, whole: bool) -> Table:
    """A table whose lines may end where its columns were measured; where words must break, at every space."""

    def cells(row: tuple[Spans, ...], numeric: tuple[bool, ...]) -> tuple[Spans, ...]:
        known = {} if whole else {"length": 0}
        return tuple(
            tuple(replace(s, text=columns.untied(s.text, number, **known)) for s in spans)
            for spans, number in zip(row, numeric, strict=True)
        )

    words = (False,) * len(block.heads)
    rows = tuple(replace(row, cells=cells(row.cells, block.numeric)) for row in block.rows)
    return replace(block, heads=cells(block.heads, words), rows=rows)


def _tall(cells: tuple[Spans, ...], widths: list[int], size: float) -> bool:
    return any(columns.width(plain_text(c), size) > _TALL * w / 20 for c, w in zip(cells, widths, strict=True))


def _row(row: Row, widths: list[int], styles: list[str], to: Writer, keep: bool, tall: bool) -> _Element:
    """Bold what the report leads with; what is set back stands in italics, for the text is black."""
    bold, italic = row.tone == "lead", row.tone == "mute"
    cells = [
        _cell(w, paragraph(style, *to.runs(spans, bold=bold, italic=italic), keep=keep))
        for w, style, spans in zip(widths, styles, row.cells, strict=True)
    ]
    return el("tr", None if tall else el("trPr", el("cantSplit")), *cells)


def numbers(block: Numbers, to: Writer) -> list[_Element]:
    """Numbers of an opening, three side by side."""
    across = min(_ACROSS, len(block.cells))
    if not across:
        return []
    wide = TEXT // across
    rows = []
    for at in range(0, len(block.cells), across):
        cells = [
            _cell(wide, paragraph("NumberValue", *to.runs(value)), paragraph("NumberLabel", *to.runs(label)))
            for value, label in block.cells[at : at + across]
        ]
        cells += [_cell(wide, paragraph("NumberLabel")) for _ in range(across - len(cells))]
        rows.append(el("tr", el("trPr", el("cantSplit")), *cells))
    return [grid(rows, [wide] * across), paragraph("Gap")]


def beside(left: list[_Element], right: list[_Element], widths: tuple[int, int], split: bool = False) -> _Element:
    """Two columns without lines, on one page unless they may be ``split``."""
    cells = (_cell(widths[0], *left), _cell(widths[1], *right))
    return grid([el("tr", None if split else el("trPr", el("cantSplit")), *cells)], list(widths))


def grid(
    rows: list[_Element], widths: list[int], style: str = "TableNormal", margin: int = _MARGIN, headed: bool = False
) -> _Element:
    """A table of fixed columns."""
    properties = el(
        "tblPr", el("tblStyle", val=style), el("tblW", w=sum(widths), type="dxa"), el("jc", val="center"),
        el("tblLayout", type="fixed"),
        el("tblCellMar", *(el(side, w=margin, type="dxa") for side in ("left", "right"))),
        el("tblLook", val="0020" if headed else "0000", firstRow=int(headed), lastRow=0, firstColumn=0, lastColumn=0,
           noHBand=1, noVBand=1),
    )  # fmt: skip
    return el("tbl", properties, el("tblGrid", *(el("gridCol", w=w) for w in widths)), *rows)


def _cell(width: int, *content: _Element, anchored: str = "") -> _Element:
    anchor = el("vAlign", val=anchored) if anchored else None
    return el("tc", el("tcPr", el("tcW", w=width, type="dxa"), anchor), *(content or (paragraph("TableText"),)))
