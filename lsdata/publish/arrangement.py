"""How the pieces of a section stand on the page: a chart with its note beside it and its data folded under it."""

import re
from collections.abc import Iterable

from nbformat import NotebookNode

from lsdata.publish.labels import capital


def sections(nb: NotebookNode, note_word: str) -> list[dict]:
    """The sections of a plain document.

    Parameters
    ----------
    nb : what `document.plain` made.
    note_word : how a paragraph on how to read a chart begins ("Cách đọc").

    Returns
    -------
    list of dict : `key` (the anchor), `level` (1, or deeper in a whole review), `heading`, and `rows`, each with `cell` (or None), `part` (as in
        the document), `note` (how to read it), `data` (cells of the tables with the chart's figures) and `code`.
    """
    found: list[dict] = []
    for cell in nb.cells:
        own = cell.metadata.lsdata
        if own.part == "heading":
            known = {"key": _free(own.section, found), "level": own.get("level", 1)}
            found.append(known | {"heading": cell.source[3:], "cells": []})
        elif found and own.section:
            found[-1]["cells"].append(cell)
    for section in found:
        section["rows"] = _with_data(_rows(section.pop("cells"), note_word))
    return found


def _free(key: str, found: list[dict]) -> str:
    taken = {section["key"] for section in found}
    return key if key not in taken else f"{key}-{len(found)}"


def _with_data(rows: list[dict]) -> list[dict]:
    """Rows with the figures of each chart folded under it.

    The figures of a chart are the table right before it; where none stands there, the tables right after it. A table
    with words between it and a chart, or in a section without one, stands for itself.
    """
    drawn: list[dict] = []
    after = False  # do the tables that follow belong to the chart before them
    for row in rows:
        if after and row["part"] == "table":
            _fold(drawn[-1], row, row["code"])
            continue
        after = False
        if row["part"] == "figure":
            if drawn and drawn[-1]["part"] == "table":
                table = drawn.pop()
                _fold(row, table, row["code"], before=table["code"])
            else:
                after = True
        drawn.append(row)
    return drawn


def _fold(chart: dict, table: dict, code: str, before: str = "") -> None:
    chart["data"].append(table["cell"])
    chart["code"] = "\n\n".join(part for part in (before or chart["code"], code) if part)


def _rows(cells: list[NotebookNode], note_word: str) -> list[dict]:
    """Pieces in order; what says how to read a chart stands beside that chart."""
    rows = [row for cell in cells for row in _split(cell, note_word)]
    charts = [index for index, row in enumerate(rows) if row["part"] == "figure"]
    for index, row in enumerate(rows):
        if not charts or row["cell"]:
            continue
        near = index - 1 if index - 1 in charts else next((at for at in charts if at > index), charts[-1])
        if not rows[near]["note"]:
            rows[near]["note"], row["note"] = row["note"], ""
    return [row for row in rows if row["cell"] or row["note"]]


def _split(cell: NotebookNode, note_word: str) -> Iterable[dict]:
    """A written cell's paragraphs on how to read a chart, apart from its others; any other cell as it is."""
    own = cell.metadata.lsdata
    if own.part != "text":
        yield _row(cell, own.part, own.get("code", ""))
        return
    lead = re.compile(rf"\**{note_word}[^:.*\n]*[:.]?\**[:.]?\s*")
    for paragraph in re.split(r"\n\s*\n", cell.source):
        if found := lead.match(paragraph):
            yield _row(note=f"**{note_word}**\n{capital(paragraph[found.end() :])}")
        else:
            yield _row(cell | {"source": paragraph}, own.part, own.get("code", ""))


def _row(cell: dict | None = None, part: str = "", code: str = "", note: str = "") -> dict:
    return {"cell": cell, "part": part, "note": note, "code": code, "data": []}
