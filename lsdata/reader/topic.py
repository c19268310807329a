"""What a number is of: the subject of its clause or the one carried over, and the indicators it may be."""

from __future__ import annotations

from dataclasses import replace

from .amounts import Number
from .catalogue import JOINING, Catalogue
from .clauses import Clause
from .context import Context, Line
from .lists import Listed
from .prose import Prose
from .saying import CHANGES, Said
from .subjects import Subject, about, averaged, behind, counted, named
from .units import MONEY
from .words import key, keys

_NUMBER = set(keys("số lượng"))
_CAPITAL, _FIRMS = frozenset((key("vốn"), "capital")), frozenset(keys("doanh nghiệp"))


def subject(
    catalogue: Catalogue, clause: Clause, s: Said, listed: Listed | None, line: Line, *, first: bool
) -> tuple[Subject, bool]:
    """The subject of a number, and whether its clause names one of its own."""
    n: Number = clause.number.value
    if listed is not None and listed.subject is not None:
        return listed.subject, True
    if listed is not None and listed.back and listed.back <= len(line.subjects):
        return replace(line.subjects[-listed.back], gap=False), True
    if (
        not n.percent
        and not n.points
        and not n.times
        and not n.ordinal
        and s.verb != "rank"
        and n.unit not in MONEY
        and (found := counted(clause, catalogue))
        and not (_only_unit(found, clause) and named(clause, catalogue, first=first)[0].codes)
    ):
        return found, True
    if (named_behind := about(clause)) is not None:
        return _of_count(named_behind, clause, line, catalogue) or named_behind, True
    found, new = named(clause, catalogue, first=first)
    if (
        n.percent
        and not new
        and s.verb in ("", "level")
        and not s.equals
        and not s.plan
        and clause.after
        and (whole := behind(clause, catalogue))
    ):
        return whole, True  # "92% hộ được sử dụng điện lưới"
    return found, new


def _of_count(behind: Subject, clause: Clause, line: Line, catalogue: Catalogue) -> Subject | None:
    """One of the sentence's subjects by its kind: "tăng 12,4% về số doanh nghiệp và giảm 8,3% về vốn"."""
    if behind.codes:
        return None
    told = {k for item in clause.after for k in item.keys if item.start >= behind.start and item.end <= behind.end}
    units = ("VND", "USD") if told & _CAPITAL else ("enterprises",) if told >= _FIRMS or told == _NUMBER else ()
    known = catalogue.data.indicators
    return next((s for s in reversed(line.subjects) if s.codes and known[s.codes[0]]["unit_measure"] in units), None)


def _only_unit(found: Subject, clause: Clause) -> bool:
    """True where what stands behind a number is no more than its unit: "số hợp tác xã thành lập mới đạt 28 hợp tác xã"."""
    n: Number = clause.number.value
    return not found.gap and n.known_unit and len(clause.after[0].keys if clause.after else ()) <= len(n.words)


def codes(
    catalogue: Catalogue, context: Context, subject: Subject, new: bool, s: Said, prose: Prose, *, first: bool
) -> tuple[tuple[str, ...], list[str]]:
    """The indicators that a number may be of, and why they are not known."""
    if new:
        codes = subject.codes
        if s.average and (other := _averaged(prose.text[subject.start : subject.end], s, catalogue)):
            codes = other
        context.subject_text = prose.text[subject.start : subject.end]
        words = tuple(k for k in keys(context.subject_text) if k not in JOINING)
        if not codes and s.verb in CHANGES:
            codes = catalogue.growth(words)
        if codes:
            context.spoken = frozenset(words)
        elif words and context.spoken and (codes := catalogue.shortened(words, context.spoken)):
            context.subject, context.subject_codes = subject, codes
            return codes, ["subject_carried"]
        else:
            context.spoken = frozenset()
        known = catalogue.data.indicators
        short = () if codes else catalogue.short.get(words, ())
        if len(words) == 1 and context.sector == "services":
            short = tuple(c for c in short if known[c]["sector"] == context.sector)  # "revenue", of tourism
        context.subject, context.subject_codes = subject, codes or short
        return codes or short, [] if codes else ["short_name"] if short else ["subject_unknown"]
    codes = context.subject_codes
    if not context.subject:
        return (), ["subject_unknown"]
    if s.average and (other := _averaged(context.subject_text, s, catalogue)):
        codes = other
    return codes, ["subject_unknown"] if not codes else ["subject_carried"] if first else []


def _averaged(words: str, s: Said, catalogue: Catalogue) -> tuple[str, ...]:
    """The average of what a subject names; a growth "on average" is no income per head."""
    found = averaged(words, catalogue)
    return () if s.verb in CHANGES and any("_per_capita" in code for code in found) else found


def remember(catalogue: Catalogue, context: Context, codes: tuple[str, ...]) -> None:
    known = catalogue.data.indicators
    sectors = {known[c]["sector"] for c in codes}
    families = {c.split("_")[0] for c in codes}
    if len(sectors) == 1:
        context.sector = sectors.pop()
    if len(families) == 1:
        context.family = families.pop()
