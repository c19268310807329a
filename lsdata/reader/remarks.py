"""Remarks on a text, and the words they are made of: figures as clauses, who published what and when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .. import numerals
from ..facts import CHANGES, Fact, Run
from ..narrative import GOOD, Voice
from ..quotes import attribution
from ..wording import capital, flat
from . import describing
from .documents import Document, Paragraph
from .figure import Figure
from .holding import Held
from .worked import SPACES

_SOURCE = re.compile(r"\[\d{1,3}\](?=[\s.,;]|$)")  # the mark of a source
_ROW = re.compile(
    r"[^\W\d_]\s(?:\[\d{1,3}\]){1,9}(?=\s+[^\W\d_]|\s*$)|\d\s\[\d{1,3}\]\s*$"
)  # the cell of sources of a row, behind a word
SHOWN = 3  # publications that a remark lists
_END = re.compile(r"[.!?…]['”\")\]]?\s+(?=[^\W_a-z])|[\n;]\s*")  # where a sentence may end


@dataclass(frozen=True)
class Remark:
    """What is wrong at a place of a text.

    Parameters
    ----------
    kind : ``published_otherwise``, ``published_newer``, ``said_twice``, ``reckoned`` (a change, or a number that the text says is
        calculated), or the rule that is broken.
    severity : ``error``, ``warning``, ``information``: holds only between two publications.
    start, end : the number in the text of the document; ``paragraph`` its number from 1, ``sentence`` the words around it.
    text : what is wrong, without a full stop.
    figures : those of the text that take part; ``published`` the ids of rows of the package that do.
    """

    kind: str
    severity: str
    start: int
    end: int
    paragraph: int
    sentence: str
    text: str
    figures: tuple[Figure, ...] = ()
    published: tuple[str, ...] = ()


def sentence(document: Document, start: int, end: int, paragraph: int) -> str:
    """The sentence, or the cell of a table, in which a number stands, on one line."""
    p = document.paragraphs[paragraph - 1]
    text = _text(document, p)
    left = max((m.end() for m in _END.finditer(text, 0, start - p.start)), default=0)
    stop = _END.search(text, end - p.start)
    return " ".join(text[left : stop.start() + 1 if stop else None].split())


def _text(document: Document, p: Paragraph) -> str:
    """A paragraph with plain spaces, of its length."""
    return document.text[p.start : p.end].translate(SPACES)


def quoted(document: Document, paragraph: int) -> bool:
    """True in a list of sources, and in a note that names one: what their titles say is not the text's own."""
    p = document.paragraphs[paragraph - 1]
    return bool(
        _SOURCE.match(document.text, p.start) or (p.kind == "note" and _SOURCE.search(document.text, p.start, p.end))
    )


def row_of_pdf(document: Document, paragraph: int) -> bool:
    """True where a paragraph of a PDF is rows of a table, whose cells nothing keeps apart."""
    p = document.paragraphs[paragraph - 1]
    return document.kind == "pdf" and bool(_ROW.search(_text(document, p)))


class Words:
    """Figures of a text, and published ones, in words.

    Parameters
    ----------
    voice : speaks of a data set that holds both.
    """

    def __init__(self, voice: Voice):
        self.voice = voice

    def said(self, row: dict) -> str:
        """A figure as a clause: ``tăng 42,9%``, ``đạt 24% kế hoạch năm``, ``1.320 triệu USD``."""
        voice, fact = self.voice, Fact.of(row, self.voice.data, self.voice.lang)
        if fact.measure == "pct_of_plan":
            key = "plan_reach" if voice.polarity(fact.indicator) == GOOD else "plan_be"
            return flat(voice.fill(f"check.{key}", V=fact, plan=voice.plan_word(fact)))
        if fact.measure == "share_pct":
            return flat(voice.fill("check.share", V=fact))
        if fact.measure == "plan_target":
            return flat(voice.fill("draft.target", V=fact))
        if fact.measure not in CHANGES:
            return fact.text()
        if fact.measure == "contribution_pp":
            return flat(voice.fill("check.adds" if fact.value >= 0 else "check.takes", V=fact))
        return flat(voice.fill(f"check.{'up' if fact.value > 0 else 'down' if fact.value else 'zero'}", V=fact))

    def named(self, row: dict) -> str:
        """``xuất khẩu 6 tháng đầu năm 2019 1.200 triệu USD``: a figure after its name."""
        voice = self.voice
        return flat(
            voice.fill("draft.named", I=voice.short(row["indicator"]), P=voice.period(row["period"]), V=self.said(row))
        )

    def published(self, rows: Iterable[dict]) -> str:
        """Published figures, each with who published it and when: ``giảm 42,9% (Báo Lạng Sơn, ngày 13/7/2020)``."""
        groups: dict[str, list[dict]] = {}
        for r in rows:
            groups.setdefault(self.said(r), []).append(r)
        shown = [f"{said} ({self._source(own[0])})" for said, own in list(groups.items())[:SHOWN]]
        return self.listing(shown)

    def listing(self, items: list[str]) -> str:
        return flat(self.voice.listing([[Run(x)] for x in items]))

    def _source(self, row: dict) -> str:
        return attribution(self.voice, row["source_id"])

    def sources(self, rows: Iterable[dict]) -> str:
        """Who published the other figures of a finding."""
        named = list(dict.fromkeys(self._source(r) for r in rows))
        return " " + self.voice.word("draft.sources").replace("{list}", "; ".join(named[:SHOWN])) if named else ""

    def fill(self, key: str, **fields: str) -> str:
        """A pattern of ``[draft]`` with its fields, with a capital."""
        return flat(capital(self.voice.fill(f"draft.{key}", **fields)))

    def of(self, key: str, h: Held, **fields: str) -> str:
        """The same of one figure of the text."""
        period = describing.period(self.voice, h.figure, short=False)
        return self.fill(key, I=self.voice.short(h.row["indicator"]), P=period, V=self.said(h.row), **fields)


def finer(printed: float, decimals: int, value: float) -> int:
    """As many decimals as a number has, one more where that would not show a difference."""
    held = max(decimals, 0)
    return held + (numerals.rounded(value, held) == numerals.rounded(printed, held))
