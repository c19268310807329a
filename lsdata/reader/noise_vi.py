"""Numbers that are no statistics, as Vietnamese reports print them."""

from __future__ import annotations

import re

from .rules import END, Rule, capital
from .times_vi import lasting, named_year

_NO = r"(?![.,/]?\d)"  # the number ends here
_COUNTED = (
    r"(?! ?(?:%|‰|tỷ|triệu|nghìn|ngàn|đồng|usd|ha|tấn|tạ|kg|km|m2|m3|mw|kwh|hộ|người|lao động|học sinh|sinh viên|lượt|vụ|con|xã|phường|"
    r"huyện|thôn|bản|dự án|công trình|doanh nghiệp|hợp tác xã|htx|cơ sở|trường|trường hợp|ca|giường|bác sĩ|sản phẩm|hồ sơ|giấy|chiếc|"
    r"xe|điểm phần trăm|đối tượng|tổ chức|đơn vị|lần|căn|nhà|suất|phần quà)(?!\w))"
)
_LEFT = r"(?=[,.;:)\"”]|$| -| –| (?:của|và|về|ngày|được|đang|đã|năm|có|là|tại|cho|để|thì|với|trong|trên|theo|đạt|do|từ|ở|trở|tăng|giảm|thuộc|đến|hoặc|vào|khi|như|tiếp|diễn|sẽ|bằng|đối|áp|không|nghị|luật|quyết|thông tư|bộ luật)(?!\w))"
_DATED = r"(?:,? (?:ban hành )?ngày \d{1,2}(?:[/.-]\d{1,2}[/.-]\d{4}| tháng \d{1,2} năm \d{4}))?"
_NEXT = r"(?=[,.;:)\"”]|$| -| –| [^\W\d_])"
_LAWS = r"nghị quyết|nghị định|quyết định|thông tư(?: liên tịch)?|chỉ thị|công văn|công điện|kết luận|luật|pháp lệnh|quy định|hướng dẫn|thông báo|tờ trình"
_PAPERS = rf"{_LAWS}|kế hoạch|chương trình(?: hành động| công tác)?|báo cáo|đề án|văn bản|quy chế|giấy phép|quy hoạch|dự thảo|lệnh"
_NUMBER = r"\d{1,6}[a-z]?(?:/(?:19|20)\d\d)?"
_SIGN = r"(?:[-/][\wđ&]{1,12}){1,4}"
_WORDS = (
    "ý kiến|lượt ý kiến|lượt phát biểu|nhóm nhiệm vụ|nhóm giải pháp|nhóm vấn đề|nhóm nội dung|nhiệm vụ|giải pháp|nội dung|vấn đề|hội nghị|cuộc họp|phiên họp|"
    "kỳ họp|báo cáo|tham luận|bài học|quan điểm|nguyên tắc|trụ cột|khâu đột phá|đột phá|văn bản|nghị quyết|tờ trình|chương trình mục tiêu|chương trình mtqg|"
    "chương trình trọng tâm|chương trình(?! biểu| nghệ| văn nghệ| khuyến| truyền)|đề án|điểm cầu|đoàn kiểm tra|đoàn doanh nghiệp|đoàn khách|đoàn công tác|đoàn giám sát|tổ công tác|tổ đại biểu|đại biểu|chuyên đề|điểm nghẽn|"
    "nút thắt|nguyên nhân|mục tiêu|chủ đề|lĩnh vực trọng tâm|trọng tâm|yêu cầu|hạn chế|tồn tại|kiến nghị|mặt công tác|câu hỏi|lượt đại biểu|văn kiện|tại chỗ|rõ|sẵn sàng|kịch bản|bộ, ngành"
)


def _verb(text: str, low: str, m: re.Match[str]) -> bool:
    """``cấp 3``, not ``cấp 120 giấy``; ``lần 5``, not ``1,6 lần 5 năm trước``."""
    before = low[max(0, m.start() - 4) : m.start()]
    return not (before.endswith(("đã ", "ược ")) or (m[0].startswith("lần") and before[-2:-1].isdigit()))


def _young(text: str, low: str, m: re.Match[str]) -> bool:
    """An age that tells who is meant, not how long people live."""
    return not _LIFE.search(low, max(0, m.start() - 70), m.start())


_LIFE = re.compile(r"tuổi thọ|tuổi kết hôn|độ tuổi trung bình|tuổi bình quân|tuổi trung bình")


def _whole(text: str, low: str, m: re.Match[str]) -> bool:
    """All provinces, where they are not the total of a rank."""
    return not _RANKED.search(low, max(0, m.start() - 24), m.start())


_RANKED = re.compile(r"(?:thứ|hạng|vị trí|nhóm) ?\d{1,2} ?$|\d{1,2} ?(?:trên|trong)(?: tổng số| số)? $")


def _no_review(text: str, low: str, m: re.Match[str]) -> bool:
    """Documents that were looked at are counted: "thẩm định 47 văn bản quy phạm pháp luật"."""
    return not m[0].endswith("văn bản") or not _REVIEWED.search(
        low, max(0, m.start() - 60), min(len(low), m.end() + 24)
    )


_REVIEWED = re.compile(r"thẩm định|kiểm tra|rà soát|quy phạm|sai sót|trái pháp luật")


def _months(text: str, low: str, m: re.Match[str]) -> bool:
    n = int(m["n"])
    return not 2 <= n <= 12 or lasting(low, m.start(), m.end("n") + len(" tháng"))


def _name(text: str, low: str, m: re.Match[str]) -> bool:
    """A year that belongs to a name: ``Tết Nguyên đán 2023``."""
    return named_year(low, m.start())


def _street(text: str, low: str, m: re.Match[str]) -> bool:
    """The name of a street has a capital: "ở 36 Trần Phú, phường …", not "ở 36 xã, phường"."""
    return text[m.end()].isupper()


_PLANT = re.compile(r"(?:[Nn]hà máy|[Dd]ự án)[^.;,]{3,70}[A-ZĐ]\w*(?: \d\w?)?(?: ?\(| )$")
_SIZE = r"\d{1,3}(?:\.\d{3})?(?:,\d{1,2})?"
_PARK = re.compile(r"(?:khu|cụm) (?:(?:công nghiệp|đô thị|kinh tế|cn) )?(?=\w)")
_ABOUT = r"(?:(?:khoảng|hơn|gần|trên|dưới|chừng|tới|từ) )?"


def _of_one_park(text: str, low: str, m: re.Match[str]) -> bool:
    """The size of one zone that is named: ``Khu công nghiệp Phước Đông, quy mô 812 ha``."""
    begin = max(0, m.start() - 60)
    named = [p.end() for p in _PARK.finditer(low, begin, m.end())]
    return bool(named) and text[named[-1]].isupper() and not re.search(r"[.;]", low[named[-1] : m.start()])


def _no_sum(text: str, low: str, m: re.Match[str]) -> bool:
    """``dài 18 km`` of one thing, not ``tổng chiều dài 1.250 km``."""
    return not low[max(0, m.start() - 6) : m.start()].endswith(("chiều ", "kéo ", "tổng ", "nâng "))


RULES = (
    # documents
    Rule("nghị|quyết|thông|chỉ|công|kết|luật|pháp|quy|hướng|tờ|kế|chương|báo|đề|văn|giấy|dự|lệnh", "document", rf"(?:{_PAPERS})(?: số:? ?{_NUMBER}(?:{_SIGN})?| \d{{1,6}}(?:/(?:19|20)\d\d)?{_SIGN}| \d{{1,5}}/(?:19|20)\d\d){END}{_DATED}"),
    Rule("nghị|quyết|thông|chỉ|công|kết|luật|quy|hướng", "document", rf"(?:{_LAWS}) \d{{1,5}}{_NO}{_COUNTED}{_LEFT}{_DATED}"),
    Rule("nghị|quyết|thông|chỉ|kết|luật", "document", rf"(?:nghị quyết|nghị định|quyết định|thông tư|chỉ thị|kết luận|luật) \d{{1,4}}[a-z]?{_NO}{_COUNTED}(?= [^\W\d_])", guard=capital),
    Rule("chương|đề|dự|tiểu", "document", rf"(?:chương trình|đề án|tiểu dự án|dự án) (?!20)\d{{1,4}}[a-z]?{_NO}{_COUNTED}{_LEFT}"),
    Rule("số", "document", rf"số:? ?{_NUMBER}(?:{_SIGN})(?<=[a-zđ]){_DATED}"),
    Rule("số", "document", r"số:? ?\d{1,5}/(?:19|20)\d\d(?!\d)"),
    Rule("điều|khoản|điểm|mục|tiết|chương|phần", "article", rf"(?:điều|khoản|mục|tiết|chương|phần)(?: thứ)? (?:\d{{1,3}}{_NO}|[ivx]{{1,5}}){END}{_COUNTED}{_LEFT}"),
    Rule("khoản", "article", rf"khoản \d{{1,2}},? (?:và \d{{1,2}} )?điều \d{{1,3}}{_NO}"),
    # prices, ages, hours, how long
    Rule("giá", "price", r"giá (?:so sánh|cố định|gốc)(?: của)?(?: năm)?(?: gốc)? ?\(?(?:19|20)\d\d(?!\d)"),
    Rule("theo", "price", r"theo giá(?: năm)? (?:19|20)\d\d(?!\d)"),
    Rule("giá", "price", r"giá 20[01]\d(?!\d)(?! ?[-–/])"),
    Rule("năm|kỳ", "price", r"(?:năm|kỳ) gốc(?: so sánh)?(?: năm)? (?:19|20)\d\d(?!\d)(?: ?= ?100(?!\d))?", guard=lambda text, low, m: not low[max(0, m.start() - 4) : m.start()].endswith("với ")),
    Rule("#|ngày", "day", r"(?:ngày )?\d{1,2}(?:(?:, | và | ?[-–] ?)\d{1,2}){0,5}(?: tháng \d{1,2})? (?:âm lịch|tết)(?!\w)"),
    Rule("sáng|trưa|chiều|tối|đêm", "day", r"(?:sáng|trưa|chiều|tối|đêm) thứ [2-7](?![.,/]?\d)"),
    Rule("#|từ|dưới|trên|đủ|ngoài|chưa", "age", rf"(?:(?:từ|dưới|trên|đủ|ngoài|chưa)(?: đủ)? )?\d{{1,3}}(?: ?(?:[-–]|đến|tới|đến dưới) ?\d{{1,3}})?(?: tháng)? tuổi{END}(?: trở (?:lên|xuống))?", guard=_young),
    Rule("#|từ", "hour", rf"(?:từ )?\d{{1,2}} ?(?:h|giờ)(?: ?[0-5]\d)?(?: ?phút)?{END}(?! công| bay)"),
    Rule("#", "hour", r"24/24(?= ?(?:h|giờ|/|[,.;)]|$|trong|và))"),
    Rule("#", "duration", rf"\d{{1,3}}(?:,5)?(?: ?[-–] ?\d{{1,3}})? (?:năm|tuần|ngày|đêm|giây|phút|quý|thập kỷ|thập niên|thế kỷ|nhiệm kỳ){END}(?! ?\(?(?:199|20)\d)(?! công)(?: liên tiếp| liền| qua| tới| tiếp theo| gần đây| gần nhất| liên tục| làm việc| trở lên| đầu)?"),
    Rule("#", "duration", rf"(?P<n>\d{{1,3}})(?: ?[-–] ?\d{{1,3}})? tháng{END}(?: tới| tiếp theo| liên tiếp| liền| qua| trở lên| sau)?(?! (?:đầu|cuối|còn lại|năm|20))", guard=_months),
    Rule("ngày|mùng|mồng|thế|thập|rằm", "day", rf"(?:ngày|mùng|mồng|thế kỷ|thập niên|thập kỷ) (?:\d{{1,2}}(?:[-–]\d{{1,2}})?{_NO}|[ivx]{{1,4}}){END}{_COUNTED}(?! tháng \d)"),
    Rule("lễ|dịp|nghỉ", "day", r"(?:lễ|dịp|nghỉ)[^\d.;]{0,20} \d{1,2}[/-]\d{1,2}(?:(?: ?[-–,]| và) ?\d{1,2}/\d{1,2})?(?![\d/])(?! (?:xã|huyện|hộ|chỉ tiêu))"),
    Rule("#", "day", r"30/4(?: ?[-–,]| và) ?0?1/5(?!\d)"),
    Rule("#", "year", r"(?:199\d|20\d\d)(?![.,]?\d|/| ?[-–] ?\d)" + _COUNTED, guard=_name),
    # numbers in a row: sessions, grades, places
    Rule("khóa|khoá|kỳ|đại|phiên|lần|hội|năm|tháng|tuần|ngày|đợt|nhiệm", "session", rf"(?:khóa|khoá|kỳ họp|đại hội|phiên họp|phiên(?: chợ| giao dịch| đấu giá)?(?: việc làm)?|lần|hội nghị|năm|tháng|tuần|tuần giao dịch|ngày|đợt)(?: lần)? thứ (?:\d{{1,3}}(?:/20\d\d)?{_NO}|[ivx]{{1,6}}|\w{{2,5}}){END}"),
    Rule("khóa|khoá|đại|kỳ|phiên|sea", "session", rf"(?:khóa|khoá|đại hội|kỳ họp|phiên họp|phiên)(?: lần)? (?:\d{{1,3}}{_NO}|[ivx]{{1,6}}){END}{_COUNTED}"),
    Rule("cấp|hạng|loại|bậc|giai|đợt|vòng|nhóm|lớp|khối|tuyến|mức|lần|bước|tiêu", "grade", rf"(?:cấp|hạng|loại|bậc|cấp độ|mức độ|giai đoạn|đợt|vòng|nhóm|lớp|khối|tuyến|lần|bước|tiêu chí)(?: số)? (?:[1-9]|1\d|[ivx]{{1,4}}){_NO}{_COUNTED}{_LEFT}", guard=_verb),
    Rule("khu|vùng", "grade", rf"(?:khu vực|vùng) (?P<at>[1-9]){_NO}{_COUNTED}(?! ?(?:tỉnh|mỏ|điểm|nhóm|vùng|nơi))"),
    Rule("mức|cấp", "grade", r"(?:mức độ|cấp độ) [1-5](?:(?:,| và| ?[-–]) ?[1-5])?(?![.,]?\d|\w)(?! ?%)"),
    Rule("#|từ", "grade", rf"(?:từ )?[1-5](?:(?: ?[-–]| đến) ?[1-5])? sao{END}(?: trở lên)?"),
    Rule("quận|phường|thôn|ấp|khu|tổ|khóm|xóm|tiểu", "place", rf"(?:quận|phường|thôn|ấp|khu phố|khu|tổ dân phố|khóm|xóm|tiểu khu|khối phố)(?: số)? \d{{1,2}}{_NO}{_COUNTED}{_NEXT}"),
    Rule("quốc|ql|tỉnh|tl|đt|dt|đh|đường|hương|vành|cột|mốc|khu", "road", r"(?:quốc lộ|ql|đường tỉnh|tỉnh lộ|tl|đt|dt|đh|đường huyện|hương lộ|đường số|vành đai|cột mốc|mốc số|mốc giới)[. ]?(?:số )?\d{1,4}[a-z]?(?:[/-]\d{1,3})?(?!\w|[.,]\d)(?! ?(?:tỷ|triệu|km|%))"),
    Rule("km", "road", r"km ?\d{1,4}(?:\+\d{1,4}(?:[.,]\d{1,3})?)?(?![.,]?\d)(?! ?(?:tỷ|triệu|%))", guard=lambda text, low, m: "+" in m[0] or text[m.start()] == "K"),
    Rule("trang|bảng|biểu|hình|phụ|mẫu|ảnh|sơ|cột|dòng|câu", "table", rf"(?:trang|bảng|biểu(?: đồ| mẫu)?|hình|phụ lục|phụ biểu|mẫu|ảnh|sơ đồ|cột|câu)(?: số)? (?:\d{{1,3}}(?:\.\d{{1,2}})?|[ivx]{{1,5}})(?![\d/]|[.,]\d)(?!\w){_COUNTED}", guard=lambda text, low, m: not low.endswith(("tình ", "loại "), 0, m.start())),
    Rule("đường|tổng", "phone", r"(?:đường dây nóng|tổng đài)(?: số)?:? \+?\d{3,11}(?:[ .-]\d{2,4}){0,3}(?![.,]?\d)"),
    Rule("chương", "document", r"chương trình (?:135|134|168|167|102|229|30a|1719)(?!\w|[.,/]\d)"),

    Rule("điện|đt|tel|fax|hotline|sđt", "phone", r"(?:điện thoại|đt|tel|fax|hotline|sđt)[:. ]{1,3}\+?\(?\d[\d.() +-]{6,18}\d"),
    Rule("f0|f1|f2|f3", "name", rf"f[0-3]{END}", guard=capital),
    # sizes, capacities, what a rate is counted on
    Rule("#", "size", r"\d{1,4}(?: ?[-–] ?\d{1,4})? (?:con/kg|g/l|°c|độ c|độ celsius)(?!\w)"),
    Rule("#", "size", r"\d{1,4}(?:,\d{1,2})?(?: ?[-–/] ?\d{1,4})? (?:kv|kva|độ richter)(?!\w)"),
    Rule("#", "size", r"\d{1,2}(?: ?[-–] ?\d{1,2})? làn(?: xe)?(?!\w)"),
    Rule("dài|rộng|cao|sâu|dày|đường|mặt|nền", "size", rf"(?:dài|rộng|cao|sâu|dày|(?:nền|mặt) đường|đường kính)(?: rộng)? (?P<at>{_ABOUT}{_SIZE}(?: ?(?:[-–]|đến) ?{_SIZE})? ?(?:km|m|mét|cm|mm|m2|ki lô mét)(?:(?:,| và)? (?:rộng|cao|sâu) {_ABOUT}{_SIZE} ?(?:m|mét|km|cm))*)(?!\w)", guard=_no_sum),
    Rule("đoạn|chặng|quãng", "size", rf"(?:đoạn|chặng|quãng đường)(?: tuyến| dài)? (?P<at>{_ABOUT}{_SIZE} ?(?:km|m))(?!\w)"),
    Rule("đoạn", "grade", r"đoạn \d(?= (?:tuyến|của|đường|qua|từ)(?!\w))"),
    Rule("#", "size", r"\d{1,2}(?: ?[-–] ?\d{1,2})? tầng(?! lớp)(?!\w)"),
    Rule("loại|cỡ|size", "size", rf"(?:loại|cỡ|size) (?P<at>(?:trên |từ |dưới )?{_SIZE}(?: ?(?:[-–]|đến) ?{_SIZE})? ?(?:(?:kg|g|cm)(?:/con)?|con/kg)(?: trở lên)?)(?!\w)"),
    Rule("thi|làm|sản", "name", r"(?:thi công|làm việc|sản xuất|làm) (?P<at>[2-4] ca)(?!\w)(?! (?:bệnh|mắc|nhiễm|tử))"),
    Rule("#", "name", r"[2-4] ca,? [2-4] kíp(?!\w)"),
    Rule("đề|chương|phong|dự", "document", r"(?:đề án|chương trình|phong trào|dự án)(?: phát triển| trồng| bền vững| xây dựng)*(?: mới)? (?:1|một) (?:triệu|tỷ) (?:ha|héc ta|héc-ta|hecta|căn|cây)(?!\w)(?: xanh| hộ| lúa)?"),
    Rule("thắng|thua|hòa|tỷ", "name", r"(?:thắng|thua|hòa|tỷ số)(?: đậm)? \d{1,2} ?[-–] ?\d{1,2}(?![\d.,/%])"),
    Rule("đường|phố|chợ|kênh|trường|bệnh|khách|công|quảng|cầu", "place", r"(?:đường|phố|chợ|kênh|trường(?: tiểu học| mầm non| thpt| thcs)?|bệnh viện|khách sạn|công viên|quảng trường|cầu) \d{1,2}[/-]\d{1,2}(?![/.,-]?\d|\w)(?! ?(?:xã|huyện|hộ|ha|%|tỷ|tấn|trường|công trình|cầu))"),
    Rule("báo", "grade", r"báo động (?:[1-3]|i{1,3})(?!\w|[.,]\d)(?! ?%)"),
    Rule("trà|lứa", "grade", rf"(?:trà|lứa)(?: lúa)?(?: thứ)? \d{_NO}{_COUNTED}"),
    Rule("tiêu", "article", r"tiêu chí(?: số)? \d{1,2}/(?:19|20)(?!\d)"),
    Rule("#", "table", r"\d{1,3} trang(?: giấy| a4)?(?! trại| thiết| bị| trí)(?!\w)"),
    Rule("#", "set", r"\d (?:môn|buổi|tiết)(?: thi| học)?(?!\w)(?! ?/)"),
    Rule("gói|hạng|tổ|dự", "name", rf"(?:gói thầu|hạng mục|tổ máy|dự án thành phần)(?: số)? \d{{1,3}}{_NO}{_COUNTED}"),
    Rule("#", "set", r"\d khối lớp(?!\w)"),
    Rule("khu|con", "grade", r"(?:khu \d(?= (?:thị trấn|thị xã|phường|xã)(?!\w))|con thứ \d(?: trở lên)?)"),
    Rule("lần", "session", r"lần [^\d.,;]{2,30} thứ \d{1,3}(?![.,]?\d)"),
    Rule("trẻ|người|em", "size", r"(?:trẻ|người|em)(?: em)? (?:dưới|trên|cao) (?P<at>\d(?:,\d{1,2})? ?m)(?!\w)"),
    Rule("#", "size", r"\d{1,3}(?:,\d{1,2})? ?km(?=[,)])", guard=lambda text, low, m: text[max(0, m.start() - 1) : m.start()] == "("),
    Rule("đêm", "day", r"đêm \d{1,2}(?:/\d{1,2})?(?=,? (?:rạng|và|ngày))"),
    Rule("chuẩn", "price", r"chuẩn(?: [^\W\d_]+){0,7} \(?(?:19|20)\d\d ?[-–] ?(?:19|20)\d\d"),
    Rule("luật", "document", r"luật (?:[^\W\d_]+ ){1,9}(?:năm )?(?:199|20)\d\d?\d(?!\d)", guard=capital),
    Rule("xe", "size", r"xe (?:(?:ô tô|khách|tải|con|buýt|du lịch|bán tải|bồn|ben|đầu kéo|container|giường nằm|loại|trên|dưới|từ|ghép|hợp đồng) ){1,3}(?P<at>\d{1,2}(?: ?[-–] ?\d{1,2})?(?:,\d)? (?:chỗ|tấn)(?:(?:,| và| hoặc) \d{1,2} (?:chỗ|tấn))*)(?!\w)(?! hàng| gạo)"),
    Rule("bao|bình|can|chai|túi|thùng", "size", r"(?:bao|(?<=/)bình|bình gas?|can|chai|túi|thùng)(?: loại)? (?P<at>\d{1,3}(?:,\d+)? ?(?:kg|g|ml|l|lít|gram))(?!\w)"),
    Rule("câu", "name", r"câu lạc bộ (?P<at>(?:trên )?\d{1,3}(?:\.000)? (?:tỷ|nghìn tỷ|triệu)(?: đồng| usd)?)(?!\w)"),
    Rule("cách", "size", r"cách [^\d.;,%]{2,50} (?:khoảng |hơn |gần |chừng )?(?P<at>\d{1,3}(?:,\d)? ?km)(?!\w)"),
    Rule("độ", "size", r"độ cao (?:trung bình |bình quân |khoảng |trên |từ ){0,3}(?:\d{1,2}\.)?\d{2,4}(?: ?(?:[-–]|đến) ?(?:\d\.)?\d{2,4})? ?(?:m|mét)(?!\w)"),
    Rule("cứ", "per", r"cứ (?:bình quân )?\d{1,3}(?:\.\d{3})?(?: [^\W\d_]{1,8}){1,3}?(?=,? (?:thì|có|lại|sẽ)(?!\w))"),
    Rule("lúa|tôm|rau|màu|ngô|mía|cây|đất", "size", r"(?:lúa|tôm|rau|màu|ngô|mía|cây|đất) (?P<at>[1-4](?: ?[-–] ?[1-4])? vụ)(?!\w)(?:(?:/| trong | mỗi | một )?năm)?"),
    Rule("#", "size", r"[1-4](?: ?[-–] ?[1-4])? vụ(?= (?:lúa|tôm|màu|rau|ngô)(?!\w)| ?/ ?năm| (?:trong|mỗi|một) năm)"),
    Rule("#", "per", r"(?:100|1\.000|10\.000|100\.000|1 vạn|1 triệu) (?:dân|người dân|trẻ|ca đẻ|hộ|bé gái|gái|nữ)(?!\w)", guard=lambda text, low, m: low[max(0, m.start() - 5) : m.start()].endswith(("/", "/ ", "trên ", "cho "))),
    Rule("#", "document", r"\d{2,4} giai đoạn (?=[ivx\d])"),
    Rule("cao", "size", rf"cao trình (?P<at>{_SIZE} ?(?:m|mét))(?!\w)"),
    Rule("vườn|ruộng|trang|rẫy|ao", "size", rf"(?:vườn|ruộng|trang trại|rẫy|ao) (?:\w+ ){{0,3}}?(?P<at>{_SIZE} ?(?:ha|m2|m²))(?= (?:của|ở|nhà)(?!\w))"),
    Rule("khu|cụm", "size", rf"(?:khu|cụm) (?:công nghiệp|đô thị|kinh tế|cn) [^\d.;(]{{2,40}}(?:\d )?\((?P<at>{_SIZE} ?ha)\)", guard=_of_one_park),
    Rule("quy|mở", "size", rf"(?:quy mô|mở rộng) (?P<at>{_SIZE} ?ha)(?!\w)", guard=_of_one_park),
    Rule("dừng|ngừng|nghỉ", "duration", r"(?:dừng|ngừng|nghỉ)[^.;,\d]{0,40}? trong (?:hai|ba|bốn|năm|sáu|\d{1,2}) (?:tháng|tuần|ngày|năm|giờ)(?!\w)(?! (?:đầu|cuối|qua|năm|\d))"),
    Rule("đặt|đề", "day", r"(?:đặt|đề) ra (?:ngay )?từ đầu năm(?!\w)"),
    Rule("mức", "size", r"mức (?P<at>\d{1,3}(?:,\d)? ?kg(?: gạo)?/người/(?:tháng|năm))(?!\w)"),
    Rule("thôn|ấp|bản|tổ|khu", "place", r"(?:thôn|ấp|bản|tổ|khu) \d{1,2} (?=(?:xã|phường|thị trấn) )", guard=lambda text, low, m: text[m.end() :].split(" ", 2)[1][:1].isupper()),
    Rule("lò|lượng|chuyền|máy", "size", rf"(?:lò|sản lượng|dây chuyền|máy) công suất(?: thiết kế)? (?P<at>{_ABOUT}{_SIZE} ?(?:tấn|m3)(?: [^\W\d_]+)?/(?:ngày|giờ|năm))(?!\w)"),
    Rule("#", "duration", r"\d{1,2} tiếng(?: đồng hồ)?(?: \d{1,2} phút)?(?!\w)(?! dân| anh| việt| nói)"),
    Rule("#", "size", r"\d{1,3}(?:,\d)? ?kg(?: [^\W\d_]+){0,2} ?/ ?(?:sào|công|khóm|gốc)(?!\w)", guard=lambda text, low, m: _DOSE.search(low, max(0, m.start() - 60), m.start()) is not None),
    Rule("chuẩn", "size", r"chuẩn(?: nghèo)?(?: là| từ| mới)? (?P<at>\d{3}\.000 đồng/người/tháng(?: (?:ở|tại|đối với|cho)(?: khu vực)? (?:nông thôn|thành thị)(?:,| và) \d{3}\.000 đồng/người/tháng)?)(?!\w)"),
    Rule("dự", "size", r"dự án (?P<at>(?:trên|từ|dưới) \d{1,3} (?:triệu|tỷ) (?:usd|đồng|đô la mỹ)(?: trở lên)?)(?!\w)", guard=lambda text, low, m: bool(_SOME.search(low, max(0, m.start() - 8), m.start()))),
    Rule("#", "size", r"\d{1,4} ?(?:mg|g|ml)/\d{1,4} ?(?:ml|l|lít|g|kg)(?!\w)(?: máu| khí thở)?"),
    Rule("#", "per", r"(?:12|10|14) (?:trái|quả)(?=\))"),
    Rule("trên|#", "per", r"(?:trên )?(?:1|01) (?:ha|héc ta|hecta)(?= (?:đất|mặt nước|canh tác|diện tích|gieo trồng))"),
    Rule("om|ir|oms|vnr", "name", r"(?:oms?|ir|vnr) ?\d{2,5}(?![.,]?\d)", guard=capital),
    Rule("#", "set", r"\d{1,2} (?:tiểu )?dự án thành phần(?!\w)"),
    Rule("biển", "name", r"biển (?:số|kiểm soát)(?: xe)?:? \d{2}[a-z]\d?[-. ]?\d{2,3}[.]?\d{2,3}(?!\w)"),
    Rule("giật", "grade", r"giật cấp \d{1,2}(?: ?[-–] ?\d{1,2})?(?![.,]?\d)"),
    Rule("vốn|thu", "size", r"(?<=có )(?:vốn(?: điều lệ| đăng ký)?|thu nhập|doanh thu)(?: từ)? (?P<at>(?:dưới|trên|từ) \d{1,3}(?:[.,]\d{1,3})? (?:triệu|tỷ) (?:đồng|usd)(?:/(?:tháng|năm))?(?: trở (?:lên|xuống))?)(?!\w)", guard=lambda text, low, m: bool(_HAVING.search(low, max(0, m.start() - 50), m.start()))),
    Rule("từ|trên|dưới", "size", r"(?:từ|trên|dưới) \d{1,3}(?:,\d)? ?(?:m|mét)(?: trở (?:lên|xuống))(?!\w)"),
    Rule("phạt", "size", r"phạt(?: tiền)? (?P<at>từ \d{1,3}(?:[.,]\d{1,3})?(?: triệu)?(?: đồng)? (?:đến|-) \d{1,3}(?:[.,]\d{1,3})? (?:triệu )?đồng)(?!\w)"),
    Rule("chuẩn", "size", r"chuẩn nghèo[^.;%]{0,60}? (?:là|từ) (?P<at>(?:dưới )?\d(?:,\d{1,2})? triệu đồng/người/tháng(?: trở xuống)?)(?!\w)"),
    Rule("thứ", "day", r"thứ [2-7] đến (?:hết )?thứ [2-7](?![.,/]?\d)"),
    Rule("khu|kcn|ccn|cụm", "name", r"(?:khu công nghiệp|kcn|ccn|cụm công nghiệp)(?: [^\W\d_]+){1,3} (?P<at>[1-9])(?![.,/]?\d| ?%)", guard=lambda text, low, m: text[: m.start("at") - 1].rsplit(" ", 1)[-1][0].isupper()),
    Rule("quả|trái|củ", "size", r"(?:quả|trái|củ)(?: từ)? (?P<at>\d{2,4}(?: ?[-–] ?\d{2,4})? ?(?:gam|gram|g))(?!\w)"),
    Rule("ranh|mặn", "size", r"(?:ranh(?: giới)?(?: xâm nhập)? )?mặn (?P<at>\d{1,2}(?:,\d)? ?(?:‰|g/l|g/lít))(?!\w)"),
    Rule("gói|hộp|bịch|chai", "size", r"(?:gói|hộp|bịch|chai) (?P<at>\d{1,3} ?(?:gam|gram|g|ml))(?!\w)"),
    Rule("tải", "size", rf"tải trọng(?: trên| dưới| tối đa| từ)? (?P<at>{_SIZE} ?tấn)(?!\w)(?: trở lên)?"),
    Rule("tua|tuabin|turbine", "size", rf"(?:tua[- ]?bin|turbine)(?: gió)? (?P<at>{_SIZE} ?mw)(?!\w)"),
    Rule("lương", "size", r"lương (?:tối thiểu|cơ sở)(?: vùng)?(?: [ivx]{1,3})?(?: là| mức| tăng lên| được nâng lên)? (?P<at>\d[\d.,]{0,9} (?:triệu )?đồng(?: ?/ ?tháng)?)(?!\w)"),
    Rule("#", "set", r"\d{1,2} điều(?=[,;.]|$| khoản| có hiệu)"),
    Rule("lưu", "document", r"lưu:? [^\d.;]{0,20}\((?P<at>\d{1,2} bản)\)"),
    Rule("từ", "size", r"từ \d{1,3} (?:con|lần|tiêu chí|người|lao động|hộ|tầng|ngày|chỗ|phòng|giường)(?!\w)[^.;,]{0,14} trở lên"),
    Rule("đủ|tiêm", "size", r"(?:đủ|tiêm)(?: đủ)? [1-5] (?:liều|mũi)(?!\w)"),
    Rule("thiệt", "size", r"thiệt hại (?:(?:từ|trên|dưới) )?\d{1,2}(?: ?[-–] ?\d{1,2})? ?%(?= (?:là|có)|:)"),
    Rule("mặt|nhóm|thị", "size", r"(?:mặt hàng|nhóm hàng|thị trường)(?: (?:có|đạt))?(?: (?:kim ngạch|giá trị|trị giá))?(?: (?:xuất khẩu|nhập khẩu))?(?: đạt)? (?P<at>(?:trên|từ|hơn) \d{1,3} (?:triệu|tỷ) (?:usd|đồng|đô la mỹ)(?: trở lên)?)(?!\w)"),
    # meetings, opinions, tasks; sets as a whole
    Rule("#", "meeting", rf"\d{{1,3}} (?:{_WORDS}){END}", guard=_no_review),
    Rule("#", "meeting", rf"\d cấp{END}(?! giấy| phép| phát| cho)"),
    Rule("#", "slogan", r"[2-9] [^\d\"%,.]{2,24}\"", guard=lambda text, low, m: low[max(0, m.start() - 1) : m.start()] == '"'),
    Rule("đoàn", "meeting", r"đoàn (?:gồm |có |công tác |công tác gồm )?(?P<at>\d{1,3} (?:người|thành viên|cán bộ|doanh nghiệp|đại biểu))(?!\w)"),
    Rule("#", "slogan", r"[2-9] (?:không|sạch|nhất|xây)(?=[,;.\"”)]| và [2-9])"),
    Rule("bệnh|ca", "session", r"(?:bệnh nhân|ca bệnh) (?:thứ|số) \d{1,5}(?![.,]?\d)"),
    Rule("phòng|tầng|lầu|cổng|toa", "place", rf"(?:phòng|tầng|lầu|cổng|toa)(?: số)? \d{{1,4}}{_NO}(?=,? tầng|[,;.)]|$)", guard=lambda text, low, m: not low[max(0, m.start() - 4) : m.start()].endswith("hải ")),
    Rule("bộ|trong|đủ", "set", r"(?:bộ|trong|trong số|trong tổng số|đủ) (?:tiêu chí )?\d{1,2} tiêu chí(?!/)(?!\w)"),
    Rule("#", "set", rf"(?:63|34) tỉnh(?:(?:, | và |/)?thành(?: phố)?)?{END}", guard=_whole),
    Rule("thứ", "session", r"thứ \d{1,3}(?:[.,]\d{1,3})? (?:triệu|nghìn|ngàn)(?!\w)"),
    Rule("kỳ|giao", "name", r"(?:kỳ hạn(?: giao)?|giao) tháng \d{1,2}(?:[/-]\d{4})?(?!\w)"),
    Rule("dưới", "size", r"dưới \d{1,2} tiêu chí(?!\w)"),
    Rule("ttxvn|vna", "day", r"(?:ttxvn|vna)[ -]{1,3}\d{1,2}/\d{1,2}(?![/\d])"),
    Rule("quốc|lễ|dịp|kỷ|chiến|giải", "day", r"(?:quốc khánh|chiến thắng|giải phóng|lễ|dịp|kỷ niệm)(?: ngày)?(?: lễ)? \d{1,2}[./-]\d{1,2}(?![.,/-]?\d| ?%)"),
    Rule("#", "name", r"2 con số(?!\w)"),
    Rule("học", "name", r"học \d (?:ca|buổi)(?!\w)"),
    Rule("#", "name", r"\d buổi ?/ ?ngày(?!\w)"),
    Rule("trên", "set", r"trên (?P<at>[23] sàn)(?!\w)"),
    Rule("#", "size", r"100% vốn (?=(?:đầu tư )?(?:nước ngoài|nhà nước|fdi|điều lệ|tư nhân|trong nước))"),
    Rule("#|từ|dưới|trên", "size", r"(?:từ |dưới |trên )?\d{1,4}(?: ?(?:[-–]|đến|đến dưới) ?\d{1,4})? ?cv(?: trở (?:lên|xuống)|(?= (?:và|đến)))(?!\w)"),
    Rule("#", "name", r"\d/\d (?:chặng đường|quãng đường|nhiệm kỳ)(?!\w)"),
    Rule("#", "set", r"\d{1,2} (?:nhóm )?chỉ tiêu(?= (?:chủ yếu|cơ bản|cụ thể|chính|quan trọng|kinh tế)[^.;%]{0,40}(?:gồm|:|như sau))"),
    Rule("cả", "set", r"cả 0?\d (?:gốc|tiêu chí|mặt|nhóm|khu vực|lĩnh vực|ngành|chỉ tiêu|chỉ số|loại)(?!\w)(?! (?:hàng|kinh tế) )"),
    Rule("gạo", "grade", r"gạo (?P<at>\d{1,2} ?% tấm)(?!\w)"),
    Rule("vàng", "grade", r"vàng(?: sjc)? (?P<at>99,\d{1,2}(?: ?%)?)(?!\d)"),
    Rule("#", "size", r"\d{1,3}(?:,\d{1,2})? độ (?:vĩ|kinh)(?!\w)"),
    Rule("mỗi|một|hằng|hàng", "per", r"(?:mỗi|một|hằng|hàng) (?:năm|tháng|tuần|ngày|quý|vụ) (?P<at>\d{1,2} (?:đợt|lần|kỳ|buổi|phiên))(?!\w)"),
    Rule("#", "per", r"\d{1,2} (?:lần|đợt|kỳ) ?/ ?(?:năm|tháng|tuần|ngày|quý|vụ)(?!\w)"),
    Rule("mạch|lộ|trung|sư|lữ|tiểu|đại", "name", r"(?:mạch|lộ|trung đoàn|sư đoàn|lữ đoàn|tiểu đoàn|đại đội) \d{1,4}(?![.,/]?\d)(?! ?(?:%|tỷ|triệu|người|km))"),
    Rule("đợt|vụ", "grade", r"đợt [1-9](?= (?:tiêm|trồng|kiểm tra|tuyển|phát|bán|chi|xét|tháng|năm)(?!\w))"),
    Rule("khung", "grade", r"khung (?P<at>\d (?:bậc|bước|tiêu chí))(?!\w)"),
    Rule("lộ", "size", rf"lộ giới (?P<at>{_ABOUT}{_SIZE} ?m)(?!\w)"),
    Rule("nhà|trạm", "size", rf"(?:nhà máy|trạm)[^.;,]{{2,70}} công suất(?: thiết kế)? (?P<at>{_ABOUT}{_SIZE} ?(?:m3/ngày(?: đêm)?|m3/giờ|mw|mva|mwp|tấn/ngày|tấn/năm))(?!\w)", guard=lambda text, low, m: "tổng công suất" not in m[0]),
    Rule("#", "size", r"\d{1,4}(?:,\d)? ?(?:mw|mwp|mva)(?!\w)", guard=lambda text, low, m: _PLANT.search(text, max(0, m.start() - 90), m.start()) is not None),
    Rule("#", "name", r"[1-9](?= (?:dài|rộng|cao) \d)", guard=lambda text, low, m: text[max(0, m.start() - 12) : m.start()].split()[-1:] != [] and text[max(0, m.start() - 12) : m.start()].split()[-1][0].isupper()),
    Rule("nhà|tổ|cầu|hồ", "name", r"(?:nhà máy|tổ máy|cầu|hồ) thứ (?P<at>[1-9])(?![.,]?\d)"),
    Rule("#", "set", r"\d (?:nhóm chỉ số|chương|phần(?! (?:trăm|mềm|việc|quà|thưởng|ăn|lớn|nhỏ))|hợp phần|bước|khâu|hạng mục chính)(?!\w)"),
    Rule("tuần", "week", r"tuần(?: thứ)? \d{1,2}(?:/20\d\d| năm 20\d\d)(?!\d)"),
    Rule("#", "set", r"\d{1,2} cam kết(?!\w)"),
    Rule("kênh|kcn|ccn|cảng|bến|chợ|cầu", "name", r"(?:kênh|kcn|ccn|cảng|bến|chợ|cầu) \d{1,2}(?= (?:kênh|kcn|ccn|cảng|bến|chợ|cầu)(?!\w))"),
    Rule("đường", "road", r"đường \d{1,2} tháng \d{1,2}(?![.,/]?\d)"),
    Rule("gmt|utc", "hour", r"(?:gmt|utc) ?[+-]?\d{1,2}(?!\w)"),
    Rule("trong", "set", r"trong(?: số| tổng số)? 11 nhóm(?: hàng)?(?!\w)"),
    Rule("#|một|là", "set", r"(?:1|một) trong (?:số |những |tổng số )?\d{1,2}(?![.,/]?\d)(?!%| %)"),
    Rule("tháng", "published", r"tháng \d{1,2}/(?:19|20)\d\d(?=\))", guard=lambda text, low, m: _PUBLISHED.search(low, max(0, m.start() - 90), m.start()) is not None),
    Rule("#", "size", r"\d{1,2} (?:tum|gian)(?!\w)(?! hàng)"),
    Rule("ngách|ngõ|hẻm|kiệt", "address", r"(?:ngách|ngõ|hẻm|kiệt) \d{1,4}(?:/\d{1,4}){1,3}(?![.,]?\d)"),
    Rule("#", "document", r"\d{1,2} bản(?=\))"),
    Rule("cứu|sát|hỏa", "phone", r"(?:cấp )?(?:cứu|cảnh sát|sát|hỏa) (?P<at>11[345])(?![.,]?\d)"),
    Rule("binh", "grade", r"binh(?: hạng)? (?P<at>[1-4]/4)(?!\d)"),
    Rule("loại", "size", r"loại (?P<at>\d{1,2}(?: ?[-–] ?\d{1,2})? chỗ)(?!\w)"),
    Rule("hàng|thị|chợ|cơm|xe|ăn", "name", r"(?:hàng|thị|chợ|cơm|xe|ăn) (?P<at>0 đồng)(?!\w)"),
    Rule("thứ", "day", r"thứ [2-7](?=[.,;)]|$)", guard=lambda text, low, m: _WEEKDAY.search(low, max(0, m.start() - 6), m.start()) is not None),
    Rule("lần", "session", r"lần thứ [ivx]{1,6},? (?:nhiệm kỳ|\(nhiệm kỳ) \d{4} ?[-–] ?\d{4}"),
    Rule("các", "road", r"các (?:tỉnh lộ|quốc lộ|đường tỉnh) (?:\d{1,4}[a-z]?(?:, | và )){1,6}\d{1,4}[a-z]?(?![.,]?\d)"),
    Rule("chợ|viện|thị", "grade", r"(?:chợ|bệnh viện|viện|đô thị) hạng [1-3](?:(?:, | và )hạng [1-3])*(?![.,/]?\d)"),
    Rule("ở|tại", "address", r"(?:ở|tại) (?P<at>\d{1,3}) (?=[^\W\d_]+(?: [^\W\d_]+){0,3}, (?:phường|quận|xã|huyện|thành phố|tp)(?!\w))", guard=_street),
    Rule("hẻm|ngõ", "address", r"(?:hẻm|ngõ) \d{1,4}(?= đường(?!\w))"),
    Rule("phòng", "name", r"phòng (?P<at>\d{3})(?= (?:đóng|ở|tại|thuộc)(?!\w))"),
    Rule("giai", "grade", r"giai đoạn [1-9](?![.,/]?\d| ?[-–] ?\d)(?= [^\W\d_])(?! (?:năm|tháng)(?!\w))"),
    Rule("biểu", "table", r"biểu(?: mẫu)? số \d{1,3}(?:, \d{1,3})+(?![.,/]?\d)"),
    Rule("mốc", "road", r"mốc (?:số )?\d{3,4}(?:/\d)?(?: ?[-–] ?\d{3,4}(?:/\d)?)?(?![.,/]?\d)(?! ?(?:%|tỷ|triệu|nghìn|đồng|usd|điểm|xã|người|tấn))", guard=lambda text, low, m: not low.endswith(("cán ", "qua ", "đạt ", "chạm ", "vượt "), 0, m.start())),
    Rule("gas|ga", "size", r"(?:gas|ga)(?: loại| bình)? (?P<at>\d{1,2} ?kg)(?!\w)"),
    Rule("trường", "name", r"trường(?: [^\W\d_]+){2,8} (?P<at>[1-9])(?= [^\W\d_])", guard=lambda text, low, m: text[max(0, m.start("at") - 16) : m.start("at")].split()[-1][0].isupper()),
)  # fmt: skip
_PUBLISHED = re.compile(
    r"(?:công bố|nguồn) [^();:]{0,70}\($"
)  # when a source printed it: "được công bố là 48% (tháng 6/2025)"
_SOME = re.compile(r"(?:\d|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|các|những|nhiều|mấy|vài) $")
_HAVING = re.compile(
    r"(?:doanh nghiệp|hợp tác xã|cơ sở|dự án|hộ|công ty|người)(?: [^\W\d_]+){0,2}(?: nhóm [a-c])? có $"
)
_DOSE = re.compile(r"(?:bón|phun|rải|gieo|liều)[^.;]*$")
_WEEKDAY = re.compile(r"(?:cả|sáng|chiều|ngày|vào|trực|hết) $")
