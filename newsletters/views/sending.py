"""One newsletter on its way to its readers."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from newsletters.models import Newsletter


@require_safe
def newsletter_detail(request, pk):
    rows = Newsletter.objects.visible_to(request.user).select_related("region")
    newsletter = get_object_or_404(rows.prefetch_related("texts"), pk=pk)
    return render(request, "newsletters/newsletter_detail.html", {"newsletter": newsletter})
