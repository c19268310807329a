"""Whether contributions to growth add up to it: what may be said of their sum, and of the largest."""

from __future__ import annotations

from .checks.judging import FAILS
from .checks.rules import identities
from .checks.survey import Found, of_area
from .facts import Fact
from .headline import Question

RULE = "contributions"
OF_A_SUM = "contribution_total"
OF_A_PART = ("contribution_top", "growth_share")  # patterns that hold a part against the others


def pattern(q: Question, fact: Fact, name: str) -> str:
    """The pattern for the sum of contributions, or for the largest of them; empty where nothing of it may be said.

    Parameters
    ----------
    name : the pattern that was asked for; others than those of contributions stay as they are.
    """
    if name not in (OF_A_SUM, *OF_A_PART):
        return name
    failing = _failing(q, fact)
    if name in OF_A_PART:
        return "" if failing else name
    if failing:
        role = failing.judged.rule.lead
        parts = {r["id"] for key, r in failing.judged.rows.items() if key != role}
        return f"{name}_off" if parts <= set(fact.inputs) else ""
    if (growth := overall(q, fact)) is None:
        return f"{name}_alone"
    return name if growth.interval.overlaps(fact.interval) else f"{name}_beside"


def overall(q: Question, fact: Fact) -> Fact | None:
    """The growth that contributions add up to, as it is printed."""
    indicator, measure = identities()[RULE].cells["growth"]
    told = fact.area == q.area and indicator in q.voice.data.indicators  # a scope may be without it
    return q.published(indicator, fact.period).get(measure) if told else None


def _failing(q: Question, fact: Fact) -> Found | None:
    """What a check found of the contributions of the fact's period, where they do not add up to growth."""
    for f in of_area(q.voice.data, q.area, q.as_of).found if fact.area == q.area else ():
        if f.judged.rule.id == RULE and f.judged.outcome == FAILS and f.judged.lead["period"] == fact.period:
            return f
    return None
