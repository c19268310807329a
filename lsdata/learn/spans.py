"""Published periods on a true scale of time: each a bar from its start to its end, at the height of its value.

Nothing is joined: two bars may come from two sources, or cover a month and a year.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import charts
from ..charts import INK, NAVY, SOFT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..charts import Mark

THICK = 0.028  # of the height of the chart
LETTER = 0.0128  # width of a letter, of the width of the chart
LINE = 0.06  # height of a line, of the height of the chart
TICKS = 9  # years named below


def draw(ax: Axes, marks: list[Mark], values: list[float], lang: str) -> None:
    """Bars of the marks, the own area's on top with as many values as find room, the others named at their last bar."""
    from matplotlib.dates import date2num
    from matplotlib.patches import Rectangle

    starts, ends = (
        [date2num(d) for d in days]
        for days in zip(*((m.fact.period.start, m.fact.period.end) for m in marks), strict=True)
    )
    first, last = min(m.fact.period.start.year for m in marks), max(m.fact.period.end.year for m in marks)
    left, right = (date2num(_new_year(y)) for y in (first, last + 1))
    names = {m.fact.area: m.name for m in marks}
    names = names if len(names) > 1 else {}
    left, right = left - (right - left) * 0.012, right + (right - left) * (0.16 if names else 0.08)
    low, high = _reach(values)
    thick = THICK * (high - low)
    ax.set(xlim=(left, right), ylim=(low, high))
    years = range(first, last + 2, -(-(last + 2 - first) // TICKS))
    ax.set_xticks([date2num(_new_year(y)) for y in years], [str(y) for y in years])
    ax.grid(axis="y")
    if low < 0 < high:
        ax.axhline(0, color=INK, linewidth=0.8, zorder=1)
    order = sorted(range(len(marks)), key=lambda i: (marks[i].own, -marks[i].fact.period.months))  # short ones on top
    for z, i in enumerate(order):
        width = max(ends[i] - starts[i], (right - left) * 0.004)
        bar = Rectangle((starts[i], values[i] - thick / 2), width, thick, linewidth=0.8, zorder=2 + z / len(order))
        bar.set(**charts.style(marks[i], NAVY))
        ax.add_patch(bar)
    charts.ticks(ax, lang, percent=all(m.fact.unit == "%" for m in marks))
    boxes = [((starts[i] - left) / (right - left), (ends[i] - left) / (right - left), (values[i] - low) / (high - low)) for i in range(len(marks))]  # fmt: skip
    _label(ax, marks, boxes, names)


def _new_year(year: int):
    from datetime import date

    return date(year, 1, 1)


def _reach(values: list[float]) -> tuple[float, float]:
    """Ends of the value axis: with zero, unless all lie in its upper third; room for labels."""
    low, high = min(values), max(values)
    if low > 0 and low < 0.65 * high:
        low = 0.0
    if high < 0 and high > 0.65 * low:
        high = 0.0
    room = (high - low) or abs(high) or 1.0
    return (low if low == 0 else low - 0.12 * room), high + 0.14 * room


def _label(ax: Axes, marks: list[Mark], boxes: list[tuple[float, float, float]], names: dict[str, str]) -> None:
    """Names of the areas, each at its last bar, then values of the own, newest, highest and lowest first; what finds no room is left out."""
    taken = [(x0, x1, y - THICK / 2, y + THICK / 2) for x0, x1, y in boxes]

    def free(x0: float, x1: float, y0: float, y1: float, own: int) -> bool:
        return x0 > 0.002 and x1 < 1.005 and all(
            i == own or x1 < a or x0 > b or y1 < c or y0 > d for i, (a, b, c, d) in enumerate(taken)
        )  # fmt: skip

    def put(text: str, i: int, places: list[tuple[float, float, str]], **look) -> None:
        width = LETTER * len(text)
        for x, y, side in places:
            x0 = x - {"left": 0, "center": width / 2}[side]
            box = (x0, x0 + width, y - LINE / 2, y + LINE / 2)
            if free(*box, i):
                taken.append(box)
                ax.text(x, y, text, transform=ax.transAxes, ha=side, va="center", fontsize=8.5, zorder=5, **look)
                return

    for area, name in names.items():
        i = max((k for k, m in enumerate(marks) if m.fact.area == area), key=lambda k: boxes[k][1])
        x, y = boxes[i][1] + 0.008, boxes[i][2]
        steps = [0, *(s * k * 0.7 * LINE for k in (1, 2, 3, 4) for s in (1, -1))]
        look = {"color": NAVY, "fontweight": "bold"} if marks[i].own else {"color": SOFT}
        put(name, i, [(x, y + s, "left") for s in steps], **look)
    own = [i for i, m in enumerate(marks) if m.own]
    by_value = sorted(own, key=lambda i: boxes[i][2])
    for i in dict.fromkeys(
        [*sorted(own, key=lambda i: (-boxes[i][1], -boxes[i][0]))[:1], *by_value[-1:], *by_value[:1], *own[::-1]]
    ):
        (x0, x1, y), gap = boxes[i], THICK / 2 + LINE / 2
        places = [((x0 + x1) / 2, y + gap, "center"), ((x0 + x1) / 2, y - gap, "center"), (x1 + 0.008, y, "left")]
        put(marks[i].text, i, places, color=INK)
