"""A notebook as it is handed out: in one language, without the solutions.

The bundled lessons hold both languages (cells tagged ``lang-xx``) and, between the marks of nbgrader, the solutions.
"""

from __future__ import annotations

import re

from ..errors import ReportError
from ..run.notebook import for_language, read, write
from ..wording import check_language

SOLUTION = re.compile(r"^[ \t]*#+ BEGIN SOLUTION\n.*?^[ \t]*#+ END SOLUTION$", re.M | re.S)
STUB = {"vi": "# lời giải của bạn", "en": "# your answer"}
_LANG = re.compile(r'^lang = "\w*"', re.M)


def hand_out(notebook: bytes, lang: str, *, solutions: bool = False) -> bytes:
    """A lesson as a student gets it.

    Parameters
    ----------
    notebook : content of an .ipynb file.
    lang : the language to keep, also as the notebook's own parameter.
    solutions : leave them in, as a teacher needs them.

    Returns
    -------
    bytes : content of the notebook, formatted as the bundled ones are.

    Raises
    ------
    ReportError : not a notebook, or a solution that begins and does not end.
    UnknownName : a language that there is none of.
    """
    check_language(lang)
    nb = for_language(read(notebook), lang)
    for cell in nb.cells:
        if "parameters" in cell.metadata.get("tags", ()):
            cell.source = _LANG.sub(f'lang = "{lang}"', cell.source)
        if cell.cell_type == "code" and not solutions:
            cell.source = SOLUTION.sub(STUB.get(lang, STUB["en"]), cell.source)
            if "SOLUTION" in cell.source:
                raise ReportError(f"cell {cell.id}: a solution that begins has to end, each by a line of its own")
    return write(nb)
