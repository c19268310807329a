"""Figures over areas: the provinces before and after the mergers, sums of parts, back-casts, and what a report makes of them."""

import csv
import json
import re
from pathlib import Path

import pytest
from test_brief import Page
from tiny_package import AREAS, dataset, figure, plain, source, write

import lsdata as ls
from lsdata import evidence, territory
from lsdata.dataset import Dataset, using
from lsdata.errors import ParameterError, PeriodError, UnknownName
from lsdata.listing import listing
from lsdata.periods import Period

DATA = Path(__file__).parents[1] / "data"
NAMES = {"province": "tỉnh", "district": "huyện", "commune": "xã"}


def area(code: str, name: str, level: str = "province", parent: str = "VN", **more: str) -> dict:
    own = {"name": name, "full": f"{NAMES[level]} {name}", "in": f"{NAMES[level]} {name}"}
    row = {f"{k}_vi": v for k, v in own.items()} | {f"{k}_en": name for k in own}
    return {"ref_area": code, "level": level, "parent": parent} | row | more


OLD, NEW = {"valid_to": "2025-06-30", "source_id": "law"}, {"valid_from": "2025-07-01", "source_id": "law"}
PLACES = [
    *AREAS,
    area("VN-53", "Bắc Kạn", **OLD),
    area("VN-69", "Thái Nguyên", **OLD),
    area("VN-69-2025", "Thái Nguyên mới", formed_from="VN-53 VN-69", **NEW),
    area("VN-04-2025", "Cao Bằng mới", formed_from="VN-53", part_from="VN-69", **NEW),
    area("VN-09-A", "Lộc Bình", "district", "VN-09", valid_to="2025-06-30"),
    area("VN-09-B", "Cao Lộc", "district", "VN-09", valid_to="2025-06-30"),
    area("VN-09-X", "Na Sầm", "commune", "VN-09", valid_from="2025-07-01"),
]
INDICATORS = [
    {"indicator": "visits", "sector": "society", "unit_measure": "visitors", "unit_mult": "3", "kind": "flow",
         "name_vi": "Lượt khám", "name_en": "Visits", "short_vi": "lượt khám", "short_en": "visits", "subject_vi": "lượt khám {area}",
         "subject_en": "visits in {area}", "number_en": "p"},
    {"indicator": "beds", "sector": "society", "unit_measure": "persons", "kind": "stock", "short_vi": "giường", "short_en": "beds"},
    {"indicator": "works", "sector": "society", "unit_measure": "indicators", "kind": "count", "short_vi": "công trình", "short_en": "works"},
    {"indicator": "insured", "sector": "society", "unit_measure": "percent", "kind": "rate", "short_vi": "bảo hiểm", "short_en": "cover"},
    {"indicator": "prices", "sector": "society", "unit_measure": "percent", "kind": "index", "short_vi": "giá", "short_en": "prices"},
    {"indicator": "part", "sector": "society", "unit_measure": "percent", "kind": "share", "short_vi": "phần", "short_en": "part"},
    {"indicator": "account", "sector": "society", "unit_measure": "percent", "kind": "flow", "short_vi": "khu vực", "short_en": "account"},
]  # fmt: skip
SECTORS = [
    {"sector": "society", "order": "1", "name_vi": "Y tế", "name_en": "Health", "part": "society", "headline": "visits"}
]
SOURCES = [source("review"), source("news", "2025-02-01"), source("law", "2025-06-12", title="Nghị quyết")]
OWN = {"areas": PLACES, "indicators": INDICATORS, "sectors": SECTORS, "sources": SOURCES}


def row(
    place: str, value: str, period: str = "2024", indicator: str = "visits", measure: str = "level", **more
) -> dict:
    unit = next(i for i in INDICATORS if i["indicator"] == indicator)
    scale = (
        {"unit_measure": unit["unit_measure"], "unit_mult": unit.get("unit_mult", "0")}
        if measure in ("level", "plan_target")
        else {}
    )
    return figure(indicator, period, value, measure, area=place, **scale | more)


def data(*rows: dict) -> Dataset:
    return dataset(*rows, **OWN)


BOTH = [row("VN-53", "325.5"), row("VN-69", "1450", obs_status="E", source_id="news")]
DISTRICTS = [row("VN-09-A", "80.2", "2020-S1"), row("VN-09-B", "90.3", "2020-S1")]


# -- the bundled provinces ---------------------------------------------------------------------------------------------


def bundled() -> dict[str, dict]:
    with (DATA / "areas.csv").open(encoding="utf-8", newline="") as file:
        return {r["ref_area"]: r for r in csv.DictReader(file)}


def test_there_were_63_provinces_and_there_are_34():
    rows = [r for r in bundled().values() if r["level"] == "province"]
    before = [r for r in rows if r["valid_from"] <= "2025-06-30"]
    since = [r for r in rows if (r["valid_to"] or "9") >= "2025-07-01"]
    assert (len(before), len(since), len(rows)) == (63, 34, 63 + 23)
    assert len({r["name_vi"] for r in rows}) == len(rows)
    assert {r["parent"] for r in rows} == {"VN"}
    kept = {r["name_vi"] for r in before if r in since}
    assert kept == set(
        "Cao Bằng,Điện Biên,Hà Nội,Hà Tĩnh,Huế,Lai Châu,Lạng Sơn,Nghệ An,Quảng Ninh,Sơn La,Thanh Hóa".split(",")
    )


def test_each_that_ended_went_into_one_that_was_formed():
    areas = bundled()
    formed = {c: r["formed_from"].split() for c, r in areas.items() if r["formed_from"]}
    into = sorted(part for parts in formed.values() for part in parts)
    assert into == sorted(c for c, r in areas.items() if r["valid_to"] == "2025-06-30")
    assert (len(formed), len(into), len(set(into))) == (23, 52, 52)
    for code, parts in formed.items():
        assert code.removesuffix("-2025") in parts, code
        assert len(parts) in (2, 3), code
        assert (areas[code]["valid_from"], areas[code]["valid_to"]) == ("2025-07-01", "")
        assert {areas[c]["source_id"] for c in (code, *parts)} == {"quochoi-2025-202"}
    assert formed["VN-69-2025"] == ["VN-53", "VN-69"]
    assert formed["VN-SG-2025"] == ["VN-43", "VN-57", "VN-SG"]


def test_cities_are_called_so():
    cities = {c for c, r in bundled().items() if r["full_vi"].startswith("thành phố ")}
    assert cities == {
        "VN-26",
        "VN-HN",
        "VN-CT",
        "VN-DN",
        "VN-HP",
        "VN-SG",
        "VN-CT-2025",
        "VN-DN-2025",
        "VN-HP-2025",
        "VN-SG-2025",
    }
    for code, r in bundled().items():
        assert r["full_vi"].startswith(("thành phố ", "tỉnh ")) or code == "VN"
        assert ("city" in r["full_en"].lower()) == (code in cities), code


def test_a_person_chooses_among_areas_with_figures():
    shown = [r[0] for r in listing(ls.load(), "areas")[1]]
    assert len(shown) < 10
    assert {"VN", "VN-09"} <= set(shown)


# -- what an area consists of ------------------------------------------------------------------------------------------


def test_what_lies_within_and_what_it_was_formed_from():
    d = data(*BOTH)
    assert d.within("VN-09") == ["VN-09-A", "VN-09-B", "VN-09-X"]
    assert (d.formed_from("VN-69-2025"), d.formed_from("VN-04-2025"), d.formed_from("VN-09")) == (
        ["VN-53", "VN-69"],
        [],
        [],
    )
    with pytest.raises(UnknownName, match="unknown area 'VN-99'"):
        d.within("VN-99")


@pytest.mark.parametrize(
    ("place", "period", "found"),
    [
        ("VN-09", "2025-S1", ["VN-09-A", "VN-09-B"]),
        ("VN-09", "2025", ["VN-09-X"]),
        ("VN-09", "2025-Q3", ["VN-09-X"]),
        ("VN-69-2025", "2025-S1", ["VN-53", "VN-69"]),
        ("VN-69-2025", "2025", []),
        ("VN-04-2025", "2024", []),
    ],
)
def test_parts_of_a_period_are_those_that_stand_on_its_last_day(place, period, found):
    assert territory.parts(data(), place, Period.parse(period)) == found


# -- sums --------------------------------------------------------------------------------------------------------------


def test_a_sum_names_its_parts_and_adds_their_ends():
    f = data(*BOTH).total("visits", ["VN-53", "VN-69"], "2024")
    (one,) = f.to_dict("records")
    assert (one["value"], one["low"], one["high"]) == (1775.5, 1774.95, 1776.05)
    assert (one["unit"], one["status"], one["formula"]) == ("thousand\u00a0visits", "E", "VN_53 + VN_69")
    assert one["inputs"].split() == ["VN-53.visits.2024.level@review", "VN-69.visits.2024.level@news"]
    assert (one["source"], one["published"], one["area"]) == ("review news", "2025-02-01", "VN-53+VN-69")
    assert plain(one["printed"]) == "1,776 thousand visits"
    finer = data(BOTH[0], row("VN-69", "1450.2")).total("visits", ["VN-53", "VN-69"], "2024")
    assert plain(finer.printed[0]) == "1,775.7 thousand visits"
    assert list(f.columns) == list(ls.load().select(sector="trade").columns)


def test_decimals_are_added_without_dust_and_scales_brought_to_one():
    d = data(row("VN-53", "0.1"), row("VN-69", "200", unit_mult="0"))
    assert d.total("visits", ["VN-53", "VN-69"], "2024").value.tolist() == [0.3]


def test_an_area_alone_is_the_sum_of_what_lies_within():
    f = data(*DISTRICTS).total("visits", "VN-09", "2020-S1")
    assert (f.area.tolist(), f.value.tolist()) == (["VN-09"], [170.5])
    assert data(*BOTH).total("visits", "VN-69-2025", 2024).value.tolist() == [1775.5]


def test_stocks_counts_and_targets_are_added():
    rows = [row(a, v, indicator=i) for i in ("beds", "works") for a, v in (("VN-53", "7"), ("VN-69", "8"))]
    targets = [row(a, "10", measure="plan_target", obs_status="F") for a in ("VN-53", "VN-69")]
    d = data(*rows, *targets)
    assert [d.total(i, ["VN-53", "VN-69"], "2024").value[0] for i in ("beds", "works")] == [15, 15]
    f = d.total("visits", ["VN-53", "VN-69"], "2024", measure="plan_target")
    assert (f.value[0], f.measure[0], f.status[0]) == (20, "plan_target", "F")


@pytest.mark.parametrize(
    ("indicator", "measure", "reason"),
    [
        ("insured", "level", "a rate cannot be added over areas: insured needs its numerator and denominator"),
        ("prices", "index", "an index cannot be added over areas: prices needs the values behind it"),
        ("part", "level", "a share cannot be added over areas: part needs the part and the whole"),
        ("account", "level", "a percentage cannot be added over areas"),
        ("visits", "yoy_pct", "yoy_pct cannot be added over areas: add the levels of visits in both periods"),
        ("visits", "pct_of_plan", "pct_of_plan cannot be added over areas: add the levels and the plans of visits"),
    ],
)
def test_what_may_not_be_added_is_refused_with_what_to_do(indicator, measure, reason):
    d = data(*(row(a, "5", indicator=indicator, measure=measure) for a in ("VN-53", "VN-69")))
    with pytest.raises(ParameterError, match=reason) as caught:
        d.total(indicator, ["VN-53", "VN-69"], "2024", measure=measure)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("areas", "period", "reason"),
    [
        (["VN-53", "VN-13"], "2024", "no figure of VN-13; a sum needs all its parts"),
        (["VN-09", "VN-09-A"], "2024", "VN-09-A lies in VN-09"),
        (["VN-09-A", "VN"], "2024", "VN-09-A lies in VN"),
        (["VN-53", "VN-69-2025"], "2024", "VN-53 went into VN-69-2025"),
        (
            ["VN-13", "VN-69-2025"],
            "2024",
            "VN-69-2025 exists from 2025-07-01, not at the end of 2024; before that add VN-53 VN-69",
        ),
        (["VN-13", "VN-69"], "2026", "VN-69 exists to 2025-06-30, not at the end of 2026"),
        (["VN-13", "VN-69"], "2025", "VN-69 exists to 2025-06-30, not at the end of 2025"),
        ("VN-13", "2024", "no areas are known that make up VN-13 in 2024"),
        ([], "2024", "no areas to add up"),
    ],
)
def test_a_sum_that_would_mislead_is_refused(areas, period, reason):
    with pytest.raises(ParameterError, match=reason):
        data(*BOTH).total("visits", areas, period)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"covers_to": "2024-11-30"}, "VN-69 does not cover the whole period"),
        ({"obs_value_upper": "1500"}, "VN-69 is a range"),
        ({"unit_measure": "persons"}, "printed in persons, visitors"),
    ],
)
def test_parts_that_do_not_go_together_are_refused(more, reason):
    with pytest.raises(ParameterError, match=reason):
        data(BOTH[0], row("VN-69", "1450", **more)).total("visits", ["VN-53", "VN-69"], "2024")


def test_many_missing_parts_are_counted():
    with pytest.raises(ParameterError, match=r"no figure of VN-01, VN-02, VN-03, VN-04, VN-05 and \d+ more"):
        ls.load().total("budget_revenue_total", "VN", "2024")


def test_a_sum_knows_only_what_was_known():
    with pytest.raises(ParameterError, match="no figure of VN-69"):
        data(*BOTH).total("visits", ["VN-53", "VN-69"], "2024", as_of="2025-01-01")


# -- back-casts --------------------------------------------------------------------------------------------------------


def test_a_back_cast_has_the_periods_that_all_parts_have():
    rows = [*BOTH, row("VN-53", "310", "2023"), row("VN-53", "300", "2022"), row("VN-69", "1400", "2022")]
    straddling = [row(a, "5", "2025") for a in ("VN-53", "VN-69")]
    f, left_out = data(*rows, *straddling).backcast("visits", "VN-69-2025")
    assert list(zip(f.period, f.value, f.area, f.measure, strict=True)) == [
        ("2022", 1700, "VN-69-2025", "level"), ("2024", 1775.5, "VN-69-2025", "level")]  # fmt: skip
    assert [p for p, _ in left_out] == ["2023", "2025"]
    assert "no figure of VN-69" in left_out[0][1]
    assert left_out[1][1] == "the period holds 2025-07-01, the first day of VN-69-2025"


def test_what_may_not_be_added_is_marked_not_cast_back():
    f, left_out = data(*(row(a, "95", indicator="insured") for a in ("VN-53", "VN-69"))).backcast(
        "insured", "VN-69-2025"
    )
    assert (len(f), [p for p, _ in left_out]) == (0, ["2024"])
    assert "a rate cannot be added" in left_out[0][1]


def test_an_area_that_took_a_part_is_never_cast_back():
    f, left_out = data(*BOTH).backcast("visits", "VN-04-2025")
    assert (len(f), left_out) == (0, [("2024", "VN-04-2025 took a part only of VN-69")])
    with pytest.raises(ParameterError, match="VN-09 was not formed from other areas"):
        data(*BOTH).backcast("visits", "VN-09")


# -- reports -----------------------------------------------------------------------------------------------------------


def test_an_area_is_known_by_what_adds_up():
    d, year = data(*BOTH, row("VN-53", "300", "2022")), Period.parse("2024")
    assert evidence.has_evidence(d, "VN-69-2025", year)
    assert evidence.sectors_with_evidence(d, "VN-69-2025", year) == ["society"]
    with pytest.raises(
        PeriodError, match="nothing is known of VN-69-2025 in 2022: it was formed on 2025-07-01 from VN-53, VN-69"
    ):
        evidence.require_evidence(d, "VN-69-2025", Period.parse("2022"))
    assert not evidence.has_evidence(d, "VN", year)  # a country is not known by two provinces


def test_a_province_is_known_by_its_districts():
    d, half = data(DISTRICTS[0]), Period.parse("2020-S1")
    assert evidence.has_evidence(d, "VN-09", half)
    assert evidence.sectors_with_evidence(d, "VN-09", half) == ["society"]
    assert not evidence.has_evidence(d, "VN-09", Period.parse("2019-S1"))


def test_a_scope_holds_the_parts_with_their_sources_and_the_decision():
    scope = evidence.scope(data(*BOTH, *DISTRICTS, row("VN-54", "3")), "society", "VN-69-2025")
    assert {r["ref_area"] for r in scope.tables["figures"]} == {"VN-53", "VN-69"}
    assert set(scope.sources) == {"review", "news", "law"}
    scope = evidence.scope(data(*BOTH, *DISTRICTS), "society", "VN-09")
    assert {r["ref_area"] for r in scope.tables["figures"]} == {"VN-09-A", "VN-09-B"}


def brief(*rows: dict, place: str = "VN-69-2025", period: str = "2024", lang: str = "en"):
    with using(data(*rows)):
        return ls.brief("society", place, period, lang)


def test_a_series_goes_back_with_labelled_sums():
    b = brief(*BOTH, row("VN-69-2025", "1830.4", "2026"), row("VN-53", "1", "2024-S1"), row("VN-69", "2", "2024-S1"))
    s = b.series("visits", like="year")
    assert [plain(x) for x in s.label] == ["2024 (added up)", "2026"]
    sums, published = b.facts_of(s)
    assert (sums.derived, sums.decimals, published.derived) == (True, 0, False)
    assert b.voice.sources_of(sums) == ["review", "news"]
    assert "added up over the areas that make it up" in "".join(r.text for r in b.voice.level(sums))
    assert len(b.series("visits", measure="yoy_pct")) == 0


def report(folder: Path, *rows: dict, place: str, period: str, lang: str = "en") -> dict:
    write(folder / "package", *rows, **OWN)
    ls.report(
        "society", area=place, period=period, lang=lang, data=str(folder / "package"), out=str(folder / "out"), jobs=1
    )
    page = next((folder / "out" / place).rglob("society.html")).read_text(encoding="utf-8")
    facts = json.loads(next((folder / "out" / place).rglob("society.facts.json")).read_text(encoding="utf-8"))
    return facts | {"page": plain(page)}


def test_the_report_of_a_merged_province_shows_the_sum_and_says_what_may_not_be_added(tmp_path):
    more = [row(a, "95", indicator="insured") for a in ("VN-53", "VN-69")] + [row("VN-53", "120", indicator="beds")]
    found = report(tmp_path, *BOTH, *more, place="VN-69-2025", period="2024")
    assert plain(found["headline"]["text"]) == "Visits, added up over its areas: 1,776 thousand visits"
    assert found["headline"]["evidence"] == "parts"
    sums = found["facts"]["VN-69-2025.visits.2024.level@sum"]
    assert (sums["formula"], sums["status_name"]) == ("Bắc Kạn + Thái Nguyên", "calculated from published figures")
    limits = [plain(x) for x in found["limits"]]
    assert limits[0].startswith("Thái Nguyên mới was formed on 1 July 2025 from Bắc Kạn and Thái Nguyên")
    assert "Cover cannot be added up over areas, so there is none for earlier periods." in limits
    assert "Beds could not be added up: not every area has published a figure." in limits
    assert "calculated from published figures, some estimated" in found["page"]
    assert "Sums are calculated from the published figures of each area" in found["page"]
    assert {s["source_id"] for s in found["sources"]} == {"review", "news", "law"}


def test_the_report_of_a_province_lists_its_districts_beside_its_own_figure(tmp_path):
    found = report(tmp_path, *DISTRICTS, row("VN-09", "170.6", "2020-S1"), place="VN-09", period="2020-S1")
    assert found["headline"]["evidence"] == "figures"
    assert "which agrees with the published figure" in found["page"]
    assert "Lộc Bình" in found["page"]
    assert "Na Sầm" not in found["page"]
    assert any(x.startswith("Sums cover only the 2 areas within that this data set lists") for x in found["limits"])


@pytest.mark.parametrize(
    ("own", "said"),
    [("170.6", "), khớp với số công bố"), ("171.9", "), không khớp với số công bố"), ("", "Chưa nguồn nào nêu số")],
)
def test_sum_and_own_figure_are_compared(own, said, monkeypatch):
    page = Page(monkeypatch)
    rows = [*DISTRICTS, *([row("VN-09", own, "2020-S1")] if own else [])]
    b = brief(*rows, place="VN-09", period="2020-S1", lang="vi")
    w = b.within()
    assert w.measure.tolist() == ["level"] * (len(w) - 1) + ["parts_total"]
    b.say(w[w.formula != ""])
    assert said in plain(re.sub(r"<[^>]*>", "", page.text))


def test_no_sum_where_a_district_is_missing_or_a_rate_is_asked_for():
    b = brief(DISTRICTS[0], place="VN-09", period="2020-S1")
    assert b.within().area.tolist() == ["VN-09-A"]
    assert b.headline().evidence == "parts"
    both = brief(*DISTRICTS, place="VN-09", period="2020-S1").headline()  # there may be districts that nobody listed
    assert plain("".join(r.text for r in both.runs)) == "Visits in 2 areas within, added up: 170.5 thousand visits"
    rates = [row(a, "95", "2020-S1", "insured") for a in ("VN-09-A", "VN-09-B")]
    assert brief(*rates, place="VN-09", period="2020-S1").within().measure.tolist() == ["level", "level"]
    assert len(brief(*BOTH, place="VN-13").within()) == 0


def test_one_district_alone_is_named_in_its_table(monkeypatch):
    page = Page(monkeypatch)
    b = brief(DISTRICTS[0], place="VN-09", period="2020-S1")
    b.table(b.within(), "within")
    assert "Lộc Bình" in page.text
    with using(b.data):
        b.title()
    assert "of areas within only" in page.text
