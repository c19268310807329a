"""Tables of a report, made fit for a phone: each cell's content in one box, so that a row can turn into a block."""

import re

_CELL = re.compile(r"(<td\b[^>]*>)(.*?)(</td>)", re.DOTALL)
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)


def stacked(markup: str) -> str:
    """Wrap the content of each cell, and each table in a box that scrolls by itself when it is too wide.

    Example
    -------
    >>> stacked('<table><tr><td class="n">24%</td></tr></table>')
    '<div class="scroll"><table><tr><td class="n"><span>24%</span></td></tr></table></div>'
    """
    return _TABLE.sub(lambda found: f'<div class="scroll">{_CELL.sub(_box, found.group(0))}</div>', markup)


def _box(match: re.Match) -> str:
    return f"{match.group(1)}<span>{match.group(2).strip()}</span>{match.group(3)}"
