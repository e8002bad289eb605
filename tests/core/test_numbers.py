"""A whole number in what came from outside, or none; never an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.numbers import MOST, whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("007", 7),
        (str(MOST), MOST),
        (str(MOST + 1), None),
        ("9" * 5000, None),
        ("", None),
        ("-1", None),
        ("+1", None),
        (" 1", None),
        ("1_000", None),
        ("1.0", None),
        ("²", None),
        ("٣", None),
        ("één", None),
    ],
)
def test_digits_are_a_number_and_nothing_else_is(text, number):
    assert whole_number(text) == number


@pytest.mark.parametrize(("text", "number"), [("40", 40), ("41", None), ("100", None)])
def test_more_than_the_most_is_none(text, number):
    assert whole_number(text, most=40) == number


@given(st.integers(0, MOST))
def test_what_python_writes_is_read_back(number):
    assert whole_number(str(number)) == number
