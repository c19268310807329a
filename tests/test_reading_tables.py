"""Figures out of tables: small ones written by hand in both languages, and those of a report that was made here."""

import json
from functools import cache

import pytest

import lsdata as ls
from lsdata.dataset import load
from lsdata.periods import Period
from lsdata.reader import documents, tables
from lsdata.reader.catalogue import Catalogue
from lsdata.reader.cells import amount
from lsdata.reader.context import Context
from lsdata.reader.heads import head, unit_of
from lsdata.reader.when import Anchor


@cache
def catalogue():
    return Catalogue(load())


def of_document(document, lang, period="2020-S1", areas=("VN-09",)):
    """Figures of the tables of a document about a half-year of Lạng Sơn."""
    p = Period.parse(period) if period else None
    context = Context(Anchor(p, p.year if p else None), areas)
    found = {}
    for paragraph in document.paragraphs:
        if paragraph.table:
            found.setdefault(paragraph.table, []).append(paragraph)
    return [f for cells in found.values() for f in tables.figures(document, cells, catalogue(), context, lang)]


def read(text, lang="vi", **more):
    document = documents.of_text(text, "md")
    found = of_document(document, lang, **more)
    assert all(document.text[f.start : f.end] == f.text for f in found)
    assert all("table_head" in f.reasons and f.sure != "high" for f in found)
    return found


def told(found):
    return [(f.text, f.obs_value, f.measure, f.indicator, f.time_period, f.obs_status) for f in found]


MAIN = """Bảng 1. Các chỉ tiêu chủ yếu 6 tháng đầu năm 2020

| STT | Chỉ tiêu | Đơn vị tính | Kế hoạch năm 2020 | Thực hiện 6 tháng 2019 | Ước thực hiện 6 tháng 2020 | % so với kế hoạch | So với cùng kỳ (%) | Nguồn |
|---|---|---|---|---|---|---|---|---|
| A | B | C | 1 | 2 | 3 | 4=3/1 | 5=3/2 | 6 |
| I | KINH TẾ | | | | | | | |
| 1 | Tổng thu ngân sách nhà nước trên địa bàn | tỷ đồng | 9.800 | 3.920,5 | 4.562 | 46,6 | 116,4 | [1] |
|   | Trong đó: Thu nội địa | tỷ đồng | 2.700 | … | hơn 1.250 | – | 113,6 | [1] |
| 2 | Kim ngạch xuất nhập khẩu qua địa bàn | triệu USD | 5.500 | 2.312 | 1.320 | 24 | 57,1 | 2 |
| 3 | Tỷ lệ che phủ rừng | % | 63 | | 62,5 | | | * |
"""


def test_a_table_of_plan_results_and_changes():
    found = read(MAIN)
    budget, domestic, trade = "budget_revenue_total", "budget_revenue_domestic", "trade_turnover_total"
    assert told(found) == [
        ("9.800", 9800.0, "plan_target", budget, "2020", "F"),
        ("3.920,5", 3920.5, "level", budget, "2019-S1", "A"),
        ("4.562", 4562.0, "level", budget, "2020-S1", "E"),
        ("46,6", 46.6, "pct_of_plan", budget, "2020-S1", "E"),
        ("116,4", 116.4, "index", budget, "2020-S1", "E"),
        ("2.700", 2700.0, "plan_target", domestic, "2020", "F"),
        ("hơn 1.250", 1250.0, "level", domestic, "2020-S1", "E"),
        ("113,6", 113.6, "index", domestic, "2020-S1", "E"),
        ("5.500", 5500.0, "plan_target", trade, "2020", "F"),
        ("2.312", 2312.0, "level", trade, "2019-S1", "A"),
        ("1.320", 1320.0, "level", trade, "2020-S1", "E"),
        ("24", 24.0, "pct_of_plan", trade, "2020-S1", "E"),
        ("57,1", 57.1, "index", trade, "2020-S1", "E"),
        ("63", 63.0, "plan_target", "forest_cover", "2020", "F"),
        ("62,5", 62.5, "level", "forest_cover", "2020-S1", "E"),
    ]
    assert {f.ref_area for f in found} == {"VN-09"}
    assert {f.sure for f in found} == {"medium"}
    assert [(f.unit_measure, f.unit_mult) for f in found[:4]] == [("VND", 9)] * 3 + [("percent", 0)]
    assert (found[6].qualifier, found[6].words, found[4].base) == ("over", "Thu nội địa", "2019-S1")
    assert found[0].locator == "table 1, row 4"
    assert found[10].unit_mult == 6


def test_the_unit_above_the_table_and_signed_changes():
    found = read("""Biểu 2. Thu ngân sách nhà nước

(Đơn vị tính: tỷ đồng)

| Nội dung | Dự toán HĐND tỉnh giao | Thực hiện 6T/2020 | TH/DT (%) | Tăng, giảm so với cùng kỳ (%) |
|---|---|---|---|---|
| Tổng thu ngân sách nhà nước trên địa bàn | 9.800 | 4.562 | 46,6% | −5,3 |
| - Thu nội địa | 2.700 | 1.250 | 46,3 | 113,6 |
""")
    assert [(f.measure, f.obs_value, f.plan_by) for f in found[:4]] == [
        ("plan_target", 9800.0, "provincial"), ("level", 4562.0, ""), ("pct_of_plan", 46.6, ""), ("yoy_pct", -5.3, ""),
    ]  # fmt: skip
    assert [(f.unit_measure, f.unit_mult) for f in found[:2]] == [("VND", 9)] * 2
    assert found[-1].measure == "yoy_pct"  # headed as a rise, however near 100
    assert "period_carried" in found[0].reasons
    assert "period_carried" not in found[1].reasons


def test_years_as_heads_and_units_in_labels():
    found = read("""| Chỉ tiêu | 2018 | 2019 | 6T/2020 |
|---|---|---|---|
| Tốc độ tăng trưởng GRDP (%) | 8,36 | 7,1 | 0,47 |
| Kim ngạch xuất khẩu (triệu USD) | 1.200 | 1.350 | +610 |
| Số xã có chợ | 48 | 61 | 9/20 |
""")
    assert [(f.measure, f.indicator, f.time_period) for f in found[:4]] == [
        ("yoy_pct", "grdp_growth", "2018"), ("yoy_pct", "grdp_growth", "2019"), ("yoy_pct", "grdp_growth", "2020-S1"),
        ("level", "export_total", "2018"),
    ]  # fmt: skip
    assert (found[3].unit_measure, found[3].unit_mult, found[0].decimals) == ("USD", 6, 2)
    last = found[-1]
    assert (last.obs_value, last.obs_total, last.sure, last.words) == (9.0, 20, "low", "Số xã có chợ")
    assert {"unit_unknown", "subject_unknown"} <= set(last.reasons)


def test_two_rows_of_heads_are_one():
    found = read("""| Chỉ tiêu | Năm 2019 | | Năm 2020 | | So sánh (%) | |
|---|---|---|---|---|---|---|
| | Tháng 5 | Tháng 6 | Tháng 5 | Tháng 6 | Tháng trước | Cùng kỳ |
| Thu nội địa (tỷ đồng) | 150 | 160,5 | 140 | 170 | 121,4 | 105,9 |
""")
    assert [(f.time_period, f.measure, f.obs_value) for f in found] == [
        ("2019-M05", "level", 150.0), ("2019-M06", "level", 160.5), ("2020-M05", "level", 140.0),
        ("2020-M06", "level", 170.0), ("2020-M06", "mom_pct", 21.4), ("2020-M06", "index", 105.9),
    ]  # fmt: skip


def test_prices_against_the_month_before_december_and_another_base():
    found = read("""Bảng 3. Chỉ số giá tiêu dùng tháng 6 năm 2020

| | Tháng 6 năm 2020 so với tháng trước | So với cùng kỳ năm trước | So với tháng 12 năm trước | So với kỳ gốc 2014 |
|---|---|---|---|---|
| Chỉ số giá tiêu dùng | 100,32 | 103,17 | 99,41 | 112,4 |
""")
    assert [(f.measure, f.obs_value, f.time_period, f.sure) for f in found] == [
        ("mom_pct", 0.32, "2020-M06", "medium"), ("index", 103.17, "2020-M06", "medium"),
        ("dec_pct", -0.59, "2020-M06", "medium"), ("change_pct", 12.4, "2020-M06", "low"),
    ]  # fmt: skip
    assert "base_other" in found[-1].reasons


def test_rows_of_areas():
    found = read("""Bảng 4. Thu ngân sách nhà nước 6 tháng đầu năm 2020

| Địa phương | Thu ngân sách (tỷ đồng) | Tỷ trọng (%) | So cùng kỳ (%) |
|---|---|---|---|
| Cả nước | 668.700 | 100 | 92,1 |
| Cao Bằng | 700 | 0,1 | 55,2 |
| Huyện Lộc Bình | 35 | 0,0 | 105 |
""")
    assert [(f.ref_area, f.measure, f.obs_value) for f in found[:6]] == [
        ("VN", "level", 668700.0), ("VN", "share_pct", 100.0), ("VN", "index", 92.1),
        ("VN-04", "level", 700.0), ("VN-04", "share_pct", 0.1), ("VN-04", "index", 55.2),
    ]  # fmt: skip
    assert {f.indicator for f in found} == {"budget_revenue_total"}
    assert {(f.ref_area, f.sure) for f in found[6:]} == {("", "low")}
    assert "area_local" in found[6].reasons


def test_periods_statuses_and_measures_in_rows():
    found = read("""Bảng 5. Số liệu theo kỳ · Kim ngạch xuất nhập khẩu qua địa bàn (chỉ tiêu kế hoạch)

| Kỳ | Đơn vị | Số liệu | Thước đo | Tình trạng | Nguồn |
|---|---|---|---|---|---|
| 6 tháng đầu năm 2020 | triệu USD | 1.320 | – | ước tính | [1] |
| 6 tháng đầu năm 2022 | tỷ USD | gần 1,9 | – | đã công bố | [2] |
| giai đoạn 2011–2015 | – | +16,78% | bình quân mỗi năm | sơ bộ | [3] |
| năm 2021 | – | 60,1% | % kế hoạch | dự kiến | [3] |
""")
    assert told(found) == [
        ("1.320", 1320.0, "level", "trade_turnover_total", "2020-S1", "E"),
        ("gần 1,9", 1.9, "level", "trade_turnover_total", "2022-S1", "A"),
        ("+16,78%", 16.78, "yoy_pct", "trade_turnover_total", "2011-01-01/P5Y", "P"),
        ("60,1%", 60.1, "pct_of_plan", "trade_turnover_total", "2021", "F"),
    ]
    assert (found[1].unit_mult, found[1].qualifier) == (9, "under")


def test_an_english_table():
    found = read(
        """Table 1. Main indicators, first half of 2020 (Unit: billion VND)

| Indicator | Plan 2020 | First half of 2020, estimate | % of plan | % change on the same period | Note |
|---|---|---|---|---|---|
| State budget revenue in the area | 9,800 | 4,562.5 | 46.6 | 16.4 | 3 |
| of which: Domestic budget revenue | 2,700 | nearly 1,250 | 46.3% | −3.2% | |
""",
        "en",
    )
    assert told(found)[:4] == [
        ("9,800", 9800.0, "plan_target", "budget_revenue_total", "2020", "F"),
        ("4,562.5", 4562.5, "level", "budget_revenue_total", "2020-S1", "E"),
        ("46.6", 46.6, "pct_of_plan", "budget_revenue_total", "2020-S1", "E"),
        ("16.4", 16.4, "yoy_pct", "budget_revenue_total", "2020-S1", "E"),
    ]
    assert found[-1].obs_value == -3.2
    assert found[5].qualifier == "under"
    assert found[1].unit_mult == 9


def test_crops_in_rows_and_what_is_measured_of_them_in_heads():
    found = read("""| Cây trồng | Năng suất (tạ/ha) | Sản lượng (tấn) |
|---|---|---|
| Lúa xuân | 51,13 | 78.919,09 |
| Ngô | | 70.000 |
""")
    assert [(f.indicator, f.unit_measure) for f in found] == [
        ("spring_rice_yield", "quintals_per_ha"), ("spring_rice_output", "tonnes"), ("maize_output", "tonnes"),
    ]  # fmt: skip


def test_what_is_open_or_not_understood_says_so():
    found = read("""| Chỉ tiêu | Đơn vị | Giá trị | So với cùng kỳ (%) | Xu thế (%) | Nam |
|---|---|---|---|---|---|
| Thu nội địa | tỷ đồng | 890 | 62 | 5,1 | 12 |
""")
    assert [(f.measure, f.sure) for f in found] == [
        ("level", "medium"),
        ("yoy_pct", "low"),
        ("", "low"),
        ("level", "low"),
    ]
    assert "several_readings" in found[1].reasons
    assert all("measure_unknown" in f.reasons for f in found[2:])


@pytest.mark.parametrize("heads", [
    "| Số | Tên tài liệu | Nơi công bố | Ngày |", "| Chỉ tiêu | Số đã dùng | Số khác | Vì sao không chọn |",
    "| Kỳ | Số đầu tiên | Số mới nhất | Nguồn |", "| Date | Change on the year | Status | Source |",
])  # fmt: skip
def test_tables_of_sources_and_revisions_state_nothing(heads):
    assert read(f"{heads}\n|---|---|---|---|\n| 2/7/2020 | 1,81% | 1,82% | 4.975 |\n") == []


def test_what_the_report_calculates_is_not_read():
    found = read("""| Kỳ | % kế hoạch | Chênh lệch, điểm phần trăm | Kế hoạch suy ra | Phần của xã, % | Tình trạng |
|---|---|---|---|---|---|
| năm 2019 | 60,8% | −14,2 | 5.230 | 31 | đã công bố |
| năm 2018 | 66% | +1 | 2.000 | 30 | tính từ số đã công bố |

Cách tính: Phần của xã, % = số của xã ÷ số của huyện × 100.
""")
    assert [f.text for f in found] == ["60,8%"]


@pytest.mark.parametrize(("text", "lang", "value", "unit", "mult"), [
    ("1.320 triệu USD", "vi", 1320, "USD", 6), ("−42,9%", "vi", 42.9, "percent", 0), ("8,5–9%", "vi", 8.5, "percent", 0),
    ("11,36 tiêu chí/xã", "vi", 11.36, "criteria_per_commune", 0), ("$620 million", "en", 620, "USD", 6),
    ("4.975 triệu USD [12]", "vi", 4975, "USD", 6),
])  # fmt: skip
def test_numbers_in_cells(text, lang, value, unit, mult):
    n, _, _ = amount(text, lang)
    assert (n.value, n.unit, n.mult) == (value, unit, mult)


@pytest.mark.parametrize(
    "text",
    [
        "…",
        "–",
        "[1]",
        "*",
        "2/7/2020",
        "tháng 6 năm 2020",
        "6 tháng đầu năm 2022",
        "đã công bố",
        "GRDP tăng 0,47%, thấp hơn",
    ],
)
def test_cells_that_are_no_numbers(text):
    assert amount(text, "vi") is None


def test_heads_and_units():
    assert [head(t, "vi").measure for t in ("Tỷ trọng, %", "Đóng góp, điểm phần trăm", "Tỷ lệ đạt KH (%)", "Ước TH 6T/KH (%)", "Mục tiêu năm")] == [
        "share_pct", "contribution_pp", "pct_of_plan", "pct_of_plan", "plan_target",
    ]  # fmt: skip
    assert [(unit_of(t, "vi").unit, unit_of(t, "vi").mult) for t in ("Tr.đ", "1.000 tấn", "%", "nghìn lượt khách")] == [
        ("VND", 6), ("tonnes", 3), ("percent", 0), ("visitors", 3),
    ]  # fmt: skip
    assert unit_of("đã công bố", "vi") is None


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_tables_of_a_report_made_here_are_read_as_they_were_written(lang, tmp_path):
    ls.report("trade,growth", to="docx", lang=lang, out=tmp_path)
    for sector, least in (("trade", 45), ("growth", 34)):
        path = next(tmp_path.rglob(f"{sector}.docx"))
        facts = json.loads(path.with_suffix(".facts.json").read_text(encoding="utf-8"))["facts"].values()
        published = {
            (f["ref_area"], f["indicator"], f["period"], f["measure"], f["value"]) for f in facts if not f["formula"]
        }
        found = [f for f in of_document(documents.of_file(path), lang) if f.sure != "low"]
        assert len(found) >= least
        for f in found:
            assert (f.ref_area, f.indicator, f.time_period, f.measure, f.obs_value) in published, f


def test_a_column_is_calculated_where_its_whole_head_is_said_to_be():
    found = read("""Bảng 7. Quy mô · GRDP: khu vực dịch vụ

| Kỳ | So với cùng kỳ | Sức nặng kỳ gốc, suy ra, % | Đủ bộ tiêu chí |
|---|---|---|---|
| năm 2021 | +7,23% | 22,4% | 19 |

Cách tính: Sức nặng kỳ gốc, suy ra, %, Khoảng do làm tròn = đóng góp ÷ mức tăng × 100.
""")
    assert [(f.text, f.time_period) for f in found] == [("+7,23%", "2021")]


def test_a_name_that_ends_like_a_unit():
    counted = "| Chỉ tiêu | Năm 2025 |\n|---|---|\n| Số trẻ em, học sinh, sinh viên | 211.143 |\n| Số đơn vị, trường học | 648 |\n"
    assert [f.indicator for f in read(counted)] == ["pupils", "schools_total"]
    (one,) = read(
        "Table 3. Figures by period · Visitor arrivals\n\n| Period | Unit | Figure |\n|---|---|---|\n| 2023 | million visits | 3.9 |\n",
        "en",
    )
    assert (one.indicator, one.time_period, one.unit_mult) == ("tourist_arrivals", "2023", 6)


def test_a_range_below_a_head_of_falls_keeps_its_order():
    found = read(
        "| Chỉ tiêu | Năm 2020 (tỷ đồng) | Giảm so với cùng kỳ (%) |\n|---|---|---|\n| Thu nội địa | 890 | 5–6 |\n"
    )
    assert [(f.measure, f.obs_value, f.obs_value_upper) for f in found[1:]] == [("yoy_pct", -6.0, -5.0)]
