"""When a school may be mailed: on working days and in working hours, outside its holidays."""

import datetime

from django.utils import timezone

from cohorts.models import Holiday

OPENS = datetime.time(9)
CLOSES = datetime.time(17)
# So far around a day the calendar must hold something before its silence means "no holiday".
KNOWN_WITHIN = datetime.timedelta(days=120)


def is_office_hour(now):
    """Whether it is Monday to Friday between nine and five, Dutch time."""
    local = timezone.localtime(now)
    return local.weekday() < 5 and OPENS <= local.time() < CLOSES


def is_known(day):
    """Whether holidays were read in for the time around this day."""
    return Holiday.objects.filter(
        start_on__lte=day + KNOWN_WITHIN, end_on__gte=day - KNOWN_WITHIN
    ).exists()


def shut_regions(day):
    """The holiday regions whose schools are shut; "" stands for the whole country."""
    return set(Holiday.objects.on(day).values_list("region", flat=True))
