"""One figure, published more than once: what each source printed, in the order of their days.

A growth rate is estimated when a period has just ended and worked out again later. Which of its figures counts is the
data set's to choose; here all of them stand in a row, and a sentence names the distance from the first to the newest.
"""

from __future__ import annotations

from . import boards
from .facts import Fact, Run, escape
from .headline import Question
from .measures import difference
from .tables import Table, board, named
from .wording import Runs, markup


def in_order(q: Question, facts: list[Fact]) -> list[Fact]:
    """Facts by the day their source was published; a month or a year counts at its end, undated ones come first."""
    return sorted(facts, key=lambda f: (_day(q, f) and f"{_day(q, f)}-99-99"[:10], f.source_id))


def tell(q: Question, facts: list[Fact]) -> list[Runs]:
    """First and newest figure of one indicator and period, with the distance; what lay outside the two in between.

    Parameters
    ----------
    q : whose report it is.
    facts : one indicator, area, period and measure from two or more sources. Only of a change in per cent is anything
        said: levels come in several scales, and their distance is no growth.
    """
    facts = [f for f in in_order(q, facts) if _day(q, f) and f.measure == "yoy_pct"]  # a revision names its days
    if not facts:
        return []
    voice, first, last = q.voice, facts[0], facts[-1]
    fields = {
        "I": voice.fill("headline.growth_of", I=voice.short(last.indicator)),
        "P": voice.period(last.period),
        "V": _value(q, last),
    }
    if len({f.value for f in facts}) == 1:
        n = voice.count(len({f.source_id for f in facts}))
        return [voice.sentence("revision_none", n=n, refs=voice.refs(*facts), **fields)]
    fields |= {
        "W": _value(q, first), "D1": voice.date(_day(q, first)), "D2": voice.date(_day(q, last)), "g": difference(last, first),
        "refs": voice.refs(first, last),
    }  # fmt: skip
    way = "same" if last.value == first.value else "up" if last.value > first.value else "down"
    out = [voice.sentence(f"revision_{way}", **fields)]
    low, high = sorted((first.value, last.value))
    far = max(facts, key=lambda f: max(low - f.value, f.value - high))
    if not low <= far.value <= high:
        fields = {"X": _value(q, far), "D": voice.date(_day(q, far)), "refs": voice.refs(far)}
        out.append(voice.sentence("revision_between", **fields))
    return out


def table(q: Question, facts: list[Fact]) -> list[Table]:
    """A row a source: day, figure, status; the chosen figure in bold."""
    voice, one = q.voice, facts[0]
    chosen = {r["id"] for r in voice.data.find(area=one.area, indicator=one.indicator, as_of=q.as_of)}
    rows = [
        {
            "published": voice.date(_day(q, f)) if _day(q, f) else "–", one.measure: f, "status": boards.status(voice, [f]),
            "source": voice.refs(f), "tone": "lead" if f.id in chosen else "",
        }
        for f in in_order(q, facts)
    ]  # fmt: skip
    scope = f"{escape(named(voice, one.indicator))} · {markup([voice.period(one.period)])}"
    keys = ("published", one.measure, "status", "source")
    return board(voice, "vintages", keys, rows, scope, [voice.word("legend.vintages")])


def _day(q: Question, f: Fact) -> str:
    return q.voice.data.sources[f.source_id]["published_on"]


def _value(q: Question, f: Fact) -> Run:
    return q.voice.value(f, "table" if f.value < 0 else "prose")
