"""Stamps: what a report was made from, and whether its files are still those.

``SECTOR.stamp.json`` lies beside a report's files and is written last. A file that does not match its stamp is as good
as missing, so a command that was stopped half-way leaves nothing that looks finished.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Iterator
from dataclasses import asdict
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from .job import Address, Job

SCHEMA = 1
# What draws, runs and renders: another version may give other bytes.
LIBRARIES = (
    "ipython", "jinja2", "markupsafe", "matplotlib", "matplotlib-inline", "mistune", "nbclient", "nbconvert", "nbformat",
    "numpy", "pandas", "papermill", "pyarrow", "pygments", "seaborn",
)  # fmt: skip
NOT_CODE = ("_data", "_notebooks", "__pycache__")  # data and notebooks count with the job


def key(job: Job) -> dict[str, object]:
    """What the bytes of a report depend on, part by part: hashes, and the versions of libraries."""
    return {
        "parameters": digest(_text(job.parameters)),
        "notebook": digest(job.notebook),
        "data": _scope_digest(job.scope),
        "lsdata": code(),
        "libraries": versions(),
    }


def why(out: Path, job: Job, new: dict[str, object]) -> str:
    """Why a report must be made again; empty where its files are what this job would give."""
    folder = out / job.address.folder
    stamp = read(folder / f"{job.address.sector}.stamp.json")
    if not stamp:
        return "not made yet"
    if "failed" in stamp:
        return "failed last time"
    parts = [
        _difference(part, stamp["key"].get(part), value)
        for part, value in new.items()
        if stamp["key"].get(part) != value
    ]
    if parts:
        return ", ".join(parts)
    for name in job.outputs:
        if not is_intact(folder / name, stamp):
            return f"{name} is missing or was changed"
    return ""


def made(job: Job, files: dict[str, bytes]) -> bytes:
    """The stamp of a report that was made."""
    outputs = {name: digest(content) for name, content in sorted(files.items())}
    return _stamp({"address": asdict(job.address), "key": key(job), "outputs": outputs})


def failed(job: Job, cell: str, reason: str) -> bytes:
    """The stamp of a report that could not be made: nothing is fresh, and the index names it."""
    failure = {"notebook": job.name, "cell": cell, "reason": reason}
    return _stamp({"address": asdict(job.address), "failed": failure})


def read(path: Path) -> dict:
    """A stamp; empty where there is none that can be read."""
    try:
        stamp = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and stamp.get("schema") == SCHEMA else {}


def found(out: Path) -> Iterator[tuple[Address, Path, dict]]:
    """All stamps of a reports' folder, by address: (address, folder, stamp)."""
    for path in sorted(out.glob("*/*/*/*.stamp.json")):
        stamp = read(path)
        if stamp:
            address = Address(**stamp["address"])
            if path == out / address.folder / f"{address.sector}.stamp.json":
                yield address, path.parent, stamp


def is_intact(path: Path, stamp: dict) -> bool:
    """True where a file is the one that its stamp was written for."""
    try:
        return digest(path.read_bytes()) == stamp.get("outputs", {}).get(path.name)
    except OSError:
        return False


def put(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; leave it alone where it has this content already."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(content)
    os.replace(new, path)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@lru_cache
def code() -> str:
    """Hash of lsdata's own files; what other tools leave beside them does not count."""
    home = Path(__file__).resolve().parent.parent
    files = {p.relative_to(home): p for p in home.rglob("*") if p.is_file()}
    own = {name for name in files if not any(part in NOT_CODE or part.startswith(".") for part in name.parts)}
    return digest(_text({name.as_posix(): digest(files[name].read_bytes()) for name in own}))


@lru_cache
def versions() -> dict[str, str]:
    """Versions of Python and of the libraries that draw, run and render; empty for one that is not installed."""
    out = {"python": platform.python_version()}
    for name in LIBRARIES:
        try:
            out[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            out[name] = ""
    return out


@lru_cache(maxsize=256)
def _scope_digest(scope) -> str:
    return digest(_text(scope.tables))


def _difference(part: str, old: object, new: object) -> str:
    if isinstance(old, dict) and isinstance(new, dict):
        changed = [f"{k} {old.get(k) or 'none'} → {v or 'none'}" for k, v in new.items() if old.get(k) != v]
        return f"other libraries ({', '.join(changed)})" if changed else f"other {part}"
    return {"data": "other data", "lsdata": "another lsdata", "notebook": "another notebook"}.get(part, f"other {part}")


def _stamp(content: dict) -> bytes:
    return (json.dumps({"schema": SCHEMA, **content}, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode(
        "utf-8"
    )


def _text(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, default=str).encode("utf-8")
