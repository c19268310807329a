"""The places that reports are written into: a folder whose command is stopped anywhere, and a bucket of a real server."""

import contextlib
import itertools
import os
import shutil
import subprocess
import sys
from pathlib import Path

import fsspec
import pytest
import quick
from kills import tree

from lsdata import cli
from lsdata.errors import LsdataError
from lsdata.publish import reports, store


@pytest.fixture
def write(package, notebooks, monkeypatch):
    """``report`` on the tiny package, without the time that notebooks take."""
    quick.use(monkeypatch)

    def call(out, sectors=None, **options):
        return reports.report(sectors, **({"data": package, "notebooks": notebooks, "out": out} | options))

    return call


def of_two(out: Path) -> dict[str, bytes]:
    """Files of the reports on trade and budget."""
    return {name: content for name, content in tree(out).items() if "trade" in name or "budget" in name}


def states(results) -> dict[str, str]:
    return {f"{o.address.lang}/{o.address.sector}": o.state for o in results.outcomes}


# Stopped commands


class Killed(BaseException):
    """What no code of lsdata catches."""


class Stop:
    """Lets a number of system calls that write pass, then stops the command at the next one.

    Parameters
    ----------
    after : how many calls pass.
    error : what the next one raises. ``Killed``: so does each that follows, as after SIGKILL nothing tidies up.
    """

    def __init__(self, monkeypatch, after: int, error: type[BaseException]):
        self.left, self.error, self.happened = after, error, False
        for owner, name in ((os, "replace"), (Path, "write_bytes"), (Path, "unlink"), (Path, "mkdir")):
            monkeypatch.setattr(owner, name, self._counted(getattr(owner, name), name))

    def _counted(self, call, name):
        def counted(*arguments, **options):
            if self.happened and self.error is not Killed:
                return call(*arguments, **options)
            if self.left == 0:
                if name == "write_bytes" and not self.happened:
                    call(arguments[0], arguments[1][: len(arguments[1]) // 2])
                self.happened = True
                raise self.error("stopped")
            self.left -= 1
            return call(*arguments, **options)

        return counted


THEIRS = {"mine.txt": b"1", "VN-09/2020-S1/vi/.mine.new": b"2", "VN-09/2020-S1/vi/trade.notes.html": b"3"}


def prepared(write, notebooks, out: Path) -> tuple:
    """A folder with a history; what the next command must do there: make anew, drop a page, fail, mend a failure.

    Also a context in which the notebooks are those of before.
    """

    def change(name, new):
        path = notebooks / f"{name}.ipynb"
        path.write_bytes(path.read_bytes().replace(b"import lsdata", new))

    change("society", b"FAIL")
    assert sorted(states(write(out, "trade,budget,society")).values()) == ["failed", "made", "made"]
    for name, content in THEIRS.items():
        (out / name).write_bytes(content)
    old = {path: path.read_bytes() for path in notebooks.iterdir()}
    change("trade", b"CHANGED"), change("budget", b"FAIL")
    (notebooks / "society.ipynb").write_bytes((notebooks / "society.ipynb").read_bytes().replace(b"FAIL", b"1"))
    new = {path: path.read_bytes() for path in notebooks.iterdir()}

    @contextlib.contextmanager
    def restored():
        for path, content in old.items():
            path.write_bytes(content)
        yield
        for path, content in new.items():
            path.write_bytes(content)

    return {"sectors": "trade,budget,society", "to": "ipynb"}, restored


@pytest.mark.parametrize("error", [Killed, KeyboardInterrupt, OSError], ids=lambda e: e.__name__)
def test_a_command_may_be_stopped_anywhere(write, notebooks, tmp_path, error):
    before, whole = tmp_path / "before", tmp_path / "whole"
    wanted, restore = prepared(write, notebooks, before)
    shutil.copytree(before, whole)
    assert states(write(whole, **wanted)) == {"vi/trade": "made", "vi/budget": "failed", "vi/society": "made"}
    expected = tree(whole)
    assert write(whole, **wanted).of("made") == []
    assert tree(whole) == expected
    assert THEIRS.items() <= expected.items()
    assert "VN-09/2020-S1/vi/trade.html" not in expected
    for step in itertools.count():
        out = tmp_path / str(step)
        shutil.copytree(before, out)
        with pytest.MonkeyPatch.context() as patch:
            stop = Stop(patch, step, error)
            with contextlib.suppress(Killed, KeyboardInterrupt, OSError, LsdataError):
                write(out, **wanted)
        if not stop.happened:
            break
        shutil.copytree(out, other := tmp_path / f"{step} reverted")
        write(out, **wanted)
        assert tree(out) == expected, f"stopped at step {step}"
        with restore():
            write(other, "trade,budget")
        assert of_two(other) == of_two(before), f"stopped at step {step}, all changes taken back"
    assert step > 30


def test_leftovers_go_even_where_nothing_is_to_be_made(write, tmp_path):
    out = tmp_path / "out"
    write(out)
    expected = tree(out)
    for name in ("VN-09/2020-S1/vi/.trade.html", ".index.html"):
        (out / f"{name}{store.NEW}").write_bytes(b"half a p")
    assert states(write(out, dry_run=True)) == {"vi/trade": "fresh", "vi/budget": "fresh"}
    assert states(write(out)) == {"vi/trade": "fresh", "vi/budget": "fresh"}
    assert tree(out) == expected


# A bucket


@pytest.fixture(scope="module")
def server():
    """A store that speaks S3, on a port of its own; the client gives up early, so nothing can hang."""
    from moto.server import ThreadedMotoServer  # seconds that only these tests need

    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        for name in [n for n in os.environ if n.startswith("AWS_")]:
            patch.delenv(name)
        for name, value in {
            "AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x",
            "AWS_DEFAULT_REGION": "us-east-1", "AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true", "NO_PROXY": "127.0.0.1",
        }.items():  # fmt: skip
            patch.setenv(name, value)
        patch.setitem(fsspec.config.conf, "s3", QUICKLY)
        yield running
    forget_clients()
    running.stop()


QUICKLY = {"config_kwargs": {"connect_timeout": 5, "read_timeout": 20, "retries": {"max_attempts": 1}}}


def forget_clients():
    """The next address gets a client of its own, for the environment as it is then."""
    from s3fs import S3FileSystem

    S3FileSystem.clear_instance_cache()


@pytest.fixture
def bucket(server):
    """A client, and the name of an empty bucket."""
    fs = fsspec.filesystem("s3")
    name = f"bucket-{len(fs.ls('', refresh=True))}"
    fs.call_s3("create_bucket", Bucket=name)
    return fs, name


@pytest.fixture
def calls(monkeypatch):
    """Requests of the client, as (method, key)."""
    from s3fs import S3FileSystem

    seen, call = [], S3FileSystem._call_s3

    async def spy(self, method, *arguments, **options):
        seen.append((method, options.get("Key", "")))
        return await call(self, method, *arguments, **options)

    monkeypatch.setattr(S3FileSystem, "_call_s3", spy)
    return seen  # the client looks the method up at each request


def objects(bucket) -> dict[str, bytes]:
    fs, name = bucket
    fs.invalidate_cache()
    prefix = f"{name}/a/b/"
    found = fs.find(prefix)
    return {path.removeprefix(prefix): fs.cat_file(path) for path in found}


def test_a_bucket_holds_what_a_folder_would(write, bucket, calls, tmp_path):
    out = f"s3://{bucket[1]}/a/b"
    write(tmp_path / "out", lang="vi,en")
    results = write(f"{out}/", lang="vi,en")
    assert str(results) == f"4 made; {out}/index.html"
    assert results.index == f"{out}/index.html"
    assert results.outcomes[0].path == f"{out}/VN-09/2020-S1/vi/trade.html"
    names = [key.removeprefix("a/b/") for method, key in calls if method == "put_object"]
    assert len(names) == len(set(names)) == 4 * 4 + 3
    for i, name in enumerate(names):  # the stamp after the files of its report
        report = name.removesuffix(store.STAMP)
        assert report == name or all(not other.startswith(f"{report}.") for other in names[i + 1 :])
    here = {name: content for name, content in tree(tmp_path / "out").items() if (tmp_path / "out" / name).is_file()}
    assert objects(bucket) == here
    head = bucket[0].call_s3("head_object", Bucket=bucket[1], Key="a/b/index.html")
    assert head["ContentType"] == "text/html; charset=utf-8"
    with pytest.raises(LsdataError, match=r"^s3://.*/index.html is not on this machine"):
        results.open()

    calls.clear()
    assert set(states(write(out, lang="vi,en")).values()) == {"fresh"}
    methods = [method for method, _ in calls]
    assert methods.count("list_objects_v2") == 1
    # One listing; of the bodies the stamps alone.
    assert {key for method, key in calls if method != "list_objects_v2"} == {
        f"a/b/{name}" for name in here if name.endswith(store.STAMP)
    }
    assert len(calls) == 1 + 4 + 1


def test_an_object_that_is_gone_or_another_is_made_again(write, bucket):
    fs, name = bucket
    out = f"s3://{name}/a/b"
    write(out)
    before = objects(bucket)
    page = f"{name}/a/b/VN-09/2020-S1/vi/trade.html"
    for spoil in (
        lambda: fs.rm_file(page),
        lambda: fs.pipe_file(page, before["VN-09/2020-S1/vi/trade.html"][::-1]),  # as long as the true one
        lambda: fs.pipe_file(page, b"short"),
    ):
        spoil()
        assert {o.address.sector: o.why for o in write(out, dry_run=True).of("planned")} == {
            "trade": "trade.html is missing or was changed"
        }
        assert states(write(out)) == {"vi/trade": "made", "vi/budget": "fresh"}
        assert objects(bucket) == before
    fs.pipe_file(f"{name}/a/b/index.html", b"else")
    assert states(write(out)) == {"vi/trade": "fresh", "vi/budget": "fresh"}
    assert objects(bucket) == before


def test_a_report_that_came_half_way_to_the_bucket_is_made_again(write, bucket, monkeypatch):
    from s3fs import S3FileSystem

    out, call, puts = f"s3://{bucket[1]}/a/b", S3FileSystem._call_s3, []

    async def stop(self, method, *arguments, **options):
        puts.extend([options["Key"]] if method == "put_object" else [])
        if len(puts) == 2:
            raise ConnectionError("the line is\ncut")
        return await call(self, method, *arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(S3FileSystem, "_call_s3", stop)
        with pytest.raises(LsdataError) as caught:
            write(out)
    said = str(caught.value)
    assert said.startswith(f"cannot write to {out}: the line is cut; check the address, the credentials")
    assert [f"a/b/{name}" for name in objects(bucket)] == puts[:1]
    assert states(write(out)) == {"vi/trade": "made", "vi/budget": "made"}


def test_an_address_that_cannot_be_used_is_one_line(write, bucket, package, notebooks, monkeypatch, capsys, tmp_path):
    from s3fs import S3FileSystem

    def said(out) -> str:
        command = ["report", "--data", package, "--notebooks", notebooks, "--out", out]
        assert cli.main([str(word) for word in command]) == 2
        lines = capsys.readouterr().err.splitlines()
        assert len(lines) == 1
        assert "\n" not in lines[0]
        return lines[0]

    assert said("s3://no-such-bucket/x") == (
        "lsdata: cannot read s3://no-such-bucket/x: The specified bucket does not exist; "
        "create it first, or check the address"
    )

    async def forbid(*_, **__):
        raise PermissionError("Access Denied")

    with monkeypatch.context() as patch:
        patch.setattr(S3FileSystem, "_lsdir", forbid)
        assert said(f"s3://{bucket[1]}/a") == (
            f"lsdata: cannot read s3://{bucket[1]}/a: Access Denied; "
            "use credentials that may list, read, write and delete there"
        )
    with monkeypatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")  # where nobody answers
        patch.setattr(S3FileSystem, "retries", 1)
        forget_clients()
        assert said("s3://any/x").startswith("lsdata: cannot read s3://any/x: Could not connect to the endpoint URL")
        forget_clients()


# Any store


@pytest.fixture
def memory():
    fs = fsspec.filesystem("memory")
    fs.store.clear()
    yield fs
    fs.store.clear()


def test_a_store_whose_listing_tells_no_md5_is_read(write, memory, tmp_path):
    write(tmp_path / "out")
    results = write("memory://here")
    assert str(results) == "2 made; memory://here/index.html"
    here = {name: content for name, content in tree(tmp_path / "out").items() if (tmp_path / "out" / name).is_file()}
    assert {path.removeprefix("/here/"): memory.cat_file(path) for path in memory.find("/here")} == here
    assert states(write("memory://here")) == {"vi/trade": "fresh", "vi/budget": "fresh"}
    page = "/here/VN-09/2020-S1/vi/trade.html"
    memory.pipe_file(page, memory.cat_file(page)[::-1])
    assert states(write("memory://here")) == {"vi/trade": "made", "vi/budget": "fresh"}
    assert memory.cat_file(page) == here["VN-09/2020-S1/vi/trade.html"]


def test_what_is_not_asked_for_any_more_is_removed_from_a_store(write, memory, notebooks):
    write("memory://here", "trade")
    own = (notebooks / "trade.ipynb").read_bytes()
    (notebooks / "trade.ipynb").write_bytes(own.replace(b"[1, 2]", b"[1, 3]"))
    write("memory://here", "trade", to="ipynb")
    assert not memory.exists("/here/VN-09/2020-S1/vi/trade.html")
    (notebooks / "trade.ipynb").write_bytes(own.replace(b"[1, 2]", b"FAIL"))
    (failed,) = write("memory://here", "trade").failed
    assert failed.path == "memory://here/VN-09/2020-S1/vi/trade.failed.ipynb"
    assert b"it says FAIL" in memory.cat_file("/here/index.html")


def test_what_was_read_of_a_file_is_forgotten_when_it_changes(memory):
    place = store.at("memory://here")
    for content in (b"one", b"two"):  # of one length: the listing without MD5 does not tell them apart
        place.put("a/b/c/x.html", content)
        place._listed["a/b/c/x.html"].pop("ETag")
        assert place.is_intact("a/b/c/x.html", store.record(content))
    place.remove("a/b/c/x.html")
    memory.pipe_file("/here/a/b/c/x.html", b"six")
    place._listed["a/b/c/x.html"] = {"size": 3}
    assert place.is_intact("a/b/c/x.html", store.record(b"six"))


@pytest.mark.parametrize(
    ("hidden", "out", "message"),
    [
        ("s3fs", "s3://bucket/prefix", '--out s3://… needs s3fs: pip install "lsdata[s3]"'),
        ("fsspec.core", "s3://bucket/prefix", '--out s3://… needs s3fs: pip install "lsdata[s3]"'),
        ("gcsfs", "gs://bucket", "--out gs://… needs a library of its own for fsspec (Please install gcsfs"),
        ("", "nothing://x", "cannot use nothing://x: Protocol not known: nothing; check the address"),
        (
            "",
            "https://x.vn/y",
            "--out https://x.vn/y: nothing can be written to https://; name a folder or an address like",
        ),
        ("", "HTTP://x.vn", "--out HTTP://x.vn: nothing can be written to http://"),
        ("", "simplecache::s3://bucket/x", "--out simplecache::s3://bucket/x: nothing can be written to"),
        ("", "s3://", "--out s3://: name a bucket: s3://bucket/prefix"),
        ("s3fs", "s3:///x", "--out s3:///x: name a bucket: s3://bucket/prefix"),
        ("", "file:///srv/x", "--out file:///srv/x: a folder of this machine is written without file://"),
    ],
)
def test_an_address_without_its_library_is_one_line(monkeypatch, hidden, out, message):
    if hidden:
        monkeypatch.setitem(sys.modules, hidden, None)
        for protocol in tuple(fsspec.registry):  # what was imported before stays known there
            monkeypatch.delitem(sys.modules["fsspec.registry"]._registry, protocol)
    with pytest.raises(LsdataError) as caught:
        store.at(out)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_a_folder_needs_none_of_these_libraries(package, notebooks, tmp_path):
    script = (
        "import sys, lsdata\n"
        f"lsdata.report('trade', data={str(package)!r}, notebooks={str(notebooks)!r}, out={str(tmp_path / 'o')!r}, dry_run=True)\n"
        "print(sorted({'fsspec', 's3fs', 'botocore', 'filelock', 'importlib.metadata', 'jinja2'} & set(sys.modules)))"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "[]"
