"""Reports as Word documents, opened by another program: LibreOffice sets them, and the pages hold what they should."""

import os
import re
import shutil
import signal
import subprocess
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from pypdf import PdfReader
from test_word import hostile
from word_papers import OFFICE, W, real, sample, shown, xml

from lsdata.publish import word
from lsdata.publish.blocks import Row, Span, Table

pytestmark = pytest.mark.office
SECTORS = ("trade", "budget", "new_rural", "security")
PAGES = {"trade": (7, 13), "budget": (7, 13), "new_rural": (4, 9), "security": (3, 8)}


def tool(name: str) -> str:
    found = shutil.which(name)
    assert found, f"{name} is not installed: these tests need LibreOffice (soffice) and poppler (pdftoppm)"
    return found


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """name -> the Word file and the PDF that LibreOffice makes of it."""
    soffice, _ = tool("soffice"), tool("pdftoppm")
    folder = tmp_path_factory.mktemp("office")
    files = {f"{s}-{lang}": word.write(real(lang, OFFICE)[s]) for lang in ("vi", "en") for s in SECTORS}
    files["review"] = word.write(replace(real("vi", OFFICE)["trade"], contents=True))
    row = Row(((Span("x" * 10_000),), (Span("y " * 2000),)))
    long = Table("Bảng 1.", (Span("c"),), ((Span("a"),), (Span("b"),)), (False, True), (row,))
    files["long"] = word.write(replace(sample(), blocks=(long,)))
    files["hostile"] = word.write(hostile('{ HYPERLINK "http://x" } DDEAUTO <script>'))
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    convert = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    run = subprocess.Popen(
        [*convert, "--outdir", str(folder), *(str(folder / f"{name}.docx") for name in files)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        run.wait(120)
    finally:
        if run.poll() is None:
            os.killpg(run.pid, signal.SIGKILL)
            run.wait()
    return {name: (content, PdfReader(folder / f"{name}.pdf")) for name, content in files.items()}, folder


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def pages(pdf: PdfReader) -> list[str]:
    return [page.extract_text() for page in pdf.pages]


@pytest.mark.parametrize("sector", SECTORS)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_report_is_set_on_its_pages(opened, sector, lang):
    content, pdf = opened[0][f"{sector}-{lang}"]
    least, most = PAGES[sector]
    assert least <= len(pdf.pages) <= most
    for page, text in zip(pdf.pages, pages(pdf), strict=True):
        assert [float(side) for side in page.mediabox[2:]] == pytest.approx([595.3, 841.9], abs=1)
        assert len(text.split()) > 8
        for font in (page["/Resources"].get("/Font") or {}).values():
            name = font.get_object()["/BaseFont"]
            assert re.search("Times|LiberationSerif", name), name
    numbers = [text.split()[0] for text in pages(pdf)]
    assert numbers[1:] == [str(i) for i in range(2, len(numbers) + 1)]
    assert numbers[0] != "1"

    everything, at = squeezed("".join(pages(pdf))), 0
    facts = [
        r
        for r in xml(content).iter(f"{W}r")
        if (s := r.find(f"{W}rPr/{W}rStyle")) is not None and s.get(f"{W}val") == "lsdataFact"
    ]
    for fact in facts:
        found = everything.find(squeezed(shown(fact)), at)
        assert found >= 0, shown(fact)
        at = found


@pytest.mark.parametrize("name", ["trade-vi", "budget-en", "security-vi"])
def test_footnotes_stand_on_their_pages(opened, name):
    content, pdf = opened[0][name]
    texts = [squeezed(text) for text in pages(pdf)]
    notes = {n.get(f"{W}id"): squeezed(shown(n)) for n in xml(content, "footnotes")}
    seen = 0
    for p in xml(content).iter(f"{W}p"):
        before = ""
        for r in p.iter(f"{W}r"):
            mark = r.find(f"{W}footnoteReference")
            if mark is None:
                before += squeezed(shown(r))
                continue
            number = mark.get(f"{W}id")
            own = [i for i, text in enumerate(texts) if before[-12:] in text]
            below = [i for i, text in enumerate(texts) if f"{number}{notes[number][:25]}" in text]
            if own and below:
                seen += 1
                assert set(own) & set(below), notes[number]
            before = before[-12:]
    assert seen > 5


def test_a_review_opens_on_a_cover_and_its_contents(opened):
    content, pdf = opened[0]["review"]
    first, second, third, *_ = pages(pdf)
    assert "BÁO CÁO" in first
    assert "Số liệu của kỳ" not in first
    assert second.split()[:3] == ["2", "Mục", "lục"]
    assert not re.search(
        r"(?m)\D\d+$", second.partition("\n")[2].replace("[", "")
    )  # no page numbers yet, so none wrong
    assert third.split()[0] == "3"
    assert docx.Document(BytesIO(content)).paragraphs


def test_long_and_hostile_text_stays_on_the_page(opened):
    for name, most in (("long", 20), ("hostile", 12)):
        _, pdf = opened[0][name]
        assert len(pdf.pages) <= most
        for page in pdf.pages:
            xs: list[float] = []
            page.extract_text(visitor_text=lambda text, cm, tm, *_, xs=xs: xs.append(tm[4]) if text.strip() else None)
            assert all(0 < x < 560 for x in xs)
    assert "DDEAUTO" in squeezed("".join(pages(opened[0]["hostile"][1])))


def test_pages_can_be_drawn(opened):
    _, folder = opened
    drawn = subprocess.run(
        [tool("pdftoppm"), "-r", "20", "-png", str(folder / "trade-vi.pdf"), str(folder / "p")], check=True
    )
    assert drawn.returncode == 0
    assert len(list(folder.glob("p-*.png"))) == len(opened[0]["trade-vi"][1].pages)
