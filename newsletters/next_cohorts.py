"""The groups one can still join, in the words of a newsletter."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import dateformat, timezone

from recruitment import upcoming

MOST = 3


@dataclass(frozen=True)
class NextCohort:
    name: str
    start: str
    places: str


def of_region(region):
    """The first groups of a region that did not start yet, in the language of the moment."""
    return [
        NextCohort(
            row.cohort.name, dateformat.format(row.cohort.start_on, "l j F Y"), row.fill.room_words
        )
        for row in upcoming.of_region(region, timezone.localdate())[:MOST]
    ]


def page_of(region):
    """The public page of a region."""
    return settings.SITE_URL + reverse("region_page", args=[region.slug])
