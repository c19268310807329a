"""Figures out of the tables of a report: what a number is, by its row, its column and the words above the table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .catalogue import Catalogue
from .cells import Cell, amount
from .columns import Columns, written
from .figure import Figure
from .heads import Head, head, status_of, time_cell, unit_in, unit_of, without_marks
from .labels import LOCAL, Caption, Labels, Row
from .prose import prose
from .times import RELATIVE, find

if TYPE_CHECKING:
    from .context import Context
    from .documents import Document, Paragraph

_CAPTION = re.compile(
    r"(?:bảng|biểu|phụ lục|table|annex)\s+(?:số\s+)?[\dIVX]{1,5}(?:[.\-]\d{1,3}){0,3}\s{0,2}[.:–-]?\s*", re.IGNORECASE
)
_COUNTED = re.compile(r"(?:\d{1,2}|[A-Z])(?:\s?=\s?[\d\s/+*x×-]{1,20})?")
_WORKED = re.compile(r"(?:cách tính|how calculated|ghi chú cách tính)\s*:\s*", re.IGNORECASE)
_CAPITAL = re.compile(r"(?<=\s)(?=[^\W\d_])(?=[A-ZĐÀ-Ỹ])")
_LONG = 250  # letters of a paragraph that is no caption


def figures(
    document: Document, cells: Sequence[Paragraph], catalogue: Catalogue, context: Context, lang: str
) -> list[Figure]:
    """The figures that a table prints, row by row; none of tables of sources, of revisions, of figures not chosen.

    Parameters
    ----------
    cells : paragraphs of one table, in order.
    context : what the document is about: anchor, area, sector and family of the indicators found before.
    lang : language of the numbers, ``vi`` or ``en``.
    """
    return _Table(document, cells, catalogue, context, lang).read() if cells else []


class _Table:
    def __init__(
        self, document: Document, cells: Sequence[Paragraph], catalogue: Catalogue, context: Context, lang: str
    ) -> None:
        self.document, self.catalogue, self.context, self.lang = document, catalogue, context, lang
        self.grid: dict[int, dict[int, list[Paragraph]]] = {}
        for p in cells:
            self.grid.setdefault(p.row, {}).setdefault(p.column, []).append(p)
        self.rows = sorted(self.grid)
        self.columns = sorted({p.column for p in cells})
        self.labels = Labels(catalogue, lang, context.sector, context.family)
        self.caption = self._caption(cells[0], cells[-1])
        self.of = Columns(self.labels, self.caption, context)

    def read(self) -> list[Figure]:
        top = self._top()
        if len(self.rows) == 1 and not top:
            return self._cards()
        heads = self._heads(top)
        if any(h.role in ("other", "document") for h in heads.values()) or heads[self.columns[0]].role == "date":
            return []
        body = [r for r in self.rows if r not in top and not self._numbered(r)]
        self._by_content(heads, body)
        rows: list[Row] = []
        for r in body:
            rows.append(self._row(r, heads, rows[-1] if rows else Row()))
        ways = {c: written([row.cells[c] for row in rows if c in row.cells], h) for c, h in heads.items()}
        return [f for row in rows for f in self._figures(row, heads, ways)]

    # --- words of cells, heads ------------------------------------------------------------------------------------------

    def _text(self, row: int, column: int) -> str:
        found = self.grid[row].get(column, [])
        return " ".join(dict.fromkeys(prose(self.document.text[p.start : p.end]).text.strip() for p in found))

    def _number(self, row: int, column: int) -> Cell | None:
        for p in self.grid[row].get(column, []):
            one = prose(self.document.text[p.start : p.end], p.start)
            if found := amount(one.text, self.lang):
                return Cell(found[0], found[1], found[2], one, p)
        return None

    def _numbered(self, row: int) -> bool:
        """True of a row that numbers the columns: ``A B 1 2 3=2/1``."""
        texts = [self._text(row, c) for c in self.grid[row]]
        return (
            len(texts) > 2
            and all(_COUNTED.fullmatch(t.strip("() ")) for t in texts)
            and sum(t.strip("()").isdecimal() for t in texts) > 1
        )

    def _top(self) -> list[int]:
        """The rows of heads: the first, and those below it that fill its gaps."""
        top: list[int] = []
        for r in self.rows:
            texts = {c: self._text(r, c) for c in self.grid[r]}
            numbers = [c for c in texts if c != self.columns[0] and (n := self._number(r, c)) and not n.is_year]
            if numbers or (
                any((n := self._number(r, c)) and n.is_year for c in texts) and top and not self._gaps(top, texts)
            ):
                break
            if top and len(self.grid[top[0]]) > 1 and not self._gaps(top, texts):
                break
            top.append(r)
        return top if len(top) < len(self.rows) else top[:1]

    def _gaps(self, top: list[int], texts: dict[int, str]) -> bool:
        above = {c: self._text(top[-1], c) for c in self.grid[top[-1]]}
        repeated = len(set(above.values())) < len(above) and len(texts) > 1
        return (
            repeated
            or any(c not in above for c in texts)
            or (len(texts) > 1 and all(above.get(c) == t for c, t in list(texts.items())[:1]))
        )

    def _heads(self, top: list[int]) -> dict[int, Head]:
        """What the heads of each column say, several rows of heads joined."""
        heads = {}
        rows = [r for r in top if len(self.grid[r]) > 1 or len(top) == 1]
        for c in self.columns:
            texts: list[str] = []
            for i, r in enumerate(rows):
                own = self._text(r, c)
                if not own and any(c in self.grid[below] for below in rows[i + 1 :]):
                    left = [x for x in self.grid[r] if x < c]
                    own = self._text(r, max(left)) if left else ""
                if own and own not in texts:
                    texts.append(own)
            h = head(" ".join(texts), self.lang)
            if h.text and f", {h.text.casefold()}, " in self.caption.worked:
                h.role = "worked"
            heads[c] = h
        return heads

    def _by_content(self, heads: dict[int, Head], body: list[int]) -> None:
        """What a column holds whose head does not say it."""
        for i, (c, h) in enumerate(heads.items()):
            texts = [without_marks(t).strip() for r in body if (t := self._text(r, c))]
            if h.role != "figure" or (h.measure and h.text) or not texts:
                continue
            if (
                i == 0
                and len(texts) > 2
                and [t.strip(".") for t in texts] == [str(n) for n in range(1, len(texts) + 1)]
            ):
                h.role = "ordinal"
            elif all(time_cell(t, self.lang) for t in texts):
                h.role = "period"
            elif all(unit_of(t, self.lang) for t in texts):
                h.role = "unit"
        if not any(h.role == "label" for h in heads.values()):
            for c, h in heads.items():
                texts = [t for r in body if (t := self._text(r, c))]
                if h.role == "figure" and texts and not any(self._number(r, c) for r in body):
                    h.role = "area" if all(self.labels.areas(t) for t in texts) else "label"
                    break

    # --- around it ------------------------------------------------------------------------------------------------------

    def _caption(self, first: Paragraph, last: Paragraph) -> Caption:
        found = Caption()
        paragraphs = self.document.paragraphs
        at = first.number - 2
        while at >= 0 and first.number - 1 - at <= 3 and not paragraphs[at].table:
            text = prose(self.document.text[paragraphs[at].start : paragraphs[at].end]).text
            if len(text) > _LONG:
                break
            titled = _CAPTION.match(text)
            self._told(text[titled.end() :] if titled else text, found, near=at == first.number - 2 or bool(titled))
            if titled:
                break
            at -= 1
        for p in paragraphs[last.number : last.number + 4]:
            text = prose(self.document.text[p.start : p.end]).text
            if m := _WORKED.match(text):
                names = (part.partition("=")[0].strip() for part in text[m.end() :].split(";"))
                found.worked = "".join(f", {name}, " for name in names).casefold()
            if p.table or p.kind == "heading":
                break
        return found

    def _told(self, text: str, found: Caption, *, near: bool) -> None:
        for part in re.split(r"\s[·|]\s", text):
            unit, rest = unit_in(part, self.lang)
            if unit and not rest and self.labels.codes(part):  # what is counted and what it is counted in have one name
                unit, rest = None, part
            found.unit = found.unit or unit
            if not near or not rest:
                continue
            h = head(rest, self.lang)
            found.plan_by = found.plan_by or h.plan_by
            if not found.time:
                found.time = next((t for t in h.own if t.shape not in RELATIVE), None)
            runs = [one[i:] for one in (rest, h.rest) for i in (0, *(m.start() for m in _CAPITAL.finditer(one, 1)))]
            named = next((one for one in runs if self.labels.codes(one)), "")
            if named and not found.codes:
                found.codes, found.words = self.labels.codes(named), named
            if not found.areas and "base" not in h.parts:
                found.areas = tuple(
                    a for a in self.labels.areas(rest, anywhere=True) if not self.catalogue.is_country(a)
                )

    # --- a row ----------------------------------------------------------------------------------------------------------

    def _row(self, r: int, heads: dict[int, Head], above: Row) -> Row:
        row = Row()
        for c, h in heads.items():
            text = without_marks(self._text(r, c)).strip()
            if not text:
                continue
            if h.role == "label" and not row.words:
                self.labels.read(text, row)
            elif h.role == "area":
                row.areas = self.labels.areas(text) or LOCAL
            elif h.role == "unit":
                row.unit = unit_of(text, self.lang) or row.unit
            elif h.role == "period":
                row.time = time_cell(text, self.lang) or next(iter(find(text, self.lang)), None)
            elif h.role == "status":
                row.status = status_of(text)
            elif h.role == "measure":
                row.measure = head(text, self.lang)
            elif h.role == "figure" and (cell := self._number(r, c)):
                row.cells[c] = cell
        if row.cells and not any(h.role in ("label", "area") and c in self.grid[r] for c, h in heads.items()):
            row.words, row.codes, row.areas = above.words, above.codes, above.areas
        if row.unit is None and any(h.role == "unit" for h in heads.values()) and self.labels.in_per_cent(row.codes):
            row.unit = unit_of("%", self.lang)  # a cell of a sign alone is no paragraph
        row.sector, row.family = self.labels.sector, self.labels.family
        return row

    def _figures(self, row: Row, heads: dict[int, Head], ways: dict[int, str]) -> list[Figure]:
        out, led = [], None
        for c, h in heads.items():
            led = h if h.leads else led
            if cell := row.cells.get(c):
                f = self.of.figure(row, cell, h, led, ways[c], self.document.locator(cell.paragraph))
                if f:
                    out.append(f)
        return out

    def _cards(self) -> list[Figure]:
        """The figures of a table without heads, each with its words below it."""
        out: list[Figure] = []
        row = Row(sector=self.labels.sector, family=self.labels.family)
        led, of = None, Columns(self.labels, Caption(), self.context)
        for c in self.columns:
            cell = self._number(self.rows[0], c)
            if cell is None or len(self.grid[self.rows[0]][c]) < 2:
                continue
            words = " ".join(
                prose(self.document.text[p.start : p.end]).text
                for p in self.grid[self.rows[0]][c]
                if p is not cell.paragraph
            )
            h = head(
                f"% {words}" if cell.number.percent and words.lower().startswith(("của ", "of ")) else words, self.lang
            )
            if h.rest and (codes := self.labels.codes(h.rest)):
                row.words, row.codes = h.rest, codes
            led = h if h.leads else led
            way, locator = written((cell,), h), self.document.locator(cell.paragraph)
            if row.codes and (f := of.figure(row, cell, h, led, way, locator)):
                out.append(f)
        return out
