"""Time periods in SDMX notation: read as people type them, ordered, compared, named in Vietnamese and English.

One form each: a P3M, P6M or P12M span that is a quarter, a half or a year becomes ``2020-Q1``, ``2020-S1``, ``2020``;
every other span keeps its start and length: ``2019-01-01/P9M`` is the first nine months of 2019.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from .errors import PeriodError

NBSP = "\u00a0"
ROMAN = ("", "I", "II", "III", "IV")
MONTHS_EN = tuple(calendar.month_name)
ORDINAL_EN = ("", "first", "second", "third", "fourth")
COUNT_EN = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

LONGEST = 1200  # months: a hundred years


def _quarter(number: str) -> int:
    return ROMAN.index(number) if number in ROMAN else int(number)


_EXAMPLES = "2020, 2020-S1, 2020-Q2, 2020-M06, 2019-01-01/P9M, 6T/2020, Q2/2021"
_SHAPES = [  # (what people type, start month and length in months from the match)
    (r"(?P<y>\d{4})", lambda m: (1, 12)),
    (r"(?P<y>\d{4})-?[SsHh](?P<n>[12])", lambda m: (6 * int(m["n"]) - 5, 6)),
    (r"[SsHh](?P<n>[12])[/ -]?(?P<y>\d{4})", lambda m: (6 * int(m["n"]) - 5, 6)),
    (r"(?P<y>\d{4})-?[Qq](?P<n>[1-4])", lambda m: (3 * int(m["n"]) - 2, 3)),
    (r"[Qq](?P<n>[1-4])[/ -]?(?P<y>\d{4})", lambda m: (3 * int(m["n"]) - 2, 3)),
    (r"(?P<y>\d{4})-?[Mm]?(?P<n>0[1-9]|1[0-2])", lambda m: (int(m["n"]), 1)),
    (r"(?P<y>\d{4})-?[Mm](?P<n>[1-9])", lambda m: (int(m["n"]), 1)),
    (r"(?P<n>0?[1-9]|1[0-2])/(?P<y>\d{4})", lambda m: (int(m["n"]), 1)),
    (r"[Tt](?P<n>0?[1-9]|1[0-2])[/ -](?P<y>\d{4})", lambda m: (int(m["n"]), 1)),
    (r"(?P<n>[1-9]|1[0-2])[Tt][/ -]?(?P<y>\d{4})", lambda m: (1, int(m["n"]))),
    (r"[Nn]ăm (?P<y>\d{4})", lambda m: (1, 12)),
    (r"(?P<n>[1-9]|1[0-2]) tháng( đầu)?(( năm)? |/)(?P<y>\d{4})", lambda m: (1, int(m["n"]))),
    (r"(?P<n>[1-9]|1[01]) tháng cuối(( năm)? |/)(?P<y>\d{4})", lambda m: (13 - int(m["n"]), int(m["n"]))),
    (r"[Qq]uý (?P<n>[1-4]|I{1,3}|IV)(( năm)? |/)(?P<y>\d{4})", lambda m: (3 * _quarter(m["n"]) - 2, 3)),
    (r"[Tt]háng (?P<n>0?[1-9]|1[0-2])(( năm)? |/)(?P<y>\d{4})", lambda m: (int(m["n"]), 1)),
    (r"(?P<y>\d{4})-(?P<s>0[1-9]|1[0-2])-01/P(?P<n>[1-9]\d*)M", lambda m: (int(m["s"]), int(m["n"]))),
    (r"(?P<y>\d{4})-(?P<s>0[1-9]|1[0-2])-01/P(?P<n>[1-9]\d*)Y", lambda m: (int(m["s"]), 12 * int(m["n"]))),
]


@dataclass(frozen=True)
class Period:
    """A time period of whole months.

    Parameters
    ----------
    year, month : first month of the period.
    months : its length in months.
    """

    year: int
    month: int
    months: int

    @classmethod
    def parse(cls, text: str | int | Period) -> Period:
        """The period that a text names.

        Reads SDMX (``2020-S1``, ``2019-01-01/P9M``) and what people type: ``2020H1``, ``2020-H1``, ``6T/2020``,
        ``9T/2019``, ``Q2/2021``, ``2020``, the int 2020; and as Vietnamese reports print it: ``6 tháng đầu năm 2020``,
        ``quý II/2021``, ``tháng 4 năm 2021``.

        Raises
        ------
        PeriodError : the text names no period that begins between 1900 and 2200.

        >>> Period.parse("6T/2020").code, Period.parse("9T/2019").code
        ('2020-S1', '2019-01-01/P9M')
        """
        return text if isinstance(text, Period) else _read(str(text).replace(NBSP, " ").strip())

    @cached_property
    def code(self) -> str:
        """SDMX time period, one form each."""
        if (self.month, self.months) == (1, 12):
            return f"{self.year}"
        for letter, length in (("S", 6), ("Q", 3)):
            if self.months == length and (self.month - 1) % length == 0:
                return f"{self.year}-{letter}{(self.month - 1) // length + 1}"
        if self.months == 1:
            return f"{self.year}-M{self.month:02d}"
        span = f"{self.months // 12}Y" if self.months % 12 == 0 else f"{self.months}M"
        return f"{self.year}-{self.month:02d}-01/P{span}"

    def __str__(self) -> str:
        return self.code

    def __repr__(self) -> str:
        return f"Period({self.code!r})"

    def _repr_html_(self) -> str:
        days = "–".join(f"{d.day}/{d.month}/{d.year}" for d in (self.start, self.end))
        return f"<code>{self.code}</code> <b>{self.name('vi')}</b> · {self.name('en')} <small>({days})</small>"

    def __lt__(self, other: Period) -> bool:
        return (self.end, -self.months) < (other.end, -other.months)

    def __le__(self, other: Period) -> bool:
        return self == other or self < other

    @property
    def first(self) -> int:
        """Its first month, counted."""
        return 12 * self.year + self.month

    @property
    def start(self) -> date:
        return date(self.year, self.month, 1)

    @cached_property
    def end(self) -> date:
        last = self.year * 12 + self.month + self.months - 2
        return date(last // 12, last % 12 + 1, calendar.monthrange(last // 12, last % 12 + 1)[1])

    @cached_property
    def part(self) -> str:
        """Which part of a year it is, without the year: ``S1``, ``Q3``, ``M06``, ``P9M``, ``Y``; ``""`` over years."""
        if self.months > 12 or self.end.year != self.year:
            return ""
        return "Y" if self.months == 12 else self.code[5:].removeprefix("01-01/")

    @property
    def _whole_years(self) -> bool:
        return self.month == 1 and self.months % 12 == 0

    @property
    def cumulative(self) -> bool:
        """From January on, inside one year: what "to date" figures cover."""
        return self.month == 1 and self.months <= 12

    @property
    def elapsed(self) -> float | None:
        """Share of the year gone at its end, 0 to 1; None where it spans years."""
        return self.end.month / 12 if self.part else None

    def prior(self, years: int = 1) -> Period:
        """The same period so many years earlier."""
        return Period(self.year - years, self.month, self.months)

    def holds(self, other: Period) -> bool:
        """True where the other lies inside this one and is not it."""
        ahead = other.first - self.first  # in months: periods are held against each other by the hundred thousand
        return 0 <= ahead <= self.months - other.months and self != other

    def rest(self) -> Period | None:
        """What of the year remains after it; None at the year's end or over years."""
        if not self.part or self.end.month == 12:
            return None
        return Period(self.year, self.end.month + 1, 12 - self.end.month)

    @property
    def of_year(self) -> Period:
        """The year it ends in."""
        return Period(self.end.year, 1, 12)

    def name(self, lang: str, *, year: bool = True) -> str:
        """Its name in running text.

        >>> Period.parse("2020-S1").name("vi"), Period.parse("2019-01-01/P9M").name("en")
        ('6\\xa0tháng đầu năm\\xa02020', 'the first nine months of\\xa02019')
        """
        return _name_vi(self, year) if lang == "vi" else _name_en(self, year)

    def short(self, lang: str) -> str:
        """Its name in tables and on charts: ``6T/2020``, ``H1 2020``, ``quý II/2020``, ``9T/2019``."""
        y, n = self.year, self.months
        if not self.part:
            return f"{y}–{self.end.year}" if self._whole_years else f"{self.month}/{y}–{self.end.month}/{self.end.year}"
        if n == 12:
            return f"{y}"
        if lang == "vi":
            if "-Q" in self.code:
                return f"quý{NBSP}{ROMAN[self.month // 3 + 1]}/{y}"
            if n == 1:
                return f"{self.month}/{y}"
            if self.month == 1:
                return f"{n}{NBSP}tháng/{y}"
            last = self.end.month
            return f"{n}{NBSP}tháng cuối/{y}" if last == 12 else f"tháng{NBSP}{self.month}–{last}/{y}"
        if "-Q" in self.code:
            return f"Q{self.month // 3 + 1}{NBSP}{y}"
        if n == 1:
            return f"{MONTHS_EN[self.month][:3]}{NBSP}{y}"
        if n == 6 and "-S" in self.code:
            return f"H{self.code[-1]}{NBSP}{y}"
        return f"{MONTHS_EN[self.month][:3]}–{MONTHS_EN[self.end.month][:3]}{NBSP}{y}"


@lru_cache(maxsize=1024)
def _read(word: str) -> Period:
    for pattern, shape in _SHAPES:
        m = re.fullmatch(pattern, word)
        if m and 1900 <= int(m["y"]) <= 2200 and shape(m)[1] <= LONGEST:
            return Period(int(m["y"]), *shape(m))
    raise PeriodError(f"{word!r} is not a period; write it like {_EXAMPLES}")


def _name_vi(p: Period, year: bool) -> str:
    tail = f" năm{NBSP}{p.year}" if year else ""
    if not p.part:
        if not p._whole_years:
            return f"thời gian từ tháng{NBSP}{p.month}/{p.year} đến tháng{NBSP}{p.end.month}/{p.end.year}"
        return f"giai đoạn{NBSP}{p.year}–{p.end.year}"
    if p.months == 12:
        return f"năm{NBSP}{p.year}" if year else "năm"
    if p.months == 1:
        return f"tháng{NBSP}{p.month}{tail}"
    if p.months == 3 and (p.month - 1) % 3 == 0:
        return f"quý{NBSP}{ROMAN[p.month // 3 + 1]}{tail}"
    if p.month == 1:
        return f"{p.months}{NBSP}tháng đầu{tail or ' năm'}"
    if p.end.month == 12:
        return f"{p.months}{NBSP}tháng cuối{tail or ' năm'}"
    return f"thời gian từ tháng{NBSP}{p.month} đến tháng{NBSP}{p.end.month}{tail}"


def _name_en(p: Period, year: bool) -> str:
    tail = f" of{NBSP}{p.year}" if year else " of the year"
    if not p.part:
        if not p._whole_years:
            return f"the period from {MONTHS_EN[p.month]}{NBSP}{p.year} to {MONTHS_EN[p.end.month]}{NBSP}{p.end.year}"
        return f"{p.year}–{p.end.year}"
    if p.months == 12:
        return f"{p.year}" if year else "the year"
    if p.months == 1:
        return f"{MONTHS_EN[p.month]}{NBSP}{p.year}" if year else MONTHS_EN[p.month]
    if p.months == 3 and (p.month - 1) % 3 == 0:
        return f"the {ORDINAL_EN[p.month // 3 + 1]} quarter{tail}"
    if p.months == 6 and p.month in (1, 7):
        return f"the {'first' if p.month == 1 else 'second'} half{tail}"
    if p.month == 1:
        return f"the first {COUNT_EN[p.months]} months{tail}"
    if p.end.month == 12:
        return f"the last {COUNT_EN[p.months]} months{tail}"
    return f"the period from {MONTHS_EN[p.month]} to {MONTHS_EN[p.end.month]}{NBSP}{p.year}"


def known_by(published_on: str) -> date | None:
    """The day from which a source counts: its day, or the last day of its month or year; None where it has no date."""
    parts = [int(x) for x in published_on.split("-")] if published_on else []
    if len(parts) == 3:
        return date(*parts)
    if not parts:
        return None
    year, month = (*parts, 12)[:2]
    return date(year, month, calendar.monthrange(year, month)[1])


def date_name(text: str, lang: str) -> str:
    """A date of the package (day, month or year) as it is printed: ``ngày 13/7/2020``, ``13 July 2020``."""
    parts = [int(x) for x in text.split("-")]
    if len(parts) == 1:
        return f"năm{NBSP}{parts[0]}" if lang == "vi" else f"{parts[0]}"
    if lang == "vi":
        return f"ngày{NBSP}{parts[2]}/{parts[1]}/{parts[0]}" if len(parts) == 3 else f"tháng{NBSP}{parts[1]}/{parts[0]}"
    month = f"{MONTHS_EN[parts[1]]}{NBSP}{parts[0]}"
    return f"{parts[2]}{NBSP}{month}" if len(parts) == 3 else month
