"""Reports made by the workers of a Dask cluster, through the same seam as on this machine: ``submit(make, job)``.

A worker needs lsdata installed in the versions of the command, and nothing else: all that a report sees comes with its
job, and what it gives goes back to the command, which alone writes. Inside a worker the report runs in a process of its
own, as it does here, so a report that dies takes no worker with it.
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import re
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future

from ..errors import ParameterError
from .forks import WarmProcess
from .notebook import failure
from .pool import TIMEOUT, processes
from .slots import Workers

PATIENCE = 10  # seconds to find the scheduler
LOST = 60  # seconds without a worker, after which nobody waits any more
ADDRESS = re.compile(r"((tcp|tls|wss?|ucx)://)?[^/\s]+:\d+")
KEPT = "what is finished is kept: start it anew and run again"
_here: dict[str, WarmProcess | Workers] = {}  # in a worker: what makes its reports, for as long as the worker lives
_lock = threading.Lock()


class Cluster:
    """Runs functions on a Dask cluster.

    Parameters
    ----------
    address : of its scheduler, like ``tcp://10.0.0.5:8786``.
    prepare : function that a process calls once before its reports, as ``"module:name"``.
    machine : function that tells what a report's bytes depend on beside its job; every worker must give the same.
    timeout : seconds after which a report is given up and its process ended.

    Raises
    ------
    ParameterError : no Dask here, no scheduler there, no workers, or workers with other versions.
    """

    def __init__(self, address: str, prepare: str, machine: Callable[[], dict], timeout: float = TIMEOUT):
        try:
            from distributed import Client
        except ImportError:
            raise ParameterError('dask needs a library that is not installed: pip install "lsdata[dask]"') from None
        if not ADDRESS.fullmatch(address):
            raise ParameterError(
                f"{address!r} is not the address of a Dask scheduler; write it like tcp://10.0.0.5:8786"
            )
        self.address, self._seen = address, time.monotonic()
        self._given = (prepare, machine, machine(), timeout)
        with contextlib.ExitStack() as opened:
            opened.enter_context(_silence())
            try:
                self._client = Client(address, timeout=PATIENCE, set_as_default=False)
            except OSError:
                raise ParameterError(
                    f"no Dask scheduler answers at {address}; write the address that `dask scheduler` prints"
                ) from None
            opened.callback(self._client.close)
            self._check(machine)
            self._opened = opened.pop_all()
        # A report that fails fails again: it is not tried anew. One whose worker is lost goes to another worker.
        self._executor = self._client.get_executor(retries=0, pure=False)

    @property
    def jobs(self) -> int:
        """How many reports the cluster makes at a time.

        Raises
        ------
        ReportError : the scheduler is gone, or all workers have been for a minute.
        """
        threads = sum(self._ask(self._client.nthreads).values())
        if threads:
            self._seen = time.monotonic()
        elif time.monotonic() - self._seen > LOST:
            raise failure("", f"the Dask cluster at {self.address} has lost all its workers; {KEPT}")
        return max(1, threads)

    def submit(self, make: Callable, job: object) -> Future:
        """The future result of ``make(job, begun=…)``, as of ``lsdata.run.pool.Executor``."""
        return self._ask(self._executor.submit, _make, make, job, *self._given)

    def _ask(self, call: Callable, *arguments):
        try:
            return call(*arguments)
        except Exception as e:  # of several classes, with and without words
            if self._client.status == "running":
                raise
            raise failure("", f"the Dask scheduler at {self.address} is gone ({type(e).__name__}); {KEPT}") from None

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, kind, value, trace) -> None:
        with contextlib.suppress(Exception), self._opened:  # a cluster that is gone has nothing to cancel
            self._executor.shutdown(wait=kind is None)

    def _check(self, machine: Callable[[], dict]) -> None:
        if not self._client.nthreads():
            raise ParameterError(
                f"the Dask cluster at {self.address} has no workers; start some: dask worker {self.address}"
            )
        for worker, there in self._client.run(machine, on_error="return").items():
            if isinstance(there, Exception):
                raise ParameterError(f"worker {worker} cannot make reports ({there}); install lsdata there")
            if other := _differences(there, machine()):
                raise ParameterError(f"worker {worker} would make other reports: {other}; install the same there")


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Dask's own words are left out: what matters is said in one line."""
    logger = logging.getLogger("distributed")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _make(make: Callable, job: object, prepare: str, machine: Callable[[], dict], wanted: dict, timeout: float):
    """In a worker: make the report in a process of its own."""
    if other := _differences(machine(), wanted):  # a worker that came after the others were asked
        raise failure("", f"this worker would make another report: {other}")
    with _lock:
        if prepare not in _here:
            _here[prepare] = processes(prepare)
            atexit.register(_here[prepare].end)
    return _here[prepare].call(make, job, timeout)


def _differences(there: dict, here: dict) -> str:
    parts = [
        f"{name} {there.get(name) or 'none'}, here {value or 'none'}"
        for name, value in here.items()
        if there.get(name) != value
    ]
    return ", ".join(parts)
