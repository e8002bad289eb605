"""Leaders and schools who decide on one placement at once."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts import links
from accounts.models import AccessLink
from core.workflow import IllegalMove
from internships import contacts, placing, stopping
from internships.models import Placement, SchoolContact
from outbox.models import Message
from participants.models import Participant
from tests import factories as make
from tests.real_database import at_once, kinds

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("shared_database")]


def proposal(participant):
    contact, today = make.contact(), timezone.localdate()
    terms = {"start_on": today, "end_on": today + timedelta(days=90), "agreed_minutes": 4800}
    return partial(
        placing.propose,
        participant,
        school=contact.school,
        supervisor=contact,
        by=None,
        now=timezone.now(),
        **terms,
    )


def test_two_leaders_who_propose_the_same_placement_make_one():
    propose = proposal(make.participant())

    outcomes = at_once(propose, propose, propose)

    assert kinds(outcomes) == {Placement: 1, ValidationError: 2}
    assert Message.objects.filter(kind="placement_request").count() == 1


def test_proposing_while_the_participant_stops_leaves_no_question_open():
    now, today = timezone.now(), timezone.localdate()
    for _round in range(10):
        participant = make.participant()
        propose = proposal(participant)
        own = Participant.objects.get(pk=participant.pk)

        outcomes = at_once(
            propose,
            partial(stopping.withdraw, own, reason="Werk", on=today, by=None, now=now),
        )

        assert kinds(outcomes[1:]) == {type(None): 1}
        assert isinstance(outcomes[0], Placement | ValidationError)
        assert not participant.placements.filter(status="proposed").exists()


def test_yes_and_no_at_once_is_one_answer():
    placement = make.placement(status="proposed", proposed_by=make.user())
    own = [Placement.objects.get(pk=placement.pk) for _ in range(2)]
    facts = {"typed_name": "F. El Idrissi", "by": placement.supervisor, "now": timezone.now()}

    outcomes = at_once(
        partial(placing.accept, own[0], **facts),
        partial(placing.decline, own[1], reason="Geen plek", **facts),
    )

    placement.refresh_from_db()
    assert kinds(outcomes) == {type(None): 1, IllegalMove: 1}
    kind = {"accepted": "placement_accepted", "declined": "placement_declined"}[placement.status]
    assert [message.kind for message in Message.objects.all()] == [kind]


def test_yes_while_the_leader_withdraws_is_one_of_both():
    placement = make.placement(status="proposed")
    own = [Placement.objects.get(pk=placement.pk) for _ in range(2)]

    outcomes = at_once(
        partial(
            placing.accept, own[0], typed_name="F.", by=placement.supervisor, now=timezone.now()
        ),
        partial(placing.cancel, own[1], by=None, now=timezone.now()),
    )

    placement.refresh_from_db()
    assert kinds(outcomes) == {type(None): 1, IllegalMove: 1}
    mails = Message.objects.filter(kind="placement_accepted").count()
    assert (placement.status, mails) in [("accepted", 1), ("cancelled", 0)]


def test_yes_while_the_participant_stops_is_one_of_both():
    placement = make.placement(status="proposed")
    person, own = placement.participant, Placement.objects.get()
    facts = {"reason": "Verhuisd", "on": timezone.localdate(), "now": timezone.now()}

    at_once(
        partial(placing.accept, own, typed_name="F.", by=own.supervisor, now=timezone.now()),
        partial(stopping.withdraw, person, by=None, **facts),
    )

    placement.refresh_from_db()
    person.refresh_from_db()
    mails = Message.objects.filter(kind="placement_accepted").count()
    assert person.status == "withdrawn"
    assert (placement.status, mails) in [("accepted", 1), ("cancelled", 0)]


def test_yes_while_another_teacher_takes_over_is_one_of_both():
    placement = make.placement(status="proposed")
    first, second = placement.supervisor, make.contact(placement.school)
    own = [Placement.objects.get() for _ in range(2)]

    at_once(
        partial(placing.accept, own[0], typed_name="F.", by=first, now=timezone.now()),
        partial(placing.change_supervisor, own[1], second, by=None, now=timezone.now()),
    )

    placement.refresh_from_db()
    mails = list(Message.objects.values_list("kind", flat=True))
    assert placement.supervisor == second
    assert (placement.status, mails) in [
        ("accepted", ["placement_accepted"]),
        ("proposed", ["placement_request"]),
    ]


def test_one_new_contact_added_by_several_leaders_at_once_is_one_record():
    school, leaders = make.school(), [make.user() for _ in range(4)]
    regions = {make.region(leader) for leader in leaders}
    typed = {"first_name": "Wim", "last_name": "Kuipers", "email": "Wim@school.example"}

    outcomes = at_once(
        *[
            partial(contacts.add, SchoolContact(school=school, **typed), by=leader)
            for leader in leaders
        ]
    )

    assert set(outcomes) == {school.contacts.get()}
    assert set(school.contacts.get().regions.all()) == regions


def test_a_link_that_is_used_while_it_is_revoked_is_one_of_both():
    placement, now = make.placement(status="proposed"), timezone.now()
    purpose = AccessLink.Purpose.PLACEMENT
    link = links.create(purpose, holder=placement, email="a@b.example", now=now)
    links.issue(link, now=now)

    at_once(
        partial(links.use, link, name="F.", now=now),
        partial(links.revoke, holder=placement, purpose=purpose, now=now),
    )

    link.refresh_from_db()
    assert (link.used_at is None) != (link.revoked_at is None)


def test_who_left_for_one_leader_is_proposed_to_by_no_other_at_that_moment():
    """Either the proposal stands and the teacher stays, or the teacher left and it is refused."""
    region, other = make.user(), make.user()
    here, there = make.region(region), make.region(other)
    today, now = timezone.localdate(), timezone.now()
    terms = {"start_on": today, "end_on": today + timedelta(days=90), "agreed_minutes": 4800}
    for _round in range(20):
        contact = make.contact(None, here, there)
        person = make.participant(make.cohort(there))
        own = SchoolContact.objects.get(pk=contact.pk)
        people = {"school": contact.school, "supervisor": contact, "by": other, "now": now}

        left, proposed = at_once(
            partial(contacts.leave, own, by=region, on=today),
            partial(placing.propose, person, **people, **terms),
        )

        assert kinds([left, proposed])[ValidationError] == 1
        contact.refresh_from_db()
        assert (contact.left_on is None) == isinstance(proposed, Placement)


def test_of_two_who_bring_somebody_back_the_second_shares_what_the_first_typed():
    school, leaders = make.school(), [make.user() for _ in range(2)]
    regions = {make.region(leader) for leader in leaders}
    for number in range(10):
        gone = make.contact(school, left_on=timezone.localdate())
        typed = [
            SchoolContact(school=school, email=gone.email, first_name="Wim", last_name=last)
            for last in ("Een", "Twee")
        ]

        came = at_once(
            *[partial(contacts.add, one, by=by) for one, by in zip(typed, leaders, strict=True)]
        )

        gone.refresh_from_db()
        assert [row.last_name for row in came] == [gone.last_name] * 2, number
        assert set(gone.regions.all()) == regions
