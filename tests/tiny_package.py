"""Tables of a data package, built cell by cell: what a test does not say is usual, what it says is all that matters.

``dataset(figure(...), figure(...))`` is a data set in memory; ``write`` puts tables on disk, right or wrong.
"""

import csv
import json
from pathlib import Path

from lsdata.dataset import Dataset
from lsdata.package import data_home, open_package

DESCRIPTOR = json.loads((data_home() / "datapackage.json").read_text(encoding="utf-8"))
FIELDS = {r["name"]: [f["name"] for f in r["schema"]["fields"]] for r in DESCRIPTOR["resources"]}
UNITS = open_package()["units"]

AREAS = [
    {"ref_area": "VN", "level": "country", "name_vi": "Việt Nam", "name_en": "Vietnam", "full_vi": "Việt Nam", "full_en": "Vietnam",
         "in_vi": "cả nước", "in_en": "Vietnam"},
    {"ref_area": "VN-09", "level": "province", "parent": "VN", "name_vi": "Lạng Sơn", "name_en": "Lạng Sơn", "full_vi": "tỉnh Lạng Sơn",
         "full_en": "Lạng Sơn province", "in_vi": "tỉnh Lạng Sơn", "in_en": "Lạng Sơn", "neighbours": "VN-13"},
    {"ref_area": "VN-13", "level": "province", "parent": "VN", "name_vi": "Quảng Ninh", "name_en": "Quảng Ninh",
         "full_vi": "tỉnh Quảng Ninh", "full_en": "Quảng Ninh province", "in_vi": "tỉnh Quảng Ninh", "in_en": "Quảng Ninh"},
    {"ref_area": "VN-54", "level": "province", "parent": "VN", "name_vi": "Bắc Giang", "name_en": "Bắc Giang",
         "full_vi": "tỉnh Bắc Giang", "full_en": "Bắc Giang province", "in_vi": "tỉnh Bắc Giang", "in_en": "Bắc Giang"},
]  # fmt: skip
SECTORS = [
    {"sector": "overview", "order": "1", "name_vi": "Tổng quan", "name_en": "Overview", "part": "assessment"},
    {"sector": "growth", "order": "2", "name_vi": "Tăng trưởng", "name_en": "Growth", "headline": "grdp_growth"},
    {"sector": "trade", "order": "3", "name_vi": "Xuất nhập khẩu", "name_en": "Trade", "headline": "turnover export", "related": "grdp_growth"},
    {"sector": "budget", "order": "4", "name_vi": "Ngân sách", "name_en": "Budget", "headline": "revenue"},
    {"sector": "society", "order": "5", "name_vi": "Xã hội", "name_en": "Society", "part": "society", "headline": "poverty"},
    {"sector": "agriculture", "order": "6", "name_vi": "Nông nghiệp", "name_en": "Agriculture", "headline": "spring_area"},
    {"sector": "outlook", "order": "7", "name_vi": "Nhiệm vụ", "name_en": "Outlook", "part": "tasks"},
]  # fmt: skip
INDICATORS = [
    {"indicator": "turnover", "sector": "trade", "unit_measure": "USD", "unit_mult": "6", "kind": "flow", "short_vi": "kim ngạch", "short_en": "trade",
         "subject_vi": "kim ngạch [qua địa bàn] {area}", "subject_en": "turnover through {area}",
         "definition_vi": "hàng hóa mở tờ khai", "definition_en": "the goods declared"},
    {"indicator": "export", "sector": "trade", "unit_measure": "USD", "unit_mult": "6", "kind": "flow", "short_vi": "xuất khẩu", "short_en": "exports",
         "subject_vi": "xuất khẩu [qua địa bàn] {area}", "subject_en": "exports through {area}", "number_en": "p"},
    {"indicator": "grdp_growth", "sector": "growth", "unit_measure": "percent", "kind": "rate", "national": "gdp_growth", "decimals": "2",
         "short_vi": "GRDP", "short_en": "GRDP", "subject_vi": "tổng sản phẩm (GRDP) {area}", "subject_en": "the regional product of {area}"},
    {"indicator": "gdp_growth", "sector": "growth", "unit_measure": "percent", "kind": "rate", "decimals": "2",
         "short_vi": "GDP", "short_en": "GDP", "subject_vi": "tổng sản phẩm (GDP) {area}", "subject_en": "the product of {area}"},
    {"indicator": "revenue", "sector": "budget", "unit_measure": "VND", "unit_mult": "9", "kind": "flow", "plan_word": "budget",
         "short_vi": "thu ngân sách", "short_en": "revenue", "subject_vi": "thu ngân sách {area}", "subject_en": "budget revenue of {area}"},
    {"indicator": "fees", "sector": "budget", "unit_measure": "VND", "unit_mult": "9", "kind": "flow", "plan_word": "budget", "polarity": "neutral",
         "short_vi": "phí cửa khẩu", "short_en": "gate fees", "subject_vi": "phí cửa khẩu {area}", "subject_en": "gate fees in {area}", "number_en": "p"},
    {"indicator": "poverty", "sector": "society", "unit_measure": "percent", "kind": "rate", "polarity": "higher_is_bad", "decimals": "2",
         "short_vi": "tỷ lệ hộ nghèo", "short_en": "poverty", "subject_vi": "tỷ lệ hộ nghèo {area}", "subject_en": "the poverty rate of {area}"},
    {"indicator": "visits", "sector": "society", "unit_measure": "visitors", "unit_mult": "3", "kind": "flow", "short_vi": "lượt khách",
         "short_en": "visits", "subject_vi": "lượt khách {area}", "subject_en": "visits to {area}", "number_en": "p"},
    {"indicator": "spring_area", "sector": "agriculture", "unit_measure": "ha", "kind": "flow", "season": "winter_spring",
         "short_vi": "diện tích đông xuân", "short_en": "spring area", "subject_vi": "diện tích {area}", "subject_en": "the area of {area}"},
    {"indicator": "main_area", "sector": "agriculture", "unit_measure": "ha", "kind": "flow", "season": "main",
         "short_vi": "diện tích vụ mùa", "short_en": "main area", "subject_vi": "diện tích mùa {area}", "subject_en": "the main area of {area}"},
]  # fmt: skip
SOURCES = [{"source_id": "review", "published_on": "2020-07-13", "authority": "official"}]
USUAL = {
    "figures": {"ref_area": "VN-09", "indicator": "turnover", "time_period": "2020-S1", "measure": "level", "unit_mult": "0",
                    "obs_status": "A", "decimals": "0", "source_id": "review", "locator": "para 1"},
    "indicators": {"name_vi": "Chỉ tiêu", "name_en": "Indicator", "number_en": "s", "unit_mult": "0", "polarity": "higher_is_good", "decimals": "0",
                       "plan_word": "plan", "definition_vi": "số liệu", "definition_en": "the figure", "subject_vi": "số {area}", "subject_en": "the figure of {area}"},
    "sectors": {"notebook": "sector.ipynb"},
    "areas": {},
    "sources": {"title": "Báo cáo", "publisher": "Báo", "published_on": "2020-07-13", "date_basis": "printed", "language": "vi", "authority": "official"},
    "statements": {"statement_id": "st.1", "ref_area": "VN-09", "sector": "trade", "time_period": "2020-S1", "aspect": "rating", "rating": "good",
                       "text_vi": "Kết quả tốt.", "text_en": "The result was good.", "source_id": "review", "locator": "para 1"},
    "tasks": {"task_id": "task.1", "ref_area": "VN-09", "time_period": "2020-S2", "set_on": "2020-07-13", "sector": "trade",
                  "text_vi": "Đẩy mạnh.", "text_en": "Step up.", "source_id": "review", "locator": "para 1"},
    "events": {"event_id": "ev.1", "start": "2020-03-01", "ref_area": "VN-09", "sectors": "trade", "text_vi": "Đóng cửa khẩu.",
                   "text_en": "The gates closed.", "source_id": "review"},
    "constants": {},
    "acknowledgements": {"finding": "growth:VN-09.turnover.2020-S1.yoy_pct@review", "acknowledged_on": "2020-08-01",
                             "reason_vi": "Đã đối chiếu với bản in.", "reason_en": "Compared with the print."},
    "units": {},
}  # fmt: skip
KINDS = {"yoy_pct", "mom_pct", "dec_pct", "index", "pct_of_plan", "share_pct"}


def figure(indicator="turnover", period="2020-S1", value="1320", measure="level", *, area="VN-09", **more) -> dict:
    """One row of figures.csv: the unit is the indicator's own, per cent where the measure is one; decimals as printed."""
    own = next((i for i in INDICATORS if i["indicator"] == indicator), {})
    unit, mult = ("percent", "0") if measure in KINDS else (own.get("unit_measure", "USD"), own.get("unit_mult", "0"))
    return {
        "ref_area": area,
        "indicator": indicator,
        "time_period": period,
        "measure": measure,
        "obs_value": str(value),
        "decimals": str(len(str(value).partition(".")[2])),
        "unit_measure": unit,
        "unit_mult": mult,
    } | more


def source(source_id: str, published_on: str = "2020-07-13", **more) -> dict:
    return dict(source_id=source_id, published_on=published_on, **more)


def tables(*figures: dict, **others: list[dict]) -> dict[str, list[dict]]:
    """All tables as rows of text; sources that figures name and nobody described are added as usual ones."""
    own = {
        "areas": AREAS,
        "sectors": SECTORS,
        "indicators": INDICATORS,
        "sources": SOURCES,
        "figures": figures,
    } | others
    named = {r.get("source_id", "review") for k in ("figures", "statements", "tasks", "events") for r in own.get(k, [])}
    described = {r["source_id"] for r in own["sources"]}
    own["sources"] = [*own["sources"], *({"source_id": s} for s in sorted(named - described))]
    out = {
        name: [dict.fromkeys(fields, "") | USUAL[name] | row for row in own.get(name, [])]
        for name, fields in FIELDS.items()
    }
    return out | {"units": UNITS}


def dataset(*figures: dict, **others: list[dict]) -> Dataset:
    """The data set in memory: for what happens after the door."""
    return Dataset(tables(*figures, **others))


def write(folder: Path, *figures: dict, **others: list[dict]) -> Path:
    """The package on disk, with every table described; a cell may be wrong."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "datapackage.json").write_text(json.dumps(DESCRIPTOR), encoding="utf-8")
    for name, rows in tables(*figures, **others).items():
        save(folder, name, rows)
    return folder


def save(folder: Path, name: str, rows: list[dict]) -> None:
    """One table, its columns those of its rows."""
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, list(rows[0]) if rows else FIELDS[name], lineterminator="\n")
        out.writeheader()
        out.writerows(rows)


def plain(text: str) -> str:
    """No-break spaces as spaces, so that a test shows what a reader sees."""
    return text.replace("\u00a0", " ")


def hostile(folder, words: str):
    """A package in which every text that its schema leaves to a person is ``words``."""
    url = 'https://x.example/"><script>alert(name)</script>'
    return write(
        folder,
        figure(),
        figure(value="24", measure="pct_of_plan"),
        figure("export", period="2019-S1", value="15"),
        sectors=[one | {"name_vi": words} for one in SECTORS],
        areas=[one | {"full_vi": words, "name_vi": words, "in_vi": words} for one in AREAS],
        indicators=[one | {"name_vi": words, "short_vi": words, "definition_vi": words} for one in INDICATORS],
        sources=[source("review", title=words, publisher=words, url=url)],
        statements=[{"text_vi": words}],
        tasks=[{"text_vi": words}],
        events=[{"text_vi": words}],
    )
