"""Rendered HTML as its reader meets it: pieces of text, the run around each, and the plain text they make."""

import unicodedata
from dataclasses import dataclass
from html.parser import HTMLParser

from lsdata.publish.sentences import HIDDEN, smooth

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCK = _HEADINGS | {"p", "li", "td", "th", "caption", "div", "blockquote", "tr", "dt", "dd", "br", "summary"}
_KEPT = {"fact", "period", "date", "rule"}  # what else stands in a typed run is a source's: its title, its number


@dataclass(frozen=True)
class Piece:
    """A piece of rendered text: its words, the run around it, and where it stands."""

    words: str
    kind: str = ""  # fact, period, date, ref, rule, given; empty outside a run
    one: str = ""  # the run's data-id
    code: bool = False
    block: int = 0  # pieces of one block are read together
    home: str = ""  # heading, item, caption, or nothing: how that block begins
    number: bool = False  # a table's own: "Bảng 1."


def pieces(html: str) -> list[Piece]:
    """The pieces of text in `html`, in order; attributes, styles and scripts are no text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.pieces


def plain(found: list[Piece]) -> tuple[str, list[tuple[int, int]]]:
    """The text that pieces make, a paragraph a block, and where its typed runs begin and end.

    Code, a source's number and text of the data package are hidden: they are not the writer's words.
    """
    text, typed, last = "", [], None
    for piece in found:
        if piece.block != last:
            start = {"heading": "# ", "item": "- "}.get(piece.home, "")
            text, last = f"{text.rstrip(' ')}\n\n{start}", piece.block
        words = smooth(unicodedata.normalize("NFC", piece.words)).replace("\n", " ")
        if piece.code or (piece.kind and piece.kind not in _KEPT):
            words = HIDDEN * len(words)
        elif piece.kind:
            typed.append((len(text), len(text) + len(words)))
        text += words
    return text, typed


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self.open: list[tuple[str, str, str]] = []
        self.block = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCK:
            self.block += 1
        if tag not in _VOID:
            known = dict(attrs)
            marks = [name[3:] for name in (known.get("class") or "").split() if name.startswith("ls-")]
            kind = marks[0] if tag == "span" and marks else ""
            self.open.append((tag, kind, known.get("data-id") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCK:
            self.block += 1
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index][0] == tag:
                del self.open[index:]
                break

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _, _ in self.open}
        if tags & {"style", "script"}:
            return
        kind, one = next(((kind, one) for _, kind, one in reversed(self.open) if kind), ("", ""))
        home = "heading" if tags & _HEADINGS else "item" if tags & {"li", "dd"} else ""
        code = bool(tags & {"code", "pre"})
        self.pieces.append(Piece(data, kind, one, code, self.block, home, {"caption", "b"} <= tags))
