"""An executed notebook as a plain document: what a reader sees, in order, without prompts and machinery.

Every format starts here. A `text/markdown` output becomes a markdown cell, tables and figures stay outputs of a code
cell whose source is empty, and the code that made a result waits in its metadata for formats that fold it.
"""

import ast
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from nbformat import NotebookNode, from_dict

from lsdata.cards import LINKED
from lsdata.errors import ReportError
from lsdata.publish.labels import labels

REPORT_MIME = "application/vnd.lsdata.report+json"
SOURCES = "sources"  # key of the table that a report's list of sources is
SILENT_TAGS = {"parameters", "injected-parameters"}
OPENING = ("title", "numbers", "lead", "verdict")
# What a browser or a document shows best, first.
_PREFERENCE = ("image/svg+xml", "text/html", "text/markdown", "image/png", "image/jpeg", "text/plain")
# What a cell's last expression leaves behind when it was called for its effect: `<Axes: >`, `Text(0.5, 1.0, '…')`.
_REPR = re.compile(r"^(\[?<[A-Za-z][^\n]*>.*|(Text|Rectangle|Line2D|PathCollection)\(.*)$", re.DOTALL)


_MISSING = re.compile(r"!\[([^\]]*)\]\(\s*<?attachment:[^)]*\)")
_CONTROL = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")  # colours and moves of a terminal


@dataclass
class _Section:
    key: str
    heading: str = ""
    cells: list[NotebookNode] = field(default_factory=list)
    shown: bool = False
    pending: list[str] = field(default_factory=list)


def report(nb: NotebookNode) -> dict[str, Any]:
    """The report JSON of an executed notebook: the last output of its own type.

    Raises
    ------
    ReportError : no cell printed one; its last code cell should be `b.facts()`.
    """
    for cell in reversed(nb.cells):
        for output in reversed(cell.get("outputs", [])):
            found = output.get("data", {}).get(REPORT_MIME)
            if found is not None:
                return found
    raise ReportError("the notebook holds no report: its last code cell should be b.facts(), and it should have run")


def language(nb: NotebookNode) -> str:
    """Language of the report: that of its JSON, else of papermill's parameters, else vi."""
    try:
        return report(nb)["lang"]
    except ReportError:
        return nb.metadata.get("papermill", {}).get("parameters", {}).get("lang", "vi")


def plain(nb: NotebookNode) -> NotebookNode:
    """Turn an executed notebook into a plain document.

    Returns
    -------
    NotebookNode : markdown cells, and code cells with an empty source and one output each. `metadata.lsdata` of a cell
        holds `part` (title, numbers, lead, verdict, question, heading, text, prose, notes, table, figure, output),
        `section` (the anchor, empty in the opening) and, on the last piece of a result, `code`.
        A section whose code cells show nothing is left out, heading and explanation included, and so is a paragraph on
        how to read a chart where none was drawn.

    Raises
    ------
    ReportError : a figure without a text for those who do not see it.
    """
    lang = language(nb)
    sections = [_Section("")]
    for cell in nb.cells:
        if cell.cell_type == "markdown":
            tags = [tag for tag in cell.metadata.get("tags", []) if tag.startswith("lang-")]
            if not tags or f"lang-{lang}" in tags:
                _add_text(sections, cell)
        elif cell.cell_type == "code":
            _add_results(sections, cell)
    cells: list[NotebookNode] = []
    for section in sections:
        if section.shown or not section.key:
            cells += _finish(section, labels(lang)["how_to_read"])
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    return NotebookNode(nbformat=4, nbformat_minor=5, cells=cells, metadata=from_dict({"lsdata": {"lang": lang}}))


def alt_text(output: NotebookNode, heading: str = "") -> str:
    """What a figure, under this heading, says to those who do not see it.

    Raises
    ------
    ReportError : it says nothing: a chart without a text is not published, in no format.
    """
    own = output.get("metadata", {})
    said = [own.get(mime, {}).get("alt") for mime in _PREFERENCE if mime in output.data]
    alt = next((one for one in [*said, own.get("lsdata", {}).get("alt")] if one and one.strip()), "")
    if not alt:
        raise ReportError(
            f"a figure{f' under “{heading}”' if heading else ''} has no text for those who do not see it; "
            'show it by b.finish(ax, frame), or with metadata={"image/svg+xml": {"alt": "…"}}'
        )
    return alt


def address(source: dict) -> str:
    """Where a source can be read; nothing for a copy, whose text is quoted, and for what is no web address."""
    url = source.get("url") or ""
    return url if url.startswith(("http://", "https://")) and source.get("authority") in LINKED else ""


def without_sources(nb: NotebookNode) -> list[NotebookNode]:
    """The cells of a plain document without its list of sources, nor the heading of a section that held nothing else.

    For a document that has all its sources at its end: the section keeps the figures that were not chosen, if any.
    """
    words = labels(nb.metadata.lsdata.lang)
    out: list[NotebookNode] = []
    for cell in nb.cells:
        own = cell.metadata.lsdata
        if own.get("key") == SOURCES:
            continue
        if own.part == "heading":
            if out and out[-1].metadata.lsdata.part == "heading":
                out.pop()
            if own.section == SOURCES:
                cell = NotebookNode(cell | {"source": f"## {words['not_chosen']}"})
        out.append(cell)
    return out[:-1] if out and out[-1].metadata.lsdata.part == "heading" else out


def _finish(section: _Section, how_to_read: str) -> list[NotebookNode]:
    if not any(cell.metadata.lsdata.part == "figure" for cell in section.cells):
        section.cells = [cell for cell in section.cells if _keep(cell, how_to_read)]
    results = [cell for cell in section.cells if cell.metadata.lsdata.part not in ("heading", "text", "question")]
    if section.pending and results:
        _attach(results[-1], section.pending)
    if not section.key:  # what a report says comes before the question it answers
        return sorted(section.cells, key=lambda cell: cell.metadata.lsdata.part == "question")
    return section.cells


def _keep(cell: NotebookNode, how_to_read: str) -> bool:
    """Take from a written cell how to read a chart that was not drawn; does it say more?"""
    if cell.metadata.lsdata.part != "text":
        return True
    paragraphs = re.split(r"\n\s*\n", cell.source)
    cell.source = "\n\n".join(p for p in paragraphs if not p.lstrip("*").startswith(how_to_read))
    return bool(cell.source)


def _attach(cell: NotebookNode, code: list[str]) -> None:
    known = cell.metadata.lsdata.get("code")
    cell.metadata.lsdata["code"] = "\n\n".join(([known] if known else []) + code)


def _add_text(sections: list[_Section], cell: NotebookNode) -> None:
    source = _attached(cell).strip()
    if not source:
        return
    rest = _open(sections, source, cell)
    if rest:
        part = "text" if sections[-1].key else "question"
        sections[-1].cells.append(_piece("markdown", rest, part, sections[-1]))


def _attached(cell: NotebookNode) -> str:
    """Source of a written cell, with its pasted pictures in it; of one that is lost, its text."""
    source = cell.source
    for name, data in cell.get("attachments", {}).items():
        mime = next((one for one in ("image/png", "image/jpeg", *data) if one in data), "")
        if mime:
            uri = f"data:{mime};base64,{_joined(data[mime])}".replace("\n", "")
            for spelled in (name, quote(name)):
                source = source.replace(f"attachment:{spelled}", uri)
    return _MISSING.sub(r"\1", source)


def _open(sections: list[_Section], source: str, cell: NotebookNode, key: str = "") -> str:
    """Start a section if `source` begins with its heading; return what follows the heading."""
    if not source.startswith("## "):
        return source
    heading, _, rest = source.partition("\n")
    section = _Section(key or re.sub(r"-[a-z]{2}$", "", cell.get("id", "")) or f"section-{len(sections)}", heading[3:])
    section.cells.append(_piece("markdown", heading, "heading", section))
    sections.append(section)
    return rest.strip()


def _add_results(sections: list[_Section], cell: NotebookNode) -> None:
    silent = _is_silent(cell)
    made: list[tuple[_Section, NotebookNode]] = []
    for output in cell.get("outputs", []):
        kind, mime = _kind(output)
        if not kind:
            continue
        own = dict(output.get("metadata", {}).get("lsdata", {}))
        if mime == "text/markdown":
            source = _open(sections, _joined(output.data[mime]).strip(), cell, own.get("key", ""))
            if not source:
                continue
            piece = _piece("markdown", source, own.pop("part", kind), sections[-1], own)
        else:
            if kind == "figure":
                alt_text(output, sections[-1].heading)
            piece = _piece("code", "", own.pop("part", kind), sections[-1], own)
            piece |= {"execution_count": None, "outputs": [_shown(output)]}
        sections[-1].cells.append(piece)
        sections[-1].shown = True
        made.append((sections[-1], piece))
    if not silent:
        section = made[-1][0] if made else sections[-1]
        section.pending.append(cell.source.strip())
        if made:
            _attach(made[-1][1], section.pending)
            section.pending = []


def _kind(output: NotebookNode) -> tuple[str, str]:
    """What an output is for a reader, and the type to show; nothing for machinery."""
    if output.output_type == "stream":
        return ("output", "") if output.name == "stdout" and _joined(output.text).strip() else ("", "")
    data = output.get("data", {})
    mime = next((one for one in _PREFERENCE if one in data), "")
    if REPORT_MIME in data or not mime or not _joined(data[mime]).strip():
        return "", ""
    if mime == "text/plain" and _REPR.match(_joined(data[mime]).strip()):
        return "", ""
    return {"text/html": "output", "text/plain": "output", "text/markdown": "prose"}.get(mime, "figure"), mime


def _shown(output: NotebookNode) -> NotebookNode:
    """An output as what it shows, whichever line of a cell showed it, without the colours of a terminal."""
    if output.output_type == "execute_result":
        output = {"output_type": "display_data", "data": output.data, "metadata": output.metadata}
    shown = from_dict(output)
    for home, name in ((shown, "text"), (shown.get("data", {}), "text/plain")):
        if name in home:
            home[name] = _CONTROL.sub("", _joined(home[name]))
    return shown


def _piece(cell_type: str, source: str, part: str, section: _Section, own: dict | None = None) -> NotebookNode:
    known = (own or {}) | {"part": part, "section": section.key}
    return from_dict({"cell_type": cell_type, "source": source, "metadata": {"lsdata": known}})


def _is_silent(cell: NotebookNode) -> bool:
    """Parameters, imports and the report's own output are no result of the analysis."""
    if SILENT_TAGS & set(cell.metadata.get("tags", [])):
        return True
    if any(REPORT_MIME in output.get("data", {}) for output in cell.get("outputs", [])):
        return True
    try:
        body = ast.parse(cell.source).body
    except SyntaxError:  # a cell with %magic
        return False
    return all(isinstance(one, ast.Import | ast.ImportFrom) for one in body)


def _joined(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "".join(text)
