"""An answer, marked: right, or the slip that leads to it.

Right is what lies in the key's interval or equals it rounded. Then the exercise's own slips are tried, then those that any
number may suffer from: sign, scale, too few digits, near. The zones of answer and slips never overlap, so that no order of
trying can let a wrong answer pass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import numerals
from . import answers, programs
from .keys import Key, key

if TYPE_CHECKING:
    from .exercises import Exercise

NEAR = 0.03  # share of the answer within which a wrong number is called near it
UNITS = {  # words after a number that name the unit of an answer, as they are recognised
    "percent": ("%", "phan tram", "per cent", "percent"),
    "points": ("diem phan tram", "diem %", "percentage points", "percentage point", "points", "pp"),
    "times": ("lan", "times"),
}


def mark(q: Exercise, answer: object) -> str:
    """``""`` where an answer is right, else the name of the slip.

    Raises
    ------
    ParameterError : no answer of the kind that is asked for.
    """
    if answers.empty(answer):
        return "empty"
    if "program" in q.rule:
        return programs.mark(q, answer)
    if q.choices:
        return _choice(answers.word(answer, q.choices, q.lang), str(q.answer))
    right = key(q.data, q.case, q.rule, q.rule["key"])
    x = answers.number(answer, q.lang, q.mult)
    if right.holds(x):
        return "" if answers.unit(answer, q.lang) in ("", *_units(q)) else "unit"
    slips = {slip: key(q.data, q.case, q.rule, formula) for slip, formula in q.rule["mistakes"].items()}
    return _slip(x, right, slips, percent=q.rule["unit"] in ("percent", "points"))


def _slip(x: float, right: Key, slips: dict[str, Key], *, percent: bool) -> str:
    """The slip that a wrong number comes from."""
    if percent and right.holds(100 * x):
        return "fraction"
    for same in (x, -x, 100 * x) if percent else (x, -x):  # a fall is printed with its minus, and asked without it
        if found := next((slip for slip, k in slips.items() if k.holds(same)), ""):
            return found
    tried = {
        "sign": right.holds(-x), "scale": any(right.holds(x * 10.0**n) for n in answers.THOUSANDS),
        "coarse": any(abs(x - float(numerals.rounded(right.value, n))) < 1e-9 for n in range(right.decimals)),
        "near": abs(x - right.value) <= NEAR * abs(right.value),
    }  # fmt: skip
    return next((slip for slip, found in tried.items() if found), "unsure")


def _units(q: Exercise) -> list[str]:
    """Words that name the unit of an exercise's answer, in either language, as they are recognised."""
    kind = "percent" if q.unit == "%" else q.rule["unit"]
    if kind in UNITS:
        return list(UNITS[kind])
    names = q.data.units[q.case.lead["unit_measure"]]
    return [answers.plain(names[k]) for k in ("name_vi", "name_en", "name_en_one")]


def _choice(said: str, right: str) -> str:
    order = ("below", "on", "above")
    if said == right:
        return ""
    if "met" in (said, right):
        return "is_met" if right == "met" else "not_met"
    return "too_low" if order.index(said) < order.index(right) else "too_high"
