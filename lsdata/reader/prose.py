"""Text as the grammar reads it: composed, plain spaces and signs, and where each letter stood before."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_SIGNS = str.maketrans(
    dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\n\r\f\v\u2028\u2029\x85", " ")
    | dict.fromkeys("\u2010\u2011\u2012\ufe63\uff0d", "-")
    | dict.fromkeys("\u2014\u2015", "–")
    | {"\u2212": "−", "\uff05": "%", "\uff0c": ",", "\uff0e": ".", "“": '"', "”": '"', "’": "'", "‘": "'"}
    | {chr(0xFF10 + i): str(i) for i in range(10)}
)  # fmt: skip
_DROPPED = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"
_ODD = re.compile(f"[{_DROPPED}]")
_SIGN = re.compile(f"[{''.join(map(chr, _SIGNS))}]")
_CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]+|[\s\S]")
_VIETNAMESE = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)
_SAMPLE = 1000  # letters that tell a language
_DENSE = 0.08  # of the letters of Vietnamese have a mark; of English only those of names
_DATED = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?:,? \d{1,2},?)?(?: \d{4})"
)
_ENGLISH = re.compile(
    r"\b(?:the|of|and|in|was|were|from|than|by|to|for|is|are|on|with|has|had|which|its|this|will|rose|fell|up|down|growth|million|billion|trillion|thousand|percent|per|plan|year|about|nearly|more|tonnes|people)\b",
    re.IGNORECASE,
)


class Prose(NamedTuple):
    """A paragraph normalised: its text, and the place of each of its letters in the document; None where they agree."""

    text: str
    start: int
    places: list[int] | None = None

    def place(self, at: int) -> int:
        """Where in the document the letter at a place stands; of the end, where the last letter ends."""
        return self.start + (at if self.places is None else self.places[at])

    def end(self, at: int) -> int:
        """Where in the document what goes up to a place ends, with the marks of its last letter."""
        if self.places is not None:
            last = self.places[at - 1]
            while self.places[at] == last and at + 1 < len(self.places):
                at += 1
        return self.place(at)


def prose(raw: str, start: int = 0) -> Prose:
    """A paragraph as the grammar reads it.

    >>> p = prose("ước  đạt\\u00a01.320")
    >>> p.text, p.place(4)
    ('ước đạt 1.320', 5)
    """
    if unicodedata.is_normalized("NFC", raw) and not _ODD.search(raw):
        text = raw.translate(_SIGNS) if _SIGN.search(raw) else raw  # most have none
        if "  " not in text:
            return Prose(text, start)
    letters: list[str] = []
    places: list[int] = []
    for m in _CLUSTER.finditer(raw):
        for c in unicodedata.normalize("NFC", m[0]).translate(_SIGNS):
            if c in _DROPPED or (c == " " and letters and letters[-1] == " "):
                continue
            letters.append(c)
            places.append(m.start())
    places.append(len(raw))
    return Prose("".join(letters), start, places)


def language(text: str, default: str = "vi") -> str:
    """``vi`` or ``en``, by the letters that only Vietnamese has and the words that only English has.

    >>> language("Thu ngân sách đạt 49,5% dự toán"), language("Exports through Lạng Sơn rose 5% in the first half of 2020")
    ('vi', 'en')
    """
    text = text[:_SAMPLE]
    marks = len(_VIETNAMESE.findall(text))
    if default == "en" and _DATED.search(text):
        return "en"  # "Hưng Yên, 10 July 2025"
    if marks > len(text) * _DENSE:
        return "vi"
    return "en" if _ENGLISH.search(text) else "vi" if marks and default == "vi" else default
