"""Holding a whole stream when the mail server is broken, instead of wearing out its messages.

A stream stands still after STRIKES failures in a row that were the server's. Then one message is
tried after each of the growing pauses; the first that leaves sets the stream going again. Who runs
the portal sees it in the admin and on the mail page while it lasts, and reads it in a mail once
mail works again.
"""

import logging
from datetime import timedelta

from django.db import transaction

from outbox.models import StreamPause

log = logging.getLogger(__name__)

STRIKES = 3
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 15)]
# A shorter standstill is not worth a mail afterwards.
WORTH_TELLING = timedelta(minutes=15)


def by_stream():
    """{stream: StreamPause} of those that stand still, also when the next attempt is due."""
    return {row.stream: row for row in StreamPause.objects.all()}


@transaction.atomic
def pause(stream, reason, now):
    """Hold this stream, longer each time it fails again; returns the StreamPause."""
    first = {"reason": reason, "since": now, "until": now}
    # One statement looks and locks: another worker may end this pause at any moment.
    row, _new = StreamPause.objects.select_for_update().get_or_create(stream=stream, defaults=first)
    # Two workers that fail at the same moment count once.
    if row.until <= now:
        row.until = now + PAUSES[min(row.failures, len(PAUSES) - 1)]
        row.failures += 1
        row.reason = reason
        row.save()
        log.error("outbox: no %s mail until %s: %s", stream, row.until.isoformat(), reason)
    return row


@transaction.atomic
def resume(stream, now):
    """Let the stream go; returns the pause that ended, or None when it did not stand still."""
    row = StreamPause.objects.select_for_update().filter(stream=stream).first()
    if row:
        row.delete()
        log.warning("outbox: %s mail leaves again after %s", stream, now - row.since)
    return row


def is_worth_telling(row, now):
    return now - row.since >= WORTH_TELLING
