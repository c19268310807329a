"""A report as a Word document: the same bytes always, parts that Word accepts, facts that can be read back, safe text."""

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZipFile

import docx
import pytest
from lxml import etree
from word_papers import OFFICE, W, real, sample, shown, xml

from lsdata.errors import ReportError
from lsdata.publish import word
from lsdata.publish.blocks import Figure, Heading, Items, Numbers, Paragraph, Preformatted, Row, Span, Table, plain_text
from lsdata.publish.decree import check
from lsdata.publish.notes import Reference
from lsdata.publish.word.elements import address
from lsdata.publish.word.frame import halves

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
ORDER = {  # of what an element may hold, as the schema of WordprocessingML has it; Word opens no file that differs
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind jc outlineLvl rPr",
    "rPr": "rStyle rFonts b bCs i iCs caps color sz szCs u vertAlign lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tblCellMar": "top left bottom right",
    "tblBorders": "top left bottom right insideH insideV",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "trPr": "cantSplit tblHeader",
    "tc": "tcPr p",
    "tcPr": "tcW gridSpan vAlign",
    "sectPr": "headerReference footerReference pgSz pgMar cols titlePg",
    "settings": "zoom defaultTabStop characterSpacingControl footnotePr compat",
    "style": "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
    "styles": "docDefaults style",
    "lvl": "start numFmt lvlText lvlJc pPr rPr",
    "abstractNum": "multiLevelType lvl",
    "numbering": "abstractNum num",
    "num": "abstractNumId lvlOverride",
    "numPr": "ilvl numId",
    "document": "body",
    "r": "rPr t br tab drawing fldChar instrText footnoteReference footnoteRef separator continuationSeparator",
}
HOSTILE = [
    "<script>alert(1)</script>&amp;\"'",
    '{ HYPERLINK "http://x" }',
    'DDEAUTO c:\\windows\\cmd.exe "/k calc"',
    "\x00\x01\x0b\x1b bell \u202eright to left\u2066 \ud800 \ufffe",
    "x" * 10_000,
    "",
    "]]><w:p/>",
    "a\nb\tc",
]


@pytest.fixture(scope="module")
def made() -> bytes:
    return word.write(sample())


def hostile(text: str):
    """A paper that says a text wherever a paper says one."""
    spans = (Span(text, "fact", "f", href="http://x.vn/ ]]>"), Span("", "note", note=(Span(text, href="http://n.vn"),)))
    row = Row((spans,) * 12, "mute")
    blocks = (
        Heading(1, spans, text), Paragraph(spans), Items((spans, spans), True), Items((spans,)), Numbers(((spans, spans),)),
        Table(text, spans, (spans,) * 12, (True, False) * 6, (row, row)), Table(text, spans, (spans,), (False,), ()),
        Table("", (), (), (), ()), Preformatted(text), Paragraph((), "legend"), Paragraph((Span(text),), "unknown"),
    )  # fmt: skip
    own = sample()
    office = replace(
        own.office, agency=text, position=text, signer=text, to=(text, text), recipients=(text,), place=text
    )
    return replace(
        own, title=text, subject=text, label=text, office=office, blocks=blocks, references=(Reference(1, spans),), contents=True
    )  # fmt: skip


def parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def all_of(content: bytes):
    return [etree.fromstring(data) for name, data in parts(content).items() if name.endswith((".xml", ".rels"))]


def samples() -> list[bytes]:
    papers = [sample(), sample("en", {}), replace(real("vi", OFFICE)["trade"], contents=True), hostile("a b")]
    return [word.write(paper) for paper in papers]


def test_the_bytes_are_the_same_in_every_process(made):
    code = (
        "import sys; sys.path.insert(0, 'tests'); from word_papers import sample; from lsdata.publish import word; "
        "import hashlib; print(hashlib.sha256(word.write(sample())).hexdigest())"
    )
    other = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True,
        cwd=__file__.rpartition("tests")[0], env=os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Ho_Chi_Minh"},
    )  # fmt: skip
    assert other.stdout.strip() == hashlib.sha256(made).hexdigest()
    assert made == word.write(sample())
    with ZipFile(BytesIO(made)) as file:
        assert {one.date_time for one in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert file.namelist()[0] == "[Content_Types].xml"


def test_elements_stand_in_the_order_of_the_schema():
    for content in samples():
        for root in all_of(content):
            for one in root.iter(f"{W}*"):
                name = one.tag.removeprefix(W)
                if name in ORDER:
                    order = ORDER[name].split()
                    places = [order.index(child.tag.removeprefix(W)) for child in one]
                    assert places == sorted(places), etree.tostring(one)[:500]
                if name == "tc":
                    assert one[-1].tag == f"{W}p"


def test_relations_types_and_numbers_fit_together():
    for content in samples():
        files = parts(content)
        types = etree.fromstring(files["[Content_Types].xml"])
        typed = {o.get("PartName", "").lstrip("/") for o in types} | {f".{o.get('Extension')}" for o in types}
        assert all(
            name in typed or PurePosixPath(name).suffix in typed for name in files if name != "[Content_Types].xml"
        )
        for name, data in files.items():
            if not name.endswith(".xml") or not name.startswith("word/"):
                continue
            rels = files.get(f"word/_rels/{name[5:]}.rels")
            known = {r.get("Id"): r for r in etree.fromstring(rels)} if rels else {}
            used = {v for e in etree.fromstring(data).iter() for k, v in e.attrib.items() if k.startswith(R)}
            assert used <= set(known)
            for one in known.values():
                if one.get("TargetMode") == "External":
                    assert one.get("Target").startswith(("http://", "https://"))
                else:
                    assert f"word/{one.get('Target')}".replace("word/../", "") in files
        body, notes = xml(content), xml(content, "footnotes")
        for tag in ("bookmarkStart", "docPr"):
            own = [e for e in body.iter() if e.tag.rpartition("}")[2] == tag]
            ids = [e.get(f"{W}id") or e.get("id") for e in own]
            assert len(ids) == len(set(ids)), tag
        references = [e.get(f"{W}id") for e in body.iter(f"{W}footnoteReference")]
        assert references == [str(i) for i in range(1, len(references) + 1)]
        assert [e.get(f"{W}id") for e in notes] == ["-1", "0", *references]
        marks = {e.get(f"{W}name") for e in body.iter(f"{W}bookmarkStart")}
        links = {e.get(f"{W}anchor") for root in (body, notes) for e in root.iter(f"{W}hyperlink")} - {None}
        assert links <= marks
        styles = {e.get(f"{W}styleId") for e in xml(content, "styles").iter(f"{W}style")}
        used = {
            e.get(f"{W}val") for root in all_of(content) for e in root.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
        }
        assert used <= styles


def test_there_is_one_font_and_no_colour():
    for content in samples():
        everything = b"".join(data for name, data in parts(content).items() if name.endswith(".xml"))
        fonts = re.findall(rb'w:(?:ascii|hAnsi|cs|eastAsia)="([^"]*)"/?', re.sub(rb"<w:lang[^>]*>", b"", everything))
        assert set(fonts) == {b"Times New Roman"}
        assert set(re.findall(rb'w:color[^>]*w:val="([^"]*)"', everything)) == {b"auto"}
        assert b"theme" not in everything


def test_facts_can_be_read_back_in_their_order():
    paper = real("vi", OFFICE)["trade"]
    told = []
    for block in paper.blocks:
        found = {
            Heading: lambda b: [b.spans], Paragraph: lambda b: [b.spans], Items: lambda b: b.items,
            Numbers: lambda b: [s for cell in b.cells for s in cell],
            Table: lambda b: [b.caption, *b.heads, *(c for row in b.rows for c in row.cells)],
            Figure: lambda b: [b.caption],
        }[type(block)](block)  # fmt: skip
        told += [s.text for spans in found for s in spans if s.kind == "fact"]
    body = xml(word.write(paper))
    marked = [
        r
        for r in body.iter(f"{W}r")
        if (s := r.find(f"{W}rPr/{W}rStyle")) is not None and s.get(f"{W}val") == "lsdataFact"
    ]
    # In a table too wide for its words lines may break at every space.
    assert [shown(r).replace("\xa0", " ") for r in marked] == [t.replace("\xa0", " ") for t in told]
    assert len(told) > 50


def test_head_text_and_signature_stand_in_their_order(made):
    text = "\n".join(shown(p) for p in xml(made).iter(f"{W}p"))
    places = [text.index(one) for one in (
        "ỦY BAN NHÂN DÂNTỈNH LẠNG SƠN", "SỞ KẾ HOẠCH VÀ ĐẦU TƯ", "Số: 12/BC-SKHĐT", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "Lạng Sơn, ngày 05 tháng 02 năm 2020", "BÁO CÁO", "Tình hình", "(",
        "Kính gửi: Ủy ban", "Kim ngạch xuất nhập khẩu mới đạt", "Nơi nhận:", "- Lưu: VT, TH.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Họ và tên",
        "Phụ lục: Nguồn số liệu", "[1]Báo",
    )]  # fmt: skip
    assert places == sorted(places)
    english = "\n".join(shown(p) for p in xml(word.write(sample("en"))).iter(f"{W}p"))
    assert "Department of Planning" in english
    assert not re.search("CỘNG HÒA|Độc lập|Nơi nhận|Kính gửi", english)


def test_tables_are_tables(made):
    block = next(b for b in sample().blocks if isinstance(b, Table))
    table = next(t for t in xml(made).iter(f"{W}tbl") if t.find(f".//{W}tblHeader") is not None)
    rows = table.findall(f"{W}tr")
    assert [shown(c) for c in rows[0].iter(f"{W}tc")] == [plain_text(h) for h in block.heads]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    styles = [c.find(f".//{W}pStyle").get(f"{W}val") for c in rows[1].iter(f"{W}tc")]
    assert ["Number" in one for one in styles] == list(block.numeric)
    widths = [int(c.get(f"{W}w")) for c in table.iter(f"{W}gridCol")]
    assert abs(sum(widths) - 9354) < len(widths)
    mute = rows[1 + next(i for i, row in enumerate(block.rows) if row.tone == "mute")]
    assert all(r.find(f"{W}rPr/{W}i") is not None for r in mute.iter(f"{W}r"))
    before = table.getprevious()
    assert before.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Caption"
    assert shown(before).startswith("Bảng 1. ")


def test_pictures_say_what_they_show(made):
    (block,) = [b for b in sample().blocks if isinstance(b, Figure)]
    picture = docx.Document(BytesIO(made)).inline_shapes[0]
    assert picture._inline.docPr.get("descr") == block.alt
    assert picture.width.mm <= 165
    assert picture.width / picture.height == pytest.approx(468 / 200, rel=0.01)


@pytest.mark.parametrize("data", ["bm90IGEgcGljdHVyZQ==", "abc", "ảnh"])
def test_a_picture_that_cannot_be_read_is_one_line(data):
    broken = Figure(data, "image/png", "x", "Hình 1.", ())
    with pytest.raises(ReportError, match=r"Hình 1\.: its picture \(image/png\) cannot be read"):
        word.write(replace(sample(), blocks=(broken,)))


def test_a_footnote_stands_at_its_number(made):
    body, notes = xml(made), xml(made, "footnotes")
    wanted = [s.note for b in sample().blocks if isinstance(b, Paragraph) for s in b.spans if s.kind == "note"]
    own = [shown(n).strip() for n in notes if n.get(f"{W}type") is None]
    assert own[: len(wanted)] == [plain_text(note) for note in wanted]
    assert body.find(f".//{W}footnoteReference") is not None
    pair = (Span("5", "fact"), Span("", "note", note=(Span("a"),)), Span("", "note", note=(Span("b"),)))
    assert "5, " in shown(xml(word.write(replace(sample(), blocks=(Paragraph(pair),)))))


def test_a_source_is_linked_only_where_it_is_listed():
    spans = (Span("[1]", "ref", href="#s-1"), Span("[9]", "ref", href="#s-9"))
    body = xml(word.write(replace(sample(), blocks=(Paragraph(spans),))))
    assert [h.get(f"{W}anchor") for h in body.iter(f"{W}hyperlink") if h.get(f"{W}anchor")] == ["s-1"]


def test_a_review_has_a_cover_and_contents_without_wrong_page_numbers():
    paper = replace(real("vi", OFFICE)["trade"], contents=True)
    content = word.write(paper)
    body = xml(content)
    codes = [c.text.split()[0] for c in body.iter(f"{W}instrText")]
    assert codes == ["TOC"]
    (begin,) = [c for c in body.iter(f"{W}fldChar") if c.get(f"{W}fldCharType") == "begin"]
    assert begin.get(f"{W}dirty") == "true"
    lines = [(p.find(f"{W}pPr/{W}pStyle").get(f"{W}val"), shown(p)) for p in body.iter(f"{W}p")]
    heads = [f"{b.label} {plain_text(b.spans)}" for b in paper.blocks if isinstance(b, Heading) and b.level < 4]
    heads.append("Phụ lục: Nguồn số liệu")
    assert [text for style, text in lines if style.startswith("TOC") and style != "TOCHeading"] == heads
    assert [text for style, text in lines if style.startswith("Heading")] == heads
    assert check(content) == []


def test_properties_name_the_report_and_no_clock(made):
    own = docx.Document(BytesIO(made)).core_properties
    paper = sample()
    assert (own.title, own.subject, own.language) == (paper.title, paper.subject, "vi-VN")
    assert own.author == "Sở Kế hoạch và Đầu tư"
    assert own.created.date().isoformat() == own.modified.date().isoformat() == "2020-02-05"
    for day, year in (("0001-01-01", "1900"), ("2020-02-05", "2020")):
        core = parts(word.write(replace(paper, office=replace(paper.office, date=day))))["docProps/core.xml"].decode()
        assert re.findall(r">(\d+)-\d\d-\d\dT", core) == [year] * 2
    undated = replace(paper, office=replace(paper.office, date=""))
    assert docx.Document(BytesIO(word.write(undated))).core_properties.created.year == 2000
    assert b'w:lang w:val="en-GB"' in parts(word.write(sample("en")))["word/styles.xml"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(text):
    content = word.write(hostile(text))
    files = parts(content)
    for name, data in files.items():
        if name.endswith(".xml"):
            root = etree.fromstring(data)
            assert not list(root.iter("script"))
            assert {c.text.split()[0] for c in root.iter(f"{W}instrText")} <= {"PAGE", "TOC"}
            assert not list(root.iter(f"{W}fldSimple", f"{W}altChunk", f"{W}object"))
    outside = re.findall(rb'Target="([^"]+)" TargetMode="External"', b"".join(files.values()))
    assert set(outside) <= {b"http://x.vn/%20%5D%5D%3E", b"http://n.vn"}
    assert docx.Document(BytesIO(content)).paragraphs
    kept = re.sub(r"[\x00-\x1f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe]", " ", text).split()
    said = "".join(shown(p) for p in xml(content).iter(f"{W}p"))
    assert all(piece in said for piece in kept)


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("https://a.vn/x?y=1#z", "https://a.vn/x?y=1#z"),
        ("http://a.vn/đường dẫn", "http://a.vn/%C4%91%C6%B0%E1%BB%9Dng%20d%E1%BA%ABn"),
        ("http://a.vn/100%", "http://a.vn/100%25"),
        ("http://a.vn/%20", "http://a.vn/%20"),
        ("http://bưu.vn/", "http://xn--bu-0ra.vn/"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("ftp://a.vn/x", ""),
        ("file://a.vn/x", ""),
        ("http://", ""),
        ("http://[bad", ""),
        ("http://a.vn:99999999/", ""),
        ("http://a b.vn/", ""),
        ("http://a.vn/" + "x" * 3000, ""),
    ],
)
def test_an_address_is_one_that_word_opens(href, target):
    found = address(href)
    assert found == target or ("xn--" in target and re.fullmatch(r"http://xn--[a-z0-9-]+\.vn/", found))


def test_a_long_name_of_an_agency_stands_on_two_lines_of_one_length():
    assert halves("ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN", 12, False, 180) == ["ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN"]
    assert halves("a" * 500, 12, False, 180) == ["a" * 500]


def test_what_belongs_together_stays_on_a_page():
    block = next(b for b in sample().blocks if isinstance(b, Table))
    legends = [Paragraph((Span(text),), "legend") for text in ("Một.", "Hai.", "Ba.")]
    (figure,) = [b for b in sample().blocks if isinstance(b, Figure)]
    content = word.write(replace(sample(), blocks=(block, *legends, figure)))
    held = {s.get(f"{W}styleId") for s in xml(content, "styles") if s.find(f"{W}pPr/{W}keepNext") is not None}

    def kept(p) -> bool:
        return p.find(f"{W}pPr/{W}keepNext") is not None or p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") in held

    body = xml(content)
    table = next(t for t in body.iter(f"{W}tbl") if t.find(f".//{W}tblHeader") is not None)
    assert kept(table.getprevious())  # its caption
    assert all(kept(p) for p in table.findall(f"{W}tr")[-1].iter(f"{W}p"))
    after = list(table.itersiblings(f"{W}p"))
    assert [shown(p) for p in after[:3]] == ["Một.", "Hai.", "Ba."]
    assert [kept(p) for p in after[:3]] == [True, True, False]
    assert kept(next(p for p in after if p.find(f".//{W}drawing") is not None))


def test_recipients_without_end_may_go_over_to_the_next_page():
    for n, whole in ((20, True), (150, False)):
        office = replace(sample().office, recipients=tuple(f"Cơ quan số {i}" for i in range(n)))
        body = xml(word.write(replace(sample(), office=office)))
        row = next(r for r in body.iter(f"{W}tr") if "Nơi nhận:" in shown(r))
        assert (row.find(f"{W}trPr/{W}cantSplit") is not None) == whole


def test_the_last_words_stay_with_the_signature():
    paper = replace(sample(), blocks=(*sample().blocks, Paragraph((Span("Lời cuối."),))))
    (last,) = [p for p in docx.Document(BytesIO(word.write(paper))).paragraphs if p.text == "Lời cuối."]
    assert last.paragraph_format.keep_with_next
