"""What changed between two days of knowledge, or two data packages: figures, and the claims that no longer hold.

from lsdata.changes import diff

data = lsdata.load()
c = diff(data, data, ("2020-07-13", ""), period="2020-S1", lang="en")
c.summary, c.claims, c.figures
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

from .. import cards, evidence
from ..dataset import LATEST, Dataset, check_as_of
from ..errors import ParameterError, PeriodError
from ..headline import Question
from ..narrative import Voice
from ..periods import Period
from ..wording import check_language, flat
from . import held, rows, words
from .claims import Claim, claims
from .figures import CHANGES, Figure, State, figures

if TYPE_CHECKING:
    import pandas as pd

TURNS = ("flipped", "headline", "dropped")
MOST_NAMED = 12  # areas in the words of an error


@dataclass(frozen=True)
class Turn:
    """A claim that was made and is no longer: ``flipped`` (another thing is said), ``headline`` (worded otherwise),
    ``dropped`` (the figures for it are gone)."""

    change: str
    before: Claim
    after: Claim | None = None


def diff(
    before: Dataset,
    after: Dataset,
    as_of: tuple[str | date, str | date] = ("", ""),
    *,
    area: Iterable[str] | str = "",
    period: Iterable[str] | str = "",
    sector: Iterable[str] | str = (),
    lang: str = "vi",
    names: tuple[str, str] = ("", ""),
) -> Changes:
    """What changed from one state of knowledge to a later one.

    Parameters
    ----------
    before, after : two data sets, or the same one twice.
    as_of : day of knowledge of each; empty: all that it holds.
    area : code or codes; empty: the package's own; ``all``: every area that has figures. Growth rates of its country and
        neighbours, which it is compared with, come along.
    period : time period or periods; empty: all; ``latest``: the newest.
    sector : code or codes; empty: all.
    lang : language of the sentences, ``vi`` or ``en``.
    names : what two data sets are called; empty: by name or title of their packages, as far as these differ.

    Raises
    ------
    UnknownName, PeriodError, ParameterError : a code, period or day that is none; a first day after the second; an area
        without any figure.

    Example
    -------
    >>> import lsdata
    >>> data = lsdata.load()
    >>> c = diff(data, data, ("2020-07-13", ""), period="2020-S1", lang="en")
    >>> [(f.before.text("printed"), f.after.text("printed")) for f in c.moved if f.change == "revised"]
    [('1.81%', '1.74%')]
    """
    check_language(lang)
    first, last = (check_as_of(day) for day in as_of)
    if before is after and last and (first > last or not first):
        raise ParameterError(
            f"{first or 'all that the package holds'} is later than {last}; write the earlier day first"
        )
    called = _names(before, after, names)
    old, new = (
        State(d, day, Voice(d, lang), name) for d, day, name in zip((before, after), (first, last), called, strict=True)
    )
    sectors = [_known(old, new, "sector", s) for s in ([sector] if isinstance(sector, str) else sector) if s]
    areas = _areas(old, new, area)
    return Changes(old, new, areas, _periods(old, new, areas, period), sectors)


def _known(old: State, new: State, kind: str, code: str) -> str:
    """A code that one of the two data sets knows, or the error that says which there are."""
    return code if code in getattr(old.data, f"{kind}s") else new.data.check(kind, code)


def _names(before: Dataset, after: Dataset, names: tuple[str, str]) -> tuple[str, str]:
    """What two data sets are called: the first pair of names that tells them apart, else the name of both."""
    if before is after:
        return "", ""
    pairs = [names, *(tuple(str(d.about.get(k, "")) for d in (before, after)) for k in ("name", "title"))]
    return next((p for p in pairs if all(p) and p[0] != p[1]), next((p for p in pairs if all(p)), ("", "")))


def _areas(old: State, new: State, area: Iterable[str] | str) -> list[str]:
    wanted = [area] if isinstance(area, str) else list(area)
    having = {r["ref_area"] for s in (old, new) for r in s.data.tables["figures"]}
    known = [a for a in dict.fromkeys([*new.data.areas, *old.data.areas]) if a in having]
    if wanted == ["all"]:
        return known
    out = [_known(old, new, "area", a) for a in dict.fromkeys(a for a in wanted if a)] or [new.data.home[0]]
    if bare := [a for a in out if a not in having]:
        where = "the package" if old.data is new.data else "either package"
        few = ", ".join(known[:MOST_NAMED]) + (", …" if len(known) > MOST_NAMED else "")
        raise ParameterError(f"no figure of {', '.join(bare)} in {where}; areas with figures: {few or 'none'}")
    return out


def _periods(old: State, new: State, areas: list[str], period: Iterable[str] | str) -> list[Period]:
    wanted = [str(p) for p in ([period] if isinstance(period, str | int | Period) else period) if p]
    if not wanted:
        return []
    here = {p for s in (old, new) for a in areas if s.has(a) for p in evidence.periods(s.data, a, s.as_of)}
    out = []
    for text in wanted:
        p = evidence.period_of(new.data, areas[0], text, new.as_of) if text.lower() == LATEST else Period.parse(text)
        if p not in here:
            near = sorted(here, key=lambda x: (abs((x.end - p.end).days), x.code))[:4]
            hint = f"periods with figures nearby: {', '.join(x.code for x in sorted(near))}" if near else "no figures"
            raise PeriodError(f"neither side has figures of {', '.join(areas)} in {p.code}; {hint}")
        out.append(p)
    return sorted(set(out))


class Changes:
    """What changed: ``summary`` in a sentence, ``counts``, ``figures`` and ``claims`` as frames, ``to_dict`` for JSON.

    ``moved`` and ``turns`` are the same as lists, with facts and sentences.
    """

    def __init__(self, before: State, after: State, areas: list[str], periods: list[Period], sectors: list[str]):
        self.before, self.after, self.areas, self.periods = before, after, areas, periods
        self.sectors = sectors or list(dict.fromkeys([*after.data.sectors, *before.data.sectors]))
        self.lang, self.voice, self.two = after.voice.lang, after.voice, before.data is not after.data

    def state(self, kind: str, code: str) -> State:
        """The later state that knows a code: an area, an indicator, a source."""
        return self.after if code in getattr(self.after.data, kind) else self.before

    def __repr__(self) -> str:
        return f"Changes({', '.join(f'{k}={n}' for k, n in self.counts.items())})"

    def _repr_html_(self) -> str:
        flipped = [t for t in self.turns if t.change == "flipped"]
        rows = [[flat(words.about(self, t)), flat(t.before.runs), flat(t.after.runs)] for t in flipped]
        heads = ["", *(flat(side) for side in words.sides(self))]
        return cards.card(escape(self.summary), cards.grid(heads, rows) if rows else "")

    # --- found ------------------------------------------------------------------------------------------------------

    @cached_property
    def moved(self) -> list[Figure]:
        """Figures that are not the same, those of the country and neighbours after the areas' own."""
        own = figures(self.before, self.after, self.areas, self._indicators(self.areas))
        others = dict.fromkeys(
            o for s in (self.before, self.after) for a in self.areas if s.has(a) for o in s.data.others(a)
        )
        near = [a for a in others if a not in self.areas]
        rates = {
            i for s in (self.before, self.after) for i in self._indicators(near)
            if i in s.data.indicators and s.data.lead_measures(i)[0] == "yoy_pct"
        }  # fmt: skip
        beside = [f for f in figures(self.before, self.after, near, rates) if f.fact.measure == "yoy_pct"]
        return [f for f in [*own, *beside] if not self.periods or f.fact.period in self.periods]

    def _sectors(self, s: State) -> list[str]:
        return [x for x in self.sectors if x in s.data.sectors]

    def _indicators(self, areas: list[str]) -> set[str]:
        """Indicators of the sectors, as they are called for these areas."""
        out = set()
        for s in (self.before, self.after):
            codes = {i for x in self._sectors(s) for i in s.data.indicators_of(x)}
            out |= codes | {s.data.counterpart(i, a) for i in codes for a in areas if s.has(a)}
        return out

    @cached_property
    def turns(self) -> list[Turn]:
        """Claims that were made and no longer are, the newest period first."""
        known = [a for a in self.areas if self.before.has(a)]
        first = {a: held.since(self.before, self.after, a) for a in known}
        out = [t for a in known if first[a] is not None for t in self._turns(a, first[a])]
        order = {p: n for n, p in enumerate(sorted({Period.parse(t.before.period) for t in out}, reverse=True))}

        def place(t: Turn) -> tuple[int, ...]:
            claim = t.before
            sector = self.sectors.index(claim.sector) if claim.kind == "headline" else 0
            return TURNS.index(t.change), self.areas.index(claim.area), order[Period.parse(claim.period)], sector

        return sorted(out, key=place)

    def _turns(self, area: str, first: int) -> list[Turn]:
        """The turns of an area in the periods that end in a year or after it."""
        out = []
        for p in evidence.periods(self.before.data, area, self.before.as_of):
            if p.end.year < first or (self.periods and p not in self.periods):
                continue
            was = claims(Question(self.before.voice, area, p, self.before.as_of), self._sectors(self.before))
            if not (was and self.after.has(area)):
                out += [Turn("dropped", claim) for claim in was.values() if claim.said and claim.kind != "headline"]
                continue
            known = self._sectors(self.after)
            heads = [c.sector for c in was.values() if c.kind == "headline" and c.sector in known]
            now = claims(Question(self.after.voice, area, p, self.after.as_of), known, heads)
            told: set[tuple[str, str]] = set()  # the overview takes its headline from a sector
            for key, claim in was.items():
                later = now.get(key)
                if not claim.said:
                    continue
                if claim.kind == "headline":
                    pair = (claim.says, later.says if later else "")
                    new = later and claim.flipped(later) and pair not in told
                    out += [Turn("headline", claim, later)] if new else []
                    told.add(pair)
                elif later is None:
                    out.append(Turn("dropped", claim))
                elif claim.flipped(later):
                    out.append(Turn("flipped", claim, later))
        return out

    # --- shown ------------------------------------------------------------------------------------------------------

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many of each: flipped, headlines, dropped; revised, entered, withdrawn, restated, new."""
        turned, changed = [t.change for t in self.turns], [f.change for f in self.moved]
        of_claims = {"flipped": "flipped", "headlines": "headline", "dropped": "dropped"}
        return {k: turned.count(v) for k, v in of_claims.items()} | {k: changed.count(k) for k in CHANGES}

    @property
    def summary(self) -> str:
        """One sentence of what changed."""
        return flat(words.opening(self))

    @property
    def figures(self) -> pd.DataFrame:
        """One row a figure that is not the same: change, area … plan_by; of ``before`` and ``after`` printed text, value,
        unit, status, source and its day, fact; difference (points between percentages, else per cent), within_rounding,
        reason."""
        return rows.figures(self)

    @property
    def claims(self) -> pd.DataFrame:
        """One row a claim that was made and no longer is: change, kind, area … plan_by, what it said and says, both
        sentences, the figures behind them."""
        return rows.claims(self)

    def to_dict(self) -> dict:
        """All of it as plain data, the same for the same inputs: see ``rows.plain``."""
        return rows.plain(self)
