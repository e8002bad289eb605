"""Weekly mails that come due when a school is closed wait until it opens."""

from datetime import timedelta

import pytest

from cohorts.models import Holiday
from internships import confirmation
from internships.models import HourEntry
from internships.reminders import participants, schools
from outbox import delivery
from outbox.models import Message
from tests.internships.march import (
    FRIDAY,
    MONDAY,
    THURSDAY,
    WEDNESDAY,
    at,
    calendar,
    holiday,
    placed,
    worked,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known")]

# When each of the two leaves: from Wednesday on, and from Thursday on.
MOMENTS = [
    pytest.param(at(4, 16, 59), at(4, 16, 59), at(4, 16, 59), id="on a Friday afternoon"),
    pytest.param(at(2, 8, 30), at(2, 9, 0), at(3, 9, 0), id="early"),
    pytest.param(at(0, 11), at(2, 9, 0), at(3, 9, 0), id="before its day"),
    pytest.param(at(3, 17, 0), at(4, 9, 0), at(4, 9, 0), id="in the evening"),
    pytest.param(at(4, 17, 30), at(2, 9, 0, week=1), at(3, 9, 0, week=1), id="on Friday evening"),
    pytest.param(at(5, 11), at(2, 9, 0, week=1), at(3, 9, 0, week=1), id="on Saturday"),
]


def due(moment, write):
    """A weekly mail that comes due at this moment only, though written in time."""
    write(THURSDAY)
    message = Message.objects.get()
    message.not_before = moment
    message.save()
    return message


def reminder(moment):
    placed()
    return due(moment, participants.remind)


def digest(moment):
    worked(placed(), MONDAY - timedelta(days=1))
    return due(moment, schools.digest)


@pytest.mark.parametrize(("now", "wednesday", "thursday"), MOMENTS)
@pytest.mark.parametrize("kind", [reminder, digest])
def test_a_mail_leaves_at_the_first_moment_that_is_allowed(kind, now, wednesday, thursday):
    message = kind(now)
    leaves = {reminder: wednesday, digest: thursday}[kind]

    sent = delivery.drain(now=now)

    message.refresh_from_db()
    assert (sent, message.not_before) == (int(now == leaves), leaves)
    assert delivery.drain(now=leaves) == int(now != leaves)


@pytest.mark.parametrize("kind", [reminder, digest])
def test_it_waits_for_the_end_of_a_holiday(kind):
    message = kind(FRIDAY)
    holiday("midden", FRIDAY.date(), MONDAY + timedelta(days=13), "Lentevakantie")

    delivery.drain(now=FRIDAY)

    message.refresh_from_db()
    leaves = {reminder: at(2, 9, 0, week=2), digest: at(3, 9, 0, week=2)}[kind]
    assert (message.status, message.not_before) == ("waiting", leaves)


def test_without_a_calendar_it_does_not_go_and_may_be_written_again():
    message = digest(FRIDAY)
    Holiday.objects.all().delete()

    delivery.drain(now=FRIDAY)
    calendar()

    message.refresh_from_db()
    assert (message.status, message.error) == ("cancelled", "De schoolvakanties zijn niet bekend.")
    assert schools.digest(FRIDAY) == 1


@pytest.mark.parametrize("kind", [reminder, digest])
def test_what_was_put_off_to_a_week_counts_for_that_week(kind):
    kind(at(4, 17, 30))
    delivery.drain(now=at(4, 17, 30))
    delivery.drain(now=at(3, 9, 0, week=1))

    again = {reminder: participants.remind, digest: schools.digest}[kind](at(3, week=1))
    assert again == 0
    assert Message.objects.filter(kind__startswith="hours_re", status="sent").count() == 1


def test_lines_that_come_after_a_cancelled_mail_are_asked_about_in_the_same_week():
    placement = placed()
    line = worked(placement, MONDAY - timedelta(days=2))
    schools.digest(THURSDAY)
    HourEntry.objects.filter(pk=line.pk).update(status="withdrawn")
    delivery.drain(now=THURSDAY)
    worked(placement, MONDAY)

    assert schools.digest(FRIDAY) == 1


@pytest.mark.parametrize("status", ["failed", "cancelled"])
def test_a_weekly_mail_that_failed_or_was_stopped_by_hand_is_not_written_every_hour(status):
    worked(placed(), MONDAY)
    schools.digest(THURSDAY)
    Message.objects.update(status=status)

    assert [schools.digest(at(3, 11)), schools.digest(FRIDAY)] == [0, 0]


@pytest.mark.parametrize("status", ["failed", "cancelled"])
def test_a_question_by_hand_that_never_left_does_not_silence_the_week(status):
    placement = placed()
    worked(placement, MONDAY)
    confirmation.ask_today(placement.supervisor, now=at(1))
    Message.objects.update(status=status)

    assert schools.digest(THURSDAY) == 1


def test_who_wrote_down_old_hours_an_hour_ago_is_not_chased():
    placement = placed()
    worked(placement, MONDAY - timedelta(days=30), minutes=60)
    HourEntry.objects.update(submitted_at=WEDNESDAY - timedelta(hours=1))

    assert participants.remind(WEDNESDAY) == 0


def test_nor_when_it_happens_while_the_reminder_waits():
    placement = placed()
    participants.remind(WEDNESDAY)
    worked(placement, MONDAY - timedelta(days=30), minutes=60)
    HourEntry.objects.update(submitted_at=WEDNESDAY)

    delivery.drain(now=WEDNESDAY + timedelta(hours=1))

    message = Message.objects.get()
    assert (message.status, message.not_before) == ("waiting", at(4, 9, 0))


@pytest.mark.parametrize(
    ("kind", "write"), [(reminder, participants.remind), (digest, schools.digest)]
)
def test_what_nobody_sent_in_its_own_week_gives_way_to_the_mail_of_the_next(kind, write):
    kind(FRIDAY)
    assert write(at(3, week=1)) == 1

    delivery.drain(now=at(3, week=1))

    old, new = Message.objects.order_by("pk")
    assert (old.status, old.error) == ("cancelled", "Deze mail is van een vorige periode.")
    assert new.status == "sent"
