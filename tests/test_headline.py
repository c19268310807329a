"""The headline by rule: each class by the smallest package that earns it, its order, and the review's headlines."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_package import dataset, figure, plain, source

import lsdata
from lsdata import summary
from lsdata.headline import Question, headline
from lsdata.narrative import Voice
from lsdata.periods import Period
from lsdata.wording import flat


def question(*figures: dict, lang="vi", area="VN-09", period="2020-S1", as_of="", **tables) -> Question:
    return Question(Voice(dataset(*figures, **tables), lang), area, Period.parse(period), as_of)


def head(*figures: dict, sector="trade", **how):
    """Class and text of a sector's headline."""
    h = headline(question(*figures, **how), sector)
    return h.rule, plain(flat(h.runs))


def pct(value, indicator="turnover", **more) -> dict:
    return figure(indicator, value=value, measure="pct_of_plan", **more)


def yoy(value, indicator="turnover", **more) -> dict:
    return figure(indicator, value=value, measure="yoy_pct", **more)


def earlier(values, indicator="turnover", measure="level") -> list[dict]:
    """Figures of the same half of earlier years, newest first."""
    return [figure(indicator, f"{2019 - i}-S1", str(v), measure) for i, v in enumerate(values)]


GOAL = figure("grdp_growth", "2020", "8", "plan_target", obs_status="F")
CLASSES = {
    "1 sources disagree": (
        [yoy("-0.4"), yoy("0.6", source_id="other")], "trade", 1,
        "Các nguồn chưa thống nhất về kim ngạch", "Sources differ on trade"),
    "2 far below plan": (
        [figure(), pct("24"), yoy("-42.9")], "trade", 2,
        "Kim ngạch mới đạt 24% kế hoạch khi đã qua nửa năm", "Trade stood at 24% of the year's plan with half the year gone"),
    "2 far above plan": (
        [pct("66", "revenue")], "budget", 2,
        "Thu ngân sách đạt 66% dự toán khi đã qua nửa năm", "Revenue reached 66% of the year's budget plan with half the year gone"),
    "2 neutral, without praise": (
        [pct("66", "fees")], "budget", 2,
        "Phí cửa khẩu bằng 66% dự toán khi đã qua nửa năm", "Gate fees stood at 66% of the year's budget plan with half the year gone"),
    "3 turned down": (
        [yoy("-4.2"), *earlier(["3.1"], measure="yoy_pct")], "trade", 3,
        "Kim ngạch chuyển từ tăng sang giảm, giảm 4,2%", "Trade turned from growth to decline, down 4.2%"),
    "3 turned up": (
        [yoy("4.2", "poverty"), *earlier(["-3.1"], "poverty", "yoy_pct")], "society", 3,
        "Tỷ lệ hộ nghèo chuyển từ giảm sang tăng, tăng 4,2%", "Poverty turned from decline to growth, up 4.2%"),
    "4 lowest": (
        [figure(), *earlier([1500, 1600, 1700, 1400])], "trade", 4,
        "Kim ngạch thấp nhất trong các kỳ cùng loại có số liệu từ năm 2016", "Trade: the lowest comparable figure since 2016"),
    "4 highest": (
        [figure(), *earlier([1, 2, 3, 4])], "trade", 4,
        "Kim ngạch cao nhất trong các kỳ cùng loại có số liệu từ năm 2016", "Trade: the highest comparable figure since 2016"),
    "4 lowest growth": (
        [yoy("0.47", "grdp_growth"), *earlier(["6.1", "7.2", "5.3", "8.4"], "grdp_growth", "yoy_pct")], "growth", 4,
        "Mức tăng GRDP thấp nhất trong các kỳ cùng loại có số liệu từ năm 2016", "GRDP growth: the lowest comparable figure since 2016"),
    "5 off pace": (
        [pct("41")], "trade", 5,
        "Kim ngạch mới đạt 41% kế hoạch khi đã qua nửa năm", "Trade stood at 41% of the year's plan with half the year gone"),
    "5 ahead of pace": (
        [pct("58")], "trade", 5,
        "Kim ngạch đạt 58% kế hoạch khi đã qua nửa năm", "Trade reached 58% of the year's plan with half the year gone"),
    "5 off target": (
        [yoy("0.47", "grdp_growth"), GOAL], "growth", 5,
        "GRDP tăng 0,47%, thấp hơn mục tiêu năm 8 điểm phần trăm", "GRDP rose 0.47%, 8 percentage points below the year's target"),
    "5 off a target that is a range": (
        [yoy("0.47", "grdp_growth"), GOAL | {"obs_value_upper": "9"}], "growth", 5,
        "GRDP tăng 0,47%, thấp hơn mức thấp nhất của mục tiêu năm", "GRDP rose 0.47%, below the lower end of the year's target"),
    "5 target met": (
        [yoy("8.2", "grdp_growth"), GOAL], "growth", 5,
        "GRDP tăng 8,2%, không thấp hơn mục tiêu cả năm", "GRDP rose 8.2%, not below the full-year target"),
    "6 large change": (
        [yoy("-42.9", obs_status="E")], "trade", 6,
        "Kim ngạch ước giảm 42,9%", "Trade fell an estimated 42.9%"),
    "7 on pace": (
        [pct("49.5", "revenue")], "budget", 7,
        "Thu ngân sách đạt 49,5% dự toán, đúng tiến độ", "Revenue reached 49.5% of the year's budget plan, on pace"),
    "7 change": (
        [figure(), yoy("2.83")], "trade", 7, "Kim ngạch tăng 2,83%", "Trade rose 2.83%"),
    "7 level": (
        [figure(obs_status="E")], "trade", 7, "Kim ngạch ước đạt 1.320 triệu USD", "Trade: 1,320 million USD"),
    "7 a month of a plan": (
        [pct("6.16", period="2020-M05")], "trade", 7, "Kim ngạch đạt 6,16% kế hoạch", "Trade reached 6.16% of the year's plan"),
    "7 a year of a plan": (
        [pct("97", period="2020")], "trade", 7, "Kim ngạch đạt 97% kế hoạch", "Trade reached 97% of the year's plan"),
    "5 a year below its plan": (
        [pct("60", period="2020")], "trade", 5, "Kim ngạch đạt 60% kế hoạch", "Trade reached 60% of the year's plan"),
}  # fmt: skip


@pytest.mark.parametrize(("figures", "sector", "rule", "vi", "en"), CLASSES.values(), ids=CLASSES)
def test_a_class_by_the_smallest_package(figures, sector, rule, vi, en):
    period = figures[0]["time_period"]
    assert head(*figures, sector=sector, lang="vi", period=period) == (rule, vi)
    assert head(*figures, sector=sector, lang="en", period=period) == (rule, en)


def test_the_first_class_wins_then_the_lead_then_the_larger_gap():
    rows = [yoy("-42.9"), pct("31", "export"), pct("33", "visits")]
    assert head(*rows, lang="en") == (2, "Exports stood at 31% of the year's plan with half the year gone")
    assert head(yoy("-12"), yoy("90", "export"), lang="en") == (6, "Trade fell 12%")
    rows = [pct("33", "revenue"), pct("99", "fees")]
    assert head(*rows, sector="budget", lang="en")[1].startswith("Revenue stood at 33%")
    society = [yoy("15", "visits"), yoy("-30", "poverty")]
    assert head(*society, sector="society", lang="en") == (6, "Poverty fell 30%")


def test_the_runner_up_is_the_next_indicator():
    h = headline(question(pct("24"), yoy("90", "export"), yoy("-5")), "trade")
    assert set(h.facts) == {"pct_of_plan", "yoy_pct"}
    assert {f.indicator for f in h.runner_up.values()} == {"export"}


def test_intervals_decide():
    """35 % at mid-year is 15 points off, but may have been 35.4: not yet far."""
    assert head(pct("35"))[0] == 5
    assert head(pct("34"))[0] == 2
    assert head(pct("34.9"))[0] == 2
    assert head(yoy("9.9"))[0] == 7
    assert head(yoy("-0.1"), *earlier(["0.1"], measure="yoy_pct"))[0] == 3
    assert head(yoy("-0"), *earlier(["0.1"], measure="yoy_pct"))[0] == 7


def test_a_record_needs_five_figures_of_one_kind_clear_of_the_others():
    assert head(figure(), *earlier([1500, 1600, 1700]))[0] == 7
    assert head(figure(), *earlier([1320, 1600, 1700, 1400]))[0] == 7
    others = [figure(period=p, value="5000") for p in ("2019", "2018", "2017-S2", "2016-Q1")]
    assert head(figure(), *earlier([1500, 1600, 1700]), *others)[0] == 7


def test_rows_of_another_time_never_take_it():
    later = [
        pct("99", period="2020"),
        yoy("-80", period="2020-S2"),
        yoy("70", period="2019-S1"),
        pct("9", period="2020-Q1"),
    ]
    assert head(yoy("2.0"), *later, lang="en") == (7, "Trade rose 2.0%")


def test_what_was_not_known_that_day_does_not_take_it():
    rows = [yoy("-2.0"), yoy("-30", source_id="late")]
    sources = [source("review"), source("late", "2021-01-01")]
    assert head(*rows, sources=sources, as_of="2020-07-13", lang="en") == (7, "Trade fell 2.0%")
    assert head(*rows, sources=sources, lang="en") == (6, "Trade fell 30%")


def test_sources_that_differ_without_another_verb_or_verdict_do_not_disagree():
    assert head(yoy("1.8"), yoy("1.7", source_id="other"))[0] == 7
    assert head(pct("48"), pct("52", source_id="other"))[0] == 7
    press = [source("review"), source("paper", authority="press")]
    assert head(yoy("-0.4"), yoy("0.6", source_id="paper"), sources=press)[0] == 7
    assert head(yoy("-0.4"), yoy("0.6", source_id="other", covers_to="2020-06-20"))[0] == 7
    assert (
        head(pct("40", "revenue", plan_by="provincial"), pct("60", "revenue", plan_by="central"), sector="budget")[0]
        == 5
    )


def test_what_is_usual_replaces_an_even_pace():
    """42 % of a year's visits in a first quarter is no news where earlier years had 35 to 44 by then."""
    before = [figure("visits", f"{y}-Q1", v, "pct_of_plan") for y, v in ((2017, "35"), (2018, "44"), (2019, "40"))]
    now = {"sector": "society", "period": "2020-Q1", "lang": "en"}
    assert head(pct("42", "visits", period="2020-Q1"), *before[1:], **now)[0] == 2
    assert head(pct("42", "visits", period="2020-Q1"), *before, **now) == (
        7,
        "Visits reached 42% of the year's plan, on pace",
    )
    rule, text = head(pct("30", "visits", period="2020-Q1"), *before, **now)
    assert (rule, text) == (5, "Visits stood at 30% of the year's plan with a quarter of the year gone"), (
        "more than even, less than usual"
    )
    q = question(pct("30", "visits", period="2020-Q1"), *before, lang="en", period="2020-Q1")
    _, words = summary.verdict(q, q.facts("visits")["pct_of_plan"])
    assert flat(words) == "Below the usual range at this point of the year (35–45%)"


def test_a_sector_without_figures_says_what_there_is():
    rated = {"statements": [{"rating": "good"}, {"statement_id": "st.2", "aspect": "context", "text_en": "Context."}]}
    h = headline(question(figure(period="2018"), lang="en", **rated), "trade")
    assert (h.rule, h.evidence, flat(h.runs)) == (0, "words", "According to Báo: The result was good")
    context = {"statements": [{"aspect": "context", "text_en": "Gates were closed."}]}
    h = headline(question(lang="en", **context), "trade")
    assert (h.evidence, flat(h.runs)) == ("words", "According to Báo: Gates were closed")
    assert headline(question(figure(period="2018"), lang="en", **context), "trade").evidence == "earlier", (
        "no rating: figures first"
    )
    h = headline(question(figure(period="2018"), lang="en"), "trade")
    assert (h.evidence, plain(flat(h.runs))) == ("earlier", "No figures on trade for the first half of 2020")
    h = headline(question(lang="en", tasks=[{}]), "trade")
    assert h.evidence == "tasks"
    h = headline(question(lang="en"), "trade")
    assert (h.evidence, flat(h.runs)) == ("none", "No figures and no words on trade")


BLAME = r"\b(mới đạt|thấp hơn tiến độ|behind|short of)\b"


@given(
    st.integers(0, 1300),
    st.sampled_from(["turnover", "revenue"]),
    st.sampled_from(["2020-Q1", "2020-S1", "2020-01-01/P9M", "2020"]),
)
def test_blame_only_below_pace(tenths, indicator, period):
    figures = [pct(f"{tenths / 10:.1f}", indicator, period=period)]
    h = headline(question(*figures, period=period), "trade" if indicator == "turnover" else "budget")
    if re.search(BLAME, flat(h.runs)):
        assert h.verdict == "below"
    assert h.verdict in ("met", "above", "on", "below")


@given(
    st.lists(
        st.sampled_from(
            [figure(), pct("24"), yoy("-42.9"), yoy("3.1", "export"), pct("80", "export"), yoy("12", "grdp_growth")]
        ),
        min_size=1,
        unique_by=lambda r: (r["indicator"], r["measure"]),
    ),
    st.sampled_from(["vi", "en"]),
)
def test_a_headline_is_short_typed_and_one_sentence(figures, lang):
    q = question(*figures, lang=lang)
    h = headline(q, "trade")
    text = flat(h.runs)
    assert len(text) <= 65
    assert text[0].isupper()
    assert not text.endswith(".")
    assert not any(c.isdigit() for r in h.runs if not r.kind for c in r.text)


# -- the review --------------------------------------------------------------------------------------------------------

REVIEW = {
    "trade": (2, "Kim ngạch xuất nhập khẩu mới đạt 24% kế hoạch khi đã qua nửa năm", "Trade stood at 24% of the year's plan with half the year gone"),
    "budget": (7, "Thu ngân sách đạt 49,5% dự toán, đúng tiến độ", "Revenue reached 49.5% of the year's budget plan, on pace"),
}  # fmt: skip


@pytest.mark.parametrize(("sector", "rule", "vi", "en"), [(k, *v) for k, v in REVIEW.items()], ids=REVIEW)
def test_the_headlines_of_the_review(sector, rule, vi, en):
    for lang, text in (("vi", vi), ("en", en)):
        h = headline(Question(Voice(lsdata.load(), lang), "VN-09", Period.parse("2020-S1"), "2020-07-13"), sector)
        assert (h.rule, plain(flat(h.runs))) == (rule, text)


def test_every_headline_of_the_review_fits_a_line():
    q = Question(Voice(lsdata.load(), "vi"), "VN-09", Period.parse("2020-S1"), "2020-07-13")
    heads = {s: headline(q, s) for s in q.voice.data.sectors if s not in ("overview", "outlook")}
    long = {s: flat(h.runs) for s, h in heads.items() if h.evidence == "figures" and len(flat(h.runs)) > 65}
    assert long == {}
    assert not [s for s, h in heads.items() if h.evidence == "none"]
