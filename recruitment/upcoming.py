"""The cohorts that somebody could still join, with the seats that are left."""

from dataclasses import dataclass

from cohorts import capacity
from cohorts.models import Cohort
from participants.admission import with_seats


@dataclass(frozen=True)
class Upcoming:
    cohort: Cohort
    fill: capacity.Fill


def of_regions(regions, today):
    """{region id: [Upcoming]} of cohorts that begin after today, the first one first."""
    found = {}
    for cohort in joinable(today).filter(region__in=regions).order_by("start_on", "name"):
        row = Upcoming(cohort, capacity.fill(cohort))
        found.setdefault(cohort.region_id, []).append(row)
    return found


def of_region(region, today):
    return of_regions([region], today).get(region.pk, [])


def joinable(today):
    """The cohorts themselves, read with their `seats_taken`."""
    rows = Cohort.objects.filter(status__in=Cohort.RECRUITING, start_on__gt=today)
    return with_seats(rows).select_related("region", "provider")
