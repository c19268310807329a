"""A document as PDF: its content goes to typst as data, never as typst's own markup, and `paper.typ` draws it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from lsdata.errors import ReportError
from lsdata.publish import columns, typesetting
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
    plain_text,
)
from lsdata.publish.labels import asset
from lsdata.publish.letterhead import letterhead
from lsdata.publish.paper import Paper

WIDTH = 467.7  # points between the margins of a page: 165 mm
TALLEST = 540.0  # of a picture, so that its caption stays on its page
BREAK = "\u200b"  # a place where a line may end, without a sign
_LONG = re.compile(r"[^ \t\n\u200b]{31,}")
_JOINT = re.compile(r"(?<=[/?&=\-._])(?=[^/?&=\-._])")
_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)  # of the type of a table, the first that lets its words stay whole
_INSET, _WIDE = 8.0, 10  # left and right of a cell together, half of it in a table of more columns
_SMALL = 9  # lines of a table that stays on one page
_TALL = 1200  # letters of a cell whose row may go over two pages
_BESIDE, _PAGE = 25, 3000  # lines of a table that stays on one page near a picture; letters of a page
_LINK = 2000  # letters of an address that may be a link
_NATURAL = re.compile(r"(?<=[/\-])(?=[^\W\d_])")  # where typst ends a line inside a word


def write(paper: Paper) -> bytes:
    """The PDF of a document: tagged, with its outline, its fonts embedded; the same bytes wherever it is made.

    Raises
    ------
    ReportError : typst is not installed, or cannot set the document.
    """
    words = paper.words
    files: dict[str, bytes] = {}
    numbers = {r.number for r in paper.references}
    head = letterhead(paper.office, paper.lang, words)
    content = {
        "lang": paper.lang,
        "title": clean(paper.title).strip() or head.kind,
        "subject": _words(paper.subject),
        "label": _words(words["head_label"].format(label=paper.label)) if paper.label else "",
        "author": clean(paper.office.agency).strip(),
        "date": [int(part) for part in paper.office.date.split("-")] if paper.office.date else None,
        "head": {name: _lines(value) for name, value in asdict(head).items()},
        "contents": words["contents"] if paper.contents else "",
        "annex": words["annex"],
        "blocks": _joined(_blocks(paper.blocks, numbers, files)),
        "references": [{"number": r.number, "spans": _spans(r.spans, numbers)} for r in paper.references],
    }
    try:
        return _set(content, files)
    except typesetting.Unsettled:  # pictures that wait for the next page move what decides whether they wait
        for block in content["blocks"]:
            block.pop("floats", None)
        return _set(content, files)


def _set(content: dict, files: dict[str, bytes]) -> bytes:
    data = json.dumps(content, ensure_ascii=False).encode("utf-8")
    return typesetting.compile(asset("paper.typ"), {**files, "paper.json": data})


def _blocks(blocks: Iterable[Block], numbers: set[int], files: dict[str, bytes]) -> Iterator[dict]:
    """The blocks as the program reads them; pictures go to ``files``."""
    depth, since = 0, _PAGE  # since: letters after a picture that may wait for the next page
    blocks = list(blocks)
    for at, block in enumerate(blocks):
        after = blocks[at + 1] if at + 1 < len(blocks) else None
        if isinstance(block, Heading):
            if not (block.label + plain_text(block.spans)).strip():
                continue
            depth = max(1, min(block.level, depth + 1))  # readers of the screen want no level left out
            own = {"level": depth, "label": _words(block.label), "spans": _spans(block.spans, numbers)}
        elif isinstance(block, Paragraph):
            leads = isinstance(after, Items) or (block.part == "legend" and _is_legend(after))
            own = {"part": block.part, "spans": _spans(block.spans, numbers), "leads": leads}
            since += len(plain_text(block.spans))
        elif isinstance(block, Items):
            own = {"ordered": block.ordered, "items": [_spans(item, numbers) for item in block.items]}
        elif isinstance(block, Numbers):
            own = {"cells": [[_spans(side, numbers) for side in cell] for cell in block.cells]}
        elif isinstance(block, Table):
            own = _table(block, numbers, _BESIDE if 0 < since < _PAGE else _SMALL) | {"legend": _is_legend(after)}
        elif isinstance(block, Figure):
            own = _figure(block, numbers, files)
            if "size" in own and not (at and isinstance(blocks[at - 1], Heading)):
                own["floats"], since = True, 0
        elif isinstance(block, Preformatted):
            own = {"text": _words(block.text)}
        yield {"block": block.block, **own}


def _is_legend(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.part == "legend"


def _joined(drawn: Iterable[dict]) -> list[dict]:
    """Blocks, a table and its legends as part of the picture before them that may have to wait for the next page."""
    out: list[dict] = []
    for one in drawn:
        then = out[-1].get("then") if out else None
        if then is not None and (one.get("part") == "legend" if then else one["block"] == "table"):
            then.append(one)
        else:
            out.append(one | {"then": []} if "floats" in one else one)
    return out


def _figure(figure: Figure, numbers: set[int], files: dict[str, bytes]) -> dict:
    """A picture at its own size, or as large as the page lets it be."""
    own = {"alt": clean(figure.alt), "label": _words(figure.label), "caption": _spans(figure.caption, numbers)}
    if not figure.data.strip():
        return own
    if figure.mime != SVG:
        try:
            return own | {"bytes": list(figure.content)}  # typst takes no file that is not text
        except ValueError:
            raise ReportError(f"{figure.label or 'a figure'}: its picture ({figure.mime}) cannot be read") from None
    own["file"] = f"figure-{len(files) + 1}.svg"
    files[own["file"]] = figure.content
    if size := typesetting.svg_size(figure.data):
        scale = min(1.0, WIDTH / size[0], TALLEST / size[1])
        own["size"] = [round(side * scale, 2) for side in size]
    return own


def _table(table: Table, numbers: set[int], small: int) -> dict:
    """A table; one of at most ``small`` lines stays on one page."""
    grid = [table.heads, *(row.cells for row in table.rows)]
    grid = [[_spans(cell, numbers) for cell in row] for row in grid]
    bold = [True, *(row.tone == "lead" for row in table.rows)]
    inset = _INSET if len(table.numeric) <= _WIDE else _INSET / 2
    size, widths, lines = columns.fit(
        [[_text(cell) for cell in row] for row in grid], bold, table.numeric, WIDTH, _SIZES, inset
    )
    for row in grid:
        for i, cell in enumerate(row):
            for s in cell:
                s["t"] = columns.untied(s["t"], table.numeric[i]) if lines else columns.untied(s["t"], length=0)
                if not lines:
                    s["t"] = re.sub(r"(\S{3})(?=\S)", rf"\1{BREAK}", s["t"])
    return {
        "label": _words(table.label),
        "caption": _spans(table.caption, numbers),
        "heads": grid[0],
        "rows": [
            {"cells": cells, "tone": row.tone, "tall": any(len(_text(cell)) > _TALL for cell in cells)}
            for row, cells in zip(table.rows, grid[1:], strict=True)
        ],
        "numeric": list(table.numeric),
        "widths": widths,
        "size": size,
        "inset": inset / 2,
        "small": 0 < lines <= small,
    }


def _spans(spans: Iterable[Span], numbers: set[int]) -> list[dict]:
    """Spans with what they carry; ``t`` words, ``n`` a footnote, ``h`` an address, ``s`` how they look."""
    out: list[dict] = []
    for s in spans:
        if s.kind == "break":
            out.append({"t": "\n"})
        elif s.kind == "note":
            if out and "n" in out[-1]:
                out.append({"t": ",", "s": "r"})  # else two numbers would read as one
            out.append({"t": "", "n": _spans(s.note, numbers)})
        else:
            one = {"t": _address(s.text) if s.text == s.href else _words(s.text)}
            look = "".join(k for k, on in zip("bicr", (s.bold, s.italic, s.code, s.raised), strict=True) if on)
            one |= {"s": look} if look else {}
            web = s.href.startswith(("http://", "https://")) and len(s.href) <= _LINK
            if web or s.href in {f"#s-{n}" for n in numbers}:
                one["h"] = clean(s.href)
            out.append(one)
    return out


def _text(spans: list[dict]) -> str:
    return "".join(s["t"] for s in spans).replace("][", "] [")


def _lines(value: str | tuple[str, ...]) -> str | list[str]:
    return _words(value) if isinstance(value, str) else [_words(one) for one in value]


def _words(text: str) -> str:
    """Text whose words fit on a line: a very long one may break at its joints, else anywhere."""
    apart = _LONG.sub(lambda m: m[0].replace("\u00a0", " "), clean(text))
    return _LONG.sub(lambda m: _broken(m[0]), apart)


def _address(text: str) -> str:
    return _broken(clean(text))


def _broken(word: str) -> str:
    parts = []
    for part in _NATURAL.split(word):
        pieces = [piece[i : i + 10] for piece in _JOINT.split(part) for i in range(0, len(piece), 10)]
        parts.append(BREAK.join(pieces) if len(part) > 20 else part)
    return "".join(parts)
