"""Whether hours keep up with the calendar."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohorts.school_calendar import Calendar, Place
from internships.hours import Totals
from internships.pace import Pace, pace

NO_HOLIDAYS = Calendar([])
START = date(2026, 1, 5)
SCHOOL = Place(1, "midden")
END = date(2026, 3, 15)  # seventy days


def after(days, done=0, norm=4200):
    return Pace(
        norm=norm, done=done, start_on=START, end_on=END, today=START + timedelta(days=days)
    )


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-10, 0), (0, 0), (1, 60), (35, 2100), (69, 4140), (70, 4200), (200, 4200)],
)
def test_the_norm_is_spread_evenly_over_the_days(days, expected):
    assert after(days).expected == expected


@pytest.mark.parametrize(
    ("days", "done", "behind"),
    [
        (35, 2100, False),
        (35, 1680, False),
        (35, 1679, True),
        (55, 2880, False),
        (55, 2879, True),
        (56, 3360, False),
        (56, 3359, True),
        (70, 4199, True),
        (70, 4200, False),
        (200, 5000, False),
        (0, 0, False),
    ],
)
def test_a_tenth_of_the_norm_is_no_reason_to_act_until_the_last_weeks(days, done, behind):
    assert after(days, done).is_behind == behind


@pytest.mark.parametrize(
    ("days", "weeks"),
    [(-70, 10), (0, 10), (1, 10), (7, 9), (62, 2), (63, 1), (69, 1), (70, 0), (99, 0)],
)
def test_weeks_are_counted_while_they_have_days_in_them(days, weeks):
    assert after(days).weeks_left == weeks


@pytest.mark.parametrize(
    ("days", "done", "per_week"),
    [(0, 0, 420), (0, 1, 420), (63, 4199, 15), (63, 4200, 0), (70, 3000, 1200), (69, 4000, 210)],
)
def test_per_week_reaches_the_norm_in_whole_quarters(days, done, per_week):
    assert after(days, done).per_week == per_week


@given(days=st.integers(-100, 200), done=st.integers(0, 7000), norm=st.integers(1, 7000))
def test_keeping_to_the_pace_always_reaches_the_norm(days, done, norm):
    found = after(days, done, norm)

    assert found.per_week * max(found.weeks_left, 1) >= found.left
    assert 0 <= found.expected <= norm


def test_a_placement_of_one_day_can_be_paced():
    one = Pace(norm=60, done=0, start_on=START, end_on=START, today=START)

    assert (one.expected, one.weeks_left, one.per_week) == (0, 1, 60)


def test_several_placements_are_paced_from_the_first_day_to_the_last():
    day = timedelta(days=1)
    placements = [
        SimpleNamespace(start_on=START + 9 * day, end_on=END, school=SCHOOL),
        SimpleNamespace(start_on=START, end_on=END - 9 * day, school=SCHOOL),
    ]

    found = pace(
        4200, Totals(confirmed=60, submitted=30, returned=15), placements, START, NO_HOLIDAYS
    )

    assert (found.start_on, found.end_on, found.done) == (START, END, 90)
    assert pace(4200, Totals(), [], START, NO_HOLIDAYS) is None
