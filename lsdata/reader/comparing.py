"""Which measure a change in per cent is, by what it is measured from."""

from __future__ import annotations

from ..periods import Period


def against(period: Period | None, base: Period | None, shape: str) -> str:
    """The measure of a change in per cent, by what it is measured from; empty where the package has none.

    Parameters
    ----------
    period, base : of the figure, and of what it is compared with; None where it is not known.
    shape : of the words that named the base.
    """
    if shape == "same":
        far = period is not None and base is not None and base.end.year != period.end.year - 1
        return "" if far else "yoy_pct"  # "41% below the same period of 2019"
    if shape == "previous_month":
        return "mom_pct"
    if shape == "december":
        far = period is not None and base is not None and base.end.year < period.end.year - 1
        return "" if far else "dec_pct"  # "giảm 3,1 điểm phần trăm so với cuối năm 2015", at the end of 2020
    if shape == "previous_year":
        return "yoy_pct"
    if shape == "season" and period is not None and base is not None:
        return (
            "yoy_pct" if base.end.year in (period.end.year - 1, period.end.year) else ""
        )  # "the previous spring crop"
    if shape in ("previous_quarter", "start_of_year"):
        return ""
    if period is None or base is None:
        return ""
    if shape == "day" and base.months == 12:
        return "dec_pct" if base.year == period.year - 1 else ""  # "so với 31/12/2021"
    if base.months == 1 and base.month == 12 and base.year == period.year - 1:
        return "dec_pct"
    if base.months == 1 and period.cumulative and base.end == period.prior().end:
        return "yoy_pct"  # of a stock: "as of the end of June, a rise of 11.4% on June 2019"
    if base == period.prior() or (base.months == 12 and base.year == period.year - 1):
        return "yoy_pct"
    if base.months == 1 and period.months == 1 and base.first == period.first - 1:
        return "mom_pct"
    return ""
