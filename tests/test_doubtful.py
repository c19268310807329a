"""Figures that do not agree: nothing is built on one that cannot be right, and a reader is told once, where it counts."""

import html
import re

import IPython.display
import pytest
from agreeing import AGRI, INDUSTRY, SERVICES, TAXES, points, rate, usd
from tiny_package import plain, source, tables

import lsdata
from lsdata import boards, conflicts, contributions, summary
from lsdata.dataset import EVERYTHING, Dataset, using
from lsdata.facts import Fact
from lsdata.headline import Question, headline
from lsdata.narrative import Voice
from lsdata.outcome import report
from lsdata.package import open_package
from lsdata.periods import Period
from lsdata.wording import flat

WRONG = "VN-09.trade_turnover_total.2023-S1.yoy_pct@vnaplus-en-2023-07"
DATA = lsdata.load()
SECTORS = list(DATA.sectors)


def held(*figures, sources=(), **others) -> Dataset:
    """A data set of these figures that knows the bundled indicators, areas and units."""
    days = {"review": "2020-07-13", "same_day": "2020-07-13", "year": "2024-01-31"}
    own = tables(*figures, sources=[*(source(i, day) for i, day in days.items()), *sources], **others)
    told = ("figures", "sources", "statements", "tasks", "events", "acknowledgements")
    return Dataset(open_package() | {t: own[t] for t in told})


def asked(data=DATA, lang="en", period="2023-S1", area="VN-09") -> Question:
    return Question(Voice(data, lang), area, Period.parse(period))


@pytest.fixture
def brief(monkeypatch):
    """A brief, and what it shows: (part, text)."""
    shown = []

    def take(data, raw, metadata):
        shown.append((metadata["lsdata"]["part"], plain(data.get("text/html") or data.get("text/plain"))))

    monkeypatch.setattr(IPython.display, "display", take)

    def made(sector, data=DATA, period="2023-S1", lang="en"):
        shown.clear()
        with using(data):
            return lsdata.brief(sector, "VN-09", period, lang), shown

    return made


# --- one figure that cannot be right -----------------------------------------------------------------------------------


def test_the_question_gives_sound_figures_and_all_of_them_where_asked():
    q = asked()
    assert "yoy_pct" not in q.facts("trade_turnover_total")
    assert q.published("trade_turnover_total")["yoy_pct"].id == WRONG
    later = Question(q.voice, "VN-09", Period.parse("2024-S1"))
    assert WRONG not in {f.id for f in later.earlier("trade_turnover_total", "yoy_pct")}
    assert WRONG not in {r["id"] for r in later.ladder(["trade_turnover_total"])["trade_turnover_total"]}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("sector", SECTORS)
def test_nothing_is_built_on_it(sector, lang):
    q = asked(lang=lang)
    head = summary.of_all(q, sector) if sector in EVERYTHING else headline(q, sector)
    plans = summary.progress_rows(q, SECTORS)
    facts = [*head.facts.values(), *head.runner_up.values(), *(f for f, _ in summary.numbers(q, head))]
    facts += [f for p in plans for f in p["facts"].values()] + [r["value"] for r in summary.rate_rows(q, SECTORS)]
    assert WRONG not in {f.id for f in facts}
    said = summary.lead(q, sector, head)
    told = [s for s in said if any(r.id == WRONG for r in s)]
    assert len(told) == (sector == "trade"), "the sentence that says so is the only one"
    assert summary.suspected(q, head, said) == []


@pytest.mark.parametrize(
    ("lang", "words"), [("vi", "* Không khớp với các số đã công bố khác"), ("en", "* Does not agree")]
)
def test_tables_show_it_with_a_mark_and_a_note(lang, words):
    q, mark = asked(lang=lang), '</span><span class="ls-rule" data-id="doubt">&#42;</span>'
    for table in (boards.period_rows(q, "trade", "trade_turnover_total")[0], boards.plan_indicators(q)[0]):
        cells = re.findall(rf'data-id="{re.escape(WRONG)}">[^<]*(.*?)</td>', table.html("1"))
        assert cells == [mark]
        assert any(words in html.unescape(re.sub("<[^>]+>", "", line)) for line in table.legend)
    sound = boards.period_rows(q, "budget", "")[0]
    assert "doubt" not in sound.html("1")


def test_a_workbook_says_so_beside_the_figure(brief):
    b, _ = brief("trade")
    b.rows()
    facts = report(b)["facts"]
    assert facts[WRONG]["note"] == "does not agree with other published figures"
    assert not any("agree" in f["note"] for i, f in facts.items() if i != WRONG)


def test_frames_of_revisions_are_without_it():
    rows = [
        usd("1077.6", "2022-S1"), rate("trade_turnover_total", "-49.3", "2022-S1"), usd("2125", "2021-S1"), usd("2280", "2023-S1"),
        rate("trade_turnover_total", "1.1", "2023-S1"), rate("trade_turnover_total", "60.1", "2023-S1", "pct_of_plan"),
        usd("2755", "2023-01-01/P7M"), rate("trade_turnover_total", "72.5", "2023-01-01/P7M", "pct_of_plan"),
    ]  # fmt: skip
    rows = [r | {"source_id": "year"} for r in rows]
    rows.append(rate("trade_turnover_total", "111.6", "2023-S1", source_id="newer"))
    data = held(*rows, sources=[source("newer", "2025-01-31")])
    with using(data):
        b = lsdata.brief("trade", "VN-09", "2023-S1", "en")
    whole = data.revisions("trade_turnover_total", "VN-09", measure="yoy_pct")
    assert len(whole) == 1
    assert set(whole.inputs.str.split().iloc[0]) & b.q.doubts.keys()
    assert len(b.revisions("trade_turnover_total", measure="yoy_pct")) == 0


# --- several that may be wrong -----------------------------------------------------------------------------------------

OPEN = [usd("1320"), usd("2000", "2019-S1"), rate("trade_turnover_total", "-42.9")]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("vi", "Các số đã công bố không khớp với nhau: "),
        ("en", "Figures published here do not agree with each other: "),
    ],
)
def test_an_opening_that_rests_on_one_of_several_says_so_once(brief, lang, words):
    b, shown = brief("trade", held(*OPEN), "2020-S1", lang)
    b.opening()
    (lead,) = [text for part, text in shown if part == "lead"]
    assert lead.count(words) == 1
    for number in ("1.320", "2.000", "42,9%") if lang == "vi" else ("1,320", "2,000", "42.9%"):
        assert number in lead[lead.index(words) :]
    assert len(lead[lead.index(words) :].split()) < 45


def test_another_source_that_prints_the_same_is_no_way_out(brief):
    b, shown = brief(
        "trade",
        held(*OPEN, usd("1.32", unit_mult="9", source_id="newer"), sources=[source("newer", "2020-07-20")]),
        "2020-S1",
    )
    b.opening()
    assert b.headline().facts["level"].source_id == "newer"
    assert "do not agree" in "".join(text for _, text in shown)


def test_an_opening_is_silent_where_it_rests_on_none_or_somebody_has_explained_it(brief):
    data = held(*OPEN)
    (found,) = [f.id for f in conflicts.of_area(data, "VN-09").found]
    known = held(
        *OPEN,
        acknowledgements=[{"finding": found, "reason_vi": "đã đối chiếu", "reason_en": "compared with the print"}],
    )
    warned = held(usd("1320"), usd("1390", source_id="same_day"))
    other = held(*OPEN, rate("grdp_growth", "5.32"))
    for sector, tried in (("trade", known), ("trade", warned), ("growth", other)):
        b, shown = brief(sector, tried, "2020-S1")
        b.opening()
        assert "do not agree" not in "".join(text for _, text in shown)


# --- contributions -----------------------------------------------------------------------------------------------------


def parts(services, growth="9.85", taxes=True):
    rows = [points(AGRI, "1.20"), points(INDUSTRY, "4.60"), points(SERVICES, services), points(TAXES, "0.57")]
    return held(*rows[: 4 if taxes else 3], *([rate("grdp_growth", growth)] if growth else []))


def said(brief, data) -> str:
    b, shown = brief("growth", data, "2020-S1")
    codes = [AGRI, INDUSTRY, SERVICES, TAXES]
    k = b.select(codes, measure="contribution_pp")
    total = " + ".join(k.indicator.unique())
    shares = b.derive(k, unit="percent", growth_share=f"{SERVICES} / ({total}) * 100")
    b.say(k.sort_values("value").tail(1), "contribution_top")
    b.say(shares)
    b.say(b.derive(k, contribution_total=total))
    return " ".join(text for _, text in shown)


def test_contributions_that_do_not_add_up_are_not_called_rounding(brief):
    text = said(brief, parts("3.48"))
    assert re.search("contributed most.*Alone.*is rounding", text)
    text = said(brief, parts("35.3"))
    assert "add up to 41.7 percentage points, which does not agree with overall growth of 9.85%; see Limits." in text
    assert not re.search("rounding|contributed most|Alone", text)


def test_a_sum_is_held_against_growth_only_where_all_parts_are_known(brief):
    text = said(brief, parts("3.48", growth=""))
    assert text.endswith("add up to 9.85 percentage points.")
    text = said(brief, parts("3.48", taxes=False))
    assert "add up to 9.28 percentage points; overall growth is given as 9.85%." in text
    assert "contributed most" in text
    assert contributions.pattern(asked(), Fact.of(DATA.by_id[WRONG], DATA, "en"), "turned_up") == "turned_up"


# --- limits --------------------------------------------------------------------------------------------------------------


def test_limits_begin_with_a_list_of_what_does_not_agree(brief):
    data = held(*OPEN)
    (found,) = [f.id for f in conflicts.of_area(data, "VN-09").found]
    known = held(
        *OPEN,
        acknowledgements=[{"finding": found, "reason_vi": "đã đối chiếu", "reason_en": "compared with the print"}],
    )
    b, shown = brief("trade", known, "2020-S1")
    b.rows(), b.limits()
    (lines, *rest) = [(part, text) for part, text in shown if part != "table"]
    assert [part for part, _ in (lines, *rest)] == ["notes", "prose"]
    assert re.search(r"[^.]\. Compared with the print\.$", lines[1]), "a sentence of its own, with a full stop"
    assert "Compared" not in rest[0][1]


def test_what_lies_far_from_the_period_is_left_out_unless_it_is_an_error():
    old = [usd("1320", "2015-S1"), usd("1390", "2015-S1", source_id="same_day")]
    near = [usd("1320", "2019-S1"), usd("1390", "2019-S1", source_id="same_day")]
    wrong = [usd("900", "2014-01-01/P5M"), usd("800", "2014-S1")]
    data = held(*old, *near, *wrong)
    q, rows = asked(data, period="2020-S1"), data.find(area="VN-09", vintages=True)
    facts = {r["id"]: Fact.of(r, data, "en") for r in rows}
    found = conflicts.findings(q, facts)
    assert [(f.severity, f.judged.lead["period"].code) for f in found] == [
        ("error", "2014-01-01/P5M"),
        ("warning", "2019-S1"),
    ]


def test_what_touches_the_period_comes_first_and_three_at_most():
    own = [usd("1320"), usd("1390", source_id="same_day")]
    wrong = [r for y in range(2011, 2015) for r in (usd("900", f"{y}-01-01/P5M"), usd("800", f"{y}-S1"))]
    data = held(*own, *wrong)
    q, rows = asked(data, period="2020-S1"), data.find(area="VN-09", vintages=True)
    facts = {r["id"]: Fact.of(r, data, "en") for r in rows}
    assert len(conflicts.findings(q, facts)) == 5
    lines = summary.found(q, facts)
    assert len(lines) == conflicts.TOLD
    assert "1,390" in flat(lines[0])


# --- words ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "measure", "words"),
    [
        ("en", "level", "was estimated at more than 2.28 billion USD"), ("vi", "level", "ước đạt hơn 2,28 tỷ USD"),
        ("en", "pct_of_plan", "was estimated at more than 60% of the year's plan"), ("vi", "pct_of_plan", "ước đạt hơn 60% kế hoạch năm"),
    ],
)  # fmt: skip
def test_an_estimate_with_a_qualifier_reads_as_one(lang, measure, words):
    row = usd("2.28", unit_mult="9") if measure == "level" else rate("trade_turnover_total", "60", measure=measure)
    data = held(row | {"qualifier": "over", "obs_status": "E"})
    q = asked(data, lang, "2020-S1")
    assert words in plain(flat(q.voice.figures(q.facts("trade_turnover_total"))))


def test_the_newest_of_a_sentence_is_the_newest_of_the_table(brief):
    """Two sources print the newest figure, one of which only the month is known."""
    rows = [
        rate("grdp_growth", v, source_id=s, obs_status=e)
        for v, s, e in (("7.31", "first", "E"), ("7.52", "month", "E"), ("7.52", "day", "A"))
    ]
    days = [source("first", "2020-07-01"), source("month", "2021-07"), source("day", "2021-07-05")]
    b, shown = brief("growth", held(*rows, sources=days), "2020-S1")
    b.vintages(b.select("grdp_growth", measure="yoy_pct", period="2020-S1", vintages=True))
    b.vintages(b.revisions("grdp_growth"))
    texts = [re.sub("<[^>]+>", "", text) for part, text in shown]
    assert "in the newest source (5 July 2021)" in texts[0]
    assert "7.52% (5 July 2021)" in texts[-1]


@pytest.mark.parametrize(
    ("lang", "words"), [("vi", "6 tháng đầu năm, 2018–2020"), ("en", "the first half of the year, 2018–2020")]
)
def test_the_table_of_revisions_names_what_it_holds_and_what_came_late(brief, lang, words):
    rows = [
        rate("grdp_growth", v, f"{y}-S1", source_id=f"{s}{y}")
        for y in (2018, 2019, 2020)
        for v, s in (("5.00", "first"), ("5.20", "second"))
    ]
    days = [
        source(f"{s}{y}", f"{y + late}-07-10")
        for y in (2018, 2019, 2020)
        for s, late in (("first", 3 * (y == 2018)), ("second", 4))
    ]
    b, shown = brief("growth", held(*rows, sources=days), "2020", lang)
    b.vintages(b.revisions("grdp_growth"))
    table = re.sub("<[^>]+>", "", shown[-1][1])
    late = {"vi": "công bố muộn", "en": "late"}[lang]
    assert words in table
    assert table.count(f", {late})") == 1
    assert {"vi": "hơn 180 ngày", "en": "more than 180 days"}[lang] in table
    assert "2020 ·" not in table.replace("2018–2020 ·", "")
