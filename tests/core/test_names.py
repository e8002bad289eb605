import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import names

PEOPLE = [
    (("Jan", "van den", "Berg"), "Jan van den Berg", "Berg, Jan van den"),
    (("Fatima", "", "Yılmaz"), "Fatima Yılmaz", "Yılmaz, Fatima"),
    (("Piet", "in 't", "Veld"), "Piet in 't Veld", "Veld, Piet in 't"),
    (("Piet", "van ’t", "Hof"), "Piet van ’t Hof", "Hof, Piet van ’t"),
    (("Giulia", "d'", "Ancona"), "Giulia d'Ancona", "Ancona, Giulia d'"),
    (("Anna", "", "Jansen-de Vries"), "Anna Jansen-de Vries", "Jansen-de Vries, Anna"),
    (
        ("Anna", "de", "Vries-van den Berg"),
        "Anna de Vries-van den Berg",
        "Vries-van den Berg, Anna de",
    ),
    (("Ahmed", "El", "Amrani"), "Ahmed El Amrani", "Amrani, Ahmed El"),
    (("Marie-Claire", "op de", "Beeck"), "Marie-Claire op de Beeck", "Beeck, Marie-Claire op de"),
    (("J.P.", "ten", "Brink"), "J.P. ten Brink", "Brink, J.P. ten"),
    (("Willem", "van 's", "Gravesande"), "Willem van 's Gravesande", "Gravesande, Willem van 's"),
    (("jan", "van der", "berg"), "jan van der berg", "berg, jan van der"),
    (("Luc", "Van den", "Bossche"), "Luc Van den Bossche", "Bossche, Luc Van den"),
    (("Jan Peter", "", "Balkenende"), "Jan Peter Balkenende", "Balkenende, Jan Peter"),
    (("", "van den", "Berg"), "van den Berg", "Berg, van den"),
    (("  Jan ", None, "de\u00a0 Vries "), "Jan de Vries", "de Vries, Jan"),
    (("Giulia", "D’", "Ancona"), "Giulia D’Ancona", "Ancona, Giulia D’"),
    (("", "", ""), "", ""),
]


@pytest.mark.parametrize(("name", "written", "listed"), PEOPLE)
def test_a_name_is_written_and_listed(name, written, listed):
    assert names.full_name(*name) == written
    assert names.sort_name(*name) == listed


PARTS = st.text(max_size=60) | st.none()


@given(PARTS, PARTS, PARTS)
def test_no_text_is_too_odd_for_a_name(first, infix, last):
    for shown in (names.full_name(first, infix, last), names.sort_name(first, infix, last)):
        assert shown == " ".join(shown.split())
