"""The cells of a table: numbers with their sign and unit, and words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .amounts import Number
from .extents import measure
from .heads import time_cell, tokens, without_marks
from .prose import Prose
from .times import find
from .words import lexicon

if TYPE_CHECKING:
    from .documents import Paragraph


class Cell(NamedTuple):
    """A number in a cell: with its unit, if it prints one; ``start`` and ``end`` in the normalised paragraph."""

    number: Number
    start: int
    end: int
    prose: Prose
    paragraph: Paragraph

    @property
    def is_year(self) -> bool:
        n = self.number
        return (
            1900 <= n.value <= 2100
            and not (n.unit or n.decimals or n.sign or n.mult)
            and self.prose.text.strip(" ()").isdecimal()
        )


def amount(text: str, lang: str) -> tuple[Number, int, int] | None:
    """The number that a cell is, its sign applied, and where it stands; None where the cell is words, a date, empty.

    >>> n, start, end = amount("hơn 7.390 tỷ đồng [4]", "vi")
    >>> n.value, n.qualifier, n.mult, n.unit, (start, end)
    (7390.0, 'over', 9, 'VND', (0, 17))
    """
    bare = without_marks(text).rstrip()
    found, words = tokens(bare), lexicon(lang)
    if not any(t[0].isdecimal() for t in found.texts[:6]) or (
        time_cell(bare, lang) and not re.fullmatch(r"\s*\d{4}\s*", bare)
    ):
        return None
    at, qualifier, sign, currency = 0, "", "", ""
    while at < len(found) and not found.is_number(at):
        length, roles = words.roles.longest(found.keys, at)
        if mark := next((r[2:] for r in roles if r.startswith("q:")), ""):
            qualifier, at = mark, at + length
        elif found.texts[at] in "+-−–" and not sign:
            sign, at = found.texts[at], at + 1
        elif found.keys[at] in ("$", "usd", "vnd", "us") and not currency:
            currency, at = "VND" if found.keys[at] == "vnd" else "USD", at + 1
        elif roles and roles[0] in ("estimate", "up", "down") and not sign:
            sign, at = {"up": "+", "down": "-"}.get(roles[0], ""), at + length
        else:
            return None
    read = measure(found, at, lang, words, currency) if at < len(found) else None
    if read is None:
        return None
    n, after = read
    if (
        n.upper is None
        and after + 1 < len(found)
        and found.texts[after] in "-–"
        and found.is_number(after + 1)
        and not n.unit
    ):
        second = measure(found, after + 1, lang, words)
        if second is None or second[0].value <= n.value:
            return None
        own, after = second
        n.upper, n.decimals, n.mult = own.value, max(n.decimals, own.decimals), own.mult
        n.unit, n.unit_text, n.known_unit, n.per = own.unit, own.unit_text, own.known_unit, own.per
    end = found.ends[after - 1]
    rest = [w for w in found.texts[after:] if w[0].isalnum()]
    bracket = after < len(found) and found.texts[after] == "("
    if rest and not bracket:
        if n.unit or len(rest) > 2 or not all(w.isalpha() for w in rest) or find(bare, lang):
            return None
        end = found.ends[-1]
        n.unit = n.unit_text = bare[found.starts[after] : end]
    n.sign, n.qualifier = "-" if sign and sign in "-−–" else sign, qualifier
    return n, found.starts[0], end
