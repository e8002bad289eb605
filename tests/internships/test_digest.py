"""The weekly mail to schools where lines wait."""

from datetime import date, timedelta

import pytest

from internships import confirmation
from internships.models import HourEntry
from internships.reminders import schools
from outbox.models import Message
from tests import factories as make
from tests.internships.march import (
    FRIDAY,
    MONDAY,
    THURSDAY,
    WEDNESDAY,
    at,
    holiday,
    placed,
    worked,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known")]


def test_a_contact_with_waiting_lines_is_asked_on_thursday():
    placement = placed()
    worked(placement, MONDAY - timedelta(days=3))
    worked(placement, MONDAY - timedelta(days=2), status="confirmed")

    assert [schools.digest(now) for now in (WEDNESDAY, THURSDAY, THURSDAY, FRIDAY)] == [
        0,
        1,
        0,
        0,
    ]

    [message] = Message.objects.all()
    assert (message.to, message.about) == (placement.supervisor.email, placement.supervisor)
    assert message.subject == "Wilt u 1:30 uur stage bevestigen?"


def test_a_school_is_asked_again_every_week_as_long_as_lines_wait():
    placement = placed()
    line = worked(placement, MONDAY - timedelta(days=3))

    weeks = [schools.digest(at(3, week=week)) for week in (0, 1)]
    HourEntry.objects.filter(pk=line.pk).update(status="withdrawn")
    weeks.append(schools.digest(at(3, week=2)))

    assert weeks == [1, 1, 0]


def test_who_works_at_two_locations_gets_one_mail_about_both():
    first = placed()
    other = make.contact(make.school(holiday_region="midden"), email=first.supervisor.email)
    second = make.placement(supervisor=other, start_on=date(2026, 1, 5), end_on=date(2026, 12, 18))
    for placement in (first, second):
        worked(placement, MONDAY - timedelta(days=3))

    assert schools.digest(THURSDAY) == 1
    assert Message.objects.get().subject == "Wilt u 3:00 uur stage bevestigen?"
    worked(second, MONDAY)
    assert schools.digest(FRIDAY) == 0


@pytest.mark.parametrize(("asked_at", "number"), [(at(0, 0, 5), 0), (at(6, 23, 55, week=-1), 1)])
def test_who_was_asked_this_week_already_is_not_asked_again(asked_at, number):
    placement = placed()
    worked(placement, MONDAY - timedelta(days=9))
    confirmation.ask(placement.supervisor, key="met de hand", now=asked_at)

    assert schools.digest(THURSDAY) == number


def test_who_left_the_school_is_not_asked():
    placement = placed()
    worked(placement, MONDAY)
    placement.supervisor.left_on = MONDAY
    placement.supervisor.save()

    assert schools.digest(THURSDAY) == 0


def test_lines_of_a_placement_that_never_came_are_not_asked_about():
    worked(placed(status="proposed"), MONDAY)

    assert schools.digest(THURSDAY) == 0


def test_the_longest_address_is_asked_as_well_once_a_week():
    email = f"{'a' * 64}@{'b' * 63}.{'c' * 63}.{'d' * 50}.nl"
    placement = placed()
    placement.supervisor.email = email
    placement.supervisor.save()
    worked(placement, MONDAY)

    assert [schools.digest(at(3, week=week)) for week in (0, 0, 1)] == [1, 0, 1]


@pytest.mark.parametrize(("shut", "number"), [("midden", 0), ("noord", 1)])
def test_a_school_on_holiday_is_not_asked(shut, number):
    holiday(shut, MONDAY, MONDAY + timedelta(days=6))
    worked(placed(), MONDAY - timedelta(days=4))

    assert schools.digest(THURSDAY) == number
