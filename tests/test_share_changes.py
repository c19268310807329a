"""What a share changed by, in percentage points: read, filled in, tabled, told, drawn; never taken for per cent."""

import re

import matplotlib.pyplot as plt
import office_tables as office
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from test_brief import MIME, Page
from tiny_package import INDICATORS, dataset, figure, plain, source, write

import lsdata as ls
from lsdata import boards, totals
from lsdata.dataset import using
from lsdata.errors import ParameterError
from lsdata.exchange.adding import add
from lsdata.exchange.office import guessing
from lsdata.exchange.office.drafting import draft
from lsdata.exchange.office.reading import read
from lsdata.exchange.starting import new
from lsdata.learn import choice
from lsdata.package import open_package, own_tables
from lsdata.periods import Period
from lsdata.publish.lint import lint

Q1 = "2016-Q1"
SHARES = {"export": "17.36", "turnover": "44.93", "grdp_growth": "32.21", "gdp_growth": "5.50"}
MOVED = {"export": "-1.19", "turnover": "1.29", "grdp_growth": "0.01", "gdp_growth": "-0.11"}


@pytest.fixture
def page(monkeypatch):
    return Page(monkeypatch)


def moved(indicator: str = "export", value: str = "-1.19", unit: str = "percentage_points", **more) -> dict:
    return figure(indicator, **{"period": Q1, **more}, value=value, measure="share_change_pp") | {
        "unit_measure": unit, "unit_mult": "0",
    }  # fmt: skip


def share(indicator: str = "export", value: str = "17.36", **more) -> dict:
    return figure(indicator, Q1, value, "share_pct", **more)


def brief(*figures: dict, lang: str = "vi", sector: str = "trade", **tables) -> ls.brief:
    with using(dataset(*figures, **tables)):
        return ls.brief(sector, period=Q1, lang=lang)


def said(page: Page) -> str:
    return plain(re.sub(r"<[^>]+>", "", page.text))


# --- told


TOLD = {
    "a fall": (
        [moved()],
        "Trong quý I năm 2016, tỷ trọng của xuất khẩu qua địa bàn tỉnh Lạng Sơn giảm 1,19 điểm phần trăm so với cùng kỳ năm 2015.[1]",
        "In the first quarter of 2016, the share of exports through Lạng Sơn fell 1.19 percentage points from the first quarter of 2015.[1]",
    ),
    "a rise, estimated": (
        [moved(value="1.29", obs_status="E")],
        "Trong quý I năm 2016, tỷ trọng của xuất khẩu qua địa bàn tỉnh Lạng Sơn ước tăng 1,29 điểm phần trăm so với cùng kỳ năm 2015.[1]",
        "In the first quarter of 2016, the share of exports through Lạng Sơn is estimated to have risen 1.29 percentage points from the first quarter of 2015.[1]",
    ),
    "none": (
        [moved(value="0.00")],
        "Trong quý I năm 2016, tỷ trọng của xuất khẩu qua địa bàn tỉnh Lạng Sơn không thay đổi so với cùng kỳ năm 2015.[1]",
        "In the first quarter of 2016, the share of exports through Lạng Sơn was unchanged from the first quarter of 2015.[1]",
    ),
    "printed as per cent": (
        [moved(unit="percent")],
        "Trong quý I năm 2016, tỷ trọng của xuất khẩu qua địa bàn tỉnh Lạng Sơn giảm so với cùng kỳ năm 2015; nguồn ghi 1,19%, đúng ra là điểm phần trăm.[1]",
        "In the first quarter of 2016, the share of exports through Lạng Sơn fell from the first quarter of 2015; the source prints 1.19% where percentage points are meant.[1]",
    ),
}  # fmt: skip


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", TOLD)
def test_the_change_of_a_share_is_told_in_points_with_its_base(page, name, lang):
    figures, vi, en = TOLD[name]
    b = brief(*figures, lang=lang)
    b.say(b.select("export", measure="share_change_pp"))
    assert said(page) == {"vi": vi, "en": en}[lang]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_share_and_its_change_are_one_sentence(page, lang):
    brief(share(), moved(), lang=lang).opening()
    assert {
        "vi": "Xuất khẩu qua địa bàn tỉnh Lạng Sơn trong quý I năm 2016 chiếm 17,36% tổng số, giảm 1,19 điểm phần trăm so với cùng kỳ năm 2015.",
        "en": "In the first quarter of 2016, exports through Lạng Sơn accounted for 17.36% of the whole; their share fell 1.19 percentage points from the first quarter of 2015.",
    }[lang] in said(page)  # fmt: skip


def test_points_printed_as_per_cent_are_not_beside_the_share(page):
    brief(share(), moved(unit="percent")).opening()
    assert "chiếm 17,36% tổng số.[1]" in said(page)
    assert "1,19%" not in said(page)


def test_an_indicator_that_is_a_share_is_not_called_one_twice(page):
    rows = [r | ({"kind": "share", "subject_vi": "tỷ trọng xuất khẩu"} if r["indicator"] == "export" else {}) for r in INDICATORS]  # fmt: skip
    b = brief(moved(), indicators=rows)
    b.say(b.select("export"))
    assert said(page).startswith("Tỷ trọng xuất khẩu trong quý I năm 2016 giảm 1,19 điểm phần trăm so với")


def test_of_several_shares_each_is_told(page):
    b = brief(*(moved(i, v) for i, v in MOVED.items()), moved(area="VN-13", value="-0.50"), lang="en")
    b.say(b.select(list(MOVED)))
    assert [x in said(page) for x in ("fell 1.19 per", "rose 1.29 per", "rose 0.01 per", "fell 0.11 per")] == [True] * 4
    page.outputs.clear()
    b.say(b.select("export", area=["VN-09", "VN-13"]))
    assert "the share of exports through Quảng Ninh fell 0.50 percentage points" in said(page)
    page.outputs.clear()
    b = brief(share(), share(area="VN-13"), moved(), moved(area="VN-13"))
    b.say(b.select("export", area=["VN-09", "VN-13"]))
    assert "Xuất khẩu" in said(page)
    assert "1,19" not in said(page)


# --- in every report


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("unit", ["percentage_points", "percent"])
@pytest.mark.parametrize("period", [Q1, "2015-Q1", "2016"])
def test_a_report_with_such_a_figure_is_whole(page, lang, unit, period):
    own = [moved(i, v, unit, period=period) for i, v in MOVED.items()]
    b = brief(*own, moved(area="VN-13", period=period), figure("revenue", Q1), lang=lang)
    b.title(), b.opening(), b.rows(), b.plan_indicators()
    for f in (b.select("export"), b.select(list(MOVED)), b.select("export", area=["VN-09", "VN-13"])):
        b.table(f), b.say(f)
    b.since_then(), b.limits(), b.sources(), b.facts()
    (report,) = [d[MIME] for d, _ in page.outputs if MIME in d]
    assert any(f["measure"] == "share_change_pp" for f in report["facts"].values())
    assert not re.search(r"\bnan\b|\bNone\b(?! of)|[{}]|tăng âm", said(page))
    shown = [new_output("display_data", data, metadata=meta) for data, meta in page.outputs]
    assert lint(new_notebook(cells=[new_code_cell(outputs=shown)])) == []


def test_a_table_has_a_signed_column_in_points(page):
    points = figure("export", Q1, "0.35", "contribution_pp", unit_measure="percentage_points")
    b = brief(points, share(), moved(), share("turnover", "44.93"), moved("turnover", "1.29"))
    b.table(b.select(["export", "turnover"]))
    heads = ["Tỷ trọng, %", "Tỷ trọng tăng, giảm, điểm phần trăm", "Đóng góp, điểm phần trăm"]
    assert re.findall("|".join(heads), said(page)) == heads
    assert "−1,19" in said(page)
    assert "+1,29" in said(page)


def test_the_newest_of_an_indicator_keeps_its_sign(page):
    b = brief(figure(period=Q1), moved(period="2015-Q1"))
    (table,) = boards.newest(b.q, ["export"])
    text = plain(re.sub(r"<[^>]+>", "", table.html("Bảng 1.")))
    assert "−1,19 điểm phần trăm" in text
    assert "tỷ trọng tăng, giảm so với cùng kỳ năm trước" in text.lower()


@pytest.mark.parametrize(("lang", "title"), [("vi", "Tỷ trọng xuất khẩu giảm 1,19 điểm phần trăm"), ("en", "The share of exports fell 1.19 percentage points")])  # fmt: skip
def test_a_chart_says_which_way_the_share_went(page, lang, title):
    b = brief(moved(), moved(period="2015-Q1", value="0.40"), lang=lang)
    s = b.series("export", measure="share_change_pp", like="Q1")
    _, ax = plt.subplots()
    ax.bar(s.label, s.value)
    b.finish(ax, s)
    assert title in plain(page.outputs[-1][0]["image/svg+xml"])


def test_it_is_a_measure_to_choose_and_to_ask_for():
    data = dataset(moved(), share())
    assert data.select(measure="share_change_pp").printed.tolist() == ["−1.19\xa0percentage points"]
    options = choice.measures(data, choice.Choice(area="VN-09", indicator="export", sector="trade"))
    assert [m for _, m in options] == ["share_pct", "share_change_pp"]
    with pytest.raises(ParameterError, match="a share cannot be added over areas"):
        totals.add(data, "export", ["VN-09"], Period.parse(Q1), measure="share_change_pp")


# --- brought


@pytest.mark.parametrize(("unit", "kept"), [("", "percentage_points"), ("điểm phần trăm", "percentage_points"), ("%", "percent"), ("percent", "percent")])  # fmt: skip
def test_a_row_is_in_points_unless_the_source_prints_per_cent(tmp_path, unit, kept):
    mine = new(tmp_path / "mine", area="VN-04", example=False)
    (tmp_path / "new.csv").write_text(
        f"ref_area,indicator,time_period,measure,obs_value,unit_measure\nVN-04,grdp_services,2016-Q1,share_change_pp,-1.19,{unit}\n",
        encoding="utf-8",
    )
    add(tmp_path / "new.csv", data=mine, source=source("q1", title="Báo cáo", publisher="Cục Thống kê"))
    (row,) = own_tables(mine)["figures"]
    assert (row["unit_measure"], row["unit_mult"], row["decimals"]) == (kept, "0", "2")
    fact = next(iter(ls.load(mine).find(area="VN-04")))
    assert (fact["low"], fact["high"]) == pytest.approx((-1.195, -1.185))


def test_a_package_holds_points_printed_as_per_cent(tmp_path):
    rows = open_package(write(tmp_path, share(), moved(unit="percent")))["figures"]
    assert [r["unit_measure"] for r in rows] == ["percent", "percent"]


HEADS = {
    "Cơ cấu (%)": "share_pct",
    "Tỷ trọng trong tổng số (%)": "share_pct",
    "Tỷ trọng trong mức tăng chung (%)": "share_pct",
    "Tăng, giảm tỷ trọng (điểm phần trăm)": "share_change_pp",
    "Chuyển dịch cơ cấu so với cùng kỳ (%)": "share_change_pp",
    "Thay đổi tỷ trọng so với cùng kỳ năm trước": "share_change_pp",
    "Cơ cấu / Tăng, giảm so với cùng kỳ (điểm %)": "share_change_pp",
    "Tỷ trọng tăng/giảm (%)": "share_change_pp",
    "Tỷ trọng so với quý trước (điểm phần trăm)": "",
    "Đóng góp vào mức tăng chung (điểm phần trăm)": "contribution_pp",
}


@pytest.mark.parametrize(("head", "measure"), HEADS.items())
def test_a_head_says_whether_it_is_a_share_or_its_change(head, measure):
    found = guessing.column(head, [-1.19, 1.29], Period.parse("2026-01-01/P9M"), "months")
    assert (found.measure, found.period.endswith("-1Y")) == (measure, False)


@pytest.mark.parametrize(("printed", "unit"), [("điểm phần trăm", "percentage_points"), ("%", "percent")])
def test_a_table_of_an_office_is_read_with_what_stands_over_it(tmp_path, printed, unit):
    rows = [
        ["Tổng sản phẩm trên địa bàn tỉnh Lạng Sơn 9 tháng đầu năm 2026"],
        ["Khoản mục", "Cơ cấu (%)", f"Tăng, giảm tỷ trọng so với cùng kỳ ({printed})"],
        ["Dịch vụ", "47,02", "-1,19"],
        ["Thuế sản phẩm trừ trợ cấp sản phẩm", "4,37", "0,55"],
    ]
    file = office.book(tmp_path / "t.xlsx", rows)
    own = [r for r in read(file, draft(file)).rows if r["measure"] == "share_change_pp"]
    assert [(r["obs_value"], r["unit_measure"], r["unit_mult"]) for r in own] == [
        ("-1.19", unit, "0"),
        ("0.55", unit, "0"),
    ]
