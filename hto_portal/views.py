"""The front door: everybody is led to the start page of the own role."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cohorts import capacity
from cohorts.models import Cohort
from cohorts.running import require_leader
from hto_portal.roles import roles_of
from internships import attention
from participants.admission import with_seats

SHOWN = 5
FINDINGS = (
    "late",
    "unanswered",
    "without_placement",
    "without_supervisor",
    "without_vog",
    "behind",
    "short",
)


@require_safe
def home(request):
    roles = roles_of(request.user)
    if roles.leads:
        return redirect("leader_start")
    if roles.participates:
        return redirect("hours_start")
    if roles.supervises:
        return redirect("school_start")
    if roles.administers:
        return redirect("admin:index")
    return render(request, "no_role.html")


@require_safe
def leader_start(request):
    """What needs the leader now, then the cohorts with their fill."""
    require_leader(request.user)
    user, now = request.user, timezone.now()
    cohorts = with_seats(Cohort.objects.visible_to(user).current()).select_related("region")
    context = {
        "late": capped(attention.late_at_school(user, now)),
        "unanswered": capped(attention.unanswered(user, now)),
        "without_placement": capped(attention.without_placement(user, now)),
        "without_supervisor": capped(attention.without_supervisor(user)),
        "without_vog": capped(attention.without_vog(user)),
        "behind": capped(attention.behind(user, now)),
        "short": capped(attention.short_cohorts(user, now)),
        "cohorts": [(cohort, capacity.fill(cohort)) for cohort in cohorts],
    }
    context["calm"] = not any(context[name] for name in FINDINGS)
    return render(request, "leader_start.html", context)


def capped(rows):
    """The first rows of a finding; one more than is shown tells that there are others."""
    return list(rows[: SHOWN + 1])


@login_not_required
@require_safe
def health(request):
    """200 when the web process runs and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


def csrf_failure(request, reason=""):
    return render(request, "403_csrf.html", status=403)
