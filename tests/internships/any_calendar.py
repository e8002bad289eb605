"""Any calendar, rule and clock, and what is allowed of them, said once more in plain words."""

from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

from cohorts.models import ReminderRule
from cohorts.school_calendar import Kind, Place, Span
from internships.reminders.periods import Facts
from tests.internships.march import AMSTERDAM

# Nineteen weeks around the change to summer time.
FIRST, LAST = date(2026, 1, 26), date(2026, 6, 7)
DAYS = (LAST - FIRST).days
SCHOOL = Place(1, "midden")
REGIONS = ("", "noord", "midden", "zuid")

days = st.integers(0, DAYS).map(lambda number: FIRST + timedelta(days=number))
hours = st.builds(
    lambda day, hour, minute: datetime.combine(day, time(hour, minute), AMSTERDAM),
    days,
    # Most hours of a day are forbidden by themselves; these are the ones that matter.
    st.integers(7, 18),
    st.sampled_from([0, 5, 59]),
)
rules = st.builds(
    ReminderRule,
    every_weeks=st.sampled_from([1, 2, 4]),
    weekday=st.integers(0, 4),
    hour=st.integers(9, 16),
    cap=st.just(999),
)
spans = st.lists(
    st.builds(
        lambda kind, start, length, region: Span(
            kind,
            start,
            start + timedelta(days=length),
            *(("", SCHOOL.pk) if kind in (Kind.SHUT, Kind.OPEN) else (region,)),
        ),
        st.sampled_from(Kind),
        days,
        st.sampled_from([0, 0, 1, 4, 8, 15]),
        st.sampled_from(REGIONS),
    ),
    max_size=8,
)


def is_shut(spans, school, day):
    """The calendar once more, in the plainest words."""
    kinds = {
        span.kind
        for span in spans
        if span.start_on <= day <= span.end_on
        and span.school in (None, school.pk)
        and (span.school or span.region in ("", school.holiday_region))
    }
    if day.weekday() > 4 or Kind.PUBLIC in kinds or Kind.SHUT in kinds:
        return True
    return Kind.SCHOOL in kinds and Kind.OPEN not in kinds


def is_allowed(spans, school, moment):
    local = moment.astimezone(AMSTERDAM)
    return 9 <= local.hour < 17 and not is_shut(spans, school, local.date())


def number_of(moment, every_weeks):
    """The number of the period, counted by hand."""
    weeks = (moment.astimezone(AMSTERDAM).date() - date(1, 1, 1)).days // 7
    return weeks // every_weeks


def is_begun(moment, rule):
    local = moment.astimezone(AMSTERDAM)
    monday = date(1, 1, 1) + timedelta(weeks=number_of(moment, rule.every_weeks) * rule.every_weeks)
    return local >= datetime.combine(
        monday + timedelta(days=rule.weekday), time(rule.hour), AMSTERDAM
    )


def facts_of(rule, calendar, **known):
    return Facts(
        rule=rule, is_open=lambda day: calendar.is_open(SCHOOL, day), key="sleutel", **known
    )
