"""What became of reports: one outcome each, and how a command tells of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import ParameterError
from .job import Address

STATES = {"made": "made", "fresh": "up to date", "failed": "failed", "planned": "to make"}  # code -> as it is printed


@dataclass(frozen=True)
class Outcome:
    """What became of one report.

    Parameters
    ----------
    state : ``made``, ``fresh`` (its files were already those), ``failed``, or ``planned`` (a dry run would make it).
    why : why it was or would be made; of a failure, the reason.
    path : its page, of a failure the notebook up to where it stopped; an address as text; None where there is nothing.
    notebook, cell : of a failure, where it happened.
    """

    address: Address
    state: str
    why: str = ""
    path: Path | str | None = None
    notebook: str = ""
    cell: str = ""

    def __str__(self) -> str:
        if self.state == "failed":
            where = ", ".join(x for x in (self.notebook, self.cell) if x)
            told = "; ".join(x for x in (where, f"run so far: {self.path}" if self.path else "") if x)
            return f"{self.address} failed: {self.why}" + (f" ({told})" if told else "")
        why = f": {self.why}" if self.why and self.state == "planned" else ""
        return f"{self.address} {STATES[self.state]}{why}"


@dataclass(frozen=True)
class Results:
    """What a call of ``report`` did: outcomes in the order of the grid, the index page, and what nothing is known of."""

    outcomes: tuple[Outcome, ...]
    index: Path | str | None = None
    unknown: tuple[str, ...] = field(default=())

    def of(self, state: str) -> list[Outcome]:
        """The outcomes in one state."""
        return [o for o in self.outcomes if o.state == state]

    @property
    def failed(self) -> list[Outcome]:
        return self.of("failed")

    @property
    def summary(self) -> str:
        """One line: how many reports in which state, and where the index is; a dry run has none."""
        counts = ", ".join(f"{len(self.of(s))} {word}" for s, word in STATES.items() if self.of(s))
        if self.index:
            return f"{counts}; {self.index}"
        return counts if self.of("planned") else f"nothing to make: {counts}"

    def __str__(self) -> str:
        return "\n".join([self.summary, *map(str, self.of("planned") + self.failed), *self.unknown])

    __repr__ = __str__

    def open(self) -> bool:
        """Show the index in the browser.

        Raises
        ------
        ParameterError : it lies at an address.
        """
        import webbrowser

        if isinstance(self.index, str):
            raise ParameterError(
                f"{self.index} is not on this machine, a browser cannot open it; copy the whole folder to here first"
            )
        return self.index is not None and webbrowser.open(self.index.resolve().as_uri())


Progress = Callable[[Outcome | None, int, int], None]
