"""What the review of 13 July 2020 said is what the library says, on the day and with everything known since."""

import IPython.display
import pytest
from tiny_package import plain

import lsdata
from lsdata import evidence
from lsdata.dataset import using
from lsdata.headline import Question, headline
from lsdata.narrative import Voice
from lsdata.periods import Period
from lsdata.wording import flat

DATA = lsdata.load()
DAY = "2020-07-13"
S1 = Period.parse("2020-S1")
MIME = "application/vnd.lsdata.report+json"


def rows(sector: str, as_of: str = DAY, **how):
    return DATA.select(sector=sector, area="VN-09", period="2020-S1", as_of=as_of, **how)


@pytest.fixture
def shown(monkeypatch) -> list[dict]:
    found = []
    monkeypatch.setattr(IPython.display, "display", lambda data, **how: found.append(data))
    return found


def outcome(shown, sector: str, as_of: str = DAY, lang: str = "vi", period: str = "2020-S1") -> dict:
    """The JSON of a report that says all it can about plan and time, made from its scope alone."""
    with using(evidence.scope(DATA, sector, "VN-09", as_of)):
        b = lsdata.brief(sector, lang=lang, as_of=as_of, period=period)
    b.opening(), b.rows()
    s = b.select(b.data.indicators_of(sector)[:1])
    p = lsdata.plan_progress(s, lang=lang)
    b.table(p), b.say(p)
    b.table(b.derive(s, implied_base="level / (100 + yoy_pct) * 100"))
    b.words(), b.since_then(), b.limits(), b.sources(), b.facts()
    return shown[-1][MIME]


def fact(report: dict, indicator: str, measure: str, period: str = "2020-S1") -> dict:
    (one,) = [
        f
        for f in report["facts"].values()
        if (f["indicator"], f["measure"], f["period"]) == (indicator, measure, period)
    ]
    return one


def test_trade_as_the_review_had_it(shown):
    r = outcome(shown, "trade")
    said = {
        m: fact(r, "trade_turnover_total", m)
        for m in ("level", "pct_of_plan", "yoy_pct", "implied_plan", "pace_needed", "gap_pp", "implied_base")
    }
    assert [said[m]["value"] for m in ("level", "pct_of_plan", "yoy_pct")] == [1320, 24, -42.9]
    assert (round(said["implied_plan"]["value"]), plain(said["implied_plan"]["text"])) == (5500, "5.500 triệu USD")
    assert said["implied_plan"]["interval"] == "5.386–5.619"
    assert (round(said["implied_base"]["value"]), plain(said["implied_base"]["text"])) == (2312, "2.312 triệu USD")
    assert plain(said["pace_needed"]["text"]) == "3,2 lần"
    assert (said["gap_pp"]["value"], said["gap_pp"]["low"], said["gap_pp"]["high"]) == (-26, -26.5, -25.5)
    assert {said[m]["status"] for m in said} == {"E"}
    assert (r["verdict"]["key"], r["headline"]["class"]) == ("below", 2)
    assert [plain(n["value"]) for n in r["numbers"]] == ["1.320", "24%", "−42,9%"]


def test_the_budget_was_on_pace(shown):
    r = outcome(shown, "budget", lang="en")
    assert (r["verdict"]["key"], r["verdict"]["pct_text"]) == ("on", "49.5%")
    assert fact(r, "budget_revenue_total", "pct_of_plan")["source_id"] == "baolangson-2020-07-13"


GROWTH_OF_THE_COUNTRY = [(DAY, 1.81), ("2021-06-28", 1.81), ("2021-06-29", 1.82), ("2022-12-31", 2.04), ("", 1.74)]


@pytest.mark.parametrize(("as_of", "value"), GROWTH_OF_THE_COUNTRY)
def test_growth_of_the_country_by_day_of_knowledge(as_of, value):
    f = DATA.series("grdp_growth", "VN", like="S1", as_of=as_of)
    assert f[f.period == "2020-S1"].value.tolist() == [value]


def test_growth_of_the_province(shown):
    r = outcome(shown, "growth")
    assert fact(r, "grdp_growth", "yoy_pct")["value"] == 0.47


@pytest.mark.parametrize("sector", list(DATA.sectors))
def test_nothing_known_later_is_in_a_report_of_that_day(shown, sector):
    r = outcome(shown, sector)
    known = {s: row["known_by"].isoformat() for s, row in DATA.sources.items() if row["known_by"]}
    assert {s["source_id"]: known[s["source_id"]] for s in r["sources"] if known[s["source_id"]] > DAY} == {}
    assert {f["source_id"] for f in r["facts"].values()} <= {s["source_id"] for s in r["sources"]}
    assert [
        f["period"]
        for f in r["facts"].values()
        if f["measure"] != "plan_target" and Period.parse(f["period"]).end > S1.end
    ] == []


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_headline_of_every_half_year_stands_by_itself(lang):
    for period in ("2019-S1", "2020-S1", "2021-S1", "2022-S1", "2023-S1", "2024-S1", "2025-S1", "2020", "2024"):
        q = Question(Voice(DATA, lang), "VN-09", Period.parse(period))
        for sector in DATA.sectors:
            if sector in ("overview", "outlook"):
                continue
            h = headline(q, sector)
            text = flat(h.runs)
            assert text[0].isupper(), text
            assert not any(c.isdigit() for r in h.runs if not r.kind for c in r.text), text
            season = {DATA.indicators[f.indicator]["season"] for f in h.facts.values()} - {""}
            of_time = {q.period, q.period.of_year} if season else {q.period}
            assert {f.period for f in h.facts.values()} <= of_time, text


def test_select_of_the_review_names_units_and_sources():
    f = rows("trade", lang="vi")
    own = f[(f.indicator == "trade_turnover_total") & (f.measure == "level")].iloc[0]
    assert [plain(x) for x in own[["printed", "unit", "source", "published"]]] == [
        "1.320 triệu USD", "triệu USD", "baolangson-2020-07-13", "2020-07-13",
    ]  # fmt: skip
