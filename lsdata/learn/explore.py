"""The explorer: widgets for a choice, and below them all that the choice shows, changed in one go.

``view`` knows what a choice shows and ``choice`` which choices there are; here stand the widgets and the page.
"""

from __future__ import annotations

import base64
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import ipywidgets as widgets

from ..dataset import Dataset, check_as_of, load
from ..errors import LsdataError, ParameterError
from ..periods import date_name
from ..wording import languages
from . import choice as choices
from .choice import Choice
from .view import View

if TYPE_CHECKING:
    import pandas as pd

FIRST = ("VN-09", "trade")
NAMES = {"vi": "Tiếng Việt", "en": "English"}
LISTS = {  # what each widget offers; each depends on those before it
    "area": choices.areas, "sector": choices.sectors, "indicator": choices.indicators, "measure": choices.measures,
    "like": choices.kinds, "since": choices.since, "until": choices.until,
}  # fmt: skip
# Works without a network, without a secure origin and without a permission, unlike the clipboard of a browser.
_COPY = "var t=this.parentNode.querySelector('textarea');t.select();if(document.execCommand('copy'))this.textContent=this.dataset.done"


def explore(area: str = "", sector: str = "", lang: str = "vi", data: str = "") -> Explorer:
    """Look at the figures with widgets: series, table, sources and disagreements change together.

    Parameters
    ----------
    area : ISO 3166-2 code of the area to begin with; empty: ``VN-09``, or the first that a package has figures of.
    sector : code of the sector to begin with; empty: ``trade``, or the first that the area has figures of.
    lang : ``vi`` or ``en``.
    data : folder of a data package; empty: the bundled one.

    Returns
    -------
    Explorer : a widget; ``frame``, ``code`` and ``choice`` hold what it shows at the moment.

    Raises
    ------
    UnknownName : a code that does not exist.
    ParameterError : an area or a sector without figures.

    Example
    -------
    >>> e = explore(sector="growth", lang="en")
    >>> e.code
    'ls.series("grdp_growth")'
    """
    dataset = load(data or None)
    there = dict.fromkeys(r["area"] for r in dataset.find())
    area = area or (FIRST[0] if FIRST[0] in there else next(iter(there), ""))
    begin = sector or (FIRST[1] if FIRST[1] in dataset.sectors else "")
    found = choices.settle(dataset, Choice(area=area, sector=begin, lang=lang))
    if sector and found.sector != sector:
        have = ", ".join(s for _, s in choices.sectors(dataset, found))
        raise ParameterError(f"sector {sector!r} has no figures of {area}; choose one of: {have}")
    return Explorer(dataset, found, data)


class Explorer(widgets.VBox):
    """See ``explore``.

    Parameters
    ----------
    data : the data set.
    choice : what is shown first.
    folder : where the data set came from; empty: the bundled one.
    """

    def __init__(self, data: Dataset, choice: Choice, folder: str = ""):
        self.data, self.folder = data, str(folder)
        self._setting = False
        self._lang = widgets.Dropdown(options=[(NAMES.get(x, x), x) for x in reversed(languages())])
        self._lists = {k: widgets.Dropdown() for k in LISTS}
        self._as_of = widgets.Combobox(ensure_option=False, continuous_update=False)
        self._compare = widgets.Checkbox(indent=False)
        self._page = widgets.HTML()
        self._all = {**self._lists, "as_of": self._as_of, "lang": self._lang, "compare": self._compare}
        for k, w in self._all.items():
            w.add_class(f"lse-{k}")
            w.observe(self._changed, "value")
        style = widgets.HTML(f"<style>{Path(__file__).with_name('explore.css').read_text(encoding='utf-8')}</style>")
        controls = widgets.Box(list(self._all.values()))
        controls.add_class("lse-controls")
        super().__init__([style, controls, self._page])
        self.add_class("lse")
        self._show(View(data, choice, self.folder))

    def __repr__(self) -> str:
        return f"Explorer: {self.code}"

    @property
    def choice(self) -> Choice:
        """What is shown."""
        return self.view.choice

    @property
    def frame(self) -> pd.DataFrame:
        """The figures that are shown; columns as ``lsdata.frames`` describes them."""
        return self.view.frame

    @property
    def code(self) -> str:
        """The line that gives ``frame``, after ``import lsdata as ls``."""
        return self.view.code

    def _changed(self, change) -> None:
        """Show what the widgets ask for; what cannot be shown is said in a line."""
        if self._setting:
            return None
        asked = Choice(**{k: w.value for k, w in self._all.items()})
        asked, words = replace(asked, as_of=asked.as_of.strip()), choices.words(asked.lang)
        if change["owner"] is self._lists["sector"]:  # another sector begins afresh, with what leads it
            asked = replace(asked, indicator="", measure="", like="", since="", until="")
        try:
            day = check_as_of(asked.as_of)
        except ParameterError:
            return self._fail(words["bad_day"].format(text=asked.as_of))
        try:
            view = View(self.data, asked, self.folder)
        except LsdataError:
            area = self.data.areas[asked.area][f"name_{asked.lang}"]
            return self._fail(words["nothing_by"].format(area=area, day=date_name(day, asked.lang)))
        return self._show(view)

    def _fail(self, line: str) -> None:
        self._page.value = f'<p class="lse-error" role="alert">{escape(line)}</p>'

    def _show(self, view: View) -> None:
        """Widgets and page at once, as the view has settled them."""
        page, c = page_of(view), view.choice
        self.view, self._setting = view, True
        try:
            for k, w in self._lists.items():
                options = LISTS[k](self.data, c)
                if w.options != tuple(options):
                    w.options = options
            for k, w in self._all.items():
                w.value = getattr(c, k)
                w.description = view.words["language" if k == "lang" else k]
            self._as_of.options, self._as_of.placeholder = choices.days(self.data, c), view.words["as_of_hint"]
            alone = not choices.others(self.data, c)
            self._compare.disabled = alone
            self._compare.description = view.words["alone" if alone else "compare"]
            self._page.value = page
        finally:
            self._setting = False


def page_of(view: View) -> str:
    """All that a view shows, as one piece of HTML."""
    w, differing = view.words, view.differences()
    if view.svg:
        shown = f'<div class="lse-chart" role="img" aria-label="{escape(view.alt)}">{view.svg}</div>'
    else:
        shown = f"<p>{escape(view.sentence)}</p>"
    table = view.html(view.table())  # numbers the sources; what differs comes after it
    other = view.html(differing) if differing else f"<p>{escape(w['agree'])}</p>"
    return (
        f'<div class="lse-page"><div>{shown}{_take(view)}</div><div>'
        f'<div class="lse-scroll" tabindex="0">{table}</div><h4>{escape(w["differ"])}</h4><div class="lse-differ">{other}</div>'
        f'<h4>{escape(w["sources"])}</h4><div class="lse-scroll" tabindex="0">{view.sources()}</div></div></div>'
    )


def _take(view: View) -> str:
    """The line of code and the citation, each with a button that copies it; the files."""
    w, name = view.words, view.file_name
    files = [("csv", "text/csv;charset=utf-8", f"{name}.csv", view.csv)]
    if view.svg:
        drawing = '<?xml version="1.0" encoding="utf-8"?>\n' + view.svg
        files.insert(0, ("picture", "image/svg+xml", f"{name}.svg", drawing.encode("utf-8")))
    links = " ".join(
        f'<a class="lse-file" download="{escape(file)}" href="data:{mime};base64,{base64.b64encode(content).decode("ascii")}">{escape(w[key])}</a>'
        for key, mime, file, content in files
    )
    return f"<h4>{escape(w['take'])}</h4>{_text(view, 'code', view.code, 2)}<p>{links}</p>{_text(view, 'citation', view.citation, 6)}"


def _text(view: View, key: str, text: str, rows: int) -> str:
    """A text to be copied, with its button."""
    label, copy, copied = (escape(view.words[k]) for k in (key, "copy", "copied"))
    return (
        f'<label>{label}</label><div class="lse-text lse-{key}"><textarea readonly rows="{rows}" aria-label="{label}">{escape(text)}</textarea>'
        f'<button type="button" data-done="{copied}" onclick="{_COPY}">{copy}</button></div>'
    )
