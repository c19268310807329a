"""What a report must not say: a number without a fact, a value that is not its fact's, a slip of the writer."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

from nbformat import NotebookNode

from lsdata.errors import ReportError
from lsdata.publish import document

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_BLOCK = {"p", "li", "h1", "h2", "h3", "h4", "td", "th", "caption", "div", "blockquote", "tr", "dt", "dd", "br"}
_CAPTION_NUMBER = re.compile(r"^(Bảng|Hình|Biểu đồ|Table|Figure|Chart)\s\d+\.")
_DIGIT = re.compile(r"\d")
_SIGN = re.compile(r"(?<!\w)[-+−]\s?\d|−")
_SIGNED_PARTS = {"numbers", "table", "notes"}  # numbers, tables and formulas print signs; in prose the verb is the sign
_SLIPS = (
    # "gian nan", "nguy nan", "nan giải" are words
    (re.compile(r"(?<!gian )(?<!nguy )\bnan\b(?! giải)|\bNaN\b|\bNaT\b"), "prints a missing value"),
    (re.compile(r"\bNone\b(?! of\b)"), "prints a missing value"),
    (re.compile(r"\S[ \u00a0]{2,}\S"), "doubled space"),
    (re.compile(r"\$"), "a dollar sign: money is printed as USD"),
)
# A source's own judgement: in quotation marks, or in a sentence that begins by naming it.
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|(?:(?<=[.!?:;] )|^)(?:Theo|According to|The report describes)\b[^.]*")


@dataclass(frozen=True)
class Finding:
    """One thing wrong: the cell's heading or id, the words concerned, and why."""

    cell: str
    text: str
    why: str

    def __str__(self) -> str:
        return f"{self.cell}: {self.text!r}: {self.why}"


@dataclass(frozen=True)
class _Text:
    """A piece of rendered text: its words, the run around it, and where it stands."""

    words: str
    kind: str = ""  # fact, period, date, ref, rule, given; empty outside a run
    one: str = ""  # the run's data-id
    code: bool = False
    block: int = 0  # pieces of one block are read together


def lint(nb: NotebookNode) -> list[Finding]:
    """Read an executed notebook as its reader will, and list what is wrong.

    Returns
    -------
    list of Finding, in the order of the notebook; empty for a report that may be published.
    """
    try:
        report = document.report(nb)
    except ReportError as error:
        return [Finding("notebook", "b.facts()", str(error))]
    found: list[Finding] = []
    for cell in nb.cells:
        name = _name(cell)
        if cell.cell_type == "markdown":
            found += _static(name, cell.source, _language_of(cell, report["lang"]))
        for output in cell.get("outputs", []):
            found += _output(name, output, report)
    for key in ("headline", "standfirst"):
        found += _prose("b.facts()", report[key]["html"], report, signed=False)
    return found


def forbidden(text: str, lang: str) -> list[str]:
    """Words and phrases in `text` that a report in `lang` does not write; what it quotes is its
    source's: quotation marks, or a sentence that begins "Theo …", "According to …".

    Example
    -------
    >>> forbidden("Exports soared, which one paper called “impressive”.", "en")
    ['soared']
    """
    text = _QUOTED.sub(" ", unicodedata.normalize("NFC", text).replace("\u00a0", " "))
    return [match.group(0) for match in _words(lang).finditer(text)]


@lru_cache
def _words(lang: str) -> re.Pattern:
    path = Path(__file__).with_name(f"words_{lang}.txt")
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    words = [unicodedata.normalize("NFC", line.strip()) for line in lines if line.strip() and not line.startswith("#")]
    stems = [re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word) for word in words]
    stems.sort(key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(stems) or r'(?!)'})\b", re.IGNORECASE)


def _static(name: str, source: str, lang: str) -> Iterator[Finding]:
    """A written cell holds for every period and area, so it holds no digit, not even in code."""
    pieces = _pieces(_rendered(source))
    for piece in pieces:
        if _DIGIT.search(piece.words):
            yield Finding(name, _around(piece.words, _DIGIT), "a digit in a markdown cell")
    yield from _slips(name, pieces)
    for word in forbidden("".join(piece.words for piece in pieces), lang):
        yield Finding(name, word, "a word that a report does not write")


def _output(name: str, output: NotebookNode, report: dict) -> Iterator[Finding]:
    data = output.get("data", {})
    part = output.get("metadata", {}).get("lsdata", {}).get("part", "")
    if "text/markdown" in data:
        source = "".join(data["text/markdown"])
        yield from _prose(name, _rendered(source), report, signed=part in _SIGNED_PARTS)
    elif part == "table" or "ls-table" in "".join(data.get("text/html", "")):
        yield from _prose(name, "".join(data["text/html"]), report, signed=True)
    for mime in ("image/svg+xml", "image/png"):
        if mime in data and not output.metadata.get(mime, {}).get("alt"):
            yield Finding(name, "figure", "a figure without a text for those who do not see it")


def _prose(name: str, html: str, report: dict, *, signed: bool) -> Iterator[Finding]:
    pieces = _pieces(html)
    for piece in pieces:
        if piece.code:
            continue
        if piece.kind == "fact":
            yield from _fact(name, piece, report)
        elif piece.kind == "ref":
            yield from _ref(name, piece, report)
        elif not piece.kind and _DIGIT.search(piece.words):
            yield Finding(name, _around(piece.words, _DIGIT), "a number without a fact")
        if not signed and piece.kind != "given" and _SIGN.search(piece.words):
            yield Finding(name, _around(piece.words, _SIGN), "a sign in prose: the verb says rise or fall")
    yield from _slips(name, pieces)
    own = "".join(" … " if piece.kind or piece.code else piece.words for piece in pieces)
    for word in forbidden(own, report["lang"]):
        yield Finding(name, word, "a word that a report does not write")


def _fact(name: str, piece: _Text, report: dict) -> Iterator[Finding]:
    fact = report["facts"].get(piece.one)
    if fact is None:
        yield Finding(name, piece.words, f"no fact {piece.one!r} in the report")
    elif piece.words not in (fact["text"], *fact.get("texts", [])):
        yield Finding(name, piece.words, f"fact {piece.one!r} prints as {fact['text']!r}")


def _ref(name: str, piece: _Text, report: dict) -> Iterator[Finding]:
    number = next((one["number"] for one in report["sources"] if one["source_id"] == piece.one), None)
    if piece.words.strip("[]") != str(number):
        yield Finding(name, piece.words, f"source {piece.one!r} has number {number}")


def _slips(name: str, pieces: list[_Text]) -> Iterator[Finding]:
    blocks: dict[int, str] = {}
    for piece in pieces:
        blocks[piece.block] = blocks.get(piece.block, "") + ("" if piece.code else piece.words)
    for words in blocks.values():
        for pattern, why in _SLIPS:
            if pattern.search(words):
                yield Finding(name, _around(words, pattern), why)


def _around(words: str, pattern: re.Pattern) -> str:
    """The place of a match with a few words on both sides."""
    match = pattern.search(words)
    start, end = max(0, match.start() - 24), match.end() + 24
    return words[start:end].strip()


def _name(cell: NotebookNode) -> str:
    first = cell.source.strip().partition("\n")[0].lstrip("# ")[:60]
    return f"{cell.get('id', '')} ({first})" if first else cell.get("id", "")


def _language_of(cell: NotebookNode, default: str) -> str:
    tags = [tag[5:] for tag in cell.metadata.get("tags", []) if tag.startswith("lang-")]
    return tags[0] if tags else default


def _rendered(source: str) -> str:
    from lsdata.publish import markdown  # heavy, and a digit check is not

    return markdown.render(source)


def _pieces(html: str) -> list[_Text]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.pieces


class _Reader(HTMLParser):
    """Reads rendered HTML into pieces of text; attributes are never text."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.pieces: list[_Text] = []
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
        tags = [tag for tag, _, _ in self.open]
        if "style" in tags or "script" in tags:
            return
        kind, one = next(((kind, one) for _, kind, one in reversed(self.open) if kind), ("", ""))
        if "caption" in tags and "b" in tags:
            data = _CAPTION_NUMBER.sub(r"\1", data.lstrip())  # the table's own number
        code = "code" in tags or "pre" in tags
        self.pieces.append(_Text(data, kind, one, code, self.block))
