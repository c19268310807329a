"""How wide the columns of a table are on paper, measured in Times New Roman before any program sets them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Thousandths of the type size for the signs from space to tilde; letters with marks are as wide as without.
_REGULAR = """
250 333 408 500 500 833 778 333 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 278 278 564 564
564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944 722 722 611 333
278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 500 500
444 480 200 480 541"""
_BOLD = """
250 333 555 500 500 1000 833 333 333 333 500 570 250 333 250 278 500 500 500 500 500 500 500 500 500 500 333 333 570 570
570 500 930 722 667 722 722 667 611 778 778 389 500 778 667 944 722 778 611 778 722 556 667 722 722 1000 722 722 667 333
278 333 581 500 333 500 556 444 556 444 333 500 556 278 333 556 278 833 556 500 556 556 444 389 333 556 500 722 500 500
444 394 220 394 520"""
_FACES = tuple({chr(32 + i): int(w) for i, w in enumerate(face.split())} for face in (_REGULAR, _BOLD))
_SPARE = 1.06  # some letters are wider in italics, and programs round their widths
_OTHERS = {"đ": "d", "Đ": "D", "\xa0": " ", "–": "0", "“": "g", "”": "g", "−": "+", "×": "+", "÷": "+"}
_UNSEEN = ("\u200b",)

_TIED = 12  # letters that a no-break space may keep together in a table of words
_TOGETHER = re.compile(r"[^ \u200b]+")
_ENDS = re.compile(r"[ \n\u200b]|(?<=[/\-–])(?=[^\W\d_])")  # where a line may end
_ROOM, _READABLE = 60.0, 8.5  # points left for words; type that is smaller only where words break
_STEP = 6.0  # points


class Fit(NamedTuple):
    """Size of the type, widths of the columns in points, and lines of the table: 0 where words or numbers must break."""

    size: float
    widths: list[float]
    lines: int


def width(text: str, size: float, bold: bool = False) -> float:
    """Points that a line takes."""
    return sum(_letter(c, bold) for c in text) * size / 1000 * _SPARE


@lru_cache(4096)
def _letter(c: str, bold: bool) -> int:
    if c in _UNSEEN:
        return 0
    base = _OTHERS.get(c) or unicodedata.normalize("NFD", c)[0]
    own = _FACES[bold].get(base, 0 if unicodedata.combining(c) else 1000)
    return own + 90 if c in "ơưƠƯ" or "\u031b" in unicodedata.normalize("NFD", c) else own


def untied(text: str, numeric: bool = False, length: int = _TIED) -> str:
    """Words that no-break spaces keep together come apart when they are longer; numbers stay with their units."""
    length = 99 if numeric and length else length
    return _TOGETHER.sub(lambda m: m[0] if len(m[0]) <= length else m[0].replace("\u00a0", " "), text)


def fit(
    grid: list[list[str]], bold: list[bool], numeric: tuple[bool, ...], total: float, sizes: tuple[float, ...],
    padding: float,
) -> Fit:  # fmt: skip
    """Columns that fill a page: the largest type that leaves words whole, and then as few lines as there can be.

    Parameters
    ----------
    grid : text of each cell, the row of heads first.
    bold : of each row.
    numeric : of each column; numbers get a line of their own, words share what they leave.
    total : points from edge to edge.
    sizes : of the type, the preferred first.
    padding : points of both sides of a cell.
    """
    if not numeric:
        return Fit(sizes[0], [], 0)
    tokens = []  # of each column, row by row, the widths of what stays together, for type of one point
    for i, number in enumerate(numeric):
        cells = [_ENDS.split(untied(row[i], number and at > 0)) for at, row in enumerate(grid)]
        tokens.append([[width(word, 1, heavy) for word in cell] for cell, heavy in zip(cells, bold, strict=True)])
    least = [max(0.5, *(w for cell in column for w in cell)) for column in tokens]
    for size in sizes:
        room = total - padding * len(numeric) - size * sum(least)
        if room >= (_ROOM if size > _READABLE and not all(numeric) else 0):
            break
    whole = room >= 0
    wide = [size * w for w in least]
    lines = [_lines(column, w) for column, w in zip(tokens, least, strict=True)]
    while room > 0 and max(most := [max(row) for row in zip(*lines, strict=True)]) > 1:
        votes = [sum(m for n, m in zip(column, most, strict=True) if n == m > 1) for column in lines]
        i = votes.index(max(votes))  # to the column that makes most rows high
        wide[i] += _STEP
        room -= _STEP
        lines[i] = _lines(tokens[i], wide[i] / size)
    shares = [w * (not number or all(numeric)) for w, number in zip(wide, numeric, strict=True)]
    wide = [padding + w + max(room, 0) * s / sum(shares) for w, s in zip(wide, shares, strict=True)]
    height = sum(map(max, zip(*lines, strict=True))) if whole else 0
    return Fit(size, [round(w * total / sum(wide), 2) for w in wide], height)


def _lines(column: list[list[float]], width: float) -> list[int]:
    """Lines of each cell of a column that is so wide."""
    out = []
    for cell in column:
        lines, used = 1, 0.0
        for word in cell:
            if used and used + 0.25 + word > width:
                lines, used = lines + 1, word
            else:
                used += word + (0.25 if used else 0)
        out.append(lines)
    return out
