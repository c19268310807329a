"""A web page: the paragraphs that it shows."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from typing import NamedTuple

from .blocks import WIDEST, Block, extent, limit

_HEADINGS = frozenset(f"h{n}" for n in range(1, 7))
_CELLS = frozenset(("td", "th"))
_LEFT_OUT = frozenset(
    "audio button canvas datalist del dialog head iframe nav noscript object script select style svg template textarea title video".split()
)
_ROLES = frozenset("alertdialog dialog doc-bibliography menu menubar navigation search tooltip".split())
_APPENDICES = frozenset("bibliography references sources".split())
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_BLOCKS = _HEADINGS | _CELLS | frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form header hr "
    "html legend li main nav ol p pre section summary table tbody tfoot thead tr ul".split()
)  # fmt: skip
_ENDS = {  # what the start of an element ends, and what it cannot look out of
    "li": ({"li"}, {"ul", "ol", "table"}),
    "dt": ({"dt", "dd"}, {"dl", "table"}),
    "dd": ({"dt", "dd"}, {"dl", "table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "tr": ({"tr"}, {"table"}),
    "tbody": ({"thead", "tbody", "tfoot"}, {"table"}),
    "tfoot": ({"thead", "tbody", "tfoot"}, {"table"}),
}
_NOT_SHOWN = re.compile(r"(?:display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden)", re.IGNORECASE)
_REFERENCE = re.compile(r"\s*(?:\[\s?(?:\d{1,3}|\*|[a-z])\s?\]|\*{1,3}|[†‡])\s*")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_DEEPEST = 1_000


class _Open(NamedTuple):
    """An element that is open: what it is in, whether it is shown."""

    tag: str
    shown: bool = True
    main: bool = False
    kind: str = ""
    table: int = 0


class _Table:
    """Where in a table the next cell comes."""

    def __init__(self) -> None:
        self.row = self.column = 0
        self.place = (0, 0)  # of the cell that came last
        self.held: dict[int, int] = {}  # column -> the last row that a cell above reaches into
        self.layout = False
        self.paragraphs: dict[tuple[int, int], int] = {}

    def cell(self, wide: int, high: int) -> None:
        self.row = self.row or 1
        self.column += 1
        while self.held.get(self.column, 0) >= self.row:
            self.column += 1
        self.place = (self.row, self.column)
        if high > 1 and self.column <= WIDEST:
            self.held |= dict.fromkeys(range(self.column, self.column + wide), self.row + high - 1)
        self.column += wide - 1


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[_Open] = [_Open("")]
        self.names: Counter[str] = Counter()
        self.tables: list[_Table] = []
        self.words: list[str] = []
        self.found: list[tuple[Block, bool]] = []
        self.link = -1
        self.small = False  # what comes is set below the line by the style of the page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._flush()
            self._end_before(tag)
        elif tag == "br":
            self.words.append("\v")
        self.small |= tag == "small" and bool(self.words) and self.words[-1][-1:].isalnum()
        values = dict(attrs)
        if tag == "a" and (values.get("href") or "").startswith("#"):
            self.link = len(self.words)
        if tag in _VOID or len(self.open) > _DEEPEST:
            return
        self.open.append(self._opened(tag, values))
        self.names[tag] += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and self.open[-1].tag == tag and (tag in _LEFT_OUT or self.names["svg"]):
            self.names[self.open.pop().tag] -= 1

    def _opened(self, tag: str, values: dict[str, str | None]) -> _Open:
        above = self.open[-1]
        shown = above.shown and not _left_out(tag, values, above)
        kind, table = above.kind, above.table
        if tag == "table":
            if table:
                self.tables[table - 1].layout = True
            self.tables.append(_Table())
            self.tables[-1].layout = (values.get("role") or "") in ("presentation", "none")
            kind, table = "", len(self.tables)
        elif tag == "tr" and table:
            self.tables[table - 1].row += 1
            self.tables[table - 1].column = 0
        elif tag in _CELLS and table:
            self.tables[table - 1].cell(extent(values.get("colspan")), extent(values.get("rowspan")))
            kind = "cell"
        elif tag in _HEADINGS:
            kind = "heading"
        elif tag == "li":
            kind = "item"
        return _Open(tag, shown, above.main or tag == "main", kind, table)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush()
        if (
            tag in ("a", "sup")
            and 0 <= self.link < len(self.words)
            and _REFERENCE.fullmatch("".join(self.words[self.link :]))
        ):
            del self.words[self.link :]
        if tag == "a":
            self.link = -1
        self._pop({tag}, {"table"} if tag not in ("table", "main", "body", "html") else set())

    def handle_data(self, data: str) -> None:
        if self.open[-1].shown:
            self.words.append(f" {data}" if self.small and data[:1].isalpha() else data)
            self.small = False

    def _end_before(self, tag: str) -> None:
        """End what the start of a block ends though its own end is not written."""
        self._pop({"p"}, {"table", "td", "th", "li", "div", "section"})
        if tag in _HEADINGS:
            self._pop(set(_HEADINGS), {"table", "td", "th", "div"})
        if tag in _ENDS:
            self._pop(*_ENDS[tag])

    def _pop(self, tags: set[str], within: set[str]) -> None:
        if not any(self.names[tag] for tag in tags):
            return
        for i in range(len(self.open) - 1, 0, -1):
            if self.open[i].tag in tags:
                self.names.subtract(one.tag for one in self.open[i:])
                del self.open[i:]
                return
            if self.open[i].tag in within:
                return

    def _flush(self) -> None:
        text = _SPACES.sub(" ", "".join(self.words)) if self.words else ""
        self.words.clear()
        self.link = -1
        text = "\n".join(line.strip(" \u200b\ufeff") for line in text.split("\v")).strip()
        if not any(c.isalnum() for c in text):
            return
        limit(len(self.found) + 1)
        here = self.open[-1]
        block = Block(text, here.kind)
        if here.table:
            table = self.tables[here.table - 1]
            row, column = table.place
            if here.kind and row:
                table.paragraphs[row, column] = table.paragraphs.get((row, column), 0) + 1
                block = Block(text, here.kind, 0, here.table, row, column)
        self.found.append((block, here.main))

    def blocks(self) -> list[Block]:
        self._flush()
        inside = [b for b, main in self.found if main]
        every = [b for b, _ in self.found]
        if sum(len(b.text) for b in inside) * 2 >= sum(len(b.text) for b in every):
            every = inside
        number = {0: 0}
        for i, table in enumerate(self.tables, 1):
            table.layout |= len(table.paragraphs) < 2 or max(table.paragraphs.values()) > 4
            number[i] = 0 if table.layout else max(number.values()) + 1
        return [
            b._replace(table=number[b.table], kind="cell")
            if number[b.table]
            else Block(b.text, b.kind.replace("cell", ""))
            for b in every
        ]


def blocks(text: str) -> list[Block]:
    """The paragraphs that a page shows: its main part, if that is most of it; no scripts, menus, buttons, details, list of sources.

    >>> [b[:2] for b in blocks("<h1>Thu</h1><p>Thu đạt <b>49,5%</b> dự toán.<p hidden>x<p>Chi tăng")]
    [('Thu', 'heading'), ('Thu đạt 49,5% dự toán.', ''), ('Chi tăng', '')]
    """
    page = _Page()
    page.feed(_without(text))
    for _ in range(4):  # a tag that is never closed: its sign is text, the rest is read again
        rest, page.rawdata = page.rawdata, ""
        if not rest or page.cdata_elem:
            break
        page.handle_data(rest[0])
        page.feed(rest[1:])
    return page.blocks()


def _without(text: str) -> str:
    """A page without comments."""
    answer, at = [], 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start)
        answer.append(text[at:start])
        if end < 0:
            return "".join(answer)
        at = end + 3
    return "".join([*answer, text[at:]])


def _left_out(tag: str, values: dict[str, str | None], above: _Open) -> bool:
    """Is an element not shown, or no part of what the page tells."""
    return (
        tag in _LEFT_OUT
        or "hidden" in values
        or "popover" in values
        or (values.get("aria-hidden") or "").lower() == "true"
        or (values.get("role") or "").lower() in _ROLES
        or tag == "details"
        or (values.get("id") or "").lower() in _APPENDICES
        or (tag == "footer" and not above.main)
        or bool(_NOT_SHOWN.search((values.get("style") or "")[:500]))
    )
