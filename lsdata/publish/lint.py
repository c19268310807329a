"""What a report must not say: a number without a fact, a value that is not its fact's, a slip of the writer.

`lint` holds a report of our own to all of it; `check` reads any notebook, where a sentence is its writer's and only a
slip is wrong.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from nbformat import NotebookNode

from lsdata.errors import ReportError
from lsdata.periods import Period
from lsdata.publish import document, drafts, prose, stale
from lsdata.publish.pieces import Piece, pieces, plain
from lsdata.publish.sentences import hidden
from lsdata.publish.slips import Level, Slip, say

_CAPTION_NUMBER = re.compile(r"^(Bảng|Hình|Biểu đồ|Table|Figure|Chart)\s\d+\.")
_DIGIT = re.compile(r"\d")
_SIGN = re.compile(r"(?<!\w)[-+−]\s?\d|−")
_SIGNED_PARTS = {"numbers", "table", "notes"}  # numbers, tables and formulas print signs; in prose the verb is the sign
_SLIPS = (
    # "gian nan", "nguy nan", "nan giải" are words
    (re.compile(r"(?<!gian )(?<!nguy )\bnan\b(?! giải)|\bNaN\b|\bNaT\b"), "missing-value"),
    (re.compile(r"\bNone\b(?! of\b)"), "missing-value"),
    (re.compile(r"\S[ \u00a0]{2,}\S"), "doubled-space"),
    (re.compile(r"\$"), "dollar"),
)
# A source's own judgement: in quotation marks, or in a sentence that begins by naming it.
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|(?:(?<=[.!?:;] )|^)(?:Theo|According to|The report describes)\b[^.]*")
# In a notebook that is not ours: what a writer may do, and what one should look at. All else is wrong there, too.
_MILDER: dict[str, Level] = {
    "untyped": "remark", "doubled-space": "remark", "figure-text": "remark", "dollar": "warning"
}  # fmt: skip
_NAMED, _CELLS = 6, 12  # numbers without a fact, and their cells, that one remark names


@dataclass(frozen=True)
class Finding:
    """One thing wrong: the cell, the words concerned, why; how sure, by which rule, what to write instead."""

    cell: str
    text: str
    why: str
    level: Level = "error"
    rule: str = ""
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.cell}: {self.text!r}: {self.why}" + (f"; {self.hint}" if self.hint else "")


def lint(nb: NotebookNode) -> list[Finding]:
    """Read an executed notebook as its reader will, and list what is wrong.

    Returns
    -------
    list of Finding, in the order of the notebook; empty for a report that may be published.
    """
    try:
        report = document.report(nb)
    except ReportError as error:
        return [Finding("notebook", "b.facts()", str(error), "error", "no-report")]
    reading = _Reading(report, report["lang"])
    found = [finding for cell in nb.cells for finding in reading.cell(_name(cell), cell)]
    for key in ("headline", "standfirst"):
        found += reading.output_prose("b.facts()", report[key]["html"], signed=False)
    return found


def check(notebook: str | Path | NotebookNode, lang: str = "vi") -> list[Finding]:
    """Read any notebook, executed or not, and list the slips of its figures.

    Markdown cells, and of the outputs sentences and tables, are read in the language of the notebook, or in their own
    where their words leave no doubt; where nothing tells the language, its rules are left out. A frame as pandas prints
    it is not read. What is known of the period comes from the report that `b.facts()` left, else from the parameters.

    Parameters
    ----------
    notebook : path of a notebook, or the notebook.
    lang : language of what is said, vi or en.

    Returns
    -------
    list of Finding, in the order of the notebook. Level `error`: certain; `warning`: likely; `remark`: numbers
    without a fact, in one finding at the end, and what else only a report of the house is held to.

    Raises
    ------
    ReadError : there is no notebook at the path.
    """
    nb = drafts.opened(notebook)
    try:
        report = document.report(nb)
    except ReportError:
        report = {}
    values = drafts.parameters(nb)
    own = report.get("lang") or values.get("lang")
    period = drafts.period({"period": report["period"]} if report.get("period") else values)
    own = own if own in ("vi", "en") else drafts.notebook_language(nb)
    reading = _Reading(report, own, lang, False, period, _years(report))
    if period:
        own_year = re.compile(rf"\b({period.year}|{period.end.year})\b")
        reading.named = any(own_year.search(cell.source) for cell in nb.cells if cell.cell_type == "markdown")
    found: list[Finding] = []
    for number, cell in enumerate(nb.cells, 1):
        reading.number = number
        found += reading.cell(_place(number, cell, lang), cell)
    return [*dict.fromkeys(found), *reading.by_hand()]


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


@dataclass
class _Reading:
    """How one notebook is read: against which report, in which language, how strictly."""

    report: dict
    own: str  # language of the notebook
    lang: str = "en"  # language of what is said
    strict: bool = True
    period: Period | None = None
    years: set[int] = field(default_factory=set)
    named: bool = False  # a written cell names the period's own year
    number: int = 0  # of the cell that is read
    untyped: dict[int, list[str]] = field(default_factory=dict)  # numbers without a fact, by cell

    def cell(self, name: str, cell: NotebookNode) -> Iterator[Finding]:
        if cell.cell_type == "markdown":
            yield from self._static(name, cell)
        for output in cell.get("outputs", []):
            yield from self._output(name, output)

    def output_prose(self, name: str, html: str, *, signed: bool) -> Iterator[Finding]:
        found = pieces(html)
        for piece in found:
            if piece.code:
                continue
            if piece.kind == "fact" and self.report:
                yield from self._fact(name, piece)
            elif piece.kind == "ref" and self.report:
                yield from self._ref(name, piece)
            elif self.strict and not piece.kind and _DIGIT.search(_unnumbered(piece)):
                yield self._finding(name, _around(_unnumbered(piece), _DIGIT), "untyped")
            if self.strict and not signed and piece.kind != "given" and _SIGN.search(piece.words):
                yield self._finding(name, _around(piece.words, _SIGN), "sign")
        lang = self.own if self.report or self.strict else drafts.language(plain(found)[0], self.own)
        yield from self._slips(name, found, lang)

    def _static(self, name: str, cell: NotebookNode) -> Iterator[Finding]:
        """A written cell of a report holds for every period and area, so it holds no digit, not even in code."""
        found = pieces(_rendered(cell.source))
        if self.strict:
            for piece in found:
                if _DIGIT.search(piece.words):
                    yield self._finding(name, _around(piece.words, _DIGIT), "digit")
        text, typed = plain(found)
        tags = [tag[5:] for tag in cell.metadata.get("tags", []) if tag.startswith("lang-")]
        lang = tags[0] if tags else self.own if self.strict else drafts.language(text, self.own)
        yield from self._slips(name, found, lang)
        if self.period:
            for slip in stale.years(hidden(text), lang, self.period, self.years, typed=typed, elsewhere=self.named):
                yield self._slip(name, slip)

    def _output(self, name: str, output: NotebookNode) -> Iterator[Finding]:
        data = output.get("data", {})
        part = output.get("metadata", {}).get("lsdata", {}).get("part", "")
        html = "".join(data.get("text/html", ""))
        table = "<table" in html and "dataframe" not in html and not self.strict  # as pandas prints a frame
        if "text/markdown" in data:
            yield from self.output_prose(name, _rendered("".join(data["text/markdown"])), signed=part in _SIGNED_PARTS)
        elif part == "table" or "ls-table" in html or table:
            yield from self.output_prose(name, html, signed=True)
        for mime in ("image/svg+xml", "image/png"):
            if mime in data and not output.get("metadata", {}).get(mime, {}).get("alt"):
                yield self._finding(name, "figure", "figure-text")

    def _slips(self, name: str, found: list[Piece], lang: str) -> Iterator[Finding]:
        blocks: dict[int, str] = {}
        for piece in found:
            blocks[piece.block] = blocks.get(piece.block, "") + ("…" if piece.code else piece.words)
        for words in blocks.values():
            for pattern, rule in _SLIPS:
                if pattern.search(words):
                    yield self._finding(name, _around(words, pattern), rule)
        text, typed = plain(found)
        slips = [s for s in prose.slips(text, lang, typed=typed) if s.rule != "sign" or not self.strict]
        yield from (self._slip(name, slip) for slip in slips)
        if self.strict:
            yield from self._house_words(name, found, lang, slips)
        elif numbers := prose.figures(text, lang, typed):
            self.untyped.setdefault(self.number, []).extend(numbers)

    def by_hand(self) -> Iterator[Finding]:
        """One remark for all numbers without a fact: how many, in which cells."""
        if not self.untyped:
            return
        numbers = [one for own in self.untyped.values() for one in own]
        cells = ", ".join(map(str, list(self.untyped)[:_CELLS])) + (", …" if len(self.untyped) > _CELLS else "")
        more = f"; … ({len(numbers)})" if len(numbers) > _NAMED else ""
        word = "ô" if self.lang == "vi" else "cell" if len(self.untyped) == 1 else "cells"
        why, hint = (say("by-hand", self.lang, part) for part in ("why", "hint"))
        yield Finding(f"{word} {cells}", "; ".join(numbers[:_NAMED]) + more, why, "remark", "untyped", hint)

    def _house_words(self, name: str, found: list[Piece], lang: str, slips: list[Slip]) -> Iterator[Finding]:
        own = "".join(" … " if piece.kind or piece.code else piece.words for piece in found)
        said = [slip.text.lower() for slip in slips]
        for word in forbidden(own, lang):
            if not any(word.lower() in text for text in said):
                yield self._finding(name, word, "word")

    def _fact(self, name: str, piece: Piece) -> Iterator[Finding]:
        fact = self.report["facts"].get(piece.one)
        if fact is None:
            yield self._finding(name, piece.words, "unknown-fact", one=piece.one)
        elif piece.words not in (fact["text"], *fact.get("texts", [])):
            yield self._finding(name, piece.words, "fact-text", one=piece.one, printed=fact["text"])

    def _ref(self, name: str, piece: Piece) -> Iterator[Finding]:
        sources = self.report["sources"]
        number = next((one["number"] for one in sources if one["source_id"] == piece.one), None)
        if piece.words.strip("[]") != str(number):
            yield self._finding(name, piece.words, "source-number", one=piece.one, number=number)

    def _finding(self, name: str, text: str, rule: str, **places: object) -> Finding:
        level = "error" if self.strict else _MILDER.get(rule, "error")
        return Finding(name, text, say(rule, self.lang, **places), level, rule, self._hint(rule))

    def _hint(self, rule: str) -> str:
        return "" if self.strict else say(rule, self.lang, "hint")

    def _slip(self, name: str, slip: Slip) -> Finding:
        return Finding(name, slip.text, slip.why(self.lang), slip.level, slip.rule, slip.hint(self.lang))


def _unnumbered(piece: Piece) -> str:
    return _CAPTION_NUMBER.sub(r"\1", piece.words.lstrip()) if piece.number else piece.words


def _years(report: dict) -> set[int]:
    """Years that the facts and sources of a report speak of: their periods, the bases, the days of publication."""
    periods = [Period.parse(fact["period"]) for fact in report.get("facts", {}).values() if fact.get("period")]
    published = [source.get("published") or "" for source in report.get("sources", [])]
    spans = {year for p in periods for year in (p.year - 1, p.year, p.end.year)}
    return spans | {int(day[:4]) for day in published if day[:4].isdigit()}


def _around(words: str, pattern: re.Pattern) -> str:
    """The place of a match with a few words on both sides."""
    match = pattern.search(words)
    start, end = max(0, match.start() - 24), match.end() + 24
    return words[start:end].strip()


def _name(cell: NotebookNode) -> str:
    first = cell.source.strip().partition("\n")[0].lstrip("# ")[:60]
    return f"{cell.get('id', '')} ({first})" if first else cell.get("id", "")


def _place(number: int, cell: NotebookNode, lang: str) -> str:
    """A cell as its writer finds it: counted from the top, with its first line."""
    first = cell.source.strip().partition("\n")[0].lstrip("# ")
    first = first if len(first) <= 40 else f"{first[:40].rstrip()}…"
    return f"{'ô' if lang == 'vi' else 'cell'} {number}" + (f" ({first})" if first else "")


def _rendered(source: str) -> str:
    from lsdata.publish import markdown  # heavy, and a digit check is not

    return markdown.render(source)
