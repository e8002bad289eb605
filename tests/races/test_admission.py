"""Several leaders admit people at once."""

from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from cohorts.models import Cohort
from core.workflow import IllegalMove
from outbox.models import Message
from participants import leaving
from participants.admission import CohortFull, admit, check_maximum
from participants.models import Participant
from tests import factories as make
from tests.real_database import at_once, kinds

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("shared_database")]


def admission(cohort, email, by=None):
    return partial(
        admit, cohort, email=email, first_name="Jo", last_name="Bos", by=by, now=timezone.now()
    )


def test_of_thirty_at_once_twenty_get_a_seat():
    cohort = make.cohort(max_participants=20)

    outcomes = at_once(*[admission(cohort, f"{n}@bedrijf.example") for n in range(30)])

    assert kinds(outcomes) == {Participant: 20, CohortFull: 10}
    assert cohort.participants.seated().count() == 20
    assert Message.objects.filter(kind="invitation").count() == 20


def test_the_last_seat_goes_to_one_of_two():
    cohort = make.cohort(min_participants=1, max_participants=2)
    make.participant(cohort)

    outcomes = at_once(*[admission(cohort, f"{n}@bedrijf.example") for n in range(2)])

    assert kinds(outcomes) == {Participant: 1, CohortFull: 1}


def test_one_person_admitted_by_two_at_once_gets_one_seat():
    cohort = make.cohort()

    outcomes = at_once(*[admission(cohort, "Jo@bedrijf.example")] * 4)

    assert kinds(outcomes) == {Participant: 1, ValidationError: 3}
    assert (Participant.objects.count(), Message.objects.count()) == (1, 1)


def test_a_new_person_admitted_to_several_cohorts_at_once_is_one_user():
    cohorts = [make.cohort() for _ in range(6)]

    outcomes = at_once(*[admission(cohort, "jo@bedrijf.example") for cohort in cohorts])

    assert kinds(outcomes) == {Participant: 6}
    assert User.objects.filter(email="jo@bedrijf.example").count() == 1


def test_pausing_and_stopping_at_once_never_undoes_the_stop():
    participant = make.participant()
    facts = {"reason": "Verhuisd", "on": timezone.localdate()}
    own = [Participant.objects.get(pk=participant.pk) for _ in range(2)]

    outcomes = at_once(
        partial(leaving.withdraw, own[0], by=None, **facts), partial(leaving.pause, own[1], by=None)
    )

    participant.refresh_from_db()
    assert participant.status == "withdrawn"
    assert set(kinds(outcomes)) <= {type(None), IllegalMove}


def lower(cohort, maximum):
    """What both forms do: look at the seats and save, in one transaction."""
    with transaction.atomic():
        check_maximum(cohort, maximum)
        Cohort.objects.filter(pk=cohort.pk).update(max_participants=maximum)


def test_a_maximum_is_not_lowered_below_who_comes_in_meanwhile():
    for number in range(4):
        cohort = make.cohort(min_participants=1, max_participants=2)
        make.participant(cohort)

        outcomes = at_once(
            admission(cohort, f"jo{number}@bedrijf.example"), partial(lower, cohort, 1)
        )

        cohort.refresh_from_db()
        assert cohort.participants.count() <= cohort.max_participants
        assert sorted(isinstance(outcome, Exception) for outcome in outcomes) == [False, True]
