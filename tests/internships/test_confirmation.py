"""Schools decide: what counts, what goes back, and what somebody else did first."""

import datetime

import pytest
from django.utils import timezone

from accounts import links
from accounts.models import AccessLink
from internships import confirmation, evidence, hours
from internships.confirmation import Decision
from internships.models import Confirmation
from outbox.models import Message
from tests import factories as make

pytestmark = pytest.mark.django_db


def decide(contact, decisions, link=None):
    return confirmation.decide(
        contact, decisions, typed_name="F. El Idrissi", via="link", now=timezone.now(), link=link
    )


def open_link(contact, **fields):
    now = timezone.now()
    link = links.create(AccessLink.Purpose.HOURS, holder=contact, email=contact.email, now=now)
    links.issue(link, now=now)
    return link


def test_one_line_goes_back_while_the_rest_is_confirmed():
    placement = make.placement()
    good, bad = make.hours(placement), make.hours(placement, minutes=200)

    outcome = decide(
        placement.supervisor, {good.pk: Decision(1), bad.pk: Decision(1, "De tijd klopt niet")}
    )
    good.refresh_from_db()
    bad.refresh_from_db()

    assert (good.status, bad.status, bad.return_reason) == (
        "confirmed", "returned", "De tijd klopt niet",
    )  # fmt: skip
    assert [good.confirmation, bad.confirmation] == [outcome.confirmation, None]


def test_the_school_gets_a_receipt_and_the_participant_hears_what_came_back():
    placement = make.placement()
    bad = make.hours(placement)

    decide(placement.supervisor, {bad.pk: Decision(1, "De dag klopt niet")})

    mails = {mail.kind: mail for mail in Message.objects.all()}
    assert {kind: mail.to for kind, mail in mails.items()} == {
        "hours_receipt": placement.supervisor.email,
        "hours_returned": placement.participant.user.email,
    }
    assert "De dag klopt niet" in mails["hours_returned"].text


def test_a_line_that_changed_after_it_was_shown_is_passed_over():
    entry = make.hours()
    hours.edit(
        entry,
        placement=entry.placement,
        by=None,
        now=timezone.now(),
        worked_on=entry.worked_on,
        minutes=600,
        kind=entry.kind,
    )

    outcome = decide(entry.placement.supervisor, {entry.pk: Decision(1)})

    entry.refresh_from_db()
    assert (outcome.confirmation, outcome.passed, entry.status) == (None, [entry.pk], "submitted")


def test_two_who_press_at_once_book_once():
    entry = make.hours()
    decide(entry.placement.supervisor, {entry.pk: Decision(1)})

    outcome = decide(entry.placement.supervisor, {entry.pk: Decision(1)})

    assert outcome.passed == [entry.pk]
    assert Confirmation.objects.count() == 1


def test_a_used_link_confirms_nothing_more():
    placement = make.placement()
    link = open_link(placement.supervisor)
    decide(placement.supervisor, {make.hours(placement).pk: Decision(1)}, link)
    later = make.hours(placement, minutes=30)

    with pytest.raises(links.LinkClosed):
        decide(placement.supervisor, {later.pk: Decision(1)}, link)

    later.refresh_from_db()
    assert (later.status, Confirmation.objects.count()) == ("submitted", 1)


def test_lines_of_another_teacher_are_passed_over():
    mine, other = make.hours(), make.hours()

    outcome = decide(mine.placement.supervisor, {other.pk: Decision(1)})

    other.refresh_from_db()
    assert (outcome.passed, other.status) == ([other.pk], "submitted")


def test_a_teacher_at_two_locations_sees_the_lines_of_both():
    here = make.contact(email="f@school.example")
    there = make.contact(email="f@school.example")
    lines = [make.hours(make.placement(supervisor=contact)) for contact in (here, there)]

    assert {line.pk for line in confirmation.waiting_at(here)} == {line.pk for line in lines}


def test_asking_twice_with_one_key_is_one_mail_and_one_link():
    contact = make.hours().placement.supervisor
    now = timezone.now()

    first = confirmation.ask(contact, key="k", now=now)
    second = confirmation.ask(contact, key="k", now=now + datetime.timedelta(hours=1))

    assert first == second
    assert (Message.objects.count(), AccessLink.objects.count()) == (1, 1)


def test_nobody_is_asked_when_nothing_waits_or_the_teacher_left():
    idle = make.contact()
    gone = make.hours().placement.supervisor
    gone.left_on = timezone.localdate()

    assert confirmation.ask(idle, key="a", now=timezone.now()) is None
    assert confirmation.ask(gone, key="b", now=timezone.now()) is None
    assert AccessLink.objects.count() == 0


def test_the_mail_names_people_and_sums_and_holds_no_key():
    placement = make.placement()
    make.hours(placement, minutes=90)
    make.hours(placement, minutes=120)

    mail = confirmation.ask(placement.supervisor, key="k", now=timezone.now())

    assert mail.subject == "Wilt u 3:30 uur stage bevestigen?"
    assert f"- {placement.participant.user}: 3:30 uur in 2 regels" in mail.text
    assert links.PLACE in mail.text


@pytest.mark.parametrize(
    "change",
    [
        {"left_on": datetime.date(2026, 1, 1)},
        {"email": "ander@school.example"},
    ],
)
def test_a_link_stops_when_the_teacher_left_or_the_address_was_wrong(change):
    contact = make.contact()
    link = open_link(contact)
    assert confirmation.holder(link, timezone.now()) == contact

    for name, value in change.items():
        setattr(contact, name, value)
    contact.save()
    link.refresh_from_db()

    assert confirmation.holder(AccessLink.objects.get(pk=link.pk), timezone.now()) is None


def test_history_adds_up_what_was_confirmed_also_after_a_correction():
    placement = make.placement()
    entry = make.hours(placement, minutes=90)
    decide(placement.supervisor, {entry.pk: Decision(1)})
    new = hours.correct(
        entry, placement=placement, by=None, now=timezone.now(),
        worked_on=entry.worked_on, minutes=60, kind="assisting",
    )  # fmt: skip
    decide(placement.supervisor, {new.pk: Decision(1)})

    batches = evidence.history([placement.supervisor], 10)

    assert [batch.minutes for batch in batches] == [60, 90]
