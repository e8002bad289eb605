"""A leader's pages about placements: choose a school, propose, follow, end."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import DetailView

from core.numbers import whole_number
from core.views import Scoped, add_errors, take
from internships import attention, placing
from internships.forms.placing import (
    BreakOffForm,
    PlacementForm,
    SchoolSearch,
    SupervisorForm,
    VogForm,
)
from internships.models import Placement, School
from outbox.models import Message
from participants.models import Participant

FOUND = 20


def chosen_school(request):
    """The school named in the address, or None; an unknown one is a 404."""
    text = request.GET.get("school", "")
    if not text.isdecimal():
        return None
    return get_object_or_404(School.objects.visible_to(request.user).open(), pk=whole_number(text))


def pick_school(request, **context):
    """The page that looks up a school; each result leads back here with `?school=`."""
    form = SchoolSearch(request.GET or None)
    text, found = form.text, []
    if text:
        found = list(School.objects.visible_to(request.user).open().search(text)[: FOUND + 1])
    context |= {"form": form, "text": text, "schools": found[:FOUND], "more": len(found) > FOUND}
    return render(request, "internships/school_pick.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def placement_create(request, participant_pk):
    """Propose a placement: first the school, then the teacher and the terms."""
    people = Participant.objects.editable_by(request.user).select_related("user", "cohort__region")
    participant = get_object_or_404(people, pk=participant_pk)
    school = chosen_school(request)
    if school is None:
        return pick_school(request, participant=participant)
    form = PlacementForm(
        request.POST or None, user=request.user, school=school, participant=participant
    )
    if form.is_valid() and propose(form, participant, school, request.user):
        names = {"school": school.name}
        messages.success(request, _("De vraag aan %(school)s staat klaar om te gaan.") % names)
        return redirect("participant_detail", pk=participant.pk)
    context = {"form": form, "participant": participant, "school": school}
    return render(request, "internships/placement_create.html", context)


def propose(form, participant, school, user):
    try:
        return placing.propose(
            participant, school=school, by=user, now=timezone.now(), **form.terms()
        )
    except ValidationError as error:
        add_errors(form, error)
        return None


class PlacementDetail(Scoped, DetailView):
    model = Placement
    scope = "editable_by"
    template_name = "internships/placement_detail.html"

    def get_queryset(self):
        rows = super().get_queryset()
        return rows.select_related(
            "participant__user", "participant__cohort", "school", "supervisor"
        )

    def get_context_data(self, **kwargs):
        placement, user = self.object, self.request.user
        unsupervised = attention.without_supervisor(user).filter(pk=placement.pk)
        context = {
            "mails": Message.objects.about(placement).visible_to(self.request.user)[:10],
            "can_change_supervisor": placement.status in Placement.SUPERVISED,
            "lacks_supervisor": unsupervised.exists(),
            "supervisor_form": SupervisorForm(user=user, school=placement.school),
            "vog_form": VogForm(),
            "break_off_form": BreakOffForm(),
        }
        return super().get_context_data(**{**context, **kwargs})


def mine(request, pk):
    return get_object_or_404(
        Placement.objects.editable_by(request.user).select_related(
            "participant__user", "participant__cohort", "school", "supervisor"
        ),
        pk=pk,
    )


@require_POST
def placement_ask(request, pk):
    """Mail the question to the school once more, at most once a day."""
    placement, now = mine(request, pk), timezone.now()
    message = placing.renew(placement, now=now)
    names = {"name": placement.supervisor.full_name}
    if message is None:
        messages.error(request, why_not_asked(placement) % names)
    elif message.created_at < now:
        messages.info(request, _("%(name)s kreeg vandaag al een mail.") % names)
    else:
        messages.success(request, _("%(name)s krijgt de vraag opnieuw.") % names)
    return redirect("placement_detail", pk=pk)


def why_not_asked(placement):
    if placement.status != Placement.Status.PROPOSED:
        return _("Deze vraag staat niet meer open.")
    if not placement.supervisor.may_supervise:
        return _("%(name)s kan geen begeleider meer zijn. Kies eerst een andere begeleider.")
    return _("Deze deelnemer doet niet meer mee. Trek het voorstel in.")


@require_POST
def placement_cancel(request, pk):
    facts = {"now": timezone.now()}
    return moved(request, pk, placing.cancel, _("Het voorstel is ingetrokken."), **facts)


@require_POST
def placement_complete(request, pk):
    return moved(request, pk, placing.complete, _("De stage is afgerond."))


@require_POST
def placement_break_off(request, pk):
    form = BreakOffForm(request.POST)
    if not form.is_valid():
        return again(request, pk, break_off_form=form)
    facts = {"reason": form.cleaned_data["reason"], "now": timezone.now()}
    return moved(request, pk, placing.break_off, _("De stage is afgebroken."), **facts)


@require_POST
def placement_vog(request, pk):
    form = VogForm(request.POST)
    if not form.is_valid():
        return again(request, pk, vog_form=form)
    facts = {"issued_on": form.cleaned_data["issued_on"], "now": timezone.now()}
    return moved(request, pk, placing.see_vog, _("De VOG is gezien."), **facts)


@require_POST
def placement_supervisor(request, pk):
    school = mine(request, pk).school
    form = SupervisorForm(request.POST, user=request.user, school=school)
    if not form.is_valid():
        return again(request, pk, supervisor_form=form)
    facts = {"supervisor": form.cleaned_data["supervisor"], "now": timezone.now()}
    done = _("De begeleider is gewijzigd.")
    return moved(request, pk, placing.change_supervisor, done, **facts)


def again(request, pk, **forms):
    """The page of the placement with what was typed and what is wrong with it."""
    view = PlacementDetail()
    view.setup(request, pk=pk)
    view.object = mine(request, pk)
    return view.render_to_response(view.get_context_data(**forms))


def moved(request, pk, verb, done, **facts):
    late = _("Dat kan niet meer: de stageplaats is intussen veranderd.")
    take(request, verb, mine(request, pk), done=done, late=late, **facts)
    return redirect("placement_detail", pk=pk)
