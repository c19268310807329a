"""Names of areas in running text: those of the catalogue, and districts and communes that it does not have."""

from __future__ import annotations

from collections.abc import Container

from .catalogue import SIGNS, Catalogue, walk
from .tokens import Tokens
from .words import key

_LOCAL = frozenset(
    key(w)
    for w in (
        "huyện",
        "xã",
        "phường",
        "quận",
        "thôn",
        "ấp",
        "đảo",
        "TP",
        "TX",
        "district",
        "commune",
        "ward",
        "township",
    )
)
_LOCAL_PAIRS = frozenset(
    (key(a), key(b))
    for a, b in (
        ("thị", "xã"),
        ("thị", "trấn"),
        ("thành", "phố"),
        ("đặc", "khu"),
        ("công", "ty"),
        ("tập", "đoàn"),
        ("nhà", "máy"),
    )
)
_PARKS = tuple(
    tuple(key(w) for w in name.split()) for name in ("khu công nghiệp", "cụm công nghiệp", "industrial park")
)
_LEADING = frozenset(key(w) for w in ("in", "of", "tỉnh", "ở", "tại"))
_NO_NAME = frozenset(key(w) for w in ("tỉnh", "hội"))  # "xã hội", "huyện Cao Lộc tỉnh Lạng Sơn"
_COUNTRYSIDE, _SEVERAL = (key("nông"), key("thôn")), key("các")
_PLACES = key("địa"), key("phương")
_SUCH = frozenset((key("như"), ":", key("là"), key("gồm")))
_CITY = key("TP")
_COMPASS = ("SOUTH", "NORTH", "OF", "IN")
_FAR = 4  # words
_INSTITUTIONS = frozenset(
    key(w) for w in ("nước", "hội", "đồng", "tiền", "dong", "lực", "thương", "nghĩa", "sản", "đoàn")
)
_LONGEST, _IN_CAPITALS = 4, 2  # words of a name
BEGINNING = (
    _LOCAL | {_PLACES[0]} | {park[0] for park in _PARKS} | {first for first, _ in _LOCAL_PAIRS}
)  # words that a name of a district or commune begins with


def local(tokens: Tokens, spans: Container[int], catalogue: Catalogue, at: int) -> int:
    """Past a district, town or commune by name; at itself where none stands there."""
    after = at
    if at and (tokens.keys[at - 1], tokens.keys[at]) == _COUNTRYSIDE:
        return at  # "Sở Nông nghiệp và Phát triển Nông thôn Kiên Giang"
    if tokens.keys[at] in _LOCAL:
        after = at + 1
    elif at + 1 < len(tokens.texts) and (tokens.keys[at], tokens.keys[at + 1]) in _LOCAL_PAIRS:
        after = at + 2
    elif tuple(tokens.keys[at : at + 2]) == _PLACES and tokens.keys[at + 2 : at + 3] in ([":"], [key("như")]):
        after = at + 3
        if area(tokens, catalogue, after)[0]:
            return at  # the provinces of a list
    elif any(tuple(tokens.keys[at : at + len(park)]) == park for park in _PARKS):
        after = at + 3
        if at and tokens.keys[at - 1] == _SEVERAL and area(tokens, catalogue, after)[0]:
            return at  # "Ban Quản lý các khu công nghiệp Đồng Nai"
    if after == at:
        return at
    while after > at and after < len(tokens.texts) and tokens.keys[after] in _SUCH and after - at < _FAR:
        after += 1  # "ở các huyện như: Hòn Đất tăng 3.340 ha"
    begin = after
    capitals = tokens.texts[at].isupper()  # a title in capitals: they tell no name
    longest = _IN_CAPITALS if capitals else _LONGEST
    while (
        after < len(tokens.texts)
        and after - begin < longest
        and tokens.texts[after][:1].isupper()
        and after not in spans
    ):
        if tokens.keys[after] in _NO_NAME:
            break
        after += 1
    if after == begin:
        return at
    if tokens.keys[at] == _CITY or (after - at > 2 and tokens.keys[at + 1] == key("phố")):  # a city that is a province
        found, areas = area(tokens, catalogue, begin)
        if found and any(catalogue.data.areas[a]["full_vi"].startswith("thành phố") for a in areas):
            return at
    return after


def area(tokens: Tokens, catalogue: Catalogue, at: int) -> tuple[int, tuple[str, ...]]:
    length, codes = walk(tokens.keys, catalogue.areas.root, at, SIGNS)
    if length and at and tokens.keys[at - 1] in _INSTITUTIONS and any(catalogue.is_country(c) for c in codes):
        return 0, ()  # "Ngân hàng Nhà nước Việt Nam - Chi nhánh tỉnh", "bằng đồng Việt Nam"
    country = length and any(catalogue.is_country(c) for c in codes)
    if country and at > 1 and _of_a_company(tokens, at):
        return 0, ()  # "says CBRE Vietnam"
    if length and (tokens.texts[at][0].isupper() or any(catalogue.is_country(c) for c in codes)):
        return length, tuple(codes)
    return 0, ()


def _of_a_company(tokens: Tokens, at: int) -> bool:
    """True of a country's name behind a name in capitals that no sentence begins with: "CBRE Vietnam", "VCCI Vietnam"."""
    before = tokens.texts[at - 1]
    return (
        len(before) > 1
        and before.isalpha()
        and before.isupper()
        and before not in _COMPASS
        and not tokens.texts[at].isupper()
    )


def named(tokens: Tokens, catalogue: Catalogue) -> dict[int, int]:
    """Where names of areas begin, with the word that leads to them, and how many tokens they take."""
    found, root = {}, catalogue.areas.root
    for at, word in enumerate(tokens.keys):
        if word in root and tokens.texts[at][:1].isupper() and (length := area(tokens, catalogue, at)[0]):
            led = at > 0 and tokens.keys[at - 1] in _LEADING
            found[at - led] = length + led
    return found
