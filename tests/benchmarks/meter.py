"""What a tree of processes costs: wall time, processor time, memory. Linux only.

Processor time. This process makes itself the reaper of its orphans, so every process below it, also one whose parent
went first or that was killed, is waited for by its parent or at the latest here; the system then adds its time to
``RUSAGE_CHILDREN``. Only a process that ignores ``SIGCHLD`` hides the time of its children. ``Cost.cpu_seen``, what
the samples saw process by process, is a lower bound that shows such a loss.

Memory. A thread adds up the proportional set size (PSS) of the tree several times a second: a page that is shared by
three processes counts a third in each. What is shared with a process outside the tree counts in part only.
"""

from __future__ import annotations

import ctypes
import os
import signal
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass

INTERVAL = 0.2  # seconds between two samples
TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
PATIENCE = 10  # seconds for what a command leaves running
SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER
LOST = 0.05  # seen but not counted by more than this part: time is lost


@dataclass
class Cost:
    """One measured run.

    Parameters
    ----------
    seconds : wall time.
    cpu : user and system time of all processes.
    cpu_seen : the same, as far as the samples saw it; never more than ``cpu`` where nothing is lost.
    pss : most memory at one moment, in bytes.
    processes : how many there were at that moment.
    most : most processes at one moment.
    samples : how often memory was read.
    overhead : processor time of the sampling itself, not in ``cpu``.
    left : processes that were still there when the command had ended.
    """

    seconds: float = 0.0
    cpu: float = 0.0
    cpu_seen: float = 0.0
    pss: int = 0
    processes: int = 0
    most: int = 0
    samples: int = 0
    overhead: float = 0.0
    left: int = 0

    @property
    def lost(self) -> bool:
        return self.cpu_seen > self.cpu * (1 + LOST) + 0.1


class Watch:
    """Measures what happens inside ``with``; the result is ``cost``.

    Parameters
    ----------
    roots : processes to watch, with all below them; none: all that this process starts.
    keep : in that case, processes that were started for something else and go on.
    """

    def __init__(self, roots: Iterable[int] = (), keep: Iterable[int] = ()):
        self.roots, self.keep = set(roots), set(keep)
        self.cost = Cost()

    def __enter__(self) -> Watch:
        adopt_orphans()
        self._first = {p: times[0] for p, times in self._times().items()}
        self._seen = dict(self._first)
        self._cpu = self._counted()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._thread.start()
        self._began = time.perf_counter()
        return self

    def __exit__(self, kind, value, trace) -> None:
        self.cost.seconds = time.perf_counter() - self._began
        self._over.set()
        self._thread.join()
        if kind is not None:
            end_all()
        else:
            if not self.roots:
                self.cost.left = settle(self.keep)
            self.cost.cpu = self._counted() - self._cpu
            self.cost.cpu_seen = sum(ticks - self._first.get(p, 0) for p, ticks in self._seen.items()) / TICK

    def _tree(self, processes: dict[int, list[str]]) -> list[int]:
        return sorted(self.roots | below(self.roots, processes) if self.roots else started(self.keep, processes))

    def _times(self) -> dict[tuple[int, str], tuple[int, int]]:
        """Ticks of each living process, and of the children that it has waited for."""
        processes = read_processes()
        tree = [(pid, processes[pid]) for pid in self._tree(processes) if pid in processes]
        return {
            (pid, f[19]): (int(f[11]) + int(f[12]), 0 if f[0] == "Z" else int(f[13]) + int(f[14])) for pid, f in tree
        }

    def _counted(self) -> float:
        import resource  # not everywhere: pytest imports this module on any system

        gone = resource.getrusage(resource.RUSAGE_CHILDREN)
        return gone.ru_utime + gone.ru_stime + sum(map(sum, self._times().values())) / TICK

    def _sample(self) -> None:
        c = self.cost
        while not self._over.is_set():
            began = time.thread_time()
            times = self._times()
            self._seen |= {p: max(own, self._seen.get(p, 0)) for p, (own, _) in times.items()}
            memory = [size for size in (pss(pid) for pid, _ in times) if size]
            if sum(memory) > c.pss:
                c.pss, c.processes = sum(memory), len(memory)
            c.most, c.samples = max(c.most, len(memory)), c.samples + 1
            c.overhead += time.thread_time() - began
            self._over.wait(INTERVAL)


def adopt_orphans() -> None:
    """Become the parent of every process below whose own parent has ended."""
    if ctypes.CDLL(None, use_errno=True).prctl(SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "cannot become a subreaper: processor time would be lost")


def read_processes() -> dict[int, list[str]]:
    """The fields of ``/proc/PID/stat`` after the name, by process; the second is the parent."""
    out = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat", "rb") as f:
                    out[int(name)] = f.read().decode(errors="replace").rpartition(")")[2].split()
            except OSError:  # gone meanwhile
                continue
    return out


def below(roots: set[int], processes: dict[int, list[str]]) -> set[int]:
    """All processes below some others, which are not among them."""
    children: dict[int, list[int]] = {}
    for pid, fields in processes.items():
        children.setdefault(int(fields[1]), []).append(pid)
    found, todo = set(), list(roots)
    while todo:
        new = children.get(todo.pop(), [])
        found.update(new)
        todo += new
    return found


def started(keep: Iterable[int], processes: dict[int, list[str]]) -> set[int]:
    """All processes below this one, but some and what is below those."""
    keep = set(keep)
    return below({os.getpid()}, processes) - keep - below(keep, processes)


def pss(pid: int) -> int:
    """Proportional set size in bytes; 0 for a process that is gone or a zombie."""
    try:
        with open(f"/proc/{pid}/smaps_rollup", "rb") as f:
            return next((int(line.split()[1]) * 1024 for line in f if line.startswith(b"Pss:")), 0)
    except OSError:
        return 0


def settle(keep: Iterable[int] = ()) -> int:
    """Wait for what is left below this process; end it where it stays. Returns how many there were."""
    left, until = 0, time.monotonic() + PATIENCE
    while tree := started(keep, read_processes()):
        left = max(left, len(tree))
        for pid in tree:
            if time.monotonic() > until:
                _signal(pid, signal.SIGKILL)
            _reap(pid)
        time.sleep(0.01)
    return left


def end_all() -> None:
    """End everything below this process: asked first, so that kernels and folders are cleared away, then by force."""
    me = os.getpid()
    for pid in [p for p, fields in read_processes().items() if int(fields[1]) == me]:
        _signal(pid, signal.SIGINT)
    until = time.monotonic() + 3
    while tree := below({me}, read_processes()):
        for pid in tree:
            if time.monotonic() > until:
                _signal(pid, signal.SIGKILL)
            _reap(pid)
        time.sleep(0.02)


def _signal(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def _reap(pid: int) -> None:
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:  # another's child: its parent waits for it, or leaves it to this process
        return
