"""The long table as CSV that Excel opens rightly: UTF-8 with its mark, and the signs of the reader's language.

Vietnamese Excel reads columns parted by semicolons and decimal commas, English Excel commas and decimal points. Text that
a spreadsheet would take for a formula begins with an apostrophe; numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date

from ...numerals import rounded
from .records import COLUMNS, records, words

SIGNS = {"vi": (";", ",")}  # language -> what parts columns, decimal sign
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")  # wide signs begin formulas too
_ENDS = ("lower", "upper")


def write(report: dict) -> bytes:
    """The figures of a report, one a line, in words and codes."""
    lang = report["lang"]
    delimiter, point = SIGNS.get(lang, (",", "."))
    out = io.StringIO(newline="")
    lines = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    lines.writerow(words(lang)["heads"][name] for name in COLUMNS)
    for record in records(report):
        lines.writerow(_cell(record, name, point) for name in COLUMNS)
    return out.getvalue().encode("utf-8-sig")


def _cell(record: dict, name: str, point: str) -> str:
    value = record[name]
    if value is None:
        return ""
    if COLUMNS[name] == "number":
        decimals = record["digits"] if name in _ENDS else max(0, record["decimals"])
        return f"{rounded(value, decimals)}".replace(".", point)
    if isinstance(value, str):
        return f"'{value}" if FORMULA.match(value) else value
    return value.isoformat() if isinstance(value, date) else str(value)
