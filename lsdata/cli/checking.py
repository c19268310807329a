"""The command that checks: the figures of a package or of a text, a notebook, the layout of a Word document."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from ..errors import ParameterError
from .options import data, debug
from .texts import SUFFIXES

FORMATS = click.Choice(["text", "json"])


@click.command()
@click.argument("files", nargs=-1, metavar="[PATH]...")
@click.option(
    "--layout", is_flag=True, help="Of a .docx: the layout that Decree 30/2020/NĐ-CP asks of administrative documents."
)
@data
@click.option(
    "--area",
    default="",
    metavar="CODES",
    help="Only figures of these areas, separated by commas; of a text, the area of figures that name none.",
)
@click.option(
    "--period", default="", metavar="PERIOD", help="Of a text: the period of figures that name none, like 2020-S1."
)
@click.option("--as-of", default="", metavar="DAY", help="Only what was known on this day, like 2020-07-13.")
@click.option("--all", "every", is_flag=True, help="Notes too: what holds only between two publications of a figure.")
@click.option("--format", "form", type=FORMATS, default="text", show_default=True, metavar="NAME", help="text or json.")
@click.option("--lang", default="vi", show_default=True, metavar="CODE", help="Language of what it says: vi, en.")
@debug
def check(files, layout, data, form, lang, **how) -> int:
    """Check before it is published: figures against each other and those published before, a notebook, a layout.

    \b
    lsdata check                     the figures of the package
    lsdata check mine                those of your own: a folder or a workbook
    lsdata check draft.docx          a text (txt, md, html, docx, pdf; - is standard input):
                                     what contradicts itself, or what was published before
    lsdata check trade.ipynb         numbers, units and bases in the prose of a notebook
    lsdata check draft.docx --layout a Word document, of lsdata or of anybody
    Exit code 1 where an error stands that nobody has acknowledged, or a rule of the layout is broken.
    """
    from ..wording import check_language

    check_language(lang)
    paths = [Path(file) for file in files] or [None]
    package = next((p for p in paths if p and not _is_text(p)), None)
    if data and package:
        raise ParameterError(f"--data {data} and {package}: name the package once")
    if how["period"] and not any(p and _is_text(p) for p in paths):
        raise ParameterError(f"--period {how['period']} is of texts; leave it out")
    codes, documents = [], []
    for path in paths:
        code, said = _checked(path, layout, lang, data or None, form == "json", how)
        codes.append(code)
        documents.append(said)
    if form == "json":  # one document for one path, a list for several
        _print(documents[0] if len(documents) == 1 else documents)
    else:
        several = len(paths) > 1
        for path, said in zip(paths, documents, strict=True):
            named = not several or path.suffix.lower() == ".ipynb" or _is_text(path)  # their lines name the file
            click.echo(said if named else f"== {path}\n{said}\n")
    return max(codes)


def _checked(
    path: Path | None, layout: bool, lang: str, data: str | None, plain: bool, how: dict
) -> tuple[int, dict | str]:
    """One path by its kind: its exit code, and what is said of it, as data or as lines of text."""
    kind = path.suffix.lower() if path else ""
    if layout and kind != ".docx":
        raise ParameterError(f"{path or 'figures'}: --layout is the layout of a Word document (.docx); leave it out")
    if layout:
        return _layout(path, lang, plain)
    if path and _is_text(path):
        from .drafts import checked

        return checked(path, lang, data, plain, how)
    return _notebook(path, lang, plain) if kind == ".ipynb" else _figures(path or data, lang, plain, how)


def _is_text(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES or str(path) == "-"


def _figures(package: str | Path | None, lang: str, plain: bool, how: dict) -> tuple[int, dict | str]:
    """The figures of a package; 1 where an error stands that is not acknowledged."""
    from .. import findings
    from ..dataset import load
    from ..narrative import Voice

    data = load(package)
    areas = [a.strip() for a in how["area"].split(",") if a.strip()]
    found = findings.checked(data, area=areas, as_of=how["as_of"])
    voice = Voice(data, lang)
    shown = [f for f in found.found if how["every"] or plain or f.severity != "information"]
    records = [findings.record(voice, f, found) for f in shown]
    code = int(any(f.severity == "error" and f.known is None for f in found.found))
    if plain:
        said = {
            "schema": 1,
            "file": str(package or data.about.get("name", "")),
            "figures": found.figures,
            "as_of": how["as_of"],
            "counts": findings.counts(found),
        }
        return code, said | {"findings": records, "unused": [r["finding"] for r in found.unused]}
    blocks = ["\n".join(findings.lines(voice, r)) + "\n" for r in findings.together(records)]
    if hidden := len(found.found) - len(shown):
        blocks.append(voice.word("check.hidden").replace("{n}", str(hidden)))
    if how["every"]:
        blocks += findings.unjudged(voice, found)
    blocks += [voice.word("check.unused").replace("{finding}", r["finding"]) for r in found.unused]
    return code, "\n".join([*blocks, findings.summary(voice, found)])


def _notebook(file: Path, lang: str, plain: bool) -> tuple[int, dict | str]:
    """The numbers of a notebook's prose; 1 where one is wrong for certain."""
    from ..publish import lint
    from ..publish.slips import say
    from ..wording import phrases

    found, words = lint.check(file, lang), phrases(lang)["check"]
    code = int(any(f.level == "error" for f in found))
    if plain:
        return code, {"schema": 1, "file": str(file), "findings": [asdict(f) for f in found]}
    lines = [f"{file}: {words[f.level]}: {f}" for f in found]
    return code, "\n".join(lines or [f"{file}: {say('clean', lang)}"])


def _layout(file: Path, lang: str, plain: bool) -> tuple[int, dict | str]:
    """The layout of a Word document; 1 where it breaks a rule."""
    from ..publish import grid

    grid.formats("docx")  # or how to install what it needs
    from ..publish import decree
    from ..publish.labels import labels

    found = [str(f) for f in decree.check(file, lang)]
    if plain:
        return int(bool(found)), {"schema": 1, "file": str(file), "findings": found}
    return int(bool(found)), "\n".join(f"{file}: {line}" for line in found or [labels(lang)["layout_kept"]])


def _print(said: dict | list) -> None:
    """JSON with letters as they are; a number that is none is null."""
    click.echo(json.dumps(_plain(said), ensure_ascii=False, indent=1, allow_nan=False))


def _plain(value):
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return None if isinstance(value, float) and value != value else value
