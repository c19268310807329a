"""Figures of areas within in a report: their tables, what is called unpublished, and the report of any sector."""

import json
import re
from pathlib import Path

import pytest
from test_brief import Page
from test_territory import DISTRICTS, INDICATORS, OWN, PLACES, data, row
from tiny_package import dataset, plain, write

import lsdata as ls
from lsdata import boards, by_area, parts, territory
from lsdata.dataset import using
from lsdata.outcome import _missing
from lsdata.periods import Period

HALF = "2020-S1"
RATES = [row("VN-09-A", "95.1", HALF, "insured"), row("VN-09-B", "97.3", HALF, "insured")]
BEDS = [row("VN-09-A", "80", HALF, "beds")]


def brief(*rows: dict, place: str = "VN-09", period: str = HALF, lang: str = "en", **own):
    with using(dataset(*rows, **{**OWN, **own})):
        return ls.brief("society", place, period, lang)


def lines(table) -> list[list[str]]:
    """Head and rows as a reader sees them."""
    found = re.findall(r"(?s)<tr.*?</tr>", table.html("Table 1."))
    return [[plain(re.sub(r"<[^>]+>", "", c)) for c in re.findall(r"(?s)<t[hd].*?</t[hd]>", r)] for r in found]


def legend(table) -> str:
    return plain(re.sub(r"<[^>]+>", "", " ".join(table.legend)))


def test_a_table_has_a_row_an_area_a_column_an_indicator_the_own_figure_and_the_sum():
    (table,) = by_area.tables(brief(*DISTRICTS, *RATES, *BEDS, row("VN-09", "171.9", HALF)).q, "society")
    heads, *rows = lines(table)
    assert [h.lower() for h in heads] == [
        "area",
        "visits, thousand visits",
        "indicator, people",
        "indicator",
        "status",
        "source",
    ]
    assert [r[:4] for r in rows] == [
        ["Lộc Bình", "80.2", "80", "95.1%"],
        ["Cao Lộc", "90.3", "…", "97.3%"],
        ["Lạng Sơn", "171.9", "…", "…"],
        ["Sum of the areas", "170.5", "…", "–"],
    ]
    assert [r.get("tone") for r in table.rows] == ["", "", "lead", ""]
    assert rows[-1][4] == "calculated from published figures"
    assert "Indicator cannot be added up over areas: add the numerators" in legend(table)
    assert "There is no sum of indicator: not every area within has a figure." in legend(table)


def test_one_indicator_has_its_measures_across_and_its_name_above():
    more = [row(a, "50.5", HALF, measure="pct_of_plan") for a in ("VN-09-A", "VN-09-B")]
    goals = [
        row(a, v, "2020", measure="plan_target", obs_status="F") for a, v in (("VN-09-A", "160"), ("VN-09-B", "181"))
    ]
    (table,) = by_area.tables(brief(*DISTRICTS, *more, *goals).q, "society")
    heads, *rows = lines(table)
    assert heads[1:4] == ["Figure", "Target for the year", "% of plan"]
    assert rows[0][1:4] == ["80.2", "160", "50.5%"]
    assert rows[-1][1:4] == ["170.5", "341", "–"]
    assert "Visits" in table.scope
    assert "Rates and changes cannot be added up over areas." in legend(table)


def test_figures_of_an_earlier_period_have_a_table_of_their_own_and_later_ones_none():
    old = [row(a, v, "2019", "beds") for a, v in (("VN-09-A", "70"), ("VN-09-B", "60"))]
    late = [row("VN-09-A", "9", "2021-S1", "works")]
    first, second = by_area.tables(brief(*DISTRICTS, *old, *late).q, "society")
    assert "first half of 2020" in plain(first.scope)
    assert "2019" in second.scope
    assert lines(second)[-1][:2] == ["Sum of the areas", "130"]


def test_many_indicators_make_several_tables_no_wider_than_a_page():
    held = [row("VN-09-A", "5", HALF, i["indicator"]) for i in INDICATORS]
    found = by_area.tables(brief(*held).q, "society")
    assert [len(t.columns) - 3 for t in found] == [by_area.COLUMNS, len(INDICATORS) - by_area.COLUMNS]


def test_a_figure_in_another_scale_says_its_unit():
    odd = row("VN-09-B", "90300", HALF, unit_mult="0")
    (table,) = by_area.tables(brief(DISTRICTS[0], row("VN-09", "170.5", HALF), odd).q, "society")
    cells = {r[0]: r[1] for r in lines(table)[1:]}
    assert cells["Cao Lộc"] == "90,300 visits"
    assert cells["Lộc Bình"] == "80.2"


def test_a_country_is_not_shown_through_a_few_of_its_provinces():
    few = data(row("VN-09", "7"), row("VN-13", "8"))
    assert territory.published_within(few, ["visits"], "VN", Period.parse("2024")) == {}
    places = [p for p in PLACES if p["level"] == "country" or p["ref_area"] in ("VN-09", "VN-13", "VN-54")]
    most = dataset(row("VN-09", "7"), row("VN-13", "8"), **{**OWN, "areas": places})
    assert list(territory.published_within(most, ["visits"], "VN", Period.parse("2024"))) == ["visits"]


def test_before_its_first_day_an_area_shows_what_it_was_formed_from():
    b = brief(row("VN-53", "325.5"), row("VN-69", "1450"), place="VN-69-2025", period="2024")
    (table,) = by_area.tables(b.q, "society")
    assert [r[0] for r in lines(table)[1:]] == ["Bắc Kạn", "Thái Nguyên", "Sum of the areas"]


LEADING = [{**OWN["sectors"][0], "headline": "visits beds insured works"}]


def test_only_what_the_data_set_ever_had_is_called_unpublished():
    rows = [row("VN-09", "3", HALF), *RATES, row("VN-13", "4", "2018", "beds")]
    b = brief(*rows, sectors=LEADING)
    assert parts.unpublished(b.q, ["visits", "beds", "insured", "works"]) == ["beds"]
    assert [r["indicator"] for r in _missing(b.q, "society")] == ["beds"]
    table = boards.period_rows(b.q, "society", "visits")[0]
    assert [r["tone"] for r in table.rows] == ["lead", "mute"]


def test_what_areas_within_published_is_not_missed_in_the_limits(monkeypatch):
    page = Page(monkeypatch)
    b = brief(row("VN-09", "3", HALF, "works"), *DISTRICTS, *RATES, sectors=LEADING)
    with using(b.data):
        b.opening()
        b.rows()
        page.outputs.clear()
        b.limits()
    assert page.text
    assert "give no figure" not in page.text


def test_the_newest_own_figure_stays_where_areas_within_have_one_of_the_period():
    b = brief(row("VN-09", "3", HALF, "works"), *DISTRICTS, row("VN-09", "160", "2019-S1"), sectors=LEADING)
    first, newest = boards.period_rows(b.q, "society", "works")
    assert [r["tone"] for r in first.rows] == ["lead"]
    assert newest.key == "missing"


@pytest.mark.parametrize(
    ("rows", "lead"),
    [
        ([row("VN-09", "95", HALF, "insured")], "level"),
        ([row("VN-09", "95", HALF, "insured"), row("VN-13", "2", HALF, "insured", "yoy_pct")], "yoy_pct"),
        ([row("VN-09", "105", HALF, "prices", "index"), row("VN-09", "1", HALF, "prices")], "yoy_pct"),
        ([], "yoy_pct"),
    ],
)
def test_a_rate_that_has_levels_only_speaks_by_its_level(rows, lead):
    code = rows[0]["indicator"] if rows else "insured"
    assert data(*rows).lead_measures(code)[0] == lead


def test_the_report_of_any_sector_meets_every_figure_once_by_area(tmp_path):
    own = [
        *(row("VN-09", v, p, "insured") for v, p in (("92.5", "2018-S1"), ("94.1", "2019-S1"), ("95.3", HALF), ("94.8", "2019"))),
        *(row("VN-09", v, p) for v, p in (("150.4", "2018-S1"), ("161.7", "2019-S1"), ("170.6", HALF), ("333", "2019"))),
        row("VN-09", "355", "2020", measure="plan_target", obs_status="F"),
    ]  # fmt: skip
    write(tmp_path / "package", *own, *DISTRICTS, *RATES, **OWN)
    (tmp_path / "notebooks").mkdir()
    bundled = Path(ls.__file__).parent.parent / "notebooks" / "sector.ipynb"
    (tmp_path / "notebooks" / "society.ipynb").write_text(
        bundled.read_text(encoding="utf-8").replace('sector = \\"trade\\"', 'sector = \\"society\\"'), encoding="utf-8"
    )
    where = {"data": str(tmp_path / "package"), "out": str(tmp_path / "out"), "notebooks": str(tmp_path / "notebooks")}
    ls.report("society", area="VN-09", period=HALF, lang="en", jobs=1, **where)
    page = plain(next((tmp_path / "out").rglob("society.html")).read_text(encoding="utf-8"))
    facts = json.loads(next((tmp_path / "out").rglob("society.facts.json")).read_text(encoding="utf-8"))["facts"]
    for r in [*own, *DISTRICTS, *RATES]:
        assert any(
            f["ref_area"] == r["ref_area"] and plain(f["text"]).startswith(r["obs_value"]) for f in facts.values()
        ), r
    assert page.count("Figures by area</b>") == 1
    assert "Against the plan" in page
    assert "Figures of other kinds of periods" in page
    assert page.count("<figure") >= 2


def test_a_number_in_another_scale_than_its_row_has_its_unit():
    """Visits printed one by one, their average calculated in thousands."""
    assert [boards._rescaled(*units, "vi") for units in (("nghìn\u00a0lượt", "lượt"), ("lượt/tháng", "lượt"), ("triệu\u00a0USD/tháng", "triệu\u00a0USD"), ("tấn", "ha"), ("%", ""))] == [
        True, False, False, False, False,
    ]  # fmt: skip
