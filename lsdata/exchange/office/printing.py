"""Figures in cells: numbers as they are, numbers as text in Vietnamese or English form, marks for what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from ...tidying import readings
from .grid import Cell, Grid, letter
from .naming import fold, unmarked

_QUALIFIERS = {"hơn": "over", "trên": "over", ">": "over", "gần": "under", "dưới": "under", "<": "under",
               "khoảng": "about", "~": "about", "over": "over", "nearly": "under", "about": "about"}  # fmt: skip
_RANGE = re.compile(r"(\d[\d.,]*)%?\s*[-–]\s*(\d[\d.,]*%?)")
SIGNS = {"vi": "comma", "en": "point"}


class Figure(NamedTuple):
    """A figure as a cell shows it: decimal point, no groups."""

    value: str
    upper: str = ""
    qualifier: str = ""
    general: bool = False


class _Text(NamedTuple):
    place: tuple[int, int]
    printed: str
    meant: tuple[dict[str, str], ...]
    qualifier: str


def figures(
    grid: Grid, places: Iterable[tuple[int, int]], numbers: str, missing: Iterable[str], layout: str, wrong: list[dict]
) -> dict[tuple[int, int], Figure]:
    """The figures of some cells; those that are missing are left out, what cannot be read is added to ``wrong``.

    Parameters
    ----------
    numbers : ``vi`` or ``en``, how numbers are written as text; empty: as all of them can have been written.
    missing : marks of what is missing.
    layout : its name, for messages.
    """
    found, texts, marks = {}, [], {fold(m) for m in missing}
    for place in places:
        cell = grid.at(*place)
        if place in grid.formulas:
            wrong.append(grid.wrong("a formula without its result; open the file in Excel and save it", *place))
        elif cell.number:
            found[place] = Figure(cell.number, general=cell.general)
        elif fold(unmarked(cell.text)) not in marks and fold(cell.text) not in marks:
            meant, qualifier = _meant(cell.text)
            if meant:
                texts.append(_Text(place, cell.text, meant, qualifier))
            else:
                expected = f"a number; mend it in the file, or add it to `missing` in {layout} where it means that there is none"
                wrong.append(grid.wrong(expected, *place, value=cell.text))
    sign = SIGNS.get(numbers) or _sign(grid, texts, layout, wrong)
    for text in texts:
        values = [m.get(sign) or (next(iter(m.values())) if len(set(m.values())) == 1 else "") for m in text.meant]
        if all(values):
            found[text.place] = Figure(values[0], values[1] if len(values) > 1 else "", text.qualifier)
        elif sign:
            lang = next(k for k, v in SIGNS.items() if v == sign)
            example = "1.320,5" if lang == "vi" else "1,320.5"
            expected = f"a number like {example}, as the others of this table are written; mend it, or write `numbers` into [table] of {layout}"
            wrong.append(grid.wrong(expected, *text.place, value=text.printed))
        elif sign is not None:
            expected = (
                'a number with one meaning; write numbers = "vi" (a decimal comma) or numbers = "en" '
                f"into [table] of {layout}"
            )
            wrong.append(grid.wrong(expected, *text.place, value=text.printed))
    return found


def is_figure(cell: Cell, missing: Iterable[str]) -> bool:
    """Whether a cell holds a number, or a mark for one that is missing; a signature is neither."""
    text = unmarked(cell.text)
    return bool(cell.number or (text and (fold(text) in {fold(m) for m in missing} or _meant(text)[0])))


def _meant(text: str) -> tuple[tuple[dict[str, str], ...], str]:
    """What a text can mean as a number or a range, by decimal sign, and its qualifier."""
    text = unmarked(text).strip()
    word, _, rest = text.partition(" ")
    qualifier = _QUALIFIERS.get(word.lower(), "") if rest else ""
    if not qualifier and text[:1] in "<>~" and text:
        qualifier, rest = _QUALIFIERS[text[0]], text[1:]
    text = rest.strip() if qualifier else text
    if m := re.fullmatch(r"\(\s*([\d.,\s]+%?)\s*\)%?", text):
        if re.fullmatch(r"\d{1,2}", m[1].strip()):
            return (), ""  # a mark of a note
        text = f"-{m[1]}"  # as accountants write a negative number
    ends = _RANGE.fullmatch(text)
    meant = tuple(_readings(t) for t in (ends.groups() if ends else (text,)))
    return (meant, qualifier) if all(meant) else ((), "")


def _readings(text: str) -> dict[str, str]:
    return {sign: v for sign, v in readings(text).items() if not re.match(r"-?0\d", v)}


def _sign(grid: Grid, texts: list[_Text], layout: str, wrong: list[dict]) -> str | None:
    """The decimal sign of texts that leave only one; empty where none does, None where they contradict each other."""
    ways: dict[str, list[_Text]] = {}
    for text in texts:
        for meant in text.meant:
            if len(meant) == 1 and re.search(r"[.,]", text.printed):
                ways.setdefault(next(iter(meant)), []).append(text)
    if len(ways) < 2:
        return next(iter(ways), "")
    fewer, more = sorted(ways.values(), key=len)
    one = more[0]
    expected = (
        f"written as {letter(one.place[1])}{one.place[0]} {one.printed!r} is, and {len(more) - 1} more; mend it in the file, "
        f"or write `numbers` into [table] of {layout}"
    )
    wrong.extend(grid.wrong(expected, *text.place, value=text.printed) for text in fewer)
    return None


def rounded(value: str, decimals: int) -> str:
    """A number rounded half up.

    >>> rounded("105.263157894737", 1)
    '105.3'
    """
    return format(Decimal(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP), "f")


def less(value: str, base: int) -> str:
    """A change from an index: 102.1 less 100 is 2.1, its decimals kept.

    >>> less("102.10", 100), less("98.7", 100), less("100.0", 100)
    ('2.10', '-1.3', '0.0')
    """
    return format(Decimal(value) - base, "f")
