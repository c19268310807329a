"""Slots that make reports: each is one worker process of our own, replaced when a report fails in it.

The seam is ``Executor.submit(make, job) -> Future``, as in ``concurrent.futures``. A process that dies or takes too
long costs its own report and no other; that is why this is not ``ProcessPoolExecutor``, where one dead worker fails
everything that waits. The workers are started by ``subprocess`` alone, so a user's script needs no main guard.
"""

from __future__ import annotations

import os
import pickle
import queue
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

from .notebook import failure

DEADLINE = 600  # seconds that one report may take
LENGTH = struct.Struct(">Q")  # before each message on a pipe
SETTINGS = {
    "PYTHONHASHSEED": "0",  # sets are listed in the same order each time
    "OPENBLAS_NUM_THREADS": "1",  # the slots share the machine already
    "OMP_NUM_THREADS": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
}


class Executor:
    """Runs functions in worker processes, a few at a time.

    Parameters
    ----------
    jobs : how many slots; default, the processors this process may use.
    deadline : seconds after which a call is given up and its process ended.
    """

    def __init__(self, jobs: int | None = None, deadline: float = DEADLINE):
        self.jobs = jobs or processors()
        self.deadline = deadline
        self._threads = ThreadPoolExecutor(self.jobs, thread_name_prefix="lsdata-slot")
        self._idle: queue.LifoQueue[Worker | None] = queue.LifoQueue()
        for _ in range(self.jobs):
            self._idle.put(None)
        self._workers: set[Worker] = set()
        self._stopped = False

    def submit(self, make: Callable, job: object) -> Future:
        """The future result of ``make(job, begun=…)``; ``begun`` takes the name of the cell that starts.

        The future raises what ``make`` raised, or ReportError where its process died or passed the deadline.
        """
        return self._threads.submit(self._run, make, job)

    def __enter__(self) -> Executor:
        return self

    def __exit__(self, kind, value, trace) -> None:
        """Wait for what runs; after an exception (Ctrl-C) end it, and start nothing more."""
        self._stopped = kind is not None
        if self._stopped:
            for worker in tuple(self._workers):
                worker.kill()
        self._threads.shutdown(cancel_futures=self._stopped)
        for worker in tuple(self._workers):
            self._end(worker)

    def _run(self, make: Callable, job: object):
        worker = self._idle.get()
        try:
            if self._stopped:
                raise failure("", "stopped")
            if worker is None:
                worker = Worker()
                self._workers.add(worker)
            result = worker.call(make, job, self.deadline)
        except BaseException:
            # Whatever went wrong may have left something behind in the process: the next report gets a new one.
            if worker is not None:
                self._end(worker)
            worker = None
            raise
        finally:
            self._idle.put(worker)
        return result

    def _end(self, worker: Worker) -> None:
        worker.end()
        self._workers.discard(worker)


class Worker:
    """One process that makes reports (``lsdata.run.worker``), and the folder in which it may write."""

    def __init__(self):
        self.room = Path(tempfile.mkdtemp(prefix="lsdata-"))
        # The worker finds the modules that this process finds; -P keeps its working folder out of the search.
        path = os.pathsep.join(p or os.getcwd() for p in sys.path)
        self.noise, self.silent = self.room / "stderr", 0
        with self.noise.open("wb") as noise:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", "lsdata.run.worker", str(self.room)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=noise,
                env={**os.environ, **SETTINGS, "PYTHONPATH": path},
                **_own_group(),
            )  # fmt: skip

    def call(self, make: Callable, job: object, deadline: float):
        """``make(job)`` in the process: its result, or its exception raised here."""
        self.silent = self.noise.stat().st_size
        late = threading.Event()
        timer = threading.Timer(deadline, lambda: (late.set(), self.kill()))
        timer.daemon = True
        timer.start()
        cell = ""
        try:
            send(self.process.stdin, (make, job))
            while True:
                kind, content = receive(self.process.stdout)
                if kind == "begun":
                    cell = content
                elif kind == "made":
                    return content
                else:
                    raise content
        except (EOFError, OSError):
            why = f"not finished after {deadline:g} seconds" if late.is_set() else self._how_it_died()
            raise failure(cell, why) from None
        finally:
            timer.cancel()

    def kill(self) -> None:
        self.process.kill()

    def end(self) -> None:
        """End the process and remove its folder."""
        self.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            try:
                pipe.close()
            except OSError:  # what was left in the pipe of a dead process
                continue
        shutil.rmtree(self.room, ignore_errors=True)

    def _how_it_died(self) -> str:
        code = self.process.wait()
        how = signal.strsignal(-code) if code < 0 else f"exit code {code}"
        said = self.noise.read_bytes()[self.silent :] if self.noise.is_file() else b""
        last = said.decode("utf-8", errors="replace").strip().splitlines()[-1:]
        return ": ".join([f"its process died ({how})", *last])


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def send(pipe: BinaryIO, message: object) -> None:
    """Write one message: its length, then its pickle."""
    content = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(LENGTH.pack(len(content)) + content)
    pipe.flush()


def receive(pipe: BinaryIO) -> tuple:
    """Read one message.

    Raises
    ------
    EOFError : the other side is gone.
    """
    return pickle.loads(_exactly(pipe, LENGTH.unpack(_exactly(pipe, LENGTH.size))[0]))


def _exactly(pipe: BinaryIO, size: int) -> bytes:
    content = pipe.read(size)
    if len(content) < size:
        raise EOFError
    return content


def _own_group() -> dict:
    """Popen's arguments so that Ctrl-C reaches this process alone, which then ends its workers."""
    if os.name == "nt":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    return {"start_new_session": True}
