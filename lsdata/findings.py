"""What a check of the figures found, in words: what disagrees, by how much, which sources, what would repair it.

``check`` gives it as a frame, one row a finding; the sentences are those of ``explaining``.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from . import explaining, numerals
from .checks.judging import HOLDS, OUTCOMES, REVISED, UNJUDGED, Judged, apart
from .checks.repair import Repair
from .checks.rules import SEVERITIES, rules
from .checks.survey import Found, Survey, survey
from .dataset import Dataset, check_as_of, load
from .explaining import sentence
from .facts import Fact
from .narrative import Voice
from .wording import check_language, flat

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "finding severity outcome rule area indicator period measure text gap unit sources figures repair group known "
    "acknowledged_on".split()
)
SETS = 4  # sets of figures that a repair shows


def check(
    data: Dataset | str | None = None, *, area=(), indicator=(), as_of: str = "", lang: str = "en", unverified: bool = False,
    holding: bool = False,
) -> pd.DataFrame:  # fmt: skip
    """What in published figures does not agree, whatever rounding permits.

    Parameters
    ----------
    data : data set, or folder or workbook of a package; default: as ``load``.
    area, indicator : codes; none: all.
    as_of : day of knowledge (``2020-07-13``); empty: all that the package holds.
    lang : ``vi`` or ``en``: of the texts.
    unverified : also figures of sources that nobody vouches for.
    holding : also comparisons that hold, and those that cannot be judged because a figure is missing.

    Returns
    -------
    DataFrame : one row a finding, the most severe first: finding (its name, as an acknowledgement writes it), severity
        (error, warning, information: two vintages), outcome (fails, revised; holds, unjudged), rule, area, indicator, period
        and measure of the figure it is about, text, gap (beyond what rounding permits) and its unit, sources and figures
        (ids, by spaces), repair (the fewest figures whose change would mend it, sets by ``|``), group (the same for findings
        that share figures), known (the reason, where it is acknowledged), acknowledged_on. ``frame.attrs["counts"]`` says how
        many comparisons of each rule had which outcome.

    Raises
    ------
    UnknownName, ParameterError : a code or day that does not exist.

    Example
    -------
    >>> import lsdata
    >>> f = lsdata.check(indicator="trade_turnover_total", area="VN-09")
    >>> f[f.outcome == "fails"].finding.iloc[0]
    'growth:VN-09.trade_turnover_total.2023-S1.yoy_pct@vnaplus-en-2023-07'
    """
    import pandas as pd

    data = data if isinstance(data, Dataset) else load(data)
    found = checked(data, area=area, indicator=indicator, as_of=as_of, unverified=unverified)
    voice = Voice(data, check_language(lang))
    rows = [record(voice, f, found) for f in found.found]
    if holding:
        rows += [record(voice, Found(j), found) for j in found.judged if j.outcome in (HOLDS, UNJUDGED)]
    rows = [r | {"repair": " | ".join(" ".join(figures) for figures in r["repair"])} for r in rows]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    frame.attrs["counts"] = {rule: dict(outcomes) for rule, outcomes in counts(found).items()}
    return frame


def checked(data: Dataset, *, area=(), indicator=(), as_of: str = "", unverified: bool = False) -> Survey:
    """The survey that ``check`` tells of; its codes are checked."""
    areas = [data.check("area", a) for a in ([area] if isinstance(area, str) and area else area)]
    codes = [
        data.check("indicator", i) for i in ([indicator] if isinstance(indicator, str) and indicator else indicator)
    ]
    return survey(data, areas=areas, indicators=codes, as_of=check_as_of(as_of), unverified=unverified)


def counts(found: Survey) -> dict[str, dict[str, int]]:
    """Rule -> outcome -> how many comparisons."""
    out: dict[str, dict[str, int]] = {}
    for (rule, outcome), n in sorted(found.counts.items()):
        out.setdefault(rule, {})[outcome] = n
    return out


def record(voice: Voice, f: Found, found: Survey) -> dict:
    """A finding as plain data, in the columns of ``check``; its ``repair`` is a list of sets, figure -> what it would have to
    be, from and to, in the scale it is printed in."""
    j, lead, known = f.judged, f.judged.lead, f.known or {}
    gap, unit = distance(voice, j, found)
    rows = [*j.rows.values(), *f.also]
    return {
        "finding": f.id, "severity": f.severity if j.outcome not in (HOLDS, UNJUDGED) else "", "outcome": j.outcome,
        "rule": j.rule.id, "area": lead["area"], "indicator": lead["indicator"], "period": lead["period"].code,
        "measure": lead["measure"], "text": _told(voice, f, found), "gap": gap, "unit": unit,
        "sources": " ".join(dict.fromkeys(r["source_id"] for r in rows)), "figures": " ".join(r["id"] for r in rows),
        "repair": [_needed(voice, r) for r in f.repairs], "group": f.group, "known": known.get(f"reason_{voice.lang}", ""),
        "acknowledged_on": known.get("acknowledged_on", ""),
    }  # fmt: skip


def _needed(voice: Voice, r: Repair) -> dict[str, list[float | None]]:
    """What each figure of a repair would have to be; None where there is no end."""
    out = {}
    for cell, ends in sorted(r.needed.items()):
        factor = 10.0 ** voice.data.by_id[cell]["mult"]
        out[cell] = [None if math.isinf(x) else float(f"{x / factor:.10g}") for x in ends]
    return out


def _told(voice: Voice, f: Found, found: Survey) -> str:
    j = f.judged
    if j.outcome == UNJUDGED:
        return f"{j.rule.words[f'name_{voice.lang}']}: {voice.word('check.unjudged').replace('{missing}', explaining.missing(voice, j))}"
    return j.rule.words[f"name_{voice.lang}"] if j.outcome == HOLDS else flat(sentence(voice, f, found.domain))


def distance(voice: Voice, j: Judged, found: Survey) -> tuple[float, str]:
    """How far a figure is from what the others imply for it, beyond rounding, and the unit of that; NaN where a finding is
    about one figure alone. The figure is the one that the rule is about; between two vintages the one that was revised."""
    if not j.formula or j.outcome == UNJUDGED:
        return math.nan, ""
    role = j.rule.soft if j.outcome == REVISED and j.rule.soft else j.rule.lead
    row = j.rows[role]
    gap = apart(j, found.domain, role) / 10.0 ** row["mult"]
    unit = "percentage_points" if row["unit_measure"] == "percent" else row["unit_measure"]
    return float(f"{gap:.6g}"), voice.data.unit(unit, row["mult"], voice.lang)


def lines(voice: Voice, r: dict) -> list[str]:
    """A finding as lines of text: what it is, what it says, its sources, what would repair it, its name.

    Parameters
    ----------
    r : as ``record`` gives it.
    """
    word = voice.word
    head = " · ".join((word(f"check.{r['severity']}"), rules()[r["rule"]].words[f"name_{voice.lang}"], r["area"]))
    out = [f"{head} · {word('check.known')}" if r["acknowledged_on"] else head, f"  {r['text']}."]
    if r["known"]:
        out.append(f"  {word('check.reason')}: {r['known']}")
    out.append(f"  {word('check.sources')}: {r['sources'].replace(' ', ', ')}")
    if r["repair"] and not r["known"]:
        several = any(len(figures) > 1 for figures in r["repair"])
        key = ("_all" if several else "") if len(r["repair"]) == 1 else "_ways" if several else "_any"
        out += [
            f"  {word(f'check.repair{key}')}:",
            *(f"    {x}" for figures in r["repair"][:SETS] for x in _set(voice, figures, alone=key == "_all")),
        ]
        if more := len(r["repair"]) - SETS:
            out += [f"    {word('check.more').replace('{n}', str(more))}"] if more > 0 else []
    return [*out, f"  {r['finding']}"]


def _set(voice: Voice, figures: dict[str, list[float | None]], *, alone: bool) -> list[str]:
    """A set of figures that a repair would change: one a line, with what it would have to be; ``alone``: there is no other."""
    out = [f"{_figure(voice, i)}: {_ends(voice, i, ends)} ({i})" for i, ends in figures.items()]
    if len(out) == 1 or alone:
        return out
    return [voice.word("check.together").replace("{n}", str(len(out))), *(f"  {x}" for x in out)]


def _figure(voice: Voice, figure: str) -> str:
    """A figure in words: indicator, period, measure, who published it."""
    row = voice.data.by_id[figure]
    name = f"{voice.short(row['indicator'])} {flat(voice.fill('check.in', P=voice.period(row['period'])))}"
    what = [] if row["measure"] == "level" else [voice.word("measure." + row["measure"])]
    return ", ".join((name, *what, voice.publisher(row["source_id"]).text))


def _ends(voice: Voice, figure: str, ends: list[float | None]) -> str:
    """From where to where a figure would have to be, with its unit."""
    row = voice.data.by_id[figure]
    decimals, unit = max(0, row["decimals"]) + 1, Fact.of(row, voice.data, voice.lang).unit
    low, high = ("" if x is None else numerals.number(x, decimals, voice.lang) for x in ends)
    key = "other" if not (low or high) else "most" if not low else "least" if not high else "one" if low == high else ""
    high = numerals.quantity(high, unit, "", voice.lang)  # of a range the unit stands at the upper end
    low = numerals.quantity(low, unit, "", voice.lang) if key else low
    return voice.word(f"check.needs_{key}" if key else "check.needs").replace("{low}", low).replace("{high}", high)


def together(records: list[dict]) -> list[dict]:
    """Findings in their order, but those that share figures right after the first of them."""
    groups: dict[int | str, list[dict]] = {}
    for r in records:
        groups.setdefault(r["group"] or r["finding"], []).append(r)
    return [r for own in groups.values() for r in own]


def unjudged(voice: Voice, found: Survey) -> list[str]:
    """What could not be judged: a line for each rule and what it would need, with the number of comparisons."""
    name = f"name_{voice.lang}"
    missing = Counter((j.rule.words[name], explaining.missing(voice, j)) for j in found.judged if j.outcome == UNJUDGED)
    pattern = voice.word("check.lacking")
    return [
        pattern.replace("{rule}", rule).replace("{n}", numerals.number(n, 0, voice.lang)).replace("{missing}", what)
        for (rule, what), n in sorted(missing.items())
    ]


def summary(voice: Voice, found: Survey) -> str:
    """How many findings there are, and how much was compared, in a line."""
    if not found.figures:
        return voice.word("check.nothing")
    n = {s: sum(f.severity == s for f in found.found) for s in SEVERITIES}
    outcomes = {o: sum(k for (_, outcome), k in found.counts.items() if outcome == o) for o in OUTCOMES}
    fields = n | outcomes | {"figures": found.figures, "known": sum(f.known is not None for f in found.found)}
    return flat(voice.fill("check.summary", **{k: numerals.number(v, 0, voice.lang) for k, v in fields.items()}))
