"""Writing a letter: from a list of people to what arrives in their mailboxes."""

import pytest
from django.urls import reverse

from internships import audiences
from outbox import delivery, letters
from outbox.models import Letter, Message, Suppression
from tests.accounts.pages import check
from tests.internships.pages import said
from tests.outbox.pages import NEW, new, page_of, write
from tests.outbox.rows import letter, statuses

pytestmark = pytest.mark.django_db


def test_without_a_list_the_page_asks_which_people(cast, leader):
    page = check(leader.get(NEW))

    assert all(f"?to={name}" in page for name in audiences.BY_NAME)
    assert f"?cohort={cast.here.cohort.pk}" in page
    assert f"?cohort={cast.there.cohort.pk}" not in page


def test_for_one_group_the_page_offers_the_lists_of_that_group(cast, leader):
    page = check(leader.get(NEW, {"cohort": cast.here.cohort.pk}))

    assert f"?cohort={cast.here.cohort.pk}&amp;to=behind" in page
    assert "to=contacts" not in page


@pytest.mark.parametrize("name", audiences.BY_NAME)
def test_every_list_has_a_page(leader, name):
    check(leader.get(new(name)))


@pytest.mark.parametrize("to", ["iets", "", "active&cohort=x", "active&cohort=" + "9" * 40])
def test_a_list_that_does_not_exist_is_not_found(leader, to):
    assert leader.get(f"{NEW}?to={to}").status_code == 404


def test_the_group_of_another_region_is_not_found(cast, leader):
    address = new(cohort=cast.there.cohort.pk)

    assert leader.get(address).status_code == 404
    assert write(leader, [cast.there.participant], address).status_code == 404
    assert leader.get(NEW, {"cohort": cast.there.cohort.pk}).status_code == 404


def test_an_empty_list_says_so(cast, leader):
    page = check(leader.get(new("without-vog")))

    assert "Er staat niemand in deze lijst" in page
    assert "Er staat niemand in deze lijst" in check(
        write(leader, [cast.here.participant], new("without-vog"))
    )
    assert not Letter.objects.exists()


def test_everybody_is_ticked_at_first_and_the_number_stands_in_the_button(leader, sanne, cast):
    page = leader.get(new())

    assert [ticked for _reader, ticked in page.context["rows"]] == [True, True]
    assert "Zet 2 concepten klaar" in check(page)


def test_who_cannot_be_reached_is_shown_and_left_out(leader, sanne, cast):
    Suppression.objects.create(address="sanne@voorbeeld.example")

    page = check(leader.get(new()))

    assert "krijgt geen mail: adres werkt niet" in page
    assert "Zet 1 concept klaar" in page
    refused = write(leader, [sanne, cast.here.participant])
    assert "1 persoon staat niet meer in deze lijst." in check(refused)
    assert not Letter.objects.exists()


def test_writing_keeps_a_draft_per_ticked_person_and_sends_nothing(leader, sanne, cast):
    response = write(leader, [sanne])

    row = Letter.objects.get()
    assert response.url == page_of(row)
    assert row.audience == "Iedereen die nu meedoet"
    [draft] = row.messages.all()
    assert (draft.to, draft.text, draft.status) == (
        "sanne@voorbeeld.example",
        "Dag Sanne\n",
        "draft",
    )
    assert delivery.drain() == 0
    page = check(leader.get(page_of(row)))
    assert "Verstuur 1 mail" in page
    assert reverse("message_detail", args=[draft.pk]) in page


def test_looking_shows_the_mail_as_somebody_reads_it_and_keeps_what_was_typed(leader, sanne, cast):
    response = write(
        leader, [sanne], text="Dag {voornaam},\n\n- een\n- twee", preview="1", reader=sanne.pk
    )

    page = check(response)
    assert "Zoals Jan" not in page
    assert f"Zoals {sanne.user.full_name} het leest" in page
    assert "<li>een</li>" in page
    assert "Dag {voornaam}," in page
    assert [reader.about for reader, ticked in response.context["rows"] if ticked] == [sanne]
    assert not Letter.objects.exists()


def test_looking_without_a_choice_shows_the_first_that_is_ticked(leader, sanne, cast):
    response = write(leader, [cast.here.participant], preview="1")

    assert response.context["preview"]["reader"].about == cast.here.participant


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"subject": ""}, "subject", "verplicht"),
        ({"subject": "Dag\nBcc: iemand@elders.example"}, "subject", "op één regel"),
        ({"subject": "Dag\r\nBcc: iemand@elders.example"}, "subject", "op één regel"),
        ({"subject": "x" * 201}, "subject", "200"),
        ({"text": "  \n "}, "text", "verplicht"),
        ({"text": "x" * 20_001}, "text", "20000"),
        (
            {"text": "Dag {achternaam}"},
            "text",
            "Dit veld bestaat niet: {achternaam}. Je kunt kiezen uit {voornaam}, {naam}, {groep}, "
            "{school}.",
        ),
        (
            {"subject": "Op {school}"},
            "subject",
            "{school} is leeg voor Jan van den Aa. Schrijf erbij wat er dan moet staan, "
            "bijvoorbeeld {school|je school}.",
        ),
        ({"reader": "999999"}, "reader", "geldige"),
    ],
)
def test_what_cannot_be_mailed_is_said_at_its_field_and_kept(leader, sanne, typed, field, sentence):
    sanne.user.first_name, sanne.user.infix = "Jan", "van den"
    sanne.user.save()

    response = write(leader, [sanne], **typed)

    assert sentence in str(response.context["form"].errors[field].as_data()[0].messages[0])
    assert check(response)
    assert response.context["form"]["text"].value() == typed.get("text", "Dag {voornaam}")
    assert not Letter.objects.exists()


def test_a_default_helps_who_lacks_a_value(leader, sanne):
    write(leader, [sanne], text="Op {school|je school}")

    assert Message.objects.get().text == "Op je school\n"


def test_a_value_may_be_missing_for_who_is_not_ticked(leader, sanne, cast):
    write(leader, [cast.here.participant], text="Op {school}")

    assert Letter.objects.get().messages.count() == 1


def test_nobody_ticked_is_told(leader, sanne):
    assert "Vink minstens één persoon aan." in check(write(leader, []))


@pytest.mark.parametrize("number", ["x", "0", "-1", "9" * 50])
def test_a_person_who_is_not_in_the_list_is_refused(leader, sanne, cast, number):
    ticks = {f"people-{number}": "1", f"people-{cast.there.participant.pk}": "1"}

    page = check(leader.post(new(), {"subject": "x", "text": "x", **ticks}))

    assert "2 mensen staan niet meer in deze lijst." in page
    assert not Letter.objects.exists()


def test_a_list_of_too_many_is_refused(leader, sanne, cast, monkeypatch):
    monkeypatch.setattr(letters, "MOST", 1)

    assert "hoogstens 1 mensen" in check(leader.get(new()))
    write(leader, [sanne])
    assert not Letter.objects.exists()


def test_the_last_page_repeats_the_number_and_sends_those(leader, sanne, cast, post):
    write(leader, [sanne, cast.here.participant])
    row = Letter.objects.get()
    address = page_of(row, "letter_send")
    assert "2 mails versturen?" in check(leader.get(address))

    response = leader.post(address, {"number": "2"})

    assert said(response)[-1] == "2 mails gaan nu weg."
    assert delivery.drain() == 2
    assert {sent["Reply-To"] for sent in post.mails} == {cast.here.leader.email}
    page = leader.get(page_of(row))
    assert page.context["counts"] == [("sent", "verstuurd", 2)]
    assert "Verstuur 2 mails" not in check(page)


def test_sending_twice_sends_once(leader, sanne, cast, post):
    row = letter(cast.here.leader, sanne)
    address = page_of(row, "letter_send")

    leader.post(address, {"number": "1"})
    again = leader.post(address, {"number": "1"})

    assert "geen concepten meer" in said(again)[-1]
    assert delivery.drain() == 1
    assert leader.get(address).url == page_of(row)


@pytest.mark.parametrize("number", ["", "x", "-1", "3", "9" * 40])
def test_another_number_than_there_are_is_shown_again(leader, sanne, cast, number):
    row = letter(cast.here.leader, sanne, cast.here.participant)

    response = leader.post(page_of(row, "letter_send"), {"number": number})

    assert said(response) == ["Er zijn nu 2 concepten. Kijk nog eens, en verstuur ze dan."]
    assert set(statuses(*row.messages.all())) == {"draft"}


def test_who_left_the_groups_of_the_writer_gets_nothing(leader, sanne, cast, post):
    row = letter(cast.here.leader, sanne, cast.there.participant)

    page = check(leader.get(page_of(row)))

    assert "1 concept gaat niet mee" in page
    assert "Verstuur 1 mail" in page
    leader.post(page_of(row, "letter_send"), {"number": "1"})
    assert delivery.drain() == 1
    assert post.addresses == [sanne.user.email]


def test_a_letter_is_thrown_away(leader, sanne, cast):
    row = letter(cast.here.leader, sanne)

    response = leader.post(page_of(row, "letter_discard"))

    assert said(response) == ["1 concept is weggegooid."]
    assert statuses(*row.messages.all()) == ["cancelled"]
    assert check(leader.get(page_of(row)))


def test_the_list_of_letters_holds_the_own_ones(leader, sanne, cast):
    assert "Nog geen brieven" in check(leader.get(reverse("letter_list")))
    row = letter(cast.here.leader, sanne, subject="Van mij")
    letter(cast.there.leader, cast.there.participant, subject="Van een ander")

    page = leader.get(reverse("letter_list"))

    assert list(page.context["object_list"]) == [row]
    assert "Van mij" in check(page)


def test_the_lists_of_people_lead_to_a_letter(cast, leader, sanne):
    places = {
        reverse("leader_start"): f"{NEW}?to=unplaced",
        reverse("cohort_detail", args=[cast.here.cohort.pk]): f"{NEW}?cohort={cast.here.cohort.pk}",
        reverse("contact_list") + "?q=college": f"{NEW}?q=college&amp;to=contacts",
    }

    for address, link in places.items():
        assert link in check(leader.get(address))
        assert leader.get(link.replace("&amp;", "&")).status_code == 200


def test_a_contact_is_written_to_as_the_row_of_the_school(cast, leader):
    write(leader, [cast.here.contact], new("contacts"), text="Beste {naam} van {school}")

    [draft] = Message.objects.all()
    assert draft.about == cast.here.contact
    assert draft.text == f"Beste {cast.here.contact.full_name} van {cast.here.school.name}\n"


def test_the_pages_are_there_in_english(cast, on):
    cast.here.leader.language = "en"
    cast.here.leader.save()
    browser = on(cast.here.leader)
    row = letter(cast.here.leader, cast.here.participant)

    said = {
        NEW: "Who are you writing to?",
        new(): "Other list",
        page_of(row): "Throw the drafts away",
        page_of(row, "letter_send"): "Back to the drafts",
        reverse("message_list"): "All letters you wrote",
    }
    for address, words in said.items():
        page = browser.get(address).content.decode()
        assert '<html lang="en">' in page
        assert words in page
