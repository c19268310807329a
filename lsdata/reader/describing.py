"""What a figure that was read says, in words: indicator, area, period, measure, value, and how sure the reading is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .. import facts, numerals
from ..narrative import Voice
from ..periods import Period, date_name
from ..tables import named
from .figure import Figure
from .words import unit_words

if TYPE_CHECKING:
    from .documents import Document

REASONS = (
    "subject_unknown subject_ambiguous subject_carried short_name period_unknown period_carried year_carried area_unknown area_local "
    "base_unsaid base_other measure_unknown unit_unknown unit_unlike points_as_percent "
    "printed_point several_readings table_head"
).split()  # why a reading is not high, each a key of [read] in the phrase files
OWN = "change change_pct change_pp growth_share_pct plan_gap".split()  # measures that the package has no place for
BASES = (
    "same previous_week previous_month previous_quarter previous_year december start_of_year area plan other".split()
)  # not settled to a period
TIMES = (
    "year half quarter month months week day years term season rest this now this_year to_now".split()
)  # as above: a base that names one
SIGNED = (*facts.CHANGES, "change", "change_pct", "change_pp", "plan_gap")


def locator(document: Document, f: Figure) -> str:
    """Where in its document a figure stands, as ``figures.csv`` says it."""
    return f.locator or document.locator(document.paragraphs[f.paragraph - 1])


def subject(voice: Voice, f: Figure) -> str:
    """The indicator by its name, whether what is told of it is planned or not; where it is not known, the words in quotes."""
    if f.indicator in voice.data.indicators:
        name = named(voice, f.indicator)
        short = name.removesuffix(f" ({voice.word('read.planned')})")
        return name if short == name or any(named(voice, i) == short for i in voice.data.indicators) else short
    return f"“{f.words or f.text}”"


def place(voice: Voice, f: Figure) -> str:
    """The area by its name; empty where it is not known."""
    return _area(voice, f.ref_area)


def _area(voice: Voice, code: str) -> str:
    row = voice.data.areas.get(code)
    return row[f"name_{voice.lang}"] if row else code


def period(voice: Voice, f: Figure, *, short: bool = True) -> str:
    """The period by its name, and the day it stops at before its end."""
    if not f.time_period:
        return voice.word("word.none")
    p = Period.parse(f.time_period)
    name = p.short(voice.lang) if short else p.name(voice.lang)
    if f.covers_to and f.covers_to != p.end.isoformat():
        day = date_name(f.covers_to, voice.lang)
        name += f" ({voice.word('read.to').replace('{D}', day)})"
    return name


def measure(voice: Voice, f: Figure) -> str:
    """What is printed, as heads of tables call it; whose plan; on which base."""
    if not f.measure:
        return voice.word("word.none")
    if f.measure == "yoy_pct" and f.time_period and not Period.parse(f.time_period).part:
        return voice.word("measure.yoy_average")
    own = next((key for t in ("read", "column") if voice.has(key := f"{t}.{f.measure}")), "")
    word = voice.word(own) if own else f.measure
    more = []
    if f.plan_by and f.indicator in voice.data.indicators:
        more.append(voice.plan_word(f))  # type: ignore[arg-type]  # it asks for indicator and plan_by alone
    if f.base and f.measure in OWN:
        more.append(voice.word("word.for_period").replace("{B}", _base(voice, f)))
    return f"{word} ({'; '.join(more)})" if more else word


def _base(voice: Voice, f: Figure) -> str:
    """What a change is measured from: a period, an area, a time that is not settled; else the words of the text in quotes."""
    if since := f.since:
        return since.short(voice.lang)
    base = f.base
    if base in voice.data.areas:
        return _area(voice, base)
    if base in BASES:
        return voice.word(f"read.from_{base}")
    return voice.word("read.from_period") if base in TIMES else f"“{base}”"


def value(voice: Voice, f: Figure) -> str:
    """The number with qualifier, scale and unit; a change with its sign; its status where it is not final."""
    signed = f.measure in SIGNED
    text = numerals.number(f.obs_value, f.decimals, voice.lang, signed=signed)
    if f.obs_value_upper is not None:
        text += "–" + numerals.number(f.obs_value_upper, f.decimals, voice.lang)
    if f.obs_total is not None:
        text += "/" + numerals.number(f.obs_total, 0, voice.lang)
    told = numerals.quantity(text, unit(voice, f), f.qualifier, voice.lang)
    return told + (
        f" ({voice.word(f'status.{f.obs_status}')})" if f.obs_status != "A" and f.measure != "plan_target" else ""
    )


def unit(voice: Voice, f: Figure) -> str:
    """Scale and unit in the language; a unit that the package does not know as it was printed."""
    known = voice.data.units
    if f.unit_measure in known:
        one = abs(f.obs_value) == 1 and f.decimals == 0 and f.obs_value_upper is None
        return numerals.unit_words(known[f.unit_measure], f.unit_mult, voice.lang, one=one)
    scale = numerals.SCALES[voice.lang].get(f.unit_mult, "")
    return f.unit or " ".join(x for x in (scale, unit_words(f.unit_measure, voice.lang)) if x)


def why(voice: Voice, f: Figure) -> str:
    """Why a reading is not high, in words."""
    return "; ".join(voice.word(f"read.{r}") for r in f.reasons)


def sureness(voice: Voice, f: Figure) -> str:
    """How sure a reading is, and why it is no surer."""
    return f"{voice.word(f'read.{f.sure}')}{': ' if f.reasons else ''}{why(voice, f)}"


def told(voice: Voice, f: Figure) -> tuple[str, str, str]:
    """A reading in words: what, where and when; which measure and value; how sure."""
    where = [x for x in (subject(voice, f), place(voice, f), period(voice, f, short=False)) if x]
    return ", ".join(where), f"{measure(voice, f)}: {value(voice, f)}", sureness(voice, f)


def stands(voice: Voice, document: Document, f: Figure) -> str:
    """Where in its document a figure stands, in words: ``đoạn 8``; ``bảng 1, dòng 3``."""
    return in_words(voice, locator(document, f))


def in_words(voice: Voice, where: str) -> str:
    """A locator in words: ``para 8`` as ``đoạn 8``."""
    words = where.split(" ")
    return " ".join(voice.word(f"read.{w}") if voice.has(f"read.{w}") else w for w in words)


def counts(figures: Iterable[Figure]) -> dict[str, int]:
    """How many figures there are, how many the package has a place for, how many of these are not sure, how many it has none for."""
    figures = list(figures)
    placed = [f for f in figures if f.placed]
    unsure = sum(f.sure == "low" for f in placed)
    return {"n": len(figures), "placed": len(placed), "unsure": unsure, "unknown": len(figures) - len(placed)}


def summary(voice: Voice, figures: Iterable[Figure]) -> str:
    """The counts in a line: ``6 số liệu; 5 xác định được, trong đó 1 cần xem lại (?); 1 chưa có chỗ trong bộ số liệu``."""
    found = counts(figures)
    if not found["n"]:
        return voice.word("read.nothing")
    told = {
        k: voice.word("read.count_one" if k == "n" and n == 1 else f"read.count_{k}").replace(
            "{n}", numerals.number(n, 0, voice.lang)
        )
        for k, n in found.items()
        if n
    }
    placed = ", ".join(told[k] for k in ("placed", "unsure") if k in told)
    return "; ".join(x for x in (told["n"], placed, told.get("unknown", "")) if x)
