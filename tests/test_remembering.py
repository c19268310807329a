"""Tables of an office added by a layout that the package remembers: this month by hand, the next by itself."""

import office_tables
import pytest
from test_adding import SOURCE, contents

from lsdata.errors import PackageError, ParameterError
from lsdata.exchange.adding import add
from lsdata.exchange.office.drafting import draft
from lsdata.exchange.saving import export
from lsdata.exchange.starting import new
from lsdata.package import own_tables

NOVEMBER = SOURCE | {"source_id": "report-11", "published_on": "2026-11-29"}


@pytest.fixture(params=["folder", "workbook"])
def mine(request, tmp_path):
    made = new(tmp_path / "made", area="VN-09", example=False)
    return made if request.param == "folder" else export(tmp_path / "mine.xlsx", data=made)


@pytest.fixture
def october(tmp_path):
    return office_tables.book(tmp_path / "october.xlsx", office_tables.small(10))


@pytest.fixture
def layout(tmp_path, october):
    path = tmp_path / "annex.toml"
    path.write_text(draft(october), encoding="utf-8")
    return path


def remembered(place):
    home = place / "layouts" if place.is_dir() else place.with_name("mine.layouts")
    return {p.name: p.read_text(encoding="utf-8") for p in home.glob("*")} if home.is_dir() else {}


def test_a_layout_that_was_used_once_is_found_the_next_month(mine, october, layout, tmp_path):
    first = add(october, data=mine, source=SOURCE, layout=layout)
    assert first.lines[-2] == f"read by {layout} as of 2026-M10"
    assert first.written[-1] == f"{'layouts' if mine.is_dir() else 'mine.layouts'}/annex.toml"
    november = office_tables.book(tmp_path / "november.xlsx", office_tables.small(11))
    second = add(november, data=mine, source=NOVEMBER)
    assert any(line.startswith("read by ") and line.endswith("annex.toml as of 2026-M11") for line in second.lines)
    held = own_tables(mine)["figures"]
    assert {r["source_id"] for r in held} == {"report-06", "report-11"}
    assert len(held) == len(first.new["figures"]) + len(second.new["figures"]) > 4
    assert all(r["locator"].startswith("cell ") for r in second.new["figures"])
    assert '[last]\nperiod = "2026-M11"' in remembered(mine)["annex.toml"]


def test_what_has_changed_is_refused_and_nothing_is_written_nor_remembered(mine, october, layout, tmp_path):
    add(october, data=mine, source=SOURCE, layout=layout)
    before = contents(mine), remembered(mine)
    rows = [
        [v.replace("Tỷ đồng", "Triệu đồng").replace("tỷ đồng", "triệu đồng") if isinstance(v, str) else v for v in r]
        for r in office_tables.small(11)
    ]
    november = office_tables.book(tmp_path / "november.xlsx", rows)
    with pytest.raises(PackageError, match=r"triệu đồng|Triệu đồng"):
        add(november, data=mine, source=NOVEMBER)
    november.unlink()
    assert (contents(mine), remembered(mine)) == before


def test_a_dry_run_remembers_nothing(mine, october, layout):
    outcome = add(october, data=mine, source=SOURCE, layout=layout, dry_run=True)
    assert outcome.new["figures"]
    assert remembered(mine) == {}


def test_a_table_needs_a_source_and_a_layout(mine, october, layout):
    with pytest.raises(ParameterError, match=r"say which source .*october.xlsx is: --source ID"):
        add(october, data=mine, layout=layout)
    with pytest.raises(PackageError, match="an office's own table is read by a layout"):
        add(october, data=mine, source=SOURCE)
    with pytest.raises(ParameterError, match=r"has no layout yet; lsdata layout .*october.xlsx drafts one"):
        add(october, data=mine, source=SOURCE, period="2026-M10")
    with pytest.raises(ParameterError, match="a layout and a period are of one office's table: name one file"):
        add([october, october], data=mine, source=SOURCE, layout=layout)


def test_two_layouts_that_fit_are_refused(mine, october, layout, tmp_path):
    add(october, data=mine, source=SOURCE, layout=layout)
    other = layout.with_name("other.toml")
    other.write_bytes(layout.read_bytes())
    add(october, data=mine, source="report-06", layout=other)
    with pytest.raises(ParameterError, match=r"annex.toml, other.toml all fit .*; name one, --layout"):
        add(october, data=mine, source="report-06")


def test_the_layout_that_comes_nearest_tells_what_has_changed(mine, october, layout, tmp_path):
    add(october, data=mine, source=SOURCE, layout=layout)
    rows = office_tables.small(11)
    at = next(i for i, r in enumerate(rows) if len(r) > 3 and isinstance(r[-1], int | float))
    name = next(v for v in rows[at] if isinstance(v, str) and len(v) > 6)
    rows[at] = ["Tên mới hoàn toàn" if v == name else v for v in rows[at]]
    with pytest.raises(PackageError) as caught:
        add(office_tables.book(tmp_path / "november.xlsx", rows), data=mine, source=NOVEMBER)
    assert name.split()[0] in str(caught.value)


def test_a_layout_of_another_table_keeps_its_name(mine, october, layout):
    add(october, data=mine, source=SOURCE, layout=layout)
    before = remembered(mine)
    layout.write_text(layout.read_text(encoding="utf-8") + "# khác\n", encoding="utf-8")
    with pytest.raises(
        ParameterError, match="is kept under this name and says something else: change that file, or rename"
    ):
        add(october, data=mine, source="report-06", layout=layout)
    assert remembered(mine) == before


def test_what_follows_the_last_time_is_kept(mine, october, layout):
    """A person may write rows at the end of the file, below what lsdata wrote there."""
    add(october, data=mine, source=SOURCE, layout=layout)
    text = remembered(mine)["annex.toml"]
    rows = text[text.index("[rows]") : text.index("# Bảng lần trước")]
    layout.write_text(text.replace(rows, "") + "\n" + rows, encoding="utf-8")
    mended = layout.rename(layout.with_name("mended.toml"))
    assert add(october, data=mine, source="report-06", layout=mended).lines[0].endswith("the same, 0 different")
    assert "[rows]" in remembered(mine)["mended.toml"]


def test_a_table_of_another_province_is_refused(mine, layout, tmp_path):
    rows = [
        [v.replace("Lạng Sơn", "Cao Bằng").replace("LẠNG SƠN", "CAO BẰNG") if isinstance(v, str) else v for v in r]
        for r in office_tables.monthly(10)
    ]
    path = office_tables.book(tmp_path / "cao-bang.xlsx", rows)
    own = tmp_path / "monthly.toml"
    own.write_text(draft(office_tables.book(tmp_path / "lang-son.xlsx", office_tables.monthly(10))), encoding="utf-8")
    with pytest.raises(PackageError, match=r"the title speaks of VN-04 \(Cao Bằng\), and .*monthly.toml is of VN-09"):
        add(path, data=mine, source=SOURCE, layout=own)


def test_a_layout_that_cannot_be_kept_loses_no_figure(tmp_path, october, layout):
    mine = new(tmp_path / "own", area="VN-09", example=False)
    (mine / "layouts").write_text("a file where the folder should be", encoding="utf-8")
    outcome = add(october, data=mine, source=SOURCE, layout=layout)
    assert outcome.notes[-1].startswith("the layout could not be kept: cannot write")
    assert len(own_tables(mine)["figures"]) == len(outcome.new["figures"]) > 3
