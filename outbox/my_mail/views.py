"""My mail: which mail comes and how often, with an account or with the key of a mail."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import links
from accounts.models import User
from core.dates import day_label
from core.views import private
from hto_portal.roles import roles_of
from outbox import bundling, choosing
from outbox.composing import CHOOSE_WITH
from outbox.kinds import Reader, read_by
from outbox.my_mail.forms import WEEKS, ChoicesForm, SnoozeForm

LOOK_AND_ACT = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(LOOK_AND_ACT)
def my_mail(request):
    kinds = read_by(*readers(request.user))
    if choose(request, kinds, request.user.email):
        return redirect("my_mail")
    return show(request, kinds, request.user.email)


@never_cache
@login_not_required
@require_http_methods(LOOK_AND_ACT)
def mail_choices(request, token):
    """The same page with the key of a mail. It stays open: who chose may choose again."""
    link = find(token)
    if link is None or link.holder is None:
        return private(render(request, "internships/link_unknown.html", status=404))
    with translation.override(language_of(request, link)):
        return private(choices_by_key(request, token, link))


def choices_by_key(request, token, link):
    if is_over(link, timezone.now()):
        has_left = bool(getattr(link.holder, "left_on", None))
        context = {"token": token, "link": link, "has_left": has_left}
        return render(request, "outbox/mail_link_over.html", context)
    is_user = isinstance(link.holder, User)
    kinds = read_by(*(readers(link.holder) if is_user else [Reader.SCHOOL]))
    if choose(request, kinds, link.email):
        return redirect("mail_choices", token)
    return show(request, kinds, link.email, by_key=True)


def find(token):
    found = (links.find(token, purpose) for purpose in CHOOSE_WITH)
    return next((link for link in found if link), None)


def is_over(link, now):
    """Not for who left, nor for who still reads an address that was wrong."""
    holder = link.holder
    is_gone = getattr(holder, "left_on", None) or not getattr(holder, "is_active", True)
    return bool(link.revoked_at or now >= link.expires_at or is_gone or holder.email != link.email)


def language_of(request, link):
    if request.user.is_authenticated or settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return translation.get_language()
    return link.holder.language


def readers(user):
    """As whom this person gets mail."""
    roles = roles_of(user)
    as_whom = {
        Reader.PARTICIPANT: roles.participates,
        Reader.LEADER: roles.leads,
        Reader.SCHOOL: roles.supervises,
    }
    return [reader for reader, is_one in as_whom.items() if is_one]


def choose(request, kinds, address):
    """Do what was posted; False when there is something to show instead."""
    if request.method != "POST":
        return False
    if "weeks" in request.POST:
        snooze(request, kinds, address)
        return True
    form = ChoicesForm(kinds, address, request.POST)
    if not form.is_valid():
        return False
    now = timezone.now()
    for kind, rhythm in form.changes.items():
        bundling.choose(address, kind, rhythm, now=now)
    messages.success(request, _("Opgeslagen. Deze keuzes gelden vanaf nu."))
    return True


def snooze(request, kinds, address):
    form = SnoozeForm(kinds, request.POST)
    if not form.is_valid():
        messages.error(request, _("Kies 1, 2 of 4 weken."))
        return
    kind, weeks = form.cleaned_data["kind"], form.cleaned_data["weeks"]
    until = timezone.localdate() + timedelta(weeks=weeks) if weeks else None
    choosing.snooze(address, kind, until)
    if until is None:
        messages.success(request, _("De herinneringen staan weer aan."))
    else:
        text = _("Er komt geen herinnering tot %(day)s.")
        messages.success(request, text % {"day": day_label(until)})


def show(request, kinds, address, by_key=False):
    posted = request.POST if request.method == "POST" else None
    context = {
        "form": ChoicesForm(kinds, address, posted),
        "address": address,
        "by_key": by_key,
        "is_formal": bool(kinds) and all(kind.reader == Reader.SCHOOL for kind in kinds),
        "pauses": pauses(kinds, address),
        "fixed": [kind for kind in kinds if kind.fixed and not kind.has_choice],
        "weeks": WEEKS,
    }
    return render(request, "outbox/my_mail.html", context)


def pauses(kinds, address):
    """Per kind that can be put off: until when it is, or None."""
    today, chosen = timezone.localdate(), choosing.state(address)
    rows = []
    for kind in (kind for kind in kinds if kind.snoozes):
        until = getattr(chosen.get(kind.name), "snoozed_until", None)
        rows.append({"kind": kind, "until": until if until and until > today else None})
    return rows
