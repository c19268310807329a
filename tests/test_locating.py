"""The area of a new package: found by code or name, its life, its districts; every combination of options."""

from datetime import date

import pytest

import lsdata
from lsdata import package
from lsdata.exchange.locating import locate
from lsdata.exchange.starting import new
from lsdata.package import own_tables


@pytest.mark.parametrize(
    ("said", "code"),
    [("Bến Tre", "VN-50"), ("TỈNH  BẾN TRE", "VN-50"), ("ben tre", "VN-50"), ("Be\u0302\u0301n Tre", "VN-50"), ("Khánh Hoà", "VN-34"),
     ("Hồ Chí Minh", "VN-SG"), ("tp.Hồ Chí Minh", "VN-SG"), ("Lạng Sơn province", "VN-09"), ("Lào Cai", "VN-02"), ("Lào Cai (sau sáp nhập)", "VN-02-2025")],
)  # fmt: skip
def test_an_area_is_known_by_its_name(said, code):
    assert locate(said) == locate(code) == locate("", said) == locate(code.lower(), said)
    assert locate(said)[0]["ref_area"] == code


def test_each_known_area_is_found_by_each_of_its_names():
    for row in package.open_package()["areas"]:
        for column in ("ref_area", "name_vi", "name_en", "full_vi", "full_en"):
            assert locate(row[column])[0]["ref_area"] == row["ref_area"], row[column]


@pytest.mark.parametrize("example", [True, False])
@pytest.mark.parametrize("extend", [True, False])
@pytest.mark.parametrize("excel", [True, False])
@pytest.mark.parametrize("area", ["", "Bến Tre", "VN-09-180"])
def test_every_combination_of_options_opens(tmp_path, example, extend, excel, area):
    lang = "en" if example == extend else "vi"
    name = "xã Tân Thanh" if area == "VN-09-180" else ""
    place = new(tmp_path / "mine", excel=excel, extend=extend, area=area, name=name, example=example, lang=lang)
    assert bool(own_tables(place)["figures"]) == example
    assert package.about(place)["extends"] == ("figures" if extend else "codes")


@pytest.mark.parametrize(
    ("area", "today", "figures", "task"),
    [("VN-50", "2026-11-26", {"2025-S1", "2024-S1"}, ("2025-S1", "2024-12-31")), ("VN-50", "2024-03-01", {"2023-S2", "2022-S2"}, ("2024-S1", "2023-12-31")),
     ("VN-49-2025", "2026-11-26", {"2026-S1", "2025-S2"}, ("2026-S2", "2026-06-30")), ("VN-49-2025", "2025-08-01", {"2025-S2"}, ("2026-S1", "2025-12-31")),
     ("VN-09", "2026-11-26", {"2026-S1", "2025-S1"}, ("2026-S2", "2026-06-30"))],
)  # fmt: skip
def test_the_example_lies_within_the_life_of_its_area(tmp_path, area, today, figures, task):
    own = own_tables(new(tmp_path / "mine", area=area, today=date.fromisoformat(today)))
    assert {r["time_period"] for r in own["figures"]} == figures
    assert [(r["time_period"], r["set_on"]) for r in own["tasks"]] == [task]


@pytest.mark.parametrize(
    ("area", "lang", "says"),
    [("VN-50", "vi", "tỉnh Bến Tre tồn tại đến hết ngày 30/6/2025, sau đó thuộc tỉnh Vĩnh Long (sau sáp nhập), mã `VN-49-2025`."),
     ("VN-50", "en", "Bến Tre province ended on 30 June 2025 and became part of Vĩnh Long province (after the merger), code `VN-49-2025`."),
     ("VN-09", "vi", ""), ("VN-49-2025", "en", "")],
)  # fmt: skip
def test_the_guide_says_which_area_follows_one_that_has_ended(tmp_path, area, lang, says):
    text = (new(tmp_path / "mine", area=area, lang=lang) / "README.md").read_text(encoding="utf-8")
    text = text.replace("\xa0", " ")
    assert says in text
    assert bool(says) == ("--area VN-49-2025`" in text)


@pytest.mark.parametrize(
    ("area", "name", "within"),
    [("VN-50", "", "VN-50-001"), ("VN-09-180", "xã Tân Thanh", "VN-09-001"), ("", "", "VN-EX-001"), ("VN", "", "VN-09-001")],
)  # fmt: skip
def test_the_districts_of_the_guide_are_those_of_the_package(tmp_path, area, name, within):
    text = (new(tmp_path / "mine", area=area, name=name) / "README.md").read_text(encoding="utf-8")
    assert f"lsdata report --data mine --area {within}\n" in text
    assert ("không có thật" in text) == (not area)


@pytest.mark.parametrize(
    "text", ["6T/2026", "6 tháng đầu năm 2026", "Quý I/2026", "Tháng 4 năm 2026", "2026-01-01/P9M"]
)
def test_periods_of_the_guide_are_read(tmp_path, text):
    assert f"`{text}`" in (new(tmp_path / "mine") / "README.md").read_text(encoding="utf-8")
    lsdata.Period.parse(text)
