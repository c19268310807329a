"""The figures an exercise is set on: every case the data hold, and the one that belongs to a student.

A case names published figures as the exercise's formulas do: ``now`` and ``then``, ``level`` and ``pct_of_plan``. Which
figures make one is written in ``exercises.toml``; a new figure in the package is a new case.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..dataset import Dataset
from ..frames import own_mult
from ..intervals import Interval
from ..rows import STATUS_ORDER

Rows = dict[str, dict]


@dataclass(frozen=True)
class Case:
    """Figures of one exercise.

    Parameters
    ----------
    rows : name in the exercise's formulas -> typed row of the data set, the leading one first.
    day : date of knowledge that the question names; empty: none.
    """

    rows: Rows
    day: str = ""

    @property
    def id(self) -> str:
        return " ".join(r["id"] for r in self.rows.values())

    @property
    def lead(self) -> dict:
        return next(iter(self.rows.values()))


def operands(data: Dataset, case: Case, *, exact: bool) -> dict[str, tuple[float, Interval]]:
    """Value and rounding interval of each figure, in its indicator's own scale; ``half`` is half the lead's last digit.

    Parameters
    ----------
    exact : the printed values themselves are meant, not what rounding permits.
    """
    out = {}
    for name, r in case.rows.items():
        value, low, high = in_own_scale(data, r)
        out[name] = (value, Interval(value, value) if exact else Interval(low, high))
    half = 10.0 ** -case.lead["decimals"] / 2
    return out | {"half": (half, Interval(half, half))}


def in_own_scale(data: Dataset, r: dict) -> tuple[float, float, float]:
    """Value, low and high of a typed row in its indicator's own scale, as frames have them."""
    power = r["mult"] - own_mult(data, r)
    return tuple(round(x * 10.0**power, 9) for x in (r["value"], r["low"], r["high"]))


def cases(data: Dataset, rule: dict, as_of: str) -> list[Case]:
    """Every case of a rule that was known at a day, in a stable order; without a figure printed as a range.

    Parameters
    ----------
    rule : table of ``exercises.toml``: ``cases`` names the way figures are put together, ``limits`` the values allowed.
    """
    found = (c for c in _WAYS[rule["cases"]](data, rule, as_of) if all(r["upper"] is None for r in c.rows.values()))
    return sorted((c for c in found if _allowed(data, c, rule)), key=lambda c: c.id)


def _allowed(data: Dataset, case: Case, rule: dict) -> bool:
    """What a rule asks of its figures, beside how they are put together."""
    lead, known = case.lead, operands(data, case, exact=True)
    period = lead["period"]
    return (
        data.indicators[lead["indicator"]]["kind"] in rule.get("kinds", [data.indicators[lead["indicator"]]["kind"]])
        and lead["decimals"] in rule.get("decimals", [lead["decimals"]])
        and not (rule.get("plain") and any(r["qualifier"] for r in case.rows.values()))
        and rule.get("language", "") in ("", data.sources[lead["source_id"]]["language"])
        and rule.get("polarity", "") in ("", data.indicators[lead["indicator"]]["polarity"])
        and not (rule.get("running") and (not period.cumulative or period.part == "Y"))
        and all(low <= known[name][0] <= high for name, (low, high) in rule.get("limits", {}).items())
    )


def own(cases: list[Case], student: str, first: str) -> Case:
    """The case of a student: always the same for a name, and hardly ever another when the package grows.

    Parameters
    ----------
    student : any text; empty: the case whose id begins with ``first``, else the first one.
    """
    student = " ".join(unicodedata.normalize("NFC", student).split())  # one name, however a keyboard writes it
    if student:
        return max(cases, key=lambda c: hashlib.sha256(f"{student}\n{c.id}".encode()).digest())
    return next((c for c in cases if c.id.startswith(first)), cases[0])


# --- ways to put figures together ------------------------------------------------------------------------------------


def _place(data: Dataset, rule: dict, as_of: str) -> Iterator[Case]:
    """Measures of one indicator, area and period: ``measures``; with ``own_scale`` a level printed in the indicator's."""
    groups: dict[tuple, Rows] = {}
    rows = data.find(measure=rule["measures"], as_of=as_of)
    for r in rows:
        groups.setdefault((r["area"], r["indicator"], r["period"], r["plan_by"]), {})[r["measure"]] = r
    for (area, indicator, period, plan_by), group in groups.items():
        group = groups.get((area, indicator, period, ""), {}) | group if plan_by else group
        own = {int(data.indicators[indicator]["unit_mult"])} | {
            r["mult"] for r in group.values() if r["measure"] == "level"
        }
        if set(rule["measures"]) <= set(group) and (len(own) == 1 or not rule.get("own_scale")):
            yield Case({m: group[m] for m in rule["measures"]})


def _years(data: Dataset, rule: dict, as_of: str) -> Iterator[Case]:
    """One measure in a period and in the same period of the year before: ``now``, ``then``."""
    rows = data.find(measure=rule["measures"], as_of=as_of)
    known = {(r["area"], r["indicator"], r["measure"], r["plan_by"], r["period"]): r for r in rows}
    for (*what, period), now in known.items():
        then = known.get((*what, period.prior()))
        if then and period.part and period.part in rule.get("parts", [period.part]):
            yield Case({"now": now, "then": then})


def _named(data: Dataset, rule: dict, as_of: str) -> Iterator[Case]:
    """Figures of several indicators for one area and period: name -> indicators (the first that there is), measure, and
    ``country`` where the country's own figure may stand in. Each indicator of the leading name makes a case."""
    wanted = {name: (codes.split(), *rest) for name, (codes, *rest) in rule["figures"].items()}
    lead, measure, *_ = next(iter(wanted.values()))
    codes = {c for some, *_ in wanted.values() for c in some if c in data.indicators}
    rows = data.find(indicator=codes, as_of=as_of) if codes else []
    known = {(r["area"], r["indicator"], r["measure"], r["period"]): r for r in rows if not r["plan_by"]}
    for area, indicator, period in [(a, i, p) for a, i, m, p in known if i in lead and m == measure]:
        found: Rows = {}
        for name, (some, what, *stand_in) in wanted.items():
            places = [area, data.areas[area]["parent"]] if stand_in else [area]
            keys = [(p, i, what, period) for p in places for i in ([indicator] if some is lead else some)]
            row = next((known[k] for k in keys if k in known), None)
            found |= {name: row} if row else {}
        if len(found) == len(wanted):
            yield Case(found)


def _vintages(data: Dataset, rule: dict, as_of: str) -> Iterator[Case]:
    """One figure as it was known on a day, and as a later source prints it: ``early``, ``late``, and the day."""
    every: dict[tuple, list[dict]] = {}
    for r in data.find(measure=rule["measures"], as_of=as_of, vintages=True):
        day = data.sources[r["source_id"]]["known_by"]
        if day and not r["covers_to"]:
            every.setdefault((r["area"], r["indicator"], r["period"], r["measure"], r["plan_by"]), []).append(
                r | {"day": day}
            )
    for rows in every.values():
        for early, late in pairwise(sorted(rows, key=lambda r: (r["day"], r["source_id"]))):
            later = early["day"] < late["day"] and STATUS_ORDER.index(late["status"]) <= STATUS_ORDER.index(
                early["status"]
            )
            if later and early["mult"] == late["mult"] and early["value"] != late["value"]:
                day = early["day"].isoformat()
                then = data.find(area=early["area"], indicator=early["indicator"], period=early["period"], as_of=day)
                if early["id"] in {r["id"] for r in then}:
                    yield Case({"early": data.by_id[early["id"]], "late": data.by_id[late["id"]]}, day)


def _plans(data: Dataset, rule: dict, as_of: str) -> Iterator[Case]:
    """Level and % of plan in the same part of two years: ``now``, ``now_pct``, ``then``, ``then_pct``."""
    rule = {"measures": ["level", "pct_of_plan"]}
    found = list(_place(data, rule, as_of))
    for a in found:
        for b in found:
            p, q = a.lead["period"], b.lead["period"]
            same = (a.lead["area"], a.lead["indicator"], p.part) == (b.lead["area"], b.lead["indicator"], q.part)
            same = same and a.rows["pct_of_plan"]["plan_by"] == b.rows["pct_of_plan"]["plan_by"]
            if same and q < p and p.part:
                now, then = a.rows, b.rows
                yield Case(
                    {
                        "now": now["level"],
                        "now_pct": now["pct_of_plan"],
                        "then": then["level"],
                        "then_pct": then["pct_of_plan"],
                    }
                )


_WAYS = {"place": _place, "years": _years, "named": _named, "vintages": _vintages, "plans": _plans}
