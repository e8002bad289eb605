"""The weekly mails about hours: when they go out, to whom, and when they do not."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cohorts.models import Holiday
from internships import confirmation, reminders
from internships.models import HourEntry
from outbox.models import Message
from tests import factories as make

pytestmark = pytest.mark.django_db

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# Week 11 of 2026, without holidays anywhere; Wednesday is the 11th.
MONDAY = date(2026, 3, 9)
FORBIDDEN = {
    "midden": [(date(2026, 2, 14), date(2026, 2, 22))],
    "": [(date(2026, 4, 6), date(2026, 4, 6))],
}


def at(weekday, hour=10, minute=5, week=0):
    """A moment in the week of MONDAY, or so many weeks later; Monday is 0."""
    day = MONDAY + timedelta(days=weekday, weeks=week)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=AMSTERDAM).astimezone(UTC)


WEDNESDAY, THURSDAY, FRIDAY = at(2), at(3), at(4)


@pytest.fixture(autouse=True)
def calendar():
    holiday("", date(2026, 4, 25), date(2026, 5, 3), "Meivakantie")
    holiday("", date(2026, 7, 11), date(2026, 8, 16), "Zomervakantie")


def holiday(region, start, end, name="Vakantie", kind="school"):
    return Holiday.objects.create(kind=kind, region=region, name=name, start_on=start, end_on=end)


def placed(participant=None, *, region="midden", **fields):
    """A placement that runs all year, at a school in this holiday region."""
    participant = participant or make.participant()
    contact = make.contact(make.school(holiday_region=region), participant.cohort.region)
    year = {"start_on": date(2026, 1, 5), "end_on": date(2026, 12, 18)}
    return make.placement(participant, supervisor=contact, **{**year, **fields})


def worked(placement, day, **fields):
    moment = datetime(day.year, day.month, day.day, 15, tzinfo=UTC)
    return make.hours(placement, worked_on=day, submitted_at=moment, **fields)


def reminded():
    return [message.to for message in Message.objects.filter(kind="hours_reminder").order_by("pk")]


def asked():
    return [message.to for message in Message.objects.filter(kind="hours_request").order_by("pk")]


# --- reminders to participants --------------------------------------------------------------------


def test_who_logged_nothing_for_a_week_hears_so_on_wednesday():
    placement = placed()
    worked(placement, MONDAY - timedelta(days=30), status="confirmed", minutes=90)

    assert reminders.remind(WEDNESDAY) == 1

    [message] = Message.objects.all()
    assert (message.to, message.about) == (placement.participant.user.email, placement.participant)
    assert (message.key, message.not_before) == (
        f"hours-reminder:{placement.participant.user_id}:2026-W11",
        WEDNESDAY,
    )
    assert "Je staat op 1:30 uur. Nog 78:30 uur te gaan." in message.text


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

    assert reminders.remind(now) == number


def test_running_twice_reminds_once_and_the_next_week_again():
    placed()

    runs = [WEDNESDAY, WEDNESDAY, at(2, 11), THURSDAY, FRIDAY, at(2, week=1), at(3, week=1)]

    assert [reminders.remind(now) for now in runs] == [1, 0, 0, 0, 0, 1, 0]


def test_a_missed_wednesday_is_made_up_for_later_that_week():
    placed()

    assert [reminders.remind(FRIDAY), reminders.remind(at(2, week=1))] == [1, 1]


@pytest.mark.parametrize(("days", "number"), [(6, 0), (7, 1)])
def test_a_line_of_the_last_seven_days_is_recent_enough(days, number):
    placement = placed()
    worked(placement, WEDNESDAY.date() - timedelta(days=days))

    assert reminders.remind(WEDNESDAY) == number


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
    worked(placed(), WEDNESDAY.date() - timedelta(days=2), **fields)

    assert reminders.remind(WEDNESDAY) == number


@pytest.mark.parametrize(("last", "number"), [(959, 1), (960, 0), (961, 0)])
def test_who_reached_the_norm_is_left_alone(last, number):
    placement = placed()
    for minutes, status in [(960, "confirmed")] * 3 + [(960, "submitted"), (last, "submitted")]:
        worked(placement, date(2026, 1, 12), status=status, minutes=minutes)

    assert reminders.remind(WEDNESDAY) == number


def test_the_norm_is_the_one_of_the_cohort():
    placement = placed(make.participant(make.cohort(norm_minutes=90)))
    worked(placement, date(2026, 1, 12), status="confirmed", minutes=90)

    assert reminders.remind(WEDNESDAY) == 0


def test_a_cohort_can_switch_its_reminders_off():
    placed(make.participant(make.cohort(reminders_on=False)))

    assert reminders.remind(WEDNESDAY) == 0


@pytest.mark.parametrize("status", ["planned", "open", "postponed", "finished", "cancelled"])
def test_only_a_running_cohort_reminds(status):
    placed(make.participant(make.cohort(status=status)))

    assert reminders.remind(WEDNESDAY) == 0


@pytest.mark.parametrize("status", ["paused", "withdrawn", "completed", "transferred"])
def test_who_is_not_active_is_left_alone(status):
    placed(make.participant(status=status, stopped_on=MONDAY, stop_reason="Ziek"))

    assert reminders.remind(WEDNESDAY) == 0


def test_who_may_not_sign_in_is_not_asked_to():
    placed(make.participant(person=make.user(is_active=False)))

    assert reminders.remind(WEDNESDAY) == 0


@pytest.mark.parametrize(
    ("fields", "number"),
    [
        ({"status": "proposed"}, 0),
        ({"status": "completed"}, 0),
        ({"status": "broken_off", "reason": "Ziek"}, 0),
        ({"vog_required": True}, 0),
        ({"vog_required": True, "vog_seen_on": date(2026, 1, 5)}, 1),
        ({"start_on": date(2026, 3, 4)}, 1),
        ({"start_on": date(2026, 3, 5)}, 0),
        ({"end_on": date(2026, 3, 11)}, 1),
        ({"end_on": date(2026, 3, 10)}, 0),
    ],
    ids=["proposed", "completed", "broken off", "no vog", "vog", "a week old", "six days old",
         "last day", "over"],
)  # fmt: skip
def test_only_a_placement_that_takes_hours_now_reminds(fields, number):
    placed(**fields)

    assert reminders.remind(WEDNESDAY) == number


def test_two_placements_are_one_mail():
    participant = make.participant()
    placed(participant)
    placed(participant)

    assert reminders.remind(WEDNESDAY) == 1


def test_one_person_in_two_cohorts_gets_one_mail():
    person = make.user()
    for _ in range(2):
        placed(make.participant(person=person))

    assert reminders.remind(WEDNESDAY) == 1


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

    reminders.remind(WEDNESDAY)

    assert sorted(people[to] for to in reminded()) == reminded_at


def test_a_public_holiday_keeps_everybody_quiet_for_that_day_only():
    placed()
    holiday("", THURSDAY.date(), THURSDAY.date(), kind="public")

    assert [reminders.remind(THURSDAY), reminders.remind(FRIDAY)] == [0, 1]


def test_without_a_calendar_nothing_goes_out(caplog):
    placement = placed()
    worked(placement, MONDAY - timedelta(days=30))
    Holiday.objects.all().delete()

    assert [reminders.remind(THURSDAY), reminders.digest(THURSDAY)] == [0, 0]
    assert caplog.messages == ["no holidays known around 2026-03-12: no reminders go out"] * 2


def test_reminding_costs_the_same_queries_to_look_for_one_person_and_for_three(
    django_assert_num_queries,
):
    for number in (1, 3):
        while number > HourEntry.objects.count():
            worked(placed(), WEDNESDAY.date() - timedelta(days=1))
        with django_assert_num_queries(3):
            reminders.remind(WEDNESDAY)


# --- the mail to schools --------------------------------------------------------------------------


def test_a_contact_with_waiting_lines_is_asked_on_thursday():
    placement = placed()
    worked(placement, MONDAY - timedelta(days=3))
    worked(placement, MONDAY - timedelta(days=2), status="confirmed")

    assert [reminders.digest(now) for now in (WEDNESDAY, THURSDAY, THURSDAY, FRIDAY)] == [
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

    weeks = [reminders.digest(at(3, week=week)) for week in (0, 1)]
    HourEntry.objects.filter(pk=line.pk).update(status="withdrawn")
    weeks.append(reminders.digest(at(3, week=2)))

    assert weeks == [1, 1, 0]


def test_who_works_at_two_locations_gets_one_mail_about_both():
    first = placed()
    other = make.contact(make.school(holiday_region="midden"), email=first.supervisor.email)
    second = make.placement(supervisor=other, start_on=date(2026, 1, 5), end_on=date(2026, 12, 18))
    for placement in (first, second):
        worked(placement, MONDAY - timedelta(days=3))

    assert reminders.digest(THURSDAY) == 1
    assert Message.objects.get().subject == "Wilt u 3:00 uur stage bevestigen?"
    worked(second, MONDAY)
    assert reminders.digest(FRIDAY) == 0


@pytest.mark.parametrize(("asked_at", "number"), [(at(0, 0, 5), 0), (at(6, 23, 55, week=-1), 1)])
def test_who_was_asked_this_week_already_is_not_asked_again(asked_at, number):
    placement = placed()
    worked(placement, MONDAY - timedelta(days=9))
    confirmation.ask(placement.supervisor, key="met de hand", now=asked_at)

    assert reminders.digest(THURSDAY) == number


def test_who_left_the_school_is_not_asked():
    placement = placed()
    worked(placement, MONDAY)
    placement.supervisor.left_on = MONDAY
    placement.supervisor.save()

    assert reminders.digest(THURSDAY) == 0


def test_lines_of_a_placement_that_never_came_are_not_asked_about():
    worked(placed(status="proposed"), MONDAY)

    assert reminders.digest(THURSDAY) == 0


def test_the_longest_address_is_asked_as_well_once_a_week():
    email = f"{'a' * 64}@{'b' * 63}.{'c' * 63}.{'d' * 50}.nl"
    placement = placed()
    placement.supervisor.email = email
    placement.supervisor.save()
    worked(placement, MONDAY)

    assert [reminders.digest(at(3, week=week)) for week in (0, 0, 1)] == [1, 0, 1]


@pytest.mark.parametrize(("shut", "number"), [("midden", 0), ("noord", 1)])
def test_a_school_on_holiday_is_not_asked(shut, number):
    holiday(shut, MONDAY, MONDAY + timedelta(days=6))
    worked(placed(), MONDAY - timedelta(days=4))

    assert reminders.digest(THURSDAY) == number


# --- whatever the clock does ----------------------------------------------------------------------

runs = st.lists(
    st.datetimes(datetime(2026, 2, 9), datetime(2026, 4, 12)).map(
        lambda moment: moment.replace(tzinfo=AMSTERDAM)
    ),
    min_size=1,
    max_size=12,
)
# Most moments are at night; these are not.
working = st.builds(at, st.integers(0, 4), st.integers(8, 17), st.just(5), st.integers(-4, 4))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moments=st.lists(working, min_size=1, max_size=12) | runs)
def test_nobody_gets_two_mails_in_one_week_nor_one_on_a_forbidden_day(people, moments):
    Message.objects.all().delete()

    for moment in sorted(moments):
        reminders.remind(moment)
        reminders.digest(moment)

    mails = [
        (message.to, message.created_at.astimezone(AMSTERDAM)) for message in Message.objects.all()
    ]
    weeks = [(to, at.isocalendar()[:2]) for to, at in mails]
    assert len(weeks) == len(set(weeks))
    assert [(to, at) for to, at in mails if is_forbidden(people[to], at)] == []


@pytest.fixture
def people():
    """Two regions, each with somebody who never logs and a contact at whom lines wait."""
    for region, spans in FORBIDDEN.items():
        for start, end in spans:
            holiday(region, start, end)
    regions = {}
    for region in ("midden", "noord"):
        regions[placed(region=region).participant.user.email] = region
        placement = placed(region=region)
        worked(placement, date(2026, 1, 20))
        regions[placement.participant.user.email] = region
        regions[placement.supervisor.email] = region
    return regions


def is_forbidden(region, at):
    spans = FORBIDDEN.get(region, []) + FORBIDDEN[""]
    shut = any(start <= at.date() <= end for start, end in spans)
    return shut or at.weekday() > 4 or not 9 <= at.hour < 17
