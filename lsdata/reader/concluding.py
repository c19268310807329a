"""What the words before a number come to, taken together: a contribution, a target, the base's own number."""

from __future__ import annotations

from itertools import pairwise

from .behind import AGAINST, PLANNED, SET_OUT, VERBS, WERE
from .clauses import Clause
from .extents import REVISED
from .items import Item, Phrases
from .saying import Said
from .units import MONEY
from .words import key, keys

_MAKING = frozenset((key("làm"), key("khiến")))
_IS = ((key("là"),), ("is",), ("was",))
_BY = (key("by"),)
_SHORT_OF_PLAN = (keys("thấp hơn kế hoạch"),)
_PLAN = frozenset(key(w) for w in ("hoạch", "toán", "tiêu"))
_SET = _PLAN | {"plan", "target", "goal"}
_DECIDES = Phrases(keys("xác định năm"), keys("xác định tốc độ"), keys("xác định tăng"), keys("xác định GRDP tăng"))
_RAISED_BY, _TOTALS = ("raised", key("by")), (("totals",), ("totalled",), ("totaled",), ("amounts", "to"))
_PASSED = {
    ("topped",): ("exceed", 1), ("outstripped",): ("exceed", 1), ("outstripping",): ("exceed", 1), ("cleared",): ("exceed", 1), ("passed",): ("exceed", 1), ("surpassed",): ("exceed", 1), ("exceed",): ("exceed", 1),
    ("exceeding",): ("exceed", 1), ("overshooting",): ("exceed", 1), ("overshot",): ("exceed", 1), ("missed",): ("short", -1), ("missing",): ("short", -1), ("misses",): ("short", -1),
}  # fmt: skip
_GROWS = frozenset(("output", "area", "production", "gardens", "orchards"))
_GAINED = ("gained",), ("lost",), ("sank",), ("advanced",)
_PACES = frozenset(("narrowed", "widened", "slowed", "eased", "deepened", "quickened", "accelerated"))
_MOVES = {
    ("decline",): -1,
    ("fall",): -1,
    ("drop",): -1,
    ("decrease",): -1,
    ("rise",): 1,
    ("increase",): 1,
    ("growth",): 1,
}
_SHARES = ("their", "share"), ("its", "share")
_OTHERWISE = frozenset(("exceed", "short", "base", "level", "to", "share"))
_SAYING = VERBS | {"base", "plan"}
_TO_OF = ("to",), ("of",)
_WORTH, _ADDED = ("worth",), ("added",)
_BEHIND, _FIGURES = ("behind",), (("figure",), ("level",), ("result",))
_SO_THAT = (key("để"),)
_MUCH = (key("mức"),)
_FAR = Phrases(keys("vượt xa"), keys("vượt khá xa"), keys("vượt cao hơn"))
_NOW = tuple((key(w),) for w in ("còn", "xuống", "lên", "là", "thành"))
_FEW, _GAVE = 4, (("gave",), ("gives",), ("delivered",), ("supplied",), ("provided",))
_SUCH = frozenset((key("như"), "as"))
_FOREMOST = frozenset(key(w) for w in ("dẫn", "nhất", "led", "leading", "followed"))
_OVERALL = key("chung")
_PULLING, _DOWN_TO = key("kéo"), key("xuống")


def conclude(s: Said, clause: Clause, lang: str) -> None:
    """Complete what each of the items before a number has said."""
    items = clause.before
    s.within = _parts(items)
    s.words = clause.words
    s.named = not _SUCH.isdisjoint(clause.words) and any(not _SUCH.isdisjoint(i.keys[-1:]) for i in items)
    s.opened = bool(items) and items[-1].keys == ("(",)
    s.at_plan = s.plan and any("plan" in i.roles or i.keys in _SHORT_OF_PLAN for i in _ending(items))
    if (
        (clause.number.value.points or (clause.number.value.percent and _OVERALL in clause.words))
        and s.verb in ("up", "down")
        and any(i.keys[:1] and i.keys[0] in _MAKING for i in items)
    ):
        s.makes, s.verb, s.inverse = True, "contribution", s.verb == "down"  # "làm CPI chung tăng 0,12 điểm phần trăm"
    if clause.number.value.points and s.verb == "to" and _PULLING in clause.words and _OVERALL in clause.words:
        s.verb, s.inverse = "contribution", clause.words[-1] == _DOWN_TO  # "kéo mức tăng chung xuống 0,21 điểm"
    if lang == "en":
        _in_english(s, clause, items)
    elif clause.words[:1] == _SO_THAT and any(t.shape in ("year", "this_year") for t in s.before_times):
        s.target = True  # "Để cả năm tăng 8% trở lên"
    elif items and clause.words[-1:] in _NOW and "plan" in items[0].roles and not REVISED.isdisjoint(clause.words):
        s.target, s.verb, s.sign = True, "", 1  # "Kế hoạch cả năm được điều chỉnh còn 38.500 tấn"
    elif s.at_plan and s.verb in ("up", "down") and clause.words[-3:-2] == _MUCH and clause.number.value.percent:
        s.target, s.striving, s.plan = True, True, False  # "thấp hơn mức kế hoạch 15% là 0,25 điểm phần trăm"
        s.aside, s.of_base, s.base = True, True, "plan"
    elif _of_the_plan(items) and s.base is None and not s.plan and clause.number.value.percent:
        s.target, s.striving, s.verb, s.sign = True, True, "", 1  # "Tốc độ tăng GRDP: kế hoạch 7%, thực hiện 6,58%"
    elif s.at_plan and s.verb == "exceed" and clause.number.value.percent and _FAR.stand(clause.words):
        s.target, s.striving, s.plan, s.verb = True, True, False, ""  # "vượt xa chỉ tiêu 7%"
    elif clause.number.value.percent and (s.grows or s.verb == "up") and _DECIDES.stand(clause.words):
        s.target = True  # "Nghị quyết … xác định năm 2026 tăng trưởng GRDP trên 10%"
    if s.verb == "exceed" and s.target:
        aimed = (i for i, item in enumerate(items) if "target" in item.roles and _SET & set(item.keys))
        if any("exceed" in item.roles for item in items[max(aimed, default=len(items)) :]):
            s.plan, s.target, s.plan_head = True, False, False  # "The plan was thus surpassed by 150 people"
    lead = items[:-1]
    while lead and (
        lead[-1].kind == "time"
        or (items[-1].keys == _WORTH and lead[-1].keys == (",",))
        or lead[-1].roles == {"filler"}
        or lead[-1].keys in SET_OUT
    ):
        lead = lead[:-1]  # "vượt mục tiêu cả năm là 2 - 2,5 tỷ USD"
    if (
        lead
        and items[-1].keys in (*_IS, *_TOTALS, _WORTH)
        and (
            lead[-1].roles & {"plan"}
            or (lead[-1].kind == "subject" and "plan" in lead[-1].keys)
            or ("exceed" in lead[-1].roles and _PLAN & set(lead[-1].keys))
        )
        and s.verb in ("short", "exceed", "level", "")
    ):
        s.target, s.striving, s.plan, s.verb, s.base = True, True, False, "", None  # "chưa đạt kế hoạch đề ra là 8,5%"
    elif items and items[-1].keys in _IS and s.verb in ("level", "", "growth") and s.base is None and _of_a_plan(items):
        s.target, s.plan, s.verb = True, False, ""
    if s.parted and s.verb in ("up", "down") and not clause.number.value.percent and s.base in ("other", "area", None):
        if "level" in items[-1].roles or _apart(items):
            s.verb, s.sign, s.base, s.base_area = "", 1, None, None  # "thấp hơn mức chung, 7 đơn vị chưa giải ngân"
    if s.base in ("other", "area") and s.base_first and not s.of_base and _foremost(items):
        s.verb, s.sign, s.base, s.base_area = (
            "level",
            1,
            None,
            None,
        )  # "cao hơn bình quân chung, dẫn đầu là Hà Tĩnh 83,6%"
    if (
        clause.bracket
        and s.verb in ("up", "down")
        and s.base is not None
        and items[-1].keys == ("(",)
        and not _led_away(items)
    ):
        s.aside = s.of_base = True
    if s.verb == "from" and not REVISED.isdisjoint(clause.words) and any(i.roles & {"target"} for i in items):
        s.verb, s.target, s.plan, s.plan_head = (
            "",
            True,
            False,
            False,
        )  # "lowered its growth target from 9 per cent to 6 per cent"
    if s.verb in ("up", "down") and s.of_base and not s.aside:
        s.verb = ""
    if (
        items
        and items[-1].keys[-1:] == ("of",)
        and (items[-1].roles & {"target", "plan"} or (len(items) > 1 and items[-2].roles & {"target", "plan"}))
    ):
        s.target, s.verb, s.plan = True, "", False  # "beating the target of 6.8%"
        s.striving = s.striving or any(i.keys in AGAINST for i in items)  # "11.72%, against a target of 10.1%"


def _ending(items: list[Item]) -> list[Item]:
    """The last few words before a number, up to a sign or a time."""
    out: list[Item] = []
    for item in reversed(items[-_FEW:]):
        if item.kind != "word":
            break
        out.append(item)
    return out


def _apart(items: list[Item]) -> bool:
    """True where a comma, or more words behind one, stand right before a number."""
    at = max((i for i, item in enumerate(items) if item.kind == "sep"), default=-1)
    rest = items[at + 1 :]
    return (
        at >= 0
        and items[at].keys != ("(",)
        and (not rest or any(i.kind == "subject" or (i.kind == "word" and not i.roles) for i in rest))
    )


def _led_away(items: list[Item]) -> bool:
    """True where other words stand between what is compared with and the bracket: "So với tháng trước, … giao thông (3%)"."""
    at = max((i for i, item in enumerate(items) if item.kind in ("time", "area")), default=-1)
    return at >= 0 and any(i.keys in ((",",), (":",)) for i in items[at:] if i.kind == "sep")


def _foremost(items: list[Item]) -> bool:
    """True where behind the last comma somebody or something leads."""
    at = max((i for i, item in enumerate(items) if item.keys == (",",)), default=-1)
    return at >= 0 and any(k in _FOREMOST for item in items[at:] for k in item.keys)


def _in_english(s: Said, clause: Clause, items: list[Item]) -> None:
    """What the English words before a number come to."""
    n = clause.number.value
    if items and items[-1].keys == _ADDED and n.percent and clause.behind[:1] not in _TO_OF:
        s.verb, s.sign = "up", 1  # "Agriculture added 3.6% and contributed 0.52 percentage points"
    last = items[-1].keys if items else ()
    if last in _GAINED and not (n.percent or n.points or not _GROWS.isdisjoint(clause.words)):
        s.verb = "level"  # "sales of goods gained 24,310 billion dongs"
    if n.percent and s.verb in ("", "level", "to") and last[-1:] == _BY:
        if not (clause.after and clause.after[0].keys == ("of",)):
            s.verb, s.by = "up", True  # "helped lift the index by 7.6 per cent"
        figure = len(items) > 2 and items[-2].keys in _FIGURES and any(i.kind == "time" for i in items[-4:-2])
        if figure and s.base is None and s.before_times:
            s.base, s.base_first = s.before_times.pop(), True  # "exceeding … and last year's figure by 57%"
    elif last == _BY and s.verb in ("", "level") and not n.points:
        s.by = True  # "its volume dropped by 2.8 million tonnes and its value by US$0.7 billion"
    if last == _BY and (told := _plan_by(items)):
        s.verb, s.sign = told  # "missed its target for the year by 4,000 TEU", "topped the yearly goal by 1.27 points"
        s.plan, s.target, s.plan_head = True, False, False
    elif (
        last == _BY
        and s.verb in ("exceed", "short")
        and not (s.plan or s.target or n.percent or n.points or _plan_behind(clause))
    ):
        # "exceeding the area of the previous crop by", "fell short of those of a year earlier, by"
        s.verb, s.sign = ("up", 1) if s.verb == "exceed" else ("down", -1)
        if s.base is None and s.before_times and s.before_times[-1].shape == "same":
            s.base, s.base_first = s.before_times.pop(), True
    if len(items) > 1 and items[-2].keys in AGAINST and s.verb in ("up", "down"):
        s.of_base = s.aside = True  # "against an increase of 10.7 per cent in the same period of 2015"
    if s.verb == "unchanged" and s.parted and s.status == "F":
        s.verb, s.before_times = (
            "",
            [t for t in s.before_times if t.shape != "same"],
        )  # "…, the same as a year before, and is projected at"
    apart = clause.words[-1:] in ((",",), (":",)) and ":" in clause.words and clause.behind[:1] == ("of",)
    if apart and n.percent and s.verb in ("up", "down") and s.base is None:
        s.verb, s.sign = (
            "",
            1,
        )  # "Access to services improved: in 2020, 91% of the rural population used hygienic water"
    goal = s.plan_head and s.verb == "growth" and n.percent and not (s.plan or s.target)
    if goal and any(a.roles & {"plan"} and b.keys in WERE for a, b in pairwise(items)):
        s.target = True  # "For 2021-2025 the goal is economic growth of 8.5-9.5% a year"
    for noun, pace in () if _PACES.isdisjoint(clause.words) else pairwise(items):
        if not _PACES.isdisjoint(pace.keys[:1]) and noun.keys[-1:] in _MOVES:
            s.grows = _MOVES[noun.keys[-1:]]  # "the decline narrowed from 21 per cent to 11.5 per cent"
    if n.percent and s.verb in ("from", "to") and any(pair in _SHARES for pair in pairwise(clause.words)):
        s.share_head = True  # "their share rose from 5 per cent to 12.3 per cent"
    if n.percent and last == _BEHIND and len(items) > 1 and items[-2].keys in WERE:
        s.verb, s.sign = "share", 1  # "electrical faults were behind 63.9 percent of the fires"
    if (
        last[-1:] == ("the",)
        and n.percent
        and clause.behind[:1]
        and clause.behind[0] in PLANNED
        and clause.behind[1:2] in ((), _BY)
    ):
        s.target, s.striving, s.verb, s.plan = True, True, "", False  # "just above the 90% assigned by the Government"
    if n.points and last in _GAVE:
        s.verb = "contribution"  # "gave 7.31 percentage points to that figure"
    elif n.points and s.verb in ("", "level") and not {"contributions", "contribution"}.isdisjoint(clause.words):
        s.verb = "contribution"  # "contributions: agriculture 0.52 percentage points, …"
    if s.verb in ("up", "down") and s.base is None and items:
        raised = clause.words[-2:] == _RAISED_BY and n.unit not in MONEY
        if (last == ("for",) or raised) and not (n.percent or n.points):
            s.verb, s.sign = "", 1  # "cut lending rates for 36,900 customers", "shrimp was raised by 41,200 farms"
        elif s.parted and _was_done(items):
            s.verb, s.sign = "", 1  # "of rice was lost, and some 87,000 households ran short of water"
    if s.verb == "level" and len(items) > 1 and items[-2].keys == (",",) and "conj" in items[-1].roles:
        s.verb = ""  # "from February, which was cut short, and 9.5 percent from March 2025"


def _plan_behind(clause: Clause) -> bool:
    return any("plan" in item.roles for item in clause.after)  # "surpassing by VND1.1 trillion the estimate"


def _plan_by(items: list[Item]) -> tuple[str, int] | None:
    """What a verb right before a plan and "by" says: the plan is passed or missed by so much."""
    at = next((n for n in range(len(items) - 2, -1, -1) if items[n].keys[-1:] in _PASSED), -1)
    between = items[at + 1 : -1]
    through = any("plan" in i.roles for i in between) and all(
        i.kind == "time" or i.roles & {"plan", "filler", "by_central", "by_province"} for i in between
    )
    return _PASSED[items[at].keys[-1:]] if at >= 0 and through else None


def _was_done(items: list[Item]) -> bool:
    """True of "was lost, and" right before a number."""
    end = items[-4:]
    return len(end) == 4 and end[0].keys in WERE and end[2].keys == (",",) and "conj" in end[3].roles


def _of_a_plan(items: list[Item]) -> bool:
    """True of a part of a sentence that opens with a plan and says what it is: "Kế hoạch vốn do tỉnh quản lý là"."""
    own = items[max((n for n, i in enumerate(items) if i.kind == "sep"), default=-1) + 1 :]
    head = own[0] if own else None
    if head is None or any(i.roles & _OTHERWISE for i in own[1:-1]):
        return False
    return (
        "plan" in head.roles
        if head.kind == "word"
        else head.kind == "subject" and all(c.endswith("_plan") for c in head.value)
    )


def _parts(items: list[Item]) -> bool:
    """True where "trong đó", "of which" stands before a number with nothing but what it names between."""
    for item in reversed(items):
        if "within" in item.roles:
            return True
        if item.kind not in ("word", "subject") or item.roles & _SAYING:
            return False
    return False


def _of_the_plan(items: list[Item]) -> bool:
    """True right behind a colon and "kế hoạch", and behind "kế hoạch còn"."""
    end = items[:-1] if items and items[-1].keys in _NOW else items
    return len(end) > 1 and end[-1].roles == {"plan"} and end[-2].keys == (":",)
