"""Published reports in any of five formats: their text, its paragraphs, where each stands, and what is refused."""

import io
import re
import sys
import textwrap
import unicodedata
import zipfile
from functools import partial
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from lsdata.errors import ReadError
from lsdata.reader.documents import Document, of_file, of_text

LOCATOR = re.compile(r"(para \d+|page \d+, para \d+|table \d+, row \d+)\Z")
GROWTH = (
    "Cụ thể, trong 6 tháng đầu năm, tổng sản phẩm trên địa bàn (GRDP) tăng 0,47% so với cùng kỳ năm 2019; sản xuất vụ đông xuân "
    "cơ bản đạt kế hoạch, cơ cấu cây trồng có sự chuyển dịch theo hướng tăng diện tích các cây trồng có giá trị kinh tế."
)
RURAL = "Về xây dựng nông thôn mới, bình quân mỗi xã đạt 11,36 tiêu chí; đối với 13 xã phấn đấu đạt chuẩn năm 2020, bình quân đạt 13,62 tiêu chí/xã."
TRADE = (
    "Tổng kim ngạch xuất nhập khẩu qua địa bàn 6 tháng đầu năm ước đạt 1.320 triệu USD, đạt 24% kế hoạch, giảm 42,9% so với cùng kỳ "
    "năm 2019. Sản xuất công nghiệp trên địa bàn cơ bản ổn định. Tổng thu ngân sách đạt 49,5% dự toán (tính đến ngày 30/6/2020)."
)
ARTICLE = "\n\n".join(
    [
        "Thứ bảy,  03/06/2023",
        "Triển khai kế hoạch phát triển kinh tế – xã hội 6 tháng cuối năm 2020",
        "LSOSáng nay (13/7), đồng chí Phó Chủ tịch Phụ trách UBND tỉnh chủ trì hội nghị trực tuyến 3 cấp.",
        "Tại điểm cầu trụ sở UBND tỉnh, dự hội nghị có lãnh đạo các sở, ban, ngành của tỉnh.",
        "Báo cáo tại hội nghị nêu rõ: Trong 6 tháng đầu năm, các chỉ tiêu cơ bản đạt kế hoạch đề ra.",
        GROWTH,
        RURAL,
        TRADE,
        "\nĐồng chí Phó Chủ tịch Phụ trách UBND tỉnh\nphát biểu tại hội nghị",
        "Phát biểu kết luận hội nghị, đồng chí đánh giá cao những nỗ lực của các cấp, các ngành…",
    ]
)


def words(document: Document) -> list[tuple[str, str]]:
    return [(p.kind, document.text[p.start : p.end]) for p in document.paragraphs]


def texts(document: Document) -> list[str]:
    return [" ".join(text.split()) for _, text in words(document)]


def holds(document: Document) -> None:
    """What is so of every document: paragraphs in order, with text, numbered, each with a place that the data package takes."""
    last = 0
    for number, p in enumerate(document.paragraphs, 1):
        assert p.number == number
        assert last <= p.start < p.end <= len(document.text)
        assert document.text[p.start : p.end].strip()
        assert LOCATOR.match(document.locator(p))
        last = p.end


# --- plain text ---


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_an_article_counts_its_paragraphs_from_the_line_with_the_date(end):
    text = ARTICLE.replace("\n", end)
    document = of_text(text)
    holds(document)
    assert document.text == text
    assert texts(document)[5:8] == [" ".join(t.split()) for t in (GROWTH, RURAL, TRADE)]
    assert texts(document)[8] == "Đồng chí Phó Chủ tịch Phụ trách UBND tỉnh phát biểu tại hội nghị"
    assert [k for k, _ in words(document)][:3] == ["", "heading", ""]
    assert document.locator(document.paragraphs[7]) == "para 8"


def test_lines_broken_in_mid_sentence_are_one_paragraph():
    paragraphs = [GROWTH, RURAL, TRADE]
    text = "\n".join(textwrap.fill(p, 76) for p in paragraphs)
    assert texts(of_text(text)) == paragraphs


def test_a_line_that_breaks_before_a_name_or_a_number_goes_on():
    gates = "Hàng qua các cửa khẩu Hữu Nghị, Chi Ma và Tân Thanh của tỉnh Lạng Sơn tăng; cửa khẩu ga Đồng Đăng và các cặp chợ ở Lộc Bình giảm."
    breaks = set()
    for width in range(56, 96):
        text = textwrap.fill(f"{GROWTH} {RURAL} {gates} {GROWTH}", width)
        breaks |= {text[i - 1 : i + 2] for i, c in enumerate(text) if c == "\n"}
        assert len(of_text(text).paragraphs) == 1, text
    assert any(b[0].isalpha() and b[2].isupper() for b in breaks)
    assert any(b[0].isalpha() and b[2].isdigit() for b in breaks)
    title = "Tình hình kinh tế - xã hội của tỉnh Lạng Sơn trong năm 2020"
    assert texts(of_text(f"{title.upper()}\n{text}"))[0] == title.upper()


def test_paragraphs_of_one_line_each_stay_apart_though_long_as_others():
    lines = [
        "Thu ngân sách trên địa bàn 6 tháng đầu năm đạt 49,5% dự toán năm.",
        "Chi ngân sách 6 tháng đầu năm đạt 45,2% dự toán năm, tăng 3%.",
    ]
    assert texts(of_text("\n".join(lines * 4))) == lines * 4


def test_headings_and_items_are_told_and_their_marks_stand_before_them():
    document = of_text(
        "I. TÌNH HÌNH KINH TẾ 6 THÁNG ĐẦU NĂM 2020\n1. Sản xuất nông nghiệp\nDiện tích đạt 15.435,48 ha.\n"
        "- 13 xã đạt chuẩn;\n+ Thu 5%;\n• Chi 6%;\n a) Xuất khẩu tăng 2,1%.\n1.320 triệu USD là kim ngạch.\n-5,2% là mức giảm.\n# Kết luận"
    )
    holds(document)
    assert words(document) == [
        ("heading", "TÌNH HÌNH KINH TẾ 6 THÁNG ĐẦU NĂM 2020"),
        ("heading", "Sản xuất nông nghiệp"),
        ("", "Diện tích đạt 15.435,48 ha."),
        ("item", "13 xã đạt chuẩn;"),
        ("item", "Thu 5%;"),
        ("item", "Chi 6%;"),
        ("item", "Xuất khẩu tăng 2,1%."),
        ("", "1.320 triệu USD là kim ngạch."),
        ("", "-5,2% là mức giảm."),
        ("heading", "Kết luận"),
    ]


def test_pages_of_text_lose_their_numbers_and_heads():
    pages = [f"Báo cáo tỉnh\n\n{textwrap.fill(body, 76)}\n\n{n}\n" for n, body in enumerate((GROWTH, RURAL), 1)]
    document = of_text("\f".join(pages))
    assert texts(document) == ["Báo cáo tỉnh", GROWTH, RURAL]
    assert [document.locator(p) for p in document.paragraphs] == ["page 1, para 1", "page 1, para 2", "page 2, para 1"]
    lines = textwrap.fill(TRADE, 76).split("\n")
    above, below = "\n".join(lines[:1]), "\n".join(lines[1:])
    assert below[0].islower()
    assert texts(of_text(f"{above}\n\n\f{below}")) == [TRADE]
    assert len(texts(of_text(f"{above}\n1\n\f{below}\n2"))) == 2  # a number of a page is no part of a paragraph


def windows(text: str) -> bytes:
    """Vietnamese as Windows had it before Unicode: letters, then the signs of their tones."""
    tones = {
        unicodedata.normalize("NFC", base + tone): base + tone
        for base in "aăâeêioôơuưy"
        for tone in "\u0300\u0301\u0303\u0309\u0323"
    }
    return "".join(tones.get(c, c) for c in text).encode("cp1258")


RECORD = "Exports rose 5% – “a record” in 2020."


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        (TRADE.encode(), "utf-8", TRADE),
        (TRADE.encode("utf-8-sig"), "utf-8", TRADE),
        (TRADE.encode("utf-16"), "utf-16", TRADE),
        (RECORD.encode("cp1252"), "cp1252", RECORD),
        (windows(TRADE), "cp1258", TRADE),
    ],
)
def test_the_encoding_is_told(data, encoding, text):
    document = of_file(data, name="a.txt")
    holds(document)
    assert document.encoding == encoding
    assert unicodedata.normalize("NFC", document.text) == text


def test_old_fonts_and_bytes_of_no_known_encoding_are_refused():
    old = (
        "T×nh h×nh kinh tÕ x· héi cña tØnh trong s¸u th¸ng ®Çu n¨m, ®¹t 49,5% dù to¸n ®­îc giao, vµ n©ng cao hiÖu qu¶ "
        * 3
    )
    vni = "Tình hình kinh teá xaõ hoäi cuûa tænh trong saùu thaùng ñaàu naêm ñaït keát quaû toát ñeïp " * 3
    for data in (old.encode(), old.encode("cp1252"), vni.encode()):
        with pytest.raises(ReadError, match=r"a.txt: is in an old Vietnamese font .* UniKey$"):
            of_file(data, name="a.txt")
    with pytest.raises(ReadError, match=r"save it as UTF-8$"):
        of_file(b"abc \xff\xfe\xfd \x81 \x8d def", name="a.txt")


# --- Markdown and web pages ---


def test_markdown_keeps_its_length_and_shows_only_prose():
    text = (
        "---\ntitle: 5%\n---\n# Kết quả\n\nThu **49,5%** dự toán, [xem](http://a.vn/2020_x(1)),\nchi *tăng* 5%&nbsp;và <b>đậm</b>[^1].\n\n"
        "- Một 5%\n  tiếp theo\n- Hai\n\n> Trích\n> 20%\n\n| a | b |\n|---|--:|\n| 1.320 | 24% |\n| x \\| y | **5** |\n\n"
        "```\nmã 7%\n```\n<!-- 8% -->\nTiêu đề\n=======\n[x]: http://a/9\n[^1]: Chú thích 10%\n"
    )
    document = of_text(text, "md")
    holds(document)
    assert len(document.text) == len(text)
    assert [(k, " ".join(t.replace("\u200b", "").split())) for k, t in words(document)] == [
        ("heading", "Kết quả"),
        ("", "Thu 49,5% dự toán, xem, chi tăng 5% và đậm."),
        ("item", "Một 5% tiếp theo"),
        ("item", "Hai"),
        ("", "Trích 20%"),
        *(("cell", c) for c in ("a", "b", "1.320", "24%", "x | y", "5")),
        ("heading", "Tiêu đề"),
        ("note", "Chú thích 10%"),
    ]
    assert [document.locator(p) for p in document.paragraphs if p.kind == "cell"][-1] == "table 1, row 3"
    cell = next(p for p in document.paragraphs if document.text[p.start : p.end] == "24%")
    assert (cell.row, cell.column) == (2, 2)
    assert text[cell.start : cell.end] == "24%"


def test_a_table_of_markdown_in_plain_text_is_a_table_and_its_prose_stays_plain():
    text = (
        "Kết quả 10 tháng năm 2023\nThu đạt 49,5% dự toán.\nChi | thu 5% *.\n"
        "| Chỉ tiêu | Triệu USD |\n|---|--:|\n| Xuất khẩu | 1.320 |\n\nThu 6%.\n| a |\n|-|\n"
    )
    document = of_text(text)
    holds(document)
    assert document.text == text
    assert words(document) == [
        ("heading", "Kết quả 10 tháng năm 2023"),
        ("", "Thu đạt 49,5% dự toán."),
        ("", "Chi | thu 5% *."),
        *(("cell", c) for c in ("Chỉ tiêu", "Triệu USD", "Xuất khẩu", "1.320")),
        ("", "Thu 6%."),
        ("cell", "a"),
    ]
    assert [document.locator(p) for p in document.paragraphs if p.kind == "cell"][-2:] == [
        "table 1, row 2",
        "table 2, row 1",
    ]


PAGE = """<!doctype html><html><head><title>5%</title><style>p{margin:1%}</style></head><body>
<nav><a href="/">Trang 6%</a></nav><h1>Kết quả</h1><p>Thu <b>49,5%</b> dự&nbsp;toán,<br>tăng&#32;5%<sup><a href="#n1">[1]</a></sup>.
<p hidden>7%</p><div role="tooltip">8%</div><div popover>9%</div><dialog>10%</dialog><template>11%</template><script>x = "12%"</script>
<svg><text>13%</text></svg><button>14%</button><details class="code"><pre>15%</pre></details><span aria-hidden="true">16%</span>
<p style="display: none">17%</p><section id="sources"><ul><li>18%</ul></section>
<ul><li>Một<li>Hai<ul><li>Ba</ul></ul><p>- Bốn 5%<p>2 &lt; 3 và 1 < 2
<table><tr><td colspan=2>19%<td rowspan="2">A<tr><td>B<td>C<tr><td>D<td>E<td>F</table>
<table><tr><td><p>Một ô</p></td></tr></table><footer>20%</footer></body></html>"""


def test_a_page_gives_what_it_shows():
    document = of_text(PAGE, "html")
    holds(document)
    assert words(document) == [
        ("heading", "Kết quả"),
        ("", "Thu 49,5% dự\u00a0toán,\ntăng 5%."),
        *(("item", t) for t in ("Một", "Hai", "Ba", "Bốn 5%")),
        ("", "2 < 3 và 1 < 2"),
        *(("cell", t) for t in ("19%", "A", "B", "C", "D", "E", "F")),
        ("heading", "Một ô"),
    ]
    places = {document.text[p.start : p.end]: (p.row, p.column) for p in document.paragraphs if p.kind == "cell"}
    assert places == {"19%": (1, 1), "A": (1, 3), "B": (2, 1), "C": (2, 2), "D": (3, 1), "E": (3, 2), "F": (3, 3)}


def test_of_a_page_with_a_main_part_the_main_part_is_read():
    page = (
        "<header>Báo 1%</header><main><header><h1>Thu</h1></header><p>Thu đạt 49,5% dự toán năm.</main><p>Tin khác 2%"
    )
    assert texts(of_text(page, "html")) == ["Thu", "Thu đạt 49,5% dự toán năm."]


def test_a_page_names_its_encoding():
    page = b'<html><head><meta charset="windows-1258"></head><body><p>Thu \xfe\xf5</p></body></html>'
    document = of_file(page, name="a.htm")
    assert (document.text, document.encoding) == ("Thu ₫ơ", "cp1258")
    assert of_file(PAGE.encode(), name="a.txt").kind == "html"


# --- Word ---

NOTES = (
    f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>x 1%</w:t></w:r></w:p></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> Chú thích 7%</w:t></w:r></w:p></w:footnote></w:footnotes>'
)
RUNS = (
    f"<w:p {nsdecls('w')}><w:r><w:t>Thu đạt</w:t></w:r><w:r><w:tab/><w:t>49,5%</w:t><w:br/><w:t>dự</w:t><w:noBreakHyphen/><w:t>toán</w:t></w:r>"
    '<w:del w:id="1" w:author="a"><w:r><w:delText>48%</w:delText></w:r></w:del><w:ins w:id="2" w:author="a"><w:r><w:t>, tăng 5%</w:t></w:r></w:ins>'
    '<w:r><w:rPr><w:vanish/></w:rPr><w:t>6%</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>.</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF 8%</w:instrText></w:r></w:p>'
)
BOX = (
    f'<w:p {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:v" xmlns:s="urn:s"><w:r><mc:AlternateContent>'
    '<mc:Choice Requires="s"><w:drawing><s:box><w:txbxContent><w:p><w:r><w:t>Khung 9% trong hình.</w:t></w:r></w:p></w:txbxContent></s:box></w:drawing></mc:Choice>'
    "<mc:Fallback><w:pict><v:box><w:txbxContent><w:p><w:r><w:t>Khung 9% trong hình.</w:t></w:r></w:p></w:txbxContent></v:box></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
)


def word(notes: str = NOTES) -> bytes:
    d = docx.Document()
    d.sections[0].header.paragraphs[0].text = "Đầu trang 1%"
    d.add_heading("Báo cáo", 0)
    d.add_heading("Thu ngân sách", 1)
    for xml in (RUNS, BOX):
        d.element.body.insert_element_before(parse_xml(xml), "w:sectPr")
    d.add_paragraph("Một 5%", style="List Bullet")
    d.add_paragraph("- Hai 6%;")
    table = d.add_table(2, 3)
    for cell, text in zip((c for row in table.rows for c in row.cells), "A B C D E F".split(), strict=True):
        cell.text = text
    table.cell(0, 0).merge(table.cell(0, 1))
    d.add_paragraph("Kết thúc, đạt 7%.")
    stream = io.BytesIO()
    d.save(stream)
    answer = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(answer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/_rels/document.xml.rels":
                own = '<Relationship Id="n1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>'
                part = part.replace(b"</Relationships>", own.encode())
            new.writestr(name, part)
        new.writestr("word/footnotes.xml", notes)
    return answer.getvalue()


def test_a_word_document_gives_its_body_then_its_notes(tmp_path):
    path = tmp_path / "báo cáo.docx"
    path.write_bytes(word())
    document = of_file(path)
    holds(document)
    assert (document.kind, document.name, document.encoding) == ("docx", "báo cáo.docx", "")
    assert words(document) == [
        ("heading", "Báo cáo"),
        ("heading", "Thu ngân sách"),
        ("", "Thu đạt 49,5% dự-toán, tăng 5%."),
        ("", "Khung 9% trong hình."),
        ("item", "Một 5%"),
        ("item", "Hai 6%;"),
        ("cell", "A"), ("cell", "B"), ("cell", "C"), ("cell", "D"), ("cell", "E"), ("cell", "F"),
        ("", "Kết thúc, đạt 7%."),
        ("note", "Chú thích 7%"),
    ]  # fmt: skip
    cells = {document.text[p.start : p.end]: (p.row, p.column) for p in document.paragraphs if p.table}
    assert (cells["C"], cells["D"]) == ((1, 3), (2, 1))
    assert document.locator(document.paragraphs[9]) == "table 1, row 2"


@pytest.mark.parametrize("inside", ["<w:drawing>", "<w:pict>", "<w:drawing><s:group>", "<w:pict><s:group>"])
def test_a_text_box_for_new_and_old_programs_is_read_once_wherever_in_a_drawing(inside):
    outside = "".join(f"</{tag}>" for tag in reversed(re.findall(r"[\w:]+", inside)))
    either, end = "<mc:AlternateContent>", "</mc:AlternateContent>"
    d = docx.Document()
    xml = re.sub("</?w:(drawing|pict)>", "", BOX).replace(either, inside + either).replace(end, end + outside)
    d.element.body.insert_element_before(parse_xml(xml), "w:sectPr")
    stream = io.BytesIO()
    d.save(stream)
    assert texts(of_file(stream.getvalue())) == ["Khung 9% trong hình."]


def test_a_deleted_end_joins_paragraphs_and_a_deleted_row_is_gone():
    d = docx.Document()
    first = d.add_paragraph("Thu đạt ")
    first._p.get_or_add_pPr().append(parse_xml(f'<w:rPr {nsdecls("w")}><w:del w:id="1" w:author="a"/></w:rPr>'))
    d.add_paragraph("49,5% dự toán.")
    table = d.add_table(3, 2)
    for i, row in enumerate(table.rows):
        row.cells[0].text = f"Hàng {i}"
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {nsdecls("w")} w:id="2" w:author="a"/>'))
    stream = io.BytesIO()
    d.save(stream)
    assert texts(of_file(stream.getvalue())) == ["Thu đạt 49,5% dự toán.", "Hàng 0", "Hàng 2"]


# --- PDF ---


def pdf(pages: list[list[tuple[float, float, float, str]]]) -> bytes:
    """A PDF of lines set in Helvetica: x, y, size, text in Latin letters."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for lines in pages:
        code = "".join(
            f"BT /F1 {size} Tf {x} {y} Td ({text.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj ET\n"
            for x, y, size, text in lines
        )
        objects.append(f"<< /Length {len(code.encode('cp1252'))} >>\nstream\n{code}endstream")
        kids.append(len(objects) + 1)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{k} 0 R' for k in kids)}] >>"
    body, places = b"%PDF-1.4\n", []
    for n, one in enumerate(objects, 1):
        places.append(len(body))
        body += f"{n} 0 obj\n{one}\nendobj\n".encode("cp1252")
    table = "".join(f"{at:010} 00000 n \n" for at in places)
    return (
        body
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF"
        ).encode()
    )


def report_pdf() -> bytes:
    def page(number: int, lines: list[str]) -> list[tuple[float, float, float, str]]:
        made = [(90, 800, 10, "Statistics Office"), (300, 30, 10, str(number))]
        made += [(90 + 28 * line.startswith("  "), 760 - 18 * i, 13, line.strip()) for i, line in enumerate(lines)]
        return made

    first = page(
        1,
        [
            "1. Trade",
            "  In the first half of 2020 trade through the province was 1,320 million USD, or",
            "24% of the year's plan. It was 42.9% lower than in",
            "  Revenue was 49.5% of the plan; the infor-",
            "mation is that of 30 June, and information of",
        ],
    )
    first[5:5] = [(400, 724, 13, "2019."), (432, 729, 7, "1")]
    first[8:8] = [(420, 711, 7, "2"), (430, 711, 7, "9")]
    first += [
        (90, 100, 5, "1"),
        (94, 96, 9, " Estimate of"),
        (90, 84, 9, "13 July 2020."),
        (90, 80, 5, "2"),
        (94, 77, 9, " Of the plan."),
    ]
    second = page(2, ["later days is not in it.", "  Industry grew 2.83%."])
    return pdf([first, second])


def test_a_pdf_gives_paragraphs_without_heads_feet_and_numbers_of_notes():
    document = of_file(report_pdf(), name="r.pdf")
    holds(document)
    assert words(document) == [
        ("heading", "Trade"),
        ("", "In the first half of 2020 trade through the province was 1,320 million USD, or 24% of the year's plan. It was 42.9% lower than in 2019."),
        ("", "Revenue was 49.5% of the plan; the information is that of 30 June, and information of later days is not in it."),
        ("note", "Estimate of 13 July 2020."),
        ("note", "Of the plan."),
        ("", "Industry grew 2.83%."),
    ]  # fmt: skip
    places = [document.locator(p) for p in document.paragraphs]
    assert places == [*(f"page 1, para {n}" for n in range(1, 6)), "page 2, para 1"]


def test_a_pdf_without_text_or_with_a_password_is_refused():
    writer = PdfWriter(PdfReader(io.BytesIO(report_pdf())))
    writer.encrypt("secret", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    with pytest.raises(ReadError, match=r"^r\.pdf: is encrypted; open it with its password and save it without one$"):
        of_file(stream.getvalue(), name="r.pdf")
    with pytest.raises(ReadError, match=r"^r\.pdf: has no text layer .*; run it through OCR first"):
        of_file(pdf([[]]), name="r.pdf")


# --- what is refused ---


def archive(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
REFUSED = {
    "nothing": (b"", "a.txt", "is empty; expected the text of a report"),
    "spaces": (b"\xef\xbb\xbf \r\n", "a.txt", "is empty"),
    "only signs": (b"*** ---", "a.md", "has no text"),
    "a long one": (b"Thu 5%. " * 1000, "a.txt", r"more than 0.005 MB; .* raise --max-size"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(9), "a.txt", r"is a picture \(PNG\), no text; run it through OCR first"),
    "a program": (b"MZ\x90\x00\x03" + bytes(99), "a.txt", "is a program"),
    "bytes": (b"abc\x00def", "a.txt", r"is no text \(it has NUL bytes\)"),
    "control characters": (b"ab\x01\x02\x03\x04 cd", "a.txt", "is no text"),
    "an archive": (archive(a=b"x"), "a.txt", r"is an archive \(ZIP\)"),
    "a workbook": (archive(xl__workbook_xml=b"x"), "a.txt", "a workbook, no text; add its figures with lsdata add a.txt"),
    "a table": (b"a,b\n1,2", "a.csv", "lsdata add a.csv"),
    "an encrypted document": (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "is encrypted; open it in Word"),
    "an old document": (OLE + "WordDocument".encode("utf-16-le"), "a.doc", r"an old Word document \(.doc\); .* save it as .docx"),
    "another ending": (b"abc", "a.tex", r"\.tex is not read; lsdata reads txt, md, html, docx and PDF"),
    "no document": (b"abc", "a.docx", "is no docx file, or a damaged one"),
    "a damaged document": (word()[:3000], "a.docx", "a damaged docx file"),
    "a damaged pdf": (b"%PDF-1.4\n1 0 obj", "a.pdf", "a damaged pdf file"),
    "a bomb": (archive(word__document_xml=b"<" * 60_000_000), "a.docx", "too long unpacked"),
    "a thicket": (archive(**{"_rels/.rels": b"<a/>"}, word__document_xml=b"<a/>" * 2_100_000), "a.docx", "too long; no report"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_is_no_report_is_refused_in_one_line(case):
    data, name, why = REFUSED[case]
    with pytest.raises(ReadError, match=rf"^{re.escape(name)}: .*{why}") as caught:
        of_file(data, name=name, max_size=5000 if case == "a long one" else 20_000_000)
    assert "\n" not in str(caught.value)


def test_a_path_that_is_no_file_is_refused(tmp_path):
    for path, why in ((tmp_path / "none.txt", "no such file"), (tmp_path, "is a folder"), ("a\x00b", "cannot read")):
        with pytest.raises(ReadError, match=why):
            of_file(path)
    (tmp_path / "r.txt").write_text(TRADE, encoding="utf-8")
    assert of_file(str(tmp_path / "r.txt")).text == TRADE
    with open(tmp_path / "r.txt", "rb") as stream:
        assert of_file(stream, name="stdin").text == TRADE


def test_pdf_without_its_library_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(ReadError, match=r'r.pdf: PDF needs pypdf: pip install "lsdata\[docs\]"'):
        of_file(report_pdf(), name="r.pdf")


# --- anything at all ---

ENDINGS = ["a.txt", "a.md", "a.html", "a.docx", "a.pdf", "a"]
PIECES = "Thu 5% |- * # 1. <p <td></td> <!-- --> ``` ~~~ [a](b) & &nbsp; \n \r\n \f \t > _ \\ ( ” I. a) đ 2020 \u00a0 \u200b".split(
    " "
)


def answered(data: bytes, name: str) -> None:
    try:
        document, refused = of_file(data, name=name), ""
    except ReadError as e:
        document, refused = None, str(e)
    if document is not None:
        holds(document)
    else:
        assert "\n" not in refused
        assert refused.startswith(f"{name}: ")
        assert not refused.startswith(f"{name}: {name}: ")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["", "%PDF-1.4\n", "PK\x03\x04", "<html>"]), st.sampled_from(ENDINGS))
def test_any_bytes_are_read_or_refused(data, start, name):
    answered(start.encode() + data, name)


@settings(max_examples=250, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, "\n", "\n\n"]), max_size=40), st.sampled_from(["txt", "md", "html"]))
def test_any_text_has_paragraphs_in_order(pieces, kind):
    text = " ".join(pieces)
    document = of_text(text, kind)
    holds(document)
    assert kind == "html" or len(document.text) == len(text)


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(["a.docx", "a.pdf"]),
    st.lists(st.tuples(st.floats(0, 0.999), st.binary(min_size=1, max_size=6)), min_size=1, max_size=8),
)
def test_a_damaged_document_is_read_or_refused(name, changes):
    data = bytearray(SOUND[name])
    for place, some in changes:
        at = int(place * len(data))
        data[at : at + len(some)] = some
    answered(bytes(data), name)


SOUND = {"a.docx": word(), "a.pdf": report_pdf()}


def test_a_damaged_pdf_leaves_the_terminal_clean(capfd, caplog):
    data = SOUND["a.pdf"]
    for old, new in (
        (b"startxref\n", b"startxref\n9"),
        (b"/Helvetica", b"/H(lvetica"),
        (b"0000000000 65535 f", b"0000000001 65535 f"),
    ):
        answered(data.replace(old, new), "a.pdf")
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []


def test_a_long_text_takes_no_longer_than_its_length():
    import time

    text = (ARTICLE + "\n\n") * (200_000 // len(ARTICLE.encode()))
    best = min(timed(lambda: of_text(text), time.perf_counter) for _ in range(5))
    assert best < 0.3, f"{best:.3f} s; 0.010 s where it was measured"
    assert max(timed(partial(of_text, *one), time.perf_counter) for one in HOSTILE) < 5


HOSTILE = [("<!--" * 40_000, "html"), ('<a "' * 20_000, "html"), ("[a](" * 30_000, "md"), ("(" * 200_000, "txt")]


def timed(run, clock) -> float:
    start = clock()
    run()
    return clock() - start


def test_the_files_of_the_house_are_read():
    readme = Path(__file__).parents[1] / "README.md"
    document = of_file(readme)
    holds(document)
    assert document.kind == "md"
    assert document.name == "README.md"
    assert {p.kind for p in document.paragraphs} >= {"heading", "item", ""}
