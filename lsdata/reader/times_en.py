"""Times as English reports print them."""

from __future__ import annotations

import re

from . import spans
from .rules import END, YEAR, YEAR2, Rule, Tongue, capital, together

_REL = r"(?P<rel>the year before|the previous year|the preceding year|the prior year|the last year|last year|next year|this year|the year|a year earlier)"
_TAIL = rf"(?:(?:,? of | in |, | |/|-){YEAR}(?! ?[-–] ?\d{{4}})|,?(?: of| in)? {_REL}{END})"
_WORDS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_COUNT = rf"(?P<n>[2-9]|1[0-2]|{_WORDS})"
_NAMES = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
_MONTH, _MONTH2 = rf"(?P<m>{_NAMES})\b(?:(?:(?<=\b(?!may)\w{{3}})|(?<=\bsept))\.(?= \d))?", rf"(?P<m2>{_NAMES})\b"
_DAY = r"(?P<d>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\d|[.,]\d| ?%)"
_UNITS = r"(?! ?(?:%|ha|hectares|tonnes|tons|billion|million|households|people|persons|workers|enterprises|projects|cases|km|m2|usd|vnd|communes|new|of the)(?!\w))"
_YEARS_AGO = rf"(?:,?(?: of| in| from)?(?: {YEAR}| {_REL}| a year ago| a year before| previous year))"
_SEASONS = (
    (1, r"winter[-–]spring"),
    (3, r"summer[-–]autumn"),
    (6, r"autumn[-–]winter"),
    (2, r"spring"),
    (4, r"main(?:[- ]season)?"),
    (5, r"winter"),
)
_SEASON_HEADS = "winter|summer|autumn|spring|main"


def _month(text: str, low: str, m: re.Match[str]) -> bool:
    """A month has a capital; "may" and "march" are verbs."""
    at = m.start("m")
    if not text[at].isupper():
        return False
    if m["m"] == "may" and m.end() == m.end("m") and not m.groupdict().get("d"):
        told = _opens(text, low, m) and _TOLD_OF.match(low, m.end())  # "Exports: May estimated at USD 9.4 billion"
        return bool(told or _BEFORE_MONTH.search(low, max(0, at - 9), at))
    return True


def _running(text: str, low: str, m: re.Match[str]) -> bool:
    """One month after the other, together: no numbers are told of each of them."""
    return text[m.start("m")].isupper() and together(text, low, m)


def _opens_with_the(text: str, low: str, m: re.Match[str]) -> bool:
    """``The last quarter was slower``, of the year that is told of; elsewhere it is what something is compared with."""
    return text.endswith("The ", 0, m.start())


def _foreseen(text: str, low: str, m: re.Match[str]) -> bool:
    """What a year is expected to bring: "expected to reach 16,000 tonnes in the year"."""
    return _EXPECTED.search(low, max(0, m.start() - 90), m.start()) is not None


_EXPECTED = re.compile(r"(?:expected|forecast|projected|likely) [^.;]*$")


def _opens(text: str, low: str, m: re.Match[str]) -> bool:
    """At the beginning of a sentence: what is told adds up since then; elsewhere it is a base."""
    return (
        not m.start()
        or low[max(0, m.start() - 2) : m.start()] in (". ", "; ", ": ")
        or (low[m.end() : m.end() + 1] == "," and not _after_percent(text, low, m))
    )


def _begins(text: str, low: str, m: re.Match[str]) -> bool:
    """At the beginning of a sentence or of a part of it: "; 5 months estimated at USD 44.7 billion"."""
    return not m.start() or low[max(0, m.start() - 2) : m.start()] in (". ", "; ", ": ", "- ", "• ", "+ ", ", ")


def _shorthand(text: str, low: str, m: re.Match[str]) -> bool:
    """``5M``, ``5M2025``: so many months, not so many millions or metres."""
    return (
        "M" in m[0].upper() and text[m.end("n")] == "M" and not _MILLIONS.search(low, max(0, m.start() - 5), m.start())
    )


def _after_percent(text: str, low: str, m: re.Match[str]) -> bool:
    """``2.6% over the month and 47.3% over the year``: on the month, on the year."""
    return low[: m.start()].rstrip().endswith(("%", "percent", "per cent"))


def _of_quarters(text: str, low: str, m: re.Match[str]) -> bool:
    """``in the second quarter, 8% lower than in the first``: a quarter, where one has just been named."""
    return "quarter" in low[max(0, m.start() - 110) : m.start()] and low[max(0, m.start() - 3) : m.start()] == "in "


def _beside_monthly(text: str, low: str, m: re.Match[str]) -> bool:
    """``up 20.6% monthly and 16.7% annually``: on the year, not a year."""
    return "monthly" in low[max(0, m.start() - 40) : m.start()]


def _no_name(text: str, low: str, m: re.Match[str]) -> bool:
    """A season as a time, not as a part of a name: "the area sown to winter-spring crops", "spring crop area"."""
    return not (_SOWN.search(low, max(0, m.start() - 20), m.start()) or _AREA.match(low, m.end()))


_SOWN, _AREA = (
    re.compile(r"(?:(?:sown|planted)(?: to| with)?|area under) (?:\w+[-–])?$"),
    re.compile(r" (?:area|sown|sowing|planted)\b"),
)


def _mean_of(text: str, low: str, m: re.Match[str]) -> bool:
    """``the average CPI of the year``."""
    return low.endswith("of ", 0, m.start()) and "average" in low[max(0, m.start() - 30) : m.start()]


def _bare(text: str, low: str, m: re.Match[str]) -> bool:
    """A bare year: nothing before it makes it a quantity or a number."""
    before = max(0, m.start() - 16), m.start()
    return bool(_MORE_THAN.search(low, *before)) or not _NOT_YEAR.search(low, max(0, m.start() - 8), m.start())


_MILLIONS = re.compile(r"(?:[$€£]|usd|vnd|d) ?$")
_TOLD_OF = re.compile(r" (?:[+-]? ?\d|est|exports|imports|was|were|saw|recorded|reached|came)")
_NOT_YEAR = re.compile(r"(?:no\.? ?|number |\$|usd |vnd |nearly |about |over |some |than )$")
_MORE_THAN = re.compile(r"(?:%|percent|per cent|points)\)? over $")  # "an increase of 1.11% over 2016"
_BEFORE_MONTH = re.compile(
    r"(?:in|on|over|against|of|from|to|by|until|end|since|for|and|with|than|last|through|–|-) ?$"
)

RULES = (
    # halves, quarters, months
    Rule("first|second|latter", "month", rf"(?:first|second|latter) half of {_MONTH}{_TAIL}?{END}"),
    Rule("first|second|#", "half", rf"(?P<n>first|second|1st|2nd)[- ]half{_TAIL}?{END}"),
    Rule("h1|h2", "half", rf"h(?P<n>[12]){_TAIL}?{END}", guard=capital),
    Rule("#", "half", rf"(?P<n>[12])h[ /-]?{YEAR}{END}"),
    Rule("first", "months", rf"first {_COUNT}[- ]months?{_TAIL}?{END}", cumulated=True),
    Rule(f"#|{_WORDS}", "months", rf"{_COUNT}[- ]months?(?: of| in| to| through| ending| ended)(?: the year| this year| (?:{_NAMES}) {YEAR}| (?:{_NAMES})){END}"),
    Rule(f"#|{_WORDS}", "months", rf"{_COUNT}[- ]months? (?:of|in) {YEAR}{END}"),
    Rule("for|in|over|during|after|accumulated", "months", rf"(?:for|in|over|during|after)(?: just| only)?(?: the)?(?: first)? {_COUNT} months?{END}(?! (?:time|later|ago|after|before|earlier|of|in \d|each|every|more|prison))", cumulated=True),
    Rule(f"#|{_WORDS}", "months", rf"{_COUNT}-month(?= [a-z]|-|,? (?:IIP|CPI|FDI|GDP|GRDP)\b)(?! (?:high|low|record|loans?|deposits?|terms?|old|long|campaign|ban|trip|course|bonds?|contract|interest|visa|streak|peak|run|plan|delay|project|training|internship)\b)", cumulated=True),
    Rule("the", "quarter", r"the (?P<n>first|second|third|fourth)(?=,|\.|;|$| and \d| on )", guard=_of_quarters),
    Rule("the", "months", rf"the {_COUNT} months(?= (?:together|as a whole|combined)|,|:)", cumulated=True),
    Rule("of", "months", rf"of {_COUNT} months(?= (?:to|was|were|is|are|reached|amounted|totalled|stood|went|rose|grew|fell|increased|decreased|declined|dropped))", cumulated=True),
    Rule(f"#|{_WORDS}", "months", rf"{_COUNT} months(?=:? [+-]?\d[\d.,]* ?(?:%|per ?cent))", cumulated=True),
    Rule(f"#|{_WORDS}", "months", rf"{_COUNT} (?:beginning|starting|initial|early) months(?: of (?:the|this) year)?{END}", cumulated=True),
    Rule(f"#|{_WORDS}", "months", rf"{_COUNT} months(?=:|,(?= (?:vnd|usd|us\$|\$|\d))| (?:\d|vnd|usd|us\$|\$|estimated|est\.|up|down|reached|saw|brought|to |[+-] ?\d))", cumulated=True, guard=_begins),
    Rule("the", "months", rf"the {_COUNT} months(?= (?:vnd|usd|us\$|\$|saw|brought|was|were|came|stood|reached|totall?ed|amounted|rose|fell|went|of \d{{4}}))", cumulated=True),
    Rule("of|in", "months", rf"(?:of|in) {_COUNT} months(?=[:,;.]| (?:the|it|they|up|down|rose|fell|was|were)\b)", cumulated=True),
    Rule("in|for|over|during", "months", rf"(?:in|for|over|during)(?: the)? {_COUNT} months (?:to|ending(?: in)?|ended(?: in)?|through|from (?:{_NAMES}) to) {_MONTH2}{_TAIL}?{END}"),
    Rule("#", "months", rf"(?P<n>[2-9]|1[0-2])m[ /-]?(?:{YEAR})?{END}", cumulated=True, guard=_shorthand),
    Rule("january|jan", "months", rf"(?P<m>january|jan)\.? and (?P<m2>february|feb){_TAIL}?{END}", cumulated=True, guard=_month),
    Rule("last", "month", rf"last {_MONTH}{END}", n=-1, guard=_month),
    Rule("figure|total|number|tally|amount", "to_now", r"(?:figure|total|number|tally|amount)(?P<at> (?:from|since) (?:the )?(?:beginning|start) of (?:the|this) year)\b", cumulated=True),
    Rule("first", "month", rf"first month of (?:the year|{YEAR}|{_REL}){END}", n=1),
    Rule("accumulated", "months", rf"accumulated (?:in )?(?:the )?{_COUNT} months{END}", cumulated=True),
    Rule("past", "months", r"past (?P<n>nine|ten|eleven) months\b(?! of)", cumulated=True),
    Rule("in", "this_year", r"in the year(?=[.;]|$)", guard=_foreseen),
    Rule("first", "months", rf"first (?:three|3) quarters{_TAIL}?{END}", n=9, cumulated=True),
    Rule("in|over", "months", rf"(?:in|over) (?:the )?(?:three|3) quarters{_TAIL}?{END}(?! (?:ago|before|earlier|of (?!the year|this year)))", n=9, cumulated=True),
    Rule("last|final|remaining", "rest", rf"(?:last|final|remaining) {_COUNT} months{_TAIL}?{END}"),
    Rule("from|between", "rest", r"(?:from|between) now (?:to|until|till|and) (?:the end of the year|year[- ]end)\b"),
    Rule("remaining", "rest", rf"remaining months{_TAIL}?{END}"),
    Rule("quarter", "quarter", rf"quarter (?P<n>iv|iii|ii|i|[1-4]|one|two|three|four){_TAIL}?{END}"),
    Rule("first|second|third|fourth|final|#", "quarter", rf"(?P<n>first|second|third|fourth|final|1st|2nd|3rd|4th)[- ]quarter{_TAIL}?{END}"),
    Rule("this|last", "quarter", r"(?P<rel>this year|last year)['’]s (?P<n>first|second|third|fourth)[- ]quarter\b"),
    Rule("this|last", "half", r"(?P<rel>this year|last year)['’]s (?P<n>first|second)[- ]half\b"),
    Rule("this|last", "months", rf"(?P<rel>this year|last year)['’]s first {_COUNT} months\b", cumulated=True),
    Rule("last", "quarter", rf"last quarter{_TAIL}{END}", n=4),
    Rule("q1|q2|q3|q4|q|qi|qii|qiii|qiv", "quarter", rf"q\.? ?(?P<n>iv|iii|ii|i|[1-4]){_TAIL}?{END}", guard=capital),
    Rule(_NAMES, "month", rf"{_MONTH}{_TAIL}?(?![^\W\d_])", guard=_month),
    Rule(_NAMES, "months", rf"{_MONTH}(?: (?P<y0>\d{{4}}))? ?(?:-|–|to|through|until) ?{_MONTH2}{_TAIL}?{END}", guard=_month),
    *spans.english(_MONTH, _MONTH2, _NAMES),
    Rule("in|over|during", "week", r"(?:in|over|during) the (?:past|last) week\b(?! of)"),
    Rule("in|during|over", "months", rf"(?:in|during|over) {_MONTH} and {_MONTH2}{_TAIL}?{END}", guard=_running),
    Rule("between|from|period", "months", rf"(?:period )?(?:between|from) {_MONTH}(?: (?P<y0>\d{{4}}))? (?:and|to|through|until) {_MONTH2}{_TAIL}?{END}", guard=_month),
    # days
    Rule("#", "day", rf"{_DAY}(?: of)? {_MONTH}(?:,? {YEAR})?(?![^\W\d_])", guard=_month),
    Rule("from|between", "day", rf"(?:from|between) (?:january|jan) 1,? (?:to|until|through|and) {_MONTH} {_DAY}(?:,? {YEAR})?{END}", guard=_month),
    Rule("from|during|over|between", "month", rf"(?:from|during|over|between) {_MONTH} \d{{1,2}} ?(?:to|and|[-–]) ?(?:(?:{_NAMES}) )?\d{{1,2}}(?:,? {YEAR})?{END}", guard=_month),
    Rule(_NAMES, "day", rf"{_MONTH} {_DAY}(?! [a-z]+s (?:broke|were|occurred|happened))(?: ?(?:to|[-–]) ?\d{{1,2}}(?![\d.,]*\d|%| ?%))?(?:,? {YEAR}|,?(?: of)? (?P<rel>last year|the previous year))?{END}", guard=_month),
    Rule("from", "day", rf"from (?:the )?(?:beginning|start) of (?:the|this) year (?:to|until|through) {_DAY} {_MONTH}(?:,? {YEAR})?{END}"),
    Rule("from", "day", rf"from (?:the )?(?:beginning|start) of (?:the year|this year|\d{{4}}) (?:to|until|through) {_MONTH} {_DAY}(?:,? {YEAR})?{END}"),
    Rule("from", "day", rf"from (?:the )?(?:beginning|start) of {YEAR} (?:to|until|through) {_DAY} {_MONTH}{END}"),
    Rule("from|between", "months", rf"(?:from|between) (?:early |mid-?|late )?{_MONTH}(?: \d{{1,2}})? (?:to|until|through|and) {_MONTH2}(?: (?:0?[1-9]|[12]\d|3[01])(?![.,]?\d))(?:,? {YEAR})?{END}", guard=_month),
    Rule("from", "day", rf"from january 1(?:st)?(?:,? \d{{4}})? (?:to|until|through) {_MONTH} {_DAY}(?:,? {YEAR})?{END}", guard=_month),
    Rule("from|between", "day", rf"(?:from|between) (?:{_NAMES}) \d{{1,2}},? \d{{4}},? (?:to|until|through|and) {_MONTH} {_DAY},? {YEAR}{END}", guard=_month),
    Rule("from", "day", rf"from \d{{1,2}} (?:{_NAMES})(?: \d{{4}})? (?:to|until|through) {_DAY} {_MONTH}(?:,? {YEAR})?(?![^\W\d_])"),
    # years
    Rule("#", "year", rf"{YEAR}{_UNITS}(?!/\w|-\d){END}", guard=_bare),
    Rule("#", "year", rf"{YEAR}(?=['’]s (?:figure|level|total|result|number|rate|pace|value|growth))"),
    Rule("between|from", "years", rf"(?:between|from) {YEAR} (?:and|to|through|until)(?: the end of)? {YEAR2}{END}"),
    Rule("#", "years", rf"{YEAR} (?:to|through) {YEAR2}{END}"),
    Rule("#", "years", rf"{YEAR} ?[-–] ?{YEAR2} (?:term|tenure)\b", back=-1),
    Rule("term|tenure", "years", rf"(?:term|tenure)(?: of)? {YEAR} ?[-–] ?{YEAR2}{END}", back=-1),
    Rule("last|previous", "december", r"(?:last|previous) december\b"),
    Rule("next", "year", r"next year\b", back=-1),
    Rule("last|previous|preceding|prior", "previous_year", r"(?:last|previous|preceding|prior) year\b(?!-)", back=1),
    Rule("year", "previous_year", r"year before\b", n=1, back=1),
    Rule("over|in|during|for|five", "term", r"(?:(?:over|in|during|for|throughout) the (?:whole |entire )?)?(?:(?:five|5)[- ]years?(?: period)?|five-year (?:period|term))\b(?!-old)(?! (?:(?:plan|socio|ago|earlier|old|before|to|from|of|strategy|development|programme)\b|(?:199|20)\d\d(?![\d,])))"),
    Rule("previous|preceding|last", "term", r"(?:previous|preceding|last) (?:five-year )?term\b", back=1),
    Rule("in|over|during", "term", r"(?:in|over|during) that (?:period|time)\b"),
    Rule("this", "this_year", r"this year\b", n=1),
    Rule("in", "this_year", r"in (?:the same|that) year(?=,)"),
    Rule("now", "now", r"now(?= (?:has|have|boasts|counts|employs|numbers|exceeds)\b)"),
    Rule("the", "this_year", r"the year(?= (?:increased|rose|was|fell|grew|decreased|declined|went|stood|dropped|climbed)\b)", guard=_mean_of),
    Rule("during|throughout", "this_year", r"(?:during|throughout) the year\b(?! (?:to|before|ended|ending|19|20))"),
    Rule("in|for|over", "half", r"(?:in|for|over) the half[- ]year\b(?! (?:to|before|ended))", n=1, cumulated=True),
    Rule("over|in|for", "this_year", r"(?:over|in|for) the (?:full|whole|entire) year\b(?! (?:to|ended|ending|19|20))"),
    Rule("whole|full", "this_year", r"(?:whole|full)[- ]year(?= (?:value|output|total|figure|revenue|number|production|turnover)\b)"),
    Rule("half", "half", r"half[- ]year(?:['’]s\b|(?= (?:stood|closed|ended|came to|totalled)))", n=1, cumulated=True),
    Rule("the", "this", r"the quarter(?= (?:closed|ended|stood|totalled))", n=3),
    Rule("year|coming", "year", r"(?:year ahead|coming year)\b(?! of)", back=-1),
    Rule("last", "quarter", r"last quarter(?= (?:was|saw|brought|proved))", n=4, guard=_opens_with_the),
    Rule("mid", "half", r"mid-?year\b(?! \d)", n=1, cumulated=True),
    Rule("quarter", "this", r"(?<=the )quarter['’]s(?= (?:rose|fell|was|grew|increased)\b)", n=3),
    Rule("school", "year", rf"school year {YEAR}[-–/]\d{{2,4}}(?= (?:opened|began|started)\b)"),
    Rule("began|begun|started|opened|entered|entering|begin|start", "year", rf"\w+ (?P<at>(?:the )?{YEAR}[-–/]\d{{2,4}} (?:school|academic) year)\b"),
    Rule("start|opening|beginning", "year", rf"(?:start|opening|beginning) of (?:the )?{YEAR}[-–/]\d{{2,4}} (?:school|academic) year\b"),
    Rule("for", "this_year", r"for the year(?=[,.;:)]| and\b| while\b|$)"),
    Rule("of", "this", r"of the quarter(?= (?:is|was|are|were|rose|fell|grew|reached|came|amounted|stood)\b)", n=3),
    Rule("whole|full|entire|year", "this_year", r"(?:(?:whole|entire) year|full[- ]year|whole of the year|year as a whole)\b(?!(?:['’]s)? (?:plan|target|estimate|goal|forecast|budget))"),
    Rule("end|close", "end", rf"(?:end|close)(?: of |-){YEAR}{END}"),
    Rule("end|close", "end", rf"(?:end|close) of {_REL}{END}(?!['’]s)"),
    Rule("late", "end", rf"late[- ]{YEAR}{END}"),
    Rule("since", "to_now", r"since (?:the )?(?:beginning|start) of (?:the|this) year(?= [a-z\u00c0-\u1ef9]+|,)", cumulated=True, guard=_opens),
    Rule("from", "to_now", r"from (?:the )?(?:beginning|start) of (?:the|this) year(?= [a-z\u00c0-\u1ef9]+|,)(?! (?:to|until|through))", cumulated=True, guard=_opens),
    Rule("since|beginning|start", "start_of_year", rf"(?:since )?(?:the )?(?:beginning|start) of (?:the year|this year|{YEAR}){END}"),
    Rule("since", "start_of_year", r"since (?:the )?new year\b"),
    Rule(f"#|{_WORDS}", "months", rf"{_COUNT} months into (?:the|this) year{END}", cumulated=True),
    # told by another
    Rule("same|corresponding|equivalent|comparable", "same", rf"(?:same|corresponding|equivalent|comparable) (?:period|stretch|span|time|half|months|point|crop|season|timeframe|interval){_YEARS_AGO}?{END}"),
    Rule("same|corresponding", "same", rf"(?:same|corresponding) (?:day|date|week){_YEARS_AGO}{END}"),
    Rule("#", "same", rf"{YEAR}['’]s (?:same|corresponding) (?:period|time){END}"),
    Rule("year", "same", r"year-ago (?:period|level|quarter|month|figure|time)\b", back=1),
    Rule("previous|last", "same", r"(?:previous|last) crop\b(?! year)", n=12),
    Rule("over", "same", r"over the year(?=[,.;]| and| while|$)", guard=_after_percent),
    Rule("over", "previous_month", r"over the month(?=[,.;]| and| while|$)", guard=_after_percent),
    Rule("over", "this_year", r"over the year(?=,)"),
    Rule("last|the", "same", r"(?:last|the previous) year['’]s (?:corresponding|same) (?:period|time)\b", back=1),
    Rule("same", "months", rf"same {_COUNT} months of {YEAR}{END}", cumulated=True),
    Rule("same", "months", rf"same {_COUNT} months{END}", cumulated=True),
    Rule("since", "to_now", r"since january(?=,)", cumulated=True, guard=_opens),
    Rule("same|corresponding|equivalent|comparable", "same", rf"(?:same|corresponding|equivalent|comparable) month{_YEARS_AGO}?{END}", n=1),
    Rule("same|corresponding|equivalent|comparable", "same", rf"(?:same|corresponding|equivalent|comparable) quarter{_YEARS_AGO}?{END}", n=3),
    Rule("a|one|twelve|#", "same", r"(?:(?:a|one) year (?:earlier|ago|before|previously)|(?:twelve|12) months (?:earlier|ago|before|previously))\b", back=1),
    *(
        Rule(f"{word}|#", "same", rf"(?:{word}|{n}) years (?:earlier|ago|before)\b", back=n)
        for n, word in ((2, "two"), (3, "three"), (4, "four"), (5, "five"), (10, "ten"))
    ),
    Rule("on|year|y|yoy|year-on-year|year-over-year", "same", r"(?:on the year|on-year|year[- ](?:on|over)[- ]year|year-earlier(?: period| level)?|y/y|y-o-y|yoy)\b"),
    Rule("annually", "same", r"annually\b", guard=_beside_monthly),
    Rule("previous|preceding|prior|last|month|a|m|one|on|monthly|mom", "previous_month", r"(?:(?:previous|preceding|prior|last) month|month before(?! last)|(?:a|one) month earlier|monthly(?= (?:and|to)\b| *[,.;]|$)|month[- ]on[- ]month|on-month|on the month(?! of)|month-over-month|m/m|m-o-m|mom)\b"),
    Rule("previous|preceding|prior|last|week|a|one", "previous_week", r"(?:(?:previous|preceding|prior|last) week|week (?:before|earlier)|(?:a|one) week (?:earlier|before|ago)|week[- ]on[- ]week)\b"),
    Rule("previous|preceding|prior|last|quarter|a|q|one", "previous_quarter", r"(?:(?:previous|preceding|prior|last) (?:quarter|three months)|(?:a|one) quarter earlier|quarter[- ]on[- ]quarter|q/q|q-o-q)\b"),
    Rule("on", "previous_quarter", r"on the quarter(?! of)\b", guard=_after_percent),
    Rule("on", "previous_quarter", r"on the (?:first|second|third)(?=[.,;)]|$)", guard=_after_percent),
    Rule("this|in|during|for|that", "this", r"(?:this month|(?:(?:in|during|for) )?that month|(?:in|during|for) the month)\b(?! of)", n=1),
    Rule("this|in|during|for|over", "this", r"(?:this quarter|(?:in|during|for|over) the quarter)\b(?! of)", n=3),
    Rule("this|in|during|over|reporting", "this", r"(?:this period|(?:in|during|over) the (?:reporting )?period|reporting period)\b(?! (?:\d|of|from))"),
    Rule("cumulative|cumulated", "to_now", r"cumulat(?:ive|ed) (?:figure|total|amount|number|sum|volume|output|value|result)\b", cumulated=True),
    Rule("half", "half", r"half[- ]year(?= (?:sum|total|figure)\b)", n=1, cumulated=True),
    Rule("so|to|year|year-to-date|until|up", "to_now", r"(?:so far(?=,| \d| [a-z]+ [a-z]+)(?! this)|so far this year|this year to date|to date|year[- ]to[- ]date|until now|up to now)\b", cumulated=True),
    # seasons
    Rule("marketing|crop|coffee|sugar|school|academic|milling", "season", rf"(?:marketing|crop|coffee|sugar|school|academic|milling) (?:year|season) {YEAR}[-–/]{YEAR2}{END}"),
    *(Rule(_SEASON_HEADS, "season", rf"(?:{name})(?: paddy| rice| maize)? (?:crop|season|harvest)s?(?:,?(?: of| in)? {YEAR}(?:[-–/]{YEAR2})?)?{END}", n=n, guard=_no_name) for n, name in _SEASONS),
    *(Rule(_SEASON_HEADS, "season", rf"(?:{name}) (?:paddy|rice|maize) (?:of|in) {YEAR}[-–/]{YEAR2}{END}", n=n) for n, name in _SEASONS),
    Rule("#", "season", rf"{YEAR}[-–/]{YEAR2} (?:crop|season|harvest|(?:school|academic|marketing|crop|coffee) year)s?{END}"),
    *(Rule("#", "season", rf"{YEAR}(?:[-–/]{YEAR2})? (?:{name}) (?:crop|season|harvest)s?{END}", n=n) for n, name in _SEASONS),
)  # fmt: skip

TONGUE = Tongue(
    "en",
    RULES,
    leading=re.compile(
        r"(?<!\w)(?P<sum>from (?:the )?(?:beginning|start) of the year )?"
        r"(?:(?:as of|as at|up to|up until|by|(?<!compared )(?<!relative )(?<!comparison )(?<!relation )to|until|through|till|before|at)(?: \d{1,2}(?::\d\d)? ?(?:a\.?m\.?|p\.?m\.?)(?: on|,)?)?(?: the end of| end-)?(?: the| this year['’]s)?(?: mid-| mid| early)? ?|in mid-|(?:the )?end of (?:the |this year['’]s )?|end-)$"
    ),
    summed=re.compile(
        r"(?<!\w)(?:cumulative|cumulatively in|accumulated|on average in|average for|average of)(?: the)? $"
    ),
    base=re.compile(
        r"(?<!\w)(?:since|from|than(?: at)?|with|over|on|against|compared to|vs\.?|versus|relative to|relation to|comparison to)(?: the)? $"
    ),
    article=re.compile(r"(?<!\w)the $"),
    listed=re.compile(rf"(?:, | and |, and | or ){YEAR}{_UNITS}(?! ?[-–/]){END}"),
    joint=re.compile(r"(?:,| and|, and| –)(?: in| for| of)?(?: the)? "),
    back={
        "last year": 1,
        "the last year": 1,
        "the year before": 1,
        "the previous year": 1,
        "the preceding year": 1,
        "the prior year": 1,
        "a year earlier": 1,
        "next year": -1,
    },
)
