"""One report as one HTML file: nothing is loaded from outside, every number opens its source."""

import json
import re
from html import escape

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from nbformat import NotebookNode

from lsdata.publish import arrangement, document, markdown, marks, svg, tables
from lsdata.publish.highlight import highlight
from lsdata.publish.labels import TEMPLATES, asset, capital, labels, view_key
from lsdata.publish.views import GRID, script

NARROW_MIME = "application/vnd.lsdata.narrow+svg"
PICTURES = ("image/svg+xml", "image/png", "image/jpeg")
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
    ReportError : the notebook holds no report JSON, or a chart without a text for those who do not see it.
    """
    return draw(document.plain(nb), document.report(nb), base=base)


def draw(nb: NotebookNode, report: dict, *, base: str = "") -> bytes:
    """Render a plain document, as of ``document.plain`` or ``combined.bind``, with its report JSON; see ``page``."""
    return _TEMPLATE.render(nb=nb, ls=_Page(report, base)).lstrip("\n").encode("utf-8")


class _Page:
    """What the template asks for while it draws one page."""

    def __init__(self, report: dict, base: str):
        self.report = report
        self.words = labels(report["lang"])
        self.facts = marks.anchors(report["facts"], "f-")
        self.refs = marks.anchors((one["source_id"] for one in report["sources"]), "s-")
        self.targets = [{one: f"#{anchor}" for one, anchor in known.items()} for known in (self.facts, self.refs)]
        self.nav = _switches(report, base, self.words) if base else []
        self.view = view_key(report)
        self.grid = f"{base.rpartition('/')[0]}/{GRID}" if base else ""
        self.css = Markup(asset("base.css") + asset("report.css"))
        self.js = Markup(script("report.js"))
        self.shared = svg.Shared()
        self.placed: set[str] = set()
        self.heads: dict[str, int] = {}
        self.figures = 0
        self.untyped: list[str] = []

    def link(self, markup: str) -> Markup:
        """HTML with its facts and source numbers as links."""
        return Markup(marks.link(markup, *self.targets, self.words["source_word"]))

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
        return self.link(tables.stacked(markup, self.heads))

    def _titles(self, markup: str) -> str:
        """The title of a source, what is given of it first, as a link to it."""
        left = {
            escape(s["source_id"]): escape(document.address(s)) for s in self.report["sources"] if document.address(s)
        }

        def title(match: re.Match) -> str:
            url = left.pop(match[1], "")
            return f'<a href="{url}">{match[2]}</a>' if url else match[0]

        return _GIVEN.sub(title, markup)

    def figure(self, output: NotebookNode, section: str = "") -> Markup:
        """A drawing, or two where a narrow one came with it, or a picture."""
        alt = document.alt_text(output, section)
        caption = output.metadata.get("lsdata", {}).get("caption", "")
        mime = next(mime for mime in PICTURES if mime in output.data)
        if mime != "image/svg+xml":
            data = "".join(output.data[mime]).replace("\n", "")
            return Markup(f'<img src="data:{mime};base64,{escape(data)}" alt="{escape(alt)}">')
        self.figures += 1
        wide = self._draw("".join(output.data[mime]), "", alt, caption, "wid" if NARROW_MIME in output.data else "only")
        if NARROW_MIME not in output.data:
            return Markup(wide)
        return Markup(wide + self._draw("".join(output.data[NARROW_MIME]), "n", alt, caption, "nar"))

    def _draw(self, source: str, mark: str, alt: str, caption: str, name: str) -> str:
        return svg.inline(source, f"d{self.figures}{mark}-", alt, caption, self.shared, name)

    def shapes(self) -> Markup:
        return Markup(self.shared.markup())

    def sections(self, nb: NotebookNode) -> list[dict]:
        """The sections with their pieces in the order of the page."""
        return arrangement.sections(nb, self.words["how_to_read"])

    def heads_css(self) -> Markup:
        """What stands before a cell of a table on a phone, by the number of its column's head."""
        words = (self.words[key] for key in ("what", "period", "status", "interval", "formula", "source"))
        return Markup(tables.heads_css(self.heads, words))

    def opening(self, nb: NotebookNode) -> list[NotebookNode]:
        """What the opening says beyond the header that the page draws itself."""
        return [c for c in nb.cells if not c.metadata.lsdata.section and c.metadata.lsdata.part not in _HEADER_PARTS]

    def opening_code(self, nb: NotebookNode) -> str:
        codes = [c.metadata.lsdata.get("code") for c in nb.cells if not c.metadata.lsdata.section]
        return "\n\n".join(code for code in codes if code)

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
            "inputs": [(self.facts[i], report["facts"][i]["text"]) for i in known],
            "source_anchor": self.refs.get(fact.get("source_id"), ""),
            "others": [
                other | {"anchor": self.refs.get(other.get("source_id"), "")} for other in fact.get("others") or []
            ],
        }

    def is_call(self, source: str) -> bool:
        """Code that only calls the brief shows no analysis: its fold appears when the reader asks for all code."""
        return bool(_CALLS.fullmatch(source.strip()))

    def loose_sources(self) -> list[dict]:
        """Sources that no list in the report gave a place."""
        anchors = _without(self.refs, self.placed)
        sources = (s for s in self.report["sources"] if s["source_id"] in anchors)
        return [s | {"anchor": anchors[s["source_id"]], "url": document.address(s)} for s in sources]

    def source_json(self) -> Markup:
        """What the popover tells of a source beyond its number."""
        known = {
            str(s["number"]): [
                f"{s['publisher']}, “{s['title']}”" if s.get("publisher") else s["title"],
                s.get("published_name") or "",
                s.get("authority_name") or "",
            ]
            for s in self.report["sources"]
        }
        return Markup(json.dumps(known, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))


def _without(anchors: dict[str, str], placed: set[str]) -> dict[str, str]:
    return {one: anchor for one, anchor in anchors.items() if one not in placed}


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
    return Markup(markdown.render(source))


def _inline(source: str) -> Markup:
    """One line of Markdown without the paragraph around it."""
    return Markup(markdown.inline(source))


def _code(source: str) -> Markup:
    return Markup(highlight(source))


_TEMPLATES = Environment(loader=FileSystemLoader(str(TEMPLATES)), autoescape=True, trim_blocks=True, lstrip_blocks=True)
_TEMPLATES.filters |= {"markdown": _markdown, "inline": _inline, "code": _code, "capital": capital}
_TEMPLATE = _TEMPLATES.get_template("report.html.j2")
