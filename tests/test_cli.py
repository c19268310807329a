"""The command line: what it prints, its exit codes, and what it leaves alone."""

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import docx
import pytest
import tiny
import word_papers as sheets
from docx.shared import Mm
from test_door import book

from lsdata import __version__, cli, lab
from lsdata.cli import figures, reading
from lsdata.dataset import load
from lsdata.listing import listing, table
from lsdata.publish import word
from lsdata.publish.job import Address
from lsdata.publish.outcomes import Outcome
from lsdata.run.pool import TIMEOUT


@pytest.fixture
def tiny_report(package, notebooks):
    return "report", "--data", package, "--notebooks", notebooks


def process(*arguments, **options):
    """The command as a process of its own."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | options.pop("env", {})
    command = [sys.executable, "-P", "-m", "lsdata", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, **options)


@pytest.mark.parametrize("command", [[], *([name] for name in cli.cli.commands)], ids=lambda c: c[0] if c else "lsdata")
def test_every_command_has_help(lsdata, command):
    code, out, err = lsdata(*command, "--help")
    assert (code, err) == (0, [])
    assert out[0].startswith("Usage: lsdata")
    assert all(re.search(r"\w  +\S", line) or not line.startswith("  -") for line in out), "an option without help"


def test_without_a_command_it_prints_the_help(lsdata):
    code, out, err = lsdata()
    assert (code, err) == (2, [])
    assert "  lsdata report --as-of 2020-07-13              what could have been written that day" in "\n".join(out)


def test_version(lsdata):
    assert lsdata("--version") == (0, [f"lsdata {__version__}"], [])


def examples(text):
    """The commands of a help, each in its words."""
    joined = re.sub(r"\s*\\\n\s*", " ", text)
    lines = (line.strip().removeprefix("Example: ").split("  ")[0] for line in joined.splitlines())
    return [shlex.split(line)[1:] for line in lines if line.startswith("lsdata ") and ":" not in line.split()[1]]


def test_every_example_of_the_help_works_from_an_empty_folder(lsdata):
    """One after the other."""
    found = examples(cli.EXAMPLES)
    assert len(found) >= 10
    for arguments in found:
        code, out, err = lsdata(*arguments, *{"report": ["--dry-run"], "lab": ["--copy-only"]}.get(arguments[0], []))
        assert (code, err) == (0, []), arguments
        assert out


ANNEX = [
    ["Biểu 1. Một số chỉ tiêu chủ yếu tháng 10 năm 2026 tỉnh Cao Bằng"], [],
    ["Chỉ tiêu", "Đơn vị tính", "Ước thực hiện 10 tháng năm 2026", "10 tháng so với cùng kỳ (%)"],
    ["Tổng thu ngân sách nhà nước trên địa bàn", "Tỷ đồng", 1320.5, 5.2],
    ["Thu nội địa", "Tỷ đồng", 980.1, 4.1], ["Tổng chi ngân sách địa phương", "Tỷ đồng", 9120.4, 3.3],
]  # fmt: skip


def test_every_example_of_a_command_works(lsdata, tmp_path, monkeypatch):
    """Where the files are there that it speaks of."""
    monkeypatch.chdir(tmp_path)
    assert lsdata("new", "mine", "--area", "VN-04")[0] == 0
    head = "ref_area,indicator,time_period,measure,obs_value,source_id\n"
    text = f"{head}VN-04,iip,2026-01-01/P10M,yoy_pct,5.2,\n"
    (tmp_path / "october.csv").write_text(text.replace(",\n", ",example\n"), encoding="utf-8")
    book(tmp_path / "annex.xlsx", bieu=ANNEX)
    told = {"add": ["--title", "Báo cáo tháng 10", "--publisher", "Cục Thống kê", "--published-on", "2026-10-29"]}
    ran = []
    for name in ("layout", "add", "export"):
        for arguments in examples(getattr(figures, name).help):
            if "report-10" in " ".join(arguments) and "--title" not in arguments:
                arguments = [*arguments, *told[name]]
            if arguments[:2] == ["add", "october.csv"] and "--source" in arguments:
                (tmp_path / "october.csv").write_text(text, encoding="utf-8")
            code, out, err = lsdata(*arguments)
            assert (code, err) == (0, []), arguments
            ran.append((arguments[0], out[-1]))
    assert [name for name, _ in ran] == ["layout", "add", "add", "add", "export", "export"]
    assert ran[3][1].startswith("written to mine: ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("report trad", "unknown sector 'trad'; did you mean 'trade'?"),
        ("report --area VN09", "unknown area 'VN09'; did you mean 'VN-09'?"),
        ("report --period summer", "'summer' is not a period; write it like"),
        ("report --period 1950", "nothing is known of VN-09 in 1950; periods with figures nearby:"),
        ("report --lang xx", "unknown language 'xx'; known: en, vi"),
        ("report --to odt", "there is no format 'odt'; there is html, docx, pdf"),
        ("report --as-of yesterday", "as_of 'yesterday' is not a date"),
        ("report --jobs many", "jobs 'many' is not a number of processes; write 1 or more, or leave it out"),
        ("report --jobs 1.5", "jobs '1.5' is not a number of processes"),
        ("report --timeout abc", "timeout 'abc' is not a number of seconds; write one like 600, or leave it out"),
        ("report --timeout nan", "timeout nan is no time; write seconds, like 600, at most 1,000,000"),
        ("report --dask=", "dask is empty; write the address of a scheduler"),
        ("report --out https://x.vn/y", "--out https://x.vn/y: nothing can be written to https://; name a folder"),
        ("report --out pyproject.toml", "cannot write into pyproject.toml: pyproject.toml is a file, not a folder"),
        ("report --area all,VN-09", "area 'all' stands alone"),
        ("report --jobs 0", "jobs 0 is not a number of processes"),
        ("report --data nowhere", "nowhere: not a data package"),
        ("report --are VN-09", "No such option '--are'."),
        ("repot", "No such command 'repot'. (Did you mean one of: 'export', 'report'?)"),
        ("list area", "Invalid value for"),
        ("list areas --lang xx", "unknown language 'xx'"),
        ("list sectors --area VN-9", "unknown area 'VN-9'"),
        ("lab pyproject.toml/x", "cannot write into"),
    ],
)
def test_what_was_asked_wrongly_is_one_line_with_exit_2(lsdata, tmp_path, arguments, message):
    (tmp_path / "pyproject.toml").write_text("")
    code, out, err = lsdata(*arguments.split())
    assert (code, out, len(err)) == (2, [], 1)
    assert err[0].startswith(f"lsdata: {message}")
    assert [p.name for p in tmp_path.iterdir()] == ["pyproject.toml"]


def test_debug_shows_where_an_error_came_from(lsdata):
    with pytest.raises(Exception, match="unknown sector 'trad'"):
        lsdata("report", "trad", "--debug")


def test_report_prints_a_line_a_report(lsdata, tiny_report):
    code, out, err = lsdata(*tiny_report, "--jobs", 1)
    assert (code, out) == (0, ["2 made; reports/index.html"])
    assert err == ["[1/2] VN-09/2020-S1/vi/trade made", "[2/2] VN-09/2020-S1/vi/budget made"]
    assert lsdata(*tiny_report) == (0, ["2 up to date; reports/index.html"], [])
    assert lsdata(*tiny_report, "--dry-run", "--force", "trade") == (
        0, ["1 to make", "VN-09/2020-S1/vi/trade to make: asked for again (--force)"], [],
    )  # fmt: skip


def test_a_failure_is_listed_at_the_end_with_exit_1(lsdata, package, tmp_path):
    bad = tiny.notebooks(tmp_path / "bad", trade="1 / 0")
    code, out, err = lsdata("report", "--data", package, "--notebooks", bad)
    assert (code, out) == (1, ["1 made, 1 failed; reports/index.html"])
    assert any(re.fullmatch(r"\[\d/2\] \S+/trade failed: ZeroDivisionError: division by zero", line) for line in err)
    assert err[-1] == (
        "lsdata: VN-09/2020-S1/vi/trade failed: ZeroDivisionError: division by zero "
        "(trade.ipynb, “Kế hoạch”: 1 / 0; run so far: reports/VN-09/2020-S1/vi/trade.failed.ipynb)"
    )


def test_a_long_reason_is_cut_in_the_progress(capsys):
    failed = Outcome(Address("trade", "VN-09", "2020-S1", "vi"), "failed", "x" * 500)
    with reading.Progress() as progress:
        progress(failed, 3, 13)
    assert capsys.readouterr().err == f"[3/13] VN-09/2020-S1/vi/trade failed: {'x' * 100}…\n"


@pytest.mark.parametrize("arguments", [["report", "trade"], ["report", "trad"]], ids=["made", "refused"])
def test_without_standard_error(tmp_path, package, notebooks, arguments):
    """As after ``2>&-`` in a shell."""
    given = ["--data", str(package), "--notebooks", str(notebooks)]
    script = f"import sys; sys.stderr = None\nfrom lsdata.cli import main; print(main({[*arguments, *given]!r}))"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-P", "-c", script], cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True
    )
    expected = ["2"] if "trad" in arguments else ["1 made; reports/index.html", "0"]
    assert (done.returncode, done.stdout.splitlines()) == (0, expected)


def test_defaults_are_told_in_one_form_and_are_those_of_the_library(lsdata):
    told = " ".join(" ".join(lsdata("report", "--help")[1]).split())
    assert f"What one report may take. [default: {TIMEOUT}]" in told
    assert "Reports at a time. [default: the number of processors]" in told
    assert "; default" not in told


def test_a_period_of_which_nothing_is_known_is_named_beside_the_others(lsdata, tiny_report):
    code, out, err = lsdata(*tiny_report, "trade", "--period", "2020-S1,2031", "--dry-run")
    assert (code, out) == (0, ["1 to make", "VN-09/2020-S1/vi/trade to make: not made yet"])
    assert err == ["lsdata: nothing is known of VN-09 in 2031; periods with figures nearby: 2019-01-01/P9M, 2020-S1"]


def test_a_bar_on_a_terminal(lsdata, tiny_report, monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    code, out, err = lsdata(*tiny_report, "trade")
    assert (code, out) == (0, ["1 made; reports/index.html"])
    assert "0/1" in "".join(err)
    assert "[1/1]" not in "".join(err)


def test_ctrl_c_stops_cleanly(tmp_path, package):
    slow = tiny.notebooks(tmp_path / "slow", trade="import time\ntime.sleep(60)")
    running = process("report", "--data", package, "--notebooks", slow, "--jobs", 1, "budget", "trade", cwd=tmp_path)
    stamp = tmp_path / "reports/VN-09/2020-S1/vi/budget.stamp.json"
    for _ in range(400):
        if stamp.is_file():
            break
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=20)
    assert running.returncode == 130
    assert err.decode().splitlines()[-1] == "lsdata: stopped; the next run makes what is missing"
    assert stamp.is_file()
    assert not list(tmp_path.rglob("trade.*.json"))
    assert "VN-09/2020-S1/vi/budget.html" in (tmp_path / "reports/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "encoding",
    [{"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "cp1252"}],
    ids=str,
)
def test_output_is_utf_8_whatever_the_locale(tmp_path, package, encoding):
    out, err = process("list", "sectors", "--data", package, cwd=tmp_path, env=encoding).communicate()
    assert err == b""
    assert "Xuất nhập khẩu" in out.decode("utf-8")


def test_a_closed_pipe_makes_no_noise(tmp_path):
    listing = process("list", "indicators", cwd=tmp_path)
    listing.stdout.close()
    err = listing.stderr.read()
    listing.stderr.close()
    assert (listing.wait(), err) == (1, b"")  # and not a word, as other commands do


@pytest.mark.parametrize(
    ("what", "options", "first"),
    [
        ("areas", {"area": "VN-09"}, "VN-09 Lạng Sơn province VN 3"),
        ("areas", {}, "VN Vietnam country  0"),
        ("sectors", {}, "trade Trade 2"),
        ("indicators", {"sector": "budget"}, "revenue budget x billion VND flow 1"),
        ("periods", {}, "2020-S1 the first half of 2020 2 2"),
        ("periods", {"sector": "budget"}, "2020-S1 the first half of 2020 1 1"),
        ("sources", {}, "news 2020-07-13 press Báo Hội nghị 3"),
    ],
)
def test_lists(package, what, options, first):
    head, rows = listing(load(package), what, lang="en", **options)
    assert " ".join(rows[0]).replace("\xa0", " ") == first
    assert len(head) == len(rows[0])


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_tables_fit_the_terminal(lsdata, monkeypatch, width):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", str(width))
    for what in ("areas", "sectors", "periods"):
        code, out, _ = lsdata("list", what)
        assert code == 0
        assert max(map(len, out)) <= width


def test_a_code_is_not_broken_while_there_is_room():
    rows = [["budget_revenue_total", "State budget revenue in the area, all kinds"]]
    assert table(["code", "name"], rows, width=30).splitlines()[1].startswith("budget_revenue_total  State")


def test_a_table_for_other_programs_has_a_line_a_row(lsdata):
    _, out, _ = lsdata("list", "sources")
    assert len(out) == 1 + len(load().sources)


def test_a_table_without_rows():
    assert table(["a"], []) == "nothing found"


@pytest.fixture
def bundled(tmp_path, monkeypatch):
    """A stand-in for the bundled notebooks, which a newer lsdata may change."""
    home = tmp_path / "bundled"
    home.mkdir()
    monkeypatch.setattr(lab, "notebooks_home", lambda: home)
    (home / "trade.ipynb").write_bytes(b"one")
    return home


@pytest.mark.parametrize(
    ("mine", "theirs", "state", "left"),
    [
        (None, b"one", "same", {"trade.ipynb": b"one"}),
        (None, b"two", "updated", {"trade.ipynb": b"two"}),
        (b"mine", b"one", "yours", {"trade.ipynb": b"mine"}),
        (b"mine", b"two", "beside", {"trade.ipynb": b"mine", "trade.new.ipynb": b"two"}),
        (b"two", b"two", "same", {"trade.ipynb": b"two"}),
    ],
)
def test_lab_never_overwrites_what_was_changed(bundled, tmp_path, mine, theirs, state, left):
    folder = tmp_path / "copy"
    assert lab.copy_notebooks(folder) == {"trade.ipynb": "new"}
    if mine:
        (folder / "trade.ipynb").write_bytes(mine)
    (bundled / "trade.ipynb").write_bytes(theirs)
    assert lab.copy_notebooks(folder) == {"trade.ipynb": state}
    assert {p.name: p.read_bytes() for p in folder.glob("*.ipynb")} == left
    # Said once: the next time nothing is new.
    assert lab.copy_notebooks(folder) == {
        "trade.ipynb": "yours" if state == "beside" else "same" if state == "updated" else state
    }
    assert {p.name: p.read_bytes() for p in folder.glob("*.ipynb")} == left


def test_lab_brings_back_what_was_removed(bundled, tmp_path):
    lab.copy_notebooks(tmp_path / "copy")
    (tmp_path / "copy" / "trade.ipynb").unlink()
    assert lab.copy_notebooks(tmp_path / "copy") == {"trade.ipynb": "new"}


LESSON = (
    '{"cells": [{"cell_type": "markdown", "id": "a-vi", "metadata": {"tags": ["lang-vi"]}, "source": "Xin chào"}, '
    '{"cell_type": "markdown", "id": "a-en", "metadata": {"tags": ["lang-en"]}, "source": "Hello"}, '
    '{"cell_type": "code", "id": "b", "metadata": {}, "outputs": [], "execution_count": null, '
    '"source": "x = None\\n### BEGIN SOLUTION\\nx = 1\\n### END SOLUTION"}], '
    '"metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
)


def test_lab_hands_out_lessons_in_one_language_without_solutions(lsdata, bundled):
    (bundled / "lessons").mkdir()
    (bundled / "lessons" / "1.ipynb").write_text(LESSON, encoding="utf-8")
    (bundled / "lessons" / ".ipynb_checkpoints").mkdir()
    (bundled / "lessons" / ".ipynb_checkpoints" / "1.ipynb").write_text(LESSON, encoding="utf-8")
    (bundled / "trade.ipynb").write_text(LESSON, encoding="utf-8")
    (bundled / "voila.json").write_text("{}", encoding="utf-8")
    assert lsdata("lab", "mine", "--copy-only")[:2] == (0, ["mine: copied: lessons/1.ipynb, trade.ipynb, voila.json"])
    mine = Path("mine/lessons/1.ipynb")
    assert "Xin chào" in mine.read_text(encoding="utf-8")
    assert "Hello" not in mine.read_text(encoding="utf-8")
    assert "x = 1" not in mine.read_text(encoding="utf-8")
    # Reports in every language are made from these.
    assert Path("mine/trade.ipynb").read_text(encoding="utf-8") == LESSON
    # Another language takes the place of a copy that was left as it was, and never of one that was worked on.
    assert lsdata("lab", "mine", "--copy-only", "--lang", "en", "--solutions")[1] == ["mine: updated: lessons/1.ipynb"]
    assert "Hello" in mine.read_text(encoding="utf-8")
    assert "x = 1" in mine.read_text(encoding="utf-8")
    mine.write_text("mine", encoding="utf-8")
    assert "NAME.new.ipynb: lessons/1.ipynb" in lsdata("lab", "mine", "--copy-only", "--lang", "vi")[1][0]
    assert mine.read_text(encoding="utf-8") == "mine"
    assert "Xin chào" in Path("mine/lessons/1.new.ipynb").read_text(encoding="utf-8")


def test_lab_in_a_language_that_there_is_none_of(lsdata, bundled):
    (bundled / "1.ipynb").write_text(LESSON, encoding="utf-8")
    code, out, err = lsdata("lab", "mine", "--copy-only", "--lang", "fr")
    assert (code, out) == (2, [])
    assert err == ["lsdata: unknown language 'fr'; known: en, vi"]
    assert not Path("mine").exists()


def test_lab_starts_jupyterlab_on_the_copies(lsdata, bundled, monkeypatch):
    started = []
    monkeypatch.setattr("jupyterlab.labapp.LabApp.launch_instance", started.append)
    assert lsdata("lab", "mine", "--no-open")[:2] == (0, ["mine: copied: trade.ipynb"])
    assert started == [["--no-browser", "mine"]]
    assert lsdata("lab", "mine", "--copy-only") == (0, [], [])
    assert len(started) == 1


def test_lab_ends_as_jupyterlab_does(lsdata, bundled, monkeypatch):
    def refuse(arguments):
        raise SystemExit(1)

    monkeypatch.setattr("jupyterlab.labapp.LabApp.launch_instance", refuse)
    with pytest.raises(SystemExit):
        lsdata("lab", "mine")


@pytest.mark.parametrize("record", ["5", "null", "{"])
def test_lab_says_that_its_record_is_broken(lsdata, bundled, record):
    Path("mine").mkdir()
    Path("mine", lab.RECORD).write_text(record, encoding="utf-8")
    code, _, err = lsdata("lab", "mine", "--copy-only")
    assert (code, len(err)) == (2, 1)
    assert "cannot be read; remove it" in err[0]


def test_lab_never_copies_into_the_bundled_notebooks_or_its_own_copies(lsdata, bundled, monkeypatch):
    code, _, err = lsdata("lab", str(bundled), "--copy-only")
    assert (code, len(err)) == (2, 1)
    assert "give a folder of your own" in err[0]
    monkeypatch.chdir(bundled)
    assert [lsdata("lab", "mine", "--copy-only")[1] for _ in range(2)] == [["mine: copied: trade.ipynb"], []]


def test_check_says_which_rules_of_the_layout_a_document_breaks(lsdata, tmp_path):
    one = sheets.sample()
    Path("good.docx").write_bytes(word.write(one))
    document = docx.Document("good.docx")
    document.sections[0].left_margin = Mm(10)
    document.save("bad.docx")
    assert lsdata("check", "good.docx", "--layout") == (0, ["good.docx: đúng thể thức"], [])
    code, out, err = lsdata("check", "good.docx", "bad.docx", "--layout", "--lang", "en")
    assert (code, err) == (1, [])
    assert out[0] == "good.docx: keeps to the layout"
    assert [line for line in out[1:] if not line.startswith("bad.docx: margin-left: ")] == []
    assert len(out) == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("check none.docx --layout", "cannot read 'none.docx'"),
        ("check none.docx", "no such file: 'none.docx'"),
        ("check none.docx --layout --lang fr", "unknown language 'fr'"),
        ("report --office none.toml", "cannot read the office file 'none.toml'"),
    ],
)
def test_a_document_that_cannot_be_read_is_one_line(lsdata, arguments, message):
    code, out, err = lsdata(*arguments.split())
    assert (code, out, len(err)) == (2, [], 1)
    assert err[0].startswith(f"lsdata: {message}")
