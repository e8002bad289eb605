"""Everyone's hours, a page at a time.

A page starts after the last row of the one before (keyset), so the thousandth page costs the same
as the first; a row number to skip to would make the database read all rows before it.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Q

from internships.models import HourEntry

PAGE = 50


@dataclass(frozen=True)
class Page:
    """Lines of one page; `after` is where the next one starts, or "" on the last."""

    lines: list
    after: str


def page(rows, after=""):
    """The page of these rows (newest day first) that follows `after`; a strange one is the first."""
    rows = rows.select_related("participant__user", "participant__cohort", "placement__school")
    if position := read(after):
        worked_on, pk = position
        rows = rows.filter(worked_on__lte=worked_on).filter(
            Q(worked_on__lt=worked_on) | Q(pk__lt=pk)
        )
    lines = list(rows.order_by("-worked_on", "-pk")[: PAGE + 1])
    more = len(lines) > PAGE
    lines = lines[:PAGE]
    return Page(lines=lines, after=write(lines[-1]) if more else "")


def write(line):
    return f"{line.worked_on.isoformat()}_{line.pk}"


def read(after):
    day, _line, number = after.partition("_")
    try:
        return datetime.date.fromisoformat(day), int(number)
    except ValueError:
        return None


# What a leader looks for; withdrawn and replaced lines are in nobody's way.
STATUSES = [
    HourEntry.Status.SUBMITTED,
    HourEntry.Status.RETURNED,
    HourEntry.Status.CONFIRMED,
]
