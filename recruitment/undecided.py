"""Applications on which nobody decides: their leaders hear of it before the year is over.

* After six weeks in which nobody did anything (`REMIND_UNDECIDED_WEEKS`), as long as nothing is
  planned: on the start page of the leaders, and by number in their weekly overview. A mail names
  nobody, as it would keep a name after its person was erased.
* The reserve list is for waiting: of who stands there they hear in the last four weeks, when lists
  name the day of erasing too (`retention.SOON`). Of who only asked something they do not.

A note, a plan or a talk is enough to begin anew. After a year `retention` erases.
"""

from collections import Counter
from datetime import timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import ngettext

from core import terms
from recruitment import retention
from recruitment.models import Application, Lead

Status = Lead.Status
IN_TALKS = (Status.NEW, Status.SPOKEN, Status.INTAKE)


def among(leads, now):
    """Those of these leads that wait for a decision too long."""
    has_applied = Exists(Application.objects.filter(lead=OuterRef("pk")))
    reminded = terms.over_by(now, timedelta(weeks=settings.REMIND_UNDECIDED_WEEKS))
    soon = terms.over_by(now + retention.SOON, retention.silent_term())
    waits = Q(has_applied, status__in=IN_TALKS, touched_at__lt=reminded)
    return leads.filter(
        retention.nothing_planned(now), waits | Q(status=Status.RESERVE, touched_at__lt=soon)
    )


def by_region(leads, now):
    """[how many wait in a region, as text], by the name of the region."""
    numbers = Counter(among(leads, now).values_list("region__name", flat=True))
    return [line(name, number) for name, number in sorted(numbers.items())]


def line(region, number):
    facts = {"region": region, "number": number}
    return ngettext("%(region)s: %(number)s mens", "%(region)s: %(number)s mensen", number) % facts
