"""What a student gives as an answer, read in the forms that are reasonable: a number, text as printed, a frame of one row."""

from __future__ import annotations

import contextlib
import math
import re
import unicodedata

from .. import numerals
from ..errors import ParameterError, ReadError
from ..facts import Fact

_ASKED = {  # what came, what is expected: for a number, for a choice
    "vi": (
        "không đọc được đáp số {answer}; hãy viết một con số như 42.9, hoặc chữ như '42,9%'",
        "đáp số {answer} không có trong các lựa chọn; hãy viết một trong {choices}",
    ),
    "en": (
        "the answer {answer} is not one number; give one like 42.9, or text like '42.9%'",
        "the answer {answer} is none of the choices; give one of {choices}",
    ),
}
THOUSANDS = (-9, -6, -3, 3, 6, 9)  # powers of ten that a wrong scale is off by
_VERB = re.compile(r"(tăng|giảm|cao hơn|thấp hơn|rose|fell|up|down|higher|lower)\s+(by\s+)?", re.IGNORECASE)
_DOWN = ("giam", "thap hon", "fell", "down", "lower")


def empty(answer: object) -> bool:
    """True for what stands where no answer has been written yet."""
    return answer is None or answer is ... or (isinstance(answer, str) and not answer.strip())


def number(answer: object, lang: str, mult: int = 0) -> float:
    """The number that an answer means, in the scale the question asks for.

    Parameters
    ----------
    answer : int, float or numpy number; text like ``42,9%``, ``about 5,500``, ``5,5 tỷ USD``; a Fact; a frame or series
        with one row.
    lang : how text is read first; the other language's separators are tried after it.
    mult : power of ten of the scale asked for: text that names another one is converted.

    Raises
    ------
    ParameterError : it is none of these.

    Example
    -------
    >>> number("khoảng 75,1%", "vi"), number("5.5 billion USD", "en", 6)
    (75.1, 5500.0)
    """
    if isinstance(answer, Fact):
        return answer.value
    columns = getattr(answer, "columns", None)
    if columns is not None and "value" in columns:
        answer = answer["value"]
    if hasattr(answer, "to_numpy"):
        answer = answer.to_numpy()
    if hasattr(answer, "ravel") and getattr(answer, "size", 0) == 1:
        answer = answer.ravel()[0]
    if isinstance(answer, (list, tuple)) and len(answer) == 1:
        answer = answer[0]
    if isinstance(answer, str):
        return _printed(answer, lang, mult)
    try:
        value = math.nan if isinstance(answer, bool) else float(answer)
    except (TypeError, ValueError, OverflowError):
        value = math.nan
    if not math.isfinite(value):
        raise _strange(answer, lang)
    return value


def _printed(text: str, lang: str, mult: int) -> float:
    text, sign = text.strip().rstrip("."), 1
    if verb := _VERB.match(text):
        text, sign = text[verb.end() :], -1 if plain(verb[1]) in _DOWN else 1
    for tongue in (lang, *({"vi", "en"} - {lang})):
        try:
            read = numerals.read(text, tongue)
        except ReadError:
            continue
        if re.search("[0-9]", read.rest):  # a range, a power, two numbers
            break
        return round(sign * read.value * 10.0 ** (read.mult - mult if read.mult else 0), 9)
    raise _strange(text, lang)


def unit(answer: object, lang: str) -> str:
    """The words after the number of a text, as they are recognised; empty where there are none."""
    if not isinstance(answer, str):
        return ""
    text = _VERB.sub("", answer.strip().rstrip("."))
    for tongue in (lang, *({"vi", "en"} - {lang})):
        with contextlib.suppress(ReadError):
            return plain(numerals.read(text, tongue).rest)
    return ""


def _strange(answer: object, lang: str) -> ParameterError:
    shown = repr(answer) if isinstance(answer, (str, bool, float)) else type(answer).__name__
    return ParameterError(_ASKED.get(lang, _ASKED["en"])[0].format(answer=shown))


def word(answer: object, accepted: dict[str, str], lang: str = "en") -> str:
    """The choice that an answer names, whatever its case, accents and spaces.

    Parameters
    ----------
    accepted : choice -> the wordings that mean it, separated by ``|``.

    Raises
    ------
    ParameterError : it names none of them.

    Example
    -------
    >>> word(" Thap hon tien do ", {"below": "thấp hơn tiến độ|below pace", "on": "đúng tiến độ"})
    'below'
    """
    wordings = {plain(w): choice for choice, words in accepted.items() for w in [choice, *words.split("|")]}
    if plain(str(answer)) in wordings:
        return wordings[plain(str(answer))]
    expected = ", ".join(repr(words.split("|")[0]) for words in accepted.values())
    raise ParameterError(_ASKED.get(lang, _ASKED["en"])[1].format(answer=repr(str(answer)[:60]), choices=expected))


def plain(text: str) -> str:
    """Lower case, without accents, single spaces: how a word is recognised."""
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return re.sub(r"[\s_]+", " ", "".join(c for c in letters if not unicodedata.combining(c))).strip(" .!")
