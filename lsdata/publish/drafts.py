"""A notebook as its writer left it, executed or not: opened, its parameters, the language a text is in."""

import ast
import json
import re
import unicodedata
import warnings
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from lsdata.errors import LONGEST, PeriodError, ReadError
from lsdata.periods import Period
from lsdata.publish.document import SILENT_TAGS
from lsdata.publish.sentences import hidden, smooth

_VIETNAMESE = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")
_SMALL = re.compile(r"(?<!\w)[^\W\d_A-ZĐ]\w+")  # names of places are Vietnamese in any language
_SYLLABLE = re.compile(  # a word without marks that may be Vietnamese all the same: "thu", "trong"
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)


def opened(notebook: str | Path | NotebookNode) -> NotebookNode:
    """The notebook at a path, in the format of today; a notebook is returned as it is.

    Raises
    ------
    ReadError : there is no file, or it is no notebook.
    """
    if isinstance(notebook, NotebookNode):
        return notebook
    import nbformat

    path = Path(notebook)
    expected = "a Jupyter notebook (.ipynb) was expected"
    try:
        text = path.read_text(encoding="utf-8-sig")
        found = json.loads(text)
    except FileNotFoundError:
        raise ReadError(f"{path}: no such file; {expected}") from None
    except OSError as error:
        raise ReadError(f"{path}: {error.strerror or error}; {expected}") from None
    except UnicodeDecodeError:
        raise ReadError(f"{path}: no text; {expected}") from None
    except json.JSONDecodeError as error:
        hint = "is it saved whole? open it in JupyterLab and save it again"
        what = f"broken JSON in line {error.lineno}; {hint}" if path.suffix == ".ipynb" else f"no notebook; {expected}"
        raise ReadError(f"{path}: {what}") from None
    cells = (
        isinstance(found, dict) and isinstance(found.get("nbformat"), int) and (found.keys() & {"cells", "worksheets"})
    )
    if not cells:
        raise ReadError(f"{path}: JSON, but no notebook: it has no cells; {expected}")
    try:
        with warnings.catch_warnings():  # cells without ids are read all the same
            warnings.simplefilter("ignore")
            return nbformat.reads(text, as_version=4)
    except Exception as error:  # nbformat lets many kinds through
        said = " ".join(str(error).split())[:LONGEST]
        raise ReadError(f"{path}: no notebook that can be read ({type(error).__name__}: {said}); {expected}") from None


def parameters(nb: NotebookNode) -> dict[str, Any]:
    """What the notebook was, or would be, run with: plain values set in cells, then those injected."""
    known: dict[str, Any] = {}
    tagged: dict[str, Any] = {}
    for cell in nb.cells:
        if cell.cell_type == "code":
            values = _assigned("".join(cell.source))
            if SILENT_TAGS & set(cell.metadata.get("tags", [])):
                tagged |= values
            else:
                known = values | known
    return known | tagged | dict(nb.metadata.get("papermill", {}).get("parameters", {}))


def period(values: dict[str, Any]) -> Period | None:
    """The period among parameters; None where there is none, or not one."""
    try:
        return Period.parse(values["period"]) if values.get("period") else None
    except PeriodError:
        return None


def language(text: str, default: str = "", fewest: int = 3) -> str:
    """The language a text is in, by its small words; `default` where fewer than `fewest` tell, or they do not agree.

    A word with Vietnamese letters speaks for Vietnamese, one that is no Vietnamese syllable for English.
    """
    words = _SMALL.findall(unicodedata.normalize("NFC", text))
    own = sum(bool(_VIETNAMESE.search(word)) for word in words)
    other = sum(word.isascii() and not _SYLLABLE.fullmatch(word) for word in words)
    if own + other < fewest:
        return default
    share = own / (own + other)
    return "vi" if share > 0.6 else "en" if share < 0.3 else default


def notebook_language(nb: NotebookNode) -> str:
    """The language of all that a notebook says, in its written cells and its outputs; empty where its words do not tell."""
    texts = [cell.source for cell in nb.cells if cell.cell_type == "markdown"]
    shown = [output.get("data", {}) for cell in nb.cells for output in cell.get("outputs", [])]
    texts += ["".join(data.get(mime, "")) for data in shown for mime in ("text/markdown", "text/html")]
    return language(hidden(smooth("\n\n".join(texts))), fewest=1)


def _assigned(source: str) -> dict[str, Any]:
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):  # a cell with %magic
        return {}
    return {
        target.id: one.value.value
        for one in body
        if isinstance(one, ast.Assign) and isinstance(one.value, ast.Constant)
        for target in one.targets
        if isinstance(target, ast.Name)
    }
