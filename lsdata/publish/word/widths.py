"""How wide words are in Times New Roman, so that columns and rules can be measured before any program sets them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

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
_SPARE = 1.03  # programs round the widths of letters
_OTHERS = {"đ": "d", "Đ": "D", "\xa0": " ", "–": "0", "“": "g", "”": "g", "−": "+", "×": "+", "÷": "+"}


def width(text: str, size: float, bold: bool = False) -> float:
    """Points that a line takes."""
    return sum(_letter(c, bold) for c in text) * size / 1000 * _SPARE


def halves(text: str, size: float, bold: bool, room: float) -> list[str]:
    """A line as one, or as two of about the same length where there is no room for it."""
    words = text.split(" ")
    if width(text, size, bold) <= room or len(words) < 2:
        return [text]
    ways = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    return list(min(ways, key=lambda way: max(width(half, size, bold) for half in way)))


def longest_word(text: str, size: float, bold: bool = False) -> float:
    """Points of the widest piece that no line may break."""
    return max((width(word, size, bold) for word in re.split(r"[ \n]+|(?<=[-–])(?=\w)", text)), default=0)


@lru_cache(4096)
def _letter(c: str, bold: bool) -> int:
    base = _OTHERS.get(c) or unicodedata.normalize("NFD", c)[0]
    own = _FACES[bold].get(base, 0 if unicodedata.combining(c) else 1000)
    return own + 90 if c in "ơưƠƯ" or "\u031b" in unicodedata.normalize("NFD", c) else own


def crowded(
    cells: Iterable[tuple[list[str], str, bool]], size: float, total: float, padding: float, full: float = 0.75
) -> bool:
    """Do the words that no line may break fill a page, or the given part of its width."""
    return sum(_least(texts, head, size) + padding for texts, head, _ in cells) > total * full


def _least(texts: list[str], head: str, size: float) -> float:
    return max([longest_word(t, size) for t in texts] + [longest_word(head, size, True)])


def columns(cells: Iterable[tuple[list[str], str, bool]], size: float, total: float, padding: float) -> list[float]:
    """Widths of a table's columns that fill the page.

    Parameters
    ----------
    cells : of each column its texts, its head, and whether it holds numbers.
    size : of the type, in points.
    total : points from edge to edge.
    padding : points of both sides of a cell.
    """
    least, most, gives = [], [], []
    for texts, head, numeric in cells:
        words = min(_least(texts, head, size), total * 0.3)  # what is longer is no word
        lines = max([width(t, size) for t in texts] + [0])
        least.append(words + padding)
        title = width(head, size, True)
        most.append(max(lines, words, min(title, title / 2 + size) if numeric else title) + padding)
        gives.append(not numeric)
    if sum(least) >= total:  # too much for the page: the widest give way first
        return _levelled(least, total)
    want = [m - w for m, w in zip(most, least, strict=True)]
    rest = total - sum(least)
    narrow = sum(x for x, give in zip(want, gives, strict=True) if not give)
    if narrow <= rest / 2 or not any(gives):  # numbers get a line of their own, words share what is left
        for i, give in enumerate(gives):
            if not give:
                least[i] += min(want[i], rest)
                rest -= min(want[i], rest)
        want = [x if give else 0 for x, give in zip(want, gives, strict=True)]
    return _shared(least, want, rest, gives)


def _shared(least: list[float], want: list[float], rest: float, gives: list[bool]) -> list[float]:
    """What is left after the longest words: first a line for all that ask least, then more for those with most words."""
    asked = sum(want)
    if asked <= rest:  # everything on one line; words widen until the page is filled
        grow = [x + w if give or not any(gives) else 0 for x, w, give in zip(least, want, gives, strict=True)]
        extra = rest - asked
        return [x + w + extra * g / sum(grow) for x, w, g in zip(least, want, grow, strict=True)]
    roots = [w**0.6 for w in want]  # long texts take more lines rather than all the width
    shares = [0.0] * len(want)
    open_ = set(range(len(want)))
    while open_ and rest > 0.01:
        whole = sum(roots[i] for i in open_)
        full = {i for i in open_ if want[i] <= rest * roots[i] / whole} if whole else open_
        if not full:
            for i in open_:
                shares[i] = rest * roots[i] / whole
            break
        for i in full:
            shares[i] = want[i]
            rest -= want[i]
        open_ -= full
    return [x + s for x, s in zip(least, shares, strict=True)]


def _levelled(least: list[float], total: float) -> list[float]:
    """Widths cut at the one height that makes them fit."""
    rest, left = total, len(least)
    limit = 0.0
    for w in sorted(least):
        if w * left > rest:
            limit = rest / left
            break
        rest -= w
        left -= 1
    return [min(w, limit) if limit else w for w in least]
