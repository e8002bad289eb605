"""Leaders and schools who decide on one placement at once."""

from collections import Counter
from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.workflow import IllegalMove
from internships import placing
from internships.models import Placement
from outbox.models import Message
from tests import factories as make
from tests.real_database import at_once

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("shared_database")]


def kinds(outcomes):
    return Counter(type(outcome) for outcome in outcomes)


def test_two_leaders_who_propose_the_same_placement_make_one():
    participant, contact = make.participant(), make.contact()
    today = timezone.localdate()
    terms = {"start_on": today, "end_on": today + timedelta(days=90), "agreed_minutes": 4800}
    propose = partial(
        placing.propose,
        participant,
        school=contact.school,
        supervisor=contact,
        by=None,
        now=timezone.now(),
        **terms,
    )

    outcomes = at_once(propose, propose, propose)

    assert kinds(outcomes) == {Placement: 1, ValidationError: 2}
    assert Message.objects.filter(kind="placement_request").count() == 1


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
        partial(placing.cancel, own[1], by=None),
    )

    placement.refresh_from_db()
    assert kinds(outcomes) == {type(None): 1, IllegalMove: 1}
    mails = Message.objects.filter(kind="placement_accepted").count()
    assert (placement.status, mails) in [("accepted", 1), ("cancelled", 0)]
