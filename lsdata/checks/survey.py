"""A data set held against all rules: what was judged, what was found, and the fewest figures whose change would repair it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from ..rows import AUTHORITY_ORDER, STATUS_ORDER
from . import across, alone, over_time, repair
from .judging import FAILS, HOLDS, REVISED, Domain, Judged
from .relations import Relation
from .repair import Repair
from .rules import SEVERITIES, identities, rules
from .series import Series, all_series

if TYPE_CHECKING:
    from ..dataset import Dataset

PLANS = {"public_investment_disbursed": "public_investment_plan"}  # flows whose plan is an indicator of its own
REACH = 2  # comparisons between a failing one and those that a repair must keep
TANGLED = 30  # failing comparisons that share figures, from which no few figures are to blame


@dataclass(frozen=True)
class Found:
    """A comparison that fails, or holds only between two vintages.

    ``repairs`` are the smallest sets of figures that, left free, make all comparisons hold (none where no small set is
    known); ``group`` is common to findings that share figures; ``known`` is its acknowledgement, where there is one; ``also``
    are figures of other sources that print the same.
    """

    judged: Judged
    repairs: list[Repair] = field(default_factory=list)
    group: int = 0
    known: dict | None = None
    also: list[dict] = field(default_factory=list)

    @property
    def id(self) -> str:
        return f"{self.judged.rule.id}:{self.judged.lead['id']}"

    @property
    def severity(self) -> str:
        return SEVERITIES[-1] if self.judged.outcome == REVISED else self.judged.rule.severity


@dataclass(frozen=True)
class Survey:
    """What a check of a data set gave.

    ``counts`` says how many comparisons of a rule had which outcome; ``unused`` are acknowledgements of no finding.
    """

    judged: list[Judged]
    found: list[Found]
    counts: Counter
    domain: Domain
    unused: list[dict]


def survey(
    data: Dataset,
    *,
    areas: Collection[str] = (),
    indicators: Collection[str] = (),
    as_of: str = "",
    unverified: bool = False,
) -> Survey:
    """Hold the figures of a data set against all rules.

    Parameters
    ----------
    areas, indicators : only figures of these; none: all.
    as_of : day of knowledge.
    unverified : also figures of sources that nobody vouches for.
    """
    domain, judged, counts = Domain(), [], Counter()
    shelf: dict[str, dict[str, Series]] = {}
    for s in all_series(data, areas, indicators, as_of, unverified):
        shelf.setdefault(s.area, {})[s.indicator] = s
    known, related = rules(), list(identities().values())
    for own in shelf.values():
        for s in own.values():
            judged += over_time.of_series(s, known, domain, own.get(PLANS.get(s.indicator, "")))
            judged += alone.of_series(data, s, known, domain, counts)
        judged += across.of_area(data, own, related, domain)
    judged += alone.early(data, (s for own in shelf.values() for s in own.values()), known["early"], counts)
    judged += across.of_areas(data, shelf, known["areas"], domain)
    found, unused = _acknowledged(data, _found(data, judged, domain))
    counts.update((j.rule.id, j.outcome) for j in judged)
    return Survey(judged, found, counts, domain, unused)


@lru_cache(maxsize=2)
def of_area(data: Dataset, area: str, as_of: str = "") -> Survey:
    """The survey of one area's figures: what a report asks for again and again."""
    return survey(data, areas=[area], as_of=as_of)


@lru_cache(maxsize=2)
def doubtful(data: Dataset, area: str, as_of: str = "") -> dict[str, Found]:
    """Figures that an error points at, whichever way it is repaired: id -> its finding."""
    out: dict[str, Found] = {}
    for f in of_area(data, area, as_of).found:
        if f.severity == SEVERITIES[0] and f.repairs:
            for cell in frozenset.intersection(*(r.cells for r in f.repairs)):
                out.setdefault(cell, f)
    return out


def _found(data: Dataset, judged: list[Judged], domain: Domain) -> list[Found]:
    """Findings in the order of severity, area, indicator and period, each once."""
    once: dict[str, Found] = {}
    for group, (failing, repairs) in enumerate(_groups(data, judged, domain), 1):
        for j in failing:
            found = Found(j, repairs, group)
            once.setdefault(found.id, found)
    for j in judged:
        if j.outcome == REVISED:
            once.setdefault(Found(j).id, Found(j))
    once = _joined(once)
    order = {i: n for n, i in enumerate(data.indicators)}

    def place(f: Found) -> tuple:
        lead = f.judged.lead
        return (SEVERITIES.index(f.severity), lead["area"], order[lead["indicator"]], lead["period"].end, f.id)

    return sorted(once.values(), key=place)


def _joined(found: dict[str, Found]) -> dict[str, Found]:
    """Findings of one rule on one figure that several sources print alike, as one."""
    first: dict[tuple, Found] = {}
    for f in found.values():
        lead, rule = f.judged.lead, f.judged.rule.id
        alike = (
            lead["area"],
            lead["indicator"],
            lead["period"],
            lead["measure"],
            lead["plan_by"],
            lead["value"],
            lead["mult"],
        )
        same = first.setdefault((rule, f.judged.outcome, *alike), f)
        if same is not f:
            same.also.append(lead)
    return {f.id: f for f in first.values()}


def _groups(data: Dataset, judged: list[Judged], domain: Domain) -> Iterable[tuple[list[Judged], list[Repair]]]:
    """Failing comparisons that share figures, with what would repair them."""
    failing = [j for j in judged if j.outcome == FAILS]
    if not failing:
        return
    compared = [j for j in judged if j.outcome in (HOLDS, FAILS) and len(j.rows) > 1 and j.formula]
    where: dict[str, list[int]] = {}
    for n, j in enumerate(compared):
        for r in j.rows.values():
            where.setdefault(r["id"], []).append(n)
    position = {id(j): n for n, j in enumerate(compared)}
    relations = [j.relation for j in compared]
    single = [j for j in failing if id(j) not in position]
    broken = [position[id(j)] for j in failing if id(j) in position]
    for part in repair.components([relations[n] for n in broken]):
        own = [broken[k] for k in part]
        if len(own) > TANGLED:
            yield [compared[n] for n in own], []
            continue
        near, reached = list(own), set(own)
        for _ in range(REACH):
            beyond = dict.fromkeys(n for m in near for r in compared[m].rows.values() for n in where[r["id"]])
            near += [n for n in beyond if n not in reached and compared[n].outcome == HOLDS]
            reached |= beyond.keys()
        kept = _consistent([relations[n] for n in near[len(own) :]], domain)
        mended = repair.repairs([*(relations[n] for n in own), *kept], domain, cost=_cost(data))
        yield [compared[n] for n in own], mended
    for j in single:
        yield [j], []


def _consistent(relations: list[Relation], domain: Domain) -> list[Relation]:
    """Comparisons that hold together: what holds alone may not beside others, in a chain of roundings and revisions."""
    kept: list[Relation] = []
    for relation in relations:
        if repair.satisfiable([*kept, relation], domain):
            kept.append(relation)
    return kept


def _cost(data: Dataset):
    """How sure a figure is: what is least sure is looked at first."""

    def cost(cell: str) -> float:
        r = data.by_id[cell]
        source = data.sources[r["source_id"]]
        return 10 - AUTHORITY_ORDER.index(source["authority"]) - STATUS_ORDER.index(r["status"]) / 10

    return cost


def _acknowledged(data: Dataset, found: list[Found]) -> tuple[list[Found], list[Mapping]]:
    """Findings with the acknowledgements that name them, and the acknowledgements that name none."""
    known = {r["finding"]: r for r in data.tables.get("acknowledgements", ())}
    out = [replace(f, known=known.get(f.id)) for f in found]
    named = {f.id for f in found}
    return out, [r for i, r in known.items() if i not in named]
