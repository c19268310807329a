"""What is told of a crop: its area, yield and output are of its season, and so of one year, whichever month tells them."""

from __future__ import annotations

import re
from itertools import pairwise

from ..periods import Period
from .catalogue import Catalogue
from .clauses import Clause
from .context import Context, Line
from .fitting import YEAR, lasting, lost
from .items import Phrases
from .measures import Measured
from .prose import Prose
from .saying import Said
from .timing import own_time
from .units import MONEY
from .words import key, keys

_SEASON = re.compile(
    r"\b(?:vụ|lúa|ngô|rau|lạc|khoai|đậu|cây)\b.{0,30}\b(?:xuân|mùa|hè|thu(?! (?:hoạch|nhập|ngân|hút|mua|được))|đông|thu đông)\b",
    re.IGNORECASE,
)
_SEASON_EN = re.compile(
    r"\b(?:winter[-–]spring|summer[-–]autumn|autumn[-–]winter|spring|main[- ]season)\b.{0,24}\b(?:rice|paddy|maize|crops?)\b",
    re.IGNORECASE,
)
_YIELDS = {"quintals_per_ha": 200, "tonnes_per_ha": 20}  # more is of ponds
_WATER = frozenset(key(w) for w in "tôm cá ao nuôi muối shrimp fish catfish pangasius ponds salt".split())
_WITHIN = (key("trong"),), ("in",)
_IN_PART = frozenset(("harvested", "lost", "damaged", "affected", key("gặt")))  # so far, of a crop
_HARVEST = Phrases(keys("thu hoạch"))


def note(
    context: Context,
    clause: Clause,
    s: Said,
    line: Line,
    prose: Prose,
    period: Period | None,
    *,
    unit: str,
    fresh: bool,
) -> None:
    """Note whether the sentence speaks of a crop of a season, and whether a month or a quarter is told with it."""
    line.dated = _dated(clause, s) or (line.dated and own_time(s) is None)
    own = unit in ("ha", "tonnes", "quintals_per_ha", "tonnes_per_ha")
    behind = clause.after[-1].end if clause.after else clause.number.end
    whole = own and not (_in_part((*clause.words, *clause.behind)) or lost(clause))
    if whole and _SEASON_EN.search(prose.text, clause.number.start, behind):
        line.crop = True  # "48,215 ha of winter-spring rice"
        context.season = context.season or (period.of_year if period is not None else None)
        return
    if own and _seasonal(context, clause, prose):
        line.crop = True
    elif (fresh and not (own and any("within" in i.roles for i in clause.before))) or unit in MONEY or lasting(clause):
        line.crop = False


def of_a_year(
    catalogue: Catalogue, context: Context, clause: Clause, s: Said, line: Line, m: Measured, code: str, period: Period, covers_to: str
) -> bool:  # fmt: skip
    """True of a figure of a crop that is its year's, though a part of the year is told."""
    so_far = bool(covers_to) and _in_part(clause.words)
    if period.months >= YEAR or so_far or line.dated or lost(clause):
        return False
    told = line.crop and own_time(s) is None and not covers_to
    return told or _of_season(catalogue, code, context.subject_text) or _yields(clause, m)


def _seasonal(context: Context, clause: Clause, prose: Prose) -> bool:
    """True where the words before a number, or its subject, name the season of a crop."""
    start, end = clause.before[0].start if clause.before else clause.number.start, clause.number.start
    told = _SEASON.search(prose.text, start, end) or _SEASON_EN.search(prose.text, start, end)
    return bool(told or _SEASON.search(context.subject_text))


def _of_season(catalogue: Catalogue, code: str, words: str) -> bool:
    """True of the figures of a crop season: they are of its year, whichever month tells them."""
    return bool(catalogue.data.indicators[code]["season"] if code else _SEASON.search(words))


def _dated(clause: Clause, s: Said) -> bool:
    """True of what is told within a month or a quarter: "diện tích đất cày ải trong tháng 2 năm 2023 ước tính …"."""
    if not (s.before_times or s.after_times):
        return False
    told = own_time(s)
    aimed = s.target and told is not None and told.shape == "quarter"  # "Quý II: phấn đấu xuống giống 180.000 ha"
    return aimed or any(
        item.kind == "time" and item.value.shape in ("month", "quarter") and item.value.year is not None
        for led, item in pairwise(clause.before)
        if led.keys in _WITHIN
    )


def _yields(clause: Clause, m: Measured) -> bool:
    """True of the yield of a crop, that is its year's: "năng suất 14,7 tạ/ha", not of ponds."""
    least = 1 if m.unit == "tonnes_per_ha" and m.measure == "level" else 0
    usual = m.unit in _YIELDS and least <= abs(m.value) < _YIELDS[m.unit] and not clause.number.value.per
    return usual and _WATER.isdisjoint((*clause.words, *clause.behind))


def _in_part(words: tuple[str, ...]) -> bool:
    """True of words for a part of a crop: what is harvested so far, what is lost of it."""
    return not _IN_PART.isdisjoint(words) or _HARVEST.stand(words)
