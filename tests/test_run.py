"""Running one notebook: the engine, what is normalised, the worker processes."""

import json
import os
import sys
import warnings

import matplotlib
import nbformat
import papermill
import pytest
import tiny
from IPython.core.interactiveshell import InteractiveShell
from papermill.engines import papermill_engines
from traitlets.config import Config

from lsdata.dataset import load
from lsdata.errors import ReportError
from lsdata.run import engine, notebook


def run(tmp_path, *cells, engine_name="lsdata", **options):
    """Execute cells with papermill; the executed notebook."""
    papermill_engines.register("lsdata", engine)
    nb = nbformat.reads(tiny.notebook(*cells, parameters=""), as_version=4)
    return papermill.execute_notebook(
        nb, tmp_path / "out.ipynb", engine_name=engine_name, kernel_name="python3", language="python",
        progress_bar=False, **options,
    )  # fmt: skip


def outputs(nb):
    """Outputs of all code cells, adjacent streams joined, frames' HTML left out."""
    found = []
    for cell in nb.cells:
        for o in cell.get("outputs", ()):
            o = json.loads(json.dumps(o))
            if found and o["output_type"] == "stream" and found[-1].get("name") == o["name"]:
                found[-1]["text"] += o["text"]
            else:
                found.append(o)
    return found


EVERYTHING = (
    "1 + 1",
    "2 + 2;",
    "print('a')\nprint('b')\nimport sys\nprint('e', file=sys.stderr)\n'last'",
    "import pandas as pd\npd.DataFrame({'a': [1]})",
    "from IPython.display import Image, Markdown, clear_output, display",
    "h = display(Markdown('x'), metadata={'lsdata': {'part': 'prose'}}, display_id='one')",
    "h.update(Markdown('y'))\ndisplay({'text/plain': 'p', 'application/json': {'k': [1]}}, raw=True)",
    "print('gone')\nclear_output()\nprint('stays')",
    "print('gone')\nclear_output(wait=True)\nprint('stays')",
    "display(Image(data=b'\\x89PNG\\r\\n\\x1a\\n' + bytes(16), format='png'))",
    "%%capture\nprint('not seen')",
    "import asyncio\nawait asyncio.sleep(0)\nprint(get_ipython() is not None)",
    "_ = 3\nIn[-1], Out",
    "exit()",
    "print('goes on')",
)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")  # of the kernel's client
def test_outputs_are_those_of_a_kernel(tmp_path):
    plain = Config({"KernelManager": {"transport": "ipc"}})  # no ports, and no warning about them
    ours = run(tmp_path, *EVERYTHING)
    theirs = run(tmp_path, *EVERYTHING, engine_name="nbclient", config=plain)
    assert outputs(ours) == outputs(theirs)
    assert [c.execution_count for c in ours.cells] == [c.execution_count for c in theirs.cells]


def test_charts_are_svg_without_a_date_in_every_run_of_a_process(tmp_path):
    cells = (
        "import matplotlib.pyplot as plt\nplt.plot([1, 2]);",
        "plt.figure().text(0, 0, 'x')\nprint(plt.rcParams['svg.hashsalt'])",
    )
    first, second = run(tmp_path, *cells), run(tmp_path, *cells)
    charts = [o["data"] for o in outputs(first) if "data" in o and "image/svg+xml" in o["data"]]
    assert len(charts) == 1
    assert "image/png" not in charts[0]
    assert "<dc:date>" not in charts[0]["image/svg+xml"]
    assert outputs(first)[0] == outputs(second)[0]


def test_chart_keeps_the_size_it_was_laid_out_in(tmp_path):
    nb = run(
        tmp_path, "import matplotlib.pyplot as plt\nplt.figure(figsize=(3, 2)).text(0.5, 0.5, 'x');\nplt.plot([1]);"
    )
    assert 'width="216pt" height="144pt"' in outputs(nb)[0]["data"]["image/svg+xml"]


def test_the_process_is_as_it_was(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    matplotlib.use("agg")
    shell = InteractiveShell._instance

    def state():
        named = {n: getattr(sys, n, None) for n in engine.KEPT}
        return named, sys.path[:], os.getcwd(), dict(matplotlib.rcParams), sys.modules["__main__"], warnings.filters[:]

    before = state()
    (tmp_path / "elsewhere").mkdir()
    run(
        tmp_path,
        "import io, os, sys\nos.chdir('elsewhere'); sys.path.append('x'); sys.stdout = io.StringIO()",
        "import warnings\nimport matplotlib.pyplot as plt\nplt.rcParams['font.size'] = 30; plt.figure(); warnings.simplefilter('ignore')",
    )
    assert state() == before
    assert InteractiveShell._instance is shell
    assert not matplotlib.pyplot.get_fignums()


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")  # of the kernel's client
@pytest.mark.parametrize("engine_name", ["lsdata", "nbclient"])
def test_a_notebook_runs_notebooks_and_goes_on_with_its_own_charts(tmp_path, engine_name):
    """The inner one may be the first to meet matplotlib in the process."""
    chart = "import matplotlib.pyplot as plt\nplt.bar([1, 2], [3, 4]);"
    (tmp_path / "inner.ipynb").write_bytes(tiny.notebook(chart, "1 + 1", parameters=""))
    how = 'engine_name="lsdata", kernel_name="python3", language="python", progress_bar=False'
    runs = f"import papermill\ninner = papermill.execute_notebook({str(tmp_path / 'inner.ipynb')!r}, None, {how})"
    cells = (runs, "[o.output_type for c in inner.cells for o in c.outputs]", chart, "plt.get_fignums()")
    plain = {"config": Config({"KernelManager": {"transport": "ipc"}})} if engine_name == "nbclient" else {}
    nb = run(tmp_path, *cells, engine_name=engine_name, **plain)
    kinds, drawn, left = nb.cells[-3:]
    assert kinds.outputs[0].data["text/plain"] == "['display_data', 'execute_result']"
    assert any(mime.startswith("image/") for mime in drawn.outputs[0].data)
    assert left.outputs[0].data["text/plain"] == "[]"


def test_runs_do_not_see_each_other(tmp_path):
    noisy = "import warnings, textwrap\nwarnings.warn_explicit('careful', UserWarning, textwrap.__file__, 1, registry=textwrap.__dict__.setdefault('__warningregistry__', {}))"
    cells = (
        "import pandas as pd\nprint(pd.get_option('display.max_rows'), 'mine' in dir())",
        "mine = 1\npd.set_option('display.max_rows', 3)",
    )
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("default")  # once for each place, and the place is in a library that stays imported
        first, second = run(tmp_path, *cells, noisy), run(tmp_path, *cells, noisy)
    assert outputs(first) == outputs(second)
    assert [str(w.message) for w in seen] == ["careful", "careful"]


def test_printing_much_takes_time_in_proportion(tmp_path):
    """Two writes are joined in one output, not each with all before it."""
    nb = run(tmp_path, "import sys\nfor n in range(200_000):\n    _ = sys.stdout.write('x' * 80)")
    assert [len(o.text) for o in nb.cells[-1].outputs] == [16_000_000]


def test_the_environment_and_numpy_are_put_back(tmp_path):
    seen = "import os, numpy as np\nprint(os.environ.get('LEAK'), np.array([1 / 3]))"
    run(tmp_path, "import os, numpy as np\nos.environ['LEAK'] = '1'\nnp.set_printoptions(precision=2)")
    assert outputs(run(tmp_path, seen))[0]["text"] == "None [0.33333333]\n"


def test_failing_cell_raises_as_papermill_does_and_keeps_what_ran(tmp_path):
    with pytest.raises(papermill.PapermillExecutionError, match="ZeroDivisionError"):
        run(tmp_path, "print('before')", "1 / 0", "print('after')")
    texts = [o.get("text", o.get("ename")) for o in outputs(nbformat.read(tmp_path / "out.ipynb", as_version=4))]
    assert texts == ["before\n", "ZeroDivisionError"]


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("class A:\n    def _repr_html_(self): raise OSError('shown')\nA()", "OSError"),
        ("1 +", "SyntaxError"),
        ("%nosuchmagic", "CellExecutionError"),
        ("import sys\nsys.exit(3)", "SystemExit"),
        ("input('?')", "EOFError"),
    ],
    ids=["while displayed", "syntax", "magic", "exit", "input"],
)
def test_every_kind_of_failure_stops_the_notebook(tmp_path, cell, reason):
    with pytest.raises(papermill.PapermillExecutionError) as caught:
        run(tmp_path, cell, "print('after')")
    assert caught.value.ename == reason
    assert "after\n" not in [o.get("text") for o in outputs(nbformat.read(tmp_path / "out.ipynb", as_version=4))]


def execute(content, **parameters):
    given = {"area": "VN-09", "period": "2020-S1", "lang": "vi", "as_of": ""} | parameters
    return notebook.execute(content, given, load())


def test_same_notebook_same_bytes():
    content = tiny.notebook("import matplotlib.pyplot as plt\nplt.plot([1, 2])[0].get_color()", "print(area, lang)")
    first, second = (notebook.write(execute(content, lang="en")) for _ in range(2))
    assert first == second
    nb = json.loads(first)
    assert nb["metadata"]["papermill"].keys() == {"parameters", "version"}
    assert [c["id"] for c in nb["cells"]] == ["n0", "parameters", "n1", "n2"]
    assert not any("papermill" in c["metadata"] for c in nb["cells"])
    assert b"VN-09 en" in first
    assert first.endswith(b"}\n")


def test_notebook_without_ids_has_the_same_bytes_too():
    old = json.loads(tiny.notebook("1"))
    old["nbformat_minor"] = 4
    for cell in old["cells"]:
        del cell["id"]
    first, second = (notebook.write(execute(json.dumps(old).encode())) for _ in range(2))
    assert first == second


def test_only_the_cells_of_the_language_are_left():
    nb = json.loads(tiny.notebook("# Câu hỏi", "# Question", "# Both"))
    for cell, lang in zip(nb["cells"][1:], ("vi", "en"), strict=False):
        cell["metadata"]["tags"] = [f"lang-{lang}"]
    content = json.dumps(nb).encode()
    texts = {
        lang: [c.source for c in execute(content, lang=lang).cells if c.cell_type == "markdown"]
        for lang in ("vi", "en", "fr")
    }
    assert texts == {"vi": ["# Câu hỏi", "# Both"], "en": ["# Question", "# Both"], "fr": ["# Question", "# Both"]}


def test_a_failure_names_the_cell_and_keeps_the_notebook():
    begun = []
    content = tiny.notebook(
        "# Hỏi", "## Kế hoạch", "\nx = 1", "y = x\nimport lsdata\nlsdata.Period.parse('never')", "z = 1"
    )
    with pytest.raises(ReportError, match="'never' is not a period") as caught:
        notebook.execute(content, {"lang": "vi"}, load(), begun.append)
    assert caught.value.cell == "“Kế hoạch”: y = x"
    assert caught.value.reason.startswith("'never' is not a period")
    assert begun[-1] == caught.value.cell
    assert begun[-2] == "“Kế hoạch”: x = 1"
    assert b"PeriodError" in caught.value.executed
    marks = [c.id for c in notebook.read(caught.value.executed).cells if c.id.startswith("failed")]
    assert marks == ["failed", "failed-here"]


def test_a_report_sees_its_scope_and_nothing_else(package):
    scope = load(package)
    nb = notebook.execute(
        tiny.notebook("import lsdata\nlen(lsdata.load().rows), lsdata.load() is lsdata.load()"), {"lang": "vi"}, scope
    )
    assert outputs(nb)[0]["data"]["text/plain"] == "(3, True)"
    assert load() is not scope


@pytest.mark.parametrize(
    ("content", "names"),
    [
        (tiny.notebook(), {"area", "period", "lang", "as_of", "data"}),
        (tiny.notebook(parameters="area: str = 'x'  # which\nlang = 'vi'"), {"area", "lang"}),
        (tiny.notebook(parameters=""), set()),
    ],
    ids=["all", "annotated", "no such cell"],
)
def test_declared_parameters(content, names):
    assert notebook.declared(content) == names


@pytest.mark.parametrize("content", [b"", b"[]", b'{"a": 1}', b"\xff", b'{"nbformat": 4, "cells": [3]}'], ids=str)
def test_what_is_not_a_notebook_is_named_so(content):
    with pytest.raises(ReportError, match="is not a Jupyter notebook"):
        notebook.read(content)
    with pytest.raises(ReportError, match="is not a Jupyter notebook"):
        notebook.declared(content)
