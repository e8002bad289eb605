"""Several workers hold one stream and let it go."""

from functools import partial

import pytest
from django.utils import timezone

from outbox import pausing
from outbox.models import Message, StreamPause
from tests.real_database import at_once

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("shared_database")]

STREAM = Message.Stream.SERVICE


def test_holding_a_stream_while_others_let_it_go_holds_it_or_not():
    """Neither breaks off the run of its worker; on PostgreSQL the row went between two steps."""
    now = timezone.now()
    pause, resume = partial(pausing.pause, STREAM, "weg", now), partial(pausing.resume, STREAM, now)

    for _round in range(25):
        pausing.pause(STREAM, "weg", now)
        outcomes = at_once(pause, resume, pause, resume)
        assert {type(outcome) for outcome in outcomes} <= {StreamPause, type(None)}


def test_a_stream_that_many_let_go_at_once_ends_one_pause():
    now = timezone.now()
    pausing.pause(STREAM, "weg", now)

    ended = at_once(*[partial(pausing.resume, STREAM, now)] * 4)

    assert [row.reason for row in ended if row] == ["weg"]
