"""The figures behind reports as workbooks, CSV and Parquet: the rules of readable spreadsheets hold in every sheet, the
numbers are those of the report, hostile text stays text, the same inputs give the same bytes."""

import csv
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

import openpyxl
import pytest
import quick
import tiny_package
from pyarrow import parquet

import lsdata as ls
from lsdata.errors import ParameterError
from lsdata.publish import grid, index, job, making, stamps, store
from lsdata.publish.job import Address, Job
from lsdata.publish.office import Office
from lsdata.publish.tabular import columnar, separated, workbook
from lsdata.publish.tabular.pivot import pivots
from lsdata.publish.tabular.records import COLUMNS, records, words
from lsdata.publish.tabular.sheets import distinct, sheets

SECTORS = ("trade", "budget", "overview")
DATA = ("xlsx", "csv", "parquet")
FORMULAS = ("=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "  =1+1", "＝1+1", '=HYPERLINK("http://x.vn")')
UGLY = "a\x00b\x0bc\u202ed\ud800e\ufffff"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Folder of real reports and their review, made as in production."""
    out = tmp_path_factory.mktemp("data")
    results = ls.report(SECTORS, area="VN-09", period="2020-S1,9T/2019", lang="vi,en", to=DATA, combined=True, out=out)
    assert [str(o) for o in results.failed] == []
    return out


REPORTS = [f"VN-09/2020-S1/{lang}/{s}" for lang in ("vi", "en") for s in (*SECTORS, "review")]
REPORTS += [f"VN-09/2019-01-01_P9M/{lang}/trade" for lang in ("vi", "en")]  # a period with gaps
every = pytest.mark.parametrize("name", REPORTS)


@lru_cache
def report_of(made: Path, name: str) -> dict:
    return json.loads((made / f"{name}.facts.json").read_text(encoding="utf-8"))


@lru_cache
def book_of(made: Path, name: str):
    return openpyxl.load_workbook(made / f"{name}.xlsx")


def lines_of(content: bytes, lang: str) -> list[dict]:
    """Lines of a CSV by the code of their column."""
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";" if lang == "vi" else ",")
    next(rows)
    return [dict(zip(COLUMNS, cells, strict=True)) for cells in rows]


def table_of(ws) -> tuple[list, list[list]]:
    """Heads and rows of the one table of a sheet, as cells."""
    (table,) = ws.tables.values()
    heads, *rows = ws[table.ref]
    return list(heads), [list(row) for row in rows]


@every
def test_a_sheet_is_one_real_table_under_its_title(made, name):
    book, lang = book_of(made, name), name.split("/")[2]
    own, names = words(lang), []
    for ws in book.worksheets[1:]:
        (table,) = ws.tables.values()
        heads, rows = table_of(ws)
        assert table.ref.startswith(f"A{workbook.HEAD}:")
        assert table.ref.rpartition(":")[2] == ws.cell(ws.max_row, ws.max_column).coordinate, (
            "something stands beside it"
        )
        assert rows, ws.title
        assert [c.value for c in heads] == [c.name for c in table.tableColumns]
        assert len({c.value.lower() for c in heads}) == len(heads)
        assert re.fullmatch(r"[a-z]+(_\d+)?", table.displayName)
        names.append(table.displayName)
        assert [cell.coordinate for row in (heads, *rows) for cell in row if cell.value in (None, "")] == []
        assert (ws["A1"].style, ws["A3"].value) == ("Heading 1", own["words"]["one_table"])
        assert len(ws["A2"].value) > 30
        assert ws["A4"].hyperlink.location in (f"'{book.sheetnames[1]}'!A1", f"'{book.sheetnames[0]}'!A1")
        assert ws.freeze_panes in (f"A{workbook.HEAD + 1}", f"C{workbook.HEAD + 1}")
    assert len(set(names)) == len(names)


@every
def test_nothing_is_merged_hidden_small_or_a_number_as_text(made, name):
    book = book_of(made, name)
    assert book.active.title == book.sheetnames[0]
    assert not book.vba_archive
    for ws in book.worksheets:
        assert (ws.sheet_state, len(ws.merged_cells.ranges)) == ("visible", 0)
        assert len(ws.title) <= 31
        assert not any(d.hidden for d in (*ws.row_dimensions.values(), *ws.column_dimensions.values()))
        assert {s.activeCell or "A1" for s in ws.sheet_view.selection} == {"A1"}
        for cell in (c for row in ws.iter_rows() for c in row if c.value is not None):
            assert cell.font.size >= 11, cell.coordinate
            assert cell.data_type in ("n", "s", "d")
            if cell.data_type == "n":
                assert cell.alignment.horizontal == "right"
                assert re.fullmatch(r"#,##0(\.0+)?", cell.number_format)
            elif cell.data_type == "s":
                assert not re.fullmatch(r"[−+-]?[\d.,\s]+%?", cell.value), f"{ws.title} {cell.coordinate} {cell.value}"
    assert len(set(book.sheetnames)) == len(book.sheetnames)


@every
def test_every_link_leads_somewhere(made, name):
    book = book_of(made, name)
    links = [c.hyperlink for ws in book.worksheets for row in ws.iter_rows() for c in row if c.hyperlink]
    inside = {link.location for link in links if not link.target}
    assert inside == {f"'{title}'!A1" for title in book.sheetnames}
    assert all(link.target.startswith(("http://", "https://")) for link in links if link.target)
    heads, rows = table_of(book.worksheets[1])
    assert [row[0].value for row in rows] == book.sheetnames[2:]
    assert [row[2].value for row in rows] == [len(table_of(book[row[0].value])[1]) for row in rows]
    assert len(heads) == 3


@every
def test_properties_say_what_it_is(made, name):
    report, own = report_of(made, name), book_of(made, name).properties
    lang = report["lang"]
    assert own.title == report["title"].replace("\u00a0", " ")
    assert (own.creator, own.language) == ("lsdata", {"vi": "vi-VN", "en": "en-GB"}[lang])
    cover = [row[0].value for row in book_of(made, name).worksheets[0].iter_rows() if row[0].value]
    assert cover[0] == own.title
    assert report["headline"]["text"].replace("\u00a0", " ") in cover
    wanted = ("tỉnh Lạng Sơn", "Tiếng Việt") if lang == "vi" else ("Lạng Sơn province", "English")
    assert all(any(text in line for line in cover) for text in wanted)


@every
def test_all_figures_stand_in_every_format_with_the_decimals_printed(made, name):
    report = report_of(made, name)
    lang, facts = report["lang"], report["facts"]
    lines = {line["fact"]: line for line in lines_of((made / f"{name}.csv").read_bytes(), lang)}
    table = parquet.read_table(made / f"{name}.parquet").to_pylist()
    rows = {row["fact"]: row for row in table}
    assert lines.keys() == rows.keys() == facts.keys()
    assert len(table) == len(facts)
    own = words(lang)
    ws = book_of(made, name)
    cells = table_of(ws[own["sheets"]["figures"]]) if facts else ([], [])
    at = {head.value: i for i, head in enumerate(cells[0])}
    for row, cell in zip(table, cells[1], strict=True):  # in the same order
        fact, line = facts[row["fact"]], lines[row["fact"]]
        shown = fact["printed"].replace("\u00a0", " ")
        value = cell[at[own["heads"]["value"]]]
        decimals = max(0, fact["decimals"])
        assert value.value == row["value"] == float(line["value"].replace(",", "."))
        assert (
            line["value"].partition("," if lang == "vi" else ".")[2] == line["value"][len(line["value"]) - decimals :]
        )
        assert value.number_format == "#,##0" + ("." + "0" * decimals if decimals else "")
        assert printed(row["value"], decimals, lang).lstrip("-") in shown
        assert row["lower"] <= row["value"] <= row["upper"] or fact["qualifier"] or fact["formula"]
        assert (row["origin_code"] == "calculated") == bool(fact["formula"]) == bool(row["how"])
        assert row["source"] == fact["source"]
        assert row["period_end"] >= row["period_start"]


def printed(value: float, decimals: int, lang: str) -> str:
    text = f"{value:,.{decimals}f}"
    return text.translate({ord(","): ".", ord("."): ","}) if lang == "vi" else text


@every
def test_the_tables_of_indicators_hold_the_figures_in_the_unit_of_their_head(made, name):
    report, book = report_of(made, name), book_of(made, name)
    own, seen = words(report["lang"]), 0
    tables = [ws for ws in book.worksheets[1:] if next(iter(ws.tables)).startswith("table_")]
    for ws in tables:
        heads, rows = table_of(ws)
        names = [h.value for h in heads]
        assert names[:2] == [own["heads"]["area"], own["heads"]["period"]]
        assert names[-1 - (own["heads"]["note"] in names)] == own["heads"]["sources"]
        for i, head in enumerate(names[2 : names.index(own["heads"]["status"])], start=2):
            column = [row[i] for row in rows]
            assert any(c.data_type == "n" for c in column), "a column without a number"
            assert {c.value for c in column if c.data_type == "s"} <= {"[z]" if head.endswith("[c]") else "[x]"}
            seen += sum(c.data_type == "n" for c in column)
    apart = [f for i, f in report["facts"].items() if ".less." in i]
    assert seen == len(report["facts"]) - len(apart)
    assert bool(tables) == bool(report["facts"])


def test_a_period_with_gaps_says_what_is_not_published(made):
    book = book_of(made, REPORTS[-1])
    assert "Not published" in book.sheetnames
    report = report_of(made, REPORTS[-1])
    assert len(table_of(book["Not published"])[1]) == len(report["missing"])
    assert any(c.value == "[x]" for row in book["Table 1"].iter_rows() for c in row)


def test_a_vietnamese_workbook_speaks_vietnamese(made):
    book = book_of(made, "VN-09/2020-S1/vi/trade")
    assert book.sheetnames[:4] == ["Bìa", "Mục lục", "Ghi chú", "Bảng 1"]
    assert book.sheetnames[-1] == "Nguồn"
    heads = [h.value for h in table_of(book["Bảng 1"])[0]]
    assert heads[:5] == ["Địa bàn", "Kỳ", "Số liệu (triệu USD)", "So với cùng kỳ năm trước (%)", "% kế hoạch"]
    assert "Kế hoạch suy ra (triệu USD) [c]" in heads
    texts = [
        c.value for ws in book.worksheets for row in ws.iter_rows(max_row=5) for c in row if isinstance(c.value, str)
    ]
    assert [t for t in texts if re.search(r"\b(the|of|and|Table|Source)\b", t)] == []


def test_both_languages_have_the_same_words():
    def keys(own, before=""):
        return {f"{before}{k}": keys(v, f"{before}{k}.") if isinstance(v, dict) else None for k, v in own.items()}

    assert keys(words("vi")) == keys(words("en"))
    assert words("vi")["marks"] == words("en")["marks"]
    assert set(COLUMNS) <= words("en")["heads"].keys()
    for lang in ("vi", "en"):
        assert len({words(lang)["heads"][name] for name in COLUMNS}) == len(COLUMNS)
        names = words(lang)["sheets"].values()
        assert all(len(name.format(n=99)) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)


@pytest.mark.parametrize(("lang", "delimiter", "value"), [("vi", ";", "-42,9"), ("en", ",", "-42.9")])
def test_csv_has_the_signs_of_its_language(made, lang, delimiter, value):
    content = (made / f"VN-09/2020-S1/{lang}/trade.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert (
        content.count(b"\n")
        == content.count(b"\r\n")
        == len(report_of(made, f"VN-09/2020-S1/{lang}/trade")["facts"]) + 1
    )
    head = content.decode("utf-8-sig").partition("\r\n")[0]
    assert head.split(delimiter) == [words(lang)["heads"][name] for name in COLUMNS]
    (line,) = [one for one in lines_of(content, lang) if one["fact"].endswith("2020-S1.yoy_pct@baolangson-2020-07-13")]
    assert (line["value"], line["unit"], line["source_code"]) == (value, "%", "baolangson-2020-07-13")
    assert line["citation"].startswith("Báo Lạng Sơn, “Triển khai kế hoạch")


def test_parquet_is_typed_and_says_what_it_is(made):
    table = parquet.read_table(made / "VN-09/2020-S1/en/trade.parquet")
    assert table.column_names == list(COLUMNS)
    kinds = {"text": "string", "number": "double", "count": "int32", "date": "date32[day]"}
    assert {f.name: str(f.type) for f in table.schema} == {name: kinds[kind] for name, kind in COLUMNS.items()}
    told = table.schema.metadata
    assert told[b"title"].decode("utf-8").startswith("Trade, Lạng Sơn")
    assert json.loads(told[b"sources"])[0]["publisher"] == "Báo Lạng Sơn"
    assert table.schema.field("value").metadata == {b"label": b"Value"}
    frame = table.to_pandas()
    row = frame[(frame.period_code == "2020-S1") & (frame.measure_code == "level")].iloc[0]
    assert (row.value, row.unit, row.period_end) == (1320.0, "million USD", date(2020, 6, 30))


FACT = {
    "indicator": "turnover", "measure": "level", "plan_by": "", "value": 15.0, "unit": "million\u00a0USD", "low": 14.5, "high": 15.5,
    "upper": None, "total": "", "decimals": 0, "qualifier": "", "status": "A", "source_id": "a", "note": "", "covers_to": "",
    "text": "15", "printed": "15", "name": "Trade", "ref_area": "VN-09", "area": "Lạng Sơn", "period": "2020-S1",
    "period_name": "the first half of\u00a02020", "measure_name": "figure", "status_name": "as published", "locator": "", "formula": "",
    "inputs": [], "source": 1, "others": [],
}  # fmt: skip


def tell(*facts: dict, **more) -> dict:
    """A report JSON of these facts, in English."""
    sources = [
        {"number": n, "source_id": one, "title": f"Paper {one}", "publisher": "Press", "published": "2020", "published_name": "2020",
         "url": "", "authority": "press", "authority_name": "press"}
        for n, one in enumerate("abc", start=1)
    ]  # fmt: skip
    own, numbers = {}, {"a": 1, "b": 2, "c": 3}
    for fact in facts:
        named = {"period_name": fact["period"]} if "period" in fact else {}
        one = FACT | {"source": numbers.get(fact.get("source_id", "a"))} | named | fact
        plan = f".{one['plan_by']}" if one["plan_by"] else ""
        own[f"VN-09.{one['indicator']}.{one['period']}.{one['measure']}{plan}@{one['source_id']}"] = one
    return {
        "title": "Trade", "area": "VN-09", "area_name": "Lạng Sơn", "period": "2020-S1", "period_name": "the first half of 2020", "lang": "en",
        "as_of": "", "as_of_name": "all", "sector": "trade", "headline": {"text": "It fell"}, "standfirst": {"text": ""}, "limits": [],
        "missing": [], "numbers": [], "facts": own, "sources": sources,
    } | more  # fmt: skip


def test_scales_of_one_unit_stand_in_one_column():
    report = tell(
        {"period": "2019", "value": 84.4, "decimals": 1, "unit": "billion\u00a0USD", "printed": "84.4 billion USD"},
        {"period": "2020", "value": 1855.0}, {"period": "2021", "value": 1900.0},
        {"period": "2022", "value": 1.0, "unit": "commune", "measure": "plan_target", "measure_name": "target"},
        {"period": "2023", "value": 12.0, "unit": "communes", "measure": "plan_target", "measure_name": "target"},
    )  # fmt: skip
    (table,) = [s for s in sheets(report) if s.table == "table_1"]
    assert table.heads == ["Area", "Period", "Level (million USD)", "Target (communes)", "Status", "Source", "Notes"]
    assert [row[2] for row in table.rows] == [(84400.0, -2), (1855.0, 0), (1900.0, 0), "[x]", "[x]"]
    assert table.rows[0][-1] == "Level: 84.4 billion USD as printed"
    assert [row[1] for row in table.rows] == ["Year 2019", "Year 2020", "Year 2021", "Year 2022", "Year 2023"]


def test_two_sources_of_one_figure_are_two_rows_and_what_fits_beside_each_other_is_one():
    pct = {"measure": "pct_of_plan", "measure_name": "% of plan", "unit": "%", "value": 24.0}
    report = tell(
        {}, {"value": 16.0, "source_id": "b"}, pct | {"source_id": "b"}, pct | {"plan_by": "central", "source_id": "c"}
    )
    (table,) = pivots(records(report), "en")
    assert [m.head for m in table.measures] == ["Level (million USD)", "% of plan", "% of plan, central plan"]
    assert [len(row.cells) for row in table.rows] == [2, 2]
    (sheet,) = [s for s in sheets(report) if s.table == "table_1"]
    assert [row[-1] for row in sheet.rows] == ["[1]: Level; [3]: % of plan, central plan", "[2]"]


def test_status_and_what_a_number_does_not_say_stand_in_words():
    report = tell(
        {"status": "E", "status_name": "estimate", "qualifier": "over", "printed": "more than 15 million USD", "covers_to": "2020-06-14"},
        {"measure": "yoy_pct", "measure_name": "change", "unit": "%", "value": 7.0, "upper": 8.0, "printed": "7–8%", "note": "at 2010 prices"},
        {"measure": "per_month", "measure_name": "average", "formula": "figure ÷ months", "inputs": ["VN-09.turnover.2020-S1.level@a"]},
    )  # fmt: skip
    (sheet,) = [s for s in sheets(report) if s.table == "table_1"]
    *_, status, source, note = sheet.rows[0]
    assert status == "Estimate [e]: Level; as published: Change"
    assert note == (
        "Level: more than 15 million USD as printed; Level: covers up to 14 June 2020; Change: 7–8% as printed; Change: at 2010 prices"
    )
    assert source == "[1]"
    (one,) = [r for r in records(report) if r["origin_code"] == "calculated"]
    assert one["how"] == "figure ÷ months; from more than 15 million USD [1]"


def test_what_a_decision_sets_is_neither_published_nor_calculated():
    report = tell(
        {"measure": "nr_criteria", "measure_name": "criteria", "source_id": "", "source": None, "note": "Decision 1980"}
    )
    (one,) = records(report)
    assert (one["origin_code"], one["origin"], one["source"], one["citation"]) == (
        "given",
        "set by a decision",
        None,
        None,
    )
    (sheet,) = [s for s in sheets(report) if s.table == "table_1"]
    assert sheet.rows[0][-2:] == ["[z]", "Criteria: Decision 1980"]


def test_heads_are_told_apart():
    assert distinct(["A", "a", "B", "a"], "en") == ["A", "a, 2", "B", "a, 3"]
    long = distinct(["x" * 999, "x" * 999], "en")
    assert all(len(head) < 255 for head in long)
    assert len(set(long)) == 2


def test_a_report_without_figures_is_a_workbook_too():
    report = tell(sources=[])
    book = openpyxl.load_workbook(io.BytesIO(workbook.write(report, Office())))
    assert book.sheetnames == ["Cover", "Contents", "Notes"]
    assert separated.write(report).count(b"\r\n") == 1
    assert parquet.read_table(io.BytesIO(columnar.write(report))).num_rows == 0


@pytest.mark.parametrize("text", [*FORMULAS, UGLY, "'quoted'", 'a;b,c"d', "#N/A", "1e5", "x" * 40_000, ""])
def test_text_stays_text(text):
    report = tell(
        {
            "name": text,
            "area": text,
            "note": text,
            "measure_name": text,
            "measure": "index",
            "value": -1.5,
            "decimals": 1,
        }
    )
    for source in report["sources"]:
        source |= {"title": text, "publisher": text, "url": text}
    report |= {"title": text, "limits": [text]}
    book = openpyxl.load_workbook(io.BytesIO(workbook.write(report, Office(agency=text))))
    cells = [c for ws in book.worksheets for row in ws.iter_rows() for c in row if c.value is not None]
    assert {c.data_type for c in cells} <= {"s", "n", "d"}
    assert all(c.quotePrefix for c in cells if re.match(r"[=+\-@＝]", str(c.value)) and c.data_type == "s")
    assert -1.5 in [c.value for c in cells]
    (line,) = lines_of(separated.write(report), "en")
    assert line["value"] == "-1.5"
    said = " ".join(text.split()) if text != UGLY else "abcdef"
    if text in FORMULAS:
        assert line["indicator"] == f"'{said}"
        assert not any(re.match(r"\s*[=+\-@＝]", cell) for name, cell in line.items() if COLUMNS[name] == "text")
    else:
        assert line["indicator"] == (said or "turnover")  # its code, where a name is empty
    (row,) = parquet.read_table(io.BytesIO(columnar.write(report))).to_pylist()
    assert row["indicator"] == (said or "turnover")  # a library reads no formulas


def test_hostile_packages_end_as_text(tmp_path):
    told = '=SUM(A:A) | +A | -A | @SUM(A:A) | \t=HYPERLINK("http://x.vn") | <script>alert(x)</script>.'
    package = tiny_package.hostile(tmp_path / "data", told)
    results = ls.report(
        "trade", to=DATA, area="VN-09", period="2020-S1", out=tmp_path / "out", data=package, combined=True
    )
    assert [str(o) for o in results.failed] == []
    for name in ("trade", "review"):
        path = tmp_path / "out/VN-09/2020-S1/vi" / name
        book = openpyxl.load_workbook(path.with_suffix(".xlsx"))
        cells = [c for ws in book.worksheets for row in ws.iter_rows() for c in row if c.value is not None]
        assert {c.data_type for c in cells} <= {"s", "n", "d"}
        assert all(c.quotePrefix for c in cells if str(c.value).startswith("="))
        for line in lines_of(path.with_suffix(".csv").read_bytes(), "vi"):
            assert line["indicator"].startswith("'=SUM(A:A) |")
            assert not any(cell.startswith(("=", "+", "@")) for cell in line.values())


def test_the_same_inputs_give_the_same_bytes_without_a_clock(made, monkeypatch):
    name = "VN-09/2020-S1/vi/trade"
    report = report_of(made, name)
    assert workbook.write(report, Office()) == (made / f"{name}.xlsx").read_bytes()
    assert separated.write(report) == (made / f"{name}.csv").read_bytes()
    assert columnar.write(report) == (made / f"{name}.parquet").read_bytes()
    archive = zipfile.ZipFile(made / f"{name}.xlsx")
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert set(re.findall(r"\d{4}-\d\d-\d\dT", archive.read("docProps/core.xml").decode())) == {"2000-01-01T"}
    dated = zipfile.ZipFile(io.BytesIO(workbook.write(report, Office(agency="Sở", date="2020-07-13"))))
    core = dated.read("docProps/core.xml").decode("utf-8")
    assert set(re.findall(r"\d{4}-\d\d-\d\dT", core)) == {"2020-07-13T"}
    assert "<dc:creator" in core
    assert openpyxl.load_workbook(io.BytesIO(workbook.write(report, Office(agency="Sở")))).properties.creator == "Sở"


@pytest.fixture
def write(package, notebooks, tmp_path, monkeypatch):
    """``report`` on a tiny package, without running a notebook."""
    quick.use(monkeypatch)
    usual = {
        "sectors": "trade",
        "area": "VN-09",
        "period": "2020-S1",
        "data": package,
        "notebooks": notebooks,
        "out": tmp_path / "out",
    }
    return lambda **more: ls.report(**usual | more)


@pytest.fixture
def here(tmp_path):
    return tmp_path / "out/VN-09/2020-S1/vi"


def test_data_is_kept_and_made_again_with_the_page(write, here, monkeypatch):
    monkeypatch.setattr(making, "make", _with_data)
    write(to="xlsx")
    write(to="csv")
    assert {p.name.partition(".")[2] for p in here.iterdir()} == {"ipynb", "facts.json", "stamp.json", "xlsx", "csv"}
    assert not write(to="xlsx", dry_run=True).of("planned")
    (again,) = write(force=True).of("made")
    assert {p.suffix for p in here.iterdir()} >= {".html", ".xlsx", ".csv"}
    assert again.path.name == "trade.html"
    write(force=True, to="ipynb")
    assert not list(here.glob("*.xlsx"))


def _with_data(one, begun=None):
    """As ``quick.make``, for data as well."""
    files = quick.make(replace(one, formats=tuple(f for f in one.formats if f not in job.DATA)))
    return files | {name: name.encode() for name in one.outputs if name.rpartition(".")[2] in job.DATA}


def test_data_is_linked_from_the_index(made):
    files = index._files(Address("trade", "VN-09", "2020-S1", "vi"), ["trade.ipynb", "trade.xlsx", "trade.csv"])
    assert files["files"] == {one: f"VN-09/2020-S1/vi/trade.{one}" for one in ("xlsx", "csv")}
    page = (made / "index.html").read_text(encoding="utf-8")
    assert '<a href="VN-09/2020-S1/vi/budget.xlsx">XLSX</a><a href="VN-09/2020-S1/vi/budget.csv">CSV</a>' in page
    assert '<a href="VN-09/2020-S1/vi/review.parquet">PARQUET</a>' in page
    assert stamps.page(["review.csv", "review.facts.json", "review.xlsx"]) == "review.xlsx"


def test_without_its_library_parquet_is_refused_and_not_lost(write, here, monkeypatch):
    monkeypatch.setattr(making, "make", _with_data)
    write(to="html,parquet")
    monkeypatch.setattr(grid, "find_spec", lambda name: None if name == "pyarrow" else True)
    with pytest.raises(ParameterError, match=r'^parquet needs libraries .*: pip install "lsdata\[parquet\]"$'):
        write(to="parquet")
    with pytest.raises(ParameterError, match=r"trade\.parquet stands there .* pip install \"lsdata\[parquet\]\"; or"):
        write(force=True)
    assert (here / "trade.parquet").exists()
    write(to="html,docx,xlsx,csv", out=here.parent.parent.parent / "other")


@pytest.mark.parametrize(
    ("formats", "more"), [(("html",), set()), (("csv",), set()), (("xlsx",), {"office", "workbooks"}),
                          (("docx",), {"office", "typesetting"}), (("pdf", "xlsx"), {"office", "typesetting", "workbooks"})],
)  # fmt: skip
def test_a_stamp_counts_the_libraries_of_its_formats_only(package, notebooks, formats, more):
    one = Job(Address("trade", "VN-09", "2020-S1", "vi"), "", b"", {}, ls.load(package), formats)
    key = stamps.key(one)
    assert key.keys() - {"engine", "parameters", "notebook", "data", "lsdata", "libraries"} == more
    assert "openpyxl" in key.get("workbooks", {"openpyxl": ""})
    assert ("openpyxl" in stamps.libraries(formats)) == ("xlsx" in formats)


def test_a_new_version_of_what_writes_workbooks_makes_them_again(write, here, monkeypatch):
    monkeypatch.setattr(making, "make", _with_data)
    write(to="xlsx")
    usual, known = stamps.versions, stamps.versions(stamps.WORKBOOKS)
    monkeypatch.setattr(
        stamps, "versions", lambda own=stamps.LIBRARIES: known | {"openpyxl": "99"} if own == stamps.WORKBOOKS else usual(own)
    )  # fmt: skip
    (planned,) = write(to="xlsx", dry_run=True).of("planned")
    assert planned.why == f"libraries have changed (openpyxl {known['openpyxl']} → 99)"


def test_what_forks_prepares_workbooks_but_nothing_that_writes_parquet():
    code = "from lsdata.publish import job; job.prepare = int; job.prepare_workbooks(); import sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    modules = loaded.stdout.split()
    assert "openpyxl" in modules
    assert "pyarrow" not in modules
    assert Job(Address("", "", "", ""), "", b"", {}, None).formats == ("html",)  # what ``prepare`` makes


def test_files_have_their_types():
    assert {f".{one}" for one in (*job.DATA, "html")} <= store.TYPES.keys()


@pytest.fixture(scope="module")
def opened(made, tmp_path_factory):
    """Folder of what LibreOffice makes of the workbooks and of the CSV files, read in the reader's language."""
    soffice, out = shutil.which("soffice"), tmp_path_factory.mktemp("opened")
    assert soffice, "soffice is not installed: these tests need LibreOffice with Calc"
    usual = [soffice, f"-env:UserInstallation={(out / 'profile').as_uri()}", "--headless"]
    sheets_as_csv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
    for lang, delimiter, locale in (("vi", 59, 1066), ("en", 44, 2057)):
        folder = made / f"VN-09/2020-S1/{lang}"
        for name in ("trade", "review"):
            shutil.copy(folder / f"{name}.xlsx", out / f"{name}-{lang}-book.xlsx")
            shutil.copy(folder / f"{name}.csv", out / f"{name}-{lang}.csv")
        books, data = (
            [str(out / f"{name}-{lang}{end}") for name in ("trade", "review")] for end in ("-book.xlsx", ".csv")
        )
        reading = f"--infilter=CSV:{delimiter},34,76,1,,{locale},false,true"
        for kind, files in (([sheets_as_csv], books), (["xlsx", reading], data)):
            call = [*usual, *kind[1:], "--convert-to", kind[0], "--outdir", str(out), *files]
            subprocess.run(call, check=True, timeout=120, capture_output=True)
    return out


@pytest.mark.office
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", ["trade", "review"])
def test_libreoffice_opens_every_sheet_with_its_numbers(opened, made, name, lang):
    book, seen = book_of(made, f"VN-09/2020-S1/{lang}/{name}"), 0
    for ws in book.worksheets:
        text = (opened / f"{name}-{lang}-book-{ws.title}.csv").read_text(encoding="utf-8")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert len(rows) == ws.max_row
        for row, cells in zip(ws.iter_rows(), rows, strict=True):
            for cell, there in zip(row, cells, strict=True):
                if cell.data_type == "n" and cell.value is not None:
                    seen += 1
                    assert float(there) == pytest.approx(cell.value)
                elif cell.data_type == "s":
                    assert there == cell.value
    assert seen > 200


@pytest.mark.office
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", ["trade", "review"])
def test_the_csv_gives_the_right_numbers_in_the_language_of_its_reader(opened, made, name, lang):
    rows = list(openpyxl.load_workbook(opened / f"{name}-{lang}.xlsx").active.iter_rows(min_row=2, values_only=True))
    facts = parquet.read_table(made / f"VN-09/2020-S1/{lang}/{name}.parquet").to_pylist()
    assert len(rows) == len(facts) > 50
    for row, fact in zip(rows, facts, strict=True):
        there = dict(zip(COLUMNS, row, strict=True))
        for column in ("value", "lower", "upper", "indicator", "unit", "fact"):
            assert there[column] == fact[column]
        assert there["period_end"].date() == fact["period_end"]
