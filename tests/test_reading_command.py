"""``lsdata read``: what it prints of a report, for people and programs, and what it adds to a package."""

import csv
import io
import json
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest
from readings import TRADE, document, figures, reading
from tiny_package import figure, source, write

from lsdata.cli import texts
from lsdata.dataset import MEASURES, load
from lsdata.narrative import Voice
from lsdata.reader import adding, describing, showing
from lsdata.reader.figure import BESIDE, COLUMNS, Figure

NEW = ("--source", "report-1", "--title", "Báo cáo", "--publisher", "Cục Thống kê", "--published-on", "2020-07-13")


@pytest.fixture
def read(monkeypatch, lsdata):
    """The command, with figures that are given; ``read.told`` is what the reading was asked for."""

    def call(*arguments, found=None):
        def made(source, **how):
            call.told = {"source": source, **how}
            return reading(how["data"], found=found)

        module = ModuleType("reading")
        module.read = made
        monkeypatch.setitem(sys.modules, "lsdata.reader.reading", module)
        code, out, err = lsdata("read", *arguments)
        return code, [line.replace("\xa0", " ") for line in out], err

    return call


@pytest.fixture
def mine(lsdata):
    """A package of one's own, as ``lsdata new`` makes it."""
    assert lsdata("new", "mine", "--area", "VN-09", "--empty")[0] == 0
    return "mine"


def held(package="mine"):
    """The figures of a package, by indicator and measure."""
    return {(r["indicator"], r["measure"]): r for r in load(package).rows if r["source_id"] == "report-1"}


def test_on_screen(read):
    assert read("report.txt") == (
        0,
        [
            "report.txt · Lạng Sơn: 6 số liệu; 5 xác định được, trong đó 1 cần xem lại (?); 1 chưa có chỗ trong",
            "bộ số liệu",
            "",
            "       Chỉ tiêu                             Kỳ            Thước đo        Giá trị",
            "đoạn 2",
            "  1    Kim ngạch xuất nhập khẩu qua địa     6 tháng/2020  Số liệu         1.320 triệu USD (ước tính)",
            "       bàn (chỉ tiêu kế hoạch)",
            "  2                                         6 tháng/2020  % kế hoạch      24% (ước tính)",
            "  3                                         6 tháng/2020  So với cùng kỳ  −42,9%",
            "đoạn 3",
            "  4 ~  Tốc độ tăng trưởng GRDP              2021          Mục tiêu năm    8–9%",
            "       ~ địa bàn lấy theo câu trước",
            "  5 ?  Tổng thu ngân sách nhà nước trên     6 tháng/2020  Chỉ số          150%",
            "       địa bàn",
            "       ? có thể hiểu theo nhiều cách; kỳ lấy theo câu trước",
            "  6 ?  “Đàn trâu <b>”                       6 tháng/2020  Số liệu         hơn 85 nghìn con",
            "       ? chưa có chỉ tiêu nào mang tên gọi này",
        ],
        [],
    )
    out = read("report.txt", "--lang", "en")[1]
    assert "  2                                       H1 2020  % of plan            24% (estimate)" in out
    assert "       ? no indicator has this wording" in out
    assert read("report.txt", found=())[1] == ["report.txt: không có số liệu nào"]


@pytest.mark.parametrize("width", [50, 80, 100, 160])
def test_it_fits_a_terminal(read, monkeypatch, width):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", str(width))
    assert max(map(len, read("report.txt")[1])) <= width


def test_areas_are_named_where_there_are_several(read):
    out = read(
        "report.txt", found=(figures()[0], replace(figures()[1], ref_area="VN-13"), replace(figures()[2], ref_area=""))
    )[1]
    assert [line for line in out if line.startswith("đoạn")] == ["đoạn 2 · Lạng Sơn", "đoạn 2 · Quảng Ninh", "đoạn 2"]


def test_as_csv(read):
    code, out, err = read("report.txt", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO("\n".join(out))))
    assert (code, err, list(rows[0])) == (0, [], [*COLUMNS, *BESIDE])
    assert [r["obs_value"] for r in rows] == ["1320", "24", "-42.9", "8", "150", "85"]
    assert (rows[3]["obs_value_upper"], rows[4]["decimals"], rows[0]["locator"]) == ("9", "-1", "para 2")
    assert rows[4]["reasons"] == "several_readings period_carried"
    twice = list(csv.DictReader(io.StringIO("\n".join(read("a.txt", "b.txt", "--format", "csv")[1]))))
    assert (len(twice), twice[0]["file"]) == (12, "a.txt")
    formula = replace(figures()[0], words="=HYPERLINK(0)")
    assert "'=HYPERLINK(0)" in read("report.txt", "--format", "csv", found=(formula,))[1][1]


def test_as_json(read):
    code, out, err = read("report.txt", "--format", "json")
    said = json.loads("\n".join(out))
    one = said["figures"][0]
    assert (code, err, said["schema"], said["file"], said["language"]) == (0, [], 1, "report.txt", "vi")
    assert list(one) == [*COLUMNS, *BESIDE]
    assert (one["obs_value"], one["obs_total"], one["qualifier"], one["reasons"]) == (1320, None, None, [])
    assert said["figures"][5]["indicator"] is None
    assert [d["file"] for d in json.loads("\n".join(read("a", "b", "--format", "json")[1]))] == ["a", "b"]


def test_as_a_frame():
    r = reading()
    frame = showing.frame(r.document, r.figures)
    assert list(frame.columns) == [*COLUMNS, *BESIDE]
    assert frame.obs_value.tolist() == [1320, 24, -42.9, 8, 150, 85]
    assert frame.obs_value_upper.isna().tolist() == [True, True, True, False, True, True]
    assert frame.loc[5, ["indicator", "qualifier", "reasons"]].tolist() == ["", "over", "subject_unknown"]
    assert showing.frame(r.document, ()).columns.tolist() == frame.columns.tolist()


def test_what_the_reading_is_told(read):
    read("-", "--area", "VN-09", "--period", "2020-S1", "--published-on", "2020-07", "--max-size", "0.5")
    assert read.told.pop("source").read
    assert isinstance(read.told.pop("data").tables, dict)
    assert read.told == {"area": "VN-09", "period": "2020-S1", "published_on": "2020-07", "max_size": 500_000}


@pytest.mark.parametrize(
    ("named", "meant"),
    [
        ("report.txt", Path),
        ("báo cáo 10.docx", Path),
        ("GRDP tăng 5,6%", str),
        ("a report", Path),
        ("GRDP rose by 5.6 per cent.", str),
        ("a text\n" * 999, str),
    ],
)
def test_a_file_or_a_sentence(read, tmp_path, named, meant):
    (tmp_path / "a report").write_text("")
    read(named)
    assert isinstance(read.told["source"], meant)
    assert str(read.told["source"]) == named


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--yes"], "--yes is of --add"),
        (["--source", "x"], "--source is of --add"),
        (["--add", "--source", "x", "--format", "csv"], "--format csv is for programs"),
        (["--add"], "--source ID"),
        (["b.txt", "--add", "--source", "x"], "one report at a time"),
        (["--max-size", "0"], "a number of megabytes"),
        (["--max-size", "big"], "a number of megabytes"),
        (["--lang", "fr"], "unknown language 'fr'"),
        (["--add", *NEW, "--yes"], "say which package to add to"),
    ],
)
def test_what_was_asked_wrongly_is_one_line(read, arguments, words):
    code, _, err = read("report.txt", *arguments)
    assert (code, len(err)) == (2, 1)
    assert words in err[0]


def test_without_a_terminal_nothing_is_added_unasked(read, mine, tmp_path):
    before = {p: p.read_bytes() for p in (tmp_path / mine).iterdir()}
    code, out, err = read("report.txt", "--data", mine, "--add", *NEW)
    assert (code, len(err)) == (2, 1)
    assert "--yes" in err[0]
    assert "Mới (4)" in out
    assert {p: p.read_bytes() for p in (tmp_path / mine).iterdir()} == before


def test_adding(read, mine):
    code, out, err = read("report.txt", "--data", mine, "--add", "--yes", *NEW)
    assert (code, err) == (0, [])
    assert (
        out[0] == "Nhập vào mine, nguồn report-1: 4 mới, 0 trùng và 0 khác với nguồn khác; 0 đã có từ chính nguồn này."
    )
    assert out[-1].startswith("written to mine: ")
    rows = held()
    assert len(rows) == 4
    level, target = rows["trade_turnover_total", "level"], rows["grdp_growth", "plan_target"]
    assert (level["value"], level["mult"], level["status"], level["locator"]) == (1320, 6, "E", "para 2")
    assert rows["trade_turnover_total", "yoy_pct"]["value"] == -42.9
    assert (target["value"], target["upper"], target["status"], target["period"].code) == (8, 9, "F", "2021")
    assert load(mine).sources["report-1"]["publisher"] == "Cục Thống kê"
    code, out, err = read("report.txt", "--data", mine, "--add", "--yes", "--source", "report-1")
    assert (code, err, out[-1]) == (0, [], "không có gì để nhập")
    assert "4 đã có từ chính nguồn này" in " ".join(out)
    assert read.told["published_on"] == "2020-07-13"


def test_what_is_not_sure_is_added_where_asked(read, mine):
    code, out, _ = read("report.txt", "--data", mine, "--add", "--yes", "--unsure", *NEW, "--lang", "en")
    assert code == 0
    assert "Not added (1)" in out
    assert "       no indicator has this wording" in out
    index = held()["budget_revenue_total", "index"]
    assert (index["value"], index["decimals"], index["low"], index["high"]) == (150, -1, 145, 155)


def test_it_asks_on_a_terminal(read, mine, monkeypatch):
    asked = []
    monkeypatch.setattr(texts, "is_terminal", lambda stream: stream is sys.stdin)
    for answer, rows in ((False, 0), (True, 4)):
        monkeypatch.setattr(texts.click, "confirm", lambda question, answer=answer: asked.append(question) or answer)
        assert read("report.txt", "--data", mine, "--add", *NEW)[0] == 0
        assert len(held()) == rows
    assert asked == ["Nhập 4 số liệu vào mine?"] * 2


def test_beside_what_other_sources_say(tmp_path):
    """Scales are one; a rounder number is the same; another one is shown with its source."""
    package = write(
        tmp_path / "tiny",
        figure(value="1.32", unit_mult="9", source_id="a"), figure(value="1400", unit_mult="6", source_id="b"),
        figure(value="25", measure="pct_of_plan", source_id="a"),
        sources=[source("a"), source("b"), source("own")],
    )  # fmt: skip
    data = load(package)
    mine = [replace(f, indicator="turnover") for f in figures()[:3]]
    level, plan, growth = adding.beside(mine, data, "own")
    assert (level.state, level.there["source_id"]) == ("same", "a")
    assert (plan.state, plan.there["value"]) == ("different", 25)
    assert (growth.state, growth.there) == ("new", None)
    said = "\n".join(adding.lines(Voice(data, "vi"), [level, plan, growth], "tiny", "own", 100)).replace("\xa0", " ")
    assert "Khác với nguồn khác (1)" in said
    assert said.endswith("\n       đã có 25% (a)")
    level, plan, growth = adding.beside(mine, data, "a")
    assert (plan.state, plan.reasons) == ("left", ("left_source",))
    assert level.state == "there", "in another scale it is the same figure"


def test_a_figure_printed_twice():
    level = figures()[0]
    about = replace(level, obs_value=1300, decimals=-2, qualifier="", start=1)
    other = replace(level, obs_value=1500, start=2)
    assert [b.number for b in adding.beside([about, level], load(), "x")] == [2], "the finer one"
    assert [b.reasons for b in adding.beside([level, other], load(), "x")] == [("left_twice",)] * 2


@pytest.mark.parametrize(
    ("more", "reasons"),
    [
        ({"measure": "change_pct", "base": "2015", "reasons": ("base_other",)}, ("base_other",)),
        ({"measure": "change"}, ("left_measure",)),
        ({"ref_area": ""}, ("left_unplaced",)),
        ({"unit_measure": "con"}, ("unit_unknown",)),
        ({"unit_mult": 2}, ("unit_unknown",)),
        ({"sure": "low", "reasons": ("unit_unlike",)}, ("unit_unlike", "left_unsure")),
    ],
)
def test_why_a_figure_is_left(more, reasons):
    (one,) = adding.beside([replace(figures()[0], **more)], load(), "x")
    assert (one.state, one.reasons) == ("left", reasons)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_reason_and_measure_has_words(lang):
    voice = Voice(load(), lang)
    for reason in describing.REASONS:
        assert voice.word(f"read.{reason}")
    for name in (*MEASURES, *describing.OWN):
        said = describing.measure(voice, Figure(1, measure=name, time_period="2020", base="2019-S1"))
        assert "_" not in said.replace("pct_of_plan", "_")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"obs_value": 13, "obs_total": 15, "unit_measure": "communes", "unit_mult": 0, "obs_status": "A"}, "13/15 xã"),
        (
            {"obs_value": 120, "measure": "change", "unit_measure": "VND", "unit_mult": 9, "obs_status": "P"},
            "+120 tỷ đồng (sơ bộ)",
        ),
        ({"qualifier": "over"}, "hơn 1.320 triệu USD (ước tính)"),
        ({"unit_measure": "", "unit": "triệu gì đó"}, "1.320 triệu gì đó (ước tính)"),
        ({"unit_measure": "cây", "unit": ""}, "1.320 triệu cây (ước tính)"),
    ],
)
def test_values_as_they_are_told(more, said):
    assert describing.value(Voice(load(), "vi"), replace(figures()[0], **more)).replace("\xa0", " ") == said


def test_measures_and_periods_as_they_are_told():
    voice, level = Voice(load(), "vi"), figures()[0]
    assert (
        describing.measure(voice, replace(level, measure="yoy_pct", time_period="2016-01-01/P5Y"))
        == "bình quân mỗi năm"
    )
    assert describing.measure(voice, replace(level, measure="pct_of_plan", indicator="budget_revenue_total", plan_by="central")) == (
        "% kế hoạch (dự toán Trung ương giao)"
    )  # fmt: skip
    assert (
        describing.measure(voice, replace(level, measure="change_pct", base="đầu năm"))
        == "Tăng, giảm (so với “đầu năm”)"
    )
    assert (
        describing.period(voice, replace(level, covers_to="2020-06-15")).replace("\xa0", " ")
        == "6 tháng/2020 (đến ngày 15/6/2020)"
    )
    assert describing.period(voice, replace(level, covers_to="2020-06-30")).replace("\xa0", " ") == "6 tháng/2020"
    assert describing.period(voice, replace(level, time_period="")) == "–"


def test_rows_keep_the_decimals_that_were_printed(mine):
    from lsdata.exchange.adding import add

    found = (
        Figure(42.9, measure="yoy_pct", decimals=2, unit_measure="percent", **TRADE),
        Figure(8, measure="share_pct", obs_value_upper=8.5, decimals=1, unit_measure="percent", **TRADE),
    )
    rows = showing.rows(document(), found)
    assert [(r["obs_value"], r["obs_value_upper"]) for r in rows] == [("42.90", ""), ("8", "8.5")]
    told = {"source_id": "report-1", "title": "x", "publisher": "y", "published_on": "2020-07-13"}
    add(pd.DataFrame(rows), data=mine, source=told)
    assert held()["trade_turnover_total", "yoy_pct"]["decimals"] == 2
