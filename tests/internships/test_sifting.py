"""What the database sifts: nobody who is behind, and nearly everybody who is not."""

import math
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cohorts.models import Holiday
from internships import lagging, progress, school_days, sifting
from internships.models import HourEntry, Placement, SchoolException
from participants.models import Participant
from tests import factories as make
from tests.internships.any_calendar import days, spans
from tests.internships.march import holiday, placed, worked

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

TODAY = date(2026, 3, 11)
DAY = timedelta(days=1)
PEOPLE = 6
several_examples = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
stays = st.fixed_dictionaries(
    {
        "start_on": days,
        "length": st.sampled_from([0, 1, 13, 14, 15, 40, 150, 1400]),
        "status": st.sampled_from(["accepted", "accepted", "accepted", "completed", "proposed"]),
        "vog_required": st.sampled_from([False, False, True]),
    }
)
people = st.lists(
    st.fixed_dictionaries(
        {
            "stays": st.lists(stays, min_size=1, max_size=2),
            # Where the share of the days is a whole number of minutes, and around it.
            "done": st.integers(0, 60) | st.sampled_from([0.4, 0.5, 0.9, 1.0]),
            "off": st.sampled_from([-1, 0, 0, 1]),
        }
    ),
    min_size=PEOPLE,
    max_size=PEOPLE,
)


@pytest.fixture
def world(db):
    """People of several regions and norms, each with two placements to fill in."""
    found = []
    for number in range(PEOPLE):
        cohort = make.cohort(norm_minutes=[870, 4830][number % 2], status="running")
        participant = make.participant(cohort)
        region = ("midden", "noord", "zuid", "")[number % 4]
        found.append([placed(participant, region=region) for _ in range(2)])
    return found


@several_examples
@given(spans=spans, people=people)
def test_the_same_people_are_behind_as_without_the_sieve(world, spans, people):
    fill(world, spans, people)
    calendar = school_days.load()

    [*quick] = lagging.chunks(None, TODAY, calendar)
    [*whole] = lagging.chunks(Participant.objects.all(), TODAY, calendar)

    found = {lag.participant_id: lag.pace for lags in quick for lag in lags}
    assert found == {lag.participant_id: lag.pace for lags in whole for lag in lags}


def fill(world, spans, people):
    """These placements, hours and days off, and no others."""
    for model in (HourEntry, Placement, SchoolException, Holiday):
        model.objects.all().delete()
    school = world[0][0].school_id
    for number, span in enumerate(spans):
        if span.school is None:
            holiday(span.region, span.start_on, span.end_on, f"V{number}", span.kind.value)
        else:
            fields = {"start_on": span.start_on, "end_on": span.end_on, "name": f"E{number}"}
            is_open = span.kind.value == "open"
            SchoolException.objects.get_or_create(
                school_id=school, is_open=is_open, start_on=span.start_on, defaults=fields
            )
    for placements, person in zip(world, people, strict=True):
        for placement, stay in zip(placements, person["stays"], strict=False):
            fields = dict(stay)
            placement.end_on = stay["start_on"] + timedelta(days=fields.pop("length"))
            for name, value in fields.items():
                setattr(placement, name, value)
            placement.save(force_insert=True)
        log(placements[0], person)


def log(placement, person):
    """As many minutes as were said, or that share of what is needed, give or take one."""
    done = person["done"]
    if isinstance(done, float):
        [row] = progress.of_people([placement.participant], TODAY)
        done = int(row.pace.needed * done) if row.pace else 0
    for minutes in portions(done + person["off"]):
        worked(placement, date(2026, 3, 2), minutes=minutes)


def portions(minutes):
    while minutes > 0:
        yield min(minutes, 900)
        minutes -= 900


def behind():
    rows = sifting.rows(lagging.Terms(TODAY, school_days.load()), 10)
    return [row[0] for part in rows for row in part]


def test_who_keeps_up_is_not_read():
    """Of four of whom one is behind, at a school with no days of its own."""
    expected = 4800 * 65 // 348
    people = [placed() for _ in range(4)]
    for placement, minutes in zip(people, (0, expected, expected - 400, 4800), strict=True):
        for portion in portions(minutes):
            worked(placement, date(2026, 3, 2), minutes=portion)

    assert behind() == [people[0].participant_id]


@pytest.mark.parametrize("norm", [60, 600, 870])
def test_a_minute_decides_whatever_the_days(norm):
    """Who lacks the last minute is read, and two minutes further nobody is."""
    placement = placed(make.participant(make.cohort(norm_minutes=norm, status="running")))
    worked(placement, date(2026, 3, 2), minutes=1)
    holiday("", date(2026, 2, 14), date(2026, 2, 22))
    holiday("", TODAY, TODAY + DAY)

    for passed in range(1, 60, 7):
        for left in (3, 15, 16, 17, 25, 60):
            fields = {"start_on": TODAY - passed * DAY, "end_on": TODAY + (left - 1) * DAY}
            Placement.objects.update(**fields)
            [row] = progress.of_people([placement.participant], TODAY)
            enough = math.ceil(row.pace.needed)
            for minutes, is_read in ((enough - 1, True), (enough + 2, False)):
                HourEntry.objects.update(minutes=max(minutes, 1))
                assert bool(behind()) == is_read or minutes < 1


@pytest.mark.parametrize("minutes", [0, 4800])
def test_of_a_school_with_days_of_its_own_everybody_is_read(minutes):
    placement = placed()
    for portion in portions(minutes):
        worked(placement, date(2026, 3, 2), minutes=portion)
    SchoolException.objects.create(
        school=placement.school, start_on=TODAY, end_on=TODAY, name="Studiedag", is_open=False
    )

    assert behind() == [placement.participant_id]


def test_lists_are_no_longer_than_asked_and_nobody_falls_between():
    people = [placed().participant_id for _ in range(5)]

    rows = sifting.rows(lagging.Terms(TODAY, school_days.load()), 2)

    lists = [[row[0] for row in part] for part in rows]
    assert lists == [people[:2], people[2:4], people[4:]]


def test_without_anybody_nothing_is_found():
    assert [*lagging.chunks(None, TODAY, school_days.load())] == []
