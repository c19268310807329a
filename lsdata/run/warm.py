"""The warm process: ``python -m lsdata.run.warm ROOM FUNCTION``, started and spoken to by ``lsdata.run.processes``.

It imports and prepares once, by FUNCTION, what every report needs, and forks a child for each report, which starts with
all of that. It runs no thread and reads no result: a child and who asked for its report speak over a socket of their
own. Its standard input is a socket of packets: "run NAME" with the child's socket, "end NAME". When that closes, its
owner is gone, in whatever way: it ends its children and itself. When it is killed, Linux kills its children.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import pkgutil
import select
import shutil
import signal
import socket
import sys
import tempfile
import threading
import warnings
from pathlib import Path
from typing import NamedTuple, NoReturn

from .messages import ENDED, answer, how_it_died, receive

DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)
FIRST_TO_GO = "900"  # of 1000: where memory runs out, a report is ended and not who asked for it


class Child(NamedTuple):
    """A running report: its process, its folder below the room, the socket it answers on."""

    pid: int
    folder: Path
    answers: socket.socket


def main(room: str, prepare: str) -> None:
    """Serve until the owner is gone; write into ``room`` only."""
    control = socket.socket(fileno=os.dup(0))
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    libc = ctypes.CDLL(None)
    gc.disable()
    pkgutil.resolve_name(prepare)()
    gc.collect()
    gc.freeze()  # a child that collects garbage leaves these objects, and the pages they share, alone
    running: dict[int, Child] = {}
    watched = select.poll()
    watched.register(control, select.POLLIN)
    while True:
        for ready, _ in watched.poll():
            if ready in running:
                watched.unregister(ready)
                os.close(ready)
                _reap(running.pop(ready))
                continue
            message, sockets, *_ = socket.recv_fds(control, 100, 1)
            if not message:
                for child in running.values():
                    _reap(child)
                shutil.rmtree(room, ignore_errors=True)
                return
            verb, name = message.decode().split()
            folder = Path(room, name)
            if verb == "end":
                for child in running.values():
                    if child.folder == folder:
                        os.killpg(child.pid, signal.SIGKILL)
                continue
            answers, owner = socket.socket(fileno=sockets[0]), os.getpid()
            try:
                pid = _fork()
            except OSError as e:  # no memory or no number left for another process
                Path(folder, ENDED).write_text(f"its process did not start ({e.strerror})", encoding="utf-8")
                answers.close()
                continue
            if pid == 0:
                others = [control.fileno(), *(c.answers.fileno() for c in running.values()), *running]
                _make(folder, answers, others, owner, libc)
            os.setpgid(pid, pid)
            watcher = os.pidfd_open(pid)
            running[watcher] = Child(pid, folder, answers)
            watched.register(watcher, select.POLLIN)


def _fork() -> int:
    if threading.active_count() > 1:
        raise RuntimeError(f"a thread runs in the warm process: {threading.enumerate()}")
    with warnings.catch_warnings():
        # Native threads that wait for work nobody gives them (OpenBLAS, Arrow) are no danger.
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _make(folder: Path, answers: socket.socket, others: list[int], owner: int, libc: ctypes.CDLL) -> NoReturn:
    """The child: take a job, answer, end; nothing of the parent's is used or left open."""
    code = 1
    try:
        libc.prctl(DIE_WITH_PARENT, signal.SIGKILL)
        os.setpgid(0, 0)  # with what its cells start, one group to end
        for one in others:
            os.close(one)
        Path("/proc/self/oom_score_adj").write_text(FIRST_TO_GO, encoding="ascii")
        noise = os.open(folder / "stderr", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(noise, 1)
        os.dup2(noise, 2)
        tempfile.tempdir = str(folder)
        os.chdir(folder)
        gc.enable()
        if os.getppid() == owner:
            with answers.makefile("rb") as jobs:
                make, job = receive(jobs.read)
            answer(make, job, answers.sendall)
            code = 0
    except BaseException:  # SystemExit too: a child never goes on in the code of its parent
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(code)


def _reap(child: Child) -> None:
    """End what is left of a report, say how it ended, and let who waits for its answer know that no more comes."""
    # A process that has ended keeps its number until it is waited for: this reaches its own group and no other.
    os.killpg(child.pid, signal.SIGKILL)
    _, status = os.waitpid(child.pid, 0)
    with contextlib.suppress(OSError):  # who asked has its answer and has tidied up
        Path(child.folder, ENDED).write_text(how_it_died(os.waitstatus_to_exitcode(status)), encoding="utf-8")
    with contextlib.suppress(OSError):
        child.answers.shutdown(socket.SHUT_RDWR)  # even where some stray process still holds a copy of it
    child.answers.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
