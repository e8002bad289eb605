"""The list of leads: by state, with how many there are of each."""

from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from core.search import fold
from recruitment import undecided
from recruitment.models import Application, Lead

Status = Lead.Status
# The number of an application, or None: read for the rows that are shown. For an EXISTS PostgreSQL
# reads all applications there are.
APPLIED = Subquery(Application.objects.filter(lead=OuterRef("pk")).order_by().values("pk")[:1])


@dataclass(frozen=True)
class Stage:
    name: str
    statuses: tuple
    label: str


STAGES = (
    Stage("new", (Status.NEW,), _("Nieuw")),
    Stage("spoken", (Status.SPOKEN,), _("Gesproken")),
    Stage("intake", (Status.INTAKE,), _("Intake")),
    Stage("reserve", (Status.RESERVE,), _("Reservelijst")),
    Stage("decided", Lead.CLOSED, _("Besloten")),
)
# No state, but what the start page of a leader leads to; a tab only while it is open.
UNDECIDED = Stage("undecided", (), _("Wacht te lang"))
STAGE_BY_NAME = {stage.name: stage for stage in (*STAGES, UNDECIDED)}


def search(leads, text):
    """Those with these words in the name or the address."""
    for word in fold(text).split():
        leads = leads.filter(Q(folded_name__contains=word) | Q(email__contains=word))
    return leads


def counts(leads):
    """[(Stage, how many)] in one query."""
    numbers = leads.aggregate(
        **{stage.name: Count("pk", filter=Q(status__in=stage.statuses)) for stage in STAGES}
    )
    return [(stage, numbers[stage.name]) for stage in STAGES]


def rows(leads):
    """The leads as the list shows them: what waits longest comes first, what is decided last."""
    return leads.annotate(has_applied=APPLIED).select_related("region", "owner")


def of_stage(leads, stage, now):
    """The rows of one Stage, or of all where there is none."""
    if stage is None:
        return rows(leads).order_by("-moved_at", "-pk")
    if stage is UNDECIDED:
        return rows(undecided.among(leads, now)).order_by("touched_at", "pk")
    found = rows(leads.filter(status__in=stage.statuses))
    if stage.name == "decided":
        return found.order_by("-moved_at", "-pk")
    return found.order_by(F("next_on").asc(nulls_last=True), "created_at", "pk")
