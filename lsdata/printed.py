"""The printed values of a table of figures: which sign divides, how many decimals were printed, in which unit.

``1.320`` may mean two numbers: the decimals of its row decide, else the other numbers of its file; what nothing decides is
refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .filling import SHARE_MEASURES
from .storages import Typed
from .tidying import clean, decimal_sign, is_canonical, readings

if TYPE_CHECKING:
    from .door import Part

Row = dict[str, str]
DIGITS = 15  # that a computer keeps of a number
LONG = f"a number of at most {DIGITS} digits"


class Numbers:
    """The printed values of a table of figures: which sign divides, and how many decimals were printed."""

    def __init__(self, part: Part):
        self.part = part
        self.signs: set[str] = set()  # decimal signs that the file surely uses
        self.open: list[tuple[int, str, dict[str, str]]] = []  # (row, column, its readings)

    def settle(
        self, index: int, head: list[str], cells: list[str], faults: list[tuple[str, str]]
    ) -> list[tuple[str, str]]:
        """Settle the values of a row; what is wrong with it, ``faults`` among that."""
        row = self.part.rows[index]
        value, text = row["obs_value"], cells[head.index("obs_value")]
        if not isinstance(text, Typed) and (sign := decimal_sign(text)):
            self.signs.add(sign)
        if not row["obs_value_upper"] and len(value.partition(".")[2]) == _whole(row["decimals"]) and not faults:
            return _of_unit(row)  # as the package itself writes it
        if any(c in ("decimals", "obs_value_upper") for c, _ in faults):
            return faults
        if readings(value) and not is_canonical(value):
            faults = [(c, e) for c, e in faults if c != "obs_value"]
        for column in ("obs_value", "obs_value_upper"):
            if row[column] and readings(row[column]):
                faults = faults + self._read(index, column, cells[head.index(column)])
        waiting = bool(self.open) and self.open[-1][0] == index
        return faults if faults or waiting or not value else faults + as_printed(row)

    def _read(self, index: int, column: str, text: str) -> list[tuple[str, str]]:
        """Settle one number of a row; what is wrong with it."""
        row = self.part.rows[index]
        given = _whole(row["decimals"])
        if isinstance(text, Typed):  # a number of the file: only its last zeros may be missing
            value = row[column]
            held = len(value.partition(".")[2])
            if text.shown and given != held:
                return [(column, f"what its cell shows, {text.shown}: type what was printed, or show all its decimals")]
            missing = given - held if given else 0
            row[column] = value + ("." if not held else "") + "0" * missing if missing > 0 else value
            return []
        meant = readings(clean(text))
        if given is not None and len(set(meant.values())) > 1:
            fit = {sign: v for sign, v in meant.items() if len(v.partition(".")[2]) == max(given, 0)}
            meant = fit or {"point": meant["point"]}
        if len(set(meant.values())) > 1:
            self.open.append((index, column, meant))
        else:
            row[column] = next(iter(meant.values()))
        return []

    def undecided(self) -> list[dict]:
        """Settle what the file as a whole decides; a line for each value that it does not."""
        wrong = []
        for index, column, meant in self.open:
            row = self.part.rows[index]
            if len(self.signs) == 1:
                (sign,) = self.signs
                row[column] = meant[sign]
                wrong += [self.part.wrong(index, c, row[c], expected) for c, expected in as_printed(row)]
            else:
                expected = f"certain: it may mean {meant['comma']} or {meant['point']}; fill in the column decimals"
                wrong.append(self.part.wrong(index, column, row[column], expected))
        return wrong


def as_printed(row: Row) -> list[tuple[str, str]]:
    """What is wrong with a figure whose cells are right one by one; its decimals are filled in where they are empty."""
    printed = [v for v in (row["obs_value"], row["obs_value_upper"]) if v]
    if any(map(is_long, printed)):
        return [("obs_value", LONG)]
    decimals = max(len(v.partition(".")[2]) for v in printed)
    row["decimals"] = row["decimals"] or str(decimals)
    tens = 10 ** -min(int(row["decimals"]), 0)  # rounded to tens, hundreds: 150 of what was printed as 1.5 times
    if int(row["decimals"]) != decimals and (decimals or tens == 1 or any(int(v) % tens for v in printed)):
        return [("decimals", f"{decimals}, the decimals of {'–'.join(printed)} as printed")]
    if len(printed) == 2 and float(printed[1]) <= float(printed[0]):
        return [("obs_value_upper", f"above {printed[0]}, the lower end")]
    return _of_unit(row)


def is_long(value: str) -> bool:
    """True for a number with more digits than a computer keeps."""
    return len(value.replace(".", "").lstrip("-0")) > DIGITS


def _of_unit(row: Row) -> list[tuple[str, str]]:
    """What is wrong with the unit of a figure that is a percentage by its measure."""
    if row["measure"] in SHARE_MEASURES and row["unit_measure"]:
        if row["unit_measure"] not in ("percent", "%"):
            return [("unit_measure", f"percent, the unit of {row['measure']}")]
        if row["unit_mult"] not in ("", "0"):
            return [("unit_mult", f"0, as of every {row['measure']}")]
    return []


def _whole(text: str) -> int | None:
    """A whole number; None where it is none."""
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() else None
