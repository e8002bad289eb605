"""The yardstick for a list of hours: the same lines, drawn by the same template, and nothing else.

No middleware, session, sign-in, menu or frame.
"""

from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from internships import weeks
from internships.models import HourEntry


def lines(request, participant_pk):
    rows = HourEntry.objects.filter(participant=participant_pk).order_by("-worked_on", "-pk")
    badges = {
        code: render_to_string("components/status.html", {"code": code, "label": label})
        for code, label in HourEntry.Status.choices
    }
    context = {
        "page_obj": weeks.per_week(weeks.lines_of(rows, badges)),
        "seat": {"today": timezone.localdate()},
    }
    return render(request, "internships/hours_weeks.html", context)
