"""Words in the order of time: what sources said of a matter, on a true time line or in a table, each with its source.

For matters that sources follow in words and not in figures: a disease of animals, order at a border.
"""

from __future__ import annotations

import io
import textwrap
from datetime import date
from typing import TYPE_CHECKING

from . import charts
from .facts import Run
from .narrative import capital, flat
from .periods import Period, date_name, known_by
from .tables import Column, Table

if TYPE_CHECKING:
    import pandas as pd

    from .brief import Brief

COLUMNS = ["id", "kind", "start", "end", "code", "when", "text", "source", "publisher"]
CHARACTERS = 74  # of a line of words beside the axis
LINE = 0.165  # inches a line of words takes


def mentions(b: Brief, words: tuple[str, ...]) -> pd.DataFrame:
    """See ``Brief.mentions``."""
    import pandas as pd

    tables, out = b.data.tables, []
    for name, kind, at in (
        ("statements", "statement", "time_period"),
        ("events", "event", "start"),
        ("tasks", "task", "set_on"),
    ):
        for r in tables[name]:
            ours = r["ref_area"] == b.area and b.sector in (r.get("sector") or r["sectors"]).split()
            spoken = not words or any(w in r["text_vi"].lower() for w in words)
            if not (ours and spoken and r[at] and b.data.known(r["source_id"], b.as_of)):
                continue
            if kind == "statement":
                p = Period.parse(r[at])
                first, last, when = p.start, p.end, p.name(b.lang)
            else:
                first, last, when = (
                    date.fromisoformat((r[at] + "-01-01")[:10]),
                    known_by(r[at]),
                    date_name(r[at], b.lang),
                )
            row = [
                r[f"{kind}_id"],
                kind,
                pd.Timestamp(first),
                pd.Timestamp(last),
                r[at],
                when,
                r[f"text_{b.lang}"],
                r["source_id"],
            ]
            out.append([*row, b.data.sources[r["source_id"]]["publisher"]])
    order = ["end", "start", "id"]
    return pd.DataFrame(out, columns=COLUMNS).sort_values(order, ignore_index=True)


def table(b: Brief, frame: pd.DataFrame, caption: str) -> list[Table]:
    """See ``Brief.told``."""
    if not len(frame):
        return []
    rows, soft = [], set()
    for r in frame.itertuples():
        soft |= {len(rows)} if r.start.date() > b.period.end else set()
        when = Run(r.when[:1].upper() + r.when[1:], "period" if r.kind == "statement" else "date", r.code)
        words = capital([Run(_task(b, r)), Run(r.text, "given", r.id)])
        rows.append({"period": when, "words": words, "source": b.voice.cite(r.source)})
    heads = [Column(k, b.voice.word(f"column.{k}")) for k in ("period", "words", "source")]
    legend = [b.voice.word("legend.after")] if soft else []
    return [Table(heads, rows, b.voice.word(f"section.{caption}"), "", set(), soft, legend)]


def timeline(b: Brief, frame: pd.DataFrame, title: str) -> None:
    """See ``Brief.timeline``."""
    import matplotlib.pyplot as plt
    from IPython.display import display
    from matplotlib.dates import date2num

    if not len(frame):
        return
    texts = [_words(b, r) for r in frame.itertuples()]
    heights = [LINE * (1 + t.count("\n")) + 0.1 for t in texts]
    inches = sum(heights)
    fig, ax = plt.subplots(figsize=(charts.WIDTH, inches + 1.0))
    years = range(frame.start.min().year, frame.end.max().year + 2)
    first, last = (date2num(date(y, 1, 1)) for y in (years[0], years[-1]))
    per_inch = (last - first) / inches
    ax.set(xlim=(-1, 10), ylim=(last, first))
    ax.set_yticks([date2num(date(y, 1, 1)) for y in years], [str(y) for y in years])
    ax.plot([0, 0], [first, last], color=charts.CONTEXT, linewidth=1, zorder=1)
    places = _places(frame, heights, first, last, per_inch)
    for r, text, place in zip(frame.itertuples(), texts, places, strict=True):
        late = r.start.date() > b.period.end
        color = charts.HINDSIGHT if late else charts.NAVY
        start, end = date2num(r.start), date2num(r.end)
        ax.plot([0, 0], [start, end], color=color, linewidth=4, solid_capstyle="butt", zorder=2)
        ax.plot([0, 0.5, 0.8], [end, place, place], color=charts.GRID, linewidth=1, zorder=1)
        ax.plot(0, end, "o", color=color, markersize=6, zorder=3)
        ax.text(
            0.9, place, text, fontsize=8.5, va="center", color=charts.SOFT if late else charts.INK, linespacing=1.25
        )
    ax.spines["bottom"].set_visible(False)
    ax.xaxis.set_visible(False)
    span = str(frame.start.min().year)
    span += f"–{frame.end.max().year}" if frame.end.max().year != frame.start.min().year else ""
    heading = flat(b.voice.fill(f"chart.{title}", span=span))
    foot = [b.voice.word("chart.numbers")]
    foot += [b.voice.word("chart.after")] if (frame.start.dt.date > b.period.end).any() else []
    charts.frame_text(ax, heading, b.voice.word("chart.timeline_axis"), " ".join(foot))
    ends = [frame.iloc[0], frame.iloc[-1]]
    alt = flat(
        b.voice.fill("chart.timeline_alt", n=str(len(frame)), title=heading, first=ends[0].when, last=ends[1].when)
    )
    out = io.StringIO()
    fig.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    plt.close(fig)
    svg = out.getvalue()
    meta = {"image/svg+xml": {"alt": alt}, "lsdata": {"part": "figure", "caption": heading}}
    display({"image/svg+xml": svg[svg.index("<svg") :], "text/plain": alt}, raw=True, metadata=meta)


def _words(b: Brief, r) -> str:
    """When, what and whose, in lines that fit beside the axis."""
    when = r.when[:1].upper() + r.when[1:]
    return "\n".join(textwrap.wrap(f"{when}: {_task(b, r)}{r.text} [{b.cited(r.source)}]", CHARACTERS))


def _task(b: Brief, r) -> str:
    """A task is named as one: it tells what was to be done, not what was."""
    return b.voice.word("word.task") if r.kind == "task" else ""


def _places(frame: pd.DataFrame, heights: list[float], first: float, last: float, per_inch: float) -> list[float]:
    """Where the words stand: at their date, moved apart just so far that they do not cover each other."""
    from matplotlib.dates import date2num

    sizes = [h * per_inch for h in heights]
    places: list[float] = []
    floor = first
    for end, size in zip(frame.end, sizes, strict=True):
        places.append(max(date2num(end), floor + size / 2))
        floor = places[-1] + size / 2
    ceiling = last
    for i in range(len(places) - 1, -1, -1):
        places[i] = min(places[i], ceiling - sizes[i] / 2)
        ceiling = places[i] - sizes[i] / 2
    return places
