"""Fixtures shared by the tests: the tiny data package and its notebooks, in folders of their own."""

import pytest
import tiny


@pytest.fixture
def package(tmp_path):
    """Folder of the tiny data package."""
    return tiny.package(tmp_path / "data")


@pytest.fixture
def notebooks(tmp_path):
    """Folder of its notebooks."""
    return tiny.notebooks(tmp_path / "notebooks")
