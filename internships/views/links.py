"""Pages behind a link in a mail, for people at a school without an account.

Looking changes nothing, since mail scanners open every link; only a POST with a typed name acts.
"""

from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import links
from accounts.models import AccessLink
from core.views import private
from core.workflow import IllegalMove
from internships import confirmation, evidence, placing
from internships.forms.school import AnswerForm, BatchForm
from internships.models import Confirmation
from internships.views import school

LOOK_AND_ACT = ["GET", "HEAD", "POST"]


def by_link(purpose):
    """View decorator: the link of the key instead of the key; an unknown one gets its own 404."""

    def decorate(view):
        @wraps(view)
        def shown(request, token):
            link = links.find(token, purpose)
            if link is None or link.holder is None:
                return private(render(request, "internships/link_unknown.html", status=404))
            with translation.override(language_of(request, link)):
                response = private(view(request, token, link))
            return response

        return never_cache(login_not_required(shown))

    return decorate


def language_of(request, link):
    """A contact has no account to remember a language, so the contact's own one is used."""
    if request.user.is_authenticated or settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return translation.get_language()
    return contact_of(link).language


def contact_of(link):
    return link.holder.supervisor if link.purpose == AccessLink.Purpose.PLACEMENT else link.holder


@by_link(AccessLink.Purpose.HOURS)
@require_http_methods(LOOK_AND_ACT)
def hours_link(request, token, link):
    now = timezone.now()
    contact = confirmation.holder(link, now)
    if contact is None:
        return link_over(request, token, link)
    lines = list(confirmation.waiting_at(contact))
    form = BatchForm(lines, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            school.decide(request, contact, form, via=Confirmation.Via.LINK, link=link)
        except links.LinkClosed:
            messages.info(request, _("Deze link is intussen al gebruikt."))
        return redirect("hours_link", token)
    context = {"contact": contact, "form": form}
    return render(request, "internships/link_hours.html", context)


def link_over(request, token, link):
    """A used link shows its reader for a while what was done with it; any other says it is over."""
    if request.method == "POST":
        return redirect("hours_link", token)
    batch = confirmation.receipt(link, timezone.now())
    if batch is None:
        return closed(request, token, link, can_renew=link.holder.left_on is None)
    context = {
        "token": token,
        "batch": batch,
        "waiting": len(confirmation.waiting_at(link.holder)),
        **school.split(evidence.lines_of(batch)),
    }
    return render(request, "internships/link_receipt.html", context)


def closed(request, token, link, **context):
    """That the link is over, and nothing about people: somebody else may read it by now."""
    context |= {"token": token, "link": link, "has_left": contact_of(link).left_on is not None}
    return render(request, "internships/link_closed.html", context)


@by_link(AccessLink.Purpose.HOURS)
@require_POST
def hours_link_renew(request, token, link):
    """Mail a new link to the known address; the answer is the same whatever comes of it."""
    confirmation.renew(link.holder, now=timezone.now())
    tell_renewed(request)
    return redirect("hours_link", token)


def tell_renewed(request):
    messages.success(
        request,
        _("Als er iets te doen is, gaat er nu een nieuwe link naar het bekende adres."),
    )


@by_link(AccessLink.Purpose.PLACEMENT)
@require_http_methods(LOOK_AND_ACT)
def placement_link(request, token, link):
    placement = link.holder
    if not placing.may_answer(placement, link, timezone.now()):
        return placement_over(request, token, link)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            school.answer(request, placement, form, by=placement.supervisor, link=link)
        except (IllegalMove, links.LinkClosed):
            messages.info(request, _("Deze vraag is intussen al beantwoord."))
        return redirect("placement_link", token)
    context = {"placement": placement, "contact": placement.supervisor, "form": form}
    return render(request, "internships/link_placement.html", context)


def placement_over(request, token, link):
    if request.method == "POST":
        return redirect("placement_link", token)
    placement = link.holder
    is_waiting = placement.status == placement.Status.PROPOSED
    if is_waiting or not confirmation.may_look(link, placement.supervisor, timezone.now()):
        # A withdrawn link was replaced by that of another teacher.
        can_renew = placing.is_open(placement) and link.revoked_at is None
        renewing = {"can_renew": can_renew, "renew_name": "placement_link_renew"}
        return closed(request, token, link, **renewing)
    context = {
        "token": token,
        "placement": placement,
        "contact": placement.supervisor,
        "is_yes": placement.status in placement.HOSTED,
    }
    return render(request, "internships/link_placement_over.html", context)


@by_link(AccessLink.Purpose.PLACEMENT)
@require_POST
def placement_link_renew(request, token, link):
    """Mail the question again to the known address, as long as it stands open."""
    placing.renew(link.holder, now=timezone.now())
    tell_renewed(request)
    return redirect("placement_link", token)
