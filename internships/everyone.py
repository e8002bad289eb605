"""Everyone's hours, a page at a time.

A page starts after the last line of the one before (keyset), so the thousandth page costs the same
as the first; a number of lines to skip would make the database read all of them.
"""

import datetime
import heapq
from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, Subquery

from core.numbers import whole_number
from internships.models import HourEntry

PAGE = 50
# So many of the newest lines are looked through first for those of the people asked for.
WINDOW = 1000
NEWEST_FIRST = ("-worked_on", "-pk")

# What a leader looks for; withdrawn and replaced lines are in nobody's way.
STATUSES = (
    HourEntry.Status.SUBMITTED,
    HourEntry.Status.RETURNED,
    HourEntry.Status.CONFIRMED,
)


@dataclass(frozen=True)
class Page:
    """Lines of one page; `after` is where the next one starts, or "" on the last."""

    lines: list
    after: str


def page(people, statuses=STATUSES, after=""):
    """The page of these participants' lines, newest day first, that follows the mark `after`.

    A mark that cannot be read gives the first page.
    """
    lines = following(HourEntry.objects.filter(status__in=statuses), after)
    keys = newest(lines, people, statuses)
    shown = list(in_full(keys[:PAGE]))
    return Page(lines=shown, after=write(shown[-1]) if len(keys) > PAGE else "")


def following(lines, after):
    position = read(after)
    if position is None:
        return lines
    worked_on, pk = position
    # The first condition says nothing new, but it is the one an index can start from.
    return lines.filter(worked_on__lte=worked_on).filter(Q(worked_on__lt=worked_on) | Q(pk__lt=pk))


def newest(lines, people, statuses):
    """Keys of the newest of these people's lines, one more than a page shows.

    A region with many people has a page full among everyone's newest lines. For a small one, or
    one long past, that would mean reading the lines of all others, so then its people are asked.
    """
    own = lines.filter(participant__in=people)
    among_newest = lines.order_by(*NEWEST_FIRST).values("pk")[:WINDOW]
    keys = first(own.filter(pk__in=among_newest).order_by(*NEWEST_FIRST))
    if len(keys) > PAGE or not lines.order_by(*NEWEST_FIRST)[WINDOW : WINDOW + 1].exists():
        return keys
    if set(statuses) <= set(HourEntry.EDITABLE):
        return first(own.order_by(*NEWEST_FIRST))  # open lines are few, and have their own index
    # Said differently from the index on purpose: walking that one is what is to be avoided.
    order = (F("worked_on").desc(nulls_last=True), "-pk")
    return first(of_latest_people(lines, people).order_by(*order))


def of_latest_people(lines, people):
    """A part of these people's lines that holds the newest page.

    Nobody is on it whose last line is older than the last lines of so many others as fill it.
    """
    last = lines.filter(participant=OuterRef("pk")).order_by(*NEWEST_FIRST).values("worked_on")[:1]
    days = people.order_by().values_list("pk", Subquery(last))
    days = {pk: day for pk, day in days if day}
    if len(days) <= PAGE:
        return lines.filter(participant__in=list(days))
    bound = heapq.nlargest(PAGE + 1, days.values())[-1]
    latest = [pk for pk, day in days.items() if day >= bound]
    return lines.filter(participant__in=latest, worked_on__gte=bound)


def first(lines):
    return list(lines.values_list("pk", flat=True)[: PAGE + 1])


def in_full(keys):
    """Lines with all that a page shows of them."""
    return (
        HourEntry.objects.filter(pk__in=keys)
        .select_related("participant__user", "participant__cohort", "placement__school")
        .only(
            "worked_on",
            "minutes",
            "kind",
            "status",
            "participant__user__first_name",
            "participant__user__infix",
            "participant__user__last_name",
            "participant__cohort__name",
            "placement__school__name",
        )
        .order_by(*NEWEST_FIRST)
    )


def write(line):
    return f"{line.worked_on.isoformat()}_{line.pk}"


def read(after):
    day, _line, number = after.partition("_")
    try:
        worked_on = datetime.date.fromisoformat(day)
    except ValueError:
        return None
    pk = whole_number(number)
    return None if pk is None else (worked_on, pk)
