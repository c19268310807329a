"""What stands around a document for hand-in, as plain strings: its head, whom it is addressed to, who signs.

Vietnamese follows Appendix I of Decree 30/2020/NĐ-CP, English says the same things plainly.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lsdata.periods import MONTHS_EN
from lsdata.publish.blocks import clean
from lsdata.publish.office import Office

DOTS = "………"
LINE = DOTS * 3


@dataclass(frozen=True)
class Letterhead:
    """Texts as printed; what is unknown is a dotted line, what may be left out is empty.

    Parameters
    ----------
    parent : the agency above, or empty.
    agency : who issues the document.
    number : its number and symbol with the word before them, ``Số: 12/BC-SKHĐT``.
    motto : the two lines that head a Vietnamese document; empty in English.
    place_date : ``Lạng Sơn, ngày 05 tháng 7 năm 2020``.
    kind : ``BÁO CÁO``.
    to_head, to : ``Kính gửi:`` and the lines after it; one recipient is one line, several have dashes; both may be
        empty.
    recipients_head, recipients : ``Nơi nhận:`` and its lines, with dashes and final marks.
    authority : on whose behalf, or empty.
    position, signer : who signs.
    """

    parent: str
    agency: str
    number: str
    motto: tuple[str, ...]
    place_date: str
    kind: str
    to_head: str
    to: tuple[str, ...]
    recipients_head: str
    recipients: tuple[str, ...]
    authority: str
    position: str
    signer: str


def letterhead(office: Office, lang: str, words: dict[str, str]) -> Letterhead:
    """The texts of one document.

    Parameters
    ----------
    office : who hands it in.
    lang : vi or en.
    words : of ``labels``.
    """
    upper = str.upper if lang == "vi" else str
    own = {name: clean(" ".join(getattr(office, name).split())) for name in _TEXTS}
    to = tuple(clean(one) for one in office.to if one.strip())
    recipients = tuple(clean(one) for one in office.recipients if one.strip())
    return Letterhead(
        parent=upper(own["parent"]),
        agency=upper(own["agency"]) or LINE,
        number=words["head_number"].format(number=own["number"] or DOTS, symbol=own["symbol"] or DOTS),
        motto=tuple(line for line in (words["head_motto"], words["head_motto_2"]) if line),
        place_date=_place_date(own["place"], own["date"], lang, words),
        kind=upper(own["kind"]) or words["head_kind"],
        to_head=words["head_to"] if to else "",
        to=_dashed(to, words) if len(to) > 1 else to,
        recipients_head=words["foot_recipients"],
        recipients=_dashed(recipients or (LINE, LINE), words),
        authority=upper(own["authority"]),
        position=upper(own["position"]) or LINE,
        signer=own["signer"] or LINE,
    )


_TEXTS = ("parent", "agency", "place", "date", "number", "symbol", "kind", "authority", "position", "signer")


def _place_date(place: str, day: str, lang: str, words: dict[str, str]) -> str:
    """Place and date of issue; zero before days under 10 and before the first two months, in Vietnamese."""
    place = place or DOTS
    if not day:
        return words["head_no_date"].format(place=place)
    at = date.fromisoformat(day)
    month = MONTHS_EN[at.month] if lang == "en" else f"{at.month:02d}" if at.month < 3 else str(at.month)
    number = str(at.day) if lang == "en" else f"{at.day:02d}"
    return words["head_date"].format(place=place, day=number, month=month, year=at.year)


def _dashed(lines: tuple[str, ...], words: dict[str, str]) -> tuple[str, ...]:
    """A line each, with its dash and its final mark, whatever mark it came with."""
    plain = [" ".join(line.split()).removeprefix("-").strip().rstrip(";.") or line for line in lines]
    return tuple(words["head_item"].format(text=line) for line in plain[:-1]) + (
        words["head_item_last"].format(text=plain[-1]),
    )
