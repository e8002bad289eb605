"""What one person can log at most, over corrections and over two cohorts."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from internships import hours
from tests import factories as make
from tests.internships.pages import day

pytestmark = pytest.mark.django_db


def line(**fields):
    return {"worked_on": day(1), "minutes": 90, "kind": "assisting", **fields}


def log(placement, **fields):
    return hours.log(placement, by=None, now=timezone.now(), **line(**fields))


def refused(placement, **fields):
    with pytest.raises(ValidationError) as error:
        log(placement, **fields)
    return list(error.value.message_dict)


@pytest.fixture
def placement():
    return make.placement(make.participant(make.cohort(norm_minutes=60, ceiling_minutes=300)))


@pytest.mark.parametrize("status", ["submitted", "returned"])
@pytest.mark.parametrize(("was", "becomes"), [(60, 180), (180, 60)])
def test_of_a_line_and_its_open_correction_the_larger_fills_the_ceiling(
    placement, status, was, becomes
):
    old = make.hours(placement, status="confirmed", minutes=was)
    make.hours(placement, supersedes=old, minutes=becomes, status=status, return_reason="Te lang")

    assert refused(placement, minutes=121) == ["duration"]
    assert log(placement, minutes=120).minutes == 120


def test_a_correction_of_a_correction_is_counted_once(placement):
    first = make.hours(placement, status="superseded", minutes=200)
    second = make.hours(placement, status="confirmed", minutes=100, supersedes=first)
    make.hours(placement, minutes=150, supersedes=second)

    assert refused(placement, minutes=151) == ["duration"]
    assert log(placement, minutes=150).minutes == 150


@pytest.fixture
def elsewhere(placement):
    """A placement of the same person in another cohort."""
    return make.placement(make.participant(person=placement.participant.user))


def span(start, end):
    return {"starts_at": datetime.time(start), "ends_at": datetime.time(end)}


def test_the_same_clock_hours_count_once_for_who_is_in_two_cohorts(placement, elsewhere):
    log(placement, minutes=180, **span(9, 12))

    assert refused(elsewhere, minutes=120, **span(11, 13)) == ["duration"]
    assert log(elsewhere, minutes=60, **span(12, 13)).minutes == 60


def test_the_limit_of_a_day_is_that_of_a_person_and_the_ceiling_that_of_a_cohort(
    placement, elsewhere
):
    log(elsewhere, minutes=15 * 60)

    assert refused(placement, minutes=61) == ["duration"]
    assert log(placement, minutes=60).minutes == 60
    assert log(placement, worked_on=day(2), minutes=240).minutes == 240


def test_another_person_on_the_same_hours_is_no_overlap(placement):
    log(make.placement(), minutes=180, **span(9, 12))

    assert log(placement, minutes=180, **span(9, 12)).minutes == 180
