"""How long a check of all figures takes: packages of 10 and 100 thousand figures that agree, one in a thousand wrong.

See the README beside this file for how figures are taken.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

import runner
from printed import least_median, table

sys.path.insert(0, str(Path(__file__).parents[1]))
import agreeing
from tiny_package import source, tables

from lsdata.checks.survey import survey
from lsdata.dataset import Dataset, load
from lsdata.package import open_package

SIZES = (10_000, 100_000)
WRONG = 1000  # one figure in so many is changed


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 0, or 1 where a wrong figure was not found, 130 after Ctrl-C."""
    asked = runner.parser(__doc__, "rows", SIZES).parse_args(arguments)

    def work(records: list[dict]) -> bool:
        packages = {rows: package(rows) for rows in asked.rows}
        for _ in range(asked.repeat):
            records += [measure(rows, *own) for rows, own in packages.items()]
        print(shown(records))
        return all(r["named"] == r["wrong"] for r in records)

    return runner.run(work, asked.json)


def package(rows: int) -> tuple[dict, set[tuple[str, str]]]:
    """Tables of so many figures, and area and period of those that were changed."""
    rng, figures, wrong = random.Random(rows), [], set()
    areas = [a for a, r in load().areas.items() if r["level"] == "province" and not r["formed_from"]]
    year = 2024
    while len(figures) < rows:
        for area in areas:
            figures += agreeing.table(rng, area, year)
        year -= 2
    figures = figures[:rows]
    levels = [n for n, r in enumerate(figures) if r["measure"] == "yoy_pct" and r["indicator"] == agreeing.TURNOVER]
    for n in rng.sample(levels, rows // WRONG):
        figures[n] = figures[n] | {"obs_value": agreeing.printed(float(figures[n]["obs_value"]) + 50, 1)}
        wrong.add((figures[n]["ref_area"], figures[n]["time_period"]))
    own = tables(*figures, sources=[source("year", "2025-01-31")])
    return open_package() | {t: own[t] for t in ("figures", "sources", "statements", "tasks", "events")}, wrong


def measure(rows: int, own: dict, wrong: set[tuple[str, str]]) -> dict:
    """One check, of a data set of which nothing has been read."""
    data = Dataset(own)
    began, cpu = time.perf_counter(), time.process_time()
    found = survey(data)
    taken = {"seconds": time.perf_counter() - began, "cpu": time.process_time() - cpu}
    leads = [f.judged.lead for f in found.found if f.judged.rule.id == "growth" and f.repairs]
    named = wrong & {(r["area"], r["period"].code) for r in leads}
    return {"rows": rows, "compared": sum(found.counts.values()), "wrong": len(wrong), "named": len(named)} | taken


def shown(records: list[dict]) -> str:
    """A row a size; a thousand figures cost as much in a large package as in a small one."""
    sizes = sorted({r["rows"] for r in records})
    least = {n: min(r["cpu"] for r in records if r["rows"] == n) / n * 1000 for n in sizes}
    head = (
        "figures",
        "compared",
        "wrong",
        "named",
        "seconds, least / median",
        "processor, s a thousand figures",
        "ratio",
    )
    rows = []
    for n in sizes:
        own = [r for r in records if r["rows"] == n]
        last = own[-1]
        counts = (f"{n:,}", f"{last['compared']:,}", last["wrong"], last["named"])
        times = (least_median([r["seconds"] for r in own], 2), f"{least[n]:.3f}", f"{least[n] / least[sizes[0]]:.2f}")
        rows.append((*counts, *times))
    return table(head, rows)


if __name__ == "__main__":
    sys.exit(main())
