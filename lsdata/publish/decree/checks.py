"""Does a Word document keep to the layout of Appendix I of Decree 30/2020/NĐ-CP: sheet, type, page numbers, text.

The rules of the sheet hold for every document, those of head and signature for Vietnamese ones only.
"""

from __future__ import annotations

import re
from pathlib import Path

from lsdata.publish.decree.findings import Finding, Judge, breaches
from lsdata.publish.decree.looks import Format
from lsdata.publish.decree.parts import head_and_foot
from lsdata.publish.decree.reading import Line, Reading, Sheet, read

_MARGINS = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
_A4 = (210, 297)
_SLACK = 0.3  # millimetres or points that programs round away
_INDENTS = (10 / 25.4 * 72, 36)  # 10 mm, 12.7 mm
_LONG = 80  # signs; shorter paragraphs fill no line
_APART = re.compile(
    r"(?i)caption|legend|source|toc|contents|bibliograph|header|footer|preformatted|as of|addressed|quote"
)
_LABELLED = re.compile(r"(?i)(bảng|hình|biểu|biểu đồ|sơ đồ|ghi chú|nguồn|table|figure|chart|note|source)\s*[\d.:]")


def check(source: str | Path | bytes, lang: str = "en") -> list[Finding]:
    """The rules that a Word document breaks, whoever made it; empty where it keeps all of them.

    Parameters
    ----------
    source : path of a .docx file, or its content.
    lang : language of the findings, vi or en.

    Raises
    ------
    ReadError : no such file, no Word document, or a damaged one.
    """
    reading = read(source)
    judge = Judge(lang)
    for number, sheet in enumerate(reading.sheets, 1):
        _paper(sheet, number, judge)
    _type(reading.lines, judge)
    _page_numbers(reading.sheets, judge)
    parts: set[int] = set()
    if vietnamese(reading):
        parts = head_and_foot([line for line in reading.lines if line.part == "body" and line.text], judge)
    _text(reading.lines, parts, judge)
    return judge.findings()


def vietnamese(reading: Reading) -> bool:
    """Is a document in Vietnamese: by its letters, for its language setting is often what the program came with."""
    words = "".join(line.text for line in reading.lines if line.part == "body")
    letters = [c for c in words if c.isalpha()]
    own = sum("\u1ea0" <= c <= "\u1ef9" or c in "đĐơƠưƯăĂ" for c in letters)
    return own > 0.08 * len(letters) or "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words.upper()


def _paper(sheet: Sheet, number: int, judge: Judge) -> None:
    where = judge.words["section"].format(n=number)
    sides = sorted((sheet.width, sheet.height))
    if any(abs(a - b) > 1 for a, b in zip(sides, _A4, strict=True)):
        judge.add("paper", where, f"{sheet.width:.0f} × {sheet.height:.0f} mm", "210 × 297 mm")
    for side, (low, high) in _MARGINS.items():
        if not low - _SLACK <= sheet.margins[side] <= high + _SLACK:
            found = judge.number("millimetres", sheet.margins[side])
            judge.add(f"margin-{side}", where, found, judge.between("millimetres", low, high))


def _type(lines: list[Line], judge: Judge) -> None:
    """Font and colour of every piece of text."""
    for line in lines:
        shown = [p.look for p in line.pieces if (p.text.strip() or line.page_field) and not p.look.hidden]
        where = judge.where(line) if shown else ""
        for look in shown:
            for face in dict.fromkeys((look.ascii, look.other)):
                if face.casefold() != "times new roman":
                    judge.add("font", where, face, "Times New Roman")
            if look.color.casefold() not in ("auto", "000000", ""):
                judge.add("colour", where, f"#{look.color}", judge.words["black"])


def _page_numbers(sheets: list[Sheet], judge: Judge) -> None:
    words = judge.words
    expected = f"{words['header']}, {words['center']}"
    for number, sheet in enumerate(sheets, 1):
        where = words["section"].format(n=number)
        own = [line for line in sheet.tops.get("default", []) if line.page_field]
        if not own:
            below = any(line.page_field for line in sheet.feet.get("default", []))
            judge.add("page-number", where, words["footer" if below else "missing"], expected)
            continue
        for line in own:
            if line.look.aligned != "center":
                judge.add("page-number", where, words.get(line.look.aligned, line.look.aligned), expected)
            looks = [piece.look for piece in line.pieces] or [line.look]
            if wrong := breaches(looks, judge, size=(13, 14), bold=None, italic=False):
                judge.add("page-number-size", where, *wrong)
        first = sheet.tops.get("first", []) + sheet.feet.get("first", [])
        if number == 1 and (not sheet.own_first or any(line.page_field for line in first)):
            judge.add("page-number-first", where, words["first-page"], words["no-number"])


def _text(lines: list[Line], parts: set[int], judge: Judge) -> None:
    """Paragraphs of the text itself: not head and signature, tables, captions, lists of sources or contents."""
    own = [line for line in lines if line.part == "body" and line.cell is None and line.text]
    own = [line for line in own if line.number not in parts and not _LABELLED.match(line.text)]
    own = [line for line in own if not _APART.search(line.style)]
    for line in own:
        where = judge.where(line)
        looks = [p.look for p in line.pieces if p.text.strip() and not p.look.hidden]
        if wrong := breaches(looks, judge, size=(13, 14), bold=None, italic=None):
            judge.add("body-size", where, *wrong)
        if len(line.text) < _LONG or line.look.outline or line.style.casefold().startswith(("heading", "title")):
            continue
        _paragraph(line, where, looks, judge)


def _paragraph(line: Line, where: str, looks: list[Format], judge: Judge) -> None:
    look, words = line.look, judge.words
    if looks and all(one.italic for one in looks):
        judge.add("body-style", where, words["italic"], words["upright"])
    if look.aligned not in ("both", "distribute"):
        judge.add("alignment", where, words.get(look.aligned, look.aligned), words["both"])
    if look.first > 0 and not look.listed and min(abs(look.first - one) for one in _INDENTS) > 1:
        found = judge.number("millimetres", look.first / 72 * 25.4)
        judge.add("indent", where, found, f"{judge.number('millimetres', 10)} / {judge.number('millimetres', 12.7)}")
    if look.before + look.after < 6 - _SLACK:
        judge.add("spacing", where, judge.number("points", look.before + look.after), "≥ " + judge.number("points", 6))
    size = max((one.size for one in looks), default=look.size)
    lines = look.line / (size * 1.15) if look.exact else look.line  # a single line is 1.15 of the size of Times
    if not (0.85 if look.exact else 0.99) <= lines <= 1.52:
        judge.add(
            "line-spacing",
            where,
            judge.number("lines", lines),
            judge.number("lines", 1) + " – " + judge.number("lines", 1.5),
        )
