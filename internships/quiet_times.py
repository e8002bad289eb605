"""When a school is not mailed unasked: in the evening, the weekend and its holidays."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from cohorts import school_calendar

# The longest holiday is six weeks, and its first school is open again on the Monday after it.
LONGEST_QUIET = timedelta(weeks=9)


def shut_regions(now):
    """Holiday regions not to mail at this moment, or None when nobody may be mailed.

    A school whose region is unknown ("") is left alone as long as any region is shut.
    """
    if not school_calendar.is_office_hour(now):
        return None
    shut = school_calendar.shut_regions(timezone.localdate(now))
    if "" in shut:
        return None
    return shut | {""} if shut else shut


def delay(now, regions):
    """What a mail about schools in these holiday regions waits for, in the words of the outbox.

    "" when it may leave now, since one of them is open; else the moment from which it may, or a
    sentence when none is known.
    """
    if not school_calendar.is_known(timezone.localdate(now)):
        return _("De schoolvakanties zijn niet bekend.")
    for moment in (now, *mornings_after(now)):
        shut = shut_regions(moment)
        if shut is not None and not shut.issuperset(regions):
            return "" if moment == now else moment
    return _("De school is voorlopig dicht.")


def mornings_after(now):
    """The opening times of the next days, today's included when it is still early."""
    today = timezone.localdate(now)
    days = (today + timedelta(days=number) for number in range(LONGEST_QUIET.days))
    openings = (timezone.make_aware(datetime.combine(day, school_calendar.OPENS)) for day in days)
    return (moment for moment in openings if moment > now)
