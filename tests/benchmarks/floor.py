"""Way (d), the floor: the same cells and the same page in one warm process.

Counted: reading the notebook from its bytes, leaving out the other language's cells, setting the parameters, running
each code cell by IPython's shell on the report's scope (``lsdata.dataset.using``), formatting and keeping what it
prints and shows (charts are drawn as SVG), and our page from the executed notebook (``lsdata.publish.html.page``).

Left out: starting processes, importing libraries, opening and checking the data, choosing the scopes (they are shared
by the reports of a sector and stay warm), papermill and nbclient, a clean process for each report, passing jobs and
results between processes, the executed notebook and the facts as files, writing, stamps and the index.
Nothing that makes reports one after the other from these notebooks with IPython can use less processor time by much.

``python floor.py JOBS``: JOBS is a pickled list of jobs. It makes one report of each notebook unmeasured and prints
"ready"; then each line of its input, a JSON list of positions, is answered by {seconds, cpu, first, pages}: the report
JSON of the first one, and the hash of each page.
"""

import contextlib
import gc
import hashlib
import io
import json
import os
import pickle
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output
from traitlets.config import Config

SVG = {"bbox_inches": None, "metadata": dict.fromkeys(("Date", "Creator", "Format", "Type"))}  # as our reports have it


class Hook(DisplayHook):
    """Keeps the value of a cell's last line."""

    def write_output_prompt(self):
        pass

    def write_format_data(self, format_dict, md_dict=None):
        number = self.prompt_count
        output = new_output("execute_result", data=format_dict, metadata=md_dict or {}, execution_count=number)
        self.shell.outputs.append(output)

    def finish_displayhook(self):
        self._is_active = False


class Publisher(DisplayPublisher):
    """Keeps what ``display`` shows."""

    def publish(self, data, metadata=None, **kwargs):
        self.shell.outputs.append(new_output("display_data", data=data, metadata=metadata or {}))


class Shell(InteractiveShell):
    """IPython's shell with its outputs in a list."""

    displayhook_class = Hook
    display_pub_class = Publisher
    outputs: list

    def init_virtualenv(self):
        """Nothing: the libraries are those of this process."""

    def enable_gui(self, gui=None):
        """Nothing: no window is open."""


def new_shell(home: str) -> Shell:
    """A shell with inline charts as SVG."""
    from IPython.core.pylabtools import select_figure_formats

    config = Config(HistoryManager={"enabled": False}, InlineBackend={"figure_formats": {"svg"}})
    shell = Shell.instance(config=config, ipython_dir=home)
    shell.outputs = []
    shell.enable_matplotlib("inline")
    select_figure_formats(shell, {"svg"}, **SVG)
    return shell


def execute(shell: Shell, job) -> NotebookNode:
    """Run the cells of a report; the notebook with its outputs.

    Raises
    ------
    Exception : what a cell raised.
    """
    import matplotlib
    from matplotlib import pyplot

    from lsdata.dataset import using

    nb = prepared(job)
    shell.reset(new_session=True)
    with using(job.scope), matplotlib.rc_context():
        matplotlib.rcParams["svg.hashsalt"] = "lsdata"
        for cell in nb.cells:
            if cell.cell_type == "code":
                cell.outputs = run(shell, cell.source)
        pyplot.close("all")
    return nb


def run(shell: Shell, source: str) -> list:
    """Outputs of one cell; what it prints comes first."""
    shell.outputs = []
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        result = shell.run_cell(source, store_history=True)
    result.raise_error()
    texts = {"stdout": out.getvalue(), "stderr": err.getvalue()}
    return [new_output("stream", name=name, text=text) for name, text in texts.items() if text] + shell.outputs


def prepared(job) -> NotebookNode:
    """The notebook of a report: one language's cells, its parameters after the cell that declares them."""
    nb = nbformat.reads(job.notebook.decode("utf-8"), as_version=4)
    tags = [set(cell.metadata.get("tags", ())) for cell in nb.cells]
    other = {t for own in tags for t in own if t.startswith("lang-")} - {f"lang-{job.parameters['lang']}"}
    after = next(i for i, own in enumerate(tags) if "parameters" in own)
    values = "\n".join(f"{name} = {value!r}" for name, value in job.parameters.items())
    given = new_code_cell(values, id="parameters", metadata={"tags": ["injected-parameters"]})
    cells = list(zip(nb.cells, tags, strict=True))
    cells.insert(after + 1, (given, set()))
    nb.cells = [cell for cell, own in cells if not own & other]
    return nb


def main(path: str) -> None:
    # As for our reports: idle threads that spin would count as processor time. Before numpy is imported.
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    from lsdata.publish import document, html
    from lsdata.publish.job import INDEX

    jobs = pickle.loads(Path(path).read_bytes())
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")  # what a library prints must not end up among them
    os.dup2(2, 1)

    def make(job) -> tuple[NotebookNode, bytes]:
        nb = execute(shell, job)
        return nb, html.page(nb, base=INDEX)

    with TemporaryDirectory() as home:
        shell = new_shell(home)
        for job in {job.name: job for job in reversed(jobs)}.values():
            make(job)
        gc.collect()
        gc.freeze()  # as in ours: the collection that ends each notebook leaves the libraries alone
        print("ready", file=answers, flush=True)
        for line in sys.stdin:
            chosen = [jobs[i] for i in json.loads(line)]
            first, pages = None, []
            began, used = time.perf_counter(), time.process_time()
            for job in chosen:
                nb, page = make(job)
                first = first or nb
                pages.append(hashlib.sha256(page).hexdigest())
            cost = {"seconds": time.perf_counter() - began, "cpu": time.process_time() - used}
            said = {"first": document.report(first), "pages": pages}
            print(json.dumps(cost | said), file=answers, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
