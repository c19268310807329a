"""Papers that the tests of Word write: the sample report in full dress, and the bundled reports as executed."""

import tempfile
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import nbformat
from lxml import etree
from sample_notebook import executed

import lsdata as ls
from lsdata.publish import document, office
from lsdata.publish.paper import Paper, paper

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFFICE = {
    "parent": "Ủy ban nhân dân tỉnh Lạng Sơn",
    "agency": "Sở Kế hoạch và Đầu tư",
    "date": "2020-02-05",
    "number": "12",
    "symbol": "BC-SKHĐT",
    "subject": "Tình hình {sector} {area} {period}",
    "to": ["Ủy ban nhân dân tỉnh Lạng Sơn"],
    "recipients": ["Như trên", "Lưu: VT, TH"],
    "authority": "KT. GIÁM ĐỐC",
    "position": "PHÓ GIÁM ĐỐC",
    "signer": "Họ và tên",
    "en": {"parent": "", "agency": "Department of Planning", "subject": "", "to": [], "recipients": ["File"],
           "authority": "", "position": "Deputy Director"},
}  # fmt: skip


def sample(lang: str = "vi", content: dict | None = None) -> Paper:
    """The sample report, in full dress unless given another office."""
    nb = executed(lang)
    report = document.report(nb)
    return paper(document.plain(nb), report, office.of(OFFICE if content is None else content, report))


@lru_cache
def _executed(lang: str) -> dict:
    with tempfile.TemporaryDirectory() as out:
        ls.report(out=out, to="ipynb", lang=lang)
        files = sorted(Path(out).rglob("*.ipynb"))
        return {file.stem: nbformat.read(file, as_version=4) for file in files}


def real(lang: str, content: dict) -> dict[str, Paper]:
    """sector -> paper of the bundled report."""
    papers = {}
    for sector, nb in _executed(lang).items():
        report = document.report(nb)
        papers[sector] = paper(document.plain(nb), report, office.of(content, report))
    return papers


def xml(content: bytes, part: str = "document"):
    """A part of a Word file, parsed."""
    return etree.fromstring(ZipFile(BytesIO(content)).read(f"word/{part}.xml"))


def shown(element) -> str:
    """Words of an element."""
    return "".join(t.text or "" for t in element.iter(f"{W}t"))
