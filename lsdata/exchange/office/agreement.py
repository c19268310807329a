"""Whether what a row says with those it stands under agrees with an indicator: branch of what, season, price, kind.

A name alone is no ground for a guess: ``Công nghiệp khai khoáng`` is a branch of the index of industrial production or of
GRDP, ``Kim ngạch xuất khẩu`` under ``Hàng hóa địa phương`` is not all exports.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from .naming import fold

_WHOLES = {  # what has branches -> how a table names it
    "IIP": r"\biip\b|chỉ số (?:phát triển )?sản xuất",
    "GRDP": r"\bgrdp\b|tổng sản phẩm (?:trên|trong) (?:địa bàn|tỉnh)|giá trị tăng thêm|tăng trưởng kinh tế",
    "GDP": r"\bgdp\b|tổng sản phẩm trong nước|giá trị tăng thêm|tăng trưởng kinh tế",
}
_SHARES = r"cơ cấu|tỷ trọng"
_OTHERS = r"chỉ số|giá trị|lao động|doanh|vốn|đầu tư|tồn kho|tiêu thụ|\bgiá\b|sản lượng|thu nhập|năng suất"
_WORDS = {  # kinds of words that must agree -> word -> how it is written
    "what": {
        "area": r"diện tích|\bha\b",
        "yield": r"năng suất|\btạ/ha\b",
        "output": r"sản lượng|\btấn\b",
    },
    "season": {
        "winter-spring": r"đông\s*[-–]?\s*xuân",
        "summer-autumn": r"hè\s*[-–]?\s*thu",
        "autumn-winter": r"thu\s*[-–]?\s*đông",
        "spring": r"(?<!đông )(?<!đông-)(?<!đông - )\bxuân\b",
        "main": r"\bmùa\b",
        "winter": r"(?<!thu )(?<!thu-)\bvụ đông\b(?!\s*[-–]?\s*xuân)",
    },
    "step": {"sown": r"gieo (?:trồng|cấy)", "harvested": r"thu hoạch"},
    "crop": {"rice": r"\blúa\b|\bthóc\b", "maize": r"\bngô\b|\bbắp\b", "sweet potatoes": r"khoai lang"},
    "direction": {
        "both": r"xuất[ ,-]*nhập khẩu|xuất khẩu(?:,| và) nhập khẩu",
        "export": r"xuất khẩu",
        "import": r"(?<!xuất )(?<!xuất, )(?<!xuất,)\bnhập khẩu",
    },
    "whose": {
        "local": r"địa phương",
        "central": r"trung ương",
        "foreign": r"nước ngoài|\bfdi\b",
        "all types": r"các loại hình",
        "declared": r"tờ khai",
    },
    "visitors": {"foreign": r"quốc tế", "own": r"(?:khách|lượt) (?:\w+ )?(?:nội địa|trong nước)"},
    "stay": {"lodging": r"lưu trú", "tour": r"lữ hành", "food": r"ăn uống"},
    "prices": {"constant": r"giá so sánh|giá cố định", "current": r"giá (?:hiện hành|thực tế)|quy mô"},
    "stock": {"cumulated": r"lũy kế|cộng dồn"},
    "poverty": {"near": r"cận nghèo"},
    "average": {"average": r"bình quân"},
    "place": {"border": r"biên giới"},
    "life": {"new": r"thành lập"},
    "through": {"through": r"qua (?:địa bàn|các cửa khẩu)|các loại hình"},
    "budget": {
        "revenue": r"\bthu\b(?! hoạch| nhập| đông|-đông)",
        "spending": r"\bchi\b(?! tiết| phí| tiêu| cục| nhánh)",
    },
}  # fmt: skip


def branch(row: dict[str, str]) -> tuple[str, str]:
    """What an indicator is a branch of, and the branch: ``("IIP", "khai khoáng")``; empty where it is whole."""
    whole, colon, own = row["name_vi"].partition(": ")
    return (whole, bare(fold(own))) if colon and whole in _WHOLES else ("", "")


def bare(text: str) -> str:
    """A folded name of a branch without "ngành", "khu vực", "công nghiệp".

    >>> bare("công nghiệp khai khoáng"), bare("công nghiệp và xây dựng"), bare("ngành công nghiệp")
    ('khai khoáng', 'công nghiệp và xây dựng', 'công nghiệp')
    """
    return re.sub(r"^(?:(?:ngành|khu vực|công nghiệp) (?!và\b|-))+(?=\S)", "", text)


def wholes(path: list[str], before: Iterable[str], title: str) -> set[str]:
    """What a row is a branch of, by its own words, the row above it, those before it, the title; empty where none says it.

    Parameters
    ----------
    path : the row's name and those it stands under, nearest first.
    before : names of the rows before it, nearest first, as far as they are branches too, and the one before those.
    title : of the table.
    """
    for text in [*path, *before]:
        named = fold(text)
        if re.search(_SHARES, named):
            return {"a share"}
        if found := _named(named):
            return found
        if re.search(_OTHERS, named):
            return {"something else"}
    return _named(fold(title))


def _named(text: str) -> set[str]:
    return {whole for whole, words in _WHOLES.items() if re.search(words, text)}


def agrees(path: list[str], unit: str, row: dict[str, str], whole: set[str], title: str = "") -> bool:
    """Whether nothing that a row says contradicts an indicator, and it says what tells the indicator from others.

    Parameters
    ----------
    path : the row's name as printed and those it stands under, nearest first.
    unit : as printed.
    row : of the indicator.
    whole : of ``wholes``.
    title : of the table, which may say the prices.
    """
    own, _ = branch(row)
    if own and whole != {own} and not (own in whole and whole <= {"GRDP", "GDP"}):
        return False
    name = fold(row["name_vi"])
    names = f"{name} | {fold(row.get('aliases_vi', ''))}"
    for kind, words in _WORDS.items():
        said = _said(kind, path, unit, title)
        allowed, needed = _tags(words, names), _tags(words, name)
        if kind == "what" and not unit.strip("% "):
            said = said or _tags(words, fold(title))
        elif kind == "what":
            needed = needed if said else set()
        if kind == "step" and not said:
            needed -= {"sown"}  # an area is one that is sown where nothing else is said
        if said and not said <= allowed and kind != "through":
            return False
        if needed and not needed <= said and kind != "budget":
            return False
        if kind == "prices" and not said and allowed and _named(name):
            return False
    return True


def _said(kind: str, path: list[str], unit: str, title: str) -> set[str]:
    """The words of a kind that a row says, else the nearest above it; lists of subjects above it say nothing of it."""
    words = _WORDS[kind]
    above = path[1:] if kind != "budget" else []
    texts = [path[0], *(p for p in above if kind not in ("whose", "direction") or not re.search(r",|;| và ", p))]
    texts += [unit] if kind == "what" else [title] if kind == "prices" else []
    return next((found for text in texts if (found := _tags(words, fold(text)))), set())


def _tags(words: dict[str, str], text: str) -> set[str]:
    found = {tag for tag, pattern in words.items() if re.search(pattern, text)}
    return {"both"} if "both" in found else found
