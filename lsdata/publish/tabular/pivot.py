"""One indicator as a table: a row for an area, a period and a source, a column for a measure in one unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from ...numerals import SCALES
from .records import order, printed, words

_ALIKE = 3  # letters that singular and plural of a unit have in common
Key = tuple[str, str, str]  # code of the measure, of the plan, unit without its scale


@dataclass(frozen=True)
class Measure:
    """A column: its head with the unit, whether its figures were calculated, power of ten that they are shown in."""

    key: Key
    head: str
    calculated: bool
    mult: int


@dataclass
class Row:
    """Figures of an area and a period, by column."""

    place: tuple[str, str]  # their codes
    area: str
    period: str
    cells: dict[Key, dict] = field(default_factory=dict)


@dataclass(frozen=True)
class Pivot:
    """The figures of an indicator, in the language of its report."""

    name: str
    measures: list[Measure]
    rows: list[Row]
    lang: str

    def shift(self, record: dict, column: Measure) -> int:
        """Power of ten between a figure as printed and as its column shows it."""
        return scaled(record["unit"] or "", self.lang)[0] - column.mult

    def number(self, record: dict, column: Measure) -> tuple[float, int]:
        """A figure as its column shows it, and its decimals there."""
        shift = self.shift(record, column)
        return printed(record["value"] * 10.0**shift, record["decimals"] - shift), record["decimals"] - shift


def scaled(unit: str, lang: str) -> tuple[int, str]:
    """Power of ten of a unit, and the unit without it.

    >>> scaled("nghìn tỷ đồng", "vi"), scaled("%", "en")
    ((12, 'đồng'), (0, '%'))
    """
    for mult, word in sorted(SCALES.get(lang, {}).items(), key=lambda scale: -len(scale[1])):
        if unit.startswith(f"{word} "):
            return mult, unit.removeprefix(f"{word} ")
    return 0, unit


def pivots(records: Iterable[dict], lang: str) -> list[Pivot]:
    """A table an indicator. A difference of two figures, which belongs to two of them, is left to the long table."""
    groups: dict[str, list[dict]] = {}
    for record in filter(_own, records):
        groups.setdefault(record["indicator_code"], []).append(record)
    return [_pivot(group, lang) for group in groups.values()]


def _own(record: dict) -> bool:
    ending = ".".join(filter(None, (record["measure_code"], record["plan_code"])))
    return record["fact"].partition("@")[0].endswith(f".{ending}")


def _pivot(records: list[dict], lang: str) -> Pivot:
    keys = _keys(records, lang)
    columns: dict[Key, list[dict]] = {}
    rows: list[Row] = []
    by_source: dict[tuple, list[Row]] = {}
    for record in records:
        key = keys[record["fact"]]
        columns.setdefault(key, []).append(record)
        place = (record["area_code"], record["period_code"])
        known = by_source.setdefault((*place, record["fact"].partition("@")[2]), [])
        row = next((r for r in known if key not in r.cells), None)
        if row is None:
            row = Row(place, record["area"], record["period"])
            known.append(row)
            rows.append(row)
        row.cells[key] = record
    measures = [_measure(key, own, lang) for key, own in sorted(columns.items(), key=lambda one: _rank(one[1][0]))]
    return Pivot(records[0]["indicator"], measures, _joined(rows), lang)


def _rank(record: dict) -> tuple:
    return record["origin_code"] == "calculated", order(record), record["plan_code"] or ""


def _keys(records: list[dict], lang: str) -> dict[str, Key]:
    """The column of each figure. ``1 commune`` stands in that of communes."""
    bases: dict[tuple[str, str], Counter] = {}
    plural: dict[tuple[str, str], Counter] = {}
    units = {r["fact"]: scaled(r["unit"] or "", lang)[1] for r in records}
    for r in records:
        kind, many = (r["measure_code"], r["plan_code"] or ""), plural if abs(r["value"]) != 1 else bases
        many.setdefault(kind, Counter())[units[r["fact"]]] += 1
    out = {}
    for r in records:
        kind, unit = (r["measure_code"], r["plan_code"] or ""), units[r["fact"]]
        known = plural.get(kind, Counter())
        if abs(r["value"]) == 1 and unit not in known:
            unit = next((other for other, _ in known.most_common() if other[:_ALIKE] == unit[:_ALIKE]), unit)
        out[r["fact"]] = (*kind, unit)
    return out


def _measure(key: Key, records: list[dict], lang: str) -> Measure:
    own = words(lang)
    counted = Counter(scaled(r["unit"] or "", lang)[0] for r in records)
    mult = min(counted, key=lambda m: (-counted[m], m))
    name, calculated = records[0]["measure"], records[0]["origin_code"] == "calculated"
    unit = " ".join(filter(None, (SCALES.get(lang, {}).get(mult, ""), key[2])))
    known = not unit or (unit == "%" and "%" in name)
    head = name if known else own["figure_unit"].format(measure=name, unit=unit)
    return Measure(key, f"{head} {own['marks']['C']}" if calculated else head, calculated, mult)


def _joined(rows: list[Row]) -> list[Row]:
    """Rows of one area and period in one, as long as none of them holds what another holds too."""
    out: list[Row] = []
    for row in rows:
        for known in out:
            if known.place == row.place and not known.cells.keys() & row.cells.keys():
                known.cells.update(row.cells)
                break
        else:
            out.append(row)
    return out
