"""Markdown to HTML, the same for every format and for the check of what is written."""

import re

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

# How a line begins that Markdown takes for an entry of a list, a quotation, a heading or a rule.
_OPENER = re.compile(r"(\d+)(?=[.)](?:\s|$))|(?=[-+>]|[*#]+(?:\s|$))")
_RENDERER = MarkdownWithMath(renderer=IPythonRenderer(escape=False, exclude_anchor_links=True))


def render(source: str) -> str:
    """HTML of Markdown; the HTML that stands in it stays."""
    return _RENDERER.render(source)


def inline(source: str) -> str:
    """HTML of a line of words, without a paragraph around it; "1. Results" is a heading with a number, no list."""
    line = source.strip()
    found = _OPENER.match(line)
    line = f"{line[: found.end()]}\\{line[found.end() :]}" if found else line
    return render(line).strip().removeprefix("<p>").removesuffix("</p>")
