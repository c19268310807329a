"""What sources say in words: statements, events, tasks, as lists with a lead-in, each line with its source."""

from __future__ import annotations

from datetime import date

from . import evidence
from .dataset import EVERYTHING
from .facts import Run
from .headline import Question
from .narrative import Runs, capital
from .periods import Period

AFTER_MONTHS = 12  # how far "since then" looks


def words(q: Question, sector: str) -> list[tuple[Runs, list[Runs]]]:
    """Statements a source, then events of the period, then tasks: (lead-in, items)."""
    voice, data, out = q.voice, q.voice.data, []
    own = evidence.statements(data, sector, q.area, q.period, q.as_of)
    for period in dict.fromkeys(r["period"] for r in own):
        for source in dict.fromkeys(r["source_id"] for r in own if r["period"] == period):
            items = [
                [Run(r[f"text_{voice.lang}"], "given", r["statement_id"])]
                for r in own
                if (r["source_id"], r["period"]) == (source, period)
            ]
            ref = voice.cite(source)
            named = voice.fill(
                "notes.statements",
                S=Run(data.sources[source]["publisher"], "given", source),
                P=voice.period(period),
                refs=ref,
            )
            out.append((capital(named), items))
    happened = evidence.events(
        data, "" if sector in EVERYTHING else sector, q.area, q.period.start, q.period.end, q.as_of
    )
    if happened:
        out.append((capital(voice.fill("notes.events", P=voice.period(q.period))), [_event(q, r) for r in happened]))
    if sector not in EVERYTHING and (set_tasks := evidence.tasks(data, sector, q.area, q.period, q.as_of)):
        out.append((voice.fill("notes.tasks"), [_task(q, r) for r in set_tasks]))
    return out


def _event(q: Question, r: dict) -> Runs:
    ref = q.voice.cite(r["source_id"])
    text = Run(r[f"text_{q.voice.lang}"], "given", r["event_id"])
    return q.voice.sentence("event", D=q.voice.date(r["start"]), text=text, refs=ref)


def _task(q: Question, r: dict) -> Runs:
    return [Run(r[f"text_{q.voice.lang}"], "given", r["task_id"]), *q.voice.cite(r["source_id"])]


def after(q: Question, sector: str) -> list[tuple[Runs, list[Runs]]]:
    """Events of the twelve months after the period, apart."""
    last = Period(q.period.end.year, q.period.end.month, AFTER_MONTHS + 1).end
    start = date.fromordinal(q.period.end.toordinal() + 1)
    found = evidence.events(q.voice.data, "" if sector in EVERYTHING else sector, q.area, start, last, q.as_of)
    return [(q.voice.fill("notes.after"), [_event(q, r) for r in found])] if found else []
