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

from lsdata.cli import texts
from lsdata.dataset import load
from lsdata.exchange.locating import known_area
from lsdata.reader import showing
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
            "đoạn 2 “Tổng kim ngạch xuất nhập…”",
            "  1    Kim ngạch xuất nhập khẩu qua địa     6 tháng/2020  Mức             1.320 triệu USD (ước tính)",
            "       bàn",
            "  2                                         6 tháng/2020  % kế hoạch      24% (ước tính)",
            "  3                                         6 tháng/2020  So với cùng kỳ  −42,9%",
            "đoạn 3 “Mục tiêu năm 2021 GRDP…”",
            "  4 ~  Tốc độ tăng trưởng GRDP              2021          Mục tiêu năm    8–9%",
            "       ~ năm lấy ở chỗ khác trong văn bản",
            "  5 ?  Tổng thu ngân sách nhà nước trên     6 tháng/2020  Chỉ số          150%",
            "       địa bàn",
            "       ? có thể hiểu theo nhiều cách; kỳ lấy theo mạch văn",
            "  6 ?  “Đàn trâu <b>”                       6 tháng/2020  Mức             hơn 85 nghìn con",
            "       ? chưa có chỉ tiêu nào mang tên gọi này",
            "",
            "~ có phần suy ra vì văn bản không ghi rõ; ? có phần chưa rõ, cần xem lại",
        ],
        [],
    )
    out = read("report.txt", "--lang", "en")[1]
    assert "  2                                       H1 2020  % of plan            24% (estimate)" in out
    assert "       ? no indicator has this wording" in out
    assert out[-1] == "~ partly inferred from the text; ? something is not known: to be looked at"
    assert read("report.txt", found=())[1] == ["report.txt: không có số liệu nào"]
    one = read("report.txt", "--lang", "en", found=figures()[:1])[1]
    assert one[0] == "report.txt · Lạng Sơn: 1 figure; 1 placed"
    assert not one[-1].startswith(("~", "?")), "nothing is marked"


def test_each_marked_row_has_its_reason_and_a_name_stands_once(read):
    unsure = replace(figures()[4], reasons=("period_carried",))
    out = read("report.txt", found=(unsure, unsure, replace(unsure, sure="high", reasons=()), figures()[3]))[1]
    assert [line.strip()[:24] for line in out[4:-2] if not line.startswith("       địa")] == [
        "1 ?  Tổng thu ngân sách ", "? kỳ lấy theo mạch văn", "2 ?                     ", "? kỳ lấy theo mạch văn",
        "3                       ", "4 ~  Tốc độ tăng trưởng ", "~ năm lấy ở chỗ khác tro",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("reasons", "hint"),
    [
        (("area_unknown",), "không rõ địa bàn thì thêm --area, như --area VN-09"),
        (("period_unknown",), "không rõ kỳ thì thêm --period, như --period 2020-S1"),
        (("subject_unknown",), "? có phần chưa rõ, cần xem lại"),
    ],
)
def test_what_to_tell_is_said_once_below_all(read, reasons, hint):
    found = [replace(f, sure="low", reasons=reasons) for f in figures()]
    out = read("a.txt", "b.txt", found=found)[1]
    assert (out[-1], out.count(hint)) == (hint, 1)
    assert out.count("? có phần chưa rõ, cần xem lại") == 1


def test_tables_of_a_pdf(read, lsdata, monkeypatch):
    for form, kind, at in (("text", "pdf", 1), ("text", "docx", 0), ("csv", "pdf", 2), ("json", "pdf", 2)):
        monkeypatch.setattr("readings.document", lambda text, kind=kind: replace(document(text), kind=kind))
        said = read("report", "--format", form)
        told = ["Bảng trong tệp PDF" in " ".join(x) for x in said[1:]]
        assert told == [at == 1, at == 2], "for programs it stands beside"
    monkeypatch.setattr("readings.document", lambda text: replace(document(text), kind="pdf"))
    assert "Tables of a PDF are read as running text" in " ".join(read("report", "--lang", "en")[1])


def test_an_area_by_its_name(read, mine):
    for said in ("VN-04", "vn-04", "Cao Bằng", "tỉnh cao bằng", "cao bang"):
        assert read("report.txt", "--area", said)[0] == 0
        assert read.told["area"] == "VN-04"
    code, _, err = read("report.txt", "--area", "Cao Bng")
    assert (code, len(err)) == (2, 1)
    assert "did you mean Cao Bằng (VN-04)?" in err[0]
    assert "lsdata list areas" in err[0]
    areas = {
        "x-1": dict.fromkeys(("name_vi", "name_en", "full_vi", "full_en"), "Vùng Một") | {"aliases": "V1 | vùng 1"}
    }
    assert known_area("v1", areas) == known_area("VUNG MOT", areas) == known_area("x-1", areas) == "x-1", (
        "those of one's own package"
    )


@pytest.mark.parametrize("width", [50, 80, 100, 160])
def test_it_fits_a_terminal(read, monkeypatch, width):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", str(width))
    assert max(map(len, read("report.txt")[1])) <= width


def test_areas_are_named_where_there_are_several(read):
    out = read(
        "report.txt", found=(figures()[0], replace(figures()[1], ref_area="VN-13"), replace(figures()[2], ref_area=""))
    )[1]
    assert [line for line in out if line.startswith("đoạn")] == [
        f"đoạn 2 “Tổng kim ngạch xuất nhập…”{area}" for area in (" · Lạng Sơn", " · Quảng Ninh", "")
    ]


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


def test_nothing_to_read_is_one_line(read):
    code, _, err = read(" ")
    assert (code, len(err)) == (2, 1)
    assert "neither a file nor a sentence" in err[0]


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
