"""The lint: every rule seen red once; and what it says of a notebook that is not ours."""

import json
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from sample_notebook import executed
from sample_report import SOURCE, report, span

from lsdata.errors import ReadError
from lsdata.publish import document
from lsdata.publish.lint import check, forbidden, lint

BUNDLED = sorted((Path(__file__).parents[1] / "notebooks").rglob("*.ipynb"))

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
        ("Kim ngạch tăng âm.", "“tăng” with a negative number"),
        (
            f"Tỷ trọng tăng {span('fact', '24%', 'pct')}.",
            "per cent for percentage points: two percentages differ by points",
        ),
        (f"Đạt {span('fact', '24%', 'pct')}, tăng so với cùng kỳ.", "a base without its year"),
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


def test_a_sign_is_one_finding():
    assert whys(said("Kết quả −5%.")).count("a sign in prose: the verb says rise or fall") == 1
    assert rules(draft("Kết quả −5%.")) == [("remark", "sign"), ("remark", "untyped")]


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


# --- a notebook of one's own ------------------------------------------------------------------------------------------

DRAFT = """## Kết quả 6 tháng đầu năm 2020

Kim ngạch xuất nhập khẩu ước đạt 1.320, giảm 42.9% so với cùng kỳ năm trước. Ngành xây dựng tăng trưởng âm.

Tỷ lệ hộ nghèo giảm 2,95% so với năm 2019. Lượng khách tăng 3,2 lần so với năm 2019.

- Thu ngân sách tăng 5%."""
SLIPS = [
    ("error", "decimal"), ("error", "points"),
    ("warning", "base"), ("warning", "base-year"), ("warning", "negative-rise"), ("warning", "times"), ("warning", "unit"),
    ("remark", "untyped"),
]  # fmt: skip


def draft(*texts: str, period: str = "2020-S1", **tags):
    """A notebook with parameters and texts, not executed."""
    cells = [new_code_cell(f'period = "{period}"  # time period', metadata={"tags": ["parameters"]})]
    return new_notebook(cells=cells + [new_markdown_cell(text, metadata=tags) for text in texts])


def shown(**data: str):
    """A notebook that has been executed, with one output."""
    output = new_output("display_data", data={mime.replace("_", "/"): text for mime, text in data.items()})
    return new_notebook(cells=[new_code_cell("show()", outputs=[output])])


def rules(nb, lang: str = "vi") -> list[tuple[str, str]]:
    return [(finding.level, finding.rule) for finding in check(nb, lang)]


@pytest.mark.parametrize("make", [draft, lambda text: shown(text_markdown=text)], ids=["written", "executed"])
def test_every_slip_of_a_draft_is_found(make):
    assert sorted(rules(make(DRAFT))) == sorted(SLIPS)


def test_a_draft_beside_a_report_is_held_to_its_facts():
    nb = executed()
    nb.cells.insert(SAY, new_markdown_cell(DRAFT))
    nb.cells[SAY + 1].outputs[0].data["text/markdown"] = span("fact", "25%", "pct") + span("ref", "[2]", SOURCE)
    assert sorted(rules(nb)) == sorted([*SLIPS, ("error", "fact-text"), ("error", "source-number")])


def test_what_is_right_is_left_to_its_writer():
    text = "Kim ngạch đạt ba phần tư kế hoạch, nhìn chung ấn tượng."
    assert rules(draft(text)) == []
    assert rules(draft(f"{text} Bằng 24% kế hoạch.")) == [("remark", "untyped")]


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_bundled_notebooks_have_no_slip(path):
    assert [str(finding) for finding in check(path, "en")] == []


def test_a_report_has_no_slip():
    assert [check(executed(lang), lang) for lang in ("vi", "en")] == [[], []]


def test_one_remark_names_the_numbers_of_a_notebook_and_their_cells():
    text = "Đạt 1 tấn, 2 tấn, 3 tấn, 4 tấn, 5 tấn, 6 tấn, 7 tấn."
    (finding,) = check(draft(text))
    assert (finding.cell, finding.text) == ("ô 2", "1; 2; 3; 4; 5; 6; … (7)")
    (finding,) = check(draft("Đạt 5 tấn.", "Chưa có số liệu nào.", "Đạt 6 tấn."), "en")
    assert (finding.cell, finding.text, finding.level) == ("cells 2, 4", "5; 6", "remark")
    assert finding.why.startswith("numbers typed by hand")
    (finding,) = check(draft(*["Đạt 5 tấn."] * 20))
    assert finding.cell == "ô 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, …"


def test_a_base_without_its_year_is_told_once_a_cell():
    text = "Thu tăng 5% so với cùng kỳ. Chi tăng 3% so với cùng kỳ."
    assert rules(draft(text, text)) == [("warning", "base-year")] * 2 + [("remark", "untyped")]


def test_a_finding_is_one_line_in_the_language_asked_for():
    nb = draft("Kim ngạch tăng 42.9% so với năm 2019.")
    assert str(check(nb)[0]) == (
        "ô 2 (Kim ngạch tăng 42.9% so với năm 2019.): 'Kim ngạch tăng 42.9% so với năm 2019.': "
        "tiếng Việt dùng dấu phẩy thập phân; viết 42,9"
    )
    assert str(check(nb, "en")[0]).endswith("Vietnamese uses a decimal comma; write 42,9")


@pytest.mark.parametrize(
    ("text", "tags", "found"),
    [
        ("Turnover of Lạng Sơn fell 42.9% from the level of 2019.", [], []),
        ("Turnover of Lạng Sơn fell 42,9% from the level of 2019.", [], ["decimal"]),
        ("Kim ngạch giảm 42,9% so với năm 2019.", [], []),
        ("42.9%", ["lang-vi"], ["decimal"]),
        ("42.9%", ["lang-en"], []),
        ("42.9%", [], []),  # nothing tells
        ("GRDP: 42,9%", [], []),
        ("Visits rose 11.6%.", [], ["base"]),
        ("Visits rose 11.6% from 2019.", [], []),
        ("Visits rose 11,6% from 2019.", [], ["decimal"]),
        ("Nghin ha: 42.9%, tang 42,9%", [], []),
    ],
)
def test_a_text_is_read_in_its_own_language(text, tags, found):
    assert [rule for _, rule in rules(draft(text, tags=tags)) if rule != "untyped"] == found


def test_a_notebook_has_one_language_where_a_cell_leaves_doubt():
    english, doubtful = "The turnover of the province was lower than in the year before.", "GRDP: 42.9%"
    assert rules(draft(english, doubtful, "Online: 5%")) == [("remark", "untyped")]
    vietnamese = "Kim ngạch của tỉnh thấp hơn nhiều so với trước."
    assert rules(draft(vietnamese, doubtful)) == [("error", "decimal"), ("remark", "untyped")]
    assert rules(draft(vietnamese, "Online, logistics: 42,9%")) == [("remark", "untyped")]
    assert rules(draft(vietnamese, "The turnover of the province fell 42,9% from 2019."))[0] == ("error", "decimal")


def test_the_language_of_a_notebook_is_that_of_its_parameters():
    nb = draft("42.9%")
    nb.cells[0].source += '\nlang = "en"'
    assert rules(nb) == [("remark", "untyped")]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["6 tháng đầu năm 2020, kim ngạch giảm."], ["error"]),
        (["6 tháng đầu năm 2020, kim ngạch giảm.", "6 tháng đầu năm 2021, kim ngạch tăng."], ["warning"]),
        (["# Xuất nhập khẩu 6 tháng đầu năm 2020", "6 tháng đầu năm 2021, kim ngạch tăng."], ["error"]),
        (["Kim ngạch tăng so với 6 tháng đầu năm 2020."], []),
        (["In the first half of 2020, the turnover was low."], ["error"]),
    ],
)
def test_a_year_is_stale_when_the_parameter_has_moved_on(texts, found):
    for nb in (draft(*texts, period="2021-S1"), draft(*texts)):
        if nb.cells[0].source.startswith('period = "2020-S1"'):
            nb.cells.insert(1, new_code_cell('period = "2021-S1"', metadata={"tags": ["injected-parameters"]}))
        assert [finding.level for finding in check(nb) if finding.rule == "stale-year"] == found


def test_what_is_injected_goes_before_what_a_later_cell_sets():
    nb = draft("6 tháng đầu năm 2021, kim ngạch giảm.", period="2021-S1")
    nb.cells.append(new_code_cell('period = "2019-S1"'))
    assert rules(nb) == []


@pytest.mark.parametrize("period", ['""', "0", '"no period"', "[1]", "None"])
def test_without_a_period_no_year_is_stale(period):
    nb = draft("6 tháng đầu năm 2018, kim ngạch giảm.")
    nb.cells[0].source = f"period = {period}"
    assert rules(nb) == []


def test_years_of_a_reports_facts_are_not_stale():
    text = "Quý II/2018, kim ngạch giảm."
    nb = executed()
    nb.cells.insert(SAY, new_markdown_cell(text))
    assert rules(nb) == [("warning", "stale-year")]
    one = nb.cells[-1].outputs[0].data[document.REPORT_MIME]
    next(iter(one["facts"].values()))["period"] = "2018-Q2"
    assert rules(nb) == []


def test_tables_are_read_but_no_frame_as_pandas_prints_it():
    table = "<table{}><tr><th>Tỷ lệ</th><td>42.9%</td><td>24,0%</td></tr></table>"
    assert [rule for _, rule in rules(shown(text_html=table.format("")))] == ["decimal", "untyped"]
    assert rules(shown(text_html=table.format(' class="dataframe"'))) == []


def test_code_and_quotations_are_left_alone():
    text = "Đọc `42.9%` và “tăng trưởng âm 42.9%”.\n\n```python\nx = 42.9\n```\n\n<code>tăng âm</code>"
    assert rules(draft(text)) == []


def test_a_notebook_is_read_from_its_path(tmp_path):
    path = tmp_path / "draft.ipynb"
    nbformat.write(draft(DRAFT), path)
    assert sorted(rules(str(path))) == sorted(SLIPS)
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": [
        {"cell_type": "markdown", "metadata": {}, "source": ["Kim ngạch ", "tăng âm."]}]}]}  # fmt: skip
    path.write_text(json.dumps(old), encoding="utf-8")
    assert rules(path) == [("error", "negative-rise")]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.ipynb", None, "no such file"),
        ("a.ipynb", b"{", "broken JSON in line 1"),
        ("a.ipynb", b"", "broken JSON in line 1"),
        ("a.ipynb", b"\xff\xfe\x00", "no text"),
        ("a.ipynb", b"[]", "no cells"),
        ("a.ipynb", b'{"nbformat": 4, "cells": 5}', "no notebook that can be read"),
        (
            "a.ipynb",
            b'{"nbformat": 9, "nbformat_minor": 0, "metadata": {}, "cells": [{}]}',
            "no notebook that can be read",
        ),
        ("a.md", "# Số liệu".encode(), "a Jupyter notebook (.ipynb) was expected"),
    ],
)
def test_what_is_no_notebook_is_said_in_a_line(tmp_path, name, content, said):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ReadError) as caught:
        check(path)
    assert said in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_is_no_notebook(tmp_path):
    with pytest.raises(ReadError, match="a Jupyter notebook"):
        check(tmp_path)
