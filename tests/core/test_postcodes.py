import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from core import postcodes


@pytest.mark.parametrize(
    "text",
    [
        "1234AB",
        "1234ab",
        "1234 ab",
        " 1234\u00a0AB ",
        "1234-AB",
        "1 2 3 4 A B",
        "NL-1234 AB",
        "nl1234ab",
    ],
)
def test_a_postcode_is_repaired(text):
    assert postcodes.clean(text) == "1234 AB"


@pytest.mark.parametrize(
    "text",
    ["", None, "0234 AB", "1234", "1234 A", "1234 ABC", "12345 AB", "1234 SA", "1234 sd", "1234 SS",
     "1234 ß", "1234 ÀB", "١234 AB", "AB 1234", "B-1000", "1234 1B"],
)  # fmt: skip
def test_what_is_no_postcode_is_refused(text):
    with pytest.raises(ValidationError) as refusal:
        postcodes.clean(text)

    assert refusal.value.messages == [
        "Schrijf een postcode als 1234 AB: vier cijfers en twee letters."
    ]


@given(st.integers(1000, 9999), st.sampled_from(["AA", "SB", "AS", "ZZ", "NL"]))
def test_a_repaired_postcode_stays_as_it_is(digits, letters):
    assert postcodes.clean(f"{digits}{letters}") == f"{digits} {letters}"
    assert postcodes.clean(f"{digits} {letters}") == f"{digits} {letters}"
