"""Everyone's hours, for a leader."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cohorts.models import Cohort
from hto_portal.roles import require_leader
from internships import everyone
from internships.forms.placing import EveryoneFilter
from participants.models import Participant


@require_safe
def everyone_hours(request):
    require_leader(request)
    cohorts = Cohort.objects.visible_to(request.user)
    statuses = [(status.value, status.label) for status in everyone.STATUSES]
    form = EveryoneFilter(request.GET or None, cohorts=cohorts, statuses=statuses)
    people = Participant.objects.editable_by(request.user)
    wanted = form.cleaned_data if form.is_valid() else {}
    if cohort := wanted.get("cohort"):
        people = people.filter(cohort=cohort)
    status = wanted.get("status")
    page = everyone.page(
        people, [status] if status else everyone.STATUSES, request.GET.get("after", "")
    )
    return render(request, "internships/everyone_hours.html", {"form": form, "page": page})
