"""Weeks of March 2026: moments, placements and lines in them, and a calendar around them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from cohorts.models import Holiday
from tests import factories as make

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# Week 11 of 2026, without holidays anywhere; Wednesday is the 11th.
MONDAY = date(2026, 3, 9)


def at(weekday, hour=10, minute=5, week=0):
    """A moment in the week of MONDAY, or so many weeks later; Monday is 0."""
    day = MONDAY + timedelta(days=weekday, weeks=week)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=AMSTERDAM).astimezone(UTC)


WEDNESDAY, THURSDAY, FRIDAY = at(2), at(3), at(4)


def calendar():
    """The school holidays that lie ahead of these weeks, so that the calendar is known."""
    holiday("", date(2026, 4, 25), date(2026, 5, 3), "Meivakantie")
    holiday("", date(2026, 7, 11), date(2026, 8, 16), "Zomervakantie")


def holiday(region, start, end, name="Vakantie", kind="school"):
    return Holiday.objects.create(kind=kind, region=region, name=name, start_on=start, end_on=end)


def placed(participant=None, *, region="midden", **fields):
    """A placement that runs all year, at a school in this holiday region."""
    participant = participant or make.participant()
    contact = make.contact(make.school(holiday_region=region), participant.cohort.region)
    year = {"start_on": date(2026, 1, 5), "end_on": date(2026, 12, 18)}
    return make.placement(participant, supervisor=contact, **{**year, **fields})


def worked(placement, day, **fields):
    moment = datetime(day.year, day.month, day.day, 15, tzinfo=UTC)
    return make.hours(placement, worked_on=day, submitted_at=moment, **fields)
