"""Tables of statistics offices: drafted, read, remembered, and refused where they have changed."""

import re
import tomllib

import office_tables as office
import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, InlineFont, TextBlock

from lsdata.dataset import load
from lsdata.errors import PackageError, ParameterError
from lsdata.exchange.office import reading
from lsdata.exchange.office.drafting import draft
from lsdata.exchange.office.reading import read, remember
from lsdata.package import open_package

MERGED = {
    "QUARTER": ("E3:F3",),
    "PRICES": ("B3:E3", "F3:F4"),
    "PROVINCES": ("A3:A4", "B3:B4", "C3:D3", "E3:E4"),
    "CROPS": ("F3:G3", "A3:A4", "B3:B4"),
    "STEPS": ("A4:C4",),
}
CHOSEN = {  # what a person decides in a draft: an open line -> the line as it shall be
    '# "CHỈ SỐ GIÁ TIÊU DÙNG (CPI)" = "cpi"': '"CHỈ SỐ GIÁ TIÊU DÙNG (CPI)" = "cpi"',
    '# "TỔNG SỐ" = ""': '"TỔNG SỐ" = "grdp_growth"',
    '# "Vụ Xuân > Ngô" = ""': '"Vụ Xuân > Ngô" = "winter_spring_maize_area"',
    '# "Lúa Xuân > Diện tích" = ""': '"Lúa Xuân > Diện tích" = "spring_rice_harvested_area"',
    '# "Vụ Mùa > Lúa" = ""': '"Vụ Mùa > Lúa" = "main_season_rice_area"',
}
EXPECTED = {
    "QUARTER": """
VN-09 budget_revenue_total 2025-Q3 level 2310.5 VND 9 A 1 cell B5
VN-09 budget_revenue_total 2026-Q3 level 2801 VND 9 E 0 cell C5
VN-09 budget_revenue_total 2026-01-01/P9M level 9310.2 VND 9 E 1 cell D5
VN-09 budget_revenue_total 2026-Q3 yoy_pct 21.2 percent 0 E 1 cell E5
VN-09 budget_revenue_total 2026-01-01/P9M yoy_pct 18.0 percent 0 E 1 cell F5
VN-09 budget_revenue_domestic 2025-Q3 level 610 VND 9 A 0 cell B6
VN-09 budget_revenue_domestic 2026-Q3 level 655.2 VND 9 E 1 cell C6
VN-09 budget_revenue_domestic 2026-01-01/P9M level 2448.5 VND 9 E 1 cell D6
VN-09 budget_revenue_domestic 2026-Q3 yoy_pct -7.4 percent 0 E 1 cell E6
VN-09 budget_revenue_domestic 2026-01-01/P9M yoy_pct -1.1 percent 0 E 1 cell F6
VN-09 budget_expenditure 2025-Q3 level 3011 VND 9 A 0 cell B7
VN-09 budget_expenditure 2026-Q3 level 3200 VND 9 E 0 cell C7
VN-09 budget_expenditure 2026-01-01/P9M level 9600 VND 9 E 0 cell D7
VN-09 budget_expenditure 2026-Q3 yoy_pct 6.3 percent 0 E 1 cell E7
VN-09 budget_expenditure 2026-01-01/P9M yoy_pct 5.2 percent 0 E 1 cell F7
""",
    "PRICES": """
VN-09 cpi 2026-M10 yoy_pct 3.41 percent 0 A 2 cell C5
VN-09 cpi 2026-M10 dec_pct 2.90 percent 0 A 2 cell D5
VN-09 cpi 2026-M10 mom_pct 0.32 percent 0 A 2 cell E5
VN-09 cpi_average 2026-01-01/P10M yoy_pct 3.05 percent 0 A 2 cell F5
""",
    "PROVINCES": """
VN-09 budget_revenue_total 2026-S1 level 5210.4 VND 9 A 1 cell C5
VN-09 budget_revenue_total 2026-S1 yoy_pct 12.4 percent 0 A 1 cell D5
VN-09 tourist_arrivals 2026-S1 level 2480 visitors 3 A 0 cell E5
VN-09 tourism_revenue 2026-S1 level 2510.0 VND 9 A 1 cell F5
VN-04 budget_revenue_total 2026-S1 level 1210.4 VND 9 A 1 cell C6
VN-04 budget_revenue_total 2026-S1 yoy_pct -1.6 percent 0 A 1 cell D6
VN-04 tourist_arrivals 2026-S1 level 1480 visitors 3 A 0 cell E6
VN-04 tourism_revenue 2026-S1 level 1310.0 VND 9 A 1 cell F6
VN-56-2025 budget_revenue_total 2026-S1 level 31210.4 VND 9 A 1 cell C7
VN-56-2025 budget_revenue_total 2026-S1 yoy_pct 4.4 percent 0 A 1 cell D7
VN-56-2025 tourism_revenue 2026-S1 level 2851.0 VND 9 A 1 cell F7
""",
    "CROPS": """
VN-09 spring_rice_harvested_area 2025 level 15100.5 ha 0 A 1 cell C6
VN-09 spring_rice_harvested_area 2026 plan_target 15000 ha 0 F 0 cell D6
VN-09 spring_rice_harvested_area 2026 level 15210.0 ha 0 E 1 cell E6
VN-09 spring_rice_harvested_area 2026 yoy_pct 0.7 percent 0 E 1 cell F6
VN-09 spring_rice_harvested_area 2026 pct_of_plan 101.4 percent 0 E 1 cell G6
VN-09 spring_rice_output 2025 level 77163 tonnes 0 A 0 cell C7
VN-09 spring_rice_output 2026 plan_target 78000 tonnes 0 F 0 cell D7
VN-09 spring_rice_output 2026 level 78939 tonnes 0 E 0 cell E7
VN-09 spring_rice_output 2026 yoy_pct 2.3 percent 0 E 1 cell F7
VN-09 spring_rice_output 2026 pct_of_plan 101.2 percent 0 E 1 cell G7
VN-09 maize_sown_area 2025 level 19100.5 ha 0 A 1 cell C9
VN-09 maize_sown_area 2026 plan_target 19000 ha 0 F 0 cell D9
VN-09 maize_sown_area 2026 level 19010.0 ha 0 E 1 cell E9
VN-09 maize_sown_area 2026 yoy_pct -0.5 percent 0 E 1 cell F9
VN-09 maize_sown_area 2026 pct_of_plan 100.1 percent 0 E 1 cell G9
VN-09 maize_output 2025 level 97163 tonnes 0 A 0 cell C10
VN-09 maize_output 2026 plan_target 98000 tonnes 0 F 0 cell D10
VN-09 maize_output 2026 level 98939 tonnes 0 E 0 cell E10
VN-09 maize_output 2026 yoy_pct 1.8 percent 0 E 1 cell F10
VN-09 maize_output 2026 pct_of_plan 101.0 percent 0 E 1 cell G10
""",
    "ACCOUNTS": """
VN-09 grdp_growth 2026-01-01/P9M yoy_pct 8.41 percent 0 A 2 cell B3
VN-09 grdp_growth 2026-01-01/P9M contribution_pp 8.41 percentage_points 0 A 2 cell C3
VN-09 grdp_growth 2026-01-01/P9M share_pct 100.00 percent 0 A 2 cell D3
VN-09 grdp_services 2026-01-01/P9M yoy_pct 8.11 percent 0 A 2 cell B4
VN-09 grdp_services 2026-01-01/P9M contribution_pp 3.75 percentage_points 0 A 2 cell C4
VN-09 grdp_services 2026-01-01/P9M share_pct 47.02 percent 0 A 2 cell D4
VN-09 grdp_product_taxes 2026-01-01/P9M yoy_pct 11.2 percent 0 A 1 cell B5
VN-09 grdp_product_taxes 2026-01-01/P9M contribution_pp 0.55 percentage_points 0 A 2 cell C5
VN-09 grdp_product_taxes 2026-01-01/P9M share_pct 4.37 percent 0 A 2 cell D5
""",
    "STEPS": """
VN-09 winter_spring_maize_area 2026-M10 level 11.5 ha 0 A 1 cell E8
VN-09 winter_spring_maize_area 2026-01-01/P10M level 5210.3 ha 0 A 1 cell F8
VN-09 main_season_rice_area 2026-M10 level 12.5 ha 0 A 1 cell E10
VN-09 main_season_rice_area 2026-01-01/P10M level 32105.3 ha 0 A 1 cell F10
VN-09 budget_revenue_domestic 2026-M10 level 262.5 VND 9 A 1 cell E12
VN-09 budget_revenue_domestic 2026-01-01/P10M level 2710.5 VND 9 A 1 cell F12
""",
    "ENGLISH": """
VN-09 export_total 2026-M10 level 415.5 USD 6 E 1 cell B3
VN-09 export_total 2026-01-01/P10M level 3990.2 USD 6 E 1 cell C3
VN-09 export_total 2026-01-01/P10M yoy_pct 10.5 percent 0 E 1 cell D3
VN-09 import_total 2026-M10 level 250 USD 6 E 0 cell B4
VN-09 import_total 2026-01-01/P10M level 2610 USD 6 E 0 cell C4
VN-09 import_total 2026-01-01/P10M yoy_pct -4.9 percent 0 E 1 cell D4
""",
    "PAGES": """
VN-09 budget_revenue_total 2026-M09 level 905300 VND 6 A 0 cell B8
VN-09 budget_revenue_total 2026-M10 level 1010400 VND 6 A 0 cell C8
VN-09 budget_revenue_total 2026-M10 mom_pct 11.6 percent 0 A 1 cell D8
VN-09 budget_revenue_total 2026-01-01/P10M pct_of_plan 92.1 percent 0 A 1 cell E8
VN-09 budget_revenue_domestic 2026-M09 level 251200 VND 6 A 0 cell B9
VN-09 budget_revenue_domestic 2026-M10 level 262000 VND 6 A 0 cell C9
VN-09 budget_revenue_domestic 2026-M10 mom_pct 4.3 percent 0 A 1 cell D9
VN-09 budget_revenue_domestic 2026-01-01/P10M pct_of_plan 82.1 percent 0 A 1 cell E9
VN-09 budget_revenue_customs 2026-M09 level 654100 VND 6 A 0 cell B11
VN-09 budget_revenue_customs 2026-M10 level 748400 VND 6 A 0 cell C11
VN-09 budget_revenue_customs 2026-M10 mom_pct 14.4 percent 0 A 1 cell D11
VN-09 budget_revenue_customs 2026-01-01/P10M pct_of_plan 96.3 percent 0 A 1 cell E11
""",
    "ODD": """
VN-09 budget_revenue_domestic 2025-M10 level 251.2 VND 9 A 1 cell C4
VN-09 budget_revenue_domestic 2026-M10 level 262.4 VND 9 A 1 cell D4
VN-09 budget_revenue_domestic 2026-01-01/P10M level 2711 VND 9 A 0 cell E4
VN-09 budget_revenue_domestic 2026-M10 yoy_pct 9.8 percent 0 A 1 cell F4
VN-09 export_total 2025-M10 level 0.3 USD 6 A 1 cell C5
VN-09 export_total 2026-M10 level 415.50 USD 6 A 2 cell D5
VN-09 export_total 2026-01-01/P10M level 1234.5 USD 6 A 1 cell E5
VN-09 export_total 2026-M10 yoy_pct -5.0 percent 0 A 1 cell F5
VN-09 new_enterprises 2025-M10 level about 70 enterprises 0 A 0 cell C6
VN-09 new_enterprises 2026-M10 level over 78 enterprises 0 A 0 cell D6
VN-09 new_enterprises 2026-01-01/P10M level 740 742 enterprises 0 A 0 cell E6
VN-09 new_enterprises 2026-M10 yoy_pct 5.1 percent 0 A 1 cell F6
""",
}
UNREAD = {
    "PRICES": ["Hàng ăn và dịch vụ ăn uống"],
    "PROVINCES": ["Khu vực khác"],
    "STEPS": ["Vụ Xuân > Lúa", "Vụ Mùa > Ngô"],
}
ROUNDED = ["3 cells are shown with fewer decimals than they hold, and read as shown: D4, E4, F4"]


def told(row: dict[str, str]) -> str:
    columns = "ref_area indicator time_period measure qualifier obs_value obs_value_upper unit_measure unit_mult obs_status decimals locator"
    return " ".join(row[c] for c in columns.split() if row[c])


def chosen(layout: str) -> str:
    for line, instead in CHOSEN.items():
        layout = layout.replace(line, instead)
    return layout


@pytest.mark.parametrize("form", ["xlsx", "csv", "comma", "unicode"])
@pytest.mark.parametrize("name", EXPECTED)
def test_an_awkward_table_is_read_as_it_shows(name, form, tmp_path):
    rows = getattr(office, name)
    if form == "xlsx":
        file = office.book(tmp_path / "t.xlsx", rows, merged=MERGED.get(name, ()))
    else:
        how = {
            "csv": {},
            "comma": {"separator": ",", "encoding": "utf-8"},
            "unicode": {"separator": "\t", "encoding": "utf-16"},
        }
        file = office.text(tmp_path / "t.csv", office.ODD_AS_TEXT if name == "ODD" else rows, **how[form])
    found = read(file, chosen(draft(file)), source="office-2026")
    assert [told(r) for r in found.rows] == EXPECTED[name].strip().splitlines()
    assert found.unread == UNREAD.get(name, [])
    assert found.notes == (ROUNDED if (name, form) == ("ODD", "xlsx") else [])
    assert found.places == [
        (file.name, "KTXH" if form == "xlsx" else "", r["locator"].removeprefix("cell ")) for r in found.rows
    ]
    assert {r["source_id"] for r in found.rows} == {"office-2026"}
    note = {r["time_period"]: (r["note"], r["note_vi"]) for r in found.rows if r["measure"] == "dec_pct"}
    if note:
        assert note == {"2026-M10": ("printed as 102.90, base = 100", "bảng ghi 102,90, gốc = 100")}


MONTHLY = {  # what the rows of the monthly annex are, by what stands in column B
    "- Lúa Mùa (*)": ("main_season_rice_area", "ha", "0"),
    "Diện tích rừng trồng mới tập trung": ("forest_new_planting", "ha", "0"),
    "Chỉ số sản xuất công nghiệp (IIP)": ("iip", "percent", "0"),
    "Giá trị sản xuất công nghiệp": ("industrial_output_value", "VND", "9"),
    "Tổng mức bán lẻ hàng hoá và doanh thu dịch vụ tiêu dùng": ("retail_sales_total", "VND", "9"),
    "Trong đó: Doanh thu bán lẻ hàng hóa": ("retail_sales_goods", "VND", "9"),
    "Kim ngạch xuất nhập khẩu các loại hình qua địa bàn": ("trade_turnover_all_types", "USD", "6"),
    "Kim ngạch xuất khẩu": ("export_total", "USD", "6"),
    "Kim ngạch nhập khẩu": ("import_total", "USD", "6"),
    "Doanh thu du lịch": ("tourism_revenue", "VND", "9"),
    "Tổng thu NSNN trên địa bàn": ("budget_revenue_total", "VND", "9"),
    "Thu nội địa": ("budget_revenue_domestic", "VND", "9"),
    "Thu từ hoạt động xuất nhập khẩu": ("budget_revenue_customs", "VND", "9"),
    "Chi ngân sách địa phương": ("budget_expenditure", "VND", "9"),
    "Vốn đầu tư thực hiện thuộc nguồn vốn ngân sách nhà nước do địa phương quản lý": (
        "state_budget_investment_local",
        "VND",
        "9",
    ),
    "Doanh nghiệp thành lập mới": ("new_enterprises", "enterprises", "0"),
    "Số lao động được giải quyết việc làm": ("jobs_created", "persons", "0"),
}
COLUMNS = {  # letter -> period, measure, status of the annex of a month M
    "D": ("{y}", "plan_target", "F"),
    "E": ("{y}-M{before:02d}", "level", "A"),
    "F": ("{y}-M{m:02d}", "level", "E"),
    "G": ("{y}-01-01/P{m}M", "level", "E"),
    "H": ("{y}-M{m:02d}", "mom_pct", "E"),
    "I": ("{y}-01-01/P{m}M", "yoy_pct", "E"),
    "J": ("{y}-01-01/P{m}M", "pct_of_plan", "E"),
}


def of_month(m: int, y: int = 2026) -> list[str]:
    """The rows of the annex, worked out from its cells."""
    out = []
    for number, cells in enumerate(office.monthly(m, y), start=1):
        own = MONTHLY.get(cells[1] if len(cells) > 1 else "")
        for letter, value in zip(COLUMNS, cells[3:], strict=False):
            if (
                not own or value in ("-", "...", "x", None) or (own[0] == "iip" and letter == "I")
            ):  # I15 is G15, rounded
                continue
            period, measure, status = COLUMNS[letter]
            printed = office.vietnamese(value).replace(".", "").replace(",", ".")
            decimals = len(printed.partition(".")[2])
            unit = own[1:] if measure in ("level", "plan_target") else ("percent", "0")
            measure = "yoy_pct" if own[0] == "iip" and measure == "level" else measure
            if measure in ("mom_pct", "yoy_pct"):
                printed = f"{float(printed) - 100:.{decimals}f}"
            period = period.format(y=y, m=m, before=m - 1)
            out.append(
                f"VN-09 {own[0]} {period} {measure} {printed} {unit[0]} {unit[1]} {status} {decimals} cell {letter}{number}"
            )
    return out


@pytest.fixture(scope="module")
def annex(tmp_path_factory):
    """The annex of October as a workbook, its draft, what was read, and the layout that remembers it."""
    file = office.book(tmp_path_factory.mktemp("annex") / "10.xlsx", office.monthly(), merged=office.MONTHLY)
    layout = draft(file)
    found = read(file, layout)
    return file, layout, found, remember(layout, found)


def test_the_annex_of_a_month_is_drafted_and_read(annex, tmp_path):
    _, layout, found, _ = annex
    assert [told(r) for r in found.rows] == of_month(10)
    assert found.unread == ["Ngô", "Sản lượng thịt hơi xuất chuồng", "Khách du lịch"]
    assert found.notes == ["I15 says VN-09 · iip · 2026-01-01/P10M · yoy_pct again, as G15 does"]
    assert found.period == "2026-M10"
    text = office.text(tmp_path / "10.csv", office.monthly())
    assert read(text, draft(text)).rows == found.rows
    assert read(text, layout).rows == found.rows


def test_a_draft_is_what_a_person_would_want_to_look_over(annex):
    _, layout, _, _ = annex
    content = tomllib.loads(layout)
    assert content["table"]["area"] == "VN-09"
    assert content["table"]["every"] == "month"
    assert [c["head"] for c in content["columns"]] == [
        "Kế hoạch năm {year}",
        "Thực hiện tháng {month}",
        "Ước thực hiện / Tháng {month}",
        "Ước thực hiện / {months} tháng",
        "So với (%) / Tháng trước",
        "So với (%) / {months} tháng cùng kỳ năm {last_year}",
        "Ước {months} tháng so với kế hoạch năm (%)",
    ]
    assert content["rows"]["Tổng thu NSNN trên địa bàn"] == "budget_revenue_total"
    assert content["rows"]["Chỉ số sản xuất công nghiệp (IIP)"] == {
        "indicator": "iip",
        "measure": "yoy_pct",
        "base": 100,
    }
    assert (
        '# "Khách du lịch" = "tourist_arrivals"\n#     ^ dòng 23, Nghìn lượt. Gần nhất / nearest: tourist_arrivals ('
        in layout
    )
    assert (
        '# "Sản lượng thịt hơi xuất chuồng" = ""\n#     ^ dòng 13, Tấn. Chưa có chỉ tiêu giống / no indicator is like it\n'
        in layout
    )
    assert "# THU, CHI NGÂN SÁCH\n" in layout
    assert "Ghi chú" not in layout
    assert "Người lập biểu" not in layout


def test_rows_hold_to_the_schema_of_the_data_package(annex):
    _, _, found, _ = annex
    bundled = open_package()["figures"][0]
    assert set(reading.FIELDS) <= set(bundled)
    assert all(list(r) == reading.FIELDS for r in found.rows)
    assert all(isinstance(v, str) for r in found.rows for v in r.values())


def test_next_month_is_read_by_the_remembered_layout(annex, tmp_path):
    _, _, _, layout = annex
    rows = office.monthly(11)
    for row in rows[4:33]:  # the plan moves to the end
        row += [None] * (10 - len(row))
        row.append(row.pop(3))
    merged = ("A5:A6", "B5:B6", "C5:C6", "D5:D6", "E5:F5", "G5:H5", "I5:I6", "J5:J6")
    found = read(office.book(tmp_path / "11.xlsx", rows, merged=merged), layout)
    letters = dict(zip("DEFGHIJ", "JDEFGHI", strict=True))
    want = [re.sub(r"cell (\w)", lambda m: f"cell {letters[m[1]]}", r) for r in of_month(11)]
    assert sorted(told(r) for r in found.rows) == sorted(want)
    assert "column 'Ước thực hiện / Tháng 11' stands in E, last time in F" in found.notes
    assert "column 'Kế hoạch năm 2026' stands in J, last time in D" in found.notes
    again = remember(layout, found)
    assert '["Ước thực hiện / Tháng {month}", "P", "E"]' in again
    assert 'period = "2026-M11"' in again
    assert again.partition("[last]")[0].startswith(layout.partition("[last]")[0].rstrip("# \n"))


def test_january_looks_back_into_the_year_before(tmp_path):
    def prices(month, year, before, year_before):
        head = f"Chỉ số giá tháng {month} năm {year} so với / Tháng {before} năm {year_before}"
        rows = [
            ["Giá tiêu dùng tỉnh Lạng Sơn"],
            ["Chỉ tiêu", head, f"Tháng {before} năm {year_before}"],
            ["CPI tháng", (100.3, "0.0"), 5],
        ]
        return office.book(tmp_path / f"{year}-{month}.xlsx", rows)

    layout = draft(prices(12, 2026, 11, 2026), period="2026-M12")
    found = read(prices(1, 2027, 12, 2026), layout)
    assert found.period == "2027-M01"
    first = found.rows[0]
    assert (first["time_period"], first["measure"], first["obs_value"]) == ("2027-M01", "mom_pct", "0.3")


@pytest.fixture(scope="module")
def layout(tmp_path_factory):
    """A remembered layout of the short table."""
    file = office.book(tmp_path_factory.mktemp("short") / "10.xlsx", office.small())
    text = draft(file)
    return remember(text, read(file, text))


def put(cell: str, value):
    def change(rows):
        rows[int(cell[1:]) - 1][ord(cell[0]) - 65] = value

    return change


def again(rows):
    for row in rows[2:]:
        row.append(row[5])


def without_f(rows):
    for row in rows[2:]:
        row.pop()


REFUSED = {  # what has changed -> the line that says so
    "a head in other words": (
        [put("D3", "Dự ước tháng 11")],
        (
            "t.xlsx, sheet KTXH, row 3, D: now reads 'Dự ước tháng 11', and no column has the head 'Ước tháng 11'; if it is that column, "
            'change head = "Ước tháng {month}" to head = "Dự ước tháng {month}" in line 30 of layout'
        ),
    ),
    "a column that is gone": (
        [without_f],
        (
            "t.xlsx, sheet KTXH, row 3: no column has the head '11 tháng so với cùng kỳ (%)'; add it to the file, or take its column out: "
            "line 42 of layout"
        ),
    ),
    "two columns with one head": (
        [again],
        (
            "t.xlsx, sheet KTXH, row 3, G: '11 tháng so với cùng kỳ (%)' is not one column with this head; it stands in F3 and G3: "
            "make the heads differ in the file, and change line 41 of layout"
        ),
    ),
    "a row with another name": (
        [put("A4", "Thu ngân sách nội địa")],
        (
            "t.xlsx, sheet KTXH, row 4, A: now reads 'Thu ngân sách nội địa', and no row is called 'Thu nội địa' (budget_revenue_domestic); "
            'if it is that row, change "Thu nội địa" to "Thu ngân sách nội địa" in line 52 of layout'
        ),
    ),
    "a row that is gone": (
        [lambda rows: rows.pop()],
        (
            "t.xlsx, sheet KTXH: no row is called 'Doanh nghiệp thành lập mới' (new_enterprises); to read the table without it, "
            'write "" for it in line 55 of layout'
        ),
    ),
    "a row that stands twice": (
        [lambda rows: rows.append(list(rows[3]))],
        (
            "t.xlsx, sheet KTXH, row 8, A: 'Thu nội địa' is not one row of this name; it stands in A4 and A8: make their names differ "
            "in the file (line 52 of layout)"
        ),
    ),
    "another unit": (
        [put("B4", "Triệu đồng")],
        (
            "t.xlsx, sheet KTXH, row 4, B: 'Triệu đồng' is not 'Tỷ đồng', the unit of 'Thu nội địa' last time; if the table has changed "
            'it, change "Tỷ đồng" to "Triệu đồng" in line 70 of layout, else mend the file'
        ),
    ),
    "another unit above the table": (
        [put("B6", None)],
        (
            "t.xlsx, sheet KTXH, row 6, B: 'Tỷ đồng' is not 'Triệu USD', the unit of 'Kim ngạch xuất khẩu' last time; if the table has "
            'changed it, change "Triệu USD" to "Tỷ đồng" in line 72 of layout, else mend the file\n'
            "t.xlsx, sheet KTXH, row 6, B: 'Tỷ đồng' is not a unit of export_total (triệu USD); choose another indicator in line 54 of "
            "layout, or write unit = … for the row there"
        ),
    ),
    "a title of another month": (
        [put("A1", "Kết quả tháng 10 năm 2026")],
        (
            "t.xlsx, sheet KTXH, row 1, A: '2026-M10' is not 2026-M11, the period of the heads, but the period that the title names; "
            "mend title or heads in the file, or give the right period"
        ),
    ),
    "no period": (
        [put("A1", "Kết quả")],
        "t.xlsx, sheet KTXH: neither title nor heads name its period; give the period, like 2026-M10",
    ),
    "several periods": (
        [put("A1", "Tháng 10 năm 2026 và tháng 12 năm 2026")],
        "t.xlsx, sheet KTXH: its title names 2026-M12 and 2026-M10; give the period, like 2026-M10",
    ),
    "a number with two meanings": (
        [put("C4", "1.320")],
        (
            "t.xlsx, sheet KTXH, row 4, C: '1.320' is not a number with one meaning; write numbers = \"vi\" (a decimal comma) or "
            'numbers = "en" into [table] of layout'
        ),
    ),
    "numbers in two forms": (
        [put("C4", "1.320,5"), put("D5", "1.310,5"), put("C5", "1,320.5")],
        (
            "t.xlsx, sheet KTXH, row 5, C: '1,320.5' is not written as C4 '1.320,5' is, and 1 more; mend it in the file, or write "
            "`numbers` into [table] of layout"
        ),
    ),
    "a broken formula": (
        [put("C4", "#REF!")],
        (
            "t.xlsx, sheet KTXH, row 4, C: '#REF!' is not a number; mend it in the file, or add it to `missing` in layout where it "
            "means that there is none"
        ),
    ),
    "a formula without its result": (
        [put("C4", "=1+1")],
        "t.xlsx, sheet KTXH, row 4, C: a formula without its result; open the file in Excel and save it",
    ),
    "another head over the names": (
        [put("A3", "Các chỉ tiêu")],
        (
            "t.xlsx, sheet KTXH, row 3, A: 'Các chỉ tiêu' is not 'Chỉ tiêu', the head over the names of rows; if it is that head, "
            "write the new one as row_names into [table] of layout"
        ),
    ),
    "all at once": (
        [put("D3", "Dự ước tháng 11"), put("A4", "Thu ngân sách nội địa"), put("B5", "bao"), put("E6", "abc")],
        (
            "t.xlsx, sheet KTXH, row 3, D: now reads 'Dự ước tháng 11', and no column has the head 'Ước tháng 11'; if it is that column, "
            'change head = "Ước tháng {month}" to head = "Dự ước tháng {month}" in line 30 of layout\n'
            "t.xlsx, sheet KTXH, row 4, A: now reads 'Thu ngân sách nội địa', and no row is called 'Thu nội địa' (budget_revenue_domestic); "
            'if it is that row, change "Thu nội địa" to "Thu ngân sách nội địa" in line 52 of layout\n'
            "t.xlsx, sheet KTXH, row 6, E: 'abc' is not a number; mend it in the file, or add it to `missing` in layout where it "
            "means that there is none\n"
            "t.xlsx, sheet KTXH, row 5, B: 'bao' is not 'Tỷ đồng', the unit of 'Tổng chi ngân sách địa phương' last time; if the table "
            'has changed it, change "Tỷ đồng" to "bao" in line 71 of layout, else mend the file\n'
            "t.xlsx, sheet KTXH, row 5, B: 'bao' is not a unit that is known; write unit = … for the row in line 53 of layout, in words "
            "like 'tỷ đồng'"
        ),
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_has_changed_is_refused_and_says_what_to_do(what, layout, tmp_path):
    changes, line = REFUSED[what]
    rows = office.small(11)
    for change in changes:
        change(rows)
    with pytest.raises(PackageError) as e:
        read(office.book(tmp_path / "t.xlsx", rows), layout)
    assert str(e.value) == line
    assert all({"file", "expected"} <= r.keys() for r in e.value.rows)


LAYOUTS = {  # a change of the layout -> the line that refuses it
    ("budget_revenue_domestic", "budget_domestic"): "layout, row 52: unknown indicator 'budget_domestic'; did you mean 'budget_revenue_domestic'?",
    ('measure = "level"', 'measure = "levle"'): "layout, row 23: unknown measure 'levle'; did you mean 'level'?",
    ('period = "P"', 'period = "M"'): "layout, row 29, period: 'M' is not P, ytd, year, P-1Y, ytd-1Y, year-1Y, previous, or a period like 2025",
    ("Ước tháng {month}", "Ước tháng {thang}"): "layout, row 29: unknown placeholder 'thang'; known: month, last_month, months, quarter, year, last_year, year_of_last_month",
    ('area = "VN-09"', 'areas = "VN-09"'): "layout, row 5: unknown entry of table 'areas'; did you mean 'area'?",
    ('area = "VN-09"', 'area = ""'): "layout, row 5: no area: write the code of the table's area, like area = \"VN-09\"",
    ("[table]", "[table"): "layout: not TOML: Expected ']' at the end of a table declaration (at line 5, column 7)",
    ('"budget_expenditure"', "7"): "layout, row 53, Tổng chi ngân sách địa phương: 7 is not a code in quotation marks, like \"cpi\"",
    ('measure = "yoy_pct"', 'measure = "yoy_pct"\nbase = 10'): "layout, row 41, base: 10 is not base = 100, beside a measure yoy_pct, mom_pct or dec_pct",
    ("columns = [", "columns = [1, "): "layout, row 59: lsdata writes the part [last]; delete all of it, and it is written anew",
    ('status = "E"', "status = 1"): "layout, row 29, column 2, status: 1 is not a text in quotation marks",
}  # fmt: skip


@pytest.mark.parametrize("change", LAYOUTS)
def test_a_layout_is_checked_line_by_line(change, layout, tmp_path):
    with pytest.raises(PackageError) as e:
        read(office.book(tmp_path / "t.xlsx", office.small(11)), layout.replace(*change, 1))
    assert LAYOUTS[change] in str(e.value)


def test_the_same_figure_from_two_rows_is_refused(layout, tmp_path):
    with pytest.raises(PackageError) as e:
        read(
            office.book(tmp_path / "t.xlsx", office.small(11)),
            layout.replace('"budget_expenditure"', '"budget_revenue_domestic"'),
        )
    first = str(e.value).splitlines()[0]
    assert first == (
        "t.xlsx, sheet KTXH, row 5, C: '1205.4' is not the figure of C4, 251.2, though both are VN-09 · budget_revenue_domestic · "
        "2026-M10 · level: change a row or column of layout"
    )


def test_what_can_be_followed_is_followed_and_said(layout, tmp_path):
    rows = office.small(11)
    rows.append(["Thu từ dầu thô", "Tỷ đồng", 1, 2, 3, 4])
    rows[3][1], rows[5][1] = "tỉ  đồng", "Tr. USD"  # another spelling is the same unit
    more = {"Ghi chú": [["Nguồn: Sở Tài chính"]]}
    found = read(office.book(tmp_path / "t.xlsx", rows, sheet="T11", hidden=("C", "5"), more=more), layout)
    assert found.notes == [
        "the sheet 'KTXH' is now called 'T11': only that one fits",
        "column C is hidden in the file",
        "row 5 'Tổng chi ngân sách địa phương' is hidden in the file",
    ]
    assert found.unread == ["Thu từ dầu thô"]
    assert len(found.rows) == 16
    assert found.rows[0]["note"] == "sheet T11"
    assert found.rows[0]["note_vi"] == "trang tính T11"


def test_sheets_that_fit_both_are_refused(layout, tmp_path):
    file = office.book(tmp_path / "t.xlsx", office.small(11), sheet="T11", more={"T10": office.small(11)})
    with pytest.raises(
        PackageError, match=r"one sheet that fits; 'T11', 'T10' do: write sheet = … into \[table\] of layout"
    ):
        read(file, layout)
    with pytest.raises(ParameterError, match=r"t.xlsx has tables in several sheets: choose one of 'T11', 'T10'"):
        draft(file)
    with pytest.raises(ParameterError, match=r"unknown sheet 'T1'; did you mean 'T1[01]'\?"):
        draft(file, sheet="T1")
    assert 'sheet = "T10"' in draft(file, sheet="T10")


@pytest.mark.parametrize(
    ("period", "says"),
    [
        (
            "2026-M10",
            "row 1, A: '2026-M10' is not 2026-M11, the period that the file names; give that one, or mend the file",
        ),
        ("2026", "'2026' is not a period like 2026-M10; layout is for tables with every = \"month\""),
        ("hôm qua", "'hôm qua' is not a period; write it like 2020"),
    ],
)
def test_a_period_that_is_given_must_be_that_of_the_file(period, says, layout, tmp_path):
    file = office.book(tmp_path / "t.xlsx", office.small(11))
    with pytest.raises(PackageError) as e:
        read(file, layout, period=period)
    assert says in str(e.value)
    assert read(file, layout, period="T11/2026").period == "2026-M11"


def test_hidden_sheets_are_left_out(layout, tmp_path):
    file = office.book(tmp_path / "t.xlsx", office.small(11), sheet="T11", more={"T10": office.small(10)})
    book = openpyxl.load_workbook(file)
    book["T10"].sheet_state = "hidden"
    book.save(file)
    assert read(file, layout).period == "2026-M11"


def test_a_period_is_given_where_the_file_has_none(layout, tmp_path):
    file = office.book(tmp_path / "t.xlsx", office.small(11, title="Kết quả"))
    assert read(file, layout, period="2026-M11").rows[0]["time_period"] == "2026-M10"


def test_numbers_as_text_are_read_as_the_layout_says(layout, tmp_path):
    rows = office.small(11)
    rows[3][2] = "1.320"
    file = office.book(tmp_path / "t.xlsx", rows)
    for lang, value in {"vi": "1320", "en": "1.320"}.items():
        found = read(file, layout.replace('numbers = ""', f'numbers = "{lang}"'))
        assert found.rows[0]["obs_value"] == value


def test_decimals_that_nobody_asked_for_are_said_and_can_be_rounded(layout, tmp_path):
    rows = office.small(11)
    rows[3][5] = 100 / 95 * 100
    file = office.book(tmp_path / "t.xlsx", rows)
    found = read(file, layout)
    assert found.rows[3]["obs_value"] == "105.263157894737"
    assert found.notes == ["F4: many decimals and no number format; decimals = 1 for the column in layout rounds them"]
    head = 'head = "{months} tháng so với cùng kỳ (%)"'
    assert read(file, layout.replace(head, head + "\ndecimals = 1")).rows[3]["obs_value"] == "105.3"


def test_columns_and_rows_can_be_left_out_or_optional(layout, tmp_path):
    rows = office.small(11)
    without_f(rows)
    rows.pop()
    text = layout.replace('"Thu nội địa" = "budget_revenue_domestic"', '"Thu nội địa" = ""')
    text = text.replace('"new_enterprises"  #', '{ indicator = "new_enterprises", optional = true }  #')
    text = text.replace('measure = "yoy_pct"\n', 'measure = "yoy_pct"\noptional = true\n')
    found = read(office.book(tmp_path / "t.xlsx", rows), text)
    assert {r["indicator"] for r in found.rows} == {"budget_expenditure", "export_total"}
    assert {r["measure"] for r in found.rows} == {"level"}
    assert found.unread == []


def test_a_unit_is_said_by_the_layout_where_the_table_says_none(tmp_path):
    rows = office.small(11)
    rows[1] = []
    for row in rows[2:]:
        row.pop(1)
    file = office.book(tmp_path / "t.xlsx", rows)
    text = draft(file)
    with pytest.raises(PackageError) as e:
        read(file, text)
    assert str(e.value).splitlines()[0] == (
        "t.xlsx, sheet KTXH, row 4, A: 'Thu nội địa' has no unit; write unit = … into [table] of layout, in words like 'tỷ đồng'"
    )
    text = text.replace('unit = ""', 'unit = "triệu đồng"')
    text = text.replace('"export_total"', '{ indicator = "export_total", unit = "nghìn USD" }')
    text = text.replace('"new_enterprises"', '{ indicator = "new_enterprises", unit = "DN" }')
    units = {
        (r["indicator"], r["unit_measure"], r["unit_mult"]) for r in read(file, text).rows if r["measure"] == "level"
    }
    assert units == {
        ("budget_revenue_domestic", "VND", "6"),
        ("budget_expenditure", "VND", "6"),
        ("export_total", "USD", "3"),
        ("new_enterprises", "enterprises", "0"),
    }


def test_a_table_of_provinces_is_read_again_for_another_period(tmp_path):
    file = office.book(tmp_path / "6.xlsx", office.PROVINCES, merged=MERGED["PROVINCES"])
    text = draft(file)
    text = remember(text, read(file, text))
    rows = [["THU NGÂN SÁCH VÀ DU LỊCH MỘT SỐ TỈNH 9 THÁNG ĐẦU NĂM 2026"], *office.PROVINCES[1:]]
    found = read(office.book(tmp_path / "9.xlsx", rows, merged=MERGED["PROVINCES"]), text)
    assert {r["time_period"] for r in found.rows} == {"2026-01-01/P9M"}
    rows[5] = [2, "Tỉnh Cao Bằng (mới)", *rows[5][2:]]
    rows[3] = [None, None, "Triệu đồng", *rows[3][3:]]
    with pytest.raises(PackageError) as e:
        read(office.book(tmp_path / "9.xlsx", rows, merged=MERGED["PROVINCES"]), text)
    head, row = str(e.value).splitlines()
    assert head.startswith(
        "9.xlsx, sheet KTXH, row 4, C: now reads 'Tổng thu ngân sách nhà nước trên địa bàn / Triệu đồng', and no column has the head "
        "'Tổng thu ngân sách nhà nước trên địa bàn / Tỷ đồng'; if it is that column, change head = "
    )
    assert row.startswith(
        "9.xlsx, sheet KTXH, row 6, B: now reads 'Tỉnh Cao Bằng (mới)', and no row is called 'Tỉnh Cao Bằng' (VN-04); if it is that "
        'row, change "Tỉnh Cao Bằng" to "Tỉnh Cao Bằng (mới)" in line '
    )


def test_what_a_sheet_shows_instead_of_zero_is_no_figure(layout, tmp_path):
    rows = office.small(11)
    rows[3][2], rows[3][3] = (0, '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)'), (0, "0.0")
    found = read(office.book(tmp_path / "t.xlsx", rows), layout)
    assert [r["obs_value"] for r in found.rows[:2]] == ["0.0", "2710.5"]


def test_a_superscript_is_a_mark_and_no_digit(layout, tmp_path):
    raised = InlineFont(vertAlign="superscript")
    rows = office.small(11)
    rows[3][0] = CellRichText("Thu nội địa", TextBlock(raised, "1"))
    rows[3][2] = CellRichText("1.251,2", TextBlock(raised, "2"))
    found = read(office.book(tmp_path / "t.xlsx", rows), layout)
    assert [r["obs_value"] for r in found.rows[:2]] == ["1251.2", "262.1"]


def test_a_number_below_one_has_no_groups(layout, tmp_path):
    rows = office.small(11)
    rows[3][5], rows[4][5] = "0.123", "1.320"
    found = read(office.book(tmp_path / "t.xlsx", rows), layout)
    assert [r["obs_value"] for r in found.rows if r["measure"] == "yoy_pct"][:2] == ["0.123", "1.320"]


@pytest.mark.parametrize("turned", [False, True])
def test_of_one_figure_rounded_twice_the_finer_is_kept(turned, layout, tmp_path):
    rows = office.small(11)
    rows[4] = [rows[4][0], "Tỷ đồng", 251.17, 262.13, 2710.48, 9.81]
    if turned:
        rows[3], rows[4] = [rows[3][0], *rows[4][1:]], [rows[4][0], *rows[3][1:]]
    twice = layout.replace('"budget_expenditure"', '"budget_revenue_domestic"')
    found = read(office.book(tmp_path / "t.xlsx", rows), twice)
    own = [r["obs_value"] for r in found.rows if r["indicator"] == "budget_revenue_domestic"]
    assert own == ["251.17", "262.13", "2710.48", "9.81"]
    assert found.notes[0] == "C5 says VN-09 · budget_revenue_domestic · 2026-M10 · level again, as C4 does"


def test_a_cell_gone_astray_costs_nothing(layout, tmp_path):
    rows = office.small(11)
    file = office.book(tmp_path / "t.xlsx", rows, astray="XFD1048576")
    assert len(read(file, layout).rows) == 16


def test_a_column_that_nobody_described_is_said(layout, tmp_path):
    rows = office.small(11)
    for row, more in zip(rows[2:], ("Xếp hạng", 1, 2, 3, 4), strict=True):
        row.append(more)
    found = read(office.book(tmp_path / "t.xlsx", rows), layout)
    assert found.notes == ["column G 'Xếp hạng' has figures, and the layout does not know it"]


def test_a_row_without_figures_and_figures_without_a_row_are_said(layout, tmp_path):
    rows = office.small(11)
    rows[4][2:] = [None] * 4
    rows.insert(6, [None, None, 1, 2, 3, 4])
    found = read(office.book(tmp_path / "t.xlsx", rows), layout)
    assert found.notes == ["row 5 'Tổng chi ngân sách địa phương' has no figures this time"]
    assert found.unread == ["(A7, without a name)"]


def test_what_is_of_the_country_is_not_offered_for_a_province(tmp_path):
    rows = [["Chỉ tiêu", "Đơn vị", "Năm 2026"], ["Quy mô nền kinh tế", "Nghìn tỷ đồng", 45.5]]
    for place, line in {
        "cả nước": '"Quy mô nền kinh tế" = "gdp"',
        "tỉnh Lạng Sơn": '# "Quy mô nền kinh tế" = ""',
    }.items():
        text = draft(office.book(tmp_path / "t.xlsx", [[f"Kết quả năm 2026 của {place}"], *rows]))
        assert line in text.splitlines()[-1 if place == "cả nước" else -2]


def test_two_rows_of_one_guess_are_left_to_the_person(tmp_path):
    rows = [
        ["Kết quả năm 2026 của tỉnh Lạng Sơn"],
        ["Chỉ tiêu", "Đơn vị", "Năm 2026"],
        ["Tổng kim ngạch xuất khẩu hàng hóa", "Triệu USD", 45.5],
        ["Kim ngạch xuất khẩu trên địa bàn", "Triệu USD", 44.5],
    ]
    text = draft(office.book(tmp_path / "t.xlsx", rows))
    assert '# "Tổng kim ngạch xuất khẩu hàng hóa" = "export_total"\n' in text
    assert '# "Kim ngạch xuất khẩu trên địa bàn" = "export_total"\n' in text
    assert "rows" in tomllib.loads(text)


def test_december_stays_december_in_a_head(tmp_path):
    rows = [
        ["Giá tiêu dùng tháng 01 năm 2027 tỉnh Lạng Sơn"],
        ["Chỉ tiêu", "Chỉ số giá so với tháng 12 năm 2026"],
        ["CPI tháng", (100.3, "0.0")],
    ]
    text = draft(office.book(tmp_path / "1.xlsx", rows))
    assert 'head = "Chỉ số giá so với tháng 12 năm {last_year}"  # B2\nmeasure = "dec_pct"' in text
    rows[0] = ["Giá tiêu dùng tháng 02 năm 2027 tỉnh Lạng Sơn"]
    found = read(office.book(tmp_path / "2.xlsx", rows), text)
    assert [(r["time_period"], r["measure"], r["obs_value"]) for r in found.rows] == [("2027-M02", "dec_pct", "0.3")]


def test_two_plans_are_told_apart_by_who_set_them(tmp_path):
    rows = [
        ["Thu ngân sách tỉnh Lạng Sơn 9 tháng đầu năm 2026"],
        ["Đơn vị tính: Tỷ đồng"],
        ["Chỉ tiêu", "Dự toán năm 2026", None, "Thực hiện 9 tháng", "So với dự toán (%)", None],
        [None, "Trung ương giao", "Tỉnh giao", None, "Trung ương giao", "Tỉnh giao"],
        ["Thu nội địa", 3100, 3300, 2448.5, 79.0, 74.2],
    ]
    file = office.book(tmp_path / "t.xlsx", rows, merged=("A3:A4", "B3:C3", "D3:D4", "E3:F3"))
    found = read(file, draft(file))
    assert [(r["time_period"], r["measure"], r["plan_by"], r["obs_value"]) for r in found.rows] == [
        ("2026", "plan_target", "central", "3100"),
        ("2026", "plan_target", "provincial", "3300"),
        ("2026-01-01/P9M", "level", "", "2448.5"),
        ("2026-01-01/P9M", "pct_of_plan", "central", "79"),
        ("2026-01-01/P9M", "pct_of_plan", "provincial", "74.2"),
    ]


def test_the_area_of_a_draft_is_that_of_its_title(tmp_path):
    rows = [["Kết quả tháng 10 năm 2026"], *office.small()[1:]]
    titles = {
        "Kết quả tháng 10 năm 2026 của cả nước": "VN",
        "Kết quả tháng 10 năm 2026 tỉnh Bắc Ninh": "VN-56-2025",
        "Kết quả tháng 10 năm 2020 tỉnh Bắc Ninh": "VN-56",
        "Kết quả tháng 10 năm 2026": "VN-09",
    }
    for title, area in titles.items():
        rows[0] = [title]
        text = draft(office.book(tmp_path / "t.xlsx", rows))
        assert tomllib.loads(text)["table"]["area"] == area
        assert ("the title names no area" in text) == (title == "Kết quả tháng 10 năm 2026")


def test_the_persons_remarks_stay_where_the_last_time_is_written(layout, tmp_path):
    mine = layout.replace("[rows]", "# của tôi: đã hỏi Sở Tài chính\n[rows]")
    found = read(office.book(tmp_path / "t.xlsx", office.small(11)), mine)
    once = remember(mine, found)
    assert "# của tôi: đã hỏi Sở Tài chính\n[rows]" in once
    assert once.count("[last]") == once.count("[last.units]") == 1
    assert remember(once, found) == once
    assert tomllib.loads(once)["last"]["period"] == "2026-M11"


def test_a_layout_is_opened_from_its_file(layout, tmp_path):
    (tmp_path / "monthly.toml").write_text(layout, encoding="utf-8-sig")
    file = office.book(tmp_path / "t.xlsx", office.small(11))
    assert len(read(file, tmp_path / "monthly.toml").rows) == 16
    assert len(read(str(file), str(tmp_path / "monthly.toml"), data=load()).rows) == 16
    with pytest.raises(PackageError, match=r"none.toml: the layout cannot be read: No such file"):
        read(file, tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("t.xls", b"x", "t.xls: neither CSV nor a workbook; save it as .xlsx or as CSV UTF-8"),
        (
            "t.xlsx",
            b"x",
            "t.xlsx: not a workbook that can be read (damaged, an older .xls, or locked by a password); save it as .xlsx",
        ),
        ("t.csv", b"\xff\x00", 't.csv: not UTF-8 text (byte 0); save it as "CSV UTF-8"'),
        ("t.csv", b"\n;;\n", "t.csv: empty: there is no table in it"),
        ("t.csv", b"a;b\n1;2\n", "t.csv: no table found: none of its cells is a head like"),
    ],
)
def test_a_file_that_is_no_table_says_what_to_save_it_as(name, content, says, tmp_path):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(PackageError) as e:
        draft(tmp_path / name)
    assert str(e.value).startswith(says)


def test_a_file_that_is_not_there(tmp_path, layout):
    with pytest.raises(PackageError, match=r"t.xlsx: missing: there is no such file"):
        read(tmp_path / "t.xlsx", layout)
