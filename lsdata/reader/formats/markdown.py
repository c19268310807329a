"""Markdown: the text stays as long as it is; what is markup within a paragraph becomes U+200B, which no reader sees."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

from . import plain
from .blocks import Span
from .plain import Line

UNSEEN = "\u200b"
_MARKUP = re.compile(
    r"(?P<image>!\[[^\]\n]{0,300}\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,200}\]))"
    r"|(?P<open>\[)(?P<words>[^\]\[\n]{1,500})(?P<target>\](?:\((?:[^()\n]|\([^()\n]{0,200}\)){0,2000}\)|\[[^\]\n]{0,200}\]))"
    r"|(?P<note>\[\^[^\]\s]{1,40}\]:?)"
    r"|(?P<address><?\bhttps?://[^\s<>)\]|]{1,2000}>?)"
    r"|(?P<tag></?[a-zA-Z][^<>\n]{0,500}>)"
    r"|(?P<entity>&(?:[a-zA-Z]{2,12}|#\d{1,6}|#x[0-9a-fA-F]{1,6});)"
    r"|(?P<escape>\\(?=[!-/:-@\[-`{-~]))"
    r"|(?P<strong>(?<!\*)\*{2,3}(?!\*)|(?<!\w)_{1,3}(?=\w)|(?<=[\w.,;:!?)%])_{1,3}(?!\w)|~~|`{1,2})"
    r"|(?P<light>(?<![\w*])\*(?=[\w\"“(])|(?<=[\w.,;:!?)%\"”])\*(?![\w*]))"
)
_SPECIAL = re.compile(r"[\[\]*_~`<\\&]|://")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]{1,200}\]:\s*\S+")
_NOTE = re.compile(r" {0,3}\[\^[^\]\s]{1,40}\]:[ \t]*")
_QUOTE = re.compile(r"(?:[ \t]{0,3}>){1,10}")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*")
_BAR = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s?/?>", re.IGNORECASE)


def markdown(text: str) -> tuple[str, list[Span]]:
    """The text with its markup unseen, letter for letter, and its paragraphs.

    >>> seen, spans = markdown("# Thương mại\\n\\nĐạt **1.320** triệu USD, [nguồn](http://a/2020).")
    >>> [(seen[s.start : s.end].replace("\\u200b", ""), s.kind) for s in spans]
    [('Thương mại', 'heading'), ('Đạt 1.320 triệu USD, nguồn.', '')]
    """
    seen = _unseen(_without_comments(text))
    return seen, list(_spans(seen, text, _lines(seen)))


def tables(text: str) -> tuple[str, list[Span]]:
    """A plain text with spaces for its tables, and the cells of these.

    >>> prose, cells = tables("Thu | chi:\\n| Thu | 6.120 |\\n|---|---:|\\n| Chi | 5.300 |")
    >>> prose.strip(), [cell.row for cell in cells]
    ('Thu | chi:', [1, 1, 2, 2])
    """
    if "|" not in text:
        return text, []
    lines, prose, cells, i = _lines(text), [], [], 0
    while i < len(lines):
        end = _table_end(lines, i)
        if end:
            table = cells[-1].table + 1 if cells else 1
            cells += _table(text, lines[i:end], table)
            prose += [_blank(raw) for _, raw in lines[i:end]]
        else:
            prose.append(lines[i][1])
        i = end or i + 1
    return "".join(prose), cells


def _lines(text: str) -> list[tuple[int, str]]:
    """Each line and where it stands."""
    lines = text.splitlines(keepends=True)
    return list(zip(accumulate(map(len, lines), initial=0), lines, strict=False))


def _table_end(lines: list[tuple[int, str]], i: int) -> int:
    """Behind the last line of the table that begins at a line; 0 where none begins."""
    if "|" not in lines[i][1] or i + 1 == len(lines) or not _is_delimiter(lines[i + 1][1]):
        return 0
    return next((n for n in range(i + 2, len(lines)) if "|" not in lines[n][1]), len(lines))


def _table(text: str, lines: list[tuple[int, str]], table: int) -> Iterator[Span]:
    head, _, *rows = lines
    for row, (at, raw) in enumerate([head, *rows], 1):
        yield from _cells(at, raw, text[at : at + len(raw)], table, row)


def _spans(seen: str, text: str, lines: list[tuple[int, str]]) -> Iterator[Span]:
    waiting: list[Line] = []
    fence, number, i = "", 0, 0
    if lines and lines[0][1].strip() == "---":  # what a page says of itself before its text
        i = next((n + 1 for n, (_, raw) in enumerate(lines[1:200], 1) if raw.strip() in ("---", "...")), 0)
    while i < len(lines):
        at, raw = lines[i]
        original = text[at : at + len(raw)]
        opening = _FENCE.match(original)
        i += 1
        if fence or opening:
            yield from _paragraphs(seen, waiting)
            closes = opening and fence and opening[1].startswith(fence) and not original[opening.end() :].strip()
            fence = "" if closes else fence or opening[1]
            continue
        if waiting and _UNDERLINE.fullmatch(raw.rstrip("\r\n")):
            yield from _paragraphs(seen, waiting, "heading")
            continue
        if end := _table_end(lines, i - 1):
            yield from _paragraphs(seen, waiting)
            number += 1
            yield from _table(text, lines[i - 1 : end], number)
            i = end
            continue
        note = _NOTE.match(original)
        line = plain.line(at, raw, note.end() if note else 0)
        if line is None or (_DEFINITION.fullmatch(original.rstrip()) and not note):
            yield from _paragraphs(seen, waiting)
            continue
        if note:
            yield from _paragraphs(seen, waiting)
            yield Span(line.start, line.end, "note")
            continue
        starts = plain.begins(seen, line) in ("mark", "number")
        ended = waiting and (original.startswith("#") or _ended(text, waiting[-1]))
        if starts or ended:
            yield from _paragraphs(seen, waiting)
        waiting.append(line)
    yield from _paragraphs(seen, waiting)


def _ended(text: str, line: Line) -> bool:
    """Does a line end its paragraph: it is a heading, or two spaces or a stroke come behind it."""
    return text.startswith(("  ", "\\"), line.end) or text[text.rfind("\n", 0, line.start) + 1 : line.start].startswith(
        "#"
    )


def _paragraphs(seen: str, waiting: list[Line], kind: str = "") -> Iterator[Span]:
    if waiting:
        span = plain.span(seen, waiting[0].start, waiting[-1].end)
        waiting.clear()
        yield span._replace(kind=kind or span.kind)


def _cells(at: int, raw: str, original: str, table: int, row: int) -> Iterator[Span]:
    edges = [-1, *(m.start() for m in _BAR.finditer(original)), len(raw)]
    if raw.lstrip().startswith("|"):
        edges = edges[1:]
    for column, (left, right) in enumerate(pairwise(edges), 1):
        cell = plain.line(at + left + 1, raw[left + 1 : right])
        if cell:
            yield Span(cell.start, cell.end, "cell", 0, table, row, column)


def _is_delimiter(raw: str) -> bool:
    return "-" in raw and "|" in raw and set(raw.strip()) <= set("|:- \t")


def _unseen(text: str) -> str:
    """The same with the marks of words, targets of links, addresses and tags unseen; code stays as it is."""
    answer, fence = [], ""
    for raw in text.splitlines(keepends=True):
        opening = _FENCE.match(raw)
        if opening and (not fence or opening[1].startswith(fence)):
            fence = "" if fence else opening[1]
        elif not fence:
            raw = _QUOTE.sub(lambda m: " " * len(m[0]), raw, count=1) if raw.lstrip()[:1] == ">" else raw
            raw = _MARKUP.sub(_hidden, raw) if _SPECIAL.search(raw) else raw
        answer.append(raw)
    return "".join(answer)


def _hidden(m: re.Match[str]) -> str:
    if m["open"]:
        return UNSEEN + _MARKUP.sub(_hidden, m["words"]) + UNSEEN * len(m["target"])
    if m["entity"]:
        letter = html.unescape(m[0])
        return letter.ljust(len(m[0]), UNSEEN) if len(letter) == 1 and letter >= " " else m[0]
    return " " * len(m[0]) if m["tag"] and _BREAK.fullmatch(m[0]) else UNSEEN * len(m[0])


def _without_comments(text: str) -> str:
    """The same with spaces for what ``<!-- -->`` hold; ends of lines stay."""
    answer, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        answer += [text[at:start], _blank(text[start : end + 3])]
        at = end + 3
    return "".join([*answer, text[at:]])


def _blank(text: str) -> str:
    """As long, and of as many lines and pages."""
    return re.sub(r"[^\r\n\f]", " ", text)
