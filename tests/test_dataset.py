"""Which figure counts: every step of the order, the day of knowledge, frames that cannot mislead, the scope."""

import pickle
import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_package import dataset, figure, plain, source, write

import lsdata
from lsdata import evidence, summary
from lsdata.dataset import Dataset, using
from lsdata.errors import LsdataError, ParameterError, PeriodError, UnknownName, unknown
from lsdata.frames import COLUMNS, records
from lsdata.rows import key, rank


def chosen(*figures: dict, as_of: str = "", **tables) -> list[float]:
    return [r["value"] for r in dataset(*figures, **tables).find(as_of=as_of)]


# -- which row ---------------------------------------------------------------------------------------------------------

BETTER = [
    ("whole period before a part", ({"obs_status": "E"}, {}), ({"covers_to": "2020-06-20"}, {})),
    ("final before provisional", ({"obs_status": "A"}, {}), ({"obs_status": "P"}, {})),
    ("provisional before estimate", ({"obs_status": "P"}, {}), ({"obs_status": "E"}, {})),
    ("estimate before expectation", ({"obs_status": "E"}, {}), ({"obs_status": "F"}, {})),
    ("status before authority", ({"obs_status": "A"}, {"authority": "mirror"}), ({"obs_status": "E"}, {"authority": "official"})),
    ("official before press", ({}, {"authority": "official"}), ({}, {"authority": "press"})),
    ("press before mirror", ({}, {"authority": "press"}), ({}, {"authority": "mirror"})),
    ("authority before date", ({}, {"published_on": "2020-07-01"}), ({}, {"published_on": "2020-09-01", "authority": "press"})),
    ("newest", ({}, {"published_on": "2020-09-01"}), ({}, {"published_on": "2020-07-01"})),
    ("date before decimals", ({}, {"published_on": "2020-09-01"}), ({"obs_value": "2.25", "decimals": "2"}, {"published_on": "2020-07-01"})),
    ("more decimals", ({"obs_value": "1.0", "decimals": "1"}, {}), ({}, {})),
    ("finer unit whatever the scale", ({"obs_value": "1", "unit_mult": "6"}, {}), ({"obs_value": "2.25", "unit_mult": "9", "decimals": "2"}, {})),
    ("source id last", ({"source_id": "a"}, {}), ({"source_id": "b"}, {})),
    ("any before unverified", ({"obs_status": "F"}, {"authority": "mirror"}), ({}, {"authority": "unverified"})),
]  # fmt: skip


@pytest.mark.parametrize(("better", "worse"), [b[1:] for b in BETTER], ids=[b[0] for b in BETTER])
def test_the_order_of_choice(better, worse):
    """The better row is 1, the other 2; the names of the sources would have it the other way round."""
    rows, sources = [], []
    for value, name, (cells, about) in (("1", "zz", better), ("2", "aa", worse)):
        row = figure(value=value) | {"source_id": name} | cells
        rows.append(row)
        sources.append(source(row["source_id"]) | about)
    for order in (1, -1):
        assert chosen(*rows[::order], sources=sources[::order]) == [1.0]


def test_keys_are_apart():
    """Another area, indicator, period, measure or plan is another figure."""
    rows = [
        figure(),
        figure(area="VN-13"),
        figure("export"),
        figure(period="2020"),
        figure(measure="yoy_pct", value="-42.9"),
        figure("revenue", measure="pct_of_plan", value="81", plan_by="central"),
        figure("revenue", measure="pct_of_plan", value="74", plan_by="provincial"),
    ]
    assert len(chosen(*rows)) == 7


STATUSES, AUTHORITIES = st.sampled_from("APEF"), st.sampled_from(["official", "press", "mirror", "unverified"])
DAYS = st.sampled_from(["2020-07-01", "2020-07", "2020", ""])
ROWS = st.lists(
    st.tuples(STATUSES, AUTHORITIES, DAYS, st.sampled_from(["1", "1.0"]), st.booleans()), min_size=1, max_size=5
)


@given(ROWS, st.randoms())
def test_row_order_never_decides(rows, random: random.Random):
    figures = [
        figure(value=value, obs_status=status, source_id=f"s{i}", covers_to="2020-06-20" if part else "")
        for i, (status, _, _, value, part) in enumerate(rows)
    ]
    sources = [source(f"s{i}", day, authority=authority) for i, (_, authority, day, _, _) in enumerate(rows)]
    first = [r["id"] for r in dataset(*figures, sources=sources).find()]
    random.shuffle(figures), random.shuffle(sources)
    assert [r["id"] for r in dataset(*figures, sources=sources).find()] == first
    assert len(first) <= 1


def test_vintages_are_all_rows_best_first():
    rows = [
        figure(value="1", obs_status="E", source_id="a"),
        figure(value="2", source_id="b"),
        figure(value="3", source_id="c"),
    ]
    sources = [source("a"), source("b"), source("c", authority="unverified")]
    data = dataset(*rows, sources=sources)
    assert [r["value"] for r in data.find(vintages=True)] == [2, 1]
    assert [r["value"] for r in data.find(vintages=True, unverified=True)] == [2, 1, 3]
    assert data.select(vintages=True).value.tolist() == [2, 1]


# -- what was known when -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("published_on", "date_basis", "period", "day"),
    [
        ("2020-07-13", "printed", "2020-S1", date(2020, 7, 13)),
        ("2020-07-13", "content", "2020-S1", date(2020, 7, 13)),
        ("2020-07", "printed", "2020-S1", date(2020, 7, 31)),
        ("2020", "printed", "2020-S1", date(2020, 12, 31)),
        ("2020-06", "title", "2020-S1", date(2020, 9, 28)),  # not before the period's end, and 90 days more
        ("2021", "content", "2020-S1", date(2021, 12, 31)),
        ("", "none", "2020-S1", date(2020, 9, 28)),
        ("", "none", "2020", date(2021, 3, 31)),
    ],
)
def test_the_day_from_which_a_source_counts(published_on, date_basis, period, day):
    data = dataset(figure(period=period), sources=[source("review", published_on, date_basis=date_basis)])
    assert data.sources["review"]["known_by"] == day
    assert data.known("review", day.isoformat())
    assert not data.known("review", date.fromordinal(day.toordinal() - 1).isoformat())


def test_a_target_does_not_move_the_day():
    rows = [figure(), figure("grdp_growth", "2025", "8", "plan_target", obs_status="F")]
    data = dataset(*rows, sources=[source("review", "", date_basis="none")])
    assert data.sources["review"]["known_by"] == date(2020, 9, 28)


def test_a_source_without_day_or_figures_is_never_known_on_a_day():
    data = dataset(sources=[source("review", "", date_basis="none")])
    assert (data.known("review", "2999-12-31"), data.known("review")) == (False, True)


def test_as_of_gives_what_was_known_that_day():
    rows = [
        figure("grdp_growth", "2020-S1", v, "yoy_pct", source_id=s)
        for v, s in (("1.81", "a"), ("1.82", "b"), ("1.74", "c"))
    ]
    sources = [source("a", "2020-06-29"), source("b", "2020-12-27"), source("c", "2021-06-29")]
    days = ["2020-06-28", "2020-06-29", "2020-12-26", "2020-12-27", "2021-07-01", ""]
    assert [chosen(*rows, sources=sources, as_of=d) for d in days] == [[], [1.81], [1.81], [1.82], [1.74], [1.74]]


@pytest.mark.parametrize("as_of", ["2020-13-01", "13/7/2020", "2020-02-30", "yesterday", "2020"])
def test_a_day_that_is_none_is_refused(as_of):
    for ask in (dataset().select, lambda **how: dataset().series("turnover", **how)):
        with pytest.raises(ParameterError, match=r"is not a date; write it like 2020-07-13"):
            ask(as_of=as_of)


@pytest.mark.parametrize("vintages", [False, True])
@pytest.mark.parametrize("area", [(), "VN-09", ("VN", "VN-13"), "nowhere"])
@pytest.mark.parametrize("indicator", [(), "grdp_growth", ("trade_turnover_total", "gdp_growth"), "nothing"])
def test_rows_are_found_as_if_all_had_been_looked_at(area, indicator, vintages):
    data = lsdata.load()
    areas, codes = ({x} if isinstance(x, str) else set(x) for x in (area, indicator))
    for period, measure, as_of in ((None, (), ""), (lsdata.Period.parse("2020-S1"), "yoy_pct", "2020-12-31")):
        fit = [
            r for r in data.rows
            if (not areas or r["area"] in areas) and (not codes or r["indicator"] in codes)
            and period in (None, r["period"]) and measure in ((), r["measure"]) and data.known(r["source_id"], as_of)
        ]  # fmt: skip
        fit.sort(key=lambda r: (key(r), rank(r, data.sources[r["source_id"]])))
        first = {key(r): r for r in reversed(fit)}
        wanted = fit if vintages else [r for r in fit if first[key(r)] is r]
        how = {"area": area, "indicator": indicator, "period": period, "measure": measure, "as_of": as_of}
        found = data.find(**how, vintages=vintages, unverified=True)
        assert [r["id"] for r in found] == [r["id"] for r in wanted]


# -- frames ------------------------------------------------------------------------------------------------------------


def test_one_unit_an_indicator_with_the_printed_one_beside_it():
    data = dataset(figure(value="1320"), figure(period="2019", value="4.6", unit_mult="9"))
    f = data.series("turnover", lang="vi")
    assert f.value.tolist() == [4600, 1320]
    assert {plain(u) for u in f.unit} == {"triệu USD"}
    assert [plain(p) for p in f.printed] == ["4,6 tỷ USD", "1.320 triệu USD"]
    assert f.low.tolist() == pytest.approx([4550, 1319.5])


@given(
    st.lists(
        st.tuples(st.sampled_from([0, 3, 6, 9, 12]), st.integers(2010, 2020)),
        min_size=1,
        max_size=4,
        unique_by=lambda x: x[1],
    )
)
def test_one_unit_whatever_was_printed(rows):
    f = dataset(*(figure(period=str(y), value="7", unit_mult=str(m)) for m, y in rows)).series("turnover")
    assert set(f.unit) == {"million\u00a0USD"}
    assert f.value.tolist() == pytest.approx([7 * 10.0 ** (m - 6) for m, _ in sorted(rows, key=lambda r: r[1])])
    assert ((f.low < f.value) & (f.value < f.high)).all()


def test_rows_of_a_frame_are_those_of_pandas():
    f = lsdata.load().select(sector="trade", area="VN-09").assign(now=True, half=0.5)
    rows, theirs = records(f), f.to_dict("records")
    assert rows == theirs
    assert [[type(v) for v in r.values()] for r in rows] == [[type(v) for v in r.values()] for r in theirs]
    assert records(f.iloc[:0]) == []


def test_columns_and_an_empty_frame():
    data = dataset(figure(), figure(measure="yoy_pct", value="-42.9"))
    f = data.select()
    assert f.columns.tolist() == list(COLUMNS)
    assert data.select(measure="index").columns.tolist() == list(COLUMNS)
    assert [plain(x) for x in f[f.measure == "level"].iloc[0][["period", "unit", "printed", "source", "published"]]] == [
        "2020-S1", "million USD", "1,320 million USD", "review", "2020-07-13",
    ]  # fmt: skip
    assert (str(f.start[0].date()), str(f.end[0].date()), f.months[0]) == ("2020-01-01", "2020-06-30", 6)


def test_a_range_a_whole_and_a_qualifier_are_printed():
    rows = [
        figure(value="37", obs_value_upper="38"),
        figure("export", value="9", obs_total="20"),
        figure("visits", value="1.5", qualifier="over"),
        figure("spring_area", value="1"),
    ]
    f = dataset(*rows).select(lang="en").set_index("indicator")
    assert {i: plain(p) for i, p in f.printed.items()} == {
        "turnover": "37–38 million USD",
        "export": "9/20 million USD",
        "visits": "more than 1.5 thousand visits",
        "spring_area": "1 hectare",
    }
    assert f.loc["turnover", ["low", "high"]].tolist() == [36.5, 38.5]


@pytest.mark.parametrize(
    ("like", "periods"),
    [
        ("", ["2019-01-01/P9M", "2019", "2020-Q1", "2020-S1", "2020-Q2", "2020-M06", "2020-S2"]),
        ("S1", ["2020-S1"]),
        ("ytd", ["2019-01-01/P9M", "2019", "2020-Q1", "2020-S1"]),
        ("year", ["2019"]),
        ("half", ["2020-S1", "2020-S2"]),
        ("quarter", ["2020-Q1", "2020-Q2"]),
        ("month", ["2020-M06"]),
        ("P9M", ["2019-01-01/P9M"]),
        ("M06", ["2020-M06"]),
    ],
)
def test_comparable_periods_only(like, periods):
    every = ["2019-01-01/P9M", "2019", "2020-Q1", "2020-S1", "2020-Q2", "2020-M06", "2020-S2"]
    data = dataset(*(figure(period=p) for p in every))
    assert data.series("turnover", like=like).period.tolist() == periods


@pytest.mark.parametrize("like", ["H1", "halves", "2020", "S3"])
def test_a_kind_of_period_that_is_none_is_refused(like):
    with pytest.raises(ParameterError, match=r"like .* is not a kind of period; write S1"):
        dataset(figure()).series("turnover", like=like)


def test_the_measure_that_speaks_for_an_indicator():
    data = dataset(
        figure(), figure(measure="yoy_pct", value="-42.9"), figure("grdp_growth", value="0.47", measure="yoy_pct")
    )
    assert data.series("turnover").measure.tolist() == ["level"]
    assert data.series("grdp_growth").measure.tolist() == ["yoy_pct"]
    assert data.series("turnover", measure="yoy_pct").value.tolist() == [-42.9]


def test_a_country_has_its_own_indicator():
    data = dataset(
        figure("grdp_growth", value="0.47", measure="yoy_pct"),
        figure("gdp_growth", value="1.81", measure="yoy_pct", area="VN"),
    )
    f = data.series("grdp_growth", ["VN-09", "VN"])
    assert f[["area", "indicator", "value"]].to_numpy().tolist() == [
        ["VN-09", "grdp_growth", 0.47],
        ["VN", "gdp_growth", 1.81],
    ]
    assert (data.counterpart("turnover", "VN"), data.counterpart("grdp_growth", "VN-09")) == ("turnover", "grdp_growth")


def test_others_are_the_country_and_the_neighbours():
    assert dataset().others("VN-09") == ["VN", "VN-13"]
    assert dataset().others("VN") == []


def test_rows_outside_the_question_stay_out():
    data = dataset(figure(), figure("export"), figure("revenue"), figure(area="VN-13"))
    assert sorted(data.select(sector="trade", area="VN-09").indicator) == ["export", "turnover"]
    assert data.select(indicator="revenue").indicator.tolist() == ["revenue"]
    assert data.select(area=["VN-13"], period="6T/2020").area.tolist() == ["VN-13"]


@pytest.mark.parametrize(
    ("how", "error", "words"),
    [
        ({"sector": "trades"}, UnknownName, "unknown sector 'trades'; did you mean 'trade'?"),
        ({"indicator": "turnovr"}, UnknownName, "unknown indicator 'turnovr'; did you mean 'turnover'?"),
        ({"area": "Lang Son"}, UnknownName, "unknown area 'Lang Son'; did you mean 'VN-09'?"),
        ({"area": "Atlantis"}, UnknownName, "unknown area 'Atlantis'; known: VN, VN-09"),
        ({"measure": "yoy"}, UnknownName, "unknown measure 'yoy'; did you mean 'yoy_pct'?"),
        ({"period": "mid-2020"}, PeriodError, "'mid-2020' is not a period"),
    ],
)
def test_a_name_that_is_none_is_answered(how, error, words):
    with pytest.raises(error) as caught:
        dataset(figure()).select(**how)
    assert str(caught.value).startswith(words)
    assert isinstance(caught.value, LsdataError)


# -- scope -------------------------------------------------------------------------------------------------------------


def test_a_scope_holds_what_the_report_may_see():
    data = dataset(
        figure(),
        figure(area="VN"),
        figure(area="VN-13"),
        figure(area="VN-54"),
        figure("revenue"),
        figure("grdp_growth", value="0.47", measure="yoy_pct"),
        figure("gdp_growth", value="1.81", measure="yoy_pct", area="VN"),
        figure("export", source_id="later"),
        sources=[source("review"), source("later", "2021-01-01"), source("unused")],
        statements=[{}, {"statement_id": "st.2", "sector": "budget"}],
        tasks=[{"indicators": "visits"}, {"task_id": "task.2", "sector": "budget"}],
        events=[{}, {"event_id": "ev.2", "sectors": "budget society"}],
    )
    part = evidence.scope(data, "trade", "VN-09", "2020-07-13")
    assert [(r["ref_area"], r["indicator"]) for r in part.tables["figures"]] == [
        ("VN-09", "turnover"), ("VN", "turnover"), ("VN-13", "turnover"), ("VN-09", "grdp_growth"), ("VN", "gdp_growth"),
    ]  # fmt: skip
    assert {k: len(part.tables[k]) for k in ("statements", "tasks", "events", "sources")} == {
        "statements": 1,
        "tasks": 1,
        "events": 1,
        "sources": 1,
    }
    assert sorted(part.indicators) == ["export", "gdp_growth", "grdp_growth", "turnover", "visits"]
    everything = evidence.scope(data, "overview", "VN-09")
    assert {r["indicator"] for r in everything.tables["figures"]} == {
        "turnover",
        "revenue",
        "grdp_growth",
        "gdp_growth",
        "export",
    }
    assert len(everything.tables["statements"]) == 2


REAL = lsdata.load()


@pytest.mark.parametrize("as_of", ["", "2020-07-13", "2023-12-31"])
@pytest.mark.parametrize("sector", ["trade", "budget", "growth", "overview"])
def test_a_scope_chooses_as_the_whole_does(sector, as_of):
    part = evidence.scope(REAL, sector, "VN-09", as_of)
    places = ["VN-09", *REAL.others("VN-09")]
    for indicator in REAL.indicators_of(sector):
        for area in places:
            own = REAL.counterpart(indicator, area)
            ids = [r["id"] for r in REAL.find(area=area, indicator=own, as_of=as_of)]
            assert [r["id"] for r in part.find(area=area, indicator=own)] == ids
            assert [r["id"] for r in part.find(area=area, indicator=own, as_of=as_of)] == ids


def test_a_scope_of_a_scope_is_the_same_and_travels():
    part = evidence.scope(REAL, "trade", "VN-09", "2020-07-13")
    again = pickle.loads(pickle.dumps(evidence.scope(part, "trade", "VN-09", "2020-07-13")))
    assert again.tables["figures"] == part.tables["figures"]
    assert again.sources == part.sources
    assert isinstance(again, Dataset)


def test_inside_a_report_load_gives_its_scope(tmp_path):
    part = dataset(figure(value="5"))
    with using(part):
        assert lsdata.load() is part
        assert lsdata.load(write(tmp_path, figure(value="7"))).rows[0]["value"] == 7
    assert lsdata.load() is not part


def test_of_names_equally_near_the_first_is_meant():
    assert "did you mean 'VN-09'?" in str(unknown("area", "VN-9", ["VN", "VN-04", "VN-09", "VN-69"]))


HALF_YEAR = [figure(value="2410"), figure(measure="pct_of_plan", value="41.5")]  # as one source prints it


def test_a_percentage_of_a_figure_that_was_replaced_is_not_chosen():
    """It was printed beside another level, and nobody has printed the one that belongs to today's."""
    figures = [*HALF_YEAR, figure(value="2500", source_id="review-r2")]
    data = dataset(*figures, sources=[source("review"), source("review-r2", "2020-08-15")])
    assert [(r["measure"], r["value"]) for r in data.find(indicator="turnover")] == [("level", 2500)]
    assert [r["value"] for r in data.find(indicator="turnover", measure="pct_of_plan", as_of="2020-08-01")] == [41.5]
    assert [r["value"] for r in data.find(indicator="turnover", measure="pct_of_plan", vintages=True)] == [41.5]
    with using(data):
        b = lsdata.brief("trade", period="2020-S1", lang="en")
    said = [plain("".join(r.text for r in runs)) for runs in summary.limits(b.q, "trade", {})]
    told = "trade, 41.5% (of 2,410 million USD, now 2,500 million USD)"
    assert f"Percentages of figures that have since been replaced are not used: {told}." in said


def test_a_percentage_stays_where_the_level_was_only_printed_more_finely():
    figures = [*HALF_YEAR, figure(value="2409.8", source_id="later")]
    data = dataset(*figures, sources=[source("review"), source("later", "2020-08-15")])
    assert {r["measure"] for r in data.find(indicator="turnover")} == {"level", "pct_of_plan"}
