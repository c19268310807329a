"""The command `lsdata report` as a function: which reports must be made, making them, writing them, their index."""

from __future__ import annotations

import contextlib
import json
import webbrowser
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, as_completed
from dataclasses import asdict, dataclass, field
from pathlib import Path

from .. import evidence
from ..dataset import Dataset, load
from ..errors import LsdataError, ParameterError
from ..periods import Period, date_name
from . import grid, index, stamps
from .grid import Names
from .job import Address, Job, make

LOCK = ".lsdata.lock"


@dataclass(frozen=True)
class Outcome:
    """What became of one report.

    Parameters
    ----------
    state : ``made``, ``fresh`` (its files were already those), ``failed``, or ``planned`` (a dry run would make it).
    why : why it was or would be made; of a failure, the reason.
    path : its page, of a failure the notebook up to where it stopped; None where there is nothing.
    notebook, cell : of a failure, where it happened.
    """

    address: Address
    state: str
    why: str = ""
    path: Path | None = None
    notebook: str = ""
    cell: str = ""

    def __str__(self) -> str:
        if self.state == "failed":
            where = ", ".join(x for x in (self.notebook, self.cell) if x)
            kept = f" (up to there: {self.path})" if self.path else ""
            return f"{self.address} failed in {where}: {self.why}{kept}"
        why = f": {self.why}" if self.why and self.state == "planned" else ""
        return f"{self.address} {self.state}{why}"


@dataclass(frozen=True)
class Results:
    """What a call of ``report`` did: outcomes in the order of the grid, the index page, and what nothing is known of."""

    outcomes: tuple[Outcome, ...]
    index: Path | None = None
    unknown: tuple[str, ...] = field(default=())

    def of(self, state: str) -> list[Outcome]:
        """The outcomes in one state."""
        return [o for o in self.outcomes if o.state == state]

    @property
    def failed(self) -> list[Outcome]:
        return self.of("failed")

    @property
    def summary(self) -> str:
        """One line: how many reports in which state, and where the index is."""
        states = ("made", "fresh", "failed", "planned")
        counts = ", ".join(f"{len(self.of(s))} {s}" for s in states if self.of(s))
        return f"{counts}; {self.index}" if self.index else counts

    def __str__(self) -> str:
        return "\n".join([self.summary, *map(str, self.of("planned") + self.failed), *self.unknown])

    __repr__ = __str__

    def open(self) -> bool:
        """Show the index in the browser."""
        return self.index is not None and webbrowser.open(self.index.resolve().as_uri())


Progress = Callable[[Outcome | None, int, int], None]


def report(
    sectors: Names = None, *, area: Names = "VN-09", period: Names = "2020-S1", lang: Names = "vi", as_of: str = "",
    to: Names = "html", out: str | Path = "reports", jobs: int | None = None, data: str | Path | None = None,
    notebooks: str | Path | None = None, all: bool = False, force: bool = False, dry_run: bool = False,
    progress: Progress | None = None,
) -> Results:  # fmt: skip
    """Write the reports of a grid: sectors × areas × periods × languages. Only what changed is made again.

    Parameters
    ----------
    sectors : codes, as a list or separated by commas. Default: those of which something is known.
    area, period, lang : one or more values each, as a list or separated by commas. ``period="latest"`` is the newest
        half-year, nine months or year with figures in three sectors.
    as_of : a day like 2020-07-13: only what was known then. Empty: all that the package holds.
    to : formats beside the executed notebook and the facts, which are written always.
    out : folder for ``AREA/PERIOD[@AS_OF]/LANG/SECTOR.html`` … and ``index.html``.
    jobs : how many reports at a time; default, the processors this process may use.
    data : folder of a data package; default as for ``load``.
    notebooks : folder of notebooks that stand in for the bundled ones of the same name. They are run: name only a
        folder that you trust.
    all : every sector, also those of which nothing is known.
    force : make them all again.
    dry_run : write nothing, say which would be made and why.
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
    2 planned
    VN-09/2020-S1/vi/trade planned: not made yet
    VN-09/2020-S1/en/trade planned: not made yet
    """
    if jobs is not None and jobs < 1:
        raise ParameterError(f"jobs {jobs} is not a number of processes; write 1 or more, or leave it out")
    dataset, out, to = load(data), Path(out), grid.formats(to)
    wanted, unknown = grid.addresses(dataset, sectors, area=area, period=period, lang=lang, as_of=as_of, every=all)
    every = grid.jobs(dataset, wanted, to=to, notebooks=notebooks)
    due = {job.address: stamps.why(out, job, stamps.key(job)) or ("asked for again" if force else "") for job in every}
    todo = [job for job in every if due[job.address]]
    if dry_run:
        planned = (
            _fresh(job, out) if not due[job.address] else Outcome(job.address, "planned", due[job.address])
            for job in every
        )
        return Results(tuple(planned), unknown=tuple(unknown))

    outcomes = {job.address: _fresh(job, out) for job in every if not due[job.address]}
    with _locked(out):
        try:
            for outcome in _make(todo, out, jobs, due, progress or (lambda *_: None)):
                outcomes[outcome.address] = outcome
        finally:  # also where Ctrl-C stops it: the index shows what is there
            stamps.put(out / "index.html", _index(dataset, out, wanted))
    return Results(tuple(outcomes[job.address] for job in every), out / "index.html", tuple(unknown))


def _make(
    todo: list[Job], out: Path, slots: int | None, due: dict[Address, str], progress: Progress
) -> Iterator[Outcome]:
    """Make reports, a few at a time, and write each as it comes."""
    if not todo:
        return
    from ..run.pool import Executor, processors

    progress(None, 0, len(todo))
    with Executor(min(slots or processors(), len(todo))) as executor:
        waiting = {executor.submit(make, job): job for job in todo}
        for done, future in enumerate(as_completed(waiting), start=1):
            job = waiting[future]
            outcome = _settle(job, future, out, due[job.address])
            progress(outcome, done, len(todo))
            yield outcome


def _settle(job: Job, future: Future, out: Path, reason: str) -> Outcome:
    """Write what a job gave: its files and stamp, or the notebook up to the cell where it failed."""
    folder, sector = out / job.address.folder, job.address.sector
    stamp = folder / f"{sector}.stamp.json"
    try:
        files = future.result()
    except Exception as e:  # whatever it is, it costs this report and no other
        return _give_up(job, out, e)
    try:
        # The old stamp goes first: a command that is stopped between two files leaves a report that counts as missing.
        old = stamps.read(stamp)
        stamp.unlink(missing_ok=True)
        for name, content in files.items():
            stamps.put(folder / name, content)
        for name in [*(old.get("outputs", {}).keys() - files.keys()), f"{sector}.failed.ipynb"]:
            (folder / name).unlink(missing_ok=True)
        stamps.put(stamp, stamps.made(job, files))
    except OSError as e:
        return _give_up(job, out, e)
    return Outcome(job.address, "made", reason, folder / _page(job.outputs))


def _give_up(job: Job, out: Path, e: Exception) -> Outcome:
    """Note a failure: its stamp instead of the old one, and the notebook up to where it stopped."""
    folder, sector = out / job.address.folder, job.address.sector
    cell, executed = getattr(e, "cell", ""), getattr(e, "executed", b"")
    why = getattr(e, "reason", "") or (str(e) if isinstance(e, LsdataError) else f"{type(e).__name__}: {e}")
    remains = folder / f"{sector}.failed.ipynb"
    if executed:
        stamps.put(remains, executed)
    else:
        remains.unlink(missing_ok=True)
    stamps.put(folder / f"{sector}.stamp.json", stamps.failed(job, cell, why))
    return Outcome(job.address, "failed", why, remains if executed else None, job.name, cell)


def _fresh(job: Job, out: Path) -> Outcome:
    return Outcome(job.address, "fresh", path=out / job.address.folder / _page(job.outputs))


def _page(names: Iterable[str]) -> str:
    """The file of a report that a reader opens: the page, else the executed notebook."""
    return next(name for suffix in (".html", ".ipynb") for name in names if name.endswith(suffix))


@contextlib.contextmanager
def _locked(out: Path) -> Iterator[None]:
    """The folder is written by one command at a time; the system drops the lock when that command is gone."""
    from filelock import FileLock, Timeout

    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = FileLock(out / LOCK, timeout=0).acquire()
    except Timeout:
        raise ParameterError(
            f"another lsdata is writing into {out}; wait for it, or choose another folder with out"
        ) from None
    except OSError as e:
        raise ParameterError(f"cannot write into {out}: {e.strerror or e}") from None
    with lock:
        yield


def _index(data: Dataset, out: Path, wanted: list[Address]) -> bytes:
    """The index of all that stands in the folder, from this call and from earlier ones."""
    reports, failed, here = [], [], {}
    for address, folder, stamp in stamps.found(out):
        here.setdefault((address.area, address.period, address.lang, address.as_of), set()).add(address.sector)
        if "failed" in stamp:
            failed.append(_names(data, address) | {"reason": stamp["failed"]["reason"]})
        elif all(stamps.is_intact(folder / name, stamp) for name in stamp["outputs"]):
            facts = json.loads((folder / f"{address.sector}.facts.json").read_text(encoding="utf-8"))
            href = f"{address.folder}/{_page(stamp['outputs'])}"
            reports.append(facts | {"href": href, "order": _order(data, address.sector)})
    skipped = []
    for (area, period, lang, as_of), made in here.items():
        if area in data.areas:
            known = evidence.sectors_with_evidence(data, area, Period.parse(period), as_of)
            silent = (Address(s, area, period, lang, as_of) for s in data.sectors if s not in known and s not in made)
            skipped += [_names(data, a) | {"text": ""} for a in silent]
    return index.page(reports, failed, skipped)


def _names(data: Dataset, address: Address) -> dict[str, str]:
    """An address with the names that the index prints; codes where this package does not know them."""
    sector, area, lang = data.sectors.get(address.sector, {}), data.areas.get(address.area, {}), address.lang
    return asdict(address) | {
        "sector_name": sector.get(f"name_{lang}") or sector.get("name_en") or address.sector,
        "area_name": area.get(f"full_{lang}") or area.get("full_en") or address.area,
        "area_short": area.get(f"name_{lang}") or area.get("name_en") or address.area,
        "period_name": Period.parse(address.period).name(lang),
        "as_of_name": date_name(address.as_of, lang) if address.as_of else "",
        "order": _order(data, address.sector),
    }


def _order(data: Dataset, sector: str) -> str:
    return data.sectors.get(sector, {}).get("order", "")
