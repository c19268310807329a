"""What a spreadsheet shows: a number by its number format, a day by its own, a superscript as one."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

_ASIDE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')  # parts of a format that print no digit
_SUPERSCRIPTS = str.maketrans("0123456789*()", "⁰¹²³⁴⁵⁶⁷⁸⁹*⁽⁾")
_NOISE = Decimal("5e-9")  # what a calculation leaves behind: 12.299999999


def number(value: float, form: str) -> str:
    """A number as its cell shows it, with a decimal point and without groups.

    >>> number(12.345, "#,##0.0"), number(7, "0.0"), number(12.299999999, "General"), number(0.429, "0.0%")
    ('12.3', '7.0', '12.3', '42.9')
    """
    exact, places = _scaled(value, form)
    if places is None:
        return _plain(exact)
    text = format(_fixed(exact, len(places)), "f")
    kept = places.rstrip("#?")
    if "." in text and len(kept) < len(places):
        least = text.index(".") + 1 + len(kept)
        text = (text[:least] + text[least:].rstrip("0")).rstrip(".")
    return text


def is_rounded(value: float, form: str) -> bool:
    """Whether a cell shows fewer decimals than it holds.

    >>> is_rounded(12.345, "#,##0.0"), is_rounded(0.4291, "0.0%"), is_rounded(12.3, "0.00"), is_rounded(251.199999999, "0.0")
    (True, True, False, False)
    """
    exact, places = _scaled(value, form)
    return places is not None and abs(_fixed(exact, len(places)) - exact) > max(_NOISE, abs(exact) * Decimal("1e-10"))


def _scaled(value: float, form: str) -> tuple[Decimal, str | None]:
    """A number as its format scales it, and the decimals of the format, as in ``0#``; None where it says none."""
    exact = Decimal(format(value, ".15g"))
    parts = _ASIDE.sub("", form or "General").split(";")
    code = parts[1] if value < 0 and len(parts) > 1 and re.search(r"[0#?]", parts[1]) else parts[0]
    if "%" in code:
        exact *= 100
    digits = re.search(r"[0#?][0#?, ]*(?:\.([0#?]*))?(,*)", code)
    if not digits or "E" in code or "/" in code or code.strip() in ("General", "@"):
        return exact, None
    whole = re.search(r"[0#?](,+)(?=\.|[^0#?,]|$)", code)  # commas after the last digit: shown in thousands
    return exact.scaleb(-3 * len(whole[1])) if whole else exact, digits[1] or ""


def zero(form: str) -> str:
    """What a format shows in place of 0, as in ``#,##0;-#,##0;"-"``; empty where it shows a number.

    >>> zero('_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)'), zero("#,##0.0")
    ('-', '')
    """
    parts = re.findall(r'(?:"[^"]*"|\\.|[^;"\\])*', form or "")[::2]
    if len(parts) < 3 or re.search(r"[0#]", re.sub(r'"[^"]*"|\\.', "", parts[2])):
        return ""
    return "".join(re.findall(r'"([^"]*)"', parts[2])).strip()


def _fixed(exact: Decimal, places: int) -> Decimal:
    fixed = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return abs(fixed) if fixed == 0 else fixed


def _plain(exact: Decimal) -> str:
    """As many decimals as the number needs, without what a calculation left behind."""
    for places in range(10):
        fixed = _fixed(exact, places)
        if abs(fixed - exact) <= min(_NOISE, abs(exact) * Decimal("1e-10"), Decimal(1).scaleb(-places - 5)):
            return format(fixed, "f")
    return format(exact, "f")


def day(value: date | datetime | time, form: str) -> str:
    """A day as offices write it: ``5/10/2026``; ``10/2026`` where the format shows no day."""
    if isinstance(value, time):
        return value.isoformat()
    code = _ASIDE.sub("", form or "").lower()
    return (
        f"{value.month}/{value.year}" if "d" not in code and "m" in code else f"{value.day}/{value.month}/{value.year}"
    )


def rich(parts) -> str:
    """A text with formats inside: superscripts become characters of their own, so that a mark is no digit."""
    out = []
    for part in parts:
        raised = getattr(getattr(part, "font", None), "vertAlign", None) == "superscript"
        text = part if isinstance(part, str) else part.text
        out.append(text.translate(_SUPERSCRIPTS) if raised else text)
    return "".join(out)
