"""What changed as one HTML file, built like a report: every number opens its source, nothing is loaded from outside.

First the sentence, then the claims that have flipped, each as it was said and as it stands, then the figures by sector.
"""

from __future__ import annotations

import re
from html import escape, unescape

from nbformat import NotebookNode, from_dict

from ..changes import Changes, Turn
from ..changes.figures import Figure, State
from ..changes.words import area_name, gap, opening, place, printed, sector_name, sides, turn, what
from ..facts import Fact, Run
from ..facts import escape as markdown_escape
from ..periods import Period, date_name
from ..tables import Column, Table, measure_name, named
from ..wording import Runs, capital, flat, markup
from . import html
from .labels import asset

MOST_NEW = 40  # new figures of a sector on the page; the rest are counted
FEW_NEW = 40  # new figures in all that lie open
SAID = ("said_was", "said_now")  # columns of sentences
BEFORE = "before:"  # in front of the address of an earlier fact where a later one has the same and is another
_REF = re.compile(r'(class="ls-ref" data-id="([^"]+)">)[^<]*')
_SECTIONS = (("flipped", "claims"), ("headline", "headlines"), ("dropped", "dropped"))


def page(c: Changes) -> bytes:
    """The page of what changed; UTF-8, the same for the same inputs."""
    made = _Page(c)
    cells = made.cells()
    nb = NotebookNode(nbformat=4, nbformat_minor=5, cells=cells, metadata=from_dict({"lsdata": {"lang": c.lang}}))
    for number, cell in enumerate(nb.cells):
        cell["id"] = f"cell-{number}"
    own = f"{asset('changes.css')}</style>".encode()
    return html.draw(nb, made.report()).replace(b"</style>", own, 1)


class _Page:
    """Pieces of the page as they come; facts and sources by the names they have on it."""

    def __init__(self, c: Changes):
        self.c, self.voice = c, c.voice
        self.facts: dict[str, tuple[Fact, State, tuple[str, ...]]] = {}
        self.numbers: dict[str, int] = {}
        self.tables = 0

    # --- facts and sources ------------------------------------------------------------------------------------------

    def note(self, state: State, fact: Fact, inputs: tuple[str, ...] | None = None) -> str:
        """A fact that is printed, with those it was calculated from; its address on the page."""
        later = self.found(self.c.after, fact.id) if state is self.c.before else None
        name = fact.id if later in (None, fact) else BEFORE + fact.id
        if name not in self.facts:
            self.facts[name] = (fact, state, ())
            known = inputs if inputs is not None else tuple(self.note(state, self.found(state, i)) for i in fact.inputs)
            self.facts[name] = (fact, state, known)
            self.number(fact.source_id)
        return name

    @staticmethod
    def found(state: State, address: str) -> Fact | None:
        if not (known := state.voice.met.get(address)) and (row := state.data.by_id.get(address)):
            return Fact.of(row, state.data, state.voice.lang)
        return known

    def number(self, source_id: str) -> int:
        """The number of a source on this page."""
        return self.numbers.setdefault(source_id, len(self.numbers) + 1)

    def typed(self, state: State, runs: Runs) -> Runs:
        """A sentence with its facts as they are called on this page."""
        out = []
        for r in runs:
            if r.kind == "fact":
                r = Run(r.text, "fact", self.note(state, self.found(state, r.id)))
            out.append(r)
        return out

    def figure(self, state: State, f: Fact | None) -> Runs | str:
        """A printed figure with its source."""
        if f is None:
            return ""
        text = Run(printed(f), "fact", self.note(state, f))
        return [text, Run(" "), *self.voice.cite(f.source_id)]

    # --- pieces -----------------------------------------------------------------------------------------------------

    def cells(self) -> list[NotebookNode]:
        c, word = self.c, self.voice.word
        out = [_text(markup(opening(c)), "lead", "")]
        for change, section in _SECTIONS:
            turns = [t for t in c.turns if t.change == change]
            if turns:
                out += [_heading(word(f"changes.{section}"), section), self.claims(turns, section)]
            elif change == "flipped":
                out += [
                    _heading(word("changes.claims"), section),
                    _text(markdown_escape(word("changes.no_claims")), "prose", section),
                ]
        for change in ("revised", "entered", "withdrawn"):
            if found := self.of(change):
                out += [_heading(word(f"changes.{change}"), change), self.moved(found, change, change)]
        if not self.of("revised", "entered", "withdrawn"):
            out += [
                _heading(word("changes.revised"), "revised"),
                _text(markdown_escape(word("changes.no_figures")), "prose", "revised"),
            ]
        if n := c.counts["restated"]:
            note = self.voice.fill("changes.restated_note", n=self.voice.count(n))
            out.append(_text(markup(note), "prose", out[-1].metadata.lsdata.section))
        if new := self.of("new"):
            out.append(_heading(word("changes.new"), "new"))
            for sector in dict.fromkeys(f.sector for f in new):
                own, section = [f for f in new if f.sector == sector], f"new-{sector}"
                out.append(_heading(sector_name(c, sector), section, level=2))
                out.append(self.moved(own[:MOST_NEW], "new", section, len(own) if len(new) > FEW_NEW else 0))
                if len(own) > MOST_NEW:
                    note = self.voice.fill("changes.rest_new", n=self.voice.count(len(own) - MOST_NEW))
                    out.append(_text(markup(note), "prose", section))
        return out

    def of(self, *changes: str) -> list[Figure]:
        """Figures that have changed in one of these ways, by sector."""
        order = {s: n for n, s in enumerate(self.c.sectors)}
        found = [f for f in self.c.moved if f.change in changes]
        return sorted(found, key=lambda f: order.get(f.sector, len(order)))

    def claims(self, turns: list[Turn], section: str) -> NotebookNode:
        """A row a claim: what it is about, how it has turned, both sentences."""
        c, rows = self.c, []
        was, now = (flat(side) for side in sides(c))
        for t in turns:
            claim, state = t.before, c.state("indicators", t.before.indicator)
            name = named(state.voice, claim.indicator) if claim.indicator else sector_name(c, claim.sector)
            if len(c.areas) > 1:
                name = f"{area_name(c, claim.area)}: {name}"
            row = {
                "what": [Run(name)], "period": [Run(Period.parse(claim.period).short(c.lang), "period", claim.period)],
                "turn": capital(turn(c, t)) if claim.word else "", "said_was": self.typed(c.before, claim.runs),
            }  # fmt: skip
            rows.append(row | {"said_now": self.typed(c.after, t.after.runs) if t.after else ""})
        heads = {"what": "column_what", "period": "column_period", "turn": "column_turn"}
        columns = [Column(k, self.voice.word(f"changes.{name}")) for k, name in heads.items()]
        return self.table([*columns, Column("said_was", was), Column("said_now", now)], rows, section, section)

    def moved(self, figures: list[Figure], change: str, section: str, folded: int = 0) -> NotebookNode:
        """A row a figure: both printed numbers with their sources, by how much; or the one there is.

        ``folded`` is how many there are in all, where the table opens only when asked for.
        """
        c, word, rows = self.c, self.voice.word, []
        was, now = (flat(side) for side in sides(c))
        for f in figures:
            *name, period = what(c, f)
            row = {"what": [Run(name[0].text.rstrip(", "))], "period": [period]}
            row["sector"] = sector_name(c, f.sector) if change != "new" else ""
            row |= {"was": self.figure(c.before, f.before), "now": self.figure(c.after, f.after)}
            states = [
                word("status.A_table" if x.status == "A" else f"status.{x.status}") for x in (f.before, f.after) if x
            ]
            differ = len(states) == 2 and states[0] != states[1]
            row["state"] = flat(self.voice.fill("changes.turn", a=states[0], b=states[1])) if differ else states[-1]
            if f.difference:
                self.note(c.after, f.difference, (self.note(c.after, f.after), self.note(c.before, f.before)))
                row["gap"] = gap(c, f)
            row["why"] = word(f"changes.reason_{f.reason}") if f.reason else ""
            rows.append(row)
        columns = [
            Column("what", word("changes.column_figure")), Column("sector", word("column.sector")), Column("period", word("changes.column_period")),
            Column("was", was, True), Column("now", now, True), Column("gap", word("changes.column_change")),
            Column("state", word("changes.column_status")), Column("why", word("changes.column_reason")),
        ]  # fmt: skip
        return self.table(columns, rows, change, section, folded)

    def table(self, columns: list[Column], rows: list[dict], title: str, section: str, folded: int = 0) -> NotebookNode:
        self.tables += 1
        number = self.voice.word("word.table").replace("{n}", str(self.tables))
        made = Table(columns, rows, self.voice.word(f"changes.{title}")).html(number)
        for head in (c.head for c in columns if c.key in SAID):  # sentences: on a phone they stand below their head
            made = made.replace(f'<td data-h="{escape(head)}"', f'<td class="said" data-h="{escape(head)}"')
        made = _REF.sub(lambda m: f"{m[1]}[{self.number(unescape(m[2]))}]", made)
        if folded:
            key = "changes.count_new_one" if folded == 1 else "changes.count_new"
            count = self.voice.fill(key, n=self.voice.count(folded))
            made = f'<details class="ls-more"><summary>{escape(flat(count))}</summary>{made}</details>'
        output = {"output_type": "display_data", "data": {"text/html": made}, "metadata": {}}
        own = {"lsdata": {"part": "table", "section": section}}
        return from_dict({"cell_type": "code", "source": "", "outputs": [output], "metadata": own})

    # --- what the page says of itself -------------------------------------------------------------------------------

    def report(self) -> dict:
        """The report JSON that the page is drawn from."""
        c, n, word = self.c, self.c.counts, self.voice.word
        key = (
            "count_flipped_none" if not n["flipped"] else "count_flipped_one" if n["flipped"] == 1 else "count_flipped"
        )
        head = capital(
            self.voice.fill(
                f"changes.{key}" if any(n.values()) else "changes.nothing", n=self.voice.count(n["flipped"])
            )
        )
        where = place(c) if isinstance(place(c), str) else flat(place(c))
        was, now = (flat(side) for side in sides(c))
        when = ", ".join(p.name(c.lang) for p in c.periods)
        values = [k for k in ("revised", "entered") if n[k]] or ["revised"]
        numbers = [
            {"fact": "", "value": str(n[k]), "unit": "", "label": word(f"changes.number_{k}")}
            for k in ("flipped", *values, "new")
        ]
        return {
            "lang": c.lang, "sector": "changes", "sector_name": word("changes.title"), "area": "", "area_short": where, "area_name": where,
            "period": "", "as_of": "", "as_of_name": "", "title": f"{word('changes.title')}: {where}",
            "label": " · ".join(x for x in (where, when, f"{was} → {now}") if x),
            "headline": {"text": flat(head), "html": markup(head)}, "standfirst": {"text": c.summary, "html": ""},
            "numbers": numbers if any(n.values()) else [], "verdict": None,
            "facts": {name: self._fact(*self.facts[name]) for name in sorted(self.facts)},
            "sources": [self._source(s, k) for s, k in self.numbers.items()],
        }  # fmt: skip

    def _fact(self, f: Fact, state: State, inputs: tuple[str, ...]) -> dict:
        voice = state.voice
        return {
            "text": f.text(), "note": f.note, "name": named(voice, f.indicator), "measure": f.measure, "ref_area": f.area,
            "measure_name": voice.word("changes.shift") if f.measure == "growth_pct" else measure_name(voice, f.measure),
            "area": state.data.areas[f.area][f"name_{voice.lang}"], "period_name": f.period.name(voice.lang),
            "status_name": voice.word(f"status.{'D' if f.derived else f.status}"), "interval": "" if f.low == f.high == f.value else f.between(),
            "formula": _formula(voice, f.formula), "inputs": list(inputs), "source_id": f.source_id, "others": [],
            "source": None if f.derived else self.number(f.source_id), "locator": "",
        }  # fmt: skip

    def _source(self, source_id: str, number: int) -> dict:
        state = self.c.state("sources", source_id)
        s, lang = state.data.sources[source_id], self.c.lang
        return {
            "number": number, "source_id": source_id, "title": s["title"], "publisher": s["publisher"], "url": s["url"],
            "published_name": date_name(s["published_on"], lang) if s["published_on"] else "", "authority": s["authority"],
            "authority_name": self.voice.word(f"authority.{s['authority']}"),
        }  # fmt: skip


def _formula(voice, formula: str) -> str:
    """A formula with its measures in words and its signs as printed."""
    signs = {"*": "×", "/": "÷", "-": "−"}
    names = {x: measure_name(voice, x) for x in formula.split() if voice.has(f"measure.{x}")}
    names |= {x: voice.word(f"changes.{x}") for x in ("figure_now", "figure_before")}
    names |= {x: voice.word(f"formula.{x}") for x in ("months", "elapsed_pct")}
    return " ".join({**signs, **names}.get(x, x) for x in formula.split())


def _heading(text: str, section: str, level: int = 1) -> NotebookNode:
    return _text(f"## {markdown_escape(text)}", "heading", section, level=level)


def _text(source: str, part: str, section: str, **more: object) -> NotebookNode:
    own = {"lsdata": {"part": part, "section": section} | more}
    return from_dict({"cell_type": "markdown", "source": source, "metadata": own})
