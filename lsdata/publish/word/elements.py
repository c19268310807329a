"""Elements of a Word document: paragraphs, runs, links, fields, footnotes, from spans.

Text only ever becomes the text of a run; fields and addresses are made here and nowhere else.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from lxml.etree import _Element

from lsdata.publish.blocks import Span, Spans, clean

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LONGEST = 2000  # characters of an address that Word still opens


def el(tag: str, *children: _Element | None, **attributes: str | int) -> _Element:
    """An element of WordprocessingML; attributes are of the same namespace."""
    out = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        out.set(qn(f"w:{name}"), str(value))
    out.extend(child for child in children if child is not None)
    return out


def text(words: str, style: _Element | None = None) -> _Element:
    """A run of plain text."""
    t = el("t")
    t.text = clean(words).replace("\n", " ").replace("\t", " ")
    t.set(SPACE, "preserve")
    return el("r", style, t)


def lines(words: str) -> list[_Element]:
    """Runs of text that keeps its lines."""
    out: list[_Element] = []
    for i, line in enumerate(words.split("\n")):
        out += [el("r", el("br"))] if i else []
        out.append(text(line.expandtabs(4)))
    return out


def paragraph(style: str, *content: _Element, properties: tuple[_Element, ...] = (), keep: bool = False) -> _Element:
    """A paragraph of a style; ``properties`` in the order of the schema, ``keep`` keeps it with the next."""
    keep_next = el("keepNext") if keep else None
    return el("p", el("pPr", el("pStyle", val=style), keep_next, *properties), *content)


def field(instruction: str, *result: _Element, dirty: bool = False) -> list[_Element]:
    """Runs of a field, with what it shows until a program works it out."""
    code = el("instrText")
    code.text = f" {instruction} "
    code.set(SPACE, "preserve")
    begin = el("fldChar", fldCharType="begin", **({"dirty": "true"} if dirty else {}))
    ends = [el("r", el("fldChar", fldCharType=kind)) for kind in ("separate", "end")]
    return [el("r", begin), el("r", code), ends[0], *result, ends[1]]


def bookmark(name: str, number: int, *content: _Element) -> list[_Element]:
    """Content between the two ends of a bookmark."""
    return [el("bookmarkStart", id=number, name=name), *content, el("bookmarkEnd", id=number)]


class Writer:
    """Turns spans into runs for one document, and keeps its footnotes.

    Parameters
    ----------
    body, notes : the parts whose relationships addresses belong to.
    anchors : names of the bookmarks that a link may lead to.
    """

    def __init__(self, body: Part, notes: Part, anchors: set[str]):
        self.body, self.notes, self.anchors = body, notes, anchors
        self.footnotes: list[_Element] = []

    def runs(self, spans: Spans, part: Part | None = None, **style: bool) -> list[_Element]:
        """Runs of spans; ``part`` is the body unless given, ``style`` (bold, italic) holds for all of them."""
        part = part or self.body
        out: list[_Element] = []
        before = ""
        for span in spans:
            if span.kind == "break":
                out.append(el("r", el("br")))
            elif span.kind == "note":
                if part is self.body:
                    if before == "note":  # two numbers side by side read as one
                        out.append(text(", ", el("rPr", el("rStyle", val="FootnoteReference"))))
                    out.append(self._footnote(span.note))
            elif span.text:
                run = text(span.text, _properties(span, **style))
                out.append(self._linked(run, span.href, part) if span.href else run)
            before = span.kind
        return out

    def _footnote(self, spans: Spans) -> _Element:
        number = len(self.footnotes) + 1
        mark = el("rPr", el("rStyle", val="FootnoteReference"))
        self.footnotes.append(el("footnote", id=number))  # before its own content
        content = [el("r", mark, el("footnoteRef")), text(" "), *self.runs(spans, self.notes)]
        self.footnotes[number - 1].append(paragraph("FootnoteText", *content))
        return el(
            "r", el("rPr", el("rStyle", val="FootnoteReference")), el("footnoteReference", id=number)
        )  # fmt: skip

    def _linked(self, run: _Element, href: str, part: Part) -> _Element:
        if href.startswith("#"):
            return el("hyperlink", run, anchor=href[1:], history=1) if href[1:] in self.anchors else run
        if not (target := address(href)):
            return run
        link = el("hyperlink", run, history=1)
        link.set(qn("r:id"), part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        return link


def address(href: str) -> str:
    """An address as Word takes it; empty for what is not one of the web, or what would keep Word from opening a file."""
    href = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", clean(href).strip())
    try:
        parts = urlsplit(href)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[A-Za-z0-9.-]+", host):
        return ""
    safe = "%/:=&?~+!$,;'@()*"
    rest = quote(parts.path, safe) + "".join(
        f"{mark}{quote(value, safe)}" for mark, value in (("?", parts.query), ("#", parts.fragment)) if value
    )
    out = f"{parts.scheme}://{host}{port}{rest}"
    return out if len(out) <= _LONGEST else ""


def _properties(span: Span, bold: bool = False, italic: bool = False) -> _Element | None:
    style = "lsdataFact" if span.kind == "fact" else "Hyperlink" if span.href else ""
    found = [el("rStyle", val=style)] if style else []
    found += [el("b"), el("bCs")] if bold or span.bold else []
    found += [el("i"), el("iCs")] if italic or span.italic else []
    found += [el("vertAlign", val="superscript")] if span.raised else []
    return el("rPr", *found) if found else None
