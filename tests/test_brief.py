"""A brief as a reader meets it: what is shown is typed, escaped and cited; a wrong parameter is one line."""

import html
import io
import json
import re
from html.parser import HTMLParser

import IPython.display
import matplotlib.pyplot as plt
import pytest
from tiny_package import AREAS, INDICATORS, SECTORS, dataset, figure, plain, source, write

import lsdata
from lsdata import charts
from lsdata.dataset import using
from lsdata.errors import LsdataError, PackageError, ParameterError, PeriodError, UnknownName
from lsdata.facts import escape

FIGURES = [
    figure(obs_status="E", source_id="second"),
    figure(measure="pct_of_plan", value="24"),
    figure(measure="yoy_pct", value="-42.9"),
    figure(period="2019", value="4.6", unit_mult="9"),
    figure(period="2019-01-01/P9M", value="3500", source_id="third"),
    figure("export", value="600"),
    figure(area="VN", measure="yoy_pct", value="-11.1"),
    figure(period="2021-S1", value="1960", source_id="late"),
    figure(value="1400", obs_status="E", source_id="press"),
]
SOURCES = [
    source("review"),
    source("second"),
    source("third"),
    source("late", "2021-07-01"),
    source("press", authority="press"),
]
WORDS = {
    "statements": [{"aspect": "context"}],
    "tasks": [{}],
    "events": [{}, {"event_id": "ev.2", "start": "2020-09-01", "source_id": "late"}],
}


class Page:
    """What a notebook shows: its outputs, in order."""

    def __init__(self, monkeypatch):
        self.outputs: list[tuple[dict, dict]] = []
        monkeypatch.setattr(
            IPython.display, "display", lambda data, raw, metadata: self.outputs.append((data, metadata))
        )

    def parts(self, *names: str) -> list[str]:
        found = [(d, m["lsdata"]["part"]) for d, m in self.outputs]
        return [d.get("text/markdown") or d.get("text/html") or "" for d, part in found if not names or part in names]

    @property
    def text(self) -> str:
        return "\n".join(self.parts())

    @property
    def report(self) -> dict:
        (report,) = [d[MIME] for d, _ in self.outputs if MIME in d]
        return report


MIME = "application/vnd.lsdata.report+json"


@pytest.fixture
def page(monkeypatch):
    return Page(monkeypatch)


def brief(*figures: dict, sector="trade", lang="vi", period="2020-S1", as_of="", **tables) -> lsdata.brief:
    with using(dataset(*figures, **tables)):
        return lsdata.brief(sector, period=period, lang=lang, as_of=as_of)


def whole(b) -> None:
    """A report in the order of the notebooks."""
    b.title(), b.opening(), b.rows()
    s = b.series("turnover", like="ytd")
    b.table(s), b.say(s)
    p = lsdata.plan_progress(b.select("turnover"), lang=b.lang)
    b.table(p), b.say(p)
    m = b.derive(s, unit="{unit}", per_month="value / months")
    b.table(m), b.say(m)
    c = b.compare("turnover", measure="yoy_pct")
    b.table(c), b.say(c)
    b.words(), b.since_then(), b.limits(), b.sources(), b.facts()


class Text(HTMLParser):
    """Text outside typed spans, and the typed spans as (kind, address, text)."""

    def __init__(self, markup: str):
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.loose, self.typed, self.tags = [], [], []
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag == "span":
            a = dict(attrs)
            self.open.append((a.get("class", ""), a.get("data-id", "")))
            if a.get("class", "").startswith("ls-"):
                self.typed.append([a["class"], a.get("data-id", ""), ""])

    def handle_endtag(self, tag):
        if tag == "span":
            self.open.pop()

    def handle_data(self, data):
        if any(c.startswith("ls-") for c, _ in self.open):
            self.typed[-1][2] += data
        else:
            self.loose.append(data)


# -- typed -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_number_is_typed_and_prints_as_its_fact(page, lang):
    whole(brief(*FIGURES, lang=lang, sources=SOURCES, **WORDS))
    facts, numbers = page.report["facts"], {s["source_id"]: s["number"] for s in page.report["sources"]}
    assert len(page.outputs) > 12
    for markup in page.parts():
        text = Text(markup)
        loose = " ".join(text.loose).replace("\n# ", "\n")
        assert not re.search(r"\d", loose), loose
        for kind, address, shown in text.typed:
            if kind == "ls-fact":
                assert shown in facts[address]["texts"]
            if kind == "ls-ref":
                assert shown == f"[{numbers[address]}]"
        assert not re.search(r"\bnan\b|\bNone\b|[{}]|[-−]0(?![.,\d])", loose)


def test_sources_are_numbered_and_each_is_listed(page):
    whole(brief(*FIGURES, sources=SOURCES, **WORDS))
    numbers = {s["source_id"]: s["number"] for s in page.report["sources"]}
    assert sorted(numbers.values()) == list(range(1, len(numbers) + 1))
    shown = [t for m in page.parts() for t in Text(m).typed if t[0] == "ls-ref"]
    assert {t[1] for t in shown} == set(numbers)
    assert {f["source_id"] for f in page.report["facts"].values()} <= set(numbers)


def test_facts_are_those_printed_and_their_inputs(page):
    whole(brief(*FIGURES, sources=SOURCES, **WORDS))
    printed = {t[1] for m in page.parts() for t in Text(m).typed if t[0] == "ls-fact"}
    facts = page.report["facts"]
    assert printed <= set(facts)
    inputs = {i for f in facts.values() for i in f["inputs"]}
    assert inputs <= set(facts)
    assert {f["formula"] for f in facts.values() if f["measure"] == "implied_plan"} == {"số liệu ÷ % kế hoạch × 100"}


def test_the_report_is_json_and_holds_what_the_page_says(page):
    b = brief(*FIGURES, lang="en", sources=SOURCES, as_of="2020-07-13", **WORDS)
    whole(b)
    r = json.loads(json.dumps(page.report))
    assert {k: plain(str(r[k])) for k in ("sector", "area_name", "period", "lang", "as_of", "title", "label")} == {
        "sector": "trade", "area_name": "Lạng Sơn province", "period": "2020-S1", "lang": "en", "as_of": "2020-07-13",
        "title": "Trade, Lạng Sơn, the first half of 2020",
        "label": "Lạng Sơn province · the first half of 2020 · as known on 13 July 2020",
    }  # fmt: skip
    assert plain(r["headline"]["text"]) == "Trade stood at 24% of the year's plan with half the year gone"
    assert (r["headline"]["class"], r["headline"]["evidence"]) == (2, "figures")
    assert {k: r["verdict"][k] for k in ("key", "pct", "pct_text", "elapsed", "elapsed_text", "estimate")} == {
        "key": "below", "pct": 24.0, "pct_text": "24%", "elapsed": 0.5, "elapsed_text": "50%", "estimate": False,
    }  # fmt: skip
    assert [plain(f"{n['value']} {n['unit']}").strip() for n in r["numbers"]] == ["1,320 million USD", "24%", "−42.9%"]
    assert [(p["indicator"], p["verdict"], p["gap"]) for p in r["progress"]] == [("turnover", "below", -26)]


def test_nothing_known_later_is_on_the_page(page):
    whole(brief(*FIGURES, sources=SOURCES, as_of="2020-07-13", **WORDS))
    assert "1.960" not in page.text
    assert "2021" not in page.text
    assert "late" not in {s["source_id"] for s in page.report["sources"]}


def test_what_came_after_stands_apart(page):
    b = brief(*FIGURES, sources=SOURCES, **WORDS)
    b.title(), b.opening(), b.say(b.series("turnover"))
    assert "2021" not in page.text
    b.since_then()
    assert "1.960" in page.text
    assert "Ngày\u00a01/9/2020" in page.text


def test_a_sentence_is_said_once(page):
    b = brief(*FIGURES, sources=SOURCES)
    s = b.series("turnover", like="ytd")
    b.say(s), b.say(s)
    assert len(page.parts("prose")) == 1


def test_the_row_that_was_not_chosen_is_shown_with_the_reason(page):
    b = brief(*FIGURES, sources=SOURCES)
    b.opening(), b.sources()
    (table,) = [t for t in page.parts("table") if "không được chọn" in t]
    shown = {s[2] for s in Text(table).typed}
    assert {"1.320 triệu USD", "1.400 triệu USD"} <= {plain(x) for x in shown}


# -- escaped -----------------------------------------------------------------------------------------------------------

NASTY = "A *b* _c_ | <script>alert(1)</script> <b>d</b> [e](http://x) `f` $5$ &amp; # 7 ~~g~~ ^h^ \\"


def test_text_of_the_package_prints_as_it_stands(page):
    rename = {f"{k}_{lang}": NASTY for k in ("name", "short", "definition") for lang in ("vi", "en")}
    whole(
        brief(
            *FIGURES,
            sources=[s | {"title": NASTY, "publisher": NASTY} for s in SOURCES],
            sectors=[s | {"name_vi": NASTY} for s in SECTORS],
            indicators=[i | rename | {"subject_vi": NASTY + " {area}"} for i in INDICATORS],
            areas=[a | {k: NASTY for k in a if k[:4] in ("name", "full", "in_v")} for a in AREAS],
            statements=[{"text_vi": NASTY, "aspect": "context"}],
            tasks=[{"text_vi": NASTY}],
            events=[{"text_vi": NASTY}],
        )
    )
    known = {"div", "span", "b", "br", "p", "table", "caption", "thead", "tbody", "tr", "th", "td"}
    for markup in page.parts():
        text = Text(markup)
        assert set(text.tags) <= known
        assert "<b>d</b>" not in markup
        if markup.startswith("<table"):
            continue
        outside = re.sub(r"<[^>]*>", "", markup)
        outside = re.sub(r"&#?\w+;", "", re.sub(r"^(# |\*\*|- )|\*\*$", "", outside, flags=re.M))
        assert not set("*_`$~^\\") & set(outside), outside
    assert html.escape(NASTY, quote=False).count("<") == 0
    tables = " ".join(page.parts("table"))
    assert html.unescape(re.sub(r"<[^>]*>", "", tables)).count("<script>alert(1)</script>") > 3


@pytest.mark.parametrize("text", [NASTY, "a&b", "x < y", "1. first", "a # b", "!", "|", "$"])
def test_escaped_text_means_the_same(text):
    assert html.unescape(escape(text)) == text
    assert not re.search(r"[<>*_`$|\[\]\\~^!]|#(?!\d)", escape(text))


# -- parameters --------------------------------------------------------------------------------------------------------

BAD = [
    ({"sector": "trades"}, UnknownName, "unknown sector 'trades'; did you mean 'trade'?"),
    ({"area": "VN09"}, UnknownName, "unknown area 'VN09'; did you mean 'VN-09'?"),
    ({"area": "lạng sơn"}, UnknownName, "unknown area 'lạng sơn'; did you mean 'VN-09'?"),
    ({"period": "2020-S3"}, PeriodError, "'2020-S3' is not a period; write it like 2020, 2020-S1"),
    ({"period": " "}, PeriodError, "'' is not a period"),
    ({"lang": "fr"}, UnknownName, "unknown language 'fr'; known: en, vi"),
    (
        {"as_of": "13/7/2020"},
        ParameterError,
        "as_of '13/7/2020' is not a date; write it like 2020-07-13, or leave it empty",
    ),
    ({"data": "/nowhere"}, PackageError, "/nowhere: not a data package: no datapackage.json in this folder"),
]


@pytest.mark.parametrize(("how", "error", "words"), BAD, ids=[f"{k}-{v}" for b in BAD for k, v in b[0].items()])
def test_a_bad_parameter_is_one_line_that_says_what_to_write(how, error, words):
    with pytest.raises(error) as caught:
        lsdata.brief(**{"sector": "trade"} | how)
    assert str(caught.value).startswith(words)
    assert "\n" not in str(caught.value)
    assert isinstance(caught.value, LsdataError)


def test_a_period_of_which_nothing_is_known_fails_at_the_title(page):
    b = brief(*FIGURES, sources=SOURCES, period="1999")
    with pytest.raises(
        PeriodError, match=r"nothing is known of VN-09 in 1999; periods with figures nearby: 2019-01-01/P9M"
    ):
        b.title()
    assert page.outputs == []


def test_parameters_as_papermill_hands_them_over(tmp_path):
    folder = write(tmp_path, figure(period="2020"))
    b = lsdata.brief("trade", period=2020, data=str(folder))
    assert repr(b) == "Brief('trade', 'VN-09', '2020', 'vi', as_of='')"


# -- what there is not -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    ("figures", "tables"),
    [
        ([figure(area="VN-13")], {"statements": [{}]}),
        ([figure(period="2018")], {"statements": [{}]}),
        ([figure("revenue")], {}),
        ([figure("export", value="40.2", measure="share_pct")], {}),
        ([figure("grdp_growth", value="1.2", measure="contribution_pp", unit_measure="percentage_points")], {}),
        ([figure(value="-5.5", measure="mom_pct")], {}),
    ],
    ids=["others", "earlier", "another sector", "a share", "a contribution", "a month's change"],
)
def test_a_page_is_as_long_as_its_evidence(page, figures, tables, lang):
    whole(brief(*figures, lang=lang, **tables))
    assert page.report["headline"]["text"]
    assert not re.search(r"\bnan\b|\bNone\b(?! of)|[{}]", " ".join(Text(page.text).loose))


def test_frames_that_are_empty_show_nothing(page):
    b = brief(figure())
    for f in (
        b.series("export"),
        b.compare("turnover", measure="yoy_pct"),
        b.now("revenue"),
        lsdata.plan_progress(b.now()),
    ):
        b.table(f), b.say(f)
    assert page.outputs == []


# -- charts ------------------------------------------------------------------------------------------------------------


def drawn(b):
    s = b.series("turnover", like="ytd")
    _, ax = plt.subplots()
    ax.bar(s.label, s.value)
    b.finish(ax, s)


def test_a_chart_says_what_it_shows_and_is_the_same_twice(page):
    for _ in range(2):
        drawn(brief(*FIGURES, sources=SOURCES, lang="en"))
    (first, meta), (second, _) = page.outputs
    assert first["image/svg+xml"] == second["image/svg+xml"]
    alt = meta["image/svg+xml"]["alt"]
    assert plain(alt).startswith("Bar chart: Indicator, Lạng Sơn province. The first half of 2020 1,320;")
    assert len(alt) <= 250
    assert plt.get_fignums() == []
    svg = first["image/svg+xml"]
    assert svg.startswith("<svg")
    for words in ("Trade", "Source:", "Hatched"):
        assert words in svg


def test_a_chart_without_rows_is_closed_and_not_shown(page):
    b = brief(figure())
    _, ax = plt.subplots()
    b.finish(ax, b.series("export"))
    assert page.outputs == []
    assert plt.get_fignums() == []


def test_a_chart_is_drawn_as_savefig_draws_it_and_then_closed():
    def draw():
        fig, ax = plt.subplots()
        ax.barh(["a", "Lạng Sơn"], [1, -2.5], hatch="//")
        ax.set_title("Two lines\nof a title")
        charts.frame_text(ax, "Title", "subtitle", "source")
        return fig

    charts.theme()
    held, other = draw(), draw()
    saved = io.StringIO()
    other.savefig(saved, format="svg", metadata={"Date": None, "Creator": None})
    plt.close(other)
    text = charts.svg(held)
    assert saved.getvalue().endswith(text)
    assert plt.get_fignums() == []
    held.savefig(io.BytesIO(), format="png")  # whoever holds it may still use it
