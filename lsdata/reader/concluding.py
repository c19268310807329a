"""What the words before a number come to, taken together: a contribution, a target, the base's own number."""

from __future__ import annotations

from .behind import AGAINST, SET_OUT, VERBS, WERE
from .clauses import Clause
from .concluding_en import in_english
from .doing import does
from .extents import REVISED
from .items import Item, Phrases
from .saying import Said
from .words import key, keys

_MAKING = frozenset((key("làm"), key("khiến")))
_IS = ((key("là"),), ("is",), ("was",))
_SHORT_OF_PLAN = (keys("thấp hơn kế hoạch"),)
_PLAN = frozenset(key(w) for w in ("hoạch", "toán", "tiêu"))
_SET = _PLAN | {"plan", "target", "goal"}
_DECIDES = Phrases(keys("xác định năm"), keys("xác định tốc độ"), keys("xác định tăng"), keys("xác định GRDP tăng"))
_TOTALS = (("totals",), ("totalled",), ("totaled",), ("amounts", "to"))
_OTHERWISE = frozenset(("exceed", "short", "base", "level", "to", "share"))
_SAYING = VERBS | {"base", "plan"}
_WORTH = ("worth",)
_SO_THAT = (key("để"),)
_MUCH = (key("mức"),)
_FAR = Phrases(keys("vượt xa"), keys("vượt khá xa"), keys("vượt cao hơn"))
_NOW = tuple((key(w),) for w in ("còn", "xuống", "lên", "là", "thành"))
_THREE = 3
_FEW = 4
_SUCH = frozenset((key("như"), "as"))
_FOREMOST = frozenset(key(w) for w in ("dẫn", "nhất", "led", "leading", "followed"))
_OVERALL = key("chung")
_FROM, _BEING = (key("từ"),), key("là")
_MET = frozenset(key(w) for w in "met surpassed fulfilled achieved attained reached exceeded".split())
_GROUPS, _LEVEL = "nhóm", (key("mức"),)
_PULLING, _DOWN_TO = key("kéo"), key("xuống")


def conclude(s: Said, clause: Clause, lang: str) -> None:
    """Complete what each of the items before a number has said."""
    items = clause.before
    s.within = _parts(items)
    s.words = clause.words
    s.named = not _SUCH.isdisjoint(clause.words) and any(not _SUCH.isdisjoint(i.keys[-1:]) for i in items)
    s.opened = bool(items) and any(i.keys == ("(",) for i in items[-1 - (items[-1].keys == _FROM) :])
    of_them = clause.number.value.total is not None and lang == "en" and s.target
    if of_them and not _MET.isdisjoint(clause.behind):
        s.target = s.plan_head = False  # "Of the targets set for the year, 19 out of 21 were met"
    if s.counted and clause.bare and not clause.number.value.percent and _has_a_verb(clause):
        s.counted = False  # "…, an increase of 38; 87 were dissolved", "… và 734 tạm ngừng hoạt động"
    if (
        clause.boundary == 0
        and 1 < len(items) <= _THREE
        and "conj" in items[-1].roles
        and clause.number.value.unit == _GROUPS
    ):
        s.verb, s.sign = "", 1  # "1 nhóm giảm và 2 nhóm ổn định"
    s.at_plan = s.plan and any("plan" in i.roles or i.keys in _SHORT_OF_PLAN for i in _ending(items))
    if (
        (clause.number.value.points or (clause.number.value.percent and _OVERALL in clause.words))
        and s.verb in ("up", "down")
        and any(not _MAKING.isdisjoint(i.keys) for i in _own(items))
    ):
        s.makes, s.verb, s.inverse = True, "contribution", s.verb == "down"  # "làm CPI chung tăng 0,12 điểm phần trăm"
    if clause.number.value.points and s.verb == "to" and _PULLING in clause.words and _OVERALL in clause.words:
        s.verb, s.inverse = "contribution", clause.words[-1] == _DOWN_TO  # "kéo mức tăng chung xuống 0,21 điểm"
    if lang == "en":
        in_english(s, clause, items)
    elif clause.words[:1] == _SO_THAT and any(t.shape in ("year", "this_year") for t in s.before_times):
        s.target = True  # "Để cả năm tăng 8% trở lên"
    elif items and clause.words[-1:] in _NOW and "plan" in items[0].roles and not REVISED.isdisjoint(clause.words):
        s.target, s.verb, s.sign = True, "", 1  # "Kế hoạch cả năm được điều chỉnh còn 38.500 tấn"
    elif s.at_plan and s.verb in ("up", "down") and clause.words[-3:-2] == _MUCH and clause.number.value.percent:
        s.target, s.striving, s.plan = True, True, False  # "thấp hơn mức kế hoạch 15% là 0,25 điểm phần trăm"
        s.aside, s.of_base, s.base = True, True, "plan"
    elif items and "plan" in items[0].roles and _BEING in clause.words and s.verb in ("", "up") and s.base is None:
        s.target, s.verb, s.sign, s.plan = (
            True,
            "",
            1,
            False,
        )  # "Kế hoạch từ nay đến cuối năm là phát triển thêm 21.000 người"
    elif _plan_to_move(items) and s.base is None:
        s.target, s.striving, s.plan = True, True, False  # "giảm 4,57 điểm phần trăm, vượt mục tiêu giảm 4%"
    elif _of_the_plan(items) and s.base is None and not s.plan and clause.number.value.percent:
        s.target, s.striving, s.verb, s.sign = True, True, "", 1  # "Tốc độ tăng GRDP: kế hoạch 7%, thực hiện 6,58%"
    elif s.at_plan and s.verb == "exceed" and clause.number.value.percent and _FAR.stand(clause.words):
        s.target, s.striving, s.plan, s.verb = True, True, False, ""  # "vượt xa chỉ tiêu 7%"
    elif clause.number.value.percent and (s.grows or s.verb == "up") and _DECIDES.stand(clause.words):
        s.target = True  # "Nghị quyết … xác định năm 2026 tăng trưởng GRDP trên 10%"
    if s.verb == "exceed" and clause.words[-1:] == _LEVEL and clause.after and not (s.target or s.base):
        if any(i.kind == "time" and i.value.year for i in clause.after[:2]):
            s.of_base, s.plan, s.verb = True, False, ""  # "tăng 8,6%, vượt xa mức 2,1% của năm 2020"
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


def _own(items: list[Item]) -> list[Item]:
    """What stands behind the last sign."""
    return items[max((n + 1 for n, i in enumerate(items) if i.kind == "sep"), default=0) :]


def _has_a_verb(clause: Clause) -> bool:
    """True of a number behind which stands what was done: no part of a list."""
    done = clause.after[1:2] if clause.after and clause.after[0].keys in WERE else clause.after[:1]
    return bool(done) and does(done[0].keys) and not done[0].roles


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


def _plan_to_move(items: list[Item]) -> bool:
    """True right behind a plan that is passed or missed, and how it would have things move: "vượt mục tiêu giảm"."""
    if len(items) < _THREE or not items[-1].roles & {"up", "down"}:
        return False
    planned = items[-2].roles & {"plan", "target"} or _PLAN & set(items[-2].keys)
    return bool(planned) and any(i.roles & {"exceed", "short"} for i in items[-_FEW:-1])
