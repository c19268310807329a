"""The bundled notebooks in a folder of one's own, opened in JupyterLab."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

from .errors import ParameterError
from .package import notebooks_home

RECORD = ".lsdata-notebooks.json"  # which version of each notebook was copied


def copy_notebooks(folder: str | Path = "lsdata-notebooks") -> dict[str, str]:
    """Copy the bundled notebooks into a folder, and never over a file that was changed there.

    Returns
    -------
    dict : file name -> ``new`` (copied), ``same``, ``updated`` (it was as copied, and lsdata brings a newer one),
        ``yours`` (changed in the folder, left alone), or ``beside`` (changed in both: the newer one is ``NAME.new.ipynb``).

    Raises
    ------
    ParameterError : the folder cannot be written.

    Example
    -------
    >>> import tempfile
    >>> set(copy_notebooks(tempfile.mkdtemp()).values()) <= {"new"}
    True
    """
    folder = Path(folder)
    record = folder / RECORD
    try:
        folder.mkdir(parents=True, exist_ok=True)
        copied = json.loads(record.read_text(encoding="utf-8")) if record.is_file() else {}
        states = {path.name: _copy(path, folder, copied) for path in sorted(notebooks_home().glob("*.ipynb"))}
        record.write_text(json.dumps(copied, indent=1, sort_keys=True) + "\n", encoding="utf-8", newline="\n")
    except OSError as e:
        raise ParameterError(f"cannot write into {folder}: {e.strerror or e}") from None
    except ValueError:
        raise ParameterError(f"{record} cannot be read; remove it, and your notebooks stay as they are") from None
    return states


def _copy(path: Path, folder: Path, copied: dict[str, str]) -> str:
    """Bring one notebook up to date; ``copied`` notes the version."""
    content = path.read_bytes()
    new, old = hashlib.sha256(content).hexdigest(), copied.get(path.name)
    there = folder / path.name
    mine = hashlib.sha256(there.read_bytes()).hexdigest() if there.is_file() else None
    copied[path.name] = new
    if mine in (None, old) and mine != new:
        there.write_bytes(content)
        return "new" if mine is None else "updated"
    if mine == new:
        return "same"
    if old == new:
        return "yours"
    (folder / f"{path.stem}.new.ipynb").write_bytes(content)
    return "beside"


def start(folder: str | Path, *, browser: bool = True) -> int:
    """JupyterLab on a folder, until it is stopped; its exit code."""
    quiet = [] if browser else ["--no-browser"]
    try:
        return subprocess.run([sys.executable, "-m", "jupyterlab", *quiet, str(folder)], check=False).returncode
    except KeyboardInterrupt:  # how JupyterLab is stopped
        return 0
