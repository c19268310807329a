"""Texts for the command that checks: their figures and their wording, a line for each place that is wrong."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ParameterError

if TYPE_CHECKING:
    from ..narrative import Voice
    from ..publish.slips import Slip
    from ..reader.documents import Document
    from ..reader.reading import Reading

AROUND = 70  # characters of a sentence that are shown on either side of the number
AS_SEVERITY = {"remark": "information"}
ORDER = ("error", "warning", "information")


def checked(path: Path, lang: str, package: str | None, plain: bool, how: dict) -> tuple[int, dict | str]:
    """A text: 1 where an error stands; what is said of it, as data or as lines.

    Parameters
    ----------
    path : of the file; ``-`` is standard input.
    """
    from ..dataset import load
    from ..narrative import Voice
    from ..reader.judging import compared, judge, summary
    from ..reader.reading import read
    from ..reader.showing import NBSP, hints

    if "," in how["area"]:
        raise ParameterError(f"--area {how['area']}: figures of a text that name no area have one; write one code")
    source = sys.stdin.buffer if str(path) == "-" else path
    reading = read(source, data=load(package), area=how["area"], period=how["period"])
    found = judge(reading.document, reading.figures, reading.data, lang, how["as_of"])
    records = [_remark(reading, one) for one in found] + [
        _slip(reading, s, lang) for s in _slips(reading, how["period"])
    ]
    records.sort(key=lambda r: (r["start"], ORDER.index(r["severity"])))
    code = int(any(r["severity"] == "error" for r in records))
    held = compared(reading.document, reading.figures, reading.data, how["as_of"])
    if plain:
        counts = {"figures": len(reading), "placed": sum(f.placed for f in reading), "published": held}
        return code, {
            "schema": 1,
            "file": str(path),
            "language": reading.lang,
            **counts,
            "as_of": how["as_of"],
            "findings": records,
        }
    voice = Voice(reading.data, lang)
    shown = [r for r in records if how["every"] or r["severity"] != "information"]
    lines = [line for r in shown for line in _lines(path, voice, r, reading.document)]
    if hidden := len(records) - len(shown):
        lines.append(f"{path}: {voice.word('check.hidden').replace('{n}', str(hidden))}")
    lines.append(f"{path}: {summary(voice, reading.figures, [r['severity'] for r in records], held)}")
    if told := "; ".join(hints(voice, reading.figures)):
        lines.append(f"{path}: {told.replace(NBSP, ' ')}")
    return code, "\n".join(lines)


def _remark(reading: Reading, one) -> dict:
    """A remark as plain data."""
    from ..reader import describing

    figures = [
        {"start": f.start, "end": f.end, "text": f.text, "locator": describing.locator(reading.document, f)}
        for f in one.figures
    ]
    where = {
        "start": one.start,
        "end": one.end,
        "paragraph": one.paragraph,
        "locator": _locator(reading.document, one.paragraph),
    }
    return {
        "kind": one.kind, "severity": one.severity, **where, "sentence": one.sentence, "text": one.text, "figures": figures,
        "published": list(one.published),
    }  # fmt: skip


def _locator(document: Document, paragraph: int) -> str:
    return document.locator(document.paragraphs[paragraph - 1])


def _slips(reading: Reading, period: str) -> list[tuple[Slip, int, int]]:
    """Slips of wording in running text, each with its paragraph and where it starts in the document."""
    from ..periods import Period
    from ..publish import prose
    from ..reader.prose import language
    from ..reader.remarks import quoted
    from ..reader.worked import worked

    document = reading.document
    paragraphs = [p for p in document.paragraphs if p.kind not in ("cell", "note") and not quoted(document, p.number)]
    texts = [unicodedata.normalize("NFC", document.text[p.start : p.end]) for p in paragraphs]
    lang = language("\n".join(texts), reading.lang)
    heads = [f"# {text}" if _is_heading(p.kind, text) else text for p, text in zip(paragraphs, texts, strict=True)]
    starts, at = [], 0
    for text in heads:
        starts.append(at)
        at += len(text) + 2
    made = [w.start for w in worked(document, reading.data)]  # a calculated number has its base in its formula
    out = []
    for slip in prose.slips("\n\n".join(heads), lang, period=Period.parse(period) if period else None):
        n = max(i for i, start in enumerate(starts) if start <= slip.start)
        p, mark = paragraphs[n], len(heads[n]) - len(texts[n])
        start = max(p.start, p.start + slip.start - starts[n] - mark)
        if not any(start <= w <= start + slip.end - slip.start for w in made):
            out.append((slip, p.number, start))
    return out


def _is_heading(kind: str, text: str) -> bool:
    """True for a heading, and for a line that is no sentence."""
    return kind == "heading" or ("\n" not in text and not text.rstrip().endswith((".", "!", "?", ":", ";", "…", ",")))


def _slip(reading: Reading, found: tuple[Slip, int, int], lang: str) -> dict:
    """A slip of wording as plain data, in the shape of a remark."""
    from ..reader.remarks import sentence

    slip, paragraph, start = found
    end = start + slip.end - slip.start
    text = "; ".join(x for x in (slip.why(lang), slip.hint(lang)) if x)
    where = {"start": start, "end": end, "paragraph": paragraph, "locator": _locator(reading.document, paragraph)}
    words = sentence(reading.document, start, end, paragraph)
    severity = AS_SEVERITY.get(slip.level, slip.level)
    return {
        "kind": slip.rule,
        "severity": severity,
        **where,
        "sentence": words,
        "text": text,
        "figures": [],
        "published": [],
    }


def _lines(path: Path, voice: Voice, r: dict, document: Document) -> list[str]:
    """A finding as lines: file, place, severity and what is wrong; the sentence around the number."""
    from ..reader import describing

    number = " ".join(document.text[r["start"] : r["end"]].split())
    where, severity = describing.in_words(voice, r["locator"]), voice.word(f"check.{r['severity']}")
    return [f"{path}: {where}: {severity}: {r['text']}", f"    {shortened(r['sentence'], number)}"]


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
