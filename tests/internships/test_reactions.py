"""Who was reminded and did nothing becomes a task for the leader."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cohorts.models import ReminderRule
from internships import attention, reactions
from outbox.models import Message
from tests import factories as make

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture
def leader():
    return make.user("leider@hier.example")


@pytest.fixture
def placement(leader):
    """Somebody who is behind, with a line that waits at school for long."""
    placement = make.placement(make.participant(make.cohort(make.region(leader))))
    make.hours(placement, minutes=1, submitted_at=NOW - timedelta(days=40))
    return placement


def mailed(to, kind, days, **fields):
    at = NOW - timedelta(days=days)
    fields = {"status": "sent", "not_before": at, "sent_at": at, **fields}
    return Message.objects.create(key=f"{kind}:{to}:{days}", kind=kind, to=to, **fields)


def silent(leader):
    behind, late = attention.behind(leader, NOW), attention.late_at_school(leader, NOW)
    return reactions.without(behind, late)


@pytest.mark.parametrize(("days", "number"), [([8], 0), ([15, 8], 1), ([22, 15, 8], 1)])
@pytest.mark.parametrize("kind", ["hours_reminder", "hours_request"])
def test_two_mails_without_reaction_are_a_task(leader, placement, kind, days, number):
    reader = placement.participant.user if kind == "hours_reminder" else placement.supervisor
    for back in days:
        mailed(reader.email, kind, back)

    found = silent(leader)

    assert len(found) == number
    if number:
        [row] = found
        assert (row.name, row.number, row.since) == (
            reader.full_name, len(days), NOW - timedelta(days=days[0]),
        )  # fmt: skip
        assert (row.is_school, row.stopped) == (kind == "hours_request", False)


@pytest.mark.parametrize(("status", "number"), [("sent", 1), ("bounced", 0), ("failed", 0)])
def test_a_mail_that_did_not_arrive_is_held_against_nobody(leader, placement, status, number):
    mailed(placement.supervisor.email, "hours_request", 15)
    mailed(placement.supervisor.email, "hours_request", 8, status=status)

    assert len(silent(leader)) == number


def test_mails_of_before_the_last_line_do_not_count(leader, placement):
    for days in (60, 50, 8):
        mailed(placement.participant.user.email, "hours_reminder", days)

    assert silent(leader) == []


@pytest.mark.parametrize("kind", ["hours_reminder", "hours_request"])
def test_mails_about_something_that_is_over_do_not_count(leader, placement, kind):
    reader = placement.participant.user if kind == "hours_reminder" else placement.supervisor
    for days in (60, 50, 8):
        mailed(reader.email, kind, days)
    placement.hours.update(submitted_at=NOW - timedelta(days=9))
    if kind == "hours_reminder":
        placement.hours.all().delete()
        placement.start_on = timezone.localdate(NOW) - timedelta(days=30)
        placement.save()

    assert silent(leader) == []


def test_a_decision_of_the_school_is_a_reaction(leader, placement):
    for days in (15, 8):
        mailed(placement.supervisor.email, "hours_request", days)
    make.confirmation(placement.supervisor, confirmed_at=NOW - timedelta(days=10))

    assert silent(leader) == []


def test_what_did_not_leave_is_no_reminder(leader, placement):
    email = placement.participant.user.email
    mailed(email, "hours_reminder", 15, status="cancelled", sent_at=None)
    mailed(email, "hours_reminder", 8, status="waiting", sent_at=None)
    mailed(email, "hours_reminder", 9)

    assert silent(leader) == []


@pytest.mark.parametrize(("task_after", "cap", "stopped"), [(1, 1, True), (1, 2, False)])
def test_the_rule_of_the_cohort_says_when_and_whether_the_mail_stopped(
    leader, placement, task_after, cap, stopped
):
    ReminderRule.objects.create(
        cohort=placement.participant.cohort,
        kind=ReminderRule.Kind.PARTICIPANT,
        task_after=task_after,
        cap=cap,
    )
    mailed(placement.participant.user.email, "hours_reminder", 8)

    assert [row.stopped for row in silent(leader)] == [stopped]


def test_the_start_page_names_them_with_one_action_each(on, leader, placement):
    for days in (15, 8):
        mailed(placement.participant.user.email, "hours_reminder", days)
        mailed(placement.supervisor.email, "hours_request", days)

    page = on(leader).get("/leader/").content.decode()

    assert "Herinnerd, geen reactie" in page
    assert page.count("Bel de deelnemer") == page.count("Bel de school") == 1
    assert page.count("2 herinneringen sinds") == 2
