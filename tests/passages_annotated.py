"""Passages in the manner of published reports with every figure annotated by hand: ``passages/PART-NN.txt`` and ``passages/PART.csv``."""

from __future__ import annotations

import csv
import math
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
PASSAGES, DATA = HERE / "passages", HERE.parent / "data"
PARTS = tuple(  # "build", "build2", … and "aside", which nobody looks at while building
    sorted((p.stem for p in PASSAGES.glob("*.csv")), key=lambda part: (part == "aside", len(part), part))
)
COLUMNS = (
    "passage text nth area indicator period measure value upper total unit mult status qualifier plan_by covers_to kind"
).split()
KINDS = (
    "level growth_year growth_month growth_december plan beyond_plan share contribution count target ratio range index points "
    "absolute_change rank other"
).split()
MEASURES = (
    "level yoy_pct mom_pct dec_pct index pct_of_plan plan_target share_pct share_change_pp contribution_pp change change_pct change_pp "
    "growth_share_pct plan_gap"
).split()
_NUMBER = re.compile(r"\d+(?:[.,\u00a0]\d+)*")


class Annotation(NamedTuple):
    """A row of a part's table, with the place of its text in the passage."""

    row: dict[str, str]
    start: int
    end: int

    def number(self, column: str) -> float | None:
        return float(self.row[column]) if self.row[column] else None


class Passage(NamedTuple):
    name: str
    text: str
    figures: list[Annotation]


def load(part: str = "build", folder: Path = PASSAGES) -> list[Passage]:
    """The passages of a part, in order, with their annotations."""
    with open(folder / f"{part}.csv", encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    passages = []
    for path in sorted(folder.glob(f"{part}-*.txt")):
        text = path.read_bytes().decode("utf-8")
        mine = [Annotation(r, *place(text, r["text"], int(r["nth"] or 1))) for r in rows if r["passage"] == path.stem]
        passages.append(Passage(path.stem, text, mine))
    return passages


def place(text: str, words: str, nth: int = 1) -> tuple[int, int]:
    """Where the nth occurrence of some words stands, not counting those inside a longer number or word; (-1, -1) for none."""
    before = r"(?<![\d])(?<!\d[.,])" if words[:1].isdigit() else r"(?<!\w)"
    after = r"(?!\w)" if words[-1:].isalpha() else r"(?!\d)(?![.,]\d)" if words[-1:].isdigit() else ""
    found = [m.span() for m in re.finditer(before + re.escape(words) + after, text)] if words else []
    return found[nth - 1] if 0 < nth <= len(found) else (-1, -1)


@cache
def units() -> dict[str, str]:
    """The code of each unit that has one, by code and by the nouns it is printed with."""
    with open(HERE.parent / "lsdata" / "reader" / "lexicon.toml", "rb") as f:
        printed = tomllib.load(f)["units"]
    nouns = {_folded(noun): code for code, words in reversed(printed.items()) for noun in words.split("|")}
    return nouns | {_folded(code): code for code in printed}


def _folded(word: str) -> str:
    return " ".join(unicodedata.normalize("NFC", word).casefold().split())


def unit(word: str) -> str:
    """The code of a unit, else its noun without regard to case; of a rate (``đồng/kg``) without a code, that of its amount."""
    noun = _folded(word)
    amount = noun.split("/")[0]
    return units().get(noun) or units().get(amount, amount)


def validate(passages: Iterable[Passage], part: str = "") -> Iterator[str]:
    """What is wrong with the annotations themselves."""
    from lsdata.errors import PeriodError
    from lsdata.periods import Period

    indicators, areas = _codes("indicators", "indicator"), _codes("areas", "ref_area")
    for p in passages:
        last = 0
        for a in p.figures:
            row, where = a.row, f"{p.name}: {a.row['text']!r} ({a.row['nth']})"
            known = {"indicator": indicators | {""}, "area": areas | {""}, "measure": set(MEASURES), "kind": set(KINDS)}
            known |= {
                "status": set("AEPF"),
                "qualifier": {"", "over", "under", "about"},
                "plan_by": {"", "central", "provincial"},
            }
            for column, codes in known.items():
                if row[column] not in codes:
                    yield f"{where}: {column} {row[column]!r} is not known"
            try:
                if row["period"]:
                    code = Period.parse(row["period"]).code
                    if code != row["period"]:
                        yield f"{where}: period {row['period']} should be {code}"
            except PeriodError as e:
                yield f"{where}: {e}"
            if a.start < 0:
                yield f"{where}: not in the passage"
                continue
            if a.start < last:
                yield f"{where}: stands before or over the figure before it"
            last = a.end
            for column in ("value", "upper", "total"):
                if row[column] and not _agrees(row, column):
                    yield f"{where}: {column} {row[column]} is not in its text"
            if row["measure"] == "plan_target" and row["status"] != "F":
                yield f"{where}: a target has the status F"
            if not row["unit"]:
                yield f"{where}: no unit"
    names = {p.name for p in passages}
    if part:
        with open(PASSAGES / f"{part}.csv", encoding="utf-8", newline="") as f:
            reader = csv.DictReader(f)
            if reader.fieldnames != COLUMNS:
                yield f"{part}.csv: columns {reader.fieldnames}, expected {COLUMNS}"
            yield from sorted({f"{part}.csv: no passage {r['passage']}" for r in reader if r["passage"] not in names})


def _codes(table: str, column: str) -> set[str]:
    with open(DATA / f"{table}.csv", encoding="utf-8", newline="") as f:
        return {r[column] for r in csv.DictReader(f)}


def _agrees(row: dict[str, str], column: str) -> bool:
    """True where the digits of the text are those of the value; a spelled word and the times of an index are let pass."""
    value = abs(float(row[column]))
    printed = {n for m in _NUMBER.finditer(row["text"]) for n in _readings(m[0])}
    if not printed:
        return row["kind"] == "ratio"
    values = {value} | ({value - 100, 100 - value} if row["measure"] == "pct_of_plan" else set())
    values |= {value / 100} if row["kind"] == "ratio" else set()
    return any(math.isclose(v, n, abs_tol=1e-9) for v in values for n in printed)


def _readings(digits: str) -> Iterator[float]:
    """What a number can mean in Vietnamese and in English print."""
    digits = digits.replace("\u00a0", "")
    for thousands, point in ((".", ","), (",", ".")):
        plain = digits.replace(thousands, "").replace(point, ".")
        if plain.count(".") < 2:
            yield float(plain)
