"""Cohorts: the list, one cohort with everybody's progress, its verbs, and how it reminds."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import CreateView, DetailView, ListView, UpdateView, View

from cohorts import capacity, reminding, rule_words, running
from cohorts.forms import CohortForm, RemindersForm
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
            reminders=rule_words.summary(cohort, reminding.of_cohort(cohort)),
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


# Two leaders may set the same rule for the first time, so the cohort is locked until it is saved.
@method_decorator(transaction.atomic, name="post")
class CohortReminders(View):
    """The switch and the three rules of one cohort, kept all together or not at all."""

    def get(self, request, pk):
        return self.answer(request, get_object_or_404(self.rows(), pk=pk))

    def post(self, request, pk):
        return self.answer(request, get_object_or_404(self.rows().select_for_update(), pk=pk))

    def rows(self):
        return Cohort.objects.editable_by(self.request.user)

    def answer(self, request, cohort):
        rules = reminding.of_cohort(cohort)
        # Before the form reads what was typed: the page says what holds now.
        all_off, meanings = not cohort.reminders_on, [*map(rule_words.meaning, rules.values())]
        form = RemindersForm(request.POST or None, cohort=cohort, rules=rules)
        if form.is_valid():
            form.save()
            messages.success(request, _("Opgeslagen."))
            return redirect("cohort_reminders", pk=cohort.pk)
        context = {
            "cohort": cohort,
            "form": form,
            "panels": zip(form.rules.values(), meanings, strict=True),
            "all_off": all_off,
            "has_own": any(rule.pk for rule in rules.values()),
        }
        return render(request, "cohorts/reminders.html", context)


@require_POST
def cohort_reminders_reset(request, pk):
    cohort = get_object_or_404(Cohort.objects.editable_by(request.user), pk=pk)
    reminding.back_to_default(cohort)
    messages.success(request, _("De herinneringen staan weer op standaard."))
    return redirect("cohort_reminders", pk=pk)
