"""Findings that an office has looked into and keeps as they are: a table that a package may have, and what sees it."""

import csv
import json

import openpyxl
import pytest
from tiny_package import DESCRIPTOR, dataset, figure, tables, write

import lsdata
from lsdata import evidence, package
from lsdata.errors import PackageError
from lsdata.exchange import saving
from lsdata.exchange.adding import add
from lsdata.exchange.starting import new
from lsdata.package import open_package, own_tables
from lsdata.publish import stamps

TABLE = "acknowledgements"
FORMS = {"csv": "folder", "parquet": "columns", "xlsx": "book.xlsx"}
GROWTH = "growth:VN-09.turnover.2020-S1.yoy_pct@review"
ROW = {
    "finding": GROWTH, "reason_vi": "Đã đối chiếu.", "reason_en": "Compared.", "acknowledged_on": "2020-08-01", "used": "yes",
}  # fmt: skip


def without(folder):
    """The package as it was before there was such a table."""
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    described["resources"] = [r for r in described["resources"] if r["name"] != TABLE]
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    for file in folder.glob(f"{TABLE}.*"):
        file.unlink()
    return folder


def refused(place) -> str:
    with pytest.raises(PackageError) as caught:
        open_package(place)
    return str(caught.value)


def kept(data: lsdata.dataset.Dataset) -> list[str]:
    return [r["finding"] for r in data.tables[TABLE]]


# --- the table


@pytest.mark.parametrize("form", FORMS)
def test_a_package_without_the_table_is_as_valid_as_before(tmp_path, form):
    place = saving.save(tables(figure()), {"name": "mine"}, tmp_path / FORMS[form], to=form)
    if form == "xlsx":
        book = openpyxl.load_workbook(place)
        book.remove(book[TABLE])
        book.save(place)
    else:
        without(place)
    assert lsdata.load(place).tables[TABLE] == []
    assert len(lsdata.load(place).rows) == 1


def test_it_goes_through_every_form(tmp_path):
    place = saving.save(tables(figure(), acknowledgements=[ROW]), {"name": "mine"}, tmp_path / "start")
    for form, name in FORMS.items():
        place = saving.export(tmp_path / name, data=place, to=form)
        assert own_tables(place)[TABLE] == [ROW]


@pytest.mark.parametrize(("empty", "there"), [("reason_en", "reason_vi"), ("reason_vi", "reason_en")])
def test_a_reason_in_one_language_stands_for_the_other(tmp_path, empty, there):
    (row,) = open_package(write(tmp_path, figure(), acknowledgements=[{empty: ""}]))[TABLE]
    assert row[empty] == row[there] != ""


def test_a_day_is_read_as_people_write_it(tmp_path):
    (row,) = open_package(write(tmp_path, figure(), acknowledgements=[{"acknowledged_on": "1/8/2020"}]))[TABLE]
    assert row["acknowledged_on"] == "2020-08-01"


@pytest.mark.parametrize(("written", "meant"), [("Có", "yes"), ("YES", "yes"), ("không", "no"), ("", "")])
def test_whether_a_figure_is_used_is_read_as_people_write_it(tmp_path, written, meant):
    (row,) = open_package(write(tmp_path, figure(), acknowledgements=[{"used": written}]))[TABLE]
    assert row["used"] == meant


def test_a_table_of_before_has_no_word_on_use(tmp_path):
    place = write(tmp_path, figure())
    rows = [{k: v for k, v in ROW.items() if k != "used"}]
    with (place / f"{TABLE}.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        out.writeheader()
        out.writerows(rows)
    (row,) = open_package(place)[TABLE]
    assert row["used"] == ""


@pytest.mark.parametrize(
    ("cells", "column", "expected"),
    [
        ({"reason_vi": "", "reason_en": ""}, "reason_vi", "a value: the column is required"),
        ({"acknowledged_on": ""}, "acknowledged_on", "a value: the column is required"),
        ({"acknowledged_on": "2020-08"}, "acknowledged_on", "of the form 2020-07-13"),
        ({"acknowledged_on": "2020-08-32"}, "acknowledged_on", "of the form 2020-07-13"),
        ({"used": "perhaps"}, "used", "one of yes, no"),
        ({"finding": ""}, "finding", "a value: the column is required"),
        ({"finding": "VN-09 turnover"}, "finding", "of the form growth:VN-09.trade_turnover_total.2023-S1.yoy_pct@"),
    ],
)
def test_a_wrong_cell_is_named_with_what_was_expected(tmp_path, cells, column, expected):
    lines = refused(write(tmp_path, figure(), acknowledgements=[cells])).splitlines()
    assert any(x.startswith(f"{TABLE}.csv, row 2, {column}: ") and expected in x for x in lines), lines


def test_a_finding_is_acknowledged_once(tmp_path):
    assert "unique: row 2 has this key" in refused(write(tmp_path, figure(), acknowledgements=[{}, {}]))


# --- beside the bundled figures


@pytest.fixture
def bundled(monkeypatch):
    """The bundled package with two findings acknowledged."""
    rows = [ROW | {"finding": f"growth:{x}"} for x in ("a", "b")]
    found = open_package() | {TABLE: rows}
    monkeypatch.setattr(package, "_bundled", lambda: found)
    return rows


@pytest.mark.parametrize("extend", [True, False])
def test_acknowledgements_come_with_the_figures_they_are_of(tmp_path, bundled, extend):
    mine = new(tmp_path / "mine", extend=extend)
    save(mine, [ROW])
    assert [r["finding"] for r in own_tables(mine)[TABLE]] == [GROWTH]
    assert [r["finding"] for r in open_package(mine)[TABLE]] == (["growth:a", "growth:b"] * extend + [GROWTH])


def test_a_reason_of_ones_own_replaces_the_bundled_one(tmp_path, bundled):
    mine = new(tmp_path / "mine", extend=True)
    save(mine, [bundled[0] | {"reason_vi": "Lý do của mình."}])
    assert {r["finding"]: r["reason_vi"] for r in open_package(mine)[TABLE]} == {
        "growth:a": "Lý do của mình.",
        "growth:b": "Đã đối chiếu.",
    }


def save(folder, rows):
    with (folder / f"{TABLE}.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, list(ROW), lineterminator="\n")
        out.writeheader()
        out.writerows(rows)


# --- what a report sees


NAMED = {  # finding -> whether it names a figure of trade in the province, its country or its neighbour
    GROWTH: True,
    "growth:VN-09.turnover.2020-S1.yoy_pct@review-r2": False,
    "growth:VN-09.turnover.2020-S1.yoy_pct@rev": False,
    "growth:xVN-09.turnover.2020-S1.yoy_pct@review": False,
    "sources:VN-09.turnover.2019-01-01_P9M.level@review": True,
    "plan:VN-09.turnover.2020-S1.pct_of_plan.central@review": True,
    "parts:VN-09.revenue.2020.level@review+VN-13.export.2020.level@review": True,
    "parts:VN-13.export.2020.level@review:VN-09.revenue.2020.level@review": True,
    "growth:VN-09.export.2019.level@so:1+2": True,
    "late:VN-13.export.2020.level@review:late": True,
    "growth:VN-09.revenue.2020.level@review": False,
    "growth:VN-54.turnover.2020.level@review": False,
}
FIGURES = [
    figure(measure="yoy_pct", value="5"),
    figure(period="2019-01-01/P9M"),
    figure(measure="pct_of_plan", value="24", plan_by="central"),
    figure("export", "2020", area="VN-13"),
    figure("export", "2019", source_id="so:1+2"),
    figure("revenue", "2020"),
    figure(period="2020", area="VN-54"),
]


def test_a_scope_has_the_acknowledgements_that_name_its_figures():
    data = dataset(*FIGURES, acknowledgements=[{"finding": f} for f in NAMED])
    assert kept(evidence.scope(data, "trade", "VN-09")) == [f for f, ours in NAMED.items() if ours]
    assert kept(evidence.scope(data, "society", "VN-09")) == []
    again = evidence.scope(evidence.scope(data, "trade", "VN-09"), "trade", "VN-09")
    assert kept(again) == [f for f, ours in NAMED.items() if ours]


def test_a_report_is_made_again_where_a_finding_of_its_figures_was_acknowledged():
    def key(sector: str, *findings: str) -> str:
        data = dataset(*FIGURES, acknowledgements=[{"finding": f} for f in findings])
        return stamps._data(evidence.scope(data, sector, "VN-09"))

    assert key("trade", GROWTH) != key("trade")
    assert key("budget", GROWTH) == key("budget")


# --- where a person meets it


def test_a_new_package_has_a_place_for_them(tmp_path):
    folder = new(tmp_path / "mine", area="VN-04")
    assert (folder / f"{TABLE}.csv").read_text(encoding="utf-8") == ",".join(ROW) + "\n"
    assert own_tables(folder)[TABLE] == []
    for lang in ("vi", "en"):
        guide = (new(tmp_path / lang, area="VN-04", lang=lang) / "README.md").read_text(encoding="utf-8")
        assert f"- `{TABLE}`: " in guide


@pytest.mark.parametrize(("lang", "dark"), [("vi", "reason_vi"), ("en", "reason_en")])
def test_a_new_workbook_says_what_to_fill_in(tmp_path, lang, dark):
    page = openpyxl.load_workbook(new(tmp_path / "mine.xlsx", area="VN-04", lang=lang))[TABLE]
    must = {"vi": "PHẢI ĐIỀN", "en": "MUST BE FILLED IN"}[lang]
    heads = {c.value: c.comment.text.startswith(must) for c in page[1]}
    assert heads == {c: c in ("finding", dark, "acknowledged_on") for c in ROW}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_rows_are_added_like_those_of_any_table(tmp_path, form):
    place = without(new(tmp_path / "mine", area="VN-04"))
    if form == "xlsx":
        place = saving.export(tmp_path / "mine.xlsx", data=place)
    brought = tmp_path / f"{TABLE}.csv"
    save(tmp_path, [ROW | {"reason_en": ""}])
    assert len(add(brought, data=place).new[TABLE]) == 1
    assert own_tables(place)[TABLE] == [ROW | {"reason_en": ROW["reason_vi"]}]
    assert add(brought, data=place).written == ()
    save(tmp_path, [ROW | {"reason_vi": "Khác."}])
    with pytest.raises(PackageError, match="change it in acknowledgements of the package"):
        add(brought, data=place)


def test_a_workbook_of_before_gets_no_empty_sheet(tmp_path):
    place = new(tmp_path / "mine.xlsx", area="VN-04")
    book = openpyxl.load_workbook(place)
    book.remove(book[TABLE])
    book.save(place)
    (tmp_path / "june.csv").write_text(
        "ref_area,indicator,time_period,measure,obs_value,source_id\nVN-04,iip,2024,yoy_pct,5.2,example\n",
        encoding="utf-8",
    )
    add(tmp_path / "june.csv", data=place)
    assert TABLE not in openpyxl.load_workbook(place).sheetnames
    assert lsdata.load(place).tables[TABLE] == []


def test_the_bundled_findings_are_in_order():
    """A finding that was acknowledged names figures that there are."""
    data = lsdata.load()
    for row in data.tables[TABLE]:
        assert any(a in data.by_id for a in evidence._addresses(row["finding"])), row
    assert TABLE in {r["name"] for r in DESCRIPTOR["resources"]}
