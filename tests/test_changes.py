"""What changed between two states: figures new, revised, restated, withdrawn; claims that flipped; the command and its page."""

import json
import re
from html.parser import HTMLParser

import pytest
from tiny_package import AREAS, dataset, figure, plain, source, write

import lsdata
from lsdata.changes import diff
from lsdata.changes.claims import claims
from lsdata.changes.figures import State
from lsdata.changes.held import since
from lsdata.changes.words import opening, sides
from lsdata.cli import main
from lsdata.errors import ParameterError, PeriodError, UnknownName
from lsdata.narrative import Voice
from lsdata.publish.changes import MOST_NEW, page
from lsdata.wording import flat

LATER = source("later", "2021-03-01", authority="official")
SOURCES = [source("review", "2020-07-13", authority="official"), LATER]


def rate(value, area="VN-09", indicator="", period="2020-S1", **more):
    own = indicator or ("gdp_growth" if area == "VN" else "grdp_growth")
    return figure(own, period, str(value), "yoy_pct", area=area, **more)


def turned(before, after, **how):
    """(change, kind, says before, says after) of each claim that is no longer made; headlines aside."""
    c = diff(dataset(*before), dataset(*after), lang="en", **how)
    return [
        (t.change, t.before.kind, t.before.says, t.after and t.after.says) for t in c.turns if t.change != "headline"
    ]


# --- figures --------------------------------------------------------------------------------------------------------


def kinds(c):
    return [(f.change, f.fact.indicator, f.fact.measure) for f in c.moved]


def test_a_later_source_revises_restates_and_adds():
    own = [
        figure(value="1320"), figure(value="1400", source_id="later"),
        figure("export", value="500", obs_status="E"), figure("export", value="500", source_id="later"),
        figure("revenue", value="2700", source_id="later"),
    ]  # fmt: skip
    data = dataset(*own, sources=SOURCES)
    c = diff(data, data, ("2020-12-31", ""), lang="en")
    assert kinds(c) == [("revised", "turnover", "level"), ("restated", "export", "level"), ("new", "revenue", "level")]
    revised = c.moved[0]
    assert [plain(f.text()) for f in (revised.before, revised.after)] == ["1,320 million USD", "1,400 million USD"]
    assert (revised.difference.text("table"), revised.within) == ("+6.1%", False)
    assert revised.difference.low == pytest.approx(1399.5 / 1320.5 * 100 - 100)
    assert list(c.counts.values()) == [0, 0, 0, 1, 0, 0, 1, 1]


def test_one_amount_in_two_scales_is_one_figure():
    small = figure(value="1320", unit_mult="6")
    same, other = figure(value="1.320", unit_mult="9", source_id="later"), figure(value="1.330", unit_mult="9")
    assert kinds(diff(dataset(small), dataset(same))) == [("restated", "turnover", "level")]
    (revised,) = diff(dataset(small), dataset(other | {"source_id": "later"})).moved
    assert (revised.change, round(revised.difference.value, 2)) == ("revised", 0.76)
    (coarse,) = diff(dataset(small), dataset(figure(value="1.3", unit_mult="9", source_id="later"))).moved
    assert (coarse.change, coarse.within) == ("revised", True)


def test_one_source_with_two_values_was_entered_differently():
    (f,) = diff(dataset(figure(value="1320")), dataset(figure(value="1400")), lang="en").moved
    assert (f.change, f.difference.text("table")) == ("entered", "+6.1%")
    (coarse,) = diff(dataset(figure(value="1320")), dataset(figure(value="1.3", unit_mult="9"))).moved
    assert (coarse.change, coarse.within) == ("entered", True)
    c = diff(dataset(figure(value="1320")), dataset(figure(value="1400", unit_measure="VND")), lang="en")
    assert [f.change for f in c.moved] == ["entered"]
    assert plain(c.summary).endswith("no claim has flipped and 1 figure of the same source was entered differently.")
    vi = diff(dataset(figure(value="1320")), dataset(figure(value="1400")), lang="vi")
    assert "1 số cùng nguồn nhưng nhập khác nhau" in plain(vi.summary)
    assert ("revised", 0) in c.counts.items()


def test_percentages_are_revised_by_points():
    (f,) = diff(dataset(rate("1.81", "VN")), dataset(rate("1.74", "VN")), area="VN", lang="en").moved
    assert (f.difference.text("table"), f.difference.unit) == ("−0.07", "percentage points")


def test_a_figure_is_withdrawn_with_its_reason():
    level, change = figure(value="1320"), figure(value="-42.9", measure="yoy_pct")
    (gone,) = diff(dataset(level, change), dataset(level)).moved
    assert (gone.change, gone.reason) == ("withdrawn", "gone")
    replaced = dataset(level, change, figure(value="1900", source_id="later"), sources=SOURCES)
    c = diff(replaced, replaced, ("2020-12-31", ""), lang="en")
    assert [(f.change, f.reason) for f in c.moved] == [("revised", ""), ("withdrawn", "level")]
    assert [(t.change, t.before.kind) for t in c.turns if t.change == "dropped"] == [("dropped", "direction")]


def test_the_growth_of_the_country_and_neighbours_comes_along_and_nothing_else_of_them():
    goals = [
        rate(v, "VN", period="2020") | {"measure": "plan_target"} for v in ("6.8", "6.6")
    ]  # nobody is compared with it
    before = [rate("0.47"), rate("1.81", "VN"), goals[0], figure(value="10", area="VN-13"), rate("7.0", "VN-54")]
    after = [rate("0.47"), rate("1.74", "VN"), goals[1], figure(value="20", area="VN-13"), rate("8.0", "VN-54")]
    assert [f.fact.area for f in diff(dataset(*before), dataset(*after), area="VN-09").moved] == ["VN"]
    everywhere = diff(dataset(*before), dataset(*after), area="all")
    assert everywhere.areas == ["VN", "VN-09", "VN-13", "VN-54"]
    assert [f.fact.area for f in everywhere.moved] == ["VN", "VN", "VN-13", "VN-54"]


# --- claims ---------------------------------------------------------------------------------------------------------


def test_a_rise_that_becomes_a_fall():
    up, down = (figure(value=v, measure="yoy_pct") for v in ("42.9", "-42.9"))
    assert turned([up], [down]) == [("flipped", "direction", "up", "down")]
    assert turned([up], [figure(value="12.9", measure="yoy_pct")]) == []  # another number, the same claim
    (t,) = (t for t in diff(dataset(up), dataset(down), lang="en").turns if t.change == "flipped")
    said = [plain(flat(x.runs)) for x in (t.before, t.after)]
    assert said == [f"In the first half of 2020, turnover through Lạng Sơn {v} 42.9% from the first half of 2019." for v in ("rose", "fell")]  # fmt: skip
    assert [f.id for f in t.before.facts] == ["VN-09.turnover.2020-S1.yoy_pct@review"]


@pytest.mark.parametrize(
    ("measure", "before", "after", "says"),
    [
        ("yoy_pct", "0.4", "0", ("up", "flat")),
        ("index", "104.2", "97.0", ("up", "down")),
        ("index", "104.2", "101.0", None),
        ("mom_pct", "0.3", "-0.3", ("up", "down")),
        ("dec_pct", "-1.2", "1.2", ("down", "up")),
        ("contribution_pp", "1.15", "-0.15", ("up", "down")),
        ("share_change_pp", "1.29", "-1.29", ("up", "down")),
    ],
)
def test_direction_by_measure(measure, before, after, says):
    unit = {"unit_measure": "percentage_points"} if measure.endswith("_pp") else {}
    found = turned(*([figure("export", value=v, measure=measure, **unit)] for v in (before, after)))
    assert found == ([("flipped", "direction", *says)] if says else [])


def test_unchanged_and_little_changed_are_one_claim():
    little, none, rise = (
        figure(value=v, measure="yoy_pct", decimals=d) for v, d in (("0.4", "0"), ("0", "0"), ("0.4", "1"))
    )
    assert turned([little], [none]) == []
    assert turned([little], [rise]) == [("flipped", "direction", "flat", "up")]


def test_a_plan_that_falls_behind_published_or_calculated():
    on, below = (figure("revenue", value=v, measure="pct_of_plan") for v in ("49.5", "39.5"))
    assert turned([on], [below]) == [("flipped", "plan", "on", "below")]
    goal = figure("revenue", "2020", "1000", "plan_target")
    assert turned([figure("revenue", value="500"), goal], [figure("revenue", value="400"), goal]) == [
        ("flipped", "plan", "on", "below")
    ]
    # calculated before, published since: one claim
    assert turned([figure("revenue", value="500"), goal], [figure("revenue", value="500"), goal, below]) == [
        ("flipped", "plan", "on", "below")
    ]
    # of two budget plans each has its verdict
    plans = [goal | {"plan_by": "provincial"}, goal | {"plan_by": "central", "obs_value": "800"}]
    c = diff(
        dataset(figure("revenue", value="520"), *plans), dataset(figure("revenue", value="400"), *plans), lang="en"
    )
    of_plans = {t.before.plan_by: (t.before.says, t.after.says) for t in c.turns if t.before.kind == "plan"}
    assert of_plans == {"provincial": ("on", "below"), "central": ("above", "on")}
    c = diff(dataset(on), dataset(below), lang="vi")
    assert [(t.before.word, t.after.word) for t in c.turns if t.change == "flipped"] == [
        ("đúng tiến độ", "thấp hơn tiến độ")
    ]


def test_a_verdict_moves_with_the_years_before_it():
    """Three earlier years are the usual range: one of them revised, and the same percentage stands otherwise."""
    now = figure("visits", "2020-S1", "40", "pct_of_plan")
    past = [figure("visits", f"{y}-S1", "38", "pct_of_plan") for y in (2017, 2018)]
    before, after = ([now, *past, figure("visits", "2019-S1", v, "pct_of_plan")] for v in ("41", "38"))
    assert ("flipped", "plan", "on", "above") in turned(before, after, period="2020-S1")
    assert kinds(diff(dataset(*before), dataset(*after), period="2020-S1")) == []


def test_target_country_and_pace_of_growth():
    goal, base = rate("6.5", period="2020") | {"measure": "plan_target"}, rate("5.0", period="2019-S1")
    before = [rate("6.6"), rate("7.0", "VN"), goal, base]
    assert turned(before, [rate("6.4"), *before[1:]], period="2020-S1") == [("flipped", "target", "met", "below")]
    assert turned(before, [rate("7.4"), *before[1:]], period="2020-S1") == [("flipped", "country", "below", "above")]
    assert turned(before, [*before[:3], rate("6.8", period="2019-S1")], period="2020-S1") == [
        ("flipped", "trend", "faster", "slower")
    ]


NEIGHBOURS = [one | ({"neighbours": "VN-13 VN-54"} if one["ref_area"] == "VN-09" else {}) for one in AREAS]


def ranks(before, after):
    c = diff(dataset(*before, areas=NEIGHBOURS), dataset(*after, areas=NEIGHBOURS), period="2020-S1", lang="en")
    return [(t.before.says, t.after.says) for t in c.turns if t.before.kind == "rank" and t.change == "flipped"]


def test_rank_among_the_areas_compared():
    own, a, b = rate("5.0"), rate("6.0", "VN-13"), rate("4.0", "VN-54")
    assert ranks([own, a, b], [own, rate("4.5", "VN-13"), b]) == [("2/3", "1/3")]
    assert ranks([own, a, b], [own, a, rate("7.0", "VN-54")]) == [("2/3", "3/3")]
    assert ranks([own, a, b], [own, rate("6.2", "VN-13"), b]) == []
    assert ranks([own, a], [own, a, b]) == []  # one area more, behind: the order of the others stands
    assert ranks([own, a], [own, a, rate("7.0", "VN-54")]) == [("2/2", "3/3")]  # the highest is another
    assert ranks([rate("5"), rate("5.3", "VN-13")], [rate("5"), rate("4.9", "VN-13")]) == []  # rounding leaves it open


def test_a_record_that_no_longer_is_one():
    earlier = [rate(v, period=f"{2020 - n}-S1") for n, v in enumerate(("5.0", "6.0", "7.0", "8.0"), 1)]
    before = [rate("0.47"), *earlier]
    after = [rate("0.47"), rate("0.30", period="2019-S1"), *earlier[1:]]
    found = turned(before, after, period="2020-S1")
    assert ("flipped", "record", "low", "none") in found
    assert all(kind != "record" for _, kind, *_ in turned(after, before, period="2020-S1"))  # was said of nobody before


def test_an_area_of_which_nothing_has_changed_is_not_gone_through(monkeypatch):
    before, after = [rate("0.47"), rate("5", "VN-54")], [rate("0.47"), rate("-5", "VN-54")]
    seen = []
    monkeypatch.setattr("lsdata.changes.compare.claims", lambda q, *rest: seen.append(q.area) or claims(q, *rest))
    c = diff(dataset(*before), dataset(*after), area="all", lang="en")
    assert [(t.before.area, t.before.says) for t in c.turns if t.change == "flipped"] == [("VN-54", "up")]
    assert set(seen) == {"VN-54"}
    words = diff(dataset(*before, statements=[{}]), dataset(*before), area="VN-09", lang="en")
    assert [t.before.sector for t in words.turns] == []
    assert "VN-09" in seen  # its words are not the same


def test_periods_before_all_that_is_not_alike_are_not_gone_through(monkeypatch):
    past = [figure(period=f"{y}-S1", value="5", measure="yoy_pct") for y in (2017, 2018, 2019)]
    now, later = figure(value="5", measure="yoy_pct"), figure(period="2019-Q1", value="7")
    seen = []
    monkeypatch.setattr(
        "lsdata.changes.compare.claims", lambda q, *rest: seen.append(q.period.code) or claims(q, *rest)
    )

    def gone_through(before, after, **old):
        seen.clear()
        assert diff(dataset(*before, **old), dataset(*after)).turns is not None
        return sorted(set(seen))

    assert gone_through([*past, now], [*past, now | {"obs_value": "-5"}]) == ["2020-S1"]
    assert gone_through([*past, now], [*past, now, later]) == ["2019-S1", "2020-S1"]
    assert gone_through([*past, now], [*past[:2], past[2] | {"obs_value": "6"}, now | {"obs_value": "6"}]) == [
        "2019-S1", "2020-S1"
    ]  # fmt: skip
    words = [{"time_period": "2019-S1"}]  # a task of a year concerns the end of the year before
    assert gone_through([*past, now], [*past, now], statements=words) == ["2018-S1", "2019-S1", "2020-S1"]
    assert gone_through([*past, now], [*past, now]) == []
    assert len(gone_through([*past, now], [*past, now, figure("revenue", value="5")])) == 4  # the first of its sector
    assert len(gone_through([*past, now], [*past, now], sources=[source("review", title="X")])) == 4


def test_a_figure_that_has_come_into_doubt_counts_from_its_year(monkeypatch):
    before = dataset(figure(period="2018-S1"), figure(value="5"))
    after = dataset(figure(period="2018-S1"), figure(value="6"))
    doubted = "VN-09.turnover.2018-S1.level@review"
    states = [State(d, "", Voice(d, "en")) for d in (before, after)]
    assert since(*states, "VN-09") == 2020
    for one in (before, after):
        monkeypatch.setattr("lsdata.changes.held.doubtful", lambda d, *_, one=one: {doubted: None} if d is one else {})
        assert since(*states, "VN-09") == 2018


@pytest.mark.parametrize("day", ["2016-01-01", "2019-01-01", "2020-05-01", "2020-07-13", "2022-01-01"])
def test_what_is_left_out_would_have_said_nothing(monkeypatch, day):
    data = lsdata.load()
    found = diff(data, data, (day, ""), area="all", lang="en").to_dict()
    monkeypatch.setattr("lsdata.changes.held.since", lambda *_: 0)
    assert diff(data, data, (day, ""), area="all", lang="en").to_dict() == found


def test_a_frame_for_people_and_one_for_jupyter():
    up, down = (figure(value=v, measure="yoy_pct") for v in ("42.9", "-42.9"))
    c = diff(dataset(up), dataset(down), sector="trade", lang="en")
    (row,) = c.claims[c.claims.change == "flipped"].to_dict("records")
    assert (row["kind"], row["before_says"], row["after_says"], row["period"]) == ("direction", "up", "down", "2020-S1")
    assert "rise, now fall" in c._repr_html_()
    assert repr(c) == "Changes(flipped=1, headlines=1, dropped=0, revised=0, entered=1, withdrawn=0, restated=0, new=0)"


def test_headlines_that_changed_are_a_kind_of_their_own():
    before, after = ([figure("revenue", value=v, measure="pct_of_plan")] for v in ("49.5", "39.5"))
    c = diff(dataset(*before), dataset(*after), sector="budget", lang="en")
    (head,) = (t for t in c.turns if t.change == "headline")
    assert plain(flat(head.before.runs)) == "Revenue reached 49.5% of the year's budget plan, on pace"
    assert [f.value for f in head.after.facts] == [39.5]
    assert diff(dataset(*before), dataset(*after), sector="trade").turns == []
    everywhere = diff(dataset(*before), dataset(*after), lang="en")  # the overview's says another thing
    assert [t.before.sector for t in everywhere.turns if t.change == "headline"] == ["overview", "budget"]


def test_a_headline_of_which_only_the_number_changed_stands():
    before, after = ([figure("export", value=v)] for v in ("930", "670"))
    c = diff(dataset(*before), dataset(*after), lang="en")
    assert (c.counts["headlines"], c.counts["entered"]) == (0, 1)
    up, more, down = ([figure("export", value=v, measure="yoy_pct")] for v in ("9.3", "12.1", "-9.3"))
    assert diff(dataset(*up), dataset(*more)).counts["headlines"] == 0
    found = [t for t in diff(dataset(*up), dataset(*down), lang="en").turns if t.change == "headline"]
    assert [t.before.sector for t in found] == ["trade"]  # the overview's is the same


def test_the_headlines_of_a_state_are_chosen_once_a_period(monkeypatch):
    from lsdata import headline as module
    from lsdata.changes import claims as own

    seen = []

    def counted(q, sector):
        seen.append((id(q.voice), q.area, q.period, sector))
        return module.headline(q, sector)

    monkeypatch.setattr(own, "headline", counted)
    monkeypatch.setattr("lsdata.summary.headline", counted)
    c = diff(dataset(figure(value="5", measure="yoy_pct")), dataset(figure(value="-5", measure="yoy_pct")))
    assert c.turns
    assert seen
    assert len(seen) == len(set(seen))


# --- asked ----------------------------------------------------------------------------------------------------------


def test_what_is_asked_wrongly_is_said_in_one_line():
    data = dataset(figure(), figure(period="2019-S1"))
    with pytest.raises(ParameterError, match="2021-01-01 is later than 2020-01-01; write the earlier day first"):
        diff(data, data, ("2021-01-01", "2020-01-01"))
    with pytest.raises(ParameterError, match="all that the package holds is later than 2020-01-01"):
        diff(data, data, ("", "2020-01-01"))
    with pytest.raises(UnknownName, match="unknown sector 'trad'; did you mean 'trade'"):
        diff(data, data, sector="trad")
    with pytest.raises(UnknownName, match="unknown area 'VN-9'; did you mean 'VN-09'"):
        diff(data, data, area="VN-9")
    with pytest.raises(
        PeriodError, match="neither side has figures of VN-09 in 2018; periods with figures nearby: 2019-S1"
    ):
        diff(data, data, period="2018")
    with pytest.raises(ParameterError, match=r"no figure of VN-54 in the package; areas with figures: VN-09$"):
        diff(data, data, area="VN-54")
    with pytest.raises(
        ParameterError, match=r"no figure of VN-13, VN-54 in either package; areas with figures: VN-09$"
    ):
        diff(data, dataset(figure()), area=["VN-13", "VN-09", "VN-54"])
    with pytest.raises(ParameterError, match=r"no figure of VN in either package; areas with figures: none$"):
        diff(dataset(), dataset(), area="VN")
    assert diff(data, data, period="latest").periods == [lsdata.Period.parse("2020-S1")]


def test_the_same_twice_has_not_changed():
    c = diff(lsdata.load(), lsdata.load(), ("2020-07-13", "2020-07-13"), lang="en")
    assert not any(c.counts.values())
    assert (len(c.figures), len(c.claims)) == (0, 0)
    assert c.summary.endswith("nothing has changed, no figure and no claim.")
    text = page(c).decode()
    assert "<h1>Nothing has changed, no figure and no claim</h1>" in text
    assert "<table" not in text


def test_the_bundled_package_since_its_review():
    data = lsdata.load()
    c = diff(data, data, ("2020-07-13", ""), period="2020-S1", lang="vi")
    f = c.figures[c.figures.change == "revised"]
    assert f[["area", "before_text", "after_text", "difference_unit"]].to_numpy().tolist() == [
        ["VN", "1,81%", "1,74%", "điểm phần trăm"]
    ]
    assert plain(flat(opening(c))).startswith(
        "Tỉnh Lạng Sơn, từ số liệu biết đến ngày 13/7/2020 đến mọi nguồn hiện có: không"
    )


# --- the command and its page ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """Two packages: a rise that became a fall, a plan that fell behind, a figure gone, one new; <&> in a name."""
    folder = tmp_path_factory.mktemp("packages")
    both = [figure("fees", value="300")]
    up, on, gone = (
        figure(value="42.9", measure="yoy_pct"),
        figure("revenue", value="49.5", measure="pct_of_plan"),
        figure("export", value="7"),
    )
    down, below, new = (
        up | {"obs_value": "-42.9"},
        on | {"obs_value": "39.5"},
        figure("visits", value="1,5".replace(",", ".")),
    )
    write(folder / "old", *both, up, on, gone, sources=SOURCES)
    write(folder / "new", *both, down | {"source_id": "later"}, below, new, sources=SOURCES)
    return folder


def run(capsys, *arguments):
    code = main(["diff", *map(str, arguments)])
    return code, capsys.readouterr()


def test_on_the_terminal_the_flipped_claims_come_first(two, capsys):
    code, said = run(capsys, "--data", two / "old", "--data", two / "new", "--lang", "en")
    lines = said.out.splitlines()
    assert (code, said.err, "\u00a0" in said.out) == (0, "", False)
    assert lines[0].startswith("Lạng Sơn province, from package old to package new: 2 claims have flipped, ")
    heads = [line for line in lines if line and not line.startswith(" ")][1:]
    assert heads == [
        "Claims that flipped (2)", "Headlines that have changed (3)", "Figures revised (1)", "Same source, entered differently (1)",
        "Figures that no longer count (1)", "New figures (1)",
    ]  # fmt: skip
    assert any("rise, now fall" in line for line in lines)
    assert any("on pace, now below pace" in line for line in lines)
    assert [line.split(":")[0].strip() for line in lines if line.startswith("    ")][:2] == ["old", "new"]
    assert any("+42.9%" in line and "−42.9%" in line and "−85.8 percentage points" in line for line in lines)


def test_json_is_the_same_bytes_and_says_all(two, capsys, tmp_path):
    arguments = ("--data", two / "old", "--data", two / "new", "--to", "json", "--lang", "en")
    first, again = (run(capsys, *arguments)[1].out for _ in range(2))
    assert first == again
    run(capsys, *arguments[:4], "--lang", "en", "--out", tmp_path / "c.json")
    assert (tmp_path / "c.json").read_text(encoding="utf-8") == first
    found = json.loads(first)
    assert found["counts"] == {
        "flipped": 2,
        "headlines": 3,
        "dropped": 0,
        "revised": 1,
        "entered": 1,
        "withdrawn": 1,
        "restated": 0,
        "new": 1,
    }
    assert (found["before"]["name"], found["after"]["name"]) == ("old", "new")
    claim = next(x for x in found["claims"] if x["kind"] == "direction")
    assert [claim[k]["facts"] for k in ("before", "after")] == [
        [f"VN-09.turnover.2020-S1.yoy_pct@{s}"] for s in ("review", "later")
    ]
    gone = next(x for x in found["figures"] if x["change"] == "withdrawn")
    assert (gone["after"], gone["reason"], gone["before"]["value"]) == (None, "gone", 7)


class Seen(HTMLParser):
    """What a page has: ids, links inside it, tables with caption and scoped heads, texts of links to facts."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.tables, self.captions, self.heads, self.scoped = [], [], 0, 0, 0, 0
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        own = dict(attributes)
        self.ids += [own["id"]] if "id" in own else []
        self.links += [own["href"][1:]] if own.get("href", "").startswith("#") else []
        self.tables += tag == "table" and own.get("class") == "ls-table"
        self.captions += tag == "caption"
        self.heads += tag == "th"
        self.scoped += tag == "th" and own.get("scope") in ("col", "row")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page(two, capsys, tmp_path, lang):
    out = tmp_path / "changes.html"
    arguments = ("--data", two / "old", "--data", two / "new", "--lang", lang, "--out", out)
    code, said = run(capsys, *arguments)
    content = out.read_bytes()
    assert (code, run(capsys, *arguments)[0], out.read_bytes()) == (0, 0, content)
    text, seen = content.decode("utf-8"), Seen(content.decode("utf-8"))
    assert f'<html lang="{lang}">' in text
    assert not re.search(r'(src|href)="(?!#|data:)', text)  # nothing is loaded from outside
    assert 'id="untyped"' not in text  # every number in prose has its fact
    assert len(set(seen.ids)) == len(seen.ids)
    assert set(seen.links) <= set(seen.ids)
    assert seen.tables - 1 == seen.captions == 6  # the table of all numbers has a heading
    assert seen.heads == seen.scoped
    order = [
        text.index(f'id="{section}"')
        for section in ("claims", "headlines", "revised", "entered", "withdrawn", "new", "numbers")
    ]
    assert order == sorted(order)
    first = re.search(r'<section id="claims">.*?</section>', text, re.DOTALL)[0]
    both = re.findall(r'<a class="ls-fact" href="#(f-[^"]*)">42[.,]9%</a>', first)
    assert both == [f"f-VN-09.turnover.2020-S1.yoy_pct-{x}" for x in ("review", "later")]
    again = re.findall(r'<a class="ls-fact" href="#(f-[^"]*)">[34]9[.,]5%</a>', first)
    assert again == [f"f-{x}VN-09.revenue.2020-S1.pct_of_plan-review" for x in ("before-", "")]
    refs = re.findall(r'class="ref" href="#([^"]*)"[^>]*>(\[\d+\])</a>', first)
    assert refs == [("s-review", "[1]"), ("s-later", "[2]"), ("s-review", "[1]"), ("s-review", "[1]")]
    assert re.search(r'<li id="s-review" value="1">', text)
    assert re.search(r'<th scope="col">old</th>|<th scope="col"[^>]*>old<', text)
    assert plain(said.out).splitlines()[0] in plain(re.sub(r"<[^>]+>", "", text))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "diff needs two days of knowledge or two packages"),
        (["--as-of", "2020-01-01"] * 3, "diff needs two days of knowledge or two packages"),
        (["--data", "{old}"], "diff needs two days of knowledge or two packages"),
        (["--data", "{old}"] * 3, "diff needs two days of knowledge or two packages"),
        (["--as-of", "13/7/2020"], "as_of '13/7/2020' is not a date; write it like 2020-07-13"),
        (["--as-of", "2021-01-01", "--as-of", "2020-01-01"], "2021-01-01 is later than 2020-01-01"),
        (["--as-of", "2020-08-01", "--period", "half"], "'half' is not a period"),
        (["--as-of", "2020-08-01", "--lang", "fr"], "unknown language 'fr'"),
        (["--as-of", "2020-08-01", "--to", "pdf"], "unknown form 'pdf'; known: text, html, json"),
        (["--as-of", "2020-08-01", "growht"], "unknown sector 'growht'; did you mean 'growth'?"),
        (
            ["--as-of", "2020-08-01", "--out", "nowhere/c.html"],
            "cannot write nowhere/c.html: there is no folder nowhere",
        ),
        (
            ["--as-of", "2020-08-01", "--out", "c.pdf"],
            "c.pdf does not say what to write; end it in .html, .json or .txt",
        ),
        (["--as-of", "2020-08-01", "--out", "changes"], "changes does not say what to write"),
        (["--data", "{old}", "--data", "{old}", "--area", "VN-54"], "no figure of VN-54 in the package"),
    ],
)
def test_the_command_refuses_in_one_line(two, capsys, arguments, says):
    code, said = run(capsys, *(a.format(old=two / "old") for a in arguments))
    assert (code, said.out, len(said.err.splitlines())) == (2, "", 1)
    assert said.err.startswith(f"lsdata: {says}")


def test_out_is_written_by_its_ending_or_by_to(two, capsys, tmp_path):
    both = ("--data", two / "old", "--data", two / "new", "--lang", "en")
    text = run(capsys, *both)[1].out
    for more in (["c.txt"], ["c.TXT"], ["c.pdf", "--to", "text"]):
        assert run(capsys, *both, "--out", tmp_path / more[0], *more[1:])[0] == 0
        assert (tmp_path / more[0]).read_text(encoding="utf-8") == text


def test_packages_are_called_by_what_tells_them_apart(two, tmp_path, capsys):
    for above in ("a", "b"):
        write(tmp_path / above / "figures", figure(value="5" if above == "a" else "6"))
    places = [tmp_path / above / "figures" for above in ("a", "b")]
    _, said = run(capsys, "--data", places[0], "--data", places[1], "--lang", "en")
    assert "from package a/figures to package b/figures: " in said.out
    old, new = (lsdata.load(two / name) for name in ("old", "new"))
    alike = diff(old, new, lang="en", names=("figures 2020", "figures 2020"))
    assert "from the earlier package to the later one: " in alike.summary
    heads = [flat(side) for side in sides(alike)]
    assert heads == ["Earlier package (figures 2020)", "Later package (figures 2020)"]
    named = diff(old, new, lang="vi", names=("năm 2020 <b>", "năm 2021"))
    assert plain(named.summary).startswith("Tỉnh Lạng Sơn, từ bộ số liệu năm 2020 <b> đến bộ số liệu năm 2021: ")
    text = page(named).decode()
    assert "năm 2020 &lt;b&gt;" in text
    assert "năm 2020 <b>" not in text
    assert 'id="untyped"' not in text


def test_a_source_and_a_status_that_are_the_same_are_said_once(tmp_path, capsys):
    for name, value in (("old", "5"), ("new", "9")):
        write(tmp_path / name, figure(value=value, obs_status="E"))
    _, said = run(capsys, "--data", tmp_path / "old", "--data", tmp_path / "new", "--lang", "en")
    (line,) = (line for line in said.out.splitlines() if "→" in line)
    assert line.endswith("5 million USD → 9 million USD (estimate) (Báo, 13 July 2020); +80%")


def test_many_new_figures_lie_folded_and_no_more_than_forty_a_sector(capsys, tmp_path):
    new = [figure(period=f"{year}-Q{n}", value=f"{year}{n}") for year in range(2005, 2020) for n in (1, 2, 3)]
    c = diff(dataset(figure()), dataset(figure(), *new), lang="en")
    text = page(c).decode()
    assert len(c.to_dict()["figures"]) == c.counts["new"] == 45
    section = text[text.index('id="new"') : text.index('id="numbers"')]
    assert section.count("<tr>") - 1 == MOST_NEW == 40
    assert '<details class="ls-more"><summary>45 figures are new</summary>' in plain(section)
    assert "5 more new figures of this sector are in the JSON" in plain(re.sub(r"<[^>]+>", "", section))
    assert 'id="untyped"' not in text
    few = page(diff(dataset(figure()), dataset(figure(), *new[:40]))).decode()
    assert '<details class="ls-more">' not in few


def test_one_day_with_two_packages_holds_for_both(two, capsys):
    _, said = run(capsys, "--data", two / "old", "--data", two / "new", "--as-of", "2019-01-01", "--lang", "en")
    assert "nothing has changed" in said.out  # both sources came later
    _, one = run(capsys, "--data", two / "old", "--as-of", "2019-01-01", "--lang", "en")
    assert "4 figures are new" in one.out
