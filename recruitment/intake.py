"""What leaders do with a lead, from the first talk to a seat or a goodbye."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.workflow import IllegalMove
from participants import admission
from recruitment import arriving
from recruitment.models import Lead, LeadNote

Status = Lead.Status


@dataclass(frozen=True)
class Verb:
    """A move that is one press; admitting is none, for it asks for a cohort."""

    name: str
    status: str
    label: str
    asks_why: bool = False


VERBS = (
    Verb("speak", Status.SPOKEN, gettext_lazy("We hebben elkaar gesproken")),
    Verb("invite", Status.INTAKE, gettext_lazy("Naar intakegesprek")),
    Verb("reserve", Status.RESERVE, gettext_lazy("Op de reservelijst")),
    Verb("reject", Status.REJECTED, gettext_lazy("Afwijzen"), asks_why=True),
    Verb("withdraw", Status.WITHDRAWN, gettext_lazy("Trekt zich terug"), asks_why=True),
    Verb("reopen", Status.SPOKEN, gettext_lazy("Toch weer oppakken")),
)
VERB_BY_NAME = {verb.name: verb for verb in VERBS}
# The one next step that fits a status; where it is missing that is admitting, or nothing.
NEXT = {Status.NEW: "speak", Status.SPOKEN: "invite"}
# Columns of an application that go along to somebody's place in a cohort.
ALONG = ("employer_name", "employer_place", "employment", "branch", "phone")


def verbs_of(lead):
    """The Verbs that can be taken now, the one that fits best first."""
    is_closed = lead.status in Lead.CLOSED
    found = [
        verb
        for verb in VERBS
        if lead.can_move_to(verb.status)
        and (verb.name == "reopen") == is_closed
        # Who is invited for the intake was spoken to already.
        and (verb.name != "speak" or lead.status == Status.NEW)
    ]
    return sorted(found, key=lambda verb: verb.name != NEXT.get(lead.status))


@transaction.atomic
def move(lead, *, by, verb, now, decision=""):
    """Take a Verb. Raises IllegalMove, or ValidationError where a new lead took the place."""
    changes = {"moved_at": now, "touched_at": now}
    if verb.asks_why:
        changes["decision"] = decision
    # As it is now: another leader may have taken it up since this one read the page.
    locked = Lead.objects.select_for_update().filter(pk=lead.pk)
    if locked.values_list("owner", flat=True).first() is None:
        changes["owner"] = by
    try:
        with transaction.atomic():
            lead.move_to(verb.status, by=by, unchanged=["erased_at"], **changes)
    except IntegrityError:
        raise ValidationError(
            _("Deze persoon heeft zich opnieuw gemeld. Ga verder met die aanmelding.")
        ) from None


@transaction.atomic
def admit(lead, *, cohort, by, now):
    """Give this person a seat with the newest answers; returns the Participant.

    Raises IllegalMove, admission.CohortFull, or ValidationError (a cohort of another region, or
    somebody who has a seat there already). Then nothing changed.
    """
    lead = Lead.objects.select_for_update(of=["self"]).get(pk=lead.pk)
    if not lead.can_move_to(Status.ADMITTED):
        raise IllegalMove(lead, Status.ADMITTED)
    if cohort.region_id != lead.region_id:
        raise ValidationError(_("Deze groep is van een andere regio."))
    participant = admission.admit(
        cohort,
        email=lead.email,
        first_name=lead.first_name,
        infix=lead.infix,
        last_name=lead.last_name,
        language=lead.language,
        by=by,
        now=now,
        **columns_of(lead),
    )
    lead.move_to(
        Status.ADMITTED,
        by=by,
        participant=participant,
        moved_at=now,
        touched_at=now,
        owner=lead.owner or by,
    )
    return participant


def columns_of(lead):
    """What goes along to the participant, of the newest application or of the lead itself."""
    newest = lead.applications.first()
    if newest is None:
        return {"phone": lead.phone, "branch": lead.branch}
    return {name: getattr(newest, name) for name in ALONG}


@dataclass(frozen=True)
class Outcome:
    """Of one lead that was to be admitted; `why` is empty where that went well."""

    lead: Lead
    why: str = ""


def admit_all(leads, *, cohort, by, now):
    """Admit as many of these as fit, who came first first; returns an Outcome for each."""
    ordered = sorted(leads, key=lambda lead: (lead.created_at, lead.pk))
    return [Outcome(lead, why_not(lead, cohort, by, now)) for lead in ordered]


def why_not(lead, cohort, by, now):
    """Admit; the reason why that could not be done, or ""."""
    try:
        admit(lead, cohort=cohort, by=by, now=now)
    except admission.CohortFull:
        return _("de groep is vol")
    except IllegalMove:
        return _("er is al besloten")
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


@transaction.atomic
def note(lead, *, text, by, now):
    arriving.touch(lead, now)
    return LeadNote.objects.create(lead=lead, author=by, text=text, created_at=now)


def plan(lead, *, step, on, by, now):
    """What is to be done next, and when; empty where there is nothing."""
    lead.next_step, lead.next_on = step, on
    lead.owner, lead.touched_at = lead.owner or by, now
    lead.save(update_fields=["next_step", "next_on", "owner", "touched_at"])


def take_up(lead, *, by, now):
    """From now on this leader looks after it."""
    lead.owner, lead.touched_at = by, now
    lead.save(update_fields=["owner", "touched_at"])
