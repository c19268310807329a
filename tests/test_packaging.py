"""What is declared and what is installed. The slow ones install lsdata into environments of their own."""

import ast
import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DISTRIBUTION = {  # where the module is called otherwise
    "IPython": "ipython", "docx": "python-docx", "jupyter_client": "jupyter-client",
    "matplotlib_inline": "matplotlib-inline",
}  # fmt: skip


def imported():
    """Names of the packages that lsdata imports, its own and Python's left out."""
    found = set()
    for path in (ROOT / "lsdata").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found.add(node.module.split(".")[0])
    return {DISTRIBUTION.get(name, name) for name in found - sys.stdlib_module_names - {"lsdata"}}


def test_every_library_that_is_imported_is_declared():
    project = PROJECT["project"]
    extras = [d for name in ("dask", "docs", "parquet", "s3") for d in project["optional-dependencies"][name]]
    declared = {re.match(r"[\w-]+", d)[0] for d in project["dependencies"] + extras}
    assert imported() <= declared


@pytest.mark.parametrize("module", ["lsdata", "lsdata.run", "lsdata.run.pool", "lsdata.cli", "lsdata.publish"])
def test_importing_brings_nothing_heavy(module):
    heavy = ("IPython", "jupyterlab", "matplotlib", "nbconvert", "nbformat", "numpy", "pandas", "papermill", "seaborn")
    script = f"import sys, {module}; print([m for m in {heavy!r} if m in sys.modules])"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.strip() == "[]"


def test_engine_can_be_imported_before_papermill():
    """papermill loads the engines of all installed packages while it is itself imported."""
    script = "import lsdata.run.engine as e, papermill; print(e.execute_notebook.__self__.__name__)"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.strip() == "LsdataEngine"


def call(*command, **options):
    """Output of a command; its messages in the test's report where it fails."""
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "LSDATA_DATA")}
    done = subprocess.run(
        [*map(str, command)], capture_output=True, encoding="utf-8", env=environment, check=False, **options
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def environment_in(folder: Path) -> Path:
    """A fresh virtual environment; its Python."""
    venv.create(folder, with_pip=True)
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def contents(folder: Path) -> dict[str, str]:
    return {
        str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.rglob("*") if p.is_file()
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT)
    (path,) = folder.glob("lsdata-*.whl")
    return path


@pytest.mark.packaging
def test_wheel_carries_data_and_notebooks(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for folder, inside in (
        (ROOT / "data", "lsdata/_data"),
        (ROOT / "notebooks", "lsdata/_notebooks"),
        (ROOT / "lsdata", "lsdata"),
    ):
        files = (p.relative_to(folder) for p in folder.rglob("*") if p.is_file())
        there = {
            f"{inside}/{p.as_posix()}" for p in files if not any(x.startswith((".", "__pycache__")) for x in p.parts)
        }
        assert there <= names
    assert {name.split("/")[0] for name in names} == {"lsdata", wheel.name.rsplit("-", 3)[0] + ".dist-info"}


@pytest.mark.packaging
def test_wheel_works_read_only_from_another_folder(wheel, tmp_path):
    python = environment_in(tmp_path / "venv")
    call(python, "-m", "pip", "install", "--quiet", wheel)
    call(python, "-m", "pip", "check")
    home = Path(call(python, "-c", "import lsdata; print(lsdata.__path__[0])", cwd=tmp_path).strip())
    assert home.is_relative_to(tmp_path / "venv")
    for path in [home, *home.rglob("*")]:
        path.chmod(path.stat().st_mode & ~0o222)
    before = contents(home)

    work, command = tmp_path / "work", python.with_name("lsdata")
    work.mkdir()
    assert call(command, "--version", cwd=work).strip() == f"lsdata {PROJECT['project']['version']}"
    assert "VN-09" in call(command, "list", "areas", cwd=work)
    assert call(command, "report", "trade", "--lang", "vi,en", cwd=work).startswith("2 made; reports")
    assert call(command, "report", "trade", "--lang", "vi,en", cwd=work).startswith("2 up to date; reports")
    assert "trade.ipynb" in call(command, "lab", "mine", "--copy-only", cwd=work)
    # The engine is papermill's to find, at no cost to who does not ask for it, and a notebook is anyone's to run.
    asked = "import sys, papermill.engines as e; print('pandas' in sys.modules, e.papermill_engines.get_engine('lsdata').__name__)"
    assert call(python, "-W", "error", "-c", asked).strip() == "False lsdata.run.engine"
    call(
        python,
        "-m",
        "papermill",
        "--engine",
        "lsdata",
        "--no-progress-bar",
        "mine/trade.ipynb",
        "out.ipynb",
        "-p",
        "lang",
        "en",
        cwd=work,
    )
    assert (work / "out.ipynb").is_file()
    assert contents(home) == before
    for path in [home, *home.rglob("*")]:
        path.chmod(path.stat().st_mode | 0o200)


@pytest.mark.packaging
def test_editable_install_follows_the_checkout(tmp_path):
    kept = ("data", "notebooks", "lsdata", "pyproject.toml", "LICENSE", "README.md")
    checkout = tmp_path / "checkout"
    for name in kept:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        checkout.mkdir(exist_ok=True)
        copy(ROOT / name, checkout / name)
    python = environment_in(tmp_path / "venv")
    call(python, "-m", "pip", "install", "--quiet", "--no-deps", "--editable", checkout)
    # The libraries are those of this environment; lsdata is not looked for in it.
    site = Path(call(python, "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])").strip())
    (site / "libraries.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")

    units = checkout / "data" / "areas.csv"
    units.write_text(units.read_text(encoding="utf-8").replace("Cao Bằng", "Cao Bang"), encoding="utf-8", newline="\n")
    found = call(python, "-m", "lsdata", "list", "areas", cwd=tmp_path)
    assert "Cao Bang" in found
    assert "Cao Bằng" not in found
    trade = checkout / "notebooks" / "trade.ipynb"
    trade.write_text(trade.read_text(encoding="utf-8").replace("## ", "## Nota "), encoding="utf-8", newline="\n")
    assert call(python, "-m", "lsdata", "report", "trade", cwd=tmp_path).startswith("1 made")
    assert "Nota" in (tmp_path / "reports/VN-09/2020-S1/vi/trade.html").read_text(encoding="utf-8")
