"""What a time behind a number says: of what it is, or against what it is told."""

from __future__ import annotations

from .behind import named_as, of_plan
from .clauses import Clause
from .items import Item
from .saying import Said
from .times import RELATIVE, Time
from .words import key

_OF_IT = ("of",)
_SPANS = ("months", "half")
_SINCE, _ON, _OVER, _COINCIDES = ("since",), ("on",), ("over",), key("trùng")
_THE, _OF = ("the",), (key("của"),)
_PRODUCTS = ("grdp",), ("gdp",)
_WITHIN = ("in",), ("over",), ("during",)
_NEAR = 5  # words
_BECAUSE = (key("do"),), (key("vì"),), ("as",), ("because",)
_WHAT = (
    "that",
    "level",
    "figure",
    "number",
    "amount",
    "volume",
    "recorded",
    "reached",
    "seen",
    "price",
    "prices",
    "value",
    "output",
    "total",
)


def of_time(s: Said, clause: Clause, i: int, lang: str, *, pending: bool) -> bool:
    """Note what a time behind a number says: of what the number is, or its base; whether a word of comparison still waits.

    Parameters
    ----------
    i : its place among the items behind the number.
    pending : a word of comparison waits for what it compares with.
    """
    after, n = clause.after, clause.number.value
    t = after[i].value
    if any(x.keys[:1] in _BECAUSE and not named_as(after, j) for j, x in enumerate(after[:i])):
        return pending  # "tăng 18,2% so với tháng trước do tháng 2 trùng Tết"
    if after[i + 1 : i + 2] and after[i + 1].keys[:1] == (_COINCIDES,):
        return pending  # "tăng 14,2% so với tháng trước (tháng 2 trùng dịp Tết)"
    then = [x for x in after[i + 1 : i + 3] if x.keys not in (("'",), ("’",), ("s",))]
    if lang == "en" and then and then[0].roles & {"plan"}:
        return pending  # "87% of the 2015 plan"
    relative = t.shape in RELATIVE
    if (
        relative
        and n.percent
        and then
        and then[0].keys in _PRODUCTS
        and s.verb in ("", "level")
        and not (pending or s.plan)
    ):
        s.part = s.of_whole = True  # "6,790 billion dong, about 9 percent of last year's GRDP"
        return pending
    if lang == "en" and n.percent and t.shape == "this_year" and i == 1 and after[0].keys == _OF_IT and not pending:
        return pending  # "62 percent of this year's funds"
    if s.equals and n.percent and then and then[0].kind == "subject" and t.shape == "year" and not (pending or s.plan):
        s.part = s.of_whole = True  # "equal to around 13 percent of the province's 2023 GRDP"
        return pending
    if pending and i and after[i - 1].keys == _OVER and t.shape in _SPANS and t.year is None and not t.back:
        s.after_times.append(t)  # "grew by 4.2 percent over January–September"
        return False
    again = t.shape == "month" and isinstance(s.base, Time) and s.base.shape == "same"
    if (relative or again) and isinstance(s.base, Time) and i and after[i - 1].keys == ("(",):
        return pending  # "so với cùng vụ năm trước (CK)"
    if (
        lang == "en"
        and not pending
        and n.percent
        and s.verb in ("", "level", "ratio", "to")
        and clause.words[-1:] != _THE  # "above the 5.98% of 2014"
        and not (s.plan or (s.or_part and (len(after) == i + 1 or t.year is None)))
        and _of_then(after, i)
    ):
        pending = True
        s.verb = "level" if s.verb == "to" else s.verb  # "down to 86% of last year's figure"
    if relative and i == 0 and lang == "en" and n.percent and not (pending or s.plan or s.equals or s.of_base):
        s.by = s.verb == ""  # "fell by 24.9% month-on-month and 14.2% year-on-year"
        s.verb = "up" if s.verb in ("", "level", "ratio") else s.verb  # "the figure was 7.36% year-on-year"
    if (
        s.equals
        and (i == 0 or (i == 1 and after[0].keys == _OF))
        and not (pending or s.plan or s.rate)
        and n.percent
        and t.shape in ("year", "years", "season", "month", "quarter", "months", "half")
        and (t.year is not None or t.back or t.shape in ("year", "years", "season"))
    ):
        s.base = t  # "bằng 78% giai đoạn 2011 - 2015"
        return pending
    if s.equals and n.percent and t.shape == "year" and t.to_date and not (pending or s.plan):
        s.base = t  # "bằng 97% số đầu con cuối năm 2012"
        return pending
    amount = not (n.percent or n.points or n.times)
    rate = lang == "en" and n.percent and s.verb == "level" and not (s.equals or s.plan)
    of_it = (
        i == 2 and after[0].keys == _OF_IT and not after[1].roles and lang == "en"
    )  # "11,860 units of blood last year"
    if (i == 0 or of_it) and t.shape == "previous_year" and s.base is None and not pending and (amount or rate):
        if s.verb in ("", "level"):
            s.after_times.append(t)  # "came to 201,500 tonnes last year"
            return pending
    if pending and amount and after[i - 1].keys == _SINCE and t.month == 1 and s.verb in ("", "level"):
        s.after_times.append(t._replace(shape="to_now", cumulated=True))  # "195.3 million tonnes since January"
        return False
    now = lang == "en" and t.shape == "same" and t.year is None and not (t.back or pending or s.of_base)
    if now and amount and i and after[i - 1].keys in _WITHIN and s.base is None and s.verb in ("", "level"):
        return pending  # "Visitors numbered 9.6 million in the same months"
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
        return pending
    if pending and amount and t.shape == "day" and after[i - 1].keys == _ON and s.verb in ("", "level"):
        s.after_times.append(t)  # "had outstanding loans of VND68.4 trillion on July 31"
        return False
    if (
        pending
        or (n.times and relative)
        or (
            relative
            and s.base in (None, "plan")
            and not (t.shape == "same" and _of(after, i) and (s.of_base or s.verb not in ("up", "down")))
        )
    ):
        if s.base is None or pending or s.base_first:
            s.base, s.base_first, pending = based(t), False, False
    elif relative and t.shape == "same" and s.base is None:
        s.of_base = True
        s.after_times.append(t)
    elif n.times and s.base is None and not s.plan:
        s.base = t  # "gấp 1,75 lần năm 2024"
    elif s.plan and i and not t.to_date and of_plan(after, i):
        return pending
    elif not (
        any(t.shape != "day" or t.to_date for t in s.before_times)
        and any(x.kind == "word" and not x.roles for x in after[:i])
    ):
        s.after_times.append(t)
    return pending


def based(t: Time) -> Time:
    """A month that something is compared with, though "the end of" it is named: "from end-December 2020"."""
    if t.shape == "year" and t.to_date and t.back == 1:
        return t._replace(shape="december", to_date=False, back=0)  # "1.65% above that of the end of last year"
    return t._replace(to_date=False) if t.shape == "month" and t.to_date else t


def _of_then(after: list[Item], at: int) -> bool:
    """True for "114.5% of that in 2019", "110.8% of the 2016 figure"."""
    relative = after[at].value.shape in RELATIVE and at <= _NEAR
    return after[0].keys in (("of",), ("of", "the")) and all(
        i.kind == "word" and ("filler" in i.roles or i.keys[0] in _WHAT or (not i.roles and relative))
        for i in after[:at]
    )


def _of(after: list[Item], at: int) -> bool:
    """True where "of", "của", "in" leads to a time: the number is that time's own."""
    return at > 0 and after[at - 1].keys in ((key("của"),), ("of",), ("in",))
