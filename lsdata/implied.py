"""What the figures of a finding imply: calculated numbers with their address, told finely enough to differ from the published."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace

from . import measures
from .checks.judging import Domain
from .checks.relations import Relation, sides
from .checks.rules import Rule
from .facts import CHANGES, Fact
from .intervals import Interval
from .measures import IMPLIED_PLAN
from .narrative import Voice
from .numerals import rounded

FINEST = 6  # decimals at most
CLOSE = 0.25  # of the distance between two numbers, the most that rounding may take away or add
OPPOSITE = {"least": "most", "most": "least"}  # a change of at least -5% is a fall of at most 5%


class Calculated:
    """Numbers that a rule's formulas give for the figures of a finding.

    Parameters
    ----------
    rows, facts : the figures by role, as rows and as facts.
    domain : what they may be, as the survey has it.
    """

    def __init__(self, voice: Voice, rule: Rule, rows: Mapping[str, dict], facts: Mapping[str, Fact], domain: Domain):
        self.voice, self.rule, self.rows, self.facts, self.domain = voice, rule, rows, facts, domain
        self.ends: dict[str, str] = {}  # id of a number -> least or most, where it rests on "more than" or "nearly"

    def result(self, lead: Fact, formula: str) -> Fact:
        """What the rule gives for the figure it is about."""
        return self.made(lead, self.rule.id, formula)

    def soft(self) -> Fact:
        """What the others imply for the figure that may have been revised."""
        return self.made(self.facts[self.rule.soft], f"{self.rule.id}_soft", self.rule.soft_formula)

    def known(self, formula: str) -> bool:
        """True where a formula gives a number: nothing is divided by 0."""
        exact = {r["id"]: Interval(x := r["value"] * 10.0 ** r["mult"], x) for r in self.rows.values()}
        return not any(
            map(
                math.isinf,
                sides(Relation("0", "=", formula, {role: r["id"] for role, r in self.rows.items()}), exact)[1],
            )
        )

    def plan(self, level: str, pct: str, beside: Fact | None = None) -> Fact:
        """The plan that a level and its percentage imply."""
        formula = IMPLIED_PLAN.replace("level", level).replace("pct_of_plan", pct)
        return self.made(self.facts[level], "implied_plan", formula, "implied_plan", (level, pct), beside)

    def exchange_rate(self) -> Fact:
        """What a dollar is where one amount is printed in both currencies, to hundreds."""
        made, scale = self.made(self.facts["usd"], "exchange_rate", "vnd / usd"), 10.0 ** self.rows["usd"]["mult"]
        ends = {"value": made.value * scale, "low": made.low * scale, "high": made.high * scale}
        return replace(made, unit=self.voice.word("check.dong_a_dollar"), decimals=-2, **ends)

    def made(
        self, like: Fact, name: str, formula: str, measure: str = "", roles: Iterable[str] = (), beside: Fact | None = None
    ) -> Fact:  # fmt: skip
        """What a formula on the figures gives, in the scale and unit of one of them.

        Parameters
        ----------
        roles : of the figures that the formula may use; none: all.
        beside : the number that it must be seen to differ from; default: ``like``.
        """
        rows = {r: self.rows[r] for r in roles or self.rows}
        cells = {role: r["id"] for role, r in rows.items()}
        factor = 10.0 ** next(r["mult"] for r in self.rows.values() if r["id"] == like.id)
        relation = Relation("0", "=", formula, cells)
        exact = {r["id"]: Interval(x := r["value"] * 10.0 ** r["mult"], x) for r in rows.values()}
        printed = {r["id"]: Interval(r["low"], r["high"]) * 10.0 ** r["mult"] for r in rows.values()}
        value = sides(relation, exact)[1].low / factor
        # An end that is open is not told.
        low, high = (value if math.isinf(x) else x / factor for x in sides(relation, printed)[1])
        closed = {
            r["id"]: exact[r["id"]] if self.facts[role].qualifier else self.domain[r["id"]] for role, r in rows.items()
        }
        ends = [value if math.isinf(x) else x / factor for x in sides(relation, closed)[1]]
        changes = like.measure in CHANGES and like.measure != "contribution_pp"
        measure = measure or ("implied_change" if changes else "implied_figure")
        named = set(formula.replace(",", " ").split())
        inputs = {role: i for role, i in cells.items() if role in named}
        own = f"{measures.address(measure, like.id, list(inputs.values()) or [like.id])}.{name}"
        end = self._end(relation, exact, inputs)
        self.ends |= {own: end} if end in OPPOSITE else {}
        return Fact(
            id=own, area=like.area, indicator=like.indicator, period=like.period, measure=measure, value=value, low=low, high=high,
            unit=like.unit, decimals=_decimals(like, value, *ends, beside or like), lang=self.voice.lang, status=like.status,
            plan_by=like.plan_by, source_id=like.source_id, formula=self._shown(formula), inputs=tuple(inputs.values()),
            name=like.name, place=like.place, qualifier=end if end == "about" else "",
        )  # fmt: skip

    def _end(self, relation: Relation, exact: dict[str, Interval], roles: Mapping[str, str]) -> str:
        """Whether a number is ``least``, ``most`` or ``about``: so where a figure is printed as "more than" or "nearly"."""
        ends, middle = set(), sides(relation, exact)[1].low
        for role, cell in roles.items():
            qualifier = self.facts[role].qualifier
            if qualifier in ("over", "under"):
                x = exact[cell].low * (1.01 if qualifier == "over" else 0.99)
                moved = sides(relation, exact | {cell: Interval(x, x)})[1].low
                ends |= {"least"} if moved > middle else {"most"} if moved < middle else set()
            elif qualifier:
                ends.add("about")
        return ends.pop() if len(ends) == 1 else "about" if ends else ""

    def _shown(self, formula: str) -> str:
        """A formula as readers see it: indicators in the place of an identity's names."""
        for name, (indicator, _) in self.rule.cells.items():
            formula = " ".join(indicator if word == name else word for word in formula.split())
        return self.voice.word("check.sum") if formula.startswith("p1") else formula


def _decimals(like: Fact, value: float, low: float, high: float, beside: Fact) -> int:
    """As fine as the figure it stands beside and no finer than its interval holds; where that would not show how they differ,
    one digit more than shows it."""
    least = like.decimals
    if high > low:
        least = min(max(like.decimals, 0), max(0, measures.decimals("implied_pp", value, low, high)))
    inside = beside.interval.holds(value)

    def differs(held: int) -> bool:
        shown = float(rounded(value, held))
        apart = shown != float(rounded(beside.value, held)) if inside else not beside.interval.holds(shown)
        return apart and abs(shown - value) <= CLOSE * abs(value - beside.value)

    held = next((n for n in range(least, FINEST) if differs(n)), least)
    return held if held == least or rounded(value, held) == rounded(value, held + 1) else held + 1
