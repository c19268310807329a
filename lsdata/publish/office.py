"""Who hands a report in: agency, place and date, number and symbol, recipients, signature, from a TOML file.

Values stand at the top of the file for every language, or in a table of one language, which comes first:

    agency = "SỞ KẾ HOẠCH VÀ ĐẦU TƯ"
    recipients = ["Ủy ban nhân dân tỉnh (để báo cáo)", "Lưu: VT, TH"]

    [en]
    agency = "Department of Planning and Investment"
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from lsdata.dataset import check_as_of
from lsdata.errors import ParameterError, unknown


@dataclass(frozen=True)
class Office:
    """The frame of a document; what is empty is printed as a dotted line, or left out where it may be.

    Parameters
    ----------
    parent : the agency above, in capitals; may be left out.
    agency : the agency that issues the document.
    place : where it is issued; default, the short name of the report's area.
    date : a day like 2020-07-13; default, the report's day of knowledge, else a blank.
    number, symbol : as in ``12`` and ``BC-SKHĐT``.
    kind : kind of document; default BÁO CÁO, Report.
    subject : what it is about, with ``{sector}``, ``{area}``, ``{period}`` for those of the report.
    to : whom it is addressed to ("Kính gửi"); may be left out.
    recipients : lines of "Nơi nhận".
    authority : on whose behalf, as in ``KT. GIÁM ĐỐC``; may be left out.
    position, signer : who signs.
    """

    parent: str = ""
    agency: str = ""
    place: str = ""
    date: str = ""
    number: str = ""
    symbol: str = ""
    kind: str = ""
    subject: str = ""
    to: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    authority: str = ""
    position: str = ""
    signer: str = ""


LANGUAGES = ("vi", "en")
NAMES = tuple(f.name for f in fields(Office))
_LISTS = ("to", "recipients")


def read(path: str | Path) -> dict:
    """The content of an office file, checked.

    Raises
    ------
    ParameterError : no such file, no TOML, an unknown name, a value of another kind, a day that does not exist.
    """
    file = Path(path)
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as e:
        raise ParameterError(f"cannot read the office file {str(path)!r}: {e.strerror or e}") from None
    except (ValueError, RecursionError) as e:  # no TOML, no UTF-8, or a number or nesting beyond all measure
        raise ParameterError(f'office file {file.name}: not TOML ({e}); write lines like agency = "…"') from None
    for lang, values in {"": content, **{k: content[k] for k in LANGUAGES if k in content}}.items():
        if not isinstance(values, dict):
            raise ParameterError(f"office file {file.name}: {lang} is a table; write [{lang}] and its lines below it")
        for name, value in values.items():
            if lang or name not in LANGUAGES:
                _check(file.name, f"[{lang}] {name}" if lang else name, name, value)
    return content


def _check(file: str, place: str, name: str, value: object) -> None:
    if name not in NAMES:
        raise ParameterError(f"office file {file}: {unknown('entry', name, NAMES)}")
    if name in _LISTS:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise ParameterError(f'office file {file}: {place} is a list of texts, like ["…", "…"], not {value!r}')
    elif not isinstance(value, str):
        raise ParameterError(f'office file {file}: {place} is a text in quotation marks, like "…", not {value!r}')
    elif name == "date" and value:
        try:
            check_as_of(value)
        except ParameterError:
            raise ParameterError(
                f"office file {file}: {place} {value!r} is no day; write one like 2020-07-13"
            ) from None


def of(content: dict, report: dict) -> Office:
    """The frame of one report.

    Parameters
    ----------
    content : as of ``read``; empty for a document that is filled in by hand.
    report : report JSON, for its language, place, day of knowledge, and what the subject names.
    """
    own = {k: v for k, v in content.items() if k not in LANGUAGES} | content.get(report["lang"], {})
    own = {k: tuple(v) if isinstance(v, list) else v for k, v in own.items()}
    subject = filled(own.get("subject", ""), report)
    default = {"place": report["area_short"], "date": report["as_of"]}
    return Office(**(own | {"subject": subject} | {k: own.get(k) or v for k, v in default.items()}))


def filled(subject: str, report: dict) -> str:
    """What a document is about, with the names of a report in it.

    Example
    -------
    >>> report = {"sector_name": "Ngân sách", "area_name": "tỉnh Lạng Sơn", "period_name": "năm 2020"}
    >>> filled("Tình hình {sector} {area} {period}", report)
    'Tình hình ngân sách tỉnh Lạng Sơn năm 2020'
    """
    sector = report["sector_name"]
    if not subject.startswith("{sector}") and not sector[:2].isupper():
        sector = sector[:1].lower() + sector[1:]
    period = report["period_name"].removeprefix("the ")
    names = {"{sector}": sector, "{area}": report["area_name"], "{period}": period}
    return re.sub(r"\{(sector|area|period)\}", lambda m: names[m[0]], subject)
