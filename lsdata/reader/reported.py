"""The times of a paragraph that tell what it reports: not what it compares with, aims at, or was told on."""

from __future__ import annotations

from itertools import pairwise

from .clauses import sentences
from .goals import ahead, of_goal
from .items import Item
from .times import Time
from .words import key

_THAN = key("hơn")
_TOLD = ("told",), ("said",), ("says",), ("reported",), ("announced",)
_ON = ("on",)  # "on March 29", "up 5% on March"
_SINCE = ("since",), (key("kể"), key("từ")), (key("từ"),)
_COUNTING = (key("tính"),), ("(",)
_ABOVE = ("above",), ("below",)
_THE, _OF = ("the",), (("of",), (key("của"),))
_DASHES = ("-",), ("–",), (":",)
IF, _THEN, _COMMA = (key("nếu"),), (key("thì"),), (",",)
AFTER = (("after",), (key("sau"),))  # what came first
_FIRST = 5  # items of a paragraph
_NEAR, _WORDS = 12, 4  # items
_PARTS, _WHERE, _DONE = ((";",), (",",)), (("where",), ("whereas",)), ("ed", "en", "been", "taken")


def times_told(found: list[Item], targets: bool, bases: bool) -> list[Time]:
    """The times of a paragraph; with or without those that a target is set for, or that something is compared with."""
    told, spoken = [], []  # the second: days on which somebody told it
    for sentence in sentences(found):
        times = [n for n, item in enumerate(sentence) if item.kind == "time"]
        if not times:
            continue
        counted = any(i.kind == "num" for i in sentence)
        aims = counted and any("target" in item.roles for item in sentence)
        results = aims and (any(sentence[n].value.shape == "same" for n in times) or _so_many_planned(sentence))
        if not targets and aims and not results:
            days = [sentence[n].value for n in times if not _based(sentence, n)]
            told += [t for t in days if t.shape == "day" and t.year is not None and not t.to_date]  # of a session
            continue
        planned = [n for n in times if n and (sentence[n - 1].roles & {"plan", "target"} or ahead(sentence, n))]
        if not targets:
            times = [n for n in times if not of_goal(sentence, n)]
        if not targets and (len(planned) < len(times) or counted):  # "kết quả năm 2019 và kế hoạch năm 2020"
            times = [n for n in times if n not in planned]
        told += [sentence[n].value for n in times if bases or not _based(sentence, n)]
        spoken += [sentence[n].value for n in times if _somebody_told(sentence, n)]
    wider = any(t.shape not in ("day", "same") and t.year is not None for t in told)
    opening = next((i for i in found if i.kind in ("time", "num")), None)
    line = opening.value if opening is not None and opening.kind == "time" else None  # "Nhan Dan, 25 May 2011 –"
    return [
        t
        for t in told
        if not (wider and t.shape == "day" and not (t.to_date or (t.year and (t is line or t in spoken))))
    ]


def _somebody_told(sentence: list[Item], at: int) -> bool:
    """True behind "its director told the Daily on"."""
    before = sentence[max(0, at - _FIRST) : at]
    return bool(before) and before[-1].keys == _ON and any(i.keys in _TOLD for i in before)


def _so_many_planned(sentence: list[Item]) -> bool:
    """True of "1.6 times the planned 3,000 hectares", "5 percent higher than planned": a result."""
    told = [item for item in sentence if item.keys != _THE]
    beside = [a for a, b in pairwise(told) if "target" in b.roles]
    if any(
        b.kind == "num" and "target" in c.roles and _compares(a)
        for a, b, c in zip(told, told[1:], told[2:], strict=False)
    ):
        return True  # "above the 6.2% planned by the National Assembly"
    return any((a.kind == "num" and a.value.times) or (a.keys and a.keys[-1] in ("than", _THAN)) for a in beside)


def _with_its_number(sentence: list[Item], at: int) -> bool:
    """True of a year in brackets that has a number of its own, behind another: "lên 5,46% (năm 2022 giảm 16,9%)"."""
    signs = (("(",), (")",))
    opening = next((n for n in range(at, max(-1, at - _NEAR), -1) if sentence[n].keys in signs), -1)
    closing = next((n for n in range(at, min(len(sentence), at + _NEAR)) if sentence[n].keys in signs), -1)
    if opening < 0 or closing < 0 or sentence[opening].keys != signs[0] or sentence[closing].keys != signs[1]:
        return False
    before, within = sentence[max(0, opening - _NEAR) : opening], sentence[at:closing]
    return any(i.kind == "num" for i in before) and any(i.kind == "num" for i in within)


def _based(sentence: list[Item], at: int) -> bool:
    """True of a time that something is compared with: "higher than in the first nine months of 2024"."""
    year = sentence[at].kind == "time" and sentence[at].value.shape == "year"
    if year and (
        _with_its_number(sentence, at) or (at and sentence[at - 1].kind == "num" and sentence[at - 1].value.times)
    ):
        return True  # "gấp gần 2 lần năm 2023"
    if _before_it(sentence, at) or _since(sentence, at) or _had_been(sentence, at):
        return True
    led = next((n for n in range(at - 1, max(2, at - _WORDS), -1) if sentence[n].keys in _OF), 0)
    if led and sentence[led - 1].kind == "num" and sentence[led - 2].keys == _THE:
        return True  # "nearly double the 6,620 of mid-2020"
    if at and sentence[at - 1].keys[-1:] in _OF:
        times = next((n for n in range(at - 1, max(-1, at - _FIRST), -1) if sentence[n].kind == "num"), -1)
        equal = times > 0 and sentence[times].value.percent and "ratio" in sentence[times - 1].roles
        if times >= 0 and (sentence[times].value.times or equal):
            return True  # "2.4 times the number of July 2022", "bằng 71,3% của tháng 6/2020"
    while at and "filler" in sentence[at - 1].roles and not sentence[at - 1].roles & {"base", "up", "down"}:
        at -= 1
    near = at
    while (
        near
        and at - near < _WORDS
        and sentence[near - 1].kind == "word"
        and not sentence[near - 1].roles - {"filler", "level"}
    ):
        near -= 1
    if near > 1 and sentence[near - 1].kind == "num" and _compares(sentence[near - 2]):
        return True  # "against 193,000 tonnes in 2014", "from US$157 million in crisis-hit 2009"
    back = at
    while back and at - back < _FIRST and sentence[back - 1].kind in ("word", "noise") and not sentence[back - 1].roles:
        back -= 1
    if (
        0 < back < at
        and "base" in sentence[back - 1].roles
        and sentence[at].kind == "time"
        and sentence[at].value.shape in ("year", "years")
    ):
        return True  # "So với đợt hạn mặn 2015 - 2016"
    with_it = at > 0 and sentence[at - 1].keys == ("with",) and any("base" in i.roles for i in sentence[: at - 1])
    if with_it:
        return True  # "Compared with last December …, and with May 2010 …"
    dated = sentence[at].kind == "time" and sentence[at].value.shape == "day"
    about = at > 0 and sentence[at - 1].keys == _ON and (dated or not any(i.kind == "num" for i in sentence))
    moved = at > 2 and sentence[at - 2].kind == "num" and bool(sentence[at - 3].roles & {"up", "down"})
    about = about and not moved  # "up 9.4% on 1 July 2016"
    about = about and not (at > 1 and _compares(sentence[at - 2]))  # "8.7 thousand fewer than on 1 October 2013"
    return at > 0 and not about and _compares(sentence[at - 1])  # "Press conference on the first quarter of 2026"


def _since(sentence: list[Item], at: int) -> bool:
    """True of the day of what began long ago: "since UNESCO inscribed the two sites on 4 December 1999", "(tính từ 16/12/2017)"."""
    if sentence[at].value.shape != "day" or sentence[at].value.to_date:
        return False
    if at > 1 and sentence[at - 1].keys in _SINCE and sentence[at - 2].keys in _COUNTING:
        return True
    near = sentence[max(0, at - _NEAR) : at]
    since = max((n for n, item in enumerate(near) if item.keys in _SINCE[:1]), default=len(near))
    return since < len(near) and not any(item.kind in ("sep", "num") for item in near[since:])


def _had_been(sentence: list[Item], at: int) -> bool:
    """True of a time behind other numbers that the past perfect, or "where", tells of: "killed 49; in the whole of 2023 disasters had taken 11"."""
    sign = next((n for n in range(at - 1, max(0, at - _NEAR), -1) if sentence[n].keys in _PARTS), 0)
    if not sign or not any(i.kind == "num" for i in sentence[max(0, sign - 2 * _NEAR) : sign]):
        return False
    if sentence[sign + 1].keys in _WHERE:
        return True  # "Buyers pay 420 đồng a kilo, where in May 2009 they paid 900"
    had = next((n for n, i in enumerate(sentence[at : at + _NEAR], at) if i.keys == ("had",)), 0)
    return (
        bool(had)
        and had + 1 < len(sentence)
        and bool(sentence[had + 1].keys)
        and sentence[had + 1].keys[0].endswith(_DONE)
    )


def _before_it(sentence: list[Item], at: int) -> bool:
    """True of the time of what came first: "After shrinking 8.9% in 2020, the GRDP edged up by 0.18% in 2021"."""
    had = next((n for n in range(at, max(0, at - _NEAR), -1) if sentence[n].keys == ("had",)), 0)
    if had and sentence[had - 1].keys == ("which",) and not any(i.keys == (",",) for i in sentence[had:at]):
        return True  # "The economy, which had shrunk by 1.85% in 2021, bounced back by 7.75% in 2022"
    opening = max((n + 1 for n in range(min(at, _FIRST)) if sentence[n].keys in _DASHES), default=0)  # of a date line
    if sentence[opening].keys[:1] not in (*AFTER, IF) or at - opening > 2 * _NEAR:
        return False
    signs = (_THEN,) if sentence[opening].keys[:1] == IF else (_COMMA,)
    close = next((n for n in range(at, min(len(sentence), at + _NEAR * 2)) if sentence[n].keys == (")",)), 0)
    inside = close and any(
        i.keys == ("(",) for i in sentence[opening:at]
    )  # "Sau ba tháng giảm (tháng 3 …, tháng 4 …), …"
    comma = next(
        (n for n in range(max(opening, close if inside else 0), len(sentence)) if sentence[n].keys in signs),
        len(sentence),
    )
    counted = comma > at and any(i.kind == "num" for i in sentence[:comma])
    told = [i.value for i in sentence[comma:] if i.kind == "time"]
    return counted and any(t.year is not None or t.shape == "this_year" for t in told)


def _compares(item: Item) -> bool:
    """True of a word after which a time is what something is compared with."""
    return "base" in item.roles or item.keys in (*_SINCE, *_ABOVE) or bool({"than", _THAN} & set(item.keys))
