"""Plain text: which lines are a paragraph, which are headings and which are points of a list.

A paragraph may be one line, as in text copied from a web page, or many, as in text copied from a PDF. What tells them apart is
where sentences go on over the end of a line: the length of those lines is the width that the text was set in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from .blocks import Span

_LETTER = re.compile(r"[^\W_]")
_NUMBERED = r"\(?(?:\d{1,2}(?:\.\d{1,2}){1,3}\.?(?=\s+[^\W\d_a-z])|\d{1,2}[.)](?!\d)|[a-zđA-ZĐ][.)](?=\s)|[IVX]{1,5}[.)/](?=\s))\s*"
_MARK = re.compile(rf"(?P<bullet>[-–—+*](?=\s|[^\W\d_])|[•●○◦▪■□➢✓✔§\u2023\uf0a7\uf0b7])\s*|(?P<number>{_NUMBERED})")
_HASHES = re.compile(r"#{1,6}\s+(?=\S)")
EDGE = " \t\r\n\v\f\x1c\x1d\x1e\x85\xa0\u2028\u2029\ufeff\u200b\u3000"
_OPENING = re.compile(r"[\"“”‘’'«(\[]*")
_CLOSING = "\"”’'»)]*_ \t"
_STOPS, _LEADS = ".!?…", ":;"
_DAY = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}(?:[ ,]+\d{1,2}:\d{2}.{0,20})?")
_FIGURES = re.compile(r"%|\d[.,]\d|\b(?:đạt|tăng|giảm|was|were|rose|fell|grew)\b[^\n]{0,80}\d|\d{1,2}/\d{1,2}/\d{4}")
PAGE_NUMBER = re.compile(
    r"[-–—]?\s?(?:(?:trang|tr\.|page|p\.)\s?)?\d{1,4}(?:\s?(?:/|of|trên)\s?\d{1,4})?\s?[-–—]?", re.IGNORECASE
)
_LONGEST_HEADING = 90
_NARROWEST, _WIDEST = 30, 160  # characters in a line of text set in lines


class Line(NamedTuple):
    """A line with text: where it stands, how far it is indented, whether a blank line or a page end comes before it."""

    start: int
    end: int
    indent: int = 0
    apart: bool = False
    page: int = 0


class Width(NamedTuple):
    """How long lines with the word that did not fit are within a paragraph, and within a sentence; the longest; 0 where none are."""

    paragraph: float = 0
    sentence: float = 0
    most: int = 0


def spans(text: str) -> list[Span]:
    """The paragraphs of a plain text.

    >>> text = "1. Thu ngân sách\\nThu đạt 49,5%\\ndự toán.\\nChi tăng."
    >>> [(text[s.start : s.end], s.kind) for s in spans(text)]
    [('Thu ngân sách', 'heading'), ('Thu đạt 49,5%\\ndự toán.', ''), ('Chi tăng.', '')]
    """
    return paragraphs(text, lines(text))


def lines(text: str) -> list[Line]:
    """The lines that have text."""
    found: list[Line] = []
    at, page, blank = 0, int("\f" in text), False
    for raw in text.splitlines(keepends=True):
        one = line(at, raw)
        if one:
            found.append(one._replace(indent=len(raw[: one.start - at].expandtabs(4)), apart=blank, page=page))
        blank = one is None
        page += raw.endswith("\f")
        at += len(raw)
    return _without_heads(text, found) if page else found


def line(at: int, raw: str, begin: int = 0) -> Line | None:
    """What stands in a line that is at a place of the text, from a column on; None where it has no text."""
    bare = raw[begin:].strip(EDGE)
    if not bare or not _LETTER.search(bare):
        return None
    start = at + raw.index(bare, begin)
    return Line(start, start + len(bare))


def _without_heads(text: str, found: list[Line]) -> list[Line]:
    """The lines of pages without their numbers and without heads that come again; where none stood, a paragraph may go on."""
    pages = [list(some) for _, some in groupby(found, key=lambda one: one.page)]
    heads = Counter(text[page[0].start : page[0].end] for page in pages)
    kept: list[Line] = []
    left_out = False
    for i, page in enumerate(pages):
        repeated = i and heads[text[page[0].start : page[0].end]] * 2 > len(pages)
        for n, one in enumerate(page):
            edge = n in (0, len(page) - 1)
            if (edge and PAGE_NUMBER.fullmatch(text, one.start, one.end)) or (repeated and not n):
                left_out = True
                continue
            kept.append(one._replace(apart=left_out or (one.apart and n > 0)))
            left_out = False
    return kept


def paragraphs(text: str, found: Sequence[Line]) -> list[Span]:
    """The paragraphs that some lines of a text make."""
    width = _widths(text, found)
    answer: list[Span] = []
    first = 0
    for i in range(1, len(found) + 1):
        if i < len(found) and _goes_on(text, found[i - 1], found[i], width[i]):
            continue
        answer.append(span(text, found[first].start, found[i - 1].end, found[first].page))
        first = i
    return answer


def span(text: str, start: int, end: int, page: int = 0) -> Span:
    """What a paragraph is, by how it is written; the mark of a list or the number of a heading stands before it."""
    kind = ""
    hashes = _HASHES.match(text, start, end)
    if hashes:
        return Span(hashes.end(), end, "heading", page)
    mark = _MARK.match(text, start, end)
    if mark and mark.end() < end:
        start = mark.end()
        numbered = mark["number"] is not None
        kind = "heading" if numbered and is_heading(text[start:end]) else "item"
    elif is_heading(text[start:end]):
        kind = "heading"
    return Span(start, end, kind, page)


def is_heading(text: str) -> bool:
    """Is a line a heading: short, without a stop, without figures; or in capitals.

    >>> is_heading("Sản xuất nông nghiệp"), is_heading("GRDP tăng 0,47%"), is_heading("TÌNH HÌNH 6 THÁNG ĐẦU NĂM 2020")
    (True, False, True)
    """
    if text[-1:] in _STOPS or text[-1:] in ";,":
        return False
    if len(text) <= 2 * _LONGEST_HEADING and text.isupper():
        return not _FIGURES.search(text)
    longest = _LONGEST_HEADING // 2 if text[-1:] == ":" else _LONGEST_HEADING
    return len(text) <= longest and text[:1].isupper() and "\n" not in text and not _FIGURES.search(text)


def ends(text: str, line: Line) -> str:
    """The sign that ends the sentence of a line, if one does."""
    last = text[line.start : line.end].rstrip(_CLOSING)[-1:]
    return last if last and last in _STOPS + _LEADS else ""


def begins(text: str, line: Line) -> str:
    """How a line begins: ``mark`` of a list, ``number``, ``digit``, ``small`` (a letter or a sign within a sentence), ``capital``."""
    mark = _MARK.match(text, line.start, line.end) or _HASHES.match(text, line.start, line.end)
    if mark:
        return "number" if mark.re is _MARK and mark["number"] else "mark"
    first = text[_OPENING.match(text, line.start, line.end).end() : line.end][:1]
    if first.isdigit():
        return "digit"
    return "small" if first.islower() or first in ",;.%/&" else "capital"


def _widths(text: str, found: Sequence[Line]) -> list[Width]:
    """The width that the text around each line was set in; none where a line is a paragraph."""
    blocks: list[tuple[int, int, list[tuple[int, int]]]] = []
    first, inside = 0, []
    for i, b in enumerate(found):
        if i and b.apart:
            blocks.append((first, i, inside))
            first, inside = i, []
        elif i:
            a = found[i - 1]
            if _NARROWEST <= a.end - a.start <= _WIDEST and not ends(text, a) and begins(text, b) == "small":
                inside.append((a.end - a.start, _filled(text, a, b)))
    blocks.append((first, len(found), inside))
    sure = [n for *_, some in blocks for n in some]
    common = _typical(sure) if len(sure) > 2 else Width()
    answer = [Width()] * len(found)
    for first, last, inside in blocks:
        width = _typical(inside) if len(inside) > 1 else common
        if (
            width.most
            and sum(one.end - one.start > 1.3 * width.most for one in found[first:last]) <= (last - first) // 20
        ):
            answer[first:last] = [width] * (last - first)
    return answer


def _filled(text: str, a: Line, b: Line) -> int:
    """How long a line would be with the first word of the next."""
    return a.end - a.start + 1 + len(text[b.start : b.end].split(None, 1)[0])


def _typical(sure: list[tuple[int, int]]) -> Width:
    """The width of text whose sentences went on over the ends of lines so long, and so long with the first word of the next."""
    lengths = sorted(long for long, _ in sure)
    least = sorted(filled for _, filled in sure)[len(sure) // 20]
    if len(sure) > 4 and least > lengths[-1]:  # set by counting letters: a word that fits is never on the next line
        return Width(least, least, lengths[-1])
    common = lengths[len(lengths) * 9 // 10]
    return Width(0.93 * common, 0.8 * common, lengths[-1])


def _goes_on(text: str, a: Line, b: Line, width: Width) -> bool:
    """Does the paragraph go on from one line to the next."""
    if b.apart:
        return False
    end, begin = ends(text, a), begins(text, b)
    if begin == "mark":
        return False
    long, filled = a.end - a.start, _filled(text, a, b)
    full = bool(width.most) and filled >= width.sentence
    if begin == "number":
        return full and not end and not is_heading(text[a.start : a.end])
    if end:
        if end in _LEADS and begin == "capital":
            return False
        indented = b.indent >= a.indent + 2
        return full and not indented and (filled >= width.paragraph or begin == "small")
    if begin == "small" or text[a.end - 1] in ",-–(":
        return True
    if begin == "digit":
        if _DAY.fullmatch(text[b.start : b.end].strip()):
            return False  # the day of publication, below the title
        return full or long >= 40 or text[a.start : b.end].isupper()
    return full and not _titled(text, a, b, width)


def _titled(text: str, a: Line, b: Line, width: Width) -> bool:
    """Is the first of two lines a title, though it is as long as others."""
    words = text[a.start : a.end]
    if words.isupper():
        return not text[b.start : b.end].isupper()
    mark = _MARK.match(text, a.start, a.end)
    return (
        bool(mark and mark["number"])
        and a.end - a.start < 0.9 * width.most
        and is_heading(words[mark.end() - a.start :])
    )
