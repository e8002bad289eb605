"""The calendar of one school: the holidays of its region, and where the school differs."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.views import add_errors
from internships import school_days, school_exceptions
from internships.forms.calendar import ExceptionForm
from internships.models import School, SchoolException


@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request, pk):
    school = get_object_or_404(School.objects.editable_by(request.user), pk=pk)
    form = ExceptionForm(request.POST or None)
    if form.is_valid() and kept(form, school):
        messages.success(request, _("%(name)s staat erin.") % form.cleaned_data)
        return redirect("school_calendar", pk=pk)
    today = timezone.localdate()
    exceptions = list(school.calendar_exceptions.all())
    context = {
        "school": school,
        "form": form,
        "is_known": school_days.load([pk]).is_known(today),
        "holidays": school_exceptions.holidays_ahead(school, today),
        "coming": [row for row in exceptions if row.end_on >= today],
        "past": [row for row in exceptions if row.end_on < today],
    }
    return render(request, "internships/school_calendar.html", context)


def kept(form, school):
    try:
        school_exceptions.add(school, **form.cleaned_data)
    except ValidationError as error:
        add_errors(form, error)
        return False
    return True


@require_POST
def exception_remove(request, pk):
    row = get_object_or_404(SchoolException.objects.editable_by(request.user), pk=pk)
    row.delete()
    messages.success(request, _("%(name)s is verwijderd.") % {"name": row.name})
    return redirect("school_calendar", pk=row.school_id)
