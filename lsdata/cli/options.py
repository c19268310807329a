"""What several commands take: options, and numbers that are refused in one line."""

from __future__ import annotations

import click

from ..errors import ParameterError


class Number(click.ParamType):
    """A number, or one line of our own that says what was expected."""

    name = "number"

    def __init__(self, kind: type, option: str, expected: str):
        self.kind, self.option, self.expected = kind, option, expected

    def convert(self, value, param, ctx):
        try:
            return self.kind(value)
        except ValueError:
            raise ParameterError(f"{self.option} {value!r} is not {self.expected}") from None


JOBS = Number(int, "jobs", "a number of processes; write 1 or more, or leave it out")
TIMEOUT = Number(float, "timeout", "a number of seconds; write one like 600, or leave it out")

debug = click.option("--debug", is_flag=True, expose_value=False, help="Show where an error came from.")
data = click.option(
    "--data",
    metavar="DIR|XLSX",
    help="Data package: a folder or a workbook.  [default: LSDATA_DATA, else the bundled one]",
)


def is_terminal(stream) -> bool:
    """False too where there is none: ``2>&-`` leaves None."""
    return stream is not None and stream.isatty()


def complain(line: str) -> None:
    """Say on standard error what went wrong."""
    click.echo(f"lsdata: {line}", err=True)
