"""Tables of a report, made fit for a phone: each cell's content in one box, so that a row can turn into a block."""

import re

from lsdata.publish import marks

SHORT = 16  # characters; a cell of words as short as "thấp hơn tiến độ" stays on one line
_ROW = re.compile(r"<tr\b[^>]*>.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<td\b([^>]*)>(.*?)</td>", re.DOTALL)
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)


def stacked(markup: str) -> str:
    """Wrap the content of each cell, and each table in a box that scrolls by itself when it is too wide.

    A cell that says nothing in a row of what is not published is left out on a phone (`data-o`).

    Example
    -------
    >>> stacked('<table><tr><td class="n">24%</td></tr></table>')
    '<div class="scroll"><table><tr><td class="n"><span>24%</span></td></tr></table></div>'
    """
    return _TABLE.sub(lambda found: f'<div class="scroll">{_ROW.sub(_row, found.group(0))}</div>', markup)


def _row(row: re.Match) -> str:
    muted = row.group(0).startswith('<tr class="mute">')

    def box(cell: re.Match) -> str:
        attributes, content = cell.group(1), cell.group(2).strip()
        words = marks.text(content)
        if "class=" not in attributes and len(words) <= SHORT:
            attributes += ' class="nw"'
        if muted and words in ("…", "–"):
            attributes += " data-o"
        return f"<td{attributes}><span>{content}</span></td>"

    return _CELL.sub(box, row.group(0))
