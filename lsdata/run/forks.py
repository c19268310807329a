"""One warm process that forks a child for each report (``lsdata.run.warm``), seen from the side that asks.

It ends when its owner does. Each report has a socket of its own for its job and its answers; the server's socket only
says which child to start or to end.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import select
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from .messages import ENDED, Died, await_answer, send
from .notebook import failure
from .starting import GRACE, READY, last_words, start, too_late


def can_fork() -> bool:
    """True on Linux, unless the environment variable LSDATA_FORK is 0; elsewhere a process full of libraries must not."""
    if sys.platform != "linux" or os.environ.get("LSDATA_FORK") == "0":
        return False
    try:
        os.close(os.pidfd_open(os.getpid()))
    except OSError:  # Linux before 5.3, or one that forbids it
        return False
    return True


class WarmProcess:
    """A warm process, started on the first call and anew where it was killed.

    Parameters
    ----------
    prepare : function that it calls first, as ``"module:name"``.
    """

    def __init__(self, prepare: str):
        self._prepare = prepare
        self._server: _Server | None = None
        self._lock = threading.Lock()
        self._stopped = False

    def call(self, make: Callable, job: object, timeout: float) -> object:
        """What ``make(job, begun=…)`` gives in a child, or raises there; ReportError where the child died or was late.

        A report is pure: where the server itself is gone, it is made anew.
        """
        last = ""
        for _ in range(2):
            server = self._running()
            try:
                return server.call(make, job, timeout)
            except _Gone as e:
                last = str(e)
                self._drop(server)
        raise failure("", f"the process that makes reports died twice{last}")

    def _running(self) -> _Server:
        with self._lock:
            if self._stopped:
                raise failure("", "stopped")
            if self._server is None:
                self._server = _Server(self._prepare)
            return self._server

    def _drop(self, server: _Server) -> None:
        with self._lock:
            if self._server is server:
                server.end()
                self._server = None

    def end(self) -> None:
        """End it, and what runs in it."""
        with self._lock:
            self._stopped = True
            if self._server:
                self._server.end()


class _Gone(Exception):
    """The server is dead; its last words, if any."""


class _Server:
    """A running warm process, its room, and the socket that tells it what to do."""

    def __init__(self, prepare: str):
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.control.settimeout(READY)
        with theirs:
            self.process, self.room = start("lsdata.run.warm", prepare, stdin=theirs)
        self.names = map(str, itertools.count())
        self.lock, self.calls, self.ended = threading.Lock(), 0, False

    def call(self, make: Callable, job: object, timeout: float) -> object:
        with self._in_use():
            folder = self.room / next(self.names)
            ours, theirs = socket.socketpair()
            with ours:
                answers = _Answers(ours, self.control, timeout)
                try:
                    with theirs:
                        folder.mkdir()
                        socket.send_fds(self.control, [f"run {folder.name}".encode()], [theirs.fileno()])
                except OSError as e:
                    raise _Gone(f": {e.strerror or e}") from None
                try:
                    with contextlib.suppress(OSError):  # what comes back, or does not come, says why
                        send(ours.sendall, (make, job))
                    return await_answer(answers.read, answers.started)
                except Died as e:
                    raise self._why(e.args[0], folder, answers) from None
                finally:
                    for _ in range(10):  # the server may just be leaving word in it, which it does once
                        shutil.rmtree(folder, ignore_errors=True)
                        if not folder.exists():
                            break

    def _why(self, cell: str, folder: Path, answers: _Answers) -> Exception:
        """What became of a child that answers no more. It is ended where it still runs, and so is a deaf server."""
        with contextlib.suppress(OSError):
            self.control.send(f"end {folder.name}".encode(), socket.MSG_DONTWAIT)
        patience, ended = time.monotonic() + GRACE, folder / ENDED
        while not ended.exists() and self.process.poll() is None and time.monotonic() < patience:
            time.sleep(0.01)
        told = ended.exists()
        if not told:
            self.process.kill()  # its children end with it
        if answers.late:
            return failure(cell, too_late(answers.timeout, answers.has_started))
        if told:
            return failure(cell, ended.read_text(encoding="utf-8") + last_words(folder))
        return _Gone(last_words(self.room))

    @contextlib.contextmanager
    def _in_use(self) -> Iterator[None]:
        """Within it the socket and the room stay, whoever ends the process."""
        with self.lock:
            if self.ended:
                raise _Gone
            self.calls += 1
        try:
            yield
        finally:
            with self.lock:
                self.calls -= 1
                self._tidy()

    def end(self) -> None:
        """Let the process go: it ends its children and itself."""
        with contextlib.suppress(OSError):
            self.control.shutdown(socket.SHUT_RDWR)
        try:
            self.process.wait(GRACE)
        except subprocess.TimeoutExpired:  # in the middle of an import that does not return
            self.process.kill()
            self.process.wait()
        with self.lock:
            self.ended = True
            self._tidy()

    def _tidy(self) -> None:
        if self.ended and not self.calls:
            self.control.close()
            shutil.rmtree(self.room, ignore_errors=True)


class _Answers:
    """What a child sends, until its time is over; it runs from when the child has begun."""

    def __init__(self, answers: socket.socket, control: socket.socket, timeout: float):
        self.answers, self.timeout = answers, timeout
        self.end = time.monotonic() + READY
        self.late = self.has_started = False
        answers.settimeout(READY)  # for a job that nobody reads
        self.watched = select.poll()
        self.watched.register(answers, select.POLLIN)
        self.watched.register(control, select.POLLIN)  # the server says nothing: what comes is its end

    def started(self) -> None:
        self.end, self.has_started = time.monotonic() + self.timeout, True

    def read(self, size: int) -> bytes:
        """Exactly so many bytes, or fewer where no more will come."""
        content = bytearray()
        while len(content) < size:
            ready = [one for one, _ in self.watched.poll(max(0, self.end - time.monotonic()) * 1000)]
            self.late = not ready
            piece = self.answers.recv(min(size - len(content), 1 << 20)) if self.answers.fileno() in ready else b""
            if not piece:
                break
            content += piece
        return bytes(content)
