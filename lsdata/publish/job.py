"""One report: where it lies, what it may see, and the pure function that makes its files."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from .. import evidence
from ..dataset import load
from ..package import data_home, notebooks_home

if TYPE_CHECKING:
    from ..dataset import Dataset

INDEX = "../../../index.html"  # from the folder of a report
FORMATS = ("html",)  # made on demand; the executed notebook and the facts are written always


@dataclass(frozen=True)
class Address:
    """Which report: codes of sector and area, SDMX period, language, day of knowledge (empty: all there is)."""

    sector: str
    area: str
    period: str
    lang: str
    as_of: str = ""

    @property
    def folder(self) -> str:
        """Folder below the reports' folder: ``VN-09/2020-S1@2020-07-13/vi``."""
        known = f"@{self.as_of}" if self.as_of else ""
        return f"{self.area}/{self.period.replace('/', '_')}{known}/{self.lang}"

    def __str__(self) -> str:
        return f"{self.folder}/{self.sector}"


@dataclass(frozen=True)
class Job:
    """All that one report may see.

    Parameters
    ----------
    address : which report.
    name : file name of the notebook, for messages.
    notebook : its content.
    parameters : values for its parameters cell.
    scope : the figures it may read.
    formats : what to make beside the executed notebook and the facts, of ``FORMATS``.
    engine : what runs the cells, of ``lsdata.run.notebook.ENGINES``.
    """

    address: Address
    name: str
    notebook: bytes
    parameters: dict[str, str]
    scope: Dataset
    formats: tuple[str, ...] = FORMATS
    engine: str = "lsdata"

    @property
    def outputs(self) -> list[str]:
        """Names of the files it makes."""
        return [f"{self.address.sector}.{suffix}" for suffix in ("ipynb", *self.formats, "facts.json")]


def prepare() -> None:
    """Load what every report needs, and make one: what is compiled, measured and looked up for it stays at hand.

    A process that makes many reports, or forks a child for each, does this once, before the first.
    """
    from ..run import notebook

    notebook.prepare()
    one = Address("trade", "VN-09", "2020-S1", "vi")  # has outputs of every kind
    with contextlib.suppress(Exception):  # what is wrong here, the reports will say themselves
        content = (notebooks_home() / f"{one.sector}.ipynb").read_bytes()
        scope = evidence.scope(load(data_home()), one.sector, one.area, one.as_of)
        make(Job(one, "", content, {"area": one.area, "period": one.period, "lang": one.lang}, scope))


def make(job: Job, begun: Callable[[str], None] | None = None) -> dict[str, bytes]:
    """The files of a report: name -> content. Nothing is read or written beside them; same job, same bytes.

    Raises
    ------
    ReportError : a cell failed, or the notebook is not one of this report.
    """
    from ..run import notebook
    from . import document, html

    nb = notebook.execute(job.notebook, job.parameters, job.scope, begun, job.engine)
    report = document.report(nb)
    wrong = {k: v for k, v in asdict(job.address).items() if report.get(k, "") != v}
    if wrong:
        said = ", ".join(f"{k}={report.get(k, '')!r} where {v!r} was asked for" for k, v in wrong.items())
        raise notebook.failure("", f"the notebook wrote another report: {said}", notebook.write(nb))
    facts = json.dumps(report, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    made = {"ipynb": notebook.write(nb), "facts.json": facts.encode("utf-8")}
    if "html" in job.formats:
        made["html"] = html.page(nb, base=INDEX)
    return {f"{job.address.sector}.{suffix}": content for suffix, content in made.items()}
