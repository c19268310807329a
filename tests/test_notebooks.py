"""The bundled notebooks as sources: what each holds, and what none may hold."""

import ast
import itertools
import json
import re
from pathlib import Path

import pytest

HOME = Path(__file__).parent.parent / "notebooks"
SECTORS = (
    "overview growth agriculture new_rural trade industry services budget investment transport society security outlook"
).split()
READ = {"explore", "gallery"}  # not made into reports; they have tests of their own
FOUND = {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in sorted(HOME.glob("*.ipynb"))}
NOTEBOOKS = {name: nb for name, nb in FOUND.items() if name not in READ}
HELP = {
    "area": "ISO 3166-2 code of the area", "period": "time period: 2020-S1, 6T/2020, 2019-01-01/P9M, 2023",
    "lang": "language: vi or en", "as_of": "date of knowledge, as in 2020-07-13; empty: all that is held",
    "data": "folder of a data package; empty: the bundled one",
}  # fmt: skip
# The house style of the opening, and of the end, is one to the letter; sector.ipynb repeats on purpose.
LONGEST_REPEAT = 6


def cells(name, kind):
    return [c for c in NOTEBOOKS[name]["cells"] if c["cell_type"] == kind]


def source(cell):
    return "".join(cell["source"])


def tags(cell):
    return cell["metadata"].get("tags", [])


def test_there_is_one_a_sector_and_one_for_any():
    assert set(FOUND) == {*SECTORS, "sector", *READ}


each = pytest.mark.parametrize("name", sorted(NOTEBOOKS))


@each
def test_no_outputs_and_ids(name):
    for c in cells(name, "code"):
        assert (c["outputs"], c["execution_count"]) == ([], None), c["id"]
    ids = [c["id"] for c in NOTEBOOKS[name]["cells"]]
    assert len(set(ids)) == len(ids)


@each
def test_parameters_are_declared_once_with_their_help(name):
    (cell,) = [c for c in cells(name, "code") if "parameters" in tags(c)]
    lines = dict(re.match(r"(\w+) = .*?  # (.+)", line).groups() for line in source(cell).splitlines())
    lines.pop("sector", None)
    assert lines == HELP


@each
def test_code_cells_are_small_and_define_nothing(name):
    for c in cells(name, "code"):
        tree = ast.parse(source(c))
        assert len(source(c).splitlines()) <= 12, c["id"]
        assert not any(isinstance(n, (ast.FunctionDef, ast.ClassDef)) for n in ast.walk(tree)), c["id"]
        assert not re.search(r"""["'](/|[A-Z]:\\\\)""", source(c)), c["id"]


@each
def test_text_stands_in_both_languages_and_holds_no_digit(name):
    text = cells(name, "markdown")
    for lang in ("vi", "en"):
        assert [t for c in text for t in tags(c) if t == f"lang-{lang}"]
    keys = {
        lang: [c["id"].removesuffix(f"-{lang}") for c in text if f"lang-{lang}" in tags(c)] for lang in ("vi", "en")
    }
    assert keys["vi"] == keys["en"]
    for c in text:
        assert len(tags(c)) == 1, c["id"]
        assert not re.search(r"\d", source(c)), c["id"]
        assert not re.search(r"Lạng Sơn|Quảng Ninh|Việt Nam|Vietnam|Thái Nguyên|Cao Bằng", source(c)), c["id"]


@each
def test_the_last_cell_gives_the_facts(name):
    assert source(NOTEBOOKS[name]["cells"][-1]) == "b.facts()"


@pytest.mark.parametrize("name", [s for s in SECTORS if s not in ("security",)])
def test_the_analysis_is_in_the_open(name):
    """Frames made in a cell, shown and said: at least four cells where the sector has figures."""
    made = re.compile(r"b\.(series|select|now|newest|compare|derive|constant)\(|ls\.(derive|plan_progress|series)\(")
    assert sum(bool(made.search(source(c))) for c in cells(name, "code")) >= 4


def test_no_long_run_of_lines_in_two_notebooks():
    def runs(name):
        skip = ("parameters", "opening", "words", "since", "limits", "sources", "facts")
        for c in cells(name, "code"):
            lines = [line.strip() for line in source(c).splitlines() if line.strip()]
            if c["id"] not in skip:
                yield from (tuple(lines[i : i + LONGEST_REPEAT + 1]) for i in range(len(lines) - LONGEST_REPEAT))

    for a, b in itertools.combinations(sorted(set(NOTEBOOKS) - {"sector"}), 2):
        assert not set(runs(a)) & set(runs(b)), (a, b)


def test_each_has_its_question_and_picture_in_the_readme():
    text = (HOME / "README.md").read_text(encoding="utf-8")
    for name in FOUND:
        assert f"{name}.ipynb" in text, name
    for name in NOTEBOOKS:
        assert name == "sector" or (HOME / "pictures" / f"{name}.svg").is_file(), name


ORDERED = {"sorted", "list", "tuple", "min", "max", "enumerate", "zip"}


def gone_through(tree):
    """What a loop, a comprehension or an ordering function goes through, in the order in which it comes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.For | ast.comprehension):
            yield node.iter
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ORDERED:
            yield from node.args


@pytest.mark.parametrize("path", sorted(HOME.rglob("*.ipynb")), ids=lambda p: p.stem)
def test_no_order_is_that_of_a_set(path):
    """It would differ from one start of Python to the next, and with it what a page says first."""
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code" and not source(cell).startswith("%"):
            unordered = [
                ast.unparse(x) for x in gone_through(ast.parse(source(cell))) if isinstance(x, ast.Set | ast.SetComp)
            ]
            assert unordered == []
