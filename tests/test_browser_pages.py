"""The pages and their index as a reader uses them, in a real browser: opened from the disk and over a server.

Needs Chromium and playwright as the other browser tests do, and axe-core, which reads a page as assistive technology
does: ``npm install --prefix DIR axe-core``, then ``AXE_CORE=DIR/node_modules/axe-core/axe.min.js``.

What follows a change of the address comes a moment after it, so it is waited for, never just looked at.
"""

import functools
import http.server
import os
import re
import threading
from pathlib import Path

import pytest
import tiny_package
from jupyter_page import HOST, VIEW

import lsdata as ls
from lsdata.publish.labels import labels

pytestmark = pytest.mark.browser

VI, EN = "VN-09/2020-S1/vi", "VN-09/2020-S1/en"
NARROW, PHONE = {"width": 360, "height": 780}, {"width": 360, "height": 780}
SECTORS = [
    *("overview", "growth", "agriculture", "new_rural", "trade", "industry", "services"),
    *("budget", "investment", "transport", "society", "security", "outlook", "review"),
]
FACT = ".three a.ls-fact"
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
IN_VIEW = """(id) => {
    const box = document.getElementById(id).getBoundingClientRect();
    return 0 < box.top && box.bottom < innerHeight;
}"""
# The rules that a change of colours can break.
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
AXE = """(rules) => {
    return axe.run(document, {resultTypes: ["violations"], ...rules}).then(found => found.violations.map(
        one => [one.id, one.nodes.length, one.nodes[0].target.join(" "), one.nodes[0].failureSummary]));
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """All sectors of the sample and their review in both languages, and one of them for another period."""
    folder = tmp_path_factory.mktemp("site")
    made = [ls.report(lang="vi,en", out=folder, combined=True), ls.report("trade", period="2021-S1", out=folder)]
    assert [one.failed for one in made] == [[], []]
    return folder


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        """The tests read what the browser says."""


@pytest.fixture(scope="module", params=["file", "server"])
def home(request, site):
    """Address of the site, ending in a slash."""
    if request.param == "file":
        yield f"{site.as_uri()}/"
        return
    server = http.server.ThreadingHTTPServer((HOST, 0), functools.partial(_Quiet, directory=site))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://{HOST}:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def visit(browser):
    """Opens an address; at the end no script may have failed and nothing been asked for beside the page's own place."""
    opened, wrong = [], []

    def visit(home: str, path: str, **options):
        context = browser.new_context(**({"viewport": VIEW} | options))
        opened.append(context)
        page = context.new_page()
        page.on("console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: wrong.append(str(e)))
        page.on("dialog", lambda d: (wrong.append(d.message), d.dismiss()))
        page.on("request", lambda r: None if r.url.startswith((home, "data:")) else wrong.append(r.url))
        page.set_default_timeout(5000)
        page.goto(home + path)
        return page

    yield visit
    for context in opened:
        context.close()
    assert wrong == []


@pytest.fixture(scope="session")
def axe():
    """Path of axe-core."""
    path = Path(os.environ.get("AXE_CORE") or "node_modules/axe-core/axe.min.js")
    if not path.is_file():
        pytest.fail(
            "axe-core is missing: npm install --prefix DIR axe-core, AXE_CORE=DIR/node_modules/axe-core/axe.min.js"
        )
    return path


def open_folds(page, css: str = "details") -> None:
    """All that is folded, with one round of the page's own work on it."""
    page.evaluate("css => document.querySelectorAll(css).forEach(one => one.open = true)", css)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")


# --- a report -----------------------------------------------------------------------------------------------------


def test_number_opens_its_source_by_mouse(visit, home):
    page = visit(home, f"{VI}/trade.html")
    pop = page.locator("#pop")
    assert pop.is_hidden()
    assert page.locator("details.facts").get_attribute("open") is None
    page.locator(FACT).first.click()
    said = pop.inner_text().replace("\u00a0", " ")
    for words in (
        "1.320 triệu USD",
        "6 tháng đầu năm 2020",
        "ước tính",
        "số công bố",
        "Báo Lạng Sơn",
        "đoạn 8",
        "13/7/2020",
    ):
        assert words in said, words
    page.locator("#pop button").click()
    page.locator("#rows td a.ls-fact", has_text="10.490").click()
    assert page.locator("#pop a[href^=http]").count() == 1  # a source that can be read on the web
    page.mouse.click(5, 500)
    assert pop.is_hidden()


def test_number_opens_its_source_by_keyboard(visit, home):
    page = visit(home, f"{EN}/trade.html")
    link, pop = page.locator(FACT).nth(1), page.locator("#pop")
    for key in ("Enter", "Space"):
        link.focus()
        page.keyboard.press(key)
        assert pop.is_visible()
        assert link.get_attribute("aria-expanded") == "true"
        assert page.evaluate("document.activeElement.id") == "pop"
        page.keyboard.press("Escape")
        assert pop.is_hidden()
        assert link.evaluate("one => one === document.activeElement")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")  # to the cross
    page.keyboard.press("Enter")
    assert pop.is_hidden()


def test_number_opens_its_source_by_touch(visit, home):
    page = visit(home, f"{VI}/trade.html", viewport=PHONE, has_touch=True, is_mobile=True)
    page.locator("#plan a.ls-fact").first.tap()
    box = page.locator("#pop").bounding_box()
    assert (round(box["x"]), round(box["width"])) == (0, PHONE["width"])  # a sheet at the foot
    assert round(box["y"] + box["height"]) == PHONE["height"]
    page.locator("#pop button").tap()
    assert page.locator("#pop").is_hidden()


def test_derived_number_leads_on_to_what_it_was_made_of(visit, home):
    page = visit(home, f"{VI}/trade.html")
    page.locator("#plan a.ls-fact", has_text="5.500").first.click()
    assert "số liệu ÷ % kế hoạch" in page.inner_text("#pop")
    page.locator("#pop a.in").first.click()
    assert page.inner_text("#pop .v").replace("\u00a0", " ") == "1.320 triệu USD"


def test_number_names_the_sources_that_disagree(visit, home):
    page = visit(home, f"{VI}/trade.html")
    one = page.locator("#numbers tr", has=page.locator(".other")).first.get_attribute("id")
    page.goto(f"{home}{VI}/trade.html#fact={one.removeprefix('f-')}")
    page.locator("#pop").wait_for()
    others = page.locator(f"#pop dt:text-is('{labels('vi')['other_sources']}') + dd")
    assert others.locator(".ref").count() >= 1
    assert labels("vi")["other_source"] not in others.inner_text()  # said once, in the head


def test_address_of_a_number_opens_it(visit, home):
    page = visit(home, f"{VI}/trade.html")
    anchor = page.locator(FACT).first.get_attribute("href")
    page.goto(f"{home}{VI}/trade.html{anchor}")
    page.wait_for_function(IN_VIEW, arg=anchor[1:])
    assert page.locator("details.facts").get_attribute("open") == ""
    page.goto(f"{home}index.html")
    page.goto(f"{home}{VI}/trade.html#fact={anchor[3:]}")
    page.locator("#pop").wait_for()


def test_folds_open(visit, home):
    page = visit(home, f"{VI}/trade.html")
    fold = page.locator("#plan details.data")
    assert not fold.locator("table").is_visible()
    fold.locator("summary").click()
    assert fold.locator("table").is_visible()
    assert page.locator("#rows table").first.is_visible()  # stands for itself
    code = page.locator("#plan details.code").last
    assert not code.locator("pre").is_visible()
    page.locator("#allcode").click()
    assert "ls.plan_progress" in page.inner_text("#plan details.code >> nth=0")
    assert page.locator("details.code pre:visible").count() == page.locator("details.code").count()


def test_switches_lead_straight_to_what_was_built(visit, home):
    page = visit(home, f"{VI}/trade.html")
    page.locator(".mast a[lang=en]").click()
    page.wait_for_url(f"{home}{EN}/trade.html")
    page.locator("nav.near .before").click()
    page.wait_for_url(f"{home}{EN}/new_rural.html")
    assert page.locator(".menu").count() == 0  # one period
    page.goto(f"{home}{VI}/trade.html")
    page.locator(".menu summary").click()
    assert page.locator(".menu a").count() == 2
    assert "2020" in page.inner_text(".menu [aria-current=page]")
    page.keyboard.press("Escape")
    assert not page.locator(".menu a").first.is_visible()
    page.locator(".menu summary").click()
    page.locator(".menu a:not([aria-current])").click()
    page.wait_for_url(f"{home}VN-09/2021-S1/vi/trade.html")
    page.locator(".mast a[lang=en]").click()  # not built: the index, at what is nearest
    page.wait_for_url(re.compile(re.escape(f"{home}index.html#VN-09/2021-S1/en")))
    page.locator("[data-view][id^='VN-09/']:visible").wait_for()


def test_page_without_its_grid_keeps_its_switches(browser, site):
    context = browser.new_context(viewport=VIEW)
    page = context.new_page()
    page.route("**/grid.js", lambda route: route.abort())
    page.goto(f"{site.as_uri()}/{VI}/trade.html")
    hrefs = page.locator(".mast nav a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert len(hrefs) == 3
    assert all(href.startswith("../../../index.html#VN-09/") for href in hrefs)
    assert page.locator("nav.near").is_hidden()
    context.close()


def test_without_script_all_is_there(visit, home):
    page = visit(home, f"{VI}/trade.html", java_script_enabled=False)
    assert page.locator("#plan details.data table").is_visible()
    anchor = page.locator(FACT).first.get_attribute("href")[1:]
    assert page.locator(f"[id='{anchor}']").is_visible()
    page.goto(f"{home}index.html")
    assert not page.locator(".find").is_visible()
    assert page.locator("[data-view]").count() == page.locator("[data-view]:visible").count() == 3


@pytest.mark.parametrize("sector", ["trade", "services"])
def test_print_shows_the_folds_and_not_the_switches(visit, site, sector):
    home = f"{site.as_uri()}/"
    page = visit(home, f"{VI}/{sector}.html")
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("details.facts tbody tr").first.is_visible()
    assert page.locator("details.data table").first.is_visible()
    for gone in (".mast nav", ".toc", "nav.near", "details.code >> nth=0", "#pop"):
        assert not page.locator(gone).is_visible(), gone
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not page.locator("details.data table").first.is_visible()


# --- the index ----------------------------------------------------------------------------------------------------


def test_index_shows_one_view_and_changes_it(visit, home):
    page = visit(home, "index.html")
    shown = page.locator("[data-view]:visible")
    for choice, lang in (("English", "en"), ("Tiếng Việt", "vi")):
        shown.locator(".pick a", has_text=choice).click()
        page.locator(f"html[lang={lang}] [data-view][id$='/{lang}']:visible").wait_for()
        assert shown.count() == 1
    page.goto(f"{home}index.html#{VI}/trade")
    page.locator(f"[id='{VI}']").wait_for()
    assert shown.locator(".brow .vd", has_text="thấp hơn tiến độ").count() >= 1
    shown.locator(".cards h3 a").nth(1).click()
    page.wait_for_url(f"{home}{VI}/growth.html")


def test_search_over_the_headlines(visit, home):
    page = visit(home, f"index.html#{VI}")
    field = page.get_by_label(labels("vi")["search"])
    field.fill("xuat nhap")  # as it is typed where the keyboard has no accents
    found = page.locator(".find li")
    assert found.count() >= 2
    assert all("xuất" in one.replace("\u00a0", " ").lower() for one in found.all_text_contents())
    assert page.inner_text(".find [role=status]") == labels("vi")["found"].format(n=found.count())
    field.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert found.nth(1).locator("a").evaluate("one => one === document.activeElement")
    page.keyboard.press("Escape")
    assert (field.input_value(), found.count()) == ("", 0)
    field.fill("no such headline")
    assert page.inner_text(".find [role=status]") == labels("vi")["found_none"]
    field.fill("budget")  # a headline of another view
    href = found.first.locator("a").get_attribute("href")
    field.press("Enter")
    page.wait_for_url(f"{home}{href}")
    assert href.startswith(EN)


# --- what must hold everywhere ------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["index.html", f"{VI}/trade.html", f"{VI}/services.html", f"{EN}/overview.html"])
def test_nothing_runs_over_the_edge(visit, site, path):
    page = visit(f"{site.as_uri()}/", path)
    assert page.evaluate(WIDER) == 0
    size = float(page.locator("p").first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)"))
    assert size >= 14
    page.set_viewport_size(NARROW)
    open_folds(page)
    assert page.evaluate(WIDER) == 0
    if path != "index.html":
        first = page.locator("#numbers tbody td").first
        assert first.evaluate("one => getComputedStyle(one, '::before').content").strip('"') in ("Là gì", "What it is")


def test_note_beside_a_chart_has_room_for_its_lines(visit, site):
    page = visit(f"{site.as_uri()}/", f"{EN}/growth.html")
    for width in (1000, 1100, 1200, 1279, 1280, 1400, 1600):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.locator(".figrow .note").first.evaluate("one => one.clientWidth") >= 160, width


@pytest.mark.parametrize(
    "path", ["index.html", *(f"{VI}/{s}.html" for s in SECTORS), f"{EN}/trade.html", f"{EN}/overview.html"]
)
def test_axe_finds_nothing_in_light_and_dark(visit, site, axe, path):
    page = visit(f"{site.as_uri()}/", path)
    page.add_script_tag(path=axe)
    page.emulate_media(reduced_motion="reduce")
    open_folds(page, "details:not(.facts)")  # the table of all numbers is long, and alike on every page
    assert page.evaluate(AXE, {}) == []
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 27)"
    assert page.evaluate(AXE, COLOURS) == []


def test_axe_finds_nothing_on_a_phone_nor_in_an_open_number(visit, site, axe):
    page = visit(f"{site.as_uri()}/", f"{VI}/trade.html", viewport=PHONE)
    page.add_script_tag(path=axe)
    open_folds(page)
    page.locator(FACT).first.click()
    assert page.evaluate(AXE, {}) == []
    page.goto(f"{site.as_uri()}/index.html#{VI}")
    page.add_script_tag(path=axe)
    page.get_by_label(labels("vi")["search"]).fill("xuat")
    assert page.evaluate(AXE, {}) == []


HOSTILE = (
    "<script>alert(document.title)</script> <img src=x onerror=alert(document.title)> ](javascript:alert(name)) "
    "[x](javascript:alert(name)) {{ self }} </script></style></title> \u202e \" ' & " + "W" * 10_000 + "."
)


def test_texts_of_a_package_run_nothing_and_break_nothing(visit, tmp_path):
    """Every text of the package that its schema leaves to a person is hostile."""
    data = tiny_package.hostile(tmp_path / "data", HOSTILE)
    made = ls.report("trade", data=data, out=tmp_path / "out")
    assert made.failed == []
    home = f"{(tmp_path / 'out').as_uri()}/"
    page = visit(home, f"{VI}/trade.html", viewport=NARROW)
    assert page.locator("script").count() == 3  # the page's own: what was built, the sources, its script
    assert page.locator("img, a[href^='javascript:']").count() == 0
    open_folds(page)
    assert page.evaluate(WIDER) == 0
    assert "{{ self }}" in page.inner_text("main")
    page.locator("a.ls-fact").first.click()
    assert page.evaluate(WIDER) == 0
    page.goto(f"{home}index.html")
    assert page.locator("script").count() == 1
    assert page.evaluate(WIDER) == 0
    page.get_by_role("searchbox").fill("wwww")
    assert page.locator(".find li").count() == 1
    assert page.evaluate(WIDER) == 0
