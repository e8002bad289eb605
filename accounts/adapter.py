"""What the portal decides about signing in, on top of django-allauth."""

import logging
import string
from contextlib import suppress

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context as current
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.signals import authenticator_added
from django.conf import settings
from django.dispatch import receiver
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from accounts import addresses
from accounts.models import User
from core.emails import clean_email

log = logging.getLogger(__name__)

PASSKEY = "mfa_reauthenticate:webauthn"
WAYS = {
    PASSKEY: _("Met een passkey"),
    "reauthenticate": _("Met het wachtwoord"),
    "mfa_reauthenticate": _("Met een code uit de app of een herstelcode"),
}


class Adapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Dit account is gesloten."),
        "email_password_mismatch": _("Dit e-mailadres en dit wachtwoord horen niet bij elkaar."),
        "email_taken": _("Dit e-mailadres is al in gebruik."),
        "enter_current_password": _("Dit is niet het huidige wachtwoord."),
        "incorrect_code": _("Deze code klopt niet. Alleen de code uit de nieuwste mail werkt."),
        "incorrect_password": _("Dit wachtwoord klopt niet."),
        "invalid_password_reset": _("Deze link werkt niet meer."),
        "rate_limited": _("Dit ging te snel achter elkaar. Wacht een minuut."),
        "same_as_current": _("Dit is al het adres van dit account."),
        "duplicate_email": _("Dit is al het adres van dit account."),
        "too_many_login_attempts": _(
            "Dit is te vaak geprobeerd. Vraag een nieuwe code aan, of wacht een paar minuten."
        ),
    }

    def is_open_for_signup(self, request):
        """Nobody signs up: people are invited by a project leader or an admin."""
        return False

    def generate_login_code(self):
        """Eight digits in two groups, for the number keys of a phone; the space may be left out."""
        digits = get_random_string(8, string.digits)
        return f"{digits[:4]} {digits[4:]}"

    def generate_email_verification_code(self):
        return self.generate_login_code()

    def clean_email(self, email):
        """Refuse the address of somebody else as a new address.

        allauth leaves that to the mail that confirms it, which would go to that other person.
        """
        others = User.objects.filter(email=email).exclude(pk=self.request.user.pk)
        if self.request.path == reverse("account_email") and others.exists():
            raise self.validation_error("email_taken")
        return email

    def login(self, request, user):
        addresses.keep_in_step(user)
        super().login(request, user)

    def get_reauthentication_methods(self, user):
        """A passkey first: allauth puts typing a code before it, also for who has no app."""
        methods = super().get_reauthentication_methods(user)
        for method in methods:
            method["description"] = WAYS[method["id"]]
        return sorted(methods, key=lambda method: method["id"] != PASSKEY)

    def get_password_change_redirect_url(self, request):
        return reverse("settings")

    def get_email_verification_redirect_url(self, email_address):
        return reverse("settings" if self.request.user.is_authenticated else "account_login")

    def render_mail(self, template_prefix, email, context, headers=None):
        headers = {"Auto-Submitted": "auto-generated", **(headers or {})}
        return super().render_mail(template_prefix, email, context, headers)

    def send_mail(self, template_prefix, email, context):
        """Send at once, in the language of whoever gets it.

        Raises ImmediateHttpResponse with a page that says so when the mail server is away.
        """
        person = context.get("user") or User.objects.filter(email=clean_email(email)).first()
        context = {
            "person": person,
            "site_url": settings.SITE_URL,
            "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60,
            **context,
        }
        language = person.language if person else translation.get_language()
        try:
            with translation.override(language):
                super().send_mail(template_prefix, email, context)
        except OSError as error:
            log.error("sign-in mail not sent: %s", error)
            page = render(current.request, "account/mail_failed.html", status=503)
            raise ImmediateHttpResponse(page) from error

    def send_notification_mail(self, *args, **kwargs):
        # What the notice tells about has happened; the mail server being away does not undo it.
        with suppress(ImmediateHttpResponse):
            super().send_notification_mail(*args, **kwargs)


@receiver(authenticator_added, dispatch_uid="show_the_recovery_codes")
def show_the_recovery_codes(request, user, authenticator, **kwargs):
    """Who just set up an app or passkey has shown it; else the next page, with the recovery codes,
    asks for it once more, and an app has no second code within half a minute."""
    record_authentication(
        request,
        user,
        method="mfa",
        id=authenticator.pk,
        type=authenticator.type,
        reauthenticated=True,
    )
