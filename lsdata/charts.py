"""The house style of charts: theme, colours by role, and the last touch that makes a drawn chart publishable.

A notebook draws with seaborn or matplotlib from a frame of facts; ``finish`` then shows status (final solid, estimate
hatched, after the period in the hindsight tone), writes the values at their marks, formats ticks, and sets title,
subtitle and source line, all of which come in as strings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import numerals
from .facts import Fact

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAVY, OCHRE, BRICK, TEAL = "#0F2B5B", "#C28628", "#8A3012", "#247A7E"
TINT, HINDSIGHT = "#AEBEDA", "#7A91BA"
INK, SOFT, CONTEXT, GRID = "#1A1A1A", "#595959", "#8C8C8C", "#D9D9D9"
PALETTE = (TEAL, NAVY, OCHRE, BRICK)  # stacking order: neighbours differ in grey print too
KEY_ROW = 52  # characters of a key that fit one row above a chart
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


def style(fact: Fact, *, own: bool = True, after: bool = False, color: str = NAVY) -> dict:
    """Face, edge and hatch of one fact's mark."""
    if after:
        late = HINDSIGHT if color == NAVY or not own else _lighter(color)
        return {"facecolor": late, "edgecolor": late, "hatch": ""}
    if not own:
        color = CONTEXT
    if fact.status in "EP":
        return {"facecolor": TINT if color == NAVY else _lighter(color), "edgecolor": color, "hatch": "////"}
    if fact.status == "F":
        return {"facecolor": "#FFFFFF", "edgecolor": color, "hatch": ""}
    return {"facecolor": color, "edgecolor": color, "hatch": ""}


def _lighter(color: str) -> str:
    """A colour half-way to white: marks from after the period that are told apart by colour stay apart."""
    from matplotlib.colors import to_hex, to_rgb

    return to_hex([(1 + x) / 2 for x in to_rgb(color)])


def horizontal(ax: Axes) -> bool:
    """True where bars lie on their side."""
    bars = ax.patches
    return (
        bool(bars)
        and len({round(b.get_height(), 6) for b in bars}) == 1
        and len({round(b.get_width(), 6) for b in bars}) > 1
    )


def dress(
    ax: Axes,
    facts: list[Fact],
    own: list[bool],
    after: list[bool],
    *,
    label: bool = True,
    names: list[str] | None = None,
) -> None:
    """Status and value at each mark: bars (one patch a fact) or dots (one offset a fact), in the order of the facts.

    Colours that tell several indicators apart stay. ``names`` are written above the values where the axis does not
    carry them (bars on a time axis). Bars that stand on each other carry their value inside.
    """
    from matplotlib.colors import to_hex

    bars = [p for p in ax.patches if hasattr(p, "get_width")]
    dots = [c for c in ax.collections if hasattr(c, "get_offsets") and len(c.get_offsets()) == len(facts)]
    if bars and len(bars) == len(facts):
        colors = [to_hex(b.get_facecolor()).upper() for b in bars]
        identity = len(set(colors)) > 1
        flat = horizontal(ax)
        stacked = any(abs(b.get_x() if flat else b.get_y()) > 1e-9 for b in bars)
        for bar, fact, mine, late, color, name in zip(
            bars, facts, own, after, colors, names or [""] * len(facts), strict=True
        ):
            bar.set(**style(fact, own=mine, after=late, color=color if identity else NAVY))
            if label and stacked:
                _label_inside(ax, bar, fact)
            elif label:
                _label_bar(ax, bar, f"{name}\n{fact.text('table')}".strip(), flat)
        if not stacked:
            _room(ax, flat)
        if label:
            (ax.xaxis if flat else ax.yaxis).set_visible(False)
            ax.spines["bottom"].set_visible(not flat)
    elif dots:
        faces = [to_hex(c).upper() for c in dots[-1].get_facecolors()]
        faces = faces if len(faces) == len(facts) and len(set(faces)) > 1 else [NAVY] * len(facts)
        styles = [
            style(f, own=mine, after=late, color=c) for f, mine, late, c in zip(facts, own, after, faces, strict=True)
        ]
        dots[-1].set(
            facecolors=["#FFFFFF" if s["hatch"] else s["facecolor"] for s in styles], edgecolors=[s["edgecolor"] for s in styles],
            linewidths=1.6, zorder=3,
        )  # fmt: skip
        if label:
            for (x, y), fact in zip(dots[-1].get_offsets(), facts, strict=True):
                ax.annotate(
                    fact.text("table"), (x, y), (0, 7), textcoords="offset points", ha="center", fontsize=8.5, color=INK,
                    bbox={"facecolor": "#FFFFFF", "edgecolor": "none", "alpha": 0.8, "pad": 0.5},
                )  # fmt: skip
    if (legend := ax.get_legend()) is not None:
        handles, texts = legend.legend_handles, [t.get_text() for t in legend.get_texts()]
        legend.remove()
        ax.legend(
            handles,
            texts,
            loc="lower left",
            bbox_to_anchor=(0, 1),
            ncols=len(texts) if sum(map(len, texts)) < KEY_ROW else 2,
            frameon=False,
            fontsize=8.5,
            handlelength=1,
            borderaxespad=0,
        )


def _label_inside(ax: Axes, bar, fact: Fact) -> None:
    """The value in the middle of a segment, on a ground of its own where the segment is hatched."""
    x, y = bar.get_x() + bar.get_width() / 2, bar.get_y() + bar.get_height() / 2
    light = bool(bar.get_hatch()) or sum(bar.get_facecolor()[:3]) > 1.5
    ground = {"bbox": {"facecolor": "#FFFFFF", "edgecolor": "none", "pad": 1}} if bar.get_hatch() else {}
    ax.annotate(
        fact.text("table"), (x, y), ha="center", va="center", fontsize=8.5, color=INK if light else "#FFFFFF", **ground
    )


def _label_bar(ax: Axes, bar, text: str, flat: bool) -> None:
    end = bar.get_x() + bar.get_width() if flat else bar.get_y() + bar.get_height()
    middle = bar.get_y() + bar.get_height() / 2 if flat else bar.get_x() + bar.get_width() / 2
    sign = -1 if (bar.get_width() if flat else bar.get_height()) < 0 else 1
    at, shift = ((end, middle), (4 * sign, 0)) if flat else ((middle, end), (0, 3 * sign))
    ha, va = (("left" if sign > 0 else "right"), "center") if flat else ("center", "bottom" if sign > 0 else "top")
    ax.annotate(text, at, shift, textcoords="offset points", ha=ha, va=va, fontsize=8.5, color=INK)


def _room(ax: Axes, flat: bool) -> None:
    """Bars start at zero; room for the labels at both ends."""
    ends = [p.get_width() if flat else p.get_height() for p in ax.patches]
    low, high = min(0, *ends), max(0, *ends)
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


def clock(
    ax: Axes, facts: list[Fact], labels: list[str], *, band: float, words: dict[str, str], lang: str, lead: int | None
) -> None:
    """The plan clock's background: the diagonal of an even pace with its band, axes in per cent, a label at each dot.

    The dots themselves are the notebook's: x is the share of the year gone, y the % of plan, both 0 to 100 and more.
    """
    top = max(105.0, *(f.value * 1.08 for f in facts))
    ax.fill_between([0, 100], [-band, 100 - band], [band, 100 + band], color=GRID, alpha=0.6, linewidth=0, zorder=0)
    ax.plot([0, 100], [0, 100], color=CONTEXT, linewidth=1, zorder=1)
    ax.annotate(
        words["even_pace"], (88, 88), (-6, 10), textcoords="offset points", ha="right", fontsize=8.5, color=SOFT
    )
    ax.set(xlim=(0, 108), ylim=(0, top), xticks=range(0, 101, 25))
    ax.grid(axis="y")
    placed: list[tuple[float, float]] = []
    for i, (fact, text) in enumerate(zip(facts, labels, strict=True)):
        x = 100 * (fact.period.elapsed or 0)
        crowd = sum(abs(x - px) < 12 and abs(fact.value - py) < top * 0.07 for px, py in placed)
        placed.append((x, fact.value))
        left = x > 80 or crowd % 2 == 1
        ax.annotate(
            f"{text}: {fact.text('number')}", (x, fact.value), (-8 if left else 8, -3 - 9 * (crowd // 2)), textcoords="offset points",
            ha="right" if left else "left", fontsize=8.5, color=NAVY if i == lead else INK, fontweight="bold" if i == lead else "normal",
            bbox={"facecolor": "#FFFFFF", "edgecolor": "none", "alpha": 0.8, "pad": 0.5},
        )  # fmt: skip
    if lead is not None:
        x, y = 100 * (facts[lead].period.elapsed or 0), facts[lead].value
        ax.plot([x, x], [y, x], color=NAVY, linewidth=1.4, zorder=2)
    ax.text(0, top * 1.02, words["plan_axis"], fontsize=8.5, color=SOFT, ha="left", va="bottom")
    ax.text(108, -top * 0.15, words["elapsed_axis"], fontsize=8.5, color=SOFT, ha="right", va="top")
    ticks(ax, lang, percent=True)
