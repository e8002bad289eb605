"""The weekly overview is gathered by several workers, while its reader changes the choice."""

from functools import partial

import pytest

from outbox import bundling, choosing
from outbox.models import Message
from tests import factories as make
from tests.outbox.held import at, held
from tests.real_database import at_once

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("shared_database")]


def test_two_who_gather_at_once_write_one_overview():
    messages = [held(make.contact(), number=number) for number in range(6)]

    found = at_once(*[partial(bundling.gather, at(9, 10))] * 4)

    assert sum(found) == 6
    overviews = Message.objects.filter(kind="weekly_overview")
    assert sorted(overviews.values_list("to", flat=True)) == sorted(m.to for m in messages)


def test_a_mail_is_gathered_or_let_go_and_never_both():
    message = held(make.contact())
    choose = partial(
        bundling.choose, message.to, "hours_receipt", choosing.Rhythm.AT_ONCE, now=at(9, 10)
    )

    gathered, _chosen = at_once(partial(bundling.gather, at(9, 10)), choose)

    message.refresh_from_db()
    assert (gathered, message.status) in [(1, "cancelled"), (0, "waiting")]
