"""The gallery: ten questions, each one cell of plain code that ends in a figure; its pictures in the repository."""

import ast
import json
import re
from functools import cache
from html import unescape

import make_pictures
import pytest
from make_pictures import HOME, SVG

CELLS = json.loads((HOME / "gallery.ipynb").read_text(encoding="utf-8"))["cells"]
TEXT = {c["id"]: c for c in CELLS if c["cell_type"] == "markdown"}
CODE = {c["id"]: "".join(c["source"]) for c in CELLS if c["cell_type"] == "code"}
PREPARATION = ("defaults", "setup", "names", "words")
QUESTIONS = [name for name in CODE if name not in PREPARATION]
PARAMETERS = {
    "area": "ISO 3166-2 code of the area", "lang": "language: vi or en",
    "as_of": "date of knowledge, as in 2020-07-13; empty: all that is held",
    "data": "folder of a data package; empty: the bundled one",
}  # fmt: skip
EDITIONS = [("VN-09", "vi"), ("VN-09", "en"), ("VN-13", "vi")]
TITLE_LENGTH, ALT_LENGTH = 65, 250

each_edition = pytest.mark.parametrize(("area", "lang"), EDITIONS)
each_question = pytest.mark.parametrize("name", QUESTIONS)


@cache
def executed(area, lang):
    """The notebook as a reader gets it; a warning fails it, as it fails any test here."""
    notebook = (HOME / "gallery.ipynb").read_bytes()
    return make_pictures.notebook.execute(notebook, {"area": area, "lang": lang}, make_pictures.ls.load())


def figures(area, lang):
    return make_pictures.figures_of(executed(area, lang))


def words(svg):
    """Every text in a drawing, in its order."""
    return [unescape(t).strip() for t in re.findall(r"<text[^>]*>(.*?)</text>", "".join(svg), re.DOTALL)]


def test_there_are_ten_questions():
    assert len(QUESTIONS) == 10


def test_parameters_carry_their_help():
    lines = dict(re.match(r"(\w+) = .*?  # (.+)", line).groups() for line in CODE["defaults"].splitlines())
    assert lines == PARAMETERS


@pytest.mark.parametrize("name", CODE)
def test_a_cell_is_short_and_plain(name):
    assert 3 <= len(CODE[name].splitlines()) <= 12
    tree = ast.parse(CODE[name])
    assert not any(isinstance(n, ast.FunctionDef | ast.ClassDef) for n in ast.walk(tree))
    assert not re.search(r"\b(19|20)\d\d\b", CODE[name]) or name in PREPARATION


@each_question
def test_a_question_takes_figures_and_ends_in_a_chart(name):
    assert re.search(r"figures\.(select|series)\(", CODE[name])
    assert CODE[name].splitlines()[-1].strip().startswith(("charts.publish(", "charts.show("))


def test_text_stands_in_both_languages_and_holds_no_digit():
    assert list(TEXT) == [f"{name}-{lang}" for name in ["gallery", *QUESTIONS] for lang in ("vi", "en")]
    for name, cell in TEXT.items():
        assert cell["metadata"]["tags"] == [f"lang-{name[-2:]}"], name
        assert not re.search(r"\d", "".join(cell["source"])), name


@each_question
def test_a_question_stands_before_its_chart(name):
    ids = [c["id"] for c in CELLS]
    assert ids[ids.index(name) - 2 : ids.index(name)] == [f"{name}-vi", f"{name}-en"]
    assert all("".join(TEXT[f"{name}-{lang}"]["source"]).split("\n")[0].endswith("?") for lang in ("vi", "en"))


@each_edition
def test_it_runs_without_a_word_and_shows_figures(area, lang):
    outputs = [o for c in executed(area, lang).cells for o in c.get("outputs", ())]
    assert [o for o in outputs if SVG not in o.get("data", {})] == []
    assert len(outputs) == len(figures(area, lang))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_all_ten_are_drawn_for_the_province(lang):
    assert list(figures("VN-09", lang)) == QUESTIONS


def test_a_chart_without_figures_is_left_out():
    """No source gives trade through the gates of the neighbouring province."""
    assert list(figures("VN-13", "vi")) == [q for q in QUESTIONS if q != "gates"]


@each_edition
def test_figures_say_what_they_show(area, lang):
    for name, output in figures(area, lang).items():
        title, alt = output["metadata"]["lsdata"]["caption"], output["metadata"][SVG]["alt"]
        shown = words(output["data"][SVG])
        assert title in shown, name
        assert len(title) <= TITLE_LENGTH, name
        assert title in alt, name
        assert len(alt) <= ALT_LENGTH, name
        assert any(w.startswith({"vi": "Nguồn: ", "en": "Sources: "}[lang]) for w in shown), name
        assert not any(bad in w for w in [*shown, alt] for bad in ("nan", "None", "<NA>", "{", "VN-")), name


@each_question
def test_its_picture_is_the_one_that_it_draws_today(name):
    picture = HOME / "pictures" / f"gallery-{name}.svg"
    drawn = words(figures("VN-09", "en")[name]["data"][SVG])
    assert words(picture.read_text(encoding="utf-8")) == drawn, "stale: run python tests/make_pictures.py"


def test_every_picture_belongs_to_a_question_and_stands_in_the_readme():
    pictures = sorted(p.name for p in (HOME / "pictures").glob("gallery-*.svg"))
    assert pictures == sorted(f"gallery-{name}.svg" for name in QUESTIONS)
    text = (HOME / "README.md").read_text(encoding="utf-8")
    assert [f"gallery-{name}.svg" for name in re.findall(r"pictures/gallery-(\w+)\.svg", text)] == [
        f"gallery-{name}.svg" for name in QUESTIONS
    ]
