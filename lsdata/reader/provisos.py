"""What the words around a figure, or the kind of its indicator, change of what it is: shares of a structure, means, rates."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from .behind import WERE
from .clauses import Clause
from .doing import does
from .items import STRONG, Item, Phrases, place
from .measures import Measured
from .timing import own_time
from .units import MONEY
from .words import key, keys

if TYPE_CHECKING:
    from ..periods import Period
    from .context import Context, Line
    from .saying import Said

_STRUCTURES = Phrases(
    keys("cơ cấu"), ("structure", "of"), ("economic", "structure"), ("grdp", "structure"), ("gdp", "structure")
)
_ECONOMY = frozenset(
    (key("economy"), key("kinh"), key("ngành"), key("tổng"), key("nền"), "grdp", "gdp", "các", key("các"))
)
_PACES = Phrases(
    *((*keys(w), ":") for w in ("tiến độ", "hoàn thành kế hoạch năm", "hoàn thành kế hoạch", "pace", "plan is met by"))
)
_CONSTANT, _EXCLUDING = (
    Phrases(keys("giá so sánh"), ("constant",)),
    Phrases(
        *map(keys, ("loại trừ", "không tính", "không kể", "chưa kể", "không bao gồm", "( trừ", "excluding", "excluded"))
    ),
)
_SECTOR = keys("khu vực")  # "cơ cấu khu vực dịch vụ"
_OF_THE = ("of",), ("the",), ("of", "the"), ("its",)
_GENERAL = frozenset(("number_of", "filler", "label"))
_NEXT = 4  # words behind
_SERVED = frozenset(  # those of whom a rate tells how many are served, insured, vaccinated
    key(w)
    for w in "hộ dân người trẻ thôn bản xã trường trạm phòng households people infants children families population workforce workers communes rural ones".split()
)
_EACH = frozenset((key("mỗi"), key("một"), "each", "per", "a"))
_TIMES = frozenset((key("tháng"), key("ngày"), key("giờ"), key("quý"), "month", "day", "hour"))
_BRANCHES = frozenset((key("bán"), key("lưu"), key("vận"), "wholesale", "retail", "accommodation", "transport"))
_HAS = (key("có"),)
_PARTS = Phrases(
    *(
        keys(w)
        for w in (
            "FDI",
            "vốn đầu tư nước ngoài",
            "kinh tế trong nước",
            "khu vực trong nước",
            "foreign-invested",
            "foreign invested",
        )
    )
)
_LABOUR = Phrases(*(keys(w) for w in ("lao động", "việc làm", "employed", "workers", "employment")))
_PRODUCTS = frozenset(("gdp", "grdp"))
_ABROAD = frozenset(key(w) for w in ("foreigners", "foreign", "international", "overseas", "abroad"))
_DOMESTIC = Phrases(keys("nội địa"), keys("trong nước"), ("domestic",))
_ONE_KIND = frozenset((key("hàng"), key("khách"), "freight", "goods", "passenger", "passengers"))
_OF_THE = "of", "the"
CUSTOMS = Phrases(keys("hải quan"), ("customs",))
_VISITORS_FROM_ABROAD = Phrases(keys("khách quốc tế"), ("foreign", "visitors"), ("international", "visitors"))
_DISBURSED = "giải ngân", "disburse"
_PAYING = Phrases(keys("giải ngân"), keys("paid out"))
_YEARLY = Phrases((key("annually"),), ("each", "year"), keys("mỗi năm"), keys("hằng năm"), keys("hàng năm"))
_INDEX = 60  # per cent: an index below it tells how much it has risen
_LENT = frozenset(key(w) for w in ("loans", "credit", "lending", "deposits", "dụng", "dư", "gửi"))
_YEAR = 12  # months
_PRICES_RISE = 1.5  # per cent: what prices rise in a month, not in a year


def structure(clause: Clause) -> str:
    """``economy`` behind "cơ cấu kinh tế", ``other`` behind that of labour, capital, debt; empty where nothing tells."""
    if clause.words[:2] == _OF_THE and clause.boundary >= STRONG and _PRODUCTS.isdisjoint(clause.words):
        return "other"  # "Of the registered capital, manufacturing shared 64.7%"
    if not _STRUCTURES.stand(clause.words):
        return ""
    at, words = max((place(clause.words, words), words) for words in _STRUCTURES.phrases)
    if words[0] in ("economic", "grdp", "gdp"):
        return "economy"
    behind = clause.words[at + len(words) :]
    behind = behind[1:] if behind[:1] == ("the",) else behind
    named = next((k for k in behind if k[:1].isalpha()), "")
    of_all = behind[:1] in ((":",), (",",)) or not named or named in _ECONOMY or tuple(behind[:2]) == _SECTOR
    return "economy" if of_all else "other"


def pace(clause: Clause) -> bool:
    """True behind "Vượt tiến độ:" or "Đã hoàn thành kế hoạch năm:": what stands in brackets is so much of the plan."""
    return ":" in clause.words and _PACES.stand(clause.words)


def mean_of_time(clause: Clause) -> bool:
    """True of so many a month or a day: no level of what is counted over the period."""
    told = clause.words
    return any(a in _EACH and b in _TIMES for a, b in pairwise(told))


def yearly(clause: Clause) -> bool:
    """True of what is told for each of several years: "annually", "mỗi năm"."""
    told = (*clause.words, *clause.behind)
    return _YEARLY.stand(told)


def constant(code: str, clause: Clause, known: dict[str, dict[str, str]]) -> str:
    """The same at constant prices, where the clause says so."""
    if f"{code}_constant" not in known:
        return code
    told = (*clause.words, *clause.behind)
    said = _CONSTANT.stand(told) or any(
        i.kind == "noise" and i.value == "price" for i in (*clause.before, *clause.after)
    )
    return f"{code}_constant" if said else code


def without(clause: Clause) -> bool:
    """True of what is left when something is taken out: a number of its own."""
    return _EXCLUDING.stand(clause.words) or (bool(clause.after) and _EXCLUDING.stand(clause.behind))


def branch(words: str, family: str, measure: str) -> bool:
    """True of the bare name of a branch under GRDP: its value added, not its turnover."""
    of_product = family in ("grdp", "gdp") and measure in ("yoy_pct", "contribution_pp")
    return of_product and not _BRANCHES.isdisjoint(keys(words)[:1])


def of_freight(words: str, codes: tuple[str, ...]) -> bool:
    """True of the revenue from goods or from passengers alone."""
    return "transport_revenue" in codes and bool(_ONE_KIND & set(keys(words)))


def of_customs(context: Context, clause: Clause, codes: tuple[str, ...]) -> bool:
    """True of the budget revenue that customs collect, in a text about them too."""
    return "budget_revenue_total" in codes and (context.customs or CUSTOMS.stand(clause.words))


def of_others(clause: Clause, codes: tuple[str, ...]) -> bool:
    """True of the trade of firms with foreign capital, or of the others: a part of the whole."""
    return any(c.startswith(("export_", "import_")) for c in codes) and _PARTS.stand(clause.words)


def of_labour(clause: Clause, line: Line) -> bool:
    """True where the sentence speaks of those who work: the share of a branch is of them, not of GDP."""
    told = (*clause.words, *clause.number.value.words)
    line.labour = line.labour or _LABOUR.stand(told)
    return line.labour


def of_product(clause: Clause, codes: tuple[str, ...]) -> bool:
    """True of so many per cent of GDP that something else comes to."""
    behind = {k for item in clause.after[:4] for k in item.keys}
    return bool(_PRODUCTS & behind) and not any(c.startswith(("grdp", "gdp")) for c in codes)


def from_abroad(clause: Clause, code: str, known: dict[str, dict[str, str]]) -> str:
    """The visitors from abroad among all: "including 1.5 million foreigners"."""
    told = {*clause.number.value.words, *(k for item in clause.after[:3] for k in item.keys)}
    if f"{code}_international" in known and _DOMESTIC.stand(tuple(k for item in clause.after[:3] for k in item.keys)):
        return ""  # "16,4 triệu lượt khách nội địa"
    abroad = _ABROAD & told or _VISITORS_FROM_ABROAD.stand(clause.words)
    return f"{code}_international" if f"{code}_international" in known and abroad else code


def disbursed(context: Context, clause: Clause, s: Said, m: Measured, line: Line, *, known: bool) -> bool:
    """True of the per cent of money that is paid out: of its plan; in a paragraph that tells such, of what names an area or a source.

    Parameters
    ----------
    known : its subject is an indicator of another kind.
    """
    if m.unit != "percent" or any(word in context.subject_text.lower() for word in _DISBURSED):
        return m.unit == "percent"
    noun = bool(clause.after) and clause.after[0].kind != "sep" and not clause.after[0].roles  # "99,7% chứng từ"
    plain = not (
        known or noun or s.rate or s.share_head or s.part or s.counts or s.target or s.of_whole or s.verb == "share"
    )
    beside = line.before.measure == "level" and line.before.unit in MONEY  # "VND5 billion disbursed, reaching 54%"
    return plain and context.disbursing and (context.planned or context.of_disbursement or beside)


def disbursing(items: list[Item]) -> bool:
    """True of words for money that is paid out."""
    told = tuple([k for item in items for k in item.keys])
    return _PAYING.stand(told) or any(k.startswith("disburse") for k in told)


def of_prices(context: Context, measure: str, period: Period | None) -> bool:
    """True of a change of a month's prices in a bulletin that compares with the month before."""
    monthly = period is not None and period.months == 1
    return measure == "yoy_pct" and context.prices and context.family == "cpi" and monthly


def in_price_list(context: Context, clause: Clause, s: Said, line: Line, m: Measured, period: Period | None) -> int:
    """1 or -1, which way prices went, for a group of goods in a bulletin of a month's prices that is told without a verb; else 0."""
    plain = s.verb in ("", "level") and not (s.rate or s.share_head or s.part or s.plan or s.target or s.counts)
    monthly = period is not None and period.months == 1
    if m.unit != "percent" or not (plain and monthly and context.prices and context.family == "cpi") or s.base:
        return 0
    way = next((i.roles & {"up", "down"} for i in reversed(clause.before) if i.roles & {"up", "down"}), None)
    if way:
        return -1 if "down" in way else 1
    return line.before.sign if line.before.measure == "mom_pct" else 1


_ENDED = frozenset(("dissolved", "suspended", "closed", "revoked", "resumed", "returned", "withdrew", "liquidated"))


def does_otherwise(clause: Clause, subject: str) -> bool:
    """True of a count with a verb behind it that its subject has not: "605 enterprises suspended operations; 41 were dissolved"."""
    n = clause.number.value
    were = clause.behind[:1] in WERE
    done = clause.behind[were : were + 1]
    counts = clause.bare and n.total is None and not (n.percent or n.points or n.times or n.mult or n.unit in MONEY)
    return counts and bool(done) and (were or does(done)) and done[0] in _ENDED and done[0] not in keys(subject)


def of_stock(context: Context, clause: Clause, s: Said, period: Period | None) -> bool:
    """True of what loans or deposits have grown by over some months: since December."""
    told = own_time(s)
    months = told is not None and told.shape in ("months", "half") and told.year in (None, period and period.year)
    months = months and period is not None and period.cumulative and 1 < period.months < _YEAR
    return months and not _LENT.isdisjoint({*keys(context.subject_text), *clause.words})


def of_kind(
    code: str,
    measure: str,
    m: Measured,
    known: dict[str, dict[str, str]],
    period: Period | None,
    *,
    equals: bool,
    base: bool,
    yearly: bool,
) -> tuple[str, str, Measured, list[str]]:
    """The indicator, measure and value that the kind of an indicator makes of them, and why they are not sure.

    Parameters
    ----------
    code, measure, m : as read.
    equals : "bằng" leads to it. ``base`` : what it is measured from is said. ``yearly`` : it is told a year.
    """
    if code.endswith("_plan") and measure == "level":
        return code, "plan_target", m, []  # "kế hoạch vốn đầu tư công là 2.500 tỷ đồng"
    kind = known[code]["kind"]
    rate = kind in ("share", "rate") and known[code]["unit_measure"] == "percent" and not code.endswith("_growth")
    reduction = f"{code}_reduction"
    if reduction in known and m.unit == "percentage_points_per_year" and measure == "share_change_pp":
        return reduction, "level", replace(m, value=abs(m.value), upper=None), []
    if reduction in known and yearly and measure in ("yoy_pct", "share_change_pp") and m.value < 0:
        m = replace(m, value=abs(m.value), upper=None, unit="percentage_points_per_year")
        return reduction, "level", m, ["points_as_percent"]  # "giảm bình quân 4,6%/năm"
    if reduction in known and measure == "plan_target" and (m.value < 0 or m.unit.startswith("percentage_points")):
        low, high = sorted((abs(m.value), abs(m.upper if m.upper is not None else m.value)))
        return reduction, measure, replace(m, value=low, upper=high if m.upper is not None else None), []
    if rate and measure == "yoy_pct":  # a rate measured in per cent moves by points, whatever is printed
        return code, "share_change_pp", m, ["points_as_percent"]
    if kind == "flow" and known[code]["unit_measure"] == "percent" and measure == "level" and m.unit == "percent":
        return code, "yoy_pct", m, ["base_unsaid"]  # GRDP of a branch is told as growth
    if kind == "index" and measure == "level" and equals and m.unit == "percent":
        return code, "index", m, [] if base else ["base_unsaid"]  # "CPI bình quân bằng 103,5%"
    if kind == "index" and measure == "level" and m.unit == "percent" and abs(m.value) < _INDEX:
        return code, "yoy_pct", m, [] if base else ["base_unsaid"]  # "kéo IIP toàn ngành lên 7,7%"
    monthly = period is not None and period.months == 1
    if code.endswith("_growth") and known[code]["unit_measure"] == "percent" and measure == "level":
        return code, "yoy_pct", m, []
    if code == "cpi" and measure == "yoy_pct" and not base and monthly and abs(m.value) < _PRICES_RISE:
        return code, "mom_pct", m, ["several_readings"]
    return code, measure, m, []


def of_those(clause: Clause, s: Said) -> bool:
    """True of a percentage of what stands right behind it, that nothing leads to: "96 percent of communes met …"."""
    n = clause.number.value
    verb = "" if clause.words[-1:] == _HAS else s.verb  # "có 17% vụ vi phạm"
    if not n.percent or n.per or verb or s.base is not None or s.plan or s.rate or s.of_base:
        return False
    signs = [i for i, item in enumerate(clause.before) if item.kind == "sep"]
    near = clause.before[signs[-1] + 1 :] if signs else clause.before
    led = all(i.kind in ("time", "area", "join") or "filler" in i.roles or i.keys == _HAS for i in near)
    after = [i for i in clause.after if i.keys not in _OF_THE][:1]
    whole = bool(after) and after[0].kind != "time" and not after[0].roles - _GENERAL and after[0].kind != "sep"
    return led and whole and _SERVED.isdisjoint(clause.behind[:_NEXT])
