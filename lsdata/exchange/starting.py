"""A data package of one's own, ready to fill in: tables or a workbook, a guide of ten minutes, a worked example.

The example makes a report at once and says of itself that it is one: its source is called so, its numbers are round.
"""

from __future__ import annotations

import difflib
import re
import tomllib
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path
from string import Template

from .. import filling, package
from ..errors import ParameterError
from ..wording import check_language
from .replacing import replace
from .saving import arranged, files, where

STARTER = Path(__file__).parent / "starter"
NOWHERE = {"ref_area": "VN-EX", "name_vi": "Ví dụ", "name_en": "Example"}  # a province that is none
NOBODY = {"ref_area": "", "full_vi": "đơn vị", "full_en": "your own"}
EXAMPLE = "example"  # source_id of the rows to delete
_CODE = re.compile(r"[A-Z]{2}(-[A-Z0-9]+)*")
_LEVELS = {  # first word of an area's full name -> its level
    "tỉnh": "province", "thành phố": "province", "huyện": "district", "quận": "district", "thị xã": "district",
    "xã": "commune", "phường": "commune", "thị trấn": "commune", "đặc khu": "commune",
}  # fmt: skip


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
    area : code of the area that reports are made for; default, a province that is none, for the example.
    name : name of an area that the bundled package does not know, as in ``"xã Tân Thanh"``.
    lang : language of the guide and the notes: vi or en.
    example : with rows that show how it is done; their source is ``example``.
    today : the example is of the last half-year that ended before it; default, the day of the run.

    Returns
    -------
    Path : the folder or workbook.

    Raises
    ------
    ParameterError : something stands there already, or an area without a code or a name; nothing is written.

    Example
    -------
    >>> import tempfile
    >>> folder = new(tempfile.mkdtemp() + "/mine", area="VN-04")
    >>> sorted(p.name for p in folder.iterdir())[:4]
    ['README.md', 'areas.csv', 'constants.csv', 'datapackage.json']
    """
    check_language(lang)
    dest, form = where(dest, "xlsx" if excel or Path(dest).suffix.lower() == ".xlsx" else "")
    if (dest.is_dir() and any(dest.iterdir())) or (dest.exists() and not dest.is_dir()):
        raise ParameterError(f"{dest} is there already and is never overwritten; name another, or delete it first")
    place, own = _area(area, name) if example or area or name else (NOBODY, None)
    tables: package.Tables = {table: [] for table in package.TABLES}
    tables["areas"] = [own] if own else []
    if example:
        for table, rows in _examples(place["ref_area"], lang, today or date.today()).items():
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


@cache
def _bundled() -> dict[str, dict[str, str]]:
    return {r["ref_area"]: r for r in package.open_package()["areas"]}


def _area(code: str, name: str) -> tuple[dict[str, str], dict[str, str] | None]:
    """The area that is meant, with its full names; its row where the bundled package does not know it."""
    known = _bundled()
    if not code and not name:
        row = dict(NOWHERE)
    elif code in known:
        row = known[code]
        if name and not any(_same(name, row[c]) for c in ("name_vi", "name_en", "full_vi", "full_en")):
            raise ParameterError(
                f"area {code!r} is {row['name_vi']}, not {name!r}; take its own code, or leave the name out"
            )
        return row, None
    elif not code:
        near = [c for c, r in known.items() if _same(name, r["name_vi"]) or _same(name, r["full_vi"])]
        hint = (
            f"; for {name} of the bundled areas it is {' or '.join(near)}"
            if near
            else ", like VN-09-180 for one in VN-09"
        )
        raise ParameterError(f"the name {name!r} needs the code of its area{hint}")
    elif not _CODE.fullmatch(code):
        raise ParameterError(
            f"area {code!r} is no code of an area; write one like VN-09, or VN-09-180 for one in VN-09"
        )
    elif not name:
        near = difflib.get_close_matches(code, known, 1, 0.55)
        hint = f", or did you mean {near[0]!r} ({known[near[0]]['name_vi']})?" if near else ""
        raise ParameterError(f"unknown area {code!r}; give its name as well, like 'xã Tân Thanh'{hint}")
    else:
        row = {"ref_area": code, **_named(code, name)}
    whole = {f["name"]: row.get(f["name"], "") for f in package.schemas()["areas"]["fields"]}
    filling.fill("areas", whole, {})
    return whole, row


def _named(code: str, name: str) -> dict[str, str]:
    """Names, level and parent of a new area, from its full name and its code."""
    name = " ".join(name.split())
    first = next((w for w in sorted(_LEVELS, key=len, reverse=True) if name.lower().startswith(f"{w} ")), "")
    parent = code.rpartition("-")[0]
    row = {"parent": parent} if parent in _bundled() else {}
    if not first:
        return row | {"name_vi": name, "level": "commune" if code.count("-") > 1 else "province"}
    level = "district" if first == "thành phố" and code.count("-") > 1 else _LEVELS[first]
    return row | {"name_vi": name[len(first) + 1 :], "level": level, "full_vi": first + name[len(first) :]}


def _same(one: str, other: str) -> bool:
    return unicodedata.normalize("NFC", one).casefold().strip() == unicodedata.normalize("NFC", other).casefold()


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9._-]+", "-", plain).strip("-.") or "figures"


def _examples(area: str, lang: str, today: date) -> package.Tables:
    """The worked example: table -> rows."""
    first = today.month <= 6  # the first half-year is not over
    year, half = (today.year - 1, 2) if first else (today.year, 1)
    values = {
        "area": area,
        "period": f"{year}-S{half}",
        "before": f"{year - 1}-S{half}",
        "next": f"{year}-S2" if half == 1 else f"{year + 1}-S1",
        "day": f"{year}-06-30" if half == 1 else f"{year}-12-31",
    }
    example = tomllib.loads((STARTER / "example.toml").read_text(encoding="utf-8"))
    made: package.Tables = {}
    for table, rows in example.items():
        cites = any(f["name"] == "source_id" for f in package.schemas()[table]["fields"])
        for row in rows:
            texts = {c: v if isinstance(v, str) else v[lang] for c, v in row.items()}
            filled = {c: Template(text).substitute(values) for c, text in texts.items()}
            made.setdefault(table, []).append({"source_id": EXAMPLE} | filled if cites else filled)
    return made


def _guide(dest: Path, place: dict[str, str], form: str, lang: str, *, example: bool) -> str:
    """The guide for this package: lines for the other form, and on an example that is not there, left out."""
    text = (STARTER / f"README.{lang}.md").read_text(encoding="utf-8")
    others = {
        "excel": form == "xlsx",
        "folder": form != "xlsx",
        "example": example,
        "empty": not example,
        "nowhere": place is NOBODY,
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
    return Template(f"{text}\n").substitute(values)
