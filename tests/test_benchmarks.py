"""The benchmark's own pieces: its floor does the work of a report, its meter sees the time of a child.

In a process of their own each: the meter makes its process the reaper of orphans and ends what is left over.
"""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

from lsdata.dataset import load
from lsdata.publish import grid
from lsdata.publish.job import Address, make

TRADE = Address("trade", "VN-09", "2020-S1", "vi")


def told(script, *arguments):
    """What a script that sees the benchmark's modules prints, read as JSON."""
    own = os.environ | {"PYTHONPATH": os.pathsep.join([str(Path(__file__).with_name("benchmarks")), *sys.path])}
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, env=own, check=True).stdout)


def test_the_floor_makes_the_page_that_a_report_has(tmp_path):
    script = (
        "import json, pathlib, sys, ways\nfrom lsdata.dataset import load\nfrom lsdata.publish import grid, job\n"
        "jobs = grid.jobs(load(), [job.Address(*sys.argv[2:])], to=('html',))\n"
        "with ways.Floor(ways.Bench(pathlib.Path(sys.argv[1])), jobs) as floor:\n"
        "    cost = floor.make([0])\nprint(json.dumps([cost.cpu, floor.pages]))"
    )
    cpu, pages = told(script, tmp_path, TRADE.sector, TRADE.area, TRADE.period, TRADE.lang)
    (job,) = grid.jobs(load(), [TRADE], to=("html",))
    assert pages == {str(TRADE): hashlib.sha256(make(job)["trade.html"]).hexdigest()}
    assert cpu > 0


def test_the_meter_counts_a_child_that_was_killed():
    busy = "import os\nwhile os.times().user < 0.6: pass\nos.kill(os.getpid(), 9)"
    script = (
        "import json, meter, subprocess, sys\nwith meter.Watch() as watch:\n"
        "    subprocess.run([sys.executable, '-c', sys.argv[1]])\nprint(json.dumps(watch.cost.cpu))"
    )
    assert 0.6 <= told(script, busy) < 2
