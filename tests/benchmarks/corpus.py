"""The reports that are compared: a grid of one province, a sample of it, and the same notebooks as files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lsdata.dataset import load
from lsdata.listing import listing
from lsdata.periods import Period
from lsdata.publish import grid
from lsdata.publish.job import Address, Job

AREA, PERIOD, LANGS = "VN-09", "2020-S1", ("vi", "en")


@dataclass(frozen=True)
class Corpus:
    """All sectors of some periods in one or both languages."""

    periods: tuple[str, ...]
    langs: tuple[str, ...]
    jobs: tuple[Job, ...]

    @property
    def options(self) -> list[str]:
        """The options of ``lsdata report`` that ask for these reports."""
        return ["--area", AREA, "--period", ",".join(self.periods), "--lang", ",".join(self.langs), "--all"]


def corpus(reports: int, data: Path | None = None) -> Corpus:
    """A grid of so many reports: 13 are the default command's, then both languages and more periods.

    Parameters
    ----------
    reports : a multiple of the number of sectors; with one language where it is an odd multiple.
    data : folder of a data package; default the bundled one.

    Raises
    ------
    ValueError : there is no such grid.
    """
    dataset = load(data)
    cells, rest = divmod(reports, len(dataset.sectors))
    langs = LANGS if cells % 2 == 0 else LANGS[:1]
    known = [row[0] for row in listing(dataset, "periods", area=AREA)[1]]
    most = len(known) * len(LANGS) * len(dataset.sectors)
    if rest or not 0 < cells // len(langs) <= len(known):
        raise ValueError(f"no grid of {reports} reports: a multiple of {len(dataset.sectors)}, at most {most}")
    periods = tuple(pick(known, cells // len(langs)))
    wanted, _ = grid.addresses(dataset, None, area=AREA, period=periods, lang=langs, as_of="", every=True)
    return Corpus(periods, langs, tuple(grid.jobs(dataset, wanted, to=("html",))))


def pick(known: list[str], count: int) -> list[str]:
    """So many periods: the default command's, and others spread evenly over time, so that grids have the same mix."""
    others = sorted((p for p in known if p != PERIOD), key=lambda p: (Period.parse(p).end, p))
    return [PERIOD, *(others[(2 * i + 1) * len(others) // (2 * count - 2)] for i in range(count - 1))]


def sample(jobs: tuple[Job, ...], count: int | None) -> list[Job]:
    """So many reports of a grid, all of them for None: sectors in turn, periods and languages spread evenly."""
    if count is None or count >= len(jobs):
        return list(jobs)
    cells: dict[tuple[str, str], list[Job]] = {}
    for job in jobs:
        cells.setdefault((job.address.period, job.address.lang), []).append(job)
    columns = list(cells.values())
    return [columns[k * len(columns) // count][k % len(columns[0])] for k in range(count)]


def write_notebooks(jobs: tuple[Job, ...], folder: Path) -> Path:
    """The notebooks of these reports as files, as papermill reads them."""
    folder.mkdir(exist_ok=True)
    for name, content in {job.name: job.notebook for job in jobs}.items():
        (folder / name).write_bytes(content)
    return folder


def file_name(address: Address) -> str:
    """A name without folders for the files of one report."""
    return str(address).replace("/", "_")
