"""The fewest figures whose change would make all relations hold, after Fellegi and Holt (error localisation).

Each set of figures is tried by leaving it free: intervals are tightened through all relations until nothing moves.
Where an interval becomes empty, the figures that it was derived from are in conflict, and one of them must be free
(the hitting-set tree of Reiter).
"""

from __future__ import annotations

import itertools
import math
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..intervals import Interval
from .relations import NOISE, WHOLE, Box, Program, Relation, judged, program, revise

MOST_TRIED = 2000  # sets of figures left free in turn, in each group of connected relations
ROUNDS = 50  # tightenings a relation, on average, before what has been found so far is taken


@dataclass(frozen=True, slots=True)
class Repair:
    """Figures that, left free, make all relations satisfiable; and what each of them would then have to be."""

    cells: frozenset[str]
    needed: Mapping[str, Interval]


def repairs(
    relations: Sequence[Relation],
    domain: Mapping[str, Interval],
    *,
    most: int = 3,
    cost: Callable[[str], float] | None = None,
    bounds: Mapping[str, Interval] | None = None,
) -> list[Repair]:
    """All sets of figures of the smallest size that, left free, make the relations satisfiable.

    Satisfiable means that tightening intervals finds no contradiction. That is exact where relations are connected
    like a tree and each mentions a figure once; round a cycle (a table with totals both ways) a contradiction may go
    unseen. So a set may be named that is not enough, but one of this size that is enough is never missed, unless
    ``MOST_TRIED`` sets were tried before. Groups of relations without a common cell need each their own: their sets
    are combined (`around` keeps far errors apart that one large group connects).

    Parameters
    ----------
    domain : cell -> what it may be, in base units. A cell without any bound is unknown: it is never named.
    most : figures in a set, at most.
    cost : the certainty of a figure; sets of less certain figures come first.
    bounds : cell -> what it can be at all, left free; default: any number.

    Returns
    -------
    list of Repair : empty where the relations can hold as they are, and where ``most`` figures are not enough.
    """
    found: list[dict[str, Interval]] = [{}]
    for members in components(relations):
        sets = _Group([relations[i] for i in members], domain, bounds).smallest(most - len(found[0]))
        if not sets:
            return []
        found = [one | other for one, other in itertools.product(found, sets)]
    price = cost or (lambda cell: 0.0)
    found.sort(key=lambda needed: (math.fsum(map(price, sorted(needed))), sorted(needed)))
    return [Repair(frozenset(needed), needed) for needed in found if needed]


def satisfiable(relations: Sequence[Relation], domain: Mapping[str, Interval]) -> bool:
    """Whether tightening finds no contradiction in relations that are connected."""
    return not _Group(relations, domain).tighten(0)[2]


def components(relations: Sequence[Relation]) -> list[list[int]]:
    """Positions of relations that are connected by their cells, each group and all of them in their order."""
    parent = list(range(len(relations)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    seen: dict[str, int] = {}
    for i, relation in enumerate(relations):
        for cell in relation.cells.values():
            a, b = root(seen.setdefault(cell, i)), root(i)
            parent[max(a, b)] = min(a, b)
    groups: dict[int, list[int]] = {}
    for i in range(len(relations)):
        groups.setdefault(root(i), []).append(i)
    return list(groups.values())


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


class _Group:
    """Connected relations with their cells as numbers; sets of cells and of relations are the bits of an int."""

    def __init__(
        self,
        relations: Sequence[Relation],
        domain: Mapping[str, Interval],
        bounds: Mapping[str, Interval] | None = None,
    ):
        self.cells = sorted({cell for relation in relations for cell in relation.cells.values()})
        number = {cell: i for i, cell in enumerate(self.cells)}
        self.widest: list[Box] = [tuple(bounds[cell]) if bounds is not None else WHOLE for cell in self.cells]
        self.boxes: list[Box] = [(domain[cell][0], domain[cell][1]) for cell in self.cells]
        self.relations: list[tuple[Program, list[int], bool]] = []  # True: one pass may leave something to tighten
        self.touching: list[list[int]] = [[] for _ in self.cells]
        for relation in relations:
            steps = program(relation.left, relation.sign, relation.right)
            cells = [number[relation.cells[name]] for name in steps.names]
            if not judged(steps, [self.boxes[i] for i in cells]):
                continue
            again = steps.repeats or len(set(cells)) < len(cells) or any(s in "*/" for s, *_ in steps.steps)
            for i in set(cells):
                self.touching[i].append(len(self.relations))
            self.relations.append((steps, cells, again))

    def smallest(self, most: int) -> list[dict[str, Interval]]:
        """The smallest sets, as what each of their cells would have to be; ``[{}]`` where none is needed."""
        conflicts: list[int] = []
        level, tried = [0], 0
        for _ in range(most + 1):
            found, larger = [], dict[int, None]()
            for free in level:
                conflict = next((c for c in conflicts if not c & free), None)
                if conflict is None:
                    tried += 1
                    if tried > MOST_TRIED:
                        return found
                    boxes, conflict, used = self.tighten(free)
                    if not used:
                        needed = {i: boxes[i] for i in _bits(free)}
                        if not self.tighten(free, needed)[2]:
                            found.append({self.cells[i]: Interval(*box) for i, box in needed.items()})
                        continue
                    conflict = self.fewer(free, conflict, used)
                    conflicts.append(conflict)
                larger |= dict.fromkeys(free | 1 << i for i in _bits(conflict))
            if found:
                return found
            level = list(larger)
        return []

    def fewer(self, free: int, conflict: int, used: int) -> int:
        """A smaller conflict: relations are left out in turn, as long as the others contradict each other."""
        for k in list(_bits(used)):
            if used >> k & 1 and used != 1 << k:
                _, smaller, still = self.tighten(free, only=used & ~(1 << k))
                if still:
                    conflict, used = smaller, still
        return conflict

    def tighten(
        self, free: int, instead: Mapping[int, Box] | None = None, only: int | None = None
    ) -> tuple[list[Box], int, int]:
        """Tighten all intervals, those of free cells from any number (or ``instead``), until nothing moves.

        Returns
        -------
        intervals; where one becomes empty, the cells in conflict and the relations that it took, else 0 and 0.
        """
        boxes = list(self.boxes)
        for i in _bits(free):
            boxes[i] = instead[i] if instead else self.widest[i]
        cells_of = [0 if box == WHOLE or free >> i & 1 else 1 << i for i, box in enumerate(boxes)]
        used_of = [0] * len(boxes)
        waiting = deque(range(len(self.relations)) if only is None else _bits(only))
        queued = bytearray(len(self.relations))
        for k in waiting:
            queued[k] = 1
        for _ in range(ROUNDS * len(waiting)):
            if not waiting:
                break
            k = waiting.popleft()
            queued[k] = 0
            steps, cells, again = self.relations[k]
            tightened = revise(steps, [boxes[i] for i in cells])
            if tightened is None:
                return boxes, *self._reasons(k, cells_of, used_of)
            reasons = None
            for i, new in zip(cells, tightened, strict=True):
                old = boxes[i]
                if new == old:
                    continue
                low, high = max(old[0], new[0]), min(old[1], new[1])
                if low > high:  # one cell under two names
                    if low - high > NOISE * max(abs(low), abs(high)):
                        return boxes, *self._reasons(k, cells_of, used_of)
                    low = high
                if not _moved(old, (low, high)):
                    continue
                reasons = reasons or self._reasons(k, cells_of, used_of)
                boxes[i] = (low, high)
                cells_of[i], used_of[i] = reasons
                for other in self.touching[i]:
                    if not queued[other] and (other != k or again) and (only is None or only >> other & 1):
                        queued[other] = 1
                        waiting.append(other)
        return boxes, 0, 0

    def _reasons(self, k: int, cells_of: list[int], used_of: list[int]) -> tuple[int, int]:
        cells, used = 0, 1 << k
        for i in self.relations[k][1]:
            cells |= cells_of[i]
            used |= used_of[i]
        return cells, used


def _moved(old: Box, new: Box) -> bool:
    """Whether an interval has become narrower by more than floating point explains."""
    least = NOISE * max((abs(x) for x in (*old, *new) if not math.isinf(x)), default=0.0)
    return new[0] > old[0] + least or new[1] < old[1] - least
