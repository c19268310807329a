"""The file around a Word document: an empty one to begin with, its footnotes, its archive, the same bytes every time."""

from __future__ import annotations

import zipfile
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from math import ceil

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from lxml import etree
from lxml.etree import _Element

from lsdata.publish.blocks import clean
from lsdata.publish.paper import Paper
from lsdata.publish.word import styles
from lsdata.publish.word.elements import el, field, paragraph
from lsdata.publish.word.styles import BOTTOM, HEIGHT, LEFT, MM, NAMESPACE, RIGHT, TOP, WIDTH

_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_PARTS = {"styles": "styles", "numbering": "numbering", "settings": "settings", "header1": "header"}
_CONTENTS = f"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>
{"".join(f'<Override PartName="/word/{n}.xml" ContentType="{_TYPES}.{kind}+xml"/>' for n, kind in _PARTS.items())}
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
</Types>"""
_ROOT = f"""<Relationships xmlns="{_RELATIONS}">
<Relationship Id="rId1" Type="{_LINKS}/officeDocument" Target="word/document.xml"/>
<Relationship Id="rId2" Type="{RELATIONSHIP_TYPE.CORE_PROPERTIES}" Target="docProps/core.xml"/></Relationships>"""
_OWN = f"""<Relationships xmlns="{_RELATIONS}">{
    "".join(
        f'<Relationship Id="rId{i}" Type="{_LINKS}/{kind}" Target="{name}.xml"/>'
        for i, (name, kind) in enumerate(_PARTS.items(), 1)
    )
}</Relationships>"""
_SHEET = f"""<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:pgSz w:w="{round(WIDTH * MM)}"
w:h="{round(HEIGHT * MM)}"/><w:pgMar w:top="{round(TOP * MM)}" w:right="{ceil(RIGHT * MM)}"
w:bottom="{round(BOTTOM * MM)}" w:left="{round(LEFT * MM)}" w:header="{round(10 * MM)}" w:footer="{round(10 * MM)}"
w:gutter="0"/><w:cols w:space="720"/><w:titlePg/></w:sectPr>"""
_CORE_PART = f"""<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>"""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNDATED = datetime(2000, 1, 1)
_EARLIEST = datetime(1900, 1, 1)  # years before are written with too few digits


def empty(paper: Paper) -> Document:
    """A document without content, with its styles, sheet, page numbers and properties."""
    document = docx.Document(BytesIO(_template(paper.lang)))
    own = document.core_properties
    own.title, own.subject = _short(paper.title), _short(paper.subject)
    own.author = own.last_modified_by = _short(paper.office.agency)
    own.language = styles.LANGUAGE[paper.lang]
    day = datetime.fromisoformat(paper.office.date) if paper.office.date else _UNDATED
    own.created = own.modified = max(day, _EARLIEST)
    own.revision = 1
    return document


def _short(text: str) -> str:
    return clean(" ".join(text.split()))[:255]  # longer properties are not allowed


def notes_part(document: Document) -> XmlPart:
    """The part of the footnotes, with the lines that part them from the text."""
    separators = [
        el("footnote", el("p", el("r", el(kind))), type=kind, id=number)
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    ]
    uri, package = PackURI("/word/footnotes.xml"), document.part.package
    part = XmlPart(uri, CONTENT_TYPE.WML_FOOTNOTES, el("footnotes", *separators), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return part


def counted(document: Document, abstract: int, number: int) -> None:
    """One more list of a kind, which counts from 1."""
    again = el("lvlOverride", el("startOverride", val=1), ilvl=0)
    document.part.numbering_part.element.append(el("num", el("abstractNumId", val=abstract), again, numId=number))


def packed(document: Document) -> bytes:
    """The file; times and order of its parts never change."""
    plain, out = BytesIO(), BytesIO()
    document.save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n != "_rels/.rels", n)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            picture = name.endswith((".png", ".jpg"))  # compressed as it is
            entry.compress_type = zipfile.ZIP_STORED if picture else zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 0, 0
            target.writestr(entry, source.read(name))
    return out.getvalue()


@lru_cache
def _template(lang: str) -> bytes:
    """An empty document as a file, without any of the styles, fonts and colours that Word brings."""
    number = paragraph("Header", *field("PAGE", el("r", el("t"))))
    body = f'<w:document {NAMESPACE} xmlns:r="{_LINKS}"><w:body>{_SHEET}</w:body></w:document>'
    parts = {
        "[Content_Types].xml": _CONTENTS,
        "_rels/.rels": _ROOT,
        "docProps/core.xml": _CORE_PART,
        "word/_rels/document.xml.rels": _OWN,
        "word/document.xml": body,
        "word/styles.xml": styles.styles(lang),
        "word/numbering.xml": styles.numbering(),
        "word/settings.xml": styles.settings(),
        "word/header1.xml": _text(el("hdr", number)),
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in parts.items():
            head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            file.writestr(zipfile.ZipInfo(name, _EPOCH), (head + content).encode("utf-8"))
    return out.getvalue()


def _text(element: _Element) -> str:
    return etree.tostring(element, encoding="unicode")
