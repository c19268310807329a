"""What the words behind a number say of it: plan, base, times; in English the verb too."""

from __future__ import annotations

from .clauses import Clause
from .items import Item
from .saying import Said
from .times import RELATIVE, Time
from .words import key

_DOWN_WORDS = frozenset(
    key(w)
    for w in "smaller lower less fewer below down decline drop fall decrease reduction contraction behind short".split()
)
_PLACES = frozenset(("below", "above", "behind", "ahead", "beyond"))
_UP_WORDS = frozenset(
    key(w)
    for w in "larger bigger greater beyond higher more above up increase rise growth gain ahead jump expansion".split()
)
_COUNTED = frozenset(
    key(w)
    for w in "households people population communes villages pupils students children workers residents enterprises firms schools labourers laborers farmers families women men employees patients candidates districts houses".split()
)
_WHOLES = frozenset(
    key(w)
    for w in "total gdp grdp turnover revenue output value lending area economy budget capacity exports imports loans capital sum amount investment cases volume spending expenditure".split()
)  # fmt: skip
_NUMBER = (key("số"),)
_TOTAL, _AS = (key("tổng"),), ((key("như"),),)
_PLANNED = key("kế"), key("hoạch")
_STRIVING = frozenset((key("phấn"), "striving"))
_GROWING = frozenset((key("tăng"), "growth"))


def after(s: Said, clause: Clause, lang: str) -> None:
    """Note what the items behind a number say."""
    pending = False
    after = clause.after
    for i, item in enumerate(after):
        roles = item.roles
        if item.kind == "sep":
            continue
        if item.kind == "time":
            t = item.value
            relative = t.shape in RELATIVE
            if (
                lang == "en"
                and not pending
                and clause.number.value.percent
                and s.verb in ("", "level", "ratio")
                and not s.plan
                and _of_then(after, i)
            ):
                pending = True
            if (
                s.equals
                and i == 0
                and not (pending or s.plan or s.rate)
                and t.year is not None
                and clause.number.value.percent
                and t.shape in ("year", "years")
            ):
                s.base = t  # "bằng 78% giai đoạn 2011 - 2015"
                continue
            amount = not (clause.number.value.percent or clause.number.value.points or clause.number.value.times)
            if (
                amount
                and i == 0
                and not pending
                and t.shape == "same"
                and s.base is None
                and s.verb in ("deficit", "surplus", "level")
            ):
                s.of_base = True
                s.after_times.append(t)  # "mức thâm hụt 4,2 tỷ USD cùng kỳ năm 2015"
                continue
            if (
                pending
                or (clause.number.value.times and relative)
                or (relative and s.base in (None, "plan") and not (t.shape == "same" and _of(after, i)))
            ):
                if s.base is None or pending or s.base_first:
                    s.base, s.base_first, pending = based(t), False, False
            elif relative and t.shape == "same" and s.base is None:
                s.of_base = True
                s.after_times.append(t)
            elif clause.number.value.times and s.base is None and not s.plan:
                s.base = t  # "gấp 1,75 lần năm 2024"
            elif s.plan and i and after[i - 1].roles & {"plan", "by_central", "by_province"}:
                continue
            elif not (s.before_times and any(x.kind == "word" and not x.roles for x in after[:i])):
                s.after_times.append(t)
            continue
        if item.kind == "area":
            if pending:
                s.base, s.base_area, pending = "area", item, False
            continue
        if (
            lang == "en"
            and i <= 2
            and not s.compared
            and any(k in _DOWN_WORDS or k in _UP_WORDS for k in item.keys)
            and s.verb in ("", "level", "share", "ratio", "estimate", "growth", "fall")
        ):
            s.compared = True
            s.verb = "down" if any(k in _DOWN_WORDS for k in item.keys) else "up"
            s.sign = -1 if s.verb == "down" else 1
            pending = (
                "base" in roles
                or bool(_PLACES & set(item.keys))
                or "than" in item.keys
                or item.keys[-1] == "from"
                or pending
            )
            continue
        if "base" in roles or ("from" in roles and lang == "en"):
            pending = True
            continue
        planned = item.kind == "subject" and i <= 2 and all(code.endswith("_plan") for code in item.value)
        if item.kind == "subject" and not pending and (planned or (i == 0 and item.keys[:2] == _PLANNED)):
            s.plan = True  # "48,3% kế hoạch vốn đầu tư công"
        if item.kind == "counted" and _STRIVING & set(item.keys):
            s.target = s.striving = True
        if roles == {"target"} and i <= 1 and not s.plan:
            s.target = True
            if item.keys == ("ceiling",):
                s.verb, s.sign = "", 1  # "well below the 4% ceiling"
        if lang == "en" and item.keys == ("set",) and i + 1 < len(after) and after[i + 1].keys == ("for",) and i <= 1:
            s.target = True  # "well past the VND21 trillion set for the whole year"
        if "plan" in roles and i and after[i - 1].keys[-1:] in _AS:
            s.target = True  # "tăng 8% như Nghị quyết"
        elif "plan" in roles:
            s.plan = True
            if pending:
                s.base, pending = "plan", False
        elif "other" in roles and pending:
            s.base, pending = "other", False
        for role, by in (("by_central", "central"), ("by_province", "provincial")):
            if role in roles or ("plan" in roles and by in item.keys):  # "of the central budget plan"
                s.plan_by = by
        if "provisional" in roles and not pending:
            s.status = "P"  # "by provisional figures"
        if "average" in roles:
            s.average = True
        part = item.kind in ("subject", "counted") or (item.kind == "word" and (not roles or "number_of" in roles))
        if part and i < 3 and s.equals and not s.plan:
            s.of_whole = True
        if i == 0 and lang == "en" and "whole" in roles and clause.number.value.percent:
            s.of_whole = s.part = True  # "37.9 per cent of the total"
        if (
            i == 0
            and lang == "en"
            and item.keys == ("of",)
            and clause.number.value.percent
            and any("other" in x.roles for x in after[1:3])
        ):
            s.base, s.equals = "other", True  # "44 per cent of the national average"
        if i == 0 and item.keys[:1] == _TOTAL and clause.number.value.percent and lang == "vi":
            s.part = s.of_whole = not any(x.roles & {"plan", "target"} for x in after)  # "0,94% tổng dư nợ"
        if i == 0 and item.keys[:1] == _NUMBER:
            s.counts = True  # "61,5% số trường …"
        led = clause.before[-1].keys[-1:] if clause.before else ()
        if (
            i == 0
            and lang == "en"
            and clause.number.value.percent
            and item.keys == ("of",)
            and led in (("or",), ("to",))
        ):
            s.of_whole = s.part = s.part or _open(after[1:])  # "21.2 million people, or 40.8 per cent of the employed"
        if i == 1 and lang == "en" and clause.number.value.percent and after[0].keys == ("of",) and _whole(after[1:]):
            s.of_whole = s.part = True
        if "share" in roles and i == 0 and clause.number.value.percent:
            s.share_head = True  # "29,8% thị phần"
        if roles & {"growth", "up"} or _GROWING & set(item.keys):
            s.of_growth = True


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


def based(t: Time) -> Time:
    """A month that something is compared with, though "the end of" it is named: "from end-December 2020"."""
    return t._replace(to_date=False) if t.shape == "month" and t.to_date else t


def _of_then(after: list[Item], at: int) -> bool:
    """True for "114.5% of that in 2019", "110.8% of the 2016 figure"."""
    return after[0].keys in (("of",), ("of", "the")) and all(
        i.kind == "word" and ("filler" in i.roles or i.keys[0] in ("that", "level", "figure")) for i in after[:at]
    )


def _of(after: list[Item], at: int) -> bool:
    """True where "of", "của", "in" leads to a time: the number is that time's own."""
    return at > 0 and after[at - 1].keys in ((key("của"),), ("of",), ("in",))
