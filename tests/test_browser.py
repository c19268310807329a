"""explore.ipynb as a person uses it: in JupyterLab and as a small web app, in a real browser, without a network."""

import csv
import io
import shutil
from pathlib import Path

import pytest
from jupyter_page import HOST, cell_output, open_notebook, run_all, serving

from lsdata.lab import copy_notebooks

pytestmark = pytest.mark.browser

NOTEBOOK = Path(__file__).parent.parent / "notebooks" / "explore.ipynb"
EXPLORER = 3  # the cell that shows it: after the text in two languages and the parameters
CODE = ".lse-code textarea"


@pytest.fixture(scope="session")
def voila(tmp_path_factory):
    """The notebook served by Voilà from a folder of ``lsdata lab``.

    Voilà's own pages ask a public server for icons that are not used here; the policy in ``voila.json`` forbids it.
    """
    room, folder = tmp_path_factory.mktemp("voila"), tmp_path_factory.mktemp("app")
    copy_notebooks(folder)
    command = ["voila", NOTEBOOK.name, "--no-browser", "--port={port}", f"--Voila.ip={HOST}"]
    with serving(room, folder, *command, ready="/voila/static/") as one:
        yield one


def choose(page, name: str, label: str) -> None:
    """Another entry of a list, by the beginning of its text; returns when the line of code has changed."""
    before, entries = page.input_value(CODE), page.locator(f".lse-{name} select option").all_text_contents()
    (index,) = [i for i, x in enumerate(entries) if x.replace("\u00a0", " ").startswith(label)]
    page.select_option(f".lse-{name} select", index=index)
    page.wait_for_function("([css, was]) => document.querySelector(css)?.value !== was", arg=[CODE, before])


def shown(page) -> dict[str, str]:
    return {
        "code": page.input_value(CODE), "alt": page.get_attribute(".lse-chart", "aria-label"),
        "table": page.inner_text(".lse-scroll >> nth=0"), "sources": page.inner_text(".lse-scroll >> nth=1"),
    }  # fmt: skip


def test_in_jupyterlab(page, server):
    shutil.copy(NOTEBOOK, server.folder)
    open_notebook(page, server, NOTEBOOK.name)
    run_all(page)
    cell_output(page, EXPLORER).locator(".lse-page").wait_for()
    works(page)


def test_as_an_app(page, voila):
    page.goto(voila.url)
    page.locator(".lse-page").wait_for()
    assert page.locator(".jp-InputArea-editor").count() == 0  # a reader of the app sees no code
    works(page)


def works(page) -> None:
    page.context.grant_permissions(["clipboard-read"])
    says_a_bad_day(page)
    fits(page)
    changes_together(page)
    copies(page)
    takes_away(page)


def says_a_bad_day(page) -> None:
    day = page.get_by_label("Số liệu biết đến ngày")
    day.fill("13/7/2020")
    day.press("Enter")
    assert page.inner_text(".lse-error").startswith("13/7/2020 không phải là một ngày")
    day.fill("2020-07-13")
    day.press("Enter")
    page.locator(".lse-page").wait_for()
    assert page.input_value(CODE) == 'ls.series("trade_turnover_total", as_of="2020-07-13", lang="vi")'
    assert "2023" not in page.inner_text(".lse-scroll >> nth=0")
    day.fill("")
    day.press("Enter")
    page.wait_for_function("css => !document.querySelector(css)?.value.includes('as_of')", arg=CODE)


def fits(page) -> None:
    """Nothing runs over the edge, on a wide screen and a narrow one, in the fullest view there is."""
    choose(page, "sector", "Tăng trưởng")
    compare = page.get_by_label("Cùng với cả nước và các tỉnh lân cận")
    compare.check()
    page.wait_for_function("css => document.querySelector(css)?.value.includes('VN-13')", arg=CODE)
    for width in (900, 1440):
        page.set_viewport_size({"width": width, "height": 1000})
        over = page.evaluate(
            """() => {
                const box = document.querySelector('.lse'), right = box.getBoundingClientRect().right + 1;
                const held = e => e.closest('.lse-scroll, .lse-differ') && !e.matches('.lse-scroll, .lse-differ');
                return [...box.querySelectorAll('select, input, textarea, table, svg, button, div')]
                    .filter(e => e.getBoundingClientRect().right > right && !held(e)).map(e => e.outerHTML.slice(0, 80));
            }"""
        )
        assert over == [], width
        heights = page.locator(".lse select").evaluate_all("all => all.map(e => e.getBoundingClientRect().height)")
        assert set(heights) == {30}
    compare.uncheck()
    page.wait_for_function("css => !document.querySelector(css)?.value.includes('VN-13')", arg=CODE)


def changes_together(page) -> None:
    seen = [shown(page)]
    assert seen[0]["code"] == 'ls.series("grdp_growth", lang="vi")'
    for name, label in (("sector", "Dịch vụ, du lịch"), ("indicator", "Doanh thu du lịch"), ("lang", "English")):
        choose(page, name, label)
        seen.append(shown(page))
    for key in seen[0]:
        assert len({s[key] for s in seen}) == len(seen), key
    assert seen[-1]["code"] == 'ls.series("tourism_revenue")'
    assert "billion VND" in seen[-1]["table"].replace("\u00a0", " ")


def copies(page) -> None:
    page.locator(".lse-code button").click()
    page.locator(".lse-code button", has_text="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.input_value(CODE)


def takes_away(page) -> None:
    with page.expect_download() as saved:
        page.get_by_text("Picture (SVG)").click()
    assert saved.value.suggested_filename == "VN-09_tourism_revenue_level.svg"
    assert "<svg" in Path(saved.value.path()).read_text(encoding="utf-8")
    with page.expect_download() as saved:
        page.get_by_text("Data (CSV)").click()
    assert saved.value.suggested_filename == "VN-09_tourism_revenue_level.csv"
    rows = list(csv.DictReader(io.StringIO(Path(saved.value.path()).read_text(encoding="utf-8-sig"))))
    assert {r["indicator"] for r in rows} == {"tourism_revenue"}
    assert all("lsdata" in r["citation"] for r in rows)
