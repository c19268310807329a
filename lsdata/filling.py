"""What a package of one's own may leave empty, and what stands there then.

Twelve columns describe a figure, and most follow from the rest: the unit from its indicator, the decimals from the
printed value. A word in one language stands for the other until somebody writes it.
"""

from __future__ import annotations

from collections.abc import Callable

Row = dict[str, str]
Tables = dict[str, list[Row]]

LANGUAGES = ("vi", "en")
POINTS = ("contribution_pp", "share_change_pp")  # measures in percentage points
SHARE_MEASURES = ("pct_of_plan", "yoy_pct", "mom_pct", "dec_pct", "index", "share_pct")
LEVELS = {  # level of an area -> its name in vi and en, as after or before the area's own
    "province": ("tỉnh {}", "{} province"),
    "district": ("huyện {}", "{} district"),
    "commune": ("xã {}", "{} commune"),
}
NAMED = (
    "thành phố ",
    "thị xã ",
    "thị trấn ",
    "quận ",
    "phường ",
    "đặc khu ",
    "tỉnh ",
    "huyện ",
    "xã ",
)  # say their level
OPTIONAL: dict[str, set[str]] = {  # columns that the contract requires, and a package of one's own may leave empty
    "figures": {"measure", "unit_measure", "unit_mult", "obs_status", "decimals", "locator"},
    "indicators": {
        *(f"{c}_{lang}" for c in ("name", "short", "subject", "definition") for lang in LANGUAGES),
        "number_en", "unit_mult", "polarity", "plan_word", "decimals",
    },
    "sectors": {"order", "notebook", "name_vi", "name_en"},
    "areas": {"level", *(f"{c}_{lang}" for c in ("name", "full", "in") for lang in LANGUAGES)},
    "sources": {"date_basis", "language", "authority"},
    "statements": {"aspect", "text_vi", "text_en", "locator"},
    "tasks": {"text_vi", "text_en", "locator"},
    "events": {"text_vi", "text_en"},
    "units": {"name_vi", "name_en", "name_en_one"},
    "acknowledgements": {"reason_vi", "reason_en"},
}  # fmt: skip


def fill(table: str, row: Row, tables: Tables) -> None:
    """Fill the empty cells of a row, in place, with what follows from the others.

    Parameters
    ----------
    table : its name.
    row : every column of the table, tidied.
    tables : name -> code -> row, of the tables that a row may point to.
    """
    _other_language(row)
    if table in _FILLERS:
        _FILLERS[table](row, tables)


def lowered(name: str) -> str:
    """A name as inside a sentence; an abbreviation keeps its capitals."""
    return name if name[1:2].isupper() or name[1:2] == "." else name[:1].lower() + name[1:]


def _other_language(row: Row) -> None:
    for stem in ("name", "text", "unit", "decision", "reason"):
        for lang, other in (LANGUAGES, LANGUAGES[::-1]):
            if row.get(f"{stem}_{lang}") == "":
                row[f"{stem}_{lang}"] = row[f"{stem}_{other}"]


def _default(row: Row, **values: str) -> None:
    for column, value in values.items():
        if not row[column]:
            row[column] = value


def _figure(row: Row, tables: Tables) -> None:
    _default(row, measure="level")
    own = tables["indicators"].get(row["indicator"])
    if row["measure"] in SHARE_MEASURES:
        _default(row, unit_measure="percent", unit_mult="0")
    elif row["measure"] in POINTS:
        _default(row, unit_measure="percentage_points", unit_mult="0")
    elif own and row["unit_measure"] in ("", own["unit_measure"]):  # of another unit the power has to be told
        _default(row, unit_measure=own["unit_measure"], unit_mult=own["unit_mult"])
    _default(row, obs_status="F" if row["measure"] == "plan_target" else "A")


def _indicator(row: Row, tables: Tables) -> None:
    for lang, subject, meaning in (("vi", "{} [của] {{area}}", "{} theo cách tính của nguồn"), ("en", "{} in {{area}}", "{} as counted by the source")):  # fmt: skip
        name = lowered(row[f"name_{lang}"])
        if name:
            own = {"short": name, "subject": subject.format(name), "definition": meaning.format(name)}
            _default(row, **{f"{column}_{lang}": text for column, text in own.items()})
    _default(row, number_en="s", unit_mult="0", polarity="neutral", plan_word="plan", decimals="0")


def _sector(row: Row, tables: Tables) -> None:
    last = max(
        (int(r["order"]) for r in tables["sectors"].values() if r["order"].isascii() and r["order"].isdigit()),
        default=0,
    )
    _default(row, order=str(last + 1), notebook="sector.ipynb")


def _area(row: Row, tables: Tables) -> None:
    _default(row, level="province")
    country = row["ref_area"].partition("-")[0]
    if row["level"] == "province" and country in tables["areas"]:
        _default(row, parent=country)
    words = ("{}", "{}") if row["name_vi"].lower().startswith(NAMED) else LEVELS.get(row["level"], ("{}", "{}"))
    for lang, word in zip(LANGUAGES, words, strict=True):
        _default(row, **{f"full_{lang}": word.format(row[f"name_{lang}"]) if row[f"name_{lang}"] else ""})
    _default(row, in_vi=row["full_vi"], in_en=row["name_en"])


def _source(row: Row, tables: Tables) -> None:
    _default(row, date_basis="printed" if row["published_on"] else "none", language="vi", authority="official")


def _unit(row: Row, tables: Tables) -> None:
    _default(row, name_en_one=row["name_en"])


def _statement(row: Row, tables: Tables) -> None:
    _default(row, aspect="context")


_FILLERS: dict[str, Callable[[Row, Tables], None]] = {
    "areas": _area,
    "figures": _figure,
    "indicators": _indicator,
    "sectors": _sector,
    "sources": _source,
    "statements": _statement,
    "units": _unit,
}
