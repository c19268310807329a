"""``lsdata check``: what it prints of a package's figures, in words and as JSON, and when it ends with 1."""

import io
import json

import pytest
from tiny_package import figure, save, source, write

from lsdata.cli.texts import SUFFIXES
from lsdata.reader.formats.files import _ENDINGS as ENDINGS

RISE = "growth:VN-09.turnover.2020-S1.yoy_pct@review"
WRONG = [
    figure(value="1320"), figure(period="2019-S1", value="2312"),
    figure(measure="yoy_pct", value="42.9", unit_measure="percent", unit_mult="0"),
]  # fmt: skip
TWO = [figure("fees", value="5", source_id="a"), figure("fees", value="9", source_id="b")]


@pytest.fixture
def run(lsdata):
    """Run the command: (exit code, standard output as a reader sees it, lines on standard error)."""

    def call(*arguments):
        code, out, err = lsdata(*arguments)
        return code, "".join(f"{line}\n" for line in out).replace("\xa0", " "), err

    return call


def test_the_bundled_figures(run):
    """The cases that are known, each explained; none stands that nobody has looked into."""
    code, out, err = run("check", "--lang", "en")
    assert (code, err) == (0, [])
    for words in (
        "said to have risen 1.1% from the first half of 2022, but going from 1,077.6 million USD to more than 2.28 billion USD is a rise of at least 111.6%",
        "Exports in the first eight months of 2022 were published as 1,675 million USD",
        "said to have risen 60.1% from 2024",
    ):
        assert words in out
    assert "GRDP in 2025" not in out
    every = run("check", "--lang", "en", "--all")[1]
    for words in (
        "GRDP in 2025: a rise of 8.41%",
        "a rise of 41% implies 1,390 million USD for the first half of 2020, where 1,320 million USD had been published",
        "a fall of 49.3% implies 2,125 million USD for the first half of 2021, where 1,960 million USD had been published",
    ):
        assert words in every
    assert run("check", "--as-of", "2020-07-13", "--lang", "en")[1].count("ERROR") == 0


def test_an_error_that_nobody_has_acknowledged_ends_with_1(run, tmp_path):
    package = write(tmp_path / "mine", *WRONG)
    code, out, err = run("check", package)
    assert (code, err) == (1, [])
    assert "LỖI · Mức tăng so với hai mức đã công bố · VN-09" in out
    assert "Chỉ cần một trong các số sau thay đổi là khớp:\n" in out
    assert (
        "    kim ngạch 6 tháng đầu năm 2020, so với cùng kỳ năm trước, Báo: từ −42,94 đến −42,87% "
        "(VN-09.turnover.2020-S1.yoy_pct@review)\n"
    ) in out
    assert f"\n  {RISE}\n" in out
    assert run("check", "--data", package)[0] == 1
    assert run("check", package, "--area", "VN-13")[0] == 0
    known = {"finding": RISE, "reason_vi": "lỗi in", "reason_en": "a misprint", "acknowledged_on": "2020-08-01"}
    save(package, "acknowledgements", [known])
    code, out, _ = run("check", package, "--lang", "en")
    assert code == 0
    assert "ERROR · Growth against the levels of both years · VN-09 · known" in out
    assert "Known: a misprint" in out
    save(package, "acknowledgements", [known | {"finding": "growth:gone"}])
    code, out, _ = run("check", package, "--lang", "en")
    assert code == 1
    assert "Acknowledged, but no longer found: growth:gone" in out


def test_a_warning_does_not(run, tmp_path):
    sources = [source("a", "2020-07-13"), source("b", "2020-07-14")]
    code, out, _ = run("check", write(tmp_path / "mine", *TWO, sources=sources), "--lang", "en")
    assert code == 0
    assert (
        "Gate fees in the first half of 2020: Báo gave 5 billion VND (13 July 2020), Báo gave 9 billion VND (14 July 2020)"
        in out
    )


def test_as_json(run, tmp_path):
    package = write(tmp_path / "mine", *WRONG)
    code, out, _ = run("check", package, "--format", "json", "--lang", "en")
    said = json.loads(out)
    (one,) = said["findings"]
    assert (code, said["figures"], said["counts"]["growth"]) == (1, 3, {"fails": 1})
    assert (one["finding"], one["severity"], one["outcome"]) == (RISE, "error", "fails")
    assert {tuple(r) for r in one["repair"]} == {(i,) for i in one["figures"].split()}
    assert one["repair"][0].keys() <= set(one["figures"].split())
    assert run("check", package, "--format", "json", "--lang", "en")[1] == out


def test_wrong_uses_are_told_in_one_line(run, tmp_path):
    for arguments, words in (
        (["nowhere"], "nowhere"),
        (["nowhere.docx"], "nowhere.docx"),
        (["--period", "2020-S1"], "--period"),
        (["draft.txt", "--layout"], "--layout"),
        (["draft.txt", "--area", "VN-09,VN-13"], "VN-09,VN-13"),
        (["--as-of", "yesterday"], "2020-07-13"),
        (["--area", "VN-9"], "VN-9"),
        (["--lang", "fr"], "fr"),
    ):
        code, out, err = run("check", *arguments)
        assert (code, out, len(err)) == (2, "", 1)
        assert words in err[0]


def test_several_packages_are_told_apart(run, tmp_path):
    one, two = write(tmp_path / "one", *WRONG), write(tmp_path / "two", *TWO)
    code, out, _ = run("check", one, two, "--lang", "en")
    assert code == 1
    assert out.index(f"== {one}\n") < out.index("ERROR") < out.index(f"== {two}\n")
    said = json.loads(run("check", one, two, "--format", "json")[1])
    assert [d["file"] for d in said] == [str(one), str(two)]
    assert run("check", one, "--data", two)[2] == [f"lsdata: --data {two} and {one}: name the package once"]


DRAFT = "Kim ngạch xuất nhập khẩu qua địa bàn tỉnh Lạng Sơn 6 tháng đầu năm 2020 ước đạt 1.320 triệu USD, giảm {}% so với cùng kỳ năm 2019."


@pytest.fixture
def draft(tmp_path):
    """A text file of a sentence with a number of its own."""

    def make(number, name="draft.txt"):
        file = tmp_path / name
        file.write_text(DRAFT.format(number), encoding="utf-8")
        return file

    return make


def test_a_text_that_says_what_was_published(run, draft):
    code, out, err = run("check", draft("42,9"), "--lang", "en")
    assert (code, err) == (0, [])
    assert (
        out
        == f"{draft('42,9')}: 2 figures read, 2 with a place in the data package, 2 held against published ones: errors 0, warnings 0, notes 0.\n"
    )


def test_a_text_that_says_something_else(run, draft):
    file = draft("24,9")
    code, out, err = run("check", file, "--lang", "en")
    first, second, *_ = out.splitlines()
    assert (code, err) == (1, [])
    assert first.startswith(f"{file}: paragraph 1: ERROR: ")
    assert "published as a fall of 42.9% (Báo Lạng Sơn, 13 July 2020)" in first
    assert (
        second
        == "    … bàn tỉnh Lạng Sơn 6 tháng đầu năm 2020 ước đạt 1.320 triệu USD, giảm 24,9% so với cùng kỳ năm 2019."
    )
    assert run("check", draft("43,9"))[0] == 0, "a warning does not end with 1"


@pytest.mark.parametrize("area", ["VN-09", "Lạng Sơn", "tỉnh Lạng Sơn"])
def test_the_area_of_a_text_has_a_code_or_a_name(run, tmp_path, area):
    file = tmp_path / "draft.txt"
    file.write_text("Thu ngân sách 6 tháng đầu năm 2020 đạt 59,5% dự toán.", encoding="utf-8")
    code, out, _ = run("check", file, "--area", area)
    assert code == 1
    assert "49,5%" in out


def test_a_text_as_json(run, draft):
    file = draft("24,9")
    code, out, _ = run("check", file, "--format", "json")
    said = json.loads(out)
    (one,) = said["findings"]
    assert (code, said["file"], said["language"], said["figures"], said["published"]) == (1, str(file), "vi", 2, 2)
    assert (one["kind"], one["severity"], one["locator"]) == ("published_otherwise", "error", "para 1")
    assert DRAFT.format("24,9")[one["start"] : one["end"]] == "24,9%"
    assert one["published"] == ["VN-09.trade_turnover_total.2020-S1.yoy_pct@baolangson-2020-07-13"]


def test_slips_of_wording_stand_beside_what_is_wrong_with_figures(run, draft):
    code, out, _ = run("check", draft("42.9"), "--format", "json")
    (slip,) = json.loads(out)["findings"]
    assert (code, slip["kind"], slip["severity"], slip["locator"]) == (1, "decimal", "error", "para 1")
    assert (slip["sentence"], slip["figures"]) == (DRAFT.format("42.9"), [])
    assert DRAFT.format("42.9")[slip["start"] : slip["end"]] == "42.9"


@pytest.mark.parametrize("ending", [e for e in ENDINGS if e not in ("", ".docx", ".pdf")])
def test_every_text_that_is_read_is_checked(run, draft, ending):
    """What ``lsdata read`` takes for a text is no package here."""
    assert ending in SUFFIXES
    code, out, err = run("check", draft("42,9", f"draft{ending.upper()}"), "--lang", "en")
    assert (code, err) == (0, [])
    assert "2 held against published ones" in out


def test_a_text_on_standard_input(run, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(DRAFT.format("24,9").encode())))
    code, out, _ = run("check", "-")
    assert code == 1
    assert out.startswith("-: đoạn 1: LỖI: ")


def test_a_text_against_another_package(run, draft, tmp_path):
    """``--data`` is the package that it is held against; several files name themselves."""
    package = write(tmp_path / "mine", *TWO)
    code, out, _ = run("check", draft("24,9"), draft("24,9", "other.txt"), "--data", package, "--lang", "en")
    assert code == 0
    assert "==" not in out
    assert out.count("held against published ones") == 2
