"""When somebody is at work to read a mail: Monday to Friday from nine to five, Dutch time."""

from datetime import datetime, time

from django.utils import timezone

OPENS = time(9)
CLOSES = time(17)
SATURDAY = 5


def holds(now):
    """Whether this moment is in office hours; holidays are for a calendar to know."""
    local = timezone.localtime(now)
    return local.weekday() < SATURDAY and OPENS <= local.time() < CLOSES


def opening(day):
    """The moment at which a day opens."""
    return timezone.make_aware(datetime.combine(day, OPENS))
