"""The door: what a data package must be, every failing cell named at once, and what passes as it stands."""

import json
import pickle

import pytest
import tiny_package
from tiny_package import DESCRIPTOR, figure, save, source, tables, write

import lsdata
from lsdata.errors import PackageError
from lsdata.package import data_home, notebooks_home, open_package


def refused(folder) -> list[tuple]:
    """What was found wrong: (file, row, column, value)."""
    with pytest.raises(PackageError) as caught:
        open_package(folder)
    assert len(str(caught.value).splitlines()) == len(caught.value.rows)
    return [(r["file"], r.get("row"), r.get("column"), r.get("value")) for r in caught.value.rows]


def message(folder) -> str:
    with pytest.raises(PackageError) as caught:
        open_package(folder)
    return str(caught.value)


def test_a_good_package_opens_as_written(tmp_path):
    rows = [figure(), figure("revenue", value="2700", obs_value_upper="2800")]
    found = open_package(write(tmp_path, *rows))
    assert found == tables(*rows)


def test_a_table_saved_by_a_spreadsheet_opens(tmp_path):
    """A byte order mark, CRLF, quotes where none are needed, a comma and a line break inside a cell."""
    write(tmp_path, figure(note="one, two"))
    path = tmp_path / "figures.csv"
    text = path.read_text(encoding="utf-8").replace("\n", "\r\n").replace("turnover", '"turnover"')
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("one, two", "one,\ntwo").encode())
    (row,) = open_package(tmp_path)["figures"]
    assert (row["indicator"], row["note"]) == ("turnover", "one,\ntwo")


def test_what_a_package_leaves_out_is_the_bundled_one(tmp_path):
    write(tmp_path, figure())
    kept = {
        **DESCRIPTOR,
        "resources": [r for r in DESCRIPTOR["resources"] if r["name"] in ("figures", "indicators", "sources")],
    }
    (tmp_path / "datapackage.json").write_text(json.dumps(kept), encoding="utf-8")
    found, bundled = open_package(tmp_path), open_package()
    assert [found[n] == bundled[n] for n in ("units", "sectors", "areas", "constants")] == [True] * 4
    assert [found[n] for n in ("statements", "tasks", "events")] == [[], [], []]


def test_a_package_without_sectors_of_its_own_answers_questions(tmp_path):
    """The bundled sectors lead with indicators that it does not have."""
    write(tmp_path, figure())
    kept = {
        **DESCRIPTOR,
        "resources": [r for r in DESCRIPTOR["resources"] if r["name"] in ("figures", "indicators", "sources")],
    }
    (tmp_path / "datapackage.json").write_text(json.dumps(kept), encoding="utf-8")
    data = lsdata.load(tmp_path)
    assert data.indicators_of("trade") == ["turnover", "export"]
    assert data.select(sector="trade").value.tolist() == [1320]
    assert lsdata.brief("trade", data=tmp_path).headline().evidence == "figures"


# -- cells -------------------------------------------------------------------------------------------------------------

CELLS = [
    ("figures", {"obs_value": "1.320.5"}, "obs_value", "a number like 42.9 or 1320"),
    ("figures", {"obs_value": ""}, "obs_value", "a value: the column is required"),
    ("figures", {"obs_value": "nan"}, "obs_value", "a number like 42.9"),
    ("figures", {"obs_value": "#REF!"}, "obs_value", "a value: a spreadsheet could not calculate it"),
    ("figures", {"note": "#N/A"}, "note", "a value: a spreadsheet could not calculate it"),
    ("figures", {"obs_status": "final"}, "obs_status", "one of A, E, P, F"),
    ("figures", {"measure": "growth"}, "measure", "one of level, yoy_pct"),
    ("figures", {"unit_mult": "1e6"}, "unit_mult", "one of 0, 3, 6, 9, 12"),
    ("figures", {"decimals": "-4"}, "decimals", "-3 or more"),
    ("figures", {"obs_value": "125", "decimals": "-1"}, "decimals", "0, the decimals of 125 as printed"),
    ("figures", {"decimals": "1.5"}, "decimals", "a whole number"),
    ("figures", {"obs_value": "42.9", "decimals": "0"}, "decimals", "1, the decimals of 42.9 as printed"),
    ("figures", {"obs_value": "42", "obs_value_upper": "42.5", "decimals": "0"}, "decimals", "1, the decimals of 42–42.5 as printed"),
    ("figures", {"obs_value": "42", "obs_value_upper": "41"}, "obs_value_upper", "above 42, the lower end"),
    ("figures", {"time_period": "six months"}, "time_period", "a time period like 2020-S1, 6T/2020"),
    ("figures", {"time_period": "2020-01-15/P9M"}, "time_period", "a time period like 2020-S1"),
    ("figures", {"covers_to": "2020-06-31"}, "covers_to", "a day that exists, like 2020-07-13"),
    ("figures", {"qualifier": "exactly"}, "qualifier", "one of over, under, about"),
    ("figures", {"indicator": "turnovr"}, "indicator", "in indicators; did you mean 'turnover'?"),
    ("figures", {"ref_area": "VN-99"}, "ref_area", "in areas; did you mean 'VN-09'?"),
    ("figures", {"unit_measure": "dong"}, "unit_measure", "in units"),
    ("figures", {"note": "a\x00b"}, "note", "text without the control character U+0000"),
    ("sources", {"published_on": "2020-02-30"}, "published_on", "a day that exists"),
    ("sources", {"published_on": "13 July 2020"}, "published_on", "of the form"),
    ("sources", {"authority": "government"}, "authority", "one of official, press, mirror, unverified"),
    ("sources", {"url": "www.example.vn"}, "url", "of the form"),
    ("indicators", {"polarity": "good"}, "polarity", "one of higher_is_good, higher_is_bad, neutral"),
    ("indicators", {"subject_vi": "kim ngạch"}, "subject_vi", "of the form"),
    ("indicators", {"name_vi": "trẻ dưới 5 tuổi"}, "name_vi", "without digits: write them as words"),
    ("indicators", {"national": "gdp"}, "national", "in indicators"),
    ("sectors", {"headline": "turnover imports"}, "headline", "in indicators"),
    ("areas", {"parent": "LA"}, "parent", "in areas"),
    ("areas", {"formed_from": "VN-09 LA"}, "formed_from", "in areas"),
    ("areas", {"part_from": "LA"}, "part_from", "in areas"),
    ("tasks", {"indicators": "turnover imports"}, "indicators", "in indicators"),
    ("events", {"sectors": "trade fishing"}, "sectors", "in sectors"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "cells", "column", "expected"), CELLS, ids=[f"{c[0]}-{'-'.join(c[1].values())}" for c in CELLS]
)
def test_a_wrong_cell_is_named_with_what_was_expected(tmp_path, table, cells, column, expected):
    told = {"tasks": [{}], "events": [{}]}
    write(tmp_path, figure(), **told)
    rows = tables(figure(), **told)[table]
    save(tmp_path, table, [rows[0] | cells, *rows[1:]])
    lines = message(tmp_path).splitlines()
    assert any(line.startswith(f"{table}.csv, row 2, {column}: ") and expected in line for line in lines), lines


def test_all_failures_at_once_each_with_its_line(tmp_path):
    """A bad cell does not move the line numbers below it, nor blame the rows that point to it."""
    write(
        tmp_path,
        figure(value="1;320"),
        figure("export", note="two\nlines"),
        figure("export", note="again"),
        figure("revenue", obs_status="X", unit_mult="5"),
        sources=[source("review", "2020-13")],
    )
    assert refused(tmp_path) == [
        ("figures.csv", 2, "obs_value", "1;320"),
        ("figures.csv", 6, "unit_mult", "5"),
        ("figures.csv", 6, "obs_status", "X"),
        ("sources.csv", 2, "published_on", "2020-13"),
        ("figures.csv", 5, "ref_area+indicator+time_period+measure+plan_by+source_id", "VN-09 · export · 2020-S1 · level · review"),
    ]  # fmt: skip


def test_failures_are_a_frame_and_survive_a_pickle(tmp_path):
    write(tmp_path, figure(value="1;320"), figure("export", area="LA"))
    with pytest.raises(PackageError) as caught:
        open_package(tmp_path)
    error = pickle.loads(pickle.dumps(caught.value))
    assert str(error) == str(caught.value)
    frame = error.failures
    assert frame.columns.tolist() == ["file", "sheet", "row", "column", "value", "expected"]
    assert frame[["row", "column", "value"]].to_numpy().tolist() == [[2, "obs_value", "1;320"], [3, "ref_area", "LA"]]


def test_the_same_key_twice_is_named_with_both_lines(tmp_path):
    write(tmp_path, figure(), figure("export"), figure(value="1400"))
    assert "figures.csv, row 4" in message(tmp_path)
    assert "unique: row 2 has this key" in message(tmp_path)


def test_two_sources_of_one_figure_are_two_rows(tmp_path):
    write(tmp_path, figure(), figure(value="1400", source_id="other"))
    assert len(open_package(tmp_path)["figures"]) == 2


# -- files -------------------------------------------------------------------------------------------------------------


def test_no_package_there(tmp_path):
    assert message(tmp_path / "nothing").endswith("not a data package: no datapackage.json in this folder")


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"name": "x"}', '{"resources": [{"name": "figures"}]}', '{"resources": [{"path": "a.csv", "schema": {}}]}',
     '{"resources": [{"name": "figures", "path": "figures.csv", "schema": {"fields": [{"name": "x"}]}}]}', '{"resources": 5}'],
)  # fmt: skip
def test_a_descriptor_that_is_none(tmp_path, text):
    (tmp_path / "datapackage.json").write_text(text, encoding="utf-8")
    assert message(tmp_path).startswith("datapackage.json: not a Frictionless descriptor of CSV tables")


def test_a_descriptor_in_another_encoding(tmp_path):
    (tmp_path / "datapackage.json").write_bytes("{'Số liệu'}".encode("utf-16"))
    assert message(tmp_path).startswith("datapackage.json: not a Frictionless descriptor of CSV tables")


def test_a_table_that_nobody_knows(tmp_path):
    write(tmp_path, figure())
    more = {
        **DESCRIPTOR,
        "resources": [*DESCRIPTOR["resources"], {"name": "prices", "path": "prices.csv", "schema": {"fields": []}}],
    }
    (tmp_path / "datapackage.json").write_text(json.dumps(more), encoding="utf-8")
    assert "datapackage.json, resources: 'prices' is not one of figures, indicators" in message(tmp_path)


def test_a_missing_file_blames_nobody_else(tmp_path):
    write(tmp_path, figure())
    (tmp_path / "sources.csv").unlink()
    assert message(tmp_path) == "sources.csv: missing: the descriptor names it"


def test_a_file_in_another_encoding(tmp_path):
    write(tmp_path, figure())
    (tmp_path / "sources.csv").write_bytes("source_id,Tiêu đề".encode("cp1252", "replace") + b"\xea")
    assert "sources.csv: not UTF-8 text" in message(tmp_path)


def test_columns_are_those_of_the_descriptor(tmp_path):
    write(tmp_path, figure())
    rows = [{k.replace("obs_value", "value"): v for k, v in r.items()} for r in tables(figure())["figures"]]
    save(tmp_path, "figures", rows)
    assert message(tmp_path).splitlines() == [
        "figures.csv, obs_value: missing column",
        "figures.csv, value: a column that the descriptor does not know; did you mean 'obs_value'?",
        "figures.csv, value_upper: a column that the descriptor does not know; did you mean 'obs_value_upper'?",
    ]


def test_a_column_that_stands_there_twice(tmp_path):
    write(tmp_path, figure())
    path = tmp_path / "figures.csv"
    path.write_text(
        "\n".join(
            f"{line},x" if i else f"{line},note" for i, line in enumerate(path.read_text(encoding="utf-8").splitlines())
        ),
        encoding="utf-8",
    )
    assert message(tmp_path) == "figures.csv, note: a column that stands there twice"


def test_a_row_with_a_cell_too_many(tmp_path):
    write(tmp_path, figure())
    path = tmp_path / "figures.csv"
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + ",,more\n", encoding="utf-8")
    assert "figures.csv, row 2: 20 cells where the header has 18" in message(tmp_path)


# -- where it is -------------------------------------------------------------------------------------------------------


def test_the_checkout_comes_before_the_copy_in_the_wheel(tmp_path, monkeypatch):
    """An editable install may leave a stale ``_data`` beside the modules."""
    from lsdata import package

    library = tmp_path / "lsdata"
    for folder in ("lsdata/_data", "lsdata/_notebooks", "data", "notebooks"):
        (tmp_path / folder).mkdir(parents=True)
    monkeypatch.setattr(package, "__file__", str(library / "package.py"))
    assert (data_home(), notebooks_home()) == (library / "_data", library / "_notebooks")
    (tmp_path / "pyproject.toml").touch()
    assert (data_home(), notebooks_home()) == (tmp_path / "data", tmp_path / "notebooks")


def test_an_argument_comes_before_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("LSDATA_DATA", str(write(tmp_path / "one", figure(value="1"))))
    two = write(tmp_path / "two", figure(value="2"))
    assert lsdata.load().rows[0]["value"] == 1
    assert lsdata.load(two).rows[0]["value"] == 2


def test_a_changed_package_is_read_again(tmp_path):
    write(tmp_path, figure(value="1"))
    assert lsdata.load(tmp_path).rows[0]["value"] == 1
    write(tmp_path, figure(value="2"))
    assert lsdata.load(tmp_path).rows[0]["value"] == 2


def test_tables_are_those_of_the_descriptor():
    assert set(tiny_package.FIELDS) == set(open_package())
