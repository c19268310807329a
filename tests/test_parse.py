"""From HTML and Markdown of any notebook to blocks: nothing lost, nothing twice, no number that nobody printed."""

import os
import subprocess
import sys

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from lsdata.publish import document, html, parse
from lsdata.publish.blocks import Items, Paragraph, Preformatted, Table, plain_text


def blocks(markup: str, part: str = "output"):
    """Blocks of an output in HTML."""
    return parsed(shown({"text/html": markup}, part))


def written(source: str, part: str = "text"):
    """Blocks of a written cell."""
    own = {"lsdata": {"part": part, "section": "s"}}
    return parsed(new_markdown_cell(source, metadata=own))


def shown(data: dict, part: str = "output"):
    outputs = [new_output("display_data", data)]
    return new_code_cell("", outputs=outputs, metadata={"lsdata": {"part": part, "section": "s"}})


def parsed(*cells):
    return parse.blocks(nbformat.from_dict(new_notebook(cells=list(cells))), "Hình {n}.")


def rows(table: Table) -> list[list[str]]:
    return [[plain_text(cell) for cell in row.cells] for row in table.rows]


def said(found) -> list:
    """Blocks as short as can be: lists as (ordered, entries), anything else as its words."""
    return [
        (b.ordered, [plain_text(i) for i in b.items])
        if isinstance(b, Items)
        else rows(b)
        if isinstance(b, Table)
        else b.text
        if isinstance(b, Preformatted)
        else plain_text(b.spans)
        for b in found
    ]


def test_a_table_with_groups_of_rows_keeps_its_columns():
    index = pd.MultiIndex.from_product([["a", "b"], ["one", "two"]], names=["k", "l"])
    frame = pd.DataFrame({"x": [1, 2, 3, 4], "y": [5, 6, 7, 8]}, index=index)
    (table,) = (b for b in blocks(frame._repr_html_()) if isinstance(b, Table))
    assert [plain_text(head) for head in table.heads] == ["k", "l", "x", "y"]
    assert rows(table) == [["a", "one", "1", "5"], ["", "two", "2", "6"], ["b", "one", "3", "7"], ["", "two", "4", "8"]]
    assert table.numeric == (False, False, True, True)


@pytest.mark.parametrize(
    ("markup", "grid"),
    [
        ("<tr><td>a<td rowspan=2>b<td rowspan=3>c</tr><tr><td>d</tr><tr><td>e<td>f</tr>", ["abc", "d  ", "ef "]),
        ("<tr><td rowspan=2 colspan=2>a<td>b</tr><tr><td>c</tr><tr><td>d<td>e<td>f</tr>", ["a b", "  c", "def"]),
        ("<tr><td>a<td rowspan=2>b</tr><tr><td colspan=2>c<td>d</tr><tr><td>e<td>f", ["ab ", "c d", "ef "]),
        ("<tr><td rowspan=99999999999>a<td>b</tr><tr><td>c</tr>", ["ab", " c"]),
        ("<tr><td rowspan=0>a<td rowspan=x>b</tr><tr><td>c<td>d</tr>", ["ab", "cd"]),
    ],
)
def test_a_cell_over_rows_stands_in_the_first(markup, grid):
    (table,) = blocks(f"<table>{markup}</table>")
    assert rows(table) == [[letter.strip() for letter in row] for row in grid]


def test_a_head_over_two_rows_stays_in_its_column_and_ends_with_the_heads():
    (table,) = blocks(
        "<table><thead><tr><th rowspan=9>a<th colspan=2>b</tr><tr><th>c<th>d</tr></thead><tr><td>1<td>2<td>3</table>"
    )
    assert [plain_text(head) for head in table.heads] == ["a", "b c", "d"]
    assert rows(table) == [["1", "2", "3"]]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("- a\n  - b\n    - c\n- d", [(False, ["a"]), (False, ["b"]), (False, ["c"]), (False, ["d"])]),
        ("1. a\n   - b\n   - c\n2. d", ["1. a", (False, ["b", "c"]), "2. d"]),
        ("- a\n- b\n  1. c\n  2. d", [(False, ["a", "b"]), (True, ["c", "d"])]),
        ("1. a\n2. b", [(True, ["a", "b"])]),
        ("5. a\n6. b", ["5. a", "6. b"]),
        ("<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>", [(False, ["a"]), (False, ["b"]), (False, ["c"])]),
        ("<ul><li>a<ul><li>b</li></ul>c</li></ul>", [(False, ["a c"]), (False, ["b"])]),
    ],
)
def test_a_list_in_a_list_is_printed_once_and_numbers_go_on(source, found):
    assert said(written(source)) == found


@pytest.mark.parametrize("name", ["center", "article", "main", "form", "header", "nav", "font", "span", "b"])
def test_a_table_is_one_wherever_it_stands(name):
    markup = f"a<{name}><table><tr><td>1</td><td>2</td></tr></table></{name}>b"
    assert said(blocks(markup)) == ["a", [["1", "2"]], "b"]


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<ul><li><table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table></li></ul>", [(False, ["1 2 3"])]),
        ("<table><tr><td>x<table><tr><td>1</td><td>2</td></tr></table></td></tr></table>", [[["x 1 2"]]]),
        ("<table><tr><td>1<div>2</div>3<ul><li>4</li><li>5</li></ul></td></tr></table>", [[["1 2 3 4 5"]]]),
        ("<article>1</article><article>2</article>", ["1", "2"]),
    ],
)
def test_what_stands_apart_is_never_one_number(markup, found):
    assert said(blocks(markup)) == found


def test_code_in_an_entry_keeps_its_lines():
    ((entry,),) = (b.items for b in written("- a\n\n  ```\n  x:\n    y\n  ```\n"))
    assert [(s.text, s.kind, s.code) for s in entry if s.text != " "] == [
        ("a", "", False), ("", "break", False), ("x:", "", True), ("", "break", False), ("\u00a0\u00a0y", "", True),
    ]  # fmt: skip


HEADINGS = ["1. Results", "2020. Năm", "3) Kết quả", "- a", "+ a", "* a", "> a", "# a", "-5% a", "*a* b", "1.5 triệu"]


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_is_one_line_of_words(heading):
    words = heading.replace("*a* b", "a b")
    (found,) = written(f"## {heading}", "heading")
    assert plain_text(found.spans) == words
    markup = html._inline(heading)
    assert "<ol" not in markup
    assert parse.inline(markup) == found.spans
    assert "<p" not in markup


def plain(*cells):
    return document.plain(new_notebook(cells=list(cells))).cells


def test_a_cell_that_shows_something_and_opens_a_section_loses_neither():
    outputs = [
        new_output("display_data", {"text/html": "<table></table>"}),
        new_output("display_data", {"text/markdown": "## B\n\nb"}),
    ]
    found = plain(new_markdown_cell("## A"), new_code_cell("x()"), new_code_cell("y()", outputs=outputs))
    assert [cell.source for cell in found] == ["## A", "", "## B", "b"]
    assert [cell.metadata.lsdata.get("code") for cell in found] == [None, "x()", None, "y()"]


def test_the_code_of_a_result_stays_in_order_when_a_bare_heading_follows():
    outputs = [new_output("stream", text="1"), new_output("display_data", {"text/markdown": "## B"})]
    found = plain(new_markdown_cell("## A"), new_code_cell("x()"), new_code_cell("y()", outputs=outputs))
    assert [cell.metadata.lsdata.get("code") for cell in found] == [None, "x()\n\ny()"]


def test_a_pasted_picture_is_in_the_page_and_its_text_in_documents():
    cell = new_markdown_cell("a ![b](attachment:x%20y.png) c ![d](attachment:lost.png)")
    cell.attachments = {"x y.png": {"image/png": "aGk=\n"}}
    (found,) = plain(cell)
    assert found.source == "a ![b](data:image/png;base64,aGk=) c d"
    assert 'src="data:image/png;base64,aGk="' in html._markdown(found.source)
    assert said(parsed(found)) == ["a b c d"]


def test_words_behind_a_very_large_picture_are_kept():
    assert said(blocks(f'a <img alt="b" src="data:image/png;base64,{"x" * 10_100_000}"> c')) == ["a b c"]


def test_printed_output_has_no_colours_of_a_terminal():
    said_in_red = "\x1b[1;31mred\x1b[0m\x1b[K"
    outputs = [new_output("stream", text=said_in_red), new_output("display_data", {"text/plain": [said_in_red]})]
    assert said(parsed(*plain(new_code_cell("x()", outputs=outputs)))) == ["red", "red"]


@pytest.mark.parametrize("head", ["td", "th"])
def test_a_table_that_is_too_wide_says_so(head):
    lines = ["".join(f"<{tag}>{i}</{tag}>" for i in range(61)) for tag in (head, "td")]
    (table,) = blocks("<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>")
    assert {len(table.heads), len(table.numeric), *(len(row.cells) for row in table.rows)} == {60}
    assert {tuple(row[-2:]) for row in rows(table)} == {("58", "…")}
    assert plain_text(table.heads[-1]) == ("…" if head == "th" else "")


@pytest.mark.parametrize(("columns", "last"), [(60, "59"), (61, "…")])
def test_a_table_as_wide_as_may_be_is_whole(columns, last):
    (table,) = blocks(f"<table><tr>{''.join(f'<td>{i}' for i in range(columns))}</tr></table>")
    assert rows(table)[0][-1] == last


@pytest.mark.parametrize("depth", [100, 200, 500, 5000])
@pytest.mark.parametrize("name", ["div", "b"])
def test_html_of_any_depth_says_its_words(depth, name):
    (found,) = blocks(f"<style>p {{}}</style>{f'<{name}>' * depth}1 &lt; 2<br>3{f'</{name}>' * depth}")
    assert isinstance(found, Paragraph)
    assert plain_text(found.spans) == "1 < 2 3"


def test_what_a_document_says_does_not_hang_on_the_order_of_a_set():
    code = (
        "from lsdata.publish import parse; from lsdata.publish.spans import element\n"
        "a = parse.inline('<span class=\"ls-fact ls-ref ls-x\" data-id=i>1</span>')\n"
        "b = parse._table(element('<table><tr class=\"mute lead\"><td>1</table>')[0], '')\n"
        "print(a[0].kind, b.rows[0].tone)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | {"PYTHONHASHSEED": "0"},  # a set would give ref and mute
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert done.stdout.split() == ["fact", "lead"]


def test_the_caption_of_a_users_own_table_is_kept_whole():
    (table,) = blocks("<table><caption>Bảng của <b>tôi</b> năm nay</caption><tr><td>1</td></tr></table>")
    assert plain_text(table.caption) == "Bảng của tôi năm nay"
    assert table.label == ""
