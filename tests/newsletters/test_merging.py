"""Fields: what is filled in, and what a value cannot do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsletters import merging
from newsletters.merging import Fault, Field

FIELD = "{voornaam|daar}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hallo", ["Hallo"]),
        ("Hallo {voornaam|daar}!", ["Hallo ", Field("voornaam", "daar"), "!"]),
        ("{ Voornaam | jij }", [Field("voornaam", "jij")]),
        ("{regio}", [Field("regio")]),
        ("{onbekend}", ["{onbekend}"]),
        ("{{voornaam}}", ["{", "voornaam", "}"]),
        ("{", ["{"]),
        ("", []),
    ],
)
def test_a_text_falls_apart_in_words_and_fields(text, expected):
    assert merging.pieces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hallo {voornaam|daar} uit {regio}, {{letterlijk}}", []),
        ("Hallo {voornaam}", [Fault("bare", "{voornaam}", 1)]),
        ("Hallo {voornaam| }", [Fault("bare", "{voornaam| }", 1)]),
        ("Een\ntwee {achternaam|x}", [Fault("unknown", "{achternaam|x}", 2)]),
        ("\n\n{voornaam", [Fault("open", "{", 3)]),
        ("{}", [Fault("unknown", "{}", 1)]),
        ("{voornaam|beste *lezer*}", [Fault("marked", "{voornaam|beste *lezer*}", 1)]),
        ("{voornaam|evil.example}", [Fault("marked", "{voornaam|evil.example}", 1)]),
        ("{voornaam|beste lezer, collega's en zij-instromers}", []),
        ("{branche}}", [Fault("bare", "{branche}", 1), Fault("open", "}", 1)]),
    ],
)
def test_what_does_not_do_is_named_with_its_line(text, expected):
    assert merging.faults(text) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Sanne", "Sanne"),
        ("  Jan  Willem\n", "Jan Willem"),
        ("J.P.", "J.P."),
        ("Zoë", "Zoë"),
        ("Jan\r\nBcc: x", "Jan Bcc: x"),
        ("https://evil.example", ""),
        ("Win op evil.example", ""),
        ("www.evil", ""),
        ("evil。example", ""),
        ("evil．example", ""),
        ("a@b", ""),
        ("\u202eennaS", "ennaS"),
    ],
)
def test_a_first_name_is_one_line_and_no_address(typed, expected):
    assert merging.first_name(typed) == expected


def test_a_mark_cannot_be_guessed_and_a_field_comes_back_where_it_stood():
    marks = merging.Marks()

    parts = marks.cut("<b>" + marks.mark("Dag {voornaam|<jij>}!") + "</b>", is_html=True)

    assert parts == ("<b>Dag ", Field("voornaam", "&lt;jij&gt;"), "!</b>")
    assert merging.fill(parts, {"voornaam": ""}) == "<b>Dag &lt;jij&gt;!</b>"
    assert merging.Marks().token != marks.token


@given(st.lists(st.one_of(st.text(st.characters(exclude_characters="{}")), st.just(FIELD))))
def test_every_text_is_whole_again_with_the_word_for_when_a_field_is_empty(typed):
    marks = merging.Marks()

    whole = merging.fill(marks.cut(marks.mark("".join(typed))), {})

    assert whole == "".join(typed).replace(FIELD, "daar")
