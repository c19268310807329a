"""Figures that sources print and that were not taken: which they are, and why the others were."""

from __future__ import annotations

from decimal import Decimal

from .facts import Fact
from .headline import Question
from .periods import Period


def not_chosen(q: Question, said: dict[str, Fact]) -> list[tuple[Fact, Fact, str]]:
    """What disagrees with a figure that was said: (chosen, other, why the other was not taken)."""
    own = [f for f in said.values() if f.area == q.area and not f.derived]
    seen = dict.fromkeys((q.voice.data.counterpart(f.indicator, q.area), f.period) for f in own)
    return [d for i, p in seen for d in disagreements(q, i, p) if d[0].id in said]


def disagreements(q: Question, indicator: str, period: Period) -> list[tuple[Fact, Fact, str]]:
    """Chosen and other figures of one indicator and period that differ: (chosen, other, why the other was not taken)."""
    data, lang, out, chosen = q.voice.data, q.voice.lang, [], {}
    own = data.counterpart(indicator, q.area)
    rows = data.find(area=q.area, indicator=own, period=period, as_of=q.as_of, vintages=True, unverified=True)
    for r in rows:  # the best of a kind comes first
        if data.sources[r["source_id"]]["authority"] != "unverified":
            chosen.setdefault((r["measure"], r["plan_by"]), r)
    for r in rows:
        best = chosen.get((r["measure"], r["plan_by"]))
        if best and _amount(r) != _amount(best):
            out.append((Fact.of(best, data, lang), Fact.of(r, data, lang), reason(q, best, r)))
    return out


def _amount(r: dict) -> tuple[Decimal | None, ...]:
    """What a row prints, whatever its scale: 41.7 billion and 41,700 million are one amount."""
    return tuple(None if x is None else Decimal(repr(x)).scaleb(r["mult"]) for x in (r["value"], r["upper"]))


def reason(q: Question, best: dict, other: dict) -> str:
    """Why one row was chosen over another, in words."""
    voice, source = q.voice, q.voice.data.sources
    a, b = source[best["source_id"]], source[other["source_id"]]
    if b["authority"] == "unverified":
        return voice.word("reason.unverified")
    if other["covers_to"] and not best["covers_to"]:
        return voice.word("reason.covers")
    if best["status"] != other["status"]:
        return voice.word("reason.status").replace("{status}", voice.word(f"status.{other['status']}"))
    if a["authority"] != b["authority"]:
        return voice.word("reason.authority").replace("{authority}", voice.word(f"authority.{b['authority']}"))
    if a["known_by"] != b["known_by"]:
        return voice.word("reason.newest")
    finer = best["mult"] - best["decimals"] != other["mult"] - other["decimals"]
    return voice.word("reason.decimals" if finer else "reason.id")
