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
from lsdata.errors import ParameterError
from lsdata.publish import grid
from lsdata.publish.job import Address, make
from lsdata.run import cluster

PREPARE = "lsdata.run.notebook:prepare"


def machine():
    return {"lsdata": "1", "libraries": {"pandas": "3"}}


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory):
    """Address of a running scheduler with two workers; all end with the module."""
    room = tmp_path_factory.mktemp("dask")
    quiet = {"DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False"}
    here = {"PYTHONPATH": str(Path(__file__).parent), "LSDATA_DATA": ""}

    def start(command, *options):
        with (room / f"{command}-{len(processes)}.log").open("wb") as log:
            processes.append(
                subprocess.Popen(
                    [
                        sys.executable,
                        "-m",
                        "dask",
                        command,
                        "--scheduler-file",
                        str(room / "scheduler.json"),
                        "--host",
                        "127.0.0.1",
                        "--no-dashboard",
                        *options,
                    ],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    env=os.environ | quiet | here,
                )
            )

    processes = []
    with contextlib.ExitStack() as stack:

        def stop():
            for one in reversed(processes):
                with contextlib.suppress(psutil.NoSuchProcess):
                    children = psutil.Process(one.pid).children(recursive=True)
                    one.terminate()
                    psutil.wait_procs(children, timeout=10)
                    for child in children:
                        with contextlib.suppress(psutil.NoSuchProcess):
                            child.kill()
                one.wait(20)

        stack.callback(stop)
        start("scheduler", "--port", "0")
        for number in range(2):
            start("worker", "--nworkers", "1", "--nthreads", "1", "--local-directory", str(room / str(number)))
        with Client(scheduler_file=str(room / "scheduler.json"), timeout=60, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
            yield client.scheduler.address


def jobs(package, notebooks):
    wanted = [Address(s, "VN-09", "2020-S1", "vi") for s in ("trade", "budget", "society")]
    return grid.jobs(load(package), wanted, to=("html",), notebooks=notebooks)


def test_reports_of_a_cluster_have_the_bytes_of_this_machine(scheduler, package, notebooks, tmp_path, capsys):
    grid = ["--area", "VN-09", "--lang", "vi,en", "--data", str(package), "--notebooks", str(notebooks)]
    for out, where in (("here", []), ("there", ["--dask", scheduler])):
        assert main(["report", *grid, "--out", str(tmp_path / out), *where]) == 0
        assert capsys.readouterr().out.startswith("6 made")
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
    [("tcp://127.0.0.1:9", "no Dask scheduler at 'tcp://127.0.0.1:9'"), ("nonsense", "missing port number")],
)
def test_an_address_where_nothing_is_gets_one_line(address, words, monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with pytest.raises(ParameterError, match=words) as caught:
        cluster.Cluster(address, PREPARE, machine)
    assert "\n" not in str(caught.value)


def test_workers_with_other_versions_are_refused(scheduler, monkeypatch):
    told = iter([{"lsdata": "1", "libraries": "pandas 2"}])
    with pytest.raises(ParameterError, match="would make other reports: libraries"):
        cluster.Cluster(scheduler, PREPARE, lambda: next(told, {"lsdata": "1", "libraries": "pandas 3"}))
