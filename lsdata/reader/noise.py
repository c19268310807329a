"""Numbers that are no statistics: of documents and articles, ages, durations, sessions, roads, meetings, lists.

Counts of things (``320 doanh nghiệp``, ``12 vụ tai nạn``) and ranks (``xếp thứ 11/34``) are statistics and stay.
"""

from __future__ import annotations

import re

from . import noise_en, noise_vi, norms
from .rules import Rule, begins, by_head, lowered, scanner

_COMMON = (
    Rule("http|https|www", "address", r"(?:https?://|www\.)\S{1,400}(?<![.,;:)])"),
    Rule("#", "document", r"\d{1,6}(?:/(?:19|20)\d\d)?/[a-zđ]{2,10}(?:[-/][\wđ-]{1,20}){0,3}", guard=lambda text, low, m: _capitals(text, m)),
    Rule("#", "document", r"\d{1,4}-[a-zđ]{2,5}/[a-zđ]{2,10}(?!\w)", guard=lambda text, low, m: _capitals(text, m)),
    Rule("covid|sars|cov|iso|tcvn|sea|asean|top|ncov|cop", "name", r"(?:covid|sars-cov|cov|iso|tcvn|sea games|asean|top|ncov|cop)(?:[- +]| ?[-–] ?)?\d{1,5}(?:[:.-]\d{1,5})?(?!\w)"),
    Rule("a", "name", r"a/h\d\w*"),
    Rule("#", "name", r"4\.0(?!\d)(?! ?(?:%|per|[mbt]illion|points|times|tỷ|triệu|điểm|lần|ha\b|tấn))"),
    Rule("#", "hour", r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:])(?: ?[ap]\.?m\b\.?)?"),
    Rule("#", "hour", r"24/7(?!\d)"),
    Rule("#", "hour", r"\d{1,2}[/-]\d{1,2}[/-](?:19|20)\d\d ?- ?\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]m)?"),
    Rule("#", "size", r"1/(?:200|500|1[.,]?000|2[.,]?000|5[.,]?000|10[.,]?000|25[.,]?000|50[.,]?000|100[.,]?000)(?![.,]?\d)(?! ?(?:hộ|xã|trường|doanh nghiệp|households|schools)(?!\w))"),
    Rule("#", "name", r"5k(?!\w)"),
    Rule("ba", "name", r"ba\.\d{1,2}(?:\.\d{1,2}){0,3}(?!\w)"),
    Rule("#", "size", r"\d{2}[ -](?:feet|foot)(?!\w)"),
    Rule("ron|euro", "name", r"(?:ron|euro)[ -]?\d{1,2}(?!\w|[.,]\d)(?! ?(?:%|[bmt]n|triệu|tỷ|million|billion))"),
    Rule("#", "years", r"(?:19|20)\d\d/(?:19|20)\d\d(?!\d)"),
    Rule("#", "name", r"\d{1,2}-\d{1,2}-\d{1,2}(?![\d/-])"),
    Rule("#", "day", r"\d{1,2}/\d{1,2} ?[-–] ?\d{1,2}/\d{1,2}(?![\d/])(?! ?(?:xã|huyện|chỉ tiêu|hộ|trường|tiêu chí|communes))"),
    Rule("#", "speed", r"\d{1,3} ?(?:km|kilometres|kilometers)(?:/| per | an )(?:h|giờ|hour)(?!\w)"),
    Rule("#", "price", r"(?:(?:19|20)\d\d ?= ?)?100(?!\d)", guard=lambda text, low, m: "=" in m[0] or low[: m.start()].rstrip().endswith("=")),
    Rule("#", "size", r"\d{1,2}(?:[.,]\d{1,2})? ?(?:m|mét|metres?|meters?)(?=[,.;)]|$| (?:of|by|x|so với mực)(?!\w))", guard=lambda text, low, m: not _MONEY.search(low, max(0, m.start() - 5), m.start())),
    Rule("#", "size", r"\d{1,3}(?:[.,]\d{3})?(?: ?[-–] ?\d{1,3}(?:[.,]\d{3})?)?[ -]?dwt(?!\w)"),
    Rule("#", "size", r"\d{1,4} ?(?:mg|ml|kph)(?!\w)"),
    Rule("#", "phone", r"1[89]00[. ]?\d{4}(?:[. ]?\d{2,4})?(?![.,]?\d)"),
    Rule("#", "phone", r"0\d{2,3}[. -]?\d{3,4}[. -]?\d{3,4}(?!\d)"),
)  # fmt: skip
_SPELLED = ("once", "twice", "times")
_MONEY = re.compile(r"(?:usd|vnd|[$€£]) ?$")
_RULES = {
    lang: by_head((*_COMMON, *rules))
    for lang, rules in (("vi", (*noise_vi.RULES, *norms.VIETNAMESE)), ("en", (*noise_en.RULES, *norms.ENGLISH)))
}
_SCAN = {lang: scanner(heads) for lang, heads in _RULES.items()}
_DOMAINS = ".vn", ".com", ".net", ".org"
_DIGITS = {lang: begins(heads["#"]) for lang, heads in _RULES.items()}  # most numbers are statistics
_MARK = re.compile(r"\s*(?:[-–+*•]\s*)?(?:\(?\d{1,2}(?:\.\d{1,2}){0,3}(?:\)|\.(?!\d)|/(?= ))|\d{1,2}(?:\.\d{1,2}){1,3}(?= [^\W\d_])|\(?[a-zđ]\)|[IVX]{1,5}[.)])(?=\s|[^\W\d_])")  # fmt: skip
# What these begin with comes first and what stands before it is asked next: so a text is gone through fast.
_INLINE = re.compile(
    r"[(\d](?:(?<=\()\d{1,2}\)(?= ?[^\W\d_])|(?<=[.;:] \d)\d?\)(?= [^\W\d_])|(?<=\d)(?<![\w/.,]\d)\d?/(?= [^\W\d_]))"
)
_BOAT = re.compile(r"[A-Z](?<![\w-].)[A-Z]{1,2}[ -]?\d{4,6}[ -]?TS(?!\w)")
_TEAM = re.compile(r"[UB](?<![\w-].)(?:(?<=U)\d{2}|(?<=B)\.\d(?:\.\d{1,3}){1,3})(?![\w,.]*\d)")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}")
_SITE = re.compile(r"(?<![\w@.-])[A-Za-z][\w-]{1,30}(?:\.[\w-]{2,20}){0,2}\.(?:vn|com|net|org)(?![\w-])")
_CODE = re.compile(
    r"[A-ZĐ](?<![\w-].)(?:[A-ZĐ]{0,5}(?:-\d{1,4}|\.\d{3})(?![\w,.]*\d)|(?<=D)\d{2,4}(?!\w|[.,]\d| ?(?:[bm]illion|trillion|tỷ|triệu)))"
)
_BROKEN = re.compile(r"(?<![\d.,])\d{1,3}[ -]?(?:%|per ?cent)(?: [-–])?[ -]?broken(?!\w)", re.IGNORECASE)
_AMOUNT = re.compile(
    r"\d{1,6}(?:[.,]\d{1,6}){0,4}(?:%| (?:%|tỷ|triệu|nghìn|ngàn|đồng|ha|tấn|điểm(?! cầu)|percent|per cent|million|billion|thousand|usd|vnd|tonnes)(?!\w))"
)
_NAMED_AFTER = (
    "triệu", "tỷ", "nghìn", "ngàn", "million", "billion", "thousand", "trillion", "percent", "per cent", "tonnes",
    "hectares", "phần trăm", "điểm phần trăm",
)  # fmt: skip


def find(text: str, lang: str) -> list[tuple[int, int, str]]:
    """What of a normalised paragraph is no statistic: (start, end, what), in order, not overlapping.

    >>> find("Nghị quyết số 45/NQ-HĐND, 13 ý kiến, 320 doanh nghiệp", "vi")
    [(0, 24, 'document'), (26, 35, 'meeting')]
    """
    if not any(map(text.__contains__, (*"0123456789", *_SPELLED))):
        return []
    low = lowered(text)
    heads, begins = _RULES[lang], _DIGITS[lang]
    found = _marks(text)
    if "@" in text:
        found += [(m.start(), m.end(), "address") for m in _MAIL.finditer(text)]
    if any(map(text.__contains__, _DOMAINS)):
        found += [(m.start(), m.end(), "address") for m in _SITE.finditer(text)]
    found += [(m.start(), m.end(), "name") for m in _CODE.finditer(text)]
    if "broken" in low:
        found += [(m.start(), m.end(), "grade") for m in _BROKEN.finditer(text)]
    if "TS" in text:
        found += [(m.start(), m.end(), "name") for m in _BOAT.finditer(text)]
    if "U" in text or "B." in text:
        found += [(m.start(), m.end(), "name") for m in _TEAM.finditer(text)]
    for head in _SCAN[lang].finditer(low):
        start, end, what = head.start(), head.start(), ""
        if head[0][0].isdigit() and (_AMOUNT.match(low, start) or not begins(low, start)):
            continue
        for rule in heads["#"] if head[0][0].isdigit() else heads[head[0]]:
            m = rule.match(low, start)
            if m and m.end() > end and (rule.guard is None or rule.guard(text, low, m)):
                end, what = m.end(), rule.shape
                start = m.start("at") if "at" in m.re.groupindex else head.start()
        if what:
            found.append((start, end, what))
    found.sort(key=lambda span: (span[0], -span[1]))
    kept: list[tuple[int, int, str]] = []
    for span in found:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _marks(text: str) -> list[tuple[int, int, str]]:
    """Marks of a list: at the beginning of the paragraph, and numbers in brackets within it."""
    found = []
    m = _MARK.match(text)
    if m and not text[m.end() :].lstrip().lower().startswith(_NAMED_AFTER):
        found.append((0, m.end(), "mark"))
    if ")" in text or "/" in text:
        found += [(m.start(), m.end(), "mark") for m in _INLINE.finditer(text)]
    return found


def _capitals(text: str, m: re.Match[str]) -> bool:
    """The number of a document: capitals behind the stroke."""
    letters = [c for c in m[0] if c.isalpha()]
    shown = [c for c in text[m.start() : m.end()] if c.isalpha()]
    return len(letters) > 1 and shown[0].isupper() and sum(c.isupper() for c in shown) > 1
