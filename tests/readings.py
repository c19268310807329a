"""A reading built by hand: what the tests of showing, marking and adding work on, whatever the grammar makes of a text."""

from dataclasses import dataclass

from lsdata.dataset import Dataset, load
from lsdata.reader.documents import Document, Paragraph
from lsdata.reader.figure import Figure

TEXT = """Kinh tế – xã hội 6 tháng đầu năm 2020

Tổng kim ngạch xuất nhập khẩu qua địa bàn 6 tháng đầu năm ước đạt 1.320 triệu USD, đạt 24% kế hoạch, giảm 42,9% so với cùng kỳ năm 2019.

Mục tiêu năm 2021 GRDP tăng 8-9%; thu ngân sách gấp 1,5 lần cùng kỳ. Đàn trâu có hơn 85 nghìn con <b>."""
TRADE = {
    "ref_area": "VN-09",
    "indicator": "trade_turnover_total",
    "time_period": "2020-S1",
    "words": "Tổng kim ngạch",
    "paragraph": 2,
}


@dataclass(frozen=True)
class HandMade:
    """What ``lsdata.read`` gives, as far as the command asks for it."""

    document: Document
    figures: tuple[Figure, ...]
    data: Dataset
    lang: str = "vi"


def figures(text: str = TEXT) -> tuple[Figure, ...]:
    """The figures of the text: three sure ones, a target, an index of whole times, one that no indicator is known of."""

    def one(printed: str, value: float, **more) -> Figure:
        start = text.index(printed)
        return Figure(value, start=start, end=start + len(printed), text=printed, **more)

    return (
        one("1.320 triệu USD", 1320, measure="level", unit_measure="USD", unit_mult=6, obs_status="E", unit="triệu USD", **TRADE),
        one("24%", 24, measure="pct_of_plan", unit_measure="percent", unit="%", obs_status="E", **TRADE),
        one("42,9%", -42.9, measure="yoy_pct", unit_measure="percent", unit="%", decimals=1, base="2019-S1", **TRADE),
        one("8-9%", 8, obs_value_upper=9, measure="plan_target", unit_measure="percent", unit="%", obs_status="F", ref_area="VN-09",
            indicator="grdp_growth", time_period="2021", words="GRDP", paragraph=3, sure="medium", reasons=("year_carried",)),
        one("1,5 lần", 150, measure="index", unit_measure="percent", unit="lần", decimals=-1, ref_area="VN-09",
            indicator="budget_revenue_total", time_period="2020-S1", words="thu ngân sách", paragraph=3, sure="low",
            reasons=("several_readings", "period_carried")),
        one("hơn 85 nghìn con", 85, measure="level", unit_measure="con", unit_mult=3, unit="nghìn con", qualifier="over", ref_area="VN-09",
            time_period="2020-S1", words="Đàn trâu <b>", paragraph=3, sure="low", reasons=("subject_unknown",)),
    )  # fmt: skip


def document(text: str = TEXT) -> Document:
    """Paragraphs with an empty line between them."""
    made, at = [], 0
    for number, words in enumerate(text.split("\n\n"), 1):
        made.append(Paragraph(number, at, at + len(words)))
        at += len(words) + 2
    return Document(text, tuple(made), "report.txt")


def reading(data: Dataset | None = None, text: str = TEXT, found: tuple[Figure, ...] | None = None) -> HandMade:
    return HandMade(document(text), figures(text) if found is None else found, data or load())
