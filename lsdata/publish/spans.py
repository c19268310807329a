"""From HTML to spans: the words inside a paragraph, a heading, an entry or a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import lxml.html
from lxml.html import HtmlElement

from lsdata.publish.blocks import Span, Spans, clean

_TYPED = ("fact", "period", "date", "ref", "rule", "given")
BLOCKS = frozenset(
    "address article aside blockquote center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3"
    " h4 h5 h6 header hgroup hr main nav ol p pre section summary table ul".split()
)
_STYLE = {"strong": "bold", "b": "bold", "em": "italic", "i": "italic", "code": "code", "kbd": "code", "sup": "raised"}
_APART = BLOCKS | {"caption", "li", "option", "td", "th", "tr"}  # whose words never join those beside them
_UNSHOWN = ("script", "style", "template")
_SPACE = re.compile(r"[ \t\r\n]+")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_MARKUP = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->|<[^>]*>", re.DOTALL | re.IGNORECASE)
_PICTURE = re.compile(r"(?<=src=[\"'])data:[^\"'>]*")  # of more than 10 MB, it would end the parsing
_DEEPEST = 150  # elements inside each other; what lies much deeper, the parser drops


def element(markup: str) -> HtmlElement:
    """An element around the markup; of markup that is too deep, around its words."""
    root = lxml.html.fragment_fromstring(clean(_PICTURE.sub("", markup)), create_parent="div")
    if root.xpath("boolean(.//*[count(ancestor::*) > $deepest])", deepest=_DEEPEST):
        root = lxml.html.Element("div")
        root.text = clean(unescape(_MARKUP.sub(" ", markup)))
    return root


def inline(markup: str) -> Spans:
    """Spans of a line of HTML."""
    return trim(tuple(spans_of(element(markup))))


def classes(one: HtmlElement) -> list[str]:
    return (one.get("class") or "").split()


def unshown(one: HtmlElement) -> bool:
    return not isinstance(one.tag, str) or one.tag in _UNSHOWN


def spans_of(one: HtmlElement, style: dict | None = None) -> Iterator[Span]:
    style = style or {}
    yield from words(one.text, style)
    for child in one:
        if not unshown(child):
            yield from span_of(child, style)
        yield from words(child.tail, style)


def span_of(one: HtmlElement, style: dict) -> Iterator[Span]:
    """Spans of an element inside a line; its style goes down to its words."""
    kind = next((name for name in _TYPED if f"ls-{name}" in classes(one)), "")
    if one.tag == "br":
        yield Span("", "break")
    elif one.tag == "img":
        yield from words(one.get("alt"), style)
    elif one.tag == "pre":
        for line in one.text_content().strip("\n").splitlines():
            text = line.lstrip(" ")
            yield Span("", "break")
            yield Span("\u00a0" * (len(line) - len(text)) + text, **(style | {"code": True}))
        yield Span("", "break")
    elif one.tag == "span" and kind:
        yield Span(_SPACE.sub(" ", one.text_content()), kind, one.get("data-id") or "", **style)
    else:
        more = {_STYLE[one.tag]: True} if one.tag in _STYLE else {}
        if one.tag == "a" and _ADDRESS.fullmatch(one.get("href") or ""):
            more["href"] = one.get("href")
        beside = [Span(" ")] if one.tag in _APART else []
        yield from (*beside, *spans_of(one, style | more), *beside)


def words(text: str | None, style: dict | None = None) -> list[Span]:
    text = _SPACE.sub(" ", text or "")
    return [Span(text, **(style or {}))] if text else []


def trim(spans: Spans) -> Spans:
    """Without space and breaks at the ends, and never two spaces where spans meet."""
    out: list[Span] = []
    for s in spans:
        if s.text.startswith(" ") and (not out or out[-1].kind == "break" or out[-1].text.endswith(" ")):
            s = replace(s, text=s.text[1:])
        if s.text or (out and s.kind == "break"):
            out.append(s)
    while out and not out[-1].text.rstrip(" "):
        out.pop()
    if out:
        out[-1] = replace(out[-1], text=out[-1].text.rstrip(" "))
    return tuple(out)
