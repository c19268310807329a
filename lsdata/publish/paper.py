"""A report as a document for hand-in: everything that Word and PDF print, in order, before either is made."""

from __future__ import annotations

from dataclasses import dataclass, replace
from string import ascii_lowercase

from nbformat import NotebookNode

from lsdata.publish import document, parse
from lsdata.publish.blocks import Block, Heading
from lsdata.publish.labels import capital, labels
from lsdata.publish.notes import Notes, Reference
from lsdata.publish.office import Office, filled

_LETTERS = "abcdđeghiklmnopqrstuvxy"  # as documents in Vietnam count
_ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split()


@dataclass(frozen=True)
class Paper:
    """A document.

    Parameters
    ----------
    lang : vi or en.
    title : of the file, for the list of open windows and for readers of the screen.
    subject : what the document is about, under its kind ("BÁO CÁO").
    label : on which figures it rests ("Theo mọi nguồn đã có").
    office : who hands it in.
    blocks : its content, headings numbered, numbers with their footnotes.
    references : its sources, an appendix after the signature.
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

    @property
    def words(self) -> dict[str, str]:
        """Fixed words in its language."""
        return labels(self.lang)


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
    cells = nb.cells if whole else document.without_sources(nb)  # those of a review stand at its end already
    content = NotebookNode(cells=[c for c in cells if c.metadata.lsdata.part != "question"])
    found = list(notes.annotated(parse.blocks(content, words["figure_number"])))
    usual = words.get(f"subject_{report['sector']}", words["subject"])
    subject = office.subject or filled(usual, report)
    label = capital(report["label"].split(" · ")[-1])  # what follows place and period
    return Paper(
        report["lang"], report["title"], subject, label, office, tuple(_numbered(found, whole, report["lang"])),
        tuple(notes.references()), whole,
    )  # fmt: skip


def _numbered(blocks: list[Block], whole: bool, lang: str) -> list[Block]:
    """Headings with their numbers: I, 1, a in a report of one sector; A, I, 1, a in a whole review.

    Below the parts of a review what stands alone has none.
    """
    styles = ("A", "I", "1", "a") if whole else ("I", "1", "a", "-")
    counts: list[int] = []
    out: list[Block] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Heading) and block.numbered:
            level = max(1, min(block.level, 4))
            counts = (counts + [0] * level)[:level]
            counts[-1] += 1
            alone = whole and level == 3 and counts[-1] == 1 and not _follows(blocks[at + 1 :], level)
            block = replace(block, level=level, label="" if alone else _label(styles[level - 1], counts[-1], lang))
        out.append(block)
    return out


def _follows(blocks: list[Block], level: int) -> bool:
    """Does another heading of a level come before a higher one."""
    levels = (b.level for b in blocks if isinstance(b, Heading))
    return next((one == level for one in levels if one <= level), False)


def _label(style: str, n: int, lang: str) -> str:
    if style == "I":
        return f"{_ROMAN[min(n, len(_ROMAN)) - 1]}."
    letters = _LETTERS if lang == "vi" else ascii_lowercase
    letter = letters[(n - 1) % len(letters)]
    return {"A": f"{letter.upper()}.", "1": f"{n}.", "a": f"{letter})"}.get(style, "–")
