"""Figures that were published more than once: the first beside the newest, and how far the two lie apart.

An office estimates a figure when its period has just ended, and works it out again later. It need not print the new
one: the level and the growth rate of a year later imply what the year before must have come to.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from . import frames, measures
from .facts import Fact
from .intervals import Interval
from .periods import Period
from .publications import day, day_of, distinct, ends, final, same, scaled, surely_later, whole
from .rows import STATUS_ORDER
from .wording import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd

    from .dataset import Dataset

EARLY_DAYS = 180  # a first figure from so many days after the period's end is an estimate of it, a later one no longer
APART = 50.0  # per cent of the first figure beyond which an implied level speaks of a misprint or of another series
FEW = 5  # cases below which neither a mean nor a direction is told
MANY = 10  # cases from which a direction is told, where ...
NEARLY_ALL = 0.9  # ... such a share of them lies on one side
COLUMNS = tuple(
    "area indicator name period start end months measure unit first first_status first_published first_source latest "
    "latest_status latest_published latest_source final n basis revision revision_unit low high days lag plan_by inputs".split()
)
SUMMARY = tuple(
    "indicator name measure basis revision_unit cases late revised up down open smallest largest mean_absolute mean raised_pct says".split()
)
_TYPES = {
    "float": "first latest final revision low high smallest largest mean_absolute mean raised_pct",
    "int": "months n days lag cases late revised up down open", "datetime64[ns]": "start end",
}  # fmt: skip


def revisions(
    data: Dataset, indicator: Iterable[str] | str = (), area: Iterable[str] | str = (), *, measure: Iterable[str] | str = (),
    period: str | Period | None = None, as_of: str = "", implied: bool = True, lang: str = "en",
) -> pd.DataFrame:  # fmt: skip
    """Figures published more than once, a row a figure: the first beside the newest.

    A figure that sources repeat within ``COPY_DAYS`` is one publication; repeated later it is a case as well, of a
    revision of 0. Two of which nobody knows which came first are a disagreement. Targets, expectations, ranges, parts of
    a period, unverified and undated sources are left out.

    Parameters
    ----------
    indicator, area, measure : code or codes; none named: all.
    period : the one period asked for.
    as_of : date of knowledge; empty: all that the package holds.
    implied : also the levels that the level and the change of a year later imply, where the two stand in one source that
        came after the first figure. Of what lies farther than ``APART`` from it nothing is made: see ``checks``.

    Returns
    -------
    DataFrame : first, latest and final in one ``unit``; ``final`` is the newest figure from after the period's end that
        is no estimate, where no later one of as good a source differs (NaN: none); ``n`` publications; ``basis``
        published or implied; ``revision`` is latest less first, in points for what is a percentage, else in per cent of
        the first, with what rounding permits (low, high); ``days`` between the two, ``lag`` from the period's end to the
        first (a month counts at its middle); ``inputs`` ids of the first figure and of what the latest is or follows from.

    Example
    -------
    >>> import lsdata
    >>> r = lsdata.load().revisions("gdp_growth", "VN", period="2020-S1")
    >>> r[["first", "latest", "revision"]].iloc[0].tolist()
    [1.81, 1.74, -0.07]
    """
    codes = [data.check("indicator", i) for i in ([indicator] if isinstance(indicator, str) else indicator)]
    areas = [data.check("area", a) for a in ([area] if isinstance(area, str) else area)]
    wanted = {data.check("measure", m) for m in ([measure] if isinstance(measure, str) else measure)}
    only = Period.parse(period).code if period else ""
    found = _by_figure(data, codes, areas, as_of)
    out = [
        _published(data, rows, lang)
        for key, rows in found.items()
        if (not wanted or key[3] in wanted) and only in ("", key[2]) and len(rows) > 1
    ]
    if implied and (not wanted or "level" in wanted):
        out += _implied(data, found, only, lang)
    order = ("area", "indicator", "end", "start", "measure", "plan_by")
    return _frame(sorted(filter(None, out), key=lambda r: [r[c] for c in order]), COLUMNS)


def _frame(rows: list[dict], columns: tuple[str, ...]) -> pd.DataFrame:
    """DataFrame of rows; columns have one type each, whether there are rows or not."""
    import pandas as pd

    kinds = {c: kind for kind, names in _TYPES.items() for c in names.split() if c in columns}
    return pd.DataFrame(rows, columns=columns).astype(kinds)


def _by_figure(data: Dataset, indicators: list[str], areas: list[str], as_of: str) -> dict[tuple, list[int]]:
    """Area, indicator, period, measure, maker of the plan, unit -> where in the table the rows of this figure stand."""
    table, found = data.tables["figures"], {}
    for n in data.positions(areas, indicators, as_of=as_of):
        r = table[n]
        if r["measure"] == "plan_target" or r["obs_status"] == "F" or r["obs_value_upper"]:
            continue
        if day(data.sources[r["source_id"]]["published_on"]):
            key = (r["ref_area"], r["indicator"], r["time_period"], r["measure"], r["plan_by"], r["unit_measure"])
            found.setdefault(key, []).append(n)
    return found


def _distance(first: tuple, last: tuple, points: bool) -> tuple[float, Interval] | None:
    """Last less first, each a value and its interval: in points, or in per cent of the first; None where that is nothing."""
    (a, then), (b, now) = first, last
    if points:
        return float(Decimal(repr(b)) - Decimal(repr(a))), Interval(*(round(x, 10) for x in now - then))
    if a == 0 or then.holds(0):
        return None
    ratio, size = now / then, 1 if a > 0 else -1
    reach = sorted(size * (x - 1) * 100 for x in ratio)
    return size * (b / a - 1) * 100, Interval(*(round(x, 10) for x in reach))


def _published(data: Dataset, positions: list[int], lang: str) -> dict | None:
    """The row of a figure that was published more than once; None where all are copies of one publication."""
    rows = whole(data, positions)
    told = distinct(data, rows)
    if len(told) < 2:
        return None
    first, mult = told[0], frames.own_mult(data, told[0])
    alike = [r for r in rows[rows.index(told[-1]) :] if same(r, told[-1])]
    last = min(alike, key=lambda r: (STATUS_ORDER.index(r["status"]), r["mult"] - r["decimals"]))
    if not surely_later(data, last, first):
        return None
    closed = final(data, rows)
    return _row(
        data, first, (scaled(last["value"], last, mult), ends(last, mult)), lang, basis="published", n=len(told),
        latest_status=last["status"], latest_source=last["source_id"], inputs=f"{first['id']} {last['id']}",
        final=scaled(closed["value"], closed, mult) if closed else None,
    )  # fmt: skip


def _row(data: Dataset, first: dict, latest: tuple[float, Interval], lang: str, **rest) -> dict | None:
    """A row of the frame; None where the first figure is 0 and has no percentage."""
    mult, p = frames.own_mult(data, first), first["period"]
    points = first["unit_measure"] in ("percent", "percentage_points")
    began = scaled(first["value"], first, mult)
    if (apart := _distance((began, ends(first, mult)), latest, points)) is None:
        return None
    revision, (low, high) = apart
    source, other = data.sources[first["source_id"]], data.sources[rest["latest_source"]]
    since = day(source["published_on"])
    return {
        "area": first["area"], "indicator": first["indicator"], "name": data.indicators[first["indicator"]][f"name_{lang}"],
        "period": p.code, "start": p.start, "end": p.end, "months": p.months, "measure": first["measure"],
        "unit": data.unit(first["unit_measure"], mult, lang), "first": began, "first_status": first["status"],
        "first_published": source["published_on"], "first_source": first["source_id"], "latest": latest[0],
        "latest_published": other["published_on"], "revision": revision, "low": low, "high": high,
        "revision_unit": measures.unit_name("points" if points else "percent", lang), "plan_by": first["plan_by"],
        "days": (day(other["published_on"]) - since).days, "lag": (since - p.end).days,
    } | rest  # fmt: skip


def _implied(data: Dataset, found: dict[tuple, list[int]], only: str, lang: str) -> Iterator[dict | None]:
    """Levels of a year before that level and change of a later source imply, beside the first that was published."""
    for (area, indicator, code, measure, plan_by, unit), positions in found.items():
        changes = found.get((area, indicator, code, "yoy_pct", plan_by, "percent"), ())
        if measure != "level" or unit == "percent" or not changes:
            continue
        prior = Period.parse(code).prior().code
        then = found.get((area, indicator, prior, "level", plan_by, unit), ()) if only in ("", prior) else ()
        if not (before := whole(data, then)):
            continue
        first, rates = before[0], {r["source_id"]: r for r in whole(data, changes)}
        later = [r for r in whole(data, positions) if r["source_id"] in rates and surely_later(data, r, first)]
        # The newest speaks; one that prints "over" or "under" only where no other does.
        if level := max(later, key=lambda r: (not r["qualifier"], day_of(data, r)), default=None):
            yield _implied_row(data, before, level, rates[level["source_id"]], lang)


def _implied_row(data: Dataset, before: list[dict], level: dict, rate: dict, lang: str) -> dict | None:
    first, mult = before[0], frames.own_mult(data, before[0])
    base = Interval(rate["low"], rate["high"]) * 0.01 + 1.0
    if base.low <= 0:
        return None
    value = scaled(level["value"], level, mult) / (1 + rate["value"] / 100)
    made = _row(
        data, first, (value, ends(level, mult) / base), lang, basis="implied", n=len(distinct(data, before)) + 1,
        latest_status=max(level["status"], rate["status"], key=STATUS_ORDER.index), latest_source=level["source_id"],
        inputs=f"{first['id']} {level['id']} {rate['id']}", final=None,
    )  # fmt: skip
    return made if made and abs(made["revision"]) <= APART else None


def summary(frame: pd.DataFrame, lang: str = "en") -> pd.DataFrame:
    """How far first figures were from the newest, by indicator, measure and basis, and what so many cases allow to say.

    Cases are figures whose first publication came by ``EARLY_DAYS`` after the period's end; the others (``late``) begin
    with a figure that had been worked out again and tell nothing of estimates. Figures revised in one round are not
    independent of each other.

    Parameters
    ----------
    frame : rows of ``revisions``.

    Returns
    -------
    DataFrame : cases; revised up or down beyond rounding, and open where rounding leaves the direction open; smallest and
        largest revision with their signs; mean_absolute, mean and raised_pct from ``FEW`` cases on, NaN below; ``says``:
        what the cases allow, in words. A direction is named from ``MANY`` cases on, nearly all on one side.
    """
    words, out = phrases(lang)["revisions"], []
    by = ["indicator", "name", "measure", "basis", "revision_unit"]
    for key, rows in frame.groupby(by, sort=False):
        f = rows[rows.lag <= EARLY_DAYS]
        cases, sizes, (up, down) = len(f), f.revision, sides(f)
        told = {"smallest": sizes.min(), "largest": sizes.max(), "says": words[allows(cases, up, down)]}
        if cases >= FEW:
            told |= {"mean_absolute": sizes.abs().mean(), "mean": sizes.mean(), "raised_pct": 100 * up / cases}
        told |= {"cases": cases, "late": len(rows) - cases, "revised": up + down, "up": up, "down": down}
        out.append(dict(zip(by, key, strict=True)) | told | {"open": cases - up - down - int((sizes == 0).sum())})
    return _frame(out, SUMMARY)


def sides(frame: pd.DataFrame) -> tuple[int, int]:
    """How many rows of ``revisions`` were raised and how many lowered, whatever rounding permits."""
    size, low, high = frame.revision, frame.low, frame.high
    return int(((size > 0) & (low >= 0)).sum()), int(((size < 0) & (high <= 0)).sum())


def allows(cases: int, up: int, down: int) -> str:
    """What so many cases allow to be said: ``none``, ``few`` (each by itself), ``some`` (mean and share), or a direction."""
    if cases < FEW:
        return "few" if cases else "none"
    if cases >= MANY and max(up, down) >= NEARLY_ALL * cases:
        return "mostly_up" if up > down else "mostly_down"
    return "some"


def shift(data: Dataset, row: dict, lang: str) -> Fact:
    """The fact that a row of ``revisions`` stands for: the distance of the newest figure from the first.

    Only of published figures; what is implied has the fact of its formula.
    """
    first, last = (Fact.of(data.by_id[i], data, lang) for i in row["inputs"].split()[:2])
    own = f"{last.id.split('@')[0]}.revised@{last.source_id}"
    if row["revision_unit"] == measures.unit_name("points", lang):
        return replace(measures.difference(last, first), id=own, formula="latest - first")
    value, low, high = row["revision"], row["low"], row["high"]
    return replace(
        last, id=own, measure="revision_pct", value=value, low=low, high=high,
        unit=measures.unit_name("percent", lang), decimals=max(1, measures.decimals("revision_pct", value, low, high)), upper=None,
        qualifier="", formula="latest / first * 100 - 100", inputs=(last.id, first.id),
    )  # fmt: skip
