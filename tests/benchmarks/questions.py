"""What is asked of the ways: the comparison, growth, an unchanged grid, a single report, one corrected figure.

Each function yields a record for each measured run, of JSON's types only, so that what was measured before an
interruption is kept. The ways alternate: a slow minute of the machine falls on all of them.
"""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path

from corpus import AREA, PERIOD, Corpus, corpus, file_name, sample, write_notebooks
from meter import Cost, Watch
from ways import Bench, Floor, one_by_one, ours, pooled, report_in

from lsdata.package import data_home
from lsdata.publish.job import Job

HEAVY = ("pandas", "papermill", "nbconvert", "matplotlib")
IMPORTED = f"""\
import sys
from lsdata.cli import main
code = main(sys.argv[1:])
print("imported:", *[name for name in {HEAVY} if name in sys.modules])
sys.exit(code)
"""


def record(question: str, way: str, turn: int, reports: int, cost: Cost, **more) -> dict:
    return {
        "question": question,
        "way": way,
        "round": turn,
        "reports": reports,
        **asdict(cost),
        "lost": cost.lost,
        **more,
    }


def warm_up(bench: Bench, grid: Corpus, ways: tuple[str, ...]) -> None:
    """Each command once, not counted: bytecode, the list of fonts, the system's cache of files."""
    out = bench.fresh()
    if set(ways) - {"c", "d"}:
        one_by_one(bench, [_trade(grid)], out)
    bench.lsdata(["trade"], out)
    shutil.rmtree(out)


def compare(bench: Bench, grid: Corpus, ways: tuple[str, ...], count: int | None, repeat: int) -> Iterator[dict]:
    """The ways in turn, beginning with another one each round; (a), (a2) and (b) make a sample."""
    few, every = sample(grid.jobs, count), list(grid.jobs)
    for turn in range(repeat):
        start = turn % len(ways)
        for way in ways[start:] + ways[:start]:
            jobs, out = every if way in "cd" else few, bench.fresh()
            if way == "d":
                with Floor(bench, every) as floor:
                    cost = floor.make(range(len(every)))
                    said, pages = floor.first, floor.pages  # the first of a grid is the first of each sample
            else:
                if way == "c":
                    cost = ours(bench, grid.options, out, len(every))
                elif way == "b":
                    cost = pooled(bench, few, out)
                else:
                    cost = one_by_one(bench, few, out, at_a_time=2 if way == "a2" else 1)
                said, pages = _said(out, few[0], way), _pages(out, jobs, way)
            shutil.rmtree(out)
            first = _digest(json.dumps(said, sort_keys=True).encode())
            yield record("compare", way, turn, len(jobs), cost, first=first, pages=pages)


def growth(bench: Bench, sizes: list[int], repeat: int) -> Iterator[dict]:
    """The command on grids of several sizes."""
    grids = [corpus(size) for size in sizes]
    for turn in range(repeat):
        for grid in grids:
            out = bench.fresh()
            cost = ours(bench, grid.options, out, len(grid.jobs))
            shutil.rmtree(out)
            yield record("growth", "c", turn, len(grid.jobs), cost)


def unchanged(bench: Bench, grid: Corpus, repeat: int) -> Iterator[dict]:
    """The command on a finished grid, one report of the floor, and ``lsdata report trade`` into an empty folder."""
    done = bench.fresh()
    ours(bench, grid.options, done, len(grid.jobs))
    with Floor(bench, [_trade(grid)]) as floor:
        for turn in range(repeat):
            with Watch(keep={floor.process.pid}) as watch:
                states = bench.lsdata(grid.options, done)
            _expect(states, {"fresh": len(grid.jobs)})
            yield record("unchanged", "c", turn, len(grid.jobs), watch.cost)
            yield record("unchanged", "d", turn, 1, floor.make([0]))
            out = bench.fresh()
            yield record("unchanged", "cold", turn, 1, ours(bench, ["trade"], out, 1, keep={floor.process.pid}))
            shutil.rmtree(out)
    said = bench.run([sys.executable, "-c", IMPORTED, "report", *grid.options, "--out", str(done)], bench.folder)
    found = next(line for line in said.splitlines() if line.startswith("imported:"))
    yield {"question": "imported", "names": found.split()[1:]}
    shutil.rmtree(done)


def single(bench: Bench, grid: Corpus, repeat: int) -> Iterator[dict]:
    """``lsdata report trade``, with its page, against ``papermill trade.ipynb`` alone, without one."""
    job = _trade(grid)
    for turn in range(repeat):
        for way in ("c", "papermill") if turn % 2 else ("papermill", "c"):
            out = bench.fresh()
            if way == "c":
                cost = ours(bench, ["trade"], out, 1)
            else:
                notebooks = write_notebooks((job,), out / "notebooks")
                with Watch() as watch:
                    bench.plain(job, notebooks, out, html=False)
                cost = watch.cost
            shutil.rmtree(out)
            yield record("single", way, turn, 1, cost)


def one_figure(bench: Bench, reports: int, repeat: int) -> Iterator[dict]:
    """The grid of a copied package, then again after one figure of trade was corrected."""
    data = bench.fresh() / "data"
    shutil.copytree(data_home(), data)
    grid = corpus(reports, data)
    options = [*grid.options, "--data", str(data)]
    for turn in range(repeat):
        out = bench.fresh()
        yield record("one figure", "first run", turn, reports, ours(bench, options, out, reports))
        figure = correct(data)
        with Watch() as watch:
            states = bench.lsdata(options, out)
        made = states.get("made", 0)
        _expect(states, {"made": made, "fresh": reports - made} if made < reports else {"made": made})
        shutil.rmtree(out)
        yield record("one figure", "after", turn, made, watch.cost, figure=figure)


def correct(data: Path) -> str:
    """Change the last digit of a figure of trade in the period that every grid holds; what was done."""
    with (data / "indicators.csv").open(encoding="utf-8", newline="") as f:
        names = {r["indicator"] for r in csv.DictReader(f) if r["sector"] == "trade"}
    with (data / "figures.csv").open(encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    row = next(
        r
        for r in rows
        if r["ref_area"] == AREA and r["time_period"] == PERIOD and r["indicator"] in names and r["obs_value"]
    )
    old = Decimal(row["obs_value"])
    row["obs_value"] = str(old + Decimal(1).scaleb(old.as_tuple().exponent))
    with (data / "figures.csv").open("w", encoding="utf-8", newline="") as f:
        writer = csv.DictWriter(f, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return f"{row['indicator']} {row['measure']} {PERIOD}: {old} → {row['obs_value']}"


def _trade(grid: Corpus) -> Job:
    """The report that ``lsdata report trade`` makes; every grid holds it."""
    return next(j for j in grid.jobs if (j.address.sector, j.address.period, j.address.lang) == ("trade", PERIOD, "vi"))


def _said(out: Path, job: Job, way: str) -> dict | None:
    """The report JSON of one report that a way has made."""
    return report_in(out / f"{_stem(job, way)}.ipynb")


def _pages(out: Path, jobs: list[Job], way: str) -> dict[str, str]:
    """The hash of each page that a way has made.

    Raises
    ------
    RuntimeError : one is missing or empty.
    """
    pages = {}
    for job in jobs:
        path = out / f"{_stem(job, way)}.html"
        if not path.is_file() or not path.stat().st_size:
            raise RuntimeError(f"({way}) made no page of {job.address}")
        pages[str(job.address)] = _digest(path.read_bytes())
    return pages


def _stem(job: Job, way: str) -> str:
    return str(job.address) if way == "c" else file_name(job.address)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _expect(states: dict[str, int], expected: dict[str, int]) -> None:
    if states != expected:
        raise RuntimeError(f"lsdata report: {states} where {expected} was expected; did lsdata or its data change?")
