"""From the plain document of a notebook to blocks.

HTML and Markdown are parsed once, here, into text: nothing that a figure, a source or a notebook says is ever read again
as markup of Word or typst.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import lxml.html
from lxml.html import HtmlElement
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode

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

TYPED = ("fact", "period", "date", "ref", "rule", "given")
_STYLE = {"strong": "bold", "b": "bold", "em": "italic", "i": "italic", "code": "code", "kbd": "code", "sup": "raised"}
_BLOCKS = set("blockquote details div dl dd dt figure h1 h2 h3 h4 h5 h6 ol p pre section table ul".split())
_UNSHOWN = ("script", "style", "template")
_IMAGES = (SVG, "image/png", "image/jpeg")
_SPACE = re.compile(r"[ \t\r\n]+")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_NUMBER = re.compile(r"[+−-]?\d[\d.,]*%?")
_WIDEST = 60  # columns; a table of more is no table for a page


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
                out += _blocks(_parse(_joined(output.data["text/html"])), own.part, level, own.get("key", ""))
            else:
                text = output.get("text") or output.get("data", {}).get("text/plain", "")
                out.append(Preformatted(clean(_joined(text)).rstrip()))
    return out


def inline(markup: str) -> Spans:
    """Spans of a line of HTML."""
    return _trim(tuple(_spans(_parse(markup))))


def _written(source: str, own: dict, level: int) -> Iterator[Block]:
    if own["part"] == "numbers":
        yield _numbers(_parse(source))
    elif own["part"] == "heading":
        yield Heading(level, inline(_MARKDOWN.render(source.lstrip("# "))), numbered=own.get("numbered", True))
    else:
        yield from _blocks(_parse(_MARKDOWN.render(source)), own["part"], level)


def _figure(output: NotebookNode, label: str) -> Figure:
    mime = next(one for one in _IMAGES if one in output.data)
    alt = clean(alt_text(output))
    what = alt.split(". ")[0].rstrip(".")  # what is drawn; the finding stands in the drawing
    return Figure(_joined(output.data[mime]).strip(), mime, alt, label, (Span(f"{what}."),))


def _numbers(root: HtmlElement) -> Numbers:
    cells = []
    for one in root.iterfind("div/div"):
        spans = tuple(_spans(one))
        at = next((i for i, s in enumerate(spans) if s.kind == "break"), len(spans))
        cells.append((_trim(spans[:at]), _trim(spans[at + 1 :])))
    return Numbers(tuple(cells))


def _parse(markup: str) -> HtmlElement:
    return lxml.html.fragment_fromstring(clean(markup), create_parent="div")


def _blocks(root: HtmlElement, part: str, level: int, key: str = "") -> Iterator[Block]:
    """Blocks of an element's content; words outside a paragraph make one."""
    loose = _words(root.text)
    for one in root:
        tag = one.tag if isinstance(one.tag, str) else "script"
        if tag in _BLOCKS:
            if spans := _trim(tuple(loose)):
                yield Paragraph(spans, part)
            loose = []
            yield from _block(one, tag, part, level, key)
        elif tag not in _UNSHOWN:
            loose += _span(one, {})
        loose += _words(one.tail)
    if spans := _trim(tuple(loose)):
        yield Paragraph(spans, part)


def _block(one: HtmlElement, tag: str, part: str, level: int, key: str) -> Iterator[Block]:
    if tag == "table":
        yield _table(one, key)
    elif tag in ("ul", "ol"):
        yield Items(tuple(_trim(tuple(_spans(li))) for li in one.iter("li")), tag == "ol")
    elif tag == "pre":
        yield Preformatted(clean(one.text_content()).rstrip())
    elif re.fullmatch(r"h\d", tag):
        spans = _trim(tuple(_spans(one)))
        yield Paragraph(spans, "headline") if tag == "h1" else Heading(level + int(tag[1]) - 2, spans)
    elif "ls-label" not in _classes(one):  # the document's own title says where and when
        yield from _blocks(one, "legend" if "ls-legend" in _classes(one) else part, level, key)


def _table(one: HtmlElement, key: str) -> Table:
    """A table as a grid; a cell over several columns stands in the first of them."""
    label, caption = "", []
    for piece in one.iterfind("caption/*"):
        spans = list(_trim(tuple(_spans(piece))))
        if spans and spans[0].kind == "rule" and not label:
            label = spans.pop(0).text
            spans = list(_trim(tuple(replace(s, bold=False) for s in spans)))
        caption += [Span(" · "), *spans] if caption and spans else spans
    lines = list(one.iter("tr"))
    heads = [tr for tr in lines if tr.getparent().tag == "thead"] or [
        tr for tr in lines[:1] if all(cell.tag == "th" for cell in tr)
    ]
    bodies = [tr for tr in lines if tr not in heads]
    grid = [_cells(tr, "ls-table" in _classes(one)) for tr in (*heads, *bodies)]
    width = max((len(cells) for cells in grid), default=0)
    grid = [cells + [((), False)] * (width - len(cells)) for cells in grid]
    names = tuple(
        _trim(tuple(s for cells in grid[: len(heads)] for s in (*cells[i][0], Span(" ")))) for i in range(width)
    )
    rows = [
        Row(tuple(spans for spans, _ in cells), next(iter({"lead", "mute"} & _classes(tr)), ""))
        for cells, tr in zip(grid[len(heads) :], bodies, strict=True)
    ]
    numeric = tuple(any(cells[i][1] for cells in grid) for i in range(width))
    return Table(label, tuple(caption), names, numeric, tuple(rows), key)


def _cells(tr: HtmlElement, own: bool) -> list[tuple[Spans, bool]]:
    """Content of each cell, and whether it is a number: in tables of our own the class says so."""
    out: list[tuple[Spans, bool]] = []
    for cell in tr.iterchildren("th", "td"):
        spans = _trim(tuple(_spans(cell)))
        bare = not own and cell.tag == "td" and _NUMBER.fullmatch(plain_text(spans)) is not None
        number = "n" in _classes(cell) or bare
        over = cell.get("colspan") or ""
        out += [(spans, number), *[((), False)] * (int(over) - 1 if over.isdecimal() and len(over) < 3 else 0)]
    return out[:_WIDEST]


def _classes(one: HtmlElement) -> set[str]:
    return set((one.get("class") or "").split())


def _spans(one: HtmlElement, style: dict | None = None) -> Iterator[Span]:
    style = style or {}
    yield from _words(one.text, style)
    for child in one:
        if isinstance(child.tag, str) and child.tag not in _UNSHOWN:
            yield from _span(child, style)
        yield from _words(child.tail, style)


def _span(one: HtmlElement, style: dict) -> Iterator[Span]:
    """Spans of an element inside a line; its style goes down to its words."""
    kind = next((name[3:] for name in _classes(one) if name.startswith("ls-")), "")
    if one.tag == "br":
        yield Span("", "break")
    elif one.tag == "img":
        yield from _words(one.get("alt"), style)
    elif one.tag == "span" and kind in TYPED:
        yield Span(_SPACE.sub(" ", one.text_content()), kind, one.get("data-id") or "", **style)
    else:
        more = {_STYLE[one.tag]: True} if one.tag in _STYLE else {}
        if one.tag == "a" and _ADDRESS.fullmatch(one.get("href") or ""):
            more["href"] = one.get("href")
        yield from _spans(one, style | more)
        if one.tag in _BLOCKS:
            yield Span(" ")


def _words(text: str | None, style: dict | None = None) -> list[Span]:
    text = _SPACE.sub(" ", text or "")
    return [Span(text, **(style or {}))] if text else []


def _trim(spans: Spans) -> Spans:
    """Without space at the ends, and never two spaces where spans meet."""
    out: list[Span] = []
    for s in spans:
        if s.text.startswith(" ") and (not out or out[-1].kind == "break" or out[-1].text.endswith(" ")):
            s = replace(s, text=s.text[1:])
        if s.text or s.kind == "break":
            out.append(s)
    while out and not out[-1].text.rstrip(" "):
        out.pop()
    if out:
        out[-1] = replace(out[-1], text=out[-1].text.rstrip(" "))
    return tuple(out)


def _joined(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "".join(text)


_MARKDOWN = MarkdownWithMath(renderer=IPythonRenderer(escape=False, exclude_anchor_links=True))
