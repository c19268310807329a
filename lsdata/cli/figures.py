"""Commands for figures of one's own: a package to fill, rows added to it, an office's tables, other forms of it."""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import ParameterError
from .options import data, debug

own = click.option("--data", metavar="DIR|XLSX", help="The package: a folder or a workbook.  [default: LSDATA_DATA]")


@click.command()
@click.argument("folder", metavar="DIR")
@click.option("--excel", is_flag=True, help="One Excel workbook in place of a folder of CSV files.")
@click.option(
    "--extend", is_flag=True, help="Beside the bundled figures; otherwise it stands alone and knows their codes."
)
@click.option(
    "--area",
    default="",
    metavar="CODE",
    help="Your area: its name, its code (lsdata list areas --all), or a code of your own.",
)
@click.option("--name", default="", metavar="NAME", help="Its name, where the code is your own.")
@click.option("--empty", is_flag=True, help="Without the worked examples.")
@click.option("--lang", default="vi", show_default=True, metavar="CODE", help="Language of its guide: vi, en.")
@debug
def new(folder, excel, extend, area, name, empty, lang) -> None:
    """Make a data package of your own, ready to fill: tables with a worked example each, and a guide of ten minutes.

    \b
    Examples:
      lsdata new mine --area VN-04             a folder of CSV files
      lsdata new mine --area VN-04 --excel     mine.xlsx, a sheet a table
    lsdata report --data mine works at once, on the examples.
    """
    from ..exchange.starting import new as make

    place = make(folder, excel=excel, extend=extend, area=area, name=name, example=not empty, lang=lang)
    click.echo(f"{place}: fill it in, then lsdata report --data {place}")


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@own
@click.option("--source", default="", metavar="ID", help="Source of figures that name none.")
@click.option("--title", default="", metavar="TEXT", help="Its title, where the package does not know it yet.")
@click.option("--publisher", default="", metavar="TEXT", help="Who published it.")
@click.option("--published-on", default="", metavar="DAY", help="When, as in 2020-07-13, 2020-07 or 2020.")
@click.option("--url", default="", metavar="ADDRESS", help="Where it can be read.")
@click.option(
    "--correct-on", default="", metavar="DAY", help="File figures that differ as a correction, published on this day."
)
@click.option("--layout", metavar="TOML", help="How an office's table is read.  [default: the package's own that fits]")
@click.option("--period", default="", metavar="PERIOD", help="Of an office's table, where it does not say.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what is new, the same, different.")
@debug
def add(files, data, source, title, publisher, published_on, url, **how) -> None:
    """Add figures to your package, from CSV files, workbooks, or an office's own tables. All of them, or none.

    A figure that differs from what its source said before is refused, or filed as a correction (--correct-on): the old
    one stays, an earlier vintage.

    \b
    Examples:
      lsdata add october.csv --data mine --dry-run
      lsdata add october.csv --data mine --source report-2026-10 --title "Báo cáo tháng 10" \\
          --publisher "Cục Thống kê" --published-on 2026-10-29
      lsdata add annex.xlsx --data mine --source report-2026-10 --layout annex.toml
    """
    from ..exchange.adding import add as put

    told = {"title": title, "publisher": publisher, "published_on": published_on, "url": url}
    if any(told.values()) and not source:
        raise ParameterError(
            f"--{next(k for k, v in told.items() if v).replace('_', '-')} tells of a source: name it, --source ID"
        )
    named = {"source_id": source, **told} if any(told.values()) else source
    outcome = put(files[0] if len(files) == 1 else list(files), data=data, source=named, **how)
    for line in outcome.lines:
        click.echo(line)


@click.command()
@click.argument("file", metavar="FILE")
@data
@click.option("--out", metavar="TOML", help="Where to write it.  [default: FILE with the ending .toml]")
@click.option("--sheet", default="", metavar="NAME", help="Which sheet.  [default: the one with a table]")
@click.option("--period", default="", metavar="PERIOD", help="Which period it is of, where it does not say.")
@debug
def layout(file, data, out, sheet, period) -> None:
    """Draft the layout of an office's table: which column and row is which figure. Look it over, then lsdata add --layout.

    \b
    Example: lsdata layout annex.xlsx --data mine
    """
    from ..dataset import load
    from ..exchange.office.drafting import draft

    place = Path(out or Path(file).with_suffix(".toml"))
    if place.exists():
        raise ParameterError(f"{place} is there already; name another file (--out)")
    text = draft(file, data=load(data or None), sheet=sheet, period=period)
    try:
        place.write_text(text, encoding="utf-8", newline="\n")
    except OSError as e:
        raise ParameterError(f"cannot write {place}: {e.strerror or e}") from None
    where = f" --data {data}" if data else ""
    click.echo(
        f"{place}: look it over, then lsdata add {file}{where} --layout {place} --source ID --title … --published-on …"
    )


@click.command()
@click.argument("dest", metavar="DIR|XLSX")
@data
@click.option(
    "--to", default="", metavar="FORM", help="csv, parquet (needs lsdata[parquet]), xlsx.  [default: by the name]"
)
@click.option("--over", is_flag=True, help="Write over a package that stands there.")
@debug
def export(dest, **how) -> None:
    """Write a data package in another form: a workbook, CSV or Parquet. It loses nothing, and is a package there too.

    \b
    Examples:
      lsdata export book.xlsx --data mine
      lsdata export figures --to csv
    """
    from ..exchange.saving import export as save

    click.echo(f"written to {save(dest, **how)}")
