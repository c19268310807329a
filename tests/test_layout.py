"""The check of a document's layout: it passes our own documents, and finds each breach in a document made for it."""

import re
import time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.shared import Mm, Pt
from word_papers import OFFICE, real, sample

from lsdata.errors import LsdataError
from lsdata.publish import word
from lsdata.publish.decree import check, findings, looks
from lsdata.publish.decree.findings import _texts


@pytest.fixture(scope="module")
def good() -> bytes:
    return word.write(sample())


def broken(content: bytes, part: str, old: str, new: str) -> bytes:
    """A document with something else in a part; ``old`` is a pattern, its first place is meant."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == f"word/{part}.xml":
                changed, n = re.subn(old, new, data.decode("utf-8"), count=1, flags=re.DOTALL)
                assert n == 1, old
                data = changed.encode("utf-8")
            target.writestr(name, data)
    return out.getvalue()


def style(name: str, old: str, new: str) -> tuple[str, str, str]:
    """A change in a style, in what follows its name up to its end."""
    return "styles", rf'(<w:style [^>]*w:styleId="{name}">(?:(?!</w:style>).)*?){old}', rf"\g<1>{new}"


def said(text: str, new: str) -> tuple[str, str, str]:
    return "document", re.escape(text), new


PLAIN = "<w:b/><w:bCs/>"
BREACHES = {
    "paper": ("document", 'w:w="11906"', 'w:w="12240"'),
    "margin-top": ("document", 'w:top="1134"', 'w:top="720"'),
    "margin-bottom": ("document", 'w:bottom="1134"', 'w:bottom="1700"'),
    "margin-left": ("document", 'w:left="1701"', 'w:left="1134"'),
    "margin-right": ("document", 'w:right="851"', 'w:right="1440"'),
    "font": style("Legend", "<w:rPr>", '<w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/>'),
    "colour": style("Legend", "<w:sz ", '<w:color w:val="1F4E79"/><w:sz '),
    "page-number": ("header1", " PAGE ", " DATE "),
    "page-number-size": style("Header", 'w:sz w:val="26"', 'w:sz w:val="20"'),
    "page-number-first": ("document", "<w:titlePg/>", ""),
    "national-name": said("CỘNG HÒA XÃ HỘI", "CỘNG HOÀ XÃ HỘI"),
    "motto": said("Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh phúc"),
    "agency": style("Agency", PLAIN, ""),
    "parent": style("ParentAgency", "<w:rPr>", f"<w:rPr>{PLAIN}"),
    "number": said("Số: 12/", "Số: 5/"),
    "place-date": said("ngày 05 tháng 02", "ngày 5 tháng 2"),
    "kind": style("Title", 'w:jc w:val="center"', 'w:jc w:val="left"'),
    "subject": style("Subtitle", PLAIN, ""),
    "body-size": style("BodyText", 'w:sz w:val="26"', 'w:sz w:val="24"'),
    "body-style": style("BodyText", "<w:rPr>", "<w:rPr><w:i/>"),
    "alignment": style("BodyText", 'w:jc w:val="both"', 'w:jc w:val="left"'),
    "indent": style("BodyText", 'w:firstLine="720"', 'w:firstLine="284"'),
    "spacing": style("BodyText", 'w:before="120"', 'w:before="0"'),
    "line-spacing": style("BodyText", 'w:line="276"', 'w:line="480"'),
    "recipients": style("RecipientsHead", "<w:i/><w:iCs/>", ""),
    "recipients-lines": style("Recipients", 'w:sz w:val="22"', 'w:sz w:val="26"'),
    "signature": said("PHÓ GIÁM ĐỐC", "Phó Giám đốc"),
    "signer": ("document", r'<w:r><w:t xml:space="preserve">Họ và tên', '<w:r><w:rPr><w:sz w:val="22"/></w:rPr><w:t>Họ và tên'),
}  # fmt: skip
MORE = {  # another way to break a rule
    "page-number": style("Header", 'w:jc w:val="center"', 'w:jc w:val="right"'),
    "national-name": style("NationalName", 'w:sz w:val="24"', 'w:sz w:val="28"'),
    "motto": style("Motto", PLAIN, ""),
    "agency": said("SỞ KẾ HOẠCH VÀ ĐẦU TƯ", "Sở Kế hoạch và Đầu tư"),
    "number": said("/BC-SKHĐT", " BC SKHĐT"),
    "place-date": style("PlaceAndDate", "<w:i/><w:iCs/>", ""),
    "kind": style("Title", 'w:sz w:val="28"', 'w:sz w:val="40"'),
    "line-spacing": style("BodyText", 'w:line="276" w:lineRule="auto"', 'w:line="200" w:lineRule="exact"'),
    "recipients": said("Nơi nhận:", "Gửi:"),
    "signature": style("Signature", PLAIN, ""),
    "font": ("document", r'<w:r><w:t xml:space="preserve">Họ và tên', '<w:r><w:rPr><w:rFonts w:hAnsi="Arial"/></w:rPr><w:t>Họ và tên'),
}  # fmt: skip


def test_every_rule_has_its_sentence_in_both_languages_and_its_breach():
    texts = _texts()
    assert set(texts["vi"]["rules"]) == set(texts["en"]["rules"]) == set(BREACHES)
    assert set(texts["vi"]["words"]) == set(texts["en"]["words"])


@pytest.mark.parametrize(("rule", "change"), [*BREACHES.items(), *MORE.items()])
def test_a_breach_is_found_and_told_on_one_line(good, rule, change):
    found = check(broken(good, *change))
    assert rule in {f.rule for f in found}
    # Styles that build on the changed one may break the same or a related rule, never one of another part.
    assert {f.rule for f in found} <= {rule, *({"signer"} if rule == "signature" else ())}
    for one in found:
        assert "\n" not in str(one)
        assert one.where
        assert one.found
        assert str(one).startswith(f"{rule}: ") or one.rule != rule


def test_our_own_documents_break_no_rule():
    for sector, paper in real("vi", OFFICE).items():
        assert [str(f) for f in check(word.write(paper))] == [], sector
    for paper in (sample("vi", {}), sample("en"), sample("en", {}), real("vi", {})["trade"]):
        assert [str(f) for f in check(word.write(paper))] == []


def test_findings_speak_vietnamese(good):
    (one,) = check(broken(good, *BREACHES["margin-left"]), "vi")
    assert str(one) == "margin-left: lề trái từ 30 đến 35 mm; phần 1: thấy 20 mm, cần 30–35 mm"


def test_a_page_number_may_not_stand_below(good):
    below = broken(good, "document", 'headerReference w:type="default"', 'footerReference w:type="default"')
    assert [(f.rule, f.found) for f in check(below)] == [("page-number", "footer")]


def test_an_english_document_needs_no_motto():
    assert check(word.write(sample("en"))) == []
    bare = docx.Document()
    bare.add_paragraph("A report in English.")
    assert "motto" not in {f.rule for f in check(saved(bare))}


def saved(document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_document_as_word_begins_it_breaks_the_rules_of_the_sheet():
    own = docx.Document()
    own.add_heading("Tình hình kinh tế", 1)
    own.add_paragraph(
        "Kim ngạch xuất nhập khẩu qua địa bàn tỉnh trong sáu tháng đầu năm ước đạt hơn một nghìn triệu USD. " * 2
    )
    found = {f.rule: f for f in check(saved(own))}
    assert {"paper", "margin-right", "font", "colour", "page-number", "national-name", "recipients"} <= set(found)
    assert found["font"].found in ("Calibri", "Cambria")


def test_direct_formatting_counts_as_much_as_styles():
    own = docx.Document()
    sheet = own.sections[0]
    sheet.page_width, sheet.page_height = Mm(210), Mm(297)
    sheet.top_margin = sheet.bottom_margin = Mm(20)
    sheet.left_margin, sheet.right_margin = Mm(30), Mm(20)
    line = own.add_paragraph()
    run = line.add_run(
        "The first half of the year brought less trade than the plan had hoped for, and more than was feared. " * 2
    )
    run.font.name, run.font.size = "Times New Roman", Pt(14)
    line.paragraph_format.space_after = Pt(6)
    line.paragraph_format.alignment = docx.enum.text.WD_ALIGN_PARAGRAPH.JUSTIFY
    assert {f.rule for f in check(saved(own))} == {"page-number"}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0 old Word", b"<html>"])
def test_what_is_no_document_is_one_clear_line(content, tmp_path):
    file = tmp_path / "own.docx"
    file.write_bytes(content)
    with pytest.raises(LsdataError, match=r"own\.docx: no Word document") as e:
        check(file)
    assert "\n" not in str(e.value)


def test_a_damaged_document_and_a_missing_one_are_one_clear_line(good, tmp_path):
    for part, old, new in (
        ("styles", "<w:styles", "<w:stiles"),
        ("document", "<w:body>", ""),
        ("document", "w:pgMar", "w:"),
    ):
        with pytest.raises(LsdataError, match="the document: no Word document"):
            check(broken(good, part, old, new))
    with pytest.raises(LsdataError, match="cannot read"):
        check(tmp_path / "none.docx")
    with pytest.raises(LsdataError, match="no Word document"):
        check(good[: len(good) // 2])


def test_a_document_without_a_sheet_breaks_the_rules_of_the_sheet(good):
    found = {f.rule for f in check(broken(good, "document", "<w:sectPr>.*</w:sectPr>", ""))}
    assert found == {"paper", "margin-top", "margin-bottom", "margin-left", "margin-right", "page-number"}


@pytest.mark.parametrize("more", ["<w:p/>" * 3_300_000, "<w:p/>" * 100_001, f"<!--{'x' * 50_000_001}-->"])
def test_a_document_that_unpacks_without_end_is_one_clear_line(good, more):
    out = BytesIO()
    with ZipFile(BytesIO(good)) as source, ZipFile(out, "w", ZIP_DEFLATED, compresslevel=1) as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace(b"<w:body>", f"<w:body>{more}".encode(), 1))
    start = time.process_time()
    with pytest.raises(LsdataError, match=r"^the document: .*no report has") as e:
        check(out.getvalue())
    assert "\n" not in str(e.value)
    assert time.process_time() - start < 20


def test_a_long_line_and_a_long_table_are_looked_up_once(monkeypatch):
    seen = []
    where, value_of = findings.Judge.where, looks.value_of
    monkeypatch.setattr(findings.Judge, "where", lambda judge, line: seen.append("where") or where(judge, line))
    monkeypatch.setattr(looks, "value_of", lambda one, tag: seen.append(tag) or value_of(one, tag))
    run = "<w:r><w:rPr><w:color w:val='FF0000'/></w:rPr><w:t>x </w:t></w:r>"
    row = "<w:tr><w:tc><w:p/></w:tc></w:tr>"
    content = word.write(sample("en"))
    counts = []
    for n in (1, 500):
        seen.clear()
        check(broken(content, "document", "<w:body>", f"<w:body><w:p>{run * n}</w:p><w:tbl>{row * n}</w:tbl>"))
        counts.append((seen.count("where"), seen.count("tblStyle")))
    assert counts[0] == counts[1]
