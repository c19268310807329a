"""Way (b), a process of its own: papermill's API with its kernels in a pool of two, one HTML exporter a worker.

``python pooled.py PLAN``: PLAN is a JSON list of {notebook, out, parameters}. It prints "ready" when both workers have
imported everything and rendered an empty page, waits for a line on its input, makes the reports and ends.
"""

import json
import multiprocessing
import sys
from pathlib import Path

WORKERS = 2
START = 120  # seconds for the workers to come up
exporter = None  # of a worker


def prepare(barrier) -> None:
    """Make the exporter of a worker, and its template by a first page."""
    global exporter
    from nbconvert import HTMLExporter
    from nbformat.v4 import new_notebook

    exporter = HTMLExporter()
    exporter.from_notebook_node(new_notebook())
    barrier.wait(START)


def make(report: dict) -> str:
    """Execute one notebook and write its page."""
    import papermill

    papermill.execute_notebook(
        report["notebook"], report["out"], report["parameters"], kernel_name="python3", progress_bar=False
    )
    body, _ = exporter.from_filename(report["out"])
    Path(report["out"]).with_suffix(".html").write_text(body, encoding="utf-8")
    return report["out"]


def main(plan: str) -> None:
    # Imported before the fork: the workers have it at once and share its memory.
    import nbconvert  # noqa: F401
    import papermill  # noqa: F401

    reports = json.loads(Path(plan).read_text(encoding="utf-8"))
    context = multiprocessing.get_context("fork")
    barrier = context.Barrier(WORKERS + 1)
    with context.Pool(WORKERS, prepare, (barrier,)) as pool:
        barrier.wait(START)
        print("ready", flush=True)
        sys.stdin.readline()
        for _ in pool.imap_unordered(make, reports):
            pass
        pool.close()
        pool.join()


if __name__ == "__main__":
    main(sys.argv[1])
