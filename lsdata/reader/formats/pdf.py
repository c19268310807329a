"""A PDF with a text layer: its lines by their places on the page, joined to paragraphs; heads, feet and numbers of pages left out."""

from __future__ import annotations

import logging
import re
import time
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from itertools import pairwise
from typing import NamedTuple

from lsdata.errors import ReadError

from . import plain
from .blocks import Block, limit
from .plain import Line

_PAGES, _SECONDS, _LONGEST = 2_000, 60, 20_000_000
_REFERENCE = re.compile(r"\s*(?:\[\d{1,3}\]|\(?\d{1,3}\)?|\*{1,3})(?:\s*,\s*\d{1,3})*\s*")
_SMALL = 0.93  # of the size of the text: what notes are set in at most
_RAISED = 0.85  # of the size of its line: what the number of a note is set in at most
_EDGE_LINES = 2  # lines at the top and foot of a page that may be its head or foot


class Run(NamedTuple):
    """Letters as they come in the file: where they begin, how large they are."""

    text: str
    x: float
    y: float
    size: float


class Piece(NamedTuple):
    """A line of a page: its text, where it begins, how large its letters are, the number of the note that it begins."""

    text: str
    page: int
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0
    mark: str = ""


def blocks(content: bytes) -> list[Block]:
    """The paragraphs of a PDF.

    Raises
    ------
    ReadError : it is encrypted, or has no text, or takes longer than a report can.
    Exception : what is damaged fails anywhere, in ways of its own.
    """
    with _silent():
        pages, pictures = _pages(content)
    letters = sum(c.isalnum() for page in pages for one in page for c in one.text)
    if letters < (20 * len(pages) if pictures else 1):
        raise ReadError("has no text layer (a scan?); run it through OCR first, for example ocrmypdf -l vie")
    unknown = sum(c == "\ufffd" or "\ue000" <= c <= "\uf000" for page in pages for one in page for c in one.text)
    if unknown * 5 > letters:
        raise ReadError(
            "does not say which letters its fonts show; run it through OCR first, for example ocrmypdf --force-ocr -l vie"
        )
    return list(_blocks(_bodies(pages)))


@contextmanager
def _silent() -> Iterator[None]:
    """What a reader of PDF says of a damaged file stays out of the way."""
    log = logging.getLogger("pypdf")
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.setLevel(level)


def _pages(content: bytes) -> tuple[list[list[Piece]], bool]:
    """The lines of each page; whether any page shows a picture."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError
    except ImportError:
        raise ReadError('PDF needs pypdf: pip install "lsdata[docs]"') from None
    reader = PdfReader(BytesIO(content))
    try:
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError("is encrypted; open it with its password and save it without one")
    except DependencyError:
        raise ReadError("is encrypted; open it and save it without a password") from None
    if len(reader.pages) > _PAGES:
        raise ReadError(f"more than {_PAGES:,} pages; no report has so many")
    pages: list[list[list[Run]]] = []
    pictures, letters = False, 0
    late = time.monotonic() + _SECONDS
    for page in reader.pages:
        found = _runs(page, late)
        letters += sum(len(one.text) for line in found for one in line)
        if letters > _LONGEST:
            raise ReadError(f"more than {_LONGEST:,} letters; no report has so many")
        pages.append(found)
        pictures |= _has_picture(page)
    size = _commonest([one for page in pages for line in page for one in line])
    return [_page(page, number, size) for number, page in enumerate(pages, 1)], pictures


def _has_picture(page: object) -> bool:
    try:
        objects = page["/Resources"]["/XObject"]
        return any(one.get_object().get("/Subtype") == "/Image" for one in objects.values())
    except Exception:  # no resources, or damaged ones
        return False


def _runs(page: object, late: float) -> list[list[Run]]:
    """The letters of a page line by line."""
    lines: list[list[Run]] = [[]]

    def text(words: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        high = abs(tm[2] * cm[1] + tm[3] * cm[3]) or abs(tm[2] * cm[0] + tm[3] * cm[2])
        for i, one in enumerate(words.split("\n")):
            before = lines[-1][-1] if lines[-1] else None
            if i or (one and before and x <= before.x and y < before.y - 0.4 * before.size):
                lines.append([])
            if one:
                lines[-1].append(Run(one, x, y, abs(size) * high))

    def watch(*_: object) -> None:
        if time.monotonic() > late:
            raise ReadError(f"takes more than {_SECONDS} seconds to read; save it anew, or only the pages with text")

    page.extract_text(visitor_text=text, visitor_operand_before=watch)
    return [line for line in lines if any(one.text.strip() for one in line)]


def _page(lines: list[list[Run]], page: int, size: float) -> list[Piece]:
    """The lines of a page, those of its notes marked; numbers of notes behind words are left out."""
    behind = {line[i].text.strip() for line in lines for i in range(1, len(line)) if _refers(line, i)}
    marks: dict[int, str] = {}
    small = len(lines)
    while small and (_size(lines[small - 1]) < _SMALL * size or small > len(lines) - _EDGE_LINES):
        small -= 1
    due = ""
    for i in range(len(lines) - 1, small - 1, -1):
        mark = lines[i][0].text.strip()
        if mark in behind and due in ("", mark) and len(lines[i]) > 1 and _size(lines[i]) < _SMALL * size:
            marks[i] = mark
            due = str(int(mark) - 1) if mark.isdigit() else mark
    refer = set(marks.values())
    found = [_piece(line, page, refer, marks.get(i, "")) for i, line in enumerate(lines)]
    return [one for one in found if one.text]


def _refers(line: list[Run], i: int) -> bool:
    """May letters be the number of a note: small, or right behind a word."""
    one = line[i]
    if not _REFERENCE.fullmatch(one.text):
        return False
    if 0 < one.size < _RAISED * _size(line):
        return True
    before, after = line[i - 1].text[-1:], line[i + 1].text[:1] if i + 1 < len(line) else ""
    return one.text.isdigit() and not (before.isdigit() or before.isspace() or after.isalnum() or after in ("%", "/"))


def _size(line: list[Run]) -> float:
    return max(line, key=lambda one: len(one.text.strip())).size


def _piece(line: list[Run], page: int, marks: set[str], mark: str) -> Piece:
    size = _size(line)
    kept = [
        one.text
        for i, one in enumerate(line)
        if not i or not _refers(line, i) or not (one.size < _RAISED * size or one.text.strip() in marks)
    ]
    text = "".join(kept).replace("\x00", "").replace("\r", " ").strip(plain.EDGE)
    first = next(one for one in line if one.text.strip())
    return Piece(text, page, first.x, first.y, size, mark)


def _commonest(lines: Sequence[Piece | Run]) -> float:
    """The size that most letters have."""
    sizes: Counter[float] = Counter()
    for one in lines:
        sizes[round(one.size, 1)] += len(one.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _bodies(pages: list[list[Piece]]) -> list[list[Piece]]:
    """The lines of each page without head, foot and number."""
    seen = Counter(key for page in pages for key in {_running(one) for one in _edges(page)})
    bodies = []
    for page in pages:
        edges = {id(one) for one in _edges(page)}
        bodies.append(
            [
                one
                for one in page
                if id(one) not in edges
                or not (
                    plain.PAGE_NUMBER.fullmatch(one.text)
                    or (seen[_running(one)] > 1 and seen[_running(one)] * 3 > len(pages))
                )
            ]
        )
    return bodies


def _edges(page: list[Piece]) -> list[Piece]:
    return page[:_EDGE_LINES] + page[_EDGE_LINES:][-_EDGE_LINES:]


def _running(one: Piece) -> tuple[str, int, int]:
    return one.text.strip("0123456789 |-–/"), round(one.y / 4), round(one.size)


def _blocks(pages: list[list[Piece]]) -> Iterator[Block]:
    text: list[str] = []
    lines: list[Line] = []
    notes: dict[int, list[Piece]] = {}
    at = 0
    for page in pages:
        first = next((i for i, one in enumerate(page) if one.mark), len(page))
        if first < len(page):
            notes[page[0].page] = page[first:]
        for one, line in _lines(page[:first], at):
            text.append(one.text)
            lines.append(line)
            at = line.end + 1
    whole = "\n".join(text)
    words = set(re.findall(r"[^\W\d_]+", whole))
    spans = plain.paragraphs(whole, lines)
    limit(len(spans))
    for i, span in enumerate(spans):
        yield Block(_joined(whole[span.start : span.end], words), span.kind, span.page)
        following = spans[i + 1].page if i + 1 < len(spans) else len(pages) + 1
        for page in [p for p in notes if p < following]:
            yield from _noted(notes.pop(page), words)
    for own in notes.values():
        yield from _noted(own, words)


def _lines(page: list[Piece], at: int) -> Iterator[tuple[Piece, Line]]:
    """The lines of a page as the rule for plain text takes them: indented, and apart where there is more room than usual."""
    gaps = Counter(round((a.y - b.y) / a.size, 1) for a, b in pairwise(page) if a.size and 0 < a.y - b.y < 4 * a.size)
    usual = gaps.most_common(1)[0][0] if gaps else 0.0
    left = min((one.x for one in page), default=0.0)
    for i, one in enumerate(page):
        above = page[i - 1] if i else None
        apart = above is not None and (
            above.y - one.y > (usual + 0.25) * max(one.size, 1) or abs(above.size - one.size) > 1
        )
        if apart and above is not None and abs(above.size - one.size) <= 1:
            apart = not _mid_sentence(above.text, one.text)
        yield one, Line(at, at + len(one.text), round((one.x - left) / max(one.size / 2, 1)), apart, one.page)
        at += len(one.text) + 1


def _mid_sentence(a: str, b: str) -> bool:
    text = f"{a}\n{b}"
    first, second = Line(0, len(a)), Line(len(a) + 1, len(text))
    return not plain.ends(text, first) and plain.begins(text, second) == "small"


def _noted(lines: list[Piece], words: set[str]) -> Iterator[Block]:
    gathered: list[str] = []
    for one in lines:
        if gathered and one.mark:
            yield Block(_joined("\n".join(gathered), words), "note", one.page)
            gathered = []
        gathered.append(one.text.removeprefix(one.mark).strip())
    yield Block(_joined("\n".join(gathered), words), "note", lines[0].page)


def _joined(text: str, words: set[str]) -> str:
    """Broken lines as one; a word broken with a hyphen is one word where the document has it elsewhere."""
    answer = ""
    for line in text.split("\n"):
        line = line.strip(" \t")
        if answer.endswith("\u00ad"):
            answer = answer[:-1] + line
        elif re.search(r"[^\W\d_]-$", answer[-2:]) and line[:1].islower():
            head = re.search(r"[^\W\d_]{1,40}$", answer[:-1])
            tail = re.match(r"[^\W\d_]{1,40}", line)
            whole = bool(head and tail) and head[0] + tail[0] in words
            answer = (answer[:-1] if whole else answer) + line
        else:
            answer = f"{answer} {line}" if answer else line
    return answer
