"""Figures: an SVG drawn by matplotlib, made fit to stand inside a page that follows the reader's colours."""

import re
from collections.abc import MutableMapping
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
_PATH = re.compile(r'(?<= d=")[^"]*')
_HEX = re.compile(r"#[0-9a-fA-F]{6}\b")
_REFERENCE = re.compile(r'(?:href="#|url\(#)([^")]+)')
_EMPTY = re.compile(r"<(defs|g)>\s*</\1>")


def inline(
    svg: str, prefix: str, alt: str, title: str = "", glyphs: MutableMapping[str, str] | None = None, name: str = ""
) -> str:
    """Prepare one drawing: own ids, the page's colours, a text for those who do not see it.

    Parameters
    ----------
    svg : the drawing as matplotlib wrote it.
    prefix : put before every id, so that drawings on one page do not clash.
    alt : read out in place of the drawing.
    title : the drawing's `<title>`; the alt text where empty.
    glyphs : letter shapes already on the page, by id. Shapes found here are moved into it, because every drawing
        brings the same letters and they are most of its size. None leaves them in the drawing.
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
    shared = {} if glyphs is None else _move_glyphs(drawing, glyphs)
    drawing = GLYPH.sub(lambda found: "" if found.group(1) in shared else found.group(0), drawing)
    drawing = _rename(drawing, prefix, shared)
    drawing = _PATH.sub(lambda found: " ".join(found.group(0).split()), drawing)
    drawing = _HEX.sub(_variable, drawing)
    while _EMPTY.search(drawing):
        drawing = _EMPTY.sub("", drawing)
    drawing = re.sub(r">\s*\n\s*", ">", drawing)
    box = attributes.get("viewBox") or f"0 0 {_points(attributes.get('width'))} {_points(attributes.get('height'))}"
    return (
        f'<svg class="{escape(name or "drawn")}" role="img" aria-label="{escape(alt)}" viewBox="{escape(box)}">'
        f"<title>{escape(title or alt)}</title>{drawing.strip()}</svg>"
    )


def shapes(glyphs: MutableMapping[str, str]) -> str:
    """The letter shapes that the page's drawings share, as one hidden element; empty if there are none."""
    if not glyphs:
        return ""
    paths = "".join(
        f'<path id="g-{escape(one)}" d="{outline}" transform="scale(.015625)"/>' for one, outline in glyphs.items()
    )
    return f'<svg class="shapes" width="0" height="0" aria-hidden="true"><defs>{paths}</defs></svg>'


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


def _variable(match: re.Match) -> str:
    name = COLOURS.get(match.group(0).lower())
    return f"var(--{name})" if name else match.group(0)


def _points(length: str | None) -> str:
    found = re.match(r"[\d.]+", length or "")
    return found.group(0) if found else "100"
