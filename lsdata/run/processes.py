"""Processes that make reports, seen from the side that asks: one warm one that forks, or slots of plain workers.

Both are started by ``subprocess`` alone, so a user's script needs no main guard, and both end when their owner does.
``call(make, job, timeout)`` gives what ``make(job, begun=…)`` gives, raises what it raises, and ReportError where the
process of the report died or took too long: that costs this report and no other.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import queue
import select
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from .messages import ENDED, Died, await_answer, how_it_died, send
from .notebook import failure

GRACE = 5  # seconds for a process to end by itself when its owner lets it go
SETTINGS = {
    "PYTHONHASHSEED": "0",  # sets are listed in the same order each time
    "OPENBLAS_NUM_THREADS": "1",  # the reports share the machine already
    "OMP_NUM_THREADS": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
}


def can_fork() -> bool:
    """True on Linux, unless the environment variable LSDATA_FORK is 0; elsewhere a process full of libraries must not."""
    return sys.platform == "linux" and os.environ.get("LSDATA_FORK") != "0"


def processes(prepare: str) -> WarmProcess | Workers:
    """What makes reports on this machine."""
    return WarmProcess(prepare) if can_fork() else Workers(prepare)


class WarmProcess:
    """One process that is prepared once and forks a child for each report (``lsdata.run.warm``).

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
        """What ``make(job)`` gives in a child. A report is pure: where the server itself is gone, it is made anew."""
        last_words = ""
        for _ in range(2):
            server = self._running()
            try:
                return server.call(make, job, timeout)
            except _Gone as e:
                last_words = str(e)
                self._drop(server)
        raise failure("", f"the process that makes reports died twice{last_words}")

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


class Workers:
    """Processes that make one report after the other (``lsdata.run.worker``), as many as calls at a time.

    Parameters
    ----------
    prepare : function that each calls first, as ``"module:name"``.
    """

    def __init__(self, prepare: str):
        self._prepare = prepare
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        self._all: set[_Worker] = set()
        self._stopped = False

    def call(self, make: Callable, job: object, timeout: float) -> object:
        """What ``make(job)`` gives in a worker that has nothing else to do."""
        if self._stopped:
            raise failure("", "stopped")
        try:
            worker = self._idle.get_nowait()
        except queue.Empty:
            worker = _Worker(self._prepare)
            self._all.add(worker)
        try:
            result = worker.call(make, job, timeout)
        except BaseException:
            # Whatever went wrong may have left something behind in the process: the next report gets a new one.
            worker.end()
            self._all.discard(worker)
            raise
        self._idle.put(worker)
        return result

    def end(self) -> None:
        """End them, and what runs in them."""
        self._stopped = True
        for worker in tuple(self._all):
            worker.end()


class _Gone(Exception):
    """The server is dead; its last words, if any."""


class _Server:
    """A running warm process, its room, and the socket that tells it what to do."""

    def __init__(self, prepare: str):
        self.room = Path(tempfile.mkdtemp(prefix="lsdata-"))
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self.process = _start("lsdata.run.warm", self.room, prepare, stdin=theirs)
        self.names = map(str, itertools.count())

    def call(self, make: Callable, job: object, timeout: float) -> object:
        folder = self.room / next(self.names)
        ours, theirs = socket.socketpair()
        answers = _Answers(ours, self.control, folder.name, timeout)
        try:
            with ours:
                try:
                    folder.mkdir()
                    with theirs:
                        socket.send_fds(self.control, [f"run {folder.name}".encode()], [theirs.fileno()])
                    send(ours.sendall, (make, job))
                except (BrokenPipeError, ConnectionResetError):
                    pass  # whether the child is dead, or the server, is seen when no answer comes
                return await_answer(answers.read)
        except Died as e:
            try:
                died = (folder / ENDED).read_text(encoding="utf-8") + _last_words(folder)
            except OSError:  # not even the warm process was there to say it
                raise _Gone(_last_words(self.room)) from None
            raise failure(e.args[0], f"not finished after {timeout:g} seconds" if answers.late else died) from None
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def end(self) -> None:
        """Let the process go: it ends its children and itself."""
        with contextlib.suppress(OSError):
            self.control.shutdown(socket.SHUT_RDWR)
        try:
            self.process.wait(GRACE)
        except subprocess.TimeoutExpired:  # in the middle of an import that does not return
            self.process.kill()
            self.process.wait()
        self.control.close()
        shutil.rmtree(self.room, ignore_errors=True)


class _Answers:
    """What a child sends, until its time is over: then the server is told to end it."""

    def __init__(self, answers: socket.socket, control: socket.socket, name: str, timeout: float):
        self.answers, self.control, self.name = answers, control, name
        self.end = time.monotonic() + timeout
        self.late = False
        self.watched = select.poll()
        self.watched.register(answers, select.POLLIN)
        self.watched.register(control, select.POLLIN)  # the server says nothing: what comes is its end

    def read(self, size: int) -> bytes:
        """Exactly so many bytes, or fewer where no more will come."""
        content = bytearray()
        while len(content) < size:
            wait = None if self.late else max(0, self.end - time.monotonic()) * 1000
            ready = [one for one, _ in self.watched.poll(wait)]
            if not ready:
                self.late = True
                self.control.send(f"end {self.name}".encode())
                continue
            piece = self.answers.recv(min(size - len(content), 1 << 20)) if self.answers.fileno() in ready else b""
            if not piece:
                break
            content += piece
        return bytes(content)


class _Worker:
    """A running worker process and the folder in which it may write."""

    def __init__(self, prepare: str):
        self.room = Path(tempfile.mkdtemp(prefix="lsdata-"))
        self.process = _start("lsdata.run.worker", self.room, prepare, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def call(self, make: Callable, job: object, timeout: float) -> object:
        late, silent = threading.Event(), (self.room / "stderr").stat().st_size
        timer = threading.Timer(timeout, lambda: (late.set(), self.process.kill()))
        timer.daemon = True
        timer.start()
        try:
            with contextlib.suppress(OSError):  # what comes back says why
                send(self._write, (make, job))
            return await_answer(self.process.stdout.read)
        except Died as e:
            died = how_it_died(self.process.wait()) + _last_words(self.room, silent)
            why = f"not finished after {timeout:g} seconds" if late.is_set() else died
            raise failure(e.args[0], why) from None
        finally:
            timer.cancel()

    def _write(self, content: bytes) -> None:
        self.process.stdin.write(content)
        self.process.stdin.flush()

    def end(self) -> None:
        """End the process and remove its folder."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):  # what was left in the pipe of a dead process
                pipe.close()
        shutil.rmtree(self.room, ignore_errors=True)


def _start(module: str, room: Path, prepare: str, **pipes) -> subprocess.Popen:
    # It finds the modules that this process finds; -P keeps its working folder out of the search.
    path = os.pathsep.join(p or os.getcwd() for p in sys.path)
    with (room / "stderr").open("wb") as noise:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", module, str(room), prepare], stderr=noise,
            env={**os.environ, **SETTINGS, "PYTHONPATH": path}, **pipes, **_own_group(),
        )  # fmt: skip


def _own_group() -> dict:
    """Popen's arguments so that Ctrl-C reaches this process alone, which then ends what it started."""
    if os.name == "nt":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    return {"start_new_session": True}


def _last_words(folder: Path, silent: int = 0) -> str:
    """The last line that a process wrote on standard error, after a colon; its first bytes are of earlier reports."""
    try:
        said = (folder / "stderr").read_bytes()[silent:].decode("utf-8", errors="replace").strip()
    except OSError:
        said = ""
    return f": {said.splitlines()[-1]}" if said else ""
