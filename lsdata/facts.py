"""A fact: the typed view of one row, published or derived, and the marks that carry it through text.

A number in prose, table or chart is a fact's text inside ``<span class="ls-fact" data-id="…">``: every number has an
address. Other digits are typed as well: period, date, ref (a source's number), rule (a stated rule's number), given
(text from a cell of the data package).
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from . import cards, numerals
from .intervals import Interval
from .periods import Period

if TYPE_CHECKING:
    from .dataset import Dataset

# Signed in tables.
CHANGES = "yoy_pct mom_pct dec_pct share_change_pp contribution_pp gap_pp growth_pct difference_pp revision_pct target_gap_pp implied_change".split()  # fmt: skip
Form = Literal["prose", "table", "number", "printed"]
Kind = Literal["fact", "period", "date", "ref", "rule", "given"]


@dataclass(frozen=True)
class Fact:
    """One row, seen in a language; it computes nothing.

    Parameters
    ----------
    id : address, stable between runs: ``AREA.INDICATOR.PERIOD.MEASURE@SOURCE``.
    value, low, high : the number in the unit of ``unit``, and what rounding permits.
    unit : words of scale and unit (``triệu USD``), ``%``, or empty.
    decimals, qualifier, upper, total, status : as printed; ``total`` is the whole a count or rank is out of.
    formula, inputs : how it was derived, from which facts; empty where it was published.
    name, place, source : of its indicator, its area and its source, for showing it outside a report.
    """

    id: str
    area: str
    indicator: str
    period: Period
    measure: str
    value: float
    low: float
    high: float
    unit: str
    decimals: int
    lang: str
    qualifier: str = ""
    status: str = "A"
    upper: float | None = None
    upper_decimals: int = 0
    total: str = ""
    plan_by: str = ""
    covers_to: str = ""
    source_id: str = ""
    locator: str = ""
    note: str = ""
    formula: str = ""
    inputs: tuple[str, ...] = ()
    name: str = field(default="", compare=False, repr=False)
    place: str = field(default="", compare=False, repr=False)
    source: dict = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, row: dict, data: Dataset, lang: str) -> Fact:
        """The fact of a typed row of a data set."""
        one = abs(row["value"]) == 1 and row["decimals"] == 0 and row["upper"] is None
        unit = data.unit(row["unit_measure"], row["mult"], lang, one=one)
        shown = {
            "name": data.indicators[row["indicator"]].get(f"name_{lang}", ""), "place": data.areas[row["area"]].get(f"name_{lang}", ""),
            "source": data.sources[row["source_id"]],
        }  # fmt: skip
        return cls(lang=lang, unit=unit, **shown, **{k: row[k] for k in cls.__dataclass_fields__ if k in row})

    @property
    def interval(self) -> Interval:
        return Interval(self.low, self.high)

    @property
    def derived(self) -> bool:
        return bool(self.formula)

    @property
    def estimate(self) -> bool:
        return self.status == "E"

    @property
    def sureness(self) -> str:
        """Its status as patterns are named; an estimate that is printed as "more than" or the like needs other words."""
        return "E_about" if self.estimate and self.qualifier else self.status

    def text(self, form: Form = "prose") -> str:
        """What numerals print for it.

        ``prose``: a change absolute, with qualifier and unit (``42,9%``); ``printed``: as prose, but with the minus of a
        change; ``table``: a change signed, with % only; ``number``: as table, but absolute and without qualifier.
        """
        change = self.measure in CHANGES
        value = abs(self.value) if change and form in ("prose", "number") else self.value
        text = numerals.number(value, self.decimals, self.lang, signed=change and form == "table")
        if self.upper is not None:
            text += "–" + numerals.number(self.upper, self.upper_decimals, self.lang)
        if self.total:
            text += "/" + numerals.number(float(self.total), 0, self.lang)
        unit = self.unit if form in ("prose", "printed") or self.unit == "%" else ""
        return numerals.quantity(text, unit, self.qualifier if form != "number" else "", self.lang)

    def span(self, form: Form = "prose") -> str:
        return mark("fact", self.text(form), self.id)

    def ends(self) -> tuple[str, str]:
        """The ends of its interval as printed: one digit finer than a published figure, for a derived one as fine as tells them apart."""
        held = numerals.decimals_held(Interval(self.low, self.high) * 0.5, most=2)
        decimals = max(0, held if self.derived else self.decimals + 1)
        return tuple(numerals.number(x, decimals, self.lang) for x in (self.low, self.high))

    def between(self) -> str:
        """Its interval as tables print it: ``5.386–5.619``."""
        return ("–" if self.low >= 0 else " đến " if self.lang == "vi" else " to ").join(self.ends())

    def texts(self) -> list[str]:
        """Every form in which it may be printed."""
        tail = self.unit if self.unit == "%" else f"{numerals.NBSP}{self.unit}"
        forms = [self.text(form) for form in ("prose", "table", "number", "printed")]
        return list(dict.fromkeys([*forms, self.between(), *self.ends(), self.ends()[1] + tail]))

    def _repr_html_(self) -> str:
        return cards.fact(self)


@dataclass(frozen=True)
class Run:
    """A stretch of a sentence: plain words (kind ``""``) or a typed run."""

    text: str
    kind: Kind | Literal[""] = ""
    id: str = ""

    def markup(self) -> str:
        return mark(self.kind, self.text, self.id) if self.kind else escape(self.text)


def mark(kind: str, text: str, address: str = "") -> str:
    """``<span class="ls-KIND" data-id="…">text</span>``, escaped for Markdown and HTML."""
    data_id = f' data-id="{html.escape(address)}"' if address else ""
    return f'<span class="ls-{kind}"{data_id}>{escape(text)}</span>'


_MARKDOWN = re.compile(r"[\\`*_{}\[\]#$|~^!]")


def escape(text: str) -> str:
    """Text that Markdown and HTML both print as it stands: entities are text to either."""
    return _MARKDOWN.sub(lambda m: f"&#{ord(m[0])};", html.escape(text, quote=False))
