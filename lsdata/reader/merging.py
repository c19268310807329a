"""The figures of a text as rows of a source of its own beside the package's, held against all rules together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ..checks.survey import Domain, Found, survey
from ..dataset import Dataset
from .holding import Held

# `holding` tells of other sources; nobody knows on which day a text will be published.
OWN = ("two_sources", "two_units", "early")
NAME = "draft"


class Broken(NamedTuple):
    """What the rules find in a text: findings, each with its figures, and what those may be."""

    found: list[tuple[Found, list[Held]]]
    domain: Domain


def source_name(data: Dataset) -> str:
    """An id for the text that no source of the package has."""
    name = NAME
    while name in data.sources:
        name += "-"
    return name


def merged(data: Dataset, found: Sequence[Held], source_id: str, publisher: str, as_of: str = "") -> Dataset:
    """The package's rows of the areas of a text, and the text's own in the place of those that it prints otherwise.

    Parameters
    ----------
    source_id, publisher : of the text.
    as_of : its day; empty: later than all that the package knows.
    """
    areas = {h.row["area"] for h in found}
    chosen = chosen_of(found)
    gone = {_key(h.table) for h in chosen if not h.agreeing}
    rows = [
        r
        for r in data.tables["figures"]
        if r["ref_area"] in areas and (_key(r) not in gone) and (_key(r)[:4] + ("",)) not in gone
    ]
    own = dict.fromkeys(next(iter(data.tables["sources"]), {}), "") | {
        "source_id": source_id, "title": publisher, "publisher": publisher, "published_on": as_of or _later(data), "date_basis": "printed",
        "language": "vi", "authority": "official", "url": "",
    }  # fmt: skip
    tables = {"figures": [*rows, *(h.table for h in chosen)], "sources": [*data.tables["sources"], own]}
    return Dataset(data.tables | tables, data.about)


def chosen_of(found: Iterable[Held]) -> list[Held]:
    """One figure a key: the one that was published, of those the newest; else the one that the text prints first."""
    best: dict[tuple, Held] = {}
    for h in sorted(found, key=_preferred):
        best.setdefault(_key(h.table), h)
    return list(best.values())


def _preferred(h: Held) -> tuple:
    first = next((n for n, r in enumerate(h.published) if r in h.agreeing), len(h.published))
    return not h.agreeing, first, bool(h.row["qualifier"]), h.row["mult"] - h.row["decimals"], h.figure.start


def _key(row: dict[str, str]) -> tuple[str, ...]:
    return row["ref_area"], row["indicator"], row["time_period"], row["measure"], row["plan_by"]


def _later(data: Dataset) -> str:
    """The day after the last one that the package knows of."""
    days = [r["known_by"] for r in data.sources.values() if r["known_by"]]
    return (max(days, default=date.today()) + timedelta(days=1)).isoformat()


def broken(data: Dataset, beside: Dataset, found: Sequence[Held], source_id: str, as_of: str = "") -> Broken:
    """Rules that figures of a text break, which the package alone does not; each with those figures.

    Parameters
    ----------
    beside : the text's figures and the package's, as ``merged`` gives them.
    """
    mine = {h.row["id"]: h for h in chosen_of(found)}
    areas = sorted({h.row["area"] for h in found})
    if not areas:
        return Broken([], Domain())
    alone = survey(data, areas=areas, as_of=as_of).found
    known, told = {f.id for f in alone}, {_about(f) for f in alone}
    whole = survey(beside, areas=areas, as_of=as_of)
    out = []
    for f in whole.found:
        own = [mine[r["id"]] for r in (*f.judged.rows.values(), *f.also) if r["id"] in mine]
        if not own or f.judged.rule.id in OWN or f.known or f.id in known:
            continue
        if all(h.agreeing for h in own) and _about(f) in told:
            continue
        out.append((f, own))
    return Broken(out, whole.domain)


def _about(f: Found) -> tuple:
    lead = f.judged.lead
    return f.judged.rule.id, lead["area"], lead["indicator"], lead["period"], lead["measure"]
