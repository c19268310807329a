"""Which area a text is about: the names it prints, and how it prints them: in its title, in a list, where it was written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from .catalogue import Catalogue
from .documents import Paragraph
from .items import Item, stands
from .prose import Prose
from .words import key, keys

_OF_THE_STATE = keys("tổng cục"), keys("bộ kế hoạch"), keys("bộ công thương"), keys("bộ nông nghiệp"), keys("bộ tài chính"), keys("ministry of"), keys("general statistics"), keys("toàn ngành hải quan"), keys("họp báo Chính phủ"), keys("phiên họp Chính phủ")  # fmt: skip
_OF_A_PROVINCE = (
    keys("địa bàn tỉnh"),
    keys("toàn tỉnh"),
    keys("UBND tỉnh"),
    keys("tỉnh ủy"),
    keys("của tỉnh"),
    keys("in the province"),
)
_THE_COUNTRY = keys("the country"), keys("the nation"), keys("the whole country")
_CAPITAL = "VN-HN"
_OF_THE_CITY = keys("thành phố"), keys("the city"), keys("municipal"), keys("the capital"), keys("thủ đô")
_SUCH = (key("như"),), ("as",), (key("là"),)
_AGENCIES = frozenset(
    key(w) for w in ("VNA", "VNS", "VOV", "TTXVN", "Xinhua", "Reuters", "NDO", "VNF", "VIR", "AFP", "AP")
)
_MEETINGS = frozenset(
    key(w)
    for w in (
        "conference",
        "briefing",
        "meeting",
        "released",
        "announced",
        "ceremony",
        "session",
        "seminar",
        "forum",
        "workshop",
        "báo",
        "nghị",
        "thảo",
    )
)
_AT = (key("tại"),)
_DASHES = ("-",), ("–",), ("—",)
_HEADS = tuple(keys(w) for w in ("huyện", "thành phố", "thị xã", "TP", "TX", "đảo", "huyện đảo", "đặc khu", "quận"))
_ROW = 3  # areas
_LONG = 3  # words of the name of an agency
OPENING = 4  # paragraphs that tell what a text is about


@dataclass(slots=True)
class Lexed:
    """A paragraph with its items."""

    paragraph: Paragraph
    prose: Prose
    lang: str
    items: list[Item]


def titled(lexed: list[Lexed], named: tuple[str, ...], area: str) -> bool:
    """True where the title names another area than the one given for what names none."""
    title = next(iter(lexed), None)
    told = [i.value for i in title.items if i.kind == "area"] if title is not None else []
    return named in told and area not in named and not any(i.kind == "num" for i in title.items)


def _dateline(one: Lexed, at: int) -> bool:
    """True of the place where a text was written: "HANOI, 26 December -", "Hà Nội (VNA) -", "HANOI –", "told a briefing in Hà Nội"."""
    items = one.items
    following = items[at + 1 : at + 3]
    told = following[-1].value.shape if following and following[-1].kind == "time" else ""
    byline = told == "month" and at > 0 and items[at - 1].keys == (",",)  # "World Bank, Hanoi, December 2019"
    opens = items[at + 1 : at + 4]
    byline = byline or (
        at == 0 and told == "month" and len(opens) > 2 and opens[2].keys in _DASHES
    )  # "HÀ NỘI, February 2018 —"
    dated = told == "day" or byline
    if at == 0:
        bracketed = (
            len(following) > 1 and following[0].keys == ("(",) and bool(_AGENCIES & set(following[1].keys))
        ) or _bracketed(items)
        capitals = one.prose.text[items[0].start : items[0].end].isupper()
        return dated or bracketed or (capitals and bool(following) and following[0].keys in _DASHES)
    opened = items[at - 1].keys[-1:] == _AT and bool(following) and following[0].keys == (",",)
    if opened and any(i.kind == "time" for i in items[: at - 1]) and _only_time(items[: at - 1]):
        return True  # "Chiều 5/10/2025, tại Hà Nội, Văn phòng Chính phủ tổ chức họp báo"
    met = not _MEETINGS.isdisjoint(k for i in items[max(0, at - 3) : at] for k in i.keys)
    return met or (dated and not any(i.kind == "num" for i in items))


def _only_time(items: list[Item]) -> bool:
    """True where a time of day, a day and signs are all that stands there."""
    return all(i.kind in ("time", "sep", "noise") or (i.kind == "word" and len(i.keys) == 1) for i in items)


def _member(items: list[Item], at: int, *, listed: bool = False) -> bool:
    """True of an area that tells a part of a list: "trong đó A đạt …; B đạt …", "một số tỉnh như: A …"."""
    if not at or at + 1 >= len(items):
        return False
    led = items[at - 1]
    opens = (
        (listed and led.keys == (",",))
        or "within" in led.roles
        or led.keys in ((";",), (":",))
        or led.keys[-1:] in _SUCH
    )
    return opens and (
        items[at + 1].kind == "num" or bool(items[at + 1].roles & {"up", "down", "level", "estimate", "to"})
    )


def _in_row(items: list[Item], at: int) -> bool:
    """True of one of three areas or more with nothing but commas and "and" between."""
    n = 1
    for step in (-1, 1):
        k = at + step
        while 0 <= k < len(items) and (items[k].kind == "sep" or items[k].roles & {"conj"} or items[k].kind == "area"):
            n += items[k].kind == "area"
            k += step
    return n >= _ROW


def _first_of_province(lexed: list[Lexed], catalogue: Catalogue) -> bool:
    """True where a province is named before the first number of the text, and not as where it was written."""
    for one in lexed:
        for at, item in enumerate(one.items):
            if item.kind == "num":
                return False
            if item.kind == "area" and not catalogue.is_country(item.value[0]):
                return not _dateline(one, at) or _named_again(lexed, item.value)
    return False


def _named_again(lexed: list[Lexed], codes: tuple[str, ...]) -> bool:
    return sum(i.kind == "area" and i.value == codes for one in lexed for i in one.items) > 1


def _bracketed(items: list[Item]) -> bool:
    """True of a few words in brackets with a dash behind them: "HA NOI (Biz Hub) -"."""
    ends = next((i for i, item in enumerate(items[: _LONG + 5]) if item.keys == (")",)), 0)
    words = [i for i in items[2:ends] if i.kind not in ("time", "sep")] if ends and items[1].keys == ("(",) else []
    dash = items[ends + 1].keys if ends and ends + 1 < len(items) else ()
    return 0 < len(words) <= _LONG and all(i.kind == "word" for i in words) and dash in _DASHES


def without_datelines(lexed: list[Lexed], areas: tuple[str, ...]) -> None:
    """Take the place where a text was written for no area, where it is not what the text is about."""
    for one in lexed:
        for at, item in enumerate(one.items):
            if item.kind == "area" and item.value != areas and _dateline(one, at):
                item.kind = "noise"


def told_again(lexed: list[Lexed]) -> None:
    """Take a district's name for the district where it is told again without saying so: "huyện Tây Hòa … Tây Hòa giảm 7 ca"."""
    told = [i.keys or keys(str(i.value)) for one in lexed for i in one.items if i.kind == "local"]
    names = {name for words in told for head in _HEADS if (name := words[len(head) :]) and words[: len(head)] == head}
    names = {name for name in names if len(name) > 1}
    begins = {name[0] for name in names}
    for one in lexed if names else ():
        at = 0
        while at < len(one.items):
            if one.items[at].keys[:1] and one.items[at].keys[0] not in begins:
                at += 1
                continue
            n = next((n for n in (4, 3, 2) if _name(one, at, n) in names), 0)
            if n:
                first, last = one.items[at], one.items[at + n - 1]
                spoken = one.prose.text[first.start : last.end]
                one.items[at : at + n] = [Item("local", first.start, last.end, spoken)]
            at += 1


def _name(one: Lexed, at: int, n: int) -> tuple[str, ...]:
    """The words of some items, where all are capitalised."""
    items = one.items[at : at + n]
    told = all(i.kind == "word" and len(i.keys) == 1 and one.prose.text[i.start].isupper() for i in items)
    return tuple(i.keys[0] for i in items) if told and len(items) == n else ()


class Named(NamedTuple):
    """The areas that a text names.

    Parameters
    ----------
    weight : by name, what stands in the opening counting more. ``often`` : how often, each time alike.
    members : those that tell a part of a list: "trong đó A đạt …; B đạt …".
    datelines : where it was written, each time it says so.
    country, opening : it speaks of the country; it does so in its opening.
    """

    weight: Counter[tuple[str, ...]]
    often: Counter[tuple[str, ...]]
    members: Counter[tuple[str, ...]]
    datelines: Counter[tuple[str, ...]]
    country: bool
    opening: bool


def _named(lexed: list[Lexed], catalogue: Catalogue) -> Named:
    weight, often, members, datelines = (Counter[tuple[str, ...]]() for _ in range(4))
    country = opening = state = provincial = False
    for n, one in enumerate(lexed):
        early = n < OPENING
        listed = any(i.kind == "area" and _member(one.items, at) for at, i in enumerate(one.items))
        for at, item in enumerate(one.items):
            if item.kind == "area" and not (at and one.items[at - 1].kind == "num"):  # "thứ 6 cả nước"
                if _member(one.items, at, listed=listed) or _in_row(one.items, at):
                    members[item.value] += 1
                    continue
                weight[item.value] += 3 if early else 1
                often[item.value] += 1
                datelines[item.value] += _dateline(one, at)
                opening = opening or (early and catalogue.is_country(item.value[0]))
            elif item.kind == "subject" and all(c in catalogue.of_countries.values() for c in item.value):
                country, opening = True, opening or early
        provincial = provincial or (early and any(stands(one.items, words) >= 0 for words in _OF_A_PROVINCE))
        state = state or (early and any(stands(one.items, words) >= 0 for words in _OF_THE_STATE))
        country = country or (early and any(stands(one.items, words) >= 0 for words in _THE_COUNTRY))
    return Named(weight, often, members, datelines, country, opening or (state and not provincial))


def areas(lexed: list[Lexed], catalogue: Catalogue) -> tuple[str, ...]:
    """The province that is named most, its opening counting more; a country where no province is named."""
    named = _named(lexed, catalogue)
    nation = ("VN",) if "VN" in catalogue.data.areas else ()
    ranked = [codes for codes, _ in named.weight.most_common()]
    provinces = [codes for codes in ranked if not catalogue.is_country(codes[0])]
    written = all(
        named.datelines[codes] == named.often[codes] for codes in provinces
    )  # no more than where it was written
    capital = provinces == [(_CAPITAL,)] and not any(stands(one.items, w) >= 0 for one in lexed for w in _OF_THE_CITY)
    if nation and provinces and written and (named.country or capital):
        return nation  # "HA NOI (VNS) - Seafood exports of the country …"
    if nation and (named.country or named.opening) and not _first_of_province(lexed, catalogue):
        return nation  # it opens with the country, and names provinces behind its first figures only
    title = lexed[0].items if lexed else []
    if any("region" in i.roles for i in title) and not any(i.kind == "area" for i in title):
        return ()  # "Mekong Delta targets …": it has no code
    countries = [codes for codes in named.weight if catalogue.is_country(codes[0])]
    if provinces and written and countries:
        return countries[0]  # "HANOI, 26 December - Vietnam saw …"
    first = Counter(item.value for one in lexed[:OPENING] for item in one.items if item.kind == "area")
    apart = provinces and (written or first[provinces[0]] <= named.datelines[provinces[0]])
    if nation and named.opening and apart:
        return nation  # it opens with the GDP; "Hanoi, 29 March 2022"
    if provinces:
        return provinces[0]
    if not named.weight and len(named.members) == 1:
        return next(iter(named.members))
    of_country = nation if named.country or len(named.members) > 1 else ()
    return next(iter(named.weight), of_country)
