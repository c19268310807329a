"""What the unit printed beside a number means by the words around it: a piece is a boat, bronze is a medal, a time is a visit."""

from __future__ import annotations

from itertools import pairwise

from .amounts import Number
from .clauses import Clause
from .context import Line
from .saying import Said
from .words import key

A_DAY = ("a", "day")
_OF_TURNS = ("vehicles", "visitors", "passengers")
_EACH_YEAR = (key("mỗi"), key("năm"))
_DAILY = (
    ("busiest", "day"),
    (key("each"), key("day")),
    (key("peak"), key("day")),
    (key("mỗi"), key("ngày")),
    (key("ngày"), key("cao")),
)
_EACH = (key("mỗi"), key("xã")), ("each", key("commune")), (key("average"), key("commune"))
_ON_AVERAGE, _COMMUNES = ("on", "average"), frozenset((key("commune"), key("communes")))
_EACH_HECTARE = (("each", key("hectare")), (key("mỗi"), "ha"), (key("mỗi"), key("héc")))
_COPIES = frozenset((key("sao"), key("thực"), key("sách"), key("in")))
_METALS, _MONEY_FOR = ("vàng", "bạc", "đồng"), "tiền "
_MANY_TIMES, _THOUSANDS = 40, 10_000
_PIECE, _BOATS = "chiếc", frozenset((key("tàu"), key("thuyền"), key("ghe")))
_DWELLINGS, _DWELLING, _HOUSE = ("apartments", "houses"), "căn", key("nhà")


def meant(n: Number, s: Said, line: Line, clause: Clause, paragraph: str, last: str) -> None:
    """Give a number the unit that is meant.

    Parameters
    ----------
    paragraph : unit of what the paragraph has counted last. ``last`` : that of the number before.
    """
    signed = clause.bracket and clause.bare and s.verb == ""  # "57.9 quintals per ha (+1.8 quintals)"
    if (signed or s.verb in ("up", "down", "from") or (s.verb == "to" and n.unit == "turns")) and (
        last.startswith(f"{n.unit}_per_") or (n.unit == "turns" and last in _OF_TURNS)
    ):
        n.unit, n.known_unit = last, True  # "14,1 tiêu chí/xã, tăng 0,6 tiêu chí"
    within = any("within" in i.roles for i in clause.before) and line.counts in _OF_TURNS
    if n.unit == "turns" and within and not any(i.kind == "subject" for i in clause.before):
        n.unit = line.counts  # "6,13 triệu lượt khách; trong đó Phú Quốc 3,94 triệu lượt"
    if n.points and s.average and _EACH_YEAR in pairwise(clause.words):
        n.per = n.per or _EACH_YEAR[1]  # "bình quân mỗi năm giảm 4,3 điểm phần trăm"
    if clause.bracket and n.unit == "turns" and last in _OF_TURNS:
        n.unit = last  # "2,3 triệu lượt khách, chưa bằng một nửa năm 2019 (5,1 triệu lượt)"
    if n.unit == "vehicles" and (clause.behind[:2] == A_DAY or n.per == "day"):
        n.unit = "vehicles_per_day"  # "412 trucks a day on average"
    if n.unit == "vehicles" and any(pair in _DAILY for pair in (*pairwise(clause.words), *pairwise(clause.behind))):
        n.unit = "vehicles_per_day"  # "bình quân mỗi ngày 165 - 180 xe"
    if n.unit == "criteria" and any(pair in _EACH for pair in pairwise(clause.words)):
        n.unit = "criteria_per_commune"  # "bình quân mỗi xã của tỉnh đạt 11,6 tiêu chí"
    if n.unit == "villages" and not _COPIES.isdisjoint(clause.words):
        n.unit = n.unit_text.rsplit(" ", 1)[-1]  # "Số bản sao được chứng thực lên tới 412.700 bản"
    if n.unit_text in _METALS and not n.mult and last == "medals":
        n.unit = last  # "72 vàng, 68 bạc và 91 đồng"
    if n.unit.startswith(_MONEY_FOR) and n.mult:
        n.unit, n.known_unit = "VND", True  # "120 triệu tiền dầu"
    times = n.times and (n.mult or not n.decimals) and not n.per and s.verb not in ("up", "down", "ratio")
    if times and n.value * 10**n.mult >= (_MANY_TIMES if s.base is None else _THOUSANDS):
        n.unit = (
            "turns" if n.unit_text in ("times", "time") else n.unit_text
        )  # "downloaded 912,000 times", "có ngày lên 74 lần"
    boats = n.unit_text == _PIECE and (line.counts == "vessels" or not _BOATS.isdisjoint(clause.words))
    if boats and (not clause.after or clause.after[0].kind in ("sep", "time") or clause.after[0].roles):
        n.unit, n.known_unit = "vessels", True  # "Đội tàu đánh bắt xa bờ lên tới 2.486 chiếc"
    of_communes = n.unit == "criteria" and not _COMMUNES.isdisjoint(clause.words)
    if of_communes and ("average" in clause.words or _ON_AVERAGE in pairwise(clause.behind[:4])):
        n.unit = "criteria_per_commune"  # "communes had met an average of 12.4 criteria"
    if n.unit == "quintals" and any(pair in _EACH_HECTARE for pair in pairwise(clause.words)):
        n.unit = "quintals_per_ha"  # "each hectare yielded 58.6 quintals"
    if n.unit_text == _DWELLING and (paragraph == "houses" or _HOUSE in clause.words):
        n.unit = "houses"  # "64 căn nhà tình nghĩa, … sửa chữa 118 căn"
    if n.unit_text == "units" and paragraph in _DWELLINGS:
        n.unit = paragraph  # "7,420 apartments …, 19,800 units in nine months"
    if (
        n.unit == "points"
        and (line.before.percent or line.before.contributed)
        and s.verb in ("up", "down", "contribution")
    ):
        n.unit = "percentage_points"  # "hộ nghèo còn 3,61%, giảm 0,66 điểm"
