"""A lesson in real JupyterLab, opened by ``lsdata lab``, as a student goes through it."""

import json
import os
import re

import pytest
from jupyter_page import HOST, cell, cell_output, open_notebook, run_all, run_cell, serving

pytestmark = pytest.mark.browser
LESSON = "class/lessons/2_growth.ipynb"


@pytest.fixture(scope="module")
def classroom(tmp_path_factory):
    """What ``lsdata lab class --lang en`` serves."""
    room = tmp_path_factory.mktemp("room")
    (room / "config").mkdir()
    settings = {"ServerApp": {"allow_root": os.name == "posix", "ip": HOST}, "IdentityProvider": {"token": ""}}
    (room / "config" / "jupyter_server_config.json").write_text(json.dumps(settings), encoding="utf-8")
    with serving(room, room, "lsdata", "lab", "class", "--lang", "en", "--no-open", ready="/api/status") as one:
        yield one


@pytest.fixture
def lesson(page, classroom):
    """The lesson, open: a function that finds a cell's place by its id."""
    there = json.loads((classroom.folder / LESSON).read_text(encoding="utf-8"))
    order = [c["id"] for c in there["cells"]]
    open_notebook(page, classroom, LESSON.removeprefix("class/"))
    return order.index


def write(page, index, text):
    """Put text into a cell in place of what stands there, and run it."""
    cell(page, index).scroll_into_view_if_needed()
    cell(page, index).locator(".jp-InputArea-editor .cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)
    run_cell(page, index)


def test_a_student_answers_wrongly_then_rightly(page, lesson):
    run_all(page)  # it stops where an answer is asked for
    asked = cell_output(page, lesson("recovery-ask"))
    asked.get_by_text("by how many per cent must it rise").wait_for()
    assert "−42.9%" in asked.text_content()

    check, answer = lesson("recovery-check"), lesson("recovery-answer")
    said = cell_output(page, check)
    said.get_by_text("No answer yet.").first.wait_for()
    assert not cell_output(page, lesson("base-ask")).count()

    write(page, answer, "recovery_answer = 42.9")
    run_cell(page, check)
    said.get_by_text("the rise has the lower one").wait_for()
    text = " ".join(said.all_text_contents())
    assert "Not yet." in text
    assert "Traceback" not in text

    write(page, answer, "g = recovery.given\nrecovery_answer = 100 / (100 + g.yoy_pct) * 100 - 100")
    run_cell(page, check)
    said.get_by_text("Right.").wait_for()
    assert re.search(r"75\.1%\s\(between", said.text_content().replace("\u00a0", " "))


def test_the_solution_is_folded_until_it_is_opened(page, lesson):
    place = cell(page, lesson("recovery-why-en"))
    place.scroll_into_view_if_needed()
    code = place.locator("code.language-python")
    assert not code.is_visible()
    place.locator("summary").click()
    code.wait_for(state="visible")


def test_a_name_gives_other_figures(page, lesson):
    for name in ("defaults", "setup"):
        run_cell(page, lesson(name))
    run_cell(page, lesson("recovery-ask"))
    own = cell_output(page, lesson("recovery-ask")).text_content()
    write(page, lesson("recovery-ask"), 'recovery = ls.exercise("recovery", "Dũng", lang, as_of, data)\nrecovery')
    page.get_by_text("Figures of Dũng").wait_for()
    assert cell_output(page, lesson("recovery-ask")).text_content() != own
