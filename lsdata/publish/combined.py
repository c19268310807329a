"""The whole review: the reports of all sectors bound into one document, in the order of such reviews.

Results (economy; culture and society; defence, security, external relations), assessment, tasks. Tables, figures and
sources are numbered through; a figure that several sectors print is one fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape, unescape
from typing import NamedTuple

from nbformat import NotebookNode, from_dict

from ..facts import escape as markdown_escape
from . import document
from .job import REVIEW
from .labels import labels
from .marks import SPAN
from .office import filled

RESULTS = ("economy", "society", "security")
_TABLE = re.compile(r'(<caption><b><span class="ls-rule">\D*)(\d+)')
_WORDS = re.compile(r">[^<]*\[\d+\][^<]*<")
_OPENING = ("numbers", "lead", "verdict")


class _Names(NamedTuple):
    """What is called otherwise in the review than in one of its reports: facts by id, sources by number."""

    facts: dict[str, str]
    sources: dict[int, int]


@dataclass
class _Binder:
    """Pieces of the review as they come, and what is numbered through it."""

    lang: str
    cells: list[NotebookNode] = field(default_factory=list)
    facts: dict[str, dict] = field(default_factory=dict)
    sources: dict[str, dict] = field(default_factory=dict)
    tables: int = 0

    def heading(self, level: int, text: str, key: str, numbered: bool = True) -> None:
        """A heading of our own; ``text`` is HTML or Markdown."""
        self.put(f"## {text}", "heading", key, level=level, numbered=numbered)

    def put(self, source: str, part: str, section: str, **more: object) -> None:
        own = {"part": part, "section": section} | more
        self.cells.append(from_dict({"cell_type": "markdown", "source": source, "metadata": {"lsdata": own}}))

    def finding(self, report: dict, names: _Names, section: str) -> None:
        """The headline of a report."""
        self.put(f"**{self.renumbered(report['headline']['html'], names)}**", "finding", section)

    def findings(self, reports: Iterable[dict], names: dict[str, _Names], section: str) -> None:
        """The headlines of reports, a line a sector."""
        lines = [
            f"- **{markdown_escape(r['sector_name'])}:** {self.renumbered(r['headline']['html'], names[r['sector']])}."
            for r in reports
        ]
        self.put("\n".join(lines), "notes", section)

    def take(self, cell: NotebookNode, names: _Names, section: str, **more: object) -> None:
        """A piece of a report, with the names of its facts, the numbers of its sources and tables as they are here."""
        own = dict(cell.metadata.lsdata) | {"section": section} | more
        copy = dict(cell) | {"metadata": {"lsdata": own}}
        if cell.cell_type == "markdown":
            copy["source"] = self.renumbered(cell.source, names)
        else:
            copy["outputs"] = [self._output(dict(one), names) for one in cell.outputs]
        self.cells.append(from_dict(copy))

    def _output(self, output: dict, names: _Names) -> dict:
        data = {kind: text if isinstance(text, str) else "".join(text) for kind, text in output.get("data", {}).items()}
        if markup := data.get("text/html"):
            data["text/html"] = self.renumbered(markup, names)
            if _TABLE.search(markup):
                self.tables += 1
                data["text/html"] = _TABLE.sub(lambda m: f"{m[1]}{self.tables}", data["text/html"], count=1)
        elif drawing := data.get("image/svg+xml"):  # its words name sources by their number
            data["image/svg+xml"] = _WORDS.sub(lambda m: _numbered(m[0], names.sources), drawing)
        return output | {"data": data} if data else output

    def renumbered(self, markup: str, names: _Names) -> str:
        def turn(m: re.Match) -> str:
            kind, one, text = m.group(1), m.group(2), m.group(3)
            known = unescape(one or "")
            if kind == "ref" and known in self.sources:
                return f'<span class="ls-ref" data-id="{one}">[{self.sources[known]["number"]}]</span>'
            if kind == "fact" and known in names.facts:
                return f'<span class="ls-fact" data-id="{escape(names.facts[known])}">{text}</span>'
            return m.group(0)

        return SPAN.sub(turn, markup)

    def know(self, report: dict) -> _Names:
        """Take over the facts and sources of a report; return what they are called here."""
        for source in report["sources"]:
            known = source | {"number": len(self.sources) + 1}
            self.sources.setdefault(source["source_id"], known)
        taken = [i for i, f in report["facts"].items() if _meaning(self.facts.get(i, f)) != _meaning(f)]
        facts = {i: f"{report['sector']}:{i}" for i in taken}
        for i, fact in report["facts"].items():
            self.facts[facts.get(i, i)] = fact | {
                "inputs": [facts.get(one, one) for one in fact["inputs"]],
                "source": self._number(fact["source_id"]) if fact["source"] else None,
                "others": [o | {"source": self._number(o["source_id"])} for o in fact.get("others") or []],
            }
        return _Names(facts, {s["number"]: self._number(s["source_id"]) for s in report["sources"]})

    def _number(self, source_id: str) -> int | None:
        return self.sources.get(source_id, {}).get("number")


def _numbered(words: str, numbers: dict[int, int]) -> str:
    return re.sub(r"\[(\d+)\]", lambda m: f"[{numbers.get(int(m[1]), m[1])}]", words)


def _meaning(fact: dict) -> tuple:
    return fact["text"], fact["formula"], fact["low"], fact["high"]


def bind(executed: dict[str, NotebookNode], parts: dict[str, str]) -> tuple[NotebookNode, dict]:
    """One plain document and one report JSON of the reports of all sectors of an area, a period and a language.

    Parameters
    ----------
    executed : sector -> its executed notebook, in the order of the review.
    parts : sector -> its part of the review: economy, society, security, assessment or tasks; economy where it has none.

    Returns
    -------
    (document, report) as of ``document.plain`` and ``document.report``; headings have a ``level`` from 1 to 4, and the
    report has ``chapters``: True.
    """
    reports = {sector: document.report(nb) for sector, nb in executed.items()}
    plains = {sector: document.plain(nb) for sector, nb in executed.items()}
    lead = next((s for s in executed if parts.get(s) == "assessment"), next(iter(executed)))
    first = reports[lead]
    words = labels(first["lang"])
    binder = _Binder(first["lang"])
    names = {sector: binder.know(report) for sector, report in reports.items()}

    binder.heading(1, words["review_summary"], "summary", numbered=False)
    binder.finding(first, names[lead], "summary")
    _opening(binder, plains[lead], names[lead], "summary")
    others = [r for s, r in reports.items() if s != lead or parts.get(s) != "assessment"]
    if others:
        binder.findings(others, names, "summary")

    results = {part: [s for s in executed if (parts.get(s) or "economy") == part] for part in RESULTS}
    if any(results.values()):
        binder.heading(1, words["review_results"], "results")
    for part, sectors in results.items():
        if sectors:
            binder.heading(2, words[f"review_{part}"], part)
        for sector in sectors:
            report = reports[sector]
            binder.heading(3, markdown_escape(report["sector_name"]), sector)
            binder.finding(report, names[sector], sector)
            _opening(binder, plains[sector], names[sector], sector)
            _sections(binder, plains[sector], names[sector], sector, level=4)
    for part in ("assessment", "tasks"):
        sectors = [s for s in executed if parts.get(s) == part]
        if sectors:
            binder.heading(1, words[f"review_{part}"], part)
        for sector in sectors:
            if sector != lead:
                _opening(binder, plains[sector], names[sector], part)
            _sections(binder, plains[sector], names[sector], sector, level=2)

    nb = NotebookNode(
        nbformat=4, nbformat_minor=5, cells=binder.cells, metadata=from_dict({"lsdata": {"lang": first["lang"]}})
    )
    for number, cell in enumerate(nb.cells):
        cell["id"] = f"cell-{number}"
    return nb, _report(first, binder, names[lead], others, words)


def _opening(binder: _Binder, nb: NotebookNode, names: _Names, section: str) -> None:
    for cell in nb.cells:
        if cell.metadata.lsdata.part in _OPENING and not cell.metadata.lsdata.section:
            binder.take(cell, names, section, code="")  # it only calls the brief


def _sections(binder: _Binder, nb: NotebookNode, names: _Names, sector: str, level: int) -> None:
    """The sections of a report under its heading; its own list of sources goes into that of the review."""
    for cell in [c for c in document.without_sources(nb) if c.metadata.lsdata.section]:
        more = {"level": level} if cell.metadata.lsdata.part == "heading" else {}
        binder.take(cell, names, f"{sector}-{cell.metadata.lsdata.section}", **more)


def _report(first: dict, binder: _Binder, names: _Names, others: Iterable[dict], words: dict[str, str]) -> dict:
    """The report JSON of the review: what it says first stands in its summary, so its title is its headline."""
    name = words["review_name"]
    title = filled(words["subject_review"], first | {"sector_name": name})
    return first | {
        "sector": REVIEW, "sector_name": name, "order": 0, "chapters": True,
        "title": f"{name}, {first['area_short']}, {first['period_name']}",
        "headline": first["headline"] | {"text": title, "html": escape(title)},
        "standfirst": {"text": first["headline"]["text"], "html": binder.renumbered(first["headline"]["html"], names)},
        "numbers": [], "verdict": None, "facts": dict(sorted(binder.facts.items())),
        "sources": sorted(binder.sources.values(), key=lambda s: s["number"]),
        "findings": [*first["findings"], *(f for r in others for f in r["findings"])],
    }  # fmt: skip
