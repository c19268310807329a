"""Figures: an SVG drawn by matplotlib, made fit to stand inside a page that follows the reader's colours."""

import re
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from html import escape

# The palette of the charts, as the page names it: one drawing then serves light, dark and print.
COLOURS = {
    "#000000": "ink",
    "#1a1a1a": "ink",
    "#595959": "soft",
    "#8c8c8c": "ctx",
    "#d9d9d9": "grid",
    "#ffffff": "paper",
    "#0f2b5b": "navy",
    "#aebeda": "tint",
    "#7a91ba": "hind",
    "#c28628": "ochre",
    "#7a5210": "ochre-ink",
    "#8a3012": "brick",
    "#247a7e": "teal",
}
GLYPH = re.compile(r'<path id="([^"]+)" d="([^"]*)" transform="scale\(0\.015625\)"\s*/>')
_NOISE = (
    re.compile(r"<metadata>.*?</metadata>", re.DOTALL),
    re.compile(r"<!--.*?-->", re.DOTALL),
    re.compile(r"<style[^>]*>.*?</style>", re.DOTALL),
    re.compile(r"<script\b.*?</script>", re.DOTALL),
)
_ROOT = re.compile(r"<svg\b([^>]*)>(.*)</svg>", re.DOTALL)
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_TAG = re.compile(r"<(/?)([\w:]+)((?:\s[^<>]*?)?)(/?)>")
_STYLE = re.compile(r'(?<= style=")[^"]*')
_STYLED = re.compile(r' style="([^"]*)"')
_SIMPLE = re.compile(r"[\w :;,.#%()-]*")
_PLACES = re.compile(r'(?<= )((?:d|x|y|width|height)="|transform="translate\()([^"]*)')
_LONG = re.compile(r"-?\d+\.\d{3,}")
_AROUND_LETTER = re.compile(r"\s*([A-Za-z])\s*")
# What the page's style sheet says of every drawing, or what says nothing.
_USUAL = re.compile(r"font-family: 'DejaVu Sans', 'Verdana', sans-serif(?:; |$)|(?: transform=\"rotate\(-?0 [^)]*\)\")")
_HEX = re.compile(r"#[0-9a-fA-F]{6}\b")
_REFERENCE = re.compile(r'(?:href="#|url\(#)([^")]+)')
_EMPTY = re.compile(r"<(defs|g)>\s*</\1>")


@dataclass
class Shared:
    """What the drawings of one page have in common: letter shapes by id, styles and the class of each."""

    glyphs: dict[str, str] = field(default_factory=dict)
    styles: dict[str, str] = field(default_factory=dict)

    def style(self, match: re.Match) -> str:
        """A `style` attribute as a class; one that refers to its own drawing or holds odd signs stays."""
        said = match.group(1)
        if not _SIMPLE.fullmatch(said) or "url(" in said:
            return match.group(0)
        return f' class="{self.styles.setdefault(said, f"v{len(self.styles)}")}"'

    def markup(self) -> str:
        """One hidden element with all of it; empty where there is nothing."""
        if not self.glyphs and not self.styles:
            return ""
        paths = "".join(
            f'<path id="g-{escape(one)}" d="{outline}" transform="scale(.015625)"/>'
            for one, outline in self.glyphs.items()
        )
        rules = "".join(f".{name}{{{said}}}" for said, name in self.styles.items())
        return f'<svg class="shapes" width="0" height="0" aria-hidden="true"><style>{rules}</style><defs>{paths}</defs></svg>'


def inline(svg: str, prefix: str, alt: str, title: str = "", shared: Shared | None = None, name: str = "") -> str:
    """Prepare one drawing: own ids, the page's colours, a text for those who do not see it.

    Parameters
    ----------
    svg : the drawing as matplotlib wrote it.
    prefix : put before every id, so that drawings on one page do not clash.
    alt : read out in place of the drawing.
    title : the drawing's `<title>`; the alt text where empty.
    shared : what is on the page already. Letter shapes and styles found here are moved into it, because every drawing
        brings the same and they are most of its size. None leaves them in the drawing.
    name : class of the `<svg>`.

    Returns
    -------
    str : the `<svg>` element.
    """
    for noise in _NOISE:
        svg = noise.sub("", svg)
    root = _ROOT.search(svg)
    if root is None:
        raise ValueError("a figure of type image/svg+xml holds no <svg> element")
    attributes = dict(_ATTRIBUTE.findall(root.group(1)))
    drawing = root.group(2).replace("xlink:href=", "href=")
    moved = _move_glyphs(drawing, shared.glyphs) if shared else set()
    drawing = GLYPH.sub(lambda found: "" if found.group(1) in moved else found.group(0), drawing)
    drawing = _slim(_HEX.sub(_variable, _rename(drawing, prefix, moved)))
    if shared:
        drawing = _STYLED.sub(shared.style, drawing)
    box = attributes.get("viewBox") or f"0 0 {_points(attributes.get('width'))} {_points(attributes.get('height'))}"
    return (
        f'<svg class="{escape(name or "drawn")}" role="img" aria-label="{escape(alt)}" viewBox="{escape(box)}">'
        f"<title>{escape(title or alt)}</title>{drawing.strip()}</svg>"
    )


def _move_glyphs(drawing: str, glyphs: MutableMapping[str, str]) -> set[str]:
    shared = set()
    for one, outline in GLYPH.findall(drawing):
        outline = " ".join(outline.split())
        if glyphs.setdefault(one, outline) == outline:  # the same id with another shape stays in its drawing
            shared.add(one)
    return shared


def _rename(drawing: str, prefix: str, shared: set[str]) -> str:
    used = set(_REFERENCE.findall(drawing))

    def own(match: re.Match) -> str:
        return f' id="{prefix}{match.group(1)}"' if match.group(1) in used else ""

    def reference(match: re.Match) -> str:
        target = match.group(1)
        start = match.group(0)[: -len(target)]
        return f"{start}g-{target}" if target in shared else f"{start}{prefix}{target}"

    return _REFERENCE.sub(reference, re.sub(r'\sid="([^"]*)"', own, drawing))


def _slim(drawing: str) -> str:
    """The same drawing in fewer letters: places to a hundredth of a point, no groups that hold nothing together."""
    drawing = _USUAL.sub("", drawing)
    drawing = _STYLE.sub(lambda found: found.group(0).replace("; ", ";").replace(": ", ":"), drawing)
    drawing = _PLACES.sub(lambda found: found[1] + _short(found[2]), drawing)
    while _EMPTY.search(drawing):
        drawing = _EMPTY.sub("", drawing)
    kept: list[bool] = []  # of the groups that are open: does its tag stay

    def unwrap(match: re.Match) -> str:
        end, name, attributes, closed = match.groups()
        if name != "g" or closed or (end and not kept):
            return "" if name == "g" and closed and not attributes else match.group(0)
        if not end:
            kept.append(bool(attributes))
        return match.group(0) if (kept.pop() if end else kept[-1]) else ""

    return re.sub(r">\s*\n\s*", ">", _TAG.sub(unwrap, drawing))


def _short(places: str) -> str:
    rounded = _LONG.sub(lambda found: f"{float(found.group(0)):.2f}".rstrip("0").rstrip("."), " ".join(places.split()))
    return _AROUND_LETTER.sub(r"\1", rounded)


def _variable(match: re.Match) -> str:
    name = COLOURS.get(match.group(0).lower())
    return f"var(--{name})" if name else match.group(0)


def _points(length: str | None) -> str:
    found = re.match(r"[\d.]+", length or "")
    return found.group(0) if found else "100"
