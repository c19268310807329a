"""A text with its figures marked, as HTML for JupyterLab: hover or Tab to a figure tells how it was read. No script.

Sureness is told by the line below a figure, not by its colour alone: solid, double, wavy; dashed for a figure that the
package has no place for. Where a page takes style sheets away, the readings stay in the ``title`` of each figure.
"""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from html import escape
from importlib import resources
from typing import TYPE_CHECKING

from ..dataset import Dataset
from ..narrative import Voice
from .describing import summary, told
from .figure import Figure

if TYPE_CHECKING:
    from .documents import Document, Paragraph

KINDS = ("high", "medium", "low", "none")  # of marks: how sure; none: the package has no place for it
LED = ("item", "heading")  # kinds of paragraphs: what stands before them is shown
_made: Counter[str] = Counter()  # how often a text was marked: ids of a page are never twice the same


def marked(document: Document, figures: Iterable[Figure], data: Dataset, lang: str) -> str:
    """The text as HTML, every figure marked, with a card that tells its reading in words.

    Parameters
    ----------
    document, figures : what was read, and what was found in it.
    data : the data set with whose names it was read.
    lang : language of the cards.
    """
    figures = sorted(figures, key=lambda f: (f.start, -f.end))
    voice = Voice(data, lang)
    stem = _stem(document, figures, lang)
    numbers = itertools.count(1)
    own: dict[int, list[Figure]] = {}
    for f in figures:
        own.setdefault(f.paragraph, []).append(f)

    def inside(p: Paragraph) -> str:
        out, at = [], p.start
        for group in _groups(f for f in own.get(p.number, []) if p.start <= f.start < f.end <= p.end):
            begin, end = group[0].start, max(f.end for f in group)
            out.append(escape(document.text[at:begin]))
            out.append(_mark(voice, document.text[begin:end], group, f"{stem}-{next(numbers)}"))
            at = end
        return "".join([*out, escape(document.text[at : p.end])])

    body = "".join(_blocks(document, inside))
    style = resources.files(__package__).joinpath("marking.css").read_text(encoding="utf-8")
    head = f'<p class="lsr-head">{escape(summary(voice, figures))}</p>'
    return f'<div class="lsr"><style>{style}</style>{head}<div class="lsr-text">{body}</div>{_legend(voice, figures)}</div>'


def _stem(document: Document, figures: list[Figure], lang: str) -> str:
    """What the ids of an output begin with: the same for the same text, and told apart where it is shown again."""
    seen = hashlib.sha256(f"{lang}{document.text}{figures}".encode("utf-8", "replace")).hexdigest()[:10]
    _made[seen] += 1
    return f"lsr-{seen}-{_made[seen]}"


def _groups(figures: Iterable[Figure]) -> Iterator[list[Figure]]:
    """Figures in their order, those that stand on one another together."""
    group: list[Figure] = []
    for f in figures:
        if group and f.start >= max(g.end for g in group):
            yield group
            group = []
        group.append(f)
    if group:
        yield group


def _kind(f: Figure) -> str:
    return f.sure if f.placed else "none"


def _mark(voice: Voice, text: str, group: list[Figure], name: str) -> str:
    """A figure with its card."""
    readings = [told(voice, f) for f in group]
    kind = max((_kind(f) for f in group), key=KINDS.index)
    cards = "".join(
        f"<b>{escape(what)}</b><br>{escape(said)}<br><i>{escape(sure)}</i><br>" for what, said, sure in readings
    )
    title = escape("\n".join(". ".join(r) for r in readings))
    return (
        f'<span class="lsr-f" tabindex="0" aria-describedby="{name}"><mark class="lsr-{kind}" title="{title}">{escape(text)}'
        f'</mark><span class="lsr-card" role="tooltip" id="{name}" hidden>{cards.removesuffix("<br>")}</span></span>'
    )


def _blocks(document: Document, inside: Callable[[Paragraph], str]) -> Iterator[str]:
    """Paragraphs, with the mark of a list or the number of a heading that stands before; cells of a table as a table."""
    at = 0
    for table, found in itertools.groupby(document.paragraphs, key=lambda p: p.table):
        if not table:
            for p in found:
                before = document.text[at : p.start].rpartition("\n")[2].strip(" \t\r#|>") if p.kind in LED else ""
                own = f' class="lsr-{escape(p.kind)}"' if p.kind else ""
                yield f"<p{own}>{escape(before)} {inside(p)}</p>"
                at = p.end
            continue
        rows = itertools.groupby(found, key=lambda p: p.row)
        cells = ("".join(f"<td>{inside(p)}</td>" for p in row) for _, row in rows)
        yield "<table>" + "".join(f"<tr>{c}</tr>" for c in cells) + "</table>"


def _legend(voice: Voice, figures: list[Figure]) -> str:
    """What the lines below figures mean, as far as there are such, and how many."""
    count = Counter(map(_kind, figures))
    items = (
        f'<span><mark class="lsr-{k}">&nbsp;{count[k]}&nbsp;</mark> {escape(voice.word(f"read.{k}"))}</span>'
        for k in KINDS
        if count[k]
    )
    return f'<p class="lsr-legend">{" ".join(items)}</p>' if figures else ""
