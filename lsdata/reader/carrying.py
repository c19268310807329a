"""What the sentence and the paragraph add to what the clause of a number says: shares, the number before."""

from __future__ import annotations

from . import provisos
from .amounts import Number
from .clauses import Clause
from .context import Context, Line
from .items import MIDDLE, STRONG
from .measures import IN_POINTS, RISES
from .planning import EQUAL, NO_CHANGE, aimed, planned
from .saying import Said
from .words import key, keys

_RATE = keys("tỷ lệ")
_THAT = "that"
_THAT_IS = (key("tức"),)
_THIS_FIGURE = keys("con số")
_REST = ("the", "remaining"), keys("còn lại")
_IS, _WHOSE = (key("là"),), (key("của"),)
_OF_IT = ("of", "it")
_MANAGED = "managed"
_AND, _BY = ("and",), (key("by"),)
_AND_THE = ("and", "the")
_HAD_BEEN = (("it", "had", "been"), ("that", "had", "been"))
_RISE = frozenset(("figure", "pace", "increase", "rise", "that", "rate"))
_MOST_POINTS = 10  # that a share moves by
_PEOPLE, _CLOSED = ("households", "persons"), ((), (")",))
_OF_THE, _GROWTH = ("of", "the"), "growth"


def carry(context: Context, clause: Clause, s: Said, line: Line, *, new: bool, fresh: bool, near: bool) -> None:
    """Complete what a clause says, and note what it says for those after it.

    Parameters
    ----------
    new : the clause names a subject. ``fresh`` : one that is not a general word for the one before ("sản lượng").
    near : only a comma or "and" parts it from the number before.
    """
    if s.verb == "level" and (new or "but" in clause.words[:2]):
        line.status = ""
    line.status = s.status or line.status
    part = clause.behind[:2] == _OF_IT  # "in 2022 alone …, 38.6% of it spent on energy"
    if (fresh and not (part or (line.bracket and clause.inside))) or (line.bracket and not clause.inside):
        line.own = None
    if clause.inside and not line.bracket:
        line.around = line.areas
    elif line.bracket and not clause.inside:
        line.areas = line.around  # what brackets name ends with them
    left = line.bracket and not clause.inside  # brackets
    line.bracket = clause.inside
    s.rates = not line.counts
    alike = (
        line.before.percent == clause.number.value.percent or _THAT in clause.words
    )  # "and that of deaths by 52 people"
    alike = alike or (clause.words[:1] == _AND and clause.words[-1:] == _BY and not clause.number.value.mult)
    if s.by and line.before.measure in (*RISES, "change") and alike:
        s.verb, s.sign = "down" if line.before.sign < 0 else "up", line.before.sign  # "fell by 6.7%, deaths by 0.4%"
    told = _RISE.intersection(clause.words)
    if s.verb == "to" and line.before.measure in RISES and (told - {"rate"} or (told and not new)):
        s.grows = 1  # "up 20.6%, pushing the three-month figure to 23.89%"
    if clause.words[-3:] in _HAD_BEEN and line.before.planned and clause.number.value.percent:
        s.plan, s.base = True, None  # "52.6% of the plan; a month earlier, by 25 August, it had been 45.8%"
    if clause.words[-3:] in _HAD_BEEN and line.before.verb == "growth" and clause.number.value.percent:
        s.verb, s.sign, s.grows = "growth", 1, 1  # "Growth was 8.44% in 2025; in the first half it had been 8.24%"
    managed = _MANAGED in clause.words and clause.number.value.percent and s.verb in NO_CHANGE and s.base is None
    if managed and not (s.plan or s.target or s.rate or context.disbursing or context.planned):
        s.verb, s.sign, s.grows = "growth", 1, 1  # "had planned growth of 8 percent; in six months it managed 7.41"
    foreseen = s.status == "F" and s.verb in NO_CHANGE and s.base is None and not (new or s.target or s.plan)
    if foreseen and line.before.measure == "yoy_pct" and clause.number.value.percent:
        s.verb, s.sign, s.grows = "growth", 1, 1  # "expanded 5.1 percent, and is projected at 5.3 percent for the year"
    if clause.words == _AND_THE and s.after_times and clause.number.value.percent and line.before.target:
        line.target, grown = False, line.before.rated in RISES  # "6.68%, above the 6.2% planned and the 5.98% of 2014"
        s.verb, s.sign, s.grows = ("growth", 1, 1) if grown else ("level", 1, 0)
    planned(context, clause, s, line, new=new, near=near)
    _share(context, clause, s, line, new=new)
    aimed(context, clause, s, line, near=near, left=left)
    if line.previous is not None:
        _compared(clause, s, line, line.previous, new=new)


def _share(context: Context, clause: Clause, s: Said, line: Line, *, new: bool) -> None:
    """What is a share though its clause does not say so."""
    n: Number = clause.number.value
    line.structure = provisos.structure(clause) or line.structure
    alone = not (new or line.counts) and line.before.measure == "share_pct"
    alone = alone and not (
        line.previous is not None and "which" in line.previous.words
    )  # "Services, which account for 62%, rose 0.8%"
    s.of_share = alone and n.percent and s.verb in ("up", "down") and n.value < _MOST_POINTS
    line.of_sum = line.of_sum or (
        clause.boundary >= STRONG and clause.words[:2] == _OF_THE and _GROWTH not in clause.words
    )
    if line.of_sum and n.percent and s.verb in NO_CHANGE and s.base is None and not (s.plan or s.target):
        s.verb = "share"  # "Of the sum, 53 percent was registered capital"
    if (
        "equivalent" in clause.words[-2:]
        and n.percent
        and line.before.measure == "level"
        and s.base is None
        and not s.plan
    ):
        s.verb = "share" if not line.before.percent else s.verb  # "17 million people, equivalent to 33.4 percent"
    if clause.words[-1:] == _THAT_IS and n.percent and line.before.measure == "level" and not line.before.percent:
        s.verb = "share" if s.base is None and not (s.plan or s.target) else s.verb  # "nộp 14.385 tỷ đồng, tức 83,3%"
    if clause.words[-2:] in _REST and not s.rate and n.percent and s.base is None and not (s.plan or s.target):
        s.verb = "share"  # "and capital added to existing projects for the remaining 33.9%"
    if s.verb == "contribution" and n.percent and clause.behind[:2] == _THIS_FIGURE:
        s.verb = "share"  # "khối FDI đóng góp 62% con số này"
    within = any("within" in i.roles for i in clause.before)
    equal = clause.words[-2:] == EQUAL and line.parts and n.percent and line.before.measure == "level"
    if equal and s.base is None and not (s.plan or s.target or line.before.percent):
        s.verb = "share"  # "trong đó thu từ Nhà máy 12.900 tỷ đồng, tương đương 38,9%"
    line.parts = within or (line.parts and clause.boundary < MIDDLE)
    part = line.parts and clause.bracket and clause.bare and s.verb == "" and line.before.measure == "level"
    if part and n.percent and s.base is None and not (s.plan or s.target):
        s.verb = "share"  # "trong đó ngân sách 720 tỷ đồng (31,2%), tín dụng 1.150 tỷ đồng (49,8%)"
    solved = line.before.unit == "cases" and line.before.measure == "level" and n.percent and not (s.plan or s.target)
    if solved and clause.before and clause.before[-1].keys[-2:] == _RATE and s.verb in NO_CHANGE and s.base is None:
        s.verb = "share"  # "điều tra làm rõ 318 vụ, đạt tỷ lệ 81,7%"
    if line.structure and n.percent and s.verb in (*NO_CHANGE, "to") and s.base is None and not (s.plan or s.target):
        s.verb = "share"
    led = next((i.keys for i in clause.before if i.kind != "sep"), ())
    line.shares = line.shares or (s.share_head and n.percent) or line.before.measure == "share_pct"
    moved = s.verb in ("from", "to") and n.percent and s.base is None and not (s.plan or s.target or s.grows)
    if new and moved and line.shares and line.before.measure in ("share_pct", "share_change_pp", "change_pp"):
        s.share_head = True  # "Tỷ trọng nông nghiệp còn 23,1%; công nghiệp - xây dựng từ 30,6% nâng lên 42,4%"
    if new and not (
        led == _WHOSE and clause.boundary <= MIDDLE
    ):  # "(tăng 8,2 điểm), của nông nghiệp từ 20,9% xuống 17,5%"
        context.share = s.share_head and (n.percent or n.points)
    elif context.share:
        s.share_head = True


def _compared(clause: Clause, s: Said, line: Line, last: Said, *, new: bool) -> None:
    """A number beside what the last one was compared with."""
    n: Number = clause.number.value
    if s.base is not None:
        return
    if (
        last.verb == "share"
        and n.percent
        and not new
        and s.verb in NO_CHANGE
        and line.before.measure == "level"
        and not s.plan
    ):
        s.verb = "share"  # "made up VND21.9 trillion, or 29.1 per cent"
    if n.percent and clause.bare and s.verb == "" and line.shared and line.before.measure == "level" and not s.plan:
        s.verb = "share"  # "X with 1,685 million USD, accounting for 23.2%, Y with 1,014 million USD, 14%"
    line.shared = line.shared or (n.percent and s.verb == "share" and line.before.measure == "level")
    alone = clause.bracket and clause.bare and last.base is not None and n.percent
    if s.opened and last.opened and n.percent and s.verb == "" and clause.bracket and line.before.percent:
        if line.before.measure in RISES and line.before.verb in ("up", "down"):
            s.verb, s.sign, s.base = (
                line.before.verb,
                line.before.sign,
                last.base,
            )  # "giảm sâu nhất là A (3%), kế đến là B (1%)"
    counted = n.unit in _PEOPLE and n.total is None and s.verb in NO_CHANGE and line.before.measure in IN_POINTS
    if counted and clause.inside and (s.equals or clause.bare) and clause.behind[:1] in _CLOSED and not s.before_times:
        s.verb, s.sign = ("down", -1) if line.before.sign < 0 else ("up", 1)  # "down 4.01 points (4,981 households)"
    that = s.verb == "level" and clause.words == _IS and n.points
    beside = clause.bracket and last.base == "area" and s.opened and n.percent and line.before.measure in RISES
    if beside and last.aside:  # "did better than Tien Giang (7.05 per cent), Dong Thap (6.73 per cent)"
        s.of_base, s.aside, s.base, s.base_area = True, True, last.base, None
    elif last.aside and (s.verb == "" or that) and not (new or s.target):
        s.verb, s.sign, s.base, s.base_area, s.grows = last.verb, last.sign, last.base, last.base_area, last.grows
    elif clause.bracket and clause.bare and last.base in ("area", "other") and line.before.measure == "index":
        s.of_base, s.base, s.base_area, s.of_country = True, last.base, last.base_area, last.of_country
    elif alone and last.base == "plan":
        s.aside, s.of_base, s.base = True, True, "plan"  # "3 points below the target (7–7.5%)"
    elif alone and not last.base_first and s.verb in NO_CHANGE and line.before.measure in IN_POINTS:
        s.of_base, s.base, s.base_area, s.grows = True, last.base, last.base_area, last.grows
        s.of_country = last.of_country
