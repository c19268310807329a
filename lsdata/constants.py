"""Numbers set by a decision for some years (``constants.csv``), put beside the figures that are read against them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import unknown
from .facts import Fact
from .periods import Period, known_by

if TYPE_CHECKING:
    import pandas as pd

    from .brief import Brief


def in_force(b: Brief, name: str, period: Period) -> dict | None:
    """The row of a constant in force at a period's end, its decision published by the day of knowledge; None: no such."""
    day, fit = period.end.isoformat(), None
    for r in b.data.tables["constants"]:
        told = known_by(r["published_on"])
        known = not b.as_of or (told is not None and told.isoformat() <= b.as_of)
        if r["constant"] == name and r["valid_from"] <= day <= (r["valid_to"] or day) and known:
            fit = r
    return fit


def beside(b: Brief, name: str, frame: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, Fact]]:
    """See ``Brief.constant``: the rows, and the facts they stand for."""
    import pandas as pd

    names = {r["constant"] for r in b.data.tables["constants"]}
    if name not in names:
        raise unknown("constant", name, names)
    out, facts = [], {}
    for r in frame.drop_duplicates(["area", "indicator", "period"]).to_dict("records"):
        period = Period.parse(r["period"])
        row = in_force(b, name, period)
        if row is None:
            continue
        value, decimals = float(row["value"]), len(row["value"].partition(".")[2])
        head = ".".join((r["area"], r["indicator"], r["period"].replace("/", "_"), name))
        fact = Fact(
            f"{head}@{row['valid_from']}", r["area"], r["indicator"], period, name, value, value, value,
            row[f"unit_{b.lang}"], decimals, b.lang, note=row[f"decision_{b.lang}"],
        )  # fmt: skip
        facts[fact.id] = fact
        out.append(
            r | {
                "fact": fact.id, "measure": name, "value": value, "low": value, "high": value, "unit": fact.unit, "status": "A", "source": "",
                "published": row["published_on"], "printed": fact.text(), "formula": "", "inputs": "",
            }
        )  # fmt: skip
    return (pd.DataFrame(out, columns=frame.columns) if out else frame.iloc[:0]), facts
