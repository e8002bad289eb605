"""How full a cohort is."""

import pytest

from cohorts.capacity import Fill, fill
from cohorts.models import Cohort
from participants.admission import with_seats
from tests import factories as make


@pytest.mark.parametrize(
    ("taken", "state", "missing"),
    [
        (0, "short", 15),
        (14, "short", 1),
        (15, "enough", 0),
        (19, "enough", 0),
        (20, "full", 0),
        (21, "full", 0),
    ],
)
def test_fifteen_is_enough_and_twenty_is_full(taken, state, missing):
    filled = Fill(taken, 15, 20)

    assert (filled.state, filled.missing) == (state, missing)


def test_where_minimum_and_maximum_are_one_number_full_comes_first():
    assert [Fill(taken, 15, 15).state for taken in (14, 15)] == ["short", "full"]


@pytest.mark.django_db
def test_the_numbers_come_from_the_cohort_itself():
    cohort = make.cohort(min_participants=2, max_participants=3)
    make.participant(cohort)

    assert fill(with_seats(Cohort.objects.all()).get()) == Fill(1, 2, 3)
