"""Indicators and areas of a data package by the wordings under which reports print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

from ..dataset import Dataset
from .words import Trie, key, keys, wordings

GAP = "…"  # stands for a number in a wording
SIGNS = frozenset((",", "-", "–", "/", "(", ")", "&", "."))
JOINING = frozenset(
    key(w) for w in ("và", "and", ",", "-", "–", "/", "(", ")", "&", "của", "hàng", "hóa", "các", "the", "of")
)
_MOVING = frozenset(key(w) for w in ("tăng", "giảm", "cao", "thấp", "up", "down"))  # begin another clause
_GROWTH = keys("tăng trưởng")
NOWHERE: dict[int, int] = {}
_TRAILING = frozenset(key(w) for w in ("tăng", "giảm", "đạt", "là", "rose", "fell", "was", "were"))
_HEAD = re.compile(r"^(?:tổng|tổng số|số|the|total)\s+", re.IGNORECASE)


class Around(NamedTuple):
    """A wording with a number inside: its words before and after it."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    indicator: str


class Catalogue:
    """What a data package knows by name.

    Parameters
    ----------
    data : the package: wordings are the names and aliases of its indicators, in both languages.
    """

    def __init__(self, data: Dataset) -> None:
        self.data = data
        self.subjects = Trie()  # codes of indicators
        self.behind = Trie()  # Around, by the words behind the number
        self.leading: dict[str, list[Around]] = {}  # wordings that end with the number, by the last word before it
        self.short: dict[tuple[str, ...], tuple[str, ...]] = {}  # by short names: for what nothing else is known of
        self.ends: dict[str, list[tuple[tuple[str, ...], str]]] = {}  # wordings with their code, by first and last word
        for code, row in data.indicators.items():
            for one in _wordings(row):
                self._file(code, one)
            for name in {_plain(keys(row[f"short_{lang}"]), JOINING) for lang in ("vi", "en")}:
                self.short[name] = (*self.short.get(name, ()), code)

    def _file(self, code: str, wording: str) -> None:
        if GAP in wording:
            before, _, after = (tuple(w for w in keys(part) if w not in JOINING) for part in wording.partition(GAP))
            if after:
                self.behind.add(after, Around(before, after, code))
            elif before:
                self.leading.setdefault(before[-1], []).append(Around(before, after, code))
            return
        words = [w for w in keys(wording) if w not in JOINING]
        while words and words[-1] in _TRAILING:
            words.pop()
        if words:
            self.subjects.add(words, code)
            for end in {words[0], words[-1]}:
                self.ends.setdefault(end, []).append((tuple(words), code))

    def shortened(self, words: tuple[str, ...], said: frozenset[str]) -> tuple[str, ...]:
        """The indicators one of whose wordings begins or ends with some words, all else of it having been said before.

        "Sản lượng" behind "năng suất lúa xuân" is that of spring rice; "the index" behind that of production is the same.
        """
        found: dict[str, int] = {}
        for wording, code in self.ends.get(words[0], []) + self.ends.get(words[-1], []):
            n = len(words)
            rest = wording[n:] if wording[:n] == words else wording[:-n] if wording[-n:] == words else ()
            if rest and said.issuperset(rest):
                found[code] = max(found.get(code, 0), len(rest))
        most = max(found.values(), default=0)
        return tuple(code for code, n in found.items() if n == most)

    def growth(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The indicators of the growth of what some words name: "kinh tế" that rises is "tăng trưởng kinh tế"."""
        length, codes = self.subjects.longest([*_GROWTH, *words], 0)
        return tuple(codes) if length == len(_GROWTH) + len(words) else ()

    @cached_property
    def areas(self) -> Trie:
        """Codes of areas by their names; without diacritics too, as English texts print them."""
        trie = Trie()
        for code, row in self.data.areas.items():
            names = {row["name_vi"], row["name_en"], *wordings(row.get("aliases") or "")}
            for name in (re.sub(r" \([^)]*\)", "", one) for one in names):  # "Hưng Yên (after the merger)"
                for words in {_plain(keys(name)), _plain(keys(_bare(name)))}:
                    if words:
                        trie.add(words, code)
        return trie

    def fits(self, code: str, day: str) -> bool:
        """True where an area stood on a day."""
        row = self.data.areas[code]
        return (not row["valid_from"] or row["valid_from"] <= day) and (not row["valid_to"] or day <= row["valid_to"])

    def is_country(self, code: str) -> bool:
        return bool(code) and self.data.areas[code]["level"] == "country"

    @cached_property
    def of_countries(self) -> dict[str, str]:
        """Indicator of a country by the one that says the same of its provinces."""
        return {code: row["national"] for code, row in self.data.indicators.items() if row["national"]}

    @cached_property
    def national_pairs(self) -> frozenset[str]:
        """Indicators that are a country's alone, or have another for a country."""
        return frozenset((*self.of_countries, *self.of_countries.values()))

    def of_area(self, code: str, area: str) -> str:
        """The indicator that says it of an area: ``gdp_growth`` of a country for ``grdp_growth``."""
        if self.is_country(area):
            return self.of_countries.get(code, code)
        return self._of_provinces.get(code, code) if area else code

    @cached_property
    def _of_provinces(self) -> dict[str, str]:
        return {national: code for code, national in self.of_countries.items()}


def _wordings(row: dict[str, str]) -> Iterator[str]:
    for lang in ("vi", "en"):
        yield from list(_with_and_without_brackets(row[f"name_{lang}"]))[:2]
        for optional in ("", r"\1"):  # "[qua các cửa khẩu]" may be said
            bare = re.sub(r"\[([^\]]*)\]", optional, row[f"subject_{lang}"])
            yield re.sub(r"(?:\b(?:of|in|của|ở|tại) )?\{area\}", "", bare)
        for one in wordings(row.get(f"aliases_{lang}") or ""):
            yield from _with_and_without_brackets(one)
            if _HEAD.match(one) and len(one.split()) > 3:
                yield _HEAD.sub("", one)


def _with_and_without_brackets(wording: str) -> Iterator[str]:
    """``chỉ số sản xuất công nghiệp (IIP)``, also without ``(IIP)``, and ``IIP``."""
    yield wording
    if m := re.fullmatch(r"([^(]+) \(([^)]+)\)", wording):
        yield m[1]
        if m[2].isupper() and GAP not in wording:
            yield m[2]


def _plain(words: tuple[str, ...], joining: frozenset[str] = SIGNS) -> tuple[str, ...]:
    return tuple(w for w in words if w not in joining)


def _bare(name: str) -> str:
    import unicodedata

    text = unicodedata.normalize("NFD", name)
    return "".join(c for c in text if not unicodedata.combining(c)).replace("đ", "d").replace("Đ", "D")


def walk(
    words: list[str], root: dict[str, Any], at: int, joining: frozenset[str] = JOINING, over: dict[int, int] = NOWHERE
) -> tuple[int, tuple[Any, ...]]:
    """The longest wording from a place on, whatever joins its words; its tokens and its values.

    Parameters
    ----------
    over : names of areas that may stand within it: where they begin, how many tokens they take.
    """
    node = root.get(words[at]) if at < len(words) else None
    if node is None:
        return 0, ()
    length, codes, step = 0, (), at
    while True:
        if "" in node:
            length, codes = step + 1 - at, tuple(node[""])
        step += 1
        skipped = 0
        while step < len(words) and skipped < 3:
            word = words[step]
            past = step + over.get(step, 0)
            if past < len(words) and words[past] in node:
                step = past  # "do tỉnh Lạng Sơn quản lý", though "do tỉnh quản lý" is known too
                break
            if step in over:
                step += over[step]
                continue
            if word not in joining or (word == "," and words[step + 1 : step + 2] and words[step + 1] in _MOVING):
                return length, codes
            step, skipped = step + 1, skipped + 1
        if step >= len(words) or words[step] not in node:
            return length, codes
        node = node[words[step]]
