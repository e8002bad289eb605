"""The groups one can still join, in the words of a newsletter."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import dateformat
from django.utils.translation import gettext as _

from cohorts import capacity
from cohorts.models import Cohort
from participants.admission import with_seats

OPEN = (Cohort.Status.PLANNED, Cohort.Status.OPEN)
MOST = 3


@dataclass(frozen=True)
class NextCohort:
    name: str
    start: str
    places: str


def of_region(region):
    """The first groups of a region that did not start yet, in the language of the moment."""
    rows = with_seats(region.cohorts.filter(status__in=OPEN)).order_by("start_on", "name")[:MOST]
    return [
        NextCohort(row.name, dateformat.format(row.start_on, "l j F Y"), places(capacity.fill(row)))
        for row in rows
    ]


def page_of(region):
    """The public page of a region."""
    return f"{settings.SITE_URL}/regions/{region.slug}/"


def places(fill):
    """How many places are free, in words."""
    free = fill.maximum - fill.taken
    if free <= 0:
        return _("vol: je komt op de reservelijst")
    if free > len(numbers()):
        return _("nog volop plek")
    if free == 1:
        return _("nog één plek")
    return _("nog %(number)s plekken") % {"number": numbers()[free - 1]}


def numbers():
    names = _("één twee drie vier vijf zes zeven acht negen tien")
    return names.split()
