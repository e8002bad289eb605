"""A leader's list of leads, and admitting several of them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from hto_portal.roles import require_leader
from recruitment import duplicates, intake, pipeline, retention
from recruitment.forms.leads import AdmitAllForm, LeadFilter
from recruitment.models import Lead

PER_PAGE = 25
# Messages travel in a small cookie, so only so many people are named one by one.
NAMED = 8


@require_safe
def lead_list(request):
    require_leader(request)
    return show_list(request)


def show_list(request, form=None):
    user, now = request.user, timezone.now()
    today = timezone.localdate(now)
    narrow = LeadFilter(request.GET, user=user)
    wanted = narrow.wanted
    region, text = wanted.get("region"), wanted.get("q", "")
    leads = pipeline.search(Lead.objects.visible_to(user), text)
    if region:
        leads = leads.filter(region=region)
    # Who is looked for by name may be anywhere.
    stage = pipeline.STAGE_BY_NAME.get(wanted.get("state") or ("" if text else "new"))
    found = pipeline.of_stage(leads, stage, now)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    like = duplicates.hints(list(page), user)
    form = form or AdmitAllForm(user=user, region=region)
    context = {
        "rows": [(lead, like[lead.pk], retention.erased_soon(lead, today)) for lead in page],
        "page_obj": page,
        "stages": tabs(leads, stage, page),
        "stage": stage,
        "q": text,
        "region": region,
        "regions": list(narrow.fields["region"].queryset),
        "form": form,
        "can_admit": stage is None or stage.name != "decided",
        "today": today,
        "erased": number_erased(user, region, stage),
    }
    return render(request, "recruitment/lead_list.html", context)


def tabs(leads, stage, page):
    """[(Stage, how many)], with the one that is open where that is none of the states."""
    own = [(stage, page.paginator.count)] if stage is pipeline.UNDECIDED else []
    return pipeline.counts(leads) + own


def number_erased(user, region, stage):
    """Of how many the list of what was decided shows nothing any more."""
    if stage is None or stage.name != "decided":
        return 0
    rows = Lead.objects.led_by(user).erased()
    return (rows.filter(region=region) if region else rows).count()


@require_POST
def lead_admit_all(request):
    """Give everybody who was ticked a seat; who does not fit is named and goes nowhere."""
    require_leader(request)
    form = AdmitAllForm(request.POST, user=request.user)
    if not form.is_valid():
        return show_list(request, form)
    outcomes = intake.admit_all(**form.cleaned_data, by=request.user, now=timezone.now())
    tell(request, outcomes, form.cleaned_data["cohort"])
    return HttpResponseRedirect(f"{reverse('lead_list')}?{request.GET.urlencode()}")


def tell(request, outcomes, cohort):
    number = sum(not outcome.why for outcome in outcomes)
    if number:
        text = ngettext(
            "%(number)s mens toegelaten tot %(cohort)s, met een uitnodiging.",
            "%(number)s mensen toegelaten tot %(cohort)s, met een uitnodiging.",
            number,
        )
        messages.success(request, text % {"number": number, "cohort": cohort})
    left = [outcome for outcome in outcomes if outcome.why]
    for outcome in left[:NAMED]:
        facts = {"name": outcome.lead.full_name, "why": outcome.why}
        messages.warning(request, _("%(name)s is niet toegelaten: %(why)s") % facts)
    if (more := len(left) - NAMED) > 0:
        text = ngettext("En nog %(more)s mens niet.", "En nog %(more)s mensen niet.", more)
        messages.warning(request, text % {"more": more})
