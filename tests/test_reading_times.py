"""Times in text: what is one, which period it means, what a text is about."""

import time
from datetime import date

import pytest

from lsdata.periods import Period
from lsdata.reader.anchoring import about
from lsdata.reader.times import find
from lsdata.reader.when import Anchor, settle

HALF = Anchor(Period.parse("2020-S1"), 2020, date(2020, 7, 13))


def read(text, lang="vi"):
    """Each time as printed, its shape, and what of it is not nothing."""
    return [
        (
            text[t.start : t.end],
            t.shape,
            {k: v for k, v in t._asdict().items() if v and k not in ("start", "end", "shape")},
        )
        for t in find(text, lang)
    ]


def periods(text, lang="vi", anchor=HALF):
    return [str(settle(t, anchor).period or "") for t in find(text, lang)]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("năm 2019", "2019"),
        ("so với 2019", "2019"),
        ("2019: 5%", "2019"),
        ("2019-Q3", "2019-Q3"),
        ("1H2019", "2019-S1"),
        ("H2/2019", "2019-S2"),
        ("nửa cuối năm 2019", "2019-S2"),
        ("6/2019", "2019-M06"),
        ("T6/2019", "2019-M06"),
        ("tháng 3-5/2019", "2019-03-01/P3M"),
        ("tháng 3 đến tháng 5", "2020-03-01/P3M"),
        ("những tháng đầu năm", "2020-S1"),
        ("từ đầu năm đến nay", "2020-S1"),
        ("2016 đến 2020", "2016-01-01/P5Y"),
        ("2016–2020", "2016-01-01/P5Y"),
        ("hai năm trước", "2018"),
        ("đến cuối năm", "2020"),
        ("cùng quý năm trước", "2019-Q2"),
        ("cùng kỳ quý II năm 2019", "2019-S1"),
        ("ngày 15/6/2019", "2019-S1"),
        ("2019-06-15", "2019-S1"),
        ("cả năm 2021", "2021"),
        ("năm tài chính 2019", "2019"),
        ("hết năm 2019", "2019"),
        ("6 tháng đầu năm", "2020-S1"),
        ("sáu tháng đầu năm 2019", "2019-S1"),
        ("6 tháng năm 2021", "2021-S1"),
        ("6T/2021", "2021-S1"),
        ("nửa đầu năm 2021", "2021-S1"),
        ("6 tháng cuối năm", "2020-S2"),
        ("quý I", "2020-Q1"),
        ("quí 2/2021", "2021-Q2"),
        ("Quý IV năm 2022", "2022-Q4"),
        ("Q3/2021", "2021-Q3"),
        ("quý II năm ngoái", "2019-Q2"),
        ("tháng 6", "2020-M06"),
        ("tháng Sáu", "2020-M06"),
        ("Tháng 01/2023", "2023-M01"),
        ("tháng mười hai năm 2019", "2019-M12"),
        ("tháng 6/2.025", "2025-M06"),
        ("9 tháng đầu năm 2019", "2019-01-01/P9M"),
        ("11 tháng năm 2024", "2024-01-01/P11M"),
        ("4 tháng", "2020-01-01/P4M"),
        ("5T/2021", "2021-01-01/P5M"),
        ("từ tháng 1 đến tháng 5", "2020-01-01/P5M"),
        ("từ tháng 3 đến tháng 5/2021", "2021-03-01/P3M"),
        ("từ tháng 11/2019 đến tháng 2/2020", "2019-11-01/P4M"),
        ("3 tháng cuối năm", "2020-Q4"),
        ("những tháng còn lại của năm", "2020-S2"),
        ("đến hết tháng 5", "2020-01-01/P5M"),
        ("đến hết quý II", "2020-S1"),
        ("giai đoạn 2016-2020", "2016-01-01/P5Y"),
        ("5 năm 2016–2020", "2016-01-01/P5Y"),
        ("từ năm 2016 đến năm 2020", "2016-01-01/P5Y"),
        ("từ năm 2018 đến nay", "2018-01-01/P3Y"),
        ("vụ Đông Xuân 2018-2019", "2019"),
        ("vụ Mùa", "2020"),
        ("vụ Xuân năm trước", "2019"),
        ("năm học 2020-2021", "2021"),
        ("cùng kỳ", "2019-S1"),
        ("cùng kỳ năm 2018", "2018-S1"),
        ("cùng tháng năm trước", "2019-M06"),
        ("cùng kỳ hai năm trước", "2018-S1"),
        ("tháng trước", "2020-M05"),
        ("quý trước", "2020-Q1"),
        ("năm ngoái", "2019"),
        ("tháng 12 năm trước", "2019-M12"),
        ("so với cuối năm 2018", "2018-M12"),
        ("so với đầu năm", ""),
        ("trong tháng", "2020-M06"),
        ("trong quý", "2020-Q2"),
        ("trong kỳ", "2020-S1"),
        ("năm nay", "2020"),
        ("tính đến nay", "2020-S1"),
        ("năm tới", "2021"),
    ],
)
def test_vietnamese_times_mean_a_period(text, period):
    assert periods(text) == [period]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("in 2019", "2019"),
        ("2019-Q3", "2019-Q3"),
        ("1H2019", "2019-S1"),
        ("6/2019", "2019-M06"),
        ("15/6/2019", "2019-S1"),
        ("2019-06-15", "2019-S1"),
        ("at the end of 2019", "2019"),
        ("than at the end of 2019", "2019-M12"),
        ("nine months of 2019", "2019-01-01/P9M"),
        ("the nine-month period", "2020-01-01/P9M"),
        ("first nine months 2019", "2019-01-01/P9M"),
        ("remaining months of the year", "2020-S2"),
        ("between March and May 2019", "2019-03-01/P3M"),
        ("from 15 December 2019 to 14 June 2020", "2020-S1"),
        ("2016 to 2020", "2016-01-01/P5Y"),
        ("year before", "2019"),
        ("this month", "2020-M06"),
        ("in the quarter", "2020-Q2"),
        ("in the reporting period", "2020-S1"),
        ("the same month last year", "2019-M06"),
        ("the same quarter of 2018", "2018-Q2"),
        ("since the beginning of the year", ""),
        ("H1 2021", "2021-S1"),
        ("the first half of last year", "2019-S1"),
        ("the second half", "2020-S2"),
        ("the first six months", "2020-S1"),
        ("Q1", "2020-Q1"),
        ("the first quarter of 2021", "2021-Q1"),
        ("the last quarter of 2019", "2019-Q4"),
        ("June 2021", "2021-M06"),
        ("in June", "2020-M06"),
        ("the first nine months of 2019", "2019-01-01/P9M"),
        ("January-May", "2020-01-01/P5M"),
        ("Mar–May 2021", "2021-03-01/P3M"),
        ("the six months to June 2021", "2021-S1"),
        ("the last three months of the year", "2020-Q4"),
        ("by the end of the first quarter", "2020-Q1"),
        ("2016-2020", "2016-01-01/P5Y"),
        ("between 2016 and 2020", "2016-01-01/P5Y"),
        ("the 2018-2019 winter-spring crop", "2019"),
        ("the same period last year", "2019-S1"),
        ("a year earlier", "2019-S1"),
        ("year-on-year", "2019-S1"),
        ("the corresponding period of 2018", "2018-S1"),
        ("two years earlier", "2018-S1"),
        ("the previous month", "2020-M05"),
        ("q/q", "2020-Q1"),
        ("last year", "2019"),
        ("since the end of last year", "2019-M12"),
        ("December last year", "2019-M12"),
        ("this year", "2020"),
        ("so far this year", "2020-S1"),
        ("next year", "2021"),
    ],
)
def test_english_times_mean_a_period(text, period):
    assert periods(text, "en") == [period]


@pytest.mark.parametrize(
    ("text", "lang", "covers_to"),
    [
        ("đến 30/6/2020", "vi", "2020-06-30"),
        ("tính đến ngày 15/6", "vi", "2020-06-15"),
        ("lũy kế từ đầu năm đến hết ngày 15-6-2020", "vi", "2020-06-15"),
        ("đến 17 giờ ngày 30/6", "vi", "2020-06-30"),
        ("từ ngày 15/12/2019 đến ngày 14/6/2020", "vi", "2020-06-14"),
        ("as of 30 June 2020", "en", "2020-06-30"),
        ("to June 15", "en", "2020-06-15"),
    ],
)
def test_a_day_a_text_goes_up_to_covers_the_months_until_it(text, lang, covers_to):
    (t,) = find(text, lang)
    assert (t.start, t.end, t.to_date) == (0, len(text), True)
    assert settle(t, HALF)[:2] == (Period.parse("2020-S1"), covers_to)


def test_a_day_that_is_not_the_end_of_something():
    assert read("Sáng nay (13/7)") == [("13/7", "day", {"month": 7, "day": 13})]
    assert read("ngày 13-7 tăng") == [("ngày 13-7", "day", {"month": 7, "day": 13})]
    assert read("chiều nay (13-7)") == [("13-7", "day", {"month": 7, "day": 13})]
    assert read("On 13 July", "en") == [("13 July", "day", {"month": 7, "day": 13})]
    assert settle(find("đến 31/6/2020", "vi")[0], HALF).period is None


def test_what_was_carried_is_said():
    times = find("quý II tăng, quý III/2020 tăng so với cùng kỳ, với cùng kỳ năm 2018, với năm 2017, đến 15/6", "vi")
    assert [settle(t, HALF).carried for t in times] == [True, False, True, False, False, True]


def test_times_joined_share_a_year():
    assert [t.year for t in find("tháng 6 và 6 tháng đầu năm 2023", "vi")] == [2023, 2023]
    assert [t.year for t in find("tháng 3, tháng 4 và tháng 5 năm 2021", "vi")] == [2021, 2021, 2021]
    assert [t.year for t in find("quý II/2023 và 6 tháng đầu năm", "vi")] == [2023, 2023]
    assert [t.year for t in find("June and the first half of 2023", "en")] == [2023, 2023]
    assert [t.year for t in find("6 tháng tăng 5% và năm 2019 giảm", "vi")] == [None, 2019]


def test_years_in_a_list():
    assert [x[0] for x in read("các năm 2019, 2020 và 2021")] == ["năm 2019", "2020", "2021"]
    assert [x[0] for x in read("2019, 2020 and 2021 and 2022 households", "en")] == ["2019", "2020", "2021"]


def test_what_adds_up():
    for text in ("lũy kế 6 tháng", "Tính chung 9 tháng", "bình quân 6 tháng", "luỹ kế 5 tháng", "6 tháng đầu năm"):
        assert [t.cumulated for t in find(text, "vi")] == [True], text
    assert [t.cumulated for t in find("quý II", "vi")] == [False]


def test_a_season_leaves_the_crop_to_the_subject():
    assert read("diện tích lúa vụ Đông Xuân 2020-2021") == [("2020-2021", "season", {"year": 2021, "n": 1})]
    assert read("diện tích lúa vụ Đông Xuân đạt") == []
    assert read("Vụ Hè Thu 2020, toàn tỉnh") == [("Vụ Hè Thu 2020", "season", {"year": 2020, "n": 3})]


def test_times_as_they_are_printed():
    for text in (
        "5 năm 2016-2020",
        "giai đoạn 5 năm (2016-2020",
        "cả năm 2020",
        "cùng kỳ quý II năm 2019",
        "từ đầu năm đến nay",
    ):
        assert [x[0] for x in read(text)] == [text]
    for text in ("the six months to June 2021", "between January and May", "since the beginning of the year"):
        assert [x[0] for x in read(text, "en")] == [text]


@pytest.mark.parametrize(
    ("n", "name"), list(enumerate(("đông xuân", "xuân", "hè thu", "mùa", "đông", "thu đông"), start=1))
)
def test_seasons(n, name):
    assert read(f"so với vụ {name}") == [(f"vụ {name}", "season", {"n": n})]
    assert read(f"diện tích lúa vụ {name}") == []
    assert read(f"diện tích lúa vụ {name} 2020") == [("2020", "season", {"n": n, "year": 2020})]


@pytest.mark.parametrize(
    ("n", "name"),
    list(enumerate(("winter-spring", "spring", "summer-autumn", "main", "winter", "autumn-winter"), start=1)),
)
def test_seasons_in_english(n, name):
    assert read(f"{name} crop of 2020", "en") == [(f"{name} crop of 2020", "season", {"n": n, "year": 2020})]
    assert read(f"the 2019-2020 {name} season", "en") == [
        (f"the 2019-2020 {name} season", "season", {"n": n, "year": 2020})
    ]


@pytest.mark.parametrize(
    "text",
    [
        "trong vòng 3 tháng",
        "12 tháng tới",
        "hơn 6 tháng",
        "kỳ hạn 6 tháng",
        "3 năm qua",
        "bình quân mỗi tháng",
        "đạt 13/15 xã",
        "9/12 chỉ tiêu",
        "1/3 số hộ",
        "đến 5/6 chỉ tiêu",
        "thu 2025 tỷ đồng",
        "năm 1945",
        "quý khách",
        "44 vụ cháy",
        "6,5 tháng lương",
        "nhiều năm trước",
        "tháng 13",
        "khoảng 5-7)",
        "Festival 2022",
        "3 năm tới",
        "nhóm q1",
        "nhu cầu cuối năm",
        "ngay đầu năm",
    ],
)
def test_what_is_no_time(text):
    assert find(text, "vi") == []


@pytest.mark.parametrize(
    "text",
    [
        "may rise",
        "march to may",
        "from march to may",
        "may 5",
        "30 may",
        "No. 2020",
        "h1",
        "q1",
        "They march on",
        "2020 households",
        "6 months",
        "half of the communes",
        "2,020",
    ],
)
def test_what_is_no_time_in_english(text):
    assert find(text, "en") == []


def test_months_of_a_year_are_not_may():
    assert [x[:2] for x in read("các tháng năm 2020")] == [("năm 2020", "year")]
    assert [x[:2] for x in read("tháng Năm 2020")] == [("tháng Năm 2020", "month")]


def test_a_month_of_the_year_before_in_a_report_on_the_first_quarter():
    assert periods("so với tháng 12", anchor=Anchor(Period.parse("2021-Q1"), 2021)) == ["2020-M12"]
    assert periods("so với tháng 2", anchor=Anchor(Period.parse("2021-Q1"), 2021)) == ["2021-M02"]


def test_nothing_is_settled_without_an_anchor():
    assert periods("tháng 6 tăng so với cùng kỳ, tháng trước, năm trước, đến nay", anchor=Anchor()) == [""] * 5
    assert periods("tháng 6 tăng", anchor=Anchor(Period.parse("2019-S1"))) == ["2019-M06"]


@pytest.mark.parametrize(
    ("paragraphs", "published", "period", "year"),
    [
        (["Tình hình tháng 6 và 6 tháng đầu năm 2023"], None, "2023-S1", 2023),
        (["Kinh tế tháng 12 và cả năm 2022"], None, "2022", 2022),
        (["Tam Kỳ, ngày 05 tháng 12 năm 2019", "Tình hình năm 2019 và nhiệm vụ năm 2020"], None, "2019", 2019),
        (["Kế hoạch 6 tháng cuối năm 2020", "Sáng nay (13/7), đánh giá 6 tháng đầu năm"], None, "2020-S1", 2020),
        (["Kinh tế 9 tháng: tăng 5%", "Tăng so với cùng kỳ"], date(2023, 10, 2), "2023-01-01/P9M", 2023),
        (["Kế hoạch năm 2020 và kết quả 6 tháng đầu năm"], date(2020, 7, 13), "2020-S1", 2020),
        (["Kinh tế nhiều khởi sắc"], date(2021, 1, 5), "", 2020),
        (["Kinh tế nhiều khởi sắc"], date(2021, 7, 5), "", 2021),
        (["Kinh tế nhiều khởi sắc"], None, "", None),
    ],
)
def test_what_a_text_is_about(paragraphs, published, period, year):
    anchor = about([find(p, "vi") for p in paragraphs], published)
    assert (str(anchor.period or ""), anchor.year) == (period, year)


def test_a_printed_day_stands_in_for_the_day_of_publication():
    assert about([find("Lạng Sơn, ngày 05 tháng 7 năm 2020", "vi")]).date == date(2020, 7, 5)


def test_times_are_found_quickly():
    paragraph = "Trong 6 tháng đầu năm 2020, kim ngạch ước đạt 1.320 triệu USD, đạt 24% kế hoạch, giảm 42,9% so với cùng kỳ năm 2019. "
    paragraphs = [paragraph * 4] * (200_000 // len(paragraph.encode() * 4))
    begin = time.perf_counter()
    assert all(len(find(p, "vi")) == 8 for p in paragraphs)
    print(f"200 KB in {1000 * (time.perf_counter() - begin):.0f} ms")
