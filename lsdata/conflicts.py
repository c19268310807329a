"""Figures that sources print and that were not taken: which they are, and why the others were."""

from __future__ import annotations

from decimal import Decimal

from .facts import Fact
from .headline import Question
from .periods import Period


def not_chosen(q: Question, said: dict[str, Fact]) -> list[tuple[Fact, Fact, str]]:
    seen = dict.fromkeys((f.indicator, f.period) for f in said.values() if f.area == q.area and not f.derived)
    found = [d for i, p in seen for d in disagreements(q, i, p)]
    return [d for d in {(a.id, b.id): (a, b, why) for a, b, why in found}.values() if d[0].id in said]


def disagreements(q: Question, indicator: str, period: Period) -> list[tuple[Fact, Fact, str]]:
    """Chosen and other figures of one indicator and period that differ: (chosen, other, why the other was not taken)."""
    data, out = q.voice.data, []
    own = data.counterpart(indicator, q.area)
    rows = data.find(area=q.area, indicator=own, period=period, as_of=q.as_of, vintages=True, unverified=True)
    chosen = {
        (r["measure"], r["plan_by"]): r
        for r in reversed(rows)
        if data.sources[r["source_id"]]["authority"] != "unverified"
    }
    for r in rows:
        best = chosen.get((r["measure"], r["plan_by"]))
        if best and r is not best and _amount(r) != _amount(best):
            out.append((Fact.of(best, data, q.voice.lang), Fact.of(r, data, q.voice.lang), reason(q, best, r)))
    return out


def _amount(r: dict) -> tuple[Decimal, Decimal | None]:
    """What a row prints, whatever its scale: 41.7 billion and 41,700 million are one amount."""
    scale = Decimal(10) ** r["mult"]
    return Decimal(repr(r["value"])) * scale, None if r["upper"] is None else Decimal(repr(r["upper"])) * scale


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
    return voice.word(
        "reason.decimals" if best["mult"] - best["decimals"] != other["mult"] - other["decimals"] else "reason.id"
    )
