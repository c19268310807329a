"""The command `lsdata report` as a function: which reports must be made, making them, writing them, their index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from ..dataset import Dataset, load
from ..errors import LsdataError, ParameterError, ReportError
from . import grid, stamps, store
from .grid import Names
from .job import FORMATS, Address, Job, make

if TYPE_CHECKING:
    from concurrent.futures import Future

    from ..run.cluster import Cluster
    from ..run.pool import Executor
    from .store import Folder, Remote

# What may lie beside a report's stamp, whoever wrote it and however far he came.
SUFFIXES = ("ipynb", "facts.json", "failed.ipynb", *FORMATS)
STATES = {"made": "made", "fresh": "up to date", "failed": "failed", "planned": "to make"}  # code -> as it is printed

SOME = 6  # reports: with more of them it pays to make one first, of which all others have the benefit
AHEAD = 4  # jobs under way for each that runs
PAUSE = 10  # seconds, after which an executor is asked whether there is anybody at work


@dataclass(frozen=True)
class Outcome:
    """What became of one report.

    Parameters
    ----------
    state : ``made``, ``fresh`` (its files were already those), ``failed``, or ``planned`` (a dry run would make it).
    why : why it was or would be made; of a failure, the reason.
    path : its page, of a failure the notebook up to where it stopped; an address as text; None where there is nothing.
    notebook, cell : of a failure, where it happened.
    """

    address: Address
    state: str
    why: str = ""
    path: Path | str | None = None
    notebook: str = ""
    cell: str = ""

    def __str__(self) -> str:
        if self.state == "failed":
            where = ", ".join(x for x in (self.notebook, self.cell) if x)
            told = "; ".join(x for x in (where, f"run so far: {self.path}" if self.path else "") if x)
            return f"{self.address} failed: {self.why}" + (f" ({told})" if told else "")
        why = f": {self.why}" if self.why and self.state == "planned" else ""
        return f"{self.address} {STATES[self.state]}{why}"


@dataclass(frozen=True)
class Results:
    """What a call of ``report`` did: outcomes in the order of the grid, the index page, and what nothing is known of."""

    outcomes: tuple[Outcome, ...]
    index: Path | str | None = None
    unknown: tuple[str, ...] = field(default=())

    def of(self, state: str) -> list[Outcome]:
        """The outcomes in one state."""
        return [o for o in self.outcomes if o.state == state]

    @property
    def failed(self) -> list[Outcome]:
        return self.of("failed")

    @property
    def summary(self) -> str:
        """One line: how many reports in which state, and where the index is; a dry run has none."""
        counts = ", ".join(f"{len(self.of(s))} {word}" for s, word in STATES.items() if self.of(s))
        if self.index:
            return f"{counts}; {self.index}"
        return counts if self.of("planned") else f"nothing to make: {counts}"

    def __str__(self) -> str:
        return "\n".join([self.summary, *map(str, self.of("planned") + self.failed), *self.unknown])

    __repr__ = __str__

    def open(self) -> bool:
        """Show the index in the browser.

        Raises
        ------
        ParameterError : it lies at an address.
        """
        import webbrowser

        if isinstance(self.index, str):
            raise ParameterError(
                f"{self.index} is not on this machine, a browser cannot open it; copy the whole folder to here first"
            )
        return self.index is not None and webbrowser.open(self.index.resolve().as_uri())


Progress = Callable[[Outcome | None, int, int], None]


def report(
    sectors: Names = None, *, area: Names = "VN-09", period: Names = "2020-S1", lang: Names = "vi", as_of: str = "",
    to: Names = "html", out: str | Path = "reports", jobs: int | None = None, data: str | Path | None = None,
    notebooks: str | Path | None = None, all: bool = False, force: bool = False, dry_run: bool = False,
    engine: str = "lsdata", timeout: float | None = None, dask: str | None = None, progress: Progress | None = None,
) -> Results:  # fmt: skip
    """Write the reports of a grid: sectors × areas × periods × languages. Only what changed is made again.

    Parameters
    ----------
    sectors : codes, as a list or separated by commas. Default: those of which something is known.
    area, period, lang : one or more values each, as a list or separated by commas. ``area="all"`` is every area of
        which something is known; ``period="latest"`` is the newest half-year, nine months or year with figures in three
        sectors.
    as_of : a day like 2020-07-13: only what was known then. Empty: all that the package holds.
    to : formats beside the executed notebook and the facts, which are written always.
    out : folder for ``AREA/PERIOD[@AS_OF]/LANG/SECTOR.html`` … and ``index.html``, or an address like
        ``s3://bucket/prefix`` (needs ``lsdata[s3]``; there two commands must not write at once: nothing stops them).
    jobs : how many reports at a time; default, the processors this process may use.
    data : folder of a data package; default as for ``load``.
    notebooks : folder of notebooks that stand in for the bundled ones of the same name. They are run: name only a
        folder that you trust.
    all : every sector, also those of which nothing is known.
    force : make them all again.
    dry_run : write nothing, say which would be made and why.
    engine : ``lsdata`` runs the cells in a process that has its libraries loaded; ``kernel`` starts a Jupyter kernel for
        each report, for notebooks with the state of widgets, the output of subprocesses or ``asyncio.run``.
    timeout : seconds that one report may take, at most 1,000,000; default 600.
    dask : address of a Dask scheduler whose workers make the reports (needs ``lsdata[dask]``, there the same versions).
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
    dataset, to = load(data), grid.formats(to)
    wanted, unknown = grid.addresses(dataset, sectors, area=area, period=period, lang=lang, as_of=as_of, every=all)
    every = grid.jobs(dataset, wanted, to=to, notebooks=notebooks, engine=engine)
    place = store.at(out)
    due = _due(place, every, force)
    outcomes = {job.address: _fresh(job, place) for job in every if not due[job.address]}
    if dry_run:
        outcomes |= {address: Outcome(address, "planned", reason) for address, reason in due.items() if reason}
        return Results(tuple(outcomes[job.address] for job in every), unknown=tuple(unknown))

    # Without anything to write there is nothing to lock.
    if any(due.values()) or place.leftovers() or not _index(place, dataset, write=False):
        with _executor(sum(map(bool, due.values())), jobs, timeout, dask) as executor, place.locked():
            for name in place.leftovers():
                place.remove(name)
            due = _due(place, every, force)  # another command may have written until now
            outcomes = {job.address: _fresh(job, place) for job in every if not due[job.address]}
            todo = [job for job in every if due[job.address]]
            try:
                for outcome in _make(todo, executor, place, due, progress or (lambda *_: None)):
                    outcomes[outcome.address] = outcome
            except (KeyboardInterrupt, ReportError):
                # Stopped, or nobody is left to make them: the index shows what is there.
                _index(place, dataset)
                raise
            _index(place, dataset)
    return Results(tuple(outcomes[job.address] for job in every), place.shown(stamps.INDEX), tuple(unknown))


def _due(place: Folder | Remote, every: list[Job], force: bool) -> dict[Address, str]:
    """Why each report must be made; empty for one that is fresh."""
    return {
        job.address: stamps.why(place, job, stamps.key(job)) or ("asked for again (--force)" if force else "")
        for job in every
    }


def _executor(count: int, jobs: int | None, timeout: float | None, dask: str | None) -> Executor | Cluster:
    """What makes so many reports: processes of this machine, or of a cluster's."""
    from ..run.pool import TIMEOUT, Executor, processors

    if dask:
        from ..run.cluster import Cluster

        return Cluster(dask, "lsdata.publish.job:prepare", stamps.machine, timeout or TIMEOUT)
    prepare = "lsdata.publish.job:prepare" if count > SOME else "lsdata.run.notebook:prepare"
    return Executor(max(1, min(jobs or processors(), count)), timeout or TIMEOUT, prepare)


def _make(
    todo: list[Job], executor: Executor | Cluster, place: Folder | Remote, due: dict[Address, str], progress: Progress
) -> Iterator[Outcome]:
    """Make reports, some at a time, and write each as it comes."""
    if not todo:
        return
    progress(None, 0, len(todo))
    for done, (job, future) in enumerate(_finished(todo, executor), start=1):
        outcome = _settle(job, future, place, due[job.address])
        progress(outcome, done, len(todo))
        yield outcome


def _finished(todo: list[Job], executor: Executor | Cluster) -> Iterator[tuple[Job, Future]]:
    """Jobs with their futures, as they come; only some are under way, so that neither jobs nor results pile up."""
    from concurrent.futures import FIRST_COMPLETED, wait

    following, running = iter(todo), {}
    while True:
        for job in islice(following, max(0, AHEAD * executor.jobs - len(running))):
            running[executor.submit(make, job)] = job
        if not running:
            return
        for future in wait(running, timeout=PAUSE, return_when=FIRST_COMPLETED).done:
            yield running.pop(future), future


def _settle(job: Job, future: Future, place: Folder | Remote, reason: str) -> Outcome:
    """Write what a job gave: its files and stamp, or the notebook up to the cell where it failed.

    The stamp comes last: where a command is stopped before, the old one tells of another key or of other files, and
    the report is made again. What else lsdata may have left of it is removed whatever the old stamp says: that of a
    failure names no file but the notebook up to where it stopped.
    """
    try:
        files = future.result()
    except Exception as e:  # whatever it is, it costs this report and no other
        return _give_up(job, place, e)
    try:
        for name, content in files.items():
            place.put(f"{job.address.folder}/{name}", content)
        for suffix in SUFFIXES:
            if f"{job.address.sector}.{suffix}" not in files:
                place.remove(f"{job.address}.{suffix}")
        place.put(stamps.name_of(job.address), stamps.made(job, files))
    except OSError as e:
        return _give_up(job, place, e)
    return Outcome(job.address, "made", reason, _page(job, place))


def _give_up(job: Job, place: Folder | Remote, e: Exception) -> Outcome:
    """Note a failure: the notebook up to where it stopped, and a stamp instead of the old one.

    The old one goes first: it knows nothing of that notebook, and could still be right of all other files.
    """
    cell, executed = getattr(e, "cell", ""), getattr(e, "executed", b"")
    why = getattr(e, "reason", "") or (str(e) if isinstance(e, LsdataError) else f"{type(e).__name__}: {e}")
    remains = f"{job.address}{stamps.REMAINS}"
    place.remove(stamps.name_of(job.address))
    if executed:
        place.put(remains, executed)
    else:
        place.remove(remains)
    place.put(stamps.name_of(job.address), stamps.failed(job, cell, why, executed))
    return Outcome(job.address, "failed", why, place.shown(remains) if executed else None, job.name, cell)


def _fresh(job: Job, place: Folder | Remote) -> Outcome:
    return Outcome(job.address, "fresh", path=_page(job, place))


def _page(job: Job, place: Folder | Remote) -> Path | str:
    return place.shown(f"{job.address.folder}/{stamps.page(job.outputs)}")


def _index(place: Folder | Remote, data: Dataset, write: bool = True) -> bool:
    """Write the index and its stamp where they are not those of what stands there; True where they were."""
    key = stamps.index_key(place, data)
    current = stamps.index_is_current(place, key)
    if write and not current:
        from . import index  # brings Jinja

        page = index.standing(place, data)
        place.put(stamps.INDEX, page)
        place.put(stamps.INDEX_STAMP, stamps.index_made(key, page))
    return current
