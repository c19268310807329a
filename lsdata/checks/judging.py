"""The outcome of a comparison: it holds, holds between two vintages, fails, or cannot be judged."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from ..intervals import Interval
from . import relations
from .relations import Relation
from .rules import Rule

HOLDS, REVISED, FAILS, UNJUDGED = OUTCOMES = ("holds", "revised", "fails", "unjudged")


class Judged(NamedTuple):
    """One rule applied to some figures.

    ``rows`` are the figures by role, ``formula`` the rule's right side, where it depends on how many there are; ``missing``
    says what a judgement would need; ``extra`` what a sentence needs beside the figures.
    """

    rule: Rule
    outcome: str
    rows: dict[str, dict]
    formula: str = ""
    missing: str = ""
    extra: dict | None = None

    @property
    def lead(self) -> dict:
        """The figure it is about."""
        return self.rows.get(self.rule.lead) or next(iter(self.rows.values()))

    @property
    def relation(self) -> Relation:
        return Relation(self.rule.lead, self.rule.sign, self.formula, {role: r["id"] for role, r in self.rows.items()})


class Domain(dict):
    """Id of a figure -> what it may be by its rounding, in units: 1.32 billion is 1,320,000,000."""

    def add(self, row: dict) -> None:
        if row["id"] not in self:
            factor = 10.0 ** row["mult"]
            self[row["id"]] = Interval(row["low"] * factor, row["high"] * factor)


def judge(rule: Rule, options: Iterable[dict[str, dict]], domain: Domain, formula: str = "", **extra) -> Judged:
    """The best outcome that some choice of figures allows.

    Parameters
    ----------
    options : figures by role, the choice preferred first: one figure may have been published several times. What holds with
        any of them holds.
    formula : in place of the rule's own.
    """
    formula, first, revised = formula or rule.formula, None, None
    for rows in options:
        for r in rows.values():
            domain.add(r)
        tried = Judged(rule, FAILS, rows, formula, "", extra)
        if not relations.gap(tried.relation, domain):
            return tried._replace(outcome=HOLDS)
        first = first or tried
        if revised is None and _revised(tried, domain):
            revised = tried._replace(outcome=REVISED)
    return revised or first


def apart(tried: Judged, domain: Domain, role: str) -> float:
    """How far a figure is from what the others imply for it, beyond what rounding permits, in units."""
    needed, own = implied(tried, role, domain), domain[tried.rows[role]["id"]]
    return max(0.0, needed.low - own.high, own.low - needed.high)


def implied(tried: Judged, role: str, domain: Domain) -> Interval:
    """What the other figures of a comparison imply for one of them, in units; all numbers where nothing."""
    cell = tried.rows[role]["id"]
    free = {i: domain[i] for i in tried.relation.cells.values()} | {cell: Interval(-math.inf, math.inf)}
    found = relations.contract(tried.relation, free)
    return found[cell] if found else Interval(-math.inf, math.inf)


def _revised(tried: Judged, domain: Domain) -> bool:
    """True where figures of several publications disagree by no more than revisions commonly are."""
    rule = tried.rule
    if not rule.revision or len({r["source_id"] for r in tried.rows.values()}) < 2:
        return False
    soft = rule.soft or rule.lead
    own = domain[tried.rows[soft]["id"]]
    size = 1.0 if rule.points else max(abs(own.low), abs(own.high))
    return apart(tried, domain, soft) <= rule.revision * size
