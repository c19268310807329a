"""The items that a paragraph is taken apart into."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

STRONG, MIDDLE, WEAK = 3, 2, 1  # signs: end of a sentence, of a part of it, comma or bracket
NONE: frozenset[str] = frozenset()


class Item:
    """One item: its kind (num, time, sep, word, subject, area, local, noise), place, roles, and what it is worth."""

    __slots__ = ("end", "keys", "kind", "roles", "start", "value")

    def __init__(
        self,
        kind: str,
        start: int,
        end: int,
        value: Any = None,
        roles: frozenset[str] = NONE,
        keys: tuple[str, ...] = (),
    ) -> None:
        self.kind, self.start, self.end, self.value, self.roles, self.keys = kind, start, end, value, roles, keys

    def __repr__(self) -> str:
        return f"{self.kind}{list(self.keys) or ''}{sorted(self.roles) or ''}{self.value or ''}"


def stands(items: Iterable[Item], words: tuple[str, ...]) -> int:
    """Where words stand one after the other among those of some items; -1 where they do not."""
    return place(tuple([k for item in items for k in item.keys]), words)


def place(told: tuple[str, ...], words: tuple[str, ...]) -> int:
    """Where words stand one after the other among others; -1 where they do not."""
    if words[0] not in told:
        return -1
    return next((at for at in range(len(told) - len(words) + 1) if told[at : at + len(words)] == words), -1)


class Phrases:
    """Several words each, any of which may stand among others.

    Parameters
    ----------
    phrases : of keys.
    """

    __slots__ = ("heads", "phrases")

    def __init__(self, *phrases: tuple[str, ...]) -> None:
        self.phrases = phrases
        self.heads = frozenset(words[0] for words in phrases)

    def stand(self, told: tuple[str, ...]) -> bool:
        return not self.heads.isdisjoint(told) and any(place(told, words) >= 0 for words in self.phrases)
