"""The page and the index, drawn from a notebook executed by hand."""

import json
import re
from html.parser import HTMLParser

import nbformat
import pytest
from sample_notebook import executed
from sample_report import SOURCE, SVG, report, span

from lsdata.errors import ReportError
from lsdata.publish import arrangement, document, html, index, marks, svg, tables
from lsdata.publish.highlight import highlight
from lsdata.publish.job import REVIEW, Address
from lsdata.publish.labels import TEMPLATES, labels, reason, view_key
from lsdata.run.messages import how_it_died
from lsdata.run.starting import too_late

BASE = "../../../index.html"


class Page(HTMLParser):
    """Elements of a page as (tag, attributes), and its text by element id."""

    def __init__(self, markup: bytes):
        super().__init__()
        self.elements: list[tuple[str, dict]] = []
        self.words: list[str] = []
        self.feed(markup.decode("utf-8"))

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)

    def all(self, tag: str, **wanted: str) -> list[dict]:
        return [a for t, a in self.elements if t == tag and all(a.get(k) == v for k, v in wanted.items())]

    @property
    def ids(self) -> list[str]:
        return [a["id"] for _, a in self.elements if "id" in a]


def parts(nb) -> list[str]:
    return [cell.metadata.lsdata.part for cell in nb.cells]


def find(nb, part: str):
    return next(cell for cell in nb.cells if cell.metadata.lsdata.part == part)


# --- the plain document -------------------------------------------------------------------------------------------


def test_plain_document_keeps_what_a_reader_sees_in_order():
    opening = ["title", "numbers", "lead", "verdict", "question"]
    sections = ["heading", "table", "heading", "text", "figure", "text", "prose", "heading", "table"]
    assert parts(document.plain(executed())) == opening + sections


def test_section_whose_code_shows_nothing_is_left_out():
    headings = [cell.source for cell in document.plain(executed()).cells if cell.metadata.lsdata.part == "heading"]
    assert headings == ["## Số liệu của kỳ", "## So với kế hoạch", "## Nguồn"]


def test_code_waits_on_the_last_piece_of_its_result():
    code = find(document.plain(executed()), "figure").metadata.lsdata.code
    assert code == 's = b.series("trade_turnover_total", like="ytd")\n\nb.finish(ax, s)'
    assert find(document.plain(executed()), "prose").metadata.lsdata.code == "b.say(s)"


def test_parameters_imports_and_facts_are_no_result():
    codes = "".join(cell.metadata.lsdata.get("code", "") for cell in document.plain(executed()).cells)
    assert not any(word in codes for word in ("import", "area =", "b.facts"))


def test_a_piece_has_one_output_and_no_source():
    for cell in document.plain(executed()).cells:
        if cell.cell_type == "code":
            assert (cell.source, len(cell.outputs)) == ("", 1)


def test_heading_that_is_an_output_starts_a_section():
    nb = executed()
    nb.cells[7].outputs[0] = nb.cells[12].outputs[0].copy()
    nb.cells[7].outputs[0]["data"] = {"text/markdown": "## Số liệu của năm\n\nMột câu."}
    headed = [c.source for c in document.plain(nb).cells if c.metadata.lsdata.part == "heading"]
    assert headed[:1] == ["## Số liệu của năm"]


def test_plain_document_is_a_notebook():
    nbformat.validate(document.plain(executed()))


def test_plain_leaves_the_notebook_as_it_was():
    nb = executed()
    before = json.dumps(nb, ensure_ascii=False)
    document.plain(nb)
    assert json.dumps(nb, ensure_ascii=False) == before


def test_report_is_the_last_one_printed():
    assert document.report(executed())["sector"] == "trade"


def test_notebook_without_report_says_what_is_missing():
    nb = executed()
    nb.cells.pop()
    with pytest.raises(ReportError, match=r"last code cell should be b\.facts\(\)"):
        document.report(nb)


# --- the page -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_place_that_a_page_points_to_is_on_it(lang):
    page = Page(html.page(executed(lang)))
    targets = {a["href"][1:] for a in page.all("a") if a.get("href", "").startswith("#")}
    assert targets <= set(page.ids)
    assert {"f-pct", "f-level", f"s-{SOURCE}", "plan", "numbers"} <= targets


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_ids_are_unique(lang):
    ids = Page(html.page(executed(lang))).ids
    assert sorted(ids) == sorted(set(ids))


def test_same_notebook_same_bytes():
    assert html.page(executed(), base=BASE) == html.page(executed(), base=BASE)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_nothing_is_loaded_from_outside(lang):
    drawn = html.page(executed(lang), base=BASE).decode("utf-8")
    page = Page(drawn.encode("utf-8"))
    assert [a["src"] for _, a in page.elements if not a.get("src", "data:").startswith("data:")] == ["../../../grid.js"]
    assert b"grid.js" not in html.page(executed(lang))  # a page that stands alone has no switches to light
    assert page.all("link") == [{"rel": "icon", "href": "data:,"}]  # or a browser asks the server for a picture
    assert not re.search(r"@import|url\(\s*['\"]?(https?:|//)", drawn)


def test_page_names_its_language_title_and_description():
    page = Page(html.page(executed("en")))
    assert page.all("html") == [{"lang": "en"}]
    assert page.all("meta", name="description")[0]["content"].startswith("Trade stood at 24% of the year's plan")
    assert "Trade, Lạng Sơn, first half of 2020" in page.words


def test_switches_lead_into_the_index():
    page = Page(html.page(executed(), base=BASE))
    key = "VN-09/2020-S1@2020-07-13"
    wanted = [f"{BASE}#{key}/vi", f"{BASE}#{key}/vi/periods", f"{BASE}#{key}/en/trade"]
    assert [a["href"] for a in page.all("a") if a.get("href", "").startswith(BASE)] == wanted


def test_page_that_stands_alone_has_no_switches():
    assert b"index.html" not in html.page(executed())


def test_header_comes_from_the_report_and_is_not_printed_twice():
    drawn = html.page(executed()).decode("utf-8")
    assert drawn.count("<h1>") == 1
    assert drawn.count("ước đạt <a") == 1
    assert drawn.count("thấp hơn tiến độ <a") == 1


def test_source_number_is_a_link_that_begins_no_line():
    assert re.search(
        r'2019\.\u2060<a class="ref" href="#s-[^"]+" aria-label="nguồn 1">\[1\]</a>', html.page(executed()).decode()
    )


def test_every_fact_has_its_row():
    page = Page(html.page(executed()))
    assert {f"f-{one}" for one in report()["facts"]} <= set(page.ids)


def test_fold_out_stands_open_without_script():
    assert Page(html.page(executed())).all("details", **{"class": "facts"})[0].keys() == {"class", "open"}


def test_figure_is_named_for_those_who_do_not_see_it():
    drawn = Page(html.page(executed("en"))).all("svg", **{"class": "only"})
    assert [a["role"] for a in drawn] == ["img"]
    assert drawn[0]["aria-label"].startswith("Plan progress chart")


def test_note_on_how_to_read_stands_beside_its_chart():
    assert re.search(
        r'class="figrow"><figure>.*?</figure>\s*<aside class="note">', html.page(executed()).decode(), re.S
    )


def test_paragraph_on_how_to_read_leaves_its_cell_for_its_chart():
    nb = executed("en")
    nb.cells[8].source += "\n\nHow to read the chart: each dot is a period."
    del nb.cells[11]
    drawn = html.page(nb).decode("utf-8")
    assert re.search(r"</figure>\s*<aside class=\"note\"><p><strong>How to read</strong>\s*Each dot", drawn)
    assert drawn.index("A share of the plan says little") < drawn.index("<figure>")


def test_chart_without_a_text_for_those_who_do_not_see_it_is_refused():
    nb = executed()
    for output in (o for c in nb.cells for o in c.get("outputs", []) if "image/svg+xml" in o.get("data", {})):
        del output.metadata["image/svg+xml"]
    with pytest.raises(ReportError, match=r"^a figure under “.+” has no text .* b\.finish\(ax, frame\)"):
        html.page(nb)


def drawn_in(*parts: str) -> list[tuple[str, int, str]]:
    """A section of these parts as the page lays it out: part, number of folded tables, code."""
    own = {"heading": {"source": "## Một mục"}, "text": {"source": "Lời."}}
    cells = [
        {"cell_type": "code", "source": "", "metadata": {"lsdata": {"part": p, "section": "s", "code": f"{p}{i}"}}}
        | own.get(p, {})
        for i, p in enumerate(("heading", *parts))
    ]
    (section,) = arrangement.sections(nbformat.from_dict({"cells": cells}), "Cách đọc")
    return [(row["part"], len(row["data"]), row["code"]) for row in section["rows"]]


def test_figures_of_a_chart_are_folded_under_it():
    assert drawn_in("table", "figure") == [("figure", 1, "table1\n\nfigure2")]
    assert drawn_in("figure", "table", "table") == [("figure", 2, "figure1\n\ntable2\n\ntable3")]
    first, second = drawn_in("table", "table", "figure", "table")[0], drawn_in("table", "figure", "prose", "figure")
    assert first == ("table", 0, "table1")  # one table before is the chart's, not all
    assert second == [("figure", 1, "table1\n\nfigure2"), ("prose", 0, "prose3"), ("figure", 0, "figure4")]


def test_table_that_stands_for_itself_stays_open():
    assert [row[:2] for row in drawn_in("table", "prose", "figure", "prose", "table")] == [
        ("table", 0),
        ("prose", 0),
        ("figure", 0),
        ("prose", 0),
        ("table", 0),
    ]
    assert [row[0] for row in drawn_in("table", "table")] == ["table", "table"]


def test_deeper_headings_of_a_whole_review_are_deeper_on_the_page():
    nb = document.plain(executed())
    find(nb, "heading").metadata.lsdata["level"] = 4
    page = Page(html.draw(nb, report()))
    assert [tag for tag, _ in page.elements if re.fullmatch("h[2-5]", tag)] == ["h5", "h2", "h2", "h2"]
    assert not page.all("a", href="#rows")  # the contents name what is higher


def test_folded_table_stands_open_without_script():
    nb = executed()
    nb.cells.insert(11, nb.cells[7].copy())
    page = Page(html.page(nb))
    assert page.all("details", **{"class": "data"}) == [{"class": "data", "open": None}]
    assert labels("vi")["chart_data"] in page.words


def test_sources_that_disagree_stand_in_the_row_of_the_number():
    nb = executed()
    own = nb.cells[-1].outputs[0].data[document.REPORT_MIME]
    own["facts"]["level"]["others"] = [
        {"text": "4.780 triệu USD", "source": 1, "source_id": SOURCE, "reason": "số kia là ước tính"},
        {"text": "4.790 triệu USD", "source": 9, "source_id": "elsewhere", "reason": ""},
    ]
    drawn = html.page(nb).decode("utf-8")
    assert (
        f'<small class="other">Nguồn khác: 4.780 triệu USD <a class="ref" href="#s-{SOURCE}" aria-label="nguồn 1">[1]</a>'
        ": số kia là ước tính</small>"
    ) in drawn
    assert '<small class="other">Nguồn khác: 4.790 triệu USD [9]</small>' in drawn
    assert 'class="other"' not in html.page(executed()).decode("utf-8")


def test_source_that_is_no_web_address_is_no_link():
    nb = executed()
    del nb.cells[-3:-1]  # so that the page lists the sources itself
    own = nb.cells[-1].outputs[0].data[document.REPORT_MIME]
    own["sources"][0]["url"] = "javascript:alert(1)"
    assert "javascript:" not in html.page(nb).decode("utf-8")


def test_code_is_marked_up_only_where_it_has_a_colour():
    drawn = highlight("import x\n\nx.y(1, 'a' + \"b\")  # </pre>\n")
    assert drawn == (
        '<pre class="highlight"><span class="k">import</span> x\n\nx.y(1, <span class="s">&#x27;a&#x27;</span> + '
        '<span class="s">&quot;b&quot;</span>)  <span class="c"># &lt;/pre&gt;</span></pre>'
    )


@pytest.mark.parametrize(
    "source",
    [
        "%magic it's\nx = 'open",
        'f"{a["b"]}" + rb\'\\\'\' # "',
        '"""a\n# b\n""" if island.is_in else None',
        "x = 1  # it's\ny = '#'",
    ],
)
def test_code_is_the_same_with_its_marks(source):
    reader = Page(highlight(source).encode("utf-8"))
    assert "".join(reader.words) == source


def test_texts_of_the_report_are_escaped():
    nb = executed()
    own = nb.cells[-1].outputs[0].data[document.REPORT_MIME]
    own["title"] = "</title><script>alert()</script>"
    own["sources"][0]["title"] = "</script><b>x</b>"
    own["facts"]["pct"]["locator"] = '"><i>'
    drawn = html.page(nb).decode("utf-8")
    assert "<script>alert" not in drawn
    assert "</script><b>" not in drawn
    assert '"><i>' not in drawn
    assert "24%</a> &amp; nửa năm" in drawn  # escaped text of the notebook stays escaped once


def test_source_that_no_list_names_gets_a_place():
    nb = executed()
    del nb.cells[-3:-1]
    page = Page(html.page(nb))
    assert page.all("li", id=f"s-{SOURCE}", value="1")


def test_number_without_fact_is_underlined_and_listed():
    nb = executed()
    nb.cells[12].outputs[0].data["text/markdown"] += " Thêm 45,5% nữa."
    drawn = html.page(nb).decode("utf-8")
    assert '<span class="untyped">45,5%</span>' in drawn
    assert labels("vi")["untyped"] in drawn
    assert 'class="untyped"' not in html.page(executed()).decode("utf-8")


@pytest.mark.parametrize(
    ("source", "is_call"),
    [
        ("b.rows()", True),
        ("b.title(); b.opening()", True),
        ("b.words()\nb.since_then()", True),
        ("s = b.series('x')", False),
        ("b.table(s.assign(x=s.value / 2))", False),
    ],
)
def test_code_that_only_calls_the_brief_is_folded_away(source, is_call):
    assert html._Page(report(), "").is_call(source) is is_call


# --- marks, tables, drawings --------------------------------------------------------------------------------------


def test_run_of_an_unknown_fact_is_no_link():
    run = span("fact", "24%", "elsewhere")
    assert marks.link(run, {"pct": "#f-pct"}) == run


def test_bare_headline_has_no_links():
    assert marks.bare(f"đạt {span('fact', '24%', 'pct')} kế hoạch") == "đạt 24% kế hoạch"


def test_first_mention_in_the_list_of_sources_is_the_place():
    run = span("ref", "[1]", "a")
    markup, placed = marks.anchor_first(run + run, {"a": "s-a"})
    assert markup == f'<span class="num" id="s-a">[1]</span>{run}'
    assert placed == {"a"}


def test_cell_is_one_piece_and_short_words_stay_on_one_line():
    drawn = tables.stacked("<table><tr><td>a <b>b</b></td><td>a phrase of many words</td></tr></table>")
    assert '<td class="nw"><span>a <b>b</b></span></td><td>a phrase of many words</td>' in drawn
    link = '<a href="#x">24%</a>'
    assert f'<td class="nw">{link}</td>' in tables.stacked(f"<table><tr><td>{link}</td></tr></table>")
    two = f"<table><tr><td>{link}{link}</td></tr></table>"
    assert f"<span>{link}{link}</span>" in tables.stacked(two)


def test_heads_of_columns_are_said_once_in_the_style_sheet():
    drawn = html.page(executed()).decode("utf-8")
    numbers = set(re.findall(r'<td data-h="([^"]*)"', drawn)) | set(
        re.findall(r'<td class="n" data-h="([^"]*)"', drawn)
    )
    assert numbers
    assert all(f'.ls-table [data-h="{number}"]::before{{content:"' in drawn for number in numbers)
    assert tables.heads_css({'</style>"\\': 1}, []) == (
        '.ls-table [data-h="1"]::before{content:"\\3c \\2f style\\3e \\22 \\5c "}'
    )


def test_phone_leaves_out_what_an_unpublished_row_does_not_say():
    drawn = tables.stacked('<table><tr class="mute"><td class="n">…</td><td class="n">5</td></tr></table>')
    assert '<td class="n" data-o>…</td><td class="n">5</td>' in drawn
    assert "data-o" not in tables.stacked('<table><tr><td class="n">…</td></tr></table>')


def test_drawings_on_one_page_do_not_clash():
    first, second = svg.inline(SVG, "d1-", "a"), svg.inline(SVG, "d2-", "b")
    assert 'id="d1-p0a1b2c"' in first
    assert "url(#d1-p0a1b2c)" in first
    assert "d1-" not in second


def test_drawings_share_their_letters_and_styles():
    shared = svg.Shared()
    drawn = svg.inline(SVG, "d1-", "a", shared=shared)
    assert svg.inline(SVG, "d2-", "b", shared=shared).count("style=") == drawn.count("style=")
    assert list(shared.glyphs) == ["DejaVuSans-36"]
    assert '<use href="#g-DejaVuSans-36"/>' in drawn
    assert shared.markup().count("<path") == 1
    name = shared.styles["fill:var(--navy);stroke:#123456"]
    assert f' class="{name}"' in drawn
    assert f".{name}{{fill:var(--navy);stroke:#123456}}" in shared.markup()
    assert svg.Shared().markup() == ""


def test_style_that_names_its_own_drawing_or_could_end_the_sheet_stays():
    own = '<svg viewBox="0 0 9 9"><path d="M 0 0" style="fill: url(#a)"/><path d="M 0 0" style="x: &lt;/style>"/></svg>'
    shared = svg.Shared()
    drawn = svg.inline(own, "d1-", "a", shared=shared)
    assert 'style="fill:url(#d1-a)"' in drawn
    assert shared.styles == {}


def test_letter_with_another_shape_stays_in_its_drawing():
    shared = svg.Shared(glyphs={"DejaVuSans-36": "M 0 0"})
    assert 'href="#d1-DejaVuSans-36"' in svg.inline(SVG, "d1-", "a", shared=shared)


def test_drawing_says_nothing_twice_and_no_place_finer_than_an_eye():
    own = (
        '<svg viewBox="0 0 9 9"><g><g id="x"><path d="M 1.23456 0 L 5 -3.999999 z"/></g></g>'
        '<g clip-path="url(#c)"><text x="1.005001" transform="rotate(-0 1 2)">0.12345</text></g><g/></svg>'
    )
    drawn = svg.inline(own, "d1-", "a").partition("</title>")[2]
    assert drawn == '<path d="M1.23 0L5 -4z"/><g clip-path="url(#d1-c)"><text x="1.01">0.12345</text></g></svg>'


def test_colours_of_the_house_follow_the_page_and_others_stay():
    drawn = svg.inline(SVG, "d1-", "a")
    assert "fill:var(--navy);stroke:#123456" in drawn
    assert "<style" not in drawn
    assert "metadata" not in drawn
    assert 'viewBox="0 0 468 200"' in drawn


# --- the index ----------------------------------------------------------------------------------------------------


def entry(lang: str = "vi", sector: str = "trade", **changes) -> dict:
    made = report(lang, sector=sector, **changes)
    return made | {"href": f"{view_key(made)}/{sector}.html"}


def test_every_area_period_date_and_language_is_a_view():
    page = Page(index.page([entry(), entry("en"), entry(as_of=""), entry(period="2019-01-01/P9M")]))
    keys = [a["id"] for a in page.all("section") if "data-view" in a]
    assert sorted(keys) == [
        "VN-09/2019-01-01_P9M@2020-07-13/vi",
        "VN-09/2020-S1/vi",
        "VN-09/2020-S1@2020-07-13/en",
        "VN-09/2020-S1@2020-07-13/vi",
    ]
    assert keys[0].startswith("VN-09/2020-S1")  # newest period first
    assert not [a for a in page.all("section") if "hidden" in a]  # without script all are shown


def test_index_points_only_to_what_is_there():
    page = Page(index.page([entry(), entry("en"), entry(sector="overview")], [], []))
    hrefs = {a["href"] for a in page.all("a")}
    assert {href[1:] for href in hrefs if href.startswith("#")} <= set(page.ids) | {"content"}
    outside = {href.partition("#")[0] for href in hrefs if not href.startswith("#")}
    assert outside == {one["href"] for one in (entry(), entry("en"), entry(sector="overview"))}


def test_order_of_the_input_does_not_matter():
    given = [entry(), entry("en"), entry(sector="overview"), entry(sector="zoo"), entry(period="2019")]
    assert index.page(given) == index.page(given[::-1])


def test_numbers_of_the_standfirst_open_their_report():
    assert f'href="{entry()["href"]}#f-level"' in index.page([entry()]).decode("utf-8")


def test_row_farthest_below_comes_first():
    near = report()["progress"][0] | {"indicator": "b", "pct": 49.5, "name": "Gần"}
    drawn = index.page([entry(progress=[near, *report()["progress"]])]).decode("utf-8")
    assert re.findall(r'<div class="brow"><div><a[^>]*>([^<]+)', drawn) == [report()["progress"][0]["name"], "Gần"]


def test_indicator_stands_once_with_its_own_sector():
    far, near = report()["progress"][0], report()["progress"][0] | {"indicator": "b", "pct": 49.5, "name": "Gần"}
    overview = entry(sector="overview", progress=[near, far])
    drawn = index.page([overview, entry(progress=[far])]).decode("utf-8")
    names = re.findall(r'<div class="brow"><div><a href="([^"]+)">([^<]+)', drawn)
    assert [name for _, name in names] == [far["name"], "Gần"]
    assert names[0][0] == entry()["href"]  # the sector's own report, where there is one


def test_rates_have_their_own_scale():
    rate = {
        "sector": "trade",
        "indicator": "grdp_growth",
        "name": "GRDP",
        "note": "",
        "value": -0.5,
        "value_text": "−0,5%",
        "target_low": 8.5,
        "target_high": 9.0,
        "target_text": "8,5–9%",
        "verdict_text": "thấp hơn mức thấp nhất của mục tiêu năm",
        "gap_text": "",
        "fact": "pct",
    }
    drawn = index.page([entry(rates=[rate], progress=[])]).decode("utf-8")
    assert "GRDP: −0,5%; mục tiêu 8,5–9%" in drawn
    assert 'class="band"' in drawn
    assert 'class="gone"' not in drawn


@pytest.mark.parametrize(("evidence", "corner"), [("words", "lời văn"), ("tasks", "nhiệm vụ"), ("earlier", "kỳ trước")])
def test_card_says_what_it_rests_on(evidence, corner):
    headline = report()["headline"] | {"evidence": evidence}
    assert f"<span>{corner}</span>" in index.page([entry(headline=headline)]).decode("utf-8")


def test_what_failed_is_shown_plainly():
    failed = {"sector": "budget", "area": "VN-09", "period": "2020-S1", "lang": "vi", "reason": "UnknownName: <x>"}
    drawn = index.page([entry(as_of="")], [failed]).decode("utf-8")
    assert "<b>budget</b> <span>UnknownName: &lt;x&gt;</span>" in drawn


def test_view_of_which_all_failed_still_stands():
    failed = {"sector": "budget", "area": "VN-09", "period": "2020-S1", "lang": "en", "reason": "killed"}
    drawn = index.page([], [failed | {"period_name": "the first half of 2020"}]).decode("utf-8")
    assert 'id="VN-09/2020-S1/en"' in drawn
    assert "<h1>The first half of 2020</h1>" in drawn
    assert "Mend it and run lsdata report again." in drawn


@pytest.mark.parametrize(
    ("why", "vi"),
    [
        (too_late(600, True), "Quá thời gian cho phép (600 giây)"),
        (too_late(0.5, True), "Quá thời gian cho phép (0.5 giây)"),
        (too_late(600, False), "Tiến trình chưa sẵn sàng sau 120 giây"),
        (how_it_died(7), "Tiến trình dừng đột ngột (mã thoát 7)"),
        (how_it_died(-9) + ": out (of) memory", "Tiến trình dừng đột ngột (Killed): out (of) memory"),
        ("ValueError: not finished after 3 seconds", "ValueError: not finished after 3 seconds"),
        ("its kernel died", "its kernel died"),
    ],
)
def test_reasons_of_lsdata_are_translated(why, vi):
    assert (reason(why, "vi"), reason(why, "en"), reason(why, "fr")) == (vi, why, why)


def test_a_failure_names_the_place_and_what_there_is_to_read():
    failed = {"sector": "budget", "area": "VN-09", "period": "2020-S1", "lang": "vi", "reason": too_late(9, True)}
    failed |= {"notebook": "budget.ipynb", "cell": "“Thu”: x = '<b>'", "href": "VN-09/2020-S1/vi/budget.failed.ipynb"}
    drawn = index.page([entry(as_of="")], [failed]).decode("utf-8")
    assert "<h2>Chưa lập được</h2>" in drawn
    assert "Quá thời gian cho phép (9 giây)<br>budget.ipynb, “Thu”: x = &#39;&lt;b&gt;&#39; · <a href=" in drawn
    assert f'<a href="{failed["href"]}">Sổ tính đến chỗ lỗi</a>' in drawn
    assert "Sửa lỗi rồi chạy lại lsdata report." in drawn


def test_sectors_without_sources_are_one_line():
    known = {"area": "VN-09", "period": "2020-S1", "lang": "vi", "as_of": "2020-07-13", "text": ""}
    skipped = [known | {"sector": "x", "sector_name": "Y tế"}, known | {"sector": "w", "sector_name": "Môi trường"}]
    assert "Môi trường, Y tế." in index.page([entry()], [], skipped).decode("utf-8")


def test_missing_figures_stand_once_with_their_own_period():
    unknown = report()["missing"][0] | {"text": "…", "period_name": "–", "source_name": "–"}
    drawn = index.page([entry(missing=[unknown]), entry(sector="services")]).decode("utf-8")
    assert drawn.count("Tổng lượt khách du lịch") == 1
    assert "9 tháng đầu năm 2019" in drawn


def test_day_of_knowledge_is_said_once():
    drawn = index.page([entry()]).decode("utf-8") + html.page(executed()).decode("utf-8")
    assert "Đến ngày 13/7/2020, chưa có" in drawn
    assert "ngày ngày" not in drawn


def test_empty_folder_says_so():
    assert labels("vi")["empty"] in index.page([]).decode("utf-8")
    assert index.grid([]) == b"window.lsdataGrid={};\n"


def built(content: bytes) -> dict:
    return json.loads(content.removeprefix(b"window.lsdataGrid=").removesuffix(b";\n"))


def test_grid_names_what_was_built_in_the_order_of_the_index():
    given = [entry(), entry("en"), entry(sector="overview"), entry(period="2019")]
    made = built(index.grid(given))
    assert index.grid(given[::-1]) == index.grid(given)
    assert list(made) == ["VN-09/2020-S1@2020-07-13/vi", "VN-09/2019@2020-07-13/vi", "VN-09/2020-S1@2020-07-13/en"]
    assert made["VN-09/2020-S1@2020-07-13/vi"] == {
        "period": "6\u00a0tháng đầu năm\u00a02020",
        "pages": [[one["sector"], one["sector_name"], one["href"]] for one in (given[2], given[0])],
    }
    assert built(index.grid([entry() | {"href": "x/trade.ipynb"}]))["VN-09/2020-S1@2020-07-13/vi"]["pages"] == []


HOSTILE = "</script><script>alert(1)</script> ](javascript:alert(1)) {{ 7*7 }} \u202e\u2028 \"'" + "W" * 10_000


def test_texts_of_a_package_stay_texts_in_index_and_grid():
    evil = dict.fromkeys(("sector_name", "area_name", "area_short", "period_name", "label"), HOSTILE)
    reports = [entry(**evil, headline=report()["headline"] | {"text": HOSTILE})]
    failed = [evil | {"area": "VN", "period": "2020", "lang": "vi", "sector": HOSTILE, "reason": HOSTILE}]
    drawn = index.page(reports, failed, failed).decode("utf-8")
    assert "<script>alert" not in drawn
    assert drawn.count("</script>") == 1
    assert "{{ 7*7 }}" in drawn
    script = index.grid(reports)
    assert b"<" not in script
    script.decode("ascii")
    assert built(script)["VN-09/2020-S1@2020-07-13/vi"]["pages"][0][1] == HOSTILE


def test_card_leads_to_the_documents_beside_its_page():
    files = {"docx": "a/trade.docx", "pdf": "a/trade.pdf"}
    drawn = index.page([entry(sector="overview"), entry(files=files)]).decode("utf-8")
    assert '<p class="files"><a href="a/trade.docx">DOCX</a><a href="a/trade.pdf">PDF</a></p>' in drawn
    assert index._files(Address("trade", "VN-09", "2020-S1", "vi"), ["trade.ipynb", "trade.docx", "trade.html"]) == {
        "href": "VN-09/2020-S1/vi/trade.html",
        "files": {"docx": "VN-09/2020-S1/vi/trade.docx"},
    }


def test_documents_of_the_whole_review_stand_at_the_head():
    head = '<div><dt>{}</dt><dd><a href="{}">PDF</a></dd></div>'
    overview = entry(sector="overview", files={"pdf": "a/overview.pdf"})
    assert head.format("Tài liệu", "a/overview.pdf") in index.page([overview]).decode("utf-8")
    review = entry(sector=REVIEW, files={"pdf": "a/review.pdf"})
    drawn = index.page([overview, review]).decode("utf-8")
    assert f'<dt>Báo cáo chung</dt><dd><a href="{review["href"]}">trang</a><a href="a/review.pdf">PDF</a></dd>' in drawn
    assert drawn.count("a/overview.pdf") == drawn.count("a/review.pdf") == 1


def test_languages_have_the_same_words():
    names = {path.stem: set(labels(path.stem)) for path in TEMPLATES.glob("*.toml")}
    assert names["vi"] == names["en"]
    own = [re.findall(r"^(\w+) =", path.read_text(encoding="utf-8"), re.M) for path in TEMPLATES.glob("*.toml")]
    assert sorted(own[0]) == sorted(own[1])


def test_no_word_on_reading_a_chart_that_was_not_drawn():
    nb = executed("en")
    for c in nb.cells:
        c["outputs"] = (
            [o for o in c.get("outputs", []) if "image/svg+xml" not in o.get("data", {})]
            if c.cell_type == "code"
            else []
        )
        if c.cell_type == "markdown":
            c.source += "\n\nHow to read the chart: each dot is a period."
            c.pop("outputs")
    assert "each dot is a period" not in html.page(nb).decode().partition("<main")[2]


def test_the_title_of_a_source_leads_to_its_address():
    nb = executed("en")
    (source,) = [s for s in document.report(nb)["sources"] if s["source_id"] == SOURCE]
    drawn = html.page(nb).decode()
    assert source["authority"] in document.LINKED
    assert f'<a href="{source["url"].replace("&", "&amp;")}">' in drawn
    for output in (o for c in nb.cells for o in c.get("outputs", [])):
        for one in output.get("data", {}).get(document.REPORT_MIME, {}).get("sources", []):
            one["authority"] = "mirror"
    assert '<a href="http' not in html.page(nb).decode()
