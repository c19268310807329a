"""A document as PDF: its content goes to typst as data, never as typst's own markup, and `paper.typ` draws it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from lsdata.publish import typesetting
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
from lsdata.publish.labels import asset, labels
from lsdata.publish.letterhead import letterhead
from lsdata.publish.paper import Paper

WIDTH = 467.7  # points between the margins of a page: 165 mm
TALLEST = 540.0  # of a picture, so that its caption stays on its page
BREAK = "\u200b"  # a place where a line may end, without a sign
_LONG = re.compile(r"[^ \t\n\u200b]{31,}")
_JOINT = re.compile(r"(?<=[/?&=\-._])(?=[^/?&=\-._])")
_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)  # of the type of a table, the first that lets its words stay whole
_INSET, _WIDE = 8.0, 10  # left and right of a cell together, half of it in a table of more columns
_READABLE, _ROOM, _STEP = 8.5, 60.0, 6.0  # type that is smaller only where words break; points left for words; a step
_SMALL = 9  # lines of a table that stays on one page
_TALL = 1200  # letters of a cell whose row may go over two pages
_TIED = 12  # letters that a no-break space may keep together in a table
_TOGETHER = re.compile(r"[^ \u200b]+")
_NATURAL = re.compile(r"(?<=[/\-])(?=[^\W\d_])")  # where typst ends a line inside a word
_ENDS = re.compile(rf"[ \u200b]|{_NATURAL.pattern}")
_EM = dict.fromkeys("iíìỉĩịljtfrI.,;:|!()[]'’ \u00a0", 0.3) | dict.fromkeys("mwMW%@", 0.8) | {BREAK: 0.0}


def write(paper: Paper) -> bytes:
    """The PDF of a document: tagged, with its outline, its fonts embedded; the same bytes wherever it is made.

    Raises
    ------
    ReportError : typst is not installed, or cannot set the document.
    """
    words = paper.words or labels(paper.lang)
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
        "blocks": list(_blocks(paper.blocks, numbers, files)),
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
    depth = 0
    blocks = list(blocks)
    for at, block in enumerate(blocks):
        after = blocks[at + 1] if at + 1 < len(blocks) else None
        if isinstance(block, Heading):
            if not (block.label + plain_text(block.spans)).strip():
                continue
            depth = max(1, min(block.level, depth + 1))  # readers of the screen want no level left out
            own = {"level": depth, "label": _words(block.label), "spans": _spans(block.spans, numbers)}
        elif isinstance(block, Paragraph):
            own = {"part": block.part, "spans": _spans(block.spans, numbers), "leads": isinstance(after, Items)}
        elif isinstance(block, Items):
            own = {"ordered": block.ordered, "items": [_spans(item, numbers) for item in block.items]}
        elif isinstance(block, Numbers):
            own = {"cells": [[_spans(side, numbers) for side in cell] for cell in block.cells]}
        elif isinstance(block, Table):
            legend = isinstance(after, Paragraph) and after.part == "legend"
            own = _table(block, numbers) | {"legend": legend}
        elif isinstance(block, Figure):
            own = _figure(block, numbers, files)
            if "size" in own and not (at and isinstance(blocks[at - 1], Heading)):
                own["floats"] = True
        elif isinstance(block, Preformatted):
            own = {"text": _words(block.text)}
        yield {"block": block.block, **own}


def _figure(figure: Figure, numbers: set[int], files: dict[str, bytes]) -> dict:
    """A picture at its own size, or as large as the page lets it be."""
    own = {"alt": clean(figure.alt), "label": _words(figure.label), "caption": _spans(figure.caption, numbers)}
    if not figure.data.strip():
        return own
    if figure.mime != SVG:
        return own | {"bytes": list(figure.content)}  # typst takes no file that is not text
    own["file"] = f"figure-{len(files) + 1}.svg"
    files[own["file"]] = figure.content
    if size := typesetting.svg_size(figure.data):
        scale = min(1.0, WIDTH / size[0], TALLEST / size[1])
        own["size"] = [round(side * scale, 2) for side in size]
    return own


def _table(table: Table, numbers: set[int]) -> dict:
    grid = [table.heads, *(row.cells for row in table.rows)]
    grid = [[_spans(cell, numbers) for cell in row] for row in grid]
    bold = [True, *(row.tone == "lead" for row in table.rows)]
    size, widths, lines, inset = _columns([[_text(cell) for cell in row] for row in grid], bold, table.numeric)
    tied = _TIED if lines else 0
    for row in grid:
        for i, cell in enumerate(row):
            for s in cell:
                s["t"] = _untied(s["t"], 99 if tied and table.numeric[i] else tied)
                if not tied:
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
        "small": 0 < lines <= _SMALL,
    }


def _columns(
    grid: list[list[str]], bold: list[bool], numeric: tuple[bool, ...]
) -> tuple[float, list[float], int, float]:
    """Size of type, widths of columns, lines of a table and space in its cells: words share what numbers leave.

    Where even small type is too wide there is no number of lines: words and numbers have to break.
    """
    if not numeric:
        return _SIZES[0], [], 0, 0.0
    inset = _INSET if len(numeric) <= _WIDE else _INSET / 2
    tokens = []  # of each column, row by row, the widths of what stays together
    for i, number in enumerate(numeric):
        tied = [_TIED, *[99 if number else _TIED] * (len(grid) - 1)]
        cells = [_ENDS.split(_untied(row[i], length)) for row, length in zip(grid, tied, strict=True)]
        heavy = [1.07 if one else 1.0 for one in bold]
        tokens.append([[_em(word) * by for word in cell] for cell, by in zip(cells, heavy, strict=True)])
    least = [max(0.5, *(em for cell in column for em in cell)) for column in tokens]
    for size in _SIZES:
        room = WIDTH - inset * len(numeric) - size * sum(least)
        if room >= (_ROOM if size > _READABLE and not all(numeric) else 0):
            break
    whole = room >= 0
    wide = [size * em for em in least]
    lines = [_lines_of(column, em) for column, em in zip(tokens, least, strict=True)]
    while room > 0 and max(most := [max(row) for row in zip(*lines, strict=True)]) > 1:
        votes = [sum(m for n, m in zip(column, most, strict=True) if n == m > 1) for column in lines]
        i = votes.index(max(votes))  # to the column that makes most rows high
        wide[i] += _STEP
        room -= _STEP
        lines[i] = _lines_of(tokens[i], wide[i] / size)
    spare = [w * (not number or all(numeric)) for w, number in zip(wide, numeric, strict=True)]
    wide = [inset + w + max(room, 0) * s / sum(spare) for w, s in zip(wide, spare, strict=True)]
    height = sum(map(max, zip(*lines, strict=True))) if whole else 0
    return size, [round(w * WIDTH / sum(wide), 2) for w in wide], height, inset


def _lines_of(column: list[list[float]], width: float) -> list[int]:
    """Lines of each cell of a column that is so wide."""
    out = []
    for cell in column:
        lines, used = 1, 0.0
        for em in cell:
            if used and used + 0.25 + em > width:
                lines, used = lines + 1, em
            else:
                used += em + (0.25 if used else 0)
        out.append(lines)
    return out


def _em(text: str) -> float:
    """Width of text, in the size of its type; rather too wide than too narrow."""
    return sum(_EM.get(c, 0.66 if c.isupper() else 0.48) for c in text)


def _untied(text: str, length: int) -> str:
    """Words that no-break spaces keep together come apart when they are longer."""
    return _TOGETHER.sub(lambda m: m[0] if len(m[0]) <= length else m[0].replace("\u00a0", " "), text)


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
            if s.href.startswith(("http://", "https://")) or s.href in {f"#s-{n}" for n in numbers}:
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
