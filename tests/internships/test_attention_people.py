"""Who has no placement, whose hours lag behind, and which cohorts are short of people."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from internships import attention
from tests import factories as make

pytestmark = pytest.mark.django_db

NOW = timezone.now()
TODAY = timezone.localdate(NOW)


@pytest.fixture
def leader():
    return make.user("leider@hier.example")


@pytest.fixture
def region(leader):
    return make.region(leader)


# --- without a placement --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "number"),
    [
        (None, 1),
        ("proposed", 0),
        ("accepted", 0),
        ("completed", 0),
        ("declined", 1),
        ("cancelled", 1),
        ("broken_off", 1),
    ],
)
def test_who_has_no_placement(leader, region, status, number):
    participant = make.participant(make.cohort(region))
    if status:
        make.placement(participant, status=status, reason="Ziek")

    assert len(attention.without_placement(leader, NOW)) == number


@pytest.mark.parametrize(
    ("status", "days", "number"),
    [
        ("running", -30, 1),
        ("open", 56, 1),
        ("open", 57, 0),
        ("planned", 10, 0),
        ("postponed", 10, 0),
        ("finished", -30, 0),
    ],
)
def test_a_placement_is_looked_for_from_eight_weeks_before_the_start(
    leader, region, status, days, number
):
    make.participant(make.cohort(region, status=status, start_on=TODAY + timedelta(days=days)))

    assert len(attention.without_placement(leader, NOW)) == number


@pytest.mark.parametrize("status", ["paused", "withdrawn", "completed"])
def test_only_active_participants_are_looked_after(leader, region, status):
    participant = make.participant(
        make.cohort(region), status=status, stopped_on=TODAY, stop_reason="Ziek"
    )

    assert list(attention.without_placement(leader, NOW)) == []
    make.placement(participant)
    assert attention.behind(leader, NOW) == []


# --- behind ---------------------------------------------------------------------------------------


def slow(region, *, done=0, days=50, of=100, norm=4800, **fields):
    """A placement of `of` days of which so many have passed."""
    start = TODAY - timedelta(days=days)
    participant = make.participant(make.cohort(region, norm_minutes=norm, ceiling_minutes=6000))
    placement = make.placement(
        participant, start_on=start, end_on=start + timedelta(days=of - 1), **fields
    )
    while done > 0:
        make.hours(placement, status="confirmed", minutes=min(done, 960))
        done -= 960
    return placement


@pytest.mark.parametrize(("done", "number"), [(1919, 1), (1920, 0), (2400, 0), (4800, 0)])
def test_a_lag_of_more_than_a_tenth_of_the_norm_is_behind(leader, region, done, number):
    slow(region, done=done)

    assert len(attention.behind(leader, NOW)) == number


def test_who_is_furthest_behind_stands_first(leader, region):
    people = [slow(region, done=done).participant_id for done in (1000, 0, 500)]

    found = [row.pk for row in attention.behind(leader, NOW)]

    assert found == [people[1], people[2], people[0]]


def test_what_waits_at_school_counts_as_done(leader, region):
    placement = slow(region, done=960)
    make.hours(placement, status="submitted", minutes=960)

    assert attention.behind(leader, NOW) == []


@pytest.mark.parametrize(
    ("status", "number"),
    [("accepted", 1), ("completed", 1), ("broken_off", 0), ("proposed", 0), ("declined", 0)],
)
def test_whose_last_placement_ended_short_of_the_norm_is_behind(leader, region, status, number):
    slow(region, days=200, status=status, reason="Ziek")

    assert len(attention.behind(leader, NOW)) == number


def test_the_pace_is_the_one_of_all_placements_together(leader, region):
    second = slow(region, days=10)
    first = make.placement(
        second.participant,
        status="completed",
        start_on=TODAY - timedelta(days=60),
        end_on=TODAY - timedelta(days=11),
    )
    make.hours(first, status="confirmed", minutes=600)

    [row] = attention.behind(leader, NOW)

    assert (row.pace.start_on, row.pace.end_on) == (first.start_on, second.end_on)
    assert (row.pace.done, row.name) == (600, second.participant.user.full_name)


# --- cohorts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("seated", "number"), [(14, 1), (15, 0), (20, 0)])
def test_a_cohort_below_its_minimum_is_short(leader, region, seated, number):
    cohort = make.cohort(region, status="open", start_on=TODAY + timedelta(days=56))
    for _ in range(seated):
        make.participant(cohort)

    assert [row.seats_taken for row in attention.short_cohorts(leader, NOW)] == [seated] * number


@pytest.mark.parametrize(
    ("status", "days", "number"),
    [
        ("planned", 56, 1),
        ("open", 57, 0),
        ("open", -3, 1),
        ("running", 10, 0),
        ("cancelled", 10, 0),
    ],
)
def test_only_a_cohort_that_starts_soon_can_be_short(leader, region, status, days, number):
    make.cohort(region, status=status, start_on=TODAY + timedelta(days=days))

    assert len(attention.short_cohorts(leader, NOW)) == number


def test_today_is_the_dutch_day(leader, region):
    late = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)  # half past midnight on 4 March
    make.cohort(
        region,
        status="open",
        start_on=datetime(2026, 4, 29, tzinfo=UTC).date(),
        end_on=datetime(2026, 12, 1, tzinfo=UTC).date(),
    )

    assert len(attention.short_cohorts(leader, late)) == 1
