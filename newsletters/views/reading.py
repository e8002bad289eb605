"""What readers do with the key of a newsletter: choose, leave, come back, be erased.

The key is in every mail and works without an account. Leaving asks for nothing else at all, as
mail programs do it for their user.
"""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from core import mailboxes, receiving
from core.views import private
from newsletters import choosing, finding, forgetting, leaving
from newsletters.forms.reading import ChoicesForm, FindForm
from newsletters.models import Subscription
from newsletters.views.subscribing import LOOK_AND_ACT, language_of, unknown

# What a proof says of these pages: their addresses hold a key.
CHOICES_PAGE, LEAVE_PAGE = "/newsletter/", "/newsletter/leave/"


def by_key(view):
    """View decorator: the subscription of the key; an unknown one gets a page with a way on."""

    @wraps(view)
    def shown(request, key):
        reader = finding.by_key(key)
        if reader is None:
            return unknown(request)
        with translation.override(language_of(request, reader)):
            return private(view(request, reader))

    return never_cache(login_not_required(shown))


@never_cache
@login_not_required
@require_http_methods(LOOK_AND_ACT)
def find(request):
    """Type an address, get a mail with the way to its choices; known or not looks the same."""
    form = FindForm(request.POST if request.method == "POST" else None)

    def act():
        finding.send_link(form.cleaned_data["email"], now=timezone.now())

    if receiving.receive(request, form, act):
        text = _("Als %(email)s bij ons bekend is, komt daar nu een mail met een link.")
        shown = mailboxes.shown(form.cleaned_data["email"])
        messages.success(request, text % {"email": shown})
        return redirect("newsletter_find")
    return render(request, "newsletters/find.html", {"form": form}, status=form.status)


@by_key
@require_http_methods(LOOK_AND_ACT)
def choices(request, reader):
    is_reading = reader.status == Subscription.Status.CONFIRMED
    form = ChoicesForm(
        request.POST if request.method == "POST" and is_reading else None,
        initial={
            "topics": sorted(choosing.topics_of(reader)),
            "first_name": reader.first_name,
            "language": reader.language,
        },
    )
    if request.method == "POST" and not is_reading:
        return redirect("newsletter_choices", reader.key)
    if form.is_bound and form.is_valid():
        keep(request, reader, form.cleaned_data)
        return redirect("newsletter_choices", reader.key)
    return render(request, "newsletters/choices.html", around(reader) | {"form": form})


def keep(request, reader, chosen):
    if choosing.change(reader, **chosen, now=timezone.now(), page=CHOICES_PAGE):
        with translation.override(chosen["language"]):
            messages.success(request, _("Opgeslagen. Dit geldt vanaf nu."))
    else:
        messages.info(request, _("Je bent intussen afgemeld."))


def around(reader):
    """What a page of a reader shows of all subscriptions of the address."""
    rows = finding.of_address(reader.email)
    return {
        "reader": reader,
        "can_undo": leaving.can_undo(reader, timezone.now()),
        "others": [row for row in rows if row.pk != reader.pk],
        "still_read": sum(row.status != Subscription.Status.ENDED for row in rows),
        "blocked": finding.block_of(reader.email),
    }


@csrf_exempt
@by_key
@require_http_methods(LOOK_AND_ACT)
def leave(request, reader):
    """A POST acts at once, whatever is in it: nothing of it is read."""
    if request.method != "POST":
        return render(request, "newsletters/leave.html", {"reader": reader})
    leaving.leave(reader, now=timezone.now(), page=LEAVE_PAGE)
    reader = finding.by_key(reader.key)
    if reader is None:  # Erased at this very moment: the mail program hears that it is over too.
        return render(request, "newsletters/erased.html")
    return render(request, "newsletters/left.html", around(reader))


@by_key
@require_POST
def stop(request, reader):
    leaving.stop_all(reader.email, now=timezone.now(), page=CHOICES_PAGE)
    messages.success(request, _("Je krijgt van geen enkele regio meer een nieuwsbrief."))
    return redirect("newsletter_choices", reader.key)


@by_key
@require_POST
def undo(request, reader):
    if leaving.undo(reader, now=timezone.now(), page=CHOICES_PAGE):
        messages.success(request, _("Je leest weer mee, net als eerst."))
    else:
        messages.info(request, _("Dit kan niet meer. Schrijf je opnieuw in."))
    return redirect("newsletter_choices", reader.key)


@by_key
@require_http_methods(LOOK_AND_ACT)
def erase(request, reader):
    if request.method != "POST":
        return render(request, "newsletters/erase.html", around(reader))
    forgetting.forget(reader.email, now=timezone.now(), page=CHOICES_PAGE)
    return render(request, "newsletters/erased.html")
