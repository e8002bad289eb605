"""One lead: what is known, and what a leader does with it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.views import say_error, take
from core.workflow import IllegalMove
from outbox.models import Message
from participants.admission import CohortFull
from recruitment import duplicates, intake, retention
from recruitment.forms.leads import AdmitForm, DecisionForm, NoteForm, PlanForm
from recruitment.models import Lead

MAILS = 10


def mine(request, pk):
    rows = Lead.objects.editable_by(request.user)
    return get_object_or_404(
        rows.select_related("region", "owner", "channel", "participant__cohort__region"), pk=pk
    )


def held(request, pk):
    """The same, locked, so that nothing is written to somebody who is erased at this moment."""
    rows = Lead.objects.editable_by(request.user).select_for_update(of=["self"])
    get_object_or_404(rows, pk=pk)
    return mine(request, pk)


def late():
    return _("Dat kan niet meer: een andere projectleider was eerder.")


@require_safe
def lead_detail(request, pk):
    return show(request, mine(request, pk))


def show(request, lead, **forms):
    """The page, with a form as it was typed where something is wrong with it."""
    applications = list(lead.applications.select_related("cohort"))
    plan = {"next_step": lead.next_step, "next_on": lead.next_on}
    verbs = intake.verbs_of(lead)
    can_admit = lead.can_move_to(Lead.Status.ADMITTED)
    leads_on = lead.status not in intake.NEXT
    context = {
        "lead": lead,
        "applications": applications,
        "erased_on": retention.erased_on(lead),
        "notes": lead.notes.select_related("author"),
        "heard": list(lead.heard.all()),
        "like": duplicates.hints([lead], request.user)[lead.pk],
        "moves": [verb for verb in verbs if not verb.asks_why],
        "endings": [verb for verb in verbs if verb.asks_why],
        "can_admit": can_admit,
        "admitting_first": can_admit and leads_on,
        "today": timezone.localdate(),
        "is_open": lead.status in Lead.OPEN,
        "is_overdue": bool(lead.next_on and lead.next_on < timezone.localdate()),
        "mails": Message.objects.about(lead).visible_to(request.user)[:MAILS],
        "admit_form": AdmitForm(user=request.user, lead=lead) if can_admit else None,
        "note_form": NoteForm(),
        "plan_form": PlanForm(initial=plan),
        "decision_form": DecisionForm(),
        **forms,
    }
    return render(request, "recruitment/lead_detail.html", context)


@require_POST
def lead_move(request, pk, verb):
    """Take one of the verbs of `intake`; an ending asks why first."""
    lead, chosen = mine(request, pk), intake.VERB_BY_NAME.get(verb)
    if chosen is None:
        raise Http404
    facts = {"verb": chosen, "now": timezone.now()}
    if chosen.asks_why:
        form = DecisionForm(request.POST)
        if not form.is_valid():
            return show(request, lead, decision_form=form)
        facts["decision"] = form.cleaned_data["decision"]
    done = _("%(name)s: %(status)s.") % {
        "name": lead.full_name,
        "status": Lead.Status(chosen.status).label,
    }
    take(request, intake.move, lead, done=done, late=late(), **facts)
    return redirect("lead_detail", pk=pk)


@require_POST
def lead_admit(request, pk):
    lead = mine(request, pk)
    form = AdmitForm(request.POST, user=request.user, lead=lead)
    if not form.is_valid():
        return show(request, lead, admit_form=form)
    cohort, name = form.cleaned_data["cohort"], {"name": lead.full_name}
    try:
        participant = intake.admit(lead, cohort=cohort, by=request.user, now=timezone.now())
    except CohortFull:
        text = _("%(cohort)s is intussen vol. Kies een andere groep of de reservelijst.")
        messages.error(request, text % {"cohort": cohort})
    except IllegalMove:
        messages.error(request, late())
    except ValidationError as error:
        say_error(request, error)
    else:
        messages.success(request, _("%(name)s is toegelaten en krijgt een uitnodiging.") % name)
        return redirect("participant_detail", pk=participant.pk)
    return redirect("lead_detail", pk=pk)


@require_POST
@transaction.atomic
def lead_note(request, pk):
    lead = held(request, pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return show(request, lead, note_form=form)
    intake.note(lead, **form.cleaned_data, by=request.user, now=timezone.now())
    messages.success(request, _("De notitie staat erbij."))
    return redirect("lead_detail", pk=pk)


@require_POST
@transaction.atomic
def lead_plan(request, pk):
    lead = held(request, pk)
    form = PlanForm(request.POST)
    if not form.is_valid():
        return show(request, lead, plan_form=form)
    step, on = form.cleaned_data["next_step"], form.cleaned_data["next_on"]
    intake.plan(lead, step=step, on=on, by=request.user, now=timezone.now())
    messages.success(request, _("Opgeslagen."))
    return redirect("lead_detail", pk=pk)


@require_POST
@transaction.atomic
def lead_take(request, pk):
    lead = held(request, pk)
    intake.take_up(lead, by=request.user, now=timezone.now())
    messages.success(request, _("Jij pakt dit op."))
    return redirect("lead_detail", pk=pk)
