"""What a finding says, in both languages: who published what, what it implies, how finely, and what would repair it."""

import pytest
from agreeing import AGRI, EXPORTS, IMPORTS, INDUSTRY, SERVICES, TAXES, TURNOVER, points, rate, usd
from test_checks import held
from tiny_package import source

import lsdata
from lsdata import findings
from lsdata.dataset import load
from lsdata.narrative import Voice

BUDGET = "budget_revenue_total"


def own(indicator, value, period="2020", measure="level", **more) -> dict:
    """A figure in the unit of its indicator."""
    unit = load().indicators[indicator]
    return usd(value, period, indicator) | {"unit_measure": unit["unit_measure"], "unit_mult": unit["unit_mult"]} | more


def several(measure, values, make) -> list[dict]:
    return [make(i, v, "2016", measure) for i, v in zip((AGRI, INDUSTRY, SERVICES, TAXES), values.split(), strict=True)]


SAID = {
    "a bound": ("growth", [usd("2.28", unit_mult="9", qualifier="over"), usd("1077.6", "2019-S1"), rate(TURNOVER, "1.1")],
        "Kim ngạch xuất nhập khẩu 6 tháng đầu năm 2020 được công bố là tăng 1,1% so với cùng kỳ năm 2019, nhưng hơn 2,28 tỷ USD so với 1.077,6 triệu USD là tăng ít nhất 111,6%; nếu hiểu là số lần chứ không phải phần trăm thì khớp",
        "Trade in the first half of 2020 is said to have risen 1.1% from the first half of 2019, but going from 1,077.6 million USD to more than 2.28 billion USD is a rise of at least 111.6%; read as a number of times, not per cent, the published number would fit"),
    "a bound of a fall": ("growth", [usd("1320", qualifier="over"), usd("2312", "2019-S1"), rate(TURNOVER, "-62.9")],
        "Kim ngạch xuất nhập khẩu 6 tháng đầu năm 2020 được công bố là giảm 62,9% so với cùng kỳ năm 2019, nhưng hơn 1.320 triệu USD so với 2.312 triệu USD là giảm nhiều nhất 42,9%",
        "Trade in the first half of 2020 is said to have fallen 62.9% from the first half of 2019, but going from 2,312 million USD to more than 1,320 million USD is a fall of at most 42.9%"),
    "a budget and a day": ("one_plan", [usd("600", "2020-Q1", BUDGET), rate(BUDGET, "18.7", "2020-Q1", "pct_of_plan"), usd("1320", "2020-01-01/P9M", BUDGET, covers_to="2020-09-20"),
                                        rate(BUDGET, "24", "2020-01-01/P9M", "pct_of_plan", covers_to="2020-09-20")],
        "Thu ngân sách đến ngày 20/9/2020 đạt 24% dự toán năm, suy ra dự toán 5.500 triệu USD; quý I năm 2020 đạt 18,7%, suy ra 3.209 triệu USD; một năm chỉ có một dự toán",
        "Revenue: 24% of the year's budget plan by 20 September 2020 implies a budget plan of 5,500 million USD, and 18.7% in the first quarter of 2020 one of 3,209 million USD; a year has one budget plan"),
    "fine enough to differ": ("turnover", [usd("2", unit_mult="9"), usd("1300", indicator=EXPORTS), usd("1230", indicator=IMPORTS)],
        "Kim ngạch xuất nhập khẩu 6 tháng đầu năm 2020 được công bố là 2 tỷ USD, nhưng xuất khẩu 1.300 triệu USD cộng nhập khẩu 1.230 triệu USD là 2,53 tỷ USD",
        "Trade in the first half of 2020 was published as 2 billion USD, but exports of 1,300 million USD and imports of 1,230 million USD make 2.53 billion USD"),
    "contributions": ("contributions", [rate("grdp_growth", "9.01", "2016"), *several("contribution_pp", "0.35 5.43 1.90 -0.33", points)],
        "GRDP năm 2016 được công bố là tăng 9,01%, nhưng đóng góp (điểm phần trăm) của nông, lâm nghiệp, thủy sản (0,35), công nghiệp - xây dựng (5,43), khu vực dịch vụ (1,90) và thuế sản phẩm (trừ 0,33) cộng lại cho mức tăng 7,35%",
        "GRDP in 2016 is said to have risen 9.01%, but the contributions, in percentage points, of farming (0.35), industry-construction (5.43), services (1.90) and taxes on products (less 0.33) make a rise of 7.35%"),
    "a part larger than the whole": ("exports_of_turnover", [usd("1320"), usd("1675", indicator=EXPORTS)],
        "Kim ngạch xuất khẩu 6 tháng đầu năm 2020 được công bố là 1.675 triệu USD, lớn hơn kim ngạch xuất nhập khẩu (1.320 triệu USD), dù chỉ là một phần trong đó",
        "Exports in the first half of 2020 were published as 1,675 million USD, more than trade (1,320 million USD), of which they are only a part"),
    "so many of so many": ("schools", [own("schools_national_standard_rate", "52.3"), own("schools_national_standard", "300"), own("schools_total", "650")],
        "Tỷ lệ trường đạt chuẩn năm 2020 được công bố là 52,3%, nhưng 300 trên 650 trường là 46,2%",
        "Standard-school rate in 2020 was published as 52.3%, but 300 of 650 schools is 46.2%"),
    "an exchange rate": ("per_capita_vnd", [own("grdp_per_capita_usd", "1200"), own("grdp_per_capita", "45")],
        "GRDP đầu người năm 2020 được công bố là 45 triệu đồng và 1.200 USD, tức một USD bằng 37.500 đồng, cao hơn mọi tỷ giá",
        "GRDP per head in 2020 was published as 45 million VND and as 1,200 USD, which makes one dollar 37,500 VND, above any exchange rate"),
    "two units": ("two_units", [usd("1320"), usd("1320", unit_mult="3", source_id="later")],
        "Kim ngạch xuất nhập khẩu 6 tháng đầu năm 2020: 1.320 nghìn USD và 1.320 triệu USD lệch nhau 1.000 lần; một trong hai đơn vị bị nhầm",
        "Trade in the first half of 2020: 1,320 thousand USD and 1,320 million USD differ by a factor of 1,000; one of the two units is wrong"),
    "a sign": ("bounds", [rate(TURNOVER, "-142.9")],
        "Kim ngạch xuất nhập khẩu 6 tháng đầu năm 2020 được công bố là giảm 142,9%; không số nào giảm quá 100%",
        "Trade in the first half of 2020 was published as a fall of 142.9%; nothing falls by more than 100%"),
    "an indicator is named once": ("early", [usd("1320", "2020"), rate(TURNOVER, "200", "2020", "pct_of_plan"), rate(TURNOVER, "57.5", "2020"), rate(AGRI, "4.1", "2020")],
        "Báo công bố số liệu năm 2020 vào ngày 13/7/2020, khi kỳ chưa kết thúc, mà không ghi là ước tính: nông, lâm nghiệp, thủy sản (tăng 4,1%); kim ngạch xuất nhập khẩu (1.320 triệu USD, đạt 200% kế hoạch năm, tăng 57,5%)",
        "Báo published figures of 2020 on 13 July 2020, before the period had ended, without calling them estimates: farming (up 4.1%); trade (1,320 million USD, 200% of the year's plan, up 57.5%)"),
    "too small": ("size", [*(usd(str(1000 + y), f"20{y}-S1") for y in range(11, 19)), usd("1.4")],
        "Kim ngạch xuất nhập khẩu 6 tháng đầu năm 2020 được công bố là 1,4 triệu USD; tính bình quân tháng, chỉ bằng một phần 724 của các kỳ khác của chuỗi số này; cần xem lại đơn vị",
        "Trade in the first half of 2020 was published as 1.4 million USD; as a monthly average that is only one part in 724 of the other periods of the series; its unit may be wrong"),
    "what is missing, a role": ("growth", [usd("1320"), rate(TURNOVER, "-42.9")],
        "Mức tăng so với hai mức đã công bố: chưa xét được vì thiếu số liệu của kỳ gốc",
        "Growth against the levels of both years: cannot be judged without the figure of the base period"),
    "what is missing, an indicator": ("contributions", [rate("grdp_growth", "7.68", "2016"), *several("contribution_pp", "0.35 5.43 1.90 0", points)[:3]],
        "Đóng góp của các khu vực cộng lại bằng mức tăng chung: chưa xét được vì thiếu thuế sản phẩm (đóng góp vào mức tăng chung)",
        "Contributions of the sectors add up to growth: cannot be judged without taxes on products (contribution to growth)"),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "figures", "vi", "en"), SAID.values(), ids=SAID)
def test_what_a_finding_says(rule, figures, vi, en):
    for lang, text in (("vi", vi), ("en", en)):
        found = lsdata.check(held(*figures), lang=lang, holding=True)
        (said,) = found[(found.rule == rule) & (found.outcome != "holds")].text
        assert said.replace("\xa0", " ") == text


def test_a_month_is_no_day():
    data = held(usd("1320", "2020", source_id="month"), sources=[source("month", "2020-10")])
    assert "published figures of 2020 in October\xa02020" in lsdata.check(data, lang="en").text[0]


def printed(*figures, lang) -> list[str]:
    data = held(*figures)
    found, voice = findings.checked(data), Voice(data, lang)
    records = [findings.record(voice, f, found) for f in found.found]
    return [x.strip().replace("\xa0", " ") for r in records if r["repair"] for x in findings.lines(voice, r)]


def test_what_would_repair_it_is_said_in_words():
    rows = [usd("1320"), usd("1390", source_id="same_day")]
    en, vi = (printed(*rows, lang=lang) for lang in ("en", "vi"))
    assert "It would hold if one of these figures were different:" in en
    assert any(
        x.startswith("trade in the first half of 2020, Báo: from 1,319.5 to 1,320.5 million USD (VN-09.") for x in en
    )
    assert any(
        x.startswith("kim ngạch xuất nhập khẩu 6 tháng đầu năm 2020, Báo: từ 1.389,5 đến 1.390,5 triệu USD (")
        for x in vi
    )


@pytest.mark.parametrize(
    ("ends", "vi", "en"),
    [
        ([1.0, 2.0], "từ 1,0 đến 2,0 triệu USD", "from 1.0 to 2.0 million USD"),
        ([1.0, None], "từ 1,0 triệu USD trở lên", "at least 1.0 million USD"),
        ([None, 2.0], "không quá 2,0 triệu USD", "at most 2.0 million USD"),
        ([2.0, 2.0], "2,0 triệu USD", "2.0 million USD"),
        ([None, None], "một số khác", "another number"),
    ],
)
def test_from_where_to_where(ends, vi, en):
    data = held(usd("1320"))
    (figure,) = data.by_id
    for lang, text in (("vi", vi), ("en", en)):
        assert findings._ends(Voice(data, lang), figure, ends).replace("\xa0", " ") == text


def test_figures_that_must_change_together_are_named_together():
    data = held(usd("1320"), usd("1390", source_id="same_day"))
    found = findings.checked(data)
    (f,) = found.found
    r = findings.record(Voice(data, "en"), f, found) | {"repair": [{i: [1.0, 2.0] for i in data.by_id}]}
    lines = findings.lines(Voice(data, "en"), r)
    assert "  It would hold only if all of these figures were different:" in lines
    assert sum(line.startswith("    trade in the first half") for line in (x.replace("\xa0", " ") for x in lines)) == 2
    lines = findings.lines(Voice(data, "en"), r | {"repair": 2 * r["repair"]})
    assert lines.count("    all 2 together:") == 2
