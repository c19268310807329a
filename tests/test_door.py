"""Tables as people and spreadsheets leave them: read as they were meant, or refused by file, sheet, row and column."""

import csv
import datetime
import json
import unicodedata
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_package import figure, tables, write

from lsdata.errors import PackageError
from lsdata.filling import lowered
from lsdata.numerals import number
from lsdata.package import about, open_package, own_tables
from lsdata.storages import read_sheets
from lsdata.tidying import clean, decimal_sign, readings

# -- numbers -----------------------------------------------------------------------------------------------------------

NUMBERS = [
    ("1320", "1320"), ("1.320,5", "1320.5"), ("1,320.5", "1320.5"), ("42,9", "42.9"), ("42,90", "42.90"), ("-42,9", "-42.9"),
    ("−42,9", "-42.9"), ("42,9%", "42.9"), ("42,9 %", "42.9"), ("+3,5", "3.5"), ("1 320,5", "1320.5"), ("1\u00a0320,5", "1320.5"),
    ("1.320.000", "1320000"), ("1,320,000", "1320000"), ("0,47", "0.47"), ("7,0", "7.0"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "meant"), NUMBERS, ids=[w for w, _ in NUMBERS])
def test_a_number_that_can_mean_one_thing_is_read(tmp_path, written, meant):
    write(tmp_path, figure(value=written, decimals=""))
    (row,) = open_package(tmp_path)["figures"]
    assert (row["obs_value"], row["decimals"]) == (meant, str(len(meant.partition(".")[2])))


NO_NUMBERS = [
    "120\n150",
    "12 5",
    "1320 1",
    "1 320 5",
    "１２３,５",
    "١٢٣",
    "1.32.0",
    "--5",
    "5e3",
    "0x10",
    "1234567890123456",
    "9" * 400,
]


@pytest.mark.parametrize("written", NO_NUMBERS, ids=[ascii(n)[:20] for n in NO_NUMBERS])
def test_what_is_no_number_is_not_made_one(tmp_path, written):
    write(tmp_path, figure(value=written, decimals=""))
    with pytest.raises(PackageError, match=r"obs_value: .* is not a number"):
        open_package(tmp_path)


def test_a_leading_zero_begins_a_decimal(tmp_path):
    write(tmp_path, figure(value="0.125", decimals=""), figure("export", value="5,5", decimals=""))
    assert open_package(tmp_path)["figures"][0]["obs_value"] == "0.125"


def test_signs_are_those_of_all_numbers_of_the_file(tmp_path):
    """Also of a row that tells its decimals."""
    rows = [
        figure(value="42.9", decimals="1"),
        figure("export", value="5,5", decimals=""),
        figure("revenue", value="1.320", decimals=""),
    ]
    write(tmp_path, *rows)
    with pytest.raises(PackageError, match=r"row 4, obs_value: '1.320' is not certain"):
        open_package(tmp_path)


@pytest.mark.parametrize(("decimals", "meant"), [("0", "1320"), ("3", "1.320"), ("-1", "1320")])
def test_decimals_say_what_a_point_means(tmp_path, decimals, meant):
    write(tmp_path, figure(value="1.320", decimals=decimals))
    assert open_package(tmp_path)["figures"][0]["obs_value"] == meant


@pytest.mark.parametrize(("other", "meant"), [("42,9", "1320"), ("42.9", "1.320")])
def test_the_other_numbers_of_a_file_say_what_a_point_means(tmp_path, other, meant):
    write(tmp_path, figure(value="1.320", decimals=""), figure("export", value=other, decimals=""))
    assert open_package(tmp_path)["figures"][0]["obs_value"] == meant


@pytest.mark.parametrize("others", [(), ("42,9", "42.9")], ids=["no others", "others of both kinds"])
def test_a_point_that_nothing_decides_is_refused(tmp_path, others):
    more = [figure("export", f"201{i}", v, decimals="") for i, v in enumerate(others)]
    write(tmp_path, figure(value="1.320", decimals=""), *more)
    with pytest.raises(PackageError) as caught:
        open_package(tmp_path)
    said = "'1.320' is not certain: it may mean 1320 or 1.320; fill in the column decimals"
    assert str(caught.value) == f"figures.csv, row 2, obs_value: {said}"


@given(st.decimals(-(10**9), 10**9, places=2), st.sampled_from(["vi", "en"]))
def test_what_is_printed_is_among_its_readings(value, lang):
    sign = {"vi": "comma", "en": "point"}[lang]
    assert float(readings(number(float(value), 2, lang))[sign]) == float(value)
    assert decimal_sign(number(float(value), 2, lang)) in (sign, "")


# -- cells -------------------------------------------------------------------------------------------------------------

CELLS = [
    ("figures", "time_period", "6T/2020", "2020-S1"), ("figures", "time_period", "2020-01-01/P6M", "2020-S1"),
    ("figures", "time_period", "Q2/2021", "2021-Q2"), ("figures", "time_period", "2020-06-01", "2020-M06"),
    ("figures", "covers_to", "13/07/2020", "2020-07-13"), ("figures", "covers_to", "13.7.2020", "2020-07-13"),
    ("figures", "covers_to", "2020-07-13 00:00:00", "2020-07-13"), ("figures", "obs_status", "ước", "E"), ("figures", "obs_status", "e", "E"),
    ("figures", "qualifier", "hơn", "over"), ("figures", "measure", "LEVEL", "level"), ("figures", "unit_mult", "6.0", "6"),
    ("figures", "note", " lời\u00a0", "lời"), ("figures", "note", unicodedata.normalize("NFD", "Lạng Sơn"), "Lạng Sơn"),
    ("figures", "note", "một\r\nhai", "một\nhai"), ("sources", "published_on", "7/2020", "2020-07"), ("sources", "published_on", "2020", "2020"),
    ("areas", "level", "Tỉnh", "province"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "column", "written", "meant"), CELLS, ids=[f"{c[1]}-{c[2]}" for c in CELLS])
def test_a_cell_is_read_as_it_was_meant(tmp_path, table, column, written, meant):
    own = tables(figure())
    own[table][0][column] = written
    write(tmp_path, *own["figures"], **{t: own[t] for t in ("sources", "areas")})
    assert open_package(tmp_path)[table][0][column] == meant


def test_what_is_in_its_form_stays(tmp_path):
    """``1.320`` is three decimals where the row says so; a note's double space is its author's."""
    rows = [figure(value="1.320", decimals="3", note="một  hai")]
    write(tmp_path, *rows)
    assert open_package(tmp_path) == tables(*rows)


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_cleaning_is_done_once(text):
    assert clean(clean(text)) == clean(text)


# -- what follows from the rest ----------------------------------------------------------------------------------------

LEAST = {
    "areas": [{"ref_area": "VN-99", "name_vi": "Nơi này"}],
    "sectors": [{"sector": "health", "name_vi": "Y tế"}],
    "indicators": [
        {"indicator": "beds", "sector": "health", "name_vi": "Số giường bệnh", "name_en": "Hospital beds", "unit_measure": "persons", "kind": "stock"},
        {"indicator": "spending", "sector": "health", "name_vi": "GRDP y tế", "unit_measure": "VND", "unit_mult": "9", "kind": "flow"},
    ],
    "sources": [{"source_id": "year-book", "title": "Niên giám", "publisher": "Cục Thống kê", "published_on": "2024-06"}],
    "figures": [
        {"ref_area": "VN-99", "indicator": "beds", "time_period": "2023", "obs_value": "2.150,5", "source_id": "year-book"},
        {"ref_area": "VN-99", "indicator": "spending", "time_period": "2023", "obs_value": "120", "source_id": "year-book"},
        {"ref_area": "VN-99", "indicator": "spending", "time_period": "2023", "measure": "yoy_pct", "obs_value": "-1,5", "source_id": "year-book"},
        {"ref_area": "VN-99", "indicator": "spending", "time_period": "2024", "measure": "plan_target", "obs_value": "130", "source_id": "year-book"},
    ],
}  # fmt: skip


def least(folder, extends="codes", **changed):
    """A package with the fewest cells: columns that nobody fills in are not even there."""
    folder.mkdir(parents=True, exist_ok=True)
    own = LEAST | changed
    described = {"name": "own", "extends": extends, "area": "VN-99", "resources": []}
    for name, rows in own.items():
        columns = list(dict.fromkeys(c for r in rows for c in r))
        body = [columns, *([r.get(c, "") for c in columns] for r in rows)]
        text = "".join(";".join(f'"{cell}"' for cell in cells) + "\n" for cells in body)
        (folder / f"{name}.csv").write_text(text, encoding="utf-8-sig")
        schema = {"fields": [{"name": c, "type": "string"} for c in columns]}
        described["resources"].append({"name": name, "path": f"{name}.csv", "schema": schema})
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    return folder


UNITS = [
    ({"unit_measure": "VND"}, "9"), ({"unit_measure": "đồng"}, "9"), ({"unit_measure": "VND", "unit_mult": "6"}, "6"), ({"unit_mult": "6"}, "6"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "mult"), UNITS, ids=[str(c) for c, _ in UNITS])
def test_the_power_of_ten_is_the_indicators_where_the_unit_is(tmp_path, cells, mult):
    found = own_tables(least(tmp_path, figures=[LEAST["figures"][1] | cells]))["figures"]
    assert (found[0]["unit_measure"], found[0]["unit_mult"]) == ("VND", mult)


BAD_UNITS = [
    ({"unit_measure": "USD"}, "unit_mult: '' is not a value: the column is required"),
    ({"measure": "yoy_pct", "unit_measure": "VND", "unit_mult": "9"}, "unit_measure: 'VND' is not percent, the unit of yoy_pct"),
    ({"measure": "yoy_pct", "unit_measure": "percent", "unit_mult": "6"}, "unit_mult: '6' is not 0, as of every yoy_pct"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "said"), BAD_UNITS, ids=[s[:30] for _, s in BAD_UNITS])
def test_a_unit_that_cannot_be_is_refused(tmp_path, cells, said):
    with pytest.raises(PackageError) as caught:
        own_tables(least(tmp_path, figures=[LEAST["figures"][1] | cells]))
    assert said in str(caught.value)


def test_a_package_with_the_fewest_cells_is_whole(tmp_path):
    found = own_tables(least(tmp_path))
    assert [(r["obs_value"], r["decimals"], r["measure"], r["unit_measure"], r["unit_mult"], r["obs_status"]) for r in found["figures"]] == [
        ("2150.5", "1", "level", "persons", "0", "A"),
        ("120", "0", "level", "VND", "9", "A"),
        ("-1.5", "1", "yoy_pct", "percent", "0", "A"),
        ("130", "0", "plan_target", "VND", "9", "F"),
    ]  # fmt: skip
    beds, spending = found["indicators"]
    assert [beds[c] for c in ("short_vi", "subject_vi", "definition_en", "polarity")] == [
        "số giường bệnh", "số giường bệnh [của] {area}", "hospital beds as counted by the source", "neutral",
    ]  # fmt: skip
    assert (spending["name_en"], spending["subject_en"]) == ("GRDP y tế", "GRDP y tế in {area}")
    (area,) = found["areas"]
    assert [area[c] for c in ("level", "parent", "full_vi", "full_en", "in_vi", "in_en")] == [
        "province", "VN", "tỉnh Nơi này", "Nơi này province", "tỉnh Nơi này", "Nơi này",
    ]  # fmt: skip
    (sector,) = found["sectors"]
    assert (sector["notebook"], sector["order"], sector["name_en"]) == ("sector.ipynb", "14", "Y tế")
    (source,) = found["sources"]
    assert (source["date_basis"], source["language"], source["authority"]) == ("printed", "vi", "official")


def test_a_name_begins_small_inside_a_sentence():
    assert [lowered(n) for n in ("Số giường", "GRDP", "X")] == ["số giường", "GRDP", "x"]


# -- beside the bundled package ----------------------------------------------------------------------------------------


def test_a_package_that_stands_alone_knows_the_bundled_codes_and_nothing_more(tmp_path):
    found, bundled = open_package(least(tmp_path)), open_package()
    assert found["indicators"][-2:] == own_tables(tmp_path)["indicators"]
    assert len(found["areas"]) == len(bundled["areas"]) + 1
    assert [len(found[t]) for t in ("figures", "sources", "statements", "events")] == [4, 1, 0, 0]
    assert about(tmp_path) == {"name": "own", "extends": "codes", "area": "VN-99"}


def test_a_package_beside_ours_holds_both(tmp_path):
    found, bundled = open_package(least(tmp_path, "figures")), open_package()
    assert [len(found[t]) - len(bundled[t]) for t in ("figures", "sources", "statements")] == [4, 1, 0]


def test_a_code_of_ones_own_replaces_the_bundled_one(tmp_path):
    changed = {"ref_area": "VN-09", "name_vi": "Xứ Lạng"}
    found = open_package(least(tmp_path, areas=[*LEAST["areas"], changed]))
    assert [r["name_vi"] for r in found["areas"] if r["ref_area"] == "VN-09"] == ["Xứ Lạng"]


def test_a_bundled_figure_is_not_replaced(tmp_path):
    held = next(r for r in open_package()["figures"] if r["source_id"] == "baolangson-2020-07-13")
    same = {c: v for c, v in held.items() if v}
    assert len(open_package(least(tmp_path / "a", "figures", figures=[same]))["figures"]) == len(
        open_package()["figures"]
    )
    with pytest.raises(PackageError, match="as in the bundled package; a correction is a new source with its own date"):
        open_package(least(tmp_path / "b", "figures", figures=[same | {"obs_value": "9999", "decimals": ""}]))


@pytest.mark.parametrize("path", ["../figures.csv", "/elsewhere/figures.csv"])
def test_a_table_lies_in_the_folder_of_its_package(tmp_path, path):
    """Adding to it writes there and nowhere else."""
    described = json.loads((least(tmp_path) / "datapackage.json").read_text(encoding="utf-8"))
    described["resources"][0]["path"] = path
    (tmp_path / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    with pytest.raises(PackageError, match="is not inside the package's folder"):
        open_package(tmp_path)


def test_extends_is_one_of_two_words(tmp_path):
    with pytest.raises(PackageError, match=r"datapackage.json, extends: 'all' is not one of codes, figures"):
        open_package(least(tmp_path, "all"))


# -- files that spreadsheets leave -------------------------------------------------------------------------------------


@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("first", ["", "sep={}\n"], ids=["plain", "sep"])
def test_a_csv_is_read_as_it_was_saved(tmp_path, separator, encoding, first):
    path = tmp_path / "figures.csv"
    rows = [["ref_area", "note"], ["VN-09", f"a{separator} b\nc"], ["", ""], ["VN-13", '"x"']]
    quoted = "".join(separator.join('"' + c.replace('"', '""') + '"' for c in r) + "\r\n" for r in rows)
    path.write_bytes((first.format(separator) + quoted).encode(encoding))
    (sheet,) = read_sheets(path)
    offset = bool(first)
    assert sheet.head == rows[0]
    assert list(sheet.rows) == [(3 + offset, rows[1]), (5 + offset, rows[3])]


def test_an_apostrophe_before_a_formula_is_taken_off(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b,c,d,e\n'=1+1,''=1,'word,-42.9,'@x\n", encoding="utf-8")
    (sheet,) = read_sheets(path)
    assert list(sheet.rows) == [(2, ["=1+1", "'=1", "'word", "-42.9", "@x"])]


def book(path, **sheets):
    """A workbook: name of a sheet -> its rows; a cell is a value, or (value, number format)."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for i, row in enumerate(rows, start=1):
            for j, value in enumerate(row, start=1):
                value, form = value if isinstance(value, tuple) else (value, "")
                cell = sheet.cell(i, j, value)
                cell.number_format = form or cell.number_format
    made.save(path)
    return path


CELLS_OF_EXCEL = [
    (1320, "", "1320"), (42.9, "", "42.9"), (7, "0.0", "7.0"), (0.1 + 0.2, "", "0.3"), (1234567.5, "#,##0.00", "1234567.50"), (0.429, "0.0%", "42.9"),
    (12.345, "0.0", "12.345"), (1e15, "", "1000000000000000"), (datetime.datetime(2020, 7, 13), "", "2020-07-13"), (datetime.date(2020, 6, 1), "mm/yyyy", "2020-06-01"),
    (True, "", "TRUE"), ("#REF!", "", "#REF!"), ("'=1", "", "'=1"), (5, '"khoảng "0', "5"), (-3.5, "0.0;[Red]-0.00", "-3.50"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "form", "text"), CELLS_OF_EXCEL, ids=[str(c[0]) for c in CELLS_OF_EXCEL])
def test_a_cell_of_a_workbook_is_what_it_shows(tmp_path, value, form, text):
    (sheet,) = read_sheets(book(tmp_path / "a.xlsx", one=[["head"], [(value, form)]]))
    assert sheet.rows == [(2, [text])]


def test_a_year_alone_is_a_year(tmp_path):
    (sheet,) = read_sheets(book(tmp_path / "a.xlsx", one=[["head"], [(datetime.date(2024, 1, 1), "yyyy")]]))
    assert sheet.rows == [(2, ["2024"])]


def test_a_formula_that_nobody_has_calculated_is_not_an_empty_cell(tmp_path):
    """A program that writes workbooks leaves it so; Excel calculates it when it opens and saves the file."""
    (sheet,) = read_sheets(book(tmp_path / "a.xlsx", one=[["a", "b"], ["x", "=3+3"]]))
    assert sheet.rows == [(2, ["x", "=3+3"])]


DAMAGE = {"cut": lambda c: c[: len(c) // 2], "empty": lambda c: b"", "words": lambda c: c.replace(b"<v>", b"<v>x")}
DAMAGED = [("xl/worksheets/sheet1.xml", "cut"), ("xl/worksheets/sheet1.xml", "words"), ("xl/workbook.xml", "cut"), ("xl/workbook.xml", "empty"), ("xl/styles.xml", "cut")]  # fmt: skip


@pytest.mark.parametrize(("part", "damage"), DAMAGED)
def test_a_damaged_workbook_is_one_line(tmp_path, part, damage):
    whole, broken = book(tmp_path / "whole.xlsx", one=[["a"], [1]]), tmp_path / "broken.xlsx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(broken, "w") as made:
        for name in old.namelist():
            made.writestr(name, DAMAGE[damage](old.read(name)) if name == part else old.read(name))
    with pytest.raises(PackageError, match=r"^broken.xlsx: not a workbook that can be read \(damaged"):
        read_sheets(broken)


def workbook_of(tmp_path, **changed):
    own = {
        name: [list(rows[0]), *([r.get(c) for c in rows[0]] for r in rows)] for name, rows in (LEAST | changed).items()
    }
    own["figures"][0] += ["measure", "decimals"]
    for row, (measure, decimals) in zip(
        own["figures"][1:], [("", 1), ("", None), ("yoy_pct", None), ("plan_target", None)], strict=True
    ):
        row += [measure, decimals]
    own["indicators"][0].append("unit_mult")
    own["indicators"][2].append(9)
    keys = [["key", "value"], ["name", "own"], ["extends", "codes"], ["area", "VN-99"]]
    return book(tmp_path / "book.xlsx", package=keys, scratch=[["đây là nháp"]], **own)


def test_a_workbook_is_the_package_of_its_folder(tmp_path):
    path = workbook_of(tmp_path)
    assert open_package(path) == open_package(least(tmp_path / "folder"))
    assert about(path) == {"name": "own", "extends": "codes", "area": "VN-99"}


@pytest.mark.parametrize(
    ("form", "decimals", "fault"),
    [
        ("0.0", None, True),
        ("0.0", 1, True),
        ("0.0", 3, False),
        ("General", None, False),
        ("0.000", None, False),
        ("0.00E+00", None, False),
    ],
)
def test_a_number_that_its_cell_does_not_show_is_refused(tmp_path, form, decimals, fault):
    """Which of the two was printed, nobody but its author knows."""
    rows = [
        ["ref_area", "indicator", "time_period", "obs_value", "decimals", "source_id"],
        ["VN-04", "export_total", "2023", (183.456, form), decimals, "year-book"],
    ]
    path = book(
        tmp_path / "book.xlsx",
        package=[["key", "value"], ["extends", "codes"]],
        figures=rows,
        sources=[list(LEAST["sources"][0]), list(LEAST["sources"][0].values())],
    )
    if not fault:
        assert own_tables(path)["figures"][0]["obs_value"] == "183.456"
        return
    with pytest.raises(
        PackageError, match=r"row 2, obs_value: '183.456' is not what its cell shows, 183.5: type what was printed"
    ):
        own_tables(path)


def test_an_unknown_indicator_is_blamed_alone(tmp_path):
    wrong = [{**LEAST["figures"][0], "indicator": "bedss"}]
    with pytest.raises(PackageError) as caught:
        open_package(least(tmp_path, figures=wrong))
    assert [r["column"] for r in caught.value.rows] == ["indicator"]


def test_a_date_in_the_place_of_a_number_says_where_it_comes_from(tmp_path):
    with pytest.raises(PackageError, match="a spreadsheet made a date of it: format the cell as text"):
        open_package(least(tmp_path, figures=[{**LEAST["figures"][0], "obs_value": "2026-05-06"}]))


def test_a_name_that_says_its_level_is_the_full_name(tmp_path):
    towns = [{"ref_area": "VN-99", "name_vi": "Thành phố Nọ", "level": "district"}]
    (area,) = own_tables(least(tmp_path, areas=towns))["areas"]
    assert (area["full_vi"], area["full_en"]) == ("Thành phố Nọ", "Thành phố Nọ")


def test_a_wrong_cell_of_a_workbook_is_named_with_its_sheet(tmp_path):
    wrong = [{**LEAST["figures"][0], "time_period": "lúc nào đó"}, *LEAST["figures"][1:]]
    with pytest.raises(PackageError) as caught:
        open_package(workbook_of(tmp_path, figures=wrong))
    said = "'lúc nào đó' is not a time period like 2020-S1, 6T/2020, 2020-Q2, 2020-M06 or 2019-01-01/P9M"
    assert str(caught.value) == f"book.xlsx, sheet figures, row 2, time_period: {said}"
    assert caught.value.failures.sheet.tolist() == ["figures"]


BAD_BOOKS = [
    ({"figure": [["a"], ["b"]], "sources": [["source_id"]]}, "book.xlsx, sheet figure: 'figures', is it?"),
    ({"Sheet1": [["a"]]}, "book.xlsx: not a data package: none of its sheets is called figures, indicators, units"),
    (
        {"units": [["unit_measure", None], ["litres", "lạc"]]},
        "book.xlsx, sheet units, row 2: 'lạc' stands in a column without a name",
    ),
    ({"figures": [["ref_area", "ref_area"]]}, "book.xlsx, sheet figures, indicator: missing column"),
]


@pytest.mark.parametrize(("sheets", "said"), BAD_BOOKS, ids=[b[1][11:40] for b in BAD_BOOKS])
def test_a_workbook_that_is_no_package_is_refused(tmp_path, sheets, said):
    with pytest.raises(PackageError) as caught:
        open_package(book(tmp_path / "book.xlsx", **sheets))
    assert said in str(caught.value)


BAD_FILES = [
    ("book.xlsx", b"not a zip", "not a workbook that can be read"),
    ("book.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "locked by a password"),
    ("book.xlsx", None, "missing: there is no such file"),
    ("book.xls", b"x", "neither CSV, Parquet nor a workbook"),
    ("table.csv", b"a,b\n\xff\xfe", "not UTF-8 text (byte 4)"),
    ("table.csv", b'a,b\n"' + b"x" * 140_000, "not a table of CSV here (field larger than field limit"),
]


@pytest.mark.parametrize(("name", "content", "said"), BAD_FILES, ids=[b[2][:25] for b in BAD_FILES])
def test_a_file_that_is_no_table_is_one_line(tmp_path, name, content, said):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    limit = csv.field_size_limit(131_072)  # other libraries raise it
    with pytest.raises(PackageError) as caught:
        [list(s.rows) for s in read_sheets(tmp_path / name)]
    csv.field_size_limit(limit)
    assert said in str(caught.value)
    assert str(caught.value).startswith(name)
    assert len(str(caught.value).splitlines()) == 1
