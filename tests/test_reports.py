"""Which reports are made, what is written, what happens when something changes or fails."""

import csv
import itertools
import json
import os
import platform
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import kills
import nbformat
import pytest
import quick
import tiny
from filelock import FileLock

import lsdata as ls
from lsdata import evidence
from lsdata.dataset import Dataset, load
from lsdata.errors import LsdataError
from lsdata.package import data_home
from lsdata.publish import grid, making, outcomes, reports, stamps, store
from lsdata.publish.job import Address, Job, make
from lsdata.run import notebook


@pytest.fixture
def write(tmp_path, package, notebooks):
    """``report`` on the tiny package, its notebooks and a folder of its own."""

    def call(sectors=None, **options):
        return reports.report(
            sectors, **({"data": package, "notebooks": notebooks, "out": tmp_path / "out", "jobs": 2} | options)
        )

    return call


def asked(package, sectors=None, **options):
    given = {"area": "VN-09", "period": "2020-S1", "lang": "vi", "as_of": ""} | options
    return [str(a) for a in grid.addresses(load(package), sectors, **given)[0]]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, ["VN-09/2020-S1/vi/trade", "VN-09/2020-S1/vi/budget"]),
        ({"sectors": ["society"]}, ["VN-09/2020-S1/vi/society"]),
        ({"sectors": "trade, budget"}, ["VN-09/2020-S1/vi/trade", "VN-09/2020-S1/vi/budget"]),
        ({"every": True}, ["VN-09/2020-S1/vi/trade", "VN-09/2020-S1/vi/budget", "VN-09/2020-S1/vi/society"]),
        ({"sectors": "trade", "lang": "vi,en"}, ["VN-09/2020-S1/vi/trade", "VN-09/2020-S1/en/trade"]),
        ({"sectors": "trade", "period": "9T/2019"}, ["VN-09/2019-01-01_P9M/vi/trade"]),
        ({"sectors": "trade", "period": 2020}, ["VN-09/2020/vi/trade"]),
        ({"sectors": "trade", "period": ["6T/2020", "2020-S1"]}, ["VN-09/2020-S1/vi/trade"]),
        ({"sectors": "trade", "as_of": "2020-07-13"}, ["VN-09/2020-S1@2020-07-13/vi/trade"]),
        ({"sectors": "trade", "area": "VN-13,VN-09"}, ["VN-09/2020-S1/vi/trade"]),
        ({"sectors": "trade", "area": "VN-13", "every": True}, ["VN-13/2020-S1/vi/trade"]),
        ({"sectors": "trade", "area": "All"}, ["VN-09/2020-S1/vi/trade"]),
    ],
    ids=lambda x: "&".join(f"{k}={v}" for k, v in x.items()) or "default" if isinstance(x, dict) else "",
)
def test_grid(package, options, expected):
    assert asked(package, **options) == expected


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"sectors": "trad"}, "unknown sector 'trad'; did you mean 'trade'?"),
        ({"area": "VN-9"}, "unknown area 'VN-9'; did you mean 'VN-09'?"),
        ({"area": "Lạng Sơn"}, "unknown area 'Lạng Sơn'; did you mean 'VN-09'?"),
        ({"lang": "vn"}, "unknown language 'vn'; known: en, vi"),
        ({"lang": ""}, "lang is empty; name at least one"),
        ({"period": "summer"}, "'summer' is not a period; write it like"),
        ({"period": "2031-S1"}, "nothing is known of VN-09 in 2031-S1; periods with figures nearby"),
        ({"area": "VN-13"}, "nothing is known of VN-13 in 2020-S1"),
        ({"area": "VN-13", "period": "latest"}, "no figures of VN-13 at all"),
        ({"as_of": "13/7/2020"}, "as_of '13/7/2020' is not a date; write it like 2020-07-13"),
        ({"as_of": "2020-07-12"}, "nothing is known of VN-09 in 2020-S1 as of 2020-07-12"),
        ({"to": "html,odt"}, "there is no format 'odt'; there is html, docx, pdf"),
        ({"area": "all,VN-09"}, "area 'all' stands alone: it is every area; leave out VN-09 or 'all'"),
        ({"jobs": 0}, "jobs 0 is not a number of processes"),
        ({"timeout": 0}, "timeout 0 is no time; write seconds, like 600, at most 1,000,000"),
        ({"timeout": float("nan")}, "timeout nan is no time"),
        ({"timeout": float("inf")}, "timeout inf is no time"),
        ({"timeout": 1_000_001}, "timeout 1000001 is no time"),
        ({"dask": ""}, "dask is empty; write the address of a scheduler, like tcp://10.0.0.5:8786, or leave it out"),
        ({"dask": " "}, "dask is empty"),
        ({"notebooks": "nowhere"}, "no folder 'nowhere' with notebooks"),
        ({"data": "nowhere"}, "nowhere: not a data package"),
    ],
    ids=lambda x: "&".join(f"{k}={v}" for k, v in x.items()) if isinstance(x, dict) else "",
)
def test_what_was_asked_wrongly_is_one_line_and_writes_nothing(write, tmp_path, options, message):
    with pytest.raises(LsdataError) as caught:
        write(**options)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (tiny.notebook(parameters="area = 'VN-09'\nlang = 'vi'"), "trade.ipynb has no parameter 'period'"),
        (
            tiny.notebook(parameters=""),
            "trade.ipynb has no parameter 'area': its cell tagged 'parameters' assigns nothing",
        ),
        (tiny.notebook(parameters="area ="), "trade.ipynb has a cell tagged 'parameters' that is not Python"),
        (b"print(1)", "trade.ipynb is not a Jupyter notebook"),
    ],
    ids=["one missing", "no cell", "no Python", "no notebook"],
)
def test_a_notebook_that_takes_no_parameters_is_refused(write, notebooks, content, message):
    (notebooks / "trade.ipynb").write_bytes(content)
    with pytest.raises(LsdataError, match=message):
        write("trade")


def test_notebook_of_a_sector(package, tmp_path):
    data, own = load(package), tmp_path / "own"
    own.mkdir()
    (own / "sector.ipynb").write_bytes(tiny.notebook(parameters=tiny.PARAMETERS + '\nsector = "x"'))
    wanted = [Address("society", "VN-09", "2020-S1", "en")]
    job = grid.jobs(data, wanted, to=(), notebooks=own)[0]
    assert job.name == "sector.ipynb" or job.name == "society.ipynb"  # the bundled one, where there is one
    (own / "society.ipynb").write_bytes(tiny.notebook())
    job = grid.jobs(data, wanted, to=(), notebooks=own)[0]
    assert job.name == "society.ipynb"
    assert job.notebook == (own / "society.ipynb").read_bytes()
    assert job.parameters == {"area": "VN-09", "period": "2020-S1", "lang": "en", "as_of": ""}


def files(out: Path) -> dict[str, bytes]:
    return {
        p.relative_to(out).as_posix(): p.read_bytes()
        for p in sorted(out.rglob("*"))
        if p.is_file() and p.name != store.LOCK
    }


def test_reports_are_written_and_only_once(write, tmp_path):
    out, seen = tmp_path / "out", []
    first = write(lang="vi,en", progress=lambda *a: seen.append(a))
    assert str(first) == f"4 made; {out / 'index.html'}"
    assert seen[0] == (None, 0, 4)
    assert sorted(done for _, done, _ in seen) == [0, 1, 2, 3, 4]
    wrote = files(out)
    expected = [
        f"VN-09/2020-S1/{lang}/{s}.{x}"
        for lang in ("en", "vi")
        for s in ("budget", "trade")
        for x in ("facts.json", "html", "ipynb", "stamp.json")
    ]
    assert list(wrote) == [*expected, "grid.js", "index.html", "index.stamp.json"]
    facts = json.loads(wrote["VN-09/2020-S1/en/budget.facts.json"])
    assert (facts["sector"], facts["area"], facts["lang"]) == ("budget", "VN-09", "en")
    assert b"VN-09/2020-S1/vi/trade.html" in wrote["index.html"]
    assert "Society" in wrote["index.html"].decode()  # nothing is known of it: one line says so
    assert not [name for name, content in wrote.items() if str(tmp_path).encode() in content]

    again = write(lang="vi,en")
    assert [o.state for o in again.outcomes] == ["fresh"] * 4
    forced = write("trade", force=True)
    assert str(forced).startswith("1 made")
    assert files(out) == wrote


def test_nothing_to_do_is_found_without_the_heavy_libraries(write, package, notebooks, tmp_path, monkeypatch):
    quick.use(monkeypatch)
    write("trade")
    script = (
        "import sys, lsdata as ls\n"
        f"r = ls.report('trade', data={str(package)!r}, notebooks={str(notebooks)!r}, out={str(tmp_path / 'out')!r})\n"
        "print([o.state for o in r.outcomes], sorted({'pandas', 'papermill', 'nbconvert', 'matplotlib', 'nbformat'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", script], capture_output=True, text=True, env=environment(), check=True
    )
    assert done.stdout.strip() == "['fresh'] []"


def environment():
    return os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}


def why(results) -> dict[str, str]:
    return {o.address.sector: o.why for o in results.outcomes if o.state == "planned"}


def test_a_report_is_made_again_when_what_it_depends_on_changes(write, package, notebooks, tmp_path, monkeypatch):
    quick.use(monkeypatch)
    out = tmp_path / "out" / "VN-09" / "2020-S1" / "vi"
    assert why(write(dry_run=True)) == {"trade": "not made yet", "budget": "not made yet"}
    assert not out.exists()
    write()
    assert why(write(dry_run=True)) == {}
    again = "asked for again (--force)"
    assert why(write(dry_run=True, force=True)) == {"trade": again, "budget": again}
    kernel = write(dry_run=True, engine="kernel")
    assert why(kernel) == {"trade": (was := "made with --engine lsdata last time"), "budget": was}

    page = (out / "trade.html").read_bytes()
    (out / "trade.html").write_bytes(page + b" ")
    assert why(write(dry_run=True)) == {"trade": "trade.html is missing or was changed"}
    assert why(write(dry_run=True, to="ipynb")) == {"trade": "trade.html is missing or was changed"}
    (out / "trade.html").write_bytes(page)

    own = (notebooks / "trade.ipynb").read_bytes()
    (notebooks / "trade.ipynb").write_bytes(own.replace(b"[1, 2]", b"[1, 3]"))
    assert why(write(dry_run=True)) == {"trade": "its notebook has changed"}
    (notebooks / "trade.ipynb").write_bytes(own)

    rows = [r | {"obs_value": "2701"} if r["indicator"] == "revenue" else r for r in tiny.FIGURES]
    tiny.package(package, figures=rows)
    assert why(write(dry_run=True)) == {"budget": "a figure or source that it may see has changed"}
    tiny.package(package)

    with monkeypatch.context() as patch:
        patch.setattr(stamps, "versions", lambda *_: stamps.LIBRARIES and {"python": "3.99", "pandas": "9"})
        reasons = why(write(dry_run=True))["trade"]
    assert reasons.startswith("libraries have changed (python 3.")
    assert "→ 3.99, pandas" in reasons

    monkeypatch.setattr(stamps, "code", lambda: "else")
    assert why(write(dry_run=True)) == {"trade": (now := "lsdata itself has changed"), "budget": now}


def test_a_change_is_written_and_what_is_not_asked_for_any_more_is_removed(write, notebooks, tmp_path, monkeypatch):
    quick.use(monkeypatch)
    out = tmp_path / "out" / "VN-09" / "2020-S1" / "vi"
    write("trade")
    own = (notebooks / "trade.ipynb").read_bytes()
    (notebooks / "trade.ipynb").write_bytes(own.replace(b"[1, 2]", b"[1, 3]"))
    assert str(write("trade", to="ipynb")).startswith("1 made")
    assert sorted(p.name for p in out.iterdir()) == ["trade.facts.json", "trade.ipynb", "trade.stamp.json"]
    assert b"[1, 3]" in (out / "trade.ipynb").read_bytes()
    assert b"VN-09/2020-S1/vi/trade.ipynb" in (tmp_path / "out" / "index.html").read_bytes()


def test_a_failed_report_leaves_the_others_alone(write, tmp_path, monkeypatch):
    out, bad = tmp_path / "out" / "VN-09" / "2020-S1" / "vi", tmp_path / "bad"
    tiny.notebooks(bad, trade="x = 1\n1 / 0", society="import os\nos._exit(7)")
    with monkeypatch.context() as patch:
        quick.use(patch)
        write("trade")
    results = write(["trade", "budget", "society"], notebooks=bad)
    quick.use(monkeypatch)
    assert [o.state for o in results.outcomes] == ["failed", "made", "failed"]
    trade, society = results.failed
    assert (trade.notebook, trade.cell, trade.why) == (
        "trade.ipynb",
        "“Kế hoạch”: x = 1",
        "ZeroDivisionError: division by zero",
    )
    assert (society.cell, society.why, society.path) == (
        "“Kế hoạch”: import os",
        "its process died (exit code 7)",
        None,
    )
    assert trade.path == out / "trade.failed.ipynb"
    assert b"ZeroDivisionError" in trade.path.read_bytes()
    assert str(results).splitlines()[1] == (
        "VN-09/2020-S1/vi/trade failed: ZeroDivisionError: division by zero "
        f"(trade.ipynb, “Kế hoạch”: x = 1; run so far: {trade.path})"
    )
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "ZeroDivisionError: division by zero<br>trade.ipynb, “Kế hoạch”: x = 1 · <a href" in page
    assert '<a href="VN-09/2020-S1/vi/trade.failed.ipynb">Sổ tính đến chỗ lỗi</a>' in page
    assert "Tiến trình dừng đột ngột (mã thoát 7)<br>society.ipynb, “Kế hoạch”: import os</span>" in page
    assert "society.failed.ipynb" not in page
    assert 'href="VN-09/2020-S1/vi/trade.html' not in page  # the page of last time is not today's
    # A later command for something else still says so; the repaired notebook clears it.
    assert "ZeroDivisionError" in write("budget").index.read_text(encoding="utf-8")
    assert why(write("trade", dry_run=True)) == {"trade": "failed last time"}
    assert str(write("trade")).startswith("1 made")
    assert not trade.path.exists()
    assert "ZeroDivisionError" not in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def test_a_dry_run_with_nothing_to_make_says_so(write, monkeypatch):
    quick.use(monkeypatch)
    assert str(write("trade", dry_run=True)).splitlines()[0] == "1 to make"
    write("trade")
    assert str(write("trade", dry_run=True)) == "nothing to make: 1 up to date"
    assert str(write(dry_run=True)).splitlines() == [
        "1 up to date, 1 to make",
        "VN-09/2020-S1/vi/budget to make: not made yet",
    ]


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ({}, "failed: its process died (Killed)"),
        ({"notebook": "trade.ipynb"}, "failed: its process died (Killed) (trade.ipynb)"),
        (
            {"notebook": "trade.ipynb", "cell": "while True:", "path": Path("x.failed.ipynb")},
            "failed: its process died (Killed) (trade.ipynb, while True:; run so far: x.failed.ipynb)",
        ),
    ],
    ids=["nothing known", "no cell", "all"],
)
def test_a_failure_tells_what_is_known_of_it(where, said):
    address = Address("trade", "VN-09", "2020-S1", "vi")
    assert str(outcomes.Outcome(address, "failed", "its process died (Killed)", **where)) == f"{address} {said}"


def code(source, *shown):
    outputs = [nbformat.v4.new_output("display_data", data={"text/markdown": text}) for text in shown]
    return nbformat.v4.new_code_cell(source, outputs=outputs)


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ([], "x = 1"),
        ([code("", "# A headline of 42.9 %")], "x = 1"),
        ([nbformat.v4.new_markdown_cell("# Title"), code("pass")], "x = 1"),
        ([nbformat.v4.new_markdown_cell("## Plan & pace ##"), code("", "# A headline")], "“Plan & pace”: x = 1"),
        ([code("", '## <span data-fact="a">42,9&nbsp;%</span> &lt; kế hoạch', "no heading")], "“42,9\u00a0% < kế hoạch”: x = 1"),
        ([nbformat.v4.new_markdown_cell("### a < b and c > d")], "“a < b and c > d”: x = 1"),
    ],
    ids=["beginning", "headline", "title", "heading", "tags", "no tags"],
)  # fmt: skip
def test_a_cell_is_named_by_the_heading_above_it(before, name):
    assert notebook.cell_name([*before, code("\nx = 1\ny = 2")], len(before)) == name


@pytest.mark.parametrize(
    "spoiled",
    [{"key": []}, {"outputs": 5}, {"outputs": {"trade.html": "x"}}, {"failed": "yes"}, {"address": {"area": 1}}],
    ids=str,
)
def test_a_stamp_of_another_form_is_none(write, tmp_path, monkeypatch, spoiled):
    quick.use(monkeypatch)
    write()
    whole = kills.tree(tmp_path / "out")
    stamp = tmp_path / "out/VN-09/2020-S1/vi/trade.stamp.json"
    stamp.write_text(json.dumps(json.loads(stamp.read_bytes()) | spoiled), encoding="utf-8")
    write("budget")
    assert "trade.html" not in (tmp_path / "out/index.html").read_text(encoding="utf-8")
    index = tmp_path / "out/index.stamp.json"
    index.write_text(json.dumps(json.loads(index.read_bytes()) | spoiled), encoding="utf-8")
    assert str(write(force=True)).startswith("2 made")
    assert kills.tree(tmp_path / "out") == whole


def test_a_page_that_speaks_of_another_report_is_not_written(write, notebooks, tmp_path, monkeypatch):
    monkeypatch.setattr("lsdata.run.pool.Executor", quick.Executor)
    (notebooks / "trade.ipynb").write_bytes(tiny.notebook("area = 'VN-13'", tiny.report_cell("trade")))
    results = write("trade")
    assert results.failed[0].why == "the notebook wrote another report: area='VN-13' where 'VN-09' was asked for"
    assert not list((tmp_path / "out").rglob("*.html"))[1:]


def test_one_command_writes_at_a_time(write, tmp_path, monkeypatch):
    quick.use(monkeypatch)
    (tmp_path / "out").mkdir()
    refused = pytest.raises(LsdataError, match="another lsdata is writing into")
    with FileLock(tmp_path / "out" / store.LOCK), refused:
        write("trade")

    def meanwhile(*_):
        with refused:
            write("budget")

    assert str(write("trade", progress=meanwhile)).startswith("1 made")
    with FileLock(tmp_path / "out" / store.LOCK):  # nothing to write, nothing to wait for
        assert str(write("trade")).startswith("1 up to date")


def test_what_another_command_made_while_this_one_looked_is_not_made_again(write, monkeypatch):
    quick.use(monkeypatch)
    acquire = FileLock.acquire

    def late(lock, *arguments, **options):
        monkeypatch.setattr(FileLock, "acquire", acquire)
        assert str(write("trade")).startswith("1 made")
        return acquire(lock, *arguments, **options)

    monkeypatch.setattr(FileLock, "acquire", late)
    assert [str(o) for o in write("trade,budget").outcomes] == [
        "VN-09/2020-S1/vi/trade up to date",
        "VN-09/2020-S1/vi/budget made",
    ]


def test_the_index_is_never_behind_what_stands_there(write, package, tmp_path, monkeypatch):
    """Whatever changes in the folder or the package, the next command gives the index that a fresh one would."""
    quick.use(monkeypatch)
    out, page = tmp_path / "out", tmp_path / "out" / "index.html"
    write("trade", lang="vi,en"), write("budget")
    assert "Society" in page.read_text(encoding="utf-8")  # nothing is known of it

    def known():
        poverty = {"indicator": "poverty", "time_period": "2020-S1", "obs_value": "9", "unit_measure": "percent"}
        tiny.package(package, figures=[*tiny.FIGURES, poverty])

    for change in (
        known,
        lambda: shutil.rmtree(out / "VN-09" / "2020-S1" / "en"),
        lambda: (out / "VN-09/2020-S1/vi/trade.html").write_bytes(b"else"),
        lambda: (out / "VN-09/2020-S1/vi/trade.stamp.json").write_bytes(b"{"),
        lambda: page.write_bytes(b"else"),
        page.unlink,
        (out / "index.stamp.json").unlink,
        lambda: (out / "index.stamp.json").write_bytes(b'{"schema": 2}'),
    ):
        change()
        assert str(write("budget")).startswith("1 up to date")
        now, written = page.read_bytes(), page.stat().st_mtime_ns
        write("budget")
        assert page.stat().st_mtime_ns == written
        page.unlink(), (out / "index.stamp.json").unlink()
        write("budget")
        assert page.read_bytes() == now
    assert b"vi/budget.html" in now
    assert b"trade.html" not in now
    assert b"Society" not in now


def test_a_folder_that_cannot_be_written_is_one_line(write, tmp_path):
    (tmp_path / "file").write_text("x")
    for out, how in itertools.product((tmp_path / "file", tmp_path / "file" / "x"), ({}, {"dry_run": True})):
        with pytest.raises(
            LsdataError, match=r"^cannot write into .*file is a file, not a folder; name another folder$"
        ):
            write("trade", out=out, **how)


def test_make_is_pure(package, notebooks, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (job,) = grid.jobs(load(package), [Address("trade", "VN-09", "2020-S1", "vi")], to=("html",), notebooks=notebooks)
    before = files(tmp_path)
    first, second = make(job), make(job)
    assert first == second
    assert list(first) == ["trade.ipynb", "trade.facts.json", "trade.html"]
    assert sorted(first) == sorted(job.outputs)
    assert files(tmp_path) == before


def test_public_function():
    assert ls.report is reports.report
    assert Job.__dataclass_params__.frozen


def test_a_folder_without_notebooks_is_refused(package, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(LsdataError, match="no notebook in the folder"):
        ls.report(data=package, notebooks=tmp_path / "empty", out=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_versions_are_those_that_python_finds():
    def found(name):
        try:
            return metadata.version(name)
        except metadata.PackageNotFoundError:
            return ""

    assert stamps.versions() == {"python": platform.python_version()} | {n: found(n) for n in stamps.LIBRARIES}
    assert stamps.versions()["papermill"]


# What a change of the data package costs


@pytest.fixture
def real(tmp_path):
    """A copy of the bundled package: its folder, and a function that changes rows of a table."""
    folder = shutil.copytree(data_home(), tmp_path / "real")

    def change(table, choose, appended, **cells):
        path = folder / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        (place,) = (i for i, row in enumerate(rows) if choose(row))
        new = rows[:place] + [rows[place] | cells] + rows[place + 1 :]
        if appended:
            new = [*rows, rows[place] | cells]
        with path.open("w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, rows[0], lineterminator="\n")
            out.writeheader()
            out.writerows(new)

    return folder, change


WIDE = {"area": "VN-09,VN-13", "lang": "vi,en", "all": True}


def holding(folder, as_of, holds) -> set[str]:
    """Addresses of a wide grid whose scope holds something, asked of the scopes alone."""
    data = load(folder)
    return {
        f"{area}/2020-S1{as_of and '@' + as_of}/{lang}/{sector}"
        for area in WIDE["area"].split(",")
        for sector in data.sectors
        if holds(evidence.scope(data, sector, area, as_of))
        for lang in WIDE["lang"].split(",")
    }


def figure(area, indicator, measure, source):
    """What chooses a figure of the first half of 2020."""
    wanted = {
        "ref_area": area,
        "indicator": indicator,
        "time_period": "2020-S1",
        "measure": measure,
        "source_id": source,
    }
    return lambda row: wanted.items() <= row.items()


def holds(area, indicator, period, measure, source):
    return lambda scope: f"{area}.{indicator}.{period}.{measure}@{source}" in scope.by_id


TRADE = ("VN-09", "trade_turnover_total", "level", "baolangson-2020-07-13")
LATE = ("VN-13", "grdp_mining", "yoy_pct", "congthuong-qn-2020-h1")  # counts from later than 13 July
# Table, which row, what to change there, a new row in its place (not: the row is changed), which scopes hold it.
CHANGES = {
    "a figure": ("figures", figure(*TRADE), {"obs_value": "1321"}, False, holds(*TRADE[:2], "2020-S1", *TRADE[2:])),
    "a figure not known then": ("figures", figure(*LATE), {"obs_value": "5.9"}, False, holds(*LATE[:2], "2020-S1", *LATE[2:])),
    "a new row": ("figures", figure(*TRADE), {"time_period": "2020-Q1"}, True, holds(*TRADE[:2], "2020-Q1", *TRADE[2:])),
    "a title": ("sources", lambda r: r["source_id"] == "ctkls-2020-h1", {"title": "x"}, False, lambda s: "ctkls-2020-h1" in s.sources),
}  # fmt: skip


@pytest.mark.parametrize("as_of", ["", "2020-07-13"])
def test_a_change_of_the_data_costs_the_reports_that_hold_it_and_no_other(real, tmp_path, monkeypatch, as_of):
    quick.use(monkeypatch)
    folder, change = real
    out, options = tmp_path / "out", WIDE | {"data": folder, "as_of": as_of}
    assert str(reports.report(out=out, **options)).startswith("52 made")
    sizes = []
    for name, (table, choose, cells, appended, held) in CHANGES.items():
        before = files(out)
        change(table, choose, appended, **cells)
        expected = holding(folder, as_of, held)
        planned = reports.report(out=out, dry_run=True, **options).of("planned")
        assert {str(o.address) for o in planned} == expected, name
        assert {o.why for o in planned} <= {"a figure or source that it may see has changed"}
        made = reports.report(out=out, **options).of("made")
        assert {str(o.address) for o in made} == expected, name
        after = files(out)
        assert after.keys() == before.keys()
        differ = {n for n in after if after[n] != before[n]} - {"index.html", "index.stamp.json"}
        assert {n for n in differ if n.endswith(".ipynb")} == {f"{address}.ipynb" for address in expected}, name
        assert {n.partition(".")[0] for n in differ} == expected
        sizes.append(len(expected))
    assert sizes == ([20, 0, 20, 16] if as_of else [20, 16, 20, 16])


def test_any_figure_counts_for_the_scopes_that_hold_it():
    data = load(data_home())

    def keys(dataset):
        jobs = grid.jobs(dataset, [Address(s, "VN-09", "2020-S1", "vi") for s in dataset.sectors], to=())
        return {job.address.sector: stamps.key(job)["data"] for job in jobs}

    before = keys(data)
    for i in range(7, len(data.rows), 90):
        rows = list(data.tables["figures"])
        rows[i] = rows[i] | {"note": "corrected"}
        changed = {
            sector for sector, key in keys(Dataset(data.tables | {"figures": rows})).items() if key != before[sector]
        }
        assert changed == {s for s in before if data.rows[i]["id"] in evidence.scope(data, s, "VN-09").by_id}


def test_same_bytes_whatever_the_processes_and_the_place(tmp_path, monkeypatch):
    """Forked from a process that has made a report, or from one that has not; one report after the other in a worker."""
    sectors, both = ["trade", "growth", "services", "budget"], {"lang": "vi,en"}
    assert len(sectors) * 2 > making.SOME
    ls.report(sectors, out=tmp_path / "one", jobs=1, **both)
    monkeypatch.setenv("LSDATA_FORK", "0")
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("LC_ALL", "C")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    ls.report(sectors, out="deep/er", jobs=2, **both)
    assert kills.tree(Path("deep/er")) == kills.tree(tmp_path / "one")
    monkeypatch.delenv("LSDATA_FORK")
    ls.report(sectors[:2], out=tmp_path / "few", jobs=2, **both)
    few = kills.tree(tmp_path / "few")
    own = {name for name, content in few.items() if content and "/" in name}
    assert len(own) == 4 * 4
    assert {name: few[name] for name in own} == {name: kills.tree(tmp_path / "one")[name] for name in own}


def test_the_index_is_made_again_when_what_lies_beside_it_is_gone(write, tmp_path, monkeypatch):
    quick.use(monkeypatch)
    write()
    own = tmp_path / "out" / "grid.js"
    before = own.read_bytes()
    own.unlink()
    write()
    assert own.read_bytes() == before
