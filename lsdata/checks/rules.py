"""The tables of rules: what is compared with what, how severe a failure is, what it says."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).parent
SEVERITIES = ("error", "warning", "information")


@dataclass(frozen=True)
class Rule:
    """A rule of ``rules.toml`` or ``identities.toml``, whose head says what its keys mean.

    ``words`` is what it says: key (name, fails, revised) and language joined by ``_`` -> pattern. ``cells`` are an identity's:
    name in the formula -> (indicator, measure); ``mixed``: their units differ, and the formula knows that.
    """

    id: str
    severity: str
    lead: str
    formula: str = ""
    sign: str = "="
    soft: str = ""
    soft_formula: str = ""
    revision: float = 0.0
    points: bool = False
    mixed: bool = False
    words: Mapping[str, str] = field(default_factory=dict, compare=False)
    cells: Mapping[str, tuple[str, str]] = field(default_factory=dict, compare=False)

    @property
    def identity(self) -> bool:
        return bool(self.cells)


def _read(file: str) -> dict[str, Rule]:
    known, out = {f.name for f in fields(Rule)}, {}
    for key, table in tomllib.loads((HERE / file).read_text(encoding="utf-8")).items():
        own = {k: v for k, v in table.items() if k in known - {"cells"}}
        words = {k: v for k, v in table.items() if k not in known}
        cells = {name: tuple(text.split()) for name, text in table.get("cells", {}).items()}
        out[key] = Rule(id=key, words=words, cells=cells, **own)
    return out


@lru_cache(maxsize=1)
def kinds() -> dict[str, list[str] | dict[str, str]]:
    """What the rules have to know of some indicators: ``kinds.toml``."""
    return tomllib.loads((HERE / "kinds.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def rules() -> dict[str, Rule]:
    """All rules: id -> rule, those between indicators last."""
    return _read("rules.toml") | identities()


@lru_cache(maxsize=1)
def identities() -> dict[str, Rule]:
    """The rules between indicators of one area and period."""
    return _read("identities.toml")
