"""Plain text taken apart: paragraphs, entries of lists and headings, their sentences, and what is not the writer's own.

Offsets hold throughout: what is hidden or smoothed keeps its length.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

HIDDEN = "\ufffc"
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2007\u2009\t", " "))
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,2}[.)]|[a-zđ]\))\s+")
_HEADING = re.compile(r"\s*#{1,6}\s+")
_END = re.compile(rf"[.!?…][\"”»’){HIDDEN}]*\s+")  # what is hidden there is the number of a source
_SHORT = re.compile(
    r"\b(?:TP|ThS|TS|PGS|GS|BS|KS|St|Mr|Mrs|Ms|Dr|No|vs|e\.g|i\.e|v\.v|tr|cf|approx)\.\s+$", re.IGNORECASE
)
_NOT_WORDS = re.compile(
    r"```.*?```|~~~.*?~~~|`[^`\n]*`"  # code
    r"|https?://\S+|www\.\S+|\b[\w.+-]{1,64}@[\w-]{1,64}\.\w+|\b[\w-]{1,80}\.(?:csv|xlsx?|ipynb|py|docx?|pdf|toml|json|html)\b"
    r"|\$[^$\n]*[\\=^_][^$\n]*\$"  # mathematics
    r"|\b\d{1,6}/(?:(?:19|20)\d\d/)?[A-ZĐ]{2,}[\w-]*|\b\d{1,6}/(?:19|20)\d\d/[A-ZĐ][\w-]*"  # numbers of documents
    r"|\b(?:số|No\.?) \d+/(?:19|20)\d\d\b"
    r"|(?:Quyết định|Nghị quyết|Nghị định|Thông tư|Chỉ thị|Decision|Resolution|Decree|Circular)(?: số| No\.?)? \d+/(?:19|20)\d\d\b"
    r"|<!--.*?-->|<[a-z/][^>\n]*>",
    re.DOTALL,
)
_QUOTED = re.compile(r"“[^”]{0,2000}”|«[^»]{0,2000}»|\"[^\"\n]{0,600}\"")
# A sentence that begins by naming whose words it repeats; "theo giá so sánh" names nobody.
_ATTRIBUTED = re.compile(
    r"\W*(?:Theo (?!đó|giá|kế hoạch|mục tiêu|tiến độ|dự toán|dự kiến|từng|quý|tháng|năm|mức|ngành|vùng|loại|khu vực|số liệu sơ bộ|"
    r"ước tính|tính toán|cách|phương|quy)|According to|The report describes)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sentence:
    """A sentence, where it begins in the text, and what was said before it that holds for it too.

    ``lead`` is the heading above, the line that opens its list, and the sentences before it in its paragraph.
    """

    text: str
    start: int
    lead: str = ""
    heading: bool = False


def smooth(text: str) -> str:
    """The text with plain spaces only; its length stays."""
    return text.translate(_SPACES)


def hidden(text: str) -> str:
    """The text with code, addresses and quotations hidden."""
    for pattern in (_NOT_WORDS, _QUOTED):
        text = pattern.sub(lambda m: re.sub(r"[^\n]", HIDDEN, m[0]), text)
    return text


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text that are its writer's own: those that repeat a source's words by its name are left out."""
    heading = opening = ""
    for start, block, kind in _blocks(text):
        if kind == "heading":
            heading, opening = block, ""
            yield Sentence(block, start, "", True)
            continue
        lead = f"{heading} {opening}" if kind == "item" else heading
        opens = block.rstrip().endswith(":")
        if kind != "item" or opens:
            opening = block if opens else ""
        for at, sentence in _split(block):
            if not _ATTRIBUTED.match(sentence):
                yield Sentence(sentence, start + at, lead)
            lead = f"{lead} {sentence}"


def _blocks(text: str) -> Iterator[tuple[int, str, str]]:
    """(where, block, kind): paragraphs, entries and headings, newlines within one turned to spaces."""
    start, kept, kind = 0, "", ""
    at = 0
    for line in text.splitlines(keepends=True):
        head, item = _HEADING.match(line), _ITEM.match(line)
        if head or item or not line.strip() or kind == "heading":
            if kept.strip():
                yield start, kept, kind
            mark = (head or item).end() if head or item else 0
            start, kept, kind = at + mark, line[mark:], "heading" if head else "item" if item else ""
        else:
            start, kept = (start, kept + line) if kept.strip() else (at, line)
        kept = kept.replace("\n", " ").replace("\r", " ")
        at += len(line)
    if kept.strip():
        yield start, kept, kind


def _split(block: str) -> Iterator[tuple[int, str]]:
    at = 0
    for end in _END.finditer(block):
        following = block[end.end() : end.end() + 1]
        if (following.islower() and following.isalpha()) or _SHORT.search(block[at : end.end()]):
            continue
        yield at, block[at : end.end()].rstrip()
        at = end.end()
    if block[at:].strip():
        yield at, block[at:].rstrip()
