"""What a draft takes for sure: only where name, section, unit and kind agree; all else is left to the person."""

import re
import tomllib

import office_tables as office
import pytest

from lsdata.errors import PackageError
from lsdata.exchange.office import naming
from lsdata.exchange.office.drafting import draft
from lsdata.exchange.office.reading import read, remember
from lsdata.storages import shown

TITLE = "KẾT QUẢ THÁNG 4 VÀ 4 THÁNG NĂM 2026 TỈNH LẠNG SƠN"
HEAD = ["STT", "Chỉ tiêu", "Đơn vị tính", "Ước tháng 4/2026", "Ước 4 tháng năm 2026", "4 tháng so với cùng kỳ năm trước (%)"]  # fmt: skip


def annex(path, rows, *, title=TITLE, head=HEAD):
    """A table of an office: rows of number, name, unit; without a unit a heading."""
    full = [[*r, 102.5, 103.5, 104.5] if len(r) > 2 else list(r) for r in rows]
    return office.book(path, [[title], head, *full])


def drafted(path, rows, **more):
    """Name of a row -> indicator that the draft takes for sure; names of the rows that it leaves open."""
    text = draft(annex(path, rows, **more))
    sure = {k: v if isinstance(v, str) else v["indicator"] for k, v in tomllib.loads(text).get("rows", {}).items()}
    return sure, re.findall(r'(?m)^# "([^"]*)" =', text)


BRANCHES = [("", "Công nghiệp khai khoáng", "%"), ("", "Công nghiệp chế biến, chế tạo", "%")]
WHOLE = [
    ("under the index", [(1, "Chỉ số sản xuất công nghiệp (IIP)", "%")], "", "iip"),
    ("after the index, at one depth", [("", "Chỉ số sản xuất công nghiệp (IIP)", "%")], "", "iip"),
    ("under growth", [(1, "Tốc độ tăng trưởng GRDP", "%")], "", "grdp"),
    ("by the title", [], "CHỈ SỐ SẢN XUẤT CÔNG NGHIỆP THÁNG 4 NĂM 2026 TỈNH LẠNG SƠN", "iip"),
    ("under another index", [(1, "Chỉ số sử dụng lao động", "%")], "", ""),
    ("under shares", [(1, "Cơ cấu GRDP", "%")], "", ""),
    ("under nothing", [], "", ""),
]


@pytest.mark.parametrize(("above", "title", "whole"), [w[1:] for w in WHOLE], ids=[w[0] for w in WHOLE])
def test_a_branch_is_one_of_what_it_stands_under(above, title, whole, tmp_path):
    sure, left_open = drafted(tmp_path / "t.xlsx", above + BRANCHES, title=title or TITLE)
    branches = [sure.get(name) for _, name, _ in BRANCHES]
    assert branches == ([f"{whole}_mining", f"{whole}_manufacturing"] if whole else [None, None])
    assert [n for _, n, _ in BRANCHES if n in left_open] == ([] if whole else [n for _, n, _ in BRANCHES])


def test_a_branch_that_is_left_open_names_both_that_it_may_be(tmp_path):
    text = draft(annex(tmp_path / "t.xlsx", BRANCHES))
    near = next(line for line in text.splitlines() if "dòng 3" in line)
    assert "grdp_mining" in near
    assert "iip_mining" in near


ANNEXES = {
    "crops": (
        [
            (1, "Diện tích thu hoạch"), ("", "- Lúa", "Ha"), ("", "- Ngô", "Ha"), ("", "- Lúa Xuân", "Ha"),
            (2, "Năng suất"), ("", "- Lúa Xuân", "Tạ/ha"), ("", "- Lúa Mùa", "Tạ/ha"),
            (3, "Sản lượng"), ("", "- Lúa Xuân", "Tấn"), ("", "- Lúa Mùa", "Tấn"), ("", "- Ngô", "Tấn"),
            (4, "Diện tích lúa Xuân", "Ha"), (5, "Diện tích ngô", "Ha"), (6, "Vụ Đông Xuân"), ("", "Sản lượng lúa", "Tấn"),
            (7, "Diện tích rừng trồng được chăm sóc", "Ha"), (8, "Diện tích rừng trồng mới tập trung", "Ha"),
        ],
        {
            "Lúa": "rice_harvested_area", "Diện tích thu hoạch > Ngô": "maize_harvested_area",
            "Diện tích thu hoạch > Lúa Xuân": "spring_rice_harvested_area", "Năng suất > Lúa Xuân": "spring_rice_yield",
            "Sản lượng > Lúa Xuân": "spring_rice_output", "Sản lượng > Ngô": "maize_output",
            "Diện tích ngô": "maize_sown_area", "Diện tích rừng trồng mới tập trung": "forest_new_planting",
        },
    ),
    "budget": (
        [
            ("A", "Tổng thu ngân sách nhà nước trên địa bàn", "Tỷ đồng"), (1, "Thu nội địa", "Tỷ đồng"),
            (2, "Thu từ hoạt động xuất nhập khẩu", "Tỷ đồng"), ("", "Thuế xuất khẩu", "Tỷ đồng"),
            ("B", "Thu ngân sách địa phương", "Tỷ đồng"), ("C", "Tổng chi cân đối ngân sách", "Tỷ đồng"),
        ],
        {
            "Tổng thu ngân sách nhà nước trên địa bàn": "budget_revenue_total", "Thu nội địa": "budget_revenue_domestic",
            "Thu từ hoạt động xuất nhập khẩu": "budget_revenue_customs",
        },
    ),
    "trade": (
        [
            ("I", "Kim ngạch xuất nhập khẩu hàng hóa địa phương", "Triệu USD"), ("", "- Kim ngạch xuất khẩu", "Triệu USD"),
            ("II", "Kim ngạch xuất khẩu hàng địa phương", "Triệu USD"), ("III", "Kim ngạch xuất khẩu", "Triệu USD"),
            ("IV", "Tổng kim ngạch xuất nhập khẩu", "Triệu USD"), ("V", "Kim ngạch xuất khẩu dịch vụ", "Triệu USD"),
        ],
        {"Kim ngạch xuất khẩu hàng địa phương": "export_local", "Kim ngạch xuất khẩu": "export_total"},
    ),
    "investment": (
        [
            (1, "Tổng vốn đầu tư toàn xã hội", "Tỷ đồng"), ("", "- Vốn ngân sách địa phương", "Tỷ đồng"),
            ("", "- Vốn đầu tư từ ngân sách nhà nước do địa phương quản lý", "Tỷ đồng"),
            ("", "- Vốn đầu tư từ ngân sách nhà nước do trung ương quản lý", "Tỷ đồng"),
            (2, "Đầu tư trực tiếp nước ngoài (FDI)", "Tỷ đồng"), ("", "Tổng vốn đăng ký", "Tỷ đồng"),
            (3, "Doanh nghiệp giải thể", "DN"), (4, "Tổng số doanh nghiệp", "DN"),
        ],
        {
            "Tổng vốn đầu tư toàn xã hội": "total_social_investment", "Doanh nghiệp giải thể": "enterprises_dissolved",
            "Vốn đầu tư từ ngân sách nhà nước do địa phương quản lý": "state_budget_investment_local",
        },
    ),
    "tourism and services": (
        [
            (1, "Tổng lượt khách du lịch", "Nghìn lượt"), ("", "- Khách nội địa", "Nghìn lượt"),
            (2, "Lượt khách do các cơ sở lưu trú phục vụ", "Nghìn lượt"), ("", "- Lượt khách quốc tế", "Nghìn lượt"),
            (3, "Doanh thu du lịch", "Tỷ đồng"), (4, "Doanh thu dịch vụ lưu trú", "Tỷ đồng"),
            (5, "Tổng mức bán lẻ hàng hóa", "Tỷ đồng"),
        ],
        {"Tổng lượt khách du lịch": "tourist_arrivals", "Doanh thu du lịch": "tourism_revenue"},
    ),
    "prices of value added": (
        [
            (1, "Tổng sản phẩm trên địa bàn (giá so sánh 2010)", "Tỷ đồng"),
            (2, "Tổng sản phẩm trên địa bàn (giá hiện hành)", "Tỷ đồng"), (3, "Tổng sản phẩm trên địa bàn (GRDP)", "Tỷ đồng"),
            (4, "Giá trị sản xuất công nghiệp (giá hiện hành)", "Tỷ đồng"),
        ],
        {"Tổng sản phẩm trên địa bàn (giá hiện hành)": "grdp"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ANNEXES)
def test_a_guess_is_active_only_where_all_agrees(name, tmp_path):
    rows, want = ANNEXES[name]
    sure, left_open = drafted(tmp_path / "t.xlsx", rows)
    assert sure == want
    assert len(sure) + len(left_open) == sum(len(r) > 2 for r in rows)


def test_a_change_on_the_year_before_is_read_as_a_change(tmp_path):
    rows = [(1, "Thu nội địa", "Tỷ đồng"), (2, "Chỉ số giá tiêu dùng (CPI)", "%")]
    file = annex(tmp_path / "t.xlsx", rows)
    text = draft(file)
    head = text.index("so với cùng kỳ")
    assert 'measure = "yoy_pct"\nperiod = "ytd"' in text[head:]
    assert 'base = 100\ninstead = { cpi = "cpi_average" }' in text[head:]
    found = read(file, text).rows[-1]
    assert (found["measure"], found["obs_value"]) == ("yoy_pct", "4.5")
    assert (found["note"], found["note_vi"]) == ("printed as 104.5, base = 100", "bảng ghi 104,5, gốc = 100")


def test_a_row_whose_levels_are_changes_says_its_base(tmp_path):
    rows = [[TITLE], HEAD, [1, "Chỉ số sản xuất công nghiệp (IIP)", "%", 102.5, 103.5, 103.5]]
    file = office.book(tmp_path / "t.xlsx", rows)
    text = draft(file)
    assert '{ indicator = "iip", measure = "yoy_pct", base = 100 }' in text
    found = [(r["measure"], r["obs_value"]) for r in read(file, text).rows]
    assert found == [("yoy_pct", "2.5"), ("yoy_pct", "3.5")]
    with pytest.raises(PackageError, match="base = 100, beside a measure"):
        read(file, text.replace('iip", measure = "yoy_pct", base', 'iip", measure = "index", base'))


@pytest.fixture
def layout(tmp_path):
    """The file of a layout that has been used once."""
    file = office.book(tmp_path / "10.xlsx", office.small())
    text = draft(file)
    path = tmp_path / "layouts" / "small.toml"
    path.parent.mkdir()
    path.write_text(remember(text, read(file, text)), encoding="utf-8")
    return path


def test_what_has_changed_names_the_line_of_the_whole_path(layout, tmp_path):
    rows = office.small(11)
    rows[4][0] = "Chi ngân sách tỉnh, huyện"
    rows[2][3] = "Tháng báo cáo"
    with pytest.raises(PackageError) as e:
        read(office.book(tmp_path / "11.xlsx", rows), layout)
    head, row = str(e.value).splitlines()
    lines = layout.read_text(encoding="utf-8").splitlines()
    assert head.endswith(f'to head = "Tháng báo cáo" in line 30 of {layout}')
    assert lines[29].startswith('head = "Ước tháng {month}"')
    assert row == (
        "11.xlsx, sheet KTXH, row 5, A: now reads 'Chi ngân sách tỉnh, huyện', and no row is called 'Tổng chi ngân sách địa phương' "
        '(budget_expenditure); if it is that row, change "Tổng chi ngân sách địa phương" to "Chi ngân sách tỉnh, huyện" '
        f"in line 53 of {layout}"
    )
    assert lines[52].startswith('"Tổng chi ngân sách địa phương" =')


def test_a_row_that_was_open_last_time_is_not_the_new_name_of_another(layout, tmp_path):
    rows = office.small(11)
    rows[4][0] = "Chi ngân sách tỉnh, huyện"
    text = layout.read_text(encoding="utf-8").replace("[rows]", '[rows]\n# "Chi ngân sách tỉnh, huyện" = ""')
    with pytest.raises(PackageError, match="no row is called 'Tổng chi ngân sách địa phương'") as e:
        read(office.book(tmp_path / "11.xlsx", rows), text)
    assert "now reads" not in str(e.value)


def test_the_likely_new_name_stands_where_the_old_one_did():
    others = {"Tổng lượt khách đến tỉnh": 7, "Khách sạn": 3}
    assert naming.likely("Khách du lịch", others, (6, 8)) == "Tổng lượt khách đến tỉnh"
    assert naming.likely("Thu nội địa", {"Xăng dầu": 7}, (6, 8)) == "Xăng dầu"
    assert naming.likely("Thu nội địa", {"Xăng dầu": 7}, (8, float("inf"))) == ""


def test_a_unit_that_was_accepted_though_the_figures_did_not_change_is_said(layout, tmp_path):
    rows = office.small(11)
    rows[5][1] = "Nghìn USD"
    text = layout.read_text(encoding="utf-8").replace('"Kim ngạch xuất khẩu" = "Triệu USD"', '"Kim ngạch xuất khẩu" = "Nghìn USD"')  # fmt: skip
    found = read(office.book(tmp_path / "11.xlsx", rows), text)
    note = (
        "about 1000 times smaller than last time: 'Kim ngạch xuất khẩu' (C6, Nghìn USD); look whether the unit is right"
    )
    assert found.notes == [note]
    rows[5][2:5] = [1000 * x for x in rows[5][2:5]]
    assert read(office.book(tmp_path / "11.xlsx", rows), text).notes == []
    rows[3][2:5] = [1000 * x for x in rows[3][2:5]]
    assert (
        read(office.book(tmp_path / "11.xlsx", rows), text)
        .notes[0]
        .startswith("about 1000 times larger than last time: 'Thu nội địa' (C4, Tỷ đồng)")
    )


def test_cells_that_show_less_than_they_hold_are_counted(layout, tmp_path):
    rows = office.small(11)
    rows[3][2], rows[4][2] = (251.25, "0.0"), (1205.44, "#,##0")
    found = read(office.book(tmp_path / "11.xlsx", rows), layout)
    assert [r["obs_value"] for r in found.rows[:5:4]] == ["251.3", "1205"]
    assert found.notes == ["2 cells are shown with fewer decimals than they hold, and read as shown: C4, C5"]
    assert not shown.is_rounded(12.299999999, "0.0")
