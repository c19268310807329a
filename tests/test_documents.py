"""From a notebook to blocks with footnotes: what Word and PDF print, whichever of them does."""

import re

import nbformat
import pytest
from nbformat.v4 import new_notebook
from sample_notebook import executed

from lsdata.errors import LsdataError, ParameterError
from lsdata.package import notebooks_home
from lsdata.publish import columns, document, office, parse
from lsdata.publish.blocks import Figure, Heading, Numbers, Paragraph, Preformatted, Table, clean, plain_text
from lsdata.publish.notes import Notes
from lsdata.publish.paper import paper


def sheet(lang: str = "vi", content: dict | None = None):
    nb = executed(lang)
    report = document.report(nb)
    return paper(document.plain(nb), report, office.of(content or {}, report))


TABLE = (
    "<table border=1 class='dataframe'><thead><tr><th></th><th colspan=2>x</th></tr><tr><th></th><th>a</th><th>b</th></tr>"
    "</thead><tbody><tr><th>0</th><td>1.5</td><td>one</td></tr><tr><th>1</th><td>-2</td></tr></tbody></table>"
)


def blocks(*cells: tuple[str, str]):
    """Blocks of a document of these cells: (part, Markdown or HTML)."""
    made = []
    for part, source in cells:
        own = {"metadata": {"lsdata": {"part": part, "section": "s"}}}
        if source.startswith("<table"):
            made.append(
                {
                    "cell_type": "code",
                    "source": "",
                    "outputs": [{"output_type": "display_data", "data": {"text/html": source}, "metadata": {}}],
                }
                | own
            )
        else:
            made.append({"cell_type": "markdown", "source": source} | own)
    return parse.blocks(nbformat.from_dict(dict(new_notebook()) | {"cells": made}), "Hình {n}.")


def notes_of(spans) -> list[str]:
    return [plain_text(s.note) for s in spans if s.kind == "note"]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_report_becomes_blocks_of_every_kind_in_its_order(lang):
    one = sheet(lang)
    kinds = {type(b) for b in one.blocks}
    assert {Heading, Paragraph, Numbers, Table, Figure} <= kinds
    assert isinstance(one.blocks[0], Paragraph)
    assert one.blocks[0].part == "headline"
    assert all(b.alt and b.label and plain_text(b.caption) for b in one.blocks if isinstance(b, Figure))
    assert all(plain_text(b.caption) and b.heads for b in one.blocks if isinstance(b, Table))
    labels = [b.label for b in one.blocks if isinstance(b, Heading) and b.level == 1]
    assert labels[:3] == ["I.", "II.", "III."]


def test_marks_keep_their_kind_and_style_its_place():
    (p,) = blocks(
        ("prose", 'Đạt **<span class="ls-fact" data-id="a">24%</span>** *kế hoạch*<br>năm [đây](https://a.vn/x).')
    )
    assert [(s.text, s.kind, s.id, s.bold, s.italic, s.href) for s in p.spans] == [
        ("Đạt ", "", "", False, False, ""), ("24%", "fact", "a", True, False, ""), (" ", "", "", False, False, ""),
        ("kế hoạch", "", "", False, True, ""), ("", "break", "", False, False, ""), ("năm ", "", "", False, False, ""),
        ("đây", "", "", False, False, "https://a.vn/x"), (".", "", "", False, False, ""),
    ]  # fmt: skip


def test_a_table_of_a_users_own_is_a_grid():
    (t,) = blocks(("output", TABLE))
    assert [plain_text(h) for h in t.heads] == ["", "x a", "b"]
    assert [[plain_text(c) for c in r.cells] for r in t.rows] == [["0", "1.5", "one"], ["1", "-2", ""]]
    assert t.numeric == (False, True, False)
    assert (t.label, t.key) == ("", "")


@pytest.mark.parametrize(
    "markup",
    ["<script>alert(1)</script>", "](javascript:alert(1))", '<img src=x onerror="a()">', "<a href='javascript:a()'>x</a>", "#eval(1) $x$ @ref <b", "{ HYPERLINK \"x\" }"],
)  # fmt: skip
def test_what_looks_like_markup_is_text_without_an_address(markup):
    from lsdata.facts import escape

    (p,) = blocks(("prose", f'<span class="ls-given" data-id="s">{escape(markup)}</span>'))
    assert plain_text(p.spans) == markup
    assert not any(s.href for s in p.spans)
    raw = blocks(("prose", f"A {markup} b"))
    assert not any(s.href for b in raw if isinstance(b, Paragraph) for s in b.spans)


def test_signs_that_no_document_can_hold_are_left_out():
    assert clean("a\x00b\u202ec\u2066d\x1be") == "abcde"
    assert clean("Lạng So\u031bn") == "Lạng Sơn"


def test_a_source_is_told_whole_once_and_then_by_its_number():
    report = document.report(executed())
    source = report["sources"][0]
    ref = f'<span class="ls-ref" data-id="{source["source_id"]}">[1]</span>'
    given = list(
        Notes(report, {"source": "Nguồn", "ways": ""}).annotated(
            blocks(("prose", f"A.{ref} B. {ref}"), ("prose", f"C.{ref}"))
        )
    )
    first, second = (notes_of(p.spans) for p in given)
    assert source["title"] in first[0]
    assert first[0].startswith("[1] ")
    assert first[1] == second[0] == "Nguồn [1]."
    assert plain_text(given[0].spans) == "A. B."


def test_a_note_names_the_place_in_the_source_and_what_other_sources_print():
    report = document.report(executed())
    name, fact = next((i, f) for i, f in report["facts"].items() if not f["formula"] and f["source"])
    fact |= {"locator": "đoạn 8", "others": [{"text": "99%", "source": 2, "source_id": "x", "reason": "bản sao"}]}
    marked = (
        f'<span class="ls-fact" data-id="{name}">x</span>.<span class="ls-ref" data-id="{fact["source_id"]}">[1]</span>'
    )
    words = {"source": "Nguồn", "ways": "", "note_other": "số khác là {text} [{number}], không dùng vì {reason}"}
    (p,) = Notes(report, words).annotated(blocks(("prose", marked)))
    assert notes_of(p.spans)[0].endswith("đoạn 8; số khác là 99% [2], không dùng vì bản sao.")


def test_a_figure_whose_source_the_sentence_does_not_name_gets_a_note_of_its_own():
    """Also behind the number of another source."""
    report = document.report(executed())
    name, fact = next((i, f) for i, f in report["facts"].items() if not f["formula"] and f["source"])
    report["sources"].append(report["sources"][0] | {"source_id": "other", "number": 9, "title": "Bài khác"})
    marked = f'A.<span class="ls-ref" data-id="other">[9]</span> <span class="ls-fact" data-id="{name}">x</span>.'
    (p,) = Notes(report, {"source": "Nguồn", "ways": ""}).annotated(blocks(("prose", marked)))
    first, second = notes_of(p.spans)
    assert first.startswith("[9] ")
    assert second.startswith(f"[{fact['source']}] ")


def test_a_copy_is_cited_with_its_address_and_without_a_link():
    report = document.report(executed())
    copy = report["sources"][0] | {"source_id": "copy", "number": 9, "authority": "mirror", "url": "https://copy.vn/a"}
    report["sources"].append(copy)
    last = Notes(report, {}).references()[-1].spans[-1]
    assert (last.text, last.href) == ("https://copy.vn/a", "")


def test_the_list_of_sources_stands_once_with_its_addresses():
    one, report = sheet(), document.report(executed())
    assert [r.number for r in one.references] == [s["number"] for s in report["sources"]]
    assert [s["url"] for s in report["sources"] if s["url"]] == [
        s.href for r in one.references for s in r.spans if s.href
    ]
    assert not any(isinstance(b, Table) and b.key == "sources" for b in one.blocks)


FULL = """agency = "SỞ KẾ HOẠCH"
recipients = ["Lưu: VT"]
subject = "Về {sector} của {area}, {period}"
date = "2020-07-05"
[en]
agency = "Planning"
"""


def test_an_office_file_fills_the_frame_a_language_first(tmp_path):
    (tmp_path / "o.toml").write_text(FULL, encoding="utf-8")
    content = office.read(tmp_path / "o.toml")
    vi, en = (office.of(content, document.report(executed(lang))) for lang in ("vi", "en"))
    assert (vi.agency, en.agency) == ("SỞ KẾ HOẠCH", "Planning")
    assert (vi.recipients, vi.date, vi.place) == (("Lưu: VT",), "2020-07-05", "Lạng Sơn")
    assert vi.subject == "Về xuất nhập khẩu của tỉnh Lạng Sơn, 6 tháng đầu năm 2020"
    assert sheet("vi", content).subject == vi.subject


def test_a_document_has_the_day_of_knowledge_or_none_but_never_today():
    report = document.report(executed()) | {"as_of": ""}
    assert office.of({}, report).date == ""
    assert office.of({}, report | {"as_of": "2020-07-13"}).date == "2020-07-13"
    assert office.of({"date": "2020-07-20"}, report | {"as_of": "2020-07-13"}).date == "2020-07-20"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("agency =", "not TOML"),
        ("agencie = 'x'", "unknown entry 'agencie'; did you mean 'agency'?"),
        ("agency = 5", "agency is a text in quotation marks"),
        ("recipients = 'x'", "recipients is a list of texts"),
        ("date = '2020-13-01'", "date '2020-13-01' is no day; write one like 2020-07-13"),
        ("[en]\nsigned = 'x'", "unknown entry 'signed'"),
        ("vi = 'x'", "vi is a table"),
    ],
)
def test_a_wrong_office_file_is_one_line(tmp_path, text, said):
    (tmp_path / "o.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ParameterError, match=re.escape(said)) as caught:
        office.read(tmp_path / "o.toml")
    assert "o.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_example_that_comes_with_the_notebooks_is_one():
    content = office.read(notebooks_home() / "office.toml")
    assert {*content, "en"} == {*office.NAMES, "en"}  # it names every entry there is
    vi, en = (office.of(content, document.report(executed(lang))) for lang in ("vi", "en"))
    assert (vi.symbol, en.symbol) == ("BC-SKHĐT", "SKHĐT")
    assert sheet("vi", content).subject.startswith("Tình hình xuất nhập khẩu tỉnh Lạng Sơn")


def test_no_office_file_is_one_line(tmp_path):
    with pytest.raises(LsdataError, match="cannot read the office file"):
        office.read(tmp_path / "none.toml")


def test_output_that_is_no_table_stays_as_it_stands():
    pre = blocks(("text", "```\na  b\n```"))
    assert pre == [Preformatted("a  b")]


def test_columns_fill_the_page_and_numbers_stay_whole():
    value, name = "10.490\u00a0triệu\u00a0USD", "Kim ngạch xuất nhập khẩu qua địa bàn tỉnh"
    for count, sizes in ((1, (11, 10)), (5, (10, 9, 8, 7))):
        grid, numeric = [["đầu"] * 2 * count, *[[name, value] * count] * 3], (False, True) * count
        found = columns.fit(grid, [True, False, False, False], numeric, 468, sizes, 8)
        assert sum(found.widths) == pytest.approx(468, abs=0.1)
        assert min(found.widths[1::2]) > columns.width(value, found.size)
        assert found.lines >= 4


def test_a_table_that_is_too_wide_takes_the_smallest_type_and_says_that_words_must_break():
    for text in ("x" * 10_000, "x" * 100, ""):
        found = columns.fit([[text] * 12] * 2, [True, False], (False,) * 12, 468, (11, 10), 6)
        assert sum(found.widths) == pytest.approx(468, abs=0.1)
        assert (found.size, found.lines == 0) == ((10, True) if text else (11, False))
    assert columns.fit([[]], [True], (), 468, (11, 10), 6) == (11, [], 0)
