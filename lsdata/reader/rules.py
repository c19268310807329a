"""Rules for times: the word a time begins with, how it goes on, what it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

END = r"(?!\w)"
YEAR = r"(?P<y>199\d|20\d\d|2100)(?!\d|[.,]\d)"
YEAR2 = r"(?P<y2>199\d|20\d\d|2100)(?!\d|[.,]\d)"
YEAR_ODD = r"(?P<y>199\d|20\d\d|2100|2\.0\d\d)(?!\d|[.,]\d)"  # "6/2.025" is printed now and then

_NUMBERS = {
    word: n
    for words in (
        "một hai ba bốn năm sáu bảy tám chín mười mười_một mười_hai",
        "giêng _ _ tư _ _ bẩy _ _ _ _ chạp",
        "i ii iii iv",
        "đầu _ _ cuối",
        "one two three four five six seven eight nine ten eleven twelve",
        "first second third fourth",
        "1st 2nd 3rd 4th",
        "_ last _ final",
        "january february march april may june july august september october november december",
        "jan feb mar apr _ jun jul aug sep oct nov dec",
        "_ _ _ _ _ _ _ _ sept",
    )
    for n, word in enumerate(words.replace("mười_", "mười~").split(), start=1)
    if word != "_"
}
_NUMBERS = {word.replace("~", " "): n for word, n in _NUMBERS.items()}
_GROUP, _AGAIN = (
    re.compile(r"\(\?P<\w+>"),
    re.compile(r"\\\d"),
)  # a named group; the sign between day and month, told again
Guard = Callable[[str, str, "re.Match[str]"], bool]


@dataclass(frozen=True)
class Rule:
    """One way to print a time.

    Parameters
    ----------
    heads : words it can begin with, apart by bars; ``#`` a digit.
    shape : as in ``times.Time``; ``end``: the end of a year.
    pattern : all of it in small letters; groups y, y2 (years), n, m, m2, d, rel (a year told by another), at (where it
        begins, if not with its head), first ("đầu năm").
    n, back, cumulated : as in ``times.Time``.
    guard : says of the text, its small letters and a match whether it is one.
    """

    heads: str
    shape: str
    pattern: str
    n: int = 0
    back: int = 0
    cumulated: bool = False
    guard: Guard | None = None

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        return re.compile(self.pattern).match


@dataclass(frozen=True)
class Tongue:
    """What a language has of its own.

    Parameters
    ----------
    leading : words before a time that say that a text goes up to it; group ``sum`` where it adds up.
    summed : words before a time that say that a figure adds up or is an average over it.
    base : words before a time that a figure is compared with.
    article : what belongs to a time before its head.
    listed : a further year of a list.
    joint : what stands between two times of one year.
    back : years back, by the words that tell them.
    respelled : one spelling for another of the same length.
    """

    lang: str
    rules: tuple[Rule, ...]
    leading: re.Pattern[str]
    summed: re.Pattern[str]
    base: re.Pattern[str]
    article: re.Pattern[str]
    listed: re.Pattern[str]
    joint: re.Pattern[str]
    back: dict[str, int]
    respelled: dict[str, str] = field(default_factory=dict)

    def spelling(self, low: str) -> str:
        for printed, usual in self.respelled.items():
            low = low.replace(printed, usual)
        return low


def by_head(rules: Iterable[Rule]) -> dict[str, list[Rule]]:
    """The rules by the words they begin with."""
    found: dict[str, list[Rule]] = {"#": []}
    for rule in rules:
        for head in rule.heads.split("|"):
            found.setdefault(head, []).append(rule)
    return found


def scanner(heads: Iterable[str]) -> re.Pattern[str]:
    """Finds where a rule can begin."""
    by_letter: dict[str, list[str]] = {}
    for head in sorted((h for h in heads if h != "#"), key=len, reverse=True):
        by_letter.setdefault(head[0], []).append(re.escape(head[1:]))
    words = "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    return re.compile(rf"\b(?:(?<![.,/])\d+|(?:{words})(?![^\W\d_]))")


def begins(rules: Iterable[Rule]) -> Callable[..., re.Match[str] | None]:
    """Says at once where none of some rules can begin."""
    told = (_AGAIN.sub(r"[/.-]", _GROUP.sub("(?:", rule.pattern)) for rule in rules)
    return re.compile("|".join(f"(?:{pattern})" for pattern in told)).match


def lowered(text: str) -> str:
    """Small letters, as many as before."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def number(word: str | None) -> int:
    """A number in digits, Roman digits or words; 0 for none."""
    if not word:
        return 0
    return int(word) if word.isdigit() else _NUMBERS.get(word, 0)


_IN_TURN = re.compile(r"respectively|in turn|lần lượt|tương ứng")


def together(text: str, low: str, m: re.Match[str]) -> bool:
    """A month and the next, told as one: no numbers follow that are told of each of them in turn."""
    sentence = low[m.end() :].split(". ", 1)[0]
    return number(m["m2"]) - number(m["m"]) == 1 and not _IN_TURN.search(sentence)


def capital(text: str, low: str, m: re.Match[str]) -> bool:
    """What is found has a capital where it begins."""
    return text[m.start()].isupper()


def year(word: str | None) -> int | None:
    return int(word.replace(".", "")) if word else None
