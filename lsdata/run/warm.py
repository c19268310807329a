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

from .messages import ENDED, answer, how_it_died, receive, take_aside

DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)
FIRST_TO_GO = "900"  # of 1000: where memory runs out, a report is ended and not who asked for it


class Child(NamedTuple):
    """A running report: its process, its folder below the room, the socket it answers on."""

    pid: int
    folder: Path
    answers: socket.socket


def main(room: str, prepare: str) -> None:
    """Serve until the owner is gone; write into ``room`` only."""
    # Whoever ignores it, as some service managers do, cannot wait for a child.
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    control = socket.socket(fileno=take_aside(0)[0])
    owner = os.pidfd_open(os.getppid())  # a copy of the owner, made by fork, would keep the socket open
    tempfile.tempdir = room
    libc = ctypes.CDLL(None)
    gc.disable()
    pkgutil.resolve_name(prepare)()
    gc.collect()
    gc.freeze()  # a child that collects garbage leaves these objects, and the pages they share, alone
    running: dict[int, Child] = {}
    watched = select.poll()
    watched.register(control, select.POLLIN)
    watched.register(owner, select.POLLIN)
    while True:
        for ready, _ in watched.poll():
            if ready in running:
                watched.unregister(ready)
                os.close(ready)
                _reap(running.pop(ready))
                continue
            message, sockets, *_ = socket.recv_fds(control, 100, 1) if ready == control.fileno() else (b"", [])
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
            if not sockets:
                _tell(folder, "its process did not start (too many open files)")
                continue
            answers = socket.socket(fileno=sockets[0])
            mine = [control.fileno(), owner, *(c.answers.fileno() for c in running.values()), *running]
            try:
                watcher, child = _start(folder, answers, mine, libc)
            except OSError as e:  # no memory, process number or file number left for another one
                _tell(folder, f"its process did not start ({e.strerror})")
                answers.close()
                continue
            running[watcher] = child
            watched.register(watcher, select.POLLIN)


def die_with_parent(libc: ctypes.CDLL) -> None:
    """Let Linux kill this process when the one that started it ends, in whatever way."""
    libc.prctl(DIE_WITH_PARENT, signal.SIGKILL)


def _start(folder: Path, answers: socket.socket, others: list[int], libc: ctypes.CDLL) -> tuple[int, Child]:
    """Fork a child, and get a file that tells of its end; ``others`` are open files that are none of its business."""
    if threading.active_count() > 1:
        raise RuntimeError(f"a thread runs in the warm process: {threading.enumerate()}")
    server = os.getpid()
    with warnings.catch_warnings():
        # Native threads that wait for work nobody gives them (OpenBLAS, Arrow) are no danger.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid == 0:
        _make(folder, answers, others, server, libc)
    os.setpgid(pid, pid)
    try:
        return os.pidfd_open(pid), Child(pid, folder, answers)
    except OSError:
        os.killpg(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        raise


def _make(folder: Path, answers: socket.socket, others: list[int], server: int, libc: ctypes.CDLL) -> NoReturn:
    """The child: take a job, answer, end; nothing of the parent's is used or left open."""
    code = 1
    try:
        die_with_parent(libc)
        os.setpgid(0, 0)  # with what its cells start, one group to end
        noise = os.open(folder / "stderr", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(noise, 1)
        os.dup2(noise, 2)
        for one in others:
            os.close(one)
        with contextlib.suppress(OSError):  # where it may not, or is first already
            Path("/proc/self/oom_score_adj").write_text(FIRST_TO_GO, encoding="ascii")
        tempfile.tempdir = str(folder)
        os.chdir(folder)
        gc.enable()
        if os.getppid() == server:
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
    _tell(child.folder, how_it_died(os.waitstatus_to_exitcode(status)))
    with contextlib.suppress(OSError):
        child.answers.shutdown(socket.SHUT_RDWR)  # even where some stray process still holds a copy of it
    child.answers.close()


def _tell(folder: Path, how: str) -> None:
    """Leave word of how a report ended, whole or not at all."""
    with contextlib.suppress(OSError):  # who asked has its answer and has tidied up
        Path(folder, "ending").write_text(how, encoding="utf-8")
        os.replace(Path(folder, "ending"), Path(folder, ENDED))


if __name__ == "__main__":
    main(*sys.argv[1:])
