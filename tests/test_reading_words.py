"""Figures that were read, in words; and beside what a package has."""

import tomllib
from dataclasses import replace
from importlib import resources

import pytest
from readings import figures
from tiny_package import figure, source, write

from lsdata import reader
from lsdata.dataset import MEASURES, load
from lsdata.narrative import Voice
from lsdata.reader import adding, describing, times_en, times_vi
from lsdata.reader.figure import Figure


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
    doubted = replace(level, sure="medium", start=1)
    assert [b.number for b in adding.beside([doubted, level], load(), "x")] == [2], "the one that is sure"
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
    shapes = {rule.shape for tongue in (times_vi.TONGUE, times_en.TONGUE) for rule in tongue.rules} - {"end"}
    for base in shapes | {*describing.BASES, *describing.TIMES, "VN-09"}:
        said = describing.measure(voice, Figure(1, measure="change_pct", base=base))
        assert not {"_", "“", "-"} & set(said), said
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
    assert describing.measure(voice, level) == "Mức"
    assert describing.measure(voice, replace(level, measure="share_change_pp")) == "Tăng, giảm, điểm phần trăm"
    assert (
        describing.measure(voice, replace(level, measure="change_pct", base="start_of_year"))
        == "Tăng, giảm (so với đầu năm)"
    )
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
    assert describing.measure(voice, replace(level, measure="change_pct", base="2019 và 20 năm trước")).endswith(
        "(so với “2019 và 20 năm trước”)"
    )
    assert (
        describing.period(voice, replace(level, covers_to="2020-06-15")).replace("\xa0", " ")
        == "6 tháng/2020 (đến ngày 15/6/2020)"
    )
    assert describing.period(voice, replace(level, covers_to="2020-06-30")).replace("\xa0", " ") == "6 tháng/2020"
    assert describing.period(voice, replace(level, time_period="")) == "–"


def test_no_word_stands_twice_in_a_list_of_the_lexicon():
    """A list of words of the lexicon is a table: what stands in it twice is edited once and forgotten once."""

    def lists(value, path=""):
        if isinstance(value, str):
            yield path, [one.strip() for one in value.split("|")]
        else:
            for key, inner in value.items():
                yield from lists(inner, f"{path}.{key}")

    known = tomllib.loads((resources.files(reader) / "lexicon.toml").read_text(encoding="utf-8"))
    twice = {path: sorted({w for w in words if words.count(w) > 1}) for path, words in lists(known)}
    assert {path: words for path, words in twice.items() if words} == {}
