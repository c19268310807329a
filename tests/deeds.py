"""Functions for processes that make reports, which import this module by its name; it is light, so that they start fast."""

import contextlib
import gc
import os
import signal
import socket
import tempfile
import threading
import time
from pathlib import Path


def nothing():
    """Nothing to prepare."""


def dawdle():
    """Take a second to be ready."""
    time.sleep(1)


def load_much():
    """Prepare something that a child can share: sixty megabytes."""
    global much
    much = bytes(range(256)) * (60 * 4096)


def double(number, begun):
    print("noise on standard output")
    os.write(1, b"noise below Python")
    return 2 * number


def refuse(text, begun):
    raise ValueError(text)


class Odd(Exception):
    """One that cannot be copied."""

    def __init__(self, one, two):
        super().__init__(f"{one} and {two}")


def refuse_oddly(_, begun):
    raise Odd("one", "two")


def miss(counter, begun):
    """Fail as a missing file does, which is no sign of a dead process; count how often it was asked."""
    with Path(counter).open("a", encoding="ascii") as asked:
        asked.write("x")
    raise FileNotFoundError(2, "no such file", "figures.csv")


def die(code, begun):
    begun("“Kế hoạch”: os._exit(3)")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    os._exit(code)


def crash(_, begun):
    os.write(2, b"before\nlast words\n")
    os.kill(os.getpid(), signal.SIGSEGV)
    time.sleep(60)


def flood(_, begun):
    """Say far too much before the end."""
    for _ in range(20):
        os.write(2, b"x" * (1 << 20))
    os._exit(3)


def hang_up(_, begun):
    """Close every socket and go on."""
    for one in os.listdir("/proc/self/fd"):
        with contextlib.suppress(OSError), socket.socket(fileno=os.dup(int(one))) as line:
            line.shutdown(socket.SHUT_RDWR)
    time.sleep(60)


def starve(_, begun):
    os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(60)


def leave(_, begun):
    raise SystemExit(4)


def wait(seconds, begun):
    begun("time.sleep")
    time.sleep(seconds)


def cling(seconds, begun):
    begun("time.sleep")
    end = time.monotonic() + seconds
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while time.monotonic() < end:
        try:
            while True:
                pass
        except:  # noqa: E722 - as a careless cell does it
            pass


def tell_and_wait(seconds, begun):
    Path("begun").write_text(str(os.getpid()), encoding="ascii")
    time.sleep(seconds)


def meet(seconds, begun):
    time.sleep(seconds)
    return os.getppid()


def where(_, begun):
    return os.getpid(), os.getcwd()


def give_a_function(_, begun):
    return lambda: 0


def family(_, begun):
    """Who it is, where it is, what it shares."""
    rollup = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    sizes = {k: int(v.split()[0]) for k, v in (line.split(":") for line in rollup)}
    forked = os.getcwd().rsplit("/", 1)[-1].isdigit()
    return {
        "pid": os.getpid(), "parent": os.getppid(), "folder": os.getcwd(), "threads": threading.active_count(),
        "ends": (os.getppid(), os.path.dirname(os.getcwd())) if forked else (os.getpid(), os.getcwd()),
        "open": len(os.listdir("/proc/self/fd")), "resident": sizes["Rss"],
        "private": sizes["Private_Clean"] + sizes["Private_Dirty"], "temporary": tempfile.gettempdir(),
        "seed": os.environ.get("PYTHONHASHSEED"), "session": os.getsid(0), "group": os.getpgid(0),
        "frozen": gc.get_freeze_count(), "goes": int(Path("/proc/self/oom_score_adj").read_text(encoding="ascii")),
    }  # fmt: skip


def start_sleeper(how, begun):
    """Start a process that would go on after the report."""
    pid = os.fork()
    if pid == 0:
        if how == "escape":
            os.setsid()
        time.sleep(60)
        os._exit(0)
    begun(str(pid))
    if how != "sleep":
        time.sleep(0.2)
        os._exit(1)
    return pid


def run_notebook(asked, begun):
    """(path, language, engine) -> what its code cells show: outputs as dicts, and numbers of execution."""
    from lsdata.dataset import load
    from lsdata.errors import ReportError
    from lsdata.run import notebook

    path, lang, engine = asked
    try:
        nb = notebook.execute(Path(path).read_bytes(), {"lang": lang}, load(), engine=engine)
    except ReportError as e:  # an exercise that is not solved yet: up to there
        nb = notebook.read(e.executed)
    return [[c.execution_count, *map(dict, c.outputs)] for c in nb.cells if c.cell_type == "code"]
