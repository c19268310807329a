"""The outcome of a comparison: it holds, holds between two vintages, fails, or cannot be judged."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from ..intervals import Interval
from . import relations
from .relations import Relation
from .rules import Rule

OPEN = 1.25  # of a number that is printed as "over" it, the most; as "under" it, one in so many the least
ABOUT = 0.05  # of a number that is printed as "about" it
ZEROS = 0.05  # of a figure, the most that its last zeros may hide
GROSS = 5  # times a common revision: what lies beyond no revision explains
HOLDS, REVISED, FAILS, UNJUDGED = OUTCOMES = ("holds", "revised", "fails", "unjudged")


class Judged(NamedTuple):
    """One rule applied to some figures.

    ``rows`` are the figures by role, ``formula`` the rule's right side, where it depends on how many there are; ``missing``
    says what a judgement would need; ``extra`` what a sentence needs beside the figures; ``mild`` is a failure that
    publications at different times may explain.
    """

    rule: Rule
    outcome: str
    rows: dict[str, dict]
    formula: str = ""
    missing: str = ""
    extra: dict | None = None
    mild: bool = False

    @property
    def lead(self) -> dict:
        """The figure it is about."""
        return self.rows.get(self.rule.lead) or next(iter(self.rows.values()))

    def relation(self, name: Callable[[dict], str]) -> Relation:
        """The comparison as arithmetic on cells; ``name`` gives the cell of a figure: its id, or that of all its copies."""
        return Relation(self.rule.lead, self.rule.sign, self.formula, {role: name(r) for role, r in self.rows.items()})


class Domain(dict):
    """Id of a figure -> what it may be, in units: 1.32 billion is 1,320,000,000, and "over" leaves the upper end open.

    Figures of one key of which one is a rounding of the other are copies, and one ``cell``: two copies of a misprint are no
    evidence for it. ``cells`` says what the most exact of them may be.
    """

    def __init__(self):
        super().__init__()
        self.cells: dict[str, Interval] = {}
        self._cell_of: dict[str, str] = {}
        self._alike: dict[tuple, list[str]] = {}

    def cell(self, row: dict) -> str:
        """The id that stands for a figure and all its copies: that of the first that was met."""
        known = self._cell_of.get(row["id"])
        if known is None:
            own = self[row["id"]] = _open(row)
            covers = row["covers_to"] if row["covers_to"] < row["period"].end.isoformat() else ""
            key = (
                row["area"],
                row["indicator"],
                row["period"],
                row["measure"],
                row["plan_by"],
                row["unit_measure"],
                covers,
            )
            alike = self._alike.setdefault(key, [])
            known = next((c for c in alike if _nested(self.cells[c], own)), row["id"])
            if known == row["id"]:
                alike.append(known)
            wide = self.cells.get(known, own)
            self.cells[known] = Interval(max(wide.low, own.low), min(wide.high, own.high))
            self._cell_of[row["id"]] = known
        return known

    def own(self, row: dict) -> str:
        """The id of a figure itself, which is known from now on."""
        self.cell(row)
        return row["id"]

    def copies(self, cell: str) -> list[str]:
        """Ids of the figures that a cell stands for."""
        return [i for i, own in self._cell_of.items() if own == cell]


def _nested(a: Interval, b: Interval) -> bool:
    """True where one of two intervals holds the other."""
    return (a.low <= b.low and b.high <= a.high) or (b.low <= a.low and a.high <= b.high)


def _open(row: dict) -> Interval:
    """What a figure may be by its rounding; one printed as over, under or about something is bounded on that side alone."""
    factor, ends = 10.0 ** row["mult"], [row["low"], row["high"]]
    if row["qualifier"] and row["upper"] is None:
        far = {"over": (1.0, OPEN), "under": (1 / OPEN, 1.0), "about": (1 - ABOUT, 1 + ABOUT)}[row["qualifier"]]
        ends += [row["value"] * x for x in far]
    return Interval(min(ends) * factor, max(ends) * factor)


def _round(row: dict) -> Interval:
    """What a figure may have been where its last zeros, two or more, are no digits: 7,000 for 6,993."""
    own, value, unit = _open(row), abs(row["value"]), 10.0
    counted = row["measure"] not in ("level", "plan_target") or not row["mult"]  # 100% and 300 schools are as they are
    if counted or row["decimals"] or row["qualifier"] or not value or value % 100:
        return own
    while value % (unit * 10) == 0 and unit * 10 <= value * ZEROS:
        unit *= 10
    middle, half = row["value"] * 10.0 ** row["mult"], unit / 2 * 10.0 ** row["mult"]
    return Interval(min(own.low, middle - half), max(own.high, middle + half))


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
        tried = Judged(rule, FAILS, rows, formula, "", extra)
        if not relations.gap(relation := tried.relation(domain.own), domain):
            return tried._replace(outcome=HOLDS)
        first = first or tried
        if revised is None and (_revised(tried, domain, rule.revision) or _rounder(tried, relation, domain)):
            revised = tried._replace(outcome=REVISED)
    return revised or first._replace(mild=_revised(first, domain, GROSS * rule.revision))


def apart(tried: Judged, domain: Domain, role: str) -> float:
    """How far a figure is from what the others imply for it, beyond what rounding permits, in units."""
    needed, own = implied(tried, role, domain), domain[tried.rows[role]["id"]]
    return max(0.0, needed.low - own.high, own.low - needed.high)


def implied(tried: Judged, role: str, domain: Mapping[str, Interval]) -> Interval:
    """What the other figures of a comparison imply for one of them, in units; all numbers where nothing."""
    relation = tried.relation(lambda r: r["id"])
    cells = relation.cells
    free = {i: domain[i] for i in cells.values()} | {cells[role]: Interval(-math.inf, math.inf)}
    found = relations.contract(relation, free)
    return found[cells[role]] if found else Interval(-math.inf, math.inf)


def _revised(tried: Judged, domain: Domain, most: float) -> bool:
    """True where figures of several publications disagree by no more than a share, or points, of the one that was revised."""
    rule = tried.rule
    if not most or len({r["source_id"] for r in tried.rows.values()}) < 2:
        return False
    role = rule.soft or rule.lead
    needed, own = implied(tried, role, domain), domain[tried.rows[role]["id"]]
    if rule.points:
        size = 1.0
    else:
        size = min(
            max(abs(x) for x in ends if not math.isinf(x)) for ends in (own, needed) if not all(map(math.isinf, ends))
        )
    return max(0.0, needed.low - own.high, own.low - needed.high) <= most * size


def _rounder(tried: Judged, relation: Relation, domain: Domain) -> bool:
    """True where all holds as soon as figures that end in zeros are taken for rounded ones."""
    rounder = {r["id"]: _round(r) for r in tried.rows.values()}
    return any(rounder[c] != domain[c] for c in rounder) and not relations.gap(relation, rounder)
