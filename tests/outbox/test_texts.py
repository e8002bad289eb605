"""The words of automatic mails: what an admin may write, and what becomes of it."""

import logging
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as st

from outbox import texts
from outbox.kinds import KINDS
from outbox.models import MailText
from tests import factories as make

INVITATION = "Welkom {naam}\n\nAan de slag: {link}\n"
every_text = pytest.mark.parametrize("language", ["nl", "en"])
every_kind = pytest.mark.parametrize("kind", KINDS)


def problems(kind, text):
    with pytest.raises(ValidationError) as found:
        texts.check(kind, text)
    return found.value.messages


@every_kind
@every_text
def test_the_texts_of_the_portal_are_right_and_read_well(kind, language):
    text = texts.standard(kind, language)

    subject, body = texts.preview(kind, text)

    assert texts.check(kind, text) == text
    assert set(texts.names_in(text)) <= set(KINDS[kind].variables)
    assert not set("{}") & set(subject + body)
    assert 0 < len(subject) <= texts.LONGEST_SUBJECT


@every_kind
def test_both_languages_use_the_same_names(kind):
    dutch, english = (texts.names_in(texts.standard(kind, language)) for language in ("nl", "en"))

    assert sorted(dutch) == sorted(english)


@every_kind
def test_every_variable_says_what_it_is(kind):
    rows = KINDS[kind].variables.values()

    assert all(str(row.means) and str(row.example) for row in rows)
    assert set(KINDS[kind].required) <= set(KINDS[kind].variables)


def test_an_unknown_name_is_named_with_the_names_there_are():
    assert problems("invitation", INVITATION + "{voornaam} en {Achter naam}") == [
        "{voornaam} bestaat niet in deze mail. Wel: {naam}, {groep} en {link}.",
        "{achter naam} bestaat niet in deze mail. Wel: {naam}, {groep} en {link}.",
    ]


@pytest.mark.parametrize(
    "piece", ["{", "}", "{}", "{ }", "}{", "{%", "{% if x %}", "{{", "{1}", "{*}"]
)
def test_a_stray_brace_is_just_a_brace(piece):
    text = texts.check("invitation", f"Welkom {piece}\n\nHallo {piece}\n\nStart: {{link}}\n")

    subject, body = texts.preview("invitation", text)

    assert subject == f"Welkom {piece}".strip()
    assert body.startswith(f"Hallo {piece}\n")


@pytest.mark.parametrize("name", ["{naam}", "{ naam }", "{Naam}", "{NAAM }"])
def test_a_name_may_be_written_with_capitals_and_blanks(name):
    text = texts.check("invitation", INVITATION.replace("{naam}", name))

    assert texts.preview("invitation", text)[0] == "Welkom Sanne"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Welkom", "Onder het onderwerp staat nog geen tekst."),
        ("Welkom\n\n \n", "Onder het onderwerp staat nog geen tekst."),
        ("Welkom\n\nDag", "Zet {link} ergens in de tekst: zonder is deze mail nutteloos."),
        ("{link}\n\n{link}", "{link} past niet in het onderwerp."),
        ("x" * 121 + "\n\n{link}", "Maak het onderwerp korter, tot 120 tekens."),
        ("x\n\n{link}" + "x" * 10_000, "Maak de tekst korter, tot 10000 tekens."),
        ("", "De eerste regel is het onderwerp; die is nog leeg."),
    ],
)
def test_a_text_that_makes_no_good_mail_is_refused(text, sentence):
    assert sentence in problems("invitation", text)


def test_a_list_does_not_fit_in_a_subject():
    text = "Uren: {regels}\n\n{regels}\n\nBekijken: {link}"

    assert problems("hours_request", text)[0] == "{regels} past niet in het onderwerp."


def test_a_line_of_which_every_value_is_empty_is_left_out():
    text = "a {x}\nb {y}\nc {x}{y}\nd\n- {x}\n{z}"

    assert texts.fill(text, {"x": "", "y": "1"}) == "b 1\nc 1\nd\n{z}"


def test_a_subject_stays_when_its_value_is_empty():
    assert texts.laid_out("Dag {x}\n\nTekst", {"x": ""}) == ("Dag", "Tekst\n")


@pytest.mark.parametrize("typed", ["{link}", "{{ link_url }}", "{% url 'home' %}", "{x}", "{"])
def test_what_somebody_is_called_is_never_a_name_or_a_template(db, typed):
    user = make.user(first_name=typed)

    subject, body = texts.render(
        "invitation", "nl", {"user": user, "link_url": "https://x.example"}
    )

    assert subject == f"{typed}, welkom bij het HTO-portaal"
    assert body.startswith(f"Hallo {typed},\n")
    assert body.count("https://x.example") == 1


@pytest.mark.parametrize(
    "piece", ["{% load static %}", "{{ user.password }}", "{# #}", "{% now 'Y' %}"]
)
def test_what_an_admin_writes_is_never_a_template(db, piece):
    texts.save("invitation", "nl", INVITATION + piece, by=make.user(), now=timezone.now())

    _subject, body = texts.render("invitation", "nl", {"user": make.user()})

    assert body.endswith(f"{piece}\n")


def test_a_reason_keeps_its_lines_and_a_name_does_not(db):
    placement = make.placement(status="declined", reason="Geen plek.\r\nWel in mei.")
    placement.answered_name = "Karin\nBcc: x@kwaad.example"

    _subject, body = texts.render("placement_declined", "nl", {"placement": placement})

    assert "Geen plek.\nWel in mei." in body
    assert "Karin Bcc: x@kwaad.example schrijft:" in body


def test_a_returned_line_stays_one_line_of_the_list(db):
    line = make.hours(status="returned", return_reason="Nee.\n\nKlik hier: https://kwaad.example/")

    _subject, body = texts.render("hours_returned", "nl", {"lines": [line], "user": make.user()})

    assert "Nee. Klik hier: https://kwaad.example/\n" in body


def test_a_changed_text_takes_the_place_of_the_portals_own(db):
    admin, now = make.user(), timezone.now()
    texts.save("invitation", "nl", INVITATION, by=admin, now=now)

    row = texts.save("invitation", "nl", INVITATION + "\nDag!\r\n", by=admin, now=now)

    assert MailText.objects.count() == 1
    assert (row.changed_by, row.changed_at) == (admin, now)
    assert texts.text_of("invitation", "nl") == INVITATION + "\nDag!\n"
    assert texts.text_of("invitation", "en") == texts.standard("invitation", "en")


def test_a_text_that_became_wrong_is_passed_over(db, caplog):
    MailText.objects.create(kind="invitation", language="nl", text="Dag {weg}\n\n{link}")

    with caplog.at_level(logging.WARNING):
        assert texts.text_of("invitation", "nl") == texts.standard("invitation", "nl")

    assert "{weg} bestaat niet" in caplog.text


@given(st.text(st.characters(exclude_characters="{}")))
def test_a_text_without_braces_comes_through_as_it_is(text):
    values = {"naam": "Sanne", "link": ""}

    assert texts.fill(text, values) == text
    assert texts.put_in(text, values) == text


@given(st.text("{}na am\n%#", max_size=40), st.text(max_size=20))
@example("{naam}", "{naam}")
def test_a_value_comes_in_once_however_it_looks(text, value):
    filled = texts.fill(text, {"naam": f"<{value}>"})

    assert filled.replace(f"<{value}>", "").count("{") <= text.count("{")
    assert filled == "\n".join(
        texts.put_in(line, {"naam": f"<{value}>"}) for line in text.split("\n")
    )


@given(st.text())
def test_tidying_twice_changes_nothing(text):
    assert texts.tidy(texts.tidy(text)) == texts.tidy(text)


@given(st.text(), st.text())
def test_no_text_breaks_the_check(subject, body):
    with suppress(ValidationError):
        kept = texts.check("weekly_overview", f"{subject}\n\n{body}{{berichten}}")
        assert texts.check("weekly_overview", kept) == kept


@pytest.mark.parametrize(
    ("number", "last"),
    [
        (12, "- Deelnemer 12: 1:30 uur in 1 regel"),
        (13, "- en nog 1 deelnemer"),
        (25, "- en nog 13 deelnemers"),
    ],
)
def test_a_long_list_of_people_ends_before_the_button_is_out_of_sight(db, number, last):
    people = [
        {"name": f"Deelnemer {one}", "lines": 1, "minutes": 90} for one in range(1, number + 1)
    ]

    _subject, body = texts.render("hours_request", "nl", {"people": people, "minutes": 90 * number})

    listed = [line for line in body.splitlines() if line.startswith("- ")]
    assert (len(listed), listed[-1]) == (min(number, 13), last)
