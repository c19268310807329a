"""The words a report is written with: the phrase files, and sentences as lists of runs.

A phrase file is data, ``phrases/LANG.toml``: table -> key -> pattern, the places of figures, periods and subjects in
braces. What a language lacks falls back to English.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from .errors import unknown
from .facts import Run

Runs = list[Run]
PHRASES = Path(__file__).parent / "phrases"


@lru_cache
def phrases(lang: str, folder: Path = PHRASES) -> dict[str, dict[str, str]]:
    """The phrase file of a language in a folder: table -> key -> pattern. What is missing falls back to English."""
    english, own = _tables(folder / "en.toml"), _tables(folder / f"{lang}.toml")
    return {table: english.get(table, {}) | own.get(table, {}) for table in english.keys() | own.keys()}


@lru_cache
def _tables(file: Path) -> dict[str, dict[str, str]]:
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def languages() -> list[str]:
    """Languages there is a phrase file for."""
    return sorted(f.stem for f in PHRASES.glob("*.toml"))


def check_language(lang: str) -> str:
    """The language, or the error that says which there are."""
    if lang not in languages():
        raise unknown("language", lang, languages())
    return lang


def flat(runs: Iterable[Run]) -> str:
    """Plain text of a sentence, without its source marks."""
    return "".join(r.text for r in runs if r.kind != "ref")


def markup(runs: Iterable[Run]) -> str:
    """The sentence as Markdown with typed spans."""
    return "".join(r.markup() for r in runs)


def capital(runs: Runs) -> Runs:
    """The sentence with its first letter large; a typed number at the start stays as it is."""
    for i, r in enumerate(runs):
        if r.text.strip():
            text = r.text.lstrip()
            return [*runs[:i], Run(text[:1].upper() + text[1:], r.kind, r.id), *runs[i + 1 :]]
    return runs
