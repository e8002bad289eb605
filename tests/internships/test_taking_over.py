"""A placement whose participant stops, or whose supervisor changes, while the school decides."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts import links
from core.workflow import IllegalMove
from internships import placing
from outbox.models import Message
from tests import factories as make
from tests.internships.pages import propose

pytestmark = pytest.mark.django_db

STOPPED = {"stopped_on": timezone.localdate(), "stop_reason": "Ziek"}


def say_yes(placement):
    placing.accept(placement, typed_name="F.", by=placement.supervisor, now=timezone.now())


@pytest.mark.parametrize(
    ("status", "accepted"),
    [("active", True), ("paused", True), ("withdrawn", False), ("transferred", False)],
)
def test_a_school_says_yes_only_to_who_takes_part(status, accepted):
    placement = make.placement(make.participant(status=status, **STOPPED), status="proposed")

    if accepted:
        say_yes(placement)
    else:
        with pytest.raises(IllegalMove):
            say_yes(placement)

    placement.refresh_from_db()
    assert (placement.status == "accepted") is accepted
    assert Message.objects.count() == accepted


def test_a_school_says_no_yes_to_a_cohort_that_was_called_off():
    participant = make.participant(make.cohort(status="cancelled"))
    placement = make.placement(participant, status="proposed")

    with pytest.raises(IllegalMove):
        say_yes(placement)
    assert list(placing.to_answer([placement.supervisor])) == []


def stop(placement):
    type(placement.participant).objects.update(status="withdrawn", **STOPPED)


def call_off(placement):
    type(placement.participant.cohort).objects.update(status="cancelled")


def leave(placement):
    type(placement.supervisor).objects.update(left_on=timezone.localdate())


def disqualify(placement):
    type(placement.supervisor).objects.update(is_qualified=False)


@pytest.mark.parametrize("happened", [stop, call_off, leave, disqualify])
def test_a_question_that_nobody_waits_for_is_not_mailed_nor_answered(happened):
    placement = propose()
    message, now = Message.objects.get(), timezone.now()
    links.issue(message.link, now=now)
    assert placing.moot(message, now) == ""

    happened(placement)

    fresh = type(placement).objects.get()
    assert placing.moot(Message.objects.get(), now) != ""
    assert placing.may_answer(fresh, message.link, now) is False
    assert placing.renew(fresh, now=now) is None
    assert list(placing.to_answer([fresh.supervisor])) == []


def test_withdrawing_a_proposal_closes_the_link_to_answer_it():
    placement, now = propose(), timezone.now()
    link = Message.objects.get().link
    links.issue(link, now=now)

    placing.cancel(placement, by=None, now=now)

    link.refresh_from_db()
    assert (link.is_open(now), link.revoked_at) == (False, now)


def test_who_teaches_there_does_not_supervise_the_own_placement():
    contact = make.contact()
    participant = make.participant(person=make.user(contact.email))
    today = timezone.localdate()

    with pytest.raises(ValidationError) as error:
        placing.propose(
            participant,
            school=contact.school,
            supervisor=contact,
            by=None,
            now=timezone.now(),
            start_on=today,
            end_on=today,
            agreed_minutes=60,
        )
    assert list(error.value.message_dict) == ["supervisor"]


def take_over(placement, colleague=None, now=None):
    colleague = colleague or make.contact(placement.school)
    placing.change_supervisor(placement, colleague, by=None, now=now or timezone.now())
    return colleague


@pytest.mark.parametrize("status", ["accepted", "completed", "broken_off"])
@pytest.mark.parametrize("person", ["active", "paused", "completed", "withdrawn", "transferred"])
def test_waiting_lines_reach_another_teacher_whatever_ended(status, person):
    placement = make.placement(
        make.participant(status=person, **STOPPED), status=status, reason="Ziek"
    )
    line = make.hours(placement)
    type(placement.school).objects.update(closed_on=timezone.localdate())

    colleague = take_over(placement)

    assert list(type(line).objects.decidable_by(colleague)) == [line]
    assert Message.objects.count() == 0


@pytest.mark.parametrize("status", ["declined", "cancelled"])
def test_of_a_placement_that_never_was_nobody_takes_over(status):
    placement = make.placement(status=status, reason="Vol")

    with pytest.raises(IllegalMove):
        take_over(placement)


def test_an_open_question_goes_to_the_teacher_who_takes_over_and_back():
    placement = propose()
    first, link = placement.supervisor, Message.objects.get().link
    links.issue(link, now=timezone.now())

    second = take_over(placement)
    take_over(placement, second)
    take_over(placement, first)
    take_over(placement, second)

    sent = Message.objects.order_by("pk").values_list("to", flat=True)
    assert list(sent) == [first.email, second.email, first.email, second.email]
    link.refresh_from_db()
    assert link.revoked_at is not None


def test_the_yes_of_a_teacher_who_was_replaced_meanwhile_does_not_count():
    placement = propose()
    as_read = type(placement).objects.get()

    take_over(placement)

    with pytest.raises(IllegalMove):
        say_yes(as_read)
