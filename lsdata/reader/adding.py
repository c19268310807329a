"""What was read beside what a package has: new, the same, different; what cannot be added, and why."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable
from typing import Literal, NamedTuple

from ..dataset import Dataset
from ..facts import Fact
from ..narrative import Voice
from ..numerals import NBSP
from ..periods import Period
from . import showing
from .describing import place
from .figure import ORDER, Figure
from .holding import alike, ends

State = Literal["new", "same", "different", "there", "left"]
ADDED: tuple[State, ...] = ("new", "same", "different")  # what goes into the package: another source is another row
MULTS = (0, 3, 6, 9, 12)  # powers of ten that a package knows
Key = tuple[str, str, str, str, str]


class Beside(NamedTuple):
    """One figure that was read, and what the package says.

    Parameters
    ----------
    number : of the figure in the reading, from 1.
    state : ``new``; ``same`` as another source has it; ``different`` from every other source; ``there``: its own source
        has it already; ``left``: it cannot be added.
    there : the row of the package that it was held against: the same one, else the one that is chosen there.
    reasons : why it is left: keys of ``[read]`` in the phrase files.
    """

    number: int
    figure: Figure
    state: State
    there: dict | None = None
    reasons: tuple[str, ...] = ()


def beside(figures: Iterable[Figure], data: Dataset, source_id: str = "", *, unsure: bool = False) -> list[Beside]:
    """Each figure of a reading beside what the package has of the same area, indicator, period, measure and plan.

    Two sources say the same where what they printed may be one number. A figure that the text prints twice is told of
    once; where the text gives two numbers for it, neither can be added.

    Parameters
    ----------
    source_id : of the text, where the package knows it.
    unsure : also figures whose reading is not sure.
    """
    figures = list(figures)
    printed: dict[Key, list[Figure]] = {}
    for f in figures:
        if not _left(f, data, unsure):
            printed.setdefault(_key(f), []).append(f)
    best = {key: min(found, key=_finest) for key, found in printed.items()}
    out = []
    for number, f in enumerate(figures, 1):
        if reasons := _left(f, data, unsure):
            out.append(Beside(number, f, "left", reasons=reasons))
        elif not all(_agree(f, other) for other in printed[_key(f)]):
            out.append(Beside(number, f, "left", reasons=("left_twice",)))
        elif best[_key(f)] is f:
            out.append(_held(number, f, data, source_id))
    return out


def _left(f: Figure, data: Dataset, unsure: bool) -> tuple[str, ...]:
    """Why a figure cannot be added; nothing where it can."""
    if not f.placed:
        known = f.ref_area and f.indicator and f.time_period and f.measure
        return tuple(r for r in f.reasons if r.endswith(("_unknown", "_ambiguous", "_local", "_other"))) or (
            ("left_measure",) if known else f.reasons or ("left_unplaced",)
        )
    if f.unit_measure not in data.units or f.unit_mult not in MULTS:
        return ("unit_unknown",)
    if f.sure == "low" and not unsure:
        return (*f.reasons, "left_unsure")
    return ()


def _key(f: Figure) -> Key:
    return f.ref_area, f.indicator, f.time_period, f.measure, f.plan_by


def _finest(f: Figure) -> tuple:
    """The smaller, the more it says: without a qualifier, with more decimals, surely read."""
    return bool(f.qualifier), f.unit_mult - f.decimals, -ORDER.index(f.sure), f.start


def _held(number: int, f: Figure, data: Dataset, source_id: str) -> Beside:
    area, indicator, period, measure, plan_by = _key(f)
    found = data.find(
        area=area, indicator=indicator, period=Period.parse(period), measure=measure, vintages=True, unverified=True
    )
    found = [r for r in found if r["plan_by"] == plan_by]
    if own := next((r for r in found if r["source_id"] == source_id), None):
        if _alike(f, own):
            return Beside(number, f, "there", own)
        return Beside(number, f, "left", own, ("left_source",))
    if not found:
        return Beside(number, f, "new")
    same = next((r for r in found if _alike(f, r)), None)
    return Beside(number, f, "same" if same else "different", same or found[0])


def _agree(f: Figure, other: Figure) -> bool:
    """True where two figures of the text may be one number."""
    return f is other or (f.unit_measure == other.unit_measure and alike(f.interval, other.interval))


def _alike(f: Figure, row: dict) -> bool:
    """True where a figure and a row of the package may be one number."""
    return f.unit_measure == row["unit_measure"] and alike(f.interval, ends(row))


def lines(voice: Voice, found: Iterable[Beside], package: str, source: str, width: int) -> list[str]:
    """What would be added, each figure beside what is there; then what is left, and why."""
    found = list(found)
    count = Counter(b.state for b in found)
    head = voice.word("read.adding").replace("{package}", package).replace("{source}", source)
    for state in (*ADDED, "there"):
        head = head.replace(f"{{{state}}}", str(count[state]))
    several = len({b.figure.ref_area for b in found}) > 1
    body = [_line(voice, b, several, count) for state in (*ADDED, "left") for b in found if b.state == state]
    return [*textwrap.wrap(head, width), *([""] if body else []), *showing.table(voice, body, width)]


def _line(voice: Voice, b: Beside, several: bool, count: Counter[str]) -> showing.Line:
    group = f"{voice.word(f'read.{b.state}')} ({count[b.state]})"
    cells = showing.cells(voice, b.number, b.figure)
    if several and (name := place(voice, b.figure)):
        cells[1] = f"{name}: {cells[1]}"
    notes = [_there(voice, b.there)] if b.there else []
    notes += [voice.word(f"read.{r}") for r in b.reasons]
    return showing.Line(group, cells, "; ".join(notes).replace(NBSP, " "))


def _there(voice: Voice, row: dict) -> str:
    """What the package has in its place, and from which source."""
    fact = Fact.of(row, voice.data, voice.lang)
    text = fact.text("table" if fact.unit == "%" else "printed")
    return voice.word("read.has").replace("{V}", text).replace("{S}", row["source_id"])
