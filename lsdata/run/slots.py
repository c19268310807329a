"""Slots of plain processes that make one report after the other (``lsdata.run.worker``), for systems without fork.

They end when their owner does.
"""

from __future__ import annotations

import contextlib
import queue
import shutil
import subprocess
import threading
from collections.abc import Callable

from .messages import Died, await_answer, how_it_died, send
from .notebook import failure
from .starting import READY, last_words, start, too_late


class Workers:
    """Worker processes, as many as there are calls at a time.

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
        """What ``make(job, begun=…)`` gives in a worker that has nothing else to do, or raises there.

        ReportError where the worker died or was late.
        """
        try:
            worker = self._idle.get_nowait()
        except queue.Empty:
            worker = _Worker(self._prepare)
            self._all.add(worker)
        try:
            if self._stopped:
                raise failure("", "stopped")
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


class _Worker:
    """A running worker process and the folder in which it may write."""

    def __init__(self, prepare: str):
        self.process, self.room = start("lsdata.run.worker", prepare, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def call(self, make: Callable, job: object, timeout: float) -> object:
        silent = (self.room / "stderr").stat().st_size
        with _Limit(self.process, timeout) as limit:
            try:
                with contextlib.suppress(OSError):  # what comes back says why
                    send(self._write, (make, job))
                return await_answer(self.process.stdout.read, limit.started)
            except Died as e:
                died = how_it_died(self.process.wait()) + last_words(self.room, silent)
                why = too_late(timeout, limit.has_started) if limit.late else died
                raise failure(e.args[0], why) from None

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


class _Limit:
    """Within it, a process is killed when its time is over; it runs anew from when the report has begun."""

    def __init__(self, process: subprocess.Popen, timeout: float):
        self.process, self.timeout = process, timeout
        self.late = self.has_started = self.over = False
        self.lock = threading.Lock()

    def __enter__(self) -> _Limit:
        self._set(READY)
        return self

    def started(self) -> None:
        self.timer.cancel()
        self.has_started = True
        self._set(self.timeout)

    def __exit__(self, *_) -> None:
        self.timer.cancel()
        with self.lock:
            self.over = True  # for a timer that could not be cancelled any more

    def _set(self, seconds: float) -> None:
        self.timer = threading.Timer(seconds, self._kill)
        self.timer.daemon = True
        self.timer.start()

    def _kill(self) -> None:
        with self.lock:
            if not self.over:
                self.late = True
                self.process.kill()
