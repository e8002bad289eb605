"""Taking people into a cohort."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from cohorts.models import Cohort
from outbox.models import Message
from participants import leaving
from participants.admission import CohortFull, admit, invite, with_seats
from participants.models import Participant
from tests import factories as make

pytestmark = pytest.mark.django_db


def take_in(cohort, email="ozlem@bedrijf.example", **fields):
    values = {"first_name": "Özlem", "infix": "van der", "last_name": "Meer", "by": None}
    return admit(cohort, email=email, now=timezone.now(), **{**values, **fields})


def with_people(number, **fields):
    cohort = make.cohort(**fields)
    for _ in range(number):
        make.participant(cohort)
    return cohort


def test_a_new_person_gets_an_account_without_a_password_a_seat_and_a_mail():
    leader, cohort = make.user(first_name="Lea"), make.cohort()

    participant = take_in(cohort, by=leader, phone="+31612345678", branch="metal", language="en")

    user = participant.user
    assert (str(user), user.language) == ("Özlem van der Meer", "en")
    assert not user.has_usable_password()
    assert (participant.status, participant.branch) == ("active", "metal")
    [message] = Message.objects.all()
    assert (message.to, message.about) == ("ozlem@bedrijf.example", participant)


def test_a_known_person_keeps_the_own_name_and_language():
    known = make.user("ozlem@bedrijf.example", first_name="Öz", infix="", last_name="Meer")

    participant = take_in(make.cohort(), first_name="Ozlem", last_name="v/d Meer", language="en")

    known.refresh_from_db()
    assert participant.user == known
    assert (str(known), known.language) == ("Öz Meer", "nl")


@pytest.mark.parametrize("typed", ["OZLEM@Bedrijf.Example", " ozlem@bedrijf.example "])
def test_an_address_is_one_person_however_it_is_typed(typed):
    first = take_in(make.cohort())

    second = take_in(make.cohort(), email=typed)

    assert second.user == first.user
    assert User.objects.filter(email__iexact=typed.strip()).count() == 1


@pytest.mark.parametrize(("seated", "fits"), [(0, True), (14, True), (15, True), (19, True),
                                              (20, False), (21, False)])  # fmt: skip
def test_the_twentieth_gets_a_seat_and_the_twenty_first_does_not(seated, fits):
    cohort = with_people(seated)

    if fits:
        take_in(cohort)
    else:
        with pytest.raises(CohortFull, match="has 20 seats, all taken"):
            take_in(cohort)

    assert cohort.participants.count() == seated + fits
    assert (
        User.objects.filter(email="ozlem@bedrijf.example").exists(),
        Message.objects.count(),
    ) == (
        fits,
        int(fits),
    )


@pytest.mark.parametrize(
    ("status", "seats"),
    [("active", 1), ("paused", 1), ("completed", 1), ("withdrawn", 0), ("transferred", 0)],
)
def test_who_holds_a_seat(status, seats):
    cohort = make.cohort()
    make.participant(cohort, status=status, stopped_on=timezone.localdate(), stop_reason="Verhuisd")
    make.participant()  # A seat in another cohort is not counted here.

    assert with_seats(Cohort.objects.filter(pk=cohort.pk)).get().seats_taken == seats


def test_who_stops_makes_room():
    cohort = with_people(2, min_participants=1, max_participants=2)
    leaving.withdraw(
        cohort.participants.first(), reason="Verhuisd", on=timezone.localdate(), by=None
    )

    assert take_in(cohort).cohort == cohort


@pytest.mark.parametrize("status", Cohort.Status)
def test_a_closed_cohort_takes_nobody_in(status):
    cohort = make.cohort(status=status)

    if status in Cohort.CLOSED:
        with pytest.raises(ValidationError, match="neemt geen deelnemers meer aan"):
            take_in(cohort)
    else:
        take_in(cohort)

    assert cohort.participants.count() == (status not in Cohort.CLOSED)


def test_a_cohort_that_closed_after_the_form_was_opened_takes_nobody_in():
    cohort = make.cohort()
    Cohort.objects.filter(pk=cohort.pk).update(status="finished")

    with pytest.raises(ValidationError):
        take_in(cohort)


@pytest.mark.parametrize("status", ["active", "withdrawn"])
def test_nobody_is_in_one_cohort_twice(status):
    participant = make.participant(
        status=status, stopped_on=timezone.localdate(), stop_reason="Verhuisd"
    )

    with pytest.raises(ValidationError) as refused:
        take_in(participant.cohort, email=participant.user.email.upper())

    assert refused.value.message_dict == {"email": ["Deze persoon zit al in deze groep."]}
    assert (Participant.objects.count(), Message.objects.count()) == (1, 0)


def test_a_second_attempt_in_another_cohort_is_a_second_row():
    first = make.participant(status="withdrawn", stopped_on=timezone.localdate(), stop_reason="x")

    second = take_in(make.cohort(), email=first.user.email)

    assert (second.user, second.pk != first.pk) == (first.user, True)


def test_an_invitation_can_be_sent_again_once_a_day():
    participant = take_in(make.cohort())
    morning = datetime(2026, 3, 3, 8, tzinfo=UTC)

    for hours in (0, 1, 5, 24, 25):
        invite(participant, by=None, now=morning + timedelta(hours=hours), again=True)

    assert Message.objects.count() == 3


def test_the_day_of_an_invitation_is_the_dutch_day():
    participant = take_in(make.cohort())
    late = datetime(2026, 3, 3, 22, 30, tzinfo=UTC)  # half past eleven on 3 March

    first = invite(participant, by=None, now=late, again=True)
    second = invite(participant, by=None, now=late + timedelta(hours=1), again=True)

    assert first != second
    assert second.key.endswith(":2026-03-04")
