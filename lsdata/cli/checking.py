"""The command that checks: the figures of a package, a notebook, the layout of a Word document."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from ..errors import ParameterError
from .options import data, debug

FORMATS = click.Choice(["text", "json"])


@click.command()
@click.argument("files", nargs=-1, metavar="[PATH]...")
@click.option(
    "--layout", is_flag=True, help="Of a .docx: the layout that Decree 30/2020/NĐ-CP asks of administrative documents."
)
@data
@click.option("--area", default="", metavar="CODES", help="Only figures of these areas, separated by commas.")
@click.option("--as-of", default="", metavar="DAY", help="Only what was known on this day, like 2020-07-13.")
@click.option("--all", "every", is_flag=True, help="Notes too: what holds only between two publications of a figure.")
@click.option("--format", "form", type=FORMATS, default="text", show_default=True, metavar="NAME", help="text or json.")
@click.option("--lang", default="vi", show_default=True, metavar="CODE", help="Language of what it says: vi, en.")
@debug
def check(files, layout, data, form, lang, **how) -> int:
    """Check before it is published: figures against each other, the numbers in a notebook, a document's layout.

    \b
    lsdata check                     the figures of the package
    lsdata check mine                those of your own: a folder or a workbook
    lsdata check trade.ipynb         numbers, units and bases in the prose of a notebook
    lsdata check draft.docx --layout a Word document, of lsdata or of anybody
    Exit code 1 where an error stands that nobody has acknowledged, or a rule of the layout is broken.
    """
    from ..wording import check_language

    check_language(lang)
    codes = [_check_file(Path(file), layout, form, lang, how) for file in files]
    return max(codes) if files else _figures(data or None, form, lang, how)


def _check_file(file: Path, layout: bool, form: str, lang: str, how: dict) -> int:
    """One path by its kind."""
    if file.suffix == ".ipynb":
        return _notebook(file, form, lang)
    if file.suffix == ".docx" or layout:
        if not layout:
            raise ParameterError(f"{file}: say what to check; --layout is the layout of a Word document")
        return _layout(file, form, lang)
    return _figures(file, form, lang, how)


def _figures(package: str | Path | None, form: str, lang: str, how: dict) -> int:
    """The figures of a package; 1 where an error stands that is not acknowledged."""
    from .. import findings
    from ..dataset import load
    from ..narrative import Voice

    data = load(package)
    areas = [a.strip() for a in how["area"].split(",") if a.strip()]
    found = findings.checked(data, area=areas, as_of=how["as_of"])
    voice = Voice(data, lang)
    shown = [f for f in found.found if how["every"] or form == "json" or f.severity != "information"]
    records = [findings.record(voice, f, found) for f in shown]
    if form == "json":
        said = {"schema": 1, "figures": len(data.by_id), "as_of": how["as_of"], "counts": findings.counts(found)}
        _print(said | {"findings": records, "unused": [r["finding"] for r in found.unused]})
    else:
        for r in records:
            click.echo("\n".join(findings.lines(voice, r)) + "\n")
        if hidden := len(found.found) - len(shown):
            click.echo(voice.word("check.hidden").replace("{n}", str(hidden)))
        for r in found.unused:
            click.echo(voice.word("check.unused").replace("{finding}", r["finding"]))
        click.echo(findings.summary(voice, data, found))
    return int(any(f.severity == "error" and f.known is None for f in found.found))


def _notebook(file: Path, form: str, lang: str) -> int:
    """The numbers of a notebook's prose; 1 where one is wrong for certain."""
    from ..publish import lint
    from ..wording import phrases

    found, words = lint.check(file, lang), phrases(lang)["check"]
    if form == "json":
        _print({"schema": 1, "file": str(file), "findings": [asdict(f) for f in found]})
    else:
        for finding in found:
            click.echo(f"{file}: {words[finding.level]}: {finding}")
    return int(any(f.level == "error" for f in found))


def _layout(file: Path, form: str, lang: str) -> int:
    """The layout of a Word document; 1 where it breaks a rule."""
    from ..publish import grid

    grid.formats("docx")  # or how to install what it needs
    from ..publish import decree
    from ..publish.labels import labels

    found = decree.check(file, lang)
    if form == "json":
        _print({"schema": 1, "file": str(file), "findings": [str(f) for f in found]})
    else:
        for line in found or [labels(lang)["layout_kept"]]:
            click.echo(f"{file}: {line}")
    return int(bool(found))


def _print(said: dict) -> None:
    """JSON with letters as they are; a number that is none is null."""
    click.echo(json.dumps(_plain(said), ensure_ascii=False, indent=1, allow_nan=False))


def _plain(value):
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return None if isinstance(value, float) and value != value else value
