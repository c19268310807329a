"""The command `lsdata report` as a function: which reports must be made, making them, writing them, their index."""

from __future__ import annotations

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
    from .store import Folder, Remote


def report(
    sectors: Names = None, *, area: Names = "VN-09", period: Names = "2020-S1", lang: Names = "vi", as_of: str = "",
    to: Names = "html", out: str | Path = "reports", jobs: int | None = None, data: str | Path | None = None,
    notebooks: str | Path | None = None, all: bool = False, force: bool = False, dry_run: bool = False,
    engine: str = "lsdata", timeout: float | None = None, dask: str | None = None, office: str | Path | None = None,
    combined: bool = False, progress: Progress | None = None,
) -> Results:  # fmt: skip
    """Write the reports of a grid: sectors × areas × periods × languages. Only what changed is made again.

    Parameters
    ----------
    sectors : codes, as a list or separated by commas. Default: those of which something is known.
    area, period, lang : one or more values each, as a list or separated by commas. ``area="all"`` is every area of
        which something is known; ``period="latest"`` is the newest half-year, nine months or year with figures in three
        sectors.
    as_of : a day like 2020-07-13: only what was known then. Empty: all that the package holds.
    to : formats beside the executed notebook and the facts, which are written always: html, docx, pdf (the last two
        need ``lsdata[docs]``). What stands there in another format is made again with them, but for ``to="ipynb"``.
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
    office : file that says who hands in the documents, as of ``lsdata.publish.office``. Where it is left out, the one
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
    plan = _Plan(place, [_whole(job, place, frame) for job in asked], force)
    bound = {address: _binding(dataset, place, address, jobs, to, frame) for address, jobs in cells.items()}
    late = {address: plan.late(cells[address], binding) for address, binding in bound.items()}
    if dry_run:
        planned = {a: Outcome(a, "planned", reason) for a, reason in (plan.due | late).items() if reason}
        fresh = plan.fresh() | {a: _fresh(bound[a], place) for a, reason in late.items() if not reason}
        return Results(tuple((planned | fresh)[a] for a in (*plan.due, *late)), unknown=tuple(unknown))

    # Without anything to write there is nothing to lock.
    outcomes = plan.fresh() | {a: _fresh(bound[a], place) for a in bound}
    count = sum(map(bool, (plan.due | late).values()))
    if count or place.leftovers() or not _index(place, dataset, write=False):
        formats = {f for job in (*plan.jobs, *bound.values()) for f in job.formats}
        with making.executor(count, jobs, timeout, dask, formats) as executor, place.locked():
            for name in place.leftovers():
                place.remove(name)
            plan = _Plan(
                place, [_whole(job, place, frame) for job in asked], force
            )  # another may have written until now
            outcomes = plan.fresh()
            plan.require_libraries()
            tell, more, done = progress or (lambda *_: None), sum(map(bool, late.values())), len(plan.todo)
            try:
                for outcome in making.run(plan.todo, executor, place, plan.due, lambda o, n, of: tell(o, n, of + more)):
                    outcomes[outcome.address] = outcome
                todo, reasons = [], {}
                for address, members in cells.items():
                    binding = _binding(dataset, place, address, members, to, frame)
                    if lost := [j.address.sector for j in members if outcomes[j.address].state == "failed"]:
                        outcomes[address] = making.give_up(
                            binding, place, ReportError(f"not bound without {', '.join(lost)}")
                        )
                    elif reason := plan.why(binding):
                        names = {s: f"{address.folder}/{s}.ipynb" for s in binding.parts}
                        read = place.read(names.values())
                        todo.append(replace(binding, notebooks={s: read[name] for s, name in names.items()}))
                        reasons[address] = reason
                    else:
                        outcomes[address] = _fresh(binding, place)
                for outcome in making.run(
                    todo, executor, place, reasons, lambda o, n, _: tell(o, done + n, done + more)
                ):
                    outcomes[outcome.address] = outcome
            except (KeyboardInterrupt, ReportError):
                # Stopped, or nobody is left to make them: the index shows what is there.
                _index(place, dataset)
                raise
            _index(place, dataset)
    return Results(tuple(outcomes[a] for a in (*plan.due, *cells)), place.shown(stamps.INDEX), tuple(unknown))


class _Plan:
    """Which of these reports must be made, and why."""

    def __init__(self, place: Folder | Remote, jobs: list[Job], force: bool):
        self.place, self.jobs, self.force = place, jobs, force
        self.due: dict[Address, str] = {job.address: self.why(job) for job in jobs}

    def why(self, job: Job | Binding) -> str:
        """Why a report must be made; empty for one that is fresh."""
        return stamps.why(self.place, job, stamps.key(job)) or ("asked for again (--force)" if self.force else "")

    def late(self, members: list[Job], binding: Binding) -> str:
        """Why a review must be bound, before its reports are made."""
        again = any(self.due[job.address] for job in members)
        return "a report in it is made again" if again else self.why(binding)

    def require_libraries(self) -> None:
        """Refuse to make a page again beside a document that could not be made with it.

        Raises
        ------
        ParameterError : a document stands there, and its libraries are not installed.
        """
        for job in self.todo:
            made, _ = stamps.standing(self.place, job.address)
            if job.formats and (lost := [f for f in made if f not in job.formats]):
                raise ParameterError(
                    f"{job.address}.{lost[0]} stands there and would be outdated: to make it again, "
                    'pip install "lsdata[docs]"; or write into another folder'
                )

    @property
    def todo(self) -> list[Job]:
        return [job for job in self.jobs if self.due[job.address]]

    def fresh(self) -> dict[Address, Outcome]:
        """The outcomes of what needs not be made."""
        return {job.address: _fresh(job, self.place) for job in self.jobs if not self.due[job.address]}


def _frame(office: str | Path | None) -> dict | None:
    """Who hands the documents in; None where the command does not say."""
    from .office import read

    return read(office) if office else None


def _whole(job: Job, place: Folder | Remote, frame: dict | None) -> Job:
    """A job with the formats that stand there as well: a page and a document of one report never disagree."""
    made, office = stamps.standing(place, job.address)
    able = [f for f in made if f not in grid.DOCUMENTS or grid.documents()] if job.formats else []
    formats = tuple(f for f in grid.FORMATS if f in (*job.formats, *able))
    return replace(job, formats=formats, office=office if frame is None else frame)


def _binding(
    data: Dataset, place: Folder | Remote, address: Address, members: list[Job], to: tuple[str, ...], frame: dict | None
) -> Binding:
    """The whole review of these reports, as far as they are made."""
    parts = {job.address.sector: data.sectors[job.address.sector].get("part") or "" for job in members}
    hashes = {job.address.sector: stamps.executed(place, job.address) for job in members}
    own = _whole(Binding(address, parts, hashes, to), place, frame)
    if own.office or frame is not None:
        return own
    return replace(own, office=stamps.standing(place, members[0].address)[1])  # handed in by whom its reports are


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
