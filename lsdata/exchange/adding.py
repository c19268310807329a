"""Figures added to a package: read whole, held against what is there, written whole or not at all.

A row that is there already is ``same``. One that is there with another value is ``different``: sources do not change
what they printed, so it is refused, or filed as a correction: a source of its own with its own date, ``…-r2``. The old
row stays, an earlier vintage.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from .. import door, package
from ..dataset import Dataset
from ..errors import PackageError, ParameterError
from ..package import TABLES, Tables
from ..storages import Sheet
from . import incoming, remembering, storing
from .comparing import compare, correct, key, named, refusals

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, str]


@dataclass(frozen=True)
class Added:
    """What became of rows that were brought.

    Parameters
    ----------
    package : where they went.
    new, same : rows by table.
    different : (row that was brought, row that is there) by table; filed as corrections.
    notes : what else there is to know, as of a layout that was followed through a change.
    written : names of the files that were written; none for a dry run.
    """

    package: Path
    new: Tables
    same: Tables
    different: dict[str, list[tuple[Row, Row]]]
    notes: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    dry_run: bool = False

    @property
    def lines(self) -> list[str]:
        """The outcome in lines: counts by table, each correction, what was written."""
        counts = ((t, *(len(kind.get(t, ())) for kind in (self.new, self.same, self.different))) for t in TABLES)
        said = [f"{t}: {new} new, {same} the same, {other} different" for t, new, same, other in counts if new or same or other]  # fmt: skip
        for pairs in self.different.values():
            said += [f"  {named(mine)}: {there['obs_value']} ({there['source_id']}) -> {mine['obs_value']} ({mine['source_id']})" for mine, there in pairs]  # fmt: skip
        said += self.notes
        if self.dry_run:
            return [*said, f"nothing written to {self.package}: this was a dry run"]
        return [*said, f"written to {self.package}: {', '.join(self.written)}" if self.written else "nothing to write: all of it is there"]  # fmt: skip

    def __repr__(self) -> str:
        return "\n".join(self.lines)

    def frame(self) -> pd.DataFrame:
        """DataFrame of the figures that were brought: ``state`` (new, same, different), then the columns of figures.csv."""
        import pandas as pd

        states = {
            "new": self.new.get("figures", []),
            "same": self.same.get("figures", []),
            "different": [mine for mine, _ in self.different.get("figures", [])],
        }
        rows = [{"state": state, **r} for state, found in states.items() for r in found]
        columns = ["state", *(f["name"] for f in package.schemas()["figures"]["fields"])]
        return pd.DataFrame(rows, columns=columns)


def add(
    what, *, data: str | Path | None = None, source: str | Row = "", correct_on: str = "", layout: str | Path | None = None,
    period: str = "", dry_run: bool = False,
) -> Added:  # fmt: skip
    """Add rows to a package of one's own: figures, and what they need.

    Parameters
    ----------
    what : files (CSV, Parquet, a workbook with a sheet a table; an office's own table with ``layout``), a frame, or
        frames by the name of their table. Columns as in the package; those with a default may be missing.
    data : folder or workbook of the package. Default: the environment variable ``LSDATA_DATA``.
    source : of figures that name none: its id, or a row of ``sources`` (source_id, title, publisher, published_on, url).
    correct_on : day on which figures that differ were published: they are filed as a correction. Empty: they are refused.
    layout : how an office's table is read (``lsdata.exchange.office.layouts``). Default: the one of the package that fits.
    period : of an office's table, where it does not say.
    dry_run : write nothing.

    Returns
    -------
    Added : what is new, the same, different; ``.frame()`` for a table.

    Raises
    ------
    PackageError : anything that was brought breaks the contract, or differs from what is there; nothing is written.
    ParameterError : no package to add to, or it cannot be written.

    Example
    -------
    >>> import pandas as pd, tempfile, lsdata as ls
    >>> from lsdata.exchange.starting import new
    >>> mine = new(tempfile.mkdtemp() + "/mine", area="VN-04")
    >>> f = pd.DataFrame({"ref_area": ["VN-04"], "indicator": ["iip"], "time_period": ["2024"], "measure": ["yoy_pct"], "obs_value": ["5,2"]})
    >>> ls.add(f, data=mine, source={"source_id": "nien-giam-2024", "title": "Niên giám thống kê", "publisher": "Cục Thống kê", "published_on": "2025-06"}).new["figures"][0]["obs_value"]
    '5.2'
    """
    place = _place(data)
    described = {"source_id": "", **source} if isinstance(source, Mapping) else {"source_id": source or ""}
    with _alone(place):
        _, own, merged = held = package.opened(place)
        sheets, notes, remember = _brought(what, Dataset(merged), layout, period, described["source_id"], place)
        new, same, different = compare(_checked(sheets, merged, described), merged, bool(correct_on))
        refused = [] if correct_on else refusals(different)
        if refused:
            raise PackageError(refused)
        if correct_on:
            correct(new, different, merged, correct_on)
        pairs = {t: [(mine, there) for _, mine, there in found] for t, found in different.items()}
        outcome = Added(place, new, same, pairs, tuple(notes), dry_run=dry_run)
        if dry_run:
            return outcome
        rows = {t: [*new[t], *(mine for mine, _ in pairs[t])] for t in TABLES}
        written = storing.append(place, held.about, own, rows) if any(rows.values()) else ()
        try:
            return replace(outcome, written=(*written, *remember()))
        except ParameterError as e:  # what was added is added: the layout is the smaller loss
            return replace(outcome, written=written, notes=(*notes, f"the layout could not be kept: {e}"))


def _place(data: str | Path | None) -> Path:
    given = data or os.environ.get("LSDATA_DATA")
    if not given:
        raise ParameterError("say which package to add to: --data DIR, or a workbook; lsdata new DIR makes one")
    if Path(given).resolve() == package.data_home().resolve() and package.data_home().name.startswith("_"):
        raise ParameterError(
            "the bundled figures stay as they are; lsdata new DIR --extend makes a package beside them"
        )
    return Path(given)


@contextlib.contextmanager
def _alone(place: Path) -> Iterator[None]:
    """One command at a time adds to a package; the system drops the lock when it is gone."""
    from filelock import FileLock, Timeout

    name = hashlib.sha256(str(place.resolve()).encode()).hexdigest()[:16]
    try:
        with FileLock(Path(tempfile.gettempdir()) / f"lsdata-{name}.lock", timeout=0):
            yield
    except Timeout:
        raise ParameterError(f"another lsdata is adding to {place}; wait for it") from None


def _brought(what, data: Dataset, layout, period: str, source: str, place: Path) -> remembering.Brought:
    """What was brought as sheets of tables; notes; what to do where all went well."""
    office = isinstance(what, str | Path)  # one file may be an office's own table
    if not layout and not period:
        try:
            return incoming.sheets_of(what), [], tuple
        except PackageError:
            if not office or not storing.layouts_of(place):
                raise
    if not office:
        raise ParameterError("a layout and a period are of one office's table: name one file")
    return remembering.read(what, data, layout, period, source, place)


def _checked(sheets: list[tuple[str, Sheet]], merged: Tables, source: Row) -> list[door.Part]:
    """What was brought, filled and checked."""
    wrong: list[dict] = []
    named, parts = source["source_id"], []
    for table, sheet in sheets:
        given = {"source_id": named} if named and table == "figures" else {}
        parts.append(door.read(sheet, table, package.schemas()[table], wrong, given))
    if len(source) > 1:
        line = Sheet("the source", "", list(source), [(0, [str(v) for v in source.values()])])
        parts.append(door.read(line, "sources", package.schemas()["sources"], wrong))
    described = {r["source_id"] for r in merged["sources"]} | {
        r["source_id"] for p in parts if p.table == "sources" for r in p.rows
    }
    if named and named not in described:
        told = "describe it: --title, --publisher, --published-on (a row of sources in Python)"
        raise ParameterError(f"source {named!r} is not in the package yet; {told}")
    package.check_parts(parts, _without(merged, parts), wrong)
    return parts


def _without(merged: Tables, parts: Iterable[door.Part]) -> Tables:
    """What is there, but for rows that were brought again: they are compared later."""
    out = dict(merged)
    for table in {p.table for p in parts}:
        brought = {key(table, r) for p in parts if p.table == table for r in p.rows}
        out[table] = [r for r in merged[table] if key(table, r) not in brought]
    return out
