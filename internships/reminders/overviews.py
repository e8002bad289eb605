"""When the overview of mails that wait for Monday leaves: on a day that its reader is at work."""

from functools import partial

from internships import school_days
from internships.models import SchoolContact
from internships.reminders import periods


def moot(message, now):
    """ "" to let the overview leave, or a later moment for it."""
    calendar = school_days.load()
    is_open = calendar.is_working_day
    if isinstance(message.about, SchoolContact):
        is_open = partial(calendar.is_open, message.about.school)
    at = periods.first_moment(now, is_open)
    # A school that stays shut for months closes: what waits is better read late than never.
    return "" if at in (now, None) else at
