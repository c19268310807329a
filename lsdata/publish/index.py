"""The index of an output folder: one file that holds a view for every area, period, date of knowledge and language.

Beside it lies `grid.js`, the same choice for the pages: a page never lists its siblings, it reads there what was built.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import lru_cache

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from lsdata.dataset import Dataset
from lsdata.evidence import sectors_with_evidence
from lsdata.periods import Period, date_name
from lsdata.publish import stamps
from lsdata.publish.job import DATA, DOCUMENTS, REVIEW, Address
from lsdata.publish.labels import TEMPLATES, asset, capital, labels, reason
from lsdata.publish.store import Folder, Remote
from lsdata.publish.views import GRID, period_title, script, switches, views_of


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
    views = views_of(list(reports), list(failed), list(skipped))
    template = _environment().get_template("index.html.j2")
    first = views[0] if views else None
    lang = first.lang if first else "vi"
    drawn = template.render(
        views=views,
        first=first,
        lang=lang,
        w=labels(lang),
        picks={view.key: switches(view, views) for view in views},
        css=Markup(asset("base.css") + asset("index.css")),
        js=Markup(script("index.js")),
    )
    return drawn.encode("utf-8")


def grid(reports: Iterable[dict]) -> bytes:
    """Render `grid.js`: it sets `lsdataGrid`, what was built in which view, in the order of the index.

    Parameters
    ----------
    reports : as for `page`.

    Returns
    -------
    bytes : ASCII, so that no text of a package can end the string it stands in, whatever reads it.
    """
    built = {
        view.key: {
            "period": period_title(view.period, view, view.lang),
            "pages": [
                [one["sector"], one["sector_name"], one["href"]]
                for one in view.reports
                if one["href"].endswith(".html")
            ],
        }
        for view in views_of(list(reports), [], [])
    }
    content = json.dumps(built, separators=(",", ":")).replace("<", "\\u003c")
    return f"window.lsdataGrid={content};\n".encode("ascii")


def files(place: Folder | Remote, data: Dataset) -> dict[str, bytes]:
    """The index of all that stands in a place, from this command and from earlier ones, and the `grid.js` beside it.

    Whatever it reads, ``stamps.index_key`` must count.

    Returns
    -------
    dict : file name -> content.
    """
    found = list(stamps.found(place))
    facts = place.read(f"{address}.facts.json" for address, stamp, intact in found if intact and "failed" not in stamp)
    reports, failed, here = [], [], {}
    for address, stamp, intact in found:
        here.setdefault((address.area, address.period, address.lang, address.as_of), set()).add(address.sector)
        if "failed" in stamp:
            remains = f"{address}{stamps.REMAINS}" if intact and stamp["outputs"] else ""
            failed.append(_names(data, address) | stamp["failed"] | {"href": remains})
        elif intact and not stamps.is_outdated(place, stamp):
            report = json.loads(facts.pop(f"{address}.facts.json"))
            own = {"order": _order(data, address.sector), "facts": dict.fromkeys(report["facts"])}  # linked to by name
            reports.append(report | own | _files(address, stamp["outputs"]))
    skipped = []
    for (area, period, lang, as_of), made in here.items():
        if area in data.areas:
            known = sectors_with_evidence(data, area, Period.parse(period), as_of)
            silent = (Address(s, area, period, lang, as_of) for s in data.sectors if s not in known and s not in made)
            skipped += [_names(data, a) | {"text": ""} for a in silent]
    return {stamps.INDEX: page(reports, failed, skipped), GRID: grid(reports)}


def _files(address: Address, names: Iterable[str]) -> dict:
    """Where a report lies: its page, and its documents and figures by format."""
    files = {kind: f"{address}.{kind}" for kind in (*DOCUMENTS, *DATA) if f"{address.sector}.{kind}" in names}
    return {"href": f"{address.folder}/{stamps.page(names)}", "files": files}


def _names(data: Dataset, address: Address) -> dict[str, str]:
    """An address with the names that the index prints; codes where this package does not know them."""
    sector, area, lang = data.sectors.get(address.sector, {}), data.areas.get(address.area, {}), address.lang
    named = labels(lang)["whole"] if address.sector == REVIEW else address.sector
    return asdict(address) | {
        "sector_name": sector.get(f"name_{lang}") or sector.get("name_en") or named,
        "area_name": area.get(f"full_{lang}") or area.get("full_en") or address.area,
        "area_short": area.get(f"name_{lang}") or area.get("name_en") or address.area,
        "period_name": Period.parse(address.period).name(lang),
        "as_of_name": date_name(address.as_of, lang) if address.as_of else "",
        "order": _order(data, address.sector),
    }


def _order(data: Dataset, sector: str) -> str:
    return data.sectors.get(sector, {}).get("order", "")


@lru_cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(str(TEMPLATES)), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"capital": capital, "reason": reason}
    return environment
