"""Stamps: what a report was made from, and whether its files are still those.

``SECTOR.stamp.json`` lies beside a report's files and is written last. A file that does not match its stamp is as good
as missing, so a command that was stopped half-way leaves nothing that looks finished. The index has a stamp as well:
it is current where all stamps and files are those that it was made from.
"""

from __future__ import annotations

import json
import marshal
import os
import platform
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from .job import DATA, DOCUMENTS, FORMATS, Address, Binding, Job
from .store import STAMP, Folder, Remote, digest, record

if TYPE_CHECKING:
    from ..dataset import Dataset

SCHEMA = 2
PIECE = 10_000  # rows of a table that are hashed at once
INDEX, INDEX_STAMP = "index.html", f"index{STAMP}"
REMAINS = ".failed.ipynb"  # ending of the notebook up to where a report failed
# What draws, runs and renders: another version may give other bytes.
LIBRARIES = (
    "ipython", "jinja2", "markupsafe", "matplotlib", "matplotlib-inline", "mistune", "nbclient", "nbconvert", "nbformat",
    "numpy", "pandas", "papermill", "pyarrow", "pygments", "seaborn",
)  # fmt: skip
TYPESETTING = ("lxml", "python-docx", "typst")  # the same of documents
WORKBOOKS = ("et-xmlfile", "lxml", "openpyxl")  # and of workbooks
CHANGED = {  # part of a key -> why its report must be made again
    "engine": "made with --engine {old} last time",
    "parameters": "its parameters have changed",
    "notebook": "its notebook has changed",
    "data": "a figure or source that it may see has changed",
    "reports": "a report in it has changed",
    "office": "the office file has changed",
    "lsdata": "lsdata itself has changed",
    "libraries": "libraries have changed",
}
NOT_CODE = ("_data", "_notebooks", "__pycache__")  # data and notebooks count with the job


def key(job: Job | Binding) -> dict[str, object]:
    """What the bytes of a report depend on, part by part: hashes, and the versions of libraries."""
    if isinstance(job, Binding):
        own = {"reports": digest(_text([job.hashes, list(job.parts.items())]))}
    else:
        own = {
            "engine": job.engine,
            "parameters": digest(_text(job.parameters)),
            "notebook": digest(job.notebook),
            "data": _data(job.scope),
        }
    if set(job.formats) & {*DOCUMENTS, "xlsx"}:
        own["office"] = digest(_text(job.office))
    if set(job.formats) & set(DOCUMENTS):
        own["typesetting"] = versions(TYPESETTING)
    if "xlsx" in job.formats:
        own["workbooks"] = versions(WORKBOOKS)
    return own | {"lsdata": code(), "libraries": versions()}


def libraries(formats: Iterable[str]) -> tuple[str, ...]:
    """The libraries that reports in these formats need beside those of every report."""
    wanted = set(formats)
    return (*(TYPESETTING if wanted & set(DOCUMENTS) else ()), *(WORKBOOKS if "xlsx" in wanted else ()))


def standing(place: Folder | Remote, address: Address) -> tuple[tuple[str, ...], dict]:
    """What a report's stamp tells of its last making: the formats beside it, and who handed it in."""
    stamp = parse(place.stamps.get(name_of(address), b""))
    office, told = stamp.get("office"), stamp.get("formats") or ()
    made = tuple(f for f in FORMATS if f in told or f"{address.sector}.{f}" in stamp.get("outputs", {}))
    return made, office if isinstance(office, dict) else {}


def executed(place: Folder | Remote, address: Address) -> str:
    """SHA-256 of a report's executed notebook, as its stamp tells it; empty where it was not made."""
    stamp = parse(place.stamps.get(name_of(address), b""))
    return str(stamp.get("outputs", {}).get(f"{address.sector}.ipynb", {}).get("sha256", ""))


def why(place: Folder | Remote, job: Job | Binding, new: dict[str, object]) -> str:
    """Why a report must be made again; empty where its files are what this job would give."""
    stamp = parse(place.stamps.get(name_of(job.address), b""))
    if not stamp:
        return "not made yet"
    if "failed" in stamp:
        return "failed last time"
    known = {p: new.get(p) for p in ("office", "typesetting", "workbooks")} | stamp["key"]  # what had none last time
    parts = [_difference(part, known.get(part), value) for part, value in new.items() if known.get(part) != value]
    if parts:
        return ", ".join(parts)
    # Those that are not asked for today count too: the index names no report that is not whole.
    for name in [*job.outputs, *sorted(stamp["outputs"].keys() - job.outputs)]:
        if not place.is_intact(f"{job.address.folder}/{name}", stamp["outputs"].get(name, {})):
            return f"{name} is missing or was changed"
    return ""


def made(job: Job | Binding, files: dict[str, bytes]) -> bytes:
    """The stamp of a report that was made."""
    outputs = {name: record(content) for name, content in files.items()}
    bound = {"bound": job.hashes} if isinstance(job, Binding) else {}
    return _stamp({"address": asdict(job.address), "key": key(job), "outputs": outputs, "office": job.office} | bound)


def failed(job: Job | Binding, cell: str, reason: str, executed: bytes) -> bytes:
    """The stamp of a report that could not be made: nothing is fresh, and the index names it and what it left."""
    failure = {"notebook": job.name, "cell": cell, "reason": reason}
    outputs = {f"{job.address.sector}{REMAINS}": record(executed)} if executed else {}
    wanted = {"formats": list(job.formats), "office": job.office}  # the next run makes them again
    return _stamp({"address": asdict(job.address), "failed": failure, "outputs": outputs} | wanted)


def is_outdated(place: Folder | Remote, stamp: dict) -> bool:
    """Is a whole review of reports that have changed since."""
    address, bound = _address(stamp.get("address")), stamp.get("bound")
    if address is None or not isinstance(bound, dict):
        return False
    return any(executed(place, replace(address, sector=sector)) != known for sector, known in bound.items())


def name_of(address: Address) -> str:
    """Name of a report's stamp below the place of the reports."""
    return f"{address}{STAMP}"


def page(names: Iterable[str]) -> str:
    """The file of a report that a reader opens: the page, else the executed notebook, else a document, else figures."""
    wanted = (".html", ".ipynb", ".pdf", ".docx", *(f".{one}" for one in DATA), "")
    return next(name for suffix in wanted for name in names if name.endswith(suffix))


def parse(content: bytes) -> dict:
    """A stamp; empty where it is none of today's form."""
    try:
        stamp = json.loads(content)
    except ValueError:
        return {}
    if not isinstance(stamp, dict) or stamp.get("schema") != SCHEMA:
        return {}
    parts = [stamp.get("failed") if "failed" in stamp else stamp.get("key"), stamp.get("outputs")]
    whole = all(isinstance(part, dict) for part in (*parts, *(parts[1] if isinstance(parts[1], dict) else {}).values()))
    return stamp if whole else {}


def found(place: Folder | Remote) -> Iterator[tuple[Address, dict, bool]]:
    """All stamps of a place, in the order of their names: (address, stamp, whether all its files are intact)."""
    for name, content in sorted(place.stamps.items()):
        stamp = parse(content)
        address = _address(stamp.get("address"))
        if address and name == name_of(address):  # one that was moved speaks of another place
            outputs = stamp.get("outputs", {}).items()
            yield address, stamp, all(place.is_intact(f"{address.folder}/{n}", recorded) for n, recorded in outputs)


def _address(told: object) -> Address | None:
    """The address that a stamp tells; None where it tells none."""
    known = isinstance(told, dict) and told.keys() == {f.name for f in fields(Address)}
    return Address(**told) if known and all(isinstance(part, str) for part in told.values()) else None


def index_key(place: Folder | Remote, data: Dataset) -> dict[str, object]:
    """What the bytes of the index depend on."""
    reports = [[str(address), stamp, intact] for address, stamp, intact in found(place)]
    return {"reports": digest(_text(reports)), "data": _data(data), "lsdata": code(), "libraries": versions()}


def index_made(new: dict[str, object], files: dict[str, bytes]) -> bytes:
    """The stamp of an index, and of what lies beside it, that was made from what ``index_key`` told."""
    return _stamp({"key": new, "outputs": {name: record(content) for name, content in files.items()}})


def index_is_current(place: Folder | Remote, new: dict[str, object]) -> bool:
    """True where the index is the one that would be made."""
    stamp = parse(place.read([INDEX_STAMP]).get(INDEX_STAMP, b""))
    if not stamp or stamp.get("key") != new or INDEX not in stamp["outputs"]:
        return False
    return all(place.is_intact(name, recorded) for name, recorded in stamp["outputs"].items())


@lru_cache
def code() -> str:
    """Hash of lsdata's own files; what other tools leave beside them does not count."""
    home = Path(__file__).resolve().parent.parent
    files = {p.relative_to(home): p for p in home.rglob("*") if p.is_file()}
    own = {name for name in files if not any(part in NOT_CODE or part.startswith(".") for part in name.parts)}
    return digest(_text({name.as_posix(): digest(files[name].read_bytes()) for name in own}))


def machine(more: tuple[str, ...] = ()) -> dict[str, str]:
    """What the bytes of a report depend on beside its job: where this is the same, so are they.

    ``more`` names libraries beside those of every report.
    """
    return {"lsdata": code()[:12], **versions((*LIBRARIES, *more))}


@lru_cache
def versions(libraries: tuple[str, ...] = LIBRARIES) -> dict[str, str]:
    """Versions of Python and of libraries; empty for one that is not installed.

    They stand in the names of the folders that installers leave (``jinja2-3.1.6.dist-info``): importing
    importlib.metadata and parsing 15 files takes longer than all else that a command with nothing to do does with them.
    """
    installed: dict[str, str] = {}
    for folder in filter(os.path.isdir, (p or os.curdir for p in sys.path)):
        for entry in sorted(os.listdir(folder)):
            if found := re.fullmatch(r"([\w.]+)-([^-]+)(-py[\d.]+)?\.(dist|egg)-info", entry):
                installed.setdefault(re.sub(r"[_.]+", "-", found[1]).lower(), found[2])
    return {"python": platform.python_version()} | {name: installed.get(name, "") for name in libraries}


@lru_cache(maxsize=256)
def _data(data: Dataset) -> str:
    """Hash of tables. Marshal writes each text with its length, in a third of the time that JSON takes.

    Its version 2 knows no references, so equal tables give equal bytes; a large table is written piece by piece.
    """
    hashes = [
        [name, [digest(marshal.dumps(rows[i : i + PIECE], 2)) for i in range(0, len(rows), PIECE)]]
        for name, rows in data.tables.items()
    ]
    return digest(_text(hashes))


def _difference(part: str, old: object, new: object) -> str:
    """What has changed, as an analyst would say it."""
    if isinstance(old, dict) and isinstance(new, dict):
        changed = [f"{k} {old.get(k) or 'none'} → {v or 'none'}" for k, v in new.items() if old.get(k) != v]
        return f"libraries have changed ({', '.join(changed)})" if changed else CHANGED[part]
    return CHANGED[part].format(old=old)


def _stamp(content: dict) -> bytes:
    return (json.dumps({"schema": SCHEMA, **content}, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode(
        "utf-8"
    )


def _text(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, default=str).encode("utf-8")
