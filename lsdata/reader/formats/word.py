"""A Word document: the paragraphs and tables that it shows, then its notes. Read as the XML it is, no library is needed."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple
from xml.etree import ElementTree as ET

from lsdata.errors import ReadError

from .blocks import Block, extent, limit

_BIGGEST, _TEXT = 500_000_000, 50_000_000  # bytes of a document unpacked, and of its text
_ELEMENTS = 2_000_000  # signs that begin or end an element
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_EITHER = f"{_COMPATIBLE}AlternateContent"
_GONE = frozenset("del moveFrom delText instrText footnoteRef endnoteRef".split())
_SPACES = {"tab": " ", "br": " ", "cr": " ", "ptab": " ", "noBreakHyphen": "-"}
_AROUND = frozenset("sdt sdtContent customXml ins moveTo".split())  # paragraphs, rows or cells
_OFF = ("0", "false", "off")


class _Style(NamedTuple):
    name: str
    based: str
    hidden: bool | None
    outline: bool
    listed: bool | None


class _Place(NamedTuple):
    table: int = 0
    row: int = 0
    column: int = 0


def blocks(content: bytes) -> list[Block]:
    """The paragraphs of a document in order, those of its tables as cells; footnotes and endnotes after them.

    Raises
    ------
    ReadError : it would take more memory than a report can need.
    Exception : what is damaged fails anywhere, in ways of its own.
    """
    with zipfile.ZipFile(BytesIO(content)) as file:
        sizes = {one.filename: one.file_size for one in file.infolist()}
        parts = [name for name in sizes if name.lower().endswith((".xml", ".rels"))]
        if sum(sizes.values()) > _BIGGEST or sum(sizes[name] for name in parts) > _TEXT:
            raise ReadError(f"too long unpacked; no report has more than {_TEXT // 1_000_000} MB of text")
        main = _main(file)
        root = _parsed(file, main)
        own = _Word(root, _related(file, main, "styles"))
        found = list(own.blocks(root))
        for kind in ("footnotes", "endnotes"):
            notes = _related(file, main, kind)
            found += [b._replace(kind="note") for b in own.notes(notes)] if notes is not None else []
    return found


def _parsed(file: zipfile.ZipFile, name: str) -> ET.Element:
    content = file.read(name)
    if content.count(b"<") > _ELEMENTS:
        raise ReadError("too long; no report has so much text")
    return ET.fromstring(content)


def _main(file: zipfile.ZipFile) -> str:
    """The part that holds the body."""
    for one in _parsed(file, "_rels/.rels"):
        if one.get("Type", "").endswith("/officeDocument"):
            return one.get("Target", "").lstrip("/")
    return "word/document.xml"


def _related(file: zipfile.ZipFile, main: str, kind: str) -> ET.Element | None:
    folder, name = posixpath.split(main)
    relations = f"{folder}/_rels/{name}.rels".lstrip("/")
    if relations not in file.namelist():
        return None
    for one in _parsed(file, relations):
        if one.get("Type", "").endswith(f"/{kind}") and one.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join(f"/{folder}", one.get("Target", ""))).lstrip("/")
            return _parsed(file, target) if target in file.namelist() else None
    return None


class _Word:
    """The names of a document's elements, and what its styles say."""

    def __init__(self, root: ET.Element, styles: ET.Element | None):
        self.w = root.tag[: root.tag.index("}") + 1]
        self.tables = self.count = 0
        self.kept = ""  # of a paragraph whose end was deleted
        self.styles = {}
        for one in styles if styles is not None else ():
            if one.tag == f"{self.w}style":
                self.styles[self._attribute(one, "styleId")] = _Style(
                    (self._value(one, "name") or "").lower(),
                    self._value(one, "basedOn") or "",
                    self._switch(one.find(f"{self.w}rPr/{self.w}vanish")),
                    (self._value(one, "pPr", "outlineLvl") or "9") < "9",
                    self._numbered(one),
                )

    def _attribute(self, one: ET.Element, name: str) -> str:
        return one.get(f"{self.w}{name}", "")

    def _value(self, one: ET.Element, *path: str) -> str | None:
        found = one.find("/".join(f"{self.w}{step}" for step in path))
        return None if found is None else self._attribute(found, "val")

    def _switch(self, one: ET.Element | None) -> bool | None:
        return None if one is None else self._attribute(one, "val") not in _OFF

    def _numbered(self, one: ET.Element) -> bool | None:
        number = self._value(one, "pPr", "numPr", "numId")
        return None if number is None else number != "0"

    def _chain(self, key: str | None) -> Iterator[_Style]:
        """A style and those it is based on."""
        for _ in range(20):
            if key not in self.styles:
                return
            yield self.styles[key]
            key = self.styles[key].based

    def notes(self, root: ET.Element) -> Iterator[Block]:
        for one in root:
            if self._attribute(one, "type") in ("", "normal"):
                yield from self._inside(one, _Place())

    def blocks(self, root: ET.Element) -> Iterator[Block]:
        body = root.find(f"{self.w}body")
        yield from self._inside(body if body is not None else root, _Place())

    def _inside(self, parent: ET.Element, place: _Place) -> Iterator[Block]:
        for one in self._children(parent):
            name = one.tag[len(self.w) :]
            if name == "p":
                yield from self._paragraph(one, place)
            elif name == "tbl":
                yield from self._table(one, place)
            elif name in _AROUND:
                yield from self._inside(one, place)

    def _children(self, parent: ET.Element) -> Iterator[ET.Element]:
        """What an element of the document holds, and the text boxes of what is drawn in it."""
        for one in parent:
            if one.tag == _EITHER:
                yield from self._children(_chosen(one))
            elif isinstance(one.tag, str) and one.tag.startswith(self.w):
                yield one
            elif isinstance(one.tag, str):
                yield from self._boxed(one)

    def _boxed(self, one: ET.Element) -> Iterator[ET.Element]:
        """The text boxes of a drawing."""
        if one.tag == _EITHER:
            one = _chosen(one)
        if one.tag.startswith(self.w):
            if one.tag == f"{self.w}txbxContent":
                yield one
            return
        for child in one:
            yield from self._boxed(child)

    def _table(self, table: ET.Element, place: _Place) -> Iterator[Block]:
        rows = [r for r in self._named("tr", table) if r.find(f"{self.w}trPr/{self.w}del") is None]
        cells = [list(self._cells(r)) for r in rows]
        if sum(len(some) for some in cells) < 2:  # a frame around text
            for _, cell in (pair for some in cells for pair in some):
                yield from self._inside(cell, place)
            return
        self.tables += 1
        number = self.tables
        for row, some in enumerate(cells, 1):
            for column, cell in some:
                yield from self._inside(cell, _Place(number, row, column))
                self.kept = ""

    def _named(self, name: str, parent: ET.Element) -> Iterator[ET.Element]:
        for one in self._children(parent):
            if one.tag == f"{self.w}{name}":
                yield one
            elif one.tag[len(self.w) :] in _AROUND:
                yield from self._named(name, one)

    def _cells(self, row: ET.Element) -> Iterator[tuple[int, ET.Element]]:
        """The cells of a row with their columns; what only goes on from the row above is left out."""
        column = 1 + extent(self._value(row, "trPr", "gridBefore"), 0)
        for cell in self._named("tc", row):
            merge = cell.find(f"{self.w}tcPr/{self.w}vMerge")
            if merge is None or self._attribute(merge, "val") == "restart":
                yield column, cell
            column += extent(self._value(cell, "tcPr", "gridSpan"))

    def _paragraph(self, p: ET.Element, place: _Place) -> Iterator[Block]:
        styles = list(self._chain(self._value(p, "pPr", "pStyle")))
        hidden = next((s.hidden for s in styles if s.hidden is not None), False)
        boxes: list[ET.Element] = []
        text = self.kept + "".join(self._words(p, hidden, boxes))
        ended = p.find(f"{self.w}pPr/{self.w}rPr/{self.w}del") is None
        self.kept = "" if ended else text
        text = text.strip()
        if ended and any(c.isalnum() for c in text) and not any(s.name.startswith("toc ") for s in styles):
            self.count += 1
            limit(self.count)
            yield Block(text, "cell" if place.table else self._kind(p, styles), 0, *place)
        for box in boxes:
            yield from self._inside(box, place)

    def _kind(self, p: ET.Element, styles: list[_Style]) -> str:
        own = self._value(p, "pPr", "outlineLvl")
        if any(s.outline or s.name.startswith(("heading", "title")) for s in styles) or (own or "9") < "9":
            return "heading"
        listed = self._numbered(p)
        if listed is None:
            bullets = any(s.name.startswith(("list bullet", "list number")) for s in styles)
            listed = next((s.listed for s in styles if s.listed is not None), bullets)
        return "item" if listed else ""

    def _words(self, parent: ET.Element, hidden: bool, boxes: list[ET.Element]) -> Iterator[str]:
        for one in self._children(parent):
            name = one.tag[len(self.w) :]
            if name == "r":
                own = self._switch(one.find(f"{self.w}rPr/{self.w}vanish"))
                if own is None:
                    key = self._value(one, "rPr", "rStyle")
                    own = next((s.hidden for s in self._chain(key) if s.hidden is not None), hidden)
                if not own:
                    yield from self._words(one, hidden, boxes)
            elif name == "txbxContent":
                boxes.append(one)
            elif name in ("drawing", "pict", "object"):
                boxes += [box for child in one for box in self._boxed(child)]
            elif name == "t":
                yield (one.text or "").replace("\n", " ").replace("\t", " ")
            elif name in _SPACES:
                yield _SPACES[name]
            elif name not in _GONE and not name.endswith("Pr"):
                yield from self._words(one, hidden, boxes)


def _chosen(one: ET.Element) -> ET.Element:
    """Of what is there twice, for new and for old programs, the new."""
    chosen = one.find(f"{_COMPATIBLE}Choice")
    if chosen is None:
        chosen = one.find(f"{_COMPATIBLE}Fallback")
    return one if chosen is None else chosen
