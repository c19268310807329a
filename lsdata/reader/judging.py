"""What in a text contradicts itself, or what was published before: remarks, each with the sentence it is about.

>>> from .reading import read
>>> r = read("Kim ngạch xuất nhập khẩu qua địa bàn tỉnh Lạng Sơn 6 tháng đầu năm 2020 đạt 1.620 triệu USD.")
>>> [(m.kind, m.severity) for m in judge(r.document, r.figures, r.data)]
[('published_otherwise', 'error')]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .. import explaining, numerals
from ..checks.rules import SEVERITIES
from ..dataset import Dataset, check_as_of
from ..narrative import Voice
from ..wording import check_language, flat
from . import changes, citing, describing, large, merging, reckoning
from .documents import Document
from .figure import Figure
from .holding import FAR, Held, far, held, newer, twice
from .remarks import Remark, Words, capital, finer, quoted, row_of_pdf, sentence
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
    as_of, made = check_as_of(as_of), worked(document, data)
    figures = tuple(
        f
        for f in figures
        if not (
            quoted(document, f.paragraph)
            or row_of_pdf(document, f.paragraph)
            or any(w.start < f.end and f.start < w.end for w in made)
        )
    )
    source_id = merging.source_name(data)
    found = held(document, figures, data, source_id, as_of)
    words = Voice(data, check_language(lang))
    beside = merging.merged(data, found, source_id, words.word("draft.publisher"), as_of)
    judging = _Judging(document, figures, found, beside, Voice(beside, lang))
    remarks = [
        *judging.published(),
        *judging.twice(),
        *judging.broken(data, source_id, as_of),
        *judging.changes(data, as_of),
    ]
    remarks += [
        *judging.cited(data),
        *judging.large(made, data, source_id),
        *judging.reckoned(made, data, source_id, as_of),
    ]
    return sorted(remarks, key=lambda r: (r.start, SEVERITIES.index(r.severity), r.kind))


def summary(voice: Voice, figures: Sequence[Figure], severities: Sequence[str], published: int) -> str:
    """How many figures were read, how many of them there are published ones for, and what was found, in a line."""
    counts = {s: severities.count(s) for s in SEVERITIES}
    fields = counts | {"figures": len(figures), "placed": sum(f.placed for f in figures), "published": published}
    return flat(voice.fill("draft.summary", **{k: numerals.number(n, 0, voice.lang) for k, n in fields.items()}))


def compared(document: Document, figures: Iterable[Figure], data: Dataset, as_of: str = "") -> int:
    """How many figures of a text there are published ones for."""
    return sum(bool(h.published) for h in held(document, figures, data, "", as_of))


@dataclass
class _Judging:
    """A text under judgement; ``voice`` speaks of the data set that holds its figures too."""

    document: Document
    figures: tuple[Figure, ...]
    found: list[Held]
    data: Dataset
    voice: Voice

    def __post_init__(self):
        self.words = Words(self.voice)

    def published(self) -> list[Remark]:
        """Figures that were published as another number, or replaced since."""
        out = []
        for h in self.found:
            if h.otherwise:
                out.append(self._otherwise(h, h.beside))
            elif now := newer(h, self.data):
                told = self.words.fill(
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
            place = describing.stands(self.voice, self.document, other.figure)
            told = self.words.fill("said_twice", one, where=place, other=self.words.said(other.row))
            out.append(self._remark("said_twice", severity, one, told, (), [other]))
        return out

    def large(self, made: Sequence[Worked], data: Dataset, source_id: str) -> list[Remark]:
        """Numbers of the opening that should repeat a figure of the text and do not."""
        out = []
        for f, other in large.misprinted(self.document, self.figures, (w.start for w in made)):
            found, same = (
                held(self.document, [f], data, source_id),
                [h for h in self.found if h.figure.start == other.start],
            )
            if found and same:
                (one,), severity = found, ERROR if far(found[0].row, same[0].row) else WARNING
                place = describing.stands(self.voice, self.document, other)
                told = self.words.fill("said_twice", one, where=place, other=self.words.said(same[0].row))
                out.append(self._remark("said_twice", severity, one, told, (), same))
        return out

    def cited(self, data: Dataset) -> list[Remark]:
        """Figures that the source beside them prints otherwise."""
        return [
            self._otherwise(h, rows) for h, rows in citing.cited(self.document, self.found, data) if not h.otherwise
        ]

    def _otherwise(self, h: Held, rows: Sequence[dict]) -> Remark:
        told = self.words.fill("published_otherwise", h, list=self.words.published(rows))
        nearest = min(rows, key=lambda r: abs(_amount(r) - _amount(h.row)))
        wrong = far(h.row, nearest) and h.figure.sure != "low"
        return self._remark("published_otherwise", ERROR if wrong else WARNING, h, told, rows)

    def broken(self, data: Dataset, source_id: str, as_of: str) -> list[Remark]:
        """Rules that the figures break together, alone or beside published ones."""
        out = []
        merged = merging.broken(data, self.data, self.found, source_id, as_of)
        for f, own in merged.found:
            lead = next((h for h in own if not h.agreeing), own[0])
            severity = f.severity
            if all(h.agreeing for h in own):
                severity = NOTE
            elif severity == ERROR and any(h.figure.sure == "low" for h in own):
                severity = WARNING
            text = flat(explaining.sentence(self.voice, f, merged.domain))
            rows = [r for r in f.judged.rows.values() if r["source_id"] != source_id]
            others = [h for h in own if h is not lead]
            out.append(self._remark(f.judged.rule.id, severity, lead, text + self.words.sources(rows), rows, others))
        return out

    def changes(self, data: Dataset, as_of: str) -> list[Remark]:
        """Changes that are not what level, base and plan make of them."""
        out = []
        for a in changes.apart(self.figures, self.found, data, as_of):
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

    def reckoned(self, made: Iterable[Worked], data: Dataset, source_id: str, as_of: str) -> list[Remark]:
        """Numbers that the text says are calculated, or are those of sources, and that are not what their formula gives."""
        out, voice = [], self.voice
        for off in reckoning.off(list(made), self.found, data, as_of):
            w = off.worked
            if w.name == "used":
                out += [
                    self._otherwise(h, off.rows) for h in held(self.document, [reckoning.said(off)], data, source_id)
                ]
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
        told, by_row = self.voice.word("draft.reckoned"), {id(h.row): h.figure for h in self.found}
        fields = {
            "what": what,
            "V": printed,
            "list": self.words.listing([self.words.named(r) for r in rows]),
            "C": made,
        }
        for name, words in fields.items():
            told = told.replace(f"{{{name}}}", words)
        figures = (*own, *(by_row[id(r)] for r in rows if id(r) in by_row))
        published = tuple(r["id"] for r in rows if id(r) not in by_row)
        words = sentence(self.document, at.start, at.end, at.paragraph)
        return Remark("reckoned", severity, at.start, at.end, at.paragraph, words, capital(told), figures, published)

    def _remark(
        self, kind: str, severity: str, h: Held, text: str, rows: Iterable[dict] = (), others: Iterable[Held] = ()
    ) -> Remark:
        f = h.figure
        figures = (f, *(o.figure for o in others))
        return Remark(
            kind,
            severity,
            f.start,
            f.end,
            f.paragraph,
            self._sentence(f),
            text,
            figures,
            tuple(dict.fromkeys(r["id"] for r in rows)),
        )

    def _sentence(self, f: Figure) -> str:
        return sentence(self.document, f.start, f.end, f.paragraph)


def _amount(row: dict) -> float:
    return row["value"] * 10.0 ** row["mult"]
