"""The overview of mails that wait for Monday leaves on a day that its reader is at work."""

from datetime import timedelta

import pytest

from internships.reminders import overviews
from tests import factories as make
from tests.internships.march import MONDAY, at, holiday
from tests.outbox.rows import waiting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known")]


def overview(about):
    return waiting(kind="weekly_overview", about=about)


def test_on_easter_monday_it_waits_for_tuesday():
    holiday("", MONDAY, MONDAY, "Tweede paasdag", kind="public")

    for reader in (make.participant(), make.contact()):
        assert overviews.moot(overview(reader), at(0)) == at(1, 9, 0)
        assert overviews.moot(overview(reader), at(1)) == ""


def test_in_the_holiday_of_the_school_only_the_school_waits():
    holiday("zuid", MONDAY, MONDAY + timedelta(days=4))
    contact = make.contact(make.school(holiday_region="zuid"))

    assert overviews.moot(overview(contact), at(0)) == at(0, 9, 0, week=1)
    assert overviews.moot(overview(make.participant()), at(0)) == ""


def test_after_hours_it_waits_for_the_morning():
    assert overviews.moot(overview(make.participant()), at(0, 17, 1)) == at(1, 9, 0)


def test_of_a_school_that_stays_shut_it_is_not_kept_for_ever():
    holiday("", MONDAY, MONDAY + timedelta(days=200))

    assert overviews.moot(overview(make.contact()), at(0)) == ""
