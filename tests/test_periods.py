"""Periods: what people type, one form each, order, names, and the laws that hold for all of them."""

import pickle
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_package import plain

from lsdata.errors import PeriodError
from lsdata.periods import Period, date_name, known_by

periods = st.builds(Period, st.integers(1900, 2190), st.integers(1, 12), st.integers(1, 120))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2020", "2020"),
        (2020, "2020"),
        (" 2020 ", "2020"),
        ("2020-S1", "2020-S1"),
        ("2020S2", "2020-S2"),
        ("2020-H1", "2020-S1"),
        ("2020h2", "2020-S2"),
        ("H1/2020", "2020-S1"),
        ("S2 2020", "2020-S2"),
        ("2020-Q3", "2020-Q3"),
        ("2020q4", "2020-Q4"),
        ("Q2/2021", "2021-Q2"),
        ("2020-M06", "2020-M06"),
        ("2020-06", "2020-M06"),
        ("2020M6", "2020-M06"),
        ("6/2020", "2020-M06"),
        ("06/2020", "2020-M06"),
        ("6T/2020", "2020-S1"),
        ("6t 2020", "2020-S1"),
        ("9T/2019", "2019-01-01/P9M"),
        ("3T/2020", "2020-Q1"),
        ("12T/2020", "2020"),
        ("1T/2020", "2020-M01"),
        ("2020-01-01/P6M", "2020-S1"),
        ("2020-07-01/P6M", "2020-S2"),
        ("2020-10-01/P3M", "2020-Q4"),
        ("2020-01-01/P12M", "2020"),
        ("2020-01-01/P1Y", "2020"),
        ("2020-06-01/P1M", "2020-M06"),
        ("2020-02-01/P6M", "2020-02-01/P6M"),
        ("2020-02-01/P3M", "2020-02-01/P3M"),
        ("2016-01-01/P60M", "2016-01-01/P5Y"),
        ("2020-04-01/P12M", "2020-04-01/P1Y"),
    ],
)
def test_what_people_type_has_one_form(typed, code):
    assert Period.parse(typed).code == code
    assert Period.parse(Period.parse(typed)) == Period.parse(typed)


@pytest.mark.parametrize(
    "typed",
    ["", "20", "2020-S3", "2020-Q5", "2020-M13", "2020-M00", "0T/2020", "13T/2020", "1820", "2201", "2020-01-02/P6M",
     "2020-01-01/P0M", "2020-S1x", "half of 2020", "6/20", None, 6.5, "2020-01-01/P99999M", "2199-01-01/P999Y"],
)  # fmt: skip
def test_other_text_is_refused_with_examples(typed):
    with pytest.raises(PeriodError, match=r"is not a period; write it like 2020, 2020-S1.* 6T/2020"):
        Period.parse(typed)


@given(periods)
def test_a_code_reads_back(p):
    assert Period.parse(p.code) == p
    assert Period.parse(str(p)) == p
    assert pickle.loads(pickle.dumps(p)) == p


@given(periods, periods)
def test_two_periods_have_two_codes(p, q):
    assert (p.code == q.code) == (p == q)


@given(periods, periods, periods)
def test_order_is_total_and_by_end(p, q, r):
    assert (p < q) + (p == q) + (p > q) == 1
    assert (p <= q) == (not p > q)
    if p < q and q < r:
        assert p < r
    if p.end < q.end:
        assert p < q


def test_of_two_that_end_together_the_longer_comes_first():
    typed = ["2020-M06", "2020-Q2", "2020-S1", "2019", "2020", "2020-01-01/P9M"]
    assert [p.code for p in sorted(map(Period.parse, typed))] == [
        "2019", "2020-S1", "2020-Q2", "2020-M06", "2020-01-01/P9M", "2020",
    ]  # fmt: skip


@given(periods)
def test_start_end_and_length_agree(p):
    days = (p.end - p.start).days + 1
    assert 28 * p.months <= days <= 31 * p.months
    assert p.start.day == 1
    assert (p.end + timedelta(days=1)).day == 1


@given(periods, st.integers(-3, 3))
def test_a_year_earlier_is_the_same_part_of_another_year(p, years):
    other = p.prior(years)
    assert (other.part, other.elapsed, other.months) == (p.part, p.elapsed, p.months)
    assert other.prior(-years) == p


@given(periods, periods)
def test_holding_is_a_strict_order(p, q):
    assert not p.holds(p)
    assert not (p.holds(q) and q.holds(p))
    if p.holds(q):
        assert p.start <= q.start
        assert q.end <= p.end
        assert p.months > q.months


@given(periods)
def test_rest_completes_the_year(p):
    rest = p.rest()
    if rest is None:
        assert p.part == "" or p.end.month == 12
    else:
        assert rest.start == p.end + timedelta(days=1)
        assert rest.end == date(p.year, 12, 31)


@pytest.mark.parametrize(
    ("code", "elapsed", "part", "cumulative", "rest"),
    [
        ("2020-Q1", 0.25, "Q1", True, "2020-04-01/P9M"),
        ("2020-S1", 0.5, "S1", True, "2020-S2"),
        ("2020-Q2", 0.5, "Q2", False, "2020-S2"),
        ("2020-M06", 0.5, "M06", False, "2020-S2"),
        ("2019-01-01/P9M", 0.75, "P9M", True, "2019-Q4"),
        ("2020", 1.0, "Y", True, None),
        ("2020-S2", 1.0, "S2", False, None),
        ("2016-01-01/P5Y", None, "", False, None),
        ("2019-07-01/P12M", None, "", False, None),
    ],
)
def test_place_in_the_year(code, elapsed, part, cumulative, rest):
    p = Period.parse(code)
    assert (p.elapsed, p.part, p.cumulative) == (elapsed, part, cumulative)
    assert (p.rest() and p.rest().code) == rest


NAMES = [
    ("2020-S1", "6 tháng đầu năm 2020", "the first half of 2020", "6 tháng/2020", "H1 2020"),
    ("2020-S2", "6 tháng cuối năm 2020", "the second half of 2020", "6 tháng cuối/2020", "H2 2020"),
    ("2020-Q2", "quý II năm 2020", "the second quarter of 2020", "quý II/2020", "Q2 2020"),
    ("2020-M06", "tháng 6 năm 2020", "June 2020", "6/2020", "Jun 2020"),
    ("2020", "năm 2020", "2020", "2020", "2020"),
    ("2019-01-01/P9M", "9 tháng đầu năm 2019", "the first nine months of 2019", "9 tháng/2019", "Jan–Sep 2019"),
    ("2020-02-01/P11M", "11 tháng cuối năm 2020", "the last eleven months of 2020", "11 tháng cuối/2020", "Feb–Dec 2020"),
    ("2020-02-01/P3M", "thời gian từ tháng 2 đến tháng 4 năm 2020", "the period from February to April 2020", "tháng 2–4/2020", "Feb–Apr 2020"),
    ("2016-01-01/P5Y", "giai đoạn 2016–2020", "2016–2020", "2016–2020", "2016–2020"),
    ("2019-07-01/P12M", "thời gian từ tháng 7/2019 đến tháng 6/2020", "the period from July 2019 to June 2020", "7/2019–6/2020", "7/2019–6/2020"),
    ("2019-11-01/P4M", "thời gian từ tháng 11/2019 đến tháng 2/2020", "the period from November 2019 to February 2020", "11/2019–2/2020", "11/2019–2/2020"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "vi", "en", "short_vi", "short_en"), NAMES, ids=[n[0] for n in NAMES])
def test_names(code, vi, en, short_vi, short_en):
    p = Period.parse(code)
    assert [plain(x) for x in (p.name("vi"), p.name("en"), p.short("vi"), p.short("en"))] == [
        vi,
        en,
        short_vi,
        short_en,
    ]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_two_periods_have_two_names(lang):
    some = [Period(y, m, n) for y in (2019, 2020) for m in range(1, 13) for n in range(1, 38)]
    assert len({p.name(lang) for p in some}) == len({p.short(lang) for p in some}) == len(some)


@pytest.mark.parametrize(
    ("published_on", "day"),
    [
        ("2020-07-13", date(2020, 7, 13)),
        ("2020-07", date(2020, 7, 31)),
        ("2020-02", date(2020, 2, 29)),
        ("2020", date(2020, 12, 31)),
        ("", None),
    ],
)
def test_a_source_counts_from_its_last_possible_day(published_on, day):
    assert known_by(published_on) == day


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        ("2020-07-13", "ngày 13/7/2020", "13 July 2020"),
        ("2020-07-05", "ngày 5/7/2020", "5 July 2020"),
        ("2020-07", "tháng 7/2020", "July 2020"),
        ("2020", "năm 2020", "2020"),
    ],
)
def test_dates_as_printed(text, vi, en):
    assert (plain(date_name(text, "vi")), plain(date_name(text, "en"))) == (vi, en)


@pytest.mark.parametrize("form", ["name", "short"])
@pytest.mark.parametrize(
    "code",
    ["2020", "2020-S1", "2020-S2", "2020-Q1", "2020-Q4", "2020-M01", "2020-M12", "2019-01-01/P9M", "2019-01-01/P11M"],
)
def test_what_a_vietnamese_report_prints_is_read(code, form):
    period = Period.parse(code)
    text = getattr(period, form)("vi")
    assert Period.parse(text) == period
    assert Period.parse(text[:1].upper() + text[1:].replace("\u00a0", " ")) == period
