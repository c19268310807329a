"""Slips of figures as data: ``slips.toml`` with the patterns that find them and what is said of each, in both languages."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from lsdata.publish.sentences import HIDDEN

Level = Literal["error", "warning", "remark"]
AROUND = 24  # characters shown on both sides of a slip
_NAME = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class Slip:
    """One slip: which rule, how sure, where, the words concerned, why in two languages, what to write instead.

    ``verb`` is the word that says a direction, ``of`` the language of the text.
    """

    rule: str
    level: Level
    start: int
    end: int
    text: str
    number: str = ""
    right: str = ""
    verb: str = ""
    of: str = ""

    def why(self, lang: str) -> str:
        times = {"k": self.times} if self.rule == "doubled" else {}
        return say(self.rule, lang, of=self.of).format(verb=self.verb, right=self.right, **times)

    @property
    def times(self) -> str:
        """How many times as much the right rise is."""
        return f"{int(self.right.rstrip('%')) / 100 + 1:g}".replace(".", "," if self.of == "vi" else ".")

    def hint(self, lang: str) -> str:
        """What to write instead; empty where the rule has nothing to propose."""
        return say(self.rule, lang, "hint", self.of).format(n=self.number, right=self.right)


@lru_cache
def patterns() -> dict[str, Any]:
    """The file as it is."""
    return tomllib.loads(Path(__file__).with_name("slips.toml").read_text(encoding="utf-8"))


def say(rule: str, lang: str, part: str = "why", of: str = "", **places: str) -> str:
    """What is said of a rule, in vi or en; `part` is why or hint, `of` the language of the text it is about."""
    words = patterns()["say"][rule]
    text = words.get(f"{part}_{lang}_of_{of}") or words.get(f"{part}_{lang}", words.get(f"{part}_en", ""))
    return text.format(**places) if places else text


def shown(text: str, start: int, end: int) -> str:
    """The place in a text with a few words on both sides, for a line of its own."""
    left = max(text.rfind("\n", 0, start) + 1, start - AROUND)
    right = min(len(text) if (stop := text.find("\n", end)) < 0 else stop, end + AROUND)
    while left and start - left < 2 * AROUND and not text[left - 1].isspace():  # whole words, whole numbers
        left -= 1
    while right < len(text) and right - end < 2 * AROUND and not text[right].isspace():
        right += 1
    return re.sub(rf"{HIDDEN}+", "…", text[left:right]).strip()


def compiled(pattern: str, names: dict[str, str]) -> re.Pattern:
    """A pattern of the file with its named parts, {num}, put in."""
    while (full := _NAME.sub(lambda m: f"(?:{names[m[1]]})", pattern)) != pattern:
        pattern = full
    return re.compile(unicodedata.normalize("NFC", pattern), re.IGNORECASE)


@lru_cache
def part(lang: str, key: str) -> re.Pattern | None:
    """A pattern of the file that stands outside the rules; None where the language has none."""
    own = patterns().get(lang, {})
    return compiled(own[key], own["names"]) if key in own else None
