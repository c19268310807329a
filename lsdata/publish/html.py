"""One report as one HTML file: nothing is loaded from outside, every number opens its source."""

import json
import re
from collections.abc import Iterable
from html import escape

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from lsdata.cards import LINKED
from lsdata.publish import document, marks, svg, tables
from lsdata.publish.labels import TEMPLATES, asset, capital, labels, view_key

NARROW_MIME = "application/vnd.lsdata.narrow+svg"
_CALLS = re.compile(r"(?:b\.\w+\([^()\n]*\)[;\s]*)+")
_GIVEN = re.compile(r'<span class="ls-given" data-id="([^"]*)">(.*?)</span>')
_HEADER_PARTS = {"title", "numbers", "verdict", "question"}  # drawn from the report JSON, or meant for the notebook


def page(nb: NotebookNode, *, base: str = "") -> bytes:
    """Render an executed notebook.

    Parameters
    ----------
    nb : executed notebook whose last code cell is `b.facts()`.
    base : relative address of the index, "../../../index.html"; empty for a page that stands alone, without switches.

    Returns
    -------
    bytes : UTF-8, the same for the same notebook.

    Raises
    ------
    ReportError : the notebook holds no report JSON.
    """
    body = _TEMPLATE.render(nb=document.plain(nb), ls=_Page(document.report(nb), base))
    return body.lstrip("\n").encode("utf-8")


class _Page:
    """What the template asks for while it draws one page."""

    def __init__(self, report: dict, base: str):
        self.report = report
        self.words = labels(report["lang"])
        self.facts = marks.anchors(report["facts"], "f-")
        self.refs = marks.anchors((one["source_id"] for one in report["sources"]), "s-")
        self.nav = _switches(report, base, self.words) if base else []
        self.css = Markup(asset("base.css") + asset("report.css"))
        self.js = Markup(asset("report.js"))
        self.glyphs: dict[str, str] = {}
        self.placed: set[str] = set()
        self.figures = 0
        self.untyped: list[str] = []

    def link(self, markup: str) -> Markup:
        """HTML with its facts and source numbers as links."""
        facts = {one: f"#{anchor}" for one, anchor in self.facts.items()}
        refs = {one: f"#{anchor}" for one, anchor in self.refs.items()}
        return Markup(marks.link(markup, facts, refs, self.words["source_word"]))

    def say(self, markup: str) -> Markup:
        """Prose: links, and a line under a number that has no fact behind it."""
        marked, found = marks.untyped(markup)
        self.untyped += found
        return Markup(
            str(self.link(marked)).replace('<a class="ref"', '\u2060<a class="ref"')
        )  # no line begins with [1]

    def table(self, markup: str, section: str = "") -> Markup:
        """A table of the report, ready for a phone; in the list of sources each one gets its place."""
        if section == "sources":
            markup, placed = marks.anchor_first(markup, _without(self.refs, self.placed))
            self.placed |= placed
            markup = self._titles(markup)
        return self.link(tables.stacked(markup))

    def _titles(self, markup: str) -> str:
        """The title of a source, what is given of it first, as a link to it."""
        known = (s for s in self.report["sources"] if s["url"].startswith("http") and s["authority"] in LINKED)
        left = {escape(s["source_id"]): escape(s["url"]) for s in known}

        def title(match: re.Match) -> str:
            url = left.pop(match[1], "")
            return f'<a href="{url}">{match[2]}</a>' if url else match[0]

        return _GIVEN.sub(title, markup)

    def figure(self, output: NotebookNode) -> Markup:
        """A drawing, or two where a narrow one came with it, or a picture."""
        meta = output.metadata
        own = meta.get("lsdata", {})
        for mime in ("image/svg+xml", "image/png", "image/jpeg"):
            if mime in output.data:
                break
        alt = meta.get(mime, {}).get("alt") or own.get("alt") or own.get("caption") or self.words["chart"]
        caption = own.get("caption", "")
        if mime != "image/svg+xml":
            data = "".join(output.data[mime]).replace("\n", "")
            return Markup(f'<img src="data:{mime};base64,{escape(data)}" alt="{escape(alt)}">')
        self.figures += 1
        wide = self._draw("".join(output.data[mime]), "", alt, caption, "wid" if NARROW_MIME in output.data else "only")
        if NARROW_MIME not in output.data:
            return Markup(wide)
        return Markup(wide + self._draw("".join(output.data[NARROW_MIME]), "n", alt, caption, "nar"))

    def _draw(self, source: str, mark: str, alt: str, caption: str, name: str) -> str:
        return svg.inline(source, f"d{self.figures}{mark}-", alt, caption, self.glyphs, name)

    def shapes(self) -> Markup:
        return Markup(svg.shapes(self.glyphs))

    def sections(self, nb: NotebookNode) -> list[dict]:
        """The rendered sections: anchor, heading, and rows of pieces (a chart and its note stand side by side)."""
        found: list[dict] = []
        for cell in nb.cells:
            own = cell.metadata.lsdata
            if own.part == "heading":
                found.append({"key": self._free(own.section, found), "heading": cell.source[3:], "cells": []})
            elif found and own.section:
                found[-1]["cells"].append(cell)
        for section in found:
            section["rows"] = _rows(section["cells"], self.words["how_to_read"])
        return found

    def opening(self, nb: NotebookNode) -> list[NotebookNode]:
        """What the opening says beyond the header that the page draws itself."""
        return [c for c in nb.cells if not c.metadata.lsdata.section and c.metadata.lsdata.part not in _HEADER_PARTS]

    def opening_code(self, nb: NotebookNode) -> str:
        codes = [c.metadata.lsdata.get("code") for c in nb.cells if not c.metadata.lsdata.section]
        return "\n\n".join(code for code in codes if code)

    def _free(self, key: str, found: list[dict]) -> str:
        taken = {section["key"] for section in found}
        return key if key not in taken else f"{key}-{len(found)}"

    def rows(self) -> list[dict]:
        """One dict a fact, in the order of the report, for the table of all numbers."""
        return [self._row(one, fact) for one, fact in self.report["facts"].items()]

    def _row(self, one: str, fact: dict) -> dict:
        report = self.report
        what = [fact["name"], "" if fact.get("measure") == "level" else fact.get("measure_name")]
        if fact.get("area") not in (report["area"], report["area_short"], report["area_name"]):
            what.append(fact["area"])
        known = [i for i in fact.get("inputs") or [] if i in self.facts and i != one]
        return fact | {
            "anchor": self.facts[one],
            "what": ", ".join(part for part in what if part),
            "inputs": [(i, self.facts[i], report["facts"][i]["text"]) for i in known],
            "source_anchor": self.refs.get(fact.get("source_id"), ""),
        }

    def is_call(self, source: str) -> bool:
        """Code that only calls the brief shows no analysis: its fold appears when the reader asks for all code."""
        return bool(_CALLS.fullmatch(source.strip()))

    def loose_sources(self) -> list[dict]:
        """Sources that no list in the report gave a place."""
        anchors = _without(self.refs, self.placed)
        return [s | {"anchor": anchors[s["source_id"]]} for s in self.report["sources"] if s["source_id"] in anchors]

    def source_json(self) -> Markup:
        """What the popover tells of a source beyond its number."""
        known = {
            str(s["number"]): [
                f"{s['publisher']}, “{s['title']}”" if s.get("publisher") else s["title"],
                *(s.get(key) or "" for key in ("published_name", "url", "authority_name")),
            ]
            for s in self.report["sources"]
        }
        return Markup(json.dumps(known, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))


def _without(anchors: dict[str, str], placed: set[str]) -> dict[str, str]:
    return {one: anchor for one, anchor in anchors.items() if one not in placed}


def _rows(cells: list[NotebookNode], note_word: str) -> list[dict]:
    """Pieces in order; what says how to read a chart stands beside that chart, and goes where no chart was drawn."""
    rows = [row for cell in cells for row in _split(cell, note_word)]
    charts = [row for row in rows if row["figure"]]
    for index, row in enumerate(rows):
        if not row["note"] or row["figure"]:
            continue
        before = rows[index - 1] if index and rows[index - 1]["figure"] else None
        after = next((chart for chart in charts if rows.index(chart) > index), None)
        chart = before or after or (charts[-1] if charts else None)
        if chart and not chart["note"]:
            chart["note"], row["note"] = row["note"], ""
    return [row for row in rows if row["cell"] or (row["note"] and charts)]


def _split(cell: NotebookNode, note_word: str) -> Iterable[dict]:
    """A written cell's paragraphs on how to read a chart, apart from its others; any other cell as it is."""
    if cell.metadata.lsdata.part != "text":
        yield {"cell": cell, "figure": cell.metadata.lsdata.part == "figure", "note": ""}
        return
    lead = re.compile(rf"\**{note_word}[^:.*\n]*[:.]?\**[:.]?\s*")
    for paragraph in re.split(r"\n\s*\n", cell.source):
        if found := lead.match(paragraph):
            yield {"cell": None, "figure": False, "note": f"**{note_word}**\n{capital(paragraph[found.end() :])}"}
        else:
            yield {"cell": cell | {"source": paragraph}, "figure": False, "note": ""}


def _switches(report: dict, base: str, words: dict[str, str]) -> list[dict]:
    view = view_key(report)
    other = "en" if report["lang"] == "vi" else "vi"
    there = view_key(report | {"lang": other})
    return [
        {"href": f"{base}#{view}", "text": words["all_sectors"], "lang": ""},
        {"href": f"{base}#{view}/periods", "text": words["other_periods"], "lang": ""},
        {"href": f"{base}#{there}/{report['sector']}", "text": labels(other)["language"], "lang": other},
    ]


def _markdown(source: str) -> Markup:
    return Markup(_MARKDOWN.render(source))


def _inline(source: str) -> Markup:
    """One line of Markdown without the paragraph around it."""
    return Markup(_MARKDOWN.render(source).strip().removeprefix("<p>").removesuffix("</p>"))


def _code(source: str) -> Markup:
    return Markup(highlight(source, _LEXER, _FORMATTER))


_MARKDOWN = MarkdownWithMath(renderer=IPythonRenderer(escape=False, exclude_anchor_links=True))
_LEXER, _FORMATTER = PythonLexer(), HtmlFormatter(cssclass=" highlight hl-python")
_TEMPLATES = Environment(loader=FileSystemLoader(str(TEMPLATES)), autoescape=True, trim_blocks=True, lstrip_blocks=True)
_TEMPLATES.filters |= {"markdown": _markdown, "inline": _inline, "code": _code, "capital": capital}
_TEMPLATE = _TEMPLATES.get_template("report.html.j2")
