"""What is said of a frame, word by word: progress, periods, areas, parts, derived figures, targets; never hindsight."""

import IPython.display
import pytest
from tiny_package import dataset, figure, plain, source

import lsdata
from lsdata import conflicts, summary
from lsdata.dataset import using
from lsdata.headline import Question, headline
from lsdata.narrative import Voice
from lsdata.periods import Period
from lsdata.rows import corrects
from lsdata.wording import flat


def pct(value, indicator="turnover", **more) -> dict:
    return figure(indicator, value=value, measure="pct_of_plan", **more)


def yoy(value, indicator="turnover", **more) -> dict:
    return figure(indicator, value=value, measure="yoy_pct", **more)


@pytest.fixture
def say(monkeypatch):
    """What a brief says of a frame, as plain text."""
    told = []
    monkeypatch.setattr(IPython.display, "display", lambda data, **how: told.append(plain(data["text/plain"])))

    def said(frame, *figures, lang, sector="trade", period="2020-S1", as_of="", **tables) -> str:
        told.clear()
        with using(dataset(*figures, **tables)):
            b = lsdata.brief(sector, lang=lang, period=period, as_of=as_of)
        if isinstance(frame, str):
            b.say_target(frame)
        else:
            b.say(frame(b))
        return " ".join(told)

    return said


def progress(b):
    return lsdata.plan_progress(b.select("turnover"), lang=b.lang)


GOAL = figure("grdp_growth", "2020", "8", "plan_target", obs_status="F")
TOLD = {
    "progress": (progress, {}, [figure(), pct("24")],
        "Nửa năm đã qua, nên kết quả này thấp hơn tiến độ tính đều theo thời gian. Để hoàn thành kế hoạch, 6 tháng cuối năm 2020 phải gấp khoảng 3,2 lần 6 tháng đầu năm 2020. Từ tỷ lệ đã công bố, suy ra kế hoạch cả năm khoảng 5.500 triệu USD (từ 5.386 đến 5.619 triệu USD do làm tròn).",
        "With half the year gone, that is behind an even pace. To meet the plan, the level in the second half of 2020 would have to be about 3.2 times that of the first half of 2020. The published percentage implies a plan of about 5,500 million USD for the year (between 5,386 and 5,619 million USD because of rounding)."),
    "a plan that a source states": (progress, {}, [figure(value="390.7"), pct("37.2"), figure(period="2020", measure="plan_target", value="1050")],
        "Nửa năm đã qua, nên kết quả này thấp hơn tiến độ tính đều theo thời gian. Để hoàn thành kế hoạch, 6 tháng cuối năm 2020 phải gấp khoảng 1,7 lần 6 tháng đầu năm 2020. Kế hoạch cả năm là 1.050 triệu USD; còn phải thực hiện 659,3 triệu USD.",
        "With half the year gone, that is behind an even pace. To meet the plan, the level in the second half of 2020 would have to be about 1.7 times that of the first half of 2020. The plan for the year is 1,050 million USD; 659.3 million USD remained."),
    "a season that is over": (lambda b: lsdata.plan_progress(b.select("spring_area"), lang=b.lang), {"sector": "agriculture"},
        [figure("spring_area", value="44120"), pct("98.0", "spring_area")],
        "Vụ đã kết thúc; kết quả sát kế hoạch. Từ tỷ lệ đã công bố, suy ra kế hoạch cả năm khoảng 45.020 ha.",
        "The season is over; its result was close to the plan. The published percentage implies a plan of about 45,020 hectares for the year."),
    "the plan of another year": (progress, {}, [pct("40"), figure(value="400"), pct("100.0", period="2019"), figure(period="2019", value="800")],
        "Nửa năm đã qua, nên kết quả này thấp hơn tiến độ tính đều theo thời gian. Để hoàn thành kế hoạch, 6 tháng cuối năm 2020 phải gấp khoảng 1,5 lần 6 tháng đầu năm 2020. Từ tỷ lệ đã công bố, suy ra kế hoạch cả năm khoảng 1.000 triệu USD (từ 986 đến 1.014 triệu USD do làm tròn). Với các kỳ khác, kế hoạch suy ra là khoảng 800 triệu USD (năm 2019); kế hoạch các năm khác nhau nên % kế hoạch không so sánh trực tiếp được.",
        "With half the year gone, that is behind an even pace. To meet the plan, the level in the second half of 2020 would have to be about 1.5 times that of the first half of 2020. The published percentage implies a plan of about 1,000 million USD for the year (between 986 and 1,014 million USD because of rounding). For other periods the implied plan was about 800 million USD (2019); as the plans differ, percentages of plan cannot be compared directly."),
    "after a quarter": (progress, {"period": "2020-Q1"}, [figure(period="2020-Q1"), pct("40.0", period="2020-Q1")],
        "Một quý đã qua, nên kết quả này vượt tiến độ tính đều theo thời gian. Để hoàn thành kế hoạch, bình quân mỗi tháng trong 9 tháng cuối năm 2020 chỉ cần bằng khoảng 0,5 lần bình quân mỗi tháng của quý I năm 2020. Từ tỷ lệ đã công bố, suy ra kế hoạch cả năm khoảng 3.300 triệu USD.",
        "With a quarter of the year gone, that is ahead of an even pace. To meet the plan, the monthly average in the last nine months of 2020 would only have to be about 0.5 times that of the first quarter of 2020. The published percentage implies a plan of about 3,300 million USD for the year."),
    "periods": (lambda b: b.series("turnover", like="ytd"), {}, [figure(), figure(period="2019-01-01/P9M", value="3500"), figure(period="2021-S1", value="1960")],
        "Trước đó, kim ngạch qua địa bàn tỉnh Lạng Sơn trong 9 tháng đầu năm 2019 đạt 3.500 triệu USD.",
        "Before that, in the first nine months of 2019, turnover through Lạng Sơn was 3,500 million USD."),
    "a base that moved": (lambda b: b.series("turnover", measure="yoy_pct", like="S1"), {}, [yoy("30"), yoy("-42.9", period="2019-S1"), yoy("5", period="2018")],
        "Cần đọc cùng mức gốc: kim ngạch qua địa bàn tỉnh Lạng Sơn trong 6 tháng đầu năm 2019 giảm 42,9% so với cùng kỳ năm 2018.",
        "The base moved as well: turnover through Lạng Sơn in the first half of 2019 fell 42.9% from the first half of 2018."),
    "a record": (lambda b: b.series("turnover"), {}, [figure(), *(figure(period=f"{2019 - i}-S1", value=str(2000 + i)) for i in range(5))],
        "Trước đó, kim ngạch qua địa bàn tỉnh Lạng Sơn trong 6 tháng đầu năm 2019 đạt 2.000 triệu USD. Đây là mức thấp nhất trong 6 kỳ cùng loại có số liệu từ năm 2015.",
        "Before that, in the first half of 2019, turnover through Lạng Sơn was 2,000 million USD. This is the lowest of 6 comparable periods published since 2015."),
    "older figures name their period": (lambda b: b.series("turnover"), {}, [figure(period="2018")],
        "Kim ngạch qua địa bàn tỉnh Lạng Sơn trong năm 2018 đạt 1.320 triệu USD.",
        "In 2018, turnover through Lạng Sơn was 1,320 million USD."),
    "only later figures": (lambda b: b.series("turnover"), {}, [figure(period="2021")], "", ""),
    "others without an own figure": (lambda b: b.compare("turnover"), {}, [figure("export"), figure(area="VN-54")], "", ""),
    "parts": (lambda b: b.now(["turnover", "export"], measure="level"), {}, [figure(), figure("export", value="600")],
        "Lớn nhất là kim ngạch (1.320 triệu USD), nhỏ nhất là xuất khẩu (600 triệu USD).",
        "The largest is trade (1,320 million USD), the smallest exports (600 million USD)."),
    "recovery": (lambda b: b.derive(b.now("turnover"), unit="percent", recovery_pct="100 / (100 + yoy_pct) * 100 - 100"), {}, [yoy("-42.9")],
        "Muốn trở lại mức cùng kỳ năm 2019 phải tăng khoảng 75%.",
        "Returning to the level of the first half of 2019 would take a rise of about 75%."),
    "the base": (lambda b: b.derive(b.now("turnover"), implied_base="level / (100 + yoy_pct) * 100"), {}, [figure(), yoy("-42.9")],
        "Từ mức và tốc độ tăng, giảm của kỳ này, suy ra kim ngạch qua địa bàn tỉnh Lạng Sơn trong cùng kỳ năm 2019 là khoảng 2.312 triệu USD.",
        "From the level and the change of this period, turnover through Lạng Sơn in the first half of 2019 works out at about 2,312 million USD."),
    "a target far away": ("grdp_growth", {"sector": "growth"}, [yoy("0.47", "grdp_growth"), GOAL | {"obs_value": "8.0", "decimals": "1"}],
        "Mức tăng GRDP 6 tháng đầu năm 2020 thấp hơn mục tiêu cả năm (8,0%) 7,5 điểm phần trăm; mục tiêu tốc độ không tính theo thời gian đã qua.",
        "In the first half of 2020, GRDP growth stood 7.5 percentage points below the target for the full year (8.0%); rates are not prorated."),
    "a target met at its lower end": ("grdp_growth", {"sector": "growth"}, [yoy("8.2", "grdp_growth"), GOAL | {"obs_value_upper": "9"}],
        "Mức tăng GRDP 6 tháng đầu năm 2020 không thấp hơn mục tiêu cả năm (8–9%); mục tiêu tốc độ không tính theo thời gian đã qua.",
        "In the first half of 2020, GRDP growth was not below the full-year target (8–9%); rates are not prorated."),
    "a target less than a point away": ("grdp_growth", {"sector": "growth"}, [yoy("7.6", "grdp_growth"), GOAL],
        "Mục tiêu cả năm là 8%.", "The target for the year is 8%."),
}  # fmt: skip


@pytest.mark.parametrize(("frame", "how", "figures", "vi", "en"), TOLD.values(), ids=TOLD)
def test_what_is_said_of_a_frame(say, frame, how, figures, vi, en):
    assert say(frame, *figures, lang="vi", **how) == vi
    assert say(frame, *figures, lang="en", **how) == en


def test_plans_that_rounding_cannot_tell_apart_are_not_said_to_differ(say):
    rows = [figure(value="500"), pct("50"), figure(period="2019", value="900"), pct("90", period="2019")]
    assert "differ" not in say(progress, *rows, lang="en")


def test_the_own_rate_stands_beside_the_countrys(say):
    rows = [yoy("0.47", "grdp_growth"), yoy("1.81", "gdp_growth", area="VN"), yoy("-2.1", "grdp_growth", area="VN-13")]
    text = say(lambda b: b.compare("grdp_growth"), *rows, lang="en", sector="growth")
    assert "rose 0.47% from the first half of 2019" in text
    assert "1.34 percentage points below that of Vietnam (1.81%)" in text
    assert "Quảng Ninh fell 2.1%" in text
    text = say(lambda b: b.compare("grdp_growth"), *rows, lang="vi", sector="growth")
    assert "thấp hơn cả nước (1,81%) 1,34 điểm phần trăm" in text


REASONS = {
    "unverified": ({}, {"authority": "unverified"}, "the other source could not be verified"),
    "covers": ({}, {"covers_to": "2020-06-20"}, "the other does not cover the whole period"),
    "status": ({}, {"obs_status": "E"}, "the other is given as estimate"),
    "authority": ({}, {"authority": "press"}, "the other comes from a press source"),
    "newest": ({}, {"published_on": "2020-07-01"}, "the figure used was published later"),
    "decimals": ({"obs_value": "1320.5", "decimals": "1"}, {}, "the figure used is printed in more detail"),
    "id": ({}, {}, "the two sources rank equally, and the first listed is used"),
}


@pytest.mark.parametrize(("better", "worse", "why"), REASONS.values(), ids=REASONS)
def test_why_a_figure_was_not_chosen(better, worse, why):
    about = {"authority", "published_on"}
    rows, sources = [], []
    for value, name, cells in (("1320", "a", better), ("1400", "b", worse)):
        rows.append(figure(value=value, source_id=name) | {k: v for k, v in cells.items() if k not in about})
        sources.append(source(name) | {k: v for k, v in cells.items() if k in about})
    q = Question(Voice(dataset(*rows, sources=sources), "en"), "VN-09", Period.parse("2020-S1"))
    ((used, other, reason),) = conflicts.disagreements(q, "turnover", q.period)
    assert (used.source_id, other.source_id, reason) == ("a", "b", why)


def asked(*figures, lang="en", **tables) -> Question:
    return Question(Voice(dataset(*figures, **tables), lang), "VN-09", Period.parse("2020-S1"))


@pytest.mark.parametrize(("first", "later"), [("a", "a-r2"), ("a-r2", "a-r10")])
def test_a_correction_is_called_one(first, later):
    days = [source(first), source(later, "2020-07-20")]
    rows = [figure(value="1400", obs_status="E", source_id=first), figure(source_id=later)]
    q = {lang: asked(*rows, lang=lang, sources=days) for lang in ("vi", "en")}
    for lang, words in (("vi", "đã được đính chính"), ("en", "corrected since")):
        ((used, _, why),) = conflicts.disagreements(q[lang], "turnover", q[lang].period)
        assert (used.source_id, why) == (later, words)
    assert not corrects("a", "a")
    assert not corrects("a-r2", "b")


@pytest.mark.parametrize(
    ("plan", "percentage", "uneven"),
    [("760", "31.8", True), ("760", "33.1", False), ("791", "31.8", False), ("760", "33", False)],
)
def test_a_percentage_that_does_not_follow_from_its_plan_is_a_limit(plan, percentage, uneven):
    rows = [figure(value="251.5"), pct(percentage), figure(period="2020", measure="plan_target", value=plan)]
    for lang, words in (
        ("vi", "Kim ngạch 6 tháng đầu năm 2020 được công bố đạt 31,8% kế hoạch năm, nhưng 251,5 triệu USD so với kế hoạch 760 triệu USD là 33,1%."),
        ("en", "Trade in the first half of 2020 was published as 31.8% of the year's plan, but 251.5 million USD of a plan of 760 million USD is 33.1%."),
    ):  # fmt: skip
        q = asked(*rows, lang=lang)
        said = {f.id: f for f in q.facts("turnover").values()}
        found = [plain(flat(x)) for x in summary.found(q, said)]
        assert (words in found) == uneven, found


def test_a_plan_in_another_scale_is_the_same_plan():
    goal = figure(period="2020", measure="plan_target", value="0.76", unit_mult="9")
    q = asked(figure(value="251.5"), pct("33.1"), goal)
    assert conflicts.findings(q, {f.id: f for f in q.facts("turnover").values()}) == []


def test_a_figure_that_cannot_be_right_is_not_what_a_report_opens_with():
    """Level and percentage of plan of two periods agree, so that the change is wrong: it is told, not used."""
    rows = [
        figure(period="2022-S1", value="1077.6"), figure(period="2023-S1", value="2280"), pct("60", period="2023-S1"),
        figure(period="2023-S1", measure="yoy_pct", value="1.1", unit_measure="percent", unit_mult="0"),
        figure(period="2023-01-01/P7M", value="2755"), pct("72.5", period="2023-01-01/P7M"),
        figure(period="2021-S1", value="2155.2"), figure(period="2022-S1", measure="yoy_pct", value="-50", unit_measure="percent", unit_mult="0"),
    ]  # fmt: skip
    rows = [r | {"source_id": "office"} for r in rows]
    q = asked(*rows, sources=[source("office", "2024-01-31")])
    q = Question(q.voice, "VN-09", Period.parse("2023-S1"))
    head = headline(q, "trade")
    assert head.facts.keys() == {"level", "pct_of_plan"}
    opening = [plain(flat(x)) for x in summary.lead(q, "trade", head)]
    assert opening[1] == (
        "A rise of 1.1% was published as well; it does not agree with the levels of the two years, which make a rise of 111.6%."
    )
    assert len(q.voice.data.find(area="VN-09", indicator="turnover", measure="yoy_pct")) == 2


def test_the_outlook_names_what_a_pace_is_of():
    rows = [pct("61.7", "revenue"), pct("37.2", "fees"), figure("fees", value="5")]
    q = asked(*rows, lang="vi")
    first, pace = (plain(flat(x)) for x in summary.lead(q, "outlook", summary.of_all(q, "outlook")))
    assert "thu ngân sách" in first.lower()
    assert pace.startswith("Phí cửa khẩu: để hoàn thành dự toán, 6 tháng cuối năm 2020 phải gấp khoảng 1,7 lần")
    q = asked(pct("37.2"), lang="vi")
    _, pace = (plain(flat(x)) for x in summary.lead(q, "outlook", summary.of_all(q, "outlook")))
    assert pace.startswith("Để hoàn thành kế hoạch"), "the sentence before it names what it is of"


def test_one_figure_in_two_scales_or_two_sources_is_no_disagreement():
    rows = [
        figure(value="1320", source_id="a"),
        figure(value="1320", source_id="b"),
        figure(value="1.32", unit_mult="9", source_id="c"),
    ]
    q = Question(Voice(dataset(*rows), "en"), "VN-09", Period.parse("2020-S1"))
    assert conflicts.disagreements(q, "turnover", q.period) == []


def test_a_target_alone_is_no_result_of_a_period(say):
    """The newest row is a target: what was measured before it is said."""
    figures = (
        figure("turnover", value="900", period="2019"),
        figure("turnover", value="2000", measure="plan_target", period="2020"),
    )
    assert "900" in say(lambda b: b.select("turnover"), *figures, lang="en")
    assert say(lambda b: b.select("turnover"), figures[1], lang="en") == ""


def test_levels_of_several_sources_are_tabled_and_not_called_growth(monkeypatch):
    shown = []
    monkeypatch.setattr(IPython.display, "display", lambda data, **how: shown.append(data))
    figures = [figure("turnover", value=v, source_id=s) for v, s in (("1320", "a"), ("1400", "b"))]
    with using(dataset(*figures, sources=[source("a"), source("b", "2020-08-01")])):
        b = lsdata.brief("trade", lang="en")
    b.vintages(b.data.select(indicator="turnover", vintages=True))
    assert [next(iter(data)) for data in shown] == ["text/html"]
    assert "1,320" in shown[0]["text/html"]


def test_a_target_of_the_level_is_not_held_against_growth(say):
    """Visits in a year and a rise in per cent have no distance."""
    goal = figure("turnover", "2020", "2500", "plan_target", obs_status="F")
    text = say("turnover", figure(measure="yoy_pct", value="12"), goal, lang="en")
    assert "2,500" in text
    assert "percentage points" not in text


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("vi", "Mục tiêu năm 2024 về mức tăng GRDP là 7–7,5%."),
        ("en", "For 2024, the target for GRDP growth was 7–7.5%."),
    ],
)
def test_a_target_below_figures_of_something_else_names_what_it_is_of(lang, said):
    q = Question(Voice(lsdata.load(), lang), "VN-09", Period.parse("2024"))
    assert plain(flat(summary.overall(q)[1][-1])) == said
