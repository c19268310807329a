"""The house style of charts: theme, colours by role, and the last touch that makes a drawn chart publishable.

A notebook draws with seaborn or matplotlib from a frame of facts; ``finish`` then shows status (final solid, estimate
hatched, after the period in the hindsight tone), writes the values at their marks, formats ticks, and sets title,
subtitle and source line, all of which come in as strings.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import numerals, placing
from .facts import Fact

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAVY, OCHRE, BRICK, TEAL = "#0F2B5B", "#C28628", "#8A3012", "#247A7E"
TINT, HINDSIGHT = "#AEBEDA", "#7A91BA"
INK, SOFT, CONTEXT, GRID = "#1A1A1A", "#595959", "#8C8C8C", "#D9D9D9"
PALETTE = (TEAL, NAVY, OCHRE, BRICK)  # stacking order: neighbours differ in grey print too
KEY_ROW = 52  # characters of a key that fit one row above a chart
GROUND = {"facecolor": "#FFFFFF", "edgecolor": "none", "alpha": 0.8, "pad": 0.5}  # behind words on lines
WIDTH = 6.5  # inches: the text width of A4 between margins
FONTS = ["DejaVu Sans", "Verdana", "sans-serif"]


def theme() -> None:
    """Set the house style for every chart drawn from here on; the same inputs give the same bytes."""
    import matplotlib as mpl

    mpl.rcParams.update(
        {
            "figure.figsize": (WIDTH, 3.4), "figure.dpi": 100, "savefig.bbox": None, "figure.constrained_layout.use": True,
            "font.family": "sans-serif", "font.sans-serif": FONTS, "font.size": 9, "axes.titlesize": 11, "axes.labelsize": 9,
            "xtick.labelsize": 9, "ytick.labelsize": 9, "axes.unicode_minus": True, "axes.prop_cycle": mpl.cycler(color=PALETTE),
            "axes.spines.top": False, "axes.spines.right": False, "axes.spines.left": False, "axes.edgecolor": CONTEXT,
            "axes.labelcolor": SOFT, "xtick.color": CONTEXT, "ytick.color": CONTEXT, "xtick.labelcolor": SOFT, "ytick.labelcolor": SOFT,
            "ytick.major.size": 0, "axes.axisbelow": True, "grid.color": GRID, "grid.linewidth": 0.6, "text.color": INK,
            "patch.linewidth": 1.0, "hatch.linewidth": 0.8, "svg.fonttype": "none", "svg.hashsalt": "lsdata",
        }
    )  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """A fact as a chart shows it: its name, whether of the report's own area, whether from after the period, its words."""

    fact: Fact
    name: str
    own: bool = True
    after: bool = False
    text: str = ""


def style(mark: Mark, color: str) -> dict:
    """Face, edge and hatch of a mark."""
    pale = _lighter(color)
    if mark.after:
        pale = HINDSIGHT if color == NAVY or not mark.own else pale
        return {"facecolor": pale, "edgecolor": pale, "hatch": ""}
    if not mark.own:
        color, pale = CONTEXT, _lighter(CONTEXT)
    if mark.fact.status in "EP":
        return {"facecolor": TINT if color == NAVY else pale, "edgecolor": color, "hatch": "////"}
    return {"facecolor": "#FFFFFF" if mark.fact.status == "F" else color, "edgecolor": color, "hatch": ""}


def _lighter(color: str) -> str:
    """A colour half-way to white: marks from after the period that are told apart by colour stay apart."""
    from matplotlib.colors import to_hex, to_rgb

    return to_hex([(1 + x) / 2 for x in to_rgb(color)])


def horizontal(bars: list) -> bool:
    """True where bars lie on their side."""
    return len({round(b.get_height(), 6) for b in bars}) == 1 < len({round(b.get_width(), 6) for b in bars})


def dress(ax: Axes, marks: list[Mark], *, label: bool, names: bool) -> None:
    """Status and value at each mark: bars (one patch a fact) or dots (one offset a fact), in the order of the marks.

    Colours that tell several indicators apart stay. With ``names`` each mark's name stands above its value, where the
    axis does not carry it (bars on a time axis). Bars that stand on each other carry their value inside.
    """
    bars = [p for p in ax.patches if hasattr(p, "get_width")]
    dots = [c for c in ax.collections if hasattr(c, "get_offsets") and len(c.get_offsets()) == len(marks)]
    if len(bars) == len(marks):
        _dress_bars(ax, bars, marks, label, names)
    elif dots:
        _dress_dots(ax, dots[-1], marks, label)
    if (legend := ax.get_legend()) is not None:
        handles, texts = legend.legend_handles, [t.get_text() for t in legend.get_texts()]
        legend.remove()
        ax.legend(
            handles, texts, loc="lower left", bbox_to_anchor=(0, 1), ncols=len(texts) if sum(map(len, texts)) < KEY_ROW else 2,
            frameon=False, fontsize=8.5, handlelength=1, borderaxespad=0,
        )  # fmt: skip


def _styles(marks: list[Mark], faces) -> list[dict]:
    """A style a mark: in the colour it was drawn with where colours tell marks apart, else in the house's."""
    from matplotlib.colors import to_hex

    colors = [to_hex(c).upper() for c in faces]
    colors = colors if len(colors) == len(marks) and len(set(colors)) > 1 else [NAVY] * len(marks)
    return [style(m, c) for m, c in zip(marks, colors, strict=True)]


def _dress_bars(ax: Axes, bars: list, marks: list[Mark], label: bool, names: bool) -> None:
    flat = horizontal(bars)
    stacked = any(abs(b.get_x() if flat else b.get_y()) > 1e-9 for b in bars)
    styles = _styles(marks, [b.get_facecolor() for b in bars])
    for bar, mark, look in zip(bars, marks, styles, strict=True):
        bar.set(**look)
        value = mark.text
        if label and stacked:
            _label_inside(ax, bar, value)
        elif label:
            _label_bar(ax, bar, f"{mark.name}\n{value}".strip() if names else value, flat)
    if not stacked:
        _room(ax, flat)
    if label:
        (ax.xaxis if flat else ax.yaxis).set_visible(False)
        ax.spines["bottom"].set_visible(not flat)


def _dress_dots(ax: Axes, dots, marks: list[Mark], label: bool) -> None:
    styles = _styles(marks, dots.get_facecolors())
    faces = ["#FFFFFF" if s["hatch"] else s["facecolor"] for s in styles]
    dots.set(facecolors=faces, edgecolors=[s["edgecolor"] for s in styles], linewidths=1.6, zorder=3)
    for at, mark in zip(dots.get_offsets(), marks, strict=True) if label else ():
        _note(ax, mark.text, at, (0, 7), ha="center", color=INK, bbox=GROUND)


def _note(ax: Axes, text: str, at: tuple[float, float], shift: tuple[float, float], **style) -> None:
    """Words beside a point, shifted by so many points of type."""
    ax.annotate(text, at, shift, textcoords="offset points", fontsize=8.5, **style)


def _label_inside(ax: Axes, bar, text: str) -> None:
    """The value in the middle of a segment, on a ground of its own where the segment is hatched."""
    x, y = bar.get_x() + bar.get_width() / 2, bar.get_y() + bar.get_height() / 2
    light = bool(bar.get_hatch()) or sum(bar.get_facecolor()[:3]) > 1.5
    ground = {"bbox": {"facecolor": "#FFFFFF", "edgecolor": "none", "pad": 1}} if bar.get_hatch() else {}
    ax.annotate(text, (x, y), ha="center", va="center", fontsize=8.5, color=INK if light else "#FFFFFF", **ground)


def _label_bar(ax: Axes, bar, text: str, flat: bool) -> None:
    """The value beyond the end of a bar."""
    x, y, width, height = bar.get_x(), bar.get_y(), bar.get_width(), bar.get_height()
    negative = (width if flat else height) < 0
    if flat:
        side = {"ha": "right" if negative else "left", "va": "center"}
        _note(ax, text, (x + width, y + height / 2), (-4 if negative else 4, 0), color=INK, **side)
    else:
        side = {"ha": "center", "va": "top" if negative else "bottom"}
        _note(ax, text, (x + width / 2, y + height), (0, -3 if negative else 3), color=INK, **side)


def _room(ax: Axes, flat: bool) -> None:
    """Bars start at zero; room for the labels at both ends."""
    ends = [p.get_width() if flat else p.get_height() for p in ax.patches]
    reach = ax.dataLim.intervalx if flat else ax.dataLim.intervaly  # a target beyond the bars is part of the chart
    low, high = min(0, *ends, *reach), max(0, *ends, *reach)
    span = (high - low) or 1
    limits = (low - 0.16 * span if low < 0 else 0, high + 0.2 * span if high > 0 else 0)
    (ax.set_xlim if flat else ax.set_ylim)(*limits)
    if low < 0 < high:
        (ax.axvline if flat else ax.axhline)(0, color=INK, linewidth=0.8)


def ticks(ax: Axes, lang: str, *, percent: bool) -> None:
    """Value ticks through numerals: separators of the language, U+2212, % where the unit is per cent."""
    from matplotlib.dates import AutoDateLocator, DateFormatter, YearLocator
    from matplotlib.ticker import FuncFormatter, ScalarFormatter

    def text(x, _pos=None):
        decimals = 0 if round(float(x), 6).is_integer() else 1 if round(x, 1) == round(x, 3) else 2
        return numerals.percent(x, decimals, lang) if percent else numerals.number(x, decimals, lang)

    if isinstance(ax.xaxis.get_major_locator(), AutoDateLocator):
        ax.xaxis.set_major_locator(YearLocator())
        ax.xaxis.set_major_formatter(DateFormatter("%Y"))
    for axis in (ax.xaxis, ax.yaxis):
        if isinstance(axis.get_major_formatter(), ScalarFormatter):
            axis.set_major_formatter(FuncFormatter(text))


def frame_text(ax: Axes, title: str, subtitle: str, source: str) -> None:
    """Title, subtitle and source line, at the left edge of the figure, the chart between them."""
    import textwrap

    fig = ax.figure
    height = fig.get_size_inches()[1]
    under, foot = textwrap.wrap(subtitle, 84), textwrap.wrap(source, 94)
    top, bottom = (0.32 + 0.17 * len(under)) / height, (0.08 + 0.15 * len(foot)) / height
    fig.set_layout_engine("constrained", rect=(0.005, bottom, 0.99, 1 - top - bottom))
    fig.text(0.005, 1 - 0.06 / height, title, fontsize=11, fontweight="bold", va="top")
    fig.text(0.005, 1 - 0.29 / height, "\n".join(under), fontsize=9, color=SOFT, va="top", linespacing=1.25)
    fig.text(0.005, 0.03 / height, "\n".join(foot), fontsize=8, color=SOFT, va="bottom", linespacing=1.25)
    ax.set(xlabel="", ylabel="", title="")


def clock(ax: Axes, marks: list[Mark], *, band: float, words: dict[str, str], lang: str, lead: int | None) -> None:
    """The plan clock's background: the diagonal of an even pace with its band, axes in per cent, a label at each dot.

    The dots themselves are the notebook's: x is the share of the year gone, y the % of plan, both 0 to 100 and more.
    """
    dots = [(100 * (m.fact.period.elapsed or 0), m.fact.value) for m in marks]
    top = max(105.0, *(y * 1.08 for _, y in dots))
    ax.fill_between([0, 100], [-band, 100 - band], [band, 100 + band], color=GRID, alpha=0.6, linewidth=0, zorder=0)
    ax.plot([0, 100], [0, 100], color=CONTEXT, linewidth=1, zorder=1)
    ax.set(xlim=(0, 108), ylim=(0, top), xticks=range(0, 101, 25))
    ax.grid(axis="y")
    wide, high = ax.figure.get_size_inches() * 72
    points = [(x * wide * 0.92 / 108, y * high * 0.62 / top) for x, y in dots]  # where the dots come to stand, about
    texts = [f"{m.name}: {m.fact.text('number')}" for m in marks]
    order = sorted(range(len(marks)), key=lambda i: (i != lead, dots[i][1]))  # the report's own label chooses first
    free = placing.free(points, [texts[i] for i in order], order, (wide * 0.92, high * 0.62))
    for i, (dx, dy, ha) in zip(order, free, strict=True):
        bold = {"color": NAVY, "fontweight": "bold"} if i == lead else {"color": INK, "fontweight": "normal"}
        _note(ax, texts[i], dots[i], (dx, dy - 3), ha=ha, bbox=GROUND, **bold)
    _note(ax, words["even_pace"], (25, 25), (6, -11), ha="left", color=SOFT)
    if lead is not None:
        x, y = dots[lead]
        ax.plot([x, x], [y, x], color=NAVY, linewidth=1.4, zorder=2)
    ax.text(0, top * 1.02, words["plan_axis"], fontsize=8.5, color=SOFT, ha="left", va="bottom")
    ax.text(108, -top * 0.15, words["elapsed_axis"], fontsize=8.5, color=SOFT, ha="right", va="top")
    ticks(ax, lang, percent=True)


def svg(fig: Figure) -> str:
    """A finished figure as SVG, from its first tag on; then it is closed."""
    import matplotlib.pyplot as plt
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    out = io.StringIO()
    # Laid out and drawn in one go: fig.savefig would draw it all once before, only to lay it out.
    FigureCanvasSVG(fig).print_svg(out, metadata={"Date": None, "Creator": None})
    plt.close(fig)
    text = out.getvalue()
    return text[text.index("<svg") :]


def show(fig: Figure, heading: str, alt: str) -> None:
    """A finished figure as SVG with its caption and alt text; then it is closed."""
    from IPython.display import display

    meta = {"image/svg+xml": {"alt": alt}, "lsdata": {"part": "figure", "caption": heading}}
    display({"image/svg+xml": svg(fig), "text/plain": alt}, raw=True, metadata=meta)


def publish(ax: Axes, title: str, subtitle: str, source: str, *, kind: str) -> None:
    """The last touch to a chart of one's own: title, subtitle and source line around it, then it is shown and closed.

    Parameters
    ----------
    ax : the axes it was drawn on; its own title and axis labels give way.
    title, subtitle, source : lines of text; the last two are wrapped.
    kind : what the alt text calls it, before title and subtitle (``Dot plot``).
    """
    frame_text(ax, title, subtitle, source)
    show(ax.figure, title, f"{kind}: {title}. {subtitle}.")
