"""Reports that take no time: an executor that runs a job at once, and a make whose files show what the job could see."""

import json
import sys
import time
from concurrent.futures import Future
from dataclasses import asdict

import sample_report

from lsdata.errors import ReportError
from lsdata.publish.job import Binding


class Executor:
    """Stands in for ``lsdata.run.pool.Executor``: the result is there when ``submit`` returns."""

    def __init__(self, jobs, timeout, prepare):
        self.jobs = jobs

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def submit(self, make, job):
        future = Future()
        try:
            future.set_result(make(job))
        except Exception as e:
            future.set_exception(e)
        return future


def make(job, begun=None):
    """Files like those of ``lsdata.publish.job.make``; a notebook that holds FAIL fails and leaves what it had."""
    if isinstance(job, Binding):
        bound = json.dumps([job.parts, {s: content.decode() for s, content in job.notebooks.items()}])
        made = {"facts.json": json.dumps(sample_report.report("vi") | asdict(job.address)), "html": bound}
        return {name: made[name.partition(".")[2]].encode() for name in job.outputs}
    if b"FAIL" in job.notebook:
        error = ReportError("a cell failed")
        error.cell, error.reason, error.executed = "x = 1", "it says FAIL", b"as far as it came"
        raise error
    seen = json.dumps([job.parameters, job.notebook.decode(), job.scope.tables], sort_keys=True)
    facts = sample_report.report("vi") | asdict(job.address)
    handed = json.dumps([len(seen), job.office])
    page = f"<title>{job.address}</title>{len(seen)}"
    made = {"ipynb": seen, "facts.json": json.dumps(facts), "html": page, "docx": handed, "pdf": handed}
    return {name: made[name.partition(".")[2]].encode() for name in job.outputs}


def prepare():
    """Import what a job is made of."""
    from lsdata.publish import reports  # noqa: F401


def linger(job, begun):
    """As ``make``, and long enough to be killed."""
    time.sleep(0.03)
    return make(job)


def report(package, notebooks, out):
    """The command that ``test_kills.py`` kills: a grid of quick reports, each in a process of its own."""
    from lsdata.publish import making, reports
    from lsdata.run import pool

    making.make = linger
    making.executor = lambda *_: pool.Executor(2, 60, "quick:prepare")
    reports.report(
        area="VN-09,VN-13", period="2020-S1,2019", lang="vi,en", all=True, data=package, notebooks=notebooks, out=out
    )


def use(monkeypatch):
    """Let ``report`` make reports this way."""
    monkeypatch.setattr("lsdata.run.pool.Executor", Executor)
    monkeypatch.setattr("lsdata.publish.making.make", make)


if __name__ == "__main__":
    import quick  # by its name, under which processes find what they shall do

    quick.report(*sys.argv[1:])
