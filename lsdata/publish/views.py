"""The views of an index: what was written for each area, period, day of knowledge and language, in order."""

import re
from dataclasses import dataclass, field

from markupsafe import Markup

from lsdata.errors import PeriodError
from lsdata.periods import Period
from lsdata.publish import marks
from lsdata.publish.job import REVIEW
from lsdata.publish.labels import asset, capital, labels, view_key

_INDENT = re.compile(r"^\s*//.*\n|^\s+", re.MULTILINE)
GRID = "grid.js"  # beside the index: what was built, for the switches of the pages
# Order of the bundled sectors; a report may bring its own place as "order".
SECTORS = [
    *("overview", "growth", "agriculture", "new_rural", "trade", "industry", "services"),
    *("budget", "investment", "transport", "society", "security", "outlook"),
]


def script(name: str) -> str:
    """A script of the templates folder without what only its writer needs: indents and lines of comment."""
    return _INDENT.sub("", asset(name))


@dataclass
class View:
    """What was written for one area, period, date of knowledge and language."""

    key: str
    area: str
    period: str
    as_of: str
    lang: str
    reports: list[dict] = field(default_factory=list)  # without the whole review
    review: dict | None = None
    failed: list[dict] = field(default_factory=list)
    skipped: list[dict] = field(default_factory=list)

    @property
    def words(self) -> dict[str, str]:
        return labels(self.lang)

    @property
    def leading(self) -> dict | None:
        """The overview, else the first sector that has figures, else the first."""
        with_figures = (one for one in self.reports if one["headline"]["evidence"] == "figures")
        overview = (one for one in self.reports if one["sector"] == "overview")
        return next(overview, None) or next(with_figures, None) or next(iter(self.reports), None)

    @property
    def documents(self) -> dict[str, str]:
        """What stands at the head, format -> address: the whole review where it was bound, else the leading report."""
        if not self.review:
            return (self.leading or {}).get("files") or {}
        page = {"html": self.review["href"]} if self.review["href"].endswith(".html") else {}
        return page | (self.review.get("files") or {})

    def name(self, key: str, default: str) -> str:
        """A text that every report of the view brings, such as `period_name`."""
        for one in (*self.reports, *self.failed, *self.skipped):
            if one.get(key):
                return one[key]
        return default

    @property
    def label(self) -> list[str]:
        """The label line: what stands in bold, and the rest."""
        if self.reports and self.reports[0].get("label"):
            first, _, rest = self.reports[0]["label"].partition(" · ")
            return [capital(first), rest]
        return [capital(self.name("area_name", self.area)), self.name("period_name", self.period)]

    @property
    def place(self) -> str:
        """Area, period and, where there is one, the day of knowledge, in one line."""
        known = [f"{self.words['as_of'].lower()} {self.name('as_of_name', self.as_of)}"] if self.as_of else []
        return ", ".join([self.name("area_short", self.area), self.name("period_name", self.period), *known])

    @property
    def title(self) -> str:
        place, time = self.name("area_short", self.area), self.name("period_name", self.period)
        return f"{place}, {time}: {self.words['index_title']}"

    def cards(self) -> list[dict]:
        """One card a sector: is it figures or words, headline, one line, documents."""
        return [
            one
            | {
                "anchor": f"{self.key}/{one['sector']}",
                "by_figures": one["headline"]["evidence"] == "figures",
                "corner": "" if one["headline"]["evidence"] == "figures" else self.words[one["headline"]["evidence"]],
                "head": Markup(marks.bare(one["headline"]["html"])),
                "line": _linked(one["standfirst"]["html"], one),
            }
            for one in self.reports
        ]

    def board(self, key: str) -> list[dict]:
        """Rows of `progress` or `rates` of all reports, one an indicator, farthest below first.

        A sector tells of its own indicators itself; the overview only of those that no sector tells of.
        """
        rows: dict[str, dict] = {}
        for report in sorted(self.reports, key=lambda one: one["sector"] == "overview"):
            for row in report.get(key, []):
                known = rows.get(row["indicator"])
                if known is None or (row.get("sector") == report["sector"] and known["sector"] != known["from"]):
                    href = _row_href(row, report, self.reports)
                    rows[row["indicator"]] = row | {"from": report["sector"], "href": href}
        return sorted(rows.values(), key=_gap)

    def missing(self) -> list[dict]:
        """What is not published, one row an indicator; those with an older figure first."""
        rows: dict[str, dict] = {}
        for report in self.reports:
            for row in report.get("missing", []):
                known = rows.get(row["indicator"])
                if known is None or (known["text"] == "…" and row["text"] != "…"):
                    rows[row["indicator"]] = row
        return sorted(rows.values(), key=lambda row: row["text"] == "…")

    def head(self) -> dict:
        """Headline and standfirst of the view, their numbers leading into the report they come from."""
        lead = self.leading
        if lead is None:
            return {"headline": capital(self.label[1] or self.label[0]), "standfirst": ""}
        return {key: _linked(lead[key]["html"], lead) for key in ("headline", "standfirst")}


def views_of(reports: list[dict], failed: list[dict], skipped: list[dict]) -> list[View]:
    """The views in order: the areas, Vietnamese first, the newest period first, and in each the sectors."""
    views: dict[str, View] = {}

    def view(one: dict) -> View:
        key = view_key(one)
        return views.setdefault(key, View(key, one["area"], one["period"], one.get("as_of") or "", one["lang"]))

    for one in sorted(reports, key=_place):
        if one["sector"] == REVIEW:
            view(one).review = one
        else:
            view(one).reports.append(one)
    for one in sorted(failed, key=_place):
        view(one).failed.append(one)
    for one in sorted(skipped, key=_place):
        view(one).skipped.append(one)
    areas = sorted({view.area for view in views.values()}, key=lambda area: (area == "VN", area))
    return sorted(
        sorted(views.values(), key=lambda view: _end(view.period), reverse=True),
        key=lambda view: (areas.index(view.area), view.lang != "vi", view.lang),
    )


def _place(one: dict) -> tuple:
    sector = one["sector"]
    order = one.get("order") or (SECTORS.index(sector) if sector in SECTORS else len(SECTORS))
    return (int(order), sector, one.get("as_of") or "")


def _end(period: str) -> tuple:
    try:
        parsed = Period.parse(period)
    except PeriodError:
        return ("", 0, period)
    return (str(parsed.end), parsed.months, period)


def _gap(row: dict) -> tuple:
    if "pct" in row:
        gap = row["pct"] - 100 * (row["elapsed"] or 0)
    else:
        gap = row["value"] - row["target_low"] if row.get("target_low") is not None else 0
    return (gap, row["indicator"])


def _row_href(row: dict, report: dict, reports: list[dict]) -> str:
    own = next((one for one in reports if one["sector"] == row.get("sector")), report)
    return own["href"]


def _linked(markup: str, report: dict) -> Markup:
    anchors = marks.anchors(report["facts"], "f-")
    facts = {one: f"{report['href']}#{anchor}" for one, anchor in anchors.items()}
    refs = marks.anchors((one["source_id"] for one in report["sources"]), "s-")
    return Markup(marks.link(markup, facts, {one: f"{report['href']}#{anchor}" for one, anchor in refs.items()}))


def switches(view: View, views: list[View]) -> list[dict]:
    """Rows of the switch: each choice leads to the view that differs least from this one."""
    rows = []
    for kind, word in (("area", "area"), ("period", "period"), ("as_of", "as_of"), ("lang", "language_word")):
        choices: dict[str, View] = {}
        near = views if kind in ("area", "lang") else [one for one in views if one.area == view.area]
        if kind == "as_of":
            near = [one for one in near if one.period == view.period]
        for one in sorted(near, key=lambda other: _distance(view, other)):
            choices.setdefault(getattr(one, kind), one)
        values = list(dict.fromkeys(getattr(one, kind) for one in near))
        if kind == "area" and len(values) < 2:
            continue
        made = [
            {
                "text": _choice(kind, value, choices[value], view),
                "key": choices[value].key,
                "current": value == getattr(view, kind),
                "lang": value if kind == "lang" else "",
            }
            for value in values
        ]
        rows.append({"kind": kind, "word": view.words[word], "choices": made})
    return rows


def _distance(view: View, other: View) -> tuple:
    return (other.area != view.area, other.lang != view.lang, other.period != view.period, other.as_of != view.as_of)


def _choice(kind: str, value: str, choice: View, view: View) -> str:
    if kind == "lang":
        return labels(value)["language"]
    if kind == "as_of":
        return choice.name("as_of_name", value) if value else view.words["as_of_all"]
    if kind == "period":
        return period_title(value, choice, view.lang)
    return choice.name("area_name", value)


def period_title(value: str, choice: View, lang: str) -> str:
    """A period as a choice among others: its name, else what a view calls it."""
    try:
        name = Period.parse(value).name(lang)
    except PeriodError:
        name = choice.name("period_name", value)
    return capital(name.removeprefix("the "))
