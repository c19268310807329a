"""What one may look at: an indicator of an area, and every other choice that still has figures.

A choice is settled before anything is shown: what has no figures gives way to the nearest that has, so that nobody ever
meets an empty list.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from .. import frames
from ..dataset import EVERYTHING, MEASURES, Dataset, check_as_of
from ..errors import ParameterError
from ..numerals import number
from ..periods import Period
from ..wording import check_language, phrases

KINDS = ("", "year", "half", "S1", "S2", "quarter", "Q1", "Q2", "Q3", "Q4", "ytd", "month")
Options = list[tuple[str, str]]  # (label, value)


@dataclass(frozen=True)
class Choice:
    """What is looked at.

    Parameters
    ----------
    area, indicator, measure : codes.
    like : which periods, as in ``Dataset.series``; empty: all.
    since, until : first and last year; empty: no end.
    compare : with the country and the neighbours.
    as_of : date of knowledge, as in ``2020-07-13``; empty: all that is held.
    lang : language of names.
    sector : where the indicator was looked for; empty: its own.
    """

    area: str = "VN-09"
    indicator: str = ""
    measure: str = ""
    like: str = ""
    since: str = ""
    until: str = ""
    compare: bool = False
    as_of: str = ""
    lang: str = "vi"
    sector: str = ""


def words(lang: str) -> dict[str, str]:
    """The labels of the explorer in a language; English where it has none."""
    return phrases(lang, Path(__file__).parent / "phrases")["explore"]


def settle(data: Dataset, c: Choice) -> Choice:
    """The nearest choice that has figures.

    Raises
    ------
    UnknownName : an area, sector, indicator, measure or language that does not exist.
    ParameterError : the date of knowledge is none, or nothing of the area was known by then.
    """
    data.check("area", c.area)
    for kind in ("sector", "indicator", "measure"):
        if getattr(c, kind):
            data.check(kind, getattr(c, kind))
    check_language(c.lang)
    frames.check_like(c.like)
    c = replace(c, as_of=check_as_of(c.as_of))
    if not _known(data, c):
        by = f" was known by {c.as_of}; choose a later day" if c.as_of else " is known; choose another area"
        raise ParameterError(f"nothing of {c.area}{by}")
    if not c.sector and c.indicator:
        c = replace(c, sector=data.indicators[c.indicator]["sector"])
    c = replace(c, sector=_kept(c.sector, sectors(data, c)))
    offered = indicators(data, c)
    same = [c.indicator, data.counterpart(c.indicator, c.area)] if c.indicator else []
    same += [i for i, r in data.indicators.items() if c.indicator and r.get("national") == c.indicator]
    had = [i for i in same if i in _values(offered)]
    c = replace(c, indicator=had[0] if had else offered[0][1])
    lead = [m for m in data.lead_measures(c.indicator) if m in _values(measures(data, c))]
    offered = measures(data, c)
    c = replace(c, measure=c.measure if c.measure in _values(offered) else [*lead, offered[0][1]][0])
    asked = [r["id"] for r in _known(data, c, "indicator", "measure", "like")]
    c = replace(c, like=next((k for k, ids in _distinct(data, c).items() if ids == asked), ""))
    first = since(data, replace(c, until=""))
    c = replace(c, since=next((v for y, v in first if y >= c.since), "") if c.since else "")
    last = until(data, c)[::-1]
    return replace(c, until=next((v for y, v in last if y <= c.until), "") if c.until else "")


def _values(options: Options) -> list[str]:
    return [value for _, value in options]


def _kept(value: str, options: Options) -> str:
    """The value where it is offered, else the first that is."""
    return value if value in _values(options) else options[0][1]


def _known(data: Dataset, c: Choice, *part: str) -> list[dict]:
    """Chosen rows of the area by then; ``part`` of the choice holds as well: indicator, measure, like."""
    where = {k: getattr(c, k) for k in part if k in ("indicator", "measure")}
    rows = data.find(area=c.area, as_of=c.as_of, **where)
    return [r for r in rows if "like" not in part or frames.comparable(r["period"], c.like)]


def _counted(label: str, rows: int, lang: str) -> str:
    return f"{label} ({number(rows, 0, lang)})"


def areas(data: Dataset, c: Choice) -> Options:
    """Areas with figures."""
    count = Counter(r["area"] for r in data.find(as_of=c.as_of))
    return [(_counted(data.areas[a][f"name_{c.lang}"], count[a], c.lang), a) for a in data.areas if count[a]]


def sectors(data: Dataset, c: Choice) -> Options:
    """Sectors that the area has figures of; the plan's indicators stand under the overview."""
    rows, out = _known(data, c), []
    for s in data.sectors:
        if s not in EVERYTHING[1:] or s == c.sector:  # the outlook looks at the same indicators
            own = set(data.indicators_of(s))
            if n := sum(r["indicator"] in own for r in rows):
                out.append((_counted(data.sectors[s][f"name_{c.lang}"], n, c.lang), s))
    return out


def indicators(data: Dataset, c: Choice) -> Options:
    """Indicators of the sector that the area has figures of."""
    count = Counter(r["indicator"] for r in _known(data, c))
    own = [i for i in data.indicators_of(c.sector) if count[i]]
    return [(_counted(data.indicators[i][f"name_{c.lang}"], count[i], c.lang), i) for i in own]


def measures(data: Dataset, c: Choice) -> Options:
    """Measures that the indicator was published in."""
    count = Counter(r["measure"] for r in _known(data, c, "indicator"))
    return [(_counted(named_measure(m, c.lang), count[m], c.lang), m) for m in MEASURES if count[m]]


def named_measure(measure: str, lang: str) -> str:
    """A measure's name as it stands alone."""
    name = words(lang)["value"] if measure == "level" else phrases(lang)["measure"][measure]
    return name[:1].upper() + name[1:]


def kinds(data: Dataset, c: Choice) -> Options:
    """Kinds of period; of two that pick the same rows only the narrower one (first half-years, not half-years)."""
    text, parts = words(c.lang), {r["period"].part: r["period"] for r in _known(data, c, "indicator", "measure")}
    out = []
    for like, found in _distinct(data, c).items():
        name = text.get(f"like_{like or 'all'}") or parts[like].name(c.lang, year=False)
        out.append((_counted(name[:1].upper() + name[1:], len(found), c.lang), like))
    return out


def _distinct(data: Dataset, c: Choice) -> dict[str, list[str]]:
    """Kind of period -> ids of its rows, each set of rows once."""
    rows = _known(data, c, "indicator", "measure")
    parts = {r["period"].part for r in rows} - {"", "Y"}
    order = [*KINDS, *sorted(parts - set(KINDS))]
    found = {k: [r["id"] for r in rows if frames.comparable(r["period"], k)] for k in order}
    narrow = {tuple(ids): k for k, ids in sorted(found.items(), key=lambda x: x[0] in parts)} | {tuple(found[""]): ""}
    return {k: ids for k, ids in found.items() if ids and narrow[tuple(ids)] == k}


def since(data: Dataset, c: Choice) -> Options:
    """First years; the earliest is no limit."""
    rows = [r["period"] for r in _known(data, c, "indicator", "measure", "like")]
    years = sorted({p.start.year for p in rows if not c.until or p.end.year <= int(c.until)})
    return [(str(y), str(y) if i else "") for i, y in enumerate(years)]


def until(data: Dataset, c: Choice) -> Options:
    """Last years; the latest is no limit."""
    rows = [r["period"] for r in _known(data, c, "indicator", "measure", "like")]
    years = sorted({p.end.year for p in rows if not c.since or p.start.year >= int(c.since)})
    return [(str(y), "" if y == years[-1] else str(y)) for y in years]


def days(data: Dataset, c: Choice) -> list[str]:
    """Days on which something became known of the indicator, newest first."""
    rows = data.find(area=c.area, indicator=c.indicator, measure=c.measure, vintages=True)
    known = {data.sources[r["source_id"]]["known_by"] for r in rows} - {None}
    return [d.isoformat() for d in sorted(known, reverse=True)]


def others(data: Dataset, c: Choice) -> list[str]:
    """The country and neighbours that have figures, in the same unit, to put beside the area's."""
    own, out = data.indicators[c.indicator], []
    for area in data.others(c.area):
        rows = [r for r in series(data, c, area) if inside(r["period"], c)]
        its = data.indicators[data.counterpart(c.indicator, area)]
        alike = all(
            its[k] == own[k] for k in ("unit_measure", "unit_mult")
        )  # GDP is counted in thousands of GRDP's unit
        if rows and (alike or rows[0]["unit_measure"] not in (own["unit_measure"], its["unit_measure"])):
            out.append(area)
    return out


def series(data: Dataset, c: Choice, area: str, **more: bool) -> list[dict]:
    """Rows of the choice for one area, over all years; ``more`` as in ``Dataset.find``: vintages, unverified."""
    own = data.counterpart(c.indicator, area)
    rows = data.find(area=area, indicator=own, measure=c.measure, as_of=c.as_of, **more)
    return [r for r in rows if frames.comparable(r["period"], c.like)]


def inside(p: Period, c: Choice) -> bool:
    """True where a period lies between the first and the last year."""
    return (not c.since or p.start.year >= int(c.since)) and (not c.until or p.end.year <= int(c.until))


def code(data: Dataset, c: Choice, folder: str = "") -> str:
    """One line of Python that gives the same frame, after ``import lsdata as ls``; what is default is left out."""
    places = [c.area, *(others(data, c) if c.compare else [])]
    default = all(data.lead_measures(data.counterpart(c.indicator, a))[0] == c.measure for a in places)
    args = [_text(c.indicator)]
    if places != ["VN-09"]:
        args.append(_text(places if len(places) > 1 else places[0]))
    named = {"like": c.like, "measure": "" if default else c.measure, "as_of": c.as_of, "data": folder}
    named["lang"] = "" if c.lang == "en" else c.lang
    args += [f"{k}={_text(v)}" for k, v in named.items() if v]
    spans = [r["period"] for a in places for r in series(data, c, a)]
    cut = [f"start >= '{c.since}'"] if c.since and min(p.start.year for p in spans) < int(c.since) else []
    if c.until and max(p.end.year for p in spans) > int(c.until):
        cut.append(f"end < '{int(c.until) + 1}'")
    return f"ls.series({', '.join(args)})" + (f'.query("{" and ".join(cut)}")' if cut else "")


def _text(value: str | list[str]) -> str:
    return json.dumps(value, ensure_ascii=False)
