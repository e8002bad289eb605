"""Terms after which something is due: whole days, so that a page can name the day."""

from datetime import datetime, time, timedelta

from django.utils import timezone


def years(number):
    """So many years, of 365 days each."""
    return timedelta(days=365 * number)


def over_by(now, term):
    """The moment before which something must have begun for its term to be over today.

    A term that began on a day, at whatever hour, is over on the day that is `term` later.
    """
    day = timezone.localdate(now) - term + timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time.min))


def over_on(began, term):
    """The day on which a term is over that began at this moment."""
    return timezone.localdate(began) + term
