"""The front door: everybody is led to the start page of the own role."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cohorts import capacity
from cohorts.models import Cohort, Region
from core import alongside
from hto_portal.roles import require_leader, roles_for
from internships import attention, reactions, unreachable
from newsletters import attention as mailings
from participants.admission import with_seats
from recruitment import undecided
from recruitment.models import Lead
from recruitment.views import public

SHOWN = 5
# Nobody leads so many groups; an administrator sees those of the whole country.
COHORTS_SHOWN = 20


@dataclass(frozen=True)
class Finding:
    """Something that needs the leader: all of it, of which a page shows the first rows."""

    everything: Sequence

    @property
    def number(self):
        return len(self.everything)

    @property
    def rows(self):
        return self.everything[:SHOWN]

    @property
    def more(self):
        return self.number > SHOWN


@login_not_required
@require_safe
def home(request):
    """Who is signed in goes on to the own start page; anybody else reads what this is about."""
    if not request.user.is_authenticated:
        return public.home(request)
    roles = roles_for(request)
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
    require_leader(request)
    user, now = request.user, timezone.now()
    cohorts, along = alongside.read(
        with_seats(Cohort.objects.visible_to(user).current()).select_related("region"),
        Region.objects.visible_to(user),
        unclaimed=alongside.number(Lead.objects.visible_to(user).unclaimed()),
        undecided=alongside.number(undecided.among(Lead.objects.visible_to(user), now)),
        waiting_newsletters=mailings.column(user),
        **unreachable.columns(user),
    )
    rows_by_name = {
        **findings(user, now),
        "short": attention.short_of(cohorts, now),
        "newsletters": mailings.read(along["waiting_newsletters"]),
        "unreachable": unreachable.read(along),
    }
    found = {name: Finding(list(rows)) for name, rows in rows_by_name.items()}
    context = {
        **found,
        "unclaimed": along["unclaimed"],
        "undecided": along["undecided"],
        "calm": not any(finding.number for finding in found.values()),
        "cohorts": [(cohort, capacity.fill(cohort)) for cohort in cohorts[:COHORTS_SHOWN]],
        "has_more_cohorts": len(cohorts) > COHORTS_SHOWN,
    }
    return render(request, "leader_start.html", context)


def findings(user, now):
    late, behind = attention.late_at_school(user, now), attention.behind(user, now)
    return {
        **attention.of_placements(user, now),
        "late": late,
        "without_placement": attention.without_placement(user, now),
        "behind": behind,
        "silent": reactions.without(behind, late),
    }


@login_not_required
@require_safe
def health(request):
    """200 when the web process runs and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


def csrf_failure(request, reason=""):
    return render(request, "403_csrf.html", status=403)
