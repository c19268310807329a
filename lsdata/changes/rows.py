"""What changed as plain data for JSON, and as frames: figures and claims, a row each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..facts import Fact
from ..wording import flat
from .claims import Claim
from .figures import State

if TYPE_CHECKING:
    import pandas as pd

    from .compare import Changes

SCHEMA = 1
DIGITS = 9  # of a difference: what floats leave behind is not told
ABOUT = ("area", "sector", "indicator", "period", "measure", "plan_by")
SAID = ("says", "text", "facts")
PRINTED = ("text", "value", "unit", "status", "source_id", "published", "fact")


def plain(c: Changes) -> dict:
    """All of it, in an order that is the same for the same inputs.

    Returns
    -------
    dict : ``schema, lang, summary``; ``before, after``: ``name`` (what it is called here), ``package, version, as_of``
        (empty: all); ``areas, periods`` (empty: all), ``sectors, counts``; ``claims``: ``change`` (flipped, headline, dropped), ``kind``, what it is about, ``before``
        and ``after`` (None: dropped) with ``says`` (a code), ``word``, ``text`` (the sentence), ``facts`` (ids); ``figures``:
        ``change`` (revised, entered, withdrawn, restated, new), what it is about, ``before`` and ``after`` (None: there is none)
        with ``fact`` (its id), ``text, value, low, high, unit, status, source_id, published``; ``difference`` (None, or
        ``value, low, high, unit, text``), ``within_rounding``, ``reason``.
    """
    return {
        "schema": SCHEMA, "lang": c.lang, "summary": c.summary, "before": _state(c.before), "after": _state(c.after),
        "areas": list(c.areas), "periods": [p.code for p in c.periods], "sectors": list(c.sectors), "counts": dict(c.counts),
        "claims": [
            {"change": t.change, "kind": t.before.kind} | {k: getattr(t.before, k) for k in ABOUT}
            | {"before": _said(t.before), "after": _said(t.after)} for t in c.turns
        ],
        "figures": [
            {"change": f.change} | {k: f.sector if k == "sector" else str(getattr(f.fact, k)) for k in ABOUT}
            | {
                "before": _printed(c.before, f.before), "after": _printed(c.after, f.after), "difference": _number(f.difference),
                "within_rounding": f.within, "reason": f.reason,
            } for f in c.moved
        ],
    }  # fmt: skip


def figures(c: Changes) -> pd.DataFrame:
    """See ``Changes.figures``."""
    rows = [_beside(r, PRINTED) | _gap(r["difference"]) for r in plain(c)["figures"]]
    return _frame(
        rows, ["change", *ABOUT, *_sided(PRINTED), "difference", "difference_unit", "within_rounding", "reason"]
    )


def claims(c: Changes) -> pd.DataFrame:
    """See ``Changes.claims``."""
    return _frame([_beside(r, SAID) for r in plain(c)["claims"]], ["change", "kind", *ABOUT, *_sided(SAID)])


def _sided(shown: tuple[str, ...]) -> list[str]:
    return [f"{side}_{k}" for side in ("before", "after") for k in shown]


def _beside(row: dict, shown: tuple[str, ...]) -> dict:
    """A row with both states in columns."""
    return row | {f"{side}_{k}": (row[side] or {}).get(k) for side in ("before", "after") for k in shown}


def _gap(difference: dict | None) -> dict:
    return {"difference": (difference or {}).get("value"), "difference_unit": (difference or {}).get("unit")}


def _frame(rows: list[dict], columns: list[str]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(rows, columns=columns)


def _state(s: State) -> dict:
    return {
        "name": s.name,
        "package": str(s.data.about.get("name", "")),
        "version": str(s.data.about.get("version", "")),
        "as_of": s.as_of,
    }


def _said(claim: Claim | None) -> dict | None:
    if claim is None:
        return None
    return {"says": claim.says, "word": claim.word, "text": flat(claim.runs), "facts": [f.id for f in claim.facts]}


def _number(f: Fact | None) -> dict | None:
    if f is None:
        return None
    ends = {k: round(getattr(f, k), DIGITS) for k in ("value", "low", "high")}
    return ends | {"unit": f.unit, "text": f.text("table")}


def _printed(s: State, f: Fact | None) -> dict | None:
    if f is None:
        return None
    source = {"status": f.status, "source_id": f.source_id, "published": s.published(f)}
    return {
        "fact": f.id,
        "text": f.text("printed"),
        "value": f.value,
        "low": f.low,
        "high": f.high,
        "unit": f.unit,
    } | source
