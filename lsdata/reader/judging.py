"""What in a text contradicts itself, or what was published before: remarks, each with the sentence it is about.

>>> from .reading import read
>>> r = read("Kim ngạch xuất nhập khẩu qua địa bàn tỉnh Lạng Sơn 6 tháng đầu năm 2020 đạt 1.620 triệu USD.")
>>> [(m.kind, m.severity) for m in judge(r.document, r.figures, r.data)]
[('published_otherwise', 'error')]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .. import explaining, numerals
from ..checks.rules import SEVERITIES
from ..dataset import Dataset, check_as_of
from ..narrative import Voice
from ..wording import check_language, flat, phrases
from . import changes, citing, describing, large, merging, reckoning
from .documents import Document
from .figure import Figure
from .holding import FAR, Held, amount, far, held, newer, twice
from .remarks import Remark, Words, finer, quoted, row_of_pdf, sentence
from .worked import Worked, worked

ERROR, WARNING, NOTE = SEVERITIES


def judge(
    document: Document, figures: Iterable[Figure], data: Dataset, lang: str = "vi", as_of: str = ""
) -> list[Remark]:
    """Hold the figures of a text against each other, against all rules, and against what was published.

    Parameters
    ----------
    figures : as ``read`` gives them.
    lang : language of the remarks.
    as_of : day of knowledge: what was published later is not known; empty: all that the package holds.

    Returns
    -------
    list of Remark, in the order of the text.
    """
    return judged(document, figures, data, lang, as_of).remarks


class Judgement(NamedTuple):
    """A text that was judged: what is wrong, how many of its figures were held against published ones, what it calculates."""

    remarks: list[Remark]
    published: int
    made: list[Worked]


def judged(
    document: Document, figures: Iterable[Figure], data: Dataset, lang: str = "vi", as_of: str = ""
) -> Judgement:
    """The same as ``judge``, with what it was judged by."""
    one = _Judging(document, figures, data, check_language(lang), check_as_of(as_of))
    found = [*one.published(), *one.twice(), *one.broken(), *one.changes(), *one.cited(), *one.large(), *one.reckoned()]
    found.sort(key=lambda r: (r.start, SEVERITIES.index(r.severity), r.kind))
    return Judgement(found, sum(bool(h.published) for h in one.found), one.made)


def counts(figures: Sequence[Figure], published: int) -> dict[str, int]:
    """How many figures were read, how many the package has a place for, how many were held against published ones."""
    return {"figures": len(figures), "placed": sum(f.placed for f in figures), "published": published}


def summary(voice: Voice, counted: dict[str, int], severities: Sequence[str]) -> str:
    """The counts, and how much was found of each severity, in a line."""
    fields = counted | {s: severities.count(s) for s in SEVERITIES}
    return flat(voice.fill("draft.summary", **{k: numerals.number(n, 0, voice.lang) for k, n in fields.items()}))


class _Judging:
    """A text under judgement; ``package`` is what was published, ``voice`` speaks of that with the text's own figures in it."""

    def __init__(self, document: Document, figures: Iterable[Figure], data: Dataset, lang: str, as_of: str):
        self.document, self.package, self.as_of = document, data, as_of
        self.made = worked(document, data)
        self.figures = tuple(f for f in figures if self._is_own(f))
        self.source_id = merging.source_name(data)
        self.found = self._held(self.figures)
        publisher = phrases(lang)["draft"]["publisher"]
        self.data = merging.merged(data, self.found, self.source_id, publisher, as_of)
        self.voice = Voice(self.data, lang)
        self.words = Words(self.voice)

    def _is_own(self, f: Figure) -> bool:
        """True for what the text itself says, where it is not calculated."""
        if quoted(self.document, f.paragraph) or row_of_pdf(self.document, f.paragraph):
            return False
        return not any(w.start < f.end and f.start < w.end for w in self.made)

    def _held(self, figures: Iterable[Figure]) -> list[Held]:
        return held(self.document, figures, self.package, self.source_id, self.as_of)

    def published(self) -> list[Remark]:
        """Figures that were published as another number, or replaced since."""
        out = []
        for h in self.found:
            if h.otherwise:
                out.append(self._otherwise(h, h.beside))
            elif now := newer(h, self.data):
                told = self.words.of(
                    "published_newer", h, list=self.words.published(h.agreeing), now=self.words.published([now])
                )
                out.append(self._remark("published_newer", NOTE, h, told, [*h.agreeing, now]))
        return out

    def twice(self) -> list[Remark]:
        """Figures that the text prints in two ways."""
        out = []
        for one, other in twice(self.found):
            both = bool(one.agreeing and other.agreeing)
            sure = "low" not in (one.figure.sure, other.figure.sure)
            severity = NOTE if both else ERROR if sure and far(one.row, other.row) else WARNING
            out.append(self._twice(one, other, severity))
        return out

    def large(self) -> list[Remark]:
        """Numbers of the opening that should repeat a figure of the text and do not."""
        out = []
        for f, other in large.misprinted(self.document, self.figures, (w.start for w in self.made)):
            same = next((h for h in self.found if h.figure.start == other.start), None)
            for one in self._held([f]) if same else ():
                out.append(self._twice(one, same, ERROR if far(one.row, same.row) else WARNING))
        return out

    def _twice(self, one: Held, other: Held, severity: str) -> Remark:
        place = describing.stands(self.voice, self.document, other.figure)
        told = self.words.of("said_twice", one, where=place, other=self.words.said(other.row))
        return self._remark("said_twice", severity, one, told, (), [other])

    def cited(self) -> list[Remark]:
        """Figures that the source beside them prints otherwise."""
        found = citing.cited(self.document, self.found, self.package)
        return [self._otherwise(h, rows) for h, rows in found if not h.otherwise]

    def _otherwise(self, h: Held, rows: Sequence[dict]) -> Remark:
        told = self.words.of("published_otherwise", h, list=self.words.published(rows))
        nearest = min(rows, key=lambda r: abs(amount(r) - amount(h.row)))
        wrong = far(h.row, nearest) and h.figure.sure != "low"
        return self._remark("published_otherwise", ERROR if wrong else WARNING, h, told, rows)

    def broken(self) -> list[Remark]:
        """Rules that the figures break together, alone or beside published ones."""
        out = []
        found, domain = merging.broken(self.package, self.data, self.found, self.source_id, self.as_of)
        for f, own in found:
            lead = next((h for h in own if not h.agreeing), own[0])
            severity = f.severity
            if all(h.agreeing for h in own):
                severity = NOTE
            elif severity == ERROR and any(h.figure.sure == "low" for h in own):
                severity = WARNING
            text = flat(explaining.sentence(self.voice, f, domain))
            rows = [r for r in f.judged.rows.values() if r["source_id"] != self.source_id]
            others = [h for h in own if h is not lead]
            out.append(self._remark(f.judged.rule.id, severity, lead, text + self.words.sources(rows), rows, others))
        return out

    def changes(self) -> list[Remark]:
        """Changes that are not what level, base and plan make of them."""
        out = []
        for a in changes.apart(self.figures, self.found, self.package, self.as_of):
            f, voice = a.figure, self.voice
            number = numerals.number(
                a.value, finer(f.obs_value, f.decimals, a.value), voice.lang, signed=f.measure in describing.SIGNED
            )
            made = numerals.quantity(number, describing.unit(voice, f), "", voice.lang)
            what = f"{voice.short(f.indicator)} {describing.period(voice, f, short=False)}, {describing.measure(voice, f).lower()}"
            out.append(
                self._reckoned(f, ERROR if a.own else WARNING, what, describing.value(voice, f), made, a.rows, (f,))
            )
        return out

    def reckoned(self) -> list[Remark]:
        """Numbers that the text says are calculated, or are those of sources, and that are not what their formula gives."""
        out, voice = [], self.voice
        for off in reckoning.off(self.made, self.found, self.package, self.as_of):
            w = off.worked
            if w.name == "used":
                out += [self._otherwise(h, off.rows) for h in self._held([reckoning.said(off)])]
                continue
            what = voice.word(
                next(k for k in (f"draft.{w.name}", f"measure.{w.name}", f"column.{w.name}") if voice.has(k))
            )
            made_of = numerals.number(off.value, finer(w.value, w.decimals, off.value), voice.lang)
            printed = numerals.number(w.value, w.decimals, voice.lang)
            severity = ERROR if abs(abs(off.value) - abs(w.value)) > FAR * abs(off.value) else WARNING
            out.append(self._reckoned(w, severity, what, printed, made_of, off.rows, ()))
        return out

    def _reckoned(
        self, at: Figure | Worked, severity: str, what: str, printed: str, made: str, rows: Sequence[dict], own: tuple[Figure, ...]
    ) -> Remark:  # fmt: skip
        """That a number is not what some figures make it."""
        by_row = {id(h.row): h.figure for h in self.found}
        names = self.words.listing([self.words.named(r) for r in rows])
        told = self.words.fill("reckoned", what=what, V=printed, list=names, C=made)
        figures = (*own, *(by_row[id(r)] for r in rows if id(r) in by_row))
        published = tuple(r["id"] for r in rows if id(r) not in by_row)
        words = sentence(self.document, at.start, at.end, at.paragraph)
        return Remark("reckoned", severity, at.start, at.end, at.paragraph, words, told, figures, published)

    def _remark(
        self, kind: str, severity: str, h: Held, text: str, rows: Iterable[dict] = (), others: Iterable[Held] = ()
    ) -> Remark:
        f = h.figure
        words = sentence(self.document, f.start, f.end, f.paragraph)
        published = tuple(dict.fromkeys(r["id"] for r in rows))
        figures = (f, *(o.figure for o in others))
        return Remark(kind, severity, f.start, f.end, f.paragraph, words, text, figures, published)
