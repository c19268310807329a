"""A data set held against all rules: what was judged, what was found, and the fewest figures whose change would repair it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from ..intervals import Interval
from ..rows import AUTHORITY_ORDER, STATUS_ORDER
from . import across, alone, over_time, repair
from .judging import FAILS, HOLDS, REVISED, Domain, Judged
from .relations import Relation
from .repair import Repair
from .rules import SEVERITIES, identities, kinds, rules
from .series import Series, all_series

if TYPE_CHECKING:
    from ..dataset import Dataset

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
    repairs: tuple[Repair, ...] = ()
    group: int = 0
    known: dict | None = None
    also: tuple[dict, ...] = ()

    @property
    def id(self) -> str:
        """Its name, the same as long as it is about the same figures: rule and figure, or what the rule is about."""
        lead, rule = self.judged.lead, self.judged.rule.id
        if rule == "early":
            return f"early:{lead['area']}.{lead['period'].code.replace('/', '_')}@{lead['source_id']}"
        other = self.judged.rows["yoy_pct"]["source_id"] if rule == "implied_cumulative" else ""
        return f"{rule}:{lead['id']}" + (f"+{other}" if other else "")

    @property
    def severity(self) -> str:
        """error, warning, information: two vintages are for information, a gap that they may explain is a warning."""
        if self.judged.outcome == REVISED:
            return SEVERITIES[2]
        return SEVERITIES[1] if self.judged.mild else self.judged.rule.severity


@dataclass(frozen=True)
class Survey:
    """What a check of a data set gave.

    ``counts`` says how many comparisons of a rule had which outcome; ``figures`` is how many were looked at; ``unused``
    are acknowledgements that name no finding, where the whole package was looked at.
    """

    judged: list[Judged]
    found: list[Found]
    counts: Counter
    domain: Domain
    unused: list[dict]
    figures: int


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
    known, related, plans = rules(), list(identities().values()), kinds()["plan"]
    for own in shelf.values():
        for s in own.values():
            judged += over_time.of_series(s, known, domain, own.get(plans.get(s.indicator, "")))
            judged += alone.of_series(data, s, known, domain, counts)
        judged += across.of_area(data, own, related, domain)
    judged += alone.early(data, (s for own in shelf.values() for s in own.values()), known["early"], counts)
    judged += across.of_areas(data, shelf, known["areas"], domain)
    found, unused = _acknowledged(data, _found(data, judged, domain), as_of)
    counts.update((j.rule.id, j.outcome) for j in judged)
    looked_at = sum(
        len(rows) for own in shelf.values() for s in own.values() for p in s.by.values() for rows in p.values()
    )
    whole = not (areas or indicators or as_of)
    return Survey(judged, found, counts, domain, unused if whole else [], looked_at)


@lru_cache(maxsize=2)
def of_area(data: Dataset, area: str, as_of: str = "") -> Survey:
    """The survey of one area's figures: what a report asks for again and again."""
    return survey(data, areas=[area], as_of=as_of)


@lru_cache(maxsize=2)
def doubtful(data: Dataset, area: str, as_of: str = "") -> dict[str, Found]:
    """Figures that an error points at, whichever way it is repaired: id -> its finding.

    Not those that an office has looked into and says are right (``used`` in its acknowledgement).
    """
    out: dict[str, Found] = {}
    right: set[str] = set()
    found = of_area(data, area, as_of)
    for f in found.found:
        blamed = frozenset.intersection(*(r.cells for r in f.repairs)) if f.repairs else frozenset()
        if (f.known or {}).get("used") == "yes":
            right |= {*blamed, found.domain.cell(f.judged.lead)}
        elif f.severity == SEVERITIES[0]:
            out |= {i: f for cell in blamed for i in found.domain.copies(cell) if i not in out}
    return {i: f for i, f in out.items() if not any(i in found.domain.copies(cell) for cell in right)}


def _found(data: Dataset, judged: list[Judged], domain: Domain) -> list[Found]:
    """Findings in the order of severity, area, indicator and period, each once."""
    found = [Found(j, tuple(sets), n) for n, (own, sets) in enumerate(_groups(data, judged, domain), 1) for j in own]
    found += [Found(j) for j in judged if j.outcome == REVISED]
    order = {i: n for n, i in enumerate(data.indicators)}

    def place(f: Found) -> tuple:
        lead = f.judged.lead
        return (SEVERITIES.index(f.severity), lead["area"], order[lead["indicator"]], lead["period"].end, f.id)

    return sorted(_joined(data, found), key=place)


def _joined(data: Dataset, found: Iterable[Found]) -> list[Found]:
    """Findings of one rule on one figure that several sources print alike, as one: that of the first publication."""
    alike: dict[tuple, list[Found]] = {}
    for f in found:
        lead, rule = f.judged.lead, f.judged.rule.id
        about = (
            lead["area"],
            lead["indicator"],
            lead["period"],
            lead["measure"],
            lead["plan_by"],
            lead["value"],
            lead["mult"],
        )
        alike.setdefault((rule, f.judged.outcome, *about) if rule != "early" else (f.id,), []).append(f)

    def published(f: Found) -> tuple:
        known_by = data.sources[f.judged.lead["source_id"]]["known_by"]
        return (known_by.isoformat() if known_by else "", f.id)

    out = []
    for same in alike.values():
        first, *others = sorted(same, key=published)
        out.append(replace(first, also=tuple(f.judged.lead for f in others if f.judged.lead is not first.judged.lead)))
    return out


def _groups(data: Dataset, judged: list[Judged], domain: Domain) -> Iterable[tuple[list[Judged], list[Repair]]]:
    """Failing comparisons that share figures, with what would repair them."""
    failing = [j for j in judged if j.outcome == FAILS]
    if not failing:
        return
    compared = [j for j in judged if j.outcome in (HOLDS, FAILS) and len(j.rows) > 1 and j.formula]
    where: dict[str, list[int]] = {}
    for n, j in enumerate(compared):
        for cell in map(domain.cell, j.rows.values()):
            where.setdefault(cell, []).append(n)
    position = {id(j): n for n, j in enumerate(compared)}
    relations = [j.relation(domain.cell) for j in compared]
    single = [j for j in failing if id(j) not in position]
    broken = [position[id(j)] for j in failing if id(j) in position]
    for part in repair.components([relations[n] for n in broken]):
        own = [broken[k] for k in part]
        if len(own) > TANGLED:
            yield [compared[n] for n in own], []
            continue
        near, reached = list(own), set(own)
        for _ in range(REACH):
            beyond = dict.fromkeys(n for m in near for r in compared[m].rows.values() for n in where[domain.cell(r)])
            near += [n for n in beyond if n not in reached and compared[n].outcome == HOLDS]
            reached |= beyond.keys()
        kept = _consistent([relations[n] for n in near[len(own) :]], domain.cells)
        every = [*(relations[n] for n in own), *kept]
        mended = repair.repairs(every, domain.cells, cost=_cost(data), bounds=_Bounds(data))
        yield [compared[n] for n in own], mended
    for j in single:
        yield [j], []


def _consistent(relations: list[Relation], domain: Mapping[str, Interval]) -> list[Relation]:
    """Comparisons that hold together: what holds alone may not beside others, in a chain of roundings and revisions."""
    if repair.satisfiable(relations, domain):
        return relations
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


class _Bounds(dict):
    """Id of a figure -> what a figure of its kind can be at all."""

    def __init__(self, data: Dataset):
        super().__init__()
        self.data = data

    def __missing__(self, cell: str) -> Interval:
        r = self.data.by_id[cell]
        kind, measure = self.data.indicators[r["indicator"]]["kind"], r["measure"]
        signed = r["indicator"] in kinds()["signed"]
        low, high = -math.inf, math.inf
        if measure in ("index", "pct_of_plan") or (
            measure in ("level", "plan_target") and not signed and kind != "rate"
        ):
            low = 0.0
        elif measure == "yoy_pct" and not signed:
            low = -100.0
        if measure == "share_pct" or (kind == "share" and measure == "level"):
            low, high = 0.0, 100.0
        self[cell] = Interval(low, high)
        return self[cell]


def _acknowledged(data: Dataset, found: list[Found], as_of: str) -> tuple[list[Found], list[Mapping]]:
    """Findings with the acknowledgements that name them, and the acknowledgements that name none.

    One that was written before a figure of the finding was published knows nothing of it; on a day of knowledge, later ones
    are not there yet.
    """
    known = {
        r["finding"]: r for r in data.tables.get("acknowledgements", ()) if not as_of or r["acknowledged_on"] <= as_of
    }
    out, named = [], set()
    for f in found:
        copies = [f.id, *(f"{f.judged.rule.id}:{r['id']}" for r in f.also)]
        mine = next((known[i] for i in copies if i in known), None)
        named |= {i for i in copies if i in known}
        days = [data.sources[r["source_id"]]["known_by"] for r in f.judged.rows.values()]
        newer = mine and any(day and day.isoformat() > mine["acknowledged_on"] for day in days)
        out.append(replace(f, known=None if newer else mine))
    return out, [r for i, r in known.items() if i not in named]
