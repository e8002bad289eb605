"""Asking a school to look: once a day, and again when that mail never arrived."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccessLink
from internships import confirmation
from outbox import delivery
from outbox.models import Message
from tests import factories as make
from tests.internships.pages import said, text

pytestmark = pytest.mark.django_db

LONGEST = f"{'a' * 64}@{'b' * 63}.{'c' * 63}.{'d' * 57}.nl"


def mails():
    return Message.objects.filter(kind="hours_request")


@pytest.mark.parametrize("status", ["cancelled", "failed"])
def test_a_mail_that_never_left_does_not_silence_the_button(browser, placement, status):
    make.hours(placement)
    browser.post(reverse("hours_ask"))
    Message.objects.update(status=status)

    page = browser.get(reverse("hours_start"))
    pressed = browser.post(reverse("hours_ask"))

    assert "om te bevestigen" in text(page)
    assert "krijgt een mail" in said(pressed)[0]
    assert sorted(mails().values_list("status", flat=True)) == sorted([status, "waiting"])


@pytest.mark.parametrize("status", ["waiting", "sending", "sent", "in_doubt", "bounced"])
def test_any_other_mail_is_the_one_of_today(browser, placement, status):
    make.hours(placement)
    browser.post(reverse("hours_ask"))
    Message.objects.update(status=status)

    browser.post(reverse("hours_ask"))

    assert mails().count() == 1


@pytest.mark.parametrize("ask", [confirmation.ask_today, confirmation.renew])
def test_the_longest_address_is_asked_once_a_day(ask):
    contact = make.hours().placement.supervisor
    contact.email = LONGEST
    contact.save()
    make.hours(make.placement(supervisor=contact), minutes=30)
    now = timezone.now()

    first, second = ask(contact, now=now), ask(contact, now=now)
    later = ask(contact, now=now + timedelta(days=1))

    assert (first.pk, mails().count()) == (second.pk, 2)
    assert later.pk != first.pk
    assert max(len(mail.key) for mail in mails()) <= 200


def test_who_was_asked_today_is_known_also_by_the_longest_address():
    contact = make.hours().placement.supervisor
    contact.email = LONGEST
    make.hours(make.placement(supervisor=contact))
    contact.save()
    now = timezone.now()
    confirmation.ask_today(contact, now=now)

    assert confirmation.asked_today([contact, make.contact()], now) == {LONGEST}
    assert confirmation.asked_today([contact], now + timedelta(days=1)) == set()


def test_a_mail_that_cannot_be_written_leaves_no_link(placement):
    make.hours(placement)
    placement.supervisor.language = 5

    with pytest.raises(AttributeError, match="int"):
        confirmation.ask(placement.supervisor, key="k", now=timezone.now())

    assert AccessLink.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"email": "nieuw@school.example"}, "Deze persoon heeft nu een ander adres."),
        ({"left_on": timezone.localdate()}, "Er wacht niets meer op deze persoon."),
        ({"is_qualified": False}, "Er wacht niets meer op deze persoon."),
    ],
)
def test_a_waiting_question_is_not_sent_to_who_can_do_nothing_with_it(placement, change, why):
    make.hours(placement)
    contact = placement.supervisor
    confirmation.ask_today(contact, now=timezone.now())
    for name, value in change.items():
        setattr(contact, name, value)
    contact.save()

    delivery.drain()

    [message] = mails()
    assert (message.status, message.error) == ("cancelled", why)


def test_a_question_from_a_person_leaves_at_once_also_in_the_evening(placement):
    make.hours(placement)
    evening = timezone.localtime().replace(hour=21)
    confirmation.ask_today(placement.supervisor, now=evening)

    delivery.drain(now=evening)

    assert mails().get().status == "sent"
