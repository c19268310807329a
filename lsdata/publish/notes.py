"""Where each number of a document comes from: footnotes in prose, a line under a table, the list of sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lsdata.publish.blocks import Block, Items, Numbers, Paragraph, Span, Spans, Table, clean, plain_text
from lsdata.publish.document import SOURCES, address

_MANY = 2  # formulas of a column that are all printed
_END = re.compile(r"[.!?](?=\s)|[.:!?]$")  # of a sentence
_CLOSING = re.compile(r"[.,;:!?)\]”’\"]*")  # what stands before a footnote
UNNOTED = ("headline", "finding")  # what they say is said again, with its sources, in the sentences below


@dataclass(frozen=True)
class Reference:
    """An entry of the list of sources: its number, what it is, and its address where it may be linked."""

    number: int
    spans: Spans


class Notes:
    """Footnotes of one document, in its order; the first mention of a source says all of it, a later one its number.

    Parameters
    ----------
    report : report JSON.
    words : of ``labels``.
    """

    def __init__(self, report: dict, words: dict[str, str]):
        self.facts: dict[str, dict] = report["facts"]
        self.sources: dict[str, dict] = {s["source_id"]: s for s in report["sources"]}
        self.words = words
        self.cited: set[str] = set()
        self.explained: set[str] = set()

    def annotated(self, blocks: list[Block]) -> Iterator[Block]:
        """The blocks with their footnotes; the list of sources, which a document has at its end, is left out."""
        told = {s.id for b in blocks if isinstance(b, Paragraph | Items) for s in _spans_of(b) if s.kind == "fact"}
        ways = ""
        for block in blocks:
            if ways and not (isinstance(block, Paragraph) and block.part == "legend"):  # after a table's own legend
                yield Paragraph((Span(ways),), "legend")
                ways = ""
            if isinstance(block, Paragraph):
                yield replace(block, spans=block.spans if block.part in UNNOTED else self._prose(block.spans))
            elif isinstance(block, Items):
                yield replace(block, items=tuple(self._prose(item) for item in block.items))
            elif isinstance(block, Numbers):
                cells = tuple((v if _ids(v) <= told else self._prose(v), label) for v, label in block.cells)
                yield replace(block, cells=cells)
            elif isinstance(block, Table):
                if block.key != SOURCES:
                    yield self._linked(block)
                    ways = self._ways(block)
            else:
                yield block
        if ways:
            yield Paragraph((Span(ways),), "legend")

    def references(self) -> list[Reference]:
        """Every source of the report, in the order of its number."""
        return [Reference(s["number"], self._source(s, full=True)) for s in self.sources.values()]

    def _prose(self, spans: Spans) -> Spans:
        """The footnote of each sentence behind its end: right behind a number it would read as a digit of it.

        It says the sources that the sentence names, that of a figure which no source of the paragraph covers, and how
        figures were calculated.
        """
        out: list[Span] = []
        waiting: list[Spans] = []
        since: list[str] = []  # facts since the last source number
        named = {s.id for s in spans if s.kind == "ref"}

        def place() -> None:
            if waiting:
                _unspace(out)
                told = list({plain_text(one): one for one in waiting}.values())
                note = tuple(s for i, one in enumerate(told) for s in ((Span(" "), *one) if i else one))
                out.append(Span("", "note", note=note))
                waiting.clear()

        due = False
        for at, span in enumerate(spans):
            after = spans[at + 1] if at + 1 < len(spans) else None
            if span.kind == "ref" and span.id in self.sources:
                waiting.append(self._mention(span.id, since))
                since = since if after and after.kind == "ref" else []
                due = True
                continue
            said = span
            if not span.kind and waiting:
                end = (_CLOSING if due else _END).search(span.text)
                if end and not (end.end() == len(span.text) and after and after.kind == "ref"):
                    out += [replace(span, text=span.text[: end.end()])] if end.end() else []
                    place()
                    said = replace(span, text=span.text[end.end() :])
                    due = False
            elif due:
                place()
                due = False
            out += [said] if said.text or said.kind else []
            if span.kind != "fact" or span.id not in self.facts:
                continue
            fact = self.facts[span.id]
            if not fact["source_id"] or fact["formula"]:
                waiting += self._explanation(span.id)
            elif fact["source_id"] in named:
                since.append(span.id)  # a source number behind it says where it stands, one before it said so
            elif fact["source_id"] in self.sources:
                waiting.append(self._mention(fact["source_id"], [span.id]))
        place()
        return tuple(out)

    def _linked(self, table: Table) -> Table:
        """A table whose source numbers lead to the list; a figure whose row does not name its source gets its number."""
        rows = []
        for row in table.rows:
            named = {s.id for cell in row.cells for s in cell if s.kind == "ref"}
            rows.append(replace(row, cells=tuple(self._cell(cell, named) for cell in row.cells)))
        return replace(table, rows=tuple(rows))

    def _cell(self, cell: Spans, named: set[str]) -> Spans:
        out: list[Span] = []
        for s in cell:
            out.append(self._ref(s.id, s.text) if s.kind == "ref" and s.id in self.sources else s)
            source = self.facts[s.id]["source_id"] if s.kind == "fact" and s.id in self.facts else ""
            if source in self.sources and source not in named and not self.facts[s.id]["formula"]:
                out += [Span("\u00a0"), self._ref(source, f"[{self.sources[source]['number']}]")]
        return tuple(out)

    def _ref(self, source_id: str, text: str) -> Span:
        return Span(text, "ref", source_id, href=f"#s-{self.sources[source_id]['number']}")

    def _ways(self, table: Table) -> str:
        """How the derived columns of a table were calculated, and what figures rest on that no source prints."""
        ways: dict[str, list[str]] = {}  # head of a column -> its formulas
        constants: dict[str, str] = {}  # what a figure rests on -> the figure
        for i, head in enumerate(table.heads):
            facts = [self.facts.get(s.id) for row in table.rows for s in row.cells[i] if s.kind == "fact"]
            formulas = list(dict.fromkeys(f["formula"] for f in facts if f and f["formula"]))
            if formulas:
                ways.setdefault(plain_text(head), []).extend(formulas)
            constants |= {
                f["note"]: f["text"] for f in facts if f and not f["formula"] and not f["source_id"] and f["note"]
            }
        heads: dict[str, list[str]] = {}  # what several columns have in common stands once
        for head, formulas in ways.items():
            alike = f"{formulas[0]} {self.words['ways_alike']}" if len(formulas) > _MANY else ", ".join(formulas)
            heads.setdefault(alike, []).append(head)
        said = "; ".join(f"{', '.join(names)} = {formulas}" for formulas, names in heads.items())
        found = [f"{self.words['ways']} {said}."] if said else []
        return clean(" ".join([*found, *(f"{text}: {note}." for note, text in constants.items())]))

    def _mention(self, source_id: str, ids: list[str]) -> Spans:
        """A source with the places of these facts in it, and what other sources print instead."""
        source, words = self.sources[source_id], self.words
        facts = [self.facts[i] for i in ids if self.facts[i]["source_id"] == source_id]
        places = list(dict.fromkeys(f["locator"] for f in facts if f["locator"]))
        if source_id in self.cited:
            out: list[Span] = [Span(f"{words['source']} [{source['number']}]", href=f"#s-{source['number']}")]
        else:
            out = [Span(f"[{source['number']}] ", href=f"#s-{source['number']}"), *self._source(source)]
        self.cited.add(source_id)
        out += [Span(f", {clean(', '.join(places))}")] if places else []
        for f in facts:
            for other in f.get("others") or []:
                text = words["note_other"].format(text=other["text"], number=other["source"], reason=other["reason"])
                if not any(text in s.text for s in out):
                    out.append(Span(clean(f"; {text}")))
        return (*out, Span("."))

    def _source(self, source: dict, *, full: bool = False) -> Spans:
        """Publisher, title, date; in the list also kind and address."""
        parts = [source.get("publisher") or "", f"“{source['title']}”", source.get("published_name") or ""]
        out = [Span(clean(", ".join(p for p in parts if p)))]
        if full:
            if source.get("authority_name"):
                out.append(Span(f" ({source['authority_name']})"))
            if source.get("url"):
                out += [Span(". "), Span(clean(source["url"]), href=address(source))]  # of a copy without a link
        return tuple(out)

    def _explanation(self, one: str) -> list[Spans]:
        """What stands behind a figure that no source prints, where it is first said; nothing later."""
        fact = self.facts[one]
        if one in self.explained or not (fact["formula"] or fact["note"]):
            return []
        self.explained.add(one)
        told = self._derivation(fact) if fact["formula"] else fact["note"]
        return [(Span(clean(f"{fact['text']}: {told}.")),)]

    def _derivation(self, fact: dict) -> str:
        """How a figure was calculated, from which, and between which ends."""
        words = self.words
        said = words["note_formula"].format(formula=fact["formula"])
        inputs = [self._input(self.facts[i]) for i in fact["inputs"] if i in self.facts]
        if inputs:
            said += "; " + words["note_inputs"].format(inputs=", ".join(inputs))
        low, _, high = fact["interval"].partition("–")
        if fact["interval"] and low != high:
            said += "; " + words["note_interval"].format(interval=fact["interval"])
        return said

    def _input(self, fact: dict) -> str:
        number = self.sources.get(fact["source_id"], {}).get("number")
        text = fact.get("printed") or fact["text"]
        return f"{text} [{number}]" if number and not fact["formula"] else text


def _spans_of(block: Paragraph | Items) -> Iterator[Span]:
    yield from block.spans if isinstance(block, Paragraph) else (s for item in block.items for s in item)


def _ids(spans: Spans) -> set[str]:
    return {s.id for s in spans if s.kind == "fact"}


def _unspace(out: list[Span]) -> None:
    """A footnote follows its word without a space."""
    if out and out[-1].text.endswith(" "):
        out[-1] = replace(out[-1], text=out[-1].text.rstrip(" "))
