"""The command that says what changed between two days of knowledge, or two data packages."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from ..changes import Changes, Turn, diff
from ..changes.figures import Figure
from ..changes.words import about, gap, printed, sector_name, sides, source, what
from ..dataset import check_as_of, load
from ..errors import ParameterError, unknown
from ..facts import Fact
from ..numerals import NBSP
from ..wording import check_language, flat
from .options import debug, is_terminal

FORMS = ("text", "html", "json")
SUFFIXES = {".html": "html", ".htm": "html", ".json": "json", ".txt": "text"}
FEW = 20  # so many new figures are listed on a terminal; more are counted by sector
NEEDED = (
    "diff needs two days of knowledge or two packages: --as-of 2020-07-13 (against all that is held), "
    "--as-of 2020-07-13 --as-of 2026-11-01, or --data OLD --data NEW"
)


@click.command("diff")
@click.argument("sectors", nargs=-1, metavar="[SECTOR]...")
@click.option(
    "--as-of", "days", multiple=True, metavar="DAY", help="The earlier day, then the later one; one alone: against all."
)
@click.option("--data", "packages", multiple=True, metavar="DIR|XLSX", help="The earlier package, then the later one.")
@click.option(
    "--area", default="", metavar="CODES", help="Areas, separated by commas; or all.  [default: the package's]"
)
@click.option("--period", default="", metavar="PERIODS", help="Like 2020-S1, 2019, 9T/2019; or latest.  [default: all]")
@click.option("--lang", default="vi", show_default=True, metavar="CODE", help="Language: vi, en.")
@click.option("--to", default="", metavar="FORM", help="text, html, json.  [default: by the name of --out, else text]")
@click.option(
    "--out", default="", metavar="FILE", help="File to write: .html, .json, .txt.  [default: standard output]"
)
@debug
def diff_(sectors, days, packages, area, period, lang, to, out) -> None:
    """What changed: claims that no longer hold, figures revised, entered differently, withdrawn and
    new. Without SECTOR: of all sectors.

    A claim is what a sentence says, not its number: rise or fall, behind plan or on pace, below or above the country. A
    difference is no error: the exit code is 0.

    \b
    Examples:
      lsdata diff --as-of 2020-07-13                        since the review, against all that is held
      lsdata diff --as-of 2020-07-13 --as-of 2026-11-01
      lsdata diff --data old --data new --to html --out changes.html
      lsdata diff growth --area VN-09 --period 2020-S1 --lang en --to json
    """
    if out and not to and Path(out).suffix.lower() not in SUFFIXES:
        raise ParameterError(
            f"{out} does not say what to write; end it in .html, .json or .txt, or add --to {'|'.join(FORMS)}"
        )
    to = to or SUFFIXES.get(Path(out).suffix.lower(), "text")
    if to not in FORMS:
        raise unknown("form", to, FORMS)
    check_language(lang)
    if out and not Path(out).parent.is_dir():
        raise ParameterError(f"cannot write {out}: there is no folder {Path(out).parent}; make it first")
    if to == "html" and not out and is_terminal(sys.stdout):
        raise ParameterError("a page goes into a file: --out changes.html")
    if len(days) > 2 or len(packages) > 2 or (not days and len(packages) < 2):
        raise ParameterError(NEEDED)
    first, last = [check_as_of(day) for day in days] + [""] * (2 - len(days))
    if len(packages) == 2 and len(days) == 1:
        last = first  # both packages on one day
    before, after = (load(packages[n] if n < len(packages) else packages[0] if packages else None) for n in (0, 1))
    codes = {k: [x.strip() for x in text.split(",") if x.strip()] for k, text in (("area", area), ("period", period))}
    found = diff(before, after, (first, last), sector=sectors, lang=lang, names=_names(packages), **codes)
    if to == "html":
        from ..publish.changes import page

        content = page(found)
    elif to == "json":
        content = (json.dumps(found.to_dict(), ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    else:
        content = ("\n".join(lines(found)) + "\n").encode("utf-8")
    if not out:
        click.echo(content.decode("utf-8"), nl=False)
        return
    try:
        Path(out).write_bytes(content)
    except OSError as e:
        raise ParameterError(f"cannot write {out}: {e.strerror or e}") from None
    click.echo(f"{found.summary.replace(NBSP, ' ')}\n{out}")


def _names(packages: tuple[str, ...]) -> tuple[str, str]:
    """What two packages are called: by folder or file, with the folder above where that is the same."""
    if len(packages) < 2:
        return "", ""
    places = [Path(p).resolve() for p in packages]
    names = [p.name if p.is_dir() else p.stem for p in places]
    if names[0] == names[1]:
        names = ["/".join(p.parts[-2:]) for p in places]
    return names[0], names[1]


def lines(c: Changes) -> Iterator[str]:
    """What changed as lines of text: the sentence, the claims, then the figures."""
    yield from (line.replace(NBSP, " ") for line in _lines(c))


def _lines(c: Changes) -> Iterator[str]:
    yield c.summary
    for kind, title in (("flipped", "claims"), ("headline", "headlines"), ("dropped", "dropped")):
        turns = [t for t in c.turns if t.change == kind]
        if turns:
            yield from ("", f"{c.voice.word(f'changes.{title}')} ({len(turns)})")
            for t in turns:
                yield from _turn(c, t)
    for change in ("revised", "entered", "withdrawn", "new"):
        moved = [f for f in c.moved if f.change == change]
        if moved:
            yield from ("", f"{c.voice.word(f'changes.{change}')} ({len(moved)})")
            short = change != "new" or len(moved) <= FEW
            yield from (_figure(c, f) for f in moved) if short else _counted(c, moved)


def _turn(c: Changes, t: Turn) -> Iterator[str]:
    yield f"  {flat(about(c, t))}"
    for side, claim in zip(sides(c), (t.before, t.after), strict=True):
        if claim:
            yield f"    {flat(side)}: {flat(claim.runs)}"


def _figure(c: Changes, f: Figure) -> str:
    head = flat(what(c, f))
    if f.change == "new":
        return f"  {head}: {_printed(c, f.after)} ({source(c, c.after, f.after)})"
    if f.after and (f.before.status, f.before.source_id) == (f.after.status, f.after.source_id):
        apart = f"; {flat(gap(c, f))}" if gap(c, f) else ""
        return f"  {head}: {printed(f.before)} → {_printed(c, f.after)} ({source(c, c.after, f.after)}){apart}"
    was = f"{_printed(c, f.before)} ({source(c, c.before, f.before)})"
    if f.change == "withdrawn":
        return f"  {head}: {was}; {c.voice.word(f'changes.reason_{f.reason}')}"
    apart = f"; {flat(gap(c, f))}" if gap(c, f) else ""
    return f"  {head}: {was} → {_printed(c, f.after)} ({source(c, c.after, f.after)}){apart}"


def _printed(c: Changes, f: Fact) -> str:
    return printed(f) + (f" ({c.voice.word(f'status.{f.status}')})" if f.status != "A" else "")


def _counted(c: Changes, moved: list[Figure]) -> Iterator[str]:
    counts = Counter(f.sector for f in moved)
    for sector, n in sorted(
        counts.items(), key=lambda x: c.sectors.index(x[0]) if x[0] in c.sectors else len(c.sectors)
    ):
        yield f"  {sector_name(c, sector)}: {n}"
    yield f"  ({c.voice.word('changes.more_new')})"
