"""The data set: its figures known at a date, one chosen for each key, and frames of them that cannot mislead.

``find`` gives typed rows without pandas, ``select`` and ``series`` frames: chosen rows only (``rows`` says how), one
unit an indicator. What was not chosen stays and can be asked for.
"""

from __future__ import annotations

import contextlib
import contextvars
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from . import cards, frames, numerals, revisions, territory, totals
from .codes import Codes
from .errors import ParameterError, unknown
from .package import Tables, data_home, opened
from .periods import Period
from .rows import Figures, counts_from, key, newest, outdated, rank

MEASURES = "level yoy_pct mom_pct dec_pct index pct_of_plan plan_target share_pct share_change_pp contribution_pp".split()  # fmt: skip
Names = Iterable[str] | str
LATEST = "latest"  # in the place of a period: the newest that there are figures of
EVERYTHING = ("overview", "outlook")  # sectors that speak of all the others
_current: contextvars.ContextVar[Dataset | None] = contextvars.ContextVar("lsdata_current", default=None)


def load(path: str | Path | None = None) -> Dataset:
    """The data set of a package; inside a report, that report's scope.

    Parameters
    ----------
    path : folder or workbook (``.xlsx``) of a data package. Default: the environment variable ``LSDATA_DATA``, else the
        bundled package.

    Raises
    ------
    PackageError : the package breaks its contract.
    """
    if not path and (current := _current.get()) is not None:
        return current
    where = Path(path or os.environ.get("LSDATA_DATA") or data_home())
    files = where.glob("*.*") if where.is_dir() else [where] if where.is_file() else []
    return _load(where, max((f.stat().st_mtime_ns for f in files), default=0))


@lru_cache(maxsize=4)
def _load(where: Path, stamp: int) -> Dataset:
    package = opened(where)
    return Dataset(package.tables, package.about)


@contextlib.contextmanager
def using(dataset: Dataset) -> Iterator[Dataset]:
    """Within it, ``load()`` gives this data set: how a report gets its scope and nothing else."""
    token = _current.set(dataset)
    try:
        yield dataset
    finally:
        _current.reset(token)


def scoped(dataset: Dataset) -> bool:
    """True for the scope that ``using`` gave to a report: a part of the data, chosen by who had seen the whole."""
    return _current.get() is dataset


def check_as_of(as_of: str | date) -> str:
    """A date of knowledge as text; ``""`` for all that the package holds.

    Raises
    ------
    ParameterError : not a day like 2020-07-13.
    """
    try:
        return date.fromisoformat(str(as_of)).isoformat() if as_of else ""
    except ValueError:
        raise ParameterError(f"as_of {as_of!r} is not a date; write it like 2020-07-13, or leave it empty") from None


class Dataset:
    """The tables of a package, and the questions that reports ask of them.

    Parameters
    ----------
    tables : name -> rows as dicts of text, as ``open_package`` gives them.
    about : what the package says of itself, as ``package.about``.
    """

    def __init__(self, tables: Tables, about: dict | None = None):
        self.tables, self.about = tables, about or {}

    def __getstate__(self):
        return {"tables": self.tables, "about": self.about}

    @cached_property
    def home(self) -> tuple[str, str]:
        """Area and period of a report where none is named: what the package says, else where most figures are, latest."""
        count = Counter(r["ref_area"] for r in self.tables["figures"])
        most = min(
            count, key=lambda a: (-count[a], self.areas[a]["level"] == "country", a), default=next(iter(self.areas), "")
        )
        return str(self.about.get("area") or most), str(self.about.get("period") or LATEST)

    def __repr__(self) -> str:
        t = self.tables
        return f"Dataset({len(t['figures'])} figures, {len(t['indicators'])} indicators, {len(t['sources'])} sources)"

    def _repr_html_(self) -> str:
        return cards.dataset(self)

    @cached_property
    def areas(self) -> Codes:
        return Codes("area", {r["ref_area"]: r for r in self.tables["areas"]})

    @cached_property
    def sectors(self) -> Codes:
        """Sectors in their order; the bundled ones may lead with indicators that another package does not have."""

        def ours(codes: str) -> str:
            return " ".join(i for i in codes.split() if i in self.indicators)

        rows = sorted(self.tables["sectors"], key=lambda r: int(r["order"]))
        own = {r["sector"]: {**r, "headline": ours(r["headline"]), "related": ours(r["related"])} for r in rows}
        return Codes("sector", own)

    @cached_property
    def indicators(self) -> Codes:
        rows = {r["indicator"]: r for r in self.tables["indicators"]}
        units = {
            i: {lang: self.unit(r["unit_measure"], int(r["unit_mult"]), lang) for lang in ("vi", "en")} for i, r in rows.items()
        }  # fmt: skip
        return Codes("indicator", rows, units)

    @cached_property
    def units(self) -> dict[str, dict]:
        return {r["unit_measure"]: r for r in self.tables["units"]}

    @cached_property
    def sources(self) -> Codes:
        """source_id -> its row, with ``known_by`` (date or None): the day from which it counts."""
        ends = newest(self.tables["figures"])
        days = ((r, counts_from(r, ends.get(r["source_id"]))) for r in self.tables["sources"])
        return Codes("source", {r["source_id"]: r | {"known_by": day} for r, day in days})

    @cached_property
    def by_id(self) -> Figures:
        """Id -> typed row."""
        return Figures(self.tables["figures"])

    @cached_property
    def rows(self) -> list[dict]:
        """Every figure as a typed row: id, area, indicator, period (Period), measure, value, low, high, …"""
        return [self.by_id.row(n) for n in range(len(self.by_id))]

    def known(self, source_id: str, as_of: str = "") -> bool:
        """True where a source counts at this date of knowledge."""
        day = self.sources[source_id]["known_by"]
        return not as_of or (day is not None and day.isoformat() <= as_of)

    def positions(
        self, area: Names = (), indicator: Names = (), period: Period | None = None, measure: Names = (), as_of: str = "",
        unverified: bool = False,
    ) -> Iterator[int]:  # fmt: skip
        """Where in the table of figures the rows stand that fit; none is typed for that."""
        areas, indicators, measures = ({x} if isinstance(x, str) else set(x) for x in (area, indicator, measure))
        table, code = self.tables["figures"], period.code if period else ""
        for n in self.by_id.at(areas, indicators):
            r = table[n]
            if (
                (not measures or r["measure"] in measures) and (not code or r["time_period"] == code)
                and self.known(r["source_id"], as_of)
                and (unverified or self.sources[r["source_id"]]["authority"] != "unverified")
            ):  # fmt: skip
                yield n

    def find(
        self, *, area: Names = (), indicator: Names = (), period: Period | None = None, measure: Names = (), as_of: str = "",
        vintages: bool = False, unverified: bool = False,
    ) -> list[dict]:  # fmt: skip
        """Typed rows that fit, chosen ones only unless ``vintages``; sorted by area, indicator, period, measure."""
        fit = [self.by_id.row(n) for n in self.positions(area, indicator, period, measure, as_of, unverified)]
        fit.sort(key=lambda r: (key(r), rank(r, self.sources[r["source_id"]])))
        if vintages:
            return fit
        best: dict[tuple, dict] = {}
        for r in fit:
            best.setdefault(key(r), r)
        return [r for r in best.values() if not outdated(self, r, as_of)]

    def indicators_of(self, sector: str) -> list[str]:
        """A sector's own indicators, those of its headline first (overview and outlook: their headline's)."""
        first = self.sectors[sector]["headline"].split()
        return first + [i for i, r in self.indicators.items() if r["sector"] == sector and i not in first]

    def related_to(self, sector: str) -> list[str]:
        """Indicators of other sectors that bear on this one."""
        if sector in EVERYTHING:
            return [i for i in self.indicators if i not in self.indicators_of(sector)]
        return self.sectors[sector]["related"].split()

    def counterpart(self, indicator: str, area: str) -> str:
        """What an indicator is called for a country: GDP growth for GRDP growth."""
        national = self.indicators[indicator].get("national", "")
        return national if national and self.areas[area]["level"] == "country" else indicator

    def measured(self, indicator: str, area: str) -> bool:
        """False for an indicator that only a country has (GDP), where the area is none."""
        return self.areas[area]["level"] == "country" or all(
            r.get("national") != indicator for r in self.indicators.values()
        )

    def others(self, area: str) -> list[str]:
        """The country and the neighbours of an area."""
        row = self.areas[area]
        return [a for a in [row["parent"], *row["neighbours"].split()] if a in self.areas]

    within, formed_from, total, backcast = territory.within, territory.formed_from, totals.total, totals.backcast
    lead_measures, revisions = frames.lead_measures, revisions.revisions

    def frame(self, rows: Iterable[dict], lang: str = "en"):
        """DataFrame of typed rows, with the columns that ``frames`` describes."""
        return frames.frame(self, rows, lang)

    def unit(self, unit_measure: str, mult: int, lang: str, *, one: bool = False) -> str:
        return numerals.unit_words(self.units[unit_measure], mult, lang, one=one)

    def select(
        self, *, sector: str = "", indicator=(), area=(), period=None, measure=(), as_of: str = "", vintages: bool = False,
        lang: str = "en",
    ):  # fmt: skip
        """Frame of chosen rows (``vintages=True``: all), columns as in ``frame``; one row is one published figure.

        Raises
        ------
        UnknownName, PeriodError : a code or period that does not exist.

        Example
        -------
        >>> import lsdata
        >>> f = lsdata.load().select(sector="trade", area="VN-09", period="2020-S1")
        >>> f[f.measure == "level"].printed.iloc[0].replace(lsdata.numerals.NBSP, " ")
        '1,320 million USD'
        """
        indicator = self._all("indicator", indicator)
        if sector:
            indicator = indicator or self.indicators_of(self.check("sector", sector))
        rows = self.find(
            area=self._all("area", area), indicator=indicator, period=Period.parse(period) if period else None,
            measure=self._all("measure", measure or ()), as_of=check_as_of(as_of), vintages=vintages,
        )  # fmt: skip
        return self.frame(rows, lang)

    def series(
        self, indicator, areas: Iterable[str] | str = "", *, like: str = "", measure: str = "", as_of: str = "",
        lang: str = "en",
    ):  # fmt: skip
        """Frame of one or more indicators over time, chosen rows only, periods that may be compared.

        Parameters
        ----------
        indicator : code or codes. For a country its counterpart is taken (GDP growth for GRDP growth).
        areas : area code or codes; none: the package's own.
        like : which periods: ``S1``, ``Q2``, ``P9M``, ``M06`` (the same part of each year), ``ytd`` (cumulative from January),
            ``year``, or a kind: ``half``, ``quarter``, ``month``; ``""`` all of them.
        measure : ``level``, ``yoy_pct`` …; default: growth where the indicator is a growth rate or index, else the level.

        Example
        -------
        >>> import lsdata
        >>> f = lsdata.series("grdp_growth", ["VN-09", "VN", "VN-13"], like="S1")
        >>> sorted(set(f.area))
        ['VN', 'VN-09', 'VN-13']
        """
        frames.check_like(like)
        as_of, measure, rows = check_as_of(as_of), self._all("measure", measure or ()), []
        codes = self._all("indicator", indicator)
        for area in self._all("area", areas or self.home[0]):
            for own in (self.counterpart(code, area) for code in codes):
                found = self.find(area=area, indicator=own, measure=measure or self.lead_measures(own)[0], as_of=as_of)
                rows += [r for r in found if frames.comparable(r["period"], like)]
        return self.frame(rows, lang)

    def check(self, kind: str, name: str) -> str:
        """A code of this kind (sector, area, indicator, measure), or the error that says which there are."""
        known = MEASURES if kind == "measure" else getattr(self, f"{kind}s")
        if name in known:
            return name
        labels = {k: r.get("name_vi") or k for k, r in known.items()} if kind == "area" else None
        raise unknown(kind, name, known, labels=labels)

    def _all(self, kind: str, codes: Iterable[str] | str) -> list[str]:
        """One code or more of them as a list, checked."""
        return [self.check(kind, c) for c in ([codes] if isinstance(codes, str) else codes)]
