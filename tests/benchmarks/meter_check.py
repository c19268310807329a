"""Does the meter measure what it says? Children of known cost: each must be found, and none twice."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from meter import Watch
from ways import Bench, program

BUSY = "import time\nwhile time.process_time() < {}: sum(range(1000))\n"
SECONDS, SIZE = 1.5, 150_000_000
BUSY_CELL, NOISE = 5.0, 1.5  # seconds; what papermill and a kernel use beside the cell differs from run to run
START = "import os, subprocess, sys, time\nbusy = subprocess.Popen([sys.executable, '-c', {!r}])\n"
# name -> program: what it starts uses SECONDS of processor time, whatever becomes of its parent or of itself
TREES = {
    "a child": BUSY.format(SECONDS),
    "a grandchild": START.format(BUSY.format(SECONDS)) + "busy.wait()",
    "one that is killed": START.format(BUSY.format(SECONDS) + "print(flush=True)\ntime.sleep(60)").replace(
        "])\n", "], stdout=subprocess.PIPE)\n"
    )
    + "busy.stdout.readline(); busy.kill(); busy.wait()",
    "one nobody waits for": START.format(BUSY.format(SECONDS)),
    "a fork": f"import os\nif pid := os.fork():\n    os.waitpid(pid, 0)\nelse:\n    exec({BUSY.format(SECONDS)!r})",
}
HELD = f"import os, time\nheld = bytearray(b'x') * {SIZE}\n"
MEMORY = {  # name -> (program, processes that hold the same SIZE once)
    "one process": HELD + "time.sleep(1)",
    "four processes that share": HELD + "os.fork(); os.fork(); time.sleep(1)",
}


def check(bench: Bench) -> Iterator[tuple[str, float, float, float, bool]]:
    """Lines of (what, least expected, most expected, measured, fits)."""
    for name, source in TREES.items():
        with Watch() as watch:
            bench.run([sys.executable, "-c", source], bench.folder)
        cost = watch.cost
        fits = SECONDS <= cost.cpu < SECONDS + 0.5 and not cost.lost
        yield f"processor seconds: {name}", SECONDS, SECONDS + 0.5, cost.cpu, fits
    kernel = _kernel(bench, BUSY_CELL) - _kernel(bench, 0)
    least, most = BUSY_CELL - NOISE, BUSY_CELL + NOISE
    yield "processor seconds: a cell in papermill's kernel", least, most, kernel, least < kernel < most
    for name, source in MEMORY.items():
        with Watch() as watch:
            bench.run([sys.executable, "-c", source], bench.folder)
        size = watch.cost.pss
        yield f"memory, MB: {name}", SIZE / 1e6, SIZE / 1e6 + 40, size / 1e6, SIZE <= size < SIZE + 40e6


def _kernel(bench: Bench, seconds: float) -> float:
    """Processor time of ``papermill`` on a notebook with one busy cell."""
    source = f"import time\nlast = time.process_time() + {seconds}\nwhile time.process_time() < last: sum(range(1000))"
    cell = {"cell_type": "code", "id": "busy", "metadata": {}, "outputs": [], "execution_count": None, "source": source}
    spec = {"kernelspec": {"name": "python3", "display_name": "Python 3"}, "language_info": {"name": "python"}}
    out = bench.fresh()
    notebook = {"cells": [cell], "metadata": spec, "nbformat": 4, "nbformat_minor": 5}
    (out / "busy.ipynb").write_text(json.dumps(notebook))
    with Watch() as watch:
        bench.run([program("papermill"), "busy.ipynb", "out.ipynb", "--no-progress-bar"], out)
    return watch.cost.cpu
