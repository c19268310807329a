"""The command with all formats: the same facts in page, Word document and PDF, and hostile text that stays text."""

import io
import json
import os
import re
import zipfile
from pathlib import Path

import lxml.html
import pytest
import quick
import tiny_package
from lxml import etree
from pypdf import PdfReader

import lsdata as ls
from lsdata.errors import ParameterError
from lsdata.publish import stamps, store
from lsdata.publish.job import Address

HERE = "VN-09/2020-S1"
SECTORS = ("trade", "budget", "new_rural", "security")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = (
    "<script>alert(x)</script>", "](javascript:alert(x))", '#eval("x")', "$x$ @ref <tag>", '{ HYPERLINK "http://x.vn" }',
    "DDEAUTO c:\\x", "a\u202eb\u2066c", "{{ self }}", "dài" * 3300, "*đậm* _nghiêng_ `mã` [a] \\",
)  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder with some reports and their review, in every format and both languages, made as in production."""
    out = tmp_path_factory.mktemp("formats")
    results = ls.report(SECTORS, lang="vi,en", to="html,docx,pdf", combined=True, out=out)
    assert [str(o) for o in results.failed] == []
    return out / HERE


def files(folder: Path, lang: str, sector: str) -> dict[str, bytes]:
    return {suffix: (folder / lang / f"{sector}.{suffix}").read_bytes() for suffix in ("html", "docx", "pdf")}


def squeezed(text: str) -> str:
    """Text without what only a layout puts into it."""
    return re.sub(r"[\s\u00a0\u200b\u00ad\u2060]+", "", text)


def facts_of_page(content: bytes) -> list[str]:
    page = lxml.html.fromstring(content.decode("utf-8"))
    for table in page.xpath("//*[@id='numbers']"):  # the list of all of them
        table.drop_tree()
    return [squeezed(one.text_content()) for one in page.xpath("//a[contains(@class, 'ls-fact')]")]


def document_of(content: bytes, part: str = "word/document.xml"):
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read(part))


def facts_of_word(content: bytes) -> list[str]:
    runs = document_of(content).iterfind(f".//{W}rStyle[@{W}val='lsdataFact']/../..")
    return [squeezed("".join(t.text or "" for t in run.iter(f"{W}t"))) for run in runs]


def text_of_word(content: bytes) -> str:
    parts = [document_of(content, name) for name in ("word/document.xml", "word/footnotes.xml")]
    return "".join(t.text or "" for part in parts for t in part.iter(f"{W}t"))


def text_of_pdf(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("sector", [*SECTORS, "review"])
def test_the_same_facts_in_all_formats(made, lang, sector):
    own = files(made, lang, sector)
    page, word = facts_of_page(own["html"]), facts_of_word(own["docx"])
    assert page == word
    assert len(page) > (20 if sector != "security" else 4)
    text, at = squeezed(text_of_pdf(own["pdf"])), 0
    for fact in page:
        assert (at := text.find(fact, at) + len(fact)) >= len(fact), fact


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_chart_says_in_every_format_what_it_shows(made, lang):
    own = files(made, lang, "trade")
    page = lxml.html.fromstring(own["html"].decode("utf-8"))
    alts = [squeezed(one.get("aria-label") or one.findtext("title") or "") for one in page.xpath("//figure//svg")]
    assert len(alts) >= 2
    said = [squeezed(one.get("descr")) for one in document_of(own["docx"]).iter() if one.tag.endswith("}docPr")]
    assert said == alts
    assert {squeezed(a) for a in pdf_alts(own["pdf"])} >= set(alts)


def pdf_alts(content: bytes) -> list[str]:
    found, waiting = [], [PdfReader(io.BytesIO(content)).trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop().get_object()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            found += [str(one["/Alt"])] if "/Alt" in one else []
            waiting += [one["/K"]] if "/K" in one and not isinstance(one["/K"], int) else []
    return found


@pytest.fixture
def write(package, notebooks, tmp_path, monkeypatch):
    """``report`` on a tiny package, without running a notebook: how it was called stands in its documents."""
    quick.use(monkeypatch)
    usual = {"sectors": "trade", "data": package, "notebooks": notebooks, "out": tmp_path / "out"}
    return lambda **more: ls.report(**usual | more)


def suffixes(tmp_path: Path) -> set[str]:
    return {p.name.partition(".")[2] for p in (tmp_path / "out" / HERE / "vi").iterdir()}


def test_a_format_is_added_and_kept_when_a_report_is_made_again(write, tmp_path):
    write()
    assert suffixes(tmp_path) == {"ipynb", "html", "facts.json", "stamp.json"}
    write(to="pdf")
    both = {"ipynb", "html", "pdf", "facts.json", "stamp.json"}
    assert suffixes(tmp_path) == both
    assert not write(to="pdf", dry_run=True).of("planned")
    assert not write(dry_run=True).of("planned")
    write(force=True)
    assert suffixes(tmp_path) == both
    write(force=True, to="ipynb")
    assert suffixes(tmp_path) == {"ipynb", "facts.json", "stamp.json"}


def test_who_hands_it_in_is_kept_until_another_is_named(write, tmp_path):
    office, path = tmp_path / "office.toml", tmp_path / "out" / HERE / "vi" / "trade.docx"
    office.write_text('agency = "one"\n', encoding="utf-8")
    write(to="docx", office=office)
    assert b"one" in path.read_bytes()
    assert not write(to="docx", dry_run=True).of("planned")
    office.write_text('agency = "two"\n', encoding="utf-8")
    (planned,) = write(to="docx", office=office, dry_run=True).of("planned")
    assert planned.why == "the office file has changed"
    write(office=office)  # the document that stands there counts, whatever is asked for
    assert b"two" in path.read_bytes()
    write(force=True)
    assert b"two" in path.read_bytes()
    office.write_text("", encoding="utf-8")
    write(office=office)
    assert b"agency" not in path.read_bytes()


def test_a_failure_forgets_neither_formats_nor_who_hands_it_in(write, notebooks, tmp_path):
    office, path = tmp_path / "office.toml", tmp_path / "out" / HERE / "vi" / "trade.docx"
    office.write_text('agency = "one"\n', encoding="utf-8")
    write(to="html,docx", office=office)
    own = (notebooks / "trade.ipynb").read_bytes()
    (notebooks / "trade.ipynb").write_bytes(own.replace(b"[1, 2]", b"FAIL"))
    assert len(write().failed) == 1
    (notebooks / "trade.ipynb").write_bytes(own)
    write()
    assert b"one" in path.read_bytes()
    assert suffixes(tmp_path) == {"ipynb", "html", "docx", "facts.json", "stamp.json"}


def test_a_review_is_handed_in_by_whom_its_reports_are(write, tmp_path):
    office = tmp_path / "office.toml"
    office.write_text('agency = "one"\n', encoding="utf-8")
    write(office=office)  # a page alone: remembered for the documents to come
    write(to="docx", combined=True)
    stamp = json.loads((tmp_path / "out" / HERE / "vi" / "review.stamp.json").read_bytes())
    assert stamp["office"] == {"agency": "one"}


def test_a_document_that_is_open_elsewhere_is_one_line_and_the_new_one_stands_beside_it(write, tmp_path, monkeypatch):
    write(to="html,docx")
    folder, replacing = tmp_path / "out" / HERE / "vi", os.replace
    before = (folder / "trade.docx").read_bytes()

    def refuse(source, target):
        if Path(target).name == "trade.docx":
            raise PermissionError(13, "Permission denied")
        replacing(source, target)

    office = tmp_path / "office.toml"
    office.write_text('agency = "one"\n', encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        (failed,) = write(office=office).failed
    assert failed.why.startswith(
        "trade.docx cannot be replaced (Permission denied): close it where it is open and run again"
    )
    assert (folder / "trade.docx").read_bytes() == before
    assert b"one" in (folder / "trade.new.docx").read_bytes()
    assert not list(folder.glob(".*"))
    assert len(write().of("made")) == 1
    assert b"one" in (folder / "trade.docx").read_bytes()
    assert not (folder / "trade.new.docx").exists()


def test_a_document_is_not_lost_where_its_libraries_are_missing(write, tmp_path, monkeypatch):
    write(to="html,docx")
    monkeypatch.setattr("lsdata.publish.grid.find_spec", lambda name: None)
    with pytest.raises(ParameterError, match=r"trade\.docx stands there and would be outdated"):
        write(force=True)
    assert "docx" in suffixes(tmp_path)


def test_without_their_libraries_documents_are_refused_in_one_line(write, monkeypatch):
    monkeypatch.setattr("lsdata.publish.grid.find_spec", lambda name: None if name == "typst" else True)
    with pytest.raises(
        ParameterError, match=r'^pdf needs libraries that are not installed: pip install "lsdata\[docs\]"$'
    ):
        write(to="html,pdf")
    assert len(write().of("made")) == 1  # a page needs none of them


def test_a_stamp_tells_which_formats_stand_there(made):
    place = store.at(made.parent.parent)
    formats, office = stamps.standing(place, Address("trade", "VN-09", "2020-S1", "vi"))
    assert (formats, office) == (("html", "docx", "pdf"), {})


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Files of a report on figures whose words are attacks."""
    room, told = tmp_path_factory.mktemp("hostile"), " | ".join(HOSTILE) + "."
    package = tiny_package.hostile(room / "data", told)
    results = ls.report("trade", to="html,docx,pdf", out=room / "out", data=package, combined=True)
    assert [str(o) for o in results.failed] == []
    return {name: files(room / "out" / HERE, "vi", name) for name in ("trade", "review")}


@pytest.mark.parametrize("name", ["trade", "review"])
def test_hostile_text_ends_as_text(hostile, name):
    own = hostile[name]
    told = [squeezed(re.sub("[\u202e\u2066]", "", one)) for one in HOSTILE]
    word, pdf = squeezed(text_of_word(own["docx"])), squeezed(text_of_pdf(own["pdf"]))
    assert [one for one in told if one not in word] == []
    assert [one for one in told if one not in pdf and len(one) < 100] == []
    page = lxml.html.fromstring(own["html"].decode("utf-8"))
    text = squeezed(page.xpath("string(//main)"))
    assert [
        one for one in HOSTILE if squeezed(one) not in text and squeezed(re.sub("[\u202e\u2066]", "", one)) not in text
    ] == []
    assert [s for s in page.xpath("//script/text()") if "alert(x)</script" in s] == []
    assert not page.xpath("//a[starts-with(@href, 'javascript')]")
    assert page.xpath("//script[contains(., 'alert(x)')][not(@type='application/json')]") == []


@pytest.mark.parametrize("name", ["trade", "review"])
def test_hostile_text_is_no_field_and_no_address_in_word(hostile, name):
    archive = zipfile.ZipFile(io.BytesIO(hostile[name]["docx"]))
    fields = [
        i.text.split()[0]
        for n in archive.namelist()
        if n.endswith(".xml")
        for i in etree.fromstring(archive.read(n)).iter(f"{W}instrText")
    ]
    assert set(fields) <= {"PAGE", "TOC", "PAGEREF"}
    for rels in (n for n in archive.namelist() if n.endswith(".rels")):
        outside = [r.get("Target") for r in etree.fromstring(archive.read(rels)) if r.get("TargetMode") == "External"]
        assert all(re.match(r"https?://", target) for target in outside)


def test_bytes_are_equal_in_another_process_and_folder(made, tmp_path):
    ls.report("trade", lang="en", to="html,docx,pdf", out=tmp_path, jobs=1, force=True)
    assert files(tmp_path / HERE, "en", "trade") == files(made, "en", "trade")
    assert json.loads((tmp_path / HERE / "en" / "trade.facts.json").read_bytes())["facts"]


def test_libraries_of_documents_count_for_documents_alone(write, monkeypatch):
    write()
    known = stamps.versions

    def other(libraries=stamps.LIBRARIES):
        return known(libraries) | ({"typst": "99"} if libraries == stamps.TYPESETTING else {})

    monkeypatch.setattr(stamps, "versions", other)
    assert not write(dry_run=True).of("planned")
    (planned,) = write(to="docx", dry_run=True).of("planned")
    assert planned.why == "trade.docx is missing or was changed"
    write(to="docx")
    monkeypatch.setattr(stamps, "versions", known)
    (planned,) = write(dry_run=True).of("planned")
    assert planned.why.startswith("libraries have changed (typst 99 →")
