"""The words for what changed: the opening sentence, heads of the two states, what a claim or a figure is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..facts import Fact, Run
from ..periods import Period, date_name
from ..tables import measure_name, named
from ..wording import Runs, capital
from .figures import Figure, State

if TYPE_CHECKING:
    from .compare import Changes, Turn

NAMED_AREAS = 3  # more of them are counted


def opening(c: Changes) -> Runs:
    """One sentence: between which states, how many claims have flipped, how many figures are not the same."""
    voice, n = c.voice, c.counts
    if not any(n.values()):
        parts: list[Runs] = [[Run(voice.word("changes.nothing"))]]
    else:
        parts = [] if n["flipped"] else [[Run(voice.word("changes.count_flipped_none"))]]
        for k in ("flipped", "headlines", "dropped", "revised", "entered", "withdrawn", "restated", "new"):
            if n[k]:
                key = f"changes.count_{k}" + ("_one" if n[k] == 1 else "")
                parts.append(voice.fill(key, n=voice.count(n[k])))
    days = {k: voice.date(s.as_of) for k, s in (("before", c.before), ("after", c.after)) if s.as_of}
    listed = {"A": place(c), "list": voice.listing(parts)}
    if c.two and c.before.name != c.after.name:
        names = {k: Run(s.name, "rule", "package") for k, s in (("before", c.before), ("after", c.after))}
        return capital(voice.fill("changes.packages_named", **listed, **names))
    if c.two:
        return capital(voice.fill("changes.packages", **listed))
    kind = ("same", "days_all", "days")[len(days)]
    return capital(voice.fill(f"changes.known_{kind}", **listed, **days))


def place(c: Changes) -> str | Runs:
    """What areas it is about."""
    if len(c.areas) > NAMED_AREAS:
        return c.voice.fill("changes.areas", n=c.voice.count(len(c.areas)))
    return ", ".join(area_name(c, a, "full") for a in c.areas)


def area_name(c: Changes, area: str, form: str = "name") -> str:
    return c.state("areas", area).data.areas[area][f"{form}_{c.lang}"]


def sector_name(c: Changes, sector: str) -> str:
    return c.state("sectors", sector).data.sectors[sector][f"name_{c.lang}"]


def sides(c: Changes) -> tuple[Runs, Runs]:
    """What the two states are called at the head of a column."""
    out = []
    for state, package in ((c.before, "package_before"), (c.after, "package_after")):
        known = c.voice.fill("changes.on_day", D=c.voice.date(state.as_of)) if state.as_of else []
        name = [Run(called(c, state, package))] if c.two else []
        known = known or ([] if name else [Run(c.voice.word("changes.on_all"))])
        out.append([*name, *([Run(" · ")] if name and known else []), *known])
    return out[0], out[1]


def called(c: Changes, state: State, package: str) -> str:
    """A package's name where it tells it from the other; else the earlier, the later one, with the name of both."""
    if state.name and c.before.name != c.after.name:
        return state.name
    return c.voice.word(f"changes.{package}") + (f" ({state.name})" if state.name else "")


def about(c: Changes, t: Turn) -> Runs:
    """``GRDP, 6T/2020: tăng, nay giảm``: what a claim is about and how it has turned; of a headline its sector."""
    claim = t.before
    state = c.state("indicators", claim.indicator)
    name = named(state.voice, claim.indicator) if claim.indicator else sector_name(c, claim.sector)
    head = [Run(f"{area_name(c, claim.area)}: {name}" if len(c.areas) > 1 else name), Run(", ")]
    head.append(Run(Period.parse(claim.period).short(c.lang), "period", claim.period))
    return [*head, Run(": "), *turn(c, t)] if claim.word else head


def turn(c: Changes, t: Turn) -> Runs:
    """``tăng, nay giảm``; of a claim that can no longer be made, what it said."""
    was, now = ([Run(x.word, "rule", "claim")] if x else [] for x in (t.before, t.after))
    return c.voice.fill("changes.turn", a=was, b=now) if now else was


def what(c: Changes, f: Figure) -> Runs:
    """``Việt Nam: Tốc độ tăng GDP, 6T/2020``: which figure it is; the area where it is not the only one."""
    fact = f.fact
    voice = c.state("indicators", fact.indicator).voice
    name = named(voice, fact.indicator) + (f" ({voice.plan_word(fact)})" if fact.plan_by else "")
    head = f"{area_name(c, fact.area)}: " if [fact.area] != c.areas else ""
    head += ", ".join([name, *([measure_name(voice, fact.measure)] if fact.measure != "level" else [])])
    return [Run(f"{head}, "), Run(fact.period.short(c.lang), "period", fact.period.code)]


def printed(fact: Fact) -> str:
    """A figure as a table prints it: a change in per cent with its sign, anything else with its unit."""
    return fact.text("table" if fact.unit == "%" else "printed")


def gap(c: Changes, f: Figure) -> Runs:
    """By how much a figure was revised; nothing where there is no such number."""
    if f.difference is None:
        return []
    unit = "" if f.difference.unit == "%" else f" {f.difference.unit}"
    note = f" ({c.voice.word('changes.within')})" if f.within else ""
    return [c.voice.value(f.difference, "table"), Run(unit + note)]


def source(c: Changes, state: State, fact: Fact) -> str:
    """Publisher and day of a figure's source."""
    row = state.data.sources[fact.source_id]
    day = date_name(row["published_on"], c.lang) if row["published_on"] else ""
    return ", ".join(x for x in (row["publisher"] or row["title"], day) if x)
