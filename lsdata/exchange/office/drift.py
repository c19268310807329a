"""A table held against its layout: what has moved is followed and said, what has changed is refused and said."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...errors import PackageError, PeriodError
from ...periods import Period
from ...storages import failure
from . import dating, naming, printing
from .grid import Grid, letter
from .heads import Line, Table, find
from .layoutfile import quoted
from .layouts import Column, Layout, Row


@dataclass
class Found:
    """Where a layout's columns and rows stand in a file.

    Parameters
    ----------
    table : the one that it fits.
    period : that it is of.
    columns : the layout's, with their column in the sheet.
    rows : the layout's, with the lines they stand in.
    unread : names of rows with figures that the layout does not have.
    """

    table: Table
    period: Period
    columns: list[tuple[Column, int]]
    rows: list[tuple[Row, Line]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def hold(grids: list[Grid], layout: Layout, period: str, notes: list[str], wrong: list[dict]) -> Found:
    """Table, period, columns and rows of a file; what was followed goes to ``notes``, what is refused to ``wrong``.

    Raises
    ------
    PackageError : no table there, or no period: nothing more can be said.
    """
    tables = _sheet(grids, layout, notes)
    now = _period(next((t for t in tables if _fit(t, layout, None)), tables[0]), layout, period)
    fitting = [t for t in tables if _fit(t, layout, now)] or tables[:1]
    table, *others = fitting
    found = Found(table, now, _columns(table, layout, now, notes, wrong))
    for other in others:
        expected = (
            f"one table with these heads; the first has them in row {table.bottom}: keep each in a sheet of its own"
        )
        wrong.append(other.grid.wrong(expected, other.bottom, other.names, value=layout.row_names))
    _rows(found, layout, notes, wrong)
    return found


def _sheet(grids: list[Grid], layout: Layout, notes: list[str]) -> list[Table]:
    """The tables of the layout's sheet; of another one where only that fits."""
    named = [g for g in grids if naming.fold(g.sheet) == naming.fold(layout.sheet)] if layout.sheet else []
    asked = named or grids
    by_grid = [(g, tables) for g in asked if (tables := find(g, layout.row_names))]
    if not by_grid:
        near = naming.nearest(layout.row_names, {c.text for g in asked for c in g.cells.values()})
        where = next(((g, at) for g in asked for at, c in sorted(g.cells.items()) if near and c.text == near), None)
        expected = f"{layout.row_names!r}, the head over the names of rows"
        remedy = f"write the new one as row_names into [table] of {layout.name}"
        if where:
            raise PackageError([where[0].wrong(f"{expected}; if it is that head, {remedy}", *where[1], value=near)])
        raise PackageError([asked[0].wrong(f"no cell with {expected}, was found; {remedy}, or make a new draft")])
    fits = [(g, tables) for g, tables in by_grid if any(_fit(t, layout, None) for t in tables)]
    if not named and len(fits or by_grid) > 1:
        names = ", ".join(repr(g.sheet) for g, _ in fits or by_grid)
        expected = f"one sheet that fits; {names} do: write sheet = … into [table] of {layout.name}"
        raise PackageError([failure(grids[0].file, expected, value=layout.sheet)])
    grid, tables = (fits or by_grid)[0]
    if layout.sheet and not named and grid.sheet:
        notes.append(f"the sheet {layout.sheet!r} is now called {grid.sheet!r}: only that one fits")
    return tables


def _told(table: Table, kind: str) -> dict[Period, tuple[int, int]]:
    """Periods of a kind that the lines above a table name, with their cells; else those of the sheet's name."""
    for lines in (table.title, [(0, 0, table.grid.sheet)]):
        named = [(k, p, (r, c)) for r, c, text in lines for k, p in dating.mentioned(text)]
        same = [(p, at) for k, p, at in named if k == kind]
        if kind == "month" and not same:  # a title that names the months so far only
            same = [(Period(p.year, p.end.month, 1), at) for k, p, at in named if k == "months"]
        if same:
            return dict(reversed(same))
    return {}


def _period(table: Table, layout: Layout, given: str) -> Period:
    grid, kind, told = table.grid, layout.every, _told(table, layout.every)
    texts = [*table.heads.values(), *(text for _, _, text in table.title), grid.sheet]
    fits = [p for p in dating.candidates(kind, texts) if _fit(table, layout, p)]
    if given:
        now = _given(table, layout, given)
        if told and now not in told:
            says, at = next(iter(told.items()))
            expected = f"{says.code}, the period that the file names; give that one, or mend the file"
            raise PackageError([grid.wrong(expected, *at, value=now.code)])
        told = {now: (0, 0)}
    named = [p for p in told if len(told) == 1 or p in fits]
    if len(named) == 1:
        now = named[0]
        if fits and now not in fits:
            of = "the period given" if given else "the period that the title names"
            expected = f"{min(fits, key=lambda p: abs(p.year - now.year)).code}, the period of the heads, but {of}; mend title or heads in the file, or give the right period"
            raise PackageError([grid.wrong(expected, *told[now], value=now.code)])
        return now
    if not told and (nearly := fits or _nearly(table, layout, texts)) and len(nearly) == 1:
        return nearly[0]
    codes = " and ".join(p.code for p in told)
    expected = f"its title names {codes}" if told else "neither title nor heads name its period"
    raise PackageError([grid.wrong(f"{expected}; give the period, like {dating.EVERY[kind]}")])


def _given(table: Table, layout: Layout, given: str) -> Period:
    """The period that the caller gave, of the kind that the layout's tables are of."""
    try:
        now = Period.parse(given)
    except PeriodError as e:
        raise PackageError([table.grid.wrong(str(e))]) from None
    if dating.kind_of(now) != layout.every:
        expected = f"a period like {dating.EVERY[layout.every]}; {layout.name} is for tables with every = {quoted(layout.every)}"
        raise PackageError([table.grid.wrong(expected, value=given)])
    return now


def _nearly(table: Table, layout: Layout, texts: list[str]) -> list[Period]:
    """The periods that most of the heads are of, where not every column of the layout is there."""
    dated = [c for c in layout.columns if "{" in c.head]
    scores = {p: sum(bool(_standing(table, c, p)) for c in dated) for p in dating.candidates(layout.every, texts)}
    best = max(scores.values(), default=0)
    return [p for p, score in scores.items() if score == best] if best else []


def _fit(table: Table, layout: Layout, now: Period | None) -> bool:
    """Whether every column of the layout is there; without a period, whatever period that takes."""
    if now is None:
        texts = [*table.heads.values(), *(t for _, _, t in table.title), table.grid.sheet]
        last = [Period.parse(layout.last["period"])] if layout.last.get("period") else []
        return any(_fit(table, layout, p) for p in (*dating.candidates(layout.every, [*texts, "2000"]), *last))
    return all(c.optional or _standing(table, c, now) for c in layout.read)


def _standing(table: Table, column: Column, now: Period) -> list[int]:
    looks = dating.pattern(column.head, dating.resolve(column.period, now))
    return [c for c, head in table.heads.items() if looks.fullmatch(naming.fold(head))]


def _columns(
    table: Table, layout: Layout, now: Period, notes: list[str], wrong: list[dict]
) -> list[tuple[Column, int]]:
    at = {id(c): _standing(table, c, now) for c in layout.columns}
    taken = {s for standing in at.values() for s in standing}
    last = {(head, period): name for head, period, name in layout.last.get("columns", [])}
    out, used = [], {}
    for column in layout.read:
        told = dating.told(column.head, dating.resolve(column.period, now))
        standing, line = at[id(column)], layout.line(str(column.line))
        if len(standing) > 1:
            cells = " and ".join(table.at(c) for c in standing)
            expected = (
                f"one column with this head; it stands in {cells}: make the heads differ in the file, and change {line}"
            )
            wrong.append(table.grid.wrong(expected, table.bottom, standing[1], value=told))
        elif not standing:
            if not column.optional:
                order = [at[id(c)][0] if at[id(c)] else 0 for c in layout.columns]
                place = _between(order, layout.columns.index(column))
                wrong.append(_missing(table, layout, column, told, now, taken, place))
        elif standing[0] in used:
            expected = f"a column of its own; line {used[standing[0]]} of the layout reads it already: change {line}"
            wrong.append(table.grid.wrong(expected, table.bottom, standing[0], value=told))
        else:
            place, before = letter(standing[0]), last.get((column.head, column.period), "")
            if before and before != place:
                notes.append(f"column {told!r} stands in {place}, last time in {before}")
            used[standing[0]] = column.line
            out.append((column, standing[0]))
    for c, head in table.heads.items():
        if c not in taken and any(table.grid.at(line.row, c).number for line in table.lines):
            notes.append(f"column {letter(c)} {head!r} has figures, and the layout does not know it")
    return out


def _missing(
    table: Table, layout: Layout, column: Column, told: str, now: Period, taken: set[int], place: tuple[float, float]
) -> dict:
    free = {head: c for c, head in table.heads.items() if c not in taken}
    near, line = naming.likely(told, free, place), layout.line(str(column.head_line))
    if not near:
        expected = f"no column has the head {told!r}; add it to the file, or take its column out: {line}"
        return table.grid.wrong(expected, table.bottom)
    new = dating.templated(near, dating.resolve(column.period, now))
    change = f"change head = {quoted(column.head)} to head = {quoted(new)} in {line}"
    expected = f"now reads {near!r}, and no column has the head {told!r}; if it is that column, {change}"
    cell = table.at(free[near])
    return table.grid.wrong(expected, int("".join(x for x in cell if x.isdigit())), free[near])


def _between(order: list[int], i: int) -> tuple[float, float]:
    """Between which of its neighbours in the layout, by their places in the sheet, the i-th one may stand; 0: not there."""
    before, after = next((x for x in reversed(order[:i]) if x), 0), next((x for x in order[i + 1 :] if x), 0)
    return before, after or float("inf")


def _rows(found: Found, layout: Layout, notes: list[str], wrong: list[dict]) -> None:
    table, columns = found.table, [c for _, c in found.columns]
    grid, name = table.grid, table.names
    full = [line for line in table.lines if any(grid.at(line.row, c).text for c in columns or table.heads)]
    keys = dict(zip((line.row for line in full), naming.keys([line.path for line in full]), strict=True))
    at = {r.label: [line for line in full if naming.matches(r.label, line.path)] for r in layout.rows}
    known = {line.row for standing in at.values() for line in standing}
    free = {keys[line.row]: line for line in full if line.row not in known and line.name}
    marks = layout.missing
    free = {
        k: n
        for k, n in free.items()
        if any(printing.is_figure(grid.at(n.row, c), marks) for c in columns or table.heads)
    }
    order = [at[r.label][0].row if at[r.label] else 0 for r in layout.rows]
    renamed = {k: n.row for k, n in free.items() if not {k, n.name} & set(layout.left_open)}
    for i, row in ((i, r) for i, r in enumerate(layout.rows) if r.code):
        standing, where = at[row.label], layout.line(str(row.line))
        if len(standing) > 1:
            cells = " and ".join(f"{letter(name)}{line.row}" for line in standing)
            longer = keys[standing[0].row]
            remedy = (
                f"write {quoted(longer)} for the first"
                if longer != row.label
                else "make their names differ in the file"
            )
            expected = f"one row of this name; it stands in {cells}: {remedy} ({where})"
            wrong.append(grid.wrong(expected, standing[1].row, name, value=row.label))
        elif standing:
            found.rows.append((row, standing[0]))
        elif empty := [line for line in table.lines if naming.matches(row.label, line.path)]:
            notes.append(f"row {empty[0].row} {row.label!r} has no figures this time")
        elif row.optional:
            continue
        elif near := naming.likely(row.label, renamed, _between(order, i)):
            change = f"change {quoted(row.label)} to {quoted(near)} in {where}"
            says = f"now reads {near!r}, and no row is called {row.label!r} ({row.code})"
            wrong.append(grid.wrong(f"{says}; if it is that row, {change}", renamed[near], name))
        else:
            expected = (
                f'no row is called {row.label!r} ({row.code}); to read the table without it, write "" for it in {where}'
            )
            wrong.append(grid.wrong(expected))
    named = {line.row for line in table.lines}
    unnamed = [r for r in range(table.bottom + 1, max(named)) if r not in named and not grid.at(r, name).text]
    unnamed = [r for r in unnamed if any(grid.at(r, c).number for c in columns)]
    found.unread = [*free, *(f"({letter(name)}{r}, without a name)" for r in unnamed)]
