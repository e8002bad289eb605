"""How far everybody of a cohort is."""

import pytest
from django.utils import timezone

from internships import progress
from internships.hours import NOTHING, Totals
from tests import factories as make

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def test_everybody_stands_in_it_by_name_with_totals_of_all_placements():
    cohort = make.cohort()
    zoe, anna = (
        make.participant(cohort, person=make.user(first_name=name, infix="", last_name=last))
        for name, last in [("Zoë", "Zwart"), ("Anna", "Aalders")]
    )
    first, second = make.placement(zoe, status="completed"), make.placement(zoe)
    make.hours(first, status="confirmed", minutes=60)
    make.hours(second, status="submitted", minutes=30)
    make.hours(second, status="returned", return_reason="Niet gezien", minutes=15)
    make.hours(second, status="withdrawn", minutes=999)
    make.hours()  # Somebody of another cohort.

    rows = progress.of_cohort(cohort, TODAY)

    assert [row.participant for row in rows] == [anna, zoe]
    assert [row.totals for row in rows] == [
        NOTHING,
        Totals(confirmed=60, submitted=30, returned=15),
    ]


def test_a_correction_counts_once_and_only_when_it_is_confirmed():
    placement = make.placement()
    line = make.hours(placement, status="confirmed", minutes=90)
    make.hours(placement, supersedes=line, minutes=60)

    [row] = progress.of_cohort(placement.participant.cohort, TODAY)

    assert (row.totals.confirmed, row.totals.submitted) == (90, 0)


@pytest.mark.parametrize(
    ("status", "proposed", "accepted", "paced"),
    [
        ("proposed", 1, 0, False),
        ("accepted", 0, 1, True),
        ("completed", 0, 0, True),
        ("broken_off", 0, 0, True),
        ("declined", 0, 0, False),
        ("cancelled", 0, 0, False),
    ],
)
def test_which_placements_show_and_which_set_the_pace(status, proposed, accepted, paced):
    placement = make.placement(status=status, reason="Mentor ziek")

    [row] = progress.of_cohort(placement.participant.cohort, TODAY)

    assert (len(row.proposed), len(row.accepted), row.pace is not None) == (
        proposed,
        accepted,
        paced,
    )


@pytest.mark.parametrize("number", [1, 3])
def test_a_cohort_costs_four_queries_whatever_its_size(django_assert_num_queries, number):
    cohort = make.cohort()
    for _ in range(number):
        make.hours(make.placement(make.participant(cohort)))

    with django_assert_num_queries(4):
        rows = progress.of_cohort(cohort, TODAY)
        shown = [
            (
                str(row.participant),
                row.participant.employer,
                row.pace.left,
                row.accepted[0].school.name,
            )
            for row in rows
        ]

    assert len(shown) == number
