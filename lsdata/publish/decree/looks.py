"""How a Word document makes its letters and paragraphs look: styles upon styles, defaults, theme."""

from __future__ import annotations

from dataclasses import dataclass, replace

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml.etree import _Element

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True)
class Format:
    """How letters look and how their paragraph stands; lengths in points, ``line`` in lines where ``exact`` is not set."""

    ascii: str = "Times New Roman"
    other: str = "Times New Roman"
    size: float = 10.0
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    hidden: bool = False
    color: str = "auto"
    aligned: str = "left"
    first: float = 0.0
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    exact: bool = False
    listed: bool = False
    outline: bool = False


class Looks:
    """What styles, defaults and theme of a document come to."""

    def __init__(self, main: Part):
        parts = {r.reltype: r.target_part for r in main.rels.values() if not r.is_external}
        styles = root_of(parts[RT.STYLES]) if RT.STYLES in parts else None
        self.fonts = _theme(parts[RT.THEME]) if RT.THEME in parts else {}
        found = styles.findall(qn("w:style")) if styles is not None else []
        self.styles = {one.get(qn("w:styleId")): one for one in found}
        self.usual = next((one.get(qn("w:styleId")) for one in found if _is_default(one, "paragraph")), "")
        defaults = styles.find(qn("w:docDefaults")) if styles is not None else None
        self.base = Format()
        self.tables: dict[_Element, str] = {}  # the style of each table met
        self.language = ""
        if defaults is not None:
            for one in (*defaults.iter(qn("w:rPr")), *defaults.iter(qn("w:pPr"))):
                self.base = self._over(self.base, one)
            lang = next(defaults.iter(qn("w:lang")), None)
            self.language = lang.get(qn("w:val"), "") if lang is not None else ""

    def paragraph(self, p: _Element, table: _Element | None) -> tuple[str, Format]:
        """Name of a paragraph's style, and its format."""
        own = p.find(qn("w:pPr"))
        look = self.base
        if table is not None:
            if table not in self.tables:
                self.tables[table] = value_of(table.find(qn("w:tblPr")), "tblStyle")
            look = self._styled(look, self.tables[table])
        key = value_of(own, "pStyle")
        key = key if key in self.styles else self.usual
        look = self._styled(look, key)
        if own is not None:
            look = self._over(look, own)
        return value_of(self.styles[key], "name") if key in self.styles else "", look

    def run(self, r: _Element, look: Format) -> Format:
        own = r.find(qn("w:rPr"))
        if own is None:
            return look
        return self._over(self._styled(look, value_of(own, "rStyle")), own)

    def _styled(self, look: Format, key: str) -> Format:
        chain: list[_Element] = []
        while key in self.styles and self.styles[key] not in chain:
            chain.append(self.styles[key])
            key = value_of(chain[-1], "basedOn")
        for style in reversed(chain):
            for tag in ("pPr", "rPr"):
                if (one := style.find(qn(f"w:{tag}"))) is not None:
                    look = self._over(look, one)
        return look

    def _over(self, look: Format, own: _Element) -> Format:
        """A format with what a set of properties changes in it."""
        more: dict[str, object] = {}
        for child in own:
            name = child.tag.rpartition("}")[2]
            value = child.get(qn("w:val"), "")
            if name == "rFonts":
                more |= self._faces(child)
            elif name == "sz" and value.isdigit():
                more["size"] = int(value) / 2
            elif name in _SWITCHES:
                more[_SWITCHES[name]] = switched_on(child)
            elif name == "color":
                more["color"] = "auto" if not value and child.get(qn("w:themeColor")) in ("text1", "dark1") else value
            elif name == "jc":
                more["aligned"] = {"start": "left", "end": "right"}.get(value, value)
            elif name == "ind" and (child.get(qn("w:firstLine")) or child.get(qn("w:hanging"))):
                more["first"] = (twips(child, "firstLine") or 0) / 20
            elif name == "spacing":
                more |= _spacing(child)
            elif name == "numPr":
                more["listed"] = value_of(child, "numId") != "0"
            elif name == "outlineLvl":
                more["outline"] = value != "9"
        return replace(look, **more) if more else look

    def _faces(self, child: _Element) -> dict[str, str]:
        out = {}
        for slot, name in (("ascii", "ascii"), ("hAnsi", "other")):
            theme, own = child.get(qn(f"w:{slot}Theme")), child.get(qn(f"w:{slot}"))
            if theme:
                out[name] = self.fonts.get(theme[:5], "") or f"theme font {theme}"
            elif own:
                out[name] = own
        return out


_SWITCHES = {"b": "bold", "i": "italic", "caps": "capitals", "vanish": "hidden"}


def _spacing(child: _Element) -> dict[str, object]:
    out: dict[str, object] = {}
    for side in ("before", "after"):
        if child.get(qn(f"w:{side}Autospacing"), "0") not in _OFF:
            out[side] = 14.0
        elif (value := twips(child, side)) is not None:
            out[side] = value / 20
    if (line := twips(child, "line")) is not None:
        out["exact"] = child.get(qn("w:lineRule"), "auto") != "auto"
        out["line"] = line / 20 if out["exact"] else line / 240
    return out


def twips(one: _Element | None, name: str) -> float | None:
    value = one.get(qn(f"w:{name}")) if one is not None else None
    try:
        return float(value) if value else None
    except ValueError:  # "12pt", as the strict form of the format has it
        units = {"pt": 20, "in": 1440, "cm": 1440 / 2.54, "mm": 1440 / 25.4}
        return float(value[:-2]) * units[value[-2:]]


def value_of(one: _Element | None, tag: str) -> str:
    found = one.find(qn(f"w:{tag}")) if one is not None else None
    return found.get(qn("w:val"), "") if found is not None else ""


def switched_on(one: _Element) -> bool:
    return one.get(qn("w:val"), "1") not in _OFF


def _is_default(style: _Element, kind: str) -> bool:
    return style.get(qn("w:type")) == kind and style.get(qn("w:default"), "0") not in _OFF


def root_of(part: Part) -> _Element:
    element = getattr(part, "element", None)
    return element if element is not None else parse_xml(part.blob)


def _theme(part: Part) -> dict[str, str]:
    """Fonts of a theme: ``major`` and ``minor``."""
    root = root_of(part)
    found = {kind: next(root.iter(f"{_DRAWING}{kind}Font"), None) for kind in ("major", "minor")}
    return {k: f.find(f"{_DRAWING}latin").get("typeface", "") for k, f in found.items() if f is not None}
