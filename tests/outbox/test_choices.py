"""What readers chose is done, and goes along to a new address."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import links
from accounts.models import AccessLink
from outbox import choosing, composing, delivery
from outbox.models import MailChoice, Message
from tests import factories as make
from tests.outbox.rows import waiting

pytestmark = pytest.mark.django_db

Rhythm = choosing.Rhythm
ADDRESS = "sanne@voorbeeld.example"


def returned(key="k", to=ADDRESS):
    user = make.user()
    context = {"user": user, "contact": make.contact(), "lines": [make.hours()]}
    return write("hours_returned", key, to, context)


def receipt(key="k", to=ADDRESS):
    context = {"contact": make.contact(), "at": timezone.localtime(), "confirmed": [make.hours()]}
    return write("hours_receipt", key, to, {"minutes": 90, **context})


def invitation(key="k", to=ADDRESS):
    return write("invitation", key, to, {"user": make.user()})


def write(kind, key, to, context):
    return composing.write(kind, key=key, to=to, language="nl", context=context, now=timezone.now())


@pytest.mark.parametrize(
    ("chosen", "status", "why"),
    [
        (None, "waiting", ""),
        (Rhythm.AT_ONCE, "waiting", ""),
        (Rhythm.WEEKLY, "held", ""),
        (Rhythm.OFF, "cancelled", "De ontvanger wil deze mail niet."),
    ],
)
def test_a_receipt_follows_the_choice_of_its_reader(chosen, status, why):
    if chosen:
        choosing.choose(ADDRESS, "hours_receipt", chosen)
    choosing.choose("ander@voorbeeld.example", "hours_receipt", Rhythm.OFF)

    message = receipt(to=" Sanne@Voorbeeld.Example")

    assert (message.status, message.error) == (status, why)


def test_a_choice_for_one_kind_is_no_choice_for_another():
    choosing.choose(ADDRESS, "hours_receipt", Rhythm.OFF)

    assert returned().status == "waiting"


def test_a_choice_that_a_kind_does_not_allow_is_passed_over():
    choosing.choose(ADDRESS, "hours_returned", Rhythm.OFF)
    choosing.choose(ADDRESS, "invitation", Rhythm.OFF)

    assert [returned("1").status, invitation("2").status] == ["waiting", "waiting"]


def test_a_request_that_comes_weekly_is_not_held():
    """Who writes it reads the rhythm; a press on the button is a mail today."""
    context = {
        "contact": make.contact(),
        "people": [],
        "minutes": 90,
        "link_url": "https://x.example",
    }

    assert write("hours_request", "k", ADDRESS, context).status == "waiting"


def test_the_key_of_a_mail_nobody_wanted_is_taken():
    choosing.choose(ADDRESS, "hours_receipt", Rhythm.OFF)
    first = receipt()
    choosing.choose(ADDRESS, "hours_receipt", Rhythm.AT_ONCE)

    assert receipt() == first
    assert first.status == "cancelled"


def test_a_held_mail_does_not_leave(post):
    choosing.choose(ADDRESS, "hours_receipt", Rhythm.WEEKLY)
    receipt()

    assert delivery.drain(now=timezone.now() + timedelta(days=30)) == 0


FOOTED = [(AccessLink.Purpose.MAIL, "mail_choices"), (AccessLink.Purpose.HOURS, "hours_link")]


@pytest.mark.parametrize(("purpose", "view"), FOOTED)
def test_the_foot_of_a_school_opens_the_choices_with_the_key_of_the_mail(post, purpose, view):
    contact, now = make.contact(), timezone.now()
    link = links.create(purpose, holder=contact, email=contact.email, now=now)
    composing.write(
        "hours_request",
        key="k",
        to=contact.email,
        language="nl",
        context={"contact": contact},
        link=link,
        link_view=view,
        now=now,
    )

    delivery.drain(look_again=False)

    [mail] = post.mails
    token = mail.get_body(("plain",)).get_content().split("/mail/")[1].split("/")[0]
    assert links.find(token, purpose) == link
    assert f"/mail/{token}/" in mail.get_body(("html",)).get_content()


def test_who_has_an_account_chooses_after_signing_in():
    user, now = make.user(), timezone.now()
    link = links.create(AccessLink.Purpose.MAIL, holder=user, email=user.email, now=now)

    message = composing.write(
        "hours_reminder",
        key="k",
        to=user.email,
        language="nl",
        context={"user": user},
        link=link,
        link_view="mail_choices",
        now=now,
    )

    body, _line, foot = message.text.rpartition(composing.SIGNATURE)
    assert f"Even geen herinnering: http://localhost:8000/mail/{links.PLACE}/#pause\n" in body
    assert foot.endswith("/settings/mail/\n")


def test_without_a_key_the_line_of_the_pause_is_left_out():
    message = write("hours_reminder", "k", ADDRESS, {"user": make.user()})

    assert "Even geen herinnering" not in message.text


def test_choices_go_along_when_a_person_gets_another_address():
    user = make.user(ADDRESS)
    choosing.choose(ADDRESS, "hours_returned", Rhythm.WEEKLY)
    choosing.snooze(ADDRESS, "hours_reminder", timezone.localdate() + timedelta(days=9))

    user.email = "Nieuw@Voorbeeld.example"
    user.save()

    assert choosing.rhythms("nieuw@voorbeeld.example") == {"hours_returned": "weekly"}
    assert set(choosing.state("nieuw@voorbeeld.example")) == {"hours_returned", "hours_reminder"}
    assert choosing.state(ADDRESS) == {}


def test_choices_of_a_school_stay_with_the_contact_and_go_along_with_it():
    contact = make.contact(email=ADDRESS)
    user = make.user(ADDRESS)
    choosing.choose(ADDRESS, "hours_receipt", Rhythm.OFF)

    user.email = "prive@voorbeeld.example"
    user.save()
    assert choosing.rhythms(ADDRESS) == {"hours_receipt": "off"}

    contact.email = "werk@voorbeeld.example"
    contact.save(update_fields=["email"])
    assert choosing.rhythms("werk@voorbeeld.example") == {"hours_receipt": "off"}
    assert MailChoice.objects.count() == 1


def test_what_was_chosen_at_the_new_address_stays():
    user = make.user(ADDRESS)
    choosing.choose(ADDRESS, "hours_returned", Rhythm.WEEKLY)
    choosing.choose("nieuw@voorbeeld.example", "hours_returned", Rhythm.AT_ONCE)

    user.email = "nieuw@voorbeeld.example"
    user.save()

    assert choosing.rhythm("nieuw@voorbeeld.example", "hours_returned") == "at_once"
    assert choosing.state(ADDRESS) == {}


def test_a_colleague_with_the_same_address_keeps_the_choices():
    contact, _other = make.contact(email=ADDRESS), make.contact(email=ADDRESS)
    choosing.choose(ADDRESS, "hours_receipt", Rhythm.OFF)

    contact.email = "nieuw@voorbeeld.example"
    contact.save()

    assert choosing.rhythm(ADDRESS, "hours_receipt") == "off"
    assert choosing.rhythm("nieuw@voorbeeld.example", "hours_receipt") == "off"


def test_what_is_kept_for_later_goes_to_the_new_address_too():
    choosing.choose(ADDRESS, "hours_returned", Rhythm.WEEKLY)
    choosing.choose(ADDRESS, "hours_receipt", Rhythm.WEEKLY)
    participant = make.participant(person=make.user(ADDRESS))
    contact = make.contact(email=ADDRESS)
    returns, receipts = returned(), receipt("r")
    receipts.about = contact
    receipts.save()
    drafts = [
        waiting(ADDRESS, kind="letter", status="draft", about=row) for row in (participant, contact)
    ]

    participant.user.email = "nieuw@voorbeeld.example"
    participant.user.save()

    addresses = dict(Message.objects.values_list("pk", "to"))
    assert addresses[returns.pk] == addresses[drafts[0].pk] == "nieuw@voorbeeld.example"
    assert addresses[receipts.pk] == addresses[drafts[1].pk] == ADDRESS


def test_the_mail_of_one_of_two_at_an_address_leaves_the_other_alone():
    contact, other = make.contact(email=ADDRESS), make.contact(email=ADDRESS)
    mine, theirs = (
        waiting(ADDRESS, kind="hours_receipt", status="held", about=row) for row in (contact, other)
    )

    contact.email = "nieuw@voorbeeld.example"
    contact.save()

    assert Message.objects.get(pk=mine.pk).to == "nieuw@voorbeeld.example"
    assert Message.objects.get(pk=theirs.pk).to == ADDRESS


def test_saving_something_else_asks_nothing_about_choices():
    user = make.user(ADDRESS)

    with CaptureQueriesContext(connection) as queries:
        user.save(update_fields=["last_login"])
        user.save()

    assert [row["sql"] for row in queries if "mailchoice" in row["sql"]] == []


def test_a_message_that_is_held_says_so():
    choosing.choose(ADDRESS, "hours_receipt", Rhythm.WEEKLY)

    assert receipt().get_status_display() == "wacht op weekoverzicht"
    assert Message.objects.due(timezone.now() + timedelta(days=9)).count() == 0
