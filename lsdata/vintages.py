"""One figure, published more than once: what each source printed, in the order of their days.

A growth rate is estimated when a period has just ended and worked out again later. Which of its figures counts is the
data set's to choose; here all of them stand in a row, and a sentence names the distance from the first to the newest.
Of several periods it is told how many were raised and lowered, and no more than so many cases allow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import boards, summary
from .facts import Fact, Run, escape, mark
from .frames import records
from .headline import Question
from .measures import difference
from .periods import Period
from .publications import day
from .revisions import EARLY_DAYS, allows, shift, sides
from .revisions import revisions as publications
from .tables import Table, board, named
from .wording import Runs, capital, markup

if TYPE_CHECKING:
    import pandas as pd

YEAR = len("2025")  # of a day that says no more


def in_order(q: Question, facts: list[Fact]) -> list[Fact]:
    """Facts by the day their source was published; a month or a year counts at its middle, undated ones come first."""
    return sorted(facts, key=lambda f: (str(day(_day(q, f)) or ""), f.source_id))


def tell(q: Question, facts: list[Fact]) -> list[Runs]:
    """First and newest figure of one indicator and period, with the distance; what lay outside the two in between.

    Parameters
    ----------
    q : whose report it is.
    facts : one indicator, area, period and measure from two or more sources. Only of a change in per cent is anything
        said: levels come in several scales, and their distance is no growth.
    """
    facts = [f for f in in_order(q, facts) if _day(q, f) and f.measure == "yoy_pct" and f.id not in q.doubts]
    if not facts:  # a revision names its days
        return []
    voice, (first, last) = q.voice, _first_and_last(q, facts)
    fields = {
        "I": voice.fill("headline.growth_of", I=voice.short(last.indicator)),
        "P": voice.period(last.period),
        "V": _value(q, last),
    }
    if len({f.value for f in facts}) == 1:
        n = voice.count(len({f.source_id for f in facts}))
        return [voice.sentence("revision_none", n=n, refs=voice.refs(*facts), **fields)]
    fields |= {
        "W": _value(q, first), "D1": _when(q, first), "D2": voice.date(_day(q, last)), "g": difference(last, first),
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


def _first_and_last(q: Question, facts: list[Fact]) -> list[Fact]:
    """The first and the newest of a figure's publications as ``revisions`` tells them apart; else as they stand in order.

    Parameters
    ----------
    facts : of one indicator, area, period and measure, in order.
    """
    one, known = facts[0], {f.id: f for f in facts}
    found = publications(
        q.voice.data, one.indicator, one.area, measure=one.measure, period=one.period, as_of=q.as_of, implied=False
    )
    for ids in found.inputs.map(str.split):
        if set(ids) <= known.keys():
            return [known[i] for i in ids]
    return [one, facts[-1]]


def _when(q: Question, f: Fact) -> Runs:
    """``(29 June 2020)``; of a source of which only the year is known, that it came in the course of it."""
    day = _day(q, f)
    return q.voice.fill("revisions.on_day" if len(day) > YEAR else "revisions.in_year", D=q.voice.date(day))


def table(q: Question, facts: list[Fact]) -> list[Table]:
    """A row a source: day, figure, status; the chosen figure in bold."""
    voice, one = q.voice, facts[0]
    chosen = {r["id"] for r in voice.data.find(area=one.area, indicator=one.indicator, as_of=q.as_of)}
    rows = [
        {
            "published": voice.date(_day(q, f)) if _day(q, f) else "–", one.measure: boards.figure(q, f), "status": boards.status(voice, [f]),
            "source": voice.refs(f), "tone": "lead" if f.id in chosen else "",
        }
        for f in in_order(q, facts)
    ]  # fmt: skip
    scope = f"{escape(named(voice, one.indicator))} · {markup([voice.period(one.period)])}"
    keys = ("published", one.measure, "status", "source")
    return board(voice, "vintages", keys, rows, scope, [voice.word("legend.vintages"), *boards.doubt(q, facts)])


def tell_periods(q: Question, frame: pd.DataFrame) -> list[Runs]:
    """Rows of ``revisions`` of one indicator, area and measure: how many up and down, the farthest, what that allows.

    Of several indicators, areas or measures nothing is said: they make one table, not one finding.
    """
    voice, rows = q.voice, records(frame)
    if len({(r["area"], r["indicator"], r["measure"], r["plan_by"]) for r in rows}) != 1:
        return []
    out = [_count(q, rows[0], frame)] if rows[1:] else []
    far = max(rows, key=lambda r: abs(r["revision"]))
    if far["revision"]:
        first, last, gap = _ends(q, far)
        fields = {
            "P": voice.period(last.period), "W": _value(q, first), "V": _value(q, last), "D1": voice.date(_day(q, first)),
            "D2": voice.date(_day(q, last)), "g": gap, "refs": voice.refs(first, last),
        }  # fmt: skip
        out.append(capital(voice.fill("revisions.far_up" if gap.value > 0 else "revisions.far_down", **fields)))
    early = frame[frame.lag <= EARLY_DAYS]
    up, down = sides(early)
    if rows[1:] and (verdict := allows(len(early), up, down)) != "none":
        fields = {"t": EARLY_DAYS, "e": len(early), "u": up, "d": down}
        counts = {key: voice.count(n) for key, n in fields.items()}
        out.append(capital(voice.fill(f"revisions.early_{verdict}", **counts)))
    return out


def _count(q: Question, one: dict, frame: pd.DataFrame) -> Runs:
    """In how many periods the newest figure is higher than the first, and lower."""
    voice, (up, down) = q.voice, sides(frame)
    name: str | Runs = voice.short(one["indicator"])
    name = voice.fill("headline.growth_of", I=name) if one["measure"] == "yoy_pct" else name
    counts = {"n": voice.count(len(frame)), "u": voice.count(up), "d": voice.count(down)}
    return capital(voice.fill("revisions.count" if up + down else "revisions.same", I=name, **counts))


def periods(q: Question, frame: pd.DataFrame) -> list[Table]:
    """A row a period: the first figure and the newest, each with its day, and their distance; a first figure from long
    after the period's end is said to be late.
    """
    voice, rows, known = q.voice, [], records(frame)
    for r in known:
        first, last, gap = _ends(q, r)
        late = [Run(voice.word("revisions.late"))] if r["lag"] > EARLY_DAYS else []
        told = {
            key: [_value(q, f), Run(" ("), voice.date(_day(q, f)), *more, Run(")")]
            for key, f, more in (("first", first, late), ("latest", last, []))
        }  # fmt: skip
        about = {"name": named(voice, last.indicator), "period": voice.period(last.period), gap.measure: gap}
        rows.append(told | about | {"source": voice.refs(first, last)})
    if not rows:
        return []
    one = len(set(frame.indicator)) == 1
    keys = "period first latest difference_pp revision_pct source".split()
    legend = [voice.word("legend.revisions")]
    if any(r["lag"] > EARLY_DAYS for r in known):
        legend.append(markup(voice.fill("revisions.legend_late", t=voice.count(EARLY_DAYS))))
    about = [escape(rows[0]["name"])] if one else []
    scope = " · ".join([*about, _span(q, [Period.parse(r["period"]) for r in known]), markup(summary.known(q))])
    return board(voice, "revisions", keys if one else ["name", *keys], rows, scope, legend)


def _span(q: Question, spans: list[Period]) -> str:
    """The kind of some periods, where they are of one, and the years they lie in: ``the first half, 2018–2025``."""
    lang, one = q.voice.lang, max(spans)
    alike = len({p.part for p in spans}) == 1 and one.part not in ("", "Y")
    first, last = min(p.start.year for p in spans), max(p.end.year for p in spans)
    years = f"{first}–{last}" if first < last else f"{last}"
    return mark("rule", ", ".join([*([one.name(lang, year=False)] if alike else []), years]), "span")


def _ends(q: Question, row: dict) -> tuple[Fact, Fact, Fact]:
    """First and newest figure of a row of ``revisions``, and their distance."""
    data, lang = q.voice.data, q.voice.lang
    first, last = (Fact.of(data.by_id[i], data, lang) for i in row["inputs"].split()[:2])
    return first, last, shift(data, row, lang)


def _day(q: Question, f: Fact) -> str:
    return q.voice.data.sources[f.source_id]["published_on"]


def _value(q: Question, f: Fact) -> Run:
    return q.voice.value(f, "table" if f.value < 0 else "prose")
