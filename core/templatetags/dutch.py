"""How times and days are shown. An absent value shows nothing."""

from functools import wraps

from django import template

from core import dates, durations

register = template.Library()


def shown(show):
    """Register a filter that passes absent values by."""

    @wraps(show)
    def absent_or_shown(value):
        return "" if value is None or value == "" else show(value)

    register.filter(show.__name__, absent_or_shown)
    return show


@shown
def hours(minutes):
    """90 -> "1:30 uur"."""
    return durations.format_long(minutes)


@shown
def duration(minutes):
    """90 -> "1:30", for a column of hours and for an input."""
    return durations.format(minutes)


@shown
def clock(moment):
    """A time or a moment -> "9:00"."""
    return durations.format_clock(dates.as_local(moment))


@shown
def phone(number):
    """A phone number as it is dialled here, on one line: "06 12345678"."""
    return number.as_national.replace(" ", "\N{NO-BREAK SPACE}")


@shown
def day(value):
    """A date -> "di 3 maart 2026"."""
    return dates.day_label(value)
