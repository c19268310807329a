"""Spans from one day to another: the month or the months that they are, or are reported as."""

from __future__ import annotations

import re

from .rules import END, YEAR, Rule, number

_DECEMBER, _MIDDLE = 12, (10, 21)  # month, days
_LATE = 10  # month in which a year is reported


def of_one_month(text: str, low: str, m: re.Match[str]) -> bool:
    """Days of one month, or a month as it is reported, from the middle of the one before: ``từ 8/2 đến 14/2``, ``từ 16/6 đến 15/7``."""
    began, ended = number(m["from"]), number(m["m"])
    years = _years_between(m)
    middle = int(m.groupdict().get("d1") or _MIDDLE[0]) >= _MIDDLE[0]
    same = ended == began or (ended - began == 1 and middle)
    return (same and not years) or (began == _DECEMBER and ended == 1 and years in (0, 1) and middle)


def from_the_middle(text: str, low: str, m: re.Match[str]) -> bool:
    """Whole months as they are reported, from the middle of one to that of a later one: ``từ 15/9 đến 14/12``."""
    began, ended = number(m["from"]), number(m["m2"])
    days = int(m["d1"]) - int(m["d2"])
    return _MIDDLE[0] <= int(m["d1"]) <= _MIDDLE[1] and days in (0, 1) and ended - began > 1 and not _years_between(m)


def _years_between(m: re.Match[str]) -> int:
    """Years from the first to the last day of a span, where both print theirs."""
    first, last = m.groupdict().get("y1"), m.groupdict().get("y")
    return int(last) - int(first) if first and last else 0


def whole_months(text: str, low: str, m: re.Match[str]) -> bool:
    """From the first day of a month to the last of a later one; from January it is what a year has come to."""
    return 1 < number(m["m"]) < number(m["m2"]) and not _years_between(m)


def across_years(text: str, low: str, m: re.Match[str]) -> bool:
    """Months across the turn of a year: from 1 October to 30 September, or to 31 March."""
    return number(m["m"]) > number(m["m2"]) and _years_between(m) <= 1


def twelve_months(text: str, low: str, m: re.Match[str]) -> bool:
    """From the middle of one of the last months of a year to that of the next year: a year, as it is reported."""
    return number(m["from"]) == number(m["m"]) >= _LATE and int(m["y"]) - int(m["y0"]) == 1


def vietnamese(month: str, month2: str) -> tuple[Rule, ...]:
    """``từ 15/9 đến 14/12``; the patterns of a month and of the last one."""
    return (
        Rule("từ|#", "months", rf"(?:từ (?:ngày )?|(?=\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{4}} ?[-–]))0?1(?:/| tháng ){month}(?:(?:/|,? năm )(?P<y1>\d{{4}}))? ?(?:đến|tới|-|–)(?: hết)?(?: ngày)? ?(?:28|29|30|31)(?:/| tháng ){month2}(?:(?:/|,? năm ){YEAR})?(?![/\d])", guard=whole_months),
        Rule("từ|#", "months", rf"(?:từ (?:ngày )?|(?=\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{4}} ?[-–]))0?1[/-]{month}[/-](?P<y1>\d{{4}}) ?(?:đến|tới|-|–)(?: hết)?(?: ngày)? ?(?:28|29|30|31)[/-]{month2}[/-]{YEAR}(?![/\d])", guard=across_years),
        Rule("từ|#", "year", rf"(?:từ (?:ngày )?|(?=\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{4}} ?[-–]))\d{{1,2}}[/-](?P<from>\d{{1,2}})[/-](?P<y0>\d{{4}}) ?(?:đến|tới|-|–)(?: hết)?(?: ngày)? ?\d{{1,2}}[/-]{month}[/-]{YEAR}(?![/\d])", guard=twelve_months),
        Rule("từ|#", "month", rf"(?:từ (?:ngày )?|(?=\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{4}} ?[-–]))(?P<d1>\d{{1,2}})(?:[/-]| tháng )(?P<from>\d{{1,2}})(?:(?:[/-]| năm )(?P<y1>\d{{4}}))? ?(?:đến|tới|-|–)(?: hết)?(?: ngày)? ?\d{{1,2}}(?:[/-]| tháng ){month}(?:(?:[/-]|,? năm ){YEAR})?(?![/\d])", guard=of_one_month),
        Rule("từ|#", "months", rf"(?:từ (?:ngày )?|(?=\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{4}} ?[-–]))(?P<d1>\d{{1,2}})(?:[/-]| tháng )(?P<from>\d{{1,2}})(?:(?:[/-]| năm )(?P<y1>\d{{4}}))? ?(?:đến|tới|-|–)(?: hết)?(?: ngày)? ?(?P<d2>\d{{1,2}})(?:[/-]| tháng ){month2}(?:(?:[/-]|,? năm ){YEAR})?(?![/\d])", guard=from_the_middle),
        Rule("từ", "month", rf"từ giữa tháng (?P<from>\d{{1,2}})(?:/\d{{4}})? (?:đến|tới) giữa tháng {month}(?:/{YEAR})?{END}", guard=of_one_month),
    )  # fmt: skip


def english(month: str, month2: str, names: str) -> tuple[Rule, ...]:
    """``from 15 March to 14 June``; the patterns of a month, of the last one, and the names of months."""
    return (
        Rule("from|between|#", "months", rf"(?:(?:from|between) |(?=\d{{1,2}} [a-z]+ \d{{4}} ?[-–]))1(?:st)? {month}(?: (?P<y1>\d{{4}}))? ?(?:to|until|through|and|-|–) ?(?:28|29|30|31) {month2}(?:,? {YEAR})?(?![^\W\d_])", guard=whole_months),
        Rule("from|between", "months", rf"(?:from|between) {month} 1(?:,? (?P<y1>\d{{4}}))?,? (?:to|until|through|and) {month2} (?:28|29|30|31)(?:,? {YEAR})?(?!\w)", guard=whole_months),
        Rule("from|between", "months", rf"(?:from|between) {month} 1,? (?P<y1>\d{{4}}),? (?:to|until|through|and) {month2} (?:28|29|30|31),? {YEAR}{END}", guard=across_years),
        Rule("from|between|#", "months", rf"(?:(?:from|between) |(?=\d{{1,2}} [a-z]+ \d{{4}} ?[-–]))1(?:st)? {month} (?P<y1>\d{{4}}) ?(?:to|until|through|and|-|–) ?(?:28|29|30|31) {month2},? {YEAR}{END}", guard=across_years),
        Rule("from|between|#", "year", rf"(?:(?:from|between) |(?=\d{{1,2}} [a-z]+ \d{{4}} ?[-–]))\d{{1,2}} (?P<from>{names}) (?P<y0>\d{{4}}) ?(?:to|until|through|and|-|–) ?\d{{1,2}} {month},? {YEAR}{END}", guard=twelve_months),
        Rule("from|between|#", "month", rf"(?:(?:from|between) |(?=\d{{1,2}} [a-z]+ \d{{4}} ?[-–]))(?P<d1>\d{{1,2}}) (?P<from>{names})(?: (?P<y1>\d{{4}}))? ?(?:to|until|through|and|-|–) ?\d{{1,2}} {month}(?:,? {YEAR})?(?![^\W\d_])", guard=of_one_month),
        Rule("from|between|#", "months", rf"(?:(?:from|between) |(?=\d{{1,2}} [a-z]+ \d{{4}} ?[-–]))(?P<d1>\d{{1,2}}) (?P<from>{names})(?: (?P<y1>\d{{4}}))? ?(?:to|until|through|and|-|–) ?(?P<d2>\d{{1,2}}) {month2}(?:,? {YEAR})?(?![^\W\d_])", guard=from_the_middle),
        Rule("from|between", "month", rf"(?:from|between) (?P<from>{names}) (?P<d1>\d{{1,2}})(?:,? (?P<y1>\d{{4}}))?,? (?:to|until|through|and) {month} \d{{1,2}}(?:,? {YEAR})?(?!\w)", guard=of_one_month),
        Rule("from|between", "month", rf"(?:from|between) mid-(?P<from>{names}) (?:to|until|and) mid-{month}(?:,? {YEAR})?{END}", guard=of_one_month),
        Rule("week", "month", rf"week from \d{{1,2}}(?: {names})? to \d{{1,2}} {month}(?:,? {YEAR})?{END}"),
        Rule("week", "month", rf"week (?:to|ending|ended)(?: on)? \d{{1,2}} {month}(?:,? {YEAR})?{END}"),
        Rule("week", "month", rf"week (?:to|ending|ended)(?: on)? {month} \d{{1,2}}(?:,? {YEAR})?{END}"),
    )  # fmt: skip
