"""What a choice shows: frame, line of code, chart, tables, what sources print otherwise, CSV and citation. No widgets."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

from .. import __version__, boards, cards, charts, conflicts, figures
from ..brief import Brief
from ..dataset import Dataset
from ..facts import Fact, Run, mark
from ..headline import Question
from ..narrative import Voice
from ..periods import Period, date_name
from ..tables import Column, Table, board, named
from ..wording import flat
from . import choice as choices
from . import spans
from .choice import Choice

if TYPE_CHECKING:
    import pandas as pd

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run text that begins so
MARKS = 3  # fewer are a sentence and a table, not a chart


class View:
    """See the module.

    Parameters
    ----------
    data : the data set.
    choice : what is looked at; it is settled first, and ``View.choice`` is what came of it.
    folder : where the data set came from, for the line of code; empty: the bundled one.
    """

    def __init__(self, data: Dataset, choice: Choice, folder: str = ""):
        self.data, self.choice, self.folder = data, choices.settle(data, choice), folder
        self.words = choices.words(self.choice.lang)

    # --- the frame --------------------------------------------------------------------------------------------------

    @cached_property
    def code(self) -> str:
        """One line of Python that gives ``frame``, after ``import lsdata as ls``."""
        return choices.code(self.data, self.choice, self.folder)

    @cached_property
    def places(self) -> list[str]:
        """The area, and those compared with it."""
        return [self.choice.area, *(choices.others(self.data, self.choice) if self.choice.compare else [])]

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The figures; columns as ``lsdata.frames`` describes them."""
        c = self.choice
        f = self.data.series(c.indicator, self.places, like=c.like, measure=c.measure, as_of=c.as_of, lang=c.lang)
        return f[[choices.inside(Period.parse(p), c) for p in f.period]]

    @cached_property
    def brief(self) -> Brief:
        """The brief that words the view: of the year after the newest figure, from which everything is past."""
        import matplotlib

        c, newest = self.choice, self.frame.end.max().year
        q = Question(Voice(self.data, c.lang), c.area, Period(newest + 1, 1, 12), c.as_of)
        with matplotlib.rc_context():  # a brief sets the house style, which is not the user's
            return Brief(c.sector, q)

    @cached_property
    def drawn(self) -> pd.DataFrame:
        """What the chart shows: the frame, or its average a month where a flow covers periods of several lengths."""
        f, c = self.frame, self.choice
        own = self.data.indicators[c.indicator]
        if own["kind"] == "flow" and c.measure == "level" and f.months.nunique() > 1:
            f = self.brief.derive(f, unit=self.words["monthly"], per_month="value / months")
        f = self.brief.labelled(f, by="area" if len(self.places) > 1 else "period")
        return f.reset_index(drop=True)

    # --- shown --------------------------------------------------------------------------------------------------------

    @cached_property
    def picture(self) -> tuple[str, str]:
        """SVG and alt text; both empty where there are too few marks for a chart."""
        import matplotlib

        if len(self.drawn) < MARKS:
            return "", ""
        with matplotlib.rc_context():
            charts.theme()
            return self._picture()

    def _picture(self) -> tuple[str, str]:
        from matplotlib.figure import Figure

        marks = figures.marks_of(self.brief, self.drawn, self.brief.facts_of(self.drawn))
        if self.drawn.duplicated(["area", "period"]).any():  # one revenue against two budget plans
            whose = [self.words.get(m.fact.plan_by, "") for m in marks]
            marks = [replace(m, text=f"{m.text} {w}".strip()) for m, w in zip(marks, whose, strict=True)]
        ax = Figure(figsize=(charts.WIDTH, 3.6)).subplots()  # not pyplot's: no backend shows it a second time
        spans.draw(ax, marks, list(self.drawn.value), self.choice.lang)
        lead = figures.newest(self.brief, [m for m in marks if m.fact.period.months <= 12] or marks)
        _, alt = figures.compose(self.brief, ax, marks, "spans", "", hollow=False, lead=lead)
        return charts.svg(ax.figure), alt

    @property
    def svg(self) -> str:
        return self.picture[0]

    @property
    def alt(self) -> str:
        return self.picture[1]

    @cached_property
    def sentence(self) -> str:
        """What is said where there is no chart."""
        b, parts = self.brief, []
        for f in b.facts_of(self.frame):
            text = flat(b.voice.sentence("generic", I=named(b.voice, f.indicator), P=b.voice.period(f.period), V=f))
            parts.append(f"{self.data.areas[f.area][f'name_{b.lang}']}: {text}" if len(self.places) > 1 else text)
        return " ".join([self.words["few"], *parts])

    def table(self) -> list[Table]:
        """The figures, one a row, and what the chart shows of them where that is their average a month."""
        b, lang, w = self.brief, self.choice.lang, self.words
        facts, monthly = b.facts_of(self.frame), self.drawn.measure.iloc[0] == "per_month"
        averages = b.facts_of(self.drawn) if monthly else []
        units = {f.unit for f in facts}
        heads = {"area": w["area"], "period": w["period"], "plan_by": w["plan_by"], "value": w["value"]}
        heads |= {"per_month": b.voice.word("column.per_month"), "status": w["status"], "source": w["source"]}
        rows = [
            {
                "area": self._place(f), "period": self._when(f), "value": f if len(units) == 1 else boards.shown(b.voice, f),
                "plan_by": w.get(f.plan_by, ""), "per_month": averages[i] if monthly else "", "status": boards.status(b.voice, [f]),
                "source": b.voice.refs(f),
            }
            for i, f in self._newest_first(facts)
        ]  # fmt: skip
        columns = [Column(k, head, k in ("value", "per_month")) for k, head in heads.items()]
        scope = [
            choices.named_measure(self.choice.measure, lang),
            *(mark("rule", u) for u in units if len(units) == 1 and u),
        ]
        return [Table(columns, rows, named(b.voice, self.choice.indicator), " · ".join(scope))]

    @staticmethod
    def _newest_first(facts: list[Fact]) -> list[tuple[int, Fact]]:
        """Facts with their place in the frame."""
        return sorted(enumerate(facts), key=lambda x: (x[1].period.end, -x[1].period.months), reverse=True)

    def _place(self, f: Fact) -> str:
        """The area, where there are several."""
        return self.data.areas[f.area][f"name_{self.choice.lang}"] if len(self.places) > 1 else ""

    def _when(self, f: Fact) -> Run:
        return Run(f.period.short(self.choice.lang), "period", f.period.code)

    @cached_property
    def differing(self) -> list[tuple[Fact | None, Fact, str]]:
        """What sources print otherwise, also those that could not be verified: (chosen or None, other, reason)."""
        c, b, out = self.choice, self.brief, []
        for area in self.places:
            q, own = replace(b.q, area=area), self.data.counterpart(c.indicator, area)
            rows = choices.series(self.data, c, area, vintages=True, unverified=True)
            rows = [r for r in rows if choices.inside(r["period"], c)]
            chosen = {Period.parse(p) for p in self.frame[self.frame.area == area].period}
            for p in dict.fromkeys(r["period"] for r in rows):
                found = conflicts.disagreements(q, own, p)
                out += [d for d in found if d[1].measure == c.measure]
                if p not in chosen:
                    word = b.voice.word("reason.unverified")
                    out += [(None, Fact.of(r, self.data, c.lang), word) for r in rows if r["period"] == p]
        return out

    def differences(self) -> list[Table]:
        """``differing`` as a table."""
        b, rows = self.brief, []
        for used, other, why in sorted(self.differing, key=lambda d: d[1].period.end, reverse=True):
            own = boards.shown(b.voice, used) if used else self.words["only_unverified"]
            row = {
                "area": self._place(other),
                "period": self._when(other),
                "used": own,
                "other": boards.shown(b.voice, other),
            }
            rows.append(row | {"reason": why, "source": b.voice.refs(other)})
        return board(b.voice, "not_chosen", "area period used other reason source".split(), rows)

    def html(self, tables: list[Table]) -> str:
        """Tables, their sources numbered as in ``cited``."""
        _ = self.cited
        return "".join(self.brief.print(t.html("")) for t in tables)

    @cached_property
    def cited(self) -> dict[str, int]:
        """source_id -> number: those of the figures, newest first, then those that print another."""
        b = self.brief
        for _, f in self._newest_first(b.facts_of(self.frame)):
            b.cited(f.source_id)
        for _, other, _ in self.differing:
            b.cited(other.source_id)
        return b.numbered

    def sources(self) -> str:
        """Every source in a line, with its kind."""
        b, lines = self.brief, []
        for i, n in self.cited.items():
            row = self.data.sources[i]
            kind = escape(b.voice.word(f"authority.{row['authority']}"))
            lines.append(f'<li value="{n}">{cards.source(row, b.lang)} · {kind}</li>')
        return f"<ol>{''.join(lines)}</ol>"

    # --- to take along ------------------------------------------------------------------------------------------------

    def reference(self, source_id: str) -> str:
        """A source as one cites it: publisher, title, date, address."""
        s, lang = self.data.sources[source_id], self.choice.lang
        day = date_name(s["published_on"], lang) if s["published_on"] else self.words["undated"]
        address = s["url"] if s["authority"] != "unverified" else ""
        note = self.brief.voice.word("authority.unverified") if s["authority"] == "unverified" else ""
        return ". ".join(x for x in (f"{s['publisher']}, {day}", s["title"], note, address) if x)

    @property
    def citation(self) -> str:
        """What one writes under the figures: their name, lsdata with its version, each source in a line."""
        c, w = self.choice, self.words
        known = w["known"].format(day=date_name(c.as_of, c.lang)) if c.as_of else w["known_all"]
        area = ", ".join(self.data.areas[a][f"full_{c.lang}"] for a in self.places)
        name = self.data.indicators[c.indicator][f"name_{c.lang}"]
        head = w["cited"].format(name=name, area=area, version=__version__, known=known)
        return "\n".join([head, *(f"[{n}] {self.reference(i)}" for i, n in self.cited.items())])

    @property
    def csv(self) -> bytes:
        """The frame with a citation a row; UTF-8 with its mark, so that a spreadsheet reads Vietnamese rightly."""
        f = self.frame.assign(citation=[f"{self.reference(s)} (lsdata {__version__})" for s in self.frame.source])
        f = f.map(lambda x: f"'{x}" if isinstance(x, str) and x.startswith(_FORMULA) else x)
        return f.to_csv(index=False, lineterminator="\n").encode("utf-8-sig")

    @property
    def file_name(self) -> str:
        """Name of a file that holds this view, without its ending."""
        c = self.choice
        return "_".join(
            x.replace("/", "_") for x in (c.area, c.indicator, c.measure, c.like, c.since, c.until, c.as_of) if x
        )
