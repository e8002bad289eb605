"""What ends together with a place in a cohort: the questions that still stand open at schools."""

from contextlib import suppress

from django.db import transaction

from cohorts.models import Cohort
from core.workflow import IllegalMove
from internships import placing
from internships.models import Placement
from participants import leaving


@transaction.atomic
def withdraw(participant, *, reason, on, by, now):
    """The participant stops; raises IllegalMove when that cannot be."""
    leaving.withdraw(participant, reason=reason, on=on, by=by)
    cancel_open(Placement.objects.filter(participant=participant), by=by, now=now)


@transaction.atomic
def move(cohort, *, verb, by, now):
    """Take a verb of `cohorts.running`; with a cohort that is called off its questions end."""
    verb.take(cohort, by=by)
    if cohort.status == Cohort.Status.CANCELLED:
        cancel_open(Placement.objects.filter(participant__cohort=cohort), by=by, now=now)


def cancel_open(placements, *, by, now):
    for placement in placements.filter(status=Placement.Status.PROPOSED).order_by("pk"):
        with suppress(IllegalMove):  # The school answered at this very moment.
            placing.cancel(placement, by=by, now=now)
