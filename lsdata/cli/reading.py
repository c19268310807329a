"""Commands that read figures: reports, lists, the notebooks."""

from __future__ import annotations

import shutil
import sys

import click

from .options import JOBS, TIMEOUT, complain, data, debug, is_terminal


@click.command()
@click.argument("sectors", nargs=-1, metavar="[SECTOR]...")
@click.option("--area", metavar="CODES", help="Areas, separated by commas; or all.  [default: the package's; VN-09]")
@click.option(
    "--period", metavar="PERIODS", help="Like 2020-S1, 2019, 9T/2019; or latest.  [default: the package's; 2020-S1]"
)
@click.option("--lang", default="vi", show_default=True, metavar="CODES", help="Languages: vi, en.")
@click.option("--as-of", default="", metavar="DAY", help="Only what was known on this day, like 2020-07-13.")
@click.option(
    "--to",
    default="html",
    show_default=True,
    metavar="FORMATS",
    help="html; docx, pdf (need lsdata[docs]); the figures as xlsx, csv, parquet (needs lsdata[parquet]). The executed "
    "notebook and the facts come always.",
)
@click.option("--combined", is_flag=True, help="Bind the reports of each area, period and language into one as well.")
@click.option("--office", metavar="FILE", help="Who hands the documents in, a TOML file.  [default: as last time]")
@click.option(
    "--out",
    default="reports",
    show_default=True,
    metavar="DIR|ADDRESS",
    help="Folder to write into, or an address like s3://bucket/prefix (needs lsdata[s3]; one command at a time there).",
)
@click.option("--jobs", type=JOBS, metavar="N", help="Reports at a time.  [default: the number of processors]")
@click.option("--timeout", type=TIMEOUT, metavar="SECONDS", help="What one report may take.  [default: 600]")
@click.option(
    "--engine",
    default="lsdata",
    show_default=True,
    metavar="NAME",
    help="lsdata, or kernel: slower, for notebooks with the state of widgets, output of subprocesses or asyncio.run.",
)
@click.option("--dask", metavar="ADDRESS", help="Let a Dask cluster make them: its scheduler (needs lsdata[dask]).")
@data
@click.option(
    "--notebooks", metavar="DIR", help="Your notebooks in place of the bundled ones. They are run: trust them."
)
@click.option("--all", "every", is_flag=True, help="Sectors of which nothing is known, too.")
@click.option("--force", is_flag=True, help="Make again what is up to date.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be made, and why.")
@click.option("--open", "show", is_flag=True, help="Show the index in the browser.")
@debug
def report(sectors, every, show, **options) -> int:
    """Write reports, and an index of them. Without SECTOR: every sector of which something is known.

    What is up to date stays as it is. Open reports/index.html to read.
    """
    from ..publish.reports import report as write

    if show and "://" in options["out"]:
        raise click.UsageError(f"--open shows a folder of this machine, and --out is {options['out']}; leave one out")
    with Progress() as progress:
        results = write(sectors, all=every, progress=progress, **options)
    click.echo(results.summary)
    for outcome in results.of("planned"):
        click.echo(outcome)
    for line in [*results.failed, *results.unknown]:
        complain(str(line))
    if show:
        results.open()
    return 1 if results.failed else 0


@click.command("list")
@click.argument("what", type=click.Choice(["areas", "sectors", "indicators", "units", "periods", "sources"]))
@click.option("--area", default="", metavar="CODE", help="Only what has figures of this area.")
@click.option("--sector", default="", metavar="CODE", help="Only this sector.")
@click.option("--lang", default="vi", show_default=True, metavar="CODE", help="Language of the names.")
@click.option("--all", "every", is_flag=True, help="All areas, those without figures too.")
@data
@debug
def list_(what, data, **how) -> None:
    """What the data package knows: codes to use, names, how many figures."""
    from ..dataset import load
    from ..listing import listing, table

    width = shutil.get_terminal_size().columns if is_terminal(sys.stdout) else None
    click.echo(table(*listing(load(data or None), what, **how), width=width))


@click.command()
@click.argument("folder", default="lsdata-notebooks", metavar="[DIR]")
@click.option("--lang", default="vi", show_default=True, metavar="CODE", help="Language of the lessons: vi, en.")
@click.option("--solutions", is_flag=True, help="Lessons with their solutions, as a teacher needs them.")
@click.option("--copy-only", is_flag=True, help="Copy the notebooks and stop.")
@click.option("--no-open", is_flag=True, help="Start JupyterLab without a browser window.")
@debug
def lab(folder, lang, solutions, copy_only, no_open) -> int:
    """Open the notebooks in JupyterLab: copies in DIR (default lsdata-notebooks), yours to change.

    Beside the sectors' notebooks: explore.ipynb, gallery.ipynb, and the lessons, without their solutions.
    A copy that you have changed is never overwritten: a newer one of lsdata is put beside it as NAME.new.ipynb.
    """
    from ..lab import copy_notebooks, start

    states = copy_notebooks(folder, lang, solutions=solutions)
    for state, what in (
        ("new", "copied"),
        ("updated", "updated"),
        ("beside", "changed by you and by lsdata, newer one beside as NAME.new.ipynb"),
    ):
        names = [name for name, s in states.items() if s == state]
        if names:
            click.echo(f"{folder}: {what}: {', '.join(names)}")
    return 0 if copy_only else start(folder, browser=not no_open)


class Progress:
    """A bar on a terminal, a line a report elsewhere."""

    def __enter__(self):
        self.bar = None
        return self

    def __exit__(self, *_) -> None:
        if self.bar is not None:
            self.bar.close()

    def __call__(self, outcome, done: int, total: int) -> None:
        if is_terminal(sys.stderr):
            if self.bar is None:
                from tqdm import tqdm

                form = "{n_fmt}/{total_fmt} |{bar}| {elapsed}{postfix}"
                self.bar = tqdm(total=total, bar_format=form, leave=False, dynamic_ncols=True)
            self.bar.total = total
            self.bar.update(done - self.bar.n)
            self.bar.set_postfix_str(str(outcome.address) if outcome else "")
        elif outcome:
            why = f": {_short(outcome.why)}" if outcome.state == "failed" else ""
            click.echo(f"[{done}/{total}] {outcome.address} {outcome.state}{why}", err=True)


def _short(reason: str, letters: int = 100) -> str:
    return reason if len(reason) <= letters else f"{reason[:letters].rstrip()}…"
