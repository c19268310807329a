"""Facts into sentences, in Vietnamese and English: one grammar, two phrase files.

A sentence is a list of runs. The sign of a change is its verb; praise and blame follow polarity and verdict; per cent
and points are two units; the base is named with its year; an estimate is called one.
"""

from __future__ import annotations

import re

from .dataset import Dataset
from .facts import Fact, Run
from .measures import SUMS, difference, straight
from .numerals import NBSP, number
from .periods import Period, date_name
from .plans import season_over
from .wording import Runs, capital, phrases

GOOD, BAD = "higher_is_good", "higher_is_bad"
LEADING = ("level", "pct_of_plan", "yoy_pct", "index", "share_pct")  # what speaks first for an indicator
CITED = "[…]"
_FIELD = re.compile(r"\{(\w+)\}")


class Voice:
    """Writes about one area in one language.

    Parameters
    ----------
    data : where names, units and subjects come from.
    lang : ``vi`` or ``en``.
    """

    def __init__(self, data: Dataset, lang: str):
        self.data, self.lang, self.words = data, lang, phrases(lang)
        self.met: dict[str, Fact] = {}  # facts that a sentence was written with; what is printed is the brief's to know

    # --- the pieces -------------------------------------------------------------------------------------------------

    def word(self, key: str) -> str:
        table, name = key.split(".")
        return self.words[table][name]

    def has(self, key: str) -> bool:
        table, name = key.split(".")
        return name in self.words.get(table, {})

    def fill(self, key: str, **fields: str | Run | Runs | Fact) -> Runs:
        """A pattern of the phrase files with its fields filled: ``fill("change.up_A", V=fact, B=period_run)``."""
        return self.filled(self.word(key), **fields)

    def filled(self, pattern: str, **fields: str | Run | Runs | Fact) -> Runs:
        """A pattern with its fields filled."""
        out: Runs = []
        for i, part in enumerate(_FIELD.split(pattern)):
            if i % 2 == 0:
                out += [Run(part)] if part else []
                continue
            value = fields[part]
            if isinstance(value, Fact):
                out.append(self.value(value))
            elif isinstance(value, Run):
                out.append(value)
            else:
                out += value if isinstance(value, list) else [Run(value)]
        return out

    def sentence(self, key: str, **fields: str | Run | Runs | Fact) -> Runs:
        """A pattern of the ``[sentence]`` table, filled, with a capital."""
        return capital(self.fill(f"sentence.{key}", **fields))

    def value(self, fact: Fact, form: str = "prose") -> Run:
        self.met[fact.id] = fact
        return Run(fact.text(form), "fact", fact.id)

    def ends(self, fact: Fact) -> dict[str, Run]:
        """``lo`` and ``hi`` of a fact's interval, the unit at the upper end (Vietnamese and English alike)."""
        self.met[fact.id] = fact
        low, high = fact.ends()
        tail = fact.unit if fact.unit == "%" else f"{NBSP}{fact.unit}"
        return {"lo": Run(low, "fact", fact.id), "hi": Run(high + tail, "fact", fact.id)}

    def period(self, p: Period) -> Run:
        return Run(p.name(self.lang), "period", p.code)

    def base(self, p: Period) -> Run:
        """The same period a year before, as a base is named."""
        prior = p.prior()
        if self.lang == "vi" and p.part != "Y":
            return Run(f"cùng kỳ năm{NBSP}{prior.year}", "period", prior.code)
        return self.period(prior)

    def date(self, text: str) -> Run:
        return Run(date_name(text, self.lang), "date", text)

    def count(self, n: int) -> Run:
        return Run(number(n, 0, self.lang), "rule", "count")

    def share_gone(self, percent: float) -> Run:
        """Share of the year gone, from the calendar."""
        return Run(number(percent, 0 if float(percent).is_integer() else 1, self.lang), "rule", "elapsed")

    @staticmethod
    def cite(*source_ids: str) -> Runs:
        """A mark a source; its number is given where it is printed, in the order of first use."""
        return [Run(CITED, "ref", s) for s in dict.fromkeys(source_ids) if s]

    def refs(self, *facts: Fact) -> Runs:
        """The sources of some facts."""
        return self.cite(*(s for f in facts if f for s in self.sources_of(f)))

    def sources_of(self, fact: Fact) -> list[str]:
        """The source of a fact; of a sum over areas those of all its parts."""
        if fact.derived and fact.measure in SUMS:
            return [self.data.by_id[i]["source_id"] for i in fact.inputs]
        return [fact.source_id]

    def between(self, fact: Fact) -> Run:
        """A fact's interval, as tables print it."""
        self.met[fact.id] = fact
        return Run(fact.between(), "fact", fact.id)

    def subject(self, indicator: str, area: str) -> str:
        """What a sentence about an indicator is about, the area in it."""
        country = self.data.areas[area]["level"] == "country"
        text = self.data.indicators[indicator][f"subject_{self.lang}"]
        text = re.sub(r"\[([^\]]*)\]\s?", "" if country else r"\1 ", text)
        return " ".join(text.replace("{area}", self.place(area)).split())

    def place(self, area: str) -> str:
        """An area inside a sentence."""
        return self.data.areas[area][f"in_{self.lang}"]

    def sector(self, sector: str) -> str:
        """A sector inside a sentence."""
        return self.data.sectors[sector][f"name_{self.lang}"].lower()

    def publisher(self, source_id: str) -> Run:
        return Run(self.data.sources[source_id]["publisher"], "given", source_id)

    def meaning(self, indicator: str) -> str:
        """Which series an indicator is."""
        return self.data.indicators[indicator][f"definition_{self.lang}"]

    def short(self, indicator: str) -> str:
        return self.data.indicators[indicator][f"short_{self.lang}"]

    def polarity(self, indicator: str) -> str:
        return self.data.indicators[indicator]["polarity"]

    def be(self, indicator: str, measure: str = "") -> dict[str, str]:
        """English words that follow the number of an indicator's name; its share is one, whatever it is of."""
        if self.data.indicators[indicator]["number_en"] == "p" and measure != "share_change_pp":
            return {"was": "were", "is": "are", "its": "their", "it": "they"}
        return {"was": "was", "is": "is", "its": "its", "it": "it"}

    def plan_word(self, fact: Fact, *, short: bool = False) -> str:
        """What % of plan is a percentage of; a budget plan says whose."""
        kind = self.data.indicators[fact.indicator]["plan_word"]
        kind = kind if kind in ("plan", "budget") else "plan"
        if short and not fact.plan_by:
            return self.word(f"word.{kind}_short")
        return self.word(f"word.{kind}_{fact.plan_by}" if kind == "budget" and fact.plan_by else f"word.{kind}")

    def elapsed(self, p: Period) -> Run:
        """``nửa năm``, ``half the year``; other shares of the year name the months."""
        return Run(self.words["elapsed"].get(str(p.end.month), p.name(self.lang, year=False)), "period", p.code)

    # --- clauses ----------------------------------------------------------------------------------------------------

    @staticmethod
    def direction(fact: Fact) -> str:
        """``up`` or ``down`` only where rounding leaves no doubt; ``zero``; ``flat``."""
        if fact.value == 0:
            return "zero"
        return "up" if fact.low >= 0 and fact.value > 0 else "down" if fact.high <= 0 and fact.value < 0 else "flat"

    def moved(self, fact: Fact) -> str:
        """``up_A``, ``down_E`` …: the pattern for a change, an estimate called one."""
        return f"{self.direction(fact)}_{'E' if fact.estimate else 'A'}"

    def change(self, fact: Fact, *, after: bool = False) -> Runs:
        """A change on the same period of the year before, as a clause."""
        way = f"after_{self.direction(fact)}" if after else self.moved(fact)
        key = "index" if fact.measure == "index" else way
        be = self.be(fact.indicator, fact.measure)
        return self.fill(f"change.{key}", V=fact, B=self.base(fact.period), **be)

    def bare(self, fact: Fact) -> Runs:
        """``tăng 2,63%``: a change without its base."""
        first, *rest = [r for r in self.fill(f"headline.{self.moved(fact)}", I="", V=fact) if r.text]
        return [Run(first.text.lstrip()), *rest]

    def level(self, fact: Fact) -> Runs:
        if fact.derived and fact.measure in SUMS:
            return self.fill("level.added", V=fact, **self.be(fact.indicator))
        verb = "reach" if self.polarity(fact.indicator) == GOOD else "be"
        return self.fill(f"level.{verb}_{fact.sureness}", V=fact, **self.be(fact.indicator))

    def share_of_plan(self, fact: Fact, *, after: bool = False) -> Runs:
        if after:
            return self.fill("plan.after", V=fact, plan=self.plan_word(fact))
        verb = "reach" if self.polarity(fact.indicator) == GOOD else "be"
        status = fact.sureness if fact.estimate else "A"
        return self.fill(f"plan.alone_{verb}_{status}", V=fact, plan=self.plan_word(fact), **self.be(fact.indicator))

    def clauses(self, facts: dict[str, Fact]) -> Runs:
        """Level, % of plan, change, in that order, chained by commas (English: and before the last)."""
        parts: list[Runs] = []
        if level := facts.get("level"):
            parts.append(self.level(level))
        if pct := facts.get("pct_of_plan"):
            share = self.share_of_plan(pct, after=bool(parts))
            parts = [parts[0] + [Run(self.word("word.comma"))] + share] if parts else [share]
        if growth := facts.get("yoy_pct") or facts.get("index"):
            parts.append(self.change(growth, after=bool(parts) and growth.measure == "yoy_pct"))
        return self.chain(parts)

    def chain(self, parts: list[Runs]) -> Runs:
        """Clauses in one: Vietnamese by commas, English with "and" before the last."""
        return self.listing(parts, "clause_end")

    def listing(self, parts: list[Runs], end: str = "list_end") -> Runs:
        """Items of one kind: both languages put their "and" before the last."""
        out = parts[0] if parts else []
        for i, part in enumerate(parts[1:], 2):
            out = [*out, Run(self.word(f"word.{end if i == len(parts) else 'comma'}")), *part]
        return out

    # --- sentences --------------------------------------------------------------------------------------------------

    def figures(self, facts: dict[str, Fact], *, short: bool = False) -> Runs:
        """What is known of one indicator in one period, in a sentence.

        Parameters
        ----------
        facts : measure -> fact, all of one indicator, area and period.
        short : no period (a later mention).
        """
        one = next(facts[m] for m in LEADING if m in facts)
        fields = {"P": self.period(one.period), "refs": self.refs(*facts.values())}
        fields["I"] = self.subject(one.indicator, one.area)
        if one.measure == "share_pct":
            moved = facts.get("share_change_pp")  # points printed as per cent need words of their own
            said = {"clause": self.change(moved)} | self.be(one.indicator) if moved and moved.unit != "%" else {}
            return self.sentence("share_and_change" if said else "share", V=one, **said, **fields)
        clauses = self.clauses(facts)
        if covers := next((f.covers_to for f in facts.values() if f.covers_to), ""):
            return self.sentence("to_date", D=self.date(covers), clauses=clauses, **fields)
        if not short and self.data.indicators[one.indicator]["kind"] == "stock":
            end = Period(one.period.end.year, one.period.end.month, 1)
            return self.sentence("figures_stock", clauses=clauses, **fields | {"P": self.period(end)})
        return self.sentence("runner_up" if short else "figures", clauses=clauses, **fields)

    def definition(self, fact: Fact) -> Runs:
        key = "definition_E" if fact.estimate else "definition"
        return self.sentence(key, definition=self.meaning(fact.indicator))

    def verdict(self, pct: Fact, verdict: str, expected: tuple[float, float]) -> Runs:
        """What % of plan means at this point of the year."""
        p, polarity = pct.period, self.polarity(pct.indicator)
        if verdict in ("on", "below") and season_over(self.data.indicators[pct.indicator]["season"], p):
            return self.sentence(f"season_{verdict}")
        if polarity != GOOD:  # neither praise nor blame, also where a plan is met
            return self.sentence(f"verdict_neutral_{'above' if verdict == 'met' else verdict}")
        if p.part == "Y" and verdict != "met":
            return self.sentence(f"year_{verdict}")
        if not straight(p, expected) and verdict != "met":
            return self.sentence(f"verdict_usual_{verdict}", band=self.usual(expected))
        return self.sentence(f"verdict_{verdict}", elapsed=self.elapsed(p))

    def usual(self, expected: tuple[float, float]) -> Run:
        """The range of earlier years at the same point of the year."""
        return Run("–".join(number(x, 0, self.lang) for x in expected) + "%", "rule", "usual")

    def verdict_word(self, verdict: str, polarity: str) -> str:
        if not verdict:
            return self.word("word.none")
        if polarity == GOOD:
            return self.word(f"verdict.{verdict}")
        return self.word(f"verdict.{'above' if verdict == 'met' else verdict}_neutral")

    def compared(self, now: Fact, then: Fact) -> Runs:
        """Two growth rates of one indicator, an earlier and a later one."""
        if "flat" in (self.direction(now), self.direction(then)) or 0 in (now.value, then.value):
            return []
        fields = {"P": self.period(now.period), "P2": self.period(then.period), "V": now, "W": self.value(then)}
        if now.value * then.value < 0:
            return self.sentence("turned_down" if now.value < 0 else "turned_up", **fields)
        gap = difference(now, then)
        if gap.value == 0:
            return []
        rising, larger = now.value > 0, abs(now.value) > abs(then.value)
        key = ("rise_faster" if larger else "rise_slower") if rising else ("fall_deeper" if larger else "fall_narrower")
        return self.sentence(key, g=gap, **fields)

    def quoted(self, row: dict) -> Runs:
        """What a source says in words, attributed."""
        source, text = row["source_id"], Run(row[f"text_{self.lang}"], "given", row["statement_id"])
        return self.sentence("according", S=self.publisher(source), text=text, refs=self.cite(source))
