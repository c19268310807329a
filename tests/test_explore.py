"""The explorer: choices that always have figures, one line of code for each frame, everything changed in one go."""

import copy
import io
import itertools
import pickle
import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
import tiny
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

import lsdata
from lsdata.codes import Code, Codes
from lsdata.errors import ParameterError, UnknownName
from lsdata.learn import choice as choices
from lsdata.learn import explore, view
from lsdata.learn.choice import Choice
from lsdata.learn.explore import Explorer, page_of
from lsdata.learn.view import View
from lsdata.run import notebook

DATA = lsdata.load()
AREAS = [a for _, a in choices.areas(DATA, Choice())]


def some_choices():
    """Every area with a sample of its indicators, each in all its measures, kinds of period and a cut of the years."""
    for area in AREAS:
        held = sorted({r["indicator"] for r in DATA.find(area=area)})
        for n, indicator in enumerate(held[:: 1 + len(held) // 9]):
            c = choices.settle(
                DATA, Choice(area=area, indicator=indicator, lang=("vi", "en")[n % 2], compare=n % 3 == 0)
            )
            for _, measure in choices.measures(DATA, c):
                one = choices.settle(DATA, Choice(area, indicator, measure, lang=c.lang, compare=c.compare))
                yield one
                _, like = choices.kinds(DATA, one)[-1]
                years = choices.since(DATA, one)
                yield choices.settle(DATA, Choice(area, indicator, measure, like=like, lang=c.lang, as_of="2024-06-30"))
                yield choices.settle(
                    DATA, Choice(area, indicator, measure, since=years[len(years) // 2][1], compare=True)
                )
                yield choices.settle(DATA, Choice(area, indicator, measure, until=choices.until(DATA, one)[0][1]))


CHOICES = list(dict.fromkeys(some_choices()))


# --- choices ------------------------------------------------------------------------------------------------------------


def test_there_are_many_choices_to_try():
    assert len(CHOICES) > 150
    assert {c.area for c in CHOICES} == set(AREAS)
    assert any(c.since for c in CHOICES)
    assert any(c.until for c in CHOICES)
    assert any(c.like for c in CHOICES)


def test_the_line_of_code_gives_the_same_frame():
    for c in CHOICES[::2]:
        v = View(DATA, c)
        assert v.choice == c  # a settled choice stays as it is
        assert v.code.count("\n") == 0
        assert len(v.frame) > 0
        pd.testing.assert_frame_equal(eval(v.code, {"ls": lsdata}), v.frame)


@pytest.mark.parametrize(
    ("choice", "line"),
    [
        (Choice(indicator="trade_turnover_total", lang="en"), 'ls.series("trade_turnover_total")'),
        (Choice(indicator="trade_turnover_total"), 'ls.series("trade_turnover_total", lang="vi")'),
        (
            Choice("VN-09", "grdp_growth", like="S1", until="2023", as_of="2025-01-01", lang="en"),
            'ls.series("grdp_growth", like="S1", as_of="2025-01-01").query("end < \'2024\'")',
        ),
        (
            Choice(indicator="budget_revenue_total", measure="pct_of_plan", since="2020", lang="en"),
            """ls.series("budget_revenue_total", measure="pct_of_plan").query("start >= '2020'")""",
        ),
        (Choice("VN", "grdp_growth", since="1900", lang="en"), 'ls.series("gdp_growth", "VN")'),
    ],
    ids="plain language span since country".split(),
)
def test_what_is_default_is_left_out_of_the_code(choice, line):
    assert View(DATA, choice).code == line


def test_a_folder_of_ones_own_is_in_the_code(package):
    own = lsdata.load(package)
    area = choices.areas(own, Choice())[0][1]
    v = View(own, Choice(area=area), str(package))
    assert "data=" in v.code
    pd.testing.assert_frame_equal(eval(v.code, {"ls": lsdata}), v.frame)


def test_no_option_is_empty():
    for c in CHOICES[::40]:
        for name, offer in (
            ("area", choices.areas), ("sector", choices.sectors), ("indicator", choices.indicators), ("measure", choices.measures),
            ("like", choices.kinds), ("since", choices.since), ("until", choices.until),
        ):  # fmt: skip
            offered = offer(DATA, c)
            assert getattr(c, name) in [value for _, value in offered], (name, c)
            for label, value in offered:
                one = choices.settle(DATA, Choice(**{**vars(c), name: value}))
                assert getattr(one, name) == value, (name, value, c)
                assert "(0)" not in label


def test_of_two_names_of_the_same_rows_the_narrower_is_taken():
    c = choices.settle(DATA, Choice(indicator="trade_turnover_total", like="half"))
    assert c.like == "S1"
    assert "half" not in [value for _, value in choices.kinds(DATA, c)]


def test_counts_are_what_is_shown():
    c = choices.settle(DATA, Choice(indicator="grdp_growth"))
    for label, like in choices.kinds(DATA, c):
        shown = View(DATA, Choice(**{**vars(c), "like": like})).frame
        assert label.endswith(f"({len(shown)})")


def test_the_country_has_another_name_for_it():
    c = choices.settle(DATA, Choice("VN", "grdp_growth"))
    assert c.indicator == "gdp_growth"
    assert choices.settle(DATA, Choice("VN-09", c.indicator)).indicator == "grdp_growth"


def test_words_are_there_in_both_languages_and_used():
    vi, en = choices.words("vi"), choices.words("en")
    code = "".join(Path(m.__file__).read_text(encoding="utf-8") for m in (choices, view, explore)).replace("'", '"')
    assert [
        k for k in en if f'"{k}"' not in code and not k.startswith("like_") and k not in ("central", "provincial")
    ] == []
    assert vi.keys() == en.keys()
    assert [k for k in en if vi[k] == en[k]] == []
    fields = re.compile(r"\{\w+\}")
    assert [k for k in en if sorted(fields.findall(vi[k])) != sorted(fields.findall(en[k]))] == []


# --- what is shown ----------------------------------------------------------------------------------------------------


def test_a_chart_draws_every_figure_and_says_what_it_shows():
    v = View(DATA, Choice(indicator="grdp_growth", compare=True))
    assert v.svg.startswith("<svg")
    assert len(v.drawn) == len(v.frame) > 50
    assert v.alt.startswith("Biểu đồ theo kỳ: ")
    assert "Quảng Ninh" in v.svg
    assert View(DATA, v.choice).svg == v.svg  # the same choice, the same bytes


def test_flows_of_several_lengths_are_drawn_a_month():
    v = View(DATA, Choice(indicator="trade_turnover_total"))
    assert set(v.drawn.measure) == {"per_month"}
    assert v.drawn.value.tolist() == pytest.approx((v.frame.value / v.frame.months).tolist())
    assert "triệu\u00a0USD/tháng" in v.svg
    assert "Bình quân tháng" in v.html(v.table())
    same = View(DATA, Choice(indicator="trade_turnover_total", like="S1"))
    assert set(same.drawn.measure) == {"level"}


def test_a_chart_leaves_the_style_of_the_user_alone():
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    with capture_output() as shown:
        _ = View(DATA, Choice(indicator="grdp_growth")).svg
    assert dict(mpl.rcParams) == before
    assert shown.outputs == []


def test_two_units_never_share_a_chart():
    for c in CHOICES:
        assert View(DATA, c).frame.unit.nunique() == 1, c
    level = choices.settle(DATA, Choice(indicator="grdp", compare=True))
    assert "VN" not in View(DATA, level).places  # GDP is printed in another scale
    growth = choices.settle(DATA, Choice(indicator="grdp_growth", compare=True))
    assert "VN" in View(DATA, growth).places


def test_two_plans_of_one_revenue_are_told_apart():
    v = View(DATA, Choice(indicator="budget_revenue_total", measure="pct_of_plan"))
    assert "Trung ương giao" in v.svg
    assert "tỉnh giao" in v.html(v.table())
    assert v.html(v.table()).count("<tr") == 1 + len(v.frame)


def test_too_few_figures_are_said():
    v = View(DATA, Choice(indicator="iip", like="year", lang="en"))
    assert (v.svg, len(v.frame)) == ("", 1)
    assert v.sentence.startswith("Fewer than three figures make no chart. ")
    assert v.frame.printed.iloc[0] in v.sentence
    assert "<svg" not in page_of(v)


def test_disagreements_are_shown_with_the_reason():
    v = View(DATA, Choice(indicator="grdp_growth", like="year", since="2025"))
    found = {(used.text("table"), other.text("table"), why) for used, other, why in v.differing}
    assert ("+8,06%", "+8,41%", "số kia là ước tính") in found
    page = page_of(v)
    assert "+8,41%" in page
    assert "số kia là ước tính" in page


def test_what_could_not_be_verified_is_shown_as_such():
    v = View(DATA, Choice(indicator="tourist_arrivals", like="Q1"))
    alone = [(other, why) for used, other, why in v.differing if used is None]
    assert [(o.period.code, why) for o, why in alone] == [("2023-Q1", "nguồn kia chưa kiểm chứng được")]
    assert "2023-Q1" not in set(v.frame.period)
    unverified = alone[0][0].source_id
    line = v.citation.splitlines()[v.cited[unverified]]
    assert DATA.sources[unverified]["title"] in line
    assert "chưa kiểm chứng" in line
    assert "http" not in line


def test_the_date_of_knowledge_holds_for_all():
    v = View(DATA, Choice(indicator="grdp_growth", as_of="2020-07-13"))
    late = {i for i in DATA.sources if not DATA.known(i, "2020-07-13")}
    assert v.cited.keys() & late == set()
    assert "biết đến ngày\u00a013/7/2020" in v.citation


# --- to take along ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("choice", CHOICES[::23], ids=lambda c: f"{c.area}.{c.indicator}.{c.measure}")
def test_csv_reads_back(choice):
    v = View(DATA, choice)
    assert v.csv.startswith("\ufeffact".encode()[:3])
    back = pd.read_csv(
        io.BytesIO(v.csv), keep_default_na=False, dtype={"period": str, "published": str}, parse_dates=["start", "end"]
    )
    kept = back.drop(columns="citation")
    pd.testing.assert_frame_equal(kept, v.frame.reset_index(drop=True), check_dtype=False)
    for source, citation in zip(back.source, back.citation, strict=True):
        assert DATA.sources[source]["title"] in citation
        assert f"lsdata {lsdata.__version__}" in citation


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_citation_names_every_source(lang):
    v = View(DATA, Choice(indicator="grdp_growth", compare=True, lang=lang))
    lines = v.citation.splitlines()
    assert f"lsdata {lsdata.__version__}" in lines[0]
    sources = set(v.frame.source) | {other.source_id for _, other, _ in v.differing}
    assert len(lines) == 1 + len(sources) == 1 + len(v.cited)
    for source in sources:
        s = DATA.sources[source]
        line = lines[v.cited[source]]
        assert line.startswith(f"[{v.cited[source]}] {s['publisher']}")
        assert s["title"] in line
        assert s["url"] in line or s["authority"] == "unverified"


# --- the widgets --------------------------------------------------------------------------------------------------------


@pytest.fixture
def explorer(monkeypatch):
    """An explorer that counts its pages."""
    e = lsdata.explore()
    e.pages = 0
    show = Explorer._show

    def counted(self, view):
        self.pages += 1
        show(self, view)

    monkeypatch.setattr(Explorer, "_show", counted)
    return e


def consistent(e):
    """Widgets, choice, frame, code and page say the same."""
    for name, w in e._all.items():
        assert w.value == getattr(e.choice, name), name
    assert e._page.value == page_of(View(e.data, e.choice, e.folder))
    assert (
        e.code.replace('"', "&quot;").replace("'", "&#x27;").replace(">", "&gt;").replace("<", "&lt;") in e._page.value
    )
    pd.testing.assert_frame_equal(eval(e.code, {"ls": lsdata}), e.frame)


def test_everything_changes_together_and_once(explorer):
    e = explorer
    steps = [
        ("sector", "growth"), ("compare", True), ("area", "VN"), ("lang", "en"), ("sector", "budget"), ("area", "VN-09"),
        ("measure", "level"), ("as_of", "2024-06-30"), ("as_of", ""), ("indicator", "budget_revenue_customs"),
    ]  # fmt: skip
    for n, (name, value) in enumerate(steps, 1):
        e._all[name].value = value
        assert e.pages == n, name
        assert getattr(e.choice, name) == value
        consistent(e)
    for name in ("like", "since", "until"):
        e._all[name].value = e._all[name].options[-1 if name != "until" else 0][1]
        consistent(e)


def test_another_sector_begins_with_its_first_indicator(explorer):
    explorer._all["sector"].value = "society"
    first = next(i for i in DATA.indicators_of("society") if DATA.find(area="VN-09", indicator=i))
    assert explorer.choice.indicator == first
    explorer._all["sector"].value = "growth"
    explorer._all["sector"].value = "trade"
    assert (explorer.choice.measure, explorer.choice.like) == ("level", "")
    explorer._all["measure"].value = "yoy_pct"
    explorer._all["indicator"].value = "export_local"
    assert explorer.choice.measure == "yoy_pct"


@pytest.mark.parametrize(
    ("day", "line"),
    [
        ("13/7/2020", "13/7/2020 không phải là một ngày; hãy viết như 2020-07-13, hoặc để trống."),
        ("2020-02-30", "2020-02-30 không phải là một ngày"),
        (
            "1990-01-01",
            "Đến ngày\u00a01/1/1990 chưa có số liệu nào của Lạng Sơn; hãy chọn ngày muộn hơn, hoặc để trống.",
        ),
        ("<script>", "&lt;script&gt; không phải là một ngày"),
    ],
)
def test_a_bad_day_is_said_in_a_line(explorer, day, line):
    before = explorer.choice
    explorer._as_of.value = day
    page = explorer._page.value
    assert line in page
    assert page.count("<") == 2  # one paragraph, nothing stale beside it
    assert explorer.choice == before
    explorer._as_of.value = " 2020-07-13 "
    assert explorer.choice.as_of == "2020-07-13"
    consistent(explorer)


@pytest.mark.parametrize(
    ("arguments", "error", "line"),
    [
        ({"area": "VN-9"}, UnknownName, r"unknown area 'VN-9'; did you mean 'VN-09'\?"),
        ({"sector": "tarde"}, UnknownName, r"unknown sector 'tarde'; did you mean 'trade'\?"),
        ({"lang": "fr"}, UnknownName, r"unknown language 'fr'; known: en, vi"),
        (
            {"sector": "security"},
            ParameterError,
            r"sector 'security' has no figures of VN-09; choose one of: overview, ",
        ),
        ({"area": "VN-53"}, ParameterError, r"nothing of VN-53 is known; choose another area"),
    ],
    ids="area sector lang empty-sector empty-area".split(),
)
def test_bad_arguments_fail_in_one_line(arguments, error, line):
    with pytest.raises(error, match=line) as e:
        lsdata.explore(**arguments)
    assert "\n" not in str(e.value)


def test_an_explorer_has_a_plain_face(explorer):
    assert repr(explorer) == 'Explorer: ls.series("trade_turnover_total", lang="vi")'
    assert explorer._repr_mimebundle_()["text/plain"] == repr(explorer)


def test_a_page_loads_nothing_and_is_labelled():
    page = page_of(View(DATA, Choice(indicator="grdp_growth")))
    assert re.findall(r'src="[^"]*"', page) == []
    assert re.findall(r'download="([^"]*)"', page) == [
        "VN-09_grdp_growth_yoy_pct.svg", "VN-09_grdp_growth_yoy_pct.csv",
    ]  # fmt: skip
    assert 'role="img" aria-label="Biểu đồ theo kỳ: ' in page


def test_text_of_a_package_is_escaped():
    bad = "<script>alert('x')</script>&\""
    tables = copy.deepcopy(DATA.tables)
    for table, columns in {"sources": ("title", "publisher"), "indicators": ("name_vi", "name_en", "definition_vi"), "areas": ("name_vi", "full_vi"), "sectors": ("name_vi", "name_en")}.items():  # fmt: skip
        for row in tables[table]:
            row.update(dict.fromkeys(columns, bad))
    data = lsdata.dataset.Dataset(tables)
    fact = lsdata.Fact.of(data.find(area="VN-09", indicator="grdp_growth")[0], data, "vi")
    brief = lsdata.brief.__globals__["Brief"]("trade", View(data, Choice(sector="trade")).brief.q)
    shown = [page_of(View(data, Choice(indicator="grdp_growth", compare=True)))]
    things = (data, data.areas, data.indicators, data.indicators.grdp_growth, data.areas.VN_09, fact, brief)
    shown += [x._repr_html_() for x in things]
    for html in shown:
        assert "<script" not in html


# --- results show themselves --------------------------------------------------------------------------------------------


def test_a_fact_shows_unit_place_period_and_source():
    (row,) = DATA.find(
        area="VN-09", indicator="trade_turnover_total", period=lsdata.Period.parse("2020-S1"), measure="level"
    )
    html = lsdata.Fact.of(row, DATA, "vi")._repr_html_().replace("\u00a0", " ")
    for part in (
        "1.320 triệu USD", "Kim ngạch xuất nhập khẩu qua địa bàn (chỉ tiêu kế hoạch) · Lạng Sơn · 6 tháng đầu năm 2020",
        "số ước tính · do làm tròn: 1.319,5–1.320,5", "Nguồn: Báo Lạng Sơn, ", "ngày 13/7/2020",
    ):  # fmt: skip
        assert part in html
    english = lsdata.Fact.of(row, DATA, "en")
    assert "estimate · rounding permits 1,319.5–1,320.5" in english._repr_html_()
    assert english == lsdata.Fact.of({**row}, DATA, "en")


def test_a_link_goes_only_where_a_source_may_be_followed():
    fact = lsdata.Fact.of(DATA.find(area="VN-09", indicator="grdp_growth")[0], DATA, "en")
    for authority, url, linked in (
        ("official", "https://example.org", True), ("press", "https://example.org", True), ("mirror", "https://example.org", False),
        ("unverified", "https://example.org", False), ("press", "", False), ("press", "javascript:alert(1)", False),
    ):  # fmt: skip
        html = replace(fact, source=fact.source | {"authority": authority, "url": url})._repr_html_()
        assert ("<a href=" in html) == linked, (authority, url)
        assert fact.source["title"] in html.replace("&amp;", "&")


def test_a_derived_fact_shows_its_formula_and_inputs():
    b = lsdata.brief("trade", lang="en")
    f = b.derive(b.now("trade_turnover_total"), implied_plan="level / pct_of_plan * 100")
    html = b.facts_of(f)[0]._repr_html_()
    assert "<code>level / pct_of_plan * 100</code> from <code>VN-09.trade_turnover_total.2020-S1.level@" in html
    assert "million\u00a0USD" in html


def test_a_data_set_shows_what_it_holds_and_how_to_go_on():
    html = DATA._repr_html_()
    for part in (
        f"<b>{len(DATA.rows)}</b> figures",
        "Xuất nhập khẩu",
        "2025",
        "VN-13",
        "data.select(sector=",
        "ls.explore()",
    ):
        assert part in html


def test_a_brief_shows_itself_and_prints_nothing_by_it():
    b = lsdata.brief("trade")
    html = b._repr_html_().replace("\u00a0", " ")
    for part in (
        "tỉnh Lạng Sơn · 6 tháng đầu năm 2020",
        "mới đạt 24% kế hoạch",
        "<b>1.320 triệu USD</b>",
        "Báo Lạng Sơn",
    ):
        assert part in html
    assert (b.printed, b.numbered, b.tables) == ({}, {}, 0)
    assert "Chưa có số liệu" in lsdata.brief("trade", period="2013")._repr_html_()


def test_a_period_shows_names_and_days():
    html = lsdata.Period.parse("2019-01-01/P9M")._repr_html_().replace("\u00a0", " ")
    assert html == (
        "<code>2019-01-01/P9M</code> <b>9 tháng đầu năm 2019</b> · the first nine months of 2019 "
        "<small>(1/1/2019–30/9/2019)</small>"
    )


# --- codes that complete ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jedi", [True, False], ids=["jedi", "names"])
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("data.indicators.trade_turn", {"trade_turnover_total", "trade_turnover_all_types", "trade_turnover_declared"}),
        ("data.areas.VN_0", {*(f"VN_0{n}" for n in (1, 2, 3, 4, 5, 6, 7, 9)), "VN_02_2025", "VN_07_2025"}),
        ("data.sectors.new", {"new_rural"}),
    ],
)
def test_codes_complete_in_ipython(jedi, text, found):
    shell = InteractiveShell.instance()
    shell.push({"data": lsdata.dataset.Dataset(DATA.tables)})  # no property has been looked at yet
    was, shell.Completer.use_jedi = shell.Completer.use_jedi, jedi
    try:
        with provisionalcompleter():
            offered = {c.text.lstrip(".") for c in shell.Completer.completions(text, len(text))}
    finally:
        shell.Completer.use_jedi = was
    assert offered == found


def test_a_code_is_its_text_and_shows_what_it_means():
    code = DATA.indicators.trade_turnover_total
    assert (code, type(code), hash(code)) == ("trade_turnover_total", Code, hash("trade_turnover_total"))
    pd.testing.assert_frame_equal(lsdata.series(code), lsdata.series("trade_turnover_total"))
    for part in (
        "Kim ngạch xuất nhập khẩu",
        "Import-export turnover",
        "triệu\u00a0USD · million\u00a0USD",
        "declared at",
    ):
        assert part in code._repr_html_()
    assert "province" in DATA.areas.VN_09._repr_html_()
    assert DATA.areas.VN_69_2025 == "VN-69-2025"


def test_an_unknown_code_says_which_was_meant():
    with pytest.raises(
        AttributeError, match=r"unknown indicator 'trade_turnover_totl'; did you mean 'trade_turnover_total'\?"
    ):
        _ = DATA.indicators.trade_turnover_totl
    assert not hasattr(DATA.indicators, "nothing_of_the_kind")
    with pytest.raises(AttributeError, match=r"^_repr_latex_$"):  # what Jupyter asks of anything is no code
        _ = DATA.indicators._repr_latex_


@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda x: pickle.loads(pickle.dumps(x))], ids="copy deep pickle".split()
)
def test_codes_can_be_copied(again):
    other = again(DATA.areas)
    assert (type(other), other) == (Codes, DATA.areas)
    assert other.VN_09 == "VN-09"
    code = again(DATA.indicators.iip)
    assert (code, code._repr_html_()) == ("iip", DATA.indicators.iip._repr_html_())


def test_a_dict_keeps_its_own_names():
    rows = Codes("thing", {"items": {"name_en": "x"}, "a-b": {"name_en": "y"}, "1x": {"name_en": "z"}})
    assert next(iter(rows.items()))[0] == "items"
    assert rows.a_b == "a-b"
    assert rows.keys() - set(dir(rows)) == {"a-b", "1x"}


# --- the notebook -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lang", "other"), list(itertools.permutations(["vi", "en"])))
def test_the_notebook_runs(lang, other):
    source = (Path(__file__).parent.parent / "notebooks" / "explore.ipynb").read_bytes()
    nb = notebook.execute(source, {"lang": lang}, DATA)
    outputs = [o for c in nb.cells if c.cell_type == "code" for o in c.outputs]
    assert {o.output_type for o in outputs} <= {"execute_result", "display_data", "stream"}
    assert all(o.get("name") != "stderr" for o in outputs)
    plain = [o.data["text/plain"] for o in outputs if "data" in o and "text/plain" in o.data]
    assert any(p.startswith("Explorer: ls.series(") for p in plain)
    assert not any(f"lang-{other}" in c.metadata.get("tags", ()) for c in nb.cells)


def test_another_package_opens_with_what_it_has(tmp_path):
    figure = {"ref_area": "VN-13", "indicator": "revenue", "time_period": "2020-S1", "obs_value": "2700"}
    folder = tiny.package(tmp_path / "own", figures=({**figure, "unit_measure": "VND", "unit_mult": "9"},))
    e = lsdata.explore(data=str(folder))
    assert (e.choice.area, e.choice.sector, e.choice.indicator) == ("VN-13", "budget", "revenue")
    assert f"lsdata.load({str(folder)!r})" in e.code or str(folder) in e.code
