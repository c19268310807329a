"""The scorer of passages: what it finds right, wrong, missed and spurious."""

from dataclasses import replace

import pytest
from passages_annotated import PARTS, PASSAGES, Annotation, Passage, load, place, unit, validate
from passages_score import described, differing, expected, score, sentence

from lsdata.reader.figure import Figure


def figure(a: Annotation) -> Figure:
    """The reading that is exactly as annotated."""
    r = a.row
    return Figure(
        obs_value=a.number("value"),
        measure=r["measure"],
        indicator=r["indicator"],
        time_period=r["period"],
        ref_area=r["area"],
        unit_measure=r["unit"],
        unit_mult=int(r["mult"]),
        obs_value_upper=a.number("upper"),
        obs_total=int(r["total"]) if r["total"] else None,
        obs_status=r["status"],
        qualifier=r["qualifier"],
        start=a.start,
        end=a.end,
        text=r["text"],
    )


@pytest.fixture(scope="module")
def passage() -> Passage:
    return load("build")[0]


@pytest.mark.parametrize("part", [p for p in PARTS if (PASSAGES / f"{p}.csv").is_file()])
def test_the_annotations_hold(part):
    assert list(validate(load(part), part)) == []


def test_a_perfect_reading(passage):
    result = score([passage], lambda text: [figure(a) for a in passage.figures])
    assert result.precision == result.recall == result.of("indicator") == result.of("status") == 1
    assert list(result.errors()) == []
    assert all(expected(a) == described(figure(a)) for a in passage.figures)


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"obs_value": 4}, "value"),
        ({"obs_value": -5.86}, "direction"),
        ({"unit_mult": 3}, "value"),
        ({"obs_value_upper": 6.0}, "value"),
        ({"obs_total": 63}, "value"),
        ({"unit_measure": "percentage_points"}, "unit"),
        ({"measure": "level"}, "measure"),
        ({"time_period": "2019"}, "period"),
    ],
)
def test_each_core_part_counts(passage, changes, part):
    figures = [figure(a) for a in passage.figures]
    figures[0] = replace(figures[0], **changes)
    result = score([passage], lambda text: figures)
    assert (result.right, result.read) == (len(figures) - 1, len(figures))
    assert result.pairs[0].wrong == {part}
    assert len(list(result.errors())) == 1


def test_what_is_counted_apart(passage):
    figures = [figure(a) for a in passage.figures]
    figures[0] = replace(figures[0], indicator="")
    figures[1] = replace(figures[1], indicator="grdp", ref_area="VN", obs_status="P", qualifier="over")
    result = score([passage], lambda text: figures)
    n = len(figures)
    assert result.precision == result.recall == 1
    shares = result.indicator_unknown, result.indicator_wrong, result.of("indicator")
    assert shares == pytest.approx((1 / n, 1 / n, 1 - 2 / n))
    assert result.of("area") == result.of("status") == result.of("qualifier") == 1 - 1 / n


def test_missed_and_spurious(passage):
    figures = [figure(a) for a in passage.figures][1:]
    date = replace(figures[0], start=passage.text.index("2019"), end=passage.text.index("2019") + 4, text="2019")
    result = score([passage], lambda text: [*figures, date, replace(figures[0], obs_value=1.0)])
    n = len(figures)
    assert (result.right, result.read, len(result.pairs), len(result.spurious)) == (n, n + 2, n + 1, 2)
    assert [e.split("\n")[0].split()[-1] for e in result.errors()] == ["MISSED", "'2019'", f"{figures[0].text!r}"]


def test_one_scale_in_another(passage):
    billion = next(a for a in passage.figures if a.row["mult"] == "9")
    value = figure(billion).obs_value
    result = score([passage], lambda text: [replace(figure(billion), obs_value=value / 1000, unit_mult=12)])
    assert result.right == 1
    ranged = billion._replace(row=billion.row | {"upper": "12000"})
    read = replace(figure(billion), obs_value=value / 1000, obs_value_upper=12.0, unit_mult=12)
    assert differing(ranged, read) == frozenset()
    assert differing(ranged, replace(read, obs_value_upper=12000.0)) == {"value"}


def test_where_a_text_stands():
    text = "tăng 15%, rồi 5%; 5% nữa, 1.320 triệu"
    assert text[slice(*place(text, "5%"))] == "5%"
    assert place(text, "5%")[0] == text.index("rồi") + 4
    assert place(text, "5%", 2)[0] > place(text, "5%")[0]
    assert place(text, "5%", 3) == place(text, "320 triệu") == (-1, -1)


def test_units_by_code_or_noun():
    assert unit("con") == unit("heads") == unit(" Con ")
    assert unit("mặt hàng") == "mặt hàng"
    assert unit("Đồng/kg") == unit("VND") == "VND"
    assert unit("tạ/ha") == "quintals_per_ha"


def test_a_sentence_on_one_line():
    text = "Thu đạt 5 tỷ đồng. Chi\nđạt 7 tỷ đồng; nợ 3 tỷ đồng."
    at = text.index("7 tỷ đồng")
    assert sentence(text, at, at + 9) == "Chi đạt »7 tỷ đồng«; nợ 3 tỷ đồng."


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("value", "5.87", "is not in its text"),
        ("text", "9,99%", "not in the passage"),
        ("indicator", "grdp_x", "is not known"),
        ("period", "2019-S3", "2019-S3"),
        ("period", "6T/2019", "should be 2019-S1"),
        ("measure", "growth", "is not known"),
        ("unit", "", "no unit"),
    ],
)
def test_a_faulty_annotation_is_told(passage, column, value, says):
    row = passage.figures[0].row | {column: value}
    faulty = Passage(passage.name, passage.text, [Annotation(row, *place(passage.text, row["text"], int(row["nth"])))])
    faults = list(validate([faulty]))
    assert len(faults) == 1
    assert says in faults[0]
