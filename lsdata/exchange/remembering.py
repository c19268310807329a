"""Layouts that a package keeps, so that next month's table of an office is read as this month's was.

They lie in the package's ``layouts/`` (of a workbook, in ``NAME.layouts/`` beside it). Each time a table has been added,
its layout is written there with what the table looked like: what is different next time can be told.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from .. import package
from ..dataset import Dataset
from ..errors import PackageError, ParameterError
from ..storages import Sheet
from . import storing
from .office import layoutfile, reading
from .office.reading import Reading
from .replacing import replace

Brought = tuple[list[tuple[str, Sheet]], list[str], Callable[[], tuple[str, ...]]]


def read(file: str | Path, data: Dataset, layout: str | Path | None, period: str, source: str, place: Path) -> Brought:
    """The figures of an office's table: as sheets of tables, what there is to know, and how to remember its layout.

    Parameters
    ----------
    file : the table.
    data : whose codes are meant.
    layout : a layout; None: the one of the package that fits.
    period : that the table is of; empty: as it says itself.
    source : id of the source of its rows.
    place : the package, which keeps the layout.

    Raises
    ------
    PackageError : the table is not as the layout says; of several layouts, the one that comes nearest tells why.
    ParameterError : no source, no layout, or several that fit.
    """
    if not source:
        raise ParameterError(
            f"say which source {file} is: --source ID, and --title, --publisher, --published-on of a new one"
        )
    path, found = (
        (Path(layout), _one(file, Path(layout), data, period, source))
        if layout
        else _fitting(file, data, period, source, place)
    )
    kept = storing.layouts_home(place) / path.name
    if kept.is_file() and kept.resolve() != path.resolve() and layoutfile.own(kept) != layoutfile.own(path):
        raise ParameterError(
            f"{kept} is kept under this name and says something else: change that file, or rename {path}"
        )
    told = [f"read by {path} as of {found.period}", *found.notes]
    if found.unread:
        told.append(f"rows that {path.name} does not know were left out: {', '.join(map(repr, found.unread))}")

    def remember() -> tuple[str, ...]:
        home = storing.layouts_home(place)
        replace(home, {path.name: reading.remember(path.read_text(encoding="utf-8-sig"), found).encode()})
        return (f"{home.name}/{path.name}",)

    columns = [f["name"] for f in package.schemas()["figures"]["fields"]]
    sheets: dict[tuple[str, str], list] = {}
    for row, (name, sheet, cell) in zip(found.rows, found.places, strict=True):
        line = int("".join(c for c in cell if c.isdigit()))
        sheets.setdefault((name, sheet), []).append((line, [row.get(c, "") for c in columns]))
    return [("figures", Sheet(name, sheet, columns, rows)) for (name, sheet), rows in sheets.items()], told, remember


def _one(file: str | Path, layout: Path, data: Dataset, period: str, source: str) -> Reading:
    return reading.read(file, layout, data=data, period=period, source=source)


def _fitting(file: str | Path, data: Dataset, period: str, source: str, place: Path) -> tuple[Path, Reading]:
    """The layout of a package that a table fits."""
    found: dict[Path, Reading] = {}
    failures: dict[Path, PackageError] = {}
    for path in storing.layouts_of(place):
        try:
            found[path] = _one(file, path, data, period, source)
        except PackageError as e:
            failures[path] = e
    if len(found) > 1:
        raise ParameterError(
            f"{', '.join(p.name for p in found)} all fit {file}; name one, --layout {next(iter(found))}"
        )
    if found:
        return next(iter(found.items()))
    if not failures:
        raise ParameterError(f"{place} has no layout yet; lsdata layout {file} drafts one, lsdata add --layout uses it")
    raise min(failures.values(), key=lambda e: len(e.rows))
