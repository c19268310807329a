"""How results show themselves in Jupyter: small pieces of HTML, each with its units and sources.

They stand outside a report: a figure names its source here in full, since no list of sources follows. The words are few
and their own, as those of ``numerals``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from . import numerals
from .periods import date_name

if TYPE_CHECKING:
    from .codes import Code
    from .dataset import Dataset
    from .facts import Fact

LINKED = ("official", "press")  # a copy deserves its text, not a link
SOFT = "color:#595959"
_WORDS = {
    "vi": {
        "A": "", "P": "số sơ bộ", "E": "số ước tính", "F": "số dự kiến", "source": "Nguồn", "undated": "không rõ ngày",
        "interval": "do làm tròn: {}", "formula": "Cách tính", "inputs": "từ",
    },
    "en": {
        "A": "", "P": "provisional", "E": "estimate", "F": "expected", "source": "Source", "undated": "no date",
        "interval": "rounding permits {}", "formula": "Formula", "inputs": "from",
    },
}  # fmt: skip


def card(*lines: str) -> str:
    """Lines of HTML one below the other, what is empty left out."""
    return "<div>" + "".join(f"<div>{line}</div>" for line in lines if line) + "</div>"


def soft(text: str) -> str:
    return f'<small style="{SOFT}">{text}</small>' if text else ""


def grid(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A small table of text."""
    top = "".join(f'<th style="text-align:left">{escape(h)}</th>' for h in head)
    body = "".join(
        "<tr>" + "".join(f'<td style="text-align:left">{escape(str(c))}</td>' for c in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def source(row: dict, lang: str) -> str:
    """A source in a line: publisher, title (a link where it may be followed), date."""
    title = escape(row["title"])
    if row["url"].startswith("http") and row["authority"] in LINKED:
        title = f'<a href="{escape(row["url"])}" target="_blank" rel="noopener">{title}</a>'
    day = date_name(row["published_on"], lang) if row["published_on"] else _words(lang)["undated"]
    return ", ".join(x for x in (escape(row["publisher"]), title, escape(day)) if x)


def fact(f: Fact) -> str:
    """Value with its unit; what, where, when; status and rounding; the source, or formula and inputs."""
    words = _words(f.lang)
    value = numerals.quantity(f.text("table"), "" if f.unit == "%" else f.unit, "", f.lang)
    what = " · ".join(escape(x) for x in (f.name or f.indicator, f.place or f.area, f.period.name(f.lang)))
    what += f" · <code>{escape(f.measure)}</code>"
    sure = [words[f.status]] if words.get(f.status) else []
    sure += [words["interval"].format(f.between())] if f.high > f.low else []
    if f.derived:
        inputs = f" {words['inputs']} " + ", ".join(f"<code>{escape(i)}</code>" for i in f.inputs) if f.inputs else ""
        origin = f"{words['formula']}: <code>{escape(f.formula)}</code>{inputs}"
    elif f.source:
        origin = f"{words['source']}: {source(f.source, f.lang)}"
    else:
        origin = escape(f.source_id)
    return card(f"<b>{escape(value)}</b>", what, soft(escape(" · ".join(sure))), soft(origin))


def code(c: Code) -> str:
    """What a code stands for: both names, unit or level, definition."""
    r = c.row
    names = dict.fromkeys(r.get(k, "") for k in ("name_vi", "name_en", "title"))
    head = f"<code>{escape(c)}</code> " + " · ".join(f"<b>{escape(x)}</b>" for x in names if x)
    kind = " · ".join(
        escape(x) for x in dict.fromkeys([*c.unit.values(), r.get("level", ""), r.get("publisher", "")]) if x
    )
    said = " · ".join(escape(r[k]) for k in ("definition_vi", "definition_en") if r.get(k))
    return card(head, soft(kind), soft(said))


def codes(rows: dict[str, dict], units: dict[str, dict[str, str]]) -> str:
    """A table of codes: names in both languages, unit where there is one."""
    body = [
        [c, r.get("name_vi") or r.get("title", ""), r.get("name_en") or r.get("publisher", ""), units.get(c, {}).get("en", "")]
        for c, r in rows.items()
    ]  # fmt: skip
    keep = 4 if any(row[3] for row in body) else 3
    return grid(["code", "vi", "en", "unit"][:keep], [row[:keep] for row in body])


def dataset(data: Dataset) -> str:
    """What a data set holds: counts, sectors with their first and last period, areas, and how to go on."""
    n = {k: numerals.number(len(rows), 0, "en") for k, rows in data.tables.items()}
    by_sector: dict[str, list] = {}
    for r in data.rows:
        by_sector.setdefault(data.indicators[r["indicator"]]["sector"], []).append(r)
    rows = []
    for s in (s for s in data.sectors if s in by_sector):
        spans = sorted(r["period"] for r in by_sector[s] if r["measure"] != "plan_target")  # a target lies ahead
        names = [data.sectors[s]["name_vi"], data.sectors[s]["name_en"]]
        rows.append([s, *names, len(by_sector[s]), *(p.code for p in [*spans[:1], *spans[-1:]])])
    count = Counter(r["area"] for r in data.rows)
    places = ", ".join(
        f"<code>{escape(a)}</code> {escape(data.areas[a]['name_vi'])} ({count[a]})" for a in data.areas if count[a]
    )
    first = next(iter(rows), [""])[0]
    on = [f'data.select(sector="{first}")', "data.indicators.<Tab>", "ls.explore()"]
    return card(
        f"<b>{n['figures']}</b> figures of <b>{n['indicators']}</b> indicators from <b>{n['sources']}</b> sources",
        grid(["sector", "vi", "en", "figures", "first", "last"], rows), f"Areas: {places}",
        soft("Go on with " + " · ".join(f"<code>{escape(x)}</code>" for x in on)),
    )  # fmt: skip


def brief(label: str, headline: str, numbers: Iterable[tuple[Fact, str]]) -> str:
    """Label, headline, the numbers a report opens with, each with its source; all of it plain text."""
    lines = []
    for f, what in numbers:
        value = numerals.quantity(f.text("table"), "" if f.unit == "%" else f.unit, "", f.lang)
        origin = source(f.source, f.lang) if f.source else escape(f.formula or f.source_id)
        lines.append(f"<b>{escape(value)}</b> {escape(what)} {soft('· ' + origin)}")
    return card(soft(escape(label)), f'<b style="font-size:1.2em">{escape(headline)}</b>', *lines)


def _words(lang: str) -> dict[str, str]:
    return _WORDS.get(lang, _WORDS["en"])
