"""``read``: a published report, or any text, and the figures it prints.

>>> r = read("Kim ngạch xuất nhập khẩu qua địa bàn tỉnh Lạng Sơn 6 tháng đầu năm 2020 ước đạt 1.320 triệu USD, giảm 42,9% so với cùng kỳ.")
>>> [(f.indicator, f.time_period, f.measure, f.obs_value) for f in r]
[('trade_turnover_total', '2020-S1', 'level', 1320.0), ('trade_turnover_total', '2020-S1', 'yoy_pct', -42.9)]
"""

from __future__ import annotations

import gc
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from ..dataset import Dataset, load
from ..errors import ParameterError, ReadError, unknown
from ..periods import Period, known_by
from . import documents, tables
from .bearings import context_of
from .catalogue import Catalogue
from .documents import Document, Paragraph
from .figure import Figure
from .grammar import Grammar
from .lexing import items
from .places import Lexed
from .prose import language, prose

if TYPE_CHECKING:
    import pandas as pd

_YEARS = 1900, 2200
MAX_SIZE = 20_000_000  # bytes
_TELLING = 20_000  # letters that tell the language of what does not tell its own
_COMMA = re.compile(r"(?<![\d.,])\d{1,3},\d{1,2} ?(?:%|million|billion)")
_POINT = re.compile(r"(?<![\d.,])\d{1,3}\.\d{1,2} ?(?:%|million|billion|percent|per cent)")
_SENTENCE = 8  # items that a cell with a sentence has at least


@dataclass(frozen=True)
class Reading:
    """A text with the figures read from it.

    Parameters
    ----------
    document : its text and paragraphs.
    figures : in the order of the text.
    data : the data package whose catalogue it was read with.
    lang : language of most of the text, ``vi`` or ``en``.
    """

    document: Document
    figures: tuple[Figure, ...]
    data: Dataset
    lang: str

    def __iter__(self) -> Iterator[Figure]:
        return iter(self.figures)

    def __len__(self) -> int:
        return len(self.figures)

    def frame(self) -> pd.DataFrame:
        """DataFrame of the figures: the columns of figures.csv, then start, end, paragraph, text, words, unit, base, sure, reasons."""
        from .showing import frame

        return frame(self.document, self.figures)

    def records(self) -> list[dict[str, Any]]:
        """The same as dicts, as JSON has them."""
        from .showing import records

        return records(self.document, self.figures)

    def __repr__(self) -> str:
        from .showing import lines

        return "\n".join(lines(self.document, self.figures, self.data, self.lang))

    def _repr_html_(self) -> str:
        from .marking import marked

        return marked(self.document, self.figures, self.data, self.lang)


def read(
    source: str | Path | bytes | BinaryIO | Document, *, data: Dataset | str | None = None, area: str = "", period: str = "", lang: str = "",
    published_on: str = "", max_size: int = MAX_SIZE,
) -> Reading:  # fmt: skip
    """The figures that a text prints, each with where it stands and how sure the reading is.

    Parameters
    ----------
    source : a text, the path of a file (txt, md, html, docx, pdf), its bytes, or an open file.
    data : data set, or folder or workbook of a package: its indicators and areas are what is known by name.
    area : code of the area it is about, where it does not say.
    period : the period it is about, where it does not say (``2020-S1``, ``6T/2020``).
    lang : language of the text, ``vi`` or ``en``; empty: told paragraph by paragraph.
    published_on : day, month or year of publication: the year of what names none.
    max_size : the most bytes that are read.

    Returns
    -------
    Reading : iterate it for ``Figure``s; ``frame()`` has the columns of figures.csv; a notebook shows the text, figures marked.

    Raises
    ------
    ReadError : a file that cannot be read as text: none there, a scan, encrypted, too large.
    UnknownName, PeriodError, ParameterError : an area, period, language or date that does not exist.
    """
    data = data if isinstance(data, Dataset) else load(data)
    if area and area not in data.areas:
        raise unknown("area", area, list(data.areas))
    if lang not in ("", "vi", "en"):
        raise ParameterError(f"lang {lang!r} cannot be read; write vi or en, or leave it out")
    document = source if isinstance(source, Document) else _document(source, max_size)
    catalogue = _catalogue(data)
    most = lang or language(document.text[:_TELLING])
    day, given = _day(published_on), Period.parse(period) if period else None
    with _uncollected():
        figures, own = _figures(document, catalogue, lang, most, area, given, day)
    return Reading(document, tuple(figures), data, own)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the garbage collector: what is read holds no cycles, and to look for them takes a tenth of the time and more."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def _figures(
    document: Document, catalogue: Catalogue, lang: str, most: str, area: str, period: Period | None, published: date | None
) -> tuple[list[Figure], str]:  # fmt: skip
    """The figures of a document, in its order, and its language."""
    commas = most == "en" and _with_commas(document.text[:_TELLING])
    lexed = [_lex(p, document.text, lang, most, catalogue, commas=commas) for p in document.paragraphs]
    own = lang or _main(lexed)
    context = context_of(lexed, catalogue, area, period, published)
    grammar = Grammar(catalogue, context)
    figures: list[Figure] = []
    for table, run in groupby(lexed, key=lambda one: one.paragraph.table):
        if table:
            figures += _table(document, list(run), grammar, own)
            continue
        for one in run:
            if one.paragraph.kind == "heading":
                grammar.heading(one.items, one.paragraph.number)
            if one.paragraph.number > 1:
                grammar.place(one.items)
            if any(i.kind == "num" for i in one.items):
                where = document.locator(one.paragraph)
                figures += grammar.paragraph(
                    one.items, one.prose, one.lang, one.paragraph.number, where, item=one.paragraph.kind == "item"
                )
            else:
                grammar.mention(one.items)
    return figures, own


def _table(document: Document, cells: list[Lexed], grammar: Grammar, lang: str) -> list[Figure]:
    """The figures of a table: of its numbers by head and label, of its sentences as of any sentence."""
    found = tables.figures(document, [one.paragraph for one in cells], grammar.catalogue, grammar.context, lang)
    read = {f.paragraph for f in found}
    for one in cells:
        if one.paragraph.number not in read and len(one.items) > _SENTENCE and any(i.kind == "num" for i in one.items):
            where = document.locator(one.paragraph)
            found += grammar.paragraph(one.items, one.prose, one.lang, one.paragraph.number, where)
    return sorted(found, key=lambda f: f.start)


def _document(source: str | Path | bytes | BinaryIO, max_size: int) -> Document:
    if isinstance(source, str) and (not source.strip() or len(source) > 1000 or "\n" in source or not _is_path(source)):
        if len(source.encode("utf-8", "replace")) > max_size:
            raise ReadError(
                f"a text of {len(source):,} characters; expected at most {max_size:,} bytes: read it in parts, or set max_size"
            )
        return documents.of_text(source)
    return documents.of_file(source, max_size=max_size)


def _is_path(text: str) -> bool:
    """True where a short text is the name of a file: one is there, or it looks like one."""
    try:
        return Path(text).exists() or (" " not in text.strip() and bool(Path(text).suffix))
    except (OSError, ValueError):
        return False


@lru_cache(maxsize=4)
def _catalogue(data: Dataset) -> Catalogue:
    """The catalogue of a data set, made once: a data set is told by identity."""
    return Catalogue(data)


def _lex(paragraph: Paragraph, text: str, lang: str, most: str, catalogue: Catalogue, *, commas: bool = False) -> Lexed:
    one = prose(text[paragraph.start : paragraph.end], paragraph.start)
    own = lang or language(one.text, most)
    return Lexed(paragraph, one, own, items(one.text, own, catalogue, "vi" if commas else own))


def _with_commas(text: str) -> bool:
    """True of an English text that writes 14,2% and 3.200 as Vietnamese ones do."""
    return len(_COMMA.findall(text)) > 1 and not _POINT.search(text)


def _main(lexed: list[Lexed]) -> str:
    size = Counter()
    for one in lexed:
        size[one.lang] += len(one.prose.text)
    return size.most_common(1)[0][0] if size else "vi"


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        day = known_by(text)
        if not _YEARS[0] <= day.year <= _YEARS[1]:
            raise ValueError(text)
        return day
    except ValueError:
        raise ParameterError(
            f"published_on {text!r} is not a date; write it like 2020-07-13, 2020-07 or 2020"
        ) from None
