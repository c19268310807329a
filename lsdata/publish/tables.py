"""Tables of a report, made fit for a phone, where a row turns into a block of heads and cells."""

import re
from collections.abc import Iterable, Mapping, MutableMapping
from html import unescape

from lsdata.publish import marks

SHORT = 16  # characters; a cell of words as short as "thấp hơn tiến độ" stays on one line
_ROW = re.compile(r"<tr\b[^>]*>.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<td\b([^>]*)>(.*?)</td>", re.DOTALL)
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_HEAD = re.compile(r' data-h="([^"]*)"')
_ONE = re.compile(r"[^<>]*|<(a|span)\b[^<>]*>[^<>]*</\1>")  # text, or one element: one piece beside the head
_PLAIN = re.compile(r"[^\w %().,;:·–-]")


def stacked(markup: str, heads: MutableMapping[str, int] | None = None) -> str:
    """Each cell's content as one piece, and each table in a box that scrolls by itself when it is too wide.

    A cell that says nothing in a row of what is not published is left out on a phone (`data-o`).

    Parameters
    ----------
    markup : HTML with tables; a cell names the head of its column in `data-h`.
    heads : heads met so far and their numbers. New ones are added, and cells name the number instead: a head is long
        and every row repeats it. None leaves them.

    Example
    -------
    >>> stacked('<table><tr><td class="n" data-h="Share">24% <b>E</b></td></tr></table>', {"Level": 1})
    '<div class="scroll"><table><tr><td class="n" data-h="2"><span>24% <b>E</b></span></td></tr></table></div>'
    """

    def number(head: re.Match) -> str:
        return f' data-h="{heads.setdefault(unescape(head[1]), len(heads) + 1)}"'

    def table(found: re.Match) -> str:
        drawn = _ROW.sub(_row, found.group(0))
        return f'<div class="scroll">{drawn if heads is None else _HEAD.sub(number, drawn)}</div>'

    return _TABLE.sub(table, markup)


def heads_css(heads: Mapping[str, int], numbers: Iterable[str]) -> str:
    """Style rules that print the heads before their cells: by number, and in the table of all numbers by place.

    Example
    -------
    >>> heads_css({'"E"': 1}, ["Period"])
    '.ls-table [data-h="1"]::before{content:"\\\\22 E\\\\22 "}\\n.facts td:nth-child(2)::before{content:"Period"}'
    """
    rules = {f'.ls-table [data-h="{number}"]': head for head, number in heads.items()}
    rules |= {f".facts td:nth-child({place})": head for place, head in enumerate(numbers, start=2)}
    return "\n".join(f'{where}::before{{content:"{_quoted(head)}"}}' for where, head in rules.items())


def _quoted(text: str) -> str:
    """Text inside a string of a style sheet that stands in a page."""
    return _PLAIN.sub(lambda found: f"\\{ord(found[0]):x} ", text)


def _row(row: re.Match) -> str:
    muted = row.group(0).startswith('<tr class="mute">')

    def box(cell: re.Match) -> str:
        attributes, content = cell.group(1), cell.group(2).strip()
        words = marks.text(content)
        if "class=" not in attributes and len(words) <= SHORT:
            attributes += ' class="nw"'
        if muted and words in ("…", "–"):
            attributes += " data-o"
        return f"<td{attributes}>{content if _ONE.fullmatch(content) else f'<span>{content}</span>'}</td>"

    return _CELL.sub(box, row.group(0))
