"""The command ``lsdata``: a thin skin, every command is a function that Python users can call too."""

from __future__ import annotations

import sys

import click

from .. import __version__
from ..errors import LsdataError
from . import changes, checking, figures, reading, texts
from .options import complain, debug

EXAMPLES = """
\b
Examples, each works from an empty folder:
  lsdata report                                 Lạng Sơn, first half of 2020, in Vietnamese
  lsdata report trade budget --lang vi,en       two sectors, two languages
  lsdata report --area VN-13 --period latest    the newest period of another province
  lsdata report --as-of 2020-07-13              what could have been written that day
  lsdata report --combined --to docx,pdf        the whole review as one document
  lsdata report --dry-run                       what would be made, and why
  lsdata list periods --area VN-09              what there are figures of
  lsdata read "GRDP Lạng Sơn năm 2022 +7,22%"   the figures of a report, a file or a sentence
  lsdata check                                  what in the figures does not agree
  lsdata diff --as-of 2020-07-13                what has changed since that day
  lsdata new mine --area VN-04                  a data package of your own, ready to fill
  lsdata report --data mine                     its reports
  lsdata lab                                    the notebooks and lessons in JupyterLab, to read and change
"""
MOST = 60  # lines of an error that are shown
SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=SETTINGS, epilog=EXAMPLES)
@click.version_option(__version__, "--version", message="lsdata %(version)s")
@debug
def cli() -> None:
    """Narrative reports on a province's half-year, from published figures, each number with its source."""


reading.report.epilog = EXAMPLES.split("  lsdata list")[0]
for command in (
    reading.report, reading.list_, checking.check, texts.read, reading.lab, figures.new, figures.add, figures.layout, figures.export,
    changes.diff_,
):  # fmt: skip
    cli.add_command(command)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; its exit code: 0, 1 where a report failed, 2 for what was asked wrongly, 130 after Ctrl-C."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Into a file or a pipe always UTF-8; a terminal that cannot show a letter shows a question mark.
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    with_trace = "--debug" in (sys.argv[1:] if arguments is None else arguments)
    try:
        return cli.main(arguments, prog_name="lsdata", standalone_mode=False) or 0
    except click.exceptions.Exit as e:
        return e.exit_code
    except (KeyboardInterrupt, click.Abort):
        complain("stopped; the next run makes what is missing")
        return 130
    except click.exceptions.NoArgsIsHelpError as e:
        click.echo(e.format_message())
        return 2
    except (LsdataError, OSError, click.ClickException) as e:
        if with_trace:
            raise
        lines = e.format_message() if isinstance(e, click.ClickException) else str(e)
        shown = lines.splitlines()
        for line in shown[:MOST]:
            complain(line)
        if len(shown) > MOST:
            complain(f"… and {len(shown) - MOST} lines more; mend these first")
        return 2
