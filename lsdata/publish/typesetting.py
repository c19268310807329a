"""The one place that touches typst: a document or a drawing goes in, the bytes of a PDF or a PNG come out.

Typst is part of ``lsdata[docs]``; it brings its own text font, charts are set in the DejaVu Sans of matplotlib. No font of
the machine is used and no clock is read, so that the same content gives the same bytes everywhere.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from lsdata.errors import ReportError

_POINTS = {"": 0.75, "px": 0.75, "pt": 1.0, "in": 72.0, "mm": 72 / 25.4, "cm": 72 / 2.54}
_SIZE = {
    side: re.compile(rf"<svg\b[^>]*?\s{side}=[\"']\s*([\d.]+)\s*({'|'.join(filter(None, _POINTS))})?\s*[\"']")
    for side in ("width", "height")
}
_PIXELS = 4000  # of the longer side of a picture
_DRAWING = """#set page(width: auto, height: auto, margin: 0pt)
#context {
  let own = OWN
  let scale = calc.min(1, MOST / own.width, MOST / own.height)
  image("drawing.svg", width: own.width * scale, height: own.height * scale)
}"""


class Unsettled(ReportError):
    """A document whose pages depend on each other in circles: each attempt to set it came out differently."""


def compile(main: str | bytes, files: dict[str, bytes]) -> bytes:
    """The PDF of a typst document, tagged for readers of the screen (PDF/UA-1).

    Parameters
    ----------
    main : its program.
    files : what the program reads, by name; text in UTF-8.

    Raises
    ------
    Unsettled : no attempt gave the pages that it started from.
    ReportError : typst is not installed, or cannot set the document.
    """
    return _run(main, files, format="pdf", pdf_standards=["ua-1"])


@lru_cache(maxsize=64)
def png(svg: str, dpi: int = 200) -> bytes:
    """The PNG of an SVG drawing at its own size on paper, if that is no poster's, for programs that show no SVG.

    Raises
    ------
    ReportError : as of ``compile``, or the drawing cannot be read.
    """
    size = svg_size(svg)
    own = f"(width: {size[0]}pt, height: {size[1]}pt)" if size else 'measure(image("drawing.svg"))'
    main = _DRAWING.replace("OWN", own).replace("MOST", f"{_PIXELS * 72 / dpi:.2f}pt")
    return _run(main, {"drawing.svg": svg.encode("utf-8")}, format="png", ppi=float(dpi))


def svg_size(svg: str) -> tuple[float, float] | None:
    """Width and height of an SVG drawing in points (1/72 inch), as its file says; None where it does not."""
    found = [_SIZE[side].search(svg) for side in ("width", "height")]
    sides = [float(m[1]) * _POINTS[m[2] or ""] for m in found if m and m[1].count(".") < 2 and m[1] != "."]
    return (sides[0], sides[1]) if len(sides) == 2 and min(sides) > 0 else None


def _run(main: str | bytes, files: dict[str, bytes], **options: object) -> bytes:
    program = main.encode("utf-8") if isinstance(main, str) else main
    try:
        made, warnings = _compiler().compile_with_warnings({**files, "main.typ": program}, **options)
    except RuntimeError as e:
        said = " ".join(" ".join([getattr(e, "message", "") or str(e), *(getattr(e, "hints", None) or [])]).split())
        raise ReportError(f"typst could not set the document: {said}") from None
    if any("converge" in str(warning) for warning in warnings):
        raise Unsettled("typst could not set the document: its pages do not settle")
    return made


@lru_cache(maxsize=1)
def _compiler():
    """The compiler with its fonts, kept for the next document."""
    try:
        import typst
    except ImportError:
        raise ReportError("PDF and Word need typst; install lsdata[docs]") from None
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=_folders())
    return typst.Compiler(font_paths=fonts)


def _folders() -> list[str]:
    """The folder of matplotlib's fonts, without importing matplotlib."""
    spec = find_spec("matplotlib")
    return [str(Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf")] if spec and spec.origin else []
