"""Verbs right behind a number that no noun follows: what those do who were counted before, "312 study abroad"."""

from __future__ import annotations

from .words import key

_ENGLISH = """
    ran went came fell rose got left lost took made meet met hold held have had can could
    may might will would do did stood returning resuming waiting awaiting completing away live run work use earn
    own study attend remain found paid sold bought built sent kept won grew began broke drew sought spent
    rode flew drove caught gave put wore sat stayed died set
"""
_VIETNAMESE = ("tạm", "giải", "ngừng", "quay", "đăng")  # of enterprises: "734 tạm ngừng hoạt động"
DOES = frozenset(map(key, (*_ENGLISH.split(), *_VIETNAMESE)))
_ENDINGS = ("ed", "ing", "li")  # of keys: "completed", "returning", "voluntarily"


def does(behind: tuple[str, ...]) -> bool:
    """True of words that begin with such a verb."""
    return bool(behind) and (behind[0] in DOES or behind[0].endswith(_ENDINGS))
