"""The weekly reminder to participants: when it goes out, to whom, and when it does not."""

from datetime import date, timedelta

import pytest

from accounts.models import User
from cohorts.models import Holiday
from internships.models import HourEntry
from internships.reminders import participants, schools
from outbox import delivery
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


def reminded():
    return [message.to for message in Message.objects.filter(kind="hours_reminder").order_by("pk")]


def test_who_is_behind_hears_so_on_wednesday():
    placement = placed()
    worked(placement, MONDAY - timedelta(days=30), status="confirmed", minutes=90)

    assert participants.remind(WEDNESDAY) == 1

    [message] = Message.objects.all()
    assert (message.to, message.about) == (placement.participant.user.email, placement.participant)
    assert (message.key, message.not_before) == (
        f"hours-reminder:{placement.participant.user_id}:2026-W11",
        WEDNESDAY,
    )
    assert message.subject == "Nog 78:30 uur te gaan, 2:30 per week tot 18 december"
    assert "http://localhost:8000/hours/" in message.text


@pytest.mark.parametrize(
    ("now", "number"),
    [
        (at(0), 0),
        (at(1), 0),
        (at(2, 8, 59), 0),
        (at(2, 9, 0), 1),
        (at(2, 16, 59), 1),
        (at(2, 17, 0), 0),
        (at(2, 20), 0),
        (at(4), 1),
        (at(5), 0),
        (at(6), 0),
    ],
    ids=["mon", "tue", "8:59", "9:00", "16:59", "17:00", "evening", "fri", "sat", "sun"],
)
def test_reminders_go_out_on_working_hours_from_wednesday_on(now, number):
    placed()

    assert participants.remind(now) == number


def test_one_who_cannot_be_written_to_keeps_nobody_else_waiting(caplog):
    broken, fine = placed(), placed()
    User.objects.filter(pk=broken.participant.user_id).update(language="xx")

    assert participants.remind(WEDNESDAY) == 1

    assert reminded() == [fine.participant.user.email]
    assert caplog.messages == [
        f"reminders: no participant mail for {broken.participant.user.email}"
    ]


def test_running_twice_reminds_once_and_the_next_week_again():
    placed()

    runs = [WEDNESDAY, WEDNESDAY, at(2, 11), THURSDAY, FRIDAY, at(2, week=1), at(3, week=1)]

    assert [participants.remind(now) for now in runs] == [1, 0, 0, 0, 0, 1, 0]


def test_a_missed_wednesday_is_made_up_for_later_that_week():
    placed()

    assert [participants.remind(FRIDAY), participants.remind(at(2, week=1))] == [1, 1]


@pytest.mark.parametrize(("days", "number"), [(0, 0), (1, 0), (2, 1)])
def test_who_logged_today_or_yesterday_is_left_alone(days, number):
    placement = placed()
    worked(placement, WEDNESDAY.date() - timedelta(days=days))

    assert participants.remind(WEDNESDAY) == number


@pytest.mark.parametrize(
    ("fields", "number"),
    [
        ({"status": "submitted"}, 0),
        ({"status": "returned", "return_reason": "Niet gezien"}, 0),
        ({"status": "confirmed"}, 0),
        ({"status": "withdrawn"}, 1),
    ],
)
def test_every_line_but_a_withdrawn_one_shows_that_somebody_is_at_it(fields, number):
    worked(placed(), WEDNESDAY.date() - timedelta(days=1), **fields)

    assert participants.remind(WEDNESDAY) == number


# 65 days of 302 without a holiday have passed: 1033 minutes are expected, a tenth may lack.
@pytest.mark.parametrize(("done", "number"), [(552, 1), (553, 0), (900, 0)])
def test_who_keeps_pace_is_left_alone(done, number):
    worked(placed(), date(2026, 1, 12), status="confirmed", minutes=done)

    assert participants.remind(WEDNESDAY) == number


@pytest.mark.parametrize(("last", "number"), [(900, 1), (960, 0), (961, 0)])
def test_who_reached_the_norm_is_left_alone(last, number):
    """On the last day but one the hours of the whole norm are due, whatever the slack was."""
    placement = placed(start_on=date(2020, 1, 6), end_on=date(2026, 3, 12))
    for minutes, status in [(960, "confirmed")] * 3 + [(960, "submitted"), (last, "submitted")]:
        worked(placement, date(2026, 1, 12), status=status, minutes=minutes)

    assert participants.remind(WEDNESDAY) == number


def test_the_norm_is_the_one_of_the_cohort():
    placement = placed(make.participant(make.cohort(norm_minutes=90)))
    worked(placement, date(2026, 1, 12), status="confirmed", minutes=90)

    assert participants.remind(WEDNESDAY) == 0


def test_a_cohort_can_switch_its_reminders_off():
    placed(make.participant(make.cohort(reminders_on=False)))

    assert participants.remind(WEDNESDAY) == 0


@pytest.mark.parametrize("status", ["planned", "open", "postponed", "finished", "cancelled"])
def test_only_a_running_cohort_reminds(status):
    placed(make.participant(make.cohort(status=status)))

    assert participants.remind(WEDNESDAY) == 0


@pytest.mark.parametrize("status", ["paused", "withdrawn", "completed", "transferred"])
def test_who_is_not_active_is_left_alone(status):
    placed(make.participant(status=status, stopped_on=MONDAY, stop_reason="Ziek"))

    assert participants.remind(WEDNESDAY) == 0


def test_who_may_not_sign_in_is_not_asked_to():
    placed(make.participant(person=make.user(is_active=False)))

    assert participants.remind(WEDNESDAY) == 0


@pytest.mark.parametrize(
    ("fields", "number"),
    [
        ({"status": "proposed"}, 0),
        ({"status": "completed"}, 0),
        ({"status": "broken_off", "reason": "Ziek"}, 0),
        ({"vog_required": True}, 0),
        ({"vog_required": True, "vog_seen_on": date(2026, 1, 5)}, 1),
        ({"start_on": date(2026, 3, 4), "end_on": date(2026, 4, 4)}, 1),
        ({"start_on": date(2026, 3, 9), "end_on": date(2026, 4, 4)}, 0),
        ({"end_on": date(2026, 3, 11)}, 1),
        ({"end_on": date(2026, 3, 10)}, 0),
    ],
    ids=["proposed", "completed", "broken off", "no vog", "vog", "a week old", "two days old",
         "last day", "over"],
)  # fmt: skip
def test_only_a_placement_that_takes_hours_now_reminds(fields, number):
    placed(**fields)

    assert participants.remind(WEDNESDAY) == number


def test_two_placements_are_one_mail():
    participant = make.participant()
    placed(participant)
    placed(participant)

    assert participants.remind(WEDNESDAY) == 1


def test_one_person_in_two_cohorts_gets_one_mail():
    person = make.user()
    for _ in range(2):
        placed(make.participant(person=person))

    assert participants.remind(WEDNESDAY) == 1


@pytest.mark.parametrize(
    ("shut", "reminded_at"),
    [
        ("midden", ["noord"]),
        ("noord", ["midden"]),
        ("zuid", ["midden", "noord"]),
        ("", []),
        (None, ["", "midden", "noord"]),
    ],
)
def test_a_school_holiday_keeps_its_region_and_unknown_ones_quiet(shut, reminded_at):
    if shut is not None:
        holiday(shut, MONDAY, MONDAY + timedelta(days=6))
    people = {
        placed(region=region).participant.user.email: region for region in ("midden", "noord", "")
    }

    participants.remind(WEDNESDAY)

    assert sorted(people[to] for to in reminded()) == reminded_at


def test_a_public_holiday_keeps_everybody_quiet_for_that_day_only():
    placed()
    holiday("", THURSDAY.date(), THURSDAY.date(), kind="public")

    assert [participants.remind(THURSDAY), participants.remind(FRIDAY)] == [0, 1]


def test_without_a_calendar_nothing_goes_out(caplog):
    placement = placed()
    worked(placement, MONDAY - timedelta(days=30))
    Holiday.objects.all().delete()

    assert [participants.remind(THURSDAY), schools.digest(THURSDAY)] == [0, 0]
    assert caplog.messages == ["no holidays known around 2026-03-12: no reminders go out"] * 2


def test_reminding_costs_the_same_queries_to_look_for_one_person_and_for_three(
    django_assert_num_queries,
):
    for number in (1, 3):
        while number > HourEntry.objects.count():
            worked(placed(), WEDNESDAY.date() - timedelta(days=1))
        with django_assert_num_queries(13):
            participants.remind(WEDNESDAY)


def test_a_reminder_that_waited_too_long_is_not_sent_to_who_caught_up():
    placement = placed()
    participants.remind(WEDNESDAY)
    worked(placement, MONDAY, minutes=900)

    delivery.drain(now=FRIDAY)

    [message] = Message.objects.all()
    assert (message.status, message.error) == ("cancelled", "De deelnemer is weer bij.")


def test_a_reminder_that_still_has_its_reason_is_sent():
    placed()
    participants.remind(WEDNESDAY)

    delivery.drain(now=THURSDAY)

    assert Message.objects.get().status == "sent"
