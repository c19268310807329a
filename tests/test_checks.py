"""Figures held against each other: what holds, what fails, what cannot be judged, and which figure is to blame."""

import random

import pytest
from agreeing import AGRI, EXPORTS, IMPORTS, INDUSTRY, SERVICES, TAXES, TURNOVER, points, printed, rate, table, usd
from tiny_package import figure, source, tables

import lsdata
from lsdata.checks.rules import SEVERITIES, rules
from lsdata.checks.survey import doubtful, survey
from lsdata.dataset import Dataset, load
from lsdata.package import open_package
from lsdata.wording import languages

DAYS = {"review": "2020-07-13", "later": "2021-07-13", "same_day": "2020-07-13", "year": "2024-01-31"}


def held(*figures, sources=(), **others) -> Dataset:
    """A data set of these figures that knows the bundled indicators, areas and units."""
    told = {s["source_id"]: s for s in (*(source(i, day) for i, day in DAYS.items()), *sources)}
    own = tables(*figures, sources=[*told.values()], **others)
    return Dataset(
        open_package()
        | {t: own[t] for t in ("figures", "sources", "statements", "tasks", "events", "acknowledgements")}
    )


def outcomes(rule, *figures, **tables) -> list[str]:
    counts = survey(held(*figures, **tables)).counts
    return [outcome for (r, outcome), n in counts.items() if r == rule for _ in range(n)]


def failing(*figures, **tables) -> set[str]:
    return {f.judged.rule.id for f in survey(held(*figures, **tables)).found if f.judged.outcome == "fails"}


YEARS = usd("1320"), usd("2312", "2019-S1")


@pytest.mark.parametrize(
    ("rule", "outcome", "figures"),
    [
        ("growth", "holds", [*YEARS, rate(TURNOVER, "-42.9")]),
        ("growth", "fails", [*YEARS, rate(TURNOVER, "-43.1")]),
        ("growth", "holds", [*YEARS, rate(TURNOVER, "-43")]),
        ("growth", "holds", [usd("1.32", unit_mult="9"), usd("2312", "2019-S1"), rate(TURNOVER, "-43")]),
        ("growth", "unjudged", [usd("1320"), rate(TURNOVER, "-42.9")]),
        ("growth", "revised", [usd("1320"), usd("2200", "2019-S1", source_id="later"), rate(TURNOVER, "-42.9")]),
        ("growth", "fails", [usd("1320"), usd("2000", "2019-S1", source_id="later"), rate(TURNOVER, "-42.9")]),
        ("index_levels", "holds", [*YEARS, rate(TURNOVER, "57.1", measure="index")]),
        ("index_levels", "fails", [*YEARS, rate(TURNOVER, "142.9", measure="index")]),
        ("index_growth", "holds", [rate(TURNOVER, "105.3", measure="index"), rate(TURNOVER, "5.3")]),
        ("index_growth", "fails", [rate(TURNOVER, "105.3", measure="index"), rate(TURNOVER, "3.5")]),
        ("plan", "holds", [usd("1320"), rate(TURNOVER, "24", measure="pct_of_plan"), usd("5500", "2020", measure="plan_target")]),
        ("plan", "fails", [usd("1320"), rate(TURNOVER, "24", measure="pct_of_plan"), usd("5000", "2020", measure="plan_target")]),
        ("plan", "revised", [usd("1320"), rate(TURNOVER, "24", measure="pct_of_plan"),
                             usd("5000", "2020", measure="plan_target", source_id="later")]),
        ("plan", "unjudged", [usd("1320"), rate(TURNOVER, "24", measure="pct_of_plan")]),
        ("one_plan", "holds", [usd("600", "2020-Q1"), rate(TURNOVER, "10.9", "2020-Q1", "pct_of_plan"), usd("1320"),
                               rate(TURNOVER, "24", measure="pct_of_plan")]),
        ("one_plan", "fails", [usd("600", "2020-Q1"), rate(TURNOVER, "18.7", "2020-Q1", "pct_of_plan"), usd("1320"),
                               rate(TURNOVER, "24", measure="pct_of_plan")]),
        ("cumulative", "holds", [usd("1319.8", "2020-M03"), usd("1320")]),
        ("cumulative", "fails", [usd("1400", "2020-01-01/P5M"), usd("1320")]),
        ("implied_cumulative", "holds", [usd("2000", "2019-01-01/P5M"), usd("1320"), rate(TURNOVER, "-42.9")]),
        ("implied_cumulative", "fails", [usd("2500", "2019-01-01/P5M"), usd("1320"), rate(TURNOVER, "-42.9")]),
        ("periods", "holds", [usd("600", "2020-Q1"), usd("720.4", "2020-Q2"), usd("1320")]),
        ("periods", "fails", [usd("600", "2020-Q1"), usd("730", "2020-Q2"), usd("1320")]),
        ("growth_periods", "holds", [rate(TURNOVER, "5", "2020-Q1"), rate(TURNOVER, "7.1", "2020-Q2"), rate(TURNOVER, "6.9")]),
        ("growth_periods", "fails", [rate(TURNOVER, "5", "2020-Q1"), rate(TURNOVER, "7.1", "2020-Q2"), rate(TURNOVER, "8.3")]),
        ("two_sources", "holds", [usd("41.7", unit_mult="9", qualifier="over"), usd("41710.4", source_id="same_day")]),
        ("two_sources", "fails", [usd("1320"), usd("1390", source_id="same_day")]),
        ("two_sources", "revised", [usd("1320"), usd("1390", source_id="later")]),
        ("two_sources", "revised", [usd("1320", obs_status="E"), usd("1390", source_id="same_day")]),
        ("two_units", "fails", [usd("1320"), usd("1320", unit_mult="3", source_id="later")]),
        ("turnover", "holds", [usd("1320"), usd("700.2", indicator=EXPORTS), usd("620.1", indicator=IMPORTS)]),
        ("turnover", "fails", [usd("1320"), usd("700", indicator=EXPORTS), usd("602", indicator=IMPORTS)]),
        ("turnover", "unjudged", [usd("1320"), usd("700", indicator=EXPORTS)]),
        ("exports_of_turnover", "fails", [usd("1320"), usd("1675", indicator=EXPORTS)]),
        ("share_change", "holds", [rate(AGRI, "17.36", "2020", "share_pct"), rate(AGRI, "18.55", "2019", "share_pct"),
                                   points(AGRI, "-1.19", "2020", "share_change_pp")]),
        ("share_change", "fails", [rate(AGRI, "17.36", "2020", "share_pct"), rate(AGRI, "18.55", "2019", "share_pct"),
                                   points(AGRI, "1.19", "2020", "share_change_pp")]),
        ("bounds", "fails", [rate("grdp_agri", "117.36", measure="share_pct")]),
        ("bounds", "fails", [rate(TURNOVER, "-142.9")]),
        ("bounds", "fails", [figure("enterprises_stock", "2020-S1", "-5", unit_measure="enterprises", unit_mult="0")]),
        ("points", "fails", [points(AGRI, "0.35", unit="percent")]),
        ("early", "fails", [usd("1320", "2020")]),
        ("early", "holds", [usd("1320")]),
        ("validity", "fails", [rate("gdp_growth", "1.81")]),
        ("validity", "fails", [rate("grdp_growth", "1.81", area="VN")]),
        ("validity", "fails", [rate("grdp_growth", "8.1", "2025-Q4", area="VN-06")]),
    ],
)  # fmt: skip
def test_a_rule(rule, outcome, figures):
    assert outcome in outcomes(rule, *figures)
    if outcome != "fails":
        assert "fails" not in outcomes(rule, *figures)


def test_an_estimate_may_come_before_the_end():
    assert "fails" not in outcomes("early", usd("2500", "2020", obs_status="E"))
    assert "fails" not in outcomes("early", usd("2500", "2020", covers_to="2020-06-30"))
    printed_late = source("late", published_on="2020-06-28")
    assert "fails" not in outcomes("early", usd("1320", source_id="late"), sources=[printed_late])


def test_growth_far_from_its_own_past_and_a_mistaken_unit():
    past = [rate(TURNOVER, v, f"20{y}-S1") for y, v in zip(range(11, 19), "5 7.1 6 8 4 6.5 7 5.5".split(), strict=True)]
    assert failing(*past, rate(TURNOVER, "9", "2020-S1")) == set()
    assert failing(*past, rate(TURNOVER, "61", "2020-S1")) == {"far"}
    levels = [usd(str(1000 + y), f"20{y}-S1") for y in range(11, 19)]
    assert failing(*levels, usd("1.4", "2020-S1", unit_mult="9")) == set()
    assert failing(*levels, usd("1400", "2020-S1", unit_mult="9")) == {"size"}


def test_the_first_quarter_of_a_province():
    """Growth, contributions, shares and their changes as one report printed them; the changes with "%"."""
    sectors = (AGRI, INDUSTRY, SERVICES, TAXES)
    where, out = {"area": "VN-21"}, [rate("grdp_growth", "8.01", "2016-Q1", area="VN-21")]
    for measure, values in (("contribution_pp", "0.35 5.43 1.90 0.33"), ("share_pct", "17.36 44.93 32.21 5.50")):
        unit = "percent" if measure == "share_pct" else "percentage_points"
        out += [
            figure(i, "2016-Q1", v, measure, unit_measure=unit, unit_mult="0", **where)
            for i, v in zip(sectors, values.split(), strict=True)
        ]
    for i, v in zip(sectors, "-1.19 1.29 0.01 -0.11".split(), strict=True):
        out.append(figure(i, "2016-Q1", v, "share_change_pp", unit_measure="percent", unit_mult="0", **where))
    data = held(*out)
    found = survey(data)
    assert {(f.judged.rule.id, f.judged.lead["indicator"]) for f in found.found} == {("points", i) for i in sectors}
    counts = {rule: found.counts[rule, "holds"] for rule in ("contributions", "shares", "share_changes")}
    assert counts == {"contributions": 1, "shares": 1, "share_changes": 1}
    texts = list(lsdata.check(data, lang="vi").text)
    assert all("điểm phần trăm" in text for text in texts)
    for wrong, rule in (("8.11", "contributions"), ("0.53", "contributions")):
        changed = [
            r | {"obs_value": wrong} if r["obs_value"] == {"8.11": "8.01", "0.53": "0.35"}[wrong] else r for r in out
        ]
        assert rule in failing(*changed)


def test_what_rounding_permits_is_not_wrong():
    shares = zip((AGRI, INDUSTRY, SERVICES, TAXES), "17.4 44.9 32.2 5.5".split(), strict=True)
    rows = [rate(i, v, "2016", "share_pct") for i, v in shares]
    assert outcomes("shares", *rows) == ["holds"]
    rows[0]["obs_value"] = "17.7"
    assert outcomes("shares", *rows) == ["fails"]


def test_a_country_is_held_to_the_rules_of_its_own_indicators():
    shares = zip(
        ("gdp_agri", "gdp_industry_construction", "gdp_services", "gdp_product_taxes"),
        "14 34 45 12".split(),
        strict=True,
    )
    assert outcomes("shares", *[rate(i, v, "2019", "share_pct", area="VN") for i, v in shares]) == ["fails"]


def test_the_areas_within_add_up():
    data = load()
    old = data.formed_from("VN-06") or next(data.formed_from(a) for a in data.areas if data.formed_from(a))
    whole = next(a for a in data.areas if data.formed_from(a) == old)
    rows = [usd("100", "2024", area=a) for a in old]
    assert outcomes("areas", *rows, usd(str(100 * len(old)), "2024", area=whole)) == ["holds"]
    assert outcomes("areas", *rows, usd("250", "2024", area=whole)) == ["fails"]
    assert outcomes("areas", *rows[1:], usd("250", "2024", area=whole)) in (["unjudged"], [])


def test_a_finding_says_what_disagrees_and_which_figure_would_mend_it():
    data = held(*YEARS, rate(TURNOVER, "42.9"), rate(TURNOVER, "42.9", source_id="later"))
    f = lsdata.check(data, lang="en")
    (one,) = f[f.outcome == "fails"].itertuples()
    assert one.severity == "error"
    assert one.text.replace("\xa0", " ") == (
        "Trade in the first half of 2020 is said to have risen 42.9% from the first half of 2019, but going from 2,312 million USD "
        "to 1,320 million USD is a fall of 42.9%"
    )
    assert one.gap == pytest.approx(85.7, abs=0.1)
    assert one.unit == "percentage points"
    assert one.finding == "growth:VN-09.trade_turnover_total.2020-S1.yoy_pct@review"
    assert {"review", "later"} == set(one.sources.split())
    vi = lsdata.check(data, lang="vi").text.iloc[0].replace("\xa0", " ")
    assert vi == (
        "Kim ngạch xuất nhập khẩu 6 tháng đầu năm 2020 được công bố là tăng 42,9% so với cùng kỳ năm 2019, nhưng 1.320 triệu USD "
        "so với 2.312 triệu USD là giảm 42,9%"
    )
    counts = f.attrs["counts"]
    assert counts["growth"] == {"fails": 2}
    every = lsdata.check(data, holding=True)
    assert set(every.outcome) == {"fails", "holds"}


def test_one_figure_among_several_that_agree_is_named():
    """Plan and level of two periods agree: it is the change that is wrong."""
    rows = [
        usd("1077.6", "2022-S1"), rate(TURNOVER, "-49.3", "2022-S1"), usd("2125", "2021-S1"), usd("2.28", "2023-S1", unit_mult="9", qualifier="over"), rate(TURNOVER, "1.1", "2023-S1"),
        rate(TURNOVER, "60.1", "2023-S1", "pct_of_plan"), usd("2755", "2023-01-01/P7M"),
        rate(TURNOVER, "72.5", "2023-01-01/P7M", "pct_of_plan"),
    ]  # fmt: skip
    rows = [r | {"source_id": "year"} for r in rows]
    (f,) = [f for f in survey(held(*rows)).found if f.judged.outcome == "fails"]
    assert [sorted(r.cells) for r in f.repairs] == [["VN-09.trade_turnover_total.2023-S1.yoy_pct@year"]]
    ((low, high),) = f.repairs[0].needed.values()
    assert 111 < low < high < 113
    assert doubtful(held(*rows), "VN-09").keys() == {"VN-09.trade_turnover_total.2023-S1.yoy_pct@year"}


def test_knowledge_of_a_day_and_unverified_sources():
    rows = [usd("1320"), usd("2312", "2019-S1"), rate(TURNOVER, "42.9", source_id="later")]
    assert len(lsdata.check(held(*rows))) == 1
    assert len(lsdata.check(held(*rows), as_of="2020-12-31")) == 0
    unknown = source("later", published_on="2021-07-13", authority="unverified")
    data = held(*rows, sources=[unknown])
    assert len(lsdata.check(data)) == 0
    assert len(lsdata.check(data, unverified=True)) == 1


def test_an_acknowledged_finding_is_known():
    rows = [*YEARS, rate(TURNOVER, "42.9")]
    name = "growth:VN-09.trade_turnover_total.2020-S1.yoy_pct@review"
    known = {"finding": name, "reason_vi": "lỗi in", "reason_en": "a misprint", "acknowledged_on": "2020-08-01"}
    data = held(*rows, acknowledgements=[known, known | {"finding": "growth:nothing"}])
    (row,) = lsdata.check(data, lang="en").itertuples()
    assert (row.finding, row.known, row.acknowledged_on) == (name, "a misprint", "2020-08-01")
    assert [r["finding"] for r in survey(data).unused] == ["growth:nothing"]


def test_wrong_parameters_are_told_in_one_line():
    for how, words in (
        ({"area": "VN-9"}, "did you mean"),
        ({"indicator": "trade"}, "indicator"),
        ({"as_of": "yesterday"}, "2020-07-13"),
        ({"lang": "fr"}, "language"),
    ):
        with pytest.raises(lsdata.LsdataError, match=words) as e:
            lsdata.check(**how)
        assert "\n" not in str(e.value)


# --- the rules as data ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", rules().values(), ids=lambda r: r.id)
def test_a_rule_is_whole(rule):
    assert rule.severity in SEVERITIES
    known = load().indicators
    for lang in languages():
        assert rule.words[f"name_{lang}"].strip()
        if not rule.identity:
            assert rule.words[f"fails_{lang}"]
    if rule.revision and not rule.identity and rule.id != "index_growth":
        assert all(rule.words[f"revised_{lang}"] for lang in languages())
    assert all(i in known for i, _ in rule.cells.values())
    assert rule.lead in rule.cells or not rule.identity


# --- random tables ----------------------------------------------------------------------------------------------------


PROVINCES = [a for a, r in load().areas.items() if r["level"] == "province" and not r["formed_from"]][:60]
TIMES = 34  # with 60 tables each


def wrong(rng: random.Random, row: dict) -> dict:
    """A figure changed by far more than its rounding, so far that what it enters shows it."""
    value, decimals = float(row["obs_value"]), int(row["decimals"])
    sizes = row["measure"] in ("level", "plan_target")
    new = value * rng.choice((0.4, 0.6, 1.5, 2.0)) if sizes else value + rng.choice((-1, 1)) * rng.uniform(8, 30)
    return row | {"obs_value": printed(new, decimals)}


def test_random_tables_that_agree_give_no_finding():
    rng = random.Random(7)
    for _ in range(TIMES // 3):
        data = held(*(r for area in PROVINCES for r in table(rng, area)))
        found = [f for f in survey(data).found if f.severity == "error"]
        assert [f.id for f in found] == []


def test_one_wrong_figure_is_found_and_named():
    """In 60 tables at a time: each has an error, and each error points at the figure that was changed."""
    rng, seen = random.Random(11), 0
    for _ in range(TIMES):
        rows, changed = [], {}
        for area in PROVINCES:
            own = table(rng, area)
            at = rng.choice(
                [
                    n
                    for n, r in enumerate(own)
                    if not (r["indicator"] in (AGRI, INDUSTRY, SERVICES, TAXES) and r["measure"] == "yoy_pct")
                ]
            )
            own[at] = wrong(rng, own[at])
            rows += own
            changed[area] = own[at]
        data = held(*rows)
        named: dict[str, set[str]] = {}
        for f in survey(data).found:
            if f.judged.outcome == "fails" and f.repairs:
                assert all(len(r.cells) == 1 for r in f.repairs)
                named.setdefault(f.judged.lead["area"], set()).update(*(r.cells for r in f.repairs))
        for area, row in changed.items():
            about = (area, row["indicator"], row["time_period"].replace("/", "_"), row["measure"])
            assert ".".join(about) + "@year" in named[area], row
            seen += 1
    assert seen == TIMES * len(PROVINCES) >= 2000


# --- what is not wrong, and what is ------------------------------------------------------------------------------------


def severe(*figures, **tables) -> list[tuple[str, str]]:
    """Rule and severity of what is more than a note."""
    found = survey(held(*figures, **tables)).found
    return sorted({(f.judged.rule.id, f.severity) for f in found if f.severity != "information"})


def late(*rows) -> list[dict]:
    return [r | {"source_id": r.get("source_id", "year")} for r in rows]


PLAN = [rate(TURNOVER, "24", measure="pct_of_plan"), usd("5500", "2020", measure="plan_target")]


@pytest.mark.parametrize(
    "figures",
    [
        # a base that was revised by more than a tenth, by another source: no error
        [usd("1000", "2019-S1"), usd("1265", source_id="year"), rate(TURNOVER, "10", source_id="year")],
        # real growth beside current prices
        [figure("grdp", "2019", "40200", unit_measure="VND", unit_mult="9"), *late(figure("grdp", "2020", "44500", unit_measure="VND", unit_mult="9"),
                                                                                 rate("grdp", "7", "2020"))],
        # over, under: bounded on one side
        [usd("2", "2019-S1", unit_mult="9", qualifier="over"), usd("2508"), rate(TURNOVER, "10")],
        [usd("1000", "2019-S1"), usd("1370"), rate(TURNOVER, "30", qualifier="over")],
        [usd("5700"), usd("5000", "2020", measure="plan_target"), rate(TURNOVER, "100", measure="pct_of_plan", qualifier="over")],
        # a balance falls below 0 and may be less in a longer period
        [figure("trade_balance", p, v, unit_measure="USD", unit_mult="9") for p, v in (("2020-Q1", "2.1"), ("2020-S1", "0.6"))],
        [figure("trade_balance", p, v, unit_measure="USD", unit_mult="9") for p, v in (("2020-Q1", "-1.5"), ("2020-Q2", "0.9"), ("2020-S1", "-0.6"))],
        # figures of a merged province for the time before
        [usd(v, p, area="VN-02-2025", source_id="z") for p, v in (("2024", "100"), ("2025-S1", "55"))],
        [usd("100", "2025", area="VN-02", source_id="z")],
        # a correction that its source has printed
        [usd("1320"), usd("1390", source_id="review-r2")],
        [*YEARS, rate(TURNOVER, "42.9"), rate(TURNOVER, "-42.9", source_id="review-r2")],
        # a plan that was raised in the year; the plan of somebody else
        late(usd("600", "2020-Q1"), rate(TURNOVER, "13.3", "2020-Q1", "pct_of_plan")) + [usd("6000", "2020", source_id="z"), rate(TURNOVER, "95", "2020", "pct_of_plan", source_id="z")],
        [usd("5600"), usd("8000", "2020", measure="plan_target"), rate(TURNOVER, "80", measure="pct_of_plan", plan_by="provincial")],
        # a mean of five years
        late(figure("jobs_created", "2016-01-01/P5Y", "14000", unit_measure="persons"), figure("jobs_created", "2019", "15200", unit_measure="persons")),
        # a figure rounded to hundreds
        [usd("7000", "2019-S1"), usd("7340"), rate(TURNOVER, "5.1")],
        # growth beside another source's final level
        [usd("2312", "2019-S1"), rate(TURNOVER, "-42.9"), usd("1350", source_id="later")],
        # prices of a month, printed in it
        [rate("cpi", "2.4", "2020-M06", source_id="june")],
        # a plan is no estimate
        [figure("public_investment_plan", "2026", "12600", unit_measure="VND", unit_mult="9")],
    ],
    ids=lambda rows: f"{rows[0]['indicator']}-{rows[0]['obs_value']}",
)  # fmt: skip
def test_no_false_alarm(figures):
    sources = [source("june", "2020-06-24"), source("review-r2", "2020-07-20"), source("z", "2026-01-31")]
    assert [s for s in severe(*figures, sources=sources) if s[1] == "error"] == []
    assert doubtful(held(*figures, sources=sources), figures[0]["ref_area"]) == {}
    if len({f.get("source_id") for f in figures}) == 1:
        assert severe(*figures, sources=sources) == []


def test_copies_of_a_misprint_are_no_evidence():
    """Level and plan agree, the change is wrong and copied twice: it is named, and not the base."""
    rows = [usd("1320"), *PLAN, usd("2312", "2019-S1"), rate(TURNOVER, "42.9"), rate(TURNOVER, "42.9", source_id="later"), rate(TURNOVER, "42.9", source_id="year")]  # fmt: skip
    named = {i for f in survey(held(*rows)).found for r in f.repairs for i in r.cells}
    assert {i.split("@")[0] for i in named} == {
        f"VN-09.trade_turnover_total.{x}" for x in ("2020-S1.yoy_pct", "2019-S1.level")
    }
    assert doubtful(held(*rows), "VN-09") == {}


@pytest.mark.parametrize(
    ("rule", "figures"),
    [
        # a thousandfold slip, whichever source is newer
        ("two_units", [usd("1320"), usd("1320000", source_id="later")]),
        ("two_units", [usd("1320000"), usd("1320", source_id="later")]),
        # another figure is no new vintage
        ("two_sources", [usd("1320"), usd("3120", source_id="later")]),
        ("two_sources", [rate("grdp_growth", "8.06"), rate("grdp_growth", "80.6", source_id="later")]),
        # what one source prints is held together by itself
        ("turnover", [*(usd(v, indicator=i, source_id="later") for i, v in ((TURNOVER, "1320"), (EXPORTS, "720"), (IMPORTS, "620"))), usd("700", indicator=EXPORTS)]),
        # per cent for points: a rate's change
        ("points", [figure("poverty_rate", y, v, unit_measure="percent") for y, v in (("2019", "10.89"), ("2020", "7.88"))] + [rate("poverty_rate", "-3.01", "2020", source_id="year")]),
        ("share_change", late(*(figure("forest_cover", y, v, unit_measure="percent") for y, v in (("2019", "62.5"), ("2020", "63"))), points("forest_cover", "5.5", "2020", "share_change_pp"))),
        # a cumulative percentage falls
        ("plan_falls", [rate(TURNOVER, "30", "2020-Q1", "pct_of_plan"), rate(TURNOVER, "25", measure="pct_of_plan")]),
        # three sectors are more than all
        ("shares_of_three", late(*(rate(i, v, "2019", "share_pct") for i, v in zip((AGRI, INDUSTRY, SERVICES), "40 45 30".split(), strict=True)))),
        # quarters are more than the year
        ("periods_within", late(*(usd(v, f"2019-Q{n}") for n, v in enumerate("600 700 800".split(), 1)), usd("1900", "2019"))),
        # against the month before
        ("growth_month", [usd("200", "2020-M04"), usd("300", "2020-M05"), rate(TURNOVER, "-10", "2020-M05", "mom_pct")]),
        # a rate has no level
        ("validity", [figure("grdp_growth", "2020-S1", "8.1", unit_measure="percent")]),
        # a plan that is an indicator of its own, typed as its level
        ("plan", [figure("public_investment_disbursed", "2020-S1", "4410000", unit_measure="VND", unit_mult="9"), rate("public_investment_disbursed", "35", measure="pct_of_plan"),
                  figure("public_investment_plan", "2020", "12600", unit_measure="VND", unit_mult="9")]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_found(rule, figures):
    assert rule in failing(*figures)


def test_what_a_repair_asks_for_can_be():
    """No exports below 0, no share above 100."""
    rows = [usd("1320"), usd("1500", indicator=EXPORTS), usd("620", indicator=IMPORTS)]
    (f,) = [f for f in survey(held(*rows)).found if f.judged.rule.id == "turnover"]
    assert {next(iter(r.cells)).split(".")[1] for r in f.repairs} == {TURNOVER, EXPORTS}
    assert all(low >= 0 for r in f.repairs for low, _ in r.needed.values())


def test_the_order_of_the_table_does_not_matter():
    data = load()
    names = [[f.id for f in survey(data).found]]
    rng = random.Random(3)
    for _ in range(3):
        rows = [*data.tables["figures"]]
        rng.shuffle(rows)
        names.append([f.id for f in survey(Dataset(data.tables | {"figures": rows})).found])
    assert names[1:] == names[:-1]
    assert len(set(names[0])) == len(names[0])


def test_an_acknowledgement_knows_only_what_was_published_before_it():
    rows = [*YEARS, rate(TURNOVER, "42.9")]
    name = "growth:VN-09.trade_turnover_total.2020-S1.yoy_pct@review"
    known = {"finding": name, "reason_vi": "lỗi in", "reason_en": "a misprint", "acknowledged_on": "2020-08-01"}
    assert [f.known is None for f in survey(held(*rows, acknowledgements=[known])).found] == [False]
    later = [*rows, usd("2400", "2019-S1", source_id="review-r2")]
    sources = [source("review-r2", published_on="2020-09-01")]
    data = held(*later, acknowledgements=[known], sources=sources)
    assert [f.known is None for f in survey(data).found if f.id == name] == [True]
    assert [f.known is None for f in survey(held(*rows, acknowledgements=[known]), as_of="2020-07-20").found] == [True]
    again = [*rows, rate(TURNOVER, "42.9", source_id="same_day")]
    assert [
        f.known is None for f in survey(held(*again, acknowledgements=[known])).found if f.judged.rule.id == "growth"
    ] == [False]


@pytest.mark.parametrize(
    "figures",
    [
        [usd("1320"), *PLAN, usd("2312", "2019-S1"), rate(TURNOVER, "42.9"), rate(TURNOVER, "43", source_id="year")],
        [usd("1230"), usd("1.23", unit_mult="9", source_id="year"), usd("2312", "2019-S1"), rate(TURNOVER, "-42.9"), rate(TURNOVER, "57.1", measure="index")],
        [usd("1230"), rate(TURNOVER, "-42.9"), usd("1230", covers_to="2020-06-30", source_id="year"), rate(TURNOVER, "-42.9", covers_to="2020-06-30", source_id="year"),
         usd("2312", "2019-S1")],
    ],
)  # fmt: skip
def test_a_copy_in_another_precision_is_a_copy(figures):
    assert "VN-09.trade_turnover_total.2019-S1.level@review" not in doubtful(held(*figures), "VN-09")


@pytest.mark.parametrize(
    "figures",
    [
        [usd("5"), usd("700", "2019-S1"), rate(TURNOVER, "-100.0")],
        [usd("5"), usd("700", "2019-S1"), rate(TURNOVER, "0", measure="index")],
        [usd("300"), usd("700", "2020", measure="plan_target"), rate(TURNOVER, "0", measure="pct_of_plan")],
        [usd("0"), usd("700", "2019-S1"), rate(TURNOVER, "-90")],
    ],
)
def test_nothing_is_divided_by_nothing(figures):
    for lang in languages():
        (text,) = {t for t in lsdata.check(held(*figures), lang=lang).text if "700" in t}
        assert "inf" not in text
        assert "nan" not in text


def test_per_cent_and_counts_are_not_rounded_figures():
    rows = [
        usd("5335", "2020"),
        usd("5500", "2020", measure="plan_target"),
        rate(TURNOVER, "100", "2020", "pct_of_plan"),
    ]
    assert "plan" in failing(*late(*rows))
    assert "index_growth" in failing(rate("iip", "100", measure="index"), rate("iip", "4.0"))


def test_a_figure_that_stands_stands_in_every_finding():
    rows = [usd("1320"), *PLAN, usd("2312", "2019-S1"), usd("1000", "2019-Q1"), usd("1312", "2019-Q2"), rate(TURNOVER, "42.9"), rate(TURNOVER, "57.1", measure="index")]  # fmt: skip
    wrong = "VN-09.trade_turnover_total.2020-S1.yoy_pct@review"
    assert doubtful(held(*rows), "VN-09").keys() == {wrong}
    known = {"finding": f"growth:{wrong}", "reason_en": "checked", "acknowledged_on": "2020-08-01", "used": "yes"}
    assert doubtful(held(*rows, acknowledgements=[known]), "VN-09") == {}
    assert doubtful(held(*rows, acknowledgements=[known | {"used": ""}]), "VN-09").keys() == {wrong}
