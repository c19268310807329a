"""How much of what stands behind a number still belongs to it, and the English words that compare or plan there."""

from __future__ import annotations

from .items import Item
from .words import key, keys

VERBS = frozenset(
    ("up", "down", "to", "from", "level", "share", "contribution", "exceed", "short", "estimate", "expected", "provisional", "target", "rank", "growth", "fall", "surplus", "deficit")
)  # fmt: skip
_BEHIND = frozenset(("plan", "by_central", "by_province", "base", "about", "average"))  # what may stand behind a number
DOWN_WORDS = frozenset(
    key(w)
    for w in "slower worse smaller lower less fewer below down decline drop fall decrease reduction contraction behind short cheaper shorter".split()
)
_COMPARING = DOWN_WORDS | {
    key(w)
    for w in "faster slower better worse dearer deeper longer pickup improvement hike upturn surge larger bigger greater beyond higher more above up increase rise growth gain ahead jump expansion".split()
}
_INTO = ((key("vào"),), ("to",))
_RATES = frozenset((key("mức"), key("tốc")))
_BREAKS = ("while",), ("whereas",), ("but",), (key("trong"), key("khi")), (key("nhưng"),), (key("song"),)
AGAINST = ("against",), ("as", "against"), ("versus",), ("vs",)  # what leads to the base itself
MUST, _FEW = frozenset(("must", "shall", "should", "has", "have", "needs", "need")), 4
PLANNED = frozenset(
    (
        "planned",
        "promised",
        "resolved",
        "proposed",
        "envisaged",
        "required",
        "foreseen",
        "targeted",
        "assigned",
        "allocated",
        "earmarked",
        "budgeted",
        "adopted",
        "approved",
        "set",
        "sought",
        "aimed",
    )
)
IS_TO, _FOR = (("is", "to"), ("are", "to"), ("was", "to"), ("were", "to")), (("for",), ("to",), (key("by"),))
COUNTRY = (
    keys("cả nước"),
    keys("toàn quốc"),
    ("national", "average"),
    ("national", "rate"),
    ("nationwide",),
    ("whole", "country"),
)
SET_OUT = keys("đề ra"), keys("đặt ra")
_BY_WHOM = 8  # words that tell who set a goal: "mà Đại hội Đảng bộ tỉnh đề ra"
_AS_SUCH = ("as",)
_TO_GROWTH = ("to",), ("the",), ("overall",), ("general",), ("total",), ("growth",)
_SEEN, _FIGURES = (
    (("recorded",), ("reached",), ("attained",)),
    (("number",), ("figure",), ("level",), ("amount",), ("volume",)),
)
OF_THEM = ("of", "these"), ("of", "them"), ("of", "those")
_OF, _MORE = ("of",), ("more",)
_OF_WHAT = ("of",), ("what",)
_NOUNS = ("rise",), ("increase",), ("decrease",), ("decline",), ("drop",), ("fall",), ("gain",), ("growth",)
GOALS = frozenset(("target", "goal", "aim", "plan"))
WERE = ("was",), ("were",), ("is",), ("are",)
_CAME_TO = ("came", "to")
_MUCH, _THEN = (key("mức"),), (key("thì"),)
_TERM = "term"  # of "short-term"
_BY, _MARKET, _CEILING = key("by"), key("thị"), ("ceiling",)


def cut(region: list[Item], lang: str, last: bool) -> int:
    """How many items behind a number still belong to it."""
    tail = len(region)
    if not last:  # what directly leads to the next number is its own
        while tail and (
            (
                region[tail - 1].roles & VERBS
                and region[tail - 1].keys[0] != _BY
                and not (tail == 1 and _noun(region, lang))
            )
            or (region[tail - 1].kind == "sep" and region[tail - 1].keys == ("(",))
            or region[tail - 1].keys in AGAINST
            or (tail > 1 and region[tail - 1].keys == _MUCH and "base" in region[tail - 2].roles)
            or ("base" in region[tail - 1].roles and tail < len(region) and region[tail].keys == _MUCH)
        ):
            tail -= 1
    at = 0
    comparing = False  # behind "so với", up to what it compares with
    while at < tail:
        item = region[at]
        if "base" in item.roles or (at == 0 and item.keys in _INTO):
            comparing = True
        elif item.kind in ("time", "area"):
            comparing = False
        elif comparing and item.roles & {"growth", "fall", "level", "estimate", "provisional"} and item.kind == "word":
            at += 1
            continue
        if item.kind == "sep":
            if lang == "en" and item.keys == (",",) and at + 1 < tail and "respectively" in region[at + 1].roles:
                at += 3 if at + 2 < tail and region[at + 2].keys == (",",) else 2
                continue  # "by 6.4 percent and 11 percent, respectively, in the nine months"
            if item.keys == ("(",) and (closing := _aside(region, at)):
                at = closing
                continue
            if item.keys == (")",) and at == 0:  # the bracket that holds the number
                at += 1
                if at < tail and (region[at].roles & _BEHIND or (lang == "en" and compares(region[at]))):
                    continue  # "0.13% (1,020 persons) more than in 2010"
                if at < tail and region[at].kind == "sep":
                    continue
                if at < tail and not region[at].roles & VERBS and region[at].kind in ("time",):
                    continue
                return at
            return at
        if "respectively" in item.roles and lang == "en":
            at += 1  # "by 33.1% and 12.4% respectively on the year"
            continue
        if at == 0 and item.keys in OF_THEM and lang == "en":
            at += 1  # "1,742 of these had engines"
            continue
        then = item.keys == _THEN and at + 1 < tail and region[at + 1].kind == "time"
        if item.roles & {"within", "respectively"} or item.keys in _BREAKS or then:
            return at  # "Nếu như năm 2019 đón 8,78 triệu lượt khách thì năm nay …"
        if at == 0 and "growth" in item.roles and item.keys[0] in _RATES and lang == "vi":
            at += 1  # "57,8% mức tăng chung"
            continue
        if at == 0 and item.roles == {"share"} and item.keys[0] == _MARKET:
            at += 1  # "29,8% thị phần"
            continue
        if "provisional" in item.roles and item.keys[0] == _BY:
            at += 1  # "by provisional figures"
            continue
        if lang == "en" and at and item.keys in _SEEN and region[at - 1].keys[-1:] in _FIGURES:
            at += 1  # "88% of the number recorded in the first half of 2019"
            continue
        if lang == "en" and at == 0 and item.keys == ("to",) and (led := _to_growth(region)):
            at += led  # "contributed 5.8 percentage points to the growth and services 3.9 points"
            continue
        if lang == "en" and at == 0 and item.keys in _SEEN and len(region) > 2 and region[1].keys == ("in",):
            at += 1  # "lower than the 10.36 percent recorded in 2018"
            continue
        if (
            lang == "vi"
            and at <= _BY_WHOM
            and item.keys[-2:] in SET_OUT
            and not any(x.kind == "sep" for x in region[:at])
        ):
            at += 1  # "mục tiêu 7% Quốc hội đề ra cho cả năm"
            continue
        must = lang == "en" and at <= _FEW and "target" in item.roles and binds(item)
        if lang == "en" and at <= 1 and planned_for(region, at):
            at += 1  # "the 8 percent targeted for the year", "growth of 10.5% is planned for 2013"
            continue
        assigned = lang == "en" and at > 0 and len(item.keys) == 1 and item.keys[0] in PLANNED
        if assigned and "plan" in region[at - 1].roles:
            at += 1  # "84.2% of the estimate assigned by the People's Council, of which …"
            continue
        came = lang == "en" and at <= 1 and item.keys == _CAME_TO and at + 1 < tail
        if came and region[at + 1].kind in ("area", "local"):
            at += 2  # "4.02 million visitors came to Đà Nẵng between January and August"
            continue
        if must or (at <= 1 and item.roles == {"target"} and (lang == "vi" or item.keys == _CEILING)):
            at += 1
            continue
        if lang == "en" and not PLANNED.isdisjoint(item.keys) and tuple(i.keys for i in region[:2]) == _OF_WHAT:
            at += 1  # "9.8 percent of what the Prime Minister assigned"
            continue
        if (
            (at == 0 or (at == 1 and region[0].keys == _MORE))
            and item.keys in WERE
            and at + 1 < tail
            and (not region[at + 1].roles or planned_for(region, 1) or not GOALS.isdisjoint(region[1].keys[-1:]))
        ):
            at += 2  # "418 cases were detected in June"
            continue
        if (
            item.roles & VERBS
            and not item.roles & {"base", "plan"}
            and not (lang == "en" and at <= 2 + (region[0].keys == _OF) and item.keys[-1:] and compares(item))
        ):
            if item.roles == {"from"} or ("from" in item.roles and lang == "en"):
                at += 1
                continue
            if item.roles & {"to"} and lang == "en" and at + 1 < tail and _led_to(item, region[at + 1]):
                at += 1
                continue
            return at
        if "conj" in item.roles and not _goes_on(region, at, tail):
            return at
        at += 1
    return min(at, len(region))


def _to_growth(region: list[Item]) -> int:
    """How many items lead from a number to the growth that it is a part of: "to the growth", "to overall growth"."""
    told = [item.keys for item in region[:4]]
    end = next((n for n, keys in enumerate(told, 1) if keys == ("growth",)), 0)
    return end if all(keys in _TO_GROWTH for keys in told[:end]) else 0


def _led_to(to: Item, item: Item) -> bool:
    """True of what "to" leads to where that is no number: "rose 5% to June", "USD 2.5 billion to Hai Phong in 2018"."""
    return item.kind == "time" or (to.keys == ("to",) and item.kind in ("area", "local"))


def compares(item: Item) -> bool:
    """True of an English word for more or less, in whatever form."""
    return not ("plain" in item.roles or _TERM in item.keys) and any(k in _COMPARING for k in item.keys)


def binds(item: Item) -> bool:
    """True of words of a target that say what must or is to be: "has to", "are to have"."""
    return item.keys[0] in MUST or item.keys[:2] in IS_TO


def planned_for(items: list[Item], at: int) -> bool:
    """True of "planned", "targeted" behind a number that is a plan's own: "targeted for the whole year"."""
    if len(items[at].keys) != 1 or items[at].keys[0] not in PLANNED:
        return False
    word, more = items[at].keys[0], at + 1 < len(items)
    led = more and (items[at + 1].keys in _FOR or items[at + 1].kind == "time")
    return led or word == "sought" or (word == "aimed" and more)


def leads_to_plan(items: list[Item]) -> bool:
    """True of "the People's Council's estimate"."""
    plan = next((n for n, x in enumerate(items) if "plan" in x.roles), -1)
    return plan >= 0 and all(
        x.kind == "word" and not x.roles - {"filler", "by_province", "by_central"} for x in items[:plan]
    )


def of_plan(after: list[Item], at: int) -> bool:
    """True of a time behind a plan: "132% kế hoạch của năm 2025"."""
    while at and after[at - 1].kind == "word" and not after[at - 1].roles - {"filler", "linking", "level"}:
        at -= 1  # "behind the scenario approved in August"
    return at > 0 and bool(after[at - 1].roles & {"plan", "by_central", "by_province"})


def answers(item: Item) -> bool:
    """True of a verb between a percentage and a rise or fall that it answers, not is: "8.1% predicted a decline"."""
    return item.kind == "word" and not item.roles and item.keys[-1].endswith("ed")


def _noun(region: list[Item], lang: str) -> bool:
    """True of what an English percentage is of, right behind it: "a 4.3% rise to …"."""
    return lang == "en" and region[0].keys in _NOUNS


def _goes_on(region: list[Item], at: int, tail: int) -> bool:
    """True where "and" joins two times."""
    return 0 < at < tail - 1 and region[at - 1].kind == "time" and region[at + 1].kind == "time"


def _aside(region: list[Item], at: int) -> int:
    """Past brackets that only date or explain what stands before them; 0 where there is more in them."""
    for step in range(at + 1, len(region)):
        item = region[step]
        if item.keys == (")",):
            return step + 1
        if item.kind == "sep" or item.roles & (VERBS - {"level", "estimate"}):
            return 0
    return (
        len(region)
        if all(i.kind in ("time", "word") for i in region[at + 1 :]) and len(region) - at < 6 and _closed(region)
        else 0
    )


def _closed(region: list[Item]) -> bool:
    return any(i.keys == (")",) for i in region)


def named_as(after: list[Item], at: int) -> bool:
    """True of an "as" that says what something is, not why: "certified as organic"."""
    led = after[at - 1] if at else None
    return led is not None and led.kind == "word" and after[at].keys == _AS_SUCH and led.keys[-1].endswith("ed")
