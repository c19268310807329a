"""The wordings by which published reports are read: those of the indicators, in both languages, and of the areas."""

import csv
import io
import json
import re
from collections import defaultdict

import pytest
from tiny_package import DESCRIPTOR, FIELDS, figure, tables, write

from lsdata.exchange.starting import new
from lsdata.package import data_home, open_package
from lsdata.reader.catalogue import GAP, JOINING
from lsdata.reader.words import keys, wordings

LANGUAGES = ("vi", "en")
NEW = {"indicators": ("aliases_vi", "aliases_en"), "areas": ("aliases",)}
SHARED = {  # indicators -> wordings of all of them, and of no other; the reader chooses by area, unit, measure and section
    "enterprises_stock_capital new_enterprises_capital":
        "tổng vốn đăng ký | vốn đăng ký | tổng số vốn đăng ký | total registered capital | registered capital",
    "gdp gdp_growth": "tổng sản phẩm trong nước (GDP) | gross domestic product (GDP)",
    "gdp_agri grdp_agri": (
        "khu vực nông, lâm nghiệp và thủy sản | nông, lâm nghiệp và thủy sản | nông nghiệp, lâm nghiệp và thủy sản | khu vực nông "
        "nghiệp, lâm nghiệp và thủy sản | nông, lâm, thủy sản | khu vực nông, lâm, thủy sản | ngành nông, lâm nghiệp và thủy sản | giá "
        "trị tăng thêm khu vực nông, lâm nghiệp và thủy sản | agriculture, forestry and fishery | agriculture, forestry and fisheries | "
        "agro-forestry-fishery | agro-forestry-fisheries | agriculture, forestry and fishing | agriculture, forestry and fishery sector "
        "| agriculture, forestry and fisheries sector | agro-forestry-fishery sector | agro-forestry-fisheries sector | agricultural, "
        "forestry and fishery sector | agriculture, forestry, and aquaculture"
    ),
    "gdp_growth grdp_growth": (
        "tăng trưởng kinh tế | tốc độ tăng trưởng kinh tế | mức tăng trưởng kinh tế | tốc độ tăng trưởng của nền kinh tế | nền kinh tế "
        "| economic growth | economic growth rate | the economy | rate of economic growth | growth of the economy | economic expansion"
    ),
    "gdp_industry_construction grdp_industry_construction": (
        "khu vực công nghiệp và xây dựng | công nghiệp và xây dựng | ngành công nghiệp và xây dựng | lĩnh vực công nghiệp - xây dựng | "
        "giá trị tăng thêm khu vực công nghiệp và xây dựng | industry and construction | industry and construction sector | industrial "
        "and construction sector | industrial and construction sectors"
    ),
    "gdp_product_taxes grdp_product_taxes": (
        "thuế sản phẩm trừ trợ cấp sản phẩm | thuế sản phẩm | thuế trừ trợ cấp sản phẩm | taxes less subsidies on products | product "
        "taxes less subsidies | taxes on products | taxes on products less subsidies | taxes less subsidies on production | product taxes | product taxes "
        "less product subsidies | taxes on products less subsidies on products"
    ),
    "gdp_services grdp_services": (
        "khu vực dịch vụ | dịch vụ | ngành dịch vụ | lĩnh vực dịch vụ | giá trị tăng thêm khu vực dịch vụ | services | service sector | "
        "services sector | the services industry | service industry | tertiary sector"
    ),
    "grdp grdp_growth": "Tổng sản phẩm trên địa bàn (GRDP) | Gross regional domestic product (GRDP)",
    "grdp_industry iip": "toàn ngành công nghiệp | the whole industrial sector",
    "grdp_manufacturing iip_manufacturing": (
        "ngành công nghiệp chế biến, chế tạo | công nghiệp chế biến, chế tạo | ngành chế biến, chế tạo | chế biến, chế tạo | ngành công "
        "nghiệp chế biến | công nghiệp chế biến | manufacturing | manufacturing sector | manufacturing industry | manufacturing and "
        "processing | processing and manufacturing | manufacturing and processing industry | processing and manufacturing industry | "
        "manufacturing and processing sector | processing and manufacturing sector | processing and manufacturing industries"
    ),
    "grdp_mining iip_mining": (
        "ngành khai khoáng | khai khoáng | công nghiệp khai khoáng | ngành công nghiệp khai khoáng | công nghiệp khai thác mỏ | ngành "
        "khai thác mỏ | khai thác khoáng sản | mining | mining sector | mining industry | mining and quarrying | mining and quarrying "
        "industry | mining and quarrying sector"
    ),
    "grdp_per_capita grdp_per_capita_usd": (
        "GRDP bình quân đầu người | tổng sản phẩm bình quân đầu người | GRDP/người | GRDP bình quân | GRDP đầu người | GRDP bình quân "
        "đầu người/năm | per capita GRDP | gross regional domestic product per capita | GRDP per head | GRDP per person | average GRDP "
        "per capita"
    ),
    "iip industrial_output_value": "sản xuất công nghiệp | industrial output",
    "near_poor_households near_poverty_rate": "hộ cận nghèo | Near-poor households",
    "nr_criteria_avg nr_criteria_avg_border nr_criteria_avg_striving": "bình quân đạt … tiêu chí/xã",
    "poor_households poverty_rate": "hộ nghèo | Poor households",
    "retail_sales_goods retail_sales_total": "tổng mức bán lẻ hàng hóa | retail sales",
    "schools_national_standard schools_national_standard_rate": (
        "Số trường đạt chuẩn quốc gia | số trường học đạt chuẩn quốc gia | trường đạt chuẩn quốc gia | trường học đạt chuẩn quốc gia | "
        "Schools meeting the national standard | schools meeting national standards"
    ),
    "spring_rice_output spring_rice_yield": "lúa Xuân | lúa vụ Xuân | spring rice",
}  # fmt: skip
PACKAGE = open_package()
INDICATORS = {r["indicator"]: r for r in PACKAGE["indicators"]}


def words(wording: str) -> tuple[str, ...]:
    """The words of a wording as they are compared."""
    return tuple(k for k in keys(wording) if k not in JOINING)


def names(row: dict[str, str], lang: str) -> list[str]:
    """What an indicator is called before its other wordings."""
    subject = re.sub(r"\[[^]]*\]|(?:của |of |in )?\{area\}", "", row[f"subject_{lang}"])
    return [row[f"name_{lang}"], subject]


def aliases(row: dict[str, str], lang: str) -> list[str]:
    return list(wordings(row[f"aliases_{lang}"]))


@pytest.mark.parametrize("table", NEW)
def test_the_schema_has_the_columns_and_requires_none(table):
    fields = {f["name"]: f for r in DESCRIPTOR["resources"] if r["name"] == table for f in r["schema"]["fields"]}
    for column in NEW[table]:
        assert "separated by a bar" in fields[column]["description"]
        assert not fields[column].get("constraints", {}).get("required")
    if table == "indicators":
        at = list(fields).index("aliases_vi")
        assert list(fields)[at + 1] == "aliases_en"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_indicator_has_wordings(lang):
    few = [
        code
        for code, row in INDICATORS.items()
        if not aliases(row, lang) or len({words(w) for w in (*names(row, lang), *aliases(row, lang))} - {()}) < 2
    ]
    assert few == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_wording_is_words_without_a_figure(lang):
    for code, row in INDICATORS.items():
        for one in aliases(row, lang):
            assert words(one), (code, one)
            assert not re.search(r"\d", one), (code, one)
            assert one.count(GAP) <= 1, (code, one)
            assert one == " ".join(one.split()), (code, one)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_wording_stands_twice_at_an_indicator(lang):
    for code, row in INDICATORS.items():
        seen = {words(w) for w in names(row, lang)}
        for one in aliases(row, lang):
            assert words(one) not in seen, (code, one)
            seen.add(words(one))


def test_wordings_of_several_indicators_are_those_listed():
    of = defaultdict(set)
    for code, row in INDICATORS.items():
        for lang in LANGUAGES:
            for one in (*names(row, lang), *aliases(row, lang)):
                of[words(one)].add(code)
    shared = {w: " ".join(sorted(codes)) for w, codes in of.items() if len(codes) > 1}
    listed = {words(w): codes for codes, text in SHARED.items() for w in wordings(text)}
    assert {" ".join(w): codes for w, codes in shared.items() if listed.get(w) != codes} == {}
    assert {" ".join(w): codes for w, codes in listed.items() if shared.get(w) != codes} == {}


def test_an_abbreviation_in_brackets_is_of_what_it_abbreviates():
    of = defaultdict(set)
    for code, row in INDICATORS.items():
        for one in (one for lang in LANGUAGES for one in aliases(row, lang)):
            if short := re.fullmatch(r"[^(]+ \(([A-Z]+)\)", one):
                of[short[1]].add(code)
    assert of == {
        "GDP": {"gdp", "gdp_growth"}, "GRDP": {"grdp", "grdp_growth"}, "GRP": {"grdp"}, "IIP": {"iip"}, "CPI": {"cpi"},
    }  # fmt: skip


def test_what_means_something_else_is_no_wording():
    of = {
        words(w) for row in INDICATORS.values() for lang in LANGUAGES for w in (*names(row, lang), *aliases(row, lang))
    }
    for other in (
        "tỷ lệ lao động qua đào tạo có bằng cấp, chứng chỉ", "tỷ lệ nghèo đa chiều", "tổng thu ngân sách địa phương", "xã đạt chuẩn nông thôn mới",
        "lượt khách", "doanh nghiệp", "số doanh nghiệp", "nông nghiệp", "diện tích rừng trồng", "dịch vụ lưu trú, ăn uống", "thu nhập bình quân",
        "khách nội địa", "tốc độ tăng trưởng", "tăng trưởng", "kinh tế", "growth", "enterprises", "domestic visitors", "the province",
    ):  # fmt: skip
        assert words(other) not in of, other


def test_areas_are_found_under_their_other_spellings():
    areas = {r["ref_area"]: r for r in PACKAGE["areas"]}
    spellings = {code: list(wordings(row["aliases"])) for code, row in areas.items()}
    assert {"cả nước", "toàn quốc", "nationwide"} <= set(spellings["VN"])
    assert {"TPHCM", "HCMC"} <= set(spellings["VN-SG"]) & set(spellings["VN-SG-2025"])
    assert "Thừa Thiên Huế" in spellings["VN-26"]
    for code, row in areas.items():
        own = {words(row["name_vi"]), words(row["name_en"])}
        assert len({words(s) for s in spellings[code]} - own) == len(spellings[code]), code
        if before := re.fullmatch(r"(.+) \(sau sáp nhập\)", row["name_vi"]):
            assert before[1] in spellings[code], code


def test_an_older_package_without_the_columns_opens(tmp_path):
    write(tmp_path, figure())
    file = tmp_path / "datapackage.json"
    descriptor = json.loads(file.read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        gone = NEW.get(resource["name"], ())
        schema = resource["schema"]
        schema["fields"] = [f for f in schema["fields"] if f["name"] not in gone]
        if gone:
            table = tmp_path / resource["path"]
            rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8"))))
            with table.open("w", encoding="utf-8", newline="") as f:
                out = csv.DictWriter(
                    f, [x["name"] for x in schema["fields"]], extrasaction="ignore", lineterminator="\n"
                )
                out.writeheader()
                out.writerows(rows)
    file.write_text(json.dumps(descriptor), encoding="utf-8")
    opened = open_package(tmp_path)
    assert [r["indicator"] for r in opened["indicators"]] == [r["indicator"] for r in tables(figure())["indicators"]]


def test_a_new_package_names_the_columns(tmp_path):
    new(tmp_path / "own")
    for table, columns in NEW.items():
        head = (tmp_path / "own" / f"{table}.csv").read_text(encoding="utf-8-sig").splitlines()[0].split(",")
        assert set(columns) <= set(head)
        assert head == FIELDS[table]


def test_the_bundled_tables_have_the_columns_in_their_order():
    for table in NEW:
        with (data_home() / f"{table}.csv").open(encoding="utf-8", newline="") as f:
            assert next(csv.reader(f)) == FIELDS[table]
