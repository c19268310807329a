"""Making reports: in processes of this machine or of a cluster, each written as it comes, a failure noted and no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import LsdataError, ReportError
from . import stamps
from .job import DOCUMENTS, FORMATS, Address, Binding, Job, make
from .outcomes import Outcome

if TYPE_CHECKING:
    from concurrent.futures import Future

    from ..run.cluster import Cluster
    from ..run.pool import Executor
    from .store import Folder, Remote

# What may lie beside a report's stamp, whoever wrote it and however far he came.
SUFFIXES = ("ipynb", "facts.json", "failed.ipynb", *FORMATS)
SOME = 6  # reports: with more of them it pays to make one first, of which all others have the benefit
AHEAD = 4  # jobs under way for each that runs
PAUSE = 10  # seconds, after which an executor is asked whether there is anybody at work


def executor(
    count: int, jobs: int | None, timeout: float | None, dask: str | None, formats: Iterable[str] = ()
) -> Executor | Cluster:
    """What makes so many reports in these formats: processes of this machine, or of a cluster's."""
    from ..run.pool import TIMEOUT, Executor, processors

    formats = tuple(formats)
    kind = "_documents" if set(formats) & set(DOCUMENTS) else "_workbooks" if "xlsx" in formats else ""
    whole = f"lsdata.publish.job:prepare{kind}"
    if dask:
        from ..run.cluster import Cluster

        return Cluster(dask, whole, partial(stamps.machine, stamps.libraries(formats)), timeout or TIMEOUT)
    prepare = whole if count > SOME else "lsdata.run.notebook:prepare"
    return Executor(max(1, min(jobs or processors(), count)), timeout or TIMEOUT, prepare)


def run(
    todo: list[Job | Binding], executor: Executor | Cluster, place: Folder | Remote, due: dict[Address, str]
) -> Iterator[Outcome]:
    """Make reports, some at a time, and write each as it comes."""
    for job, future in _finished(todo, executor):
        yield _settle(job, future, place, due[job.address])


def _finished(todo: list[Job | Binding], executor: Executor | Cluster) -> Iterator[tuple[Job | Binding, Future]]:
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


def _settle(job: Job | Binding, future: Future, place: Folder | Remote, reason: str) -> Outcome:
    """Write what a job gave: its files and stamp, or the notebook up to the cell where it failed.

    The stamp comes last: where a command is stopped before, the old one tells of another key or of other files, and
    the report is made again. What else lsdata may have left of it is removed whatever the old stamp says: that of a
    failure names no file but the notebook up to where it stopped.
    """
    try:
        files = future.result()
    except Exception as e:  # whatever it is, it costs this report and no other
        return give_up(job, place, e)
    refused: list[ReportError] = []
    try:
        for name, content in files.items():
            try:
                place.put(f"{job.address.folder}/{name}", content)
            except ReportError as e:  # open elsewhere; the others are written all the same
                refused.append(e)
        if refused:
            return give_up(job, place, refused[0])
        for suffix in SUFFIXES:
            if f"{job.address.sector}.{suffix}" not in files:
                place.remove(f"{job.address}.{suffix}")
        place.put(stamps.name_of(job.address), stamps.made(job, files))
    except OSError as e:
        return give_up(job, place, e)
    return Outcome(job.address, "made", reason, page(job, place))


def give_up(job: Job | Binding, place: Folder | Remote, e: Exception) -> Outcome:
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


def page(job: Job | Binding, place: Folder | Remote) -> Path | str:
    """Where the file lies that a reader opens."""
    return place.shown(f"{job.address.folder}/{stamps.page(job.outputs)}")
