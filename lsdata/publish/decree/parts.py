"""Head and signature of a Vietnamese document: which lines they are, and do they keep to Decree 30/2020/NĐ-CP."""

from __future__ import annotations

import re
import unicodedata

from lsdata.publish.decree.findings import Judge, breaches
from lsdata.publish.decree.reading import Line

_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_NUMBER = "Số: 05/BC-XYZ"
_DATE = "…, ngày 05 tháng 02 năm 2020"
_BLANK = r"[.…\s]*…[.…\s]*|\.{2,}|…+"  # a dotted line, to be filled in by hand
_NUMBERED = re.compile(rf"Số: (0[1-9]|[1-9]\d+|{_BLANK})/([A-ZĐƯƠÂÊÔĂ\d]+([-–/][A-ZĐƯƠÂÊÔĂ\d&]+)*|{_BLANK})(V/v.*)?")
_DATED = re.compile(
    rf"\S.*, ngày (0[1-9]|[12]\d|3[01]|{_BLANK}) tháng (0[12]|[3-9]|1[0-2]|{_BLANK}) năm (\d{{4}}|(20)?({_BLANK}))"
)
_DOTS = re.compile(r"[.…\s_]+")
_HEAD = 40  # lines in which the head stands


def head_and_foot(lines: list[Line], judge: Judge) -> set[int]:
    """Judges the parts around the text and gives the numbers of their lines.

    Parameters
    ----------
    lines : of the body, without empty ones.
    """
    start = lines[:_HEAD]
    folded = [_folded(line.text) for line in start]
    name = _first(start, folded, lambda t: "cong hoa xa hoi" in t)
    motto = _first(start, folded, lambda t: "doc lap" in t and "hanh phuc" in t)
    number = _first(start, folded, lambda t: re.match(r"so\s*:|so\s+\d+/", t) is not None)
    date = _first(start, folded, lambda t: re.search(r"ngay\b.*\bthang\b.*\bnam\b", t) is not None and len(t) < 80)
    _judged("national-name", name, judge, _NAME, (12, 13), exact=_NAME)
    _judged("motto", motto, judge, _MOTTO, (13, 14), exact=_MOTTO)
    _judged("number", number, judge, _NUMBER, (13, 13), form=_NUMBERED, bold=False)
    _judged("place-date", date, judge, _DATE, (13, 14), form=_DATED, bold=False, italic=True)
    used = {id(line) for line in (name, motto, number, date) if line}
    ends = [i for i, line in enumerate(start) if id(line) in used]
    own = start[: max(ends, default=-1) + 1]
    agencies = _agencies(own, number, used)
    _judged("agency", agencies[-1] if agencies else None, judge, judge.words["capitals"], (12, 13), capitals=True)
    for line in agencies[:-1]:
        _judged("parent", line, judge, "", (12, 13), bold=False, capitals=True)
    after = lines[len(own) :]
    letter = any("v/v" in line.text.casefold() for line in own)  # an official letter has no kind
    titled = [] if letter else _title(after, judge)
    foot = _foot(lines, judge)
    return {line.number for line in (*own, *titled, *foot)}


def _title(lines: list[Line], judge: Judge) -> list[Line]:
    """Kind and subject: the first line in capitals after the head, and the one after it."""
    words = judge.words
    at = next((i for i, line in enumerate(lines[:5]) if line.text == line.text.upper() and len(line.text) < 60), None)
    if at is None:
        judge.add("kind", words["document"], words["missing"], words["capitals"])
        return []
    _judged("kind", lines[at], judge, "", (13, 14), capitals=True, centred=True)
    if at + 1 >= len(lines):
        judge.add("subject", words["document"], words["missing"], words["center"])
        return [lines[at]]
    _judged("subject", lines[at + 1], judge, "", (13, 14), centred=True)
    return lines[: at + 2]


def _agencies(own: list[Line], number: Line | None, used: set[int]) -> list[Line]:
    """Lines of the head that name the agencies: those in the cell of the number, or those in capitals."""
    rest = [line for line in own if id(line) not in used]
    if number is not None and number.cell is not None:
        same = [line for line in rest if line.cell is number.cell and line.number < number.number]
        if same:
            return same
    first = rest[0].cell if rest else None
    if first is not None:
        return [line for line in rest if line.cell is first]
    return [line for line in rest if line.text == line.text.upper()]


def _foot(lines: list[Line], judge: Judge) -> list[Line]:
    """Recipients, and who signs."""
    words = judge.words
    at = next((i for i in range(len(lines) - 1, -1, -1) if _folded(lines[i].text).startswith("noi nhan")), None)
    if at is None:
        judge.add("recipients", words["document"], words["missing"], "Nơi nhận:")
    else:
        _judged("recipients", lines[at], judge, "Nơi nhận:", (12, 12), italic=True)
    near = lines[at:] if at is not None else lines[-8:]
    cell = near[0].cell if at is not None else None
    if cell is not None:
        listed = [line for line in near[1:] if line.cell is cell]
        others = [line for line in lines if line.cell is not None and line.cell.getparent() is cell.getparent()]
        signed = [line for line in others if line.cell is not cell]
    else:
        listed = [line for line in near[1:] if line.text.startswith("-")] if at is not None else []
        signed = [line for line in lines[-14:] if line not in listed and _signing(line) and line not in near[:1]]
    for line in listed:
        _judged("recipients-lines", line, judge, "", (11, 11), bold=False)
    written = [line for line in signed if not (_DOTS.fullmatch(line.text) or line.text.startswith("("))]
    named = bool(written) and written[-1] is signed[-1] and written[-1].text != written[-1].text.upper()
    names = written[-1:] if named else []  # else it is a dotted line, or not there yet
    titles = written[: len(written) - len(names)] if written else signed[:1]
    if not titles:
        judge.add("signature", words["document"], words["missing"], words["capitals"])
    for line in titles:
        _judged("signature", line, judge, "", (13, 14), capitals=True)
    for line in names:
        _judged("signer", line, judge, "", (13, 14))
    return [*near[:1], *listed, *signed] if at is not None else signed


def _signing(line: Line) -> bool:
    return line.text == line.text.upper() and len(line.text) < 60 and any(c.isalpha() for c in line.text)


def _judged(
    rule: str, line: Line | None, judge: Judge, sample: str, size: tuple[float, float], *, exact: str = "",
    form: re.Pattern | None = None, bold: bool = True, italic: bool = False, capitals: bool = False,
    centred: bool = False,
) -> None:  # fmt: skip
    """Words, letters and place of one line; one that is not there breaks the rule too."""
    words = judge.words
    if line is None:
        judge.add(rule, words["document"], words["missing"], sample)
        return
    where = judge.where(line)
    if (exact and line.text != exact) or (form and not form.fullmatch(line.text)):
        judge.add(rule, where, f"“{line.text}”", f"“{sample}”")
    if capitals and line.text != line.text.upper():
        judge.add(rule, where, words["small"], words["capitals"])
    looks = [piece.look for piece in line.pieces if piece.text.strip()]
    if wrong := breaches(looks, judge, size=size, bold=bold, italic=italic):
        judge.add(rule, where, *wrong)
    if centred and line.look.aligned != "center":
        judge.add(rule, where, words.get(line.look.aligned, line.look.aligned), words["center"])


def _first(lines: list[Line], folded: list[str], test) -> Line | None:
    return next((line for line, text in zip(lines, folded, strict=True) if test(text)), None)


def _folded(text: str) -> str:
    """Small letters without marks."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(c for c in plain if not unicodedata.combining(c))
