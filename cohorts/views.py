"""Cohorts: the list, one cohort with everybody's progress, and its verbs."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import CreateView, DetailView, ListView, UpdateView

from cohorts import capacity, running
from cohorts.forms import CohortForm
from cohorts.models import Cohort
from core.views import Scoped, take
from hto_portal.roles import require_leader
from internships import mail_reading, progress, stopping
from participants.admission import with_seats

MAILS = 10


class CohortList(Scoped, ListView):
    model = Cohort
    template_name = "cohorts/cohort_list.html"

    def get_queryset(self):
        require_leader(self.request)
        return with_seats(super().get_queryset()).select_related("region", "provider")

    def get_context_data(self, **kwargs):
        cohorts = [(cohort, capacity.fill(cohort)) for cohort in self.object_list]
        current = [row for row in cohorts if row[0].status not in Cohort.CLOSED]
        closed = [row for row in cohorts if row[0].status in Cohort.CLOSED]
        return super().get_context_data(current=current, closed=closed, **kwargs)


class CohortDetail(Scoped, DetailView):
    model = Cohort
    template_name = "cohorts/cohort_detail.html"

    def get_queryset(self):
        return with_seats(super().get_queryset()).select_related("region", "provider")

    def get_context_data(self, **kwargs):
        cohort = self.object
        people = progress.of_cohort(cohort, timezone.localdate())
        return super().get_context_data(
            fill=capacity.fill(cohort),
            people=[row for row in people if row.participant.status in row.participant.SEATED],
            gone=[row for row in people if row.participant.status not in row.participant.SEATED],
            verbs=[verb for verb in running.VERBS if cohort.can_move_to(verb.status)],
            mails=mail_reading.of_cohort(cohort, self.request.user)[:MAILS],
            can_admit=cohort.status in Cohort.ADMITTING,
            **kwargs,
        )


class CohortForms:
    """What making and changing a cohort share."""

    model = Cohort
    form_class = CohortForm
    template_name = "cohorts/cohort_form.html"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_success_url(self):
        return reverse("cohort_detail", args=[self.object.pk])


class CohortCreate(CohortForms, CreateView):
    def dispatch(self, request, *args, **kwargs):
        require_leader(request)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        response = super().form_valid(form)
        messages.success(self.request, _("%(cohort)s is gemaakt.") % {"cohort": self.object})
        return response


@method_decorator(transaction.atomic, name="post")  # the form locks the cohort until it is saved
class CohortEdit(Scoped, CohortForms, UpdateView):
    scope = "editable_by"


@require_POST
def cohort_move(request, pk, verb):
    """Take one of the cohort's verbs: open, start, postpone, finish, cancel."""
    cohort = get_object_or_404(Cohort.objects.editable_by(request.user), pk=pk)
    chosen = running.VERB_BY_NAME[verb]
    state = {"cohort": cohort, "status": Cohort.Status(chosen.status).label}
    take(
        request,
        stopping.move,
        cohort,
        done=_("%(cohort)s is nu: %(status)s.") % state,
        late=_("Dat kan niet meer: de groep is intussen veranderd."),
        verb=chosen,
        now=timezone.now(),
    )
    return redirect("cohort_detail", pk=pk)
