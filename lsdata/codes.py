"""Codes that complete: ``data.indicators.trade_turnover_total``, ``data.areas.VN_09``.

A table of codes is a dict, code -> row, that also offers its codes as attributes (``-`` and ``.`` become ``_``). What an
attribute gives is the code itself, a ``str`` that shows in Jupyter what it stands for.
"""

from __future__ import annotations

import re

from . import cards
from .errors import unknown


class Code(str):
    """A code of a data package: equal to its text, and it knows its row.

    Parameters
    ----------
    text : the code.
    kind : what it names, as in ``indicator``.
    row : its row in the package.
    unit : words of its unit by language; empty where it has none.
    """

    kind: str
    row: dict[str, str]
    unit: dict[str, str]

    def __new__(cls, text: str, kind: str, row: dict[str, str], unit: dict[str, str]) -> Code:
        code = super().__new__(cls, text)
        code.kind, code.row, code.unit = kind, row, unit
        return code

    def __getnewargs__(self):
        return str(self), self.kind, self.row, self.unit

    def _repr_html_(self) -> str:
        return cards.code(self)


class Codes(dict):
    """Code -> row, with the codes as attributes.

    Parameters
    ----------
    kind : what its codes name, as in ``indicator``.
    rows : code -> row.
    units : code -> words of its unit by language.

    Example
    -------
    >>> areas = Codes("area", {"VN-09": {"name_vi": "Lạng Sơn", "name_en": "Lạng Sơn"}})
    >>> areas.VN_09
    'VN-09'
    >>> areas["VN-09"]["name_en"]
    'Lạng Sơn'
    """

    def __init__(self, kind: str, rows: dict[str, dict], units: dict[str, dict[str, str]] | None = None):
        super().__init__(rows)
        self._kind, self._units = kind, units or {}

    def __reduce__(self):
        return Codes, (self._kind, dict(self), self._units)

    def _names(self) -> dict[str, str]:
        """Attribute -> code; what a dict has of its own comes first."""
        names = {re.sub(r"\W", "_", code): code for code in self}
        return {name: code for name, code in names.items() if name.isidentifier() and not hasattr(dict, name)}

    def __dir__(self):
        return [*super().__dir__(), *self._names()]

    def __getattr__(self, name: str) -> Code:
        if name.startswith("_"):  # what Python and Jupyter ask of any object
            raise AttributeError(name)
        names = self._names()
        if name not in names:
            raise AttributeError(str(unknown(self._kind, name, names)))
        return Code(names[name], self._kind, self[names[name]], self._units.get(names[name], {}))

    def _repr_html_(self) -> str:
        return cards.codes(self, self._units)
