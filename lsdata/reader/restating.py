"""What a measure becomes by words that a clause alone does not weigh: part of a plan, share, index, rate."""

from __future__ import annotations

import re

from . import provisos
from .behind import OF_THEM
from .clauses import Clause
from .context import Context, Line
from .measures import Measured
from .prose import Prose
from .saying import Said
from .words import key

_RATES = {"poor_households": "poverty_rate", "near_poor_households": "near_poverty_rate"}
_OR, _CAME_FROM, _HALF = ("or",), ("came", "from"), 50
_COMPARED = re.compile(r"[^.;,]{0,40}(?:được so sánh| compared)\b")
_POOR = re.compile(r"(?i)hộ nghèo|poor households")
_CAPACITY = re.compile(r" (?:of (?:its|their) (?:\w+ )?capacity|(?:tổng )?(?:công suất|dung tích))\b")
_OF_GROWTH = re.compile(r" of (?:the |overall |total |its )?(?:GR?DP |economic )?growth\b")
_INFLATION = re.compile(r"(?i)(?:inflation|lạm phát(?: cơ bản)?)(?: bình quân)?$")
_OF_WHICH = " of which ", " of whom "
_OF_IT = (key("của"),)


def restated(
    context: Context, clause: Clause, s: Said, line: Line, prose: Prose, m: Measured, code: str, measure: str, *, kept: bool
) -> tuple[str, str]:  # fmt: skip
    """The indicator and the measure of a number, as what stands around it says.

    Parameters
    ----------
    code, measure : as its subject and its clause have them.
    kept : the subject is a known indicator, and none of public investment.
    """
    if measure not in ("level", "share_pct", "pct_of_plan"):
        return code, measure
    percent, end = clause.number.value.percent, clause.number.end
    if measure == "share_pct" and clause.words[-1:] == ("disbursed",):
        measure = "pct_of_plan"  # "disbursed 66.1% of their capital"
    part = measure == "level" or (measure == "share_pct" and clause.words[-1:] == _OR)
    if part and s.base is None and not s.counts and provisos.disbursed(context, clause, s, m, line, known=kept):
        measure = "pct_of_plan"
    if measure == "level" and m.unit == "percent" and context.hundred and m.value > _HALF:
        measure = "index"  # "IIP (same period of previous year = 100): July 108.4%"
    if m.unit == "rank" and _COMPARED.match(prose.text, end):
        code = ""  # "đứng thứ 2 trong 2 địa bàn được so sánh"
    cause = s.counts and percent and clause.before[-1:] and clause.before[-1].keys == _OF_IT
    if measure == "level" and not code and cause:
        measure = "share_pct"  # "nguyên nhân của 57,5% số vụ cháy"
    if measure == "level" and percent and prose.text.startswith(_OF_WHICH, end):
        measure = "share_pct"  # "61.5 percent of which concern fruit trees"
    if measure == "level" and percent and clause.words[-2:] == ("share", ":"):
        measure = "share_pct"  # "land use fees VND 2,950 billion (share: 31.8%)"
    if measure == "level" and percent and not code and _INFLATION.search(context.subject_text):
        measure = "yoy_pct"  # "core inflation was 4.5 percent"
    if measure in ("level", "share_pct") and percent and _OF_GROWTH.match(prose.text, end):
        measure = "growth_share_pct"
    if measure == "level" and percent and not code and clause.words[:2] in OF_THEM:
        measure = "share_pct"  # "of these 62 per cent made a profit"
    if measure == "pct_of_plan" and clause.behind[:2] == _CAME_FROM:
        measure = "share_pct"  # "…, 38.7% of the plan; 78.3% came from foreign-invested firms"
    if measure == "level" and not code and provisos.of_those(clause, s):
        measure = "share_pct"  # "93,6% hồ sơ nộp trực tuyến", "96 percent of communes met the standard"
    if measure == "share_pct" and code in ("", *_RATES) and _poor_of_all(context, clause, line):
        code, measure = _RATES.get(code, ""), "level"  # "còn 29.480 hộ nghèo, chiếm 16,8% tổng số hộ"
    if measure == "share_pct" and not code and _CAPACITY.match(prose.text, end):
        measure = "level"  # "operated at 112% of its capacity"
    return code, measure


def _poor_of_all(context: Context, clause: Clause, line: Line) -> bool:
    """True of the poor among all households, not of a part of the poor ones."""
    behind = set(clause.behind)
    few = clause.number.value.value < _HALF
    bare = few and (not clause.behind or clause.behind[0] == "(")
    alone = bare or (
        line.counts in ("households", "")
        and {key("hộ"), "households", "total"} & behind
        and not {key("nghèo"), "poor"} & behind
    )
    return bool(alone) and _POOR.search(context.subject_text) is not None
