"""What was published more than once: first, newest and final figure, how far apart, and what so many cases allow to say."""

import random

import IPython.display
import pandas as pd
import pytest
from tiny_package import dataset, figure, plain, source

import lsdata
from lsdata import revisions
from lsdata.dataset import using
from lsdata.errors import UnknownName
from lsdata.frames import records
from lsdata.periods import Period

DATA = lsdata.load()


def told(*values, indicator="turnover", measure="level", period="2020-S1", **more):
    """Data set of one figure as sources told it: (value, day, status or cells) in any order."""
    rows, sources = [], []
    for n, (value, day, cells) in enumerate(values):
        cells = {"obs_status": cells} if isinstance(cells, str) else dict(cells)
        known = {k: cells.pop(k) for k in ("authority", "date_basis") if k in cells}
        rows.append(figure(indicator, period, value, measure, source_id=f"s{n}", **cells))
        sources.append(source(f"s{n}", day, **known))
    return dataset(*rows, sources=sources, **more)


def row(frame) -> dict:
    (one,) = records(frame)
    return one


def known(indicator: str, area: str, period: str, basis: str = "published", **how) -> dict:
    f = DATA.revisions(indicator, area, period=period, **how)
    return row(f[f.basis == basis])


def test_growth_of_the_province_in_2025_came_down():
    r = known("grdp_growth", "VN-09", "2025")
    assert (r["first"], r["first_status"], r["latest"], r["latest_status"], r["final"]) == (8.41, "E", 8.06, "A", 8.06)
    assert (r["revision"], r["revision_unit"], r["n"]) == (-0.35, "percentage points", 2)
    assert (r["first_source"], r["latest_published"]) == ("laodong-en-2025-10", "2026-01-16")


@pytest.mark.parametrize(
    ("period", "first", "implied", "revision"), [("2020-S1", 1320, 1390, 5.3), ("2021-S1", 1960, 2125, 8.4)]
)
def test_next_years_growth_implies_that_estimates_of_trade_had_risen(period, first, implied, revision):
    r = known("trade_turnover_total", "VN-09", period, "implied")
    assert (r["first"], round(r["latest"]), round(r["revision"], 1), r["n"]) == (first, implied, revision, 2)
    assert 0 < r["low"] < r["revision"] < r["high"]
    assert len(r["inputs"].split()) == 3


def test_a_misprint_is_no_revision():
    """2,280 million at +1.1 % would double the first half of 2022."""
    f = DATA.revisions("trade_turnover_total", "VN-09", period="2022-S1")
    assert f.empty


def test_first_halves_of_the_country():
    f = DATA.revisions("gdp_growth", "VN")
    half = f[f.months == 6].set_index("period")
    assert half.loc["2018-S1":"2022-S1", "revision"].tolist() == [0.38, 0.35, -0.07, 0.12, 0.16]
    assert half.loc["2018-S1", "lag"] > revisions.EARLY_DAYS, "a first figure from years later is no estimate"
    assert DATA.revisions("gdp_growth", "VN", as_of="2020-07-13").empty
    later = row(DATA.revisions("gdp_growth", "VN", period="2020-S1", as_of="2022-12-31"))
    assert (later["latest"], later["n"]) == (2.04, 3)


def test_what_was_looked_for_exists():
    for name in ("indicator", "area", "measure"):
        with pytest.raises(UnknownName):
            DATA.revisions(**{name: "nonsense"})


def test_first_later_final():
    d = told(("1320", "2020-07-13", "E"), ("1400", "2021-02-01", "P"), ("1390", "2021-06-01", "A"))
    r = row(d.revisions())
    assert (r["first"], r["latest"], r["final"], r["n"], r["basis"]) == (1320, 1390, 1390, 3, "published")
    assert (r["days"], r["lag"]) == (323, 13)
    assert r["revision"] == pytest.approx(70 / 1320 * 100)
    assert (r["low"], r["high"]) == pytest.approx((1389.5 / 1320.5 * 100 - 100, 1390.5 / 1319.5 * 100 - 100))
    assert row(d.revisions(as_of="2021-03-01"))["latest"] == 1400
    assert pd.isna(row(d.revisions(as_of="2021-03-01"))["final"])
    assert d.revisions(as_of="2020-12-31").empty


def test_a_figure_that_a_better_source_changed_later_is_not_final():
    press, official = {"authority": "press", "obs_status": "A"}, {"authority": "official", "obs_status": "E"}
    d = told(("1320", "2020-07-13", press), ("1390", "2021-06-01", official))
    assert pd.isna(row(d.revisions())["final"])
    d = told(
        ("1390", "2021-06-01", official | {"obs_status": "A"}), ("1320", "2021-12-13", press | {"obs_status": "E"})
    )
    assert row(d.revisions())["final"] == 1390, "an old estimate that the press repeats changes nothing"


def test_scales_are_brought_to_one():
    billion = {"unit_mult": "9"}
    d = told(("41710", "2020-07-01", "E"), ("42.5", "2021-01-01", billion))
    assert row(d.revisions())["latest"] == 42500
    assert row(d.revisions())["revision"] == pytest.approx(790 / 41710 * 100)
    d = told(("41.7", "2020-07-01", billion), ("41710", "2021-01-01", {}))
    one = row(d.revisions())
    assert one["low"] < 0 < one["revision"] < one["high"], "rounding leaves open which way"
    assert tuple(revisions.summary(d.revisions())[["cases", "revised", "open"]].iloc[0]) == (1, 0, 1)


def test_another_unit_is_another_figure():
    assert told(("41710", "2020-07-01", "E"), ("42.5", "2021-01-01", {"unit_measure": "VND"})).revisions().empty


LATER = ("1400", "2021-06-01", "A")


@pytest.mark.parametrize(
    ("first", "later"),
    {
        "a part of the period": (("1320", "2020-06-20", {"covers_to": "2020-06-14"}), LATER),
        "an expectation": (("1320", "2020-01-20", "F"), LATER),
        "an unverified source": (("1320", "2020-07-20", {"authority": "unverified"}), LATER),
        "a source without a day": (("1320", "", "E"), LATER),
        "a range": (("1320", "2020-07-20", {"obs_value_upper": "1330"}), LATER),
        "nobody knows which came first": (("1320", "2021-06", "E"), LATER),
        "a copy": (("1320", "2020-07-13", "E"), ("1320", "2020-07-20", "A")),
        "a copy that is rounded": (("1321", "2020-07-13", "E"), ("1.3", "2020-07-20", {"unit_mult": "9"})),
        "nothing to take a percentage of": (("0", "2020-07-13", "E"), LATER),
    }.values(),
)
def test_no_revision(first, later):
    assert told(first, later).revisions().empty


def test_a_target_that_moved_is_no_revision_of_a_result():
    target = {"measure": "plan_target"}
    assert told(("1320", "2020-01-13", "F"), ("1400", "2020-03-01", "F"), **target).revisions().empty
    assert told(("1320", "2020-01-13", "A"), ("1400", "2020-03-01", "A"), **target).revisions().empty


def test_a_figure_repeated_later_was_not_revised_and_counts():
    d = told(("7.0", "2020-07-13", "E"), ("7.0", "2020-12-13", "A"), indicator="grdp_growth", measure="yoy_pct")
    r = row(d.revisions())
    assert (r["n"], r["revision"], r["revision_unit"]) == (2, 0, "percentage points")
    s = row(revisions.summary(d.revisions()))
    assert (s["cases"], s["revised"], s["open"]) == (1, 0, 0)


def test_percentages_of_two_plans_are_two_figures():
    pct = {"indicator": "revenue", "measure": "pct_of_plan"}
    d = told(("81", "2020-07-13", {"plan_by": "central"}), ("74", "2020-12-13", {"plan_by": "provincial"}), **pct)
    assert d.revisions().empty


def implied(level="1400", change="12.0", day="2021-07-13", **cells):
    """A first figure of 2020-S1, and level and change of 2021-S1 from a later source."""
    rows = [
        figure(value="1320", source_id="first"),
        figure(period="2021-S1", value=level, source_id="later", **cells),
        figure(period="2021-S1", value=change, measure="yoy_pct", source_id=cells.get("other", "later")),
    ]
    sources = [source("first", "2020-07-13"), source("later", day), source("third", "2021-09-01")]
    return dataset(*[{k: v for k, v in r.items() if k != "other"} for r in rows], sources=sources)


def test_a_level_and_its_change_imply_the_level_before():
    r = row(implied().revisions())
    assert (r["period"], r["basis"], r["first"], r["latest_source"]) == ("2020-S1", "implied", 1320, "later")
    assert r["latest"] == pytest.approx(1250)
    assert r["low"] < r["revision"] < r["high"] < 0
    assert implied().revisions(implied=False).empty
    assert implied().revisions(as_of="2021-06-30").empty
    assert implied().revisions(measure="yoy_pct").empty
    assert implied().revisions(period="2021-S1").empty
    assert len(implied().revisions(period="2020-S1")) == 1


@pytest.mark.parametrize(
    "more",
    {
        "level and change of two sources": {"other": "third"},
        "no later than the first": {"day": "2020-07-01"},
        "a part of the period": {"covers_to": "2021-06-14"},
        "too far away to be a revision": {"change": "1000"},
        "a fall to nothing": {"change": "-100"},
        "an expectation": {"obs_status": "F"},
    }.values(),
)
def test_nothing_is_implied(more):
    assert implied(**more).revisions().empty


def test_the_change_of_a_percentage_implies_no_level():
    rows = [
        figure("poverty", "2020", "7.5", source_id="a"),
        figure("poverty", "2021", "6.0", source_id="b"),
        figure("poverty", "2021", "-2.0", "yoy_pct", source_id="b"),
    ]
    d = dataset(*rows, sources=[source("a", "2021-01-13"), source("b", "2022-01-13")])
    assert d.revisions().empty, "it may be counted in points"


def cases(*sizes: float, lag: int = 10) -> pd.DataFrame:
    """Rows of ``revisions`` of one indicator, of so many points each, printed with two decimals."""
    rows = [{"revision": x, "low": x - 0.01, "high": x + 0.01, "lag": lag} for x in sizes]
    names = {
        "indicator": "grdp_growth",
        "name": "GRDP",
        "measure": "yoy_pct",
        "basis": "published",
        "revision_unit": "points",
    }
    return pd.DataFrame(rows).assign(**names)


def test_four_cases_have_no_mean_and_no_direction():
    s = row(revisions.summary(cases(0.1, 0.2, 0.3, 0.0)))
    assert (s["cases"], s["up"], s["down"], s["smallest"], s["largest"]) == (4, 3, 0, 0.0, 0.3)
    assert pd.isna([s["mean"], s["mean_absolute"], s["raised_pct"]]).all()
    assert s["says"].startswith("too few")
    assert row(revisions.summary(cases(0.1), "vi"))["says"].startswith("quá ít")


def test_five_cases_have_a_mean_and_no_direction():
    s = row(revisions.summary(cases(0.1, 0.2, 0.3, -0.1, 0.0)))
    assert [round(s[k], 10) for k in ("mean", "mean_absolute", "raised_pct")] == [0.1, 0.14, 60]
    assert "no direction" in s["says"]


@pytest.mark.parametrize(
    ("up", "down", "key"), [(9, 0, "some"), (9, 1, "mostly_up"), (8, 2, "some"), (1, 9, "mostly_down")]
)
def test_a_direction_is_told_of_ten_cases_nearly_all_on_one_side(up, down, key):
    sizes = [0.1] * up + [-0.1] * down
    assert revisions.allows(len(sizes), *revisions.sides(cases(*sizes))) == key
    assert ("nearly all" in row(revisions.summary(cases(*sizes)))["says"]) == key.startswith("mostly")


def test_a_first_figure_from_years_later_tells_nothing_of_estimates():
    s = row(revisions.summary(pd.concat([cases(*[0.1] * 9), cases(*[0.5] * 9, lag=700)])))
    assert (s["cases"], s["late"], s["largest"]) == (9, 9, 0.1)
    s = row(revisions.summary(cases(0.5, lag=700)))
    assert (s["cases"], s["says"][:9]) == (0, "no first ")


def test_points_and_per_cent_are_never_one_mean():
    s = revisions.summary(DATA.revisions())
    assert not s.duplicated(["indicator", "measure", "basis"]).any()
    units = s.groupby("measure").revision_unit.unique().map(list).to_dict()
    assert units["yoy_pct"] == ["percentage points"]
    assert units["level"] == ["%"]
    assert revisions.summary(dataset().revisions()).empty


def test_the_interval_holds_the_true_distance():
    """Thousands of pairs of true numbers, printed with decimals and scales of their own, in seeded disorder."""
    rng, rows, truth = random.Random(7), [], {}
    for year in range(1950, 2150):
        for part in ("S1", "S2", "Q1", "Q2", "Q3", "Q4"):
            a, b = rng.uniform(100, 9000), rng.uniform(100, 9000) if rng.random() < 0.3 else None
            b = b or a * rng.uniform(0.97, 1.03)
            pair = []
            for name, x in (("s0", a), ("s1", b)):
                mult, decimals = rng.choice((3, 6, 9)), rng.randrange(0, 4)
                text = f"{x * 10 ** (6 - mult):.{decimals}f}"
                if float(text):
                    pair.append(figure(period=f"{year}-{part}", value=text, unit_mult=str(mult), source_id=name))
            if len(pair) == 2:
                truth[f"{year}-{part}"] = b / a * 100 - 100
                rows += pair
    rng.shuffle(rows)
    f = dataset(*rows, sources=[source("s0", "2020-07-13"), source("s1", "2021-07-13")]).revisions()
    found = {r["period"]: r for r in records(f)}
    assert len(found) > 800
    for period, r in found.items():
        assert r["low"] - 1e-6 <= truth[period] <= r["high"] + 1e-6, period
        assert r["low"] <= r["revision"] <= r["high"], period
    up, down = revisions.sides(f)
    assert up + down < len(f), "some are left open by rounding"
    wrong = [
        p for p, r in found.items() if (r["low"] >= 0 and truth[p] < -1e-9) or (r["high"] <= 0 and truth[p] > 1e-9)
    ]
    assert wrong == []


@pytest.fixture
def brief(monkeypatch):
    """A brief, and what it says and shows as plain text."""
    shown = []

    def take(data, **how):
        shown.append(plain(data.get("text/html") or data["text/plain"]))

    monkeypatch.setattr(IPython.display, "display", take)

    def made(area="VN-09", period="2023-S1", lang="en", as_of="", data=DATA, sector="growth"):
        shown.clear()
        with using(data):
            return lsdata.brief(sector, area, period, lang, as_of), shown

    return made


def test_a_brief_says_how_many_moved_and_no_more_than_they_allow(brief):
    b, shown = brief()
    b.vintages(r := b.revisions("grdp_growth", area="VN", like="S1"))
    assert r.period.tolist() == ["2018-S1", "2019-S1", "2020-S1", "2021-S1", "2022-S1"]
    assert r.label.iloc[0] == "H1\u00a02018"
    said, table = shown
    assert "the newest figure is higher than the first in 4 and lower in 1 of the 5 periods" in said
    assert "7.05% (29 June 2021), then 7.43% (July 2023), 0.38 percentage points higher" in said
    assert "180 days of the period's end in 3 of them, too few to say in which direction" in said
    assert table.count("<tr") == 6
    assert "−0.07" in table
    b, shown = brief(lang="vi")
    b.vintages(b.revisions("grdp_growth", area="VN", like="S1"))
    assert "trong 5 kỳ được công bố nhiều lần, số mới nhất cao hơn số đầu tiên ở 4 kỳ và thấp hơn ở 1 kỳ" in shown[0]
    assert "cao hơn 0,38 điểm phần trăm" in shown[0]


def test_a_brief_knows_what_was_known(brief):
    b, shown = brief(period="2020-S1", as_of="2020-07-13")
    b.vintages(r := b.revisions("grdp_growth", area="VN"))
    assert (len(r), shown) == (0, [])
    b, shown = brief(period="2023-S1", as_of="2022-12-31")
    assert set(b.revisions("grdp_growth", area="VN").latest_published) <= {"2020-12-28", "2022-07", "2022-12-29"}


def test_periods_after_the_reports_are_not_in_it(brief):
    b, _ = brief(period="2020-S1")
    assert max(b.revisions("grdp_growth", area="VN").end) == pd.Timestamp("2020-06-30")


def test_the_facts_of_a_frame_are_its_distances(brief):
    b, shown = brief(period="2025")
    r = b.revisions("trade_turnover_total")
    level = r[(r.measure == "level") & (r.period == "2023")]
    assert set(r.basis) == {"published"}, "what is implied is calculated in a cell of its own"
    (fact,) = b.facts_of(level)
    assert (fact.text("table"), len(fact.inputs)) == ("+4.08%", 2)
    b.vintages(level)
    assert "4,780 million USD" in "".join(shown)
    assert "+4.08%" in "".join(shown)
    assert [f.measure for f in b.facts_of(b.revisions("grdp_growth"))] == ["difference_pp"] * 3


def test_one_period_or_several_indicators(brief):
    b, shown = brief(period="2025")
    b.vintages(b.revisions("grdp_growth", period="2025"))
    assert "of the" not in shown[0], "one case is no count"
    assert "8.41% (2025), then 8.06% (16 January 2026), 0.35 percentage points lower" in shown[0]
    shown.clear()
    b.vintages(b.revisions(["grdp_growth", "grdp_agri"]))
    (table,) = shown
    assert "Indicator" in table


def test_five_early_cases_are_counted_ten_on_one_side_are_called_so(brief):
    def data(n):
        rows = [
            figure("grdp_growth", f"{year}-S1", value, "yoy_pct", source_id=f"{name}{year}")
            for year in range(2001, 2001 + n)
            for name, value in (("first", "5.00"), ("second", "5.20"))
        ]
        days = [
            (y, source(f"first{y}", f"{y}-07-01"), source(f"second{y}", f"{y + 1}-07-01"))
            for y in range(2001, 2001 + n)
        ]
        return dataset(*rows, sources=[s for _, *both in days for s in both])

    for n, words in (
        (4, "too few to say"),
        (5, "of these, 5 were raised later and 0 lowered"),
        (10, "nearly all (10)"),
    ):
        b, shown = brief(period=f"{2000 + n}-S1", data=data(n))
        b.vintages(b.revisions("grdp_growth", like="S1"))
        assert words in shown[0]


def test_vintages_of_one_figure_stand_in_the_order_of_their_days(brief):
    """A month or a year counts at its middle, as in ``revisions``."""
    b, shown = brief(period="2025")
    b.vintages(b.select("grdp_growth", period="2025", measure="yoy_pct", vintages=True))
    assert "published as 8.41% during 2025 and stands at 8.06% in the newest source (16 January 2026)" in shown[0]


def test_columns_have_their_types_with_and_without_rows():
    full, empty = DATA.revisions(), dataset().revisions()
    assert list(full.columns) == list(empty.columns) == list(revisions.COLUMNS)
    for name in ("first", "revision", "final", "n", "days", "end"):
        assert full[name].dtype.kind == empty[name].dtype.kind, name
    assert Period.parse(full.period.iloc[0]).end == full.end.iloc[0].date()
