"""The command that reads a published report: its figures on screen, as CSV or JSON, or into a package."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import click

from ..errors import ParameterError
from .options import Number, complain, data, debug, is_terminal

FORMATS = click.Choice(["text", "csv", "json"])
SUFFIXES = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".pdf")  # of files that are read
SIZE = Number(float, "max-size", "a number of megabytes; write one like 20, or leave it out")


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@data
@click.option("--area", default="", metavar="AREA", help="Area of figures that name none: its code or its name.")
@click.option(
    "--period", default="", metavar="PERIOD", help="Period of figures that name none, like 2020-S1 or 9T/2019."
)
@click.option("--published-on", default="", metavar="DAY", help="When it was published, as in 2020-07-13.")
@click.option("--max-size", type=SIZE, default=20, show_default=True, metavar="MB", help="Larger files are refused.")
@click.option(
    "--format", "form", type=FORMATS, default="text", show_default=True, metavar="NAME", help="text, csv or json."
)
@click.option("--lang", default="vi", show_default=True, metavar="CODE", help="Language of what it says: vi, en.")
@click.option("--add", is_flag=True, help="Add them to your package: shows what is new, the same, different, and asks.")
@click.option("--yes", is_flag=True, help="With --add: do not ask.")
@click.option("--unsure", is_flag=True, help="With --add: also figures whose reading is to be looked at (?).")
@click.option("--source", default="", metavar="ID", help="With --add: source that the text is.")
@click.option("--title", default="", metavar="TEXT", help="Its title, where the package does not know it yet.")
@click.option("--publisher", default="", metavar="TEXT", help="Who published it.")
@click.option("--url", default="", metavar="ADDRESS", help="Where it can be read.")
@debug
def read(files, data, form, lang, max_size, area, period, published_on, add, **how) -> None:
    """Read a published report: every figure it prints, with indicator, period and measure, and how sure that is.

    Text, Markdown, HTML, Word and PDF files, in Vietnamese or English; a sentence in quotes; - is standard input. What
    cannot be placed is shown with its words. A mark tells what to look at: ~ something was carried over, ? something is
    not known.

    \b
    Examples:
      lsdata read "GRDP của tỉnh Lạng Sơn năm 2022 tăng 7,22%"
      lsdata read report.txt
      lsdata read report.docx --area "Cao Bằng" --period 2026-S1 --format csv
      lsdata read report.txt --data mine --add --source report-10 --title "Báo cáo tháng 10" \\
          --publisher "Cục Thống kê" --published-on 2026-10-29
    """
    from ..dataset import load
    from ..exchange.locating import known_area
    from ..reader.reading import read as reading_of
    from ..wording import check_language

    check_language(lang)
    if not max_size > 0:
        raise ParameterError(f"max-size {max_size:g} is not {SIZE.expected}")
    package = load(data or None)
    if add:
        _fit(files, form, how["source"])
        published_on = _published(package, how["source"], published_on)
    elif given := next((k for k, v in how.items() if v), ""):
        raise ParameterError(f"--{given} is of --add, which adds to a package; write both, or leave it out")
    area = known_area(area, package.areas) if area else ""
    told = {"data": package, "area": area, "period": period, "published_on": published_on}
    readings = [reading_of(_source(file), max_size=int(min(max_size * 1e6, sys.maxsize)), **told) for file in files]
    if add:
        _add(readings[0], data, files[0] == "-", lang, published_on, **how)
    else:
        _show(files, readings, form, lang)


def _source(file: str):
    """What an argument names: standard input, a file, or the sentence that it is."""
    if file == "-":
        if sys.stdin is None:
            raise ParameterError("- is standard input, and there is none; name a file")
        return sys.stdin.buffer
    if not file.strip():
        raise ParameterError(f"{file!r} is neither a file nor a sentence; name a file, or write the sentence in quotes")
    sentence = " " in file.strip() and not file.lower().endswith(SUFFIXES) and not os.path.exists(file)
    return file if sentence else Path(file)


def _show(files, readings, form: str, lang: str) -> None:
    from ..narrative import Voice
    from ..reader import showing

    voice, documents = Voice(readings[0].data, lang), [r.document for r in readings]
    if form == "csv":
        click.echo(
            showing.separated([(file, r.document, r.figures) for file, r in zip(files, readings, strict=True)]),
            nl=False,
        )
    elif form == "json":
        said = [
            {"schema": 1, "file": file, "language": r.lang, "figures": showing.records(r.document, r.figures)}
            for file, r in zip(files, readings, strict=True)
        ]
        click.echo(json.dumps(said[0] if len(said) == 1 else said, ensure_ascii=False, indent=1))
    else:
        blocks = ["\n".join(showing.lines(r.document, r.figures, r.data, lang, _width())) for r in readings]
        ending = showing.ending(voice, documents, (f for r in readings for f in r.figures), _width())
        click.echo("\n\n".join([*blocks, *(["\n".join(ending)] if ending else [])]))
        return
    for line in showing.remarks(voice, documents):
        complain(line)


def _width() -> int:
    from ..reader.showing import WIDTH

    return shutil.get_terminal_size().columns if is_terminal(sys.stdout) else WIDTH


def _fit(files, form: str, source: str) -> None:
    """What --add needs is there."""
    if len(files) > 1:
        raise ParameterError(f"--add adds one report at a time, each with its source; here are {len(files)} files")
    if form != "text":
        raise ParameterError(f"--format {form} is for programs; leave it out with --add")
    if not source:
        raise ParameterError(
            "say which source the text is: --source ID, and --title, --publisher, --published-on of a new one"
        )


def _published(package, source: str, day: str) -> str:
    """The day of a source: as told, else as the package knows it."""
    known = package.sources[source]["published_on"] if source in package.sources else ""
    if known and day and day != known:
        raise ParameterError(
            f"--published-on {day}: source {source!r} is in the package, published on {known}; leave it out"
        )
    return day or known


def _add(reading, data, piped: bool, lang: str, day: str, *, yes, unsure, source, title, publisher, url) -> None:
    """Show what would be added beside what is there, ask, add."""
    import pandas as pd

    from ..exchange.adding import add as put
    from ..narrative import Voice
    from ..reader import adding, showing

    found = adding.beside(reading.figures, reading.data, source, unsure=unsure)
    new = [b.figure for b in found if b.state in adding.ADDED]
    voice, known = Voice(reading.data, lang), source in reading.data.sources
    told = {"title": title, "publisher": publisher, "url": url}
    named = {"source_id": source, "published_on": day, **told} if any(told.values()) or (day and not known) else source
    rows = pd.DataFrame(showing.rows(reading.document, new)).drop(columns="source_id", errors="ignore")
    outcome = put(rows, data=data, source=named, dry_run=True) if new else None  # refused before anything is asked
    for line in adding.lines(voice, found, str(outcome.package if outcome else data or ""), source, _width()):
        click.echo(line)
    shown = [b.figure for b in found if b.state != "there"]
    if ending := showing.ending(voice, [reading.document], shown, _width()):
        click.echo("\n".join(["", *ending]))
    if not new:
        click.echo(voice.word("read.all_there"))
        return
    if not yes and (piped or not is_terminal(sys.stdin)):
        raise ParameterError("nobody to ask, and nothing was written: add --yes to add them without asking")
    question = (
        voice.word("read.ask_one" if len(new) == 1 else "read.ask")
        .replace("{n}", str(len(new)))
        .replace("{package}", str(outcome.package))
    )
    if not yes and not click.confirm(question):
        click.echo(voice.word("read.kept"))
        return
    for line in put(rows, data=data, source=named).lines:
        click.echo(line)
