"""Times as reports print them: years, halves, quarters, months, days, seasons, and those told by another (``cùng kỳ``).

What a language has of its own stands in ``times_vi`` and ``times_en``: rules by the word they begin with.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from . import times_en, times_vi
from .rules import END, YEAR, YEAR2, Rule, Tongue, begins, by_head, lowered, number, scanner, year

NAMED = frozenset(("year", "half", "quarter", "month", "months", "rest", "day"))  # what takes its year from a neighbour
_ENDING = frozenset(
    ("year", "half", "quarter", "month", "months", "day", "this_year", "previous_month")
)  # what a text can go up to
_UP_TO = re.compile(r"end|as of|by|cuối|đến|hết")
_OURS = ("this year", "nay", "này")
_LONGEST = 40  # years of a span
_FEW = 2  # rules that are tried as quickly as it is asked whether any can begin
RELATIVE = (
    "same",
    "previous_month",
    "previous_quarter",
    "previous_week",
    "previous_year",
    "start_of_year",
    "december",
)  # shapes: of what is compared with


class Time(NamedTuple):
    """A time where it stands in a text.

    Parameters
    ----------
    start, end : its place, with the words that lead to it (``đến hết ngày``, ``as of``).
    shape : ``year``, ``half``, ``quarter``, ``month``, ``months``, ``day``, ``years``, ``season``, ``rest``; told by
        another time: ``same``, ``previous_week``, ``previous_month``, ``previous_quarter``, ``previous_year``, ``december``,
        ``start_of_year``, ``this``, ``week``, ``now``, ``this_year``, ``to_now``, ``term`` (of several years named before).
    year : as printed; None where unsaid. That of the end, where it spans the turn of a year.
    n : number of the quarter, half or season, or how many months; of ``this`` and ``same``: 1 the month, 3 the quarter.
        Seasons: 1 winter-spring, 2 spring, 3 summer-autumn, 4 main, 5 winter, 6 autumn-winter, 0 school year.
    month, day : of a month, a day; of a span of months its first month.
    last : last year of a span of years (0: until now), last month of a span of months.
    to_date : what is told goes up to it: ``đến 30/6``, ``as of 30 June``.
    cumulated : what is told adds up since January: ``lũy kế``, ``tính chung``, ``đầu năm``.
    back : years before that of the text: 1 in ``quý II năm trước``, -1 in ``next year``.
    ours : of the text's own year, whichever the sentence has spoken of: ``quý II năm nay``.
    """

    start: int
    end: int
    shape: str
    year: int | None = None
    n: int = 0
    month: int = 0
    day: int = 0
    last: int = 0
    to_date: bool = False
    cumulated: bool = False
    back: int = 0
    ours: bool = False


_D, _M = r"(?P<d>0?[1-9]|[12]\d|3[01])", r"(?P<m>0?[1-9]|1[0-2])"
_APART = r"(?![/.-]?\d|/\w)"
_COMMON = (
    Rule("#", "day", rf"{YEAR}-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"),
    Rule("#", "day", rf"{_D} ?([/.-]) ?{_M} ?\2 ?{YEAR}{_APART}"),
    Rule("#", "month", rf"{_M}/{YEAR}{_APART}"),
    Rule("#", "years", rf"{YEAR} ?[-–] ?{YEAR2}{_APART}"),
    Rule(
        "#",
        "season",
        rf"{YEAR}[-–/](?P<y2>\d\d){_APART}(?! ?%)",
        guard=lambda text, low, m: (int(m["y"]) + 1) % 100 == int(m["y2"]),
    ),
    Rule("#", "quarter", rf"{YEAR}[ -]?q(?P<n>[1-4]){END}"),
)
_TONGUES = {tongue.lang: (by_head((*_COMMON, *tongue.rules)), tongue) for tongue in (times_vi.TONGUE, times_en.TONGUE)}
_BEGINS = {  # most numbers, and most "the" and "of", are no times
    lang: {head: begins(rules) for head, rules in heads.items() if len(rules) > _FEW}
    for lang, (heads, _) in _TONGUES.items()
}
_SCAN = {lang: scanner(heads) for lang, (heads, _) in _TONGUES.items()}


def find(text: str, lang: str) -> list[Time]:
    """The times of a normalised paragraph, in order, not overlapping; of two that begin together the longer.

    >>> [t.shape for t in find("tháng 6 và 6 tháng đầu năm 2023 tăng 5% so với cùng kỳ", "vi")]
    ['month', 'half', 'same']
    >>> find("tính đến ngày 30/6/2020", "vi")[0]
    Time(start=0, end=23, shape='day', year=2020, n=0, month=6, day=30, last=0, to_date=True, cumulated=False, back=0, ours=False)
    """
    (heads, tongue), begin_with = _TONGUES[lang], _BEGINS[lang]
    low = tongue.spelling(lowered(text))
    found: list[Time] = []
    at, covid = 0, "covid-" in low
    for head in _SCAN[lang].finditer(low):
        start = head.start()
        if start < at:
            continue
        word = "#" if head[0][0].isdigit() else head[0]
        if covid and word == "#" and low.endswith("covid-", 0, start):
            continue  # "COVID-19 tháng 9 năm 2021"
        if (begin := begin_with.get(word)) is not None and not begin(low, start):
            continue
        rules = heads[word]
        time = _longest(rules, text, low, start, at, tongue)
        if time is not None:
            found.append(time)
            at = time.end
            if time.shape == "year":
                found += _listed(low, time, tongue)
                at = found[-1].end
    return _dated(found, low, tongue) if len(found) > 1 else found


def _longest(rules: list[Rule], text: str, low: str, start: int, free: int, tongue: Tongue) -> Time | None:
    best: re.Match[str] | None = None
    chosen: Rule | None = None
    for rule in rules:
        m = rule.match(low, start)
        if m and (best is None or m.end() > best.end()) and (rule.guard is None or rule.guard(text, low, m)):
            best, chosen = m, rule
    return _time(chosen, best, low, free, tongue) if best is not None and chosen is not None else None


def _time(rule: Rule, m: re.Match[str], low: str, free: int, tongue: Tongue) -> Time | None:
    got = m.groupdict()
    shape, n = rule.shape, number(got.get("n")) or rule.n
    printed = year(got.get("y"))
    last = year(got.get("y2")) or number(got.get("m2"))
    month, day = number(got.get("m")), number(got.get("d"))
    back = rule.back or tongue.back.get((got.get("rel") or "").strip(), 0)
    if shape == "years" and last and not (printed is not None and printed < last <= printed + _LONGEST):
        return None
    if shape == "season" and last and printed:
        printed, last = printed + 1 if last < 100 else last, 0  # "2014/15"
    if shape == "months":
        if got.get("from"):  # "từ 15/9 đến 14/12": the months after the first
            month = number(got["from"]) % 12 + 1
        if last:
            month = month or (last - n) % 12 + 1  # "in the three months to September"
            n = (last - month) % 12 + 1
            if got.get("y0") and printed:  # "from January 2019 to July 2023"
                n += 12 * max(0, printed - int(got["y0"]) - (month > last))
            month, last = (0, 0) if month == 1 and n <= 12 else (month, last)
        elif n == 6:
            shape, n = "half", 1
    elif shape == "rest" and n == 6:
        shape, n = "half", 2
    elif shape == "month" and month == 12 and back == 1:
        shape, month, back = "december", 0, 0
    elif shape == "end":  # of a year: a base, or what a text goes up to
        shape = "december" if tongue.base.search(low, max(0, m.start() - 16), m.start()) else "year"
        if shape == "december":
            back = 0
        elif printed is None and not back:
            shape = "this_year"
    start = m.end("at") - len(got["at"].lstrip(" ,")) if got.get("at") else m.start()
    leading = tongue.leading.search(low, max(free, start - 60), start) if shape in _ENDING else None
    if leading and shape == "previous_month" and not _UP_TO.search(leading[0]):
        leading = None  # "similar to last month"
    if leading:
        start = leading.start()
    cumulated = rule.cumulated or bool(got.get("first")) or bool(leading and leading["sum"])
    cumulated = cumulated or bool(tongue.summed.search(low, max(free, start - 20), start))
    spans = rule.shape == "day" and m[0].startswith(("từ ", "from ", "between "))
    led = leading[0].strip() if leading else ""
    stood = shape == "quarter" and (led.startswith(("as of", "as at")) or led == "đến")  # "đến quý IV đã tăng 15,1%"
    to_date = (bool(leading) and not stood) or spans or (rule.shape == "end" and shape != "december")
    if article := tongue.article.search(low, max(free, start - 4), start):
        start = article.start()
    ours = (got.get("rel") or "").strip() in _OURS and printed is None
    return Time(start, m.end(), shape, printed, n, month, day, last, to_date, cumulated, back, ours)


def _listed(low: str, first: Time, tongue: Tongue) -> list[Time]:
    """Years that follow a year in a list: ``các năm 2019, 2020 và 2021``."""
    found, at = [], first.end
    while m := tongue.listed.match(low, at):
        found.append(Time(m.start("y"), m.end("y"), "year", year(m["y"])))
        at = m.end()
    return found


def _dated(found: list[Time], low: str, tongue: Tongue) -> list[Time]:
    """Times joined by "and" or a comma share the year that one of them prints."""
    for here, there, step in ((range(len(found) - 2, -1, -1), 1, 1), (range(1, len(found)), -1, -1)):
        for i in here:
            mine, other = found[i], found[i + there]
            if mine.year is not None or mine.back or other.year is None or {mine.shape, other.shape} - NAMED:
                continue
            if step < 0 and other.shape == "year":
                continue
            left, right = (mine, other) if step > 0 else (other, mine)
            if step < 0 and tongue.base.search(low, max(0, left.start - 16), left.start) and low[left.end] == ",":
                continue  # "tăng 2,6% so với quý III/2022, quý II tăng 1,95%"
            joint = tongue.joint.fullmatch(low, left.end, right.start)
            if joint and (other.shape != "year" or not joint[0].startswith(", ")):
                found[i] = mine._replace(year=other.year)
    return found
