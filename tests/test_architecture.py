"""The house: who may import whom, what an import costs, what the public face is, how long a module may be."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import lsdata

FOLDER = Path(lsdata.__file__).parent
MODULES = sorted(FOLDER.rglob("*.py"))
FLOORS = [  # a module imports only from floors above its line here, that is from lower ones
    {"errors"},
    {"periods", "intervals", "placing", "storages", "filling"},
    {"numerals", "formulas", "tidying"},
    {"printed"},
    {"door"},
    {"cards", "integrity"},
    {"package", "facts", "rows", "codes"},
    {"frames", "wording", "publications"},
    {"measures"},
    {"plans"},
    {"territory"},
    {"totals", "revisions"},
    {"dataset"},
    {"checks"},
    {"evidence"},
    {"narrative"},
    {"implied"},
    {"tables", "headline", "explaining"},
    {"findings"},
    {"parts", "contributions"},
    {"telling", "conflicts", "quotes"},
    {"charts"},
    {"figures", "summary"},
    {"boards", "outcome", "chronicle", "constants"},
    {"vintages", "selection", "by_area"},
    {"brief", "changes"},
    {"__init__"},
    {"run"},
    {"publish", "learn", "exchange", "reader"},
    {"listing", "lab"},
    {"cli"},
    {"__main__"},
]
FLOOR = {name: i for i, names in enumerate(FLOORS) for name in names}


def home(path: Path) -> str:
    """The module, or the package it lies in, as floors name it."""
    parts = path.relative_to(FOLDER).with_suffix("").parts
    return parts[0]


def imported(path: Path) -> set[str]:
    """Modules of lsdata that a file imports, also inside functions; what only a type checker reads is left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {
        id(n)
        for i in ast.walk(tree)
        if isinstance(i, ast.If) and ast.unparse(i.test) == "TYPE_CHECKING"
        for n in ast.walk(i)
    }
    package = ("lsdata", *path.relative_to(FOLDER).parent.parts)
    found = set()
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            names = [a.name for a in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = (
                [*package[: len(package) - node.level + 1], *(node.module or "").split(".")]
                if node.level
                else [node.module]
            )
            base = ".".join(b for b in base if b)
            names = [f"{base}.{a.name}" for a in node.names]
        else:
            continue
        for name in names:
            first, *rest = name.split(".")
            if first == "lsdata":
                found.add(rest[0] if rest and rest[0] in FLOOR else "__init__")
    return found


def test_every_module_has_a_floor():
    assert {home(p) for p in MODULES} == set(FLOOR)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(FOLDER)))
def test_a_module_imports_only_from_lower_floors(path):
    own = home(path)
    above = {name for name in imported(path) if FLOOR[name] >= FLOOR[own] and name != own}
    # __init__ names what users see; the version and the lazily loaded names are read from above it.
    allowed = {"__init__"} if FLOOR[own] > FLOOR["__init__"] else set()
    assert above - allowed == set()


def loaded_by(code: str) -> set[str]:
    answer = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return set(answer.stdout.split())


def test_an_import_costs_nothing_heavy():
    heavy = {
        "pandas",
        "numpy",
        "matplotlib",
        "seaborn",
        "papermill",
        "nbconvert",
        "nbformat",
        "IPython",
        "jinja2",
        "click",
        "openpyxl",
        "pyarrow",
    }
    wings = {
        "lsdata.run",
        "lsdata.publish",
        "lsdata.learn",
        "lsdata.exchange",
        "lsdata.reader",
        "lsdata.cli",
        "lsdata.listing",
        "lsdata.lab",
    }
    loaded = loaded_by("import lsdata")
    assert loaded & (heavy | wings) == set()
    assert "pandas" not in loaded_by("import lsdata; lsdata.load().find(area='VN-09')")


def test_a_wing_comes_on_first_use():
    assert "lsdata.publish.reports" in loaded_by("import lsdata; lsdata.report")


def test_the_public_face():
    assert lsdata.__all__ == sorted(lsdata.__all__)
    assert lsdata.__all__ == (
        "Fact LsdataError Period add brief check derive exercise explore load plan_progress read report series".split()
    )
    for name in lsdata.__all__:
        assert getattr(lsdata, name).__doc__.strip(), name
    with pytest.raises(AttributeError, match=r"module 'lsdata' has no attribute 'nothing'"):
        _ = lsdata.nothing


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(FOLDER)))
def test_a_module_is_short_and_says_what_it_is_for(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    assert ast.get_docstring(ast.parse(text)), "no docstring"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(FOLDER)))
def test_text_is_read_and_written_as_utf8(path):
    """Windows would take another encoding: every text that is opened names its own."""
    silent = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        text = name in ("read_text", "write_text") or (name == "open" and isinstance(node.func, ast.Name))
        if text and "encoding" not in {k.arg for k in node.keywords}:
            silent.append(ast.unparse(node))
    assert silent == []


def test_the_top_level_holds_what_it_should():
    """A scratch file is committed with all the rest and never looked at again; what is made in passing is not looked at."""
    home = FOLDER.parent
    made = {"build", "dist", "reports"} | {one.name for one in home.glob("*.egg-info")}
    if (home / ".git").exists():
        git = ["git", "-c", f"safe.directory={home}", "ls-files"]
        told = subprocess.run(git, cwd=home, capture_output=True, text=True, check=True)
        names = {name.split("/")[0] for name in told.stdout.splitlines()}
    else:
        names = {one.name for one in home.iterdir()} - made
    allowed = {"pyproject.toml", "README.md", "LICENSE", "notebooks", "lsdata", "data", "tests"}
    assert {name for name in names if not name.startswith(".")} == allowed
