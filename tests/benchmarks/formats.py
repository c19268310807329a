"""What a format costs beside the executed notebook: page, Word document, PDF, one report after the other, warm.

    python tests/benchmarks/formats.py [--rounds 5] [--json FILE]

The thirteen reports of the first half of 2020 and their whole review, in Vietnamese, are executed once. Then each is
made unmeasured in every format, and the ways alternate: our page, nbconvert's own page by one HTMLExporter that is
kept, the Word document, the PDF. Taken are wall and processor time in this process; a table shows least, median and
most over reports and rounds, and the ratio to the time in which the notebook itself was executed.
"""

import argparse
import gc
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from nbconvert import HTMLExporter
from nbformat import NotebookNode

from lsdata import evidence
from lsdata.dataset import load
from lsdata.periods import Period
from lsdata.publish import combined, document, grid, html, job, office, pdf, word
from lsdata.publish.paper import paper
from lsdata.run import notebook

AREA, PERIOD, LANG = "VN-09", "2020-S1", "vi"


def ways(report: dict, plain: NotebookNode, executed: NotebookNode | None) -> dict[str, Callable[[], bytes]]:
    """What is measured of one report: name -> function that gives its bytes."""
    own = {
        "page": lambda: html.draw(plain, report, base=job.INDEX),
        "docx": lambda: word.write(paper(plain, report, office.of({}, report))),
        "pdf": lambda: pdf.write(paper(plain, report, office.of({}, report))),
    }
    return own | ({"nbconvert": lambda: EXPORTER.from_notebook_node(executed)[0].encode()} if executed else {})


EXPORTER = HTMLExporter(exclude_input=True)


def timed(make: Callable[[], bytes]) -> tuple[float, float, int]:
    """(wall ms, processor ms, bytes) of one call."""
    began, used = time.perf_counter(), time.process_time()
    size = len(make())
    return 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - used), size


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--json", type=Path)
    asked = options.parse_args()

    data = load()
    sectors = sorted(
        evidence.sectors_with_evidence(data, AREA, Period.parse(PERIOD), ""),
        key=lambda s: int(data.sectors[s]["order"]),
    )
    jobs = grid.jobs(data, [job.Address(s, AREA, PERIOD, LANG) for s in sectors], to=())
    notebook.prepare()
    executed, running = {}, []
    for one in (jobs[0], *jobs):  # the first is made twice: once to be warm
        began = time.perf_counter()
        executed[one.address.sector] = notebook.execute(one.notebook, one.parameters, one.scope)
        running.append(1000 * (time.perf_counter() - began))
    run = statistics.median(running[1:])
    print(f"executing a notebook: {run:.0f} ms (median of {len(jobs)})\n")

    made = {s: ways(document.report(nb), document.plain(nb), nb) for s, nb in executed.items()}
    nb, report = combined.bind(executed, {s: data.sectors[s]["part"] for s in sectors})
    review = ways(report, nb, None)
    figures: dict[str, dict[str, list]] = {}
    for title, group in (("a report", list(made.values())), ("the whole review", [review])):
        for own in group:
            for make in own.values():
                make()
        gc.collect()
        taken: dict[str, list[tuple]] = {}
        for number in range(asked.rounds):
            for own in group:
                names = list(own)
                for name in names[number % len(names) :] + names[: number % len(names)]:
                    taken.setdefault(name, []).append(timed(own[name]))
        figures[title] = taken
        print(f"{title}, ms     least  median    most     cpu   of executing   KB (most)")
        for name, rows in taken.items():
            wall, cpu, size = zip(*rows, strict=True)
            print(
                f"{name:>15} {min(wall):8.0f}{statistics.median(wall):8.0f}{max(wall):8.0f}{statistics.median(cpu):8.0f}"
                f"{statistics.median(wall) / run:13.2f}{max(size) / 1000:13.0f}"
            )
        print()
    if asked.json:
        asked.json.write_text(json.dumps({"execute": running[1:], "formats": figures}), encoding="utf-8")


if __name__ == "__main__":
    main()
