"""``read``: a published report, or any text, and the figures it prints.

>>> r = read("Kim ngạch xuất nhập khẩu qua địa bàn tỉnh Lạng Sơn 6 tháng đầu năm 2020 ước đạt 1.320 triệu USD, giảm 42,9% so với cùng kỳ.")
>>> [(f.indicator, f.time_period, f.measure, f.obs_value) for f in r]
[('trade_turnover_total', '2020-S1', 'level', 1320.0), ('trade_turnover_total', '2020-S1', 'yoy_pct', -42.9)]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from ..dataset import Dataset, load
from ..errors import ParameterError, ReadError, unknown
from ..periods import Period, known_by
from . import documents, tables
from .catalogue import Catalogue
from .clauses import sentences
from .context import Context
from .documents import Document, Paragraph
from .figure import Figure
from .grammar import Grammar
from .items import Item
from .lexing import items
from .prose import Prose, language, prose
from .times import Time
from .when import Anchor, about, settle
from .words import key

if TYPE_CHECKING:
    import pandas as pd

MAX_SIZE = 20_000_000  # bytes
_THAN = key("hơn")
_SINCE = ("since",), (key("kể"), key("từ")), (key("từ"),)
_TELLING = 20_000  # letters that tell the language of what does not tell its own
_SENTENCE = 8  # items that a cell with a sentence has at least
_OPENING = 4  # paragraphs that tell what a text is about


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


@dataclass(slots=True)
class _Lexed:
    paragraph: Paragraph
    prose: Prose
    lang: str
    items: list[Item]


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
    lexed = [_lex(p, document.text, lang, most, catalogue) for p in document.paragraphs]
    own = lang or _main(lexed)
    context = _context(lexed, catalogue, area, Period.parse(period) if period else None, _day(published_on))
    grammar = Grammar(catalogue, context)
    figures: list[Figure] = []
    for table, run in groupby(lexed, key=lambda one: one.paragraph.table):
        if table:
            figures += _table(document, list(run), grammar, own)
            continue
        for one in run:
            if one.paragraph.kind == "heading":
                grammar.heading(one.items)
            if any(i.kind == "num" for i in one.items):
                where = document.locator(one.paragraph)
                figures += grammar.paragraph(
                    one.items, one.prose, one.lang, one.paragraph.number, where, item=one.paragraph.kind == "item"
                )
            else:
                grammar.mention(one.items)
    return Reading(document, tuple(figures), data, own)


def _table(document: Document, cells: list[_Lexed], grammar: Grammar, lang: str) -> list[Figure]:
    """The figures of a table: of its numbers by head and label, of its sentences as of any sentence."""
    found = tables.figures(document, [one.paragraph for one in cells], grammar.catalogue, grammar.context, lang)
    read = {f.paragraph for f in found}
    for one in cells:
        if one.paragraph.number not in read and len(one.items) > _SENTENCE and any(i.kind == "num" for i in one.items):
            where = document.locator(one.paragraph)
            found += grammar.paragraph(one.items, one.prose, one.lang, one.paragraph.number, where)
    return sorted(found, key=lambda f: f.start)


def _document(source: str | Path | bytes | BinaryIO, max_size: int) -> Document:
    if isinstance(source, str) and (len(source) > 1000 or "\n" in source or not _is_path(source)):
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
def _kept(key: int, holder: Any) -> Catalogue:
    return Catalogue(holder.data)


class _Holder:
    """A data set by identity, so that its catalogue is made once."""

    def __init__(self, data: Dataset) -> None:
        self.data = data

    def __hash__(self) -> int:
        return id(self.data)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Holder) and other.data is self.data


def _catalogue(data: Dataset) -> Catalogue:
    return _kept(id(data), _Holder(data))


def _lex(paragraph: Paragraph, text: str, lang: str, most: str, catalogue: Catalogue) -> _Lexed:
    one = prose(text[paragraph.start : paragraph.end], paragraph.start)
    own = lang or language(one.text, most)
    return _Lexed(paragraph, one, own, items(one.text, own, catalogue))


def _main(lexed: list[_Lexed]) -> str:
    size = Counter()
    for one in lexed:
        size[one.lang] += len(one.prose.text)
    return size.most_common(1)[0][0] if size else "vi"


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return known_by(text)
    except ValueError:
        raise ParameterError(
            f"published_on {text!r} is not a date; write it like 2020-07-13, 2020-07 or 2020"
        ) from None


def _context(
    lexed: list[_Lexed], catalogue: Catalogue, area: str, period: Period | None, published: date | None
) -> Context:
    """What a text is about: its area, its period, its year."""
    anchor = _anchor(lexed, published)
    if period is not None:
        anchor = type(anchor)(period, period.year, anchor.date)
    return Context(anchor, (area,) if area else _areas(lexed, catalogue), main=anchor.period)


def _anchor(lexed: list[_Lexed], published: date | None) -> Anchor:
    """What a text is about: by the times of what it reports, else by those of its targets and comparisons too."""
    anchor, targets = about([_told(one.items, False, False) for one in lexed], published), False
    if anchor.known_year is None:
        anchor, targets = about([_told(one.items, True, False) for one in lexed], published), True
    if anchor.known_year is None:
        anchor = replace(anchor, year=_later(lexed))
    anchor = _not_before(lexed, anchor)
    if anchor.period is not None:
        return anchor
    days = (
        t
        for one in lexed[:_OPENING]
        for t in _told(one.items, True, False)
        if t.shape == "day" and t.to_date and t.year
    )
    if (day := next(days, None)) is not None:  # a heading that goes up to a day
        return replace(anchor, period=settle(day, anchor).period)
    if not targets:
        other = about([_told(one.items, True, False) for one in lexed], published)
        return replace(anchor, period=other.period) if other.known_year == anchor.known_year else anchor
    return anchor


def _not_before(lexed: list[_Lexed], anchor: Anchor) -> Anchor:
    """What a text compares with the same period of a year is of the year after, where nothing but a year's name says otherwise."""
    times = [item.value for one in lexed for item in one.items if item.kind == "time"]
    after = max((t.year for t in times if t.shape == "same" and t.year is not None), default=0) + 1
    firm = any(t.year == anchor.known_year and t.shape in ("half", "quarter", "month", "months", "day") for t in times)
    if firm or anchor.known_year is None or after != anchor.known_year + 1:
        return anchor
    period = anchor.period
    return replace(
        anchor, year=after, period=Period(period.year + 1, period.month, period.months) if period is not None else None
    )


def _later(lexed: list[_Lexed]) -> int | None:
    """The year of a text that names no year but those it compares with: the year after them; that of a month it goes on from."""
    told = [t for one in lexed for t in _told(one.items, True, True) if t.year is not None]
    if done := [t.year for one in lexed for t in _told(one.items, False, False) if t.year is not None]:
        return max(done)  # "đến ngày 31/8"
    years = [t.year for t in told if t.shape in ("same", "year")]
    return max(years) + 1 if years else max((t.year for t in told), default=None)


def _told(found: list[Item], targets: bool, bases: bool) -> list[Time]:
    """The times of a paragraph; with or without those that a target is set for, or that something is compared with."""
    told = []
    for sentence in sentences(found):
        times = [n for n, item in enumerate(sentence) if item.kind == "time"]
        if not targets and any("target" in item.roles for item in sentence) and any(i.kind == "num" for i in sentence):
            continue
        planned = [n for n in times if n and sentence[n - 1].roles & {"plan", "target"}]
        if not targets and len(planned) < len(times):  # "kết quả năm 2019 và kế hoạch năm 2020"
            times = [n for n in times if n not in planned]
        told += [sentence[n].value for n in times if bases or not (n and _compares(sentence[n - 1]))]
    wider = any(t.shape != "day" and t.year is not None for t in told)
    return [t for t in told if not (wider and t.shape == "day")]


def _compares(item: Item) -> bool:
    """True of a word after which a time is what something is compared with."""
    return "base" in item.roles or item.keys in _SINCE or bool({"than", _THAN} & set(item.keys))


def _areas(lexed: list[_Lexed], catalogue: Catalogue) -> tuple[str, ...]:
    """The province that is named most, its opening counting more; a country where no province is named."""
    named: Counter[tuple[str, ...]] = Counter()
    datelines: list[tuple[str, ...]] = []
    country = False
    for n, one in enumerate(lexed):
        for at, item in enumerate(one.items):
            if item.kind == "area" and not (at and one.items[at - 1].kind == "num"):  # "thứ 6 cả nước"
                named[item.value] += 3 if n < _OPENING else 1
                ahead = one.items[at + 1 : at + 3]
                if at == 0 and ahead and ahead[-1].kind == "time" and ahead[-1].value.shape == "day":
                    datelines.append(item.value)
            elif item.kind == "subject" and all(c in catalogue.of_countries.values() for c in item.value):
                country = True
    provinces = [codes for codes, _ in named.most_common() if not catalogue.is_country(codes[0])]
    if (
        provinces
        and any(catalogue.is_country(codes[0]) for codes in named)
        and all(codes in datelines for codes in provinces)
    ):
        provinces = []  # "HANOI, 26 December - Vietnam saw …"
    if provinces:
        return provinces[0]
    return next(iter(named), ("VN",) if country and "VN" in catalogue.data.areas else ())
