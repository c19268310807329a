"""Words, numbers and signs of a paragraph by place, times and numbers that are no statistic apart."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from . import noise, times
from .units import MONEY
from .words import Lexicon, key

TOKEN = re.compile(r"[^\W\d_]+|\d[\d.,]*\d|\d|[^\w\s]|_")
_DATED = frozenset(
    key(w)
    for w in ("ngày", "đến", "hết", "từ", "trước", "sau", "sáng", "chiều", "nay", "tới", "on", "to", "by", "until")
)
_FRACTION = re.compile(r"\d{1,2}/\d{1,2}")
_SCALE = [key("lệ")]


class Span(NamedTuple):
    start: int
    end: int
    kind: str
    value: Any


class Tokens:
    """The words, numbers and signs of a paragraph, by place.

    Parameters
    ----------
    texts, starts, ends : of each.
    """

    __slots__ = ("ends", "keys", "starts", "texts")

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.keys: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def __len__(self) -> int:
        return len(self.texts)

    def add(self, text: str, word: str, start: int, end: int) -> None:
        self.texts.append(text)
        self.keys.append(word)
        self.starts.append(start)
        self.ends.append(end)

    def is_number(self, at: int) -> bool:
        return at < len(self.texts) and self.texts[at][:1].isdecimal()


def tokens_of(text: str, lang: str, lexicon: Lexicon) -> tuple[Tokens, dict[int, Span]]:
    """The tokens of a normalised paragraph; by the place of its token, each time and each number that is no statistic."""
    tokens, kept = Tokens(), {}
    add, place, begin, finish = tokens.texts.append, tokens.keys.append, tokens.starts.append, tokens.ends.append
    spans = _spans(text, lang)
    at, last = 0, len(spans)
    for m in TOKEN.finditer(text):
        start, end = m.span()
        while at < last and spans[at].end <= start:
            at += 1
        if at < last and spans[at].start <= start:
            span = spans[at]
            way = _taken(span, text, tokens, lexicon)
            if way:
                if len(tokens.texts) - 1 not in kept or kept[len(tokens.texts) - 1] is not span:
                    spans[at] = kept[len(tokens.texts)] = span if way == span.kind else span._replace(kind=way)
                    tokens.add("", f"\0{way}", span.start, span.end)
                continue
            at += 1
        word = m[0]
        if word.islower():
            add(word), place(key(word)), begin(start), finish(end)
            continue
        if not word[0].isalpha():
            add(word), place(word), begin(start), finish(end)
            continue
        if not word[1:].islower() and (cut := _glued(word)) and key(word) not in lexicon.units.root:
            left = word[:cut]  # "triệuUSD"
            if lexicon.knows(key(left)):
                tokens.add(left, key(left), start, start + cut)
                word, start = word[cut:], start + cut
        add(word), place(key(word)), begin(start), finish(end)
    return tokens, kept


def _glued(word: str) -> int:
    """Where a small letter meets a capital; 0 for nowhere."""
    return next((i for i in range(1, len(word)) if word[i - 1].islower() and word[i].isupper()), 0)


def _taken(span: Span, text: str, tokens: Tokens, lexicon: Lexicon) -> str:
    """What a span is taken for: its kind; ``noise``; empty where its words are read as words."""
    if span.kind != "time":
        return span.kind
    if _FRACTION.fullmatch(text, span.start, span.end) and _counted(span, text, tokens, lexicon):
        return ""
    if span.value.shape == "month" and tokens.keys[-1:] == _SCALE:  # "tỷ lệ 1/2000"
        return "noise"
    return "" if span.value.shape == "same" and _meanwhile(span, text, tokens) else "time"


def _counted(span: Span, text: str, tokens: Tokens, lexicon: Lexicon) -> bool:
    """True where what looks like a day is a count out of a whole: ``9/12 chỉ tiêu``."""
    if len(tokens.texts) and tokens.keys[-1] in _DATED:
        return False
    rest = [key(m[0]) for m, _ in zip(TOKEN.finditer(text, span.end), range(4), strict=False)]
    length, found = lexicon.units.longest(rest, 0) if rest else (0, [])
    return bool(length) and found[0].code not in ("percent", *MONEY)


def _meanwhile(span: Span, text: str, tokens: Tokens) -> bool:
    """True where "cùng thời gian" means at the same time, not a year before."""
    words = text[span.start : span.end].lower()
    if words == "cùng kỳ" and not tokens.keys and text[span.end : span.end + 1] == ",":
        return True  # "Cùng kỳ, …": in the same period
    return (
        span.value.shape == "same"
        and words.startswith("cùng thời")
        and "năm" not in words
        and tokens.keys[-1:] not in ([key("với")], [key("so")])
    )


def _spans(text: str, lang: str) -> list[Span]:
    """Times and what is no statistic, not overlapping: of two the one that begins first, then the longer, then a time,
    unless it is when a source was published."""
    found = [Span(t.start, t.end, "time", t) for t in times.find(text, lang)]
    found += [Span(start, end, "noise", what) for start, end, what in noise.find(text, lang)]
    found.sort(key=lambda s: (s.start, -s.end, s.value != "published", s.kind == "noise"))
    kept: list[Span] = []
    for span in found:
        if kept and span.start < kept[-1].end:
            if span.kind == "noise" and kept[-1].kind == "time" and span.end > kept[-1].end:
                kept[-1] = span
            continue
        kept.append(span)
    return kept


def dated(tokens: Tokens, at: int) -> bool:
    """True where two numbers about a stroke are a day and no part of a whole."""
    day, month = tokens.texts[at], tokens.texts[at + 2]
    return (
        day.isdecimal()
        and month.isdecimal()
        and len(day) < 3
        and len(month) < 3
        and int(month) <= 12
        and int(day) > int(month)
    )
