"""The lint: every rule seen red once."""

import pytest
from sample_notebook import executed
from sample_report import SOURCE, report, span

from lsdata.publish import document
from lsdata.publish.lint import forbidden, lint

SAY = 12  # the sample's cell of prose
ROWS = 7  # its first table


def whys(nb) -> list[str]:
    return [finding.why for finding in lint(nb)]


def said(text: str, part: str = "prose", lang: str = "vi"):
    """The sample with other words in its cell of prose."""
    nb = executed(lang)
    output = nb.cells[SAY].outputs[0]
    output.data["text/markdown"] = text
    output.metadata["lsdata"]["part"] = part
    return nb


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_sample_is_clean(lang):
    assert lint(executed(lang)) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Đạt 24% kế hoạch.", "a number without a fact"),
        ("Đạt **24**% kế hoạch.", "a number without a fact"),
        ("| a | b |\n|---|---|\n| x | 7 |", "a number without a fact"),
        ("[nguồn](https://example.org/1) số 5", "a number without a fact"),
        (span("fact", "25%", "pct"), "fact 'pct' prints as '24%'"),
        (span("fact", "1.320 triệu\u00a0USD", "level"), "fact 'level' prints as '1.320 triệu USD'"),
        (span("fact", "24%", "nowhere"), "no fact 'nowhere' in the report"),
        (span("ref", "[2]", SOURCE), f"source '{SOURCE}' has number 1"),
        (span("fact", "−42,9%", "yoy"), "a sign in prose: the verb says rise or fall"),
        (f"giảm -{span('fact', '42,9%', 'yoy')} và − nữa", "a sign in prose: the verb says rise or fall"),
        (span("rule", "+5"), "a sign in prose: the verb says rise or fall"),
        ("Kim ngạch đạt nan triệu USD.", "prints a missing value"),
        ("None triệu USD.", "prints a missing value"),
        ("Kim ngạch  tăng.", "doubled space"),
        (f"Kim ngạch đạt \u00a0{span('fact', '24%', 'pct')} kế hoạch.", "doubled space"),
        ("Kim ngạch tính bằng $.", "a dollar sign: money is printed as USD"),
        ("Kim ngạch tăng đáng kể.", "a word that a report does not write"),
    ],
)
def test_slip_of_prose_is_found(text, why):
    assert why in whys(said(text))


@pytest.mark.parametrize(
    "text",
    [
        span("fact", "24%", "pct"),
        span("fact", "1.320", "level"),  # a further form of the fact
        'Đọc `series(like="S1")`.',
        f"{span('rule', '±5')} điểm, {span('period', 'giai đoạn 2016–2020')}, {span('given', 'COVID-19 (−0,5%)')}.",
        "[trang](https://example.org/2020)",
        "Theo báo cáo, vụ đông xuân cơ bản đạt kế hoạch.",
        "Người dân gian nan, việc nan giải.",
        "",
    ],
)
def test_what_is_right_is_left_alone(text):
    assert lint(said(text)) == []


def test_the_three_numbers_and_tables_print_signs():
    assert lint(said(span("fact", "−42,9%", "yoy"), part="numbers")) == []


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("…", "5", "a number without a fact"),
        ("<b>Bảng 1.</b>", "<b>Bảng 1. Năm 2020</b>", "a number without a fact"),
        ("… có", "5 có", "a number without a fact"),
        (">1.320</span>", ">1.321</span>", "fact 'level' prints as '1.320 triệu USD'"),
        ("ước tính", "nan", "prints a missing value"),
    ],
)
def test_slip_of_a_table_is_found(old, new, why):
    nb = executed()
    data = nb.cells[ROWS].outputs[0].data
    assert old in data["text/html"]
    data["text/html"] = data["text/html"].replace(old, new, 1)
    assert why in whys(nb)


@pytest.mark.parametrize("source", ["Năm 2020 là năm khó.", "## Bước 1", "Đọc `2020-S1`.", f"{span('rule', '5')} điểm"])
def test_written_cell_holds_no_digit(source):
    nb = executed()
    nb.cells[0].source = source
    assert whys(nb) == ["a digit in a markdown cell"]


def test_finding_names_its_cell():
    nb = executed()
    nb.cells[8].source = "## So với kế hoạch\n\nNăm 2020."
    assert [str(finding) for finding in lint(nb)] == [
        "plan-vi (So với kế hoạch): 'Năm 2020.': a digit in a markdown cell"
    ]


def test_headline_of_the_report_is_read_too():
    nb = executed()
    nb.cells[-1].outputs[0].data[document.REPORT_MIME]["headline"]["html"] = "Đạt 24% kế hoạch"
    assert [(finding.cell, finding.why) for finding in lint(nb)] == [("b.facts()", "a number without a fact")]


def test_figure_needs_a_text():
    nb = executed()
    del nb.cells[10].outputs[0].metadata["image/svg+xml"]
    assert whys(nb) == ["a figure without a text for those who do not see it"]


def test_notebook_without_report_is_one_finding():
    nb = executed()
    nb.cells.pop()
    assert [finding.text for finding in lint(nb)] == ["b.facts()"]


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        ("Xuất khẩu bứt phá, nhìn chung ấn tượng.", "vi", ["bứt phá", "nhìn chung", "ấn tượng"]),
        ("Exports soared; demand is strong.", "en", ["soared", "strong"]),
        ("Justice and adjusted figures.", "en", []),
        ("Báo viết “một bức tranh sáng”.", "vi", []),
        ("According to the report, the economy is healthy.", "en", []),
        ("Kim ngạch giảm. Theo báo cáo, sản xuất cơ bản đạt kế hoạch. Thu tăng đáng kể.", "vi", ["đáng kể"]),
        ("Đáng kể", "vi", ["Đáng kể"]),
        ("nhìn\u00a0chung", "vi", ["nhìn chung"]),
        ("anything", "fr", []),
    ],
)
def test_forbidden_words(text, lang, found):
    assert forbidden(text, lang) == found


def test_the_samples_own_words_pass():
    for lang in ("vi", "en"):
        assert forbidden(report(lang)["headline"]["text"], lang) == []
