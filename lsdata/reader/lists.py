"""Lists that are told apart in order: "A, B và C lần lượt tăng 3%, 5% và 7%"; "respectively"."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from .catalogue import Catalogue
from .items import MIDDLE, Item
from .subjects import Subject, of_part
from .times import RELATIVE, Time
from .words import key

_SEVERAL, _STROKES = 3, (("-",), ("–",))  # branches of an economy
_AND, _OR = frozenset(("and", key("và"))), ("or",)


class Listed(NamedTuple):
    """What a number takes from the list before it."""

    subject: Subject | None = None
    time: Time | None = None
    back: int = 0  # how many numbers before it the one stands whose subject it takes
    then: bool = False  # … and whose period


def respectively(sentence: list[Item], catalogue: Catalogue) -> dict[int, Listed]:
    """For numbers that a list is told apart by, what each of them takes; by the number's place among those of the sentence."""
    mark = next((i for i, item in enumerate(sentence) if "respectively" in item.roles), -1)
    numbers = [i for i, item in enumerate(sentence) if item.kind == "num"]
    if mark < 0:
        several = len(numbers) >= _SEVERAL and sentence[numbers[-1]].value.percent
        return _again(sentence, numbers) or _dashed(sentence, numbers, catalogue) if several else {}
    behind = [i for i in numbers if i > mark]
    run = _run(sentence, behind) if behind else _run_back(sentence, numbers)  # English puts it last
    if len(run) < 2:
        return {}
    previous = max((i for i in numbers if i < run[0]), default=-1)
    lead = sentence[previous + 1 : run[0]]
    times = [
        i.value for n, i in enumerate(lead) if i.kind == "time" and i.value.shape != "same" and not _based(lead, n)
    ]
    place = {i: n for n, i in enumerate(numbers)}
    if len(times) == len(run):
        found = {place[i]: Listed(time=times[n]) for n, i in enumerate(run)}
        then = _run(sentence, [i for i in numbers if i > run[-1]])
        goes_on = len(then) == len(run) and all(sentence[i].value.percent for i in then)
        if goes_on and not (sentence[run[0]].value.percent or any(map(_new, sentence[run[-1] : then[0]]))):
            found |= {place[i]: Listed(back=len(run), then=True) for i in then}  # "…, tăng 13,2% và 14,1%"
        return found
    subjects = _subjects(lead, catalogue, len(run))
    if len(subjects) >= len(run):
        chosen = subjects[-len(run) :]
        return {place[i]: Listed(subject=chosen[n]) for n, i in enumerate(run)}
    several = any(
        "conj" in i.roles and i.keys != _OR for i in _own(lead)
    )  # "with manufacturing and electricity growing by"
    if len([i for i in numbers if i < run[0]]) >= len(run) and len(subjects) < 2 and not several:
        return {
            place[i]: Listed(
                back=len(run), then=not any(i.kind == "time" and i.value.shape not in RELATIVE for i in _own(lead, ":"))
            )
            for i in run
        }
    return {}


def _again(sentence: list[Item], numbers: list[int]) -> dict[int, Listed]:
    """Percentages in brackets that tell of another time what as many before them have told: "(năm 2018: 9,9%; 62,4%; 27,7%)"."""
    opening = next((i for i, item in enumerate(sentence) if item.keys == ("(",)), -1)
    within = [i for i in numbers if i > opening >= 0]
    run = _run(sentence, within) if within else []
    before = [i for i in numbers if i < opening]
    if len(run) < _SEVERAL or len(before) < len(run) or not sentence[run[0]].value.percent:
        return {}
    timed = any(i.kind == "time" for i in sentence[opening : run[0]])
    own = [sentence[a + 1 : b] for a, b in pairwise([-1, *before])][-len(run) :]
    if not timed or not all(any(i.kind == "subject" or _names(i) for i in part) for part in own):
        return {}
    place = {i: n for n, i in enumerate(numbers)}
    return {place[i]: Listed(back=len(run)) for i in run}


def _dashed(sentence: list[Item], numbers: list[int], catalogue: Catalogue) -> dict[int, Listed]:
    """Shares told in a row: "nông nghiệp - công nghiệp - dịch vụ: 16,8% - 48,9% - 34,3%"."""
    run = [i for i in numbers if sentence[i].value.percent]
    if (
        len(run) < _SEVERAL
        or run != numbers
        or any(b - a != 2 or sentence[a + 1].keys not in _STROKES for a, b in pairwise(run))
    ):
        return {}
    parts: list[list[Item]] = [[]]
    for item in sentence[: run[0]]:
        if item.keys in _STROKES:
            parts.append([])
        elif item.keys != (":",):
            parts[-1].append(item)
    subjects = [subject for part in parts if part and (subject := of_part(part, catalogue))]
    return {n: Listed(subject=one) for n, one in enumerate(subjects)} if len(subjects) == len(run) else {}


def _names(item: Item) -> bool:
    return item.kind == "word" and not item.roles


def _based(lead: list[Item], at: int) -> bool:
    """True of a time that something is compared with, or that "and" joins to such a one."""
    if at > 1 and "conj" in lead[at - 1].roles and lead[at - 2].kind == "time":
        return _based(lead, at - 2)
    return at > 0 and "base" in lead[at - 1].roles


def _own(lead: list[Item], but: str = "") -> list[Item]:
    """What leads to a list, without what still belongs to the number before it; ``but``: a sign that parts nothing."""
    at = max((i for i, item in enumerate(lead) if item.kind == "sep" and item.keys != (but,)), default=-1)
    return lead[at + 1 :]


def _new(item: Item) -> bool:
    """True of what begins something else."""
    return item.kind in ("subject", "area", "time", "counted") or (item.kind == "sep" and item.value >= MIDDLE)


def _subjects(lead: list[Item], catalogue: Catalogue, most: int) -> list[Subject]:
    """What commas and "and" part before the numbers, each with what it names; ``most``: how many numbers there are."""
    parts: list[list[Item]] = [[]]
    for item in lead:
        if item.kind == "sep" or "conj" in item.roles or "within" in item.roles:
            parts.append([])
        else:
            parts[-1].append(item)
    whole = [subject for part in parts if part and (subject := of_part(part, catalogue))]
    if len(whole) == most:
        return whole  # "công nghiệp và xây dựng" is one of three
    return [subject for part in parts if part for subject in _apart(part, catalogue)]


def _apart(part: list[Item], catalogue: Catalogue) -> list[Subject]:
    """What a part names; two where one wording names both: "exports and imports"."""
    item = next((i for i in part if i.kind == "subject" and _AND & set(i.keys)), None)
    if item is not None:
        at = next(n for n, word in enumerate(item.keys) if word in _AND)
        found = [catalogue.subjects.longest(list(side), 0) for side in (item.keys[:at], item.keys[at + 1 :])]
        if all(
            length == len(side) for (length, _), side in zip(found, (item.keys[:at], item.keys[at + 1 :]), strict=True)
        ):
            return [Subject(tuple(codes), item.start, item.end) for _, codes in found]
    subject = of_part(part, catalogue)
    return [subject] if subject else []


def _run(sentence: list[Item], places: list[int]) -> list[int]:
    """Numbers that follow each other with nothing but commas and "and" between."""
    run: list[int] = []
    for at in places:
        if run and (_unlike(sentence, run[-1], at) or any(_parts(sentence[j]) for j in range(run[-1] + 1, at))):
            break
        run.append(at)
    return run


def _run_back(sentence: list[Item], places: list[int]) -> list[int]:
    run: list[int] = []
    for at in reversed(places):
        if run and (_unlike(sentence, at, run[0]) or any(_parts(sentence[j]) for j in range(at + 1, run[0]))):
            break
        run.insert(0, at)
    return run


def _unlike(sentence: list[Item], one: int, other: int) -> bool:
    """True of an amount and a percentage: "VND 66,100 billion, or 59.5% and 38.4%"."""
    return sentence[one].value.percent != sentence[other].value.percent


def _parts(item: Item) -> bool:
    return item.kind not in ("sep", "join") and not item.roles & {"conj", "filler", "up", "down"}
