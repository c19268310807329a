"""Figures that do not agree: those that were not taken, and why the others were; what the checks found, and what of it an
opening or the limits of a report must say."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from . import rows
from .checks.rules import SEVERITIES
from .checks.survey import Found, Survey, of_area
from .explaining import facts, fields, sentence
from .facts import Fact, Run
from .headline import Question
from .narrative import Voice
from .periods import Period
from .rows import BESIDE_A_LEVEL, corrects
from .wording import Runs, capital, flat

TOLD = 3  # findings that limits tell
LISTED = 3  # figures of a finding that an opening lists
YEAR_DAYS = 366


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
    if corrects(best["source_id"], other["source_id"]):
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


def findings(q: Question, said: dict[str, Fact]) -> list[Found]:
    """What the checks found of the report's area where it touches figures that were said: what touches figures of the
    period first, then the most severe.

    Of what holds only between two vintages, what rests on two figures that were said; that sources give several figures is
    told by ``not_chosen``. But for errors, what lies more than a year from the period is left out.
    """

    survey = of_area(q.voice.data, q.area, q.as_of)

    def touches(f: Found) -> bool:
        ids = [r["id"] for r in f.judged.rows.values()]
        if f.severity == SEVERITIES[0]:
            return not said.keys().isdisjoint(_printed(survey, f))
        if not any(_near(r["period"], q.period) for r in f.judged.rows.values()):
            return False
        if f.severity != SEVERITIES[-1]:
            return any(i in said for i in ids)
        return f.judged.rule.id != "two_sources" and f.judged.lead["id"] in said and sum(i in said for i in ids) > 1

    def place(f: Found) -> tuple[bool, int]:
        return all(r["period"] != q.period for r in f.judged.rows.values()), SEVERITIES.index(f.severity)

    return sorted(filter(touches, survey.found), key=place)


def _printed(survey: Survey, f: Found) -> set[str]:
    """Ids of the figures of a finding, and of those that print the same in other sources."""
    domain = survey.domain
    return {i for r in f.judged.rows.values() for i in domain.copies(domain.cell(r))}


def _near(p: Period, own: Period) -> bool:
    """Whether a period shares a day with another, or ends within a year of its end."""
    return (p.start <= own.end and own.start <= p.end) or abs((p.end - own.end).days) <= YEAR_DAYS


def found(q: Question, said: dict[str, Fact]) -> list[Runs]:
    """Findings as sentences with their sources, as many as limits tell; the reason where one is known, in its own."""
    voice, domain, out = q.voice, of_area(q.voice.data, q.area, q.as_of).domain, []
    for f in findings(q, said)[:TOLD]:
        text = [*sentence(voice, f, domain), Run("."), *voice.refs(*facts(voice, f))]
        if f.known and (why := f.known[f"reason_{voice.lang}"].strip()):
            why = why[:1].upper() + why[1:].rstrip(".") + ("" if why.endswith(("!", "?", "…")) else ".")
            text += [Run(" "), Run(why, "given", f.id)]
        out.append(text)
    return out


def doubted(q: Question, one: Fact) -> list[Runs]:
    """A figure of an indicator that was left out because it cannot be right: the first of its period."""
    voice = q.voice
    for f in q.published(one.indicator, one.period).values():
        if found := q.doubts.get(f.id):
            key = found.judged.rule.id if voice.has(f"doubt.{found.judged.rule.id}") else "other"
            said = fields(voice, found, of_area(voice.data, q.area, q.as_of).domain)
            role = next((role for role, r in found.judged.rows.items() if r["id"] == f.id), "")
            clause = said.get(f"a_{role}", f)  # a change with its verb
            return [capital(voice.fill(f"doubt.{key}", **said | {"V": clause, "refs": voice.refs(f)}))]
    return []


def suspected(q: Question, used: Iterable[str]) -> list[Runs]:
    """That figures do not agree, where an error that nobody has explained leaves open which of them is wrong and one of
    these is used.

    Parameters
    ----------
    used : ids of the facts that headline and opening rest on.
    """
    voice, used = q.voice, set(used)
    survey = of_area(voice.data, q.area, q.as_of)
    for f in survey.found:
        if f.severity != SEVERITIES[0] or f.known or len(f.judged.rows) < 2:
            continue
        ids = _printed(survey, f)
        if used.isdisjoint(ids) or ids & q.doubts.keys():
            continue
        said, own = fields(voice, f, survey.domain), facts(voice, f)
        return [capital(voice.fill("doubt.several", list=_figures(voice, f, own, said), refs=voice.refs(*own)))]
    return []


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


def _figures(voice: Voice, f: Found, own: list[Fact], said: dict) -> Runs:
    """The figures of a finding, as short as tells them apart; of many the one it is about, and what the others make."""
    one = next(x for x in own if x.id == f.judged.lead["id"])
    if len(own) > LISTED and "C" in said:
        return voice.fill("doubt.made", I=voice.short(one.indicator), V=voice.value(one, "printed"), C=said["C"])
    if len({x.indicator for x in own}) > 1:
        return voice.listing(
            [[Run(f"{voice.short(x.indicator)} ("), voice.value(x, "printed"), Run(")")] for x in own[:LISTED]]
        )
    items = [said[f"a_{role}"] for role in f.judged.rows]
    if len({x.period for x in own}) > 1:
        items = [[*runs, Run(" ("), voice.period(x.period), Run(")")] for runs, x in zip(items, own, strict=True)]
    return voice.listing(items[:LISTED])


def outdated(q: Question, indicators: list[str]) -> list[tuple[Fact, Fact, Fact]]:
    """Percentages of the period that were printed beside a level which has been replaced since: none is chosen.

    Returns
    -------
    list : (percentage, its source's level, the level of today).
    """
    data, out = q.voice.data, {}
    where = {"area": q.area, "period": q.period, "as_of": q.as_of, "indicator": indicators or ["-"], "vintages": True}
    for r in data.find(measure=BESIDE_A_LEVEL, **where):
        now, chosen = rows.outdated(data, r, q.as_of), q.published(r["indicator"])
        if now and r["measure"] not in chosen:
            levels = data.find(**where | {"indicator": r["indicator"], "measure": "level"})
            own = next(x for x in levels if x["source_id"] == r["source_id"])
            out.setdefault((r["indicator"], r["measure"]), tuple(Fact.of(x, data, q.voice.lang) for x in (r, own, now)))
    return list(out.values())
