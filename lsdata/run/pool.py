"""Reports made a few at a time, in processes of their own.

The seam is ``Executor.submit(make, job) -> Future``, as in ``concurrent.futures``: threads wait for the processes of
``lsdata.run.forks`` or ``lsdata.run.slots``. A process that dies or takes too long costs its own report and no other;
that is why this is not ``ProcessPoolExecutor``, where one dead worker fails everything that waits.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from .forks import WarmProcess, can_fork
from .slots import Workers

TIMEOUT = 600  # seconds that one report may take
PREPARE = "lsdata.run.notebook:prepare"


def processes(prepare: str) -> WarmProcess | Workers:
    """What makes reports on this machine, after a function that is called once in each process, as ``"module:name"``."""
    return WarmProcess(prepare) if can_fork() else Workers(prepare)


class Executor:
    """Runs functions in processes of their own, a few at a time.

    Parameters
    ----------
    jobs : how many at a time; default, the processors this process may use.
    timeout : seconds after which a call is given up and its process ended.
    prepare : function that a process calls once before its reports, as ``"module:name"``.
    """

    def __init__(self, jobs: int | None = None, timeout: float = TIMEOUT, prepare: str = PREPARE):
        self.timeout = timeout
        self.jobs = jobs or processors()
        self._threads = ThreadPoolExecutor(self.jobs, thread_name_prefix="lsdata")
        self._processes = processes(prepare)

    def submit(self, make: Callable, job: object) -> Future:
        """The future result of ``make(job, begun=…)``; ``begun`` takes the name of the cell that starts.

        The future raises what ``make`` raised, or ReportError where its process died or passed the limit of time.
        """
        return self._threads.submit(lambda: self._processes.call(make, job, self.timeout))

    def __enter__(self) -> Executor:
        return self

    def __exit__(self, kind, value, trace) -> None:
        """Wait for what runs; after an exception (Ctrl-C) end it, and start nothing more."""
        if kind is not None:
            self._threads.shutdown(wait=False, cancel_futures=True)
            self._processes.end()
        self._threads.shutdown()
        self._processes.end()


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
