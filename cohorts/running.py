"""The life of a cohort: opened for applications, started, postponed, finished or called off."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cohorts.models import Cohort

Status = Cohort.Status


@dataclass(frozen=True)
class Verb:
    """One arrow of a cohort, with its name in an address and on a button."""

    name: str
    status: str
    label: Promise

    def take(self, cohort, *, by):
        cohort.move_to(self.status, by=by)


VERBS = (
    Verb("open", Status.OPEN, _("Open voor aanmelding")),
    Verb("start", Status.RUNNING, _("Start de groep")),
    Verb("postpone", Status.POSTPONED, _("Stel uit")),
    Verb("finish", Status.FINISHED, _("Rond de groep af")),
    Verb("cancel", Status.CANCELLED, _("Laat de groep vervallen")),
)
VERB_BY_NAME = {verb.name: verb for verb in VERBS}
