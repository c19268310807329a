"""A text held against itself, against all rules, and against what was published: each remark at its sentence."""

import re
import time
from dataclasses import replace

import pytest
from tiny_package import dataset, figure, plain, source

import lsdata as ls
from lsdata.dataset import load
from lsdata.formulas import parse
from lsdata.numerals import read as number
from lsdata.reader.documents import Document, Paragraph, of_file, of_text
from lsdata.reader.figure import Figure
from lsdata.reader.judging import judge, judged
from lsdata.reader.merging import merged, source_name
from lsdata.reader.reading import read as read_report
from lsdata.reader.remarks import row_of_pdf, sentence
from lsdata.reader.worked import patterns
from lsdata.reader.worked import table as worked_table
from lsdata.wording import languages, phrases

PCT = {"unit_measure": "percent", "unit_mult": 0}
USD = {"unit_measure": "USD", "unit_mult": 6}
LEVEL = {"measure": "level", **USD}
GROWTH = {"measure": "yoy_pct", **PCT}
PLAN = {"measure": "pct_of_plan", **PCT}
PUBLISHED = (
    figure(value="1320"), figure(value="-42.9", measure="yoy_pct"), figure(value="24", measure="pct_of_plan"),
    figure(period="2019-S1", value="2312"),
)  # fmt: skip


def drafted(text: str, *said: dict, lang: str = "vi"):
    """A document and its figures: ``said`` are those of the numbers in square brackets, in their order."""
    places = [m.start() - 2 * n for n, m in enumerate(re.finditer(r"\[", text))]
    bare = re.sub(r"[\[\]]", "", text)
    document = of_text(bare)
    numbers = re.findall(r"\[(.*?)\]", text)
    figures = []
    for at, printed, one in zip(places, numbers, said, strict=True):
        value = number(printed, lang)
        end = at + len(printed)
        paragraph = next(p.number for p in document.paragraphs if p.start <= at < p.end)
        down = one.pop("down", False)
        usual = {
            "indicator": "turnover", "ref_area": "VN-09", "time_period": "2020-S1", "obs_value": -value.value if down else value.value,
            "decimals": value.decimals, "qualifier": value.qualifier, "start": at, "end": end, "paragraph": paragraph, "text": printed,
        }  # fmt: skip
        figures.append(Figure(**usual | one))
    return document, figures


def remarks(data, text, *said, lang="vi", **how):
    return judge(*drafted(text, *(dict(one) for one in said)), data, lang, **how)


def kinds(found):
    return [(r.kind, r.severity) for r in found]


FALL = {**GROWTH, "down": True}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kim ngạch đạt [1.320] triệu USD, giảm [42,9]%.", [LEVEL, FALL]),
        ("Kim ngạch giảm [43]%.", [FALL]),
        ("Kim ngạch giảm [gần 43]%.", [FALL]),
        ("Kim ngạch đạt [1,32] tỷ USD, bằng [24]% kế hoạch.", [LEVEL | {"unit_mult": 9}, PLAN]),
        ("Kim ngạch đạt [hơn 1.300] triệu USD.", [LEVEL]),
        ("Kim ngạch quý I đạt [600] triệu USD.", [LEVEL | {"time_period": "2020-Q1"}]),
        ("Kim ngạch đến ngày 15/6 đạt [1.200] triệu USD.", [LEVEL | {"covers_to": "2020-06-15"}]),
        ("Kim ngạch đạt [1.999] triệu đồng.", [LEVEL | {"unit_measure": "VND"}]),
        ("Kim ngạch đạt [1.999] triệu USD.", [LEVEL | {"indicator": ""}]),
        ("Kim ngạch đạt [1.999] triệu USD.", [LEVEL | {"indicator": "unheard_of"}]),
        ("Kim ngạch đạt [1.999] triệu USD.", [LEVEL | {"time_period": "soon"}]),
    ],
)
def test_what_agrees_or_cannot_be_compared_is_fine(text, said):
    assert remarks(dataset(*PUBLISHED), text, *said) == []


@pytest.mark.parametrize(
    ("text", "said", "severity"),
    [
        ("Kim ngạch giảm [43,9]%.", FALL, "warning"),
        ("Kim ngạch giảm [52,9]%.", FALL, "error"),
        ("Kim ngạch tăng [42,9]%.", GROWTH, "error"),
        ("Kim ngạch đạt [1.330] triệu USD.", LEVEL, "warning"),
        ("Kim ngạch đạt [1.620] triệu USD.", LEVEL, "error"),
        ("Kim ngạch đạt [1.620] triệu USD.", LEVEL | {"sure": "low"}, "warning"),
        ("Kim ngạch đạt [hơn 1.234] triệu USD.", LEVEL, "warning"),
        ("Kim ngạch bằng [25]% kế hoạch.", PLAN, "warning"),
    ],
)
def test_what_was_published_as_another_number(text, said, severity):
    (one,) = [r for r in remarks(dataset(*PUBLISHED[:3]), text, said) if r.kind == "published_otherwise"]
    assert one.severity == severity
    assert one.sentence == re.sub(r"[\[\]]", "", text)


def test_a_remark_says_what_was_published_where_and_when():
    data = dataset(*PUBLISHED)
    text = "Mở đầu.\n\nĐạt kết quả tốt. Kim ngạch giảm [43,9]% so với cùng kỳ; thu tăng.\n\nHết."
    (one, *_) = remarks(data, text, FALL)
    bare = re.sub(r"[\[\]]", "", text)
    assert (bare[one.start : one.end], one.paragraph) == ("43,9", 2)
    assert one.sentence == "Kim ngạch giảm 43,9% so với cùng kỳ;"
    assert (
        plain(one.text)
        == "Kim ngạch 6 tháng đầu năm 2020 ở đây ghi giảm 43,9%; đã công bố giảm 42,9% (Báo, ngày 13/7/2020)"
    )
    assert one.published == ("VN-09.turnover.2020-S1.yoy_pct@review",)
    (said, *_) = remarks(data, text, FALL, lang="en")
    assert (
        plain(said.text)
        == "Trade in the first half of 2020: given here as a fall of 43.9%; published as a fall of 42.9% (Báo, 13 July 2020)"
    )


def test_an_older_vintage_is_a_note_that_names_the_newer_one():
    sources = [source("review"), source("year", "2021-03-01")]
    data = dataset(figure(value="1320"), figure(value="1350", source_id="year"), sources=sources)
    (one,) = remarks(data, "Kim ngạch đạt [1.320] triệu USD.", LEVEL)
    assert kinds([one]) == [("published_newer", "information")]
    assert "1.350 triệu USD (Báo, ngày 1/3/2021)" in plain(one.text)
    assert remarks(data, "Kim ngạch đạt [1.350] triệu USD.", LEVEL) == []
    assert remarks(data, "Kim ngạch đạt [1.320] triệu USD.", LEVEL, as_of="2020-12-31") == []
    both = remarks(data, "Kim ngạch đạt [1.320] triệu USD, nay là [1.350] triệu USD.", LEVEL, LEVEL)
    assert {r.severity for r in both} == {"information"}


def test_the_plan_that_a_percentage_is_of():
    whose = [
        figure("revenue", value="73.9", measure="pct_of_plan", plan_by="provincial"),
        figure("revenue", value="80.6", measure="pct_of_plan", plan_by="central"),
    ]
    data, text = dataset(*whose), "Thu bằng [80,6]% dự toán."
    assert remarks(data, text, PLAN | {"indicator": "revenue"}) == []
    assert remarks(data, text, PLAN | {"indicator": "revenue", "plan_by": "central"}) == []
    assert kinds(remarks(data, text, PLAN | {"indicator": "revenue", "plan_by": "provincial"})) == [
        ("published_otherwise", "warning")
    ]


def test_a_figure_said_twice():
    text = "Kim ngạch đạt [1.320] triệu USD.\n\nCộng lại, kim ngạch đạt [1.620] triệu USD, tức [1,32] tỷ USD."
    said = (LEVEL, LEVEL, LEVEL | {"unit_mult": 9})
    (one,) = remarks(dataset(), text, *said)
    assert kinds([one]) == [("said_twice", "error")]
    assert (one.paragraph, len(one.figures)) == (2, 2)
    assert (
        plain(one.text)
        == "Kim ngạch 6 tháng đầu năm 2020 ở đây ghi 1.620 triệu USD, nhưng ở đoạn 1 ghi 1.320 triệu USD"
    )
    both = [
        ("published_otherwise", "error"),
        ("said_twice", "error"),
    ]  # what was published, and where the text itself says so
    assert kinds(remarks(dataset(*PUBLISHED[:1]), text, *said)) == both
    assert kinds(remarks(dataset(), "Đạt [1.320] triệu USD, [1.330] triệu USD.", LEVEL, LEVEL)) == [
        ("said_twice", "warning")
    ]


def test_rules_between_the_figures_of_a_text():
    text = "Kim ngạch đạt [1.320] triệu USD, giảm [42,9]% so với [2.812] triệu USD cùng kỳ."
    before = LEVEL | {"time_period": "2019-S1"}
    (one,) = remarks(dataset(), text, LEVEL, FALL, before)
    assert kinds([one]) == [("growth", "error")]
    assert "so với 2.812 triệu USD là giảm 53,1%" in plain(one.text)
    assert remarks(dataset(), text.replace("2.812", "2.312"), LEVEL, FALL, before) == []


def test_rules_between_a_text_and_published_figures():
    base = figure(period="2019-S1", value="2312")
    text = "Kim ngạch đạt [1.320] triệu USD, giảm [24,9]% so với cùng kỳ."
    (one,) = remarks(dataset(base), text, LEVEL, FALL)
    assert one.kind == "growth"
    assert "(số đã công bố: Báo, ngày 13/7/2020)" in plain(one.text)
    assert one.published == ("VN-09.turnover.2019-S1.level@review",)
    # The text's own number wins over the published one of its key.
    found = remarks(dataset(base, figure(value="1320")), "Kim ngạch đạt [1.736] triệu USD, giảm [24,9]%.", LEVEL, FALL)
    assert kinds(found) == [("published_otherwise", "error")]


def test_what_the_package_alone_contradicts_is_not_the_texts_fault():
    wrong = [figure(value="1320"), figure(period="2019-S1", value="2312"), figure(value="-24.9", measure="yoy_pct")]
    assert remarks(dataset(*wrong), "Kim ngạch đạt [1.320] triệu USD, giảm [24,9]%.", LEVEL, FALL) == []


def test_the_bundled_package():
    """Contributions of the sectors against growth, an identity of the bundled rules."""
    code = {
        "ref_area": "VN-09",
        "time_period": "2031",
        "unit_measure": "percentage_points",
        "measure": "contribution_pp",
    }
    parts = ["grdp_agri", "grdp_industry_construction", "grdp_services", "grdp_product_taxes"]
    text = "GRDP tăng [6,5]%, trong đó [1,0] điểm, [2,0] điểm, [3,0] điểm và [0,2] điểm phần trăm."
    growth = GROWTH | {"indicator": "grdp_growth", "time_period": "2031"}
    (one,) = remarks(load(), text, growth, *(code | {"indicator": p} for p in parts))
    assert (one.kind, one.figures[0].indicator) == ("contributions", "grdp_growth")


@pytest.mark.parametrize(
    ("text", "said", "found"),
    [
        ("Đạt [1.320] triệu USD, giảm [992] triệu USD so với cùng kỳ.", {"measure": "change", "down": True, **USD}, 0),
        ("Đạt [1.320] triệu USD, giảm [932] triệu USD so với cùng kỳ.", {"measure": "change", "down": True, **USD}, 1),
        ("Đạt [1.320] triệu USD, giảm [932] triệu USD.", {"measure": "change", "down": True, "sure": "low", **USD}, 0),
        ("Đạt [1.320] triệu USD, giảm [932] triệu USD so với cùng kỳ.", {"measure": "change", "base": "2019-S1", "down": True, **USD}, 1),
        ("Đạt [1.320] triệu USD, giảm [932] triệu USD so với cùng kỳ.", {"measure": "change", "base": "same", "down": True, **USD}, 1),
        ("Đạt [1.320] triệu USD, tăng [100] triệu USD so với quý I.", {"measure": "change", "base": "2020-Q1", **USD}, 0),
        ("Đạt [1.320] triệu USD, tăng [100] triệu USD so với đầu năm.", {"measure": "change", "base": "start_of_year", **USD}, 0),
        ("Đạt [1.320] triệu USD, tăng [100] triệu USD so với dự kiến.", {"measure": "change", "base": "20 năm trước", **USD}, 0),
        ("Đạt [1.320] triệu USD, hụt [4.180] triệu USD so với kế hoạch.", {"measure": "plan_gap", "down": True, **USD}, 0),
        ("Đạt [1.320] triệu USD, hụt [4.980] triệu USD so với kế hoạch.", {"measure": "plan_gap", "down": True, **USD}, 1),
        ("Đạt [1.320] triệu USD, giảm [42,9]% so với năm trước.", {"measure": "change_pct", "base": "2019-S1", "down": True, **PCT}, 0),
        ("Đạt [1.320] triệu USD, giảm [24,9]% so với năm trước.", {"measure": "change_pct", "base": "2019-S1", "down": True, **PCT}, 1),
    ],
)  # fmt: skip
def test_changes_that_the_package_has_no_measure_for(text, said, found):
    out = remarks(dataset(*PUBLISHED), text, LEVEL, said)
    assert kinds(out) == [("reckoned", "warning")] * found


def test_the_text_is_never_a_source_of_the_package():
    data = dataset(figure(source_id="draft"))
    assert source_name(data) == "draft-"
    assert "draft-" in merged(data, [], "draft-", "x").sources
    assert kinds(remarks(data, "Kim ngạch đạt [1.620] triệu USD.", LEVEL)) == [("published_otherwise", "error")]


def test_a_sentence_ends_where_it_ends():
    text = "Thu đạt 1.320,5 tỷ đồng. Chi 900 tỷ đồng; nợ 5 tỷ đồng."
    document = of_text(text)
    for words, expected in (
        ("1.320,5", "Thu đạt 1.320,5 tỷ đồng."),
        ("900", "Chi 900 tỷ đồng;"),
        ("5 tỷ đồng.", "Thu đạt 1.320,5 tỷ đồng."),
        ("nợ", "nợ 5 tỷ đồng."),
    ):
        at = text.index(words)
        assert sentence(document, at, at + 1, 1) == expected


TURNOVER = {"indicator": "trade_turnover_total"}
FIRST_HALF = "Kim ngạch xuất nhập khẩu qua địa bàn tỉnh Lạng Sơn trong 6 tháng đầu năm 2020 ước đạt [1.320] triệu USD, bằng [24]% kế hoạch năm."
MADE = [
    ("Từ tỷ lệ đã công bố, suy ra kế hoạch cả năm khoảng {} triệu USD (từ 5.386 đến 5.619 triệu USD do làm tròn).", "5.500", "5.400"),
    ("Từ tỷ lệ đã công bố, suy ra kế hoạch cả năm khoảng 5.500 triệu USD (từ {} đến 5.619 triệu USD do làm tròn).", "5.386", "5.396"),
    ("Từ tỷ lệ đã công bố, suy ra kế hoạch cả năm khoảng 5.500 triệu USD (từ 5.386 đến {} triệu USD do làm tròn).", "5.619", "5.719"),
    ("Để hoàn thành kế hoạch, 6 tháng cuối năm 2020 phải gấp khoảng {} lần 6 tháng đầu năm 2020.", "3,2", "6,2"),
    ("Kim ngạch xuất nhập khẩu: thấp hơn tiến độ {} điểm phần trăm", "26", "28"),
    ("Bình quân 6 tháng đầu năm 2020 là {} triệu USD/tháng.", "220", "230"),
    ("Muốn trở lại mức cùng kỳ năm 2019 phải tăng khoảng {}%.", "75", "57"),
    ("From the level and the change of this period, trade in the first half of 2019 works out at about {} million USD.", "2,312", "2,812"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right", "wrong"), MADE)
def test_a_calculated_number(sentence, right, wrong):
    """It is held against its formula on the figures of the text and of the package, not against what was published."""
    said = [LEVEL | TURNOVER, PLAN | TURNOVER]
    for printed, found in ((right, []), (wrong, ["reckoned"])):
        text = f"{FIRST_HALF}\n\n{sentence.format(printed)}"
        out = remarks(load(), text, *said)
        assert [r.kind for r in out] == found
        bare = re.sub(r"[\[\]]", "", text)
        assert all(bare[r.start : r.end] == printed for r in out)


def test_a_calculated_number_says_how_it_is_made():
    (one,) = remarks(load(), f"{FIRST_HALF}\n\n{MADE[0][0].format('6.500')}", LEVEL | TURNOVER, PLAN | TURNOVER)
    assert plain(one.text) == (
        "Kế hoạch suy ra: ở đây ghi 6.500, nhưng tính từ kim ngạch xuất nhập khẩu 6 tháng đầu năm 2020 1.320 triệu USD và "
        "kim ngạch xuất nhập khẩu 6 tháng đầu năm 2020 đạt 24% kế hoạch năm thì là 5.500"
    )
    assert one.severity == "error"


def test_without_the_figures_nothing_is_calculated():
    assert (
        remarks(
            dataset(*PUBLISHED[:1]),
            f"{FIRST_HALF}\n\n{MADE[0][0].format('6.500')}",
            LEVEL,
            PLAN | {"sure": "low", "indicator": ""},
        )
        == []
    )


def table(*rows: tuple[str, ...], lead: str = "Kim ngạch") -> Document:
    """A document with a paragraph and a table below it."""
    text, paragraphs = lead, [Paragraph(1, 0, len(lead))]
    for r, row in enumerate(rows, 1):
        for c, cell in enumerate(row, 1):
            start = len(text) + 2
            text += f"\n\n{cell}"
            paragraphs.append(Paragraph(len(paragraphs) + 1, start, len(text), "cell", 0, 1, r, c))
    return Document(text, tuple(paragraphs), kind="docx")


@pytest.mark.parametrize(
    ("gap", "ends", "month", "found"),
    [
        ("−26", "5.386–5.619", "220", []),
        ("−25", "5.386–5.619", "220", ["−25"]),
        ("−26", "5.386–5.919", "220", ["5.919"]),
        ("−26", "5.386–5.619", "240", ["240"]),
        ("…", "–", "…", []),
    ],
)
def test_calculated_columns_of_a_table(gap, ends, month, found):
    heads = ("Kỳ", "% kế hoạch", "Chênh lệch, điểm phần trăm", "Khoảng do làm tròn", "Bình quân tháng")
    document = table(heads, ("6 tháng đầu năm 2020", "24%", gap, ends, month))
    at = document.text.index("24%")
    plan = Figure(
        24.0,
        "pct_of_plan",
        **TURNOVER,
        time_period="2020-S1",
        ref_area="VN-09",
        start=at,
        end=at + 3,
        paragraph=8,
        **PCT,
    )
    out = judge(document, [plan], load())
    assert [document.text[r.start : r.end] for r in out] == found


def test_numbers_that_stand_large_repeat_what_the_text_says():
    document = of_text("1.330 triệu USD\n\nKim ngạch đạt 1.320 triệu USD.")
    large = Figure(
        1330.0, "level", time_period="2020-S1", ref_area="VN-09", end=15, text="1.330 triệu USD", sure="low", **USD
    )
    said = Figure(1320.0, "level", "turnover", "2020-S1", "VN-09", start=31, end=36, paragraph=2, text="1.320", **USD)
    assert kinds(judge(document, [large, said], dataset())) == [("said_twice", "warning")]
    again = of_text(f"{document.text}\n\nNăm trước 1.330 triệu USD.")
    assert judge(again, [large, said], dataset()) == [], "it repeats another number of the text"
    right = of_text("1.320 triệu USD\n\nKim ngạch đạt 1.320 triệu USD.")
    assert judge(right, [replace(large, obs_value=1320.0, text="1.320 triệu USD"), said], dataset()) == []


def test_titles_of_sources_are_not_the_texts_own():
    said = remarks(dataset(*PUBLISHED), "(1) Báo, “Kim ngạch tăng [99]%”, 2020", GROWTH)
    assert ("published_otherwise", "error") in kinds(said)
    document = of_text("[1] Báo, “Kim ngạch tăng 99%”, 2020")
    title = Figure(99.0, "yoy_pct", "turnover", "2020-S1", "VN-09", start=25, end=28, text="99%", **PCT)
    found = judged(document, [title], dataset(*PUBLISHED))
    assert (found.remarks, found.published) == ([], 0)


def test_rows_of_a_table_in_a_pdf_are_not_judged():
    """Their cells are not kept apart: it is not known what stands under which head."""
    document = of_text("Kim ngạch 99 [1]")
    cell = Figure(99.0, "yoy_pct", "turnover", "2020-S1", "VN-09", start=10, end=12, text="99", **PCT)
    (one,) = judge(document, [cell], dataset(PUBLISHED[1]))
    assert one.kind == "published_otherwise"
    assert judge(replace(document, kind="pdf"), [cell], dataset(PUBLISHED[1])) == []


def test_figures_of_a_table_are_held_against_the_sources_beside_them():
    """What another source printed of the same figure does not make it right."""
    sources = [source("review", title="Báo cáo giữa năm"), source("year", "2021-03-01", title="Báo cáo cả năm")]
    data = dataset(figure(value="1320"), figure(value="1350", source_id="year"), sources=sources)

    def found(mark):
        document = table(("Kim ngạch", "1.320", mark), ("[7] Báo cáo cả năm, Báo",), ("[8] Báo cáo giữa năm, Báo",))
        at = document.text.index("1.320")
        said = Figure(1320.0, "level", "turnover", "2020-S1", "VN-09", start=at, end=at + 5, paragraph=3, **USD)
        return [r for r in judge(document, [said], data) if r.kind == "published_otherwise"]

    assert found("[8]") == found("[7] [8]") == found("[9]") == []
    (one,) = found("[7]")
    assert one.published == ("VN-09.turnover.2020-S1.level@year",)


def test_a_long_pdf_is_judged_at_once():
    """A paragraph is looked at as itself, not in a copy of the whole text: that took minutes."""
    part = "Kim ngạch đạt 1.320 triệu USD, giảm 42,9%. " * 4
    document = replace(of_text("\n\n".join([part] * 1000)), kind="pdf")
    begin = time.process_time()
    for p in document.paragraphs:
        assert not row_of_pdf(document, p.number)
        assert sentence(document, p.start + 14, p.start + 19, p.number) == part[:42]
    assert time.process_time() - begin < 3


def test_every_pattern_that_says_a_number_is_calculated():
    """Each sentence of the table exists in both languages, each name in it has formulas that are arithmetic."""
    made = worked_table()["made"]
    assert len(patterns()) == 2 * len(worked_table()["said"])
    assert {name for p in patterns() for name, _ in p.fields.values()} | set(
        worked_table()["column"].values()
    ) <= made.keys()
    for name, formulas in made.items():
        assert all(parse(f) for f in formulas)
        assert all(any(name in phrases(lang)[t] for t in ("draft", "measure", "column")) for lang in languages()), name


def test_hostile_sentences_take_no_time():
    lines = [f"{p.fixed} 1 " * 40 + f"{p.fixed} " * 5 for p in patterns()]
    start = time.perf_counter()
    judge(of_text("\n\n".join(lines)), [], load())
    assert time.perf_counter() - start < 5


CHANGED = {
    ("trade", "vi"): [
        ("1.320 triệu USD", "1.820 triệu USD"), ("ước đạt 1.320", "ước đạt 1.326"), ("khoảng 5.500 triệu", "khoảng 5.800 triệu"),
        ("4.780 triệu USD", "4.480 triệu USD"), ("4.975 triệu USD [12]", "4.915 triệu USD [12]"), ("gần 37 tỷ USD", "gần 17 tỷ USD"),
        ("hơn 2,28 tỷ USD so với", "hơn 8,28 tỷ USD so với"), ("khoảng 75%", "khoảng 15%"), ("+62,6% [12]", "+52,6% [12]"),
    ],
    ("trade", "en"): [
        ("stood at 24%", "stood at 22%"), ("1,320 million USD", "1,328 million USD"), ("−42.9%", "−22.9%"),
        ("about 3.2 times", "about 3.7 times"), ("+56.2%", "+56.3%"), ("4,860 million USD", "4,360 million USD"),
    ],
    ("budget", "vi"): [
        ("đạt 49,5% dự toán, đúng", "đạt 46,5% dự toán, đúng"), ("49,5%\n", "42,5%\n"), ("890.000 triệu đồng", "890.100 triệu đồng"),
        ("80,6%", "80,8%"), ("56,71%", "66,71%"), ("13.300", "13.305"), ("hơn 7.390 tỷ đồng", "hơn 7.330 tỷ đồng"), ("66,6%", "69,6%"),
    ],
    ("budget", "en"): [
        ("reached 49.5%", "reached 42.5%"), ("−44%", "−41%"), ("more than 7,390 billion", "more than 7,690 billion"), ("74.4%", "74.5%"),
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The reports of two sectors in both languages."""
    out = tmp_path_factory.mktemp("reports")
    ls.report("trade,budget", to="docx", lang="vi,en", out=out)
    return {(sector, lang): next(out.rglob(f"{lang}/{sector}.docx")) for sector, lang in CHANGED}


@pytest.mark.parametrize("which", CHANGED, ids="-".join)
def test_a_report_made_here_is_right_until_a_digit_changes(made, which):
    data, document = load(), of_file(made[which])

    def wrong(text):
        own = replace(document, text=text)
        found = judge(own, read_report(own, data=data).figures, data)
        return [m for m in found if m.severity != "information"]

    plainer = document.text.replace("\u00a0", " ")
    assert len(plainer) == len(document.text)
    assert wrong(document.text) == []
    for right, other in CHANGED[which]:
        assert len(right) == len(other)
        assert right in plainer, right
        begin = plainer.index(right)
        places = [(f.start, f.end) for m in wrong(plainer.replace(right, other, 1)) for f in (m, *m.figures)]
        assert any(start < begin + len(right) and begin < end for start, end in places), (right, other, places)
