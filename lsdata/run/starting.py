"""Starting a process that makes reports, and reading what it said last: what both kinds of them share.

Processes are started by ``subprocess`` alone, so a user's script needs no main guard.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

READY = 120  # seconds that a process may take to be ready for its first report
GRACE = 5  # seconds for a process to do what it was told
SETTINGS = {
    "PYTHONHASHSEED": "0",  # sets are listed in the same order each time
    "OPENBLAS_NUM_THREADS": "1",  # the reports share the machine already
    "OMP_NUM_THREADS": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
}
TAIL, LONGEST = 4096, 300  # bytes of what a process said that are looked at, letters of its last line that are told


def start(module: str, prepare: str, **pipes) -> tuple[subprocess.Popen, Path]:
    """A new process that runs a module of ours, and the folder in which it may write."""
    room = Path(tempfile.mkdtemp(prefix="lsdata-"))
    # It finds the modules that this process finds; -P keeps its working folder out of the search.
    path = os.pathsep.join(p or os.getcwd() for p in sys.path if isinstance(p, str))
    try:
        with (room / "stderr").open("wb") as noise:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", module, str(room), prepare], stderr=noise,
                env={**os.environ, **SETTINGS, "PYTHONPATH": path}, **pipes, **_own_group(),
            )  # fmt: skip
    except BaseException:
        shutil.rmtree(room, ignore_errors=True)
        raise
    return process, room


def last_words(folder: Path, silent: int = 0) -> str:
    """The last line that a process wrote on standard error, after a colon; its first bytes are of earlier reports."""
    try:
        with (folder / "stderr").open("rb") as noise:
            noise.seek(max(silent, noise.seek(0, os.SEEK_END) - TAIL))
            said = noise.read().decode("utf-8", errors="replace").strip()
    except OSError:
        said = ""
    last = said.splitlines()[-1] if said else ""
    return f": {last[:LONGEST]}{'…' if len(last) > LONGEST else ''}" if last else ""


def too_late(seconds: float, started: bool) -> str:
    """Why a report was given up: it took too long, or its process did."""
    return (
        f"not finished after {seconds:.12g} seconds" if started else f"its process was not ready after {READY} seconds"
    )


def _own_group() -> dict:
    """Popen's arguments so that Ctrl-C reaches this process alone, which then ends what it started."""
    if os.name == "nt":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    return {"start_new_session": True}
