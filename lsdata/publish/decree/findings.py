"""What a check of a document's layout has to say: a rule, a place, what stands there and what should."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from lsdata.publish.decree.looks import Format
from lsdata.publish.decree.reading import Line
from lsdata.publish.labels import TEMPLATES


@dataclass(frozen=True)
class Finding:
    """A rule that a document breaks.

    Parameters
    ----------
    rule : short key, the same in every language.
    says : what the decree asks.
    where, found, expected : place in the document, what stands there, what should.
    """

    rule: str
    says: str
    where: str
    found: str
    expected: str
    form: str = "{rule}: {says}; {where}: found {found}, expected {expected}"

    def __str__(self) -> str:
        return self.form.format(
            rule=self.rule, says=self.says, where=self.where, found=self.found, expected=self.expected
        )  # fmt: skip


class Judge:
    """Gathers what is found, the same breach only once with the number of its other places."""

    def __init__(self, lang: str):
        self.texts = _texts()["vi" if lang == "vi" else "en"]
        self.words: dict[str, str] = self.texts["words"]
        self.found: dict[tuple[str, str, str], list[str]] = {}

    def add(self, rule: str, where: str, found: str, expected: str) -> None:
        self.found.setdefault((rule, found, expected), []).append(where)

    def where(self, line: Line) -> str:
        """The place of a line, with its first words."""
        part, _, number = line.part.partition(" ")
        place = self.words[part].format(n=line.number)
        start = line.text if len(line.text) <= 40 else line.text[:39].rstrip() + "…"
        return f"{place} {number}".rstrip() + (f" “{start}”" if start else "")

    def number(self, kind: str, value: float) -> str:
        """A length, as in ``12.5 pt``."""
        n = f"{value:.1f}".removesuffix(".0")
        return self.words[kind].format(n=n.replace(".", ",") if self.texts is _texts()["vi"] else n)

    def between(self, kind: str, low: float, high: float) -> str:
        return self.words[kind].format(n=f"{low}" if low == high else f"{low}–{high}")

    def findings(self) -> list[Finding]:
        return [
            Finding(
                rule, self.texts["rules"][rule],
                places[0] + (self.texts["more"].format(n=len(places) - 1) if places[1:] else ""),
                found, expected, self.texts["line"],
            )
            for (rule, found, expected), places in self.found.items()
        ]  # fmt: skip


@lru_cache
def _texts() -> dict:
    return tomllib.loads((TEMPLATES / "decree.toml").read_text(encoding="utf-8"))


def breaches(
    looks: list[Format], judge: Judge, size: tuple[float, float] | None, bold: bool | None, italic: bool | None
) -> tuple[str, str] | None:
    """What letters look like and should, if they do not; None leaves a property free."""
    words = judge.words
    found: dict[str, str] = {}
    for look in looks:
        if size and not size[0] <= look.size <= size[1]:
            found.setdefault(judge.number("points", look.size), judge.between("points", *size))
        for name, other, wanted in (("bold", "regular", bold), ("italic", "upright", italic)):
            if wanted is not None and getattr(look, name) != wanted:
                found.setdefault(words[other if wanted else name], words[name if wanted else other])
    return (", ".join(found), ", ".join(dict.fromkeys(found.values()))) if found else None
