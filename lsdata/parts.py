"""What is said of an area through its parts: sums over what it was formed from and over the areas within it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import territory, totals
from .dataset import EVERYTHING
from .facts import Fact, Run
from .headline import Question
from .measures import SUMS, fact_of
from .narrative import Voice
from .wording import Runs, capital

if TYPE_CHECKING:
    from collections.abc import Iterable

NAMED = 4  # areas or indicators that a sentence names


def lead(q: Question, sector: str) -> list[Runs]:
    """The opening of an area without a figure of its own in the period: its sums, else what areas within published."""
    voice, codes = q.voice, territory.parts(q.voice.data, q.area, q.period)
    found = added(q, sector)[:2]
    if found:
        return [_sum(q, _alone(q), f, codes) for f in found]
    ours = voice.data.indicators_of(sector)
    known = {r["area"] for r in voice.data.find(area=codes, indicator=ours, period=q.period, as_of=q.as_of)}
    fields = {
        "A": voice.place(q.area),
        "P": voice.period(q.period),
        "n": voice.count(len(known)),
        "m": voice.count(len(codes)),
    }
    return [voice.sentence("parts_only", **fields)]


def added(q: Question, sector: str) -> list[Fact]:
    """Sums of the parts for the sector's indicators without a figure of the area's own, those that lead it first."""
    data, lang = q.voice.data, q.voice.lang
    rows = totals.sums(data, data.indicators_of(sector), q.area, q.period, q.as_of, lang)
    return [fact_of(r, data.areas, lang) for r in rows.values()]


def unpublished(q: Question, indicators: Iterable[str]) -> list[str]:
    """Indicators that may be called unpublished: without a result of the area's own in the period and without figures of
    the areas within, in a data set that holds a figure of them at all; the others of a list of codes are passed over.
    """
    data, out = q.voice.data, []
    codes = dict.fromkeys(data.counterpart(i, q.area) for i in indicators)
    within = territory.published_within(data, codes, q.area, q.period, q.as_of)
    for i in codes:
        known = next(data.positions(indicator=i, as_of=q.as_of, unverified=True), None) is not None
        if known and i not in within and data.measured(i, q.area) and not q.published(i).keys() - {"plan_target"}:
            out.append(i)
    return out


def compared(q: Question, facts: list[Fact]) -> list[Runs]:
    """The sum of the areas within beside the area's own figure: whether the two could be the same number."""
    whole = next((f for f in facts if f.measure == "parts_total"), None)
    if whole is None:
        return []
    own = q.published(whole.indicator).get("level")
    codes = [q.voice.data.by_id[i]["area"] for i in whole.inputs]
    if own is None:
        return [_sum(q, _alone(q), whole, codes)]
    if own.unit != whole.unit or own.id in q.doubts:
        return [_sum(q, "parts_beside", whole, codes)]
    return [_sum(q, "parts_agree" if own.interval.overlaps(whole.interval) else "parts_differ", whole, codes, W=own)]


def _alone(q: Question) -> str:
    """The pattern for a sum without a figure of the area's own: of areas within there may be others that nobody listed."""
    return "parts_sum" if territory.before(q.voice.data, q.area, q.period) else "parts_within"


def _sum(q: Question, key: str, fact: Fact, codes: list[str], **fields: Fact) -> Runs:
    voice = q.voice
    places = {"A": voice.place(q.area), "list": _places(voice, codes), "n": voice.count(len(codes))}
    about = voice.short(fact.indicator) if key == "parts_within" else voice.subject(fact.indicator, fact.area)
    said = {"I": about, "P": voice.period(fact.period), "V": fact}
    refs = voice.refs(fact, *fields.values())
    return voice.sentence(key, refs=refs, **places, **said, **voice.ends(fact), **voice.be(fact.indicator), **fields)


def _places(voice: Voice, codes: list[str]) -> Runs:
    """Areas by name; of many, how many they are."""
    if len(codes) > NAMED:
        return voice.fill("word.areas_within", n=voice.count(len(codes)))
    return voice.listing([[Run(voice.place(a))] for a in codes])


def limits(q: Question, sector: str, said: dict[str, Fact]) -> list[Runs]:
    """What a reader must know of sums: of areas within, which they are; from before an area was formed, of what, and what
    may not be added up.
    """
    voice, data = q.voice, q.voice.data
    inner = [f for f in said.values() if f.derived and f.measure in SUMS and (f.area, f.period) == (q.area, q.period)]
    if inner and not territory.before(data, q.area, q.period):
        return [voice.fill("limits.areas_within", n=voice.count(max(len(f.inputs) for f in inner)))]
    row = data.areas[q.area]
    whole, some = ((row.get(c) or "").split() for c in ("formed_from", "part_from"))
    early = territory.before(data, q.area, q.period) or any(f.derived and f.measure in SUMS for f in said.values())
    if not (whole or some) or not early:
        return []
    source = row.get("source_id") or ""
    fields = {"A": voice.place(q.area), "D": voice.date(row["valid_from"])}
    fields["refs"] = voice.cite(source) if source in data.sources else []
    if some:
        return [voice.fill("limits.part_from", list=_places(voice, [*whole, *some]), **fields)]
    out = [voice.fill("limits.formed_from", list=_places(voice, whole), **fields)]
    codes = list(data.indicators) if sector in EVERYTHING else data.indicators_of(sector)
    printed = [r for r in data.find(area=whole, as_of=q.as_of) if r["period"] == q.period]
    known = dict.fromkeys(r["indicator"] for r in printed if r["indicator"] in codes and r["measure"] != "plan_target")
    own = {r["indicator"] for r in data.find(area=q.area, period=q.period, as_of=q.as_of)}
    sums = totals.sums(data, known, q.area, q.period, q.as_of)
    left = [i for i in codes if i in known and i not in own and i not in sums]
    for key, named in (
        ("not_added", [i for i in left if totals.why_not(data, i)]),
        ("part_missing", [i for i in left if not totals.why_not(data, i)]),
    ):
        if named:
            names = voice.listing([[Run(voice.short(i))] for i in named[:NAMED]])
            out.append(capital(voice.fill(f"limits.{key}", list=names)))
    return [capital(s) for s in out]
