"""What the words before a number say of it: verb, base, times, plan, target, status."""

from __future__ import annotations

from typing import Any

from .behind import SET_OUT, WERE
from .clauses import Clause
from .concluding import conclude
from .goals import is_to_do, of_results, sets
from .items import Phrases
from .leadtimes import LESS, THAN, it_is_of, of_the, of_time, than
from .saying import CHANGES, Said
from .times import Time
from .verbs import take, verb
from .words import key, keys

_DEFICIT = frozenset(((key("nhập"), key("siêu")), ("trade", "deficit"), ("deficit",)))
_BY_PLAN = (key("theo"),)
_NOT = (key("phải"),)
_RATE = (key("tỷ"), key("lệ"))
_PLANNED = frozenset((key("hoạch"), key("toán"), key("tiêu"), key("đích"), "plan", "target", "goal"))
_SHARE = frozenset(("share", "shares"))
_TURNOVER = (key("DT"),)
_GROWTH = (key("tăng"), key("trưởng"))
_LEVEL_OF = (key("mức"),)
_FIGURE, _IS, _GIVEN = keys("con số"), (key("là"),), key("giao")
_HENCE = (key("nên"),), keys("do đó"), keys("vì vậy")
_UNSAID = frozenset((key("không"), "without"))  # "mà không ghi là ước tính"
_NOT_YET = frozenset((key("chưa"), key("không")))
_GROWING = frozenset((key("tăng"), "growth", "inflation"))
_PRODUCT = frozenset(("gdp", "grdp"))
_GROWING_TOO = frozenset((key("trưởng"), "growth"))
_AT, _WITH, _FEW = ("at",), ("with",), 2
_GENERAL = frozenset(("filler", "average", "expected"))
_FILLER, _TELLING = frozenset(("filler",)), frozenset((("at",), ("with",), ("when",), _LEVEL_OF))  # fillers that tell
_ON, _THE = ("on",), ("the",)
_WHILE = ("while",), ("whereas",)
_BESIDE = ("below",), ("above",)
_FOR = _IS, (":",), (key("cho"),)
_ADJECTIVES = (
    ("higher",),
    ("lower",),
    ("larger",),
    ("greater",),
    ("smaller",),
    ("bigger",),
    ("better",),
    ("rising",),
    ("falling",),
)
_FROM, _ONLY, _WHEN = ("from",), ((key("only"),), ("just",), (key("merely"),)), ("when",)
_PARTED = "up", "down", "exceed", "short"
_LOSS = ("a", "loss", "of")
_FALLS = ("put", "on"), (key("rơi"),), keys("hồi lại")
_CONTRACTS, _EXTRA, _BEEN = ("contracts",), ("an", "extra"), ("been",)
_IN_GROWTH = Phrases(*(keys(w) for w in ("trong mức tăng chung", "trong mức tăng trưởng", "trong mức tăng")))
_FALLING = frozenset((key("tỷ"), key("số"), key("chỉ"), key("vốn")))


def before(s: Said, clause: Clause, lang: str) -> None:
    """Note what the items before a number say."""
    items = clause.before
    last = len(items) - 1
    pending = None  # a word of comparison that waits for what it compares with
    aside: list[Any] = []  # times in brackets, and whether there is more in them
    inside = more = False
    held = "", 1, False, 0  # what was said before the brackets
    for i, item in enumerate(items):
        roles = item.roles
        if item.keys == _TURNOVER and i < last and items[i + 1].kind in ("word", "subject") and not items[i + 1].roles:
            continue  # "DT du lịch"
        if item.kind == "sep":
            if item.keys == ("(",):
                inside, more, aside = True, False, []
                held = s.verb, s.sign, s.inverse, s.grows
            elif item.keys == (")",) and inside:
                again = isinstance(s.base, Time) and all(t.shape == s.base.shape for t in aside)  # "year-on-year (YoY)"
                days = s.before_times and all(t.shape == "day" for t in aside)
                s.before_times += [] if more or days or again else aside
                inside = False
                s.verb, s.sign, s.inverse, s.grows = held
            if item.value >= 2:
                colon = item.keys == (":",)
                if colon:
                    s.parted = True
                if colon and s.verb in ("up", "down") and i and items[i - 1].keys[-1:] == THAN:
                    s.verb = ""  # "1 thấp hơn: …"
                if not (
                    colon
                    and (s.verb in ("contribution", "rank") or (s.verb in CHANGES and clause.number.value.percent))
                ):
                    s.verb, s.sign, s.inverse = "", 1, False
                s.plan, s.grows = False, 0
                s.base_first = s.base_first and (colon or not isinstance(s.base, Time))
                if not colon:
                    s.share_head = s.target = s.rate = False
                elif s.plan_head and not of_results(items[:i]):
                    s.target = True  # "Kế hoạch 2018: …", "chỉ tiêu giao: …"
                s.plan_head = False
            pending = None if item.keys != ("(",) else pending
            s.parted = s.parted or item.keys == (",",)
            continue
        if item.kind == "time":
            own, pending = of_time(s, clause, i, pending, lang)
            if own:
                (aside if inside else s.before_times).append(item.value)
            continue
        more = more or item.kind == "subject" or (item.kind == "word" and "filler" not in roles)
        if item.kind == "word" and (not roles or (roles == _FILLER and item.keys[:1] not in _TELLING)):
            continue  # most words: they say nothing of the number
        if (
            item.kind == "area" and i and items[i - 1].keys == THAN and "q:over" in items[i - 1].roles
        ):  # "hơn Đồng Tháp 2,3 triệu tấn"
            s.verb, s.sign, s.base, s.base_area, s.base_first = "up", 1, "area", item, True
            continue
        if item.kind == "area" and i and items[i - 1].keys in LESS and clause.number.value.points:
            s.verb, s.sign, s.base, s.base_area, s.base_first = "down", -1, "area", item, True
            continue  # "kém Cà Mau 0,6 điểm phần trăm"
        if item.kind == "area" and than(items, i):
            s.base, s.base_area, s.base_first = "area", item, True  # "cao hơn cả nước"
            continue
        if item.kind == "area" and pending is not None and pending.keys == _FROM:
            pending = None  # "Exports from Bac Ninh surged"
            continue
        if item.kind == "area" and pending is not None:
            s.base, s.base_area, s.base_first, pending = "area", item, True, None
            continue
        if (item.keys in _WHILE or item.keys == _WHEN) and s.verb in CHANGES and not s.base_first:
            s.verb, s.sign = "", 1  # "37.8% expected a rise in orders, while 8.1% predicted …"
        if lang == "en" and item.keys[-1:] == ("than",) and len(item.keys) > 1 and roles & {"up", "down"}:
            if all(
                x.roles & _GENERAL or x.keys == _THE for x in items[i + 1 :]
            ):  # "lower than the expected average of"
                s.of_base = True  # "higher than 909,000 VND in 2010"
                continue
        if lang == "en" and item.keys in _BESIDE and (it_is_of(items, i) or of_the(items, i)) and not pending:
            s.of_base = True  # "below the policy rate of 4.5 percent"
            continue
        if (
            item.keys == _WITH
            and i <= _FEW
            and (not i or "conj" in items[i - 1].roles)
            and i < last
            and items[i + 1].kind == "time"
            and clause.number.value.percent
        ):
            pending = item  # "Compared with last December by 11%, and with May 2010 by 19%"
            continue
        if "base" in roles and i < last and _PRODUCT & set(items[i + 1].keys) and clause.number.value.percent:
            s.part = True  # "tỷ lệ vốn đầu tư so với GDP là 46,6%"
            continue
        if "base" in roles and not ("from" in roles and i == last):
            if s.parted and s.target and not s.plan_head:
                s.target = False  # "9.8 percent of what was assigned, compared with …"
            if i == last or (i == last - 1 and items[last].keys in _ONLY):
                s.of_base = item.keys != _ON or not i  # "sown on 15,230 hectares"
            else:
                pending = item
            continue
        if (
            lang == "en"
            and i == last
            and item.keys == _AT
            and clause.number.value.percent
            and s.verb in ("", "up", "down")
            and not s.beside
            and i > 1
        ):
            s.verb, s.sign = "level", 1  # "with bad debts at 0.95 percent"
        if inside and i == last and item.keys == _AT and s.verb in _PARTED and not clause.number.value.percent:
            s.verb, s.sign = "level", 1  # "Fertiliser prices rose sharply (urea at 16,500-17,800 VND/kg)"
        if {"plan", "target"} & roles and than(items, i) and i == last and clause.number.value.points:
            s.plan, s.base, s.base_first = True, "plan", True  # "thấp hơn mục tiêu đề ra 0,5 điểm phần trăm"
        elif "target" in roles and than(items, i) and i == last:
            s.of_base, s.target, s.verb, s.sign = True, True, "", 1  # "thấp hơn mục tiêu 11,5%"
        elif {"plan", "target"} & roles and than(items, i):
            s.plan = s.plan or "target" not in roles  # "nhanh hơn kế hoạch 5%"
            s.base, s.base_first = "plan", True  # "thấp hơn mức thấp nhất của mục tiêu cả năm (8–9%)"
        elif "plan" in roles:
            if i and items[i - 1].keys[-1:] == _NOT:
                continue
            if pending is not None and i == last:  # "so với chỉ tiêu 93,8%": the number is the plan's
                s.of_base, s.target, pending = True, True, None
            elif pending is not None:
                s.plan, s.base, s.base_first, pending = True, "plan", True, None
            elif s.verb in ("exceed", "short") and inside and clause.inside:
                s.plan_head, s.target, s.plan, s.verb = (
                    True,
                    True,
                    False,
                    "",
                )  # "vượt kế hoạch năm (kế hoạch năm 2019 tăng 15,5%)"
            elif i == last and i and s.verb == "short" and not _NOT_YET.isdisjoint(items[i - 1].keys[:1]):
                s.of_base, s.target, s.verb, s.sign = True, True, "", 1  # "chưa tới chỉ tiêu 39%"
            elif s.verb in ("exceed", "short") or "exceed" in roles:
                s.plan = True
            elif "target" in roles and sets(items, i):
                s.target = s.plan_head = True
            else:
                s.plan_head = True
                said = i > 0 and items[i - 1].keys == _BY_PLAN and items[i + 1 : i + 2] and items[i + 1].kind == "sep"
                told = clause.bracket or bool(said) or (lang == "en" and is_to_do(items, i))
                s.target = s.target or told  # "(kế hoạch tăng 8,5%)", "theo kế hoạch, …"
        elif "target" in roles and than(items, i):
            s.base, s.base_first = "plan", True  # "thấp hơn kịch bản đề ra"
        elif "target" in roles and s.plan and s.verb in ("exceed", "short") and item.keys in SET_OUT:
            pass  # "vượt mục tiêu đại hội đề ra 3,1 điểm phần trăm"
        elif "target" in roles and not (s.base == "plan" and s.base_first):
            s.target = True
        if roles & {"exceed", "short"} and _PLANNED & set(item.keys):
            s.plan = True
        if "other" in roles and (pending is not None or than(items, i)):
            s.base, s.base_first, pending = "other", True, None
            if items[-1].keys[-1:] == ("of",):
                s.aside = s.of_base = True  # "higher than the national average of 47.3%"
        for role, by in (("by_central", "central"), ("by_province", "provincial")):
            if role in roles:
                s.plan_by = by
        if "estimate" in roles and _UNSAID.isdisjoint(k for x in items[max(0, i - 3) : i] for k in x.keys):
            s.status = "E"
        elif "provisional" in roles:
            s.status = "P"
        elif "expected" in roles:
            s.status = "F"
        if "average" in roles:
            s.average = True
        if "rate" in roles or (item.kind == "subject" and (item.keys[:2] == _RATE or "rate" in item.keys)):
            s.rate = True
        if (
            ("share" in roles or ("rate" in roles and _SHARE & set(item.keys)))
            and "level" not in roles
            and (lang == "vi" or _SHARE & set(item.keys))
        ):
            s.share_head = True
        if (
            "from" in roles
            and (i != last or clause.number.value.upper is not None or (lang == "vi" and clause.number.value.qualifier))
            and "base" not in roles
        ):
            continue
        if item.kind == "subject" and _DEFICIT & {item.keys[i : i + 2] for i in range(len(item.keys))}:
            s.verb, s.sign = "deficit", -1
        if item.kind == "subject" and s.plan and s.parted and s.verb in ("exceed", "short"):
            s.verb, s.plan = "", False  # "collection surpassed the estimate, with GDP expanding 8.89%"
        if item.kind == "subject" and item.keys[0] not in _FALLING and _GROWING & set(item.keys):
            s.verb, s.sign, s.grows, s.parted = "growth", 1, 1, False
        figure = i == last and (item.keys[:1] == _LEVEL_OF or item.keys == _FIGURE)
        if figure and s.verb in ("up", "down") and items[i - 1].keys[-1:] == THAN:
            s.of_base = True  # "cao hơn mức 7,5%", "cao hơn con số 154.276 chuyến của cùng kỳ"
        elif figure and pending is not None and "base" in items[i - 1].roles:
            s.of_base = True  # "thấp hơn so với mức 1,98% của tháng trước"
        if item.keys in _HENCE or (inside and "estimate" in roles and s.verb in ("up", "down")):
            s.verb, s.sign = (
                "",
                1,
            )  # "diện tích thu hẹp nên sản lượng …", "do giảm xuất khẩu thủy sản (ước 925 triệu USD)"
        if item.keys == _IS and s.verb in ("up", "down") and s.base is not None and s.base_first and not s.parted:
            continue  # "nhiều hơn cùng kỳ năm 2018 là 103 vụ"
        n = clause.number.value
        if roles & {"by_central", "by_province"} and _GIVEN in item.keys:
            alone = not (n.percent or n.points or s.plan) or clause.bracket  # "(Thủ tướng giao cho cả năm: 84,8%)"
            alone = alone or (i > 0 and "plan" in items[i - 1].roles and s.verb == "" and s.base is None)
            if alone and all(x.kind == "time" or x.keys in _FOR for x in items[i + 1 :]):
                s.target = s.plan_head = s.striving = True  # "tính trên số Thủ tướng Chính phủ giao là 4.215 tỷ đồng"
        if item.keys == _GROWTH:
            s.grows = 1  # "đưa tăng trưởng 9 tháng lên 7,74%"
        if "world" in roles and _GROWING_TOO & set(item.keys):
            s.verb, s.sign, s.grows = "growth", 1, 1  # "tăng trưởng toàn cầu đạt 2,9%"
        changing = s.verb in ("up", "down") and not (n.percent or n.points)
        if "within" in roles and (changing or (s.verb == "level" and i == last)):
            s.verb, s.sign = "", 1  # "3,480 ha was lost, including 1,905 ha in Lak"
        if roles & {"growth", "fall"}:
            s.grows = 1 if "growth" in roles else -1
        if item.keys in (_CONTRACTS, _LOSS, *_FALLS) and not clause.number.value.percent:
            continue  # "Under labour contracts, 2,930 persons left"
        if item.keys == _EXTRA and i and items[i - 1].keys != (",",):
            continue  # "inject an extra $58 million"
        if lang == "en" and item.keys in _ADJECTIVES and i + 1 < last and items[i + 1].kind in ("word", "subject"):
            if items[i + 1].roles <= {"filler"} and not (n.percent or n.points):
                continue  # "Higher prices helped exporters earn US$188 million"
        if s.plan_head and roles & {"up", "down"} and i and items[i - 1].keys in (*WERE, _BEEN):
            s.target = True  # "The full-year goal for the IIP is an increase of 12.5 per cent"
        if found := verb(
            roles,
            ""
            if (s.parted and s.verb in _PARTED) or (inside and s.verb in ("exceed", "short") and "level" in roles)
            else s.verb,
            clause.number.value.percent or clause.number.value.points,
        ):
            s.parted = False
            take(s, found, item)
            s.beside = i >= last - 1
    if inside:
        s.before_times += aside
    s.of_growth = _IN_GROWTH.stand(clause.words)
    conclude(s, clause, lang)
