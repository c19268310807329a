"""A formula as text: arithmetic on named figures and on the calendar of their period, nothing else.

It is evaluated on values, and on what the rounding of each of them permits.
"""

from __future__ import annotations

import ast
import operator

from . import intervals
from .errors import ParameterError
from .intervals import Interval
from .periods import Period

Operand = tuple[float, Interval]
_EXAMPLE = "level / pct_of_plan * 100"
CALENDAR = ("months", "elapsed_pct")  # names of a formula that belong to the period
_OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def parse(formula: str) -> tuple[ast.expr, list[str]]:
    """The arithmetic of a formula, and its names as they are mentioned.

    Raises
    ------
    ParameterError : no arithmetic, or without the name of a figure.
    """
    try:
        tree = ast.parse(formula, mode="eval").body
    except SyntaxError:
        raise ParameterError(f"formula {formula!r} is not arithmetic; write it like {_EXAMPLE!r}") from None
    for node in ast.walk(tree):
        number = not isinstance(node, ast.Constant) or type(node.value) in (int, float)
        if not number or not isinstance(
            node, (ast.BinOp, ast.UnaryOp, ast.Name, ast.Constant, ast.Load, ast.USub, *_OPERATORS)
        ):
            raise ParameterError(
                f"formula {formula!r} holds {ast.unparse(node)!r}; only names, numbers, + - * / and ( ) are known"
            )
    mentioned = sorted((n.lineno, n.col_offset, n.id) for n in ast.walk(tree) if isinstance(n, ast.Name))
    names = list(dict.fromkeys(name for *_, name in mentioned))
    if not set(names) - set(CALENDAR):
        raise ParameterError(f"formula {formula!r} names no figure; write it like {_EXAMPLE!r}")
    return tree, names


def calendar_of(period: Period) -> dict[str, Operand]:
    """What a formula may know of a period; a share of the year only where it lies in one."""
    known = {"months": float(period.months)}
    if period.elapsed is not None:
        known["elapsed_pct"] = 100 * period.elapsed
    return {n: (x, Interval(x, x)) for n, x in known.items()}


def _value(node: ast.expr, names: dict[str, float]) -> float:
    if isinstance(node, ast.BinOp):
        return _OPERATORS[type(node.op)](_value(node.left, names), _value(node.right, names))
    if isinstance(node, ast.UnaryOp):
        return -_value(node.operand, names)
    return names[node.id] if isinstance(node, ast.Name) else float(node.value)


def evaluate(tree: ast.expr, operands: dict[str, Operand]) -> tuple[float, Interval]:
    """Value of a formula, and what it may be with its operands anywhere in their intervals.

    Raises
    ------
    ZeroDivisionError : a denominator may be 0.
    """
    names, ends = list(operands), [interval for _, interval in operands.values()]

    def range_of(node: ast.expr) -> Interval:
        return intervals.spread(lambda *corner: _value(node, dict(zip(names, corner, strict=True))), *ends)

    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and range_of(node.right).holds(0):
            raise ZeroDivisionError(ast.unparse(node))
    return _value(tree, {n: value for n, (value, _) in operands.items()}), range_of(tree)
