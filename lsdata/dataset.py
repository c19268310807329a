"""The data set: which figure counts, frames that cannot mislead, the part of it that one report may see.

Many sources print the same figure. One row is chosen for a key (area, indicator, period, measure, plan): known at
``as_of``, not unverified, the whole period before a part of it, final before provisional before estimate before
expectation, official before press before copies, newest, with more decimals. The others stay and can be asked for.
"""

from __future__ import annotations

import contextlib
import contextvars
import os
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property, lru_cache
from pathlib import Path

from . import intervals, numerals
from .errors import ParameterError, unknown
from .package import Tables, data_home, open_package
from .periods import Period, known_by

MEASURES = "level yoy_pct mom_pct dec_pct index pct_of_plan plan_target share_pct contribution_pp".split()
STATUS_ORDER = "APEF"
AUTHORITY_ORDER = ("official", "press", "mirror", "unverified")
NOT_BEFORE_DAYS = 90  # a source of which only a "not before" is known counts from so long after its newest period
EVERYTHING = ("overview", "outlook")  # sectors that speak of all the others
COLUMNS = tuple(
    "fact area indicator name period start end months measure value unit low high status source published printed "
    "formula inputs plan_by".split()
)

EMPTY = dict.fromkeys(("value", "low", "high"), float) | {"months": int} | dict.fromkeys(("start", "end"), "datetime64[ns]")  # so that an empty frame computes like any other  # fmt: skip

_current: contextvars.ContextVar[Dataset | None] = contextvars.ContextVar("lsdata_current", default=None)


def load(path: str | Path | None = None) -> Dataset:
    """The data set of a package; inside a report, that report's scope.

    Parameters
    ----------
    path : folder of a data package. Default: the environment variable ``LSDATA_DATA``, else the bundled package.

    Raises
    ------
    PackageError : the package breaks its contract.
    """
    if not path and (current := _current.get()) is not None:
        return current
    where = Path(path or os.environ.get("LSDATA_DATA") or data_home())
    stamp = max((f.stat().st_mtime_ns for f in where.glob("*.*")), default=0) if where.is_dir() else 0
    return _load(where, stamp)


@lru_cache(maxsize=4)
def _load(where: Path, stamp: int) -> Dataset:
    return Dataset(open_package(where))


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
    """

    def __init__(self, tables: Tables):
        self.tables = tables

    def __getstate__(self):
        return {"tables": self.tables}

    def __repr__(self) -> str:
        t = self.tables
        return f"Dataset({len(t['figures'])} figures, {len(t['indicators'])} indicators, {len(t['sources'])} sources)"

    @cached_property
    def areas(self) -> dict[str, dict]:
        return {r["ref_area"]: r for r in self.tables["areas"]}

    @cached_property
    def sectors(self) -> dict[str, dict]:
        """Sectors in their order; the bundled ones may lead with indicators that another package does not have."""

        def ours(codes: str) -> str:
            return " ".join(i for i in codes.split() if i in self.indicators)

        rows = sorted(self.tables["sectors"], key=lambda r: int(r["order"]))
        return {r["sector"]: {**r, "headline": ours(r["headline"]), "related": ours(r["related"])} for r in rows}

    @cached_property
    def indicators(self) -> dict[str, dict]:
        return {r["indicator"]: r for r in self.tables["indicators"]}

    @cached_property
    def units(self) -> dict[str, dict]:
        return {r["unit_measure"]: r for r in self.tables["units"]}

    @cached_property
    def sources(self) -> dict[str, dict]:
        """source_id -> its row, with ``known_by`` (date or None): the day from which it counts."""
        newest: dict[str, date] = {}
        for r in self.tables["figures"]:
            if r["measure"] != "plan_target":
                end = Period.parse(r["time_period"]).end
                newest[r["source_id"]] = max(end, newest.get(r["source_id"], end))
        out = {}
        for r in self.tables["sources"]:
            if "known_by" in r:  # a scope carries it: the figures that decided it may be outside
                out[r["source_id"]] = r | {"known_by": date.fromisoformat(r["known_by"]) if r["known_by"] else None}
                continue
            day = known_by(r["published_on"])
            if (len(r["published_on"]) < 10 and r["date_basis"] in ("title", "content", "none")) and r[
                "source_id"
            ] in newest:
                earliest = newest[r["source_id"]] + timedelta(days=NOT_BEFORE_DAYS)
                day = max(day, earliest) if day else earliest
            out[r["source_id"]] = {**r, "known_by": day}
        return out

    @cached_property
    def rows(self) -> list[dict]:
        """Every figure as a typed row: id, area, indicator, period (Period), measure, value, low, high, …"""
        out = []
        for r in self.tables["figures"]:
            value, decimals = float(r["obs_value"]), int(r["decimals"])
            upper = float(r["obs_value_upper"]) if r["obs_value_upper"] else None
            if upper is not None:  # each end of a range is printed, and rounded, with the decimals of its own
                decimals, upper_decimals = (len(r[c].partition(".")[2]) for c in ("obs_value", "obs_value_upper"))
            low, high = intervals.printed(value, decimals, r["qualifier"])
            if upper is not None:
                high = intervals.printed(upper, upper_decimals).high
            key = ".".join(
                x
                for x in (r["ref_area"], r["indicator"], r["time_period"].replace("/", "_"), r["measure"], r["plan_by"])
                if x
            )
            out.append(
                {
                    **{k: r[k] for k in ("indicator", "measure", "plan_by", "unit_measure", "qualifier", "covers_to", "source_id", "locator")},
                    "id": f"{key}@{r['source_id']}", "area": r["ref_area"], "period": Period.parse(r["time_period"]),
                    "value": value, "upper": upper, "upper_decimals": upper_decimals if upper is not None else 0, "total": r["obs_total"], "note": r["note"], "note_vi": r.get("note_vi", ""), "mult": int(r["unit_mult"]),
                    "decimals": decimals, "status": r["obs_status"], "low": low, "high": high, "formula": "", "inputs": (),
                }
            )  # fmt: skip
        return out

    @cached_property
    def by_id(self) -> dict[str, dict]:
        return {r["id"]: r for r in self.rows}

    def known(self, source_id: str, as_of: str = "") -> bool:
        """True where a source counts at this date of knowledge."""
        day = self.sources[source_id]["known_by"]
        return not as_of or (day is not None and day.isoformat() <= as_of)

    def find(
        self, *, area: Iterable[str] | str = (), indicator: Iterable[str] | str = (), period: Period | None = None,
        measure: Iterable[str] | str = (), as_of: str = "", vintages: bool = False, unverified: bool = False,
    ) -> list[dict]:  # fmt: skip
        """Typed rows that fit, chosen ones only unless ``vintages``; sorted by area, indicator, period, measure."""
        some = [{x} if isinstance(x, str) else set(x) for x in (area, indicator, measure)]
        fit = [
            r for r in self.rows
            if (not some[0] or r["area"] in some[0]) and (not some[1] or r["indicator"] in some[1])
            and (not some[2] or r["measure"] in some[2]) and (period is None or r["period"] == period)
            and self.known(r["source_id"], as_of)
            and (unverified or self.sources[r["source_id"]]["authority"] != "unverified")
        ]  # fmt: skip
        fit.sort(key=lambda r: (self._key(r), self._rank(r)))
        if vintages:
            return fit
        best: dict[tuple, dict] = {}
        for r in fit:
            best.setdefault(self._key(r), r)
        return list(best.values())

    @staticmethod
    def _key(r: dict) -> tuple:
        p = r["period"]
        return (r["area"], r["indicator"], p.end, -p.months, r["measure"], r["plan_by"])

    def _rank(self, r: dict) -> tuple:
        source = self.sources[r["source_id"]]
        newest = source["known_by"] or date.min
        return (
            source["authority"] == "unverified", bool(r["covers_to"]) and r["covers_to"] < r["period"].end.isoformat(), STATUS_ORDER.index(r["status"]), AUTHORITY_ORDER.index(source["authority"]),
            -newest.toordinal(), r["mult"] - r["decimals"], r["source_id"],
        )  # fmt: skip

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

    def frame(self, rows: Iterable[dict], lang: str = "en"):
        """DataFrame of typed rows.

        Columns: fact, area, indicator, name, period (SDMX), start, end (days), months, measure, value, unit (one an
        indicator and measure), low, high (what rounding permits), status, source, published, printed, formula, inputs,
        plan_by.
        """
        import pandas as pd

        out = []
        for r in rows:
            scale, unit = self.common_unit(r, lang)
            source = self.sources.get(r["source_id"], {})
            out.append(
                [
                    r["id"], r["area"], r["indicator"], self.indicators[r["indicator"]][f"name_{lang}"], r["period"].code,
                    pd.Timestamp(r["period"].start), pd.Timestamp(r["period"].end), r["period"].months, r["measure"],
                    r["value"] * scale, unit, r["low"] * scale, r["high"] * scale, r["status"], r["source_id"],
                    source.get("published_on", ""), self.printed(r, lang), r["formula"], " ".join(r["inputs"]), r["plan_by"],
                ]
            )  # fmt: skip
        f = pd.DataFrame(out, columns=COLUMNS)
        return f if out else f.astype(EMPTY)

    def common_unit(self, row: dict, lang: str) -> tuple[float, str]:
        """Factor from the printed scale to the indicator's own, and the unit's name in it."""
        own = self.indicators[row["indicator"]]
        same = row["unit_measure"] == own["unit_measure"] and not row["formula"]
        mult = int(own["unit_mult"]) if same else row["mult"]
        return 10.0 ** (row["mult"] - mult), self.unit(row["unit_measure"], mult, lang)

    def unit(self, unit_measure: str, mult: int, lang: str, *, one: bool = False) -> str:
        return numerals.unit_words(self.units[unit_measure], mult, lang, one=one)

    def printed(self, r: dict, lang: str) -> str:
        """Number and unit of a row as printed in its source, in the words of ``lang``."""
        text = numerals.number(r["value"], r["decimals"], lang)
        if r["upper"] is not None:
            text += "–" + numerals.number(r["upper"], r["upper_decimals"], lang)
        if r["total"]:
            text += "/" + numerals.number(float(r["total"]), 0, lang)
        one = abs(r["value"]) == 1 and r["decimals"] == 0 and r["upper"] is None
        unit = self.unit(r["unit_measure"], r["mult"], lang, one=one)
        return numerals.quantity(text, unit, r["qualifier"], lang)

    def select(
        self,
        *,
        sector: str = "",
        indicator=(),
        area=(),
        period=None,
        measure=(),
        as_of: str = "",
        vintages: bool = False,
        lang: str = "en",
    ):
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
        if sector:
            self.check("sector", sector)
            indicator = list(indicator) if indicator else self.indicators_of(sector)
        for kind, names in (("indicator", indicator), ("area", area)):
            for name in [names] if isinstance(names, str) else names:
                self.check(kind, name)
        self._check_measures(measure)
        rows = self.find(
            area=area, indicator=indicator, period=Period.parse(period) if period else None, measure=measure,
            as_of=check_as_of(as_of), vintages=vintages,
        )  # fmt: skip
        return self.frame(rows, lang)

    def series(
        self,
        indicator,
        areas: Iterable[str] | str = "VN-09",
        *,
        like: str = "",
        measure: str = "",
        as_of: str = "",
        lang: str = "en",
    ):
        """Frame of one or more indicators over time, chosen rows only, periods that may be compared.

        Parameters
        ----------
        indicator : code or codes. For a country its counterpart is taken (GDP growth for GRDP growth).
        areas : area code or codes.
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
        codes = [indicator] if isinstance(indicator, str) else list(indicator)
        if not re.fullmatch(r"|ytd|year|half|quarter|month|Y|S[12]|Q[1-4]|M(0[1-9]|1[0-2])|(\d\d-01/)?P\d+M", like):
            raise ParameterError(
                f"like {like!r} is not a kind of period; write S1, Q2, M06, P9M, ytd, year, half, quarter or month"
            )
        self._check_measures(measure)
        rows = []
        for area in [areas] if isinstance(areas, str) else areas:
            self.check("area", area)
            for code in codes:
                self.check("indicator", code)
                own = self.counterpart(code, area)
                found = self.find(
                    area=area, indicator=own, measure=measure or self.lead_measures(own)[0], as_of=check_as_of(as_of)
                )
                rows += [r for r in found if comparable(r["period"], like)]
        return self.frame(rows, lang)

    def lead_measures(self, indicator: str) -> tuple[str, ...]:
        """Which measure speaks for an indicator: growth for growth rates, indices and sector accounts, else the level."""
        own = self.indicators[indicator]
        growing = own["kind"] == "index" or (own["unit_measure"] == "percent" and own["kind"] in ("rate", "flow"))
        return ("yoy_pct", "index") if growing else ("level", "pct_of_plan", "yoy_pct")

    @staticmethod
    def _check_measures(measure: Iterable[str] | str) -> None:
        for name in [measure] if isinstance(measure, str) else measure:
            if name and name not in MEASURES:
                raise unknown("measure", name, MEASURES)

    def check(self, kind: str, name: str) -> str:
        """A code of this kind (sector, area, indicator, source), or the error that says which there are."""
        table = {"sector": self.sectors, "area": self.areas, "indicator": self.indicators, "source": self.sources}[kind]
        if name in table:
            return name
        raise unknown(
            kind,
            name,
            table,
            labels={k: r.get("name_vi", "") or k for k, r in table.items()} if kind == "area" else None,
        )


def comparable(period: Period, like: str) -> bool:
    """True where a period is of the kind that ``like`` names."""
    kinds = {"": True, "ytd": period.cumulative, "year": period.part == "Y", "half": period.part in ("S1", "S2")}
    kinds |= {"quarter": period.part[:1] == "Q", "month": period.part[:1] == "M"}
    return kinds.get(like, period.part == like)
