"""The place that reports are written into: a folder, or an address like ``s3://bucket/prefix``.

A file has its name below the place, as in ``VN-09/2020-S1/vi/trade.html``. Stamps hold a ``record`` of its content, and
``is_intact`` compares: in a folder it reads the file and compares SHA-256. At an address one listing (a request for
1,000 objects) tells size and ETag of all of them; where the ETag is the MD5 of the content, as for a single PUT to S3,
that settles it, and any other object of the right size (a store without ETag, encrypted with KMS, or truly another
one) is read. So nothing of another content passes, unless somebody makes one of the same length and MD5 on purpose.

fsspec alone, without universal_pathlib: its paths look up file by file what the listing tells at once, and its writes
would need the same care; they would be one dependency more and not a line less.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..errors import ParameterError, ReportError

STAMP = ".stamp.json"
LOCK = ".lsdata.lock"
NEW = ".lsdata-new"  # ending of a file that is being written, and of nothing else
BUCKETS = ("s3", "s3a", "gs", "gcs", "az", "abfs", "abfss")  # what comes first in these addresses
# Of fsspec's stores those that only read, or write whole archives.
READ_ONLY = ("http", "https", "data", "git", "github", "gist", "reference", "zip", "tar", "libarchive")
TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html; charset=utf-8",
    ".ipynb": "application/x-ipynb+json",
    ".js": "text/javascript",
    ".json": "application/json",
    ".parquet": "application/vnd.apache.parquet",
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def record(content: bytes) -> dict[str, object]:
    """What a stamp holds of a file: enough for a folder and for any store's listing."""
    md5 = hashlib.md5(content, usedforsecurity=False).hexdigest()
    return {"md5": md5, "sha256": digest(content), "size": len(content)}


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def is_stamp(name: str) -> bool:
    """True for the stamp of a report, AREA/PERIOD/LANG/SECTOR.stamp.json; the index has one above them."""
    return name.count("/") == 3 and name.endswith(STAMP)


def at(out: str | Path) -> Folder | Remote:
    """The place that ``out`` names; nothing is written yet.

    Raises
    ------
    ParameterError : an address that cannot be written or reached, or that needs a library which is not there; a file.
    """
    return Remote(str(out)) if "://" in str(out) else Folder(Path(out))


class Folder:
    """A folder of this machine, written by one command at a time.

    Parameters
    ----------
    out : the folder; made on the first ``locked``.

    Raises
    ------
    ParameterError : it is a file, or lies in one.

    Attributes
    ----------
    stamps : name -> content of all stamps of reports, as ``look`` found them and ``put`` and ``remove`` left them.
    """

    def __init__(self, out: Path):
        there = next(filter(os.path.exists, (out, *out.parents)), None)
        if there and not there.is_dir():
            raise ParameterError(f"cannot write into {out}: {there} is a file, not a folder; name another folder")
        self.out = out
        self.look()

    def look(self) -> None:
        """See what is there now; what was seen earlier is forgotten."""
        self._digests: dict[str, str] = {}  # of what was read or written; a file is hashed once
        found = sorted(self.out.glob(f"*/*/*/*{STAMP}"))
        self.stamps = self.read(path.relative_to(self.out).as_posix() for path in found)

    def read(self, names: Iterable[str]) -> dict[str, bytes]:
        """Content of files; one that is not there or cannot be read is left out."""
        content = {}
        for name in names:
            with contextlib.suppress(OSError):
                content[name] = (self.out / name).read_bytes()
        return content

    def is_intact(self, name: str, recorded: dict) -> bool:
        """True where a file has the content that was recorded."""
        if name not in self._digests:
            try:
                self._digests[name] = digest((self.out / name).read_bytes())
            except OSError:
                return False
        return self._digests[name] == recorded.get("sha256")

    def put(self, name: str, content: bytes) -> None:
        """Write a file whole or not at all; leave it alone where it has this content already."""
        if not self.is_intact(name, record(content)):
            path = self.out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            new = path.with_name(f".{path.name}{NEW}")
            beside = path.with_name(f"{path.stem}.new{path.suffix}")
            try:
                new.write_bytes(content)
                os.replace(new, path)
                beside.unlink(missing_ok=True)
            except PermissionError as e:
                if not path.exists() or not new.exists():
                    raise
                os.replace(new, beside)  # a program that has a document open lets nobody replace it
                raise ReportError(
                    f"{path.name} cannot be replaced ({e.strerror or e}): close it where it is open and run again; "
                    f"until then the new one is {beside.name}"
                ) from None
            except BaseException:
                new.unlink(missing_ok=True)
                raise
        self._digests[name] = digest(content)
        if is_stamp(name):
            self.stamps[name] = content

    def remove(self, name: str) -> None:
        """Remove a file where there is one."""
        (self.out / name).unlink(missing_ok=True)
        self._digests.pop(name, None)
        self.stamps.pop(name, None)

    def leftovers(self) -> list[str]:
        """Files that a killed command was writing."""
        paths = [*self.out.glob(f".*{NEW}"), *self.out.glob(f"*/*/*/.*{NEW}")]
        return [path.relative_to(self.out).as_posix() for path in paths]

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Alone in the folder, with a fresh look at it; the system drops the lock when this command is gone.

        Raises
        ------
        ParameterError : another command is writing there, or nobody can.
        """
        from filelock import FileLock, Timeout

        try:
            self.out.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.out / LOCK, timeout=0).acquire()
        except Timeout:
            raise ParameterError(
                f"another lsdata is writing into {self.out}; wait for it, or write into another folder"
            ) from None
        except OSError as e:
            raise ParameterError(f"cannot write into {self.out}: {e.strerror or e}") from None
        with lock:
            self.look()
            yield

    def shown(self, name: str) -> Path:
        """Where a file lies, for people."""
        return self.out / name


class Remote:
    """An address of a store that fsspec knows; the same methods as a ``Folder``, and one PUT a file.

    There is no lock: two commands must not write to one address at once. Everything below the address is listed, so
    it had better be a prefix of its own.

    Parameters
    ----------
    address : like ``s3://bucket/prefix``. Credentials and endpoint come from where the store's library looks for them.

    Raises
    ------
    ParameterError : it cannot be reached, or needs a library which is not there. All methods raise it, in one line.
    """

    def __init__(self, address: str):
        self.address = address.rstrip("/")
        protocol = address.partition("://")[0].lower()
        if protocol in ("file", "local"):
            raise ParameterError(f"--out {address}: a folder of this machine is written without {protocol}://")
        if protocol in READ_ONLY or "::" in protocol:
            raise ParameterError(
                f"--out {address}: nothing can be written to {protocol}://; name a folder or an address like s3://bucket/prefix"
            )
        if protocol in BUCKETS and not address.partition("://")[2].partition("/")[0]:
            raise ParameterError(f"--out {address}: name a bucket: {protocol}://bucket/prefix")
        try:
            from fsspec.core import url_to_fs

            with self._in_one_line("use"):
                self._fs, self._root = url_to_fs(self.address)
        except ImportError as e:
            s3 = protocol in ("s3", "s3a")
            needs = 's3fs: pip install "lsdata[s3]"' if s3 else f"a library of its own for fsspec ({e})"
            raise ParameterError(f"--out {protocol}://… needs {needs}") from None
        self.look()

    def look(self) -> None:
        """See what is there now; what was seen earlier is forgotten."""
        self._digests: dict[str, str] = {}  # of what had to be read; a file is read once
        with self._in_one_line("read"):
            self._fs.invalidate_cache()
            found = self._fs.find(self._root, detail=True)
            self._listed = {path[len(self._root) + 1 :]: info for path, info in found.items()}
        self.stamps = self.read(name for name in sorted(self._listed) if is_stamp(name))

    def read(self, names: Iterable[str]) -> dict[str, bytes]:
        """Content of files, all asked for at the same time; one that is not there is left out."""
        listed = [name for name in names if name in self._listed]
        if not listed:
            return {}
        with self._in_one_line("read"):
            content = self._fs.cat([self._path(name) for name in listed])
        return {name: content[self._path(name)] for name in listed}

    def is_intact(self, name: str, recorded: dict) -> bool:
        """True where a file has the content that was recorded; what the listing leaves open is read."""
        info = self._listed.get(name)
        if info is None or info["size"] != recorded.get("size"):
            return False
        if str(info.get("ETag", "")).strip('"') == recorded.get("md5"):
            return True
        if name not in self._digests:
            self._digests[name] = digest(self.read([name])[name])
        return self._digests[name] == recorded.get("sha256")

    def put(self, name: str, content: bytes) -> None:
        """Write a file with one PUT; leave it alone where it has this content already."""
        new = record(content)
        if not self.is_intact(name, new):
            # A browser shows a page only where the store calls it one.
            kind = TYPES.get(Path(name).suffix, "application/octet-stream")
            said = {"ContentType": kind} if "s3" in self._fs.protocol else {}
            with self._in_one_line("write to"):
                self._fs.pipe_file(self._path(name), content, **said)
        self._listed[name] = {"size": new["size"], "ETag": new["md5"]}
        self._digests.pop(name, None)
        if is_stamp(name):
            self.stamps[name] = content

    def remove(self, name: str) -> None:
        """Remove a file where there is one."""
        if self._listed.pop(name, None) is not None:
            with self._in_one_line("write to"), contextlib.suppress(FileNotFoundError):
                self._fs.rm_file(self._path(name))
        self._digests.pop(name, None)
        self.stamps.pop(name, None)

    def leftovers(self) -> list[str]:
        """Nothing: what a killed command was sending, the store never took."""
        return []

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """No lock; it stands here so that a command needs not know where it writes."""
        yield

    def shown(self, name: str) -> str:
        """Address of a file, to be pasted."""
        return f"{self.address}/{name}"

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"

    @contextlib.contextmanager
    def _in_one_line(self, what: str) -> Iterator[None]:
        """Whatever a store's library raises (each has exceptions of its own) as one line that names the address."""
        try:
            yield
        except (ParameterError, ImportError):
            raise
        except Exception as e:
            said = " ".join(str(e).split()) or type(e).__name__
            hint = "check the address, the credentials and the endpoint"
            if isinstance(e, FileNotFoundError):
                hint = "create it first, or check the address"
            elif isinstance(e, PermissionError):
                hint = "use credentials that may list, read, write and delete there"
            raise ParameterError(f"cannot {what} {self.address}: {said}; {hint}") from e
