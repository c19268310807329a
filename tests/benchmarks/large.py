"""Large packages, made by rule: a country, provinces, districts, communes, years to 2025, several sources a figure.

The same number of rows gives the same bytes. The figures mean nothing; their shape is that of what offices print:
estimates of each month, quarter or half-year, revised figures of the yearbook, a copy in the press, plans and how far
they are met; communes tell some indicators once a year.
"""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from itertools import chain, islice, zip_longest
from pathlib import Path
from random import Random

from lsdata.package import Tables, data_home, open_package

YEARS = range(2025, 2009, -1)
PARTS = {  # how often a series is told -> its periods in a year
    "monthly": [*(f"{{}}-M{m:02d}" for m in range(1, 13)), *(f"{{}}-01-01/P{n}M" for n in (9, 11)), "{}-S1", "{}"],
    "quarterly": ["{}-Q1", "{}-Q2", "{}-Q3", "{}-Q4", "{}-S1", "{}-01-01/P9M", "{}"],
    "half-yearly": ["{}-S1", "{}-S2", "{}"],
    "yearly": ["{}"],
}
CLOSES = {"S1": 6, "S2": 12, "Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12, "P9M": 9, "P11M": 11}
DISTRICTS, COMMUNES = 5, 54  # of each province, the communes shared among its districts
ROWS_AN_AREA = 1650  # so that a million rows reach back to 2010; fewer have fewer years
MORE = [  # indicators beside the bundled ones: code, sector, vi, en, unit, power of ten, kind
    ("population_average", "society", "Dân số trung bình", "Average population", "persons", 3, "stock"),
    ("births_registered", "society", "Số trẻ được đăng ký khai sinh", "Registered births", "persons", 0, "flow"),
    ("pupils_general", "society", "Số học sinh phổ thông", "Pupils in general schools", "persons", 3, "stock"),
    ("schools_all", "society", "Số trường phổ thông", "General schools", "schools", 0, "stock"),
    ("households_all", "society", "Số hộ dân cư", "Households", "households", 3, "stock"),
    ("pork_output", "agriculture", "Sản lượng thịt lợn hơi", "Output of pork, live weight", "tonnes", 0, "flow"),
    ("tea_output", "agriculture", "Sản lượng chè búp tươi", "Output of fresh tea", "tonnes", 0, "flow"),
    ("fish_output", "agriculture", "Sản lượng thủy sản", "Output of fish", "tonnes", 0, "flow"),
    ("vegetable_area", "agriculture", "Diện tích rau các loại", "Area of vegetables", "ha", 0, "flow"),
    ("enterprises_active", "industry", "Số doanh nghiệp hoạt động", "Active enterprises", "enterprises", 0, "stock"),
    ("credit_outstanding", "services", "Dư nợ cho vay", "Outstanding credit", "VND", 9, "stock"),
    ("passengers_road", "services", "Số khách đi đường bộ", "Passengers by road", "passengers", 3, "flow"),
]


def write(folder: Path, rows: int) -> Path:
    """A package with so many figures in a folder of its own."""
    folder.mkdir(parents=True)
    shutil.copy(data_home() / "datapackage.json", folder)
    fields = {r["name"]: [f["name"] for f in r["schema"]["fields"]] for r in json.loads(_text(folder))["resources"]}
    for name, table in tables(rows).items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as f:
            out = csv.DictWriter(f, fields[name], restval="", lineterminator="\n")
            out.writeheader()
            out.writerows(table)
    return folder


def _text(folder: Path) -> str:
    return (folder / "datapackage.json").read_text(encoding="utf-8")


def tables(rows: int) -> Tables:
    """The tables of such a package, sorted by key; units, sectors and constants are the bundled ones."""
    out = open_package() | {"areas": areas(max(3, rows // ROWS_AN_AREA))}
    out["indicators"] = _indicators(out)
    sources: dict[str, dict] = {}
    own = list(islice(figures(out, sources), rows))
    key = ("ref_area", "indicator", "time_period", "measure", "plan_by", "source_id")
    out["figures"] = sorted(own, key=lambda r: [r[c] for c in key])
    out["sources"] = [sources[i] for i in sorted({r["source_id"] for r in own})]
    return out | _words(out)


def areas(count: int) -> list[dict]:
    """So many areas from the top: the country, and province by province with its districts and communes."""
    known = ["VN-09 Lạng Sơn", "VN-13 Quảng Ninh", "VN-04 Cao Bằng", "VN-54 Bắc Giang"]
    provinces = [p.split(" ", 1) for p in known] + [[f"VN-P{n:02d}", f"Tỉnh {n}"] for n in range(5, 100)]
    found = [_area("VN", "country", "", "Việt Nam")]
    for n, (code, name) in enumerate(provinces):
        beside = " ".join(provinces[k][0] for k in (n - 1, n + 1) if 0 <= k < len(provinces))
        found.append(_area(code, "province", "VN", name) | {"neighbours": beside})
        districts = [f"{code}-D{d:02d}" for d in range(1, DISTRICTS + 1)]
        found += [_area(d, "district", code, f"{name} {d[-2:]}") for d in districts]
        communes = [(d, f"{d}-C{k:02d}") for k in range(1, COMMUNES // DISTRICTS + 1) for d in districts]
        found += [_area(c, "commune", d, f"{name} {c[-6:]}") for d, c in communes]
    own = {a["ref_area"]: a for a in found[:count]}
    for a in own.values():
        a["neighbours"] = " ".join(code for code in a.get("neighbours", "").split() if code in own)
    return [own[code] for code in sorted(own)]


def _area(code: str, level: str, parent: str, name: str) -> dict:
    names = {f"{column}_{lang}": name for column in ("name", "full", "in") for lang in ("vi", "en")}
    return {"ref_area": code, "level": level, "parent": parent} | names


def _indicators(known: Tables) -> list[dict]:
    usual = {
        "number_en": "p", "polarity": "higher_is_good", "plan_word": "plan", "decimals": "0", "season": "", "national": "",
        "definition_vi": "số liệu thống kê", "definition_en": "the figure of the office", "aliases_vi": "",
    }  # fmt: skip
    more = [
        usual | {
            "indicator": code, "sector": sector, "unit_measure": unit, "unit_mult": str(mult), "kind": kind, "name_vi": vi, "name_en": en,
            "short_vi": vi, "short_en": en, "subject_vi": f"{vi} {{area}}", "subject_en": f"{en} in {{area}}",
        }
        for code, sector, vi, en, unit, mult, kind in MORE
    ]  # fmt: skip
    return sorted([*known["indicators"], *more], key=lambda r: r["indicator"])


def figures(known: Tables, sources: dict[str, dict]) -> Iterator[dict]:
    """Figures newest year first, in a year what leads the sectors first; their sources are added to ``sources``."""
    own = {r["indicator"]: r for r in known["indicators"]}
    heads = [s["headline"].split() for s in known["sectors"]]
    leading = [i for i in chain(*zip_longest(*heads)) if i]
    for year in YEARS:
        for place, code in enumerate(dict.fromkeys([*leading, *own])):
            for area in known["areas"]:
                often = _often(area["level"], place)
                for part in PARTS[often] if often else ():
                    yield from _told(area, own[code], part.format(year), year, sources)


def _often(level: str, place: int) -> str:
    """How often an indicator is told for areas of a level; empty where never."""
    if level in ("country", "province"):
        return ("monthly", "half-yearly", "quarterly", "yearly", "half-yearly", "yearly")[place % 6]
    if level == "district":
        return "half-yearly" if place % 3 == 0 else ""
    return "yearly" if place % 6 == 0 else ""


def _told(area: dict, own: dict, period: str, year: int, sources: dict[str, dict]) -> Iterator[dict]:
    """What is printed of an indicator in a period: an estimate, then a revision and a copy where there are some."""
    chance = Random(f"{area['ref_area']} {own['indicator']} {period}")  # the same text, the same numbers
    tail = period.partition("-")[2].removeprefix("01-01/")
    month = int(tail[1:]) if tail[:1] == "M" else CLOSES.get(tail, 12)
    value = chance.uniform(2, 95) if own["unit_measure"] == "percent" else chance.uniform(50, 9000) * (year - 1999)
    row = {
        "ref_area": area["ref_area"], "indicator": own["indicator"], "time_period": period, "plan_by": "", "unit_measure": own["unit_measure"],
        "unit_mult": own["unit_mult"], "locator": f"para {chance.randint(1, 40)}", "measure": "level",
        "note": "as printed, before the revision of the yearbook" if chance.random() < 0.02 else "",
        "note_vi": "số liệu trước khi điều chỉnh theo niên giám" if chance.random() < 0.02 else "",
    }  # fmt: skip
    number, percent = int(own["decimals"]), {"unit_measure": "percent", "unit_mult": "0"}
    office = area["parent"] if area["level"] == "commune" else area["ref_area"]
    report = _source(sources, f"{office}-{year}-m{month:02d}", f"{year + month // 12}-{month % 12 + 1:02d}-05")
    first = {"obs_status": "E", "source_id": report}
    yield row | first | _value(value, number)
    if area["level"] == "commune":
        return
    change = chance.uniform(-15, 25)
    yield row | first | percent | {"measure": "yoy_pct"} | _value(change, 1)
    if tail == "S1" and own["kind"] == "flow":
        yield row | first | percent | {"measure": "pct_of_plan"} | _value(chance.uniform(35, 65), 1)
    if tail in ("", "S1"):
        book = _source(sources, f"{office}-{year}-yearbook", f"{year + 1}", "content")
        final = {"obs_status": "A", "source_id": book, "locator": "excerpt"}
        yield row | final | _value(value * chance.uniform(0.98, 1.02), number + 1)
        yield row | final | percent | {"measure": "yoy_pct"} | _value(change + chance.uniform(-0.5, 0.5), 2)
    if tail == "" and own["kind"] == "flow":
        plan = _source(sources, f"{office}-{year - 1}-m12", f"{year}-01-05")
        target = {"measure": "plan_target", "obs_status": "F", "source_id": plan}
        yield row | target | _value(value * chance.uniform(0.9, 1.1), number)
    if tail == "Q1" or (tail == "" and chance.random() < 0.3):
        press = _source(sources, f"{office}-{year}-press-{month:02d}", f"{year}-{month:02d}", "title", "press")
        yield row | {"obs_status": "P", "source_id": press, "qualifier": "over"} | _value(value, 0)


def _value(value: float, decimals: int) -> dict:
    return {"obs_value": f"{value:.{decimals}f}", "decimals": str(decimals)}


def _source(sources: dict[str, dict], name: str, day: str, basis: str = "printed", authority: str = "official") -> str:
    code = name.lower()
    about = {"title": f"Báo cáo {code}", "publisher": "Cơ quan thống kê", "language": "vi", "authority": authority}
    sources.setdefault(
        code, {"source_id": code, "published_on": day, "date_basis": basis, "url": "", "note": ""} | about
    )
    return code


def _words(known: Tables) -> Tables:
    """A statement for each province, sector and half-year that has figures; no task and no event."""
    told: dict[str, dict] = {}
    provinces = {a["ref_area"] for a in known["areas"] if a["level"] == "province"}
    sector = {r["indicator"]: r["sector"] for r in known["indicators"]}
    for r in known["figures"]:
        if r["ref_area"] in provinces and r["time_period"].endswith("S1"):
            code = f"st.{r['ref_area']}.{r['time_period']}.{sector[r['indicator']]}"
            words = {
                "text_vi": "Kết quả tăng so với cùng kỳ.",
                "text_en": "The result was above that of a year before.",
            }
            place = {c: r[c] for c in ("ref_area", "time_period", "source_id")} | {"sector": sector[r["indicator"]]}
            told[code] = (
                {"statement_id": code, "aspect": "rating", "rating": "good", "locator": "excerpt"} | place | words
            )
    return {"statements": [told[code] for code in sorted(told)], "tasks": [], "events": []}
