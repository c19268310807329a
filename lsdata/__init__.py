"""lsdata: from the published figures of a province to narrative reports, each number with its source.

>>> import lsdata as ls
>>> f = ls.load().select(sector="trade", area="VN-09", period="2020-S1")
>>> [ls.Period.parse(p).name("en").replace("\\xa0", " ") for p in sorted(set(f.period))]
['the first half of 2020']
"""

from __future__ import annotations

import importlib

from .brief import brief
from .dataset import load
from .errors import LsdataError
from .facts import Fact
from .findings import check
from .measures import derive
from .periods import Period
from .plans import plan_progress

__version__ = "0.1.0"
__all__ = [
    "Fact", "LsdataError", "Period", "add", "brief", "check", "derive", "exercise", "explore", "load", "plan_progress", "read", "report", "series",
]  # fmt: skip

_LATER = {  # loaded on first use: they bring more with them
    "add": "lsdata.exchange.adding",
    "exercise": "lsdata.learn.exercises",
    "explore": "lsdata.learn.explore",
    "read": "lsdata.reader.reading",
    "report": "lsdata.publish.reports",
}


def series(indicator, areas="", *, data=None, **how):
    """Frame of one or more indicators over time; see ``Dataset.series``.

    Example
    -------
    >>> f = series("grdp_growth", ["VN-09", "VN", "VN-13"], like="S1")
    >>> f.measure.unique().tolist()
    ['yoy_pct']
    """
    return load(data).series(indicator, areas, **how)


def __getattr__(name: str):
    if name in _LATER:
        return getattr(importlib.import_module(_LATER[name]), name)
    raise AttributeError(f"module 'lsdata' has no attribute {name!r}")
