"""The evidence ladder: on which rung a row stands, what is near in time, which words belong to a period."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_package import dataset, figure, source

from lsdata import evidence
from lsdata.errors import ParameterError, PeriodError, UnknownName
from lsdata.periods import Period

S1 = Period.parse("2020-S1")

STEPS = [
    ("turnover", "2020-S1", "2020-S1", 1),
    ("turnover", "2020-Q1", "2020-S1", 2),
    ("turnover", "2020-M05", "2020-S1", 2),
    ("turnover", "2020-01-01/P5M", "2020-S1", 2),
    ("turnover", "2020", "2020-S1", 3),
    ("turnover", "2020-01-01/P9M", "2020-S1", 3),
    ("turnover", "2016-01-01/P5Y", "2020-S1", 4),
    ("turnover", "2020-S2", "2020-S1", 4),
    ("turnover", "2019-S1", "2020-S1", 4),
    ("turnover", "2020-03-01/P6M", "2020-S1", 4),
    # A season belongs to every period that holds its closing month.
    ("spring_area", "2020", "2020-S1", 3),
    ("spring_area", "2020", "2020-Q2", 3),
    ("spring_area", "2020", "2020-M05", 3),
    ("spring_area", "2020", "2020-M06", 4),
    ("spring_area", "2020", "2020-S2", 4),
    ("spring_area", "2020", "2020-01-01/P9M", 3),
    ("spring_area", "2020", "2020", 1),
    ("spring_area", "2019", "2020-S1", 4),
    ("main_area", "2020", "2020-S1", 4),
    ("main_area", "2020", "2020-S2", 3),
    ("main_area", "2020", "2020-Q4", 3),
]


@pytest.mark.parametrize(
    ("indicator", "row", "seen_from", "step"), STEPS, ids=[f"{a}-{b}-from-{c}" for a, b, c, _ in STEPS]
)
def test_rungs(indicator, row, seen_from, step):
    data = dataset(figure(indicator, row))
    assert evidence.step(data, data.rows[0], Period.parse(seen_from)) == step


def order(*periods: str, seen_from: str = "2020-S1", **how) -> list[str]:
    data = dataset(*(figure(period=p) for p in periods))
    rows = evidence.ladder(data, ["turnover"], "VN-09", Period.parse(seen_from), **how)
    return [r["period"].code for r in rows.get("turnover", [])]


def test_nearest_rung_first_then_newest_before_then_after():
    every = ["2018", "2019", "2019-S1", "2020", "2020-Q1", "2020-Q2", "2020-S1", "2020-S2", "2021-S1"]
    assert order(*every) == ["2020-S1", "2020-Q2", "2020-Q1", "2020", "2019", "2019-S1", "2018", "2020-S2", "2021-S1"]


def test_what_came_after_stands_below_what_came_before():
    assert order("2020-M07", "2005") == ["2005", "2020-M07"]


def test_no_rows_no_entry_and_a_target_is_no_figure():
    data = dataset(figure(value="8", measure="plan_target", period="2020"), figure("export", area="VN-13"))
    assert evidence.ladder(data, ["turnover", "export"], "VN-09", S1) == {}
    assert evidence.ladder(data, [], "VN-09", S1) == {}


def test_only_what_was_known():
    data = dataset(
        figure(source_id="late"), figure(period="2019"), sources=[source("late", "2021-01-01"), source("review")]
    )
    rows = evidence.ladder(data, ["turnover"], "VN-09", S1, "2020-07-13")
    assert [r["period"].code for r in rows["turnover"]] == ["2019"]


CODES = st.sampled_from(
    ["2018", "2019-S1", "2019-01-01/P9M", "2020-Q1", "2020-M06", "2020-S1", "2020", "2020-S2", "2021"]
)


@given(st.lists(CODES, unique=True, min_size=1), CODES)
def test_the_ladder_loses_nothing_and_hindsight_is_last_on_its_rung(codes, seen_from):
    p = Period.parse(seen_from)
    data = dataset(*(figure(period=c) for c in codes))
    rows = evidence.ladder(data, ["turnover"], "VN-09", p)["turnover"]
    assert sorted(r["period"].code for r in rows) == sorted(codes)
    key = [(r["step"], r["period"].end > p.end) for r in rows]
    assert key == sorted(key)


# -- words -------------------------------------------------------------------------------------------------------------


def said(period: str, **how) -> list[str]:
    stated = ["2020-S1", "2020-M06", "2020-Q1", "2020", "2016-01-01/P5Y", "2020-S2", "2019-S1"]
    rows = [{"statement_id": f"st.{p}", "time_period": p} for p in stated]
    rows += [{"statement_id": "st.other", "sector": "budget"}, {"statement_id": "st.place", "ref_area": "VN-13"}]
    rows += [{"statement_id": "st.late", "source_id": "late"}]
    data = dataset(statements=rows, sources=[source("review"), source("late", "2021-01-01")])
    how = {"sector": "trade", "area": "VN-09", "period": Period.parse(period)} | how
    return [r["statement_id"].removeprefix("st.") for r in evidence.statements(data, **how)]


def test_statements_of_the_period_first_then_in_the_order_of_time():
    assert said("2020-S1") == ["2020-S1", "late", "2020-Q1", "2020-M06", "2020"]
    assert said("2020-S1", as_of="2020-07-13") == ["2020-S1", "2020-Q1", "2020-M06", "2020"]
    assert said("2020-S2") == ["2020-S2", "2020"]
    assert said("2020-S1", sector="") == ["2020-S1", "late", "other", "2020-Q1", "2020-M06", "2020"]
    assert said("2020-S1", area="VN-13") == ["place"]
    assert said("2018-S1") == []


def test_events_between_two_days_both_held():
    starts = ["2019-12-31", "2020-01-01", "2020-03", "2020-06-30", "2020-07-01", "2020-07"]
    rows = [{"event_id": f"ev.{s}", "start": s} for s in starts]
    rows += [
        {"event_id": "ev.country", "ref_area": "VN", "sectors": "society trade"},
        {"event_id": "ev.neighbour", "ref_area": "VN-13"},
        {"event_id": "ev.sector", "sectors": "budget"},
        {"event_id": "ev.late", "source_id": "late"},
    ]
    data = dataset(events=rows, sources=[source("review"), source("late", "2021-01-01")])

    def found(sector="trade", as_of="2020-12-31", end=date(2020, 6, 30)):
        events = evidence.events(data, sector, "VN-09", date(2020, 1, 1), end, as_of)
        return [r["event_id"].removeprefix("ev.") for r in events]

    assert found() == ["2020-01-01", "2020-03", "country", "2020-06-30"]
    assert found(end=date(2020, 7, 1))[-2:] == ["2020-07", "2020-07-01"]
    assert set(found(sector="")) - set(found()) == {"sector"}
    assert set(found(as_of="")) - set(found()) == {"late"}


def test_tasks_for_the_time_after_the_period():
    every = ["2020-S1", "2020-S2", "2020", "2021", "2021-S1", "2020-Q4", "2020-04-01/P9M"]
    rows = [{"task_id": f"task.{p}", "time_period": p} for p in every]
    rows += [{"task_id": "task.other", "sector": "budget"}, {"task_id": "task.place", "ref_area": "VN-13"}]
    data = dataset(tasks=rows)

    def found(period, sector="trade", **how):
        tasks = evidence.tasks(data, sector, "VN-09", Period.parse(period), **how)
        return [r["task_id"].removeprefix("task.") for r in tasks]

    assert found("2020-S1") == ["2020-S2", "2020"]
    assert found("2020-Q1") == ["2020-04-01/P9M", "2020"]
    assert found("2020-01-01/P9M") == ["2020-Q4", "2020"]
    assert found("2020") == ["2021"]
    assert found("2020-S2") == ["2021"]
    assert found("2020-S1", sector="") == ["2020-S2", "other", "2020"]
    assert found("2020-S1", as_of="2020-07-12") == []


# -- which sectors, which periods --------------------------------------------------------------------------------------


def test_sectors_that_have_something_to_say():
    data = dataset(
        figure(period="2015"),
        figure("poverty", "2020", "8", "plan_target"),
        figure("grdp_growth", area="VN-13", measure="yoy_pct", value="5.0"),
        statements=[{"sector": "agriculture"}, {"statement_id": "st.2", "sector": "budget", "time_period": "2019-S1"}],
    )
    assert evidence.sectors_with_evidence(data, "VN-09", S1) == ["overview", "trade", "agriculture", "outlook"]
    assert evidence.sectors_with_evidence(data, "VN-09", Period.parse("2018-S1")) == ["trade"]
    assert evidence.sectors_with_evidence(data, "VN-54", S1) == []
    with pytest.raises(UnknownName, match=r"unknown area 'VN-99'"):
        evidence.sectors_with_evidence(data, "VN-99", S1)


def test_a_period_of_which_nothing_is_known_is_answered_with_those_nearby():
    data = dataset(*(figure(period=p) for p in ("2010", "2018", "2019-S1", "2020-S1", "2021-S1")))
    evidence.require_evidence(data, "VN-09", Period.parse("2020-Q1"))
    with pytest.raises(PeriodError) as caught:
        evidence.require_evidence(data, "VN-09", Period.parse("2022-S1"), "2022-01-01")
    assert str(caught.value) == (
        "nothing is known of VN-09 in 2022-S1 as of 2022-01-01; periods with figures nearby: 2018, 2019-S1, 2020-S1, 2021-S1"
    )
    with pytest.raises(PeriodError, match=r"nothing is known of VN-13 in 2022-S1: no figures of it at all"):
        evidence.require_evidence(data, "VN-13", Period.parse("2022-S1"))


def test_periods_with_figures_oldest_first():
    data = dataset(
        *(figure(period=p) for p in ("2020-S1", "2019", "2020-Q2")), figure("poverty", "2025", "1", "plan_target")
    )
    assert [p.code for p in evidence.periods(data)] == ["2019", "2020-S1", "2020-Q2"]
    assert evidence.periods(data, "VN-13") == []
    assert evidence.periods(data, as_of="2020-07-12") == []


def test_the_newest_period_has_figures_in_three_sectors():
    three = ["turnover", "revenue", "poverty"]
    data = dataset(
        *(figure(i, "2019") for i in three),
        *(figure(i, "2020-S1") for i in three),
        *(figure(i, "2020-Q3", source_id="late") for i in three),
        *(figure(i, "2020", source_id="late") for i in three[:2]),
        figure("grdp_growth", "2020", "8", "plan_target"),
        *(figure(i, "2020-01-01/P9M", source_id="late") for i in three),
        sources=[source("review"), source("late", "2021-01-15")],
    )
    assert evidence.latest_period(data, "VN-09").code == "2020-01-01/P9M"
    assert evidence.latest_period(data, "VN-09", "2020-07-13").code == "2020-S1"
    with pytest.raises(PeriodError, match="no figures of VN-13 at all"):
        evidence.latest_period(data, "VN-13")
    with pytest.raises(ParameterError, match=r"is not a date"):
        evidence.latest_period(data, "VN-09", "July")


def test_a_small_package_has_a_newest_period_too():
    """Of what there is: two sectors, one of them newer; months only."""
    few = dataset(figure("turnover", "2019"), figure("revenue", "2019"), figure("turnover", "2020-S1"))
    assert evidence.latest_period(few, "VN-09").code == "2019"
    target = figure("turnover", "2021", "9", "plan_target")
    months = dataset(figure("turnover", "2020-M05"), figure("turnover", "2020-M06"), target)
    assert evidence.latest_period(months, "VN-09").code == "2020-M06"
