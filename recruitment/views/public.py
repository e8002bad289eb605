"""The pages of a region for whoever wants to know, and the privacy statement."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from cohorts.models import Region
from recruitment import upcoming, visiting
from recruitment.privacy import VERSION, terms


def home(request):
    """What HTO is and where it can be done, for who is not signed in."""
    regions = list(Region.objects.open())
    groups = upcoming.of_regions(regions, timezone.localdate())
    rows = [(region, groups.get(region.pk, [])) for region in regions]
    return render(request, "recruitment/home.html", {"rows": rows})


def open_region(slug):
    """A region that is switched off does not exist for the public."""
    return get_object_or_404(Region.objects.open(), slug=slug)


def channel_in(request, region):
    """Through which door somebody came: a code that is not of this region is ignored."""
    values = request.POST if request.method == "POST" else request.GET
    return visiting.channel_of(region, values.get(visiting.PARAMETER, ""))


@login_not_required
@require_safe
def region_page(request, slug):
    region = open_region(slug)
    context = {
        "region": region,
        "groups": upcoming.of_region(region, timezone.localdate()),
        "channel": channel_in(request, region),
    }
    return render(request, "recruitment/region_page.html", context)


@login_not_required
@require_safe
def privacy(request):
    return render(request, "recruitment/privacy.html", {"version": VERSION, "keep": terms()})


@csrf_exempt  # A beacon sends no token, and all that can be done is counting one more.
@login_not_required
@require_POST
def visit(request):
    """The answer is the same whatever was counted."""
    visiting.count(request.POST.get(visiting.PARAMETER, ""), now=timezone.now())
    return HttpResponse(content_type="text/plain")
