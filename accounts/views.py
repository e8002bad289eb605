"""Pages about getting in and about oneself: invitation, language switch, settings."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import links
from accounts.forms import Profile
from accounts.models import AccessLink, User
from core.views import local_path
from hto_portal.roles import roles_of
from outbox import suppressing


@login_not_required
@require_safe
@never_cache
def invitation(request, token):
    """Show who is invited; the form on the page asks for a login code, which proves the address."""
    link = links.find(token, AccessLink.Purpose.INVITATION)
    if link is None or not isinstance(link.holder, User) or not link.holder.is_active:
        raise Http404
    if request.user == link.holder:
        return redirect("home")
    context = {"person": link.holder, "is_open": link.is_open(timezone.now())}
    return render(request, "accounts/invitation.html", context)


@login_not_required
@require_POST
def set_language(request):
    """Remember the language in a cookie, and for a signed-in person with the person."""
    language = request.POST.get("language")
    response = HttpResponseRedirect(local_path(request.POST.get("next", ""), "/"))
    if language in dict(settings.LANGUAGES):
        remember_language(response, language)
        if request.user.is_authenticated:
            User.objects.own(request.user).update(language=language)
    return response


def remember_language(response, language):
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def own_settings(request):
    """A person's own name and language, and the ways this person signs in."""
    # A copy: a refused form leaves its values in its instance, and the bar shows the user.
    person = User.objects.own(request.user).get()
    form = Profile(request.POST or None, instance=person)
    if form.is_valid():
        form.save()
        with translation.override(person.language):
            messages.success(request, _("Je gegevens zijn opgeslagen."))
        response = redirect("settings")
        remember_language(response, person.language)
        return response
    context = {"form": form, **ways_in(request.user)}
    context["dead"] = suppressing.of(request.user.email)
    return render(request, "accounts/settings.html", context)


def ways_in(user):
    """What the settings page says about signing in.

    `is_urged` is for whoever sees the data of others and has no second step yet.
    """
    second_steps = {row.type: row for row in user.authenticator_set.all()}
    codes = second_steps.get(Authenticator.Type.RECOVERY_CODES)
    roles = roles_of(user)
    return {
        "has_password": user.has_usable_password(),
        "has_app": Authenticator.Type.TOTP in second_steps,
        "has_passkey": Authenticator.Type.WEBAUTHN in second_steps,
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else None,
        "is_urged": not second_steps and (roles.leads or roles.administers),
    }
