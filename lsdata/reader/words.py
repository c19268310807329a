"""Words as the grammar compares them, and what it knows of them: their roles, units, scales, from ``lexicon.toml``."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

_TONES = {"\u0300": "2", "\u0301": "1", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")


@lru_cache(maxsize=20_000)
def key(word: str) -> str:
    """A word without what spelling leaves open: case, where the tone stands (``hoá``, ``hóa``), y for i (``quí``, ``quý``).

    >>> key("Hoá") == key("hóa"), key("quí") == key("quý"), key("tỉ") == key("TỶ"), key("thúy") == key("thúi")
    (True, True, True, False)
    """
    letters, tone = [], ""
    for c in unicodedata.normalize("NFD", word.lower()):
        if c in _TONES:
            tone = _TONES[c]
        else:
            letters.append(c)
    text = unicodedata.normalize("NFC", "".join(letters))
    if text.endswith("y") and len(text) > 1 and (text[-2] not in "aeouâêôươăiy" or text.endswith("quy")):
        text = text[:-1] + "i"
    return text + tone


@lru_cache(maxsize=5_000)
def keys(text: str) -> tuple[str, ...]:
    """The keys of the words and signs of a wording."""
    return tuple(map(key, _TOKEN.findall(text)))


class Trie:
    """Wordings by their words; the longest that stands at a place is found in one walk."""

    def __init__(self) -> None:
        self.root: dict[str, Any] = {}

    def add(self, words: Iterable[str], value: Any) -> None:
        """File a value under a wording; several values of one wording are kept in order."""
        node = self.root
        for word in words:
            node = node.setdefault(word, {})
        if node is not self.root and value not in node.setdefault("", []):
            node[""].append(value)

    def longest(self, words: list[str], at: int) -> tuple[int, list[Any]]:
        """How many words the longest wording takes from a place on, and its values; 0 and nothing where none stands there."""
        node, n, values = self.root.get(words[at]), 0, []
        step = at
        last = len(words)
        while node is not None:
            step += 1
            if "" in node:
                n, values = step - at, node[""]
            if step >= last:
                break
            node = node.get(words[step])
        return n, values


class Unit(NamedTuple):
    """A unit by its code; of a noun that has none, the noun."""

    code: str


class Lexicon(NamedTuple):
    """What the grammar knows of a language's words."""

    roles: Trie  # name of a role
    units: Trie  # Unit
    scales: Trie  # power of ten
    spelled: Trie  # times as much
    void: Trie  # what is counted and is no statistic

    def moves(self, words: list[str], at: int) -> bool:
        """True where a word for a rise or a fall stands at a place."""
        return at >= 0 and bool({"up", "down"} & set(self.roles.longest(words, at)[1]))

    def knows(self, word: str) -> bool:
        """True where a wording begins with the word."""
        return word in self.roles.root or word in self.scales.root or word in self.units.root


def wordings(text: str) -> Iterator[str]:
    """The wordings of a cell, apart by bars."""
    return (one.strip() for one in text.split("|") if one.strip())


@lru_cache
def _known() -> dict[str, Any]:
    return tomllib.loads((resources.files(__package__) / "lexicon.toml").read_text(encoding="utf-8"))


def unit_words(code: str, lang: str) -> str:
    """How a unit is printed in a language, by its code; what has no wording of its own there, as it is.

    >>> unit_words("doctors_per_10000", "vi"), unit_words("doctors_per_10000", "en"), unit_words("stems", "en")
    ('bác sĩ/vạn dân', 'doctors per 10,000 people', 'stems')
    """
    told = list(wordings(_known()["units"].get(code, ""))) or [code]
    if told[0] == code or (lang == "en" and code in told):
        return code  # "km", "vehicles"
    return next((one for one in told if one.isascii() == (lang == "en")), told[0])


@lru_cache
def lexicon(lang: str) -> Lexicon:
    """The lexicon of a language, ``vi`` or ``en``; units are read in both."""
    known = _known()
    own = known[lang]
    roles, units, scales, spelled = Trie(), Trie(), Trie(), Trie()
    for role, text in own["role"].items():
        for one in wordings(text):
            roles.add(keys(one), role)
    for group, mark in (("qualifier", "q:"), ("qualifier_after", "after:")):
        for name, text in own[group].items():
            for one in wordings(text):
                roles.add(keys(one), mark + name)
    for one in wordings(own["other"]["plain"]):
        roles.add(keys(one), "plain")
    for one in wordings(known["nouns"][lang]):
        units.add(keys(one), Unit(one))
    for code, text in known["units"].items():
        for one in wordings(text):
            units.add(keys(one), Unit(code))
    for power, text in own["scale"].items():
        for one in wordings(text):
            scales.add(keys(one), int(power))
    for times, text in own["spelled"].items():
        for one in wordings(text):
            spelled.add(keys(one), float(times))
    void = Trie()
    for one in wordings(known["void"][lang]):
        void.add(keys(one), True)
    return Lexicon(roles, units, scales, spelled, void)
