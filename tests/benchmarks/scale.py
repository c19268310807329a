"""How lsdata bears large packages: open, select, series and a report of 1 thousand to 1 million rows, beside pandas.

See the README beside this file for what is measured and how the figures are taken.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import large
import runner
from meter import Watch
from printed import least_median, mega, spread, table

SIZES = (1_000, 10_000, 100_000, 1_000_000)
AREA, PERIOD, SECTOR, LEAD = "VN-09", "2025-S1", "trade", "trade_turnover_total"
MORE = [(sector, area) for sector in ("growth", "budget", "industry", "society", "overview") for area in ("VN", AREA)]
STEPS = {  # step -> what it says in the table
    "read": "read only",
    "open": "open: read and check",
    "select": "first select, a sector of an area and a half-year",
    "more": f"one of {len(MORE)} other selects",
    "series": "series of two areas",
    "areas": "one indicator of all areas",
}
WAYS = ("lsdata", "pandas", "csv")


def parser() -> argparse.ArgumentParser:
    p = runner.parser(__doc__, "rows", SIZES)
    p.add_argument("--no-report", action="store_true", help="leave out lsdata report")
    p.add_argument("--child", nargs=2, metavar=("WAY", "FOLDER"), help=argparse.SUPPRESS)
    return p


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 0, or 1 where two ways gave different answers, 130 after Ctrl-C."""
    asked = parser().parse_args(arguments)
    if asked.child:
        print(json.dumps(run(asked.child[0], Path(asked.child[1]))))
        return 0

    def work(records: list[dict]) -> bool:
        with TemporaryDirectory(prefix="lsdata-scale-", ignore_cleanup_errors=True) as home:
            for rows in asked.rows:
                folder = large.write(Path(home) / f"rows-{rows}", rows)
                records += (own := measure(folder, rows, asked.repeat, report=not asked.no_report))
                print(f"\n## {rows:,} rows, {size(folder)}\n{printed(own)}", flush=True)
        return True

    return runner.run(work, asked.json)


# -- what a fresh process does -----------------------------------------------------------------------------------------


def run(way: str, folder: Path) -> list[dict]:
    """The steps of a way in this process: seconds, processor time, most memory until then, a digest of the answer."""
    import pandas  # noqa: F401  # every way brings it, so that none pays for the import

    steps = {"lsdata": _lsdata, "pandas": _pandas, "csv": _csv}[way](folder)
    out = []
    for name, step in steps:
        began, cpu = time.perf_counter(), time.process_time()
        answer = step()
        taken = {"seconds": time.perf_counter() - began, "cpu": time.process_time() - cpu}
        out.append({"way": way, "step": name, "answer": answer, "peak": most_memory()} | taken)
    return out


Steps = Iterable[tuple[str, Callable[[], object]]]


def _lsdata(folder: Path) -> Steps:
    from lsdata.dataset import Dataset
    from lsdata.package import open_package

    kept: dict[str, Dataset] = {}

    def ids(frame) -> list[str]:
        return sorted(frame.fact)

    def opened() -> int:
        kept["data"] = Dataset(open_package(folder))
        return len(kept["data"].tables["figures"])

    yield "open", opened
    data = kept["data"]
    yield "select", lambda: ids(data.select(sector=SECTOR, area=AREA, period=PERIOD))
    yield "more", lambda: [ids(data.select(sector=s, area=a, period=PERIOD)) for s, a in MORE]
    yield "series", lambda: ids(data.series(LEAD, [AREA, "VN"], like="S1", measure="level"))
    yield "areas", lambda: ids(data.select(indicator=LEAD, period=PERIOD))


def _pandas(folder: Path) -> Steps:
    from analyst import KEY, Chosen, Tables

    kept: dict = {}

    def ids(frame) -> list[str]:
        rows = frame[[*KEY, "source_id"]].to_numpy().tolist()
        return sorted(f"{'.'.join(x for x in key if x).replace('/', '_')}@{source}" for *key, source in rows)

    def read() -> None:
        kept["tables"] = Tables(folder)

    def opened() -> int:
        wrong = kept["tables"].check()
        return wrong or len(kept["tables"]["figures"])

    def first() -> list[str]:
        kept["chosen"] = Chosen(kept["tables"])
        return ids(kept["chosen"].find(indicator=leads(SECTOR), ref_area=AREA, time_period=PERIOD))

    def leads(sector: str) -> list[str]:
        sectors, own = kept["tables"]["sectors"], kept["tables"]["indicators"]
        return [*sectors[sectors.sector == sector].headline.iloc[0].split(), *own[own.sector == sector].indicator]

    yield "read", read
    yield "open", opened
    yield "select", first
    find = kept["chosen"].find
    yield "more", lambda: [ids(find(indicator=leads(s), ref_area=a, time_period=PERIOD)) for s, a in MORE]
    halves = [f"{year}-S1" for year in large.YEARS]
    yield "series", lambda: ids(find(indicator=LEAD, ref_area=[AREA, "VN"], measure="level", time_period=halves))
    yield "areas", lambda: ids(find(indicator=LEAD, time_period=PERIOD))


def _csv(folder: Path) -> Steps:
    def read() -> int:
        tables = {}
        for file in folder.glob("*.csv"):
            with file.open(encoding="utf-8", newline="") as f:
                tables[file.stem] = list(csv.DictReader(f))
        return len(tables["figures"])

    yield "read", read


def most_memory() -> int:
    """Most resident memory of this process until now, in bytes; ``ru_maxrss`` would begin with its parent's."""
    with open("/proc/self/status", encoding="utf-8") as f:
        return next(int(line.split()[1]) * 1024 for line in f if line.startswith("VmHWM:"))


# -- what the benchmark does -------------------------------------------------------------------------------------------


def measure(folder: Path, rows: int, rounds: int, *, report: bool) -> list[dict]:
    """All steps of all ways, each way in a fresh process, the ways in another order each round.

    Raises
    ------
    RuntimeError : a way failed, or the answers differ.
    """
    found = []
    for turn in range(rounds):
        k = turn % len(WAYS)
        for way in (*WAYS[k:], *WAYS[:k]):
            command = [sys.executable, __file__, "--child", way, str(folder)]
            done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
            if done.returncode:
                raise RuntimeError(f"{way} failed with {rows} rows\n{done.stderr[-2000:]}")
            steps = json.loads(done.stdout)
            if way == "pandas":  # what it checks is in memory already: opening is both
                steps[1] |= {part: steps[0][part] + steps[1][part] for part in ("seconds", "cpu")}
            found += [step | {"rows": rows, "round": turn} for step in steps]
            print(f"{rows} rows, round {turn + 1}: {way}", file=sys.stderr, flush=True)
        if report:
            found.append(_report(folder) | {"rows": rows, "round": turn})
    for step in STEPS:
        answers = {json.dumps(r["answer"]) for r in found if r["step"] == step and r["way"] in WAYS[:2]} - {"null"}
        if len(answers) > 1:
            raise RuntimeError(f"{step} of {rows} rows: the ways give different answers")
    return [{name: value for name, value in r.items() if name != "answer"} for r in found]


def _report(folder: Path) -> dict:
    """``lsdata report`` of one sector, the whole command into an empty folder, with all its processes."""
    with TemporaryDirectory(dir=folder.parent) as out:
        options = ["--data", str(folder), "--area", AREA, "--period", PERIOD, "--out", f"{out}/reports"]
        command = [sys.executable, "-m", "lsdata", "report", SECTOR, *options]
        with Watch() as watch:
            done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=out)
        if done.returncode or not list(Path(out).rglob(f"{SECTOR}.html")):
            raise RuntimeError(f"lsdata report failed\n{done.stdout[-500:]}{done.stderr[-2000:]}")
    cost = watch.cost
    return {"way": "lsdata", "step": "report", "seconds": cost.seconds, "cpu": cost.cpu, "peak": cost.pss}


def printed(runs: list[dict]) -> str:
    """A row a step: seconds and memory of each way, and the ratio of lsdata to pandas in each round."""
    body = []
    for step, what in {**STEPS, "report": f"lsdata report {SECTOR}, all processes (PSS)"}.items():
        own = {
            w: sorted((r for r in runs if (r["way"], r["step"]) == (w, step)), key=lambda r: r["round"]) for w in WAYS
        }
        if any(own.values()):
            parts = len(MORE) if step == "more" else 1
            times = [least_median((r["seconds"] / parts for r in own[w]), 4) if own[w] else "" for w in WAYS]
            peaks = [mega(max(r["peak"] for r in own[w])) if own[w] else "" for w in WAYS]
            pairs = list(zip(own["lsdata"], own["pandas"], strict=False))
            ratios = [
                spread(x[part] / max(y[part], 1e-9) for x, y in pairs) if pairs else "" for part in ("seconds", "cpu")
            ]
            body.append([what, *times, *ratios, *peaks])
    head = ["", *(f"{w} s" for w in WAYS), "lsdata/pandas s", "CPU", *(f"{w} MB" for w in WAYS)]
    return table(head, body)


def size(folder: Path) -> str:
    """What the table of figures weighs and names."""
    with (
        (folder / "sources.csv").open(encoding="utf-8") as sources,
        (folder / "areas.csv").open(encoding="utf-8") as areas,
    ):
        counts = sum(1 for _ in areas) - 1, sum(1 for _ in sources) - 1
    return f"{mega((folder / 'figures.csv').stat().st_size)} MB of CSV, {counts[0]} areas, {counts[1]} sources"


if __name__ == "__main__":
    sys.exit(main())
