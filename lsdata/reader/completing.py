"""The unit that a number leaves unsaid: that of its list, of the whole it is a part of, of the number before it."""

from __future__ import annotations

from .amounts import Number
from .behind import OF_THEM, WERE
from .clauses import Clause
from .context import Line
from .counting import noun_of
from .doing import does
from .items import STRONG
from .meant import A_DAY, meant
from .saying import ASIDE_AT, HAD, HARMED, HAVE_BEEN, LED_ON, ONLY, SUSPENDED, Said
from .units import MONEY
from .words import key

_MOST = 1000  # per cent that are told without their sign
_OR = frozenset(("or", key("hay"), key("tức")))
_LEADING = 3  # words before a part: "of which"
_FEW_OF = frozenset(  # what is never counted in billions
    "communes villages districts projects enterprises cases works schools establishments houses cooperatives dossiers households vessels hotels".split()
)
_BILLION = 9  # power of ten
_WHOLE = 100  # per cent
_NO_RATES = frozenset(key(w) for w in ("index", "score", "coefficient", "expectancy", "số", "tuổi"))
_STUFF = ("ha", "tonnes", "km", "m2", "m3", "kWh")  # what does nothing: "487 of the 571 had resumed classes"
_MORE = ("more",)
_PER_10000 = ("doctors", "beds")
_OF_THE = ("of", "the")
_NUMBERED = ("numbered",)
_BILLIONS = "tỷ", "tỉ"
_ENGLISH, _THOUSANDS = ("million", "thousand"), 10_000
_FROM = ("from",), ("in",), ("during",), ("over",)
_WENT, _THE_NUMBER, _IS = (("went",), ("came",)), (",", key("số")), (key("là"),)
_COUNTED = "visitors passengers persons vehicles households enterprises heads flights cases subscribers".split()
_AGAIN = frozenset(("another", "further"))
_MODALS = ("can",), ("could",), ("may",), ("will",)
_PEOPLE = ("visitors", "passengers", "persons")


def in_lists(parts: list[Clause], told: list[Said]) -> None:
    """The unit at the end of a list holds for all of it: "lần lượt đạt 1.200, 1.350 và 1.420 triệu USD"."""
    for i in range(len(parts) - 1, 0, -1):
        n, before = parts[i].number.value, parts[i - 1].number.value
        scaled = bool(n.mult) and n.mult == before.mult and not before.unit and not parts[i - 1].after
        bare = scaled or not (parts[i - 1].after or before.unit or before.mult or before.ordinal or before.total)
        other = parts[i].bracket or (n.percent and not _OR.isdisjoint(parts[i].words))  # "by 39, or 5.63 percent"
        alike = _parallel(parts[i - 1], parts[i]) and n.unit in MONEY and bool(n.mult)
        if (
            (told[i].counted or alike)
            and bare
            and not other
            and n.unit
            and not n.times
            and not (n.percent and before.value >= _MOST)
        ):
            before.measured_as(n)


def _parallel(one: Clause, two: Clause) -> bool:
    """True of two numbers that a subject each leads to: "xuất khẩu 231, nhập khẩu 381 triệu USD"."""
    led = [item for item in two.before if item.kind != "sep"]
    return (
        two.boundary in (1, 2)
        and len(led) == 1
        and led[0].kind == "subject"
        and bool(one.before)
        and one.before[-1].kind == "subject"
    )


def of_parts(parts: list[Clause]) -> None:
    """A bare number that tells a part counts the same: "1,402 outbreaks, of which 262 are active"."""
    whole: Number | None = None
    for part in parts:
        n = part.number.value
        if whole is not None and not (n.mult or n.ordinal or n.known_unit) and _goes_on(part):
            n.unit, n.known_unit = whole.unit, whole.known_unit
        if n.unit and not (
            n.percent or n.points or n.times or (n.unit in MONEY and whole is not None and part.boundary == 0)
        ):
            whole = n  # "1,056 projects worth 6.4 billion USD, of which 562 were operational"


def _goes_on(part: Clause) -> bool:
    """True of a number that counts what the one before it does."""
    within = len(part.before) <= _LEADING and any("within" in i.roles for i in part.before)
    of_them = part.behind[:2] in OF_THEM  # "1,050 of them went abroad"
    compared = part.bare and any("base" in i.roles for i in part.after[:1]) and not part.number.value.unit
    return within or of_them or compared  # "by 130,400 people on the quarter and 414,600 on the year"


def _were_done(clause: Clause) -> bool:
    """True of "196 were dissolved" behind no more than a conjunction."""
    done = len(clause.after) > 1 and does(clause.after[1].keys)
    return done and all(i.kind == "sep" or i.roles & {"conj", "linking", "framing"} for i in clause.before)


def _alone(n: Number, clause: Clause) -> bool:
    """True of many of what the paragraph counts: no noun beside the number says of what."""
    many = (n.mult and n.unit_text in _ENGLISH) or (not n.mult and not n.decimals and n.value >= _THOUSANDS)
    behind = clause.after[0] if clause.after else None
    free = behind is None or behind.kind in ("time", "sep") or behind.keys in _FROM
    return bool(many) and free and n.total is None and not noun_of(list(clause.words), anything=True)


def can_be(unit: str, n: Number) -> bool:
    """False of billions of what is never counted in billions: "118 communes at a cost of 64 billion"."""
    return not (n.mult >= _BILLION and unit in _FEW_OF)


def is_sum(n: Number, line: Line, clause: Clause, money: str) -> bool:
    """True of billions without a noun where a sum of money was told before: "VND 20,400 billion; loans were 22,150 billion"."""
    behind = clause.after[0] if clause.after else None
    free = behind is None or behind.kind in ("time", "sep") or bool(behind.roles)
    large = n.mult >= _BILLION or line.before.unit in MONEY
    return bool(money) and large and free and not noun_of(list(clause.words), anything=True)


def of_line(n: Number, s: Said, line: Line, clause: Clause, paragraph: str) -> None:
    """What a number takes from those before it in the sentence, and what a scale or a rate alone tells.

    Parameters
    ----------
    paragraph : unit of what the paragraph has counted last.
    """
    last = line.before.unit
    if last == "times" and line.previous is not None:
        last = noun_of(list(line.previous.words))  # "Arrivals more than doubled to 2.06 million"
    counted = line.counts if line.counts not in MONEY else paragraph
    last = counted if last in MONEY and not n.mult and not n.unit and counted else last  # "985 million USD, 14 more"
    meant(n, s, line, clause, paragraph, last)
    another = not (
        counted or paragraph in MONEY or (_AGAIN.isdisjoint(clause.words) and clause.behind[:1] not in SUSPENDED)
    )  # "Another 8,120 suspended business"
    counted = paragraph if another else counted
    if not n.unit and (
        unit := _by_its_words(n, line, clause, counted) or _by_the_last(n, s, line, clause, paragraph, last)
    ):
        n.unit, n.known_unit = (unit, True) if can_be(unit, n) else ("", False)


_EARNING = frozenset(key(w) for w in "revenue earned value worth sales from turnover selling thu giá".split())
_PIECES = {"eggs": "eggs", key("trứng"): "eggs", "trees": "trees", "fry": "fry", "seedlings": "seedlings"}


def _by_its_words(n: Number, line: Line, clause: Clause, counted: str) -> str:
    """The unit of a number that the words beside it tell, with what the sentence has counted (``counted``); empty for none."""
    led, then = (beside[0].keys if beside else () for beside in (clause.before[-1:], clause.after))
    words, whole = list(clause.words), not n.decimals
    pieces = next((code for w, code in _PIECES.items() if w in clause.words), "") if n.mult else ""
    if pieces and _EARNING.isdisjoint(clause.words):
        return pieces  # "poultry eggs 20.2 billion", "scattered trees totalled 4.3 million"
    done = does(then)
    if clause.words[-2:] == ASIDE_AT and (noun := noun_of(words, anything=True)):
        return noun  # "Deaths, at 6,430, were lower by 68 people"
    if led in HARMED:
        return "persons"  # "killed 42 and injured 61"
    if whole and clause.boundary >= STRONG and clause.words[:2] == _OF_THE and words[-1:] == [","]:
        if noun := noun_of(words, anything=True):
            return noun  # "Of the schools, 152 met the national standard"
    per = any(item.kind == "noise" and item.value == "per" for item in clause.before)
    if per and (noun := noun_of(words, anything=True)) in _PER_10000:
        return f"{noun}_per_10000"  # "the number of doctors per 10,000 people rose from 5.6"
    if "number" in words and (noun := noun_of(words, anything=True)):
        return noun  # "the number of hotel rooms on the island grew by 2,600"
    if (
        whole
        and counted
        and counted not in _STUFF
        and (done or then in _MODALS or (tuple(words[-1:]) == ONLY and then in HAD) or clause.behind[:2] in HAVE_BEEN)
    ):
        return counted  # "9,501 completed dissolution", "Of 5,740 fishing boats, 1,310 can reach offshore waters"
    if clause.words[:2] == _THE_NUMBER and clause.words[-1:] == _IS and line.before.unit not in (*MONEY, "percent"):
        return line.before.unit  # "số giải thể là 203, số quay trở lại hoạt động là 655"
    if whole and done and (noun := noun_of(words)):
        return noun  # "Enterprises, nine months: 1,094 newly established"
    if whole and then in WERE and counted and _were_done(clause):
        return counted  # "while 196 were dissolved"
    return ""


def _counts(unit: str) -> bool:
    return unit not in ("", "percent", "percentage_points", "times", *MONEY)


def _by_the_last(n: Number, s: Said, line: Line, clause: Clause, paragraph: str, last: str) -> str:
    """The unit of a number that is the one told before it: by its place, or by how both are told; empty for none."""
    led, then = (beside[0].keys if beside else () for beside in (clause.before[-1:], clause.after))
    words, counts = list(clause.words), line.counts if line.counts not in MONEY else ""
    if clause.behind[:2] in OF_THEM and (last or paragraph):
        return last if last in _PEOPLE else paragraph  # "148 projects … Korea leads with 118 of them"
    if clause.behind[:2] == A_DAY and noun_of(words, anything=True) == "vehicles":
        return "vehicles_per_day"  # "Export vehicles averaged 345 a day"
    if clause.behind[:1] == _MORE and _counts(last):
        return last  # "wiped out 216 houses; 1,840 more were damaged"
    if led == _NUMBERED and (noun := noun_of(words, anything=True)):
        return noun  # "Late files numbered 1,930"
    if n.total is not None and (noun := noun_of(words)):
        return noun  # "Of its communes and wards, 138 of 143 meet the criteria"
    if counts and clause.before and clause.before[-1].kind == "area":
        return counts  # "and Khanh Hoa 7,340"
    if counts and s.in_list and not (n.mult or n.decimals or clause.after) and not clause.before[-1].roles:
        if clause.before[-1].kind in ("word", "subject") and not noun_of(words, anything=True):
            return counts  # "640 trường, trong đó mầm non 192, tiểu học 246"
    if counts and then in LED_ON and s.counted and not n.mult:
        return counts  # "121,549 tonnes went by sea and 1,178,764 by road"
    if line.of_them and line.of_them not in MONEY and (n.mult or not n.decimals) and then in (*WERE, *_WENT):
        return line.of_them  # "Of them, 126,000 were foreigners"
    if counts and clause.bracket and not n.decimals and (s.target or line.before.measure == "pct_of_plan"):
        return counts  # "66.6% of the plan (41,500)"
    if n.mult and line.counts and (counts or last == line.counts):
        return line.counts  # "16 million people …, 1.46 million in the voluntary scheme"
    of_plan = line.before.measure == "plan_gap" and not clause.words  # "285 short of the plan of 3,500"
    moved = of_plan or s.compared or s.of_base or s.target or s.verb in ("to", "from", "up", "down")
    if moved and last not in ("", "percent", "percentage_points") and noun_of(words) in ("", last):
        return last  # "65 new firms, 12 more than in April", "fell by 14 cases to 86"
    rate = line.before.percent and not n.mult and n.decimals and n.value <= _WHOLE and s.base is None
    rate = rate and clause.boundary == 1 and not clause.bare and s.verb in ("", "to", "level")
    if rate and _NO_RATES.isdisjoint(clause.words):
        return "percent"  # "Farmland is titled to 91.4 percent, forest to 88.7"
    if n.mult and n.unit_text.lower().endswith(_BILLIONS):
        return "VND"  # "vốn nhà nước 3.100 tỷ"
    alone = paragraph in _COUNTED and _alone(n, clause)
    return paragraph if alone else ""  # "1.6 million visitors …, but a mere 210,000 from May to October"
