"""Numbers set by a decision for some years (``constants.csv``), put beside the figures that are read against them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import unknown
from .facts import Fact
from .frames import records
from .periods import Period, known_by

if TYPE_CHECKING:
    import pandas as pd

    from .selection import Selection


def in_force(b: Selection, name: str, period: Period) -> dict | None:
    """The row of a constant in force at a period's end, its decision published by the day of knowledge; None: no such."""
    day = period.end.isoformat()
    fit = [
        r
        for r in b.data.tables["constants"]
        if r["constant"] == name and r["valid_from"] <= day <= (r["valid_to"] or day)
    ]
    told = [r for r in fit if not b.as_of or (r["published_on"] and known_by(r["published_on"]).isoformat() <= b.as_of)]
    return told[-1] if told else None


def beside(b: Selection, name: str, frame: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, Fact]]:
    """See ``Brief.constant``: the rows, and the facts they stand for."""
    import pandas as pd

    names = {r["constant"] for r in b.data.tables["constants"]}
    if name not in names:
        raise unknown("constant", name, names)
    out, facts = [], {}
    for r in records(frame.drop_duplicates(["area", "indicator", "period"])):
        period = Period.parse(r["period"])
        if not (row := in_force(b, name, period)):
            continue
        head = ".".join((r["area"], r["indicator"], r["period"].replace("/", "_"), name))
        number = dict.fromkeys(("value", "low", "high"), float(row["value"]))
        fact = Fact(
            id=f"{head}@{row['valid_from']}", area=r["area"], indicator=r["indicator"], period=period, measure=name, **number,
            unit=row[f"unit_{b.lang}"], decimals=len(row["value"].partition(".")[2]), lang=b.lang, note=row[f"decision_{b.lang}"],
        )  # fmt: skip
        facts[fact.id] = fact
        said = {"fact": fact.id, "measure": name, "unit": fact.unit, "status": fact.status, "printed": fact.text()}
        out.append(r | number | said | {"published": row["published_on"], "source": "", "formula": "", "inputs": ""})
    return (pd.DataFrame(out, columns=frame.columns) if out else frame.iloc[:0]), facts
