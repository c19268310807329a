"""What a time before a number is: the number's own, or what it is compared with."""

from __future__ import annotations

from .clauses import Clause
from .items import STRONG, Item
from .saying import CHANGES, Said
from .times import RELATIVE
from .words import key, keys

THAN = (key("hơn"),)
_ABOVE = (THAN, ("than",), ("below",), ("above",))
_BASES = frozenset(RELATIVE) - {"same"}
_LOOSE = (("over",), ("on",))
_FROM, _FOR = ("from",), ("for",)
_FROM_VI = (key("từ"),)
LESS, _SINCE = ((key("kém"),), (key("thua"),)), ("since",)
_ALIKE = (key("đương"),), (key("bằng"),), (key("ngang"),), (key("xỉ"),)
_LINKS = (("for",), ("of",), ("the",), (key("của"),), (key("cho"),))
_MERGED = ("enlarged",), ("merged",), ("formed",), ("expanded",), ("created",)
_HONOURED = frozenset(key(w) for w in ("danh", "nhận", "khánh", "xếp", "lập"))  # ghi danh, công nhận, khánh thành …
_WHEN = ("when",)
_FAR = 12  # items
_WAS = (key("được"),)
_ADDED = tuple(
    (w,) for w in "whose where which opened launched inaugurated founded commissioned completed".split()
)  # words that open what is added between commas
_THE, _OF = ("the",), (("of",),)
_PACES = ("pace",), ("figure",), ("level",), ("result",), (key("tally"),), ("total",)
_WHILE = ("while",), ("whereas",), ("but",), (key("còn"),), keys("trong khi")
_IN, _OPENING = ("in",), 2
_CHANGING = frozenset(("up", "down", "to", "from", "level", "plan", "target"))
_NAME = 3  # syllables: "nhiều hơn Tết Tân Sửu 2021"
_LEVEL = key("mức")
_WITHIN = (("over",), ("in",), ("during",))


def of_time(s: Said, clause: Clause, i: int, pending: Item | None, lang: str) -> tuple[bool, Item | None]:
    """Note what a time before a number says: whether it is the number's own, and the word of comparison that still waits.

    Parameters
    ----------
    i : its place among the items before the number.
    pending : a word of comparison that waits for what it compares with.
    """
    items, last = clause.before, len(clause.before) - 1
    n, t = clause.number.value, items[i].value
    if lang == "en" and t.shape == "same" and t.year is None and not t.back and pending is not None:
        if pending.keys in _WITHIN and not (n.percent or n.points or n.times) and i < last:
            return False, None  # "disbursement over the same period was $12.8 billion"
    if t.shape == "same" and i and items[i - 1].keys[-1:] in _ALIKE and i < last:
        return False, pending  # "ước đạt 2.105,2 nghìn ha, tương đương cùng kỳ năm trước, trong đó …"
    since = lang == "en" and pending is not None and pending.keys == _SINCE
    since = since and (
        items[0] is pending or items[items.index(pending) - 1].keys[-1:] in _PACES
    )  # "the total since January"
    if since and t.shape == "month" and t.month == 1 and t.year is None:
        s.before_times.append(
            t._replace(shape="to_now", month=0, cumulated=True)
        )  # "Since January they have come to …"
        return False, None
    month = t.shape == "same" and t.n == 1 and t.year is None and not t.back
    beside = lang == "vi" and pending is None and i < last and not (i and items[i - 1].roles & {"base", "up", "down"})
    if month and ((clause.boundary >= STRONG and items[0].keys == _IN and i <= _OPENING) or beside):
        s.before_times.append(t._replace(shape="this"))  # "In the same month retail sales dived"
        return False, pending
    within = lang == "en" and pending is None and i and items[i - 1].keys in _WITHIN and clause.boundary >= STRONG
    if within and t.shape == "same" and t.year is None and not t.back:
        return False, None  # "In the same period the police recorded 29 accidents"
    if _then(clause, i):
        return False, pending  # "Cùng kỳ, tỉnh Quảng Ninh …": the period just spoken of
    if i < last and t.shape in ("month", "year", "previous_year") and _told_of_it(items, i, lang):
        return (
            False,
            pending,
        )  # "the airport, whose Terminal 2 opened in June, saw …", "Tràng An, được ghi danh năm 2014, …"
    if t.shape == "month" and i > 1 and i < last and items[i - 1].keys == _FROM_VI and items[i + 1].keys == (",",):
        if any(x.kind == "word" and not x.roles for x in items[: i - 1]):
            return False, pending  # "Nhà máy dừng bảo dưỡng từ tháng 5, chỉ nộp …"
    if i and items[i - 1].keys == THAN and "q:over" in items[i - 1].roles:  # "hơn cùng kỳ 47%"
        s.verb, s.sign, s.base, s.base_first, s.parted = "up", 1, t, True, False
        return False, pending
    if i and "exceed" in items[i - 1].roles and t.shape == "same" and i == last:  # "vượt cùng kỳ năm 2018 13,3%"
        s.base, s.base_first, s.plan = t, True, False
        return False, pending
    near = items[max(0, i - _NAME - 1) : i]
    rise = any("exceed" in x.roles for x in near) and any(_LEVEL in x.keys for x in near)
    if rise and n.points and lang == "vi":  # "vượt mức tăng của 9 tháng năm 2021 tới 27,5 điểm phần trăm"
        s.verb, s.sign, s.base, s.base_first, s.plan = "up", 1, t, True, False
        return False, pending
    if i and items[i - 1].keys in LESS:  # "kém cùng kỳ 310 ha"
        s.verb, s.sign, s.base, s.base_first, s.parted = "down", -1, t, True, False
        return False, pending
    if (
        i < last
        and t.shape == "same"
        and t.year is None
        and not (t.back and pending is None)
        and any(x.roles & {"up", "down", "growth", "fall"} for x in [x for x in items[i + 1 :] if x.kind == "word"][:2])
        and lang == "en"
    ):
        s.base, s.base_first = t, True  # "a year-on-year increase of"
        return False, pending
    if lang == "en" and i < last and s.verb in ("exceed", "short") and items[i + 1].roles & {"plan"}:
        return False, pending  # "exceeding the 2015 plan by 8.7%"
    within = lang == "en" and i and items[i - 1].keys in _WITHIN and pending is not None and pending.keys == ("from",)
    if within and any(
        x.kind == "subject" or (x.kind == "word" and not x.roles) for x in items[items.index(pending) : i]
    ):
        return True, None  # "Investment from the state budget in July"
    than_it = (i and items[i - 1].keys[-1:] == _OF[0]) or (i < last and items[i + 1].keys[:1] in _PACES)
    if lang == "en" and s.verb == "exceed" and than_it and t.shape in ("same", "year", "month", "quarter"):
        s.base, s.base_first, s.plan = t, True, False  # "beating the 2018 pace by 1.99 percentage points"
        return False, pending
    apart = pending is not None and pending.keys == _SINCE and s.verb == "" and clause.before[0] is not pending
    if apart and any(x.keys == (",",) for x in items[i:]):
        return False, None  # "Hai Phong, enlarged since July 1, recorded growth of …"
    if pending is not None and pending.keys in _LOOSE and s.verb not in CHANGES:
        pending = None  # "over 2014"
    if pending is not None and pending.keys == _FROM and t.cumulated and _named(items, items.index(pending), i):
        pending = None  # "total losses from natural disasters in ten months"
    opens = clause.boundary >= STRONG and all("filler" in x.roles for x in items[:i]) and i < last
    earlier = lang == "en" and t.shape == "same" and t.back == 1
    if (earlier or t.shape == "previous_year") and opens and pending is None:
        if earlier or items[i + 1].keys == (",",) or items[i + 1].keys == _THE:
            return True, pending  # "Last year, the province received …", "A year earlier the rate was …"
    if t.shape == "previous_year" and pending is None and 0 < i < last and items[i + 1].keys == (",",):
        return False, pending  # "… were paved last year, 1.7 times the length paved in 2011"
    beside = t.shape == "previous_year" and pending is None and i < last and i <= _OPENING
    told = all(x.kind == "word" and x.roles and not x.roles - {"filler", "level", "to"} for x in items[i + 1 :])
    if beside and (told or (items[i - 1].keys in _WHILE and i)):
        return True, pending  # "tăng 7,1%, năm ngoái là 6,29%", "while last year the city managed 8.8%"
    figure = lang == "en" and pending is not None and i + 2 == last and items[i + 1].keys[-1:] in _PACES
    if figure and items[last].keys == _OF[0]:
        s.base, s.base_first, s.of_base = t, True, True  # "compared with the 2016 figure of 36.4%"
        return False, None
    if t.shape == "previous_month" and t.to_date and pending is None:
        return True, pending  # "Tính đến cuối tháng trước, nông dân đã thả nuôi 37.850 ha"
    if pending is not None or than(items, i) or t.shape in _BASES:
        s.base, s.base_first = t, True
        return False, None
    behind = next((x for x in reversed(items[:i]) if x.keys not in _LINKS), None)
    led = behind.roles if behind is not None else frozenset()  # "surpassed the target for the whole year by 18%"
    given = bool(led & {"by_central", "by_province"}) and s.verb in (
        "exceed",
        "short",
    )  # "vượt dự toán Trung ương giao cho cả năm"
    return not (given or ("plan" in led and _of_it(s, led))), pending


def _named(items: list[Item], since: int, at: int) -> bool:
    """True where words that say nothing of a number stand between two places."""
    return any(x.kind == "word" and not x.roles for x in items[since + 1 : at])


def _told_of_it(items: list[Item], at: int, lang: str) -> bool:
    """True of a time in what is added between commas: behind "whose", "where", "which", "opened", "when", "được ghi danh"."""
    aside = items[at + 1].keys == (",",)
    if lang == "en" and aside and any(i.keys in _MERGED for i in items[max(0, at - 2 * _FAR) : at + 1]):
        return True
    led = next((n for n in range(at - 1, max(-1, at - _FAR), -1) if items[n].keys == (",",)), at)
    closes = any(i.keys == (",",) for i in items[at : at + _FAR])
    if led >= at - 1 or not closes:
        return False
    opening = items[led + 1].keys[:1]
    if opening == _WHEN:
        return items[at].value.shape == "month" and items[at].value.year is None
    if not (led and aside):
        return False
    honoured = opening == _WAS and any(not _HONOURED.isdisjoint(i.keys) for i in items[led + 1 : at])
    return opening in _ADDED or honoured


def _of_it(s: Said, led: frozenset[str]) -> bool:
    """True of the time of a plan that is reached or passed, not set."""
    return s.verb in ("exceed", "short") or ("target" not in led and s.plan and not s.plan_head)


def _then(clause: Clause, at: int) -> bool:
    """True of "the same period" that opens a sentence."""
    items = clause.before
    opens = clause.boundary >= STRONG and all("filler" in item.roles for item in items[:at])
    t = items[at].value
    return (
        opens
        and t.shape == "same"
        and t.year is None
        and not t.back
        and items[at + 1 : at + 2] != []
        and items[at + 1].keys == (",",)
    )


def than(items: list[Item], at: int) -> bool:
    """True behind "cao hơn", "thấp hơn", whatever general word or name stands between: "cao hơn tốc độ tăng của năm 2014"."""
    year = items[at].kind == "time" and items[at].value.shape == "year"
    passed = frozenset(("filler", "growth" if year else "filler"))
    names = _NAME if year else 0
    while at and items[at - 1].kind == "word" and not items[at - 1].roles & {"up", "down"}:
        names -= not items[at - 1].roles
        if names < 0 or (items[at - 1].roles and not items[at - 1].roles & passed):
            break
        at -= 1
    return at > 0 and items[at - 1].keys[-1:] in _ABOVE and bool(items[at - 1].roles & {"up", "down"})


def it_is_of(items: list[Item], at: int) -> bool:
    """True of "below the policy rate of": what the number is of stands between."""
    led = at < len(items) - 2 and items[-1].keys[-1:] == ("of",) and items[at + 1].keys == _THE
    return led and not any(x.roles & _CHANGING for x in items[at + 1 :])


def of_the(items: list[Item], at: int) -> bool:
    """True of "below the" right before a number."""
    return at == len(items) - 2 and items[at + 1].keys == _THE
