"""Weekly mails that come due when a school is closed wait until it opens."""

from datetime import date, timedelta

import pytest

from cohorts.models import Holiday
from internships import quiet_times, reminders
from internships.models import HourEntry
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

MOMENTS = [
    pytest.param(at(4, 16, 59), at(4, 16, 59), id="on a Friday afternoon"),
    pytest.param(at(2, 8, 30), at(2, 9, 0), id="early"),
    pytest.param(at(2, 17, 0), at(3, 9, 0), id="in the evening"),
    pytest.param(at(4, 17, 30), at(0, 9, 0, week=1), id="on Friday evening"),
    pytest.param(at(5, 11), at(0, 9, 0, week=1), id="on Saturday"),
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
    return due(moment, reminders.remind)


def digest(moment):
    worked(placed(), MONDAY - timedelta(days=1))
    return due(moment, reminders.digest)


@pytest.mark.parametrize(("now", "leaves"), MOMENTS)
@pytest.mark.parametrize("kind", [reminder, digest])
def test_a_mail_leaves_at_the_first_moment_that_is_allowed(kind, now, leaves):
    message = kind(now)

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
    assert (message.status, message.not_before) == ("waiting", at(0, 9, 0, week=2))


def test_the_clock_of_summer_time_is_followed():
    assert quiet_times.delay(at(5, 12, week=2), {"midden"}) == at(0, 9, 0, week=3)


@pytest.mark.parametrize(
    ("regions", "leaves"),
    [({"noord"}, ""), ({"midden"}, at(0, 9, 0, week=1)), ({"noord", "midden"}, "")],
)
def test_only_the_own_regions_count_and_one_open_school_is_enough(regions, leaves):
    holiday("midden", FRIDAY.date(), FRIDAY.date())

    assert quiet_times.delay(FRIDAY, regions) == leaves


def test_a_school_of_an_unknown_region_waits_for_all():
    holiday("midden", FRIDAY.date(), FRIDAY.date())
    holiday("zuid", MONDAY + timedelta(days=7), MONDAY + timedelta(days=7))

    assert quiet_times.delay(FRIDAY, {""}) == at(1, 9, 0, week=1)


def test_without_a_calendar_it_does_not_go_and_may_be_written_again():
    message = digest(FRIDAY)
    Holiday.objects.all().delete()

    delivery.drain(now=FRIDAY)
    calendar()

    message.refresh_from_db()
    assert (message.status, message.error) == ("cancelled", "De schoolvakanties zijn niet bekend.")
    assert reminders.digest(FRIDAY) == 1


def test_a_holiday_without_end_ends_the_waiting():
    holiday("", FRIDAY.date(), date(2026, 12, 31))

    assert quiet_times.delay(FRIDAY, {"midden"}) == "De school is voorlopig dicht."


@pytest.mark.parametrize("kind", [reminder, digest])
def test_what_was_put_off_to_a_week_counts_for_that_week(kind):
    kind(at(4, 17, 30))
    delivery.drain(now=at(4, 17, 30))
    delivery.drain(now=at(0, 9, 0, week=1))

    again = [reminders.remind(at(3, week=1)), reminders.digest(at(3, week=1))]
    assert {"reminder": again[0], "digest": again[1]}[kind.__name__] == 0
    assert Message.objects.filter(kind__startswith="hours_re", status="sent").count() == 1


def test_lines_that_come_after_a_cancelled_mail_are_asked_about_in_the_same_week():
    placement = placed()
    line = worked(placement, MONDAY - timedelta(days=2))
    reminders.digest(THURSDAY)
    HourEntry.objects.filter(pk=line.pk).update(status="withdrawn")
    delivery.drain(now=THURSDAY)
    worked(placement, MONDAY)

    assert reminders.digest(FRIDAY) == 1


@pytest.mark.parametrize("status", ["failed", "cancelled"])
def test_a_weekly_mail_that_failed_or_was_stopped_by_hand_is_not_written_every_hour(status):
    worked(placed(), MONDAY)
    reminders.digest(THURSDAY)
    Message.objects.update(status=status)

    assert [reminders.digest(at(3, 11)), reminders.digest(FRIDAY)] == [0, 0]


@pytest.mark.parametrize("status", ["failed", "cancelled"])
def test_a_question_by_hand_that_never_left_does_not_silence_the_week(status):
    placement = placed()
    worked(placement, MONDAY)
    reminders.confirmation.ask_today(placement.supervisor, now=at(1))
    Message.objects.update(status=status)

    assert reminders.digest(THURSDAY) == 1


def test_who_wrote_down_old_hours_an_hour_ago_is_not_chased():
    placement = placed()
    worked(placement, MONDAY - timedelta(days=30), minutes=60)
    HourEntry.objects.update(submitted_at=WEDNESDAY - timedelta(hours=1))

    assert reminders.remind(WEDNESDAY) == 0


def test_nor_when_it_happens_while_the_reminder_waits():
    placement = placed()
    reminders.remind(WEDNESDAY)
    worked(placement, MONDAY - timedelta(days=30), minutes=60)
    HourEntry.objects.update(submitted_at=WEDNESDAY)

    delivery.drain(now=WEDNESDAY + timedelta(hours=1))

    assert Message.objects.get().status == "cancelled"
