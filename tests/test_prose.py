"""Slips of figures in plain text: many true, many that only look like it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsdata.publish.pieces import pieces, plain
from lsdata.publish.prose import figures, slips
from lsdata.publish.sentences import sentences
from lsdata.publish.slips import say


def rules(text: str, lang: str = "vi", **how) -> list[tuple[str, str]]:
    return [(slip.rule, slip.level) for slip in slips(text, lang, **how)]


ERROR, WARNING = "error", "warning"
PARTS = [
    " ", "\n", "\n\n", ". ", ", ", "- ", "# ", "1.320", "42,9%", "42.9%", "3,5", "2020", "6 tháng đầu năm 2020", "tăng ",
    "giảm ", "âm", "tỷ trọng ", "vượt mục tiêu ", "cùng kỳ", "so với ", "đạt ", " lần", "điểm %", "ngày 13.7.2020", "“", "”",
    "`", "$", "(", ")", "−", "The share ", "fell ", "was ", "times less", "target of 8%", "In the first half of 2020, ", "é", "Đ",
]  # fmt: skip
SLIPS = [
    # a decimal mark that is not the language's
    ("vi", "Kim ngạch giảm 42.9% so với cùng kỳ năm 2019.", "decimal", ERROR),
    ("vi", "Sản lượng là 575.22 tấn.", "decimal", ERROR),
    ("vi", "Có hơn 1.5 triệu lượt khách.", "decimal", ERROR),
    ("vi", "Doanh thu bằng 3.5 lần năm 2019.", "decimal", ERROR),
    ("vi", "Lãi suất từ 2.5-3% một năm.", "decimal", ERROR),
    ("vi", "Lãi suất từ 2-3.5% một năm.", "decimal", ERROR),
    ("vi", "Kế hoạch là 1,320.5 triệu USD.", "decimal", ERROR),
    ("vi", "Kế hoạch là 1,320,000 USD.", "decimal", ERROR),
    ("vi", "Đoạn tuyến dài 2.3km.", "decimal", ERROR),
    ("vi", "Khu vực công nghiệp chiếm 22.5% GRDP.", "decimal", ERROR),
    ("vi", "Hệ số là 0.47.", "decimal", WARNING),
    ("vi", "Chỉ số giá ở mức 102.35 trong kỳ.", "decimal", WARNING),
    ("en", "Turnover fell 42,9% from 2019.", "decimal", ERROR),
    ("en", "The plan was 1.320,5 million USD.", "decimal", ERROR),
    ("en", "A coefficient of 0,47 is low.", "decimal", WARNING),
    # dates and years
    ("vi", "Hội nghị họp ngày 13.7.2020.", "date", WARNING),
    ("vi", "Tính đến ngày 05.7, tiến độ còn chậm.", "date", WARNING),
    ("vi", "Kế hoạch năm 2.025 đã giao.", "year-grouped", ERROR),
    ("vi", "Tính đến tháng 6/2.025, tiến độ chậm.", "year-grouped", ERROR),
    # per cent for points
    ("vi", "Tỷ trọng nông nghiệp giảm 1,19% so với năm 2015.", "points", ERROR),
    ("vi", "Tỉ trọng nông, lâm nghiệp và thủy sản tăng thêm 1,29% so với năm 2015.", "points", ERROR),
    ("vi", "Tỷ lệ hộ nghèo giảm 2,95% mỗi năm.", "points", ERROR),
    ("vi", "Tỷ lệ hộ nghèo năm 2020 giảm bình quân 2,95%/năm.", "points", ERROR),
    ("vi", "Tỷ lệ hộ nghèo còn 10,89%, giảm 2,95% so với năm 2018.", "points", ERROR),
    ("vi", "Tỷ trọng công nghiệp chiếm 44,93%, tăng 1,29% so với năm 2015.", "points", ERROR),
    ("vi", "Dịch vụ chiếm 44,93% GRDP, tăng 1,29% so với năm 2015.", "points", WARNING),
    ("vi", "GRDP tăng 7,36% so với năm 2016 (vượt mục tiêu Nghị quyết 0,36%).", "points", ERROR),
    ("vi", "Tăng trưởng thấp hơn mục tiêu (9%) 0,36%.", "points", ERROR),
    ("vi", "Kết quả vượt mục tiêu 0,36%.", "points", WARNING),
    ("vi", "Mức này tăng 5 điểm % so với năm 2019.", "points", ERROR),
    ("vi", "Tỷ lệ lấp đầy cao hơn 2,1% so với tỷ lệ của cả nước.", "points", ERROR),
    ("vi", "Kết quả tăng 2,1% so với tỷ lệ năm 2019.", "points", ERROR),
    ("vi", "CPI tăng 2,3% so với năm 2019, thấp hơn 1,7% so với mục tiêu.", "points", WARNING),
    ("vi", "Cả tỉnh giảm được 16% tỷ lệ hộ nghèo so với năm 2015.", "points", WARNING),
    ("vi", "Dịch vụ đóng góp 3,75% vào mức tăng chung.", "points", WARNING),
    ("vi", "Dịch vụ đóng góp 3.75% vào mức tăng chung.", "points", WARNING),
    ("en", "The share of services rose 1.2% from 2019.", "points", ERROR),
    ("en", "The poverty rate fell by an estimated 2.95% from 2019.", "points", ERROR),
    ("en", "Growth stood 0.4% above the target of 8%.", "points", ERROR),
    ("en", "The completion rate rose 3% from 2019.", "points", WARNING),
    ("en", "Services contributed 3.75% to overall growth.", "points", WARNING),
    ("en", "It rose by 2 % points from 2019.", "points", WARNING),
    # the sign said twice
    ("vi", "Kim ngạch tăng âm.", "negative-rise", ERROR),
    ("vi", "Ngành xây dựng tăng trưởng âm 3% so với năm 2019.", "negative-rise", WARNING),
    ("vi", "Kim ngạch giảm -42,9% so với cùng kỳ năm 2019.", "negative", ERROR),
    ("vi", "Kim ngạch tăng khoảng −3% so với cùng kỳ năm 2019.", "negative-rise", ERROR),
    ("vi", "Kim ngạch tăng trưởng -3% so với cùng kỳ năm 2019.", "negative-rise", ERROR),
    ("en", "Construction had negative growth.", "negative-rise", WARNING),
    ("en", "That is a negative increase.", "negative-rise", ERROR),
    ("en", "That is a negative fall.", "negative", ERROR),
    ("en", "Exports grew by -4.4% from 2019.", "negative-rise", ERROR),
    ("en", "Turnover fell by -5% from 2019.", "negative", ERROR),
    # two percentages and their difference
    ("vi", "Tỷ lệ hộ nghèo giảm từ 2,5% xuống 2,1%, tức giảm 0,4%.", "points", ERROR),
    ("vi", "Tỷ lệ thất nghiệp tăng từ 2,1% lên 2,5%, tăng 0,4%.", "points", ERROR),
    ("vi", "Lãi suất giảm từ 5,25% xuống còn 5% (giảm 0,25%).", "points", ERROR),
    ("vi", "Tỷ lệ đô thị hóa tăng từ 40% năm 2020 lên 45% năm 2025, tăng 5%.", "points", ERROR),
    ("en", "It fell from 2.5% in 2019 to 2.1%, a fall of 0.4%.", "points", ERROR),
    ("en", "It fell from 2.5% in 2019 to 2.1% in 2020, down 0.4%.", "points", ERROR),
    ("vi", "Đóng góp của dịch vụ vào tăng trưởng là 3,48%.", "points", WARNING),
    ("vi", "Khu vực dịch vụ đóng góp vào mức tăng chung 3,48%.", "points", WARNING),
    ("en", "The contribution of services to growth was 3.48%.", "points", WARNING),
    # twice as much is a rise of a hundred per cent
    ("vi", "Vốn đầu tư gấp 2 lần năm 2019, tức tăng 200%.", "doubled", ERROR),
    ("vi", "Vốn tăng gấp đôi so với cùng kỳ năm 2019, tương đương tăng 200%.", "doubled", ERROR),
    ("en", "Exports doubled, a rise of 200%.", "doubled", ERROR),
    ("en", "Exports were three times those of 2019, up 300%.", "doubled", ERROR),
    # thousands
    ("vi", "Thu ngân sách đạt 28,540 tỷ đồng.", "thousands", WARNING),
    ("vi", "Nhập khẩu đạt 2,210 triệu USD.", "thousands", WARNING),
    # times
    ("vi", "Kim ngạch tăng 3,2 lần so với năm 2019.", "times", WARNING),
    ("vi", "Lượng khách giảm hai lần so với năm 2019.", "times", WARNING),
    ("vi", "Mức này cao hơn khoảng 3 lần so với năm 2019.", "times", WARNING),
    ("en", "Turnover is three times less than in 2019.", "times", WARNING),
    ("en", "Turnover rose 3.2 times.", "times", WARNING),
    ("en", "It is 3 times higher than in 2019.", "times", WARNING),
    # unit
    ("vi", "Kim ngạch ước đạt 1.320.", "unit", WARNING),
    ("vi", "Thu ngân sách đạt 7.390, bằng 60% dự toán.", "unit", WARNING),
    ("vi", "Thu ngân sách đạt khoảng 7390 so với dự toán.", "unit", WARNING),
    ("en", "Turnover was an estimated 1,320.", "unit", WARNING),
    ("en", "Revenue reached 7,390 in 2020.", "unit", WARNING),
    ("vi", "IIP tháng 6 tăng 12,8 so với cùng kỳ năm 2019.", "change-unit", WARNING),
    ("vi", "Sản xuất tháng 6 giảm 12 so với cùng kỳ năm 2019.", "change-unit", WARNING),
    ("vi", "Sản xuất tăng 12,8.", "change-unit", WARNING),
    ("en", "Output rose 12.8 from June 2019.", "change-unit", WARNING),
    ("en", "Output rose 12 from June 2019.", "change-unit", WARNING),
    # base
    ("vi", "Kim ngạch giảm 42,9%.", "base", WARNING),
    ("vi", "Thu ngân sách đạt 7.390 tỷ đồng, tăng 5%.", "base", WARNING),
    ("vi", "Kim ngạch tăng 5% so với cùng kỳ.", "base-year", WARNING),
    ("vi", "Kim ngạch tăng 5% so với cùng kỳ năm trước.", "base-year", WARNING),
    ("vi", "Kim ngạch tăng 5% so với năm ngoái.", "base-year", WARNING),
    ("vi", "Kim ngạch giảm 5% (cùng kỳ tăng 12%).", "base-year", WARNING),
    ("en", "Turnover fell 42.9%.", "base", WARNING),
    ("en", "Turnover fell 5% from last year.", "base-year", WARNING),
    ("en", "Turnover fell 5% compared with the same period last year.", "base-year", WARNING),
    ("en", "Turnover fell 5% from a year earlier.", "base-year", WARNING),
    ("en", "Turnover fell 5% from a year earlier and visits fell 3% from a year earlier.", "base-year", WARNING),
    (
        "vi",
        "Thu tăng 5% so với cùng kỳ năm trước. Chi tăng 3% so với cùng kỳ năm trước.\n\nNợ tăng 3% so với cùng kỳ.",
        "base-year",
        WARNING,
    ),
]


@pytest.mark.parametrize(("lang", "text", "rule", "level"), SLIPS)
def test_a_slip_is_found(lang, text, rule, level):
    assert (rule, level) in rules(text, lang)
    assert [one for one, _ in rules(text, lang)].count(rule) == 1


RIGHT = {
    "vi": """
        Kim ngạch ước đạt 1.320 triệu USD, bằng 24% kế hoạch năm, giảm 42,9% so với cùng kỳ năm 2019.
        Kim ngạch 6 tháng đầu năm 2022 đạt 1.077,6 triệu USD.
        Con số 1.320 có thể đọc theo hai cách.
        Xem mục 2.1 và bảng 3.12, chạy Python 3.11 với phiên bản 2.10.
        Nghị quyết 57/NQ-HĐND và Quyết định 51/2025 đã giao kế hoạch.
        Đọc `series.head(2.5)` hoặc https://example.org/1.5/trang rồi mở so-lieu-1.2.xlsx.
        Hội nghị họp ngày 13/7/2020, lúc 8.30, ở thời công nghiệp 4.0.
        Quốc lộ 1A, xe 29A-123.45, dịch COVID-19.
        Tỷ trọng công nghiệp tăng 1,29 điểm phần trăm so với năm 2015, lên 44,93%.
        Tỷ lệ hộ nghèo giảm từ 12% xuống còn 10,89%.
        Tỷ lệ hộ nghèo còn 10,89%, giảm 2,95 điểm phần trăm so với năm 2018.
        Giảm tỷ lệ hộ nghèo 1,5 - 2 điểm phần trăm, phục vụ 5 triệu khách, tăng 12% so với năm 2025.
        Tính theo tỷ lệ, số xe tăng khoảng 29% so với năm 2019.
        Tỷ lệ giải ngân đạt thấp, kim ngạch tăng 5% so với năm 2019.
        Ngành chiếm tỷ trọng lớn trong tổng kim ngạch là điện tử, tăng 5% so với năm 2019.
        Thu ngân sách đạt 105% dự toán, vượt 5% dự toán.
        Sản lượng vượt kế hoạch 5,2%.
        GRDP tăng 5,3% so với năm 2022, thấp hơn mục tiêu 7% của cả năm.
        Mức tăng ấy thấp hơn mức tăng 3,97% của quý I/2018.
        Lạm phát thấp hơn mục tiêu 2% của cả năm.
        Dịch vụ đóng góp 47% vào mức tăng chung, công nghiệp đóng góp 4,9% vào mức tăng chung.
        Dịch vụ đóng góp 3,75 điểm phần trăm vào mức tăng chung.
        Nhà máy tăng âm lượng còi báo.
        Giá tăng 5-7% so với năm 2019; giá giảm – 3 tháng liền – rồi đứng.
        Kim ngạch gấp 3,2 lần năm 2019, tức tăng gấp ba.
        Giá xăng tăng 3 lần liên tiếp.
        Trong năm 2019, đã điều chỉnh tăng 2 lần.
        Số doanh nghiệp là 1.320. Chỉ số IIP đạt 102,83, xếp thứ 11/34.
        Ba huyện lần lượt đạt 1.320, 1.500 và 1.700 triệu đồng.
        Năm nay là 2020, năm sau là 2021.
        Bình quân tăng 5%/năm; mỗi năm tăng 5%; giai đoạn 2016–2020 tăng 5%.
        Kim ngạch tăng từ 5% lên 7%.
        Muốn trở lại mức cũ cần tăng 75%. Nếu giá tăng 5% thì chi phí tăng 3%. Phấn đấu tăng 8%.
        CPI tháng 6 tăng 0,55% so với tháng trước.
        So với cùng kỳ, ô trống nghĩa là chưa công bố.
        Tỷ lệ hộ nghèo giảm từ 2,5% xuống 2,1%, tức giảm 0,4 điểm phần trăm, hay giảm 16%.
        Lãi suất giảm từ 5% xuống 4%, tức giảm 20%.
        Mức thực hiện tăng từ 100% lên 150%, tức tăng 50%.
        Vốn gấp 2 lần so với năm 2019, tức tăng 100%; xuất khẩu gấp 3,5 lần so với năm 2019, tức tăng 250%.
        Diện tích 28,54 nghìn ha, 0,125 triệu tấn, dài 2,210 km.
        Số doanh nghiệp tăng 120 so với năm 2019. Hệ số ICOR giảm 0,3 so với năm 2019. Chỉ số PCI tăng 2,5 so với năm 2019.
        Sản lượng tăng 12,8 nghìn tấn so với năm 2019.
        Báo viết “tăng trưởng âm 42.9%”.
        Theo báo cáo của sở, kim ngạch giảm -42.9%.
    """,
    "en": """
        In the first half of 2020, turnover was an estimated 1,320 million USD and 42.9% lower than in the first half of 2019.
        The figure 1,320 is a level, and tables 1,2 hold it; see sections 2,3 as well.
        Exports were 1,077.6 million USD, 10,221.8 with imports.
        The share of services rose 1.2 percentage points from 2019, to 47%.
        The poverty rate fell to 10.9%.
        GRDP growth was 0.04 percentage points above that of Vietnam (8.02%).
        Output was 5% above its 2019 level.
        The exchange rate rose 2% from 2019, the share price fell 5% over the year.
        Services contributed 47% to growth and 3.75 percentage points of it.
        Turnover was about three times that of 2019. It rose four times in 2020.
        There were 1,320 firms. The number of firms was 1,320. The index reached 102.83.
        Growth slowed from 5% to 3%. Exports grew 4% a year. Exports grew 4% in 2016–2020.
        Returning to the old level would take a rise of 75%; prices would have risen 5%.
        Employment fell by 2.1% in the year to the second quarter.
        This year's level is last year's times one plus the rate.
        The rate fell from 2.5% to 2.1%, a fall of 16%. It fell from 2.5% to 2.1%, or by 0.4 percentage points.
        Twice a year prices are reviewed, or up 200% of the time.
        Exports doubled, a rise of 100%. Exports were 2.5 times those of 2019, up 150%.
        The index score rose 2.5 from 2019. The number of firms rose 120 from 2019.
        The paper wrote of “negative growth of 42,9%”.
        According to the report, exports fell -5%.
    """,
}


@pytest.mark.parametrize(
    ("lang", "text"), [(lang, line.strip()) for lang, all_ in RIGHT.items() for line in all_.strip().splitlines()]
)
def test_what_is_right_is_left_alone(lang, text):
    assert rules(text, lang) == []


@pytest.mark.parametrize(
    ("lang", "text", "right"),
    [
        ("vi", "Có 575.22 tấn.", "575,22"),
        ("vi", "Có 1,320.5 tấn.", "1.320,5"),
        ("vi", "Có 1,320,000 tấn.", "1.320.000"),
        ("vi", "Họp ngày 13.7.2020.", "13/7/2020"),
        ("vi", "Kế hoạch năm 2.025 đã giao.", "2025"),
        ("en", "It fell 42,9% from 2019.", "42.9"),
    ],
)
def test_a_hint_says_how_it_is_written(lang, text, right):
    (slip,) = slips(text, lang)
    assert slip.right == right
    assert right in slip.hint("vi")
    assert right in slip.hint("en")


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_letters_and_spaces_may_be_written_in_any_way(space, form):
    text = unicodedata.normalize(form, "Tỷ lệ hộ nghèo giảm 2,95 % mỗi năm, tăng trưởng âm.".replace(" ", space))
    assert rules(text) == [("points", "error"), ("negative-rise", "warning")]


@pytest.mark.parametrize(
    ("lang", "text", "vi", "en"),
    [
        ("vi", "CPI giảm -0,3% so với tháng trước.", "thừa dấu âm: “giảm” đã nói chiều", "drop the minus: “giảm” already says so"),
        ("en", "It fell by -0.3% from May.", "thừa dấu âm: “fell” đã nói chiều", "drop the minus: “fell” already says so"),
        ("vi", "CPI là 42.9%.", "tiếng Việt dùng dấu phẩy thập phân", "Vietnamese uses a decimal comma"),
        ("en", "CPI was 42,9%.", "tiếng Anh dùng dấu chấm thập phân", "English uses a decimal point"),
        ("en", "Exports were 2.5 times those of 2019, a rise of 250%.", "gấp 2.5 lần là tăng 150%", "2.5 times as much is a rise of 150%"),
    ],
)  # fmt: skip
def test_what_is_said_names_the_verb_and_the_language_of_the_text(lang, text, vi, en):
    (slip,) = slips(text, lang)
    assert (slip.why("vi"), slip.why("en")) == (vi, en)


def test_where_a_slip_is():
    text = "Một câu.\n\nHai câu: kim ngạch tăng âm ở đây."
    (slip,) = slips(text, "vi")
    assert text[slip.start : slip.end] == "tăng âm"
    assert slip.text == "Hai câu: kim ngạch tăng âm ở đây."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("So với cùng kỳ năm 2019:\n\n- Thu nội địa tăng 5%.\n- Thu xuất nhập khẩu giảm 50,5%.", []),
        ("Kết quả:\n\n- Thu nội địa tăng 5%.\n- Thu xuất nhập khẩu giảm 50,5%.", ["base", "base"]),
        ("So với cùng kỳ năm 2019, thu tăng 5%. Chi giảm 3%.", []),
        ("So với cùng kỳ năm 2019, thu tăng 5%.\n\nChi giảm 3%.", ["base"]),
        ("## So với cùng kỳ năm 2019\n\nThu tăng 5%.\n\nChi giảm 3%.", []),
        ("## So với cùng kỳ năm 2019\n\nThu tăng 5%.\n\n## Chi\n\nChi giảm 3%.", ["base"]),
        ("Thu tăng 5% so với cùng kỳ năm 2019. Chi tăng 3% so với cùng kỳ.", []),
        ("# Kim ngạch giảm 42,9%", []),
    ],
)
def test_a_base_is_named_once_for_all_that_follows_from_it(text, found):
    assert [rule for rule, _ in rules(text)] == found


def test_a_typed_number_knows_its_unit_and_base_but_not_its_sentence():
    text = "Kim ngạch đạt 1.320, tăng 5%. Tỷ trọng tăng 5%."
    spans = [(text.index("1.320"), text.index("1.320") + 5), (text.index("5%"), text.index("5%") + 2)]
    last = text.rindex("5%")
    assert sorted(rule for rule, _ in rules(text)) == ["base", "base", "points", "unit"]
    assert [rule for rule, _ in rules(text, typed=[*spans, (last, last + 2)])] == ["points"]


@pytest.mark.parametrize(
    ("lang", "period", "text", "found"),
    [
        ("vi", "2021-S1", "6 tháng đầu năm 2020, kim ngạch giảm.", ["error"]),
        ("vi", "2021-S1", "Kim ngạch 6 tháng đầu năm 2020 đạt 1.320 triệu USD.", ["error"]),
        ("vi", "2021-S1", "# Xuất nhập khẩu 6 tháng đầu năm 2020", ["error"]),
        ("vi", "2021-S1", "Trong sáu tháng đầu năm 2020, kim ngạch giảm.", ["error"]),
        ("vi", "2021-S1", "Kỳ báo cáo là 6 tháng đầu năm 2020.", ["error"]),
        ("vi", "2021-Q2", "Quý II/2020 đạt 5 tỷ đồng.", ["error"]),
        ("vi", "2021-Q2", "Quý 2/2020 đạt 5 tỷ đồng.", ["error"]),
        ("vi", "2021-M04", "Tháng 4/2020 đạt 5 tỷ đồng.", ["error"]),
        ("vi", "2021", "Năm 2018, kim ngạch giảm.", ["error"]),
        ("vi", "2021-S1", "Quý II/2018 đạt 5 tỷ đồng.", ["warning"]),
        ("vi", "2021-S1", "Quý II/2020 đạt 5 tỷ đồng.", []),
        ("vi", "2021-S1", "So với 6 tháng đầu năm 2020, kim ngạch tăng.", []),
        ("vi", "2021-S1", "Kim ngạch tăng so với cùng kỳ năm 2020.", []),
        ("vi", "2021-S1", "6 tháng đầu năm 2020 giảm, 6 tháng đầu năm 2021 tăng.", []),
        ("vi", "2021-S1", "Trước đó, trong 6 tháng đầu năm 2019, kim ngạch giảm.", []),
        ("vi", "2021-S1", "Kế hoạch năm 2022 là 5 tỷ đồng.", []),
        ("vi", "2021-S1", "Trong năm 2022, dự kiến đạt 5 tỷ đồng.", []),
        ("vi", "2021-S1", "Theo giá so sánh năm 2010 tăng mạnh.", []),
        ("vi", "2021-S1", "Nghị quyết 57/NQ-HĐND năm 2019 và Luật Đất đai năm 2013 còn hiệu lực.", []),
        ("en", "2021-S1", "In the first half of 2020, turnover fell.", ["error"]),
        ("en", "2021-S1", "# Trade in H1 2020", ["error"]),
        ("en", "2021-S1", "Turnover was low in the first half of 2020.", ["error"]),
        ("en", "2021", "In 2018, turnover was low.", ["error"]),
        ("en", "2021-S1", "In the third quarter of 2018, turnover was low.", ["warning"]),
        ("en", "2019-01-01/P9M", "In the first nine months of 2018, turnover was low.", ["error"]),
        ("en", "2021-S1", "It rose from the first half of 2020.", []),
        ("en", "2021-S1", "Before that, in the first half of 2020, turnover fell.", []),
        ("fr", "2021-S1", "En 2018.", []),
    ],
)
def test_stale_years(lang, period, text, found):
    levels = [slip.level for slip in slips(text, lang, period=period) if slip.rule == "stale-year"]
    assert levels == found


def test_years_that_the_text_may_speak_of():
    text = "Quý II/2018 đạt 5 tỷ đồng."
    assert rules(text, period="2021-S1", years={2018}) == []


def test_figures_are_no_years_days_and_numbers_of_documents():
    text = (
        "2.1 Kết quả\n\nNgày 13/7/2020, 6 tháng đầu năm 2020 đạt 1.320 triệu USD (42,9%), quý II, tháng 6, giai đoạn "
        "2016–2020, Nghị quyết 57/NQ-HĐND, bảng 3, COVID-19, `5`, “7”."
    )
    assert figures(text, "vi") == ["1.320", "42,9%"]
    assert figures("In the first half of 2020, table 3: 1,320 million USD on 13 July, 42.9%.", "en") == [
        "1,320",
        "42.9%",
    ]
    start = text.index("1.320")
    assert figures(text, "vi", [(start, start + 5)]) == ["42,9%"]


def test_sentences_end_where_they_do():
    text = "Ở TP. Lạng Sơn đạt 1.320 tấn, v.v. trong kỳ. Xong! 6 tháng… hết."
    assert [s.text for s in sentences(text)] == [
        "Ở TP. Lạng Sơn đạt 1.320 tấn, v.v. trong kỳ.", "Xong!", "6 tháng… hết."
    ]  # fmt: skip
    assert all(text[s.start :].startswith(s.text) for s in sentences(text))


def test_the_mark_of_a_source_keeps_no_sentence_open():
    text, typed = plain(pieces('<p>Đạt 5%.<span class="ls-ref">[1]</span> So với cùng kỳ thì không rõ.</p>'))
    assert slips(text, "vi", typed=typed) == []


@given(st.lists(st.sampled_from(PARTS), max_size=30), st.sampled_from(["vi", "en"]))
def test_any_text_is_read(parts, lang):
    text = unicodedata.normalize("NFC", "".join(parts))
    for slip in slips(text, lang, period="2021-S1"):
        assert 0 <= slip.start < slip.end <= len(text)
        assert slip.text
        assert "{" not in slip.why("vi") + slip.hint("vi") + slip.why("en") + slip.hint("en")
    assert all(text[s.start :].replace("\n", " ").startswith(s.text) for s in sentences(text))


def test_every_rule_has_its_words_in_both_languages():
    found = {slip.rule for lang, text, *_ in SLIPS for slip in slips(text, lang)} | {"stale-year", "sign", "untyped"}
    for rule in found:
        assert say(rule, "vi") != say(rule, "en")
