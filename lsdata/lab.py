"""The bundled notebooks in a folder of one's own, opened in JupyterLab."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from .dataset import load
from .errors import ParameterError
from .learn.lessons import hand_out
from .package import data_home, notebooks_home

RECORD = ".lsdata-notebooks.json"  # which version of each notebook was copied
# What comes with the notebooks: lets a page of Voilà ask nobody but its own server; who hands a report in, as an example.
BESIDE = ("voila.json", "office.toml")


def copy_notebooks(
    folder: str | Path = "lsdata-notebooks", lang: str = "vi", *, solutions: bool = False
) -> dict[str, str]:
    """Copy the bundled notebooks into a folder, and never over a file that was changed there.

    Parameters
    ----------
    folder : where to; made if it does not exist.
    lang : language of the lessons and of what else is there to be read. Notebooks that reports are made from keep all
        their languages.
    solutions : lessons with their solutions.

    Returns
    -------
    dict : file name (``trade.ipynb``, ``lessons/2_growth.ipynb``) -> ``new`` (copied), ``same``, ``updated`` (it was as copied, and lsdata brings a newer one),
        ``yours`` (changed in the folder, left alone), or ``beside`` (changed in both: the newer one is ``NAME.new.ipynb``).

    Raises
    ------
    ParameterError : the folder cannot be written.
    UnknownName : a language that there is none of.

    Example
    -------
    >>> import tempfile
    >>> set(copy_notebooks(tempfile.mkdtemp()).values()) <= {"new"}
    True
    """
    folder, home = Path(folder), notebooks_home()
    if folder.resolve() == home.resolve():
        raise ParameterError(f"{folder} holds the bundled notebooks themselves; give a folder of your own")
    found = [p.relative_to(home) for p in sorted([*home.glob("*.ipynb"), *home.glob("lessons/*.ipynb")])]
    contents = {p.as_posix(): (home / p).read_bytes() for p in found}
    for name in contents.keys() - _of_reports():
        contents[name] = hand_out(contents[name], lang, solutions=solutions)
    contents |= {name: (home / name).read_bytes() for name in BESIDE if (home / name).is_file()}
    record = folder / RECORD
    try:
        copied = dict(json.loads(record.read_text(encoding="utf-8"))) if record.is_file() else {}
        states = {name: _copy(folder / name, name, content, copied) for name, content in contents.items()}
        record.write_text(json.dumps(copied, indent=1, sort_keys=True) + "\n", encoding="utf-8", newline="\n")
    except OSError as e:
        raise ParameterError(f"cannot write into {folder}: {e.filename or folder}: {e.strerror or e}") from None
    except (TypeError, ValueError):
        raise ParameterError(f"{record} cannot be read; remove it, and your notebooks stay as they are") from None
    return states


def _of_reports() -> set[str]:
    """Names of the notebooks that reports are made from."""
    return {"sector.ipynb"} | {r["notebook"] for r in load(data_home()).sectors.values()}


def _copy(there: Path, name: str, content: bytes, copied: dict[str, str]) -> str:
    """Bring one notebook up to date; ``copied`` notes the version."""
    new, old = hashlib.sha256(content).hexdigest(), copied.get(name)
    mine = hashlib.sha256(there.read_bytes()).hexdigest() if there.is_file() else None
    copied[name] = new
    there.parent.mkdir(parents=True, exist_ok=True)
    if mine in (None, old) and mine != new:
        there.write_bytes(content)
        return "new" if mine is None else "updated"
    if mine == new:
        return "same"
    if old == new:
        return "yours"
    there.with_name(f"{there.stem}.new{there.suffix}").write_bytes(content)
    return "beside"


def start(folder: str | Path, *, browser: bool = True) -> int:
    """JupyterLab on a folder, in this process, until it is stopped; its exit code."""
    from jupyterlab.labapp import LabApp

    LabApp.launch_instance([*([] if browser else ["--no-browser"]), str(folder)])
    return 0
