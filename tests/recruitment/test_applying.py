"""An application becomes one lead with what was filled in, and everybody is told."""

from datetime import timedelta
from functools import partial

import pytest

from outbox.models import Message
from recruitment import applying, privacy
from recruitment.models import Application, Lead, LeadNote
from tests import factories as make
from tests.recruitment.arrivals import NOW, apply, ask, mails

pytestmark = pytest.mark.django_db


def test_an_application_makes_a_lead_with_its_sources():
    region = make.region()
    channel = make.channel(region)

    row = apply(region, heard=["colleague", "press", "colleague"], channel=channel)

    lead = Lead.objects.get()
    assert (row.lead, lead.email, lead.status) == (lead, "jan@bedrijf.example", "new")
    assert (lead.channel, lead.privacy_version) == (channel, privacy.VERSION)
    assert sorted(lead.heard.values_list("source", flat=True)) == ["colleague", "press"]
    assert row.full_name == "Jan van den Berg"


def test_the_answers_are_mailed_back_and_every_leader_is_told_in_the_own_language():
    dutch, english = make.user(), make.user(language="en")
    region = make.region(dutch, english, make.user(is_active=False), email="zee@hto.example")

    row = apply(region)

    copy = mails("application_received").get()
    assert (copy.to, copy.about) == ("jan@bedrijf.example", row.lead)
    assert "- Werkgever: Bakker Installatie" in copy.text
    assert "- Mailen: zee@hto.example" in copy.text
    assert copy.headers == {"Reply-To": "zee@hto.example"}
    subjects = {mail.to: mail.subject for mail in mails("application_arrived")}
    assert subjects == {
        dutch.email: f"Nieuwe aanmelding in {region.name}: Jan van den Berg",
        english.email: f"New application in {region.name}: Jan van den Berg",
    }


def test_the_mail_with_the_answers_carries_no_link_to_whoever_owns_the_address():
    links = {"employer_name": "Win.example", "motivation": "Kijk op https://win.example nu\nof bel"}

    apply(make.region(), **links)

    text = mails("application_received").get().text
    assert "win.example" not in text.lower()
    assert "- Motivatie: Kijk op [link weggelaten] nu of bel" in text
    assert Application.objects.get().motivation == links["motivation"]


def test_the_same_form_pressed_twice_is_one_application():
    region = make.region(make.user())

    first = apply(region)
    again = apply(region, now=NOW + timedelta(minutes=9))

    assert again == first
    assert (Application.objects.count(), Message.objects.count()) == (1, 2)


@pytest.mark.parametrize(
    ("minutes", "changes"), [(11, {}), (1, {"years": 21}), (1, {"first_name": "Jannes"})]
)
def test_later_or_with_other_answers_it_is_a_second_one_of_the_same_lead(minutes, changes):
    region = make.region()
    apply(region)

    apply(region, now=NOW + timedelta(minutes=minutes), **changes)

    assert (Lead.objects.count(), Application.objects.count()) == (1, 2)


def test_a_stranger_who_types_an_address_changes_nothing_that_is_known():
    region = make.region()
    lead = make.lead(region, email="jan@bedrijf.example", first_name="Jan", phone="+31611111111")

    row = apply(region, first_name="Piet", phone="+31622222222", language="en")

    lead.refresh_from_db()
    assert (lead.first_name, lead.phone.as_e164, lead.language) == ("Jan", "+31611111111", "nl")
    assert lead.branch == "installation"  # It was empty.
    assert (row.lead, row.first_name, row.phone.as_e164) == (lead, "Piet", "+31622222222")


@pytest.mark.parametrize("status", ["admitted", "rejected", "withdrawn"])
def test_after_a_decision_a_new_lead_begins(status):
    region = make.region()
    old = make.lead(region, email="jan@bedrijf.example", status=status)

    assert apply(region).lead != old


def test_the_same_address_is_a_lead_of_each_region():
    apply(make.region())
    apply(make.region())

    assert Lead.objects.count() == 2


def test_who_takes_part_already_may_apply_again():
    participant = make.participant(person=make.user("jan@bedrijf.example"))

    assert apply(participant.cohort.region).lead.participant is None


def test_so_many_copies_a_day_go_to_one_address():
    region = make.region()

    for number in range(applying.COPIES_A_DAY + 2):
        apply(region, years=number)

    assert Application.objects.count() == applying.COPIES_A_DAY + 2
    assert mails("application_received").count() == applying.COPIES_A_DAY


@pytest.mark.parametrize(("rhythm", "status"), [("weekly", "held"), ("off", "cancelled")])
def test_a_leader_chooses_how_often_to_hear_of_it(rhythm, status):
    leader = make.user()
    make_choice(leader, rhythm)

    apply(make.region(leader))

    assert mails("application_arrived").get().status == status


def make_choice(leader, rhythm):
    applying.composing.choosing.choose(leader.email, "application_arrived", rhythm)


def test_what_somebody_types_makes_no_header_no_line_and_no_html_of_its_own():
    row = apply(
        make.region(make.user()),
        first_name="Jan\r\nBcc: alle@mensen.example",
        motivation="<b>Ja</b>\n- Telefoon: 06 00000000",
        employer_name="Bakker\n# Kop",
    )

    copy, told = mails("application_received").get(), mails("application_arrived").get()
    assert row.first_name == "Jan Bcc: alle@mensen.example"
    assert "\n" not in told.subject
    assert "- Motivatie: <b>Ja</b> - Telefoon: 06 00000000\n" in copy.text
    assert "<b>Ja</b>" not in copy.html


def test_a_question_makes_a_lead_and_is_answered():
    leader = make.user()

    lead = ask(make.region(leader, email="zee@hto.example"), question="Kan het in de avond?")

    assert (lead.question, lead.applications.count()) == ("Kan het in de avond?", 0)
    answer = mails("interest_received").get()
    assert answer.to == "jan@bedrijf.example"
    assert answer.headers == {"Reply-To": "zee@hto.example"}
    assert "Kan het in de avond?" in mails("interest_arrived").get().text


def test_another_question_becomes_a_note_and_the_first_one_stays():
    region = make.region(make.user())
    lead = ask(region, question="Eerste?")

    press = partial(ask, region, now=NOW + timedelta(hours=1), question="Tweede?")
    assert [press(), press()] == [lead, lead]

    lead.refresh_from_db()
    assert lead.question == "Eerste?"
    assert LeadNote.objects.get().text == "Tweede?\n– Jan van den Berg"
    assert (mails("interest_received").count(), mails("interest_arrived").count()) == (2, 2)


def test_who_asks_and_applies_later_stays_the_same_lead():
    region = make.region()
    lead = ask(region, question="Kan ik meedoen?")

    assert apply(region, now=NOW + timedelta(days=1)).lead == lead


def test_an_empty_question_pressed_twice_is_told_once():
    region = make.region(make.user())

    ask(region)
    ask(region, now=NOW + timedelta(seconds=2))

    assert (Lead.objects.count(), Message.objects.count()) == (1, 2)
