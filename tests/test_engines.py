"""Cells in this process show what they show in a Jupyter kernel: every notebook of ours, both ways."""

import deeds
import pytest
import tiny

from lsdata.dataset import load
from lsdata.errors import ReportError
from lsdata.package import notebooks_home
from lsdata.run import engine, notebook, pool

OURS = sorted(str(p.relative_to(notebooks_home())) for p in notebooks_home().rglob("*.ipynb"))


@pytest.fixture(scope="module")
def shown():
    """notebook -> what it shows in this process and in a kernel; all run before the first is asked for."""
    with pool.Executor(2) as executor:
        yield {
            name: [
                executor.submit(deeds.run_notebook, (str(notebooks_home() / name), "vi", e))
                for e in ("lsdata", "kernel")
            ]
            for name in OURS
        }


def without_widgets(cells):
    """A kernel shows a widget by a random number; in this process its plain text stands alone."""
    for _, *outputs in cells:
        for output in outputs:
            output.get("data", {}).pop(engine.WIDGET, None)
    return cells


@pytest.mark.parametrize("name", OURS)
def test_every_notebook_shows_what_it_shows_in_a_kernel(shown, name):
    ours, theirs = (future.result() for future in shown[name])
    assert ours == without_widgets(theirs)
    assert any(outputs for _, *outputs in ours)


def kernel(content, scope):
    return notebook.execute(content, {"lang": "vi"}, scope, engine="kernel")


NOISE = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")  # of the kernel's client


@NOISE
def test_a_kernel_sees_the_scope_and_has_what_a_process_has_not(package, monkeypatch):
    monkeypatch.delenv("PYTEST_CURRENT_TEST")  # ipykernel then leaves what subprocesses print to pytest
    scope = load(package)
    cells = (
        "import lsdata, os\n(len(lsdata.load().rows), os.listdir())",
        "import subprocess\nsubprocess.run(['echo', 'from below'])\nimport time\ntime.sleep(0.5)",
        "import ipywidgets\nipywidgets.IntSlider(3)",
    )
    rows, below, slider = kernel(tiny.notebook(*cells), scope).cells[-3:]
    assert rows.outputs[0].data["text/plain"] == "(3, [])"
    assert below.outputs[0].text == "from below\n"
    assert engine.WIDGET in slider.outputs[0].data


@NOISE
def test_a_kernel_keeps_the_state_of_widgets(package):
    nb = kernel(tiny.notebook("import ipywidgets\nipywidgets.IntSlider(3)"), load(package))
    states = nb.metadata.widgets["application/vnd.jupyter.widget-state+json"]["state"].values()
    assert 3 in [s["state"].get("value") for s in states]


@NOISE
def test_a_failure_in_a_kernel_is_named_as_in_this_process(package):
    content = tiny.notebook("## Kế hoạch", "x = 1", "y = x\n1 / 0", "z = 1")
    errors = []
    for one in notebook.ENGINES:
        with pytest.raises(ReportError) as caught:
            notebook.execute(content, {"lang": "vi"}, load(package), engine=one)
        errors.append((caught.value.cell, caught.value.reason, b"ZeroDivisionError" in caught.value.executed))
    assert errors[0] == errors[1] == ("“Kế hoạch”: y = x", "ZeroDivisionError: division by zero", True)


@NOISE
def test_a_kernel_that_dies_is_a_failure_with_its_cell(package):
    begun = []
    with pytest.raises(ReportError, match="its kernel died") as caught:
        notebook.execute(
            tiny.notebook("print('before')", "import os\nos._exit(3)"),
            {"lang": "vi"},
            load(package),
            begun.append,
            "kernel",
        )
    assert caught.value.cell == begun[-1] == "import os"
    assert b"before" in caught.value.executed


@NOISE
@pytest.mark.filterwarnings("ignore:To exit")
@pytest.mark.parametrize("one", notebook.ENGINES)
def test_a_notebook_that_leaves_in_the_middle_is_a_failure(package, one):
    with pytest.raises(ReportError, match="SystemExit: the notebook ends here") as caught:
        notebook.execute(tiny.notebook("import sys\nsys.exit(0)", "2"), {"lang": "vi"}, load(package), engine=one)
    assert caught.value.cell == "import sys"
