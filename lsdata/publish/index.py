"""The index of an output folder: one file that holds a view for every area, period, date of knowledge and language."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from functools import lru_cache

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from lsdata.dataset import Dataset
from lsdata.errors import PeriodError
from lsdata.evidence import sectors_with_evidence
from lsdata.periods import Period, date_name
from lsdata.publish import marks, stamps
from lsdata.publish.job import Address
from lsdata.publish.labels import TEMPLATES, asset, capital, labels, reason, view_key
from lsdata.publish.store import Folder, Remote

# Order of the bundled sectors; a report may bring its own place as "order".
SECTORS = [
    *("overview", "growth", "agriculture", "new_rural", "trade", "industry", "services"),
    *("budget", "investment", "transport", "society", "security", "outlook"),
]


@dataclass
class _View:
    """What was written for one area, period, date of knowledge and language."""

    key: str
    area: str
    period: str
    as_of: str
    lang: str
    reports: list[dict] = field(default_factory=list)
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


def page(reports: Iterable[dict], failed: Iterable[dict] = (), skipped: Iterable[dict] = ()) -> bytes:
    """Render `index.html` over all that stands in an output folder.

    Parameters
    ----------
    reports : report JSONs, each with `href`, the relative address of its HTML; optional `order` (place among the
        sectors) and `files` (format -> relative address of its document).
    failed : reports that could not be made: sector, area, period, lang, reason; optional as_of, sector_name, notebook,
        cell, and `href`, the notebook up to where it stopped.
    skipped : sectors without sources: area, period, lang, sector, sector_name, text; optional as_of.

    Returns
    -------
    bytes : UTF-8, the same for the same input whatever its order.
    """
    views = _views(list(reports), list(failed), list(skipped))
    template = _environment().get_template("index.html.j2")
    first = views[0] if views else None
    lang = first.lang if first else "vi"
    drawn = template.render(
        views=views,
        first=first,
        lang=lang,
        w=labels(lang),
        picks={view.key: _switches(view, views) for view in views},
        css=Markup(asset("base.css") + asset("index.css")),
        js=Markup(asset("index.js")),
    )
    return drawn.encode("utf-8")


def standing(place: Folder | Remote, data: Dataset) -> bytes:
    """The index of all that stands in a place, from this command and from earlier ones.

    Whatever it reads, ``stamps.index_key`` must count.
    """
    found = list(stamps.found(place))
    facts = place.read(f"{address}.facts.json" for address, stamp, intact in found if intact and "failed" not in stamp)
    reports, failed, here = [], [], {}
    for address, stamp, intact in found:
        here.setdefault((address.area, address.period, address.lang, address.as_of), set()).add(address.sector)
        if "failed" in stamp:
            remains = f"{address}{stamps.REMAINS}" if intact and stamp["outputs"] else ""
            failed.append(_names(data, address) | stamp["failed"] | {"href": remains})
        elif intact:
            own = {"href": f"{address.folder}/{stamps.page(stamp['outputs'])}", "order": _order(data, address.sector)}
            report = json.loads(facts.pop(f"{address}.facts.json"))
            reports.append(report | own | {"facts": dict.fromkeys(report["facts"])})  # linked to by name, no more
    skipped = []
    for (area, period, lang, as_of), made in here.items():
        if area in data.areas:
            known = sectors_with_evidence(data, area, Period.parse(period), as_of)
            silent = (Address(s, area, period, lang, as_of) for s in data.sectors if s not in known and s not in made)
            skipped += [_names(data, a) | {"text": ""} for a in silent]
    return page(reports, failed, skipped)


def _names(data: Dataset, address: Address) -> dict[str, str]:
    """An address with the names that the index prints; codes where this package does not know them."""
    sector, area, lang = data.sectors.get(address.sector, {}), data.areas.get(address.area, {}), address.lang
    return asdict(address) | {
        "sector_name": sector.get(f"name_{lang}") or sector.get("name_en") or address.sector,
        "area_name": area.get(f"full_{lang}") or area.get("full_en") or address.area,
        "area_short": area.get(f"name_{lang}") or area.get("name_en") or address.area,
        "period_name": Period.parse(address.period).name(lang),
        "as_of_name": date_name(address.as_of, lang) if address.as_of else "",
        "order": _order(data, address.sector),
    }


def _order(data: Dataset, sector: str) -> str:
    return data.sectors.get(sector, {}).get("order", "")


def _views(reports: list[dict], failed: list[dict], skipped: list[dict]) -> list[_View]:
    views: dict[str, _View] = {}

    def view(one: dict) -> _View:
        key = view_key(one)
        return views.setdefault(key, _View(key, one["area"], one["period"], one.get("as_of") or "", one["lang"]))

    for one in sorted(reports, key=_place):
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


def _switches(view: _View, views: list[_View]) -> list[dict]:
    """Rows of the switch: each choice leads to the view that differs least from this one."""
    rows = []
    for kind, word in (("area", "area"), ("period", "period"), ("as_of", "as_of"), ("lang", "language_word")):
        choices: dict[str, _View] = {}
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


def _distance(view: _View, other: _View) -> tuple:
    return (other.area != view.area, other.lang != view.lang, other.period != view.period, other.as_of != view.as_of)


def _choice(kind: str, value: str, choice: _View, view: _View) -> str:
    if kind == "lang":
        return labels(value)["language"]
    if kind == "as_of":
        return choice.name("as_of_name", value) if value else view.words["as_of_all"]
    if kind == "period":
        return _period_name(value, choice, view.lang)
    return choice.name("area_name", value)


def _period_name(value: str, choice: _View, lang: str) -> str:
    try:
        name = Period.parse(value).name(lang)
    except PeriodError:
        name = choice.name("period_name", value)
    return capital(name.removeprefix("the "))


@lru_cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(str(TEMPLATES)), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"capital": capital, "reason": reason}
    return environment
