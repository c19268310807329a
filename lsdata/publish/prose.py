"""Slips of figures in plain text: a decimal point in Vietnamese, per cent for points, a rise without its base.

The rules are data, `slips.toml`: what to find, what excuses it, what to say of it in each language.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lsdata.periods import Period
from lsdata.publish import stale
from lsdata.publish.sentences import HIDDEN, Sentence, hidden, sentences, smooth
from lsdata.publish.slips import Level, Slip, compiled, patterns, shown

_DIGIT = re.compile(r"\d")
_WRITTEN = {"swap": str.maketrans(".,", ",."), "slash": str.maketrans(".", "/"), "join": str.maketrans("", "", ".")}
_ROUNDED = 0.051  # percentage points that rounding permits between a difference and what it was got from
_ENDS = 100  # characters before and after a slip that may excuse it
_NUMBERS = ("n", "m", "k", "d", "t")  # groups of a rule that hold its number


@dataclass(frozen=True)
class _Rule:
    id: str
    level: Level
    find: re.Pattern
    only: re.Pattern | None  # the sentence must hold it
    unless: re.Pattern | None  # the sentence excuses it
    known: re.Pattern | None  # the sentence, or what leads to it, excuses it
    before: re.Pattern | None  # directly before, excuses it
    after: re.Pattern | None  # directly after, excuses it
    followed: re.Pattern | None  # directly after, required
    below: float  # the number is less than this
    typed: bool  # holds for the number of a typed run, too
    words: bool  # a sentence without a digit may hold it
    running: bool  # in running text only, not in a heading
    once: bool  # the first of a text stands for all
    holds: str  # how the numbers of the match belong together
    write: str


def slips(
    text: str,
    lang: str,
    *,
    period: Period | str | None = None,
    years: Collection[int] = (),
    typed: Sequence[tuple[int, int]] = (),
) -> list[Slip]:
    """Slips of figures in plain text, paragraphs apart by an empty line; code and quotations are left alone.

    Parameters
    ----------
    lang : of the text, vi or en; a text in another language has no rules.
    period : the text reports on it: other years, stated as the present, are stale.
    years : other years that the text may speak of as its own.
    typed : (start, end) of numbers that know their unit and base, in the text in NFC.

    Returns
    -------
    list of Slip, in the order of the text.

    >>> [(s.rule, s.level, s.hint("en")) for s in slips("Kim ngạch tăng 42.9% so với cùng kỳ năm 2019.", "vi")]
    [('decimal', 'error', 'write 42,9')]
    """
    text = hidden(smooth(unicodedata.normalize("NFC", text)))
    found: list[Slip] = []
    told: set[str] = set()
    for sentence in sentences(text):
        digits = _DIGIT.search(sentence.text)
        for rule in _rules(lang):
            if not (digits or rule.words) or (rule.running and sentence.heading):
                continue
            if rule.id in told:
                continue
            own = [s for s in _matches(rule, sentence, lang, text, typed) if not any(_same(s, f) for f in found)]
            found += own[:1] if rule.once else own
            told |= {rule.id} if rule.once and own else set()
    if period is not None:
        found += stale.years(text, lang, Period.parse(period), years, typed=typed)
    return sorted(found, key=lambda slip: (slip.start, slip.rule))


def figures(text: str, lang: str, typed: Sequence[tuple[int, int]] = ()) -> list[str]:
    """Numbers that a text states, without years, dates, numbers of sections and documents, and typed runs."""
    text = hidden(smooth(unicodedata.normalize("NFC", text)))
    pattern = _figure(lang)
    return [
        m["n"].strip()
        for s in sentences(text)
        for m in pattern.finditer(s.text)
        if m["n"] and not _inside(s.start + m.start("n"), s.start + m.end("n"), typed)
    ]


def _matches(rule: _Rule, sentence: Sentence, lang: str, text: str, typed: Sequence) -> Iterator[Slip]:
    words = sentence.text
    for m in rule.find.finditer(words):
        if (rule.only and not rule.only.search(words)) or (rule.unless and rule.unless.search(words)):
            return
        if rule.known and rule.known.search(f"{sentence.lead} {words}"):
            return
        groups = {k: v for k, v in m.groupdict().items() if v is not None}
        group = next((k for k in _NUMBERS if k in groups), 0)
        number = m[group] if group else ""
        first, last = m.span(group)
        head, tail = words[max(0, first - _ENDS) : first], words[last : last + _ENDS]
        if rule.before and rule.before.search(head if first <= _ENDS else f"{HIDDEN}{head}"):
            continue
        if (rule.after and rule.after.match(tail)) or (rule.followed and not rule.followed.match(tail)):
            continue
        if rule.below and not _value(number, lang) < rule.below:
            continue
        if not rule.typed and number and _inside(sentence.start + first, sentence.start + last, typed):
            continue
        right = number.translate(_WRITTEN[rule.write]) if rule.write else ""
        if rule.holds and not (right := _together(rule.holds, groups, lang)):
            continue
        start, end = sentence.start + m.start(), sentence.start + m.end()
        verb = (groups.get("verb") or groups.get("v", "")).lower()
        yield Slip(rule.id, rule.level, start, end, shown(text, start, end), number, right, verb, lang)


def _together(how: str, groups: dict[str, str], lang: str) -> str:
    """What the number should have been, where it was got from the others in the wrong way; else nothing."""
    number = _value(groups["n"], lang)
    if how == "difference":  # of two percentages, written as per cent
        base = _value(groups["a"], lang)
        apart = abs(_value(groups["b"], lang) - base)
        rate = base and apart / base * 100  # what per cent would have been right for
        return groups["n"] if abs(apart - number) < _ROUNDED and abs(rate - number) > 10 * _ROUNDED else ""
    counted = patterns()[lang]["counts"].get(groups["k"].lower())
    times = counted or _value(groups["k"], lang)
    if times <= 1 or abs(times * 100 - number) > 0.5:  # times as much, written as the rise
        return ""
    return f"{(times - 1) * 100:.0f}%"


def _same(one: Slip, other: Slip) -> bool:
    return one.rule == other.rule and one.start < other.end and other.start < one.end


def _inside(start: int, end: int, typed: Sequence[tuple[int, int]]) -> bool:
    return any(a < end and start < b for a, b in typed)


def _value(number: str, lang: str) -> float:
    """The number as meant: in Vietnamese a point before other than three digits is taken for a decimal mark."""
    digits = re.sub(r"[^\d.,]", "", number)
    group, mark = (".", ",") if lang == "vi" else (",", ".")
    if re.fullmatch(rf"\d+\{group}(?!\d{{3}}$)\d+", digits):
        group, mark = mark, group
    try:
        return float(digits.replace(group, "").replace(mark, "."))
    except ValueError:
        return float("inf")


@lru_cache
def _rules(lang: str) -> list[_Rule]:
    own = patterns().get(lang, {})
    return [_rule(one, own["names"]) for one in own.get("rule", [])]


def _rule(one: dict[str, Any], names: dict[str, str]) -> _Rule:
    def pattern(key: str, shape: str = "{}") -> re.Pattern | None:
        return compiled(shape.replace("{}", f"(?:{one[key]})"), names) if one.get(key) else None

    return _Rule(
        one["id"], one["level"], compiled(one["find"], names), pattern("only"), pattern("unless"), pattern("known"),
        pattern("before", "{}$"), pattern("after"), pattern("followed"),
        one.get("below", 0), one.get("typed", False), one.get("words", False), one.get("running", False), one.get("once", False),
        one.get("holds", ""), one.get("write", ""),
    )  # fmt: skip


@lru_cache
def _figure(lang: str) -> re.Pattern:
    own = patterns().get(lang) or patterns()["en"]
    return compiled(own["figure"], own["names"])
