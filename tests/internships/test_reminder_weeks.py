"""Whatever the clock does, nobody is mailed twice in a week or on a forbidden day."""

from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from internships.reminders import participants, schools
from outbox.models import Message
from tests.internships.march import AMSTERDAM, at, calendar, holiday, placed, worked

pytestmark = pytest.mark.django_db

FORBIDDEN = {
    "midden": [(date(2026, 2, 14), date(2026, 2, 22))],
    "": [(date(2026, 4, 6), date(2026, 4, 6))],
}
# Hypothesis wants these without a zone, and gives them one itself.
EIGHT_WEEKS = [datetime.fromisoformat(day) for day in ("2026-02-09", "2026-04-12")]
runs = st.lists(
    st.datetimes(*EIGHT_WEEKS).map(lambda moment: moment.replace(tzinfo=AMSTERDAM)),
    min_size=1,
    max_size=12,
)
# Most moments are at night; these are not.
working = st.builds(at, st.integers(0, 4), st.integers(8, 17), st.just(5), st.integers(-4, 4))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moments=st.lists(working, min_size=1, max_size=12) | runs)
def test_nobody_gets_two_mails_in_one_week_nor_one_on_a_forbidden_day(people, moments):
    Message.objects.all().delete()

    for moment in sorted(moments):
        participants.remind(moment)
        schools.digest(moment)

    mails = [
        (message.to, message.created_at.astimezone(AMSTERDAM)) for message in Message.objects.all()
    ]
    weeks = [(to, at.isocalendar()[:2]) for to, at in mails]
    assert len(weeks) == len(set(weeks))
    assert [(to, at) for to, at in mails if is_forbidden(people[to], at)] == []


@pytest.fixture
def people():
    """Two regions, each with somebody who never logs and a contact at whom lines wait."""
    calendar()
    for region, spans in FORBIDDEN.items():
        for start, end in spans:
            holiday(region, start, end)
    regions = {}
    for region in ("midden", "noord"):
        regions[placed(region=region).participant.user.email] = region
        placement = placed(region=region)
        worked(placement, date(2026, 1, 20))
        regions[placement.participant.user.email] = region
        regions[placement.supervisor.email] = region
    return regions


def is_forbidden(region, at):
    spans = FORBIDDEN.get(region, []) + FORBIDDEN[""]
    shut = any(start <= at.date() <= end for start, end in spans)
    return shut or at.weekday() > 4 or not 9 <= at.hour < 17
