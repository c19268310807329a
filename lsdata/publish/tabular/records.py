"""Every figure that a report prints, one a record: in words, in codes, as numbers with the decimals printed.

A record's values are those of the report: a published figure as its source prints it, a calculated one rounded as the
report prints it. Its ends are one digit finer, or as fine as tells a calculated figure's ends apart.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path

from lsdata import numerals

from ...dataset import MEASURES
from ...intervals import Interval
from ...periods import Period
from ..blocks import clean
from ..labels import capital

COLUMNS = {  # of the long table, in order -> kind of its values
    "area": "text", "indicator": "text", "period": "text", "measure": "text", "value": "number", "unit": "text",
    "lower": "number", "upper": "number", "printed": "text", "status": "text", "origin": "text", "how": "text",
    "covers_to": "date", "note": "text", "source": "count", "title": "text", "publisher": "text", "published": "text",
    "place": "text", "authority": "text", "address": "text", "citation": "text", "area_code": "text",
    "indicator_code": "text", "period_code": "text", "period_start": "date", "period_end": "date",
    "measure_code": "text", "plan_code": "text", "decimals": "count", "status_code": "text", "origin_code": "text",
    "source_code": "text", "fact": "text",
}  # fmt: skip


@lru_cache
def words(lang: str) -> dict:
    """Words of the data files in a language."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))[lang]


def text(value: object) -> str:
    """Words as one line that every format can hold, spaces as people type them."""
    return " ".join(clean(str(value or "")).split())


def records(report: dict) -> list[dict]:
    """The figures of a report in the order of indicators, areas and periods; keys are those of ``COLUMNS``, and ``more``.

    ``None`` stands where a figure has no such thing. ``more`` is the fact in the report JSON, ``digits`` the decimals of
    its ends.
    """
    sources = {s["source_id"]: s for s in report["sources"]}
    made = [_record(report, one, fact, sources) for one, fact in report["facts"].items()]
    places = _order(report)
    return sorted(made, key=lambda r: (places[r["indicator_code"]], *_place(report, r)))


def order(record: dict) -> int:
    """Place of a record's measure among the others: those of the data package first."""
    measure = record["measure_code"]
    return MEASURES.index(measure) if measure in MEASURES else len(MEASURES)


def citation(source: dict, lang: str) -> str:
    """A source as it is cited: publisher, title, date, address."""
    day = source["published_name"] or source["published"]
    said = words(lang)["citation"].format(publisher=source["publisher"], title=source["title"], day=day)
    return text(f"{said.replace('“”', '').replace(', .', '.').lstrip(', ')} {source['url']}")


def _record(report: dict, one: str, fact: dict, sources: dict[str, dict]) -> dict:
    lang, period = report["lang"], Period.parse(fact["period"])
    own = words(lang)
    calculated = bool(fact["formula"])
    source = {} if calculated else sources.get(fact["source_id"], {})
    origin = "calculated" if calculated else "published" if source else "given"
    digits = _digits(fact)
    told = {
        "area": fact["area"], "indicator": fact["name"], "period": period_name(fact["period_name"], lang), "measure": measure(fact, lang),
        "unit": fact["unit"], "printed": fact["printed"], "status": fact["status_name"], "origin": own[origin],
        "how": how(report, fact), "note": fact["note"], "title": source.get("title"),
        "publisher": source.get("publisher"), "published": source.get("published"), "place": fact["locator"],
        "authority": source.get("authority_name"), "address": source.get("url"), "area_code": fact["ref_area"],
        "citation": citation(source, lang) if source else "", "indicator_code": fact["indicator"],
        "period_code": period.code, "measure_code": fact["measure"], "plan_code": fact["plan_by"],
        "status_code": fact["status"], "origin_code": origin, "source_code": source.get("source_id"), "fact": one,
    }  # fmt: skip
    codes = {"area": fact["ref_area"], "indicator": fact["indicator"], "measure": fact["measure"]}
    return {name: text(value) or codes.get(name) for name, value in told.items()} | {
        "value": printed(fact["value"], fact["decimals"]), "lower": printed(fact["low"], digits),
        "upper": printed(fact["high"], digits), "decimals": fact["decimals"], "source": source.get("number"),
        "covers_to": _day(fact["covers_to"]), "period_start": period.start, "period_end": period.end,
        "digits": digits, "more": fact,
    }  # fmt: skip


def measure(fact: dict, lang: str) -> str:
    """What was measured, in words, and against whose plan."""
    own = words(lang)
    name = own["level"] if fact["measure"] == "level" else fact["measure_name"]
    whose = own.get(fact["plan_by"], "") if fact["plan_by"] else ""
    return capital(f"{name}, {whose}" if whose else name)


def period_name(name: str, lang: str) -> str:
    """A period as a cell of its own names it: a year alone is said as one, so that no number is stored as text."""
    said = text(name).removeprefix("the ")
    return capital(words(lang)["year"].format(year=said) if said.isdecimal() else said)


def how(report: dict, fact: dict) -> str:
    """Formula of a calculated figure with the figures it was calculated from; nothing for a published one."""
    numbers = {s["source_id"]: s["number"] for s in report["sources"]}
    inputs = []
    for one in (report["facts"][i] for i in fact["inputs"] if i in report["facts"]):
        number = None if one["formula"] else numbers.get(one["source_id"])
        inputs.append(f"{one['printed']} [{number}]" if number else one["printed"])
    if not fact["formula"] or not inputs:
        return fact["formula"]
    return words(report["lang"])["inputs"].format(formula=fact["formula"], inputs="; ".join(inputs))


def printed(value: float, decimals: int) -> float:
    """A number with the decimals printed, negative ones rounded to tens, hundreds."""
    return float(numerals.rounded(value, decimals))


def _digits(fact: dict) -> int:
    """Decimals of the ends of a figure's interval, as ``Fact.ends`` prints them."""
    if not fact["formula"]:
        return max(0, fact["decimals"] + 1)
    return max(0, numerals.decimals_held(Interval(fact["low"], fact["high"]) * 0.5, most=2))


def _day(text: str) -> date | None:
    """A day; None for a month, a year or nothing."""
    return date.fromisoformat(text) if len(text) == len("2020-07-13") else None


def _order(report: dict) -> dict[str, int]:
    """Indicators in the order in which the report cites their sources, those of its first numbers before all."""
    facts: dict[str, dict] = report["facts"]
    first = [facts[n["fact"]]["indicator"] for n in report["numbers"] if n["fact"] in facts]
    cited: Iterable[dict] = sorted(facts.values(), key=lambda f: (f["source"] is None, f["source"], f["indicator"]))
    return {one: place for place, one in enumerate(dict.fromkeys([*first, *(f["indicator"] for f in cited)]))}


def _place(report: dict, record: dict) -> tuple:
    own = record["area_code"] != report["area"]
    period = (record["period_end"], record["period_start"])
    return own, record["area_code"], period, record["origin_code"] == "calculated", order(record), record["fact"]
