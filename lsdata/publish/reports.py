"""The command `lsdata report` as a function: which reports must be made, making them, writing them, their index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..dataset import Dataset, load
from ..errors import ParameterError, ReportError
from . import grid, making, stamps, store
from .grid import Names
from .job import Address, Binding, Job
from .outcomes import Outcome, Progress, Results

if TYPE_CHECKING:
    from ..run.cluster import Cluster
    from ..run.pool import Executor
    from .store import Folder, Remote


def report(
    sectors: Names = None, *, area: Names = None, period: Names = None, lang: Names = "vi", as_of: str = "",
    to: Names = "html", out: str | Path = "reports", jobs: int | None = None, data: str | Path | None = None,
    notebooks: str | Path | None = None, all: bool = False, force: bool = False, dry_run: bool = False,
    engine: str = "lsdata", timeout: float | None = None, dask: str | None = None, office: str | Path | None = None,
    combined: bool = False, progress: Progress | None = None,
) -> Results:  # fmt: skip
    """Write the reports of a grid: sectors × areas × periods × languages. Only what changed is made again.

    Parameters
    ----------
    sectors : codes, as a list or separated by commas. Default: those of which something is known.
    area, period, lang : one or more values each, as a list or separated by commas. Default: the area and period that
        the package names (the bundled one: ``VN-09``, ``2020-S1``), Vietnamese. ``area="all"`` is every area of which
        something is known; ``period="latest"`` is the newest half-year, nine months or year with figures in three
        sectors, or in all that there are.
    as_of : a day like 2020-07-13: only what was known then. Empty: all that the package holds.
    to : formats beside the executed notebook and the facts, which are written always: html; docx, pdf (need
        ``lsdata[docs]``); xlsx, csv, parquet, the figures as data (parquet needs ``lsdata[parquet]``). What stands there
        in another format is made again with them, but for ``to="ipynb"``.
    out : folder for ``AREA/PERIOD[@AS_OF]/LANG/SECTOR.html`` … and ``index.html``, or an address like
        ``s3://bucket/prefix`` (needs ``lsdata[s3]``; there two commands must not write at once: nothing stops them).
    jobs : how many reports at a time; default, the processors this process may use.
    data : folder or workbook of a data package; default as for ``load``.
    notebooks : folder of notebooks that stand in for the bundled ones of the same name. They are run: name only a
        folder that you trust.
    all : every sector, also those of which nothing is known.
    force : make them all again.
    dry_run : write nothing, say which would be made and why.
    engine : ``lsdata`` runs the cells in a process that has its libraries loaded; ``kernel`` starts a Jupyter kernel for
        each report, for notebooks with the state of widgets, the output of subprocesses or ``asyncio.run``.
    timeout : seconds that one report may take, at most 1,000,000; default 600.
    dask : address of a Dask scheduler whose workers make the reports (needs ``lsdata[dask]``, there the same versions).
    office : file that says who hands in the documents and workbooks, as of ``lsdata.publish.office``. Where it is left out, the one
        of the last time counts; an empty file takes it away.
    combined : bind the reports of each area, period and language into one, ``review.html`` …
    progress : called as (outcome, number done, number to make), first with None for the outcome.

    Returns
    -------
    Results : what became of each. A report that failed does not stop the others: look at ``.failed``.

    Raises
    ------
    UnknownName, PeriodError, ParameterError, PackageError : before anything is run or written.

    Example
    -------
    >>> import lsdata as ls
    >>> ls.report("trade", lang="vi,en", dry_run=True, out="nowhere")
    2 to make
    VN-09/2020-S1/vi/trade to make: not made yet
    VN-09/2020-S1/en/trade to make: not made yet
    """
    grid.check_ways(jobs, timeout, dask)
    dataset, to, frame = load(data), grid.formats(to), _frame(office)
    wanted, unknown = grid.addresses(dataset, sectors, area=area, period=period, lang=lang, as_of=as_of, every=all)
    asked = grid.jobs(dataset, wanted, to=to, notebooks=notebooks, engine=engine)
    cells = grid.cells(dataset, asked) if combined else {}
    place = store.at(out)
    plan = _Plan(dataset, place, asked, cells, to, frame, force)
    if dry_run:
        planned = {a: Outcome(a, "planned", reason) for a, reason in plan.due.items() if reason}
        return Results(tuple((plan.fresh() | planned)[a] for a in plan.due), unknown=tuple(unknown))

    # Without anything to write there is nothing to lock.
    outcomes = plan.fresh()
    if plan.count or place.leftovers() or not _index(place, dataset, write=False):
        with making.executor(plan.count, jobs, timeout, dask, plan.formats) as executor, place.locked():
            for name in place.leftovers():
                place.remove(name)
            plan = _Plan(dataset, place, asked, cells, to, frame, force)  # another command may have written until now
            plan.require_libraries()
            outcomes, tell = plan.fresh(), progress or (lambda *_: None)
            if plan.count:
                tell(None, 0, plan.count)
            try:
                for done, outcome in enumerate(plan.run(executor, outcomes), start=1):
                    outcomes[outcome.address] = outcome
                    tell(outcome, done, plan.count)
            except (KeyboardInterrupt, ReportError):
                # Stopped, or nobody is left to make them: the index shows what is there.
                _index(place, dataset)
                raise
            _index(place, dataset)
    return Results(tuple(outcomes[a] for a in plan.due), place.shown(stamps.INDEX), tuple(unknown))


def _frame(office: str | Path | None) -> dict | None:
    """Who hands the documents in; None where the command does not say."""
    from .office import read

    return read(office) if office else None


class _Plan:
    """Which reports, and which reviews of them, must be made, and why."""

    def __init__(
        self, data: Dataset, place: Folder | Remote, asked: list[Job], cells: dict[Address, list[Job]],
        to: tuple[str, ...], frame: dict | None, force: bool,
    ):  # fmt: skip
        self.data, self.place, self.cells, self.to, self.frame, self.force = data, place, cells, to, frame, force
        self.able = tuple(f for f in grid.FORMATS if grid.can_make(f))
        self.jobs = [self._whole(job) for job in asked]
        self.reviews = [self._binding(address) for address in cells]
        self.due: dict[Address, str] = {job.address: self._why(job) for job in self.jobs}
        for review in self.reviews:
            again = any(self.due[job.address] for job in cells[review.address])
            self.due[review.address] = "a report in it is made again" if again else self._why(review)
        self.count = sum(map(bool, self.due.values()))

    @property
    def formats(self) -> set[str]:
        return {f for job in (*self.jobs, *self.reviews) for f in job.formats}

    def fresh(self) -> dict[Address, Outcome]:
        """The outcomes of what needs not be made."""
        return {
            job.address: _fresh(job, self.place) for job in (*self.jobs, *self.reviews) if not self.due[job.address]
        }

    def require_libraries(self) -> None:
        """Refuse to make a page again beside a document that could not be made with it.

        Raises
        ------
        ParameterError : a document stands there, and its libraries are not installed.
        """
        for job in self.jobs:
            made, _ = stamps.standing(self.place, job.address) if self.due[job.address] and job.formats else ((), {})
            if lost := [f for f in made if f not in job.formats]:
                raise ParameterError(
                    f"{job.address}.{lost[0]} stands there and would be outdated: to make it again, "
                    f"{grid.install(lost[0])}; or write into another folder"
                )

    def run(self, executor: Executor | Cluster, outcomes: dict[Address, Outcome]) -> Iterator[Outcome]:
        """Make the reports, then the reviews of those that are there; ``outcomes`` knows what became of the reports."""
        yield from making.run([j for j in self.jobs if self.due[j.address]], executor, self.place, self.due)
        todo = []
        for address, members in self.cells.items():
            review = self._binding(address)
            lost = [j.address.sector for j in members if outcomes[j.address].state == "failed"]
            self.due[address] = self._why(review)
            if lost:
                yield making.give_up(review, self.place, ReportError(f"not bound without {', '.join(lost)}"))
            elif self.due[address]:
                names = {s: f"{address.folder}/{s}.ipynb" for s in review.parts}
                read = self.place.read(names.values())
                todo.append(replace(review, notebooks={s: read[name] for s, name in names.items()}))
            else:
                outcomes[address] = _fresh(review, self.place)
        yield from making.run(todo, executor, self.place, self.due)

    def _why(self, job: Job | Binding) -> str:
        """Why a report must be made; empty for one that is fresh."""
        return stamps.why(self.place, job, stamps.key(job)) or ("asked for again (--force)" if self.force else "")

    def _whole(self, job: Job | Binding) -> Job | Binding:
        """A job with the formats that stand there as well: a page and a document of one report never disagree."""
        made, office = stamps.standing(self.place, job.address)
        wanted = {*job.formats, *(set(made) & set(self.able) if job.formats else ())}
        formats = tuple(f for f in grid.FORMATS if f in wanted)
        return replace(job, formats=formats, office=office if self.frame is None else self.frame)

    def _binding(self, address: Address) -> Binding:
        """The review of its reports, as far as they are made."""
        sectors = [job.address for job in self.cells[address]]
        parts = {a.sector: self.data.sectors[a.sector].get("part") or "" for a in sectors}
        hashes = {a.sector: stamps.executed(self.place, a) for a in sectors}
        own = self._whole(Binding(address, parts, hashes, self.to))
        if own.office or self.frame is not None:
            return own
        return replace(own, office=stamps.standing(self.place, sectors[0])[1])  # handed in by whom its reports are


def _fresh(job: Job | Binding, place: Folder | Remote) -> Outcome:
    return Outcome(job.address, "fresh", path=making.page(job, place))


def _index(place: Folder | Remote, data: Dataset, write: bool = True) -> bool:
    """Write the index and its stamp where they are not those of what stands there; True where they were."""
    key = stamps.index_key(place, data)
    current = stamps.index_is_current(place, key)
    if write and not current:
        from . import index  # brings Jinja

        made = index.files(place, data)
        for name, content in made.items():
            place.put(name, content)
        place.put(stamps.INDEX_STAMP, stamps.index_made(key, made))
    return current
