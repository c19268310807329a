"""Rows added to a package of one's own: all of them or none, nothing lost, a difference never filed in silence."""

import errno
import os
import shutil
import subprocess
import sys
import threading

import openpyxl
import pandas as pd
import pytest
from test_door import book

import lsdata
from lsdata.errors import PackageError, ParameterError
from lsdata.exchange import replacing
from lsdata.exchange.adding import add
from lsdata.exchange.saving import export
from lsdata.exchange.starting import new
from lsdata.package import own_tables

SOURCE = {
    "source_id": "report-06",
    "title": "Báo cáo tháng 6",
    "publisher": "Cục Thống kê",
    "published_on": "2026-06-29",
}
HEAD = "ref_area;indicator;time_period;measure;obs_value\n"
JUNE = HEAD + (
    "VN-04;iip;6T/2026;yoy_pct;5,2\n"
    "Cao Bằng;budget_revenue_total;6T/2026;level;1.320,5\n"
    "VN-04;Thu nội địa;6T/2026;level;980\n"
)  # fmt: skip
FORMS = ["csv", "xlsx", "parquet"]


@pytest.fixture(params=FORMS)
def mine(request, tmp_path):
    """A package of one's own in each of its forms."""
    made = new(tmp_path / "made", area="VN-04", example=False)
    return export(tmp_path / f"mine{'.xlsx' * (request.param == 'xlsx')}", data=made, to=request.param)


@pytest.fixture
def folder(tmp_path):
    return new(tmp_path / "folder", area="VN-04", example=False)


def written(path, text=JUNE):
    path.write_text(text, encoding="utf-8-sig")
    return path


def values(package):
    return {(r["indicator"], r["source_id"]): (r["obs_value"], r["unit_mult"]) for r in own_tables(package)["figures"]}


def contents(place):
    files = [p for p in (place.rglob("*") if place.is_dir() else place.parent.glob("*")) if p.is_file()]
    return {p: p.read_bytes() for p in files}


# -- new, the same, different ------------------------------------------------------------------------------------------


def test_what_is_new_is_added_in_every_form(mine, tmp_path):
    outcome = lsdata.add(written(tmp_path / "june.csv"), data=mine, source=SOURCE)
    assert outcome.lines[:2] == ["figures: 3 new, 0 the same, 0 different", "sources: 1 new, 0 the same, 0 different"]
    assert values(mine) == {
        ("iip", "report-06"): ("5.2", "0"),
        ("budget_revenue_total", "report-06"): ("1320.5", "9"),
        ("budget_revenue_domestic", "report-06"): ("980", "9"),
    }


def test_what_is_there_is_the_same_and_nothing_is_written(mine, tmp_path):
    june = written(tmp_path / "june.csv")
    add(june, data=mine, source=SOURCE)
    before = contents(mine)
    outcome = add(june, data=mine, source="report-06")
    assert outcome.lines == ["figures: 0 new, 3 the same, 0 different", "nothing to write: all of it is there"]
    assert contents(mine) == before


def test_what_differs_is_refused_with_what_to_do(mine, tmp_path):
    add(written(tmp_path / "june.csv"), data=mine, source=SOURCE)
    before = contents(mine)
    with pytest.raises(PackageError) as caught:
        add(written(tmp_path / "again.csv", JUNE.replace("5,2", "5,4")), data=mine, source="report-06")
    said = "again.csv, row 2, obs_value: '5.4' is not '5.2', which report-06 has: a correction is a source of its own"
    assert str(caught.value).startswith(said)
    assert {p: c for p, c in contents(mine).items() if p.name != "again.csv"} == {
        p: c for p, c in before.items() if p.name != "again.csv"
    }


def test_a_correction_is_a_source_of_its_own_and_the_old_figure_stays(mine, tmp_path):
    add(written(tmp_path / "june.csv"), data=mine, source=SOURCE)
    again = written(tmp_path / "again.csv", JUNE.replace("5,2", "5,4") + "VN-04;export_total;2026-S1;level;12,5\n")
    outcome = add(again, data=mine, source="report-06", correct_on="2026-08-15")
    assert outcome.lines[:3] == [
        "figures: 1 new, 2 the same, 1 different",
        "sources: 1 new, 0 the same, 0 different",
        "  VN-04 · iip · 2026-S1 · yoy_pct: 5.2 (report-06) -> 5.4 (report-06-r2)",
    ]
    held = values(mine)
    assert (held["iip", "report-06"][0], held["iip", "report-06-r2"][0]) == ("5.2", "5.4")
    assert ("export_total", "report-06-r2") in held
    data = lsdata.load(mine)
    assert [data.select(indicator="iip", as_of=day).value.item() for day in ("2026-07-01", "")] == [5.2, 5.4]
    # The same file again says nothing new, and its next correction is another vintage.
    assert add(again, data=mine, source="report-06").lines[0] == "figures: 0 new, 4 the same, 0 different"
    third = written(tmp_path / "third.csv", JUNE.replace("5,2", "5,5"))
    add(third, data=mine, source="report-06", correct_on="2026-09-01")
    assert values(mine)["iip", "report-06-r3"][0] == "5.5"


@pytest.mark.parametrize(
    ("day", "said"),
    [("soon", "correct_on 'soon' is not a day"), ("2026-06-29", "is not after report-06, published on 2026-06-29")],
)
def test_a_correction_comes_after_what_it_corrects(folder, tmp_path, day, said):
    add(written(tmp_path / "june.csv"), data=folder, source=SOURCE)
    with pytest.raises(ParameterError, match=said):
        add(
            written(tmp_path / "again.csv", JUNE.replace("5,2", "5,4")), data=folder, source="report-06", correct_on=day
        )


def test_a_name_that_changed_is_not_a_correction(folder, tmp_path):
    add(written(tmp_path / "june.csv"), data=folder, source=SOURCE)
    with pytest.raises(
        PackageError, match="'Báo cáo khác' is not 'Báo cáo tháng 6', which report-06 has: change it in sources"
    ):
        add(
            written(tmp_path / "june.csv"),
            data=folder,
            source=SOURCE | {"title": "Báo cáo khác"},
            correct_on="2026-08-01",
        )


def test_a_dry_run_writes_nothing_and_says_the_same(folder, tmp_path):
    before = contents(folder)
    outcome = add(written(tmp_path / "june.csv"), data=folder, source=SOURCE, dry_run=True)
    assert outcome.lines[0] == "figures: 3 new, 0 the same, 0 different"
    assert outcome.lines[-1] == f"nothing written to {folder}: this was a dry run"
    assert contents(folder) == before


def test_a_correction_back_is_a_correction(folder, tmp_path):
    add(written(tmp_path / "june.csv"), data=folder, source=SOURCE)
    again = written(tmp_path / "again.csv", JUNE.replace("5,2", "5,4"))
    add(again, data=folder, source="report-06", correct_on="2026-08-15")
    back = add(written(tmp_path / "june.csv"), data=folder, source="report-06", correct_on="2026-09-15")
    assert [mine["source_id"] for mine, _ in back.different["figures"]] == ["report-06-r3"]
    assert lsdata.load(folder).select(indicator="iip").value.item() == 5.2


def test_a_correction_comes_after_the_last_one(folder, tmp_path):
    """It would not be the newest, and no report would use it."""
    add(written(tmp_path / "june.csv"), data=folder, source=SOURCE | {"published_on": "2026-06"})
    again = written(tmp_path / "again.csv", JUNE.replace("5,2", "5,4"))
    with pytest.raises(
        ParameterError,
        match="correct_on 2026-06-20 is not after report-06, published on 2026-06; a correction comes later",
    ):
        add(again, data=folder, source="report-06", correct_on="2026-06-20")
    add(again, data=folder, source="report-06", correct_on="2026-08-15")
    third = written(tmp_path / "third.csv", JUNE.replace("5,2", "5,5"))
    with pytest.raises(ParameterError, match="is not after report-06-r2, published on 2026-08-15"):
        add(third, data=folder, source="report-06", correct_on="2026-08-01")


def test_sources_numbered_by_their_owner_are_no_corrections(folder, tmp_path):
    for number, value in (("1", "5,2"), ("3", "5,2"), ("5", "5,9")):
        outcome = add(
            written(tmp_path / "june.csv", JUNE.replace("5,2", value)),
            data=folder,
            source=SOURCE | {"source_id": f"round-r{number}"},
        )
        assert len(outcome.new["figures"]) == 3


SAME = [
    ({"obs_value": "5.20"}, "same"), ({"obs_value": "5.2", "unit_mult": "0"}, "same"), ({"obs_value": "5.2", "note": ""}, "same"),
    ({"obs_value": "5.2", "obs_status": "E"}, "different"), ({"obs_value": "5.2", "Obs_Status": "E"}, "different"),
    ({"obs_value": "5.2", "qualifier": "over"}, "different"), ({"obs_value": "5.2", "note": "mới"}, "different"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "state"), SAME, ids=[str(c) for c, _ in SAME])
def test_the_same_is_what_says_the_same_in_the_columns_it_came_with(folder, tmp_path, cells, state):
    key = {"ref_area": "VN-04", "indicator": "iip", "time_period": "2026-S1", "measure": "yoy_pct"}
    add(pd.DataFrame([key | {"obs_value": "5.2", "decimals": "1", "note": "cũ"}]), data=folder, source=SOURCE)
    if state == "different":
        with pytest.raises(PackageError, match="which report-06 has"):
            add(pd.DataFrame([key | cells]), data=folder, source="report-06")
    else:
        assert (
            add(pd.DataFrame([key | cells]), data=folder, source="report-06").lines[0]
            == "figures: 0 new, 1 the same, 0 different"
        )


def test_another_power_of_ten_is_another_figure(folder):
    key = {"ref_area": "VN-04", "indicator": "budget_revenue_total", "time_period": "2026-S1", "obs_value": "10"}
    add(pd.DataFrame([key | {"unit_measure": "VND", "unit_mult": "6"}]), data=folder, source=SOURCE)
    with pytest.raises(PackageError, match="unit_mult: '9' is not '6'"):
        add(pd.DataFrame([key]), data=folder, source="report-06")


# -- what people bring -------------------------------------------------------------------------------------------------


def test_a_frame_is_added(folder):
    frame = pd.DataFrame(
        {"ref_area": "VN-04", "indicator": ["iip", "grdp_growth"], "time_period": [2025, "2026-S1"], "measure": "yoy_pct", "obs_value": [5.2, 7.0],
         "decimals": [1, 1], "note": [None, float("nan")], "covers_to": [pd.NaT, pd.Timestamp("2026-06-15")]}
    )  # fmt: skip
    outcome = add(frame, data=folder, source=SOURCE)
    assert [(r["time_period"], r["obs_value"], r["covers_to"]) for r in outcome.new["figures"]] == [
        ("2025", "5.2", ""),
        ("2026-S1", "7.0", "2026-06-15"),
    ]
    assert outcome.frame().state.tolist() == ["new", "new"]
    with pytest.raises(
        PackageError, match=r"^frame, row 2, indicator: 'iipp' is not in indicators; did you mean 'iip'"
    ):
        add(frame.assign(indicator=["iip", "iipp"]), data=folder, source="report-06")


def test_frames_bring_what_figures_need(folder):
    frames = {
        "indicators": pd.DataFrame({"indicator": ["beds"], "sector": ["society"], "name_vi": ["Giường bệnh"], "unit_measure": ["persons"], "kind": ["stock"]}),
        "figures": pd.DataFrame({"ref_area": ["VN-04"], "indicator": ["beds"], "time_period": ["2025"], "obs_value": ["2.150"], "decimals": ["0"]}),
    }  # fmt: skip
    outcome = add(frames, data=folder, source=SOURCE)
    assert outcome.new["figures"][0]["unit_measure"] == "persons"
    with pytest.raises(ParameterError, match="there is no table 'figure', only figures"):
        add({"figure": frames["figures"]}, data=folder)


def test_values_that_are_none_and_numbers_of_other_kinds(folder):
    import decimal

    frame = pd.DataFrame(
        {"ref_area": "VN-04", "indicator": "iip", "time_period": ["2023", "2024", "2025"], "measure": "yoy_pct", "obs_value": [decimal.Decimal("1.320"), 42.9, 7],
         "note": pd.array([pd.NA, "lời", None], dtype="string")}
    )  # fmt: skip
    outcome = add(frame, data=folder, source=SOURCE)
    assert [(r["obs_value"], r["note"]) for r in outcome.new["figures"]] == [("1.320", ""), ("42.9", "lời"), ("7", "")]
    narrow = frame.assign(obs_value=pd.Series([42.9, 1.5, 3], dtype="float32"), time_period=["2020", "2021", "2022"])
    assert [r["obs_value"] for r in add(narrow, data=folder, source="report-06").new["figures"]] == ["42.9", "1.5", "3"]


@pytest.mark.parametrize("what", [None, [], [1], 5.0])
def test_what_cannot_be_brought_is_one_line(folder, what):
    with pytest.raises(ParameterError, match="is neither a file, files, a frame nor frames by the name of their table"):
        add(what, data=folder)


def test_one_file_that_is_no_table_stops_the_others(folder, tmp_path):
    typo = written(tmp_path / "typo.csv", JUNE.replace("obs_value", "obs_vale"))
    with pytest.raises(
        PackageError, match=r"^typo.csv: nearly the table figures, but without obs_value and with obs_vale"
    ):
        add([written(tmp_path / "june.csv"), typo], data=folder, source=SOURCE)
    two = book(
        tmp_path / "two.xlsx",
        figures=[HEAD.strip().split(";"), ["VN-04", "iip", "2026", "yoy_pct", 5]],
        thang_7=[["ref_area", "indicator", "gia tri"], [1, 2, 3]],
    )
    with pytest.raises(PackageError, match=r"^two.xlsx, sheet thang_7: nearly the table figures"):
        add(two, data=folder, source=SOURCE)
    assert own_tables(folder)["figures"] == []


def test_a_workbook_of_several_sheets_is_added_whole(folder, tmp_path):
    path = book(
        tmp_path / "more.xlsx",
        README=[["lời dẫn"]],
        sources=[list(SOURCE), list(SOURCE.values())],
        thang_6=[["ref_area", "indicator", "time_period", "obs_value", "source_id"], ["VN-04", "budget_revenue_total", "6T/2026", (1320.5, "#,##0.0"), "report-06"]],
    )  # fmt: skip
    assert add(path, data=folder).lines[:2] == [
        "figures: 1 new, 0 the same, 0 different",
        "sources: 1 new, 0 the same, 0 different",
    ]


def test_several_files_are_one_addition(folder, tmp_path):
    first = written(tmp_path / "june.csv")
    second = written(tmp_path / "july.csv", HEAD + "VN-04;iip;7T/2026;yoy_pct;bad\n")
    with pytest.raises(PackageError, match=r"^july.csv, row 2, obs_value"):
        add([first, second], data=folder, source=SOURCE)
    assert own_tables(folder)["figures"] == []


BAD = {
    "a number": ("VN-04;iip;2026;yoy_pct;năm", "obs_value: 'năm' is not a number like 42.9 or 1320"),
    "a number that may be two": ("VN-04;iip;2026;yoy_pct;1.320", "'1.320' is not certain: it may mean 1320 or 1.320"),
    "an error of Excel": ("VN-04;iip;2026;yoy_pct;#N/A", "obs_value: '#N/A' is not a value: a spreadsheet could not calculate it"),
    "no value": ("VN-04;iip;2026;yoy_pct;", "obs_value: '' is not a value: the column is required"),
    "an area": ("VN-4;iip;2026;yoy_pct;5", "ref_area: 'VN-4' is not in areas; did you mean 'VN-04'?"),
    "an indicator": ("VN-04;ipp;2026;yoy_pct;5", "indicator: 'ipp' is not in indicators; did you mean 'iip'?"),
    "a period": ("VN-04;iip;13T/2026;yoy_pct;5", "time_period: '13T/2026' is not a time period like 2020-S1, 6T/2020"),
    "a measure": ("VN-04;iip;2026;growth;5", "measure: 'growth' is not one of level, yoy_pct"),
    "the same twice": ("VN-04;iip;2026;yoy_pct;5\nVN-04;iip;2026;yoy_pct;6", "is not unique: row 2 has this key"),
    "a cell too few": ("VN-04;iip;2026", "row 2: 3 cells where the header has 5"),
    "a letter that no table holds": ("VN-04;iip;2026;yoy_pct;\x015", "obs_value: '\\x015' is not text without the control character U+0001"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_bad_row_is_named_and_nothing_is_added(folder, tmp_path, name, form):
    text, said = BAD[name]
    path = written(tmp_path / "bad.csv", HEAD + text + "\n")
    place = "bad.csv, "
    if form == "xlsx":
        if "\x01" in text or "too few" in name:
            text, said = "VN-04;iip;2026;yoy_pct;5;lạc", "row 2: 'lạc' stands in a column without a name"
        path = book(tmp_path / "bad.xlsx", figures=[line.split(";") for line in (HEAD + text).splitlines()])
        place = "bad.xlsx, sheet figures, "
    before = contents(folder)
    with pytest.raises(PackageError) as caught:
        add(path, data=folder, source=SOURCE)
    assert all(line.startswith(place) for line in str(caught.value).splitlines()), str(caught.value)
    assert said in str(caught.value)
    assert contents(folder) == before


STRANGE = [
    ("a,b\n1,2\n", "no table of a package: its columns have other names"),
    ("ref_area,indicator,time_period,value\nVN-04,iip,2026,5\n", "nearly the table figures, but without obs_value and with value, which it does not know"),
    ("", "a.csv: "),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), STRANGE, ids=["other columns", "nearly", "empty"])
def test_a_file_that_is_no_table_of_ours_says_what_is_missing(folder, tmp_path, text, said):
    with pytest.raises(PackageError) as caught:
        add(written(tmp_path / "a.csv", text), data=folder, source=SOURCE)
    assert said in str(caught.value)


# -- where it is written -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_csv_file_stays_as_its_owner_keeps_it(folder, tmp_path, separator):
    """Separator, decimal sign, byte order mark and line ends are those that Excel opens on this machine."""
    figures = folder / "figures.csv"
    head = figures.read_text(encoding="utf-8").replace(",", separator).rstrip("\n")
    figures.write_bytes(f"{head}\r\n".encode("utf-8-sig"))
    add(written(tmp_path / "june.csv"), data=folder, source=SOURCE)
    raw = figures.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 4
    assert (b"5,2" in raw) == (separator == ";")
    assert values(folder)["iip", "report-06"] == ("5.2", "0")


def test_a_workbook_keeps_its_other_sheets_and_its_look(tmp_path):
    made = new(tmp_path / "mine.xlsx", excel=True, area="VN-04", example=False)
    wb = openpyxl.load_workbook(made)
    wb.create_sheet("nháp")["A1"] = "của tôi"
    rules = len(wb["figures"].data_validations.dataValidation)
    wb.save(made)
    add(written(tmp_path / "june.csv"), data=made, source=SOURCE)
    wb = openpyxl.load_workbook(made)
    assert wb["nháp"]["A1"].value == "của tôi"
    assert len(wb["figures"].data_validations.dataValidation) == rules > 3
    assert [wb["figures"][cell].value for cell in ("F2", "F3", "F4")] == [5.2, 1320.5, 980]  # below what is there


def fail_on(name, number, error):
    """``os.replace`` that fails at the n-th file: a program has it open, or the disk is full."""
    real, count = getattr(os, name), iter(range(100))

    def failing(*args, **kwargs):
        if next(count) == number:
            raise error
        return real(*args, **kwargs)

    return failing


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize(
    ("error", "said"),
    [(PermissionError(errno.EACCES, "Permission denied"), "is open in another program; close it there and try again"),
     (OSError(errno.ENOSPC, "No space left on device"), "No space left on device; nothing was changed")],
    ids=["open elsewhere", "full disk"],
)  # fmt: skip
def test_a_file_that_cannot_be_replaced_leaves_all_as_it_was(folder, tmp_path, monkeypatch, number, error, said):
    before = contents(folder)
    with monkeypatch.context() as patched:
        patched.setattr(replacing.os, "replace", fail_on("replace", number, error))
        with pytest.raises(ParameterError, match=said) as caught:
            add(written(tmp_path / "june.csv"), data=folder, source=SOURCE)
    assert len(str(caught.value).splitlines()) == 1
    assert contents(folder) == before


def test_a_read_only_file_is_left_alone(mine, tmp_path):
    at = next(iter(mine.glob("figures.*"))) if mine.is_dir() else mine
    at.chmod(0o444)
    before = contents(mine)
    with pytest.raises(ParameterError, match="it may not be written"):
        add(written(tmp_path / "june.csv"), data=mine, source=SOURCE)
    assert {p: c for p, c in contents(mine).items() if p.name != "june.csv"} == before


def test_a_workbook_with_macros_is_not_rewritten(tmp_path):
    made = new(tmp_path / "mine.xlsx", excel=True, area="VN-04", example=False)
    macros = made.rename(tmp_path / "mine.xlsm")
    with pytest.raises(ParameterError, match="may hold macros, which would be lost"):
        add(written(tmp_path / "june.csv"), data=macros, source=SOURCE)


def test_no_room_for_the_new_file_leaves_all_as_it_was(folder, tmp_path, monkeypatch):
    before = contents(folder)
    with monkeypatch.context() as patched:
        patched.setattr(replacing.os, "fsync", fail_on("fsync", 1, OSError(errno.ENOSPC, "No space left on device")))
        with pytest.raises(ParameterError, match="No space left"):
            add(written(tmp_path / "june.csv"), data=folder, source=SOURCE)
    assert contents(folder) == before


def test_what_others_point_to_is_in_its_place_first(folder, tmp_path, monkeypatch):
    """A command that is killed between two files leaves a package that opens, and the same command completes it."""
    code = (
        "import os, sys, lsdata\n"
        "from lsdata.exchange import replacing\n"
        "real, moved = os.replace, []\n"
        "def killed(a, b):\n"
        "    if moved: os._exit(9)\n"
        "    moved.append(b)\n"
        "    real(a, b)\n"
        "replacing.os.replace = killed\n"
        f"lsdata.add(sys.argv[1], data=sys.argv[2], source={SOURCE!r})"
    )
    june = written(tmp_path / "june.csv")
    child = subprocess.run([sys.executable, "-c", code, june, folder], check=False, timeout=60)
    assert child.returncode == 9
    assert (len(own_tables(folder)["sources"]), len(own_tables(folder)["figures"])) == (1, 0)
    assert add(written(tmp_path / "june.csv"), data=folder, source=SOURCE).lines[:2] == [
        "figures: 3 new, 0 the same, 0 different",
        "sources: 0 new, 1 the same, 0 different",
    ]


def test_a_source_without_an_id_is_refused(folder, tmp_path):
    with pytest.raises(PackageError, match="source_id: missing column"):
        add(written(tmp_path / "june.csv"), data=folder, source={"title": "Báo cáo"})


def test_one_command_adds_at_a_time(folder, tmp_path):
    """The second is told to wait, and does not see half of the first."""
    june, seen, began, done = written(tmp_path / "june.csv"), [], threading.Event(), threading.Event()

    class Slow(list):
        def __iter__(self):
            began.set()
            done.wait(20)
            return iter([june])

    first = threading.Thread(target=lambda: add(Slow(), data=folder, source=SOURCE))
    first.start()
    assert began.wait(20)
    code = f"import lsdata; lsdata.add({str(june)!r}, data={str(folder)!r}, source='x')"
    second = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    seen.append(second.stderr.strip().splitlines()[-1])
    done.set()
    first.join()
    assert seen[0].endswith(f"another lsdata is adding to {folder}; wait for it")
    assert len(own_tables(folder)["figures"]) == 3


def test_a_source_that_nobody_described_is_one_line(folder, tmp_path):
    with pytest.raises(ParameterError, match=r"^source 'unheard' is not in the package yet; describe it: --title"):
        add(written(tmp_path / "june.csv"), data=folder, source="unheard")


def test_a_source_may_come_with_its_figures(folder, tmp_path):
    described = written(
        tmp_path / "sources.csv", "source_id;title;publisher;published_on\nreport-06;Báo cáo;Cục Thống kê;29/6/2026\n"
    )
    assert (
        add([described, written(tmp_path / "june.csv")], data=folder, source="report-06").lines[0]
        == "figures: 3 new, 0 the same, 0 different"
    )


def test_there_is_no_package_to_add_to_by_default(tmp_path, monkeypatch):
    monkeypatch.delenv("LSDATA_DATA", raising=False)
    with pytest.raises(ParameterError, match="say which package to add to: --data DIR"):
        add(written(tmp_path / "june.csv"))
    monkeypatch.setenv("LSDATA_DATA", str(tmp_path / "nowhere"))
    with pytest.raises(PackageError, match="not a data package"):
        add(written(tmp_path / "june.csv"))


def test_figures_beside_ours_are_held_against_ours(tmp_path):
    mine = new(tmp_path / "mine", extend=True, example=False)
    held = next(
        r
        for r in lsdata.load().tables["figures"]
        if r["source_id"] == "baolangson-2020-07-13" and r["measure"] == "level"
    )
    row = pd.DataFrame(
        [{c: held[c] for c in ("ref_area", "indicator", "time_period", "measure", "obs_value", "source_id")}]
    )
    assert add(row, data=mine).lines[0] == "figures: 0 new, 1 the same, 0 different"
    changed = row.assign(obs_value="99999")
    with pytest.raises(PackageError, match="which baolangson-2020-07-13 has"):
        add(changed, data=mine)
    add(changed, data=mine, correct_on="2020-08-01")
    assert [r["source_id"] for r in own_tables(mine)["figures"]] == ["baolangson-2020-07-13-r2"]
    assert len(own_tables(mine)["sources"]) == 1


def test_a_package_with_rules_of_its_own_is_not_rewritten_by_ours(folder, tmp_path):
    """Nothing that stands there is lost: what cannot be kept is refused."""
    shutil.copytree(folder, tmp_path / "copy")
    june = written(tmp_path / "june.csv")
    add(june, data=tmp_path / "copy", source=SOURCE)
    kept = {p.name for p in folder.iterdir()}
    assert kept <= {p.name for p in (tmp_path / "copy").iterdir()}
    assert (folder / "README.md").read_bytes() == (tmp_path / "copy" / "README.md").read_bytes()
