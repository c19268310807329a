"""Frames of typed rows that cannot mislead: one unit an indicator and measure, periods that may be compared.

Columns: fact, area, indicator, name, period (SDMX), start, end (days), months, measure, value, unit, low, high (what
rounding permits), status, source, published, printed (as its source prints it), formula, inputs, plan_by. One row is
one figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from .errors import ParameterError
from .facts import Fact
from .periods import Period

if TYPE_CHECKING:
    import pandas as pd

    from .dataset import Dataset

COLUMNS = tuple(
    "fact area indicator name period start end months measure value unit low high status source published printed "
    "formula inputs plan_by".split()
)
_EMPTY = {  # so that an empty frame computes like any other
    "value": float, "low": float, "high": float, "months": int, "start": "datetime64[ns]", "end": "datetime64[ns]",
}  # fmt: skip
_LIKE = re.compile(r"|ytd|year|half|quarter|month|Y|S[12]|Q[1-4]|M(0[1-9]|1[0-2])|(\d\d-01/)?P\d+M")


def frame(data: Dataset, rows: Iterable[dict], lang: str):
    """DataFrame of typed rows of a data set, names and units in a language."""
    import pandas as pd

    out = []
    for r in rows:
        scale, unit = _common_unit(data, r, lang)
        p = r["period"]
        out.append(
            [
                r["id"], r["area"], r["indicator"], data.indicators[r["indicator"]][f"name_{lang}"], p.code, pd.Timestamp(p.start),
                pd.Timestamp(p.end), p.months, r["measure"], r["value"] * scale, unit, r["low"] * scale, r["high"] * scale, r["status"],
                r["source_id"], data.sources[r["source_id"]]["published_on"], Fact.of(r, data, lang).text("printed"), "", "", r["plan_by"],
            ]
        )  # fmt: skip
    f = pd.DataFrame(out, columns=COLUMNS)
    f.attrs = kinds(data)
    return f if out else f.astype(_EMPTY)


def kinds(data: Dataset) -> dict:
    """What a frame carries of its indicators beside its columns: which are flows, and the season of those that have one."""
    own = data.indicators
    seasons = {i: r["season"] for i, r in own.items() if r["season"]}
    return {"flows": [i for i, r in own.items() if r["kind"] == "flow"], "seasons": seasons}


def records(frame: pd.DataFrame) -> list[dict]:
    """Rows of a frame as dicts: what ``to_dict("records")`` gives, which reads the frame column by column and slowly."""
    names = list(frame.columns)
    return [dict(zip(names, row, strict=True)) for row in frame.to_numpy(dtype=object).tolist()]


def own_mult(data: Dataset, row: dict) -> int:
    """Power of ten that frames show a row in: its indicator's own, where it is printed in the indicator's unit."""
    own = data.indicators[row["indicator"]]
    return int(own["unit_mult"]) if row["unit_measure"] == own["unit_measure"] else row["mult"]


def _common_unit(data: Dataset, row: dict, lang: str) -> tuple[float, str]:
    """Factor from the printed scale to the indicator's own, and the unit's name in it."""
    mult = own_mult(data, row)
    return 10.0 ** (row["mult"] - mult), data.unit(row["unit_measure"], mult, lang)


def lead_measures(data: Dataset, indicator: str) -> tuple[str, ...]:
    """Which measure speaks for an indicator: growth for growth rates, indices and sector accounts, else the level.

    A rate of which the data set holds levels, and neither changes nor an index, speaks by its level.
    """
    own, table = data.indicators[indicator], data.tables["figures"]
    if own["kind"] == "index" or (own["unit_measure"] == "percent" and own["kind"] in ("rate", "flow")):
        held = {table[n]["measure"] for n in data.by_id.at((), (indicator,))}
        if "level" not in held or not held.isdisjoint(("yoy_pct", "index")):
            return ("yoy_pct", "index")
    return ("level", "pct_of_plan", "yoy_pct")


def check_like(like: str) -> None:
    """Raises ParameterError where ``like`` names no kind of period."""
    if not _LIKE.fullmatch(like):
        raise ParameterError(
            f"like {like!r} is not a kind of period; write S1, Q2, M06, P9M, ytd, year, half, quarter or month"
        )


def comparable(period: Period, like: str) -> bool:
    """True where a period is of the kind that ``like`` names."""
    kinds = {"": True, "ytd": period.cumulative, "year": period.part == "Y", "half": period.part in ("S1", "S2")}
    kinds |= {"quarter": period.part[:1] == "Q", "month": period.part[:1] == "M"}
    return kinds.get(like, period.part == like)
