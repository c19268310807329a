"""One report: where it lies, what it may see, and the pure function that makes its files."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from .. import evidence
from ..dataset import load
from ..errors import ReportError
from ..package import data_home, notebooks_home

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from ..dataset import Dataset

INDEX = "../../../index.html"  # from the folder of a report
REVIEW = "review"  # in the place of a sector: the whole review
DOCUMENTS = ("docx", "pdf")  # need the libraries of `lsdata[docs]`
DATA = ("xlsx", "csv", "parquet")  # the figures; the last needs the library of `lsdata[parquet]`
FORMATS = ("html", *DOCUMENTS, *DATA)  # made on demand; the executed notebook and the facts are written always


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
    office : who hands in its documents, as of ``office.read``.
    """

    address: Address
    name: str
    notebook: bytes
    parameters: dict[str, str]
    scope: Dataset
    formats: tuple[str, ...] = ("html",)
    engine: str = "lsdata"
    office: dict = field(default_factory=dict)

    @property
    def outputs(self) -> list[str]:
        """Names of the files it makes."""
        return [f"{self.address.sector}.{suffix}" for suffix in ("ipynb", *self.formats, "facts.json")]


@dataclass(frozen=True)
class Binding:
    """The reports of an area, a period and a language, to be bound into one.

    Parameters
    ----------
    address : as of a report, its sector being ``REVIEW``.
    parts : sector -> its part of the review, in the order of the review.
    hashes : sector -> SHA-256 of its executed notebook.
    formats, office : as of a ``Job``.
    notebooks : sector -> its executed notebook; needed to make it, not to know whether it must be made.
    """

    address: Address
    parts: dict[str, str]
    hashes: dict[str, str]
    formats: tuple[str, ...]
    office: dict = field(default_factory=dict)
    notebooks: dict[str, bytes] = field(default_factory=dict, repr=False)
    name: str = ""

    @property
    def outputs(self) -> list[str]:
        """Names of the files it makes."""
        return [f"{REVIEW}.{suffix}" for suffix in (*self.formats, "facts.json")]


def prepare_documents() -> None:
    """As ``prepare``, for reports with documents. Typst sets nothing yet: its threads would be lost in a fork."""
    from . import pdf, word  # noqa: F401

    prepare_workbooks()


def prepare_workbooks() -> None:
    """As ``prepare``, for reports with workbooks. What writes Parquet is left to each report: it may start threads."""
    import openpyxl  # noqa: F401

    prepare()


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


def make(job: Job | Binding, begun: Callable[[str], None] | None = None) -> dict[str, bytes]:
    """The files of a report: name -> content. Nothing is read or written beside them; same job, same bytes.

    Raises
    ------
    ReportError : a cell failed, or the notebook is not one of this report.
    """
    return _bound(job) if isinstance(job, Binding) else _executed(job, begun)


def _executed(job: Job, begun: Callable[[str], None] | None) -> dict[str, bytes]:
    from ..run import notebook
    from . import document

    nb = notebook.execute(job.notebook, job.parameters, job.scope, begun, job.engine)
    report = document.report(nb)
    wrong = {k: v for k, v in asdict(job.address).items() if report.get(k, "") != v}
    if wrong:
        said = ", ".join(f"{k}={report.get(k, '')!r} where {v!r} was asked for" for k, v in wrong.items())
        raise notebook.failure("", f"the notebook wrote another report: {said}", notebook.write(nb))
    try:
        shown = _shown(job, document.plain(nb), report)
    except ReportError as e:
        raise notebook.failure("", str(e), notebook.write(nb)) from None
    return {f"{job.address.sector}.ipynb": notebook.write(nb)} | shown


def _bound(job: Binding) -> dict[str, bytes]:
    import nbformat

    from . import combined

    executed = {s: nbformat.reads(content.decode("utf-8"), as_version=4) for s, content in job.notebooks.items()}
    return _shown(job, *combined.bind(executed, job.parts))


def _shown(job: Job | Binding, nb: NotebookNode, report: dict) -> dict[str, bytes]:
    """A plain document in every format that is asked for, and what it means."""
    facts = json.dumps(report, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    made = {"facts.json": facts.encode("utf-8")}
    if "html" in job.formats:
        from . import html

        made["html"] = html.draw(nb, report, base=INDEX)
    if set(job.formats) & set(DOCUMENTS):
        from . import office
        from .paper import paper

        sheet = paper(nb, report, office.of(job.office, report))
        if "docx" in job.formats:
            from . import word

            made["docx"] = word.write(sheet)
        if "pdf" in job.formats:
            from . import pdf

            made["pdf"] = pdf.write(sheet)
    if set(job.formats) & set(DATA):
        made |= _tabular(job, report)
    return {f"{job.address.sector}.{suffix}": content for suffix, content in made.items()}


def _tabular(job: Job | Binding, report: dict) -> dict[str, bytes]:
    """The figures of a report in the formats of ``DATA`` that are asked for."""
    from . import office
    from .tabular import columnar, separated, workbook

    made: dict[str, bytes] = {}
    if "xlsx" in job.formats:
        made["xlsx"] = workbook.write(report, office.of(job.office, report))
    if "csv" in job.formats:
        made["csv"] = separated.write(report)
    if "parquet" in job.formats:
        made["parquet"] = columnar.write(report)
    return made
