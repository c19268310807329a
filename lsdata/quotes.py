"""What sources say in words: statements, events, tasks, as lists with a lead-in, each line with its source."""

from __future__ import annotations

from datetime import date, timedelta

from . import evidence
from .dataset import EVERYTHING
from .facts import Run
from .headline import Question
from .narrative import Voice
from .periods import Period, date_name
from .wording import Runs, capital

AFTER_MONTHS = 12  # how far "since then" looks


def words(q: Question, sector: str) -> list[tuple[Runs, list[Runs]]]:
    """Statements a source, then events of the period, then tasks: (lead-in, items)."""
    voice, data, said = q.voice, q.voice.data, {}
    for r in evidence.statements(data, sector, q.area, q.period, q.as_of):
        said.setdefault(r["period"], {}).setdefault(r["source_id"], []).append([_given(q, r, "statement_id")])
    out = []
    for period, source, items in ((p, s, items) for p, sources in said.items() for s, items in sources.items()):
        head = voice.fill(
            "notes.statements", S=voice.publisher(source), P=voice.period(period), refs=voice.cite(source)
        )
        out.append((capital(head), items))
    if happened := _events(q, sector, q.period.start, q.period.end):
        out.append((capital(voice.fill("notes.events", P=voice.period(q.period))), happened))
    if sector not in EVERYTHING and (set_tasks := evidence.tasks(data, sector, q.area, q.period, q.as_of)):
        items = [[_given(q, r, "task_id"), *voice.cite(r["source_id"])] for r in set_tasks]
        out.append((voice.fill("notes.tasks"), items))
    return out


def after(q: Question, sector: str) -> list[tuple[Runs, list[Runs]]]:
    """Events of the twelve months after the period, apart."""
    last = Period(q.period.end.year, q.period.end.month, AFTER_MONTHS + 1).end
    found = _events(q, sector, q.period.end + timedelta(days=1), last)
    return [(q.voice.fill("notes.after"), found)] if found else []


def _events(q: Question, sector: str, start: date, end: date) -> list[Runs]:
    """Events between two days, each with its day and source."""
    voice, of = q.voice, "" if sector in EVERYTHING else sector
    return [
        voice.sentence(
            "event", D=voice.date(r["start"]), text=_given(q, r, "event_id"), refs=voice.cite(r["source_id"])
        )
        for r in evidence.events(voice.data, of, q.area, start, end, q.as_of)
    ]


def _given(q: Question, row: dict, key: str) -> Run:
    """The package's own words."""
    return Run(row[f"text_{q.voice.lang}"], "given", row[key])


def attribution(voice: Voice, source_id: str) -> str:
    """Who published a source, and when: ``Tổng cục Thống kê, ngày 13/7/2020``."""
    source = voice.data.sources[source_id]
    day = date_name(source["published_on"], voice.lang) if source["published_on"] else ""
    return ", ".join(x for x in (source["publisher"], day) if x)
