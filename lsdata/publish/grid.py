"""Which reports a command asks for: the product of its areas, periods and languages, checked before anything runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from .. import evidence
from ..dataset import LATEST, Dataset, check_as_of
from ..errors import ParameterError, PeriodError, ReportError
from ..package import notebooks_home
from ..periods import Period
from ..run.notebook import ENGINES, declared
from ..wording import check_language
from .job import DOCUMENTS, FORMATS, REVIEW, Address, Job

Names = str | Iterable[str] | None
REQUIRED = ("area", "period", "lang")  # parameters that every notebook declares
ALL = "all"
_TYPESETTING = ("docs", ("docx", "lxml", "typst"))
NEEDS = dict.fromkeys(DOCUMENTS, _TYPESETTING) | {"parquet": ("parquet", ("pyarrow",))}  # format -> its extra, modules
LONGEST = 1_000_000  # seconds that a report may be given, eleven days


def addresses(
    data: Dataset, sectors: Names, *, area: Names, period: Names, lang: Names, as_of: str, every: bool = False
) -> tuple[list[Address], list[str]]:
    """The reports of a grid, and one line for each area and period of which nothing is known.

    Parameters
    ----------
    sectors : codes; none: those that have something to say.
    area, period, lang : one or more values, as a list or separated by commas; no area or period: the package's own;
        ``area="all"`` is every area, and is silent on those of which nothing is known.
    every : all sectors, and periods of which nothing is known too.

    Raises
    ------
    UnknownName, PeriodError, ParameterError : a value that does not exist, or nothing is known of any area and period.
    """
    wanted = [data.check("sector", s) for s in several(sectors)]
    named = several(data.home[0] if area is None else area) or _missing("area")
    others = [a for a in named if a.lower() != ALL]
    all_areas = len(others) < len(named)
    if all_areas and others:
        raise ParameterError(f"area {ALL!r} stands alone: it is every area; leave out {', '.join(others)} or {ALL!r}")
    areas = list(data.areas) if all_areas else [data.check("area", a) for a in named]
    periods = [
        p if p.lower() == LATEST else Period.parse(p)
        for p in several(data.home[1] if period is None else period) or _missing("period")
    ]
    langs = several(lang) or _missing("lang")
    for one in langs:
        check_language(one)
    as_of = check_as_of(as_of)
    found: dict[Address, None] = {}
    unknown_cells: list[str] = []
    for a in areas:
        for p in periods:
            try:
                p = evidence.period_of(data, a, p, as_of)
                if not every:
                    evidence.require_evidence(data, a, p, as_of)
            except PeriodError as e:
                unknown_cells += [] if all_areas else [str(e)]
                continue
            here = wanted or (list(data.sectors) if every else evidence.sectors_with_evidence(data, a, p, as_of))
            found |= {Address(s, a, p.code, one, as_of): None for one in langs for s in here}
    if not found:
        raise PeriodError((unknown_cells or [f"nothing is known of any area in {', '.join(map(str, periods))}"])[0])
    return list(found), unknown_cells


def several(value: Names) -> list[str]:
    """The values of a parameter that takes several: a list, or text with commas."""
    values = [value] if isinstance(value, str | int | Period) else list(value or ())
    return [word.strip() for v in values for word in str(v).split(",") if word.strip()]


def check_ways(jobs: int | None, timeout: float | None, dask: str | None) -> None:
    """Refuse what says how reports are made, and cannot be meant.

    Raises
    ------
    ParameterError : no number of processes, no time, or an address without a letter.
    """
    if jobs is not None and jobs < 1:
        raise ParameterError(f"jobs {jobs} is not a number of processes; write 1 or more, or leave it out")
    if timeout is not None and not 0 < timeout <= LONGEST:  # neither is NaN
        raise ParameterError(f"timeout {timeout:.12g} is no time; write seconds, like 600, at most {LONGEST:,}")
    if dask is not None and not dask.strip():
        raise ParameterError(
            "dask is empty; write the address of a scheduler, like tcp://10.0.0.5:8786, or leave it out to work here"
        )


def formats(to: Names) -> tuple[str, ...]:
    """The formats that a command asks for.

    Raises
    ------
    ParameterError : one that cannot be made, or not without libraries that are not there.
    """
    for one in several(to):
        if one not in (*FORMATS, "ipynb"):
            raise ParameterError(
                f"there is no format {one!r}; there is {', '.join(FORMATS)}, and ipynb and facts.json are always written"
            )
        if one in NEEDS and not can_make(one):
            raise ParameterError(f"{one} needs libraries that are not installed: {install(one)}")
    return tuple(f for f in FORMATS if f in several(to))


def can_make(one: str) -> bool:
    """True where the libraries are installed that a format is made with."""
    _, names = NEEDS.get(one, ("", ()))
    return all(find_spec(name) for name in names)


def install(one: str) -> str:
    """The command that installs what a format is made with."""
    return f'pip install "lsdata[{NEEDS[one][0]}]"'


def cells(data: Dataset, every: Iterable[Job]) -> dict[Address, list[Job]]:
    """The reports that are bound into one, by the address of what they become, in the order of the review.

    Raises
    ------
    ParameterError : a sector has the name of the whole review.
    """
    if REVIEW in data.sectors:
        raise ParameterError(
            f"a sector is called {REVIEW!r}, as the whole review is; give it another code in sectors.csv"
        )
    found: dict[Address, list[Job]] = {}
    for job in sorted(every, key=lambda job: int(data.sectors[job.address.sector]["order"])):
        found.setdefault(replace(job.address, sector=REVIEW), []).append(job)
    return found


def jobs(
    data: Dataset, wanted: Iterable[Address], *, to: tuple[str, ...], notebooks: str | Path | None = None,
    engine: str = ENGINES[0],
) -> list[Job]:  # fmt: skip
    """The jobs of these reports, each with its notebook and the part of the data that it may see.

    Raises
    ------
    ParameterError : no notebook for a sector, one that does not take the parameters of a report, or no such engine.
    """
    if engine not in ENGINES:
        raise ParameterError(f"there is no engine {engine!r}; there is {' and '.join(ENGINES)}")
    folder = Path(notebooks) if notebooks else None
    if folder and not folder.is_dir():
        raise ParameterError(f"no folder {str(notebooks)!r} with notebooks")
    if folder and not any(folder.glob("*.ipynb")):
        raise ParameterError(f"no notebook in the folder {str(notebooks)!r}; name one that holds SECTOR.ipynb files")
    scope = lru_cache(maxsize=None)(lambda sector, area, as_of: evidence.scope(data, sector, area, as_of))
    notebook = lru_cache(maxsize=None)(lambda sector: _notebook(data, sector, folder))
    out = []
    for a in wanted:
        name, content, known = notebook(a.sector)
        out.append(Job(a, name, content, _parameters(a, name, known), scope(a.sector, a.area, a.as_of), to, engine))
    return out


def _notebook(data: Dataset, sector: str, folder: Path | None) -> tuple[str, bytes, set[str]]:
    """The user's notebook of a sector, else the bundled one, else the one for any sector: name, content, parameters."""
    own = [data.sectors[sector]["notebook"] or f"{sector}.ipynb", f"{sector}.ipynb"]
    homes = [h for h in (folder, notebooks_home()) if h]
    for path in [h / name for names in (own, ["sector.ipynb"]) for h in homes for name in names]:
        if path.is_file():
            content = path.read_bytes()
            try:
                return path.name, content, declared(content)
            except ReportError as e:
                raise ParameterError(f"{path.name} {e}") from None
    raise ParameterError(
        f"no notebook for sector {sector!r}: neither {own[0]} nor sector.ipynb in {' or '.join(map(str, homes))}"
    )


def _parameters(a: Address, name: str, known: set[str]) -> dict[str, str]:
    needed = (*REQUIRED, "as_of") if a.as_of else REQUIRED
    missing = [p for p in needed if p not in known]
    if missing:
        raise ParameterError(
            f"{name} has no parameter {missing[0]!r}: its cell tagged 'parameters' assigns {', '.join(sorted(known)) or 'nothing'}"
        )
    return {p: getattr(a, p) for p in ("sector", *REQUIRED, "as_of") if p in known}


def _missing(name: str) -> list[str]:
    raise ParameterError(f"{name} is empty; name at least one")
