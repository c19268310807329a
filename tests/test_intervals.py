"""Intervals: what a printed number may have been, and that arithmetic on them loses no possible answer."""

import operator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsdata.intervals import Interval, of, printed, spread

numbers = st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 3))
intervals = st.tuples(numbers, numbers).map(lambda ends: Interval(min(ends), max(ends)))
shares = st.floats(0, 1)
OPERATIONS = [operator.add, operator.sub, operator.mul, operator.truediv]


def at(i: Interval, share: float) -> float:
    return min(i.high, max(i.low, i.low + share * (i.high - i.low)))


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda f: f.__name__)
@given(a=intervals, b=intervals, s=shares, t=shares)
def test_the_answer_lies_inside(operation, a, b, s, t):
    if operation is operator.truediv:  # a denominator on one side of 0
        near, far = (0.01 + abs(b.low), 0.01 + abs(b.low) + b.high - b.low)
        b = Interval(near, far) if s < 0.5 else Interval(-far, -near)
    x = operation(at(a, s), at(b, t))
    found = operation(a, b)
    slack = 1e-9 * max(1, abs(x))
    assert found.low - slack <= x <= found.high + slack


@pytest.mark.parametrize("other", [Interval(-1, 1), Interval(0, 2), Interval(-2, 0), 0])
def test_dividing_by_what_may_be_zero_is_refused(other):
    with pytest.raises(ZeroDivisionError):
        Interval(1, 2) / other


@given(intervals, intervals)
def test_overlap_is_mutual_and_means_a_common_number(a, b):
    assert a.overlaps(b) == b.overlaps(a) == (max(a.low, b.low) <= min(a.high, b.high))


def test_a_number_is_the_interval_that_holds_it_alone():
    assert of(3) == Interval(3.0, 3.0)
    assert of((1, 2)) == Interval(1, 2)
    assert Interval(1, 2) + 3 == Interval(4, 5)


def test_spread_takes_all_corners():
    assert spread(lambda a, b: a - b, Interval(1, 2), Interval(10, 20)) == Interval(-19, -8)


@pytest.mark.parametrize(
    ("value", "decimals", "qualifier", "low", "high"),
    [
        (24, 0, "", 23.5, 24.5),
        (1320, 0, "", 1319.5, 1320.5),
        (42.9, 1, "", 42.85, 42.95),
        (0.47, 2, "", 0.465, 0.475),
        (-42.9, 1, "", -42.95, -42.85),
        (5500, -2, "", 5450, 5550),
        (7390, 0, "over", 7390, 7400),
        (7390, 0, "under", 7380, 7390),
        (7390, 0, "about", 7380, 7400),
        (42.9, 1, "over", 42.9, 43.0),
        (5000, 0, "over", 5000, 5250),  # a unit of the last significant digit would be a thousand: 5% at most
        (3, 0, "about", 2.85, 3.15),
        (0, 0, "about", -1, 1),
        (-5, 0, "over", -5.25, -5),  # fell by more than 5%
        (-5, 0, "under", -5, -4.75),
    ],
)
def test_what_a_printed_number_may_have_been(value, decimals, qualifier, low, high):
    assert printed(value, decimals, qualifier) == (pytest.approx(low), pytest.approx(high))


@given(st.floats(-1e9, 1e9), st.integers(0, 4), st.sampled_from(["", "over", "under", "about"]))
def test_a_number_may_have_been_itself(value, decimals, qualifier):
    value = round(value, decimals)
    found = printed(value, decimals, qualifier)
    assert found.low <= value <= found.high
    assert found.low < found.high


@given(st.floats(-1e6, 1e6), st.integers(0, 3), st.sampled_from(["", "over", "under", "about"]))
def test_a_fall_mirrors_a_rise(value, decimals, qualifier):
    value = round(value, decimals)
    rise, fall = printed(abs(value), decimals, qualifier), printed(-abs(value), decimals, qualifier)
    assert value == 0 or (fall.low, fall.high) == (-rise.high, -rise.low)
