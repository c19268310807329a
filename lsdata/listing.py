"""What a data package knows, as tables for a terminal: areas, sectors, indicators, units, periods, sources."""

from __future__ import annotations

import textwrap
from collections import Counter

from . import evidence
from .dataset import Dataset
from .wording import check_language

Table = tuple[list[str], list[list[str]]]
NARROW = 5  # no column is squeezed below this


def listing(
    data: Dataset, what: str, *, area: str = "", sector: str = "", lang: str = "vi", every: bool = False
) -> Table:
    """Head and rows of one list.

    Parameters
    ----------
    what : ``areas``, ``sectors``, ``indicators``, ``units``, ``periods`` or ``sources``.
    area : count the figures of this area only, and leave out what has none.
    sector : the same for the indicators of a sector.
    lang : language of the names.
    every : areas without figures, too.

    Raises
    ------
    UnknownName : a code that does not exist.

    Example
    -------
    >>> import lsdata
    >>> head, rows = listing(lsdata.load(), "sectors", lang="en")
    >>> rows[0][:2]
    ['overview', 'Overview']
    """
    for kind, code in (("area", area), ("sector", sector)):
        if code:
            data.check(kind, code)
    check_language(lang)
    own = set(data.indicators_of(sector)) if sector else set(data.indicators)
    rows = [r for r in data.rows if (not area or r["area"] == area) and r["indicator"] in own]
    if what == "areas":
        return _areas(data, rows, bool(area or sector), lang, every)
    make = {
        "sectors": _sectors, "indicators": _indicators, "units": _units, "periods": _periods, "sources": _sources,
    }[what]  # fmt: skip
    return make(data, rows, bool(area or sector), lang)


def _name(row: dict, lang: str) -> str:
    return row.get(f"name_{lang}") or row["name_en"]


def _areas(data: Dataset, rows: list[dict], only: bool, lang: str, every: bool) -> Table:
    count = Counter(r["area"] for r in rows)
    # Of all the provinces there are only those with figures, and what holds them: a person chooses among these.
    held = set() if only else {data.areas[a]["parent"] for a in count}
    codes = [a for a in data.areas if count[a] or a in held or every]
    body = [
        [a, _name(data.areas[a], lang), data.areas[a]["level"], data.areas[a]["parent"], str(count[a])] for a in codes
    ]
    return ["area", "name", "level", "in", "figures"], body


def _sectors(data: Dataset, rows: list[dict], only: bool, lang: str) -> Table:
    count = Counter(data.indicators[r["indicator"]]["sector"] for r in rows)
    # Overview and outlook have no figures of their own: they speak of all the others.
    codes = [s for s in data.sectors if count[s] or not only or (s in evidence.EVERYTHING and rows)]
    body = [[s, _name(data.sectors[s], lang), "all" if s in evidence.EVERYTHING else str(count[s])] for s in codes]
    return ["sector", "name", "figures"], body


def _indicators(data: Dataset, rows: list[dict], only: bool, lang: str) -> Table:
    count = Counter(r["indicator"] for r in rows)
    body = []
    for code, own in data.indicators.items():
        if count[code] or not only:
            unit = data.unit(own["unit_measure"], int(own["unit_mult"]), lang)
            body.append([code, own["sector"], _name(own, lang), unit, own["kind"], str(count[code])])
    return ["indicator", "sector", "name", "unit", "kind", "figures"], body


def _units(data: Dataset, rows: list[dict], only: bool, lang: str) -> Table:
    count = Counter(r["unit_measure"] for r in rows)
    body = [[u, _name(r, lang), str(count[u])] for u, r in data.units.items() if count[u] or not only]
    return ["unit", "name", "figures"], body


def _periods(data: Dataset, rows: list[dict], only: bool, lang: str) -> Table:
    count = Counter(r["period"] for r in rows)
    sectors = {p: {data.indicators[r["indicator"]]["sector"] for r in rows if r["period"] == p} for p in count}
    body = [[p.code, p.name(lang), str(len(sectors[p])), str(count[p])] for p in sorted(count, reverse=True)]
    return ["period", "name", "sectors", "figures"], body


def _sources(data: Dataset, rows: list[dict], only: bool, lang: str) -> Table:
    count = Counter(r["source_id"] for r in rows)
    some = [s for s in data.sources.values() if count[s["source_id"]] or not only]
    body = [
        [s["source_id"], s["published_on"], s["authority"], s["publisher"], s["title"], str(count[s["source_id"]])]
        for s in sorted(some, key=lambda s: (s["published_on"], s["source_id"]), reverse=True)
    ]
    return ["source", "published", "authority", "publisher", "title", "figures"], body


def table(head: list[str], rows: list[list[str]], *, width: int | None = None) -> str:
    """Columns side by side, wrapped into ``width`` characters; without a width one line a row, for other programs.

    >>> print(table(["code", "name"], [["VN", "a rather long name"]], width=18))
    code  name
    VN    a rather
          long name
    """
    if not rows:
        return "nothing found"
    numbers = {i for i in range(len(head)) if all(r[i].isdigit() for r in rows)}
    sizes = [max(len(r[i]) for r in [head, *rows]) for i in range(len(head))]
    words = [max(len(word) for r in [head, *rows] for word in r[i].split() or [""]) for i in range(len(head))]
    while width and sum(sizes) + 2 * len(sizes) - 2 > width and max(sizes) > NARROW:
        # Words are broken last: a code is there to be copied.
        wider = [size if size > word else 0 for size, word in zip(sizes, words, strict=True)]
        widest = wider.index(max(wider)) if any(wider) else sizes.index(max(sizes))
        sizes[widest] -= 1
    lines = []
    for row in [head, *rows]:
        cells = [
            textwrap.wrap(cell, size, break_on_hyphens=False) or [""] for cell, size in zip(row, sizes, strict=True)
        ]
        for k in range(max(map(len, cells))):
            parts = [cell[k] if k < len(cell) else "" for cell in cells]
            aligned = [
                p.rjust(s) if i in numbers else p.ljust(s) for i, (p, s) in enumerate(zip(parts, sizes, strict=True))
            ]
            lines.append("  ".join(aligned).rstrip())
    return "\n".join(lines)
