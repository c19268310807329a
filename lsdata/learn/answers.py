"""What a student gives as an answer, read in the forms that are reasonable: a number, text as printed, a frame of one row."""

from __future__ import annotations

import re
import unicodedata

from .. import numerals
from ..errors import ParameterError, ReadError
from ..facts import Fact

EMPTY = (None, Ellipsis, "")


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
        if isinstance(answer, (bool, complex)) or hasattr(answer, "__len__"):
            raise TypeError
        return float(answer)
    except (TypeError, ValueError):
        raise _strange(answer, lang) from None


def _printed(text: str, lang: str, mult: int) -> float:
    for tongue in (lang, *({"vi", "en"} - {lang})):
        try:
            read = numerals.read(text, tongue)
        except ReadError:
            continue
        return round(read.value * 10.0 ** (read.mult - mult if read.mult else 0), 9)
    raise _strange(text, lang)


def _strange(answer: object, lang: str) -> ParameterError:
    shown = repr(answer) if isinstance(answer, (str, bool, type(None))) else type(answer).__name__
    like = numerals.number(42.9, 1, lang)
    return ParameterError(f"the answer {shown} is not one number; give one like 42.9, or text like '{like}%'")


def word(answer: object, accepted: dict[str, str]) -> str:
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
    raise ParameterError(f"the answer {str(answer)[:60]!r} is none of the choices; give one of {expected}")


def plain(text: str) -> str:
    """Lower case, without accents, single spaces: how a word is recognised."""
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return re.sub(r"[\s_]+", " ", "".join(c for c in letters if not unicodedata.combining(c))).strip()
