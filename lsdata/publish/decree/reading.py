"""What a Word document looks like, whoever made it: its lines with the format that styles and theme give them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml.etree import _Element

from lsdata.errors import ReadError
from lsdata.publish.decree.looks import Format, Looks, root_of, switched_on, twips

_BIGGEST, _TEXT = 500_000_000, 50_000_000  # bytes of a document unpacked, and of its text
_ELEMENTS, _PARAGRAPHS = 2_000_000, 100_000  # signs that begin or end an element; paragraphs
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIDES = ("top", "bottom", "left", "right")
_NOTES = {RT.FOOTNOTES: "footnote", RT.ENDNOTES: "endnote"}


@dataclass(frozen=True)
class Piece:
    text: str
    look: Format


@dataclass(frozen=True)
class Line:
    """A paragraph: where it stands (body, header, footer, footnote, endnote), its table cell if any, its text."""

    part: str
    number: int
    cell: _Element | None
    style: str
    look: Format
    pieces: tuple[Piece, ...]
    page_field: bool = False

    @property
    def text(self) -> str:
        """Its words as one line, capitals where they are shown as such."""
        shown = (p.text.upper() if p.look.capitals else p.text for p in self.pieces if not p.look.hidden)
        return " ".join("".join(shown).split())


@dataclass
class Sheet:
    """A section: its paper and margins in millimetres, and the lines at its top and foot by kind (default, first, even)."""

    width: float
    height: float
    margins: dict[str, float]
    own_first: bool
    tops: dict[str, list[Line]] = field(default_factory=dict)
    feet: dict[str, list[Line]] = field(default_factory=dict)


@dataclass
class Reading:
    """A document as read."""

    lines: list[Line]
    sheets: list[Sheet]
    language: str


def read(source: str | Path | bytes) -> Reading:
    """A document of any origin.

    Raises
    ------
    ReadError : no such file, no Word document, or one that is damaged.
    """
    name = "the document" if isinstance(source, bytes) else Path(source).name
    try:
        content = source if isinstance(source, bytes) else Path(source).read_bytes()
    except OSError as e:
        raise ReadError(f"cannot read {str(source)!r}: {e.strerror or e}") from None
    try:
        with zipfile.ZipFile(BytesIO(content)) as file:
            if _too_long(file):
                raise ReadError(f"{name}: too long unpacked; no report has more than {_TEXT // 1_000_000} MB of text")
        return _reading(docx.Document(BytesIO(content)).part, _numbers(name))
    except ReadError:
        raise
    except Exception:  # what is damaged fails anywhere, in ways of its own
        raise ReadError(
            f"{name}: no Word document (.docx), or a damaged one; open it in Word and save it again"
        ) from None


def _too_long(file: zipfile.ZipFile) -> bool:
    """Would a document take more memory than a report can need: told before any of it is parsed."""
    parts = [one for one in file.infolist() if one.filename.lower().endswith((".xml", ".rels"))]
    if sum(one.file_size for one in file.infolist()) > _BIGGEST or sum(one.file_size for one in parts) > _TEXT:
        return True
    return sum(file.read(one).count(b"<") for one in parts) > _ELEMENTS


def _numbers(name: str) -> Iterator[int]:
    """A number for each paragraph of a document, as many as a report can have."""
    yield from range(_PARAGRAPHS)
    raise ReadError(f"{name}: more than {_PARAGRAPHS:,} paragraphs; no report has so many")


def _reading(main: Part, count: Iterator[int]) -> Reading:
    looks = Looks(main)
    body = main.element.body
    lines = list(_lines(body, "body", looks, count))
    sheets = []
    tops: dict[str, list[Line]] = {}
    feet: dict[str, list[Line]] = {}
    for number, one in enumerate(body.iter(qn("w:sectPr")), 1):
        tops, feet = dict(tops), dict(feet)  # what a section does not say is as in the one before
        for tag, part, into in (("headerReference", "header", tops), ("footerReference", "footer", feet)):
            for found in one.findall(qn(f"w:{tag}")):
                element = root_of(main.related_parts[found.get(qn("r:id"))])
                into[found.get(qn("w:type"), "default")] = list(_lines(element, f"{part} {number}", looks, count))
        sheets.append(_sheet(one, tops, feet))
    if not sheets:  # the program that opens it chooses
        sheets.append(Sheet(0, 0, dict.fromkeys(_SIDES, 0.0), False))
    for kind in {part for s in sheets for part in ("tops", "feet") if getattr(s, part)}:
        seen: set[int] = set()
        for s in sheets:
            for found in getattr(s, kind).values():
                if id(found) not in seen:
                    seen.add(id(found))
                    lines += found
    for relation in main.rels.values():
        if relation.reltype in _NOTES and not relation.is_external:
            lines += _lines(root_of(relation.target_part), _NOTES[relation.reltype], looks, count)
    return Reading(lines, sheets, looks.language)


def _sheet(one: _Element, tops: dict[str, list[Line]], feet: dict[str, list[Line]]) -> Sheet:
    size, margins = one.find(qn("w:pgSz")), one.find(qn("w:pgMar"))
    sides = {side: abs(twips(margins, side) or 0) / 1440 * 25.4 for side in _SIDES}
    gutter = (twips(margins, "gutter") or 0) / 1440 * 25.4
    sides["left"] += gutter
    title = one.find(qn("w:titlePg"))
    wide, high = (twips(size, side) or 0 for side in ("w", "h"))
    return Sheet(wide / 1440 * 25.4, high / 1440 * 25.4, sides, title is not None and switched_on(title), tops, feet)


def _lines(root: _Element, part: str, looks: Looks, count: Iterator[int]) -> Iterator[Line]:
    number = 0
    for p in root.iter(qn("w:p")):
        ancestors = list(p.iterancestors())
        if any(a.tag == _FALLBACK for a in ancestors):  # the same again, for old programs
            continue
        number += 1
        next(count)
        cell = next((a for a in ancestors if a.tag == qn("w:tc")), None)
        table = next((a for a in ancestors if a.tag == qn("w:tbl")), None)
        style, look = looks.paragraph(p, table)
        pieces, code = [], []
        for r in p.iter(qn("w:r")):
            if next(r.iterancestors(qn("w:p"))) is not p or any(a.tag == _FALLBACK for a in r.iterancestors()):
                continue
            words = "".join(_words(child) for child in r)
            code += [child.text or "" for child in r.iter(qn("w:instrText"))]
            if words or r.find(qn("w:fldChar")) is not None:
                pieces.append(Piece(words, looks.run(r, look)))
        code += [f.get(qn("w:instr"), "") for f in p.iter(qn("w:fldSimple"))]
        paged = any(word.upper() == "PAGE" for one in code for word in one.split()[:1])
        yield Line(part, number, cell, style, look, tuple(pieces), paged)


def _words(child: _Element) -> str:
    if child.tag == qn("w:t"):
        return child.text or ""
    return (
        " " if child.tag in (qn("w:tab"), qn("w:br"), qn("w:cr")) else "-" if child.tag == qn("w:noBreakHyphen") else ""
    )
