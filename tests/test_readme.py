"""The README as a newcomer follows it: its commands run, its Python runs, what it says of the data is so."""

import re
import shlex
from pathlib import Path

import pytest

import lsdata as ls
from lsdata.cli import main

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"```sh\n(.*?)```", TEXT, re.S)
    for line in block.splitlines()
    if line.startswith("lsdata")
]


def test_every_command_is_found():
    assert len(COMMANDS) >= 5


@pytest.mark.parametrize("command", COMMANDS)
def test_command_runs_from_an_empty_folder(command, tmp_path, monkeypatch, capsys):
    """Reports by a dry run: that they are made is for the tests of reports."""
    monkeypatch.chdir(tmp_path)
    words = shlex.split(command)[1:]
    code = main([*words, "--dry-run"] if words[0] == "report" else words)
    out, err = capsys.readouterr()
    assert (code, err) == (0, "")
    assert out.strip()


def test_python_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names: dict = {}
    for block in re.findall(r"```python\n(.*?)```", TEXT, re.S):
        exec(compile(block, "README.md", "exec"), names)
    assert round(names["plan"].value.iloc[0]) == 5500
    assert not names["results"].of("failed")
    assert (tmp_path / "reports" / "index.html").is_file()


def test_what_it_says_of_the_data():
    data = ls.load()
    figures, sources = re.search(r"(\d+) figures from (\d+) sources", TEXT).groups()
    assert (int(figures), int(sources)) == (len(data.tables["figures"]), len(data.tables["sources"]))


def test_what_it_names_exists():
    for path in re.findall(r"`((?:data|notebooks|lsdata|tests)/[\w./-]*)`|\]\((notebooks/[\w./-]+)\)", TEXT):
        assert (ROOT / (path[0] or path[1])).exists(), path
