"""Packages of one's own: started, saved, exported; what goes to Excel and back loses nothing."""

import csv
import io
import json
import os
import re
import shutil
import sys
import zipfile
from datetime import date
from pathlib import Path

import frictionless
import openpyxl
import pytest
import tiny_package as tiny
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import lsdata
from lsdata import evidence, package, tidying
from lsdata.errors import PackageError, ParameterError
from lsdata.exchange import looks, replacing, saving
from lsdata.exchange.starting import new
from lsdata.listing import listing
from lsdata.package import own_tables

TODAY = date(2026, 11, 26)
FORMS = {"csv": "folder", "parquet": "columns", "xlsx": "book.xlsx"}


def tables(*figures, **others):
    return tiny.tables(*(figures or [tiny.figure()]), **others)


def saved(folder, form="csv", about=None, **cells):
    """A package of one figure whose cells are ``cells``."""
    return saving.save(tables(tiny.figure(**cells)), about or {"name": "mine"}, folder / FORMS[form], to=form)


def texts(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir()}


# --- every form holds the same


PRINTED = st.decimals(-(10**9), 10**9, places=3).flatmap(lambda d: st.sampled_from([f"{d:.{n}f}" for n in range(4)]))
ODD = st.text(st.characters(exclude_categories=["Cs"]), max_size=20).filter(
    lambda t: not tidying.unprintable(tidying.clean(t))
)
CALCULATED = st.tuples(
    st.sampled_from(["=", "+", "-", "@", "'=", "''-", "'", "#N/A", '"', ";", "-4", "1-2", "2020-06", "007", "TRUE"]),
    ODD,
).map("".join)
NOTE = (
    ODD
    | CALCULATED
    | st.sampled_from(["a\nb", "a\r\nb", "“x”;y,z", "🙂 =1", "=HYPERLINK(1)", "\tx", "00", "1e5", "  "])
)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(PRINTED, NOTE, NOTE), max_size=12))
def test_a_package_goes_through_every_form_and_loses_nothing(tmp_path, cells):
    shutil.rmtree(tmp_path)
    tmp_path.mkdir()
    figures = [tiny.figure(period=str(2000 + i), value=v, note=n, note_vi=m) for i, (v, n, m) in enumerate(cells)]
    about = {"name": "mine", "title": "=1+1", "keywords": ["a", "ă"], "area": "VN-09"}
    saving.save(tiny.tables(*figures), about, tmp_path / "start")
    first = own_tables(tmp_path / "start")
    assert [(r["obs_value"], r["note"], r["note_vi"]) for r in first["figures"]] == [
        (v, tidying.clean(n), tidying.clean(m)) for v, n, m in cells
    ]
    place = tmp_path / "start"
    for form in ("xlsx", "parquet", "csv"):
        place = saving.export(tmp_path / f"{form}-{place.stem}", data=place, to=form)
        assert own_tables(place) == first
        assert package.about(place) == about


def test_the_bundled_package_is_written_as_it_stands(tmp_path):
    saving.export(tmp_path / "copy")
    for name in package.TABLES:
        assert (tmp_path / "copy" / f"{name}.csv").read_bytes() == (package.data_home() / f"{name}.csv").read_bytes(), (
            name
        )
    assert (tmp_path / "copy/datapackage.json").read_bytes() == (package.data_home() / "datapackage.json").read_bytes()


def test_an_extending_package_exports_its_own_rows_alone(tmp_path):
    mine = new(tmp_path / "mine", area="VN-04", extend=True, today=TODAY)
    book = saving.export(tmp_path / "book.xlsx", data=mine)
    assert len(own_tables(book)["figures"]) == 8
    assert len(package.open_package(book)["figures"]) == len(package.open_package()["figures"]) + 8


# --- a workbook's cells


def cell_of(book: openpyxl.Workbook, sheet: str, column: str):
    """The first cell below a head."""
    page = book[sheet]
    return page.cell(2, [c.value for c in page[1]].index(column) + 1)


def column(folder: Path, name: str, values: list[str]):
    """The cells of a column of figures, written into a workbook."""
    rows = [tiny.figure(period=str(2000 + i)) | {name: v} for i, v in enumerate(values)]
    page = openpyxl.load_workbook(saving.save(tables(*rows), {}, folder / "b.xlsx"))["figures"]
    at = [c.value for c in page[1]].index(name)
    return [cells[at] for cells in page.iter_rows(min_row=2)]


def test_a_number_is_a_number_where_it_says_the_same(tmp_path):
    written = {
        "7.0": (7, "0.0"),
        "1320": (1320, "0"),
        "-42.90": (-42.9, "0.00"),
        "0.1": (0.1, "0.0"),
        "123456789012345": (123456789012345, "0"),
        "1234567890123456": ("1234567890123456", "@"),
        "-0.0": ("-0.0", "@"),
        "007": ("007", "@"),
    }
    cells = column(tmp_path, "obs_value", list(written))
    assert [(c.value, c.number_format) for c in cells] == list(written.values())


def test_a_text_stays_a_text(tmp_path):
    given = ["2020-06", "1-2", "=1+1", "@x", "#N/A", "42", "TRUE"]
    cells = column(tmp_path, "note", given)
    assert [(c.value, c.data_type, c.number_format) for c in cells] == [(text, "s", "@") for text in given]
    assert [c.value for c in cells if c.quotePrefix] == ["=1+1", "@x"]


@pytest.mark.parametrize(
    ("form", "text", "says"),
    [("xlsx", "x" * 32768, "32,767 characters at most, these are 32,768"), ("xlsx", "🙂" * 16384, "32,767"),
     ("xlsx", "a\x0bb", "U+000B"), ("csv", "a\x00b", "U+0000"), ("parquet", "\ud800", "U+D800")],
)  # fmt: skip
def test_what_a_form_cannot_hold_is_named_before_anything_is_written(tmp_path, form, text, says):
    with pytest.raises(PackageError, match=re.escape(says)) as e:
        saved(tmp_path, form, note=text)
    assert {k: e.value.rows[0][k] for k in ("file", "row", "column")} == {"file": "figures", "row": 2, "column": "note"}
    assert list(tmp_path.iterdir()) == []


def test_a_long_text_fits_a_csv(tmp_path):
    assert own_tables(saved(tmp_path, note="x" * 40_000))["figures"][0]["note"] == "x" * 40_000


def test_a_column_that_the_contract_does_not_know_is_not_dropped(tmp_path):
    with pytest.raises(PackageError, match="figures, row 2, colour: 'red' is not in a column of the contract"):
        saved(tmp_path, colour="red")


# --- CSV


def test_a_csv_calculates_nothing(tmp_path):
    folder = saved(tmp_path, note="=1+1", note_vi="-5.0", value="-3", qualifier="")
    row = next(csv.DictReader(io.StringIO((folder / "figures.csv").read_text(encoding="utf-8"))))
    assert (row["note"], row["note_vi"], row["obs_value"]) == ("'=1+1", "-5.0", "-3")


def test_the_order_of_rows_is_kept(tmp_path):
    given = [tiny.figure(period="2021"), tiny.figure(period="2019"), tiny.figure(period="2020")]
    saving.save(tiny.tables(*given), {}, tmp_path / "p")
    assert [r["time_period"] for r in own_tables(tmp_path / "p")["figures"]] == ["2021", "2019", "2020"]


def test_what_is_filled_in_need_not_stand_in_the_descriptor(tmp_path):
    folder = new(tmp_path / "mine", today=TODAY)
    assert frictionless.validate(str(folder / "datapackage.json")).valid
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert not any("foreignKeys" in r["schema"] for r in described["resources"])


# --- all or nothing


def occupied(folder: Path, form: str) -> Path:
    return saved(folder, form, value="1")


@pytest.mark.parametrize(("form", "nth"), [("xlsx", 1), ("csv", 1), ("csv", 5), ("csv", 10), ("parquet", 7)])
def test_a_failure_on_the_way_changes_nothing(tmp_path, monkeypatch, form, nth):
    """As when the disk is full, or a file is open in another program on Windows."""
    where = occupied(tmp_path, form)
    before = texts(where.parent if form == "xlsx" else where)
    calls = []
    real = os.replace

    def replace(a, b):
        calls.append(b)
        if len(calls) == nth:
            raise PermissionError(13, "Permission denied")
        real(a, b)

    monkeypatch.setattr(replacing.os, "replace", replace)
    with pytest.raises(
        ParameterError, match=r"^cannot write .*: it may not be written, or is open in another program; "
    ):
        saved(tmp_path, form, value="2")
    assert texts(where.parent if form == "xlsx" else where) == before
    assert not list(tmp_path.rglob(".*"))


def test_what_cannot_be_put_back_is_kept_beside(tmp_path, monkeypatch):
    where, calls, real = occupied(tmp_path, "csv"), [], os.replace
    before = (where / "units.csv").read_bytes()

    def replace(a, b):
        calls.append(b)
        if len(calls) > 1:
            raise PermissionError(13, "Permission denied")
        real(a, b)

    monkeypatch.setattr(replacing.os, "replace", replace)
    with pytest.raises(ParameterError, match=r"what stood in units.csv before is in \.units.csv.lsdata-old$"):
        saved(tmp_path, "csv", {"name": "other"})
    assert (where / ".units.csv.lsdata-old").read_bytes() == before


def test_a_link_stays_a_link(tmp_path):
    where = occupied(tmp_path / "there", "xlsx")
    (tmp_path / "book.xlsx").symlink_to(where)
    saved(tmp_path, "xlsx", value="2")
    assert (tmp_path / "book.xlsx").is_symlink()
    assert own_tables(where)["figures"][0]["obs_value"] == "2"


def test_a_full_disk_is_one_line_and_leaves_nothing(tmp_path, monkeypatch):
    def full(fd):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(replacing.os, "fsync", full)
    with pytest.raises(ParameterError, match=r"^cannot write .*: No space left on device; nothing was changed, "):
        saved(tmp_path / "deep" / "er")
    assert list(tmp_path.iterdir()) == []


def test_tables_of_another_form_do_not_stay(tmp_path):
    folder = saving.save(tables(), {}, tmp_path / "p")
    (folder / "README.md").write_text("mine", encoding="utf-8")
    saving.save(tables(), {}, folder, to="parquet")
    assert {p.suffix for p in folder.iterdir()} == {".json", ".parquet", ".md"}
    assert len(own_tables(folder)["figures"]) == 1


def test_parquet_needs_its_library(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ParameterError, match=re.escape('pip install "lsdata[parquet]"')):
        saved(tmp_path, "parquet")
    assert list(tmp_path.iterdir()) == []


def test_a_table_that_the_bundled_one_stands_in_for_is_not_written_empty(tmp_path):
    folder = saving.save(tables() | {"units": []}, {}, tmp_path / "p")
    assert not (folder / "units.csv").exists()
    book = saving.export(tmp_path / "b.xlsx", data=folder)
    assert "units" not in openpyxl.load_workbook(book).sheetnames
    assert package.open_package(book)["units"] == package.open_package()["units"]


@pytest.mark.parametrize("name", ["notes.txt", "datapackage.json"])
def test_a_folder_with_other_files_is_left_alone(tmp_path, name):
    (tmp_path / name).write_text("{}", encoding="utf-8")
    with pytest.raises(ParameterError, match="holds other files and is no data package; name a new or an empty folder"):
        saving.save(tables(), {}, tmp_path)
    assert texts(tmp_path) == {name: b"{}"}


@pytest.mark.parametrize("other", ["text", "book"])
def test_a_workbook_that_is_no_package_is_left_alone(tmp_path, other):
    path = tmp_path / "b.xlsx"
    openpyxl.Workbook().save(path) if other == "book" else path.write_text("x", encoding="utf-8")
    before = texts(tmp_path)
    with pytest.raises(ParameterError, match="is there and is no workbook of a data package"):
        saving.save(tables(), {}, path)
    assert texts(tmp_path) == before


@pytest.mark.parametrize(
    ("name", "to", "says"),
    [("p", "ods", "to='ods' is no form"), ("b.xlsx", "csv", "is a workbook and to='csv' is not"), ("b.xls", "", "ends in .xlsx"), ("f.csv", "csv", "ends in .xlsx")],
)  # fmt: skip
def test_a_form_that_does_not_fit_is_refused(tmp_path, name, to, says):
    with pytest.raises(ParameterError, match=re.escape(says)):
        saving.save(tables(), {}, tmp_path / name, to=to)


def test_a_workbook_keeps_what_a_person_added(tmp_path):
    book = new(tmp_path / "mine", excel=True, today=TODAY)
    page = openpyxl.load_workbook(book, rich_text=True)
    page.create_sheet("nháp")["A1"] = "=1+1"
    page["figures"]["A2"].fill = openpyxl.styles.PatternFill("solid", fgColor="FFFF00")
    page["figures"]["F2"].number_format = "#,##0"
    page["events"]["B2"].value, page["events"]["B2"].number_format = date(2026, 6, 30), "dd/mm/yyyy"
    page.save(book)
    own = own_tables(book)
    own["figures"] = own["figures"][:3] + [
        own["figures"][0] | {"time_period": "2019", "obs_value": "12.50", "decimals": "2"}
    ]
    saving.save(own, package.about(book), book)
    assert own_tables(book) == own
    page = openpyxl.load_workbook(book)
    assert page["nháp"]["A1"].value == "=1+1"
    assert page["figures"]["A2"].fill.fgColor.rgb == "00FFFF00"
    assert page["figures"]["F2"].number_format == "#,##0"
    assert page["events"]["B2"].number_format == "dd/mm/yyyy"
    assert page["figures"].freeze_panes == "A2"
    assert len(page["figures"].data_validations.dataValidation) == 9
    assert page.sheetnames[0] == "README"
    with zipfile.ZipFile(book) as parts:
        notes = [parts.read(name).decode() for name in parts.namelist() if "commentsDrawing" in name]
    assert notes
    assert not any("width:144px" in drawn for drawn in notes), "a note too small for its text"


def test_a_sheet_with_other_columns_is_made_anew_in_its_place(tmp_path):
    book = new(tmp_path / "mine", excel=True, today=TODAY)
    page = openpyxl.load_workbook(book)
    page["figures"].delete_cols(5)  # plan_by, which may be missing
    names = page.sheetnames
    page.save(book)
    own = own_tables(book)
    saving.save(own, package.about(book), book)
    assert own_tables(book) == own
    assert openpyxl.load_workbook(book).sheetnames == names


# --- new


@pytest.mark.parametrize("excel", [False, True])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_new_package_makes_a_report_that_says_it_is_an_example(tmp_path, excel, lang):
    place = new(tmp_path / "mine", excel=excel, lang=lang, today=TODAY)
    data = lsdata.load(place)
    assert place.name == ("mine.xlsx" if excel else "mine")
    assert {r["time_period"] for r in own_tables(place)["figures"]} == {"2026-S1", "2025-S1"}
    assert {data.indicators[r["indicator"]]["sector"] for r in own_tables(place)["figures"]} == {
        "budget",
        "growth",
        "health",
    }
    (source,) = own_tables(place)["sources"]
    assert source["title"] == (
        "Ví dụ – thay bằng nguồn của bạn" if lang == "vi" else "Example – replace with your own source"
    )
    about = package.about(place)
    assert (about["extends"], about["area"], about["period"]) == ("codes", "VN-EX", "latest")
    assert evidence.latest_period(data, "VN-EX").code == "2026-S1"


@pytest.mark.parametrize(
    ("today", "half"), [("2026-07-01", "2026-S1"), ("2026-06-30", "2025-S2"), ("2026-12-31", "2026-S1")]
)
def test_the_example_is_of_the_last_half_year_that_is_over(tmp_path, today, half):
    place = new(tmp_path / "mine", today=date.fromisoformat(today))
    assert half in {r["time_period"] for r in own_tables(place)["figures"]}


def test_the_rows_to_delete_are_those_of_the_source_example(tmp_path):
    """What the guide says to delete leaves a package that opens."""
    place = new(tmp_path / "mine", today=TODAY)
    own = own_tables(place)
    kept = {t: [r for r in rows if r.get("source_id") != "example"] for t, rows in own.items()}
    assert {t for t in own if kept[t] != own[t]} == {"figures", "sources", "statements", "tasks", "events"}
    saving.save(kept, package.about(place), place)
    assert own_tables(place)["figures"] == []


@pytest.mark.parametrize("excel", [False, True])
def test_an_empty_package_has_heads_alone(tmp_path, excel):
    place = new(tmp_path / "mine", excel=excel, example=False)
    assert not any(own_tables(place).values())
    assert "area" not in package.about(place) or package.about(place)["area"] == ""
    guide = (
        openpyxl.load_workbook(place)["README"]["A2"].value
        if excel
        else (place / "README.md").read_text(encoding="utf-8")
    )
    assert "$" not in guide
    assert excel or ("còn trống" in guide and "ví dụ" not in guide.lower().replace("--", ""))


@pytest.mark.parametrize(
    ("area", "name", "row"),
    [("VN-09-180", "xã Tân Thanh", {"name_vi": "Tân Thanh", "level": "commune", "parent": "VN-09", "full_vi": "xã Tân Thanh"}),
     ("VN-09-2", "Thành phố Lạng Sơn", {"name_vi": "Lạng Sơn", "level": "district", "full_vi": "thành phố Lạng Sơn"}),
     ("VN-ZZ", "Biên Viễn", {"name_vi": "Biên Viễn", "level": "province", "parent": "VN", "full_vi": "tỉnh Biên Viễn"})],
)  # fmt: skip
def test_an_area_that_nobody_knows_gets_a_row(tmp_path, area, name, row):
    (own,) = own_tables(new(tmp_path / "mine", area=area, name=name))["areas"]
    assert row.items() <= own.items()


@pytest.mark.parametrize(
    ("options", "says"),
    [({"area": "VN_09", "name": "xã Tân Thanh"}, "is no code of an area"), ({"area": "VN-99"}, "; a new one needs a code and a name, like"),
     ({"area": "VN-01", "name": "Lạng Sơn"}, "area 'VN-01' is Lai Châu, not 'Lạng Sơn'"), ({"name": "xã Tân Thanh"}, "; a new one needs a code as well"),
     ({"area": "Bến Te"}, "unknown area 'Bến Te'; did you mean Bến Tre (VN-50)? lsdata list areas --all lists the known ones"),
     ({"area": "VN-5O"}, "unknown area 'VN-5O'; did you mean "), ({"area": "Atlantis"}, "unknown area 'Atlantis'; lsdata list areas --all lists"),
     ({"lang": "xx"}, "unknown language 'xx'")],
)  # fmt: skip
def test_an_area_that_does_not_fit_is_refused(tmp_path, options, says):
    with pytest.raises(lsdata.LsdataError, match=re.escape(says)):
        new(tmp_path / "mine", **options)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/x").write_text("x", encoding="utf-8")
    (tmp_path / "b.xlsx").write_text("x", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    for dest, excel in (("mine", False), ("b.xlsx", True), ("b", True), ("b.xlsx", False)):
        with pytest.raises(ParameterError, match="is there already and is never overwritten"):
            new(tmp_path / dest, excel=excel)
    assert sorted(tmp_path.rglob("*")) == before
    (tmp_path / "mine/x").unlink()
    assert (new(tmp_path / "mine") / "README.md").is_file()


# --- the look of a workbook


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return openpyxl.load_workbook(new(tmp_path_factory.mktemp("new") / "mine", excel=True, today=TODAY))


def test_sheets_stand_in_the_order_of_the_work(book):
    assert book.sheetnames[:4] == ["README", "package", "figures", "sources"]
    assert (book["choices"].sheet_state, book["codes"].sheet_state) == ("hidden", "visible")
    assert {t.ref for t in book["codes"].tables.values()} == {
        f"A1:D{len(package.open_package()['indicators']) + 1}", f"F1:H{len(package.open_package()['areas']) + 1}", "J1:K14", f"M1:N{len(package.open_package()['units']) + 1}",
    }  # fmt: skip


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_codes_stand_with_their_names_and_units_as_listed(tmp_path, lang):
    sheet = openpyxl.load_workbook(new(tmp_path / "mine", excel=True, lang=lang, example=False))["codes"]
    data = lsdata.load()
    shown = {}
    for table in sheet.tables.values():
        rows = [[c.value or "" for c in cells] for cells in sheet[table.ref]]
        shown[table.displayName.removeprefix("codes_")] = rows[1:]
    _, listed = listing(data, "indicators", lang=lang)
    names = {code: row[f"name_{lang}"] for code, row in data.sectors.items()}
    assert {tuple(r) for r in shown["indicators"]} == {
        (code, name, names[sector], unit.replace("\xa0", " ")) for code, sector, name, unit, *_ in listed
    }
    revenue = next(r for r in shown["indicators"] if r[0] == "budget_revenue_total")
    assert revenue[3] == ("tỷ đồng" if lang == "vi" else "billion VND")
    assert shown["areas"] == [[c, r[f"name_{lang}"], r["valid_to"]] for c, r in data.areas.items()]
    assert dict(shown["sectors"]) == names
    assert dict(shown["units"]) == {c: r[f"name_{lang}"] for c, r in data.units.items()}
    said = openpyxl.load_workbook(tmp_path / "mine.xlsx")["figures"]["F1"].comment.text
    assert ("cột Đơn vị của sheet codes" if lang == "vi" else "in the unit that the sheet codes names") in said


def test_each_column_says_what_it_is(book):
    for table, schema in package.schemas().items():
        heads = [c for c in book[table][1] if c.value]
        assert [c.value for c in heads] == [f["name"] for f in schema["fields"]]
        assert all(len(c.comment.text.splitlines()) == 2 for c in heads)
        assert set(looks.explanations("vi")[table]) == {c.value for c in heads}, "a column without words of its own"
    needed = {
        t: {c.value for c in book[t][1] if c.comment.text.startswith("PHẢI ĐIỀN")} for t in ("figures", "sectors")
    }
    assert needed["figures"] == {"ref_area", "indicator", "time_period", "obs_value", "source_id"}
    assert needed["sectors"] == {"sector", "name_vi"}


def test_codes_are_chosen_from_lists_that_only_warn(book):
    rules = {r.promptTitle: r for r in book["figures"].data_validations.dataValidation}
    assert rules["measure"].formula1.strip('"').split(",") == lsdata.dataset.MEASURES
    assert rules["indicator"].formula1 == "list_indicators"
    assert rules["source_id"].formula1 == "list_sources"
    assert {r.errorStyle for r in rules.values()} == {"warning"}
    assert all(len(r.error) <= looks.LONGEST for r in rules.values())
    count = len(package.open_package()["indicators"])
    listed = {name: book.defined_names[f"list_{name}"].attr_text for name in ("indicators", "sources")}
    assert listed == {
        "indicators": f"OFFSET(choices!$C$202,-choices!$C$1,0,choices!$C$1+{count},1)",
        "sources": "OFFSET(sources!$A$2,0,0,MAX(1,COUNTA(sources!$A:$A)-1),1)",
    }
    assert book["choices"]["C1"].value == "=COUNTA(indicators!$A$2:$A$201)"
    assert book["choices"][f"C{201 + count}"].value
    assert not book["choices"][f"C{202 + count}"].value


def test_examples_look_like_examples(book):
    assert book["figures"]["A2"].font.italic
    assert not book["figures"]["A1"].font.italic
    assert cell_of(book, "figures", "covers_to").number_format == "@", "a day typed here becomes a date"
    assert cell_of(book, "figures", "obs_value_upper").number_format == "General"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_guide_names_commands_and_columns_that_exist(tmp_path, lang):
    text = (new(tmp_path / "mine", lang=lang) / "README.md").read_text(encoding="utf-8")
    assert "excel|" not in text
    assert "$" not in text
    columns = {f["name"] for s in package.schemas().values() for f in s["fields"]}
    values = {
        v for s in package.schemas().values() for f in s["fields"] for v in f.get("constraints", {}).get("enum", ())
    }
    assert set(re.findall(r"`([a-z]+_[a-z_]+)`", text)) <= columns | values
    assert "`lsdata list indicators --data mine`" in text
    assert {"`units`", "`sectors`", "`areas --all`"} == {
        w for w in ("`units`", "`sectors`", "`areas --all`") if w in text
    }
    assert 400 < len(text.split()) < 1400, "ten minutes"


def test_parts_of_an_item_stand_further_in(book):
    rows = [c for (c,) in book["README"].iter_rows(max_col=1) if c.value]
    parts = [c for c in rows if str(c.value).startswith("–")]
    assert [re.search("unit_mult|polarity|name_en", str(c.value))[0] for c in parts] == [
        "unit_mult",
        "polarity",
        "name_en",
    ]
    assert {(c.alignment.horizontal, c.alignment.indent) for c in parts} == {("left", 3)}


def test_a_package_is_not_exported_over_another(tmp_path):
    """The bundled one, where ``--data`` was forgotten, over one's own."""
    own = new(tmp_path / "own.xlsx", excel=True)
    before = own.read_bytes()
    with pytest.raises(
        ParameterError, match=r"own.xlsx is there already: name another place, or write over it \(--over\)"
    ):
        saving.export(own)
    assert own.read_bytes() == before
    folder = saving.export(tmp_path / "folder", data=own)
    assert saving.export(own, data=folder, over=True) == own


KEYS = {
    "name": "x",
    "number": 5,
    "true": True,
    "none": None,
    "half": 1.5,
    "list": [1, "a"],
    "as text": "[1, 2]",
    "5": "5",
    "word": "true",
    "map": {"a": {}},
    "quoted": '"x"',
}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_a_package_says_of_itself_comes_back_as_it_was(tmp_path, form):
    dest = tmp_path / ("book.xlsx" if form == "xlsx" else "folder")
    saving.save({"figures": []}, KEYS | {"extends": "codes"}, dest)
    assert package.about(dest) == KEYS | {"extends": "codes"}


@pytest.mark.parametrize(
    ("value", "said"), [("a" * 40_000, "a cell of a workbook can hold"), ("a\x01b", "take out the character U.0001")]
)
def test_what_a_package_says_of_itself_must_fit_a_cell(tmp_path, value, said):
    with pytest.raises(PackageError, match=said):
        saving.save({"figures": []}, {"extends": "codes", "title": value}, tmp_path / "book.xlsx")
    assert not (tmp_path / "book.xlsx").exists()
