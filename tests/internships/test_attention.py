"""What a project leader finds on the first page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from internships import attention
from tests import factories as make

pytestmark = pytest.mark.django_db

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
LONG_AGO = NOW - timedelta(days=8)
FINDINGS = {
    "late_at_school": lambda user: attention.late_at_school(user, NOW),
    "unanswered": lambda user: attention.of_placements(user, NOW)["unanswered"],
    "without_vog": attention.without_vog,
    "without_supervisor": attention.without_supervisor,
    "without_placement": lambda user: attention.without_placement(user, NOW),
    "behind": lambda user: attention.behind(user, NOW),
    "short_cohorts": lambda user: attention.short_cohorts(user, NOW),
}


@pytest.fixture
def leader():
    return make.user("leider@hier.example")


@pytest.fixture
def region(leader):
    return make.region(leader)


def cause_everything(region):
    """One row more for every finding."""
    cohort = make.cohort(region)
    placement = make.placement(make.participant(cohort))  # behind
    make.hours(placement, submitted_at=LONG_AGO, minutes=1)  # late at school
    make.placement(make.participant(cohort), status="proposed", proposed_at=LONG_AGO)
    make.placement(make.participant(cohort), vog_required=True)
    gone = make.contact(None, region, left_on=TODAY)
    make.placement(make.participant(cohort), supervisor=gone)
    make.participant(cohort)
    make.cohort(region, status="open", start_on=TODAY + timedelta(days=30))


def shown(rows):
    """All that a page prints of them, so that no query stays behind."""
    return [
        [str(row)]
        + [str(getattr(row, name)) for name in ("participant", "school", "region", "cohort", "user")
           if hasattr(row, name)]
        for row in rows
    ]  # fmt: skip


@pytest.mark.parametrize("name", FINDINGS)
def test_a_finding_costs_the_same_queries_at_one_row_and_at_three(
    name, leader, region, django_assert_num_queries
):
    most = 3 if name == "behind" else 1
    cause_everything(region)
    with django_assert_num_queries(most):
        one = shown(FINDINGS[name](leader))
    for _ in range(2):
        cause_everything(region)

    with django_assert_num_queries(most):
        three = shown(FINDINGS[name](leader))

    assert (len(one) >= 1, len(three)) == (True, 3 * len(one))


@pytest.mark.parametrize("name", FINDINGS)
def test_a_leader_finds_nothing_of_another_region(name, region):
    cause_everything(region)
    stranger = make.user()
    make.region(stranger)

    assert list(FINDINGS[name](stranger)) == []


@pytest.mark.parametrize("name", FINDINGS)
def test_an_admin_finds_what_every_leader_finds(name, leader, region):
    cause_everything(region)
    admin = make.user(is_superuser=True)

    assert shown(FINDINGS[name](admin)) == shown(FINDINGS[name](leader))


# --- at the school --------------------------------------------------------------------------------


def test_lines_that_wait_longer_than_a_week_are_added_up_per_contact(leader, region):
    contact = make.contact(None, region)
    placement = make.placement(make.participant(make.cohort(region)), supervisor=contact)
    for days, minutes in [(7, 1), (8, 60), (9, 90)]:
        make.hours(placement, submitted_at=NOW - timedelta(days=days), minutes=minutes)
    make.hours(placement, submitted_at=LONG_AGO, status="confirmed")

    [row] = attention.late_at_school(leader, NOW)

    assert (row.contact_id, row.contact, row.school) == (
        contact.pk, contact.full_name, contact.school.name,
    )  # fmt: skip
    assert (row.number, row.minutes, row.oldest_at) == (2, 150, NOW - timedelta(days=9))


def test_the_longest_waiting_contact_stands_first(leader, region):
    cohort = make.cohort(region)
    for days in (8, 20, 10):
        make.hours(
            make.placement(make.participant(cohort)), submitted_at=NOW - timedelta(days=days)
        )

    waits = [(NOW - row.oldest_at).days for row in attention.late_at_school(leader, NOW)]

    assert waits == [20, 10, 8]


@pytest.mark.parametrize(
    ("status", "days", "number"),
    [("proposed", 8, 1), ("proposed", 7, 0), ("accepted", 8, 0), ("declined", 8, 0)],
)
def test_a_proposal_is_unanswered_after_a_week(leader, region, status, days, number):
    make.placement(
        make.participant(make.cohort(region)),
        status=status,
        reason="Vol",
        proposed_at=NOW - timedelta(days=days),
    )

    assert len(attention.of_placements(leader, NOW)["unanswered"]) == number


@pytest.mark.parametrize(
    ("fields", "number"),
    [
        ({"vog_required": True}, 1),
        ({"vog_required": False}, 0),
        ({"vog_required": True, "vog_seen_on": TODAY}, 0),
        ({"vog_required": True, "status": "proposed"}, 0),
    ],
)
def test_which_placements_wait_for_a_vog(leader, region, fields, number):
    make.placement(make.participant(make.cohort(region)), **fields)

    assert len(attention.without_vog(leader)) == number


@pytest.mark.parametrize(
    ("contact", "status", "number"),
    [
        ({}, "accepted", 0),
        ({"left_on": TODAY}, "accepted", 1),
        ({"is_qualified": False}, "accepted", 1),
        ({"left_on": TODAY}, "completed", 0),
        ({"left_on": TODAY}, "proposed", 1),
        ({"left_on": TODAY}, "declined", 0),
    ],
)
def test_a_placement_needs_a_qualified_teacher_who_still_works_there(
    leader, region, contact, status, number
):
    supervisor = make.contact(None, region, **contact)
    make.placement(
        make.participant(make.cohort(region)), supervisor=supervisor, status=status, reason="Vol"
    )

    assert len(attention.without_supervisor(leader)) == number


@pytest.mark.parametrize("status", ["accepted", "completed", "broken_off"])
@pytest.mark.parametrize(
    ("line", "number"), [("submitted", 1), ("returned", 0), ("confirmed", 0), ("withdrawn", 0)]
)
def test_lines_that_wait_at_nobody_ask_for_a_teacher_whoever_stopped(
    leader, region, status, line, number
):
    gone = make.contact(None, region, left_on=TODAY)
    person = make.participant(
        make.cohort(region), status="withdrawn", stopped_on=TODAY, stop_reason="Ziek"
    )
    placement = make.placement(person, supervisor=gone, status=status, reason="Ziek")
    make.hours(placement, status=line, return_reason="Te lang", submitted_at=LONG_AGO)

    assert len(attention.without_supervisor(leader)) == number
    assert attention.late_at_school(leader, NOW) == []


def test_nobody_supervises_the_own_placement(leader, region):
    contact = make.contact(None, region)
    person = make.participant(make.cohort(region), person=make.user(contact.email))
    make.placement(person, supervisor=contact)
    account = make.participant(make.cohort(region))
    make.placement(account, supervisor=make.contact(None, region, user=account.user))

    assert len(attention.without_supervisor(leader)) == 2


@pytest.mark.parametrize(
    ("person", "cohort"),
    [("withdrawn", "running"), ("transferred", "running"), ("paused", "running"),
     ("active", "cancelled")],
)  # fmt: skip
def test_who_does_not_take_part_needs_no_answer_no_vog_and_no_teacher(
    leader, region, person, cohort
):
    participant = make.participant(
        make.cohort(region, status=cohort), status=person, stopped_on=TODAY, stop_reason="Ziek"
    )
    gone = make.contact(None, region, left_on=TODAY)
    make.placement(participant, status="proposed", proposed_at=LONG_AGO)
    make.placement(participant, vog_required=True, supervisor=gone)

    assert list(attention.of_placements(leader, NOW)["unanswered"]) == []
    assert list(attention.without_vog(leader)) == []
    assert list(attention.without_supervisor(leader)) == []
