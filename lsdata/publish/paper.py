"""A report as a document for hand-in: everything that Word and PDF print, in order, before either is made."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from nbformat import NotebookNode

from lsdata.publish import parse
from lsdata.publish.blocks import Block, Heading, Span, Table
from lsdata.publish.document import SOURCES
from lsdata.publish.labels import labels
from lsdata.publish.notes import Notes, Reference
from lsdata.publish.office import Office, filled

_ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split()


@dataclass(frozen=True)
class Paper:
    """A document.

    Parameters
    ----------
    lang : vi or en.
    title : of the file, for the list of open windows and for readers of the screen.
    subject : what the document is about, under its kind ("BÁO CÁO").
    label : on which figures it rests ("theo mọi nguồn đã có").
    office : who hands it in.
    blocks : its content, headings numbered, numbers with their footnotes.
    references : its sources.
    contents : it has a list of contents and a cover, as the review of all sectors has.
    """

    lang: str
    title: str
    subject: str
    label: str
    office: Office
    blocks: tuple[Block, ...]
    references: tuple[Reference, ...]
    contents: bool = False
    words: dict[str, str] = field(default_factory=dict, compare=False, repr=False)


def paper(nb: NotebookNode, report: dict, office: Office) -> Paper:
    """The document of a plain notebook.

    Parameters
    ----------
    nb, report : as of ``document.plain`` and ``document.report``, or of ``combined.bind``.
    office : who hands it in.
    """
    words = labels(report["lang"])
    notes = Notes(report, words)
    whole = bool(report.get("chapters"))
    content = NotebookNode(cells=[c for c in nb.cells if c.metadata.lsdata.part != "question"])
    read = parse.blocks(content, words["figure_number"])
    found = list(notes.annotated(read))
    if report["sources"] and (whole or not any(isinstance(b, Table) and b.key == SOURCES for b in read)):
        found.append(
            Heading(1, (Span(words["sources"]),), numbered=False)
        )  # else the list stands where the report has its own
    usual = words.get(f"subject_{report['sector']}", words["subject"])
    subject = office.subject or filled(usual, report)
    return Paper(
        report["lang"], report["title"], subject, report["as_of_name"], office, tuple(_numbered(found, whole)),
        tuple(notes.references()), whole, words,
    )  # fmt: skip


def _numbered(blocks: list[Block], whole: bool) -> list[Block]:
    """Headings with their numbers: I, 1, a in a report of one sector; I, A, 1, a in a whole review."""
    counts: list[int] = []
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.numbered:
            level = max(1, min(block.level, 4))
            counts = (counts + [0] * level)[:level]
            counts[-1] += 1
            style = ("I", "A", "1", "a")[level - 1] if whole else ("I", "1", "a", "-")[level - 1]
            block = replace(block, level=level, label=_label(style, counts[-1]))
        out.append(block)
    return out


def _label(style: str, n: int) -> str:
    if style == "I":
        return f"{_ROMAN[min(n, len(_ROMAN)) - 1]}."
    letters = chr(ord("a") + (n - 1) % 26)
    return {"A": f"{letters.upper()}.", "1": f"{n}.", "a": f"{letters})"}.get(style, "–")
