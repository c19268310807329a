"""Figures that sources print and that were not taken: which they are, and why the others were."""

from __future__ import annotations

import re
from decimal import Decimal

from . import rows
from .checks.rules import SEVERITIES
from .checks.survey import Found, of_area
from .explaining import facts, sentence
from .facts import Fact, Run
from .headline import Question
from .periods import Period
from .rows import BESIDE_A_LEVEL
from .wording import Runs, flat


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
    if _corrects(best["source_id"], other["source_id"]):
        return voice.word("reason.corrected")
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


def _corrects(source_id: str, earlier: str) -> bool:
    """True where a source is a later correction of another: ``report-r2`` of ``report``."""
    (own, n), (other, m) = (re.fullmatch(r"(.*?)(?:-r(\d+))?", i).groups() for i in (source_id, earlier))
    return own == other and int(n or 1) > int(m or 1)


def findings(q: Question, said: dict[str, Fact]) -> list[Found]:
    """What the checks found of the report's area where it touches figures that were said: the most severe first, and of
    these what touches figures of the period.

    Of what holds only between two vintages, what rests on two figures that were said; that sources give several figures is
    told by ``not_chosen``.
    """

    def touches(f: Found) -> bool:
        ids = [r["id"] for r in f.judged.rows.values()]
        if f.severity != SEVERITIES[-1]:
            return any(i in said for i in ids)
        return f.judged.rule.id != "two_sources" and f.judged.lead["id"] in said and sum(i in said for i in ids) > 1

    def place(f: Found) -> tuple[int, bool]:
        return SEVERITIES.index(f.severity), all(r["period"] != q.period for r in f.judged.rows.values())

    return sorted(filter(touches, of_area(q.voice.data, q.area, q.as_of).found), key=place)


def found(q: Question, said: dict[str, Fact]) -> list[Runs]:
    """Findings as sentences with their sources; the reason where one is known."""
    voice, domain, out = q.voice, of_area(q.voice.data, q.area, q.as_of).domain, []
    for f in findings(q, said):
        text = [*sentence(voice, f, domain), Run("."), *voice.refs(*facts(voice, f))]
        if f.known:
            text += [Run(" "), Run(f.known[f"reason_{voice.lang}"], "given", f.id)]
        out.append(text)
    return out


def told(q: Question, said: dict[str, Fact]) -> list[dict]:
    """Findings as plain data: name, rule, severity, outcome, text, figures (ids), the reason where one is known."""
    domain = of_area(q.voice.data, q.area, q.as_of).domain
    return [
        {
            "finding": f.id, "rule": f.judged.rule.id, "severity": f.severity, "outcome": f.judged.outcome,
            "text": flat(sentence(q.voice, f, domain)), "figures": [r["id"] for r in f.judged.rows.values()],
            "known": (f.known or {}).get(f"reason_{q.voice.lang}", ""),
        }
        for f in findings(q, said)
    ]  # fmt: skip


def outdated(q: Question, indicators: list[str]) -> list[tuple[Fact, Fact, Fact]]:
    """Percentages of the period that were printed beside a level which has been replaced since: none is chosen.

    Returns
    -------
    list : (percentage, its source's level, the level of today).
    """
    data, out = q.voice.data, {}
    where = {"area": q.area, "period": q.period, "as_of": q.as_of, "indicator": indicators or ["-"], "vintages": True}
    for r in data.find(measure=BESIDE_A_LEVEL, **where):
        now, chosen = rows.outdated(data, r, q.as_of), q.facts(r["indicator"])
        if now and r["measure"] not in chosen:
            levels = data.find(**where | {"indicator": r["indicator"], "measure": "level"})
            own = next(x for x in levels if x["source_id"] == r["source_id"])
            out.setdefault((r["indicator"], r["measure"]), tuple(Fact.of(x, data, q.voice.lang) for x in (r, own, now)))
    return list(out.values())
