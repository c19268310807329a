"""Numbers in print, both ways: exact tables, and what is written reads back."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_package import plain

from lsdata import numerals
from lsdata.errors import ReadError
from lsdata.intervals import Interval
from lsdata.numerals import Printed, decimals_held, number, percent, quantity, read, rounded, unit_words

languages = st.sampled_from(["vi", "en"])


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0.25, 1, "0.3"),
        (0.35, 1, "0.4"),  # binary floats: 0.35 is a little less, the office rounds what is printed
        (42.25, 1, "42.3"),
        (-42.25, 1, "-42.3"),
        (-0.04, 1, "0.0"),
        (2.675, 2, "2.68"),
        (5499, -2, "5500"),
        (5450, -2, "5500"),
        (49, -2, "0"),
        (1e15, 0, "1000000000000000"),
    ],
)
def test_half_up_and_never_minus_zero(value, decimals, expected):
    assert str(rounded(value, decimals)) == expected


@pytest.mark.parametrize(
    ("value", "decimals", "signed", "vi", "en"),
    [
        (1320, 0, False, "1.320", "1,320"),
        (42.9, 1, False, "42,9", "42.9"),
        (11.36, 2, False, "11,36", "11.36"),
        (10221.8, 1, False, "10.221,8", "10,221.8"),
        (999, 0, False, "999", "999"),
        (1234567.5, 1, False, "1.234.567,5", "1,234,567.5"),
        (7, 1, False, "7,0", "7.0"),
        (-42.9, 1, False, "−42,9", "−42.9"),
        (-42.9, 1, True, "−42,9", "−42.9"),
        (42.9, 1, True, "+42,9", "+42.9"),
        (0.4, 1, True, "+0,4", "+0.4"),
        (-0.4, 1, False, "−0,4", "−0.4"),
        (0, 1, True, "0,0", "0.0"),
        (-0.04, 1, True, "0,0", "0.0"),
        (5503.7, -2, False, "5.500", "5,500"),
    ],
)
def test_as_printed(value, decimals, signed, vi, en):
    assert (number(value, decimals, "vi", signed=signed), number(value, decimals, "en", signed=signed)) == (vi, en)


def test_per_cent_has_no_space():
    assert (percent(42.9, 1, "vi"), percent(-42.9, 1, "en", signed=True)) == ("42,9%", "−42.9%")


@given(st.floats(-1e12, 1e12), st.integers(-3, 4), languages, st.booleans())
def test_what_is_written_reads_back_within_half_a_digit(value, decimals, lang, signed):
    text = number(value, decimals, lang, signed=signed)
    back = read(text, lang)
    assert abs(Decimal(repr(back.value)) - Decimal(repr(value))) <= Decimal(10) ** -decimals / 2
    assert back.decimals == max(0, decimals)
    assert (back.qualifier, back.mult, back.rest) == ("", 0, "")
    assert number(back.value, decimals, lang, signed=signed) == text
    assert not re.fullmatch(r"[−+]?0[,.]?0*", text) or text[0] == "0", "zero has no sign"


@given(
    st.floats(0, 1e9),
    st.integers(0, 3),
    languages,
    st.sampled_from([0, 3, 6, 9, 12]),
    st.sampled_from(["", "over", "under", "about"]),
)
def test_a_quantity_reads_back(value, decimals, lang, mult, qualifier):
    unit = unit_words({"name_vi": "đồng", "name_en": "VND", "name_en_one": "VND"}, mult, lang)
    back = read(quantity(number(value, decimals, lang), unit, qualifier, lang), lang)
    assert (back.qualifier, back.mult, back.rest) == (qualifier, mult, "đồng" if lang == "vi" else "VND")


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("1.320 triệu USD", "vi", Printed(1320, 0, "", 6, "USD")),
        ("1,320 million USD", "en", Printed(1320, 0, "", 6, "USD")),
        ("hơn 7.390 tỷ đồng", "vi", Printed(7390, 0, "over", 9, "đồng")),
        ("trên 7.390 tỉ đồng", "vi", Printed(7390, 0, "over", 9, "đồng")),
        ("gần 10.221,8 nghìn tỷ đồng", "vi", Printed(10221.8, 1, "under", 12, "đồng")),
        ("gần 10 ngàn tỷ đồng", "vi", Printed(10, 0, "under", 12, "đồng")),
        ("10 nghìn tỉ đồng", "vi", Printed(10, 0, "", 12, "đồng")),
        ("5 ngàn xã", "vi", Printed(5, 0, "", 3, "xã")),
        ("khoảng 75%", "vi", Printed(75, 0, "about", 0, "%")),
        ("almost 75%", "en", Printed(75, 0, "under", 0, "%")),
        ("42,9%", "vi", Printed(42.9, 1, "", 0, "%")),
        ("−42,9%", "vi", Printed(-42.9, 1, "", 0, "%")),
        ("1,594 tỷ USD", "vi", Printed(1.594, 3, "", 9, "USD")),
        ("1,594 billion USD", "en", Printed(1594, 0, "", 9, "USD")),
        ("2020, một năm", "vi", Printed(2020, 0, "", 0, ", một năm")),
        ("15435,48 ha", "vi", Printed(15435.48, 2, "", 0, "ha")),
        ("11 thousandths", "en", Printed(11, 0, "", 0, "thousandths")),
    ],
)
def test_what_is_printed_is_read(text, lang, expected):
    assert read(text, lang) == expected


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("", "vi"),
        ("không có số", "vi"),
        ("575.22 tấn", "vi"),
        ("6.2.025", "vi"),
        ("1.32.000", "vi"),
        ("1,2,3", "en"),
        ("12.34.5", "en"),
    ],
)
def test_other_text_is_refused(text, lang):
    with pytest.raises(
        ReadError, match=r"does not start with a number as printed in (vi|en); expected like 1[.,]320[.,]5"
    ):
        read(text, lang)


@pytest.mark.parametrize(
    ("unit", "mult", "qualifier", "number_text", "vi", "en"),
    [
        ("USD", 6, "", ("1.320", "1,320"), "1.320 triệu USD", "1,320 million USD"),
        ("VND", 9, "over", ("7.390", "7,390"), "hơn 7.390 tỷ đồng", "more than 7,390 billion VND"),
        ("VND", 12, "", ("10,2", "10.2"), "10,2 nghìn tỷ đồng", "10.2 trillion VND"),
        ("%", 0, "about", ("75", "75"), "khoảng 75%", "about 75%"),
        ("", 0, "", ("9", "9"), "9", "9"),
    ],
)
def test_number_unit_and_qualifier(unit, mult, qualifier, number_text, vi, en):
    names = {"name_vi": {"VND": "đồng"}.get(unit, unit), "name_en": unit, "name_en_one": unit}
    made = [
        quantity(text, unit_words(names, mult, lang) if unit else "", qualifier, lang)
        for text, lang in zip(number_text, ("vi", "en"), strict=True)
    ]
    assert [plain(x) for x in made] == [vi, en]
    assert " " not in "".join(made).replace("more than", "").replace("nghìn tỷ", "")


def test_one_is_singular_in_english_only():
    names = {"name_vi": "xã", "name_en": "communes", "name_en_one": "commune"}
    assert [unit_words(names, 0, lang, one=True) for lang in ("vi", "en")] == ["xã", "commune"]
    assert unit_words(names, 0, "en") == "communes"


@pytest.mark.parametrize(
    ("low", "high", "decimals"),
    [
        (5385.7, 5619.1, -2),
        (2309, 2315, 0),
        (3.08, 3.26, 1),
        (74.8, 75.6, 1),
        (5500, 5500, 2),
        (0.1, 0.11, 2),
        (0.4, 1.4, 0),
    ],
)
def test_a_calculated_number_is_as_fine_as_its_interval(low, high, decimals):
    assert decimals_held(Interval(low, high)) == decimals


@given(st.floats(-1e9, 1e9), st.floats(1e-6, 1e9))
def test_a_printed_digit_is_finer_than_doubt(low, width):
    held = decimals_held(Interval(low, low + width))
    true_width = (low + width) - low
    assert held == 2 or 10.0**-held <= true_width * 1.001 < 10.0 ** (1 - held) * 1.001


def test_every_scale_word_reads_back_to_its_power():
    for lang, scales in numerals.SCALES.items():
        for power, word in scales.items():
            assert read(f"5 {word} x", lang).mult == power
