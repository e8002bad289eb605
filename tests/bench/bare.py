"""The yardstick for a list of hours: the same lines, drawn by the same template, and nothing else.

No middleware, session, sign-in, menu or frame.
"""

from django.shortcuts import render

from internships import weeks
from internships.models import HourEntry
from internships.views.hours import badges


def lines(request, participant_pk):
    rows = HourEntry.objects.filter(participant=participant_pk).order_by("-worked_on", "-pk")
    context = {"page_obj": weeks.per_week(weeks.lines_of(rows, {}, badges()))}
    return render(request, "internships/hours_weeks.html", context)
