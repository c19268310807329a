"""Fixtures shared by the tests: the tiny data package and its notebooks, in folders of their own."""

import pytest
import tiny
from hypothesis import settings
from jupyter_page import browser, page, server

from lsdata import cli

BROWSING = (browser, page, server)  # fixtures, found by their names; one browser for all modules

# The same examples in every run, and no clock: a slow machine fails nothing.
settings.register_profile("lsdata", derandomize=True, deadline=None, database=None)
settings.load_profile("lsdata")


@pytest.fixture
def package(tmp_path):
    """Folder of the tiny data package."""
    return tiny.package(tmp_path / "data")


@pytest.fixture
def notebooks(tmp_path):
    """Folder of its notebooks."""
    return tiny.notebooks(tmp_path / "notebooks")


@pytest.fixture
def lsdata(capsys, monkeypatch, tmp_path):
    """Run the command in an empty folder: (exit code, lines on stdout, lines on stderr)."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        code = cli.main([str(a) for a in arguments])
        out, err = capsys.readouterr()
        return code, out.splitlines(), err.splitlines()

    return call
