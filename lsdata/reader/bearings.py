"""What a text is about: its area, its period and its year, by the times and names it prints and how it prints them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from ..periods import Period
from .catalogue import Catalogue
from .clauses import sentences
from .context import Context
from .documents import Paragraph
from .items import Item, stands
from .prose import Prose
from .saying import ahead
from .times import Time
from .when import Anchor, about, settle
from .words import key, keys

_THAN = key("hơn")
_SINCE = ("since",), (key("kể"), key("từ")), (key("từ"),)
_YEAR = re.compile(
    r"(?<![\d.,/-])((?:19|20)\d\d)(?![\d.,/%-])(?! (?:%|tỷ|triệu|nghìn|ha|tấn|xã|người|hộ)\b)"
)  # "Điện Biên 2024"
_OF_THE_STATE = keys("tổng cục"), keys("bộ kế hoạch"), keys("bộ công thương"), keys("bộ nông nghiệp"), keys("bộ tài chính"), keys("ministry of"), keys("general statistics")  # fmt: skip
_OPENING = 4  # paragraphs that tell what a text is about


@dataclass(slots=True)
class Lexed:
    """A paragraph with its items."""

    paragraph: Paragraph
    prose: Prose
    lang: str
    items: list[Item]


def context_of(
    lexed: list[Lexed], catalogue: Catalogue, area: str, period: Period | None, published: date | None
) -> Context:
    """What a text is about: its area, its period, its year."""
    anchor = _anchor(lexed, published)
    if period is not None:
        anchor = type(anchor)(period, period.year, anchor.date)
    named = _areas(lexed, catalogue)
    return Context(anchor, (area,) if area and not _titled(lexed, named, area) else named, main=anchor.period)


def _titled(lexed: list[Lexed], named: tuple[str, ...], area: str) -> bool:
    """True where the title names another area than the one given for what names none."""
    title = next(iter(lexed), None)
    told = [i.value for i in title.items if i.kind == "area"] if title is not None else []
    return named in told and area not in named and not any(i.kind == "num" for i in title.items)


def _anchor(lexed: list[Lexed], published: date | None) -> Anchor:
    """What a text is about: by the times of what it reports, else by those of its targets and comparisons too."""
    anchor, targets = about([_told(one.items, False, False) for one in lexed], published), False
    if anchor.known_year is None and (done := _done(lexed)) is not None:
        anchor = replace(anchor, year=done)
    if anchor.known_year is None:
        anchor, targets = about([_told(one.items, True, False) for one in lexed], published), True
    if anchor.known_year is None:
        anchor = replace(anchor, year=_later(lexed))
    anchor = _not_before(lexed, anchor)
    if anchor.known_year is None:
        named = next((m for one in lexed[:_OPENING] if (m := _YEAR.search(one.prose.text))), None)
        anchor = replace(anchor, year=int(named[1]) if named else None)
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


def _not_before(lexed: list[Lexed], anchor: Anchor) -> Anchor:
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


def _later(lexed: list[Lexed]) -> int | None:
    """The year of a text that names no year but those it compares with: the year after them; that of a month it goes on from."""
    told = [t for one in lexed for t in _told(one.items, True, True) if t.year is not None and not _deadline(t)]
    years = [t.year for t in told if t.shape in ("same", "year")]
    return max(years) + 1 if years else max((t.year for t in told), default=None)


def _deadline(t: Time) -> bool:
    return t.shape == "year" and t.to_date  # "by 2030"


def _done(lexed: list[Lexed]) -> int | None:
    """The last year of the days up to which a text reports: "đến ngày 31/8/2024"."""
    days = [t for one in lexed for t in _told(one.items, False, False) if t.shape == "day" and t.to_date]
    return max((t.year for t in days if t.year is not None), default=None)


def _told(found: list[Item], targets: bool, bases: bool) -> list[Time]:
    """The times of a paragraph; with or without those that a target is set for, or that something is compared with."""
    told = []
    for sentence in sentences(found):
        times = [n for n, item in enumerate(sentence) if item.kind == "time"]
        if not targets and any("target" in item.roles for item in sentence) and any(i.kind == "num" for i in sentence):
            continue
        planned = [n for n in times if n and (sentence[n - 1].roles & {"plan", "target"} or ahead(sentence, n))]
        counted = any(i.kind == "num" for i in sentence)
        if not targets and (len(planned) < len(times) or counted):  # "kết quả năm 2019 và kế hoạch năm 2020"
            times = [n for n in times if n not in planned]
        told += [sentence[n].value for n in times if bases or not (n and _compares(sentence[n - 1]))]
    wider = any(t.shape not in ("day", "same") and t.year is not None for t in told)
    return [t for t in told if not (wider and t.shape == "day")]


def _compares(item: Item) -> bool:
    """True of a word after which a time is what something is compared with."""
    return "base" in item.roles or item.keys in _SINCE or bool({"than", _THAN} & set(item.keys))


def _areas(lexed: list[Lexed], catalogue: Catalogue) -> tuple[str, ...]:
    """The province that is named most, its opening counting more; a country where no province is named."""
    named: Counter[tuple[str, ...]] = Counter()
    datelines: list[tuple[str, ...]] = []
    country = opening = False
    for n, one in enumerate(lexed):
        for at, item in enumerate(one.items):
            if item.kind == "area" and not (at and one.items[at - 1].kind == "num"):  # "thứ 6 cả nước"
                named[item.value] += 3 if n < _OPENING else 1
                following = one.items[at + 1 : at + 3]
                alone = at == 0 or not any(i.kind == "num" for i in one.items)  # "Prepared in Hanoi, 16 November 2015"
                if alone and following and following[-1].kind == "time" and following[-1].value.shape == "day":
                    datelines.append(item.value)
                opening = opening or (n < _OPENING and catalogue.is_country(item.value[0]))
            elif item.kind == "subject" and all(c in catalogue.of_countries.values() for c in item.value):
                country = True
                opening = opening or n < _OPENING
        opening = opening or (n < _OPENING and any(stands(one.items, words) >= 0 for words in _OF_THE_STATE))
    provinces = [codes for codes, _ in named.most_common() if not catalogue.is_country(codes[0])]
    if (
        provinces
        and any(catalogue.is_country(codes[0]) for codes in named)
        and all(codes in datelines for codes in provinces)
    ):
        return next(codes for codes in named if catalogue.is_country(codes[0]))  # "HANOI, 26 December - Vietnam saw …"
    first = Counter(item.value for one in lexed[:_OPENING] for item in one.items if item.kind == "area")
    apart = provinces and (
        first[provinces[0]] <= datelines.count(provinces[0]) or all(codes in datelines for codes in provinces)
    )
    if opening and apart and "VN" in catalogue.data.areas:
        return ("VN",)  # it opens with the GDP; "Hanoi, 29 March 2022"
    if provinces:
        return provinces[0]
    return next(iter(named), ("VN",) if country and "VN" in catalogue.data.areas else ())
