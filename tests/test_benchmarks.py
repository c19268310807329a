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


def test_a_large_package_is_the_same_twice_and_every_way_finds_the_same_in_it(tmp_path):
    script = (
        "import json, pathlib, sys, large, scale\n"
        "one, two = (large.write(pathlib.Path(sys.argv[1]) / name, 1000) for name in ('one', 'two'))\n"
        "same = all(f.read_bytes() == (two / f.name).read_bytes() for f in one.iterdir())\n"
        "runs = scale.measure(one, 1000, 1, report=False)\n"
        "print(json.dumps([same, [[r['way'], r['step']] for r in runs if r['seconds'] and r['peak'] > 1e7]]))"
    )
    same, steps = told(script, tmp_path)
    asked = ["open", "select", "more", "series", "areas"]
    ours = [["lsdata", step] for step in asked]
    assert same
    assert steps == [*ours, *(["pandas", step] for step in ["read", *asked]), ["csv", "read"]]
    broken = "import pathlib, sys, analyst\nprint(len(analyst.Tables(pathlib.Path(sys.argv[1])).check()))"
    figures = tmp_path / "one/figures.csv"
    figures.write_text(figures.read_text(encoding="utf-8").replace(",percent,", ",percnt,", 1), encoding="utf-8")
    assert told(broken, tmp_path / "one") == 1
