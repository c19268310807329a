"""The README as a newcomer follows it: its commands run, its Python runs, what it says of the data is so."""

import re
import shlex
from pathlib import Path

import pytest

import lsdata as ls
from lsdata.cli import main
from lsdata.learn.keys import rules

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
TEACHERS = [ROOT / "notebooks" / "lessons" / name for name in ("README.md", "README.vi.md")]
BLOCKS = [
    commands
    for text in (TEXT, *(p.read_text(encoding="utf-8") for p in TEACHERS))
    for block in re.findall(r"```sh\n(.*?)```", text, re.S)
    if (commands := [line for line in block.splitlines() if line.startswith("lsdata")])
]


def test_every_command_is_found():
    assert sum(map(len, BLOCKS)) >= 12


@pytest.mark.parametrize("commands", BLOCKS, ids=lambda block: block[0])
def test_commands_run_one_after_the_other_from_an_empty_folder(commands, tmp_path, monkeypatch, capsys):
    """Reports by a dry run, JupyterLab not started: that these work is for tests of their own."""
    monkeypatch.chdir(tmp_path)
    for command in commands:
        words = shlex.split(command)[1:]
        code = main([*words, *{"report": ["--dry-run"], "lab": ["--copy-only"]}.get(words[0], [])])
        out, err = capsys.readouterr()
        assert (code, err) == (0, "")
        assert out.strip()


def test_python_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names: dict = {}
    for block in re.findall(r"```python\n(.*?)```", TEXT, re.S):
        exec(compile(block, "README.md", "exec"), names)
    assert (names["q"].mark(42.9), names["q"].mark("75%")) == ("same_rate", "")
    assert round(names["plan"].value.iloc[0]) == 5500
    assert not names["results"].of("failed")
    assert (tmp_path / "reports" / "index.html").is_file()


@pytest.mark.parametrize("page", TEACHERS, ids=lambda p: p.name)
def test_the_teachers_page_runs_and_its_tables_are_complete(page, capsys):
    text, names = page.read_text(encoding="utf-8"), {}
    for block in re.findall(r"```python\n(.*?)```", text, re.S):
        exec(compile(block, page.name, "exec"), names)
    out = capsys.readouterr().out
    assert len([line for line in out.splitlines() if line.count("\t") == 2]) == 3
    assert "'recovery': " in out
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    assert sorted(name for row in rows for name in re.findall(r"`(\w+)`", row)[1:]) == sorted(rules())
    assert {re.match(r"\| `(\w+)`", row)[1] for row in rows} == {p.stem for p in page.parent.glob("*.ipynb")}


def test_what_it_says_of_the_data():
    data = ls.load()
    figures, sources = re.search(r"(\d+) figures from (\d+) sources", TEXT).groups()
    assert (int(figures), int(sources)) == (len(data.tables["figures"]), len(data.tables["sources"]))
    codes = re.search(r"the (\d+) indicators, (\d+) areas and (\d+) sectors", TEXT).groups()
    assert [*map(int, codes)] == [len(known) for known in (data.indicators, data.areas, data.sectors)]


def test_what_it_names_exists():
    for path in re.findall(r"`((?:data|notebooks|lsdata|tests)/[\w./-]*)`|\]\((notebooks/[\w./-]+)\)", TEXT):
        assert (ROOT / (path[0] or path[1])).exists(), path
