"""From the plain document of a notebook to blocks.

HTML and Markdown are parsed once, here, into text: nothing that a figure, a source or a notebook says is ever read again
as markup of Word or typst.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml.html import HtmlElement
from nbformat import NotebookNode

from lsdata.publish import markdown
from lsdata.publish.blocks import (
    SVG,
    Block,
    Figure,
    Heading,
    Items,
    Numbers,
    Paragraph,
    Preformatted,
    Row,
    Span,
    Spans,
    Table,
    clean,
    plain_text,
)  # fmt: skip
from lsdata.publish.document import alt_text
from lsdata.publish.spans import BLOCKS, classes, element, inline, span_of, spans_of, trim, unshown, words

_Cell = tuple[Spans, bool]  # what it says, whether it is a number
_EMPTY: _Cell = ((), False)
_IMAGES = (SVG, "image/png", "image/jpeg")
_NUMBER = re.compile(r"[+−-]?\d[\d.,]*%?")
_WIDEST = 60  # columns; a table of more says in its last one that it goes on
_TALLEST = 10_000  # rows of a cell


def blocks(nb: NotebookNode, figure_word: str) -> list[Block]:
    """The blocks of a plain document, in its order.

    Parameters
    ----------
    nb : as of ``document.plain`` or ``combined.bind``.
    figure_word : pattern of a figure's number, ``Hình {n}.``

    Raises
    ------
    ReportError : a figure without a text for those who do not see it.
    """
    out: list[Block] = []
    level = figures = 0
    for cell in nb.cells:
        own = cell.metadata.lsdata
        if cell.cell_type == "markdown":
            if own.part == "heading":
                level = own.get("level", 1)
            out += _written(cell.source, own, level)
            continue
        for output in cell.outputs:
            if own.part == "figure":
                figures += 1
                out.append(_figure(output, figure_word.format(n=figures)))
            elif "text/html" in output.get("data", {}):
                out += _blocks(element(_joined(output.data["text/html"])), own.part, level, own.get("key", ""))
            else:
                text = output.get("text") or output.get("data", {}).get("text/plain", "")
                out.append(Preformatted(clean(_joined(text)).rstrip()))
    return out


def _written(source: str, own: dict, level: int) -> Iterator[Block]:
    if own["part"] == "numbers":
        yield _numbers(element(source))
    elif own["part"] == "heading":
        yield Heading(level, inline(markdown.inline(source.removeprefix("## "))), numbered=own.get("numbered", True))
    else:
        yield from _blocks(element(markdown.render(source)), own["part"], level)


def _figure(output: NotebookNode, label: str) -> Figure:
    mime = next(one for one in _IMAGES if one in output.data)
    alt = clean(alt_text(output))
    what = alt.split(". ")[0].rstrip(".")  # what is drawn; the finding stands in the drawing
    return Figure(_joined(output.data[mime]).strip(), mime, alt, label, (Span(f"{what}."),))


def _numbers(root: HtmlElement) -> Numbers:
    cells = []
    for one in root.iterfind("div/div"):
        spans = tuple(spans_of(one))
        at = next((i for i, s in enumerate(spans) if s.kind == "break"), len(spans))
        cells.append((trim(spans[:at]), trim(spans[at + 1 :])))
    return Numbers(tuple(cells))


def _blocks(root: HtmlElement, part: str, level: int, key: str = "") -> Iterator[Block]:
    """Blocks of an element's content; words outside a paragraph make one."""
    loose = words(root.text)
    for one in root:
        if unshown(one):
            pass
        elif next(one.iter(*BLOCKS), None) is not None:  # it is a block, or holds one
            if spans := trim(tuple(loose)):
                yield Paragraph(spans, part)
            loose = []
            yield from _block(one, one.tag, part, level, key)
        else:
            loose += span_of(one, {})
        loose += words(one.tail)
    if spans := trim(tuple(loose)):
        yield Paragraph(spans, part)


def _block(one: HtmlElement, tag: str, part: str, level: int, key: str) -> Iterator[Block]:
    if tag == "table":
        yield _table(one, key)
    elif tag in ("ul", "ol"):
        yield from _list(one, part)
    elif tag == "pre":
        yield Preformatted(clean(one.text_content()).rstrip())
    elif re.fullmatch(r"h\d", tag):
        spans = trim(tuple(spans_of(one)))
        yield Paragraph(spans, "headline") if tag == "h1" else Heading(level + int(tag[1]) - 2, spans)
    elif "ls-label" not in classes(one):  # the document's own title says where and when
        yield from _blocks(one, "legend" if "ls-legend" in classes(one) else part, level, key)


def _list(one: HtmlElement, part: str) -> Iterator[Block]:
    """Entries of a list; a list inside an entry follows it.

    An ordered list that another one interrupts, or that does not begin at one, is a paragraph an entry with its number.
    """
    number = int(one.get("start")) if re.fullmatch(r"\d{1,9}", one.get("start") or "") else 1
    whole = number == 1 and next(one.iterdescendants("ul", "ol"), None) is None
    entries: list[Spans] = []
    for child in one:
        inner = [x for x in child.iter("ul", "ol") if next(x.iterancestors("ul", "ol")) is one]
        for each in inner:
            if each is not child:
                each.tail = f" {each.tail or ''}"
                each.drop_tree()
        if child not in inner and not unshown(child):
            spans = trim(tuple(spans_of(child)))
            if one.tag == "ol" and not whole:
                yield Paragraph((Span(f"{number}. "), *spans), part)
            elif spans or not inner:
                entries.append(spans)
            number += 1
        if inner and entries:
            yield Items(tuple(entries))
            entries = []
        for each in inner:
            yield from _list(each, part)
    if entries:
        yield Items(tuple(entries), one.tag == "ol")


def _table(one: HtmlElement, key: str) -> Table:
    """A table as a grid; a cell over several columns or rows stands in the first of them."""
    label, caption = "", []
    own = one.find("caption")
    pieces = [] if own is None else list(own) if "ls-table" in classes(one) else [own]
    for piece in pieces:
        spans = list(trim(tuple(spans_of(piece))))
        if spans and spans[0].kind == "rule" and not label:
            label = spans.pop(0).text
            spans = list(trim(tuple(replace(s, bold=False) for s in spans)))
        caption += [Span(" · "), *spans] if caption and spans else spans
    lines = [tr for tr in one.iter("tr") if next(tr.iterancestors("table")) is one]
    heads = [tr for tr in lines if tr.getparent().tag == "thead"] or [
        tr for tr in lines[:1] if all(cell.tag == "th" for cell in tr)
    ]
    bodies = [tr for tr in lines if tr not in heads]
    grid = _grid([*heads, *bodies], "ls-table" in classes(one))
    width = max((len(cells) for cells in grid), default=0)
    grid = [cells + [_EMPTY] * (width - len(cells)) for cells in grid]
    names = tuple(
        trim(tuple(s for cells in grid[: len(heads)] for s in (*cells[i][0], Span(" ")))) for i in range(width)
    )
    rows = [
        Row(tuple(spans for spans, _ in cells), next((x for x in ("lead", "mute") if x in classes(tr)), ""))
        for cells, tr in zip(grid[len(heads) :], bodies, strict=True)
    ]
    numeric = tuple(any(cells[i][1] for cells in grid) for i in range(width))
    table = Table(label, tuple(caption), names, numeric, tuple(rows), key)
    return table if width <= _WIDEST else _cut(table)


def _cut(table: Table) -> Table:
    """The first columns of a very wide table, and one that says that there are more."""
    shown, more = _WIDEST - 1, (Span("…"),)
    return replace(
        table,
        heads=(*table.heads[:shown], more if any(table.heads) else ()),
        numeric=(*table.numeric[:shown], False),
        rows=tuple(replace(row, cells=(*row.cells[:shown], more)) for row in table.rows),
    )


def _grid(lines: list[HtmlElement], own: bool) -> list[list[_Cell]]:
    """Cells of each row in their columns; no cell goes on from the heads into the rows below them."""
    grid: list[list[_Cell]] = []
    group, taken = None, {}  # column -> rows that a cell above still takes
    for tr in lines:
        if tr.getparent() is not group:
            group, taken = tr.getparent(), {}
        below = {column: rows - 1 for column, rows in taken.items() if rows > 1}
        row: list[_Cell] = []
        for cell in tr.iterchildren("th", "td"):
            while len(row) in taken:
                row.append(_EMPTY)
            down = _extent(cell, "rowspan", _TALLEST)
            for content in (_content(cell, own), *[_EMPTY] * (_extent(cell, "colspan", _WIDEST + 1) - 1)):
                if down > 1:
                    below[len(row)] = max(down - 1, below.get(len(row), 0))
                row.append(content)
        grid.append(row)
        taken = below
    return grid


def _extent(cell: HtmlElement, name: str, most: int) -> int:
    given = cell.get(name) or ""
    return max(1, min(int(given[:9]), most)) if given.isdecimal() else 1


def _content(cell: HtmlElement, own: bool) -> _Cell:
    """What a cell says, and whether it is a number: in tables of our own the class says so."""
    spans = trim(tuple(spans_of(cell)))
    bare = not own and cell.tag == "td" and _NUMBER.fullmatch(plain_text(spans)) is not None
    return spans, "n" in classes(cell) or bare


def _joined(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "".join(text)
