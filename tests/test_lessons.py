"""The lessons as sources, run with their solutions, and as a student gets them."""

import ast
import json
import re
from pathlib import Path

import nbformat
import pytest

import lsdata as ls
from lsdata.errors import ReportError, UnknownName
from lsdata.learn import keys, lessons
from lsdata.run import notebook as runner

HOME = Path(__file__).parent.parent / "notebooks" / "lessons"
LESSONS = {p.stem: p for p in sorted(HOME.glob("*.ipynb"))}
LANGS = ("vi", "en")
HELP = {
    "area": "ISO 3166-2 code of the area", "period": "time period: 2020-S1, 6T/2020, 2019-01-01/P9M, 2023",
    "lang": "language: vi or en", "as_of": "date of knowledge: what is published later changes no answer",
    "student": "your name: exercises with figures of your own; empty: those of the lesson",
    "data": "folder of a data package; empty: the bundled one",
}  # fmt: skip
PINNED = "2026-03-31"
PROSE_PER_LINE = 8  # words of prose for a line of code, at least

each = pytest.mark.parametrize("name", LESSONS)
in_each_language = pytest.mark.parametrize("lang", LANGS)


def cells(name, kind=None):
    nb = json.loads(LESSONS[name].read_text(encoding="utf-8"))
    return [c for c in nb["cells"] if kind in (None, c["cell_type"])]


def source(cell):
    return "".join(cell["source"])


def tags(cell):
    return cell["metadata"].get("tags", [])


def exercises_of(name):
    """Names of a lesson's exercises, in their order."""
    return [c["id"].removesuffix("-check") for c in cells(name) if c["metadata"].get("nbgrader", {}).get("grade")]


def run(notebook, **parameters):
    return runner.execute(notebook, {"lang": "vi", **parameters}, ls.load())


# --- as sources -------------------------------------------------------------------------------------------------------


def test_there_are_five_and_they_set_every_exercise():
    assert list(LESSONS) == ["1_reading", "2_growth", "3_points", "4_plan", "5_report"]
    assert sorted(x for name in LESSONS for x in exercises_of(name)) == sorted(keys.rules())


@each
def test_a_lesson_is_pinned_and_says_what_its_parameters_are(name):
    (cell,) = [c for c in cells(name, "code") if "parameters" in tags(c)]
    lines = dict(re.match(r"(\w+) = .*?  # (.+)", line).groups() for line in source(cell).splitlines())
    assert lines == HELP
    assert f'as_of = "{PINNED}"' in source(cell)
    assert 'student = ""' in source(cell)


@each
def test_code_is_small_and_without_outputs(name):
    ids = [c["id"] for c in cells(name)]
    assert len(set(ids)) == len(ids)
    for c in cells(name, "code"):
        assert (c["outputs"], c["execution_count"]) == ([], None), c["id"]
        tree = ast.parse(source(c).replace("%", ""))
        words = c["metadata"].get("jupyter", {}).get("source_hidden")
        assert words or len(source(c).splitlines()) <= 12, c["id"]
        assert not any(isinstance(n, (ast.FunctionDef, ast.ClassDef, ast.Lambda)) for n in ast.walk(tree)), c["id"]
        assert not re.search(r"""["'](/\w|[A-Z]:\\\\)""", source(c)), c["id"]


@each
def test_text_stands_in_both_languages_and_states_no_figure(name):
    """A figure comes from the data package, by a cell that is run; what is written holds no digit outside code."""
    text = cells(name, "markdown")
    keyed = {lang: [c["id"].removesuffix(f"-{lang}") for c in text if tags(c) == [f"lang-{lang}"]] for lang in LANGS}
    assert keyed["vi"] == keyed["en"]
    assert len(keyed["vi"]) * 2 == len(text)
    for c in text:
        prose = re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)", "", source(c), flags=re.S)
        assert not re.search(r"\d", prose), (c["id"], prose)


@each
@in_each_language
def test_prose_is_well_above_code(name, lang):
    text = [c for c in cells(name, "markdown") if tags(c) == [f"lang-{lang}"]]
    prose = sum(len(re.sub(r"```.*?```", "", source(c), flags=re.S).split()) for c in text)
    shown = [c for c in cells(name, "code") if not c["metadata"].get("jupyter", {}).get("source_hidden")]
    lines = sum(len([x for x in source(c).splitlines() if x and "###" not in x]) for c in shown)
    assert prose >= PROSE_PER_LINE * lines, (prose, lines)


@each
def test_exercises_are_in_the_convention_of_nbgrader(name):
    """Cell metadata of schema 3: read-only question, answer with a solution, check that gives points."""
    by_id = {c["id"]: c for c in cells(name)}
    graded = [c["metadata"]["nbgrader"] for c in cells(name) if "nbgrader" in c["metadata"]]
    ids = [g["grade_id"] for g in graded]
    assert len(set(ids)) == len(ids)
    for exercise in exercises_of(name):
        ask, answer, check = (by_id[f"{exercise}-{part}"] for part in ("ask", "answer", "check"))
        same = {"schema_version": 3, "task": False}
        for cell, rest in (
            (ask, {"grade": False, "locked": True, "solution": False}),
            (answer, {"grade": False, "locked": False, "solution": True}),
            (check, {"grade": True, "locked": True, "solution": False, "points": 1}),
        ):
            assert cell["metadata"]["nbgrader"] == same | rest | {"grade_id": cell["id"]}
        assert source(ask).splitlines()[0].endswith(f'= ls.exercise("{exercise}", student, lang, as_of, data)')
        assert source(check) == f"{exercise}.check({exercise}_answer)"
        assert source(answer).startswith(f"{exercise}_answer = None\n### BEGIN SOLUTION\n")
        assert source(answer).endswith("\n### END SOLUTION")


@each
def test_each_exercise_has_its_solution_folded_below(name):
    by_id, order = {c["id"]: c for c in cells(name)}, [c["id"] for c in cells(name)]
    for exercise in exercises_of(name):
        solution = re.search(r"### BEGIN SOLUTION\n(.*)\n### END", source(by_id[f"{exercise}-answer"]), re.S)[1]
        after = order.index(f"{exercise}-check") + 1
        assert order[after : after + 2] == [f"{exercise}-why-vi", f"{exercise}-why-en"]
        for lang in LANGS:
            text = source(by_id[f"{exercise}-why-{lang}"])
            assert text.startswith("<details><summary>")
            assert f"```python\n{solution}\n```" in text, (exercise, lang)


@each
def test_a_guess_comes_before_what_it_is_about(name):
    assert [c for c in cells(name, "code") if source(c).startswith("my_guess = None")]


# --- run --------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def taught():
    """Each lesson in each language, run from top to bottom with its solutions: (name, lang) -> notebook."""
    return {(name, lang): run(path.read_bytes(), lang=lang) for name, path in LESSONS.items() for lang in LANGS}


@each
@in_each_language
def test_a_lesson_runs_with_its_solutions(taught, name, lang):
    nb = taught[name, lang]
    outputs = [o for c in nb.cells for o in c.get("outputs", [])]
    assert {o.output_type for o in outputs} <= {"display_data", "execute_result", "stream"}
    assert [o.text for o in outputs if o.get("name") == "stderr"] == []
    right = {"vi": "Đúng.", "en": "Right."}[lang]
    for exercise in exercises_of(name):
        (cell,) = [c for c in nb.cells if c.id == f"{exercise}-check"]
        assert f"<b>{right}</b>" in cell.outputs[0].data["text/html"], exercise
    assert [o for o in outputs if "image/svg+xml" in o.get("data", {})], "a lesson without a picture"


@each
@in_each_language
def test_every_figure_said_is_one_of_the_package(taught, name, lang):
    """What a lesson shows in words: each marked number is printed as its fact is, and no other digit stands there."""
    data = ls.load()
    for cell in taught[name, lang].cells:
        for output in cell.get("outputs", []):
            shown = "".join(output.get("data", {}).get(m, "") for m in ("text/markdown",))
            for address, text in re.findall(r'class="ls-fact" data-id="([^"]+)">([^<]*)<', shown):
                if address in data.by_id:
                    assert text in ls.Fact.of(data.by_id[address], data, lang).texts(), (cell.id, address, text)
            bare = re.sub(r'<span class="ls-\w+"[^>]*>[^<]*</span>|<code>.*?</code>|`[^`]*`|<[^>]+>|&#?\w+;', "", shown)
            assert not re.search(r"\d", bare), (cell.id, bare)


@each
@pytest.mark.parametrize("student", ["An", "Bình", "Chi"])
def test_solutions_are_right_for_any_student(name, student):
    """The figures differ, the way does not: the exercises alone, without what the lesson shows between them."""
    nb = runner.read(LESSONS[name].read_bytes())
    parts = ("-ask", "-answer", "-check")
    if name != "5_report":  # there the answers are programs, made with the cells before them
        nb.cells = [c for c in nb.cells if c.id in ("defaults", "setup") or c.id.endswith(parts)]
    ran = run(runner.write(nb), student=student)
    for exercise in exercises_of(name):
        (cell,) = [c for c in ran.cells if c.id == f"{exercise}-check"]
        assert "<b>Đúng.</b>" in cell.outputs[0].data["text/html"], exercise


# --- as a student gets it ---------------------------------------------------------------------------------------------


@each
@in_each_language
def test_the_students_version_is_in_one_language_and_without_solutions(name, lang):
    nb = runner.read(lessons.hand_out(LESSONS[name].read_bytes(), lang))
    for cell in nb.cells:
        assert "SOLUTION" not in cell.source
        assert "lang-" + ({"vi", "en"} - {lang}).pop() not in cell.metadata.get("tags", [])
        if cell.id.endswith("-answer"):
            assert len(cell.source.splitlines()) == 2, cell.id


@each
def test_the_students_version_fails_only_where_an_answer_is_asked_for(name):
    nb = runner.read(lessons.hand_out(LESSONS[name].read_bytes(), "vi"))
    for cell in nb.cells:
        if cell.id.endswith("-check"):
            cell.metadata["tags"] = ["raises-exception"]  # to go on after it, as a student does
    with pytest.raises(ReportError) as stopped:
        run(runner.write(nb))
    went = runner.read(stopped.value.executed)
    failed = {c.id: o.ename for c in went.cells for o in c.get("outputs", []) if o.output_type == "error"}
    assert failed == {f"{exercise}-check": "WrongAnswer" for exercise in exercises_of(name)}


def test_the_language_is_the_one_that_was_asked_for():
    handed = runner.read(lessons.hand_out(LESSONS["2_growth"].read_bytes(), "en"))
    (cell,) = [c for c in handed.cells if "parameters" in c.metadata.get("tags", [])]
    assert 'lang = "en"  # language' in cell.source
    assert {t for c in handed.cells for t in c.metadata.get("tags", [])} == {"lang-en", "parameters"}


def test_a_teacher_keeps_the_solutions():
    handed = runner.read(lessons.hand_out(LESSONS["2_growth"].read_bytes(), "vi", solutions=True))
    assert sum("### BEGIN SOLUTION" in c.source for c in handed.cells) == len(exercises_of("2_growth"))


def test_what_cannot_be_handed_out():
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("### BEGIN SOLUTION\nx = 1", id="open")])
    with pytest.raises(ReportError, match="cell open: a solution that begins has to end"):
        lessons.hand_out(runner.write(nb), "vi")
    with pytest.raises(ReportError, match="not a Jupyter notebook"):
        lessons.hand_out(b"{}", "vi")
    with pytest.raises(UnknownName, match="unknown language 'fr'"):
        lessons.hand_out(LESSONS["2_growth"].read_bytes(), "fr")
