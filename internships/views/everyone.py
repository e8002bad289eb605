"""Everyone's hours, for a leader."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cohorts.models import Cohort
from cohorts.running import require_leader
from internships import everyone
from internships.forms.placing import EveryoneFilter
from internships.models import HourEntry


@require_safe
def everyone_hours(request):
    require_leader(request.user)
    cohorts = Cohort.objects.visible_to(request.user).select_related("region")
    statuses = [(status.value, status.label) for status in everyone.STATUSES]
    form = EveryoneFilter(request.GET or None, cohorts=cohorts, statuses=statuses)
    rows = HourEntry.objects.led_by(request.user)
    if form.is_valid():
        rows = narrowed(rows, **form.cleaned_data)
    page = everyone.page(rows, request.GET.get("after", ""))
    return render(request, "internships/everyone_hours.html", {"form": form, "page": page})


def narrowed(rows, status, cohort):
    rows = rows.filter(status=status) if status else rows.filter(status__in=everyone.STATUSES)
    return rows.filter(participant__cohort=cohort) if cohort else rows
