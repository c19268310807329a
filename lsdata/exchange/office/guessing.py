"""What the heads and names of a table probably mean: measures, periods, indicators, areas. A person looks it over."""

from __future__ import annotations

import re
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from ...dataset import Dataset
from ...periods import Period
from . import agreement, dating
from .naming import fold, likeness
from .wordunits import Unit

if TYPE_CHECKING:
    from .heads import Table

SURE = 0.94  # likeness of a name from which it is taken without asking
LIKELY = 0.78  # from which it is proposed
NEAR = 0.6  # from which it is named
_BRIEF = 0.93  # of a short name: charts may call several things so
_CONTRADICTED = 0.77  # where the row or what it stands under says something else
_LEVELS = re.compile(r"^(?:huyện|thị xã|thành phố|tp\.?|tỉnh|xã|phường|thị trấn|tx\.?)\s*")
_FILLERS = re.compile(r"\b(?:tổng(?: số)?|kim ngạch|số|trên địa bàn(?: tỉnh)?|tỉnh|cả nước|hàng hóa)\b")

_MOVED = re.compile(  # of a share: what it changed by
    r"(?:tăng|giảm|thay đổi|chuyển dịch|chênh lệch)(?:[,/ ]+giảm)? (?:cơ cấu|tỷ trọng)"
    r"|(?:cơ cấu|tỷ trọng)[ /]+(?:tăng|giảm|thay đổi|chênh lệch)"
    r"|(?:cơ cấu|tỷ trọng).*(?:so (?:với )?(?:cùng|năm trước|tháng trước|quý trước|kỳ trước)|điểm (?:phần trăm|%))"
)

_SHORT = {  # what tables abbreviate
    "nsnn": "ngân sách nhà nước", "nsđp": "ngân sách địa phương", "xnk": "xuất nhập khẩu", "xk": "xuất khẩu", "nk": "nhập khẩu",
    "knxk": "kim ngạch xuất khẩu", "knnk": "kim ngạch nhập khẩu", "gtsx": "giá trị sản xuất", "dn": "doanh nghiệp",
    "htx": "hợp tác xã", "dt": "diện tích", "sl": "sản lượng", "ntm": "nông thôn mới", "tmbl": "tổng mức bán lẻ",
}  # fmt: skip


class Meaning(NamedTuple):
    """A guess for a column: entries of its ``[[columns]]``; ``doubt`` says what to look at."""

    measure: str
    period: str
    status: str = "A"
    base: int = 0
    doubt: str = ""


def column(head: str, values: list[float], now: Period | None, kind: str) -> Meaning:
    """What a column is.

    Parameters
    ----------
    head : its head, all rows of it.
    values : its figures: an index stands around 100, a change around 0.
    now, kind : the table's period, and its kind.
    """
    text = fold(head)
    period, sure = _period(text, now, kind)
    status = "E" if re.search(r"\bước|\bdự ước|\bưth", text) else "P" if "sơ bộ" in text else "A"
    around_100 = bool(values) and median(values) > 50
    compared = bool(re.search(r"so với|so sánh|so cùng|%|\bss\b|\bđạt\b|tăng|giảm|tốc độ|chỉ số", text))
    if "gốc" in text:
        return Meaning("", period, status, 0, "so với năm gốc: không có thước đo / on a base year: no measure")
    if re.search(r"kế hoạch|dự toán|mục tiêu|\bkh\b", text):
        if compared or re.search(r"th/kh|tỷ lệ|/kế hoạch|/kh\b", text):
            own, _ = _period(re.sub(r"(?:kế hoạch|dự toán|mục tiêu|\bkh\b)[^/]*", "", text), now, kind)
            return Meaning("pct_of_plan", _to_date(own, kind), status)
        return Meaning("plan_target", "year", "F")
    if re.search(r"cơ cấu|tỷ trọng", text):
        if not _MOVED.search(text):
            return Meaning("share_pct", period, status)
        yearly = not re.search(r"tháng trước|kỳ trước|quý trước", text)
        doubt = "" if yearly else "chỉ có so cùng kỳ / of changes of a share, only those on the year have a measure"
        return Meaning("share_change_pp" if yearly else "", period.removesuffix("-1Y"), status, 0, doubt)
    if re.search(r"điểm phần trăm|đóng góp", text):
        return Meaning("contribution_pp", period, status)
    if compared and re.search(r"tháng 12|\b12/", text) and "tháng 12" not in _own_month(now):
        return Meaning("dec_pct", "P", status, 100 if around_100 else 0)
    if (compared and re.search(r"tháng trước|kỳ trước|tháng liền trước|quý trước", text)) or _last_month(text, now):
        doubt = (
            ""
            if kind == "month"
            else "chỉ có so tháng trước / of changes on the period before, only months have a measure"
        )
        return Meaning("" if doubt else "mom_pct", "P", status, 100 if around_100 and not doubt else 0, doubt)
    if compared and re.search(r"cùng kỳ|năm trước|cùng tháng|cùng quý|năm \d{4}", text):
        doubt = "" if sure else "tháng hay từ đầu năm? / month or from January?"
        return Meaning("yoy_pct", period.removesuffix("-1Y"), status, 100 if around_100 else 0, doubt)
    if compared and not re.search(r"chỉ số|tốc độ", text):
        return Meaning("", period, status, 0, "so với gì? / compared with what?")
    return Meaning("level", period, status, 0, "" if sure else "kỳ nào? / which period?")


def plan_by(head: str) -> str:
    """Whose plan a head names, as in figures.csv; empty where it names nobody's."""
    text = fold(head)
    if re.search(r"trung ương|\btw\b|chính phủ|bộ tài chính", text):
        return "central"
    return "provincial" if re.search(r"tỉnh giao|hđnd|hội đồng nhân dân|địa phương giao|ubnd tỉnh", text) else ""


def _own_month(now: Period | None) -> str:
    return f"tháng {now.end.month}" if now else ""


def _last_month(text: str, now: Period | None) -> bool:
    """Whether a head compares with the month before by its number: "so với tháng 9"."""
    m = re.search(r"so với(?:\(%\))?/?\s*tháng (\d{1,2})\b(?:(?:/| năm )(\d{4}))?", text)
    if not m or not now:
        return False
    before = dating.resolve("previous", Period(now.end.year, now.end.month, 1))
    return int(m[1]) == before.month and int(m[2] or before.year) == before.year


def _to_date(period: str, kind: str) -> str:
    """A part of the plan is counted from January, unless the head says another period."""
    return "ytd" if kind in ("month", "quarter") and period == "P" else period


def _period(text: str, now: Period | None, kind: str) -> tuple[str, bool]:
    """Relative period of a head, and whether its words say so."""
    own = re.sub(r"so (?:với|cùng)[^/]*", "", text)
    year = re.search(r"(?<!\d)((?:19|20)\d\d)(?!\d)", own)
    before = bool(now and year and int(year[1]) < now.end.year) or (
        not re.search(r"so với|so cùng|%|tăng|giảm", text) and bool(re.search(r"cùng kỳ|năm trước|năm ngoái", text))
    )
    back = (
        f"-{now.end.year - int(year[1])}Y" if now and year and int(year[1]) < now.end.year else "-1Y" if before else ""
    )
    if m := re.search(r"\b(\d{1,2})\s*tháng(?!\s*\d)", own):
        if now and int(m[1]) == now.end.month:
            return ("P" if kind == "months" else "ytd") + back, True
        if now and int(m[1]) == now.end.month - 1:
            return ("P" if kind == "months" else "ytd") + back + "-1", True
        return "ytd" + back, not now
    if re.search(r"lũy kế|cộng dồn|từ đầu năm|các tháng", own):
        return ("P" if kind == "months" else "ytd") + back, True
    if re.search(r"tháng trước|kỳ trước|quý trước", own) and "so với" not in text:
        return "previous", True
    if m := re.search(r"tháng\s*(\d{1,2})(?!\d)|(?<!\d)(\d{1,2})/(?:19|20)\d\d", own):
        n = int(m[1] or m[2])
        if now and kind == "month" and n == (now.end.month + 10) % 12 + 1 and n != now.end.month:
            return ("P" + back + "-1" if back and n != 12 else "previous"), True
        return "P" + back, not now or n == now.end.month
    if re.search(r"\bqu[ýí]\b|trong kỳ|kỳ báo cáo|trong tháng|tháng báo cáo", own):
        return "P" + back, True
    if kind != "year" and (year or re.search(r"cả năm|\bnăm\b", own)) and "cùng kỳ" not in own:
        return ("year" if kind != "year" else "P") + back, True
    return "P" + back, kind in ("months", "year")


def names(row: dict[str, str]) -> list[str]:
    """What an indicator is called, folded; aliases with a gap in them are no names."""
    words = [row["name_vi"], *row.get("aliases_vi", "").split(" | ")]
    bare = [re.sub(r"\s*\([^)]*\)", "", w) for w in words]
    return list(dict.fromkeys(fold(w) for w in (*words, *bare) if w and "…" not in w))


class Around(NamedTuple):
    """What else says which indicator a row is.

    Parameters
    ----------
    printed : its name with what stands in brackets.
    unit : its unit as printed.
    before : names of the rows before it, nearest first.
    title : of the table.
    """

    printed: str = ""
    unit: str = ""
    before: tuple[str, ...] = ()
    title: str = ""


def indicators(
    path: list[str], unit: Unit | None, data: Dataset, area: str = "", around: Around | None = None
) -> list[tuple[float, str]]:
    """Indicators that a row may be, the likeliest first, with how like their names are.

    Parameters
    ----------
    path : the row's name and those it stands under.
    unit : as printed; what has another unit is not offered. None where no unit is printed.
    area : of the table; indicators of a country are not offered for a province, nor the other way round.
    around : what else says it; what contradicts it is far from sure.
    """
    around = around or Around()
    own, *above = (_whole(fold(re.sub(r"\s*\([^)]*\)$", "", p))) for p in path[:3])
    under = [f"{own} {p}" for p in above] + [f"{p} {own}" for p in above]
    country = data.areas.get(area, {}).get("level") == "country"
    others = {row["national"] for row in data.indicators.values() if row.get("national")} if not country else set()
    full = [_whole(fold(p)) for p in (around.printed or path[0], *path[1:])]
    known = {agreement.bare(n) for r in data.indicators.values() if agreement.branch(r)[0] for n in names(r)}
    known |= {agreement.branch(r)[1] for r in data.indicators.values()} - {""}
    whole = agreement.wholes(full, _run(around.before, known), around.title)
    scored = []
    for code, row in data.indicators.items():
        if (unit and row["unit_measure"] not in unit.measures) or code in others:
            continue
        if country and (row.get("national") or agreement.branch(row)[0] == "GRDP"):
            continue
        best = max(_likeness(own, under, name) for name in names(row))
        best = max(best, min(_BRIEF, _likeness(own, under, fold(row["short_vi"]))))
        best = max(best, _of_branch(own, row))
        if best > _CONTRADICTED and not agreement.agrees(full, around.unit, row, whole, around.title):
            best = _CONTRADICTED
        if best >= NEAR:
            scored.append((best, code))
    codes = {code for _, code in scored}
    scored = [(s, c) for s, c in scored if c.removesuffix("_average") == c or c.removesuffix("_average") not in codes]
    return sorted(scored, key=lambda x: (-x[0], x[1]))


def _likeness(own: str, under: list[str], name: str) -> float:
    """How like a row's name is to one of an indicator; with the names above it, a little less than alone."""
    if name == own:
        return 1.0
    whole = (0.96 if u == name else 0.9 * likeness(u, name) for u in under)
    return min(max(likeness(own, name), 0.97 * _core(own, name), *whole, 0.0), 0.99)


def _of_branch(own: str, row: dict[str, str]) -> float:
    """How like a row's name is to the branch that an indicator is."""
    _, part = agreement.branch(row)
    own = agreement.bare(own)
    return 0.97 if part and own == part else 0.8 if part and own.startswith(f"{part},") else 0.0


def _run(before: tuple[str, ...], known: set[str]) -> list[str]:
    """The rows before one as far as they are branches, and the one that these are of."""
    for i, name in enumerate(before):
        if agreement.bare(fold(name)) not in known:
            return list(before[i : i + 1])
    return []


def _whole(text: str) -> str:
    """A folded name with its abbreviations written out."""
    return re.sub(r"\w+", lambda m: _SHORT.get(m[0], m[0]), text)


def _core(a: str, b: str) -> float:
    """1 where two names differ by words that say little only: "tổng", "trên địa bàn"."""
    a, b = (" ".join(_FILLERS.sub(" ", x).split()) for x in (a, b))
    return float(a == b and len(a) > 8)


def choice(scored: list[tuple[float, str]]) -> str:
    """The one that needs no asking; empty where several or none are like enough."""
    rivals = [code for score, code in scored if score >= _BRIEF]
    return rivals[0] if len(rivals) == 1 and scored[0][0] >= SURE else ""


def valid(data: Dataset, now: Period | None) -> list[tuple[str, dict]]:
    """The areas that there are in a period: some change their territory under their name."""
    first, last = (now.start.isoformat(), now.end.isoformat()) if now else ("9999", "9999")
    return [
        (code, row)
        for code, row in data.areas.items()
        if (row["valid_from"] or first) <= last and (row["valid_to"] or last) >= last
    ]


def bare(name: str) -> str:
    """The name of an area as tables print it, without what tells it from its former self."""
    return re.sub(r"\s*\([^)]*\)$", "", name)


def areas(label: str, data: Dataset, now: Period | None = None) -> str:
    """The area that a row names; empty where none is called so, or several are."""
    own, found = fold(label), []
    for code, row in valid(data, now):
        called = {fold(bare(row[k])) for k in ("name_vi", "name_en", "full_vi", "in_vi")}
        if own in called or _LEVELS.sub("", own) in {_LEVELS.sub("", c) for c in called}:
            found.append(code)
    return found[0] if len(found) == 1 else ""


def named(table: Table, data: Dataset, now: Period | None = None) -> list[str]:
    """The areas that a table's title names: an area before its country, one with its level before one without."""
    title, found = fold(" ".join(t for _, _, t in table.title)), []
    for code, row in valid(data, now):
        name = re.escape(fold(bare(row["name_vi"])))
        name = rf"{name}|{re.escape(fold(row['in_vi']))}" if row["level"] == "country" else name
        if m := re.search(rf"(tỉnh |tp\.? ?|phố )?\b(?:{name})\b", title):
            found.append((row["level"] == "country", not m[1], m.start(), code))
    return [code for *_, code in sorted(found)]
