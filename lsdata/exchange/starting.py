"""A data package of one's own, ready to fill in: tables or a workbook, a guide of ten minutes, a worked example.

The example makes a report at once and says of itself that it is one: its source is called so, its numbers are round.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from datetime import date, timedelta
from pathlib import Path
from string import Template

from .. import package
from ..errors import ParameterError
from ..periods import date_name
from ..wording import check_language
from .locating import NOWHERE, followers, locate
from .replacing import replace
from .saving import arranged, files, where

STARTER = Path(__file__).parent / "starter"
NOBODY = {"ref_area": "", "full_vi": "đơn vị", "full_en": "your own", "level": "", "valid_to": ""}
CODE = {"vi": "mã", "en": "code"}
EXAMPLE = "example"  # source_id of the rows to delete


def new(
    dest: str | Path, *, excel: bool = False, extend: bool = False, area: str = "", name: str = "", lang: str = "vi",
    example: bool = True, today: date | None = None,
) -> Path:  # fmt: skip
    """Start a data package of one's own.

    Parameters
    ----------
    dest : a folder that is new or empty; with ``excel`` a workbook that is not there yet (``.xlsx`` is added).
    excel : one workbook with notes and drop-down lists in place of a folder of CSV tables.
    extend : beside the bundled figures; else only the bundled codes are known.
    area : the area that reports are made for, by its code or a known name; default, a province that is none, for the
        example.
    name : name of an area that the bundled package does not know, as in ``"xã Tân Thanh"``.
    lang : language of the guide and the notes: vi or en.
    example : with rows that show how it is done; their source is ``example``.
    today : the example is of the last half-year of the area that ended before it; default, the day of the run.

    Returns
    -------
    Path : the folder or workbook.

    Raises
    ------
    ParameterError : something stands there already, or an area that is not known; nothing is written.

    Example
    -------
    >>> import tempfile
    >>> folder = new(tempfile.mkdtemp() + "/mine", area="VN-04")
    >>> sorted(p.name for p in folder.iterdir())[:4]
    ['README.md', 'acknowledgements.csv', 'areas.csv', 'constants.csv']
    """
    check_language(lang)
    dest, form = where(dest, "xlsx" if excel or Path(dest).suffix.lower() == ".xlsx" else "")
    if (dest.is_dir() and any(dest.iterdir())) or (dest.exists() and not dest.is_dir()):
        raise ParameterError(f"{dest} is there already and is never overwritten; name another, or delete it first")
    place, own = locate(area, name) if example or area or name else (NOBODY, None)
    tables: package.Tables = {table: [] for table in package.TABLES}
    tables["areas"] = [own] if own else []
    if example:
        for table, rows in _examples(place, lang, today or date.today()).items():
            tables[table] += rows
    about = {
        "name": _slug(dest.stem if form == "xlsx" else dest.resolve().name),
        "title": f"Figures of {place['full_en']}",
        "title_vi": f"Số liệu {place['full_vi']}",
        "version": "0.1.0",
        "extends": "figures" if extend else "codes",
        "area": place["ref_area"],
        "period": "latest",
    }
    rows, guide = arranged(tables, about, form), _guide(dest, place, form, lang, example=example)
    if form == "xlsx":
        from .book import workbook

        replace(dest.parent, {dest.name: workbook(rows, about, guide=guide, lang=lang, examples=example)})
    else:
        replace(dest, {"README.md": guide.encode()} | files(rows, about, form))
    return dest


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9._-]+", "-", plain).strip("-.") or "figures"


def _examples(place: dict[str, str], lang: str, today: date) -> package.Tables:
    """The worked example: table -> rows."""
    values = {"area": place["ref_area"]} | _halves(place, today)
    example = tomllib.loads((STARTER / "example.toml").read_text(encoding="utf-8"))
    made: package.Tables = {}
    for table, rows in example.items():
        cites = any(f["name"] == "source_id" for f in package.schemas()[table]["fields"])
        for row in rows:
            texts = {c: v if isinstance(v, str) else v[lang] for c, v in row.items()}
            if texts.get("time_period") == "$before" and not values["before"]:
                continue
            filled = {c: Template(text).substitute(values) for c, text in texts.items()}
            made.setdefault(table, []).append({"source_id": EXAMPLE} | filled if cites else filled)
    return made


def _halves(place: dict[str, str], today: date) -> dict[str, str]:
    """The half-years of the example and their days, all of them within the life of the area."""
    day = timedelta(days=1)
    since = _half(date.fromisoformat(place["valid_from"]) - day) + 1 if place["valid_from"] else 0
    until = _half(date.fromisoformat(place["valid_to"]) + day) - 1 if place["valid_to"] else 2 * date.max.year
    half = min(max(_half(today) - 1, since), until)
    before = next((n for n in (half - 2, half - 1) if n >= since), 0)
    following = min(half + 1, until)
    return {
        "period": _code(half),
        "before": _code(before) if before else "",
        "next": _code(following),
        "day": _end(half),
        "eve": _end(following - 1),
    }


def _half(day: date) -> int:
    """The half-year that a day is in, counted from the year 0."""
    return 2 * day.year + (day.month > 6)


def _code(half: int) -> str:
    return f"{half // 2}-S{half % 2 + 1}"


def _end(half: int) -> str:
    return f"{half // 2}-{'12-31' if half % 2 else '06-30'}"


def _guide(dest: Path, place: dict[str, str], form: str, lang: str, *, example: bool) -> str:
    """The guide for this package: lines for the other form, and on an example that is not there, left out."""
    text = (STARTER / f"README.{lang}.md").read_text(encoding="utf-8")
    after = followers(place) if place["valid_to"] else []
    others = {
        "excel": form == "xlsx",
        "folder": form != "xlsx",
        "example": example,
        "empty": not example,
        "nowhere": place is NOBODY,
        "unreal": example and place["ref_area"] == NOWHERE["ref_area"],
        "ended": bool(after),
    }
    lines = []
    for line in text.splitlines():
        mark, _, rest = line.partition("| ")
        if mark in others:
            if others[mark]:
                lines.append(rest)
        else:
            lines.append(line)
    data = dest.name or "."
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
    values = {"data": f'"{data}"' if " " in data else data, "area": place["ref_area"], "place": place[f"full_{lang}"]}
    values |= {"within": _within(place), "until": date_name(place["valid_to"], lang) if after else ""}
    values["after"] = "; ".join(f"{r[f'full_{lang}']}, {CODE[lang]} `{r['ref_area']}`" for r in after)
    values["follower"] = after[0]["ref_area"] if after else ""
    return Template(f"{text}\n").substitute(values)


def _within(place: dict[str, str]) -> str:
    """A code for a district or commune of a place, as an example."""
    code = {"": "VN-09", "country": "VN-09", "commune": place.get("parent")}.get(place["level"], place["ref_area"])
    return f"{code or place['ref_area']}-001"
