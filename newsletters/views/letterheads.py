"""How the newsletters of a region look, and who sends them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cohorts.models import Region
from core.views import saved_or_told
from newsletters.forms.writing import LetterheadForm
from newsletters.models import Letterhead


@require_http_methods(["GET", "HEAD", "POST"])
def letterhead_edit(request, pk):
    """That of the region `pk`; there is none until it is saved for the first time."""
    region = get_object_or_404(Region.objects.editable_by(request.user), pk=pk)
    head = getattr(region, "letterhead", None) or Letterhead(region=region, name=region.name)
    form = LetterheadForm(request.POST or None, request.FILES or None, instance=head)
    words = _("Iemand anders bewaarde op dit moment ook een briefhoofd. Kijk na en bewaar opnieuw.")
    if form.is_valid() and saved_or_told(form, None, words, form.save):
        messages.success(request, _("Het briefhoofd is bewaard."))
        return redirect("letterhead_edit", pk=pk)
    context = {"form": form, "region": region, "logo": head.logo}
    return render(request, "newsletters/letterhead_edit.html", context)
