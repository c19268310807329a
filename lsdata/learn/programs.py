"""Exercises whose answer is a program: a notebook with parameters, and what its runs gave."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ParameterError, PeriodError, ReportError
from ..periods import Period
from ..run import notebook as notebooks
from . import answers
from .cases import in_own_scale

if TYPE_CHECKING:
    from ..dataset import Dataset
    from .cases import Case
    from .exercises import Exercise

ASKED = ("area", "period")
SOME_PERIODS = 3  # the question names so many, and the case's own among them
TAG, INJECTED = "parameters", "injected-parameters"
_PROVINCE = re.compile(r"VN-\d\d(-\d{4})?")
_SHOWS = ("print", "display")


def runs(data: Dataset, case: Case, as_of: str = "") -> dict[str, float]:
    """Level by period that runs of a notebook should give, in the indicator's unit: the case's period and those nearest
    to it, of a year at most; empty where there are too few or where they are all the same."""
    lead = case.lead
    rows = data.find(indicator=lead["indicator"], area=lead["area"], measure="level", as_of=as_of)
    levels = {r["period"]: in_own_scale(data, r)[0] for r in rows if r["period"].months <= 12}
    near = sorted(levels, key=lambda p: (abs((p.end - lead["period"].end).days), p.code))[:SOME_PERIODS]
    found = {p.code: levels[p] for p in sorted(near)}
    return found if len(set(found.values())) == SOME_PERIODS else {}


def mark(q: Exercise, answer: object) -> str:
    """The name of what is wrong with a program or its results; empty where nothing is."""
    return _notebook(q, answer) if q.rule["program"] == "notebook" else _runs(q, answer)


# --- a notebook ------------------------------------------------------------------------------------------------------


def _notebook(q: Exercise, answer: object) -> str:
    """What is wrong with a notebook, given as a path, as the content of its file, or as ``nbformat`` made it."""
    if isinstance(answer, str) and answer.lstrip().startswith("{"):  # what nbformat.writes gives
        answer = answer.encode()
    if isinstance(answer, (str, Path)):
        try:
            answer = Path(answer).expanduser().read_bytes()
        except (OSError, RuntimeError, ValueError):  # none there, a folder, too long a name, no such user
            return "missing_file"
    try:
        nb = notebooks.read(answer if isinstance(answer, bytes) else json.dumps(answer).encode())
        cells = [c for c in nb.cells if c.cell_type == "code" and INJECTED not in _tags(c)]
    except (ReportError, AttributeError, TypeError, ValueError):
        return "not_a_notebook"
    tagged = [i for i, c in enumerate(cells) if TAG in _tags(c)]
    if not tagged:
        near = any(t.strip().casefold().startswith("param") for c in cells for t in _tags(c))
        return "misspelt_tag" if near else "no_tag"
    try:
        trees = [ast.parse(_python(c.source)) for c in cells]
    except SyntaxError:
        return "not_python"
    return _program(trees[tagged[0]], trees[tagged[0] + 1 :], q.case.lead["indicator"])


def _tags(cell) -> list[str]:
    return cell.metadata.get("tags", [])


def _python(source: str) -> str:
    """A cell without what only Jupyter understands (``%matplotlib inline``, ``!pip``, ``?``)."""
    from IPython.core.inputtransformer2 import TransformerManager

    return TransformerManager().transform_cell(source)


def _program(declared: ast.Module, later: list[ast.Module], indicator: str) -> str:
    """What is wrong with the cells: the one that is tagged, and those after it."""
    after, asked = [n for tree in later for n in ast.walk(tree)], set(ASKED)
    if not asked <= _names(ast.walk(declared), ast.Store):
        return "undeclared"
    inner = {id(n) for loop in after if isinstance(loop, ast.comprehension) for n in ast.walk(loop.target)}
    if asked & _names((n for n in after if id(n) not in inner), ast.Store):  # a comprehension keeps its names to itself
        return "overwritten"
    fixed = any(isinstance(n, ast.keyword) and n.arg in ASKED and isinstance(n.value, ast.Constant) for n in after)
    if fixed or any(_is_code(text) for text in _texts(after)):
        return "hard_coded"
    if not asked <= _names(after, ast.Load):
        return "unused"
    every = [*after, *ast.walk(declared)]
    mentioned = [*_texts(every), *(n.attr for n in every if isinstance(n, ast.Attribute))]  # data.indicators.CODE
    if not any(indicator in text for text in mentioned):
        return "other_indicator"
    return "" if any(_shows(tree) for tree in later) else "silent"


def _names(nodes, use: type[ast.expr_context]) -> set[str]:
    """Names that are assigned (``ast.Store``) or used (``ast.Load``)."""
    return {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, use)}


def _texts(nodes) -> list[str]:
    return [n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]


def _is_code(text: str) -> bool:
    """True for the code of a province or a period; the country may be named beside a province."""
    try:
        return bool(_PROVINCE.fullmatch(text)) or bool(Period.parse(text))
    except PeriodError:
        return False


def _shows(tree: ast.Module) -> bool:
    """True where a cell prints, or ends in a value."""
    called = {n.func.id for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
    return bool(called & set(_SHOWS)) or (bool(tree.body) and isinstance(tree.body[-1], ast.Expr))


# --- what its runs gave ----------------------------------------------------------------------------------------------


def _runs(q: Exercise, answer: object) -> str:
    right = runs(q.data, q.case, q.as_of)
    try:
        pairs = _pairs(answer)
        codes = {Period.parse(p).code: v for p, v in pairs.items()}
    except (PeriodError, TypeError, ValueError):
        return "not_a_dict"
    try:
        given = {p: answers.number(v, q.lang, q.mult) for p, v in codes.items()}
    except ParameterError:
        return "not_numbers"
    if not set(right) <= set(given):
        return "missing"
    if all(_same(given[p], right[p]) for p in right):
        return ""
    if len({given[p] for p in right}) == 1:
        return "same"
    if all(any(_same(given[p], x) for x in right.values()) for p in right):
        return "swapped"
    if any(_same(given[p] * 10.0**n, right[p]) for p in right for n in answers.THOUSANDS):
        return "wrong_scale"
    if any(_same(given[p] * Period.parse(p).months, right[p], 1e-3) for p in right):
        return "per_month"
    lead = q.case.lead
    rows = q.data.find(indicator=lead["indicator"], area=lead["area"], as_of=q.as_of)
    others = {(r["period"].code, r["value"]) for r in rows if r["measure"] != "level"}
    return "wrong_measure" if any(p in right and _same(given[p], x) for p, x in others) else "unsure"


def _pairs(answer: object) -> dict:
    """Period -> what was given for it: a dict, a Series, or a frame with a column ``period`` and ``value`` or ``level``."""
    columns = list(getattr(answer, "columns", ()))
    if "period" in columns:
        value = next((c for c in ("value", "level") if c in columns), None)
        return dict(zip(answer["period"], answer[value], strict=True)) if value else dict(answer)
    return dict(answer.to_dict() if hasattr(answer, "to_dict") else answer)


def _same(a: float, b: float, near: float = 1e-6) -> bool:
    return abs(a - b) <= near * max(1.0, abs(b))
