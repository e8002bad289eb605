"""Pausing, stopping and coming back."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.workflow import IllegalMove
from internships import hours
from participants import leaving
from participants.models import Participant
from tests import factories as make

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def participant(status="active"):
    stopped = {"stopped_on": TODAY, "stop_reason": "Ziek"} if status == "withdrawn" else {}
    return make.participant(status=status, **stopped)


def attempt(verb, row, **facts):
    """The status a verb leads to, or None when it may not be taken."""
    try:
        verb(row, by=None, **facts)
    except IllegalMove:
        return None
    return Participant.objects.get(pk=row.pk).status


@pytest.mark.parametrize(
    ("status", "paused", "resumed", "withdrawn"),
    [
        ("active", "paused", None, "withdrawn"),
        ("paused", None, "active", "withdrawn"),
        ("completed", None, None, None),
        ("withdrawn", None, None, None),
        ("transferred", None, None, None),
    ],
)
def test_which_verb_leads_where(status, paused, resumed, withdrawn):
    facts = {"reason": "Verhuisd", "on": TODAY}

    assert attempt(leaving.pause, participant(status)) == paused
    assert attempt(leaving.resume, participant(status)) == resumed
    assert attempt(leaving.withdraw, participant(status), **facts) == withdrawn


def test_date_and_reason_of_stopping_are_kept_and_so_are_the_hours():
    row = participant()
    make.hours(make.placement(row), status="confirmed")

    leaving.withdraw(row, reason="Te druk op het werk", on=TODAY, by=None)

    row.refresh_from_db()
    assert (row.stopped_on, row.stop_reason) == (TODAY, "Te druk op het werk")
    assert hours.total(row).confirmed == 90


@pytest.mark.parametrize("facts", [{"reason": "", "on": TODAY}, {"reason": "Ziek", "on": None}])
def test_nobody_stops_without_date_and_reason(facts):
    row = participant()

    with pytest.raises(IntegrityError), transaction.atomic():
        leaving.withdraw(row, by=None, **facts)

    row.refresh_from_db()
    assert row.status == "active"


def test_who_is_read_as_paused_but_stopped_meanwhile_does_not_come_back():
    row = participant("paused")
    other = Participant.objects.get(pk=row.pk)
    leaving.withdraw(other, reason="Ziek", on=TODAY, by=None)

    assert attempt(leaving.resume, row) is None
