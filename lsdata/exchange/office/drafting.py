"""The draft of a layout for a table that nobody has described yet: what can be told, and what a person must say."""

from __future__ import annotations

from pathlib import Path

from ...dataset import Dataset, load
from . import dating, guessing, heads, naming, sketch
from .grid import grids, letter
from .layoutfile import quoted
from .layouts import PERCENT
from .wordunits import in_brackets

_TOP = """\
# Cách đọc một bảng số liệu. Xem lại từng dòng, sửa chỗ chưa đúng, rồi đọc bảng bằng tệp này.
# How to read one table. Look over each line, mend what is wrong, then read the table with this file.
# Nguồn / drafted from: {file}{sheet}
"""
_COLUMNS = """\
# Mỗi cột số liệu một phần [[columns]]. measure = "" : bỏ qua cột này.
# A [[columns]] for each column of figures. measure = "" : this column is left out.
#   measure: level (mức), yoy_pct (tăng/giảm so cùng kỳ, %), index (cùng kỳ = 100), mom_pct (so tháng trước, %), dec_pct (so tháng 12),
#            pct_of_plan (% kế hoạch), plan_target (kế hoạch), share_pct (cơ cấu, %), share_change_pp (cơ cấu tăng/giảm, điểm phần trăm), contribution_pp (điểm phần trăm đóng góp)
#   period:  P (kỳ của bảng / the table's), previous (kỳ trước), ytd (từ đầu năm / from January), year (cả năm); -1Y: năm trước / a year before
#   status:  A (chính thức), P (sơ bộ), E (ước), F (kế hoạch, dự kiến)
#   base = 100 (yoy_pct, mom_pct, dec_pct): bảng ghi 102,1 (gốc = 100), đọc thành 2,1 / printed as 102.1, read as a change of 2.1
"""
_ROWS_INDICATORS = """\
# Mỗi dòng: tên dòng trong bảng = mã chỉ tiêu. "" : bỏ qua dòng này. Dòng còn dấu # là dòng chưa rõ: chọn một mã rồi bỏ dấu #.
# Each line: name of the row = indicator. "" : this row is left out. Lines with a # are open: choose a code and take the # away.
# Đơn vị hoặc thước đo riêng / a unit or measure of its own: "Tên" = { indicator = "…", unit = "tỷ đồng", measure = "yoy_pct", base = 100 }
"""
_ROWS_AREAS = """\
# Mỗi dòng: tên dòng trong bảng = mã địa bàn. "" : bỏ qua dòng này. Dòng còn dấu # là dòng chưa rõ: ghi mã rồi bỏ dấu #.
# Each line: name of the row = area. "" : this row is left out. Lines with a # are open: write the code and take the # away.
"""


def draft(file: str | Path, *, data: Dataset | None = None, sheet: str = "", period: str = "") -> str:
    """The draft of a layout, TOML text with remarks in Vietnamese and English.

    Parameters
    ----------
    file : XLSX or CSV.
    data : whose indicators, areas and units are meant; default ``load()``.
    sheet : of the workbook; default, the one that has a table.
    period : of the table; default, as its title or heads say.

    Raises
    ------
    PackageError : the file cannot be read, or has no table.
    ParameterError : no such sheet, or several that may be meant.
    """
    data = load() if data is None else data
    table = sketch.chosen(grids(file), sheet)
    seen = sketch.Sketch(table, data, *sketch.when(table, period))
    name, page = table.grid.file, f", {table.grid.sheet}" if table.grid.sheet else ""
    remark, rows = (_ROWS_AREAS, _areas(seen)) if seen.by_area else (_ROWS_INDICATORS, _indicators(seen))
    parts = [_TOP.format(file=name, sheet=page), *_table(seen), "", _COLUMNS, *_columns(seen), remark, "[rows]", *rows]
    return "\n".join(parts) + "\n"


def _table(seen: sketch.Sketch) -> list[str]:
    table, area, (line, r, c) = seen.table, seen.area, seen.table.unit_line()
    told = (
        f"; lần này / this time: {seen.now.code}"
        if seen.now
        else "; ? chưa rõ kỳ, lập lại với kỳ / not told: draft again with it"
    )
    out = ["[table]"]
    if table.grid.sheet:
        out.append(f"sheet = {quoted(table.grid.sheet)}")
    out.append(f"row_names = {quoted(seen.table.named)}  # tiêu đề cột tên dòng / head over the names of rows")
    out.append(
        f'rows = "{"areas" if seen.by_area else "indicators"}"  # mỗi dòng là / each row is one of: indicators, areas'
    )
    if not seen.by_area:
        remark = seen.data.areas[area]["name_vi"] if area else "? ghi mã địa bàn / write the code of the area"
        doubt = "" if seen.area_told or not area else "  ? đầu bảng không ghi địa bàn / the title names no area"
        out.append(f"area = {quoted(area)}  # {remark}{doubt}")
    out.append(f'every = "{seen.kind}"  # bảng của / table of a: month, quarter, months (từ đầu năm), year{told}')
    if line:
        out.append(f"# Đơn vị chung / unit of all rows: {line}, {letter(c)}{r}")
    elif not table.units:
        out.append('unit = ""  # đơn vị chung, nếu bảng không ghi / unit of all rows, where the table says none')
    out.append(
        'numbers = ""  # số ghi dạng chữ / numbers as text: "vi" (1.320,5), "en" (1,320.5), "" (như bảng / as it shows)'
    )
    marks = ", ".join(map(quoted, dict.fromkeys(["-", "–", "...", "…", "x", *seen.marks()])))
    out.append(f"missing = [{marks}]  # ký hiệu không có số liệu / marks for no figure")
    return out


def _columns(seen: sketch.Sketch) -> list[str]:
    out, meanings = [], {}
    for c, head in seen.table.heads.items():
        values = [v for line in seen.lines if (v := seen.number(line.row, c)) is not None]
        meanings[c] = guessing.column(head, values, seen.now, seen.kind) if values else guessing.Meaning("", "P")
    levels = {m.period: m.status for m in meanings.values() if m.measure == "level"}
    for c, mean in meanings.items():
        head, own = seen.table.heads[c], dating.resolve(mean.period, seen.now) if seen.now else None
        general = dating.templated(head, own, december=mean.measure == "dec_pct") if own else head
        doubt = f"  # ? {mean.doubt}" if mean.doubt else ""
        out += [
            "[[columns]]",
            f"head = {quoted(general)}  # {seen.table.at(c)}",
            f"measure = {quoted(mean.measure)}{doubt}",
        ]
        if mean.measure:
            inherited = mean.measure in PERCENT and mean.status == "A"  # a rate of an estimate is one
            status = levels.get(mean.period, "A") if inherited else mean.status
            out.append(f"period = {quoted(mean.period)}" + (f"  # {own.short('vi')}" if own else ""))
            out += [f"status = {quoted(status)}", *(["base = 100"] if mean.base else [])]
            if mean.measure in ("plan_target", "pct_of_plan") and (giver := guessing.plan_by(head)):
                out.append(f"plan_by = {quoted(giver)}")
            if averages := _averages(seen, head, mean):
                pairs = ", ".join(f"{i} = {quoted(a)}" for i, a in averages.items())
                out.append(f"instead = {{ {pairs} }}  # số bình quân / an average")
            if seen.by_area:
                out += _of_column(seen, head, mean.measure)
        out.append("")
    return out


def _averages(seen: sketch.Sketch, head: str, mean: guessing.Meaning) -> dict[str, str]:
    """Indicators of a month whose figure from January on is an average, where a column has these."""
    known = {i: f"{i}_average" for i in seen.data.indicators if f"{i}_average" in seen.data.indicators}
    if "bình quân" in naming.fold(head):
        return known
    to_date = seen.kind == "month" and mean.measure == "yoy_pct" and mean.period.startswith("ytd")
    named = [naming.fold(ln.name) for ln in seen.lines] if to_date else []
    words = {i: (i, naming.fold(seen.data.indicators[i]["short_vi"])) for i in known}
    return {i: a for i, a in known.items() if any(w in n for n in named for w in words[i])}


def _of_column(seen: sketch.Sketch, head: str, measure: str) -> list[str]:
    """Indicator and unit of a column, where rows are areas."""
    parts = [p for p in reversed(head.split(heads.SEP)) if not seen.unit(p)] or [head]
    words = next((w for w in (in_brackets(head), head.rpartition(heads.SEP)[2]) if seen.unit(w)), "")
    levels = measure not in PERCENT
    unit = seen.unit(words or seen.table.unit_line()[0]) if levels else None
    around = guessing.Around(unit=words or seen.table.unit_line()[0], title=seen.title)
    scored = [guessing.indicators(parts[i:], unit, seen.data, around=around) for i in range(len(parts))]
    code = next((c for c in map(guessing.choice, scored) if c), "")
    open_ = "" if code else "  # ? " + _near(seen, max(scored, key=lambda s: s[0][0] if s else 0))
    return [f"indicator = {quoted(code)}{open_}", *([f"unit = {quoted(words)}"] if words and levels else [])]


def _near(seen: sketch.Sketch, scored: list[tuple[float, str]]) -> str:
    near = [f"{code} ({seen.data.indicators[code]['name_vi']})" for _, code in scored[:3]]
    return "Gần nhất / nearest: " + ", ".join(near) if near else "Chưa có chỉ tiêu giống / no indicator is like it"


def _areas(seen: sketch.Sketch) -> list[str]:
    out = []
    for line, key in zip(seen.lines, naming.keys([ln.path for ln in seen.lines]), strict=True):
        code = guessing.areas(line.name, seen.data, seen.now)
        out.append(f"{quoted(key)} = {quoted(code)}" if code else f'# {quoted(key)} = ""  # dòng {line.row}')
    return out


def _indicators(seen: sketch.Sketch) -> list[str]:
    out, last, unique = [], 0, naming.keys([ln.path for ln in seen.lines])
    scores = [_scores(seen, i) for i in range(len(seen.lines))]
    choices = [guessing.choice(scored) for scored in scores]
    for i, (line, key) in enumerate(zip(seen.lines, unique, strict=True)):
        between = [h for h in seen.table.lines if last < h.row < line.row and h not in seen.lines]
        out += [f"# {h.printed}" for h in between]
        last, code, scored = line.row, choices[i], scores[i]
        unit = _unit(seen, line) if seen.table.units else ""
        where = f"dòng {line.row}" + (f", {unit}" if unit else "")
        if unique.count(key) > 1:
            out.append(
                f'# {quoted(key)} = ""  # {where}: trùng tên, ghi tên khác nhau trong bảng / the name stands twice: make the names differ'
            )
        elif code and choices.count(code) == 1:
            name = seen.data.indicators[code]["name_vi"]
            said = "" if naming.fold(name) == naming.fold(line.name) else f": {name}"
            out.append(f"{quoted(key)} = {_entry(seen, code, line)}  # {where}{said}")
        else:
            near = scored[0][1] if scored and scored[0][0] >= guessing.LIKELY else ""
            out.append(f"# {quoted(key)} = {_entry(seen, near, line) if near else quoted('')}")
            out.append(f"#     ^ {where}. {_near(seen, scored)}")
    return out


def _scores(seen: sketch.Sketch, i: int) -> list[tuple[float, str]]:
    """What the i-th line may be."""
    line, unit = seen.lines[i], _unit(seen, seen.lines[i])
    before = tuple(ln.name for ln in reversed(seen.lines[:i]))
    around = guessing.Around(line.printed, unit, before, seen.title)
    return guessing.indicators(line.path, seen.unit(unit), seen.data, seen.area, around)


def _unit(seen: sketch.Sketch, line: heads.Line) -> str:
    """The printed unit of a line's levels; empty where the table has rates only."""
    text = seen.printed_unit(line)
    unit = seen.unit(text)
    return "" if unit and unit.measures == ("percent",) and not _levels(seen) else text


def _levels(seen: sketch.Sketch) -> bool:
    """Whether a table has a column of levels or plans."""
    kinds = {guessing.column(h, [], seen.now, seen.kind).measure for h in seen.table.heads.values()}
    return bool(kinds & {"level", "plan_target"})


def _entry(seen: sketch.Sketch, code: str, line: heads.Line) -> str:
    """The indicator; with its measure, where the levels of its row are no levels of it."""
    row = seen.data.indicators[code]
    growing = row["kind"] == "index" or (row["unit_measure"] == "percent" and row["kind"] in ("rate", "flow"))
    if not growing or not _levels(seen):
        return quoted(code)
    values = sorted(v for c in seen.table.heads if (v := seen.number(line.row, c)) is not None)
    base = ", base = 100" if values and values[len(values) // 2] > 50 else ""
    return f'{{ indicator = {quoted(code)}, measure = "yoy_pct"{base} }}'
