"""What an analyst would write in plain pandas: read a package, check it, choose among its sources, filter.

The answers are those of lsdata; ``scale`` compares them.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pandas as pd

from lsdata.periods import Period
from lsdata.rows import AUTHORITY_ORDER, BESIDE_A_LEVEL, STATUS_ORDER, counts_from

KEY = ["ref_area", "indicator", "time_period", "measure", "plan_by"]
FORMS = {"number": r"-?\d+(\.\d+)?", "integer": r"-?\d+"}


class Tables(dict):
    """Name -> frame of text; ``schemas`` as the descriptor gives them."""

    def __init__(self, folder: Path):
        resources = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]
        self.schemas = {r["name"]: r["schema"] for r in resources}
        super().__init__(
            (r["name"], pd.read_csv(folder / r["path"], dtype=str, keep_default_na=False)) for r in resources
        )

    def check(self) -> list[str]:
        """What breaks the schema: cells, keys, foreign keys, decimals; ``table.column`` with how many."""
        wrong = {}
        for name, schema in self.schemas.items():
            frame = self[name]
            for field in schema["fields"]:
                wrong[f"{name}.{field['name']}"] = self._bad(frame[field["name"]], field)
            wrong[f"{name} key"] = frame.duplicated(schema["primaryKey"])
            for foreign in schema.get("foreignKeys", ()):
                (column,), (target,) = foreign["fields"], foreign["reference"]["fields"]
                known = self[foreign["reference"]["resource"] or name][target]
                wrong[f"{name}.{column} leads"] = ~frame[column].isin(known) & (frame[column] != "")
        figures = self["figures"]
        printed = figures.obs_value.str.partition(".")[2].str.len()
        wrong["decimals"] = (printed != figures.decimals.astype(int)) & (figures.obs_value_upper == "")
        return [f"{what}: {bad.sum()}" for what, bad in wrong.items() if bad.any()]

    @staticmethod
    def _bad(cells: pd.Series, field: dict) -> pd.Series:
        rules, filled = field.get("constraints", {}), cells != ""
        bad = ~filled if rules.get("required") else pd.Series(False, index=cells.index)
        if "enum" in rules:
            bad |= filled & ~cells.isin([str(code) for code in rules["enum"]])
        for form in (FORMS.get(field["type"]), rules.get("pattern")):
            if form:
                bad |= filled & ~cells.str.fullmatch(form)
        if "minimum" in rules:
            bad |= pd.to_numeric(cells.where(filled), errors="coerce") < rules["minimum"]
        return bad


class Chosen:
    """Rows that masks find, one for each figure: the order of ``lsdata.rows.rank``.

    Parameters
    ----------
    tables : as read.
    """

    def __init__(self, tables: Tables):
        self.figures = tables["figures"]
        told = self.figures[self.figures.measure != "plan_target"]
        ends = {p: Period.parse(p).end for p in told.time_period.unique()}
        newest = told.time_period.map(ends).groupby(told.source_id).max().to_dict()
        sources = tables["sources"]
        days = [counts_from(r, newest.get(r["source_id"])) or date.min for r in sources.to_dict("records")]
        self.sources = sources[["source_id", "authority"]].assign(day=[-day.toordinal() for day in days])

    def find(self, **wanted: str | list[str]) -> pd.DataFrame:
        """Rows whose columns hold one of the codes, chosen."""
        fits = pd.Series(True, index=self.figures.index)
        for column, codes in wanted.items():
            fits &= self.figures[column].isin([codes] if isinstance(codes, str) else codes)
        f = self.figures[fits].merge(self.sources, on="source_id")
        f = f[f.authority != "unverified"]
        f = f.assign(
            partial=f.covers_to != "",
            state=f.obs_status.map(STATUS_ORDER.index),
            kind=f.authority.map(AUTHORITY_ORDER.index),
            fine=f.unit_mult.astype(int) - f.decimals.astype(int),
        ).sort_values(["partial", "state", "kind", "day", "fine", "source_id"])  # fmt: skip
        best = f.drop_duplicates(KEY)
        return best[~self._outdated(best, f[f.measure == "level"])]

    @staticmethod
    def _outdated(best: pd.DataFrame, levels: pd.DataFrame) -> pd.Series:
        """Percentages whose own source's level is not the one of today, whatever rounding permits."""
        scale = 10.0 ** levels.unit_mult.astype(int)
        half = 0.5 * 10.0 ** -levels.decimals.astype(int)
        value = levels.obs_value.astype(float)
        ends = levels[[*KEY[:3], "source_id"]].assign(low=(value - half) * scale, high=(value + half) * scale)
        now = ends.drop_duplicates(KEY[:3]).drop(columns="source_id")
        both = best.merge(ends, how="left", on=[*KEY[:3], "source_id"]).merge(
            now, how="left", on=KEY[:3], suffixes=("", "_now")
        )
        apart = (both.low > both.high_now) | (both.high < both.low_now)
        return (apart & both.measure.isin(BESIDE_A_LEVEL)).set_axis(best.index)
