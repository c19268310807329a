"""Numbers that are no statistics, as English reports print them."""

from __future__ import annotations

import re

from .rules import END, Rule, capital

_NO = r"(?![.,/]?\d)"
_COUNTED = (
    r"(?! ?(?:%|per cent|percent|million|billion|thousand|trillion|usd|vnd|ha|hectares|tonnes|tons|kg|km|people|persons|households|workers|"
    r"enterprises|projects|cases|communes|visitors|schools|cooperatives|percentage)(?!\w))"
)
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DATED = rf"(?:,? (?:of|dated) (?:\d{{1,2}} (?:{_MONTHS}) \d{{4}}|(?:{_MONTHS}) \d{{1,2}},? \d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{4}}|(?:19|20)\d\d(?!\d)))?"
_LAWS = "resolution|decision|decree|circular|directive|conclusion|ordinance|official letter|official dispatch|notice"
_PAPERS = rf"{_LAWS}|plan|report|law|programme|program|project|document|submission|instruction"
_WORDS = (
    "opinions|comments|speakers|speeches|reports|documents|resolutions|meetings|conferences|solutions|tasks|groups of tasks|groups of solutions|"
    "key tasks|main tasks|main solutions|key solutions|sessions|levels|delegates|pillars|breakthroughs|presentations|recommendations|lessons|objectives|"
    "national target programmes|national target programs|target programmes|target programs|scenarios|task groups|priorities"
)


def _no_rank(text: str, low: str, m: re.Match[str]) -> bool:
    """An ordinal that is no rank: ``the 17th congress``, not ``ranked 11th of 34``."""
    return not _RANKED.search(low, max(0, m.start() - 90), m.start()) and not _OF.match(low, m.end())


_RANKED = re.compile(r"(?:rank|place|stood|stand|position|came|finish)(?:[^,;.]{0,16}|[^;.]{0,70} and )$")
_OF = re.compile(
    r" (?:highest|lowest|largest|biggest|best|most|fastest|of \d|out of|among|in the country|nationwide|place|position|nationally|of the \d)"
)


def _whole(text: str, low: str, m: re.Match[str]) -> bool:
    return not _OUT_OF.search(low, max(0, m.start() - 30), m.start())


_OUT_OF = re.compile(r"\d(?:st|nd|rd|th)? (?:place )?(?:out )?(?:of|among)(?: all)?(?: the)? $")


def _no_month(text: str, low: str, m: re.Match[str]) -> bool:
    """``at 2010 prices``, not ``since December 2012 prices have risen``."""
    return not _MONTH_BEFORE.search(low, max(0, m.start() - 12), m.start())


_MONTH_BEFORE = re.compile(rf"(?:{_MONTHS}) $")


def _law(text: str, low: str, m: re.Match[str]) -> bool:
    return m[0].startswith(tuple(_LAWS.split("|"))) and capital(text, low, m)


def _titled(text: str, low: str, m: re.Match[str]) -> bool:
    """All words behind the year have a capital: ``the 2013 Land Law``."""
    return all(word[0].isupper() or word == "the" for word in text[m.start() : m.end()].split() if word[0].isalpha())


_NAME = re.compile(r"[A-Z]\w{1,12} $")
_PHONE = re.compile(r"hotline|phone|tel\b|call")

RULES = (
    Rule("resolution|decision|decree|circular|directive|conclusion|ordinance|official|notice|plan|report|law|programme|program|project|document|submission|instruction", "document", rf"(?:{_PAPERS}) (?:no\.? ?|number )?\d{{1,6}}[a-z]?(?:(?:/(?:19|20)\d\d)?(?:[-/][\wđ&]{{1,12}}){{1,4}}|/(?:19|20)\d\d)?{_NO}{_DATED}", guard=lambda text, low, m: "no" in m[0][:22] or "/" in m[0] or _law(text, low, m)),
    Rule("no|issue|number|bulletin|newsletter", "document", r"(?:no\.?|issue|number|bulletin|newsletter)(?: no\.?)? ?\d{1,3}/(?:19|20)\d\d(?!\d)"),
    Rule("article|clause|chapter|section|point|page|pages|table|figure|appendix|annex|form|chart|box|paragraph|footnote", "article", rf"(?:article|clause|chapter|section|point|pages?|table|figure|appendix|annex|form|chart|box|paragraph|footnote) \d{{1,3}}(?:\.\d{{1,2}})?(?![\d/]|[.,]\d){_COUNTED}"),
    Rule("articles|clauses|resolutions|decrees|chapters|sections|tables|figures|charts|pages|grades|phases|highways|routes|wards|districts|zones", "article", rf"(?:articles|clauses|resolutions|decrees|chapters|sections|tables|figures|charts|pages|grades|phases|highways|routes|wards|districts|zones) \d{{1,3}}(?:\.\d{{1,2}})?(?:, \d{{1,3}}(?:\.\d{{1,2}})?){{0,4}}(?:,? and | to | ?[-–] ?)\d{{1,3}}(?:\.\d{{1,2}})?{_NO}{_COUNTED}"),
    Rule("#", "phone", r"\d{3,4} \d{3}(?: \d{3})?(?![\d.,])", guard=lambda text, low, m: bool(_PHONE.search(low, max(0, m.start() - 90), m.start()))),
    Rule("#", "name", r"[1-9](?= (?:(?:thermal |hydro)?power (?:plant|station|centre|center|project)|(?:wind|solar) (?:farm|plant|park|project|power))\b)"),
    Rule("#", "set", r"(?:19|20) criteria\b", guard=lambda text, low, m: low.endswith(("all ", "the "), 0, m.start())),
    Rule("youngest|oldest|eldest", "age", rf"(?:youngest|oldest|eldest) (?:\w+ ){{1,5}}?(?:was|is|were) (?P<at>\d{{1,3}}){_NO}(?=[.,;]| and )"),
    Rule("mine|division|grade|year|zone|gate|room|block|line|stall|terminal|phase|hamlet|ward|district|photo|volume|type", "grade", rf"(?:mine|division|grade|year|zone|gate|room|block|line|stall|terminal|phase|hamlet|ward|district|photo|volume|type)[ -]\d{{1,3}}[a-z]?{_NO}{_COUNTED}(?!\w)", guard=capital),
    Rule("constant|comparative|fixed|at|#", "price", r"(?:at )?(?:constant |comparative |comparable |fixed )?(?:19|20)\d\d (?:constant |comparative |comparable |fixed )?prices\b", guard=_no_month),
    Rule("prices|price", "price", r"(?:prices of|prices?) (?:19|20)\d\d(?!\d)"),
    Rule("standard|standards|criteria|line", "set", r"(?:standards?|criteria|line) (?P<at>(?:for|of) (?:the period )?(?:19|20)\d\d ?[-–] ?(?:19|20)?\d\d)(?!\d)"),
    Rule("basket|weights|base", "price", r"(?:basket|weights|base) of (?:19|20)\d\d(?!\d)"),
    Rule("#|aged|under|over|ages", "age", rf"(?:(?:aged|ages|under|over)(?: from| under| over| between)? )?\d{{1,3}}(?:(?: ?[-–] ?| to | and )\d{{1,3}})?(?: years? old|-year-olds?| years of age){END}(?: and (?:over|above|older))?"),
    Rule("aged|ages", "age", rf"(?:aged|ages)(?: from| under| over| between)? \d{{1,3}}{_NO}(?:(?: ?[-–] ?| to | and )\d{{1,3}})?(?: and (?:over|above|older)| or (?:over|more))?"),
    Rule("people|persons|those|residents|citizens|men|women|workers|seniors", "age", rf"(?:people|persons|those|residents|citizens|men|women|workers|seniors) (?P<at>(?:over|under|above|below) \d{{1,2}}){_NO}{_COUNTED}"),
    Rule("age", "age", rf"age(?: [a-z]+){{0,5}} (?:is|was|of|at) (?P<at>\d{{1,2}}){_NO}(?=[.,;]| and | or |$)", guard=lambda text, low, m: "average" not in low[max(0, m.start() - 12) : m.start()]),
    Rule("under|over", "age", r"(?:under|over)-\d{2}s?(?!\w)"),
    Rule("#", "size", r"(?:\d{1,2},)?\d{1,3}(?:\.\d{1,2})?[ -]?(?:km|kilometres|kilometers|m|metres|meters|metre|meter)[ -](?:long|wide|high|deep|tall|thick)(?!\w)"),
    Rule("won|lost|drew|beat|a", "name", r"(?:won|lost|drew|beat \w+|a) \d{1,2}-\d{1,2}(?= (?:in|against|to|vote|win|draw|defeat)|[,.;])"),
    Rule("capital|scale", "size", r"(?:capital|scale)(?: of)? (?P<at>(?:less than|under|below|up to) (?:vnd ?|us\$ ?|\$|usd ?)?\d{1,3}(?:,\d{3})* (?:billion|million)(?: (?:vnd|dong|usd))?)(?!\w)"),
    Rule("#", "size", r"\d{1,3}(?: ?[-–] ?\d{1,3})? (?:pieces|shrimps?|heads?|fruits?) (?:per|a|to the|/) ?(?:kg|kilogram|kilo)(?!\w)"),
    Rule("size", "size", r"size[- ]\d{1,3}(?:[-–]\d{1,3})?(?!\w)"),
    Rule("#", "size", r"(?:\d{1,2},)?\d{1,3}(?:\.\d)?[ -]?(?:m|metres|meters) above sea level"),
    Rule("#", "size", r"\d{1,3}(?:\.\d)?[ -]?(?:km|kilometres|kilometers|miles) (?:north|south|east|west|from|away|off)(?!\w)"),
    Rule("#", "address", r"(?:\d{1,3},)?\d{1,3} views(?!\w)|\d{1,2} min read"),
    Rule("children", "age", rf"children under (?:the age of )?\d{{1,2}}{_NO}"),
    Rule("#", "hour", r"\d{1,2}(?:[.:]\d\d)? ?(?:am|pm|a\.m\.|p\.m\.)(?!\w)"),
    Rule("#", "duration", rf"\d{{1,3}}(?:(?: ?[-–] ?| to )\d{{1,3}})?(?: consecutive| straight| more| full| working)? (?:(?:weeks?|days?|hours?|minutes?|nights?|decades?){END}|(?:years?|months?|quarters){END}(?! on[ -](?:the )?(?:year|month|quarter)|-on-| (?:of|to|in|through|ended|ending) (?:(?:the|this) year|199|20)))"),
    Rule("#", "duration", r"\d{1,3}-(?:year|month|day|week|hour)(?!\w)(?! (?:period|total|figure))"),
    Rule("#", "session", rf"\d{{1,3}}(?:st|nd|rd|th){END}", guard=_no_rank),
    Rule("term|phase|level|grade|class|group|type|stage|session|tier|round|zone|category|no|unit|number|step|criterion|district|ward", "grade", rf"(?:term|phase|level|grade|class|group|type|stage|session|tier|round|zone|category|no\.|unit(?: no\.)?|number|step|criterion|district|ward) \d{{1,3}}{_NO}{_COUNTED}(?! [a-z]{{3,}}s\b)"),
    Rule("#", "grade", r"[1-5](?:(?:-| to | or )[1-5])?[- ]stars?(?!\w)"),
    Rule("national|highway|route|road|provincial|expressway", "road", r"(?:national |provincial )?(?:highway|route|road|expressway)(?: no\.?)? \d{1,4}[a-z]?(?![.,]?\d|\w)(?! ?(?:km|kilometres))"),
    Rule("km", "road", r"km ?\d{1,4}\+\d{1,4}"),
    Rule("#", "size", r"\d{1,4}(?:[-–]\d{1,4})?(?:[ -]?(?:kv|kva)| pages?| grams? per litre|°c| degrees(?: celsius)?)(?!\w)"),
    Rule("met|convened", "meeting", r"(?:met|convened)(?: only)? \d{1,2} times\b"),
    Rule("program|programme|project", "document", rf"(?:program|programme|project) \d{{2,4}}{_NO}{_COUNTED}", guard=capital),
    Rule("#", "session", r"\d{1,3}(?:st|nd|rd|th)? (?:million|thousand|billion)th\b"),
    Rule("three|four|five|six|seven|eight|nine|ten", "name", r"(?:three|four|five|six|seven|eight|nine|ten) times(?! (?:as|the|that|those|its|their|higher|more|larger|greater|bigger|what|over|last))"),
    Rule("per|for", "per", r"(?:per|for every) (?:1,000|10,000|100,000|1000|10000) (?:people|inhabitants|residents|population|children|live births)\b"),
    Rule("per", "per", r"per (?:1,000|10,000|100,000)(?=[,.;)]|$)"),
    Rule("f0|f1", "name", r"f[01]\b", guard=capital),
    Rule("tel|phone|fax|hotline", "phone", r"(?:tel|phone|fax|hotline)[:. ]{1,3}\+?\(?\d[\d.() +-]{6,18}\d"),
    Rule("#", "meeting", rf"\d{{1,3}} (?:{_WORDS}){END}"),
    Rule("#", "set", rf"(?:63|34) (?:provinces(?:,? and (?:centrally[- ]run )?cities)?|provinces/cities|localities){END}", guard=_whole),
    Rule("regulation|directive", "document", r"(?:regulation|directive) \((?:eu|ec)\) (?:no\.? )?\d{2,4}/\d{1,4}"),
    Rule("unit|team|squad|brigade|model|marker|markers|km|update", "name", r"(?:unit|team|squad|brigade|markers?|km|(?:model|update) no\.?) \d{1,4}(?:[-–]\d{1,4})?(?![.,]?\d)(?! ?(?:%|million|billion|people|persons))", guard=lambda text, low, m: capital(text, low, m) or m[0].startswith("marker")),
    Rule("once|twice|three|four|five|#", "per", r"(?:once|twice|(?:three|four|five|[2-9]) times) (?:a|an|each|every|per) (?:day|week|month|year|quarter|season)(?!\w)"),
    Rule("#", "hour", r"\d{1,2}(?:, \d{1,2}){0,6}(?: and \d{1,2})? o['’]clock(?!\w)"),
    Rule("#", "duration", r"(?:\d,)?\d{2,3} years of ", guard=lambda text, low, m: text[m.end() : m.end() + 1].isupper()),
    Rule("#", "place", r"[1-9](?= (?:hamlet|village|ward|quarter|bridge)(?!\w))", guard=lambda text, low, m: _NAME.search(text, max(0, m.start() - 24), m.start()) is not None),
    Rule("#", "slogan", r"[2-9] [^\d\"%,.]{2,24}[\"”]", guard=lambda text, low, m: text[max(0, m.start() - 1) : m.start()] in ('"', "“")),
    Rule("trucks|vehicles|plots|farms|boats|vessels|ships|lorries|fields", "size", r"(?:trucks|vehicles|plots|farms|boats|vessels|ships|lorries|fields) (?P<at>(?:over|under|above|below|of over|of more than) \d{1,3}(?:\.\d)? (?:tonnes|tons|hectares|ha|seats|cv|hp|horsepower|metres|meters))(?!\w)"),
    Rule("#", "size", r"\d{2,4} (?:cv|hp|horsepower)(?: (?:or|and) (?:more|over|above|higher))?(?!\w)"),
    Rule("resort|park|zone|campus|estate|golf", "size", r"(?:resort|park|zone|campus|estate|golf course) of (?P<at>\d{1,3}(?:\.\d)? (?:ha|hectares))(?!\w)"),
    Rule("#", "size", r"\d{1,3} ?(?:kg|kilograms|pounds) each(?!\w)"),
    Rule("#", "set", r"[2-9] (?:tables|industrial parks|gates|groups|phases|routes|ports)(?= (?:are|is|were|in|of)(?!\w)|[.;])", guard=lambda text, low, m: low.endswith("the ", 0, m.start())),
    Rule("apec|cop|games|expo|festival|summit|fair", "name", r"(?:apec|cop|(?:sea )?games|expo|summit|fair) (?:20)?\d\d(?![,.]?\d)(?! ?%)", guard=capital),
    Rule("om|ir|ri|st", "name", r"(?:om|ir|ri|st) ?\d{1,5}(?=(?: fragrant)? (?:paddy|rice|durian|variety|varieties|seeds?)\b)"),
    Rule("twice", "name", r"twice(?=[,.;]| (?:in|this|since|during|already)\b)"),
    Rule("set", "set", rf"set of \d{{1,2}} (?:criteria|indicators){END}"),
    Rule("one", "set", rf"one of (?:the |its )?\d{{1,2}}{_NO}"),
    Rule(_MONTHS, "published", rf"(?:{_MONTHS}) (?:19|20)\d\d(?=\))", guard=lambda text, low, m: _PUBLISHED.search(low, max(0, m.start() - 90), m.start()) is not None),
    Rule("its|their", "name", r"(?:its|their) first (?:full )?(?:quarter|half|year|month) as(?!\w)"),
    Rule("#", "document", r"(?:19|20)\d\d (?:[a-z]+ ){0,3}(?:law|constitution|ordinance|decree|act|code)(?!\w)", guard=_titled),
    Rule("with|employing", "size", r"(?:with|employing) (?P<at>\d{1,3} (?:or more (?:employees|workers|people|staff)|(?:employees|workers|people|staff) or more))(?!\w)"),
    Rule("basket", "set", r"basket of (?P<at>(?:\d{1,3} (?:groups|goods)|\d{3} items))(?!\w)"),
    Rule("#", "set", r"\d{1,2} (?:component |sub-?)projects(?!\w)"),
    Rule("#", "size", r"\d{1,3}(?:,\d{3})?-(?:seat|bed|room|storey|hectare)(?!\w)"),
    Rule("fines|fined", "size", r"(?:fines|fined)(?: range| ranging)?(?: of| from| between)? (?P<at>(?:vnd ?|usd ?|\$)?\d{1,3}(?:[,.]\d{1,3})*(?: million)?(?: vnd| dong)?(?: to | and | ?[-–] ?)(?:vnd ?|usd ?|\$)?\d{1,3}(?:[,.]\d{1,3})*(?: million)?(?: vnd| dong)?)(?!\w)"),
    Rule("no", "grade", r"no\.? ?\d{1,2}(?![.,/]?\d)(?! ?(?:%|per|million|billion|thousand))", guard=capital),
    Rule("#", "size", r"\d{1,3}(?:\.\d)? (?:metres|meters) (?:or|and) (?:longer|more|over|above|higher|deeper)(?!\w)"),
    Rule("twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|three|four|five|six|seven|eight|nine|ten|eleven|twelve", "set", r"(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-[a-z]{3,5})?|three|four|five|six|seven|eight|nine|ten|eleven|twelve) of (?:its|the|their) (?P<at>\d{1,3})(?![.,]?\d| ?%)"),
    Rule("hotline", "phone", r"hotline(?: number)?(?: is|:| on| at)? (?P<at>\d{3,5})(?![.,]?\d)"),
    Rule("#", "address", r"\d{1,4}[a-z]?(?:/\d{1,4})? (?:[^\W\d_]+ ){1,5}(?:street|road|avenue|boulevard)(?!\w)", guard=lambda text, low, m: text[m.start() :].split(" ", 2)[1][:1].isupper()),
    Rule("#", "size", r"\d{1,3} (?:or|to) \d{1,3} seats(?!\w)"),
    Rule("first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last", "set", r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last) (?:of|out of|among) (?:the |all )?(?P<at>\d{1,2} (?:provinces|cities|districts|localities))(?!\w)"),
)  # fmt: skip
_PUBLISHED = re.compile(
    r"(?:published as|\bsource|\bgave) [^();:]{0,70}\($"
)  # when a source printed it: "published as 48% (June 2025)"
