"""The whole review: what is bound, in which order, and when it is bound again."""

import json
import re
from itertools import pairwise, takewhile

import nbformat
import pytest
import quick
import tiny

import lsdata as ls
from lsdata.errors import ParameterError
from lsdata.publish import combined, document, job, office, stamps
from lsdata.publish.blocks import Items, Numbers, Paragraph, Table, plain_text
from lsdata.publish.paper import paper

HERE = "VN-09/2020-S1/vi"


@pytest.fixture
def write(package, notebooks, tmp_path, monkeypatch):
    """``report`` on the tiny package, without running a notebook."""
    quick.use(monkeypatch)
    usual = {"data": package, "notebooks": notebooks, "out": tmp_path / "out", "combined": True}
    return lambda sectors=("trade", "budget"), **more: ls.report(sectors, **usual | more)


def states(results) -> dict[str, str]:
    return {o.address.sector: o.state for o in results.outcomes}


def test_the_review_is_bound_once_and_again_when_a_report_in_it_changes(write, package, notebooks, tmp_path):
    planned = write(dry_run=True).of("planned")
    assert [(o.address.sector, o.why) for o in planned][-1] == ("review", "a report in it is made again")
    assert states(write()) == {"trade": "made", "budget": "made", "review": "made"}
    folder = tmp_path / "out" / HERE
    assert sorted(p.name for p in folder.glob("review.*")) == ["review.facts.json", "review.html", "review.stamp.json"]
    assert states(write()) == {"trade": "fresh", "budget": "fresh", "review": "fresh"}
    assert not write(dry_run=True).of("planned")

    own = (notebooks / "trade.ipynb").read_bytes()
    (notebooks / "trade.ipynb").write_bytes(own.replace(b"[1, 2]", b"[1, 3]"))
    assert states(write()) == {"trade": "made", "budget": "fresh", "review": "made"}
    (folder / "review.html").write_bytes(b"")
    assert [str(o) for o in write(dry_run=True).of("planned")] == [
        f"{HERE}/review to make: review.html is missing or was changed"
    ]
    assert states(write()) == {"trade": "fresh", "budget": "fresh", "review": "made"}
    seen = []
    more = {"force": True, "progress": lambda outcome, done, total: seen.append((outcome, total))}
    assert states(write("trade", **more)) == {"trade": "made", "review": "made"}  # it holds what was asked for
    assert [total for outcome, total in seen if outcome] == [2, 2]


def test_a_review_of_reports_that_have_changed_since_is_no_document_of_the_index(write, notebooks, tmp_path):
    write()
    index = tmp_path / "out" / "index.html"
    assert f"{HERE}/review.html" in index.read_text(encoding="utf-8")
    own = (notebooks / "trade.ipynb").read_bytes()
    (notebooks / "trade.ipynb").write_bytes(own.replace(b"[1, 2]", b"[1, 3]"))
    write(combined=False)
    assert f"{HERE}/review.html" not in index.read_text(encoding="utf-8")
    write()
    assert f"{HERE}/review.html" in index.read_text(encoding="utf-8")


def test_a_review_is_not_bound_without_a_report_that_failed(write, notebooks, tmp_path):
    own = (notebooks / "trade.ipynb").read_bytes()
    (notebooks / "trade.ipynb").write_bytes(own.replace(b"[1, 2]", b"FAIL"))
    results = write()
    assert states(results) == {"trade": "failed", "budget": "made", "review": "failed"}
    assert results.failed[1].why == "not bound without trade"
    assert "Chưa ghép được vì thiếu: trade" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "failed" in json.loads((tmp_path / "out" / HERE / "review.stamp.json").read_bytes())
    (notebooks / "trade.ipynb").write_bytes(own)
    assert states(write()) == {"trade": "made", "budget": "fresh", "review": "made"}


def test_each_area_period_and_language_has_its_review(write):
    made = [str(o.address) for o in write(lang="vi,en", period="2020-S1,2019", all=True).of("made")]
    assert sorted(a for a in made if a.endswith("/review")) == [
        f"VN-09/{p}/{lang}/review" for p in ("2019", "2020-S1") for lang in ("en", "vi")
    ]


def test_a_sector_called_review_is_refused(write, package):
    sectors = [*tiny.SECTORS, {"sector": "review", "order": "9", "name_vi": "Rà soát", "name_en": "Review"}]
    tiny.package(package, sectors=sectors)
    with pytest.raises(ParameterError, match="a sector is called 'review'"):
        write()


@pytest.fixture(scope="module")
def sectors(tmp_path_factory):
    """sector -> executed notebook of the bundled review, in the order of the review; and its parts."""
    out = tmp_path_factory.mktemp("sectors")
    ls.report(out=out, to="ipynb")
    data = ls.load()
    order = sorted(data.sectors, key=lambda s: int(data.sectors[s]["order"]))
    executed = {s: nbformat.read(out / HERE / f"{s}.ipynb", as_version=4) for s in order}
    return executed, {s: data.sectors[s]["part"] for s in order}


@pytest.fixture(scope="module")
def bound(sectors):
    return combined.bind(*sectors)


def text(nb) -> str:
    shown = [o.data["text/html"] for c in nb.cells for o in c.get("outputs", []) if "text/html" in o.get("data", {})]
    return "\n".join([c.source for c in nb.cells if c.cell_type == "markdown"] + ["".join(s) for s in shown])


def test_parts_come_in_the_order_of_such_reviews(bound, sectors):
    nb, _ = bound
    heads = [(c.metadata.lsdata.level, c.source[3:]) for c in nb.cells if c.metadata.lsdata.part == "heading"]
    assert [h for level, h in heads if level == 1] == [
        "Tóm tắt",
        "Kết quả thực hiện",
        "Đánh giá chung",
        "Nhiệm vụ thời gian tới",
    ]
    assert [h for level, h in heads if level == 2][:3] == [
        "Kinh tế",
        "Văn hóa – xã hội",
        "Quốc phòng, an ninh, đối ngoại",
    ]
    named = [h for level, h in heads if level == 3]
    own = [
        document.report(sectors[0][s])["sector_name"]
        for s in sectors[0]
        if sectors[1][s] not in ("assessment", "tasks")
    ]
    assert named == own
    levels = [level for level, _ in heads]
    assert all(after <= before + 1 for before, after in pairwise([0, *levels]))  # none is passed over
    assert set(levels) == {1, 2, 3, 4}


def test_nothing_that_a_sector_says_is_lost(bound, sectors):
    nb, _ = bound
    said = text(nb)
    for one in sectors[0].values():
        for cell in document.plain(one).cells:
            own = cell.metadata.lsdata
            if own.part in ("prose", "notes", "text", "lead", "verdict"):
                bare = re.sub(r"\[\d+\]", "", cell.source)
                assert bare in re.sub(r"\[\d+\]", "", said), (own.section, bare[:80])
    figures = sum(c.metadata.lsdata.part == "figure" for one in sectors[0].values() for c in document.plain(one).cells)
    assert sum(c.metadata.lsdata.part == "figure" for c in nb.cells) == figures > 20


def test_tables_and_sources_are_numbered_through(bound, sectors):
    nb, report = bound
    said = text(nb)
    numbers = [int(n) for n in re.findall(r'<caption><b><span class="ls-rule">Bảng (\d+)\.', said)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert [s["number"] for s in report["sources"]] == list(range(1, len(report["sources"]) + 1))
    number = {s["source_id"]: str(s["number"]) for s in report["sources"]}
    cited = re.findall(r'<span class="ls-ref" data-id="([^"]+)">\[(\d+)\]', said)
    assert len(cited) > 200
    assert [(i, n) for i, n in cited if number[i] != n] == []
    assert {f["source"] for f in report["facts"].values() if f["source"]} <= {int(n) for n in number.values()}


def test_source_numbers_inside_a_drawing_are_those_of_the_review(bound, sectors):
    nb, report = bound
    number = {s["source_id"]: s["number"] for s in report["sources"]}
    seen = 0
    for sector, one in sectors[0].items():
        old = {s["number"]: s["source_id"] for s in document.report(one)["sources"]}
        mine = [
            c
            for c in nb.cells
            if c.metadata.lsdata.section.startswith(f"{sector}-") and c.metadata.lsdata.part == "figure"
        ]
        before = [c for c in document.plain(one).cells if c.metadata.lsdata.part == "figure"]
        for a, b in zip(before, mine, strict=True):
            was, now = (
                re.findall(r"\[(\d+)\]", re.sub(r"<style.*?</style>", "", "".join(c.outputs[0].data["image/svg+xml"])))
                for c in (a, b)
            )
            assert [number[old[int(n)]] for n in was] == [int(n) for n in now]
            seen += len(was)
    assert seen > 3


def test_every_fact_of_every_sector_is_there_with_its_own_value(bound, sectors):
    nb, report = bound
    for one in sectors[0].values():
        for i, fact in document.report(one)["facts"].items():
            known = report["facts"].get(f"{document.report(one)['sector']}:{i}") or report["facts"][i]
            assert (known["text"], known["low"], known["high"]) == (fact["text"], fact["low"], fact["high"])
    marked = set(re.findall(r'<span class="ls-fact" data-id="([^"]+)"', text(nb)))
    assert marked <= set(report["facts"])
    assert all(i in report["facts"] for f in report["facts"].values() for i in f["inputs"])


def test_every_number_says_where_it_comes_from(bound):
    """In prose by a footnote of its paragraph or its own, in a table by a source in its row or a formula below."""
    nb, report = bound
    one = paper(nb, report, office.of({}, report))
    seen, explained = 0, set()
    for at_block, block in enumerate(one.blocks):
        if isinstance(block, Table):
            below = takewhile(lambda b: getattr(b, "part", "") == "legend", one.blocks[at_block + 1 :])
            formulas = " ".join(plain_text(b.spans) for b in below)
            for row in block.rows:
                refs = {s.text for cell in row.cells for s in cell if s.kind == "ref"}
                for i in (s.id for cell in row.cells for s in cell if s.kind == "fact"):
                    fact, seen = report["facts"][i], seen + 1
                    if fact["source"]:
                        assert f"[{fact['source']}]" in refs, fact
                    elif fact["formula"]:
                        assert fact["formula"] in formulas or "tính tương tự" in formulas, fact
                    else:  # a constant
                        assert fact["note"] in formulas, fact
        lines = {Paragraph: lambda b: [b.spans], Items: lambda b: b.items, Numbers: lambda b: [v for v, _ in b.cells]}
        for spans in lines.get(type(block), lambda _: [])(block):
            notes = " ".join(plain_text(s.note) for s in spans if s.kind == "note")
            for s in spans:
                if s.kind == "fact" and getattr(block, "part", "") not in ("headline", "finding"):
                    seen += 1
                    fact = report["facts"][s.id]
                    if fact["source"]:
                        told = f"[{fact['source']}]" in notes or isinstance(block, Numbers)
                    else:
                        told = s.id in explained or (
                            f"{fact['text']}: " in notes and (fact["formula"] or fact["note"]) in notes
                        )
                        explained.add(s.id)
                    assert told, (s, notes)
    assert seen > 600


def test_a_figure_that_two_sectors_calculate_in_different_ways_stays_two_facts(sectors):
    executed = {s: nbformat.reads(nbformat.writes(sectors[0][s]), as_version=4) for s in ("trade", "budget")}
    name = next(i for i, f in document.report(executed["trade"])["facts"].items() if f["formula"])
    stranger = document.report(executed["trade"])["facts"][name] | {"text": "77%", "texts": ["77%"], "low": 76.5}
    document.report(executed["budget"])["facts"][name] = stranger
    _, report = combined.bind(executed, {})
    assert report["facts"][f"budget:{name}"]["text"] == "77%"
    assert report["facts"][name]["text"] != "77%"


def test_the_same_bytes_each_time_and_no_notebook_is_changed(sectors):
    before = nbformat.writes(sectors[0]["trade"])
    binding = job.Binding(
        job.Address(job.REVIEW, "VN-09", "2020-S1", "vi"), sectors[1], {}, ("html",),
        notebooks={s: nbformat.writes(nb).encode() for s, nb in sectors[0].items()},
    )  # fmt: skip
    assert job.make(binding) == job.make(binding)
    assert nbformat.writes(sectors[0]["trade"]) == before
    assert stamps.key(binding)["reports"] != stamps.key(job.Binding(binding.address, {}, {}, ("html",)))["reports"]
