"""Numbers that a rule sets and nobody counted: what may be borrowed, is paid a head, is fined; how a work is designed."""

from __future__ import annotations

import re

from .rules import Guard, Rule, capital

_VI = r"\d{1,3}(?:[.,]\d{1,3})*(?: ?(?:[-–]|đến) ?\d{1,3}(?:[.,]\d{1,3})*)?"
_DONG = rf"{_VI}(?: (?:nghìn|ngàn|triệu))? (?:đồng|usd)(?: ?/ ?[^\W\d_]+(?: [^\W\d_]+)?(?: ?/ ?(?:tháng|năm|vụ|ngày|lần))?)?(?!\w)"
_AREA = rf"{_VI} ?(?:m2|m²)(?: ?/ ?[^\W\d_]+(?: sinh)?)?(?!\w)"
_MOST = r"(?:tối đa(?: không quá)?|tối thiểu|không quá|không vượt quá)"
_PERCENT = r"\d{1,3}(?:\.\d{1,2})? ?(?:%|percent|per ?cent)"
_EN = r"(?:(?:vnd|usd|us\$|\$) ?)?\d{1,3}(?:,\d{3})*(?:\.\d{1,2})?(?: (?:million|thousand))?(?: (?:vnd|dong|đồng|usd|dollars))?"
_SUM = r"(?:(?:vnd|usd|us\$|\$) ?\d{1,3}(?:,\d{3})*(?:\.\d{1,2})?(?: million)?|\d{1,3}(?:,\d{3})*(?:\.\d{1,2})?(?: million)? (?:vnd|dong|đồng|usd|dollars))"
_GRANTS = re.compile(
    r"(?:hỗ trợ|được vay|cho vay|mức (?:hỗ trợ|vay|trợ cấp|phạt)|trợ cấp|phải có diện tích|chuẩn nghèo|\(thu nhập|theo mức)[^.;]*$"
)
_AIMS = re.compile(
    r"(?:phấn đấu|chỉ tiêu|mục tiêu|kế hoạch|nhiệm vụ|giải ngân|tổng|dự toán|bình quân|dư nợ|ở mức|bồi thường)[^.;]*$"
)
_BEFORE = 90  # letters of the sentence that tell
_BY_RULE = r"(?: (?:a|per|for) [a-z -]{2,24})? (?:(?:as )?(?:fixed|set|laid down|prescribed) (?:by|in|under)|under the [a-z -]{0,24}(?:resolution|decision|decree|circular))"
_MEAN = re.compile(r"(?:bình quân|trung bình|mỗi|trên một|average)[^.;,]*$")
_COMPARED = re.compile(r"[^.;]{0,40}(?:so với|bình quân|on average|average)|,? (?:tăng|giảm|up|down)(?!\w)")
_FILLED = re.compile(r"(?: nước)?,? (?:bằng|đạt|cao hơn|thấp hơn|tăng|giảm)(?!\w)")
_RATES = re.compile(r"\b(?:deposits?|interest|lending rates?|loan rates?|fees?|fares?)\b[^.;,]*$")
_THOSE = re.compile(r"(?:households|families|people|workers|farmers|persons) $")
_SPELT = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen) [a-z]+ $"
)


def _granted(text: str, low: str, m: re.Match[str]) -> bool:
    """The most or least of what is granted, not of what is aimed at: "được vay tối đa 100 triệu đồng"."""
    begin = max(0, m.start() - _BEFORE)
    return bool(_GRANTS.search(low, begin, m.start())) and not _AIMS.search(low, begin, m.start())


def _unless(*before: str) -> Guard:
    """Not behind some words: "tổng mức hỗ trợ 60 tỷ đồng"."""
    return lambda text, low, m: not low.endswith(before, 0, m.start())


def _no_mean(text: str, low: str, m: re.Match[str]) -> bool:
    """No average, and nothing that is compared: "bình quân mỗi lớp có 38 học sinh, giảm 1,2 học sinh"."""
    mean = _MEAN.search(low, max(0, m.start() - 24), m.start())
    return not (mean or _COMPARED.match(low, m.end()))


def _designed(text: str, low: str, m: re.Match[str]) -> bool:
    """What a reservoir holds, not what it has stored: "dung tích 320 triệu m3, bằng 82% thiết kế"."""
    named = "thiết kế" in m[0] or low.endswith((", ", "("), 0, m.start())
    return named and not _FILLED.match(low, m.end())


VIETNAMESE = (
    Rule("tối|không", "size", rf"{_MOST} (?:là )?(?:{_DONG}|{_AREA})(?: (?:hoặc|ở [^\d.;,]{{4,20}},|đối với [^\d.;,]{{4,30}},) (?:{_DONG}|{_AREA}))?", guard=_granted),
    Rule("hỗ", "size", rf"hỗ trợ (?P<at>{_VI} ?%(?: ?/ ?năm)?)(?= (?:giá|chi phí|lãi suất|học phí|tiền (?!hỗ)|mức|theo (?:nghị|quyết)))", guard=_unless("đã ")),
    Rule("hỗ", "size", rf"hỗ trợ lãi suất (?P<at>{_VI} ?%(?: ?/ ?năm)?)(?!\w)"),
    Rule("hỗ", "size", rf"hỗ trợ (?P<at>{_VI} (?:tấn|kg|bao|triệu đồng|nghìn đồng|đồng))(?= (?:xi măng |gạo |giống )?cho mỗi (?:km|hộ|ha|người|căn|mô hình))", guard=_unless("đã ")),
    Rule("mức", "size", rf"mức (?:hỗ trợ|trợ cấp|chuẩn(?: trợ giúp(?: xã hội)?)?|phạt|khoán|học phí|vay(?: tối đa)?)(?: cao nhất| thấp nhất| tối đa)?(?: đối với [^\d.;,]{{2,30}})?(?: là| từ| chỉ)? ?(?P<at>{_DONG})", guard=_unless("tổng ", "nâng ")),
    Rule("hỗ", "size", rf"hỗ trợ (?:mức )?(?P<at>{_VI}(?: (?:nghìn|ngàn|triệu))? đồng ?/ ?(?:người|hộ|ha|căn|con|kg|nhà|khẩu|học sinh|tháng|mô hình|sản phẩm)(?:/[^\W\d_]+)?)(?!\w)", guard=_unless("bình quân ", "đã ")),
    Rule("miễn|giảm", "size", rf"(?:miễn|giảm)(?:,? giảm)? (?P<at>{_VI} ?%) (?=(?:tiền thuê|thuế|lệ phí|học phí|phí|tiền sử dụng|tiền điện|giá điện|giá vé)(?![^.;,]{{0,40}} so với))", guard=lambda text, low, m: m[0].startswith("miễn") or low.endswith(("được ", "sách "), 0, m.start())),
    Rule("thuế", "size", rf"thuế suất(?: thuế)?(?: (?!thu |nên |chỉ )[^\W\d_]+){{0,6}}? (?:từ|là|xuống|còn|ở mức) (?P<at>{_VI} ?%(?: (?:xuống|lên|còn)(?: còn)? {_VI} ?%)?)"),
    Rule("mức", "size", rf"mức (?:đóng|hưởng) (?:bảo hiểm|bhyt|bhxh|bhtn)[^.;,%\d]{{0,30}}(?:là|bằng) (?P<at>{_VI} ?%)"),
    Rule("mỗi", "size", rf"mỗi (?:tổ|nhóm|đội|mẫu|lớp|ca|chuyến|bàn|xe|đoàn)(?: [^\W\d_]+)? (?:gồm|gộp|không quá)(?: từ| tối đa)? (?P<at>{_VI} (?:người|học sinh|thành viên|em|khách|mẫu))(?!\w)", guard=_no_mean),
    Rule("phải", "size", rf"phải có(?: [^\W\d_]+){{0,2}} (?P<at>(?:tối thiểu|ít nhất|từ) {_VI} (?!tỷ)[^\d.;,%]{{2,16}})(?!\w)"),
    Rule("lương", "size", rf"lương (?:tối thiểu|cơ sở)(?: vùng)?(?: [ivx]{{1,3}})? tăng (?P<at>từ {_VI}(?: triệu)?(?: đồng)?(?:/tháng)? lên {_DONG})"),
    Rule("suất", "size", rf"suất(?: thiết kế)? (?P<at>{_VI} ?(?:tấn|m3|m³|lít|viên|kg)(?: [^\W\d_]+)? ?/ ?(?:giờ|ngày(?: đêm)?|năm|ca))(?!\w)", guard=lambda text, low, m: low.endswith("công ", 0, m.start()) and not low.endswith("tổng công ", 0, m.start())),
    Rule("phạt", "size", rf"phạt(?: tiền)?(?: từ)? (?P<at>\d{{1,3}}(?:[.,]\d{{1,3}})*(?: triệu)?(?: đồng)? ?(?:[-–]|đến) ?{_DONG})"),
    Rule("quá", "size", rf"quá (?P<at>{_VI} ?mg ?/ ?(?:lít|l|ml))(?!\w)(?: khí thở| máu)?"),
    Rule("trần", "size", rf"trần lãi suất(?: (?!hạ|mới)[^\W\d_]+){{0,6}}?(?: dưới \d tháng)? (?:là|còn|ở mức) (?P<at>{_VI} ?%(?: ?/ ?năm)?)(?!\w)"),
    Rule("trồng|mật", "size", rf"(?:trồng|mật độ)(?: từ| khoảng)? (?P<at>{_VI} cây ?/ ?ha)(?!\w)"),
    Rule("mức", "size", rf"mức (?P<at>{_VI} [^\d.;,]{{2,16}}(?: ?/ ?[^\W\d_]+)?)(?= (?:mà|theo) (?:điều lệ|quy định|luật|quy chế))"),
    Rule("tiết", "size", r"tiết kiệm(?: thêm)? (?P<at>\d{1,2} ?%)(?= (?:dự toán )?(?:chi|kinh phí) thường xuyên)", guard=_unless("đã ")),
    Rule("học", "size", rf"học phí (?P<at>(?:từ )?{_VI}(?: (?:nghìn|triệu))? đồng ?/ ?[^\W\d_]+(?:/[^\W\d_]+)?)(?!\w)"),
    Rule("dung", "size", rf"dung tích(?: thiết kế| hữu ích| toàn bộ| hồ)? (?P<at>{_VI}(?: triệu| tỷ)? ?(?:m3|m³|mét khối))(?!\w)", guard=_designed),
    Rule("định", "size", rf"định mức(?: là)? (?P<at>{_VI} ?(?:%|[^\W\d_]+(?:/[^\W\d_]+){{0,2}}))(?!\w)"),
    Rule("hộ|trại|người", "size", rf"(?:số hộ|hộ|trang trại|người)(?: có)? (?:thu nhập|doanh thu|lãi) (?P<at>(?:trên|từ|dưới) {_DONG}(?: trở lên)?)", guard=lambda text, low, m: not _MEAN.search(low, max(0, m.start() - 24), m.start())),
    Rule("công", "size", r"công suất(?: máy)? (?P<at>(?:trên|từ|dưới) \d{2,4} ?cv(?: trở (?:lên|xuống))?)(?!\w)"),
    Rule("tàu|ghe", "name", r"(?:tàu|ghe)(?: cá)? (?P<at>[a-zđ]{1,3} ?\d{4,5}(?: ?-?ts)?)(?!\w)", guard=lambda text, low, m: text[m.start("at")].isupper()),
    Rule("qcvn", "name", r"qcvn ?\d{1,3}(?:-\d)?(?::\d{4})?(?:/[a-zđ]+)?(?!\w)"),
)  # fmt: skip

ENGLISH = (
    Rule("may|can|entitled|eligible", "size", rf"(?:(?:may|can)(?: each| also| now)? (?:borrow|take out)|entitled to|eligible for) ?(?:loans? )?(?:of )?(?P<at>(?:up to|at most|no more than|a maximum of) {_EN})(?!\w)"),
    Rule("designed|built", "size", rf"(?:designed|built) to (?:turn out|produce|handle|serve|process|treat|receive|carry) (?P<at>(?:up to )?{_EN} (?:[a-z]+ ){{1,3}}(?:a|per) (?:year|day|hour|month))(?!\w)"),
    Rule("minimum", "size", rf"minimum wages?(?: in [a-z ]{{2,20}})?(?: (?:is|was|rises|rose|goes up|went up|will rise|was raised|stands|stood))?(?: of| at| to)? (?P<at>(?:from )?{_SUM}(?: (?:to|and) {_SUM})?(?: (?:a|per) month)?)(?!\w)"),
    Rule("tax|vat|duty|duties", "size", rf"(?:(?<=added )tax|vat|(?:import |excise )?dut(?:y|ies))(?: rate)?(?: on [a-z ]{{2,24}})? (?:was|is|were|are|has been|will be)? ?(?:cut|lowered|raised|reduced|increased)? ?(?P<at>from {_PERCENT} to {_PERCENT})(?! of)"),
    Rule("tax|vat|duty", "size", rf"(?:tax|vat|duty) rates? (?:of|is|was|at) (?P<at>{_PERCENT})(?! of)"),
    Rule("earning", "size", rf"earning (?P<at>(?:(?:less than |under |over |more than |up to ){_SUM}|{_SUM}(?= (?:per|a|each) [a-z ]{{4,16}}or (?:less|more)))(?: (?:per|a|each) (?:person|head|month|year))?(?: (?:a|per) (?:month|year))?(?: or (?:less|more))?)(?!\w)", guard=lambda text, low, m: bool(_THOSE.search(low, max(0, m.start() - 14), m.start()))),
    Rule("each|every", "size", r"(?:each|every) (?:team|group|class|crew|shift|gang) (?:has|of|with|consists of|counts) (?P<at>\d{1,3} [a-z]+)(?!\w)", guard=_no_mean),
    Rule("must", "size", r"must (?:have|employ|hold|own|keep) (?P<at>(?:at least|no fewer than|no more than|at most) \d{1,4} [a-z]+)(?!\w)"),
    Rule("may", "size", r"may (?:keep|have|hold|own) (?P<at>(?:up to )?\d{1,4} [a-z]+(?: per \d{1,4} [a-z]+(?: [a-z]+)?)?)(?!\w)"),
    Rule("exempt", "size", rf"exempt(?:ed)? from (?P<at>{_PERCENT})"),
    Rule("airbus|boeing", "name", r"(?:airbus a|boeing )\d{3}(?:-\d{3})?(?:neo|er)?(?!\w)"),
    Rule("capped", "size", rf"capped at (?P<at>{_PERCENT}(?: a year| per year)?)", guard=lambda text, low, m: _RATES.search(low, max(0, m.start() - _BEFORE), m.start()) is not None),
    Rule("limit", "size", r"(?<=safe )limit (?:is|of|was) (?P<at>\d{1,4}(?:\.\d)?)(?![.,]?\d)"),
    Rule("fines|fined", "size", rf"(?:fines|fined)(?: range| ranging)?(?: of| from| between)? (?P<at>{_EN}(?: to | and | ?[-–] ?){_EN})(?!\w)"),
    Rule("fare|fares|fee|fees|tickets|tolls|pays|tariff", "size", rf"(?:fares?|fees?|tickets|tolls|tariff|pays)(?: [a-z]+){{0,3}} (?P<at>{_EN}(?: (?:to|and) {_EN})?)(?! billion)(?={_BY_RULE})"),
    Rule("radius", "size", r"radius of (?P<at>\d{1,4}(?:\.\d)? ?(?:m|metres|meters|km|kilometres))(?!\w)"),
    Rule("lengthened|widened|deepened", "size", r"(?:lengthened|widened|deepened) (?:from \d[\d.,]* ?(?:m|metres) )?to (?P<at>\d{1,3}(?:\.\d)? ?(?:m|metres|meters))(?!\w)"),
    Rule("#", "size", r"\d{1,3}(?:,\d{3})?(?:\.\d)?[ -](?:m|metre|meter)(?= (?:runway|berth|quay|bridge|wall|dam|tower|tunnel|pier|well|road)(?! network))"),
    Rule("i|ii|iii|iv|v|park|zone|estate|cluster", "size", r"(?:i{1,3}|i?v|park|zone|estate|cluster) \((?P<at>\d{1,3}(?:\.\d)? ha(?:,? of which \d{1,3}(?:\.\d)? ha)?)(?!\w)", guard=capital),
    Rule("mr|ms|mrs|dr", "age", r"(?:mr|ms|mrs|dr)\.? (?:[^\W\d_]+,? ){1,4}?is (?P<at>[1-9]\d)(?=[.,;])", guard=capital),
    Rule("youngest|oldest", "age", r"(?:youngest|oldest) (?:was|is) (?P<at>\d{1,3})(?=[.,;]| and )"),
    Rule("every", "per", r"every (?P<at>\d{2,5} [a-z]+)(?!\w)", guard=lambda text, low, m: low.endswith(" of ", 0, m.start())),
    Rule("out", "set", r"out of (?P<at>\d{1,3})(?![.,]?\d)(?! ?%)", guard=lambda text, low, m: _SPELT.search(low, max(0, m.start() - 40), m.start()) is not None),
    Rule("qcvn", "name", r"qcvn ?\d{1,3}(?:-\d)?(?::\d{4})?(?:/[a-z]+)?(?!\w)"),
)  # fmt: skip
