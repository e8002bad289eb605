"""When schools may be mailed."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from cohorts import school_calendar
from cohorts.models import Holiday

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

    assert school_calendar.is_office_hour(now.astimezone(ZoneInfo("UTC"))) == open_


def holiday(region, start, end, kind="school"):
    return Holiday.objects.create(
        kind=kind, region=region, name="Vakantie", start_on=start, end_on=end
    )


@pytest.mark.django_db
def test_a_holiday_shuts_its_region_on_its_first_and_its_last_day():
    holiday("noord", date(2026, 2, 21), date(2026, 3, 1))
    holiday("zuid", date(2026, 2, 14), date(2026, 2, 22))
    holiday("", date(2026, 2, 22), date(2026, 2, 22), kind="public")

    shut = {
        day: school_calendar.shut_regions(date(2026, 2, day)) for day in (13, 14, 20, 21, 22, 28)
    }

    assert shut == {
        13: set(),
        14: {"zuid"},
        20: {"zuid"},
        21: {"noord", "zuid"},
        22: {"noord", "zuid", ""},
        28: {"noord"},
    }
    assert school_calendar.shut_regions(date(2026, 3, 2)) == set()


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

    assert school_calendar.is_known(DAY) == known
