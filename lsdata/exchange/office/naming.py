"""Names of rows and heads as tables print them: cleaned, compared, put into their hierarchy."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_PREFIXES = [  # (what numbers a row, how deep it stands)
    (re.compile(r"(?:[IVXL]+|[A-ZĐ])(?:[.)/:]\s*|\s+(?=[A-ZĐÀ-Ỹ]{2}))(?=\S)"), 1),
    (re.compile(r"\(?\d+\.\d+\.\d+(?:\.\d+)*[.)]?\s*(?=\D)"), 4),
    (re.compile(r"\(?\d+\.\d+[.)]?\s*(?=\D)"), 3),
    (re.compile(r"\(?\d{1,2}[.)/]\s*(?=\D)"), 2),
    (re.compile(r"[a-zđ][.)]\s*(?=\S)"), 4),
    (re.compile(r"[-–−•·]\s*(?=\S)"), 5),
    (re.compile(r"[+*○◦]\s*(?=\S)"), 6),
]
_MARK = re.compile(r"\s*(?:\(\*+\)|\*+|\(\d\)|\[\d+\]|[¹²³⁴⁵⁶⁷⁸⁹⁰⁽⁾]+)$")
_AMONG = re.compile(r"(?:trong đó|trong ðó|gồm|chia ra|of which)\s*[:：]?\s*", re.IGNORECASE)
PATH = " > "


def _split(text: str) -> tuple[str, int]:
    """The text without what numbers it, and how deep that puts it; 0 where nothing does."""
    for pattern, depth in _PREFIXES:
        if m := pattern.match(text):
            return text[m.end() :], depth
    return text, 0


def unmarked(text: str) -> str:
    """A text without the marks of footnotes at its end.

    >>> unmarked("GRDP (*)"), unmarked("42,9 ⁽¹⁾"), unmarked("1000 m³")
    ('GRDP', '42,9', '1000 m³')
    """
    while (m := _MARK.search(text)) and m.start() and not re.search(r"\b[ckd]?m$", text[: m.start()]):
        text = text[: m.start()].rstrip()
    return text


def label(text: str) -> str:
    """The name of a row without numbering, bullet, "Trong đó:" and marks of footnotes.

    >>> label("1.2. Thu nội địa (*)"), label("- Trong đó: Thu từ dầu thô"), label("II. THƯƠNG MẠI:")
    ('Thu nội địa', 'Thu từ dầu thô', 'THƯƠNG MẠI')
    """
    text = unmarked(_split(text)[0])
    if (m := _AMONG.match(text)) and (":" in m[0] or m.end() == len(text)):
        text = _split(text[m.end() :])[0]
    return unmarked(text.rstrip(" :;"))


def depth(text: str, numbering: str, indent: int, bold: bool, heading: bool) -> int:
    """How deep a row stands, for comparison with others of its table: more is deeper."""
    own = _split(text)[1] or (_split(f"{numbering.rstrip('.)')}. x")[1] if numbering else 0)
    numbered = 0 < own < 5  # a heading 1 stands beside the row 2, not over it
    own = own or (3 if bold or (text.isupper() and len(text) > 5) else 5)
    return 100 * own + 4 * indent - (2 if heading and not numbered else 0)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """A name for comparison: one case, one place for the tone (hoá, hóa), one spelling (tỉ, tỷ), one kind of dash.

    >>> fold("Hàng hoá – tỉ đồng") == fold("HÀNG HÓA - TỶ ĐỒNG")
    True
    """
    text = unicodedata.normalize("NFD", text).casefold()
    text = re.sub(rf"(o)([ae])([{_TONES}])(?!\w)", r"\1\3\2", text)
    text = re.sub(rf"(?<!q)(u)(y)([{_TONES}])(?!\w)", r"\1\3\2", text)
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"[–—−]", "-", text).replace("luỹ", "lũy")
    text = re.sub(r"\btỉ\b", "tỷ", text)
    text = re.sub(r"\s*([,/()\-:%])\s*", r"\1", text)
    return re.sub(r"\s+", " ", text).strip()


def likeness(a: str, b: str) -> float:
    """How alike two folded names are, 0 to 1: letters in their order, and words in any; 0 without a common word."""
    words, others = set(re.findall(r"\w+", a)), set(re.findall(r"\w+", b))
    shared = len(words & others) / max(1, len(words | others))
    return shared and max(difflib.SequenceMatcher(None, a, b).ratio(), shared)


def nearest(name: str, others: Iterable[str], least: float = 0.6) -> str:
    """The most alike of other names; empty where none is alike."""
    scored = sorted(((likeness(fold(name), fold(o)), o) for o in others), key=lambda x: (-x[0], x[1]))
    return scored[0][1] if scored and scored[0][0] >= least else ""


def likely(name: str, others: dict[str, int], between: tuple[float, float]) -> str:
    """The one of other names that a name was probably changed into: by its words, and by where it stands.

    Parameters
    ----------
    name : that is gone.
    others : name -> its row or column.
    between : the places between which it stood; the only one there is likely even without a common word, and the only
        one at all with any.
    """
    there = [o for o, at in others.items() if between[0] < at < between[1]]
    nearer = 0.6 if len(there) == 1 and between[0] and between[1] < float("inf") else 0.3
    alike = {o: likeness(fold(name), fold(o)) for o in others}
    bonus = {o: 0.6 if len(others) == 1 and alike[o] else nearer if o in there else 0 for o in others}
    scored = sorted(((alike[o] + bonus[o], o) for o in others), key=lambda x: (-x[0], x[1]))
    return scored[0][1] if scored and scored[0][0] >= 0.6 else ""


def paths(rows: list[tuple[str, int]]) -> list[list[str]]:
    """For each row (cleaned name, depth) its name and those above it, nearest first."""
    out, above = [], []  # above: (depth, name), from the top
    for name, deep in rows:
        while above and above[-1][0] >= deep:
            above.pop()
        out.append([name, *(n for _, n in reversed(above))])
        if name:
            above.append((deep, name))
    return out


def matches(key: str, path: list[str]) -> bool:
    """Whether a name of the layout, as in ``Ngô > Diện tích``, is that of a row."""
    *parents, own = [fold(p) for p in key.split(PATH)]
    if own != fold(path[0]):
        return False
    left = [fold(p) for p in path[1:]]
    for parent in reversed(parents):
        if parent not in left:
            return False
        left = left[left.index(parent) + 1 :]
    return True


def keys(all_paths: list[list[str]]) -> list[str]:
    """The shortest name for each row that is no other's: its own, else with as many above it as that takes."""
    out = []
    for path in all_paths:
        key = path[0]
        for above in path[1:]:
            if sum(matches(key, p) for p in all_paths) <= 1:
                break
            key = above + PATH + key
        out.append(key)
    return out
