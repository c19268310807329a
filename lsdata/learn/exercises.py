"""Exercises that mark themselves: a question on published figures, everyone their own, and feedback for each typical slip.

    q = ls.exercise("recovery", student="An")
    q                        # the question, its figures and their sources
    q.check(75)              # right, or what went wrong

What is asked is data: figures, formulas and slips in ``exercises.toml``, words in ``phrases/LANG.toml``. The answer is
worked out from the figures by the formula, on their rounding intervals, and every slip has its own formula; a case in
which rounding could make a slip look right is never set.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from .. import measures, numerals, wording
from ..dataset import Dataset, check_as_of, load
from ..errors import ParameterError, WrongAnswer, unknown
from ..facts import CHANGES, Fact, Run
from ..narrative import Voice
from ..wording import Runs, capital, check_language, flat
from . import card, marking, programs
from .cases import Case, own
from .keys import key, rules, settable

if TYPE_CHECKING:
    import pandas as pd

FOLDER = Path(__file__).parent
OF = {"yoy_pct": "growth", "share_pct": "share", "pct_of_plan": "plan"}  # what a figure is of its indicator


def exercise(name: str, student: str = "", lang: str = "vi", as_of: str = "", data: str = "") -> Exercise:
    """An exercise, set on published figures.

    Parameters
    ----------
    name : as in ``recovery``; a name that does not exist gives the list.
    student : any text: the same text always gives the same figures, another one others; empty: the lesson's own.
    lang : ``vi`` or ``en``.
    as_of : date of knowledge: what is published later changes no answer. Empty: all that the package holds.
    data : folder of a data package; empty: the bundled one.

    Raises
    ------
    UnknownName : no such exercise or language.
    ParameterError : the package has no figures that the exercise could be set on.

    Example
    -------
    >>> q = exercise("recovery", lang="en")
    >>> q.given.round(1).to_dict()
    {'yoy_pct': -42.9}
    >>> q.mark(75), q.mark(42.9)
    ('', 'same_rate')
    """
    if name not in rules():
        raise unknown("exercise", name, rules())
    check_language(lang)
    dataset, as_of, student = load(data or None), check_as_of(as_of), str(student or "")
    pool = settable(dataset, name, as_of)
    if not pool:
        by = f" known by {as_of}; choose a later day," if as_of else "; choose"
        raise ParameterError(
            f"no figures of this package fit the exercise {name!r}{by} another exercise, or add such figures"
        )
    return Exercise(name, dataset, own(pool, student, rules()[name]["first"]), student, lang, as_of)


def phrases(lang: str) -> dict[str, dict]:
    """The words of the exercises: table -> key -> pattern."""
    return wording.phrases(lang, FOLDER / "phrases")


class Exercise:
    """See ``lsdata.exercise``.

    Attributes
    ----------
    figures : DataFrame of the published figures of the question: columns of a data set's frames, after ``given``, the
        name of each in the exercise.
    given : Series of their values, by these names, each in its indicator's own unit.
    periods : codes of the periods that are to be run; empty where nothing is.
    """

    def __init__(self, name: str, data: Dataset, case: Case, student: str, lang: str, as_of: str = ""):
        self.name, self.data, self.case, self.student, self.lang, self.as_of = name, data, case, student, lang, as_of
        self.rule, self.voice = rules()[name], Voice(data, lang)
        self.voice.words = self.voice.words | phrases(lang)

    def __repr__(self) -> str:
        return flat(self.question).replace(numerals.NBSP, " ")

    def _repr_html_(self) -> str:
        return card.question(self)

    @cached_property
    def figures(self) -> pd.DataFrame:
        frame = self.data.frame(self.case.rows.values(), self.lang)
        frame.insert(0, "given", list(self.case.rows))
        return frame

    @property
    def given(self) -> pd.Series:
        return self.figures.set_index("given").value

    @property
    def periods(self) -> list[str]:
        asked = self.rule.get("program") == "runs"
        return list(programs.runs(self.data, self.case, self.as_of)) if asked else []

    @property
    def facts(self) -> dict[str, Fact]:
        return {name: Fact.of(r, self.data, self.lang) for name, r in self.case.rows.items()}

    @property
    def unit(self) -> str:
        """Words of the answer's unit."""
        kind, lead = self.rule.get("unit", "level"), self.case.lead
        if kind in ("percent", "points", "times"):
            return measures.unit_name(kind, self.lang)
        return self.data.unit(lead["unit_measure"], self.mult, self.lang)

    @property
    def mult(self) -> int:
        """Power of ten of the answer's unit."""
        kind, own_unit = self.rule.get("unit", "level"), self.data.indicators[self.case.lead["indicator"]]
        if kind not in ("level", "up") or self.case.lead["measure"] in CHANGES:
            return 0
        return int(own_unit["unit_mult"]) + (3 if kind == "up" else 0)

    # --- words --------------------------------------------------------------------------------------------------------

    def word(self, word: str) -> str:
        return self.voice.word(word)

    @property
    def question(self) -> Runs:
        return capital(self.voice.fill(f"{self.name}.ask", **self._fields()))

    def _fields(self) -> dict:
        """What a question may name: each figure by its name, and area, indicator, periods of the leading one."""
        voice, lead, facts = self.voice, self.case.lead, self.facts
        area, indicator, period = lead["area"], lead["indicator"], lead["period"]
        others = [r["period"] for r in self.case.rows.values() if r["period"] != period]
        named = "{what}" in self.word(f"{self.name}.ask")  # a change that is named is a number, else a verb with it
        said = {
            n: voice.bare(f) if f.measure == "yoy_pct" and not named else [voice.value(f)] for n, f in facts.items()
        }
        said |= {f"{n}_said": voice.level(f) for n, f in facts.items() if f.measure == "level"}
        since = "year" if period.part == "Y" else "same"
        known = {
            "A": voice.place(area), "I": voice.subject(indicator, area), "P": voice.period(period), "B": voice.base(period),
            "P2": voice.period(others[0]) if others else "", "D": voice.date(self.case.day) if self.case.day else "",
            "what": self.word(f"card.of_{OF.get(lead['measure'], 'level')}"), "since": self.word(f"card.since_{since}"),
            "prices_of": voice.place(list(facts.values())[-1].area),
            "plan": voice.plan_word(next(reversed(facts.values()))), "unit": Run(self.unit, "rule", "unit"),
            "printed": Run(Fact.of(lead, self.data, "vi").text(), "given", lead["id"]),
            "band": Run(numerals.number(measures.BAND, 0, self.lang), "rule", "band"),
            "code": f"`{indicator}`",
            "periods": voice.listing([[Run(p, "period", p)] for p in self.periods]),
        }  # fmt: skip
        return known | said

    @property
    def choices(self) -> dict[str, str]:
        """Choice -> the wordings that mean it; empty where the answer is a number."""
        return self.voice.words[self.name].get("choices", {})

    # --- marking ------------------------------------------------------------------------------------------------------

    @property
    def answer(self) -> Fact | str | dict:
        """The answer, for who marks: a fact with its interval, a choice, or level by period."""
        if self.choices:
            r = self.case.lead
            return measures.verdict(r["low"], r["high"], r["value"], measures.expected(r["period"], []))
        if "program" in self.rule:
            return programs.runs(self.data, self.case, self.as_of)
        k, lead = key(self.data, self.case, self.rule, self.rule["key"]), next(iter(self.facts.values()))
        return replace(
            lead, id=f"{lead.id.partition('@')[0]}.{self.name}@{lead.source_id}", measure=self.name, value=k.value, low=k.low,
            high=k.high, decimals=k.decimals, unit=self.unit, qualifier="", total="", formula=self.rule["key"],
            inputs=tuple(r["id"] for r in self.case.rows.values()),
        )  # fmt: skip

    def mark(self, answer: object) -> str:
        """``""`` where an answer is right, else the name of the slip.

        Raises
        ------
        ParameterError : no answer of the kind that is asked for.
        """
        return marking.mark(self, answer)

    def feedback(self, slip: str) -> Runs:
        """What is said to an answer: why it is right, or what went wrong."""
        if not slip:
            return self.voice.fill(f"{self.name}.why")
        table = self.name if self.voice.has(f"{self.name}.{slip}") else "feedback"
        fields = {"hint": self.voice.fill(f"{self.name}.hint"), "unit": Run(self.unit, "rule", "unit")}
        return self.voice.fill(f"{table}.{slip}", **fields)

    def check(self, answer: object = None) -> None:
        """Say whether an answer is right, and if it is not, what went wrong.

        Parameters
        ----------
        answer : a number, text as printed (``42,9%``, ``1.320 triệu USD``), a frame of one row, or one of the choices.

        Raises
        ------
        WrongAnswer : not right yet; its text is the feedback, so that a grader sees it too.
        ParameterError : no answer of the kind that is asked for.
        """
        from IPython.display import display

        slip = self.mark(answer)
        text = flat(self.feedback(slip))
        display({"text/html": card.feedback(self, slip), "text/plain": text}, raw=True)
        if slip:
            raise WrongAnswer(text, card.head(self, slip))
