"""A table as it was found in a file, before anybody asks what it means."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple


class Typed(str):
    """The text of a number that was a number in its file: not to be asked whether a point groups or divides.

    ``shown`` is what its cell shows instead, where the format rounds; empty where it shows the number.
    """

    shown: str = ""


class Sheet(NamedTuple):
    """One table.

    Parameters
    ----------
    file : name of its file, for messages.
    name : of the sheet in a workbook; empty elsewhere.
    head : what stands over the columns; none where the table is empty.
    rows : (line, cells): the line in the file, the first is 1; cells as text, as many as there are.
    """

    file: str
    name: str
    head: list[str]
    rows: Iterable[tuple[int, list[str]]]


def failure(file: str, expected: str, **place: object) -> dict:
    """One line of a PackageError: ``sheet``, ``row``, ``column`` and ``value`` as far as there are any."""
    return {"file": file, **{k: v for k, v in place.items() if k == "value" or v}, "expected": expected}


def number(value: float | Decimal, decimals: int = 0) -> Typed:
    """A number of a file as text: all its digits, and at least so many decimals.

    >>> number(1320.0), number(0.1 + 0.2), number(7, 1)
    ('1320', '0.3', '7.0')
    """
    whole = isinstance(value, Decimal | int) or value.is_integer()
    exact = Decimal(value) if whole else Decimal(format(value, ".15g"))  # a calculation leaves noise behind
    if not exact.is_finite():
        return Typed(value)
    held = max(0, -int(exact.normalize().as_tuple().exponent))
    return Typed(f"{exact:.{max(held, decimals)}f}")
