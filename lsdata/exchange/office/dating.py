"""Which period a table is of, and which each of its columns: titles, relative periods, placeholders in heads.

A column's period is told from the table's, P: ``P``, ``ytd`` (from January to the end of P), ``year`` (the whole year),
each also ``-1Y`` (a year earlier) or ``-1`` (the one before): ``P-1Y``, ``ytd-1Y``, ``year-1Y``, ``P-1``; or it is fixed:
``2015``. Placeholders in heads are filled from the column's period.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...errors import PeriodError
from ...periods import ROMAN, Period
from .naming import fold

EVERY = {"month": "2026-M10", "quarter": "2026-Q3", "months": "2026-01-01/P9M", "year": "2026"}
PLACEHOLDERS = ("month", "last_month", "months", "quarter", "year", "last_year", "year_of_last_month")
_RELATIVE = re.compile(r"(P|ytd|year|previous)(?:-(\d)Y)?(-1)?")
_YEAR = r"(?:\s*(?:năm|/|\.|-)\s*(\d{4}))?"
_MENTIONS = [
    ("months", re.compile(rf"\b(\d{{1,2}})\s*tháng(?!\s*\d)(?:\s+đầu)?{_YEAR}")),
    ("month", re.compile(rf"(?<!\d )tháng\s*(\d{{1,2}})(?!\d)(?!\s*-\s*\d){_YEAR}")),
    ("month", re.compile(r"(?<![\d/])(?:t\.?)?(1[0-2]|0?[1-9])\s*[/.-]\s*((?:19|20)\d\d)\b")),
    ("quarter", re.compile(rf"\bqu[ýí]\s*(iv|i{{1,3}}|[1-4])\b{_YEAR}")),
]
_DATE = re.compile(
    r"(?:ngày\s+)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|ngày\s+\d{1,2}\s*(?:tháng|/)\s*\d{1,2}(?:(?:\s*năm\s*|/)\d{4})?"
)
_ANY_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def mentioned(text: str) -> list[tuple[str, Period]]:
    """The periods that a title names, with the kind of each (a key of ``EVERY``).

    >>> [(kind, p.code) for kind, p in mentioned("Tháng 10 và 10 tháng năm 2026")]
    [('months', '2026-01-01/P10M'), ('month', '2026-M10')]
    >>> mentioned("(Kèm theo Báo cáo ngày 28 tháng 9 năm 2026)")
    []
    """
    text, found = _DATE.sub(" ", fold(text)), []
    years = [(m.start(), int(m[1])) for m in _ANY_YEAR.finditer(text)]
    for kind, pattern in _MENTIONS:
        for m in pattern.finditer(text):
            year = int(m[2] or 0) or next((y for at, y in years if at > m.start()), 0)
            n = ROMAN.index(m[1].upper()) if m[1].upper() in ROMAN else int(m[1])
            if year and 1 <= n <= 12:
                found.append((kind, of_kind(kind, year, n)))
    if not found and len({y for _, y in years}) == 1:
        found.append(("year", Period(years[0][1], 1, 12)))
    return list(dict.fromkeys(found))


def of_kind(kind: str, year: int, n: int) -> Period:
    """The n-th month, quarter, or the first n months of a year."""
    return {"month": Period(year, n, 1), "quarter": Period(year, 3 * n - 2, 3), "months": Period(year, 1, n)}.get(
        kind, Period(year, 1, 12)
    )


def kind_of(period: Period) -> str:
    """The kind of a table's period: a key of ``EVERY``; empty for spans that tables of an office do not have."""
    if period.months in (1, 12):
        return "month" if period.months == 1 else "year"
    if period.months == 3 and "-Q" in period.code:
        return "quarter"
    return "months" if period.cumulative else ""


def is_relative(text: str) -> bool:
    """Whether a column's period can be understood, relative or fixed."""
    if _RELATIVE.fullmatch(text):
        return True
    try:
        Period.parse(text)
    except PeriodError:
        return False
    return True


def resolve(text: str, now: Period) -> Period:
    """The period of a column in the table of a period.

    >>> [resolve(t, Period.parse("2026-M01")).code for t in ("P", "P-1", "ytd-1Y", "year")]
    ['2026-M01', '2025-M12', '2025-M01', '2026']
    """
    m = _RELATIVE.fullmatch(text)
    if not m:
        return Period.parse(text)
    base = {"ytd": Period(now.end.year, 1, now.end.month), "year": now.of_year}.get(m[1], now)
    if m[2]:
        base = base.prior(int(m[2]))
    if m[3] or m[1] == "previous":
        if m[1] == "ytd":
            return Period(base.year, 1, base.months - 1) if base.months > 1 else Period(base.year - 1, 1, 12)
        first = 12 * base.year + base.month - 1 - base.months
        base = Period(first // 12, first % 12 + 1, base.months)
    return base


def fillings(period: Period) -> dict[str, tuple[str, ...]]:
    """What a placeholder may stand for in the head of a column of a period."""
    month, before = period.end.month, (period.end.month + 10) % 12 + 1
    quarter = (month + 2) // 3
    return {
        "month": (str(month), f"{month:02d}"),
        "last_month": (str(before), f"{before:02d}"),
        "months": (str(month), f"{month:02d}"),
        "quarter": (ROMAN[quarter].lower(), str(quarter)),
        "year": (str(period.end.year),),
        "last_year": (str(period.end.year - 1),),
        "year_of_last_month": (str(period.end.year - (month == 1)),),
    }


def pattern(head: str, period: Period) -> re.Pattern:
    """What the head of a column, as a layout writes it, looks like in the table of its period: folded."""
    words = fillings(period)
    parts = re.split(r"\{(\w+)\}", fold(head))
    return re.compile(
        "".join(re.escape(p) if i % 2 == 0 else "(?:" + "|".join(words[p]) + ")" for i, p in enumerate(parts))
    )


def told(head: str, period: Period) -> str:
    """A head with its placeholders filled, for people.

    >>> told("Ước tháng {month}/{year}", Period.parse("2026-M11"))
    'Ước tháng 11/2026'
    """
    words = {k: v[0].upper() for k, v in fillings(period).items()}
    return re.sub(r"\{(\w+)\}", lambda m: words.get(m[1], m[0]), head)


def templated(head: str, period: Period, *, december: bool = False) -> str:
    """A head with placeholders where it names its column's period; with ``december``, the 12 in it is always that month.

    >>> templated("Ước 10 tháng năm 2026 so với cùng kỳ năm 2025", Period.parse("2026-01-01/P10M"))
    'Ước {months} tháng năm {year} so với cùng kỳ năm {last_year}'
    """
    words = fillings(period)

    def put(names: Iterable[str], whole: str, value: str) -> str:
        name = next((n for n in names if value.lower() in words[n] and not (december and value == "12")), "")
        return whole.replace(value, "{" + name + "}") if name else whole

    head = _ANY_YEAR.sub(lambda m: put(("year", "last_year"), m[0], m[1]), head)
    head = re.sub(r"(?<![\d.,])(\d{1,2})(?=\s*tháng)", lambda m: put(("months",), m[0], m[1]), head, flags=re.I)
    months = ("month", "last_month") if period.months < 12 else ()
    head = re.sub(r"(?<=tháng)\s*(\d{1,2})(?!\d)", lambda m: put(months, m[0], m[1]), head, flags=re.I)
    head = re.sub(r"(?<![\d/])(\d{1,2})(?=\s*[/.]\s*\{(?:last_)?year\})", lambda m: put(months, m[0], m[1]), head)
    head = re.sub(r"(?<=\{last_month\})(\s*(?:năm|/)\s*)\{(?:last_)?year\}", r"\1{year_of_last_month}", head)
    return re.sub(r"(?<=qu[ýí])\s*(IV|I{1,3}|[1-4])\b", lambda m: put(("quarter",), m[0], m[1]), head, flags=re.I)


def candidates(kind: str, texts: Iterable[str]) -> list[Period]:
    """Every period of a kind that the years in some texts allow."""
    years = {int(y) for t in texts for y in _ANY_YEAR.findall(t)}
    counts = {"month": 12, "quarter": 4, "months": 12}.get(kind, 1)
    return [of_kind(kind, y, n) for y in sorted(years | {y + 1 for y in years}) for n in range(1, counts + 1)]
