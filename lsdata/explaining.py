"""The sentence of a finding: which figures disagree and what they would have to be, each number with its address."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from .checks.judging import REVISED, Domain, Judged
from .checks.survey import Found
from .facts import CHANGES, Fact, Run
from .implied import OPPOSITE, Calculated
from .intervals import Interval
from .narrative import GOOD, Voice
from .numerals import rounded
from .publications import day
from .wording import Runs, capital

SHOWN = 6  # figures that a sentence lists
AS_TIMES = "growth"  # the rule whose printed number may be a number of times


def sentence(voice: Voice, f: Found, domain: Domain) -> Runs:
    """What a finding says, without a full stop.

    Parameters
    ----------
    domain : what its figures may be, as its survey has it.
    """
    one = _Finding(voice, f, domain)
    return capital(voice.filled(one.pattern(), **one.fields())) + one.hint()


def fields(voice: Voice, f: Found, domain: Domain) -> dict[str, str | Run | Runs | Fact]:
    """What a pattern may say of a finding: its figures by role, what they imply, periods, sources."""
    return _Finding(voice, f, domain).fields()


def facts(voice: Voice, f: Found) -> list[Fact]:
    """The published figures of a finding."""
    return [Fact.of(r, voice.data, voice.lang) for r in f.judged.rows.values()]


def missing(voice: Voice, j: Judged) -> str:
    """What a comparison that cannot be judged would need, in words: ``the figure of the year before``."""
    indicator, _, measure = j.missing.partition(" ")
    if not measure:
        return voice.word(f"check.without_{j.missing}")
    name = voice.short(indicator)
    return name if measure == "level" else f"{name} ({voice.word(f'measure.{measure}')})"


class _Finding:
    """A finding with its figures as facts, by role."""

    def __init__(self, voice: Voice, found: Found, domain: Domain):
        self.voice, self.found, self.domain = voice, found, domain
        self.judged, self.rule, self.rows = found.judged, found.judged.rule, found.judged.rows
        self.facts = {role: Fact.of(r, voice.data, voice.lang) for role, r in self.rows.items()}
        self.lead = self.facts.get(self.rule.lead) or next(iter(self.facts.values()))
        self.calculated = Calculated(voice, self.rule, self.rows, self.facts, domain)
        self.soft = bool(self.rule.soft_formula) and self.calculated.known(self.rule.soft_formula)

    def pattern(self) -> str:
        lang, revised = self.voice.lang, self.judged.outcome == REVISED and (self.soft or not self.rule.soft_formula)
        own = self.rule.words.get(f"{'revised' if revised else 'fails'}_{lang}")
        if own or not self.rule.identity:
            return own or self.rule.words[f"fails_{lang}"]
        general, several = self.voice.words["identity"], len(self.facts) > 2
        key = {"=": "fails", "<=": "room" if several else "most", "within": "within"}[self.rule.sign]
        said = (
            self.rule.words.get(f"fails_{lang}")
            or general["said_change" if self._is_change(self.lead) else "said"] + general[key]
        )
        return said + (general["later"] if revised else "")

    def fields(self) -> dict[str, str | Run | Runs | Fact]:
        """Every field that a pattern may have."""
        voice, lead = self.voice, self.lead
        period = lead.period
        out: dict = {
            "I": voice.short(lead.indicator), "P": voice.period(period), "B": voice.base(period), "when": self.when(lead),
            "a_lead": self.moved(lead), "h_lead": self.moved(lead, "have_"), "A": voice.place(lead.area),
            **self._be(), **self.facts,
        }  # fmt: skip
        for role, f in self.facts.items():
            out |= {
                f"a_{role}": self.moved(f),
                f"h_{role}": self.moved(f, "have_"),
                f"I_{role}": voice.short(f.indicator),
            }
            out |= {f"bare_{role}": self._of_plan(f, "")} if f.measure == "pct_of_plan" else {}
            out |= {
                f"n_{role}": voice.value(f, "number"),
                f"when_{role}": self.when(f),
                f"P_{role}": voice.period(f.period),
            }
        others = {role: f for role, f in self.facts.items() if f is not lead}
        if other := next(iter(others.values()), None):
            first, later = sorted([lead, other], key=self._day)
            out |= self._sources(later, first) | {"a_first": self.moved(first), "a_later": self.moved(later)}
        else:
            out |= self._sources(lead, lead)
        parts = {role: f for role, f in self.facts.items() if role.startswith("p") and role[1:].isdigit()}
        out["parts"] = self.listed(parts.values(), self._in_its_period)
        out["list"] = self.listed(others.values(), lambda f: self._named([f]))
        if self.judged.formula and self.rule.sign != "within":
            made = self.calculated.result(lead, self.judged.formula)
            out |= {"C": self.moved(made) if made.measure not in CHANGES else made, "a_C": self.moved(made)}
        if self.soft:
            out["N"] = self.moved(self.calculated.soft())
        if "pct_of_plan" in self.facts:
            out["plan"] = voice.word(f"check.noun_{self._kind_of_plan()}")
        return out | self._of_rule()

    def _of_rule(self) -> dict[str, str | Run | Runs | Fact]:
        """Fields that one rule alone needs."""
        voice, out, extra = self.voice, {}, self.judged.extra or {}
        match self.rule.id:
            case "one_plan":
                now = self.calculated.plan("level", "pct_of_plan")
                then = self.calculated.plan("earlier_level", "earlier_pct", now)
                out |= {"T": self.moved(now), "T2": self.moved(then)}
            case "implied_cumulative":
                out |= {
                    "l_level": voice.level(self.facts["level"]),
                    "P2": voice.period(self.facts["level"].period.prior()),
                }
            case "early":
                day = voice.data.sources[self.lead.source_id]["published_on"]
                out |= {
                    "figures": self._by_indicator(),
                    "on": voice.word("check.on" if day.count("-") == 2 else "check.in_month"),
                }
            case "size":
                out["size"] = voice.fill(
                    "check.times" if extra["more"] else "check.one_part", x=voice.count(round(extra["x"]))
                )
            case "two_units":
                out["x"] = voice.count(extra["x"])
            case "per_capita_usd" | "per_capita_vnd":
                out["exchange"] = self.calculated.exchange_rate()
        if "M" in extra:
            out["M"] = self._reason(extra["M"])
        return out | ({"n": voice.count(extra["n"])} if "n" in extra else {})

    def _day(self, fact: Fact) -> date:
        """Where its source stands among others in time; undated ones come first."""
        return day(self.voice.data.sources[fact.source_id]["published_on"]) or date.min

    def _sources(self, one: Fact, other: Fact) -> dict[str, Run]:
        """Publishers and days of two figures."""
        voice, out = self.voice, {}
        for mark, f in (("", one), ("2", other)):
            day = voice.data.sources[f.source_id]["published_on"]
            out |= {f"S{mark}": voice.publisher(f.source_id), f"D{mark}": voice.date(day) if day else Run("–")}
        return out

    def _reason(self, reason: str) -> Runs | str:
        """Why a figure alone is wrong: a limit, the name of its measure, or words of the phrase files."""
        voice = self.voice
        if self.rule.id == "points":
            return voice.word(f"measure.{reason}")
        if self.rule.id == "bounds":
            return self._limit(reason)
        return voice.fill(f"check.{reason}") if voice.has(f"check.{reason}") else reason

    def _limit(self, reason: str) -> Runs:
        """A limit in words: ``nothing falls by more than 100%``."""
        fall = reason == "≥ −100"
        least, _, most = reason.partition("–")
        words = reason.split()
        key = "fall" if fall else "between" if most else {"≥": "least", "≤": "total"}.get(words[0], "ends")
        x, y = ("100%", "") if fall else (least, f"{most}%") if most else (words[-1], "")
        return self.voice.fill(f"check.limit_{key}", x=Run(x, "rule", "bound"), y=Run(y, "rule", "bound"))

    def _be(self) -> dict[str, str]:
        """English words that follow the short name of its indicator: that may be plural where the full one is not."""
        last = self.voice.short(self.lead.indicator).split()[-1]
        if last.endswith("s") and not last.endswith("ss"):
            return {"was": "were", "is": "are", "it": "they"}
        return {"was": "was", "is": "is", "it": "it"}

    @staticmethod
    def _is_change(fact: Fact) -> bool:
        return fact.measure in CHANGES and fact.measure != "contribution_pp"

    # --- clauses

    def when(self, fact: Fact) -> Runs:
        """``in the first half of 2020``; of a figure that stops before its period ends the day: ``by 20 September 2020``."""
        voice = self.voice
        if fact.covers_to and fact.covers_to < fact.period.end.isoformat():
            return voice.fill("check.by", D=voice.date(fact.covers_to))
        return voice.fill("check.in", P=voice.period(fact.period))

    def moved(self, fact: Fact, form: str = "") -> Runs:
        """``a rise of 1.1%``, ``tăng 1,1%``; a figure that is no change as it is printed.

        Parameters
        ----------
        form : ``have_`` (have risen 1.1%) or ``be_`` (up 1.1%).
        """
        voice, end = self.voice, self.calculated.ends.get(fact.id, "")
        if fact.measure == "pct_of_plan":
            return self._of_plan(fact, voice.plan_word(fact))
        if fact.measure == "share_pct":
            return voice.fill("check.share", V=fact)
        if fact.measure not in CHANGES:
            return voice.fill(f"check.{end}", V=fact) if end else [voice.value(fact)]
        if not rounded(fact.value, fact.decimals):
            return voice.fill(f"check.{form}zero")
        up = fact.value > 0
        if fact.measure == "contribution_pp":
            return voice.fill("check.adds" if up else "check.takes", V=fact)
        if end and not form:
            form = f"{end if up else OPPOSITE[end]}_"
        return voice.fill(f"check.{form}{'up' if up else 'down'}", V=fact)

    def _of_plan(self, fact: Fact, plan: str) -> Runs:
        """``đạt 41,2% kế hoạch năm``; neutral where more is not better; the plan may go without saying."""
        key = "plan_reach" if self.voice.polarity(fact.indicator) == GOOD else "plan_be"
        said = self.voice.fill(f"check.{key}", V=fact, plan=plan)
        return said if plan else [r for r in said if r.text.strip()]

    def _kind_of_plan(self) -> str:
        return "budget" if self.voice.data.indicators[self.lead.indicator]["plan_word"] == "budget" else "plan"

    def listed(self, some: Iterable[Fact], say: Callable[[Fact], Runs]) -> Runs:
        """Figures as a list; of many the first, and how many others."""
        some = list(some)
        rest = some[SHOWN:] if len(some) > SHOWN + 1 else []
        items = [say(f) for f in some[: len(some) - len(rest)]]
        more = [self.voice.fill("check.others", n=self.voice.count(len(rest)))] if rest else []
        return self.voice.listing([*items, *more])

    def _in_its_period(self, fact: Fact) -> Runs:
        """``up 5% in the first quarter of 2020``."""
        whole = self.facts.get("whole", self.lead).period
        year = self.voice.lang != "vi" or fact.period.year != whole.year
        period = Run(fact.period.name(self.voice.lang, year=year), "period", fact.period.code)
        return [*self.moved(fact, "be_"), Run(" "), *self.voice.fill("check.part", P=period)]

    def _named(self, some: list[Fact]) -> Runs:
        """``exports (1,320 million USD, up 4.1%)``: figures of one indicator after its name."""
        out = [Run(f"{self.voice.short(some[0].indicator)} (")]
        for n, f in enumerate(some):
            out += [Run(self.voice.word("word.comma"))] if n else []
            out += self._brief(f, len(some) > 1 or self.rule.id == "early")
        return [*out, Run(")")]

    def _brief(self, fact: Fact, alone: bool) -> Runs:
        """A figure after its name; ``alone`` where nothing else says what share or contribution it is."""
        voice = self.voice
        if fact.measure == "share_pct" and not alone:
            return [voice.value(fact)]
        if (
            fact.measure in ("share_change_pp", "contribution_pp") and not alone
        ):  # what they are is said before the list
            number = voice.value(fact, "number")
            if fact.measure == "contribution_pp":
                return [number] if fact.value >= 0 else voice.fill("check.less", V=number)
            return voice.fill(f"check.be_{'up' if fact.value > 0 else 'down' if fact.value else 'zero'}", V=number)
        if fact.measure == "share_change_pp":
            return voice.fill("check.share_moved", clause=self.moved(fact, "be_"))
        return self.moved(fact, "be_")

    def _by_indicator(self) -> Runs:
        """All figures by indicator, separated by semicolons; of many the first."""
        groups: dict[str, list[Fact]] = {}
        for f in self.facts.values():
            groups.setdefault(f.indicator, []).append(f)
        shown = list(groups.values())[: SHOWN if len(groups) > SHOWN + 1 else SHOWN + 1]
        items = [self._named(some) for some in shown]
        if rest := sum(map(len, groups.values())) - sum(map(len, shown)):
            items.append(self.voice.fill("check.others", n=self.voice.count(rest)))
        out = items[0]
        for item in items[1:]:
            out = [*out, Run("; "), *item]
        return out

    def hint(self) -> Runs:
        """Where a printed change would fit as a number of times: that it may have been one."""
        if self.rule.id != AS_TIMES or self.judged.outcome == REVISED:
            return []
        change, made = self.facts["yoy_pct"], self.calculated.result(self.lead, self.judged.formula)
        fits = Interval(made.low / 100, made.high / 100).overlaps(change.interval) and made.value >= 100
        return [Run(self.voice.word("check.as_times"))] if fits else []
