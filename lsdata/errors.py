"""The exceptions of lsdata, and the words that help out of them.

LsdataError
├── PackageError      a data package breaks its contract: file, row, column, value (all failing rows at once)
├── UnknownName       a code that is not in the package: "did you mean"
├── PeriodError       a text that names no period, or a period without figures
├── ParameterError    a parameter that does not exist, or a value it does not take
├── ReportError       a report that could not be made: notebook, cell, parameters
├── ReadError         a file that could not be read
└── WrongAnswer       an exercise's answer that is not right yet, with the feedback

Every message is one line: what came, what was expected, what to try.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

LONGEST = 120  # characters of a wrong value that a line shows


class LsdataError(Exception):
    """Base of all errors that lsdata raises on purpose."""


class PackageError(LsdataError):
    """A data package that breaks its contract.

    Parameters
    ----------
    rows : list of dict
        One dict a failing cell: ``file``, ``sheet`` of a workbook, ``row`` (line in the file, the header is line 1),
        ``column``, ``value``, ``expected``.
    """

    def __init__(self, rows: list[dict]):
        self.rows = rows
        super().__init__("\n".join(self._line(r) for r in rows))

    @staticmethod
    def _line(r: dict) -> str:
        place = ", ".join(
            str(x)
            for x in (
                r["file"],
                f"sheet {r['sheet']}" if r.get("sheet") else "",
                f"row {r['row']}" if r.get("row") else "",
                r.get("column", ""),
            )
            if x
        )
        if "value" not in r:
            return f"{place}: {r['expected']}"
        value = repr(r["value"])
        return f"{place}: {value if len(value) <= LONGEST else value[:LONGEST] + '…'} is not {r['expected']}"

    def __reduce__(self):
        return (PackageError, (self.rows,))

    @property
    def failures(self):
        """DataFrame: file, sheet, row, column, value, expected; one row is one failing cell."""
        import pandas as pd

        return pd.DataFrame(self.rows, columns=["file", "sheet", "row", "column", "value", "expected"])


class UnknownName(LsdataError):
    """A code that the package does not know."""


class PeriodError(LsdataError):
    """A text that names no period, or a period that holds nothing."""


class ParameterError(LsdataError):
    """A parameter that does not exist, or a value that it does not take."""


class ReportError(LsdataError):
    """A report that could not be made."""


class ReadError(LsdataError):
    """A file that could not be read."""


class WrongAnswer(LsdataError, AssertionError):
    """An answer that is not right yet: its text is the feedback. A notebook shows no traceback, only ``short``."""

    def __init__(self, feedback: str, short: str = ""):
        super().__init__(feedback)
        self.short = short or feedback

    def _render_traceback_(self) -> list[str]:
        return [self.short]


def unknown(kind: str, name: object, known: Iterable[str], *, labels: dict[str, str] | None = None) -> UnknownName:
    """The error for a code that is not known, with the nearest known ones.

    Parameters
    ----------
    kind : what the code names, as in ``"sector"``.
    name : what came.
    known : the codes there are.
    labels : names of the codes, searched as well ("Lạng Sơn" finds VN-09).
    """
    known = list(known)
    by_word = {k.lower(): k for k in known} | {v.lower(): k for k, v in (labels or {}).items()}
    word = str(name).lower()
    near = difflib.get_close_matches(word, by_word, n=20, cutoff=0.55)
    near.sort(key=lambda w: (-difflib.SequenceMatcher(None, w, word).ratio(), w))  # VN-9: VN-09 before VN-69
    if near:
        hint = f"did you mean {by_word[near[0]]!r}?"
    else:
        hint = "known: " + ", ".join(known[:14]) + (", …" if len(known) > 14 else "")
    return UnknownName(f"unknown {kind} {str(name)!r}; {hint}")
