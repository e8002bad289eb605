"""A leader's pages about one participant."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import DetailView, UpdateView

from cohorts.models import Cohort
from core.views import Scoped, add_errors, take
from internships import progress, stopping
from outbox import suppressing
from outbox.models import Message
from participants import admission, correcting, leaving
from participants.forms import AddressForm, AdmissionForm, ParticipantForm, StopForm
from participants.models import Participant


@require_http_methods(["GET", "HEAD", "POST"])
def participant_create(request, cohort_pk):
    """Admit somebody to a cohort; the invitation is mailed."""
    cohort = get_object_or_404(
        Cohort.objects.editable_by(request.user).select_related("region"), pk=cohort_pk
    )
    form = AdmissionForm(request.POST or None)
    if form.is_valid() and (participant := admitted(form, cohort, request.user)):
        name = {"name": participant.user.full_name}
        messages.success(request, _("%(name)s is toegelaten en krijgt een uitnodiging.") % name)
        return redirect("cohort_detail", pk=cohort.pk)
    context = {"form": form, "cohort": cohort}
    return render(request, "participants/participant_create.html", context)


def admitted(form, cohort, user):
    """The new participant, or None with the reason at the form."""
    try:
        with transaction.atomic():
            return admission.admit(cohort, by=user, now=timezone.now(), **form.cleaned_data)
    except admission.CohortFull as full:
        seats = {"seats": full.cohort.max_participants}
        form.add_error(None, _("De groep is vol: alle %(seats)s plaatsen zijn bezet.") % seats)
    except ValidationError as error:
        add_errors(form, error)
    return None


class ParticipantDetail(Scoped, DetailView):
    model = Participant
    scope = "editable_by"
    template_name = "participants/participant_detail.html"

    def get_queryset(self):
        return super().get_queryset().select_related("user", "cohort__region", "employer")

    def get_context_data(self, **kwargs):
        participant = self.object
        [row] = progress.of_people([participant], timezone.localdate())
        placements = list(participant.placements.select_related("school", "supervisor"))
        return super().get_context_data(
            row=row,
            placements=placements,
            lines=participant.hours.standing().select_related("placement__school")[:10],
            mails=mails_about(participant, *placements).visible_to(self.request.user)[:10],
            **undelivered(participant),
            **kwargs,
        )


def undelivered(participant):
    """Why mail does not reach this person, and whether the leader can do something about it."""
    return {
        "dead": suppressing.of(participant.user.email),
        "may_correct": correcting.may_correct(participant),
    }


def mails_about(participant, *placements):
    """What was mailed about this place, and not what this person is mailed in another role."""
    mails = Message.objects.about(participant)
    for placement in placements:
        mails |= Message.objects.about(placement)
    return mails


class ParticipantEdit(Scoped, UpdateView):
    model = Participant
    scope = "editable_by"
    form_class = ParticipantForm
    template_name = "participants/participant_form.html"

    def get_success_url(self):
        return reverse("participant_detail", args=[self.object.pk])


def mine(request, pk):
    return get_object_or_404(
        Participant.objects.editable_by(request.user).select_related("user", "cohort__region"),
        pk=pk,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def participant_email(request, pk):
    """Correct the address of somebody who never signed in; anybody else does it alone."""
    participant = mine(request, pk)
    form = AddressForm(request.POST or None)
    if form.is_valid() and corrected(form, participant, request.user):
        address = {"address": participant.user.email}
        messages.success(request, _("Het adres is nu %(address)s.") % address)
        return redirect("participant_detail", pk=pk)
    context = {"form": form, "participant": participant, **undelivered(participant)}
    return render(request, "participants/participant_email.html", context)


def corrected(form, participant, user):
    try:
        correcting.correct(participant, form.cleaned_data["email"], by=user, now=timezone.now())
    except ValidationError as error:
        participant.user.refresh_from_db()
        add_errors(form, error)
        return False
    return True


@require_POST
def participant_invite(request, pk):
    participant = mine(request, pk)
    admission.invite(participant, by=request.user, now=timezone.now(), again=True)
    address = {"address": participant.user.email}
    messages.success(request, _("De uitnodiging gaat opnieuw naar %(address)s.") % address)
    return redirect("participant_detail", pk=pk)


@require_POST
def participant_pause(request, pk):
    return moved(request, pk, leaving.pause, _("De deelname is gepauzeerd."))


@require_POST
def participant_resume(request, pk):
    return moved(request, pk, leaving.resume, _("De deelname loopt weer."))


@require_http_methods(["GET", "HEAD", "POST"])
def participant_withdraw(request, pk):
    participant = mine(request, pk)
    form = StopForm(request.POST or None)
    if not form.is_valid():
        context = {"form": form, "participant": participant}
        return render(request, "participants/participant_withdraw.html", context)
    facts = {"reason": form.cleaned_data["reason"], "on": form.cleaned_data["stopped_on"]}
    facts["now"] = timezone.now()
    return moved(request, pk, stopping.withdraw, _("De deelnemer is gestopt."), **facts)


def moved(request, pk, verb, done, **facts):
    """Take one verb of a participant and say what came of it."""
    late = _("Dat kan niet meer: de deelname is intussen veranderd.")
    take(request, verb, mine(request, pk), done=done, late=late, **facts)
    return redirect("participant_detail", pk=pk)
