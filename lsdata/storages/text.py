"""CSV as programs and spreadsheets write it: with or without a byte order mark, separated by comma, semicolon or tab.

A text that a spreadsheet would calculate (``=1+1``) is written with an apostrophe before it, which reading takes off
again: what goes in comes out, and nothing runs.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ..errors import PackageError
from .sheets import Sheet, failure

SEPARATORS = ",;\t"
_CALCULATED = re.compile(r"'*[=+\-@\t]")
_GUARDED = re.compile(r"(^|[,;\t\"\n])'+[=+\-@\t]")
_NUMBER = re.compile(r"-?\d+([.,]\d+)?")


class Dialect(NamedTuple):
    """How a CSV file is written: the form of the bundled package, unless a spreadsheet saved it.

    Parameters
    ----------
    separator : of columns. Where it is a semicolon, numbers have a decimal comma.
    encoding : ``utf-8``, ``utf-8-sig`` or ``utf-16``.
    end : of lines.
    told : whether a first line ``sep=;`` names the separator.
    """

    separator: str = ","
    encoding: str = "utf-8"
    end: str = "\n"
    told: bool = False


PLAIN = Dialect()


def read(path: Path) -> Sheet:
    """The table of a CSV file.

    Raises
    ------
    PackageError : not text in UTF-8 or UTF-16, or no CSV.
    """
    rows = _rows(path.name, *_opened(path))
    _, head = next(rows, (1, []))
    return Sheet(path.name, "", head, rows)


def dialect(path: Path) -> Dialect:
    """How a CSV file is written."""
    return _opened(path)[1]


def write(head: Sequence[str], rows: Iterable[Sequence[str]], numeric: Sequence[bool], how: Dialect = PLAIN) -> bytes:
    """A table as CSV.

    Parameters
    ----------
    head, rows : texts.
    numeric : for each column, whether it holds numbers.
    how : the dialect.
    """
    out = io.StringIO(newline="")
    out.write(f"sep={how.separator}{how.end}" if how.told else "")
    line = csv.writer(out, delimiter=how.separator, lineterminator=how.end).writerow
    line(head)
    for cells in rows:
        line([_number(text, how) if n else guarded(text) for text, n in zip(cells, numeric, strict=True)])
    return out.getvalue().encode(how.encoding)


def guarded(text: str) -> str:
    """A text as CSV holds it: with an apostrophe where a spreadsheet would calculate it.

    >>> guarded("=1+1"), guarded("-42.9"), guarded("'=a"), guarded("'tis")
    ("'=1+1", '-42.9', "''=a", "'tis")
    """
    return f"'{text}" if _CALCULATED.match(text) and not _NUMBER.fullmatch(text) else text


def _number(text: str, how: Dialect) -> str:
    return text.replace(".", ",") if how.separator == ";" else text


def _opened(path: Path) -> tuple[bytes, Dialect, bool]:
    """The content of a file, how it is written, and whether it has texts with an apostrophe to be taken off."""
    content = path.read_bytes()
    encoding = "utf-8-sig" if content.startswith(codecs.BOM_UTF8) else "utf-8"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # Excel's "Unicode Text"
        encoding = "utf-16"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as e:
        expected = f'not UTF-8 text (byte {e.start}); save it as "CSV UTF-8"'
        raise PackageError([failure(path.name, expected)]) from None
    first = text.partition("\n")[0]
    end = "\r\n" if first.endswith("\r") else "\n"
    told = first[:4].lower() == "sep="
    separator = first[4:5] or "," if told else max(SEPARATORS, key=first.count)
    return content, Dialect(separator, encoding, end, told), _GUARDED.search(text) is not None


def _rows(file: str, content: bytes, dialect: Dialect, guards: bool) -> Iterator[tuple[int, list[str]]]:
    """Rows with a cell that says something, the head among them."""
    lines = io.TextIOWrapper(io.BytesIO(content), encoding=dialect.encoding, newline="")
    if dialect.told:
        next(lines)
    reader, line = csv.reader(lines, delimiter=dialect.separator), 1
    try:
        for cells in reader:
            if any(cells):
                if guards:
                    cells = [c[1:] if c[:1] == "'" and _CALCULATED.match(c) else c for c in cells]
                yield reader.line_num + dialect.told, cells
            line = reader.line_num + 1
    except csv.Error as e:
        raise PackageError([failure(file, f"not a table of CSV here ({e})", row=line + dialect.told)]) from None
