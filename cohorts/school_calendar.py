"""When a school may be mailed: on working days and in working hours, outside its holidays."""

import datetime

from django.utils import timezone

from cohorts.models import Holiday, HolidayRegion

OPENS = datetime.time(9)
CLOSES = datetime.time(17)
# Some school holiday starts at least this often, so a calendar that has none so far ahead ended.
KNOWN_AHEAD = datetime.timedelta(days=120)


def is_office_hour(now):
    """Whether it is Monday to Friday between nine and five, Dutch time."""
    local = timezone.localtime(now)
    return local.weekday() < 5 and OPENS <= local.time() < CLOSES


def is_known(day):
    """Whether the school holidays of every region were read in for the time from this day on."""
    ahead = Holiday.objects.filter(
        kind=Holiday.Kind.SCHOOL, start_on__lte=day + KNOWN_AHEAD, end_on__gte=day
    )
    regions = set(ahead.values_list("region", flat=True))
    return "" in regions or regions >= set(HolidayRegion.values)


def shut_regions(day):
    """The holiday regions whose schools are shut; "" stands for the whole country."""
    return set(Holiday.objects.on(day).values_list("region", flat=True))
