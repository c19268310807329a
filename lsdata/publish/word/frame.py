"""What stands around the content of a Word document: head, title, contents, list of sources, signature."""

from __future__ import annotations

from lxml.etree import _Element

from lsdata.publish.blocks import Heading, Span, plain_text
from lsdata.publish.columns import width
from lsdata.publish.letterhead import Letterhead
from lsdata.publish.paper import Paper
from lsdata.publish.word.elements import Writer, bookmark, el, field, paragraph, text
from lsdata.publish.word.styles import TEXT
from lsdata.publish.word.tables import beside

_HEAD = (round(TEXT * 0.41), TEXT - round(TEXT * 0.41))
_FOOT = (TEXT // 2, TEXT - TEXT // 2)
_PADDING = 160  # of both sides of a cell
_COVER = 3400  # above the title of a cover
_SIGN = 1400  # for a signature and a stamp
_MANY = 30  # lines of recipients; more may go over to the next page


def head(own: Letterhead) -> list[_Element]:
    """Agency and number on the left; on the right the national name, or in English place and date alone."""
    room = _HEAD[0] - _PADDING
    parent, agency = (halves(name, 12, bold, room / 20) for name, bold in ((own.parent, False), (own.agency, True)))
    left = [paragraph("ParentAgency", *_broken(parent))] if own.parent else []
    left.append(paragraph("Agency", *_broken(agency)))
    left.append(_rule(room, min(room, max(width(line, 12, True) * 20 for line in agency)) * 0.42))
    left.append(paragraph("DocumentNumber", text(own.number)))
    right = []
    if own.motto:
        name, *motto = own.motto
        right.append(paragraph("NationalName", text(name)))
        for line in motto:
            right += [paragraph("Motto", text(line)), _rule(_HEAD[1] - _PADDING, width(line, 13, True) * 20)]
    right.append(paragraph("PlaceAndDate", text(own.place_date)))
    return [beside(left, right, _HEAD)]


def halves(text: str, size: float, bold: bool, room: float) -> list[str]:
    """A line as one, or as two of about the same length where there is no room for it."""
    words = text.split(" ")
    if width(text, size, bold) <= room or len(words) < 2:
        return [text]
    ways = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    return list(min(ways, key=lambda way: max(width(half, size, bold) for half in way)))


def _broken(parts: list[str]) -> list[_Element]:
    """Lines of a name."""
    return [piece for i, part in enumerate(parts) for piece in (*([el("r", el("br"))] if i else []), text(part))]


def _rule(whole: float, length: float) -> _Element:
    """A line in the middle of what is ``whole`` wide."""
    side = max(0, round((whole - length) / 2))
    line = el("pBdr", el("top", val="single", sz=6, space=1, color="auto"))
    return paragraph("Rule", properties=(line, el("ind", left=side, right=side)))


def title(paper: Paper, own: Letterhead) -> list[_Element]:
    """Kind and subject, on which figures it rests, whom it is addressed to."""
    cover = (el("spacing", before=_COVER),) if paper.contents else ()
    subject = min(width(paper.subject, 14, True) * 20, TEXT)
    out = [
        paragraph("Title", text(own.kind), properties=cover),
        paragraph("Subtitle", text(paper.subject)),
        _rule(TEXT, subject * 0.4),
    ]
    if paper.label:
        out.append(paragraph("AsOf", text(paper.words["head_label"].format(label=paper.label))))
    if len(own.to) == 1:
        out.append(paragraph("AddressedTo", text(f"{own.to_head} {own.to[0]}")))
    elif own.to:
        out += [paragraph("AddressedTo", text(own.to_head), keep=True)]
        out += [paragraph("AddressedToList", text(one)) for one in own.to]
    return out


def contents(paper: Paper, headings: list[tuple[str, Heading]]) -> list[_Element]:
    """A list of contents on a page of its own, marked for Word to work out again.

    Its entries lead to their headings and have no page numbers until a program has counted the pages.

    Parameters
    ----------
    headings : each with the name of its bookmark.
    """
    out = [paragraph("TOCHeading", text(paper.words["contents"]), properties=(el("pageBreakBefore"),))]
    begin, code, separate, end = field(r'TOC \o "1-3" \h \z \u', dirty=True)
    for i, (name, heading) in enumerate(one for one in headings if one[1].level <= 3):
        entry = text(f"{heading.label} {plain_text(heading.spans)}".strip())
        link = el("hyperlink", entry, anchor=name, history=1)
        out.append(paragraph(f"TOC{heading.level}", *([begin, code, separate] if not i else []), link))
    out.append(paragraph("Gap", *([] if len(out) > 1 else [begin, code, separate]), end))
    return out


def sources(paper: Paper, to: Writer, name: str, first_id: int) -> list[_Element]:
    """The list of sources on pages of its own, an entry a bookmark.

    Parameters
    ----------
    name, first_id : of the bookmark of its heading, and the number of that bookmark.
    """
    heading = bookmark(name, first_id, text(paper.words["annex"]))
    out = [paragraph("Heading1", *heading, properties=(el("pageBreakBefore"),))]
    for i, one in enumerate(paper.references, 1):
        runs = to.runs((Span(f"[{one.number}]"),))
        entry = [*bookmark(f"s-{one.number}", first_id + i, *runs), el("r", el("tab")), *to.runs(one.spans)]
        out.append(paragraph("SourceEntry", *entry))
    return out


def signature(own: Letterhead) -> list[_Element]:
    """Recipients on the left, who signs on the right."""
    left = [paragraph("RecipientsHead", text(own.recipients_head))]
    left += [paragraph("Recipients", text(line)) for line in own.recipients]
    right = [paragraph("Signature", text(line)) for line in (own.authority, own.position) if line]
    right.append(paragraph("Signature", text(own.signer), properties=(el("spacing", before=_SIGN),)))
    return [
        paragraph("Gap", keep=True, properties=(el("spacing", before=240),)),
        beside(left, right, _FOOT, split=len(left) > _MANY),
        paragraph("Gap"),
    ]
