"""Which verb leads to a number, and what taking it changes of what was said before."""

from __future__ import annotations

from .items import Item
from .saying import CHANGES, Said
from .words import key

_VERBS = frozenset(
    (
        *CHANGES,
        "to",
        "from",
        "level",
        "share",
        "contribution",
        "exceed",
        "short",
        "rank",
        "surplus",
        "deficit",
        "ratio",
        "unchanged",
    )
)
NEGATIVE = frozenset(
    key(w)
    for w in (
        "làm",
        "kéo",
        "took",
        "taking",
        "subtracted",
        "shaved",
        "reducing",
        "lowering",
        "dragging",
        "pulling",
        "cutting",
        "cut",
        "shaving",
        "reduced",
        "lowered",
    )
)
_RISING = frozenset(key(w) for w in ("tăng", "up"))
_UP, _DOWN = key("tăng"), key("giảm")
_AT = key("ở")
_ADDING = (key("thêm"),)
_EQUALS = frozenset(
    (
        key("bằng"),
        key("đương"),
        key("ứng"),
        "equal",
        "equivalent",
        "equaling",
        "equalling",
        "equals",
        "equalled",
        "equaled",
    )
)


def verb(roles: frozenset[str], so_far: str, percent: bool) -> str:
    found = roles & _VERBS
    if not found:
        return ""
    if found == {"share", "level"}:
        return "share"
    for role in (
        "exceed",
        "short",
        "contribution",
        "to",
        "share",
        "rank",
        "growth",
        "fall",
        "up",
        "down",
        "from",
        "surplus",
        "deficit",
        "unchanged",
        "level",
        "ratio",
    ):
        if role in found:
            if role in ("level", "ratio") and so_far in (
                "share",
                "growth",
                "fall",
                "rank",
                "contribution",
                "exceed",
                "short",
                "surplus",
                "deficit",
            ):
                return ""  # "tốc độ tăng đạt", "tỷ trọng là": the noun says what the number is
            if role in ("level", "ratio") and so_far in ("up", "down") and (percent or "respectively" in roles):
                return ""
            return role
    return ""


def take(s: Said, verb: str, item: Item) -> None:
    if verb in ("up", "down") and s.verb == "contribution":
        s.inverse = verb == "down"
        s.moves = -1 if s.inverse else 1
        return
    if verb == "to" and s.verb == "share":
        return
    if verb == "growth" and s.verb == "contribution":
        return  # "đóng góp nhiều nhất vào mức tăng chung"
    if verb == "from":
        s.led = s.verb
    if verb == "to" and s.verb == "deficit":
        return  # "the trade deficit narrowed to $9.8 billion"
    s.verb = verb
    s.adds = item.keys[:1] == _ADDING
    s.equals = verb in ("level", "ratio") and bool(_EQUALS & set(item.keys))
    if verb in ("up", "down", "to", "from", "share", "exceed") and item.keys[0] != _AT:
        s.plan_head = False
    s.sign = -1 if verb in ("down", "fall") else 1
    if verb == "contribution":
        s.inverse = item.keys[0] in NEGATIVE and item.keys[-1] not in _RISING
        s.moves = 1 if item.keys[-1] == _UP else -1 if item.keys[-1] == _DOWN else 0
    elif verb in ("deficit",):
        s.sign = -1
