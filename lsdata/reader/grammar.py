"""From clause to clause: what one says, what it takes over from the one before, and the figures that come of it."""

from __future__ import annotations

from dataclasses import replace

from ..periods import Period
from . import headings, leading, trailing
from .across import across
from .catalogue import Catalogue
from .clauses import Clause, clauses, sentences
from .context import Context, Line
from .deciding import figure_of
from .figure import Figure
from .goals import ahead, announced, answers_goals, ends_targets, of_results, opens_list, sets_goals, sets_tasks
from .items import Item
from .lists import respectively
from .pairs import in_turn
from .prose import Prose
from .provisos import disbursing
from .results import closing, deadline, monthly, one_result, spread
from .saying import Before, Said, pass_on, uncounted
from .subjects import NOTHING
from .times import RELATIVE, Time
from .timing import own_time
from .topic import remember
from .when import settle
from .words import key, keys

_ABOUT, _GIVEN = keys("về"), key("giao")
_PARTS = keys("trong đó"), ("of", "which"), ("in", "which"), ("of", "these"), ("among", "the", "total")
_OF_THEM = (
    keys("of them"),
    keys("of these"),
    keys("of those"),
    keys("of this"),
    keys("of that"),
    ("that", "year"),
    keys("năm đó"),
)
_SERIES = 3  # periods of one sentence that make a row of them


class Grammar:
    """Reads paragraphs one after the other.

    Parameters
    ----------
    catalogue : indicators and areas.
    context : what the document is about.
    """

    def __init__(self, catalogue: Catalogue, context: Context) -> None:
        self.catalogue, self.context = catalogue, context
        self.chain: Line | None = None  # of a list that goes on in the next paragraph
        self.list: Line | None = None  # of the items of a list
        self.item = False
        self.last: Line | None = None  # of the sentence before
        self.turn: list[object] = []  # two bases that hold in turn
        self.openers: set[tuple[str, ...]] = set()  # provinces that sentences have opened with
        self.term: Period | None = None  # the years that the title or the heading speaks of

    def paragraph(
        self, found_items: list[Item], prose: Prose, lang: str, number: int, locator: str = "", *, item: bool = False
    ) -> list[Figure]:
        """The figures of a paragraph, in order; ``item``: it is one of a list."""
        found: list[Figure] = []
        self.item = item
        self.context.paragraph, self.context.locator = number, locator
        said = self.context.said
        self.context.base, self.context.said, self.context.season = None, False, self.context.season if item else None
        self.context.foreseen = None
        self.context.planned, self.last, self.turn = self.context.planned and item, None, []
        self.context.disbursing = self.context.of_disbursement
        self.context.hundred = "= 100" in prose.text or "=100" in prose.text
        if not item and self.chain is None:
            self.list = None
        self.context.covers_to, self.context.money = "", ""
        if self.context.main is not None and not self._flows(self.context.main, said):
            self.context.period, self.context.covers_to = self.context.main, ""
        self.context.subject, self.context.local, self.context.there = NOTHING, False, ()
        self.context.subject_codes, self.context.subject_text, self.context.spoken = (), "", frozenset()
        for sentence in sentences(found_items):
            found += self._sentence(sentence, prose, lang)
        return found

    def _flows(self, main: Period, said: bool) -> bool:
        """True where a paragraph goes on with the period of the one before: no title names one, and it was no part of what the text is about."""
        period = self.context.period
        alike = period is not None and period.cumulative and period.end.year >= main.end.year
        return alike and (not self.context.titled or (said and period == self.context.wide))

    def heading(self, found_items: list[Item], number: int = 0) -> None:
        """What a heading says of the paragraphs below it: period, what they are about; of what was done before what is planned."""
        times = headings.times(found_items)
        self._term([t for t, _ in times])
        self.context.span = self.term
        self.context.of_disbursement = (self.context.of_disbursement and number > 1) or disbursing(found_items)
        about = bool(found_items) and found_items[0].keys == _ABOUT
        kept = self.context.goal and about and not times  # "Về xã hội", below "Mục tiêu …"
        self.context.goal = kept or sets_goals(found_items, title=number == 1)
        self.context.announced = None
        settled, wide = headings.period(found_items, times, self.context.anchor, number)
        if settled is not None:
            self.context.wide = wide
            self.context.period = self.context.main = settled.period
            self.context.titled = True
            self.context.covers_to = settled.covers_to
        for item in found_items:
            if item.kind == "subject":
                remember(self.catalogue, self.context, item.value)

    def place(self, found_items: list[Item]) -> None:
        """A line that names no more than an area: what is below it is of that area."""
        areas = [i for i in found_items if i.kind == "area"]
        if len(areas) == 1 and all(i.kind in ("area", "sep") or "filler" in i.roles for i in found_items):
            self.context.areas = areas[0].value

    def _sentence(self, sentence: list[Item], prose: Prose, lang: str) -> list[Figure]:
        self.context.disbursing = self.context.disbursing or disbursing(sentence)
        parts = clauses(sentence, lang)
        if not parts:
            self.mention(sentence)
            return []
        marked = self.list is not None and (self.item or sentence[0].kind == "noise")  # "(2) …"
        line, self.chain = (
            self.chain
            or (replace(self.list, before=Before(), subjects=[]) if marked and self.list else Line(Before())),
            None,
        )
        if self.last is not None and _goes_on(sentence):
            self._inherit(line, self.last)
        self.last = line
        self.context.goal = self.context.goal and not answers_goals(sentence)
        if (self.context.goal or sets_tasks(sentence)) and not of_results(sentence):
            line.target = line.listed = True
        if self.context.announced is not None and ends_targets(sentence, self.context.anchor, self.context.main):
            self.context.announced = None
        if self.context.announced is not None:
            line.target = line.listed = True
            line.period = line.period or self.context.announced
        line.base = self.context.base if line.base is None else line.base
        found: list[tuple[Figure, Said]] = []
        if not line.areas and not any(item.kind == "area" for item in sentence):
            line.areas = self.context.there
        kept: list[Clause] = []
        lists = respectively(sentence, self.catalogue)
        told = [_said(clause, lang) for clause in parts]
        before, main = (self.context.period, self.context.covers_to), self.context.main
        across(parts, told, lang, planned=self.context.planned)
        self._announce(sentence)
        self.turn = in_turn(parts, told, self.turn if _goes_on(sentence) else [])
        counts = opened = False
        for i, clause in enumerate(parts):
            opened = opened or (i > 0 and any("within" in x.roles or x.keys == (":",) for x in clause.before))
            told[i].in_list = opened and bool(clause.before)
            if uncounted(clause, told[i], counts=counts, english=lang == "en"):
                pass_on(told, i)
                continue
            figure = figure_of(
                self.catalogue, self.context, clause, told[i], line, prose, lists.get(i), first=not found
            )
            counts = (bool(clause.number.value.unit) and not clause.number.value.percent) or counts
            found.append((figure, told[i]))
            kept.append(clause)
        if sentence[-1].kind == "sep" and sentence[-1].keys[0] in ";:" and line.target:
            self.list = self.chain = Line(
                Before(), target=True, listed=True, period=line.period, covers_to=line.covers_to
            )
        if line.target and opens_list(sentence) and self.list is None:
            self.list = Line(
                Before(), target=True, listed=True, period=line.period
            )  # "các chỉ tiêu đến năm 2030: (1) …"
        bases = [s.base for _, s in found if s.base is not None]
        only = bases and all(isinstance(b, Time) and b.shape == "previous_month" for b in bases)
        only = only and not Period.parse(found[-1][0].time_period or "2000-01").cumulative  # "…; mười tháng tăng 11,6%"
        if (
            len({f.time_period for f, s in found if own_time(s) is not None}) >= _SERIES
            and before[0] is not None
            and main == self.context.main
        ):
            self.context.period, self.context.covers_to = before  # a row of quarters or years
        self.context.base = bases[-1] if only else line.base if not bases and self.context.base is not None else None
        told = {item.value for item in sentence if item.kind == "area"}
        if told:
            opens = next(item for item in sentence if item.kind in ("area", "num"))
            alone = len(told) == 1 and opens.kind == "area" and not self.catalogue.is_country(opens.value[0])
            self.openers |= told if alone else set()
            self.context.there = line.areas if alone and len(self.openers) > 1 else ()
        said = [s for _, s in found]
        figures = closing([f for f, _ in found], said, kept) if lang == "en" else [f for f, _ in found]
        figures = one_result(monthly(figures, said), said, kept)
        return deadline(spread(figures, said, kept), said)

    def _announce(self, sentence: list[Item]) -> None:
        told = announced(sentence, self.context.anchor, self.context.main)
        self.context.announced = told or self.context.announced

    def _inherit(self, line: Line, last: Line) -> None:
        """A sentence that tells the parts of what was told has its period, area and base."""
        of_mean = self.context.family == "cpi" and last.previous is not None and last.previous.average
        if not of_mean:  # "bình quân 9 tháng tăng 2,68%. Trong đó: nhóm giáo dục tăng …", in the month
            line.period, line.covers_to, line.own, line.crop = last.period, last.covers_to, last.own, last.crop
        if last.crop and self.context.season is not None:
            line.period = self.context.season
        line.of_them = last.counts
        line.areas, line.status, line.target = last.areas, last.status, last.target
        if not (isinstance(last.base, Time) and last.base.shape == "years"):  # "thấp hơn nhiệm kỳ 2006 - 2010"
            line.base, line.base_area, line.base_first = last.base, last.base_area, last.base_first

    def _term(self, times: list[Time]) -> None:
        """The years that a heading or a lead-in speaks of: "bình quân 7%/năm" below it is of them."""
        for time in times:
            if time.shape == "years" and (settled := settle(time, self.context.anchor)).period is not None:
                self.context.span = self.term = settled.period

    def _before_it(self, year: Time) -> bool:
        """True of a year before that of the day a text was written."""
        day = self.context.anchor.date
        return day is not None and year.year is not None and year.year < day.year - (day.month == 1)

    def mention(self, sentence: list[Item]) -> None:
        """A sentence or paragraph without a number can name the period and the area of what follows."""
        self._term([i.value for i in sentence if i.kind == "time"])
        self._announce(sentence)
        years = [item.value.year for item in sentence if item.kind == "time" and item.value.shape == "year"]
        main = self.context.main.year if self.context.main is not None else None
        for n, item in enumerate(sentence):
            if n and ("base" in sentence[n - 1].roles or ahead(sentence, n)):
                continue
            if item.kind == "time" and item.value.shape == "year" and main in years and item.value.year != main:
                continue  # "Nothing in the statistics for 2014 resembles those for 2013"
            if main is None and item.kind == "time" and item.value.shape == "year" and self._before_it(item.value):
                continue  # "In 2010 no commune fulfilled more than ten.", told on a day of 2018
            if n and sentence[n - 1].roles & {"plan"} and any(i.kind == "time" for i in sentence[:n]):
                continue  # "6 tháng đầu năm 2023, …, thực hiện kế hoạch năm 2023"
            if item.kind == "time" and item.value.shape not in (*RELATIVE, "day", "this", "this_year", "years", "rest") and not (item.value.shape == "half" and item.value.n == 2):  # fmt: skip
                settled = settle(item.value, self.context.anchor)
                if settled.period is not None:
                    self.last = Line(Before(), period=settled.period, covers_to=settled.covers_to)
                if settled.period and (item.value.year is not None or item.value.shape != "month"):
                    self.context.period, self.context.covers_to = settled.period, settled.covers_to
        last = sentence[-1] if sentence else None
        if last is not None and last.kind == "sep" and last.keys[0] in ";:":
            doing = of_results(sentence)
            line = Line(
                Before(),
                listed=True,
                target=not doing and any(i.roles & {"target", "plan"} or _GIVEN in i.keys for i in sentence),
            )
            for n, item in enumerate(sentence):
                if (
                    item.kind == "time"
                    and item.value.shape not in RELATIVE
                    and not (n and "base" in sentence[n - 1].roles)
                ):
                    settled = settle(item.value, self.context.anchor)
                    if settled.period is not None:
                        line.period, line.covers_to = settled.period, settled.covers_to
                if item.kind == "time" and n and "base" in sentence[n - 1].roles:
                    line.base, line.base_first = item.value, True  # "Compared with June, prices went up:"
            self.chain = line
            self.list = line if line.target or line.period or line.base is not None else None


def _goes_on(sentence: list[Item]) -> bool:
    """True of a sentence that begins with "Trong đó", "Of which", or with what it compares with."""
    first, second = sentence[0], sentence[1] if len(sentence) > 1 else sentence[0]
    compares = "base" in first.roles and second.kind == "time" and second.value.shape == "same"
    of_them = first.keys + second.keys in _OF_THEM
    return ("within" in first.roles and first.keys in _PARTS) or of_them or compares


def _said(clause: Clause, lang: str) -> Said:
    """What the items around a number say of it."""
    s = Said(counted=clause.boundary <= 1 and clause.bare)
    leading.before(s, clause, lang)
    trailing.after(s, clause, lang)
    return s
