"""Texts for the command that checks: their figures and their wording, a line for each place that is wrong."""

from __future__ import annotations

import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ParameterError

if TYPE_CHECKING:
    from ..narrative import Voice
    from ..reader.documents import Document
    from ..reader.reading import Reading
    from ..reader.remarks import Remark
    from ..reader.worked import Worked

AROUND = 70  # characters of a sentence that are shown on either side of the number
AS_SEVERITY = {"remark": "information"}


def checked(path: Path, lang: str, package: str | None, plain: bool, how: dict) -> tuple[int, dict | str]:
    """A text: 1 where an error stands; what is said of it, as data or as lines.

    Parameters
    ----------
    path : of the file; ``-`` is standard input.
    """
    from ..checks.rules import SEVERITIES
    from ..dataset import load
    from ..exchange.locating import known_area
    from ..narrative import Voice
    from ..reader.judging import counts, judged, summary
    from ..reader.reading import read
    from ..reader.showing import NBSP, hints

    if "," in how["area"]:
        raise ParameterError(f"--area {how['area']}: figures of a text that name no area have one; write one")
    source = sys.stdin.buffer if str(path) == "-" else path
    data = load(package)
    area = known_area(how["area"], data.areas) if how["area"] else ""
    reading = read(source, data=data, area=area, period=how["period"])
    found = judged(reading.document, reading.figures, reading.data, lang, how["as_of"])
    remarks = [*found.remarks, *_slips(reading, found.made, how["period"], lang)]
    remarks.sort(key=lambda r: (r.start, SEVERITIES.index(r.severity)))
    code = int(any(r.severity == "error" for r in remarks))
    counted = counts(reading.figures, found.published)
    if plain:
        return code, {
            "schema": 1,
            "file": str(path),
            "language": reading.lang,
            **counted,
            "as_of": how["as_of"],
            "findings": [_record(reading.document, r) for r in remarks],
        }
    voice = Voice(reading.data, lang)
    shown = [r for r in remarks if how["every"] or r.severity != "information"]
    lines = [line for r in shown for line in _lines(path, voice, r, reading.document)]
    if hidden := len(remarks) - len(shown):
        lines.append(f"{path}: {voice.word('check.hidden').replace('{n}', str(hidden))}")
    lines.append(f"{path}: {summary(voice, counted, [r.severity for r in remarks])}")
    if told := "; ".join(hints(voice, reading.figures)):
        lines.append(f"{path}: {told.replace(NBSP, ' ')}")
    return code, "\n".join(lines)


def _record(document: Document, one: Remark) -> dict:
    """A remark as plain data."""
    from ..reader import describing

    figures = [
        {"start": f.start, "end": f.end, "text": f.text, "locator": describing.locator(document, f)}
        for f in one.figures
    ]
    return {
        "kind": one.kind, "severity": one.severity, "start": one.start, "end": one.end, "paragraph": one.paragraph,
        "locator": _locator(document, one), "sentence": one.sentence, "text": one.text, "figures": figures,
        "published": list(one.published),
    }  # fmt: skip


def _locator(document: Document, one: Remark) -> str:
    return document.locator(document.paragraphs[one.paragraph - 1])


def _slips(reading: Reading, made: Iterable[Worked], period: str, lang: str) -> list[Remark]:
    """Slips of wording in running text as remarks; a calculated number has its base in its formula."""
    from ..periods import Period
    from ..publish import prose
    from ..reader.prose import language
    from ..reader.remarks import Remark, quoted, sentence

    document = reading.document
    paragraphs = [p for p in document.paragraphs if p.kind not in ("cell", "note") and not quoted(document, p.number)]
    texts = [unicodedata.normalize("NFC", document.text[p.start : p.end]) for p in paragraphs]
    own = language("\n".join(texts), reading.lang)
    heads = [f"# {text}" if _is_heading(p.kind, text) else text for p, text in zip(paragraphs, texts, strict=True)]
    starts, at = [], 0
    for text in heads:
        starts.append(at)
        at += len(text) + 2
    out = []
    for slip in prose.slips("\n\n".join(heads), own, period=Period.parse(period) if period else None):
        n = bisect_right(starts, slip.start) - 1
        p, mark = paragraphs[n], len(heads[n]) - len(texts[n])
        start = max(p.start, p.start + slip.start - starts[n] - mark)
        end = start + slip.end - slip.start
        if not any(start <= w.start <= end for w in made):
            text = "; ".join(x for x in (slip.why(lang), slip.hint(lang)) if x)
            severity = AS_SEVERITY.get(slip.level, slip.level)
            words = sentence(document, start, end, p.number)
            out.append(Remark(slip.rule, severity, start, end, p.number, words, text))
    return out


def _is_heading(kind: str, text: str) -> bool:
    """True for a heading, and for a line that is no sentence."""
    return kind == "heading" or ("\n" not in text and not text.rstrip().endswith((".", "!", "?", ":", ";", "…", ",")))


def _lines(path: Path, voice: Voice, r: Remark, document: Document) -> list[str]:
    """A remark as lines: file, place, severity and what is wrong; the sentence around the number."""
    from ..reader import describing

    number = " ".join(document.text[r.start : r.end].split())
    where, severity = describing.in_words(voice, _locator(document, r)), voice.word(f"check.{r.severity}")
    return [f"{path}: {where}: {severity}: {r.text}", f"    {shortened(r.sentence, number)}"]


def shortened(sentence: str, number: str) -> str:
    """A sentence with what stands around a number, whole words alone.

    >>> shortened("Một câu rất dài. " * 9 + "Thu đạt 24% kế hoạch", "24%")
    '… rất dài. Một câu rất dài. Một câu rất dài. Một câu rất dài. Thu đạt 24% kế hoạch'
    """
    at = max(sentence.find(number), 0)
    left, right = at - AROUND, at + len(number) + AROUND
    first = sentence.find(" ", left) if left > 0 else 0
    last = sentence.rfind(" ", at, right) if right < len(sentence) else len(sentence)
    return (
        ("…" if left > 0 else "")
        + sentence[max(first, 0) : last if last > at else right]
        + (" …" if right < len(sentence) else "")
    )
