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
]


@pytest.mark.parametrize(("name", "written", "listed"), PEOPLE)
def test_a_name_is_written_listed_and_read_back(name, written, listed):
    assert names.full_name(*name) == written
    assert names.sort_name(*name) == listed
    assert names.split(written) == name
    assert names.split(listed) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("", ("", "", "")),
        ("  Jan  ", ("Jan", "", "")),
        ("Jan\u00a0van\tden  Berg", ("Jan", "van den", "Berg")),
        ("Nguyen Van", ("Nguyen", "", "Van")),
        ("Van den Berg, Jan", ("Jan", "Van den", "Berg")),
        ("Jan v.d. Berg", ("Jan", "v.d.", "Berg")),
        ("d’Ancona", ("", "d’", "Ancona")),
        ("Jan de Vries van den Berg", ("Jan", "de", "Vries van den Berg")),
        ("Anna Jansen- de Vries", ("Anna", "", "Jansen- de Vries")),
        ("van", ("van", "", "")),
        (",", ("", "", "")),
    ],
)
def test_a_typed_name_is_guessed(text, name):
    assert names.split(text) == name


@given(st.text(alphabet=st.sampled_from("Jandevt'’- .bBij"), max_size=40))
def test_splitting_never_changes_the_spelling(text):
    assert names.full_name(*names.split(text)) == " ".join(text.split())


@given(st.text(max_size=60))
def test_no_text_is_too_odd_for_a_name(text):
    name = names.split(text)

    assert (names.full_name(*name), names.sort_name(*name)) != (None, None)


@pytest.mark.parametrize(
    ("infix", "last", "written"),
    [
        ("van den", "Berg", "Van den Berg"),
        ("van ’t", "Hof", "Van ’t Hof"),
        ("'t", "Hart", "'t Hart"),
        ("d'", "Ancona", "D'Ancona"),
        ("", "Berg", "Berg"),
        ("", "berg", "berg"),
        ("Van", "Damme", "Van Damme"),
        (None, "IJzerman", "IJzerman"),
    ],
)
def test_an_infix_in_front_gets_a_capital(infix, last, written):
    assert names.formal(infix, last) == written


@pytest.mark.parametrize(
    ("first", "last", "letters"),
    [
        ("Jan", "Berg", "JB"), ("özlem", "yılmaz", "ÖY"), ("IJsbrand", "Smit", "IJS"),
        ("Ijsbrand", "Smit", "IS"), ("", "Berg", "B"), ("", "", ""), ("'t", "Hart", "TH"),
    ],
)  # fmt: skip
def test_initials_fit_an_avatar(first, last, letters):
    assert names.initials(first, last) == letters
