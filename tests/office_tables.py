"""Tables as statistics offices give them out, built cell by cell: as a workbook, or as CSV of the same.

A row is a list of cells. A cell is a text, a number, or ``(value, format)``; ``None`` is empty.
"""

import csv
import datetime
import unicodedata
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Font


def book(
    path: Path, rows: list[list], *, sheet="KTXH", merged=(), bold=(), indent=None, hidden=(), more=None, astray=""
) -> Path:
    """A workbook with one table, and sheets of others in ``more`` (name -> rows)."""
    out = openpyxl.Workbook()
    page = out.active
    page.title = sheet
    fill(page, rows)
    if astray:
        page[astray].number_format = "0.0"
    for area in merged:
        page.merge_cells(area)
    for cell in bold:
        page[cell].font = Font(bold=True)
    for cell, steps in (indent or {}).items():
        page[cell].alignment = Alignment(indent=steps)
    for name in hidden:
        (page.column_dimensions if name.isalpha() else page.row_dimensions)[
            int(name) if name.isdigit() else name
        ].hidden = True
    for name, others in (more or {}).items():
        fill(out.create_sheet(name), others)
    out.save(path)
    return path


def fill(page, rows: list[list]) -> None:
    for r, cells in enumerate(rows, start=1):
        for c, value in enumerate(cells, start=1):
            value, form = value if isinstance(value, tuple) else (value, "")
            page.cell(r, c, value)
            if form:
                page.cell(r, c).number_format = form


def text(path: Path, rows: list[list], *, separator=";", encoding="utf-8-sig") -> Path:
    """The same as CSV, with the decimals that Excel in Vietnamese shows."""
    width = max(map(len, rows))
    with path.open("w", encoding=encoding, newline="") as file:
        out = csv.writer(file, delimiter=separator)
        out.writerows([[vietnamese(v) for v in [*cells, *[None] * (width - len(cells))]] for cells in rows])
    return path


def vietnamese(value) -> str:
    value, form = value if isinstance(value, tuple) else (value, "")
    if value is None or isinstance(value, str):
        return value or ""
    decimals = (
        len(form.partition(".")[2]) if form else len(repr(value).partition(".")[2]) if isinstance(value, float) else 0
    )
    return f"{value:,.{decimals}f}".translate({ord(","): ".", ord("."): ","})


def monthly(month: int = 10, year: int = 2026) -> list[list]:
    """An annex of a monthly report: 26 rows, 7 columns of figures."""
    last, one, n0 = month - 1, "#,##0.0", "#,##0"
    return [
        ["CHI CỤC THỐNG KÊ TỈNH LẠNG SƠN"],
        [f"MỘT SỐ CHỈ TIÊU KINH TẾ - XÃ HỘI CHỦ YẾU THÁNG {month} VÀ {month} THÁNG NĂM {year}"],
        ["(Kèm theo Báo cáo tình hình kinh tế - xã hội của tỉnh Lạng Sơn)"],
        [],
        ["STT", "Chỉ tiêu", "Đơn vị tính", f"Kế hoạch năm {year}", f"Thực hiện tháng {last}", "Ước thực hiện", None, "So với (%)", None, f"Ước {month} tháng so với kế hoạch năm (%)"],
        [None, None, None, None, None, f"Tháng {month}", f"{month} tháng", "Tháng trước", f"{month} tháng cùng kỳ năm {year - 1}", None],
        ["A", "B", "C", 1, 2, 3, 4, 5, 6, "7=4/1"],
        ["I", "NÔNG, LÂM NGHIỆP"],
        [1, "Diện tích gieo trồng vụ Mùa"],
        [None, "- Lúa Mùa (*)", "Ha", (32000, n0), "-", "-", (32105.4, one), "-", (100.8, one), (100.3, one)],
        [None, "- Ngô", "Ha", (5000, n0), "-", "-", (4980.2, one), "-", (99.1, one), (99.6, one)],
        [2, "Diện tích rừng trồng mới tập trung", "Ha", (9000, n0), (850.5, one), (620.0, one), (9450.0, one), (72.9, one), (104.2, one), (105.0, one)],
        [3, "Sản lượng thịt hơi xuất chuồng", "Tấn", "...", (3120, n0), (3205, n0), (31420, n0), (102.7, one), (106.3, one), "..."],
        ["II", "CÔNG NGHIỆP"],
        [1, "Chỉ số sản xuất công nghiệp (IIP)", "%", "x", (104.1, one), (108.35, "0.00"), (107.12, "0.00"), (102.4, one), (107.1, one), "x"],
        [2, "Giá trị sản xuất công nghiệp", "Tỷ đồng", (14500, n0), (1210.4, one), (1255.8, one), (11890.2, one), (103.8, one), (109.4, one), (82.0, one)],
        ["III", "THƯƠNG MẠI, DỊCH VỤ"],
        [1, "Tổng mức bán lẻ hàng hoá và doanh thu dịch vụ tiêu dùng", "Tỷ đồng", (42000, n0), (3420.7, one), (3505.1, one), (34210.9, one), (102.5, one), (112.6, one), (81.5, one)],
        [None, "Trong đó: Doanh thu bán lẻ hàng hóa", "-nt-", "...", (2980.3, one), (3051.6, one), (29840.4, one), (102.4, one), (112.1, one), "..."],
        [2, "Kim ngạch xuất nhập khẩu các loại hình qua địa bàn", "Triệu USD", (95000, n0), (8950.0, one), (9120.0, one), (84500.0, one), (101.9, one), (118.4, one), (88.9, one)],
        [3, "Kim ngạch xuất khẩu", "Tr.USD", (4800, n0), (402.0, one), (415.5, one), (3990.2, one), (103.4, one), (110.5, one), (83.1, one)],
        [4, "Kim ngạch nhập khẩu", "Tr.USD", (3100, n0), (255.1, one), (250.0, one), (2610.7, one), (98.0, one), (104.9, one), (84.2, one)],
        [5, "Khách du lịch", "Nghìn lượt", (4500, n0), (310, n0), (345, n0), (4120, n0), (111.3, one), (108.2, one), (91.6, one)],
        [6, "Doanh thu du lịch", "Tỷ đồng", (4700, n0), (320.5, one), (360.2, one), (4310.8, one), (112.4, one), (113.9, one), (91.7, one)],
        ["IV", "THU, CHI NGÂN SÁCH"],
        [1, "Tổng thu NSNN trên địa bàn", "Tỷ đồng", (11200, n0), (905.3, one), (1010.4, one), (10320.6, one), (111.6, one), (121.7, one), (92.1, one)],
        ["1.1", "Thu nội địa", "Tỷ đồng", (3300, n0), (251.2, one), (262.0, one), (2710.5, one), (104.3, one), (109.8, one), (82.1, one)],
        ["1.2", "Thu từ hoạt động xuất nhập khẩu", "Tỷ đồng", (7900, n0), (654.1, one), (748.4, one), (7610.1, one), (114.4, one), (126.6, one), (96.3, one)],
        [2, "Chi ngân sách địa phương", "Tỷ đồng", (16500, n0), (1205.0, one), (1310.9, one), (11890.4, one), (108.8, one), (105.7, one), (72.1, one)],
        ["V", "ĐẦU TƯ, DOANH NGHIỆP"],
        [1, "Vốn đầu tư thực hiện thuộc nguồn vốn ngân sách nhà nước do địa phương quản lý", "Tỷ đồng", (6200, n0), (480.6, one), (520.7, one), (4105.9, one), (108.3, one), (115.0, one), (66.2, one)],
        [2, "Doanh nghiệp thành lập mới", "Doanh nghiệp", (850, n0), 71, 78, 742, (109.9, one), (118.2, one), (87.3, one)],
        [3, "Số lao động được giải quyết việc làm", "Người", (16000, n0), (1420, n0), (1505, n0), (14210, n0), (106.0, one), (103.4, one), (88.8, one)],
        [],
        ["Ghi chú: (*) Diện tích gieo cấy đến ngày 15 của tháng báo cáo."],
        [None, "(1) Số liệu xuất nhập khẩu do cơ quan Hải quan cung cấp."],
        [None, None, None, None, None, None, f"Lạng Sơn, ngày 28 tháng {month} năm {year}"],
        [None, "Người lập biểu", None, None, None, None, "CHI CỤC TRƯỞNG"],
    ]  # fmt: skip


MONTHLY = ("A2:J2", "A3:J3", "A5:A6", "B5:B6", "C5:C6", "D5:D6", "E5:E6", "F5:G5", "H5:I5", "J5:J6", "B8:J8")


QUARTER = [
    ["BIỂU 3. MỘT SỐ CHỈ TIÊU KINH TẾ QUÝ III VÀ 9 THÁNG NĂM 2026 TỈNH LẠNG SƠN"],
    [None, None, None, None, None, "Đơn vị tính: Tỷ đồng"],
    ["Nội dung", "Thực hiện quý III năm 2025", "Ước quý III năm 2026", "Ước 9 tháng năm 2026", "Tốc độ tăng (+), giảm (-) so với cùng kỳ (%)", None],
    [None, None, None, None, "Quý III năm 2026", "9 tháng năm 2026"],
    ["1. Tổng thu ngân sách nhà nước trên địa bàn", "2.310,5", "2.801", "9.310,2", "21,2", "18,0"],
    ["   - Thu nội địa", 610, "655,2", "2.448,5", "(7,4)", "-1,1"],
    ["2. Tổng chi ngân sách địa phương", "3.011", "3.200", "9.600", "6,3", "5,2%"],
    ["Nguồn: Sở Tài chính"],
]  # fmt: skip
PRICES = [
    ["CHỈ SỐ GIÁ TIÊU DÙNG THÁNG 10 NĂM 2026 TỈNH LẠNG SƠN"],
    [None, None, None, None, None, "Đơn vị tính: %"],
    [None, "Chỉ số giá tháng 10 năm 2026 so với", None, None, None, "Chỉ số giá bình quân 10 tháng năm 2026 so với cùng kỳ năm 2025"],
    ["Chỉ tiêu", "Kỳ gốc 2024", "Tháng 10 năm 2025", "Tháng 12 năm 2025", "Tháng 9 năm 2026", None],
    ["CHỈ SỐ GIÁ TIÊU DÙNG (CPI)", (105.87, "0.00"), (103.41, "0.00"), (102.9, "0.00"), (100.32, "0.00"), (103.05, "0.00")],
    ["I. Hàng ăn và dịch vụ ăn uống", (107.1, "0.00"), (104.1, "0.00"), (103.3, "0.00"), (100.5, "0.00"), (104.0, "0.00")],
]  # fmt: skip
PROVINCES = [
    ["THU NGÂN SÁCH VÀ DU LỊCH MỘT SỐ TỈNH 6 THÁNG ĐẦU NĂM 2026"],
    [],
    ["TT", "Địa phương", "Tổng thu ngân sách nhà nước trên địa bàn", None, "Tổng lượt khách du lịch (nghìn lượt)", "Doanh thu du lịch"],
    [None, None, "Tỷ đồng", "So với cùng kỳ (%)", None, "Tỷ đồng"],
    [1, "Tỉnh Lạng Sơn", (5210.4, "#,##0.0"), (112.4, "0.0"), 2480, (2510.0, "0.0")],
    [2, "Tỉnh Cao Bằng", (1210.4, "#,##0.0"), (98.4, "0.0"), 1480, (1310.0, "0.0")],
    [3, "Bắc Ninh", (31210.4, "#,##0.0"), (104.4, "0.0"), "...", (2851.0, "0.0")],
    [4, "Khu vực khác", 1, 2, 3, 4],
]  # fmt: skip
CROPS = [
    ["Tình hình sản xuất nông nghiệp tỉnh Lạng Sơn năm 2026"],
    [],
    ["Chỉ tiêu", "ĐVT", "Thực hiện năm 2025", "Kế hoạch năm 2026", "Ước TH năm 2026", "Ước TH 2026 so với (%)", None],
    [None, None, None, None, None, "TH năm 2025", "KH năm 2026"],
    ["Lúa Xuân"],
    ["Diện tích", "Ha", (15100.5, "0.0"), 15000, (15210, "0.0"), (100.7, "0.0"), (101.4, "0.0")],
    ["Sản lượng", "Tấn", 77163, 78000, 78939, (102.3, "0.0"), (101.2, "0.0")],
    ["Ngô"],
    ["Diện tích", "Ha", (19100.5, "0.0"), 19000, (19010, "0.0"), (99.5, "0.0"), (100.1, "0.0")],
    ["Sản lượng", "Tấn", 97163, 98000, 98939, (101.8, "0.0"), (101.0, "0.0")],
]  # fmt: skip
ACCOUNTS = [
    ["Tổng sản phẩm trên địa bàn tỉnh Lạng Sơn 9 tháng đầu năm 2026"],
    ["Khoản mục", "Tốc độ tăng so với cùng kỳ (%)", "Đóng góp vào mức tăng chung (điểm phần trăm)", "Cơ cấu (%)"],
    ["TỔNG SỐ", "8,41", "8,41", "100,00"],
    ["Dịch vụ", "8,11", "3,75", "47,02"],
    ["Thuế sản phẩm trừ trợ cấp sản phẩm", "11,2", "0,55", "4,37"],
]  # fmt: skip
STEPS = [
    ["PHỤ LỤC: KẾT QUẢ 10 THÁNG NĂM 2026 TỈNH LẠNG SƠN"],
    ["(Kèm theo Báo cáo số 615/BC-CTK ngày 02 tháng 11 năm 2026 của Chi cục Thống kê)"],
    [],
    ["Chỉ tiêu", None, None, "Đơn vị", "Tháng 10", "10 tháng"],
    ["I", "NÔNG NGHIỆP"],
    [None, "Vụ Xuân"],
    [None, None, "Lúa", "Ha", 10.5, 15210.3],
    [None, None, "Ngô", "Ha", 11.5, 5210.3],
    [None, "Vụ Mùa"],
    [None, None, "Lúa", "Ha", 12.5, 32105.3],
    [None, None, "Ngô", "Ha", 14.5, 4980.1],
    ["II", "Thu nội địa", None, "Tỷ đồng", 262.5, 2710.5],
]  # fmt: skip
ENGLISH = [
    ["Xuất nhập khẩu của tỉnh Lạng Sơn tháng 10 năm 2026"],
    ["Chỉ tiêu", "Ước tháng 10", "Ước 10 tháng", "10 tháng so với cùng kỳ (%)"],
    ["Kim ngạch xuất khẩu (triệu USD)", "415.5", "3,990.2", "+10.5"],
    ["Kim ngạch nhập khẩu (triệu USD)", "250", "2,610", "−4.9"],
]  # fmt: skip


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


PAGES = [
    ["UBND TỈNH LẠNG SƠN"],
    [decomposed("THU NGÂN SÁCH THÁNG 10/2026")],
    [None, None, None, "ĐVT: triệu đồng"],
    [None, "Thực hiện", None, "So với (%)", None],
    ["NỘI DUNG", "Tháng 9", "Tháng 10", "Tháng 9/2026", "Dự toán năm"],
    ["A", 1, 2, "3=2/1", 4],
    [],
    [decomposed("A. Tổng thu NSNN trên địa bàn"), "905.300", "1.010.400", "111,6", "92,1"],
    ["I. Thu\u00a0nội địa", "251.200", "262.000", "104,3", "82,1"],
    [decomposed("NỘI DUNG"), "Tháng 9", "Tháng 10", "Tháng 9/2026", "Dự toán năm"],
    ["II. Thu từ hoạt động xuất nhập khẩu", "654.100", "748.400", "114,4", "96,3"],
]  # fmt: skip
_ODD = [
    ["Báo cáo tháng 10 năm 2026 của tỉnh Lạng Sơn"],
    [],
    ["Chỉ tiêu", "Đơn vị", "Thực hiện\ncùng kỳ năm trước", (datetime.datetime(2026, 10, 1), "mm/yyyy"), "Lũy kế từ\u00a0đầu năm (1)", "So với cùng kỳ"],
]  # fmt: skip
ODD = [
    *_ODD,
    ["Thu nội địa¹", "tỷ đồng", (251.199999999, "General"), (262.35, "#,##0.0"), (2710500, "#,##0,"), (0.0984, "0.0%")],
    ["Kim ngạch xuất khẩu", "triệu USD", (0.1 + 0.2, "General"), (415.5, "_(* #,##0.00_)"), (1234.5, '#,##0.0" tr"'), (-0.05, "0.0%;(0.0%)")],
    ["Doanh nghiệp thành lập mới", "DN", "khoảng 70", "hơn 78", "740-742 (*)", "5,1%"],
    ["Số hộ nghèo", "hộ", "x", "…", "n/a", None],
]  # fmt: skip
ODD_AS_TEXT = [
    *_ODD[:2],
    ["Chỉ tiêu", "Đơn vị", "Thực hiện\ncùng kỳ năm trước", "10/2026", "Lũy kế từ đầu năm (1)", "So với cùng kỳ"],
    ["Thu nội địa¹", "tỷ đồng", "251,2", "262,4", "2.711", "9,8%"],
    ["Kim ngạch xuất khẩu", "triệu USD", "0,3", "415,50", "1.234,5", "(5,0%)"],
    *ODD[5:],
]  # fmt: skip


def small(month: int = 10, year: int = 2026, *, title: str = "") -> list[list]:
    """A short table of a month, for what goes wrong in it."""
    return [
        [title or f"Kết quả tháng {month} năm {year} tỉnh Lạng Sơn"],
        [None, None, None, None, "Đơn vị tính: Tỷ đồng"],
        ["Chỉ tiêu", "ĐVT", f"Thực hiện tháng {month - 1}", f"Ước tháng {month}", f"Ước {month} tháng", f"{month} tháng so với cùng kỳ (%)"],
        ["Thu nội địa", "Tỷ đồng", 251.2, 262.1, 2710.5, 9.8],
        ["Tổng chi ngân sách địa phương", "Tỷ đồng", 1205.4, 1310.9, 11890.4, 5.7],
        ["Kim ngạch xuất khẩu", "Triệu USD", 402.5, 415.5, 3990.2, -4.9],
        ["Doanh nghiệp thành lập mới", "DN", 71, 78, 742, 18.2],
    ]  # fmt: skip
