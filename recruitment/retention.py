"""How long somebody who came to a region is kept (AVG: no longer than there is a purpose for).

* Rejected, or withdrawn: four weeks after that (`KEEP_DECIDED_WEEKS`), the norm of the Autoriteit
  Persoonsgegevens for applicants. Who was decided about anew has four weeks from then.
* Not decided, whether somebody applied, stands on the reserve list or only asked: when for a year
  nobody did anything with it (`KEEP_SILENT_YEARS`): a form, a talk, a note, a plan. A next step
  that is still to come keeps somebody until it is past. Leaders hear of it first (`undecided.py`).
* Admitted: a participant, whose cohort names the term.

The row itself says from when its term runs. So a sweep that runs twice does nothing twice, and one
that missed days catches up.
"""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from core import terms
from recruitment import erasing
from recruitment.models import Lead

Status = Lead.Status
DECIDED = (Status.REJECTED, Status.WITHDRAWN)
DAY = timedelta(days=1)
# What comes later needs nobody's eye in a list.
SOON = timedelta(weeks=4)
BATCH = 200


def erase(now):
    """Erase whoever's term is over; returns how many."""
    return erase_all(decided(now), now) + erase_all(silent(now), now)


def decided(now):
    begun = terms.over_by(now, decided_term())
    return Lead.objects.kept().filter(status__in=DECIDED, moved_at__lt=begun).order_by("moved_at")


def silent(now):
    begun = terms.over_by(now, silent_term())
    rows = Lead.objects.open().filter(nothing_planned(now), touched_at__lt=begun)
    return rows.order_by("touched_at")


def nothing_planned(now):
    """A condition on leads: no next step is still to come."""
    return Q(next_on=None) | Q(next_on__lt=timezone.localdate(now))


def erase_all(due, now):
    """In shares, each in a transaction of its own; what is erased is due no more."""
    done = 0
    while numbers := list(due.values_list("pk", flat=True)[:BATCH]):
        done += erasing.erase(due.filter(pk__in=numbers), by=None, now=now)
    return done


def decided_term():
    return timedelta(weeks=settings.KEEP_DECIDED_WEEKS)


def silent_term():
    return terms.years(settings.KEEP_SILENT_YEARS)


def erased_on(lead):
    """The day on which the sweep erases this lead if nobody does anything, or None."""
    if lead.status in DECIDED:
        return terms.over_on(lead.moved_at, decided_term())
    if lead.status not in Lead.OPEN:
        return None
    day = terms.over_on(lead.touched_at, silent_term())
    return max(day, lead.next_on + DAY) if lead.next_on else day


def erased_soon(lead, today):
    """That day when it is near; else None."""
    day = erased_on(lead)
    return day if day and day <= today + SOON else None
