"""Words in the order of time: what sources said of a matter, on a true time line or in a table, each with its source.

For matters that sources follow in words and not in figures: a disease of animals, order at a border.
"""

from __future__ import annotations

import textwrap
from datetime import date
from typing import TYPE_CHECKING

from . import charts
from .facts import Run
from .figures import capital_text, years
from .periods import Period, date_name, known_by
from .tables import Table, after, board
from .wording import capital, flat

if TYPE_CHECKING:
    import pandas as pd

    from .brief import Brief

COLUMNS = ["id", "kind", "start", "end", "code", "when", "text", "source", "publisher"]
TIMES = {"statements": "time_period", "events": "start", "tasks": "set_on"}  # table -> the column that says when
CHARACTERS = 74  # of a line of words beside the axis
LINE = 0.165  # inches a line of words takes


def mentions(b: Brief, words: tuple[str, ...]) -> pd.DataFrame:
    """See ``Brief.mentions``."""
    import pandas as pd

    out = []
    for name, at in TIMES.items():
        kind = name.removesuffix("s")
        for r in b.data.tables[name]:
            ours = r["ref_area"] == b.area and b.sector in (r.get("sector") or r["sectors"]).split()
            spoken = not words or any(w in r["text_vi"].lower() for w in words)
            if not (ours and spoken and r[at] and b.data.known(r["source_id"], b.as_of)):
                continue
            if kind == "statement":
                p = Period.parse(r[at])
                span = p.start, p.end, r[at], p.name(b.lang)
            else:
                span = date.fromisoformat((r[at] + "-01-01")[:10]), known_by(r[at]), r[at], date_name(r[at], b.lang)
            publisher = b.data.sources[r["source_id"]]["publisher"]
            out.append((r[f"{kind}_id"], kind, *span, r[f"text_{b.lang}"], r["source_id"], publisher))
    frame = pd.DataFrame(out, columns=COLUMNS)
    frame = frame.assign(start=pd.to_datetime(frame.start), end=pd.to_datetime(frame.end))
    return frame.sort_values(["end", "start", "id"], ignore_index=True)


def table(b: Brief, frame: pd.DataFrame, caption: str) -> list[Table]:
    """See ``Brief.told``."""
    rows = [
        {
            "period": Run(capital_text(r.when), "period" if r.kind == "statement" else "date", r.code),
            "words": capital([Run(_task(b, r)), Run(r.text, "given", r.id)]), "source": b.voice.cite(r.source),
            "tone": "mute" if r.start.date() > b.period.end else "",
        }
        for r in frame.itertuples()
    ]  # fmt: skip
    return board(b.voice, caption, ("period", "words", "source"), rows, legend=after(b.voice, rows))


def timeline(b: Brief, frame: pd.DataFrame, title: str) -> None:
    """See ``Brief.timeline``."""
    import matplotlib.pyplot as plt
    from matplotlib.dates import date2num

    if not len(frame):
        return
    voice, start, end = b.voice, frame.start.dt.date, frame.end.dt.date
    texts = [_words(b, r) for r in frame.itertuples()]
    heights = [LINE * (1 + t.count("\n")) + 0.1 for t in texts]
    fig, ax = plt.subplots(figsize=(charts.WIDTH, sum(heights) + 1.0))
    marks = [date(y, 1, 1) for y in range(start.min().year, end.max().year + 2)]
    first, last = date2num(marks[0]), date2num(marks[-1])
    ax.set(xlim=(-1, 10), ylim=(last, first))
    ax.set_yticks(date2num(marks), [str(m.year) for m in marks])
    ax.plot([0, 0], [first, last], color=charts.CONTEXT, linewidth=1, zorder=1)
    sizes = [h * (last - first) / sum(heights) for h in heights]
    days = date2num(list(end))
    places = _places(list(days), sizes, first, last)
    for begun, closed, text, place in zip(start, days, texts, places, strict=True):
        late = begun > b.period.end
        color = charts.HINDSIGHT if late else charts.NAVY
        ax.plot([0, 0], [date2num(begun), closed], color=color, linewidth=4, solid_capstyle="butt", zorder=2)
        ax.plot([0, 0.5, 0.8], [closed, place, place], color=charts.GRID, linewidth=1, zorder=1)
        ax.plot(0, closed, "o", color=color, markersize=6, zorder=3)
        tone = charts.SOFT if late else charts.INK
        ax.text(0.9, place, text, fontsize=8.5, va="center", color=tone, linespacing=1.25)
    ax.spines["bottom"].set_visible(False)
    ax.xaxis.set_visible(False)
    heading = flat(voice.fill(f"chart.{title}", span=years(start.min(), end.max())))
    foot = [voice.word("chart.numbers"), *([voice.word("chart.after")] if (start > b.period.end).any() else [])]
    charts.frame_text(ax, heading, voice.word("chart.timeline_axis"), " ".join(foot))
    ends = {"first": frame.when.iloc[0], "last": frame.when.iloc[-1]}
    charts.show(fig, heading, flat(voice.fill("chart.timeline_alt", n=str(len(frame)), title=heading, **ends)))


def _words(b: Brief, r) -> str:
    """When, what and whose, in lines that fit beside the axis."""
    text = f"{capital_text(r.when)}: {_task(b, r)}{r.text} [{b.cited(r.source)}]"
    return "\n".join(textwrap.wrap(text, CHARACTERS))


def _task(b: Brief, r) -> str:
    """A task is named as one: it tells what was to be done, not what was."""
    return b.voice.word("word.task") if r.kind == "task" else ""


def _places(ends: list[float], sizes: list[float], first: float, last: float) -> list[float]:
    """Where the words stand: at their date, moved apart just so far that they do not cover each other."""
    places: list[float] = []
    for end, size in zip(ends, sizes, strict=True):
        places.append(max(end, first + size / 2))
        first = places[-1] + size / 2
    for i in reversed(range(len(places))):
        places[i] = min(places[i], last - sizes[i] / 2)
        last = places[i] - sizes[i] / 2
    return places
