"""Sentences taken apart: each number with the words before it and after it that say what it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .behind import compares, cut
from .items import STRONG, Item
from .words import key

_MOVING = frozenset(("up", "down", "exceed", "short"))
_THAN = frozenset((key("hơn"), "than"))
IS = ((key("là"),), ("of",))
_OR = ("or",)


@dataclass(slots=True)
class Clause:
    """A number, and the items that belong to it.

    Parameters
    ----------
    before, after : items on either side, up to what belongs to the numbers beside it.
    boundary : strength of the sign that parts it from the number before: 0 none, 1 comma, 2 semicolon or colon, 3 sentence.
    bracket : it stands in brackets that were opened since the number before.
    words : those before the number.
    bare : nothing but signs and "and" leads to the number.
    """

    number: Item
    before: list[Item]
    after: list[Item] = field(default_factory=list)
    boundary: int = 0
    bracket: bool = False
    told_behind: tuple[str, ...] | None = None
    inside: bool = False  # … or in brackets that another number has opened
    words: tuple[str, ...] = field(init=False)
    bare: bool = field(init=False)

    def __post_init__(self) -> None:
        self.words = tuple([k for item in self.before for k in item.keys])
        self.bare = all(i.kind in ("sep", "join") or "conj" in i.roles for i in self.before)

    @property
    def behind(self) -> tuple[str, ...]:
        """The words behind the number."""
        if self.told_behind is None:
            self.told_behind = tuple([k for item in self.after for k in item.keys])
        return self.told_behind

    @property
    def named(self) -> bool:
        """Nothing but an area leads to the number: "là Bắc Giang 13,82%; Hòa Bình 12,76%"."""
        return all(i.kind in ("sep", "join", "area", "local") or i.roles & {"conj"} for i in self.before)


def sentences(items: list[Item]) -> Iterator[list[Item]]:
    """The items sentence by sentence, without the final sign."""
    kept: list[Item] = []
    for item in items:
        if item.kind == "sep" and item.value == STRONG:
            if kept:
                yield kept
            kept = []
        else:
            kept.append(item)
    if kept:
        yield kept


def clauses(sentence: list[Item], lang: str) -> list[Clause]:
    """The numbers of a sentence, each with what belongs to it."""
    places = [i for i, item in enumerate(sentence) if item.kind == "num"]
    found: list[Clause] = []
    begin = depth = done = 0
    for n, at in enumerate(places):
        before = sentence[begin:at]
        end = places[n + 1] if n + 1 < len(places) else len(sentence)
        region = sentence[at + 1 : end]
        if lang == "en" and before and before[-1].keys == _OR and len(region) > 1 and region[0].keys == (",",):
            if compares(region[1]):
                del region[0]  # "8,120 billion, or 17.7%, below the same period"
        skipped = end - at - 1 - len(region)
        kept = cut(region, lang, last=n + 1 == len(places))
        boundary = max([i.value for i in before if i.kind == "sep"], default=0) if found else STRONG
        bracket = _opened(before)
        for item in sentence[done:at]:
            if item.kind == "sep":
                depth = max(0, depth + (item.keys == ("(",)) - (item.keys == (")",)))
        done = at
        found.append(Clause(sentence[at], before, region[:kept], boundary, bracket, inside=bracket or depth > 0))
        begin = at + 1 + skipped + kept
        told = next((item for item in reversed(region) if item.keys not in IS), None)
        through = n + 1 < len(places) and all(item.keys in IS for item in region[kept:])
        if through and told is not None and "plan" in told.roles:
            led = [i for i, item in enumerate(region) if "base" in item.roles]
            if led:  # "đạt 94% so với chỉ tiêu 93,8%": the plan is the next number's
                begin = at + 1 + skipped + led[-1]
                if not any(
                    i.roles & _MOVING and (i.keys[-1] in _THAN or not i.roles & {"up", "down"}) for i in before
                ):  # nor is "đạt 94%" a part of it; "cao hơn 2 điểm" is
                    found[-1].after = region[: led[-1]]
    return found


def _opened(before: list[Item]) -> bool:
    depth = 0
    for item in before:
        if item.keys == ("(",):
            depth += 1
        elif item.keys == (")",):
            depth = max(0, depth - 1)
    return depth > 0
