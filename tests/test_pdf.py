"""The PDF for hand-in: what it says, how it is tagged, that it is the same everywhere, and that text stays text."""

import base64
import hashlib
import io
import os
import pickle
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import sample_notebook
from PIL import Image
from pypdf import PdfReader
from sample_report import SVG as DRAWING

import lsdata as ls
from lsdata.errors import ReportError
from lsdata.publish import document, office, pdf, typesetting
from lsdata.publish.blocks import (
    SVG,
    Figure,
    Heading,
    Items,
    Numbers,
    Paragraph,
    Preformatted,
    Row,
    Span,
    Table,
    plain_text,
)  # fmt: skip
from lsdata.publish.labels import labels
from lsdata.publish.letterhead import letterhead
from lsdata.publish.notes import Reference
from lsdata.publish.office import Office
from lsdata.publish.paper import Paper, paper
from lsdata.run import notebook

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
EDITIONS = [("budget", "vi"), ("budget", "en"), ("security", "vi"), ("new_rural", "en")]
FRAME = {
    "parent": "Ủy ban nhân dân tỉnh Lạng Sơn", "agency": "SỞ KẾ HOẠCH VÀ ĐẦU TƯ", "date": "2020-07-05", "number": "12",
    "symbol": "BC-SKHĐT", "to": ["Ủy ban nhân dân tỉnh Lạng Sơn"], "recipients": ["Như trên;", "- Lưu: VT, TH"],
    "authority": "KT. GIÁM ĐỐC", "position": "PHÓ GIÁM ĐỐC", "signer": "Họ và tên người ký ơ Ơ",
}  # fmt: skip
HOSTILE = r"""#eval("1") $x^2$ *bold* _it_ <label> @ref \u{41} ` ``` "q" 'a' // c /* d */ [x] {y} = - + ~ --"""
ADDRESS = "https://example.org/" + "mot-hai/" * 12 + "bai.html?a=1&b=" + "z" * 40

each_edition = pytest.mark.parametrize(("sector", "lang"), EDITIONS)
each_language = pytest.mark.parametrize("lang", ["vi", "en"])


@cache
def made(sector, lang):
    """The paper of a real report in a filled frame, and its PDF."""
    parameters = {"area": "VN-09", "period": "2020-S1", "lang": lang}
    nb = notebook.execute((NOTEBOOKS / f"{sector}.ipynb").read_bytes(), parameters, ls.load())
    report = document.report(nb)
    doc = paper(document.plain(nb), report, office.of(FRAME, report))
    return doc, pdf.write(doc)


def sample(lang="vi", frame=None, **changes):
    """The sample report as a paper."""
    nb = sample_notebook.executed(lang)
    report = document.report(nb)
    return replace(paper(document.plain(nb), report, office.of(frame or {}, report)), **changes)


def blank(*blocks, lang="vi", references=(), frame=None):
    """A paper that holds these blocks."""
    return Paper(lang, "Tên", "Về việc gì", "", frame or Office(), blocks, references)


def spans(text, **look):
    return (Span(text, **look),)


def read(content):
    return PdfReader(io.BytesIO(content))


@cache
def pages(content):
    return tuple(page.extract_text() for page in read(content).pages)


def squeezed(text):
    return re.sub(r"\s+", "", text)


def text_of(content):
    return squeezed("".join(pages(content)))


def tags(content):
    """Every element of the structure tree, in reading order."""
    found = []

    def walk(node):
        node = node.get_object()
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            found.extend([node] if "/S" in node else [])
            if "/K" in node:
                walk(node["/K"])

    walk(read(content).trailer["/Root"]["/StructTreeRoot"]["/K"])
    return found


def in_order(pieces, text):
    at = 0
    for piece in pieces:
        found = text.find(squeezed(piece), at)
        assert found >= 0, piece
        at = found + len(squeezed(piece))


def runs(block):
    """Every span of a block, in its order."""
    parts = [getattr(block, "spans", ()), *getattr(block, "items", ())]
    parts += [side for cell in block.cells for side in cell] if isinstance(block, Numbers) else []
    parts += [cell for row in getattr(block, "rows", ()) for cell in row.cells]
    return [s for part in parts for s in part]


@each_edition
def test_every_fact_stands_in_the_text_in_order(sector, lang):
    doc, content = made(sector, lang)
    text = text_of(content)
    told = [s.text for block in doc.blocks for s in runs(block) if s.kind == "fact"]
    assert len(told) >= 5
    in_order(told, text)
    for one, times in Counter(told).items():
        assert text.count(squeezed(one)) >= times, one


@each_edition
def test_headings_captions_and_sources_stand_in_the_text_in_order(sector, lang):
    doc, content = made(sector, lang)
    text = text_of(content)
    headings = [f"{b.label}{plain_text(b.spans)}" for b in doc.blocks if isinstance(b, Heading)]
    in_order([*headings, *(f"[{r.number}]" for r in doc.references)], text)
    in_order([f"{b.label}{plain_text(b.caption)}" for b in doc.blocks if isinstance(b, Table)], text)
    in_order([f"{b.label}{plain_text(b.caption)}" for b in doc.blocks if isinstance(b, Figure)], text)


@each_edition
def test_the_file_says_what_it_is(sector, lang):
    doc, content = made(sector, lang)
    pdf_file = read(content)
    root = pdf_file.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == (lang, True)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 (an object of pypdf)
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert (pdf_file.metadata.title, pdf_file.metadata.author) == (doc.title, FRAME["agency"])
    assert pdf_file.metadata["/CreationDate"] == "D:20200705000000Z"
    assert [one["/Title"] for one in pdf_file.outline] == [
        *(f"{b.label} {plain_text(b.spans)}".strip() for b in doc.blocks if isinstance(b, Heading)), doc.words["annex"]
    ]  # fmt: skip


@each_edition
def test_tags_name_figures_tables_and_notes(sector, lang):
    doc, content = made(sector, lang)
    found = tags(content)
    kinds = Counter(one["/S"] for one in found)
    tables = [b for b in doc.blocks if isinstance(b, Table)]
    assert [one["/Alt"] for one in found if one["/S"] == "/Figure"] == [
        b.alt for b in doc.blocks if isinstance(b, Figure)
    ]
    assert kinds["/Table"] == kinds["/THead"] == len(tables) > 0
    assert kinds["/TH"] == sum(len(b.heads) for b in tables)
    assert kinds["/TD"] == sum(len(row.cells) for b in tables for row in b.rows)
    assert kinds["/Note"] == sum(s.kind == "note" for b in doc.blocks for s in runs(b)) > 0


@each_edition
def test_fonts_are_embedded_and_no_others(sector, lang):
    fonts = {}
    for page in read(made(sector, lang)[1]).pages:
        for font in (page["/Resources"].get("/Font") or {}).values():
            inner = font["/DescendantFonts"][0].get_object()
            fonts[str(font["/BaseFont"]).partition("+")[2]] = inner["/FontDescriptor"].get_object()
    assert all({"/FontFile2", "/FontFile3"} & set(one) for one in fonts.values())
    assert {name[:8] for name in fonts} <= {"Libertin", "DejaVuSa"}


@each_edition
def test_pages_are_a4_and_numbered_from_the_second(sector, lang):
    content = made(sector, lang)[1]
    assert {(round(p.mediabox.width), round(p.mediabox.height)) for p in read(content).pages} == {(595, 842)}
    texts = pages(content)
    assert [text.split()[0] for text in texts[1:]] == [str(n) for n in range(2, len(texts) + 1)]
    assert not texts[0].startswith("1")


def test_links_lead_to_sources_and_addresses():
    doc = blank(
        Paragraph((*spans("[1]", href="#s-1"), *spans("[9]", href="#s-9"), *spans("x", href="javascript:alert(1)"))),
        Table("", (), (spans("A"), spans("B")), (False, True), (Row((spans(ADDRESS), spans("1"))),)),
        references=(Reference(1, spans(ADDRESS, href=ADDRESS)),),
    )
    content = pdf.write(doc)
    links = [a.get_object() for p in read(content).pages for a in p.get("/Annots") or []]
    assert {a["/A"]["/URI"] for a in links if "/A" in a} == {ADDRESS}
    assert len([a for a in links if "/Dest" in a]) == 1
    assert text_of(content).count(squeezed(ADDRESS)) == 2
    assert "".join(pages(content)).replace("\n", "").count(ADDRESS) == 2


def test_the_same_bytes_in_every_process(tmp_path):
    doc = sample(frame=FRAME)
    file = tmp_path / "paper.pickle"
    file.write_bytes(pickle.dumps(doc))
    code = "import pickle, sys; from lsdata.publish import pdf; doc = pickle.load(open(sys.argv[1], 'rb'))\n"
    code += "import hashlib; print(hashlib.sha256(pdf.write(doc)).hexdigest())"
    env = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Ho_Chi_Minh", "SOURCE_DATE_EPOCH": "7"}
    command = [sys.executable, "-c", code, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=tmp_path, env=env)
    assert done.stdout.strip() == hashlib.sha256(pdf.write(doc)).hexdigest(), done.stderr


@each_language
def test_without_a_date_there_is_none(lang):
    doc = sample(lang)
    content = pdf.write(replace(doc, office=replace(doc.office, date="")))
    assert "/CreationDate" not in read(content).metadata
    assert ("ngày … tháng … năm …" if lang == "vi" else "…… 20…") in pages(content)[0]


def test_text_is_never_markup():
    rows = (Row((spans(HOSTILE), spans(HOSTILE)), "lead"), Row((spans(HOSTILE), ()), "mute"))
    frame = Office(parent=HOSTILE, agency=HOSTILE, place=HOSTILE, kind=HOSTILE, signer=HOSTILE, recipients=(HOSTILE,))
    blocks = (
        Heading(1, spans(HOSTILE), HOSTILE), Paragraph((*spans(HOSTILE), Span("", "note", note=spans(HOSTILE)))),
        Paragraph(spans(HOSTILE, bold=True, italic=True), "headline"), Items((spans(HOSTILE),)),
        Numbers(((spans(HOSTILE), spans(HOSTILE)),)), Table(HOSTILE, spans(HOSTILE), (spans(HOSTILE),) * 2, (False, True), rows),
        Figure(DRAWING, SVG, HOSTILE, HOSTILE, spans(HOSTILE)), Preformatted(HOSTILE),
    )  # fmt: skip
    doc = Paper("en", HOSTILE, HOSTILE, HOSTILE, frame, blocks, (Reference(1, spans(HOSTILE)),))
    content = pdf.write(doc)
    assert text_of(content).count(squeezed(HOSTILE)) == 27
    assert read(content).metadata.title == HOSTILE
    assert [one["/Alt"] for one in tags(content) if one["/S"] == "/Figure"] == [HOSTILE]


def test_a_word_without_end_stays_on_the_page():
    word = "".join(chr(97 + n * 7 % 26) for n in range(10_000))
    cells = Table(
        "", (), (spans("a"), spans(word[:300])), (True, False), (Row((spans(word[:90]), spans(word[:2000]))),)
    )
    texts = pages(pdf.write(blank(Paragraph(spans(word)), Items((spans(word[:400]),)), cells)))
    lines = [line for text in texts for line in text.splitlines()]
    assert word in re.sub(r"\D?\n\d+\n|\s", "", "\n".join(f"\n{text}" for text in texts)).replace("2", "")
    assert max(map(len, lines)) < 110


def test_signs_that_turn_letters_round_are_left_out():
    content = pdf.write(blank(Paragraph(spans("a\u202ebc\u200f\x07d")), Paragraph(spans("Đa\u0323o"))))
    assert "abcd" in text_of(content)
    assert "Đạo" in text_of(content)


def test_bold_italic_is_found_by_a_search():
    looks = [{"bold": True}, {"italic": True}, {"bold": True, "italic": True}]
    words = "Nơi ở trường, Ủy ban ƯU TIÊN ĐƠN sở"
    doc = blank(Heading(1, spans("A")), Heading(2, spans("B")), Heading(3, spans(words)), Heading(1, spans(words, italic=True)),
                *(Paragraph(spans(words, **look), "verdict") for look in looks))  # fmt: skip
    assert text_of(pdf.write(doc)).count(squeezed(words)) == 5


def test_odd_blocks_make_a_page():
    picture = io.BytesIO()
    Image.new("RGB", (300, 100), "navy").save(picture, "PNG")
    wide = Table("Bảng 1.", (), tuple(spans(f"Cột {i}") for i in range(40)), (False,) * 40,
                 (Row(tuple(spans(f"giá{i}") for i in range(40))),))  # fmt: skip
    doc = blank(
        Heading(3, spans("Ba")), Heading(1, ()), Heading(4, spans("Bốn")), Paragraph(()), Items(()), Items(((),)), Numbers(()),
        Table("", (), (), (), ()), Table("Bảng 0.", spans("rỗng"), (spans("A"), spans("B")), (False, True), ()), wide,
        Figure("", SVG, "Không có hình", "Hình 1.", spans("thiếu")), Preformatted(""),
        Figure(base64.b64encode(picture.getvalue()).decode(), "image/png", "Ảnh", "Hình 2.", ()),
        Figure(DRAWING.replace('width="468pt" height="200pt"', 'width="9000mm" height="20mm"'), SVG, "To", "Hình 3.", ()),
        Paragraph((Span("một"), Span("", "note", note=spans("a")), Span("", "note", note=spans("b")))),
    )  # fmt: skip
    content = pdf.write(doc)
    text = text_of(content)
    in_order(["Ba", "Bốn", "Bảng0.rỗng", "AB", "Hình1.thiếu"], text)
    assert "một1,2" in text
    assert "giá39" in text.replace("\n", "")
    assert [one["/S"] for one in tags(content) if one["/S"][:2] == "/H"] == ["/H1", "/H2"]
    assert [one["/Alt"] for one in tags(content) if "/Alt" in one] == ["Không có hình", "Ảnh", "To"]


def test_numbers_stay_whole_in_a_crowded_table():
    value, words = "10.490\u00a0triệu\u00a0USD", "Kim ngạch xuất nhập khẩu qua địa bàn tỉnh"
    row = Row((spans(words), spans(value)) * 5)
    heads = tuple(spans(f"Một đầu cột dài {i}") for i in range(10))
    text = "\n".join(pages(pdf.write(blank(Table("", (), heads, (False, True) * 5, (row,) * 3)))))
    assert text.replace("\u00a0", " ").count("10.490 triệu USD") == 3 * 5


@each_language
def test_a_filled_frame(lang):
    doc = sample(lang, FRAME)
    first, *_, last, annex = pages(pdf.write(doc))
    if lang == "vi":
        said = ["ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN", "SỞ KẾ HOẠCH VÀ ĐẦU TƯ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "Độc lập - Tự do - Hạnh phúc", "Số: 12/BC-SKHĐT", "Lạng Sơn, ngày 05 tháng 7 năm 2020", "BÁO CÁO",
                doc.subject, "Kính gửi: Ủy ban"]  # fmt: skip
        foot = ["Nơi nhận:", "- Như trên;", "- Lưu: VT, TH.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Họ và tên người ký ơ Ơ"]
    else:
        said = ["Ủy ban nhân dân", "No.: 12/BC-SKHĐT", "Lạng Sơn, 5 July 2020", "Report", doc.subject, "To: Ủy ban"]
        foot = ["Copies to:", "- Như trên", "- Lưu: VT, TH", "KT. GIÁM ĐỐC", "Họ và tên người ký ơ Ơ"]
        assert "CỘNG HÒA" not in first
    in_order(said, squeezed(first))
    in_order(foot, squeezed(last))
    in_order(["2" if first is last else "", doc.words["annex"], "[1]"], squeezed(annex))


def test_a_blank_frame_has_dotted_lines():
    head = letterhead(Office(), "vi", labels("vi"))
    assert (head.parent, head.authority, head.to_head, head.to) == ("", "", "", ())
    assert {head.agency, head.position, head.signer} == {"………………………"}
    assert (head.number, head.place_date) == ("Số: ………/………", "………, ngày … tháng … năm …")
    texts = pages(pdf.write(blank()))
    assert "Số: ………/………" in texts[0]
    assert "Kính gửi" not in texts[0]
    assert texts[-1].count("………………………") >= 4


@pytest.mark.parametrize(
    ("day", "vi", "en"),
    [
        ("2020-02-09", "ngày 09 tháng 02 năm 2020", "9 February 2020"),
        ("2020-12-31", "ngày 31 tháng 12 năm 2020", "31 December 2020"),
    ],
)
def test_the_date_of_a_letterhead(day, vi, en):
    for lang, said in (("vi", vi), ("en", en)):
        assert letterhead(Office(place="Huế", date=day), lang, labels(lang)).place_date == f"Huế, {said}"


def test_several_recipients_have_dashes_and_final_marks():
    head = letterhead(Office(to=("A", "B;"), recipients=("Như trên", "", "Lưu: VT.")), "vi", labels("vi"))
    assert (head.to, head.recipients) == (("- A;", "- B."), ("- Như trên;", "- Lưu: VT."))


def test_a_review_has_a_cover_and_contents():
    doc = sample(frame=FRAME)
    blocks = (Heading(1, spans("Chương một"), "I."), *(replace(b, level=2) if isinstance(b, Heading) else b for b in doc.blocks),
              Heading(1, spans("Chương hai"), "II."), Paragraph(spans("Hết.")))  # fmt: skip
    cover, contents, *rest = pages(pdf.write(replace(doc, contents=True, blocks=blocks)))
    in_order(["SỞ KẾ HOẠCH", "BÁO CÁO", doc.subject], squeezed(cover))
    assert "Chương" not in cover
    assert "Mục lục" in contents
    starts = {name: 3 + next(i for i, text in enumerate(rest) if name in text) for name in ("Chương một", "Chương hai")}
    for name, page in starts.items():
        assert re.search(rf"{name}[ .\u2060]*{page}\b", contents), contents
    assert starts["Chương một"] == 3
    page = starts["Chương hai"]
    assert rest[page - 3].startswith(f"{page}\nII. Chương hai")


def test_pages_that_do_not_settle_are_set_without_waiting_pictures(monkeypatch):
    real, seen = typesetting.compile, []

    def unsettled(main, files):
        seen.append(b'"floats"' in files["paper.json"])
        if seen[-1]:
            raise typesetting.Unsettled("no")
        return real(main, files)

    monkeypatch.setattr(typesetting, "compile", unsettled)
    assert text_of(pdf.write(sample()))
    assert seen == [True, False]


def test_a_document_in_circles_is_told():
    circle = '#set document(title: "x")\n#context { v(counter(page).final().first() * 400pt) }\n#pagebreak()x'
    with pytest.raises(typesetting.Unsettled):
        typesetting.compile(circle + "\n#context { for _ in range(counter(page).final().first()) { pagebreak() } }", {})


def test_a_drawing_that_is_none_is_one_line():
    with pytest.raises(ReportError, match=r"^typst could not set the document: .*SVG.*$") as caught:
        pdf.write(blank(Figure("<svg", SVG, "a", "b", ())))
    assert "\n" not in str(caught.value)


def test_without_typst_it_says_what_to_install(monkeypatch):
    typesetting._compiler.cache_clear()
    monkeypatch.setitem(sys.modules, "typst", None)
    try:
        with pytest.raises(ReportError, match=r"install lsdata\[docs\]"):
            pdf.write(blank())
    finally:
        typesetting._compiler.cache_clear()


def test_the_picture_of_a_drawing_has_its_size():
    with Image.open(io.BytesIO(typesetting.png(DRAWING))) as image:
        assert image.size == (1300, 556)  # 468 x 200 pt at 200 dpi
    first = typesetting.png(DRAWING, 100)
    typesetting.png.cache_clear()
    assert typesetting.png(DRAWING, 100) == first
    assert typesetting.svg_size("<svg viewBox='0 0 1 1'/>") is None


def test_recipients_without_end_are_all_printed():
    many = tuple(f"Cơ quan số {i}" for i in range(150))
    content = pdf.write(blank(frame=Office(recipients=many, signer="Họ và tên")))
    text, heights = text_of(content), []
    for page in read(content).pages:
        page.extract_text(
            visitor_text=lambda t, cm, tm, *_: heights.append(tm[5] * cm[3] + cm[5]) if t.strip() else None
        )
    assert min(heights) > 50  # none below the page
    in_order(["Nơi nhận:", *(f"- {one};" for one in many[:-1]), f"- {many[-1]}."], text)
    assert "Họvàtên" in text


def test_an_address_too_long_for_a_link_is_text():
    longest = "https://a.vn/" + "x" * 1987
    doc = blank(*(Paragraph(spans("xem", href=href)) for href in (longest, longest + "x" * 7000)))
    links = [a.get_object()["/A"]["/URI"] for p in read(pdf.write(doc)).pages for a in p.get("/Annots") or []]
    assert links == [longest]


@pytest.mark.parametrize("data", ["abc", "ảnh"])
def test_a_picture_in_no_code_is_one_line(data):
    with pytest.raises(ReportError, match=r"^Hình 1\.: its picture \(image/png\) cannot be read$"):
        pdf.write(blank(Figure(data, "image/png", "x", "Hình 1.", ())))


@pytest.mark.parametrize(
    ("sides", "size"),
    [
        ('width="200000" height="100000"', (4000, 2000)),
        ('viewBox="0 0 200000 200000"', (4000, 4000)),
        ('width="200000px" height="1px"', (4000, 1)),
        ('width="1e7" height="1e7"', (4000, 4000)),
    ],
)
def test_the_picture_of_a_vast_drawing_has_bounds(sides, size):
    code = "import sys; from lsdata.publish.typesetting import png; sys.stdout.buffer.write(png(sys.argv[1]))"
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" {sides}><path d="M0 0h9v9z"/></svg>'
    made = subprocess.run([sys.executable, "-c", code, drawing], capture_output=True, check=True).stdout
    with Image.open(io.BytesIO(made)) as image:
        assert image.size == size


@pytest.mark.parametrize("between", [0, 1])
@pytest.mark.parametrize("above", [6, 8, 10, 12, 14])
def test_no_picture_parts_a_table_from_its_legend(above, between):
    rows = tuple(Row((spans(f"hàng {i}."), spans("1"))) for i in range(12))
    doc = blank(
        *(Paragraph(spans("Đoạn văn đứng trên hình. " * 9)) for _ in range(above)),
        Figure(DRAWING.replace('height="200pt"', 'height="380pt"'), SVG, "x", "Hình 1.", spans("Biểu đồ.")),
        *(Paragraph(spans("Đoạn văn đứng giữa. " * 9)) for _ in range(between)),
        Table("Bảng 1.", (), (spans("A"), spans("B")), (False, True), rows),
        Paragraph(spans("Chú giải một."), "legend"), Paragraph(spans("Chú giải hai."), "legend"),
        *(Paragraph(spans("Đoạn văn đứng dưới. " * 9)) for _ in range(9)),
    )  # fmt: skip
    text = text_of(pdf.write(doc))
    in_order([f"hàng {i}." for i in range(12)] + ["Chú giải một.", "Chú giải hai.", "đứng dưới"], text)
    assert not text.index("hàng0.") < text.index("Hình1.") < text.index("Chúgiảihai.")
