"""Typed runs (`<span class="ls-fact" data-id="…">24%</span>`): found, turned into links, taken off."""

import re
from collections.abc import Iterable, Mapping
from html import escape, unescape

SPAN = re.compile(r'<span class="ls-(fact|period|date|ref|rule|given)"(?: data-id="([^"]*)")?>(.*?)</span>', re.DOTALL)
TAG = re.compile(r"<[^>]+>")
# What may hold digits (runs, links, code, tags, entities such as &#39;), then a number of its own.
_NUMBER = re.compile(
    r"<(?P<tag>span class=\"ls-|a|code|pre)\b.*?</(?:span|a|code|pre)>|<[^>]*>|&#?\w+;|(?P<number>\d+(?:[.,]\d+)*%?)",
    re.DOTALL,
)
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def anchors(ids: Iterable[str], prefix: str) -> dict[str, str]:
    """Give every id a name that is valid in an address, the same one on every page that shows it.

    Example
    -------
    >>> anchors(["VN-09/2020", "VN-09 2020"], "f-")
    {'VN-09/2020': 'f-VN-09-2020', 'VN-09 2020': 'f-VN-09-2020-2'}
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for one in ids:
        name = wanted = prefix + _UNSAFE.sub("-", one)
        count = 1
        while name in taken:
            count += 1
            name = f"{wanted}-{count}"
        taken.add(name)
        names[one] = name
    return names


def link(markup: str, facts: Mapping[str, str], refs: Mapping[str, str] | None = None, source_word: str = "") -> str:
    """Turn facts and source numbers into links, other runs into their text.

    A fact or source whose id is unknown stays what it was.

    Parameters
    ----------
    markup : HTML with typed runs.
    facts : fact id -> address of its row.
    refs : source id -> address of its row; None leaves source numbers alone.
    source_word : what a screen reader says before a source number ("nguồn").
    """

    def turn(match: re.Match) -> str:
        kind, one, text = match.group(1), unescape(match.group(2) or ""), match.group(3)
        if kind == "fact" and one in facts:
            return f'<a class="ls-fact" href="{escape(facts[one])}">{text}</a>'
        if kind == "ref" and refs is not None and one in refs:
            spoken = escape(f"{source_word} {TAG.sub('', text).strip('[] ')}".strip())
            return f'<a class="ref" href="{escape(refs[one])}" aria-label="{spoken}">{text}</a>'
        return match.group(0) if kind in ("fact", "ref") else text

    return SPAN.sub(turn, markup)


def bare(markup: str) -> str:
    """HTML without its typed runs: for a headline that is a link itself."""
    return SPAN.sub(r"\3", markup)


def text(markup: str) -> str:
    """The words of a piece of HTML, no-break spaces kept."""
    return unescape(TAG.sub("", markup))


def untyped(markup: str) -> tuple[str, list[str]]:
    """Mark the numbers that stand outside typed runs, links and code: in a notebook of one's own they are allowed.

    Example
    -------
    >>> untyped('<p>In <span class="ls-period">2020</span> some 45% fell.</p>')
    ('<p>In <span class="ls-period">2020</span> some <span class="untyped">45%</span> fell.</p>', ['45%'])
    """
    found: list[str] = []

    def mark(match: re.Match) -> str:
        if match.group("number") is None:
            return match.group(0)
        found.append(match.group("number"))
        return f'<span class="untyped">{match.group("number")}</span>'

    return _NUMBER.sub(mark, markup), found


def anchor_first(markup: str, refs: Mapping[str, str]) -> tuple[str, set[str]]:
    """Make the first mention of each source in `markup` (the list of sources) the place its number leads to.

    Returns
    -------
    The HTML with ids, and the sources that found their place.
    """
    placed: set[str] = set()

    def place(match: re.Match) -> str:
        one = unescape(match.group(2) or "")
        if match.group(1) != "ref" or one not in refs or one in placed:
            return match.group(0)
        placed.add(one)
        return f'<span class="num" id="{escape(refs[one])}">{match.group(3)}</span>'

    return SPAN.sub(place, markup), placed
