"""How many read: a page for leaders, with the link that brings more."""

from django.conf import settings
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hto_portal.roles import require_leader
from newsletters import counting


@require_safe
def numbers(request):
    require_leader(request)
    regions = counting.of_regions(request.user, timezone.now())
    context = {"regions": regions, "site_url": settings.SITE_URL}
    return render(request, "newsletters/numbers.html", context)
