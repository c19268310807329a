"""Reports on a Dask cluster: a scheduler and two workers under nannies, each a process of its own on 127.0.0.1."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import deeds
import kills
import psutil
import pytest
import tiny
from distributed import Client

from lsdata.cli import main
from lsdata.dataset import load
from lsdata.errors import ParameterError, ReportError
from lsdata.publish import grid
from lsdata.publish.job import Address, make
from lsdata.run import cluster

PREPARE = "lsdata.run.notebook:prepare"


def machine():
    return {"lsdata": "1", "libraries": {"pandas": "3"}}


@contextlib.contextmanager
def dask(room, workers, *options):
    """A scheduler and its workers, processes of their own: (address, processes); all end with it."""
    quiet = {"DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False"}
    here = {"PYTHONPATH": str(Path(__file__).parent), "LSDATA_DATA": ""}
    processes = []

    def start(command, *more):
        with (room / f"{command}-{len(processes)}.log").open("wb") as log:
            ours = ["--scheduler-file", str(room / "scheduler.json"), "--host", "127.0.0.1", "--no-dashboard", *more]
            processes.append(
                subprocess.Popen(
                    [sys.executable, "-m", "dask", command, *ours],
                    stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=os.environ | quiet | here,
                )
            )  # fmt: skip

    def stop():
        for one in reversed(processes):
            with contextlib.suppress(psutil.NoSuchProcess):
                children = psutil.Process(one.pid).children(recursive=True)
                one.terminate()
                _, alive = psutil.wait_procs(children, timeout=10)
                for child in alive:
                    child.kill()
            one.wait(20)

    with contextlib.ExitStack() as stack:
        stack.callback(stop)
        start("scheduler", "--port", "0")
        for number in range(workers):
            start(
                "worker", "--nworkers", "1", "--nthreads", "1", "--local-directory", str(room / str(number)), *options
            )
        with Client(scheduler_file=str(room / "scheduler.json"), timeout=60, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=60)
            address = client.scheduler.address
        yield address, processes


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory):
    """Address of a running scheduler with two workers under nannies."""
    with dask(tmp_path_factory.mktemp("dask"), 2) as (address, _):
        yield address


def jobs(package, notebooks):
    wanted = [Address(s, "VN-09", "2020-S1", "vi") for s in ("trade", "budget", "society")]
    return grid.jobs(load(package), wanted, to=("html",), notebooks=notebooks)


def test_reports_of_a_cluster_have_the_bytes_of_this_machine(scheduler, package, notebooks, tmp_path, capsys):
    grid = ["--area", "VN-09", "--lang", "vi,en", "--data", str(package), "--notebooks", str(notebooks)]
    for out, where in (("here", []), ("there", ["--dask", scheduler])):
        assert main(["report", *grid, "--out", str(tmp_path / out), *where]) == 0
        assert capsys.readouterr().out.startswith("4 made")
    assert kills.tree(tmp_path / "there") == kills.tree(tmp_path / "here")


def test_a_report_that_dies_takes_no_worker_with_it(scheduler, package, tmp_path):
    bad = tiny.notebooks(tmp_path / "bad", trade="import os\nos._exit(7)", budget="1 / 0")
    with cluster.Cluster(scheduler, PREPARE, machine) as there:
        before = set(there._client.nthreads())
        died, failed, made = [there.submit(make, job) for job in jobs(package, bad)]
        assert (died.exception().reason, died.exception().cell) == (
            "its process died (exit code 7)",
            "“Kế hoạch”: import os",
        )
        assert failed.exception().reason == "ZeroDivisionError: division by zero"
        assert b"ZeroDivisionError" in failed.exception().executed
        assert made.result()
        assert set(there._client.nthreads()) == before


def test_a_killed_worker_costs_no_other_report(scheduler):
    """Its report goes to another worker: a report is pure, so this changes nothing."""
    with cluster.Cluster(scheduler, "deeds:nothing", machine) as there:
        futures = [there.submit(deeds.double, 1), *(there.submit(deeds.meet, 2) for _ in range(4))]
        assert futures[0].result(timeout=60) == 2
        busy = []
        while len(busy) < 2:
            busy = [worker for worker, tasks in there._client.processing().items() if tasks]
            time.sleep(0.05)
        time.sleep(0.5)
        pid = there._client.run(os.getpid, workers=busy[:1])[busy[0]]
        family = psutil.Process(pid).children(recursive=True)
        os.kill(pid, signal.SIGKILL)
        assert all(f.result(timeout=120) for f in futures)
        _, alive = psutil.wait_procs(family, timeout=10)
        assert family
        assert alive == []


@pytest.mark.parametrize(
    ("address", "words"),
    [("tcp://127.0.0.1:9", "no Dask scheduler answers at tcp://127.0.0.1:9"), ("127.0.0.1", "is not the address of a")],
)
def test_an_address_where_nothing_is_gets_one_line(address, words, monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with pytest.raises(ParameterError, match=words) as caught:
        cluster.Cluster(address, PREPARE, machine)
    assert "\n" not in str(caught.value)


def test_workers_with_other_versions_are_refused(scheduler):
    here = os.getpid()
    with pytest.raises(ParameterError, match="would make other reports: pandas 2, here 3; install the same there"):
        cluster.Cluster(scheduler, PREPARE, lambda: {"lsdata": "1", "pandas": "3" if os.getpid() == here else "2"})


def error_of(ask):
    """The error that a call ends in, within a minute."""
    for _ in range(300):
        try:
            ask()
        except ReportError as e:
            return str(e)
        time.sleep(0.2)
    return ""


def test_a_cluster_without_workers_or_scheduler_is_given_up_in_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "LOST", 2)
    with dask(tmp_path, 1, "--no-nanny") as (address, (scheduler, worker)):
        with cluster.Cluster(address, "deeds:nothing", machine) as there:
            assert there.jobs == 1
            waiting = there.submit(deeds.wait, 60)
            worker.kill()
            assert "has lost all its workers; what is finished is kept" in error_of(lambda: there.jobs)
            assert not waiting.done()
            scheduler.kill()
            scheduler.wait()
            assert "is gone" in error_of(lambda: there.submit(deeds.double, 1))
        monkeypatch.setattr(cluster, "PATIENCE", 1)
        with pytest.raises(ParameterError, match="no Dask scheduler answers"):
            cluster.Cluster(address, "deeds:nothing", machine)
