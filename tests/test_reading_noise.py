"""Numbers in text that are no statistics, and statistics that look like them."""

import time

import pytest

from lsdata.reader.noise import find


def left(text, lang="vi"):
    """What stays of a text, and what was taken out of it."""
    kept, at, taken = "", 0, []
    for start, end, what in find(text, lang):
        kept += text[at:start]
        taken.append((text[start:end], what))
        at = end
    return kept + text[at:], taken


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("10 dự án thành phần", "set"),
        ("5 tiểu dự án thành phần", "set"),
        ("biển số 12A-345.67", "name"),
        ("giật cấp 13", "grade"),
        ("từ 15 mét trở lên", "size"),
        ("thứ 2 đến thứ 6", "day"),
        ("2010 = 100", "price"),
        ("15,8 độ vĩ", "size"),
        ("2 lần/năm", "per"),
        ("trung đoàn 841", "name"),
        ("lộ 371", "name"),
        ("3 chương", "set"),
        ("2 phần", "set"),
        ("50.000 DWT", "size"),
        ("16,5 m", "size"),
        ("Nghị quyết số 45/NQ-HĐND", "document"),
        ("Nghị quyết số 45/NQ-HĐND ngày 08/12/2019", "document"),
        ("Thông tư 12/2019/TT-BKHĐT", "document"),
        ("Quyết định 1980/QĐ-TTg", "document"),
        ("Chương trình hành động số 12-CTr/TU", "document"),
        ("Luật số 45/2019/QH14", "document"),
        ("Công văn 123", "document"),
        ("1980/QĐ-TTg", "document"),
        ("Số: 214/BC-UBND", "document"),
        ("12-CTr/TU", "document"),
        ("số 12/2019", "document"),
        ("giá 2010", "price"),
        ("theo giá năm 2019", "price"),
        ("kỳ gốc 2019", "price"),
        ("4.0", "name"),
        ("0205 3812 345", "phone"),
        ("30/4 và 1/5", "day"),
        ("Chương trình 135", "document"),
        ("Đề án 06", "document"),
        ("Điều 5", "article"),
        ("khoản 2 Điều 3", "article"),
        ("giá so sánh năm 2010", "price"),
        ("giá so sánh 2010", "price"),
        ("từ 15 tuổi trở lên", "age"),
        ("dưới 5 tuổi", "age"),
        ("16-60 tuổi", "age"),
        ("8 giờ 30", "hour"),
        ("8h30", "hour"),
        ("24/24", "hour"),
        ("24/7", "hour"),
        ("8:30", "hour"),
        ("3 năm qua", "duration"),
        ("5 năm liên tiếp", "duration"),
        ("12 tháng tới", "duration"),
        ("90 ngày", "duration"),
        ("1,5 năm", "duration"),
        ("khóa 17", "session"),
        ("lần thứ 17", "session"),
        ("kỳ họp thứ 12", "session"),
        ("Đại hội lần thứ 13", "session"),
        ("đợt 2", "grade"),
        ("cấp 3", "grade"),
        ("nhóm 2", "grade"),
        ("mức độ 3, 4", "grade"),
        ("4 sao", "grade"),
        ("3-4 sao", "grade"),
        ("thôn 5", "place"),
        ("F0", "name"),
        ("COVID-19", "name"),
        ("A/H5N1", "name"),
        ("ISO 9001:2015", "name"),
        ("điện thoại: 0205.3812.345", "phone"),
        ("phong2.tonghop@example.vn", "address"),
        ("https://example.vn/2020/123", "address"),
        ("trang 12", "table"),
        ("Bảng 1", "table"),
        ("Phụ lục 3", "table"),
        ("quốc lộ 1A", "road"),
        ("QL4B", "road"),
        ("đường tỉnh 235", "road"),
        ("km 12+300", "road"),
        ("13 ý kiến", "meeting"),
        ("3 cấp", "meeting"),
        ("5 nhóm nhiệm vụ", "meeting"),
        ("2 hội nghị", "meeting"),
        ("bộ 19 tiêu chí", "set"),
        ("63 tỉnh, thành phố", "set"),
        ("1 trong 5", "set"),
        ("dịp 30/4-1/5", "day"),
        ("ngày 15", "day"),
        ("2020/2019", "years"),
        ("kỳ gốc 2019 = 100", "price"),
        ("ngày 5, 10 và 15 âm lịch", "day"),
        ("sáng thứ 6", "day"),
        ("4 làn xe", "size"),
        ("0,4 kV", "size"),
        ("1/2.000", "size"),
        ("độ cao 1.200 m", "size"),
        ("bệnh nhân thứ 17", "session"),
        ("phòng 302", "place"),
        ("BA.5", "name"),
        ("5K", "name"),
        ("D500", "name"),
        ("đường 2/9", "place"),
        ("báo động 2", "grade"),
        ("tiêu chí 3/19", "article"),
        ("45 trang", "table"),
        ("4 môn", "set"),
        ("lầu 2", "place"),
        ("3 ca, 4 kíp", "name"),
        ("40 feet", "size"),
        ("RON 95", "name"),
        ("U23", "name"),
        ("PY 96173 TS", "name"),
        ("gói thầu số 6", "name"),
        ("trà 2", "grade"),
        ("1 tum", "size"),
        ("3 gian", "size"),
        ("ngách 29/70", "address"),
        ("các tỉnh lộ 202, 212", "road"),
        ("lần thứ XVII, nhiệm kỳ 2020 - 2025", "session"),
    ],
)
def test_numbers_that_are_no_statistics(text, what):
    assert left(f"theo đó, {text}, đã có") == ("theo đó, , đã có", [(text, what)])


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("10 component projects", "set"),
        ("20,000-seat", "size"),
        ("15 metres or longer", "size"),
        ("Regulation (EU) 2023/1115", "document"),
        ("Unit 3", "grade"),
        ("twice a month", "per"),
        ("6, 10, 14 and 18 o'clock", "hour"),
        ("Bulletin 13/2026", "document"),
        ("132,000-DWT", "size"),
        ("16.5 m", "size"),
        ("markers 1119-1120", "name"),
        ("60 kph", "size"),
        ("50 mg", "size"),
        ("90 CV or more", "size"),
        ("Update No. 3", "name"),
        ("Resolution 01/NQ-CP", "document"),
        ("Decision No. 318/QD-TTg dated 8 March 2022", "document"),
        ("Article 3", "article"),
        ("01/NQ-CP", "document"),
        ("12-CTr/TU", "document"),
        ("prices of 2010", "price"),
        ("8:30 a.m.", "hour"),
        ("24/7", "hour"),
        ("2020/2019", "years"),
        ("0205 3812 345", "phone"),
        ("tel: 3812 345", "phone"),
        ("www.example.vn/2020", "address"),
        ("COVID-19", "name"),
        ("ISO 9001", "name"),
        ("A/H5N1", "name"),
        ("4.0", "name"),
        ("F0", "name"),
        ("8:30", "hour"),
        ("km 12+300", "road"),
        ("set of 19 criteria", "set"),
        ("Table 2", "article"),
        ("constant 2010 prices", "price"),
        ("2019 = 100", "price"),
        ("aged 15 and over", "age"),
        ("children under 5", "age"),
        ("16-60 years old", "age"),
        ("8.30 a.m.", "hour"),
        ("5 consecutive years", "duration"),
        ("5-year", "duration"),
        ("17th", "session"),
        ("phase 2", "grade"),
        ("4-star", "grade"),
        ("National Highway 1A", "road"),
        ("13 opinions", "meeting"),
        ("5 groups of tasks", "meeting"),
        ("63 provinces and cities", "set"),
        ("one of 5", "set"),
        ("Articles 3 and 15", "article"),
        ("Grade 12", "grade"),
        ("under-23", "age"),
        ("1,200 m above sea level", "size"),
        ("25 km north", "size"),
        ("1,245 views", "address"),
        ("7.5 m wide", "size"),
        ("size-30", "size"),
        ("won 3-1", "name"),
        ("6B Hoang Dieu Street", "address"),
        ("60 or 80 seats", "size"),
        ("5 per cent broken", "grade"),
    ],
)
def test_numbers_that_are_no_statistics_in_english(text, what):
    assert left(f"so, {text}, was", "en") == ("so, , was", [(text, what)])


@pytest.mark.parametrize(
    "text",
    [
        "có vốn đầu tư 10 tỷ đồng",
        "sản lượng bình quân 450 kg/người",
        "khu công nghiệp thu hút 2 dự án",
        "trái cây đạt 500 tấn",
        "320 doanh nghiệp, 45 dự án, 13 xã, 12 vụ tai nạn, 8 người chết, 01 con, 02 vụ",
        "xếp thứ 11/34, đứng thứ 5 trong 63 tỉnh, thành phố",
        "đạt 19/19 tiêu chí, 13/15 xã, 9/12 chỉ tiêu",
        "cấp 120 giấy chứng nhận, đã cấp 3 giấy phép, cấp cho 2 hộ",
        "vượt mốc 5 tỷ USD, ở mức 3%, gấp 3 lần",
        "tuổi thọ bình quân đạt 74 tuổi",
        "kế hoạch 500 ha, kế hoạch năm 2020, dự án 5 tỷ đồng, chương trình 120 tỷ đồng",
        "số 120 hộ, tổng số 12/15 xã, 45 tỷ đồng/năm, 5.000 đồng/kWh",
        "hỗ trợ mỗi thôn 50 triệu đồng, nhóm 3 xã, loại 5 con, 12 lớp",
        "quyết định 15 dự án, 13,62 tiêu chí/xã, bình quân 1,8 lượt",
        "6 tháng đầu năm 2020, 5 năm 2016-2020, 9 tháng, 3 tháng cuối năm, cùng kỳ năm 2019",
        "khu vực I tăng 5%, khu vực II giảm 2,1%",
        "diện tích 2020 ha, đạt 2025 tỷ đồng",
        "1.320 triệu USD",
        "vụ Xuân 2019, Xuân 2020, các năm 2019, 2020",
        '12/ha, 10-kg/con, f0, tặng 5 suất quà "Tết"',
        "so với kỳ gốc 2019, đã cấp 3 theo đơn, làm 5 km 12",
        "không có số nào",
        "tổng chiều dài 1.250 km, kéo dài 5 km, xây 3 tầng lớp, đường 12 km, trường 5/7 xã, làm 3 ca bệnh",
        "Hải Phòng 25, xe chở 20 tấn hàng, nghị quyết 25 tiêu chí, đoàn 320 triệu",
        "1/500 hộ, lúa 12 vụ, cách 25 ha, độ cao 5 tỷ, thứ 6, phòng 302 người",
    ],
)
def test_statistics_and_times_stay(text):
    assert find(text, "vi") == []


@pytest.mark.parametrize(
    "text",
    [
        "12 cases, 45 projects, 320 enterprises, 13 communes",
        "ranked 11th of 34, 11th out of 63 provinces",
        "a plan of 320 ha, plan 5,500 million USD, number 320 households",
        "45/kwh, 10-kg/head, f0, decision 12 was, report 12 was",
        "group of 12 communes, grew 5% in 2020, 6 months of 2020",
        "people over 80 percent, articles 3 million, 25 km of roads",
    ],
)
def test_statistics_and_times_stay_in_english(text):
    assert find(text, "en") == []


@pytest.mark.parametrize(
    ("text", "mark"),
    [("1. Thu đạt 5%", "1."), ("2.1. Thu", "2.1."), ("2.1 Thu", "2.1"), ("a) Thu", "a)"), ("(3) Thu", "(3)"), ("- 2) Thu", "- 2)"), ("1/ Thu", "1/")],
)  # fmt: skip
def test_marks_of_a_list(text, mark):
    assert left(f"{text} 5 tỷ đồng")[1] == [(mark, "mark")]


@pytest.mark.parametrize("text", ["1.320 ha", "2.1 triệu", "5 dự án", "13.5% thu", "Thu (5%) tăng", "12/15 xã"])
def test_what_is_no_mark(text):
    assert find(text, "vi") == []


@pytest.mark.parametrize(
    ("text", "lang", "kept"),
    [
        ("xe khách 16 chỗ, 29 chỗ va chạm", "vi", "xe khách  va chạm"),
        ("bao loại 50 kg", "vi", "bao loại "),
        ("câu lạc bộ 1.000 tỷ đồng", "vi", "câu lạc bộ "),
        ("cách trung tâm tỉnh khoảng 25 km", "vi", "cách trung tâm tỉnh khoảng "),
        ("sản xuất lúa 2 vụ", "vi", "sản xuất lúa "),
        ("đoàn công tác gồm 15 người", "vi", "đoàn công tác gồm "),
        ("people over 80 get cards", "en", "people  get cards"),
        ("Nghị quyết 98 tạo cơ chế", "vi", " tạo cơ chế"),
        ("cứ 100 ha thì có một tổ", "vi", " thì có một tổ"),
        ("làm 2 vụ/năm, 3 vụ lúa", "vi", "làm /năm,  lúa"),
        ("gạo 5% tấm đứng giá", "vi", "gạo  đứng giá"),
        ("vàng 99,99 tăng", "vi", "vàng  tăng"),
        ("mỗi năm 2 đợt tiêm", "vi", "mỗi năm  tiêm"),
        ("khung 6 bậc", "vi", "khung "),
        (
            "Nhà máy điện mặt trời Hồng Phong 1A 150 MW phát điện",
            "vi",
            "Nhà máy điện mặt trời Hồng Phong 1A  phát điện",
        ),
        ("trucks over 30 tonnes must stop", "en", "trucks  must stop"),
        ("Tan Kieu 2 hamlet", "en", "Tan Kieu  hamlet"),
        ("a resort of 18 hectares", "en", "a resort of "),
        ("đội cấp cứu 115 chạy 3.412 chuyến", "vi", "đội cấp cứu  chạy 3.412 chuyến"),
        ("thương binh hạng 1/4", "vi", "thương binh hạng "),
        ("32 chuyến loại 45 chỗ", "vi", "32 chuyến loại "),
        ("gian hàng 0 đồng", "vi", "gian hàng "),
        ("Vietnam.vn công bố 5%", "vi", " công bố 5%"),
        ("kim ngạch các loại hình 6 tháng", "vi", "kim ngạch các loại hình 6 tháng"),
        ("công bố là 48% (tháng 6/2025)", "vi", "công bố là 48% ()"),
        ("published as 48% (June 2025)", "en", "published as 48% ()"),
        ("whose hotline is 1039", "en", "whose hotline is "),
    ],
)
def test_only_the_number_is_none(text, lang, kept):
    assert left(text, lang)[0] == kept


def test_marks_within_a_sentence_and_slogans():
    assert left("(1) thu 5 tỷ; (2) chi 3 tỷ")[0] == " thu 5 tỷ;  chi 3 tỷ"
    assert left('phương châm "4 tại chỗ", tinh thần "6 rõ"')[0] == 'phương châm ", tinh thần "'


def test_a_year_in_a_name_is_no_statistic():
    assert left("Tết Nguyên đán 2023 có 5 vụ") == ("Tết Nguyên đán  có 5 vụ", [("2023", "year")])


def test_only_the_number_goes_where_the_word_says_what_grew():
    assert left("khu vực 1 tăng 5%") == ("khu vực  tăng 5%", [("1", "grade")])


def test_noise_is_found_quickly():
    paragraph = "Trong 6 tháng đầu năm 2020, có 13 ý kiến, kim ngạch ước đạt 1.320 triệu USD, giảm 42,9%, 320 doanh nghiệp, 12/15 xã. "
    paragraphs = [paragraph * 4] * (200_000 // len(paragraph.encode() * 4))
    begin = time.perf_counter()
    assert all(len(find(p, "vi")) == 4 for p in paragraphs)
    print(f"200 KB in {1000 * (time.perf_counter() - begin):.0f} ms")
