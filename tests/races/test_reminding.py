"""Several leaders set the rules of a cohort, or the days of a school, at once."""

from collections import Counter
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts.models import ReminderRule
from internships import school_exceptions
from internships.models import SchoolException
from tests import factories as make
from tests.cohorts.pages import REMINDERS
from tests.real_database import at_once

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("shared_database")]


def saving(cohort, leader, cap):
    """A leader's own browser, about to save the page."""
    browser = Client()
    browser.force_login(leader)
    typed = {**REMINDERS, "school-cap": cap, "participant-cap": cap}
    return partial(browser.post, reverse("cohort_reminders", args=[cohort.pk]), typed)


def test_leaders_who_set_the_same_rules_for_the_first_time_both_succeed():
    leaders = [make.user() for _number in range(4)]
    cohort = make.cohort(make.region(*leaders))

    outcomes = at_once(*[saving(cohort, leader, 5 + n) for n, leader in enumerate(leaders)])

    assert [answer.status_code for answer in outcomes] == [302] * 4
    caps = Counter(ReminderRule.objects.values_list("cap", flat=True))
    assert list(caps.values()) == [2]


def test_a_school_does_not_become_open_and_shut_at_once():
    school, day = make.school(), timezone.localdate()
    kept = [
        partial(
            school_exceptions.add, school, name="Dag", start_on=day, end_on=day, is_open=is_open
        )
        for is_open in (True, False) * 3
    ]

    outcomes = at_once(*kept)

    assert Counter(map(type, outcomes)) == {SchoolException: 1, ValidationError: 5}
