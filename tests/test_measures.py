"""Derived figures: values, what rounding permits, what is missing; progress against plan; laws."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tiny_package import dataset, figure, plain, source

import lsdata
from lsdata import measures
from lsdata.errors import ParameterError
from lsdata.measures import derive, verdict
from lsdata.periods import Period
from lsdata.plans import plan_progress

IMPLIED_BASE = "level / (100 + yoy_pct) * 100"
RECOVERY = "100 / (100 + yoy_pct) * 100 - 100"
TRADE = [
    figure(obs_status="E"),
    figure(measure="pct_of_plan", value="24", obs_status="E"),
    figure(measure="yoy_pct", value="-42.9"),
]


def frame(*figures: dict, **tables):
    return dataset(*figures, **tables).select()


def one(f, **formulas):
    made = derive(f, **formulas)
    assert len(made) == 1
    return made.iloc[0]


# -- derive ------------------------------------------------------------------------------------------------------------

FORMULAS = [
    ("implied_plan", measures.IMPLIED_PLAN, "", 5500, 5385.7, 5619.1, "5,500 million USD"),
    ("implied_base", IMPLIED_BASE, "", 2311.7, 2308.8, 2314.6, "2,312 million USD"),
    ("remaining", measures.REMAINING, "", 4180, 4066.2, 4298.6, "4,200 million USD"),
    ("pace_needed", measures.PACE_NEEDED, "times", 3.167, 3.082, 3.255, "3.2 times"),
    ("recovery_pct", RECOVERY, "percent", 75.13, 74.98, 75.29, "75%"),
    ("gap_pp", measures.GAP, "points", -26, -26.5, -25.5, "−26 percentage points"),
    ("per_month", "level / months", "{unit} a month", 220, 219.9, 220.1, "220 million USD a month"),
]


@pytest.mark.parametrize(
    ("name", "formula", "unit", "value", "low", "high", "printed"), FORMULAS, ids=[f[0] for f in FORMULAS]
)
def test_the_formulas_of_a_review(name, formula, unit, value, low, high, printed):
    r = one(frame(*TRADE), unit=unit, **{name: formula})
    assert (r.value, r.low, r.high) == (
        pytest.approx(value, abs=0.05),
        pytest.approx(low, abs=0.05),
        pytest.approx(high, abs=0.05),
    )
    assert plain(r.printed) == printed
    assert (r.measure, r.formula) == (name, formula)


def test_a_derived_figure_says_where_it_comes_from():
    r = one(frame(*TRADE), implied_plan=measures.IMPLIED_PLAN)
    assert r.fact == "VN-09.turnover.2020-S1.implied_plan@review"
    assert r.inputs.split() == ["VN-09.turnover.2020-S1.level@review", "VN-09.turnover.2020-S1.pct_of_plan@review"]
    assert r.status == "E"
    assert one(frame(figure(), *TRADE[1:2]), x="level / pct_of_plan").status == "E", "the weakest input's"


def test_each_row_by_itself():
    f = derive(frame(figure(), figure(period="2019", value="2400")), per_month="value / months")
    assert f[["period", "value"]].to_numpy().tolist() == [["2019", 200], ["2020-S1", 220]]


def test_indicators_of_one_area_and_period():
    rows = [
        figure(value="100"),
        figure("export", value="40"),
        figure("export", "2019", "30"),
        figure("export", value="7", area="VN-13"),
    ]
    r = one(frame(*rows), unit="percent", share="export / turnover * 100")
    assert (r.area, r.period, r.value, r.indicator) == ("VN-09", "2020-S1", 40, "export")


def test_a_printed_scale_does_not_change_the_answer():
    rows = [figure(value="1.32", unit_mult="9"), figure("export", value="660")]
    assert one(frame(*rows), unit="percent", share="export / turnover * 100").value == pytest.approx(50)


def test_no_input_no_row():
    f = frame(figure(), figure(period="2019", measure="pct_of_plan", value="90"), figure("export"))
    assert len(derive(f, implied_plan=measures.IMPLIED_PLAN)) == 0
    assert derive(f, implied_plan=measures.IMPLIED_PLAN).columns.tolist() == f.columns.tolist()
    assert len(derive(f.iloc[:0], per_month="value / months")) == 0
    assert len(derive(f, difference="turnover - imports")) == 0


def test_what_may_be_a_division_by_zero_gives_no_row():
    f = frame(
        figure(value="100"),
        figure("export", value="100"),
        figure("revenue", measure="yoy_pct", value="-100"),
        figure("revenue"),
    )
    assert len(derive(f, ratio="turnover / (turnover - export)")) == 0
    f = frame(figure(value="100"), figure("export", value="100.2"))
    assert len(derive(f, ratio="turnover / (turnover - export)")) == 0, "100 may be 100.2"
    assert (
        len(
            derive(
                frame(figure("revenue", measure="yoy_pct", value="-100"), figure("revenue")), implied_base=IMPLIED_BASE
            )
        )
        == 0
    )


def test_over_years_there_is_no_share_of_the_year_gone():
    f = frame(figure(period="2016-01-01/P5Y", measure="pct_of_plan", value="90"))
    assert len(derive(f, gap_pp=measures.GAP)) == 0


def test_two_budget_plans_give_two_results():
    rows = [
        figure("revenue", value="100"),
        figure("revenue", measure="pct_of_plan", value="80", plan_by="central"),
        figure("revenue", measure="pct_of_plan", value="50", plan_by="provincial"),
    ]
    f = derive(frame(*rows), implied_plan=measures.IMPLIED_PLAN)
    assert dict(zip(f.plan_by, f.value, strict=True)) == {"central": 125, "provincial": 200}
    assert f.fact.tolist() == [f"VN-09.revenue.2020-S1.implied_plan.{p}@review" for p in ("central", "provincial")]


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("level /", "is not arithmetic; write it like 'level / pct_of_plan"),
        ("", "is not arithmetic"),
        ("level = 3", "is not arithmetic"),
        ("__import__('os').getcwd()", "only names, numbers"),
        ("level ** 2", "only names, numbers"),
        ("level // 2", "only names, numbers"),
        ("max(level, 2)", "only names, numbers"),
        ("level if level else 0", "only names, numbers"),
        ("level.real", "only names, numbers"),
        ("level * '2'", "only names, numbers"),
        ("level * True", "only names, numbers"),
        ("level * 2j", "only names, numbers"),
        ("2 * 3", "names no figure"),
        ("months / 12", "names no figure"),
    ],
)
def test_a_formula_that_is_no_arithmetic_is_refused(formula, words):
    with pytest.raises(ParameterError) as caught:
        derive(frame(figure()), x=formula)
    assert words in str(caught.value)


positive = st.integers(1, 99999)


@given(positive, st.integers(0, 2), st.integers(1, 999), st.integers(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_no_possible_answer_lies_outside(level, a, pct, b, s, t):
    f = frame(figure(value=f"{level / 10**a:.{a}f}"), figure(measure="pct_of_plan", value=f"{pct / 10**b:.{b}f}"))
    rows = {r.measure: r for r in f.itertuples()}
    x, y = (rows[m].low + share * (rows[m].high - rows[m].low) for m, share in (("level", s), ("pct_of_plan", t)))
    assume(y > 1e-6)
    for formula, answer in ((measures.IMPLIED_PLAN, x / y * 100), (measures.REMAINING, x / y * 100 - x)):
        made = derive(f, x=formula)
        if len(made):
            r = made.iloc[0]
            slack = 1e-9 * abs(answer) + 1e-9
            assert r.low <= r.value <= r.high
            assert r.low - slack <= answer <= r.high + slack


@given(st.integers(-99, 500))
def test_a_fall_and_the_rise_that_recovers_it_cancel(change):
    f = frame(figure(measure="yoy_pct", value=str(change)))
    back = one(f, recovery_pct=RECOVERY).value
    assert (1 + change / 100) * (1 + back / 100) == pytest.approx(1)


@given(st.integers(1, 10**6), st.integers(1, 30))
def test_growth_of_a_constant_is_zero(level, years):
    rows = [figure(value=str(level)), figure("export", value=str(level))]
    r = one(frame(*rows), unit="percent", growth="(turnover - export) / export * 100")
    assert r.value == 0
    assert r.low < 0 < r.high
    assert plain(r.printed).startswith("0") or "−" not in r.printed


@given(positive, positive, st.sampled_from([0, 3, 6, 9, 12]))
def test_per_cent_of_plan_does_not_change_with_the_unit(level, plan, mult):
    def share(m):
        rows = [figure(value=str(level), unit_mult=str(m)), figure("export", value=str(plan), unit_mult=str(m))]
        return one(frame(*rows), unit="percent", pct="turnover / export * 100")

    a, b = share(mult), share(6)
    assert (a.value, a.low, a.high) == (pytest.approx(b.value), pytest.approx(b.low), pytest.approx(b.high))


# -- plan progress -----------------------------------------------------------------------------------------------------


def test_progress_of_the_review():
    f = plan_progress(frame(*TRADE)).set_index("measure")
    assert f.index.tolist() == ["pct_of_plan", "gap_pp", "implied_plan", "remaining", "pace_needed"]
    assert f.loc["pct_of_plan", ["elapsed", "expected_low", "expected_high", "verdict"]].tolist() == [
        50,
        45,
        55,
        "below",
    ]
    assert f.loc["gap_pp", ["value", "low", "high", "verdict"]].tolist() == [-26, -26.5, -25.5, ""]
    assert f.loc["pace_needed", "value"] == pytest.approx(76 / 24)


@pytest.mark.parametrize(
    ("period", "value", "expected"),
    [
        ("2020-S1", "49.5", "on"),
        ("2020-S1", "45", "on"),
        ("2020-S1", "44.9", "below"),
        ("2020-S1", "44.96", "below"),
        ("2020-S1", "45.0", "on"),
        ("2020-S1", "55.6", "above"),
        ("2020-S1", "55.04", "above"),
        ("2020-S1", "55.0", "on"),
        ("2020-S1", "99.96", "above"),
        ("2020-S1", "100", "met"),
        ("2020-Q1", "24", "on"),
        ("2020-Q1", "31", "above"),
        ("2020-01-01/P9M", "69", "below"),
        ("2020", "94", "below"),
        ("2020", "97", "on"),
        ("2020", "104", "met"),
    ],
)
def test_verdict_by_rule(period, value, expected):
    f = plan_progress(frame(figure(period=period, measure="pct_of_plan", value=value)))
    found = f.set_index("measure").verdict["pct_of_plan"]
    assert found == expected


def test_the_band_is_a_parameter():
    f = frame(figure(measure="pct_of_plan", value="42.0"))
    verdicts = [plan_progress(f, band=b).verdict.iloc[0] for b in (5, 8, 7.9)]
    assert verdicts == ["below", "on", "below"]


@given(st.integers(0, 1500), st.floats(0, 20), st.floats(0, 20))
def test_a_wider_band_is_never_stricter(tenths, narrow, wide):
    value = tenths / 10
    strict, mild = (verdict(value - 0.05, value + 0.05, value, (50 - b, 50 + b)) for b in sorted((narrow, wide)))
    assert mild in (strict, "on")


@given(st.integers(0, 1500), st.integers(0, 1500))
def test_more_is_never_a_worse_verdict(a, b):
    rank = ["below", "on", "above", "met"]
    low, high = sorted((a / 10, b / 10))
    first, second = (verdict(x - 0.05, x + 0.05, x, (45, 55)) for x in (low, high))
    assert rank.index(first) <= rank.index(second)


def test_three_earlier_years_replace_the_straight_line():
    years = [("2017", "35"), ("2018", "44"), ("2019", "40")]
    rows = [figure("visits", f"{y}-Q1", v, "pct_of_plan") for y, v in years] + [
        figure("visits", "2020-Q1", "34", "pct_of_plan")
    ]
    f = plan_progress(frame(*rows))
    last = f[(f.period == "2020-Q1") & (f.measure == "pct_of_plan")].iloc[0]
    assert (last.expected_low, last.expected_high, last.verdict) == (34.5, 44.5, "on")  # 34 may have been 34.5
    third = f[(f.period == "2019-Q1") & (f.measure == "pct_of_plan")].iloc[0]
    assert (third.expected_low, third.expected_high, third.verdict) == (20, 30, "above")
    f = plan_progress(frame(*rows[1:]))
    assert f[f.period == "2020-Q1"].expected_low.iloc[0] == 20


def test_a_year_is_held_against_its_plan_whatever_was_usual():
    rows = [figure("visits", str(2016 + i), v, "pct_of_plan") for i, v in enumerate(("80", "85", "90", "97"))]
    f = plan_progress(frame(*rows))
    assert f[f.measure == "pct_of_plan"].verdict.tolist() == ["below", "below", "below", "on"]


def test_what_is_over_or_met_needs_no_pace():
    f = plan_progress(
        frame(figure(period="2020", value="90"), figure(period="2020", measure="pct_of_plan", value="90"))
    )
    assert f.measure.tolist() == ["pct_of_plan", "gap_pp", "implied_plan"]
    f = plan_progress(frame(figure(value="110"), figure(measure="pct_of_plan", value="110")))
    assert "pace_needed" not in set(f.measure)


def test_only_periods_from_january_on_have_a_pace():
    rows = [
        figure(period=p, measure="pct_of_plan", value="6") for p in ("2020-M05", "2020-Q2", "2020-S2", "2016-01-01/P5Y")
    ]
    assert len(plan_progress(frame(*rows))) == 0
    assert plan_progress(frame(*rows)).columns.tolist()[-4:] == ["elapsed", "expected_low", "expected_high", "verdict"]


def test_a_stated_plan_gives_the_percentage_that_nobody_printed():
    rows = [figure("visits", value="40"), figure("visits", "2020", "100", "plan_target", obs_status="F")]
    f = plan_progress(frame(*rows)).set_index("measure")
    assert f.loc["pct_of_plan", ["value", "verdict", "formula"]].tolist() == [40, "below", "level / plan_target * 100"]
    assert "implied_plan" not in f.index, "a plan that was printed is not implied"
    printed = plan_progress(frame(*rows, figure("visits", value="41", measure="pct_of_plan"))).set_index("measure")
    assert printed.loc["pct_of_plan", ["value", "formula"]].tolist() == [41, ""]


def test_a_stated_plan_is_not_implied_again():
    goal = figure("visits", "2020", "1050", "plan_target", obs_status="F")
    rows = [figure("visits", value="390.7"), figure("visits", value="37.2", measure="pct_of_plan"), goal]
    f = plan_progress(frame(*rows))
    made = f.set_index("measure")
    assert made.index.tolist() == ["pct_of_plan", "gap_pp", "stated_plan", "remaining", "pace_needed"]
    assert made.loc["remaining", ["value", "low", "high"]].tolist() == pytest.approx([659.3, 659.25, 659.35])
    assert plain(made.printed["remaining"]) == "659.3 thousand visits"
    assert made.loc["stated_plan", ["value", "formula"]].tolist() == [1050, "plan_target"]
    assert (set(f.period), set(f.end.astype(str))) == ({"2020-S1"}, {"2020-06-30"})
    assert f.fact.str.contains(".2020-S1.", regex=False).all()
    assert f.fact.is_unique


def test_a_stated_plan_counts_only_where_the_percentage_is_of_it():
    percentage = figure("revenue", value="40.0", measure="pct_of_plan", plan_by="provincial")
    goals = {by: figure("revenue", "2020", "1000", "plan_target", plan_by=by) for by in ("provincial", "central")}
    for by, found in (("provincial", "stated_plan"), ("central", "implied_plan")):
        f = plan_progress(frame(figure("revenue", value="420"), percentage, goals[by]))
        assert {m for m in f.measure if m.endswith("_plan")} == {"pct_of_plan", found}
    other_year = goals["provincial"] | {"time_period": "2019"}
    f = plan_progress(frame(figure("revenue", value="420"), percentage, other_year))
    assert "stated_plan" not in set(f.measure)


def test_of_a_target_of_a_rate_no_share_is_due():
    rows = [figure("poverty", value="10"), figure("poverty", "2020", "9", "plan_target")]
    assert len(plan_progress(frame(*rows))) == 0


@pytest.mark.parametrize(
    ("period", "value", "elapsed", "expected"),
    [
        ("2020-S1", "98.0", 100, "on"),
        ("2020-S1", "60.0", 100, "below"),
        ("2020-S1", "100.0", 100, "met"),
        ("2020-01-01/P5M", "98.0", 100, "on"),
        ("2020-Q1", "98.0", 25, "above"),
    ],
)
def test_a_season_that_is_over_is_held_against_its_whole_plan(period, value, elapsed, expected):
    rows = [figure("spring_area", period, "44120"), figure("spring_area", period, value, "pct_of_plan")]
    f = plan_progress(frame(*rows)).set_index("measure")
    assert f.loc["pct_of_plan", ["elapsed", "verdict"]].tolist() == [elapsed, expected]
    assert f.value["gap_pp"] == pytest.approx(float(value) - elapsed)
    assert ("pace_needed" in f.index) == (elapsed < 100)


def test_a_frame_keeps_what_it_knows_of_its_indicators_when_rows_are_taken():
    f = frame(figure("spring_area", value="98.0", measure="pct_of_plan"), figure())
    taken = f[f.indicator == "spring_area"].sort_values("value").reset_index(drop=True).assign(label="x")
    assert plan_progress(taken).verdict.tolist()[0] == "on"


@given(positive, st.integers(1, 99), st.sampled_from([0, 3, 6, 9, 12]))
def test_the_unit_does_not_change_progress(level, pct, mult):
    def rows(m):
        f = plan_progress(
            frame(figure(value=str(level), unit_mult=str(m)), figure(measure="pct_of_plan", value=str(pct)))
        )
        return f.set_index("measure")

    a, b = rows(mult), rows(6)
    assert a.verdict.tolist() == b.verdict.tolist()
    assert a.loc[["gap_pp", "pace_needed"], "value"].tolist() == pytest.approx(
        b.loc[["gap_pp", "pace_needed"], "value"].tolist()
    )


@given(st.integers(1, 99))
def test_the_pace_needed_reaches_the_plan(pct):
    f = plan_progress(frame(figure(value="100"), figure(measure="pct_of_plan", value=str(pct)))).set_index("measure")
    assert 100 + f.value["pace_needed"] * 100 == pytest.approx(f.value["implied_plan"])
    assert 100 + f.value["remaining"] == pytest.approx(f.value["implied_plan"])


# -- facts -------------------------------------------------------------------------------------------------------------


def facts(*figures: dict, lang="en", **tables) -> list[lsdata.Fact]:
    data = dataset(*figures, **tables)
    return [lsdata.Fact.of(r, data, lang) for r in data.rows]


def test_two_percentages_differ_in_points():
    now, then = facts(
        figure("grdp_growth", value="0.47", measure="yoy_pct"), figure("grdp_growth", "2019-S1", "6.8", "yoy_pct")
    )
    gap = measures.difference(now, then)
    assert (gap.value, gap.low, gap.high) == (pytest.approx(-6.33), pytest.approx(-6.385), pytest.approx(-6.275))
    assert plain(gap.text()) == "6.3 percentage points", "no finer than the coarser of the two"
    assert gap.inputs == (now.id, then.id)
    one, other = facts(figure(measure="yoy_pct", value="9"), figure("export", measure="yoy_pct", value="7"))
    assert plain(measures.difference(one, other).text()) == "2 percentage points"
    one, other = facts(figure(measure="yoy_pct", value="8"), figure("export", measure="yoy_pct", value="7"))
    assert plain(measures.difference(one, other).text()) == "1 percentage point"


FORMS = [
    ({"value": "1320"}, "1.320 triệu USD", "1.320", "1.320"),
    ({"value": "-42.9", "measure": "yoy_pct"}, "42,9%", "−42,9%", "42,9%"),
    ({"value": "2.83", "measure": "yoy_pct"}, "2,83%", "+2,83%", "2,83%"),
    ({"value": "0", "measure": "yoy_pct"}, "0%", "0%", "0%"),
    ({"value": "24", "measure": "pct_of_plan"}, "24%", "24%", "24%"),
    ({"value": "-3"}, "−3 triệu USD", "−3", "−3"),
    ({"value": "7390", "qualifier": "over"}, "hơn 7.390 triệu USD", "hơn 7.390", "7.390"),
    ({"value": "37", "obs_value_upper": "38"}, "37–38 triệu USD", "37–38", "37–38"),
    ({"value": "9", "obs_total": "20"}, "9/20 triệu USD", "9/20", "9/20"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "prose", "table", "number"), FORMS, ids=[f[1] for f in FORMS])
def test_the_forms_in_which_a_fact_is_printed(cells, prose, table, number):
    (fact,) = facts(figure(**cells), lang="vi")
    assert [plain(fact.text(form)) for form in ("prose", "table", "number")] == [prose, table, number]
    assert set(fact.texts()) >= {fact.text(form) for form in ("prose", "table", "number")}


def test_the_interval_of_a_published_figure_shows_one_digit_more():
    (fact,) = facts(figure(value="24", measure="pct_of_plan"), lang="vi")
    assert fact.between() == "23,5–24,5"
    (fact,) = facts(figure(value="-42.9", measure="yoy_pct"), lang="en")
    assert fact.between() == "−42.95 to −42.85"


def test_a_fact_is_addressed_the_same_in_every_run():
    (fact,) = facts(
        figure(period="2019-01-01/P9M", measure="pct_of_plan", value="81", plan_by="central"),
        sources=[source("review")],
    )
    assert fact.id == "VN-09.turnover.2019-01-01_P9M.pct_of_plan.central@review"
    assert fact.period == Period.parse("9T/2019")


@pytest.mark.parametrize(
    ("value", "low", "high", "held"),
    [(3793.7, 3790.5, 3813.5, 0), (73.93, 72.9, 73.93, 1), (5500.0, 5385.7, 5619.1, -2), (899.47, 899.466, 899.475, 0)],
    ids=["one-sided", "at its upper end", "wide", "narrower than its last digit"],
)
def test_a_derived_figure_is_printed_inside_its_interval(value, low, high, held):
    assert measures.decimals("share", value, low, high) == held


def test_the_share_of_a_stated_plan_is_calculated_where_no_source_prints_it():
    data = dataset(figure(), figure(measure="plan_target", period="2020", value="5500", obs_status="F"))
    made = plan_progress(data.select(indicator="turnover"))
    (share,) = made[made.measure == "pct_of_plan"].to_dict("records")
    assert (round(share["value"], 6), share["formula"], share["verdict"]) == (24.0, measures.STATED_PCT, "below")
