"""What a per cent is of, where that stands right behind it: a whole with parts, those who have something, a mean."""

from __future__ import annotations

from .behind import PLANNED, WERE
from .clauses import Clause
from .items import MIDDLE, Item
from .saying import Said
from .words import key

_COUNTED = frozenset(
    key(w)
    for w in "households people population communes villages pupils students children workers residents enterprises firms schools labourers laborers farmers families women men employees patients candidates districts houses".split()
)
_WHOLES = frozenset(
    key(w)
    for w in "dossiers applications electricity power energy pledges commitments products demand market supply consumption total gdp grdp turnover revenue output value lending area economy budget capacity exports imports loans capital sum amount investment cases volume spending expenditure harvest catch".split()
)  # fmt: skip
_NUMBER = (key("số"),)
_TOTAL = (key("tổng"),)
_SO_MANY = tuple((key("số"), key(w)) for w in ("vụ", "vốn", "tiền", "hồ", "ca", "thu"))
_DEMAND, _AREA, _LOANS = (key("nhu"), key("cầu")), (key("diện"), key("tích")), (key("dư"), key("nợ"))
_OF = ("of",)
_IT = ("it",), ("them",), ("these",), ("those",), ("that",), ("this",)
_JUST = ("just",), (key("only"),), ("barely",)
_LED = (("or",), ("to",))
_FOR_A_YEAR = ("for",), (key("by"),)
_WHAT, _FAR, _ALL = ("what",), 7, 100


def of_what(s: Said, clause: Clause, lang: str) -> None:
    """Note what stands right behind a number: "0,94% tổng dư nợ", "5.8% of GDP", "61,5% số trường", "44% of the national average"."""
    after = clause.after
    if not after:
        return
    first = after[0]
    s.counts = first.keys[:1] == _NUMBER
    if not clause.number.value.percent:
        return
    if "share" in first.roles:
        s.share_head = True  # "29,8% thị phần"
    if lang == "vi":
        if clause.behind[:2] in (_DEMAND, _AREA, _LOANS, *_SO_MANY):
            s.part = s.of_whole = True  # "đáp ứng 60% nhu cầu"
        if first.keys[:1] == _TOTAL:
            s.part = s.of_whole = not any(item.roles & {"plan", "target"} for item in after)
        return
    led = clause.before[-1].keys[-1:] if clause.before else ()
    told = after[1].keys if first.keys == _OF and after[1:2] else ()
    ahead = after[2:3] if told in _IT else after[2:_FAR] if told == _WHAT else []
    if PLANNED & {k for item in ahead for k in item.keys}:
        s.plan, s.target = (
            True,
            False,
        )  # "63.1% of that adopted by …", "9.8 percent of what the Prime Minister assigned"
        return
    approved = next((n for n, item in enumerate(after[1:_FAR], 1) if not PLANNED.isdisjoint(item.keys)), 0)
    if (
        first.keys == _OF
        and approved > 1
        and after[approved + 1 : approved + 2]
        and after[approved + 1].keys in _FOR_A_YEAR
    ):
        s.plan = True  # "65.3% of the deficit approved for 2014"
        return
    if told in _IT:
        s.of_whole = s.part = True  # "61.2% of it from the central budget"
    if first.keys == _OF and any("other" in item.roles for item in after[1:3]):
        s.base, s.equals = "other", True
    people = first.keys == _OF and any(not _COUNTED.isdisjoint(item.keys) for item in after[1:4])
    if people and led == ("and",) and clause.boundary <= MIDDLE:
        s.counts = s.peopled = True
    bare = clause.bare or all(i.kind == "sep" or i.keys in _JUST for i in clause.before)
    done = bare and clause.boundary >= MIDDLE and first.keys in WERE and len(after) > 1 and after[1].keys
    if done and after[1].keys[0].endswith("ed") and not after[1].keys[0].startswith("disburs"):
        s.of_whole = s.part = True  # "318,400 applications, up 12.6%; 99.3% were settled in time"
    if led == ("or",) and first.keys == _OF and len(after) > 2 and after[1].kind == "time" and _open(after[2:]):
        s.of_whole = s.part = s.or_part = True  # "$6.9 billion, or 9.8 per cent of January-September exports"
    if clause.number.value.value > _ALL and led == ("and",):
        return  # "103.9% and 105.2% of the volumes in October 2015"
    if "whole" in first.roles or (first.keys == _OF and ((led in _LED and _open(after[1:])) or _whole(after[1:]))):
        s.of_whole = s.part = True  # "or 40.8 per cent of the employed"


def _open(behind: list[Item]) -> bool:
    """True unless a plan, a time or a base stands behind "of"."""
    ahead = behind[:3]
    return bool(ahead) and not any(
        i.kind in ("time", "num", "area") or i.roles & {"plan", "target", "other", "base"} for i in ahead
    )


def _whole(behind: list[Item]) -> bool:
    """True of words for a whole that has parts: "of GDP", "of the total"; not of those who do or have something."""
    for item in behind[:4]:
        if item.kind in ("time", "sep", "num", "area") or item.roles & {"plan", "target", "other", "base"}:
            return False
        if _COUNTED & set(item.keys) or item.kind == "counted":
            return False
        if item.kind == "subject" or _WHOLES & set(item.keys):
            return True
    return False
