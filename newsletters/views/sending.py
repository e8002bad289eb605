"""A newsletter on its way: whom it goes to, a test copy, now or later, and how far it is."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core.views import add_errors, say_error
from core.workflow import IllegalMove
from newsletters import audiences, progress, sending, testing
from newsletters.forms.sending import ApproveForm, AudienceChoice, TestForm, WhenForm
from newsletters.models import Delivery, Newsletter
from newsletters.templatetags.merged import merged
from newsletters.views.audiences import counted

PAGE = 50
Status = Newsletter.Status


def find(request, pk):
    rows = Newsletter.objects.editable_by(request.user).select_related("region", "audience")
    return get_object_or_404(rows.prefetch_related("texts"), pk=pk)


@require_safe
def newsletter_detail(request, pk):
    newsletter = find(request, pk)
    context = {"newsletter": newsletter, "title": merged(newsletter.title)}
    if newsletter.status in sending.STARTS_FROM:
        return show_steps(request, newsletter, context)
    rows = Delivery.objects.visible_to(request.user).filter(newsletter=newsletter)
    state, text = request.GET.get("state", ""), request.GET.get("q", "").strip()[:100]
    rows = progress.among(rows, state).select_related("message").order_by("pk")
    if text:
        rows = rows.filter(email__icontains=text)
    context |= {
        "page_obj": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "states": progress.LABELS.items(),
        "state": state,
        "q": text,
        **progress_of(newsletter),
    }
    return render(request, "newsletters/newsletter_detail.html", context)


def show_steps(request, newsletter, context, test=None):
    """The page before it started. With `?when=` its last step repeats the number."""
    asked = "when" in request.GET
    when = WhenForm(request.GET if asked else None)
    fits = asked and when.is_valid() and not is_refused(when)
    context |= {
        "choice": AudienceChoice(newsletter=newsletter, user=request.user),
        "test": test or TestForm(newsletter=newsletter, user=request.user),
        "when": when,
        "at": when.cleaned_data["at"] if fits else None,
        "is_last_step": fits or newsletter.status == Status.LATE,
        "stops": sending.stops(newsletter),
        **counted(audiences.readers(newsletter)),
    }
    return render(request, "newsletters/newsletter_steps.html", context)


def is_refused(form):
    """Put what is wrong with the moment at its field; whether anything is."""
    try:
        if form.cleaned_data["at"]:
            sending.check_moment(form.cleaned_data["at"], timezone.now())
    except ValidationError as error:
        form.add_error("day", error.message_dict["at"])
        return True
    return False


@require_safe
def newsletter_progress(request, pk):
    """The part of the page that moves."""
    newsletter = find(request, pk)
    context = {"newsletter": newsletter, **progress_of(newsletter)}
    return render(request, "newsletters/sending/progress.html", context)


def progress_of(newsletter):
    if newsletter.status in sending.STARTS_FROM:
        return {"progress": progress.Progress(), "is_moving": False}
    return {
        "progress": progress.of(newsletter),
        "is_moving": newsletter.status == Status.SENDING,
        "left_since": progress.left_since(newsletter),
    }


@require_POST
def newsletter_audience(request, pk):
    newsletter = find(request, pk)
    form = AudienceChoice(request.POST, newsletter=newsletter, user=request.user)
    if not form.is_valid():
        messages.error(request, _("Deze doelgroep bestaat niet meer. Kies een andere."))
        return redirect("newsletter_detail", pk=pk)
    return taken(request, pk, sending.choose, newsletter, form.cleaned_data["audience"])


@require_POST
def newsletter_test(request, pk):
    newsletter = find(request, pk)
    form = TestForm(request.POST, newsletter=newsletter, user=request.user)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            testing.send(newsletter, **typed, by=request.user, now=timezone.now())
        except ValidationError as error:
            add_errors(form, error)
        else:
            words = _("De proefmail naar %(to)s is onderweg.")
            messages.success(request, words % {"to": typed["to"]})
            return redirect("newsletter_detail", pk=pk)
    context = {"newsletter": newsletter, "title": merged(newsletter.title)}
    return show_steps(request, newsletter, context, test=form)


@require_POST
def newsletter_send(request, pk):
    """The last step: what was seen is what is sent, or nothing is."""
    newsletter = find(request, pk)
    form = ApproveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Er ging iets mis met het moment. Kies het opnieuw."))
        return redirect("newsletter_detail", pk=pk)
    typed, now = form.cleaned_data, timezone.now()
    facts = {"number": typed["number"], "revision": typed["revision"], "by": request.user}
    back = reverse("newsletter_detail", args=[pk])
    try:
        if typed["at"]:
            sending.plan(newsletter, at=typed["at"], now=now, **facts)
        else:
            sending.approve(newsletter, now=now, **facts)
    except IllegalMove:
        messages.error(request, _("Iemand was je voor: kijk hoe het er nu voor staat."))
    except sending.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(f"{back}?{asked_again(request)}#send")
    except ValidationError as error:
        say_error(request, error)
    else:
        messages.success(request, said(typed))
    return redirect(back)


def asked_again(request):
    """The last step with the same moment, for when only the number changed."""
    data = request.POST.copy()
    for name in ("csrfmiddlewaretoken", "number", "revision"):
        data.pop(name, None)
    return data.urlencode()


def said(typed):
    number = typed["number"]
    if typed["at"]:
        words = ngettext(
            "De nieuwsbrief aan %(number)s lezer is gepland.",
            "De nieuwsbrief aan %(number)s lezers is gepland.",
            number,
        )
    else:
        words = ngettext(
            "De nieuwsbrief gaat nu naar %(number)s lezer.",
            "De nieuwsbrief gaat nu naar %(number)s lezers.",
            number,
        )
    return words % {"number": number}


VERBS = {
    "unplan": lambda row, user: sending.unplan(row, by=user),
    "pause": lambda row, user: sending.pause(row, by=user),
    "resume": lambda row, user: sending.resume(row, by=user, now=timezone.now()),
    "cancel": lambda row, user: sending.cancel(row, by=user, now=timezone.now()),
}


@require_POST
def newsletter_verb(request, pk, verb):
    newsletter = find(request, pk)
    if verb not in VERBS:
        raise Http404
    return taken(request, pk, VERBS[verb], newsletter, request.user)


def taken(request, pk, verb, *facts):
    """Do it, and say so where it could not be done."""
    try:
        verb(*facts)
    except IllegalMove:
        messages.error(request, _("Dat kan nu niet meer: kijk hoe het er nu voor staat."))
    except sending.Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("newsletter_detail", pk=pk)
