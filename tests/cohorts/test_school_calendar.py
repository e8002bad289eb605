"""When schools may be mailed."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from cohorts.models import Holiday, HolidayRegion
from cohorts.school_calendar import Calendar, Kind, Place, Span, count_days
from core import office_hours
from internships import school_days
from internships.models import SchoolException
from tests import factories as make

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("day", "clock", "open_"),
    [
        ((2026, 3, 4), (8, 59), False),
        ((2026, 3, 4), (9, 0), True),
        ((2026, 3, 4), (16, 59), True),
        ((2026, 3, 4), (17, 0), False),
        ((2026, 3, 4), (23, 30), False),
        ((2026, 3, 6), (12, 0), True),
        ((2026, 3, 7), (12, 0), False),
        ((2026, 3, 8), (12, 0), False),
        ((2026, 7, 1), (9, 0), True),
    ],
)
def test_working_hours_are_dutch_ones_in_winter_and_in_summer(day, clock, open_):
    now = datetime(*day, *clock, tzinfo=AMSTERDAM)

    assert office_hours.holds(now.astimezone(ZoneInfo("UTC"))) == open_


def holiday(region, start, end, kind="school"):
    return Holiday.objects.create(
        kind=kind, region=region, name="Vakantie", start_on=start, end_on=end
    )


@pytest.mark.django_db
def test_a_holiday_shuts_its_region_on_its_first_and_its_last_day():
    holiday("noord", date(2026, 2, 23), date(2026, 2, 27))
    holiday("zuid", date(2026, 2, 16), date(2026, 2, 24))
    holiday("", date(2026, 2, 25), date(2026, 2, 25), kind="public")

    calendar = school_days.load()
    shut = {
        day: {
            region
            for region in HolidayRegion.values
            if not calendar.is_open(Place(1, region), date(2026, 2, day))
        }
        for day in (13, 16, 20, 24, 25, 27)
    }

    assert shut == {
        13: set(),
        16: {"zuid"},
        20: {"zuid"},
        24: {"noord", "zuid"},
        25: {"noord", "midden", "zuid"},
        27: {"noord"},
    }


DAY = date(2026, 3, 4)
AHEAD = (date(2026, 4, 25), date(2026, 5, 3))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("regions", "span", "kind", "known"),
    [
        (["noord", "midden", "zuid"], AHEAD, "school", True),
        ([""], AHEAD, "school", True),
        (["noord", "midden"], AHEAD, "school", False),
        ([], AHEAD, "school", False),
        ([""], AHEAD, "public", False),
        ([""], (date(2026, 2, 14), date(2026, 3, 3)), "school", False),
        ([""], (date(2026, 2, 14), DAY), "school", True),
        ([""], (date(2026, 7, 2), date(2026, 8, 16)), "school", True),
        ([""], (date(2026, 7, 3), date(2026, 8, 16)), "school", False),
    ],
    ids=[
        "all regions", "whole country", "a region lacks", "nothing", "only public holidays",
        "only the past", "ends today", "120 days ahead", "121 days ahead",
    ],
)  # fmt: skip
def test_the_calendar_is_known_when_the_next_school_holiday_of_every_region_is(
    regions, span, kind, known
):
    for region in regions:
        holiday(region, *span, kind=kind)

    assert school_days.load().is_known(DAY) == known


# --- one school -----------------------------------------------------------------------------------

WEEK = (date(2026, 2, 16), date(2026, 2, 20))
HERE, ELSEWHERE, UNKNOWN = Place(1, "midden"), Place(2, "noord"), Place(3, "")


@pytest.mark.parametrize(
    ("spans", "open_at"),
    [
        ([], [True, True, True]),
        ([Span(Kind.SCHOOL, *WEEK, "midden")], [False, True, False]),
        ([Span(Kind.SCHOOL, *WEEK)], [False, False, False]),
        ([Span(Kind.SHUT, *WEEK, school=1)], [False, True, True]),
        ([Span(Kind.SCHOOL, *WEEK), Span(Kind.OPEN, *WEEK, school=1)], [True, False, False]),
        ([Span(Kind.PUBLIC, *WEEK), Span(Kind.OPEN, *WEEK, school=1)], [False, False, False]),
    ],
    ids=["nothing", "own region", "country", "day off", "open in a holiday", "public holiday"],
)
def test_a_school_follows_its_region_but_for_its_own_exceptions(spans, open_at):
    calendar = Calendar(spans)

    assert [calendar.is_open(school, WEEK[0]) for school in (HERE, ELSEWHERE, UNKNOWN)] == open_at
    assert not calendar.is_open(HERE, date(2026, 2, 21))


def test_days_of_holiday_do_not_count_and_a_public_holiday_does():
    easter = date(2026, 4, 6)
    spans = [Span(Kind.SCHOOL, *WEEK, "midden"), Span(Kind.PUBLIC, easter, easter)]
    calendar = Calendar(spans)

    def counted(school, start, end):
        return count_days(start, end, calendar.days_off(school))

    assert counted(HERE, date(2026, 2, 9), date(2026, 2, 22)) == 9
    assert counted(ELSEWHERE, date(2026, 2, 9), date(2026, 2, 22)) == 14
    assert counted(HERE, easter, easter) == 1
    assert not calendar.is_working_day(easter)


@pytest.mark.django_db
def test_the_calendar_with_all_exceptions_is_one_query(django_assert_num_queries):
    holiday("noord", *WEEK)
    school = make.school(holiday_region="midden")
    for is_open in (True, False):
        SchoolException.objects.create(
            school=school, is_open=is_open, name="Studie", start_on=WEEK[0], end_on=WEEK[1]
        )

    with django_assert_num_queries(1):
        calendar = school_days.load()

    assert [span.region for span in calendar.holidays] == ["noord"]
    assert {span.kind for span in calendar.exceptions[school.pk]} == {Kind.SHUT, Kind.OPEN}
    assert not school_days.load([]).exceptions
    assert school_days.load([school.pk]).exceptions.keys() == {school.pk}
