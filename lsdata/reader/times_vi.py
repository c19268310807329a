"""Times as Vietnamese reports print them."""

from __future__ import annotations

import re

from . import spans
from .rules import END, YEAR, YEAR2, YEAR_ODD, Rule, Tongue, capital, together

_REL = r"(?P<rel>nay|này|trước đó|trước liền kề|liền trước|trước|ngoái|qua|tới|sau)"
_TAIL = rf"(?:(?:(?: của)?,? năm | của | | ?[/.–-] ?){YEAR_ODD}(?! ?[-–] ?\d{{4}})|(?: của)? năm {_REL}{END})"
_COUNT = r"(?P<n>0?[2-9]|1[0-2]|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười một|mười hai|mười)"
_COUNTED = "#|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười"
_MONTH = r"(?P<m>0?[1-9]|1[0-2])(?!\d|\.\d{3}(?!\d))"
_MONTH2 = r"(?P<m2>0?[1-9]|1[0-2])(?!\d)"
_SPELLED = r"(?P<m>giêng|một|hai|ba|tư|bốn|năm|sáu|bảy|bẩy|tám|chín|mười một|mười hai|mười|chạp)"
_DAY = r"(?P<d>0?[1-9]|[12]\d|3[01])"
_SEASONS = (
    (1, r"đông ?[-–]? ?xuân|chiêm ?[-–]? ?xuân"),
    (3, r"hè ?[-–]? ?thu"),
    (6, r"thu ?[-–]? ?đông"),
    (2, r"xuân(?: ?[-–]? ?hè)?|chiêm(?: ?[-–]? ?xuân)?"),
    (4, r"(?:thu )?mùa"),
    (5, r"đông"),
)
_CROP_YEAR = rf"(?:(?:,? năm)? {YEAR}(?: ?[-–/] ?{YEAR2})?|(?: năm)? {_REL}{END})"
_UNITS = r"(?! ?(?:%|ha|tấn|tạ|tỷ|triệu|nghìn|ngàn|đồng|hộ|người|lao động|dự án|vụ|lượt|con|xã|km|m2|m3|doanh nghiệp|usd)(?!\w))"

_LASTING = re.compile(
    r"(?<!\w)(?:vòng|mỗi|cứ|hơn|gần|trên|dưới|sau|trước|quá|tối thiểu|tối đa|ít nhất|thời gian|thời hạn|kỳ hạn|hạn|kéo dài|liên tục|"
    r"định kỳ|khoảng|đủ|từ|nghỉ|thêm|chậm|sớm|tù|hưởng|học|gửi) $"
)
_HELPED = re.compile(r"(?:hỗ trợ|biệt phái|thí điểm|tạm dừng|tăng cường) trong $")
_LASTS = re.compile(
    r" (?:tới|tiếp theo|trở lên|trở xuống|tuổi|liên tiếp|liền|sau|nữa|một lần|/lần|lương|tù|liên tục|gần đây|gần nhất|kể từ|thai|"
    r"thứ|trước|đầu tiên)(?!\w)"
)
_COUNTED_YEARS = re.compile(
    r"(?:\d|nửa|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|nhiều|các|những|mấy|vài|hàng|hằng|từng) $"
)
_BEFORE_DAY = re.compile(r"(?:ngày|thời điểm|đến|tới|hết|từ|trước|sau|sáng|chiều|tối|nay|qua|\() ?\(?$")
_COUNTING = re.compile(
    r" ?(?:chỉ tiêu|tiêu chí|xã|huyện|tỉnh|thành phố|nhóm|dự án|hộ|trường|thôn|ngành|mặt hàng|sản phẩm|%)"
)
_CROP = re.compile(
    r"(?:lúa|ngô|rau|cây|trồng|cấy|tích|lượng|suất|thực|màu|lạc|đậu|khoai|tương|hoa|sắn|thuốc lá|xuất) (?:cả )?$"
)


def _months(text: str, low: str, m: re.Match[str]) -> bool:
    """So many months of a year, not a time that something lasts."""
    said = m["first"] or m["y"] or m["rel"]
    if m["n"] == "năm" and not said:
        return False
    return bool(said) or not lasting(low, m.start(), m.end())


def lasting(low: str, start: int, end: int) -> bool:
    """True where so many months are how long something takes: ``trong vòng 3 tháng``, ``12 tháng tới``."""
    helped = low.endswith("trong ", 0, start) and _HELPED.search(low, max(0, start - 20), start)
    return bool(_LASTING.search(low, max(0, start - 14), start) or helped or _LASTS.match(low, end))


def _capital(text: str, low: str, m: re.Match[str]) -> bool:
    """``tháng Năm`` is May; ``các tháng năm 2020`` are months of 2020."""
    return m["m"] not in ("một", "năm") or text[m.start("m")].isupper()


def _single(text: str, low: str, m: re.Match[str]) -> bool:
    return not _COUNTED_YEARS.search(low, max(0, m.start() - 7), m.start())


def _day(text: str, low: str, m: re.Match[str]) -> bool:
    """``30/6`` behind a word that leads to a day, not ``9/12 chỉ tiêu``."""
    return bool(_BEFORE_DAY.search(low, max(0, m.start() - 12), m.start())) and not _COUNTING.match(low, m.end())


def _five(text: str, low: str, m: re.Match[str]) -> bool:
    """Five years as a sum or an average, not how long something takes."""
    return m[0][0] != "5" or not _LASTING.search(low, max(0, m.start() - 14), m.start())


def _dashed(text: str, low: str, m: re.Match[str]) -> bool:
    """``đến 31-12``, not ``từ 10-12 con``."""
    return low[max(0, m.start() - 5) : m.start()].endswith(("đến ", "ngày ", "hết ")) and not _COUNTING.match(
        low, m.end()
    )


def _own(text: str, low: str, m: re.Match[str]) -> bool:
    """A season that does not name the crop: ``vụ Xuân 2019``, not ``lúa vụ Xuân``."""
    return not _CROP.search(low, max(0, m.start() - 14), m.start())


def named_year(low: str, at: int) -> bool:
    """True where a bare year is part of a name: neither led to by a word of time nor the year of a crop."""
    return not (_BEFORE_YEAR.search(low, max(0, at - 10), at) or _BEFORE_CROP.search(low, max(0, at - 10), at))


def _alone(text: str, low: str, m: re.Match[str]) -> bool:
    """A bare year: behind a word that leads to one, or in brackets."""
    return bool(_BEFORE_YEAR.search(low, max(0, m.start() - 10), m.start()))


def _behind_percent(text: str, low: str, m: re.Match[str]) -> bool:
    """``tăng 6% theo quý``: what a change is measured from."""
    return low[max(0, m.start() - 2) : m.start()] == "% "


_BEFORE_CROP = re.compile(r"(?:năm|xuân|thu|đông|mùa|chiêm|kỳ|tháng \d|tháng|\dt)[ /-]$|^$|[.;:] $")
_BEFORE_YEAR = re.compile(
    r"(?:với|so|của|trong|từ|đến|tới|hết|cuối|đầu|sang|là|gốc|kế hoạch|kh|dt|th|ước|mục tiêu|chỉ tiêu|tầm nhìn|,|;|\(|–|-|và) ?\(?$"
)
_OF_THEM = re.compile(
    r" (?:vụ (?:cháy|tai nạn|nổ|vi phạm|phạm|trộm|ngộ độc|việc)|ca (?:tử vong|mắc)|người (?:chết|bị thương|tử vong))(?!\w)"
)
_SAME_YEAR = rf"(?:(?: của)?(?: các)?(?: năm|/)? ?\(?{YEAR}\)?|(?: của)?(?: các)? năm(?: {_REL})?{END}| trước{END})"


def _no_count(text: str, low: str, m: re.Match[str]) -> bool:
    """``trong tháng 2 vụ cháy``: two fires in the month, no month."""
    return not (low.endswith("trong ", 0, m.start()) and _OF_THEM.match(low, m.end()))


def _no_hours(text: str, low: str, m: re.Match[str]) -> bool:
    """A week that is over, not the week that people work so many hours in."""
    return not _HOURS.search(low, max(0, m.start() - 40), m.start())


_HOURS = re.compile(r"(?:giờ|làm việc|bình quân|lần)[^.;]*$")

RULES = (
    # months, halves, quarters
    Rule(_COUNTED, "months", rf"{_COUNT} ?tháng(?P<first> đầu(?! tiên))?(?:{_TAIL}| năm(?! \d))?{END}", guard=_months),
    Rule(_COUNTED, "rest", rf"{_COUNT} ?tháng (?:cuối|còn lại)(?:{_TAIL}|(?: của)? năm(?! \d))?{END}"),
    Rule("#", "months", rf"(?P<n>[2-9]|1[0-2])t(?:(?: đầu)?(?: năm)?[ /-]?{YEAR}| đầu năm){END}"),
    Rule("nửa", "half", rf"nửa (?:năm )?đầu(?! tháng| tuần| quý)(?: của)?(?:{_TAIL}| năm(?! \d))?{END}", n=1, cumulated=True),
    Rule("nửa", "half", r"nửa năm (?:qua|vừa qua)(?!\w)", n=1, cumulated=True),
    Rule("nửa", "half", r"nửa (?:chặng đường|quãng đường)(?: đầu)?(?: của)?(?: năm)?(?! sau| cuối| \d)(?!\w)", n=1, cumulated=True),
    Rule("nửa", "half", r"nửa năm(?= (?:lên|đạt|là|ước)(?!\w))", n=1, cumulated=True),
    Rule("nửa", "half", rf"nửa (?:năm )?cuối(?: của)?(?:{_TAIL}| năm(?! \d))?{END}", n=2),
    Rule("h1|h2", "half", rf"h(?P<n>[12]){_TAIL}{END}"),
    Rule("#", "half", rf"(?P<n>[12])h[ /-]?{YEAR}{END}"),
    Rule("quý", "quarter", rf"quý (?P<n>iv|iii|ii|i|0?[1-4]|một|hai|ba|bốn|tư|đầu|cuối)(?!\d)(?:{_TAIL}| năm(?! \d))?{END}"),
    Rule("ba|#", "months", rf"(?:ba|3) quý(?: đầu)?(?:{_TAIL}| năm(?! \d)){END}", n=9, cumulated=True),
    Rule("cả", "months", rf"cả (?:ba|3) quý(?: đầu)?(?: năm(?! \d))?{END}", n=9, cumulated=True),
    Rule("cả", "months", rf"cả (?:hai|2) quý(?: đầu)?(?: năm(?! \d))?{END}", n=6, cumulated=True),
    Rule("hai|#", "months", rf"(?:hai|2) quý(?: đầu)?(?:{_TAIL}| năm(?! \d)){END}", n=6, cumulated=True),
    Rule("q1|q2|q3|q4|qi|qii|qiii|qiv", "quarter", rf"q(?P<n>iv|iii|ii|i|[1-4]){_TAIL}?{END}", guard=capital),
    Rule("tháng", "month", rf"tháng {_MONTH}{_TAIL}?{END}", guard=_no_count),
    Rule("tháng", "month", rf"tháng {_SPELLED}{_TAIL}?{END}(?! lần)", guard=_capital),
    Rule("tháng", "months", rf"tháng {_MONTH}(?: ?[-–] ?(?:tháng )?| (?:đến|tới)(?: hết)? tháng ){_MONTH2}(?:{_TAIL})?{END}"),
    Rule("trong", "months", rf"trong (?:hai |2 )?tháng {_MONTH} và (?:tháng )?{_MONTH2}(?! tháng)(?:{_TAIL})?{END}", guard=together),
    Rule("từ|thời", "months", rf"(?:thời gian )?từ (?:đầu )?tháng {_MONTH}(?:(?:[/-]| năm )(?P<y0>\d{{4}}))? (?:đến|tới|-|–)(?: hết| cuối)?(?: tháng)? {_MONTH2}(?:{_TAIL})?{END}"),
    Rule(
        "t1|t2|t3|t4|t5|t6|t7|t8|t9|t01|t02|t03|t04|t05|t06|t07|t08|t09|t10|t11|t12",
        "month",
        rf"t{_MONTH} ?[/-] ?{YEAR}{END}",
    ),
    Rule("các|những", "rest", rf"(?:các|những) tháng (?:cuối|còn lại)(?:{_TAIL}|(?: của)? năm(?! \d))?{END}"),
    Rule("từ", "rest", rf"từ (?:nay|giờ) (?:đến|tới) (?:hết|cuối) năm(?: nay)?{END}(?! \d)"),
    Rule("các|những", "to_now", rf"(?:các|những) tháng đầu(?:{_TAIL}| năm(?! \d)){END}", cumulated=True),
    # days
    *spans.vietnamese(_MONTH, _MONTH2),
    Rule("ngày", "day", rf"ngày {_DAY} tháng {_MONTH}(?:,? năm {YEAR})?{END}"),
    Rule("#", "year", rf"{YEAR}(?= là (?:một )?năm(?!\w))"),
    Rule("ngày", "day", rf"ngày \d{{1,2}} ?(?:-|–|và) ?{_DAY} ?([/.-]) ?{_MONTH}(?: ?\2 ?{YEAR})?(?![.,/-]?\d|/\w)"),
    Rule("#", "day", rf"{_DAY} tháng {_MONTH},? (?:năm )?{YEAR}{END}"),
    Rule("ngày", "day", rf"ngày {_DAY} ?([/.-]) ?{_MONTH}(?: ?\2 ?{YEAR_ODD}|(?![.,/-]?\d|/\w)){END}"),
    Rule("#", "day", rf"{_DAY}/{_MONTH}(?![/.,-]?\d|/\w)", guard=_day),
    Rule("#", "day", rf"{_DAY}-{_MONTH}(?=\))", guard=_day),
    Rule("#", "day", rf"{_DAY}\.{_MONTH}(?![.,/-]?\d| ?%){_UNITS}", guard=_dashed),
    Rule("#", "day", rf"{_DAY}-{_MONTH}(?![.,/-]?\d| ?%){_UNITS}", guard=_dashed),
    Rule("tuần|trong", "week", r"(?:trong tuần(?: qua| này| vừa qua)?|tuần (?:này|qua|vừa qua))(?!\w)(?! (?:thứ|trước|sau|tới|đầu|cuối|lễ|từ(?! \d{1,3}[.,]\d{3})|\d{1,2}(?![\d.,])))", guard=_no_hours),
    Rule("từ", "month", rf"từ (?:ngày )?\d{{1,2}} ?(?:đến|tới|-|–)(?: hết)?(?: ngày)? ?\d{{1,2}}/{_MONTH}(?:/{YEAR})?(?![/\d])", guard=lambda text, low, m: not low.endswith("diễn ra ", 0, m.start())),
    Rule("từ", "day", rf"từ (?:ngày )?\d{{1,2}}(?:[/-]| tháng )\d{{1,2}}(?:(?:[/-]|,? năm )\d{{4}})? ?(?:đến|tới|-|–)(?: hết)?(?: ngày)? ?{_DAY}(?:[/-]| tháng ){_MONTH}(?:(?:[/-]|,? năm ){YEAR})?(?![/\d])"),
    # years
    Rule("năm", "year", rf"năm {YEAR}{END}"),
    Rule("cả", "year", rf"cả năm {YEAR}{END}"),
    Rule("tết", "year", rf"tết(?: nguyên đán)?(?: [^\W\d_]+){{1,2}} {YEAR}{END}", guard=lambda text, low, m: low.endswith(("với ", "hơn "), 0, m.start())),
    Rule("năm", "year", rf"năm (?:tài chính|ngân sách) {YEAR}{END}"),
    Rule("#", "year", rf"{YEAR}(?=:| ước )"),
    Rule("#", "year", rf"{YEAR}{_UNITS}(?!/\w|-\d){END}", guard=_alone),
    Rule("năm", "year", rf"năm (?:tới|sau){END}", back=-1, guard=_single),
    Rule("nhiệm", "years", rf"nhiệm kỳ(?: năm)?,? \(?{YEAR} ?(?:[-–]|(?:đến|tới)) ?{YEAR2}{END}", back=-1),
    Rule("năm|từ|giai|thời|nhiệm|kế", "years", rf"(?:kế hoạch 5 năm|giai đoạn|thời kỳ|nhiệm kỳ|năm|từ)(?: \d\d? năm)?(?: năm)?,? \(?{YEAR} ?(?:[-–]|(?:đến|tới)(?: hết)?(?: năm)?) ?{YEAR2}{END}"),
    Rule("#|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười", "years", rf"(?:\d\d?|\w+) năm,? \(?{YEAR} ?(?:[-–]|đến) ?{YEAR2}{END}"),
    Rule("#", "years", rf"{YEAR} (?:đến|tới)(?: năm)? {YEAR2}{END}"),
    Rule("từ", "years", rf"từ (?:năm )?{YEAR} (?:đến|tới) nay{END}"),
    Rule("#|trong|qua|cả|bình|sau", "term", rf"(?:trong |qua |cả |sau |bình quân )?(?:5|năm) năm(?: qua| thực hiện kế hoạch)?{END}(?! ?\(?(?:199|20)\d| ?(?:tới|trước|liên|liền|gần|tù|nay|tuổi|một|sau|kể))", guard=_five),
    Rule("cả|trong|toàn", "term", rf"(?:cả|trong|toàn)(?: cả)? (?:nhiệm kỳ|giai đoạn)(?: này| qua)?{END}(?! ?\(?(?:199|20)\d| ?(?:tới|trước|sau|đầu|hiện|\d(?![\d.,]*[,.]?\d)|i|tiếp))"),
    Rule("năm", "year", rf"năm học (?:tới|sau){END}(?! ?\d)", back=-1),
    Rule("khai", "year", rf"khai giảng năm học {YEAR} ?[-–/] ?\d{{4}}{END}"),
    Rule("#|năm|trong", "term", rf"(?:trong )?(?:5|năm) năm qua{END}", n=1),
    Rule("#|năm", "term", r"(?:5|năm) năm trước(?!\w)", back=1, guard=lambda text, low, m: low.endswith("lần ", 0, m.start())),
    Rule("#|năm", "previous_year", r"(?:5|năm) năm trước(?!\w)", back=5, guard=lambda text, low, m: low.endswith("với ", 0, m.start())),
    Rule("năm", "same", rf"năm học (?:trước|liền trước|trước đó){END}", back=1),
    Rule("năm|niên|vụ", "season", rf"(?:năm học|niên vụ|vụ(?: ép| mía| ép mía| cà phê)?) {YEAR} ?[-–/] ?{YEAR2}{END}"),
    Rule("vụ|mùa", "season", rf"(?:vụ|mùa)(?: thu hoạch)? (?:vải|nhãn|cà phê|tiêu|điều|mía|thanh long|sầu riêng|xoài|muối|na|cam|bưởi|chè|bông|hồ tiêu) (?:(?:năm )?{YEAR}(?![ /-]?\d)|(?:năm nay|này)){END}"),
    Rule("năm", "previous_year", rf"năm trước đó{END}", n=1, back=1, guard=_single),
    Rule("năm", "previous_year", rf"năm (?:trước(?! chuyển (?:sang|qua))(?: đó| liền kề)?|ngoái|liền trước){END}", back=1, guard=_single),
    Rule("cuối", "this", r"cuối tháng(?= (?:dao động|ở|đạt|là|còn|ước|khoảng)(?!\w))", n=1),
    Rule("hết|đến", "this_year", rf"(?:đến )?hết năm(?! \d)(?: nay| này)?{END}(?! học| qua| ngoái| trước)"),
    Rule("sang", "year", rf"sang năm(?! \d){END}(?! thứ| học)", back=-1),
    Rule("nhiệm", "term", r"nhiệm kỳ (?:trước|liền trước)(?!\w)", back=1),
    Rule("nhiệm", "term", r"nhiệm kỳ (?:tới|sau|tiếp theo)(?!\w)", back=-1),
    Rule("#|năm", "term", r"(?:5|năm) năm (?:ấy|đó)(?!\w)"),
    Rule("#|hai", "previous_year", rf"(?:2|hai) năm trước(?: đó)?{END}", back=2),
    Rule("cả", "year", rf"cả năm (?:ngoái|trước){END}", back=1),
    Rule("năm", "year", rf"năm (?:kế tiếp|tiếp theo){END}", back=-1, guard=_single),
    Rule("quý", "this", rf"quý vừa qua{END}", n=3, guard=_single),
    Rule("tháng", "this", rf"tháng vừa qua{END}", n=1, guard=_single),
    Rule("nửa", "half", r"nửa năm(?=,)", n=1, cumulated=True, guard=lambda text, low, m: not low.endswith(("trong ", "sau ", "hơn ", "gần ", "quá ", "chừng "), 0, m.start())),
    Rule("năm", "this_year", rf"năm nay{END}", n=1, guard=_single),
    Rule("cùng|trong", "this_year", r"(?:trong )?cùng năm(?=,)"),
    Rule("cả|trong|năm", "this_year", rf"(?:(?:cả|trong) năm(?! (?:19|20)\d\d(?!\d))(?: nay| này| qua)?|năm (?:nay|này|qua)){END}(?! tới| sau| học)", guard=_single),
    Rule("cuối", "end", rf"cuối{_TAIL}{END}"),
    Rule("cuối", "end", rf"cuối năm{END}(?! \d)", guard=lambda text, low, m: bool(_TO_END.search(low, max(0, m.start() - 8), m.start()))),
    Rule("đầu", "start_of_year", rf"đầu năm(?: {YEAR}| {_REL})?{END}(?! (?:đến|tới))", guard=lambda text, low, m: bool(_TO_END.search(low, max(0, m.start() - 8), m.start()))),
    # told by another
    Rule("cùng", "same", rf"cùng (?:kỳ|vụ|thời điểm|thời gian|thời kỳ|giai đoạn)(?: (?:của )?tháng(?! \d| trước))?{_SAME_YEAR}?{END}"),
    Rule("thời|giai|dịp", "same", rf"(?:thời điểm|giai đoạn|dịp) này(?: của)? năm (?:trước|ngoái){END}"),
    Rule("nay", "to_now", r"nay(?= (?:đã|còn|đạt|là)(?!\w))", cumulated=True),
    Rule("cùng", "same", rf"cùng kỳ(?: của)? (?:hai|2) năm trước{END}", back=2),
    Rule("cùng", "same", rf"cùng (?:tuần|ngày)(?: của)? năm {YEAR}{END}"),
    Rule("cùng", "same", rf"cùng (?:tuần|ngày)(?: của)? năm (?:trước|ngoái){END}", back=1),
    Rule("nửa", "month", rf"nửa (?:đầu|cuối) (?:của )?tháng {_MONTH}(?:{_TAIL})?{END}"),
    Rule("vụ|niên|mùa", "same", r"(?:niên vụ|vụ|mùa) (?:trước|năm (?:trước|ngoái))(?!\w)", n=12),
    Rule("của", "this", r"của tháng(?= và (?:của )?\d)", n=1),
    Rule("ck", "same", rf"ck(?:(?: năm)? {YEAR}| năm {_REL})?{END}", guard=capital),
    Rule("cùng", "same", rf"cùng tháng{_SAME_YEAR}?{END}", n=1),
    Rule("cùng", "same", rf"cùng quý{_SAME_YEAR}?{END}", n=3),
    Rule("cùng", "same", rf"cùng kỳ (?:tháng \d\d?|quý (?:iv|iii|ii|i|[1-4])|\d\d? tháng(?: đầu)?)(?:{_TAIL}| năm(?! \d))?{END}"),
    Rule("cùng", "previous_month", r"cùng (?:kỳ|thời điểm|thời gian) (?:của )?tháng trước(?!\w)"),
    Rule("tháng", "previous_month", rf"tháng (?:trước(?: đó| liền kề)?|liền trước|liền kề){END}", guard=_single),
    Rule("theo", "previous_quarter", r"theo quý(?!\w)", guard=_behind_percent),
    Rule("theo", "same", r"theo năm(?!\w)(?! \d)", guard=_behind_percent),
    Rule("theo", "previous_month", r"theo tháng(?!\w)(?! \d)", guard=_behind_percent),
    Rule("tuần", "previous_week", rf"tuần (?:trước(?: đó| liền kề)?|liền trước|liền kề){END}"),
    Rule("quý", "previous_quarter", rf"quý (?:trước(?: đó| liền kề)?|liền trước|liền kề){END}"),
    Rule("tháng|trong", "this", rf"(?:tháng (?:này|qua|báo cáo)|trong tháng(?! (?:\d{{1,2}}(?!\d|[.,](?!20\d\d)\d| ?%| ?[-–] ?\d+ ?%)|(?:giêng|một|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười|chạp)\b|đầu|cuối|trước|tới|sau))(?: này| qua)?){END}", n=1),
    Rule("ba|#", "this", rf"(?:ba|3) tháng qua{END}", n=3),
    Rule("quý|trong|cả", "this", rf"(?:quý này|cả quý(?! (?:[1-4](?![\d.,])|i|v))|trong quý(?! (?:\d|i|v|đầu|cuối|trước|tới|sau))(?: này)?){END}", n=3),
    Rule("kỳ|trong", "this", rf"(?:kỳ (?:này|báo cáo)|trong kỳ(?: này| báo cáo)?){END}(?! họp| hạn)"),
    Rule("từ", "to_now", rf"từ đầu năm(?: {YEAR}| nay| này)? (?:đến|tới) (?:nay|hiện tại|hiện nay){END}", cumulated=True),
    Rule("kể|từ", "to_now", rf"(?:kể )?từ đầu năm{END}(?! (?:đến|tới|cho|nay|này|(?:19|20)\d\d(?![.,]?\d)))", cumulated=True),
    Rule("lũy|cộng", "to_now", rf"(?:lũy kế|lũy tích|cộng dồn){END}(?! ?(?:\d{{1,2}} tháng|\w+ tháng|từ|đến|tới|cả|quý|năm|nửa|trong|tính|của))", cumulated=True),
    Rule("đến|tới|tính|cho", "to_now", rf"(?:tính |cho )?(?:đến|tới) (?:nay|hiện nay|hiện tại|thời điểm (?:này|hiện tại|hiện nay|báo cáo)|kỳ báo cáo){END}"),
    # seasons
    *(Rule("vụ", "season", rf"vụ (?:{name})(?:{_CROP_YEAR})?{END}", n=n, guard=_own) for n, name in _SEASONS),
    *(Rule("vụ|lúa", "season", rf"(?:vụ|lúa)(?: vụ)? (?:{name})(?P<at>{_CROP_YEAR}){END}", n=n) for n, name in _SEASONS[3:]),
    *(Rule("đông|hè|thu|chiêm", "season", rf"(?:{name})(?P<at>{_CROP_YEAR}){END}", n=n) for n, name in _SEASONS[:3]),
)  # fmt: skip
_TO_END = re.compile(r"(?:đến|tới|hết|với|so|từ|hơn) $")

TONGUE = Tongue(
    "vi",
    RULES,
    leading=re.compile(
        r"(?<!\w)(?P<sum>(?:(?:kể |tính )?từ đầu năm |lũy kế |cộng dồn |tính chung ){0,2})"
        r"(?:(?:tại |vào |ở )?thời điểm(?: cuối)?|(?:tính |cho )?(?:đến|tới)(?: hết| giữa| đầu| trung tuần| thượng tuần| hạ tuần| cuối| trước| thời điểm)?(?: \d{1,2} ?(?:giờ|h)\d{0,2})?|(?:tính )?hết|kết thúc|cuối(?= tháng|$| $))(?: ngày| năm)? $"
    ),
    summed=re.compile(
        r"(?<!\w)(?:lũy kế|lũy tích|tính chung|tính từ đầu năm|cộng dồn|bình quân|trung bình)(?: cả| trong| của| chung)? $"
    ),
    base=re.compile(r"(?<!\w)(?:so với|so|với|từ|(?:cao|thấp|nhiều|ít) hơn)(?: thời điểm)? $"),
    article=re.compile(r"(?!)"),
    listed=re.compile(rf"(?:, | và |, và | hoặc )(?:năm )?{YEAR}{_UNITS}(?! ?[-–/]){END}"),
    joint=re.compile(r"(?:,| và|, và| –| -| cùng)(?: lũy kế| tính chung| bình quân| cả| trong| ước| cộng dồn)? "),
    back={"trước": 1, "trước đó": 1, "trước liền kề": 1, "liền trước": 1, "ngoái": 1, "tới": -1, "sau": -1},
    respelled={"quí": "quý", "qúy": "quý", "qúi": "quý", "kì": "kỳ", "luỹ": "lũy", "tỉ": "tỷ"},
)
