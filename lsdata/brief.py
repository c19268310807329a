"""A brief: what must not go wrong in a notebook about one sector, area and period.

It chooses rows, writes sentences, numbers sources, says what is missing, and collects every fact it prints. The
analysis itself, frames and charts, stays in the notebook's cells.

    b = ls.brief("trade", area="VN-09", period="2020-S1", lang="vi")
    s = b.series("trade_turnover_total", like="ytd")
    b.table(s); b.say(s)
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from . import boards, by_area, cards, charts, chronicle, evidence, figures, outcome, quotes, summary, telling, vintages
from .dataset import EVERYTHING, check_as_of, load, scoped
from .facts import Fact, escape
from .headline import Headline, Question, headline
from .narrative import Voice
from .selection import Selection
from .tables import Table
from .wording import Runs, check_language, flat, markup

if TYPE_CHECKING:
    import pandas as pd


def brief(
    sector: str, area: str = "", period: str | int = "", lang: str = "vi", as_of: str = "", data: str = ""
) -> Brief:
    """The brief of one sector, area and period.

    Parameters
    ----------
    sector : code of the sector, as in ``trade``.
    area : ISO 3166-2 code of the area, as in ``VN-09``; empty: the package's own.
    period : time period, as in ``2020-S1``, ``6T/2020``, ``2019-01-01/P9M`` or 2020; empty: the package's own;
        ``latest``: the newest.
    lang : ``vi`` or ``en``.
    as_of : date of knowledge (``2020-07-13``); empty: all that the package holds.
    data : folder or workbook of a data package; empty: the bundled one, or inside a report its scope.

    Raises
    ------
    UnknownName, PeriodError, ParameterError : a parameter that names nothing, in one line that says what to write.
    """
    dataset = load(data or None)
    area = area or dataset.home[0]
    dataset.check("sector", sector), dataset.check("area", area)
    check_language(lang)
    when = evidence.period_of(dataset, area, str(period or dataset.home[1]), check_as_of(as_of))
    return Brief(sector, Question(Voice(dataset, lang), area, when, check_as_of(as_of)))


class Brief(Selection):
    """See ``lsdata.brief``. Its frames are those of ``Selection``; methods that show something return nothing."""

    def __init__(self, sector: str, q: Question):
        super().__init__(sector, q)
        self.numbered: dict[str, int] = {}  # source_id -> number, in the order of first use
        self.printed: dict[str, Fact] = {}
        self.tables, self._told = 0, set()
        charts.theme()

    def __repr__(self) -> str:
        return f"Brief({self.sector!r}, {self.area!r}, {self.period.code!r}, {self.lang!r}, as_of={self.as_of!r})"

    def _repr_html_(self) -> str:
        head = self.headline()
        numbers = [(f, flat(what)) for f, what in summary.numbers(self.q, head)]
        return cards.brief(summary.label(self.q), flat(head.runs), numbers)

    def headline(self) -> Headline:
        """The headline of the sector: the one place where it is chosen."""
        return self._headline

    @cached_property
    def _headline(self) -> Headline:
        choose = summary.of_all if self.sector in EVERYTHING else headline
        return choose(self.q, self.sector)

    # --- shown: prose -----------------------------------------------------------------------------------------------

    def title(self) -> None:
        """Label line and headline. Fails here, in one line, where nothing at all is known of the period."""
        if not scoped(self.data):  # a scope lacks what other sectors know of the period; the whole was looked at before
            evidence.require_evidence(self.data, self.area, self.period, self.as_of)
        name = escape(self.data.sectors[self.sector][f"name_{self.lang}"])
        label = f'<div class="ls-label"><b>{name}</b> · {summary.label(self.q, typed=True)}</div>'
        self._show(f"{label}\n\n# {markup(self.headline().runs)}", "title")

    def opening(self) -> None:
        """Three numbers with their labels, two sentences, the verdict."""
        head = self.headline()
        cells = "".join(
            f"<div><b>{f.span('table')}</b> {escape(f.unit if f.unit != '%' else '')}<br>{markup(label)}</div>"
            for f, label in summary.numbers(self.q, head)
        )
        if cells:
            self._show(f'<div class="ls-three">{cells}</div>', "numbers")
        said = summary.lead(self.q, self.sector, head)
        self._say([*said, *summary.suspected(self.q, head, said)], "lead")
        if head.verdict and (pct := head.facts.get("pct_of_plan")):
            self._show(f"**{markup(summary.verdict_of(self.q, pct))}**", "verdict")

    def say(self, frame: pd.DataFrame, key: str = "") -> None:
        """Two to four sentences on a frame: its plan progress, its periods, its areas, its parts, or its derived figure.

        Parameters
        ----------
        frame : rows of facts.
        key : a pattern of the phrase files' ``[sentence]`` table to use for each row instead.
        """
        verdicts = {}
        if "verdict" in frame:
            rows = zip(frame.fact, frame.verdict, frame.expected_low, frame.expected_high, strict=True)
            verdicts = {fact: (verdict, (low, high)) for fact, verdict, low, high in rows if verdict}
        self._say(telling.tell(self.q, self.facts_of(frame), verdicts, key))

    def say_target(self, *indicators: str) -> None:
        """Rates and counts beside their target for the year."""
        for i in indicators:
            self._say(telling.target(self.q, i))

    def _say(self, sentences: list[Runs], part: str = "prose") -> None:
        """One paragraph; a sentence that stands on the page already is not said again."""
        new = [s for s in sentences if s and flat(s) not in self._told]
        self._told |= {flat(s) for s in new}
        if new:
            text = ("\n\n" if part == "lead" else " ").join(markup(s) for s in new)
            self._show(text, part, plain=" ".join(flat(s) for s in new))

    def _show(self, text: str, part: str, plain: str = "") -> None:
        from IPython.display import display

        text = self.print(text)
        display({"text/markdown": text, "text/plain": plain or text}, raw=True, metadata={"lsdata": {"part": part}})

    def print(self, text: str) -> str:
        """What is about to be printed: its facts are noted, its sources numbered in the order of first use."""
        for address in re.findall(r'class="ls-fact" data-id="([^"]+)"', text):
            self.note(self.fact(address))
        return re.sub(r'(class="ls-ref" data-id="([^"]+)">)[^<]*', lambda m: f"{m[1]}[{self.cited(m[2])}]", text)

    def note(self, *facts: Fact) -> None:
        """Facts that are printed: they belong to the page's list of numbers, their sources to its sources."""
        for f in facts:
            self.printed[f.id] = f

    def cited(self, source_id: str) -> int:
        """The number of a source on this page."""
        return self.numbered.setdefault(source_id, len(self.numbered) + 1)

    def fact(self, address: str) -> Fact:
        """The fact with this address: published, derived in a cell, or derived in a sentence."""
        known = self._derived.get(address) or self.voice.met.get(address)
        return known or Fact.of(self.data.by_id[address], self.data, self.lang)

    # --- shown: tables ----------------------------------------------------------------------------------------------

    def rows(self) -> None:
        """The figures of the period, an indicator a row; the newest of what was not published for it; those by area."""
        own = boards.period_rows(self.q, self.sector, self.headline().indicator)
        self._boards([*own, *by_area.tables(self.q, self.sector)])

    def table(self, frame: pd.DataFrame, caption: str = "series") -> None:
        """A frame of facts: one row an indicator, area and period, one column a measure.

        Parameters
        ----------
        frame : rows of facts; ``elapsed`` and ``verdict`` are shown where it has them.
        caption : key of the phrase files' ``[section]`` table.
        """
        if len(frame):
            elapsed = dict(zip(frame.fact, frame.elapsed, strict=True)) if "elapsed" in frame else {}
            verdicts = dict(zip(frame.fact, frame.verdict, strict=True)) if "verdict" in frame else {}
            self._boards(boards.facts_table(self.q, self.facts_of(frame), caption, elapsed, verdicts))

    def plan_indicators(self) -> None:
        """The plan's indicators: plan of the year, result, % of plan, change on the year, source."""
        self._boards(boards.plan_indicators(self.q))

    def said_and_shown(self) -> None:
        """A row a sector: how the sources rate it in words, and what its figures show."""
        self._boards(boards.said_and_shown(self.q))

    def tasks(self) -> None:
        """What was set for the time after the period, a task a row."""
        self._boards(boards.tasks(self.q))

    def _boards(self, tables: list[Table]) -> None:
        from IPython.display import display

        for table in tables:
            self.tables += 1
            number = self.voice.word("word.table").replace("{n}", str(self.tables))
            bundle = {"text/html": self.print(table.html(number)), "text/plain": table.text(number)}
            display(bundle, raw=True, metadata={"lsdata": {"part": "table", "key": table.key}})

    def vintages(self, frame: pd.DataFrame) -> None:
        """Figures published more than once: the first beside the newest, then a row a source, or a row a period.

        Parameters
        ----------
        frame : rows of one indicator, area, period and measure, from ``select(…, vintages=True)``; or of ``revisions``.
        """
        facts = self.facts_of(frame)
        if "revision" in frame:
            self._say(vintages.tell_periods(self.q, frame))
            self._boards(vintages.periods(self.q, frame))
        elif len({f.source_id for f in facts}) > 1:
            self._say(vintages.tell(self.q, facts))
            self._boards(vintages.table(self.q, facts))

    # --- shown: charts ----------------------------------------------------------------------------------------------

    def finish(self, ax, frame: pd.DataFrame, kind: str = "bar", *, label: bool = True, title: str = "") -> None:
        """Last touch to a chart, then shown with its alt text and closed.

        Parameters
        ----------
        ax : the axes the notebook drew on.
        frame : the rows it drew, in the order of the marks.
        kind : bar, dot, line, spans, clock, stack, ladder: named in the alt text; ``clock`` draws the plan clock's ground.
        label : write each value at its mark.
        title : key of the phrase files' ``[chart]`` table; default by what the frame holds.
        """
        figures.finish(self, ax, frame, kind, label, title)

    # --- words in the order of time -------------------------------------------------------------------------------------

    def mentions(self, *words: str) -> pd.DataFrame:
        """What sources said of the sector, its dated events and its tasks, over all periods, in the order of time.

        Parameters
        ----------
        words : lower-case Vietnamese words of which the text holds one (texts in other languages come along); none: all.

        Returns
        -------
        DataFrame : id, kind (statement, event, task), start, end (days), code and when (period or date), text, source,
            publisher; one row a statement, event or task that is known at ``as_of``.
        """
        return chronicle.mentions(self, words)

    def timeline(self, frame: pd.DataFrame, title: str = "timeline") -> None:
        """Rows of ``mentions`` as words on a true time line; ``title`` is a key of the phrase files' ``[chart]`` table."""
        chronicle.timeline(self, frame, title)

    def told(self, frame: pd.DataFrame, caption: str = "told") -> None:
        """Rows of ``mentions`` as a table: when, what was said, source."""
        self._boards(chronicle.table(self, frame, caption))

    # --- shown: words, limits, sources ------------------------------------------------------------------------------

    def words(self) -> None:
        """What sources say in words: of the period, with events in it and tasks set for after it, each attributed."""
        for lines in quotes.words(self.q, self.sector):
            self._list(*lines)

    def since_then(self) -> None:
        """What came after the period, apart, where ``as_of`` allows."""
        f = self.select(measure=("level", "yoy_pct", "pct_of_plan"))
        after = f[f.start > str(self.period.end)]
        lead = [i for i in self.data.indicators_of(self.sector) if i in set(after.indicator)][:2]
        after = after[after.indicator.isin(lead) & (after.start.dt.month == 1) & (after.months <= 12)]
        after = after.sort_values(["indicator", "end"], kind="stable")
        newest = after.groupby("indicator").end.rank("dense", ascending=False) <= 5  # whole periods, not rows
        self.table(after[newest], "after")
        for lines in quotes.after(self.q, self.sector):
            self._list(*lines)

    def _list(self, head: Runs, items: list[Runs]) -> None:
        text = (markup(head) + "\n\n" if head else "") + "\n".join(f"- {markup(i)}" for i in items)
        self._show(text, "notes", plain="\n".join(flat(i) for i in items))

    def limits(self) -> None:
        """What does not agree, a line each; then what the figures do not say: the checklist, first that apply."""
        if found := summary.found(self.q, self.printed):
            self._list([], found)
        self._say(summary.limits(self.q, self.sector, self.printed))

    def sources(self) -> None:
        """The figures that were not chosen, with the reason; every source of the page."""
        self._boards(boards.not_chosen(self.q, dict(self.printed)))
        for f in list(self.printed.values()):  # what stands in a chart without a mark of its own
            if f.source_id:
                self.cited(f.source_id)
        self._boards(boards.sources(self.q, self.numbered))

    def facts(self) -> None:
        """The last output of a report: all that a publisher knows of its meaning, as JSON."""
        from IPython.display import display

        report = outcome.report(self)
        bundle = {"application/vnd.lsdata.report+json": report, "text/plain": report["title"]}
        display(bundle, raw=True, metadata={"lsdata": {"part": "facts"}})
