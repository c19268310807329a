"""What figures must satisfy together: exports + imports = total; and whether the rounding of each lets it be so.

A relation compares two formulas on intervals. Arithmetic on intervals says what each side may be; run backwards
(HC4-revise, after Benhamou and others) it says what each figure may still be where the relation holds.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ..errors import ParameterError
from ..formulas import parse
from ..intervals import Interval

NOISE = 1e-9  # what floating point may add, as a part of the largest number that entered
SIGNS = ("=", "<=", "within")
_OPERATORS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
Box = tuple[float, float]
WHOLE: Box = (-math.inf, math.inf)


@dataclass(frozen=True, slots=True)
class Relation:
    """``left sign right`` on some figures.

    Parameters
    ----------
    left, right : formulas, as in `lsdata.formulas`; a number alone is one, too.
    sign : ``"="``, ``"<="``, or ``"within"``: left lies between the smallest and the largest of those in right, which
        are separated by commas.
    cells : name in the formulas -> cell, the id of a figure.
    """

    left: str
    sign: str
    right: str
    cells: Mapping[str, str]


class Program(NamedTuple):
    """A relation's two sides as steps: a value is a name, then a number, then the result of a step, by position."""

    sign: str
    names: tuple[str, ...]
    numbers: tuple[Box, ...]
    steps: tuple[tuple[str, int, int], ...]
    left: int
    right: tuple[int, ...]
    repeats: bool  # a name stands more than once


@lru_cache(maxsize=4096)
def program(left: str, sign: str, right: str) -> Program:
    """The steps of a relation.

    Raises
    ------
    ParameterError : an unknown sign, or a side that is no arithmetic.
    """
    if sign not in SIGNS:
        raise ParameterError(f"sign {sign!r} of a relation is not known; write one of {', '.join(SIGNS)}")
    trees = [_tree(side) for side in (left, *(right.split(",") if sign == "within" else [right]))]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    mentions = [n.id for n in nodes if isinstance(n, ast.Name)]
    names = tuple(dict.fromkeys(mentions))
    numbers = tuple(dict.fromkeys([0.0] + [float(n.value) for n in nodes if isinstance(n, ast.Constant)]))
    leaves = {leaf: position for position, leaf in enumerate((*names, *numbers))}
    steps: list[tuple[str, int, int]] = []

    def place(node: ast.expr) -> int:
        if isinstance(node, ast.Name):
            return leaves[node.id]
        if isinstance(node, ast.Constant):
            return leaves[float(node.value)]
        if isinstance(node, ast.UnaryOp):
            steps.append(("-", leaves[0.0], place(node.operand)))
        else:
            steps.append((_OPERATORS[type(node.op)], place(node.left), place(node.right)))
        return len(leaves) + len(steps) - 1

    first, *others = [place(tree) for tree in trees]
    boxes = tuple((x, x) for x in numbers)
    return Program(sign, names, boxes, tuple(steps), first, tuple(others), len(names) < len(mentions))


def _tree(side: str) -> ast.expr:
    try:
        return ast.Constant(float(side))
    except ValueError:
        return parse(side.strip())[0]


def sides(relation: Relation, domain: Mapping[str, Interval]) -> tuple[Interval, Interval]:
    """What left and right may be, with each cell anywhere in its interval; right of ``within`` from the lowest of its
    names to the highest. Where a denominator may be 0, its quotient may be any number.

    A name that stands more than once counts as if each mention had a value of its own: the interval is then too wide,
    never too narrow.

    Parameters
    ----------
    domain : cell -> what it may be, in base units.
    """
    steps = program(relation.left, relation.sign, relation.right)
    values = _forward(steps, [domain[relation.cells[n]] for n in steps.names])
    return Interval(*values[steps.left]), Interval(*_right(steps, values))


def gap(relation: Relation, domain: Mapping[str, Interval]) -> float:
    """How far apart the two sides stay beyond what rounding permits, in the unit of the left one; 0 where it can hold.

    >>> parts = {"a": Interval(17.35, 17.45), "b": Interval(82.45, 82.55)}
    >>> gap(Relation("a + b", "=", "100", {"a": "a", "b": "b"}), parts)
    0.0
    >>> round(gap(Relation("a + b", "<=", "99", {"a": "a", "b": "b"}), parts), 9)
    0.8
    """
    steps = program(relation.left, relation.sign, relation.right)
    cells = relation.cells
    values = _forward(steps, [domain[cells[n]] for n in steps.names])
    low, high = values[steps.left]
    right_low, right_high = _right(steps, values)
    apart = low - right_high
    if steps.sign != "<=" and right_low - high > apart:
        apart = right_low - high
    if apart <= 0:
        return 0.0
    scale = _scale(steps, values)
    return apart if apart > NOISE * max(scale[i] for i in (steps.left, *steps.right)) else 0.0


def contract(relation: Relation, domain: Mapping[str, Interval]) -> dict[str, Interval] | None:
    """What each cell of a relation may still be where it holds; None where it cannot.

    A denominator is not 0; where one is printed so small that it may be 0, nothing is said and nothing tightened.
    """
    steps = program(relation.left, relation.sign, relation.right)
    boxes = [domain[relation.cells[n]] for n in steps.names]
    tightened = revise(steps, boxes) if judged(steps, boxes) else boxes
    if tightened is None:
        return None
    found: dict[str, Interval] = {}
    for name, (low, high) in zip(steps.names, tightened, strict=True):
        cell = relation.cells[name]
        known = found.get(cell, Interval(low, high))
        low, high = max(low, known.low), min(high, known.high)
        if low - high > NOISE * max(abs(low), abs(high)):
            return None
        found[cell] = Interval(min(low, high), high)
    return found


def judged(steps: Program, boxes: Sequence[Box]) -> bool:
    """False where a denominator of known size may be 0: then a relation can always hold."""
    divisors = [j for sign, _, j in steps.steps if sign == "/"]
    if not divisors:
        return True
    values = _forward(steps, boxes)
    return not any(-math.inf < values[j][0] <= 0 <= values[j][1] < math.inf for j in divisors)


def revise(steps: Program, boxes: Sequence[Box]) -> list[Box] | None:
    """What each name may still be where the relation holds (one pass forward, one backward); None where it cannot."""
    values = _forward(steps, boxes)
    if not _compare(steps, values):
        return None
    start = len(steps.names) + len(steps.numbers)
    for k in range(len(steps.steps) - 1, -1, -1):
        sign, i, j = steps.steps[k]
        (rl, rh), (al, ah), (bl, bh) = values[start + k], values[i], values[j]
        beside = (start + k,) if sign in "+-" else ()
        if sign == "+":
            new = (rl - bh, rh - bl)
        elif sign == "-":
            new = (rl + bl, rh + bh)
        else:
            new = _quotient(rl, rh, bl, bh) if sign == "*" else _product(rl, rh, bl, bh)
        if not _meet(steps, values, i, new, beside):
            return None
        al, ah = values[i]
        if sign == "+":
            new = (rl - ah, rh - al)
        elif sign == "-":
            new = (al - rh, ah - rl)
        else:
            new = _quotient(rl, rh, al, ah) if sign == "*" else _quotient(al, ah, rl, rh)
        if not _meet(steps, values, j, new, beside):
            return None
    return values[: len(steps.names)]


def _forward(steps: Program, boxes: Sequence[Box]) -> list[Box]:
    values = [*boxes, *steps.numbers]
    for sign, i, j in steps.steps:
        al, ah = values[i]
        bl, bh = values[j]
        if sign == "+":
            values.append((al + bl, ah + bh))
        elif sign == "-":
            values.append((al - bh, ah - bl))
        elif sign == "*":
            values.append(_product(al, ah, bl, bh))
        else:
            values.append(WHOLE if bl <= 0 <= bh else _quotient(al, ah, bl, bh))
    return values


def _right(steps: Program, values: list[Box]) -> Box:
    if len(steps.right) == 1:
        return values[steps.right[0]]
    return min(values[i][0] for i in steps.right), max(values[i][1] for i in steps.right)


def _compare(steps: Program, values: list[Box]) -> bool:
    """Tighten both sides by the sign between them; False where it cannot hold."""
    left, right = steps.left, steps.right
    low, high = _right(steps, values)
    if not _meet(steps, values, left, (-math.inf if steps.sign == "<=" else low, high), right):
        return False
    low, high = values[left]
    if steps.sign == "=":
        return _meet(steps, values, right[0], (low, high), (left,))
    if steps.sign == "<=":
        return _meet(steps, values, right[0], (low, math.inf), (left,))
    room = NOISE * max(_scale(steps, values)[i] for i in (left, *right))
    below = [i for i in right if values[i][0] <= high + room]
    above = [i for i in right if values[i][1] >= low - room]
    return not (  # where only one of them can be the smallest or the largest, it must
        (len(below) == 1 and not _meet(steps, values, below[0], (-math.inf, high), (left,)))
        or (len(above) == 1 and not _meet(steps, values, above[0], (low, math.inf), (left,)))
    )


def _meet(steps: Program, values: list[Box], i: int, new: Box, beside: tuple[int, ...]) -> bool:
    """Tighten value ``i``; where floating point alone keeps the two apart, to the end that touches."""
    low, high = values[i]
    if new[0] <= low and high <= new[1]:
        return True
    low, high = max(low, new[0]), min(high, new[1])
    if low > high:
        scale = _scale(steps, values)
        if low - high > NOISE * max(abs(low), abs(high), *(scale[k] for k in (i, *beside))):
            return False
        low = high = low if low == values[i][0] else high
    values[i] = (low, high)
    return True


def _size(box: Box) -> float:
    return max((abs(x) for x in box if not math.isinf(x)), default=0.0)


def _scale(steps: Program, values: list[Box]) -> list[float]:
    """The size of what entered each value, in its unit: a small difference of large numbers carries their noise."""
    start = len(steps.names) + len(steps.numbers)
    scale = [_size(box) for box in values[:start]]
    for sign, i, j in steps.steps:
        if sign in "+-":
            scale.append(max(scale[i], scale[j]))
        elif sign == "*":
            scale.append(scale[i] * scale[j])
        else:
            smallest = min(abs(x) for x in values[j])
            scale.append(scale[i] / smallest if smallest and not math.isinf(smallest) else 0.0)
    return scale


def _product(al: float, ah: float, bl: float, bh: float) -> Box:
    if al > 0 and bl > 0:
        return al * bl, ah * bh
    ends = [0.0 if x != x else x for x in (al * bl, al * bh, ah * bl, ah * bh)]  # 0 times infinity: 0
    return min(ends), max(ends)


def _quotient(al: float, ah: float, bl: float, bh: float) -> Box:
    """All numbers that times one of b give one of a, and those between."""
    if bl > 0 and al > 0 and ah < math.inf:
        return al / bh, ah / bl
    if bl > 0 or bh < 0:
        ends = [0.0 if x != x else x for x in (al / bl, al / bh, ah / bl, ah / bh)]
        return min(ends), max(ends)
    if al <= 0 <= ah or bl < 0 < bh or bl == bh:
        return WHOLE
    if bl == 0:
        return (al / bh, math.inf) if al > 0 else (-math.inf, ah / bh)
    return (-math.inf, al / bl) if al > 0 else (ah / bl, math.inf)
