"""What a number is of: the words of its clause that name a subject, and the indicators that have this wording."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from .catalogue import JOINING, Catalogue
from .clauses import Clause
from .items import MIDDLE, Item
from .words import key, keys

_AVERAGE = key("bình"), key("quân")
_LEADING = frozenset(("up", "down", "to", "from", "level", "share", "contribution", "exceed", "short", "estimate", "expected", "provisional", "target", "plan", "base", "growth", "fall", "respectively", "within", "average", "about", "filler", "conj", "by_central", "by_province", "other", "rank", "unchanged", "whole", "number_of", "ratio", "surplus", "deficit", "region", "world", "framing", "linking"))  # fmt: skip
_NOUNS = frozenset(key(w) for w in ("số", "lượng", "hàng", "hóa", "chỉ", "tổng", "khối", "giá", "trị", "quy", "mô", "trung", "bình", "quân", "nhóm", "rate", "average", "value", "volume", "number", "total"))  # fmt: skip
_SHARES = frozenset(("share", "shares"))
_WITH, _AFTER = ("with",), ("after",)
_SPLITTING = frozenset(("within", "framing"))


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject as printed: its words and their place, the indicators of this wording, and whether it is all of it.

    Parameters
    ----------
    codes : indicators that have this wording; none where the catalogue has no such wording.
    start, end : place in the paragraph; -1 where nothing names it.
    average : the clause speaks of an average of it.
    """

    codes: tuple[str, ...] = ()
    start: int = -1
    end: int = -1
    average: bool = False
    gap: bool = False  # found by a wording that holds the number: its unit is that of the indicator

    def __bool__(self) -> bool:
        return self.start >= 0


NOTHING = Subject()


def counted(clause: Clause, catalogue: Catalogue) -> Subject:
    """The subject of a count, that stands around or behind its number: ``320 doanh nghiệp thành lập mới``."""
    after, number = clause.after, clause.number
    wording = after[0] if after and after[0].kind == "counted" else None
    if wording and (found := _around(clause, wording)):
        return found
    if found := _led(clause, catalogue):
        return found
    if wording and not wording.value[0] and len(_words([wording])) <= len([k for k in number.keys if k not in JOINING]):
        wording, after = None, after[1:]  # no more than the unit
    behind: list[Item] = []
    for item in after[1:] if wording else after:
        if item.kind in ("sep", "num", "time") or item.roles & (_LEADING - {"filler", "number_of", "other"}):
            break
        behind.append(item)
    rest = _content(behind)
    if wording and not rest and wording.value[0]:
        return Subject(wording.value[0], number.start, wording.end)
    if wording or rest:  # words that narrow it down: something of its own
        return Subject((), number.start, (rest[-1] if rest else wording).end)
    return NOTHING


def _content(items: list[Item]) -> list[Item]:
    """The items that name something."""
    return [i for i in items if i.kind in ("subject", "counted") or (i.kind == "word" and not i.roles & _LEADING)]


def _around(clause: Clause, wording: Item) -> Subject:
    before = _words(clause.before)
    found = [one for one in wording.value[1] if not one.before or before[-len(one.before) :] == list(one.before)]
    if not found:
        return NOTHING
    most = max(len(one.before) for one in found)
    codes = tuple(dict.fromkeys(one.indicator for one in found if len(one.before) == most))
    start = clause.before[0].start if clause.before and most else clause.number.start
    return Subject(codes, start, wording.end, gap=True)


def _led(clause: Clause, catalogue: Catalogue) -> Subject:
    """The subject whose wording ends with the number: ``bình quân mỗi xã đạt …``."""
    before = _words(clause.before)
    found = (
        [one for one in catalogue.leading.get(before[-1], ()) if before[-len(one.before) :] == list(one.before)]
        if before
        else []
    )
    if not found:
        return NOTHING
    most = max(len(one.before) for one in found)
    codes = tuple(dict.fromkeys(one.indicator for one in found if len(one.before) == most))
    return Subject(codes, clause.before[0].start, clause.number.end, gap=True)


def _words(items: list[Item]) -> list[str]:
    return [k for i in items if i.kind in ("word", "subject", "counted") for k in i.keys if k not in JOINING]


def named(clause: Clause, catalogue: Catalogue, *, first: bool) -> tuple[Subject, bool]:
    """The subject that the words before a number name, and whether they name a new one.

    Parameters
    ----------
    first : nothing in the sentence was read before: a subject farther off is taken.

    Returns
    -------
    tuple : the subject, and True where it is new; ``NOTHING`` and False where the clause names none.
    """
    parts = _parts(clause.before)
    if not parts:
        return NOTHING, False
    near = parts[-1]
    if content := _content(near):
        return _of(near, content, catalogue), True
    if aside := _before_bracket(clause.before):
        content = _content(aside)
        return _of(aside, content, catalogue), True
    if first or clause.boundary >= MIDDLE:
        for part in reversed(parts[:-1]):
            content = _content(part)
            if content and any(i.kind == "subject" for i in content):
                return _of(part, content, catalogue), True
    if first:
        for part in reversed(parts[:-1]):
            if content := _content(part):
                return Subject((), content[0].start, content[-1].end), True
    return NOTHING, False


def _parts(before: list[Item]) -> list[list[Item]]:
    """What stands before a number, apart where a sign or a word parts it; what "so với" compares with is left out."""
    parts: list[list[Item]] = [[]]
    compared = False
    for item in before:
        if item.kind == "sep" or item.roles & _SPLITTING:
            parts.append([])
            compared = False
            continue
        if "base" in item.roles and "filler" not in item.roles:
            compared = True
            continue
        if compared and (item.kind in ("time", "area") or item.roles & {"plan", "other"}):
            continue
        parts[-1].append(item)
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return parts


def _before_bracket(before: list[Item]) -> list[Item]:
    """What stands before brackets that only a verb parts from the number: "tỷ lệ che phủ rừng (có tính cây cao su) đạt"."""
    signs = [i for i, item in enumerate(before) if item.kind == "sep"]
    if len(signs) < 2 or before[signs[-1]].keys != (")",) or before[signs[-2]].keys != ("(",):
        return []
    lead = _parts(before[: signs[-2]])[-1]
    inside = before[signs[-2] + 1 : signs[-1]]
    named = [part for part in (lead, inside) if any(i.kind == "subject" for i in part)]
    return named[0] if named else lead if _content(lead) else []


def of_part(part: list[Item], catalogue: Catalogue) -> Subject:
    """What a run of items names; ``NOTHING`` where it names nothing."""
    content = _content(part)
    return _of(part, content, catalogue) if content else NOTHING


def _of(part: list[Item], content: list[Item], catalogue: Catalogue) -> Subject:
    start, end = content[0].start, content[-1].end
    average = any("average" in i.roles for i in part)
    found = [i for i in content if i.kind == "subject"]
    if found and _SHARES & set(content[0].keys) and content[0].kind == "word":
        content = content[1:]  # "the share of exports"
    if len(found) == 1 and content[-1] is found[0] and (_aimed(part, content) or _opened(part, found[0])):
        content = found  # "Sở phấn đấu giảm tỷ lệ hộ nghèo"
        start = found[0].start
    if len(found) == len(content) and found:
        if len(found) == 1:
            return Subject(found[0].value, start, end, average)
        codes = _together(found)
        return Subject(codes, start, end, average)
    whole = [k for i in part if i.kind in ("word", "subject") for k in i.keys if k not in JOINING]
    codes = _whole(whole, catalogue)
    if not codes:
        start, end = _widened(part, content)
    return Subject(codes, start, end, average)


def _aimed(part: list[Item], content: list[Item]) -> bool:
    """True where a word for an aim stands between those who have it and what it is about."""
    if len(content) < 2 or any(i.kind == "subject" for i in content[:-1]):
        return False
    return any("target" in i.roles for i in part[part.index(content[-2]) : part.index(content[-1])])


def _opened(part: list[Item], subject: Item) -> bool:
    """True where only how it began stands before a subject: "closed 2022 with GRDP growth", "after two months of decline the CPI"."""
    at = part.index(subject)
    led = part[at - 1] if at else None
    fallen = led is not None and bool(led.roles & {"up", "down"}) and part[0].keys == _AFTER
    return fallen or (led is not None and led.keys == _WITH and any(i.kind == "time" for i in part[:at]))


def _widened(part: list[Item], content: list[Item]) -> tuple[int, int]:
    """The place of an unknown subject with the general nouns that belong to it: "sản lượng", "đô thị hóa"."""
    first, last = part.index(content[0]), part.index(content[-1])
    while first and set(part[first - 1].keys) <= _NOUNS and part[first - 1].kind == "word":
        first -= 1
    while last + 1 < len(part) and part[last + 1].kind == "word" and set(part[last + 1].keys) <= _NOUNS:
        last += 1
    return part[first].start, part[last].end


def _whole(words: list[str], catalogue: Catalogue) -> tuple[str, ...]:
    """Indicators one of whose wordings is all that stands there."""
    for at in range(min(3, len(words))):
        length, codes = catalogue.subjects.longest(words, at)
        if length and at + length == len(words) and at == 0:
            return tuple(codes)
    return ()


def _together(found: list[Item]) -> tuple[str, ...]:
    """Two wordings in one subject: a part of a whole is the part (GRDP of services), a repeated name the same."""
    first, *others = (tuple(i.value) for i in found)
    for other in others:
        if both := tuple(c for c in first if c in other):
            first = both
            continue
        for whole, part in ((first, other), (other, first)):
            heads = {c for c in whole if "_" not in c or c.endswith("_growth")}
            within = tuple(
                c for c in part if any(c.startswith(h.removesuffix("_growth") + "_") and c not in heads for h in heads)
            )
            if within:
                first = within
                break
        else:
            return ()
    return first


def averaged(text: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Indicators of the average of what a subject names: ``CPI bình quân`` of ``CPI``."""
    words = tuple(k for k in keys(text) if k not in JOINING)
    for run in (words + _AVERAGE, _AVERAGE + words, ("average", *words)):
        length, codes = catalogue.subjects.longest(list(run), 0)
        if length == len(run):
            return tuple(codes)
    return ()


def behind(clause: Clause, catalogue: Catalogue) -> Subject:
    """What a percentage is of, where that stands behind it."""
    part: list[Item] = []
    for item in clause.after:
        if item.kind in ("sep", "time", "num") or item.roles & {"base", "plan", "about", "conj"}:
            break
        part.append(item)
    return (
        of_part(part, catalogue)
        if part and part[0].kind in ("word", "subject") and not part[0].roles - {"number_of", "filler"}
        else NOTHING
    )


def about(clause: Clause) -> Subject | None:
    """A subject behind the number: "tăng 10,3% về số doanh nghiệp"."""
    for i, item in enumerate(clause.after):
        if "about" in item.roles:
            about_it = list(takewhile(lambda x: x.kind != "sep", clause.after[i + 1 :]))
            rest = [x for x in about_it if x.kind == "subject"]
            words = [x for x in about_it if x.kind == "word" and not x.roles]
            if rest and not words:
                return Subject(rest[0].value, rest[0].start, rest[0].end)
            if words or rest:
                first, last = (rest + words)[0], (rest + words)[-1]
                return Subject((), min(first.start, last.start), max(first.end, last.end))
    return None
