"""Sweeps that erase, at the same moment as another sweep or a leader."""

from datetime import timedelta
from functools import partial

import pytest

from newsletters import leaving
from newsletters import retention as of_readers
from newsletters.models import Subscription
from recruitment import intake, retention
from recruitment.models import ChannelDay, Lead
from tests import factories as make
from tests.newsletters.readers import NOW, confirmed
from tests.real_database import at_once

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("shared_database")]

LATER = NOW + timedelta(days=400)


def rejected(region):
    return make.lead(region, status="rejected", moved_at=NOW, touched_at=NOW)


def test_two_sweeps_at_once_erase_everybody_once():
    region = make.region()
    for _lead in range(8):
        rejected(region)

    erased = at_once(*[partial(retention.erase, LATER)] * 3)

    assert sum(erased) == 8
    assert Lead.objects.erased().count() == 8


def test_two_sweeps_over_readers_count_them_once():
    region = make.region()
    channel = make.channel(region)
    for number in range(8):
        row = confirmed(region, f"lezer{number}@bedrijf.example", channel=channel)
        leaving.leave(row, now=NOW, page="/newsletter/")

    erased = at_once(*[partial(of_readers.erase, LATER)] * 3)

    assert (sum(erased), Subscription.objects.count()) == (8, 0)
    assert ChannelDay.objects.get().readers_erased == 8


def test_who_is_taken_up_again_at_that_moment_is_kept_or_erased_and_never_both():
    leader = make.user()
    lead = rejected(make.region(leader))
    reopen = partial(intake.move, lead, by=leader, verb=intake.VERB_BY_NAME["reopen"], now=LATER)

    erased, moved = at_once(partial(retention.erase, LATER), reopen)

    lead.refresh_from_db()
    kept = (0, "NoneType", "spoken", False)
    gone = (1, "IllegalMove", "rejected", True)
    found = (erased, type(moved).__name__, lead.status, lead.email == "")
    assert found in (kept, gone)
