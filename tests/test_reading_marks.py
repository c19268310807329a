"""A text with its figures marked: all of it is there, nothing of it is run, every figure tells its reading."""

import html
import re
import time
from dataclasses import replace

from lxml import html as pages
from readings import TEXT, document, figures, reading
from tiny_package import hostile

from lsdata.dataset import load
from lsdata.reader.documents import Document, Paragraph
from lsdata.reader.figure import Figure
from lsdata.reader.marking import marked


def page(r=None, lang="vi"):
    r = r or reading()
    return pages.fromstring(marked(r.document, r.figures, r.data, lang))


def shown(element) -> str:
    """The text of an element as it stands there before anybody points at it."""
    for card in element.xpath(".//span[@role='tooltip']"):
        card.drop_tree()
    return " ".join(element.text_content().split())


def test_the_text_is_all_there():
    (text,) = page().find_class("lsr-text")
    assert shown(text) == " ".join(TEXT.split())


def test_every_figure_is_marked_by_its_sureness():
    marks = page().xpath("//div[@class='lsr-text']//mark")
    assert [(m.get("class"), m.text) for m in marks] == [
        ("lsr-high", "1.320 triệu USD"), ("lsr-high", "24%"), ("lsr-high", "42,9%"), ("lsr-medium", "8-9%"), ("lsr-low", "1,5 lần"),
        ("lsr-none", "hơn 85 nghìn con"),
    ]  # fmt: skip
    style = page().xpath("string(//style)")
    lines = [
        re.search(rf"\.lsr {name} {{[^}}]*(solid|double|wavy|dashed)", style)[1]
        for name in ("mark", ".lsr-medium", ".lsr-low", ".lsr-none")
    ]
    assert lines == ["solid", "double", "wavy", "dashed"], "told apart without colour"


def test_the_legend_counts_what_there_is():
    (legend,) = page().find_class("lsr-legend")
    assert (
        " ".join(legend.text_content().split())
        == "3 chắc chắn 1 khá chắc chắn 1 cần xem lại 1 chưa có chỗ trong bộ số liệu"
    )
    r = reading(found=())
    assert page(r).find_class("lsr-legend") == []
    assert page(r).find_class("lsr-head")[0].text == "không có số liệu nào"


def test_a_card_tells_the_reading_to_mouse_keyboard_and_screen_reader():
    made = page()
    figure = made.find_class("lsr-f")[2]
    assert figure.get("tabindex") == "0"
    card = made.get_element_by_id(figure.get("aria-describedby"))
    assert (card.get("role"), card.get("hidden") is not None) == ("tooltip", True)
    said = [t.replace("\xa0", " ") for t in card.itertext()]
    assert said == [
        "Kim ngạch xuất nhập khẩu qua địa bàn, Lạng Sơn, 6 tháng đầu năm 2020", "So với cùng kỳ: −42,9%", "chắc chắn",
    ]  # fmt: skip
    assert figure.find("mark").get("title").replace("\xa0", " ") == ". ".join(said)
    low = made.find_class("lsr-f")[4]
    assert "cần xem lại: có thể hiểu theo nhiều cách; kỳ lấy theo mạch văn" in low.text_content()
    english = page(lang="en").find_class("lsr-f")[0].text_content().replace("\xa0", " ")
    assert "the first half of 2020" in english
    assert "1,320 million USD (estimate)" in english


def test_ids_of_two_outputs_are_never_the_same():
    r = reading()
    several = "".join(marked(r.document, r.figures, r.data, lang) for lang in ("vi", "vi", "en"))
    ids = re.findall(r' id="([^"]+)"', several)
    assert len(ids) == len(set(ids)) == 18
    assert sorted(ids) == sorted(re.findall(r'aria-describedby="([^"]+)"', several))


def test_nothing_of_the_text_or_the_package_is_run(tmp_path):
    words = 'X"><script>alert("x")</script><b onmouseover=alert()>.'
    data = load(hostile(tmp_path / "hostile", words))
    text = f"{words} 24% {words}"
    start = text.index("24%")
    one = Figure(24, measure="level", indicator="turnover", ref_area="VN-09", time_period="2020-S1", unit_measure=words, unit=words, text="24%",
                 words=words, base=words, start=start, end=start + 3)  # fmt: skip
    for figure in (one, replace(one, indicator="", measure="change_pct"), replace(one, ref_area=words)):
        made = marked(document(text), [figure], data, "vi")
        elements = pages.fromstring(made)
        assert {e.tag for e in elements.iter()} == {"div", "style", "p", "span", "mark", "b", "br", "i"}
        assert not [e for e in elements.iter() if set(e.attrib) & {"onmouseover", "href", "src"}]
        assert shown(elements.find_class("lsr-text")[0]) == " ".join(text.split())
        assert html.escape(words) in made
        assert "http" not in re.sub(r"&[^;]*;", "", made), "no outside address"


def test_figures_on_one_place_share_a_mark():
    level = figures()[0]
    again = replace(level, obs_value=1300, start=level.start, end=level.end - 4, sure="low")
    made = page(reading(found=(again, level)))
    (mark,) = made.find_class("lsr-f")
    assert mark.find("mark").text == "1.320 triệu USD"
    assert mark.find("mark").get("class") == "lsr-low", "the least sure of them"
    assert len(mark.xpath(".//span/b")) == 2


def test_tables_lists_and_headings():
    text = "1. Kết quả\n- Thu 5 tỷ\nThu\n5\nChi\n6"

    def one(number, words, **more):
        start = text.rindex(words)
        return Paragraph(number, start, start + len(words), **more)

    paragraphs = (
        one(1, "Kết quả", kind="heading"), one(2, "Thu 5 tỷ", kind="item"), one(3, "Thu", kind="cell", table=1, row=1, column=1),
        one(4, "5", kind="cell", table=1, row=1, column=2), one(5, "Chi", kind="cell", table=1, row=2, column=1),
        one(6, "6", kind="cell", table=1, row=2, column=2),
    )  # fmt: skip
    six = Figure(6, measure="level", paragraph=6, start=text.index("6"), end=text.index("6") + 1)
    made = pages.fromstring(marked(Document(text, paragraphs), [six], load(), "vi"))
    assert [shown(p) for p in made.xpath("//div[@class='lsr-text']/p")] == ["1. Kết quả", "- Thu 5 tỷ"]
    assert made.xpath("//p[@class='lsr-heading']")
    assert [[shown(c) for c in row] for row in made.xpath("//tr")] == [["Thu", "5"], ["Chi", "6"]]
    assert made.xpath("//td//mark")[0].text == "6"


def test_a_long_document_is_marked_at_once():
    """Two hundred thousand letters with five thousand figures; half a second of one core, with room for a slow machine."""
    part = TEXT.split("\n\n")[1]
    report, own = document("\n\n".join([part] * 1500)), figures(part + TEXT)[:3]
    found = [
        replace(f, start=p.start + f.start, end=p.start + f.end, paragraph=p.number)
        for p in report.paragraphs
        for f in own
    ]
    data, begin = load(), time.process_time()
    out = marked(report, found, data, "vi")
    assert time.process_time() - begin < 3
    assert len(report.text) > 200_000
    assert out.count("<mark class") == 4501
