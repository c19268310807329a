"""Every bundled notebook over the periods, areas and languages a user asks for first, made as in production."""

import json
import re

import nbformat
import pytest

import lsdata as ls
from lsdata.publish import lint

PERIODS = "2019-01-01/P9M,2021-S1,2023,2025-S1"
REVIEW = "2020-07-13"
PAGE_LIMIT = 150_000  # bytes, in the review of 2020; a page is sent by mail and opened on a phone
LATER_LIMIT = 200_000  # other periods have more figures


@pytest.fixture(scope="module")
def grid(tmp_path_factory):
    """folder -> results, for the whole grid; made once."""
    out = tmp_path_factory.mktemp("grid")
    asked = [
        {"lang": "vi,en", "as_of": REVIEW},
        {"lang": "vi,en"},
        {"period": PERIODS, "lang": "vi"},
        {"period": "2025-S1,2023", "lang": "en"},
        {"area": "VN,VN-13", "period": "2020-S1,2025-S1", "lang": "vi"},
        {"area": "VN", "period": "2020-S1", "lang": "en"},
    ]
    return out, [ls.report(out=out, all=True, **how) for how in asked]


def reports(grid):
    out, _ = grid
    return sorted(p.with_name(p.name.removesuffix(".facts.json")) for p in out.rglob("*.facts.json"))


def test_every_report_is_made(grid):
    _, results = grid
    assert [str(f) for r in results for f in r.failed] == []
    assert sum(len(r.of("made")) for r in results) >= 140


def test_no_warning_and_no_stray_output(grid):
    for path in reports(grid):
        nb = nbformat.read(path.with_suffix(".ipynb"), as_version=4)
        outputs = [o for c in nb.cells for o in c.get("outputs", [])]
        assert [o.text for o in outputs if o.output_type == "stream"] == [], path
        assert {o.output_type for o in outputs} == {"display_data"}, path


def test_lint_finds_nothing(grid):
    wrong = [
        f"{p.parent.parent.name} {p.parent.name} {p.name}: {f}"
        for p in reports(grid)
        for f in lint.lint(nbformat.read(p.with_suffix(".ipynb"), as_version=4))
    ]
    assert wrong == []


def test_tone(grid):
    wrong = []
    for path in reports(grid):
        lang = path.parent.name
        nb = nbformat.read(path.with_suffix(".ipynb"), as_version=4)
        for c in nb.cells:
            for o in c.get("outputs", []):
                if o.get("metadata", {}).get("lsdata", {}).get("part") in ("lead", "prose"):
                    plain = o.data["text/plain"]
                    wrong += [f"{path.name} {lang}: {w}" for w in lint.forbidden(plain, lang)]
                    assert not re.search(r"[ \u00a0]{2}|\bnan\b|None\b(?! of)|\.\.(?!\.)| ,| \.", plain), (path, plain)
    assert wrong == []


def test_pages_are_light_and_in_their_language(grid):
    for path in reports(grid):
        page = path.with_suffix(".html").read_text(encoding="utf-8")
        assert f'<html lang="{path.parent.name}"' in page
        limit = PAGE_LIMIT if path.parent.parent.name.startswith("2020-S1") else LATER_LIMIT
        assert len(page.encode()) < limit, path
        assert not re.search(r"""<(?:script|link|img)[^>]+(?:src|href)=["']https?:""", page), path


def test_nothing_later_than_the_day_of_knowledge(grid):
    out, _ = grid
    seen = 0
    for path in (out / "VN-09" / f"2020-S1@{REVIEW}").rglob("*.facts.json"):
        report = json.loads(path.read_text(encoding="utf-8"))
        assert report["as_of"] == REVIEW
        for s in report["sources"]:
            seen += 1
            assert s["published"] <= REVIEW, (path.name, s)
    assert seen > 50


def test_unverified_sources_are_never_linked(grid):
    for path in reports(grid):
        report = json.loads(path.with_suffix(".facts.json").read_text(encoding="utf-8"))
        assert all(not s["url"] for s in report["sources"] if s["authority"] == "unverified"), path


def test_the_review_is_told_with_its_sources(grid):
    out, _ = grid
    folder = out / "VN-09" / f"2020-S1@{REVIEW}" / "vi"

    def texts(sector):
        return {
            f["text"].replace("\u00a0", " ")
            for f in json.loads((folder / f"{sector}.facts.json").read_text(encoding="utf-8"))["facts"].values()
        }

    assert {"0,47%"} <= texts("growth")
    assert {"11,36 tiêu chí/xã", "13,62 tiêu chí/xã"} <= texts("new_rural")
    assert {"1.320 triệu USD", "24%", "42,9%", "5.500 triệu USD", "2.312 triệu USD", "3,2 lần"} <= texts("trade")
    assert {"2,83%"} <= texts("industry")
    assert {"49,5%"} <= texts("budget")
    words = "".join(
        (folder / f"{s}.html").read_text(encoding="utf-8")
        for s in ("overview", "agriculture", "society", "security", "transport", "industry", "outlook")
    )
    for said in (
        "cơ bản đạt kế hoạch",
        "Mười ba ý kiến",
        "dịch tả lợn châu Phi",
        "tái đàn lợn",
        "Đề án phát triển giao thông nông thôn",
        "giá trị kinh tế",
        "đối ngoại",
        "Quốc phòng, an ninh",
        "văn hóa, xã hội",
    ):
        assert said in words, said
    verdict = json.loads((folder / "budget.facts.json").read_text(encoding="utf-8"))["verdict"]
    assert (verdict["key"], verdict["text"]) == ("on", "Đúng tiến độ")


def test_every_task_of_the_second_half_is_there(grid):
    out, _ = grid
    page = (out / "VN-09" / f"2020-S1@{REVIEW}" / "vi" / "outlook.html").read_text(encoding="utf-8")
    tasks = [t for t in ls.load().tables["tasks"] if t["time_period"] == "2020-S2" and t["set_on"] == REVIEW]
    assert len(tasks) == 16
    for t in tasks:
        assert t["text_vi"].replace('"', "&quot;") in page or t["text_vi"] in page, t["task_id"]


def test_the_index_names_what_has_no_source(tmp_path):
    ls.report(area="VN", period="2020-S1", as_of=REVIEW, out=tmp_path)
    made = {p.stem for p in tmp_path.rglob("*.html")} - {"index"}
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    line = re.search(r"Chưa có nguồn nào về:(.*?)</p>", index, re.S)[1]
    for sector, row in ls.load().sectors.items():
        assert (row["name_vi"] in line) == (sector not in made), sector
