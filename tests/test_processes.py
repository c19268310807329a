"""Reports in processes of their own, forked or not: what one does costs no other, and none outlives its owner."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import deeds
import pytest

from lsdata.run import forks, pool, starting

EACH = pytest.mark.parametrize("fork", ["1", "0"], ids=["fork", "no fork"])


@pytest.fixture
def executor(monkeypatch):
    """A function that opens an Executor whose processes have nothing to prepare."""
    with contextlib.ExitStack() as stack:

        def start(jobs, fork="1", **options):
            monkeypatch.setenv("LSDATA_FORK", fork)
            return stack.enter_context(pool.Executor(jobs, **({"prepare": "deeds:nothing"} | options)))

        yield start


def gone(pid):
    """True once a process has ended, within a few seconds."""
    stat = Path(f"/proc/{pid}/stat")
    for _ in range(200):
        try:
            os.kill(pid, 0)
            if stat.is_file() and stat.read_text(encoding="ascii").rsplit(")")[-1].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


@EACH
def test_a_dead_and_a_failing_report_cost_no_other(executor, fork):
    ours = executor(2, fork)
    good = [ours.submit(deeds.double, n) for n in range(3)]
    bad = ours.submit(deeds.die, 3), ours.submit(deeds.refuse, "no")
    good += [ours.submit(deeds.double, n) for n in range(3, 6)]
    errors = [f.exception() for f in bad]
    assert [f.result() for f in good] == [0, 2, 4, 6, 8, 10]
    assert (errors[0].cell, errors[0].reason) == ("“Kế hoạch”: os._exit(3)", "its process died (exit code 3)")
    assert repr(errors[1]) == "ValueError('no')"


@EACH
def test_an_error_of_the_system_in_a_report_is_its_error(executor, fork, tmp_path):
    error = executor(1, fork).submit(deeds.miss, str(tmp_path / "asked")).exception()
    assert str(error) == "[Errno 2] no such file: 'figures.csv'"
    assert (tmp_path / "asked").read_text(encoding="ascii") == "x"


@EACH
@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (deeds.crash, "its process died (Segmentation fault): last words"),
        (deeds.starve, "its process died (Killed)"),
        (deeds.leave, "its process died (exit code"),
    ],
    ids=["segfault", "killed as the system does where memory runs out", "exit"],
)
def test_a_violent_end_is_named_and_costs_no_other(executor, fork, make, reason):
    ours = executor(1, fork)
    failed, good = ours.submit(make, None), ours.submit(deeds.double, 4)
    assert reason in str(failed.exception())
    assert good.result() == 8


@EACH
def test_a_report_that_catches_everything_is_ended_when_late(executor, fork):
    ours = executor(1, fork)
    assert ours.submit(deeds.double, 1).result() == 2
    ours.timeout = 0.3
    for stubborn in (deeds.wait, deeds.cling):
        error = ours.submit(stubborn, 60).exception()
        assert (error.cell, error.reason) == ("time.sleep", "not finished after 0.3 seconds")
        ours.timeout = 60
        assert ours.submit(deeds.double, 2).result() == 4
        ours.timeout = 0.3


@EACH
def test_a_process_is_set_up_as_a_report_needs_it(executor, fork):
    told = executor(1, fork).submit(deeds.family, None).result()
    assert told["temporary"] == told["folder"]
    assert told["seed"] == "0"  # or the order of a set would differ from run to run
    assert told["session"] != os.getsid(0)  # Ctrl-C is for the command
    assert told["frozen"] > 1000
    assert fork == "0" or (told["group"] == told["pid"] and told["goes"] >= 900)


@EACH
def test_an_error_that_cannot_be_copied_is_told_in_words(executor, fork):
    assert repr(executor(1, fork).submit(deeds.refuse_oddly, None).exception()) == "RuntimeError('Odd: one and two')"


def test_a_worker_is_kept_after_success_and_replaced_after_failure(executor):
    ours = executor(1, "0")
    first, room = ours.submit(deeds.where, None).result()
    assert ours.submit(deeds.where, None).result()[0] == first
    assert ours.submit(deeds.refuse, "x").exception()
    assert ours.submit(deeds.where, None).result()[0] != first
    assert not Path(room).exists()


def test_each_report_is_a_child_of_one_warm_process(executor):
    ours = executor(2)
    told = [f.result() for f in [ours.submit(deeds.family, None) for _ in range(6)]]
    assert len({t["pid"] for t in told}) == 6
    assert len({t["parent"] for t in told}) == 1
    assert {t["threads"] for t in told} == {1}
    assert not any(Path(t["folder"]).exists() for t in told)
    assert {t["open"] for t in told} == {told[0]["open"]}  # no socket of a sister


def test_a_report_shares_the_memory_of_the_warm_process(executor):
    """Two thirds of what it sees are pages of the process it came from."""
    ours = executor(1, prepare="deeds:load_much")
    told = ours.submit(deeds.family, None).result()
    assert told["private"] < told["resident"] / 3


def test_what_a_report_starts_ends_with_it(executor):
    ours = executor(1)
    kept = ours.submit(deeds.start_sleeper, "sleep").result()
    assert gone(kept)
    assert ours.submit(deeds.start_sleeper, "die").exception().reason.startswith("its process died")
    # One that has left the group, and holds the socket open: nobody waits for it.
    start = time.monotonic()
    stray = ours.submit(deeds.start_sleeper, "escape").exception()
    assert time.monotonic() - start < 30
    assert stray.reason.startswith("its process died")
    os.kill(int(stray.cell), signal.SIGKILL)


def test_a_killed_warm_process_costs_no_report(executor):
    ours = executor(2)
    first = ours.submit(deeds.family, None).result()["parent"]
    running = [ours.submit(deeds.meet, 1.0) for _ in range(2)]
    time.sleep(0.3)
    os.kill(first, signal.SIGKILL)
    parents = {f.result() for f in running}
    assert len(parents) == 1
    assert parents != {first}
    assert ours.submit(deeds.double, 3).result() == 6


@EACH
def test_processes_that_cannot_start_fail_each_report_with_the_reason(executor, fork):
    error = executor(1, fork, prepare="deeds:no_such_function").submit(deeds.double, 1).exception()
    assert "has no attribute 'no_such_function'" in str(error)


@EACH
def test_what_cannot_be_sent_fails_its_report_alone(executor, fork):
    ours = executor(1, fork)
    assert "Can't pickle local object" in repr(ours.submit(deeds.give_a_function, None).exception())
    assert isinstance(ours.submit(deeds.double, lambda: 0).exception(), Exception)
    assert ours.submit(deeds.double, 3).result() == 6


@EACH
def test_processes_end_with_the_one_that_started_them(fork):
    script = (
        "import deeds\nfrom lsdata.run import pool\ne = pool.Executor(1, prepare='deeds:nothing')\n"
        "print(*e.submit(deeds.family, None).result()['ends'], flush=True)\ne.submit(deeds.tell_and_wait, 60).result()"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "LSDATA_FORK": fork}
    owner = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, env=environment)
    server, room = owner.stdout.readline().split()
    for _ in range(100):
        if told := list(Path(room).rglob("begun")):
            break
        time.sleep(0.05)
    child = int(told[0].read_text(encoding="ascii"))
    owner.kill()
    owner.wait()
    owner.stdout.close()
    assert gone(int(server))
    assert gone(child)
    assert not Path(room).exists()


def test_children_end_with_the_warm_process_when_nobody_starts_it_anew(executor):
    ours = executor(1)
    server = ours.submit(deeds.family, None).result()["parent"]
    waiting = ours.submit(deeds.tell_and_wait, 60)
    told = []
    for _ in range(100):
        if told := list(ours._processes._server.room.glob("*/begun")):
            break
        time.sleep(0.05)
    child = int(told[0].read_text(encoding="ascii"))
    ours._processes._stopped = True
    os.kill(server, signal.SIGKILL)
    assert gone(child)
    assert waiting.exception()


@EACH
def test_last_words_are_short(executor, fork):
    error = executor(1, fork).submit(deeds.flood, None).exception()
    assert error.reason == f"its process died (exit code 3): {'x' * starting.LONGEST}…"


@EACH
def test_the_limit_of_time_is_that_of_the_report_alone(executor, fork):
    ours = executor(1, fork, timeout=0.5, prepare="deeds:dawdle")
    assert ours.submit(deeds.double, 1).result() == 2


def test_a_deaf_warm_process_does_not_stop_the_clock(executor, monkeypatch):
    monkeypatch.setattr(forks, "GRACE", 0.5)
    ours = executor(1)
    server = ours.submit(deeds.family, None).result()["parent"]
    ours.timeout = 0.5
    running = ours.submit(deeds.wait, 60)
    time.sleep(0.2)
    os.kill(server, signal.SIGSTOP)
    assert running.exception().reason == "not finished after 0.5 seconds"
    ours.timeout = 60
    assert ours.submit(deeds.double, 3).result() == 6


def test_a_process_that_is_never_ready_is_given_up(executor, monkeypatch):
    monkeypatch.setattr(forks, "READY", 0.5)
    monkeypatch.setattr(forks, "GRACE", 0.5)
    error = executor(1, prepare="deeds:dawdle").submit(deeds.double, 1).exception()
    assert "was not ready after" in str(error)


def test_a_report_that_hangs_up_is_ended_and_costs_no_other(executor):
    ours = executor(2)
    sister, bad = ours.submit(deeds.meet, 1), ours.submit(deeds.hang_up, None)
    assert bad.exception().reason == "its process died (Killed)"
    assert sister.result() == ours.submit(deeds.family, None).result()["parent"]


def test_a_lost_room_costs_no_report(executor):
    ours = executor(1)
    ours.submit(deeds.double, 1).result()
    shutil.rmtree(ours._processes._server.room)
    assert ours.submit(deeds.double, 2).result() == 4


def test_nothing_is_left_of_many_reports(executor):
    ours = executor(8)
    ours.submit(deeds.double, 1).result()
    room = ours._processes._server.room
    files = len(os.listdir("/proc/self/fd"))
    assert [f.result() for f in [ours.submit(deeds.double, n) for n in range(300)]] == list(range(0, 600, 2))
    assert len(os.listdir("/proc/self/fd")) == files
    assert [p.name for p in room.iterdir()] == ["stderr"]


def test_what_the_process_inherits_does_no_harm(tmp_path, monkeypatch):
    """A service manager may ignore SIGCHLD; a script may put a Path into sys.path."""
    script = (
        "import signal, sys, pathlib\nsignal.signal(signal.SIGCHLD, signal.SIG_IGN)\nsys.path.append(pathlib.Path('x'))\n"
        "import deeds\nfrom lsdata.run import pool\nwith pool.Executor(2, prepare='deeds:nothing') as e:\n"
        "    print(*[f.result() for f in [e.submit(deeds.double, n) for n in range(20)]])"
    )
    own = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=own, check=True)
    assert done.stdout.split() == [str(2 * n) for n in range(20)]


@EACH
def test_an_interrupted_executor_ends_what_runs(monkeypatch, fork):
    monkeypatch.setenv("LSDATA_FORK", fork)

    def interrupt():
        with pool.Executor(1, prepare="deeds:nothing") as ours:
            started.append(ours.submit(deeds.family, None).result()["parent" if fork == "1" else "pid"])
            started.extend([ours.submit(deeds.wait, 60), ours.submit(deeds.double, 1)])
            while not started[1].running():
                time.sleep(0.01)
            signal.raise_signal(signal.SIGINT)

    started, start = [], time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        interrupt()
    pid, running, waiting = started
    assert time.monotonic() - start < 30
    assert gone(pid)
    assert running.exception()
    assert waiting.cancelled() or waiting.exception()
