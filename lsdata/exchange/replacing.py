"""Files of one folder written together: all of them, or none, and what stood there before stays."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..errors import ParameterError

NEW, OLD = ".lsdata-new", ".lsdata-old"  # endings of a file not yet in its place, and of a copy of what it replaces


def replace(folder: Path, contents: Mapping[str, bytes], gone: Iterable[str] = ()) -> None:
    """Write files into a folder, and take others away.

    Parameters
    ----------
    folder : made where it does not exist.
    contents : name -> content of each file.
    gone : names of files that are not to stay.

    Raises
    ------
    ParameterError : a file cannot be written (full disk, no permission, open in another program); nothing has changed.
    """
    made = [p for p in (folder, *folder.parents) if not p.exists()]
    # A link stays a link: what it leads to is replaced.
    paths = {name: Path(os.path.realpath(folder / name)) for name in (*contents, *gone)}
    done: list[tuple[Path, bool]] = []  # files that were replaced or taken away, and whether they were there before
    at = folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            at = paths[name]
            if at.exists() and not at.stat().st_mode & 0o222:
                raise PermissionError(errno.EACCES, "it is read-only")
            with _beside(at, NEW).open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        for name, path in paths.items():
            at, there = path, path.exists()
            if there:
                shutil.copy2(at, _beside(at, OLD))
            if name in contents:
                if there:
                    shutil.copymode(at, _beside(at, NEW))
                os.replace(_beside(at, NEW), at)
            elif there:
                at.unlink()
            done.append((at, there))
    except BaseException as e:
        stuck = _undo(done)
        _clear(set(paths.values()) - set(stuck))
        for path in made:
            with contextlib.suppress(OSError):
                path.rmdir()
        if isinstance(e, OSError):
            raise ParameterError(_reason(at, e, stuck)) from None
        raise
    _clear(paths.values())


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(f".{path.name}{ending}")


def _undo(done: list[tuple[Path, bool]]) -> list[Path]:
    """Put back what was there; the files of which that failed."""
    stuck = []
    for path, there in done:
        try:
            if there:
                os.replace(_beside(path, OLD), path)
            else:
                path.unlink()
        except OSError:
            stuck.append(path)
    return stuck


def _clear(paths: Iterable[Path]) -> None:
    for path in paths:
        for ending in (NEW, OLD):
            with contextlib.suppress(OSError):
                _beside(path, ending).unlink()


def _reason(path: Path, error: OSError, stuck: list[Path]) -> str:
    """One line: what could not be written, why, what to do."""
    reason = f"{error.strerror or error}; nothing was changed, make room or name another place"
    if isinstance(error, PermissionError):
        reason = "it may not be written, or is open in another program; close it there and try again"
    if stuck:
        reason += f"; what stood in {', '.join(p.name for p in stuck)} before is in {', '.join(_beside(p, OLD).name for p in stuck)}"
    return f"cannot write {path}: {reason}"
