"""The reminder sweep over everybody beside the bare sum over the same lines: one JSON object.

Both are measured in turn, in one process, and of each the quickest of a few rounds counts.
"""

import json
import resource
import time
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from internships.reminders import participants

THURSDAY = 3
ROUNDS = 5
# Only of lines that count, as the sweep does.
BARE = """
    SELECT participant_id, sum(minutes) FROM internships_hourentry
    WHERE status = 'confirmed' OR status = 'submitted' AND supersedes_id IS NULL
    GROUP BY participant_id"""


def main():
    now = thursday_morning()
    before = megabytes()
    rounds = [(seconds(participants.remind, now), seconds(add_up)) for _ in range(ROUNDS)]
    sweep, bare = (min(of) for of in zip(*rounds, strict=True))
    print(json.dumps({"sweep": sweep, "bare": bare, "before": before, "peak": megabytes()}))


def thursday_morning():
    """The last moment at which reminders could leave."""
    now = timezone.localtime().replace(hour=11, minute=5)
    return now - timedelta(days=(now.weekday() - THURSDAY) % 7)


def add_up():
    with connection.cursor() as cursor:
        cursor.execute(BARE)
        return cursor.fetchall()


def seconds(work, *args):
    started = time.perf_counter()
    work(*args)
    return time.perf_counter() - started


def megabytes():
    """The most memory this process ever used."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
