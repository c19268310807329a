"""One notebook, executed: bytes in, notebook out, the same notebook for the same input.

papermill runs it (engine "lsdata", see ``engine``) in a folder of its own; what differs from run to run is taken out.
"""

from __future__ import annotations

import ast
import html
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ..errors import LsdataError, ReportError

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from ..dataset import Dataset

KEPT_METADATA = ("version", "parameters")  # of what papermill writes into the notebook
ENGINES = ("lsdata", "kernel")
FALLBACK = "en"
NOT_A_NOTEBOOK = "is not a Jupyter notebook"
# A place in a notebook; the one heading with a single # is its title, in a report the headline.
HEADING = re.compile(r"#{2,6}\s+(.+?)[\s#]*")
TAG = re.compile(r"</?[A-Za-z][^>]*>")


def execute(
    notebook: bytes, parameters: dict[str, str], scope: Dataset, begun: Callable[[str], None] | None = None,
    engine: str = "lsdata",
) -> NotebookNode:  # fmt: skip
    """Run a notebook with parameters on a data set.

    Parameters
    ----------
    notebook : content of an .ipynb file.
    parameters : values for its cell tagged ``parameters``; ``lang`` also chooses the cells tagged ``lang-xx`` to keep.
    scope : what ``lsdata.load()`` gives the notebook.
    begun : called with the name of each cell before it runs.
    engine : of ``ENGINES``: the cells run in this process, or in a Jupyter kernel.

    Returns
    -------
    NotebookNode : executed, with no time, no path and no random id in it.

    Raises
    ------
    ReportError : a cell failed. Its ``cell`` and ``reason`` say which and why; ``executed`` is the notebook so far.
    """
    import papermill
    from nbclient.exceptions import DeadKernelError
    from papermill.engines import papermill_engines

    from ..dataset import using
    from . import engine as ours

    papermill_engines.register("lsdata", ours)  # by its entry point as well, where lsdata is installed
    nb = for_language(read(notebook), parameters["lang"])
    cell = ""

    def tell(cells: list, index: int) -> None:
        nonlocal cell
        if cells[index].cell_type == "code":
            cell = cell_name(cells, index)
            if begun:
                begun(cell)

    with TemporaryDirectory(ignore_cleanup_errors=True) as room, using(scope):
        saved, cwd = Path(room, "executed.ipynb"), Path(room, "cells")
        cwd.mkdir()
        options = {}
        if engine == "kernel":
            from . import kernel

            papermill_engines.register("kernel", kernel.KernelEngine)
            options["config"] = kernel.settings(scope, Path(room))
        try:
            nb = papermill.execute_notebook(
                nb, saved, parameters, engine_name=engine, kernel_name="python3", language="python", cwd=cwd,
                progress_bar=False, begun=tell, request_save_on_cell_execute=engine == "kernel", **options,
            )  # fmt: skip
        except papermill.PapermillExecutionError as e:
            so_far = normalise(read(saved.read_bytes()))
            index = e.cell_index + 2  # papermill has put a mark on top and one before the cell
            raise failure(cell_name(so_far.cells, index), _reason(e), write(so_far)) from None
        except DeadKernelError:  # papermill has not written what it did not finish, but after each cell
            raise failure(cell, "its kernel died", write(normalise(read(saved.read_bytes())))) from None
    ends = [o for c in nb.cells for o in c.get("outputs", ()) if o.output_type == "error"]
    if ends:  # papermill lets sys.exit() pass; what comes after it has not run
        raise failure(cell, f"{ends[0].ename}: the notebook ends here", write(normalise(nb)))
    return normalise(nb)


def prepare() -> None:
    """Import what every notebook needs: a process does this once, before its first report."""
    # jsonschema's check of one kind of web address builds a grammar for most of a second when it is imported; without
    # the module it goes without the check, and no notebook needs it.
    sys.modules.setdefault("rfc3987_syntax", None)
    import pandas  # noqa: F401
    import papermill  # noqa: F401
    import seaborn  # noqa: F401

    from . import engine  # noqa: F401


def failure(cell: str, reason: str, executed: bytes = b"") -> ReportError:
    """The error of a report: where it stopped, why, and the notebook as far as it went (empty where that is lost)."""
    error = ReportError(f"{reason} (in {cell})" if cell else reason)
    error.cell, error.reason, error.executed = cell, reason, executed
    return error


def read(notebook: bytes) -> NotebookNode:
    """A notebook from the content of its file; cells without an id are numbered.

    Raises
    ------
    ReportError : it is not a notebook.
    """
    import nbformat

    try:
        raw = json.loads(notebook)
        if raw.get("nbformat") == 4:
            # Notebooks before 4.5 have no ids: numbered here, since nbformat would draw them at random.
            for number, cell in enumerate(raw["cells"]):
                cell.setdefault("id", f"cell-{number}")
            raw["nbformat_minor"] = max(raw.get("nbformat_minor", 0), 5)
        return nbformat.reads(json.dumps(raw), as_version=4)
    except (ValueError, KeyError, AttributeError, nbformat.ValidationError):
        raise failure("", NOT_A_NOTEBOOK) from None


def write(nb: NotebookNode) -> bytes:
    """Content of a notebook's file: sorted keys, UTF-8, LF."""
    import nbformat

    return (nbformat.writes(nb, version=nbformat.NO_CONVERT).rstrip("\n") + "\n").encode("utf-8")


def declared(notebook: bytes) -> set[str]:
    """Names that a notebook's cell tagged ``parameters`` assigns; empty where it has no such cell.

    Raises
    ------
    ReportError : it is not a notebook, or that cell is not Python.
    """
    try:
        # Read as it is: this is asked of every notebook of a grid, also where there is nothing to run.
        cells = json.loads(notebook)["cells"]
        tagged = [
            c["source"] for c in cells if c["cell_type"] == "code" and "parameters" in c["metadata"].get("tags", ())
        ]
        body = ast.parse("".join(tagged[0])).body if tagged else []
    except SyntaxError as e:
        raise failure("", f"has a cell tagged 'parameters' that is not Python ({e.msg})") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise failure("", NOT_A_NOTEBOOK) from None
    targets = [t for node in body for t in (getattr(node, "targets", None) or [getattr(node, "target", None)])]
    return {t.id for t in targets if isinstance(t, ast.Name)}


def for_language(nb: NotebookNode, lang: str) -> NotebookNode:
    """The notebook without the cells of other languages; English where it has none in ``lang``."""
    tagged = {tag[5:] for cell in nb.cells for tag in cell.metadata.get("tags", ()) if tag.startswith("lang-")}
    dropped = {f"lang-{x}" for x in tagged - {lang if lang in tagged else FALLBACK}}
    nb.cells = [cell for cell in nb.cells if not dropped & set(cell.metadata.get("tags", ()))]
    return nb


def normalise(nb: NotebookNode) -> NotebookNode:
    """Take out what papermill writes anew at each run: times, paths, random ids, pieces of text."""
    written = nb.metadata.get("papermill", {})
    nb.metadata["papermill"] = {k: written[k] for k in KEPT_METADATA if k in written}
    marks = iter(("failed", "failed-here"))
    for cell in nb.cells:
        for key in ("papermill", "execution"):
            cell.metadata.pop(key, None)
        tags = cell.metadata.get("tags", ())
        if not tags:
            cell.metadata.pop("tags", None)
        if "injected-parameters" in tags:
            taken = any(c.id == "parameters" for c in nb.cells if c is not cell)
            cell["id"] = "injected-parameters" if taken else "parameters"
        elif "papermill-error-cell-tag" in tags:
            cell["id"] = next(marks)
        if cell.cell_type == "code":
            cell["outputs"] = _joined(cell.outputs)
    return nb


def _joined(outputs: list) -> list:
    """Outputs with what was printed in pieces put together: a kernel sends it as it comes."""
    joined: list = []
    for output in outputs:
        if joined and output.output_type == "stream" and joined[-1].get("name") == output.name:
            joined[-1]["text"] += output.text
        else:
            joined.append(output)
    return joined


def cell_name(cells: list, index: int) -> str:
    """How a reader finds a cell: the heading above it, where there is one, and its first line."""
    first = next((x for x in cells[index].source.splitlines() if x.strip()), "an empty cell").strip()
    for cell in reversed(cells[:index]):
        shown = [o.get("data", {}).get("text/markdown", "") for o in cell.get("outputs", ())]
        for text in [cell.source] if cell.cell_type == "markdown" else reversed(shown):
            found = [html.unescape(TAG.sub("", h[1])) for x in text.splitlines() if (h := HEADING.fullmatch(x))]
            if found:
                return f"“{found[-1].strip()}”: {first}"
    return first


def _reason(error) -> str:
    """The first line of an exception; its class only where lsdata did not word it for a reader."""
    first = (error.evalue.splitlines() or [""])[0]
    ours = {c.__name__ for c in LsdataError.__subclasses__()}
    return first if error.ename in ours and first else ": ".join(x for x in (error.ename, first) if x)
