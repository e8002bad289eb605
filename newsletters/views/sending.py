"""A newsletter on its way: whom it goes to, a test copy, now or later, and how far it is."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core.views import add_errors
from core.workflow import IllegalMove
from newsletters import archive, audiences, checking, planning, progress, sending, testing
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
    if newsletter.status in sending.STARTS_FROM:
        return show_steps(request, newsletter)
    rows = Delivery.objects.visible_to(request.user).filter(newsletter=newsletter)
    state, text = request.GET.get("state", ""), request.GET.get("q", "").strip()[:100]
    rows = progress.among(rows, state).select_related("message").order_by("pk")
    if text:
        rows = rows.filter(email__icontains=text)
    context = {
        "newsletter": newsletter,
        "title": merged(newsletter.title),
        "page_obj": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "states": progress.LABELS.items(),
        "state": state,
        "q": text,
        **progress_of(newsletter),
    }
    return render(request, "newsletters/newsletter_detail.html", context)


def show_steps(request, newsletter, test=None, when=None):
    """The page before it started: whom, a test copy, and the buttons that repeat the number."""
    # Before the count: what is asked of readers is never newer than their number.
    whom = audiences.definition(newsletter)
    readers, is_late = counted(audiences.readers(newsletter)), newsletter.status == Status.LATE
    context = {
        "newsletter": newsletter,
        "whom": whom,
        "title": merged(newsletter.title),
        "why": planning.why(newsletter, readers["number"]) if is_late else "",
        "choice": AudienceChoice(newsletter=newsletter, user=request.user),
        "test": test or TestForm(newsletter=newsletter, user=request.user),
        "when": when or WhenForm(),
        "obstacles": checking.obstacles(checking.findings(newsletter)),
        "is_public": archive.is_public(newsletter),
        **readers,
    }
    return render(request, "newsletters/newsletter_steps.html", context)


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
    return show_steps(request, newsletter, test=form)


@require_POST
def newsletter_send(request, pk):
    """The last step: what was seen is what is sent, or nothing is. What was typed stays."""
    newsletter = find(request, pk)
    form = ApproveForm(request.POST)
    if not form.is_valid() and not form.is_damaged:
        return steps_again(request, newsletter, form)
    if form.is_damaged:
        messages.error(request, _("Er ging iets mis met het moment. Kies het opnieuw."))
        return redirect("newsletter_detail", pk=pk)
    typed, now = form.cleaned_data, timezone.now()
    facts = {name: typed[name] for name in ApproveForm.SEEN} | {"by": request.user}
    try:
        if typed["at"]:
            sending.plan(newsletter, at=typed["at"], now=now, **facts)
        else:
            sending.approve(newsletter, now=now, **facts)
    except IllegalMove:
        messages.error(request, _("Iemand was je voor: kijk hoe het er nu voor staat."))
    except sending.Refused as refusal:
        form.add_error(None, str(refusal))
        return steps_again(request, newsletter, form)
    except ValidationError as error:
        form.add_error("day", error.message_dict["at"])
        return steps_again(request, newsletter, form)
    else:
        messages.success(request, said(typed))
    return redirect("newsletter_detail", pk=pk)


def steps_again(request, newsletter, form):
    """The steps with what was typed and the number of now, unless it left meanwhile."""
    newsletter = find(request, newsletter.pk)
    if newsletter.status not in sending.STARTS_FROM:
        return redirect("newsletter_detail", pk=newsletter.pk)
    return show_steps(request, newsletter, when=form)


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
