"""Subscribing: the form of a region, and the button behind the mail.

The answer to the form is the same whatever is known of the address. Looking changes nothing, as
mail scanners open every link.
"""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import links
from accounts.models import AccessLink
from core import mailboxes, receiving
from core.views import private
from newsletters import choosing, leaving, subscribing, wording
from newsletters.forms.reading import FindForm, SubscribeForm
from newsletters.models import Subscription
from recruitment import visiting
from recruitment.views.public import channel_in, open_region

LOOK_AND_ACT = ["GET", "HEAD", "POST"]
# What a proof says of pages whose address holds a key.
CONFIRM_PAGE = "/newsletter/confirm/"


@never_cache
@login_not_required
@require_http_methods(LOOK_AND_ACT)
def subscribe(request, slug):
    region = open_region(slug)
    channel = channel_in(request, region)
    form = SubscribeForm(request.POST if request.method == "POST" else None)
    if receiving.receive(request, form, lambda: ask(request, region, channel, form.cleaned_data)):
        email = mailboxes.shown(form.cleaned_data["email"])
        messages.success(request, _("We sturen een mail naar %(email)s.") % {"email": email})
        return redirect(visiting.tagged(reverse("newsletter_asked", args=[slug]), channel))
    context = {
        "region": region,
        "channel": channel,
        "form": form,
        "sentence": wording.sentence(translation.get_language()),
    }
    return render(request, "newsletters/subscribe.html", context, status=form.status)


def ask(request, region, channel, typed):
    subscribing.ask(
        region,
        email=typed["email"],
        topics=typed["topics"],
        language=translation.get_language(),
        page=request.path,
        now=timezone.now(),
        first_name=typed["first_name"],
        branch=typed["branch"],
        channel=channel,
    )


@never_cache
@login_not_required
@require_safe
def asked(request, slug):
    region = open_region(slug)
    context = {"region": region, "channel": channel_in(request, region)}
    return render(request, "newsletters/asked.html", context)


def by_link(view):
    """View decorator: the link of the key; an unknown one gets a page with a way on."""

    @never_cache
    @login_not_required
    def shown(request, token):
        link = links.find(token, AccessLink.Purpose.SUBSCRIPTION)
        if link is None or not isinstance(link.holder, Subscription):
            return unknown(request)
        with translation.override(language_of(request, link.holder)):
            return private(view(request, token, link))

    return shown


def unknown(request):
    """No such key: the same page for every one, with the form that mails the right one."""
    context = {"form": FindForm()}
    return private(render(request, "newsletters/unknown.html", context, status=404))


def language_of(request, subscription):
    """A reader has no account to remember a language, so the subscription's own one is used."""
    if request.user.is_authenticated or settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return translation.get_language()
    return subscription.language


@by_link
@require_http_methods(LOOK_AND_ACT)
def confirm(request, token, link):
    now = timezone.now()
    if request.method == "POST":
        try:
            shown = request.POST.getlist("topics")
            subscribing.confirm(link, topics=shown, now=now, page=CONFIRM_PAGE)
        except links.LinkClosed:
            messages.info(request, _("Deze link is intussen al gebruikt."))
        except subscribing.OthersAsked:
            text = _("Intussen is om andere onderwerpen gevraagd. Kijk of de lijst klopt.")
            messages.warning(request, text)
        return redirect("newsletter_confirm", token)
    reader = link.holder
    context = {"token": token, "link": link, "reader": reader}
    if link.used_at:
        topics = choosing.in_order(choosing.topics_of(reader))
        context |= {"topics": topics, "can_undo": leaving.can_undo(reader, now)}
        return render(request, "newsletters/confirmed.html", context)
    if not link.is_open(now) or reader.status == Subscription.Status.ENDED:
        return render(request, "newsletters/closed.html", context)
    context |= {
        "topics": choosing.in_order(subscribing.asked(reader)),
        "sentence": wording.sentence(translation.get_language()),
    }
    return render(request, "newsletters/confirm.html", context)


@by_link
@require_POST
def renew(request, token, link):
    """Mail a new link to the known address; the answer is the same whatever comes of it."""
    subscribing.renew(link, now=timezone.now())
    messages.success(
        request, _("Als er iets te bevestigen is, gaat er nu een mail naar het bekende adres.")
    )
    return redirect(reverse("newsletter_confirm", args=[token]))
