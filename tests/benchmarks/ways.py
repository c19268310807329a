"""The ways to make the same reports, HTML included; each returns what it cost and leaves its files in a folder."""

from __future__ import annotations

import itertools
import json
import os
import pickle
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from corpus import file_name, write_notebooks
from meter import Cost, Watch

from lsdata.publish.job import Job

HERE = Path(__file__).resolve().parent
NAMES = {
    "a": "papermill + nbconvert",
    "a2": "the same, two at a time",
    "b": "papermill's API, pool of two",
    "c": "lsdata report",
    "d": "floor: one warm process",
}
REPORT_MIME = "application/vnd.lsdata.report+json"


class Bench:
    """Starts the ways in a temporary folder.

    Parameters
    ----------
    folder : where everything is written, temporary files of the programs too.
    jobs : for ``lsdata report --jobs``; None leaves the option out.
    """

    def __init__(self, folder: Path, jobs: int | None = None):
        self.folder, self.jobs = folder, jobs
        self._numbers = itertools.count(1)
        temporary = folder / "tmp"
        temporary.mkdir(exist_ok=True)
        self.environment = {**os.environ, "TMPDIR": str(temporary)}

    def fresh(self) -> Path:
        """A new empty folder."""
        path = self.folder / f"out-{next(self._numbers)}"
        path.mkdir()
        return path

    def start(self, command: list[str], cwd: Path, **options) -> subprocess.Popen:
        """Start a program that Ctrl-C does not reach: this process ends it."""
        own = {"cwd": cwd, "env": self.environment, "start_new_session": True}
        return subprocess.Popen(command, **(own | options))

    def run(self, command: list[str], cwd: Path) -> str:
        """Run a program to its end; what it printed.

        Raises
        ------
        RuntimeError : it failed.
        """
        log = cwd / f"log-{next(self._numbers)}"
        with log.open("wb") as f:
            code = self.start(command, cwd, stdin=subprocess.DEVNULL, stdout=f, stderr=f).wait()
        said = log.read_text(encoding="utf-8", errors="replace")
        if code:
            raise RuntimeError(f"{Path(command[0]).name} {' '.join(command[1:])}: exit code {code}\n{said[-2000:]}")
        return said

    def lsdata(self, arguments: list[str], out: Path) -> dict[str, int]:
        """``lsdata report …``; how many reports it made, found fresh and so on."""
        jobs = ["--jobs", str(self.jobs)] if self.jobs else []
        said = self.run([program("lsdata"), "report", *arguments, *jobs, "--out", str(out)], self.folder)
        summary = next((line for line in reversed(said.splitlines()) if line.endswith("index.html")), "")
        counts = re.findall(r"(\d+) (made|fresh|failed)", summary.replace("up to date", "fresh"))
        return {state: int(n) for n, state in counts}

    def plain(self, job: Job, notebooks: Path, out: Path, *, html: bool = True) -> None:
        """``papermill``, then ``jupyter nbconvert``, as a user types them."""
        name = f"{file_name(job.address)}.ipynb"
        given = [word for key, value in job.parameters.items() if value for word in ("-p", key, value)]
        notebook = os.path.relpath(notebooks / job.name, out)
        self.run([program("papermill"), notebook, name, *given, "--no-progress-bar"], out)
        if html:
            self.run([program("jupyter"), "nbconvert", "--to", "html", name], out)


def program(name: str) -> str:
    """A command of the environment in which this runs."""
    path = shutil.which(name, path=sysconfig.get_path("scripts"))
    if not path:
        raise RuntimeError(f"no command {name} beside {sys.executable}")
    return path


def one_by_one(bench: Bench, jobs: Iterable[Job], out: Path, at_a_time: int = 1) -> Cost:
    """Ways (a) and (a2)."""
    jobs = list(jobs)
    notebooks = write_notebooks(tuple(jobs), out / "notebooks")
    with ThreadPoolExecutor(at_a_time) as threads, Watch() as watch:  # so Ctrl-C ends the programs, then the threads
        list(threads.map(lambda job: bench.plain(job, notebooks, out), jobs))
    return watch.cost


def pooled(bench: Bench, jobs: Iterable[Job], out: Path) -> Cost:
    """Way (b), from when its workers are ready: a small sample must not make it look slow."""
    jobs = list(jobs)
    notebooks = write_notebooks(tuple(jobs), out / "notebooks")
    plan = [
        {
            "notebook": str(notebooks / job.name),
            "out": str(out / f"{file_name(job.address)}.ipynb"),
            "parameters": job.parameters,
        }
        for job in jobs
    ]
    (out / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    with (out / "log").open("wb") as log:
        command = [sys.executable, str(HERE / "pooled.py"), str(out / "plan.json")]
        process = bench.start(command, out, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log)
        if process.stdout.readline() != b"ready\n":
            raise RuntimeError(f"the pool did not start\n{(out / 'log').read_text()[-2000:]}")
        with Watch() as watch:
            process.communicate(b"go\n")
    if process.returncode:
        raise RuntimeError(f"the pool failed\n{(out / 'log').read_text()[-2000:]}")
    return watch.cost


def ours(bench: Bench, options: list[str], out: Path, expected: int, keep: Iterable[int] = ()) -> Cost:
    """Way (c): the command as a whole process, into an empty folder.

    Raises
    ------
    RuntimeError : it did not make as many reports as there should be.
    """
    with Watch(keep=keep) as watch:
        states = bench.lsdata(options, out)
    pages = [p for p in out.rglob("*.html") if p.name != "index.html"]
    if states != {"made": expected} or len(pages) != expected:
        raise RuntimeError(f"lsdata report: {states} and {len(pages)} pages where {expected} were to be made")
    return watch.cost


class Floor:
    """Way (d): its process, warm when ``with`` begins.

    After ``make``: ``first`` is the report JSON of the first report, ``pages`` holds the hash of each page.
    """

    def __init__(self, bench: Bench, jobs: Iterable[Job]):
        self.bench, self.jobs = bench, list(jobs)
        self.first, self.pages = None, {}

    def __enter__(self) -> Floor:
        out = self.bench.fresh()
        (out / "jobs").write_bytes(pickle.dumps(self.jobs))
        self._log = (out / "log").open("w+b")
        command = [sys.executable, str(HERE / "floor.py"), str(out / "jobs")]
        environment = self.bench.environment | {"PYTHONHASHSEED": "0"}  # sets in the order that our reports have
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": self._log}
        self.process = self.bench.start(command, out, env=environment, **pipes)
        self._answer("ready\n")
        return self

    def __exit__(self, *_) -> None:
        self.process.communicate()  # its input is closed: it ends
        self._log.close()

    def make(self, positions: Iterable[int]) -> Cost:
        """Make the reports at these positions; seconds and processor time are those that the process read itself."""
        positions = list(positions)
        with Watch(roots={self.process.pid}) as watch:
            self.process.stdin.write(f"{json.dumps(positions)}\n".encode())
            self.process.stdin.flush()
            answer = json.loads(self._answer())
        watch.cost.seconds, watch.cost.cpu = answer["seconds"], answer["cpu"]
        self.first = answer["first"]
        self.pages = {str(self.jobs[i].address): page for i, page in zip(positions, answer["pages"], strict=True)}
        return watch.cost

    def _answer(self, expected: str = "") -> str:
        line = self.process.stdout.readline().decode()
        if not line or (expected and line != expected):
            self._log.seek(0)
            raise RuntimeError(f"the floor failed\n{self._log.read().decode(errors='replace')[-2000:]}")
        return line


def report_in(notebook: Path) -> dict | None:
    """The report JSON that an executed notebook holds."""
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", ()):
            if REPORT_MIME in output.get("data", {}):
                return output["data"][REPORT_MIME]
    return None
