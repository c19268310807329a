"""Years that a written text states as its present though it reports on another period."""

import re
from collections.abc import Collection, Iterator, Sequence

from lsdata.errors import PeriodError
from lsdata.periods import ROMAN, Period
from lsdata.publish.sentences import Sentence, sentences
from lsdata.publish.slips import Slip, part, shown

_WORDS = {"ba": 3, "sáu": 6, "chín": 9, "six": 6, "nine": 9, "first": 1, "second": 2, "third": 3, "fourth": 4}


def years(
    text: str,
    lang: str,
    period: Period,
    known: Collection[int] = (),
    *,
    typed: Sequence[tuple[int, int]] = (),
    elsewhere: bool = False,
) -> list[Slip]:
    """Stale years of a text whose quotations and code are hidden.

    A year as the present stands at the beginning of a sentence, after "trong" or "in", or before its verb; one that is
    compared with, planned for, or told as the past is left alone, and so is a text that names its own period's year.

    Parameters
    ----------
    known : years of the figures the text speaks of; the period's own and the year before need not be among them.
    elsewhere : the period's own year is named in another part of the same document.

    Returns
    -------
    list of Slip: an error where a heading or "kỳ báo cáo" names the same part of another year, or where nothing in the
    document names its own; else a warning.
    """
    if part(lang, "year") is None:
        return []
    own = {period.year, period.end.year}
    if any(re.search(rf"\b{year}\b", text) for year in own):
        return []
    allowed = own | {period.prior().year} | set(known)
    found = []
    for sentence in sentences(text):
        for m in _present(sentence, lang):
            year = int(m["y"])
            start, end = sentence.start + m.start(), sentence.start + m.end()
            if year in own or any(a < end and start < b for a, b in typed):
                continue
            same = _part(m, lang) == period.part
            if not same and year in allowed:
                continue
            reports = part(lang, "report_word").search(sentence.text[: m.start()])
            sure = same and (not elsewhere or sentence.heading or reports)
            level = "error" if sure else "warning"
            found.append(Slip("stale-year", level, start, end, shown(text, start, end), m["y"], period.name(lang)))
    return found


def _present(sentence: Sentence, lang: str) -> Iterator[re.Match]:
    words = sentence.text
    if part(lang, "past").search(words) or part(lang, "ahead").search(words):
        return
    for m in part(lang, "year").finditer(words):
        before, after = words[: m.start()], words[m.end() :]
        here = part(lang, "present_before").search(before) or part(lang, "present_after").match(after)
        if sentence.heading or (here and not part(lang, "compared").search(before)):
            yield m


def _part(m: re.Match, lang: str) -> str:
    """Which part of the year a match names, as a period tells it; empty where it is none."""
    groups = m.groupdict()
    year = m["y"]
    if lang == "vi":
        length = groups["months"] and _WORDS.get(groups["months"].lower(), groups["months"])
        side = (groups["side"] or "đầu ").strip().lower()
        quarter, month = groups["quarter"], groups["month"]
        text = (
            f"{length} tháng {side} năm {year}" if length
            else f"quý {_roman(quarter.split()[1])} năm {year}" if quarter
            else f"{month.lower()} năm {year}" if month
            else year
        )  # fmt: skip
    else:
        span, short, months = groups["span"], groups["short"], groups["months"]
        number = _WORDS.get((groups["ordinal"] or "").lower(), 0)
        text = (
            f"{year}-{'S' if span.lower() == 'half' else 'Q'}{number}" if span
            else f"{short.upper()} {year}" if short
            else f"{_WORDS[months.lower()]}T/{year}" if months
            else year
        )  # fmt: skip
    try:
        return Period.parse(text).part
    except PeriodError:
        return ""


def _roman(number: str) -> str:
    return number.upper() if number.upper() in ROMAN else ROMAN[int(number)]
