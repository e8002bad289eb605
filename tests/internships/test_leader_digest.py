"""The weekly digest for leaders, and the page that tells who would get a mail now."""

from datetime import date, timedelta

import pytest

from cohorts.models import ReminderRule
from internships.reminders import leaders, participants, preview, schools
from outbox import choosing, delivery
from outbox.models import Message
from participants.models import Participant
from tests import factories as make
from tests.internships.march import FRIDAY, MONDAY, THURSDAY, WEDNESDAY, at, holiday, placed, worked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known")]

MONDAY_MORNING = at(0)


@pytest.fixture
def leader():
    return make.user("leider@hier.example", first_name="Lea")


@pytest.fixture
def seat(leader):
    cohort = make.cohort(make.region(leader), end_on=date(2027, 3, 1))
    return placed(make.participant(cohort, person=make.user(first_name="Dirk", infix="")))


def test_a_leader_hears_on_monday_who_is_behind(leader, seat):
    runs = [at(0, 8), MONDAY_MORNING, MONDAY_MORNING, WEDNESDAY, at(0, week=1)]

    assert [leaders.tell(now) for now in runs] == [0, 1, 0, 0, 1]

    message = Message.objects.earliest("pk")
    assert (message.to, message.kind, message.about) == (leader.email, "leader_digest", leader)
    assert f"{seat.participant.user} (" in message.text
    assert "http://localhost:8000/leader/" in message.text


def test_a_missed_monday_is_made_up_for(leader, seat):
    assert [leaders.tell(now) for now in (FRIDAY, at(5), at(0, week=1))] == [1, 0, 1]


def test_nothing_to_report_is_no_mail(leader):
    make.cohort(make.region(leader))

    assert leaders.tell(MONDAY_MORNING) == 0


def test_a_public_holiday_waits_and_a_school_holiday_does_not(leader, seat):
    holiday("", MONDAY, MONDAY, kind="public")
    holiday("", MONDAY + timedelta(days=1), MONDAY + timedelta(days=3))

    assert [leaders.tell(now) for now in (MONDAY_MORNING, at(1))] == [0, 1]


def test_who_switched_it_off_gets_none_also_when_it_waits_already(leader, seat):
    leaders.tell(MONDAY_MORNING)
    choosing.choose(leader.email, "leader_digest", choosing.Rhythm.OFF)

    delivery.drain(now=MONDAY_MORNING)

    assert Message.objects.get().status == "cancelled"
    assert leaders.tell(at(0, week=1)) == 0


def test_a_digest_that_became_moot_is_cancelled(leader, seat):
    leaders.tell(MONDAY_MORNING)
    seat.participant.placements.update(agreement_signed_on=date(2026, 1, 5))
    Participant.objects.update(status="paused")

    delivery.drain(now=MONDAY_MORNING)

    message = Message.objects.get()
    assert (message.status, message.error) == ("cancelled", "Er valt niets te melden.")


@pytest.mark.parametrize("switch", ["rule", "cohort"])
def test_a_cohort_without_the_digest_is_left_out(leader, seat, switch):
    cohort = seat.participant.cohort
    if switch == "rule":
        ReminderRule.objects.create(cohort=cohort, kind="leader", is_on=False)
    else:
        cohort.reminders_on = False
        cohort.save()

    assert leaders.tell(MONDAY_MORNING) == 0


# --- who would get a mail now ---------------------------------------------------------------------


def found(user, now):
    return {(row.kind, row.address): row for row in preview.candidates(user, now)}


@pytest.mark.parametrize("now", [MONDAY_MORNING, WEDNESDAY, THURSDAY, FRIDAY, at(5), at(3, 20)])
def test_what_the_page_says_of_now_is_exactly_what_the_sweeps_write(leader, seat, now):
    region = seat.participant.cohort.region
    fresh = placed(make.participant(make.cohort(region)))
    worked(fresh, now.date(), minutes=1)
    away = placed(make.participant(make.cohort(region)), region="noord")
    worked(away, MONDAY - timedelta(days=20), minutes=1)
    holiday("noord", MONDAY, MONDAY + timedelta(days=6))
    resting = placed(make.participant(make.cohort(region)))
    choosing.snooze(resting.participant.user.email, "hours_reminder", date(2026, 6, 1))
    strange = placed()  # of another leader
    others = {strange.participant.user.email, strange.supervisor.email}

    told = found(leader, now)
    for sweep in (participants.remind, schools.digest, leaders.tell):
        sweep(now)

    kinds = {"hours_reminder": "participant", "hours_request": "school", "leader_digest": "leader"}
    written = {(kinds[mail.kind], mail.to) for mail in Message.objects.exclude(to__in=others)}
    assert {reader for reader, row in told.items() if row.verdict == "now"} == written
    assert not {address for _kind, address in told} & others
    assert {row.verdict for row in told.values()} <= {"now", "later", "no"}
    assert all((row.at is None) == (row.verdict == "no") for row in told.values())
    assert all(row.reason and bool(row.why) == (row.verdict != "now") for row in told.values())


def test_the_page_says_why_a_mail_does_not_leave_now(leader, seat):
    email = seat.participant.user.email
    early = found(leader, at(1))["participant", email]
    assert early.why == "De groep mailt vanaf deze dag en tijd."
    participants.remind(WEDNESDAY)
    mailed = found(leader, THURSDAY)["participant", email]
    assert (mailed.verdict, mailed.at, mailed.why) == (
        "later", at(2, 9, 0, week=1), "Deze week al gemaild.",
    )  # fmt: skip
    choosing.snooze(email, "hours_reminder", date(2026, 4, 1))
    assert found(leader, THURSDAY)["participant", email].why == "Uitgesteld tot wo 1 april 2026."
    holiday("midden", MONDAY + timedelta(days=7), MONDAY + timedelta(days=13))
    choosing.snooze(email, "hours_reminder", None)
    in_holiday = found(leader, at(2, week=1))["participant", email]
    assert in_holiday.why == "De school heeft vakantie tot en met zo 22 maart 2026."


def test_after_the_cap_the_mail_stops_and_the_page_says_to_call(leader, seat):
    for week in range(4):
        assert participants.remind(at(2, week=week)) == 1
    assert participants.remind(at(2, week=4)) == 0

    row = found(leader, at(2, week=4))["participant", seat.participant.user.email]

    assert (row.verdict, row.why) == ("no", "Na 4 herinneringen stopt de mail: bel even.")
    worked(seat, MONDAY + timedelta(weeks=4), minutes=1)
    assert participants.remind(at(4, week=4)) == 1


def test_a_reason_names_the_lag_and_the_last_hours(leader, seat):
    worked(seat, date(2026, 3, 3), minutes=60)

    row = found(leader, WEDNESDAY)["participant", seat.participant.user.email]

    assert row.reason == "16:13 uur achter op schema; laatste uren op di 3 maart 2026."


def test_a_contact_who_wants_it_at_once_is_asked_at_most_once_a_day():
    placement = placed()
    choosing.choose(placement.supervisor.email, "hours_request", choosing.Rhythm.AT_ONCE)
    worked(placement, MONDAY, minutes=60)

    first = [schools.digest(now) for now in (at(0, 8), at(1), at(1, 12), at(2))]
    worked(placement, MONDAY + timedelta(days=2))

    assert first == [0, 1, 0, 0]
    assert [schools.digest(now) for now in (at(2, 18), at(3), at(4))] == [0, 1, 0]


def test_a_snoozed_contact_is_left_alone():
    placement = placed()
    worked(placement, MONDAY - timedelta(days=9))
    choosing.snooze(placement.supervisor.email, "hours_request", date(2026, 3, 20))

    assert [schools.digest(now) for now in (THURSDAY, at(3, week=1), at(4, week=1))] == [0, 0, 1]
